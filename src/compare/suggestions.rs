//! Suggested keywords: the terms that distinguish one document from others.
//!
//! The score is the log-odds ratio with an informative Dirichlet prior of Monroe, Colaresi and
//! Quinn, "Fightin' Words" (Political Analysis 16, 2008), divided by its standard deviation: it
//! measures how much more frequent a term is here than elsewhere, and doubts rare terms. The prior is
//! the vocabulary of all documents together. Alone, a document is scored by frequency.

use std::collections::BTreeMap;

use crate::compare::Cancelled;
use crate::compare::facts::spelling;
use crate::compare::mentions::{MentionKey, Mentions, mentions};
use crate::text::terms::stem;
use crate::text::unicode::is_unspaced;
use crate::text::words::count;

/// The weight of the prior, in words: larger doubts rare terms more.
const PRIOR: f64 = 200.0;

/// How many times as frequent as elsewhere a term must be here: a large count makes even a small
/// difference certain, and a keyword that is everywhere is of no use. A judgement made on the two
/// articles in `seeds/`, as is the weight of the prior; neither has been tried on other texts.
const MORE_FREQUENT: f64 = 2.0;

/// The longest document, in words, whose names are suggested even when they occur once.
const SHORT: usize = 2000;

/// A keyword worth adding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The keyword.
    pub text: String,
    /// How many times the document has it, in any form.
    pub count: usize,
    /// How many times the others together have it.
    pub elsewhere: usize,
}

/// The terms of one document, to be compared with those of others.
#[derive(Clone, Debug, Default)]
pub struct SuggestedTerms {
    mentions: BTreeMap<MentionKey, Mentions>,
    /// How many words the document has.
    words: usize,
}

impl SuggestedTerms {
    /// Returns the terms of a document's sentences; an error when they are no longer `wanted`.
    pub fn of(sentences: &[&str], wanted: &dyn Fn() -> bool) -> Result<Self, Cancelled> {
        let words = sentences.iter().map(|sentence| count(sentence)).sum();
        Ok(Self { mentions: mentions([sentences, &[]], wanted)?, words })
    }

    /// Returns how many times the document has a term; a name may only open its sentences.
    fn count(&self, key: &MentionKey) -> usize {
        let of = |key: &MentionKey| self.mentions.get(key).map_or(0, |mentions| mentions.counts[0]);
        match key {
            MentionKey::Name(name) => of(key) + of(&MentionKey::Stem(stem(name))),
            MentionKey::Stem(_) => of(key),
        }
    }
}

/// Returns the terms that best distinguish `document` from the `others`, at most `at_most`: names
/// first, then words, the most distinctive first. Equal input gives equal order.
pub fn suggest(document: &SuggestedTerms, others: &[SuggestedTerms], at_most: usize) -> Vec<Suggestion> {
    let sizes = WordTotals { here: document.words, elsewhere: others.iter().map(|other| other.words).sum() };
    let rarest = if sizes.here <= SHORT { 1 } else { 2 };
    let mut scored: Vec<(bool, f64, Suggestion)> = Vec::new();
    for (key, mentions) in &document.mentions {
        let count = mentions.counts[0];
        let text = mentions.text();
        let fits = if key.is_name() { count >= rarest } else { count >= 2 && is_keyword(&text) };
        let elsewhere = others.iter().map(|other| other.count(key)).sum();
        if fits && sizes.is_more_frequent(count, elsewhere) {
            let score = sizes.score(count, elsewhere);
            scored.push((key.is_name(), score, Suggestion { text, count, elsewhere }));
        }
    }
    scored.sort_by(|(name, score, a), (other_name, other_score, b)| {
        let order = other_name.cmp(name).then(other_score.total_cmp(score));
        order.then(b.count.cmp(&a.count)).then(a.text.cmp(&b.text))
    });
    distinct(scored.into_iter().map(|(.., suggestion)| suggestion), at_most)
}

/// Tells whether a word that is not a name can be a keyword: it has three letters (two in a script
/// without spaces), no digit, and occurs in lower case.
fn is_keyword(text: &str) -> bool {
    let shortest = if text.contains(is_unspaced) { 2 } else { 3 };
    text.chars().count() >= shortest && !text.contains(|c: char| c.is_numeric() || c.is_uppercase())
}

/// How many words the document has and how many all others.
struct WordTotals {
    here: usize,
    elsewhere: usize,
}

impl WordTotals {
    fn is_more_frequent(&self, here: usize, elsewhere: usize) -> bool {
        here as f64 * self.elsewhere as f64 >= MORE_FREQUENT * elsewhere as f64 * self.here as f64
    }

