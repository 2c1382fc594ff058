//! The store from the command line: adding and listing notes, and forgetting documents.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::cli::args::{Cli, Input};
use crate::cli::gather::{CandidateFile, Gathered, gather, inputs, named_as};
use crate::cli::output::{Exit, OutputTarget, complain};
use crate::document::{Document, LocatedText, Locator};
use crate::report::{NamedDocument, NoteRow, NotesReport, Writer};
use crate::search::{Anchor, only_occurrence};
use crate::storage::Source;
use crate::storage::store::{
    CurrentDocument, DocumentId, KeptDocument, NewNote, Store, StoreError, UserNote, canonical,
};
use crate::tasks::{find_notes, notes_on_pair};
use crate::text::Span;

/// The most places of a quotation that a message names.
const NAMED: usize = 5;

/// Adds a note to the document named, and to the passage quoted; it is on the disk when this returns.
pub(crate) fn add(cli: &Cli, text: &str) -> Result<Exit> {
    if cli.no_state {
        bail!("--no-state: nothing is kept, so no note was added");
    }
    if text.is_empty() && cli.at.is_none() {
        bail!("a note without text only highlights a passage; say which with --at QUOTE");
    }
    let inputs: Vec<_> =
        if cli.files_from.is_some() { inputs(cli)? } else { cli.inputs().cloned().collect() };
    let candidate = match gather(cli, &inputs).pop() {
        Some(Gathered::Named(candidate)) if inputs.len() == 1 => candidate,
        Some(Gathered::Folder(path, _)) if inputs.len() == 1 => {
            bail!("{}: a folder; name the document that the note is on", path.display())
        }
        _ => bail!("--add-note needs one PATH: the document that the note is on"),
    };
    if let Some(failure) = &candidate.obstacle {
        bail!(failure.clone());
    }
    let path = file_of(&candidate)?;
    let loaded = candidate.source.load_with_digest();
    let (document, digest) = loaded.map_err(|error| candidate.failure(&error))?;
    let passage = match &cli.at {
        None => None,
        Some(quotation) => Some(passage(quotation, &document, candidate.path())?),
    };
    let current = CurrentDocument::of(&path, &document);
    let note = NewNote { text, passage, linked: None, digest };
    Store::open_or_create(&Store::place()?)?.add_note(&current, &note, None)?;
    Ok(Exit::Fine)
}

/// Returns the path under which something is kept of a document; nothing is kept of standard input.
fn file_of(candidate: &CandidateFile) -> Result<PathBuf> {
    match &candidate.source {
        Source::File(path, _) => Ok(canonical(path)),
        Source::Bytes(..) | Source::Memory(_) => {
            bail!("nothing is kept about standard input; save it as a file first")
        }
    }
}

/// Returns the passage quoted, or says why there is not one.
fn passage(quotation: &str, document: &Document, path: &Path) -> Result<(Anchor, Locator)> {
    let text = LocatedText::from(document);
    match only_occurrence(quotation, &document.text) {
        Ok(span) => Ok((Anchor::of(document, span), text.locate((0, 0), span.start))),
        Err(places) if places.is_empty() => {
            bail!("{}: '{quotation}' is not in the text; quote it word for word", path.display())
        }
        Err(places) => {
            let place = |span: &Span| text.locate((0, 0), span.start).to_string();
            let mut named: Vec<String> = places.iter().take(NAMED).map(place).collect();
            if places.len() > NAMED {
                named.push("…".to_owned());
            }
            bail!(
                "{}: '{quotation}' occurs {} times ({}); quote more of the words around one of them",
                path.display(),
                places.len(),
                named.join("; "),
            )
        }
    }
}

/// Prints the notes on the documents named, on those in the folders named, without any on all documents.
pub(crate) fn list(cli: &Cli, writer: Writer) -> Result<Exit> {
    let store = if cli.no_state {
        complain("--no-state: nothing is kept, so no notes are read");
        None
    } else {
        Store::open(&Store::place()?)?
    };
    let is_all = cli.operands.is_empty() && cli.files_from.is_none();
    let gathered = if is_all { Vec::new() } else { gather(cli, &inputs(cli)?) };
    let mut wanted = StoredDocuments { exit: Exit::Fine, found: HashMap::new() };
    wanted.find(store.as_ref(), gathered)?;
    let StoredDocuments { exit, found } = wanted;
    let mut notes = store.as_ref().map(Store::notes).transpose()?.unwrap_or_default();
    let ends = |note: &UserNote| {
        let linked = note.linked.as_ref().map(|linked| (linked.document, linked.path.clone()));
        [Some((note.document, note.path.clone())), linked].into_iter().flatten()
    };
    notes.retain(|note| is_all || ends(note).any(|(document, _)| found.contains_key(&document)));
    let moved = notes.iter().flat_map(ends);
    let moved: HashMap<PathBuf, &PathBuf> =
        moved.filter_map(|(document, path)| Some((path, found.get(&document)?))).collect();
    let source = |kept: &Path| {
        Source::File(moved.get(kept).map_or(kept, |path| path.as_path()).to_owned(), named_as(cli))
    };
    let notes = find_notes(&notes, &source);
    // Neither a document that was noted on nor the notes themselves may be overwritten.
    let mut read: Vec<PathBuf> = notes.iter().map(|note| note.path.clone()).collect();
    read.extend(store.map(|store| store.path().to_owned()));
    let sink = OutputTarget::open(cli, &read)?;
    sink.print(writer, "Notes", &NotesReport { notes })?;
    Ok(exit)
}

