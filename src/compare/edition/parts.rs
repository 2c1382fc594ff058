//! Sentences cut in two, and two made one.
//!
//! One half is paired with the whole sentence and the other is left without a counterpart, though
//! its words stand there too: in what the whole one says beyond the half it is paired with.

use std::collections::HashMap;

use crate::compare::edition::pairing::Match;
use crate::compare::wording::{Sentence, Token, aligned};

/// The least share of a sentence's telling words that makes it a part.
const PART: f64 = 0.65;

/// A sentence of which most stands in one of the other side that has another counterpart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Part {
    /// The index of the sentence that it is a part of.
    pub(super) whole: usize,
    /// Which share of it stands there, from 0 to 1, by the weight of telling words.
    pub(super) share: f64,
}

/// Returns which sentences of `side` without a counterpart are parts; a part of a part's
/// neighbour counts, so that a sentence may have been cut in more than two.
pub(super) fn parts(
    lines: [&[Sentence<'_>]; 2],
    matches: &[Vec<Option<Match>>; 2],
    side: usize,
) -> Vec<Option<Part>> {
    let [own, other] = [&lines[side], &lines[1 - side]];
    let mut search = Search { own, other, matches: &matches[side], rests: HashMap::new() };
    let mut parts = vec![None; own.len()];
    for at in 1..own.len() {
        parts[at] = search.part(at, at - 1, &parts);
    }
    for at in (1..own.len()).rev() {
        parts[at - 1] = parts[at - 1].or_else(|| search.part(at - 1, at, &parts));
    }
    parts
}

struct Search<'a> {
    own: &'a [Sentence<'a>],
    other: &'a [Sentence<'a>],
    matches: &'a [Option<Match>],
    /// The content words of a whole sentence that are in none of its parts so far.
    rests: HashMap<usize, Vec<Token>>,
}

impl Search<'_> {
    /// Returns whether a sentence is a part of what its neighbour is in.
    fn part(&mut self, at: usize, neighbour: usize, parts: &[Option<Part>]) -> Option<Part> {
        if self.matches[at].is_some() {
            return None;
        }
        let found = self.matches[neighbour];
        let whole = found.map(|found| found.other).or(parts[neighbour].map(|part| part.whole))?;
        let words = content(&self.own[at]);
        let rest = self.rests.entry(whole).or_insert_with(|| {
            let mut rest = content(&self.other[whole]);
            take_common(&mut rest, &content(&self.own[neighbour]));
            rest
        });
        let mut left_over = rest.clone();
        let taken = take_common(&mut left_over, &words);
        let share = f64::from(weight(&taken)) / f64::from(weight(&words).max(1));
        if share < PART {
            return None;
        }
        *rest = left_over;
        Some(Part { whole, share })
    }
}

/// Returns the content words of a sentence.
fn content(sentence: &Sentence) -> Vec<Token> {
    sentence.tokens.iter().filter(|token| !token.is_empty()).copied().collect()
}

fn weight<'a>(words: impl IntoIterator<Item = &'a Token>) -> u32 {
    words.into_iter().map(|word| word.weight).sum()
}

/// Removes the words that `others` has in the same order, and returns them.
fn take_common(words: &mut Vec<Token>, others: &[Token]) -> Vec<Token> {
    let common = aligned(words, others);
    let taken = common.iter().map(|(at, _)| words[*at]).collect();
    let mut index = 0..;
    words.retain(|_| index.next().is_some_and(|at| common.binary_search_by_key(&at, |pair| pair.0).is_err()));
    taken
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::wording::{Agreement, Interner};

    /// Returns the parts among `pieces`, of which the one at `paired` is the whole's counterpart.
    fn found(whole: &str, pieces: &[&str], paired: usize) -> Vec<bool> {
        let mut interner = Interner::new();
        let lines =
            [vec![interner.sentence(whole)], pieces.iter().map(|text| interner.sentence(text)).collect()];
        let pair = |other| Some(Match { other, agreement: Agreement::Part(0.6) });
        let mut matches = [vec![pair(paired)], vec![None; pieces.len()]];
        matches[1][paired] = pair(0);
        parts([&lines[0], &lines[1]], &matches, 1).iter().map(Option::is_some).collect()
    }

    #[test]
    fn what_the_other_half_leaves_over_makes_a_part() {
        let whole = "The ferry, built in Wexley in 1902, sank near the pier on Monday and nobody was hurt.";
        let [sank, built, hurt] = [
            "The ferry sank near the pier on Monday.",
            "It was built in Wexley in 1902.",
            "Nobody was hurt.",
        ];
        for (pieces, paired, expected) in [
            (&[sank, built][..], 0, &[false, true][..]),
            (&[built, sank, hurt], 1, &[true, false, true]),
            (&[sank, built, hurt], 0, &[false, true, true]),
            // The words of the half that is paired are taken.
            (&[sank, "The ferry sank on Monday near the pier."], 0, &[false, false]),
            (&[sank, "Tickets were printed in Wexley all winter."], 0, &[false, false]),
            (&[sank, "Tickets remain cheap.", built], 0, &[false, false, false]),
            (&[sank, ""], 0, &[false, false]),
        ] {
            assert_eq!(found(whole, pieces, paired), expected, "{pieces:?}");
        }
    }
}
