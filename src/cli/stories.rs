//! Documents grouped into stories.

use anyhow::Result;

use crate::cli::args::Cli;
use crate::cli::gather::{Candidate, Failure, Gathered, candidates, files};
use crate::cli::output::{Exit, Sink, complain};
use crate::compare::{MOST_GROUPED, StoryProfile, stories};
use crate::report::{Account, StoriesReport, Writer};
use crate::tasks::{in_order, story_profile};

/// Prints the stories that the documents gathered tell.
///
/// A folder may hold other files than texts, so what cannot be read in it is named and changes nothing else.
pub(crate) fn list(cli: &Cli, gathered: Vec<Gathered>, writer: Writer) -> Result<Exit> {
    let sink = Sink::open(cli, &files(&gathered))?;
    let mut exit = Exit::Fine;
    let (mut accounts, mut profiles, mut not_read) = (Vec::new(), Vec::new(), Vec::new());
    let worker = || {
        |candidate: Candidate| {
            let read = read(&candidate);
            (candidate, read)
        }
    };
    in_order(candidates(gathered), &worker, &|| true, &mut |batch| {
        for (candidate, read) in batch {
            match read {
                Ok((account, profile)) => {
                    accounts.push(account);
                    profiles.push(profile);
                }
                Err(failure) => {
                    let (status, row) = failure.not_searched(candidate.is_named);
                    exit = exit.max(status);
                    not_read.push(row);
                }
            }
        }
    });
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

/// Returns the row of a candidate in the list, and the profile by which it is grouped.
fn read(candidate: &Candidate) -> Result<(Account, StoryProfile), Failure> {
    let document = candidate.load_beginning()?;
    let title = document.title.as_str().to_owned();
    Ok((Account { path: candidate.path().to_owned(), title }, story_profile(&document)))
}

/// Returns why nothing is grouped.
fn nothing(documents: usize) -> &'static str {
    match documents {
        0 => "there is no document to look at",
        1 => "there is only one document",
        _ => "no two documents tell the same story",
    }
}
