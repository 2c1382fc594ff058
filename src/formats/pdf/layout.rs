//! From the glyphs of a page to its text in reading order: lines, columns, tables.
//!
//! The tallest gutter of a page divides it into what is above, both sides of it, and what is below; each part is
//! divided in the same way (the XY-cut of G. Nagy and S. Seth, 1984, except that the gutters are found as white
//! rectangles, so that a heading above two columns does not hide them). Both sides are columns, which are read
//! one after the other, or a table, which is read row by row; where the cells could be those of either, the order
//! in which they are drawn tells which.

use crate::formats::pdf::bands::{bands, level_lines};
use crate::formats::pdf::glyphs::PdfGlyph;
use crate::formats::pdf::gutters::{Gutter, RowGap, gutters, overlap};
use crate::formats::pdf::line_numbers::remove_line_numbers;
use crate::formats::pdf::lines::{PdfLine, lines, median};
use crate::formats::pdf::rows::{GridRow, TablePart, rows};
use crate::formats::pdf::rules::Rule;
use crate::formats::pdf::tables::{are_drawn_apart, columns, is_drawing, is_list, is_table};

/// How deep columns are looked for inside columns.
const DEEPEST: usize = 24;

/// The part of the height of a table that all of its gutters share.
const TABLE_SHARE: f32 = 0.7;

/// A part of a page.
#[derive(Clone, Debug)]
pub(super) enum Region {
    /// Lines of running text from top to bottom.
    Lines(Vec<PdfLine>),
    /// Rows of a table, each with its cells from left to right.
    Table(Vec<GridRow>),
}

impl Region {
    /// Returns the number of its lines or rows.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Lines(lines) => lines.len(),
            Self::Table(rows) => rows.len(),
        }
    }
}

/// Returns the regions of a page in reading order. The texts of `glyphs` run to the right, as do the rules.
pub(super) fn regions(glyphs: Vec<PdfGlyph>, rules: &[Rule]) -> Vec<Region> {
    let mut regions = Vec::new();
    divide(remove_line_numbers(lines(glyphs)), rules, 0, &mut regions);
    regions
}

/// How lines beside a gutter are read.
enum ReadingOrder {
    /// As whole lines: on one side there are only the numbers or bullets of a list.
    Lines,
    /// One column after the other.
    Columns(RowGap),
    /// Row by row, in the columns between these gaps.
    Table(Vec<RowGap>),
}

/// Adds the regions of a part of a page in reading order: what is above its tallest gutter, the columns or the
/// table beside it, what is below.
fn divide(mut lines: Vec<PdfLine>, rules: &[Rule], depth: usize, out: &mut Vec<Region>) {
    while let Some(size) = median(lines.iter().map(|line| line.size)).filter(|_| depth < DEEPEST) {
        let gutters = gutters(&lines, size);
        let Some(tallest) = gutters.first() else { break };
        let reading = reading(&lines, tallest, &gutters);
        let (top, bottom) = match reading {
            ReadingOrder::Columns(_) => tallest.ends_of_columns(&lines),
            ReadingOrder::Lines | ReadingOrder::Table(_) => (tallest.top, tallest.bottom),
        };
        let (above, rest): (Vec<_>, Vec<_>) = lines.into_iter().partition(|line| line.middle() < top);
        let (beside, below): (Vec<_>, Vec<_>) = rest.into_iter().partition(|line| line.middle() < bottom);
        lines = below;
        divide(above, rules, depth + 1, out);
        match reading {
            ReadingOrder::Lines => add_lines(beside, out),
            ReadingOrder::Table(gaps) => add_table(beside, &gaps, rules, out),
            ReadingOrder::Columns(gap) => {
                for column in columns(beside, &[gap]) {
                    divide(column, rules, depth + 1, out);
                }
            }
        }
    }
    add_lines(lines, out);
}

/// Returns how the lines beside the tallest of some gutters are read.
fn reading(lines: &[PdfLine], tallest: &Gutter, gutters: &[Gutter]) -> ReadingOrder {
    let is_beside = |line: &&PdfLine| line.middle() > tallest.top && line.middle() < tallest.bottom;
    let beside: Vec<PdfLine> = lines.iter().filter(is_beside).cloned().collect();
    if is_list(&columns(beside.clone(), &[tallest.gap])) {
        return ReadingOrder::Lines;
    }
    let mut gaps: Vec<RowGap> = Vec::new();
    for gutter in gutters {
        let shared = gutter.bottom.min(tallest.bottom) - gutter.top.max(tallest.top);
        let is_free = gaps.iter().all(|gap| !overlap(*gap, gutter.gap));
        if is_free && shared > TABLE_SHARE * (tallest.bottom - tallest.top) {
            gaps.push(gutter.gap);
        }
    }
    gaps.sort_by(|a, b| a.0.total_cmp(&b.0));
    let columns = columns(beside.clone(), &gaps);
    let bands = bands(beside);
    if is_table(&bands, &columns, &gaps, tallest.gap) && !are_drawn_apart(&bands, &columns, &gaps) {
        if is_drawing(&bands, &gaps) { ReadingOrder::Lines } else { ReadingOrder::Table(gaps) }
    } else {
        ReadingOrder::Columns(tallest.gap)
    }
}

