//! Runs of words that are in both documents verbatim: likely from one source.
//!
//! Six words in a row are seldom written twice by chance. The runs do not depend on sentences, so a
//! press release copied with its full stops moved is still one run, and not on links, because a
//! copied clause may be part of sentences that say different things.
//!
//! Six words in a row are a shingle. A run passes wherever both documents have the same one, and
//! extends both ways as far as the words agree. Of all runs the longest are chosen so that no word
//! is in two (greedy string tiling).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use foldhash::{HashMap, HashMapExt};

use crate::compare::Cancelled;
use crate::compare::jagged_array::JaggedArray;
use crate::compare::wording::{TokenizedSentence, Words};
use crate::text::Span;

/// The words of a shingle, the fewest of a copy.
const SHINGLE: usize = 6;

/// The fewest content words of a copy: "at the end of the day the" is not a copy.
const CONTENT_WORDS: usize = 3;

/// The most places of a shingle on either side whose pairs are all examined. A more frequent
/// shingle (a page header, a refrain) pairs its first place with the first, its second with the
/// second.
const PLACES: usize = 16;

/// How many words or runs are read between two checks for cancellation.
const CHECK: usize = 1024;

/// A run of words that is in both documents; case, marks and white space may differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// How many words it has; in scripts without spaces, how many characters.
    pub words: usize,
    /// Its places on the left, one for each sentence it touches, in order.
    pub left: Vec<CopyPlace>,
    /// Its places on the right, one for each sentence it touches, in order.
    pub right: Vec<CopyPlace>,
}

impl Copy {
    /// Returns the copy with the sides exchanged.
    pub fn mirrored(self) -> Self {
        Self { words: self.words, left: self.right, right: self.left }
    }
}

/// A part of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CopyPlace {
    /// The index of the sentence in its document.
    pub sentence: usize,
    /// Bytes of the sentence, from its first copied word to its last one.
    pub span: Span,
}

/// Returns the runs of six words or more that are in both documents, in the order of the left
/// one; an error as soon as they are no longer `wanted`.
///
/// A run is as long as it can be, and has some content words: "as well as in the other"
/// is not a copy. Every place of either document belongs to one run at most, the longest first, so
/// the second of two quotations of one sentence needs a second one on the other side. Two
/// ideographs or kana count as one of the six words. `copies(right, left)` has the same runs with
/// the sides exchanged.
pub fn copies(left: &[&str], right: &[&str], wanted: &dyn Fn() -> bool) -> Result<Vec<Copy>, Cancelled> {
    copies_of(&Words::of(left, right, wanted)?, wanted)
}

/// Returns the [`copies`] of two documents whose words are known.
pub(super) fn copies_of(words: &Words<'_>, wanted: &dyn Fn() -> bool) -> Result<Vec<Copy>, Cancelled> {
    let (sides, exchanged) = words.in_order();
    let [left, right] = sides.map(Stream::of);
    let long_enough = |run: &CopyRun| {
        let length = left.length(run.left, run.length);
        length.all >= 2 * SHINGLE && length.content >= 2 * CONTENT_WORDS
    };
    let runs = runs(&left.keys, &right.keys, wanted)?;
    let chosen = tiling(runs, [left.keys.len(), right.keys.len()], long_enough, wanted)?;
    let copy = |run: CopyRun| {
        let [left, right] = [left.places(run.left, run.length), right.places(run.right, run.length)];
        let copy = Copy { words: run.length, left, right };
        if exchanged { copy.mirrored() } else { copy }
    };
    let mut copies: Vec<Copy> = chosen.into_iter().map(copy).collect();
    copies.sort_by(|a, b| a.left.cmp(&b.left));
    Ok(copies)
}

/// The words of a document, one after the other.
struct Stream {
    keys: Vec<u32>,
    places: Vec<CopyPlace>,
    /// The length of each beginning of the document; one more than there are words.
    lengths: Vec<Length>,
}

/// A number of half words; an ideograph is one.
#[derive(Clone, Copy, Default)]
struct Length {
    all: usize,
    /// The half words that belong to content words.
    content: usize,
}

impl Stream {
    fn of(sentences: &[TokenizedSentence<'_>]) -> Self {
        let mut length = Length::default();
        let mut stream = Self { keys: Vec::new(), places: Vec::new(), lengths: vec![length] };
        for (at, sentence) in sentences.iter().enumerate() {
            for token in sentence.tokens.iter().filter(|token| token.is_word()) {
                stream.keys.push(token.key);
                stream.places.push(CopyPlace { sentence: at, span: token.span });
                let halves = if token.is_character() { 1 } else { 2 };
                length.all += halves;
                length.content += if token.is_empty() { 0 } else { halves };
                stream.lengths.push(length);
            }
        }
        stream
    }

    /// Returns the length of `count` words from `start` on.
    fn length(&self, start: usize, count: usize) -> Length {
        let (before, after) = (self.lengths[start], self.lengths[start + count]);
        Length { all: after.all - before.all, content: after.content - before.content }
    }

    /// Returns the places of `count` words from `start` on, those of one sentence joined.
    fn places(&self, start: usize, count: usize) -> Vec<CopyPlace> {
        let mut places: Vec<CopyPlace> = Vec::new();
        for word in &self.places[start..start + count] {
            match places.last_mut() {
                Some(last) if last.sentence == word.sentence => last.span.end = word.span.end,
                _ => places.push(*word),
            }
        }
        places
    }
}

/// Words that follow each other on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct CopyRun {
    /// The index of the first left word.
    left: usize,
    /// The index of the first right word.
    right: usize,
    /// How many words.
    length: usize,
}

