//! The inputs of a run that prints: documents, folders with what is in them, and paths that cannot be read.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::cli::args::{Cli, Input};
use crate::cli::output::{Exit, complain};
use crate::compare::same_characters;
use crate::document::Document;
use crate::storage::input;
use crate::storage::input::STANDARD;
use crate::storage::walk::is_folder;
use crate::storage::{FoundPath, LoadError, Why, check, load, missing, walk};
use crate::text::ReadAs;

/// One input.
pub(crate) enum Gathered {
    /// A path of the command line that is no folder.
    Named(Candidate),
    /// A folder and the files in it.
    Folder(PathBuf, Vec<Candidate>),
}

/// Something that may be a document.
pub(crate) struct Candidate {
    pub(crate) source: Source,
    /// Whether the command line names it, and not a folder that holds it.
    pub(crate) is_named: bool,
    /// Why it is not opened, if it is not.
    pub(crate) obstacle: Option<Failure>,
}

/// Why a candidate gives no document.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{}: {reason}{advice}", .path.display())]
pub(crate) struct Failure {
    path: PathBuf,
    pub(crate) reason: String,
    /// The option that reads it all the same, if there is one.
    advice: &'static str,
    /// Whether it should have been read. A folder may hold pipes and other files than documents.
    pub(crate) is_trouble: bool,
}

impl Failure {
    /// Returns the exit status of a run with this failure.
    pub(crate) fn exit(&self) -> Exit {
        if self.is_trouble { Exit::Trouble } else { Exit::Fine }
    }

    /// Complains; returns the exit status.
    pub(crate) fn complain(&self) -> Exit {
        complain(&self.to_string());
        self.exit()
    }
}

impl Candidate {
    fn named(cli: &Cli, path: PathBuf, obstacle: Option<String>) -> Self {
        let obstacle =
            obstacle.map(|reason| Failure { path: path.clone(), reason, advice: "", is_trouble: true });
        Self { source: Source::File(path, named_as(cli)), is_named: true, obstacle }
    }

    fn found(cli: &Cli, found: FoundPath) -> Self {
        let read_as = cli.encoding.map_or(ReadAs::Guessed, ReadAs::Usually);
        let (path, why) = match found {
            FoundPath::File(path) => (path, None),
            FoundPath::Skipped(skipped) => (skipped.path, Some(skipped.why)),
        };
        let obstacle = why.map(|why| {
            let (reason, is_trouble) = (why.to_string(), is_trouble(&why));
            Failure { path: path.clone(), reason, advice: "", is_trouble }
        });
        Self { source: Source::File(path, read_as), is_named: false, obstacle }
    }

    /// Returns its path, `-` for standard input.
    pub(crate) fn path(&self) -> &Path {
        match &self.source {
            Source::Standard(_) => Path::new(STANDARD),
            Source::File(path, _) => path,
        }
    }

    /// Returns the document.
    pub(crate) fn load(&self) -> Result<Document, Failure> {
        self.read(|source| match source {
            Source::Standard(read_as) => input::load_standard(*read_as),
            Source::File(path, read_as) => load(path, *read_as),
        })
    }

    /// Returns why it would not load, as far as its first bytes tell. Standard input is not read.
    pub(crate) fn check(&self) -> Result<(), Failure> {
        self.read(|source| match source {
            Source::Standard(_) => Ok(()),
            Source::File(path, read_as) => check(path, *read_as),
        })
    }

    fn read<T>(&self, read: impl Fn(&Source) -> Result<T, LoadError>) -> Result<T, Failure> {
        match &self.obstacle {
            Some(failure) => Err(failure.clone()),
            None => read(&self.source).map_err(|error| self.failure(&error)),
        }
    }

    /// Returns the failure of a document that broke off.
    pub(crate) fn broken(&self, reason: String) -> Failure {
        Failure { path: self.path().to_owned(), reason, advice: "", is_trouble: true }
    }

    /// Returns the failure for an error of reading it.
    pub(crate) fn failure(&self, error: &LoadError) -> Failure {
        let is_document = match error {
            LoadError::Unreadable(why) => is_trouble(why),
            LoadError::TooLong => true,
            LoadError::Format(_) => false,
        };
        Failure {
            path: self.path().to_owned(),
            reason: error.to_string(),
            advice: if self.is_named { error.way_out() } else { "" },
            is_trouble: self.is_named || is_document,
        }
    }
}

