//! Two documents compared, as a report; three and more as the claims they make.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Result, bail};

use crate::cli::args::{Cli, Input};
use crate::cli::gather::{CandidateFile, GatherFailure, Gathered, candidates, files, gather};
use crate::cli::notes::notes_on_compared;
use crate::cli::output::{Exit, OutputTarget, complain};
use crate::compare::facts::facts_of_both;
use crate::compare::{AlignedDocuments, MOST_SENTENCES, claims, every_pair, is_same_content};
use crate::document::Document;
use crate::report::{ClaimsReport, ComparisonReport, NamedDocument, Writer, called_together};
use crate::storage::ConfigSettings;
use crate::tasks::in_order;
use crate::threads::join;

/// Prints the report on the documents gathered.
///
/// An unreadable path of the command line is an error, and nothing is printed; an unreadable file of a
/// folder is left out and changes the exit status.
pub(crate) fn compare(
    cli: &Cli,
    settings: &ConfigSettings,
    gathered: Vec<Gathered>,
    writer: Writer,
) -> Result<Exit> {
    let given = files(&gathered);
    let mut loaded = Vec::new();
    let load = || |candidate: CandidateFile| (candidate.load(), candidate);
    in_order(candidates(gathered), &load, &|| true, &mut |batch| loaded.extend(batch));
    let (documents, lost) = readable(loaded)?;
    for (path, document) in &documents {
        comparable(path, document)?;
    }
    let (documents, left_out) = with_sentences(documents);
    let [.., _, _] = documents.as_slice() else { bail!(too_few(documents.first().map(|(path, _)| path))) };
    let sink = OutputTarget::open(cli, &given)?;
    let named: Vec<NamedDocument<'_>> =
        documents.iter().map(|(path, document)| NamedDocument { path, document }).collect();
    let is_same = if let [left, right] = documents.as_slice() {
        two(cli, [left, right], settings, lost, sink, writer)?
    } else {
        several(&named, settings, sink, writer)?;
        cli.exit_code && documents.windows(2).all(|pair| is_same_content(&pair[0].1, &pair[1].1))
    };
    let answer = if cli.exit_code && (left_out || !is_same) { Exit::No } else { Exit::Fine };
    Ok(if lost > 0 { Exit::Trouble } else { answer })
}

/// Prints the comparison of two documents and tells whether they are the same; `lost` others could not be
/// read.
fn two(
    cli: &Cli,
    documents: [&(PathBuf, Arc<Document>); 2],
    settings: &ConfigSettings,
    lost: usize,
    sink: OutputTarget,
    writer: Writer,
) -> Result<bool> {
    let paths = documents.map(|(path, _)| path.as_path());
    let documents = documents.map(|(_, document)| document);
    let facts_of = |[left, right]: [&Arc<Document>; 2]| {
        facts_of_both(&left.sentence_texts(), &right.sentence_texts(), &|| true)
    };
    let (facts, alignment) = join(|| facts_of(documents), || AlignedDocuments::of(documents));
    let compared = alignment.documents.each_ref();
    let is_as_given = compared.iter().zip(documents).all(|(one, other)| Arc::ptr_eq(one, other));
    let facts = if is_as_given { facts? } else { facts_of(compared)? };
    let named = [0, 1].map(|side| NamedDocument { path: paths[side], document: documents[side] });
    let notes = notes_on_compared(cli, named);
    let report = ComparisonReport::new(paths, &alignment, settings.levels(), facts);
    let report = report.with_left_out(lost).with_notes(notes);
    sink.print(writer, &called_together(named), &report)?;
    Ok(alignment.is_same)
}

