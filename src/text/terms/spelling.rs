//! One spelling for words that British and American English write differently, and for numbers: "five"
//! is 5, "4.500" is 4500 where full stops set thousands apart.
//!
//! Each rule rewrites the rarer way of writing into the safer one: `-ize` becomes `-ise` because
//! the other direction would need a list of exceptions ("promise", "raise", "wise").

use std::borrow::Cow;

/// Beginnings that differ and what they become, longest first where one begins another.
const BEGINNINGS: &[(&str, &str)] = &[
    ("aluminium", "aluminum"),
    ("anaem", "anem"),
    ("anaesth", "anesth"),
    ("armour", "armor"),
    ("behaviour", "behavior"),
    ("calibre", "caliber"),
    ("catalogue", "catalog"),
    ("centre", "center"),
    ("colour", "color"),
    ("defence", "defense"),
    ("demeanour", "demeanor"),
    ("dialogue", "dialog"),
    ("diarrhoea", "diarrhea"),
    ("endeavour", "endeavor"),
    ("favour", "favor"),
    ("fibre", "fiber"),
    ("flavour", "flavor"),
    ("foet", "fet"),
    ("fulfil", "fulfill"),
    ("grey", "gray"),
    ("gynaec", "gynec"),
    ("haem", "hem"),
    ("harbour", "harbor"),
    ("honour", "honor"),
    ("humour", "humor"),
    ("judgement", "judgment"),
    ("kilometre", "kilometer"),
    ("labour", "labor"),
    ("licence", "license"),
    ("litre", "liter"),
    ("manoeuv", "maneuv"),
    ("metre", "meter"),
    ("misdemeanour", "misdemeanor"),
    ("neighbour", "neighbor"),
    ("odour", "odor"),
    ("oedema", "edema"),
    ("oesoph", "esoph"),
    ("oestr", "estr"),
    ("offence", "offense"),
    ("orthopaed", "orthoped"),
    ("paed", "ped"),
    ("pretence", "pretense"),
    ("programme", "program"),
    ("rigour", "rigor"),
    ("rumour", "rumor"),
    ("sceptic", "skeptic"),
    ("splendour", "splendor"),
    ("theatre", "theater"),
    ("tumour", "tumor"),
    ("vapour", "vapor"),
    ("vigour", "vigor"),
];

/// Endings that follow the `z` of `-ize` and `-yze` words.
const AFTER_Z: &[&str] = &["e", "ed", "es", "er", "ers", "ing", "ation", "ations"];

/// Endings before which British English doubles an `l`.
const AFTER_LL: &[&str] = &["ed", "er", "ers", "ing", "ings"];

/// Returns `word` (lower case) in the spelling both kinds of English are compared in.
pub(super) fn folded(word: &str) -> Cow<'_, str> {
    let candidate = BEGINNINGS.partition_point(|(beginning, _)| *beginning <= word);
    if let Some((british, american)) = candidate.checked_sub(1).map(|index| BEGINNINGS[index])
        && let Some(rest) = word.strip_prefix(british)
        && !rest.starts_with('l')
    {
        // "centred" and "centres" lose the e that "center" already has.
        let rest = if british.ends_with("re") && rest == "d" { "ed" } else { rest };
        return Cow::Owned(format!("{american}{rest}"));
    }
    sibilant(word).or_else(|| single_l(word)).map_or(Cow::Borrowed(word), Cow::Owned)
}

/// Returns "organise" for "organize".
fn sibilant(word: &str) -> Option<String> {
    let at = word.rfind('z')?;
    let (before, after) = (&word[..at], &word[at + 1..]);
    let fits = before.len() > 3 && before.ends_with(['i', 'y']) && AFTER_Z.contains(&after);
    fits.then(|| format!("{before}s{after}"))
}

/// Returns "traveled" for "travelled"; short words such as "spelling" double the l everywhere.
fn single_l(word: &str) -> Option<String> {
    let at = word.rfind("ll")?;
    let fits = at > 4 && AFTER_LL.contains(&&word[at + 2..]);
    fits.then(|| format!("{}{}", &word[..=at], &word[at + 2..]))
}

/// Numbers that are written out often, from 2 on; "one" is left a word, it is a pronoun too.
const SMALL: [&str; 18] = [
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
/// The tens from 20 on.
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// Returns the digits of a number that is written out: "5" for "five", "25" for "twenty-five".
pub(super) fn number(word: &str) -> Option<String> {
    let small = |word: &str| SMALL.iter().position(|name| *name == word).map(|at| at + 2);
    let tens = |word: &str| TENS.iter().position(|name| *name == word).map(|at| (at + 2) * 10);
    let (first, unit) = word.split_once('-').unwrap_or((word, ""));
    let value = match unit {
        "" if first.len() == word.len() => small(word).or_else(|| tens(word))?,
        "one" => tens(first)? + 1,
        _ => tens(first)? + small(unit).filter(|unit| *unit < 10)?,
    };
    Some(value.to_string())
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
    fn the_beginnings_are_sorted() {
        assert!(BEGINNINGS.windows(2).all(|pair| pair[0].0 < pair[1].0 && !pair[1].0.starts_with(pair[0].0)));
    }

    #[test]
    fn both_spellings_become_one() {
        let pairs = [
            ("defence", "defense"),
            ("neighbours", "neighbors"),
            ("centred", "centered"),
            ("organisation", "organization"),
            ("analysed", "analyzed"),
            ("travelling", "traveling"),
            ("fulfilled", "fulfilled"),
            ("haemoglobin", "hemoglobin"),
        ];
        for (british, american) in pairs {
            assert_eq!(folded(british), folded(american));
        }
    }

    #[test]
    fn other_words_stay() {
        for word in ["four", "size", "prize", "spelling", "hours", "promise", "zebra", "münze", ""] {
            assert_eq!(folded(word), word);
        }
    }

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
