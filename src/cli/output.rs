//! The output of a run without a screen: its result, messages on standard error, and the exit status.
#![expect(clippy::disallowed_methods, reason = "only this file of the folder opens the standard streams")]

use std::io::{self, BufWriter, StdoutLock, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;

use crate::cli::args::Cli;
use crate::report::{Report, Writer};
use crate::storage::STANDARD;
use crate::storage::{Existing, OutputFile};
use crate::text::safe;
use crate::text::safe::{Allowed, Checked};

/// The exit status; of several the greatest counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// 0: done as asked. A program that stops reading the result (a broken pipe) is not an error.
    Fine,
    /// 1: done, and the answer is no.
    No,
    /// 2: a usage error, or something could not be read or written.
    Trouble,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(match exit {
            Exit::Fine => 0,
            Exit::No => 1,
            Exit::Trouble => 2,
        })
    }
}

/// Prints a message on standard error, on one line and made safe.
pub(crate) fn complain(message: &str) {
    write_error(&format!("reader: {}\n", safe::line(message)));
}

/// Prints text of several lines on standard error, made safe.
pub fn explain(words: &str) {
    write_error(&safe::printable(words));
}

fn write_error(words: &str) {
    // Without a standard error there is no place left to report this.
    let _ = Checked::new(io::stderr().lock(), Allowed::Lines).write_all(words.as_bytes());
}

/// The target of the result: standard output, or a file that appears when it is complete.
pub(crate) enum OutputTarget {
    Standard(Box<BufWriter<Checked<StdoutLock<'static>>>>),
    File(OutputFile),
}

impl OutputTarget {
    /// Returns the target that the command line names; `documents` are never overwritten.
    pub(crate) fn open(cli: &Cli, documents: &[PathBuf]) -> Result<Self> {
        let existing = if cli.force { Existing::Replace } else { Existing::Keep };
        if let Some(path) = cli.output.as_deref().filter(|path| *path != Path::new(STANDARD)) {
            return Ok(OutputTarget::File(OutputFile::create(path, existing, documents)?));
        }
        let out = Checked::new(io::stdout().lock(), Allowed::Lines);
        Ok(OutputTarget::Standard(Box::new(BufWriter::new(out))))
    }

    /// Prints one report as a whole.
    pub(crate) fn print(mut self, writer: Writer, title: &str, report: &impl Report) -> Result<()> {
        writer.open(title, &mut self)?;
        writer.write(report, &mut self)?;
        writer.close(&mut self)?;
        self.finish()
    }

    /// Writes the buffered output, and moves a file to its place.
    pub(crate) fn finish(self) -> Result<()> {
        match self {
            OutputTarget::Standard(mut out) => Ok(out.flush()?),
            OutputTarget::File(output) => Ok(output.finish()?),
        }
    }
}

impl Write for OutputTarget {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            OutputTarget::Standard(out) => out.write(bytes),
            OutputTarget::File(output) => output.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            OutputTarget::Standard(out) => out.flush(),
            OutputTarget::File(output) => output.flush(),
        }
    }
}
