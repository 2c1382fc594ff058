//! Colours as data: the built-in themes, and a user's theme laid over one of them.

use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

use crate::document::TerminalColour;
use crate::search::{Colour, NamedColour};
use crate::ui::drawing::colours::ColourDepth;

const DARK: &str = include_str!("../../../assets/themes/dark.toml");
const LIGHT: &str = include_str!("../../../assets/themes/light.toml");
const PLAIN: &str = include_str!("../../../assets/themes/plain.toml");
const SIXTEEN: &str = include_str!("../../../assets/themes/sixteen.toml");
const SIXTEEN_LIGHT: &str = include_str!("../../../assets/themes/sixteen-light.toml");

/// The built-in themes by name.
const BUILT_IN: [(&str, &str); 7] = [
    ("dark", DARK),
    ("light", LIGHT),
    ("high-contrast", include_str!("../../../assets/themes/high-contrast.toml")),
    ("catppuccin", include_str!("../../../assets/themes/catppuccin.toml")),
    ("gruvbox", include_str!("../../../assets/themes/gruvbox.toml")),
    ("solarized", include_str!("../../../assets/themes/solarized.toml")),
    ("plain", PLAIN),
];

/// A theme that is not TOML, or not of the form of a theme.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the theme cannot be read: {0}")]
pub struct ThemeError(#[from] toml::de::Error);

/// What a style is for; a theme file names it in kebab case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// All of the screen; most themes leave it to the terminal.
    Screen,
    /// Titles above the panes.
    Header,
    /// Lines that divide.
    Rule,
    /// What matters less.
    Dim,
    /// The selected document when the keys go to the list.
    Selected,
    /// The selected document when they do not.
    SelectedAway,
    /// The mark of a document to be compared.
    Marked,
    /// Headings of a text.
    Heading,
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// Struck out.
    Struck,
    /// Code inside running text.
    Code,
    /// The background of blocks of code.
    CodeBlock,
    /// Keywords in blocks of code.
    CodeKeyword,
    /// Strings in blocks of code.
    CodeString,
    /// Comments in blocks of code.
    CodeComment,
    /// Numbers in blocks of code.
    CodeNumber,
    /// Names in blocks of code.
    CodeName,
    /// The words of a link.
    Link,
    /// A reference to a note.
    Note,
    /// The bar of a quotation.
    Quote,
    /// The mark beside the current sentence.
    Cursor,
    /// The words of the current sentence of a comparison.
    CursorText,
    /// The words of its counterparts.
    Counterpart,
    /// The words of a counterpart by a weak link.
    WeakCounterpart,
    /// The letter of the first text of a comparison.
    SideA,
    /// The letter of the second one.
    SideB,
    /// The mark of a strong link.
    StrongLink,
    /// The mark of a weak link.
    WeakLink,
    /// The mark of a sentence only this text has.
    Only,
    /// Words that linked sentences share.
    Shared,
    /// Words in which closely linked sentences differ.
    Differing,
    /// The sign of a fact that differs.
    Differs,
    /// Words that both texts have, six or more in a row.
    Copied,
    /// The mark of a sentence that is elsewhere in the other version of a text.
    Moved,
    /// The mark of a sentence that only the left version has.
    Removed,
    /// The mark of a sentence that only the right version has.
    Added,
    /// Matches of the search.
    Match,
    /// The match last gone to.
    MatchHere,
    /// The mark and the words of a passage that the user wrote a note on.
    Noted,
    /// The selected part of a text.
    Selection,
    /// Characters of a title or a path that the filter of the list matched.
    Found,
    /// Marks in place of characters that may not be shown.
    Mark,
    /// The part of the scrollbar that is in view.
    Thumb,
    /// What could not be done.
    Trouble,
    /// A panel over the panes.
    Panel,
    /// Its titles.
    PanelTitle,
    /// Its selected line.
    PanelSelected,
}

/// A style for everything that is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    base: Base,
    styles: BTreeMap<Role, Style>,
    /// The colour names of the keywords by number; empty when there is no colour.
    numbered: Vec<String>,
    shades: BTreeMap<String, Color>,
    text: Color,
    /// The sixteen colours of words that a document sets in colour; empty when there is no colour.
    document_colours: Vec<Color>,
    /// How many colours the terminal has.
    depth: ColourDepth,
}

