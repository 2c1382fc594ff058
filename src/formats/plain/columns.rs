//! Pages set in two or more columns side by side, as `pdftotext -layout` writes them: their lines in the order
//! in which they are read.
//!
//! Columns are parted by a gutter, cells that are blank in many consecutive rows with words on both sides. A row
//! that crosses the gutter, a heading for example, ends the columns above it; so does a table.

use memchr::memmem;

use crate::document::SourceLines;
use crate::formats::plain::lines::{Line, LineBeginning, is_wordy};
use crate::text::Span;

/// The least number of rows with words on both sides of a gutter.
const ENOUGH: usize = 5;

/// The least width of a gutter, in cells.
const GUTTER: usize = 2;

/// The most cells by which a line of a column is indented; a deeper one is centred on the page.
const DEEPEST: usize = 12;

/// How often columns are looked for inside the columns found.
const NESTED: usize = 3;

/// The longest page that is looked at, in rows, and the widest row, in bytes.
const LONGEST_PAGE: usize = 2000;
const WIDEST: usize = 2000;

/// A text whose columns are read one after the other.
pub(super) struct Reordered {
    /// The text.
    pub text: String,
    /// The lines of the file that its lines come from.
    pub lines: SourceLines,
}

/// Tells whether bytes may hold columns: enough lines have words behind three spaces or more.
pub(super) fn may_have_columns(bytes: &[u8]) -> bool {
    let is_inside = |at: usize| at > 0 && !matches!(bytes[at - 1], b' ' | b'\n' | b'\x0c');
    memmem::find_iter(bytes, b"   ").filter(|at| is_inside(*at)).nth(ENOUGH - 1).is_some()
}

/// Returns a text with its columns one after the other, `None` when it has none.
pub(super) fn reordered(text: &str) -> Option<Reordered> {
    if !may_have_columns(text.as_bytes()) {
        return None;
    }
    let mut pages = Pages { text, written: String::with_capacity(text.len()), lines: SourceLines::default() };
    let (mut at, mut line, mut has_columns) = (0, 1, false);
    for page in text.split_inclusive('\x0c') {
        let span = Span::new(at, at + page.len());
        let rows = if may_have_columns(page.as_bytes()) { rows(text, span, line) } else { Vec::new() };
        let reading = if rows.is_empty() { None } else { read(text, &rows, NESTED) };
        match reading {
            Some(rows) => {
                has_columns = true;
                pages.write_columns(&rows);
                if page.ends_with('\x0c') {
                    pages.written.push('\x0c');
                }
            }
            None => pages.write_as_it_is(span, line),
        }
        at = span.end;
        line += memchr::memchr_iter(b'\n', page.as_bytes()).count();
    }
    has_columns.then_some(Reordered { text: pages.written, lines: pages.lines })
}

/// One line of a page or of a column.
#[derive(Clone, Copy)]
struct PageLine {
    /// Its bytes without white space at both ends; empty for a blank line.
    span: Span,
    /// The cell of the page where it begins.
    start: usize,
    /// The cell of the page where it ends.
    end: usize,
    /// The cell where its column begins.
    margin: usize,
    /// The number of its line in the file.
    line: usize,
}

/// Returns the rows of a page of a text, whose first line has the number `line`; none when it is too long.
fn rows(text: &str, page: Span, line: usize) -> Vec<PageLine> {
    let body = page.of(text).trim_end_matches('\x0c');
    let mut rows = Vec::new();
    let mut at = page.start;
    for (number, content) in body.trim_end_matches('\n').split('\n').enumerate() {
        if rows.len() == LONGEST_PAGE || content.len() > WIDEST || content.contains('\t') {
            return Vec::new();
        }
        let span = Span::new(at, at + content.len()).trimmed(text);
        let start = text[at..span.start].chars().count();
        let end = start + span.of(text).chars().count();
        rows.push(PageLine { span, start, end, margin: 0, line: line + number });
        at += content.len() + 1;
    }
    rows
}

impl PageLine {
    fn is_blank(&self) -> bool {
        self.span.is_empty()
    }

    /// Returns the text on both sides of the cell `gutter`; `None` when text crosses the gutter.
    fn sides(&self, text: &str, gutter: usize) -> Option<[PageLine; 2]> {
        let empty = |at: usize| PageLine { span: Span::new(at, at), ..*self };
        if self.is_blank() || self.end <= gutter {
            return Some([*self, empty(self.span.end)]);
        }
        if self.start > gutter {
            return Some([empty(self.span.start), *self]);
        }
        let gap = gaps(text, self).find(|gap| gap.cells.contains(gutter))?;
        let left =
            PageLine { span: Span::new(self.span.start, gap.bytes.start), end: gap.cells.start, ..*self };
        let right = PageLine { span: Span::new(gap.bytes.end, self.span.end), start: gap.cells.end, ..*self };
        Some([left, right])
    }
}

