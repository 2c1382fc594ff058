//! The lines of a plain text: what each looks like, and the width that all were filled to.

use memchr::memmem;
use unicode_width::UnicodeWidthStr;

use crate::text::Span;

/// The longest line looked at closely, in bytes; a longer one is a paragraph whatever it holds.
const LOOKED_AT: usize = 4096;

/// The longest list marker, in bytes: `(123)`.
const LONGEST_MARKER: usize = 5;

/// The widths, in cells, that people fill lines to.
const NARROWEST: u16 = 40;
const WIDEST: u16 = 100;

/// The least number of line ends inside paragraphs that tells a width.
const ENOUGH: usize = 3;

/// A line that is not blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Its bytes without the white space at both ends.
    pub span: Span,
    /// Cells of white space before them; this and the other counts stop at 65 535.
    pub indent: u16,
    /// Cells up to the last character, with the indentation.
    pub width: u16,
    /// Cells of the first word.
    pub first: u16,
    /// What it looks like.
    pub kind: LineKind,
    /// Whether it begins with a small letter.
    pub small: bool,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether it ends as a sentence does.
    pub ended: bool,
}

/// What a line looks like without its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineKind {
    /// Running text.
    Prose,
    /// The beginning of a list item, with the cells its marker takes.
    Item(u8),
    /// A line quoted in a mail.
    Quoted,
    /// A row of a table, a drawing or a line of a program.
    Preformatted,
}

impl Line {
    /// Returns the line at `whole` in `text`, `None` when it is blank.
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
            kind: LineKind::Prose,
            small: content.starts_with(char::is_lowercase),
            capital: content.trim_start_matches(['"', '“', '\'', '‘', '(']).starts_with(char::is_uppercase),
            ended: content.ends_with(['.', '!', '?', ':', '。', '！', '？', '”', '"']),
        };
        if content.len() <= LOOKED_AT {
            let first = content.split_whitespace().next().unwrap_or_default();
            line.width = cells(indent + width(content));
            line.first = cells(width(first));
            line.kind = LineKind::of(content, first);
        }
        Some(line)
    }
}

/// Returns the cells of a text without line ends.
fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.width() }
}

