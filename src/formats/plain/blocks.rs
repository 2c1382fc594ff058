//! Lines into blocks.

use std::borrow::Borrow;

use crate::document::{Block, BlockKind, Draft, Frame};
use crate::formats::decode::decode_text;
use crate::formats::error::FormatError;
use crate::formats::format::{Format, Source};
use crate::formats::pieces;
use crate::formats::plain::line::{Line, Look};
use crate::formats::plain::stanzas::{Stanza, Stanzas};
use crate::formats::plain::wrapping::{Evidence, Wrapping};
use crate::text::Span;

/// The widest paragraph, in cells, that may stand close to the next; a longer one has air around it.
const CLOSE: u16 = 80;

/// The deepest indentation shown, in cells; beyond it a line was centred or set flush right.
const DEEPEST: u16 = 12;

/// The longest run of short lines without a blank one that is set line by line as paragraphs.
const RUN: usize = 20_000;

/// The longest line that is kept as one row, in bytes.
const ENDLESS: usize = 8 * 1024;

/// Extensions of files whose line ends are always meant.
pub(super) const LINES_MATTER: [&str; 40] = [
    "bash", "bat", "c", "cc", "cfg", "conf", "cpp", "cs", "css", "csv", "diff", "go", "h", "hpp", "ini",
    "java", "js", "json", "jsonl", "kt", "log", "lua", "patch", "php", "pl", "ps1", "py", "rb", "rs",
    "scala", "sh", "sql", "swift", "toml", "ts", "tsv", "xml", "yaml", "yml", "zsh",
];

/// How much of a text is looked at to tell how it was set, in bytes.
const SURVEYED: usize = 1 << 20;

/// Plain text: what every file is that nothing else claims.
pub(in crate::formats) struct Plain;

impl Format for Plain {
    fn name(&self) -> &'static str {
        "plain text"
    }

    fn claims(&self, _: &Source) -> bool {
        true
    }

    fn is_verbatim(&self) -> bool {
        true
    }

    fn parse(&self, source: &Source) -> Result<Draft, FormatError> {
        let decoded = decode_text(source.bytes, source.read_as)?;
        let program = source.has_extension(&LINES_MATTER);
        Ok(Draft { charset: decoded.charset, ..draft(decoded.text.into_owned(), program) })
    }
}

/// Returns the paragraphs of a text; the text itself stays exactly as it is. With `program` all its
/// lines are kept.
pub(in crate::formats) fn draft(text: String, program: bool) -> Draft {
    if text.len() > SURVEYED {
        let manner = Manner::of(&text, program);
        return set(text, manner, Cuts::Within);
    }
    // Of a text that is surveyed whole every line is looked at once.
    let stanzas: Vec<Stanza> = Stanzas::new(&text).collect();
    let manner = Manner::of_stanzas(stanzas.iter(), program);
    let blocks = blocks(&text, stanzas.iter(), manner, Cuts::Within);
    Draft { text, blocks, ..Draft::default() }
}

/// Returns the paragraphs of a text whose lines are meant in this manner.
pub(super) fn set(text: String, manner: Manner, cuts: Cuts) -> Draft {
    let blocks = blocks(&text, Stanzas::new(&text), manner, cuts);
    Draft { text, blocks, ..Draft::default() }
}

fn blocks(
    text: &str,
    stanzas: impl Iterator<Item = impl Borrow<Stanza>>,
    manner: Manner,
    cuts: Cuts,
) -> Vec<Block> {
    let mut blocks = Blocks { text, manner, cuts, found: Vec::new() };
    stanzas.for_each(|stanza| blocks.stanza(stanza.borrow()));
    blocks.found
}

/// What the lines of a whole text have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Manner {
    wrapping: Option<Wrapping>,
    /// Whether most of them look like a program, a table or a log.
    program: bool,
}

impl Manner {
    /// Returns how the lines of a text are meant, by as much of it as tells.
    pub(super) fn of(text: &str, program: bool) -> Self {
        Self::of_stanzas(Stanzas::new(&text[..text.floor_char_boundary(SURVEYED)]), program)
    }

