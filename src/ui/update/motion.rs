//! Motions in the list, by documents, and in the text of the reader, by rows and pages.

use std::sync::Arc;

use crate::document::{Contents, Position};
use crate::ui::app::App;
use crate::ui::input::Motion;
use crate::ui::list::visible_rows::ROWS;
use crate::ui::panels::Panel;
use crate::ui::panels::outline::OutlinePanel;
use crate::ui::views::View;

impl App {
    /// Moves in the list or in the text of the reader, where the keys go.
    pub(crate) fn move_by(&mut self, motion: Motion, count: Option<usize>) {
        if !self.in_list() {
            return self.move_in_text(motion, count);
        }
        let page = self.list_page();
        self.change_list(|list, _| list.move_by(motion, count, page));
    }

    /// Shows the document `by` documents on in the list.
    pub(crate) fn step_document(&mut self, by: isize) {
        if self.list.library.step_document(by) {
            return self.show_selected();
        }
        self.say(if by > 0 { "the last document" } else { "the first document" });
    }

    /// Returns how many documents of the list are in view.
    fn list_page(&self) -> usize {
        self.layout().list().map_or(1, |list| usize::from(list.height) / ROWS)
    }

    /// Moves the selection while a filter is typed.
    pub(crate) fn move_in_filter(&mut self, motion: Motion) {
        let page = self.list_page();
        self.change_list(|list, _| list.move_by(motion, None, page));
    }

    fn move_in_text(&mut self, motion: Motion, count: Option<usize>) {
        if self.wait_for_window(motion, count) {
            return;
        }
        self.move_text(motion, count);
        self.check_following();
    }

    /// Goes to a heading or a page of the text on the screen.
    pub(crate) fn go_to_heading(&mut self, place: Position) {
        self.remember_place();
        let layout = self.layout();
        if let View::Comparison(comparing) = &mut self.views.top {
            if let Some(sentence) = comparing.pane(comparing.side).document.sentence_from(place.0) {
                comparing.go_near(sentence, &layout);
            }
        } else if let Some((pane, area)) = self.pane_and_area() {
            pane.show_heading(place, &area);
        }
    }

    /// Opens the outline of the text on the screen.
    pub(crate) fn open_outline(&mut self) {
        let Some(pane) = self.pane() else { return self.trouble("there is no text here") };
        if let Err(why) = Contents::of_any(&pane.document) {
            return self.say(why);
        }
        let panel = OutlinePanel::new(Arc::clone(&pane.document), pane.current_place());
        self.panel = Some(Panel::Outline(panel));
    }

    /// Goes to a line, counted from 1.
    pub(crate) fn move_to_line(&mut self, line: usize) {
        self.move_in_text(Motion::Top, Some(line));
    }

    /// Moves the text as far as it is held.
    pub(crate) fn move_text(&mut self, motion: Motion, count: Option<usize>) {
        if let Some((pane, area)) = self.pane_and_area()
            && let Err(why) = pane.move_by(motion, count, &area)
        {
            self.say(why);
        }
    }
}
