//! Whether lines beside each other are the cells of a table, the columns of a text or the items of a list.

use std::collections::HashSet;

use crate::formats::pdf::gutters::{RowGap, extent};
use crate::formats::pdf::lines::PdfLine;

/// The least number of gaps between the columns of a table that may be none but a drawing.
const MANY_GAPS: usize = 4;

/// The least number of lines of a column of an index.
const LONG_COLUMN: usize = 15;

/// Lines whose heights overlap.
pub(super) struct Band {
    /// The lines in no order.
    pub lines: Vec<PdfLine>,
    /// Where the lowest of them ends.
    pub bottom: f32,
}

/// Returns the lines of each column between some gaps.
pub(super) fn columns(lines: Vec<PdfLine>, gaps: &[RowGap]) -> Vec<Vec<PdfLine>> {
    let mut columns: Vec<Vec<PdfLine>> = vec![Vec::new(); gaps.len() + 1];
    for line in lines {
        columns[column_of(&line, gaps)].push(line);
    }
    columns
}

fn column_of(line: &PdfLine, gutters: &[RowGap]) -> usize {
    gutters.iter().filter(|gap| line.middle_x() > gap.1).count()
}

fn has_both_sides<'a>(lines: impl Iterator<Item = &'a PdfLine>, gap: RowGap) -> bool {
    let sides = lines.fold((false, false), |(left, right), line| {
        (left || line.middle_x() < gap.0, right || line.middle_x() > gap.1)
    });
    sides == (true, true)
}

fn is_divided(band: &Band, gutters: &[RowGap]) -> bool {
    gutters.iter().any(|gap| has_both_sides(band.lines.iter(), *gap))
}

/// Tells whether the first of two columns has nothing but the numbers or bullets of a list.
pub(super) fn is_list(columns: &[Vec<PdfLine>]) -> bool {
    let [markers, items] = columns else { return false };
    let words: usize = items.iter().map(|line| line.text.split_whitespace().count()).sum();
    markers.iter().all(is_marker) && words >= 3 * items.len()
}

/// Tells whether columns are those of a table: cells on shared base lines, not running text.
pub(super) fn is_table(bands: &[Band], columns: &[Vec<PdfLine>], gutters: &[RowGap]) -> bool {
    let divided: Vec<&Band> = bands.iter().filter(|band| is_divided(band, gutters)).collect();
    let level = divided.iter().filter(|band| is_level(band)).count();
    let texts = columns.iter().filter(|column| is_running_text(column)).count();
    // A column of text beside another of many lines is no table with one wide column.
    let beside = texts == 1 && columns.len() == 2 && columns.iter().all(|column| column.len() >= 8);
    level * 3 >= divided.len() * 2 && texts < 2 && !beside && !is_index(columns)
}

/// Tells whether columns are drawn one after the other, as blocks of text beside each other are.
///
/// A program that draws a table goes from cell to cell of a row. Only columns of numbers, and the fields of a form
/// beside their labels, are sometimes drawn one after the other.
pub(super) fn are_drawn_apart(bands: &[Band], columns: &[Vec<PdfLine>], gutters: &[RowGap]) -> bool {
    let rows: Vec<&Band> = bands.iter().filter(|band| is_divided(band, gutters)).collect();
    let cells = || rows.iter().flat_map(|row| &row.lines);
    let letters = |line: &PdfLine| line.text.chars().filter(|c| c.is_alphabetic()).count();
    let numbers = cells().filter(|cell| letters(cell) < 2).count();
    let labels = cells().filter(|cell| cell.text.ends_with(':')).count();
    let drawn = |(index, column): (usize, &Vec<PdfLine>)| {
        column.iter().map(|line| (line.drawn, index)).collect::<Vec<_>>()
    };
    let mut drawn: Vec<(usize, usize)> = columns.iter().enumerate().flat_map(drawn).collect();
    drawn.sort_unstable();
    let changes = drawn.windows(2).filter(|pair| pair[0].1 != pair[1].1).count();
    rows.len() >= columns.len()
        && changes < columns.len() + rows.len() / 4
        && numbers * 3 < cells().count()
        && labels * 4 < cells().count()
}

/// Tells whether most cells of a table would be empty, as between the labels of a drawing.
pub(super) fn is_drawing(bands: &[Band], gaps: &[RowGap]) -> bool {
    let filled = |band: &Band| {
        let columns: HashSet<usize> = band.lines.iter().map(|line| column_of(line, gaps)).collect();
        columns.len()
    };
    let cells = bands.len() * (gaps.len() + 1);
    gaps.len() >= MANY_GAPS && bands.iter().map(filled).sum::<usize>() * 4 < cells
}

/// Tells whether columns are those of an index: long, with several words in a line, beside numbers of lines or
/// nothing.
fn is_index(columns: &[Vec<PdfLine>]) -> bool {
    let (numbers, entries): (Vec<_>, Vec<_>) =
        columns.iter().partition(|column| column.iter().all(is_marker));
    let has_words = |column: &&Vec<PdfLine>| {
        let words: usize = column.iter().map(|line| line.text.split_whitespace().count()).sum();
        column.len() >= LONG_COLUMN && words * 2 >= column.len() * 5
    };
    numbers.len() < 2 && entries.len() > 1 && entries.iter().all(has_words)
}

/// Tells whether a line has nothing but a number or a bullet.
fn is_marker(line: &PdfLine) -> bool {
    line.text.chars().count() <= 4
}

fn is_level(band: &Band) -> bool {
    band.lines.iter().all(|line| (line.y - band.lines[0].y).abs() < 0.3 * line.size)
}

/// Tells whether the lines of a column fill it with several words each.
fn is_running_text(column: &[PdfLine]) -> bool {
    let (from, to) = extent(column);
    let filled: f32 = column.iter().map(|line| (line.end - line.x) / (to - from).max(1.0)).sum();
    let words: usize = column.iter().map(|line| line.text.split_whitespace().count()).sum();
    column.len() > 1 && filled > 0.6 * column.len() as f32 && words >= 4 * column.len()
}
