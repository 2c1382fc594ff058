//! The state of the program, and its queries, which change nothing.

use std::sync::Arc;

use ratatui::layout::Size;

use crate::search::Keywords;
use crate::tasks::{EntryId, EntrySource};
use crate::ui::background::Background;
use crate::ui::bookmarks::{BookmarkUse, Bookmarks};
use crate::ui::comparison::state::Comparisons;
use crate::ui::component::{Component, LegendEntry};
use crate::ui::input::{Action, Context, Keymap};
use crate::ui::layout::{Dimensions, Layout, Panes, usual_list_width};
use crate::ui::list::pane::ListPane;
use crate::ui::memory::SessionMemory;
use crate::ui::note_editor::NoteEditor;
use crate::ui::outcome::Notice;
use crate::ui::panels::Panel;
use crate::ui::prompt::{Histories, Prompt, Purpose};
use crate::ui::reader::draw::READING_LEGEND;
use crate::ui::reader::state::{Reader, Reading};
use crate::ui::reader::text_pane::TextPane;
use crate::ui::settings::Settings;
use crate::ui::texts::{Focus, Texts, Typing};
use crate::ui::views::{View, Views};

/// What the mouse holds while its button is down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// Nothing that moves.
    Nothing,
    /// The line between the list and the text.
    Divider,
    /// The scrollbar.
    Scrollbar,
    /// The text, pressed at this byte.
    Text(usize),
}

/// How often the same cell of a text was clicked, without anything else between.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clicks {
    /// The column and the row.
    pub cell: (u16, u16),
    /// How often.
    pub count: u8,
}

/// Keys that were pressed and wait for another one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PendingKeys {
    /// None does.
    #[default]
    None,
    /// The number before an action, such as the 12 of `12G`.
    Count(usize),
    /// A key after which a letter names a bookmark.
    Bookmark(BookmarkUse),
}

impl PendingKeys {
    /// Returns the number typed so far.
    pub fn count(self) -> Option<usize> {
        if let PendingKeys::Count(number) = self { Some(number) } else { None }
    }
}

/// All state of the program.
#[derive(Clone, Debug)]
pub struct App {
    /// The size of the window.
    pub size: Size,
    /// What the user chose.
    pub settings: Settings,
    /// What the keys mean.
    pub keymap: Arc<Keymap>,
    /// The keywords.
    pub keywords: Arc<Keywords>,
    /// The list of documents.
    pub list: ListPane,
    /// The text beside it.
    pub reader: Reader,
    /// What is kept from one comparison to the next.
    pub comparisons: Comparisons,
    /// The places to return to.
    pub bookmarks: Bookmarks,
    /// What is remembered for the next run.
    pub memory: SessionMemory,
    /// The view that fills the screen, and those below it.
    pub views: Views,
    /// The panel over it.
    pub panel: Option<Panel>,
    /// The note being written.
    pub note_editor: Option<NoteEditor>,
    /// The editor whose note is being saved, in case it is not.
    pub saving_note: Option<NoteEditor>,
    /// The line being typed.
    pub prompt: Option<Prompt>,
    /// The lines typed before.
    pub histories: Histories,
    /// The message on the bottom row.
    pub notice: Option<Notice>,
    /// The keys that wait for another one.
    pub pending_keys: PendingKeys,
    /// What the mouse holds.
    pub held: Held,
    /// The clicks that have followed one another.
    pub clicks: Clicks,
    /// The running tasks, and the effects of the message that is being handled.
    pub background: Background,
}

impl App {
    /// Returns a program with nothing read yet.
    pub fn new(size: Size, settings: Settings, keymap: Arc<Keymap>, keywords: Arc<Keywords>) -> Self {
        Self {
            size,
            settings,
            keymap,
            list: ListPane::new(keywords.len()),
            keywords,
            reader: Reader::default(),
            comparisons: Comparisons::default(),
            bookmarks: Bookmarks::default(),
            memory: SessionMemory::default(),
            views: Views::default(),
            panel: None,
            note_editor: None,
            saving_note: None,
            prompt: None,
            histories: Histories::default(),
            notice: None,
            pending_keys: PendingKeys::None,
            held: Held::Nothing,
            clicks: Clicks::default(),
            background: Background::default(),
        }
    }

    /// Returns the dimensions that determine the size of all panes.
    pub fn dimensions(&self) -> Dimensions {
        let legend =
            self.settings.legend.unwrap_or(matches!(self.views.top, View::Comparison(_) | View::Claims(_)));
        Dimensions { size: self.size, measure: self.settings.measure, legend }
    }

