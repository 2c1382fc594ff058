//! Sentences of a document within the page, under their numbers.

use crate::report::comparison::Report;
use crate::report::html::escape::marked;
use crate::report::html::place;
use crate::report::language::NamedLanguage;
use crate::report::subject::Subject;
use crate::text::Span;

/// Returns a sentence of a document, ready as HTML, set apart from the words of the page in its own
/// direction and language.
pub(crate) fn said(subject: &Subject<'_>, html: &str) -> String {
    format!("<bdi lang=\"{}\">{html}</bdi>", tag(subject.language))
}

/// Returns a sentence after a link to it in its text.
pub(crate) fn numbered(report: &Report<'_>, side: usize, index: usize, marks: &[Span]) -> String {
    let subject = &report.documents[side];
    format!("{} {}", place::to_sentence(side, index), said(subject, &marked(subject.sentence(index), marks)))
}

/// Returns the value of `lang`; an empty one says that the language is not known.
pub(crate) fn tag(language: Option<NamedLanguage>) -> &'static str {
    language.map_or("", |language| language.tag)
}
