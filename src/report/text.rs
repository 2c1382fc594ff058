//! Plain text: one thing after another, so that it can be read aloud, mailed and searched.
//!
//! Nothing is drawn. Only tables of short cells are set in columns. Lines are wrapped if there is a width.

use std::io::{self, Write};
use std::path::Path;

use crate::report::Renderer;
use crate::report::model::{
    Block, Column, ColumnKind, Entries, Entry, Inline, Line, List, Marker, Passage, Section, Side, Table,
};
use crate::report::wording::shown_path;
use crate::text::safe;
use crate::text::width::{fit, width};
use crate::text::wrap::rows;

/// The widest column of names, in cells.
const NAME: usize = 48;

/// The widest heading of a column of figures, in cells.
const FIGURE: usize = 16;

/// The indentation of lines that belong to the one above.
const HANG: &str = "   ";

/// The renderer of plain text.
pub(crate) struct Text {
    /// How many cells a line may take, if that is limited.
    pub(crate) width: Option<usize>,
}

impl Renderer for Text {
    fn part(&self, path: &Path, index: usize, out: &mut dyn Write) -> io::Result<()> {
        let above = if index > 0 { "\n" } else { "" };
        writeln!(out, "{above}==> {} <==", shown_path(path))
    }

    fn block(&self, block: &Block<'_>, index: usize, out: &mut dyn Write) -> io::Result<()> {
        let mut lines = Vec::new();
        self.lines(block, &mut lines);
        if index > 0 && !lines.is_empty() {
            writeln!(out)?;
        }
        lines.iter().try_for_each(|line| writeln!(out, "{line}"))
    }
}

impl Text {
    fn lines(&self, block: &Block<'_>, out: &mut Vec<String>) {
        match block {
            Block::Heading(_, line) | Block::Paragraph(line) | Block::Reference(line) => {
                self.hanging(["", ""], line, out);
            }
            Block::Contents(_) => {}
            Block::Section(section) => self.section(section, out),
            Block::List(List { items, .. }) => {
                for item in items {
                    self.hanging(["", HANG], &item.line, out);
                }
            }
            Block::Nested(items) => {
                for item in items {
                    let marker = format!("{} ", marker(item.marker));
                    self.framed(&item.blocks, [&marker, &" ".repeat(width(&marker))], out);
                }
            }
            Block::Table(table) => self.table(table, out),
            Block::Entries(entries) => self.entries(entries, out),
            Block::Quotation(blocks) => self.framed(blocks, ["> "; 2], out),
            Block::Code(code) => out.extend(safe::printable(code).lines().map(str::to_owned)),
            Block::Rule => out.push("* * *".into()),
        }
    }

    fn section(&self, section: &Section<'_>, out: &mut Vec<String>) {
        if section.is_appendix {
            return;
        }
        self.hanging(["", ""], &section.heading, out);
        for block in &section.blocks {
            out.push(String::new());
            self.lines(block, out);
        }
    }

