//! Figures of one claim that do not agree: five divisions in one document, six in another.
//!
//! A claim says that its sentences mean the same, and a figure is what they are least sure to
//! agree in. Only documents that surely say it are asked, by their surest sentence.

use crate::compare::facts::{Status, ledger};
use crate::compare::side::Side;
use crate::text::Span;

/// A figure where a document states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The document.
    pub document: usize,
    /// The index of its sentence.
    pub sentence: usize,
    /// Bytes of the sentence: the figure with what is counted, "five divisions".
    pub span: Span,
}

/// Returns the figures of one sentence of one document, each before the figures that `others`
/// (document, sentence, probability that it means the same) give for the same thing; a figure that
/// nobody gives otherwise is left out.
pub(super) fn conflicts(
    documents: &[Vec<&str>],
    one: (usize, usize),
    others: impl Iterator<Item = (usize, usize, f64)>,
) -> Vec<Vec<Statement>> {
    let text = |document: usize, sentence: usize| documents.get(document)?.get(sentence).copied();
    let Some(own) = text(one.0, one.1) else { return Vec::new() };
    let mut found: Vec<Vec<Statement>> = Vec::new();
    for (document, sentence, score) in others {
        let Some(other) = text(document, sentence) else { continue };
        for [first, span] in differing(own, other, score) {
            let ours = Statement { document: one.0, sentence: one.1, span: first };
            let theirs = Statement { document, sentence, span };
            match found.iter_mut().find(|known| known.first() == Some(&ours)) {
                Some(known) => known.push(theirs),
                None => found.push(vec![ours, theirs]),
            }
        }
    }
    found.sort_by_key(|given| given.first().map(|ours| ours.span.start));
    found
}

/// Returns the figures in which two sentences differ that surely mean the same.
fn differing(left: &str, right: &str, score: f64) -> Vec<[Span; 2]> {
    let rows = ledger(&[left], &[right], &[(0, 0, score)]).rows.into_iter();
    let on = |side: Side| move |item: &&crate::compare::facts::Item| item.side == side;
    rows.filter(|row| row.status == Status::Differs)
        .filter_map(|row| {
            let [left, right] = [Side::Left, Side::Right].map(|side| row.items.iter().find(on(side)));
            Some([left?.phrase, right?.phrase])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_that_others_give_otherwise_are_kept_with_them() {
        let documents = [
            "India ordered five divisions of the S-400 system for $5 billion in 2018.",
            "India ordered five divisions of the S-400 system in 2018.",
            "India ordered six divisions of the S-400 system for $5 billion in 2018.",
            "India ordered seven divisions of the S-400 system in 2018.",
        ];
        let texts = documents.map(|text| vec![text]);
        let found = conflicts(&texts, (0, 0), [(1, 0, 0.9), (2, 0, 0.9), (3, 0, 0.3)].into_iter());
        let shown: Vec<Vec<(usize, &str)>> = found
            .iter()
            .map(|given| {
                given.iter().map(|one| (one.document, one.span.of(documents[one.document]))).collect()
            })
            .collect();
        let [five] = &shown[..] else { panic!("{shown:?}") };
        assert!(five[0].1.starts_with("five") && five[1].1.starts_with("six"), "{shown:?}");
        assert_eq!((five.len(), five[1].0), (2, 2));
    }
}
