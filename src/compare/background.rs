//! How alike two sentences of one document are, the measure for those of two documents.

use crate::compare::cancelled::Cancelled;
use crate::compare::lists::Lists;
use crate::compare::reading::Vocabulary;
use crate::compare::similarity::{Entry, Spread, Vectors, accumulate, inverted, score};

/// Up to so many pairs of sentences are all looked at; of more, about [`SAMPLE`] are.
const ALL: usize = 200_000;
const SAMPLE: usize = 12_000;
/// Partners drawn for one sentence.
const DRAWS: usize = 4;

/// The similarities within the two documents.
pub(super) struct Background {
    /// Those looked at, in ascending order.
    sorted: Vec<f32>,
    /// How many pairs there are, whether looked at or not.
    pairs: f64,
}

impl Background {
    /// Returns the similarities within each of the two documents.
    pub(super) fn of(
        sides: &[Vectors; 2],
        vocabulary: &Vocabulary,
        wanted: &dyn Fn() -> bool,
    ) -> Result<Self, Cancelled> {
        let pairs = sides.each_ref().map(|side| pairs_of(side.stems.len()));
        let total = pairs[0] + pairs[1];
        let mut sorted = Vec::with_capacity(total.min(ALL));
        for (side, pairs) in sides.iter().zip(pairs) {
            if total <= ALL {
                every_pair(side, vocabulary, wanted, &mut sorted)?;
            } else {
                let draws = (SAMPLE as u64 * pairs as u64 / total as u64) as usize;
                some_pairs(side, draws, vocabulary, &mut sorted);
            }
        }
        sorted.sort_unstable_by(f32::total_cmp);
        Ok(Self { sorted, pairs: total as f64 })
    }

    /// Returns the similarity that four in five pairs stay below, drawn to .2 when there are few.
    pub(super) fn high(&self) -> f64 {
        (self.pairs * quantile(&self.sorted, 0.8) + 1.2) / (self.pairs + 6.0)
    }

    /// Returns the share of pairs that are less alike than `score`, drawn to an exponential
    /// law when there are few.
    pub(super) fn share_below(&self, score: f32) -> f64 {
        let below = self.sorted.partition_point(|other| *other < score);
        let below = below as f64 / self.sorted.len().max(1) as f64 * self.pairs;
        (below + 6.0 * (1.0 - (-f64::from(score) / 0.13).exp())) / (self.pairs + 6.0)
    }
}

fn pairs_of(sentences: usize) -> usize {
    sentences * sentences.saturating_sub(1) / 2
}

/// Returns the value that the share `at` of `sorted` stays below, between neighbours in
/// proportion; 0 when there is none.
pub(super) fn quantile(sorted: &[f32], at: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return 0.0 };
    let place = at * last as f64;
    let (low, high) = (place.floor() as usize, place.ceil() as usize);
    let (below, above) = (f64::from(sorted[low]), f64::from(sorted[high]));
    below + (above - below) * (place - place.floor())
}

fn every_pair(
    side: &Vectors,
    vocabulary: &Vocabulary,
    wanted: &dyn Fn() -> bool,
    scores: &mut Vec<f32>,
) -> Result<(), Cancelled> {
    let index = |rows: &Lists<Entry>, terms| inverted(rows, terms);
    let (stems, grams) =
        (index(&side.stems, vocabulary.stem_facts().len()), index(&side.grams, vocabulary.gram_count()));
    let mut sums = vec![0; side.stems.len()];
    for sentence in 0..side.stems.len() {
        if !wanted() {
            return Err(Cancelled);
        }
        sums.fill(0);
        accumulate(side.stems.row(sentence), &stems, &mut sums);
        accumulate(side.grams.row(sentence), &grams, &mut sums);
        scores.extend(sums[..sentence].iter().copied().map(score));
    }
    Ok(())
}

/// Adds the similarities of about `draws` pairs: sentences at even distances, each with partners
/// drawn by a generator that always begins the same.
fn some_pairs(side: &Vectors, draws: usize, vocabulary: &Vocabulary, scores: &mut Vec<f32>) {
    let sentences = side.stems.len();
    let mut spread = Spread::new(vocabulary);
    let mut state = 1_u64;
    let laid = if sentences > 1 { draws.div_ceil(DRAWS) } else { 0 };
    for first in (0..laid).map(|at| at * sentences / laid) {
        spread.lay(side, first);
        for _ in 0..DRAWS {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let second = (first + 1 + (state >> 33) as usize % (sentences - 1)) % sentences;
            scores.push(spread.score(side, second));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantile_lies_between_its_neighbours() {
        assert!((quantile(&[0.0, 1.0, 2.0], 0.8) - 1.6).abs() < 1e-9);
        assert!((quantile(&[0.5], 0.8) - 0.5).abs() < 1e-9);
        assert!(quantile(&[], 0.8).abs() < 1e-9);
    }
}
