//! The rows of the list, the selection and the marks.
//!
//! The selection and the marks are entries and not rows: whatever the order, the same document stays
//! selected. A selected entry that is not shown stays selected until another one is. A heading is selected with the
//! first entry below it; a group that is folded is its heading alone.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::tasks::{EntryId, ListOptions, ListedRows};
use crate::ui::list::visible_rows::{FoldedRows, ListLine, PlacedPart, ROWS};

/// The rows of the list, the selection and the marks.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    rows: ListedRows,
    selected: Option<EntryId>,
    /// The row of the selection; while it is not shown, the row that steps begin at.
    at: usize,
    /// Whether the heading above the row is selected; the row is the first one of its group.
    is_on_heading: bool,
    /// The entries of groups that are folded.
    hidden: BTreeSet<EntryId>,
    /// Whether each group of the rows is folded.
    folded: Vec<bool>,
    marks: BTreeSet<EntryId>,
    /// The filter, order and groups that the user chose; the rows follow once they are made.
    pub options: ListOptions,
    /// The similarities that the order by similarity uses.
    pub similarities: Option<Similarities>,
}

/// The similarity of entries to one document.
#[derive(Clone, Debug)]
pub struct Similarities {
    /// The document they are compared with.
    pub to: EntryId,
    /// The similarity of each entry, 0 to 1.
    pub of: Arc<HashMap<EntryId, f64>>,
}

impl Similarities {
    /// Returns the similarity of entries to a document, which is most like itself.
    pub fn new(to: EntryId, found: &[(EntryId, f64)]) -> Self {
        Self { to, of: Arc::new(found.iter().copied().chain([(to, 1.0)]).collect()) }
    }
}

impl Listing {
    /// Returns the rows.
    pub fn rows(&self) -> &ListedRows {
        &self.rows
    }

    /// Returns the selected entry, whether it is shown or not.
    pub fn selected(&self) -> Option<EntryId> {
        self.selected
    }

    /// Returns the row of the selected entry, if it is shown.
    pub fn row(&self) -> Option<usize> {
        (self.rows.get(self.at) == self.selected && self.selected.is_some()).then_some(self.at)
    }

