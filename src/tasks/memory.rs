//! What the program remembers from one run to the next: the tasks that keep it and get it back.
//!
//! The state names documents by the paths of their entries, the store by absolute paths.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::search::Anchor;
use crate::storage::store::{
    CurrentDocument, Habits, KeptPlace, NoteId, Session, SharedStore, Store, StoreError, canonical,
};
use crate::tasks::entry::EntryId;
use crate::tasks::hand_links::HandLink;
use crate::tasks::noted::DraftText;
use crate::tasks::notes::{keep_draft, known_document};
use crate::text::Span;

/// The most paths on the command line whose list is remembered.
const MOST_ROOTS: usize = 16;

/// The most bytes of a text that make its place at the top of the page.
const PLACE: usize = 200;

/// Something to remember.
#[derive(Clone, Debug)]
pub enum Memory {
    /// Where a document was left.
    Place {
        /// Its path.
        path: PathBuf,
        /// The document, or the window of it that was on the screen.
        document: Arc<Document>,
        /// The byte at the top of the page.
        top: usize,
        /// The furthest byte that was on the screen.
        furthest: usize,
    },
    /// A bookmark that was set.
    Bookmark(PathBuf, Arc<Document>, BookmarkedPassage),
    /// The bookmark of this letter in a document was removed.
    NoBookmark(PathBuf, char),
    /// What was chosen where the program was opened with these paths, and everywhere.
    Session(Vec<PathBuf>, Session, Habits),
    /// A set of keywords under a name.
    Keywords(String, Vec<String>),
    /// A note that is being written.
    Draft(Box<DraftText>),
    /// Remove the draft of this key.
    NoDraft(NoteId),
    /// What was chosen in the comparison of two documents.
    Comparison([(PathBuf, Arc<Document>); 2], ComparisonChoices),
}

/// A bookmark of a document, with its passage as bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookmarkedPassage {
    /// The letter.
    pub letter: char,
    /// The passage.
    pub span: Span,
    /// How it begins.
    pub words: String,
    /// How much of the text was before it, from 0 to 100.
    pub percent: usize,
}

/// What was chosen in a comparison of two documents.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ComparisonChoices {
    /// From which probability on a link is strong, and from which there is one.
    pub levels: Option<[f64; 2]>,
    /// The sentences that were linked by hand.
    pub links: Vec<HandLink>,
}

/// Something to get back.
#[derive(Clone, Debug)]
pub enum Recall {
    /// What was remembered where the program was opened with these paths.
    Session(Vec<PathBuf>),
    /// Where a document was left.
    Document(EntryId, PathBuf, Arc<Document>),
    /// The set of keywords of this name.
    Keywords(String),
}

/// What was got back.
#[derive(Clone, Debug)]
pub enum Recalled {
    /// What was remembered of a list.
    Session(Box<RecalledSession>),
    /// What is at the top of a document when it opens again; `None` if it was never opened or its place is gone.
    Document(EntryId, Option<Span>),
    /// Keywords; the error names the sets that there are.
    Keywords(Result<Vec<String>, String>),
}

/// The data kept of a list, by the paths of its entries.
#[derive(Clone, Debug, Default)]
pub struct RecalledSession {
    /// What was chosen there.
    pub session: Option<Session>,
    /// What was chosen everywhere.
    pub habits: Habits,
    /// The documents that were opened before, and how far each was read, in percent.
    pub opened: Vec<(PathBuf, Option<u8>)>,
    /// The bookmarks, those set last at the end.
    pub bookmarks: Vec<(PathBuf, BookmarkedPassage)>,
    /// What was chosen in comparisons.
    pub comparisons: Vec<([PathBuf; 2], ComparisonChoices)>,
    /// The number of drafts.
    pub drafts: usize,
}

/// Remembers several things, and returns the key of the draft among them; the error names the file and why it was
/// not written.
pub(crate) fn remember(shared: &SharedStore, memories: &[Memory]) -> Result<Option<NoteId>, String> {
    let mut kept = None;
    for memory in memories {
        if let Memory::Draft(draft) = memory {
            kept = Some(keep_draft(shared, draft)?);
        } else {
            shared.write(|store| keep(store, memory)).map_err(|error| error.to_string())?;
        }
    }
    Ok(kept)
}

