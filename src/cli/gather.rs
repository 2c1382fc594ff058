//! The inputs of a run that prints: documents, folders with what is in them, and paths that lead nowhere.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::cli::args::{Cli, Input};
use crate::compare::same_characters;
use crate::document::Document;
use crate::storage::input;
use crate::storage::input::STANDARD;
use crate::storage::walk::is_folder;
use crate::storage::{FoundPath, LoadError, Skipped, Why, check, load, missing, walk};
use crate::text::ReadAs;

/// One input.
pub(crate) enum Gathered {
    /// A document named on the command line.
    Document(Source),
    /// A folder and its contents.
    Folder(PathBuf, Vec<InFolder>),
    /// An input that cannot be read; the message names it and says why.
    Lost(String),
}

/// One file of a folder.
pub(crate) enum InFolder {
    Document(Source),
    Skipped(Skipped),
}

/// The origin of a document, and how to decode its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    Standard(ReadAs),
    File(PathBuf, ReadAs),
}

impl Source {
    /// Returns its path, `-` for standard input.
    pub(crate) fn path(&self) -> &Path {
        match self {
            Source::Standard(_) => Path::new(STANDARD),
            Source::File(path, _) => path,
        }
    }

    /// Returns the document.
    pub(crate) fn load(&self) -> Result<Document, LoadError> {
        match self {
            Source::Standard(read_as) => input::load_standard(*read_as),
            Source::File(path, read_as) => load(path, *read_as),
        }
    }

    /// Returns why it would not load, as far as its first bytes tell. Standard input is not read.
    pub(crate) fn check(&self) -> Result<(), LoadError> {
        match self {
            Source::Standard(_) => Ok(()),
            Source::File(path, read_as) => check(path, *read_as),
        }
    }

    /// Returns the message for a document that could not be loaded.
    pub(crate) fn lost(&self, error: &LoadError) -> String {
        format!("{}: {error}", self.path().display())
    }

    /// Returns the message for a document named on the command line, with the option that reads it all the
    /// same, if there is one.
    pub(crate) fn named_lost(&self, error: &LoadError) -> String {
        format!("{}{}", self.lost(error), error.way_out())
    }
}

/// Returns how to decode a document named on the command line.
pub(crate) fn named_as(cli: &Cli) -> ReadAs {
    cli.encoding.map_or(ReadAs::Guessed, ReadAs::Exactly)
}

/// Returns how to decode a document found in a folder.
pub(crate) fn found_as(cli: &Cli) -> ReadAs {
    cli.encoding.map_or(ReadAs::Guessed, ReadAs::Usually)
}

/// Returns the inputs: the paths named and listed; without any, standard input if it is piped; else the
/// current folder.
pub(crate) fn inputs(cli: &Cli) -> Result<Vec<Input>> {
    let mut inputs: Vec<Input> = cli.inputs().cloned().collect();
    if let Some(file) = &cli.files_from {
        let paths = input::list(file).with_context(|| file.display().to_string())?;
        inputs.extend(paths.into_iter().map(Input::Path));
        if inputs.is_empty() {
            bail!("{}: the list names no path", file.display());
        }
    } else if inputs.is_empty() {
        inputs.push(if input::is_piped() { Input::Standard } else { Input::Path(".".into()) });
    }
    let list = usize::from(cli.files_from.as_deref() == Some(Path::new(STANDARD)));
    if list + inputs.iter().filter(|input| **input == Input::Standard).count() > 1 {
        bail!("standard input can be read only once; name a file instead of one '-'");
    }
    Ok(inputs)
}

/// Returns the inputs in order, with the contents of folders. No file is opened yet.
pub(crate) fn gather(cli: &Cli, inputs: Vec<Input>) -> Vec<Gathered> {
    inputs
        .into_iter()
        .map(|input| match input {
            Input::Standard => Gathered::Document(Source::Standard(named_as(cli))),
            Input::Path(path) => at(cli, path),
        })
        .collect()
}

/// Returns the input at a path.
pub(crate) fn at(cli: &Cli, path: PathBuf) -> Gathered {
    if let Some(missing) = missing([path.as_path()]).pop() {
        return Gathered::Lost(missing.to_string());
    }
    let mut found = found(&path);
    if is_folder(&path) {
        let read_as = found_as(cli);
        let found = found.into_iter().map(|found| match found {
            FoundPath::File(path) => InFolder::Document(Source::File(path, read_as)),
            FoundPath::Skipped(skipped) => InFolder::Skipped(skipped),
        });
        return Gathered::Folder(path, found.collect());
    }
    match found.pop() {
        Some(FoundPath::File(path)) => Gathered::Document(Source::File(path, named_as(cli))),
        Some(FoundPath::Skipped(skipped)) => Gathered::Lost(passed_over(&skipped)),
        None => Gathered::Lost(format!("{}: no such file or folder", path.display())),
    }
}

fn found(root: &Path) -> Vec<FoundPath> {
    let mut all = Vec::new();
    walk(&[root.to_owned()], &mut |found| {
        all.push(found);
        ControlFlow::Continue(())
    });
    all
}

/// Tells whether a file of a folder that was skipped should have been read. Pipes, devices and links out
/// of the folder are skipped on purpose.
pub(crate) fn is_lost(why: &Why) -> bool {
    match why {
        Why::Missing | Why::Denied | Why::Dangling | Why::Loop | Why::LongPath | Why::Other(_) => true,
        Why::Folder | Why::Pipe | Why::Socket | Why::Device | Why::Outside | Why::LinkedFolder => false,
    }
}

/// Tells whether a file of a folder that did not load is a document. A folder may hold other files.
pub(crate) fn is_document_lost(error: &LoadError) -> bool {
    match error {
        LoadError::Unreadable(why) => is_lost(why),
        LoadError::TooLong => true,
        LoadError::Format(_) => false,
    }
}

/// Returns the message for a skipped file.
pub(crate) fn passed_over(skipped: &Skipped) -> String {
    format!("{}: {}", skipped.path.display(), skipped.why)
}

/// Returns the files that are read, which no output may overwrite.
pub(crate) fn files(gathered: &[Gathered]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for one in gathered {
        match one {
            Gathered::Document(source) => files.push(source.path().to_owned()),
            Gathered::Folder(_, found) => files.extend(found.iter().filter_map(|found| match found {
                InFolder::Document(source) => Some(source.path().to_owned()),
                InFolder::Skipped(_) => None,
            })),
            Gathered::Lost(_) => {}
        }
    }
    files
}

/// Tells whether two documents have the same sentences in the same order, apart from line ends within
/// them.
pub(crate) fn say_the_same(left: &[&str], right: &[&str]) -> bool {
    left.len() == right.len() && left.iter().zip(right).all(|(left, right)| same_characters(left, right))
}

/// Returns the sentences of a document as texts.
pub(crate) fn sentences(document: &Document) -> Vec<&str> {
    document.sentences.iter().map(|sentence| sentence.span.of(&document.text)).collect()
}
