//! `--search`: prints the hits in every document while later ones are still searched.

use std::io::Write;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result};

use crate::cli::args::{Cli, Input};
use crate::cli::gather::{Candidate, Failure, files, gather, walk_input};
use crate::cli::output::{Exit, Sink, complain};
use crate::report::{DocumentHits, Format, HitRow, SearchSummary, Writer};
use crate::search::{Patterns, Query, Reach};
use crate::storage::STANDARD;
use crate::tasks::{DocumentSearcher, SearchError, SearchResult, in_order_as_found};

/// The number of hits in a candidate and the hits as they are printed, if there are any; else why it was not
/// searched, and whether the command line names it.
type Outcome = Result<Option<(usize, Vec<u8>)>, (Failure, bool)>;

/// Prints the sentences in which `query` is found, document by document in the order of the walk.
pub(crate) fn search(cli: &Cli, query: &Query, inputs: &[Input], writer: Writer) -> Result<Exit> {
    let patterns = Patterns::of_query(query).with_context(|| format!("pattern '{query}'"))?;
    // To know the documents that must not be replaced, folders are walked twice.
    let kept = if cli.output.is_some() { kept(cli, inputs) } else { Vec::new() };
    let mut sink = Sink::open(cli, &kept)?;
    let is_wanted = AtomicBool::new(true);
    let wanted = || is_wanted.load(Ordering::Relaxed);
    let worker = || {
        let searcher = DocumentSearcher::new(&patterns, None, &wanted);
        move |candidate: Candidate| -> Outcome {
            let hits = hits(&candidate, &searcher).map_err(|failure| (failure, candidate.is_named))?;
            Ok(hits.map(|hits| (hits.counts.iter().sum(), written(&candidate, &hits, writer))))
        }
    };
    let mut printed = Printed { exit: Exit::Fine, any_searched: false, summary: SearchSummary::default() };
    let mut result = writer.open(&query.to_string(), &mut sink).map_err(anyhow::Error::from);
    in_order_as_found(
        &|found| _ = inputs.iter().try_for_each(|input| walk_input(cli, input, found)),
        &worker,
        &wanted,
        &mut |outcomes: Vec<Outcome>| {
            if result.is_ok() {
                result = outcomes.into_iter().try_for_each(|outcome| printed.add(outcome, &mut sink));
                result = std::mem::replace(&mut result, Ok(())).and_then(|()| Ok(sink.flush()?));
                // After an error of the output the documents left need not be searched.
                is_wanted.store(result.is_ok(), Ordering::Relaxed);
            }
        },
    );
    result?;
    writer.write(&printed.summary, &mut sink)?;
    writer.close(&mut sink)?;
    sink.finish()?;
    // Where nothing could be searched, the reasons say it all.
    if printed.any_searched && !printed.summary.not_searched.is_empty() {
        complain(&printed.summary.figures());
    }
    Ok(printed.exit.max(if printed.summary.count > 0 { Exit::Fine } else { Exit::No }))
}

/// Returns the files that the output must not replace, without reading standard input.
fn kept(cli: &Cli, inputs: &[Input]) -> Vec<PathBuf> {
    let (standard, paths): (Vec<Input>, Vec<Input>) =
        inputs.iter().cloned().partition(|input| *input == Input::Standard);
    let mut files = files(&gather(cli, &paths));
    files.extend(standard.iter().map(|_| PathBuf::from(STANDARD)));
    files
}

struct Printed {
    exit: Exit,
    any_searched: bool,
    summary: SearchSummary,
}

impl Printed {
    /// Prints the hits of a candidate. A folder may hold other files than texts, so what cannot be read in it
    /// is counted and changes nothing else.
    fn add(&mut self, outcome: Outcome, out: &mut dyn Write) -> Result<()> {
        self.any_searched |= outcome.is_ok();
        match outcome {
            Ok(Some((count, hits))) => {
                self.summary.count += count;
                self.summary.documents += 1;
                out.write_all(&hits)?;
            }
            Ok(None) => {}
            Err((failure, is_named)) => {
                let (status, row) = failure.not_searched(is_named);
                self.exit = self.exit.max(status);
                self.summary.not_searched.push(row);
            }
        }
        Ok(())
    }
}

/// Returns the hits in a candidate, if there are any.
fn hits(candidate: &Candidate, searcher: &DocumentSearcher<'_>) -> Result<Option<SearchResult>, Failure> {
    if let Some(failure) = &candidate.obstacle {
        return Err(failure.clone());
    }
    match searcher.search(&candidate.source, usize::MAX) {
        Ok(hits) => Ok(hits),
        Err(SearchError::Load(error)) => Err(candidate.failure(&error)),
        Err(SearchError::Broken(reason)) => Err(candidate.broken(reason)),
    }
}

/// Returns the hits as they are printed.
fn written(candidate: &Candidate, hits: &SearchResult, writer: Writer) -> Vec<u8> {
    // Sentences are numbered in data only: to count them, a document must be read whole.
    let sentences = if writer.format == Format::Json { hits.sentences() } else { Vec::new() };
    let excerpts = hits.excerpts(Reach::Sentence).into_iter();
    let content = DocumentHits {
        path: candidate.path().to_owned(),
        title: hits.title(),
        count: hits.counts.iter().sum(),
        hits: excerpts.map(|excerpt| HitRow::new(excerpt, &sentences)).collect(),
    };
    let mut bytes = Vec::new();
    // Writing to memory cannot fail.
    let _ = writer.write(&content, &mut bytes);
    bytes
}
