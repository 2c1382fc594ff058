//! Accents that a font draws over or under a letter as glyphs of their own, as TeX does.

use unicode_normalization::UnicodeNormalization;

use crate::formats::pdf::glyphs::PdfGlyph;

/// The largest distance of the middles of a letter and its accent, in sizes of the font.
const DISTANCE: f32 = 0.25;

/// Joins each accent with the letter that is drawn at the same place, after it or before.
pub(super) fn join_accents(glyphs: &mut Vec<PdfGlyph>) {
    let mut index = 0;
    while index < glyphs.len() {
        let letter = combining(&glyphs[index]).and_then(|accent| {
            let neighbours = [Some(index + 1), index.checked_sub(1)].into_iter().flatten();
            let mut letters =
                neighbours.filter_map(|at| Some((at, accented(&glyphs[index], glyphs.get(at)?, accent)?)));
            letters.next()
        });
        match letter {
            Some((at, text)) => {
                glyphs[at].text = text;
                glyphs.remove(index);
            }
            None => index += 1,
        }
    }
}

/// Returns a letter with an accent, or `None` if it is elsewhere or no letter that takes the accent.
fn accented(accent: &PdfGlyph, letter: &PdfGlyph, mark: char) -> Option<String> {
    let middle = |glyph: &PdfGlyph| f32::midpoint(glyph.x, glyph.end);
    if (middle(accent) - middle(letter)).abs() > DISTANCE * accent.size.max(letter.size) {
        return None;
    }
    let mut chars = letter.text.chars();
    let (Some(base), None) = (chars.next(), chars.next()) else { return None };
    let base = match base {
        'ı' => 'i',
        'ȷ' => 'j',
        base => base,
    };
    let text: String = [base, mark].into_iter().nfc().collect();
    (base.is_alphabetic() && text.chars().count() == 1).then_some(text)
}

/// Returns the combining form of a glyph that is an accent.
fn combining(glyph: &PdfGlyph) -> Option<char> {
    let mut chars = glyph.text.chars();
    let (Some(accent), None) = (chars.next(), chars.next()) else { return None };
    match accent {
        '`' | 'ˋ' => Some('\u{300}'),
        '´' | 'ˊ' => Some('\u{301}'),
        '^' | 'ˆ' => Some('\u{302}'),
        '~' | '˜' => Some('\u{303}'),
        '¯' | 'ˉ' => Some('\u{304}'),
        '˘' => Some('\u{306}'),
        '˙' => Some('\u{307}'),
        '¨' => Some('\u{308}'),
        '˚' | '°' => Some('\u{30a}'),
        '˝' => Some('\u{30b}'),
        'ˇ' => Some('\u{30c}'),
        '¸' => Some('\u{327}'),
        '˛' => Some('\u{328}'),
        accent @ '\u{300}'..='\u{328}' => Some(accent),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the text of glyphs of 10 points at these places, 5 points wide each.
    fn joined(glyphs: &[(f32, &str)]) -> String {
        let glyph = |(x, text): &(f32, &str)| {
            let (text, x) = ((*text).to_owned(), *x);
            PdfGlyph { text, x, end: x + 5.0, y: 100.0, size: 10.0, target: None }
        };
        let mut glyphs: Vec<PdfGlyph> = glyphs.iter().map(glyph).collect();
        join_accents(&mut glyphs);
        glyphs.into_iter().map(|glyph| glyph.text).collect()
    }

    #[test]
    fn an_accent_is_joined_with_the_letter_at_its_place() {
        for (glyphs, text) in [
            (&[(0.0, "n"), (5.0, "a"), (10.4, "¨"), (10.0, "ı"), (15.0, "v")][..], "naïv"),
            (&[(0.0, "c"), (0.2, "¸"), (5.0, "a")], "ça"),
            (&[(0.0, "2"), (5.0, "°"), (10.0, "C")], "2°C"),
            (&[(0.0, "a"), (5.0, "^"), (10.0, "b")], "a^b"),
            (&[(0.0, "x"), (0.0, "¸")], "x¸"),
        ] {
            assert_eq!(joined(glyphs), text);
        }
    }
}
