//! Documents as their text, and folders as lists.

use std::io::Write;
use std::path::Path;

use anyhow::Result;

use crate::cli::args::Cli;
use crate::cli::gather::{CandidateFile, Gathered, candidates, files};
use crate::cli::output::{Exit, OutputTarget};
use crate::report::{DocumentList, ListRow, NamedDocument, Writer};
use crate::search::Keywords;
use crate::tasks::in_order;

/// Prints a list of everything gathered.
pub(crate) fn list(cli: &Cli, keywords: &Keywords, gathered: Vec<Gathered>, writer: Writer) -> Result<Exit> {
    let sink = OutputTarget::open(cli, &files(&gathered))?;
    let (list, exit) = listed(keywords, candidates(gathered));
    sink.print(writer, "Documents", &list)?;
    Ok(exit)
}

/// Prints what was gathered in order: a document's text, a folder's list; under its name if there
/// are several.
pub(crate) fn print(cli: &Cli, keywords: &Keywords, gathered: Vec<Gathered>, writer: Writer) -> Result<Exit> {
    let mut sink = OutputTarget::open(cli, &files(&gathered))?;
    let mut exit = Exit::Fine;
    let writer = Writer { is_parted: gathered.len() > 1, ..writer };
    let mut printed = 0;
    for one in gathered {
        match one {
            Gathered::Named(candidate) => match candidate.load() {
                Ok(document) => {
                    let named = NamedDocument { path: candidate.path(), document: &document };
                    begin(named.path, &named.called(), printed, writer, &mut sink)?;
                    printed += 1;
                    writer.write(&named, &mut sink)?;
                }
                Err(failure) => exit = exit.max(failure.complain()),
            },
            Gathered::Folder(path, found) => {
                begin(&path, &path.to_string_lossy(), printed, writer, &mut sink)?;
                printed += 1;
                let (list, worst) = listed(keywords, found.into_iter());
                exit = exit.max(worst);
                writer.write(&list, &mut sink)?;
            }
        }
    }
    if printed > 0 {
        writer.close(&mut sink)?;
    }
    sink.finish()?;
    Ok(exit)
}

/// Begins the output, of several reports a part of it, after `printed` others; the first one names the whole.
fn begin(path: &Path, title: &str, printed: usize, writer: Writer, out: &mut dyn Write) -> Result<()> {
    if printed == 0 {
        writer.open(title, out)?;
    }
    if writer.is_parted {
        writer.part(path, printed, out)?;
    }
    Ok(())
}

/// Returns a row for each candidate, but for paths of the command line that were not opened, and the exit
/// status. The list says why a file of a folder is not a document; a complaint says why a named path is not one.
fn listed(
    keywords: &Keywords,
    candidates: impl Iterator<Item = CandidateFile> + Send,
) -> (DocumentList, Exit) {
    let mut list = DocumentList::new(keywords);
    let mut exit = Exit::Fine;
    let worker = || {
        |candidate: CandidateFile| {
            let path = candidate.path().to_owned();
            let row = candidate.summarize().map(|mut summary| {
                let warnings = std::mem::take(&mut summary.warnings);
                (ListRow::read(path, summary, keywords), warnings)
            });
            (candidate, row)
        }
    };
    in_order(candidates, &worker, &|| true, &mut |batch| {
        for (candidate, row) in batch {
            match row {
                Ok((row, warnings)) => {
                    candidate.warn(&warnings);
                    list.rows.push(row);
                }
                Err(failure) => {
                    exit = exit.max(if candidate.is_named { failure.complain() } else { failure.exit() });
                    if !candidate.is_named || candidate.obstacle.is_none() {
                        list.rows.push(ListRow::unread(candidate.path().to_owned(), &failure.reason));
                    }
                }
            }
        }
    });
    (list, exit)
}
