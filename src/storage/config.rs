//! The settings: their file, their values, and how they are printed.
//!
//! A configuration file may leave out any of them; `ConfigSettings::default` has the built-in ones.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use serde::{Deserialize, Deserializer, Serialize};
use toml::{Table, Value};

use crate::compare::Levels;
use crate::storage::command_line::CommandLine;
use crate::storage::error::LoadError;
use crate::storage::error::ReadError;
use crate::storage::files;

/// The effective settings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct ConfigSettings {
    /// The name of a theme; `auto` follows the terminal's background.
    pub theme: String,
    /// The greatest width of text, in columns; `None` is the usual width.
    pub width: Option<NonZeroU16>,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// The probability from which a link is strong.
    #[serde(deserialize_with = "probability")]
    pub strong: f64,
    /// The probability from which a link is weak.
    #[serde(deserialize_with = "probability")]
    pub weak: f64,
    /// Whether case is always ignored.
    pub ignore_case: bool,
    /// Whether only whole words are found.
    pub whole_word: bool,
    /// The program that copies its standard input; `None` means the clipboard of the terminal.
    pub copy: Option<CommandLine>,
    /// The program that opens addresses; `None` means the program of the desktop.
    pub open: Option<CommandLine>,
    /// The programs that a passage can be given to, by name.
    pub commands: BTreeMap<String, CommandLine>,
    /// Keywords as on the command line, `WORD[=COLOUR]`.
    pub keywords: Vec<String>,
    /// The user's keys, which the key map checks.
    pub keys: Table,
}

impl Default for ConfigSettings {
    fn default() -> Self {
        let Levels { strong, weak } = Levels::default();
        Self {
            theme: "auto".into(),
            width: None,
            mouse: true,
            strong,
            weak,
            ignore_case: false,
            whole_word: false,
            copy: None,
            open: None,
            commands: BTreeMap::new(),
            keywords: Vec::new(),
            keys: Table::new(),
        }
    }
}

/// An error in a configuration file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// The file.
    pub path: PathBuf,
    /// Where in it: the line, counted from 1, and the key of that line, if any.
    pub place: Option<(usize, Option<String>)>,
    /// The message.
    pub message: String,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: ", self.path.display())?;
        if let Some((line, key)) = &self.place {
            write!(out, "line {line}: ")?;
            if let Some(key) = key {
                write!(out, "{key}: ")?;
            }
        }
        out.write_str(&self.message)
    }
}

impl std::error::Error for ConfigError {}

/// Levels that contradict each other.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("the weak level ({weak}) is above the strong one ({strong}); set --strong and --weak together")]
pub struct LevelsError {
    strong: f64,
    weak: f64,
}

/// Returns the configuration file: `named`, or else `reader/config.toml` in the configuration folder
/// (`$XDG_CONFIG_HOME` or `~/.config`); `None` without a home.
pub fn place(named: Option<&Path>) -> Option<PathBuf> {
    let usual = || Some(etcetera::choose_base_strategy().ok()?.config_dir().join("reader/config.toml"));
    named.map(Path::to_owned).or_else(usual)
}

/// Returns the settings of the configuration file at its `place`; only a file that was `named` must exist.
pub fn read(named: Option<&Path>) -> Result<ConfigSettings, ConfigError> {
    let Some(path) = place(named) else { return Ok(ConfigSettings::default()) };
    match files::text(&path) {
        Ok(text) => parse(&path, &text),
        Err(LoadError::Unreadable(ReadError::Missing)) if named.is_none() => Ok(ConfigSettings::default()),
        Err(error) => Err(ConfigError { path, place: None, message: error.to_string() }),
    }
}

/// The names that are no file.
const BUILT_IN_THEMES: [&str; 8] =
    ["auto", "dark", "light", "high-contrast", "catppuccin", "gruvbox", "solarized", "plain"];

/// Returns the theme `name` and its file: `themes/NAME.toml` beside the configuration file; an error names
/// the themes there are.
pub fn theme(name: &str, named: Option<&Path>) -> Result<(PathBuf, String), ConfigError> {
    let folder = place(named).and_then(|file| Some(file.parent()?.join("themes"))).unwrap_or_default();
    let path = folder.join(name).with_extension("toml");
    files::text(&path).map(|text| (path.clone(), text)).map_err(|error| {
        let built_in = BUILT_IN_THEMES.map(str::to_owned);
        let names = built_in.into_iter().chain(own_themes(&folder)).collect::<Vec<_>>().join(", ");
        let message = format!("{error}; the themes are {names}");
        ConfigError { path, place: None, message }
    })
}

/// Returns the names of the themes in a folder, sorted.
fn own_themes(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path());
    let themes = files.filter(|path| path.extension().is_some_and(|extension| extension == "toml"));
    let mut names: Vec<String> =
        themes.filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned())).collect();
    names.sort();
    names
}

/// Returns the settings in `text`; `path` is only for the error.
pub fn parse(path: &Path, text: &str) -> Result<ConfigSettings, ConfigError> {
    toml::from_str(text).map_err(|error| ConfigError {
        path: path.to_owned(),
        place: error.span().map(|span| line_and_key(text, span.start)),
        message: error.message().lines().collect::<Vec<_>>().join("; "),
    })
}

