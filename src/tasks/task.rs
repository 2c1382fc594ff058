//! The requests to background threads and their replies.
//!
//! A `Task` is started under a `Ticket`; each `Reply` comes back with the ticket of its task, so that
//! a reply to an older task of the same kind can be dropped.

use std::path::PathBuf;
use std::sync::Arc;

use crate::compare::{AlignedDocuments, Claims, Comparison, Levels, Suggestion};
use crate::document::{CodeToken, Document, LongText};
use crate::search::{Hits, Keywords, Pattern, Patterns};
use crate::storage::store::{NoteId, SharedStore};
use crate::storage::{CommandLine, ConversionCache, FileChange, FoundPath};
use crate::tasks::arrange::{ArrangeRequest, Arranged};
use crate::tasks::document_hits::DocumentHits;
use crate::tasks::entry::{Entries, EntryId, EntrySource, EntrySummary, Unreadable};
use crate::tasks::hand_links::HandLink;
use crate::tasks::memory::{Memory, Recall, Recalled};
use crate::tasks::noted::{ListedNote, NoteChange, NotedPlace, PassageNote};
use crate::tasks::onscreen::{ChunkCounts, OnScreen, Rest, Spot, Window};
use crate::tasks::programs::ProgramOutput;
use crate::tasks::results::{ComparisonResult, DatedPassages, LibraryStories, StoryProfiles};
use crate::tasks::sources::Documents;
use crate::text::{CopiedText, Span};

/// The kinds of tasks. Each kind has its own thread, and only its newest task is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TaskKind {
    /// Walking the folders.
    Walk,
    /// Reading the document to be shown.
    Load,
    /// Reading the visible documents of the list for their summaries.
    VisibleSummaries,
    /// Reading all other documents for their summaries.
    Summaries,
    /// Choosing and sorting the rows of the list.
    Arrange,
    /// Finding the keywords in the documents shown.
    Mark,
    /// Finding the matches of the search in the documents shown.
    Find,
    /// Finding the tokens of the code in the documents shown.
    CodeTokens,
    /// Searching every document.
    Everywhere,
    /// Comparing documents.
    Compare,
    /// Gathering the facts of compared documents at other levels.
    Facts,
    /// Suggesting keywords.
    Suggest,
    /// Ordering documents by similarity.
    Rank,
    /// Grouping documents into stories.
    Stories,
    /// Finding what the open panel shows.
    Panel,
    /// Completing a typed path.
    Complete,
    /// Writing a file.
    Write,
    /// Giving text to the program that copies.
    Copy,
    /// Letting a program open an address.
    Open,
    /// Reading another window of a long text.
    Window,
    /// Counting the lines of a long text.
    Lines,
    /// Watching files for changes.
    Watch,
    /// Getting back what was remembered of the list, or a set of keywords.
    RecallSession,
    /// Getting back where a document was left.
    RecallDocument,
    /// Adding, changing or removing a note.
    ChangeNote,
    /// Finding the notes on the documents shown.
    FindNotes,
    /// Remembering.
    Remember,
}

/// Identifies a task and its replies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket {
    /// The kind of the task.
    pub kind: TaskKind,
    /// The number of the task within its kind, counted from 1.
    pub number: u64,
}

/// Two documents of a comparison, left and right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Two<T> {
    /// The earlier in the list, until they are swapped.
    pub left: T,
    /// The later in the list.
    pub right: T,
}

/// Whether a file that already exists may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overwrite {
    /// The file may be replaced.
    Yes,
    /// The file is kept, and a message says so.
    No,
}

