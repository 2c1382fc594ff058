//! The pairs of sentences that may be linked, with their similarity.
//!
//! Two articles are compared cell by cell. Two books have too many cells, so each sentence
//! brings only the most similar ones of the other side, found by its rarer stems.

use crate::compare::cancelled::Cancelled;
use crate::compare::equals::Equals;
use crate::compare::lists::Lists;
use crate::compare::reading::Vocabulary;
use crate::compare::similarity::{Entry, Spread, Vectors, accumulate, inverted, score};

/// Up to so many pairs of sentences are all looked at.
const ALL: usize = 100_000;
/// Beyond, so many partners of each sentence are.
const CANDIDATES: usize = 10;
/// To find them, a sentence meets about so many others, those with its rarest stems first.
const MEETINGS: usize = 500;

/// A pair of sentences seen from the left one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    /// The sentence on the right.
    pub(super) right: u32,
    /// How alike the two are.
    pub(super) score: f32,
    /// Whether the two are the same characters.
    pub(super) equal: bool,
}

/// The cells of each left sentence, by the right one.
pub(super) type Cells = Lists<Cell>;

/// Which pairs of sentences become cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// All that are alike at all.
    Every,
    /// The most similar ones of each sentence.
    Likely,
}

impl Reach {
    /// Returns how far to look between documents of so many sentences.
    pub(super) fn of(left: usize, right: usize) -> Self {
        if left.saturating_mul(right) <= ALL { Self::Every } else { Self::Likely }
    }
}

/// Returns the cells of two documents; those left out are not alike.
pub(super) fn cells(
    [left, right]: &[Vectors; 2],
    reach: Reach,
    equals: &Equals,
    vocabulary: &Vocabulary,
    wanted: &dyn Fn() -> bool,
) -> Result<Cells, Cancelled> {
    match reach {
        Reach::Every => every_cell(left, right, equals, vocabulary, wanted),
        Reach::Likely => likely_cells(left, right, equals, vocabulary, wanted),
    }
}

fn every_cell(
    left: &Vectors,
    right: &Vectors,
    equals: &Equals,
    vocabulary: &Vocabulary,
    wanted: &dyn Fn() -> bool,
) -> Result<Cells, Cancelled> {
    let stems = inverted(&right.stems, vocabulary.stem_facts().len());
    let grams = inverted(&right.grams, vocabulary.gram_count());
    let mut sums = vec![0; right.stems.len()];
    let mut cells = Lists::new();
    for sentence in 0..left.stems.len() {
        if !wanted() {
            return Err(Cancelled);
        }
        sums.fill(0);
        accumulate(left.stems.row(sentence), &stems, &mut sums);
        accumulate(left.grams.row(sentence), &grams, &mut sums);
        for (right, sum) in sums.iter().enumerate() {
            let right = right as u32;
            let equal = equals.has(sentence, right);
            if *sum > 0 || equal {
                cells.push(Cell { right, score: score(*sum), equal });
            }
        }
        cells.close();
    }
    Ok(cells)
}

fn likely_cells(
    left: &Vectors,
    right: &Vectors,
    equals: &Equals,
    vocabulary: &Vocabulary,
    wanted: &dyn Fn() -> bool,
) -> Result<Cells, Cancelled> {
    let terms = vocabulary.stem_facts().len();
    let forth = partners(left, right, terms, wanted)?;
    let back = partners(right, left, terms, wanted)?;
    let mut both: Vec<Vec<u32>> =
        forth.rows().zip(equals.rows()).map(|(a, b)| a.iter().chain(b).copied().collect()).collect();
    for (right, lefts) in back.rows().enumerate() {
        for left in lefts {
            both[*left as usize].push(right as u32);
        }
    }
    let mut spread = Spread::new(vocabulary);
    let mut cells = Lists::new();
    for (sentence, mut rights) in both.into_iter().enumerate() {
        if !wanted() {
            return Err(Cancelled);
        }
        rights.sort_unstable();
        rights.dedup();
        spread.lay(left, sentence);
        for other in rights {
            let equal = equals.has(sentence, other);
            cells.push(Cell { right: other, score: spread.score(right, other as usize), equal });
        }
        cells.close();
    }
    Ok(cells)
}

/// Returns for each sentence of `from` the most similar ones of `to` by its rarer stems, in no
/// order.
fn partners(
    from: &Vectors,
    to: &Vectors,
    terms: usize,
    wanted: &dyn Fn() -> bool,
) -> Result<Lists<u32>, Cancelled> {
    let index = inverted(&to.stems, terms);
    let mut sums = vec![0; to.stems.len()];
    let mut met: Vec<u32> = Vec::new();
    let mut rare: Vec<Entry> = Vec::new();
    let mut lists = Lists::new();
    for row in from.stems.rows() {
        if !wanted() {
            return Err(Cancelled);
        }
        rare.clear();
        rare.extend(row);
        rare.sort_by_key(|entry| index.row(entry.id as usize).len());
        let mut meetings = 0;
        for term in &rare {
            let postings = index.row(term.id as usize);
            meetings += postings.len();
            if meetings > MEETINGS {
                break;
            }
            meet(*term, postings, &mut sums, &mut met);
        }
        let key = |id: &u32| (std::cmp::Reverse(sums[*id as usize]), *id);
        if met.len() > CANDIDATES {
            met.select_nth_unstable_by_key(CANDIDATES, key);
        }
        met.iter().take(CANDIDATES).for_each(|id| lists.push(*id));
        lists.close();
        met.drain(..).for_each(|id| sums[id as usize] = 0);
    }
    Ok(lists)
}

/// Adds the products of one term to `sums` and notes the sentences met for the first time.
fn meet(term: Entry, postings: &[Entry], sums: &mut [u64], met: &mut Vec<u32>) {
    for entry in postings {
        let sum = &mut sums[entry.id as usize];
        if *sum == 0 {
            met.push(entry.id);
        }
        *sum += term.times(*entry);
    }
}
