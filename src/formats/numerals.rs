//! Numbers of list items as letters and Roman numerals.

/// The largest number that is written as a letter or a Roman numeral; larger ones are written in digits.
const LARGEST: usize = 3999;

/// Returns a number as letters, as word processors count: a to z, then aa, bb and so on.
pub(super) fn letters(number: usize) -> String {
    match (number.checked_sub(1), u8::try_from(number.wrapping_sub(1) % 26)) {
        (Some(index), Ok(letter)) if number <= LARGEST => {
            char::from(b'a' + letter).to_string().repeat(index / 26 + 1)
        }
        _ => number.to_string(),
    }
}

/// Returns a number as a Roman numeral in small letters.
pub(super) fn roman(number: usize) -> String {
    const SIGNS: [(usize, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if number == 0 || number > LARGEST {
        return number.to_string();
    }
    let mut rest = number;
    let mut numeral = String::new();
    for (value, sign) in SIGNS {
        numeral.push_str(&sign.repeat(rest / value));
        rest %= value;
    }
    numeral
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_become_letters_and_numerals() {
        for (number, as_letters, as_roman) in
            [(1, "a", "i"), (26, "z", "xxvi"), (28, "bb", "xxviii"), (0, "0", "0"), (5000, "5000", "5000")]
        {
            assert_eq!((&*letters(number), &*roman(number)), (as_letters, as_roman));
        }
        assert_eq!(roman(1994), "mcmxciv");
    }
}
