//! The command line: its options and their spelling.
//!
//! Modes are flags and not subcommands, so a folder named `compare` still opens. Nothing here
//! looks at the disk or decides what to do.

use std::ffi::OsString;
use std::num::{NonZeroU16, NonZeroUsize};
use std::path::PathBuf;
use std::str::FromStr;

use clap::builder::{OsStringValueParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{ArgAction, CommandFactory, Parser, ValueEnum, ValueHint};
use clap_complete::Shell;

use crate::report::ReportFormat;
use crate::storage::config::PROBABILITY;
use crate::text::Encoding;

/// Calls that show what the program is for, one per line below a heading.
pub(crate) const EXAMPLES: &str = "\
Examples:
  reader seeds/                          read the documents of a folder
  reader -k S-400 -k Ukraine=red a.txt   highlight two words
  reader +/cinema story.md               open at the first 'cinema'
  reader -c a.txt b.txt                  compare two documents side by side
  reader -c a.txt b.txt | less           read the comparison as a report
  reader -c -o ab.json a.txt b.txt       save it as a file, here in JSON
  reader -c --format markdown news/      list which document of a folder says what
  reader --similar a.txt news/           find the documents most similar to a.txt
  reader --stories news/                 group the documents about the same event
  reader --timeline news/                list dated statements in order of time
  reader --search treaty archive/        print every sentence that contains 'treaty'
  man tar | reader                       read what another program prints";

/// The meaning of each exit status, as one sentence.
pub(crate) const EXIT_STATUS: &str = "0 success; 1 nothing was found or, with --exit-code, the texts differ; 2 wrong usage, or \
    something could not be read or written; 130 interrupted; 128+n ended by signal n.";

// Groups of modes in which other options have no meaning: `no_words` highlights, finds and links nothing, `no_documents`
// reads no document and `no_result` prints no result. The options that people keep in an alias (--no-state, --config,
// --color, --plain, --theme, --no-mouse, --width, --encoding) conflict with nothing.

/// The options and words of one call. Options that have no meaning together are refused.
#[derive(Clone, Debug, Default, Parser)]
#[expect(clippy::struct_excessive_bools, reason = "each is an independent flag")]
#[command(name = "reader", bin_name = "reader", version, about, after_help = after_help())]
#[command(args_override_self = true, max_term_width = 100)]
pub struct Cli {
    /// Files and folders to read, '-' for standard input; without any, piped input, else the
    /// current folder. +N opens at line N, +/WORD at the first WORD
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    #[arg(value_parser = OsStringValueParser::new().try_map(Operand::parse))]
    #[arg(conflicts_with = "no_documents")]
    pub operands: Vec<Operand>,

    /// Highlight WORD, optionally in a colour: a name such as red, or #rrggbb
    #[arg(short, long = "keyword", value_name = "WORD[=COLOUR]", action = ArgAction::Append)]
    #[arg(allow_hyphen_values = true, conflicts_with_all = ["no_words", "search", "exit_code"])]
    pub keywords: Vec<String>,

    /// Highlight the words listed in FILE, one per line
    #[arg(short = 'K', long = "keywords", value_name = "FILE", value_hint = ValueHint::FilePath)]
    #[arg(conflicts_with_all = ["no_words", "search", "exit_code"])]
    pub keyword_files: Vec<PathBuf>,

    /// Ignore case, even for a word with capitals
    #[arg(short, long, conflicts_with_all = ["no_words", "exit_code"])]
    pub ignore_case: bool,

    /// Find whole words only
    #[arg(short, long, conflicts_with_all = ["no_words", "exit_code"])]
    pub word: bool,

    /// Compare two documents; a folder means the documents in it. For three or more, print which of
    /// them makes which claim
    #[arg(short, long, short_alias = 'd', group = "mode")]
    pub compare: bool,

    /// The least probability of a strong link, from 0 to 1 [default: 0.7]
    #[arg(long, value_name = "P", value_parser = probability, conflicts_with_all = ["no_words", "search", "list"])]
    pub strong: Option<f64>,

    /// The least probability of a weak link, from 0 to 1; below it there is no link [default: 0.35]
    #[arg(long, value_name = "P", value_parser = probability, conflicts_with_all = ["no_words", "search", "list"])]
    pub weak: Option<f64>,

    /// List the documents with their titles and lengths, and exit
    #[arg(long, group = "mode")]
    pub list: bool,

    /// List the documents most similar to the first PATH or, if that is a folder, the most similar
    /// one for each document, and exit
    #[arg(long, groups = ["mode", "no_words"])]
    pub similar: bool,

    /// Group documents about the same event into stories, and exit
    #[arg(long, groups = ["mode", "no_words"])]
    pub stories: bool,

    /// Print the dated statements of all documents in order of time, and exit
    #[arg(long, groups = ["mode", "no_words"])]
    pub timeline: bool,

    /// Print the sentences of all documents that contain PATTERN, and exit. It may begin with re: for
    /// a regular expression, word: for a whole word, or stem: for every form of a word
    #[arg(long, value_name = "PATTERN", allow_hyphen_values = true, group = "mode")]
    pub search: Option<String>,

    /// Print the notes on the documents given, or all notes if no PATH is given, and exit
    #[arg(long, groups = ["mode", "no_words"])]
    pub notes: bool,

    /// Add a note to the document given, and exit
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, groups = ["mode", "no_words", "no_result"])]
    pub add_note: Option<String>,

    /// With --add-note: the passage to attach the note to, quoted from the document
    #[arg(long, value_name = "QUOTE", allow_hyphen_values = true, requires = "add_note")]
    pub at: Option<String>,

    /// Delete everything kept about the documents given, including your notes, and exit
    #[arg(long, groups = ["mode", "no_words", "no_result"])]
    pub forget: bool,

    /// With --force: delete everything kept, including all your notes, and exit
    #[arg(long, groups = ["mode", "no_words", "no_result", "forcible"], conflicts_with_all = ["operands", "files_from"])]
    pub forget_all: bool,

    /// Print in this format instead of opening a screen [default: by the extension of --output, else
    /// text]
    #[arg(long, value_name = "FORMAT", value_enum, conflicts_with_all = ["no_documents", "no_result"])]
    pub format: Option<ReportFormat>,

    /// Never open a screen: print linear text for screen readers, with words for marks
    #[arg(long)]
    pub plain: bool,

    /// Write to FILE, which must not exist yet; '-' is standard output
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    #[arg(group = "forcible", conflicts_with = "no_result")]
    pub output: Option<PathBuf>,

    /// Let --output replace a file, or --forget-all delete
    #[arg(long, requires = "forcible")]
    pub force: bool,

    /// Also read the paths listed in FILE, one per line or separated by NUL; '-' is standard input
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "no_documents")]
    pub files_from: Option<PathBuf>,

    /// When to use colours on the screen; printed output never has any
    #[arg(long, visible_alias = "colour", value_name = "WHEN", value_enum, default_value_t)]
    pub color: Color,

    /// Colour theme: dark, light, high-contrast, catppuccin, gruvbox, solarized, plain (no colours), auto
    /// (by the background), or one of your own
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,

    /// Wrap text at N columns or less
    #[arg(long, value_name = "N")]
    pub width: Option<NonZeroU16>,

    /// Read a PDF from standard input and answer the process that asked; not for people
    #[arg(long, hide = true, exclusive = true)]
    pub read_pdf: bool,

    /// Leave the mouse to the terminal
    #[arg(long)]
    pub no_mouse: bool,

    /// Read documents in this encoding, such as windows-1251, koi8-r or big5, unless a byte order mark
    /// says otherwise; a file given by name is read as text even if it does not look like text
    #[arg(long, value_name = "NAME", value_parser = Encoding::from_str)]
    pub encoding: Option<Encoding>,

    /// Read the whole of a web page, not only its article
    #[arg(long)]
    pub whole: bool,

    /// Neither read nor save notes, bookmarks, positions and the like
    #[arg(long)]
    pub no_state: bool,

    /// Read the settings from FILE instead of reader/config.toml in the configuration folder
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub config: Option<PathBuf>,

    /// Print the settings in force, ready to be saved as a settings file, and exit
    #[arg(long, groups = ["mode", "no_documents"])]
    pub print_config: bool,

    /// Print the keys in force, and exit
    #[arg(long, groups = ["mode", "no_words", "no_documents"])]
    pub print_keys: bool,

    /// Print the completion script for SHELL, and exit
    #[arg(long, value_name = "SHELL", value_enum, groups = ["mode", "no_words", "no_documents"])]
    pub completions: Option<Shell>,

    /// Print the manual page, and exit: reader --man | man -l -
    #[arg(long, groups = ["mode", "no_words", "no_documents"])]
    pub man: bool,

    /// With --compare: exit with 1 unless all documents have the same content; line wrapping,
    /// line ends and the encoding do not count
    // clap reports a conflict rather than the missing --compare.
    #[arg(long, requires = "compare", conflicts_with_all = ["no_words", "search", "list", "print_config"])]
    pub exit_code: bool,
}

