//! The state of the program, and its queries, which change nothing.

use std::sync::Arc;

use ratatui::layout::Size;

use crate::search::Keywords;
use crate::storage::Source;
use crate::tasks::anchors::Anchors;
use crate::tasks::entry::{EntryId, Unreadable, Wanted};
use crate::tasks::onscreen::OnScreen;
use crate::tasks::task::{Task, TaskKind, Ticket};
use crate::ui::bookmarks::{Bookmarks, Naming};
use crate::ui::claims::table::ClaimsTable;
use crate::ui::comparison::state::{ComparisonView, area};
use crate::ui::input::{Context, Keymap};
use crate::ui::layout::{Dimensions, Layout, Panes, TextArea, usual_list_width};
use crate::ui::list::library::Library;
use crate::ui::message::Effect;
use crate::ui::panels::Panel;
use crate::ui::prompt::{Histories, Prompt};
use crate::ui::reader::cache::DocumentCache;
use crate::ui::reader::pending::{Pending, TextSearch};
use crate::ui::reader::text_pane::TextPane;
use crate::ui::search::state::SearchView;
use crate::ui::settings::{Opening, Settings};

/// The pane the keys go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// The list of documents.
    List,
    /// The text.
    Text,
}

/// What fills the screen.
#[derive(Clone, Debug)]
pub enum View {
    /// The list and the text.
    Reading,
    /// Two texts side by side.
    Comparison(Box<ComparisonView>),
    /// What three documents or more say.
    Claims(Box<ClaimsTable>),
    /// What is found in every document.
    Search(Box<SearchView>),
}

/// Whether the list is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListShown {
    /// Only when there is more than one document.
    WhenUseful,
    /// As the user chose.
    Chosen(bool),
}

/// What the mouse holds while its button is down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// Nothing that moves.
    Nothing,
    /// The line between the list and the text.
    Divider,
    /// The scrollbar.
    Scrollbar,
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
    Bookmark(Naming),
}

impl PendingKeys {
    /// Returns the number typed so far.
    pub fn count(self) -> Option<usize> {
        match self {
            PendingKeys::Count(number) => Some(number),
            PendingKeys::None | PendingKeys::Bookmark(_) => None,
        }
    }
}

/// Something to be told on the bottom row until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// What was done.
    Said(String),
    /// What could not be done, and the way out.
    Trouble(String),
}

/// What the text pane holds.
#[derive(Clone, Debug)]
pub enum Reading {
    /// Nothing yet.
    Nothing,
    /// A document.
    Text(TextPane),
    /// A document that is being read.
    Awaited(EntryId),
    /// A document that cannot be read, and why.
    Failed(EntryId, Unreadable),
}

/// The selection, focus and visibility of the list before a filter was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BeforeFilter {
    /// The selected document.
    pub selected: Option<EntryId>,
    /// The pane the keys went to.
    pub focus: Focus,
    /// Whether the list was shown.
    pub list_shown: ListShown,
}

