//! Background tasks: all work that is too slow for the response to a key.
//!
//! `update` starts a [`Task`] under a [`Ticket`]; [`Workers`] runs it on the thread of its kind,
//! where [`perform()`] does it; each [`Reply`] comes back as a message with the same ticket.
#![expect(clippy::disallowed_methods, reason = "background threads are started here")]

mod arrange;
mod comparing;
mod counting;
mod document_hits;
mod document_search;
mod entry;
mod folders;
mod hand_links;
mod library_search;
mod list_options;
mod loading;
mod memory;
mod note_list;
mod noted;
mod notes;
mod onscreen;
mod ordered;
mod perform;
mod programs;
mod reading;
mod results;
mod sources;
mod stories;
mod summaries;
mod task;
mod timeline;
mod worker;
mod writing;

pub use arrange::{ArrangeRequest, Arranged, Group, GroupHeading, ListedRows, arrange};
pub use document_hits::{DocumentHits, HitGroup, HitLine};
pub use document_search::{AttachedPath, DocumentSearcher, SearchError, SearchResult, SearchedDocument};
pub use entry::{Entries, Entry, EntryId, EntrySource, EntryState, EntrySummary, Unreadable, shown_path};
pub use hand_links::HandLinks;
pub use list_options::{Grouping, ListFilter, ListOptions, ListOrder, Ranking, SortDirection};
pub use memory::{BookmarkedPassage, ComparisonChoices, Memory, Recall, Recalled, RecalledSession};
pub use noted::{
    DraftText, ListedNote, NoteChange, NoteState, NoteSubject, NoteTarget, NotedPassage, NotedPlace,
    PassageNote,
};
pub use notes::{find_notes, notes_on_pair};
pub use onscreen::{ChunkCounts, Counted, OnScreen, Rest, Spot, Window};
pub(crate) use ordered::{in_order, in_order_as_found};
pub use perform::perform;
pub use programs::ProgramOutput;
pub use results::{
    ComparisonResult, ComparisonResults, DatedPassage, DatedPassages, LibraryStories, StoryProfiles,
};
pub use sources::{Documents, Sources};
pub(crate) use stories::story_profile;
pub use task::{
    NoteSelection, Overwrite, PanelData, Reply, Sheet, Task, TaskContext, TaskKind, Ticket, Titled, Two,
};
pub use worker::{Deliver, Perform, Workers};
