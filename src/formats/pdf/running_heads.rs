//! Lines that pages repeat at their top and bottom, and page numbers, which are no text of the document.

use std::collections::{HashMap, HashSet};

use crate::formats::pdf::layout::Region;
use crate::formats::pdf::lines::{PdfLine, joined, median};
use crate::formats::pdf::linked_text::LinkedText;
use crate::formats::pdf::rows::GridRow;

/// How many other pages must repeat a line for it to be a running head.
const REPEATED: usize = 2;

/// Among how many pages before and after that have such a line, each.
const NEAR: usize = 4;

/// How far the heights of a running head may be apart, in points.
const HEIGHTS: f32 = 9.0;

/// How many lines at the top and at the bottom of a page can be running heads.
const HEAD_LINES: usize = 3;

/// Running heads are at most one of this many lines of a page.
const HEAD_SHARE: usize = 3;

/// How many rows a table has at most all of which can be running heads.
const SHORT_TABLE: usize = 3;

/// How many times as far from the others as these from each other a running head is.
const APART: f32 = 1.5;

/// The regions of one page and its height, in points.
#[derive(Clone, Debug, Default)]
pub(super) struct PageRegions {
    pub regions: Vec<Region>,
    pub height: f32,
}

/// A line at the top or bottom of a page.
struct Edge {
    page: usize,
    /// Its base line.
    y: f32,
    text: String,
    /// The numbers in it.
    numbers: Vec<i64>,
}

impl Edge {
    /// Tells whether both are the same running head: at the same height, with the same numbers or such as
    /// count the pages.
    fn repeats(&self, other: &Self) -> bool {
        let pages = other.page as i64 - self.page as i64;
        let mut numbers = self.numbers.iter().zip(&other.numbers);
        pages != 0
            && (self.y - other.y).abs() <= HEIGHTS
            && numbers.all(|(own, its)| own == its || its - own == pages)
    }
}

/// Removes the running heads and the page numbers of all pages.
pub(super) fn remove_running_heads(pages: &mut [PageRegions]) {
    let mut alike: HashMap<String, Vec<Edge>> = HashMap::new();
    for (page, content) in pages.iter().enumerate() {
        for (text, y) in edge_lines(content) {
            let (key, numbers) = without_numbers(&text);
            alike.entry(key).or_default().push(Edge { page, y, text, numbers });
        }
    }
    let mut heads: HashMap<usize, HashSet<(String, i32)>> = HashMap::new();
    for edges in alike.values() {
        for (index, edge) in edges.iter().enumerate() {
            let near = &edges[index.saturating_sub(NEAR)..edges.len().min(index + NEAR + 1)];
            if near.iter().filter(|other| edge.repeats(other)).count() >= REPEATED {
                heads.entry(edge.page).or_default().insert((edge.text.clone(), edge.y as i32));
            }
        }
    }
    for (page, heads) in heads {
        if let Some(page) = pages.get_mut(page) {
            remove(page, &heads);
        }
    }
}

fn remove(page: &mut PageRegions, heads: &HashSet<(String, i32)>) {
    // Pages that repeat most of their lines, such as forms, have no running heads.
    if heads.len() * HEAD_SHARE > page.regions.iter().map(Region::len).sum() {
        return;
    }
    for region in &mut page.regions {
        match region {
            Region::Lines(lines) => {
                lines.retain(|line| !heads.contains(&(line.text.to_string(), line.y as i32)));
            }
            Region::Table(rows) => rows.retain(|row| !heads.contains(&(text_of(row), row.y as i32))),
        }
    }
    page.regions.retain(|region| region.len() > 0);
}

/// Returns the texts and base lines of the first and last lines of a page.
fn edge_lines(page: &PageRegions) -> Vec<(String, f32)> {
    let of_line = |line: &PdfLine| (line.text.to_string(), line.y);
    let of_row = |row: &GridRow| (text_of(row), row.y);
    let mut lines: Vec<(String, f32)> = Vec::new();
    for region in &page.regions {
        match region {
            Region::Lines(own) => lines.extend(own.iter().map(of_line)),
            Region::Table(rows) => lines.extend(rows_apart(rows).map(of_row)),
        }
    }
    lines.sort_by(|a, b| a.1.total_cmp(&b.1));
    let height = page.height;
    let top = lines.iter().take(HEAD_LINES).filter(|(_, y)| *y < 0.15 * height);
    let bottom = lines.iter().rev().take(HEAD_LINES).filter(|(_, y)| *y > 0.85 * height);
    top.chain(bottom).cloned().collect()
}

/// Returns the first and the last row of a table if they are further from the others than these from each other, as
/// running heads are that are divided like the table; all rows of a short one.
fn rows_apart(rows: &[GridRow]) -> impl Iterator<Item = &GridRow> {
    let steps: Vec<f32> = rows.windows(2).map(|pair| pair[1].y - pair[0].y).collect();
    let usual = median(steps.iter().copied()).filter(|_| rows.len() > SHORT_TABLE);
    let is_apart =
        move |step: Option<&f32>| usual.is_none_or(|usual| step.is_none_or(|step| *step > APART * usual));
    let (first, last) = (is_apart(steps.first()), is_apart(steps.last()));
    let end = rows.len().saturating_sub(1);
    rows.iter()
        .enumerate()
        .filter(move |(index, _)| match *index {
            0 => first,
            index if index == end => last,
            _ => usual.is_none(),
        })
        .map(|(_, row)| row)
}

