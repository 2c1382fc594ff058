//! From the lines of pages to headings, paragraphs and tables.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::formats::pdf::layout::Region;
use crate::formats::pdf::lines::{PdfLine, median};
use crate::formats::pdf::linked_text::LinkedText;
use crate::formats::pdf::rows::GridRow;
use crate::formats::pdf::running_heads::{PageRegions, remove_running_heads};

/// A line this many times as large as the text is a heading.
const HEADING: f32 = 1.15;

/// The most characters of a heading.
const LONGEST_HEADING: usize = 200;

/// A block of the text of a PDF.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct PageBlock {
    /// What it is and says.
    pub content: BlockContent,
    /// The pages that begin in it: their indices, and where in its text, in bytes. Pages without text begin
    /// with the next block, or are missing at the end.
    pub pages: Vec<(usize, usize)>,
}

/// What a block is and says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum BlockContent {
    /// A heading and its level, 1 for the largest.
    Heading(u8, LinkedText),
    /// A paragraph.
    Paragraph(LinkedText),
    /// The rows of a table with their cells.
    Table(Vec<Vec<LinkedText>>),
}

/// Returns the blocks of all pages in order; a paragraph that goes on on the next page is one block.
pub(super) fn blocks(mut pages: Vec<PageRegions>) -> Vec<PageBlock> {
    remove_running_heads(&mut pages);
    let words = LineWords::of(&pages);
    let sizes = FontSizes::of(&pages);
    let mut blocks: Vec<PageBlock> = Vec::new();
    let mut begun = Vec::new();
    for (index, page) in pages.into_iter().enumerate() {
        begun.push(index);
        for content in page.regions.into_iter().flat_map(|region| contents(region, &words, &sizes)) {
            let Some(content) = continued(&mut blocks, content, &mut begun, &words) else { continue };
            blocks.push(PageBlock { content, pages: begun.drain(..).map(|page| (page, 0)).collect() });
        }
    }
    blocks
}

/// Appends a paragraph that goes on with the last block to it; returns any other block.
fn continued(
    blocks: &mut [PageBlock],
    content: BlockContent,
    begun: &mut Vec<usize>,
    words: &LineWords,
) -> Option<BlockContent> {
    let (Some(PageBlock { content: BlockContent::Paragraph(last), pages }), BlockContent::Paragraph(next)) =
        (blocks.last_mut(), &content)
    else {
        return Some(content);
    };
    let is_open = last.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | ';' | '-' | '–'));
    if !is_open || !next.starts_with(char::is_lowercase) || starts_item(next) {
        return Some(content);
    }
    words.append(last, next);
    let at = last.len() - next.len();
    pages.extend(begun.drain(..).map(|page| (page, at)));
    None
}

/// Returns the blocks of a region.
fn contents(region: Region, words: &LineWords, sizes: &FontSizes) -> Vec<BlockContent> {
    match region {
        Region::Table(rows) => {
            let row = |row: GridRow| row.cells.iter().map(|lines| words.joined(lines.iter())).collect();
            vec![BlockContent::Table(rows.into_iter().map(row).collect())]
        }
        Region::Lines(lines) => paragraphs(&lines)
            .map(|lines| {
                let text = words.paragraph(lines);
                match sizes.heading(lines).filter(|_| text.chars().count() <= LONGEST_HEADING) {
                    Some(level) => BlockContent::Heading(level, text),
                    None => BlockContent::Paragraph(text),
                }
            })
            .collect(),
    }
}

/// Returns the lines of each paragraph.
fn paragraphs(lines: &[PdfLine]) -> impl Iterator<Item = &[PdfLine]> {
    let column = ColumnLayout::of(lines);
    lines.chunk_by(move |line, next| column.goes_on(line, next))
}

/// What the lines of a column have in common, in points.
struct ColumnLayout {
    /// Where most lines begin.
    left: f32,
    /// Where the longest line ends.
    right: f32,
    /// The usual distance of two base lines.
    leading: f32,
}

