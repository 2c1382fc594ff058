//! Plain text: the lines that make one paragraph.
//!
//! A line end has two meanings. In a book or a mail set at 72 columns it is where the line was full,
//! and the paragraph goes on; in a poem, a list, a log or a program it is meant. Nothing in the file
//! says which, so [`lines`] weighs the evidence of all its lines: where lines were filled, the next
//! line's first word would not have fitted.

use memchr::memchr2;

use crate::document::{Block, BlockKind, Draft, Frame};
use crate::formats::decode::decode_text;
use crate::formats::plain::lines::{Evidence, Line, LineKind, Wrapping};
use crate::formats::{Format, FormatError, Source, pieces};
use crate::text::Span;

mod lines;
mod window;

pub use window::LongPlain;

/// Plain text: every file that no other format claims.
pub(super) const FORMAT: Format = Format {
    name: "plain text",
    extensions: &["txt", "text"],
    recognises: |_| false,
    needs_signature: false,
    is_verbatim: true,
    longest: usize::MAX,
    parse,
};

/// The widest paragraph, in cells, that has no gap to the next; a wider one has gaps around it.
const CLOSE: u16 = 80;

/// The deepest indentation shown, in cells; beyond it a line was centred or set flush right.
const DEEPEST: u16 = 12;

/// The most consecutive short lines, without a blank one, that are shown as a paragraph each.
const RUN: usize = 20_000;

/// The longest line that is kept as one row, in bytes.
const LONGEST_KEPT: usize = 8 * 1024;

/// Extensions of files whose line ends are always meant.
const LINES_MATTER: [&str; 40] = [
    "bash", "bat", "c", "cc", "cfg", "conf", "cpp", "cs", "css", "csv", "diff", "go", "h", "hpp", "ini",
    "java", "js", "json", "jsonl", "kt", "log", "lua", "patch", "php", "pl", "ps1", "py", "rb", "rs",
    "scala", "sh", "sql", "swift", "toml", "ts", "tsv", "xml", "yaml", "yml", "zsh",
];

/// Returns the paragraphs of a file; the fallback of formats that give up.
pub(super) fn parse(source: &Source) -> Result<Draft, FormatError> {
    let decoded = decode_text(source.bytes, source.read_as)?;
    let keep_lines = source.has_extension(&LINES_MATTER);
    Ok(Draft { charset: decoded.charset, ..draft(decoded.text.into_owned(), keep_lines) })
}

/// Returns the paragraphs of a text, which itself stays as it is. With `keep_lines` all its line ends
/// are meant.
pub(super) fn draft(text: String, keep_lines: bool) -> Draft {
    let stanzas = stanzas(&text);
    let line_ends = LineEnds::of(&stanzas, keep_lines);
    with_blocks(text, &stanzas, line_ends, Cuts::Within)
}

/// Returns the paragraphs of a text with these stanzas, whose line ends have this meaning.
fn with_blocks(text: String, stanzas: &[Stanza], line_ends: LineEnds, cuts: Cuts) -> Draft {
    let mut blocks = Blocks { text: &text, line_ends, cuts, found: Vec::new() };
    for stanza in stanzas {
        blocks.add(stanza);
    }
    let blocks = blocks.found;
    Draft { text, blocks, ..Draft::default() }
}

/// Consecutive lines that are not blank.
struct Stanza {
    /// The lines, at least one.
    lines: Vec<Line>,
    /// The byte of a form feed before them.
    form_feed: Option<usize>,
}

/// Returns the stanzas of a text in order; form feeds separate them as blank lines do.
fn stanzas(text: &str) -> Vec<Stanza> {
    let mut stanzas: Vec<Stanza> = Vec::new();
    let (mut at, mut form_feed, mut goes_on) = (0, None, false);
    while at < text.len() {
        let rest = &text.as_bytes()[at..];
        let end = at + memchr2(b'\n', b'\x0c', rest).unwrap_or(rest.len());
        match (Line::new(text, Span::new(at, end)), stanzas.last_mut()) {
            (Some(line), Some(stanza)) if goes_on => stanza.lines.push(line),
            (Some(line), _) => {
                stanzas.push(Stanza { lines: vec![line], form_feed: form_feed.take() });
                goes_on = true;
            }
            (None, _) => goes_on = false,
        }
        if text.as_bytes().get(end) == Some(&b'\x0c') {
            form_feed = form_feed.or(Some(end));
            goes_on = false;
        }
        at = end + 1;
    }
    stanzas
}

/// The meaning of the line ends of a whole text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct LineEnds {
    /// The width that prose was filled to, if it was.
    wrapping: Option<Wrapping>,
    /// Whether all are meant, as in a program, a table or a log.
    are_kept: bool,
}

