//! The colours that terminals have.

use ratatui::style::Color;

use crate::document::TerminalColour;

/// How many colours a terminal has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColourDepth {
    /// No colours, as on a VT100.
    None,
    /// The sixteen of its own palette, or the first eight of them.
    Sixteen,
    /// The palette of 256.
    Palette,
    /// All of red, green and blue.
    #[default]
    Full,
}

/// The terminals that have all colours and do not say so in `COLORTERM` where it gets lost, as over SSH.
const FULL: [&str; 6] = ["alacritty", "contour", "foot", "kitty", "ghostty", "wezterm"];

impl ColourDepth {
    /// Returns the depth of a terminal by the values of `TERM` and `COLORTERM`.
    pub fn of(term: &str, colorterm: &str) -> Self {
        let has = |names: &[&str]| names.iter().any(|name| term.contains(name));
        if term.starts_with("vt") || term == "dumb" || term.ends_with("-m") || term.ends_with("-mono") {
            Self::None
        } else if matches!(term, "linux" | "ansi" | "cygwin") || term.ends_with("-16color") {
            Self::Sixteen
        } else if matches!(colorterm, "truecolor" | "24bit") || has(&["direct"]) || has(&FULL) {
            Self::Full
        } else if has(&["256color", "-256"]) {
            Self::Palette
        } else {
            Self::Sixteen
        }
    }

    /// Returns the nearest colour that a terminal of this depth has.
    pub(crate) fn nearest(self, colour: Color) -> Color {
        match (self, colour) {
            (Self::None, _) => Color::Reset,
            (Self::Sixteen, Color::Rgb(red, green, blue)) => {
                Color::Indexed(TerminalColour::nearest([red, green, blue]).number() as u8)
            }
            (Self::Sixteen, Color::Indexed(number)) => {
                Color::Indexed(TerminalColour::of_palette(number).number() as u8)
            }
            (Self::Palette, Color::Rgb(red, green, blue)) => Color::Indexed(in_palette([red, green, blue])),
            (_, colour) => colour,
        }
    }
}

/// Returns red, green and blue of a number from 16 on of the palette of 256.
pub(crate) fn palette_colour(number: u8) -> [u8; 3] {
    let step = |of: u8| [0, 95, 135, 175, 215, 255][usize::from(number.saturating_sub(16) / of % 6)];
    if number < 232 { [step(36), step(6), step(1)] } else { [8 + 10 * (number - 232); 3] }
}

/// Returns the number of the nearest colour of the palette of 256, without the first sixteen, which every
/// terminal shows in another shade.
fn in_palette(rgb: [u8; 3]) -> u8 {
    let distance = |number: &u8| -> u32 {
        let known = palette_colour(*number);
        known.iter().zip(rgb).map(|(one, other)| u32::from(one.abs_diff(other)).pow(2)).sum()
    };
    (16..=u8::MAX).min_by_key(distance).unwrap_or(16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_depth_follows_from_the_names() {
        for (term, colorterm, depth) in [
            ("xterm-256color", "truecolor", ColourDepth::Full),
            ("xterm-256color", "", ColourDepth::Palette),
            ("xterm-kitty", "", ColourDepth::Full),
            ("xterm-direct", "", ColourDepth::Full),
            ("screen-256color", "yes", ColourDepth::Palette),
            ("xterm-16color", "", ColourDepth::Sixteen),
            ("xterm", "", ColourDepth::Sixteen),
            ("screen", "", ColourDepth::Sixteen),
            ("linux", "truecolor", ColourDepth::Sixteen),
            ("vt100", "", ColourDepth::None),
            ("vt220", "", ColourDepth::None),
            ("xterm-mono", "", ColourDepth::None),
        ] {
            assert_eq!(ColourDepth::of(term, colorterm), depth, "{term} {colorterm}");
        }
    }

    #[test]
    fn colours_a_terminal_lacks_become_the_nearest_it_has() {
        let orange = Color::Rgb(255, 140, 0);
        for (depth, nearest) in [
            (ColourDepth::None, Color::Reset),
            (ColourDepth::Sixteen, Color::Indexed(3)),
            (ColourDepth::Palette, Color::Indexed(208)),
            (ColourDepth::Full, orange),
        ] {
            assert_eq!(depth.nearest(orange), nearest, "{depth:?}");
        }
        assert_eq!(ColourDepth::Sixteen.nearest(Color::Indexed(196)), Color::Indexed(9));
        assert_eq!(ColourDepth::Palette.nearest(Color::Indexed(3)), Color::Indexed(3));
    }
}
