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
        Piece::Control(c) => matches!(c, '\r' | '\n'),
        Piece::Csi(body) => is_our_csi(body),
        // The question for the background, and what is copied, in base 64.
        Piece::Osc(body) => {
            body == "11;?" || body.strip_prefix("52;c;").is_some_and(|copied| copied.bytes().all(is_base_64))
        }
        Piece::Escape(c) => matches!(c, '7' | '8'),
    }
}

fn is_our_csi(body: &str) -> bool {
    let Some((parameters, last)) = body.char_indices().next_back().map(|(at, last)| (&body[..at], last))
    else {
        return false;
    };
    let numbers = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b';' | b':'));
    match last {
        'H' | 'm' | 'A' | 'B' | 'C' | 'D' | 'G' => numbers(parameters),
        'J' | 'K' => matches!(parameters, "" | "0" | "1" | "2"),
        // The other screen, the cursor, the mouse, pastes, focus, whole frames, wrapping.
        'h' | 'l' => matches!(
            parameters,
            "?7" | "?25"
                | "?1000"
                | "?1002"
                | "?1003"
                | "?1004"
                | "?1005"
                | "?1006"
                | "?1015"
                | "?1016"
                | "?1049"
                | "?2004"
                | "?2026"
        ),
        'c' => parameters.is_empty(),
        'q' => parameters.ends_with(' '),
        _ => false,
    }
}

fn is_base_64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=')
}

/// Tells whether a character reorders what stands around it, or cannot be seen.
fn hides(c: char) -> bool {
    // Joiners and selectors are sent inside emoji and where a script needs them.
    is_unprintable(c) && !matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

/// What is no sequence of ours must be told, or the walk through the corpus tells nothing.
#[test]
fn what_is_foreign_is_told_from_ours() {
    for ours in
        [&b"words \x1b[1;31m\x1b[2;3H\x1b[?2026h \xe6\xbd\xae\r\n "[..], b"\x1b]52;c;aGk=\x07 ", b"\x1b[2"]
    {
        assert_eq!(foreign(ours), None, "{}", ours.escape_ascii());
    }
    for other in [
        &b"\x1b]0;owned\x07 "[..],
        b"\x1b]52;c;?\x07 ",
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
