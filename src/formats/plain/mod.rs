//! Plain text: the lines that make one paragraph.
//!
//! A line end has two meanings. In a book or a mail set at 72 columns it is where the line was full,
//! and the paragraph goes on; in a poem, a list, a log or a program it is meant. Nothing in the file
//! says which, so it is decided for each stanza, the lines between two blank ones: [`lines`] tells rows of
//! tables and lines of programs from running text, [`joining`] the lines that were filled from others, and
//! [`headings`] the headings. No line decides about the whole text. Before, [`columns`] puts the lines of columns
//! side by side in the order in which they are read.

use memchr::memchr2;

use crate::document::{Block, BlockKind, Draft, Frame, SourceLines};
use crate::formats::decode::decode_text;
use crate::formats::plain::columns::{may_have_columns, reordered};
use crate::formats::plain::headings::{Heading, heading};
use crate::formats::plain::joining::{LineEnds, Wrapping, joins_alone};
use crate::formats::plain::lines::{Beginning, Line, LineKind};
use crate::formats::plain::quotes::{blank_marks, has_marks};
use crate::formats::plain::terminal::{styled, styled_in_place};
use crate::formats::{Format, FormatError, Source, pieces};
use crate::text::Span;

mod columns;
mod headings;
mod joining;
mod lines;
mod quotes;
mod terminal;
mod window;

pub use terminal::has_styles;
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

/// Returns the paragraphs of a text. With `keep_lines` all its line ends are meant.
pub(super) fn draft(text: String, keep_lines: bool) -> Draft {
    let styled = styled(text);
    let has_styles = !styled.emphasis.is_empty();
    let reordered = if keep_lines || has_styles { None } else { reordered(&styled.text) };
    let (text, lines) =
        reordered.map_or((styled.text, SourceLines::OfText), |found| (found.text, found.lines));
    let stanzas = stanzas(&text, keep_lines);
    let survey = Survey::of(&stanzas, keep_lines);
    Draft { emphasis: styled.emphasis, lines, ..with_blocks(text, stanzas, survey, Cuts::Within) }
}

/// Tells whether the text of a document may differ from the decoded text of its file.
pub fn is_rewritten(source: &Source, text: &str) -> bool {
    has_styles(text.as_bytes())
        || (!source.has_extension(&LINES_MATTER) && (has_marks(text) || reordered(text).is_some()))
}

/// Tells whether lines of a file may be read in another order than they have there.
pub fn may_be_reordered(source: &Source) -> bool {
    !source.has_extension(&LINES_MATTER) && may_have_columns(source.bytes)
}

/// Returns a part of a long text as windows of it have it, with as many bytes. The part begins at the byte `at` of
/// a text of `whole` bytes; `keeps_lines` tells whether all line ends of the text are meant.
pub fn rewritten_in_place(part: String, at: usize, whole: usize, keeps_lines: bool) -> String {
    let to_end = at + part.len() >= whole;
    let text = styled_in_place(part, at == 0, to_end).text;
    if keeps_lines { text } else { blank_marks(text) }
}

/// Returns the paragraphs of a text with these stanzas, whose line ends have this meaning. The marks of quoted
/// mails become spaces.
fn with_blocks(text: String, stanzas: Vec<Stanza>, survey: Survey, cuts: Cuts) -> Draft {
    let mut blocks = Blocks { text: &text, survey, cuts, found: Vec::new() };
    let joins = |lines: &[Line]| match lines {
        [line, next, ..] => Joining::of(lines, survey).joins(line, next),
        _ => false,
    };
    let heading = |at| if survey.keeps_lines { None } else { heading(&text, &stanzas, at, joins) };
    let headings: Vec<Option<Heading>> = (0..stanzas.len()).map(heading).collect();
    for (stanza, heading) in stanzas.into_iter().zip(headings) {
        blocks.add(stanza, heading);
    }
    let blocks = blocks.found;
    let text = if survey.keeps_lines { text } else { blank_marks(text) };
    Draft { text, blocks, lines: SourceLines::OfText, ..Draft::default() }
}

