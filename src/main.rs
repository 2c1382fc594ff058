//! The door: arguments in, terminal given back, exit code out.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use clap::Parser;
use reader::batch::{self, Exit};
use reader::cli::Cli;
use reader::text::safe;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(answer) => return told(&answer),
    };
    if batch::wanted(&cli, io::stdout().is_terminal()) {
        return batch::run(&cli).into();
    }
    batch::complain("the screen is not there yet");
    Exit::Trouble.into()
}

/// Prints the help that was asked for, or what is wrong with the command line.
///
/// A mistake repeats the user's words, which may come from a hostile file name: it is made safe.
fn told(answer: &clap::Error) -> ExitCode {
    // When nobody listens any more there is nothing left to say.
    if answer.use_stderr() {
        let words = answer.render().to_string();
        let _ = io::stderr().write_all(safe::printable(&words).as_bytes());
        return Exit::Trouble.into();
    }
    let _ = answer.print();
    Exit::Fine.into()
}
