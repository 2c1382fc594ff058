//! How surely two documents tell the same story.
//!
//! A document is its terms, each weighed by how often it occurs, how rare it is in the library, and what it is:
//! names and numbers tell stories apart. The cosine of two documents is divided by how alike each of the two
//! is to its nearest documents, because in a folder on one topic all documents are alike: cross-domain
//! similarity local scaling (Conneau et al. 2018, "Word translation without parallel data"), with an exponent.
//!
//! Nearest documents are found by an index from terms to documents. Of two documents the products of weights
//! are added by ascending term whichever of them asks, so that the sums agree to the bit.

use crate::compare::Cancelled;
use crate::compare::stories::profile::{Kind, StoryProfile, Term};
use crate::compare::stories::words::COMMON_STEMS;
use crate::threads::join;

// The figures below were chosen on 770 news articles (`examples/stories_quality.rs`); around each of them the
// quality hardly changes.

/// Two documents that are less alike than this may be so by chance.
const CHANCE: f64 = 0.07;

/// How much such a pair counts.
const DOUBTFUL: f64 = 0.7;

/// Two documents that are less alike than this have nothing in common.
const LEAST_COSINE: f64 = 0.02;

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

/// In how many parts the terms of a library are counted.
const PARTS: u32 = 16;

/// How many documents are compared between two checks for cancellation.
const CHECK: usize = 16;

/// Two documents and how surely they tell the same story.
pub(super) type Link = (usize, usize, f64);

/// Returns every two documents that may tell the same story.
pub(super) fn links(
    profiles: &[&StoryProfile],
    wanted: &(dyn Fn() -> bool + Sync),
) -> Result<Vec<Link>, Cancelled> {
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
            let other = other as usize;
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
    documents: Vec<(u32, f64)>,
    /// The mean cosine of the nearest ones.
    alike: f64,
}

/// The terms of all documents.
struct Index {
    /// The shared terms of each document, ascending, with their weights; a whole document has the length 1.
    documents: Vec<Vec<(u32, f32)>>,
    /// The documents that have each shared term, ascending, with its weight there.
    postings: Vec<Vec<(u32, f32)>>,
}

impl Index {
    fn of(profiles: &[&StoryProfile]) -> Self {
        let weights = Weights::of(profiles);
        let documents: Vec<Vec<(u32, f32)>> = profiles.iter().map(|profile| weights.weigh(profile)).collect();
        let mut postings = vec![Vec::new(); weights.shared.len()];
        for (document, terms) in (0..).zip(&documents) {
            for &(term, weight) in terms {
                postings[term as usize].push((document, weight));
            }
        }
        Self { documents, postings }
    }

    /// Returns the documents nearest to one; `sums` has a 0 for each document and is left so.
    fn nearest(&self, document: usize, sums: &mut [f64]) -> Nearest {
        let mut touched = Vec::new();
        for &(term, weight) in &self.documents[document] {
            for &(other, theirs) in &self.postings[term as usize] {
                let sum = &mut sums[other as usize];
                if *sum == 0.0 {
                    touched.push(other);
                }
                *sum += f64::from(weight) * f64::from(theirs);
            }
        }
        let cosines = touched.into_iter().map(|other| (other, std::mem::take(&mut sums[other as usize])));
        let mut others: Vec<(u32, f64)> = cosines.filter(|(other, _)| *other as usize != document).collect();
        others.sort_unstable_by(|(a, one), (b, other)| other.total_cmp(one).then(a.cmp(b)));
        let alike = alike(&others, self.documents.len() - 1);
        others.truncate(MOST_LINKS / self.documents.len());
        others.retain(|(_, cosine)| *cosine >= LEAST_COSINE);
        others.sort_unstable_by_key(|(other, _)| *other);
        others.shrink_to_fit();
        Nearest { documents: others, alike }
    }
}

/// Returns the mean cosine of the nearest documents; `others` has the nearest first, of `count` documents.
fn alike(others: &[(u32, f64)], count: usize) -> f64 {
    let sum: f64 = others.iter().take(NEAREST).map(|(_, cosine)| cosine.min(MOST_ALIKE)).sum();
    (sum + NEAREST.saturating_sub(count) as f64 * MISSING) / NEAREST as f64
}

/// How much each term weighs in a library.
struct Weights {
    /// The terms of two documents or more, ascending, each with its weight; common ones are left out.
    shared: Vec<(u32, f64)>,
    /// The numbers of common terms, ascending.
    common: Vec<u32>,
    documents: usize,
}

impl Weights {
    fn of(profiles: &[&StoryProfile]) -> Self {
        let mut weights = Self { shared: Vec::new(), common: Vec::new(), documents: profiles.len() };
        let most = COMMON.max(profiles.len() / 10);
        // A part of the numbers at a time, so that not all terms of a library are in memory twice.
        for part in 0..PARTS {
            let in_part = |profile: &&StoryProfile| {
                let first = |part: u32| {
                    profile.terms.partition_point(|term| term.number / (u32::MAX / PARTS + 1) < part)
                };
                profile.terms[first(part)..first(part + 1)].to_vec()
            };
            let mut terms: Vec<Term> = profiles.iter().flat_map(in_part).collect();
            terms.sort_unstable();
            for same in terms.chunk_by(|one, other| one.number == other.number).filter(|same| same.len() > 1)
            {
                if same.len() > most {
                    weights.common.push(same[0].number);
                } else {
                    weights.shared.push((same[0].number, weights.weight(same)));
                }
            }
        }
        weights
    }

    /// Returns the weight of a term, which each of these documents has.
    fn weight(&self, documents: &[Term]) -> f64 {
        let [first, ..] = documents else { return 0.0 };
        let imagined =
            COMMON_STEMS.get(&first.number).map_or(0.0, |part| 1.0 - (1.0 - part).powf(IMAGINED_SENTENCES));
        let all = self.documents as f64 + 1.0 + IMAGINED;
        let rarity = (all / (documents.len() as f64 + IMAGINED * imagined)).ln().max(0.0);
        let sum = |count: fn(&Term) -> u64| documents.iter().map(count).sum::<u64>() as f64;
        let is_name = || sum(|term| term.names.into()) > NAME_SHARE * sum(|term| term.count.into());
        match first.kind {
            Kind::Figure => TELLING * rarity,
            Kind::Word if is_name() => TELLING * rarity,
            Kind::Word | Kind::Pair => rarity,
        }
    }

    /// Returns the shared terms of a document, each with its part of the whole, whose length is 1.
    fn weigh(&self, profile: &StoryProfile) -> Vec<(u32, f32)> {
        let mut squares = 0.0;
        let mut row = Vec::new();
        for term in &profile.terms {
            let found = self.shared.binary_search_by_key(&term.number, |(number, _)| *number);
            if found.is_err() && self.common.binary_search(&term.number).is_ok() {
                continue;
            }
            let weight = found.map_or_else(|_| self.weight(&[*term]), |at| self.shared[at].1);
            let weight = weight * (1.0 + f64::from(term.count).ln());
            squares += weight * weight;
            row.extend(found.ok().map(|at| (at, weight)));
        }
        let length = squares.sqrt();
        row.into_iter().map(|(term, weight)| (term as u32, (weight / length) as f32)).collect()
    }
}
