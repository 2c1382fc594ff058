//! A theme as it is written, before its names and colours are looked up.
//!
//! A user's theme is read as TOML, with care. The built-in ones are written plainly, and the first
//! screen waits for one of them, so they are read line by line, which takes a tenth of the time; a
//! test holds both ways to the same result.

use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

use crate::search::Colour;

/// What is wrong with a theme.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ThemeError {
    /// It is no TOML, or not of this form.
    #[error("the theme cannot be read: {0}")]
    Toml(String),
    /// A style nobody asks for.
    #[error("the theme styles '{0}', which is nothing: dark.toml has every name")]
    Style(String),
    /// A colour nobody knows.
    #[error("'{0}' is no colour: a name such as blue or bright-blue, a number from 0 to 255, or #rrggbb")]
    Colour(String),
}

/// A whole theme.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Written {
    pub base: Base,
    #[serde(default)]
    pub styles: BTreeMap<String, WrittenStyle>,
    #[serde(default)]
    pub keywords: WrittenKeywords,
}

/// The built-in themes, over which others lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Base {
    Dark,
    Light,
    Plain,
}

/// How one thing is drawn.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WrittenStyle {
    fg: Option<WrittenColour>,
    bg: Option<WrittenColour>,
    #[serde(default)]
    with: Vec<Manner>,
}

/// How keywords are drawn.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WrittenKeywords {
    pub numbered: Option<Vec<String>>,
    pub text: Option<WrittenColour>,
    #[serde(default)]
    pub shades: BTreeMap<String, WrittenColour>,
}

/// A colour.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub(crate) enum WrittenColour {
    Number(u8),
    Name(String),
}

/// How characters are told apart besides by colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Manner {
    Bold,
    Dim,
    Italic,
    Underline,
    Reverse,
    Struck,
}

/// The tables of a theme.
#[derive(Clone, Copy)]
enum Table {
    Top,
    Styles,
    Keywords,
    Shades,
}

impl Written {
    /// Returns a theme of which every line is a table, a name and its value, or a comment; `None` when
    /// it needs to be read with more care.
    pub(crate) fn read_plainly(text: &str) -> Option<Self> {
        let mut table = Table::Top;
        let mut base = None;
        let mut styles = BTreeMap::new();
        let mut keywords = WrittenKeywords::default();
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if line.starts_with('[') {
                table = Table::named(line)?;
                continue;
            }
            let (name, value) =
                line.split_once(" = ").or_else(|| Some((line.strip_suffix(" = {}")?, "{}")))?;
            match (table, name) {
                (Table::Top, "base") => base = Some(Base::named(quoted(value)?)?),
                (Table::Styles, _) => {
                    styles.insert(name.to_string(), WrittenStyle::read_plainly(value)?);
                }
                (Table::Keywords, "numbered") => {
                    keywords.numbered = Some(list(value)?.map(String::from).collect());
                }
                (Table::Keywords, "text") => keywords.text = Some(WrittenColour::read_plainly(value)?),
                (Table::Shades, _) => {
                    keywords.shades.insert(name.to_string(), WrittenColour::read_plainly(value)?);
                }
                _ => return None,
            }
        }
        Some(Self { base: base?, styles, keywords })
    }
}

impl Table {
    fn named(line: &str) -> Option<Self> {
        match line {
            "[styles]" => Some(Table::Styles),
            "[keywords]" => Some(Table::Keywords),
            "[keywords.shades]" => Some(Table::Shades),
            _ => None,
        }
    }
}

impl Base {
    fn named(name: &str) -> Option<Self> {
        match name {
            "dark" => Some(Base::Dark),
            "light" => Some(Base::Light),
            "plain" => Some(Base::Plain),
            _ => None,
        }
    }
}

impl WrittenStyle {
    /// Returns the style, or what is wrong with it.
    pub(crate) fn read(self) -> Result<Style, ThemeError> {
        let mut style = Style::new();
        if let Some(fg) = self.fg {
            style = style.fg(fg.read()?);
        }
        if let Some(bg) = self.bg {
            style = style.bg(bg.read()?);
        }
        Ok(self.with.into_iter().fold(style, |style, manner| style.add_modifier(manner.modifier())))
    }

    /// `{ bg = 24, fg = 255, with = ["bold"] }`, the list last.
    fn read_plainly(value: &str) -> Option<Self> {
        let mut style = Self::default();
        let mut rest = value.strip_prefix('{')?.strip_suffix('}')?.trim();
        if let Some((before, with)) = rest.split_once("with = ") {
            style.with = list(with)?.map(Manner::named).collect::<Option<_>>()?;
            rest = before;
        }
        for field in rest.split(", ").filter(|field| !field.is_empty()) {
            let (name, colour) = field.split_once(" = ")?;
            let colour = Some(WrittenColour::read_plainly(colour)?);
            match name {
                "fg" => style.fg = colour,
                "bg" => style.bg = colour,
                _ => return None,
            }
        }
        Some(style)
    }
}

impl WrittenColour {
    /// Returns the colour, or that nobody knows it.
    pub(crate) fn read(self) -> Result<Color, ThemeError> {
        let name = match self {
            WrittenColour::Number(number) => return Ok(Color::Indexed(number)),
            WrittenColour::Name(name) => name,
        };
        if let Ok(Colour::Rgb(red, green, blue)) = name.parse() {
            return Ok(Color::Rgb(red, green, blue));
        }
        let (bright, plain) =
            name.strip_prefix("bright-").map_or((false, name.as_str()), |plain| (true, plain));
        let names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];
        match names.iter().position(|known| *known == plain) {
            Some(number) => Ok(Color::Indexed(number as u8 + if bright { 8 } else { 0 })),
            None if plain == "grey" => Ok(Color::Indexed(if bright { 7 } else { 8 })),
            None => Err(ThemeError::Colour(name)),
        }
    }

    fn read_plainly(value: &str) -> Option<Self> {
        match value.parse() {
            Ok(number) => Some(WrittenColour::Number(number)),
            Err(_) => Some(WrittenColour::Name(quoted(value)?.to_string())),
        }
    }
}

impl Manner {
    fn modifier(self) -> Modifier {
        match self {
            Manner::Bold => Modifier::BOLD,
            Manner::Dim => Modifier::DIM,
            Manner::Italic => Modifier::ITALIC,
            Manner::Underline => Modifier::UNDERLINED,
            Manner::Reverse => Modifier::REVERSED,
            Manner::Struck => Modifier::CROSSED_OUT,
        }
    }

    fn named(name: &str) -> Option<Self> {
        match name {
            "bold" => Some(Manner::Bold),
            "dim" => Some(Manner::Dim),
            "italic" => Some(Manner::Italic),
            "underline" => Some(Manner::Underline),
            "reverse" => Some(Manner::Reverse),
            "struck" => Some(Manner::Struck),
            _ => None,
        }
    }
}

/// Returns what stands between two quotes, with nothing in it that would have to be looked at.
fn quoted(value: &str) -> Option<&str> {
    let text = value.strip_prefix('"')?.strip_suffix('"')?;
    (!text.contains(['"', '\\'])).then_some(text)
}

/// Returns the texts of a list `["one", "two"]`.
fn list(value: &str) -> Option<impl Iterator<Item = &str>> {
    let inside = value.trim_end().strip_prefix('[')?.strip_suffix(']')?;
    let texts = if inside.is_empty() { None } else { Some(inside.strip_prefix('"')?.strip_suffix('"')?) };
    Some(texts.into_iter().flat_map(|texts| texts.split("\", \"")))
}