/// What can be written to a file.
#[derive(Clone, Debug)]
pub enum Sheet {
    /// The text of a document.
    Document(Titled),
    /// The report on two documents at these levels.
    Comparison {
        /// Their paths, `-` for standard input.
        paths: Two<PathBuf>,
        /// The documents and the findings about them.
        alignment: AlignedDocuments,
        /// The probabilities from which links count.
        levels: Levels,
        /// The store of the user's notes.
        notes: Arc<SharedStore>,
    },
    /// The report on the claims of these documents.
    Claims(Vec<Titled>, Arc<Claims>, Levels),
    /// The notes of the user.
    Notes(Arc<SharedStore>, NoteSelection),
}

/// The notes that are written to a file.
#[derive(Clone, Debug)]
pub enum NoteSelection {
    /// The notes with these keys.
    These(Vec<NoteId>),
    /// The notes on documents of the list, which was made of these paths.
    Library(Vec<PathBuf>),
}

/// A document with its name in a report.
#[derive(Clone, Debug)]
pub struct Titled {
    /// Its path, `-` for standard input.
    pub path: PathBuf,
    /// The document.
    pub document: Arc<Document>,
}

/// Work that is too slow to be done while a key is handled.
#[derive(Clone, Debug)]
pub enum Task {
    /// List the documents of these files and folders.
    Walk(Vec<PathBuf>),
    /// Read one document; this many bytes at its beginning are known to be ASCII.
    Load(EntrySource, usize),
    /// Read these visible documents for their titles, lengths and keyword hits.
    SummarizeVisible(Vec<EntrySource>, Arc<Keywords>),
    /// Read these other documents for the same.
    Summarize(Vec<EntrySource>, Arc<Keywords>),
    /// Make the rows of the list.
    Arrange(Box<ArrangeRequest>),
    /// Find the keywords.
    Mark(Vec<OnScreen>, Arc<Keywords>),
    /// Find the matches of a search.
    Find(Vec<OnScreen>, Arc<Pattern>),
    /// Find the tokens of the code.
    CodeTokens(Vec<OnScreen>),
    /// Search every one of these documents.
    Everywhere {
        /// The documents, in the order of the list.
        documents: Documents,
        /// How many of them are searched already, and how many of their hits are shown.
        done: (usize, usize),
        /// The patterns of the search.
        patterns: Patterns,
    },
    /// Read both documents and compare them with these links made by hand, at these levels.
    Compare(Two<EntrySource>, Vec<HandLink>, Levels),
    /// Compare two documents that are on the screen.
    Align(Two<OnScreen>, Vec<HandLink>, Levels),
    /// Read these documents and find which of them make which claims, out of this many documents.
    Gather(Vec<EntrySource>, usize, Levels),
    /// Find which of these documents make which claims.
    Claims(Vec<OnScreen>, Levels),
    /// Gather the facts of two aligned documents at these levels.
    Facts(Two<OnScreen>, Arc<Comparison>, Levels),
    /// Suggest keywords for a document against the others.
    Suggest(OnScreen, Vec<EntrySource>),
    /// Find the files whose paths begin with a typed one.
    Complete {
        /// The whole line typed.
        typed: String,
        /// The path in it.
        path: String,
    },
    /// Write a file.
    Write(Sheet, String, Overwrite, Entries),
    /// Give text to the program that copies.
    Copy(CommandLine, CopiedText),
    /// Let a program open an address.
    Open(CommandLine),
    /// Give text to a program that prints something.
    RunProgram(CommandLine, CopiedText),
    /// Order documents by their similarity to one of them.
    Rank(EntrySource, Vec<EntrySource>),
    /// Group these documents into stories; these profiles are known.
    FindStories(Vec<EntrySource>, Arc<StoryProfiles>),
    /// Find the dated statements of documents.
    Timeline(Vec<EntrySource>),
    /// Read another window of a long text and find the search and the keywords in it.
    Window {
        /// Its entry.
        entry: EntryId,
        /// The text.
        text: Arc<dyn LongText>,
        /// The place the window is read around.
        spot: Spot,
        /// The least number of bytes before and after the place.
        reach: usize,
        /// The search.
        pattern: Option<Arc<Pattern>>,
        /// The keywords.
        keywords: Arc<Keywords>,
    },
    /// Count the lines of a long text from this byte on, which begins a chunk.
    Lines(EntryId, Arc<dyn LongText>, usize),
    /// Watch these files and folders for changes; these paths are known.
    Watch(Vec<PathBuf>, Entries),
    /// Get something back from the user's store.
    Recall(Arc<SharedStore>, Recall),
    /// Keep these in the user's store.
    Remember(Arc<SharedStore>, Vec<Memory>),
    /// Change the notes, and remove the draft that a note was written as.
    ChangeNote(Arc<SharedStore>, Box<NoteChange>, Option<NoteId>),
    /// Find the notes on these documents, which are on the screen, by the paths of their files.
    FindNotes(Arc<SharedStore>, Vec<(PathBuf, OnScreen)>),
    /// List all notes; the list of documents was made of these paths, and these documents are on the screen.
    ListNotes(Arc<SharedStore>, Vec<PathBuf>, Vec<(PathBuf, OnScreen)>),
}