impl ColumnLayout {
    fn of(lines: &[PdfLine]) -> Self {
        Self {
            left: margin(lines.iter().map(|line| line.x)),
            right: lines.iter().map(|line| line.end).fold(f32::MIN, f32::max),
            leading: median(lines.windows(2).map(|pair| pair[1].y - pair[0].y)).unwrap_or(0.0),
        }
    }

    /// Tells whether the paragraph of a line goes on in the next one.
    fn goes_on(&self, line: &PdfLine, next: &PdfLine) -> bool {
        let size = line.size.min(next.size);
        let gap = next.y - line.y;
        let has_other_size = (line.size - next.size).abs() >= 0.08 * line.size.max(next.size);
        let is_apart = gap <= -0.1 * size || gap >= 1.3 * self.leading.clamp(size, 2.2 * size);
        !has_other_size && !is_apart && !self.begins(line, next) && !starts_item(&next.text)
    }

    /// Tells whether the place of a line says that it begins a paragraph: it is indented, or its first word
    /// would have had room above.
    fn begins(&self, line: &PdfLine, next: &PdfLine) -> bool {
        let size = line.size.min(next.size);
        let inset = |line: &PdfLine| line.x - self.left;
        let hangs = starts_item(&line.text) || inset(line) > 0.8 * size && next.x < line.x - 0.8 * size;
        let is_indented = inset(next) > 0.8 * size && inset(line) < 0.5 * size;
        let first = next.text.split_whitespace().next().unwrap_or_default().chars().count();
        let has_room = self.right - line.end > (first as f32 * 0.5 + 1.5) * size;
        let ends = line.text.ends_with(['.', '!', '?', ':', '”', '"', '。', '؟']);
        let is_new = next.text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        is_indented && !hangs || has_room && (ends || is_new)
    }
}

/// Returns the left margin: where most lines begin, to half a point.
fn margin(starts: impl Iterator<Item = f32>) -> f32 {
    let mut counts: HashMap<i32, usize> = HashMap::new();
    for x in starts {
        *counts.entry((x * 2.0).round() as i32).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(place, count)| (*count, -place));
    most.map_or(0.0, |(place, _)| place as f32 / 2.0)
}

/// Tells whether a line begins an item of a list.
fn starts_item(text: &str) -> bool {
    let Some((marker, _)) = text.split_once(' ') else { return false };
    if matches!(marker, "•" | "◦" | "▪" | "–" | "—" | "-" | "*" | "■" | "●" | "○" | "►" | "✓")
    {
        return true;
    }
    let marker = marker.trim_start_matches('(');
    let inner = marker.trim_end_matches(['.', ')']);
    inner.len() < marker.len()
        && (inner.len() <= 3 && !inner.is_empty() && inner.bytes().all(|byte| byte.is_ascii_digit())
            || inner.len() == 1 && inner.bytes().all(|byte| byte.is_ascii_lowercase()))
}

/// Tells whether a line end between two characters of a script without spaces is no space.
fn meet_without_space(before: &str, after: &str) -> bool {
    let is_wide =
        |c: char| matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff01}'..='\u{ff60}');
    before.ends_with(is_wide) && after.starts_with(is_wide)
}

/// How a line is joined to the next one.
enum Joint {
    /// Without its hyphen.
    OneWord,
    /// As they are.
    Close,
    /// With a space between them.
    Space,
}

/// How many lines there are at least for each that ends with a hyphen, if words are not cut at line ends. A
/// compound such as "well-known" is broken as rarely.
const LINES_A_COMPOUND: usize = 50;

/// The words of the document inside its lines.
struct LineWords {
    whole: HashSet<String>,
    /// Whether words are cut at line ends.
    are_cut: bool,
}

impl LineWords {
    fn of(pages: &[PageRegions]) -> Self {
        let lines = || pages.iter().flat_map(|page| &page.regions).flat_map(lines_of);
        let words = lines().flat_map(|line| {
            let text = line
                .text
                .strip_suffix('-')
                .map_or(&*line.text, |text| text.rsplit_once(' ').map_or("", |cut| cut.0));
            text.split_whitespace().map(word)
        });
        let whole = words.filter(|word| !word.is_empty()).collect();
        let cut = lines().filter(|line| line.text.ends_with('-')).count();
        Self { whole, are_cut: cut * LINES_A_COMPOUND > lines().count() }
    }

