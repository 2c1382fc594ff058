//! The results of a search of every document: what was looked for, what was found so far, which row is
//! selected, what keys do to it.

use std::collections::HashMap;
use std::sync::Arc;

use crate::search::{Keywords, Patterns, Query};
use crate::tasks::{DocumentHits, Documents, HitGroup, HitLine, Task, TaskKind};
use crate::text::CopiedText;
use crate::text::wrap::unwrapped;
use crate::ui::background::Background;
use crate::ui::list::library::Library;
use crate::ui::outcome::Outcome;
use crate::ui::quotation::{Quotation, place};
use crate::ui::search::rows::{HitOrder, HitRows, SearchRow};
use crate::ui::selectable_list::SelectableList;
use crate::ui::settings::{Hit, OpenAt};

/// What was looked for.
#[derive(Clone, Debug)]
pub enum SearchSubject {
    /// One query.
    Query(Query),
    /// The keywords, as they were then.
    Keywords(Arc<Keywords>),
}

impl SearchSubject {
    /// Returns its patterns; the error says what is wrong with the query.
    fn patterns(&self) -> Result<Patterns, String> {
        match self {
            SearchSubject::Query(query) => Patterns::of_query(query).map_err(|error| error.to_string()),
            SearchSubject::Keywords(keywords) => Ok(keywords.shown_patterns()),
        }
    }
}

/// What a search of every document found.
#[derive(Clone, Debug)]
pub struct SearchView {
    /// What was looked for.
    pub subject: SearchSubject,
    /// What looks for it.
    pub patterns: Patterns,
    /// The numbers of the patterns.
    pub numbers: Vec<usize>,
    /// The documents with hits, in the order of the list.
    pub groups: Vec<HitGroup>,
    /// The rows.
    pub rows: HitRows,
    /// The selected row.
    pub(crate) list: SelectableList,
    /// How many hits there are.
    pub hits: usize,
    /// How many documents are searched.
    pub searched: usize,
    /// How many of them could not be read.
    pub unread: usize,
    /// The documents to be searched.
    pub documents: Documents,
    /// How many lines there are.
    pub lines: usize,
    /// The most hits a document has of each pattern.
    pub most: Vec<usize>,
    /// How many documents have each title.
    titles: HashMap<String, usize>,
    /// Whether the query is still being typed.
    pub(crate) is_typed: bool,
    /// Whether the rows are still those of the search before, because the new one has no results yet.
    stale: bool,
}

impl SearchView {
    /// Returns the empty results of a search through these documents.
    pub(crate) fn new(subject: SearchSubject, patterns: Patterns, documents: Documents) -> Self {
        let numbers = patterns.numbers().to_vec();
        let order = match subject {
            SearchSubject::Keywords(_) if !documents.is_single() => HitOrder::Total,
            SearchSubject::Query(_) | SearchSubject::Keywords(_) => HitOrder::Document,
        };
        Self {
            most: vec![0; numbers.len()],
            subject,
            patterns,
            numbers,
            groups: Vec::new(),
            rows: HitRows::new(order),
            list: SelectableList::default(),
            hits: 0,
            searched: 0,
            unread: 0,
            documents,
            lines: 0,
            titles: HashMap::new(),
            is_typed: false,
            stale: false,
        }
    }

    /// Starts a search through these documents and returns its results, which are still empty.
    pub(crate) fn start(
        subject: SearchSubject,
        documents: Documents,
        background: &mut Background,
    ) -> Result<Box<Self>, String> {
        let patterns = subject.patterns()?;
        background.start(Task::Everywhere {
            documents: documents.clone(),
            done: (0, 0),
            patterns: patterns.clone(),
        });
        Ok(Box::new(Self::new(subject, patterns, documents)))
    }

    /// Searches the documents of the library that were not searched yet; when others have come between, all of
    /// them. Tells whether there are any.
    pub(crate) fn search_on(&mut self, library: &Library, background: &mut Background) -> bool {
        if background.is_busy(TaskKind::Everywhere) || self.documents.is_single() {
            return false;
        }
        let documents = library.to_search();
        if self.searched == documents.len() {
            return false;
        }
        if !documents.continue_from(&self.documents) {
            self.begin_anew();
        }
        self.documents = documents.clone();
        let (done, patterns) = ((self.searched, self.lines), self.patterns.clone());
        background.start(Task::Everywhere { documents, done, patterns });
        true
    }

