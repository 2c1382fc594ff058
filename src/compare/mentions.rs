//! How many times two documents mention each name and each other word.
//!
//! Words are counted by their stems. Names and designators stay whole, so that "Times of India"
//! adds nothing to India and "S-400" does not become a four hundred.

use std::collections::{BTreeMap, HashMap};

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

use crate::compare::Cancelled;
use crate::compare::facts::{FactValue, facts_of_both};
use crate::compare::languages::languages;
use crate::compare::shared_terms::bare;
use crate::text::Span;
use crate::text::terms::Tokenizer;
use crate::text::unicode::is_unspaced;

/// How many sentences are read between two checks for cancellation.
const CHECK: usize = 256;

/// The longest run without spaces cut into words at once, in bytes.
const RUN: usize = 4096;

/// What all mentions of one term have in common. Names come first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum MentionKey {
    /// A name or a designator, folded.
    Name(String),
    /// The stem of another word.
    Stem(String),
}

impl MentionKey {
    /// Tells whether it is a name or a designator.
    pub(super) fn is_name(&self) -> bool {
        matches!(self, MentionKey::Name(_))
    }
}

/// How many times a term is mentioned, and in which forms.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Mentions {
    /// The number of mentions on the left and on the right side.
    pub(super) counts: [usize; 2],
    /// The number of mentions in each form, on one line each.
    forms: BTreeMap<String, usize>,
}

impl Mentions {
    fn add(&mut self, side: usize, form: &str, times: usize) {
        self.counts[side] += times;
        let form = form.split_whitespace().collect::<Vec<_>>().join(" ");
        *self.forms.entry(form).or_default() += times;
    }

    /// Returns the most frequent form; a word that begins a sentence counts as the same word in
    /// lower case if that occurs. Of equally frequent forms it is one in lower case, then the
    /// shortest.
    pub(super) fn text(&self) -> String {
        let mut forms: BTreeMap<&str, usize> = BTreeMap::new();
        for (form, times) in &self.forms {
            let inside = self.forms.get_key_value(&form.to_lowercase()).map_or(form, |(lower, _)| lower);
            *forms.entry(inside).or_default() += times;
        }
        let best = forms.into_iter().min_by_key(|(form, times)| {
            (usize::MAX - times, form.contains(char::is_uppercase), form.chars().count())
        });
        best.map_or_else(String::new, |(form, _)| form.to_owned())
    }
}

/// Returns the mentions of the two sides by key; an error when they are no longer `wanted`. Both
/// sides are read as one document: a name on one side is a name on the other.
pub(super) fn mentions(
    sides: [&[&str]; 2],
    wanted: &dyn Fn() -> bool,
) -> Result<BTreeMap<MentionKey, Mentions>, Cancelled> {
    let all = sides.concat();
    let side_of = |sentence: usize| usize::from(sentence >= sides[0].len());
    let mut found: HashMap<MentionKey, Mentions> = HashMap::new();
    let mut names: Vec<Vec<Span>> = vec![Vec::new(); all.len()];
    let facts = facts_of_both(sides[0], sides[1], wanted)?.into_iter().enumerate();
    for (side, fact) in facts.flat_map(|(side, facts)| facts.into_iter().map(move |fact| (side, fact))) {
        let key = match fact.value {
            FactValue::Name(name) => name,
            FactValue::Designator { class, number, variant } => format!("{class}-{number}{variant}"),
            _ => continue,
        };
        let sentence = side * sides[0].len() + fact.sentence;
        found.entry(MentionKey::Name(key)).or_default().add(side, fact.span.of(all[sentence]), 1);
        names[sentence].push(fact.span);
    }
    let mut words = languages(sides[0], sides[1]).map(|language| UnnamedWords::new(Tokenizer::new(language)));
    for (index, (sentence, names)) in all.iter().zip(&names).enumerate() {
        if index % CHECK == 0 && !wanted() {
            return Err(Cancelled);
        }
        words[side_of(index)].read(sentence, names);
    }
    for (side, words) in words.into_iter().enumerate() {
        for (form, (stem, times)) in words.forms {
            found.entry(MentionKey::Stem(stem)).or_default().add(side, form, times);
        }
    }
    Ok(found.into_iter().collect())
}

/// The words of one side that are part of no name.
struct UnnamedWords<'a> {
    tokenizer: Tokenizer,
    /// The stem and the number of mentions of each form; stemming costs more than the lookup.
    forms: HashMap<&'a str, (String, usize)>,
}