    /// Returns the text of a paragraph, with words cut at line ends joined.
    fn paragraph(&self, lines: &[PdfLine]) -> LinkedText {
        self.joined(lines.iter().map(|line| &line.text))
    }

    /// Returns lines as one text.
    fn joined<'a>(&self, lines: impl Iterator<Item = &'a LinkedText>) -> LinkedText {
        let mut text = LinkedText::default();
        for line in lines {
            self.append(&mut text, line);
        }
        text
    }

    /// Appends a line to a paragraph.
    fn append(&self, text: &mut LinkedText, next: &LinkedText) {
        let cut = text.strip_suffix('-').filter(|cut| cut.ends_with(char::is_alphabetic));
        let joint = match cut {
            Some(cut) => self.join(cut, next),
            None if text.is_empty() || meet_without_space(text, next) => Joint::Close,
            None => Joint::Space,
        };
        if matches!(joint, Joint::OneWord) {
            text.truncate(text.len() - 1);
        }
        text.append(if matches!(joint, Joint::Space) { " " } else { "" }, next);
    }

    /// Tells what becomes of the hyphen after `cut`: a compound keeps it, which the document writes elsewhere or
    /// in which words are not cut.
    fn join(&self, cut: &str, next: &str) -> Joint {
        let Some(last) = cut.split_whitespace().next_back() else { return Joint::Space };
        let first = next.split_whitespace().next().unwrap_or_default();
        if !first.starts_with(char::is_alphanumeric) {
            return Joint::Space;
        }
        let knows = |joint: &str| self.whole.contains(&word(&format!("{last}{joint}{first}")));
        if knows("") || self.are_cut && first.starts_with(char::is_lowercase) && !knows("-") {
            Joint::OneWord
        } else {
            Joint::Close
        }
    }
}

