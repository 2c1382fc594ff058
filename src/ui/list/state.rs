//! The selection and the marks over the rows.
//!
//! Both are entries, not rows: whatever becomes of the order, the same document stays selected and
//! the same ones stay marked. A selected entry that is not shown at the moment keeps the selection
//! until something else is selected.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::search::Fuzzy;
use crate::tasks::entry::EntryId;
use crate::tasks::listing::arrange::{ArrangeRequest, Arranged};
use crate::tasks::listing::names::Names;
use crate::tasks::listing::order::{Folders, Wish};
use crate::tasks::listing::rows::Rows;
use crate::ui::list::figures::Figures;
use crate::ui::list::lines::{Placed, place};

/// The rows of the list, the selection and the marks.
#[derive(Clone, Debug)]
pub struct Listing {
    rows: Rows,
    selected: Option<EntryId>,
    /// The row of the selection; while it is not shown, the row that steps go from.
    at: usize,
    marks: BTreeSet<EntryId>,
    /// What is asked for; the rows follow as soon as they are made.
    pub wish: Wish,
    /// What the rows were made of.
    fuzzy: Option<Arc<Fuzzy>>,
    version: u64,
    gone: Arc<BTreeSet<EntryId>>,
    /// What it can be sorted by.
    pub figures: Figures,
}

impl Listing {
    /// Returns a list without rows.
    pub fn new() -> Self {
        Self {
            rows: Rows::all(0),
            selected: None,
            at: 0,
            marks: BTreeSet::new(),
            wish: Wish::default(),
            fuzzy: None,
            version: 0,
            gone: Arc::default(),
            figures: Figures::default(),
        }
    }

