//! The glyphs of a PDF page: what each says and where it is drawn.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::formats::pdf::annotations::DrawnLine;
use crate::formats::pdf::bidi::{is_leftward, visual};
use crate::formats::pdf::fonts::{guessed_shift, shifted, text};
use crate::formats::pdf::page_fonts::Fonts;
use crate::formats::pdf::rules::{Rule, add_rules};
use crate::formats::pdf::tex::Runs;

use hayro_interpret::font::{Glyph as DrawnGlyph, GlyphRun};
use hayro_interpret::hayro_cmap::WritingMode;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Vec2};
use hayro_interpret::{
    BlendMode, CacheKey, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask,
};
use unicode_normalization::UnicodeNormalization;

/// The direction of a line of text on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum LineDirection {
    /// Left to right, upright.
    Right,
    /// Turned by a quarter: from bottom to top.
    Up,
    /// Upside down.
    Left,
    /// From top to bottom, turned.
    Down,
    /// From top to bottom, upright characters: East Asian columns.
    Column,
}

/// One drawn glyph, in points, with the page's upper left corner as origin.
///
/// The axes are turned so that text of every direction runs to the right and its lines go down.
#[derive(Clone, Debug)]
pub(super) struct PdfGlyph {
    /// Its characters; white space separates words.
    pub text: String,
    /// Where it begins.
    pub x: f32,
    /// Where it ends, which is where the next one of its word begins.
    pub end: f32,
    /// Its base line.
    pub y: f32,
    /// The size of its font.
    pub size: f32,
    /// The index of the target of the link it is part of.
    pub target: Option<usize>,
}

/// Where a glyph is drawn, and how.
struct GlyphPlace {
    origin: Point,
    /// To where it ends, as its transform says.
    along: Vec2,
    /// To the height of its font.
    up: Vec2,
    /// Its length as its font says.
    plain: f64,
}

impl GlyphPlace {
    fn of(glyph: &DrawnGlyph<'_>, transform: Affine) -> Self {
        let advance = match glyph {
            DrawnGlyph::Outline(outline) => outline.advance_width(),
            DrawnGlyph::Type3(type3) => type3.advance_width(),
        };
        let advance = f64::from(advance.unwrap_or(500.0));
        let origin = transform * Point::ZERO;
        let up = transform * Point::new(0.0, 1000.0) - origin;
        let along = transform * Point::new(advance, 0.0) - origin;
        Self { origin, along, up, plain: advance.abs() * up.hypot() / 1000.0 }
    }

    fn stretched(&self) -> f64 {
        self.along.hypot()
    }
}

/// How many glyphs of a run must have their own codes as characters for others to have them too.
const LEAST_PLAIN: usize = 3;

/// Where the font of a glyph is known from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum UnnamedFont {
    /// Its file, by its key.
    File(u128),
    /// It is a bitmap font of TeX, of which this is a run.
    Tex(usize),
    /// Nothing.
    Unknown,
}

/// A glyph whose characters nothing names.
struct Unnamed {
    font: UnnamedFont,
    /// The code that selected it.
    code: u32,
    direction: LineDirection,
    /// Its index among the glyphs of its direction.
    index: usize,
}

/// The width of the widest glyphs, in sizes of the font.
const WIDEST: f64 = 4.0;

/// The size of a font in widths of its letters.
const TALLER: f64 = 1.6;

/// The least number of glyphs of which half must be in columns for columns to be looked for.
const LEAST_BELOW: usize = 40;

/// How far below each other the characters of a column are, in sizes of the font, and how far where one between
/// them is turned.
const CLOSE_BELOW: f32 = 1.3;
const FAR_BELOW: f32 = 2.5;

/// Up to which part of them two lengths are alike.
const ALIKE: f64 = 0.02;

/// The areas of a page in which glyphs mean something else.
#[derive(Debug, Default)]
pub(super) struct Areas {
    /// Those of links and the indices of their targets.
    pub links: Vec<(Rect, usize)>,
    /// Those in which other lines are drawn in place of glyphs.
    pub redrawn: Vec<Rect>,
}

