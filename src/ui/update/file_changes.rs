//! Files that are created, removed and written while the list is open.
//!
//! A new file is listed in its place by name; a file that returns keeps its old number. A removed file
//! leaves the list, except a document on the screen, which stays until another one is opened. The
//! selection and the marks are documents and stay where they are.

use std::collections::BTreeSet;

use crate::storage::{FileChange, FoundPath};
use crate::tasks::EntryId;
use crate::ui::app::App;
use crate::ui::list::pane::ListPane;
use crate::ui::reader::state::Reading;
use crate::ui::reader::text_pane::FileStatus;
use crate::ui::views::View;

impl App {
    /// Takes changes of files into the list.
    pub(crate) fn take_changes(&mut self, changes: Vec<FileChange>) {
        let before = self.list.library.documents();
        let (mut new, mut removed) = (Vec::new(), Vec::new());
        for change in changes {
            match change {
                FileChange::Updated(found) => match (self.list.library.find(found.path()), found) {
                    (None, found) => new.push(found),
                    (Some(entry), FoundPath::File(_)) => self.file_written(entry),
                    (Some(entry), FoundPath::Skipped(skipped)) => {
                        self.file_unreadable(entry, &skipped.why.to_string());
                    }
                },
                FileChange::Removed(path) => removed.push(path),
            }
        }
        for entry in self.list.library.lost(removed) {
            self.list.library.vanished.insert(entry);
            if self.is_on_screen(entry) {
                self.texts().set_file_status(entry, &FileStatus::Removed);
            }
        }
        self.list.library.add(new);
        if self.list.library.documents() > before {
            self.change_list(ListPane::entries_inserted);
        }
        self.change_list(ListPane::continue_summaries);
    }

    fn file_written(&mut self, entry: EntryId) {
        self.list.library.vanished.remove(&entry);
        self.list.library.revive(entry);
        self.list.library.stories.note_written(entry);
        if self.is_on_screen(entry) {
            return self.read_written(entry);
        }
        self.reader.cache.forget(entry);
        self.change_list(|list, cx| list.read_summary_again(entry, cx));
    }

    /// Shows the new text of a document whose file was written, at the passage that was shown before.
    fn read_written(&mut self, entry: EntryId) {
        match (&self.views.top, &self.reader.reading) {
            // Both texts are read again and compared.
            (View::Comparison(_), _) => {
                self.reload();
                self.change_list(|list, cx| list.read_summary_again(entry, cx));
            }
            (View::Reading, Reading::Text(_) | Reading::Failed(..)) => {
                self.read_again(entry);
                self.reader.followed = Some(entry);
            }
            (View::Reading, Reading::Awaited(_) | Reading::Nothing) => {}
            // Claims and results stay as they were found; the next document opened is read again.
            (View::Claims(_) | View::Search(_), _) => {
                self.reader.cache.forget(entry);
                self.change_list(|list, cx| list.read_summary_again(entry, cx));
            }
        }
    }

    /// Lists why a path can no longer be read; the text stays while it is shown.
    fn file_unreadable(&mut self, entry: EntryId, why: &str) {
        self.list.library.vanished.remove(&entry);
        self.list.library.revive(entry);
        self.list.library.learn(entry, Err(why.to_owned().into()));
        if self.is_on_screen(entry) {
            self.texts().set_file_status(entry, &FileStatus::Unreadable(why.to_owned()));
        } else {
            self.reader.cache.forget(entry);
        }
    }

    /// Removes entries from the list whose files are gone and that are no longer on the screen.
    pub(crate) fn remove_vanished(&mut self) {
        if self.list.library.vanished.is_empty() {
            return;
        }
        let vanished = std::mem::take(&mut self.list.library.vanished);
        let (kept, gone): (BTreeSet<_>, BTreeSet<_>) =
            vanished.into_iter().partition(|entry| self.is_on_screen(*entry));
        self.list.library.vanished = kept;
        if !gone.is_empty() {
            for entry in &gone {
                self.reader.cache.forget(*entry);
            }
            self.list.library.remove(&gone);
        }
    }

    fn is_on_screen(&self, entry: EntryId) -> bool {
        self.views.show(entry)
            || (!matches!(self.reader.reading, Reading::Nothing) && self.reader.entry() == Some(entry))
    }
}
