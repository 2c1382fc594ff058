//! How surely two documents tell the same story.
//!
//! A document is its terms, each weighted by how often it occurs, how rare it is in the library, and what it is:
//! names and numbers tell stories apart. The cosine of two documents is divided by how alike each of the two
//! is to its nearest documents, because in a folder on one topic all documents are alike: cross-domain
//! similarity local scaling (Conneau et al. 2018, "Word translation without parallel data"), with an exponent.
//!
//! Nearest documents are found by an index from terms to documents. Of two documents the products of weights
//! are added by ascending term whichever of them asks, so that the sums agree to the bit.

use std::cmp::Ordering;

use crate::compare::Cancelled;
use crate::compare::jagged_array::JaggedArray;
use crate::compare::stories::profile::{ProfileTerm, StoryProfile, TermKind};
use crate::compare::stories::words::COMMON_STEMS;
use crate::threads::join;

// The figures below were chosen on 770 news articles (`examples/stories_quality.rs`); around each of them the
// quality hardly changes.

/// Two documents that are less alike than this may be so by chance.
const CHANCE: f64 = 0.07;

/// How much such a pair counts.
const DOUBTFUL: f64 = 0.7;

/// Two documents that are less alike than this have nothing in common, and are as if they had no term in common.
const LEAST_COSINE: f32 = 0.02;

/// How many of the nearest documents tell how alike a document is to others.
const NEAREST: usize = 12;

/// The most that one of them counts, so that copies of a document do not make its story look like a topic.
const MOST_ALIKE: f64 = 0.3;

/// What a nearest document counts that a small library does not have.
const MISSING: f64 = 0.2;

/// What is added to how alike a document is to its nearest ones.
const FLOOR: f64 = 0.05;

/// The exponent of the scaling.
const EXPONENT: f64 = 0.75;

/// How many other documents are imagined in every library: without them two documents alone would have nothing
/// rare in common.
const IMAGINED: f64 = 100.0;

/// How many sentences an imagined document has.
const IMAGINED_SENTENCES: f64 = 15.0;

/// How much more a name or a number weighs than another word.
const TELLING: f64 = 1.5;

/// A word is a name when it is one in more than this part of its uses in the library.
const NAME_SHARE: f64 = 0.4;

/// Terms of more documents than this, and of more than one document in ten, tell no stories apart.
const COMMON: usize = 1_000;

/// The most links of a library: with 10 000 documents each is linked to the 100 nearest.
const MOST_LINKS: usize = 1_000_000;

/// How many terms of documents are sorted at once: so many stay in the cache of the processor.
const SORTED: usize = 1 << 14;

/// How many documents are compared between two checks for cancellation.
const CHECK: usize = 16;

/// Two documents and how surely they tell the same story.
pub(super) type StoryLink = (usize, usize, f64);

/// Returns every two documents that may tell the same story.
pub(super) fn links(
    profiles: &[&StoryProfile],
    wanted: &(dyn Fn() -> bool + Sync),
) -> Result<Vec<StoryLink>, Cancelled> {
    let index = Index::of(profiles);
    let count = profiles.len();
    let compare = |half: usize| -> Result<Vec<Nearest>, Cancelled> {
        let mut sums = vec![0.0; count];
        let mut found = Vec::new();
        for document in (half..count).step_by(2) {
            if document / 2 % CHECK == 0 && !wanted() {
                return Err(Cancelled);
            }
            found.push(index.nearest(document, &mut sums));
        }
        Ok(found)
    };
    let (even, odd) = join(|| compare(0), || compare(1));
    let halves = [even?, odd?];
    let nearest = |document: usize| halves[document % 2].get(document / 2);
    let scale = |document| nearest(document).map_or(1.0, |nearest| nearest.alike + FLOOR);
    let mut links = Vec::new();
    for one in 0..count {
        for &(other, cosine) in nearest(one).into_iter().flat_map(|nearest| &nearest.documents) {
            let (other, cosine) = (other as usize, f64::from(cosine));
            // A pair that both have among their nearest is counted once.
            let is_mutual = || {
                nearest(other).is_some_and(|theirs| {
                    theirs.documents.binary_search_by_key(&one, |(third, _)| *third as usize).is_ok()
                })
            };
            if one < other || !is_mutual() {
                let sure = if cosine < CHANCE { DOUBTFUL } else { 1.0 };
                let scaled = sure * cosine / (scale(one) * scale(other)).powf(EXPONENT);
                links.push((one.min(other), one.max(other), scaled));
            }
        }
    }
    Ok(links)
}

/// The documents most like one document.
struct Nearest {
    /// Those that may tell its story, with their cosines, by number.
    documents: Vec<(u32, f32)>,
    /// The mean cosine of the nearest ones.
    alike: f64,
}

/// The terms that documents share, with their weights.
struct Index {
    /// The shared terms of each document, ascending.
    documents: JaggedArray<(u32, f32)>,
    /// The documents that have each shared term, ascending.
    postings: JaggedArray<(u32, f32)>,
    /// The factor of each document's weights by which all its terms, the unshared ones included, are a vector of
    /// length 1.
    factors: Vec<f32>,
}

impl Index {
    fn of(profiles: &[&StoryProfile]) -> Self {
        let (mut weighed, upper) =
            join(|| WeightedTerms::half(profiles, 0), || WeightedTerms::half(profiles, 1));
        weighed.postings.append(upper.postings);
        let squares = weighed.squares.iter().zip(&upper.squares);
        let factors = squares.map(|(lower, upper)| 1.0 / (lower + upper).sqrt() as f32).collect();
        let postings = weighed.postings;
        let terms = (0..).zip(postings.rows()).flat_map(|(term, documents): (u32, _)| {
            documents.iter().map(move |(document, weight)| (*document as usize, (term, *weight)))
        });
        Self { documents: JaggedArray::grouped(terms, profiles.len()), postings, factors }
    }