/// Collects the glyphs of one page.
pub(super) struct Collector {
    /// The whole sheet; glyphs outside it are left out.
    sheet: Rect,
    areas: Areas,
    /// The glyphs in the order they were drawn, by direction.
    glyphs: HashMap<LineDirection, Vec<PdfGlyph>>,
    /// The horizontal rules.
    rules: Vec<Rule>,
    /// The number of glyphs without a known character.
    pub unknown: usize,
    /// The glyphs without a text.
    unnamed: Vec<Unnamed>,
    /// The runs of bitmap fonts of TeX.
    tex: Runs,
    fonts: Fonts,
}

impl Collector {
    /// Returns the collector of a page on this sheet, in points, with these areas and the fonts of the pages
    /// before.
    pub(super) fn new(sheet: Rect, areas: Areas, fonts: Fonts) -> Self {
        Self {
            sheet,
            areas,
            glyphs: HashMap::new(),
            rules: Vec::new(),
            unknown: 0,
            unnamed: Vec::new(),
            tex: Runs::default(),
            fonts,
        }
    }

    /// Adds a line for which the file has no glyphs.
    pub(super) fn add_line(&mut self, line: DrawnLine) {
        let (x, y, size) = (line.x as f32, line.y as f32, line.size as f32);
        let width = 0.5 * size * line.text.chars().count() as f32;
        let glyph = PdfGlyph { text: line.text, x, end: x + width, y, size, target: None };
        self.glyphs.entry(LineDirection::Right).or_default().push(glyph);
    }

    /// Returns the number of bytes of the characters of all glyphs.
    pub(super) fn letters(&self) -> usize {
        self.glyphs.values().flatten().map(|glyph| glyph.text.trim().len()).sum()
    }

    /// Returns the glyphs of each direction and the rules along it, the direction of most glyphs first, and the fonts.
    pub(super) fn finish(mut self) -> (impl Iterator<Item = (Vec<PdfGlyph>, Vec<Rule>)>, Fonts) {
        self.find_columns();
        let mut directions: Vec<_> = self.glyphs.into_iter().collect();
        directions.sort_by_key(|(direction, glyphs)| (Reverse(glyphs.len()), *direction));
        let mut rules = self.rules;
        let with_rules = move |(direction, glyphs)| match direction {
            LineDirection::Right => (glyphs, std::mem::take(&mut rules)),
            LineDirection::Up | LineDirection::Left | LineDirection::Down | LineDirection::Column => {
                (glyphs, Vec::new())
            }
        };
        (directions.into_iter().map(with_rules), self.fonts)
    }

    /// Finds East Asian columns whose characters are placed one by one below each other.
    fn find_columns(&mut self) {
        let Some(glyphs) = self.glyphs.get_mut(&LineDirection::Right) else { return };
        let in_columns = |most: f32| {
            let mut found = vec![false; glyphs.len()];
            for (index, pair) in glyphs.windows(2).enumerate() {
                if is_column(&pair[0], &pair[1], most) {
                    (found[index], found[index + 1]) = (true, true);
                }
            }
            found
        };
        let close = in_columns(CLOSE_BELOW).into_iter().filter(|below| *below).count();
        if close * 2 < glyphs.len().max(LEAST_BELOW) {
            return;
        }
        let columns = in_columns(FAR_BELOW);
        let (turned, kept): (Vec<_>, Vec<_>) =
            std::mem::take(glyphs).into_iter().zip(columns).partition(|(_, is_in_column)| *is_in_column);
        *glyphs = kept.into_iter().map(|(glyph, _)| glyph).collect();
        let turn = |(glyph, _): (PdfGlyph, bool)| PdfGlyph {
            x: glyph.y - glyph.size,
            end: glyph.y,
            y: -glyph.x,
            ..glyph
        };
        self.glyphs.entry(LineDirection::Column).or_default().extend(turned.into_iter().map(turn));
    }