impl Theme {
    /// Returns the theme for dark terminals.
    pub fn dark() -> Self {
        Self::built_in(Base::Dark)
    }

    /// Returns the theme for light terminals.
    pub fn light() -> Self {
        Self::built_in(Base::Light)
    }

    /// Returns the theme without colour.
    pub fn plain() -> Self {
        Self::built_in(Base::Plain)
    }

    /// Returns the built-in theme of this name.
    pub fn named(name: &str) -> Option<Self> {
        let (_, toml) = BUILT_IN.iter().find(|(known, _)| *known == name)?;
        Self::parse(toml).ok()
    }

    /// Returns the theme for dark terminals with sixteen colours.
    pub fn sixteen() -> Self {
        Self::of_sixteen(SIXTEEN)
    }

    /// Returns the theme for light terminals with sixteen colours.
    pub fn sixteen_light() -> Self {
        Self::of_sixteen(SIXTEEN_LIGHT)
    }

    fn of_sixteen(toml: &str) -> Self {
        // A test makes sure that it can be read.
        Self::parse(toml).unwrap_or_else(|_| Self::plain()).at_depth(ColourDepth::Sixteen)
    }

    /// Returns the theme with colours that a terminal of this depth has.
    #[must_use]
    pub fn at_depth(self, depth: ColourDepth) -> Self {
        Self { depth, ..self }
    }

    /// Returns a theme written as TOML, laid over the built-in one it names.
    pub fn parse(toml: &str) -> Result<Self, ThemeError> {
        let file: ThemeFile = toml::from_str(toml)?;
        let mut theme = Self::built_in(file.base);
        theme.lay(file);
        Ok(theme)
    }

    fn built_in(base: Base) -> Self {
        let toml = match base {
            Base::Dark => DARK,
            Base::Light => LIGHT,
            Base::Plain => PLAIN,
        };
        let mut theme = Self {
            base,
            styles: BTreeMap::new(),
            numbered: Vec::new(),
            shades: BTreeMap::new(),
            text: Color::Black,
            document_colours: Vec::new(),
            depth: ColourDepth::Full,
        };
        // A test makes sure that they can be read.
        if let Ok(file) = toml::from_str(toml) {
            theme.lay(file);
        }
        theme
    }

    fn lay(&mut self, file: ThemeFile) {
        self.styles.extend(file.styles.into_iter().map(|(role, style)| (role, style.into())));
        self.shades.extend(file.keywords.shades.into_iter().map(|(name, colour)| (name, colour.0)));
        if let Some(numbered) = file.keywords.numbered {
            self.numbered = numbered;
        }
        if let Some(colours) = file.document_colours {
            self.document_colours = colours.into_iter().map(|colour| colour.0).collect();
        }
        if let Some(text) = file.keywords.text {
            self.text = text.0;
        }
    }

