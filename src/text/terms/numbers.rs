//! Numbers in one way of writing: "five" is 5, "4.500" is 4500 where full stops set thousands
//! apart.

use std::borrow::Cow;

/// Numbers that are written out often; "one" is left a word, it is a pronoun too.
const NUMBERS: &[(&str, &str)] = &[
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
    ("eleven", "11"),
    ("twelve", "12"),
    ("thirteen", "13"),
    ("fourteen", "14"),
    ("fifteen", "15"),
    ("sixteen", "16"),
    ("seventeen", "17"),
    ("eighteen", "18"),
    ("nineteen", "19"),
    ("twenty", "20"),
    ("thirty", "30"),
    ("forty", "40"),
    ("fifty", "50"),
    ("sixty", "60"),
    ("seventy", "70"),
    ("eighty", "80"),
    ("ninety", "90"),
];

/// Returns the digits of a number that is written out: "5" for "five", "25" for "twenty-five".
pub(super) fn number(word: &str) -> Option<Cow<'static, str>> {
    let digits = |word: &str| NUMBERS.iter().find(|(name, _)| *name == word).map(|(_, digits)| *digits);
    if let Some(digits) = digits(word) {
        return Some(Cow::Borrowed(digits));
    }
    let (tens, unit) = word.split_once('-')?;
    let (tens, unit) = (digits(tens)?, if unit == "one" { "1" } else { digits(unit)? });
    let fits = tens.len() == 2 && tens.ends_with('0') && tens != "10" && unit.len() == 1;
    fits.then(|| Cow::Owned(format!("{}{unit}", &tens[..1])))
}

/// Tells whether `word` is a number in groups of three digits between full stops.
pub(super) fn thousands(word: &str) -> bool {
    let mut groups = word.split('.');
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let first = groups.next().is_some_and(|group| (1..=3).contains(&group.len()) && digits(group));
    first && word.contains('.') && groups.all(|group| group.len() == 3 && digits(group))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_numbers_have_digits() {
        let cases = [
            ("five", Some("5")),
            ("twenty-five", Some("25")),
            ("thirty-one", Some("31")),
            ("one", None),
            ("ten-two", None),
            ("five-five", None),
            ("", None),
        ];
        for (word, digits) in cases {
            assert_eq!(number(word).as_deref(), digits, "{word}");
        }
    }

    #[test]
    fn thousands_come_in_threes() {
        for word in ["4.500", "1.000.000", "12.345"] {
            assert!(thousands(word), "{word}");
        }
        for word in ["4.50", "1234.500", "4500", ".500", "4.500.1", "s.400", "4.5oo", ""] {
            assert!(!thousands(word), "{word}");
        }
    }
}
