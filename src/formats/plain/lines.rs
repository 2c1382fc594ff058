//! The lines of a plain text, and what each looks like without its neighbours.

use memchr::{memchr_iter, memchr2, memmem};
use unicode_width::UnicodeWidthStr;

use crate::formats::plain::quotes::marks;
use crate::text::Span;
use crate::text::hyphens::is_hyphen;
use crate::text::labels::{is_label_alone, item_marker, label};
use crate::text::sentences::ends_in_abbreviation;
use crate::text::unicode::is_unspaced;

/// The longest line looked at closely, in bytes; a longer one is a paragraph whatever it holds.
const LOOKED_AT: usize = 4096;

/// A line that is not blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Its bytes without the marks of a quoted mail and without the white space at both ends.
    pub span: Span,
    /// The number of quotation marks of a mail before it.
    pub quotes: u8,
    /// Cells of white space before its text; this and the other counts stop at 65 535.
    pub indent: u16,
    /// Cells up to the last character, with the indentation.
    pub width: u16,
    /// Cells of the first word.
    pub first: u16,
    /// The number of its words.
    pub words: u16,
    /// What it looks like.
    pub kind: LineKind,
    /// What it begins with.
    pub beginning: LineBeginning,
    /// Whether it ends as a sentence does.
    pub ended: bool,
    /// Whether it has a comma or a stop anywhere.
    pub punctuated: bool,
    /// What says that its last word or sentence continues.
    pub link: LineLink,
}

/// The sign at the end of a line by which it is linked to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineLink {
    /// A hyphen after a letter: the last word may be cut.
    Hyphen,
    /// A comma: the sentence continues.
    Comma,
    /// None.
    None,
}

/// What a line looks like without its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineKind {
    /// Running text.
    Prose,
    /// The beginning of a list item or a clause, with the cells from its marker to its text.
    Item(u16),
    /// A message with a speaker or a time before it.
    Message,
    /// A speaker and a time alone in the line, above a message.
    Label,
    /// A row of a table, a drawing or a line of a program.
    Data,
}

/// The kind of the first letter of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineBeginning {
    /// A small letter, or any letter in a line of capitals.
    Small,
    /// A capital.
    Capital,
    /// A letter of a script without capitals.
    Uncased,
    /// Anything else.
    Other,
}

impl Line {
    /// Returns the line at `whole` in `text`, `None` when it is blank. With `is_mail` the marks of a quoted
    /// mail are looked for.
    pub(super) fn new(text: &str, whole: Span, is_mail: bool) -> Option<Self> {
        let quoted = if is_mail { marks(whole.of(text)) } else { None };
        let (quotes, start) = quoted.map_or((0, whole.start), |(level, end)| (level, whole.start + end));
        let span = Span::new(start, whole.end).trimmed(text);
        if span.is_empty() {
            return None;
        }
        let content = span.of(text);
        let indent = columns(Span::new(start, span.start).of(text), 0);
        let mut line = Self {
            span,
            quotes,
            indent: cells(indent),
            width: u16::MAX,
            first: u16::MAX,
            words: u16::MAX,
            kind: LineKind::Prose,
            beginning: LineBeginning::of(content),
            ended: ends_sentence(content) && !ends_in_abbreviation(content),
            punctuated: true,
            link: LineLink::of(content),
        };
        if content.len() <= LOOKED_AT {
            let bytes = Bytes::of(content);
            let first = content.split_whitespace().next().unwrap_or_default();
            line.width = cells(indent + width(content));
            // Scripts without spaces are filled letter by letter.
            line.first = if content.starts_with(is_unspaced) { 2 } else { cells(width(first)) };
            line.words = cells(bytes.words);
            line.kind = LineKind::of(content, bytes);
            line.punctuated = line.ended || has_stop(content);
        }
        Some(line)
    }

    /// Tells whether it begins with a marker or a label.
    pub(super) fn is_marked(&self) -> bool {
        matches!(self.kind, LineKind::Item(_) | LineKind::Message)
    }
}

/// What the bytes of a line show at a glance. Every line is looked at, and most tests can only succeed where a byte
/// of some class is, which few lines have.
#[derive(Clone, Copy, Debug)]
struct Bytes {
    /// The classes that any byte has.
    classes: u8,
    /// Whether there are two spaces in a row.
    has_wide_spaces: bool,
    /// The number of words between white space.
    words: usize,
}

const TAB: u8 = 1;
/// A white space character but the space.
const OTHER_SPACE: u8 = 1 << 1;
/// The first byte of a character that [`is_sign`] may accept.
const SIGN: u8 = 1 << 2;
/// A separator of the values of a record.
const SEPARATOR: u8 = 1 << 3;
const COLON: u8 = 1 << 4;
const NOT_ASCII: u8 = 1 << 5;

