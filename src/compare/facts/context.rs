//! Whether two figures in linked sentences measure the same thing.
//!
//! An equal unit is not enough: "five people were killed" and "twelve people were injured" both
//! count people. The words around the figures are compared, and some pairs of words rule each other
//! out.

use std::collections::{BTreeSet, HashMap, HashSet};

use rust_stemmers::{Algorithm, Stemmer};

use crate::compare::facts::fact::{Fact, Kind};
use crate::compare::facts::lexicon::{Class, Table, spelling};
use crate::compare::facts::tokens::{Token, tokens};
use crate::text::Span;

/// How many content words to each side of a figure are compared; with six, sentences about one
/// story share enough for anything.
const NEAR: usize = 3;

/// How many of them, within the clause, are looked for in the other sentence.
const BESIDE: usize = 3;

/// The words around a figure.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Context {
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
pub(super) enum Demand {
    /// A count with its unit noun says most itself.
    Some,
    /// A percentage, a price, a date or a measure can belong to anything.
    Much,
}

impl Context {
    /// Returns the context of a fact of `sentence`.
    pub(super) fn of(sentence: &str, fact: &Fact) -> Self {
        let tokens = tokens(sentence);
        let words = content_words(&tokens);
        let before: Vec<&Word> = words.iter().rev().filter(|word| word.start < fact.phrase.start).collect();
        let after: Vec<&Word> = words.iter().filter(|word| word.start >= fact.phrase.end).collect();
        let clause = clause(sentence.len(), &tokens, fact.phrase);
        let beside = |words: &[&Word]| {
            let telling = words.iter().filter(|word| !word.vague && clause.contains(word.start));
            telling.take(BESIDE).map(|word| word.stem.clone()).collect::<Vec<_>>()
        };
        let near = before.iter().take(NEAR).chain(after.iter().take(NEAR));
        let inside = |word: &&Word| (fact.span.end..fact.phrase.end).contains(&word.start);
        let mut modifiers: Vec<&Word> = words.iter().filter(inside).collect();
        let noun = modifiers.pop().map(|noun| noun.stem.as_str());
        // "13 dead" are people of whom something is said.
        let casualty = noun.filter(|noun| Table::Contrast.get(noun).is_some()).map(str::to_owned);
        Self {
            near: near.clone().map(|word| word.stem.clone()).chain(casualty).collect(),
            beside: [beside(&before), beside(&after)].concat(),
            all: words.iter().map(|word| word.stem.clone()).collect(),
            names: near.filter_map(|word| word.name.clone()).collect(),
            modifiers: modifiers.iter().map(|word| (word.stem.clone(), word.name.is_some())).collect(),
            mentions: noun.map_or(1, |noun| words.iter().filter(|word| word.stem == noun).count()),
            is_difference: after
                .first()
                .is_some_and(|word| word.start <= fact.phrase.end + 1 && Class::Comparative.has(&word.stem)),
            reported: fact.kind() == Kind::Date && before.first().is_some_and(|word| word.reports),
        }
    }

    /// Tells whether both contexts are of the same thing. Symmetric.
    pub(super) fn fits(&self, other: &Self, demand: Demand) -> bool {
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
        let another = |context: &Self| context.near.iter().any(|stem| Class::Another.has(stem));
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
        let further = self.modifiers.iter().any(|(stem, _)| Class::Further.has(stem));
        self.is_difference || self.mentions > 1 || further
    }

    /// Tells whether a word beside the figure is nowhere in the other sentence. On one side it says
    /// more, on both it says something else: "hired 200 engineers" and "dismissed 450 engineers".
    fn strays(&self, other: &Self) -> bool {
        self.beside.iter().any(|stem| !other.all.contains(stem))
    }

    /// Tells whether it counts a kind of what the other counts: "12 adult tigers" of "40 tigers".
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
        for (family, place) in stems.filter_map(|stem| Table::Contrast.get(stem)?.split_once('.')) {
            contrasts.entry(family).or_default().insert(place);
        }
        contrasts
    }
}

/// Tells whether the words around two figures exclude each other. Symmetric.
pub(super) fn contradict(figures: [(&str, &Fact); 2]) -> bool {
    let [a, b] = figures.map(|(sentence, fact)| Context::of(sentence, fact));
    a.contradicts(&b)
}

/// A content word of a sentence.
struct Word {
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
fn clause(length: usize, tokens: &[Token<'_>], phrase: Span) -> Span {
    let ends = |token: &&Token<'_>| {
        token.is_in(Class::ClauseEnd)
            || matches!(token.text, "," | ";" | ":" | "(" | ")" | "—" | "“" | "”" | "\"")
    };
    let before = tokens.iter().rev().filter(|token| token.span.end <= phrase.start).find(ends);
    let after = tokens.iter().filter(|token| token.span.start >= phrase.end).find(ends);
    let start = before.map_or(0, |token| token.span.end);
    Span::new(start, after.map_or(length, |token| token.span.start))
}

fn content_words(tokens: &[Token<'_>]) -> Vec<Word> {
    let stemmer = Stemmer::create(Algorithm::English);
    let word = |(at, token): (usize, &Token<'_>)| {
        let stem = stemmer.stem(&token.lower);
        let reports = token.is_in(Class::Speech);
        Word {
            stem: Table::Concept.get(&stem).unwrap_or(&stem).to_owned(),
            name: (at > 0 && token.is_capital() && !token.is_in(Class::Time))
                .then(|| spelling(&token.lower).to_owned()),
            start: token.span.start,
            reports,
            vague: reports || Class::Vague.has(&stem),
        }
    };
    let content = |t: &Token<'_>| t.is_word() && !t.grammar && !t.is_in(Class::Number);
    tokens.iter().enumerate().filter(|(_, token)| content(token)).map(word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::facts::extract::facts;

    fn context(sentence: &str) -> Context {
        let facts = facts(&[sentence]);
        Context::of(sentence, facts.iter().find(|fact| fact.kind() == Kind::Number).unwrap())
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
