//! Anchors: passages that are found again in an edited, moved or renamed text.
//!
//! An anchor holds the place of a passage and its words with some words around them, as the
//! `TextQuoteSelector` of the W3C's Web Annotation Data Model does. It is looked for in this order:
//!
//! 1. at its place, byte for byte;
//! 2. at any place of its words, compared without what readers do not see. The words around decide between
//!    several occurrences, and whether a single one is the passage or only says the same;
//! 3. between the words that were around it, if what is there now still resembles it;
//! 4. where its words are with some of them changed, if the words around are much the same.
//!
//! A passage that is not found is an honest answer; another passage taken for it is not. So each step
//! answers only if one occurrence is clearly better than every other.

use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::search::fitting::{fitted, folded_words};
use crate::search::{CaseRule, Kind, Pattern, Query};
use crate::text::fold::{self, Folded};
use crate::text::{Span, words};

/// The number of characters kept before and after a passage.
const CONTEXT: usize = 48;

/// The most characters kept on each side of a passage that its text has several times.
const LONGEST_CONTEXT: usize = 768;

/// The number of characters on each side that must be unchanged around a passage whose words changed.
const BORDER: usize = 24;

/// The length from which a passage that occurs once is known by its words alone, in bytes.
const DISTINCTIVE: usize = 32;

/// The least similarity of the words around, 0 to 1, for the same words to be the same passage.
const SIMILAR_CONTEXT: f64 = 0.5;

/// The least similarity of the words of an edited passage to the old ones, 0 to 1.
const SIMILAR_WORDS: f64 = 0.5;

/// By how much the best occurrence must be more similar than the next one.
const LEAD: f64 = 0.1;

/// The most occurrences that are weighed, the nearest to the old place first.
const OCCURRENCES: usize = 1000;

/// The number of words at each end by which a longer passage is found when it was edited.
const ENDS: usize = 24;

/// A passage of a text, as it is found again later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// The first byte of the passage in the document's text.
    pub start: usize,
    /// The words before the passage.
    pub prefix: String,
    /// The words of the passage.
    pub exact: String,
    /// The words after the passage.
    pub suffix: String,
    /// Whether the text had these words only once.
    pub is_unique: bool,
}

/// Where the passage of an anchor is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoundAgain {
    /// At its old place, with its old words.
    Unmoved(Span),
    /// Elsewhere, with its old words.
    Moved(Span),
    /// With other words, between the same neighbours.
    Edited(Span),
    /// It is not there, or there are several and none is clearly the one.
    NotFound,
}

impl FoundAgain {
    /// Returns the passage, in bytes of the document's text.
    pub fn span(self) -> Option<Span> {
        match self {
            FoundAgain::Unmoved(span) | FoundAgain::Moved(span) | FoundAgain::Edited(span) => Some(span),
            FoundAgain::NotFound => None,
        }
    }
}

/// Occurrences with their similarity, 0 to 1.
type ScoredOccurrences = Vec<(Span, f64)>;

impl Anchor {
    /// Returns the anchor of a passage that `document` holds; of a window, the words around reach no further
    /// than the window does.
    pub fn of(document: &Document, passage: Span) -> Self {
        let text = document.text.as_str();
        let from = |place: usize| text.floor_char_boundary(place.saturating_sub(document.start));
        let span = Span::new(from(passage.start), from(passage.end));
        let exact = span.of(text);
        let mut length = CONTEXT;
        let around = loop {
            let around = Span::new(back(text, span.start, length), forth(text, span.end, length));
            let occurrences = memchr::memmem::find_iter(text.as_bytes(), around.of(text)).take(2).count();
            if occurrences < 2 || length >= LONGEST_CONTEXT {
                break around;
            }
            length *= 2;
        };
        Self {
            start: span.start + document.start,
            prefix: text[around.start..span.start].to_owned(),
            exact: exact.to_owned(),
            suffix: text[span.end..around.end].to_owned(),
            is_unique: occurrences(exact, text).len() == 1,
        }
    }

    /// Returns where the passage is in `document` now.
    pub fn find_again(&self, document: &Document) -> FoundAgain {
        let text = document.text.as_str();
        let place = self.start.checked_sub(document.start);
        if let Some(span) = place.and_then(|place| self.at(place, text)) {
            return FoundAgain::Unmoved(span.shifted(document.start));
        }
        if !self.may_be_in(document) {
            return FoundAgain::NotFound;
        }
        let near = place.unwrap_or(0);
        if let Some(span) = self.same_words(text, near) {
            let span = span.shifted(document.start);
            return if span.start == self.start {
                FoundAgain::Unmoved(span)
            } else {
                FoundAgain::Moved(span)
            };
        }
        let edited = self.between_neighbours(text).or_else(|| self.between_ends(text, near));
        let edited = edited.or_else(|| self.nearly_the_words(text));
        edited.map_or(FoundAgain::NotFound, |span| FoundAgain::Edited(span.shifted(document.start)))
    }