    /// Adds blocks with a margin at the left, one before their first line and another before the rest.
    fn framed(&self, blocks: &[Block<'_>], [first, rest]: [&str; 2], out: &mut Vec<String>) {
        let inner = Text { width: self.width.map(|room| room.saturating_sub(width(rest))) };
        let mut lines = Vec::new();
        for (index, block) in blocks.iter().enumerate() {
            lines.extend((index > 0).then(String::new));
            inner.lines(block, &mut lines);
        }
        let margins = std::iter::once(first).chain(std::iter::repeat(rest));
        out.extend(
            lines.iter().zip(margins).map(|(line, margin)| format!("{margin}{line}").trim_end().to_owned()),
        );
    }

    /// Adds entries, each as its title with the quotations below; a single one follows on its line.
    fn entries(&self, entries: &Entries<'_>, out: &mut Vec<String>) {
        for (index, entry) in entries.rows.iter().enumerate() {
            out.extend((index > 0).then(String::new));
            self.entry(entry, out);
        }
    }

    fn entry(&self, entry: &Entry<'_>, out: &mut Vec<String>) {
        let quotes: Vec<&Line<'_>> = entry.sides.iter().flat_map(Side::quotes).collect();
        if let ([quote], []) = (quotes.as_slice(), entry.notes.as_slice()) {
            let all = format!("{}: {}", words(&entry.title), words(quote));
            return out.extend(wrapped(self.width, ["", HANG], &all));
        }
        self.hanging(["", HANG], &entry.title, out);
        for line in quotes.into_iter().chain(&entry.notes) {
            self.hanging([HANG, "      "], line, out);
        }
    }

    /// Adds a table in columns, the last of which may be as wide as it likes; nothing without rows.
    fn table(&self, table: &Table<'_>, out: &mut Vec<String>) {
        if table.rows.is_empty() {
            return;
        }
        let headings: Vec<String> = table.columns.iter().map(heading).collect();
        let has_headings = headings.iter().any(|heading| !heading.is_empty());
        let cells = table.rows.iter().map(|row| row.iter().map(|cell| words(cell)).collect());
        let mut rows: Vec<Vec<String>> = has_headings.then_some(headings).into_iter().chain(cells).collect();
        self.cut_names(&table.columns, &mut rows);
        let widths = widths(table.columns.len(), &rows);
        for row in &rows {
            let cells = row.iter().zip(&table.columns).zip(&widths);
            let cells: Vec<String> =
                cells.map(|((cell, column), cells)| aligned(cell, column, *cells)).collect();
            out.push(cells.join("  ").trim_end().to_owned());
        }
        if let Some(remark) = table.remark {
            out.push(String::new());
            out.extend(wrapped(self.width, ["", ""], remark));
        }
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

    /// Adds a line between the given margins; each break within it begins another line.
    fn hanging(&self, [first, rest]: [&str; 2], line: &Line<'_>, out: &mut Vec<String>) {
        let parts = line.split(|part| matches!(part, Inline::Break));
        for (index, part) in parts.enumerate() {
            let first = if index == 0 { first } else { rest };
            out.extend(wrapped(self.width, [first, rest], &words(part)));
        }
    }
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
    rows.map(|(row, margin)| format!("{margin}{}", safe::line(row.of(text)))).collect()
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

fn marker(marker: Marker<'_>) -> String {
    match marker {
        Marker::Bullet => "•".into(),
        Marker::Number(_, characters) | Marker::Other(characters) => safe::line(characters).to_string(),
    }
}

/// Returns the words of a line on one line, safe to show.
pub(crate) fn words(line: &[Inline<'_>]) -> String {
    let mut text = String::new();
    for part in line {
        match part {
            Inline::Text(words) | Inline::Strong(words) | Inline::Emphasis(words) | Inline::Path(words) => {
                text.push_str(safe::line(words).as_str());
            }
            Inline::Aside(line) => text.extend(["(", &words(line), ")"]),
            Inline::Quoted(passage, _) | Inline::Passage(passage) => text.push_str(&passage_words(passage)),
            Inline::Link { words, .. } => text.push_str(words),
            Inline::Break => text.push(' '),
        }
    }
    text
}

fn passage_words(passage: &Passage<'_>) -> String {
    passage.runs().iter().map(|run| run.text.replace('\n', " ")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Format;
    use crate::report::Writer;
    use crate::report::comparison::tests::{LEFT, RIGHT, with_report, written};
    use crate::report::model::{Item, NestedItem};

    #[test]
    fn a_report_quotes_every_sentence_it_counts() {
        let text = with_report([LEFT, RIGHT], |report| written(Format::Text, report));
        for part in [
            "A 1: Five ferries crossed the frozen harbour on Monday.",
            "1. A 1 and B 2:",
            "   B 2: Six ferries",
            "Shared words: ",
            "Only in A, the first document\n\nA 2: Nobody",
            "A 3: The mayor *thanked* both crews.",
            "Only in B, the second document\n\nB 1: Tickets remain cheap.",
            "Facts that differ\n\ndiffers, number: A 1 “Five”; B 1 “Tickets”",
            "Levels: strong from score 0.7, weak from 0.35",
        ] {
            assert!(text.contains(part), "{part:?} in\n{text}");
        }
        assert!(!text.chars().any(|character| character != '\n' && character.is_control()), "{text:?}");
    }

    #[test]
    fn a_width_is_kept() {
        for cells in [1, 2, 7, 20, 60] {
            let text = with_report([LEFT, RIGHT], |report| {
                let mut bytes = Vec::new();
                Writer { format: Format::Text, width: Some(cells) }.write(report, &mut bytes).unwrap();
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
            blocks: vec![Block::paragraph(words), Block::Code("x  y\nz".into())],
        };
        let entry = |sides: Vec<Side<'static>>| Entry { title: words("Moved"), sides, ..Entry::default() };
        let quotes = |line| Side::Quotes(vec![words(line)]);
        let entries = vec![
            entry(vec![quotes("one"), Side::Nothing(words("now B 1"))]),
            entry(vec![quotes("one"), quotes("two")]),
        ];
        for (block, expected) in [
            (Block::Heading(2, words("Tides")), "Tides"),
            (Block::Contents(vec![("a", "b")]), ""),
            (Block::Rule, "* * *"),
            (Block::List(List { is_bulleted: true, items: vec![Item::from(words("one"))] }), "one"),
            (Block::Quotation(vec![Block::paragraph("one"), Block::Rule]), "> one\n>\n> * * *"),
            (
                Block::Nested(vec![item(Marker::Number(9, "9."), "one"), item(Marker::Bullet, "two")]),
                "9. one\n\n   x  y\n   z\n• two\n\n  x  y\n  z",
            ),
            (
                Block::Entries(Entries { caption: "c", subject: "s", documents: vec![], rows: entries }),
                "Moved: one\n\nMoved\n   one\n   two",
            ),
        ] {
            let mut lines = Vec::new();
            Text { width: None }.lines(&block, &mut lines);
            assert_eq!(lines.join("\n"), expected);
        }
    }
}