/// Returns the shared runs of [`SHINGLE`] words or more, each as long as possible.
fn runs(left: &[u32], right: &[u32], wanted: &dyn Fn() -> bool) -> Result<Vec<CopyRun>, Cancelled> {
    let mut numbers: HashMap<&[u32], usize> = HashMap::with_capacity(left.len());
    let number = |shingle| {
        let next = numbers.len();
        *numbers.entry(shingle).or_insert(next)
    };
    let shingles: Vec<usize> = left.windows(SHINGLE).map(number).collect();
    let known = |(at, shingle): (usize, &[u32])| Some((*numbers.get(shingle)?, at));
    let partners: Vec<(usize, usize)> = right.windows(SHINGLE).enumerate().filter_map(known).collect();
    let lefts = JaggedArray::grouped(shingles.iter().copied().zip(0..), numbers.len());
    let rights = JaggedArray::grouped(partners.iter().copied(), numbers.len());
    let mut runs = Vec::new();
    // The end of the last run by the difference of its left and its right index.
    let mut ends: HashMap<isize, usize> = HashMap::new();
    for (at, &shingle) in shingles.iter().enumerate() {
        if at % CHECK == 0 && !wanted() {
            return Err(Cancelled);
        }
        let (own, mut partners) = (lefts.row(shingle), rights.row(shingle));
        if own.len().max(partners.len()) > PLACES {
            let rank = own.partition_point(|other| *other < at);
            partners = partners.get(rank..=rank).unwrap_or_default();
        }
        for &other in partners {
            let end = ends.entry(at as isize - other as isize).or_insert(0);
            if at >= *end {
                let run = longest(left, right, at, other);
                *end = run.left + run.length;
                runs.push(run);
            }
        }
    }
    Ok(runs)
}

/// Returns the longest run through a left and a right word that are the same.
fn longest(left: &[u32], right: &[u32], at: usize, other: usize) -> CopyRun {
    let same = |pair: &(&u32, &u32)| pair.0 == pair.1;
    let before = left[..at].iter().rev().zip(right[..other].iter().rev()).take_while(same).count();
    let after = left[at..].iter().zip(&right[other..]).take_while(same).count();
    CopyRun { left: at - before, right: other - before, length: before + after }
}

