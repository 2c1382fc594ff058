//! The rows of the list: the entries that a filter chooses, sorted and perhaps grouped by folder or by story.
//!
//! `arrange` is a pure function. A short list is arranged at once, a long one by a task.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil;

use crate::search::Scorer;
use crate::storage::{FileStat, stat};
use crate::tasks::entry::{Entries, Entry, EntryId, shown_path};
use crate::tasks::list_options::{Grouping, ListFilter, ListOptions, ListOrder, Ranking, SortDirection};
use crate::tasks::results::LibraryStories;

/// How many entries are looked at between two checks for cancellation.
const CHUNK: usize = 256;

/// The bytes of an average word and its space: the estimate by which files are sorted whose words are
/// not counted yet.
const BYTES_PER_WORD: u64 = 6;

/// The input of `arrange`.
#[derive(Clone, Debug)]
pub struct ArrangeRequest {
    /// The filter, order and groups.
    pub options: ListOptions,
    /// The entries.
    pub entries: Entries,
    /// All entries by name.
    pub by_name: Arc<Vec<EntryId>>,
    /// The folder that all entries have in common.
    pub common: PathBuf,
    /// Whether the hits of each keyword count.
    pub counted: Vec<bool>,
    /// The similarity of entries to one document, 0 to 1.
    pub similarities: Arc<HashMap<EntryId, f64>>,
    /// The stories, once they are known.
    pub stories: Option<Arc<LibraryStories>>,
}

/// The result of arranging the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arranged {
    /// The rows.
    pub rows: ListedRows,
    /// The ages and lengths of files that were read for the order.
    pub stats: Vec<(EntryId, FileStat)>,
}

/// Arranges the list after reading the ages and lengths of files that are still missing; `None` when
/// the task was cancelled.
pub(crate) fn arrange_with_stats(mut task: ArrangeRequest, wanted: &dyn Fn() -> bool) -> Option<Arranged> {
    let mut stats = Vec::new();
    for id in task.without_stat() {
        if id.0.is_multiple_of(CHUNK) && !wanted() {
            return None;
        }
        let stat = stat(&task.entries[id.0].path);
        stats.push((id, stat.unwrap_or(FileStat { changed: None, bytes: 0 })));
    }
    if !stats.is_empty() {
        let entries = Arc::make_mut(&mut task.entries);
        for (id, stat) in &stats {
            entries[id.0].stat = Some(*stat);
        }
    }
    Some(Arranged { rows: arrange(&task, wanted)?, stats })
}

/// Returns the rows; `None` when `wanted` returns false because the task was cancelled.
pub fn arrange(task: &ArrangeRequest, wanted: &dyn Fn() -> bool) -> Option<ListedRows> {
    let mut chosen = task.choose(wanted)?;
    // Entries with equal keys stay in the order by name.
    chosen.sort_by_key(|(key, _)| *key);
    let ids = chosen.into_iter().map(|(_, id)| id).collect();
    Some(match (task.options.grouping, &task.stories) {
        (Grouping::Ungrouped, _) | (Grouping::ByStory, None) => ListedRows::new(ids, Vec::new()),
        (Grouping::ByFolder, _) => task.group_by_folder(ids),
        (Grouping::ByStory, Some(stories)) => task.group_by_story(ids, stories),
    })
}

/// A sort key: how well the filter fits, then the place in the order.
type SortKey = (Reverse<u32>, i64);

impl ArrangeRequest {
    /// Returns the entries whose ages and lengths must be read before the list is sorted.
    pub fn without_stat(&self) -> Vec<EntryId> {
        let lacks = |entry: &Entry| match self.options.order {
            ListOrder::Date => entry.stat.is_none(),
            ListOrder::Length => {
                entry.stat.is_none() && entry.summary().is_none_or(|known| known.words.is_none())
            }
            ListOrder::Name | ListOrder::Hits | ListOrder::Similarity => false,
        };
        (0..self.entries.len()).map(EntryId).filter(|id| lacks(&self.entries[id.0])).collect()
    }

    /// Returns the entries that fit the filter, by name, each with its sort key.
    fn choose(&self, wanted: &dyn Fn() -> bool) -> Option<Vec<(SortKey, EntryId)>> {
        let mut scorer = Scorer::default();
        let mut ids = self.by_name.as_ref().clone();
        if (self.options.order, self.options.direction) == (ListOrder::Name, SortDirection::Reversed) {
            ids.reverse();
        }
        let mut chosen = Vec::new();
        for chunk in ids.chunks(CHUNK) {
            if !wanted() {
                return None;
            }
            for id in chunk {
                let Some(entry) = self.entries.get(id.0).filter(|entry| !entry.is_gone()) else { continue };
                let score = match &self.options.filter {
                    None => Some(0),
                    Some(ListFilter { fuzzy, ranking }) => scorer
                        .score(fuzzy, &shown_path(&entry.path, &self.common), entry.own_title())
                        .map(|score| if *ranking == Ranking::BestFirst { score } else { 0 }),
                };
                chosen.extend(score.map(|score| ((Reverse(score), self.place(*id, entry)), *id)));
            }
        }
        Some(chosen)
    }

