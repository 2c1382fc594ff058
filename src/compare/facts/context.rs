//! Whether two figures in linked sentences measure the same thing.
//!
//! An equal unit is not enough: "five people were killed" and "twelve people were injured" count
//! people both. What stands around the figures is compared, and some pairs of words forbid.

use std::collections::BTreeSet;

use rust_stemmers::{Algorithm, Stemmer};

use crate::compare::facts::contrasts::{concept, contrast, is_light};
use crate::compare::facts::fact::{Fact, Kind};
use crate::compare::facts::lexicon::{is_speech, is_time_word};
use crate::compare::facts::spelled::is_number_word;
use crate::compare::facts::spellings::spelling;
use crate::compare::facts::tokens::{Token, tokens};
use crate::text::Span;

/// How many words of content to each side of a figure are looked at; with six, sentences about one
/// story share enough for anything.
const NEAR: usize = 3;

/// How many of them, within the clause, are asked for in the other sentence.
const BESIDE: usize = 3;

/// What stands around a figure.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Context {
    /// The stems around the phrase.
    near: BTreeSet<String>,
    /// The nearest words of content on each side within the clause.
    next: Vec<String>,
    /// Every stem of the sentence.
    all: BTreeSet<String>,
    /// The names near by.
    names: BTreeSet<String>,
    /// The stems between the figure and its noun, and whether each is a name.
    modifiers: BTreeSet<(String, bool)>,
    /// How often the sentence gives the noun.
    mentions: usize,
    /// Whether the figure is a difference: "$200 million more than planned".
    compared: bool,
    /// Whether a date is that of a report: "Reuters reported on Monday".
    reported: bool,
}

/// What makes a figure in front of it a difference.
const COMPARED: [&str; 6] = ["more", "less", "fewer", "higher", "lower", "longer"];

/// What makes another of the thing or person behind it.
const ANOTHER: [&str; 8] = ["other", "anoth", "rival", "co", "vice", "deputi", "former", "ex"];

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
        let words = words(sentence);
        let before = words.iter().rev().filter(|word| word.start < fact.phrase.start);
        let after = words.iter().filter(|word| word.start >= fact.phrase.end);
        let clause = clause(sentence, fact.phrase);
        let telling = |word: &&Word| !word.light && clause.contains(word.start);
        let next =
            before.clone().filter(telling).take(BESIDE).chain(after.clone().filter(telling).take(BESIDE));
        let mut context = Self {
            reported: fact.kind() == Kind::Date && before.clone().next().is_some_and(|word| word.tells),
            next: next.map(|word| word.stem.clone()).collect(),
            compared: after.clone().next().is_some_and(|word| {
                word.start <= fact.phrase.end + 1 && COMPARED.contains(&word.stem.as_str())
            }),
            all: words.iter().map(|word| word.stem.clone()).collect(),
            ..Self::default()
        };
        for word in before.take(NEAR).chain(after.take(NEAR)) {
            context.near.insert(word.stem.clone());
            context.names.extend(word.name.clone());
        }
        context.measure(&words, fact);
        context
    }

    /// Takes in the words from the figure to its noun.
    fn measure(&mut self, words: &[Word], fact: &Fact) {
        let inside = |word: &&Word| (fact.span.end..fact.phrase.end).contains(&word.start);
        let mut modifiers: Vec<&Word> = words.iter().filter(inside).collect();
        let noun = modifiers.pop();
        self.mentions = noun.map_or(1, |noun| words.iter().filter(|word| word.stem == noun.stem).count());
        // "13 dead" are people of whom something is said.
        self.near.extend(noun.filter(|noun| contrast(&noun.stem).is_some()).map(|noun| noun.stem.clone()));
        self.modifiers = modifiers.into_iter().map(|word| (word.stem.clone(), word.name.is_some())).collect();
    }

    /// Tells whether both contexts are of the same thing. Symmetric.
    pub(super) fn fits(&self, other: &Self, demand: Demand) -> bool {
        let alike = self.modifiers.intersection(&other.modifiers).count();
        let shared = self.near.intersection(&other.near).count() + alike;
        let smaller = self.near.len().min(other.near.len());
        let enough = match demand {
            Demand::Some => shared >= 2 || shared * 2 >= smaller,
            Demand::Much => shared >= 2 && shared * 2 >= smaller,
        };
        enough && self.reported == other.reported && !self.is_apart(other)
    }

    /// Tells whether something says outright that the two measure different things.
    fn is_apart(&self, other: &Self) -> bool {
        let disjoint =
            |a: &BTreeSet<String>, b: &BTreeSet<String>| !a.is_empty() && !b.is_empty() && a.is_disjoint(b);
        let another = |context: &Self| ANOTHER.iter().any(|word| context.near.contains(*word));
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
        const PARTS: [&str; 9] =
            ["addit", "other", "further", "more", "extra", "remain", "new", "anoth", "separ"];
        self.compared
            || self.mentions > 1
            || self.modifiers.iter().any(|(stem, _)| PARTS.contains(&stem.as_str()))
    }

    /// Tells whether a word beside the figure is nowhere in the other sentence. On one side it says
    /// more, on both it says something else: "hired 200 engineers" and "dismissed 450 engineers".
    fn strays(&self, other: &Self) -> bool {
        self.next.iter().any(|stem| !other.all.contains(stem))
    }

    /// Tells whether it counts a kind of what the other counts: "12 adult tigers" of "40 tigers".
    fn narrows(&self, other: &Self) -> bool {
        self.modifiers.iter().any(|(stem, name)| !name && !other.all.contains(stem))
    }

    /// Tells whether words of both exclude each other, such as "killed" and "injured".
    fn contradicts(&self, other: &Self) -> bool {
        let (ours, theirs) = (self.places(), other.places());
        let family = |places: &BTreeSet<(u8, u8)>, of: u8| -> BTreeSet<(u8, u8)> {
            places.iter().copied().filter(|place| place.0 == of).collect()
        };
        let split = |of: u8| {
            let rest = family(&theirs, of);
            !rest.is_empty() && rest.is_disjoint(&family(&ours, of))
        };
        ours.iter().any(|place| split(place.0))
    }

    /// Returns the places its words take in families of contrasts.
    fn places(&self) -> BTreeSet<(u8, u8)> {
        let modifiers = self.modifiers.iter().map(|(stem, _)| stem);
        self.near.iter().chain(modifiers).filter_map(|stem| contrast(stem)).collect()
    }
}

