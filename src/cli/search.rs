//! What is found in every document, printed while the others are still searched.

use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result};

use crate::cli::args::{Cli, Input};
use crate::cli::gather;
use crate::cli::gather::{Gathered, Source, files, gather, is_document_lost, is_lost, passed_over};
use crate::cli::output::{Exit, Sink, complain};
use crate::report::{DocumentHits, Format, HitRow, Writer};
use crate::search::{Patterns, Query, Reach};
use crate::storage::walk::is_folder;
use crate::storage::{FoundPath, check, missing, walk};
use crate::tasks::entry::Source as ReadFrom;
use crate::tasks::{Feed, LookError, Piece, Search, Seen, search_among};
use crate::text::ReadAs;

/// How many files of a folder are handed on at once; the first one by itself, so that it is searched
/// before the second is found.
const HANDED_ON: usize = 64;

/// Something found on the way to what is searched.
enum Asked {
    /// A document that was named itself, or one in a folder.
    Document { path: PathBuf, read_as: ReadAs, named: bool },
    /// Something that cannot be searched, in words, and whether that costs the exit code.
    Lost(String, Exit),
}

/// What came of it.
enum Told {
    /// What is printed.
    Hits(Vec<u8>),
    /// There is nothing to be said.
    Nothing,
    /// It could not be searched.
    Lost(String, Exit),
}

/// Prints the sentences in which `query` is found, document by document in the order of the walk.
pub(crate) fn search(cli: &Cli, query: &Query, inputs: Vec<Input>, writer: Writer) -> Result<Exit> {
    let patterns = Patterns::of_query(query).with_context(|| format!("pattern '{query}'"))?;
    let mut sink = Sink::open(cli, &kept(cli, &inputs))?;
    // Sentences are numbered in data only: to count them, a document must be read whole.
    let numbered = writer.format == Format::Json;
    let wanted = AtomicBool::new(true);
    let told = |asked: Asked, seen: Result<Option<Seen>, LookError>| tell(asked, seen, numbered, writer);
    let search = Search {
        patterns: &patterns,
        tell: &told,
        weigh: &|told: &Told| if let Told::Hits(printed) = told { printed.len() } else { 0 },
        wanted: &|| wanted.load(Ordering::Relaxed),
    };
    let mut printed = Printed { exit: Exit::Fine, any: false };
    let mut result = writer.open(&query.to_string(), &mut sink).map_err(anyhow::Error::from);
    search_among(|feed| find(cli, inputs, feed), &search, &mut |all| {
        if result.is_ok() {
            result = all.into_iter().try_for_each(|told| printed.add(told, &mut sink));
            result = std::mem::replace(&mut result, Ok(())).and_then(|()| Ok(sink.flush()?));
            // Nobody listens any more: the documents left need not be searched.
            wanted.store(result.is_ok(), Ordering::Relaxed);
        }
    });
    result?;
    writer.close(&mut sink)?;
    sink.finish()?;
    Ok(printed.exit.max(if printed.any { Exit::Fine } else { Exit::No }))
}

/// The files that the output must not replace; when it goes to standard output there are none.
fn kept(cli: &Cli, inputs: &[Input]) -> Vec<PathBuf> {
    if cli.output.is_some() { files(&gather(cli, inputs.to_vec())) } else { Vec::new() }
}

struct Printed {
    exit: Exit,
    any: bool,
}

impl Printed {
    fn add(&mut self, told: Told, out: &mut dyn Write) -> Result<()> {
        match told {
            Told::Nothing => {}
            Told::Hits(bytes) => {
                self.any = true;
                out.write_all(&bytes)?;
            }
            Told::Lost(words, cost) => {
                complain(&words);
                self.exit = self.exit.max(cost);
            }
        }
        Ok(())
    }
}

/// Gives everything that the inputs stand for to those who search it.
fn find(cli: &Cli, inputs: Vec<Input>, feed: &Feed<Piece<Asked>>) {
    for input in inputs {
        let flow = match input {
            Input::Standard => feed.give([standard(&Source::Standard(gather::named_as(cli)))]),
            Input::Path(path) => {
                if is_folder(&path) && missing([path.as_path()]).is_empty() {
                    find_in_folder(path, gather::found_as(cli), feed)
                } else {
                    feed.give([named(gather::at(cli, path))])
                }
            }
        };
        if flow.is_break() {
            return;
        }
    }
}

