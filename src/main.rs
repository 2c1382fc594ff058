//! The entry point: reads the command line, runs the program and returns its exit status.

use std::process::ExitCode;

use reader::cli::args::Cli;
use reader::cli::{self, Exit};
use reader::storage::{bug_reports, output};
use reader::ui::runtime;

fn main() -> ExitCode {
    let cli = match Cli::read() {
        Ok(cli) => cli,
        Err(answer) => return print_answer(&answer),
    };
    runtime::tell_panics(if cli.no_state { None } else { bug_reports::folder() });
    let status = cli::run(&cli);
    output::abandon();
    status
}

/// Prints the help that was asked for, or the mistake in the command line.
///
/// A mistake repeats the user's words, which may come from a hostile file name: it is made safe.
fn print_answer(answer: &clap::Error) -> ExitCode {
    if answer.use_stderr() {
        cli::explain(&answer.render().to_string());
        return Exit::Trouble.into();
    }
    // A closed standard output is not an error.
    let _ = answer.print();
    Exit::Fine.into()
}
