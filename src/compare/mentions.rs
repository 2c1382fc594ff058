//! How often two documents mention what.
//!
//! Words are counted by their stems. Names and designators stay whole, so that "Times of India"
//! takes nothing from India and "S-400" does not become a four hundred.

use std::collections::{BTreeMap, HashMap};

use crate::compare::cancelled::Cancelled;
use crate::compare::facts::{Fact, Value, facts};
use crate::compare::languages::languages;
use crate::compare::shared::bare;
use crate::text::Span;
use crate::text::terms::Tokenizer;

/// What makes two mentions mentions of one term. Names come first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Key {
    /// A name or a designator, folded.
    Name(String),
    /// The stem of another word.
    Stem(String),
}

impl Key {
    /// Tells whether it is a name or a designator.
    pub(super) fn is_name(&self) -> bool {
        matches!(self, Key::Name(_))
    }
}

/// How often one term is said, and in which forms.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Mentions {
    /// How often by the left and by the right side.
    pub(super) counts: [usize; 2],
    /// The forms it has, each on one line.
    forms: BTreeMap<String, usize>,
}

impl Mentions {
    fn add(&mut self, side: usize, form: &str, times: usize) {
        self.counts[side] += times;
        let form = form.split_whitespace().collect::<Vec<_>>().join(" ");
        *self.forms.entry(form).or_default() += times;
    }

    /// Returns the form said most often; a word that only begins a sentence counts as what it is
    /// inside one. Of equal forms it is one in small letters, then the shortest.
    pub(super) fn text(&self) -> String {
        let mut forms: BTreeMap<&str, usize> = BTreeMap::new();
        for (form, times) in &self.forms {
            let inside = self.forms.get_key_value(&form.to_lowercase()).map_or(form, |(small, _)| small);
            *forms.entry(inside).or_default() += times;
        }
        let best = forms.into_iter().min_by_key(|(form, times)| {
            (usize::MAX - times, form.contains(char::is_uppercase), form.chars().count())
        });
        best.map_or_else(String::new, |(form, _)| form.to_owned())
    }
}

/// Returns what the two sides mention, by key; an error when that is no longer `wanted`.
pub(super) fn mentions(
    sides: [&[&str]; 2],
    wanted: &dyn Fn() -> bool,
) -> Result<BTreeMap<Key, Mentions>, Cancelled> {
    let mut found: HashMap<Key, Mentions> = HashMap::new();
    let names = names(sides);
    let languages = languages(sides[0], sides[1]);
    for side in [0, 1] {
        let words = Words::of(sides[side], &names[side], &Tokenizer::new(languages[side]), wanted)?;
        for (form, (stem, times)) in words.forms {
            found.entry(Key::Stem(stem)).or_default().add(side, form, times);
        }
        for (sentence, names) in sides[side].iter().zip(&names[side]) {
            for (key, span) in names {
                found.entry(key.clone()).or_default().add(side, span.of(sentence), 1);
            }
        }
    }
    Ok(found.into_iter().collect())
}

/// The names of one sentence in order and where they stand.
type Names = Vec<(Key, Span)>;

/// Returns the names of both sides sentence by sentence. Both are read as one document: what one
/// side shows to be a name is a name on the other.
fn names(sides: [&[&str]; 2]) -> [Vec<Names>; 2] {
    let all = sides.concat();
    let mut names: Vec<Names> = vec![Vec::new(); all.len()];
    for fact in facts(&all) {
        if let Some(key) = name(&fact) {
            names[fact.sentence].push((key, fact.span));
        }
    }
    join_twins(&all, &mut names);
    let right = names.split_off(sides[0].len());
    [names, right]
}

fn name(fact: &Fact) -> Option<Key> {
    match &fact.value {
        Value::Name(name) => Some(Key::Name(name.clone())),
        Value::Designator { class, number, variant } => Some(Key::Name(format!("{class}-{number}{variant}"))),
        _ => None,
    }
}

/// Makes one name of two that "and" joins behind an article and that are never named apart: "the
/// Belt and Road", but not "the Senate and Russia".
fn join_twins(sentences: &[&str], names: &mut [Names]) {
    let mut counts: HashMap<Key, usize> = HashMap::new();
    for (key, _) in names.iter().flatten() {
        *counts.entry(key.clone()).or_default() += 1;
    }
    let mut joined: HashMap<(Key, Key), usize> = HashMap::new();
    for (sentence, names) in sentences.iter().zip(names.iter()) {
        for pair in names.windows(2).filter(|pair| are_twins(sentence, pair)) {
            *joined.entry((pair[0].0.clone(), pair[1].0.clone())).or_default() += 1;
        }
    }
    joined.retain(|(first, second), times| counts[first] == *times && counts[second] == *times);
    for (sentence, names) in sentences.iter().zip(names.iter_mut()) {
        let mut at = 0;
        while at + 1 < names.len() {
            if are_twins(sentence, &names[at..at + 2])
                && joined.contains_key(&(names[at].0.clone(), names[at + 1].0.clone()))
            {
                let (_, second) = names.remove(at + 1);
                let whole = Span::new(names[at].1.start, second.end);
                names[at] = (Key::Name(whole.of(sentence).to_lowercase()), whole);
            }
            at += 1;
        }
    }
}

/// Tells whether two names stand like those of "the Belt and Road".
fn are_twins(sentence: &str, pair: &[(Key, Span)]) -> bool {
    let [(_, first), (_, second)] = pair else { return false };
    let between = Span::new(first.end, second.start).of(sentence);
    let before = sentence.get(..first.start).unwrap_or_default().trim_end();
    let article = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    between.trim() == "and" && article.eq_ignore_ascii_case("the")
}

/// The words of one side that belong to no name.
#[derive(Default)]
struct Words<'a> {
    /// By the form as it stands: its stem and how often it does. Most words are repetitions, and
    /// a stem costs more than a look at the table.
    forms: HashMap<&'a str, (String, usize)>,
}

impl<'a> Words<'a> {
    fn of(
        sentences: &[&'a str],
        names: &[Names],
        tokenizer: &Tokenizer,
        wanted: &dyn Fn() -> bool,
    ) -> Result<Self, Cancelled> {
        let mut words = Self::default();
        for (index, (sentence, names)) in sentences.iter().zip(names).enumerate() {
            if index % 256 == 0 && !wanted() {
                return Err(Cancelled);
            }
            words.read(sentence, names, tokenizer);
        }
        Ok(words)
    }

    fn read(&mut self, sentence: &'a str, names: &Names, tokenizer: &Tokenizer) {
        let mut whole = Span::default();
        tokenizer.terms(sentence, |term| {
            // The parts of a hyphenated word follow it; it has been counted whole.
            let part = whole.start <= term.span.start && term.span.end <= whole.end;
            whole = if part { whole } else { term.span };
            if part || names.iter().any(|(_, name)| name.overlaps(term.span)) {
                return;
            }
            let form = self.forms.entry(bare(term.span.of(sentence)));
            form.or_insert_with(|| (tokenizer.stem(term.word).into_owned(), 0)).1 += 1;
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each term with its counts, in order.
    fn said(left: &[&str], right: &[&str]) -> Vec<String> {
        let found = mentions([left, right], &|| true).unwrap();
        let shown = |(key, mentions): (&Key, &Mentions)| {
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
    fn a_term_is_written_as_it_stands_most_often() {
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
