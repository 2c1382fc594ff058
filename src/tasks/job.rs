//! What background work is asked for and what it answers.
//!
//! Slow work is a `Job` under a `Ticket`; each `Reply` carries the ticket of its job, so that a reply
//! to an older job of the same lane can be dropped.

use std::path::PathBuf;
use std::sync::Arc;

use crate::compare::{Claims, Comparison, Levels};
use crate::document::{Document, LongText};
use crate::search::{Hits, Keywords, Pattern, Patterns, Suggestion};
use crate::tasks::anchors::Anchor;
use crate::tasks::documents::Documents;
use crate::tasks::entry::{Change, EntryId, Measure, Summary, Wanted};
use crate::tasks::findings::Finding;
use crate::tasks::found::Found;
use crate::tasks::listing::arrange::{Arranged, Task};
use crate::tasks::onscreen::{Counts, OnScreen, Rest, Spot};
use crate::tasks::paths::{Page, Paths};
use crate::tasks::sight::{Glimpse, Picking, Sight};
use crate::tasks::unread::Unread;
use crate::text::Span;

/// Where jobs of one kind wait for each other; on each the newest wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lane {
    /// Walking the folders.
    Walk,
    /// Reading the document to be shown.
    Load,
    /// Reading the documents whose rows of the list are in view.
    Glance,
    /// Reading all others for the list, with the time nobody else needs.
    Survey,
    /// Choosing and sorting the rows of the list.
    Arrange,
    /// Asking about files without opening them.
    Measure,
    /// Keyword hits in the documents shown.
    Mark,
    /// Matches of the search in the documents shown.
    Find,
    /// Hits in every document.
    Everywhere,
    /// Comparing two documents.
    Compare,
    /// Gathering their facts anew at other levels.
    Facts,
    /// Suggesting keywords.
    Suggest,
    /// Ordering documents by likeness.
    Rank,
    /// Finding names for a path that is being typed.
    Complete,
    /// Writing a file.
    Write,
    /// Reading another window of a long text.
    Window,
    /// Counting the lines of a long text.
    Lines,
    /// Hearing of files that come, go and are written.
    Watch,
}

impl Lane {
    /// Tells whether nobody waits for its jobs: they come after everything that is shown.
    pub fn is_quiet(self) -> bool {
        matches!(self, Lane::Survey | Lane::Watch)
    }

    /// Every lane.
    pub const ALL: [Lane; 18] = [
        Lane::Walk,
        Lane::Load,
        Lane::Glance,
        Lane::Survey,
        Lane::Arrange,
        Lane::Measure,
        Lane::Mark,
        Lane::Find,
        Lane::Everywhere,
        Lane::Compare,
        Lane::Facts,
        Lane::Suggest,
        Lane::Rank,
        Lane::Complete,
        Lane::Write,
        Lane::Window,
        Lane::Lines,
        Lane::Watch,
    ];
}

/// The number a job and its replies are known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket {
    /// The lane of the job.
    pub lane: Lane,
    /// Its number on that lane, counted from 1.
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

/// Whether a file that is there already may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overwrite {
    /// It may.
    Yes,
    /// It stays, and the user is told.
    No,
}

/// What can be written to a file.
#[derive(Clone, Debug)]
pub enum Sheet {
    /// The text of a document.
    Document(Titled),
    /// The report on two documents at these levels.
    Comparison {
        /// The documents.
        documents: Two<Titled>,
        /// What was found between them.
        comparison: Arc<Comparison>,
        /// From which probability on a link counts.
        levels: Levels,
        /// The links made by hand, as left and right sentence.
        anchored: Vec<(usize, usize)>,
    },
    /// The report on what is said by which of these documents.
    Claims(Vec<Titled>, Arc<Claims>, Levels),
}

/// A document under the name it goes by in a report.
#[derive(Clone, Debug)]
pub struct Titled {
    /// Its path, `-` for standard input.
    pub path: PathBuf,
    /// The document.
    pub document: Arc<Document>,
}

