//! The whole way from two lists of sentences to their links.

use super::background::Background;
use super::cancelled::Cancelled;
use super::cells::{cells, equals};
use super::comparison::{Comparison, Link};
use super::density::probabilities;
use super::features::odds;
use super::reading::{Reading, Vocabulary};
use super::similarity::weighted;
use crate::text::language::{Language, detect};

/// Links less probable than this are not kept.
const FLOOR: f64 = 0.01;
/// So many bytes of each side are shown to the language detection.
const PROBE: usize = 2000;

/// Returns which of the `left` and `right` sentences say the same, and how surely.
///
/// `compare(b, a)` is the mirror image of `compare(a, b)` to the last bit, and the same input
/// always gives the same result. `wanted` is asked every few sentences.
pub fn compare(left: &[&str], right: &[&str], wanted: &dyn Fn() -> bool) -> Result<Comparison, Cancelled> {
    // Sums over both sides depend on their order, so the order is always the same.
    if (right.len(), right) < (left.len(), left) {
        return Ok(aligned(right, left, wanted)?.mirrored());
    }
    aligned(left, right, wanted)
}

fn aligned(left: &[&str], right: &[&str], wanted: &dyn Fn() -> bool) -> Result<Comparison, Cancelled> {
    let [language, other] = languages(left, right);
    let mut vocabulary = Vocabulary::default();
    let first = Reading::of(left, language, &mut vocabulary, wanted)?;
    let second = Reading::of(right, other, &mut vocabulary, wanted)?;
    let sides = weighted(&first, &second, &vocabulary);
    let cells = cells(&sides, &equals(left, right), &vocabulary, wanted)?;
    let background = Background::of(&sides, &vocabulary, wanted)?;
    let odds = odds(&cells, &first, &second, &background);
    let mut probabilities = probabilities(odds, left.len(), right.len()).into_iter();
    let mut links = Vec::new();
    for (left, row) in cells.rows().enumerate() {
        for (cell, score) in row.iter().zip(&mut probabilities).filter(|(_, score)| *score >= FLOOR) {
            links.push(Link { left, right: cell.right as usize, score });
        }
    }
    Ok(Comparison::new(links, first.words, second.words))
}

/// Returns the languages of both sides. A side that is too short to tell has the other's.
fn languages(left: &[&str], right: &[&str]) -> [Option<Language>; 2] {
    let probes = [left, right].map(probe);
    let found = probes.each_ref().map(|probe| detect(probe));
    match found {
        [None, None] => [detect(&probes.join(" ")); 2],
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
