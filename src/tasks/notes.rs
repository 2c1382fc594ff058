//! Changing the user's notes, and finding their passages.

use std::path::{Path, PathBuf};

use crate::document::{Document, LocatedText};
use crate::report::{DivisionLabel, NoteRow};
use crate::search::{Anchor, FoundAgain};
use crate::storage::store::{
    CurrentDocument, Digest, KeptDocument, NewNote, NoteId, SharedStore, Store, StoreError, UserNote,
    canonical,
};
use crate::storage::{ConversionCache, Source};
use crate::tasks::loading::read;
use crate::tasks::noted::{DraftText, NoteChange, NoteSubject, NoteTarget, NotedPassage, PassageNote};

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
            Ok(NoteChange::Write(NoteSubject::Kept(UserNote { text, ..note }), before))
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
            PassageNote { span: anchor.and_then(|anchor| anchor.find_again(document).span()), note }
        });
        Ok(found.collect())
    };
    let mut found: Vec<PassageNote> =
        store.read(find).map_err(|error| error.to_string())?.unwrap_or_default();
    found.sort_by_key(|note| note.span);
    Ok(found)
}

/// Returns what is kept of the document of the file at `path`, as [`canonical`] returns it.
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

/// Returns the rows of a report on notes; each document is read once. `source` returns where the document of
/// a note is read from now.
pub fn find_notes(notes: &[UserNote], source: &dyn Fn(&UserNote) -> Source) -> Vec<NoteRow> {
    let (mut rows, cache) = (Vec::with_capacity(notes.len()), ConversionCache::new(0));
    for of_document in notes.chunk_by(|one, two| one.document == two.document) {
        let Some(source) = of_document.first().map(source) else { continue };
        let read = read(&source, &cache);
        for note in of_document {
            rows.push(match &read {
                Ok(document) => with_passage(row(note, &source), note, document),
                Err(why) => NoteRow { problem: Some(why.to_string()), ..row(note, &source) },
            });
        }
    }
    rows
}

/// Returns the row of a note whose passage was not found.
fn row(note: &UserNote, source: &Source) -> NoteRow {
    let locator = note.passage.as_ref().map(|(_, locator)| locator.clone());
    let division = locator.as_ref().and_then(|locator| locator.division.as_ref());
    NoteRow {
        text: note.text.clone(),
        quotation: note.passage.as_ref().map(|(anchor, _)| anchor.exact.clone()),
        now: None,
        path: source.path().to_owned(),
        title: note.title.clone(),
        found: false,
        problem: None,
        start: None,
        end: None,
        line: locator.as_ref().and_then(|locator| locator.line),
        division: division.map(|(kind, label)| DivisionLabel::new(*kind, label)).unwrap_or_default(),
        date: note.created.clone(),
        changed: note.changed.clone(),
        sha256: note.digest.to_string(),
        locator,
    }
}

/// Returns the row with what `document` has of the passage.
fn with_passage(row: NoteRow, note: &UserNote, document: &Document) -> NoteRow {
    let row = NoteRow { title: document.title.as_str().to_owned(), ..row };
    let Some((anchor, _)) = &note.passage else { return NoteRow { found: true, ..row } };
    let again = anchor.find_again(document);
    let Some(span) = again.span() else { return row };
    let locator = LocatedText::from(document).locate((0, 0), span.start);
    let division = locator.division.as_ref();
    NoteRow {
        found: true,
        now: matches!(again, FoundAgain::Edited(_)).then(|| document.passage(span).to_owned()),
        start: Some(span.start),
        end: Some(span.end),
        line: locator.line,
        division: division.map(|(kind, label)| DivisionLabel::new(*kind, label)).unwrap_or_default(),
        locator: Some(locator),
        ..row
    }
}
