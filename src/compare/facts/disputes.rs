//! Pairs of facts of linked sentences: those that can be one, and those that contradict each other.
//!
//! For a contradiction an equal unit is not enough: "five people were killed" and "twelve people were
//! injured" both count people. The words around the figures are compared, and some pairs of words rule
//! each other out.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use rust_stemmers::{Algorithm, Stemmer};

use crate::compare::Cancelled;
use crate::compare::facts::amount::Agreement;
use crate::compare::facts::fact::{Fact, FactKind, FactValue, Measure};
use crate::compare::facts::lexicon::{ValueTable, WordClass, spelling};
use crate::compare::facts::tokens::{FactToken, tokens};
use crate::text::Span;

/// A linked pair of sentences: the left one, the right one, and the probability that they say the same.
pub type LinkedPair = (usize, usize, f64);

/// The least probability of a link whose facts may be called different.
pub(super) const SURE: f64 = 0.7;

/// The most facts of one sentence that are paired: a line of a thousand figures is a table, and
/// the pairs of all of them are too many.
const MOST: usize = 64;

/// How many content words to each side of a figure are compared; with six, sentences about one
/// story share enough for anything.
const NEAR: usize = 3;

/// How many of them, within the clause, are looked for in the other sentence.
const BESIDE: usize = 3;

/// Two documents with their facts and the links between their sentences.
pub(super) struct ComparedFacts<'a> {
    /// The sentences of each side.
    texts: [&'a [&'a str]; 2],
    /// The facts of each side.
    pub(super) facts: [Vec<Fact>; 2],
    /// The links inside the documents.
    pub(super) links: Vec<LinkedPair>,
}

impl<'a> ComparedFacts<'a> {
    /// Returns the pair with these facts of both documents; links that lead outside are left out.
    pub(super) fn new(texts: [&'a [&'a str]; 2], facts: [Vec<Fact>; 2], links: &[LinkedPair]) -> Self {
        let inside = |(a, b, _): &&LinkedPair| *a < texts[0].len() && *b < texts[1].len();
        Self { texts, facts, links: links.iter().filter(inside).copied().collect() }
    }

    /// Returns the indices of the facts of a sentence.
    pub(super) fn of(&self, side: usize, sentence: usize) -> Range<usize> {
        let facts = &self.facts[side];
        let start = facts.partition_point(|fact| fact.sentence < sentence);
        let count = facts[start..].iter().take(MOST).take_while(|fact| fact.sentence == sentence).count();
        start..start + count
    }

    /// Returns a sentence.
    pub(super) fn text(&self, side: usize, sentence: usize) -> &'a str {
        self.texts[side].get(sentence).copied().unwrap_or_default()
    }

    /// Returns the pairs of facts, left and right, of linked sentences that can be the same; an error as soon
    /// as they are no longer `wanted`.
    pub(super) fn compatible(&self, wanted: &dyn Fn() -> bool) -> Result<Vec<(usize, usize)>, Cancelled> {
        let mut pairs = Vec::new();
        for &(a, b, _) in &self.links {
            wanted().then_some(()).ok_or(Cancelled)?;
            for left in self.of(0, a) {
                let same = |&right: &usize| self.agreement(left, right) == Some(Agreement::Same);
                pairs.extend(self.of(1, b).filter(same).map(|right| (left, right)));
            }
        }
        Ok(pairs)
    }

    /// Returns the agreement of a left and a right fact, `None` when they measure different things.
    fn agreement(&self, left: usize, right: usize) -> Option<Agreement> {
        self.facts[0][left].value.agreement(&self.facts[1][right].value)
    }

    /// Returns the one fact of sentence `across` on the other side that measures what `fact`
    /// measures, `None` when there is none or there are several.
    fn only_rival(&self, side: usize, fact: usize, across: usize) -> Option<usize> {
        let value = &self.facts[side][fact].value;
        let is_rival = |&at: &usize| {
            let other = &self.facts[1 - side][at].value;
            value.agreement(other).is_some() || may_count_the_same(value, other)
        };
        let mut rivals = self.of(1 - side, across).filter(is_rival);
        rivals.next().filter(|_| rivals.next().is_none())
    }

    /// Tells whether a left and a right fact cannot both be right.
    fn contradict(&self, left: usize, right: usize) -> bool {
        let (a, b) = (&self.facts[0][left], &self.facts[1][right]);
        if self.agreement(left, right) != Some(Agreement::Different) {
            return false;
        }
        let labelled = |side: usize, fact: &Fact| fact.span.of(self.text(side, fact.sentence)).contains(' ');
        let context = |side: usize, fact: &Fact| FigureContext::of(self.text(side, fact.sentence), fact);
        match a.kind() {
            FactKind::Quote => true,
            // "Phase 2" and "Phase 3" are two phases of one thing.
            FactKind::Designator if labelled(0, a) || labelled(1, b) => false,
            kind => self.is_one_setting(kind, a, b) && context(0, a).fits(&context(1, b), demand(&a.value)),
        }
    }

    /// Tells whether the sentences of two facts of `kind` can speak of one time and one model: "In
    /// 2018 it built five" and "In 2019 it built six" are two years' figures, and neither the years
    /// nor the figures contradict each other.
    fn is_one_setting(&self, kind: FactKind, a: &Fact, b: &Fact) -> bool {
        let settings: &[FactKind] = match kind {
            FactKind::Date => &[FactKind::Designator, FactKind::Number, FactKind::Percent, FactKind::Money],
            FactKind::Designator => &[FactKind::Date],
            _ => &[FactKind::Date, FactKind::Designator],
        };
        settings.iter().all(|&setting| {
            let of = |side: usize, sentence: usize| {
                self.of(side, sentence).filter(move |&at| self.facts[side][at].kind() == setting)
            };
            let pairs = of(0, a.sentence).flat_map(|left| of(1, b.sentence).map(move |right| (left, right)));
            let found: Vec<_> = pairs.filter_map(|(left, right)| self.agreement(left, right)).collect();
            !found.contains(&Agreement::Different) || found.contains(&Agreement::Same)
        })
    }
}

