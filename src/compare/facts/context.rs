//! Whether two figures in linked sentences measure the same thing.
//!
//! An equal unit is not enough: "five people were killed" and "twelve people were injured" count
//! people both. What stands around the figures is compared, and some pairs of words forbid.

use std::collections::BTreeSet;

use rust_stemmers::{Algorithm, Stemmer};

use super::lexicon::is_grammar;
use super::numerals::is_number_word;
use super::tokens::tokens;
use crate::text::Span;

/// How many words of content to each side of a figure are looked at.
const NEAR: usize = 6;

/// The stems of content around a figure.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Context {
    stems: BTreeSet<String>,
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
    /// Returns the context of the bytes `phrase` of `sentence`.
    pub(super) fn around(sentence: &str, phrase: Span) -> Self {
        let stemmer = Stemmer::create(Algorithm::English);
        let content = |text: &str, from_end: bool| -> Vec<String> {
            let tokens = tokens(text);
            let words =
                tokens.iter().filter(|t| t.is_word() && !is_grammar(&t.lower) && !is_number_word(&t.lower));
            let stems = words.map(|t| concept(&stemmer.stem(&t.lower)).to_owned());
            if from_end { stems.rev().take(NEAR).collect() } else { stems.take(NEAR).collect() }
        };
        let mut stems: BTreeSet<_> =
            content(Span::new(0, phrase.start).of(sentence), true).into_iter().collect();
        stems.extend(content(Span::new(phrase.end, sentence.len()).of(sentence), false));
        Self { stems }
    }

    /// Tells whether both contexts are of the same thing. Symmetric.
    pub(super) fn fits(&self, other: &Self, demand: Demand) -> bool {
        let shared = self.stems.intersection(&other.stems).count();
        let smaller = self.stems.len().min(other.stems.len());
        let enough = match demand {
            Demand::Some => shared >= 2 || shared * 2 >= smaller,
            Demand::Much => shared >= 2 && shared * 2 >= smaller,
        };
        enough && !self.contradicts(other)
    }

    fn contradicts(&self, other: &Self) -> bool {
        (0..FAMILIES).any(|family| {
            let members = |context: &Self| -> BTreeSet<u8> {
                context
                    .stems
                    .iter()
                    .filter_map(|stem| contrast(stem))
                    .filter(|c| c.0 == family)
                    .map(|c| c.1)
                    .collect()
            };
            let (ours, theirs) = (members(self), members(other));
            !ours.is_empty() && !theirs.is_empty() && ours.is_disjoint(&theirs)
        })
    }
}

/// Returns one stem for words that report one thing.
fn concept(stem: &str) -> &str {
    match stem {
        "die" | "dead" | "death" | "fatal" | "kill" | "killer" | "slain" | "perish" | "toll" => "kill",
        "injur" | "wound" | "hurt" => "injur",
        "bought" | "buy" | "purchas" | "acquir" | "acquisit" | "procur" => "buy",
        "sold" | "sell" | "sale" => "sell",
        "rose" | "rise" | "risen" | "increas" | "grew" | "grow" | "growth" | "climb" | "jump" | "gain" => {
            "rise"
        }
        "fell" | "fall" | "fallen" | "drop" | "declin" | "decreas" | "slip" | "plung" => "fall",
        "won" | "win" | "victori" => "win",
        "lost" | "lose" | "loss" | "defeat" => "lose",
        "arrest" | "detain" | "custodi" => "arrest",
        "quak" | "earthquak" | "tremor" => "earthquak",
        _ => stem,
    }
}

/// How many families of words that exclude each other there are.
const FAMILIES: u8 = 7;

/// Returns the family of a stem and its place in it: two contexts with different places do not speak of one thing.
fn contrast(stem: &str) -> Option<(u8, u8)> {
    Some(match stem {
        "kill" => (0, 0),
        "injur" => (0, 1),
        "miss" => (0, 2),
        "rescu" | "surviv" => (0, 3),
        "arrest" => (0, 4),
        "buy" | "import" => (1, 0),
        "sell" | "export" => (1, 1),
        "rise" => (2, 0),
        "fall" => (2, 1),
        "win" => (3, 0),
        "lose" => (3, 1),
        "male" | "men" | "man" | "boy" => (4, 0),
        "femal" | "women" | "woman" | "girl" => (4, 1),
        "north" | "northern" => (5, 0),
        "south" | "southern" => (5, 1),
        "east" | "eastern" => (5, 2),
        "west" | "western" => (5, 3),
        "begin" | "began" | "start" | "open" => (6, 0),
        "end" | "finish" | "close" | "expir" => (6, 1),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contexts_fit_when_they_speak_of_one_thing() {
        let cases = [
            ("Five people were killed in Kabul.", "The blast in Kabul left twelve people dead.", true),
            ("Five people were killed in Kabul.", "Twelve people were injured in Kabul.", false),
            ("Exports rose by five people", "Exports fell by twelve people", false),
        ];
        for (a, b, expected) in cases {
            let context = |text: &str| {
                let at =
                    text.find("Five").or(text.find("five")).or(text.find("Twelve")).or(text.find("twelve"));
                let start = at.unwrap();
                let end = text.find("people").unwrap() + 6;
                Context::around(text, Span::new(start, end))
            };
            assert_eq!(context(a).fits(&context(b), Demand::Some), expected, "{a} / {b}");
            assert_eq!(context(b).fits(&context(a), Demand::Some), expected, "{b} / {a}");
        }
    }
}
