//! Documents as their text, and folders as lists.

use std::io::Write;
use std::path::Path;

use anyhow::Result;

use crate::cli::args::Cli;
use crate::cli::gather::{Gathered, InFolder, Source, files, is_document_lost, is_lost};
use crate::cli::output::{Exit, Sink, complain};
use crate::report::{DocumentList, ListRow, Named, Writer};
use crate::search::Keywords;

/// Prints a list of everything gathered.
pub(crate) fn list(cli: &Cli, keywords: &Keywords, gathered: Vec<Gathered>, writer: Writer) -> Result<Exit> {
    let mut sink = Sink::open(cli, &files(&gathered))?;
    let mut exit = Exit::Fine;
    let mut list = DocumentList::new(keywords);
    for one in gathered {
        match one {
            Gathered::Document(source) => list.rows.push(named_row(&source, keywords, &mut exit)),
            Gathered::Folder(_, found) => {
                list.rows.extend(found.into_iter().map(|found| row(found, keywords, &mut exit)));
            }
            Gathered::Lost(words) => lose(&words, &mut exit),
        }
    }
    writer.open("Documents", &mut sink)?;
    writer.write(&list, &mut sink)?;
    writer.close(&mut sink)?;
    sink.finish()?;
    Ok(exit)
}

/// Prints what was gathered in order: a document's text, a folder's list; under its name if there
/// are several.
pub(crate) fn print(cli: &Cli, keywords: &Keywords, gathered: Vec<Gathered>, writer: Writer) -> Result<Exit> {
    let mut sink = Sink::open(cli, &files(&gathered))?;
    let mut exit = Exit::Fine;
    let mut headers = Headers { wanted: gathered.len() > 1, printed: 0 };
    for one in gathered {
        match one {
            Gathered::Document(source) => match source.load() {
                Ok(document) => {
                    let named = Named { path: source.path(), document: &document };
                    headers.next(named.path, &named.called(), writer, &mut sink)?;
                    writer.write(&named, &mut sink)?;
                }
                Err(error) => lose(&source.named_lost(&error), &mut exit),
            },
            Gathered::Folder(path, found) => {
                headers.next(&path, &path.to_string_lossy(), writer, &mut sink)?;
                let mut list = DocumentList::new(keywords);
                list.rows.extend(found.into_iter().map(|found| row(found, keywords, &mut exit)));
                writer.write(&list, &mut sink)?;
            }
            Gathered::Lost(words) => lose(&words, &mut exit),
        }
    }
    headers.end(writer, &mut sink)?;
    sink.finish()?;
    Ok(exit)
}

/// What stands above the parts of what is printed, and around them.
struct Headers {
    wanted: bool,
    printed: usize,
}

impl Headers {
    /// Begins a part; the first one names the whole.
    fn next(&mut self, path: &Path, title: &str, writer: Writer, out: &mut dyn Write) -> Result<()> {
        if self.printed == 0 {
            writer.open(title, out)?;
        }
        if self.wanted {
            writer.part(path, self.printed, out)?;
        }
        self.printed += 1;
        Ok(())
    }

    fn end(&self, writer: Writer, out: &mut dyn Write) -> Result<()> {
        if self.printed > 0 {
            writer.close(out)?;
        }
        Ok(())
    }
}

fn lose(words: &str, exit: &mut Exit) {
    complain(words);
    *exit = Exit::Trouble;
}

/// Who names a file wants to know when it is no document.
fn named_row(source: &Source, keywords: &Keywords, exit: &mut Exit) -> ListRow {
    match source.load() {
        Ok(document) => ListRow::read(source.path().to_owned(), document, keywords),
        Err(error) => {
            lose(&source.named_lost(&error), exit);
            ListRow::unread(source.path().to_owned(), &error)
        }
    }
}

/// A folder may well hold other things than documents; only a document that cannot be read costs
/// the exit code. The list itself says why.
fn row(found: InFolder, keywords: &Keywords, exit: &mut Exit) -> ListRow {
    let (row, lost) = match found {
        InFolder::Skipped(skipped) => {
            let lost = is_lost(&skipped.why);
            (ListRow::unread(skipped.path, &skipped.why), lost)
        }
        InFolder::Document(source) => {
            let path = source.path().to_owned();
            match source.load() {
                Ok(document) => (ListRow::read(path, document, keywords), false),
                Err(error) => (ListRow::unread(path, &error), is_document_lost(&error)),
            }
        }
    };
    if lost {
        *exit = Exit::Trouble;
    }
    row
}