/// Spaces between the words of a row, as wide as a gutter at least.
struct ColumnGap {
    cells: Span,
    bytes: Span,
}

fn gaps<'a>(text: &'a str, row: &PageLine) -> impl Iterator<Item = ColumnGap> + use<'a> {
    let (mut cell, mut byte) = (row.start, row.span.start);
    let runs = row.span.of(text).split_inclusive(' ').collect::<Vec<_>>();
    let mut runs = runs.into_iter().peekable();
    std::iter::from_fn(move || {
        while let Some(run) = runs.next() {
            (cell, byte) = (cell + run.chars().count(), byte + run.len());
            let mut wide = 1;
            while runs.next_if(|next| *next == " ").is_some() {
                wide += 1;
            }
            let (start, from) = (cell - 1, byte - 1);
            (cell, byte) = (start + wide, from + wide);
            if wide >= GUTTER && run.ends_with(' ') {
                return Some(ColumnGap { cells: Span::new(start, cell), bytes: Span::new(from, byte) });
            }
        }
        None
    })
}

/// Returns rows in the order in which they are read, `None` when they have no columns.
fn read(text: &str, rows: &[PageLine], nested: usize) -> Option<Vec<PageLine>> {
    let gutter = widest_gutter(text, rows).filter(|_| nested > 0)?;
    let sides: Vec<Option<[PageLine; 2]>> = rows.iter().map(|row| row.sides(text, gutter)).collect();
    let kinds: Vec<RowEvidence> = sides.iter().map(|sides| RowEvidence::of(text, sides.as_ref())).collect();
    let mut read_rows = Vec::with_capacity(rows.len());
    let (mut at, mut found) = (0, false);
    for run in runs(&kinds) {
        let columns = trimmed(&sides[run.start..run.end]);
        let columns = Span::new(run.start + columns.start, run.start + columns.end);
        let inside: Vec<[PageLine; 2]> =
            sides[columns.start..columns.end].iter().flatten().copied().collect();
        if !are_columns(text, &inside, &kinds[columns.start..columns.end]) {
            continue;
        }
        found = true;
        let above = &rows[at..columns.start];
        read_rows.extend(read(text, above, nested - 1).unwrap_or_else(|| above.to_vec()));
        push_blank(&mut read_rows);
        for side in 0..2 {
            let column: Vec<PageLine> = inside.iter().map(|sides| sides[side]).collect();
            let column = aligned(&column);
            let column = read(text, &column, nested - 1).unwrap_or(column);
            if side == 1 && !goes_on(text, &read_rows, &column) {
                push_blank(&mut read_rows);
            }
            read_rows.extend(column);
        }
        push_blank(&mut read_rows);
        at = columns.end;
    }
    let below = &rows[at..];
    read_rows.extend(read(text, below, nested - 1).filter(|_| found).unwrap_or_else(|| below.to_vec()));
    found.then(|| without_gaps(text, &read_rows))
}

/// Returns the cell that most rows have a gap at.
fn widest_gutter(text: &str, rows: &[PageLine]) -> Option<usize> {
    let widest = rows.iter().map(|row| row.end).max()?;
    let mut changes = vec![0_isize; widest + 1];
    for gap in rows.iter().flat_map(|row| gaps(text, row)) {
        changes[gap.cells.start] += 1;
        changes[gap.cells.end] -= 1;
    }
    let counts = changes.into_iter().scan(0, |count, change| {
        *count += change;
        Some(*count)
    });
    let (cell, count) = counts.enumerate().max_by_key(|(cell, count)| (*count, std::cmp::Reverse(*cell)))?;
    (count.unsigned_abs() >= ENOUGH).then_some(cell)
}

/// What a row says about the columns around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RowEvidence {
    /// It crosses the gutter.
    Crossing,
    /// It has words in a row on both sides.
    Prose,
    /// It has text on both sides, but words in a row on neither.
    Cells,
    /// Any other.
    Other,
}

impl RowEvidence {
    fn of(text: &str, sides: Option<&[PageLine; 2]>) -> Self {
        let Some(sides) = sides else { return RowEvidence::Crossing };
        match sides.map(|side| (!side.is_blank(), is_wordy(side.span.of(text)))) {
            [(_, true), (_, true)] => RowEvidence::Prose,
            [(true, false), (true, false)] => RowEvidence::Cells,
            _ => RowEvidence::Other,
        }
    }
}