impl Task {
    /// Returns the kind of the task.
    pub fn kind(&self) -> TaskKind {
        match self {
            Task::Walk(_) => TaskKind::Walk,
            Task::Load(..) => TaskKind::Load,
            Task::SummarizeVisible(..) => TaskKind::VisibleSummaries,
            Task::Summarize(..) => TaskKind::Summaries,
            Task::Arrange(_) => TaskKind::Arrange,
            Task::Mark(..) => TaskKind::Mark,
            Task::Find(..) => TaskKind::Find,
            Task::CodeTokens(_) => TaskKind::CodeTokens,
            Task::Everywhere { .. } => TaskKind::Everywhere,
            Task::Compare(..) | Task::Align(..) | Task::Gather(..) | Task::Claims(..) => TaskKind::Compare,
            Task::Facts(..) => TaskKind::Facts,
            Task::Suggest(..) => TaskKind::Suggest,
            Task::Rank(..) => TaskKind::Rank,
            Task::FindStories(..) => TaskKind::Stories,
            Task::Window { .. } => TaskKind::Window,
            Task::Lines(..) => TaskKind::Lines,
            Task::Watch(..) => TaskKind::Watch,
            Task::Recall(_, Recall::Session(_) | Recall::Keywords(_)) => TaskKind::RecallSession,
            Task::Recall(_, Recall::Document(..)) => TaskKind::RecallDocument,
            Task::ChangeNote(..) => TaskKind::ChangeNote,
            Task::FindNotes(..) => TaskKind::FindNotes,
            Task::Remember(..) => TaskKind::Remember,
            Task::Complete { .. } => TaskKind::Complete,
            Task::Write(..) => TaskKind::Write,
            Task::Copy(..) => TaskKind::Copy,
            Task::Open(_) => TaskKind::Open,
            Task::Timeline(_) | Task::ListNotes(..) | Task::RunProgram(..) => TaskKind::Panel,
        }
    }
}

