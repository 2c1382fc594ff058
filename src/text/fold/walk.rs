//! The walk through a text that folds it.
//!
//! Most of a text needs little: plain ASCII is copied in strides, settled letters in runs, and
//! only what is left is looked at one character, or one letter with its accents, at a time.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick, is_nfkc_quick};

use crate::text::fold::characters::{
    ends_line, half_width, is_accent, is_settled, is_small, plain_symbol, push_cased,
};
use crate::text::fold::folding::{Breaks, Case, Folding};
use crate::text::fold::map::Map;
use crate::text::unicode::is_invisible;

/// Returns `text` folded, and the way back.
pub(super) fn fold(text: &str, folding: Folding) -> (String, Map) {
    let mut walk = Walk {
        text,
        folding,
        folded: String::with_capacity(text.len()),
        map: Map::default(),
        cluster: String::new(),
    };
    walk.run();
    (walk.folded, walk.map)
}

/// One walk through a text, writing its folding and the map.
struct Walk<'a> {
    text: &'a str,
    folding: Folding,
    folded: String,
    map: Map,
    /// The characters of one cluster, kept between clusters to spare allocations.
    cluster: String,
}

impl Walk<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while at < self.text.len() {
            let plain = at + plain_length(&self.text.as_bytes()[at..]);
            let end = plain + settled_length(&self.text[plain..]);
            at = if end == at { self.special(at) } else { self.stretch(at, plain, end) };
        }
    }

    /// Copies plain ASCII and the settled letters after it, but for a last one that an accent
    /// makes part of a cluster.
    fn stretch(&mut self, at: usize, plain: usize, end: usize) -> usize {
        let melts = accent_at(self.text, end).and_then(|_| self.text[at..end].chars().next_back());
        let end = end - melts.map_or(0, char::len_utf8);
        let plain = plain.min(end);
        let written = self.folded.len();
        self.folded.push_str(&self.text[at..plain]);
        match self.folding.case {
            Case::Keep => self.folded.push_str(&self.text[plain..end]),
            Case::Lower => {
                self.folded[written..].make_ascii_lowercase();
                self.lower(plain, end);
            }
        }
        if melts.is_some() { self.cluster(end) } else { end }
    }

    /// Lowers settled letters; those without case, and small ones, are copied in runs.
    fn lower(&mut self, start: usize, end: usize) {
        let mut copied = start;
        for (offset, c) in self.text[start..end].char_indices().filter(|&(_, c)| !is_small(c)) {
            let at = start + offset;
            self.folded.push_str(&self.text[copied..at]);
            copied = at + c.len_utf8();
            self.replace(at, copied, |folded| push_cased(c, Case::Lower, folded));
        }
        self.folded.push_str(&self.text[copied..end]);
    }

    /// Folds what begins with neither plain ASCII nor a settled letter; returns where it ends.
    fn special(&mut self, at: usize) -> usize {
        let Some(c) = self.text[at..].chars().next() else { return self.text.len() };
        let next = at + c.len_utf8();
        if c.is_whitespace() {
            return self.white_space(at);
        }
        if is_invisible(c) {
            self.replace(at, next, |_| {});
            return next;
        }
        match plain_symbol(c).or_else(|| half_width(c)) {
            Some(plain) if accent_at(self.text, next).is_none() => {
                let case = self.folding.case;
                self.replace(at, next, |folded| push_cased(plain, case, folded));
                next
            }
            _ => self.cluster(at),
        }
    }

    /// Makes one space of a run; unseen characters inside it do not end it.
    fn white_space(&mut self, at: usize) -> usize {
        let mut end = at;
        let mut breaks = false;
        for (offset, c) in self.text[at..].char_indices() {
            if c.is_whitespace() {
                end = at + offset + c.len_utf8();
                breaks |= ends_line(c);
            } else if !is_invisible(c) {
                break;
            }
        }
        let space = if breaks && self.folding.breaks == Breaks::Line { '\n' } else { ' ' };
        self.replace(at, end, |folded| folded.push(space));
        end
    }

    /// Normalises a character with the accents after it; returns where they end.
    fn cluster(&mut self, at: usize) -> usize {
        self.cluster.clear();
        let mut end = at;
        if let Some(base) = self.text[at..].chars().next() {
            self.cluster.push(base);
            end += base.len_utf8();
        }
        if self.cluster.nfkc().next() == Some(' ') {
            self.folded.push_str(&self.text[at..end]);
            return end;
        }
        while let Some((accent, after)) = accent_at(self.text, end) {
            self.cluster.push(accent);
            end = after;
        }
        let cluster = std::mem::take(&mut self.cluster);
        let case = self.folding.case;
        self.replace(at, end, |folded| push_normalised(&cluster, case, folded));
        self.cluster = cluster;
        end
    }

    /// Writes what stands for the source bytes `start..end`, and the shifts it makes.
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
    const STRIDE: usize = 32;
    let mut at = 0;
    // Whole strides without branches, which compilers turn into vector code.
    while let Some(stride) = bytes.get(at..=at + STRIDE).filter(|stride| stays(stride[0], stride[1])) {
        let pairs = stride.iter().zip(&stride[1..]);
        if !pairs.fold(true, |plain, (&byte, &next)| plain & stays(byte, next)) {
            break;
        }
        at += STRIDE;
    }
    while let Some(&byte) = bytes.get(at) {
        if !stays(byte, bytes.get(at + 1).copied().unwrap_or(b'.')) {
            break;
        }
        at += 1;
    }
    at
}

/// Tells whether a byte folds to itself before the next one.
fn stays(byte: u8, next: u8) -> bool {
    is_plain(byte) | (byte == b' ') & is_plain(next)
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii() && !matches!(byte, b'\t'..=b'\r' | b' ' | b'`')
}

/// Returns how many bytes at the front are settled letters, with single spaces between them.
fn settled_length(text: &str) -> usize {
    if text.as_bytes().first().is_none_or(|&byte| byte.is_ascii() && byte != b' ') {
        return 0;
    }
    let mut end = 0;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let settled = is_settled(c) || c == ' ' && chars.clone().next().is_some_and(is_settled);
        if !settled {
            break;
        }
        end = text.len() - chars.as_str().len();
    }
    end
}

/// Returns the accent that goes on with the character before `at`, looking past unseen ones, and
/// where it ends.
fn accent_at(text: &str, at: usize) -> Option<(char, usize)> {
    if text.as_bytes().get(at).is_none_or(u8::is_ascii) {
        return None;
    }
    let (offset, c) = text[at..].char_indices().find(|&(_, c)| !is_invisible(c))?;
    is_accent(c).then(|| (c, at + offset + c.len_utf8()))
}

fn push_normalised(cluster: &str, case: Case, folded: &mut String) {
    let start = folded.len();
    if is_nfkc_quick(cluster.chars()) == IsNormalized::Yes {
        cluster.chars().for_each(|c| push_cased(c, case, folded));
        return;
    }
    for c in cluster.nfkc().filter(|&c| !is_invisible(c)) {
        push_cased(plain_symbol(c).unwrap_or(c), case, folded);
    }
    // Lowering may bring together what composes: `H` + macron below has no capital of its own.
    if is_nfc_quick(folded[start..].chars()) != IsNormalized::Yes {
        let composed: String = folded[start..].nfc().collect();
        folded.truncate(start);
        folded.push_str(&composed);
    }
}
