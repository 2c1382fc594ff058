//! One pass over a text that folds it.
//!
//! Most of a text needs little: plain ASCII is copied in blocks, letters that are in normal form one by
//! one, and only the rest is normalised, a character with its accents at a time.

use std::iter::once;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick, is_nfkc_quick};

use crate::text::fold::characters::{
    arabic_letter, ends_line, is_accent, normal_form, plain_symbol, push_cased,
};
use crate::text::fold::source_map::SourceMap;
use crate::text::fold::{Breaks, CaseFold, Folding, LineEndHyphens};
use crate::text::hyphens::line_end_hyphens;
use crate::text::span::Span;
use crate::text::unicode::{is_optional_mark, is_passed_over, is_separate_digit, joins_without_space};

/// Returns `text` folded, and the way back.
pub(super) fn fold(text: &str, folding: Folding) -> (String, SourceMap) {
    let folded = String::with_capacity(text.len());
    let mut folder = Folder { text, folding, folded, map: SourceMap::default() };
    let mut hyphens = Vec::new();
    if folding.hyphens != LineEndHyphens::Kept {
        hyphens.extend(line_end_hyphens(text));
    }
    let mut hyphens = hyphens.into_iter().peekable();
    let mut at = 0;
    while at < text.len() {
        if let Some(hyphen) = hyphens.next_if(|hyphen| hyphen.start == at) {
            at = folder.hyphen(hyphen);
            continue;
        }
        let end = hyphens.peek().map_or(text.len(), |hyphen| hyphen.start);
        at = match plain_length(&text.as_bytes()[at..end]) {
            0 => folder.character(at),
            length => folder.plain(at, at + length),
        };
    }
    (folder.folded, folder.map)
}

/// What is folded so far. Each method folds what begins at `at` and returns where it ends.
struct Folder<'a> {
    text: &'a str,
    folding: Folding,
    folded: String,
    map: SourceMap,
}

impl Folder<'_> {
    /// Copies plain ASCII; an accent after it takes the last letter into a cluster.
    fn plain(&mut self, at: usize, end: usize) -> usize {
        let is_joined = accent_at(self.text, end).is_some();
        let copied = end - usize::from(is_joined);
        let written = self.folded.len();
        self.folded.push_str(&self.text[at..copied]);
        if self.folding.case == CaseFold::Lower {
            self.folded[written..].make_ascii_lowercase();
        }
        if is_joined { self.cluster(copied) } else { end }
    }

    fn hyphen(&mut self, span: Span) -> usize {
        let hyphen = (self.folding.hyphens == LineEndHyphens::Closed).then_some('-');
        self.replace(span.start, span.end, |folded| folded.extend(hyphen));
        span.end
    }

    fn character(&mut self, at: usize) -> usize {
        let Some(c) = self.text[at..].chars().next() else { return self.text.len() };
        let next = at + c.len_utf8();
        let case = self.folding.case;
        if c.is_whitespace() {
            self.white_space(at)
        } else if normal_form(c).is_some() && accent_at(self.text, next).is_none() {
            self.replace(at, next, |folded| push_cased(c, case, folded));
            next
        } else if is_passed_over(c) {
            self.replace(at, next, |_| {});
            next
        } else if let Some(plain) = plain_symbol(c)
            && accent_at(self.text, next).is_none()
        {
            self.replace(at, next, |folded| folded.push(plain));
            next
        } else {
            self.cluster(at)
        }
    }

    /// Makes one space of a run; invisible characters inside it do not end it.
    fn white_space(&mut self, at: usize) -> usize {
        let mut end = at;
        let mut breaks = false;
        for (offset, c) in self.text[at..].char_indices() {
            if c.is_whitespace() {
                end = at + offset + c.len_utf8();
                breaks |= ends_line(c);
            } else if !is_passed_over(c) {
                break;
            }
        }
        let space = match (breaks, self.folding.breaks) {
            (true, Breaks::Line) => Some('\n'),
            (true, Breaks::Space) if self.is_within_word(at, end) => None,
            _ => Some(' '),
        };
        self.replace(at, end, |folded| folded.extend(space));
        end
    }

    /// Tells whether a line end is inside a word that is cut at a soft hyphen, or inside East Asian text, which
    /// is set without spaces.
    fn is_within_word(&self, start: usize, end: usize) -> bool {
        let before = self.text[..start].chars().next_back();
        let after = self.text[end..].chars().next();
        let pair = before.zip(after);
        pair.is_some_and(|(before, after)| before == '\u{ad}' || joins_without_space(before, after))
    }

    /// Normalises a character with the accents after it. What NFKC turns into a space and an accent stays.
    fn cluster(&mut self, at: usize) -> usize {
        let Some(base) = self.text[at..].chars().next() else { return self.text.len() };
        let mut end = at + base.len_utf8();
        if once(base).nfkc().next() == Some(' ') {
            self.folded.push_str(&self.text[at..end]);
            return end;
        }
        while let Some(after) = accent_at(self.text, end) {
            end = after;
        }
        // An invisible character between a letter and its accent must not part them.
        let cluster: String = self.text[at..end].chars().filter(|&c| !is_passed_over(c)).collect();
        let case = self.folding.case;
        let [before, after] = self.digit_separators(base, at, end);
        self.replace(at, end, |folded| {
            folded.extend(before);
            push_normalised(&cluster, case, folded);
            folded.extend(after);
        });
        end
    }

    /// Returns what keeps a raised, lowered or circled digit or a fraction at `at..end` apart from the digits
    /// around it: `10⁶` is `10^6` and no `106`, `1½` is `1 1/2`.
    fn digit_separators(&self, base: char, at: usize, end: usize) -> [Option<char>; 2] {
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_numeric() && !is_separate_digit(c));
        let sign = |c: char| match c {
            '⁰'..='⁹' | '¹' | '²' | '³' => '^',
            '₀'..='₉' => '_',
            _ => ' ',
        };
        let before = self.text[..at].chars().next_back();
        let after = self.text[end..].chars().next();
        let sign_of_base = is_separate_digit(base).then(|| sign(base));
        let sign_before = before.filter(|c| is_separate_digit(*c)).map(sign);
        match sign_of_base {
            // The exponent of `10⁻⁶` begins with its sign.
            None if matches!(base, '⁻' | '⁺') && is_digit(before) => [Some('^'), None],
            None => [None, None],
            Some(own) => {
                let is_apart = is_digit(before) || sign_before.is_some_and(|sign| sign != own || sign == ' ');
                [is_apart.then_some(own), is_digit(after).then_some(' ')]
            }
        }
    }

    /// Writes what replaces the source bytes `start..end`, and maps it to them.
    fn replace(&mut self, start: usize, end: usize, write: impl FnOnce(&mut String)) {
        let before = self.folded.len();
        write(&mut self.folded);
        let written = self.folded.len() - before;
        if written == end - start {
            return;
        }
        self.map.shift(before, start);
        self.map.shift(self.folded.len(), end);
    }
}

