//! The rows of the list: a choice of entries in some order, perhaps in groups.
//!
//! Most lists show everything in the order found. That is kept as a number alone, so that a million
//! entries cost nothing until somebody filters or sorts them.

use crate::tasks::entry::EntryId;

/// Entries of one folder that stand together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The row of its first entry.
    pub first: usize,
    /// The path of the folder, as it is shown.
    pub folder: String,
}

/// Which entries are shown, in which order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows {
    choice: Choice,
    groups: Vec<Group>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Choice {
    /// The first so many entries, in the order found.
    All(usize),
    /// These.
    These(Vec<u32>),
}

impl Rows {
    /// Returns the rows of all of `count` entries in the order found.
    pub fn all(count: usize) -> Self {
        Self { choice: Choice::All(count), groups: Vec::new() }
    }

    /// Returns these entries as rows; `groups` begin at rows, the first at row 0, or are none.
    pub fn these(entries: Vec<u32>, groups: Vec<Group>) -> Self {
        Self { choice: Choice::These(entries), groups }
    }

    /// Returns how many rows there are.
    pub fn len(&self) -> usize {
        match &self.choice {
            Choice::All(count) => *count,
            Choice::These(entries) => entries.len(),
        }
    }

    /// Tells whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the entry of a row.
    pub fn get(&self, row: usize) -> Option<EntryId> {
        match &self.choice {
            Choice::All(count) => (row < *count).then_some(EntryId(row)),
            Choice::These(entries) => entries.get(row).map(|entry| EntryId(*entry as usize)),
        }
    }

    /// Returns the row of an entry; looks through all rows unless they stand in the order found.
    pub fn row_of(&self, id: EntryId) -> Option<usize> {
        match &self.choice {
            Choice::All(count) => (id.0 < *count).then_some(id.0),
            Choice::These(entries) => entries.iter().position(|entry| *entry as usize == id.0),
        }
    }

    /// Returns all entries in the order of the rows.
    pub fn iter(&self) -> impl Iterator<Item = EntryId> + '_ {
        (0..self.len()).filter_map(|row| self.get(row))
    }

    /// Returns the groups in their order; none when the rows are not grouped.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// Returns the number of the group a row stands in.
    pub fn group_of(&self, row: usize) -> Option<usize> {
        self.groups.partition_point(|group| group.first <= row).checked_sub(1)
    }

    /// Returns how many entries a group has.
    pub fn size_of(&self, group: usize) -> usize {
        let first = |at: usize| self.groups.get(at).map_or(self.len(), |group| group.first);
        first(group + 1).saturating_sub(first(group))
    }

    /// Tells whether a row is the first of a group.
    pub fn begins_group(&self, row: usize) -> bool {
        self.group_of(row).is_some_and(|group| self.groups[group].first == row)
    }

    /// Adds an entry to the end; it joins the last group.
    pub(crate) fn push(&mut self, id: EntryId) {
        match &mut self.choice {
            Choice::All(count) if *count == id.0 => *count += 1,
            Choice::All(count) => {
                let all = (0..*count as u32).chain([id.0 as u32]);
                self.choice = Choice::These(all.collect());
            }
            Choice::These(entries) => entries.push(id.0 as u32),
        }
    }

    /// Takes away the entries that `keep` does not want.
    pub(crate) fn retain(&mut self, keep: impl Fn(EntryId) -> bool) {
        let kept: Vec<u32> = self.iter().filter(|id| keep(*id)).map(|id| id.0 as u32).collect();
        let mut groups = Vec::new();
        let mut first = 0;
        for at in 0..self.groups.len() {
            let begin = self.groups[at].first;
            let left =
                (begin..begin + self.size_of(at)).filter_map(|row| self.get(row)).filter(|id| keep(*id));
            let left = left.count();
            if left > 0 {
                groups.push(Group { first, folder: self.groups[at].folder.clone() });
            }
            first += left;
        }
        *self = Self::these(kept, groups);
    }
}