/// The classes of each byte.
const CLASSES: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = classes(byte as u8);
        byte += 1;
    }
    table
};

const fn classes(byte: u8) -> u8 {
    let own = match byte {
        b'\t' => TAB | OTHER_SPACE,
        b'\n'..=b'\r' => OTHER_SPACE,
        b',' | b';' | b'|' => SEPARATOR,
        b':' => COLON,
        0x80.. => NOT_ASCII,
        _ => 0,
    };
    if may_begin_sign(byte) { own | SIGN } else { own }
}

const fn may_begin_sign(byte: u8) -> bool {
    (byte.is_ascii_punctuation() && !matches!(byte, b'.' | b',' | b';' | b'!' | b'?' | b'"' | b'\'' | b'%'))
        || byte == 0xe2
}

impl Bytes {
    fn of(content: &str) -> Self {
        let bytes = content.as_bytes();
        let classes = bytes.iter().fold(0, |classes, byte| classes | CLASSES[usize::from(*byte)]);
        let pairs = bytes.iter().zip(bytes.iter().skip(1));
        // Without branches, which compilers turn into vector code.
        let wide = pairs.fold(0, |wide, (one, next)| wide | u8::from(*one == b' ' && *next == b' '));
        let has_wide_spaces = wide != 0;
        let words = if has_wide_spaces || classes & (OTHER_SPACE | NOT_ASCII) != 0 {
            content.split_whitespace().count()
        } else {
            memchr_iter(b' ', bytes).count() + 1
        };
        Self { classes, has_wide_spaces, words }
    }

    fn have(self, class: u8) -> bool {
        self.classes & class != 0
    }
}

/// Tells whether a text has a comma, or a stop before its end.
fn has_stop(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr2(b',', b';', bytes).is_some()
        || memchr_iter(b'.', bytes).any(|at| bytes.get(at + 1) == Some(&b' '))
        || (!text.is_ascii() && text.contains(['。', '、', '，', '،', '।', '؟']))
}

/// Returns the cells of a text without line ends.
fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.width() }
}

fn cells(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

/// Returns the column after white space that begins at the column `from`.
pub(super) fn columns(space: &str, from: usize) -> usize {
    space.chars().fold(from, |column, c| match c {
        '\t' => column / 8 * 8 + 8,
        _ => column + 1,
    })
}

impl LineBeginning {
    fn of(content: &str) -> Self {
        let opened = |c: char| matches!(c, '"' | '“' | '\'' | '‘' | '(' | '«' | '„');
        let Some(first) = content.trim_start_matches(opened).chars().next() else {
            return LineBeginning::Other;
        };
        if first.is_lowercase() {
            return LineBeginning::Small;
        }
        if first.is_uppercase() {
            let is_shouted = content.contains(' ') && !content.chars().any(char::is_lowercase);
            return if is_shouted { LineBeginning::Small } else { LineBeginning::Capital };
        }
        if first.is_alphabetic() { LineBeginning::Uncased } else { LineBeginning::Other }
    }
}

/// Tells whether a line ends with a stop, which quotes and brackets may follow.
fn ends_sentence(content: &str) -> bool {
    let closing = |c: char| matches!(c, '"' | '”' | '’' | '\'' | ')' | ']' | '»' | '“' | '」' | '』' | '】');
    content.trim_end_matches(closing).ends_with(['.', '!', '?', ':', '…', '。', '！', '？', '।', '؟', '۔'])
}

impl LineLink {
    fn of(content: &str) -> Self {
        match content.strip_suffix(is_hyphen) {
            Some(word) if word.ends_with(char::is_alphabetic) => LineLink::Hyphen,
            _ if content.ends_with(',') => LineLink::Comma,
            _ => LineLink::None,
        }
    }
}

impl LineKind {
    fn of(content: &str, bytes: Bytes) -> Self {
        if bytes.have(COLON) && is_label_alone(content) {
            return LineKind::Label;
        }
        if let Some(end) = label(content) {
            return if is_data(&content[end..], bytes) { LineKind::Data } else { LineKind::Message };
        }
        if let Some(marker) = item_marker(content) {
            let text = content[marker..].trim_start();
            let space = &content[marker..content.len() - text.len()];
            let cells = cells(columns(space, content[..marker].width()));
            return if is_data(text, bytes) { LineKind::Data } else { LineKind::Item(cells) };
        }
        if is_data(content, bytes) { LineKind::Data } else { LineKind::Prose }
    }
}

/// Tells whether a line is a row of a table, a drawing or a line of a program: its parts are set apart, or it
/// is rich in signs that are rare in running text, and it does not read as words in a row. It may be a part of a
/// line that has these `bytes`.
fn is_data(content: &str, bytes: Bytes) -> bool {
    if content.len() < 2 {
        return matches!(content, "{" | "}" | "|" | "+");
    }
    if (bytes.have(TAB) || bytes.has_wide_spaces) && has_columns(content) {
        return is_row(content);
    }
    let signs = if bytes.have(SIGN) { signs(content) } else { 0 };
    let ends_like_code = signs > 0 && content.ends_with(['{', '}', ';', '\\']);
    let is_rich_in_signs = signs > 0 && signs * 9 > content.chars().count();
    let is_record = bytes.have(SEPARATOR) && is_record(content);
    let looks_like_data = ends_like_code || is_rich_in_signs || has_leader(content) || is_record;
    looks_like_data
        && !(is_wordy(content) && !ends_like_code && !has_operator(content) && !has_leader(content))
}

/// Tells whether parts of a line are set apart by a tab or by more than two spaces: typists put two after
/// a full stop, and justified lines have them anywhere.
fn has_columns(content: &str) -> bool {
    content.contains('\t') || memmem::find(content.as_bytes(), b"   ").is_some()
}

/// Tells whether the parts of a line are cells: none but the first reads as words in a row, nor do all of them, as in
/// a justified line with wide spaces between all words.
fn is_row(content: &str) -> bool {
    if is_justified(content) {
        return false;
    }
    let cells = content.split('\t').flat_map(|part| part.split("   "));
    let mut others = cells.map(str::trim).filter(|cell| !cell.is_empty()).skip(1);
    !others.any(is_wordy)
}

/// Tells whether a line has wide spaces between all its words, which are too many and too often small ones for
/// cells.
fn is_justified(content: &str) -> bool {
    let words = || content.split_whitespace();
    let small = words().filter(|word| word.starts_with(char::is_lowercase)).count();
    let has_wide_spaces =
        !content.contains('\t') && content.split("  ").all(|part| !part.trim().contains(' '));
    has_wide_spaces && is_wordy(content) && words().count() >= 6 && small * 3 >= words().count() * 2
}

/// Tells whether a line ends with a row of dots and a page number.
pub(super) fn has_leader(content: &str) -> bool {
    let title = content.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, 'i' | 'v' | 'x'));
    let title = title.trim_end();
    title.len() < content.len()
        && (title.ends_with("...") || title.ends_with(". . .") || title.ends_with("……"))
}

