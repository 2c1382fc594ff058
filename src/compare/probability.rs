//! The probability that two sentences say the same.
//!
//! What speaks for and against a link is summed as the logarithm of its odds. The coefficients were
//! fitted by logistic regression on labelled pairs of several kinds, each weighing the same, and then
//! tuned on the links themselves; `docs/comparing.md` has the method.
//!
//! Two reports of one event share half of their sentences, two articles on one subject hardly any, and
//! the same evidence means more in the first. Expectation–maximisation finds the density of links under
//! which the probabilities it gives add up to itself. Hundreds of sentences on one subject are a
//! little similar, and their small probabilities would add up to many links: each is taken to the
//! power of 1¼, so that the sure ones count for more.

use crate::compare::Cancelled;
use crate::compare::comparison::odds_beside;
use crate::compare::scored_pairs::{ScoredPair, ScoredPairs};
use crate::compare::sentence_similarity::{SelfSimilarity, quantile};
use crate::compare::vocabulary::DocumentTerms;

// The coefficients of the features, in the order they are summed in.
const BIAS: f64 = -3.496;
const TO_MUTUAL: f64 = 1.226;
const TO_HIGH: f64 = 0.598;
const SHARE_BELOW: f64 = 2.572;
const ABOVE_RIVALS: f64 = 4.514;
const BIGRAMS: f64 = -2.200;
const NAMES: f64 = 0.141;
const NUMBERS: f64 = -0.512;
const SCORE: f64 = -0.961;
const RAREST: f64 = 0.108;
const KNOWN: f64 = 0.617;
const TO_BEST: f64 = 0.493;

/// The odds of sentences that are the same characters.
const EQUAL: f64 = 1e6;

/// The most that a link by few words can be: below strong.
const CHANCE: f64 = 0.6;
/// The similarity from which on a link by no shared stem, by one or by two can be more than that. Equal
/// sentences have 1.65, lines of two poems that share one rare word up to .44.
const LEAST_SCORES: [f64; 3] = [0.45, 0.45, 0.4];

/// How many times the density is estimated.
const ROUNDS: usize = 40;
/// Links expected for each sentence of the longer document.
const EXPECTED: f64 = 1.08;
/// How many pairs that expectation weighs as much as.
const WEIGHT: f64 = 24.9;
/// The least density to believe in between documents of up to [`SHORT`] sentences.
const LEAST: f64 = 0.002;
const SHORT: usize = 300;

/// Returns the odds of each of `pairs`, in order, before the density of links in the documents is known.
pub(super) fn odds(
    pairs: &ScoredPairs,
    [left, right]: [&DocumentTerms; 2],
    rarities: &[f64],
    background: &SelfSimilarity,
    wanted: &dyn Fn() -> bool,
) -> Result<Vec<f64>, Cancelled> {
    let context = PairContext::of(pairs, right.stems.len(), background);
    let known = [known_shares(left, right, rarities), known_shares(right, left, rarities)];
    // The last left sentence with each stem.
    let mut last_with = vec![usize::MAX; rarities.len()];
    let mut odds = Vec::with_capacity(pairs.items().len());
    for (sentence, row) in pairs.rows().enumerate() {
        if !wanted() {
            return Err(Cancelled);
        }
        left.stems.row(sentence).iter().for_each(|stem| last_with[*stem as usize] = sentence);
        for scored in row {
            odds.push(if scored.equal {
                EQUAL
            } else if scored.score <= 0.0 {
                0.0
            } else {
                let terms = PairTerms { left, sentence, right, other: scored.right as usize };
                let shared = right.stems.row(terms.other).iter().map(|stem| *stem as usize);
                // Common words alone link nothing, so the rarest shared word counts.
                let rarest = shared.filter(|stem| last_with[*stem] == sentence);
                let rarest = rarest.map(|stem| rarities[stem]).fold(0.0, f64::max);
                let words = RAREST * rarest + KNOWN * known[0][sentence] * known[1][terms.other];
                context.beside_equal((context.log_odds(*scored, &terms) + words).exp(), &terms)
            });
        }
    }
    Ok(odds)
}

/// The three best scores of a sentence, and whether it has an equal.
#[derive(Clone, Copy, Default)]
struct Best {
    scores: [f32; 3],
    equal: bool,
}

impl Best {
    fn add(&mut self, scored: &ScoredPair) {
        self.equal |= scored.equal;
        let mut score = scored.score;
        for best in &mut self.scores {
            if score > *best {
                std::mem::swap(&mut score, best);
            }
        }
    }

    /// Returns the mean of the three, or of fewer when the other side has fewer sentences.
    fn mean(&self, others: usize) -> f64 {
        self.scores.iter().map(|score| f64::from(*score)).sum::<f64>() / others.clamp(1, 3) as f64
    }
}

