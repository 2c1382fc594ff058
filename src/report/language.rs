//! Languages as reports name them: for people in English, for programs and browsers as BCP 47 tags.

use serde::{Serialize, Serializer};

use crate::text::language::{Language, scripts_differ};

/// Whether two documents are written in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Languages {
    /// In one.
    Same,
    /// In two, so that only names and numbers can be alike.
    Different,
    /// They are too short to tell, or in languages that are not told apart.
    Unknown,
}

impl Languages {
    /// Returns how the languages of two texts stand to each other.
    pub(crate) fn of(languages: [Option<Language>; 2], texts: [&str; 2]) -> Self {
        match languages {
            _ if scripts_differ(texts[0], texts[1]) => Languages::Different,
            [Some(left), Some(right)] if left != right => Languages::Different,
            [Some(Language::Other) | None, _] | [_, None] => Languages::Unknown,
            _ => Languages::Same,
        }
    }
}

/// A language that is known by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedLanguage {
    /// Its BCP 47 tag.
    pub tag: &'static str,
    /// Its English name.
    pub name: &'static str,
}

impl Serialize for NamedLanguage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.tag)
    }
}

impl NamedLanguage {
    /// Returns how a language is called; `None` for one without a name here.
    pub(crate) fn of(language: Language) -> Option<Self> {
        let (tag, name) = match language {
            Language::Arabic => ("ar", "Arabic"),
            Language::Danish => ("da", "Danish"),
            Language::Dutch => ("nl", "Dutch"),
            Language::English => ("en", "English"),
            Language::Finnish => ("fi", "Finnish"),
            Language::French => ("fr", "French"),
            Language::German => ("de", "German"),
            Language::Greek => ("el", "Greek"),
            Language::Hungarian => ("hu", "Hungarian"),
            Language::Italian => ("it", "Italian"),
            Language::Norwegian => ("no", "Norwegian"),
            Language::Portuguese => ("pt", "Portuguese"),
            Language::Romanian => ("ro", "Romanian"),
            Language::Russian => ("ru", "Russian"),
            Language::Spanish => ("es", "Spanish"),
            Language::Swedish => ("sv", "Swedish"),
            Language::Tamil => ("ta", "Tamil"),
            Language::Turkish => ("tr", "Turkish"),
            Language::Other => return None,
        };
        Some(Self { tag, name })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_differ_by_name_or_by_script() {
        let [english, other] = [Some(Language::English), Some(Language::Other)];
        for (languages, texts, expected) in [
            ([english, english], ["a", "b"], Languages::Same),
            ([english, Some(Language::German)], ["a", "b"], Languages::Different),
            ([english, other], ["a", "b"], Languages::Different),
            ([other, other], ["a", "b"], Languages::Unknown),
            ([other, other], ["a", "日本"], Languages::Different),
            ([english, None], ["a", ""], Languages::Unknown),
            ([None, None], ["", ""], Languages::Unknown),
        ] {
            assert_eq!(Languages::of(languages, texts), expected, "{languages:?} {texts:?}");
            let mirrored = Languages::of([languages[1], languages[0]], [texts[1], texts[0]]);
            assert_eq!(mirrored, expected, "{languages:?} {texts:?}");
        }
    }
}
