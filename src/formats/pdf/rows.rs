//! The rows of a table. The lines of one cell are one row, where rules or wider spaces part the rows, or where a line
//! goes on with the words of the cell above it.

use crate::formats::pdf::bands::{Band, bands, level_lines};
use crate::formats::pdf::gutters::{RowGap, extent};
use crate::formats::pdf::lines::{PdfLine, median};
use crate::formats::pdf::linked_text::LinkedText;
use crate::formats::pdf::rules::Rule;
use crate::formats::pdf::tables::columns;

/// The most lines of a cell.
const MOST_LINES: usize = 8;

/// The greatest distance of the base lines in a cell, in sizes of the font.
const LEADING: f32 = 1.6;

/// How many times as far apart as the lines of a cell those of two rows are, if only that tells them apart.
const APART: f32 = 1.3;

/// The part of the width of a table that a rule between two rows has at least.
const RULED: f32 = 0.6;

/// A line this many times as large as the others of a table is a heading between its rows.
const HEADING: f32 = 1.12;

/// A row of a table.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct GridRow {
    /// The lines of each of its cells.
    pub cells: Vec<Vec<LinkedText>>,
    /// The base line of its first line.
    pub y: f32,
}

/// A part of a table, from top to bottom.
pub(super) enum TablePart {
    Rows(Vec<GridRow>),
    Heading(PdfLine),
}

/// Returns the rows of a table in the columns between some gaps, and the headings between them.
pub(super) fn rows(lines: Vec<PdfLine>, gaps: &[RowGap], rules: &[Rule]) -> Vec<TablePart> {
    let Some(size) = median(lines.iter().map(|line| line.size)) else { return Vec::new() };
    let width = extent(&lines);
    let bands: Vec<BandColumns> = bands(lines).into_iter().map(|band| BandColumns::of(band, gaps)).collect();
    let mut parts = Vec::new();
    let mut rest = Vec::new();
    for band in bands {
        match band.heading(size, width.0) {
            Some(heading) => {
                add_rows(std::mem::take(&mut rest), width, rules, size, &mut parts);
                parts.push(TablePart::Heading(heading));
            }
            None => rest.push(band),
        }
    }
    add_rows(rest, width, rules, size, &mut parts);
    parts
}

fn add_rows(bands: Vec<BandColumns>, width: RowGap, rules: &[Rule], size: f32, parts: &mut Vec<TablePart>) {
    if bands.is_empty() {
        return;
    }
    let joints = joints(&bands, width, rules, size);
    let mut rows: Vec<GridRow> = Vec::new();
    for (index, band) in bands.into_iter().enumerate() {
        match rows.last_mut().filter(|_| index > 0 && joints[index - 1]) {
            Some(row) => {
                for (cell, lines) in row.cells.iter_mut().zip(band.texts()) {
                    cell.extend(lines);
                }
            }
            None => rows.push(GridRow { y: band.first, cells: band.texts().collect() }),
        }
    }
    parts.push(TablePart::Rows(rows));
}

/// The lines of each column in a band.
struct BandColumns {
    columns: Vec<Vec<PdfLine>>,
    /// Its first and its last base line.
    first: f32,
    last: f32,
}

impl BandColumns {
    fn of(band: Band, gaps: &[RowGap]) -> Self {
        let heights = || band.lines.iter().map(|line| line.y);
        let (first, last) = (heights().fold(f32::MAX, f32::min), heights().fold(f32::MIN, f32::max));
        let whole = |lines| level_lines(Band { lines, bottom: band.bottom });
        Self { columns: columns(band.lines, gaps).into_iter().map(whole).collect(), first, last }
    }

    fn texts(self) -> impl Iterator<Item = Vec<LinkedText>> {
        self.columns.into_iter().map(|lines| lines.into_iter().map(|line| line.text).collect())
    }

    fn filled(&self) -> usize {
        self.columns.iter().filter(|lines| !lines.is_empty()).count()
    }

    /// Returns its only line if that is larger than the size of the table, and begins where the table does.
    fn heading(&self, size: f32, left: f32) -> Option<PdfLine> {
        let mut lines = self.columns.iter().flatten();
        let is_large = |line: &&PdfLine| line.size >= HEADING * size && line.x < left + line.size;
        let line = lines.next().filter(is_large).filter(|line| letters(line) > 1)?;
        lines.next().is_none().then(|| line.clone())
    }
}

fn letters(line: &PdfLine) -> usize {
    line.text.chars().filter(|c| c.is_alphabetic()).count()
}

