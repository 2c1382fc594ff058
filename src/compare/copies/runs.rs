//! All the longest runs of words that two documents share.
//!
//! Six words in a row are a shingle. Where both documents have the same one a run passes, and it
//! is followed both ways as far as it goes. A shingle that stands in many places (a page header,
//! a refrain) would meet itself in all pairs of them; beyond a few places its first is paired with
//! the first only, its second with the second, and so on.

use std::collections::HashMap;

use crate::compare::cancelled::Cancelled;
use crate::compare::lists::Lists;

/// So many words in a row are seldom written twice by chance.
pub(super) const SHINGLE: usize = 6;
/// Of a shingle with up to so many places on either side all pairs are looked at.
const PLACES: usize = 16;
/// After so many words the work asks whether it is still wanted.
const PATIENCE: usize = 4096;

/// Words that follow each other on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// The index of the first left word.
    pub(super) left: usize,
    /// The index of the first right word.
    pub(super) right: usize,
    /// How many words.
    pub(super) length: usize,
}

/// Returns the shared runs of [`SHINGLE`] words or more, none of which can be made longer.
pub(super) fn runs(left: &[u32], right: &[u32], wanted: &dyn Fn() -> bool) -> Result<Vec<Run>, Cancelled> {
    let shingles = Shingles::of(left, right);
    let mut runs = Vec::new();
    // By what the left index is ahead of the right one: where the last run of the two ended.
    let mut ends: HashMap<isize, usize> = HashMap::new();
    for at in 0..shingles.left.len() {
        if at % PATIENCE == 0 && !wanted() {
            return Err(Cancelled);
        }
        for &other in shingles.partners(at) {
            let end = ends.entry(at as isize - other as isize).or_insert(0);
            if at >= *end {
                let run = longest(left, right, at, other);
                *end = run.left + run.length;
                runs.push(run);
            }
        }
    }
    Ok(runs)
}

/// Returns the longest run through a left and a right word that are the same.
fn longest(left: &[u32], right: &[u32], at: usize, other: usize) -> Run {
    let same = |pair: &(&u32, &u32)| pair.0 == pair.1;
    let before = left[..at].iter().rev().zip(right[..other].iter().rev()).take_while(same).count();
    let after = left[at..].iter().zip(&right[other..]).take_while(same).count();
    Run { left: at - before, right: other - before, length: before + after }
}

/// Where the shingles of both documents stand.
struct Shingles {
    /// The number of the shingle that begins with each left word, if the right side has it.
    left: Vec<Option<u32>>,
    /// For each left word, how many of the same shingle begin before it.
    ranks: Vec<usize>,
    /// For each shingle, how many there are on the left.
    counts: Vec<usize>,
    /// For each shingle, the right words it begins with.
    places: Lists<usize>,
}

impl Shingles {
    fn of(left: &[u32], right: &[u32]) -> Self {
        let common = common(left, right);
        // A shingle that the other side lacks need not be looked up, and hardly ever is.
        let shared = |shingle: &&[u32]| shingle.iter().all(|word| common[*word as usize]);
        let met = [left, right].map(|side| Met::of(side.windows(SHINGLE).filter(shared), side.len()));
        let likely = |shingle: &&[u32]| shared(shingle) && met.iter().all(|met| met.has(shingle));
        let mut numbers: HashMap<&[u32], u32> = HashMap::new();
        let mut number = |shingle| {
            let next = numbers.len() as u32;
            *numbers.entry(shingle).or_insert(next)
        };
        let right: Vec<Option<u32>> =
            right.windows(SHINGLE).map(|shingle| Some(shingle).filter(likely).map(&mut number)).collect();
        let known = |shingle| numbers.get(shingle).copied();
        let left: Vec<Option<u32>> =
            left.windows(SHINGLE).map(|shingle| Some(shingle).filter(likely).and_then(known)).collect();
        let mut counts = vec![0; numbers.len()];
        let mut rank = |number: &Option<u32>| {
            let count = &mut counts[(*number)? as usize];
            *count += 1;
            Some(*count - 1)
        };
        let ranks = left.iter().map(|number| rank(number).unwrap_or(0)).collect();
        Self { left, ranks, places: places(&right, numbers.len()), counts }
    }