/// Returns runs that share no word on either side, in the order of the left one. The longest
/// goes first, and the rest of another run is used as long as it is `long_enough`. The documents
/// have this many `words`.
fn tiling(
    runs: Vec<CopyRun>,
    words: [usize; 2],
    long_enough: impl Fn(&CopyRun) -> bool,
    wanted: &dyn Fn() -> bool,
) -> Result<Vec<CopyRun>, Cancelled> {
    let [mut left_free, mut right_free] = words.map(|count| vec![true; count]);
    let ranked = |run: CopyRun| (run.length, Reverse(run.left), Reverse(run.right));
    let mut heap: BinaryHeap<_> = runs.into_iter().filter(&long_enough).map(ranked).collect();
    let mut chosen = Vec::new();
    let mut count = 0;
    while let Some((length, Reverse(left), Reverse(right))) = heap.pop() {
        count += 1;
        if count % CHECK == 0 && !wanted() {
            return Err(Cancelled);
        }
        // The runs already chosen are no shorter, so they cut this one only at its ends.
        let is_free = |at: &usize| left_free[left + at] && right_free[right + at];
        let Some(first) = (0..length).find(is_free) else { continue };
        let last = (first..length).rfind(is_free).unwrap_or(first);
        let rest = CopyRun { left: left + first, right: right + first, length: last + 1 - first };
        if rest.length == length {
            left_free[left..left + length].fill(false);
            right_free[right..right + length].fill(false);
            chosen.push(rest);
        } else if long_enough(&rest) {
            heap.push(ranked(rest));
        }
    }
    chosen.sort_by_key(|run| run.left);
    Ok(chosen)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::compare::wording::Interner;

    #[test]
    fn a_refrain_makes_few_runs() {
        let refrain = vec![7; 20_000];
        let found = runs(&refrain, &refrain, &|| true).unwrap();
        assert_eq!(found, [CopyRun { left: 0, right: 0, length: 20_000 }]);
        let pages: Vec<u32> = (0..20_000).map(|at| if at % 20 < 10 { at % 20 } else { at }).collect();
        assert!(runs(&pages, &pages, &|| true).unwrap().len() < 2000);
    }

    proptest! {
        #[test]
        fn runs_are_shared_and_cannot_grow(
            left in proptest::collection::vec(0..3_u32, 0..40),
            right in proptest::collection::vec(0..3_u32, 0..40),
        ) {
            let found = runs(&left, &right, &|| true).unwrap();
            for CopyRun { left: at, right: other, length } in &found {
                prop_assert!(*length >= SHINGLE);
                prop_assert_eq!(&left[*at..at + length], &right[*other..other + length]);
                prop_assert!(*at == 0 || *other == 0 || left[at - 1] != right[other - 1]);
                let ends = (left.get(at + length), right.get(other + length));
                prop_assert!(ends.0.is_none() || ends.1.is_none() || ends.0 != ends.1);
            }
            let mut back: Vec<(usize, usize)> =
                runs(&right, &left, &|| true).unwrap().iter().map(|run| (run.right, run.left)).collect();
            let mut forth: Vec<(usize, usize)> = found.iter().map(|run| (run.left, run.right)).collect();
            back.sort_unstable();
            forth.sort_unstable();
            prop_assert_eq!(back, forth);
        }
    }

    fn phrases(left: &[&str], right: &[&str]) -> Vec<(usize, Vec<String>, Vec<String>)> {
        let texts = |sentences: &[&str], places: &[CopyPlace]| {
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
    fn a_run_crosses_sentence_ends() {
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
    fn function_words_are_no_copy() {
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
        fn copies_read_the_same_and_do_not_overlap(left in sentences(), right in sentences()) {
            let [left, right] = [&left, &right].map(|side| side.iter().map(String::as_str).collect::<Vec<_>>());
            let found = copies(&left, &right, &|| true).unwrap();
            let mut interner = Interner::new();
            for copy in &found {
                let [one, other] = [(&left, &copy.left), (&right, &copy.right)].map(|(sentences, places)| {
                    let texts = places.iter().map(|place| place.span.of(sentences[place.sentence]));
                    let lines: Vec<_> = texts.map(|text| interner.sentence(text)).collect();
                    let words = lines.iter().flat_map(|line| line.tokens.iter()).filter(|token| token.is_word());
                    words.map(|token| token.key).collect::<Vec<_>>()
                });
                prop_assert_eq!(one.len(), copy.words);
                prop_assert_eq!(one, other);
            }
            for side in [|copy: &Copy| copy.left.clone(), |copy: &Copy| copy.right.clone()] {
                let mut places: Vec<CopyPlace> = found.iter().flat_map(side).collect();
                places.sort();
                prop_assert!(places.windows(2).all(|two| two[0].sentence < two[1].sentence || two[0].span.end <= two[1].span.start));
            }
            prop_assert!(found.windows(2).all(|two| two[0].left < two[1].left));
        }

        #[test]
        fn every_copied_run_is_found(left in sentences(), right in sentences()) {
            let [left, right] = [&left, &right].map(|side| side.iter().map(String::as_str).collect::<Vec<_>>());
            let found = copies(&left, &right, &|| true).unwrap();
            let mut interner = Interner::new();
            let lines = [&left, &right]
                .map(|side| side.iter().map(|text| interner.sentence(text)).collect::<Vec<_>>());
            let rest = |lines: &[TokenizedSentence<'_>], places: Vec<CopyPlace>| {
                let mut stream = Stream::of(lines);
                for (word, key) in stream.places.iter().zip(&mut stream.keys) {
                    let taken = |place: &CopyPlace| place.sentence == word.sentence && place.span.overlaps(word.span);
                    *key = if places.iter().any(taken) { u32::MAX } else { *key };
                }
                stream
            };
            let left = rest(&lines[0], found.iter().flat_map(|copy| copy.left.clone()).collect());
            let right = rest(&lines[1], found.iter().flat_map(|copy| copy.right.clone()).collect());
            for (at, shingle) in left.keys.windows(SHINGLE).enumerate() {
                let length = left.length(at, SHINGLE);
                let long = length.all == 2 * SHINGLE && length.content >= 2 * CONTENT_WORDS;
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

    #[test]
    fn the_longest_run_is_kept_and_others_are_cut() {
        let run = |left, right, length| CopyRun { left, right, length };
        let table: [(&[CopyRun], &[CopyRun]); 4] = [
            (&[run(0, 0, 6), run(4, 20, 9)], &[run(4, 20, 9)]),
            (&[run(0, 0, 10), run(4, 20, 12)], &[run(4, 20, 12)]),
            (&[run(0, 0, 11), run(5, 20, 12)], &[run(5, 20, 12)]),
            (&[run(0, 0, 12), run(6, 20, 13)], &[run(0, 0, 6), run(6, 20, 13)]),
        ];
        for (runs, chosen) in table {
            let tiles = tiling(runs.to_vec(), [40, 40], |run| run.length >= 6, &|| true);
            assert_eq!(tiles.unwrap(), chosen, "{runs:?}");
        }
    }
}
