//! The entry point: reads the command line, prints or opens the screen, and returns the exit code.

use std::process::ExitCode;

use clap::Parser;

use reader::cli::args::Cli;
use reader::cli::screen::{self as start, Chosen};
use reader::cli::{self, Exit};
use reader::storage::{output, reports};
use reader::ui::runtime;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(answer) => return told(&answer),
    };
    runtime::tell_panics(if cli.no_state { None } else { reports::folder() });
    if cli::wanted(&cli, runtime::has_terminal()) {
        // Without them a signal ends the program all the same.
        let _ = cli.output.as_ref().map(|_| runtime::abandon_on_signals());
        return cli::run(&cli).into();
    }
    let left = screen(&cli);
    output::abandon();
    match left {
        Ok(status) => ExitCode::from(status),
        Err(error) => {
            cli::complain(&format!("{error:#}"));
            Exit::Trouble.into()
        }
    }
}

/// Opens the screen; returns the exit status once the user has left it.
fn screen(cli: &Cli) -> anyhow::Result<u8> {
    let settings = cli::settings(cli)?;
    let keymap = cli::keymap(cli, &settings)?;
    let keywords = cli::keywords(&settings)?;
    let inputs = cli::inputs(cli)?;
    let inputs = if cli.compare { cli::need_two(cli, inputs)? } else { inputs };
    let start = start::prepare(cli, Chosen { settings, keymap, keywords, inputs })?;
    Ok(runtime::run(start)?)
}

/// Prints the help that was asked for, or what is wrong with the command line.
///
/// A mistake repeats the user's words, which may come from a hostile file name: it is made safe.
fn told(answer: &clap::Error) -> ExitCode {
    if answer.use_stderr() {
        cli::explain(&answer.render().to_string());
        return Exit::Trouble.into();
    }
    // When nobody listens any more there is nothing left to say.
    let _ = answer.print();
    Exit::Fine.into()
}
