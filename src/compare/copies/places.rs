//! Copied runs as places in the sentences of both documents.

use crate::compare::cancelled::Cancelled;
use crate::compare::copies::runs::{Run, SHINGLE, runs};
use crate::compare::copies::tiling::tiling;
use crate::compare::wording::Line;
use crate::compare::words::Words;
use crate::text::Span;

/// So many telling words or more a copy has: everybody writes "at the end of the day the".
const TELLING_WORDS: usize = 3;

/// A run of words that stands in both documents; in other case, marks or white space perhaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// How many words it has; in scripts without spaces, how many characters.
    pub words: usize,
    /// Where it stands on the left, one place for each sentence it touches, in order.
    pub left: Vec<Place>,
    /// Where it stands on the right, one place for each sentence it touches, in order.
    pub right: Vec<Place>,
}

impl Copy {
    /// Returns the copy with the sides exchanged.
    pub fn mirrored(self) -> Self {
        Self { words: self.words, left: self.right, right: self.left }
    }
}

/// A part of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The index of the sentence in its document.
    pub sentence: usize,
    /// Bytes of the sentence, from its first copied word to its last one.
    pub span: Span,
}

/// Returns the runs of six words or more that stand in both documents, in the order of the left
/// one; an error as soon as they are no longer `wanted`.
///
/// A run is as long as it can be, and some of its words tell something: "as well as in the other"
/// is no copy. Every place of either document belongs to one run at most, the longest first, so
/// the second of two quotations of one sentence needs a second one on the other side. Two
/// ideographs or kana count as one of the six words. `copies(right, left)` has the same runs with
/// the sides exchanged.
pub fn copies(left: &[&str], right: &[&str], wanted: &dyn Fn() -> bool) -> Result<Vec<Copy>, Cancelled> {
    copies_of(&Words::of(left, right, wanted)?, wanted)
}

/// Returns the [`copies`] of two documents whose words are known.
pub fn copies_of(words: &Words<'_>, wanted: &dyn Fn() -> bool) -> Result<Vec<Copy>, Cancelled> {
    let ([left, right], exchanged) = words.in_order();
    let copies = found(left, right, wanted)?;
    if !exchanged {
        return Ok(copies);
    }
    let mut copies: Vec<Copy> = copies.into_iter().map(Copy::mirrored).collect();
    copies.sort_by(|a, b| a.left.cmp(&b.left));
    Ok(copies)
}

fn found(left: &[Line<'_>], right: &[Line<'_>], wanted: &dyn Fn() -> bool) -> Result<Vec<Copy>, Cancelled> {
    let [left, right] = [left, right].map(Stream::of);
    let runs = runs(&left.keys, &right.keys, wanted)?;
    let long_enough = |run: &Run| {
        let length = left.length(run.left, run.length);
        length.all >= 2 * SHINGLE && length.telling >= 2 * TELLING_WORDS
    };
    let chosen = tiling(runs, [left.keys.len(), right.keys.len()], long_enough, wanted)?;
    let copy = |run: Run| Copy {
        words: run.length,
        left: left.places(run.left, run.length),
        right: right.places(run.right, run.length),
    };
    Ok(chosen.into_iter().map(copy).collect())
}

/// The words of a document, one after the other.
struct Stream {
    keys: Vec<u32>,
    places: Vec<Place>,
    /// How long the beginnings of the document are; one more than there are words.
    lengths: Vec<Length>,
}

/// How many half words there are; an ideograph is one.
#[derive(Clone, Copy, Default)]
struct Length {
    all: usize,
    /// Those that say something.
    telling: usize,
}

