//! Listing the user's notes, and finding the passages they are on.

use std::path::{Path, PathBuf};

use crate::document::Document;
use crate::storage::Source;
use crate::storage::store::{
    DocumentId, KeptDocument, NoteDraft, NoteId, SharedStore, Store, StoreError, UserNote, canonical,
};
use crate::tasks::memory::ListedPaths;
use crate::tasks::noted::{ListedNote, NoteState, NotedPlace};
use crate::tasks::notes::known_document;
use crate::tasks::onscreen::OnScreen;
use crate::tasks::reading::read;
use crate::tasks::task::{PanelData, Reply, TaskContext};
use crate::text::fold::{CaseFold, Folded};
use crate::text::{ReadAs, Span};

/// The drafts and the notes in the store, and its records of the documents on the screen.
type StoredNotes = (Vec<NoteDraft>, Vec<UserNote>, Vec<Option<KeptDocument>>);

/// Replies all notes and drafts, then document by document where their passages are. `roots` are the paths that the
/// list was made of; `on_screen` are the documents on the screen with the paths of their files.
pub(crate) fn list(
    store: &SharedStore,
    roots: &[PathBuf],
    on_screen: &[(PathBuf, OnScreen)],
    cx: TaskContext<'_>,
) {
    let notes = match store.read(|store| kept(store, on_screen)) {
        Ok(kept) => listed(kept.unwrap_or_default(), roots, on_screen),
        Err(error) => return cx.reply(Reply::ForPanel(PanelData::Notes(Err(error.to_string())))),
    };
    cx.reply(Reply::ForPanel(PanelData::Notes(Ok(notes.clone()))));
    for of_document in notes.chunk_by(|one, two| one.note.document == two.note.document) {
        let Some(first) = of_document.first().filter(|_| cx.is_wanted()) else { return };
        let shown = on_screen.iter().find(|(path, _)| *path == first.path).map(|(_, text)| text);
        let document = match shown {
            // Of a long text only a window is held.
            Some(text) if text.long.is_some() => continue,
            Some(text) => Ok(text.document.clone()),
            None => read(&Source::File(first.path.clone(), ReadAs::Guessed), cx.cache),
        };
        let place = |listed: &ListedNote| match &document {
            Ok(document) => (listed.note.id, place_in(document, &listed.note)),
            Err(why) => (listed.note.id, NotedPlace::Unreadable(why.to_string())),
        };
        let places: Vec<(NoteId, NotedPlace)> = of_document.iter().map(place).collect();
        cx.reply(Reply::ForPanel(PanelData::NotePlaces(places)));
    }
}

fn kept(store: &Store, on_screen: &[(PathBuf, OnScreen)]) -> Result<StoredNotes, StoreError> {
    let known = |(path, text): &(PathBuf, OnScreen)| known_document(store, &canonical(path), &text.document);
    let known = on_screen.iter().map(known).collect::<Result<_, _>>()?;
    Ok((store.drafts()?, store.notes()?, known))
}

fn listed(
    (drafts, notes, known): StoredNotes,
    roots: &[PathBuf],
    on_screen: &[(PathBuf, OnScreen)],
) -> Vec<ListedNote> {
    let paths = ListedPaths::of(roots);
    let listed = |note: UserNote, state: NoteState| {
        let shown = |document: DocumentId| {
            let is_known =
                |known: &Option<KeptDocument>| known.as_ref().is_some_and(|known| known.id == document);
            on_screen.get(known.iter().position(is_known)?)
        };
        let listed_path = |document: DocumentId, path: &Path| match shown(document) {
            Some((path, _)) => path.clone(),
            None => paths.find(path).unwrap_or_else(|| path.to_owned()),
        };
        let path = listed_path(note.document, &note.path);
        let linked_path = note.linked.as_ref().map(|linked| listed_path(linked.document, &linked.path));
        let is_on_screen = shown(note.document).is_some();
        let quotation = note.passage.as_ref().map_or("", |(anchor, _)| &anchor.exact);
        let words = format!("{}\n{quotation}\n{}", note.text, note.title);
        let folded = Folded::of(&words, CaseFold::Lower).as_str().to_owned();
        ListedNote { note, state, path, linked_path, is_on_screen, place: NotedPlace::Unknown, folded }
    };
    let drafts =
        drafts.into_iter().map(|draft| listed(draft.note, NoteState::Draft(draft.edits.map(Box::new))));
    let drafts: Vec<ListedNote> = drafts.collect();
    drafts.into_iter().chain(notes.into_iter().map(|note| listed(note, NoteState::Kept))).collect()
}

/// Returns where the passage of a note is in its document; a note on the whole document is at its beginning.
fn place_in(document: &Document, note: &UserNote) -> NotedPlace {
    let found = match &note.passage {
        Some((anchor, _)) => anchor.find_again(document).span(),
        None => Some(Span::new(0, 0)),
    };
    found.map_or(NotedPlace::NotFound, |span| NotedPlace::Found(span, document.sentence_at(span.start)))
}