/// The similarities that the similarity of a pair is compared with.
struct PairContext<'a> {
    rows: Vec<Best>,
    columns: Vec<Best>,
    background: &'a SelfSimilarity,
    /// The similarity of mutual best sentences in this pair.
    mutual: f64,
    /// The similarity that few sentences of one document reach.
    high: f64,
}

/// The terms of two sentences.
struct PairTerms<'a> {
    left: &'a DocumentTerms,
    sentence: usize,
    right: &'a DocumentTerms,
    other: usize,
}

impl<'a> PairContext<'a> {
    fn of(pairs: &ScoredPairs, columns: usize, background: &'a SelfSimilarity) -> Self {
        let mut rows = vec![Best::default(); pairs.len()];
        let mut columns = vec![Best::default(); columns];
        for (row, pairs) in rows.iter_mut().zip(pairs.rows()) {
            for scored in pairs {
                row.add(scored);
                columns[scored.right as usize].add(scored);
            }
        }
        let mutual = mutual(pairs, &rows, &columns);
        Self { rows, columns, background, mutual, high: background.high() }
    }

    /// Returns the odds of a pair, reduced when its sentences have equals elsewhere.
    fn beside_equal(&self, odds: f64, terms: &PairTerms) -> f64 {
        let equals = [self.rows[terms.sentence].equal, self.columns[terms.other].equal];
        odds_beside(odds, equals.map(usize::from).into_iter().sum())
    }

    fn log_odds(&self, scored: ScoredPair, terms: &PairTerms) -> f64 {
        let score = f64::from(scored.score);
        let (in_row, in_column) = (&self.rows[terms.sentence], &self.columns[terms.other]);
        let row = in_row.mean(self.columns.len());
        let column = in_column.mean(self.rows.len());
        let best = f64::from(in_row.scores[0].min(in_column.scores[0]));
        BIAS + TO_MUTUAL * score / self.mutual.max(0.15)
            + TO_HIGH * score / self.high.max(0.08)
            + SHARE_BELOW * self.background.share_below(scored.score)
            + ABOVE_RIVALS * (score - 0.25 * (row + column))
            + BIGRAMS * terms.shared_bigrams()
            + NAMES * terms.shared_names()
            + NUMBERS * terms.other_numbers()
            + SCORE * score
            + TO_BEST * score / best
    }
}

/// Returns a probability that is not strong if the sentences share so little that chance may explain it: in
/// short lines, such as those of verse, one rare word makes two of them as similar as sentences that say the
/// same are elsewhere.
pub(super) fn limited(probability: f64, scored: &ScoredPair, left: &[u32], right: &[u32]) -> f64 {
    if probability <= CHANCE || scored.equal {
        return probability;
    }
    let mut shared: Vec<u32> = left.iter().filter(|stem| right.contains(stem)).copied().collect();
    shared.sort_unstable();
    shared.dedup();
    let least = LEAST_SCORES.get(shared.len()).copied().unwrap_or_default();
    if f64::from(scored.score) < least { CHANCE } else { probability }
}

/// Returns the median similarity of sentences that are each other's best, drawn to .5 when
/// there are few.
fn mutual(pairs: &ScoredPairs, rows: &[Best], columns: &[Best]) -> f64 {
    let mut scores = Vec::new();
    for (row, pairs) in rows.iter().zip(pairs.rows()) {
        let best = |scored: &&ScoredPair| {
            scored.score > 0.0
                && scored.score >= row.scores[0]
                && scored.score >= columns[scored.right as usize].scores[0]
        };
        scores.extend(pairs.iter().filter(best).map(|scored| scored.score));
    }
    scores.sort_unstable_by(f32::total_cmp);
    let count = scores.len() as f64;
    (count * quantile(&scores, 0.5) + 0.5) / (count + 1.0)
}

impl PairTerms<'_> {
    /// Returns the share of neighbouring stems that are neighbours in both.
    fn shared_bigrams(&self) -> f64 {
        let (left, right) = (self.left.bigrams.row(self.sentence), self.right.bigrams.row(self.other));
        let shared = overlap(left, right);
        if shared == 0 { 0.0 } else { shared as f64 / ((left.len() * right.len()) as f64).sqrt() }
    }

    /// Returns the share of the names of the sentence with fewer that the other one has too.
    fn shared_names(&self) -> f64 {
        let (left, right) = (self.left.names.row(self.sentence), self.right.names.row(self.other));
        overlap(left, right) as f64 / left.len().min(right.len()).max(1) as f64
    }

    /// Returns 1 when both have figures and none in common, else 0.
    fn other_numbers(&self) -> f64 {
        let (left, right) = (self.left.numbers.row(self.sentence), self.right.numbers.row(self.other));
        let differ = !left.is_empty() && !right.is_empty() && overlap(left, right) == 0;
        f64::from(u8::from(differ))
    }
}