    fn of_stanzas(stanzas: impl Iterator<Item = impl Borrow<Stanza>>, program: bool) -> Self {
        let mut evidence = Evidence::default();
        let (mut set, mut all) = (0, 0);
        for stanza in stanzas {
            let stanza: &Stanza = stanza.borrow();
            all += stanza.lines.len();
            set += stanza.lines.iter().filter(|line| line.look == Look::Set).count();
            stanza.lines.windows(2).for_each(|pair| evidence.add(&pair[0], &pair[1]));
        }
        Self { wrapping: evidence.weigh(), program: program || set * 2 > all }
    }
}

/// Where paragraphs too long to be wrapped as a whole are cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cuts {
    /// Counted from the beginning of each.
    Within,
    /// Counted from the beginning of a longer text in which this one begins at this byte, so that
    /// every window of it is cut at the same places.
    Throughout(usize),
}

struct Blocks<'a> {
    text: &'a str,
    manner: Manner,
    cuts: Cuts,
    found: Vec<Block>,
}

impl Blocks<'_> {
    fn stanza(&mut self, stanza: &Stanza) {
        if let Some(at) = stanza.page.filter(|_| !self.found.is_empty()) {
            self.push(Span::new(at, at), BlockKind::Rule, 0, true);
        }
        // A window holds too few lines to tell that there is no end of them.
        let endless = self.cuts == Cuts::Within && is_list(&stanza.lines);
        if !self.manner.program && !endless && !keeps_lines(&stanza.lines) {
            return self.paragraphs(&stanza.lines);
        }
        // No window is as wide as a line of many thousand characters.
        for lines in stanza.lines.chunk_by(|line, next| is_endless(line) == is_endless(next)) {
            if lines.first().is_some_and(is_endless) {
                self.paragraphs(lines);
            } else {
                self.code(lines);
            }
        }
    }

    fn paragraphs(&mut self, lines: &[Line]) {
        let goes_on = |line: &Line, next: &Line| {
            self.manner.wrapping.is_some_and(|wrapping| wrapping.joins(line, next))
        };
        let mut gap = true;
        let mut above_is_long = false;
        for paragraph in lines.chunk_by(goes_on).collect::<Vec<_>>() {
            let [first, ..] = paragraph else { continue };
            let is_long = paragraph.len() > 1 || (first.width > CLOSE && first.look != Look::Set);
            let span = Span::new(first.span.start, paragraph[paragraph.len() - 1].span.end);
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
        // The first line keeps its indentation, or it would not stand above the second as it did.
        let before = &self.text[..first.span.start];
        let start = before.trim_end_matches(|c: char| c.is_whitespace() && c != '\n' && c != '\u{c}').len();
        for (index, piece) in
            pieces::lines(self.text, Span::new(start, last.span.end)).into_iter().enumerate()
        {
            self.push(piece, BlockKind::Code, 0, index == 0);
        }
    }

    fn push(&mut self, span: Span, kind: BlockKind, indent: u16, gap: bool) {
        let frame = Frame { indent: indent.min(DEEPEST) as u8, ..Frame::default() };
        let gap = gap && !self.found.is_empty();
        self.found.push(Block { span, kind, frame, gap });
    }
}

fn is_endless(line: &Line) -> bool {
    line.span.len() > ENDLESS
}

/// Tells whether the lines of a stanza are a list of countless words.
fn is_list(lines: &[Line]) -> bool {
    lines.len() > RUN && lines.iter().filter(|line| line.width > 40).count() * 4 < lines.len()
}

/// Tells whether the lines of a stanza are a table, a drawing or a program.
fn keeps_lines(lines: &[Line]) -> bool {
    let set = lines.iter().filter(|line| line.look == Look::Set).count();
    let indented = || lines.iter().all(|line| line.indent >= 4);
    (set > 1 && set * 2 > lines.len()) || (set > 0 && set * 2 >= lines.len() && indented())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// One block a line: `¶` after a gap, `|` for kept lines, its text with `⏎` at line ends.
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
        assert_eq!(draft(poem.to_owned(), false).blocks[1].frame.indent, 2);
    }

    #[test]
    fn filled_lines_are_joined_and_what_is_not_filled_is_kept() {
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
