//! Links: following one, and going back and forward through jumps.

use std::path::{Path, PathBuf};

use crate::document::Target;
use crate::storage::CommandLine;
use crate::tasks::{EntryId, Task};
use crate::text::Span;
use crate::ui::app::App;
use crate::ui::bookmarks::Way;
use crate::ui::reader::text_pane::TextPane;
use crate::ui::settings::{Hit, OpenAt};
use crate::ui::views::View;

impl App {
    /// Lets a program open an address.
    pub(crate) fn open_address(&mut self, address: &str) {
        let usual = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
        let Some(command) = self.settings.open.clone().or_else(|| usual.parse::<CommandLine>().ok()) else {
            return;
        };
        self.say(format!("opening {address} …"));
        self.background.start(Task::Open(command.with([address.to_owned()])));
    }

    /// Takes why a program could not open an address.
    pub(crate) fn take_opened(&mut self, result: Result<(), String>) {
        if let Err(why) = result {
            self.trouble(format!("not opened: {why}"));
        }
    }

    /// Goes to a place of this document or of another file of the list.
    pub(crate) fn follow_link(&mut self, file: Option<&Path>, place: Option<String>) {
        let Some(pane) = self.pane() else { return };
        let Some(file) = file else {
            if let Some(name) = place {
                match pane.document.named_place(&name) {
                    Some(place) => self.texts().go_to_heading(place),
                    None => self.trouble(no_place(&name)),
                }
            }
            return;
        };
        let from = self.list.library.path(pane.entry).unwrap_or_default();
        let path: PathBuf = Target::path_from(&from, file);
        let Some(entry) = self.list.library.find(&path) else {
            return self.trouble(format!("{} is not in the list", path.display()));
        };
        if entry == pane.entry {
            return self.follow_link(None, place);
        }
        self.texts().remember_place();
        self.show_document(entry, place.map_or(OpenAt::Beginning, OpenAt::Place));
    }

    /// Goes to a passage of a document of the list; the place before it is remembered.
    pub(crate) fn go_to_passage(&mut self, entry: EntryId, span: Span) {
        self.texts().remember_place();
        self.show_document(entry, OpenAt::Hit(Hit { entry, query: None, span }));
    }

    /// Goes to the place of this name in the document that was opened.
    pub(crate) fn go_to_named_place(&mut self, name: &str) {
        let mut texts = self.texts();
        let Some((pane, area)) = texts.pane_and_area() else { return };
        match pane.document.named_place(name) {
            Some(place) => pane.show_heading(place, &area),
            None => self.trouble(no_place(name)),
        }
    }

    /// Goes back to where the last jump began, or forward again.
    pub(crate) fn step_jump(&mut self, way: Way) {
        let here = self.pane().map(TextPane::bookmark);
        let Some(to) = self.bookmarks.step_jump(here, way) else {
            return self.trouble(match way {
                Way::Back => "there is no jump to go back from",
                Way::Forward => "there is no jump to go forward to",
            });
        };
        if self.list.library.entry(to.entry).is_none() {
            return self.trouble("its document is no longer in the list");
        }
        let is_shown = self.texts().on_screen().iter().any(|text| text.entry == to.entry);
        if is_shown || matches!(self.views.top, View::Reading) {
            self.show_bookmark(&to);
        } else {
            self.show_document(to.entry, OpenAt::Bookmark(to));
        }
    }
}

fn no_place(name: &str) -> String {
    format!("no heading here is called '{name}'")
}
