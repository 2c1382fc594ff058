//! What one line looks like.

use memchr::memchr;
use unicode_width::UnicodeWidthStr;

use crate::text::Span;

/// The longest line looked at closely, in bytes; a longer one is a paragraph whatever it holds.
const LOOKED_AT: usize = 4096;

/// A line that is not blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Its bytes without the white space at both ends.
    pub span: Span,
    /// Cells of white space before them; this and the other counts stop at 65 535.
    pub indent: u16,
    /// Cells up to the last character, the indentation too.
    pub width: u16,
    /// Cells of the first word.
    pub first: u16,
    /// What it could be by itself.
    pub look: Look,
    /// Whether it begins with a small letter.
    pub small: bool,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether it ends as a sentence does.
    pub ended: bool,
}

/// What a line looks like without its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// Running text.
    Prose,
    /// The beginning of a list item, with the cells its marker takes.
    Item(u8),
    /// A line that a mail quotes.
    Quoted,
    /// A row of a table, a drawing or a line of a program.
    Set,
}

impl Line {
    /// Returns what the line `whole` of `text` looks like, `None` when it is blank.
    pub(super) fn new(text: &str, whole: Span) -> Option<Self> {
        let span = whole.trimmed(text);
        if span.is_empty() {
            return None;
        }
        let content = span.of(text);
        let indent = Span::new(whole.start, span.start).of(text).chars().fold(0, |column, c| match c {
            '\t' => column / 8 * 8 + 8,
            _ => column + 1,
        });
        let mut line = Self {
            span,
            indent: cells(indent),
            width: u16::MAX,
            first: u16::MAX,
            look: Look::Prose,
            small: content.starts_with(char::is_lowercase),
            capital: content.trim_start_matches(['"', '“', '\'', '‘', '(']).starts_with(char::is_uppercase),
            ended: content.ends_with(['.', '!', '?', ':', '。', '！', '？', '”', '"']),
        };
        if content.len() <= LOOKED_AT {
            let kinds = kinds(content);
            let first = first_word(content, kinds);
            line.width = cells(indent + measure(content, kinds));
            line.first = cells(measure(first, kinds));
            line.look = Look::of(content, first, kinds);
        }
        Some(line)
    }
}

/// A byte that is no printable character of ASCII.
const UNPRINTABLE: u8 = 1;

/// A byte that may belong to a sign that is rare in running text.
const RARE: u8 = 2;

/// What each byte is: nothing for letters, digits, spaces and the commonest marks.
const KINDS: [u8; 256] = {
    let mut kinds = [UNPRINTABLE | RARE; 256];
    let mut byte = b' ';
    while byte <= b'~' {
        let is_common = matches!(byte, b' '..=b'"' | b'\'' | b',' | b'.' | b'0'..=b'9');
        kinds[byte as usize] = if is_common || byte.is_ascii_alphabetic() { 0 } else { RARE };
        byte += 1;
    }
    kinds
};

/// Returns which kinds of bytes there are. Looked up in a table and without an early end: a window is
/// set before the first paint, and nearly every line of prose has none.
fn kinds(text: &str) -> u8 {
    text.bytes().fold(0, |kinds, byte| kinds | KINDS[usize::from(byte)])
}

/// Returns the first word of a text that has these kinds of bytes at most.
fn first_word(text: &str, kinds: u8) -> &str {
    let end =
        if kinds & UNPRINTABLE == 0 { memchr(b' ', text.as_bytes()) } else { text.find(char::is_whitespace) };
    end.map_or(text, |end| &text[..end])
}