/// Consecutive lines that are not blank, quoted equally often.
struct Stanza {
    /// The lines, at least one.
    lines: Vec<Line>,
    /// Whether a blank line or a form feed is above them.
    gap: bool,
    /// The byte of a form feed before them.
    form_feed: Option<usize>,
}

/// Returns the stanzas of a text in order; form feeds separate them as blank lines do.
fn stanzas(text: &str, keep_lines: bool) -> Vec<Stanza> {
    let mut stanzas: Vec<Stanza> = Vec::new();
    let (mut at, mut form_feed, mut gap) = (0, None, true);
    while at < text.len() {
        let rest = &text.as_bytes()[at..];
        let end = at + memchr2(b'\n', b'\x0c', rest).unwrap_or(rest.len());
        match (Line::new(text, Span::new(at, end), !keep_lines), stanzas.last_mut()) {
            (Some(line), Some(stanza))
                if !gap && stanza.lines.last().is_some_and(|last| last.quotes == line.quotes) =>
            {
                stanza.lines.push(line);
            }
            (Some(line), _) => {
                stanzas.push(Stanza { lines: vec![line], gap, form_feed: form_feed.take() });
                gap = false;
            }
            (None, _) => gap = true,
        }
        if text.as_bytes().get(end) == Some(&b'\x0c') {
            form_feed = form_feed.or(Some(end));
            gap = true;
        }
        at = end + 1;
    }
    stanzas
}

/// What all lines of a text tell about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Survey {
    /// The width that prose was filled to, if it was.
    wrapping: Option<Wrapping>,
    /// Whether all line ends are meant, since the name says that it is a program, a table or a log.
    keeps_lines: bool,
}

impl Survey {
    fn of(stanzas: &[Stanza], keep_lines: bool) -> Self {
        let mut ends = LineEnds::default();
        for stanza in stanzas.iter().filter(|_| !keep_lines) {
            ends.add(&stanza.lines);
        }
        Self { wrapping: ends.wrapping(), keeps_lines: keep_lines }
    }
}

/// How the lines of a stanza are joined.
struct Joining {
    wrapping: Option<Wrapping>,
    /// Whether the lines are too few to tell a width.
    is_short: bool,
}

impl Joining {
    fn of(lines: &[Line], survey: Survey) -> Self {
        let own = LineEnds::of(lines);
        Self { wrapping: own.wrapping().or(survey.wrapping), is_short: own.are_few() }
    }

    /// Tells whether `next` goes on with the paragraph whose last line is `line`.
    fn joins(&self, line: &Line, next: &Line) -> bool {
        self.wrapping.is_some_and(|wrapping| wrapping.joins(line, next))
            || (self.is_short && joins_alone(line, next))
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
    survey: Survey,
    cuts: Cuts,
    found: Vec<Block>,
}

impl Blocks<'_> {
    fn add(&mut self, mut stanza: Stanza, heading: Option<Heading>) {
        if let Some(at) = stanza.form_feed.filter(|_| !self.found.is_empty()) {
            self.push(Span::new(at, at), BlockKind::Rule, Frame::default(), true);
        }
        if let Some(heading) = heading {
            self.heading(heading, &mut stanza);
        }
        // A window holds too few lines to recognise a list of countless words.
        let is_list = self.cuts == Cuts::Within && is_word_list(&stanza.lines);
        if self.survey.keeps_lines || is_list {
            return self.kept(&stanza.lines, stanza.gap);
        }
        let mut gap = stanza.gap;
        let kept = kept_lines(&stanza.lines);
        let mut at = 0;
        for run in kept.chunk_by(|line, next| line == next) {
            let lines = &mut stanza.lines[at..at + run.len()];
            at += run.len();
            if run.first() == Some(&true) {
                self.kept(lines, gap);
            } else {
                unmark(lines);
                self.paragraphs(lines, gap);
            }
            gap = true;
        }
    }

    /// Adds the heading that a stanza begins with and takes it from the stanza.
    fn heading(&mut self, heading: Heading, stanza: &mut Stanza) {
        let length = 1 + usize::from(heading.is_underlined);
        for (number, line) in stanza.lines.drain(..length.min(stanza.lines.len())).enumerate() {
            let kind = if number == 0 { BlockKind::Heading(heading.level) } else { BlockKind::Code };
            self.push(line.span, kind, frame(line.quotes, line.indent), stanza.gap && number == 0);
        }
        stanza.gap = false;
    }

