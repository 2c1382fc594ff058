//! How similar two sentences are: the cosine of their stems plus a part of the cosine of their
//! character n-grams. It is measured against the similarity of two sentences of one document.
//!
//! Weights are fixed-point integers, so a sum of products does not depend on the order of its
//! terms: left and right, and an index and a pair of rows, give the very same score.

use crate::compare::Cancelled;
use crate::compare::jagged_array::JaggedArray;
use crate::compare::vocabulary::{DocumentTerms, Vocabulary};

/// The weight 1.
const ONE: f64 = (1 << 20) as f64;
/// How much the n-grams count beside the stems.
const GRAMS: f64 = 0.65;
/// Figures tell sentences apart better than their rarity says.
const NUMERIC: f64 = 1.35;
/// The saturation of repeated terms, BM25's k1: however often a term occurs, it weighs less than
/// `1 + SATURATION` times as much as once.
const SATURATION: f64 = 1.2;
/// The most pairs of sentences of one document that are all compared; of more, about [`SAMPLE`] are.
const ALL: usize = 200_000;
const SAMPLE: usize = 12_000;
/// Partners drawn for one sentence.
const DRAWS: usize = 4;

/// One term of a sentence, or one sentence of a term, and its weight there.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct TermWeight {
    pub(super) id: u32,
    weight: u32,
}

impl TermWeight {
    /// Returns the product of the two weights.
    pub(super) fn times(self, other: Self) -> u64 {
        u64::from(self.weight) * u64::from(other.weight)
    }
}

/// The weighted terms of each sentence of one document.
pub(super) struct Vectors {
    pub(super) stems: JaggedArray<TermWeight>,
    pub(super) grams: JaggedArray<TermWeight>,
}

/// Returns how rare each stem is, in general and in the two documents.
pub(super) fn rarities(left: &DocumentTerms, right: &DocumentTerms, vocabulary: &Vocabulary) -> Vec<f64> {
    let local = local(left, right);
    let facts = vocabulary.stem_facts();
    let with = sentences_with([&left.stems, &right.stems], facts.len());
    facts
        .iter()
        .zip(with)
        .map(|(stem, with)| {
            (0.5 * stem.rarity + local(with)).max(0.1) * if stem.numeric { NUMERIC } else { 1.0 }
        })
        .collect()
}

/// Returns the weighted terms of the two documents' sentences, their stems being so rare.
pub(super) fn weighted(
    left: &DocumentTerms,
    right: &DocumentTerms,
    stems: &[f64],
    vocabulary: &Vocabulary,
) -> [Vectors; 2] {
    let local = local(left, right);
    let with = sentences_with([&left.grams, &right.grams], vocabulary.gram_count());
    let grams: Vec<f64> = with.into_iter().map(local).collect();
    [left, right].map(|side| Vectors {
        stems: unit_rows(&side.stems, stems, 1.0),
        grams: unit_rows(&side.grams, &grams, GRAMS.sqrt()),
    })
}

/// Returns the rarity in the two documents of a term by the number of sentences with it.
fn local(left: &DocumentTerms, right: &DocumentTerms) -> impl Fn(u32) -> f64 {
    let all = (left.stems.len() + right.stems.len() + 1) as f64;
    move |with| (all / (f64::from(with) + 0.5)).ln()
}

/// Returns in how many sentences of both documents each term occurs.
fn sentences_with(sides: [&JaggedArray<u32>; 2], terms: usize) -> Vec<u32> {
    let mut with = vec![0; terms];
    let mut last = vec![u32::MAX; terms];
    for (sentence, row) in sides.into_iter().flat_map(JaggedArray::rows).enumerate() {
        for &id in row {
            let id = id as usize;
            with[id] += u32::from(last[id] != sentence as u32);
            last[id] = sentence as u32;
        }
    }
    with
}

/// Returns each row's terms weighted by BM25's saturation of their count times `idf`, and brought
/// to `length`.
fn unit_rows(rows: &JaggedArray<u32>, idf: &[f64], length: f64) -> JaggedArray<TermWeight> {
    let mut result = JaggedArray::new();
    let mut counts = vec![0_u32; idf.len()];
    let mut weights = Vec::new();
    for row in rows.rows() {
        for &id in row {
            counts[id as usize] += 1;
        }
        weights.clear();
        let mut squares = 0.0;
        for &id in row {
            let count = std::mem::take(&mut counts[id as usize]);
            if count > 0 {
                let count = f64::from(count);
                let weight = count * (SATURATION + 1.0) / (count + SATURATION) * idf[id as usize];
                squares += weight * weight;
                weights.push((id, weight));
            }
        }
        let unit = length * ONE / squares.sqrt();
        result.extend(
            weights.iter().map(|&(id, weight)| TermWeight { id, weight: (weight * unit + 0.5) as u32 }),
        );
        result.close();
    }
    result
}

