//! The manual page and the scripts that complete the command line, both made from its definition.

use std::io;

use clap::{Command, CommandFactory};
use clap_complete::Shell;
use clap_mangen::Man;
use clap_mangen::roff::{Inline, Roff, line_break, roman};

use crate::cli::args::{Cli, EXAMPLES, EXIT_STATUS};

const DESCRIPTION: [&str; 3] = [
    "reader opens files and folders: a list of documents beside the text of one. It highlights keywords, searches, \
     and compares two documents side by side by meaning: which sentences say the same, how likely that is and which \
     words it rests on, what only one text says, and which figures differ.",
    "Without a terminal, or when an option asks for it, it prints the same as text, Markdown, HTML or JSON.",
    "On the screen, ? shows the keys of the current view, c compares, and q goes back or quits.",
];

const FILES: [&str; 4] = [
    "$XDG_CONFIG_HOME/reader/config.toml (else ~/.config): the settings; reader --print-config prints them.",
    "$XDG_CONFIG_HOME/reader/themes/NAME.toml: themes of your own.",
    "$XDG_DATA_HOME/reader/store.sqlite (else ~/.local/share): notes, bookmarks, reading positions and the like.",
    "$XDG_STATE_HOME/reader (else ~/.local/state): crash reports.",
];

/// Returns the manual page, for `man`.
pub(crate) fn manual_page() -> io::Result<Vec<u8>> {
    let mut page = Vec::new();
    let man = Man::new(Cli::command());
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    section("SYNOPSIS", ["reader [OPTIONS] [PATH]..."], &mut page)?;
    section("DESCRIPTION", DESCRIPTION, &mut page)?;
    man.render_options_section(&mut page)?;
    section("EXIT STATUS", [EXIT_STATUS], &mut page)?;
    section("FILES", FILES, &mut page)?;
    examples(&mut page)?;
    Ok(page)
}

/// Returns the script that completes the command line in a shell.
pub(crate) fn completions(shell: Shell) -> Vec<u8> {
    // The scripts would offer hidden options; the group that clap makes of all options has them, too.
    let whole = Cli::command();
    let options = whole.get_arguments().filter(|option| !option.is_hide_set()).cloned();
    let groups = whole.get_groups().filter(|group| group.get_id() != "Cli").cloned();
    let mut offered = Command::new("reader").version(env!("CARGO_PKG_VERSION")).args(options).groups(groups);
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut offered, "reader", &mut script);
    script
}

fn section<'a>(
    title: &str,
    paragraphs: impl IntoIterator<Item = &'a str>,
    page: &mut Vec<u8>,
) -> io::Result<()> {
    let mut roff = Roff::new();
    roff.control("SH", [title]);
    for paragraph in paragraphs {
        roff.control("PP", []).text([roman(paragraph)]);
    }
    roff.to_writer(page)
}

/// Writes the examples as they are in the help, line by line.
fn examples(page: &mut Vec<u8>) -> io::Result<()> {
    let lines: Vec<Inline> =
        EXAMPLES.lines().skip(1).flat_map(|line| [roman(line.trim_start()), line_break()]).collect();
    let mut roff = Roff::new();
    roff.control("SH", ["EXAMPLES"]).control("nf", []).text(lines).control("fi", []);
    roff.to_writer(page)
}
