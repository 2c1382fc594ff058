//! `--search`: prints the hits in every document while later ones are still searched.

use std::io::Write;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result};

use crate::cli::args::{Cli, Input};
use crate::cli::gather::{CandidateFile, GatherFailure, files, gather, walk_input};
use crate::cli::output::{Exit, OutputTarget, complain};
use crate::report::{HitReport, HitRow, ReportFormat, SearchSummary, Writer};
use crate::search::{Patterns, Query, Reach};
use crate::storage::STANDARD;
use crate::tasks::{
    AttachedPath, DocumentSearcher, SearchError, SearchResult, SearchedDocument, in_order_as_found,
};

/// What was found in a candidate and in the documents attached to it.
struct SearchedCandidate {
    /// The number of hits in each of them that has any, and the hits as they are printed.
    found: Vec<(usize, Vec<u8>)>,
    /// Why some or all of them were not searched.
    failures: Vec<GatherFailure>,
    /// Whether any of them was searched.
    is_searched: bool,
    /// Whether the command line names the candidate.
    is_named: bool,
}

/// Prints the sentences in which `query` is found, document by document in the order of the walk.
pub(crate) fn search(cli: &Cli, query: &Query, inputs: &[Input], writer: Writer) -> Result<Exit> {
    let patterns = Patterns::of_query(query).with_context(|| format!("pattern '{query}'"))?;
    // To know the documents that must not be replaced, folders are walked twice.
    let kept = if cli.output.is_some() { kept(cli, inputs) } else { Vec::new() };
    let mut sink = OutputTarget::open(cli, &kept)?;
    let is_wanted = AtomicBool::new(true);
    let wanted = || is_wanted.load(Ordering::Relaxed);
    let worker = || {
        let searcher = DocumentSearcher::new(&patterns, None, &wanted);
        move |candidate: CandidateFile| search_candidate(&candidate, &searcher, writer)
    };
    let mut printed =
        PrintedSearch { exit: Exit::Fine, any_searched: false, summary: SearchSummary::default() };
    let mut result = writer.open(&query.to_string(), &mut sink).map_err(anyhow::Error::from);
    in_order_as_found(
        &|found| _ = inputs.iter().try_for_each(|input| walk_input(cli, input, found)),
        &worker,
        &wanted,
        &mut |outcomes: Vec<SearchedCandidate>| {
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

struct PrintedSearch {
    exit: Exit,
    any_searched: bool,
    summary: SearchSummary,
}

impl PrintedSearch {
    /// Prints the hits of a candidate. A folder may hold other files than texts, so what cannot be read in it
    /// is counted and changes nothing else.
    fn add(&mut self, outcome: SearchedCandidate, out: &mut dyn Write) -> Result<()> {
        self.any_searched |= outcome.is_searched;
        for (count, hits) in outcome.found {
            self.summary.count += count;
            self.summary.documents += 1;
            out.write_all(&hits)?;
        }
        for failure in outcome.failures {
            let (status, row) = failure.not_searched(outcome.is_named);
            self.exit = self.exit.max(status);
            self.summary.not_searched.push(row);
        }
        Ok(())
    }
}

fn search_candidate(
    candidate: &CandidateFile,
    searcher: &DocumentSearcher<'_>,
    writer: Writer,
) -> SearchedCandidate {
    match searched(candidate, searcher) {
        Ok(SearchedDocument { found, not_searched }) => SearchedCandidate {
            found: found.iter().map(|(attached, hits)| written(candidate, attached, hits, writer)).collect(),
            failures: not_searched
                .iter()
                .map(|(attached, error)| candidate.failure_inside(&names(attached).join(" › "), error))
                .collect(),
            is_searched: true,
            is_named: candidate.is_named,
        },
        Err(failure) => SearchedCandidate {
            found: Vec::new(),
            failures: vec![failure],
            is_searched: false,
            is_named: candidate.is_named,
        },
    }
}

/// Returns the hits in a candidate and in the documents attached to it.
fn searched(
    candidate: &CandidateFile,
    searcher: &DocumentSearcher<'_>,
) -> Result<SearchedDocument, GatherFailure> {
    if let Some(failure) = &candidate.obstacle {
        return Err(failure.clone());
    }
    searcher.search(&candidate.source, &|_| None, usize::MAX).map_err(|error| match error {
        SearchError::Load(error) => candidate.failure(&error),
        SearchError::Broken(reason) => candidate.broken(reason),
    })
}

fn names(attached: &AttachedPath) -> Vec<&str> {
    attached.iter().map(|file| file.name.as_str()).collect()
}

/// Returns the number of hits and the hits as they are printed.
fn written(
    candidate: &CandidateFile,
    attached: &AttachedPath,
    hits: &SearchResult,
    writer: Writer,
) -> (usize, Vec<u8>) {
    // Sentences are numbered in data only: to count them, a document must be read whole.
    let sentences = if writer.format == ReportFormat::Json { hits.sentences() } else { Vec::new() };
    let excerpts = hits.excerpts(Reach::Sentence).into_iter();
    let content = HitReport {
        path: candidate.path().to_owned(),
        attached: names(attached).into_iter().map(str::to_owned).collect(),
        title: hits.title(),
        count: hits.counts.iter().sum(),
        hits: excerpts.map(|excerpt| HitRow::new(excerpt, &sentences)).collect(),
    };
    let mut bytes = Vec::new();
    // Writing to memory cannot fail.
    let _ = writer.write(&content, &mut bytes);
    (content.count, bytes)
}
