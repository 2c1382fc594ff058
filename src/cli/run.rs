//! The top level of the program: it opens the screen, or prints.

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::{Result, anyhow};

use crate::cli::args::Cli;
use crate::cli::gather::{gather, inputs};
use crate::cli::manual::{completions, manual_page};
use crate::cli::output::{Exit, OutputTarget, complain};
use crate::cli::screen::{Chosen, prepare, theme};
use crate::cli::settings::{defaults, key_list, keymap, keywords, settings};
use crate::cli::{collection, comparison, notes, prints, search};
use crate::formats::pdf::process;
use crate::report::{ReportFormat, Writer};
use crate::search::Query;
use crate::text::safe;
use crate::ui::runtime;

/// Does what the command line asks for: opens the screen, or prints and is done.
pub fn run(cli: &Cli) -> ExitCode {
    if cli.read_pdf {
        return serve_pdf();
    }
    // PDF files are read in processes of this program.
    if let Ok(program) = std::env::current_exe() {
        process::set_program(program);
    }
    let ended = if opens_screen(cli) {
        open_screen(cli)
    } else {
        // Without the signal handlers an interrupted run only leaves a temporary file behind.
        let _ = cli.output.as_ref().map(|_| runtime::abandon_on_signals());
        print(cli).map(ExitCode::from)
    };
    ended.unwrap_or_else(|error| {
        complain(&format!("{error:#}"));
        Exit::Trouble.into()
    })
}

/// Reads a PDF for the process that asked; its end is the only answer to a failure.
#[expect(
    clippy::disallowed_methods,
    reason = "the answer goes to a pipe of this program, never to a terminal"
)]
fn serve_pdf() -> ExitCode {
    match process::serve(io::stdin(), io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => Exit::Trouble.into(),
    }
}

/// Tells whether to open the screen: there is a terminal, and nothing asks for printing.
fn opens_screen(cli: &Cli) -> bool {
    runtime::has_terminal() && !cli.prints()
}

/// Opens the screen; returns the exit status once the user has left it.
fn open_screen(cli: &Cli) -> Result<ExitCode> {
    let settings = settings(cli)?;
    let keymap = keymap(cli, &settings)?;
    let keywords = keywords(&settings)?;
    let inputs = inputs(cli)?;
    let inputs = if cli.compare { comparison::need_two(cli, inputs)? } else { inputs };
    let start = prepare(cli, Chosen { settings, keymap, keywords, inputs })?;
    let end = runtime::run(start)?;
    if let Some(why) = end.not_remembered {
        complain(&why);
    }
    Ok(ExitCode::from(end.status))
}

/// Prints the answer; a reader of standard output that stops early is not an error.
fn print(cli: &Cli) -> Result<Exit> {
    match answer(cli) {
        Err(error) if is_broken_pipe(&error) => Ok(Exit::Fine),
        answered => answered,
    }
}

fn answer(cli: &Cli) -> Result<Exit> {
    if let Some(shell) = cli.completions {
        return write_out(cli, &completions(shell));
    } else if cli.man {
        return write_out(cli, &manual_page()?);
    }
    let settings = settings(cli)?;
    // Nothing is coloured, but a name that is wrong is wrong here, too.
    theme(cli, &settings)?;
    if cli.print_config {
        return write_out(cli, safe::printable(&settings.to_toml()).as_bytes());
    }
    if cli.print_keys {
        return write_out(cli, safe::printable(&key_list(&keymap(cli, &settings)?)).as_bytes());
    }
    if let Some(text) = &cli.add_note {
        return notes::add(cli, text);
    } else if cli.forget {
        return notes::forget(cli);
    } else if cli.forget_all {
        return notes::forget_all(cli);
    }
    let keywords = keywords(&settings)?;
    let writer = writer(cli)?;
    if cli.notes {
        return notes::list(cli, writer);
    }
    if let Some(pattern) = &cli.search {
        let query = Query::parse(pattern, defaults(&settings));
        return search::search(cli, &query, &inputs(cli)?, writer);
    }
    let gathered = gather(cli, &inputs(cli)?);
    if cli.compare {
        comparison::compare(cli, &settings, gathered, writer)
    } else if cli.similar {
        collection::similar(cli, gathered, writer)
    } else if cli.stories {
        collection::stories(cli, gathered, writer)
    } else if cli.timeline {
        collection::timeline(cli, gathered, writer)
    } else if cli.list {
        prints::list(cli, &keywords, gathered, writer)
    } else {
        prints::print(cli, &keywords, gathered, writer)
    }
}

fn write_out(cli: &Cli, text: &[u8]) -> Result<Exit> {
    let mut sink = OutputTarget::open(cli, &[])?;
    sink.write_all(text)?;
    sink.finish()?;
    Ok(Exit::Fine)
}

/// Returns the writer of the requested format, else of the format that the name of the output tells.
/// Only a width on the command line wraps: the width of the settings is for the screen.
fn writer(cli: &Cli) -> Result<Writer> {
    let format = match (cli.format, &cli.output) {
        (Some(format), _) => format,
        (None, _) if cli.plain => ReportFormat::Plain,
        (None, Some(path)) => ReportFormat::by_name(path)
            .map_err(|error| anyhow!("{error}; --format FORMAT writes to a file of any name"))?,
        (None, None) => ReportFormat::default(),
    };
    Ok(Writer { format, width: cli.width.map(|width| width.get().into()), is_parted: false })
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
