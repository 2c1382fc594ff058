//! How similar whole documents are, measured cheaply enough for a library.
//!
//! This is the similarity by which documents are listed and sorted. The likeness of a comparison is another
//! figure: it rests on linked sentences ([`AlignedDocuments::likeness`](super::AlignedDocuments::likeness)).
//!
//! Comparing sentence by sentence takes milliseconds a pair, and a library has many pairs. Here a
//! document is a few hundred weighted stems, and two are as alike as the angle between them says
//! (cosine of TF-IDF). What is rare in the library and in English at large tells most, and names
//! tell more than other words: they belong to one story.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::compare::languages::language_of;
use crate::compare::vocabulary::rarity;
use crate::text::terms::Tokenizer;

/// From which similarity on two documents have something in common beside their language. Measured:
/// unrelated news has .01, unrelated medical summaries .06, two accounts of one thing .35 to .5.
pub const LEAST_SIMILARITY: f64 = 0.1;

/// The most stems kept of a document, the heaviest ones. Measured: with more stems the other
/// account of a story is found no more often, and long pages are found less often because of their
/// common words.
const KEPT: usize = 256;

/// How much more a name weighs than another word.
const NAME: f64 = 1.6;

/// How much general English adds to the rarity of a stem in the library. Without it two documents
/// alone could share only the words common to all: their similarity would be nearly 0.
const GENERAL: f64 = 0.25;

/// The stems of a document by which similar ones are found: some 4 KB for a document of any length.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// By the number of the stem.
    terms: Vec<DocumentStem>,
}

/// One stem of a document.
#[derive(Clone, Copy, Debug, PartialEq)]
struct DocumentStem {
    /// The hash of the stem; that two stems share one of 2⁶⁴ is not worth keeping the letters for.
    stem: u64,
    /// How much it matters in the document: by its count, more for a name.
    weight: f32,
    /// How rare it is in general.
    rarity: f32,
}

/// How often a word or a stem occurs, and how often as a name.
#[derive(Clone, Copy, Default)]
struct Frequency {
    all: u32,
    names: u32,
}

impl Frequency {
    fn add(&mut self, other: Self) {
        self.all += other.all;
        self.names += other.names;
    }
}

impl Profile {
    /// Returns the profile of a document's sentences.
    pub fn of(sentences: &[&str]) -> Self {
        let language = language_of(sentences);
        let tokenizer = Tokenizer::new(language);
        let mut words: HashMap<String, Frequency> = HashMap::new();
        for sentence in sentences {
            tokenizer.terms(sentence, |term| {
                let count = match words.get_mut(term.word) {
                    Some(count) => count,
                    None => words.entry(term.word.to_owned()).or_default(),
                };
                count.add(Frequency { all: 1, names: u32::from(term.name) });
            });
        }
        let mut stems: HashMap<Cow<'_, str>, Frequency> = HashMap::new();
        for (word, count) in &words {
            stems.entry(tokenizer.stem(word)).or_default().add(*count);
        }
        let mut terms: Vec<DocumentStem> =
            stems.iter().map(|(stem, count)| DocumentStem::new(stem, *count)).collect();
        terms.sort_unstable_by(|a, b| b.importance().total_cmp(&a.importance()).then(a.stem.cmp(&b.stem)));
        terms.truncate(KEPT);
        terms.sort_unstable_by_key(|term| term.stem);
        Self { terms }
    }
}

impl DocumentStem {
    fn new(stem: &str, count: Frequency) -> Self {
        let name = if count.names * 2 >= count.all { NAME } else { 1.0 };
        let weight = (1.0 + f64::from(count.all).ln()) * name;
        Self { stem: hash(stem), weight: weight as f32, rarity: rarity(stem) as f32 }
    }

    /// Returns its weight before the library is known.
    fn importance(&self) -> f32 {
        self.weight * self.rarity
    }
}

/// Returns the same number for the same stem in every run; `DefaultHasher::new` has no seed.
fn hash(stem: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    stem.hash(&mut hasher);
    hasher.finish()
}

/// Returns a similarity in whole percent, never rounded up.
pub fn percent(similarity: f64) -> u8 {
    (similarity * 100.0 + 1e-6).floor().clamp(0.0, 100.0) as u8
}