impl LineEnds {
    /// Returns the meaning of the line ends of a text with these stanzas.
    fn of(stanzas: &[Stanza], keep_lines: bool) -> Self {
        let mut evidence = Evidence::default();
        for stanza in stanzas {
            stanza.lines.windows(2).for_each(|pair| evidence.add(&pair[0], &pair[1]));
        }
        let lines = || stanzas.iter().flat_map(|stanza| &stanza.lines);
        let preformatted = lines().filter(|line| line.kind == LineKind::Preformatted).count();
        let are_kept = keep_lines || preformatted * 2 > lines().count();
        Self { wrapping: evidence.wrapping(), are_kept }
    }
}

/// The places where paragraphs too long to be wrapped as a whole are cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cuts {
    /// Counted from the beginning of each paragraph.
    Within,
    /// Counted from the beginning of a longer text in which this one begins at this byte, so that
    /// all its windows are cut at the same places.
    Throughout(usize),
}

/// The blocks of a text while they are made.
struct Blocks<'a> {
    text: &'a str,
    line_ends: LineEnds,
    cuts: Cuts,
    found: Vec<Block>,
}

impl Blocks<'_> {
    fn add(&mut self, stanza: &Stanza) {
        if let Some(at) = stanza.form_feed.filter(|_| !self.found.is_empty()) {
            self.push(Span::new(at, at), BlockKind::Rule, 0, true);
        }
        // A window holds too few lines to recognise a list of countless words.
        let is_list = self.cuts == Cuts::Within && is_word_list(&stanza.lines);
        if !self.line_ends.are_kept && !is_list && !is_preformatted(&stanza.lines) {
            return self.paragraphs(&stanza.lines);
        }
        let is_too_long = |line: &Line| line.span.len() > LONGEST_KEPT;
        for lines in stanza.lines.chunk_by(|line, next| is_too_long(line) == is_too_long(next)) {
            if lines.first().is_some_and(is_too_long) {
                self.paragraphs(lines);
            } else {
                self.code(lines);
            }
        }
    }

    fn paragraphs(&mut self, lines: &[Line]) {
        let wrapping = self.line_ends.wrapping;
        let goes_on = |line: &Line, next: &Line| wrapping.is_some_and(|wrapping| wrapping.joins(line, next));
        let (mut gap, mut above_is_long) = (true, false);
        for paragraph in lines.chunk_by(goes_on) {
            let ([first, ..], [.., last]) = (paragraph, paragraph) else { continue };
            let is_long =
                paragraph.len() > 1 || (first.width > CLOSE && first.kind != LineKind::Preformatted);
            let span = Span::new(first.span.start, last.span.end);
            let indent = paragraph.iter().map(|line| line.indent).min().unwrap_or_default();
            let pieces = match self.cuts {
                Cuts::Within => pieces::prose(self.text, span),
                Cuts::Throughout(start) => pieces::grid(self.text, span, start),
            };
            for piece in pieces {
                let gap = piece.start == span.start && (gap || is_long || above_is_long);
                self.push(piece, BlockKind::Paragraph, indent, gap);
            }
            (gap, above_is_long) = (false, is_long);
        }
    }

    fn code(&mut self, lines: &[Line]) {
        let ([first, ..], [.., last]) = (lines, lines) else { return };
        // The first line keeps its indentation, to be aligned with the second as in the file.
        let before = &self.text[..first.span.start];
        let start = before.trim_end_matches(|c: char| c.is_whitespace() && c != '\n' && c != '\u{c}').len();
        let pieces = pieces::lines(self.text, Span::new(start, last.span.end));
        for (index, piece) in pieces.into_iter().enumerate() {
            self.push(piece, BlockKind::Code, 0, index == 0);
        }
    }

    fn push(&mut self, span: Span, kind: BlockKind, indent: u16, gap: bool) {
        let frame = Frame::new(0, indent.min(DEEPEST) as u8, None);
        let gap = gap && !self.found.is_empty();
        self.found.push(Block { span, kind, frame, gap });
    }
}

/// Tells whether the lines of a stanza are a list of countless words.
fn is_word_list(lines: &[Line]) -> bool {
    lines.len() > RUN && lines.iter().filter(|line| line.width > 40).count() * 4 < lines.len()
}

