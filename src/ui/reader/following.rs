//! A document on the screen whose file changes.
//!
//! A file that was written is read again and shown at the same passage; the text of a removed file
//! stays, and the header says so. On request the end is kept in view while a file grows.

use crate::document::Document;
use crate::tasks::{EntryId, Spot, TaskKind};
use crate::ui::input::TextAction;
use crate::ui::reader::pending::{Pending, Then};
use crate::ui::reader::state::{Reader, Reading};
use crate::ui::reader::text_pane::FileStatus;
use crate::ui::reader::texts::{Focus, Texts};

impl Reader {
    /// Tells whether the text on the screen stays although its file was written: only its beginning is
    /// left, as after a log was emptied.
    pub(super) fn keeps_text(&mut self, entry: EntryId, written: &Document) -> bool {
        let Reading::Text(pane) = &mut self.reading else { return false };
        if self.followed != Some(entry) || pane.entry != entry || written.whole >= pane.document.whole {
            return false;
        }
        let both = written.extent().end.min(pane.document.extent().end);
        let held = |document: &Document| document.extent().start < 4;
        let same = pane.long.is_some() && !held(&pane.document) || pane.document.agrees_with(written, both);
        if same {
            pane.file = FileStatus::Shortened;
            self.followed = None;
        }
        same
    }
}

impl Texts<'_> {
    /// Begins to follow the end of the document on the screen, or stops.
    pub(crate) fn toggle_following(&mut self) {
        let Reading::Text(pane) = &self.reader.reading else {
            return self.trouble("there is no text here to follow");
        };
        if !matches!(self.focus, Focus::Reader) {
            return self.trouble("only the text can be followed: go to it first");
        }
        if self.reader.following.take().is_some() {
            return self.say("no longer following");
        }
        self.reader.following = Some(pane.entry);
        self.keep_at_the_end();
    }

    /// Brings the end into view if it is followed.
    pub(crate) fn keep_at_the_end(&mut self) {
        let following = self.reader.following;
        let Some((pane, area)) = self.pane_and_area() else { return };
        if following != Some(pane.entry) {
            return;
        }
        if pane.document.extent().end >= pane.document.whole {
            pane.to_bottom(&area);
            return;
        }
        let end = pane.document.whole;
        self.request_window(Spot::Byte(end), Then::End);
    }

    /// Stops following when the reader has gone elsewhere.
    pub(super) fn check_following(&mut self) {
        let following = self.reader.following;
        let is_waiting =
            matches!(self.reader.pending, Pending::Window(_)) || self.background.is_busy(TaskKind::Window);
        let Some((pane, area)) = self.pane_and_area() else { return };
        if following == Some(pane.entry) && !is_waiting && !pane.shows_end(&area) {
            self.reader.following = None;
            let hint = self.hint(TextAction::Follow, "follows it again");
            self.say(format!("no longer following{hint}"));
        }
    }
}