/// Work too slow for a key.
#[derive(Clone, Debug)]
pub enum Job {
    /// List the documents of these files and folders.
    Walk(Vec<PathBuf>),
    /// Read one document.
    Load(Wanted),
    /// Read these for their titles, their lengths and their keyword hits, because someone looks.
    Glance(Vec<Wanted>, Arc<Keywords>),
    /// Read these for the same, quietly.
    Survey(Vec<Wanted>, Arc<Keywords>),
    /// Make the rows of the list.
    Arrange(Box<Task>),
    /// Ask how old and how long these are.
    Measure(Vec<Wanted>),
    /// Find the keywords.
    Mark(Vec<OnScreen>, Arc<Keywords>),
    /// Find the matches of a search.
    Find(Vec<OnScreen>, Arc<Pattern>),
    /// Look for patterns in every one of these.
    Everywhere {
        /// The documents, in the order of the list.
        documents: Documents,
        /// How many of them are searched already, and how many hits are shown of those.
        done: (usize, usize),
        /// What is looked for.
        patterns: Patterns,
    },
    /// Read both documents, align them with these anchors, and find out the rest at these levels.
    Compare(Two<Wanted>, Vec<Anchor>, Levels),
    /// Do the same with documents that are on the screen.
    Align(Two<OnScreen>, Vec<Anchor>, Levels),
    /// Read these documents and work out what is said by which of them.
    Gather(Vec<Wanted>, Levels),
    /// Work out what is said by which of these documents.
    Claims(Vec<OnScreen>, Levels),
    /// Gather the facts of two aligned documents at these levels.
    Facts(Two<OnScreen>, Arc<Comparison>, Levels),
    /// Suggest keywords for a document against the others.
    Suggest(OnScreen, Vec<Wanted>),
    /// Find what a path may become.
    Complete {
        /// The whole line typed.
        typed: String,
        /// The path in it.
        path: String,
    },
    /// Write a file.
    Write(Sheet, String, Overwrite, Paths),
    /// Order documents by their likeness to one of them.
    Rank(Wanted, Vec<Wanted>),
    /// Read another window of a long text and mark what is sought in it.
    Window {
        /// Its entry.
        entry: EntryId,
        /// The text.
        text: Arc<dyn LongText>,
        /// Where.
        spot: Spot,
        /// How many bytes it holds on both sides at least.
        reach: usize,
        /// The search.
        pattern: Option<Arc<Pattern>>,
        /// The keywords.
        keywords: Arc<Keywords>,
    },
    /// Read a window of a long text that holds only the sentences in which something stands.
    Pick(Box<Picking>),
    /// Count the lines of a long text from the byte on with which a stretch begins.
    Lines(EntryId, Arc<dyn LongText>, usize),
    /// Tell what changes under these files and folders, of which these paths are known.
    Watch(Vec<PathBuf>, Paths),
}

impl Job {
    /// Returns the lane it works on.
    pub fn lane(&self) -> Lane {
        match self {
            Job::Walk(_) => Lane::Walk,
            Job::Load(_) => Lane::Load,
            Job::Glance(..) => Lane::Glance,
            Job::Survey(..) => Lane::Survey,
            Job::Arrange(_) => Lane::Arrange,
            Job::Measure(_) => Lane::Measure,
            Job::Mark(..) => Lane::Mark,
            Job::Find(..) => Lane::Find,
            Job::Everywhere { .. } => Lane::Everywhere,
            Job::Compare(..) | Job::Align(..) | Job::Gather(..) | Job::Claims(..) => Lane::Compare,
            Job::Facts(..) => Lane::Facts,
            Job::Suggest(..) => Lane::Suggest,
            Job::Rank(..) => Lane::Rank,
            Job::Window { .. } | Job::Pick(_) => Lane::Window,
            Job::Lines(..) => Lane::Lines,
            Job::Watch(..) => Lane::Watch,
            Job::Complete { .. } => Lane::Complete,
            Job::Write(..) => Lane::Write,
        }
    }
}

/// What a job found out; a job may reply several times.
#[derive(Clone, Debug)]
pub enum Reply {
    /// More files.
    Found(Box<Page>),
    /// A document, or why there is none.
    Loaded(EntryId, Result<Arc<Document>, Unread>),
    /// A long text and its first window.
    Opened(EntryId, Arc<dyn LongText>, Arc<Document>, Rest),
    /// Another window of it, or why it cannot be read.
    Window(EntryId, Result<Glimpse, String>),
    /// What was counted in some of its stretches.
    Tallied(EntryId, Vec<Counts>),
    /// What was counted of what a window is to show, in some of the stretches of its text.
    Searched(EntryId, Sight, Vec<Counts>),
    /// A line of the list, or why the document cannot be read.
    Surveyed(Vec<(EntryId, Result<Summary, Unread>)>),
    /// The rows of the list.
    Arranged(Arranged),
    /// How old and how long files are.
    Measured(Vec<(EntryId, Measure)>),
    /// Keyword hits of a document on the screen.
    Marked(EntryId, Arc<Hits>),
    /// Matches of the search in a document on the screen.
    Matched(EntryId, Arc<[Span]>),
    /// What was found in more documents, in their order, and how many are searched by now.
    Everywhere(Vec<Found>, usize),
    /// The two documents of a comparison, before they are aligned.
    Paired(Two<OnScreen>),
    /// Something about these two entries, whatever side they stand on by now.
    Compared(Two<EntryId>, Finding),
    /// How much of a comparison is done, in percent.
    Reached(u8),
    /// The documents of a grid, before they are compared.
    Gathered(Vec<OnScreen>),
    /// What is said by which of them.
    Claimed(Arc<Claims>),
    /// Why there is no comparison.
    NotCompared(String),
    /// Suggested keywords, the most telling first.
    Suggested(Vec<Suggestion>),
    /// What a typed path may become.
    Completed(String, Vec<String>),
    /// What was written where, or why nothing was.
    Written(Result<String, String>),
    /// Documents by likeness to this one, 0 to 1, the most alike first.
    Ranked(EntryId, Vec<(EntryId, f64)>),
    /// What became of files.
    Changed(Vec<Change>),
    /// Why changes of files are not heard of, or not of all.
    Unwatched(String),
    /// The job came to an unexpected end; the message says how.
    Broken(String),
    /// The job has said all it had to say.
    Done,
}
