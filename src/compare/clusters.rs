//! Groups of sentences that all say the same, from links between any two of them.
//!
//! Average linkage (Sokal and Michener 1958): the two groups whose members are linked most surely
//! on the average become one, again and again, as long as that average is a link. Links that are
//! missing count as 0. So a sentence that is linked to everything joins one group, not all of them:
//! its other links are outvoted by the members of the group.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use crate::compare::Cancelled;

/// The weight of a pair of sentences of one document, which have no link: a document says a thing
/// twice, but seldom. Measured on news, three documents to five: 0 makes rows of two statements, 1
/// separates paraphrases.
const SAME_DOCUMENT: f64 = 0.5;

/// Links below this part of the least average are ignored: in books most links are so faint, and
/// they decide nothing.
const FAINT: f64 = 0.25;

/// Two sentences and the probability that they say the same.
pub(super) type WeightedPair = (usize, usize, f64);

/// Returns the groups of two sentences or more, each ascending, in the order of their first ones.
///
/// `documents` has the document of each sentence; `links` holds every two linked sentences once,
/// by their indices there, with their probability. Groups are made of links that reach `least` on
/// the average. An error as soon as they are no longer `wanted`.
pub(super) fn clusters(
    documents: &[usize],
    links: &[WeightedPair],
    least: f64,
    wanted: &dyn Fn() -> bool,
) -> Result<Vec<Vec<usize>>, Cancelled> {
    let mut merging = Merging::of(documents, links, least);
    while merging.step() {
        if !wanted() {
            return Err(Cancelled);
        }
    }
    let mut groups: Vec<Vec<usize>> =
        merging.groups.into_iter().flatten().map(|group| group.members).filter(|all| all.len() > 1).collect();
    for members in &mut groups {
        members.sort_unstable();
    }
    groups.sort_unstable();
    Ok(groups)
}

/// Two groups that may become one. The greatest comes next: the surest, and of equally sure ones
/// that with the first sentences.
type Merge = (Sureness, Reverse<[usize; 2]>, [usize; 2]);

/// A number above 0 as its bits, which are in the order of the numbers.
type Sureness = u64;

struct Merging {
    /// By number; a group that became part of another is gone, and the new one has a new number.
    groups: Vec<Option<Cluster>>,
    queue: BinaryHeap<Merge>,
    least: f64,
}

struct Cluster {
    members: Vec<usize>,
    /// Its first sentence, which no other group has.
    first: usize,
    /// How many sentences of each document it has.
    documents: BTreeMap<usize, usize>,
    /// The sum of the links to each group that there are links to.
    links: BTreeMap<usize, f64>,
}

impl Merging {
    fn of(documents: &[usize], links: &[WeightedPair], least: f64) -> Self {
        let mut groups: Vec<Cluster> = documents.iter().enumerate().map(Cluster::alone).collect();
        let counted = || links.iter().filter(|(_, _, score)| *score >= least * FAINT);
        for &(one, other, score) in counted() {
            groups[one].links.insert(other, score);
            groups[other].links.insert(one, score);
        }
        let groups = groups.into_iter().map(Some).collect();
        let mut merging = Self { groups, queue: BinaryHeap::new(), least };
        for &(one, other, _) in counted() {
            merging.propose(one, other);
        }
        merging
    }

    /// Queues two groups if they are sure enough.
    fn propose(&mut self, one: usize, other: usize) {
        let (Some(first), Some(second)) = (&self.groups[one], &self.groups[other]) else { return };
        let sum = first.links.get(&other).copied().unwrap_or_default();
        let average = sum / first.pairs(second);
        if average >= self.least && average > 0.0 {
            let firsts = [first.first.min(second.first), first.first.max(second.first)];
            self.queue.push((average.to_bits(), Reverse(firsts), [one, other]));
        }
    }

    /// Makes the surest two groups one; tells whether there were any.
    fn step(&mut self) -> bool {
        let Some((_, _, [one, other])) = self.queue.pop() else { return false };
        if self.groups[one].is_none() || self.groups[other].is_none() {
            // One of them has become part of a third group, which has its own entries in the queue.
            return true;
        }
        let (Some(first), Some(second)) = (self.groups[one].take(), self.groups[other].take()) else {
            return true;
        };
        let merged = self.groups.len();
        let group = first.with(second, [one, other]);
        let neighbours: Vec<usize> = group.links.keys().copied().collect();
        for (&neighbour, &sum) in &group.links {
            if let Some(neighbour) = &mut self.groups[neighbour] {
                neighbour.links.remove(&one);
                neighbour.links.remove(&other);
                neighbour.links.insert(merged, sum);
            }
        }
        self.groups.push(Some(group));
        for neighbour in neighbours {
            self.propose(merged, neighbour);
        }
        true
    }
}