    /// Returns the message that nothing was found, once that is certain; a query that is being typed is not
    /// repeated.
    pub(crate) fn nothing_found(&self, is_typing: bool) -> Option<String> {
        (self.hits == 0 && self.is_done()).then(|| match &self.subject {
            SearchSubject::Query(query) if !is_typing => format!("not found: {query}"),
            SearchSubject::Query(_) | SearchSubject::Keywords(_) => "not found".into(),
        })
    }

    /// Becomes the results of another search. They show the hits of this one until the new search has
    /// results, so that nothing flickers while a query is typed.
    pub(crate) fn replace(&mut self, by: Self) {
        let before = std::mem::replace(self, by);
        if before.numbers.len() != self.numbers.len() {
            self.numbers = before.numbers;
        }
        (self.groups, self.rows, self.list) = (before.groups, before.rows, before.list);
        (self.titles, self.most) = (before.titles, before.most);
        (self.is_typed, self.stale) = (before.is_typed, true);
    }

    /// Begins the search again; the rows stay until it has results.
    fn begin_anew(&mut self) {
        (self.searched, self.hits, self.lines, self.stale) = (0, 0, 0, true);
    }

    /// Takes in what was found in more documents.
    pub(crate) fn learn(&mut self, found: Vec<DocumentHits>, searched: usize) {
        if self.stale {
            let new = Self::new(self.subject.clone(), self.patterns.clone(), self.documents.clone());
            *self = Self { is_typed: self.is_typed, ..new };
        }
        self.searched = searched;
        let from = self.groups.len();
        for found in found {
            self.lines += found.lines.len();
            for (most, count) in self.most.iter_mut().zip(&found.counts) {
                *most = (*most).max(*count);
            }
            if !found.title.is_empty() {
                *self.titles.entry(found.title.clone()).or_default() += 1;
            }
            let unfolded = matches!(self.subject, SearchSubject::Query(_)) || self.documents.is_single();
            let group = HitGroup { found, unfolded };
            self.hits += group.total();
            self.groups.push(group);
        }
        if self.groups.len() == from {
            return;
        }
        let chosen = self.row();
        self.rows.extend(&self.groups, from);
        match chosen {
            Some(row) if !self.is_first(row) => self.go_to(row),
            // The user has not chosen a row yet, so the first hit is selected.
            Some(_) | None => {
                self.list.selected =
                    usize::from(self.rows.order() == HitOrder::Document && self.rows.len() > 1);
            }
        }
    }

    /// Tells whether a row is the one that is selected by default.
    fn is_first(&self, row: SearchRow) -> bool {
        self.rows.order() == HitOrder::Total
            && self.list.selected == 0
            && matches!(row, SearchRow::Heading(_))
    }

    fn go_to(&mut self, row: SearchRow) {
        self.list.selected = self.rows.find(row, &self.groups).unwrap_or(0);
    }

    /// Returns the selected row.
    pub fn row(&self) -> Option<SearchRow> {
        self.rows.get(self.list.selected, &self.groups)
    }

    /// Returns the selected row, unless it belongs to another search than the one asked for last.
    fn chosen(&self) -> Option<SearchRow> {
        if self.stale { None } else { self.row() }
    }

    /// Returns the line of a row that is a hit.
    pub fn line(&self, row: SearchRow) -> Option<&HitLine> {
        if let SearchRow::Hit(group, line) = row {
            self.groups.get(group)?.found.lines.get(line)
        } else {
            None
        }
    }

    /// Opens the document of the selected row at its hit.
    pub(super) fn open_row(&self) -> Option<Outcome> {
        let row = self.chosen()?;
        let group = self.groups.get(row.group())?;
        let span = match row {
            SearchRow::Hit(..) => self.line(row)?.excerpt.hit,
            SearchRow::Heading(_) => group.first().unwrap_or_default(),
            SearchRow::More(..) => (group.rest()..group.rest()).into(),
        };
        let query = match &self.subject {
            SearchSubject::Query(query) => Some(query.clone()),
            SearchSubject::Keywords(_) => None,
        };
        let DocumentHits { entry, attached, .. } = &group.found;
        let hit = Hit { entry: *entry, query, span };
        Some(match attached.as_slice() {
            [] => Outcome::Show(*entry, OpenAt::Hit(hit)),
            files => Outcome::ShowAttached(files.to_vec(), hit),
        })
    }

