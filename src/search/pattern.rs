//! A compiled query.
//!
//! Hits are found in the folded text and mapped back, so their spans are source bytes. No input makes
//! that slower than linear in the text: regular expressions come from the `regex` crate alone, and
//! `memmem` is two-way.

use std::cmp::Reverse;
use std::sync::Arc;

use memchr::memmem::Finder;
use regex::Regex;
use unicode_normalization::char::is_combining_mark;

use crate::search::expression;
use crate::search::prefilter::{Literals, Prefilter};
use crate::search::query::{Kind, Query};
use crate::search::stems;
use crate::text::Span;
use crate::text::fold::{Breaks, CaseFold, Folded, Folding, LineEndHyphens};
use crate::text::hyphens::has_line_end_hyphen;
use crate::text::unicode::is_unspaced;

/// Bytes searched between two checks for cancellation.
const INTERVAL: usize = 64 << 10;

/// Why a query cannot be looked for, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// Nothing is left of it once folded.
    #[error("nothing to look for: type at least one visible character")]
    Empty,
    /// No regular expression.
    #[error("cannot read 're:{expression}': {reason}; to find these very characters, leave out 're:'")]
    Syntax {
        /// What was typed.
        expression: String,
        /// What is wrong with it, in one line.
        reason: String,
    },
    /// A regular expression that would take too much memory.
    #[error("'re:{expression}' grows too large: lower its repetition counts")]
    TooLarge {
        /// What was typed.
        expression: String,
    },
}

/// A compiled query; cheap to clone and to share between threads.
#[derive(Clone, Debug)]
pub struct Pattern {
    matcher: Matcher,
    folding: Folding,
    literals: Option<Arc<Literals>>,
    prefilter: Option<Arc<Prefilter>>,
}

