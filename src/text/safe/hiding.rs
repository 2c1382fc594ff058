//! Finding what hides: the characters of a text that are shown as marks because the eye would miss
//! them or a terminal obey them.
//!
//! Most bytes of most texts can be no part of such a character, which one look into a table tells;
//! only the others are decoded. Not counted are soft hyphens and form feeds, of which books are full
//! and which hide nothing, and U+001A, which stands for what could not be decoded.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

use crate::text::safe::glyph::{CODE_POINTS, MARKS, Shown, cut};
use crate::text::safe::hidden::hides;
use crate::text::span::Span;
use crate::text::unicode::is_unprintable;

/// Something in a text that is not shown as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hidden {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub what: What,
}

/// What is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A character that is shown as a mark.
    Character(char),
    /// So many characters piled on one cell beyond what it can bear.
    Pile(usize),
}

impl Hidden {
    /// Returns how many characters it hides.
    pub fn count(&self) -> usize {
        match self.what {
            What::Character(_) => 1,
            What::Pile(count) => count,
        }
    }
}

/// Returns what is hidden in `text`, in order.
pub fn hidden(text: &str) -> Hiding<'_> {
    Hiding { text, at: 0, after_mark: 0, run: Run::default() }
}

/// Iterator over what is hidden in a text.
#[derive(Clone, Debug)]
pub struct Hiding<'a> {
    text: &'a str,
    at: usize,
    /// Where the last character ends that is shown as a mark: nothing is piled on it.
    after_mark: usize,
    run: Run,
}

/// Characters that may all belong to one cell.
#[derive(Clone, Copy, Debug, Default)]
struct Run {
    start: usize,
    end: usize,
    /// How many there are, and how many of the last ones take no cell of their own.
    all: usize,
    marks: usize,
}

/// By its first byte: whether a character may hide, or be piled on another one.
static MAY_HIDE: [bool; 256] = may_hide();

/// Plain ASCII, Latin, Greek, Cyrillic, the ideographs and Hangul syllables cannot.
const fn may_hide() -> [bool; 256] {
    let mut table = [true; 256];
    let mut byte = 0;
    while byte < 256 {
        let plain = matches!(byte, 0x09 | 0x0a | 0x0c | 0x1a | 0x20..=0x7e);
        let continued = matches!(byte, 0x80..=0xc1);
        let letters = matches!(byte, 0xc3..=0xcb | 0xce..=0xd1 | 0xe4..=0xe9 | 0xeb | 0xec);
        table[byte] = !(plain || continued || letters);
        byte += 1;
    }
    table
}

/// Bytes looked at together.
const CHUNK: usize = 32;

/// Returns where the first byte is with which something hidden may begin.
fn next_suspect(bytes: &[u8]) -> Option<usize> {
    let may_hide = |byte: &u8| MAY_HIDE[usize::from(*byte)];
    let mut at = 0;
    loop {
        while bytes.get(at..at + CHUNK).is_some_and(is_plain_ascii) {
            at += CHUNK;
        }
        let end = bytes.len().min(at + CHUNK);
        match bytes.get(at..end)?.iter().position(may_hide) {
            Some(found) => return Some(at + found),
            None if end == bytes.len() => return None,
            None => at = end,
        }
    }
}

/// Tells whether nothing of this is hidden or leads to more.
#[expect(clippy::needless_bitwise_bool, reason = "without branches many bytes are compared at once")]
fn is_plain_ascii(bytes: &[u8]) -> bool {
    let is_other = |byte: u8| (byte.wrapping_sub(0x20) >= 0x5f) & (byte != b'\n') & (byte != b'\t');
    !bytes.iter().fold(false, |any, byte| any | is_other(*byte))
}

impl Iterator for Hiding<'_> {
    type Item = Hidden;

    fn next(&mut self) -> Option<Hidden> {
        loop {
            let rest = self.text.as_bytes().get(self.at..)?;
            self.at += next_suspect(rest)?;
            // Typographic quotes and dashes stand in every other sentence.
            if matches!(self.text.as_bytes().get(self.at..), Some([0xe2, 0x80, 0x90..=0xa7, ..]))
                && self.at != self.run.end
            {
                self.at += 3;
                continue;
            }
            let c = self.text.get(self.at..)?.chars().next()?;
            let span = Span::new(self.at, self.at + c.len_utf8());
            if is_unprintable(c) && self.is_hiding(c, span) {
                (self.at, self.after_mark) = (span.end, span.end);
                return Some(Hidden { span, what: What::Character(c) });
            }
            self.run.take(c, span);
            self.at = span.end;
            if (self.run.marks > MARKS || self.run.all > CODE_POINTS)
                && let Some(pile) = self.pile()
            {
                return Some(pile);
            }
        }
    }
}

