//! The one function that changes the state, and everything that knows all of it.

pub mod bookmarks;
pub mod comparing;
mod copying;
pub mod documents;
pub mod file_changes;
pub mod keys;
pub mod keywords;
mod links;
pub mod list;
pub mod memory;
pub mod mouse;
mod notes;
mod panels;
mod programs;
pub mod prompting;
pub mod replies;
pub mod searching;
pub mod writing;

use std::path::PathBuf;
use std::sync::Arc;

use crate::storage::{FoundPath, ReadError, SkippedPath};
use crate::tasks::Task;
use crate::ui::app::{App, Clicks};
use crate::ui::list::library::Walk;
use crate::ui::list::pane::ListPane;
use crate::ui::message::{Effect, Message};
use crate::ui::outcome::Outcome;
use crate::ui::prompt::{Prompt, Purpose};
use crate::ui::settings::OpenAt;

/// Changes the state as a message asks and returns the effects for the event loop.
pub fn update(app: &mut App, message: Message) -> Vec<Effect> {
    let rows = app.layout().page_rows();
    app.take_message(message);
    app.texts().settle();
    if app.layout().page_rows() < rows {
        app.realign();
    }
    app.remove_vanished();
    app.note_place();
    app.keep_waiting();
    app.find_user_notes();
    if let Some(list) = app.layout().list() {
        app.change_list(|pane, cx| pane.read_visible_summaries(list.height, cx));
    }
    app.change_list(ListPane::update_stories);
    app.background.take_effects()
}

impl App {
    fn take_message(&mut self, message: Message) {
        if matches!(message, Message::Key(_) | Message::Mouse(_) | Message::Paste(_)) {
            self.memory.is_touched = true;
            self.memory.returning = None;
        }
        match message {
            Message::Key(key) => self.press_key(key),
            Message::Mouse(mouse) => self.use_mouse(mouse),
            Message::Paste(text) if self.note_editor.is_some() => self.paste_in_note(&text),
            Message::Paste(text) => self.paste(&text),
            Message::ClicksEnded => self.clicks = Clicks::default(),
            Message::Resize(size) => {
                self.size = size;
                self.realign();
            }
            Message::Edited(result) => self.take_edited(result),
            Message::Replied(ticket, reply) if self.background.is_current(ticket) => {
                self.take_reply(ticket.kind, reply);
            }
            Message::Replied(..) => {}
        }
    }

    /// Does what components ask for.
    pub(crate) fn perform(&mut self, outcomes: impl IntoIterator<Item = Outcome>) {
        for outcome in outcomes {
            match outcome {
                Outcome::Say(words) => self.say(words),
                Outcome::Trouble(words) => self.trouble(words),
                Outcome::Close if self.panel.is_some() => self.leave_panel(),
                Outcome::Close => {
                    self.leave_view();
                }
                Outcome::Start(task) => self.background.start(task),
                Outcome::Show(entry, opening) => self.show_document(entry, opening),
                Outcome::ShowAttached(files, hit) => self.show_attached(&files, hit),
                Outcome::Compare((one, two), sentence) => {
                    self.comparisons.arrival = sentence;
                    self.compare_in_order(one, two);
                }
                Outcome::GoToBookmark(letter) => self.go_to_bookmark(letter),
                Outcome::GoToHeading(place) => self.texts().go_to_heading(place),
                Outcome::GoToPassage(entry, span) => self.go_to_passage(entry, span),
                Outcome::OpenAddress(address) => self.open_address(&address),
                Outcome::FollowLink(file, place) => self.follow_link(file.as_deref(), place),
                Outcome::OpenAttachment(index) => self.open_attachment(index),
                Outcome::RemoveBookmark(letter) => {
                    if let Some(entry) = self.bookmarks.get(letter).map(|bookmark| bookmark.entry) {
                        self.forget_bookmark(letter, entry);
                    }
                    self.bookmarks.remove(letter);
                    self.say(format!("bookmark {letter} removed"));
                }
                Outcome::AskForHelpSearch => self.prompt = Some(Prompt::new(Purpose::HelpSearch)),
                Outcome::GoToNote(note) => self.go_to_note(*note),
                Outcome::EditNote(note) => self.edit_note(*note),
                Outcome::RemoveNote(note) => self.remove_note(*note),
                Outcome::AskForFilter(typed) => self.prompt = Some(Prompt::filter(&typed)),
                Outcome::AskForKeyword => self.ask_for_keyword(),
                Outcome::ChangeKeywords(change) => {
                    if let Err(why) = self.change_keywords(change) {
                        self.trouble(why);
                    }
                }
            }
        }
    }
}

/// Returns the first effects: they walk the folders. Standard input is listed at once.
pub fn open(app: &mut App, roots: Vec<PathBuf>, input: Option<Arc<[u8]>>, opening: OpenAt) -> Vec<Effect> {
    app.reader.opening = opening;
    if let Some(piped) = input {
        app.list.library.add_piped("standard input", piped);
    }
    app.list.library.walk = Walk::Going;
    app.list.library.sources.begin(app.settings.encoding, app.settings.whole_pages, &roots);
    app.list.library.roots.clone_from(&roots);
    app.background.start(Task::Walk(roots.clone()));
    app.recall_session(roots);
    app.background.take_effects()
}

/// Keeps the paths that cannot be opened for the end of the list, so that no argument is silently ignored.
pub fn list_missing(app: &mut App, missing: Vec<(PathBuf, String)>) {
    app.list.library.missing = missing
        .into_iter()
        .map(|(path, why)| FoundPath::Skipped(SkippedPath { path, why: ReadError::Other(why) }))
        .collect();
}