/// Tells for each two bands that follow each other whether they are of one row.
fn joints(bands: &[BandColumns], width: RowGap, rules: &[Rule], size: f32) -> Vec<bool> {
    let steps: Vec<f32> = bands.windows(2).map(|pair| pair[1].first - pair[0].last).collect();
    let ruled: Vec<bool> = bands.windows(2).map(|pair| is_ruled(&pair[0], &pair[1], width, rules)).collect();
    let count = ruled.iter().filter(|is_ruled| **is_ruled).count();
    let is_grid = count > 1 && count * 4 >= ruled.len();
    let usual = quartile(&steps);
    let is_apart = |step: f32| step >= APART * usual;
    let is_spaced = !is_grid
        && usual > 0.0
        && usual <= LEADING * size
        && steps.iter().filter(|step| is_apart(**step)).count() > 1;
    let mut joints = vec![false; steps.len()];
    let mut start = 0;
    for end in 0..bands.len() {
        let ends = end == steps.len() || ruled[end] || is_spaced && is_apart(steps[end]);
        if !ends {
            continue;
        }
        let group = &bands[start..=end];
        let is_row = steps[start..end].iter().all(|step| *step <= LEADING * size)
            && (is_grid && is_row_of_grid(group, count * 2 >= ruled.len())
                || is_spaced && is_spaced_row(group));
        for index in start..end {
            let is_joined = index > start && joints[index - 1];
            joints[index] = is_row
                || steps[index] <= LEADING * size && goes_on(&bands[index], &bands[index + 1], is_joined);
        }
        start = end + 1;
    }
    joints
}

/// Tells whether a rule parts two bands: those between them cover most of the table.
fn is_ruled(above: &BandColumns, below: &BandColumns, width: RowGap, rules: &[Rule]) -> bool {
    // A rule under words is nearer to them than to those below.
    let (from, to) = (above.last, below.first);
    let between = rules.iter().filter(|rule| rule.y > from && rule.y < to);
    let mut spans: Vec<RowGap> = between.map(|rule| (rule.x.max(width.0), rule.end.min(width.1))).collect();
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut covered, mut at) = (0.0, width.0);
    for (start, end) in spans {
        covered += (end - start.max(at)).max(0.0);
        at = at.max(end);
    }
    covered > RULED * (width.1 - width.0)
}

fn quartile(values: &[f32]) -> f32 {
    let mut values = values.to_vec();
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 4).copied().unwrap_or(0.0)
}

/// Tells whether the bands between two rules are one row: no column has two numbers, and its cells have different
/// numbers of lines, unless `is_regular` says that rules part nearly all rows.
fn is_row_of_grid(bands: &[BandColumns], is_regular: bool) -> bool {
    let filled = filled_bands(bands);
    let is_ragged = filled.iter().any(|count| *count != filled[0]);
    bands.len() > 1 && bands.len() <= MOST_LINES && !has_entries(bands) && (is_ragged || is_regular)
}

/// Tells whether bands that only spaces part from others are one row: besides, most lines of its cells go on with
/// small letters.
fn is_spaced_row(bands: &[BandColumns]) -> bool {
    let lines = |column: usize| bands.iter().flat_map(move |band| &band.columns[column]).skip(1);
    let columns = bands.first().map_or(0, |band| band.columns.len());
    let (mut small, mut all) = (0, 0);
    for line in (0..columns).flat_map(lines) {
        all += 1;
        small += usize::from(line.text.starts_with(|c: char| c.is_lowercase() || c == '('));
    }
    is_row_of_grid(bands, false) && small * 2 > all
}

/// Returns in how many bands each column has a line.
fn filled_bands(bands: &[BandColumns]) -> Vec<usize> {
    let columns = bands.first().map_or(0, |band| band.columns.len());
    let count = |column: usize| bands.iter().filter(|band| !band.columns[column].is_empty()).count();
    (0..columns).map(count).collect()
}

/// Tells whether a column has several lines that are each an entry of its own: numbers, or labels of fields.
fn has_entries(bands: &[BandColumns]) -> bool {
    let columns = bands.first().map_or(0, |band| band.columns.len());
    let is_entry = |line: &PdfLine| letters(line) < 2 || line.text.ends_with(':');
    let entries =
        |column: usize| bands.iter().filter(|band| band.columns[column].iter().any(is_entry)).count();
    (0..columns).any(|column| entries(column) > 1)
}

/// Tells whether a band goes on with the words of the one above it.
///
/// A single cell of either has small letters at the place where the words go on. If the band above is joined with the
/// one above itself, its single cell is one of several.
fn goes_on(above: &BandColumns, below: &BandColumns, is_joined: bool) -> bool {
    let single = |band: &BandColumns| {
        let column = band.columns.iter().position(|lines| !lines.is_empty());
        column.filter(|_| band.filled() == 1)
    };
    let column = match (single(above), single(below)) {
        (None, Some(column)) | (Some(column), None) => column,
        (Some(column), Some(next)) if is_joined && column == next => column,
        (Some(_), Some(_)) | (None, None) => return false,
    };
    let (Some(last), Some(next)) = (above.columns[column].last(), below.columns[column].first()) else {
        return false;
    };
    let is_open = last.text.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '-' | '–' | '('));
    is_open && letters(last) > 1 && next.text.starts_with(char::is_lowercase) && letters(next) > 1
}
