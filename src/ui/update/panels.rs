//! The panels: opening each, giving it the data that it asked for, and closing it.

use std::sync::Arc;

use crate::document::Contents;
use crate::tasks::{EntryId, PanelData, Task};
use crate::ui::app::App;
use crate::ui::input::{OpenAction, TextAction};
use crate::ui::list::keys::NO_DOCUMENT;
use crate::ui::list::pane::RankedFor;
use crate::ui::panels::Panel;
use crate::ui::panels::bookmarks::BookmarkPanel;
use crate::ui::panels::help::HelpPanel;
use crate::ui::panels::keywords::KeywordPanel;
use crate::ui::panels::links::LinkPanel;
use crate::ui::panels::notes::NotePanel;
use crate::ui::panels::outline::OutlinePanel;
use crate::ui::panels::similar::SimilarPanel;
use crate::ui::panels::timeline::TimelinePanel;
use crate::ui::prompt::{Prompt, Purpose};
use crate::ui::views::View;

/// The most documents that the words of a document are compared with for suggestions.
const COMPARED_FOR_SUGGESTIONS: usize = 200;

/// The reason why a panel about the text cannot be opened.
const NO_TEXT: &str = "there is no text here";

impl App {
    /// Opens the view, the panel or the prompt that a key asks for.
    pub(crate) fn open_view(&mut self, action: OpenAction) {
        match action {
            OpenAction::Compare => self.compare(),
            OpenAction::SearchEverywhere => self.begin_search_everywhere(),
            OpenAction::Similar => self.open_similar(),
            OpenAction::Timeline => self.open_timeline(),
            OpenAction::Keywords => self.open_keywords(),
            OpenAction::Bookmarks => self.open_bookmarks(),
            OpenAction::Outline => self.open_outline(),
            OpenAction::Links => self.open_links(),
            OpenAction::Notes => self.open_notes(),
            OpenAction::Command => self.prompt = Some(Prompt::new(Purpose::Command)),
            OpenAction::Help => self.toggle_help(),
        }
    }

    /// Opens a panel in place of the open one, and starts the task that finds its data.
    pub(crate) fn open_panel(&mut self, panel: Panel, task: Option<Task>) {
        self.leave_panel();
        self.panel = Some(panel);
        if let Some(task) = task {
            self.background.start(task);
        }
    }

    /// Gives the open panel data that it asked for; the tasks of a panel are cancelled when it is closed.
    pub(crate) fn take_panel_data(&mut self, data: PanelData) {
        let Some(panel) = &mut self.panel else { return };
        if let Err(why) = panel.component_mut().take(data, &self.list.library) {
            self.leave_panel();
            self.trouble(why);
        }
    }

    /// Closes the panel. Work that only it waits for is cancelled.
    pub(crate) fn leave_panel(&mut self) {
        let tasks = self.panel.take().map_or(&[][..], |panel| panel.component().tasks());
        self.background.cancel_all(tasks);
    }

    /// Opens the keyword panel and asks for suggestions.
    pub(crate) fn open_keywords(&mut self) {
        let text = self.texts().on_screen().into_iter().next();
        let task = text.map(|text| {
            let others =
                self.change_list(|list, cx| list.other_documents(text.entry, COMPARED_FOR_SUGGESTIONS, cx));
            Task::Suggest(text, others)
        });
        let panel =
            if task.is_some() { KeywordPanel::default() } else { KeywordPanel::without_suggestions() };
        self.open_panel(Panel::Keywords(panel), task);
    }

    /// Lists the documents by similarity to the one shown.
    pub(crate) fn open_similar(&mut self) {
        let Some(to) = self.reader.entry() else { return self.trouble(NO_DOCUMENT) };
        self.leave_panel();
        match self.change_list(|list, cx| list.rank(to, RankedFor::Choosing, cx)) {
            Ok(()) => self.panel = Some(Panel::Similar(SimilarPanel::new(to))),
            Err(why) => self.trouble(why),
        }
    }

    /// Lists the dated statements of the documents of the table of claims, of those chosen in the list, else of
    /// the document on the screen.
    pub(crate) fn open_timeline(&mut self) {
        let entries: Vec<EntryId> = match &self.views.top {
            View::Claims(table) => table.documents.iter().map(|shown| shown.entry).collect(),
            View::Reading | View::Comparison(_) | View::Search(_) if self.in_list() => {
                self.list.library.listing.chosen()
            }
            View::Reading | View::Comparison(_) | View::Search(_) => {
                self.pane().map(|pane| pane.entry).into_iter().collect()
            }
        };
        if entries.is_empty() {
            return self.trouble(NO_TEXT);
        }
        let documents = entries.iter().filter_map(|entry| self.wanted(*entry)).collect();
        self.open_panel(Panel::Timeline(TimelinePanel::new(entries.len())), Some(Task::Timeline(documents)));
    }

    /// Lists the bookmarks.
    pub(crate) fn open_bookmarks(&mut self) {
        if self.bookmarks.iter().len() == 0 {
            let set = self.hint(TextAction::SetBookmark, "and a letter sets one");
            return self.trouble(format!("there is no bookmark yet{set}"));
        }
        self.open_panel(Panel::Bookmarks(BookmarkPanel::default()), None);
    }

    /// Lists the headings or the pages of the text on the screen.
    pub(crate) fn open_outline(&mut self) {
        let Some(pane) = self.pane() else { return self.trouble(NO_TEXT) };
        if let Err(why) = Contents::of_any(&pane.document) {
            return self.say(why);
        }
        let panel = OutlinePanel::new(Arc::clone(&pane.document), pane.current_place());
        self.open_panel(Panel::Outline(panel), None);
    }

    /// Lists the links of the text on the screen and the files attached to it.
    pub(crate) fn open_links(&mut self) {
        let Some(pane) = self.pane() else { return self.trouble(NO_TEXT) };
        if LinkPanel::is_empty_for(&pane.document) {
            return self.say("this text has no links");
        }
        let panel = LinkPanel::new(Arc::clone(&pane.document), pane.current_place());
        self.open_panel(Panel::Links(panel), None);
    }

    /// Lists the notes.
    pub(crate) fn open_notes(&mut self) {
        let task = self.note_listing();
        self.open_panel(Panel::Notes(NotePanel::default()), Some(task));
    }

    /// Reads the notes again for the list of them, if that is open.
    pub(crate) fn list_notes(&mut self) {
        if matches!(self.panel, Some(Panel::Notes(_))) {
            let task = self.note_listing();
            self.background.start(task);
        }
    }

    fn note_listing(&mut self) -> Task {
        let texts = self.texts().on_screen();
        let texts = texts.into_iter().filter_map(|text| Some((self.file_of(text.entry)?, text))).collect();
        Task::ListNotes(Arc::clone(&self.memory.notes), self.list.library.roots.clone(), texts)
    }

    /// Opens the help screen, or closes it.
    pub(crate) fn toggle_help(&mut self) {
        if matches!(self.panel, Some(Panel::Help(_))) {
            return self.leave_panel();
        }
        let help = HelpPanel::new(self.context(), self.legend(), self.views.top.component());
        self.open_panel(Panel::Help(help), None);
    }
}
