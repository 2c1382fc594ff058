//! Colours as data: the built-in themes, and a user's laid over one of them.

use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

use crate::search::{Colour, NamedColour};

const DARK: &str = include_str!("../../assets/themes/dark.toml");
const LIGHT: &str = include_str!("../../assets/themes/light.toml");
const PLAIN: &str = include_str!("../../assets/themes/plain.toml");

macro_rules! roles {
    ($($role:ident $name:literal $words:literal;)*) => {
        /// What a style is for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Role {
            $(#[doc = $words] $role,)*
        }

        const ROLES: &[(Role, &str)] = &[$((Role::$role, $name),)*];
    };
}

roles! {
    Header "header" "Titles above the panes.";
    Rule "rule" "Lines that divide.";
    Dim "dim" "What matters less.";
    Selected "selected" "The selected document when the keys go to the list.";
    SelectedAway "selected-away" "The selected document when they do not.";
    Marked "marked" "The mark of a document to be compared.";
    Heading "heading" "Headings of a text.";
    Emphasis "emphasis" "Emphasis.";
    Strong "strong" "Strong emphasis.";
    Struck "struck" "Struck out.";
    Code "code" "Code.";
    Link "link" "The words of a link.";
    Quote "quote" "The bar of a quotation.";
    Cursor "cursor" "The mark beside the current sentence.";
    CursorText "cursor-text" "The words of the current sentence of a comparison.";
    Counterpart "counterpart" "The words of its counterparts.";
    StrongLink "strong-link" "The mark of a strong link.";
    WeakLink "weak-link" "The mark of a weak link.";
    Only "only" "The mark of a sentence only this text has.";
    Shared "shared" "Words that linked sentences share.";
    Differing "differing" "Words in which closely linked sentences differ.";
    Differs "differs" "The sign of a fact that differs.";
    Copied "copied" "Words that stand in both texts, six or more in a row.";
    Moved "moved" "The mark of a sentence that stands elsewhere in the other version of a text.";
    Removed "removed" "The mark of a sentence that only the left version has.";
    Added "added" "The mark of a sentence that only the right version has.";
    Match "match" "Matches of the search.";
    MatchHere "match-here" "The match last gone to.";
    Found "found" "Characters of a title or a path that the filter of the list matched.";
    Mark "mark" "Marks in place of characters that may not be shown.";
    Thumb "thumb" "The part of the scrollbar that is in view.";
    Trouble "trouble" "What could not be done.";
    Panel "panel" "A panel over the panes.";
    PanelTitle "panel-title" "Its titles.";
    PanelSelected "panel-selected" "Its selected line.";
}

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
    /// Another theme to lie over that is not built in.
    #[error("the theme lies over '{0}': base is dark, light or plain")]
    Base(String),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    base: String,
    #[serde(default)]
    styles: BTreeMap<String, WrittenStyle>,
    #[serde(default)]
    keywords: WrittenKeywords,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenStyle {
    fg: Option<WrittenColour>,
    bg: Option<WrittenColour>,
    #[serde(default)]
    with: Vec<Manner>,
}

/// How characters are told apart besides by colour.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Manner {
    Bold,
    Dim,
    Italic,
    Underline,
    Reverse,
    Struck,
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
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum WrittenColour {
    Number(u8),
    Name(String),
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenKeywords {
    numbered: Option<Vec<String>>,
    text: Option<WrittenColour>,
    #[serde(default)]
    shades: BTreeMap<String, WrittenColour>,
}

/// A style for everything that is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    styles: BTreeMap<Role, Style>,
    /// The colour names of the keywords by number; empty when there is no colour.
    numbered: Vec<String>,
    shades: BTreeMap<String, Color>,
    text: Color,
}

impl Theme {
    /// Returns the theme for dark terminals.
    pub fn dark() -> Self {
        Self::built_in(DARK)
    }

    /// Returns the theme for light terminals.
    pub fn light() -> Self {
        Self::built_in(LIGHT)
    }

    /// Returns the theme without colour.
    pub fn plain() -> Self {
        Self::built_in(PLAIN)
    }

    /// Returns a theme written as TOML, laid over the built-in one it names.
    pub fn parse(toml: &str) -> Result<Self, ThemeError> {
        let written: Written = toml::from_str(toml).map_err(|error| ThemeError::Toml(error.to_string()))?;
        let mut theme = match written.base.as_str() {
            "dark" => Self::dark(),
            "light" => Self::light(),
            "plain" => Self::plain(),
            other => return Err(ThemeError::Base(other.to_string())),
        };
        theme.lay(written)?;
        Ok(theme)
    }

    /// A built-in theme is whole; a test holds it to that.
    fn built_in(toml: &str) -> Self {
        let mut theme = Self {
            styles: BTreeMap::new(),
            numbered: Vec::new(),
            shades: BTreeMap::new(),
            text: Color::Black,
        };
        if let Ok(written) = toml::from_str(toml) {
            let _ = theme.lay(written);
        }
        theme
    }

    fn lay(&mut self, written: Written) -> Result<(), ThemeError> {
        for (name, style) in written.styles {
            let role = ROLES.iter().find(|(_, known)| *known == name).map(|(role, _)| *role);
            self.styles.insert(role.ok_or(ThemeError::Style(name))?, style.read()?);
        }
        for (name, colour) in written.keywords.shades {
            self.shades.insert(name, colour.read()?);
        }
        if let Some(numbered) = written.keywords.numbered {
            self.numbered = numbered;
        }
        if let Some(text) = written.keywords.text {
            self.text = text.read()?;
        }
        Ok(())
    }

