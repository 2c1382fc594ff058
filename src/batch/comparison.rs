//! Two documents compared, as a report.

use anyhow::{Result, anyhow, bail};

use super::complaint::complain;
use super::exit::Exit;
use super::gather::{Gathered, Source, files, gather, passed_over};
use super::sink::Sink;
use crate::cli::{Cli, Input};
use crate::compare::compare as compare_sentences;
use crate::document::Document;
use crate::export::{Named, Page, Report, facts};
use crate::storage::{Found, Settings};

/// The most sentences of one document that are compared. Two such documents take 18 seconds and
/// 760 MB, and both grow with the sentences.
const MOST: usize = 200_000;

/// Prints the report on the two documents gathered.
///
/// Unlike a list, it is all or nothing: a path that cannot be read is an error, unless a folder
/// brought it along.
pub(super) fn compare(
    cli: &Cli,
    settings: &Settings,
    gathered: Vec<Gathered>,
    page: &dyn Page,
) -> Result<Exit> {
    let given = files(&gathered);
    let [left, right] = two(gathered)?;
    for (source, document) in [&left, &right] {
        comparable(source, document.sentences.len())?;
    }
    let mut sink = Sink::open(cli, &given)?;
    let sentences = [&left.1, &right.1].map(sentences);
    let comparison = compare_sentences(&sentences[0], &sentences[1], &|| true)
        .map_err(|_| anyhow!("the comparison was given up"))?;
    let named = [&left, &right].map(|(source, document)| Named { path: source.path(), document });
    let facts = facts(named, &comparison, settings.levels);
    let report = Report::new(named, &comparison, settings.levels, facts);
    page.open(&format!("{} compared with {}", named[0].called(), named[1].called()), &mut sink)?;
    page.report(&report, &mut sink)?;
    page.close(&mut sink)?;
    sink.finish()?;
    let same = sentences[0] == sentences[1];
    Ok(if cli.exit_code && !same { Exit::No } else { Exit::Fine })
}

/// Tells why a document of so many sentences is not compared.
fn comparable(source: &Source, sentences: usize) -> Result<()> {
    if sentences > MOST {
        let path = source.path().display();
        bail!("{path}: too long to compare: {sentences} sentences, and {MOST} are the most; split it");
    }
    Ok(())
}

fn sentences(document: &Document) -> Vec<&str> {
    document.sentences.iter().map(|sentence| sentence.span.of(&document.text)).collect()
}

/// Returns the two inputs a comparison on the screen opens, or why there are not two.
///
/// Standard input can be read only once, and the screen will do that: it counts unread.
pub fn need_two(inputs: Vec<Input>) -> Result<Vec<Input>> {
    if inputs.contains(&Input::Standard) {
        return match inputs.len() {
            2 => Ok(inputs),
            _ => bail!("--compare needs two documents; beside '-' name one file"),
        };
    }
    let pair = two(gather(inputs))?;
    Ok(pair.into_iter().map(|(source, _)| Input::Path(source.path().to_owned())).collect())
}

/// Loads documents until there are two, and one look further.
fn two(gathered: Vec<Gathered>) -> Result<[(Source, Document); 2]> {
    let mut read = Vec::new();
    for one in gathered {
        match one {
            Gathered::Document(source) => {
                let document = source.load().map_err(|error| anyhow!(source.lost(&error)))?;
                read.push((source, document));
            }
            Gathered::Folder(_, found) => found.into_iter().try_for_each(|found| take(found, &mut read))?,
            Gathered::Lost(words) => bail!(words),
        }
        enough(&read)?;
    }
    <[_; 2]>::try_from(read).map_err(|read| match read.first() {
        Some((source, _)) => anyhow!(
            "--compare needs two documents and there is only one, {}; name another",
            source.path().display()
        ),
        None => {
            anyhow!("--compare needs two documents and there are none; name two files or a folder with two")
        }
    })
}

fn take(found: Found, read: &mut Vec<(Source, Document)>) -> Result<()> {
    match found {
        Found::Skipped(skipped) => complain(&passed_over(&skipped)),
        Found::Document(entry) => {
            let source = Source::File(entry.path);
            match source.load() {
                Ok(document) => read.push((source, document)),
                Err(error) => complain(&source.lost(&error)),
            }
        }
    }
    enough(read)
}

fn enough(read: &[(Source, Document)]) -> Result<()> {
    if read.len() > 2 {
        bail!("--compare takes two documents at a time and there are more; name the two to compare");
    }
    Ok(())
}
