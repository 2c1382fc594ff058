//! Two documents compared, as a report; three and more as the claims they make.

use anyhow::{Result, anyhow, bail};

use crate::cli::args::{Cli, Input};
use crate::cli::claims;
use crate::cli::gather::{
    Gathered, InFolder, Source, files, gather, is_document_lost, is_lost, passed_over, say_the_same,
    sentences,
};
use crate::cli::output::{Exit, Sink, complain};
use crate::compare::{MOST_SENTENCES, compare as compare_sentences};
use crate::document::Document;
use crate::report::{ComparisonReport, Known, Named, Writer};
use crate::storage::{LoadError, Settings};
use crate::tasks::join;

/// Prints the report on the documents gathered.
///
/// A path named itself that cannot be read is an error, and nothing is printed; one that a folder
/// brought along is left out and costs the exit code.
pub(crate) fn compare(
    cli: &Cli,
    settings: &Settings,
    gathered: Vec<Gathered>,
    writer: Writer,
) -> Result<Exit> {
    let given = files(&gathered);
    let Read { documents, lost } = read(gathered)?;
    for (source, document) in &documents {
        comparable(source, document.sentences.len())?;
    }
    let exit = if lost > 0 { Exit::Trouble } else { Exit::Fine };
    let (documents, all_the_same) = with_sentences(documents);
    let exit = if cli.exit_code { exit.max(all_the_same) } else { exit };
    if documents.len() > 2 {
        return Ok(exit.max(claims::claims(cli, settings, &documents, Sink::open(cli, &given)?, writer)?));
    }
    let [left, right] = two(documents)?;
    let mut sink = Sink::open(cli, &given)?;
    let sentences = [&left.1, &right.1].map(sentences);
    let [ours, theirs] = &sentences;
    let given_up = |_| anyhow!("the comparison was given up");
    let (comparison, known) =
        join(|| compare_sentences(ours, theirs, &|| true), || Known::of([&left.1, &right.1], &|| true));
    let comparison = comparison.map_err(given_up)?;
    let named = [&left, &right].map(|(source, document)| Named { path: source.path(), document });
    let (known, levels) = (known.map_err(given_up)?, settings.levels());
    let report = ComparisonReport::new(named, &comparison, levels, known).with_left_out(lost);
    writer.open(&format!("{} compared with {}", named[0].called(), named[1].called()), &mut sink)?;
    writer.write(&report, &mut sink)?;
    writer.close(&mut sink)?;
    sink.finish()?;
    let same = say_the_same(ours, theirs);
    Ok(exit.max(if cli.exit_code && !same { Exit::No } else { Exit::Fine }))
}

/// Returns those of several documents that say anything, telling of the others, and how far they
/// can be all the same. Two are compared as they are, and so are documents that leave no two to
/// compare.
fn with_sentences(read: Vec<(Source, Document)>) -> (Vec<(Source, Document)>, Exit) {
    let says = |(_, document): &(Source, Document)| !document.sentences.is_empty();
    let saying = read.iter().filter(|one| says(one)).count();
    if read.len() <= 2 || saying < 2 || saying == read.len() {
        return (read, Exit::Fine);
    }
    let (saying, blank): (Vec<_>, Vec<_>) = read.into_iter().partition(says);
    let paths: Vec<String> = blank.iter().map(|(source, _)| source.path().display().to_string()).collect();
    complain(&format!("left out, without a sentence: {}", paths.join(", ")));
    (saying, Exit::No)
}

/// Tells why a document of so many sentences is not compared.
fn comparable(source: &Source, sentences: usize) -> Result<()> {
    if sentences > MOST_SENTENCES {
        let path = source.path().display();
        bail!(
            "{path}: too long to compare: {sentences} sentences, and {MOST_SENTENCES} are the most; split it"
        );
    }
    Ok(())
}

