//! The command line: its options and their spelling.
//!
//! Modes are flags and not subcommands, so a folder named `compare` still opens. Nothing here
//! looks at the disk or decides what to do.

use std::ffi::OsString;
use std::num::{NonZeroU16, NonZeroUsize};
use std::path::PathBuf;
use std::str::FromStr;

use clap::builder::{OsStringValueParser, TypedValueParser};
use clap::{ArgAction, Parser, ValueEnum, ValueHint};

use crate::report::Format;
use crate::storage::config::PROBABILITY;
use crate::text::Encoding;

const EXAMPLES: &str = "\
Examples:
  reader seeds/                          read the documents of a folder
  reader -k S-400 -k Ukraine=red a.txt   highlight two words
  reader +/cinema story.md               open at the first 'cinema'
  reader -c a.txt b.txt                  compare two documents side by side
  reader -c a.txt b.txt | less           the same as a report
  reader -c -o ab.json a.txt b.txt       … as a file in the format of its name
  reader -c --format markdown news/      which document of a folder says what
  reader --similar a.txt news/           which documents of a folder are most like a.txt
  reader --search treaty archive/        which sentences of a folder say 'treaty'
  pandoc letter.rtf -t plain | reader    read what another program prints

Exit status: 0 fine; 1 nothing found or similar, or with --exit-code, the texts differ; 2 usage or trouble;
130 interrupted; 128+n ended by signal n.";

/// The options and words of one call, checked each for itself.
#[derive(Clone, Debug, Default, Parser)]
#[expect(clippy::struct_excessive_bools, reason = "each is an independent flag")]
#[command(name = "reader", bin_name = "reader", version, about, after_help = EXAMPLES)]
#[command(args_override_self = true, max_term_width = 100)]
pub struct Cli {
    /// Files and folders to read, '-' for standard input; none: what is piped in, else the
    /// current folder. +N opens at line N, +/WORD at the first WORD.
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    #[arg(value_parser = OsStringValueParser::new().try_map(Operand::parse))]
    pub operands: Vec<Operand>,

    /// Highlight WORD, if you like in a colour: a name such as red, or #rrggbb
    #[arg(short, long = "keyword", value_name = "WORD[=COLOUR]", action = ArgAction::Append)]
    pub keywords: Vec<String>,

    /// Highlight the words listed in FILE, one a line
    #[arg(short = 'K', long = "keywords", value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub keyword_files: Vec<PathBuf>,

    /// Take capital and small letters as the same, even in a word with capitals
    #[arg(short, long)]
    pub ignore_case: bool,

    /// Find whole words only
    #[arg(short, long)]
    pub word: bool,

    /// Compare two documents; a folder stands for the documents in it. Of three or more is printed
    /// which of them makes which claim
    #[arg(short, long, short_alias = 'd', conflicts_with = "list")]
    pub compare: bool,

    /// Call a link strong from this probability on, 0 to 1 [default: 0.7]
    #[arg(long, value_name = "P", value_parser = probability)]
    pub strong: Option<f64>,

    /// Call a link weak from this probability on, 0 to 1; below it is no link [default: 0.35]
    #[arg(long, value_name = "P", value_parser = probability)]
    pub weak: Option<f64>,

    /// List the documents with their titles and lengths, and leave
    #[arg(long)]
    pub list: bool,

    /// List the documents most like the FILE named first, or for each document of a folder the one
    /// most like it, and leave
    #[arg(long, conflicts_with_all = ["list", "compare"])]
    pub similar: bool,

    /// Print the sentences in which PATTERN is found in any of the documents, and leave; re: before
    /// it makes it a regular expression, word: a word, stem: a word with all its endings
    #[arg(long, value_name = "PATTERN", conflicts_with_all = ["list", "compare", "similar"])]
    pub search: Option<String>,

    /// Print in this format instead of opening a screen [default: by the ending of --output, else
    /// text]
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub format: Option<Format>,

    /// Print to FILE, which must not exist yet; '-' is standard output
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,

    /// Let --output replace a file
    #[arg(long, requires = "output")]
    pub force: bool,

    /// Also read the paths listed in FILE, one a line or separated by NUL; '-' is standard input
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub files_from: Option<PathBuf>,

    /// When to use colours on the screen; what is printed never has any
    #[arg(long, visible_alias = "colour", value_name = "WHEN", value_enum, default_value_t)]
    pub color: Color,

    /// Colours: dark, light, plain (none), auto (by the background), or a theme of your own
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,

    /// Set text at most N columns wide
    #[arg(long, value_name = "N")]
    pub width: Option<NonZeroU16>,

    /// Leave the mouse to the terminal
    #[arg(long)]
    pub no_mouse: bool,

    /// Read documents in this encoding, such as windows-1251, koi8-r or big5, unless a byte order mark
    /// says otherwise; a file named is read in it whatever it is
    #[arg(long, value_name = "NAME", value_parser = Encoding::from_str)]
    pub encoding: Option<Encoding>,

