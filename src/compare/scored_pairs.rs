//! The pairs of sentences that may be linked, with their similarity.
//!
//! Between two articles every pair is scored. Two books have too many pairs, so each sentence is
//! paired only with the most similar sentences of the other side, found by its rarer stems.

use std::cmp::Reverse;
use std::ops::Range;

use foldhash::{HashMap, HashMapExt};

use crate::compare::Cancelled;
use crate::compare::jagged_array::JaggedArray;
use crate::compare::parallel::both;
use crate::compare::sentence_similarity::{Spread, TermWeight, Vectors, inverted};
use crate::compare::vocabulary::Vocabulary;

/// The most pairs of sentences that are all scored.
const ALL: usize = 100_000;
/// The number of partners scored for each sentence when there are more pairs.
const CANDIDATES: usize = 10;
/// About how many sentences with a common stem are counted to find the partners, the rarest stems first.
const MEETINGS: usize = 500;

/// A pair of sentences seen from the left one.
#[derive(Clone, Copy, Debug)]
pub(super) struct ScoredPair {
    /// The sentence on the right.
    pub(super) right: u32,
    /// How similar the two are.
    pub(super) score: f32,
    /// Whether the two have the same characters.
    pub(super) equal: bool,
}

/// The pairs of each left sentence, by the right one.
pub(super) type ScoredPairs = JaggedArray<ScoredPair>;

/// Which pairs of sentences are scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PairReach {
    /// All that are similar at all.
    Every,
    /// The most similar ones of each sentence.
    Likely,
}

impl PairReach {
    /// Returns which pairs are scored between documents of this many sentences.
    pub(super) fn of(left: usize, right: usize) -> Self {
        if left.saturating_mul(right) <= ALL { Self::Every } else { Self::Likely }
    }
}

/// Returns the scored pairs of two documents with these `equals`; pairs left out are not similar.
pub(super) fn scored_pairs(
    [left, right]: &[Vectors; 2],
    reach: PairReach,
    equals: Vec<(u32, u32)>,
    vocabulary: &Vocabulary,
    wanted: &dyn Fn() -> bool,
) -> Result<ScoredPairs, Cancelled> {
    let count = left.stems.len();
    let partners = match reach {
        PairReach::Every => vec![Vec::new(); count],
        PairReach::Likely => likely_partners_of_both(left, right, vocabulary.stem_facts().len(), wanted)?,
    };
    let mut same: Vec<Vec<u32>> = vec![Vec::new(); count];
    for (left, right) in equals {
        same[left as usize].push(right);
    }
    let scored = |sentences: Range<usize>, wanted: &dyn Fn() -> bool| {
        let mut spread = Spread::new(vocabulary);
        let mut scored = JaggedArray::new();
        let mut rights: Vec<u32> = Vec::new();
        for sentence in sentences {
            if !wanted() {
                return Err(Cancelled);
            }
            let same = &same[sentence];
            rights.clear();
            match reach {
                PairReach::Every => rights.extend(0..right.stems.len() as u32),
                PairReach::Likely => rights.extend(partners[sentence].iter().chain(same)),
            }
            rights.sort_unstable();
            rights.dedup();
            spread.replace(left, sentence);
            for &other in &rights {
                let (score, equal) =
                    (spread.score(right, other as usize), same.binary_search(&other).is_ok());
                if score > 0.0 || equal {
                    scored.push(ScoredPair { right: other, score, equal });
                }
            }
            scored.close();
        }
        Ok(scored)
    };
    if reach == PairReach::Every {
        return scored(0..count, wanted);
    }
    let half = count / 2;
    let (mut first, second) =
        both(wanted, |wanted| scored(0..half, wanted), |wanted| scored(half..count, wanted))?;
    first.append(second);
    Ok(first)
}

