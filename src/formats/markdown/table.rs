//! Tables, their columns padded so that they stand below each other.

use pulldown_cmark::Alignment;
use unicode_width::UnicodeWidthStr;

use crate::document::Emphasis;
use crate::formats::markdown::inline::Words;
use crate::text::Span;

/// The widest a column is padded to, in cells; longer cells push the rest of their row aside.
const WIDEST: usize = 60;

/// How much padding a table may have for each byte of its text, and in any case. A source of a few
/// bytes a row must not become gigabytes of spaces.
const PADDING: usize = 16;
const SMALL: usize = 1 << 20;

/// What stands between two columns.
const BETWEEN: &str = "  ";

/// A table while it is read.
pub(super) struct Table {
    alignments: Vec<Alignment>,
    rows: Vec<Vec<Words>>,
    row: Vec<Words>,
}

/// One row of a finished table.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub text: String,
    /// Where each cell's text stands in `text`.
    pub cells: Vec<Span>,
    /// Relative to `text`.
    pub emphasis: Vec<Emphasis>,
}

impl Table {
    pub(super) fn new(alignments: Vec<Alignment>) -> Self {
        Self { alignments, rows: Vec::new(), row: Vec::new() }
    }

    /// Appends a cell to the row being read.
    pub(super) fn cell(&mut self, words: Words) {
        self.row.push(words);
    }

    /// Ends the row being read.
    pub(super) fn end_row(&mut self) {
        self.rows.push(std::mem::take(&mut self.row));
    }

    /// Returns the rows in order, the row of headings first.
    pub(super) fn into_rows(self) -> impl Iterator<Item = Row> {
        let widths = widths(&self.rows);
        let alignments = self.alignments;
        self.rows.into_iter().map(move |row| set(row, &widths, &alignments))
    }
}

fn widths(rows: &[Vec<Words>]) -> Vec<usize> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let mut widths = vec![0; columns];
    let mut text = 0;
    for cell in rows.iter().flat_map(|row| row.iter().enumerate()) {
        let (column, words) = cell;
        widths[column] = words.text.width().min(WIDEST).max(widths[column]);
        text += words.text.len();
    }
    let padded = rows.len().saturating_mul(widths.iter().sum());
    if padded > SMALL && padded / PADDING > text {
        widths.fill(0);
    }
    widths
}

fn set(row: Vec<Words>, widths: &[usize], alignments: &[Alignment]) -> Row {
    let mut set = Row { text: String::new(), cells: Vec::with_capacity(row.len()), emphasis: Vec::new() };
    for (column, words) in row.into_iter().enumerate() {
        if column > 0 {
            set.text.push_str(BETWEEN);
        }
        let room = widths.get(column).copied().unwrap_or_default().saturating_sub(words.text.width());
        let before = match alignments.get(column) {
            Some(Alignment::Right) => room,
            Some(Alignment::Center) => room / 2,
            _ => 0,
        };
        pad(&mut set.text, before);
        let start = set.text.len();
        set.text.push_str(&words.text.replace('\n', " "));
        set.cells.push(Span::new(start, set.text.len()));
        set.emphasis.extend(
            words
                .emphasis
                .into_iter()
                .map(|emphasis| Emphasis { span: emphasis.span.shifted(start), ..emphasis }),
        );
        pad(&mut set.text, room - before);
    }
    set.text.truncate(set.text.trim_end().len());
    let end = set.text.len();
    set.cells.iter_mut().for_each(|cell| *cell = Span::new(cell.start.min(end), cell.end.min(end)));
    set
}

fn pad(text: &mut String, cells: usize) {
    text.extend(std::iter::repeat_n(' ', cells));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Words {
        Words { text: text.to_owned(), ..Words::default() }
    }

    #[test]
    fn columns_stand_below_each_other() {
        let mut table = Table::new(vec![Alignment::None, Alignment::Right, Alignment::Center]);
        for row in [["City", "People", "x"], ["東京", "14", "abc"], ["Rome", "3", ""]] {
            for cell in row {
                table.cell(words(cell));
            }
            table.end_row();
        }
        let rows: Vec<Row> = table.into_rows().collect();
        assert_eq!(
            rows.iter().map(|row| row.text.as_str()).collect::<Vec<_>>(),
            ["City  People   x", "東京      14  abc", "Rome       3",]
        );
        assert_eq!(
            rows[1].cells.iter().map(|cell| cell.of(&rows[1].text)).collect::<Vec<_>>(),
            ["東京", "14", "abc"]
        );
        assert_eq!(rows[2].cells[2], Span::new(12, 12));
    }

    #[test]
    fn padding_stays_in_proportion() {
        let mut table = Table::new(Vec::new());
        for index in 0..20_000 {
            for _ in 0..40 {
                table.cell(words(if index == 0 { "a cell that is wide, wider than the others" } else { "" }));
            }
            table.end_row();
        }
        assert!(table.into_rows().skip(1).all(|row| row.text.len() < 100));
    }
}
