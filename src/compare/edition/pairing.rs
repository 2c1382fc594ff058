//! Pairs of sentences that are each other's counterparts in two versions, and sentences that were
//! split or joined.
//!
//! Counterparts are one to one. One half of a sentence that was cut in two is its counterpart; the other
//! half is a part, because its words are in the rest of the whole sentence.

use std::collections::HashMap;
use std::ops::Range;

use crate::compare::comparison::Link;
use crate::compare::wording::{CLOSE, TokenizedSentence, WordingToken, aligned, common_share, most_common};

/// The most pairs of sentences in a gap that are all compared.
const GAP: usize = 100;
/// The least share of common words of two sentences between the same neighbours.
const REWRITTEN: f64 = 0.25;
/// The most words of a sentence that replaces another, whatever they have in common: a number in
/// a table, a lone word.
const SHORT: usize = 2;
/// The least share of a sentence's content words, by weight, that makes it a part.
const PART: f64 = 0.65;

/// A sentence that is another's counterpart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct CounterpartMatch {
    /// The index of the counterpart.
    pub(super) other: usize,
    /// The share of their words that both have, from 0 to 1.
    pub(super) share: f64,
}

/// Two versions, with the counterparts found so far.
pub(super) struct Pairing<'a> {
    lines: [&'a [TokenizedSentence<'a>]; 2],
    matches: [Vec<Option<CounterpartMatch>>; 2],
}

/// Two sentences that may be counterparts.
struct CandidatePair {
    left: usize,
    right: usize,
    share: f64,
    score: f64,
}

