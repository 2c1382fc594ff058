//! From the glyphs of a page to its lines: which letters make words, and which pieces one line.

use std::collections::HashSet;

use crate::formats::pdf::accents::join_accents;
use crate::formats::pdf::glyphs::PdfGlyph;
use crate::formats::pdf::linked_text::LinkedText;

/// A gap between words, in sizes of the font; a smaller one separates letters.
const WORD_GAP: f32 = 0.1;

/// A gap between letters that touch, in sizes of the font.
const TOUCHING: f32 = 0.05;

/// A gap that still belongs to a line, in sizes of the font; a larger one may be a gutter.
const LINE_GAP: f32 = 0.9;

/// How many of the last pieces of lines a glyph is compared with.
const LOOKED_BACK: usize = 40;

/// A line of running text; places are in points from the upper left corner of the page.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PdfLine {
    /// Its words in the order in which they are read.
    pub text: LinkedText,
    /// Where it begins.
    pub x: f32,
    /// Where it ends.
    pub end: f32,
    /// Its base line.
    pub y: f32,
    /// The size of most of its letters.
    pub size: f32,
    /// Its place among the lines in the order in which they are drawn; those of one page differ.
    pub drawn: usize,
}

impl PdfLine {
    /// Returns the height at which its capital letters end.
    pub(super) fn top(&self) -> f32 {
        self.y - 0.75 * self.size
    }

    /// Returns the height at which the letters end that reach below the base line.
    pub(super) fn bottom(&self) -> f32 {
        self.y + 0.2 * self.size
    }

    /// Returns the middle of its height.
    pub(super) fn middle(&self) -> f32 {
        f32::midpoint(self.top(), self.bottom())
    }

    /// Returns the middle of its width.
    pub(super) fn middle_x(&self) -> f32 {
        f32::midpoint(self.x, self.end)
    }
}

/// Returns the pieces of lines: glyphs without a wide gap between them.
pub(super) fn lines(glyphs: Vec<PdfGlyph>) -> Vec<PdfLine> {
    let mut seen = HashSet::new();
    // The runs in the order in which they begin.
    let mut runs: Vec<Vec<PdfGlyph>> = Vec::new();
    for glyph in glyphs {
        // A text drawn again beside itself is bold or has a shadow; it is not there twice.
        let place = |at: f32| (at / glyph.size * 8.0).round() as i64;
        if !glyph.text.trim().is_empty()
            && !seen.insert((glyph.text.clone(), glyph.size.to_bits(), place(glyph.x), place(glyph.y)))
        {
            continue;
        }
        let recent = runs.iter_mut().rev().take(8);
        match recent.into_iter().find(|run| run.last().is_some_and(|last| continues(last, &glyph))) {
            Some(run) => run.push(glyph),
            None => runs.push(vec![glyph]),
        }
    }
    join(runs.into_iter().enumerate().filter_map(|(drawn, run)| line(run, drawn)).collect())
}

fn continues(last: &PdfGlyph, next: &PdfGlyph) -> bool {
    let size = last.size.max(next.size);
    let gap = (next.x - last.end).max(last.x - next.end);
    (last.y - next.y).abs() < 0.45 * size && gap > -0.6 * size && gap < LINE_GAP * last.size.min(next.size)
}

