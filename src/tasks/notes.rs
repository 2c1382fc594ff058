//! Changing the user's notes, and finding their passages.

use std::path::{Path, PathBuf};

use crate::document::Document;
use crate::report::{LinkedRow, NoteRow, PassageRow};
use crate::search::Anchor;
use crate::storage::store::{
    CurrentDocument, Digest, DocumentId, KeptDocument, NewNote, NoteId, SharedStore, Store, StoreError,
    UserNote, canonical,
};
use crate::storage::{ConversionCache, Source};
use crate::tasks::noted::{DraftText, NoteChange, NoteSubject, NoteTarget, NotedPassage, PassageNote};
use crate::tasks::reading::read;

/// Changes the notes, and removes the draft that a note was written as; both are on the disk when this returns.
/// Returns the change that takes this one back; the error says why nothing is changed.
pub(crate) fn change(
    store: &SharedStore,
    change: NoteChange,
    draft: Option<NoteId>,
) -> Result<NoteChange, String> {
    let changed = match change {
        NoteChange::Write(NoteSubject::New(target), text) => {
            let files = Files::of(&target)?;
            let (current, note) = files.note(&target, &text);
            store.write(|store| {
                let id = store.add_note(&current, &note, draft)?;
                Ok(NoteChange::Remove(store.note(id)?))
            })
        }
        NoteChange::Write(NoteSubject::Kept(note), text) => store.write(|store| {
            let before = store.edit_note(&note, &text, draft)?;
            Ok(NoteChange::Write(NoteSubject::Kept(Box::new(UserNote { text, ..*note })), before))
        }),
        NoteChange::Remove(note) => store.write(|store| {
            store.remove_note(note.id)?;
            Ok(NoteChange::Restore(note))
        }),
        NoteChange::Restore(note) => store.write(|store| {
            let id = store.restore_note(&note)?;
            Ok(NoteChange::Remove(UserNote { id, ..note }))
        }),
    };
    changed.map_err(|error| error.to_string())
}

/// Keeps the draft of a note and returns its key.
pub(crate) fn keep_draft(store: &SharedStore, draft: &DraftText) -> Result<NoteId, String> {
    let DraftText { id, subject, text } = draft;
    if let Some(id) = id
        && store.write(|store| store.change_draft(*id, text)).map_err(|error| error.to_string())?
    {
        return Ok(*id);
    }
    let kept = match subject {
        NoteSubject::New(target) => {
            let files = Files::of(target)?;
            let (current, note) = files.note(target, text);
            store.write(|store| store.add_draft(&current, &note))
        }
        NoteSubject::Kept(note) => store.write(|store| store.add_draft_of(note, text)),
    };
    kept.map_err(|error| error.to_string())
}

/// The files of the documents that a note is on. Their digests are made without holding the store, since they may
/// be long.
struct Files {
    path: PathBuf,
    digest: Digest,
    linked: Option<PathBuf>,
}

impl Files {
    fn of(target: &NoteTarget) -> Result<Self, String> {
        let path = canonical(&target.passage.path);
        let digest = Digest::of_file(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let linked = target.linked.as_ref().map(|linked| canonical(&linked.path));
        Ok(Self { path, digest, linked })
    }

    fn note<'a>(&'a self, target: &'a NoteTarget, text: &'a str) -> (CurrentDocument<'a>, NewNote<'a>) {
        let passage = |on: &NotedPassage| (Anchor::of(&on.document, on.span), on.locator.clone());
        let linked = target.linked.as_ref().zip(self.linked.as_ref());
        let linked = linked.map(|(on, path)| (CurrentDocument::of(path, &on.document), passage(on)));
        let note = NewNote { text, passage: Some(passage(&target.passage)), linked, digest: self.digest };
        (CurrentDocument::of(&self.path, &target.passage.document), note)
    }
}

/// Returns the user's notes on a document, or on a window of it, by place; those whose passage is not found
/// come first.
pub(crate) fn notes_on(
    store: &SharedStore,
    path: &Path,
    document: &Document,
) -> Result<Vec<PassageNote>, String> {
    let find = |store: &Store| {
        let path = canonical(path);
        let Some(known) = known_document(store, &path, document)? else { return Ok(Vec::new()) };
        let found = store.notes_of(known.id)?.into_iter().map(|note| {
            let anchor = note.passage_in(known.id).map(|(anchor, _)| anchor);
            let span = anchor.and_then(|anchor| anchor.find_again(document).span());
            let other = note.linked.as_ref().map(|linked| {
                let other = if note.document == known.id { &linked.path } else { &note.path };
                below_common_folder(other, &path)
            });
            PassageNote { span, other, note }
        });
        Ok(found.collect())
    };
    let mut found: Vec<PassageNote> =
        store.read(find).map_err(|error| error.to_string())?.unwrap_or_default();
    found.sort_by_key(|note| note.span);
    Ok(found)
}

