//! The place of documents that came after the walk in the order by name.
//!
//! Their numbers come last, because numbers never change; in the list they stand where the walk would
//! have found them. The place is looked for among the documents of the same folder, which follow each
//! other, so a folder named twice or roots out of order do no harm.

use std::cmp::Ordering;
use std::ffi::OsStr;

use crate::tasks::entry::EntryId;
use crate::tasks::paths::Paths;
use crate::text::order::by_name;

/// Documents that came after the walk, in the order by name.
#[derive(Clone, Debug, Default)]
pub struct Late {
    /// How many were found by the walk.
    walked: usize,
    /// Each with the number of the walked document it stands before.
    entries: Vec<(usize, EntryId)>,
}

impl Late {
    /// Returns that there is none, after a walk that found `walked` documents.
    pub fn after(walked: usize) -> Self {
        Self { walked, entries: Vec::new() }
    }

    /// Tells whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Finds the place of one more.
    pub fn add(&mut self, paths: &Paths, id: EntryId) {
        let before = self.place(paths, id);
        let at = self.entries.partition_point(|(other, late)| {
            (*other, compare(paths, *late, id)) <= (before, Ordering::Equal)
        });
        self.entries.insert(at, (before, id));
    }

    /// The number of the first walked document that stands behind an entry.
    fn place(&self, paths: &Paths, id: EntryId) -> usize {
        let mut folder = paths.parts(id).map(|(folder, _)| folder);
        while let Some(here) = folder {
            let walked = paths.below(here).into_iter().map(|near| near.0).filter(|near| *near < self.walked);
            if let Some((first, last)) = ends(walked) {
                return partition(first..last + 1, |near| compare(paths, EntryId(near), id).is_lt());
            }
            folder = here.parent();
        }
        self.walked
    }

    /// Returns all of `count` entries by name.
    pub fn all(&self, count: usize) -> Vec<u32> {
        let mut late = self.entries.iter().peekable();
        let mut all = Vec::with_capacity(count);
        for walked in 0..=self.walked.min(count) {
            while let Some((_, id)) = late.next_if(|(before, _)| *before <= walked) {
                all.push(id.0 as u32);
            }
            if walked < self.walked.min(count) {
                all.push(walked as u32);
            }
        }
        all
    }
}

fn ends(mut numbers: impl Iterator<Item = usize>) -> Option<(usize, usize)> {
    let first = numbers.next()?;
    Some(numbers.fold((first, first), |(first, last), next| (first.min(next), last.max(next))))
}

/// The first number of an ordered range of which `is_before` is not true.
fn partition(mut range: std::ops::Range<usize>, is_before: impl Fn(usize) -> bool) -> usize {
    while !range.is_empty() {
        let middle = range.start + range.len() / 2;
        if is_before(middle) {
            range.start = middle + 1;
        } else {
            range.end = middle;
        }
    }
    range.start
}

/// Compares two entries as a walk finds them: folder by folder, by name in each.
fn compare(paths: &Paths, one: EntryId, two: EntryId) -> Ordering {
    let (mut one, mut two) = (steps(paths, one), steps(paths, two));
    loop {
        let step = match (one.next(), two.next()) {
            (Some(one), Some(two)) => by_name(one, two),
            (None, None) => return Ordering::Equal,
            (one, _) => return if one.is_none() { Ordering::Less } else { Ordering::Greater },
        };
        if step.is_ne() {
            return step;
        }
    }
}

/// The folders on the way to an entry and its name.
fn steps(paths: &Paths, id: EntryId) -> impl Iterator<Item = &OsStr> {
    let parts = paths.parts(id);
    let folders = parts.map(|(folder, _)| folder.iter()).into_iter().flatten();
    folders.chain(parts.map(|(_, name)| name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tasks::entry::Listed;

    #[test]
    fn what_comes_late_stands_where_the_walk_would_have_found_it() {
        let walked = ["r/a/1", "r/a/2", "r/a/10", "r/b/x", "q/a", "q/z"];
        let late = ["r/a/3", "q/b", "r/ab/c", "r/a/20", "r/a/0", "s", "q/b/c", "r/a/1b"];
        let mut paths = Paths::default();
        paths.add(walked.iter().chain(&late).map(|path| Listed::File(path.into())).collect());
        let mut order = Late::after(walked.len());
        (walked.len()..paths.len()).for_each(|at| order.add(&paths, EntryId(at)));
        let all: Vec<String> = order
            .all(paths.len())
            .into_iter()
            .map(|id| paths.path(EntryId(id as usize)).unwrap().display().to_string())
            .collect();
        assert_eq!(
            all,
            [
                "r/a/0", "r/a/1", "r/a/1b", "r/a/2", "r/a/3", "r/a/10", "r/a/20", "r/ab/c", "r/b/x", "q/a",
                "q/b", "q/b/c", "q/z", "s"
            ]
        );
    }
}
