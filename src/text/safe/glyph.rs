//! Text as the cells of a terminal see it: one glyph per grapheme or mark, with its width.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::text::safe::hidden;
use crate::text::span::Span;
use crate::text::unicode::is_unprintable;

/// The most combining marks kept on one letter; more would be drawn over other rows.
pub(super) const MARKS: usize = 8;

/// The most code points kept in one grapheme; the longest emoji in use has ten.
pub(super) const CODE_POINTS: usize = 32;

/// Cells between tab stops.
const TAB: usize = 8;

const SPACES: &str = "        ";

/// How a glyph came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The text's own characters.
    Plain,
    /// A visible mark in place of something that could act or hide.
    Mark,
    /// The spaces of a tab.
    Tab,
    /// The text's own characters, without so many that one cell cannot bear.
    Cut(usize),
}

/// One grapheme, or the mark that stands for a character that may not be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glyph<'a> {
    /// The bytes of the source it stands for.
    pub span: Span,
    /// What may be drawn: only this module fills it in, so that nothing else can be drawn.
    text: Cow<'a, str>,
    /// Its width in cells, at least 1.
    pub width: usize,
    /// How it came about.
    pub shown: Shown,
}

impl<'a> Glyph<'a> {
    /// Returns what may be drawn.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns what may be drawn, for who needs no more of the glyph.
    pub(super) fn into_text(self) -> Cow<'a, str> {
        self.text
    }
}

/// Returns the glyphs of `text` in order; their spans cover it without gaps.
pub fn glyphs(text: &str) -> Glyphs<'_> {
    glyphs_from(text, 0)
}

/// Returns the glyphs of `text` when its first one stands in the cell `column`: tabs need it.
pub fn glyphs_from(text: &str, column: usize) -> Glyphs<'_> {
    Glyphs { text, at: 0, clean_until: 0, column }
}

/// Iterator over the glyphs of a text.
#[derive(Clone, Debug)]
pub struct Glyphs<'a> {
    text: &'a str,
    at: usize,
    /// No suspect character stands between `at` and here.
    clean_until: usize,
    column: usize,
}

impl<'a> Iterator for Glyphs<'a> {
    type Item = Glyph<'a>;

    fn next(&mut self) -> Option<Glyph<'a>> {
        let glyph = match self.ascii() {
            Some(glyph) => glyph,
            None => self.general()?,
        };
        self.at = glyph.span.end;
        self.column += glyph.width;
        Some(glyph)
    }
}

impl<'a> Glyphs<'a> {
    /// A printable ASCII character is a grapheme of its own when another one, or nothing, follows.
    fn ascii(&self) -> Option<Glyph<'a>> {
        let bytes = self.text.as_bytes();
        let alone = bytes.get(self.at + 1).is_none_or(u8::is_ascii);
        (alone && matches!(bytes.get(self.at)?, 0x20..=0x7e)).then(|| {
            let span = Span::new(self.at, self.at + 1);
            Glyph { span, text: Cow::Borrowed(span.of(self.text)), width: 1, shown: Shown::Plain }
        })
    }

    fn general(&mut self) -> Option<Glyph<'a>> {
        let rest = self.text.get(self.at..)?;
        let first = rest.chars().next()?;
        let one = Span::new(self.at, self.at + first.len_utf8());
        match first {
            '\n' => {
                return Some(Glyph { span: one, text: Cow::Borrowed(" "), width: 1, shown: Shown::Plain });
            }
            '\t' => {
                let width = TAB - self.column % TAB;
                return Some(Glyph {
                    span: one,
                    text: Cow::Borrowed(&SPACES[..width]),
                    width,
                    shown: Shown::Tab,
                });
            }
            _ => {}
        }
        if let Some(mark) = self.mark_at(self.at, first) {
            let width = mark.chars().count();
            return Some(Glyph { span: one, text: Cow::Owned(mark), width, shown: Shown::Mark });
        }
        self.extend_clean(one.end);
        let grapheme = self.text[self.at..self.clean_until].graphemes(true).next()?;
        Some(cut(grapheme, self.at))
    }

    fn mark_at(&self, at: usize, c: char) -> Option<String> {
        if !is_unprintable(c) {
            return None;
        }
        let before = self.text[..at].chars().next_back();
        hidden::mark(c, before, self.text[at + c.len_utf8()..].chars().next())
    }

    /// Moves `clean_until` to the next character that must become a mark, looking at each once.
    fn extend_clean(&mut self, from: usize) {
        if self.clean_until >= from && self.clean_until > self.at {
            return;
        }
        let mut end = from;
        for c in self.text[from..].chars() {
            if c == '\n' || c == '\t' || self.mark_at(end, c).is_some() {
                break;
            }
            end += c.len_utf8();
        }
        self.clean_until = end;
    }
}

/// Keeps of a grapheme what one cell can bear; its span still covers all of it.
pub(super) fn cut(grapheme: &str, at: usize) -> Glyph<'_> {
    let span = Span::new(at, at + grapheme.len());
    let mut marks = 0;
    let mut end = grapheme.len();
    for (number, (offset, c)) in grapheme.char_indices().enumerate() {
        let is_mark = number > 0 && UnicodeWidthStr::width(c.encode_utf8(&mut [0; 4]) as &str) == 0;
        marks = if is_mark { marks + 1 } else { 0 };
        if number >= CODE_POINTS || marks > MARKS {
            end = offset;
            break;
        }
    }
    let (kept, rest) = grapheme.split_at(end);
    let shown = if rest.is_empty() { Shown::Plain } else { Shown::Cut(rest.chars().count()) };
    match kept.width() {
        0 => on_a_circle(kept, span, shown),
        width => Glyph { span, text: Cow::Borrowed(kept), width, shown },
    }
}

/// A mark without a letter is shown on a dotted circle; what does not combine even with that (half
/// a Hangul syllable) by its number, so that what is shown measures the same when looked at again.
fn on_a_circle(kept: &str, span: Span, shown: Shown) -> Glyph<'_> {
    let text = format!("◌{kept}");
    if text.graphemes(true).nth(1).is_none() {
        return Glyph { span, text: Cow::Owned(text), width: 1, shown };
    }
    let code = kept.chars().next().map_or(0, u32::from);
    let text = format!("<{code:04X}>");
    Glyph { span, width: text.len(), text: Cow::Owned(text), shown: Shown::Mark }
}
