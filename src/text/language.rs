//! The language of a text.
//!
//! A wrong stemmer does more harm than none, so a doubtful guess counts as no guess. Languages that are
//! recognised but have no stemmer are all [`Language::Other`]: English stop words are no stop words of a
//! Polish text.

use rust_stemmers::Algorithm;
use whatlang::{Lang, detect_script};

/// Detection reads no more bytes than this; more text does not change a reliable answer.
const PROBE: usize = 10 * 1024;

/// The language of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// العربية
    Arabic,
    /// Dansk
    Danish,
    /// Nederlands
    Dutch,
    /// English
    English,
    /// Suomi
    Finnish,
    /// Français
    French,
    /// Deutsch
    German,
    /// Ελληνικά
    Greek,
    /// Magyar
    Hungarian,
    /// Italiano
    Italian,
    /// Norsk
    Norwegian,
    /// Português
    Portuguese,
    /// Română
    Romanian,
    /// Русский
    Russian,
    /// Español
    Spanish,
    /// Svenska
    Swedish,
    /// தமிழ்
    Tamil,
    /// Türkçe
    Turkish,
    /// A language without a stemmer.
    Other,
}

/// The languages with a stemmer: as whatlang has them, their Snowball algorithm, BCP 47 tag and English name.
const LANGUAGES: [(Language, Lang, Algorithm, &str, &str); 18] = [
    (Language::Arabic, Lang::Ara, Algorithm::Arabic, "ar", "Arabic"),
    (Language::Danish, Lang::Dan, Algorithm::Danish, "da", "Danish"),
    (Language::Dutch, Lang::Nld, Algorithm::Dutch, "nl", "Dutch"),
    (Language::English, Lang::Eng, Algorithm::English, "en", "English"),
    (Language::Finnish, Lang::Fin, Algorithm::Finnish, "fi", "Finnish"),
    (Language::French, Lang::Fra, Algorithm::French, "fr", "French"),
    (Language::German, Lang::Deu, Algorithm::German, "de", "German"),
    (Language::Greek, Lang::Ell, Algorithm::Greek, "el", "Greek"),
    (Language::Hungarian, Lang::Hun, Algorithm::Hungarian, "hu", "Hungarian"),
    (Language::Italian, Lang::Ita, Algorithm::Italian, "it", "Italian"),
    (Language::Norwegian, Lang::Nob, Algorithm::Norwegian, "no", "Norwegian"),
    (Language::Portuguese, Lang::Por, Algorithm::Portuguese, "pt", "Portuguese"),
    (Language::Romanian, Lang::Ron, Algorithm::Romanian, "ro", "Romanian"),
    (Language::Russian, Lang::Rus, Algorithm::Russian, "ru", "Russian"),
    (Language::Spanish, Lang::Spa, Algorithm::Spanish, "es", "Spanish"),
    (Language::Swedish, Lang::Swe, Algorithm::Swedish, "sv", "Swedish"),
    (Language::Tamil, Lang::Tam, Algorithm::Tamil, "ta", "Tamil"),
    (Language::Turkish, Lang::Tur, Algorithm::Turkish, "tr", "Turkish"),
];

impl Language {
    /// Returns the Snowball algorithm that stems its words.
    pub fn stemming(self) -> Option<Algorithm> {
        LANGUAGES.iter().find(|row| row.0 == self).map(|row| row.2)
    }

    /// Returns its BCP 47 tag and its English name, if it is recognised.
    pub fn names(self) -> Option<(&'static str, &'static str)> {
        LANGUAGES.iter().find(|row| row.0 == self).map(|row| (row.3, row.4))
    }

    /// Tells whether its writers set thousands apart by full stops.
    pub(super) fn stops_thousands(self) -> bool {
        matches!(
            self,
            Self::Danish
                | Self::Dutch
                | Self::German
                | Self::Greek
                | Self::Italian
                | Self::Portuguese
                | Self::Romanian
                | Self::Spanish
                | Self::Turkish
        )
    }
}

/// Returns the language `text` is written in, judged by its first 10 kB; `None` when unsure,
/// which is common below a hundred letters.
pub fn detect(text: &str) -> Option<Language> {
    let found = whatlang::detect(beginning(text, PROBE))?;
    found
        .is_reliable()
        .then(|| LANGUAGES.iter().find(|row| row.1 == found.lang()).map_or(Language::Other, |row| row.0))
}

/// Tells whether two texts are in different scripts, such as Latin and Cyrillic; a text without letters
/// has none.
pub fn scripts_differ(one: &str, other: &str) -> bool {
    let scripts = [one, other].map(|text| detect_script(beginning(text, PROBE)));
    matches!(scripts, [Some(one), Some(other)] if one != other)
}

/// Returns the first `bytes` bytes of `text`, or fewer so as not to cut a character.
pub fn beginning(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_sentences_tell_the_language() {
        let cases = [
            (
                "The purchase of this system has been a point of contention for many years, and nobody expects that to change before the next meeting.",
                Some(Language::English),
            ),
            (
                "Die Regierung hat am Donnerstag beschlossen, den Bau der neuen Brücke um zwei Jahre zu verschieben, weil das Geld fehlt.",
                Some(Language::German),
            ),
            (
                "Rząd zdecydował w czwartek o przesunięciu budowy nowego mostu o dwa lata, ponieważ brakuje pieniędzy.",
                Some(Language::Other),
            ),
            (
                "Мы ещё не знаем, когда откроется выставка, но билеты уже можно купить в кассе музея. Это, по словам директора, было бы невозможно ещё год назад, и всё же сегодня все рады тому, что получилось.",
                Some(Language::Russian),
            ),
            ("S-400", None),
            ("", None),
        ];
        for (text, language) in cases {
            assert_eq!(detect(text), language, "{text}");
        }
    }

    #[test]
    fn scripts_tell_short_texts_apart() {
        let cases = [
            ("Wexley", "Уэксли 12", true),
            ("Wexley", "東京", true),
            ("Wexley", "Straße", false),
            ("Wexley", "12 …", false),
        ];
        for (one, other, differ) in cases {
            assert_eq!(scripts_differ(one, other), differ, "{one} {other}");
            assert_eq!(scripts_differ(other, one), differ, "{other} {one}");
        }
    }

    #[test]
    fn a_beginning_ends_between_characters() {
        assert_eq!(beginning("aüb", 2), "a");
        assert_eq!(beginning("aüb", 3), "aü");
        assert_eq!(beginning("aüb", 9), "aüb");
    }
}
