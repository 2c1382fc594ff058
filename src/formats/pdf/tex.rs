//! The characters of the bitmap fonts of TeX, which have no names but their codes.
//!
//! Two encodings are usual for text: the old one of 128 characters (OT1), and that of Cork (T1). They differ in where
//! ligatures are, and in what the signs are that the old one has instead of those of ASCII.

use std::collections::HashMap;

/// The ligatures of both encodings, from 0x0b and from 0x1b on.
const LIGATURES: [&str; 5] = ["ff", "fi", "fl", "ffi", "ffl"];

/// The characters of the encoding of Cork from 0x00 on, from 0x80 on, and from 0xbd on.
const ACCENTS: &str = "`´ˆ˜¨˝˚ˇ˘¯˙¸˛‚‹›“”„«»–—\u{200b}₀ıȷ";
const LETTERS: &str = "ĂĄĆČĎĚĘĞĹĽŁŃŇŊŐŔŘŚŠŞŤŢŰŮŸŹŽŻĲİđ§ăąćčďěęğĺľłńňŋőŕřśšşťţűůÿźžżĳ¡¿£";

/// An encoding of a font.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FontEncoding {
    /// The old one.
    Old,
    /// That of Cork.
    Cork,
    /// One of which only codes of ASCII are known, such as that of a typewriter.
    Ascii,
}

/// Which runs of glyphs are of one font: those that share a glyph.
#[derive(Default)]
pub(super) struct Runs {
    by_glyph: HashMap<u128, usize>,
    /// A run of the same font for each run, itself for the first.
    parents: Vec<usize>,
    codes: Vec<Vec<u32>>,
}

impl Runs {
    /// Begins a run.
    pub(super) fn begin(&mut self) {
        self.parents.push(self.parents.len());
        self.codes.push(Vec::new());
    }

    /// Adds a glyph with a code to the last run; returns the run, `None` before the first.
    pub(super) fn add(&mut self, glyph: u128, code: u32) -> Option<usize> {
        let run = self.parents.len().checked_sub(1)?;
        let other = *self.by_glyph.entry(glyph).or_insert(run);
        let (one, other) = (self.first(run), self.first(other));
        self.parents[one.max(other)] = one.min(other);
        self.codes[run].push(code);
        Some(run)
    }

    fn first(&self, mut run: usize) -> usize {
        while self.parents[run] != run {
            run = self.parents[run];
        }
        run
    }

    /// Returns what tells the characters of the codes of each run.
    pub(super) fn characters(self) -> impl Fn(usize, u32) -> Option<String> {
        let mut codes: HashMap<usize, Vec<u32>> = HashMap::new();
        let firsts: Vec<usize> = (0..self.parents.len()).map(|run| self.first(run)).collect();
        for (first, own) in firsts.iter().zip(self.codes) {
            codes.entry(*first).or_default().extend(own);
        }
        let encodings: HashMap<usize, FontEncoding> =
            codes.into_iter().map(|(first, codes)| (first, encoding(&codes))).collect();
        move |run, code| character(*encodings.get(firsts.get(run)?)?, code)
    }
}

/// Returns the encoding of a font of which these codes are used.
fn encoding(codes: &[u32]) -> FontEncoding {
    let letters = codes.iter().filter(|code| (0x61..=0x7a).contains(*code)).count();
    let is_text = letters * 2 > codes.len();
    if codes.iter().any(|code| *code >= 0x80)
        || is_text && codes.iter().any(|code| (0x1b..=0x1f).contains(code))
    {
        FontEncoding::Cork
    } else if is_text && codes.iter().any(|code| (0x0b..=0x0f).contains(code)) {
        FontEncoding::Old
    } else {
        FontEncoding::Ascii
    }
}

/// Returns the characters of a code.
fn character(encoding: FontEncoding, code: u32) -> Option<String> {
    let ligature =
        |first: u32| LIGATURES.get(code.checked_sub(first)? as usize).map(|text| (*text).to_owned());
    let one = |c: char| Some(c.to_string());
    let of = |text: &str, first: u32| text.chars().nth(code.checked_sub(first)? as usize).and_then(one);
    match (encoding, code) {
        (FontEncoding::Old, 0x0b..=0x0f) => ligature(0x0b),
        (FontEncoding::Old, 0x00..=0x0a) => of("ΓΔΘΛΞΠΣΥΦΨΩ", 0),
        (FontEncoding::Old, 0x3c) => one('¡'),
        (FontEncoding::Old, 0x3e) => one('¿'),
        (FontEncoding::Cork, 0x7f) => one('-'),
        (FontEncoding::Old, 0x22) => one('”'),
        (FontEncoding::Old, 0x5c) => one('“'),
        (FontEncoding::Old, 0x7b) => one('–'),
        (FontEncoding::Old, 0x7c) => one('—'),
        (FontEncoding::Old, 0x10..=0x20) => of("ıȷ`´ˇ˘¯˚¸ßæœøÆŒØ", 0x10),
        (FontEncoding::Old, 0x7d..=0x7f) => of("˝˜¨", 0x7d),
        (FontEncoding::Cork, 0x1b..=0x1f) => ligature(0x1b),
        (FontEncoding::Cork, 0x00..=0x1a) => of(ACCENTS, 0),
        (FontEncoding::Cork, 0x80..=0xbf) => of(LETTERS, 0x80),
        (FontEncoding::Cork, 0xd7) => one('Œ'),
        (FontEncoding::Cork, 0xdf) => one('ẞ'),
        (FontEncoding::Cork, 0xf7) => one('œ'),
        (FontEncoding::Cork, 0xff) => one('ß'),
        (_, 0x27) => one('’'),
        (_, 0x60) => one('‘'),
        (FontEncoding::Cork, 0xc0..=0xff) | (_, 0x21..=0x7e) => char::from_u32(code).and_then(one),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the characters of runs, each with the number of its font.
    fn read(runs: &[(u128, &[u8])]) -> Vec<String> {
        let mut found = Runs::default();
        for (font, codes) in runs {
            found.begin();
            for code in *codes {
                found.add(font << 8 | u128::from(*code), u32::from(*code));
            }
        }
        let characters = found.characters();
        let text = |(run, (_, codes)): (usize, &(u128, &[u8]))| {
            codes.iter().filter_map(|code| characters(run, u32::from(*code))).collect()
        };
        runs.iter().enumerate().map(text).collect()
    }

    #[test]
    fn ligatures_and_letters_are_those_of_the_encoding_of_the_font() {
        let old: &[u8] = b"\\the signi\x0ccant \x0brst\"";
        let cork: &[u8] = b"\x10the signi\x1ccant d\xe9tour\x11";
        let expected = ["“thesignificantffrst”", "“thesignificantdétour”", "x\\{y", "“"];
        assert_eq!(read(&[(1, old), (2, cork), (3, b"x\\{y"), (1, b"\\")]), expected);
        assert_eq!(read(&[(1, &[0xe0, 0xc0, 0xdc, 0x80, 0xbc, 0xff])]), ["àÀÜĂĳß"]);
    }

    #[test]
    fn a_font_is_that_of_all_runs_that_share_its_glyphs() {
        let runs: [(u128, &[u8]); 4] = [(1, b"\x7b"), (1, b"a\x7b"), (2, b"\x7b"), (1, b"bad\x0c")];
        assert_eq!(read(&runs), ["–", "a–", "{", "badfi"]);
    }
}