/// Returns the line and its key: the message of the parser does not name the key.
fn line_and_key(text: &str, offset: usize) -> (usize, Option<String>) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count();
    let key =
        text.lines().nth(line).and_then(|line| line.split_once('=')).map(|(key, _)| key.trim().to_owned());
    (line + 1, key)
}

fn probability<'de, D: Deserializer<'de>>(from: D) -> Result<f64, D::Error> {
    let number = f64::deserialize(from)?;
    let is_probability = (0.0..=1.0).contains(&number);
    is_probability.then_some(number).ok_or_else(|| serde::de::Error::custom(PROBABILITY))
}

/// The message on a number that is not a probability.
pub const PROBABILITY: &str = "a probability is a number from 0 to 1, such as 0.7";

/// The keys of a configuration file except `keys`, in order, with their meanings.
const COMMENTS: [(&str, &str); 10] = [
    (
        "theme",
        "Colour theme: auto (by the background of the terminal), dark, light, high-contrast, catppuccin, gruvbox, solarized, plain (no colours), or one of your own.",
    ),
    ("width", "The greatest width of text, in columns; by default 80."),
    ("mouse", "Whether the mouse scrolls and selects."),
    ("strong", "The least probability of a strong link."),
    ("weak", "The least probability of a weak link; below it there is no link."),
    ("ignore-case", "Whether case is ignored even for words with capitals."),
    ("whole-word", "Whether only whole words are found."),
    ("copy", "The program to copy with, such as wl-copy; by default the terminal copies."),
    ("open", "The program that opens addresses; by default xdg-open, or open on a Mac."),
    ("keywords", "Words to highlight, each optionally followed by =colour."),
];

impl ConfigSettings {
    /// Returns the settings if the weak level is not above the strong one.
    pub fn checked(self) -> Result<Self, LevelsError> {
        let Self { strong, weak, .. } = self;
        if weak > strong { Err(LevelsError { strong, weak }) } else { Ok(self) }
    }

    /// Returns the probabilities from which links count.
    pub fn levels(&self) -> Levels {
        Levels { strong: self.strong, weak: self.weak }
    }

    /// Returns them as a commented configuration file, which reads back as the same settings.
    pub fn to_toml(&self) -> String {
        let values = Table::try_from(self).unwrap_or_default();
        let mut text = String::new();
        for (key, comment) in COMMENTS {
            let line =
                values.get(key).map_or_else(|| format!("# {key} ="), |value| format!("{key} = {value}"));
            text.extend(["# ", comment, "\n", &line, "\n\n"]);
        }
        let commands = values.get("commands").cloned().unwrap_or_else(|| Value::Table(Table::new()));
        let commands = Table::from_iter([("commands".to_owned(), commands)]);
        let keys = Table::from_iter([("keys".to_owned(), Value::Table(self.keys.clone()))]);
        text += "# Programs to pass a passage to, by name: speak = \"espeak-ng\".\n";
        format!("{text}{commands}\n# Your own keys; `reader --print-keys` lists all.\n{keys}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Result<ConfigSettings, String> {
        parse(Path::new("c.toml"), text).map_err(|error| error.to_string())
    }

    #[test]
    fn printed_settings_read_back_as_the_same() {
        let full = "theme = \"dark\"\nwidth = 72\nmouse = false\nstrong = 1.0\nweak = 0\nignore-case = true\n\
            whole-word = true\ncopy = \"xclip -sel 'a b'\"\nopen = \"firefox\"\nkeywords = [\"a=red\", '''say \"\\x\"''', \"\\u001b[2J\"]\n\
            [commands]\nspeak = \"espeak-ng -s 140\"\n\"look up\" = \"dict\"\n\
            [keys]\n\"<C-x>\" = \"quit\"\n[keys.list]\nx = \"mark\"\n";
        for text in ["", full] {
            let settings = parsed(text).unwrap();
            let printed = settings.to_toml();
            assert_eq!(parsed(&printed).unwrap(), settings, "{printed}");
            assert!(!printed.contains('\u{1b}'));
        }
    }

    #[test]
    fn an_error_names_file_line_and_key() {
        for (text, wanted) in [
            (
                "mouse = true\nthme = \"dark\"\n",
                "c.toml: line 2: thme: unknown field `thme`, expected one of",
            ),
            ("\nwidth = \"wide\"", "c.toml: line 2: width: invalid type: string \"wide\""),
            ("width = 0", "c.toml: line 1: width: invalid value"),
            ("strong = 7", "c.toml: line 1: strong: a probability is a number from 0 to 1"),
            ("copy = \"'wl-copy\"", "c.toml: line 1: copy: a quotation mark is missing"),
            ("weak = nan", "c.toml: line 1: weak: a probability"),
            ("[theme", "c.toml: line 1: "),
        ] {
            let error = parsed(text).unwrap_err();
            assert!(error.starts_with(wanted), "{error}");
        }
    }

    #[test]
    fn a_weak_level_above_the_strong_one_is_refused() {
        assert!(parsed("strong = 0.2").unwrap().checked().is_err());
        assert!(parsed("strong = 0.2\nweak = 0.2").unwrap().checked().is_ok());
    }

    #[test]
    fn a_named_file_must_exist() {
        let error = read(Some(Path::new("/no/config"))).unwrap_err();
        assert_eq!(error.to_string(), "/no/config: no such file or folder");
    }
}
