//! The claims of three or more documents, and which documents make them.
//!
//! Two documents have links; three have claims, groups of sentences that say the same, made from
//! the links of every pair (`clusters`). A row may say less than the pairs do: a link that was too
//! loose for a group, or that is weak and leads to a sentence of hardly a word ("Serves four."),
//! counts in a pair, where both sentences are seen; a row would state it as fact.

use std::collections::{BTreeMap, HashSet};

use crate::compare::Cancelled;
use crate::compare::align::compare;
use crate::compare::clusters::{WeightedPair, clusters};
use crate::compare::comparison::{Comparison, Level, Levels, Side};
use crate::compare::facts::{FactOccurrence, Status, compare_facts};
use crate::compare::languages::language_of;
use crate::text::Span;
use crate::text::terms::Tokenizer;

/// The fewest words, stop words aside, of a sentence that a weak link can put into a claim. Shorter
/// sentences may be about anything and need a strong link.
const LEAST_WORDS: usize = 3;

/// Whether one document makes a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Support {
    /// The document makes the claim: the sentences that say it, surest first.
    Said(Vec<usize>),
    /// The document possibly makes the claim, in other words or with another meaning: the sentences, surest first.
    Reworded(Vec<usize>),
    /// The document does not make the claim.
    Absent,
}

impl Support {
    /// Returns the sentences that say it, surest first.
    pub fn sentences(&self) -> &[usize] {
        match self {
            Support::Said(sentences) | Support::Reworded(sentences) => sentences,
            Support::Absent => &[],
        }
    }
}

/// A statement that two documents or more make.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The document of its representative sentence.
    pub document: usize,
    /// Its representative sentence: the one most surely linked to the others.
    pub sentence: usize,
    /// Whether each document makes it.
    pub support: Vec<Support>,
    /// How surely each of those sentences says it, in the same order.
    pub scores: Vec<Vec<f64>>,
    /// Figures of its representative sentence, each before those that other documents surely
    /// saying the same give instead.
    pub differs: Vec<Vec<FigureUse>>,
}

impl Claim {
    /// Returns the probability that a sentence says it: that of its link to the representative sentence, without one
    /// the weak level. The representative sentence itself has the probability of its surest link. `None` for
    /// a sentence of another claim or none.
    pub fn score(&self, document: usize, sentence: usize) -> Option<f64> {
        let at = self.support.get(document)?.sentences().iter().position(|own| *own == sentence)?;
        self.scores.get(document)?.get(at).copied()
    }

    /// Returns the document, the sentence and the probability of the surest sentence of each other
    /// document that says it in full.
    fn surest_statements(&self) -> impl Iterator<Item = (usize, usize, f64)> {
        let others = self.support.iter().enumerate().filter(|(document, _)| *document != self.document);
        others.filter_map(|(document, support)| match support {
            Support::Said(sentences) => {
                let sentence = *sentences.first()?;
                Some((document, sentence, self.score(document, sentence)?))
            }
            Support::Reworded(_) | Support::Absent => None,
        })
    }

    /// Returns how many documents say it, weakly or not.
    pub fn documents(&self) -> usize {
        self.support.iter().filter(|support| **support != Support::Absent).count()
    }
}

/// The claims of some documents.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Claims {
    /// The claims of most documents first, then in the order of the first document that makes them.
    pub rows: Vec<Claim>,
}

impl Claims {
    /// Returns how many claims every document makes.
    pub fn shared_by_all(&self) -> usize {
        self.rows.iter().filter(|claim| claim.documents() == claim.support.len()).count()
    }

    /// Returns for each document, having this many `sentences`, those that are in no claim.
    pub fn unclaimed(&self, sentences: &[usize]) -> Vec<Vec<usize>> {
        let unclaimed = |(document, sentences): (usize, &usize)| {
            let support = self.rows.iter().filter_map(|claim| claim.support.get(document));
            let claimed: HashSet<usize> = support.flat_map(Support::sentences).copied().collect();
            (0..*sentences).filter(|sentence| !claimed.contains(sentence)).collect()
        };
        sentences.iter().enumerate().map(unclaimed).collect()
    }
}

