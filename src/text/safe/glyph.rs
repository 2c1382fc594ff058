//! Foreign text as graphemes that may be drawn, each with its width in cells.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::text::span::Span;
use crate::text::unicode::{is_spelling, is_unprintable};

/// The most combining marks kept on one letter; more would be drawn over other rows.
pub(super) const MARKS: usize = 8;

/// The most code points kept in one grapheme; the longest emoji in use has ten.
pub(super) const CODE_POINTS: usize = 32;

const TAB: &str = "        ";

/// A hyphen that is seen only where a line is broken at it.
pub(crate) const SOFT_HYPHEN: char = '\u{ad}';

/// How a glyph differs from its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GlyphOrigin {
    /// Not at all.
    Plain,
    /// A visible text replaces a character that acts on a terminal or cannot be seen.
    Replaced,
    /// Spaces replace a tab.
    Tab,
    /// The number of code points beyond the limit of one grapheme, which were dropped.
    Cut(usize),
}

/// A grapheme, or the visible text that replaces a character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glyph<'a> {
    /// Its bytes in the source.
    pub span: Span,
    /// Private, because only text that was made here may be drawn.
    text: Cow<'a, str>,
    /// Its width in cells, at least 1.
    pub width: usize,
    /// How it differs from its source.
    pub shown: GlyphOrigin,
}

impl Glyph<'_> {
    /// Returns the text to draw.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// Returns the glyphs of `text` in order; their spans cover it without gaps. A soft hyphen belongs to the
/// glyph beside it, and is a hyphen at the end of the text.
pub fn glyphs(text: &str) -> Glyphs<'_> {
    Glyphs { text, at: 0, clean_until: 0, column: 0 }
}

/// Iterator over the glyphs of a text.
#[derive(Clone, Debug)]
pub struct Glyphs<'a> {
    text: &'a str,
    at: usize,
    /// No character between `at` and here is replaced.
    clean_until: usize,
    /// The cell of the next glyph, for tabs.
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
    /// A printable ASCII character before another ASCII character, or at the end, is a grapheme.
    fn ascii(&self) -> Option<Glyph<'a>> {
        let bytes = self.text.as_bytes();
        let alone = bytes.get(self.at + 1).is_none_or(u8::is_ascii);
        (alone && matches!(bytes.get(self.at)?, 0x20..=0x7e)).then(|| {
            let span = Span::new(self.at, self.at + 1);
            Glyph { span, text: Cow::Borrowed(span.of(self.text)), width: 1, shown: GlyphOrigin::Plain }
        })
    }

    fn general(&mut self) -> Option<Glyph<'a>> {
        let rest = self.text.get(self.at..)?;
        let from = self.at + soft_hyphens(rest);
        let Some(first) = self.text[from..].chars().next() else {
            let span = Span::new(self.at, from);
            let hyphen = Glyph { span, text: Cow::Borrowed("-"), width: 1, shown: GlyphOrigin::Plain };
            return (!span.is_empty()).then_some(hyphen);
        };
        let glyph = self.character(from, first)?;
        let end = glyph.span.end;
        let after = end + soft_hyphens(&self.text[end..]);
        let end = if after < self.text.len() { after } else { end };
        Some(Glyph { span: Span::new(self.at, end), ..glyph })
    }

    /// Returns the glyph that begins with the character `first` at the byte `at`.
    fn character(&mut self, at: usize, first: char) -> Option<Glyph<'a>> {
        let span = Span::new(at, at + first.len_utf8());
        if first == '\n' {
            return Some(Glyph { span, text: Cow::Borrowed(" "), width: 1, shown: GlyphOrigin::Plain });
        }
        if first == '\t' {
            let spaces = &TAB[self.column % TAB.len()..];
            return Some(Glyph {
                span,
                text: Cow::Borrowed(spaces),
                width: spaces.len(),
                shown: GlyphOrigin::Tab,
            });
        }
        if let Some(text) = self.replacement(at, first) {
            let width = text.chars().count();
            return Some(Glyph { span, text: Cow::Owned(text), width, shown: GlyphOrigin::Replaced });
        }
        self.extend_clean(span.end);
        let grapheme = self.text[at..self.clean_until].graphemes(true).next()?;
        Some(limited(grapheme, at))
    }

    /// Returns the visible text that replaces the character at a byte, `None` when it may be drawn.
    fn replacement(&self, at: usize, c: char) -> Option<String> {
        if !is_unprintable(c) {
            return None;
        }
        let code = u32::from(c);
        match c {
            '\0'..='\x1f' => char::from_u32(0x2400 + code).map(String::from),
            '\x7f' => Some("␡".into()),
            '\u{80}'..='\u{9f}' => Some(format!("<{code:02X}>")),
            _ => {
                let before = self.text[..at].chars().next_back();
                let after = self.text[at + c.len_utf8()..].chars().next();
                (!is_spelling(c, before, after)).then(|| format!("<{code:04X}>"))
            }
        }
    }

    /// Moves `clean_until` to the next character that is replaced; each character is examined once.
    fn extend_clean(&mut self, from: usize) {
        if self.clean_until >= from {
            return;
        }
        let mut chars = self.text[from..].char_indices().map(|(offset, c)| (from + offset, c));
        let replaced = chars
            .find(|(at, c)| matches!(*c, '\n' | '\t' | SOFT_HYPHEN) || self.replacement(*at, *c).is_some());
        self.clean_until = replaced.map_or(self.text.len(), |(at, _)| at);
    }
}

/// Returns the length of the soft hyphens at the beginning of `text`, in bytes.
fn soft_hyphens(text: &str) -> usize {
    text.len() - text.trim_start_matches(SOFT_HYPHEN).len()
}

/// Returns the glyph of a grapheme at the byte `at`, without the code points beyond the limits.
fn limited(grapheme: &str, at: usize) -> Glyph<'_> {
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
    let shown = if rest.is_empty() { GlyphOrigin::Plain } else { GlyphOrigin::Cut(rest.chars().count()) };
    match kept.width() {
        0 => mark_without_letter(kept, span, shown),
        width => Glyph { span, text: Cow::Borrowed(kept), width, shown },
    }
}

/// Shows a combining mark on a dotted circle. A mark that does not combine with the circle (the second
/// half of a Hangul syllable) is shown by its number, so that sanitizing twice changes nothing.
fn mark_without_letter(kept: &str, span: Span, shown: GlyphOrigin) -> Glyph<'_> {
    let text = format!("◌{kept}");
    if text.graphemes(true).nth(1).is_none() {
        return Glyph { span, text: Cow::Owned(text), width: 1, shown };
    }
    let code = kept.chars().next().map_or(0, u32::from);
    let text = format!("<{code:04X}>");
    Glyph { span, width: text.len(), text: Cow::Owned(text), shown: GlyphOrigin::Replaced }
}
