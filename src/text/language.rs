//! Which language a text is in, as far as that helps to find the stems of its words.
//!
//! A wrong stemmer does more harm than none, so a doubtful guess counts as no guess. Languages
//! that are recognised but have no stemmer are all [`Language::Other`]: knowing that a text is
//! Polish keeps English stop words away from it.

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
    /// A language for which there is no stemmer.
    Other,
}

impl Language {
    /// Returns the Snowball algorithm that stems its words.
    pub fn stemming(self) -> Option<Algorithm> {
        Some(match self {
            Self::Arabic => Algorithm::Arabic,
            Self::Danish => Algorithm::Danish,
            Self::Dutch => Algorithm::Dutch,
            Self::English => Algorithm::English,
            Self::Finnish => Algorithm::Finnish,
            Self::French => Algorithm::French,
            Self::German => Algorithm::German,
            Self::Greek => Algorithm::Greek,
            Self::Hungarian => Algorithm::Hungarian,
            Self::Italian => Algorithm::Italian,
            Self::Norwegian => Algorithm::Norwegian,
            Self::Portuguese => Algorithm::Portuguese,
            Self::Romanian => Algorithm::Romanian,
            Self::Russian => Algorithm::Russian,
            Self::Spanish => Algorithm::Spanish,
            Self::Swedish => Algorithm::Swedish,
            Self::Tamil => Algorithm::Tamil,
            Self::Turkish => Algorithm::Turkish,
            Self::Other => return None,
        })
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

    fn known(language: Lang) -> Self {
        match language {
            Lang::Ara => Self::Arabic,
            Lang::Dan => Self::Danish,
            Lang::Nld => Self::Dutch,
            Lang::Eng => Self::English,
            Lang::Fin => Self::Finnish,
            Lang::Fra => Self::French,
            Lang::Deu => Self::German,
            Lang::Ell => Self::Greek,
            Lang::Hun => Self::Hungarian,
            Lang::Ita => Self::Italian,
            Lang::Nob => Self::Norwegian,
            Lang::Por => Self::Portuguese,
            Lang::Ron => Self::Romanian,
            Lang::Rus => Self::Russian,
            Lang::Spa => Self::Spanish,
            Lang::Swe => Self::Swedish,
            Lang::Tam => Self::Tamil,
            Lang::Tur => Self::Turkish,
            _ => Self::Other,
        }
    }
}

/// Returns the language `text` is written in, judged by its first 10 kB; `None` when unsure,
/// which is common below a hundred letters.
pub fn detect(text: &str) -> Option<Language> {
    let found = whatlang::detect(beginning(text, PROBE))?;
    found.is_reliable().then(|| Language::known(found.lang()))
}

/// Tells whether two texts are written in letters of different kinds, such as Latin and Cyrillic;
/// a text without letters is not.
pub fn scripts_differ(one: &str, other: &str) -> bool {
    let scripts = [one, other].map(|text| detect_script(beginning(text, PROBE)));
    matches!(scripts, [Some(one), Some(other)] if one != other)
}

/// Returns the first `bytes` bytes of `text`, or fewer so as not to cut a character.
pub fn beginning(text: &str, bytes: usize) -> &str {
    let cut = (0..=bytes.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    &text[..cut.unwrap_or(0)]
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
