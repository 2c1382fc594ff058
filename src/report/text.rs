//! Plain text: one thing after another, so that it can be read aloud, mailed and searched.
//!
//! Nothing is drawn. Only tables of short cells are set in columns. Lines are wrapped if there is a width.

use std::borrow::Cow;

use crate::report::model::{
    Column, ColumnKind, ForeignText, Inline, ItemMarker, List, ListItem, NestedItem, NestedList, ReportBlock,
    ReportEntry, Section, Style, StyledRun, Table,
};
use crate::report::wording::add_number;
use crate::text::hyphens::has_line_end_hyphen;
use crate::text::safe;
use crate::text::width::{fit, width};
use crate::text::wrap::{rows, shown};
use crate::threads::join;

/// The widest column of names, in cells.
const NAME: usize = 48;

/// The widest heading of a column of figures, in cells.
const FIGURE: usize = 16;

/// The indentation of lines that belong to the one above.
const HANG: &str = "   ";

/// The number of items or entries from which on two threads share them.
const SHARED: usize = 1_000;

/// A line across the page.
pub(crate) const RULE: &str = "* * *";

/// Returns the name above one of several reports.
pub(crate) fn part(path: &str, index: usize) -> String {
    format!("{}==> {path} <==\n", if index > 0 { "\n" } else { "" })
}