/// Returns the claims of the documents, each a list of sentences.
///
/// `comparisons` holds every two documents, the lower number first, with their comparison; their
/// order makes no difference. Links count from the weak level on; with a strong link a document
/// makes the claim in full. An error as soon as the claims are no longer `wanted`.
pub fn claims(
    documents: &[Vec<&str>],
    comparisons: &[(usize, usize, &Comparison)],
    levels: Levels,
    wanted: &dyn Fn() -> bool,
) -> Result<Claims, Cancelled> {
    let check = || if wanted() { Ok(()) } else { Err(Cancelled) };
    let graph = LinkGraph::of(documents, comparisons, levels, wanted)?;
    let groups = graph.groups(levels, wanted)?;
    let mut rows: Vec<(usize, Claim)> = Vec::with_capacity(groups.len());
    for group in &groups {
        check()?;
        let first = group.first().copied().unwrap_or_default();
        rows.push((first, graph.claim(group, documents.len(), levels)));
    }
    rows.sort_by_key(|(first, claim)| (usize::MAX - claim.documents(), *first));
    for (_, claim) in &mut rows {
        check()?;
        claim.differs = conflicts(documents, (claim.document, claim.sentence), claim.surest_statements());
    }
    Ok(Claims { rows: rows.into_iter().map(|(_, claim)| claim).collect() })
}

/// Returns for each sentence of a document whether it has enough words for a claim by a weak link.
fn has_enough_words(sentences: &[&str], wanted: &dyn Fn() -> bool) -> Result<Vec<bool>, Cancelled> {
    let language = language_of(sentences);
    let tokenizer = Tokenizer::new(language);
    let has_enough = |sentence: &&str| {
        let mut words = 0;
        tokenizer.terms(sentence, |_| words += 1);
        if wanted() { Ok(words >= LEAST_WORDS) } else { Err(Cancelled) }
    };
    sentences.iter().map(has_enough).collect()
}

/// Returns the comparison of every two documents, each a list of sentences, by their indices; an
/// error as soon as they are no longer `wanted`. Before each pair `reached` is called with the
/// number of pairs done.
pub fn every_pair(
    documents: &[Vec<&str>],
    wanted: &dyn Fn() -> bool,
    reached: &dyn Fn(usize),
) -> Result<Vec<(usize, usize, Comparison)>, Cancelled> {
    let mut pairs = Vec::new();
    for (right, theirs) in documents.iter().enumerate() {
        for (left, ours) in documents[..right].iter().enumerate() {
            reached(pairs.len());
            pairs.push((left, right, compare(ours, theirs, wanted)?));
        }
    }
    Ok(pairs)
}

/// The sentences of all documents, numbered consecutively, and the links between them.
struct LinkGraph {
    /// The document and the sentence of each number.
    places: Vec<(usize, usize)>,
    /// Every link once, ascending.
    links: Vec<WeightedPair>,
    /// The links of each sentence.
    rows: Vec<Vec<(usize, f64)>>,
}