    /// Returns the areas of the panes on the screen.
    pub fn layout(&self) -> Layout {
        let panes = match &self.views.top {
            View::Comparison(comparing) => return comparing.layout(self.dimensions()),
            View::Claims(_) | View::Search(_) => Panes::Table,
            View::Reading if self.list.is_shown() => Panes::Reading(Some(self.list_width())),
            View::Reading => Panes::Reading(None),
        };
        let layout = Layout::of(self.dimensions(), panes);
        let notes = self.reader.pane().zip(layout.text()).map(|(pane, area)| pane.rows_of_notes(area));
        layout.with_notes(notes.unwrap_or(0))
    }

    fn list_width(&self) -> u16 {
        self.settings
            .list_width
            .unwrap_or_else(|| usual_list_width(self.size.width, self.list.library.widest()))
    }

    /// Returns the context whose keys are active.
    pub fn context(&self) -> Context {
        if self.note_editor.is_some() {
            return Context::NoteEditor;
        }
        self.panel.as_ref().map_or_else(|| self.context_below(), |panel| panel.component().context())
    }

    /// Returns the context whose keys are active without a panel.
    pub(crate) fn context_below(&self) -> Context {
        let context = match self.views.top.component() {
            Some(view) => view.context(),
            None if self.list.is_focused() => Context::List,
            None => Context::Reader,
        };
        let is_selecting = || self.pane().and_then(|pane| pane.selection).is_some_and(|made| made.is_by_keys);
        match context {
            Context::Reader | Context::Comparison if is_selecting() => Context::Selection,
            other => other,
        }
    }

    /// Returns the panel, else the view that the keys go to; `None` for the list and the text.
    pub(crate) fn component(&self) -> Option<&dyn Component> {
        self.panel.as_ref().map(Panel::component).or_else(|| self.views.top.component())
    }

    /// Returns the meanings of the marks of the view, whether or not a panel is over it.
    pub(crate) fn legend(&self) -> &'static [LegendEntry] {
        self.views.top.component().map_or(READING_LEGEND, Component::legend)
    }

    /// Tells whether the keys go to the list.
    pub fn in_list(&self) -> bool {
        self.context() == Context::List
    }

    /// Returns the text the keys go to.
    pub fn pane(&self) -> Option<&TextPane> {
        match (&self.views.top, &self.reader.reading) {
            (View::Comparison(comparing), _) => Some(comparing.pane(comparing.side)),
            (View::Reading, Reading::Text(pane)) => Some(pane),
            (View::Reading | View::Claims(_) | View::Search(_), _) => None,
        }
    }

    /// Returns the texts on the screen and the state that going through them reads and changes.
    pub(crate) fn texts(&mut self) -> Texts<'_> {
        let (layout, context, dimensions) = (self.layout(), self.context(), self.dimensions());
        let keyword_panel = self.panel.as_ref().and_then(Panel::keywords);
        Texts {
            selected_keyword: keyword_panel.and_then(|panel| panel.keyword(&self.keywords)),
            has_panel: self.panel.is_some(),
            searches: &self.histories.search,
            defaults: self.settings.defaults,
            typing: if let Some(Prompt { purpose: Purpose::Search(from), .. }) = self.prompt {
                Typing::Search(from)
            } else if self.prompt.is_some() || self.note_editor.is_some() {
                Typing::Other
            } else {
                Typing::Nothing
            },
            focus: match &mut self.views.top {
                View::Reading => Focus::Reader,
                View::Comparison(comparing) => Focus::Comparison(comparing),
                View::Claims(_) | View::Search(_) => Focus::Table,
            },
            dimensions,
            layout,
            context,
            reader: &mut self.reader,
            keywords: &self.keywords,
            bookmarks: &mut self.bookmarks,
            background: &mut self.background,
            notice: &mut self.notice,
            keymap: &self.keymap,
        }
    }

    /// Returns a hint at the key of an action here, which follows a message.
    pub(crate) fn hint(&self, action: impl Into<Action>, does: &str) -> String {
        self.keymap.hint(self.context(), action, does)
    }

    /// Returns what a task needs to read an entry: the document itself when it is cached.
    pub(crate) fn wanted(&self, entry: EntryId) -> Option<EntrySource> {
        self.list.wanted(entry, &self.reader.cache)
    }

    pub(crate) fn say(&mut self, words: impl Into<String>) {
        self.notice = Some(Notice::Said(words.into()));
    }

    /// Tells what went wrong, if anything did.
    pub(crate) fn report(&mut self, result: Result<(), String>) {
        if let Err(why) = result {
            self.trouble(why);
        }
    }

    pub(crate) fn trouble(&mut self, words: impl Into<String>) {
        self.notice = Some(Notice::Trouble(words.into()));
    }
}