/// Returns the line of some glyphs, in visual order; `None` without any visible one.
fn line(mut glyphs: Vec<PdfGlyph>, drawn: usize) -> Option<PdfLine> {
    if glyphs.windows(2).any(|pair| pair[1].x < pair[0].x - 0.5 * pair[0].size) {
        glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
    }
    join_accents(&mut glyphs);
    let spacing = letter_spacing(&glyphs);
    let mut text = LinkedText::default();
    let mut last: Option<&PdfGlyph> = None;
    let mut space: Option<&PdfGlyph> = None;
    for glyph in &glyphs {
        if glyph.text.trim().is_empty() {
            space = Some(glyph);
            continue;
        }
        let is_apart = last.is_some_and(|last| {
            let size = glyph.size.max(last.size);
            let gap = glyph.x - last.end;
            // A space below a letter, such as one of another text, is not between this letter and the next.
            let is_between = |space: &PdfGlyph| space.end > last.end || gap > TOUCHING * size;
            gap > -0.3 * size && space.take().is_some_and(is_between)
                || gap - spacing > WORD_GAP * size
                || is_note_number(&text, last, glyph)
        });
        space = None;
        text.push(is_apart, &glyph.text, glyph.target);
        last = Some(glyph);
    }
    glyphs.retain(|glyph| !glyph.text.trim().is_empty());
    let size = median(glyphs.iter().map(|glyph| glyph.size))?;
    let is_usual = |glyph: &&PdfGlyph| (glyph.size - size).abs() < 0.1 * size;
    Some(PdfLine {
        text,
        x: glyphs.iter().map(|glyph| glyph.x).fold(f32::MAX, f32::min),
        end: glyphs.iter().map(|glyph| glyph.end).fold(f32::MIN, f32::max),
        y: median(glyphs.iter().filter(is_usual).map(|glyph| glyph.y))?,
        size,
        drawn,
    })
}

/// Tells whether the text of a line so far is the number of a note, set small and above the text that follows.
fn is_note_number(text: &str, last: &PdfGlyph, next: &PdfGlyph) -> bool {
    last.size < 0.85 * next.size
        && last.y < next.y - 0.15 * next.size
        && text.chars().all(|c| c.is_ascii_digit())
        && next.text.starts_with(char::is_alphabetic)
}

/// Returns the distance between the letters of words that are spaced out, 0 for usual ones. The dots that lead to a
/// page number say nothing of it.
fn letter_spacing(glyphs: &[PdfGlyph]) -> f32 {
    let is_word = |pair: &&[PdfGlyph]| pair.iter().all(|glyph| glyph.text.contains(char::is_alphanumeric));
    let mut gaps: Vec<f32> = glyphs.windows(2).filter(is_word).map(|pair| pair[1].x - pair[0].end).collect();
    gaps.sort_by(f32::total_cmp);
    if gaps.len() < 6 { 0.0 } else { gaps[gaps.len() / 4].max(0.0) }
}

pub(super) fn median(values: impl Iterator<Item = f32>) -> Option<f32> {
    let mut values: Vec<f32> = values.collect();
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied()
}

/// Joins pieces of one line that were drawn apart.
fn join(mut pieces: Vec<PdfLine>) -> Vec<PdfLine> {
    pieces.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
    let mut joined: Vec<PdfLine> = Vec::new();
    for mut piece in pieces {
        // A piece may close the gap between two others, so it is tried again as it grows.
        while let Some(index) = (joined.len().saturating_sub(LOOKED_BACK)..joined.len())
            .rev()
            .find(|index| are_one_line(&joined[*index], &piece))
        {
            piece = pair(joined.remove(index), piece);
        }
        joined.push(piece);
    }
    joined
}

/// Returns texts as one, with a separator between them.
pub(super) fn joined(separator: &str, texts: &[LinkedText]) -> LinkedText {
    let mut whole = LinkedText::default();
    for (index, text) in texts.iter().enumerate() {
        whole.append(if index > 0 { separator } else { "" }, text);
    }
    whole
}

fn are_one_line(a: &PdfLine, b: &PdfLine) -> bool {
    let size = a.size.max(b.size);
    let gap = (b.x - a.end).max(a.x - b.end);
    (a.y - b.y).abs() < 0.4 * size && gap > -0.3 * size && gap < LINE_GAP * a.size.min(b.size)
}

fn pair(a: PdfLine, b: PdfLine) -> PdfLine {
    let (y, size) = if a.text.len() >= b.text.len() { (a.y, a.size) } else { (b.y, b.size) };
    let drawn = a.drawn.min(b.drawn);
    let (first, second) = if a.x <= b.x { (a, b) } else { (b, a) };
    let space = if second.x - first.end > WORD_GAP * first.size.max(second.size) { " " } else { "" };
    PdfLine {
        text: joined(space, &[first.text, second.text]),
        x: first.x,
        end: first.end.max(second.end),
        y,
        size,
        drawn,
    }
}
