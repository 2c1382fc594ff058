//! What a document speaks of, counted: its words, and its names of several words.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use crate::search::names::{Shape, Token, is_heading, long_form, runs, tokens};
use crate::text::unicode::is_unspaced;

static STOP_WORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("../../assets/stop_words.txt").lines().collect());

/// The words and names of one document with their counts.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// By small letters.
    words: HashMap<String, Word>,
    /// Names of several words, by the words joined with spaces.
    names: HashMap<String, usize>,
    total: usize,
}

#[derive(Clone, Debug, Default)]
struct Word {
    count: usize,
    /// How many of them are written small.
    small: usize,
    /// How it is written where its capital shows a name.
    name: Option<String>,
    /// How often its long form was given.
    spelt_out: usize,
}

/// A name or a word that could be a keyword.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Candidate<'a> {
    pub text: &'a str,
    pub is_name: bool,
    pub count: usize,
    /// `count`, and how often its long form was given: a term spelt out in full matters to the text.
    pub mentions: usize,
}

impl Terms {
    /// Returns the terms of a document's sentences.
    pub fn of<'a>(sentences: impl Iterator<Item = &'a str>) -> Self {
        let mut terms = Terms::default();
        let mut openings = Vec::new();
        for sentence in sentences {
            let tokens = tokens(sentence);
            for token in &tokens {
                terms.count(token);
            }
            if !is_heading(&tokens) {
                terms.read_names(&tokens, &mut openings);
            }
        }
        for opening in &openings {
            terms.settle(opening);
        }
        terms
    }

    /// Returns how many words the document has.
    pub(super) fn total(&self) -> usize {
        self.total
    }

    /// Returns how often a candidate of another document stands in this one.
    pub(super) fn count_of(&self, candidate: &Candidate<'_>) -> usize {
        if let Some(count) = self.names.get(candidate.text) {
            return *count;
        }
        let word = self.words.get(&candidate.text.to_lowercase());
        word.map_or(0, |word| if candidate.is_name { word.count - word.small } else { word.count })
    }

    /// Returns what could be a keyword, in no order: names, and words that are no stop words.
    pub(super) fn candidates(&self) -> impl Iterator<Item = Candidate<'_>> {
        let names =
            self.names.iter().map(|(text, &count)| Candidate { text, is_name: true, count, mentions: count });
        names.chain(self.words.iter().filter_map(|(key, word)| word.candidate(key)))
    }

    fn word(&mut self, token: &Token) -> &mut Word {
        self.words.entry(token.text.to_lowercase()).or_default()
    }

    fn count(&mut self, token: &Token) {
        self.total += 1;
        let word = self.word(token);
        word.count += 1;
        word.small += usize::from(token.shape == Shape::Small);
    }

    /// Notes the names of a sentence; a run that opens it waits in `openings` until all is read.
    fn read_names(&mut self, tokens: &[Token], openings: &mut Vec<Vec<Token>>) {
        let mut spelt_out = Vec::new();
        for (index, token) in tokens.iter().enumerate().filter(|(_, token)| token.shape.is_certain()) {
            let long = long_form(tokens, index);
            let word = self.word(token);
            word.name.get_or_insert_with(|| token.text.clone());
            word.spelt_out += usize::from(long.is_some());
            spelt_out.extend(long);
        }
        let inside = |run: &Range<usize>| {
            spelt_out.iter().any(|long: &Range<usize>| long.start < run.end && run.start < long.end)
        };
        for run in runs(tokens).into_iter().filter(|run| !inside(run)) {
            if run.start == 0 {
                openings.push(tokens[run].to_vec());
            } else {
                self.note(&tokens[run]);
            }
        }
    }

    fn note(&mut self, run: &[Token]) {
        match run {
            [] => {}
            [single] if is_stop_word(&single.text) || single.text.chars().count() < 2 => {}
            [single] => {
                self.word(single).name.get_or_insert_with(|| single.text.clone());
            }
            run => *self.names.entry(joined(run)).or_default() += 1,
        }
    }

    /// Notes a run at the start of a sentence, where a capital proves nothing: its first word
    /// counts as a part of the name only if it is written small nowhere.
    fn settle(&mut self, opening: &[Token]) {
        let Some((first, rest)) = opening.split_first() else { return };
        let rest = &rest[rest.iter().take_while(|token| token.shape == Shape::Small).count()..];
        let common = is_stop_word(&first.text) || self.word(first).small > 0;
        let known = self.names.contains_key(&joined(opening));
        if !known && (common || self.is_known(rest)) {
            self.note(rest);
        } else if opening.len() > 1 {
            self.note(opening);
        }
    }

    fn is_known(&self, run: &[Token]) -> bool {
        match run {
            [single] => self.words.get(&single.text.to_lowercase()).is_some_and(|word| word.name.is_some()),
            run => self.names.contains_key(&joined(run)),
        }
    }
}

impl Word {
    fn candidate<'a>(&'a self, key: &'a str) -> Option<Candidate<'a>> {
        if let Some(text) = &self.name {
            let count = self.count - self.small;
            return Some(Candidate { text, is_name: true, count, mentions: count + self.spelt_out });
        }
        let shortest = if key.contains(is_unspaced) { 2 } else { 3 };
        let telling = self.small > 0
            && key.chars().count() >= shortest
            && key.chars().all(|c| !c.is_numeric())
            && !is_stop_word(key);
        telling.then_some(Candidate { text: key, is_name: false, count: self.count, mentions: self.count })
    }
}

/// Tells whether a word is one of the English words that say nothing alone (`assets/stop_words.txt`).
pub fn is_stop_word(word: &str) -> bool {
    STOP_WORDS.contains(word.to_lowercase().as_str())
}

fn joined(run: &[Token]) -> String {
    run.iter().map(|token| token.text.as_str()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(sentences: &[&str]) -> Vec<String> {
        let terms = Terms::of(sentences.iter().copied());
        let names = terms.candidates().filter(|candidate| candidate.is_name);
        let mut names: Vec<_> = names.map(|name| format!("{} {}", name.text, name.mentions)).collect();
        names.sort_unstable();
        names
    }

    #[test]
    fn a_capital_at_the_start_proves_nothing() {
        assert_eq!(names(&["However it is.", "Pakistan is."]), [""; 0]);
        assert_eq!(names(&["Pakistan is.", "In Pakistan."]), ["Pakistan 2"]);
        assert_eq!(names(&["The Times of India said.", "Times of India again."]), ["Times of India 2"]);
        assert_eq!(names(&["Yesterday Putin came.", "They met Putin."]), ["Putin 2"]);
        assert_eq!(names(&["Narendra Modi came."]), ["Narendra Modi 1"]);
        assert_eq!(names(&["Some of Russia is."]), ["Russia 1"]);
    }

    #[test]
    fn acronyms_and_designators_are_names_anywhere() {
        assert_eq!(names(&["CAATSA is.", "Su-57 flies."]), ["CAATSA 1", "Su-57 1"]);
        assert_eq!(names(&["It is the Bank of England (BE)."]), ["BE 2"]);
    }

    #[test]
    fn headings_count_words_but_make_no_names() {
        assert_eq!(names(&["Russia Explores Defense Cooperation During Visit", "In Russia."]), ["Russia 2"]);
    }

    #[test]
    fn words_are_counted_without_stop_words() {
        let terms = Terms::of(["The tide and the tides rise; Tide 2020"].into_iter());
        let mut words: Vec<_> = terms.candidates().map(|word| (word.text, word.count)).collect();
        words.sort_unstable();
        assert_eq!(words, [("Tide", 1), ("rise", 1), ("tides", 1)]);
    }
}
