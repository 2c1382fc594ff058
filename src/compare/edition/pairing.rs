//! Which sentence of one version is which of the other, one to one.

use std::collections::HashMap;
use std::ops::Range;

use crate::compare::comparison::Link;
use crate::compare::wording::{Agreement, Sentence, agreement};

/// In a gap of up to so many pairs of sentences all are looked at.
const GAP: usize = 100;
/// The least share of common words of two sentences between the same neighbours.
const REWRITTEN: f64 = 0.25;

/// A sentence that is another's counterpart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Match {
    /// The index of the counterpart.
    pub(super) other: usize,
    /// How the two agree.
    pub(super) agreement: Agreement,
}

/// Two versions, with the counterparts found so far.
pub(super) struct Pairing<'a> {
    lines: [&'a [Sentence<'a>]; 2],
    /// The words of each line that had no counterpart when they were first needed.
    bags: [Vec<Bag>; 2],
    matches: [Vec<Option<Match>>; 2],
}

/// Two sentences that may be counterparts.
struct Candidate {
    left: usize,
    right: usize,
    share: f64,
    score: f64,
}

impl<'a> Pairing<'a> {
    /// Returns two versions without counterparts.
    pub(super) fn new(lines: [&'a [Sentence<'a>]; 2]) -> Self {
        Self { lines, bags: [Vec::new(), Vec::new()], matches: lines.map(|lines| vec![None; lines.len()]) }
    }

    /// Returns the counterparts of both sides.
    pub(super) fn matches(&self) -> &[Vec<Option<Match>>; 2] {
        &self.matches
    }

    /// Pairs sentences that read the same: those that stand once on both sides, then repeated
    /// ones next to these, then what is left of them in order.
    pub(super) fn pair_equals(&mut self) {
        let (classes, members) = self.classes();
        for [lefts, rights] in &members {
            if let ([left], [right]) = (&lefts[..], &rights[..]) {
                self.join(*left, *right, Agreement::Same);
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
                self.join(left, right, Agreement::Same);
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
            self.join(left, right, Agreement::Same);
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

    /// Pairs linked sentences in mostly the same words, the likest first.
    pub(super) fn pair_linked(&mut self, links: &[Link]) {
        self.bags = [0, 1].map(|side| {
            let lines = self.lines[side].iter().zip(&self.matches[side]);
            lines.map(|(line, found)| if found.is_none() { Bag::of(line) } else { Bag::default() }).collect()
        });
        let mut candidates = Vec::new();
        for link in links {
            candidates.extend(self.candidate(link.left, link.right, link.score, Agreement::is_close));
        }
        for Candidate { left, right, share, .. } in self.best_first(candidates) {
            if self.is_free(left, right) {
                self.join(left, right, Agreement::Part(share));
            }
        }
    }

    /// Pairs sentences that share some words and stand between counterparts that are neighbours:
    /// a rewriting in its place.
    pub(super) fn pair_between(&mut self) {
        for (lefts, rights) in self.gaps() {
            let mut candidates = Vec::new();
            for left in lefts.clone() {
                for right in rights.clone() {
                    let rewritten = |agreement: Agreement| agreement.share() >= REWRITTEN;
                    candidates.extend(self.candidate(left, right, 0.0, rewritten));
                }
            }
            let mut joined: Vec<(usize, usize)> = Vec::new();
            for Candidate { left, right, share, .. } in self.best_first(candidates) {
                let in_order = joined.iter().all(|pair| (pair.0 < left) == (pair.1 < right));
                if in_order && self.is_free(left, right) {
                    self.join(left, right, Agreement::Part(share));
                    joined.push((left, right));
                }
            }
        }
    }

    /// Returns two free sentences that agree `enough`.
    fn candidate(
        &self,
        left: usize,
        right: usize,
        score: f64,
        enough: impl Fn(Agreement) -> bool,
    ) -> Option<Candidate> {
        if !self.is_free(left, right) {
            return None;
        }
        let most = self.bags[0].get(left)?.share(self.bags[1].get(right)?);
        if !enough(Agreement::Part(most)) {
            return None;
        }
        let agreement = agreement(&self.lines[0][left], &self.lines[1][right]);
        enough(agreement).then(|| Candidate { left, right, share: agreement.share(), score })
    }

    /// Returns the candidates, the likest first; of equally like ones those at the same place of
    /// their texts.
    fn best_first(&self, mut candidates: Vec<Candidate>) -> Vec<Candidate> {
        let [lefts, rights] = self.matches.each_ref().map(Vec::len);
        let apart = |a: &Candidate| (a.left * rights).abs_diff(a.right * lefts);
        candidates.sort_by(|a, b| {
            let likest = b.share.total_cmp(&a.share).then(b.score.total_cmp(&a.score));
            likest.then(apart(a).cmp(&apart(b))).then((a.left, a.right).cmp(&(b.left, b.right)))
        });
        candidates
    }

    /// Returns the free sentences, on both sides some, between counterparts without others between.
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

    fn is_free(&self, left: usize, right: usize) -> bool {
        let is_free = |side: &[Option<Match>], at: usize| side.get(at).is_some_and(Option::is_none);
        is_free(&self.matches[0], left) && is_free(&self.matches[1], right)
    }

    fn join(&mut self, left: usize, right: usize, agreement: Agreement) {
        self.matches[0][left] = Some(Match { other: right, agreement });
        self.matches[1][right] = Some(Match { other: left, agreement });
    }
}
/// The words of a line in no order, so that most lines need not be aligned to see how far they are apart.
#[derive(Default)]
pub(super) struct Bag {
    /// The key and the weight of each word, sorted.
    words: Vec<(u32, u32)>,
    weight: u32,
}

impl Bag {
    /// Returns the words of a line.
    pub(super) fn of(line: &Sentence) -> Self {
        let words = line.tokens.iter().filter(|token| token.is_word());
        let mut words: Vec<(u32, u32)> = words.map(|token| (token.key, token.weight)).collect();
        words.sort_unstable();
        Self { words, weight: line.total_weight() }
    }

    /// Returns the share of words that both have, in any order, by weight: no alignment finds more.
    pub(super) fn share(&self, other: &Self) -> f64 {
        let (mut a, mut b, mut both) = (0, 0, 0);
        while let (Some(x), Some(y)) = (self.words.get(a), other.words.get(b)) {
            both += if x.0 == y.0 { x.1 } else { 0 };
            a += usize::from(x.0 <= y.0);
            b += usize::from(y.0 <= x.0);
        }
        f64::from(2 * both) / f64::from((self.weight + other.weight).max(1))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::compare::wording::Interner;

    proptest! {
        #[test]
        fn no_alignment_finds_more(left in "(a |the |fog |ferry |, ){0,9}", right in "(a |the |fog |ferry |, ){0,9}") {
            let mut interner = Interner::new();
            let [left, right] = [&left, &right].map(|text| interner.sentence(text));
            let most = Bag::of(&left).share(&Bag::of(&right));
            let share = agreement(&left, &right).share();
            // Lines without a word have nothing in common, even if they are the same.
            prop_assert!(share <= most || left.words() == 0);
            prop_assert_eq!(most.to_bits(), Bag::of(&right).share(&Bag::of(&left)).to_bits());
        }
    }
}