/// Returns for each left sentence the right ones that are among the most similar of it, or of which it is.
fn likely_partners_of_both(
    left: &Vectors,
    right: &Vectors,
    terms: usize,
    wanted: &dyn Fn() -> bool,
) -> Result<Vec<Vec<u32>>, Cancelled> {
    let (rights, lefts) = both(
        wanted,
        |wanted| likely_partners(left, right, terms, wanted),
        |wanted| likely_partners(right, left, terms, wanted),
    )?;
    let mut partners: Vec<Vec<u32>> = rights.rows().map(<[u32]>::to_vec).collect();
    for (right, lefts) in lefts.rows().enumerate() {
        for left in lefts {
            partners[*left as usize].push(right as u32);
        }
    }
    Ok(partners)
}

/// Returns for each sentence of `from` the most similar ones of `to` by its rarer stems, best
/// first.
fn likely_partners(
    from: &Vectors,
    to: &Vectors,
    terms: usize,
    wanted: &dyn Fn() -> bool,
) -> Result<JaggedArray<u32>, Cancelled> {
    let index = inverted(&to.stems, terms);
    let mut sums: Vec<u64> = vec![0; to.stems.len()];
    let mut rarest: Vec<(&TermWeight, &[TermWeight])> = Vec::new();
    let mut met: Vec<u32> = Vec::new();
    // The best sums first, of equal ones the earlier sentence.
    let mut best: Vec<(u64, Reverse<u32>)> = Vec::new();
    let mut lists = JaggedArray::new();
    for row in from.stems.rows() {
        if !wanted() {
            return Err(Cancelled);
        }
        rarest.clear();
        rarest.extend(row.iter().map(|term| (term, index.row(term.id as usize))));
        rarest.sort_by_key(|(_, postings)| postings.len());
        let within = rarest.iter().scan(0, |meetings, (term, postings)| {
            *meetings += postings.len();
            (*meetings <= MEETINGS).then_some((term, postings))
        });
        for (term, postings) in within {
            for entry in *postings {
                let sum = &mut sums[entry.id as usize];
                if *sum == 0 {
                    met.push(entry.id);
                }
                *sum += term.times(*entry);
            }
        }
        let mut least = 0;
        for id in met.drain(..) {
            let partner = (std::mem::take(&mut sums[id as usize]), Reverse(id));
            if partner.0 >= least && (best.len() < CANDIDATES || best.last() < Some(&partner)) {
                best.truncate(CANDIDATES - 1);
                best.insert(best.partition_point(|other| *other > partner), partner);
                least = best.get(CANDIDATES - 1).map_or(0, |(sum, _)| *sum);
            }
        }
        lists.extend(best.drain(..).map(|(_, Reverse(id))| id));
        lists.close();
    }
    Ok(lists)
}

/// Returns the pairs of sentences that have the same characters except for white space around them.
///
/// Repeated sentences ("* * *") are paired in order, the first with the first; surplus ones are
/// paired with the last one on the other side.
pub(super) fn equals(left: &[&str], right: &[&str]) -> Vec<(u32, u32)> {
    let mut places: HashMap<&str, [Vec<u32>; 2]> = HashMap::new();
    for (side, sentences) in [left, right].into_iter().enumerate() {
        for (index, sentence) in sentences.iter().enumerate() {
            places.entry(sentence.trim()).or_default()[side].push(index as u32);
        }
    }
    let mut pairs = Vec::new();
    for [lefts, rights] in places.values().filter(|[lefts, rights]| !lefts.is_empty() && !rights.is_empty()) {
        for at in 0..lefts.len().max(rights.len()) {
            pairs.push((lefts[at.min(lefts.len() - 1)], rights[at.min(rights.len() - 1)]));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_sentences_are_paired_in_order() {
        let pairs = |left: &[&str], right: &[&str]| {
            let mut pairs = equals(left, right);
            pairs.sort_unstable();
            pairs
        };
        assert_eq!(pairs(&["x", "y", "x ", "x"], &["z", "x", "y", "x"]), [(0, 1), (1, 2), (2, 3), (3, 3)]);
        assert_eq!(pairs(&["x"], &["x", "x"]), [(0, 0), (0, 1)]);
        assert_eq!(pairs(&["x", "y"], &["y"]), [(1, 0)]);
    }
}
