//! Documents grouped into stories.

use anyhow::Result;

use crate::cli::args::Cli;
use crate::cli::gather::{Gathered, ReadDocuments, files, read_all};
use crate::cli::output::{Exit, Sink, complain};
use crate::compare::{MOST_GROUPED, StoryProfile, stories};
use crate::report::{Account, StoriesReport, Writer};
use crate::tasks::story_profile;

/// Prints the stories that the documents gathered tell.
pub(crate) fn list(cli: &Cli, gathered: Vec<Gathered>, writer: Writer) -> Result<Exit> {
    let sink = Sink::open(cli, &files(&gathered))?;
    let ReadDocuments { documents, not_read, mut exit } = read_all(gathered, &|candidate| {
        let document = candidate.load_beginning()?;
        Ok((document.title.as_str().to_owned(), story_profile(&document)))
    });
    let (accounts, profiles): (Vec<Account>, Vec<StoryProfile>) =
        documents.into_iter().map(|(path, (title, profile))| (Account { path, title }, profile)).unzip();
    if let Some(left_out @ 1..) = profiles.len().checked_sub(MOST_GROUPED) {
        complain(&format!(
            "the first {MOST_GROUPED} documents are grouped, the other {left_out} stand alone"
        ));
    }
    let found = stories(&profiles.iter().collect::<Vec<_>>(), &|| true)?;
    if found.stories.is_empty() {
        complain(nothing(profiles.len()));
        exit = exit.max(Exit::No);
    }
    let report = StoriesReport::new(found, accounts, not_read);
    if !report.not_read.is_empty() {
        complain(&report.figures());
    }
    sink.print(writer, "Stories", &report)?;
    Ok(exit)
}

/// Returns why nothing is grouped.
fn nothing(documents: usize) -> &'static str {
    match documents {
        0 => "there is no document to look at",
        1 => "there is only one document",
        _ => "no two documents tell the same story",
    }
}