impl Hiding<'_> {
    fn is_hiding(&self, c: char, span: Span) -> bool {
        let before = self.text[..span.start].chars().next_back();
        c != '\u{ad}' && hides(c, before, self.text[span.end..].chars().next())
    }

    /// Returns what of a run does not fit into its cell, and goes on behind it.
    fn pile(&mut self) -> Option<Hidden> {
        let before = &self.text[self.after_mark..self.run.start];
        let base = before.chars().next_back().filter(|c| !matches!(c, '\n' | '\t'));
        let mut start = self.run.start - base.map_or(0, char::len_utf8);
        self.run = Run::default();
        // The characters before the pile are cells of their own.
        while start < self.at {
            let cell = self.cell(start)?;
            let glyph = cut(cell, start);
            start = glyph.span.end;
            if let Shown::Cut(count) = glyph.shown {
                let first = cell.char_indices().rev().take(count).last();
                let begin = glyph.span.start + first.map_or(0, |(at, _)| at);
                self.at = start;
                return Some(Hidden { span: Span::new(begin, start), what: What::Pile(count) });
            }
        }
        self.at = start;
        None
    }

    /// Returns the grapheme that begins at `start`, up to the first character that is shown as a mark.
    fn cell(&self, start: usize) -> Option<&str> {
        let grapheme = self.text[start..].graphemes(true).next()?;
        let is_end = |(at, c): &(usize, char)| {
            let at = start + at;
            is_unprintable(*c) && self.is_hiding(*c, Span::new(at, at + c.len_utf8()))
        };
        let end = grapheme.char_indices().skip(1).find(is_end).map_or(grapheme.len(), |(at, _)| at);
        grapheme.get(..end)
    }
}

impl Run {
    /// Counts a character in: it belongs to the one before it when one of the two takes no cell, or
    /// both are beginnings of Hangul syllables.
    fn take(&mut self, c: char, span: Span) {
        let is_mark = c.width().unwrap_or(0) == 0;
        let joins = is_mark || self.marks > 0 || matches!(c, '\u{1100}'..='\u{115f}');
        if span.start != self.end || !joins {
            *self = Run { start: span.start, ..Run::default() };
        }
        self.end = span.end;
        self.all += 1;
        self.marks = if is_mark { self.marks + 1 } else { 0 };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::safe::glyphs;
    use proptest::prelude::*;

    fn characters(text: &str) -> Vec<(usize, char)> {
        hidden(text)
            .filter_map(|found| match found.what {
                What::Character(c) => Some((found.span.start, c)),
                What::Pile(_) => None,
            })
            .collect()
    }

    #[test]
    fn what_acts_or_hides_is_found_where_it_stands() {
        for (text, found) in [
            ("plain\n\ttext, “quoted” — Größe, Ελλάδα, Москва, 潮汐, 한국", vec![]),
            ("a\u{1b}[2J", vec![(1, '\u{1b}')]),
            ("a\0\u{7f}\u{9b}", vec![(1, '\0'), (2, '\u{7f}'), (3, '\u{9b}')]),
            ("user\u{202e}gpj", vec![(4, '\u{202e}')]),
            ("a\u{200b}b\u{feff}", vec![(1, '\u{200b}'), (5, '\u{feff}')]),
            ("tag\u{e0041}", vec![(3, '\u{e0041}')]),
            ("co\u{ad}operate \u{1a} \u{c}", vec![]),
            ("👩‍👩‍👧 ❤️ می‌خواهم क्‍ष é 🇫🇷", vec![]),
            ("x\u{200d}y", vec![(1, '\u{200d}')]),
        ] {
            assert_eq!(characters(text), found, "{text:?}");
        }
    }

    #[test]
    fn a_pile_is_found_once_with_how_much_it_hides() {
        let tower = format!("ab{}c", "\u{301}".repeat(10_000));
        let found: Vec<Hidden> = hidden(&tower).collect();
        let span = Span::new(2 + 2 * MARKS, 2 + 20_000);
        assert_eq!(found, [Hidden { span, what: What::Pile(10_000 - MARKS) }]);
        let family = format!("x👩{} {}", "\u{200d}👩".repeat(40), "\u{301}".repeat(9));
        let piles: Vec<usize> = hidden(&family).map(|found| found.count()).collect();
        assert_eq!(piles, [81 - CODE_POINTS, 1]);
        let words = "नमस्ते दुनिया ".repeat(40) + &"กำลัง".repeat(40) + &"שָׁלוֹם ".repeat(40);
        assert_eq!(hidden(&words).count(), 0);
    }

    #[test]
    fn the_table_of_first_bytes_misses_nothing() {
        for c in '\0'..=char::MAX {
            let first = c.encode_utf8(&mut [0; 4]).as_bytes()[0];
            let matters = hides(c, None, None) && c != '\u{ad}' || c.width() == Some(0);
            assert!(!matters || MAY_HIDE[usize::from(first)] || matches!(c, '\u{c}' | '\u{1a}'), "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_counted_is_what_is_shown_as_a_mark(
            text in "([a-zé潮 \\n\\t]|[\u{0}-\u{20}\u{7f}-\u{a0}]|[\u{200b}-\u{200f}]|\u{202e}|\u{301}{1,12}|👩(\u{200d}👩){0,20}|क्|ᄀ|.){0,12}",
        ) {
            let (mut marks, mut piled) = (Vec::new(), 0);
            for glyph in glyphs(&text) {
                let c = glyph.span.of(&text).chars().next();
                match glyph.shown {
                    Shown::Cut(count) => piled += count,
                    Shown::Mark if is_unprintable(c.unwrap_or('a')) && !matches!(c, Some('\u{ad}' | '\u{c}' | '\u{1a}')) => {
                        marks.push((glyph.span.start, c.unwrap_or('a')));
                    }
                    _ => {}
                }
            }
            prop_assert_eq!(characters(&text), marks);
            let found: usize = hidden(&text).filter(|one| matches!(one.what, What::Pile(_))).map(|one| one.count()).sum();
            prop_assert_eq!(found, piled);
        }
    }
}