fn cells(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

impl LineKind {
    fn of(content: &str, first: &str) -> Self {
        if content.starts_with('>') {
            return LineKind::Quoted;
        }
        if first.len() < content.len()
            && let Some(marker) = item_marker(first)
        {
            return LineKind::Item(marker);
        }
        if has_columns(content) {
            return LineKind::Preformatted;
        }
        let signs = signs(content);
        let ends_like_code = content.ends_with(['{', '}', ';', '\\']) && signs > 0;
        let is_code = ends_like_code || signs * 9 > content.chars().count();
        if is_code { LineKind::Preformatted } else { LineKind::Prose }
    }
}

/// Tells whether parts of a line are set apart by a tab or by more than two spaces: typists put two after
/// a full stop, and justified lines have them anywhere.
fn has_columns(content: &str) -> bool {
    content.contains('\t') || memmem::find(content.as_bytes(), b"   ").is_some()
}

/// Returns the number of characters that are rare in running text.
fn signs(content: &str) -> usize {
    let mut before = ' ';
    content.chars().filter(|c| is_sign(*c, std::mem::replace(&mut before, *c))).count()
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

/// Returns the cells of a word and the space after it, if it is a list marker.
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

/// The evidence of all line ends inside paragraphs for a width that lines were filled to.
#[derive(Default)]
pub(super) struct Evidence {
    /// Of each two consecutive lines: the cells of the first, without and with the second's first word.
    ends: Vec<(u16, u16)>,
    /// The number of second lines that begin with a small letter.
    small: usize,
    /// The number of second lines that begin with a capital in the middle of a sentence.
    verses: usize,
}

/// The width that the lines of a text were filled to, in cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wrapping {
    width: u16,
}

impl Evidence {
    /// Adds two consecutive lines.
    pub(super) fn add(&mut self, line: &Line, next: &Line) {
        if may_join(line, next) {
            self.ends.push((line.width, with_word(line, next)));
            self.small += usize::from(next.small);
            self.verses += usize::from(next.capital && !line.ended);
        }
    }

    /// Returns the width that lines were filled to, if they were.
    ///
    /// Lines filled by a program have no room for one word more; lines filled by hand are about
    /// equally long and end in the middle of sentences. Verse, which begins every line with a capital
    /// wherever its sentences end, is never filled.
    pub(super) fn wrapping(mut self) -> Option<Wrapping> {
        let all = self.ends.len();
        if all < ENOUGH {
            return None;
        }
        // A few lines may stick out: addresses and words longer than a line.
        let width = self.ends.select_nth_unstable((all - 1) * 24 / 25).1.0;
        if !(NARROWEST..=WIDEST).contains(&width) {
            return None;
        }
        let count = |test: &dyn Fn(u16) -> bool| self.ends.iter().filter(|(_, cells)| test(*cells)).count();
        let full = count(&|cells| cells > width);
        let nearly = count(&|cells| is_share(cells, width, 80));
        let filled = full * 10 >= all * 7 || (nearly * 10 >= all * 8 && self.small * 10 >= all * 4);
        let verse = self.small * 10 < all && self.verses * 2 > all;
        (filled && !verse).then_some(Wrapping { width })
    }
}

impl Wrapping {
    /// Tells whether `next` goes on with the paragraph whose last line is `line`.
    ///
    /// A line may fall short of the width by the next line's first word, somewhat more where
    /// lines were set to look even, and much more in the middle of a sentence.
    pub(super) fn joins(self, line: &Line, next: &Line) -> bool {
        let share = if next.small && !line.ended { 60 } else { 85 };
        may_join(line, next) && is_share(with_word(line, next), self.width, share)
    }
}

/// Tells whether `cells` are at least `percent` of `width`.
fn is_share(cells: u16, width: u16, percent: u32) -> bool {
    u32::from(cells) * 100 >= u32::from(width) * percent
}

/// Returns the cells that a line would take with the next line's first word.
fn with_word(line: &Line, next: &Line) -> u16 {
    line.width.saturating_add(1).saturating_add(next.first)
}

/// Tells whether two lines can be one paragraph at all, by their indentation and kind.
fn may_join(line: &Line, next: &Line) -> bool {
    let hangs = match line.kind {
        // About under the item's text, or under its marker.
        LineKind::Item(marker) => {
            let text = line.indent.saturating_add(marker.into());
            next.indent == line.indent || next.indent.abs_diff(text) <= 2
        }
        // A first line may be indented; no line may be indented further than the one above.
        LineKind::Prose => next.indent == line.indent || (next.indent == 0 && line.indent <= 8),
        LineKind::Preformatted | LineKind::Quoted => false,
    };
    hangs && next.kind == LineKind::Prose
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str) -> LineKind {
        Line::new(text, Span::new(0, text.len())).unwrap().kind
    }

    #[test]
    fn prose_is_told_from_code_and_tables() {
        for prose in [
            "It was the best of times; it was the worst of times (so they say);",
            "He said: “Why not?”  And left.",
            "今日は雨が降っている。",
            "In 1999, 12.5 % of the 3,400 voters stayed at home.",
        ] {
            assert_eq!(kind(prose), LineKind::Prose, "{prose}");
        }
        for line in [
            "int main(void) {",
            "    let width = self.width();",
            "Name      Age   City",
            "a\tb\tc",
            "+----+----+",
            "│ a │ b │",
            "if (x == y) return f(x);",
        ] {
            assert_eq!(kind(line), LineKind::Preformatted, "{line}");
        }
    }

    #[test]
    fn list_markers_are_seen() {
        for (text, cells) in [("- a", 2), ("12. a", 4), ("(a) b", 4), ("• b", 2)] {
            assert_eq!(kind(text), LineKind::Item(cells), "{text}");
        }
        assert_eq!(kind("> b"), LineKind::Quoted);
        assert_eq!(kind("1999 was dry"), LineKind::Prose);
        assert_eq!(kind("-5 degrees"), LineKind::Prose);
    }

    #[test]
    fn cells_are_measured_from_the_left_edge() {
        let text = "  \t日本 abc  ";
        let line = Line::new(text, Span::new(0, text.len())).unwrap();
        assert_eq!((line.indent, line.width, line.first), (8, 16, 4));
        assert_eq!(line.span.of(text), "日本 abc");
    }

    fn weighed(text: &str) -> Option<Wrapping> {
        let lines: Vec<Line> =
            text.lines().filter_map(|line| Line::new(line, Span::new(0, line.len()))).collect();
        let mut evidence = Evidence::default();
        lines.windows(2).for_each(|pair| evidence.add(&pair[0], &pair[1]));
        evidence.wrapping()
    }

    #[test]
    fn filled_lines_show_their_width() {
        let words = "the tide rises and falls twice a day because the moon pulls at the water ".repeat(20);
        for width in [50, 72, 90] {
            let filled = textwrap::fill(&words, width);
            let found = weighed(&filled).unwrap().width;
            assert!((width as u16 - 4..=width as u16).contains(&found), "{found} for {width}");
        }
    }

    #[test]
    fn lines_broken_by_hand_are_filled_too() {
        let letter = "When we came back to the bay the water had\nrisen over the stones where the boat lay,\n\
                      and nobody could tell us whether the\nferry would cross before the evening, or\n\
                      whether we were to wait for the morning\nand sleep in the house above the harbour,\n\
                      which is cold and has no\nlamps, as you will remember from the year\nbefore.";
        let wrapping = weighed(letter).unwrap();
        let lines: Vec<Line> =
            letter.lines().filter_map(|line| Line::new(line, Span::new(0, line.len()))).collect();
        let joined = lines.windows(2).filter(|pair| wrapping.joins(&pair[0], &pair[1])).count();
        assert_eq!(joined, lines.len() - 1);
    }

    #[test]
    fn a_reply_is_not_joined_to_what_it_quotes() {
        let line = |text: &str| Line::new(text, Span::new(0, text.len())).unwrap();
        let quoted = line("> a line of a mail that is quite long enough");
        assert!(!Wrapping { width: 44 }.joins(&quoted, &line("and the reply to it")));
        assert!(
            Wrapping { width: 44 }
                .joins(&line("- an item of a list that is long enough"), &line("to go on below"))
        );
    }

    #[test]
    fn unfilled_prose_and_verse_have_no_width() {
        assert_eq!(weighed("one\n").map(|w| w.width), None);
        assert_eq!(weighed(include_str!("../../../seeds/000_ac5e6907902fcfd7.txt")), None);
        let poem = "Tyger Tyger, burning bright,\nIn the forests of the night;\nWhat immortal hand or eye,\n\
                    Could frame thy fearful symmetry?\nIn what distant deeps or skies.\n";
        assert_eq!(weighed(poem), None);
        let even = "I met a traveller from an antique land,\nWho said: \"Two vast and trunkless legs of stone\n\
                    Stand in the desert. Near them, on the sand,\nHalf sunk a shattered visage lies, whose frown,\n\
                    And wrinkled lip, and sneer of cold command,\nTell that its sculptor well those passions read\n";
        assert_eq!(weighed(even), None);
    }
}