/// Returns the inputs a comparison on the screen opens, or why there are not two documents among
/// them. When there are just two, they are named themselves, whatever else a folder holds.
///
/// Standard input can be read only once, and the screen will do that: it counts unread.
pub(crate) fn need_two(cli: &Cli, inputs: Vec<Input>) -> Result<Vec<Input>> {
    if inputs.contains(&Input::Standard) {
        return match inputs.len() {
            1 => bail!("--compare needs two documents; beside '-' name a file"),
            _ => Ok(inputs),
        };
    }
    let sources = readable(gather(cli, inputs.clone()))?;
    match sources.as_slice() {
        [left, right] => {
            Ok([left, right].into_iter().map(|source| Input::Path(source.path().to_owned())).collect())
        }
        [_, _, ..] => Ok(inputs),
        few => bail!(too_few(few.first())),
    }
}

/// Returns up to three documents that can be read, as far as their first bytes tell: the screen
/// reads them whole, and is open by then.
fn readable(gathered: Vec<Gathered>) -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    for one in gathered {
        match one {
            Gathered::Document(source) => {
                source.check().map_err(|error| anyhow!(source.named_lost(&error)))?;
                sources.push(source);
            }
            Gathered::Folder(_, found) => {
                for found in found {
                    if sources.len() < 3 {
                        sources.extend(readable_in_folder(found));
                    }
                }
            }
            Gathered::Lost(words) => bail!(words),
        }
    }
    Ok(sources)
}

fn readable_in_folder(found: InFolder) -> Option<Source> {
    match found {
        InFolder::Skipped(skipped) => {
            complain(&passed_over(&skipped));
            None
        }
        InFolder::Document(source) => {
            let checked = source.check();
            if let Err(error) = &checked {
                complain(&source.lost(error));
            }
            checked.ok().map(|()| source)
        }
    }
}

/// What could be read.
#[derive(Default)]
struct Read {
    documents: Vec<(Source, Document)>,
    /// How many documents of folders could not be read.
    lost: usize,
}

/// Loads the documents; just two files at once.
fn read(gathered: Vec<Gathered>) -> Result<Read> {
    if let [Gathered::Document(left @ Source::File(..)), Gathered::Document(right @ Source::File(..))] =
        &gathered[..]
    {
        let (ours, theirs) = join(|| left.load(), || right.load());
        let loaded = |source: &Source, document: Result<Document, LoadError>| match document {
            Ok(document) => Ok((source.clone(), document)),
            Err(error) => Err(anyhow!(source.named_lost(&error))),
        };
        return Ok(Read { documents: vec![loaded(left, ours)?, loaded(right, theirs)?], lost: 0 });
    }
    let mut read = Read::default();
    for one in gathered {
        match one {
            Gathered::Document(source) => {
                let document = source.load().map_err(|error| anyhow!(source.named_lost(&error)))?;
                read.documents.push((source, document));
            }
            Gathered::Folder(_, found) => {
                for found in found {
                    read.take(found);
                }
            }
            Gathered::Lost(words) => bail!(words),
        }
    }
    Ok(read)
}

/// Returns the two documents, or which are missing.
fn two(read: Vec<(Source, Document)>) -> Result<[(Source, Document); 2]> {
    <[_; 2]>::try_from(read).map_err(|read| anyhow!(too_few(read.first().map(|(source, _)| source))))
}

fn too_few(only: Option<&Source>) -> String {
    match only {
        Some(source) => format!(
            "--compare needs two documents and there is only one, {}; name another",
            source.path().display()
        ),
        None => {
            "--compare needs two documents and there are none; name two files or a folder with two".into()
        }
    }
}

impl Read {
    /// Loads what was found in a folder; what cannot be is told and costs the exit code.
    fn take(&mut self, found: InFolder) {
        match found {
            InFolder::Skipped(skipped) => {
                complain(&passed_over(&skipped));
                self.lost += usize::from(is_lost(&skipped.why));
            }
            InFolder::Document(source) => match source.load() {
                Ok(document) => self.documents.push((source, document)),
                Err(error) => {
                    complain(&source.lost(&error));
                    self.lost += usize::from(is_document_lost(&error));
                }
            },
        }
    }
}
