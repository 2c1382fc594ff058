//! `--timeline`: the dated statements of documents in order of time.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;

use crate::cli::args::Cli;
use crate::cli::gather::{Candidate, Gathered, candidates, files};
use crate::cli::output::{Exit, Sink, complain};
use crate::document::Document;
use crate::report::{Named, TimelineReport, Writer};
use crate::tasks::in_order;

/// Prints the dated statements of everything gathered.
///
/// As in a search, what cannot be read is named, and changes the exit status if the command line names it.
pub(crate) fn timeline(cli: &Cli, gathered: Vec<Gathered>, writer: Writer) -> Result<Exit> {
    let sink = Sink::open(cli, &files(&gathered))?;
    let mut documents: Vec<(PathBuf, Arc<Document>)> = Vec::new();
    let mut exit = Exit::Fine;
    let mut not_read = Vec::new();
    let load = || |candidate: Candidate| (candidate.load(), candidate);
    in_order(candidates(gathered), &load, &|| true, &mut |batch| {
        for (document, candidate) in batch {
            match document {
                Ok(document) => documents.push((candidate.path().to_owned(), document)),
                Err(failure) => {
                    let (status, row) = failure.not_searched(candidate.is_named);
                    exit = exit.max(status);
                    not_read.push(row);
                }
            }
        }
    });
    let texts: Vec<&Document> = documents.iter().map(|(_, document)| &**document).collect();
    let timeline = crate::compare::timeline(&texts, &|| true)?;
    let named: Vec<Named<'_>> = documents.iter().map(|(path, document)| Named { path, document }).collect();
    let report = TimelineReport::new(&named, &timeline, not_read);
    if report.statements.is_empty() {
        complain("no dated statement was found");
        exit = exit.max(Exit::No);
    }
    sink.print(writer, "Timeline", &report)?;
    Ok(exit)
}