    fn add(
        &mut self,
        glyph: &DrawnGlyph<'_>,
        text: Option<String>,
        place: &GlyphPlace,
        length: f64,
        mode: WritingMode,
    ) {
        let GlyphPlace { origin, along, up, .. } = *place;
        let size = font_size(along.hypot(), up.hypot()) as f32;
        if !size.is_finite() || size <= 0.0 || !origin.is_finite() || !along.is_finite() {
            return;
        }
        if !self.sheet.inflate(f64::from(size), f64::from(size)).contains(origin) {
            return;
        }
        let (x, y) = (origin.x as f32, origin.y as f32);
        let middle = origin + (along + 0.5 * up) * 0.5;
        if self.areas.redrawn.iter().any(|area| area.contains(middle)) {
            return;
        }
        let target =
            self.areas.links.iter().find(|(area, _)| area.contains(middle)).map(|(_, target)| *target);
        let direction =
            if mode == WritingMode::Vertical { LineDirection::Column } else { direction(along, up) };
        let length = length as f32;
        let (x, y, length) = match direction {
            LineDirection::Right => (x, y, length),
            LineDirection::Up => (-y, x, length),
            LineDirection::Left => (-x, -y, length),
            LineDirection::Down => (y, -x, length),
            LineDirection::Column => (y - size, -x, size),
        };
        let glyphs = self.glyphs.entry(direction).or_default();
        if text.is_none() {
            let code = glyph.char_code();
            let font = match glyph {
                DrawnGlyph::Outline(outline) => {
                    outline.font_data().map_or(UnnamedFont::Unknown, |font| UnnamedFont::File(font.cache_key))
                }
                DrawnGlyph::Type3(type3) if self.fonts.are_of_tex() => {
                    self.tex.add(type3.cache_key(), code).map_or(UnnamedFont::Unknown, UnnamedFont::Tex)
                }
                DrawnGlyph::Type3(_) => UnnamedFont::Unknown,
            };
            self.unnamed.push(Unnamed { font, code, direction, index: glyphs.len() });
        }
        glyphs.push(PdfGlyph { text: text.unwrap_or_default(), x, end: x + length, y, size, target });
    }

    /// Returns the characters of the glyphs of a run; `None` for those that nothing names.
    fn texts_of(&mut self, run: &GlyphRun<'_, '_>) -> Vec<Option<String>> {
        let mut texts: Vec<Option<String>> = run.glyphs().iter().map(|glyph| self.text_of(glyph)).collect();
        if texts.iter().all(Option::is_some) {
            return texts;
        }
        // A font that has the glyphs of ASCII for their codes would have the others for theirs.
        let plain = run.glyphs().iter().map(|glyph| ascii(glyph.char_code())).collect::<Vec<_>>();
        let named = || texts.iter().zip(&plain).filter_map(|(text, plain)| Some((text.as_ref()?, plain)));
        if named().count() >= LEAST_PLAIN && named().all(|(text, plain)| plain.as_ref() == Some(text)) {
            texts.iter_mut().zip(plain).for_each(|(text, plain)| *text = text.take().or(plain));
        }
        texts
    }

    /// Returns the characters of a glyph; `None` when nothing names them.
    fn text_of(&mut self, glyph: &DrawnGlyph<'_>) -> Option<String> {
        let named = glyph.as_unicode().map(text);
        let text = named.or_else(|| match glyph {
            DrawnGlyph::Outline(outline) => self.fonts.characters(outline),
            DrawnGlyph::Type3(_) => None,
        })?;
        Some(shown(&text))
    }

    /// Sets the texts of glyphs that are known by their codes alone, once all of the page are drawn.
    pub(super) fn guess(&mut self) {
        let mut codes: HashMap<UnnamedFont, Vec<u32>> = HashMap::new();
        for glyph in &self.unnamed {
            codes.entry(glyph.font).or_default().push(glyph.code);
        }
        let shifts: HashMap<UnnamedFont, Option<u32>> =
            codes.into_iter().map(|(font, codes)| (font, guessed_shift(&codes))).collect();
        let tex = std::mem::take(&mut self.tex).characters();
        for unnamed in std::mem::take(&mut self.unnamed) {
            let text = match unnamed.font {
                UnnamedFont::Tex(run) => tex(run, unnamed.code),
                font => {
                    let shift = shifts.get(&font).copied().flatten();
                    let c = shift.and_then(|shift| shifted(unnamed.code, shift)).and_then(readable);
                    c.map(String::from)
                }
            };
            let glyph =
                self.glyphs.get_mut(&unnamed.direction).and_then(|glyphs| glyphs.get_mut(unnamed.index));
            match (text, glyph) {
                (Some(text), Some(glyph)) => glyph.text = text,
                _ => self.unknown += 1,
            }
        }
        self.glyphs.values_mut().for_each(|glyphs| glyphs.retain(|glyph| !glyph.text.is_empty()));
    }
}