impl<'a> Pairing<'a> {
    /// Returns two versions without counterparts.
    pub(super) fn new(lines: [&'a [TokenizedSentence<'a>]; 2]) -> Self {
        Self { lines, matches: lines.map(|lines| vec![None; lines.len()]) }
    }

    /// Returns the counterparts of both sides.
    pub(super) fn matches(&self) -> &[Vec<Option<CounterpartMatch>>; 2] {
        &self.matches
    }

    /// Pairs sentences that read the same: those that occur once on both sides, then repeated ones next
    /// to these, then the remaining ones in order.
    pub(super) fn pair_equals(&mut self) {
        let (classes, members) = self.classes();
        for [lefts, rights] in &members {
            if let ([left], [right]) = (&lefts[..], &rights[..]) {
                self.join(*left, *right, 1.0);
            }
        }
        let lefts = self.matches[0].len();
        (0..lefts).for_each(|left| self.pair_neighbours(left, 1, &classes));
        (0..lefts).rev().for_each(|left| self.pair_neighbours(left, -1, &classes));
        for [lefts, rights] in &members {
            let free = |side: usize, lines: &[usize]| -> Vec<usize> {
                lines.iter().copied().filter(|at| self.matches[side][*at].is_none()).collect()
            };
            for (left, right) in free(0, lefts).into_iter().zip(free(1, rights)) {
                self.join(left, right, 1.0);
            }
        }
    }

    /// Pairs the sentences a step away from a left one and its counterpart if they read the same.
    fn pair_neighbours(&mut self, left: usize, step: isize, classes: &[Vec<usize>; 2]) {
        let Some(found) = self.matches[0][left] else { return };
        if let Some(left) = left.checked_add_signed(step)
            && let Some(right) = found.other.checked_add_signed(step)
            && self.is_free(left, right)
            && classes[0][left] == classes[1][right]
        {
            self.join(left, right, 1.0);
        }
    }

    /// Returns for each line the number of those that read the same, and the lines of each number.
    fn classes(&self) -> ([Vec<usize>; 2], Vec<[Vec<usize>; 2]>) {
        let mut numbers: HashMap<Vec<u32>, usize> = HashMap::new();
        let mut members: Vec<[Vec<usize>; 2]> = Vec::new();
        let mut classes = [Vec::new(), Vec::new()];
        for (side, lines) in self.lines.into_iter().enumerate() {
            for (at, line) in lines.iter().enumerate() {
                let keys = line.keys().collect();
                let class = *numbers.entry(keys).or_insert(members.len());
                if class == members.len() {
                    members.push([Vec::new(), Vec::new()]);
                }
                members[class][side].push(at);
                classes[side].push(class);
            }
        }
        (classes, members)
    }

    /// Returns the counterparts that each sentence can have at most once the linked sentences are paired, whatever
    /// the order of their words.
    pub(super) fn limits(&self, links: &[Link]) -> [Vec<Option<CounterpartMatch>>; 2] {
        let mut limits = self.matches.clone();
        for Link { left, right, .. } in links.iter().filter(|link| self.is_free(link.left, link.right)) {
            let share = most_common(&self.lines[0][*left], &self.lines[1][*right]);
            if share >= CLOSE {
                for (side, at, other) in [(0, *left, *right), (1, *right, *left)] {
                    let limit = limits[side][at].get_or_insert(CounterpartMatch { other, share });
                    limit.share = limit.share.max(share);
                }
            }
        }
        limits
    }

    /// Pairs linked sentences in mostly the same words, the most similar first.
    pub(super) fn pair_linked(&mut self, links: &[Link]) {
        let mut candidates = Vec::new();
        for link in links {
            candidates.extend(self.candidate(link.left, link.right, link.score, CLOSE));
        }
        for CandidatePair { left, right, share, .. } in self.best_first(candidates) {
            if self.is_free(left, right) {
                self.join(left, right, share);
            }
        }
    }

    /// Pairs sentences that share some words and are between counterparts that are neighbours: a
    /// sentence rewritten in its place. Of two short ones alone between the same neighbours one replaces the
    /// other.
    pub(super) fn pair_between(&mut self) {
        for (lefts, rights) in self.gaps() {
            if (lefts.len(), rights.len()) == (1, 1) && self.are_short(lefts.start, rights.start) {
                let share = common_share(&self.lines[0][lefts.start], &self.lines[1][rights.start]);
                self.join(lefts.start, rights.start, share);
                continue;
            }
            let mut candidates = Vec::new();
            for left in lefts.clone() {
                for right in rights.clone() {
                    candidates.extend(self.candidate(left, right, 0.0, REWRITTEN));
                }
            }
            let mut joined: Vec<(usize, usize)> = Vec::new();
            for CandidatePair { left, right, share, .. } in self.best_first(candidates) {
                let in_order = joined.iter().all(|pair| (pair.0 < left) == (pair.1 < right));
                if in_order && self.is_free(left, right) {
                    self.join(left, right, share);
                    joined.push((left, right));
                }
            }
        }
    }

    /// Returns two sentences without counterparts if they have at least the share `least` of words in
    /// common.
    fn candidate(&self, left: usize, right: usize, score: f64, least: f64) -> Option<CandidatePair> {
        let sentences = (&self.lines[0][left], &self.lines[1][right]);
        if !self.is_free(left, right) || most_common(sentences.0, sentences.1) < least {
            return None;
        }
        let share = common_share(sentences.0, sentences.1);
        (share >= least).then_some(CandidatePair { left, right, share, score })
    }

    /// Returns the candidates, the most similar first; of equally similar ones those at the same place
    /// of their texts.
    fn best_first(&self, mut candidates: Vec<CandidatePair>) -> Vec<CandidatePair> {
        let [lefts, rights] = self.matches.each_ref().map(Vec::len);
        let apart = |a: &CandidatePair| (a.left * rights).abs_diff(a.right * lefts);
        candidates.sort_by(|a, b| {
            let likest = b.share.total_cmp(&a.share).then(b.score.total_cmp(&a.score));
            likest.then(apart(a).cmp(&apart(b))).then((a.left, a.right).cmp(&(b.left, b.right)))
        });
        candidates
    }

    /// Returns the ranges of unpaired sentences between neighbouring counterparts, where both sides
    /// have some.
    fn gaps(&self) -> Vec<(Range<usize>, Range<usize>)> {
        let [lefts, rights] = &self.matches;
        let mut gaps = Vec::new();
        let (mut from, mut start) = (0, Some(0));
        for left in 0..=lefts.len() {
            let right = match lefts.get(left) {
                Some(None) => continue,
                Some(Some(found)) => found.other,
                None => rights.len(),
            };
            if let Some(start) = start.filter(|start| *start < right && from < left)
                && (left - from).saturating_mul(right - start) <= GAP
                && rights[start..right].iter().all(Option::is_none)
            {
                gaps.push((from..left, start..right));
            }
            (from, start) = (left + 1, Some(right + 1));
        }
        gaps
    }

    fn are_short(&self, left: usize, right: usize) -> bool {
        self.lines[0][left].words() <= SHORT && self.lines[1][right].words() <= SHORT
    }

    fn is_free(&self, left: usize, right: usize) -> bool {
        let is_free =
            |side: &[Option<CounterpartMatch>], at: usize| side.get(at).is_some_and(Option::is_none);
        is_free(&self.matches[0], left) && is_free(&self.matches[1], right)
    }

    fn join(&mut self, left: usize, right: usize, share: f64) {
        self.matches[0][left] = Some(CounterpartMatch { other: right, share });
        self.matches[1][right] = Some(CounterpartMatch { other: left, share });
    }
}

/// A sentence whose words are mostly in a sentence of the other side that has another counterpart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct ContainedSentence {
    /// The index of the sentence that it is a part of.
    pub(super) whole: usize,
    /// The share of it that is in the whole sentence, from 0 to 1, by the weight of content words.
    pub(super) share: f64,
}