/// Returns what is left of a path without the folders at its beginning that `beside` begins with too.
fn below_common_folder(path: &Path, beside: &Path) -> PathBuf {
    let mut folders = path.ancestors().skip(1);
    let common = folders.find(|folder| beside.starts_with(folder));
    common.and_then(|folder| path.strip_prefix(folder).ok()).unwrap_or(path).to_owned()
}

/// Returns the record of the document of the file at `path`, which [`canonical`] returned.
pub(crate) fn known_document(
    store: &Store,
    path: &Path,
    document: &Document,
) -> Result<Option<KeptDocument>, StoreError> {
    match store.document_at(path)? {
        Some(known) => Ok(Some(known)),
        None => store.document_of(&CurrentDocument::of(path, document)),
    }
}

/// Returns the rows of a report on notes; each document is read once, but for those at the other end of links.
/// `source` returns where the document that was at a path is read from now.
pub fn find_notes(notes: &[UserNote], source: &dyn Fn(&Path) -> Source) -> Vec<NoteRow> {
    let (mut rows, cache) = (Vec::with_capacity(notes.len()), ConversionCache::new(0));
    for of_document in notes.chunk_by(|one, two| one.document == two.document) {
        let Some(source_of) = of_document.first().map(|note| source(&note.path)) else { continue };
        let document = read(&source_of, &cache);
        for note in of_document {
            let other = note.linked.as_ref().map(|linked| source(&linked.path));
            let read_other = other.as_ref().map(|other| read(other, &cache));
            let document = document.as_deref().map_err(ToString::to_string);
            let found = FoundDocument { path: source_of.path(), document };
            let other = other.as_ref().zip(read_other.as_ref()).map(|(source, read)| FoundDocument {
                path: source.path(),
                document: read.as_deref().map_err(ToString::to_string),
            });
            rows.push(row(note, found, other));
        }
    }
    rows
}

/// Returns the rows of the notes on two compared documents and on links between them, those on the first one first.
pub fn notes_on_pair(store: &Store, documents: [(&Path, &Document); 2]) -> Result<Vec<NoteRow>, StoreError> {
    let paths = documents.map(|(path, _)| canonical(path));
    let known = [0, 1].map(|side| known_document(store, &paths[side], documents[side].1));
    let [left, right] = known;
    let ids = [left?.map(|known| known.id), right?.map(|known| known.id)];
    let side = |id: DocumentId| ids.iter().position(|known| *known == Some(id));
    let found = |side: usize| FoundDocument { path: &paths[side], document: Ok(documents[side].1) };
    let mut rows = Vec::new();
    for id in ids.into_iter().flatten() {
        for note in store.notes_of(id)?.iter().filter(|note| note.document == id) {
            match (side(id), note.linked.as_ref().map(|linked| side(linked.document))) {
                (Some(own), None) => rows.push((own, row(note, found(own), None))),
                (Some(own), Some(Some(other))) => {
                    rows.push((own, row(note, found(own), Some(found(other)))));
                }
                // The other end of the link is in a third document.
                (Some(_), Some(None)) | (None, _) => {}
            }
        }
    }
    Ok(rows.into_iter().map(|(side, row)| NoteRow { side: Some(side), ..row }).collect())
}

/// A document in which a passage is looked for; the error says why it was not read.
struct FoundDocument<'a> {
    path: &'a Path,
    document: Result<&'a Document, String>,
}

/// Returns the row of a note with the passages as they are now.
fn row(note: &UserNote, at: FoundDocument<'_>, other: Option<FoundDocument<'_>>) -> NoteRow {
    let title = match at.document {
        Ok(document) => document.title.as_str().to_owned(),
        Err(_) => note.title.clone(),
    };
    let linked = note.linked.as_ref().zip(other).map(|(linked, other)| LinkedRow {
        title: match other.document {
            Ok(document) => document.title.as_str().to_owned(),
            Err(_) => linked.title.clone(),
        },
        path: other.path.to_owned(),
        passage: PassageRow::new(Some(&linked.passage), other.document),
    });
    NoteRow {
        text: note.text.clone(),
        path: at.path.to_owned(),
        title,
        side: None,
        passage: PassageRow::new(note.passage.as_ref(), at.document),
        linked,
        date: note.created.clone(),
        changed: note.changed.clone(),
        sha256: note.digest.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_document_is_named_from_the_common_folder_on() {
        for (path, beside, expected) in [
            ("/lib/b.txt", "/lib/a.txt", "b.txt"),
            ("/lib/new/a.txt", "/lib/old/a.txt", "new/a.txt"),
            ("/lib/a.txt", "/lib/old/a.txt", "a.txt"),
            ("/lib/new/a.txt", "/home/a.txt", "lib/new/a.txt"),
        ] {
            assert_eq!(below_common_folder(Path::new(path), Path::new(beside)), Path::new(expected));
        }
    }
}
