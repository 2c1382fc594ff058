//! Word classes and word tables for reading facts, from `words.toml`.

use std::sync::LazyLock;

use foldhash::{HashMap, HashSet};
use serde::Deserialize;

/// A class of words or stems; `words.toml` describes each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum WordClass {
    AfterYear,
    AmountChange,
    AmountNoun,
    Another,
    Approximate,
    BeforeAnyMonth,
    BeforeForeignMonth,
    BeforeMonth,
    BeforeYear,
    Body,
    ClauseEnd,
    CommonEnding,
    Company,
    Comparative,
    CountedNoun,
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
    Street,
    Time,
    Title,
    Vague,
}

/// A table that gives a value for words or stems; `words.toml` describes each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum ValueTable {
    Concept,
    Contrast,
    Country,
    CurrencyCode,
    CurrencySign,
    CurrencyWord,
    ForeignMonth,
    ForeignWeekday,
    Month,
    Ordinal,
    Scale,
    Season,
    ShortMonth,
    SmallNumber,
    Spelling,
    Tens,
    Unit,
    Weekday,
}

/// `words.toml` as it is written.
#[derive(Deserialize)]
struct LexiconFile {
    classes: HashMap<WordClass, String>,
    /// The words of each value.
    tables: HashMap<ValueTable, HashMap<String, String>>,
}

#[derive(Default)]
struct Lexicon {
    words: HashMap<String, WordEntry>,
    /// The countries that have other words.
    countries: HashSet<String>,
}

/// The classes and values of one word.
#[derive(Debug)]
pub(super) struct WordEntry {
    /// A bit for each class.
    classes: u64,
    values: Vec<(ValueTable, String)>,
}

/// The word of a text that is not in the lexicon.
pub(super) static UNKNOWN: WordEntry = WordEntry { classes: 0, values: Vec::new() };

#[expect(clippy::expect_used, reason = "the lists are part of the program, not of a document")]
static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let source: LexiconFile = toml::from_str(include_str!("words.toml")).expect("lists of words");
    let mut lexicon = Lexicon::default();
    for (class, words) in &source.classes {
        for word in words.split_ascii_whitespace() {
            lexicon.word(word).classes |= 1 << *class as u64;
        }
    }
    for (table, values) in &source.tables {
        for (value, words) in values {
            for word in words.split_ascii_whitespace() {
                lexicon.word(word).values.push((*table, value.clone()));
            }
        }
    }
    lexicon
        .countries
        .extend(source.tables.get(&ValueTable::Country).into_iter().flat_map(HashMap::keys).cloned());
    lexicon
});

impl Lexicon {
    /// Returns the entry of `word`, a new one if it has none.
    fn word(&mut self, word: &str) -> &mut WordEntry {
        self.words.entry(word.to_owned()).or_insert(WordEntry { classes: 0, values: Vec::new() })
    }
}

impl WordEntry {
    /// Returns the classes and values of `word`, which is in lower case but for signs and codes of
    /// currencies.
    pub(super) fn of(word: &str) -> &'static Self {
        LEXICON.words.get(word).unwrap_or(&UNKNOWN)
    }

    /// Tells whether it is of `class`.
    pub(super) fn is_in(&self, class: WordClass) -> bool {
        self.classes >> class as u64 & 1 == 1
    }

    /// Returns its value in `table`.
    pub(super) fn value(&self, table: ValueTable) -> Option<&str> {
        self.values.iter().find(|(of, _)| *of == table).map(|(_, value)| value.as_str())
    }
}

impl WordClass {
    /// Tells whether `word`, in lower case, is of this class.
    pub(super) fn has(self, word: &str) -> bool {
        WordEntry::of(word).is_in(self)
    }
}

impl ValueTable {
    /// Returns the value of `word`, which is in lower case but for signs and codes of currencies.
    pub(super) fn get(self, word: &str) -> Option<&'static str> {
        WordEntry::of(word).value(self)
    }
}

/// What a word can be beside a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WordRole {
    /// Any other word.
    Other,
    /// A title or an office: "president".
    Title,
    /// A word before a title that belongs to the office: "prime", "foreign".
    Office,
    /// A people, or the adjective of a country: "Russian".
    Demonym,
    /// A month or a day of the week, which alone is not a name.
    Time,
}

/// Returns what `word`, in lower case, can be beside a name.
pub(crate) fn role(word: &str) -> WordRole {
    let known = WordEntry::of(word);
    if known.is_in(WordClass::Time)
        || [ValueTable::Month, ValueTable::Weekday].iter().any(|table| known.value(*table).is_some())
    {
        WordRole::Time
    } else if known.is_in(WordClass::Title) {
        WordRole::Title
    } else if known.is_in(WordClass::Office) {
        WordRole::Office
    } else if is_demonym(word) {
        WordRole::Demonym
    } else {
        WordRole::Other
    }
}

/// Returns one spelling of `word`: "defence" for "defense", "russia" for "russian".
pub(crate) fn spelling(word: &str) -> &str {
    ValueTable::Country.get(word).or_else(|| ValueTable::Spelling.get(word)).unwrap_or(word)
}

/// Tells whether `word` is another word for a country.
pub(super) fn is_country_word(word: &str) -> bool {
    ValueTable::Country.get(word).is_some()
}

/// Tells whether `word` is a people or their adjective rather than a place.
pub(super) fn is_demonym(word: &str) -> bool {
    is_country_word(word) && !matches!(word, "us" | "usa" | "america" | "uk" | "britain" | "eu" | "un")
}

/// Tells whether `name` is one of the countries that have other words in the lexicon.
pub(super) fn is_country(name: &str) -> bool {
    LEXICON.countries.contains(name)
}

/// Tells whether `word` looks like a plural noun.
pub(super) fn is_plural(word: &str) -> bool {
    let ending = word.len() > 3
        && word.ends_with('s')
        && !["ss", "us", "is", "'s"].iter().any(|end| word.ends_with(end));
    (ending && !WordClass::NoPlural.has(word)) || WordClass::Plural.has(word)
}

/// Tells whether `word` often opens a sentence in front of a name without being part of it.
pub(super) fn is_opener(word: &str) -> bool {
    WordClass::Grammar.has(word) || WordClass::Opener.has(word) || (word.len() > 4 && word.ends_with("ly"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_and_table_has_words() {
        let source: LexiconFile = toml::from_str(include_str!("words.toml")).unwrap();
        assert_eq!(source.classes.len(), WordClass::Vague as usize + 1);
        assert_eq!(source.tables.len(), ValueTable::Weekday as usize + 1);
        assert!(
            WordClass::Grammar.has("of")
                && WordClass::Title.has("senator")
                && !WordClass::Grammar.has("senator")
        );
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