    /// Adds lines that are kept as they are, but for those that are too long.
    fn kept(&mut self, lines: &[Line], gap: bool) {
        let is_too_long = |line: &Line| line.span.len() > LONGEST_KEPT;
        for lines in lines.chunk_by(|line, next| is_too_long(line) == is_too_long(next)) {
            if lines.first().is_some_and(is_too_long) {
                self.paragraphs(lines, gap);
            } else {
                self.code(lines, gap);
            }
        }
    }

    fn paragraphs(&mut self, lines: &[Line], gap: bool) {
        let joining = Joining::of(lines, self.survey);
        let goes_on = |line: &Line, next: &Line| joining.joins(line, next);
        let (mut gap, mut above_is_long) = (gap, false);
        for paragraph in lines.chunk_by(goes_on) {
            let ([first, ..], [.., last]) = (paragraph, paragraph) else { continue };
            let is_long = paragraph.len() > 1 || (first.width > CLOSE && first.kind != LineKind::Data);
            let span = Span::new(first.span.start, last.span.end);
            let indent = paragraph.iter().map(|line| line.indent).min().unwrap_or_default();
            let pieces = match self.cuts {
                Cuts::Within => pieces::prose(self.text, span),
                Cuts::Throughout(start) => pieces::grid(self.text, span, start),
            };
            for piece in pieces {
                let gap = piece.start == span.start && (gap || is_long || above_is_long);
                self.push(piece, BlockKind::Paragraph, frame(first.quotes, indent), gap);
            }
            (gap, above_is_long) = (false, is_long);
        }
    }

    fn code(&mut self, lines: &[Line], gap: bool) {
        let ([first, ..], [.., last]) = (lines, lines) else { return };
        // The first line keeps its indentation, to be aligned with the second as in the file.
        let before = &self.text[..first.span.start];
        let indentation =
            before.trim_end_matches(|c: char| c.is_whitespace() && c != '\n' && c != '\u{c}').len();
        let start = if first.quotes > 0 { first.span.start } else { indentation };
        let pieces = pieces::lines(self.text, Span::new(start, last.span.end));
        for (index, piece) in pieces.into_iter().enumerate() {
            self.push(piece, BlockKind::Code, frame(first.quotes, 0), gap && index == 0);
        }
    }

    fn push(&mut self, span: Span, kind: BlockKind, frame: Frame, gap: bool) {
        let gap = gap && !self.found.is_empty();
        self.found.push(Block { span, kind, frame, gap });
    }
}

fn frame(quotes: u8, indent: u16) -> Frame {
    Frame::new(quotes, indent.min(DEEPEST) as u8, None)
}

/// Tells whether the lines of a stanza are a list of countless words.
fn is_word_list(lines: &[Line]) -> bool {
    lines.len() > RUN && lines.iter().filter(|line| line.width > 40).count() * 4 < lines.len()
}

/// Tells for each line of a stanza whether it belongs to a table, a drawing or a program.
///
/// In a stanza of such lines, the others belong to them unless they are sentences. In a stanza of running text, a
/// single one is part of it.
fn kept_lines(lines: &[Line]) -> Vec<bool> {
    let is_data = |line: &Line| line.kind == LineKind::Data;
    let count = lines.iter().filter(|line| is_data(line)).count();
    let is_indented = lines.iter().all(|line| line.indent >= 4);
    if count * 2 > lines.len() || (count > 0 && count * 2 == lines.len() && is_indented) {
        let indent = lines.iter().map(|line| line.indent).min().unwrap_or_default();
        let is_sentence = |line: &Line| {
            let begins =
                line.is_marked() || matches!(line.beginning, Beginning::Capital | Beginning::Uncased);
            !is_data(line) && begins && line.ended && line.words >= 3 && line.indent == indent
        };
        return lines.iter().map(|line| !is_sentence(line)).collect();
    }
    let runs = lines.chunk_by(|line, next| is_data(line) == is_data(next));
    runs.flat_map(|run| vec![run.len() > 1 && run.first().is_some_and(is_data); run.len()]).collect()
}

