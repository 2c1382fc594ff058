//! The settings: where they are kept, what may stand in them, and how they are printed.
//!
//! Three layers make them: what is built in, the user's file over it, the command line over both.
//! `Config` is one layer, in which everything may be missing; `Settings` is the sum.

use std::fmt::{self, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use serde::{Deserialize, Deserializer};
use toml::{Table, Value};

use crate::compare::Levels;
use crate::storage::load::LoadError;
use crate::storage::small;
use crate::storage::why::Why;

/// One layer of settings; what it leaves out is decided by the layer below.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// The name of a theme.
    pub theme: Option<String>,
    /// The widest that text is set, in columns.
    pub width: Option<NonZeroU16>,
    /// Whether the mouse is used.
    pub mouse: Option<bool>,
    /// The probability from which a link is strong.
    #[serde(default, deserialize_with = "probability")]
    pub strong: Option<f64>,
    /// The probability from which a link is weak.
    #[serde(default, deserialize_with = "probability")]
    pub weak: Option<f64>,
    /// Whether capital and small letters are always the same.
    pub ignore_case: Option<bool>,
    /// Whether only whole words are found.
    pub whole_word: Option<bool>,
    /// Keywords as on the command line, `WORD[=COLOUR]`; those of all layers are used.
    #[serde(default)]
    pub keywords: Vec<String>,
    /// The user's keys, to be read by whoever knows the actions.
    #[serde(default)]
    pub keys: Table,
}

/// The settings in force.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// As `Config::theme`; `auto` follows the terminal's background.
    pub theme: String,
    /// As `Config::width`; `None` is the window's.
    pub width: Option<NonZeroU16>,
    /// As `Config::mouse`.
    pub mouse: bool,
    /// As `Config::strong` and `Config::weak`; the weak one is never above the strong one.
    pub levels: Levels,
    /// As `Config::ignore_case`.
    pub ignore_case: bool,
    /// As `Config::whole_word`.
    pub whole_word: bool,
    /// As `Config::keywords`.
    pub keywords: Vec<String>,
    /// As `Config::keys`.
    pub keys: Table,
}

/// What is wrong with a configuration file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// The file.
    pub path: PathBuf,
    /// Where in it: the line, counted from 1, and the key that stands there, if any.
    pub place: Option<(usize, Option<String>)>,
    /// What is wrong.
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

/// Returns the file that holds the user's layer: `named`, or else `reader/config.toml` in the
/// configuration folder (`$XDG_CONFIG_HOME` or `~/.config`); `None` without a home.
pub fn place(named: Option<&Path>) -> Option<PathBuf> {
    let usual = || Some(etcetera::choose_base_strategy().ok()?.config_dir().join("reader/config.toml"));
    named.map(Path::to_owned).or_else(usual)
}

/// Returns the user's layer from its `place`; only a file that was `named` must be there.
pub fn read(named: Option<&Path>) -> Result<Config, ConfigError> {
    let Some(path) = place(named) else { return Ok(Config::default()) };
    match small::text(&path) {
        Ok(text) => parse(&path, &text),
        Err(LoadError::Unreadable(Why::Missing)) if named.is_none() => Ok(Config::default()),
        Err(error) => Err(ConfigError { path, place: None, message: error.to_string() }),
    }
}

/// Returns the theme `name` and its file: `themes/NAME.toml` beside the configuration file.
pub fn theme(name: &str, named: Option<&Path>) -> Result<(PathBuf, String), ConfigError> {
    let folder = place(named).and_then(|file| Some(file.parent()?.join("themes")));
    let path = folder.unwrap_or_default().join(name).with_extension("toml");
    match small::text(&path) {
        Ok(text) => Ok((path, text)),
        Err(error) => {
            let message = format!("{error}; built in are dark, light, plain and auto");
            Err(ConfigError { path, place: None, message })
        }
    }
}

/// Returns the layer that `text` spells; `path` is only for the error.
pub fn parse(path: &Path, text: &str) -> Result<Config, ConfigError> {
    toml::from_str(text).map_err(|error| ConfigError {
        path: path.to_owned(),
        place: error.span().map(|span| line_and_key(text, span.start)),
        message: error.message().lines().collect::<Vec<_>>().join("; "),
    })
}

/// The parser says what it expected but not of which key: that stands on the same line.
fn line_and_key(text: &str, offset: usize) -> (usize, Option<String>) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count();
    let key =
        text.lines().nth(line).and_then(|line| line.split_once('=')).map(|(key, _)| key.trim().to_owned());
    (line + 1, key)
}

fn probability<'de, D: Deserializer<'de>>(from: D) -> Result<Option<f64>, D::Error> {
    let number = f64::deserialize(from)?;
    if (0.0..=1.0).contains(&number) {
        Ok(Some(number))
    } else {
        Err(serde::de::Error::custom("a probability is a number from 0 to 1, such as 0.7"))
    }
}