    /// Returns the style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.fitted(self.styles.get(&role).copied().unwrap_or_default())
    }

    /// Returns a style in colours that the terminal has.
    fn fitted(&self, style: Style) -> Style {
        let nearest = |colour: Option<Color>| colour.map(|colour| self.depth.nearest(colour));
        // A terminal of few colours takes the sequence for the colour of underlines apart.
        let underline =
            style.underline_color.filter(|_| matches!(self.depth, ColourDepth::Palette | ColourDepth::Full));
        Style { fg: nearest(style.fg), bg: nearest(style.bg), underline_color: nearest(underline), ..style }
    }

    /// Returns the style of words that a document sets in a colour.
    pub fn document_colour(&self, colour: TerminalColour) -> Style {
        let colour = self.document_colours.get(colour.number());
        colour.map_or(Style::new(), |colour| self.fitted(Style::new().fg(*colour)))
    }

    /// Tells whether keywords have colours.
    pub(crate) fn has_keyword_colours(&self) -> bool {
        !self.numbered.is_empty()
    }

    /// Returns the style of a keyword's hits.
    pub fn keyword(&self, number: usize, colour: Option<Colour>) -> Style {
        match self.shade(number, colour) {
            Some(shade) => self.fitted(Style::new().fg(self.on(colour)).bg(shade)),
            None => Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
        }
    }

    /// Returns the style of a hit below another hit: an underline in its colour.
    pub fn keyword_below(&self, number: usize, colour: Option<Colour>) -> Style {
        let line = Style::new().add_modifier(Modifier::UNDERLINED | Modifier::BOLD);
        self.shade(number, colour).map_or(line, |shade| self.fitted(line.underline_color(shade)))
    }

    /// Returns the style of a keyword's number.
    pub fn keyword_number(&self, number: usize, colour: Option<Colour>) -> Style {
        let bold = Style::new().add_modifier(Modifier::BOLD);
        self.shade(number, colour).map_or(bold, |shade| {
            self.fitted(match self.depth {
                // Many terminals draw bold black as grey.
                ColourDepth::Sixteen => Style::new().fg(self.on(colour)).bg(shade),
                _ if self.is_light() => bold.fg(self.on(colour)).bg(shade),
                _ => bold.fg(shade),
            })
        })
    }

    /// Tells whether the theme is light: a pale shade is unreadable as the colour of a sign on white.
    fn is_light(&self) -> bool {
        self.base == Base::Light
    }

    fn shade(&self, number: usize, colour: Option<Colour>) -> Option<Color> {
        if self.numbered.is_empty() {
            return None;
        }
        match colour {
            Some(Colour::Rgb(red, green, blue)) => Some(Color::Rgb(red, green, blue)),
            Some(Colour::Named(named)) => self.shade_of(named),
            None => self.shades.get(&self.numbered[number.saturating_sub(1) % self.numbered.len()]).copied(),
        }
    }

    fn shade_of(&self, named: NamedColour) -> Option<Color> {
        self.shades.get(named.name()).copied()
    }

    /// Returns the colour of words on a keyword's shade: the theme's, or black or white on a colour that the user
    /// chose by numbers.
    fn on(&self, colour: Option<Colour>) -> Color {
        match colour {
            Some(Colour::Rgb(red, green, blue)) => {
                let light = u32::from(red) * 299 + u32::from(green) * 587 + u32::from(blue) * 114;
                if light > 128_000 { Color::Black } else { Color::White }
            }
            Some(Colour::Named(_)) | None => self.text,
        }
    }
}

/// A theme as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ThemeFile {
    base: Base,
    document_colours: Option<Vec<ColourFile>>,
    #[serde(default)]
    styles: BTreeMap<Role, StyleFile>,
    #[serde(default)]
    keywords: KeywordsFile,
}