/// Returns the runs of rows between those that cross the gutter or belong to a table.
fn runs(kinds: &[RowEvidence]) -> Vec<Span> {
    let is_table = |at: usize| {
        let is_cells = |at: usize| kinds.get(at) == Some(&RowEvidence::Cells);
        is_cells(at) && (is_cells(at + 1) || (at > 0 && is_cells(at - 1)))
    };
    let ends = (0..kinds.len()).filter(|at| kinds[*at] == RowEvidence::Crossing || is_table(*at));
    let mut runs = Vec::new();
    let mut start = 0;
    for end in ends.chain([kinds.len()]) {
        if end > start {
            runs.push(Span::new(start, end));
        }
        start = end + 1;
    }
    runs
}

/// Returns the part of a run without the rows at its ends that have text on neither side or are centred.
fn trimmed(run: &[Option<[PageLine; 2]>]) -> Span {
    let margin = |side: usize| {
        let starts = run.iter().flatten().map(|sides| sides[side]).filter(|row| !row.is_blank());
        starts.map(|row| row.start).min().unwrap_or_default()
    };
    let margins = [margin(0), margin(1)];
    let belongs = |sides: &Option<[PageLine; 2]>| {
        let Some([left, right]) = sides else { return false };
        let is_near = |row: &PageLine, margin: usize| !row.is_blank() && row.start <= margin + DEEPEST;
        (!left.is_blank() && !right.is_blank()) || is_near(left, margins[0]) || is_near(right, margins[1])
    };
    let start = run.iter().position(belongs).unwrap_or(run.len());
    let end = run.iter().rposition(belongs).map_or(start, |last| last + 1);
    Span::new(start, end)
}

/// Tells whether rows have running text on both sides: sentences go on from row to row.
fn are_columns(text: &str, rows: &[[PageLine; 2]], kinds: &[RowEvidence]) -> bool {
    let both = rows.iter().filter(|sides| sides.iter().all(|side| !side.is_blank())).count();
    let prose = kinds.iter().filter(|kind| **kind == RowEvidence::Prose).count();
    let goes_on = |side: usize| {
        let lines = rows.iter().filter_map(|sides| Line::new(text, sides[side].span, false));
        let lines: Vec<Line> = lines.filter(|line| is_wordy(line.span.of(text))).collect();
        let inside = |line: &&Line| matches!(line.beginning, LineBeginning::Small | LineBeginning::Uncased);
        lines.iter().filter(inside).count() * 4 >= lines.len()
    };
    prose >= ENOUGH && prose * 3 >= both && goes_on(0) && goes_on(1)
}

/// Returns the rows of a column with the cell where it begins, which a few rows may be before.
fn aligned(column: &[PageLine]) -> Vec<PageLine> {
    let mut starts: Vec<usize> = column.iter().filter(|row| !row.is_blank()).map(|row| row.start).collect();
    starts.sort_unstable();
    let margin = starts.get(starts.len() / 10).copied().unwrap_or_default();
    column.iter().map(|row| PageLine { margin, ..*row }).collect()
}

fn push_blank(rows: &mut Vec<PageLine>) {
    if let Some(last) = rows.last().filter(|last| !last.is_blank()) {
        rows.push(PageLine { span: Span::new(last.span.end, last.span.end), ..*last });
    }
}

/// Tells whether the last sentence of some rows continues in the first row of the others.
fn goes_on(text: &str, rows: &[PageLine], next: &[PageLine]) -> bool {
    let line = |row: &PageLine| Line::new(text, row.span, false);
    let last = rows.iter().rev().find_map(line);
    let first = next.iter().find_map(line);
    last.zip(first).is_some_and(|(last, first)| !last.ended && first.beginning == LineBeginning::Small)
}

/// Returns rows without the blank ones inside sentences, which are there for the other column, and without
/// repeated ones.
fn without_gaps(text: &str, rows: &[PageLine]) -> Vec<PageLine> {
    let mut kept: Vec<PageLine> = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        let is_needless = row.is_blank()
            && (kept.last().is_none_or(PageLine::is_blank) || goes_on(text, &kept, &rows[at + 1..]));
        if !is_needless {
            kept.push(*row);
        }
    }
    kept
}

/// The pages of a text while they are written.
struct Pages<'a> {
    text: &'a str,
    written: String,
    lines: SourceLines,
}