fn add_lines(lines: Vec<PdfLine>, out: &mut Vec<Region>) {
    if !lines.is_empty() {
        out.push(Region::Lines(bands(lines).into_iter().flat_map(level_lines).collect()));
    }
}

fn add_table(lines: Vec<PdfLine>, gaps: &[RowGap], rules: &[Rule], out: &mut Vec<Region>) {
    let region = |part| match part {
        TablePart::Rows(rows) => Region::Table(rows),
        TablePart::Heading(line) => Region::Lines(vec![line]),
    };
    out.extend(rows(lines, gaps, rules).into_iter().map(region));
}

#[cfg(test)]
mod tests {
    use crate::formats::pdf::lines::joined;
    use crate::formats::pdf::linked_text::LinkedText;

    use super::*;

    /// Returns the glyphs of texts of 10 points at places; each letter is 5 points wide.
    fn glyphs(texts: &[(f32, f32, &str)]) -> Vec<PdfGlyph> {
        let letters = |(x, y, text): &(f32, f32, &str)| {
            let (x, y) = (*x, *y);
            let place = move |(index, c): (usize, char)| {
                let x = x + 5.0 * index as f32;
                PdfGlyph { text: c.to_string(), x, end: x + 5.0, y, size: 10.0, target: None }
            };
            text.chars().enumerate().map(place).collect::<Vec<_>>()
        };
        texts.iter().flat_map(letters).collect()
    }

    fn read(texts: &[(f32, f32, &str)]) -> Vec<String> {
        read_with(texts, &[])
    }

    /// Returns the lines of a page with these rules; the cells of a row have `|` between them, their lines `/`.
    fn read_with(texts: &[(f32, f32, &str)], rules: &[Rule]) -> Vec<String> {
        let mut found = Vec::new();
        let row = |row: &GridRow| {
            let cells: Vec<LinkedText> = row.cells.iter().map(|lines| joined("/", lines)).collect();
            joined("|", &cells).to_string()
        };
        for region in regions(glyphs(texts), rules) {
            match region {
                Region::Lines(lines) => found.extend(lines.iter().map(|line| line.text.to_string())),
                Region::Table(rows) => found.extend(rows.iter().map(row)),
            }
        }
        found
    }

    #[test]
    fn columns_are_read_one_after_the_other_below_their_heading() {
        let page = [
            (50.0, 80.0, "A heading that runs across both of the columns of it"),
            (50.0, 100.0, "the first line of it"),
            (200.0, 101.0, "second column starts"),
            (50.0, 112.0, "goes on in the left"),
            (200.0, 113.0, "and goes on at right"),
            (50.0, 124.0, "until its last line"),
            (200.0, 125.0, "until all of it ends"),
        ];
        let expected = [
            "A heading that runs across both of the columns of it",
            "the first line of it",
            "goes on in the left",
            "until its last line",
            "second column starts",
            "and goes on at right",
            "until all of it ends",
        ];
        assert_eq!(read(&page), expected);
    }

    #[test]
    fn a_column_of_text_goes_on_beside_a_table() {
        let left = (0..8).map(|row| (50.0, 100.0 + 12.0 * row as f32, "the story goes on here"));
        let head = (0..3).flat_map(|row| {
            let y = 101.0 + 12.0 * row as f32;
            [(200.0, y, "Risk"), (300.0, y, "Price")]
        });
        let below = (3..8).map(|row| (200.0, 101.0 + 12.0 * row as f32, "a guidance note in small letters"));
        let page: Vec<_> = left.chain(head).chain(below).collect();
        let found = read(&page);
        assert_eq!(found[..8], ["the story goes on here"; 8]);
        assert_eq!(found[8..11], ["Risk|Price"; 3]);
        assert_eq!(found[11..], ["a guidance note in small letters"; 5]);
    }