fn find_in_folder(folder: PathBuf, read_as: ReadAs, feed: &Feed<Piece<Asked>>) -> ControlFlow<()> {
    let mut page = Vec::new();
    let mut size = 1;
    let mut flow = ControlFlow::Continue(());
    walk(&[folder], &mut |found| {
        page.extend(in_folder(found, read_as));
        if page.len() >= size {
            size = HANDED_ON;
            flow = feed.give(page.drain(..));
        }
        flow
    });
    flow?;
    feed.give(page)
}

fn in_folder(found: FoundPath, read_as: ReadAs) -> Option<Piece<Asked>> {
    match found {
        FoundPath::File(path) => {
            let asked = Asked::Document { path: path.clone(), read_as, named: false };
            Some(Piece::Document(ReadFrom::File(path, read_as), asked))
        }
        FoundPath::Skipped(skipped) if is_lost(&skipped.why) => {
            Some(Piece::Other(Asked::Lost(passed_over(&skipped), Exit::Trouble)))
        }
        // A pipe or a link out of the folder is left alone on purpose.
        FoundPath::Skipped(_) => None,
    }
}

fn named(gathered: Gathered) -> Piece<Asked> {
    match gathered {
        Gathered::Document(Source::File(path, read_as)) => Piece::Document(
            ReadFrom::File(path.clone(), read_as),
            Asked::Document { path, read_as, named: true },
        ),
        Gathered::Document(source @ Source::Standard(_)) => standard(&source),
        Gathered::Lost(words) => Piece::Other(Asked::Lost(words, Exit::Trouble)),
        Gathered::Folder(path, _) => {
            Piece::Other(Asked::Lost(format!("{}: a folder", path.display()), Exit::Trouble))
        }
    }
}

fn standard(source: &Source) -> Piece<Asked> {
    match source.load() {
        Ok(document) => {
            let (path, read_as) = (source.path().to_owned(), ReadAs::Guessed);
            let asked = Asked::Document { path, read_as, named: false };
            Piece::Document(ReadFrom::Memory(Arc::new(document)), asked)
        }
        Err(error) => Piece::Other(Asked::Lost(source.named_lost(&error), Exit::Trouble)),
    }
}

/// Writes what was seen in a document. Other files than texts may well lie in a folder; nobody is
/// told of each.
fn tell(asked: Asked, seen: Result<Option<Seen>, LookError>, numbered: bool, writer: Writer) -> Told {
    let (path, read_as, named) = match asked {
        Asked::Document { path, read_as, named } => (path, read_as, named),
        Asked::Lost(words, cost) => return Told::Lost(words, cost),
    };
    match seen {
        // Bytes that rule out a hit are not asked whether they are a text; who named them wants to know.
        Ok(None) if named => match check(&path, read_as) {
            Ok(()) => Told::Nothing,
            Err(error) => lose(&path, &LookError::Load(error)),
        },
        Ok(None) => Told::Nothing,
        Ok(Some(seen)) => {
            let mut bytes = Vec::new();
            match writer.write(&found(path, &seen, numbered), &mut bytes) {
                Ok(()) => Told::Hits(bytes),
                Err(error) => Told::Lost(error.to_string(), Exit::Trouble),
            }
        }
        Err(error) => {
            let lost = match &error {
                LookError::Load(error) => is_document_lost(error),
                LookError::Broken(_) => true,
            };
            if named || lost { lose(&path, &error) } else { Told::Nothing }
        }
    }
}

fn lose(path: &Path, error: &LookError) -> Told {
    let way = if let LookError::Load(error) = error { error.way_out() } else { "" };
    Told::Lost(format!("{}: {error}{way}", path.display()), Exit::Trouble)
}

fn found(path: PathBuf, seen: &Seen, numbered: bool) -> DocumentHits {
    let sentences = if numbered { seen.sentences() } else { Vec::new() };
    let excerpts = seen.excerpts(Reach::Sentence).into_iter();
    DocumentHits {
        path,
        title: seen.title(),
        count: seen.counts.iter().sum(),
        hits: excerpts.map(|excerpt| HitRow::new(excerpt, &sentences)).collect(),
    }
}
