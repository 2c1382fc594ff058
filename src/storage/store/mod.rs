//! The user's store: the data kept between runs, in one SQLite file.
//!
//! `file` opens the file safely, `schema` has its tables and their versions, `documents` knows a document by
//! its path and by its content, `notes` keeps the user's notes and their drafts, `reading` places and bookmarks,
//! and `session` the user's choices. Every write is one transaction that is on the disk when it returns.

mod columns;
mod documents;
mod file;
mod notes;
mod reading;
mod schema;
mod session;

pub use documents::{CurrentDocument, Digest, DocumentId, KeptDocument, canonical};
pub use file::{SharedStore, Store, StoreError};
pub use notes::{KeptPassage, LinkedPassage, NewNote, NoteDraft, NoteId, UserNote};
pub use reading::{KeptBookmark, KeptPlace};
pub use session::{Habits, Session};