impl Config {
    /// Returns this layer laid over `below`.
    pub fn over(self, below: Config) -> Config {
        let mut keys = below.keys;
        keys.extend(self.keys);
        Config {
            theme: self.theme.or(below.theme),
            width: self.width.or(below.width),
            mouse: self.mouse.or(below.mouse),
            strong: self.strong.or(below.strong),
            weak: self.weak.or(below.weak),
            ignore_case: self.ignore_case.or(below.ignore_case),
            whole_word: self.whole_word.or(below.whole_word),
            keywords: [below.keywords, self.keywords].concat(),
            keys,
        }
    }

    /// Returns the settings it makes over what is built in.
    pub fn settle(self) -> Result<Settings, LevelsError> {
        let usual = Levels::default();
        let (strong, weak) = (self.strong.unwrap_or(usual.strong), self.weak.unwrap_or(usual.weak));
        if weak > strong {
            return Err(LevelsError { strong, weak });
        }
        Ok(Settings {
            theme: self.theme.unwrap_or_else(|| "auto".into()),
            width: self.width,
            mouse: self.mouse.unwrap_or(true),
            levels: Levels { strong, weak },
            ignore_case: self.ignore_case.unwrap_or(false),
            whole_word: self.whole_word.unwrap_or(false),
            keywords: self.keywords,
            keys: self.keys,
        })
    }
}

impl Settings {
    /// Returns them as a commented configuration file, which reads back as the same settings.
    pub fn to_toml(&self) -> String {
        let mut text = String::new();
        let mut entry = |comment: &str, key: &str, value: Option<Value>| {
            let line = value.map_or_else(|| format!("# {key} ="), |value| format!("{key} = {value}"));
            // Writing to a string cannot fail.
            let _ = write!(text, "# {comment}\n{line}\n\n");
        };
        entry(
            "Colours: dark, light, plain, a theme of your own, or auto (follow the terminal).",
            "theme",
            Some(self.theme.clone().into()),
        );
        entry(
            "The widest that text is set, in columns; without it, 80.",
            "width",
            self.width.map(|width| i64::from(width.get()).into()),
        );
        entry("Whether the mouse scrolls and selects.", "mouse", Some(self.mouse.into()));
        entry("A link is strong from this probability on.", "strong", Some(self.levels.strong.into()));
        entry(
            "A link is weak from this probability on; below it is no link.",
            "weak",
            Some(self.levels.weak.into()),
        );
        entry("Whether A and a are always the same.", "ignore-case", Some(self.ignore_case.into()));
        entry("Whether only whole words are found.", "whole-word", Some(self.whole_word.into()));
        entry(
            "Words to highlight, each with =colour if you like.",
            "keywords",
            Some(self.keywords.clone().into()),
        );
        let keys = Table::from_iter([("keys".to_owned(), Value::Table(self.keys.clone()))]);
        let _ = write!(text, "# Your own keys; `reader --print-keys` lists all.\n{keys}");
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Result<Config, String> {
        parse(Path::new("c.toml"), text).map_err(|error| error.to_string())
    }

    #[test]
    fn what_is_printed_reads_back() {
        let full = "theme = \"dark\"\nwidth = 72\nmouse = false\nstrong = 1.0\nweak = 0\nignore-case = true\n\
            whole-word = true\nkeywords = [\"a=red\", '''say \"\\x\"''', \"\\u001b[2J\"]\n\
            [keys]\n\"<C-x>\" = \"quit\"\n[keys.list]\nx = \"mark\"\n";
        for text in ["", full] {
            let settings = parsed(text).unwrap().settle().unwrap();
            let printed = settings.to_toml();
            assert_eq!(parsed(&printed).unwrap().settle().unwrap(), settings, "{printed}");
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
            ("weak = nan", "c.toml: line 1: weak: a probability"),
            ("[theme", "c.toml: line 1: "),
        ] {
            let error = parsed(text).unwrap_err();
            assert!(error.starts_with(wanted), "{error}");
        }
    }

    #[test]
    fn an_upper_layer_wins_and_keywords_add_up() {
        let below =
            parsed("strong = 0.9\nweak = 0.5\nkeywords = [\"a\"]\nkeys = { a = \"x\", b = \"y\" }").unwrap();
        let above = parsed("strong = 0.8\nkeywords = [\"b\"]\nkeys = { b = \"z\" }").unwrap();
        let settings = above.over(below).settle().unwrap();
        assert!(settings.levels == Levels { strong: 0.8, weak: 0.5 });
        assert_eq!(settings.keywords, ["a", "b"]);
        assert_eq!(settings.keys, parsed("keys = { a = \"x\", b = \"z\" }").unwrap().keys);
    }

    #[test]
    fn levels_may_not_cross() {
        assert!(parsed("strong = 0.2").unwrap().settle().is_err());
        assert!(parsed("strong = 0.2\nweak = 0.2").unwrap().settle().is_ok());
    }

    #[test]
    fn a_named_file_must_be_there() {
        let error = read(Some(Path::new("/no/config"))).unwrap_err();
        assert_eq!(error.to_string(), "/no/config: no such file or folder");
    }
}
