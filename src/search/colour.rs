//! The colours a reader may give a keyword, by name or by number.
//!
//! A name leaves it to the theme which shade reads well on its background; `#rrggbb` does not.

use std::fmt;
use std::str::FromStr;

/// A colour asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Colour {
    /// By name; the theme knows the shade.
    Named(NamedColour),
    /// Red, green and blue.
    Rgb(u8, u8, u8),
}

/// A colour with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is what its name says")]
pub enum NamedColour {
    Red,
    Orange,
    Yellow,
    Green,
    Teal,
    Cyan,
    Blue,
    Purple,
    Magenta,
    Pink,
    Brown,
    White,
    Grey,
    Black,
}

impl NamedColour {
    /// All of them, in the order in which to offer them.
    pub const ALL: [NamedColour; 14] = [
        NamedColour::Red,
        NamedColour::Orange,
        NamedColour::Yellow,
        NamedColour::Green,
        NamedColour::Teal,
        NamedColour::Cyan,
        NamedColour::Blue,
        NamedColour::Purple,
        NamedColour::Magenta,
        NamedColour::Pink,
        NamedColour::Brown,
        NamedColour::White,
        NamedColour::Grey,
        NamedColour::Black,
    ];

    /// Returns its name in small letters.
    pub fn name(self) -> &'static str {
        match self {
            NamedColour::Red => "red",
            NamedColour::Orange => "orange",
            NamedColour::Yellow => "yellow",
            NamedColour::Green => "green",
            NamedColour::Teal => "teal",
            NamedColour::Cyan => "cyan",
            NamedColour::Blue => "blue",
            NamedColour::Purple => "purple",
            NamedColour::Magenta => "magenta",
            NamedColour::Pink => "pink",
            NamedColour::Brown => "brown",
            NamedColour::White => "white",
            NamedColour::Grey => "grey",
            NamedColour::Black => "black",
        }
    }
}

/// A word that names no colour.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{word}' is not a colour: use {names}or #rrggbb", word = .0, names = names())]
pub struct UnknownColour(pub String);

/// Returns the names of all colours, each with a comma after it.
fn names() -> String {
    NamedColour::ALL.map(|colour| format!("{}, ", colour.name())).concat()
}

impl FromStr for Colour {
    type Err = UnknownColour;

    /// Reads a name, in any case, or `#rrggbb`; `gray` is `grey`.
    fn from_str(word: &str) -> Result<Self, UnknownColour> {
        if let Some(colour) = hex(word) {
            return Ok(colour);
        }
        let lowered = word.to_ascii_lowercase().replace("gray", "grey");
        let named = NamedColour::ALL.into_iter().find(|colour| colour.name() == lowered);
        named.map(Colour::Named).ok_or_else(|| UnknownColour(word.to_owned()))
    }
}

fn hex(word: &str) -> Option<Colour> {
    let digits = word.strip_prefix('#')?;
    if digits.len() != 6 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
    Some(Colour::Rgb(red, green, blue))
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Colour::Named(named) => f.write_str(named.name()),
            Colour::Rgb(red, green, blue) => write!(f, "#{red:02x}{green:02x}{blue:02x}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_as_they_are_written() {
        for colour in NamedColour::ALL.map(Colour::Named).into_iter().chain([Colour::Rgb(0, 9, 255)]) {
            assert_eq!(colour.to_string().parse(), Ok(colour));
        }
        assert_eq!("GRAY".parse(), Ok(Colour::Named(NamedColour::Grey)));
        assert_eq!("#FFa000".parse(), Ok(Colour::Rgb(255, 160, 0)));
    }

    #[test]
    fn other_words_are_no_colours() {
        for word in ["", "rouge", "#fff", "#+12345", "ff0000", "#ééé"] {
            assert_eq!(word.parse::<Colour>(), Err(UnknownColour(word.to_owned())));
        }
    }
}
