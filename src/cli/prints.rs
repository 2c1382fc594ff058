//! Documents as their text, and folders as lists.

use std::io::Write;
use std::path::Path;

use anyhow::Result;

use crate::cli::args::Cli;
use crate::cli::gather::{Gathered, InFolder, Source, files, is_document_lost, is_lost};
use crate::cli::output::{Exit, Sink, complain};
use crate::report::{List, Named, Page, Row};
use crate::search::Keywords;

/// Prints a list of everything gathered.
pub(crate) fn list(cli: &Cli, keywords: &Keywords, gathered: Vec<Gathered>, page: &dyn Page) -> Result<Exit> {
    let mut sink = Sink::open(cli, &files(&gathered))?;
    let mut exit = Exit::Fine;
    let mut list = List::new(keywords);
    for one in gathered {
        match one {
            Gathered::Document(source) => list.rows.push(named_row(&source, keywords, &mut exit)),
            Gathered::Folder(_, found) => {
                list.rows.extend(found.into_iter().map(|found| row(found, keywords, &mut exit)));
            }
            Gathered::Lost(words) => lose(&words, &mut exit),
        }
    }
    page.open("Documents", &mut sink)?;
    page.list(&list, &mut sink)?;
    page.close(&mut sink)?;
    sink.finish()?;
    Ok(exit)
}

/// Prints what was gathered in order: a document's text, a folder's list; under its name if there
/// are several.
pub(crate) fn print(
    cli: &Cli,
    keywords: &Keywords,
    gathered: Vec<Gathered>,
    page: &dyn Page,
) -> Result<Exit> {
    let mut sink = Sink::open(cli, &files(&gathered))?;
    let mut exit = Exit::Fine;
    let mut headers = Headers { wanted: gathered.len() > 1, printed: 0 };
    for one in gathered {
        match one {
            Gathered::Document(source) => match source.load() {
                Ok(document) => {
                    let named = Named { path: source.path(), document: &document };
                    headers.next(named.path, &named.called(), page, &mut sink)?;
                    page.document(named, &mut sink)?;
                }
                Err(error) => lose(&source.named_lost(&error), &mut exit),
            },
            Gathered::Folder(path, found) => {
                headers.next(&path, &path.to_string_lossy(), page, &mut sink)?;
                let mut list = List::new(keywords);
                list.rows.extend(found.into_iter().map(|found| row(found, keywords, &mut exit)));
                page.list(&list, &mut sink)?;
            }
            Gathered::Lost(words) => lose(&words, &mut exit),
        }
    }
    headers.end(page, &mut sink)?;
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
    fn next(&mut self, path: &Path, title: &str, page: &dyn Page, out: &mut dyn Write) -> Result<()> {
        if self.printed == 0 {
            page.open(title, out)?;
        }
        if self.wanted {
            page.header(path, self.printed, out)?;
        }
        self.printed += 1;
        Ok(())
    }

    fn end(&self, page: &dyn Page, out: &mut dyn Write) -> Result<()> {
        if self.printed > 0 {
            page.close(out)?;
        }
        Ok(())
    }
}

fn lose(words: &str, exit: &mut Exit) {
    complain(words);
    *exit = Exit::Trouble;
}

/// Who names a file wants to know when it is no document.
fn named_row(source: &Source, keywords: &Keywords, exit: &mut Exit) -> Row {
    match source.load() {
        Ok(document) => Row::read(source.path().to_owned(), document, keywords),
        Err(error) => {
            lose(&source.named_lost(&error), exit);
            Row::unread(source.path().to_owned(), &error)
        }
    }
}

/// A folder may well hold other things than documents; only a document that cannot be read costs
/// the exit code. The list itself says why.
fn row(found: InFolder, keywords: &Keywords, exit: &mut Exit) -> Row {
    let (row, lost) = match found {
        InFolder::Skipped(skipped) => {
            let lost = is_lost(&skipped.why);
            (Row::unread(skipped.path, &skipped.why), lost)
        }
        InFolder::Document(source) => {
            let path = source.path().to_owned();
            match source.load() {
                Ok(document) => (Row::read(path, document, keywords), false),
                Err(error) => (Row::unread(path, &error), is_document_lost(&error)),
            }
        }
    };
    if lost {
        *exit = Exit::Trouble;
    }
    row
}