impl Cli {
    /// Returns the command line of this run, or the answer to print instead: help, or a mistake.
    pub fn read() -> Result<Self, clap::Error> {
        Self::of(std::env::args_os())
    }

    fn of(words: impl IntoIterator<Item = OsString>) -> Result<Self, clap::Error> {
        let cli = Self::try_parse_from(words)?;
        match cli.meaningless() {
            Some(mistake) => Err(Self::command().error(ErrorKind::ArgumentConflict, mistake)),
            None => Ok(cli),
        }
    }

    /// Tells whether it is printed, whatever the terminal is.
    pub fn prints(&self) -> bool {
        self.list
            || self.similar
            || self.stories
            || self.timeline
            || self.search.is_some()
            || self.notes
            || self.add_note.is_some()
            || self.forget
            || self.forget_all
            || self.print_config
            || self.print_keys
            || self.completions.is_some()
            || self.man
            || self.exit_code
            || self.format.is_some()
            || self.plain
            || self.output.is_some()
    }

    /// Returns what is wrong with options that have no meaning because of what several others ask for.
    fn meaningless(&self) -> Option<&'static str> {
        let has_levels = self.strong.is_some() || self.weak.is_some();
        let has_words =
            !self.keywords.is_empty() || !self.keyword_files.is_empty() || self.ignore_case || self.word;
        if self.place().is_some() && (self.prints() || self.compare) {
            return Some("+N and +/WORD set where a document opens on the screen; they have no meaning here");
        }
        if has_levels && self.prints() && !self.compare && !self.print_config {
            return Some("--strong and --weak are levels of a comparison; they have no meaning here");
        }
        if has_words && self.prints() && self.compare {
            return Some(
                "--keyword, --keywords, --ignore-case and --word have no meaning in the report of a comparison",
            );
        }
        None
    }

    /// Returns the files and folders named, in order, without the places.
    pub fn inputs(&self) -> impl Iterator<Item = &Input> {
        self.operands.iter().filter_map(|operand| match operand {
            Operand::Input(input) => Some(input),
            Operand::Place(_) => None,
        })
    }

    /// Returns where to open; of several places the last, as with every repeated option.
    pub fn place(&self) -> Option<&StartPlace> {
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
    Place(StartPlace),
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
pub enum StartPlace {
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
            .and_then(|word| StartPlace::parse(&word[1..]))
            .map(Operand::Place)
            .ok_or_else(|| "a place is +N or +/WORD; write a path that begins with '+' as ./+…".into())
    }
}