    #[test]
    fn columns_with_tables_in_them_are_read_one_after_the_other() {
        let row = |x: f32, y: f32, cells: [&'static str; 3]| {
            [(x, y, cells[0]), (x + 60.0, y, cells[1]), (x + 110.0, y, cells[2])]
        };
        let mut page = vec![(50.0, 90.0, "Ships"), (250.0, 94.0, "Ports")];
        for (index, name) in ["Alma", "Bora", "Cato"].into_iter().enumerate() {
            let y = 110.0 + 14.0 * index as f32;
            page.extend(row(50.0, y, [name, "tug", "1903"]));
            page.extend(row(250.0, y + 5.0, ["Hull", "east", "open"]));
        }
        let below = (0..3).flat_map(|line| {
            let y = 170.0 + 14.0 * line as f32;
            [(50.0, y, "built on the Clyde"), (250.0, y + 4.0, "deep enough for all")]
        });
        page.extend(below);
        let expected = [
            &["Ships", "Alma|tug|1903", "Bora|tug|1903", "Cato|tug|1903"][..],
            &["built on the Clyde"; 3],
            &["Ports"],
            &["Hull|east|open"; 3],
            &["deep enough for all"; 3],
        ];
        assert_eq!(read(&page), expected.concat());
    }

    #[test]
    fn the_columns_of_an_index_are_no_table() {
        let left = (0..20).map(|row| (50.0, 100.0 + 12.0 * row as f32, "ferry, log of, 12"));
        let right = (0..20).map(|row| (200.0, 100.0 + 12.0 * row as f32, "lamp, see also fog"));
        let found = read(&left.chain(right).collect::<Vec<_>>());
        assert_eq!(found, [["ferry, log of, 12"; 20], ["lamp, see also fog"; 20]].concat());
    }

    #[test]
    fn a_longer_column_goes_on_beside_nothing_and_a_heading_below_both_is_read_after_them() {
        let page = [
            (50.0, 100.0, "the first line of it"),
            (50.0, 112.0, "goes on in the left"),
            (50.0, 124.0, "until the right ends"),
            (50.0, 136.0, "and ends here itself"),
            (200.0, 105.0, "second column starts"),
            (200.0, 117.0, "and goes on at right"),
            (200.0, 129.0, "until all of it ends"),
            (50.0, 170.0, "A heading"),
            (50.0, 182.0, "and text that runs across both of the columns above"),
        ];
        let found = read(&page);
        assert_eq!(found[3..5], ["and ends here itself", "second column starts"]);
        assert_eq!(found[7..], ["A heading", "and text that runs across both of the columns above"]);
    }

    #[test]
    fn tables_are_read_row_by_row() {
        let page = [
            (50.0, 100.0, "Port"),
            (150.0, 100.0, "Ships"),
            (250.0, 100.0, "Year"),
            (50.0, 112.0, "Bergen"),
            (150.0, 112.0, "12"),
            (250.0, 112.0, "1903"),
            (50.0, 124.0, "Hull"),
            (250.0, 124.0, "1904"),
        ];
        assert_eq!(read(&page), ["Port|Ships|Year", "Bergen|12|1903", "Hull||1904"]);
    }

    #[test]
    fn blocks_drawn_one_after_the_other_are_no_table() {
        let address = [(50.0, 100.0, "Harbour Inquiry"), (50.0, 112.0, "Quay 5"), (50.0, 124.0, "Bergen")];
        let bank = [(200.0, 100.0, "Bank"), (200.0, 112.0, "Ferry Savings"), (200.0, 124.0, "Account four")];
        let found = read(&[address, bank].concat());
        assert_eq!(found, [address, bank].concat().into_iter().map(|(_, _, text)| text).collect::<Vec<_>>());
        let rows: Vec<_> = address.into_iter().zip(bank).flat_map(|(left, right)| [left, right]).collect();
        assert_eq!(read(&rows), ["Harbour Inquiry|Bank", "Quay 5|Ferry Savings", "Bergen|Account four"]);
    }