    fn folded_rows(&self) -> FoldedRows<'_> {
        FoldedRows { rows: &self.rows, folded: &self.folded }
    }

    /// Returns the selected heading or entry; without a selection the row that steps begin at.
    fn line(&self) -> Option<ListLine> {
        let row = self.at.min(self.rows.len().checked_sub(1)?);
        let heading = self.rows.group_of(row).filter(|_| self.is_on_heading).map(ListLine::Heading);
        heading.or_else(|| Some(ListLine::Entry(row, self.rows.get(row)?)))
    }

    /// Returns the group whose heading is selected.
    pub fn heading(&self) -> Option<usize> {
        match self.line()? {
            ListLine::Heading(group) => Some(group),
            ListLine::Entry(..) => None,
        }
    }

    /// Tells whether a group is folded.
    pub(crate) fn is_folded(&self, group: usize) -> bool {
        self.folded_rows().is_folded(group)
    }

    /// Returns the visible rows of a list of `height` lines, from the top down.
    pub fn placed(&self, height: usize) -> Vec<PlacedPart> {
        self.line().map_or_else(Vec::new, |line| self.folded_rows().placed(line, height))
    }

    /// Returns the heading or the entry on line `y` of a list of `height` lines, if there is one.
    pub(crate) fn line_under(&self, y: usize, height: usize) -> Option<ListLine> {
        let placed = self.placed(height);
        let under = placed.iter().rev().find(|placed| placed.y <= y)?;
        let is_below = match under.line {
            ListLine::Entry(..) => y >= under.y + ROWS,
            ListLine::Heading(_) => y > under.y,
        };
        (!is_below).then_some(under.line)
    }

    /// Selects a heading or an entry; tells whether the selected entry changed.
    pub(crate) fn select_line(&mut self, line: ListLine) -> bool {
        match line {
            ListLine::Heading(group) => self.select_heading(group),
            ListLine::Entry(row, _) => self.select_row(row),
        }
    }

    fn select_heading(&mut self, group: usize) -> bool {
        let first = self.folded_rows().first_of(group);
        let Some((row, id)) = first.and_then(|row| Some((row, self.rows.get(row)?))) else { return false };
        (self.at, self.is_on_heading) = (row, true);
        self.selected.replace(id) != Some(id)
    }

    /// Selects the entry of a row, of the last one when there are fewer, or the heading of its group if that is
    /// folded; tells whether the selected entry changed.
    pub fn select_row(&mut self, row: usize) -> bool {
        let row = row.min(self.rows.len().saturating_sub(1));
        if let Some(group) = self.rows.group_of(row).filter(|group| self.is_folded(*group)) {
            return self.select_heading(group);
        }
        let Some(id) = self.rows.get(row) else { return false };
        (self.at, self.is_on_heading) = (row, false);
        self.selected.replace(id) != Some(id)
    }

    /// Selects an entry, shown or not, and unfolds its group; tells whether the selected entry changed.
    pub fn select(&mut self, id: EntryId) -> bool {
        self.is_on_heading = false;
        if let Some(row) = self.rows.row_of(id) {
            self.at = row;
            self.unfold_selected();
        }
        self.selected.replace(id) != Some(id)
    }

    /// Moves the selection by `by` headings and entries, stopping at the ends; tells whether the selected entry
    /// changed.
    pub fn step(&mut self, by: isize) -> bool {
        if self.rows.groups().is_empty() {
            return self.select_row(self.at.saturating_add_signed(by));
        }
        let rows = self.folded_rows();
        let Some(mut line) = self.line() else { return false };
        for _ in 0..by.unsigned_abs() {
            let next = if by > 0 { rows.below(line) } else { rows.above(line) };
            let Some(next) = next else { break };
            line = next;
        }
        self.select_line(line)
    }

    /// Moves the selection to the heading of the group `by` groups further on; going back, the heading of its
    /// own group comes first. Tells whether the selected entry changed.
    pub fn step_group(&mut self, by: isize) -> bool {
        let Some(here) = self.rows.group_of(self.at) else { return false };
        let inside = by < 0 && !self.is_on_heading;
        let to = here.saturating_add_signed(by + isize::from(inside));
        self.select_heading(to.min(self.rows.groups().len() - 1))
    }

    /// Folds the group whose heading is selected, or unfolds it; tells whether a heading is selected.
    pub(crate) fn toggle_fold(&mut self) -> bool {
        let Some(group) = self.heading() else { return false };
        let entries = self.rows.entries_of(group).iter().copied();
        if self.is_folded(group) {
            entries.for_each(|id| _ = self.hidden.remove(&id));
        } else {
            self.hidden.extend(entries);
        }
        self.find_folded();
        true
    }

    /// Unfolds the group of the selected row unless its heading is selected.
    fn unfold_selected(&mut self) {
        let group = self.rows.group_of(self.at).filter(|group| !self.is_on_heading && self.is_folded(*group));
        if let Some(group) = group {
            for id in self.rows.entries_of(group) {
                self.hidden.remove(id);
            }
            self.find_folded();
        }
    }

    /// Finds out which groups are folded: those with most of their entries in groups that were folded, since
    /// entries come and go.
    fn find_folded(&mut self) {
        let is_folded = |group: usize| {
            let entries = self.rows.entries_of(group);
            entries.iter().filter(|id| self.hidden.contains(id)).count() * 2 > entries.len()
        };
        self.folded = (0..self.rows.groups().len()).map(is_folded).collect();
    }

    /// Adds an entry to the end of the rows, unless the rows must be made again to know its place. The
    /// first entry is selected.
    pub fn push(&mut self, id: EntryId) {
        if self.options.filter.is_none() && self.rows.groups().is_empty() {
            self.rows.push(id);
        }
        self.selected.get_or_insert(id);
    }

    /// Shows other rows. A selection that is not among them goes to the entry in the same row. A selected heading
    /// stays selected if its first entry still is that.
    pub fn show(&mut self, rows: ListedRows) {
        self.rows = rows;
        self.find_folded();
        match self.selected.and_then(|id| self.rows.row_of(id)) {
            Some(row) => {
                self.at = row;
                self.is_on_heading &= self.rows.begins_group(row);
                self.unfold_selected();
            }
            None => drop(self.select_row(self.at)),
        }
    }

    /// Removes entries with their marks.
    pub fn remove(&mut self, gone: &BTreeSet<EntryId>) {
        self.marks.retain(|id| !gone.contains(id));
        let before = self.rows.iter().take(self.at).filter(|id| gone.contains(id)).count();
        self.rows.remove(gone);
        self.find_folded();
        self.at -= before;
        if self.selected.is_some_and(|id| gone.contains(&id)) {
            self.selected = None;
            self.select_row(self.at);
        }
        self.is_on_heading &= self.rows.begins_group(self.at);
    }

    /// Marks an entry, or takes its mark away.
    pub fn toggle_mark(&mut self, id: EntryId) {
        if !self.marks.remove(&id) {
            self.marks.insert(id);
        }
    }

    /// Tells whether an entry is marked.
    pub fn is_marked(&self, id: EntryId) -> bool {
        self.marks.contains(&id)
    }

    /// Returns how many entries are marked, shown or not.
    pub fn marks(&self) -> usize {
        self.marks.len()
    }

    /// Returns the marked entries in the order of the list; those that are not shown come last.
    pub fn marked(&self) -> Vec<EntryId> {
        self.in_order(self.marks.iter().copied().collect())
    }

    /// Returns the entries that a command of the list is about: the marked ones, else those below the selected
    /// heading, else the selected one.
    pub fn chosen(&self) -> Vec<EntryId> {
        match (self.marks.is_empty(), self.heading()) {
            (false, _) => self.marked(),
            (true, Some(group)) => self.rows.entries_of(group).to_vec(),
            (true, None) => self.selected.into_iter().collect(),
        }
    }

    /// Returns entries in the order of the list; those that are not shown come last, by number.
    pub fn in_order(&self, mut entries: Vec<EntryId>) -> Vec<EntryId> {
        entries.sort_unstable();
        let is_wanted = |id: &EntryId| entries.binary_search(id).is_ok();
        let mut ordered: Vec<EntryId> = self.rows.iter().filter(is_wanted).collect();
        let shown: BTreeSet<EntryId> = ordered.iter().copied().collect();
        ordered.extend(entries.into_iter().filter(|id| !shown.contains(id)));
        ordered
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tasks::{Group, GroupHeading};
    use proptest::prelude::*;

    fn listing(count: usize) -> Listing {
        let mut listing = Listing::default();
        (0..count).for_each(|at| listing.push(EntryId(at)));
        listing
    }

    fn ids(numbers: &[usize]) -> Vec<EntryId> {
        numbers.iter().copied().map(EntryId).collect()
    }

    #[test]
    fn the_selection_stays_inside() {
        let mut listing = listing(3);
        assert!(listing.step(2));
        assert!(!listing.step(5));
        assert_eq!(listing.row(), Some(2));
        assert!(!Listing::default().step(1));
    }

    #[test]
    fn marks_come_in_the_order_of_the_list() {
        let mut listing = listing(4);
        for id in [2, 0, 3] {
            listing.toggle_mark(EntryId(id));
        }
        assert_eq!(listing.marked(), ids(&[0, 2, 3]));
        listing.show(ListedRows::new(ids(&[3, 2, 1]), Vec::new()));
        assert_eq!(listing.marked(), ids(&[3, 2, 0]), "what is not shown comes last");
        listing.toggle_mark(EntryId(2));
        assert_eq!((listing.marked(), listing.marks()), (ids(&[3, 0]), 2));
    }

    #[test]
    fn the_marked_entries_are_chosen_before_a_group_and_a_group_before_one_entry() {
        let mut listing = listing(4);
        let group = |first| Group { first, heading: GroupHeading::Folder(first.to_string()) };
        listing.show(ListedRows::new(ids(&[0, 1, 2, 3]), [0, 2].map(group).to_vec()));
        listing.select_row(3);
        assert_eq!(listing.chosen(), ids(&[3]));
        listing.step_group(-1);
        assert_eq!(listing.chosen(), ids(&[2, 3]));
        listing.toggle_mark(EntryId(1));
        assert_eq!(listing.chosen(), ids(&[1]));
        assert_eq!(Listing::default().chosen(), []);
    }

    #[test]
    fn a_hidden_selection_comes_back_when_it_is_shown_again() {
        let mut listing = listing(5);
        listing.select(EntryId(3));
        listing.show(ListedRows::default());
        assert_eq!((listing.selected(), listing.row()), (Some(EntryId(3)), None));
        listing.show(ListedRows::new(ids(&[0, 1, 2, 3, 4]), Vec::new()));
        assert_eq!(listing.row(), Some(3));
    }

    #[test]
    fn steps_go_from_group_to_group() {
        let mut listing = listing(6);
        let group = |first| Group { first, heading: GroupHeading::Folder(first.to_string()) };
        listing.show(ListedRows::new((0..6).map(EntryId).collect(), [0, 2, 3].map(group).to_vec()));
        let mut at = |by| {
            listing.step_group(by);
            listing.row().unwrap()
        };
        assert_eq!([at(1), at(1), at(1)], [2, 3, 3]);
        listing.select_row(5);
        let mut at = |by| {
            listing.step_group(by);
            listing.row().unwrap()
        };
        assert_eq!([at(-1), at(-1), at(-3)], [3, 2, 0], "the heading of its own group comes first");
    }

    #[test]
    fn headings_are_selected_and_folded() {
        let mut listing = listing(6);
        let group = |first| Group { first, heading: GroupHeading::Folder(first.to_string()) };
        let rows = |order: [usize; 6]| ListedRows::new(ids(&order), [0, 2, 3].map(group).to_vec());
        listing.show(rows([0, 1, 2, 3, 4, 5]));
        let at = |listing: &Listing| (listing.row().unwrap(), listing.heading());
        listing.step(-1);
        assert_eq!(at(&listing), (0, Some(0)));
        listing.step(4);
        assert_eq!(at(&listing), (2, None), "over two entries and a heading");
        listing.step(1);
        assert_eq!(at(&listing), (3, Some(2)));
        assert!(listing.toggle_fold() && listing.is_folded(2));
        listing.step(1);
        assert_eq!(at(&listing), (3, Some(2)), "nothing is below");
        listing.step_group(-1);
        listing.toggle_fold();
        listing.step(1);
        listing.step(-2);
        assert_eq!(at(&listing), (1, None), "two folded groups are two steps");
        listing.show(rows([5, 4, 2, 3, 0, 1]));
        assert_eq!(listing.folded, [true, true, false], "most entries of the last one were shown");
        listing.select(EntryId(2));
        assert_eq!((at(&listing), listing.is_folded(1)), ((2, None), false), "a selected entry is shown");
        assert!(!listing.toggle_fold(), "no heading is selected");
    }

    #[derive(Clone, Debug)]
    enum ListAct {
        Push,
        Show(Vec<usize>, usize),
        Remove(BTreeSet<usize>),
        Select(usize),
        Mark(usize),
    }

    fn acts() -> impl Strategy<Value = Vec<ListAct>> {
        let ids = proptest::collection::btree_set(0usize..20, 0..6);
        let act = prop_oneof![
            Just(ListAct::Push),
            (Just((0usize..20).collect::<Vec<_>>()).prop_shuffle(), 0usize..20)
                .prop_map(|(ids, n)| ListAct::Show(ids, n)),
            ids.prop_map(ListAct::Remove),
            (0usize..20).prop_map(ListAct::Select),
            (0usize..20).prop_map(ListAct::Mark),
        ];
        proptest::collection::vec(act, 0..40)
    }

    proptest! {
        #[test]
        fn the_selection_and_the_marks_keep_their_documents(acts in acts()) {
            let mut listing = listing(3);
            let (mut count, mut gone) = (3, BTreeSet::new());
            for act in acts {
                let (before, marked) = (listing.selected(), listing.marked());
                match act {
                    ListAct::Push => {
                        listing.push(EntryId(count));
                        count += 1;
                        prop_assert_eq!(before.or(Some(EntryId(count - 1))), listing.selected());
                    }
                    ListAct::Show(mut ids, most) => {
                        ids.retain(|id| *id < count && !gone.contains(&EntryId(*id)));
                        ids.truncate(most);
                        let kept = ids.is_empty() || before.is_some_and(|id| ids.contains(&id.0));
                        listing.show(ListedRows::new(ids.into_iter().map(EntryId).collect(), Vec::new()));
                        prop_assert!(!kept || listing.selected() == before);
                    }
                    ListAct::Remove(ids) => {
                        let ids: BTreeSet<EntryId> = ids.into_iter().filter(|id| *id < count).map(EntryId).collect();
                        listing.remove(&ids);
                        prop_assert!(before.is_some_and(|id| ids.contains(&id)) || listing.selected() == before);
                        let left: BTreeSet<_> = marked.into_iter().filter(|id| !ids.contains(id)).collect();
                        prop_assert_eq!(left, listing.marked().into_iter().collect());
                        gone.extend(ids);
                        continue;
                    }
                    ListAct::Select(row) => drop(listing.select_row(row)),
                    ListAct::Mark(id) if id < count && !gone.contains(&EntryId(id)) => listing.toggle_mark(EntryId(id)),
                    ListAct::Mark(_) => continue,
                }
                prop_assert!(listing.selected().is_none_or(|id| !gone.contains(&id)));
                prop_assert!(listing.row().is_none_or(|row| listing.rows().get(row) == listing.selected()));
            }
        }
    }
}