impl StartPlace {
    fn parse(place: &str) -> Option<Self> {
        match place.strip_prefix('/') {
            Some(pattern) => (!pattern.is_empty()).then(|| StartPlace::Pattern(pattern.to_owned())),
            None => place.parse().ok().map(StartPlace::Line),
        }
    }
}

fn after_help() -> String {
    format!("{EXAMPLES}\n\nExit status: {EXIT_STATUS}")
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
        Cli::of([&["reader"], words].concat().into_iter().map(OsString::from))
            .map_err(|error| error.to_string())
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
        assert_eq!(cli.place(), Some(&StartPlace::Pattern("two words".into())));
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
            (&["--timeline", "--list"], "--list"),
            (&["--timeline", "-k", "x"], "--keyword"),
            (&["--timeline", "--weak", ".2"], "--weak"),
            (&["--search", "x", "--list"], "--list"),
            (&["--print-keys", "--print-config"], "--print-config"),
            (&["--print-config", "a.txt"], "PATH"),
            (&["--print-keys", "--files-from", "a"], "--files-from"),
            (&["--print-keys", "--format", "json"], "--format"),
            (&["--search", "x", "-k", "y"], "--keyword"),
            (&["--similar", "a", "-K", "y"], "--keywords"),
            (&["-c", "--exit-code", "-i"], "--ignore-case"),
            (&["--similar", "a", "-w"], "--word"),
            (&["--list", "--strong", ".8"], "--strong"),
            (&["--list", "--exit-code"], "--exit-code"),
            (&["--search", "x", "--exit-code"], "--exit-code"),
            (&["--search", "x", "--weak", ".2"], "--weak"),
            (&["--format", "json", "--weak", ".2"], "levels of a comparison"),
            (&["-o", "a.txt", "--strong", ".8", "b"], "levels of a comparison"),
            (&["-c", "--format", "json", "-k", "x", "a", "b"], "--keyword"),
            (&["-c", "+3", "a", "b"], "+N"),
            (&["--list", "+/x", "a"], "+/WORD"),
            (&["--format", "html", "+3", "a"], "+N"),
            (&["--width", "0"], "--width"),
            (&["--format", "htlm"], "html"),
            (&["--comparre"], "--compare"),
        ] {
            let error = parsed(words).unwrap_err();
            assert!(error.contains(hint), "{words:?} says {error:?}");
        }
    }

    #[test]
    fn options_of_an_alias_conflict_with_nothing() {
        let alias = [
            "--no-state",
            "--config",
            "c",
            "--color",
            "never",
            "--theme",
            "dark",
            "--no-mouse",
            "--width",
            "60",
            "--encoding",
            "utf-8",
        ];
        for words in [
            &["--print-config", "-k", "x", "-i", "--weak", ".2", "-o", "config.toml"][..],
            &["--print-keys", "-o", "keys.txt"],
            &["--list", "-k", "x", "-w", "-i", "--format", "json", "a"],
            &["--search", "x", "-w", "--files-from", "a"],
            &["--similar", "a", "b", "--format", "json"],
            &["-c", "--exit-code", "--strong", ".8", "a", "b", "-o", "x.md", "--force"],
            &["-c", "-k", "x", "--strong", ".8", "a", "b"],
            &["+3", "a", "-k", "x", "--weak", ".2"],
            &["--format", "json", "a", "-k", "x"],
        ] {
            let parsed = parsed(&[words, &alias].concat());
            assert!(parsed.is_ok(), "{words:?}: {parsed:?}");
        }
    }

    #[test]
    fn a_pattern_may_begin_with_a_hyphen() {
        let cli = parsed(&["--search", "-5", "a"]).unwrap();
        assert_eq!((cli.search.as_deref(), cli.inputs().count()), (Some("-5"), 1));
        assert_eq!(parsed(&["-k", "-5=red"]).unwrap().keywords, ["-5=red"]);
    }

    #[test]
    fn the_last_of_equal_options_counts_and_keywords_add_up() {
        let cli = parsed(&["--width", "60", "-k", "a", "-k", "b=red", "--width", "70", "-d"]).unwrap();
        assert_eq!(cli.width.map(NonZeroU16::get), Some(70));
        assert_eq!(cli.keywords, ["a", "b=red"]);
        assert!(cli.compare);
    }
}