/// Tells whether a character follows another one in an East Asian column, at most so many sizes of it below.
fn is_column(last: &PdfGlyph, next: &PdfGlyph, most: f32) -> bool {
    let is_wide = |glyph: &PdfGlyph| {
        glyph.text.chars().all(|c| matches!(c, '\u{3000}'..='\u{9fff}' | '\u{ff00}'..='\u{ff60}'))
    };
    let (across, down) = ((last.x - next.x).abs() / last.size, (next.y - last.y) / last.size);
    is_wide(last) && is_wide(next) && across < 0.2 && down > 0.7 && down < most
}

/// Returns the lengths of the glyphs of a run.
///
/// A substituted font is stretched to the widths of the document, which the transform includes though the advance
/// has them already. The next glyph tells which of both lengths is meant. A transform that stretches all glyphs
/// alike is that of the text, unless the glyphs follow each other without it.
fn lengths(places: &[GlyphPlace]) -> impl Iterator<Item = f64> {
    let gaps = || places.windows(2).map(|pair| (pair[1].origin - pair[0].origin).hypot());
    let is_wide = |place: &&GlyphPlace| place.plain > 0.0;
    let mut ratios = places.iter().filter(is_wide).map(|place| place.stretched() / place.plain);
    let first = ratios.next().unwrap_or(1.0);
    let is_alike = ratios.all(|ratio| (ratio - first).abs() < ALIKE * first);
    let follows = |(gap, place): (f64, &GlyphPlace)| (gap - place.plain).abs() < ALIKE * place.plain;
    let is_text = is_alike && !gaps().zip(places).any(follows);
    let gaps = gaps().map(Some).chain([None]).collect::<Vec<_>>();
    places.iter().zip(gaps).map(move |(place, gap)| match gap.filter(|_| !is_text) {
        Some(gap) if (gap - place.plain).abs() < (gap - place.stretched()).abs() => place.plain,
        _ => place.stretched(),
    })
}

/// Returns the size of a font from the width of a glyph and from the height of what should be 1000 units.
///
/// A Type 3 font may have other units, such as pixels; its letters are then wider than they seem to be high.
fn font_size(width: f64, height: f64) -> f64 {
    if width > WIDEST * height { TALLER * width } else { height }
}

/// Returns the characters of a glyph as a reader sees them.
fn shown(text: &str) -> String {
    let mut text: String = text.chars().filter_map(readable).flat_map(unjoined).collect();
    if text.chars().any(is_leftward) {
        text = visual(&text);
    }
    // A glyph that draws nothing readable, such as a control character, is a gap.
    if text.is_empty() { " ".to_owned() } else { text }
}

/// Returns the character of ASCII with a code, but for control characters.
fn ascii(code: u32) -> Option<String> {
    char::from_u32(code).filter(|c| matches!(c, ' '..='~')).map(String::from)
}

/// Returns a character as a reader sees it, `None` for one that draws nothing.
fn readable(c: char) -> Option<char> {
    match c {
        // Symbol fonts map their bullets into the private use area.
        '\u{f0b7}' | '\u{f0a7}' | '\u{f06c}' | '\u{f06e}' => Some('•'),
        '\u{f020}'..='\u{f07e}' => char::from_u32(c as u32 - 0xf000),
        '\u{ad}' => Some('-'),
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\t' | '\n' | '\r' => Some(' '),
        c if c.is_control() || c == '\u{fffd}' || c == '\u{fffe}' || c == '\u{ffff}' => None,
        c => Some(c),
    }
}