/// Tells whether a line has values with separators between them and no spaces after those.
fn is_record(content: &str) -> bool {
    let bytes = content.as_bytes();
    let goes_on = |at: &usize| bytes.get(at + 1).is_some_and(|next| *next != b' ');
    let count = |separator: u8| memchr_iter(separator, bytes).filter(goes_on).count();
    [b',', b';', b'|'].into_iter().any(|separator| count(separator) >= 2)
}

/// Tells whether a text reads as words in a row: three at least, or two that end as a sentence does.
pub(super) fn is_wordy(text: &str) -> bool {
    let (mut words, mut all) = (0, 0);
    for token in text.split_whitespace() {
        all += 1;
        words += usize::from(is_word(token));
    }
    let uncut = || text.chars().filter(|c| is_unspaced(*c)).count();
    let is_sentence = words >= 2 && ends_sentence(text);
    ((words >= 3 || is_sentence) && words * 2 > all) || (!text.is_ascii() && uncut() >= 8)
}

/// Tells whether a token is a word, with the punctuation around it.
fn is_word(token: &str) -> bool {
    let word = token.trim_matches(|c: char| !c.is_alphanumeric());
    !word.is_empty() && word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-'))
}

/// Tells whether a token of signs alone is one that programs and drawings have and sentences do not.
fn has_operator(text: &str) -> bool {
    let is_operator = |token: &str| {
        !token.chars().any(char::is_alphanumeric)
            && !matches!(token, "&" | "*" | "/" | "+" | "#" | "-" | "--" | "---" | "[…]" | "[...]")
            && signs(token) > 0
    };
    text.split_whitespace().any(is_operator)
}

/// Returns the number of characters that are rare in running text.
fn signs(content: &str) -> usize {
    // Characters are decoded only where a byte may begin a sign.
    let places = content.bytes().enumerate().filter(|(_, byte)| CLASSES[usize::from(*byte)] & SIGN != 0);
    let is_sign_at = |(at, _): &(usize, u8)| {
        let before = content[..*at].chars().next_back().unwrap_or(' ');
        content[*at..].chars().next().is_some_and(|c| is_sign(c, before))
    };
    places.filter(is_sign_at).count()
}

