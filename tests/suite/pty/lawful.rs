//! Detects output that this program never sends: anything but text and a few control sequences.

use super::bytes::{Piece, pieces};
use reader::text::unicode::is_unprintable;

/// Returns the first piece of `raw` that this program never sends, with the pieces before it.
pub fn foreign(raw: &[u8]) -> Option<String> {
    if let Err(error) = std::str::from_utf8(raw)
        && error.error_len().is_some()
    {
        let at = error.valid_up_to();
        return Some(format!("no UTF-8: {}", raw[at..raw.len().min(at + 8)].escape_ascii()));
    }
    let pieces = pieces(raw);
    // The last piece may be incomplete.
    let whole = &pieces[..pieces.len().saturating_sub(1)];
    let at = whole.iter().position(|piece| !is_ours(piece))?;
    Some(format!("{:?} after {:?}", pieces[at], &pieces[at.saturating_sub(5)..at]))
}

fn is_ours(piece: &Piece) -> bool {
    match piece {
        Piece::Shown(c) => !hides(*c),
        // Lines on standard error, after the screen was restored.
        Piece::Control(c) => matches!(c, '\r' | '\n'),
        Piece::Csi(body) => is_our_csi(body),
        Piece::Osc(body) => body == "11;?\x07" || is_copied(body),
        Piece::Escape(_) => false,
    }
}

/// The sequence that gives text in Base64 to the clipboard. The hostile documents end theirs with a bell.
fn is_copied(body: &str) -> bool {
    let is_base64 = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=');
    body.strip_prefix("52;c;")
        .and_then(|text| text.strip_suffix("\x1b\\"))
        .is_some_and(|text| !text.is_empty() && text.chars().all(is_base64))
}

/// The modes the program sets and resets: alternate screen, bracketed pastes, cursor, mouse (three modes),
/// synchronized update.
const MODES: [&str; 7] = ["?1049", "?2004", "?25", "?1000", "?1002", "?1006", "?2026"];

/// Besides modes the program moves the cursor, sets styles and clears the whole screen.
fn is_our_csi(body: &str) -> bool {
    let Some((at, last)) = body.char_indices().next_back() else { return false };
    let parameters = &body[..at];
    match last {
        'H' => parameters.split_once(';').is_some_and(|(row, column)| is_place(row) && is_place(column)),
        'm' => is_style(parameters),
        'J' => parameters == "2",
        'h' | 'l' => MODES.contains(&parameters),
        _ => false,
    }
}

/// A row or a column, counted from 1.
fn is_place(number: &str) -> bool {
    number.parse::<u16>().is_ok_and(|number| number > 0)
}

/// Styles and colours, without those that blink or hide: the style of a passage must not make it vanish.
fn is_style(parameters: &str) -> bool {
    let mut numbers = parameters.split(';').map(str::parse::<u8>);
    while let Some(number) = numbers.next() {
        let is_ours = match number {
            Ok(0..=4 | 7 | 9 | 22..=24 | 27 | 29 | 30..=37 | 39..=47 | 49 | 59 | 90..=97 | 100..=107) => true,
            Ok(38 | 48 | 58) => {
                let more = match numbers.next() {
                    Some(Ok(5)) => 1,
                    Some(Ok(2)) => 3,
                    Some(_) | None => return false,
                };
                numbers.by_ref().take(more).flatten().count() == more
            }
            Ok(_) | Err(_) => false,
        };
        if !is_ours {
            return false;
        }
    }
    true
}

/// Tells whether a character reorders the text around it or is invisible.
fn hides(c: char) -> bool {
    // Joiners and selectors are sent inside emoji and where a script needs them.
    is_unprintable(c) && !matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

/// Without this the walk through the corpus would prove nothing.
#[test]
fn foreign_sequences_are_detected() {
    for ours in [
        &b"words \x1b[1;31m\x1b[2;3H\x1b[?2026h \xe6\xbd\xae\r\n "[..],
        b"\x1b[38;5;12m\x1b[48;2;1;20;255;4m\x1b[0m ",
        b"\x1b]11;?\x07 ",
        b"\x1b]52;c;aGk=\x1b\\ ",
        b"\x1b[2",
    ] {
        assert_eq!(foreign(ours), None, "{}", ours.escape_ascii());
    }
    for other in [
        &b"\x1b]0;owned\x07 "[..],
        b"\x1b]52;c;aGk=\x07 ",
        b"\x1b]52;c;?\x07 ",
        b"\x1b[3J ",
        b"\x1b[8m ",
        b"\x1b[1;5m ",
        b"\x1b[38;5m ",
        b"\x1b[38;2;1;2;300m ",
        b"\x1b[m ",
        b"\x1b[0;5H ",
        b"\x1b[5H ",
        b"\x1b[5C ",
        b"\x1b[?1003h ",
        b"\x1b7 ",
        b"\x1bPq\x1b\\ ",
        b"\x1b[6n ",
        b"\x1b[?1h ",
        b"\x1bc ",
        b"\x07 ",
        b"\x9b2J ",
        b"\xc2\x9b2J ",
        "a\u{202e}b ".as_bytes(),
        b"\x1b[\x1b[2J ",
    ] {
        assert!(foreign(other).is_some(), "{}", other.escape_ascii());
    }
}
