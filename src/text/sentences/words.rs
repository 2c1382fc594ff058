//! The words around a stop that tell whether it ends a sentence: abbreviations before it, openers and
//! others after it.

use std::sync::LazyLock;

use foldhash::{HashMap, HashMapExt};

/// A kind of word in `words.txt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WordKind {
    Abbreviation(Abbreviation),
    /// A shortened name of a state, which is an abbreviation only with a capital.
    State,
    /// The whole name of a month or a weekday.
    Month,
    TimeZone,
    /// A word that begins a sentence about a time of day: `At 5 a.m.`
    BeforeTime,
    /// A German word that an ordinal number follows.
    BeforeOrdinal,
    /// A word that a single letter follows as a label: `plan B`.
    BeforeLetter,
    /// The field of a doctor's degree: `Dr. med.`
    Degree,
    /// A unit of measure, which is an abbreviation only after a number.
    Unit,
    /// A verb that says who spoke.
    Speech,
    /// A word that, capitalised, begins sentences: an article, a pronoun, a conjunction. Words that are
    /// as often names (`Will`, `May`, `Mark`) are not among them.
    Opener,
}

/// A kind of abbreviation, by the words that follow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// Precedes a name: `Dr.`
    Title,
    /// Precedes an example, a source or a party: `e.g.`, `vs.`
    Connective,
    /// Precedes a number: `No.`, `p.`
    Numbered,
    /// A month or a weekday, which precedes a number: `Jan.`
    Date,
    /// `a.m.`, `p.m.`: ends a sentence unless it belongs to what follows.
    Clock,
    /// Usually ends a sentence: `etc.`
    Closing,
    /// Occurs anywhere: `Inc.`, `U.S.`; it ends a sentence only before an opener.
    Open,
    /// A unit after a number, which ends a sentence unless a number follows: `5 ft. 2 in.`
    Unit,
    /// A single letter.
    Initial,
}

const KINDS: [(&str, WordKind); 17] = [
    ("title", WordKind::Abbreviation(Abbreviation::Title)),
    ("connective", WordKind::Abbreviation(Abbreviation::Connective)),
    ("numbered", WordKind::Abbreviation(Abbreviation::Numbered)),
    ("date", WordKind::Abbreviation(Abbreviation::Date)),
    ("clock", WordKind::Abbreviation(Abbreviation::Clock)),
    ("closing", WordKind::Abbreviation(Abbreviation::Closing)),
    ("open", WordKind::Abbreviation(Abbreviation::Open)),
    ("state", WordKind::State),
    ("month", WordKind::Month),
    ("zone", WordKind::TimeZone),
    ("time", WordKind::BeforeTime),
    ("ordinal", WordKind::BeforeOrdinal),
    ("letter", WordKind::BeforeLetter),
    ("degree", WordKind::Degree),
    ("unit", WordKind::Unit),
    ("speech", WordKind::Speech),
    ("opener", WordKind::Opener),
];

/// The kinds of each word; a few words have two.
static WORDS: LazyLock<HashMap<&str, Vec<WordKind>>> = LazyLock::new(|| {
    let mut words: HashMap<&str, Vec<WordKind>> = HashMap::new();
    for (name, line) in lines() {
        for (_, kind) in KINDS.iter().filter(|(known, _)| *known == name) {
            line.split_whitespace().for_each(|word| words.entry(word).or_default().push(*kind));
        }
    }
    words
});

/// Returns the lines of `words.txt`, each as the name of a kind and its words.
fn lines() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = include_str!("words.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(": "))
}

fn kinds(word: &str) -> &'static [WordKind] {
    WORDS.get(word).map_or(&[], Vec::as_slice)
}