/// Tells whether `other` may count what `value` counts without a noun: "seven of the 12 hostages"
/// has hostages twice, and the second figure of "3 regiments in the north and 9 in the south"
/// counts regiments.
fn may_count_the_same(value: &FactValue, other: &FactValue) -> bool {
    matches!(value, FactValue::Quantity { measure: Measure::Count(_), .. })
        && matches!(other, FactValue::Quantity { measure, .. } if measure.is_open())
}

fn demand(value: &FactValue) -> Demand {
    match value {
        FactValue::Quantity { measure: Measure::Count(unit), .. }
            if !WordClass::MeasureStem.has(unit.strip_suffix(" old").unwrap_or(unit)) =>
        {
            Demand::Some
        }
        _ => Demand::Much,
    }
}

/// Returns pairs of a left and a right fact that contradict each other; each fact is in one at most.
///
/// `settled` tells of a side's fact whether it cannot be disputed. An error as soon as they are no longer
/// `wanted`.
pub(super) fn disputes(
    pair: &ComparedFacts<'_>,
    settled: &impl Fn(usize, usize) -> bool,
    wanted: &dyn Fn() -> bool,
) -> Result<Vec<(usize, usize)>, Cancelled> {
    let mut candidates: Vec<LinkedPair> = Vec::new();
    for &(a, b, probability) in pair.links.iter().filter(|link| link.2 >= SURE) {
        wanted().then_some(()).ok_or(Cancelled)?;
        for left in pair.of(0, a).filter(|&left| !settled(0, left)) {
            if let Some(right) = pair.only_rival(0, left, b).filter(|&right| !settled(1, right))
                && pair.only_rival(1, right, a) == Some(left)
                && pair.contradict(left, right)
            {
                candidates.push((left, right, probability));
            }
        }
    }
    Ok(mutual_best(&candidates).map(|(left, right, _)| (left, right)).collect())
}

/// Returns the links that are strictly the most probable ones of both their ends.
pub(super) fn mutual_best(links: &[LinkedPair]) -> impl Iterator<Item = LinkedPair> {
    // The greatest probability of each end and how many links have it.
    let mut best: [HashMap<usize, (f64, usize)>; 2] = Default::default();
    for &(left, right, probability) in links {
        for (side, end) in [left, right].into_iter().enumerate() {
            let best = best[side].entry(end).or_insert((probability, 0));
            if probability > best.0 {
                *best = (probability, 0);
            }
            best.1 += usize::from(probability >= best.0);
        }
    }
    links.iter().copied().filter(move |(left, right, probability)| {
        let only = Some(&(*probability, 1));
        best[0].get(left) == only && best[1].get(right) == only
    })
}

