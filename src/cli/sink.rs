//! Where the result goes: standard output, or a file that appears when it is complete.
#![expect(clippy::disallowed_methods, reason = "the one place of this floor that prints")]

use std::io::{self, BufWriter, StdoutLock, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::cli::args::Cli;
use crate::storage::input::STANDARD;
use crate::storage::{Existing, Output};
use crate::text::safe::{Allowed, Checked};

/// A place to write the result to.
pub(crate) enum Sink {
    Standard(Box<BufWriter<Checked<StdoutLock<'static>>>>),
    File(Output),
}

impl Sink {
    /// Returns what the command line asks for; `documents` are never overwritten.
    pub(crate) fn open(cli: &Cli, documents: &[PathBuf]) -> Result<Self> {
        let existing = if cli.force { Existing::Replace } else { Existing::Keep };
        if let Some(path) = cli.output.as_deref().filter(|path| *path != Path::new(STANDARD)) {
            return Ok(Sink::File(Output::create(path, existing, documents)?));
        }
        let out = Checked::new(io::stdout().lock(), Allowed::Lines);
        Ok(Sink::Standard(Box::new(BufWriter::new(out))))
    }

    /// Writes what is still held back.
    pub(crate) fn finish(self) -> Result<()> {
        match self {
            Sink::Standard(mut out) => Ok(out.flush()?),
            Sink::File(output) => Ok(output.finish()?),
        }
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Sink::Standard(out) => out.write(bytes),
            Sink::File(output) => output.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Sink::Standard(out) => out.flush(),
            Sink::File(output) => output.flush(),
        }
    }
}