#[derive(Clone, Debug)]
enum Matcher {
    Literal(Finder<'static>),
    Word(Finder<'static>),
    Regex(Regex),
    Stem(Vec<String>),
}

impl Pattern {
    /// Returns the pattern of a query, or why there is none.
    pub fn compile(query: &Query) -> Result<Self, PatternError> {
        let case = if query.case_matters() { CaseFold::Keep } else { CaseFold::Lower };
        let needle = Folded::of(&query.text, case);
        if needle.as_str().is_empty() {
            return Err(PatternError::Empty);
        }
        let folding = |case, breaks| Folding { case, breaks, ..Folding::default() };
        let finder = || Finder::new(needle.as_str()).into_owned();
        let (matcher, folding) = match query.kind {
            Kind::Literal => (Matcher::Literal(finder()), folding(case, Breaks::Space)),
            Kind::Word => (Matcher::Word(finder()), folding(case, Breaks::Space)),
            Kind::Stem => (stem_matcher(needle.as_str())?, folding(case, Breaks::Space)),
            Kind::Regex => (regex_matcher(query)?, folding(CaseFold::Keep, Breaks::Line)),
        };
        let literals = match &matcher {
            Matcher::Literal(_) | Matcher::Word(_) => Literals::of_text(needle.as_str(), case),
            Matcher::Regex(regex) => Literals::of_expression(regex.as_str()),
            // How a word with the stem begins depends on the language of the text.
            Matcher::Stem(_) => None,
        };
        let prefilter = Prefilter::new([literals.as_ref()]).map(Arc::new);
        Ok(Self { matcher, folding, literals: literals.map(Arc::new), prefilter })
    }

    /// Returns all hits in a text, in order and without overlaps.
    pub fn hits(&self, text: &str) -> Vec<Span> {
        self.hits_while(text, &|| true).unwrap_or_default()
    }

    /// Returns all hits as `hits` does, or `None` as soon as they are no longer `wanted`.
    ///
    /// `wanted` is called every 64 KiB. A regular expression calls it only at its hits: between two it
    /// cannot be stopped, and one such as `\w{100}` reads less than 10 MB a second.
    pub fn hits_while(&self, text: &str, wanted: &dyn Fn() -> bool) -> Option<Vec<Span>> {
        if !wanted() {
            return None;
        }
        match &self.prefilter {
            Some(prefilter) if !prefilter.may_match(text.as_bytes()) => Some(Vec::new()),
            _ => self.hits_without_prefilter(text, wanted),
        }
    }

    /// Returns the same as `hits_while`, folding the text in any case.
    ///
    /// A text with words cut at line ends is searched three times: as it is, and in both readings of them.
    pub fn hits_without_prefilter(&self, text: &str, wanted: &dyn Fn() -> bool) -> Option<Vec<Span>> {
        let mut hits = self.hits_in_reading(text, LineEndHyphens::Kept, wanted)?;
        if has_line_end_hyphen(text) {
            hits.extend(self.hits_in_reading(text, LineEndHyphens::Closed, wanted)?);
            hits.extend(self.hits_in_reading(text, LineEndHyphens::Joined, wanted)?);
            hits = without_overlaps(hits);
        }
        Some(hits)
    }

    fn hits_in_reading(
        &self,
        text: &str,
        hyphens: LineEndHyphens,
        wanted: &dyn Fn() -> bool,
    ) -> Option<Vec<Span>> {
        let folded = Folded::by(text, Folding { hyphens, ..self.folding });
        let text = folded.as_str();
        let spans = match &self.matcher {
            Matcher::Literal(finder) => literal_hits(finder, text, &|_| true, wanted)?,
            Matcher::Word(finder) => literal_hits(finder, text, &|span| is_whole_word(text, span), wanted)?,
            Matcher::Regex(regex) => regex_hits(regex, text, wanted)?,
            Matcher::Stem(words) => stems::find(words, text, wanted)?,
        };
        Some(in_source(&folded, &spans))
    }

    /// Returns literals such that each hit contains one of them; `None` when none are known.
    pub(super) fn literals(&self) -> Option<&Literals> {
        self.literals.as_deref()
    }
}

fn stem_matcher(needle: &str) -> Result<Matcher, PatternError> {
    let words: Vec<String> = stems::words(needle).map(|span| span.of(needle).to_owned()).collect();
    if words.is_empty() { Err(PatternError::Empty) } else { Ok(Matcher::Stem(words)) }
}

fn regex_matcher(query: &Query) -> Result<Matcher, PatternError> {
    let expression = query.text.clone();
    match expression::compile(&expression, query.case_matters()) {
        Ok(regex) => Ok(Matcher::Regex(regex)),
        Err(regex::Error::Syntax(report)) => {
            let reason = report.lines().next_back().unwrap_or_default();
            let reason = reason.strip_prefix("error: ").unwrap_or(reason).to_owned();
            Err(PatternError::Syntax { expression, reason })
        }
        Err(_) => Err(PatternError::TooLarge { expression }),
    }
}

fn literal_hits(
    finder: &Finder<'_>,
    text: &str,
    fits: &dyn Fn(Span) -> bool,
    wanted: &dyn Fn() -> bool,
) -> Option<Vec<Span>> {
    let (bytes, length) = (text.as_bytes(), finder.needle().len());
    let mut hits = Vec::new();
    let mut at = 0;
    let mut looked = 0;
    while at + length <= bytes.len() {
        if at >= looked {
            if !wanted() {
                return None;
            }
            looked = at + INTERVAL;
        }
        let end = (looked + length - 1).min(bytes.len());
        let Some(found) = finder.find(&bytes[at..end]) else {
            at = looked;
            continue;
        };
        let span = Span::new(at + found, at + found + length);
        if fits(span) {
            hits.push(span);
            at = span.end;
        } else {
            at = span.start + text[span.start..].chars().next().map_or(1, char::len_utf8);
        }
    }
    Some(hits)
}

/// Tells whether no letter or digit comes right before or after a span. Scripts written without spaces
/// have no such borders, so their letters end a word.
fn is_whole_word(text: &str, span: Span) -> bool {
    let word = span.of(text);
    !joins(text[..span.start].chars().next_back(), word.chars().next())
        && !joins(text[span.end..].chars().next(), word.chars().next_back())
}

/// Tells whether a character inside a word and its neighbour outside belong to one word.
fn joins(outside: Option<char>, inside: Option<char>) -> bool {
    outside.is_some_and(|c| (c.is_alphanumeric() || is_combining_mark(c)) && !is_unspaced(c))
        && !inside.is_some_and(is_unspaced)
}

fn regex_hits(regex: &Regex, text: &str, wanted: &dyn Fn() -> bool) -> Option<Vec<Span>> {
    let mut hits = Vec::new();
    let mut looked = 0;
    if !wanted() {
        return None;
    }
    for hit in regex.find_iter(text) {
        if hit.start() >= looked {
            if !wanted() {
                return None;
            }
            looked = hit.start() + INTERVAL;
        }
        if !hit.is_empty() {
            hits.push(Span::from(hit.range()));
        }
    }
    Some(hits)
}

/// Returns hits in order; of several that overlap the first, and of those that begin together the longest.
fn without_overlaps(mut hits: Vec<Span>) -> Vec<Span> {
    hits.sort_unstable_by_key(|hit| (hit.start, Reverse(hit.end)));
    let mut end = 0;
    hits.retain(|hit| {
        let is_apart = hit.start >= end;
        end = if is_apart { hit.end } else { end };
        is_apart
    });
    hits
}

/// Carries hits back to the source; of several inside one character (`.` in `…`) the first stays.
fn in_source(folded: &Folded<'_>, spans: &[Span]) -> Vec<Span> {
    let mut end = 0;
    let mut hits = Vec::with_capacity(spans.len());
    for &span in spans {
        let span = folded.source(span);
        if span.start >= end {
            end = span.end;
            hits.push(span);
        }
    }
    hits
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use proptest::prelude::*;

    use super::*;
    use crate::search::patterns::Patterns;
    use crate::search::query::Defaults;

    fn pattern(line: &str) -> Pattern {
        Pattern::compile(&Query::parse(line, Defaults::default())).unwrap()
    }

    fn found<'a>(line: &str, text: &'a str) -> Vec<&'a str> {
        pattern(line).hits(text).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn text_that_looks_the_same_is_found() {
        let table: [(&str, &str, &[&str]); 18] = [
            ("Russia's", "Russia’s, Russia's", &["Russia’s", "Russia's"]),
            ("S-400", "S‑400 S–400 s-400", &["S‑400", "S–400"]),
            ("s-400", "S‑400 s-400", &["S‑400", "s-400"]),
            ("strasse", "Straße STRASSE", &["Straße", "STRASSE"]),
            ("straße", "STRASSE", &["STRASSE"]),
            ("café", "CAFE\u{301} cafe", &["CAFE\u{301}"]),
            ("air defense", "air\ndefense air \u{A0} defense", &["air\ndefense", "air \u{A0} defense"]),
            ("cooperate", "co\u{AD}operate", &["co\u{AD}operate"]),
            ("محمد", "جاء مُحَمَّدٌ محـمد.", &["مُحَمَّدٌ", "محـمد"]),
            ("مُحَمَّد", "محمد", &["محمد"]),
            ("فارسی", "فارسي", &["فارسي"]),
            ("106", "10⁶ 10^6 106", &["106"]),
            ("10^6", "10⁶ 10^6 106", &["10⁶", "10^6"]),
            ("mc2", "E=mc²", &["mc²"]),
            ("«da»", "“da”", &["“da”"]),
            ("...", "wait… no", &["…"]),
            (".", "wait… no.", &["…", "."]),
            ("aa", "aaaaa", &["aa", "aa"]),
        ];
        for (line, text, hits) in table {
            assert_eq!(found(line, text), hits, "{line:?} in {text:?}");
        }
    }

    #[test]
    fn words_cut_at_line_ends_are_found_in_both_readings() {
        let text = "A light-\nhouse, well-\r\n> known.";
        let table: [(&str, &[&str]); 8] = [
            ("lighthouse", &["light-\nhouse"]),
            ("light-house", &["light-\nhouse"]),
            ("well-known", &["well-\r\n> known"]),
            ("word:wellknown", &["well-\r\n> known"]),
            ("re:l\\w+house", &["light-\nhouse"]),
            ("stem:lighthouses", &["light-\nhouse"]),
            ("light- house", &["light-\nhouse"]),
            ("house", &["house"]),
        ];
        for (line, hits) in table {
            assert_eq!(found(line, text), hits, "{line:?}");
        }
    }

    #[test]
    fn words_end_where_letters_and_digits_end() {
        let table: [(&str, &str, &[&str]); 9] = [
            ("word:Su-5", "Su-57 Su-5, XSu-5 (Su-5)", &["Su-5", "Su-5"]),
            ("word:Su", "Su-57 Sun", &["Su"]),
            ("word:india", "India’s Indian INDIA-Russia", &["India", "INDIA"]),
            ("word:400", "S-400 4000", &["400"]),
            ("word:aba", "ababa aba", &["aba"]),
            ("word:C++", "C++ C++x", &["C++"]),
            ("word:中国", "在中国人", &["中国"]),
            ("word:Tejas", "the\nTejas\n", &["Tejas"]),
            ("word:cafe", "cafe\u{301}", &[]),
        ];
        for (line, text, hits) in table {
            assert_eq!(found(line, text), hits, "{line:?} in {text:?}");
        }
    }

    #[test]
    fn expressions_know_lines_and_white_space() {
        let table: [(&str, &str, &[&str]); 7] = [
            ("re:^the .*", "The one\nThe two\nOther", &["The one", "The two"]),
            ("re:air defen[cs]e", "air\ndefence air  defense", &["air\ndefence", "air  defense"]),
            ("re:India.*Russia", "India and\nRussia; India, Russia", &["India, Russia"]),
            ("re:Russia’s? \\w+", "Russia's arms", &["Russia's arms"]),
            ("re:su-\\d+", "Su‑57 SU-5", &["Su‑57", "SU-5"]),
            ("re:x*", "axxb", &["xx"]),
            ("re:[–—]", "a–b", &["–"]),
        ];
        for (line, text, hits) in table {
            assert_eq!(found(line, text), hits, "{line:?} in {text:?}");
        }
    }

    #[test]
    fn stems_are_found_in_any_case() {
        assert_eq!(found("stem:Acquire", "ACQUIRED; Acquiring"), ["ACQUIRED", "Acquiring"]);
        assert_eq!(found("stem:arms buyer", "arms\nbuyers"), ["arms\nbuyers"]);
    }

    #[test]
    fn errors_name_the_pattern_and_a_remedy() {
        let error = |line: &str| Pattern::compile(&Query::parse(line, Defaults::default())).unwrap_err();
        assert_eq!(
            error("re:(a").to_string(),
            "cannot read 're:(a': unclosed group; to find these very characters, leave out 're:'"
        );
        assert!(error("re:(\\w{200}){200}").to_string().contains("lower its repetition counts"));
        for line in ["", "\u{200B}", "stem:-", "re:"] {
            assert_eq!(error(line), PatternError::Empty, "{line:?}");
        }
    }

    #[test]
    fn an_unwanted_search_stops_soon() {
        let text = "word ".repeat(100_000);
        for line in ["wor", "word:word", "re:wor", "stem:words", "absent"] {
            let asked = Cell::new(0);
            let wanted = || {
                asked.set(asked.get() + 1);
                asked.get() < 3
            };
            let pattern = pattern(line);
            assert_eq!(pattern.hits_without_prefilter(&text, &wanted), None, "{line:?}");
            assert_eq!(asked.get(), 3, "{line:?}");
        }
    }

    #[test]
    fn hits_across_stretches_are_found() {
        let text = format!("{}needle{}", "x".repeat(INTERVAL - 3), "x".repeat(INTERVAL));
        assert_eq!(found("needle", &text), ["needle"]);
    }

    /// Lines for every kind of query, from letters that have disguises.
    const LINES: &str =
        "(re:|word:|stem:|re:\\\\b|)([aAsßfik.' 16_^دي-]|é|й|Σ|ſ|中|a\\.\\.|s[af]|\\+ ?a){1,4}(\\\\[cC])?";

    fn without_prefilter(pattern: &Pattern, text: &str) -> Vec<Span> {
        pattern.hits_without_prefilter(text, &|| true).unwrap()
    }

    proptest! {
        #[test]
        fn the_prefilter_rules_out_no_hit(
            text in "([aA sSßfFiİKk16²½₁دی\u{64E}\u{640}\u{AD}’ \n…\u{301}\u{306}\u{307}ﬁééийЙΣσς中ｆſ.\u{212A}\u{A0}-]|\r\n|-\n|-\r\n| the of ){0,60}",
            lines in prop::collection::vec(LINES, 1..4),
        ) {
            let queries = lines.iter().map(|line| Query::parse(line, Defaults::default()));
            let patterns: Vec<Pattern> = queries.filter_map(|query| Pattern::compile(&query).ok()).collect();
            let expected: Vec<_> = patterns.iter().map(|pattern| without_prefilter(pattern, &text)).collect();
            let set = Patterns::new(patterns.iter().enumerate());
            let found = set.hits(&text, &|| true).unwrap();
            prop_assert!(found.spans().eq(expected.iter().map(Vec::as_slice)), "{:?}", lines);
            prop_assert!(expected.iter().all(Vec::is_empty) || set.may_match(text.as_bytes()));
        }

        #[test]
        fn a_hit_in_a_part_of_a_text_is_not_ruled_out(
            text in "([aA sSßfFiİKk16²½₁دی\u{64E}\u{640}\u{AD}’ \n…\u{301}ﬁééийЙΣσς中ｆſ.\u{212A}-]|-\n| the of ){0,60}", line in LINES, from in 0usize..9,
        ) {
            let Ok(pattern) = Pattern::compile(&Query::parse(&line, Defaults::default())) else { return Ok(()) };
            // The part begins and ends inside characters, whose other bytes say nothing.
            let bytes = text.as_bytes();
            let part = &bytes[from.min(bytes.len())..];
            let lossy = String::from_utf8_lossy(part);
            let set = Patterns::new([(0, &pattern)]);
            prop_assert!(without_prefilter(&pattern, &lossy).is_empty() || set.may_match(part), "{line:?}");
        }

        #[test]
        fn a_piece_of_a_text_is_found_in_it(text in "[a-cÄß’é \n…]{1,30}", from in 0usize..30, length in 1usize..6) {
            let piece: String = text.chars().skip(from % text.chars().count()).take(length).collect();
            let piece = Query { text: piece, ..Query::default() };
            prop_assert!(!Pattern::compile(&piece).unwrap().hits(&text).is_empty());
        }

        #[test]
        fn hits_are_whole_ordered_and_apart(text in "[aAß’fﬁ\u{AD} \n…\u{301}]{0,40}", line in "(re:|word:|stem:)?[aAsf'. ]{1,3}") {
            let Ok(pattern) = Pattern::compile(&Query::parse(&line, Defaults::default())) else { return Ok(()) };
            let mut end = 0;
            for hit in pattern.hits(&text) {
                prop_assert!(hit.start >= end && !hit.of(&text).is_empty());
                end = hit.end;
            }
        }
    }
}