/// The built-in themes, over which others are laid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Base {
    Dark,
    Light,
    Plain,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct StyleFile {
    fg: Option<ColourFile>,
    bg: Option<ColourFile>,
    #[serde(default)]
    with: Vec<ModifierFile>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeywordsFile {
    numbered: Option<Vec<String>>,
    text: Option<ColourFile>,
    #[serde(default)]
    shades: BTreeMap<String, ColourFile>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum ModifierFile {
    Bold,
    Dim,
    Italic,
    Underline,
    Reverse,
    Struck,
}

/// A colour as a number of the palette of 256 colours, a name or `#rrggbb`.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "NumberOrName")]
struct ColourFile(Color);

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum NumberOrName {
    Number(u8),
    Name(String),
}

impl From<StyleFile> for Style {
    fn from(file: StyleFile) -> Self {
        let style =
            Style { fg: file.fg.map(|colour| colour.0), bg: file.bg.map(|colour| colour.0), ..Style::new() };
        file.with.into_iter().fold(style, |style, modifier| style.add_modifier(modifier.into()))
    }
}

impl From<ModifierFile> for Modifier {
    fn from(modifier: ModifierFile) -> Self {
        match modifier {
            ModifierFile::Bold => Modifier::BOLD,
            ModifierFile::Dim => Modifier::DIM,
            ModifierFile::Italic => Modifier::ITALIC,
            ModifierFile::Underline => Modifier::UNDERLINED,
            ModifierFile::Reverse => Modifier::REVERSED,
            ModifierFile::Struck => Modifier::CROSSED_OUT,
        }
    }
}

impl TryFrom<NumberOrName> for ColourFile {
    type Error = String;

    fn try_from(written: NumberOrName) -> Result<Self, String> {
        let name = match written {
            NumberOrName::Number(number) => return Ok(Self(Color::Indexed(number))),
            NumberOrName::Name(name) => name,
        };
        if let Ok(Colour::Rgb(red, green, blue)) = name.parse() {
            return Ok(Self(Color::Rgb(red, green, blue)));
        }
        let (bright, plain) =
            name.strip_prefix("bright-").map_or((false, name.as_str()), |plain| (true, plain));
        let names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];
        match names.iter().position(|known| *known == plain) {
            Some(number) => Ok(Self(Color::Indexed(number as u8 + if bright { 8 } else { 0 }))),
            None if plain == "grey" => Ok(Self(Color::Indexed(if bright { 7 } else { 8 }))),
            None => Err(format!(
                "'{name}' is not a colour: use a name such as blue or bright-blue, a number from 0 to 255, or #rrggbb"
            )),
        }
    }
}

#[cfg(test)]
impl Theme {
    /// The names of the built-in themes with colours of their own.
    pub(crate) const COLOURED: [&str; 6] =
        ["dark", "light", "high-contrast", "catppuccin", "gruvbox", "solarized"];

    /// Returns the styles of all roles.
    pub(crate) fn roles(&self) -> impl Iterator<Item = (Role, Style)> {
        self.styles.iter().map(|(role, style)| (*role, *style))
    }

    /// Returns the colours of words that a document sets in colour.
    pub(crate) fn document_colours(&self) -> &[Color] {
        &self.document_colours
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_keywords_are_not_bold_black_on_sixteen_colours() {
        for theme in [Theme::sixteen(), Theme::sixteen_light()] {
            let style = theme.keyword_number(1, None);
            assert!(style.bg.is_some() && !style.add_modifier.contains(Modifier::BOLD), "{style:?}");
        }
    }

    #[test]
    fn built_in_themes_are_complete() {
        for toml in BUILT_IN.iter().map(|(_, toml)| *toml).chain([SIXTEEN, SIXTEEN_LIGHT]) {
            let theme = Theme::parse(toml).unwrap();
            assert_eq!(theme.styles.len(), Role::PanelSelected as usize + 1, "{:?}", theme.base);
            for name in &theme.numbered {
                assert!(theme.shades.contains_key(name), "{name}");
            }
            for named in NamedColour::ALL.iter().filter(|_| !theme.numbered.is_empty()) {
                assert!(theme.shade_of(*named).is_some(), "{named:?}");
            }
        }
    }

    #[test]
    fn the_colours_of_a_document_are_those_of_the_theme() {
        let red = TerminalColour::of_palette(1);
        assert_eq!(Theme::plain().document_colour(red), Style::new());
        assert_eq!(Theme::dark().document_colour(red).fg, Some(Color::Indexed(203)));
    }

    #[test]
    fn few_colours_are_the_terminals_own() {
        for theme in [Theme::sixteen(), Theme::sixteen_light()] {
            for number in 1..=8 {
                let style = theme.keyword(number, Some(Colour::Rgb(250, 120, 10)));
                assert!(matches!(
                    (style.fg, style.bg),
                    (Some(Color::Indexed(..16) | Color::Black), Some(Color::Indexed(..16)))
                ));
                assert_eq!(theme.keyword_below(number, None).underline_color, None);
                assert!(theme.keyword_number(number, None).bg.is_some(), "a pale number on white");
            }
            assert!(theme.roles().all(|(_, style)| matches!(style.fg, None | Some(Color::Indexed(..16)))));
        }
        let palette = Theme::named("gruvbox").unwrap().at_depth(ColourDepth::Palette);
        assert!(matches!(palette.style(Role::Heading).fg, Some(Color::Indexed(16..))));
    }

    #[test]
    fn a_users_theme_overrides_its_base() {
        let theme = Theme::parse("base = \"light\"\n[styles]\nheading = { fg = \"#102030\" }").unwrap();
        assert_eq!(theme.style(Role::Heading), Style::new().fg(Color::Rgb(16, 32, 48)));
        assert_eq!(theme.style(Role::Rule), Theme::light().style(Role::Rule));
    }

    #[test]
    fn errors_name_the_mistake() {
        for (toml, said) in [
            ("base = \"dark\"\n[styles]\nfoot = {}", "`foot`"),
            ("base = \"dusk\"", "dusk"),
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
