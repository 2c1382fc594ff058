//! In which languages the two sides are written.

use crate::text::language::{Language, beginning, detect};
use crate::text::terms::seems_english;

/// So many bytes of each side are looked at.
const PROBE: usize = 2000;

/// Returns the languages of both sides. A side that is too short to tell has the other's.
pub(super) fn languages(left: &[&str], right: &[&str]) -> [Option<Language>; 2] {
    let probes = [left, right].map(probe);
    match probes.each_ref().map(|probe| language(probe)) {
        [None, None] => [language(&probes.join(" ")); 2],
        [first, second] => [first.or(second), second.or(first)],
    }
}

/// Returns the language of a text; full detection takes as long as comparing two articles, so
/// English is told by its empty words.
fn language(text: &str) -> Option<Language> {
    if seems_english(text) { Some(Language::English) } else { detect(text) }
}

/// Returns the beginning of a document.
fn probe(sentences: &[&str]) -> String {
    let mut text = String::new();
    for sentence in sentences {
        text.push_str(beginning(sentence, PROBE));
        text.push(' ');
        if text.len() >= PROBE {
            break;
        }
    }
    text
}