/// The words around a figure.
#[derive(Debug, Default, PartialEq, Eq)]
struct FigureContext {
    /// The stems around the phrase.
    near: BTreeSet<String>,
    /// The nearest content words on each side within the clause.
    beside: Vec<String>,
    /// Every stem of the sentence.
    all: BTreeSet<String>,
    /// The names near the figure.
    names: BTreeSet<String>,
    /// The stems between the figure and its noun, and whether each is a name.
    modifiers: BTreeSet<(String, bool)>,
    /// How many times the sentence has the noun.
    mentions: usize,
    /// Whether the figure is a difference: "$200 million more than planned".
    is_difference: bool,
    /// Whether a date is that of a report: "Reuters reported on Monday".
    reported: bool,
}

/// How much two contexts must share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Demand {
    /// Little, for a count, whose unit noun says most.
    Some,
    /// Much, for a percentage, a price, a date or a measure, which can belong to anything.
    Much,
}

impl FigureContext {
    /// Returns the context of a fact of `sentence`.
    fn of(sentence: &str, fact: &Fact) -> Self {
        let tokens = tokens(sentence);
        let words = content_words(&tokens);
        let before: Vec<&ContentWord> =
            words.iter().rev().filter(|word| word.start < fact.phrase.start).collect();
        let after: Vec<&ContentWord> = words.iter().filter(|word| word.start >= fact.phrase.end).collect();
        let clause = clause(sentence.len(), &tokens, fact.phrase);
        let beside = |words: &[&ContentWord]| {
            let content = words.iter().filter(|word| !word.vague && clause.contains(word.start));
            content.take(BESIDE).map(|word| word.stem.clone()).collect::<Vec<_>>()
        };
        let near = before.iter().take(NEAR).chain(after.iter().take(NEAR));
        let inside = |word: &&ContentWord| (fact.span.end..fact.phrase.end).contains(&word.start);
        let mut modifiers: Vec<&ContentWord> = words.iter().filter(inside).collect();
        let noun = modifiers.pop().map(|noun| noun.stem.as_str());
        // "13 dead" are people of whom something is said.
        let casualty = noun.filter(|noun| ValueTable::Contrast.get(noun).is_some()).map(str::to_owned);
        Self {
            near: near.clone().map(|word| word.stem.clone()).chain(casualty).collect(),
            beside: [beside(&before), beside(&after)].concat(),
            all: words.iter().map(|word| word.stem.clone()).collect(),
            names: near.filter_map(|word| word.name.clone()).collect(),
            modifiers: modifiers.iter().map(|word| (word.stem.clone(), word.name.is_some())).collect(),
            mentions: noun.map_or(1, |noun| words.iter().filter(|word| word.stem == noun).count()),
            is_difference: after.first().is_some_and(|word| {
                word.start <= fact.phrase.end + 1 && WordClass::Comparative.has(&word.stem)
            }),
            reported: fact.kind() == FactKind::Date && before.first().is_some_and(|word| word.reports),
        }
    }

    /// Tells whether both contexts are of the same thing. Symmetric.
    fn fits(&self, other: &Self, demand: Demand) -> bool {
        let alike = self.modifiers.intersection(&other.modifiers).count();
        let shared = self.near.intersection(&other.near).count() + alike;
        let half = shared * 2 >= self.near.len().min(other.near.len());
        let enough = match demand {
            Demand::Some => shared >= 2 || half,
            Demand::Much => shared >= 2 && half,
        };
        enough && self.reported == other.reported && !self.is_apart(other)
    }

    /// Tells whether some word says that the two measure different things.
    fn is_apart(&self, other: &Self) -> bool {
        let disjoint =
            |a: &BTreeSet<String>, b: &BTreeSet<String>| !a.is_empty() && !b.is_empty() && a.is_disjoint(b);
        let another = |context: &Self| context.near.iter().any(|stem| WordClass::Another.has(stem));
        self.is_part()
            || other.is_part()
            || disjoint(&self.names, &other.names)
            || another(self) != another(other)
            || (self.strays(other) && other.strays(self))
            || self.narrows(other)
            || other.narrows(self)
            || self.contradicts(other)
    }

    /// Tells whether the figure counts only some: "two additional studies", or a sentence that goes
    /// on to "one of the studies".
    fn is_part(&self) -> bool {
        let further = self.modifiers.iter().any(|(stem, _)| WordClass::Further.has(stem));
        self.is_difference || self.mentions > 1 || further
    }

    /// Tells whether a word beside the figure is nowhere in the other sentence. On one side it says
    /// more, on both it says something else: "hired 200 engineers" and "dismissed 450 engineers".
    fn strays(&self, other: &Self) -> bool {
        self.beside.iter().any(|stem| !other.all.contains(stem))
    }

