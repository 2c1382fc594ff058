//! `--timeline`: the dated statements of documents in order of time.

use anyhow::Result;

use crate::cli::args::Cli;
use crate::cli::gather::{Candidate, Gathered, ReadDocuments, files, read_all};
use crate::cli::output::{Exit, Sink, complain};
use crate::document::Document;
use crate::report::{Named, TimelineReport, Writer};

/// Prints the dated statements of everything gathered.
pub(crate) fn timeline(cli: &Cli, gathered: Vec<Gathered>, writer: Writer) -> Result<Exit> {
    let sink = Sink::open(cli, &files(&gathered))?;
    let ReadDocuments { documents, not_read, mut exit } = read_all(gathered, &Candidate::load);
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