/// Returns which abbreviation `word` with a full stop after it is, `None` for other words; `before` is
/// the text before it.
pub(super) fn abbreviation(word: &str, before: &str) -> Option<Abbreviation> {
    let before = before.trim_end();
    let mut chars = word.chars();
    let first = chars.next()?;
    let is_letter = chars.as_str().is_empty();
    let is_capital = first.is_uppercase();
    if let Some(spaced) = spaced(word, before) {
        return Some(spaced);
    }
    let unit = kinds(word).contains(&WordKind::Unit);
    if unit && before.ends_with(char::is_numeric) {
        return Some(Abbreviation::Unit);
    }
    if is_letter && !first.is_alphabetic() {
        return kinds(word)
            .contains(&WordKind::Abbreviation(Abbreviation::Numbered))
            .then_some(Abbreviation::Numbered);
    }
    // `CF` and `IE` are names.
    let is_acronym = is_capital && !is_letter && chars.all(char::is_uppercase);
    // A capital alone is an initial, whatever the small letter stands for.
    let lower = if is_letter { String::new() } else { word.to_lowercase() };
    let listed = kinds(word).iter().chain(kinds(&lower)).find_map(|kind| match kind {
        WordKind::Abbreviation(Abbreviation::Connective) if is_acronym => None,
        WordKind::Abbreviation(Abbreviation::Date) if !is_capital => None,
        WordKind::Abbreviation(abbreviation) => Some(*abbreviation),
        WordKind::State => is_capital.then_some(Abbreviation::Open),
        WordKind::Degree => (before.ends_with('.') && !is_capital).then_some(Abbreviation::Title),
        WordKind::Unit => (!is_letter).then_some(Abbreviation::Open),
        WordKind::Month
        | WordKind::TimeZone
        | WordKind::BeforeTime
        | WordKind::BeforeOrdinal
        | WordKind::BeforeLetter
        | WordKind::Speech
        | WordKind::Opener => None,
    });
    listed.or_else(|| {
        if is_letter {
            Some(Abbreviation::Initial).filter(|_| !(is_capital && precedes_letter(before)))
        } else {
            (has_inner_stops(word) || is_street(&lower)).then_some(Abbreviation::Open)
        }
    })
}

/// Returns the abbreviation that a word completes with up to two others before it: `p. m.`, `z. B.`
fn spaced(word: &str, before: &str) -> Option<Abbreviation> {
    // Most words come after none.
    let mut whole = if before.ends_with('.') { word.to_lowercase() } else { return None };
    let mut found = None;
    for part in before.rsplit(char::is_whitespace).take(2) {
        let Some(part) = part.strip_suffix('.').filter(|part| part.chars().count() <= 2) else { break };
        whole = format!("{}.{whole}", part.trim_start_matches('(').to_lowercase());
        let abbreviation = kinds(&whole).iter().find_map(|kind| match kind {
            WordKind::Abbreviation(abbreviation) => Some(*abbreviation),
            _ => None,
        });
        found = abbreviation.or(found);
    }
    found
}

/// Tells whether a word, in small letters, is a German street with its last syllable shortened: `Hafenstr`.
fn is_street(word: &str) -> bool {
    word.strip_suffix("str").is_some_and(|name| name.chars().count() >= 3)
}

/// Tells whether a word is letters with full stops between them, such as `U.S` or `Ph.D`.
fn has_inner_stops(word: &str) -> bool {
    let is_part =
        |part: &str| (1..=3).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic);
    word.contains('.') && word.split('.').all(is_part)
}

/// Tells whether a word is a month or a weekday, whole or shortened, in English or German.
pub(super) fn is_month(word: &str) -> bool {
    let is_date =
        |kind: &WordKind| matches!(kind, WordKind::Month | WordKind::Abbreviation(Abbreviation::Date));
    word.starts_with(char::is_uppercase) && kinds(&word.to_lowercase()).iter().any(is_date)
}

/// Words of a line that states a date and nothing else, beside those of the date.
const DATE_LINE_WORDS: [&str; 14] = [
    "am",
    "pm",
    "posted",
    "published",
    "updated",
    "last",
    "modified",
    "created",
    "on",
    "at",
    "uhr",
    "stand",
    "date",
    "the",
];

/// The longest line that states a date and nothing else, in bytes.
const LONGEST_DATE_LINE: usize = 64;

/// Tells whether a line states when something was written, and nothing else.
///
/// Such are `Tuesday, May 24, 2005` and `Posted at 3:21 PM ET, 01/5/2011`. Months are known in English and German.
pub fn is_date_line(line: &str) -> bool {
    let words = || line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_figure = |word: &str| {
        let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
        let ends = ["", "st", "nd", "rd", "th", "am", "pm", "h"];
        rest.len() < word.len() && ends.iter().any(|end| rest.eq_ignore_ascii_case(end))
    };
    let is_part = |word: &str| {
        let is_zone = word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_uppercase());
        let lower = word.to_lowercase();
        is_figure(word) || is_zone || DATE_LINE_WORDS.contains(&&*lower) || is_month(word)
    };
    let figures = words().filter(|word| is_figure(word)).count();
    let has_month = words().any(is_month);
    let is_of_figures = figures >= 3 && line.contains(['/', '-', '.']);
    line.len() <= LONGEST_DATE_LINE && figures > 0 && (has_month || is_of_figures) && words().all(is_part)
}

/// Tells whether a word can follow a time of day: a day or a time zone.
pub(super) fn is_time_word(word: &str) -> bool {
    is_month(word) || kinds(word).contains(&WordKind::TimeZone) || (word.ends_with("day") && word != "Today")
}