impl Pages<'_> {
    fn write_columns(&mut self, rows: &[PageLine]) {
        for row in rows {
            self.lines.add(self.written.len(), row.line);
            if !row.is_blank() {
                self.written.extend(std::iter::repeat_n(' ', row.start.saturating_sub(row.margin)));
                self.written.push_str(row.span.of(self.text));
            }
            self.written.push('\n');
        }
    }

    fn write_as_it_is(&mut self, page: Span, line: usize) {
        for (number, content) in page.of(self.text).split_inclusive('\n').enumerate() {
            self.lines.add(self.written.len(), line + number);
            self.written.push_str(content);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::document::Document;
    use crate::formats::plain::draft;

    const LEFT: &str = "The harbour was closed in the winter, and the boats lay in the sheds until the ice had gone from \
                        the bay. The pilots had not been paid for three months. Nobody in the town believed that the \
                        bank would send the money, since it had not answered any of their letters.";
    const RIGHT: &str = "The mill on the river was shut as well, because there was no water for the wheel. Its owner went \
                         to the market each morning and asked for work; he was given bread, and once a coat. Then it \
                         rained until the end of the week, and the wheel turned again.";

    /// Returns two texts side by side.
    fn beside(left: &str, right: &str) -> String {
        side_by_side(&textwrap::wrap(left, 38), &textwrap::wrap(right, 38))
    }

    fn side_by_side(left: &[Cow<str>], right: &[Cow<str>]) -> String {
        let line = |lines: &[Cow<str>], at: usize| lines.get(at).map_or(String::new(), ToString::to_string);
        let row = |at| format!("{:<42}{}", line(left, at), line(right, at)).trim_end().to_owned() + "\n";
        let rows: Vec<String> = (0..left.len().max(right.len())).map(row).collect();
        rows.concat()
    }

    fn sentences(text: &str) -> Vec<String> {
        let document = Document::from(draft(text.to_owned(), false));
        let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        document.sentence_texts().into_iter().map(one_line).collect()
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let expected = sentences(&format!("{LEFT}\n\n{RIGHT}"));
        assert_eq!(sentences(&beside(LEFT, RIGHT)), expected);
        // A sentence that continues at the head of the other column is one.
        let text = format!("{LEFT} {RIGHT}");
        let lines = textwrap::wrap(&text, 38);
        let (left, right) = lines.split_at(lines.len() / 2);
        assert_eq!(sentences(&side_by_side(left, right)), expected);
    }

    #[test]
    fn each_line_keeps_its_number_in_the_file() {
        let text = format!("A page of two\n\n{}", beside(LEFT, RIGHT));
        let document = Document::from(draft(text.clone(), false));
        for word in ["A page", "harbour", "believed", "mill", "market", "turned"] {
            let line = text.lines().position(|line| line.contains(word)).unwrap() + 1;
            let place = document.text.find(word).unwrap();
            assert_eq!(document.line_at(place), Some(line), "{word}");
        }
    }

    #[test]
    fn headings_tables_and_pages_end_columns() {
        let pair = beside(LEFT, RIGHT);
        let heading = "The winter of the pilots and of the mill on the river";
        let text = format!("{heading}\n\n{pair}\n{heading}\n\n{pair}\n\x0c{pair}");
        let both = [sentences(LEFT), sentences(RIGHT)].concat();
        let found = sentences(&text);
        let prose: Vec<String> = found.into_iter().filter(|sentence| sentence != heading).collect();
        assert_eq!(prose, [both.clone(), both.clone(), both].concat());
        let table = "Month            Ships                     Boats            Tons\n\
                     May              12                        40               900\n\
                     June             14                        44               950\n";
        let read = reordered(&format!("{pair}\n{table}\n{pair}")).unwrap().text;
        assert!(read.contains(table), "{read}");
    }

    #[test]
    fn other_texts_stay_as_they_are() {
        let table = "The pilots of the port      They wait for the ships outside\n".repeat(9);
        let justified = textwrap::fill(LEFT, 60).replace(' ', "   ");
        let code = "mov edx, ebx     // load the harbour from the record\n".repeat(9);
        let lines = textwrap::wrap(LEFT, 50);
        let numbered: Vec<String> =
            lines.iter().enumerate().map(|(at, line)| format!("{at:2}   {line}\n")).collect();
        for text in [table, justified, code, numbered.concat(), textwrap::fill(LEFT, 60).replace(". ", ".  ")]
        {
            assert!(reordered(&text).is_none(), "{text}");
        }
    }

    #[test]
    fn every_word_is_kept() {
        let text = format!("x\n{}\n\x0c\n{}y", beside(LEFT, RIGHT), beside(RIGHT, LEFT));
        let sorted = |text: &str| {
            let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
            words.sort();
            words
        };
        assert_eq!(sorted(&reordered(&text).unwrap().text), sorted(&text));
    }
}