    /// Returns the documents nearest to one; `sums` has a number for each document, which are overwritten.
    fn nearest(&self, document: usize, sums: &mut [f32]) -> Nearest {
        sums.fill(0.0);
        for &(term, weight) in self.documents.row(document) {
            for &(other, theirs) in self.postings.row(term as usize) {
                sums[other as usize] += weight * theirs;
            }
        }
        sums[document] = 0.0;
        let own = self.factors[document];
        let cosines = sums.iter().zip(&self.factors).map(|(sum, factor)| sum * (own * factor));
        let mut others: Vec<(u32, f32)> =
            (0..).zip(cosines).filter(|(_, cosine)| *cosine >= LEAST_COSINE).collect();
        let nearest_first =
            |(a, one): &(u32, f32), (b, other): &(u32, f32)| other.total_cmp(one).then(a.cmp(b));
        keep_first(&mut others, MOST_LINKS / self.factors.len(), nearest_first);
        let mut nearest = others.clone();
        keep_first(&mut nearest, NEAREST, nearest_first);
        nearest.sort_unstable_by(nearest_first);
        others.sort_unstable_by_key(|(other, _)| *other);
        others.shrink_to_fit();
        Nearest { documents: others, alike: alike(&nearest, self.factors.len() - 1) }
    }
}

/// Keeps the first `most` items in the given order; they are in no order afterwards.
fn keep_first<T>(items: &mut Vec<T>, most: usize, order: impl FnMut(&T, &T) -> Ordering) {
    if items.len() > most {
        items.select_nth_unstable_by(most, order);
        items.truncate(most);
    }
}

/// Returns the mean cosine of the nearest documents, of `count` others in the library.
fn alike(nearest: &[(u32, f32)], count: usize) -> f64 {
    let sum: f64 = nearest.iter().map(|(_, cosine)| f64::from(*cosine).min(MOST_ALIKE)).sum();
    (sum + NEAREST.saturating_sub(count) as f64 * MISSING) / NEAREST as f64
}

/// The terms of one half of all numbers, weighted.
struct WeightedTerms {
    /// The documents that have each term of two documents or more, ascending, with its weight there, by the
    /// number of the term; common terms are left out.
    postings: JaggedArray<(u32, f32)>,
    /// The sum of the squares of the weights of all terms of each document, without common ones.
    squares: Vec<f64>,
}

impl WeightedTerms {
    /// Weighs the lower or the upper half, 0 or 1.
    fn half(profiles: &[&StoryProfile], half: u64) -> Self {
        let [start, end] = [half, half + 1].map(|half| half << 31);
        let mut rest: Vec<&[ProfileTerm]> = profiles
            .iter()
            .map(|profile| {
                &profile.terms[profile.terms.partition_point(|term| u64::from(term.number) < start)..]
            })
            .collect();
        let most = COMMON.max(profiles.len() / 10);
        let mut weighed = Self { postings: JaggedArray::new(), squares: vec![0.0; profiles.len()] };
        // A few numbers at a time, so that not all terms of a library are in memory twice.
        let all: usize = profiles.iter().map(|profile| profile.terms.len()).sum();
        let step = (end - start) / (all / SORTED + 1) as u64 + 1;
        let mut terms: Vec<(ProfileTerm, u32)> = Vec::new();
        for limit in (start + step..end + step).step_by(step as usize) {
            terms.clear();
            for (document, rest) in (0..).zip(&mut rest) {
                let count = rest.iter().take_while(|term| u64::from(term.number) < limit.min(end)).count();
                let (these, others) = rest.split_at(count);
                terms.extend(these.iter().map(|term| (*term, document)));
                *rest = others;
            }
            terms.sort_unstable_by_key(|(term, document)| {
                (u64::from(term.number) << 32) | u64::from(*document)
            });
            let same_terms = terms.chunk_by(|(one, _), (other, _)| one.number == other.number);
            for same in same_terms.filter(|same| same.len() <= most) {
                weighed.add(same, profiles.len());
            }
        }
        weighed
    }

    /// Adds a term, which each of these documents has.
    fn add(&mut self, documents: &[(ProfileTerm, u32)], all: usize) {
        let weight = weight(documents, all);
        for &(term, document) in documents {
            let weight = weight * (1.0 + f64::from(term.count).ln());
            self.squares[document as usize] += weight * weight;
            if documents.len() > 1 {
                self.postings.push((document, weight as f32));
            }
        }
        if documents.len() > 1 {
            self.postings.close();
        }
    }
}

/// Returns the weight of a term, which each of these documents of `all` has.
fn weight(documents: &[(ProfileTerm, u32)], all: usize) -> f64 {
    let [(first, _), ..] = documents else { return 0.0 };
    let imagined =
        COMMON_STEMS.get(&first.number).map_or(0.0, |part| 1.0 - (1.0 - part).powf(IMAGINED_SENTENCES));
    let all = all as f64 + 1.0 + IMAGINED;
    let rarity = (all / (documents.len() as f64 + IMAGINED * imagined)).ln().max(0.0);
    let sum =
        |count: fn(&ProfileTerm) -> u64| documents.iter().map(|(term, _)| count(term)).sum::<u64>() as f64;
    let is_name = || sum(|term| term.names.into()) > NAME_SHARE * sum(|term| term.count.into());
    match first.kind {
        TermKind::Figure => TELLING * rarity,
        TermKind::Word if is_name() => TELLING * rarity,
        TermKind::Word | TermKind::Pair => rarity,
    }
}