fn keep(store: &mut Store, memory: &Memory) -> Result<(), StoreError> {
    match memory {
        Memory::Place { path, document, top, furthest } => {
            let path = canonical(path);
            let extent = document.extent();
            let end = (*top + PLACE).min(extent.end);
            let anchor =
                (extent.start..extent.end).contains(top).then(|| Anchor::of(document, Span::new(*top, end)));
            let place = KeptPlace { anchor, furthest: *furthest, length: document.whole };
            store.keep_place(&CurrentDocument::of(&path, document), &place)
        }
        Memory::Bookmark(path, document, bookmark) => {
            let path = canonical(path);
            let anchor = Anchor::of(document, bookmark.span);
            let current = CurrentDocument::of(&path, document);
            store.keep_bookmark(&current, bookmark.letter, &anchor, bookmark.percent)
        }
        Memory::NoBookmark(path, letter) => match store.document_at(&canonical(path))? {
            Some(known) => store.remove_bookmark(known.id, *letter),
            None => Ok(()),
        },
        Memory::Session(roots, session, habits) => {
            let roots: Vec<PathBuf> = if roots.len() > MOST_ROOTS {
                Vec::new()
            } else {
                roots.iter().map(|root| canonical(root)).collect()
            };
            let selected = session.selected.as_deref().map(canonical);
            store.keep_session(&roots, &Session { selected, ..session.clone() }, habits)
        }
        Memory::Keywords(name, keywords) => store.keep_keywords(name, keywords),
        // The file of a draft may be long, so that its digest is made without holding the store.
        Memory::Draft(_) => Ok(()),
        Memory::NoDraft(draft) => store.remove_note(*draft),
        Memory::Comparison(documents, choices) => {
            let [one, other] = documents.each_ref().map(|(path, document)| (canonical(path), document));
            let currents = [&one, &other].map(|(path, document)| CurrentDocument::of(path, document));
            // These types have nothing that JSON lacks: writing them cannot fail.
            let state = serde_json::to_string(choices).unwrap_or_default();
            store.keep_comparison(currents.each_ref(), &state)
        }
    }
}

/// Gets something back; the error names the file and why it was not read.
pub(crate) fn recall(shared: &SharedStore, wanted: Recall) -> Result<Recalled, String> {
    let recalled = match wanted {
        Recall::Session(roots) => shared
            .read(|store| recall_session(store, &roots))
            .map(|session| Recalled::Session(Box::new(session.unwrap_or_default()))),
        Recall::Document(entry, path, document) => shared
            .read(|store| place_in(store, &path, &document))
            .map(|place| Recalled::Document(entry, place.flatten())),
        Recall::Keywords(name) => shared
            .read(Store::keyword_sets)
            .map(|sets| Recalled::Keywords(keywords_of(sets.unwrap_or_default(), &name))),
    };
    recalled.map_err(|error| error.to_string())
}

fn keywords_of(sets: Vec<(String, Vec<String>)>, name: &str) -> Result<Vec<String>, String> {
    let names: Vec<&str> = sets.iter().map(|(name, _)| name.as_str()).collect();
    let why = match names[..] {
        [] => "no set of keywords is saved yet: :keywords save NAME saves one".to_owned(),
        _ => format!("no set of keywords is called '{name}'; saved: {}", names.join(", ")),
    };
    sets.into_iter().find(|(known, _)| known == name).map(|(_, keywords)| keywords).ok_or(why)
}

fn place_in(store: &Store, path: &Path, document: &Document) -> Result<Option<Span>, StoreError> {
    let path = canonical(path);
    let known = known_document(store, &path, document)?;
    let Some(known) = known else { return Ok(None) };
    let anchor = store.place_of(known.id)?.and_then(|place| place.anchor);
    Ok(anchor.and_then(|anchor| {
        let is_whole = document.extent().len() == document.whole;
        // Of a long text only a window is held; a place in it is a place in the file.
        let at = Span::new(anchor.start, anchor.start + anchor.exact.len());
        if is_whole { anchor.find_again(document).span() } else { (at.end <= document.whole).then_some(at) }
    }))
}

/// The paths that a list was made of, as they were given and as the store has them.
pub(crate) struct ListedPaths<'a> {
    roots: &'a [PathBuf],
    real: Vec<PathBuf>,
}

impl<'a> ListedPaths<'a> {
    pub(crate) fn of(roots: &'a [PathBuf]) -> Self {
        Self { roots, real: roots.iter().map(|root| canonical(root)).collect() }
    }

    /// Returns the path of the entry for a path of the store, if the list may have one.
    pub(crate) fn find(&self, path: &Path) -> Option<PathBuf> {
        self.roots.iter().zip(&self.real).find_map(|(root, real)| {
            let below = path.strip_prefix(real).ok()?;
            let path = if below.as_os_str().is_empty() { root.clone() } else { root.join(below) };
            Some(path.strip_prefix(".").map(Path::to_owned).unwrap_or(path))
        })
    }
}

fn recall_session(store: &Store, roots: &[PathBuf]) -> Result<RecalledSession, StoreError> {
    let paths = ListedPaths::of(roots);
    let (real, listed) = (&paths.real, |path: &Path| paths.find(path));
    let session = if roots.len() > MOST_ROOTS { None } else { store.session(real)? };
    let session =
        session.map(|session| Session { selected: session.selected.as_deref().and_then(listed), ..session });
    let bookmark = |kept: crate::storage::store::KeptBookmark| {
        let span = Span::new(kept.anchor.start, kept.anchor.start + kept.anchor.exact.len());
        let words = kept.anchor.exact;
        Some((
            listed(&kept.path)?,
            BookmarkedPassage { letter: kept.letter, span, words, percent: kept.percent },
        ))
    };
    let comparison = |([one, other], state): ([PathBuf; 2], String)| {
        Some(([listed(&one)?, listed(&other)?], serde_json::from_str(&state).ok()?))
    };
    Ok(RecalledSession {
        session,
        habits: store.habits()?,
        opened: store.opened()?.iter().filter_map(|(path, read)| Some((listed(path)?, *read))).collect(),
        bookmarks: store.bookmarks()?.into_iter().filter_map(bookmark).collect(),
        comparisons: store.comparisons()?.into_iter().filter_map(comparison).collect(),
        drafts: store.drafts()?.len(),
    })
}