/// Tells whether the words around two figures exclude each other. Symmetric.
pub(super) fn contradict(figures: [(&str, &Fact); 2]) -> bool {
    let [a, b] = figures.map(|(sentence, fact)| Context::of(sentence, fact));
    a.contradicts(&b)
}

/// A word of content in a sentence.
struct Word {
    stem: String,
    /// The word folded, if it is a name.
    name: Option<String>,
    /// Its first byte.
    start: usize,
    /// Whether it is a verb of telling.
    tells: bool,
    /// Whether it says too little to tell figures apart.
    light: bool,
}

/// Returns the clause around `phrase`: from the mark or the joining word before it to the one behind.
fn clause(sentence: &str, phrase: Span) -> Span {
    let ends = |token: &Token<'_>| {
        matches!(token.text, "," | ";" | ":" | "(" | ")" | "—" | "“" | "”" | "\"")
            || matches!(
                &*token.lower,
                "while" | "which" | "that" | "who" | "but" | "and" | "although" | "after" | "before"
            )
    };
    let tokens = tokens(sentence);
    let before = tokens.iter().rev().find(|token| token.span.end <= phrase.start && ends(token));
    let after = tokens.iter().find(|token| token.span.start >= phrase.end && ends(token));
    let start = before.map_or(0, |token| token.span.end);
    Span::new(start, after.map_or(sentence.len(), |token| token.span.start))
}

fn words(sentence: &str) -> Vec<Word> {
    let stemmer = Stemmer::create(Algorithm::English);
    let tokens = tokens(sentence);
    let content = |t: &Token<'_>| t.is_word() && !t.grammar && !is_number_word(&t.lower);
    let word = |(at, token): (usize, &Token<'_>)| Word {
        stem: concept(&stemmer.stem(&token.lower)).to_owned(),
        name: (at > 0 && token.is_capital() && !is_time_word(&token.lower))
            .then(|| spelling(&token.lower).to_owned()),
        start: token.span.start,
        tells: is_speech(&token.lower),
        light: is_speech(&token.lower) || is_light(&stemmer.stem(&token.lower)),
    };
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
