//! Words that end with a full stop of their own, and what each says about the sentence.

use std::sync::LazyLock;

use crate::text::sentences::list::WordList;

/// What an abbreviation asks of the word after it before it ends a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// Stands before a name: `Dr.`
    Title,
    /// Stands before what it leads in: `e.g.`, `vs.`
    Connective,
    /// Stands before a number: `No.`, `p.`
    Numbered,
    /// A month or a day, before a number: `Jan.`
    Date,
    /// `a.m.`, `p.m.`: ends a sentence unless a day or a time zone follows.
    Clock,
    /// Ends a sentence if anything can: `etc.`
    Closing,
    /// May stand anywhere: `Inc.`, `U.S.`; only a word that opens sentences tells.
    Open,
    /// A single letter.
    Initial,
}

/// A kind in the list, where some only count with a capital.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Title,
    Connective,
    Numbered,
    Date,
    Clock,
    Closing,
    Open,
    State,
    Month,
}

impl Kind {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "title" => Kind::Title,
            "connective" => Kind::Connective,
            "numbered" => Kind::Numbered,
            "date" => Kind::Date,
            "clock" => Kind::Clock,
            "closing" => Kind::Closing,
            "open" => Kind::Open,
            "state" => Kind::State,
            "month" => Kind::Month,
            _ => return None,
        })
    }
}

static LIST: LazyLock<WordList<Kind>> = LazyLock::new(|| {
    let words = lines().filter_map(|(kind, words)| Some((Kind::named(kind)?, words)));
    words.flat_map(|(kind, words)| words.split_ascii_whitespace().map(move |word| (word, kind))).collect()
});

fn kind(word: &str) -> Option<Kind> {
    LIST.get(&word.to_lowercase())
}

fn lines() -> impl Iterator<Item = (&'static str, &'static str)> {
    include_str!("abbreviations.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(": "))
}

/// Returns what kind of abbreviation `word` with a full stop after it is, `None` for a plain word;
/// `before` is the text before it.
pub(super) fn classify(word: &str, before: &str) -> Option<Abbreviation> {
    let mut chars = word.chars();
    let first = chars.next()?;
    if chars.as_str().is_empty() {
        return first.is_alphabetic().then(|| single(first, before));
    }
    let capital = first.is_uppercase();
    // `CF` and `IE` are names of things.
    let acronym = capital && chars.all(char::is_uppercase);
    match kind(word) {
        Some(Kind::Title) => Some(Abbreviation::Title),
        Some(Kind::Numbered) => Some(Abbreviation::Numbered),
        Some(Kind::Closing) => Some(Abbreviation::Closing),
        Some(Kind::Connective) if !acronym => Some(Abbreviation::Connective),
        Some(Kind::Date) if capital => Some(Abbreviation::Date),
        Some(Kind::Clock) => Some(Abbreviation::Clock),
        Some(Kind::Open) => Some(Abbreviation::Open),
        Some(Kind::State) if capital => Some(Abbreviation::Open),
        _ => is_dotted(word).then_some(Abbreviation::Open),
    }
}

fn single(letter: char, before: &str) -> Abbreviation {
    match letter {
        'p' | 'с' => Abbreviation::Numbered,
        'M' => Abbreviation::Title,
        'm' if matches!(before.trim_end().as_bytes(), [.., b'a' | b'p', b'.']) => Abbreviation::Clock,
        _ => Abbreviation::Initial,
    }
}

/// Tells whether a word is a month or a weekday, whole or shortened, in English or German.
pub(super) fn is_month(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && matches!(kind(word), Some(Kind::Date | Kind::Month))
}

/// Tells whether a word is letters with full stops between, such as `U.S` or `Ph.D`.
fn is_dotted(word: &str) -> bool {
    let mut parts = 0;
    let lettered = word.split('.').all(|part| {
        parts += 1;
        (1..=3).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic)
    });
    lettered && parts > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_list_has_a_known_kind() {
        assert!(lines().all(|(kind, words)| Kind::named(kind).is_some() && !words.is_empty()));
        let words = lines().flat_map(|(_, words)| words.split_ascii_whitespace());
        let mut words: Vec<&str> = words.collect();
        words.sort_unstable();
        assert!(words.len() > 200);
        assert!(words.windows(2).all(|pair| pair[0] < pair[1]), "no word has two kinds");
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
            ("example.com", None),
            ("3.5", None),
            ("K", Some(Abbreviation::Initial)),
            ("dog", None),
            ("Mass", Some(Abbreviation::Open)),
            ("mass", None),
            ("CF", None),
            ("", None),
        ] {
            assert_eq!(classify(word, ""), wanted, "{word}");
        }
    }
}
