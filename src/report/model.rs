//! The report model: the headings, paragraphs, lists and tables that make up every report.
//!
//! A content builds these blocks once; `text`, `markdown` and `html` each turn any of them into output.
//! Foreign characters (of documents, paths, keywords) are kept raw here. Every renderer passes them
//! through `text::safe` and escapes them for its format.

use std::borrow::Cow;
use std::path::Path;

use crate::document::Alignment;
use crate::text::Span;
use crate::text::wrap::shown;

/// A part of a report that begins on a line of its own.
#[derive(Clone, Debug)]
pub enum ReportBlock<'a> {
    /// The blocks of one document, with the tag of its language; `""` if that is not known.
    Article(&'static str, Vec<ReportBlock<'a>>),
    /// A heading of level 1 to 6 that begins no section.
    Heading(u8, StyledLine<'a>),
    /// Links to the sections of a page, as anchor and name; left out where nothing can be linked.
    Contents(Vec<(&'static str, &'static str)>),
    /// A heading of level 2 and everything below it.
    Section(Section<'a>),
    /// Running text.
    Paragraph(StyledLine<'a>),
    /// Lines about the text, each without a gap to the one above.
    Remarks(Vec<StyledLine<'a>>),
    /// The targets of links, below a line across the page.
    References(Vec<StyledLine<'a>>),
    /// Items of one line each.
    List(List<'a>),
    /// Items that hold blocks, as documents have them.
    Nested(NestedList<'a>),
    /// Short cells in columns.
    Table(Table<'a>),
    /// The settings at the top of a document, in two columns.
    FrontMatter(Table<'a>),
    /// Statements of several documents side by side.
    Entries(ReportEntries<'a>),
    /// Blocks quoted from elsewhere.
    Quotation(Vec<ReportBlock<'a>>),
    /// Lines kept as they are.
    Code {
        /// The lines.
        text: Cow<'a, str>,
        /// The name of their language, where it is known.
        language: Option<Cow<'a, str>>,
    },
    /// A line across the page.
    Rule,
}

/// A section of a report.
#[derive(Clone, Debug)]
pub struct Section<'a> {
    /// Where links to it lead, if any do.
    pub anchor: Option<Cow<'a, str>>,
    /// The words above it.
    pub heading: StyledLine<'a>,
    /// What it holds.
    pub blocks: Vec<ReportBlock<'a>>,
}

/// A list of single lines.
#[derive(Clone, Debug)]
pub struct List<'a> {
    /// Whether a bullet is shown before each item, where the format has bullets.
    pub is_bulleted: bool,
    /// The items in order.
    pub items: Vec<ListItem<'a>>,
}

/// A line of a list.
#[derive(Clone, Debug)]
pub struct ListItem<'a> {
    /// Where links to it lead, if any do.
    pub anchor: Option<String>,
    /// Its words.
    pub line: StyledLine<'a>,
}

/// A list in a document.
#[derive(Clone, Debug)]
pub struct NestedList<'a> {
    /// The items in order.
    pub items: Vec<NestedItem<'a>>,
    /// Whether there are no empty lines between its items and within them.
    pub is_close: bool,
}

/// An item of a list in a document.
#[derive(Clone, Debug)]
pub struct NestedItem<'a> {
    /// The marker before it.
    pub marker: ItemMarker<'a>,
    /// Whether there is an empty line above it.
    pub has_gap: bool,
    /// What it holds.
    pub blocks: Vec<ReportBlock<'a>>,
}

/// The marker of an item in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemMarker<'a> {
    /// A bullet.
    Bullet,
    /// A number, with the characters of the document.
    Number(u32, &'a str),
    /// A box, ticked or not.
    Task(bool),
    /// The number of a note.
    Note(&'a str),
    /// Nothing: the item is a term, and its definitions follow.
    Term,
    /// The sign of a definition.
    Definition,
    /// Other characters.
    Other(&'a str),
}

/// Rows of short cells.
#[derive(Clone, Debug)]
pub struct Table<'a> {
    /// What the rows are, if that is said.
    pub caption: Option<String>,
    /// The columns; none of them has a heading in a table without headings.
    pub columns: Vec<Column<'a>>,
    /// The cells of each row, one for each column.
    pub rows: Vec<Vec<StyledLine<'a>>>,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub struct Column<'a> {
    /// The heading.
    pub heading: StyledLine<'a>,
    /// What the cells are.
    pub kind: ColumnKind,
}

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// What the row is about; cut in plain text if it is long.
    Name,
    /// Numbers.
    Figure,
    /// Text that is never cut.
    Text,
    /// Text of a document, set as there.
    Aligned(Alignment),
}

/// What several documents say of the same things.
#[derive(Clone, Debug)]
pub struct ReportEntries<'a> {
    /// Explains columns and marks; formats without them leave it out.
    pub caption: &'static str,
    /// What an entry is, in one word.
    pub subject: &'static str,
    /// How many documents there are.
    pub documents: usize,
    /// The entries in order.
    pub rows: Vec<ReportEntry<'a>>,
}

/// What several documents say of one thing.
#[derive(Clone, Debug, Default)]
pub struct ReportEntry<'a> {
    /// Where links to it lead, if any do.
    pub anchor: Option<String>,
    /// Whether it is surer than others.
    pub is_strong: bool,
    /// What the entry is.
    pub title: StyledLine<'a>,
    /// The sentences of each document, in the order of the documents.
    pub sides: Vec<Vec<StyledLine<'a>>>,
    /// Remarks on all of it.
    pub notes: Vec<StyledLine<'a>>,
}

/// Words in a row.
pub(crate) type StyledLine<'a> = Vec<Inline<'a>>;

/// A part of a line.
#[derive(Clone, Debug)]
pub enum Inline<'a> {
    /// Words of the report.
    Text(Cow<'a, str>),
    /// Emphasised words.
    Strong(Cow<'a, str>),
    /// Words in parentheses that come second to the rest of the line.
    Aside(StyledLine<'a>),
    /// Foreign words within words of the report, with the tag of their language if that is said;
    /// an empty tag means that it is not known.
    Quoted(ForeignText<'a>, Option<&'static str>),
    /// Words of the document that the block is made of.
    Passage(ForeignText<'a>),
    /// The end of a line that its author wants.
    Break,
    /// A path.
    Path(Cow<'a, str>),
    /// The number of a sentence, as a link to it.
    Number {
        /// The index of its document.
        document: usize,
        /// Its index there.
        sentence: usize,
        /// Whether the name of the document is before the number: "A 8".
        is_named: bool,
    },
    /// A link to an anchor of the page.
    Link {
        /// The anchor.
        to: String,
        /// The words to follow it by.
        words: String,
    },
}

/// Foreign words with styled parts.
#[derive(Clone, Debug, Default)]
pub struct ForeignText<'a> {
    /// The words as the document has them.
    pub text: Cow<'a, str>,
    /// The styled parts, as bytes of `text`, sorted by their beginning; they may overlap.
    pub styles: Vec<(Span, Style)>,
    /// Where the links and the pictures lead, in the order of their styles.
    pub targets: Vec<LinkTarget<'a>>,
    /// Whether spaces are kept, however many there are.
    pub keeps_spaces: bool,
}

/// Where a link leads or a picture is from.
#[derive(Clone, Debug, Default)]
pub struct LinkTarget<'a> {
    /// The address, `""` where it is not known.
    pub address: Cow<'a, str>,
    /// What is shown when the pointer is on it; often `""`.
    pub title: &'a str,
}

/// The style of a part of a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Style {
    /// Emphasis of the document.
    Emphasis,
    /// Strong emphasis of the document.
    Strong,
    /// Struck out in the document.
    Struck,
    /// Code of the document.
    Code,
    /// Mathematics of the document.
    Math,
    /// Words of a link of the document.
    LinkWords,
    /// The words for a picture of the document, in brackets.
    Picture,
    /// A reference to a note of the document.
    Note,
    /// A hit of a search.
    Hit,
    /// Words that the other document has as well.
    Shared,
    /// Words that only the first of two versions has.
    Removed,
    /// Words that only the second of two versions has.
    Added,
}

/// A part of a passage in which no style begins or ends, safe to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PassagePart {
    /// The characters, as in a [`StyledRun`].
    pub(crate) text: String,
    /// The indices of its styles in those of the passage, in order.
    pub(crate) styles: Vec<usize>,
}

/// A part of a passage that has the same styles throughout, safe to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct StyledRun {
    /// The characters; a line end of the passage is a `\n`, other white space as in the passage.
    pub(crate) text: String,
    /// The styles, sorted.
    pub(crate) styles: Vec<Style>,
}

impl<'a> ForeignText<'a> {
    /// Returns a passage with one style at the given places.
    pub(crate) fn marked(text: &'a str, marks: &[Span], style: Style) -> Self {
        Self {
            text: text.into(),
            styles: marks.iter().map(|span| (*span, style)).collect(),
            ..Self::default()
        }
    }

    /// Returns the passage with struck parts.
    pub(crate) fn with_strikes(mut self, struck: &[Span]) -> Self {
        self.styles.extend(struck.iter().map(|span| (*span, Style::Struck)));
        self.styles.sort_by_key(|(span, _)| span.start);
        self
    }

    /// Returns the runs of the passage: parts that have the same styles, joined.
    pub(crate) fn runs(&self) -> Vec<StyledRun> {
        let mut runs: Vec<StyledRun> = Vec::new();
        for part in self.parts() {
            let mut styles: Vec<Style> =
                part.styles.iter().filter_map(|index| Some(self.styles.get(*index)?.1)).collect();
            styles.sort_unstable();
            styles.dedup();
            match runs.last_mut() {
                Some(last) if last.styles == styles => last.text.push_str(&part.text),
                _ => runs.push(StyledRun { text: part.text, styles }),
            }
        }
        runs
    }

    /// Returns the parts of the passage without white space at its ends; ASCII white space within it
    /// becomes one space, or a `\n` if it has a line end.
    ///
    /// A style always covers whole graphemes, so that no markup is put between a letter and its accent.
    pub(crate) fn parts(&self) -> Vec<PassagePart> {
        let mut parts: Vec<PassagePart> = Vec::new();
        let mut coming = self.styles.iter().enumerate().peekable();
        let mut current: Vec<(usize, Span)> = Vec::new();
        for glyph in shown(&self.text) {
            while let Some((index, (span, _))) = coming.next_if(|(_, (span, _))| span.start < glyph.span.end)
            {
                current.push((index, *span));
            }
            current.retain(|(_, span)| span.end > glyph.span.start);
            let styles: Vec<usize> = current.iter().map(|(index, _)| *index).collect();
            let source = glyph.span.of(&self.text);
            if self.keeps_spaces && source == " " && !parts.is_empty() {
                push(&mut parts, source, styles);
            } else if source.bytes().all(|byte| byte.is_ascii_whitespace()) {
                push_space(&mut parts, source.contains('\n'), styles);
            } else {
                push(&mut parts, glyph.text(), styles);
            }
        }
        if let Some(last) = parts.last_mut() {
            last.text.truncate(last.text.trim_end_matches([' ', '\n']).len());
        }
        parts.retain(|part| !part.text.is_empty());
        parts
    }
}

fn push(parts: &mut Vec<PassagePart>, text: &str, styles: Vec<usize>) {
    match parts.last_mut() {
        Some(last) if last.styles == styles => last.text.push_str(text),
        _ => parts.push(PassagePart { text: text.to_owned(), styles }),
    }
}

/// Adds white space unless there is some already or nothing comes before it.
fn push_space(parts: &mut Vec<PassagePart>, is_line_end: bool, styles: Vec<usize>) {
    let Some(last) = parts.last_mut() else { return };
    if !last.text.ends_with([' ', '\n']) {
        push(parts, if is_line_end { "\n" } else { " " }, styles);
    } else if is_line_end {
        last.text.pop();
        last.text.push('\n');
    }
}

impl<'a> ReportBlock<'a> {
    /// Returns a section that no link leads to.
    pub(crate) fn section(heading: impl Into<Inline<'a>>, blocks: Vec<ReportBlock<'a>>) -> Self {
        let heading = line(heading);
        ReportBlock::Section(Section { anchor: None, heading, blocks })
    }

    /// Returns a section that links can lead to.
    pub(crate) fn section_at(
        anchor: &'static str,
        heading: impl Into<Inline<'a>>,
        blocks: Vec<ReportBlock<'a>>,
    ) -> Self {
        let (anchor, heading) = (Some(anchor.into()), line(heading));
        ReportBlock::Section(Section { anchor, heading, blocks })
    }

    /// Returns a paragraph of words of the report.
    pub(crate) fn paragraph(words: impl Into<Inline<'a>>) -> Self {
        ReportBlock::Paragraph(line(words))
    }

    /// Returns a list with bullets.
    pub(crate) fn bullets(lines: impl IntoIterator<Item = StyledLine<'a>>) -> Self {
        ReportBlock::List(List { is_bulleted: true, items: lines.into_iter().map(ListItem::from).collect() })
    }

    /// Returns a list without bullets, or "None." if it would be empty.
    pub(crate) fn lines(lines: impl IntoIterator<Item = StyledLine<'a>>) -> Self {
        let items: Vec<ListItem<'a>> = lines.into_iter().map(ListItem::from).collect();
        if items.is_empty() {
            return ReportBlock::paragraph("None.");
        }
        ReportBlock::List(List { is_bulleted: false, items })
    }
}

impl<'a> From<StyledLine<'a>> for ListItem<'a> {
    fn from(line: StyledLine<'a>) -> Self {
        Self { anchor: None, line }
    }
}

impl<'a> Column<'a> {
    /// Returns a column under a heading of the report.
    pub(crate) fn new(heading: &'a str, kind: ColumnKind) -> Self {
        Self { heading: line(heading), kind }
    }
}

impl<'a> Inline<'a> {
    /// Returns foreign words in whatever language.
    pub(crate) fn foreign(text: impl Into<Cow<'a, str>>) -> Self {
        Inline::Quoted(ForeignText { text: text.into(), ..ForeignText::default() }, None)
    }

    /// Returns a path.
    pub(crate) fn path(path: &'a Path) -> Self {
        Inline::Path(path.to_string_lossy())
    }
}

impl<'a> From<&'a str> for Inline<'a> {
    fn from(words: &'a str) -> Self {
        Inline::Text(words.into())
    }
}

impl From<String> for Inline<'_> {
    fn from(words: String) -> Self {
        Inline::Text(words.into())
    }
}