impl Cluster {
    fn alone((sentence, document): (usize, &usize)) -> Self {
        let documents = BTreeMap::from([(*document, 1)]);
        Self { members: vec![sentence], first: sentence, documents, links: BTreeMap::new() }
    }

    /// Returns how many pairs of sentences the two groups have between them, those of one document
    /// at their lesser weight.
    fn pairs(&self, other: &Self) -> f64 {
        let same = |(document, count): (&usize, &usize)| count * other.documents.get(document).unwrap_or(&0);
        let same: usize = self.documents.iter().map(same).sum();
        let all = self.members.len() * other.members.len();
        (all - same) as f64 + same as f64 * SAME_DOCUMENT
    }

    /// Returns the group of both, whose numbers were `own`.
    fn with(self, other: Self, own: [usize; 2]) -> Self {
        // Sums are the same whichever of the two comes first.
        let mut links = self.links;
        for (neighbour, sum) in other.links {
            *links.entry(neighbour).or_default() += sum;
        }
        links.retain(|neighbour, _| !own.contains(neighbour));
        let mut documents = self.documents;
        for (document, count) in other.documents {
            *documents.entry(document).or_default() += count;
        }
        let members = [self.members, other.members].concat();
        Self { members, first: self.first.min(other.first), documents, links }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn grouped(documents: &[usize], links: &[WeightedPair], least: f64) -> Vec<Vec<usize>> {
        clusters(documents, links, least, &|| true).unwrap()
    }

    #[test]
    fn groups_hold_together_by_their_average() {
        let cases: [(&[WeightedPair], &[&[usize]]); 6] = [
            (&[], &[]),
            (&[(0, 3, 0.34)], &[]),
            (&[(0, 3, 0.5)], &[&[0, 3]]),
            // A chain as strong as this is one group, a weaker one breaks at its weakest link.
            (&[(0, 1, 0.9), (1, 2, 0.8)], &[&[0, 1, 2]]),
            (&[(0, 1, 0.9), (1, 2, 0.6)], &[&[0, 1]]),
            // The hub 0 stays with its surest partner.
            (
                &[(0, 1, 0.5), (0, 2, 0.6), (0, 3, 0.5), (1, 3, 0.7), (4, 5, 0.4)],
                &[&[0, 2], &[1, 3], &[4, 5]],
            ),
        ];
        for (links, expected) in cases {
            assert_eq!(grouped(&[0, 1, 2, 3, 4, 5], links, 0.35), expected, "{links:?}");
        }
    }

    #[test]
    fn equally_sure_groups_are_taken_in_order() {
        let links = [(0, 2, 0.5), (1, 2, 0.5)];
        assert_eq!(grouped(&[0, 0, 1], &links, 0.35), [[0, 2]]);
    }

    #[test]
    fn two_sentences_of_one_document_join_only_by_a_strong_link() {
        let groups = |score| grouped(&[0, 0, 1], &[(0, 2, 0.9), (1, 2, score)], 0.35);
        assert_eq!(groups(0.5), [[0, 2]]);
        assert_eq!(groups(0.6), [[0, 1, 2]]);
    }

    proptest! {
        #[test]
        fn no_group_is_looser_than_a_link(scores in proptest::collection::vec(0.0..1.0_f64, 45), order: u64) {
            let pairs = (0..10).flat_map(|one| (one + 1..10).map(move |other| (one, other)));
            let mut links: Vec<_> =
                pairs.zip(&scores).filter(|(_, score)| **score > 0.5).map(|((a, b), score)| (a, b, *score)).collect();
            let groups = grouped(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9], &links, 0.35);
            for group in &groups {
                let inside = links.iter().filter(|(a, b, _)| group.contains(a) && group.contains(b));
                let pairs = (group.len() * (group.len() - 1)) as f64 / 2.0;
                prop_assert!(inside.map(|link| link.2).sum::<f64>() / pairs >= 0.35 - 1e-9);
            }
            let from = order as usize % links.len().max(1);
            links.rotate_left(from);
            prop_assert_eq!(grouped(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9], &links, 0.35), groups);
        }
    }
}