/// The use of documents that are ordered by likeness.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RankedFor {
    /// The panel that shows them, or a comparison with the first of them.
    #[default]
    Choosing,
    /// The order of the list.
    Sorting,
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
    /// The list of documents.
    pub library: Library,
    /// Whether the list is shown.
    pub list_shown: ListShown,
    /// The pane the keys go to.
    pub focus: Focus,
    /// What the text pane holds.
    pub reading: Reading,
    /// The documents read last.
    pub cache: DocumentCache,
    /// What fills the screen.
    pub view: View,
    /// The panel over it.
    pub panel: Option<Panel>,
    /// The line being typed.
    pub prompt: Option<Prompt>,
    /// The keywords.
    pub keywords: Arc<Keywords>,
    /// The state of the list before the filter that is being typed.
    pub before_filter: Option<BeforeFilter>,
    /// The use of the documents that are being ordered by likeness.
    pub(crate) ranked_for: RankedFor,
    /// The search of the texts on the screen.
    pub search: Option<TextSearch>,
    /// What is told on the bottom row.
    pub notice: Option<Notice>,
    /// The keys that wait for another one.
    pub pending_keys: PendingKeys,
    /// The places to return to.
    pub bookmarks: Bookmarks,
    /// The lines typed before.
    pub histories: Histories,
    /// What the mouse holds.
    pub held: Held,
    /// The sentences linked by hand.
    pub anchors: Anchors,
    /// Where the first document opens; taken when it does.
    pub(crate) opening: Opening,
    /// The status to leave with as soon as nothing is being written.
    pub(crate) leaving: Option<u8>,
    /// The sentence on which the next comparison opens; taken when it does.
    pub(crate) arrival: Option<(EntryId, usize)>,
    /// What the text the keys go to waits for.
    pub pending: Pending,
    /// The entry that is read again because its file was written.
    pub(crate) followed: Option<EntryId>,
    /// The entry whose end is kept in view while its file grows.
    pub following: Option<EntryId>,
    /// Whether only the sentences with hits are shown.
    pub only_matches: bool,
    /// The results of a search of every document, to return to from a document opened from them.
    pub(crate) results: Option<Box<SearchView>>,
    /// What filled the screen before a search of every document began to be typed.
    pub(crate) before: Option<View>,
    /// The effects of the message that is being handled.
    pub(crate) effects: Vec<Effect>,
    tickets: [u64; TaskKind::ALL.len()],
    /// The lanes with a job that has not ended.
    busy: [bool; TaskKind::ALL.len()],
}

impl App {
    /// Returns a program with nothing read yet.
    pub fn new(size: Size, settings: Settings, keymap: Arc<Keymap>, keywords: Arc<Keywords>) -> Self {
        let mut library = Library::default();
        library.forget_counts(keywords.len());
        Self {
            size,
            settings,
            keymap,
            keywords,
            library,
            list_shown: ListShown::WhenUseful,
            focus: Focus::List,
            reading: Reading::Nothing,
            cache: DocumentCache::default(),
            view: View::Reading,
            panel: None,
            prompt: None,
            before_filter: None,
            ranked_for: RankedFor::default(),
            search: None,
            notice: None,
            pending_keys: PendingKeys::None,
            bookmarks: Bookmarks::default(),
            histories: Histories::default(),
            held: Held::Nothing,
            anchors: Anchors::default(),
            opening: Opening::Beginning,
            leaving: None,
            arrival: None,
            pending: Pending::Nothing,
            followed: None,
            following: None,
            only_matches: false,
            results: None,
            before: None,
            effects: Vec::new(),
            tickets: [0; TaskKind::ALL.len()],
            busy: [false; TaskKind::ALL.len()],
        }
    }

    /// Returns the dimensions that determine the size of all panes.
    pub fn dimensions(&self) -> Dimensions {
        Dimensions { size: self.size, measure: self.settings.measure }
    }

    /// Returns the areas of the panes on the screen.
    pub fn layout(&self) -> Layout {
        let panes = match &self.view {
            View::Comparison(comparing) => return comparing.layout(self.dimensions()),
            View::Claims(_) | View::Search(_) => Panes::Table,
            View::Reading if self.shows_list() => Panes::ListAndText(self.list_width()),
            View::Reading => Panes::Text,
        };
        Layout::of(self.dimensions(), panes)
    }

    /// Tells whether the list is shown.
    pub fn shows_list(&self) -> bool {
        match self.list_shown {
            ListShown::WhenUseful => self.library.len() != 1,
            ListShown::Chosen(shown) => shown,
        }
    }

    fn list_width(&self) -> u16 {
        self.settings.list_width.unwrap_or_else(|| usual_list_width(self.size.width))
    }

    /// Returns the context whose keys are in force.
    pub fn context(&self) -> Context {
        match (&self.panel, &self.view) {
            (Some(panel), _) => panel.context(),
            (None, View::Comparison(comparing)) if comparing.shown.is_table() => Context::Table,
            (None, View::Comparison(_)) => Context::Comparison,
            (None, View::Claims(_)) => Context::Claims,
            (None, View::Search(_)) => Context::Search,
            (None, View::Reading) if self.focus == Focus::List && self.shows_list() => Context::List,
            (None, View::Reading) => Context::Reader,
        }
    }

    /// Tells whether the keys go to the list.
    pub fn in_list(&self) -> bool {
        self.context() == Context::List
    }

