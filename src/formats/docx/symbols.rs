//! Characters of the font Symbol and of others that draw signs in the places of letters.

/// The characters of the font Symbol from `A` to `Z` and from `a` to `z`.
const UPPER: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
const LOWER: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";

/// Other characters of the font Symbol.
const SIGNS: [(u32, char); 18] = [
    (0x22, '∀'),
    (0x24, '∃'),
    (0x40, '≅'),
    (0xa3, '≤'),
    (0xa5, '∞'),
    (0xac, '←'),
    (0xae, '→'),
    (0xb0, '°'),
    (0xb1, '±'),
    (0xb3, '≥'),
    (0xb4, '×'),
    (0xb6, '∂'),
    (0xb7, '•'),
    (0xb9, '≠'),
    (0xba, '≡'),
    (0xbb, '≈'),
    (0xd6, '√'),
    (0xe5, '∑'),
];

/// The check marks, boxes and arrows of the fonts Wingdings.
const DINGBATS: [(u32, char); 9] = [
    (0x6f, '☐'),
    (0x71, '☐'),
    (0xa8, '☐'),
    (0xe0, '→'),
    (0xdf, '←'),
    (0xfb, '✗'),
    (0xfc, '✓'),
    (0xfd, '☒'),
    (0xfe, '☑'),
];

/// Returns the character that a font draws for a code; `None` if it is not known.
pub(super) fn symbol(font: &str, code: &str) -> Option<char> {
    let code = u32::from_str_radix(code.trim(), 16).ok()?;
    // The codes are those of the font, or moved to private use.
    let of_font = if (0xf000..=0xf0ff).contains(&code) { code - 0xf000 } else { code };
    let found = |signs: &[(u32, char)]| signs.iter().find(|(other, _)| *other == of_font).map(|(_, c)| *c);
    if font.starts_with("Wingdings") {
        return found(&DINGBATS);
    }
    if font == "Symbol" {
        let letter = char::from_u32(of_font)?;
        let of_alphabet = |first: char, letters: &str| {
            let index = u32::from(letter).checked_sub(u32::from(first))?;
            letters.chars().nth(index as usize)
        };
        let letters =
            if letter.is_ascii_uppercase() { of_alphabet('A', UPPER) } else { of_alphabet('a', LOWER) };
        let ascii = char::from_u32(of_font).filter(char::is_ascii_graphic);
        return letters.or_else(|| found(&SIGNS)).or(ascii);
    }
    char::from_u32(code).filter(|c| !(0xe000..=0xf8ff).contains(&u32::from(*c)))
}