/// Returns a word without punctuation around it, in small letters.
fn word(text: &str) -> String {
    text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// The sizes of fonts: that of the text and the larger ones of headings.
struct FontSizes {
    text: f32,
    headings: Vec<f32>,
}

impl FontSizes {
    fn of(pages: &[PageRegions]) -> Self {
        let mut letters: HashMap<i32, usize> = HashMap::new();
        for line in pages.iter().flat_map(|page| &page.regions).flat_map(lines_of) {
            *letters.entry((line.size * 2.0).round() as i32).or_default() += line.text.len();
        }
        let most = letters.iter().max_by_key(|(size, count)| (**count, **size)).map_or(0, |(size, _)| *size);
        let text = most as f32 / 2.0;
        let mut headings: Vec<f32> = letters.into_keys().map(|size| size as f32 / 2.0).collect();
        headings.retain(|size| *size >= HEADING * text);
        headings.sort_by(|a, b| b.total_cmp(a));
        Self { text, headings }
    }

    /// Returns the level of a heading; `None` for other lines.
    fn heading(&self, lines: &[PdfLine]) -> Option<u8> {
        let size = lines.first()?.size;
        let is_large = lines.iter().all(|line| line.size >= HEADING * self.text);
        let has_letters =
            lines.iter().any(|line| line.text.chars().filter(|c| c.is_alphabetic()).count() > 1);
        let larger = self.headings.iter().filter(|other| **other > 1.05 * size).count();
        (is_large && has_letters && lines.len() <= 4).then_some(larger.min(5) as u8 + 1)
    }
}

fn lines_of(region: &Region) -> &[PdfLine] {
    match region {
        Region::Lines(lines) => lines,
        Region::Table(_) => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a page of lines of 10 points: their left end, base line and text. Each letter is 5 points
    /// wide.
    fn page(lines: &[(f32, f32, &str)]) -> PageRegions {
        let line = |(x, y, text): &(f32, f32, &str)| PdfLine {
            text: (*text).into(),
            x: *x,
            end: x + 5.0 * text.chars().count() as f32,
            y: *y,
            size: 10.0,
            drawn: 0,
        };
        PageRegions { regions: vec![Region::Lines(lines.iter().map(line).collect())], height: 800.0 }
    }

    fn texts(pages: Vec<PageRegions>) -> Vec<String> {
        let text = |block: PageBlock| match block.content {
            BlockContent::Heading(level, text) => format!("{level} {}", &*text),
            BlockContent::Paragraph(text) => text.to_string(),
            BlockContent::Table(rows) => format!("{rows:?}"),
        };
        blocks(pages).into_iter().map(text).collect()
    }

    #[test]
    fn lines_are_joined_to_paragraphs() {
        let lines = [
            (50.0, 400.0, "The ferry left the old harbour at nine, and"),
            (50.0, 412.0, "nobody waved."),
            (50.0, 424.0, "Then the fog came down on the whole coast"),
            (60.0, 436.0, "An indented line begins a paragraph of its"),
            (50.0, 448.0, "own, and goes on."),
            (50.0, 480.0, "A gap does so too, however long the line is"),
            (50.0, 492.0, "• an item of a list that goes on in the"),
            (62.0, 504.0, "next line"),
            (50.0, 516.0, "• another one"),
        ];
        let expected = [
            "The ferry left the old harbour at nine, and nobody waved.",
            "Then the fog came down on the whole coast",
            "An indented line begins a paragraph of its own, and goes on.",
            "A gap does so too, however long the line is",
            "• an item of a list that goes on in the next line",
            "• another one",
        ];
        assert_eq!(texts(vec![page(&lines)]), expected);
    }

    #[test]
    fn a_word_cut_at_a_line_end_is_one_word_and_a_compound_keeps_its_hyphen() {
        let lines = [
            (50.0, 400.0, "A well-known captain of the old har-"),
            (50.0, 412.0, "bour was no less than well-"),
            (50.0, 424.0, "known in all of the Nord-"),
            (50.0, 436.0, "Trondelag coast."),
        ];
        let expected = "A well-known captain of the old harbour was no less than well-known in all of the Nord-Trondelag coast.";
        assert_eq!(texts(vec![page(&lines)]), [expected]);
        let mut uncut: Vec<_> =
            (0..60).map(|line| (50.0, 12.0 * line as f32, "The captain slept.")).collect();
        uncut.extend([(50.0, 720.0, "He was an old, short-"), (50.0, 732.0, "sighted man")]);
        assert!(texts(vec![page(&uncut)]).concat().ends_with("He was an old, short-sighted man"));
        let wide = [(50.0, 400.0, "今日は雨が"), (50.0, 412.0, "降っている。")];
        assert_eq!(texts(vec![page(&wide)]), ["今日は雨が降っている。"]);
    }

    #[test]
    fn a_paragraph_goes_on_on_the_next_page() {
        let pages = vec![
            page(&[(50.0, 700.0, "The inquiry found that the cap-")]),
            page(&[(50.0, 60.0, "tain had slept."), (50.0, 100.0, "Nobody else had.")]),
        ];
        let blocks = blocks(pages);
        let pages: Vec<_> = blocks.iter().map(|block| block.pages.clone()).collect();
        assert_eq!(pages, [vec![(0, 0), (1, "The inquiry found that the cap".len())], vec![]]);
    }

    #[test]
    fn larger_lines_are_headings_by_their_size() {
        let mut page = page(&[
            (50.0, 100.0, "The Harbour"),
            (50.0, 140.0, "One night"),
            (50.0, 180.0, "The ferry left at nine, and nobody waved to it from the quay."),
        ]);
        if let [Region::Lines(lines)] = page.regions.as_mut_slice() {
            (lines[0].size, lines[1].size) = (20.0, 14.0);
        }
        let found = texts(vec![page]);
        assert_eq!(found[..2], ["1 The Harbour", "2 One night"]);
        assert!(found[2].starts_with("The ferry"));
    }
}
