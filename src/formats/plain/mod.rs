//! Plain text: the lines that make one paragraph.
//!
//! A line end has two meanings. In a book or a mail set at 72 columns it is where the line was full,
//! and the paragraph continues; in a poem, a list, a log or a program it is meant. Nothing in the file
//! says which, so it is decided for each stanza, the lines between two blank ones: [`lines`] tells rows of
//! tables and lines of programs from running text, [`joining`] the lines that were filled from others, and
//! [`headings`] the headings. No line decides about the whole text. Before, [`columns`] puts the lines of columns
//! side by side in the order in which they are read.

use std::sync::Arc;

use memchr::memchr2;

use crate::document::{Block, BlockKind, Draft, Frame, SourceLines};
use crate::formats::decode::decode_text;
use crate::formats::plain::columns::{may_have_columns, reordered};
use crate::formats::plain::headings::{StanzaHeading, begins_division, heading};
use crate::formats::plain::joining::{LineEnds, Wrapping, joins_alone, joins_in_word};
use crate::formats::plain::lines::{Line, LineBeginning, LineKind};
use crate::formats::plain::quotes::{blank_marks, has_marks};
use crate::formats::plain::terminal::{styled, styled_in_place};
use crate::formats::{Format, FormatError, SourceBytes, pieces};
use crate::text::Span;

mod columns;
mod headings;
mod joining;
mod lines;
mod quotes;
mod terminal;
#[cfg(test)]
mod tests;
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
pub(super) fn parse(source: &SourceBytes) -> Result<Draft, FormatError> {
    let decoded = decode_text(source.bytes, source.read_as)?;
    let keep_lines = source.has_extension(&LINES_MATTER);
    let draft = draft(decoded.text.into_owned(), keep_lines);
    let title = org_title(&draft.text).map(str::to_owned);
    Ok(Draft { title, charset: decoded.charset, code_language: code_language(source, keep_lines), ..draft })
}

/// Returns the title that a text in Org mode names among the keywords it begins with.
fn org_title(text: &str) -> Option<&str> {
    let mut keywords = text.lines().filter(|line| !line.is_empty()).map_while(|line| line.strip_prefix("#+"));
    let (_, title) = keywords
        .find_map(|line| line.split_once(':').filter(|(key, _)| key.eq_ignore_ascii_case("title")))?;
    Some(title.trim())
}

/// Returns the language of a program by the name of its file.
fn code_language(source: &SourceBytes, is_program: bool) -> Option<Arc<str>> {
    Some(source.name.extension().filter(|_| is_program)?.to_str()?.into())
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
pub fn is_rewritten(source: &SourceBytes, text: &str) -> bool {
    has_styles(text.as_bytes())
        || (!source.has_extension(&LINES_MATTER) && (has_marks(text) || reordered(text).is_some()))
}

/// Tells whether lines of a file may be read in another order than they have there.
pub fn may_be_reordered(source: &SourceBytes) -> bool {
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
    let headings: Vec<Option<StanzaHeading>> = (0..stanzas.len()).map(heading).collect();
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
    let goes_on = |text, last: &Line, line: &Line| {
        last.quotes == line.quotes && (keep_lines || !begins_division(text, last, line))
    };
    let (mut at, mut form_feed, mut gap) = (0, None, true);
    while at < text.len() {
        let rest = &text.as_bytes()[at..];
        let end = at + memchr2(b'\n', b'\x0c', rest).unwrap_or(rest.len());
        match (Line::new(text, Span::new(at, end), !keep_lines), stanzas.last_mut()) {
            (Some(line), Some(stanza))
                if !gap && stanza.lines.last().is_some_and(|last| goes_on(text, last, &line)) =>
            {
                stanza.lines.push(line);
            }
            (Some(line), last) => {
                let last = last.and_then(|stanza| stanza.lines.last());
                let is_division = !keep_lines && last.is_some_and(|last| begins_division(text, last, &line));
                gap |= is_division;
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

    /// Tells whether `next` continues the paragraph whose last line is `line`.
    fn joins(&self, line: &Line, next: &Line) -> bool {
        joins_in_word(line, next)
            || self.wrapping.is_some_and(|wrapping| wrapping.joins(line, next))
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
    fn add(&mut self, mut stanza: Stanza, heading: Option<StanzaHeading>) {
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
    fn heading(&mut self, heading: StanzaHeading, stanza: &mut Stanza) {
        for (number, line) in stanza.lines.drain(..heading.lines).enumerate() {
            let (span, kind) = if line.span.contains(heading.words.start) {
                (heading.words, BlockKind::Heading(heading.level))
            } else {
                (line.span, BlockKind::Code(None))
            };
            self.push(span, kind, frame(line.quotes, line.indent), stanza.gap && number == 0);
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
            self.push(piece, BlockKind::Code(None), frame(first.quotes, 0), gap && index == 0);
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
                line.is_marked() || matches!(line.beginning, LineBeginning::Capital | LineBeginning::Uncased);
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
