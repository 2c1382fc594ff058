//! A quick test that rules out most texts before they are folded.
//!
//! Folding a text costs some ten times as much as running through its bytes, and most texts hold no hit.
//! Every hit of a pattern contains one of a few literals (`Pattern::literals`). Where a text holds a
//! literal, it does so in one of three ways:
//!
//! - its bytes are there, capitals apart: one regular expression over the bytes finds them, or
//! - a character beyond ASCII is part of it: a letter in another form (`ﬁ`, `ｓ`, `ß`), an invisible
//!   character between two letters, or an accent that folding joins to a letter, or
//! - a line ends inside it, after a hyphen.
//!
//! A text with none of these has no hit. A text with one of them may have one; it is folded whole and searched with
//! the same code as any other. Patterns without a literal (`\w+`, a hyphen, stems) have no prefilter.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use memchr::{memchr2, memchr2_iter};
use regex::bytes::Regex;
use regex_syntax::hir::literal::{ExtractKind, Extractor};

use crate::text::Encoding;
use crate::text::fold::{CaseFold, Folded, is_accent, simple_fold};
use crate::text::unicode::{is_passed_over, joins_without_space};

/// The hyphen that is not that of ASCII.
const HYPHEN: &[u8] = "\u{2010}".as_bytes();

/// The line ends beyond ASCII, which decoding replaces.
const OTHER_LINE_ENDS: [&[u8]; 3] = ["\u{85}".as_bytes(), "\u{2028}".as_bytes(), "\u{2029}".as_bytes()];

/// The longest literal looked for, in bytes.
const LONGEST: usize = 24;

/// How far the rest of a word that is cut at a line end is looked for, in bytes.
const REACH: usize = 64;

/// The most literals of one pattern.
const MOST: usize = 16;

/// Literals such that every hit of a pattern contains one of them. They are folded text without white space, quotes
/// and hyphens, which a text spells in many ways.
#[derive(Clone, Debug)]
pub(super) struct Literals {
    texts: Vec<String>,
    case: CaseFold,
}

impl Literals {
    /// Returns the literal of a hit that folds to `needle`.
    pub(super) fn of_text(needle: &str, case: CaseFold) -> Option<Self> {
        Some(Self { texts: vec![longest_run(needle)?], case })
    }

    /// Returns literals such that each match of an expression begins with one of them, or ends with one.
    pub(super) fn of_expression(expression: &str) -> Option<Self> {
        let hir = regex_syntax::parse(expression).ok()?;
        let texts = |kind| {
            let found = Extractor::new().kind(kind).extract(&hir);
            let literals = found.literals().filter(|literals| (1..=MOST).contains(&literals.len()))?;
            let runs =
                literals.iter().map(|literal| longest_run(std::str::from_utf8(literal.as_bytes()).ok()?));
            runs.collect::<Option<Vec<String>>>()
        };
        let best = [ExtractKind::Prefix, ExtractKind::Suffix].into_iter().filter_map(texts);
        let texts = best.max_by_key(|texts| texts.iter().map(String::len).min())?;
        Some(Self { texts, case: CaseFold::Lower })
    }

    fn expressions(&self) -> impl Iterator<Item = String> {
        self.texts.iter().map(|text| {
            let literal = expression(text);
            match self.case {
                CaseFold::Keep => literal,
                CaseFold::Lower if text.is_ascii() => format!("(?i-u:{literal})"),
                CaseFold::Lower => format!("(?i:{literal})"),
            }
        })
    }
}

/// Returns an expression for a literal in a text whose lines may end between any two East Asian characters.
fn expression(literal: &str) -> String {
    let mut expression = String::new();
    let mut before = None;
    for c in literal.chars() {
        if before.replace(c).is_some_and(|before| joins_without_space(before, c)) {
            expression.push_str(r"(?:[\r\n\x{85}\x{2028}\x{2029}]\s*)?");
        }
        expression.push_str(&regex::escape(c.encode_utf8(&mut [0; 4])));
    }
    expression
}

