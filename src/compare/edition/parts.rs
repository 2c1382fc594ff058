//! Sentences cut in two, and two made one.
//!
//! One half is paired with the whole sentence and the other is left without a counterpart, though
//! its words stand there too: in what the whole one says beyond the half it is paired with.

use std::collections::HashMap;

use crate::compare::edition::pairing::Match;
use crate::compare::wording::Line;

/// The least share of a sentence's telling words that makes it a part.
const PART: f64 = 0.65;
/// Sentences with more telling words are not looked at: aligning them takes time in the square.
const MOST: usize = 300;

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
    lines: [&[Line<'_>]; 2],
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

/// A word that says something by itself.
#[derive(Clone, Copy)]
struct Word {
    /// The number of its folded text.
    key: u32,
    weight: u32,
}

struct Search<'a> {
    own: &'a [Line<'a>],
    other: &'a [Line<'a>],
    matches: &'a [Option<Match>],
    /// The telling words of a whole sentence that are in none of its parts so far.
    rests: HashMap<usize, Vec<Word>>,
}

impl Search<'_> {
    /// Returns whether a sentence is a part of what its neighbour is in.
    fn part(&mut self, at: usize, neighbour: usize, parts: &[Option<Part>]) -> Option<Part> {
        if self.matches[at].is_some() {
            return None;
        }
        let found = self.matches[neighbour];
        let whole = found.map(|found| found.other).or(parts[neighbour].map(|part| part.whole))?;
        let words = telling(&self.own[at]);
        let weight = |words: &[Word]| words.iter().map(|word| word.weight).sum::<u32>();
        let (own, other) = (self.own, self.other);
        let rest = self.rests.entry(whole).or_insert_with(|| {
            let all = telling(&other[whole]);
            let taken = common(&all, &telling(&own[neighbour]));
            without(&all, &taken)
        });
        let taken = common(rest, &words);
        let stands: Vec<Word> = taken.iter().map(|index| rest[*index]).collect();
        let share = f64::from(weight(&stands)) / f64::from(weight(&words).max(1));
        if share < PART {
            return None;
        }
        *rest = without(rest, &taken);
        Some(Part { whole, share })
    }
}

/// Returns the words of a line that say something by themselves.
fn telling(line: &Line) -> Vec<Word> {
    let tokens = line.tokens.iter().filter(|token| !token.is_empty());
    tokens.map(|token| Word { key: token.key, weight: token.weight }).collect()
}

fn without(words: &[Word], taken: &[usize]) -> Vec<Word> {
    let kept = words.iter().enumerate().filter(|(index, _)| taken.binary_search(index).is_err());
    kept.map(|(_, word)| *word).collect()
}

/// Returns which of `words`, in order, make the longest sequence that stands in `others` in the
/// same order; none of too many.
fn common(words: &[Word], others: &[Word]) -> Vec<usize> {
    if words.len() > MOST || others.len() > MOST {
        return Vec::new();
    }
    let width = others.len() + 1;
    let mut longest = vec![0_u32; (words.len() + 1) * width];
    for (i, word) in words.iter().enumerate().rev() {
        for (j, other) in others.iter().enumerate().rev() {
            let at = i * width + j;
            longest[at] = if word.key == other.key {
                longest[at + width + 1] + 1
            } else {
                longest[at + width].max(longest[at + 1])
            };
        }
    }
    let (mut i, mut j, mut taken) = (0, 0, Vec::new());
    while i < words.len() && j < others.len() {
        let at = i * width + j;
        if words[i].key == others[j].key {
            taken.push(i);
            (i, j) = (i + 1, j + 1);
        } else if longest[at + width] >= longest[at + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::wording::{Agreement, Lexicon};

    /// Returns the parts among `pieces`, of which the one at `paired` is the whole's counterpart.
    fn found(whole: &str, pieces: &[&str], paired: usize) -> Vec<bool> {
        let mut lexicon = Lexicon::new();
        let lines = [vec![lexicon.line(whole)], pieces.iter().map(|text| lexicon.line(text)).collect()];
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
