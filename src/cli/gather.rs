//! The inputs of a run that prints: documents, folders with their files, and paths that cannot be read.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};

use crate::cli::args::{Cli, Input};
use crate::cli::output::{Exit, complain};
use crate::document::{Document, Opening, TextSummary};
use crate::report::NotSearched;
use crate::storage::input;
use crate::storage::walk::is_folder;
use crate::storage::{
    FoundPath, LoadError, ReadError, SHORT, STANDARD, Source, missing, summarize_whole, walk,
};
use crate::tasks::{SearchError, in_order};
use crate::text::ReadAs;

/// One input.
pub(crate) enum Gathered {
    /// A path of the command line that is not a folder.
    Named(CandidateFile),
    /// A folder and the files in it.
    Folder(PathBuf, Vec<CandidateFile>),
}

/// Something that may be a document.
pub(crate) struct CandidateFile {
    pub(crate) source: Source,
    /// Whether the command line names it, and not a folder that holds it.
    pub(crate) is_named: bool,
    /// Why it is not opened, if it is not.
    pub(crate) obstacle: Option<GatherFailure>,
}

/// Why a candidate gives no document.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{}: {reason}{advice}", .path.display())]
pub(crate) struct GatherFailure {
    pub(crate) path: PathBuf,
    pub(crate) reason: String,
    /// The option that reads it all the same, if there is one.
    advice: &'static str,
    /// Whether it should have been read. A folder may hold pipes and other files than documents.
    pub(crate) is_trouble: bool,
}

impl GatherFailure {
    /// Returns the exit status of a run with this failure.
    pub(crate) fn exit(&self) -> Exit {
        if self.is_trouble { Exit::Trouble } else { Exit::Fine }
    }

    /// Complains; returns the exit status.
    pub(crate) fn complain(&self) -> Exit {
        complain(&self.to_string());
        self.exit()
    }

    /// Complains of a document that should have been read. Returns the exit status and the row of the report.
    ///
    /// A folder may hold other files than texts, so only a document that is named makes trouble of the run.
    pub(crate) fn not_searched(self, is_named: bool) -> (Exit, NotSearched) {
        let status = if self.is_trouble { self.complain() } else { Exit::Fine };
        let exit = if is_named { status } else { Exit::Fine };
        (exit, NotSearched { path: self.path, reason: self.reason })
    }
}

impl CandidateFile {
    fn named(source: Source, obstacle: Option<String>) -> Self {
        let path = source.path().to_owned();
        let obstacle = obstacle.map(|reason| GatherFailure { path, reason, advice: "", is_trouble: true });
        Self { source, is_named: true, obstacle }
    }

    fn found(cli: &Cli, found: FoundPath) -> Self {
        let read_as = match cli.encoding {
            encoding if cli.whole => ReadAs::Whole(encoding),
            encoding => encoding.map_or(ReadAs::Guessed, ReadAs::Usually),
        };
        let (path, why) = match found {
            FoundPath::File(path) => (path, None),
            FoundPath::Skipped(skipped) => (skipped.path, Some(skipped.why)),
        };
        let obstacle = why.map(|why| {
            let (reason, is_trouble) = (why.to_string(), is_trouble(&why));
            GatherFailure { path: path.clone(), reason, advice: "", is_trouble }
        });
        Self { source: Source::File(path, read_as), is_named: false, obstacle }
    }

    /// Returns its path, `-` for standard input.
    pub(crate) fn path(&self) -> &Path {
        self.source.path()
    }

    /// Returns the document; its warnings go to standard error.
    pub(crate) fn load(&self) -> Result<Arc<Document>, GatherFailure> {
        let document = self.read(Source::load)?;
        self.warn(&document.warnings);
        Ok(document)
    }

    /// Returns the beginning of the document: sentences with at least `words` words together, if it has so many.
    pub(crate) fn opening(&self, words: usize) -> Result<Opening, GatherFailure> {
        self.read(|source| source.opening(source.read(SHORT)?, words))
    }

    /// Returns what a list shows of the document.
    pub(crate) fn summarize(&self) -> Result<TextSummary, GatherFailure> {
        self.read(summarize_whole)
    }

    /// Prints the warnings about how it was read.
    pub(crate) fn warn(&self, warnings: &[String]) {
        for warning in warnings {
            complain(&format!("{}: {warning}", self.path().display()));
        }
    }

    /// Returns why it would not load, as far as its first bytes tell.
    pub(crate) fn check(&self) -> Result<(), GatherFailure> {
        self.read(Source::check)
    }

    fn read<T>(&self, read: impl Fn(&Source) -> Result<T, LoadError>) -> Result<T, GatherFailure> {
        match &self.obstacle {
            Some(failure) => Err(failure.clone()),
            None => read(&self.source).map_err(|error| self.failure(&error)),
        }
    }