/// Which documents of a library are alike.
#[derive(Clone, Debug, Default)]
pub struct Neighbours {
    /// The stems that two documents or more have, with their weights, for each document. A whole
    /// profile has the length 1; a stem of one document alone adds to the length only.
    documents: Vec<Vec<(usize, f64)>>,
    /// For each of these stems the documents that have it, in order, with its weight there.
    postings: Vec<Vec<(usize, f64)>>,
}

impl Neighbours {
    /// Returns the neighbours among the documents with these profiles; a document that could not be
    /// read has no profile, keeps its place and is like no other.
    pub fn new(profiles: Vec<Option<Profile>>) -> Self {
        let frequencies = Frequencies::of(&profiles);
        let documents: Vec<Vec<(usize, f64)>> = profiles
            .into_iter()
            .map(|profile| profile.map_or_else(Vec::new, |profile| frequencies.weigh(&profile)))
            .collect();
        let mut postings = vec![Vec::new(); frequencies.stems.len()];
        for (document, row) in documents.iter().enumerate() {
            for &(stem, weight) in row {
                postings[stem].push((document, weight));
            }
        }
        Self { documents, postings }
    }

    /// Returns all other documents with their similarity, 0 to 1, the most alike first and equal
    /// ones in order. Of two documents each has the same similarity to the other.
    pub fn of(&self, document: usize) -> Vec<(usize, f64)> {
        let mut others: Vec<(usize, f64)> = self.similarities(document).into_iter().enumerate().collect();
        others.retain(|(other, _)| *other != document);
        others.sort_by(|a, b| b.1.total_cmp(&a.1));
        others
    }

    /// Returns the document most like `document` and their similarity, `None` when nothing is like it.
    pub fn best(&self, document: usize) -> Option<(usize, f64)> {
        let others = self.similarities(document).into_iter().enumerate();
        others
            .filter(|(other, similarity)| *other != document && *similarity > 0.0)
            .reduce(|best, next| if next.1 > best.1 { next } else { best })
    }

    /// Returns the similarity of `document` to every document, itself included.
    fn similarities(&self, document: usize) -> Vec<f64> {
        let mut sums = vec![0.0; self.documents.len()];
        // Products are added by ascending stem whichever document asks: the sums agree to the bit.
        for &(stem, weight) in self.documents.get(document).into_iter().flatten() {
            for &(other, theirs) in &self.postings[stem] {
                sums[other] += weight * theirs;
            }
        }
        sums.into_iter().map(|sum: f64| sum.min(1.0)).collect()
    }
}

/// The number of documents with each stem.
struct Frequencies {
    /// How many documents were read.
    documents: usize,
    /// The stems of two documents or more, ascending, each with the number of its documents.
    stems: Vec<(u64, usize)>,
}

impl Frequencies {
    fn of(profiles: &[Option<Profile>]) -> Self {
        let terms = profiles.iter().flatten().flat_map(|profile| &profile.terms);
        let mut all: Vec<u64> = terms.map(|term| term.stem).collect();
        all.sort_unstable();
        let runs = all.chunk_by(|a, b| a == b).filter(|run| run.len() > 1);
        let documents = profiles.iter().flatten().count();
        Self { documents, stems: runs.map(|run| (run[0], run.len())).collect() }
    }