/// Returns a line of one part.
pub(crate) fn line<'a>(part: impl Into<Inline<'a>>) -> StyledLine<'a> {
    vec![part.into()]
}

/// Returns the parts of several lines in one.
pub(crate) fn concat<'a>(lines: impl IntoIterator<Item = StyledLine<'a>>) -> StyledLine<'a> {
    let append = |mut all: StyledLine<'a>, line: StyledLine<'a>| {
        all.extend(line);
        all
    };
    lines.into_iter().reduce(append).unwrap_or_default()
}

/// Returns the parts of several lines with `separator` between them.
pub(crate) fn joined<'a>(
    lines: impl IntoIterator<Item = StyledLine<'a>>,
    separator: &'static str,
) -> StyledLine<'a> {
    let mut all = StyledLine::new();
    for line in lines {
        if !all.is_empty() {
            all.push(separator.into());
        }
        all.extend(line);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::safe;
    use proptest::prelude::*;

    fn runs(text: &str, styles: &[(usize, usize, Style)]) -> Vec<(String, Vec<Style>)> {
        let styles = styles.iter().map(|(start, end, style)| (Span::new(*start, *end), *style)).collect();
        ForeignText { text: text.into(), styles, ..ForeignText::default() }
            .runs()
            .into_iter()
            .map(|run| (run.text, run.styles))
            .collect()
    }

    #[test]
    fn styles_cover_whole_graphemes() {
        let run = |text: &str, styles: &[Style]| (text.to_owned(), styles.to_vec());
        let hit = Style::Hit;
        assert_eq!(runs("five ships", &[(0, 4, hit)]), [run("five", &[hit]), run(" ships", &[])]);
        assert_eq!(runs("five ships", &[(0, 4, hit), (2, 10, hit)]), [run("five ships", &[hit])]);
        assert_eq!(runs("e\u{301}a", &[(0, 1, hit)]), [run("e\u{301}", &[hit]), run("a", &[])]);
        assert_eq!(runs("a", &[(5, 9, hit)]), [run("a", &[])]);
        assert_eq!(
            runs("abcde", &[(0, 3, Style::Emphasis), (2, 5, Style::Strong)]),
            [
                run("ab", &[Style::Emphasis]),
                run("c", &[Style::Emphasis, Style::Strong]),
                run("de", &[Style::Strong])
            ]
        );
    }

    #[test]
    fn white_space_is_one_space_or_a_line_end() {
        assert_eq!(runs(" two \n\t words\u{a0}here  ", &[]), [("two\nwords\u{a0}here".to_owned(), vec![])]);
        assert_eq!(runs(" \n ", &[(0, 2, Style::Hit)]), []);
        assert_eq!(runs("潮が\n満ち", &[]), [("潮が満ち".to_owned(), vec![])]);
    }

    proptest! {
        #[test]
        fn nothing_but_white_space_is_lost(text in any::<String>(), places in prop::collection::vec((0usize..40, 0usize..40), 0..4)) {
            let mut styles: Vec<_> = places.into_iter().map(|(start, end)| (start, end, Style::Hit)).collect();
            styles.sort_unstable();
            let shown: String = runs(&text, &styles).into_iter().map(|(text, _)| text).collect();
            let without_space = |text: &str| text.split_ascii_whitespace().collect::<String>();
            prop_assert_eq!(without_space(&shown), without_space(safe::printable(&text).as_ref()));
        }
    }
}
