//! Searching the texts on the screen: the search begins, follows the query as it is typed, and shows the
//! number of the current match among all matches.

use std::sync::Arc;

use crate::compare::Side;
use crate::search::{Pattern, Query};
use crate::tasks::Counted;
use crate::ui::input::TextAction;
use crate::ui::reader::pending::{HitKind, NextHit, Pending, Place, TextSearch, Then, Wrapped};
use crate::ui::reader::state::Reading;
use crate::ui::reader::text_pane::TextPane;
use crate::ui::texts::{Focus, Texts, Typing};

impl Texts<'_> {
    /// Returns the place a search begins at. A table without texts makes room for them, because a search goes
    /// through texts.
    pub(crate) fn search_start(&mut self) -> Option<Place> {
        self.show_searched_texts();
        match (self.pane(), &self.reader.reading) {
            (Some(pane), _) => Some(Place::of(pane)),
            // A search typed ahead is for the document that is being read.
            (None, Reading::Awaited(entry)) => Some(Place::beginning(*entry)),
            (None, Reading::Nothing | Reading::Text(_) | Reading::Failed(..)) => None,
        }
    }

    fn show_searched_texts(&mut self) {
        if let Focus::Comparison(texts) = &mut self.focus {
            self.layout = texts.show_texts(self.dimensions);
        }
    }

    /// Looks for a query in the texts on the screen, and goes to the match that `next` says as soon as the
    /// matches are known. An error says what is wrong with the query.
    pub(crate) fn find(&mut self, query: Query, next: NextHit) -> Result<(), String> {
        let pattern = Arc::new(Pattern::compile(&query).map_err(|error| error.to_string())?);
        self.reader.search =
            Some(TextSearch { query, pattern: Arc::clone(&pattern), at: None, wrapped: None });
        self.reader.pending = Pending::Hits(next);
        let texts = self.on_screen();
        self.find_in_texts(texts, pattern);
        Ok(())
    }

    /// Goes on by `by` matches, back when it is negative; without a search the last one of the history begins.
    pub(crate) fn step_match(&mut self, by: isize) {
        self.show_searched_texts();
        if self.reader.search.is_some() {
            return self.step_hit(HitKind::Match, by);
        }
        let Some(last) = self.searches.last() else {
            let hint = self.hint(TextAction::Search, "begins one");
            return self.trouble(format!("there is no search yet{hint}"));
        };
        let last = Query::parse(last, self.defaults);
        let here = self.pane().map_or(0, TextPane::here);
        self.remember_place();
        if let Err(why) = self.find(last, NextHit::of(HitKind::Match, here, by)) {
            self.trouble(why);
        }
    }

    /// Takes the text back to where it was before a search began to be typed, if one is being typed.
    pub(super) fn restore_place(&mut self) {
        if let Typing::Search(from) = self.typing {
            self.go_back_to(from);
        }
    }

    /// Ends the search, and takes the text back to where it began.
    pub(crate) fn forget_search(&mut self, back_to: Place) {
        self.reader.search = None;
        self.go_back_to(back_to);
        self.forget_matches();
    }

    /// Takes the text the keys go to back to where a search began.
    fn go_back_to(&mut self, to: Place) {
        if let Some((pane, _)) = self.pane_and_area() {
            to.restore(pane);
        }
        self.realign();
    }

    /// Shows the number of the current match among all matches; a query that is being typed shows it itself.
    pub(crate) fn announce_match(&mut self) {
        let (Some(search), Some(pane)) = (&self.reader.search, self.pane()) else { return };
        let reached = pane.counted(Counted::Matches);
        let is_waiting = match self.reader.pending {
            Pending::Hits(next) | Pending::Window(Then::Look(next)) => next.target == HitKind::Match,
            Pending::Nothing | Pending::Window(_) => false,
        };
        if is_waiting && reached == 100 {
            return;
        }
        let typing = self.typing != Typing::Nothing;
        let query = if typing { String::new() } else { format!("/{}  ", search.query) };
        let (number, all) = if let Focus::Comparison(texts) = &self.focus {
            let shown =
                pane.matches.iter().map(|span| span.start).filter(|start| texts.shows(texts.side, *start));
            let shown: Vec<usize> = shown.collect();
            (search.at.and_then(|at| Some(shown.binary_search(&at).ok()? + 1)), shown.len())
        } else {
            (search.at.and_then(|at| pane.match_number(at)), pane.count_of(Counted::Matches))
        };
        let place = match number {
            _ if is_waiting => format!("{query}searching … {reached} %"),
            Some(number) => format!("{query}{number}/{all}{}", if reached < 100 { " …" } else { "" }),
            None if search.at.is_some() => format!("{query}{all} so far, {reached} % searched"),
            None => {
                let words = if typing { "not found".into() } else { format!("not found: {}", search.query) };
                return self.trouble(words);
            }
        };
        let wrapped = search.wrapped.map_or("", Wrapped::words);
        let place = format!("{place}{}{wrapped}", self.searched_side());
        self.say(place);
    }

    /// Returns the name of the side that a search of a comparison goes through.
    fn searched_side(&self) -> &'static str {
        match &self.focus {
            Focus::Comparison(texts) if texts.side == Side::Left => " on the left",
            Focus::Comparison(_) => " on the right",
            Focus::Reader | Focus::Table => "",
        }
    }
}
