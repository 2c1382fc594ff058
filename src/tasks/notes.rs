//! The user's notes with their passages as they are found now.

use std::path::Path;

use crate::document::{Document, LocatedText};
use crate::report::{DivisionLabel, NoteRow};
use crate::search::{Anchor, FoundAgain};
use crate::storage::store::{CurrentDocument, Digest, NewNote, SharedStore, Store, UserNote, canonical};
use crate::storage::{ConversionCache, Source};
use crate::tasks::loading::read;
use crate::tasks::noted::{NotedPassage, PassageNote};

/// Keeps a note on a passage; it is on the disk when this returns. The error says why it is not.
pub(crate) fn add_note(store: &SharedStore, on: &NotedPassage, text: &str) -> Result<(), String> {
    let path = canonical(&on.path);
    let digest = Digest::of_file(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let passage = Some((Anchor::of(&on.document, on.span), on.locator.clone()));
    let current = CurrentDocument::of(&path, &on.document);
    let add = |store: &mut Store| store.add_note(&current, &NewNote { text, passage, digest });
    store.write(add).map_err(|error| error.to_string())
}

/// Returns the user's notes on passages of a document, or of a window of it, by place.
pub(crate) fn notes_on(
    store: &SharedStore,
    path: &Path,
    document: &Document,
) -> Result<Vec<PassageNote>, String> {
    let path = canonical(path);
    let find = |store: &Store| {
        let known = match store.document_at(&path)? {
            Some(known) => Some(known),
            None => store.document_of(&CurrentDocument::of(&path, document))?,
        };
        let Some(known) = known else { return Ok(Vec::new()) };
        Ok(store.notes()?.into_iter().filter(|note| note.document == known.id).collect())
    };
    let notes: Vec<UserNote> = store.read(find).map_err(|error| error.to_string())?.unwrap_or_default();
    let found = notes.into_iter().filter_map(|note| {
        let span = note.passage?.0.find_again(document).span()?;
        Some(PassageNote { span, text: note.text })
    });
    let mut found: Vec<PassageNote> = found.collect();
    found.sort_by_key(|note| note.span);
    Ok(found)
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