/// Takes the marker from a line that only seems to begin an item or a message, since the line above ends inside
/// a sentence and there is no other: `… on page / 12. The …`. Single lines of data become running text.
fn unmark(lines: &mut [Line]) {
    let is_list = lines.iter().filter(|line| line.is_marked()).count() > 1;
    let mut above_ended = true;
    for line in lines {
        if line.kind == LineKind::Data || (line.is_marked() && !is_list && !above_ended) {
            line.kind = LineKind::Prose;
        }
        above_ended = line.ended;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::Document;

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
                "no"
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
        let found: Vec<(String, Option<usize>)> = stanzas(text, false)
            .iter()
            .map(|stanza| (stanza.lines.iter().map(|line| line.span.of(text)).collect(), stanza.form_feed))
            .collect();
        let all = [("ab", None), ("c", None), ("d", Some(10)), ("e", Some(13))];
        assert_eq!(found, all.map(|(lines, page)| (lines.to_owned(), page)));
    }

    const WIDTHS: [usize; 14] = [20, 24, 32, 40, 45, 52, 60, 72, 80, 100, 110, 120, 150, 200];

    /// Returns the sentences of a text, without regard to white space.
    fn sentences(text: &str) -> Vec<String> {
        let document = Document::from(draft(text.to_owned(), false));
        let texts = document.sentence_texts();
        texts.iter().map(|text| text.split_whitespace().collect::<String>()).collect()
    }

    /// Returns paragraphs filled to a width, each with margins before the first line and the others.
    fn filled(paragraphs: &[&str], width: usize, [first, rest]: [&str; 2]) -> String {
        let options = textwrap::Options::new(width).break_words(false);
        let options = options.word_splitter(textwrap::WordSplitter::NoHyphenation);
        let options = options.initial_indent(first).subsequent_indent(rest);
        let filled = paragraphs.iter().map(|paragraph| textwrap::fill(paragraph, &options));
        filled.collect::<Vec<_>>().join(&format!("\n{}\n", if rest == "> " { ">" } else { "" }))
    }

    #[test]
    fn filling_to_another_width_changes_no_sentence() {
        let texts: [&[&str]; 6] = [
            &[
                "The harbour was closed in May, since the pilots of the port had not been paid for three months. \
                 Two ships waited outside. Mr. Berg said that he would pay them on Monday, if the bank agreed.",
                "Nobody believed him. The captain of the first ship, an old man from Norway, went ashore in a boat \
                 and asked for water; he was given bread as well. Then it rained until the end of the week.",
            ],
            &[
                "Der Hafen wurde im Mai geschlossen, weil die Lotsen seit drei Monaten kein Geld bekommen hatten. \
                 Zwei Schiffe warteten vor der Küste auf die Flut und auf die Antwort der Bank in Hamburg.",
                "Niemand glaubte dem Bürgermeister. Der Kapitän des ersten Schiffes, ein alter Mann aus Norwegen, \
                 kam mit einem Boot an Land und bat um Wasser, und man gab ihm auch Brot.",
            ],
            &[
                "Порт закрыли в мае, потому что лоцманам три месяца не платили. Два корабля ждали у берега прилива \
                 и ответа банка. Капитан первого корабля, старик из Норвегии, сошёл на берег и попросил воды.",
            ],
            &[
                "港は五月に閉鎖された。水先案内人たちが三か月のあいだ給料を受け取っていなかったからである。二隻の船が沖で\
                 潮が満ちるのを待っていた。船長は小さな舟で岸に上がり、水とパンを分けてもらった。",
                "町の人たちは誰も市長の言葉を信じなかった。それから週の終わりまで雨が降り続き、港の通りには人の姿がなかった。",
            ],
            &[
                "أُغلق الميناء في شهر مايو، لأن المرشدين لم يتسلموا أجورهم منذ ثلاثة أشهر. وانتظرت سفينتان قبالة الساحل \
                 حتى يأتي المد ويصل جواب البنك. ثم نزل القبطان إلى الشاطئ وطلب الماء، فأعطوه الخبز أيضا.",
            ],
            &[
                "THE HARBOUR IS PROVIDED AS IT IS, WITHOUT ANY WARRANTY OF DEPTH OR SHELTER. IN NO EVENT SHALL THE TOWN \
                 BE LIABLE FOR ANY DAMAGE TO SHIPS, HOWEVER CAUSED, EVEN IF IT WAS TOLD OF THE ROCKS BEFORE.",
            ],
        ];
        for paragraphs in texts {
            let whole = sentences(&paragraphs.join("\n\n"));
            assert!(whole.len() > 1);
            for width in WIDTHS {
                let all = [["", ""], ["    ", ""], ["> ", "> "], ["  ", "  "]];
                for margins in all.into_iter().filter(|[_, rest]| width >= 20 + rest.len()) {
                    let text = filled(paragraphs, width, margins);
                    assert_eq!(sentences(&text), whole, "{width} {margins:?}:\n{text}");
                }
            }
        }
    }

    #[test]
    fn items_and_messages_go_on_in_indented_lines() {
        let words = "you may copy and keep the charts of the harbour as you got them, in any form, if you give the \
                     names of the makers on each copy. The town asks for no money.";
        for [first, rest] in [
            ["1. ", "   "],
            ["(a) ", "    "],
            ["• ", "  "],
            ["1.1  ", "     "],
            ["", "    "],
            ["ANNA: ", "      "],
        ] {
            let whole = sentences(&format!("{first}{words}"));
            for width in WIDTHS.into_iter().filter(|width| *width >= 32) {
                let text = filled(&[words, words], width, [first, rest]);
                assert_eq!(sentences(&text), [whole.clone(), whole.clone()].concat(), "{width}:\n{text}");
            }
        }
    }

    #[test]
    fn data_beside_sentences_does_not_hide_them() {
        for (text, expected) in [
            (
                "JAN:\tThe mill was closed. It rained.\nMIA:\tHe left at nine.\n",
                vec!["The mill was closed.", "It rained.", "He left at nine."],
            ),
            (
                "Scope\t1\nTerms\t4\nCosts\t9\n\nThe tenant pays. The owner mends.",
                vec!["The tenant pays.", "The owner mends."],
            ),
            (
                "Scope ........ 1\nTerms ........ 4\nThe tenant pays the rent.\n",
                vec!["The tenant pays the rent."],
            ),
            (
                "[12:03] <jan> The mill is shut.\n[12:04] <mia> Since when?\n",
                vec!["The mill is shut.", "Since when?"],
            ),
            ("jan,12,Delft\nmia,13,Gouda\n\nThey met.", vec!["They met."]),
            ("int f(int x) {\n    return x + 1;\n}\n\nIt adds one.", vec!["It adds one."]),
        ] {
            let document = Document::from(draft(text.to_owned(), false));
            assert_eq!(document.sentence_texts(), expected, "{text}");
        }
    }

    #[test]
    fn quotations_of_a_mail_are_paragraphs_of_their_level() {
        let text = "Jan wrote:\n> The mill was closed in the winter, since the\n> river had no water for the wheel.\n>\n>> And the\n>> owner?\n> He left.\n\nI know.\n";
        let draft = draft(text.to_owned(), false);
        let found: Vec<(usize, &str)> =
            draft.blocks.iter().map(|block| (block.frame.cells() / 2, block.span.of(&draft.text))).collect();
        let first = "The mill was closed in the winter, since the\n  river had no water for the wheel.";
        assert_eq!(found[..2], [(0, "Jan wrote:"), (1, first)]);
        assert_eq!(found.iter().map(|(level, _)| *level).collect::<Vec<_>>(), [0, 1, 2, 2, 1, 0]);
    }

    proptest! {
        #[test]
        fn every_visible_character_is_in_one_block(
            text in "([a-z]{1,9}|[ \t\n\u{c}\u{a0}。]|> |- |1\\. |   |[{}=;|]|\\. [A-Z]){0,200}"
        ) {
            let draft = draft(text.clone(), false);
            let text = blank_marks(text);
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