    /// Returns the rows.
    pub fn rows(&self) -> &Rows {
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

    /// Returns what stands where in a list of `height` lines, from the top down.
    pub fn placed(&self, height: usize) -> Vec<Placed> {
        place(&self.rows, self.at.min(self.rows.len().saturating_sub(1)), height)
    }

    /// Selects the entry of a row, of the last one when there are fewer; tells whether the
    /// selection moved.
    pub fn select_row(&mut self, row: usize) -> bool {
        let row = row.min(self.rows.len().saturating_sub(1));
        let Some(id) = self.rows.get(row) else { return false };
        self.at = row;
        self.selected.replace(id) != Some(id)
    }

    /// Selects an entry, shown or not; tells whether the selection moved.
    pub fn select(&mut self, id: EntryId) -> bool {
        self.at = self.rows.row_of(id).unwrap_or(self.at);
        self.selected.replace(id) != Some(id)
    }

    /// Moves the selection by `by` rows, stopping at the ends; tells whether it moved.
    pub fn step(&mut self, by: isize) -> bool {
        self.select_row(self.at.saturating_add_signed(by))
    }

    /// Moves the selection to the first row of the group `by` groups further on; going back, the
    /// beginning of its own group comes first. Tells whether it moved.
    pub fn step_group(&mut self, by: isize) -> bool {
        let Some(here) = self.rows.group_of(self.at) else { return false };
        let inside = by < 0 && !self.rows.begins_group(self.at);
        let to = here.saturating_add_signed(by + isize::from(inside));
        match self.rows.groups().get(to.min(self.rows.groups().len() - 1)) {
            Some(group) => self.select_row(group.first),
            None => false,
        }
    }

    /// Adds an entry to the end of the rows, unless they have to be made anew to tell its place; the
    /// first one of all is selected.
    pub fn push(&mut self, id: EntryId) {
        if self.gone.contains(&id) {
            Arc::make_mut(&mut self.gone).remove(&id);
        }
        if self.wish.filter.is_none() && self.wish.folders == Folders::InRows {
            self.rows.push(id);
        }
        self.selected.get_or_insert(id);
    }

    /// Returns what is needed to make the rows that are asked for; `keys` are the places of the
    /// entries in the order.
    pub fn task(&self, names: Names, keys: Vec<u64>) -> ArrangeRequest {
        let fuzzy = self.wish.filter.as_ref().map(|filter| &filter.fuzzy);
        let narrows = self.version == names.version()
            && fuzzy.zip(self.fuzzy.as_ref()).is_some_and(|(fuzzy, former)| fuzzy.narrows(former));
        let among = narrows.then(|| self.rows.iter().map(|id| id.0 as u32).collect());
        ArrangeRequest { wish: self.wish.clone(), names, keys, among, gone: Arc::clone(&self.gone) }
    }

    /// Shows the rows that were made.
    pub fn take(&mut self, arranged: Arranged) {
        (self.fuzzy, self.version) = (arranged.fuzzy, arranged.version);
        self.show(arranged.rows);
    }

    /// Shows all entries, except those that are no more.
    pub fn show_all(&mut self, mut rows: Rows) {
        if !self.gone.is_empty() {
            rows.retain(|id| !self.gone.contains(&id));
        }
        self.fuzzy = None;
        self.show(rows);
    }

    /// Shows other rows. The selection stays where it is shown; else it goes to the row it stood on.
    pub fn show(&mut self, rows: Rows) {
        self.rows = rows;
        match self.selected.and_then(|id| self.rows.row_of(id)) {
            Some(row) => self.at = row,
            None => drop(self.select_row(self.at)),
        }
    }

    /// Takes entries away that are no more, with their marks.
    pub fn remove(&mut self, gone: &BTreeSet<EntryId>) {
        Arc::make_mut(&mut self.gone).extend(gone);
        self.marks.retain(|id| !gone.contains(id));
        let before = self.rows.iter().take(self.at).filter(|id| gone.contains(id)).count();
        self.rows.retain(|id| !gone.contains(&id));
        self.at -= before;
        if self.selected.is_some_and(|id| gone.contains(&id)) {
            self.selected = None;
            self.select_row(self.at);
        }
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

    /// Returns entries in the order of the list; those that are not shown come last, in the order
    /// found.
    pub fn in_order(&self, mut entries: Vec<EntryId>) -> Vec<EntryId> {
        entries.sort_by_cached_key(|id| (self.rows.row_of(*id).unwrap_or(usize::MAX), *id));
        entries
    }
}

impl Default for Listing {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tasks::listing::rows::Group;
    use proptest::prelude::*;

    fn listing(count: usize) -> Listing {
        let mut listing = Listing::new();
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
        assert!(!Listing::new().step(1));
    }

    #[test]
    fn marks_come_in_the_order_of_the_list() {
        let mut listing = listing(4);
        for id in [2, 0, 3] {
            listing.toggle_mark(EntryId(id));
        }
        assert_eq!(listing.marked(), ids(&[0, 2, 3]));
        listing.show(Rows::these(vec![3, 2, 1], Vec::new()));
        assert_eq!(listing.marked(), ids(&[3, 2, 0]), "what is not shown comes last");
        listing.toggle_mark(EntryId(2));
        assert_eq!((listing.marked(), listing.marks()), (ids(&[3, 0]), 2));
    }

    #[test]
    fn a_hidden_selection_comes_back_when_it_is_shown_again() {
        let mut listing = listing(5);
        listing.select(EntryId(3));
        listing.show(Rows::these(Vec::new(), Vec::new()));
        assert_eq!((listing.selected(), listing.row()), (Some(EntryId(3)), None));
        listing.show(Rows::all(5));
        assert_eq!(listing.row(), Some(3));
    }

    #[test]
    fn groups_are_stepped_through() {
        let mut listing = listing(6);
        let group = |first| Group { first, folder: first.to_string() };
        listing.show(Rows::these((0..6).collect(), [0, 2, 3].map(group).to_vec()));
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
        assert_eq!([at(-1), at(-1), at(-3)], [3, 2, 0], "the beginning of its own group comes first");
    }

    #[derive(Clone, Debug)]
    enum Act {
        Push,
        Show(Vec<u32>, usize),
        Remove(BTreeSet<usize>),
        Select(usize),
        Mark(usize),
    }

    fn acts() -> impl Strategy<Value = Vec<Act>> {
        let ids = proptest::collection::btree_set(0usize..20, 0..6);
        let act = prop_oneof![
            Just(Act::Push),
            (Just((0u32..20).collect::<Vec<_>>()).prop_shuffle(), 0usize..20)
                .prop_map(|(ids, n)| Act::Show(ids, n)),
            ids.prop_map(Act::Remove),
            (0usize..20).prop_map(Act::Select),
            (0usize..20).prop_map(Act::Mark),
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
                    Act::Push => {
                        listing.push(EntryId(count));
                        count += 1;
                        prop_assert_eq!(before.or(Some(EntryId(count - 1))), listing.selected());
                    }
                    Act::Show(mut ids, most) => {
                        ids.retain(|id| (*id as usize) < count && !gone.contains(&EntryId(*id as usize)));
                        ids.truncate(most);
                        let kept = ids.is_empty() || before.is_some_and(|id| ids.contains(&(id.0 as u32)));
                        listing.show(Rows::these(ids, Vec::new()));
                        prop_assert!(!kept || listing.selected() == before);
                    }
                    Act::Remove(ids) => {
                        let ids: BTreeSet<EntryId> = ids.into_iter().filter(|id| *id < count).map(EntryId).collect();
                        listing.remove(&ids);
                        prop_assert!(before.is_some_and(|id| ids.contains(&id)) || listing.selected() == before);
                        let left: BTreeSet<_> = marked.into_iter().filter(|id| !ids.contains(id)).collect();
                        prop_assert_eq!(left, listing.marked().into_iter().collect());
                        gone.extend(ids);
                        continue;
                    }
                    Act::Select(row) => drop(listing.select_row(row)),
                    Act::Mark(id) if id < count && !gone.contains(&EntryId(id)) => listing.toggle_mark(EntryId(id)),
                    Act::Mark(_) => continue,
                }
                prop_assert!(listing.selected().is_none_or(|id| !gone.contains(&id)));
                prop_assert!(listing.row().is_none_or(|row| listing.rows().get(row) == listing.selected()));
            }
        }
    }
}