    /// Returns the selected hit with the words around it; `None` on another row.
    pub(super) fn hit_to_cite(&self) -> Option<Quotation> {
        let row = self.chosen()?;
        let (group, line) = (self.groups.get(row.group())?, self.line(row)?);
        let excerpt = &line.excerpt;
        let names = group.found.attached.iter().map(|file| file.name.clone());
        let place: Vec<String> = names.chain([place(&excerpt.locator)]).collect();
        Some(Quotation {
            entry: group.found.entry,
            words: CopiedText::of(&unwrapped(&excerpt.text)),
            title: Some(group.found.title.clone()).filter(|title| is_own(title)),
            place: Some(place.join(", ")),
        })
    }

    /// Tells whether it shows what this query finds.
    pub(crate) fn is_for(&self, query: &Query) -> bool {
        matches!(&self.subject, SearchSubject::Query(known) if known == query)
    }

    /// Selects the heading `by` documents on.
    pub(super) fn step_document(&mut self, by: isize) {
        self.list.select(self.rows.heading(self.list.selected, by), self.rows.len());
    }

    /// Puts the rows into the next order; the selected one stays selected.
    pub(super) fn next_order(&mut self) {
        let order = match (self.rows.order(), &self.subject) {
            (HitOrder::Left, SearchSubject::Keywords(_)) => HitOrder::Total,
            (HitOrder::Total | HitOrder::Left, _) => HitOrder::Document,
            (HitOrder::Document, _) => HitOrder::Right,
            (HitOrder::Right, _) => HitOrder::Left,
        };
        self.arrange(order);
    }

    fn arrange(&mut self, order: HitOrder) {
        let chosen = self.row();
        self.rows.reorder(order, &self.groups);
        match chosen {
            Some(row) => self.go_to(row),
            None => self.list.selected = 0,
        }
    }

    /// Folds the hits of the selected document away, or shows them again.
    pub(super) fn toggle_fold(&mut self) {
        let Some(row) = self.row().filter(|_| self.rows.is_by_document()) else { return };
        if let Some(group) = self.groups.get_mut(row.group()) {
            group.unfolded = !group.unfolded;
        }
        self.arrange(self.rows.order());
    }

    /// Tells whether several of the documents have this title.
    pub fn is_shared(&self, title: &str) -> bool {
        self.titles.get(title).is_some_and(|count| *count > 1)
    }

    /// Tells whether every document is searched.
    pub fn is_done(&self) -> bool {
        self.searched >= self.documents.len()
    }
}