/// A result of a task; a task may reply several times.
#[derive(Clone, Debug)]
pub enum Reply {
    /// More files.
    Found(Vec<FoundPath>),
    /// A document, or why it cannot be read.
    Loaded(EntryId, Result<Arc<Document>, Unreadable>),
    /// The first pages of a document whose last ones are being read.
    Part(EntryId, Arc<Document>),
    /// A long text and its first window.
    Opened(EntryId, Arc<dyn LongText>, Arc<Document>, Rest),
    /// Another window of it, or why it cannot be read.
    Window(EntryId, Result<Window, String>),
    /// The counts of some chunks of a long text.
    Counted(EntryId, Vec<ChunkCounts>),
    /// Titles and counts for the list, or why a document cannot be read.
    Summaries(Vec<(EntryId, Result<EntrySummary, Unreadable>)>),
    /// The rows of the list.
    Arranged(Arranged),
    /// Keyword hits of a document on the screen, or of the window of it that begins at this byte.
    Marked(EntryId, usize, Arc<Hits>),
    /// Matches of the search in a document on the screen, or in the window of it that begins at this byte.
    Matched(EntryId, usize, Arc<[Span]>),
    /// The tokens of the code in a document on the screen, or in the window of it that begins at this byte.
    CodeTokens(EntryId, usize, Arc<[CodeToken]>),
    /// The hits in more documents, in their order; how many documents are searched so far; how many of those
    /// since the last reply could not be read.
    Everywhere(Vec<DocumentHits>, usize, usize),
    /// The two documents of a comparison, before they are aligned.
    Paired(Two<OnScreen>),
    /// A finding about these two entries, which may have changed sides meanwhile.
    Compared(Two<EntryId>, ComparisonResult),
    /// The progress of a comparison, in percent.
    Reached(u8),
    /// The documents of a table of claims, before they are compared, and how many others there are.
    Gathered(Vec<OnScreen>, usize),
    /// Which of them make which claims.
    Claimed(Arc<Claims>),
    /// Why there is no comparison.
    NotCompared(String),
    /// Data for the open panel.
    ForPanel(PanelData),
    /// A typed line, and the paths its path may be completed to.
    Completed(String, Vec<String>),
    /// The message on a file that was written, or why it was not written.
    Written(Result<String, String>),
    /// The text that was given to the program that copies, or why it was not.
    Copied(Result<CopiedText, String>),
    /// Whether a program could be started to open an address, or why not.
    AddressOpened(Result<(), String>),
    /// Documents by their similarity to this one, 0 to 1, the most similar first.
    Ranked(EntryId, Vec<(EntryId, f64)>),
    /// How many documents were read for their stories.
    StoriesRead(usize),
    /// The stories of the library.
    StoriesFound(Arc<LibraryStories>),
    /// Changes of files.
    Changed(Vec<FileChange>),
    /// Why some or all changes of files are not seen.
    Unwatched(String),
    /// What was got back from the user's store, or why it cannot be read.
    Recalled(Result<Recalled, String>),
    /// Why something was not kept in the user's store.
    NotRemembered(String),
    /// The notes on a document, or on the window of it that begins at this byte.
    NotesFound(EntryId, usize, Arc<[PassageNote]>),
    /// A change of the notes is on the disk, and this one takes it back; or why it is not.
    NoteChanged(Result<Box<NoteChange>, String>),
    /// A draft is kept under this key.
    DraftKept(NoteId),
    /// The last reply of every task; the error says how it panicked.
    Ended(Result<(), String>),
}

/// The data of a panel that a task finds.
#[derive(Clone, Debug)]
pub enum PanelData {
    /// Suggested keywords, the best first.
    Suggestions(Vec<Suggestion>),
    /// The dated statements of documents.
    Timeline(DatedPassages),
    /// All notes and drafts, or why they cannot be read.
    Notes(Result<Vec<ListedNote>, String>),
    /// Where the passages of notes are.
    NotePlaces(Vec<(NoteId, NotedPlace)>),
    /// What a program printed, or why it failed.
    Printed(Result<ProgramOutput, String>),
}

/// What every task works with beside its request.
#[derive(Clone, Copy)]
pub struct TaskContext<'a> {
    /// The converted documents, which all tasks share.
    pub cache: &'a ConversionCache,
    /// Takes each reply.
    pub tell: &'a dyn Fn(Reply),
    /// Tells whether the task is still wanted; long loops ask it.
    pub wanted: &'a (dyn Fn() -> bool + Sync),
}

impl TaskContext<'_> {
    /// Sends a reply.
    pub(crate) fn reply(self, reply: Reply) {
        (self.tell)(reply);
    }

    /// Tells whether the task is still wanted.
    pub fn is_wanted(self) -> bool {
        (self.wanted)()
    }
}