    #[test]
    fn text_beside_a_table_is_no_part_of_its_rows() {
        let steps = [
            (50.0, 28.0, "Strip the cable, and tape its screens in place"),
            (50.0, 100.0, "Tighten the nut so that the gasket is tight"),
            (50.0, 124.0, "Fold the screens back over the inner surface"),
            (50.0, 136.0, "and fasten the clamp of the screens again"),
        ];
        let sizes =
            ["M20", "M25", "M32", "M40", "M50", "M63"].into_iter().enumerate().flat_map(|(row, size)| {
                let y = 40.0 + 12.0 * row as f32;
                [(350.0, y, size), (450.0, y, "8.0")]
            });
        let note = [
            (350.0, 124.0, "The torques are maximum values"),
            (350.0, 136.0, "in the case of the largest cable"),
        ];
        let found = read(&steps.into_iter().chain(sizes).chain(note).collect::<Vec<_>>());
        let texts = |lines: &[(f32, f32, &'static str)]| lines.iter().map(|line| line.2).collect::<Vec<_>>();
        let table = ["M20|8.0", "M25|8.0", "M32|8.0", "M40|8.0", "M50|8.0", "M63|8.0"];
        assert_eq!(found, [&texts(&steps)[..], &table, &texts(&note)].concat());
    }

    #[test]
    fn numbers_and_fields_drawn_after_their_labels_are_in_the_rows_of_these() {
        let labels = [(50.0, 100.0, "Name:"), (50.0, 112.0, "Port:"), (50.0, 124.0, "Ship:")];
        let fields = [(200.0, 100.0, "Lucy"), (200.0, 112.0, "Bergen"), (200.0, 124.0, "Alma")];
        assert_eq!(read(&[labels, fields].concat()), ["Name:|Lucy", "Port:|Bergen", "Ship:|Alma"]);
        let names = [(50.0, 100.0, "Bora"), (50.0, 112.0, "Cato"), (50.0, 124.0, "Alma")];
        let years = [(200.0, 100.0, "1903"), (200.0, 112.0, "1904"), (200.0, 124.0, "1905")];
        assert_eq!(read(&[names, years].concat()), ["Bora|1903", "Cato|1904", "Alma|1905"]);
    }

    #[test]
    fn the_labels_of_a_drawing_are_no_table() {
        let frame = |y: f32| (0..6).map(move |column| (50.0 + 60.0 * column as f32, y, "mm"));
        let parts = (1..24).map(|row| (50.0 + 60.0 * (row % 6) as f32, 100.0 + 30.0 * row as f32, "nut"));
        let found = read(&frame(100.0).chain(parts).chain(frame(820.0)).collect::<Vec<_>>());
        let frame = "mm mm mm mm mm mm";
        assert_eq!(found, [&[frame][..], &["nut"; 23], &[frame]].concat());
    }

    /// Returns a table of two columns; each row has a label of lines and a text of lines, and its height.
    fn table(rows: &[(f32, &'static str, &'static str)]) -> Vec<(f32, f32, &'static str)> {
        let mut y = 100.0;
        let mut texts = Vec::new();
        for (height, label, text) in rows {
            for (x, cell) in [(50.0, label), (200.0, text)] {
                let lines = cell.split('/').filter(|line| !line.is_empty()).enumerate();
                texts.extend(lines.map(|(index, line)| (x, y + 12.0 * index as f32, line)));
            }
            y += height;
        }
        texts
    }

    #[test]
    fn the_lines_of_a_cell_are_one_row_where_rules_part_the_rows() {
        let rows = [
            (24.0, "Ferry", "Left at nine/The harbour was closed"),
            (12.0, "Bergen", "Open"),
            (36.0, "Coast/Guard", "Slept/Late/Noon"),
            (12.0, "Hull", "Closed"),
        ];
        let rule = |y: f32| Rule { y, x: 50.0, end: 320.0 };
        let rules = [115.0, 127.0, 163.0].map(rule);
        let expected = [
            "Ferry|Left at nine/The harbour was closed",
            "Bergen|Open",
            "Coast/Guard|Slept/Late/Noon",
            "Hull|Closed",
        ];
        assert_eq!(read_with(&table(&rows), &rules), expected);
        let short = rules.map(|rule| Rule { end: 90.0, ..rule });
        assert_eq!(read_with(&table(&rows), &short).len(), 7, "rules under labels alone part no rows");
        let numbers = [
            (24.0, "Ferry", "12/13"),
            (12.0, "Bergen", "14"),
            (24.0, "Hull", "15/16"),
            (12.0, "Leith", "17"),
        ];
        let rules = [115.0, 127.0, 151.0].map(rule);
        assert_eq!(read_with(&table(&numbers), &rules).len(), 6, "each number has a row of its own");
    }

    #[test]
    fn the_lines_of_a_cell_are_one_row_where_spaces_or_small_letters_say_so() {
        let spaced = [
            (32.0, "Ferry", "The harbour was/closed at nine"),
            (32.0, "Bergen", "The lamp was/out, and nobody slept"),
            (20.0, "Hull", "Closed"),
            (20.0, "Leith", "Open"),
        ];
        let expected = [
            "Ferry|The harbour was/closed at nine",
            "Bergen|The lamp was/out, and nobody slept",
            "Hull|Closed",
            "Leith|Open",
        ];
        assert_eq!(read(&table(&spaced)), expected);
        let tight = [
            (36.0, "Ferry", "The harbour was/closed at nine/without a word"),
            (12.0, "Port of", ""),
            (12.0, "bergen", "Open"),
            (12.0, "Hull", "Closed"),
        ];
        let expected =
            ["Ferry|The harbour was/closed at nine/without a word", "Port of/bergen|Open", "Hull|Closed"];
        assert_eq!(read(&table(&tight)), expected);
        let entries = [(24.0, "Ferry", "Alma/Bora"), (24.0, "Bergen", "Cato/Dora"), (12.0, "Hull", "Emma")];
        assert_eq!(read(&table(&entries)).len(), 5, "names are entries of their own");
    }

    #[test]
    fn cells_at_the_middle_of_a_label_of_two_lines_are_in_its_row() {
        let row = |index: usize| {
            let y = 100.0 + 30.0 * index as f32;
            [
                (50.0, y, "Tides of"),
                (50.0, y + 12.0, "the harbour"),
                (200.0, y + 6.0, "1903"),
                (300.0, y + 6.0, "12"),
            ]
        };
        let found = read(&(0..12).flat_map(row).collect::<Vec<_>>());
        assert_eq!(
            found.iter().filter(|row| *row == "Tides of/the harbour|1903|12").count(),
            10,
            "{found:?}"
        );
    }

    #[test]
    fn a_larger_line_between_the_rows_of_a_table_is_a_heading() {
        let mut glyphs = glyphs(&table(&[
            (12.0, "Ferry", "Open"),
            (12.0, "Bergen", "Open"),
            (12.0, "Tides", ""),
            (12.0, "Hull", "Closed"),
            (12.0, "Leith", "Open"),
        ]));
        glyphs.iter_mut().filter(|glyph| (glyph.y - 124.0).abs() < 1.0).for_each(|glyph| glyph.size = 12.0);
        let kinds = regions(glyphs, &[]).into_iter().map(|region| match region {
            Region::Lines(lines) => lines[0].text.to_string(),
            Region::Table(rows) => rows.len().to_string(),
        });
        assert_eq!(kinds.collect::<Vec<_>>(), ["2", "Tides", "2"]);
    }

    #[test]
    fn a_line_that_reaches_into_the_gutter_is_a_line_of_its_column() {
        let left = (0..60).map(|row| (50.0, 100.0 + 12.0 * row as f32, "the story goes on here"));
        let long = (50.0, 820.0, "the story goes on here in");
        let right = (0..61).map(|row| (200.0, 100.0 + 12.0 * row as f32, "second column goes on"));
        let found = read(&left.chain([long]).chain(right).collect::<Vec<_>>());
        assert_eq!((&*found[60], &*found[61]), ("the story goes on here in", "second column goes on"));
    }

    #[test]
    fn numbers_of_a_list_stay_with_their_items() {
        let page = [
            (50.0, 100.0, "1."),
            (80.0, 100.0, "the first of the items"),
            (50.0, 112.0, "2."),
            (80.0, 112.0, "the second of the items"),
            (50.0, 124.0, "3."),
            (80.0, 124.0, "the third of the items"),
        ];
        let expected =
            ["1. the first of the items", "2. the second of the items", "3. the third of the items"];
        assert_eq!(read(&page), expected);
    }

    #[test]
    fn words_before_leader_dots_are_apart_and_so_is_the_number_of_a_note() {
        let dots = (0..12).map(|index| (140.0 + 8.0 * index as f32, 100.0, "."));
        let words = [(50.0, 100.0, "Metric"), (82.0, 100.0, "spaces")];
        let line = glyphs(&words.into_iter().chain(dots).collect::<Vec<_>>());
        let text = |glyphs| lines(glyphs).iter().map(|line| line.text.to_string()).collect::<String>();
        assert!(text(line).starts_with("Metric spaces"));
        let mut note = glyphs(&[(50.0, 96.0, "12"), (60.0, 100.0, "The log")]);
        note[..2].iter_mut().for_each(|glyph| glyph.size = 6.0);
        assert_eq!(text(note), "12 The log");
    }

    #[test]
    fn a_text_drawn_twice_for_weight_is_read_once() {
        assert_eq!(read(&[(50.0, 100.0, "Bold words"), (50.2, 100.0, "Bold words")]), ["Bold words"]);
        let under_a_letter = [(50.0, 100.0, "word"), (51.0, 100.5, " "), (57.0, 100.5, " ")];
        assert_eq!(read(&under_a_letter), ["word"], "a space of another text is not between letters");
        assert_eq!(read(&[(50.0, 100.0, "aa  aa")]), ["aa aa"], "a gap is a space, and letters may repeat");
    }
}
