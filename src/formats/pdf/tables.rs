//! Whether lines beside each other are the cells of a table, the columns of a text or the items of a list.

use std::collections::HashSet;

use crate::formats::pdf::bands::{Band, level_lines};
use crate::formats::pdf::gutters::{RowGap, extent};
use crate::formats::pdf::lines::PdfLine;

/// The least number of gaps between the columns of a table that may be none but a drawing.
const MANY_GAPS: usize = 4;

/// The most lines of a label in the middle of which the cells beside it are.
const MOST_LINES: usize = 3;

/// The least number of lines of a column of an index.
const LONG_COLUMN: usize = 15;

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

/// Tells whether columns are those of a table: cells on shared base lines, those on both sides of the tallest of its
/// gaps too, and not running text.
pub(super) fn is_table(
    bands: &[Band],
    columns: &[Vec<PdfLine>],
    gutters: &[RowGap],
    tallest: RowGap,
) -> bool {
    let divided: Vec<&Band> = bands.iter().filter(|band| is_divided(band, gutters)).collect();
    let are_texts: Vec<bool> = columns.iter().map(|column| is_running_text(column)).collect();
    let are_level = |bands: &[&Band]| {
        let level = bands.iter().filter(|band| is_level(band, gutters, &are_texts)).count();
        level * 3 >= bands.len() * 2
    };
    let across: Vec<&Band> =
        divided.iter().copied().filter(|band| has_both_sides(band.lines.iter(), tallest)).collect();
    let texts = are_texts.iter().filter(|is_text| **is_text).count();
    // A column of text beside another of many lines is no table with one wide column.
    let beside = texts == 1 && columns.len() == 2 && columns.iter().all(|column| column.len() >= 8);
    are_level(&divided) && are_level(&across) && texts < 2 && !beside && !is_index(columns)
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

/// Tells whether the cells of a band are on one base line, or all but a label of several lines whose middle is at the
/// height of the others. A column of running text, for which `are_texts` is true, has no labels.
fn is_level(band: &Band, gaps: &[RowGap], are_texts: &[bool]) -> bool {
    let height = band.lines[0].y;
    if band.lines.iter().all(|line| (line.y - height).abs() < 0.3 * line.size) {
        return true;
    }
    let columns =
        columns(band.lines.clone(), gaps).into_iter().zip(are_texts).filter(|(pieces, _)| !pieces.is_empty());
    let columns: Vec<BandCell> = columns.map(|(pieces, is_text)| BandCell::of(pieces, *is_text)).collect();
    let (labels, others): (Vec<_>, Vec<_>) = columns.iter().partition(|cell| cell.lines.len() > 1);
    let [label @ BandCell { is_text: false, .. }] = labels[..] else { return false };
    let Some(other) = others.first().map(|cell| &cell.lines[0]) else { return false };
    let level = |y: f32| (y - other.y).abs() < 0.3 * other.size;
    let heights = || label.lines.iter().map(|line| line.y);
    let middle = f32::midpoint(heights().fold(f32::MAX, f32::min), heights().fold(f32::MIN, f32::max));
    let pieces: usize = others.iter().map(|cell| cell.pieces).sum();
    pieces > 1
        && label.lines.len() <= MOST_LINES
        && level(middle)
        && others.iter().all(|cell| level(cell.lines[0].y))
}

/// The lines of a column in a band, and of how many pieces they are.
struct BandCell {
    lines: Vec<PdfLine>,
    pieces: usize,
    is_text: bool,
}

impl BandCell {
    fn of(pieces: Vec<PdfLine>, is_text: bool) -> Self {
        let number = pieces.len();
        Self { lines: level_lines(Band { lines: pieces, bottom: 0.0 }), pieces: number, is_text }
    }
}

/// Tells whether the lines of a column fill it with several words each.
fn is_running_text(column: &[PdfLine]) -> bool {
    let (from, to) = extent(column);
    let filled: f32 = column.iter().map(|line| (line.end - line.x) / (to - from).max(1.0)).sum();
    let words: usize = column.iter().map(|line| line.text.split_whitespace().count()).sum();
    column.len() > 1 && filled > 0.6 * column.len() as f32 && words >= 4 * column.len()
}
