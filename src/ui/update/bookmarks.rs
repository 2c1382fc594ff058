//! Bookmarks: setting one, going to one, returning to the start of a jump, and listing all of them.

use crate::ui::app::{App, PendingKeys};
use crate::ui::bookmarks::{Bookmark, BookmarkUse};
use crate::ui::input::{Action, Key, KeyCode, TextAction};
use crate::ui::reader::text_pane::TextPane;
use crate::ui::settings::OpenAt;
use crate::ui::views::View;

impl App {
    /// Lets the next key name a bookmark, with or without a text: a letter typed ahead must do nothing else.
    pub(crate) fn ask_for_bookmark(&mut self, naming: BookmarkUse) {
        let words = match naming {
            BookmarkUse::Set => "type a letter to name the bookmark".into(),
            BookmarkUse::Go => {
                let back = self.hint(TextAction::GoToBookmark, "goes to where the last jump began");
                format!("type the letter of a bookmark{back}")
            }
        };
        self.say(words);
        self.pending_keys = PendingKeys::Bookmark(naming);
    }

    /// Takes the key that names a bookmark; a key that is not a letter names none.
    pub(crate) fn name_bookmark(&mut self, naming: BookmarkUse, key: Key) {
        let back = self.keymap.action(self.context(), key) == Some(Action::Text(TextAction::GoToBookmark));
        match (naming, key.code) {
            (BookmarkUse::Go, _) if back => self.go_to_last_jump(),
            (_, KeyCode::Char(letter)) if letter.is_alphabetic() && !key.ctrl && !key.alt => match naming {
                BookmarkUse::Set => self.set_bookmark(letter),
                BookmarkUse::Go => self.go_to_bookmark(letter),
            },
            (_, KeyCode::Esc) => {}
            _ => {
                self.trouble(format!("{key} is not a letter, so it cannot name a bookmark"));
            }
        }
    }

    fn set_bookmark(&mut self, letter: char) {
        let Some(bookmark) = self.pane().map(TextPane::bookmark) else {
            return self.trouble("there is no text here");
        };
        let before = self.bookmarks.get(letter).map(|bookmark| bookmark.entry);
        self.bookmarks.set(letter, bookmark);
        self.remember_bookmark(letter, before);
        let back = self.hint_with(TextAction::GoToBookmark, letter, "comes back here");
        self.say(format!("bookmark {letter} set{back}"));
    }

    /// Returns a hint at the key of an action and a letter, which follows a message.
    fn hint_with(&self, action: TextAction, letter: char, does: &str) -> String {
        let key = self.keymap.key_of(self.context(), action);
        key.map_or_else(String::new, |key| format!(" · {key}{letter} {does}"))
    }

    pub(crate) fn go_to_bookmark(&mut self, letter: char) {
        if let Some(bookmark) = self.bookmarks.get(letter).cloned() {
            return self.open_bookmark(&bookmark);
        }
        let set = self.hint_with(TextAction::SetBookmark, letter, "sets it");
        self.trouble(format!("there is no bookmark {letter}{set}"));
    }

    fn go_to_last_jump(&mut self) {
        if let Some(bookmark) = self.bookmarks.left().cloned() {
            return self.open_bookmark(&bookmark);
        }
        self.trouble("there has been no jump yet");
    }

    fn open_bookmark(&mut self, bookmark: &Bookmark) {
        if self.list.library.entry(bookmark.entry).is_none() {
            return self.trouble("its document is no longer in the list");
        }
        if let View::Comparison(comparing) = &self.views.top
            && comparing.side_of(bookmark.entry).is_none()
        {
            let title = self.list.library.title(bookmark.entry);
            return self.trouble(format!("that bookmark is in another document: {title}"));
        }
        self.texts().remember_place();
        self.show_bookmark(bookmark);
    }

    /// Goes to a passage of a text on the screen, else opens its document there.
    pub(crate) fn show_bookmark(&mut self, bookmark: &Bookmark) {
        let dimensions = self.dimensions();
        if let View::Comparison(comparing) = &mut self.views.top {
            if let Some(side) = comparing.side_of(bookmark.entry) {
                comparing.go_to_side(side, dimensions);
                self.texts().go_to_bookmark(bookmark);
            }
            return;
        }
        self.list.has_focus = false;
        if self.reader.pane().is_some_and(|pane| pane.entry == bookmark.entry) {
            self.texts().go_to_bookmark(bookmark);
        } else {
            self.open_document(bookmark.entry, OpenAt::Bookmark(bookmark.clone()));
        }
    }
}