impl<'a> UnnamedWords<'a> {
    fn new(tokenizer: Tokenizer) -> Self {
        Self { tokenizer, forms: HashMap::new() }
    }

    fn read(&mut self, sentence: &'a str, names: &[Span]) {
        let Self { tokenizer, forms } = self;
        let mut add = |form: &'a str, stem: &dyn Fn() -> String| {
            forms.entry(form).or_insert_with(|| (stem(), 0)).1 += 1;
        };
        let mut whole = Span::default();
        tokenizer.terms(sentence, |term| {
            // The parts of a hyphenated word follow it; it has been counted whole.
            let part = whole.start <= term.span.start && term.span.end <= whole.end;
            whole = if part { whole } else { term.span };
            let form = term.span.of(sentence);
            let named = names.iter().any(|name| name.overlaps(term.span));
            if !part && !named && !form.contains(is_unspaced) {
                add(bare(form), &|| tokenizer.stem(term.word).into_owned());
            }
        });
        for word in unspaced_words(sentence) {
            add(word, &|| word.to_owned());
        }
    }
}

/// Returns the words of two characters or more in the scripts without spaces; a single one says
/// little.
fn unspaced_words(sentence: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for mut run in sentence.split(|c| !is_unspaced(c)).filter(|run| !run.is_empty()) {
        let segmenter = WordSegmenter::new_auto(WordBreakInvariantOptions::default());
        while !run.is_empty() {
            let (piece, rest) = run.split_at(run.floor_char_boundary(RUN));
            let ends: Vec<usize> = segmenter.segment_str(piece).collect();
            let cut = ends.windows(2).map(|ends| &piece[ends[0]..ends[1]]);
            words.extend(cut.filter(|word| word.chars().nth(1).is_some()));
            run = rest;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each term with its counts, in order.
    fn said(left: &[&str], right: &[&str]) -> Vec<String> {
        let found = mentions([left, right], &|| true).unwrap();
        let shown = |(key, mentions): (&MentionKey, &Mentions)| {
            let [left, right] = mentions.counts;
            let mark = if key.is_name() { "*" } else { "" };
            format!("{mark}{} {left} {right}", mentions.text())
        };
        found.iter().map(shown).collect()
    }

    #[test]
    fn words_are_counted_by_stems_and_names_whole() {
        let cases: [(&str, &str, &[&str]); 6] = [
            ("The storks nest.", "A stork's nests nest.", &["nest 1 2", "stork 1 1"]),
            ("It met The Times of India in India.", "", &["*India 1 0", "*Times of India 1 0", "met 1 0"]),
            ("An S-400, five S‑400s", "the Su-57", &["*S-400 2 0", "*Su-57 0 1", "five 1 0"]),
            ("a long-range gun", "the long range", &["gun 1 0", "long 0 1", "long-range 1 0", "range 0 1"]),
            ("Nests rot.", "Some nests rot", &["nests 1 1", "rot 1 1"]),
            ("", "…", &[]),
        ];
        for (left, right, expected) in cases {
            assert_eq!(said(&[left], &[right]), expected, "{left} / {right}");
        }
    }

    #[test]
    fn names_joined_by_and_are_one_only_if_never_apart() {
        let whole = said(&["It angered the Belt and Road twice.", "Through the Belt and Road."], &[]);
        assert!(whole.contains(&"*Belt and Road 2 0".to_owned()), "{whole:?}");
        for (left, right) in [
            ("It angered the Senate and Russia.", "It angered Russia."),
            ("It angered Lavrov and Peskov.", ""),
        ] {
            let apart = said(&[left], &[right]);
            assert!(apart.iter().all(|term| !term.contains(" and ")), "{apart:?}");
        }
    }

    #[test]
    fn a_term_has_its_most_frequent_form() {
        let cases: [(&[(&str, usize)], &str); 4] = [
            (&[("Exploring", 2), ("explore", 1), ("exploring", 1)], "exploring"),
            (&[("Explore", 1), ("exploring", 1)], "exploring"),
            (&[("Haus", 3), ("Hauses", 1)], "Haus"),
            (&[("New\nDelhi", 1), ("New Delhi", 1), ("New Delhi’s", 1)], "New Delhi"),
        ];
        for (forms, expected) in cases {
            let mut mentions = Mentions::default();
            for (form, times) in forms {
                mentions.add(0, form, *times);
            }
            assert_eq!(mentions.text(), expected);
        }
    }
}
