//! Windows of a text that is too long to be held.
//!
//! Wherever a window begins, the paragraphs in it must be those of any other window, or the text would
//! shift during scrolling. So windows begin and end where paragraphs do, and inside a line without end
//! at cuts that count from the beginning of the file.

use crate::document::{Document, Draft, Emphasis, Markup, Title};
use crate::formats::FormatError;
use crate::formats::SourceBytes;
use crate::formats::binary::binary;
use crate::formats::decode::decode_in_place;
use crate::formats::detect::{decide, evidence, settled};
use crate::formats::head::is_utf8_so_far;
use crate::formats::pieces::last_grid_cut;
use crate::formats::plain::columns::reordered;
use crate::formats::plain::terminal::{TerminalText, styled_in_place};
use crate::formats::plain::{Cuts, LINES_MATTER, Survey, stanzas, with_blocks};
use crate::text::{Charset, Span};

/// How many bytes more than asked for are read on each side, so that a good place to begin is found.
const SLACK: usize = 64 << 10;

/// The title of a text is looked for in this many bytes and the rest of the paragraph there.
const TITLED: usize = 4 << 10;

/// What the reader should know of a long text with columns.
const COLUMNS: &str = "columns stay side by side: the text is too long to be reordered";

/// What the beginning of a long plain text tells about all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LongPlain {
    survey: Survey,
    title: Title,
    charset: Charset,
    is_settled: bool,
    markup: Markup,
    /// Bytes of the byte order mark.
    mark: usize,
    /// Whether its beginning has columns side by side. A place in a window is a place in the file, so its lines
    /// keep their order.
    has_columns: bool,
}

impl LongPlain {
    /// Returns the properties that the first bytes of a text show. Windows can be made of it only if it is
    /// UTF-8.
    pub fn of(head: &SourceBytes, markup: Markup) -> Result<Self, FormatError> {
        if let Some(kind) = binary(head.bytes, head.read_as) {
            return Err(FormatError::Binary(kind));
        }
        let settled = settled(head.bytes, head.read_as);
        let (charset, mark) = settled.unwrap_or_else(|| {
            let is_utf8 = is_utf8_so_far(head.bytes);
            (if is_utf8 { Charset::default() } else { decide(evidence(head.bytes)) }, 0)
        });
        let text = decode_in_place(head.bytes[mark..].to_vec());
        let text = styled_in_place(text, true, false).text;
        let keep_lines = head.has_extension(&LINES_MATTER);
        let survey = Survey::of(&stanzas(&text, keep_lines), keep_lines);
        let beginning = beginning(&text);
        let title = draft(beginning, survey, Cuts::Throughout(mark)).choose_title();
        let has_columns = !keep_lines && reordered(&text).is_some();
        Ok(Self { survey, title, charset, is_settled: settled.is_some(), markup, mark, has_columns })
    }

    /// Returns the encoding of the text, as far as its first bytes tell.
    pub fn charset(&self) -> Charset {
        self.charset
    }

    /// Returns the same text in an encoding that is known for certain.
    #[must_use]
    pub fn in_charset(self, charset: Charset) -> Self {
        Self { charset, is_settled: true, ..self }
    }

    /// Tells whether the encoding is known for certain, so that no further bytes can tell otherwise.
    pub fn is_settled(&self) -> bool {
        self.is_settled
    }

    /// Tells whether all line ends of the text are meant, since its name says that it is a program, a table or a
    /// log.
    pub fn keeps_lines(&self) -> bool {
        self.survey.keeps_lines
    }

    /// Returns the length of the byte order mark.
    pub fn mark(&self) -> usize {
        self.mark
    }

    /// Returns the bytes that are needed for a window of `reach` bytes before and after `place` in a
    /// text of `whole` bytes.
    pub fn needed(place: usize, reach: usize, whole: usize) -> Span {
        let end = place.saturating_add(reach).saturating_add(SLACK).min(whole);
        Span::new(place.min(whole).saturating_sub(reach.saturating_add(SLACK)), end)
    }