/// Returns how many bytes at the front fold to themselves, case apart: ASCII without backquotes,
/// without line ends or tabs, and with no space but single ones between such bytes.
pub(super) fn plain_length(bytes: &[u8]) -> usize {
    const STRIDE: usize = 16;
    let mut at = 0;
    // Whole strides without branches, which compilers turn into vector code.
    while let Some(stride) = bytes.get(at..=at + STRIDE).filter(|stride| stays(stride[0], stride[1])) {
        let pairs = stride.iter().zip(&stride[1..]);
        if !pairs.fold(true, |plain, (&byte, &next)| plain & stays(byte, next)) {
            break;
        }
        at += STRIDE;
    }
    let rest = &bytes[at..];
    at + match rest.windows(2).position(|pair| !stays(pair[0], pair[1])) {
        Some(length) => length,
        None => rest.len() - usize::from(rest.last().is_some_and(|last| !stays(*last, b'.'))),
    }
}

/// Tells whether a byte folds to itself before the next one.
fn stays(byte: u8, next: u8) -> bool {
    is_plain(byte) | (byte == b' ') & is_plain(next)
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii() && !matches!(byte, b'\t'..=b'\r' | b' ' | b'`')
}

/// Returns the end of the accent that folding joins to the character before `at`, or of the optional marks of
/// a letter; `None` when no such character follows. Characters that are passed over do not end the letter.
fn accent_at(text: &str, at: usize) -> Option<usize> {
    let next = text[at..].chars().next()?;
    if next.is_ascii() || normal_form(next).is_some() {
        return None;
    }
    let mut marks = None;
    for (offset, c) in text[at..].char_indices() {
        let end = at + offset + c.len_utf8();
        if is_optional_mark(c) {
            marks = Some(end);
        } else if !is_passed_over(c) {
            return if is_accent(c) { Some(end) } else { marks };
        }
    }
    marks
}

fn push_normalised(cluster: &str, case: CaseFold, folded: &mut String) {
    let start = folded.len();
    let plain = |c: char| plain_symbol(c).or_else(|| arabic_letter(c)).unwrap_or(c);
    if is_nfkc_quick(cluster.chars()) == IsNormalized::Yes
        && !cluster.chars().any(|c| arabic_letter(c).is_some())
    {
        cluster.chars().for_each(|c| push_cased(plain(c), case, folded));
        return;
    }
    for c in cluster.nfkc().filter(|&c| !is_passed_over(c)) {
        push_cased(plain(c), case, folded);
    }
    // Lowering may bring together what composes: `H` + macron below has no capital of its own.
    if is_nfc_quick(folded[start..].chars()) != IsNormalized::Yes {
        let composed: String = folded[start..].nfc().collect();
        folded.truncate(start);
        folded.push_str(&composed);
    }
}
