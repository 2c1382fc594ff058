//! The documents of a report: path, title, language and sentences.

use std::borrow::Cow;
use std::path::Path;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::document::{DivisionKind, Document};
use crate::text::Span;
use crate::text::language::{Language, scripts_differ};

/// A document under the path it was read from.
#[derive(Clone, Copy, Debug)]
pub struct NamedDocument<'a> {
    /// The path as given; `-` for standard input.
    pub path: &'a Path,
    /// The document.
    pub document: &'a Document,
}

impl<'a> NamedDocument<'a> {
    /// Returns its title, or its path if it has none.
    pub fn called(self) -> Cow<'a, str> {
        let title = self.document.title.as_str();
        if title.is_empty() { self.path.to_string_lossy() } else { title.into() }
    }
}

/// Returns what a comparison of two documents is called; equal titles are told apart by their paths.
pub fn called_together(two: [NamedDocument<'_>; 2]) -> String {
    let [left, right] = two.map(NamedDocument::called);
    if left != right {
        return format!("{left} compared with {right}");
    }
    let [one, other] = two.map(|named| named.path.display());
    format!("{left} ({one}) compared with {right} ({other})")
}

/// A document.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(crate) struct Subject<'a> {
    /// `-` for standard input.
    #[serde(serialize_with = "lossy")]
    #[schemars(with = "String")]
    pub(crate) path: &'a Path,
    /// Empty when the document has none.
    pub(crate) title: &'a str,
    /// Its BCP 47 tag, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String", length(min = 2))]
    pub(crate) language: Option<NamedLanguage>,
    pub(crate) words: usize,
    pub(crate) sentences: Vec<SubjectSentence<'a>>,
}

/// A sentence of a document.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(crate) struct SubjectSentence<'a> {
    pub(crate) text: &'a str,
    /// Its first byte in the document's text.
    pub(crate) start: usize,
    /// One past its last byte.
    pub(crate) end: usize,
    /// The index of its block among the document's blocks.
    pub(crate) paragraph: usize,
    #[serde(flatten)]
    pub(crate) division: DivisionLabel,
    /// Its struck parts, in bytes of the sentence.
    #[serde(skip)]
    pub(crate) struck: Vec<Span>,
    /// Present when it is no sentence but a line of code, of data or of link targets.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schemars(extend("const" = true))]
    pub(crate) line: bool,
}

/// The label of the page, chapter, time or message in which a passage begins, where its document has any.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DivisionLabel {
    /// The page.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub page: Option<Box<str>>,
    /// The chapter.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub chapter: Option<Box<str>>,
    /// The time in a recording.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub time: Option<Box<str>>,
    /// The message of a mailbox.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub message: Option<Box<str>>,
}

impl DivisionLabel {
    /// Returns the label of a division of a kind.
    pub fn new(kind: DivisionKind, label: &str) -> Self {
        let label = Some(label.into());
        match kind {
            DivisionKind::Page => Self { page: label, ..Self::default() },
            DivisionKind::Chapter => Self { chapter: label, ..Self::default() },
            DivisionKind::Time => Self { time: label, ..Self::default() },
            DivisionKind::Message => Self { message: label, ..Self::default() },
        }
    }

    /// Returns what the division is called, such as "page 12"; `None` where there is none.
    pub(crate) fn words(&self) -> Option<String> {
        let Self { page, chapter, time, message } = self;
        let kinds = [DivisionKind::Page, DivisionKind::Chapter, DivisionKind::Time, DivisionKind::Message];
        let label = |(kind, label): (DivisionKind, &Option<Box<str>>)| {
            label.as_deref().map(|label| kind.with_label(label))
        };
        kinds.into_iter().zip([page, chapter, time, message]).find_map(label)
    }
}

/// A part of a sentence of a document.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(crate) struct SentencePart<'a> {
    pub(crate) document: usize,
    pub(crate) sentence: usize,
    /// Its first byte in the document's text.
    pub(crate) start: usize,
    /// One past its last byte.
    pub(crate) end: usize,
    pub(crate) text: &'a str,
}

impl<'a> SentencePart<'a> {
    /// Returns the part at `span`, in bytes of the sentence; `None` without such a sentence.
    pub(crate) fn new(
        document: usize,
        sentence: usize,
        span: Span,
        documents: &[Subject<'a>],
    ) -> Option<Self> {
        let passage = documents.get(document)?.sentences.get(sentence)?;
        let text = passage.text.get(span.start..span.end)?;
        let Span { start, end } = span.shifted(passage.start);
        Some(Self { document, sentence, start, end, text })
    }
}

impl<'a> Subject<'a> {
    /// Returns a document in the language that was detected.
    pub(crate) fn new(named: NamedDocument<'a>, language: Option<Language>) -> Self {
        let NamedDocument { path, document } = named;
        let passages = document.sentences.iter().map(|sentence| SubjectSentence {
            text: sentence.span.of(&document.text),
            start: sentence.span.start,
            end: sentence.span.end,
            paragraph: sentence.block,
            struck: document.struck_in(sentence.span),
            division: document
                .division_at(sentence.span.start)
                .map(|division| DivisionLabel::new(division.kind, &division.label))
                .unwrap_or_default(),
            line: sentence.is_line,
        });
        Self {
            path,
            title: document.title.as_str(),
            language: language.and_then(NamedLanguage::of),
            words: document.words,
            sentences: passages.collect(),
        }
    }

    /// Tells whether it has sentences, and whether it has lines that are none.
    pub(crate) fn has_sentences_and_lines(&self) -> [bool; 2] {
        [false, true].map(|line| self.sentences.iter().any(|sentence| sentence.line == line))
    }

    /// Returns the texts of its sentences.
    pub(crate) fn texts(&self) -> Vec<&'a str> {
        self.sentences.iter().map(|sentence| sentence.text).collect()
    }

    /// Returns the text of the sentence at `index`, `""` when there is none.
    pub(crate) fn sentence(&self, index: usize) -> &'a str {
        self.sentences.get(index).map_or("", |passage| passage.text)
    }

    /// Returns the tag of its language, `""` if that is not known.
    pub(crate) fn language_tag(&self) -> &'static str {
        self.language.map_or("", |language| language.tag)
    }
}

/// Serializes a path as text; bytes that are not UTF-8 are replaced.
pub(crate) fn lossy<S: Serializer>(path: &Path, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&path.to_string_lossy())
}

/// Whether two documents are in one language. Between different languages, only names and numbers link
/// sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Languages {
    /// Both are in one language.
    Same,
    /// Each is in a language of its own.
    Different,
    /// They are too short to tell, or in languages that are not recognised.
    Unknown,
}

impl Languages {
    /// Returns whether two texts are in one language, as far as it was detected.
    pub(crate) fn of(languages: [Option<Language>; 2], texts: [&str; 2]) -> Self {
        match languages {
            _ if scripts_differ(texts[0], texts[1]) => Languages::Different,
            [Some(left), Some(right)] if left != right => Languages::Different,
            [Some(Language::Other) | None, _] | [_, None] => Languages::Unknown,
            _ => Languages::Same,
        }
    }
}

/// A language with its names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NamedLanguage {
    /// Its BCP 47 tag.
    pub(crate) tag: &'static str,
    /// Its English name.
    pub(crate) name: &'static str,
}

impl Serialize for NamedLanguage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.tag)
    }
}

impl NamedLanguage {
    /// Returns the names of a language, if it has any here.
    pub(crate) fn of(language: Language) -> Option<Self> {
        let (tag, name) = language.names()?;
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
