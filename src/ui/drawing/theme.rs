//! Colours as data: the built-in themes, and a user's laid over one of them.

use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier, Style};

use crate::search::{Colour, NamedColour};
pub use crate::ui::drawing::written::ThemeError;
use crate::ui::drawing::written::{Base, Written};

const DARK: &str = include_str!("../../../assets/themes/dark.toml");
const LIGHT: &str = include_str!("../../../assets/themes/light.toml");
const PLAIN: &str = include_str!("../../../assets/themes/plain.toml");

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

/// A style for everything that is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    base: Base,
    styles: BTreeMap<Role, Style>,
    /// The colour names of the keywords by number; empty when there is no colour.
    numbered: Vec<String>,
    shades: BTreeMap<String, Color>,
    text: Color,
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

    /// Returns a theme written as TOML, laid over the built-in one it names.
    pub fn parse(toml: &str) -> Result<Self, ThemeError> {
        let written: Written = toml::from_str(toml).map_err(|error| ThemeError::Toml(error.to_string()))?;
        let mut theme = Self::built_in(written.base);
        theme.lay(written)?;
        Ok(theme)
    }

    /// A built-in theme is whole; a test holds it to that.
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
        };
        if let Some(written) = Written::read_plainly(toml).or_else(|| toml::from_str(toml).ok()) {
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
        self.base == Base::Light
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
    fn built_in_themes_are_read_plainly_as_they_are_with_care() {
        for toml in [DARK, LIGHT, PLAIN] {
            let careful: Written = toml::from_str(toml).unwrap();
            assert_eq!(Written::read_plainly(toml), Some(careful), "{toml}");
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
