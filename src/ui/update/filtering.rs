//! Typing a filter of the list.
//!
//! The list follows each letter, and the best match is selected, so that Enter takes it; the document
//! that was selected before stays selected while no other one matches better. Esc restores everything.

use std::sync::Arc;

use crate::search::Fuzzy;
use crate::tasks::list_options::{Filter, Ranking};
use crate::ui::app::App;
use crate::ui::input::{LineEdit, Motion};
use crate::ui::list::pane::{BeforeFilter, ListShown};
use crate::ui::list::visible_rows::ROWS;
use crate::ui::prompt::{Follows, Prompt, Purpose};

impl App {
    /// Opens the prompt with the current filter.
    pub(crate) fn begin_filter(&mut self) {
        let selected = self.list.library.listing.selected();
        self.list.before_filter =
            Some(BeforeFilter { selected, has_focus: self.list.has_focus, shown: self.list.shown });
        if !self.list.is_shown() {
            self.list.shown = ListShown::Chosen(true);
        }
        self.list.has_focus = true;
        let mut prompt = Prompt::new(Purpose::Filter(Follows::Choice));
        prompt.line = LineEdit::new(self.list.library.listing.options.typed());
        self.prompt = Some(prompt);
    }

    /// Filters by the text of the prompt.
    pub(crate) fn filter_as_typed(&mut self) {
        let Some(prompt) = &self.prompt else { return };
        let text = prompt.line.text().to_string();
        self.set_filter(&text);
    }

    /// Shows the entries that match `typed`, all when it is empty.
    fn set_filter(&mut self, typed: &str) {
        let fuzzy = Fuzzy::parse(typed);
        let filter = Filter { fuzzy: Arc::new(fuzzy), ranking: Ranking::BestFirst };
        self.list.library.listing.options.filter = (!filter.fuzzy.is_empty()).then_some(filter);
        self.rearrange();
    }

    /// Keeps the filter and moves the focus to the list.
    pub(crate) fn accept_filter(&mut self) {
        self.list.before_filter = None;
    }

    /// Lifts the filter and restores the selection and the focus.
    pub(crate) fn dismiss_filter(&mut self) {
        self.lift_filter();
        if let Some(before) = self.list.before_filter.take() {
            (self.list.has_focus, self.list.shown) = (before.has_focus, before.shown);
            if let Some(id) = before.selected
                && self.list.library.listing.select(id)
            {
                self.show_selected();
            }
        }
    }

    /// Lifts the filter, and tells whether there was one; the same document stays selected.
    pub(crate) fn lift_filter(&mut self) -> bool {
        let was_filtered = self.list.library.listing.options.filter.take().is_some();
        if was_filtered {
            self.rearrange();
        }
        was_filtered
    }

    /// Filters by a line typed as a command.
    pub(crate) fn filter_by(&mut self, typed: &str) {
        if self.list.is_shown() {
            self.list.has_focus = true;
        }
        self.set_filter(typed);
    }

    /// Moves the selection while the filter is typed.
    pub(crate) fn move_in_filter(&mut self, motion: Motion) {
        let rows = self.layout().list().map_or(1, |list| usize::from(list.height) / ROWS);
        let by = motion.distance(1, rows).unwrap_or(0);
        if self.list.library.listing.step(by) {
            self.show_selected();
        }
    }
}
