//! The names in a document, and the other forms that the document itself gives them.
//!
//! A name of several words is later called by its last word alone ("Vladimir Putin", "Putin"), and a person by
//! an office ("the Russian president, Vladimir Putin", "the Russian president"). Only what a document says of a
//! name counts, and only if it is clear: a last word that two names share is a form of neither.

use std::ops::Range;

use foldhash::HashMap;

use crate::compare::facts::WordRole;
use crate::compare::stories::words::{SignificantWord, WordedSentence};

/// The most words of a name; what is longer is a title or a list.
const LONGEST: usize = 4;

/// A name in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    /// The index of the sentence.
    pub(super) sentence: usize,
    /// The words that are the name there, by their indices.
    pub(super) words: Range<usize>,
    /// The index of the first mention in the fullest form of the same name, if this is a shorter form or a
    /// description.
    pub(super) full: Option<usize>,
}

/// Returns every name in the sentences, in order within each form.
pub(super) fn mentions(sentences: &[WordedSentence<'_>]) -> Vec<Mention> {
    let mut mentions = Vec::new();
    let mut forms = NameForms::default();
    for (index, sentence) in sentences.iter().enumerate() {
        for run in runs(sentence) {
            let name = name_in(sentence, run.clone());
            if name.is_empty() || name.len() > LONGEST {
                continue;
            }
            let words = &sentence.words[name.clone()];
            if words.len() > 1 {
                forms.add_full(words, mentions.len());
            }
            if let Some(description) = description(sentence, run.start, &name) {
                forms.add(&sentence.words[description], words, mentions.len());
            }
            mentions.push(Mention { sentence: index, words: name, full: None });
        }
    }
    for mention in &mut mentions {
        mention.full = forms.full(&sentences[mention.sentence].words[mention.words.clone()]);
    }
    let described =
        sentences.iter().enumerate().flat_map(|(index, sentence)| forms.described(index, sentence));
    mentions.extend(described);
    mentions
}

/// Returns the runs of words that are parts of names, with nothing but a space between them.
fn runs(sentence: &WordedSentence<'_>) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in (0..sentence.words.len()).filter(|at| sentence.words[*at].is_name) {
        match runs.last_mut() {
            Some(run) if run.end == at && sentence.before(at) == Some(" ") => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

/// Returns the name in a run: what follows the last title in it, without months and days of the week.
fn name_in(sentence: &WordedSentence<'_>, run: Range<usize>) -> Range<usize> {
    let words = &sentence.words[run.clone()];
    let last = words.iter().rposition(|word| matches!(word.role, WordRole::Title | WordRole::Office));
    let start = run.start + last.map_or(0, |last| last + 1);
    let is_time = |word: &SignificantWord| word.role == WordRole::Time;
    match &sentence.words[start..run.end] {
        [SignificantWord { role: WordRole::Demonym, .. }] => start..start,
        words if words.iter().any(is_time) => start..start,
        _ => start..run.end,
    }
}

/// Returns the words that describe a name by an office: before it, as in "the Russian president, Vladimir
/// Putin", or behind it, as in "Vladimir Putin, the Russian president". The run of the name begins at `run`.
fn description(sentence: &WordedSentence<'_>, run: usize, name: &Range<usize>) -> Option<Range<usize>> {
    if run < name.start {
        let start = if sentence.words[run].role == WordRole::Title && run > 0 { run - 1 } else { run };
        return office(sentence, start).filter(|office| office.end == name.start);
    }
    let is_close = |at: usize| matches!(sentence.before(at), Some(" " | ", "));
    let before = (1..=LONGEST).filter_map(|length| office(sentence, name.start.checked_sub(length)?));
    let mut before = before.filter(|office| office.end == name.start && is_close(name.start));
    let behind = || office(sentence, name.end).filter(|_| sentence.before(name.end) == Some(", the "));
    before.next().or_else(behind)
}

/// Returns the description that begins at a word: a name or a people, words of an office, and a title.
fn office(sentence: &WordedSentence<'_>, start: usize) -> Option<Range<usize>> {
    let first = sentence.words.get(start)?;
    if !first.is_name || first.role == WordRole::Title {
        return None;
    }
    let adjacent = (start + 1..sentence.words.len()).take_while(|at| sentence.before(*at) == Some(" "));
    for at in adjacent {
        match sentence.words[at].role {
            WordRole::Title => return Some(start..at + 1),
            WordRole::Office => {}
            WordRole::Other | WordRole::Demonym | WordRole::Time => return None,
        }
    }
    None
}

/// The forms of the names of a document, each by the stems of its words.
#[derive(Default)]
struct NameForms {
    /// The first mention of the name that a form is a form of; `None` where it is not clear.
    of: HashMap<Vec<u64>, Option<NameForm>>,
}

/// The name that a form means.
#[derive(Clone, Debug, PartialEq, Eq)]
struct NameForm {
    /// The stems of the whole name.
    name: Vec<u64>,
    /// The index of its first mention.
    mention: usize,
}

impl NameForms {
    /// Adds a name of several words, of which the last one is a form.
    fn add_full(&mut self, words: &[SignificantWord], mention: usize) {
        self.add(&words[words.len() - 1..], words, mention);
    }

    /// Adds a form of a name.
    fn add(&mut self, form: &[SignificantWord], name: &[SignificantWord], mention: usize) {
        let new = NameForm { name: stems(name), mention };
        let known = self.of.entry(stems(form)).or_insert_with(|| Some(new.clone()));
        if known.as_ref().is_some_and(|known| known.name != new.name) {
            *known = None;
        }
    }

    /// Returns the first mention of the name that these words are a form of.
    fn full(&self, form: &[SignificantWord]) -> Option<usize> {
        let known = self.of.get(&stems(form))?.as_ref()?;
        // "Putin" may itself be described: then it is a form of the full name.
        let last = known.name.last().filter(|_| known.name.len() == 1);
        let fuller = last.and_then(|last| self.of.get([*last].as_slice())).and_then(Option::as_ref);
        Some(fuller.unwrap_or(known).mention)
    }

    /// Returns the descriptions in a sentence that stand for a name.
    fn described(&self, index: usize, sentence: &WordedSentence<'_>) -> Vec<Mention> {
        let offices = (0..sentence.words.len()).filter_map(|start| office(sentence, start));
        let mention = |words: Range<usize>| {
            let next = sentence.words.get(words.end);
            let names_it = next.is_some_and(|word| word.is_name)
                && matches!(sentence.before(words.end), Some(" " | ", "));
            let follows =
                sentence.before(words.start) == Some(", the ") && sentence.words[words.start - 1].is_name;
            if names_it || follows {
                return None;
            }
            let full = self.full(&sentence.words[words.clone()])?;
            Some(Mention { sentence: index, words, full: Some(full) })
        };
        offices.filter_map(mention).collect()
    }
}

fn stems(words: &[SignificantWord]) -> Vec<u64> {
    words.iter().map(|word| word.stem).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::stories::words::WordReader;

    /// Returns the names of a text in their fullest forms, each with the words it is written in.
    fn named(sentences: &[&str]) -> Vec<String> {
        let sentences = WordReader::default().worded(sentences);
        let mentions = mentions(&sentences);
        let written = |mention: &Mention| {
            let sentence = &sentences[mention.sentence];
            sentence.passage(&sentence.words[mention.words.clone()]).to_owned()
        };
        let full = |mention: &Mention| mention.full.map_or(written(mention), |full| written(&mentions[full]));
        mentions.iter().map(|mention| format!("{} = {}", written(mention), full(mention))).collect()
    }

    #[test]
    fn a_name_is_one_in_all_the_forms_that_its_document_gives_it() {
        let cases: [(&[&str], &[&str]); 8] = [
            (
                &[
                    "The talks began when Marta Lindqvist arrived.",
                    "Later Lindqvist left for the old harbour.",
                ],
                &["Marta Lindqvist = Marta Lindqvist", "Lindqvist = Marta Lindqvist"],
            ),
            (
                &[
                    "It was said that the Norwegian president, Olav Brenne, had resigned on the day before.",
                    "In a letter the Norwegian president gave no reason.",
                ],
                &["Olav Brenne = Olav Brenne", "Norwegian president = Olav Brenne"],
            ),
            (
                &[
                    "He met Norwegian Foreign Minister Olav Brenne in the afternoon to talk of fish.",
                    "Only the Norwegian foreign minister smiled.",
                ],
                &["Olav Brenne = Olav Brenne", "Norwegian foreign minister = Olav Brenne"],
            ),
            (
                &[
                    "They were greeted by Olav Brenne, the Norwegian president, at the gates of the castle.",
                    "It was the Norwegian president who spoke, and then Brenne left.",
                ],
                &["Olav Brenne = Olav Brenne", "Brenne = Olav Brenne", "Norwegian president = Olav Brenne"],
            ),
            // A last word of two names belongs to neither.
            (
                &["They asked Marta Lindqvist and her brother Karl Lindqvist.", "Then Lindqvist replied."],
                &[
                    "Marta Lindqvist = Marta Lindqvist",
                    "Karl Lindqvist = Karl Lindqvist",
                    "Lindqvist = Lindqvist",
                ],
            ),
            // An office is a name only where the text says who holds it.
            (&["On the day before the Norwegian president resigned."], &[]),
            (&["The court sat on Monday in May."], &[]),
            (&["Olav Brenne Meets Marta Lindqvist In Oslo Today"], &[]),
        ];
        for (sentences, expected) in cases {
            assert_eq!(named(sentences), expected, "{sentences:?}");
        }
    }
}