/// Returns which sentences of `side` without a counterpart are parts; a part of a part's
/// neighbour counts, so that a sentence may have been cut in more than two.
pub(super) fn parts(
    lines: [&[TokenizedSentence<'_>]; 2],
    matches: &[Vec<Option<CounterpartMatch>>; 2],
    side: usize,
) -> Vec<Option<ContainedSentence>> {
    let [own, other] = [&lines[side], &lines[1 - side]];
    let mut search = PartSearch { own, other, matches: &matches[side], rests: HashMap::new() };
    let mut parts = vec![None; own.len()];
    for at in 1..own.len() {
        parts[at] = search.part(at, at - 1, &parts);
    }
    for at in (1..own.len()).rev() {
        parts[at - 1] = parts[at - 1].or_else(|| search.part(at - 1, at, &parts));
    }
    parts
}

struct PartSearch<'a> {
    own: &'a [TokenizedSentence<'a>],
    other: &'a [TokenizedSentence<'a>],
    matches: &'a [Option<CounterpartMatch>],
    /// The content words of a whole sentence that are in none of its parts so far.
    rests: HashMap<usize, Vec<WordingToken>>,
}

impl PartSearch<'_> {
    /// Returns whether a sentence is a part of what its neighbour is in.
    fn part(
        &mut self,
        at: usize,
        neighbour: usize,
        parts: &[Option<ContainedSentence>],
    ) -> Option<ContainedSentence> {
        if self.matches[at].is_some() {
            return None;
        }
        let found = self.matches[neighbour];
        let whole = found.map(|found| found.other).or(parts[neighbour].map(|part| part.whole))?;
        let words = content(&self.own[at]);
        let rest = self.rests.entry(whole).or_insert_with(|| {
            let mut rest = content(&self.other[whole]);
            take_common(&mut rest, &content(&self.own[neighbour]));
            rest
        });
        let mut left_over = rest.clone();
        let taken = take_common(&mut left_over, &words);
        let share = f64::from(weight(&taken)) / f64::from(weight(&words).max(1));
        if share < PART {
            return None;
        }
        *rest = left_over;
        Some(ContainedSentence { whole, share })
    }
}

/// Returns the content words of a sentence.
fn content(sentence: &TokenizedSentence) -> Vec<WordingToken> {
    sentence.tokens.iter().filter(|token| !token.is_empty()).copied().collect()
}

fn weight<'a>(words: impl IntoIterator<Item = &'a WordingToken>) -> u32 {
    words.into_iter().map(|word| word.weight).sum()
}

/// Removes the words that `others` has in the same order, and returns them.
fn take_common(words: &mut Vec<WordingToken>, others: &[WordingToken]) -> Vec<WordingToken> {
    let common = aligned(words, others);
    let taken = common.iter().map(|(at, _)| words[*at]).collect();
    let mut index = 0..;
    words.retain(|_| index.next().is_some_and(|at| common.binary_search_by_key(&at, |pair| pair.0).is_err()));
    taken
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::wording::Interner;

    /// Returns for each of `pieces` whether it is a part; the piece at `paired` is the whole's counterpart.
    fn found(whole: &str, pieces: &[&str], paired: usize) -> Vec<bool> {
        let mut interner = Interner::new();
        let lines =
            [vec![interner.sentence(whole)], pieces.iter().map(|text| interner.sentence(text)).collect()];
        let pair = |other| Some(CounterpartMatch { other, share: 0.6 });
        let mut matches = [vec![pair(paired)], vec![None; pieces.len()]];
        matches[1][paired] = pair(0);
        parts([&lines[0], &lines[1]], &matches, 1).iter().map(Option::is_some).collect()
    }

    #[test]
    fn words_outside_the_counterpart_make_a_part() {
        let whole = "The ferry, built in Wexley in 1902, sank near the pier on Monday and nobody was hurt.";
        let [sank, built, hurt] = [
            "The ferry sank near the pier on Monday.",
            "It was built in Wexley in 1902.",
            "Nobody was hurt.",
        ];
        for (pieces, paired, expected) in [
            (&[sank, built][..], 0, &[false, true][..]),
            (&[built, sank, hurt], 1, &[true, false, true]),
            (&[sank, built, hurt], 0, &[false, true, true]),
            // The words of the half that is paired are taken.
            (&[sank, "The ferry sank on Monday near the pier."], 0, &[false, false]),
            (&[sank, "Tickets were printed in Wexley all winter."], 0, &[false, false]),
            (&[sank, "Tickets remain cheap.", built], 0, &[false, false, false]),
            (&[sank, ""], 0, &[false, false]),
        ] {
            assert_eq!(found(whole, pieces, paired), expected, "{pieces:?}");
        }
    }
}