/// Returns for each sentence of `side` the part of its rarity that is in stems the other document has
/// too: a sentence of words that are only in its own document is about something else.
fn known_shares(side: &DocumentTerms, other: &DocumentTerms, rarities: &[f64]) -> Vec<f64> {
    let mut known = vec![false; rarities.len()];
    other.stems.items().iter().for_each(|stem| known[*stem as usize] = true);
    let mut stems: Vec<usize> = Vec::new();
    let mut share = |row: &[u32]| {
        stems.clear();
        stems.extend(row.iter().map(|stem| *stem as usize));
        // Sums depend on their order, so the order is always the same.
        stems.sort_unstable();
        stems.dedup();
        let all: f64 = stems.iter().map(|stem| rarities[*stem]).sum();
        let shared: f64 = stems.iter().filter(|stem| known[**stem]).map(|stem| rarities[*stem]).sum();
        if all > 0.0 { shared / all } else { 0.0 }
    };
    side.stems.rows().map(&mut share).collect()
}

/// Returns the probability of each pair of documents with `rows` × `columns` sentences, given its
/// odds at even density.
pub(super) fn probabilities(mut odds: Vec<f64>, rows: usize, columns: usize) -> Vec<f64> {
    let expected = (EXPECTED / rows.max(columns).max(1) as f64).min(0.15);
    let pairs = rows as f64 * columns as f64;
    let mut density = expected;
    for _ in 0..ROUNDS {
        let prior = density / (1.0 - density);
        let links: f64 = odds.iter().map(|odds| sharpened(probability(odds * prior))).sum();
        let before = density;
        density = ((links + WEIGHT * expected) / (pairs + WEIGHT)).clamp(least(rows, columns), 0.8);
        if (density - before).abs() <= before * 1e-9 {
            break;
        }
    }
    let prior = density / (1.0 - density);
    for odds in &mut odds {
        *odds = probability(*odds * prior);
    }
    odds
}

/// Returns the least density to believe in, which falls with the root of the length: the longer
/// the documents, the more sentences are a little alike by chance for each one that is linked.
fn least(rows: usize, columns: usize) -> f64 {
    LEAST * (SHORT as f64 / rows.max(columns).max(SHORT) as f64).sqrt()
}

/// Returns the probability of odds from 0 to infinity.
fn probability(odds: f64) -> f64 {
    1.0 / (1.0 + 1.0 / odds)
}

/// Returns `value` to the power of 1¼. Two roots are the same on every machine.
fn sharpened(value: f64) -> f64 {
    value * value.sqrt().sqrt()
}

/// Returns how many items two sorted sets share.
fn overlap<T: Ord>(left: &[T], right: &[T]) -> usize {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while i < left.len() && j < right.len() {
        match left[i].cmp(&right[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                shared += 1;
                i += 1;
                j += 1;
            }
        }
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dense_evidence_raises_every_probability() {
        let even = |count: usize| [vec![20.0; count], vec![0.05; 400 - count]].concat();
        let sparse = probabilities(even(2), 20, 20);
        let dense = probabilities(even(80), 20, 20);
        assert!(dense[0] > 2.0 * sparse[0]);
        assert!(dense[399] > sparse[399]);
    }

    #[test]
    fn many_faint_similarities_add_up_to_fewer_links_than_a_few_sure_ones() {
        // At even density both have forty links to expect.
        let faint = probabilities([vec![20.0], vec![0.1; 440]].concat(), 21, 21);
        let sure = probabilities([vec![20.0; 42], vec![0.0; 399]].concat(), 21, 21);
        assert!(sure[0] > 1.5 * faint[0], "{} {}", sure[0], faint[0]);
    }

    #[test]
    fn a_link_by_few_words_is_strong_only_between_very_similar_sentences() {
        let limited = |score, equal, right: &[u32]| {
            limited(0.9, &ScoredPair { right: 0, score, equal }, &[1, 1, 2, 3, 4], right)
        };
        for (score, equal, right, expected) in [
            (0.44, false, &[1, 1, 7][..], CHANCE),
            (0.46, false, &[1, 1, 7], 0.9),
            (0.39, false, &[1, 2, 7], CHANCE),
            (0.41, false, &[2, 1, 1], 0.9),
            (0.2, false, &[1, 2, 3], 0.9),
            (0.3, false, &[7], CHANCE),
            (0.0, true, &[], 0.9),
        ] {
            assert!((limited(score, equal, right) - expected).abs() < 1e-9, "{score} {right:?}");
        }
    }

    #[test]
    fn no_pairs_have_no_probabilities() {
        assert!(probabilities(Vec::new(), 0, 3).is_empty());
    }

    #[test]
    fn common_items_of_sets_are_counted() {
        assert_eq!(overlap(&[1, 3, 5, 9], &[0, 3, 4, 9, 11]), 2);
        assert_eq!(overlap(&[], &[1]), 0);
    }
}