/// The origin of a document, and how to decode its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    Standard(ReadAs),
    File(PathBuf, ReadAs),
}

/// Tells whether a file that was skipped for this reason should have been read. Pipes, devices and links
/// out of a folder are skipped on purpose.
fn is_trouble(why: &Why) -> bool {
    match why {
        Why::Missing | Why::Denied | Why::Dangling | Why::Loop | Why::LongPath | Why::Other(_) => true,
        Why::Folder | Why::Pipe | Why::Socket | Why::Device | Why::Outside | Why::LinkedFolder => false,
    }
}

/// Returns how to decode a document named on the command line.
fn named_as(cli: &Cli) -> ReadAs {
    cli.encoding.map_or(ReadAs::Guessed, ReadAs::Exactly)
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
pub(crate) fn gather(cli: &Cli, inputs: &[Input]) -> Vec<Gathered> {
    let gather = |input: &Input| match input {
        Input::Path(path) if is_existing_folder(path) => {
            let mut found = Vec::new();
            let _ = walk_input(cli, input, &mut |candidate| {
                found.push(candidate);
                ControlFlow::Continue(())
            });
            Gathered::Folder(path.clone(), found)
        }
        input => Gathered::Named(named(cli, input)),
    };
    inputs.iter().map(gather).collect()
}

/// Gives the candidates of an input to `found`, in order, until it breaks.
pub(crate) fn walk_input(
    cli: &Cli,
    input: &Input,
    found: &mut dyn FnMut(Candidate) -> ControlFlow<()>,
) -> ControlFlow<()> {
    match input {
        Input::Path(path) if is_existing_folder(path) => {
            let mut flow = ControlFlow::Continue(());
            walk(std::slice::from_ref(path), &mut |one| {
                flow = found(Candidate::found(cli, one));
                flow
            });
            flow
        }
        input => found(named(cli, input)),
    }
}

fn is_existing_folder(path: &Path) -> bool {
    is_folder(path) && missing([path]).is_empty()
}

/// Returns an input that is no folder.
fn named(cli: &Cli, input: &Input) -> Candidate {
    let Input::Path(path) = input else {
        return Candidate { source: Source::Standard(named_as(cli)), is_named: true, obstacle: None };
    };
    if let Some(missing) = missing([path.as_path()]).pop() {
        return Candidate::named(cli, path.clone(), Some(missing.reason()));
    }
    let mut found = None;
    walk(std::slice::from_ref(path), &mut |one| {
        found = Some(one);
        ControlFlow::Break(())
    });
    let obstacle = match found {
        Some(FoundPath::File(_)) => None,
        Some(FoundPath::Skipped(skipped)) => Some(skipped.why.to_string()),
        None => Some("no such file or folder".to_owned()),
    };
    Candidate::named(cli, path.clone(), obstacle)
}

/// Returns all candidates in order.
pub(crate) fn candidates(gathered: Vec<Gathered>) -> impl Iterator<Item = Candidate> {
    gathered.into_iter().flat_map(|one| match one {
        Gathered::Named(candidate) => vec![candidate],
        Gathered::Folder(_, found) => found,
    })
}

/// Returns the files that are read, which no output may overwrite.
pub(crate) fn files(gathered: &[Gathered]) -> Vec<PathBuf> {
    let candidates = gathered.iter().flat_map(|one| match one {
        Gathered::Named(candidate) => std::slice::from_ref(candidate),
        Gathered::Folder(_, found) => found,
    });
    let opened = candidates.filter(|candidate| candidate.obstacle.is_none());
    opened.map(|candidate| candidate.path().to_owned()).collect()
}

/// Tells whether two documents have the same sentences in the same order, apart from line ends within
/// them.
pub(crate) fn say_the_same(left: &Document, right: &Document) -> bool {
    let [left, right] = [left, right].map(sentences);
    left.len() == right.len() && left.iter().zip(right).all(|(left, right)| same_characters(left, right))
}

/// Returns the sentences of a document as texts.
pub(crate) fn sentences(document: &Document) -> Vec<&str> {
    document.sentences.iter().map(|sentence| sentence.span.of(&document.text)).collect()
}