    /// Returns the window that can be made of `bytes`, which begin at the byte `at` of a text of
    /// `whole` bytes and hold what [`LongPlain::needed`] names.
    pub fn window(&self, bytes: Vec<u8>, at: usize, whole: usize) -> Document {
        let (first, last) = (at == 0, at + bytes.len() >= whole);
        let styled = styled_in_place(decode_in_place(bytes), first, last);
        let text = &styled.text;
        let start = if first { self.mark.min(text.len()) } else { begin(text, at) };
        let end = if last { text.len() } else { finish(text, start, at) };
        self.set(&styled, Span::new(start, end.max(start)), at, whole)
    }

    /// Sets a part of a text that begins at the byte `at` of a text of `whole` bytes.
    fn set(&self, styled: &TerminalText, part: Span, at: usize, whole: usize) -> Document {
        let start = at + part.start;
        let draft = draft(part.of(&styled.text), self.survey, Cuts::Throughout(start));
        let inside = styled
            .emphasis
            .iter()
            .filter(|found| part.start <= found.span.start && found.span.end <= part.end);
        let from_part = |span: Span| Span::new(span.start - part.start, span.end - part.start);
        let emphasis = inside.map(|found| Emphasis { span: from_part(found.span), ..*found }).collect();
        let warnings = self.has_columns.then(|| COLUMNS.to_owned()).into_iter().collect();
        let draft = Draft { charset: self.charset, markup: self.markup, emphasis, warnings, ..draft };
        Document::window(draft, self.title.clone(), start, whole)
    }
}

/// Returns the paragraphs of a text whose line ends have this meaning.
fn draft(text: &str, survey: Survey, cuts: Cuts) -> Draft {
    with_blocks(text.to_owned(), stanzas(text, survey.keeps_lines), survey, cuts)
}

/// Returns the beginning of a text, long enough to hold its title.
fn beginning(text: &str) -> &str {
    let until = text.floor_char_boundary(TITLED);
    match text[until..].find("\n\n") {
        Some(blank) => &text[..until + blank],
        None => text,
    }
}

/// Returns the last good place to begin in the slack before what was asked for.
fn begin(text: &str, at: usize) -> usize {
    let slack = &text[..text.floor_char_boundary(SLACK)];
    let line = slack.rfind('\n').map(|end| end + 1);
    after_blank(slack).or(line).unwrap_or_else(|| last_grid_cut(text, slack.len(), at))
}

/// Returns the first good place to end in the slack behind what was asked for.
fn finish(text: &str, start: usize, at: usize) -> usize {
    let from = text.ceil_char_boundary(text.len().saturating_sub(SLACK).max(start));
    let slack = &text[from..];
    let blank = slack.find("\n\n").map(|end| end + 1);
    let line = || slack.rfind('\n').map(|end| end + 1);
    blank.or_else(line).map_or_else(|| last_grid_cut(text, text.len(), at).max(start), |end| from + end)
}