    /// Tells whether a document may hold the passage: a window that does not cover its old place, only if it has
    /// the very words. A long text may have thousands of anchors, and few of their passages are in one window.
    fn may_be_in(&self, document: &Document) -> bool {
        let held = document.extent();
        let is_window = held.len() < document.whole;
        let has_words = || memchr::memmem::find(document.text.as_bytes(), self.exact.as_bytes()).is_some();
        !is_window || held.contains(self.start) || has_words()
    }

    /// Returns the passage if all of the anchor is found at its place, byte for byte.
    fn at(&self, place: usize, text: &str) -> Option<Span> {
        let span = Span::new(place, place + self.exact.len());
        let is_here = text.get(..span.start)?.ends_with(&self.prefix)
            && text.get(span.start..span.end)? == self.exact
            && text.get(span.end..)?.starts_with(&self.suffix);
        is_here.then_some(span)
    }

    /// Returns the one occurrence of the same words that is the passage.
    fn same_words(&self, text: &str, near: usize) -> Option<Span> {
        let mut found = occurrences(&self.exact, text);
        if let [only] = found[..]
            && self.is_unique
            && self.exact.len() >= DISTINCTIVE
        {
            return Some(only);
        }
        found.sort_by_key(|span| span.start.abs_diff(near));
        found.truncate(OCCURRENCES);
        let weighed = found.into_iter().map(|span| (span, self.context_similarity(span, text)));
        clear_best(weighed.collect(), SIMILAR_CONTEXT)
    }

    /// Returns how much the words before and after a span are those around the passage, each 0 to 1.
    fn context_similarities(&self, span: Span, text: &str) -> [f64; 2] {
        let before = &text[back(text, span.start, self.prefix.chars().count())..span.start];
        let after = &text[span.end..forth(text, span.end, self.suffix.chars().count())];
        [similarity(&self.prefix, before), similarity(&self.suffix, after)]
    }

    /// Returns how much the words around a span are those around the passage, 0 to 1.
    fn context_similarity(&self, span: Span, text: &str) -> f64 {
        let [before, after] = self.context_similarities(span, text);
        f64::midpoint(before, after)
    }

    /// Returns what is now between the words that were right before and right after the passage.
    fn between_neighbours(&self, text: &str) -> Option<Span> {
        let exact = folded_words(&self.exact);
        if exact.is_empty() || exact.len() > 4 * ENDS {
            return None;
        }
        let before = border(&self.prefix, &self.prefix[back(&self.prefix, self.prefix.len(), BORDER)..]);
        let after = border(&self.suffix, &self.suffix[..forth(&self.suffix, 0, BORDER)]);
        let starts: Vec<usize> = match before {
            Some(words) => occurrences(words, text).into_iter().map(|span| span.end).collect(),
            None => vec![0],
        };
        let ends: Vec<usize> = match after {
            Some(words) => occurrences(words, text).into_iter().map(|span| span.start).collect(),
            None => vec![text.len()],
        };
        let longest = 3 * self.exact.len() + CONTEXT;
        let mut weighed = ScoredOccurrences::new();
        for start in starts.into_iter().take(OCCURRENCES) {
            // The first end behind it: a later one has another passage in between.
            let Some(end) = ends.get(ends.partition_point(|end| *end < start)) else { break };
            if end - start > longest {
                continue;
            }
            let span = Span::new(start, *end).trimmed(text);
            let words = folded_words(span.of(text));
            let distance = strsim::generic_levenshtein(&exact, &words);
            let most = exact.len().max(words.len());
            weighed.push((span, 1.0 - distance as f64 / most as f64));
        }
        clear_best(weighed, SIMILAR_WORDS)
    }

    /// Returns a long passage whose first and last words are found again, in about its old length.
    fn between_ends(&self, text: &str, near: usize) -> Option<Span> {
        let words: Vec<Span> = words::words(&self.exact).collect();
        let first = 0..words.get(ENDS)?.start;
        let last = words.get(words.len() - ENDS)?.start..self.exact.len();
        let end = |range: std::ops::Range<usize>| Anchor {
            start: self.start + range.start,
            prefix: self.prefix.clone() + &self.exact[..range.start],
            suffix: self.exact[range.end..].to_owned() + &self.suffix,
            exact: self.exact[range].to_owned(),
            is_unique: false,
        };
        let [start, end] = [end(first), end(last)].map(|end| end.shortened().same_words(text, near));
        let span = Span::new(start?.start, end?.end);
        let is_alike = span.len() * 2 > self.exact.len() && span.len() < self.exact.len() * 2;
        is_alike.then_some(span)
    }

