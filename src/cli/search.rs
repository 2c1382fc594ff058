//! `--search`: prints the hits in every document while later ones are still searched.

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
use crate::tasks::{DocumentSearcher, SearchError, SearchResult, in_order_as_found};
use crate::text::ReadAs;

/// What an input or a file in a folder is.
enum Item {
    /// A document, and whether the command line named it.
    Document { path: PathBuf, source: ReadFrom, named: bool },
    /// It cannot be searched, and why.
    Lost(String),
}

/// The result for an item.
enum Outcome {
    /// The hits as they are printed.
    Hits(Vec<u8>),
    Nothing,
    /// It could not be searched, and why; costs the exit code.
    Lost(String),
}

/// Prints the sentences in which `query` is found, document by document in the order of the walk.
pub(crate) fn search(cli: &Cli, query: &Query, inputs: &[Input], writer: Writer) -> Result<Exit> {
    let patterns = Patterns::of_query(query).with_context(|| format!("pattern '{query}'"))?;
    let mut sink = Sink::open(cli, &kept(cli, inputs))?;
    // Sentences are numbered in data only: to count them, a document must be read whole.
    let numbered = writer.format == Format::Json;
    let is_wanted = AtomicBool::new(true);
    let wanted = || is_wanted.load(Ordering::Relaxed);
    let worker = || {
        let mut searcher = DocumentSearcher::new(&patterns, &wanted);
        move |item| match item {
            Item::Lost(why) => Outcome::Lost(why),
            Item::Document { path, source, named } => {
                let hits = searcher.search(&source, usize::MAX);
                outcome(path, &source, hits, named, |path, hits| found(path, hits, numbered), writer)
            }
        }
    };
    let mut printed = Printed { exit: Exit::Fine, any: false };
    let mut result = writer.open(&query.to_string(), &mut sink).map_err(anyhow::Error::from);
    in_order_as_found(&|found| _ = find(cli, inputs, found), &worker, &wanted, &mut |outcomes: Vec<
        Outcome,
    >| {
        if result.is_ok() {
            result = outcomes.into_iter().try_for_each(|outcome| printed.add(outcome, &mut sink));
            result = std::mem::replace(&mut result, Ok(())).and_then(|()| Ok(sink.flush()?));
            // After an error of the output the documents left need not be searched.
            is_wanted.store(result.is_ok(), Ordering::Relaxed);
        }
    });
    result?;
    writer.close(&mut sink)?;
    sink.finish()?;
    Ok(printed.exit.max(if printed.any { Exit::Fine } else { Exit::No }))
}

/// Returns the files that the output must not replace; none when it goes to standard output.
fn kept(cli: &Cli, inputs: &[Input]) -> Vec<PathBuf> {
    if cli.output.is_some() { files(&gather(cli, inputs.to_vec())) } else { Vec::new() }
}

struct Printed {
    exit: Exit,
    any: bool,
}

impl Printed {
    fn add(&mut self, outcome: Outcome, out: &mut dyn Write) -> Result<()> {
        match outcome {
            Outcome::Nothing => {}
            Outcome::Hits(bytes) => {
                self.any = true;
                out.write_all(&bytes)?;
            }
            Outcome::Lost(why) => {
                complain(&why);
                self.exit = self.exit.max(Exit::Trouble);
            }
        }
        Ok(())
    }
}

/// Calls `found` with every item of the inputs, in order, until it breaks.
fn find(cli: &Cli, inputs: &[Input], found: &mut dyn FnMut(Item) -> ControlFlow<()>) -> ControlFlow<()> {
    for input in inputs {
        match input {
            Input::Standard => found(standard(&Source::Standard(gather::named_as(cli))))?,
            Input::Path(path) if is_folder(path) && missing([path.as_path()]).is_empty() => {
                find_in_folder(path, gather::found_as(cli), found)?;
            }
            Input::Path(path) => found(named(gather::at(cli, path.clone())))?,
        }
    }
    ControlFlow::Continue(())
}

fn find_in_folder(
    folder: &Path,
    read_as: ReadAs,
    found: &mut dyn FnMut(Item) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut flow = ControlFlow::Continue(());
    walk(&[folder.to_owned()], &mut |met| {
        flow = match met {
            FoundPath::File(path) => {
                let source = ReadFrom::File(path.clone(), read_as);
                found(Item::Document { path, source, named: false })
            }
            FoundPath::Skipped(skipped) if is_lost(&skipped.why) => found(Item::Lost(passed_over(&skipped))),
            // A pipe or a link out of the folder is left alone on purpose.
            FoundPath::Skipped(_) => ControlFlow::Continue(()),
        };
        flow
    });
    flow
}

fn named(gathered: Gathered) -> Item {
    match gathered {
        Gathered::Document(Source::File(path, read_as)) => {
            Item::Document { source: ReadFrom::File(path.clone(), read_as), path, named: true }
        }
        Gathered::Document(source @ Source::Standard(_)) => standard(&source),
        Gathered::Lost(why) => Item::Lost(why),
        Gathered::Folder(path, _) => Item::Lost(format!("{}: a folder", path.display())),
    }
}

fn standard(source: &Source) -> Item {
    match source.load() {
        Ok(document) => {
            let path = source.path().to_owned();
            Item::Document { path, source: ReadFrom::Memory(Arc::new(document)), named: false }
        }
        Err(error) => Item::Lost(source.named_lost(&error)),
    }
}

/// Returns the outcome for a document. Other files than texts may well lie in a folder; they are not told
/// of unless they were named.
fn outcome(
    path: PathBuf,
    source: &ReadFrom,
    hits: Result<Option<SearchResult>, SearchError>,
    named: bool,
    found: impl Fn(PathBuf, &SearchResult) -> DocumentHits,
    writer: Writer,
) -> Outcome {
    match hits {
        // The prefilter may rule out a hit in bytes that are no text at all.
        Ok(None) => match source {
            ReadFrom::File(path, read_as) if named => match check(path, *read_as) {
                Ok(()) => Outcome::Nothing,
                Err(error) => lost(path, &SearchError::Load(error)),
            },
            _ => Outcome::Nothing,
        },
        Ok(Some(hits)) => {
            let mut bytes = Vec::new();
            match writer.write(&found(path, &hits), &mut bytes) {
                Ok(()) => Outcome::Hits(bytes),
                Err(error) => Outcome::Lost(error.to_string()),
            }
        }
        Err(SearchError::Load(error)) if !named && !is_document_lost(&error) => Outcome::Nothing,
        Err(error) => lost(&path, &error),
    }
}

fn lost(path: &Path, error: &SearchError) -> Outcome {
    let advice = if let SearchError::Load(error) = error { error.way_out() } else { "" };
    Outcome::Lost(format!("{}: {error}{advice}", path.display()))
}

fn found(path: PathBuf, hits: &SearchResult, numbered: bool) -> DocumentHits {
    let sentences = if numbered { hits.sentences() } else { Vec::new() };
    let excerpts = hits.excerpts(Reach::Sentence).into_iter();
    DocumentHits {
        path,
        title: hits.title(),
        count: hits.counts.iter().sum(),
        hits: excerpts.map(|excerpt| HitRow::new(excerpt, &sentences)).collect(),
    }
}
