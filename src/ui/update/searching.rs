//! Searching every document: a search begins, is continued, and is returned to from a document opened
//! from its results.

use std::sync::Arc;

use crate::search::Query;
use crate::tasks::{DocumentHits, EntryId, TaskKind};
use crate::ui::app::App;
use crate::ui::input::OpenAction;
use crate::ui::prompt::{Prompt, Purpose};
use crate::ui::search::state::{SearchSubject, SearchView};
use crate::ui::settings::OpenAt;
use crate::ui::views::View;

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
            self.prompt = Some(Prompt::new(Purpose::Everywhere));
        }
    }

    /// Searches for the query typed so far; a query that is too short brings back the view from before.
    pub(crate) fn search_as_typed(&mut self, query: Query) -> Result<(), String> {
        if query.text.chars().count() < LEAST {
            self.close_typed_search();
            return Ok(());
        }
        let results = self.start_search(SearchSubject::Query(query))?;
        self.views.show_typed_search(*results);
        Ok(())
    }

    fn start_search(&mut self, subject: SearchSubject) -> Result<Box<SearchView>, String> {
        SearchView::start(subject, self.list.library.to_search(), &mut self.background)
    }

    /// Brings back what was on the screen before a search began to be typed.
    pub(crate) fn close_typed_search(&mut self) {
        if self.views.close_typed_search().is_some() {
            self.background.cancel(TaskKind::Everywhere);
            self.continue_search();
        }
    }

    /// Shows the results of the typed query.
    pub(crate) fn accept_query(&mut self, query: Query) -> Result<(), String> {
        let typed = self.views.close_typed_search().filter(|results| results.is_for(&query));
        let results = match typed {
            Some(mut results) => {
                results.is_typed = false;
                results
            }
            None => self.start_search(SearchSubject::Query(query))?,
        };
        self.views.open(View::Search(results));
        self.announce_results();
        Ok(())
    }

    /// Handles an empty query: goes back to the results a document was opened from, or else searches for all
    /// keywords.
    pub(crate) fn accept_no_query(&mut self) {
        self.close_typed_search();
        if matches!(self.views.top, View::Reading) && self.views.is_over_search() {
            self.leave_view();
        } else {
            self.search_keywords();
        }
    }

    fn search_keywords(&mut self) {
        if self.keywords.shown_patterns().numbers().is_empty() {
            let hint = self.hint(OpenAction::Keywords, "adds one");
            return self.trouble(format!("no keywords are shown{hint}"));
        }
        let results = self.start_search(SearchSubject::Keywords(Arc::clone(&self.keywords)));
        self.open_results(results);
    }

    /// Lists the hits in the document of the reader: those of the search, else of all keywords.
    pub(crate) fn list_hits_of_document(&mut self) {
        let Some(entry) = self.reader.entry() else { return };
        let subject = match &self.reader.search {
            Some(search) => SearchSubject::Query(search.query.clone()),
            None => SearchSubject::Keywords(Arc::clone(&self.keywords)),
        };
        let documents = self.list.library.to_search().single(entry);
        let results = SearchView::start(subject, documents, &mut self.background);
        self.open_results(results);
    }

    fn open_results(&mut self, results: Result<Box<SearchView>, String>) {
        match results {
            Ok(results) => self.views.open(View::Search(results)),
            Err(why) => self.trouble(why),
        }
    }

    /// Adds the hits in more documents; `unread` documents could not be read.
    pub(crate) fn take_found(&mut self, found: Vec<DocumentHits>, searched: usize, unread: usize) {
        if let Some(open) = self.views.search_mut() {
            open.learn(found, searched);
            open.unread += unread;
        }
    }

    /// Handles the end of a search; documents added meanwhile are searched next.
    pub(crate) fn search_done(&mut self) {
        if !self.continue_search() {
            self.announce_results();
        }
    }

    /// Searches the documents that were added meanwhile; tells whether there are any.
    pub(crate) fn continue_search(&mut self) -> bool {
        let (library, background) = (&self.list.library, &mut self.background);
        self.views.search_mut().is_some_and(|open| open.search_on(library, background))
    }

    /// Says so when nothing was found.
    fn announce_results(&mut self) {
        if let View::Search(found) = &self.views.top
            && let Some(words) = found.nothing_found(self.prompt.is_some())
        {
            self.trouble(words);
        }
    }

    /// Shows a document at a place, over the view that it was chosen in.
    pub(crate) fn show_document(&mut self, entry: EntryId, at: OpenAt) {
        let is_covered = !matches!(self.views.top, View::Reading);
        self.views.open(View::Reading);
        if is_covered {
            self.texts().remember_place();
            self.texts().mark_if_outdated();
        }
        self.list.has_focus = false;
        self.open_document(entry, at);
    }
}