/// Returns the rows of each of `terms` terms: an inverted index.
pub(super) fn inverted<'a>(rows: &'a JaggedArray<TermWeight>, terms: usize) -> JaggedArray<TermWeight> {
    let of_row = |(row, entries): (usize, &'a [TermWeight])| {
        let entry = move |entry: &TermWeight| {
            (entry.id as usize, TermWeight { id: row as u32, weight: entry.weight })
        };
        entries.iter().map(entry)
    };
    JaggedArray::grouped(rows.rows().enumerate().flat_map(of_row), terms)
}

/// The weights of one sentence by term, for many products with other sentences.
pub(super) struct Spread<'a> {
    stems: Vec<u32>,
    grams: Vec<u32>,
    row: Option<(&'a Vectors, usize)>,
}

impl<'a> Spread<'a> {
    /// Returns the weights of a sentence without a term.
    pub(super) fn new(vocabulary: &Vocabulary) -> Self {
        Self {
            stems: vec![0; vocabulary.stem_facts().len()],
            grams: vec![0; vocabulary.gram_count()],
            row: None,
        }
    }

    /// Replaces the sentence.
    pub(super) fn replace(&mut self, side: &'a Vectors, sentence: usize) {
        if let Some((side, old)) = self.row.replace((side, sentence)) {
            side.stems.row(old).iter().for_each(|entry| self.stems[entry.id as usize] = 0);
            side.grams.row(old).iter().for_each(|entry| self.grams[entry.id as usize] = 0);
        }
        side.stems.row(sentence).iter().for_each(|entry| self.stems[entry.id as usize] = entry.weight);
        side.grams.row(sentence).iter().for_each(|entry| self.grams[entry.id as usize] = entry.weight);
    }

    /// Returns how similar the sentence and another are.
    pub(super) fn score(&self, side: &Vectors, sentence: usize) -> f32 {
        let products = |weights: &[u32], row: &[TermWeight]| -> u64 {
            row.iter().map(|entry| u64::from(weights[entry.id as usize]) * u64::from(entry.weight)).sum()
        };
        let sum =
            products(&self.stems, side.stems.row(sentence)) + products(&self.grams, side.grams.row(sentence));
        (sum as f64 / (ONE * ONE)) as f32
    }
}

/// The similarities within the two documents.
pub(super) struct SelfSimilarity {
    /// The similarities looked at, in ascending order.
    sorted: Vec<f32>,
    /// How many pairs there are, whether looked at or not.
    pairs: f64,
}

impl SelfSimilarity {
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

/// Adds the similarities of every two sentences.
fn every_pair(
    side: &Vectors,
    vocabulary: &Vocabulary,
    wanted: &dyn Fn() -> bool,
    scores: &mut Vec<f32>,
) -> Result<(), Cancelled> {
    let mut spread = Spread::new(vocabulary);
    for sentence in 0..side.stems.len() {
        if !wanted() {
            return Err(Cancelled);
        }
        spread.replace(side, sentence);
        scores.extend((0..sentence).map(|other| spread.score(side, other)));
    }
    Ok(())
}

/// Adds the similarities of about `draws` pairs: sentences at even distances, each with partners
/// drawn by a generator that always begins the same.
fn some_pairs(side: &Vectors, draws: usize, vocabulary: &Vocabulary, scores: &mut Vec<f32>) {
    let sentences = side.stems.len();
    let mut spread = Spread::new(vocabulary);
    let mut state = 1_u64;
    let rows = if sentences > 1 { draws.div_ceil(DRAWS) } else { 0 };
    for first in (0..rows).map(|at| at * sentences / rows) {
        spread.replace(side, first);
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
    fn a_quantile_is_between_its_neighbours() {
        assert!((quantile(&[0.0, 1.0, 2.0], 0.8) - 1.6).abs() < 1e-9);
        assert!((quantile(&[0.5], 0.8) - 0.5).abs() < 1e-9);
        assert!(quantile(&[], 0.8).abs() < 1e-9);
    }
}