/// Returns the notes on two compared documents and on links between them. What is wrong with the store is
/// complained of, and the comparison continues without notes.
pub(crate) fn notes_on_compared(cli: &Cli, documents: [NamedDocument<'_>; 2]) -> Vec<NoteRow> {
    if cli.no_state {
        return Vec::new();
    }
    let of_pair = |store: &Store| notes_on_pair(store, documents.map(|named| (named.path, named.document)));
    let notes = Store::place().and_then(|path| Store::open(&path));
    let notes = notes.and_then(|store| store.as_ref().map(of_pair).transpose());
    match notes {
        Ok(notes) => notes.unwrap_or_default(),
        // Without a home there is nothing to be missed.
        Err(StoreError::NoPlace) => Vec::new(),
        Err(error) => {
            complain(&error.to_string());
            Vec::new()
        }
    }
}

/// Removes all that is kept of the documents named and of those in the folders named.
pub(crate) fn forget(cli: &Cli) -> Result<Exit> {
    if cli.no_state {
        bail!("--no-state: what is kept is left alone, so nothing was deleted");
    }
    if cli.operands.is_empty() && cli.files_from.is_none() {
        bail!("--forget needs a PATH; --forget-all --force deletes everything");
    }
    let mut store = Store::open(&Store::place()?)?;
    let mut wanted = StoredDocuments { exit: Exit::Fine, found: HashMap::new() };
    let inputs = inputs(cli)?;
    wanted.find(store.as_ref(), gather(cli, &inputs))?;
    let ids: Vec<DocumentId> = wanted.found.into_keys().collect();
    let path = |input: &Input| match input {
        Input::Path(path) => Some(canonical(path)),
        Input::Standard => None,
    };
    if let Some(store) = &mut store {
        store.forget(&ids, &inputs.iter().filter_map(path).collect::<Vec<_>>())?;
    }
    Ok(wanted.exit)
}

/// Removes all that is kept.
pub(crate) fn forget_all(cli: &Cli) -> Result<Exit> {
    if cli.no_state {
        bail!("--no-state: what is kept is left alone, so nothing was deleted");
    }
    if !cli.force {
        bail!("--forget-all deletes all notes and everything else that is kept; add --force to do it");
    }
    if let Some(mut store) = Store::open(&Store::place()?)? {
        store.forget_all()?;
    }
    Ok(Exit::Fine)
}

/// The documents of the store that the command line names.
struct StoredDocuments {
    exit: Exit,
    /// The path of the file of each as it is now.
    found: HashMap<DocumentId, PathBuf>,
}

impl StoredDocuments {
    fn find(&mut self, store: Option<&Store>, gathered: Vec<Gathered>) -> Result<()> {
        let kept = store.map(Store::documents).transpose()?.unwrap_or_default();
        for one in gathered {
            match one {
                Gathered::Named(candidate) => self.add_file(store, &kept, &candidate)?,
                Gathered::Folder(path, candidates) => self.add_folder(store, &kept, &path, &candidates)?,
            }
        }
        Ok(())
    }

    /// Adds a file. Of one that is gone the notes remain; one that never was is an error.
    fn add_file(
        &mut self,
        store: Option<&Store>,
        kept: &[KeptDocument],
        candidate: &CandidateFile,
    ) -> Result<()> {
        let path = file_of(candidate)?;
        if let Some(known) = kept.iter().find(|known| known.path == path) {
            self.found.insert(known.id, path);
        } else if let Some(failure) = &candidate.obstacle {
            self.exit = self.exit.max(failure.complain());
        } else if let Some(known) = moved(store, &path, candidate)? {
            self.found.insert(known.id, path);
        }
        Ok(())
    }

    /// Adds the documents of the store that are in a folder, also under other names.
    fn add_folder(
        &mut self,
        store: Option<&Store>,
        kept: &[KeptDocument],
        folder: &Path,
        candidates: &[CandidateFile],
    ) -> Result<()> {
        let folder = canonical(folder);
        let inside = kept.iter().filter(|known| known.path.starts_with(&folder));
        self.found.extend(inside.map(|known| (known.id, known.path.clone())));
        // Only a document that is no longer at its path can be here under another one.
        if kept.iter().all(KeptDocument::is_in_place) {
            return Ok(());
        }
        for candidate in candidates.iter().filter(|candidate| candidate.obstacle.is_none()) {
            let path = file_of(candidate)?;
            let is_known = kept.iter().any(|known| known.path == path);
            if !is_known && let Some(known) = moved(store, &path, candidate)? {
                self.found.insert(known.id, path);
            }
        }
        Ok(())
    }
}

/// Returns the document that a file at an unknown path is, if something is kept of it.
fn moved(store: Option<&Store>, path: &Path, candidate: &CandidateFile) -> Result<Option<KeptDocument>> {
    let Some(store) = store else { return Ok(None) };
    // Nothing was ever kept of what cannot be read.
    let Ok(document) = candidate.source.load() else { return Ok(None) };
    Ok(store.document_of(&CurrentDocument::of(path, &document))?)
}