/// Tells whether a character is rare in running text after the one before it.
fn is_sign(c: char, before: char) -> bool {
    match c {
        // `f(x)` but not `this (that)`.
        '(' => !before.is_whitespace(),
        ')' => before == '(' || before == ')',
        ':' => before == ':' || before.is_ascii_digit(),
        '-' => before == '-',
        _ => matches!(
            c,
            '{' | '}'
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
                | '\u{2500}'..='\u{259f}'
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Line {
        Line::new(text, Span::new(0, text.len()), true).unwrap()
    }

    #[test]
    fn no_sign_is_passed_over() {
        for c in '\0'..=char::MAX {
            let is_any = [' ', 'a', '1', '(', ')', ':', '-'].into_iter().any(|before| is_sign(c, before));
            let first = c.encode_utf8(&mut [0; 4]).as_bytes()[0];
            assert!(!is_any || CLASSES[usize::from(first)] & SIGN != 0, "{c:?}");
        }
    }

    #[test]
    fn words_are_parted_by_any_white_space() {
        for (text, words) in [
            ("one", 1),
            ("one two", 2),
            ("one  two", 2),
            ("one\ttwo \u{b}three", 3),
            ("un été à", 3),
            ("one\u{2003}two", 2),
        ] {
            assert_eq!(line(text).words, words, "{text:?}");
        }
    }

    #[test]
    fn prose_is_told_from_code_and_tables() {
        for prose in [
            "It was the best of times; it was the worst of times (so they say);",
            "He said: “Why not?”  And left.",
            "今日は雨が降っている。",
            "In 1999, 12.5 % of the 3,400 voters stayed at home.",
            "'''The mill''' stands in [[Delft]].<ref>Jansen 1988</ref>",
            "It was {{lang|nl|gesloten}} in 1950. Two wheels remained.",
            "See https://mill.example/a/b?c=d&e=f and the notes [3][4] on it.",
            "The   mill   was closed   by the owners in May.",
            "The   mill    was   closed   by   the   owners   of",
            "the    harbour,   since    nobody   had   paid    Berg",
            "The town has 12,400,000 visitors in a year.",
        ] {
            assert_eq!(line(prose).kind, LineKind::Prose, "{prose}");
        }
        for data in [
            "int main(void) {",
            "    let width = self.width();",
            "Name      Age   City",
            "Name    Age    City    Street    House    Floor",
            "red    12    small    14    round    9",
            "a\tb\tc",
            "Part One\t17",
            "The mill on the river\t17",
            "The mill on the river ........ 17",
            "+----+----+",
            "│ a │ b │",
            "if (x == y) return f(x);",
            "Jan,12,Delft",
            "2024-05-01;12.5;\"x\"",
            "}",
        ] {
            assert_eq!(line(data).kind, LineKind::Data, "{data}");
        }
    }

    #[test]
    fn labels_and_markers_are_told_from_their_text() {
        for (text, kind) in [
            ("- a", LineKind::Item(2)),
            ("12. a", LineKind::Item(4)),
            ("(a) b", LineKind::Item(4)),
            ("• b", LineKind::Item(2)),
            ("1.1\tThe tenant pays.", LineKind::Item(8)),
            ("[3] Jansen, The Mill.", LineKind::Item(4)),
            ("JAN:\tThe mill was closed.", LineKind::Message),
            ("田中:\t今日は雨が降っています。", LineKind::Message),
            ("[12:03] <jan> The mill was closed.", LineKind::Message),
            ("<jan> The mill was closed.", LineKind::Message),
            ("1999 was dry", LineKind::Prose),
            ("-5 degrees", LineKind::Prose),
        ] {
            assert_eq!(line(text).kind, kind, "{text}");
        }
    }

    #[test]
    fn cells_are_measured_from_the_left_edge() {
        let found = line("  \t日本 abc  ");
        assert_eq!((found.indent, found.width, found.first, found.words), (8, 16, 2, 2));
        let quoted = line(">> a bc");
        assert_eq!((quoted.quotes, quoted.indent, quoted.width, quoted.first), (2, 0, 4, 1));
    }

    #[test]
    fn a_line_ends_and_begins_as_its_sentences_do() {
        for (text, beginning, ended) in [
            ("“Why?” he asked", LineBeginning::Capital, false),
            ("he said, “Why?”", LineBeginning::Small, true),
            ("THE SOFTWARE IS PROVIDED", LineBeginning::Small, false),
            ("雨が降る。", LineBeginning::Uncased, true),
            ("12 mills (or so.)", LineBeginning::Other, true),
        ] {
            let found = line(text);
            assert_eq!((found.beginning, found.ended), (beginning, ended), "{text}");
        }
    }
}
