//! Whether what a program sent to its terminal is its own: text, and the few sequences it has.

use super::bytes::{Piece, pieces};
use reader::text::unicode::is_unprintable;

/// Returns the first thing in `raw` that this program never sends, with what stands before it.
pub fn foreign(raw: &[u8]) -> Option<String> {
    if let Err(error) = std::str::from_utf8(raw)
        && error.error_len().is_some()
    {
        let at = error.valid_up_to();
        return Some(format!("no UTF-8: {}", raw[at..raw.len().min(at + 8)].escape_ascii()));
    }
    let pieces = pieces(raw);
    // The last one may not have come wholly.
    let whole = &pieces[..pieces.len().saturating_sub(1)];
    let at = whole.iter().position(|piece| !is_ours(piece))?;
    Some(format!("{:?} after {:?}", pieces[at], &pieces[at.saturating_sub(5)..at]))
}

fn is_ours(piece: &Piece) -> bool {
    match piece {
        Piece::Shown(c) => !hides(*c),
        // Lines on standard error, once the screen is given back.
        Piece::Control(c) => matches!(c, '\r' | '\n'),
        Piece::Csi(body) => is_our_csi(body),
        Piece::Osc(body) => body == "11;?",
        Piece::Escape(_) => false,
    }
}

/// The modes the program sets and resets: alternate screen, bracketed pastes, cursor, mouse (three modes),
/// synchronized update.
const MODES: [&str; 7] = ["?1049", "?2004", "?25", "?1000", "?1002", "?1006", "?2026"];

/// Besides modes the program moves the cursor, sets styles and clears the whole screen.
fn is_our_csi(body: &str) -> bool {
    let Some((at, last)) = body.char_indices().next_back() else { return false };
    let parameters = &body[..at];
    let numbers = || parameters.bytes().all(|byte| byte.is_ascii_digit() || byte == b';');
    match last {
        'H' => numbers() && parameters.matches(';').count() == 1,
        'm' => numbers(),
        'J' => parameters == "2",
        'h' | 'l' => MODES.contains(&parameters),
        _ => false,
    }
}

/// Tells whether a character reorders what stands around it, or cannot be seen.
fn hides(c: char) -> bool {
    // Joiners and selectors are sent inside emoji and where a script needs them.
    is_unprintable(c) && !matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

/// What is no sequence of ours must be told, or the walk through the corpus tells nothing.
#[test]
fn what_is_foreign_is_told_from_ours() {
    for ours in [&b"words \x1b[1;31m\x1b[2;3H\x1b[?2026h \xe6\xbd\xae\r\n "[..], b"\x1b]11;?\x07 ", b"\x1b[2"]
    {
        assert_eq!(foreign(ours), None, "{}", ours.escape_ascii());
    }
    for other in [
        &b"\x1b]0;owned\x07 "[..],
        b"\x1b]52;c;aGk=\x07 ",
        b"\x1b]52;c;?\x07 ",
        b"\x1b[3J ",
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