impl LinkGraph {
    fn of(
        documents: &[Vec<&str>],
        comparisons: &[(usize, usize, &Comparison)],
        levels: Levels,
        wanted: &dyn Fn() -> bool,
    ) -> Result<Self, Cancelled> {
        let places: Vec<(usize, usize)> = (documents.iter().enumerate())
            .flat_map(|(document, all)| (0..all.len()).map(move |sentence| (document, sentence)))
            .collect();
        let mut starts = vec![0];
        starts.extend(documents.iter().scan(0, |end, sentences| {
            *end += sentences.len();
            Some(*end)
        }));
        let number = |document: usize, sentence: usize| {
            (sentence < documents.get(document)?.len()).then(|| starts[document] + sentence)
        };
        let mut enough = Vec::with_capacity(places.len());
        for sentences in documents {
            enough.extend(has_enough_words(sentences, wanted)?);
        }
        let counts = |(one, other, score): &WeightedPair| {
            levels.of(*score) == Some(Level::Strong) || (enough[*one] && enough[*other])
        };
        let mut links = Vec::new();
        for &(left, right, comparison) in comparisons.iter().filter(|(left, right, _)| left < right) {
            let numbered = comparison
                .links()
                .iter()
                .filter_map(|link| Some((number(left, link.left)?, number(right, link.right)?, link.score)));
            links.extend(numbered.filter(counts));
        }
        links.sort_unstable_by_key(|(one, other, _)| (*one, *other));
        let mut rows = vec![Vec::new(); places.len()];
        for &(one, other, score) in &links {
            rows[one].push((other, score));
            rows[other].push((one, score));
        }
        Ok(Self { places, links, rows })
    }

    /// Returns the groups of sentences that belong together, each ascending.
    fn groups(&self, levels: Levels, wanted: &dyn Fn() -> bool) -> Result<Vec<Vec<usize>>, Cancelled> {
        let documents: Vec<usize> = self.places.iter().map(|(document, _)| *document).collect();
        clusters(&documents, &self.links, levels.weak, wanted)
    }

    /// Returns the claim of a group: what its representative sentence says. A member says it as surely as its link
    /// to that sentence tells; one without such a link is in the group by its links to others, and says it
    /// perhaps: a chain of sentences, each much like the next, may end at another statement.
    fn claim(&self, group: &[usize], documents: usize, levels: Levels) -> Claim {
        let representative = self.representative(group);
        let links: BTreeMap<usize, f64> = self.rows[representative].iter().copied().collect();
        let surest_link = group.iter().filter_map(|member| links.get(member)).copied().fold(0.0, f64::max);
        let mut said: Vec<Vec<(f64, usize)>> = vec![Vec::new(); documents];
        for member in group {
            let (document, sentence) = self.places[*member];
            let link = links.get(member).copied().unwrap_or(levels.weak);
            said[document].push((if *member == representative { 1.0 } else { link }, sentence));
        }
        let mut claim = {
            let (document, sentence) = self.places[representative];
            Claim { document, sentence, support: Vec::new(), scores: Vec::new(), differs: Vec::new() }
        };
        for mut sentences in said {
            sentences.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            let surest = sentences.first().map(|(sureness, _)| levels.of(*sureness));
            // The representative itself is as sure as its surest link.
            claim.scores.push(sentences.iter().map(|(sureness, _)| sureness.min(surest_link)).collect());
            let sentences = sentences.into_iter().map(|(_, sentence)| sentence).collect();
            claim.support.push(match surest {
                None => Support::Absent,
                Some(Some(Level::Strong)) => Support::Said(sentences),
                Some(_) => Support::Reworded(sentences),
            });
        }
        claim
    }

    /// Returns the member of a group that is most surely linked to the other documents in it.
    fn representative(&self, core: &[usize]) -> usize {
        let weight = |sentence: usize| -> f64 {
            let mut best: BTreeMap<usize, f64> = BTreeMap::new();
            for &(other, score) in
                self.rows[sentence].iter().filter(|(other, _)| core.binary_search(other).is_ok())
            {
                let document = self.places[other].0;
                let best = best.entry(document).or_default();
                *best = best.max(score);
            }
            best.values().sum()
        };
        let weighed = core.iter().map(|sentence| (weight(*sentence), *sentence));
        let representative = weighed.reduce(|best, next| if next.0 > best.0 { next } else { best });
        representative.map_or(0, |(_, sentence)| sentence)
    }
}

/// An occurrence of a figure in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FigureUse {
    /// The document.
    pub document: usize,
    /// The index of its sentence.
    pub sentence: usize,
    /// Bytes of the sentence: the figure with the thing counted, "five divisions".
    pub span: Span,
}