/// Tells whether a time of day at the end of `before`, the beginning of a sentence, belongs to the words
/// after it: `At about 5 a.m.`, `He missed the 5 p.m.`
pub(super) fn opens_with_time(before: &str) -> bool {
    let words: Vec<&str> = before.split_whitespace().rev().take(6).collect();
    let is = |word: &&str, kind| kinds(&word.to_lowercase()).contains(&kind);
    let is_first = words.len() < 6 && words.last().is_some_and(|first| is(first, WordKind::BeforeTime));
    is_first
        || words.get(1).is_some_and(|word| matches!(*word, "the" | "The" | "a" | "A" | "every" | "el" | "la"))
}

/// Tells whether a word is an article, a pronoun, a preposition or a conjunction.
pub(super) fn is_function_word(word: &str) -> bool {
    kinds(&word.to_lowercase()).contains(&WordKind::Opener)
}

/// Tells whether a capitalised word begins sentences rather than names; `after` is the text behind it.
pub(super) fn is_opener(word: &str, after: &str) -> bool {
    let mut chars = word.chars();
    if !chars.next().is_some_and(char::is_uppercase) {
        return false;
    }
    // `IT` and `US` are names; `A` and `I` are words unless a full stop makes them initials, and the
    // French `C`, `J` and `L` only with an apostrophe.
    let fits = match word {
        "C" | "J" | "L" => after.starts_with(['\'', '’']),
        _ if chars.as_str().is_empty() => after.starts_with(char::is_whitespace),
        _ => !chars.any(char::is_uppercase),
    };
    fits && kinds(&word.to_lowercase()).contains(&WordKind::Opener)
}

/// Tells whether a word is an English verb that says who spoke.
pub(super) fn is_speech_verb(word: &str) -> bool {
    kinds(word).contains(&WordKind::Speech)
}

/// Tells whether `before` ends with a German word that an ordinal number follows: `im 19. Jahrhundert`,
/// `im 18. und 19. Jahrhundert`.
pub(super) fn precedes_ordinal(before: &str) -> bool {
    let mut words = before.split_whitespace().rev();
    let word = words.next().unwrap_or_default();
    let is_ordinal = |word: &str| {
        word.strip_suffix('.').is_some_and(|number| number.chars().all(char::is_numeric) || is_roman(number))
    };
    let joins = matches!(word, "und" | "oder" | "bis" | "bzw.") && words.next().is_some_and(is_ordinal);
    joins || kinds(&word.to_lowercase()).contains(&WordKind::BeforeOrdinal)
}

/// Tells whether a word is a Roman numeral in capitals, other than `I`.
pub(super) fn is_roman(word: &str) -> bool {
    word != "I" && !word.is_empty() && word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'))
}

/// Tells whether `before` ends with a word that a letter follows as a label: `plan B`.
fn precedes_letter(before: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    kinds(&word.to_lowercase()).contains(&WordKind::BeforeLetter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_a_known_kind_and_no_abbreviation_has_two() {
        for (name, words) in lines() {
            assert!(KINDS.iter().any(|(known, _)| *known == name) && !words.is_empty(), "{name}");
        }
        assert!(WORDS.len() > 700);
        for (word, kinds) in &*WORDS {
            let is_abbreviation =
                |kind: &&WordKind| matches!(kind, WordKind::Abbreviation(_) | WordKind::State);
            assert!(kinds.iter().filter(is_abbreviation).count() < 2, "{word}");
        }
    }

    #[test]
    fn words_and_abbreviations_are_told_apart() {
        for (word, wanted) in [
            ("Gen", Some(Abbreviation::Title)),
            ("e.g", Some(Abbreviation::Connective)),
            ("Sat", Some(Abbreviation::Date)),
            ("sat", None),
            ("U.S", Some(Abbreviation::Open)),
            ("Ph.D", Some(Abbreviation::Open)),
            ("Hafenstr", Some(Abbreviation::Open)),
            ("Rd", Some(Abbreviation::Open)),
            ("rd", Some(Abbreviation::Connective)),
            ("example.com", None),
            ("3.5", None),
            ("K", Some(Abbreviation::Initial)),
            ("dog", None),
            ("Mass", Some(Abbreviation::Open)),
            ("mass", None),
            ("CF", None),
            ("", None),
        ] {
            assert_eq!(abbreviation(word, ""), wanted, "{word}");
        }
    }

    #[test]
    fn names_open_no_sentence() {
        for (word, after, wanted) in [
            ("The", " end", true),
            ("Однако", ",", true),
            ("A", " man", true),
            ("A", ". Smith", false),
            ("C", "’est", true),
            ("C", " sharp", false),
            ("Army", "", false),
            ("IT", "", false),
            ("the", "", false),
            ("", "", false),
        ] {
            assert_eq!(is_opener(word, after), wanted, "{word}{after}");
        }
    }
}