    /// Returns the stems shared with other documents, each by its index, and how much it weighs.
    fn weigh(&self, profile: &Profile) -> Vec<(usize, f64)> {
        let mut squares = 0.0;
        let mut row = Vec::new();
        for term in &profile.terms {
            let shared = self.stems.binary_search_by_key(&term.stem, |(stem, _)| *stem).ok();
            let with = shared.map_or(1, |index| self.stems[index].1);
            let rare = ((self.documents + 1) as f64 / (with as f64 + 0.5)).ln();
            let weight = f64::from(term.weight) * (rare + GENERAL * f64::from(term.rarity));
            squares += weight * weight;
            row.extend(shared.map(|index| (index, weight)));
        }
        let length = squares.sqrt();
        row.into_iter().map(|(stem, weight)| (stem, weight / length)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn neighbours(library: &[&[&str]]) -> Neighbours {
        Neighbours::new(library.iter().map(|sentences| Some(Profile::of(sentences))).collect())
    }

    fn lines(text: &str) -> Vec<&str> {
        text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
    }

    /// Three stories, each twice and in different words, one after the other.
    const STORIES: [&[&str]; 6] = [
        &[
            "The ferry Aurora ran aground off Wexley harbour on Monday.",
            "All 212 passengers were taken ashore, the coast guard said.",
        ],
        &["The council of Marden voted to close two schools.", "Parents said the decision was a shock."],
        &[
            "Scientists in Lund have found a beetle that lives on nothing but moss.",
            "The discovery was a surprise.",
        ],
        &[
            "On Monday the coast guard rescued the passengers of a ferry.",
            "The Aurora had hit a sandbank near Wexley, the council said.",
        ],
        &[
            "Two schools in Marden will be closed, its council decided.",
            "Parents found the news on Monday surprising.",
        ],
        &["A beetle eats only moss, say scientists.", "They discovered it near Lund on two islands."],
    ];

    #[test]
    fn the_other_account_of_a_story_is_nearest() {
        let library = neighbours(&STORIES);
        for document in 0..6 {
            let (nearest, similarity) = library.best(document).unwrap();
            assert_eq!(nearest, (document + 3) % 6, "{document}");
            assert_eq!(library.of(document)[0], (nearest, similarity));
        }
    }

    #[test]
    fn the_two_articles_are_alike_and_unlike_a_third() {
        let left = lines(include_str!("../../seeds/000_ac5e6907902fcfd7.txt"));
        let right = lines(include_str!("../../seeds/004_cb8979b45471d89b.txt"));
        let library = neighbours(&[&left, STORIES[1], &right]);
        let ranked = library.of(0);
        assert_eq!(ranked[0].0, 2);
        assert!(ranked[0].1 > 5.0 * ranked[1].1, "{ranked:?}");
    }

    #[test]
    fn an_unreadable_document_is_like_no_other_and_keeps_its_place() {
        let profile = |sentences| Some(Profile::of(sentences));
        let library =
            Neighbours::new(vec![None, profile(STORIES[0]), profile(&["", "…"]), profile(STORIES[0]), None]);
        let others: Vec<usize> = library.of(1).iter().map(|(other, _)| *other).collect();
        assert_eq!(others, [3, 0, 2, 4]);
        assert!((library.of(1)[0].1 - 1.0).abs() < 1e-9);
        assert_eq!(library.of(0).len(), 4);
        assert_eq!((library.best(0), library.best(2), library.best(9)), (None, None, None));
        assert_eq!(library.of(9).iter().filter(|(_, similarity)| *similarity > 0.0).count(), 0);
    }

    #[test]
    fn a_similarity_is_shown_in_whole_percent_and_never_rounded_up() {
        let shown = [(0.0, 0), (0.29, 29), (0.9999, 99), (1.0, 100)];
        assert_eq!(shown.map(|(similarity, _)| percent(similarity)), shown.map(|(_, percent)| percent));
    }

    #[test]
    fn a_profile_stays_small() {
        let words: Vec<String> = (0..5000).map(|word| format!("word{word}x")).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        assert_eq!(Profile::of(&words).terms.len(), KEPT);
        assert_eq!(Profile::of(&words), Profile::of(&words));
    }

    proptest! {
        // Finding the language of each text takes its time.
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn similarity_is_a_mutual_share(texts in proptest::collection::vec("(([a-e]x|Yal|S-4|東京|the) ?){0,9}", 0..6)) {
            let library = Neighbours::new(texts.iter().map(|text| Some(Profile::of(&[text]))).collect());
            for document in 0..texts.len() {
                let others = library.of(document);
                prop_assert_eq!(others.len(), texts.len() - 1);
                prop_assert!(others.windows(2).all(|pair| pair[0].1 > pair[1].1
                    || (pair[0].1.to_bits() == pair[1].1.to_bits() && pair[0].0 < pair[1].0)));
                for (other, similarity) in others {
                    prop_assert!((0.0..=1.0).contains(&similarity));
                    prop_assert!(library.of(other).contains(&(document, similarity)));
                }
            }
        }
    }
}