/// Returns the longest part of a text without white space, quotes and hyphens.
fn longest_run(text: &str) -> Option<String> {
    let runs = text.split(|c: char| c.is_whitespace() || matches!(c, '\'' | '"' | '-' | '\u{FFFD}'));
    let run = runs.max_by_key(|run| run.len()).filter(|run| !run.is_empty())?;
    Some(run[..run.floor_char_boundary(LONGEST)].to_owned())
}

/// Rules out texts without folding them.
#[derive(Clone, Debug)]
pub(super) struct Prefilter {
    literals: Regex,
    /// The letters of the literals in lower case, sorted.
    letters: Vec<char>,
}

impl Prefilter {
    /// Returns the prefilter for patterns with these literals; `None` when one of them has none.
    pub(super) fn new<'a>(all: impl IntoIterator<Item = Option<&'a Literals>>) -> Option<Self> {
        let all: Vec<&Literals> = all.into_iter().collect::<Option<_>>()?;
        let expressions: Vec<String> = all.iter().flat_map(|literals| literals.expressions()).collect();
        let lowered = |text: &String| Folded::of(text, CaseFold::Lower).as_str().chars().collect::<Vec<_>>();
        let texts = all.iter().flat_map(|literals| &literals.texts);
        let mut letters: Vec<char> = texts.flat_map(lowered).collect();
        letters.sort_unstable();
        letters.dedup();
        Some(Self { literals: Regex::new(&expressions.join("|")).ok()?, letters })
    }

    /// Tells whether there may be a hit in `text`, which is UTF-8 and may begin and end inside a
    /// character; `false` only when there is certainly none.
    pub(super) fn may_match(&self, text: &[u8]) -> bool {
        self.literals.is_match(text) || self.has_other_forms(text) || self.is_cut_at_line_end(text)
    }

    /// Tells whether a literal may be in a word that is cut at a line end (`text::hyphens`).
    fn is_cut_at_line_end(&self, text: &[u8]) -> bool {
        // Most texts have fewer hyphens than lines.
        memchr2_iter(b'-', HYPHEN[2], text).any(|at| {
            let (line, after) = text.split_at(at + 1);
            let Some(word) = line.strip_suffix(b"-").or_else(|| line.strip_suffix(HYPHEN)) else {
                return false;
            };
            let rest = after.trim_ascii_start();
            if OTHER_LINE_ENDS.iter().any(|end| rest.starts_with(end)) {
                return true;
            }
            let space = &after[..after.len() - rest.len()];
            if memchr2(b'\n', b'\r', space).is_none() {
                return false;
            }
            let marks = rest.iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == b'>').count();
            let rest = &rest[marks..];
            let rest = &rest[..rest.len().min(REACH)];
            let joined = [&word[word.len().saturating_sub(LONGEST)..], rest].concat();
            let next_end = memchr2(b'\n', b'\r', rest).map(|end| rest[..end].trim_ascii_end());
            let is_cut_twice = next_end.is_some_and(|rest| rest.ends_with(b"-") || rest.ends_with(HYPHEN));
            self.literals.is_match(&joined) || is_cut_twice
        })
    }

    /// Tells whether a character may be part of a literal that the expression does not find. Each
    /// character beyond ASCII is judged once for a text, since folding it costs more than looking it up.
    fn has_other_forms(&self, text: &[u8]) -> bool {
        let mut known: HashMap<char, bool, FixedState> = HashMap::default();
        let mut rest = text;
        loop {
            rest = &rest[Encoding::ascii_length(rest)..];
            let length = rest.iter().take_while(|byte| !byte.is_ascii()).count();
            if length == 0 {
                return false;
            }
            let (others, after) = rest.split_at(length);
            let mut others = others.utf8_chunks().flat_map(|chunk| chunk.valid().chars());
            if others.any(|c| *known.entry(c).or_insert_with(|| self.is_other_form(c))) {
                return true;
            }
            rest = after;
        }
    }

    fn is_other_form(&self, c: char) -> bool {
        let is_letter = |c: char| self.letters.binary_search(&c).is_ok();
        match simple_fold(c) {
            // The expression finds a character and its capital, but no ASCII letter in one beyond ASCII.
            Some(folded) => folded.is_ascii() && !c.is_ascii() && is_letter(folded),
            None if c.is_whitespace() => false,
            None => {
                // A digit beside it may bring a sign: `10⁶` folds to `10^6`.
                let beside = format!("0{c}0");
                let folded = Folded::of(&beside, CaseFold::Lower);
                let own = folded.as_str().strip_prefix('0').and_then(|own| own.strip_suffix('0'));
                is_passed_over(c) || is_accent(c) || own.is_none_or(|own| own.chars().any(is_letter))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    fn literals(expression: &str) -> Vec<String> {
        Literals::of_expression(expression).map_or(Vec::new(), |found| found.texts)
    }

    #[test]
    fn a_literal_has_no_character_with_many_forms() {
        for (needle, expected) in [
            ("tide", Some("tide")),
            ("s-400", Some("400")),
            ("the air's defence", Some("defence")),
            ("-", None),
            ("' - \"", None),
        ] {
            let found = Literals::of_text(needle, CaseFold::Lower).map(|found| found.texts[0].clone());
            assert_eq!(found.as_deref(), expected, "{needle}");
        }
        let long = Literals::of_text(&"潮".repeat(20), CaseFold::Lower).map(|found| found.texts[0].len());
        assert_eq!(long, Some(LONGEST));
    }

    #[test]
    fn a_line_may_end_inside_an_east_asian_literal() {
        let found = |text: &str| {
            let literals = Literals::of_text("潮の満ち", CaseFold::Lower);
            Prefilter::new([literals.as_ref()]).unwrap().may_match(text.as_bytes())
        };
        assert!(found("潮の満ち") && found("潮\n  の満\r\nち") && found("潮\u{2028}の満\u{85}ち"));
        assert!(!found("潮 の満ち") && !found("潮の引き"));
    }

    #[test]
    fn a_word_may_be_cut_at_a_line_end() {
        let literals = Literals::of_text("lighthouse", CaseFold::Lower);
        let prefilter = Prefilter::new([literals.as_ref()]).unwrap();
        for text in
            ["a Light-\nhouse", "light\u{2010} \r\n> > house", "light-\n  house-\nboat", "lig-\nht-\nhouse"]
        {
            assert!(prefilter.may_match(text.as_bytes()), "{text:?}");
        }
        for end in ["\u{85}", "\u{2028}", "\u{2029}"] {
            for hyphen in ["-", "\u{2010} "] {
                let text = format!("a light{hyphen}{end}  house");
                assert!(prefilter.may_match(text.as_bytes()), "{text:?}");
            }
        }
        for text in ["light- house", "light\n-house", "light-\nhours", "light\u{410}\nhouse", "light-\n"] {
            assert!(!prefilter.may_match(text.as_bytes()), "{text:?}");
        }
    }

    #[test]
    fn an_expression_begins_or_ends_with_literals() {
        assert_eq!(literals("India.*Russia"), ["Russia"]);
        assert_eq!(literals("\\btides?\\b"), ["tides", "tide"]);
        assert_eq!(literals("(?:air|sea)\\s\\w+"), ["air", "sea"]);
        assert_eq!(literals("\\d+ tanks"), ["tanks"]);
        assert_eq!(literals("su-\\d+"), ["su"]);
        for expression in ["\\w+", "a*", "^", "x?", "-\\d", "(?:a|\\d)b*", ".*sea.*"] {
            assert!(literals(expression).is_empty(), "{expression}");
        }
    }

    #[test]
    fn a_character_is_seen_by_each_letter_it_folds_to() {
        let mut prefilters = HashMap::new();
        let mut new = |letter: char, case| {
            let make = || {
                let literals = Literals::of_text(letter.encode_utf8(&mut [0; 4]), case)?;
                Prefilter::new([Some(&literals)])
            };
            prefilters.entry((letter, case)).or_insert_with(make).clone()
        };
        for c in '\u{80}'..=char::MAX {
            let mut buffer = [0; 4];
            let text: &str = c.encode_utf8(&mut buffer);
            for case in [CaseFold::Lower, CaseFold::Keep] {
                for letter in Folded::of(text, case).as_str().chars().filter(|letter| *letter != c) {
                    let is_seen =
                        new(letter, case).is_none_or(|prefilter| prefilter.may_match(text.as_bytes()));
                    assert!(is_seen, "{letter:?} in {c:?}");
                }
            }
        }
    }
}
