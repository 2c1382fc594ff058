//! In which languages the two sides are written.

use crate::text::language::{Language, detect};
use crate::text::terms::seems_english;

/// So many bytes of each side are looked at.
const PROBE: usize = 2000;

/// Returns the languages of both sides. A side that is too short to tell has the other's.
pub(super) fn languages(left: &[&str], right: &[&str]) -> [Option<Language>; 2] {
    let probes = [left, right].map(probe);
    let found = probes.each_ref().map(|probe| detect(probe));
    match found {
        [None, None] => {
            let both = probes.join(" ");
            [detect(&both).or_else(|| seems_english(&both).then_some(Language::English)); 2]
        }
        [first, second] => [first.or(second), second.or(first)],
    }
}

/// Returns the beginning of a document.
fn probe(sentences: &[&str]) -> String {
    let mut text = String::new();
    for sentence in sentences {
        text.push_str(&sentence[..sentence.floor_char_boundary(PROBE)]);
        text.push(' ');
        if text.len() >= PROBE {
            break;
        }
    }
    text
}