    /// Returns the place of an entry in the order, the lowest first; entries without one come last.
    fn place(&self, id: EntryId, entry: &Entry) -> i64 {
        let place = match self.options.order {
            ListOrder::Name => Some(0),
            ListOrder::Date => entry.stat.and_then(|stat| stat.changed),
            ListOrder::Length => {
                let words = entry.summary().and_then(|known| known.words);
                words.map(|words| words as u64 * BYTES_PER_WORD).or(entry.stat.map(|stat| stat.bytes))
            }
            ListOrder::Hits if entry.counts().is_empty() => None,
            ListOrder::Hits => {
                let counts = entry.counts().iter().zip(&self.counted);
                Some(counts.filter(|(_, counted)| **counted).map(|(count, _)| u64::from(*count)).sum())
            }
            ListOrder::Similarity => self.similarities.get(&id).map(|similarity| (similarity * 1e9) as u64),
        };
        match (place.map(|place| place as i64), self.options.direction) {
            (None, _) => i64::MAX,
            (Some(place), SortDirection::Usual) => -place,
            (Some(place), SortDirection::Reversed) => place,
        }
    }

    /// Puts the entries of each folder together, in the order in which the folders come first.
    fn group_by_folder(&self, ids: Vec<EntryId>) -> ListedRows {
        let folder = |id: EntryId| self.entries.get(id.0).map_or(Path::new(""), Entry::folder);
        let heading = |folder: &Path| GroupHeading::Folder(shown_path(folder, &self.common).into_owned());
        grouped(groups_of(ids, folder), heading)
    }

    /// Puts the entries of each story together: the largest story first in a list by name, else in the order in
    /// which the stories come first. What belongs to no story comes last in a list by name.
    fn group_by_story(&self, ids: Vec<EntryId>, stories: &LibraryStories) -> ListedRows {
        let numbers = stories.numbers();
        let number = |id: EntryId| numbers.get(&id).copied().unwrap_or(usize::MAX);
        let mut groups = groups_of(ids, number);
        let is_by_fit =
            self.options.filter.as_ref().is_some_and(|filter| filter.ranking == Ranking::BestFirst);
        if self.options.order == ListOrder::Name && !is_by_fit {
            groups.sort_by_key(|(number, _)| *number);
        }
        grouped(groups, |number| match stories.stories.get(number) {
            Some(story) => GroupHeading::Story { name: story.name.clone(), days: story.days },
            None => GroupHeading::Alone,
        })
    }
}

/// Returns the entries with each key together, in the order in which the keys come first.
fn groups_of<K: Copy + Eq + Hash>(ids: Vec<EntryId>, key: impl Fn(EntryId) -> K) -> Vec<(K, Vec<EntryId>)> {
    let mut numbers: HashMap<K, usize> = HashMap::new();
    let mut groups: Vec<(K, Vec<EntryId>)> = Vec::new();
    for id in ids {
        let key = key(id);
        let number = *numbers.entry(key).or_insert(groups.len());
        if number == groups.len() {
            groups.push((key, Vec::new()));
        }
        groups[number].1.push(id);
    }
    groups
}

/// Returns groups of entries as rows with headings.
fn grouped<K>(entries: Vec<(K, Vec<EntryId>)>, heading: impl Fn(K) -> GroupHeading) -> ListedRows {
    let (mut rows, mut groups) = (Vec::new(), Vec::new());
    for (key, entries) in entries {
        groups.push(Group { first: rows.len(), heading: heading(key) });
        rows.extend(entries);
    }
    ListedRows::new(rows, groups)
}

/// The entries under one heading of a grouped list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The row of the first entry.
    pub first: usize,
    /// The heading.
    pub heading: GroupHeading,
}

/// What is written over a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroupHeading {
    /// The path of a folder, as it is shown.
    Folder(String),
    /// A story.
    Story {
        /// Names and words that tell it from other stories.
        name: String,
        /// The first and the last day that its documents are of.
        days: Option<(civil::Date, civil::Date)>,
    },
    /// The documents that no other tells the story of.
    Alone,
}

/// The entries that the list shows, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListedRows {
    entries: Vec<EntryId>,
    groups: Vec<Group>,
}

