//! Languages as reports name them: for people in English, for programs and browsers as BCP 47 tags.

use serde::Serialize;

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
    pub(super) fn of(languages: [Option<Language>; 2], texts: [&str; 2]) -> Self {
        match languages {
            _ if scripts_differ(texts[0], texts[1]) => Languages::Different,
            [Some(left), Some(right)] if left != right => Languages::Different,
            [Some(Language::Other) | None, _] | [_, None] => Languages::Unknown,
            _ => Languages::Same,
        }
    }
}

/// Returns the BCP 47 tag of a language; `None` for one that is not known by name.
pub(super) fn tag(language: Language) -> Option<&'static str> {
    known(language).map(|(tag, _)| tag)
}

/// Returns the English name of a language; `None` for one that is not known by name.
pub(super) fn name(language: Language) -> Option<&'static str> {
    known(language).map(|(_, name)| name)
}

fn known(language: Language) -> Option<(&'static str, &'static str)> {
    Some(match language {
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
    })
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