    /// Returns the style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(&role).copied().unwrap_or_default()
    }

    /// Returns how a keyword's hits are drawn.
    pub fn keyword(&self, number: usize, colour: Option<Colour>) -> Style {
        match self.shade(number, colour) {
            Some(shade) => Style::new().fg(self.on(shade)).bg(shade),
            None => Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
        }
    }

    /// Returns how a hit is drawn that lies under another one: a line in its colour.
    pub fn keyword_below(&self, number: usize, colour: Option<Colour>) -> Style {
        let line = Style::new().add_modifier(Modifier::UNDERLINED | Modifier::BOLD);
        self.shade(number, colour).map_or(line, |shade| line.underline_color(shade))
    }

    /// Returns how a keyword's number is drawn.
    pub fn keyword_number(&self, number: usize, colour: Option<Colour>) -> Style {
        let bold = Style::new().add_modifier(Modifier::BOLD);
        self.shade(number, colour).map_or(bold, |shade| {
            if self.is_light() { bold.fg(self.on(shade)).bg(shade) } else { bold.fg(shade) }
        })
    }

    /// A pale shade is no colour for a sign on a white ground.
    fn is_light(&self) -> bool {
        self.shades == Self::light().shades
    }

    fn shade(&self, number: usize, colour: Option<Colour>) -> Option<Color> {
        if self.numbered.is_empty() {
            return None;
        }
        match colour {
            Some(Colour::Rgb(red, green, blue)) => Some(Color::Rgb(red, green, blue)),
            Some(Colour::Named(named)) => self.named(named),
            None => self.shades.get(&self.numbered[number.saturating_sub(1) % self.numbered.len()]).copied(),
        }
    }

    fn named(&self, named: NamedColour) -> Option<Color> {
        self.shades.get(named.name()).copied()
    }

    /// The colour of words on a shade: the theme's, or white on a dark one given in numbers.
    fn on(&self, shade: Color) -> Color {
        match shade {
            Color::Rgb(red, green, blue) => {
                let light = u32::from(red) * 299 + u32::from(green) * 587 + u32::from(blue) * 114;
                if light > 128_000 { Color::Black } else { Color::White }
            }
            _ => self.text,
        }
    }
}

impl WrittenStyle {
    fn read(self) -> Result<Style, ThemeError> {
        let mut style = Style::new();
        if let Some(fg) = self.fg {
            style = style.fg(fg.read()?);
        }
        if let Some(bg) = self.bg {
            style = style.bg(bg.read()?);
        }
        Ok(self.with.into_iter().fold(style, |style, manner| style.add_modifier(manner.modifier())))
    }
}

impl WrittenColour {
    fn read(self) -> Result<Color, ThemeError> {
        let name = match self {
            WrittenColour::Number(number) => return Ok(Color::Indexed(number)),
            WrittenColour::Name(name) => name,
        };
        let wrong = || ThemeError::Colour(name.clone());
        if let Ok(Colour::Rgb(red, green, blue)) = name.parse() {
            return Ok(Color::Rgb(red, green, blue));
        }
        let (bright, plain) =
            name.strip_prefix("bright-").map_or((false, name.as_str()), |plain| (true, plain));
        let names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];
        match names.iter().position(|known| *known == plain) {
            Some(number) => Ok(Color::Indexed(number as u8 + if bright { 8 } else { 0 })),
            None if plain == "grey" => Ok(Color::Indexed(if bright { 7 } else { 8 })),
            None => Err(wrong()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_themes_are_whole() {
        for toml in [DARK, LIGHT, PLAIN] {
            let theme = Theme::parse(toml).unwrap();
            for (role, name) in ROLES {
                assert!(theme.styles.contains_key(role), "{name}");
            }
            for name in &theme.numbered {
                assert!(theme.shades.contains_key(name), "{name}");
            }
            for named in NamedColour::ALL.iter().filter(|_| !theme.numbered.is_empty()) {
                assert!(theme.named(*named).is_some(), "{named:?}");
            }
        }
    }

    #[test]
    fn a_users_theme_lies_over_its_base() {
        let theme = Theme::parse("base = \"light\"\n[styles]\nheading = { fg = \"#102030\" }").unwrap();
        assert_eq!(theme.style(Role::Heading), Style::new().fg(Color::Rgb(16, 32, 48)));
        assert_eq!(theme.style(Role::Rule), Theme::light().style(Role::Rule));
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (toml, said) in [
            ("base = \"dark\"\n[styles]\nfoot = {}", "'foot'"),
            ("base = \"dusk\"", "'dusk'"),
            ("base = \"dark\"\n[styles]\nrule = { fg = \"octarine\" }", "'octarine'"),
            ("base = \"dark\"\n[styles]\nrule = { with = [\"blink\"] }", "blink"),
        ] {
            let error = Theme::parse(toml).unwrap_err().to_string();
            assert!(error.contains(said), "{error}");
        }
    }

    #[test]
    fn without_colour_a_keyword_is_still_told_apart() {
        let style = Theme::plain().keyword(1, Some(Colour::Named(NamedColour::Red)));
        assert_eq!((style.fg, style.bg), (None, None));
        assert_ne!(style, Style::new());
    }
}
