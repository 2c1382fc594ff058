//! What the words of a sentence tell beside how alike it is to another.
//!
//! A sentence full of words that the other document never says is about something else, and
//! common words alone link nothing: the rarest word that two sentences share matters.

use crate::compare::lists::Lists;
use crate::compare::reading::Reading;

/// How much of each sentence the other document has the words for.
pub(super) struct Telling {
    shares: [Vec<f64>; 2],
}

impl Telling {
    /// Returns the shares of two documents whose stems are so rare.
    pub(super) fn of(sides: [&Reading; 2], rarities: &[f64]) -> Self {
        let said = sides.map(|side| {
            let mut said = vec![false; rarities.len()];
            for stem in side.stems.items() {
                said[*stem as usize] = true;
            }
            said
        });
        let [left, right] = [0, 1].map(|side| shares(&sides[side].stems, &said[1 - side], rarities));
        Self { shares: [left, right] }
    }

    /// Returns the product of the two sentences' shares, 0 to 1.
    pub(super) fn known(&self, left: usize, right: usize) -> f64 {
        self.shares[0][left] * self.shares[1][right]
    }
}

/// Returns the part of each sentence's rarity that is in stems the other document says too.
fn shares(rows: &Lists<u32>, said: &[bool], rarities: &[f64]) -> Vec<f64> {
    // The sentence in which each stem was met last: one repeated there counts once.
    let mut last = vec![usize::MAX; said.len()];
    let rows = rows.rows().enumerate().map(|(sentence, row)| {
        let (mut known, mut all) = (0.0, 0.0);
        for &stem in row {
            let stem = stem as usize;
            if last[stem] != sentence {
                last[stem] = sentence;
                all += rarities[stem];
                known += if said[stem] { rarities[stem] } else { 0.0 };
            }
        }
        if all > 0.0 { known / all } else { 0.0 }
    });
    rows.collect()
}

/// The stems of one sentence, laid out to be looked up by those of many others.
pub(super) struct Laid<'a> {
    rarities: &'a [f64],
    stems: &'a [u32],
    marks: Vec<bool>,
}

impl<'a> Laid<'a> {
    /// Returns an empty layout for stems that are so rare.
    pub(super) fn new(rarities: &'a [f64]) -> Self {
        Self { rarities, stems: &[], marks: vec![false; rarities.len()] }
    }

    /// Lays out a sentence in place of the one before.
    pub(super) fn replace(&mut self, stems: &'a [u32]) {
        for stem in self.stems {
            self.marks[*stem as usize] = false;
        }
        self.stems = stems;
        for stem in stems {
            self.marks[*stem as usize] = true;
        }
    }

    /// Returns the rarity of the rarest stem that the sentence shares with another, 0 without one.
    pub(super) fn rarest(&self, other: &[u32]) -> f64 {
        let shared = other.iter().map(|stem| *stem as usize).filter(|stem| self.marks[*stem]);
        shared.map(|stem| self.rarities[stem]).fold(0.0, f64::max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::reading::Vocabulary;
    use crate::text::language::Language;
    use crate::text::terms::Tokenizer;

    const RARITIES: [f64; 8] = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0];

    fn reading(sentences: &[&str], vocabulary: &mut Vocabulary) -> Reading {
        Reading::of(sentences, &Tokenizer::new(Some(Language::English)), vocabulary, &|| true).unwrap()
    }

    #[test]
    fn a_sentence_of_words_the_other_document_never_says_is_unknown_to_it() {
        let mut vocabulary = Vocabulary::default();
        // Numbered as they are met: ferry 0, ground 1, choir 2, anthem 3; sank 4.
        let left = reading(&["ferry ferry ground", "choir anthem ferry"], &mut vocabulary);
        let right = reading(&["ferry sank", "ground", ""], &mut vocabulary);
        let telling = Telling::of([&left, &right], &RARITIES);
        assert!((telling.known(0, 1) - 1.0).abs() < 1e-9);
        assert!((telling.known(0, 0) - 1.0 / 6.0).abs() < 1e-9);
        assert!((telling.known(1, 1) - 1.0 / 8.0).abs() < 1e-9);
        assert!(telling.known(0, 2).abs() < 1e-9);
        let mirrored = Telling::of([&right, &left], &RARITIES);
        assert!((mirrored.known(0, 1) - telling.known(1, 0)).abs() < 1e-12);
    }

    #[test]
    fn the_rarest_shared_stem_counts() {
        let mut laid = Laid::new(&RARITIES);
        laid.replace(&[5, 1, 2]);
        laid.replace(&[0, 2, 3]);
        assert!((laid.rarest(&[5, 3, 0]) - 4.0).abs() < 1e-9);
        assert!(laid.rarest(&[5, 1]).abs() < 1e-9);
    }
}