    /// Returns the right words with which the shingle of a left word begins too.
    fn partners(&self, at: usize) -> &[usize] {
        let Some(number) = self.left[at].map(|number| number as usize) else { return &[] };
        let places = self.places.row(number);
        if self.counts[number].max(places.len()) <= PLACES {
            return places;
        }
        let rank = self.ranks[at];
        places.get(rank..=rank).unwrap_or_default()
    }
}

/// The shingles of one side, some of them mistaken for others: a small table that answers most
/// questions with no.
struct Met {
    bits: Vec<u64>,
}

impl Met {
    /// Returns these shingles of a side of so many words.
    fn of<'a>(shingles: impl Iterator<Item = &'a [u32]>, words: usize) -> Self {
        let mut met = Self { bits: vec![0; (words / 8).next_power_of_two()] };
        for shingle in shingles {
            let (word, bit) = met.place(shingle);
            met.bits[word] |= bit;
        }
        met
    }

    /// Tells whether a shingle may be one of them; if not, it is none.
    fn has(&self, shingle: &[u32]) -> bool {
        let (word, bit) = self.place(shingle);
        self.bits[word] & bit != 0
    }

    fn place(&self, shingle: &[u32]) -> (usize, u64) {
        let mix = |mixed: u64, word: &u32| {
            (mixed.rotate_left(5) ^ u64::from(*word)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
        };
        let mixed = shingle.iter().fold(0, mix);
        ((mixed >> 32) as usize & (self.bits.len() - 1), 1 << (mixed >> 58))
    }
}

/// Returns for each word, by its key, whether both sides have it; keys are numbered from 0.
fn common(left: &[u32], right: &[u32]) -> Vec<bool> {
    let words = left.iter().chain(right).max().map_or(0, |most| *most as usize + 1);
    let [left, right] = [left, right].map(|side| {
        let mut said = vec![false; words];
        for word in side {
            said[*word as usize] = true;
        }
        said
    });
    left.into_iter().zip(right).map(|(left, right)| left && right).collect()
}

/// Returns for each of `count` numbers where it stands.
fn places(numbers: &[Option<u32>], count: usize) -> Lists<usize> {
    let mut starts = vec![0; count + 1];
    for number in numbers.iter().flatten() {
        starts[*number as usize + 1] += 1;
    }
    for number in 0..count {
        starts[number + 1] += starts[number];
    }
    let mut next = starts.clone();
    let mut items = vec![0; numbers.iter().flatten().count()];
    for (at, number) in numbers.iter().enumerate().filter_map(|(at, number)| Some((at, (*number)?))) {
        let place = &mut next[number as usize];
        items[*place] = at;
        *place += 1;
    }
    Lists::from_parts(starts, items)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_refrain_does_not_blow_up() {
        let refrain = vec![7; 20_000];
        let found = runs(&refrain, &refrain, &|| true).unwrap();
        assert_eq!(found, [Run { left: 0, right: 0, length: 20_000 }]);
        let pages: Vec<u32> = (0..20_000).map(|at| if at % 20 < 10 { at % 20 } else { at }).collect();
        assert!(runs(&pages, &pages, &|| true).unwrap().len() < 2000);
    }

    proptest! {
        #[test]
        fn runs_are_shared_and_cannot_grow(
            left in proptest::collection::vec(0..3_u32, 0..40),
            right in proptest::collection::vec(0..3_u32, 0..40),
        ) {
            let found = runs(&left, &right, &|| true).unwrap();
            for Run { left: at, right: other, length } in &found {
                prop_assert!(*length >= SHINGLE);
                prop_assert_eq!(&left[*at..at + length], &right[*other..other + length]);
                prop_assert!(*at == 0 || *other == 0 || left[at - 1] != right[other - 1]);
                let ends = (left.get(at + length), right.get(other + length));
                prop_assert!(ends.0.is_none() || ends.1.is_none() || ends.0 != ends.1);
            }
            let mut back: Vec<(usize, usize)> =
                runs(&right, &left, &|| true).unwrap().iter().map(|run| (run.right, run.left)).collect();
            let mut forth: Vec<(usize, usize)> = found.iter().map(|run| (run.left, run.right)).collect();
            back.sort_unstable();
            forth.sort_unstable();
            prop_assert_eq!(back, forth);
        }
    }
}