    /// Returns the text the keys go to.
    pub fn pane(&self) -> Option<&TextPane> {
        match (&self.view, &self.reading) {
            (View::Comparison(comparing), _) => Some(comparing.pane(comparing.side)),
            (View::Reading, Reading::Text(pane)) => Some(pane),
            (View::Reading | View::Claims(_) | View::Search(_), _) => None,
        }
    }

    /// Tells whether the sentence at `offset` of the text the keys go to is among those shown.
    pub(crate) fn shows(&self, offset: usize) -> bool {
        match &self.view {
            View::Comparison(comparing) => comparing.shows(comparing.side, offset),
            View::Reading | View::Claims(_) | View::Search(_) => true,
        }
    }

    /// Returns the text the keys go to, for changes, and its area.
    pub(crate) fn pane_and_area(&mut self) -> Option<(&mut TextPane, TextArea)> {
        let layout = self.layout();
        match (&mut self.view, &mut self.reading) {
            (View::Comparison(comparing), _) => {
                let side = comparing.side;
                let area = *area(&layout, side)?;
                Some((comparing.pane_mut(side), area))
            }
            (View::Reading, Reading::Text(pane)) => match layout {
                Layout::Reading { text, .. } => Some((pane, text)),
                _ => None,
            },
            (View::Reading | View::Claims(_) | View::Search(_), _) => None,
        }
    }

    /// Returns every text on the screen, for changes.
    pub(crate) fn panes_mut(&mut self) -> Vec<&mut TextPane> {
        match (&mut self.view, &mut self.reading) {
            (View::Comparison(comparing), _) => vec![&mut comparing.panes.left, &mut comparing.panes.right],
            (View::Reading, Reading::Text(pane)) => vec![pane],
            (View::Reading | View::Claims(_) | View::Search(_), _) => Vec::new(),
        }
    }

    /// Returns the documents on the screen, the one the keys go to first.
    pub(crate) fn on_screen(&self) -> Vec<OnScreen> {
        let of = TextPane::on_screen;
        match (&self.view, &self.reading) {
            (View::Comparison(comparing), _) => {
                let side = comparing.side;
                vec![of(comparing.pane(side)), of(comparing.pane(side.other()))]
            }
            (View::Reading, Reading::Text(pane)) => vec![of(pane)],
            (View::Reading | View::Claims(_) | View::Search(_), _) => Vec::new(),
        }
    }

    /// Returns the entry whose text is on the screen.
    pub fn shown_entry(&self) -> Option<EntryId> {
        match &self.reading {
            Reading::Text(pane) => Some(pane.entry),
            Reading::Failed(entry, _) | Reading::Awaited(entry) => Some(*entry),
            Reading::Nothing => None,
        }
    }

    /// Returns what a job needs to read an entry: the document itself when it is cached.
    pub(crate) fn wanted(&self, entry: EntryId) -> Option<Wanted> {
        let cached = self.cache.whole(entry).map(Source::Memory);
        let wanted = self.library.wanted(entry)?;
        Some(Wanted { source: cached.unwrap_or(wanted.source), ..wanted })
    }

    /// Gives a job its ticket; replies to older ones of its kind will be dropped.
    pub(crate) fn start(&mut self, job: Task) {
        let kind = job.kind();
        let at = kind as usize;
        self.tickets[at] += 1;
        self.busy[at] = true;
        self.effects.push(Effect::Start(Ticket { kind, number: self.tickets[at] }, job));
    }

    /// Drops the job of a kind.
    pub(crate) fn cancel(&mut self, kind: TaskKind) {
        self.tickets[kind as usize] += 1;
        self.ended(kind);
        self.effects.push(Effect::Cancel(kind));
    }

    /// Tells whether a job and what it replies are still wanted.
    pub fn is_current(&self, ticket: Ticket) -> bool {
        self.tickets[ticket.kind as usize] == ticket.number
    }

    /// Notes that the job of a kind has given its last reply.
    pub(crate) fn ended(&mut self, kind: TaskKind) {
        self.busy[kind as usize] = false;
    }

    /// Tells whether a job of this kind is still at work.
    pub fn is_busy(&self, kind: TaskKind) -> bool {
        self.busy[kind as usize]
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
