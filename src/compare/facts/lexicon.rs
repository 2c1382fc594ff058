//! Word classes and word tables for reading facts, from `words.toml`.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// A class of words or stems; `words.toml` describes each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Class {
    Another,
    Approximate,
    BeforeMonth,
    BeforeYear,
    Body,
    ClauseEnd,
    CommonEnding,
    Company,
    Comparative,
    Determiner,
    Direction,
    Further,
    Grammar,
    Head,
    Label,
    Maker,
    Measure,
    MeasureStem,
    NoDesignator,
    NoPlural,
    Number,
    Office,
    Opener,
    Particle,
    Plural,
    Preposition,
    Saying,
    Speaker,
    Speech,
    Time,
    Title,
    Vague,
}

/// A table that gives a value for words or stems; `words.toml` describes each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Table {
    Concept,
    Contrast,
    Country,
    CurrencyCode,
    CurrencySign,
    CurrencyWord,
    ForeignMonth,
    ForeignWeekday,
    Month,
    Scale,
    ShortMonth,
    SmallNumber,
    Spelling,
    Tens,
    Unit,
    Weekday,
}

/// `words.toml` as it is written.
#[derive(Deserialize)]
struct Source {
    classes: HashMap<Class, String>,
    /// The words of each value.
    tables: HashMap<Table, HashMap<String, String>>,
}

struct Lexicon {
    /// The classes of each word, a bit for each.
    classes: HashMap<String, u64>,
    /// The value of each word.
    tables: HashMap<Table, HashMap<String, String>>,
}

#[expect(clippy::expect_used, reason = "the lists are part of the program, not of a document")]
static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let source: Source = toml::from_str(include_str!("words.toml")).expect("lists of words");
    let mut classes: HashMap<String, u64> = HashMap::new();
    for (class, words) in source.classes {
        for word in words.split_ascii_whitespace() {
            *classes.entry(word.to_owned()).or_default() |= 1 << class as u64;
        }
    }
    let inverted = |table: HashMap<String, String>| {
        let words = |(value, words): (String, String)| -> Vec<(String, String)> {
            words.split_ascii_whitespace().map(|word| (word.to_owned(), value.clone())).collect()
        };
        table.into_iter().flat_map(words).collect()
    };
    let tables = source.tables.into_iter().map(|(table, values)| (table, inverted(values)));
    Lexicon { classes, tables: tables.collect() }
});

impl Class {
    /// Tells whether `word`, in lower case, is of this class.
    pub(super) fn has(self, word: &str) -> bool {
        LEXICON.classes.get(word).is_some_and(|classes| classes >> self as u64 & 1 == 1)
    }
}

impl Table {
    /// Returns the value of `word`, which is in lower case but for signs and codes of currencies.
    pub(super) fn get(self, word: &str) -> Option<&'static str> {
        LEXICON.tables.get(&self)?.get(word).map(String::as_str)
    }

    /// Returns the value of `word` as a number.
    pub(super) fn number<N: std::str::FromStr>(self, word: &str) -> Option<N> {
        self.get(word)?.parse().ok()
    }
}

/// Returns one spelling of `word`: "defence" for "defense", "russia" for "russian".
pub(super) fn spelling(word: &str) -> &str {
    Table::Country.get(word).or_else(|| Table::Spelling.get(word)).unwrap_or(word)
}

/// Tells whether `word` is another word for a country.
pub(super) fn is_country_word(word: &str) -> bool {
    Table::Country.get(word).is_some()
}

/// Tells whether `word` is a people or their adjective rather than a place.
pub(super) fn is_demonym(word: &str) -> bool {
    is_country_word(word) && !matches!(word, "us" | "usa" | "america" | "uk" | "britain" | "eu" | "un")
}

/// Tells whether `name` is one of the countries that have other words in the lexicon.
pub(super) fn is_country(name: &str) -> bool {
    LEXICON.tables.get(&Table::Country).is_some_and(|table| table.values().any(|country| country == name))
}

/// Tells whether `word` looks like a plural noun.
pub(super) fn is_plural(word: &str) -> bool {
    let ending = word.len() > 3
        && word.ends_with('s')
        && !["ss", "us", "is", "'s"].iter().any(|end| word.ends_with(end));
    (ending && !Class::NoPlural.has(word)) || Class::Plural.has(word)
}

/// Tells whether `word` often opens a sentence in front of a name without being part of it.
pub(super) fn is_opener(word: &str) -> bool {
    Class::Grammar.has(word) || Class::Opener.has(word) || (word.len() > 4 && word.ends_with("ly"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_and_table_has_words() {
        let source: Source = toml::from_str(include_str!("words.toml")).unwrap();
        assert_eq!(source.classes.len(), Class::Vague as usize + 1);
        assert_eq!(source.tables.len(), Table::Weekday as usize + 1);
        assert!(Class::Grammar.has("of") && Class::Title.has("senator") && !Class::Grammar.has("senator"));
        assert!(source.tables.values().all(|values| values.len() > 2));
        let all = source.classes.values().chain(source.tables.values().flat_map(HashMap::values));
        assert!(all.clone().all(|words| !words.trim().is_empty()));
    }

    #[test]
    fn plurals_are_told_by_their_ending() {
        let plural = ["divisions", "people", "aircraft"];
        let other = ["class", "status", "basis", "always", "is", "division"];
        assert!(plural.iter().all(|word| is_plural(word)) && !other.iter().any(|word| is_plural(word)));
    }

    #[test]
    fn one_name_has_one_spelling() {
        let cases =
            [("defense", "defence"), ("russian", "russia"), ("us", "united states"), ("putin", "putin")];
        for (word, expected) in cases {
            assert_eq!(spelling(word), expected);
        }
    }
}