/// Returns the blocks of a report, in lines of at most `width` cells if that is limited.
pub(crate) fn render(blocks: &[ReportBlock<'_>], width: Option<usize>) -> String {
    let text = Text { width };
    let lines = apart(blocks.iter().map(|block| text.lines(block)));
    let mut page = String::with_capacity(lines.iter().map(|line| line.len() + 1).sum());
    for line in lines {
        page.push_str(&line);
        page.push('\n');
    }
    page
}

/// Returns the lines of several blocks with an empty line between every two.
pub(crate) fn apart(blocks: impl Iterator<Item = Vec<String>>) -> Vec<String> {
    let mut all = Vec::new();
    for lines in blocks.filter(|lines| !lines.is_empty()) {
        all.extend((!all.is_empty()).then(String::new));
        all.extend(lines);
    }
    all
}

/// Returns lines with one margin before the first of them and another before the rest.
pub(crate) fn framed(lines: &[String], [first, rest]: [&str; 2]) -> Vec<String> {
    let margins = std::iter::once(first).chain(std::iter::repeat(rest));
    let line = |(line, margin): (&String, &str)| {
        if line.is_empty() { margin.trim_end().to_owned() } else { format!("{margin}{line}") }
    };
    lines.iter().zip(margins).map(line).collect()
}

/// The width that lines may take, if that is limited.
struct Text {
    width: Option<usize>,
}

impl Text {
    /// Returns the lines of a block.
    fn lines(&self, block: &ReportBlock<'_>) -> Vec<String> {
        match block {
            ReportBlock::Heading(_, line) => self.wrapped(["", ""], line),
            ReportBlock::Paragraph(line) => line
                .split(|part| matches!(part, Inline::Break))
                .flat_map(|row| self.wrapped(["", ""], row))
                .collect(),
            ReportBlock::References(lines) => {
                let lines = lines.iter().flat_map(|line| self.wrapped(["", HANG], line));
                std::iter::once(RULE.to_owned()).chain(lines).collect()
            }
            ReportBlock::Remarks(lines) => {
                lines.iter().flat_map(|line| self.wrapped(["", HANG], line)).collect()
            }
            ReportBlock::Contents(_) => Vec::new(),
            ReportBlock::Section(Section { heading, blocks, .. }) => {
                let heading = self.wrapped(["", ""], heading);
                apart(std::iter::once(heading).chain(blocks.iter().map(|block| self.lines(block))))
            }
            ReportBlock::Article(_, blocks) => apart(blocks.iter().map(|block| self.lines(block))),
            ReportBlock::List(List { items, .. }) => {
                let lines = |items: &[ListItem<'_>]| {
                    items.iter().flat_map(|item| self.wrapped(["", HANG], &item.line)).collect()
                };
                shared(items, lines).into_iter().flatten().collect()
            }
            ReportBlock::Nested(NestedList { items, .. }) => {
                let item = |item: &NestedItem<'_>| {
                    let marker = format!("{} ", marker(item.marker));
                    self.within(&item.blocks, [&marker, &" ".repeat(width(&marker))])
                };
                items.iter().flat_map(item).collect()
            }
            ReportBlock::Table(table) | ReportBlock::FrontMatter(table) => self.table(table),
            ReportBlock::Entries(entries) => {
                let lines =
                    |entries: &[ReportEntry<'_>]| apart(entries.iter().map(|entry| self.entry(entry)));
                apart(shared(&entries.rows, lines).into_iter())
            }
            ReportBlock::Quotation(blocks) => self.within(blocks, ["> "; 2]),
            ReportBlock::Code { text, .. } => safe::printable(text).lines().map(str::to_owned).collect(),
            ReportBlock::Rule => vec![RULE.into()],
        }
    }

    /// Returns blocks with a margin at the left, one before their first line and another before the rest.
    fn within(&self, blocks: &[ReportBlock<'_>], margins: [&str; 2]) -> Vec<String> {
        let inner = Text { width: self.width.map(|room| room.saturating_sub(width(margins[1]))) };
        framed(&apart(blocks.iter().map(|block| inner.lines(block))), margins)
    }

    /// Returns the title of an entry with the quotations and notes below.
    fn entry(&self, entry: &ReportEntry<'_>) -> Vec<String> {
        let below = entry.sides.iter().flatten().chain(&entry.notes);
        let below = below.flat_map(|line| self.wrapped([HANG, "      "], line));
        self.wrapped(["", HANG], &entry.title).into_iter().chain(below).collect()
    }

    fn wrapped(&self, margins: [&str; 2], line: &[Inline<'_>]) -> Vec<String> {
        if self.width.is_some() {
            return wrapped(self.width, margins, &words(line));
        }
        let mut row = margins[0].to_owned();
        add_words(&mut row, line);
        vec![row]
    }

    /// Returns a table in columns; the width of the last column is not limited. Without rows it is empty.
    fn table(&self, table: &Table<'_>) -> Vec<String> {
        if table.rows.is_empty() {
            return Vec::new();
        }
        let headings: Vec<String> = table.columns.iter().map(heading).collect();
        let has_headings = headings.iter().any(|heading| !heading.is_empty());
        let cells = table.rows.iter().map(|row| row.iter().map(|cell| words(cell)).collect());
        let mut rows: Vec<Vec<String>> = has_headings.then_some(headings).into_iter().chain(cells).collect();
        self.cut_names(&table.columns, &mut rows);
        let widths = widths(table.columns.len(), &rows);
        let line = |row: &Vec<String>| {
            let cells = row.iter().zip(&table.columns).zip(&widths);
            let cells: Vec<String> =
                cells.map(|((cell, column), cells)| aligned(cell, column, *cells)).collect();
            cells.join("  ").trim_end().to_owned()
        };
        rows.iter().map(line).collect()
    }

    /// Cuts names that are too long for their column; they give way when there is a width to keep.
    fn cut_names(&self, columns: &[Column<'_>], rows: &mut [Vec<String>]) {
        let widths = widths(columns.len(), rows);
        let figures = columns.iter().zip(&widths).filter(|(column, _)| column.kind == ColumnKind::Figure);
        let taken: usize = figures.map(|(_, cells)| cells + 2).sum();
        let most = self.width.map_or(NAME, |room| room.saturating_sub(taken + 16).clamp(8, NAME));
        for (cell, column) in rows.iter_mut().flat_map(|row| row.iter_mut().zip(columns)) {
            if column.kind == ColumnKind::Name {
                *cell = fit(cell, most).to_string();
            }
        }
    }
}

/// Returns the lines of items, of many in two halves that two threads make.
fn shared<T: Sync>(items: &[T], lines: impl Fn(&[T]) -> Vec<String> + Sync) -> Vec<Vec<String>> {
    if items.len() < SHARED {
        return vec![lines(items)];
    }
    let (first, second) = items.split_at(items.len() / 2);
    let (first, second) = join(|| lines(first), || lines(second));
    vec![first, second]
}

/// Returns the rows of a text, at most `room` cells wide, with one margin before the first of them and
/// another before the rest; without a limit the text must be safe already.
pub(crate) fn wrapped(room: Option<usize>, [first, rest]: [&str; 2], text: &str) -> Vec<String> {
    let Some(room) = room else { return vec![format!("{first}{text}")] };
    let margin = width(first).max(width(rest));
    // A margin that takes half of the row is given up.
    let (first, rest, margin) = if margin * 2 > room { ("", "", 0) } else { (first, rest, margin) };
    let margins = std::iter::once(first).chain(std::iter::repeat(rest));
    let rows = rows(text, room - margin).into_iter().zip(margins);
    rows.map(|(row, margin)| format!("{margin}{}", safe::line(&joined(row.of(text))))).collect()
}

/// Returns a row with its soft breaks as the screen shows them: one space, or none between East Asian characters,
/// whatever the indentation after it.
fn joined(row: &str) -> Cow<'_, str> {
    if !row.contains('\n') {
        return row.into();
    }
    let glyphs = shown(row).map(|glyph| glyph.span.of(row));
    glyphs.map(|source| if source.contains('\n') { " " } else { source }).collect::<String>().into()
}

/// Returns the heading of a column; keywords may be long.
fn heading(column: &Column<'_>) -> String {
    let words = words(&column.heading);
    if column.kind == ColumnKind::Figure { fit(&words, FIGURE).to_string() } else { words }
}

/// Returns the width of the widest cell in each of `columns` columns.
fn widths(columns: usize, rows: &[Vec<String>]) -> Vec<usize> {
    let cells = |column: usize| rows.iter().filter_map(move |row| row.get(column)).map(|cell| width(cell));
    (0..columns).map(|column| cells(column).max().unwrap_or_default()).collect()
}

fn aligned(cell: &str, column: &Column<'_>, cells: usize) -> String {
    let blank = " ".repeat(cells.saturating_sub(width(cell)));
    if column.kind == ColumnKind::Figure { format!("{blank}{cell}") } else { format!("{cell}{blank}") }
}

/// Returns the characters of a marker, safe to show.
pub(crate) fn marker(marker: ItemMarker<'_>) -> String {
    match marker {
        ItemMarker::Bullet => "•".into(),
        ItemMarker::Number(_, characters) | ItemMarker::Other(characters) => {
            safe::line(characters).to_string()
        }
        ItemMarker::Task(done) => if done { "☑" } else { "☐" }.into(),
        ItemMarker::Note(number) => format!("[{}]", safe::line(number)),
        ItemMarker::Term => String::new(),
        ItemMarker::Definition => ":".into(),
    }
}

/// Returns the words of a line on one line, safe to show.
pub(crate) fn words(line: &[Inline<'_>]) -> String {
    let mut text = String::new();
    add_words(&mut text, line);
    text
}

fn add_words(text: &mut String, line: &[Inline<'_>]) {
    for part in line {
        match part {
            Inline::Text(words) | Inline::Strong(words) | Inline::Path(words) => {
                if safe::is_printable_ascii(words) {
                    text.push_str(words);
                } else {
                    text.push_str(safe::line(words).as_str());
                }
            }
            Inline::Aside(line) => {
                text.push('(');
                add_words(text, line);
                text.push(')');
            }
            Inline::Quoted(passage, _) | Inline::Passage(passage) => add_passage(text, passage),
            Inline::Number { document, sentence, is_named } => {
                add_number(text, *document, *sentence, *is_named);
            }
            Inline::Link { words, .. } => text.push_str(words),
            Inline::Break => text.push(' '),
        }
    }
}

/// Adds the words of a passage, with `~~` around struck ones; plain text shows no other style.
fn add_passage(text: &mut String, passage: &ForeignText<'_>) {
    let is_struck = |styles: &[Style]| styles.contains(&Style::Struck);
    let has_strikes = passage.styles.iter().any(|(_, style)| *style == Style::Struck);
    let is_shown = |byte: u8| byte.is_ascii_graphic() || byte.is_ascii_whitespace();
    if passage.text.bytes().all(is_shown) && !has_strikes && !has_line_end_hyphen(&passage.text) {
        for (at, word) in passage.text.split_ascii_whitespace().enumerate() {
            if at > 0 {
                text.push(' ');
            }
            text.push_str(word);
        }
        return;
    }
    let runs = passage.runs();
    let words = |run: &StyledRun| run.text.replace('\n', " ");
    let struck = |runs: &[StyledRun]| {
        let text: String = runs.iter().map(words).collect();
        if runs.first().is_some_and(|run| is_struck(&run.styles)) { format!("~~{text}~~") } else { text }
    };
    text.extend(runs.chunk_by(|one, two| is_struck(&one.styles) == is_struck(&two.styles)).map(struck));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::ReportFormat;
    use crate::report::Writer;
    use crate::report::comparison::tests::{LEFT, RIGHT, with_report, written};
    use crate::report::model::{ListItem, NestedList, ReportEntries};

    #[test]
    fn a_report_quotes_every_sentence_it_counts() {
        let text = with_report([LEFT, RIGHT], |report| written(ReportFormat::Text, report));
        for part in [
            "A 1: Five ferries crossed the frozen harbour on Monday.",
            "1. A 1 and B 2:",
            "   B 2: Six ferries",
            "Shared words: ",
            "Only in A\n\n2 of 3 sentences, as far as found; those with the most figures and names of their own first.\n\nA 2: Nobody",
            "A 3: The mayor *thanked* both crews.",
            "Only in B\n\n1 of 2 sentences, as far as found.\n\nB 1: Tickets remain cheap.",
            "Figures and names that differ\n\n1 differs.\n\ndiffers, number: A 1 “Five”; B 1 “Tickets”",
            "Levels: strong from score 0.7, weak from 0.35",
        ] {
            assert!(text.contains(part), "{part:?} in\n{text}");
        }
        assert!(!text.chars().any(|character| character != '\n' && character.is_control()), "{text:?}");
    }

    #[test]
    fn joined_lines_have_one_space_or_none_between_them() {
        let rows = |text| wrapped(Some(40), ["  ", "  "], text);
        assert_eq!(rows("the boat\n      lay in\nthe sheds"), ["  the boat lay in the sheds"]);
        assert_eq!(rows("港の\n町に住む"), ["  港の町に住む"]);
    }

    #[test]
    fn a_width_is_kept() {
        for cells in [1, 2, 7, 20, 60] {
            let text = with_report([LEFT, RIGHT], |report| {
                let mut bytes = Vec::new();
                Writer { format: ReportFormat::Text, width: Some(cells), ..Writer::default() }
                    .write(report, &mut bytes)
                    .unwrap();
                String::from_utf8(bytes).unwrap()
            });
            assert!(text.lines().all(|line| width(line) <= cells), "{cells}:\n{text}");
        }
    }

    #[test]
    fn every_block_has_a_form() {
        let words = |words: &'static str| vec![Inline::from(words)];
        let item = |marker, words: &'static str| NestedItem {
            marker,
            has_gap: false,
            blocks: vec![
                ReportBlock::paragraph(words),
                ReportBlock::Code { text: "x  y\nz".into(), language: None },
            ],
        };
        let entry = ReportEntry {
            title: words("Moved"),
            sides: vec![vec![words("one")], vec![words("two")]],
            notes: vec![words("a note")],
            ..ReportEntry::default()
        };
        for (block, expected) in [
            (ReportBlock::Heading(2, words("Tides")), "Tides"),
            (ReportBlock::Contents(vec![("a", "b")]), ""),
            (ReportBlock::Rule, "* * *"),
            (ReportBlock::List(List { is_bulleted: true, items: vec![ListItem::from(words("one"))] }), "one"),
            (
                ReportBlock::Quotation(vec![ReportBlock::paragraph("one"), ReportBlock::Rule]),
                "> one\n>\n> * * *",
            ),
            (
                ReportBlock::Nested(NestedList {
                    items: vec![item(ItemMarker::Number(9, "9."), "one"), item(ItemMarker::Bullet, "two")],
                    is_close: true,
                }),
                "9. one\n\n   x  y\n   z\n• two\n\n  x  y\n  z",
            ),
            (
                ReportBlock::Entries(ReportEntries {
                    caption: "c",
                    subject: "s",
                    documents: 2,
                    rows: vec![entry],
                }),
                "Moved\n   one\n   two\n   a note",
            ),
        ] {
            assert_eq!(render(&[block], None).trim_end(), expected);
        }
    }
}