    /// Returns the failure of a document that broke off.
    pub(crate) fn broken(&self, reason: String) -> GatherFailure {
        GatherFailure { path: self.path().to_owned(), reason, advice: "", is_trouble: true }
    }

    /// Returns the failure for an error of reading a file attached to it.
    pub(crate) fn failure_inside(&self, attached: &str, error: &SearchError) -> GatherFailure {
        GatherFailure {
            path: self.path().to_owned(),
            reason: format!("{attached}: {error}"),
            advice: "",
            is_trouble: self.is_named,
        }
    }

    /// Returns the failure for an error of reading it.
    pub(crate) fn failure(&self, error: &LoadError) -> GatherFailure {
        let is_document = match error {
            LoadError::Unreadable(why) => is_trouble(why),
            LoadError::TooLong => true,
            LoadError::Format(_) => false,
        };
        GatherFailure {
            path: self.path().to_owned(),
            reason: error.to_string(),
            advice: if self.is_named { error.way_out() } else { "" },
            is_trouble: self.is_named || is_document,
        }
    }
}

/// Tells whether a file that was skipped for this reason should have been read. Pipes, devices and links
/// out of a folder are skipped on purpose.
fn is_trouble(why: &ReadError) -> bool {
    use ReadError::{Device, Folder, LinkedFolder, Outside, Pipe, Socket};
    !matches!(why, Folder | Pipe | Socket | Device | Outside | LinkedFolder)
}

/// Returns how to decode a document named on the command line.
pub(crate) fn named_as(cli: &Cli) -> ReadAs {
    match cli.encoding {
        encoding if cli.whole => ReadAs::Whole(encoding),
        encoding => encoding.map_or(ReadAs::Guessed, ReadAs::Exactly),
    }
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

/// Returns the inputs in order, with the contents of folders. No file is opened yet, but standard input
/// is read.
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
    found: &mut dyn FnMut(CandidateFile) -> ControlFlow<()>,
) -> ControlFlow<()> {
    match input {
        Input::Path(path) if is_existing_folder(path) => {
            let mut flow = ControlFlow::Continue(());
            walk(std::slice::from_ref(path), &mut |one| {
                flow = found(CandidateFile::found(cli, one));
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

/// Returns an input that is not a folder.
fn named(cli: &Cli, input: &Input) -> CandidateFile {
    let Input::Path(path) = input else {
        let (bytes, obstacle) = match input::standard() {
            Ok(bytes) => (bytes, None),
            Err(error) => ([].into(), Some(error.to_string())),
        };
        return CandidateFile::named(Source::Bytes(STANDARD.into(), bytes, named_as(cli)), obstacle);
    };
    let source = Source::File(path.clone(), named_as(cli));
    if let Some(missing) = missing([path.as_path()]).pop() {
        return CandidateFile::named(source, Some(missing.reason()));
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
    CandidateFile::named(source, obstacle)
}

/// Returns all candidates in order.
pub(crate) fn candidates(gathered: Vec<Gathered>) -> impl Iterator<Item = CandidateFile> {
    gathered.into_iter().flat_map(|one| match one {
        Gathered::Named(candidate) => vec![candidate],
        Gathered::Folder(_, found) => found,
    })
}

/// The documents of a run that reads all of them, and those that could not be read.
pub(crate) struct ReadDocuments<T> {
    /// The path and the content of each document, in order.
    pub(crate) documents: Vec<(PathBuf, T)>,
    pub(crate) not_read: Vec<NotSearched>,
    pub(crate) exit: Exit,
}

/// Reads all candidates, several at a time. `reader` returns the function that reads them, one for each thread.
///
/// A folder may hold other files than texts, so a document that cannot be read changes the exit status only if the
/// command line names it.
pub(crate) fn read_all<T: Send, R: FnMut(&CandidateFile) -> Result<T, GatherFailure>>(
    gathered: Vec<Gathered>,
    reader: &(dyn Fn() -> R + Sync),
) -> ReadDocuments<T> {
    let mut all = ReadDocuments { documents: Vec::new(), not_read: Vec::new(), exit: Exit::Fine };
    let worker = || {
        let mut read = reader();
        move |candidate: CandidateFile| (read(&candidate), candidate)
    };
    in_order(candidates(gathered), &worker, &|| true, &mut |batch| {
        for (content, candidate) in batch {
            match content {
                Ok(content) => all.documents.push((candidate.path().to_owned(), content)),
                Err(failure) => {
                    let (status, row) = failure.not_searched(candidate.is_named);
                    all.exit = all.exit.max(status);
                    all.not_read.push(row);
                }
            }
        }
    });
    all
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