    /// Returns the passage whose words are nearly the old ones, among words that are nearly those around it.
    fn nearly_the_words(&self, text: &str) -> Option<Span> {
        let weighed = fitted(&self.exact, text).into_iter().filter(|(span, _)| {
            self.context_similarities(*span, text).into_iter().all(|similarity| similarity >= SIMILAR_CONTEXT)
        });
        clear_best(weighed.collect(), SIMILAR_WORDS)
    }

    /// Returns the anchor with as many words around as an anchor usually has.
    fn shortened(self) -> Self {
        Self {
            prefix: self.prefix[back(&self.prefix, self.prefix.len(), CONTEXT)..].to_owned(),
            suffix: self.suffix[..forth(&self.suffix, 0, CONTEXT)].to_owned(),
            ..self
        }
    }
}

/// Returns `part` of the words beside a passage; `None` where the text began or ended there.
fn border<'a>(context: &str, part: &'a str) -> Option<&'a str> {
    (!context.trim().is_empty()).then_some(part)
}

/// Returns the span that is at least as similar as asked and clearly more so than every other.
fn clear_best(mut weighed: ScoredOccurrences, least: f64) -> Option<Span> {
    weighed.sort_by(|(_, one), (_, two)| two.total_cmp(one));
    match weighed[..] {
        [(best, similarity), ref rest @ ..] if similarity >= least => {
            rest.first().is_none_or(|(_, next)| similarity - next >= LEAD).then_some(best)
        }
        _ => None,
    }
}

/// Returns all places of `words` in `text`, compared without what readers do not see.
fn occurrences(words: &str, text: &str) -> Vec<Span> {
    found(words, CaseRule::Ignore, text)
}

/// Returns the only place of a quotation in `text`, else all its places: none or several.
///
/// It is looked for as it is, then without what readers do not see, then in any case of letters.
pub fn only_occurrence(quotation: &str, text: &str) -> Result<Span, Vec<Span>> {
    let exact = || text.match_indices(quotation).map(|(at, _)| Span::new(at, at + quotation.len())).collect();
    let folded = |case| found(quotation.trim(), case, text);
    let mut places: Vec<Span> = if quotation.is_empty() { Vec::new() } else { exact() };
    for case in [CaseRule::Match, CaseRule::Ignore] {
        if places.is_empty() {
            places = folded(case);
        }
    }
    if let [only] = places[..] { Ok(only) } else { Err(places) }
}

fn found(words: &str, case: CaseRule, text: &str) -> Vec<Span> {
    let query = Query { text: words.to_owned(), kind: Kind::Literal, case };
    Pattern::compile(&query).map(|pattern| pattern.hits(text)).unwrap_or_default()
}

/// Returns how alike two texts are as readers see them, 0 to 1.
fn similarity(one: &str, two: &str) -> f64 {
    let [one, two] = [one, two].map(|text| Folded::of(text.trim(), fold::CaseFold::Lower));
    strsim::normalized_levenshtein(one.as_str(), two.as_str())
}

/// Returns the byte `count` characters before `place`.
fn back(text: &str, place: usize, count: usize) -> usize {
    text[..place].char_indices().rev().take(count).last().map_or(place, |(at, _)| at)
}