/// Tells whether the lines of a stanza are a table, a drawing or a program.
fn is_preformatted(lines: &[Line]) -> bool {
    let count = lines.iter().filter(|line| line.kind == LineKind::Preformatted).count();
    let indented = || lines.iter().all(|line| line.indent >= 4);
    (count > 1 && count * 2 > lines.len()) || (count > 0 && count * 2 >= lines.len() && indented())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Returns one line for each block: `¶` after a gap, `|` for kept lines, the text with `⏎` at line ends.
    fn shown(text: &str) -> Vec<String> {
        let draft = draft(text.to_owned(), false);
        let show = |block: &Block| {
            let gap = if block.gap { "¶" } else { "" };
            let kept = match block.kind {
                BlockKind::Code => "|",
                BlockKind::Rule => "---",
                _ => "",
            };
            format!("{gap}{kept}{}", block.span.of(text).replace('\n', "⏎"))
        };
        draft.blocks.iter().map(show).collect()
    }

    #[test]
    fn every_line_of_the_first_article_is_a_paragraph_with_air() {
        let blocks = shown(include_str!("../../../seeds/000_ac5e6907902fcfd7.txt"));
        assert_eq!(blocks.len(), 28);
        assert!(blocks[1..].iter().all(|block| block.starts_with('¶') && !block.contains('⏎')));
    }

    #[test]
    fn short_lines_stay_apart_and_close() {
        assert_eq!(shown("Milk\nBread\nSix eggs\n\nTea\n"), ["Milk", "Bread", "Six eggs", "¶Tea"]);
        let poem = "Tyger Tyger, burning bright,\n  In the forests of the night;\n";
        assert_eq!(shown(poem), ["Tyger Tyger, burning bright,", "In the forests of the night;"]);
        assert_eq!(draft(poem.to_owned(), false).blocks[1].frame.cells(), 2);
    }

    #[test]
    fn filled_lines_are_joined_and_others_are_kept() {
        let prose = "When the tide is out the whole bay lies bare, and one can walk across it to the \
                     island, if one knows where the quicksand is and when to be back. ";
        let filled = textwrap::fill(&prose.repeat(3), 64);
        let text =
            format!("THE BAY\n\n{filled}\n\nThings to take:\n- a lamp\n- a rope\n\n  {filled}\n> no\n");
        let one = filled.replace('\n', "⏎");
        let indented = filled.replace('\n', "⏎");
        assert_eq!(
            shown(&text),
            [
                "THE BAY",
                &format!("¶{one}"),
                "¶Things to take:",
                "- a lamp",
                "- a rope",
                &format!("¶{indented}"),
                "¶> no"
            ]
        );
    }

    #[test]
    fn tables_and_programs_keep_their_lines() {
        let text = "Ages of people in the town:\n\n  Name     Age\n  Ann       12\n\nThat is all.";
        assert_eq!(
            shown(text),
            ["Ages of people in the town:", "¶|  Name     Age⏎  Ann       12", "¶That is all."]
        );
        let program = "fn main() {\n    let x = f(1);\n\n    print(x)\n}\n";
        assert_eq!(shown(program), ["|fn main() {⏎    let x = f(1);", "¶|    print(x)⏎}"]);
    }

    #[test]
    fn a_form_feed_is_a_rule() {
        assert_eq!(shown("\u{c}One.\n\u{c}Two."), ["One.", "¶---", "¶Two."]);
    }

    #[test]
    fn a_giant_line_is_cut() {
        let text = "Some words without end ".repeat(5000);
        let blocks = draft(text, false).blocks;
        assert!(blocks.len() > 10 && blocks.iter().all(|block| !block.gap && block.span.len() < 9000));
    }

    #[test]
    fn blank_lines_and_form_feeds_part_stanzas() {
        let text = "\n a\nb\n \n\nc\u{c}d\n\u{c}\n\u{c}e";
        let found: Vec<(String, Option<usize>)> = stanzas(text)
            .iter()
            .map(|stanza| (stanza.lines.iter().map(|line| line.span.of(text)).collect(), stanza.form_feed))
            .collect();
        let all = [("ab", None), ("c", None), ("d", Some(10)), ("e", Some(13))];
        assert_eq!(found, all.map(|(lines, page)| (lines.to_owned(), page)));
    }

    proptest! {
        #[test]
        fn every_visible_character_is_in_one_block(
            text in "([a-z]{1,9}|[ \t\n\u{c}\u{a0}。]|> |- |1\\. |   |[{}=;|]|\\. [A-Z]){0,200}"
        ) {
            let draft = draft(text.clone(), false);
            prop_assert_eq!(&draft.text, &text);
            let mut at = 0;
            for block in &draft.blocks {
                prop_assert!(block.span.start >= at && text.get(block.span.start..block.span.end).is_some());
                prop_assert!(text[at..block.span.start].trim().is_empty());
                at = block.span.end;
            }
            prop_assert!(text[at..].trim().is_empty());
        }
    }
}
