//! The task that writes the content of a view to a file, in the format of the file's name.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use crate::compare::facts::facts_of_both;
use crate::report::{
    ClaimsReport, ComparisonReport, NamedDocument, NoteRow, NotesReport, ReportFormat, Writer,
    called_together,
};
use crate::storage::store::{SharedStore, Store, UserNote};
use crate::storage::{Existing, OutputError, OutputFile, Source, at_home};
use crate::tasks::entry::Entry;
use crate::tasks::memory::ListedPaths;
use crate::tasks::notes::{find_notes, notes_on_pair};
use crate::tasks::task::{NoteSelection, Overwrite, Sheet, Titled};
use crate::text::ReadAs;

/// Writes a sheet; returns a message on the file written, or why nothing was written. No document on
/// the screen or in the list is ever overwritten.
pub(crate) fn write(
    sheet: &Sheet,
    name: &str,
    overwrite: Overwrite,
    listed: &[Entry],
) -> Result<String, String> {
    let path = at_home(name);
    let existing = match overwrite {
        Overwrite::Yes => Existing::Replace,
        Overwrite::No => Existing::Keep,
    };
    let format = ReportFormat::by_name(&path).map_err(|error| error.to_string())?;
    let mut aside = String::new();
    let notes = match sheet {
        Sheet::Notes(store, chosen) => notes(store, chosen, listed)?,
        Sheet::Comparison { paths, alignment, notes, .. } => {
            let [left, right] = &alignment.documents;
            let of_pair = |store: &Store| notes_on_pair(store, [(&paths.left, left), (&paths.right, right)]);
            match notes.read(of_pair) {
                Ok(notes) => notes.unwrap_or_default(),
                Err(error) => {
                    aside = format!(" · without notes: {error}");
                    Vec::new()
                }
            }
        }
        Sheet::Document(_) | Sheet::Claims(..) => Vec::new(),
    };
    let mut kept = documents(sheet, listed);
    kept.extend(notes.iter().map(|note| note.path.clone()));
    let mut output = OutputFile::create(&path, existing, &kept).map_err(words)?;
    let writer = Writer { format, ..Writer::default() };
    print(sheet, notes, writer, &mut output).map_err(|error| format!("{name}: {error}"))?;
    output.finish().map_err(words)?;
    Ok(format!("written: {name}{aside}"))
}

/// Returns the message on an error; the advice differs from the one on the command line.
fn words(error: OutputError) -> String {
    match error {
        OutputError::Exists(path) => format!("{}: already exists; :write! replaces it", path.display()),
        other => other.to_string(),
    }
}

/// Returns the paths that must not be replaced.
fn documents(sheet: &Sheet, listed: &[Entry]) -> Vec<PathBuf> {
    let shown: Vec<PathBuf> = match sheet {
        Sheet::Document(one) => vec![one.path.clone()],
        Sheet::Comparison { paths, .. } => vec![paths.left.clone(), paths.right.clone()],
        Sheet::Claims(all, ..) => all.iter().map(|titled| titled.path.clone()).collect(),
        Sheet::Notes(store, _) => store.path().map(Path::to_owned).into_iter().collect(),
    };
    shown.into_iter().chain(listed.iter().map(|entry| entry.path.to_path_buf())).collect()
}

/// Returns the rows of the notes chosen; the error says why they cannot be read.
fn notes(store: &SharedStore, chosen: &NoteSelection, listed: &[Entry]) -> Result<Vec<NoteRow>, String> {
    let notes = store.read(Store::notes).map_err(|error| error.to_string())?.unwrap_or_default();
    let notes: Vec<UserNote> = match chosen {
        NoteSelection::These(ids) => notes.into_iter().filter(|note| ids.contains(&note.id)).collect(),
        NoteSelection::Library(roots) => {
            let (paths, entries) = (ListedPaths::of(roots), listed.iter().map(|entry| &*entry.path));
            let entries: HashSet<&Path> = entries.collect();
            let is_listed =
                |note: &UserNote| paths.find(&note.path).is_some_and(|path| entries.contains(&*path));
            notes.into_iter().filter(is_listed).collect()
        }
    };
    Ok(find_notes(&notes, &|path| Source::File(path.to_owned(), ReadAs::Guessed)))
}

fn print(sheet: &Sheet, notes: Vec<NoteRow>, writer: Writer, out: &mut dyn io::Write) -> io::Result<()> {
    match sheet {
        Sheet::Document(one) => {
            let named = named(one);
            writer.open(&named.called(), out)?;
            writer.write(&named, out)?;
        }
        Sheet::Comparison { paths, alignment, levels, .. } => {
            let [left, right] = &alignment.documents;
            let facts = facts_of_both(&left.sentence_texts(), &right.sentence_texts(), &|| true)
                .map_err(io::Error::other)?;
            let paths = [paths.left.as_path(), paths.right.as_path()];
            let report = ComparisonReport::new(paths, alignment, *levels, facts).with_notes(notes);
            let named = [
                NamedDocument { path: paths[0], document: left },
                NamedDocument { path: paths[1], document: right },
            ];
            writer.open(&called_together(named), out)?;
            writer.write(&report, out)?;
        }
        Sheet::Claims(all, claims, levels) => {
            let documents: Vec<NamedDocument<'_>> = all.iter().map(named).collect();
            writer.open(&format!("{} documents compared", documents.len()), out)?;
            writer.write(&ClaimsReport::new(&documents, claims, *levels), out)?;
        }
        Sheet::Notes(..) => {
            writer.open("Notes", out)?;
            writer.write(&NotesReport { notes }, out)?;
        }
    }
    writer.close(out)
}

fn named(titled: &Titled) -> NamedDocument<'_> {
    NamedDocument { path: &titled.path, document: &titled.document }
}