/// Returns the letters of a ligature or of a letter in the form of its place in the word.
fn unjoined(c: char) -> impl Iterator<Item = char> {
    let is_form = matches!(c, '\u{fb00}'..='\u{fb4f}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}');
    let forms = is_form.then(|| std::iter::once(c).nfkc());
    let own = (!is_form).then_some(c);
    forms.into_iter().flatten().chain(own)
}

fn direction(along: Vec2, up: Vec2) -> LineDirection {
    // A glyph without width tells its direction by its height; on the page, y grows downward.
    let along = if along.hypot() > 0.0 { along } else { Vec2::new(-up.y, up.x) };
    if along.x.abs() >= along.y.abs() {
        if along.x >= 0.0 { LineDirection::Right } else { LineDirection::Left }
    } else if along.y < 0.0 {
        LineDirection::Up
    } else {
        LineDirection::Down
    }
}

impl<'a> Device<'a> for Collector {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        let places: Vec<GlyphPlace> = run
            .glyphs()
            .iter()
            .map(|glyph| GlyphPlace::of(glyph, props.transform * glyph.transform()))
            .collect();
        self.tex.begin();
        let texts = self.texts_of(run);
        for (((glyph, text), place), length) in
            run.glyphs().iter().zip(texts).zip(&places).zip(lengths(&places))
        {
            self.add(glyph, text, place, length, run.writing_mode());
        }
    }
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        add_rules(path, props.transform, mode, &mut self.rules);
    }
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyph(text: &str, x: f32, y: f32) -> PdfGlyph {
        PdfGlyph { text: text.to_owned(), x, end: x + 8.0, y, size: 8.0, target: None }
    }

    #[test]
    fn characters_placed_below_each_other_are_columns_and_those_of_a_chart_are_not() {
        let directions = |step: f32| {
            let mut collector = Collector::new(Rect::ZERO, Areas::default(), Fonts::default());
            let column = |x: f32| (0..30).map(move |row| glyph("道", x, 50.0 + step * row as f32));
            let drawn = [glyph("月", 10.0, 20.0)].into_iter().chain(column(200.0)).chain(column(190.0));
            collector.glyphs.insert(LineDirection::Right, drawn.collect());
            let (found, _) = collector.finish();
            found.map(|(glyphs, _)| (glyphs.len(), glyphs[0].y)).collect::<Vec<_>>()
        };
        assert_eq!(directions(8.0), [(60, -200.0), (1, 20.0)]);
        assert_eq!(directions(14.0), [(61, 20.0)]);
    }

    #[test]
    fn a_glyph_is_as_long_as_the_next_one_or_the_stretched_text_says() {
        let run = |glyphs: &[(f64, f64, f64)]| {
            let place = |(x, along, plain): &(f64, f64, f64)| GlyphPlace {
                origin: Point::new(*x, 0.0),
                along: Vec2::new(*along, 0.0),
                up: Vec2::new(0.0, 12.0),
                plain: *plain,
            };
            lengths(&glyphs.iter().map(place).collect::<Vec<_>>()).collect::<Vec<_>>()
        };
        let substituted = [(0.0, 5.0, 6.0), (6.0, 8.0, 7.0), (13.0, 6.0, 6.0)];
        assert_eq!(run(&substituted), [6.0, 7.0, 6.0]);
        let one_width = [(0.0, 5.0, 6.0), (6.0, 5.0, 6.0), (12.0, 5.0, 6.0)];
        assert_eq!(run(&one_width), [6.0, 6.0, 5.0], "the letters follow each other so");
        let spaced_out = [(0.0, 5.2, 7.2), (6.5, 5.2, 7.2), (13.0, 5.2, 7.2)];
        assert_eq!(run(&spaced_out), [5.2, 5.2, 5.2], "as narrow as the text, and spaced out");
    }

    #[test]
    fn the_size_of_a_font_in_pixels_follows_from_its_widths() {
        for (width, height) in [(6.0, 12.0), (12.0, 12.0), (30.0, 12.0), (7.5, 0.24)] {
            assert!((font_size(width, height) - 12.0).abs() < 0.01, "{width} {height}");
        }
    }
}