/// Returns the byte `count` characters after `place`.
fn forth(text: &str, place: usize, count: usize) -> usize {
    text[place..].char_indices().nth(count).map_or(text.len(), |(at, _)| place + at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Draft;
    use proptest::prelude::*;

    fn document(text: &str) -> Document {
        Document::from(Draft { text: text.to_owned(), ..Draft::default() })
    }

    /// Returns the anchor of the occurrence of `words` that has the index `nth`.
    fn anchor(text: &str, words: &str, nth: usize) -> Anchor {
        let (start, _) = text.match_indices(words).nth(nth).unwrap();
        Anchor::of(&document(text), Span::new(start, start + words.len()))
    }

    /// Returns the kind of answer, and the words found.
    fn again<'a>(anchor: &Anchor, text: &'a str) -> (&'static str, &'a str) {
        let again = anchor.find_again(&document(text));
        let kind = match again {
            FoundAgain::Unmoved(_) => "unmoved",
            FoundAgain::Moved(_) => "moved",
            FoundAgain::Edited(_) => "edited",
            FoundAgain::NotFound => "lost",
        };
        (kind, again.span().unwrap_or_default().of(text))
    }

    /// Words that are replaced, and the new words.
    type Edits = &'static [(&'static str, &'static str)];

    const HARBOUR: &str = "The mole was built in 1871. Nine cutters lay behind it that winter.\n\n\
        The ice came early. On Monday the ferry carried 300 people. On Tuesday the ferry carried 300 people. \
        Then it stopped.\n\nThe keeper wrote it down. “The sea is shut,” he wrote. Nobody answered him.\n\n\
        In spring the keeper wrote it down. The lamps were lit again, and he went home.\n";

    #[test]
    fn a_passage_is_found_after_edits_and_never_taken_for_another() {
        let cases: [(&str, usize, Edits, (&str, &str)); 17] = [
            ("The ice came early.", 0, &[], ("unmoved", "The ice came early.")),
            (
                "The ice came early.",
                0,
                &[("The mole", "A preface.\n\nThe mole")],
                ("moved", "The ice came early."),
            ),
            // Another width of the page, other quotation marks.
            (
                "“The sea is shut,” he wrote.",
                0,
                &[("“The sea is shut,” he", "\"The sea\nis shut,\" he")],
                ("unmoved", "\"The sea\nis shut,\" he wrote."),
            ),
            (
                "“The sea is shut,” he wrote.",
                0,
                &[("The sea is shut", "The sea was shut")],
                ("edited", "“The sea was shut,” he wrote."),
            ),
            (
                "Nine cutters lay behind it",
                0,
                &[("Nine cutters lay behind it that winter.", "")],
                ("lost", ""),
            ),
            // Of two like sentences the one with the same neighbours.
            (
                "The keeper wrote it down.",
                0,
                &[("In spring the", "In May the")],
                ("unmoved", "The keeper wrote it down."),
            ),
            (
                "keeper wrote it down.",
                1,
                &[("In spring the", "In May the")],
                ("moved", "keeper wrote it down."),
            ),
            (
                "ferry carried 300 people.",
                0,
                &[("On Tuesday the ferry carried 300 people. ", "")],
                ("unmoved", "ferry carried 300 people."),
            ),
            // The passage is gone: what is like it is another one.
            (
                "On Monday the ferry carried 300 people.",
                0,
                &[("On Monday the ferry carried 300 people. ", "")],
                ("lost", ""),
            ),
            ("keeper wrote it down.", 0, &[("The keeper wrote it down. ", "")], ("lost", "")),
            ("The ice came early.", 0, &[("The ice came early. ", "")], ("lost", "")),
            ("shut", 0, &[("“The sea is shut,” he wrote. ", ""), ("lamps", "shut")], ("lost", "")),
            ("it", 1, &[("that winter", "all that winter")], ("moved", "it")),
            ("it", 0, &[("behind it", "behind")], ("lost", "")),
            // The whole paragraph goes elsewhere.
            (
                "On Tuesday the ferry carried 300 people.",
                0,
                &[
                    ("On Tuesday the ferry carried 300 people. ", ""),
                    ("home.", "home. On Tuesday the ferry carried 300 people."),
                ],
                ("moved", "On Tuesday the ferry carried 300 people."),
            ),
            ("he went home.\n", 0, &[("home.\n", "home. The end.\n")], ("unmoved", "he went home. ")),
            (
                "The mole was built in 1871.",
                0,
                &[("1871", "1872")],
                ("edited", "The mole was built in 1872."),
            ),
        ];
        for (words, nth, edits, expected) in cases {
            let edited = edits.iter().fold(HARBOUR.to_owned(), |text, (old, new)| {
                assert!(text.contains(old), "{old:?}");
                text.replacen(old, new, 1)
            });
            assert_eq!(again(&anchor(HARBOUR, words, nth), &edited), expected, "{words:?} {edits:?}");
        }
    }

    #[test]
    fn a_passage_is_found_when_its_neighbours_were_edited_too() {
        let lamps = anchor(HARBOUR, "The lamps were lit again, and he went home.", 0);
        let edited = "\n\nAn introduction.\n\n".to_owned()
            + &HARBOUR
                .replace("wrote it down. The lamps", "wrote that down. Many lamps")
                .replace("went home", "walked home");
        assert_eq!(again(&lamps, &edited), ("edited", "Many lamps were lit again, and he walked home."));
        let monday = anchor(HARBOUR, "On Monday the ferry carried 300 people.", 0);
        let without =
            HARBOUR.replace("The ice came early. On Monday the ferry carried 300 people.", "The ice came.");
        assert_eq!(again(&monday, &without).0, "lost", "Tuesday is another passage");
    }

    #[test]
    fn a_quotation_has_one_place_or_none() {
        let text = "The ferry\nleft. A ferry came.\n“Ice,” said the pilot of the ferry.\n";
        for (quotation, expected) in [
            ("The ferry left", Ok("The ferry\nleft")),
            ("the ferry", Ok("the ferry")),
            ("\"Ice,\" said", Ok("“Ice,” said")),
            (" THE PILOT ", Ok("the pilot")),
            ("A FERRY", Ok("A ferry")),
            ("ferry", Err(3)),
            ("THE FERRY", Err(2)),
            ("boat", Err(0)),
            ("", Err(0)),
            ("\u{ad}", Err(0)),
        ] {
            let found = only_occurrence(quotation, text);
            assert_eq!(found.map(|span| span.of(text)).map_err(|all| all.len()), expected, "{quotation:?}");
        }
    }

    #[test]
    fn a_repeated_passage_has_more_words_around_it() {
        let verse = "And the wind blew.\nAnd the rain fell.\nAnd the river rose.\n";
        let text = format!("One.\n{verse}{verse}{verse}Two.\n");
        for nth in 0..3 {
            let anchor = anchor(&text, "And the rain fell.", nth);
            let later = format!("A new beginning.\n\n{text}");
            let place = later.match_indices("And the rain fell.").nth(nth).unwrap().0;
            assert_eq!(
                anchor.find_again(&document(&later)).span().map(|span| span.start),
                Some(place),
                "{nth}"
            );
        }
    }

    #[test]
    fn a_long_passage_is_found_though_some_of_its_words_changed() {
        let sentence = |number: usize| format!("In year {number} the tide took {} boats. ", number * 7 % 83);
        let text: String = (1800..1900).map(sentence).collect();
        let passage: String = (1830..1860).map(sentence).collect();
        let anchor = anchor(&text, passage.trim(), 0);
        let edited = text.replace("In year 1845 the tide took", "In 1845 the storms took");
        assert_eq!(
            again(&anchor, &edited),
            ("edited", passage.trim().replace("In year 1845 the tide", "In 1845 the storms").as_str())
        );
        let cut: String = (1800..1835).chain(1855..1900).map(sentence).collect();
        assert_eq!(again(&anchor, &cut).0, "lost", "two thirds of it are gone");
    }

    #[test]
    fn a_passage_of_a_window_is_found_in_the_whole() {
        let (before, after) = HARBOUR.split_at(HARBOUR.find("The keeper").unwrap());
        let mut window = document(after);
        window.start = before.len();
        let place = HARBOUR.find("Nobody").unwrap();
        let anchor = Anchor::of(&window, Span::new(place, place + 6));
        assert_eq!(again(&anchor, HARBOUR), ("unmoved", "Nobody"));
        assert_eq!(anchor.find_again(&window).span(), Some(Span::new(place, place + 6)));
    }

    #[test]
    fn a_window_far_from_a_passage_has_it_only_with_its_very_words() {
        let anchor = anchor(HARBOUR, "The lamps were lit again, and he went home.", 0);
        for (words, found) in [("The lamps", true), ("THE LAMPS", false)] {
            let text = HARBOUR.replace("The lamps", words);
            let mut window = document(&text);
            (window.start, window.whole) = (10_000, 10_000 + text.len());
            assert_eq!(anchor.find_again(&window).span().is_some(), found, "{words}");
            assert!(anchor.find_again(&document(&text)).span().is_some(), "{words}");
        }
    }

    proptest! {
        #[test]
        fn what_is_unchanged_is_found_and_nothing_panics(
            text in "[ab .\u{e9}\u{ad}\n漢]{0,80}", other in "[ab .\u{e9}\u{ad}\n漢]{0,80}", from in 0..80usize, to in 0..80usize
        ) {
            let [from, to] = [from, to].map(|at| text.floor_char_boundary(at));
            let span = Span::new(from.min(to), from.max(to));
            let anchor = Anchor::of(&document(&text), span);
            prop_assert_eq!(anchor.find_again(&document(&text)), FoundAgain::Unmoved(span));
            if let Some(found) = anchor.find_again(&document(&other)).span() {
                prop_assert!(other.get(found.start..found.end).is_some());
            }
        }
    }
}