/// Returns the cells of a text that has these kinds of bytes at most; most have only letters and
/// punctuation known to take one cell.
fn measure(text: &str, kinds: u8) -> usize {
    if kinds & UNPRINTABLE == 0 {
        return text.len();
    }
    let narrow = |c: char| matches!(c, '\u{20}'..='\u{7e}' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{370}'..='\u{482}' | '\u{48a}'..='\u{58f}' | '\u{2013}'..='\u{2027}');
    let mut count = 0;
    let all_narrow = text.chars().all(|c| {
        count += 1;
        narrow(c)
    });
    if all_narrow { count } else { text.width() }
}

fn cells(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

impl Look {
    fn of(content: &str, first: &str, kinds: u8) -> Self {
        if content.starts_with('>') {
            return Look::Quoted;
        }
        if first.len() < content.len()
            && let Some(marker) = item_marker(first)
        {
            return Look::Item(marker);
        }
        let Some((signs, length)) = signs(content, kinds) else { return Look::Set };
        let ends_like_code = content.ends_with(['{', '}', ';', '\\']);
        if signs * 9 > length || (ends_like_code && signs > 0) { Look::Set } else { Look::Prose }
    }
}

/// Returns how many characters are rare in running text and how many there are; `None` when some are
/// set apart by a tab or more than two spaces.
fn signs(content: &str, kinds: u8) -> Option<(usize, usize)> {
    if kinds == 0 && !has_three_spaces(content.as_bytes()) {
        return Some((0, content.len()));
    }
    let (mut signs, mut spaces, mut length, mut before) = (0, 0, 0, ' ');
    for c in content.chars() {
        length += 1;
        match c {
            '\t' => return None,
            ' ' => spaces += 1,
            // Typists put two spaces after a full stop, and justified lines have them anywhere.
            _ if spaces > 2 => return None,
            _ => {
                spaces = 0;
                signs += usize::from(is_sign(c, before));
            }
        }
        before = c;
    }
    Some((signs, length))
}

#[expect(clippy::needless_bitwise_bool, reason = "an early end would look at one byte at a time")]
fn has_three_spaces(bytes: &[u8]) -> bool {
    let after = |skipped: usize| bytes.get(skipped..).unwrap_or_default();
    let threes = bytes.iter().zip(after(1)).zip(after(2));
    threes.fold(false, |found, ((one, two), three)| {
        found | ((*one == b' ') & (*two == b' ') & (*three == b' '))
    })
}

/// Tells whether a character is rare in running text, given the one before it.
fn is_sign(c: char, before: char) -> bool {
    match c {
        '{'
        | '}'
        | '<'
        | '>'
        | '='
        | '|'
        | '\\'
        | '_'
        | '+'
        | '*'
        | '/'
        | '#'
        | '@'
        | '^'
        | '~'
        | '`'
        | '$'
        | '&'
        | '['
        | ']'
        | '\u{2500}'..='\u{259f}' => true,
        // `f(x)` but not `this (that)`.
        '(' => !before.is_whitespace(),
        ')' => before == '(' || before == ')',
        ':' => before == ':' || before.is_ascii_digit(),
        _ => c == '-' && before == '-',
    }
}

/// The longest list marker, in bytes: `(123)`.
const LONGEST_MARKER: usize = 5;

/// Returns the cells that a word takes with its space, if it is a list marker.
fn item_marker(marker: &str) -> Option<u8> {
    if marker.len() > LONGEST_MARKER {
        return None;
    }
    let bullet = matches!(marker, "-" | "*" | "+" | "•" | "◦" | "‣" | "▪" | "–" | "—" | "·" | "o");
    let body = marker.strip_suffix(['.', ')']).map(|body| body.trim_start_matches('('));
    let numbered = body.is_some_and(|body| {
        let number = (1..=3).contains(&body.len()) && body.bytes().all(|b| b.is_ascii_digit());
        let letter = marker.ends_with(')') && body.len() == 1 && body.bytes().all(|b| b.is_ascii_lowercase());
        number || letter
    });
    (bullet || numbered).then(|| marker.width() as u8 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn look(text: &str) -> Look {
        Line::new(text, Span::new(0, text.len())).unwrap().look
    }

    #[test]
    fn prose_is_told_from_code_and_tables() {
        for prose in [
            "It was the best of times; it was the worst of times (so they say);",
            "He said: “Why not?”  And left.",
            "今日は雨が降っている。",
            "In 1999, 12.5 % of the 3,400 voters stayed at home.",
        ] {
            assert_eq!(look(prose), Look::Prose, "{prose}");
        }
        for set in [
            "int main(void) {",
            "    let width = self.width();",
            "Name      Age   City",
            "a\tb\tc",
            "+----+----+",
            "│ a │ b │",
            "if (x == y) return f(x);",
        ] {
            assert_eq!(look(set), Look::Set, "{set}");
        }
    }

    proptest! {
        #[test]
        fn plain_lines_are_told_as_all_others(line in "[a-zA-Z0-9 !\"',./:()=\t–é-]{0,40}") {
            prop_assert_eq!(signs(&line, kinds(&line)), signs(&line, UNPRINTABLE | RARE));
            prop_assert_eq!(measure(&line, kinds(&line)), measure(&line, UNPRINTABLE | RARE));
            prop_assert_eq!(first_word(&line, kinds(&line)), first_word(&line, UNPRINTABLE | RARE));
        }

        #[test]
        fn three_spaces_are_seen_wherever_they_stand(line in "[a ]{0,12}") {
            prop_assert_eq!(has_three_spaces(line.as_bytes()), line.contains("   "), "{:?}", line);
        }
    }

    #[test]
    fn list_markers_are_seen() {
        for (text, cells) in [("- a", 2), ("12. a", 4), ("(a) b", 4), ("• b", 2)] {
            assert_eq!(look(text), Look::Item(cells), "{text}");
        }
        assert_eq!(look("> b"), Look::Quoted);
        assert_eq!(look("1999 was dry"), Look::Prose);
        assert_eq!(look("-5 degrees"), Look::Prose);
    }

    #[test]
    fn cells_are_measured_from_the_left_edge() {
        let text = "  \t日本 abc  ";
        let line = Line::new(text, Span::new(0, text.len())).unwrap();
        assert_eq!((line.indent, line.width, line.first), (8, 16, 4));
        assert_eq!(line.span.of(text), "日本 abc");
    }
}
