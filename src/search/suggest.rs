//! Which keywords would tell most about one document among others.
//!
//! The score is the log-odds ratio with an informative Dirichlet prior of Monroe, Colaresi and
//! Quinn, "Fightin' Words" (Political Analysis 16, 2008), divided by its standard deviation: it
//! asks how much oftener a term stands here than elsewhere, and doubts rare terms. The prior is
//! the vocabulary of all documents together. Alone, a document is scored by frequency.

use std::cmp::Ordering;

use crate::search::terms::{Candidate, Terms};

/// The weight of the prior, in words: larger doubts rare terms more.
const PRIOR: f64 = 200.0;

/// How many times as often as elsewhere a term must stand here: a large count makes even a small
/// difference certain, and a keyword that is everywhere is of no use. A judgement made on the two
/// articles in `seeds/`, as is the weight of the prior; neither has been tried on other texts.
const OFTENER: f64 = 2.0;

/// The longest document, in words, of which a name that stands there once is suggested.
const SHORT: usize = 2000;

/// A keyword worth adding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What to look for.
    pub text: String,
    /// How often it stands in the document.
    pub count: usize,
    /// How often it stands in the others together.
    pub elsewhere: usize,
}

/// Returns the terms that tell most about `document` among the `others`, at most `at_most`: names
/// first, then words, the most telling first. Equal input gives equal order.
pub fn suggest<'a>(
    document: &Terms,
    others: impl IntoIterator<Item = &'a Terms>,
    at_most: usize,
) -> Vec<Suggestion> {
    let others: Vec<&Terms> = others.into_iter().collect();
    let sizes = Sizes { here: document.total(), elsewhere: others.iter().map(|other| other.total()).sum() };
    let rarest = if sizes.here <= SHORT { 1 } else { 2 };
    let mut scored: Vec<Scored<'_>> = document
        .candidates()
        .filter(|candidate| candidate.mentions >= if candidate.is_name { rarest } else { 2 })
        .map(|candidate| {
            let elsewhere = others.iter().map(|other| other.count_of(&candidate)).sum();
            Scored { score: sizes.score(candidate.mentions, elsewhere), candidate, elsewhere }
        })
        .filter(|scored| sizes.is_oftener(scored.candidate.mentions, scored.elsewhere))
        .collect();
    scored.sort_unstable_by(Scored::order);
    distinct(scored, at_most)
}

struct Scored<'a> {
    candidate: Candidate<'a>,
    elsewhere: usize,
    score: f64,
}

impl Scored<'_> {
    fn order(&self, other: &Self) -> Ordering {
        let (ours, theirs) = (&self.candidate, &other.candidate);
        (theirs.is_name.cmp(&ours.is_name))
            .then(other.score.total_cmp(&self.score))
            .then(theirs.count.cmp(&ours.count))
            .then(ours.text.cmp(theirs.text))
    }
}

/// The words of the document and of all others.
struct Sizes {
    here: usize,
    elsewhere: usize,
}

impl Sizes {
    fn is_oftener(&self, here: usize, elsewhere: usize) -> bool {
        here as f64 * self.elsewhere as f64 >= OFTENER * elsewhere as f64 * self.here as f64
    }

    /// Returns the z-score of a term that stands here `here` times and elsewhere `elsewhere` times.
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

/// Takes the first suggestions, without those that end as an earlier one does: "Putin" once, not
/// "President Putin" too.
fn distinct(scored: Vec<Scored<'_>>, at_most: usize) -> Vec<Suggestion> {
    let mut taken: Vec<Suggestion> = Vec::new();
    for Scored { candidate, elsewhere, .. } in scored {
        if taken.len() >= at_most {
            break;
        }
        let told =
            |known: &Suggestion| ends_as(&known.text, candidate.text) || ends_as(candidate.text, &known.text);
        if !taken.iter().any(told) {
            taken.push(Suggestion { text: candidate.text.to_owned(), count: candidate.count, elsewhere });
        }
    }
    taken
}

/// Tells whether the last words of a name are the other; "Times of India" is more than an India.
fn ends_as(name: &str, last: &str) -> bool {
    name.strip_suffix(last).is_some_and(|before| {
        before.is_empty()
            || before.ends_with(' ')
                && before.trim_end().split(' ').next_back().is_some_and(|word| !is_small(word))
    })
}

fn is_small(word: &str) -> bool {
    word.chars().all(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: &str = include_str!("../../seeds/000_ac5e6907902fcfd7.txt");
    const SECOND: &str = include_str!("../../seeds/004_cb8979b45471d89b.txt");

    fn terms(text: &str) -> Terms {
        Terms::of(text.split_inclusive(['\n', '.']).filter(|sentence| !sentence.trim().is_empty()))
    }

    fn texts(suggestions: &[Suggestion]) -> Vec<&str> {
        suggestions.iter().map(|suggestion| suggestion.text.as_str()).collect()
    }

    #[test]
    fn what_only_one_account_speaks_of_comes_first() {
        let (first, second) = (terms(FIRST), terms(SECOND));
        let of_first = suggest(&first, [&second], 12);
        let of_second = suggest(&second, [&first], 12);
        assert!(["Ukraine", "Donbass"].iter().all(|name| texts(&of_first)[..5].contains(name)));
        assert!(["Su-57", "CAATSA"].iter().all(|name| texts(&of_second)[..5].contains(name)));
    }

    #[test]
    fn what_stands_everywhere_tells_nothing() {
        let here = terms("He saw Rome. He saw Paris. They left Paris.");
        let there = terms("She saw Rome. They like Rome.");
        let suggestions = suggest(&here, [&there], 9);
        assert_eq!(suggestions, [Suggestion { text: "Paris".into(), count: 2, elsewhere: 0 }]);
    }

    #[test]
    fn alone_the_commonest_names_and_words_come_first() {
        let alone =
            terms("In Rome the tide rose. The tide fell in Rome. To Paris. Old tide walls and walls.");
        assert_eq!(texts(&suggest(&alone, [], 9)), ["Rome", "Paris", "tide", "walls"]);
        assert_eq!(texts(&suggest(&alone, [], 2)), ["Rome", "Paris"]);
        assert!(suggest(&Terms::default(), [], 9).is_empty());
    }

    #[test]
    fn one_name_is_suggested_once() {
        let alone = terms("For Putin and Putin. With President Putin. In the Times of India. With India.");
        assert_eq!(texts(&suggest(&alone, [], 9)), ["Putin", "India", "Times of India"]);
    }
}