    /// Tells whether it counts a kind of the things that the other counts: "12 adult tigers" of "40 tigers".
    fn narrows(&self, other: &Self) -> bool {
        self.modifiers.iter().any(|(stem, name)| !name && !other.all.contains(stem))
    }

    /// Tells whether words of both exclude each other, such as "killed" and "injured".
    fn contradicts(&self, other: &Self) -> bool {
        let theirs = other.contrasts();
        let apart = |(family, ours): (&str, HashSet<&str>)| {
            theirs.get(family).is_some_and(|theirs| theirs.is_disjoint(&ours))
        };
        self.contrasts().into_iter().any(apart)
    }

    /// Returns the places of its words in each family of contrasts.
    fn contrasts(&self) -> HashMap<&'static str, HashSet<&'static str>> {
        let mut contrasts: HashMap<&str, HashSet<&str>> = HashMap::new();
        let stems = self.near.iter().chain(self.modifiers.iter().map(|(stem, _)| stem));
        for (family, place) in stems.filter_map(|stem| ValueTable::Contrast.get(stem)?.split_once('.')) {
            contrasts.entry(family).or_default().insert(place);
        }
        contrasts
    }
}

/// Tells whether the words around two figures exclude each other. Symmetric.
pub(super) fn contradict(figures: [(&str, &Fact); 2]) -> bool {
    let [a, b] = figures.map(|(sentence, fact)| FigureContext::of(sentence, fact));
    a.contradicts(&b)
}

/// A content word of a sentence.
struct ContentWord {
    stem: String,
    /// The word folded, if it is a name.
    name: Option<String>,
    /// Its first byte.
    start: usize,
    /// Whether it is a verb of saying.
    reports: bool,
    /// Whether it says too little to tell figures apart.
    vague: bool,
}

/// Returns the clause around `phrase` in a sentence of `length` bytes.
fn clause(length: usize, tokens: &[FactToken<'_>], phrase: Span) -> Span {
    let ends = |token: &&FactToken<'_>| {
        token.is_in(WordClass::ClauseEnd)
            || matches!(token.text, "," | ";" | ":" | "(" | ")" | "—" | "“" | "”" | "\"")
    };
    let before = tokens.iter().rev().filter(|token| token.span.end <= phrase.start).find(ends);
    let after = tokens.iter().filter(|token| token.span.start >= phrase.end).find(ends);
    let start = before.map_or(0, |token| token.span.end);
    Span::new(start, after.map_or(length, |token| token.span.start))
}

fn content_words(tokens: &[FactToken<'_>]) -> Vec<ContentWord> {
    let stemmer = Stemmer::create(Algorithm::English);
    let word = |(at, token): (usize, &FactToken<'_>)| {
        let stem = stemmer.stem(&token.lower);
        let reports = token.is_in(WordClass::Speech);
        ContentWord {
            stem: ValueTable::Concept.get(&stem).unwrap_or(&stem).to_owned(),
            name: (at > 0 && token.is_capital() && !token.is_in(WordClass::Time))
                .then(|| spelling(&token.lower).to_owned()),
            start: token.span.start,
            reports,
            vague: reports || WordClass::Vague.has(&stem),
        }
    };
    let content = |t: &FactToken<'_>| t.is_word() && !t.grammar && !t.is_in(WordClass::Number);
    tokens.iter().enumerate().filter(|(_, token)| content(token)).map(word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::facts::extract::facts;

    fn context(sentence: &str) -> FigureContext {
        let facts = facts(&[sentence]);
        FigureContext::of(sentence, facts.iter().find(|fact| fact.kind() == FactKind::Number).unwrap())
    }

    #[test]
    fn contexts_fit_when_they_speak_of_one_thing() {
        let cases = [
            ("Five people were killed in Kabul.", "The blast in Kabul left twelve people dead.", true),
            ("Five people were killed in Kabul.", "Twelve people were injured in Kabul.", false),
            ("We found two additional studies.", "We found five studies.", false),
            ("They tested 14 measurement points.", "They tested 26 data points.", false),
            ("It sold ten cars in March.", "It sold nine cars in March and one car in May.", false),
        ];
        for (a, b, expected) in cases {
            assert_eq!(context(a).fits(&context(b), Demand::Some), expected, "{a} / {b}");
            assert_eq!(context(b).fits(&context(a), Demand::Some), expected, "{b} / {a}");
        }
    }
}
