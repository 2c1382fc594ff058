//! Searching the texts on the screen: the search begins, follows the query as it is typed, and shows the
//! number of the current match among all matches.

use std::sync::Arc;

use crate::compare::Side;
use crate::search::{Pattern, Query};
use crate::tasks::onscreen::Counted;
use crate::ui::app::App;
use crate::ui::comparison::shown::Shown;
use crate::ui::prompt::{Place, Prompt, Purpose};
use crate::ui::reader::pending::{NextHit, Pending, Target, TextSearch, Then, Wrapped};
use crate::ui::reader::state::Reading;
use crate::ui::reader::text_pane::TextPane;
use crate::ui::views::View;

impl App {
    /// Opens the prompt of a search.
    pub(crate) fn begin_search(&mut self) {
        self.show_searched_texts();
        let from = match (self.pane(), &self.reader.reading) {
            (Some(pane), _) => Some(Place::of(pane)),
            // What is typed ahead is meant for the document that is being read.
            (None, Reading::Awaited(entry)) => Some(Place::beginning(*entry)),
            (None, _) => None,
        };
        match from {
            Some(from) => self.prompt = Some(Prompt::search(from)),
            None => self.trouble("there is no text to search"),
        }
    }

    /// Replaces a table by both texts, because a search goes through texts.
    fn show_searched_texts(&mut self) {
        if let View::Comparison(comparing) = &mut self.views.top
            && comparing.shown.is_table()
            && !matches!(comparing.shown, Shown::Pairs(_))
        {
            comparing.show(Shown::Both);
            self.realign();
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

    /// Goes on by `by` matches, back when it is negative; without a search the last one of the history
    /// begins again.
    pub(crate) fn step_match(&mut self, by: isize) {
        self.show_searched_texts();
        if self.reader.search.is_some() {
            return self.step_hit(Target::Match, by);
        }
        let Some(last) = self.histories.search.last() else {
            return self.trouble("there is no search yet: / begins one");
        };
        let query = Query::parse(last, self.settings.defaults);
        let here = self.pane().map_or(0, TextPane::here);
        self.remember_place();
        let found = self.find(query, NextHit::of(Target::Match, here, by));
        self.report(found);
    }

    /// Takes the text back to where it was before a search began to be typed, if one is being typed.
    pub(crate) fn restore_place(&mut self) {
        if let Some(Purpose::Search { from, .. }) = self.prompt.as_ref().map(|prompt| &prompt.purpose) {
            self.go_back_to(*from);
        }
    }

    /// Takes the text the keys go to back to where a search began.
    pub(crate) fn go_back_to(&mut self, to: Place) {
        if let Some((pane, _)) = self.pane_and_area() {
            to.restore(pane);
        }
        self.realign();
    }

    /// Shows the number of the current match among all matches; a query that is being typed shows it itself.
    pub(crate) fn announce_match(&mut self) {
        let (Some(search), Some(pane)) = (&self.reader.search, self.pane()) else { return };
        let (all, reached) = (pane.count_of(Counted::Matches), pane.counted(Counted::Matches));
        let is_waiting = match self.reader.pending {
            Pending::Hits(next) | Pending::Window(Then::Look(next)) => next.target == Target::Match,
            Pending::Nothing | Pending::Window(_) => false,
        };
        if is_waiting && reached == 100 {
            return;
        }
        let typing = self.prompt.is_some();
        let query = if typing { String::new() } else { format!("/{}  ", search.query) };
        let number = search.at.and_then(|at| pane.match_number(at));
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
        match &self.views.top {
            View::Comparison(comparing) if comparing.side == Side::Left => " on the left",
            View::Comparison(_) => " on the right",
            View::Reading | View::Claims(_) | View::Search(_) => "",
        }
    }
}