/// Prints the claims of three documents or more, each compared with every other.
fn several(
    named: &[NamedDocument<'_>],
    settings: &ConfigSettings,
    sink: OutputTarget,
    writer: Writer,
) -> Result<()> {
    let sentences: Vec<Vec<&str>> = named.iter().map(|named| named.document.sentence_texts()).collect();
    let pairs = every_pair(&sentences, &|| true, &|_| ())?;
    let pairs: Vec<_> = pairs.iter().map(|(left, right, pair)| (*left, *right, pair)).collect();
    let claims = claims(&sentences, &pairs, settings.levels(), &|| true)?;
    let report = ClaimsReport::new(named, &claims, settings.levels());
    sink.print(writer, &format!("{} documents compared", named.len()), &report)
}

/// Returns those documents that have sentences, complains of the others, and tells whether there are
/// others. Two are compared as they are, and so are documents that leave no two to compare.
fn with_sentences(read: Vec<(PathBuf, Arc<Document>)>) -> (Vec<(PathBuf, Arc<Document>)>, bool) {
    let says = |(_, document): &(PathBuf, Arc<Document>)| !document.sentences.is_empty();
    let saying = read.iter().filter(|one| says(one)).count();
    if read.len() <= 2 || saying < 2 || saying == read.len() {
        return (read, false);
    }
    let (saying, blank): (Vec<_>, Vec<_>) = read.into_iter().partition(says);
    let paths: Vec<String> = blank.iter().map(|(path, _)| path.display().to_string()).collect();
    complain(&format!("left out because they have no sentences: {}", paths.join(", ")));
    (saying, true)
}

/// Returns the error for a document with this many sentences and lines, which is too long to compare.
fn comparable(path: &Path, document: &Document) -> Result<()> {
    let count = document.sentences_and_lines();
    if count > MOST_SENTENCES {
        let path = path.display();
        let units = if count > document.sentences.len() { "sentences and lines" } else { "sentences" };
        bail!(
            "{path}: too long to compare: {count} {units}; at most {MOST_SENTENCES} can be compared; split it"
        );
    }
    Ok(())
}

/// Returns the inputs a comparison on the screen opens, or an error if there are not two documents among
/// them. When there are just two, they are named themselves, whatever else a folder holds.
///
/// Standard input can be read only once, and the screen will do that: it is not read here. Of files only the
/// first bytes are read.
pub(crate) fn need_two(cli: &Cli, inputs: Vec<Input>) -> Result<Vec<Input>> {
    if inputs.contains(&Input::Standard) {
        return match inputs.len() {
            1 => bail!("--compare needs two documents; name a file as well as '-'"),
            _ => Ok(inputs),
        };
    }
    let mut found = 0;
    let checked = candidates(gather(cli, &inputs)).filter_map(|candidate| {
        // More than two of a folder are too many to be named, so the rest of it is not read.
        let read = (candidate.is_named || found < 3).then(|| candidate.check())?;
        found += usize::from(read.is_ok());
        Some((read, candidate))
    });
    let (found, _) = readable(checked)?;
    match found.as_slice() {
        [(left, ()), (right, ())] => Ok([left, right].map(|path| Input::Path(path.clone())).into()),
        [_, _, ..] => Ok(inputs),
        few => bail!(too_few(few.first().map(|(path, ())| path))),
    }
}

/// Returns what was read, with its paths, and how many documents of folders could not be read; an error for
/// a path named itself.
fn readable<T>(
    candidates: impl IntoIterator<Item = (Result<T, GatherFailure>, CandidateFile)>,
) -> Result<(Vec<(PathBuf, T)>, usize)> {
    let (mut found, mut lost) = (Vec::new(), 0);
    for (read, candidate) in candidates {
        match read {
            Ok(read) => found.push((candidate.path().to_owned(), read)),
            Err(failure) if candidate.is_named => bail!(failure),
            Err(failure) => lost += usize::from(failure.complain() == Exit::Trouble),
        }
    }
    Ok((found, lost))
}

fn too_few(only: Option<&PathBuf>) -> String {
    match only {
        Some(path) => {
            let path = path.display();
            format!("--compare needs two documents and there is only one, {path}; name another")
        }
        None => {
            "--compare needs two documents and there are none; name two files or a folder with two".into()
        }
    }
}