impl ListedRows {
    /// Returns entries as rows; the first of the `groups` begins at row 0, or there is none.
    pub fn new(entries: Vec<EntryId>, groups: Vec<Group>) -> Self {
        Self { entries, groups }
    }

    /// Returns the number of rows.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Tells whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Returns the entry of a row.
    pub fn get(&self, row: usize) -> Option<EntryId> {
        self.entries.get(row).copied()
    }

    /// Returns the row of an entry.
    pub fn row_of(&self, id: EntryId) -> Option<usize> {
        self.entries.iter().position(|entry| *entry == id)
    }

    /// Returns all entries in the order of the rows.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = EntryId> + '_ {
        self.entries.iter().copied()
    }

    /// Returns the groups in order; empty when the rows are not grouped.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// Returns the number of the group of a row.
    pub fn group_of(&self, row: usize) -> Option<usize> {
        self.groups.partition_point(|group| group.first <= row).checked_sub(1)
    }

    /// Returns the number of entries in a group.
    pub fn size_of(&self, group: usize) -> usize {
        let first = |at: usize| self.groups.get(at).map_or(self.len(), |group| group.first);
        first(group + 1).saturating_sub(first(group))
    }

    /// Tells whether a row is the first of a group.
    pub fn begins_group(&self, row: usize) -> bool {
        self.group_of(row).is_some_and(|group| self.groups[group].first == row)
    }

    /// Returns the entries of a group in order.
    pub fn entries_of(&self, group: usize) -> &[EntryId] {
        let first = self.groups.get(group).map_or(self.len(), |group| group.first);
        &self.entries[first..first + self.size_of(group)]
    }

    /// Adds an entry to the end; it joins the last group.
    pub fn push(&mut self, id: EntryId) {
        self.entries.push(id);
    }

    /// Removes entries, and groups that become empty.
    pub fn remove(&mut self, gone: &BTreeSet<EntryId>) {
        let groups = std::mem::take(&mut self.groups);
        let ends = groups.iter().skip(1).map(|group| group.first).chain([self.len()]).collect::<Vec<_>>();
        let mut first = 0;
        for (group, end) in groups.into_iter().zip(ends) {
            let kept = self.entries[group.first..end].iter().filter(|id| !gone.contains(id)).count();
            if kept > 0 {
                self.groups.push(Group { first, ..group });
            }
            first += kept;
        }
        self.entries.retain(|id| !gone.contains(id));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Fuzzy;
    use crate::tasks::entry::{EntryState, EntrySummary};
    use crate::tasks::results::LibraryStory;
    use proptest::prelude::*;

    fn task(paths: &[&str]) -> ArrangeRequest {
        ArrangeRequest {
            options: ListOptions::default(),
            entries: Arc::new(paths.iter().map(|path| Entry::new(Path::new(path))).collect()),
            by_name: Arc::new((0..paths.len()).map(EntryId).collect()),
            common: PathBuf::new(),
            counted: Vec::new(),
            similarities: Arc::default(),
            stories: None,
        }
    }

    fn filter(typed: &str) -> ListFilter {
        ListFilter { fuzzy: Arc::new(Fuzzy::parse(typed)), ranking: Ranking::BestFirst }
    }

    fn shown(task: &ArrangeRequest) -> Vec<usize> {
        arrange(task, &|| true).unwrap().iter().map(|id| id.0).collect()
    }

    fn date(task: &mut ArrangeRequest, dates: &[Option<u64>]) {
        let entries = Arc::make_mut(&mut task.entries);
        for (entry, changed) in entries.iter_mut().zip(dates) {
            entry.stat = Some(FileStat { changed: *changed, bytes: 0 });
        }
        task.options.order = ListOrder::Date;
    }

    #[test]
    fn the_best_match_comes_first_and_equal_ones_keep_their_order() {
        let mut task = task(&["m/o/o/n", "tide", "b/moon", "a/moon"]);
        task.options.filter = Some(filter("moon"));
        assert_eq!(shown(&task), [2, 3, 0]);
        task.options.direction = SortDirection::Reversed;
        assert_eq!(shown(&task), [3, 2, 0]);
        let summary = EntrySummary { title: "moonlight".into(), words: None, counts: None };
        Arc::make_mut(&mut task.entries)[1].state = EntryState::Known(summary);
        task.options.filter = Some(filter("moonlight"));
        assert_eq!(shown(&task), [1], "a title is searched, too");
    }

    #[test]
    fn entries_without_a_place_come_last_in_both_directions() {
        let mut task = task(&["a", "b", "c", "d"]);
        date(&mut task, &[Some(5), None, Some(7), Some(5)]);
        assert_eq!(shown(&task), [2, 0, 3, 1]);
        task.options.direction = SortDirection::Reversed;
        assert_eq!(shown(&task), [0, 3, 2, 1]);
        task.options.order = ListOrder::Name;
        assert_eq!(shown(&task), [3, 2, 1, 0]);
    }

    #[test]
    fn a_group_is_where_its_first_entry_would_be() {
        let mut task = task(&["x/a", "y/b", "x/c", "d"]);
        task.options.grouping = Grouping::ByFolder;
        let rows = arrange(&task, &|| true).unwrap();
        assert_eq!(shown(&task), [0, 2, 1, 3]);
        let group = |first, folder: &str| Group { first, heading: GroupHeading::Folder(folder.into()) };
        assert_eq!(rows.groups(), [group(0, "x"), group(2, "y"), group(3, "")]);
        assert_eq!((rows.size_of(0), rows.size_of(2)), (2, 1));
    }

    #[test]
    fn stories_come_in_their_order_unless_the_list_is_sorted() {
        let mut task = task(&["a", "b", "c", "d", "e"]);
        date(&mut task, &[Some(5), Some(9), Some(7), Some(1), Some(8)]);
        task.options = ListOptions { grouping: Grouping::ByStory, ..ListOptions::default() };
        assert_eq!(shown(&task), [0, 1, 2, 3, 4], "the stories are not known yet");
        let story = |name: &str, entries: [usize; 2]| LibraryStory {
            name: name.into(),
            days: None,
            entries: entries.map(EntryId).to_vec(),
        };
        let stories = vec![story("Aurora", [1, 3]), story("moss", [0, 4])];
        task.stories = Some(Arc::new(LibraryStories { stories, ..LibraryStories::default() }));
        let headings = |task: &ArrangeRequest| -> Vec<String> {
            let rows = arrange(task, &|| true).unwrap();
            let name = |group: &Group| match &group.heading {
                GroupHeading::Story { name, .. } => name.clone(),
                GroupHeading::Alone => "alone".into(),
                GroupHeading::Folder(folder) => panic!("{folder}"),
            };
            rows.groups().iter().map(name).collect()
        };
        assert_eq!(
            (shown(&task), headings(&task).join(" ")),
            (vec![1, 3, 0, 4, 2], "Aurora moss alone".into())
        );
        task.options.order = ListOrder::Date;
        assert_eq!(
            (shown(&task), headings(&task).join(" ")),
            (vec![1, 3, 4, 0, 2], "Aurora moss alone".into())
        );
        task.options.direction = SortDirection::Reversed;
        assert_eq!(
            (shown(&task), headings(&task).join(" ")),
            (vec![3, 1, 0, 4, 2], "Aurora moss alone".into())
        );
    }

    #[test]
    fn a_cancelled_task_has_no_result() {
        assert_eq!(arrange(&task(&["a"]), &|| false), None);
    }

    proptest! {
        #[test]
        fn each_entry_that_is_there_is_shown_once(
            paths in proptest::collection::vec("([ab]/){0,3}[ab]", 0..30),
            dates in proptest::collection::vec(proptest::option::of(0u64..4), 30),
            order in 0usize..5, reversed: bool, grouped: bool,
            gone in proptest::collection::btree_set(0usize..30, 0..5),
        ) {
            let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
            let mut task = task(&paths);
            date(&mut task, &dates);
            for entry in gone.iter().filter(|at| **at < paths.len()) {
                Arc::make_mut(&mut task.entries)[*entry].state = EntryState::Gone;
            }
            task.options.order = ListOrder::ALL[order];
            task.options.direction = if reversed { SortDirection::Reversed } else { SortDirection::Usual };
            task.options.grouping = if grouped { Grouping::ByFolder } else { Grouping::Ungrouped };
            let mut rows = arrange(&task, &|| true).unwrap();
            let check = |rows: &ListedRows, gone: &BTreeSet<usize>| {
                let mut ids: Vec<usize> = rows.iter().map(|id| id.0).collect();
                for (at, group) in rows.groups().iter().enumerate() {
                    prop_assert!(rows.size_of(at) > 0);
                    for id in &ids[group.first..group.first + rows.size_of(at)] {
                        let folder = task.entries[*id].folder().to_string_lossy().into_owned();
                        prop_assert_eq!(GroupHeading::Folder(folder), group.heading.clone());
                    }
                }
                ids.sort_unstable();
                let there: Vec<usize> = (0..paths.len()).filter(|at| !gone.contains(at)).collect();
                prop_assert_eq!(ids, there);
                Ok(())
            };
            check(&rows, &gone)?;
            let more: BTreeSet<usize> = gone.iter().copied().chain([0, 3, 4]).collect();
            rows.remove(&more.iter().copied().map(EntryId).collect());
            check(&rows, &more)?;
        }
    }
}