    /// Neither use nor leave anything remembered between runs
    #[arg(long)]
    pub no_state: bool,

    /// Read the settings from FILE instead of reader/config.toml in the configuration folder
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub config: Option<PathBuf>,

    /// Print the settings in force, ready to be kept as a file, and leave
    #[arg(long)]
    pub print_config: bool,

    /// Print the keys in force, and leave
    #[arg(long)]
    pub print_keys: bool,

    /// With --compare: exit with 1 unless all have the same content, however their lines are wrapped
    #[arg(long, requires = "compare")]
    pub exit_code: bool,
}

impl Cli {
    /// Returns the files and folders named, in order, without the places.
    pub fn inputs(&self) -> impl Iterator<Item = &Input> {
        self.operands.iter().filter_map(|operand| match operand {
            Operand::Input(input) => Some(input),
            Operand::Place(_) => None,
        })
    }

    /// Returns where to open; of several places the last, as with every repeated option.
    pub fn place(&self) -> Option<&Place> {
        self.operands.iter().rev().find_map(|operand| match operand {
            Operand::Place(place) => Some(place),
            Operand::Input(_) => None,
        })
    }
}

/// One word of the command line that belongs to no option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operand {
    /// What to read.
    Input(Input),
    /// Where to open it.
    Place(Place),
}

/// What to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// `-`.
    Standard,
    /// A file or a folder.
    Path(PathBuf),
}

/// Where to open a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// `+N`: a line, counted from 1.
    Line(NonZeroUsize),
    /// `+/PATTERN`: the first hit.
    Pattern(String),
}

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Even with `NO_COLOR` set.
    Always,
    /// Not at all.
    Never,
}

impl Operand {
    /// Returns what `word` asks for, or how to say it so that it is understood.
    fn parse(word: OsString) -> Result<Self, String> {
        if word == "-" {
            return Ok(Operand::Input(Input::Standard));
        }
        if !word.as_encoded_bytes().starts_with(b"+") {
            return Ok(Operand::Input(Input::Path(word.into())));
        }
        word.to_str()
            .and_then(|word| Place::parse(&word[1..]))
            .map(Operand::Place)
            .ok_or_else(|| "a place is +N or +/WORD; a path that begins with '+' is given as ./+…".into())
    }
}

impl Place {
    fn parse(place: &str) -> Option<Self> {
        match place.strip_prefix('/') {
            Some(pattern) => (!pattern.is_empty()).then(|| Place::Pattern(pattern.to_owned())),
            None => place.parse().ok().map(Place::Line),
        }
    }
}

fn probability(value: &str) -> Result<f64, String> {
    match value.parse() {
        Ok(number) if (0.0..=1.0).contains(&number) => Ok(number),
        _ => Err(PROBABILITY.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(words: &[&str]) -> Result<Cli, String> {
        Cli::try_parse_from([&["reader"], words].concat()).map_err(|error| error.to_string())
    }

    #[test]
    fn the_definition_is_consistent() {
        <Cli as clap::CommandFactory>::command().debug_assert();
    }

    #[test]
    fn words_are_paths_and_places() {
        let cli = parsed(&["+3", "a", "-", "+/two words", "./+b", "--", "-c"]).unwrap();
        let inputs: Vec<_> = cli.inputs().cloned().collect();
        let path = |name: &str| Input::Path(name.into());
        assert_eq!(inputs, [path("a"), Input::Standard, path("./+b"), path("-c")]);
        assert_eq!(cli.place(), Some(&Place::Pattern("two words".into())));
    }

    #[test]
    fn a_mistake_suggests_a_correction() {
        for (words, hint) in [
            (&["+here"][..], "./+"),
            (&["+0"], "+N"),
            (&["+/"], "+/WORD"),
            (&["--strong", "7"], "from 0 to 1"),
            (&["--weak", "NaN"], "from 0 to 1"),
            (&["--force"], "--output"),
            (&["--exit-code"], "--compare"),
            (&["--list", "-c"], "--compare"),
            (&["--similar", "-c"], "--compare"),
            (&["--search", "x", "--list"], "--list"),
            (&["--width", "0"], "--width"),
            (&["--format", "htlm"], "html"),
            (&["--comparre"], "--compare"),
        ] {
            let error = parsed(words).unwrap_err();
            assert!(error.contains(hint), "{words:?} says {error:?}");
        }
    }

    #[test]
    fn the_last_of_equal_options_counts_and_keywords_add_up() {
        let cli = parsed(&["--width", "60", "-k", "a", "-k", "b=red", "--width", "70", "-d"]).unwrap();
        assert_eq!(cli.width.map(NonZeroU16::get), Some(70));
        assert_eq!(cli.keywords, ["a", "b=red"]);
        assert!(cli.compare);
    }
}