/// Returns the texts of all cells of a row as one.
fn text_of(row: &GridRow) -> String {
    let cells: Vec<LinkedText> = row.cells.iter().map(|lines| joined(" ", lines)).collect();
    joined(" ", &cells).to_string()
}

/// Returns a text with `#` for each of its numbers, and these.
fn without_numbers(text: &str) -> (String, Vec<i64>) {
    let mut rest = String::new();
    let mut numbers = Vec::new();
    let mut digits = String::new();
    for word in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        if let Some(number) = roman(word.trim_end_matches(|c: char| !c.is_alphanumeric())) {
            numbers.push(number);
            rest.push('#');
            continue;
        }
        for c in word.chars().map(Some).chain([None]) {
            match c {
                Some(c) if c.is_ascii_digit() => digits.push(c),
                c => {
                    if !digits.is_empty() {
                        // A number too long to be counted is compared as it is.
                        numbers.push(digits.parse().unwrap_or(i64::MIN / 2));
                        digits.clear();
                        rest.push('#');
                    }
                    rest.extend(c);
                }
            }
        }
    }
    (rest, numbers)
}

/// Returns the value of a small Roman numeral.
fn roman(word: &str) -> Option<i64> {
    let value = |byte: u8| match byte {
        b'i' => Some(1),
        b'v' => Some(5),
        b'x' => Some(10),
        b'l' => Some(50),
        b'c' => Some(100),
        _ => None,
    };
    let values: Vec<i64> = word.bytes().map(value).collect::<Option<_>>()?;
    let counted = |(index, own): (usize, &i64)| match values.get(index + 1) {
        Some(next) if next > own => -own,
        _ => *own,
    };
    (!values.is_empty()).then(|| values.iter().enumerate().map(counted).sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the texts of pages of lines at these heights, without their running heads.
    fn kept(pages: &[Vec<(f32, &str)>]) -> Vec<String> {
        let line = |(y, text): &(f32, &str)| PdfLine {
            text: (*text).into(),
            x: 50.0,
            end: 150.0,
            y: *y,
            size: 10.0,
            drawn: 0,
        };
        let page = |lines: &Vec<(f32, &str)>| PageRegions {
            regions: vec![Region::Lines(lines.iter().map(line).collect())],
            height: 800.0,
        };
        let mut pages: Vec<PageRegions> = pages.iter().map(page).collect();
        remove_running_heads(&mut pages);
        let regions = pages.into_iter().flat_map(|page| page.regions);
        let texts = |region| match region {
            Region::Lines(lines) => lines.iter().map(|line| line.text.to_string()).collect(),
            Region::Table(_) => Vec::new(),
        };
        regions.flat_map(texts).collect()
    }

    fn with_head<'a>(head: &'a str, body: &'a str, foot: &'a str) -> Vec<(f32, &'a str)> {
        let body = [400.0, 450.0, 500.0, 550.0].map(|y| (y, body));
        [&[(30.0, head)], &body[..], &[(780.0, foot)]].concat()
    }

    #[test]
    fn running_heads_and_page_numbers_are_left_out() {
        let feet = ["Page 1 of 4", "Page 2 of 4", "Page 3 of 4", "Page 4 of 4"];
        let pages = feet.map(|foot| with_head("The Harbour Inquiry", "A sentence.", foot));
        assert_eq!(kept(&pages), ["A sentence."; 16]);
        let pages = ["viii", "ix", "x", "xi"].map(|foot| with_head("Preface", "A sentence.", foot));
        assert_eq!(kept(&pages), ["A sentence."; 16]);
        let two = ["1", "2"].map(|foot| with_head("A title", "A sentence.", foot));
        assert_eq!(kept(&two).len(), 12, "two pages repeat nothing");
    }

    #[test]
    fn lines_whose_numbers_do_not_count_the_pages_are_text() {
        let heads = ["Depth 1.0 m", "Depth 4.5 m", "Depth 2.2 m", "Depth 9.0 m"];
        let pages = heads.map(|head| with_head(head, "A sentence.", "Bergen"));
        let kept = kept(&pages);
        assert!(heads.iter().all(|head| kept.contains(&(*head).to_owned())), "{kept:?}");
        assert!(!kept.contains(&"Bergen".to_owned()));
    }

    #[test]
    fn the_last_row_of_a_table_is_a_foot_only_if_it_is_apart() {
        let kept = |foot: f32| {
            let row = |y: f32| GridRow { cells: vec![vec!["1.0".into()], vec!["0.5".into()]], y };
            let rows = || [600.0, 640.0, 680.0, 720.0, foot].map(row).to_vec();
            let page = |_| PageRegions { regions: vec![Region::Table(rows())], height: 800.0 };
            let mut pages: Vec<PageRegions> = (0..4).map(page).collect();
            remove_running_heads(&mut pages);
            pages[0].regions[0].len()
        };
        assert_eq!([kept(760.0), kept(790.0)], [5, 4]);
    }

    #[test]
    fn pages_of_nothing_else_are_forms() {
        let forms = ["Number 1", "Number 2", "Number 3", "Number 4"];
        assert_eq!(kept(&forms.map(|text| vec![(30.0, "Name"), (60.0, text)])).len(), 8);
    }
}
