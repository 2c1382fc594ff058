//! The output of a program to its terminal, cut into text and control sequences.

use std::str::Chars;

/// A piece of the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A character that is shown.
    Shown(char),
    /// `\r`, `\n` or another single control character.
    Control(char),
    /// `ESC [` … up to and with its last character.
    Csi(String),
    /// `ESC ]` … up to and with its end, a bell or `ESC \`.
    Osc(String),
    /// `ESC` and one other character.
    Escape(char),
}

/// Returns the pieces of `raw` in order; bytes that are no UTF-8 become U+FFFD.
pub fn pieces(raw: &[u8]) -> Vec<Piece> {
    let text = String::from_utf8_lossy(raw);
    let mut rest = text.chars();
    let mut pieces = Vec::new();
    while let Some(c) = rest.next() {
        pieces.push(match c {
            '\x1b' => match rest.next() {
                Some('[') => Piece::Csi(csi(&mut rest)),
                Some(']') => Piece::Osc(osc(&mut rest)),
                other => Piece::Escape(other.unwrap_or('\0')),
            },
            c if c.is_control() => Piece::Control(c),
            c => Piece::Shown(c),
        });
    }
    pieces
}

fn csi(rest: &mut Chars<'_>) -> String {
    let mut body = String::new();
    for c in rest {
        body.push(c);
        if ('@'..='~').contains(&c) {
            break;
        }
    }
    body
}

fn osc(rest: &mut Chars<'_>) -> String {
    let mut body = String::new();
    while let Some(c) = rest.next() {
        body.push(c);
        match c {
            '\x07' => break,
            // The string terminator is two characters long.
            '\x1b' => {
                body.extend(rest.next());
                break;
            }
            _ => {}
        }
    }
    body
}

/// Tells whether a select-graphic-rendition sequence sets a colour, by its parameters.
pub fn sets_colour(csi: &str) -> bool {
    csi.strip_suffix('m').is_some_and(|parameters| {
        let number = |parameter: &str| parameter.split(':').next().and_then(|number| number.parse().ok());
        parameters
            .split(';')
            .filter_map(number)
            .any(|number: u16| matches!(number, 30..=38 | 40..=48 | 58 | 90..=97 | 100..=107))
    })
}

/// Returns where `part` begins in `whole`.
pub fn position(whole: &[u8], part: &[u8]) -> Option<usize> {
    whole.windows(part.len()).position(|window| window == part)
}

/// Returns where `part` begins in `whole` for the last time.
pub fn last_position(whole: &[u8], part: &[u8]) -> Option<usize> {
    whole.windows(part.len()).rposition(|window| window == part)
}

/// Tells whether `part` occurs in `whole`.
pub fn contains(whole: &[u8], part: &[u8]) -> bool {
    position(whole, part).is_some()
}
