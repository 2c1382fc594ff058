//! The characters of fonts that do not map their codes to Unicode: guessed from the font itself, else from
//! the codes.

use std::collections::HashMap;

use hayro_interpret::hayro_cmap::{BfString, CMap, CidFamily, load_embedded};
use skrifa::{FontRef, MetadataProvider};

/// The collections of East Asian characters whose numbers are the codes of a font, as CFF fonts name them.
const COLLECTIONS: [&[u8]; 4] = [b"Japan1", b"GB1", b"CNS1", b"Korea1"];

/// How far into a font the name of its collection is looked for, in bytes.
const LOOKED_AT: usize = 4096;

/// The distances from codes to characters that are tried: codes that are characters, and numbers of glyphs
/// in the order of most TrueType fonts, which begin with space as 3, or with it as 1.
const SHIFTS: [u32; 3] = [0, TRUETYPE, 31];

/// The distance from numbers of glyphs to ASCII characters in fonts whose glyphs are in the usual order of TrueType.
const TRUETYPE: u32 = 29;

/// The characters that follow those of ASCII in that order, which is that of the Macintosh.
const AFTER_ASCII: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ";

/// The least number of codes from which a distance is guessed.
const LEAST_CODES: usize = 8;

/// What a font itself tells of its characters.
pub(super) enum FontCharacters {
    /// Its own table of characters, turned round: by glyphs.
    ByGlyph(HashMap<u32, char>),
    /// A collection of East Asian characters: by codes.
    ByCode(Box<CMap>),
}

impl FontCharacters {
    /// Returns the characters of a font file.
    pub(super) fn of(font: &[u8]) -> Self {
        collection(font).map_or_else(|| Self::ByGlyph(by_glyph(font)), |map| Self::ByCode(Box::new(map)))
    }
}

/// Returns the text of an entry of a map to Unicode.
pub(super) fn text(entry: BfString) -> String {
    match entry {
        BfString::Char(c) => c.to_string(),
        BfString::String(text) => text,
    }
}

fn by_glyph(font: &[u8]) -> HashMap<u32, char> {
    let mut map = HashMap::new();
    if let Ok(font) = FontRef::new(font) {
        for (code, glyph) in font.charmap().mappings() {
            if let Some(c) = char::from_u32(code) {
                map.entry(glyph.to_u32()).or_insert(c);
            }
        }
    }
    map
}

/// Returns the map of the collection that a CFF font names.
fn collection(font: &[u8]) -> Option<CMap> {
    let is_cff = font.first() == Some(&1);
    let head = &font[..font.len().min(LOOKED_AT)];
    let names = |name: &&&[u8]| memchr::memmem::find(head, &[b"Adobe", **name].concat()).is_some();
    let name = COLLECTIONS.iter().filter(|_| is_cff).find(names)?;
    let map = CidFamily::from_registry_ordering(b"Adobe", name).ucs2_cmap()?;
    CMap::parse(load_embedded(map)?, load_embedded)
}

/// Returns the character at a distance from a code.
pub(super) fn shifted(code: u32, shift: u32) -> Option<char> {
    let c = code.checked_add(shift)?;
    match c.checked_sub('~' as u32 + 1) {
        Some(after) if shift == TRUETYPE => AFTER_ASCII.chars().nth(after as usize),
        _ => char::from_u32(c),
    }
}

/// Returns the distance from the codes of a font to its characters that makes words of them; `None` when
/// none does.
pub(super) fn guessed_shift(codes: &[u32]) -> Option<u32> {
    if codes.len() < LEAST_CODES {
        return None;
    }
    let share = |shift: u32, counts: fn(char) -> bool| {
        let characters = codes.iter().filter_map(|code| shifted(*code, shift));
        characters.filter(|c| counts(*c)).count() as f32 / codes.len() as f32
    };
    let is_letter = |c: char| matches!(c, ' '..='~' | 'À'..='ſ' | 'Ͱ'..='ӿ' | '‐'..='…');
    let is_frequent = |c: char| {
        matches!(
            c,
            ' ' | 'e' | 't' | 'a' | 'o' | 'i' | 'n' | 's' | 'r' | 'l' | 'о' | 'е' | 'а' | 'и' | 'н' | 'т'
        )
    };
    let best = SHIFTS.into_iter().filter(|shift| share(*shift, is_letter) > 0.95);
    let best = best.max_by(|a, b| share(*a, is_frequent).total_cmp(&share(*b, is_frequent)))?;
    (share(best, is_frequent) > 0.4).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_that_make_words_at_a_distance_are_these_words() {
        let codes = |text: &str, shift: u32| text.chars().map(|c| c as u32 - shift).collect::<Vec<_>>();
        for shift in SHIFTS {
            assert_eq!(guessed_shift(&codes("The ferry left at nine", shift)), Some(shift));
        }
        assert_eq!(guessed_shift(&codes("Паром ушел в девять", 0)), Some(0));
        assert_eq!(guessed_shift(&codes("“No – no – no”, he said", 0)), Some(0), "dashes and quotes");
        // "L'été à Genève" in numbers of glyphs, of which é is 112, à 106 and è 113.
        let french = [47, 10, 112, 87, 112, 3, 106, 3, 42, 72, 81, 113, 89, 72];
        assert_eq!(guessed_shift(&french), Some(TRUETYPE));
        let text: String = french.iter().filter_map(|code| shifted(*code, TRUETYPE)).collect();
        assert_eq!(text, "L'été à Genève");
        assert_eq!(shifted(1000, TRUETYPE), None, "no glyph of the usual ones");
        assert_eq!(shifted(u32::MAX, TRUETYPE), None, "a code of four bytes");
        assert_eq!(guessed_shift(&codes("The", 0)), None, "too few");
        assert_eq!(guessed_shift(&codes("qzxqzxqzxqzx", 0)), None, "no words");
        assert_eq!(guessed_shift(&[0x5000; 20]), None);
    }

    #[test]
    fn a_font_that_names_no_characters_has_none() {
        let unknown = FontCharacters::of(b"no font at all");
        assert!(matches!(unknown, FontCharacters::ByGlyph(map) if map.is_empty()));
        let FontCharacters::ByCode(japanese) = FontCharacters::of(b"\x01\x00\x04\x02 AdobeJapan1 ") else {
            panic!()
        };
        assert_eq!(japanese.lookup_bf_string(0x3d).map(text), Some("¥".to_owned()));
    }
}
