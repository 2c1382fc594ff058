//! How alike two sentences are: the cosine of their stems plus a part of the cosine of
//! their character n-grams.
//!
//! Weights are fixed-point integers, so a sum of products does not depend on the order of its
//! terms: left and right, and an index and a pair of rows, give the very same score.

use crate::compare::lists::Lists;
use crate::compare::reading::{Reading, Vocabulary};

/// The weight 1.
const ONE: f64 = (1 << 20) as f64;
/// How much the n-grams count beside the stems.
const GRAMS: f64 = 0.65;
/// Figures tell sentences apart better than their rarity says.
const NUMERIC: f64 = 1.35;
/// How late more of the same term stops adding weight, BM25's k1: however often it comes, it
/// weighs less than `1 + SATURATION` times as much as once.
const SATURATION: f64 = 1.2;

/// One term of a sentence, or one sentence of a term, and its weight there.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Entry {
    pub(super) id: u32,
    weight: u32,
}

impl Entry {
    /// Returns the product of the two weights, in units of [`score`].
    pub(super) fn times(self, other: Self) -> u64 {
        u64::from(self.weight) * u64::from(other.weight)
    }
}

/// The weighted terms of each sentence of one document.
pub(super) struct Vectors {
    pub(super) stems: Lists<Entry>,
    pub(super) grams: Lists<Entry>,
}

/// Returns how rare each stem is, in general and in the two documents.
pub(super) fn rarities(left: &Reading, right: &Reading, vocabulary: &Vocabulary) -> Vec<f64> {
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
    left: &Reading,
    right: &Reading,
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
fn local(left: &Reading, right: &Reading) -> impl Fn(u32) -> f64 {
    let all = (left.stems.len() + right.stems.len() + 1) as f64;
    move |with| (all / (f64::from(with) + 0.5)).ln()
}

/// Returns in how many sentences of both documents each term occurs.
fn sentences_with(sides: [&Lists<u32>; 2], terms: usize) -> Vec<u32> {
    let mut with = vec![0; terms];
    let mut last = vec![u32::MAX; terms];
    for (sentence, row) in sides.into_iter().flat_map(Lists::rows).enumerate() {
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
fn unit_rows(rows: &Lists<u32>, idf: &[f64], length: f64) -> Lists<Entry> {
    let mut result = Lists::new();
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
        result.extend(weights.iter().map(|&(id, weight)| Entry { id, weight: (weight * unit + 0.5) as u32 }));
        result.close();
    }
    result
}

/// Returns the rows of each of `terms` terms: an inverted index.
pub(super) fn inverted(rows: &Lists<Entry>, terms: usize) -> Lists<Entry> {
    let mut starts = vec![0_usize; terms + 1];
    for entry in rows.items() {
        starts[entry.id as usize + 1] += 1;
    }
    for term in 0..terms {
        starts[term + 1] += starts[term];
    }
    let mut next = starts.clone();
    let mut items = vec![Entry::default(); rows.items().len()];
    for (row, entries) in rows.rows().enumerate() {
        for entry in entries {
            let at = &mut next[entry.id as usize];
            items[*at] = Entry { id: row as u32, weight: entry.weight };
            *at += 1;
        }
    }
    Lists::from_parts(starts, items)
}

/// Adds the products of `row` with every row of `index` to `sums`, in units of [`score`].
pub(super) fn accumulate(row: &[Entry], index: &Lists<Entry>, sums: &mut [u64]) {
    for term in row {
        for entry in index.row(term.id as usize) {
            sums[entry.id as usize] += term.times(*entry);
        }
    }
}

/// Returns the similarity that `sum` stands for.
pub(super) fn score(sum: u64) -> f32 {
    (sum as f64 / (ONE * ONE)) as f32
}

/// One sentence laid out for many products with others.
pub(super) struct Spread<'a> {
    stems: Vec<u32>,
    grams: Vec<u32>,
    row: Option<(&'a Vectors, usize)>,
}

impl<'a> Spread<'a> {
    /// Returns an empty layout for so many stems and n-grams.
    pub(super) fn new(vocabulary: &Vocabulary) -> Self {
        Self {
            stems: vec![0; vocabulary.stem_facts().len()],
            grams: vec![0; vocabulary.gram_count()],
            row: None,
        }
    }

    /// Lays out a sentence in place of the one before.
    pub(super) fn lay(&mut self, side: &'a Vectors, sentence: usize) {
        if let Some((side, old)) = self.row.replace((side, sentence)) {
            side.stems.row(old).iter().for_each(|entry| self.stems[entry.id as usize] = 0);
            side.grams.row(old).iter().for_each(|entry| self.grams[entry.id as usize] = 0);
        }
        side.stems.row(sentence).iter().for_each(|entry| self.stems[entry.id as usize] = entry.weight);
        side.grams.row(sentence).iter().for_each(|entry| self.grams[entry.id as usize] = entry.weight);
    }

    /// Returns how alike the sentence laid out and another are.
    pub(super) fn score(&self, side: &Vectors, sentence: usize) -> f32 {
        let products = |laid: &[u32], row: &[Entry]| -> u64 {
            row.iter().map(|entry| u64::from(laid[entry.id as usize]) * u64::from(entry.weight)).sum()
        };
        score(
            products(&self.stems, side.stems.row(sentence)) + products(&self.grams, side.grams.row(sentence)),
        )
    }
}