/// Returns where the line after the last blank line begins.
fn after_blank(text: &str) -> Option<usize> {
    let mut end = text.len();
    while let Some(feed) = text[..end].rfind('\n') {
        let line = text[..feed].rfind('\n').map_or(0, |above| above + 1);
        if line > 0 && text[line..feed].trim().is_empty() {
            return Some(feed + 1);
        }
        end = feed;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind;
    use proptest::prelude::*;
    use std::path::Path;

    fn long(text: &str) -> LongPlain {
        let head = &text.as_bytes()[..text.len().min(SLACK)];
        LongPlain::of(&SourceBytes::new(Path::new("a.txt"), head), Markup::Read).unwrap()
    }

    fn window(text: &str, place: usize, reach: usize) -> Document {
        let needed = LongPlain::needed(place, reach, text.len());
        long(text).window(text.as_bytes()[needed.start..needed.end].to_vec(), needed.start, text.len())
    }

    /// Returns the spans and kinds of the blocks of `document` that are wholly inside `span`.
    fn inside(document: &Document, span: Span) -> Vec<(Span, BlockKind)> {
        let blocks = document.blocks.iter().map(|block| (block.span, block.kind.clone()));
        blocks.filter(|(block, _)| span.start < block.start && block.end + 1 < span.end).collect()
    }

    #[test]
    fn places_count_from_the_beginning_of_the_file() {
        let text = "The first paragraph goes here.\n\n".repeat(20_000);
        let found = window(&text, 300_000, 10_000);
        assert!(found.start > 100_000 && found.extent().end < 500_000, "{:?}", found.extent());
        for block in &*found.blocks {
            assert_eq!(found.passage(block.span), "The first paragraph goes here.");
            assert_eq!(block.span.of(&text), found.passage(block.span));
        }
    }

    #[test]
    fn the_ends_of_the_text_are_its_ends() {
        let text = "\u{feff}A line of it.\n".repeat(10_000);
        assert_eq!(window(&text, 0, 10).start, 3);
        assert_eq!(window(&text, text.len(), 10).extent().end, text.len());
    }

    #[test]
    fn columns_keep_their_lines_and_the_reader_is_told() {
        let row = "the pilots had not been paid for months    the mill on the river was shut as well,\n";
        let page = row.repeat(40) + "\n";
        assert!(reordered(&page).is_some());
        let found = window(&page.repeat(100), 100_000, 10_000);
        assert_eq!(found.warnings, [COLUMNS]);
        assert_eq!(window(&"The pilots were paid.\n\n".repeat(9000), 0, 10_000).warnings, [""; 0]);
    }

    #[test]
    fn styles_and_quotations_are_the_same_in_windows_and_in_the_whole() {
        let unit = "N\u{8}NA\u{8}AM\u{8}ME\u{8}E of \x1b[1mit\x1b[0m is here.\n\n> A mail that was filled to this width\n> has a second line.\n\n";
        let text = unit.repeat(3000);
        let found = window(&text, 100_000, 20_000);
        assert_eq!(found.text.len(), found.extent().len());
        let passages: Vec<&str> =
            found.blocks.iter().take(2).map(|block| found.passage(block.span)).collect();
        let mail = "A mail that was filled to this width\n  has a second line.";
        assert!(passages.contains(&"NAME of it is here.") && passages.contains(&mail), "{passages:?}");
        let stressed: Vec<&str> =
            found.emphasis.iter().take(2).map(|found_| found.passage(found_.span)).collect();
        assert!(stressed.contains(&"NAME") && stressed.contains(&"it"), "{stressed:?}");
        let extent = found.extent();
        let part = extent.of(&text).to_owned();
        let rewritten = crate::formats::rewritten_in_place(part, extent.start, text.len(), false);
        assert_eq!(
            rewritten.lines().skip(1).collect::<Vec<_>>(),
            found.text.lines().skip(1).collect::<Vec<_>>()
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn windows_agree_where_they_overlap(
            unit in prop_oneof![Just("word "), Just("潮汐表"), Just("A sentence here.\n\n"), Just("a line\nof two\n"), Just("x"), Just("The tides\n\nThey rise twice a day in the bay.\n\n"),
                Just("TIDES\n  They rise\n\nIn May\n======\nThey fall\n\n2.1 The ebb\n\nIt falls.\n\n")],
            place in 0usize..900_000, shift in 0usize..60_000,
        ) {
            let text = unit.repeat(1_000_000 / unit.len());
            let (one, two) = (window(&text, place, 70_000), window(&text, place + shift, 70_000));
            for (found, place) in [(&one, place), (&two, place + shift)] {
                prop_assert!(found.start <= place.saturating_sub(70_000).max(1));
                prop_assert!(found.extent().end >= (place + 70_000).min(text.len()));
                prop_assert!(found.passage(found.extent()) == found.extent().of(&text));
            }
            let both = Span::new(one.start.max(two.start), one.extent().end.min(two.extent().end));
            let (one, two) = (inside(&one, both), inside(&two, both));
            let apart = one.iter().zip(&two).find(|(one, two)| one != two);
            prop_assert_eq!((one.len(), apart), (two.len(), None));
        }
    }
}