/// Tells whether a title is more than the beginning of a text, which ends as a sentence does or is cut.
fn is_own(title: &str) -> bool {
    !title.is_empty() && !title.ends_with(['.', '!', '?', '…', '。'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Locator;
    use crate::search::{Defaults, Excerpt};
    use crate::tasks::EntryId;
    use crate::text::Span;
    use proptest::prelude::*;

    fn line(number: usize, after: &str) -> HitLine {
        let text = format!("{number} sea {after}");
        let start = text.find("sea").unwrap_or(0);
        let within = Span::new(start, start + 3);
        HitLine::from(Excerpt {
            hit: within.shifted(number * 100),
            number: 0,
            locator: Locator::of_line(1),
            struck: [].into(),
            text: text.into(),
            within,
        })
    }

    fn found(entry: usize, words: &[&str], total: usize) -> DocumentHits {
        let lines = words.iter().enumerate().map(|(number, after)| line(number, after)).collect();
        DocumentHits {
            entry: EntryId(entry),
            attached: Vec::new(),
            title: format!("t{}", entry % 2),
            counts: vec![total],
            lines,
        }
    }

    fn view() -> SearchView {
        let query = Query::parse("sea", Defaults::default());
        let patterns = Patterns::of_query(&query).unwrap();
        let mut library = Library::default();
        library.add((0..10).map(|at| crate::storage::FoundPath::File(format!("{at}.txt").into())).collect());
        SearchView::new(SearchSubject::Query(query), patterns, library.to_search())
    }

    fn all(view: &SearchView) -> Vec<SearchRow> {
        (0..view.rows.len()).map(|at| view.rows.get(at, &view.groups).unwrap()).collect()
    }

    #[test]
    fn hits_are_below_their_document_and_the_rest_is_counted() {
        let mut sea = view();
        sea.learn(vec![found(0, &["b", "a"], 2)], 1);
        sea.learn(vec![found(3, &["c"], 813)], 5);
        let rows = [
            SearchRow::Heading(0),
            SearchRow::Hit(0, 0),
            SearchRow::Hit(0, 1),
            SearchRow::Heading(1),
            SearchRow::Hit(1, 0),
            SearchRow::More(1, 812),
        ];
        assert_eq!(all(&sea), rows);
        assert_eq!((sea.hits, sea.searched, sea.list.selected), (815, 5, 1));
        assert_eq!(sea.groups[1].rest(), sea.groups[1].found.lines[0].excerpt.hit.end);
    }

    #[test]
    fn the_selected_hit_stays_selected_in_every_order() {
        let mut sea = view();
        sea.learn(vec![found(0, &["b", "a"], 2), found(1, &["aa"], 1)], 2);
        sea.list.select(2, sea.rows.len());
        let chosen = sea.row();
        let mut orders = Vec::new();
        for _ in 0..3 {
            sea.next_order();
            orders.push(all(&sea));
            assert_eq!(sea.row(), chosen);
        }
        assert_eq!(orders[0], [SearchRow::Hit(0, 1), SearchRow::Hit(1, 0), SearchRow::Hit(0, 0)]);
        assert_eq!(orders[1], [SearchRow::Hit(1, 0), SearchRow::Hit(0, 0), SearchRow::Hit(0, 1)]);
        assert_eq!(orders[2].len(), 5);
    }

    #[test]
    fn a_document_folds_and_unfolds() {
        let mut sea = view();
        sea.learn(vec![found(0, &["b", "a"], 2), found(1, &["aa"], 1)], 2);
        sea.list.select(2, sea.rows.len());
        sea.toggle_fold();
        assert_eq!((sea.row(), sea.rows.len()), (Some(SearchRow::Heading(0)), 3));
        sea.step_document(1);
        assert_eq!(sea.row(), Some(SearchRow::Heading(1)));
        sea.step_document(-1);
        sea.toggle_fold();
        assert_eq!(sea.rows.len(), 5);
    }

    #[test]
    fn old_results_stay_until_there_are_new_ones() {
        let mut sea = view();
        sea.learn(vec![found(0, &["b"], 1)], 1);
        sea.replace(view());
        assert_eq!((sea.rows.len(), sea.chosen(), sea.hits), (2, None, 0));
        sea.learn(Vec::new(), 3);
        assert_eq!((sea.rows.len(), sea.searched), (0, 3));
    }

    #[test]
    fn equal_titles_are_known() {
        let mut sea = view();
        sea.learn(vec![found(0, &[], 1), found(1, &[], 1), found(2, &[], 1)], 3);
        assert!(sea.is_shared("t0") && !sea.is_shared("t1") && !sea.is_shared(""));
    }

    proptest! {
        #[test]
        fn every_row_is_found_at_its_number(sizes in proptest::collection::vec((0usize..4, 0usize..3), 0..8), folds in proptest::collection::vec(0usize..30, 0..5), orders in 0usize..4) {
            let mut sea = view();
            for (number, (lines, more)) in sizes.iter().enumerate() {
                sea.learn(vec![found(number, &["x", "y", "z"][..*lines], lines + more)], number + 1);
            }
            for fold in folds {
                sea.list.select(fold, sea.rows.len());
                sea.toggle_fold();
            }
            for _ in 0..orders {
                sea.next_order();
            }
            for (at, row) in all(&sea).into_iter().enumerate() {
                prop_assert_eq!(sea.rows.find(row, &sea.groups), Some(at));
            }
        }
    }
}