impl Stream {
    fn of(lines: &[Line<'_>]) -> Self {
        let mut stream = Self { keys: Vec::new(), places: Vec::new(), lengths: vec![Length::default()] };
        let mut length = Length::default();
        for (sentence, line) in lines.iter().enumerate() {
            for token in line.tokens.iter().filter(|token| token.is_word()) {
                stream.keys.push(token.key);
                stream.places.push(Place { sentence, span: token.span });
                let halves = if token.is_character() { 1 } else { 2 };
                length.all += halves;
                length.telling += if token.is_empty() { 0 } else { halves };
                stream.lengths.push(length);
            }
        }
        stream
    }

    /// Returns how long `count` words from `start` on are.
    fn length(&self, start: usize, count: usize) -> Length {
        let (before, after) = (self.lengths[start], self.lengths[start + count]);
        Length { all: after.all - before.all, telling: after.telling - before.telling }
    }

    /// Returns where `length` words from `start` on stand, those of one sentence joined.
    fn places(&self, start: usize, length: usize) -> Vec<Place> {
        let mut places: Vec<Place> = Vec::new();
        for word in &self.places[start..start + length] {
            match places.last_mut() {
                Some(last) if last.sentence == word.sentence => last.span.end = word.span.end,
                _ => places.push(*word),
            }
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::compare::wording::Lexicon;

    fn phrases(left: &[&str], right: &[&str]) -> Vec<(usize, Vec<String>, Vec<String>)> {
        let texts = |sentences: &[&str], places: &[Place]| {
            places.iter().map(|place| place.span.of(sentences[place.sentence]).to_owned()).collect()
        };
        let found = copies(left, right, &|| true).unwrap();
        found.iter().map(|copy| (copy.words, texts(left, &copy.left), texts(right, &copy.right))).collect()
    }

    #[test]
    fn a_copied_clause_is_found_in_other_marks() {
        let left = ["He said: “The plan was never discussed with the crew.”", "Nobody asked."];
        let right = ["Rain fell.", "The plan was, never, DISCUSSED with the crew, he said. "];
        let found = phrases(&left, &right);
        let [(words, left, right)] = &found[..] else { panic!("{found:?}") };
        assert_eq!(*words, 8);
        assert_eq!(left[..], ["The plan was never discussed with the crew"]);
        assert_eq!(right[..], ["The plan was, never, DISCUSSED with the crew"]);
    }

    #[test]
    fn a_run_goes_over_the_ends_of_sentences() {
        let left = ["The ferry ran aground.", "The harbour was closed for a day."];
        let right = ["Then the ferry ran aground; the harbour was closed."];
        let places = |copy: &Copy| (copy.left.iter().map(|place| place.sentence).collect(), copy.right.len());
        let found = copies(&left, &right, &|| true).unwrap();
        assert_eq!(found.iter().map(places).collect::<Vec<(Vec<usize>, usize)>>(), [(vec![0, 1], 1)]);
        assert_eq!(found[0].words, 8);
    }

    #[test]
    fn five_words_are_no_copy() {
        assert_eq!(phrases(&["one two three four five"], &["one two three four five"]), []);
        assert_eq!(phrases(&["東京で大きな地震が"], &["東京で大きな地震が"]), []);
        assert_eq!(phrases(&["東京で大きな地震が発生した。"], &["昨日、東京で大きな地震が発生し…"]).len(), 1);
    }

    #[test]
    fn empty_words_are_no_copy() {
        let phrase = "and at the same time it was in the";
        assert_eq!(phrases(&[&format!("{phrase} harbour")], &[&format!("{phrase} fog")]), []);
    }

    #[test]
    fn a_repeated_quotation_is_paired_one_to_one() {
        let quotation = "we shall fight on the beaches for ever";
        let found = copies(&[quotation, "and", quotation], &[quotation], &|| true).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].left[0].sentence, 0);
    }

    #[test]
    fn an_unwanted_search_stops() {
        assert_eq!(copies(&["a"], &["b"], &|| false), Err(Cancelled));
    }

    /// Sentences of few words, so that runs are frequent.
    fn sentences() -> impl Strategy<Value = Vec<String>> {
        proptest::collection::vec("(ferry |fog |Fog, |the |東|’|, ){0,16}", 0..4)
    }

    proptest! {
        #[test]
        fn copies_read_the_same_and_lie_apart(left in sentences(), right in sentences()) {
            let [left, right] = [&left, &right].map(|side| side.iter().map(String::as_str).collect::<Vec<_>>());
            let found = copies(&left, &right, &|| true).unwrap();
            let mut lexicon = Lexicon::new();
            let mut words = |sentences: &[&str], places: &[Place]| -> Vec<u32> {
                let texts = places.iter().map(|place| sentences[place.sentence].get(place.span.start..place.span.end));
                let lines: Vec<_> = texts.map(|text| lexicon.line(text.unwrap())).collect();
                lines.iter().flat_map(|line| &line.tokens).filter(|token| token.is_word()).map(|token| token.key).collect()
            };
            for copy in &found {
                let keys = words(&left, &copy.left);
                prop_assert_eq!(keys.len(), copy.words);
                prop_assert_eq!(keys, words(&right, &copy.right));
            }
            for side in [|copy: &Copy| copy.left.clone(), |copy: &Copy| copy.right.clone()] {
                let mut places: Vec<Place> = found.iter().flat_map(side).collect();
                places.sort();
                prop_assert!(places.windows(2).all(|two| two[0].sentence < two[1].sentence || two[0].span.end <= two[1].span.start));
            }
            prop_assert!(found.windows(2).all(|two| two[0].left < two[1].left));
        }

        #[test]
        fn nothing_copied_is_left_over(left in sentences(), right in sentences()) {
            let [left, right] = [&left, &right].map(|side| side.iter().map(String::as_str).collect::<Vec<_>>());
            let found = copies(&left, &right, &|| true).unwrap();
            let mut lexicon = Lexicon::new();
            let mut rest = |sentences: &[&str], places: Vec<Place>| {
                let lines: Vec<_> = sentences.iter().map(|text| lexicon.line(text)).collect();
                let mut stream = Stream::of(&lines);
                for (word, key) in stream.places.iter().zip(&mut stream.keys) {
                    let taken = |place: &Place| place.sentence == word.sentence && place.span.overlaps(word.span);
                    *key = if places.iter().any(taken) { u32::MAX } else { *key };
                }
                stream
            };
            let left = rest(&left, found.iter().flat_map(|copy| copy.left.clone()).collect());
            let right = rest(&right, found.iter().flat_map(|copy| copy.right.clone()).collect());
            for (at, shingle) in left.keys.windows(SHINGLE).enumerate() {
                let length = left.length(at, SHINGLE);
                let long = length.all == 2 * SHINGLE && length.telling >= 2 * TELLING_WORDS;
                let free = long && !shingle.contains(&u32::MAX);
                prop_assert!(!free || right.keys.windows(SHINGLE).all(|other| other != shingle));
            }
        }

        #[test]
        fn copies_are_mirrored(left in sentences(), right in sentences()) {
            let [left, right] = [&left, &right].map(|side| side.iter().map(String::as_str).collect::<Vec<_>>());
            let back = copies(&right, &left, &|| true).unwrap();
            let mut back: Vec<Copy> = back.into_iter().map(Copy::mirrored).collect();
            back.sort_by(|a, b| a.left.cmp(&b.left));
            prop_assert_eq!(back, copies(&left, &right, &|| true).unwrap());
        }
    }
}
