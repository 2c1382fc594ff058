//! Facts as rows of a report, and how each is worded.

use std::collections::HashMap;

use serde::{Serialize, Serializer};

use crate::compare::facts::{Kind, Status};
use crate::report::wording::{NAMES, one_line};

/// One fact, in the documents that state it.
#[derive(Clone, Debug, Serialize)]
pub struct FactRow<'a> {
    /// What kind of fact.
    #[serde(serialize_with = "kind_as_word")]
    pub kind: Kind,
    /// What the documents say of it.
    #[serde(serialize_with = "status_as_word")]
    pub status: Status,
    /// Where it is stated.
    pub items: Vec<FactItem<'a>>,
}

/// One statement of a fact.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct FactItem<'a> {
    /// 0 or 1.
    pub document: usize,
    /// The index of the sentence.
    pub sentence: usize,
    /// Its first byte in the document's text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// Its own characters, not the sentence's.
    pub text: &'a str,
    /// The same with what is counted ("five divisions"), for those who read and do not parse.
    #[serde(skip)]
    pub phrase: &'a str,
}

/// Returns a fact with every place that states it.
pub(crate) fn fact_line(fact: &FactRow<'_>) -> String {
    let place = |place: &Quoted<'_>| {
        let sentences: Vec<String> = place.sentences.iter().map(usize::to_string).collect();
        format!("{} {} “{}”", NAMES[place.document], sentences.join(", "), one_line(place.phrase))
    };
    let places: Vec<String> = quoted(fact).iter().map(place).collect();
    format!("{}, {}: {}", standing(fact.status), fact.kind.word(), places.join("; "))
}

/// The same words about a fact, in one document.
pub(crate) struct Quoted<'a> {
    /// 0 or 1.
    pub(crate) document: usize,
    pub(crate) phrase: &'a str,
    /// The numbers of the sentences, from 1.
    pub(crate) sentences: Vec<usize>,
}

/// Returns the statements of a fact, each wording once a document, by where it comes first.
pub(crate) fn quoted<'a>(fact: &FactRow<'a>) -> Vec<Quoted<'a>> {
    let mut quoted: Vec<Quoted<'a>> = Vec::new();
    let mut known: HashMap<(usize, &str), usize> = HashMap::new();
    for item in &fact.items {
        let document = item.document.min(1);
        let at = *known.entry((document, item.phrase)).or_insert_with(|| {
            quoted.push(Quoted { document, phrase: item.phrase, sentences: Vec::new() });
            quoted.len() - 1
        });
        let sentences = &mut quoted[at].sentences;
        if sentences.last() != Some(&(item.sentence + 1)) {
            sentences.push(item.sentence + 1);
        }
    }
    quoted
}

/// Returns what the documents say of a fact.
pub(crate) fn standing(status: Status) -> &'static str {
    match status {
        Status::Differs => "differs",
        Status::Near => "nearly equal",
        Status::Agree => "agrees",
        Status::OnlyLeft => "only in A",
        Status::OnlyRight => "only in B",
    }
}

/// Returns the word for a status in data, where the items tell in which document.
pub(crate) fn status_word(status: Status) -> &'static str {
    match status {
        Status::Agree => "agree",
        Status::Differs => "differs",
        Status::Near => "near",
        Status::OnlyLeft | Status::OnlyRight => "only",
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a field over by reference")]
pub(crate) fn kind_as_word<S: Serializer>(kind: &Kind, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(kind.word())
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a field over by reference")]
pub(crate) fn status_as_word<S: Serializer>(status: &Status, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(status_word(*status))
}