/// Returns the figures of one sentence of one document, each before the figures that `others`
/// (document, sentence, probability that it means the same) give for the same thing; a figure
/// that no other gives differently is left out.
fn conflicts(
    documents: &[Vec<&str>],
    one: (usize, usize),
    others: impl Iterator<Item = (usize, usize, f64)>,
) -> Vec<Vec<FigureUse>> {
    let text = |document: usize, sentence: usize| documents.get(document)?.get(sentence).copied();
    let Some(own) = text(one.0, one.1) else { return Vec::new() };
    let mut found: Vec<Vec<FigureUse>> = Vec::new();
    for (document, sentence, score) in others {
        let Some(other) = text(document, sentence) else { continue };
        for [first, span] in differing(own, other, score) {
            let ours = FigureUse { document: one.0, sentence: one.1, span: first };
            let theirs = FigureUse { document, sentence, span };
            match found.iter_mut().find(|known| known.first() == Some(&ours)) {
                Some(known) => known.push(theirs),
                None => found.push(vec![ours, theirs]),
            }
        }
    }
    found.sort_by_key(|given| given.first().map(|ours| ours.span.start));
    found
}

/// Returns the figures in which two sentences differ, if they surely mean the same.
fn differing(left: &str, right: &str, score: f64) -> Vec<[Span; 2]> {
    // Two sentences are compared too fast to be given up.
    let facts = compare_facts(&[left], &[right], &[(0, 0, score)], &|| true).unwrap_or_default();
    let rows = facts.rows.into_iter();
    let on = |side: Side| move |item: &&FactOccurrence| item.side == side;
    rows.filter(|row| row.status == Status::Differs)
        .filter_map(|row| {
            let [left, right] = [Side::Left, Side::Right].map(|side| row.items.iter().find(on(side)));
            Some([left?.phrase, right?.phrase])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::align::compare;
    use crate::compare::comparison;
    use crate::compare::comparison::Side;
    use std::cell::Cell;

    use proptest::prelude::*;

    const LEVELS: Levels = Levels { strong: 0.7, weak: 0.35 };

    fn claimed(
        documents: &[Vec<&str>],
        comparisons: &[(usize, usize, &Comparison)],
        levels: Levels,
    ) -> Claims {
        claims(documents, comparisons, levels, &|| true).unwrap()
    }

    fn pair(lengths: [usize; 2], links: &[(usize, usize, f64)]) -> Comparison {
        let links =
            links.iter().map(|&(left, right, score)| comparison::Link { left, right, score }).collect();
        Comparison::new(links, lengths.map(|length| vec![1; length]), [None, None])
    }

    /// Returns documents of this many sentences, each with enough words.
    fn of_sentences<const N: usize>(sentences: [usize; N]) -> Vec<Vec<&'static str>> {
        sentences.map(|count| vec!["Fog closed the harbour."; count]).to_vec()
    }

    /// Each claim as its representative sentence and the sentences of every document; a weak one
    /// has a question mark.
    fn shown(claims: &Claims) -> Vec<String> {
        let support = |support: &Support| match support {
            Support::Said(sentences) => format!("{sentences:?}"),
            Support::Reworded(sentences) => format!("{sentences:?}?"),
            Support::Absent => "-".into(),
        };
        let row = |claim: &Claim| {
            let shown: Vec<String> = claim.support.iter().map(support).collect();
            format!("{}.{} {}", claim.document, claim.sentence, shown.join(" "))
        };
        claims.rows.iter().map(row).collect()
    }

    #[test]
    fn only_a_link_to_the_representative_sentence_says_it_in_full() {
        let scores = [(0, 1, 0.9), (0, 2, 0.4), (0, 3, 0.5), (1, 2, 0.9), (1, 3, 0.5), (2, 3, 0.9)];
        let pairs = scores.map(|(one, other, score)| (one, other, pair([1, 1], &[(0, 0, score)])));
        let all = pairs.each_ref().map(|(one, other, comparison)| (*one, *other, comparison));
        let claims = claimed(&of_sentences([1, 1, 1, 1]), &all, LEVELS);
        // The sentence of the second document represents the claim. The fourth has a strong link to the third only.
        assert_eq!(shown(&claims), ["1.0 [0] [0] [0] [0]?"]);
        assert_eq!(claims.rows[0].scores, [[0.9], [0.9], [0.9], [0.5]]);
    }

    #[test]
    fn a_claim_is_what_several_documents_say() {
        let first = pair([4, 3], &[(0, 1, 0.9), (2, 0, 0.5), (3, 0, 0.4)]);
        let second = pair([4, 2], &[(0, 0, 0.8), (1, 1, 0.2)]);
        let third = pair([3, 2], &[(1, 0, 0.6)]);
        let all = [(0, 1, &first), (0, 2, &second), (1, 2, &third)];
        let claims = claimed(&of_sentences([4, 3, 2]), &all, LEVELS);
        // Sentence 3 of the first document is too loosely linked for the group of the second row.
        assert_eq!(shown(&claims), ["0.0 [0] [1] [0]", "0.2 [2] [0]? -"]);
        assert_eq!(claims.rows[0].scores, [[0.9], [0.9], [0.8]]);
        assert_eq!((claims.rows[1].score(1, 0), claims.rows[1].score(1, 1)), (Some(0.5), None));
        assert_eq!(claims.shared_by_all(), 1);
        assert_eq!(claims.unclaimed(&[4, 3, 2]).iter().map(Vec::len).collect::<Vec<_>>(), [2, 1, 1]);
        let strict = claimed(&of_sentences([4, 3, 2]), &all, Levels { strong: 0.85, weak: 0.7 });
        assert_eq!(shown(&strict), ["0.0 [0] [1] [0]?"]);
    }

    #[test]
    fn a_hub_does_not_join_all_groups() {
        let first = pair([3, 2], &[(0, 0, 0.9), (0, 1, 0.4), (1, 1, 0.8)]);
        let second = pair([3, 2], &[(0, 0, 0.4), (2, 0, 0.8), (2, 1, 0.8)]);
        let third = pair([2, 2], &[]);
        let claims =
            claimed(&of_sentences([3, 2, 2]), &[(0, 1, &first), (0, 2, &second), (1, 2, &third)], LEVELS);
        assert_eq!(shown(&claims), ["0.0 [0] [0] -", "0.1 [1] [1] -", "0.2 [2] - [0, 1]"]);
    }

    #[test]
    fn a_sentence_of_few_words_needs_a_strong_link() {
        let documents = [vec!["Five divisions were ordered."], vec!["Serves four."], vec!["It does."]];
        for (score, expected) in [(0.69, &[][..]), (0.7, &["0.0 [0] [0] -"])] {
            let weak = pair([1, 1], &[(0, 0, score)]);
            assert_eq!(shown(&claimed(&documents, &[(0, 1, &weak)], LEVELS)), expected);
        }
    }

    #[test]
    fn three_accounts_of_one_story_share_claims() {
        let accounts: [&[&str]; 3] = [
            &[
                "The ferry Aurora ran aground off Wexley harbour on Monday.",
                "All 212 passengers were brought ashore by the coast guard.",
                "The council wants new lights at the harbour entrance.",
            ],
            &[
                "The coast guard brought 212 passengers of the ferry ashore.",
                "Insurers expect the damage to reach four million.",
            ],
            &[
                "Fog hid the lights of the town that night.",
                "On Monday the Aurora, a ferry, ran aground near the harbour of Wexley.",
                "The coast guard says that 212 passengers came ashore.",
            ],
        ];
        let compared =
            |left: usize, right: usize| compare(accounts[left], accounts[right], &|| true).unwrap();
        let pairs = [compared(0, 1), compared(0, 2), compared(1, 2)];
        let all = [(1, 2, &pairs[2]), (0, 1, &pairs[0]), (0, 2, &pairs[1])];
        let claims = claimed(&accounts.map(<[&str]>::to_vec), &all, LEVELS);
        let rows = shown(&claims);
        assert!(rows[0].ends_with("[1] [0] [2]"), "{rows:?}");
        assert!(rows[1].ends_with("[0] - [1]"), "{rows:?}");
        assert_eq!(claims.shared_by_all(), 1);
    }

    #[test]
    fn claims_are_given_up_at_any_point() {
        let documents = of_sentences([3, 3, 3]);
        let pair = pair([3, 3], &[(0, 0, 0.9), (1, 1, 0.8), (2, 2, 0.9)]);
        let all = [(0, 1, &pair), (0, 2, &pair), (1, 2, &pair)];
        let asked = |most: usize| {
            let asked = Cell::new(0);
            let wanted = || asked.replace(asked.get() + 1) < most;
            (claims(&documents, &all, LEVELS, &wanted), asked.get())
        };
        let (found, all_steps) = asked(usize::MAX);
        assert_eq!(found.unwrap().rows.len(), 3);
        // Each sentence, each of six unions and each of three rows, which are made and then given their figures.
        assert!(all_steps >= 9 + 6 + 3 + 3, "{all_steps}");
        for most in 0..all_steps {
            assert_eq!(asked(most), (Err(Cancelled), most + 1));
        }
    }

    #[test]
    fn links_outside_the_documents_make_no_claims() {
        let loose = pair([9, 9], &[(8, 8, 0.9), (0, 0, 0.9)]);
        let all = [(0, 1, &loose), (0, 7, &loose), (1, 1, &loose)];
        let found = claimed(&of_sentences([1, 1]), &all, LEVELS);
        assert_eq!(found.rows.len(), 1);
        assert_eq!(claimed(&[], &[], LEVELS), Claims::default());
        assert_eq!(
            claimed(&of_sentences([3, 0, 2]), &[], LEVELS).unclaimed(&[3, 0, 2]),
            [vec![0, 1, 2], vec![], vec![0, 1]]
        );
    }

    /// Links of random scores between random sentences, three documents of six.
    fn links() -> impl Strategy<Value = Vec<(usize, usize, f64)>> {
        let link = (0_usize..6, 0_usize..6, 0.05..1.0_f64);
        proptest::collection::vec(link, 0..14).prop_map(|mut links| {
            links.sort_by_key(|(left, right, _)| (*left, *right));
            links.dedup_by_key(|(left, right, _)| (*left, *right));
            links
        })
    }

    proptest! {
        #[test]
        fn a_sentence_is_in_one_claim_at_most_and_only_with_a_link(first in links(), second in links(), third in links()) {
            let pairs = [&first, &second, &third].map(|links| pair([6, 6], links));
            let all = [(0, 1, &pairs[0]), (0, 2, &pairs[1]), (1, 2, &pairs[2])];
            let claims = claimed(&of_sentences([6; 3]), &all, LEVELS);
            let mirrored = [all[2], all[0], all[1]];
            prop_assert_eq!(&claimed(&of_sentences([6; 3]), &mirrored, LEVELS), &claims);
            for document in 0..3 {
                let sides = all.iter().filter_map(|(left, right, pair)| match document {
                    _ if document == *left => Some((Side::Left, *pair)),
                    _ if document == *right => Some((Side::Right, *pair)),
                    _ => None,
                });
                let sides: Vec<_> = sides.collect();
                for sentence in 0..6 {
                    let linked = sides.iter().any(|(side, pair)| pair.best(*side, sentence, LEVELS).is_some());
                    let supports = claims.rows.iter().map(|claim| &claim.support[document]);
                    let times = supports.filter(|support| support.sentences().contains(&sentence)).count();
                    prop_assert!(times <= usize::from(linked));
                }
            }
            for claim in &claims.rows {
                prop_assert!(claim.documents() >= 2);
                let Support::Said(own) = &claim.support[claim.document] else { panic!("{claim:?}") };
                prop_assert_eq!(own[0], claim.sentence);
            }
        }
    }
}