    /// Returns the z-score of a term by its counts here and elsewhere.
    fn score(&self, here: usize, elsewhere: usize) -> f64 {
        if self.elsewhere == 0 {
            return here as f64;
        }
        let all = (self.here + self.elsewhere) as f64;
        let prior = PRIOR * (here + elsewhere) as f64 / all;
        let odds = |count: usize, words: usize| {
            let count = count as f64 + prior;
            (count / (words as f64 + PRIOR - count).max(1.0)).ln()
        };
        let variance = 1.0 / (here as f64 + prior) + 1.0 / (elsewhere as f64 + prior);
        (odds(here, self.here) - odds(elsewhere, self.elsewhere)) / variance.sqrt()
    }
}

/// Returns the first suggestions, without those that are another form of an earlier one: of "Putin" and
/// "President Putin", of "Belt" and "Belt and Road", and of "China" and "Chinese" the more distinctive one.
fn distinct(suggestions: impl Iterator<Item = Suggestion>, at_most: usize) -> Vec<Suggestion> {
    let mut taken: Vec<Suggestion> = Vec::new();
    for suggestion in suggestions {
        let is_known = |known: &Suggestion| is_one_name(&known.text, &suggestion.text);
        if taken.len() < at_most && !taken.iter().any(is_known) {
            taken.push(suggestion);
        }
    }
    taken
}

/// Tells whether one text begins or ends as the other does, whatever the form of the names of countries;
/// "Times of India" is more than an India.
fn is_one_name(one: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split(' ').map(|word| spelling(&word.to_lowercase()).to_owned()).collect()
    };
    let (long, short) =
        if one.split(' ').count() < other.split(' ').count() { (other, one) } else { (one, other) };
    let [name, part] = [words(long), words(short)];
    let is_joined = |before: &[String]| {
        before.len().checked_sub(1).and_then(|last| long.split(' ').nth(last)).is_some_and(is_small)
    };
    name.starts_with(&part) || name.strip_suffix(&*part).is_some_and(|before| !is_joined(before))
}

fn is_small(word: &str) -> bool {
    word.chars().all(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: &str = include_str!("../../seeds/000_ac5e6907902fcfd7.txt");
    const SECOND: &str = include_str!("../../seeds/004_cb8979b45471d89b.txt");

    fn terms(text: &str) -> SuggestedTerms {
        let sentences = text.split_inclusive(['\n', '.']).filter(|sentence| !sentence.trim().is_empty());
        SuggestedTerms::of(&sentences.collect::<Vec<_>>(), &|| true).unwrap()
    }

    fn texts(suggestions: &[Suggestion]) -> Vec<&str> {
        suggestions.iter().map(|suggestion| suggestion.text.as_str()).collect()
    }

    #[test]
    fn terms_of_one_account_alone_come_first() {
        let (first, second) = (terms(FIRST), terms(SECOND));
        let of_first = suggest(&first, std::slice::from_ref(&second), 12);
        let of_second = suggest(&second, std::slice::from_ref(&first), 12);
        assert!(["Ukraine", "Donbass"].iter().all(|name| texts(&of_first)[..5].contains(name)));
        assert!(["Su-57", "CAATSA"].iter().all(|name| texts(&of_second)[..5].contains(name)));
    }

    #[test]
    fn terms_of_all_documents_are_not_suggested() {
        let here = terms("He saw Rome. He saw Paris. They left Paris.");
        let there = terms("She saw Rome. They like Rome.");
        let suggestions = suggest(&here, &[there], 9);
        assert_eq!(suggestions, [Suggestion { text: "Paris".into(), count: 2, elsewhere: 0 }]);
    }

    #[test]
    fn alone_the_commonest_names_and_words_come_first() {
        let alone =
            terms("In Rome the tide rose. The tide fell in Rome. To Paris. Old tide walls and walls.");
        assert_eq!(texts(&suggest(&alone, &[], 9)), ["Rome", "Paris", "tide", "walls"]);
        assert_eq!(texts(&suggest(&alone, &[], 2)), ["Rome", "Paris"]);
        assert!(suggest(&SuggestedTerms::default(), &[], 9).is_empty());
    }

    #[test]
    fn one_name_is_suggested_once() {
        let alone = terms("For Putin and Putin. With President Putin. In the Times of India. With India.");
        assert_eq!(texts(&suggest(&alone, &[], 9)), ["Putin", "India", "Times of India"]);
        for (one, other, expected) in [
            ("Silk", "Silk Road", true),
            ("Nora Quist", "Quist", true),
            ("Norwegian", "Norway", true),
            ("Norwegian Sea", "Norway", true),
            ("Bank of Norway", "Norway", false),
            ("Norway", "Norwich", false),
            ("East Korea", "West Korea", false),
        ] {
            assert_eq!(is_one_name(one, other), expected, "{one} {other}");
            assert_eq!(is_one_name(other, one), expected, "{other} {one}");
        }
    }
}
