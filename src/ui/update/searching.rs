//! Searching every document: a search begins, is continued, and is returned to from a document opened
//! from its results.

use std::mem::replace;
use std::sync::Arc;

use crate::search::{Patterns, Query};
use crate::tasks::document_hits::DocumentHits;
use crate::tasks::entry::EntryId;
use crate::tasks::task::{Task, TaskKind};
use crate::ui::app::{App, View};
use crate::ui::prompt::Prompt;
use crate::ui::search::state::{SearchView, Subject};
use crate::ui::settings::Opening;

/// The least characters looked for while more may be typed.
const LEAST: usize = 2;

impl App {
    /// Opens the prompt of a search of every document.
    pub(crate) fn begin_search_everywhere(&mut self) {
        if self.panel.take().is_some() {
            return self.search_keywords();
        }
        if self.list.library.is_empty() {
            self.trouble("there is no document to search");
        } else {
            self.prompt = Some(Prompt::everywhere());
        }
    }

    /// Searches for the query typed so far; a query that is too short brings back the view from before.
    pub(crate) fn search_as_typed(&mut self, query: Query) -> Result<(), String> {
        if query.text.chars().count() < LEAST {
            self.restore_view();
            return Ok(());
        }
        let patterns = Patterns::of_query(&query).map_err(|error| error.to_string())?;
        self.search_everywhere(Subject::Query(query), patterns);
        Ok(())
    }

    fn search_everywhere(&mut self, subject: Subject, patterns: Patterns) {
        let documents = self.list.library.to_search();
        let empty = SearchView::new(subject, patterns.clone(), documents.clone());
        let before = replace(&mut self.view, View::Reading);
        self.view = View::Search(Box::new(match (&self.before, before) {
            (Some(_), View::Search(typed)) => typed.replaced(empty),
            (Some(_), _) => empty,
            (None, before) => {
                self.before = Some(before);
                empty
            }
        }));
        self.background.start(Task::Everywhere { documents, done: (0, 0), patterns });
    }

    /// Brings back what was on the screen before a search began to be typed.
    pub(crate) fn restore_view(&mut self) {
        let Some(before) = self.before.take() else { return };
        self.view = before;
        self.background.cancel(TaskKind::Everywhere);
        self.continue_search();
    }

    /// Goes to what the typed query found.
    pub(crate) fn accept_query(&mut self, query: Query) -> Result<(), String> {
        let is_there =
            self.before.is_some() && matches!(&self.view, View::Search(found) if found.is_for(&query));
        if !is_there {
            let patterns = Patterns::of_query(&query).map_err(|error| error.to_string())?;
            self.search_everywhere(Subject::Query(query), patterns);
        }
        self.forget_views();
        self.announce_results();
        Ok(())
    }

    /// Forgets the views from before the search.
    fn forget_views(&mut self) {
        self.before = None;
        self.results = None;
    }

    /// Handles an empty query: goes back to the results a document was opened from, or else searches for all
    /// keywords.
    pub(crate) fn accept_no_query(&mut self) {
        self.restore_view();
        if self.results.is_some() {
            self.return_to_results();
        } else {
            self.search_keywords();
        }
    }

    /// Looks for all keywords at once.
    fn search_keywords(&mut self) {
        let keywords = Arc::clone(&self.keywords);
        let patterns = keywords.shown_patterns();
        if patterns.numbers().is_empty() {
            return self.trouble("no keyword is shown: . adds one");
        }
        self.search_everywhere(Subject::Keywords(keywords), patterns);
        self.forget_views();
    }

    /// Lists the hits in the document of the reader: those of the search, else of all keywords.
    pub(crate) fn list_hits_of_document(&mut self) {
        let Some(entry) = self.reader.entry() else { return };
        let (subject, patterns) = match &self.reader.search {
            Some(search) => match Patterns::of_query(&search.query) {
                Ok(patterns) => (Subject::Query(search.query.clone()), patterns),
                Err(error) => return self.trouble(error.to_string()),
            },
            None => (Subject::Keywords(Arc::clone(&self.keywords)), self.keywords.shown_patterns()),
        };
        let documents = self.list.library.to_search().single(entry);
        let found = SearchView::new(subject, patterns.clone(), documents.clone());
        self.view = View::Search(Box::new(found));
        self.forget_views();
        self.background.start(Task::Everywhere { documents, done: (0, 0), patterns });
    }

    /// Returns the results on the screen, or those that the document on the screen was opened from.
    fn open_results(&mut self) -> Option<&mut SearchView> {
        match &mut self.view {
            View::Search(found) => Some(found),
            _ => self.results.as_deref_mut(),
        }
    }

    /// Takes in what was found in more documents.
    pub(crate) fn take_found(&mut self, found: Vec<DocumentHits>, searched: usize) {
        if let Some(open) = self.open_results() {
            open.learn(found, searched);
        }
    }

    /// Handles the end of a search; documents added meanwhile are searched next.
    pub(crate) fn search_done(&mut self) {
        if !self.continue_search() {
            self.announce_results();
        }
    }

    /// Searches the documents that were not searched yet; when others have come between, all of
    /// them. Tells whether there are any.
    pub(crate) fn continue_search(&mut self) -> bool {
        let count = self.list.library.len();
        let is_done = |open: &mut SearchView| open.documents.is_single() || open.searched == count;
        if self.background.is_busy(TaskKind::Everywhere) || self.open_results().is_none_or(is_done) {
            return false;
        }
        let documents = self.list.library.to_search();
        let Some(open) = self.open_results() else { return false };
        if !documents.continue_from(&open.documents) {
            open.begin_anew();
        }
        open.documents = documents.clone();
        let (done, patterns) = ((open.searched, open.lines), open.patterns.clone());
        self.background.start(Task::Everywhere { documents, done, patterns });
        true
    }

    /// Says so when nothing was found.
    fn announce_results(&mut self) {
        let View::Search(found) = &self.view else { return };
        if found.hits > 0 || !found.is_done() {
            return;
        }
        let words = match (&found.subject, &self.prompt) {
            (Subject::Query(query), None) => format!("not found: {query}"),
            _ => "not found".into(),
        };
        self.trouble(words);
    }

    /// Shows a document at a place. The results of a search that it was chosen from are returned to.
    pub(crate) fn show_document(&mut self, entry: EntryId, at: Opening) {
        if matches!(self.view, View::Search(_))
            && let View::Search(results) = replace(&mut self.view, View::Reading)
        {
            self.results = Some(results);
            self.remember_place();
        }
        self.list.has_focus = false;
        self.open_document(entry, at);
    }

    /// Returns from a document to what it was opened from, at the same row.
    pub(crate) fn return_to_results(&mut self) {
        let Some(found) = self.results.take() else { return };
        self.reader.search = None;
        self.forget_matches();
        self.view = View::Search(found);
        self.reader.opening = Opening::Beginning;
    }
}
