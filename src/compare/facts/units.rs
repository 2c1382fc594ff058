//! What a figure counts: the stem of the head noun behind it.
//!
//! Without a tagger the head is taken to be the first plural on the way, over adjectives, names
//! and designators: "five S-400 divisions" and "five divisions of the S-400" both count divisions.
//! No plural, no unit, and a figure without one is never said to differ.

use rust_stemmers::{Algorithm, Stemmer};

use crate::compare::facts::lexicon::{is_measure, is_plural};
use crate::compare::facts::tokens::{Shape, Token};

/// How many tokens may stand between a figure and its noun.
const REACH: usize = 7;

/// What a figure counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// The stem of the noun.
    pub(super) stem: String,
    /// The token after it.
    pub(super) end: usize,
}

/// Returns what a figure that ends before token `at` counts.
pub(super) fn unit(tokens: &[Token<'_>], at: usize) -> Option<Unit> {
    let next = tokens.get(at)?;
    if next.is_dash() && next.glued {
        return hyphenated(tokens, at + 1);
    }
    if is_measure(&next.lower) && !tokens.get(at + 1).is_some_and(|t| t.is_dash() && t.glued) {
        return Some(Unit { stem: stem(&next.lower), end: at + 1 });
    }
    let head = head(tokens, at + of_the(tokens, at))?;
    let old = tokens.get(head + 1).is_some_and(|t| t.is("old"));
    let stem = stem(&tokens[head].lower);
    Some(if old { Unit { stem: stem + " old", end: head + 2 } } else { Unit { stem, end: head + 1 } })
}

/// Returns the unit of "five-year", "45-year-old".
fn hyphenated(tokens: &[Token<'_>], at: usize) -> Option<Unit> {
    let word = tokens.get(at).filter(|t| t.glued && t.is_word())?;
    let old =
        tokens.get(at + 1).is_some_and(Token::is_dash) && tokens.get(at + 2).is_some_and(|t| t.is("old"));
    let stem = stem(&word.lower);
    Some(if old { Unit { stem: stem + " old", end: at + 3 } } else { Unit { stem, end: at + 1 } })
}

/// Returns how many tokens of "of the" stand at `at`.
fn of_the(tokens: &[Token<'_>], at: usize) -> usize {
    let is = |at: usize, words: &[&str]| tokens.get(at).is_some_and(|t| words.contains(&&*t.lower));
    let article = is(at + 1, &["the", "these", "those", "its", "their", "his", "her", "our"]);
    if is(at, &["of"]) { 1 + usize::from(article) } else { 0 }
}

fn head(tokens: &[Token<'_>], from: usize) -> Option<usize> {
    let plural = |at: usize| tokens.get(at).is_some_and(|t| t.is_word() && is_plural(&t.lower));
    for at in from..tokens.len().min(from + REACH) {
        if !inside_phrase(tokens, at, from) {
            return None;
        }
        let compound =
            tokens.get(at + 1).is_some_and(|t| t.glued && (t.is_dash() || t.shape == Shape::Possessive));
        if plural(at) && !compound {
            let further = plural(at + 1) && !is_casualty(&tokens[at + 1].lower);
            return Some(at + usize::from(further));
        }
    }
    None
}

/// Tells whether `lower` counts people by what befell them: "13 dead".
fn is_casualty(lower: &str) -> bool {
    matches!(lower, "dead" | "injured" | "wounded" | "missing")
}

/// Tells whether a noun phrase may go on through token `at`.
fn inside_phrase(tokens: &[Token<'_>], at: usize, from: usize) -> bool {
    let token = &tokens[at];
    match token.shape {
        Shape::Word => !token.grammar,
        Shape::Digits => token.glued && at > from,
        Shape::Possessive => false,
        Shape::Mark => token.is_dash() && token.glued && tokens.get(at + 1).is_some_and(|t| t.glued),
    }
}

/// Returns the stem of a unit noun, one for all its spellings.
pub(super) fn stem(lower: &str) -> String {
    let whole = match lower {
        "people" | "persons" => "person",
        _ if is_casualty(lower) => "person",
        "men" => "man",
        "women" => "woman",
        "children" | "kids" => "child",
        "feet" | "ft" => "foot",
        "km" | "kilometre" | "kilometres" | "kms" => "kilometer",
        "metre" | "metres" | "m" => "meter",
        "kg" | "kilos" | "kilogrammes" => "kilogram",
        "hrs" | "hr" => "hour",
        "min" | "mins" => "minute",
        "sec" | "secs" => "second",
        "yr" | "yrs" => "year",
        "lb" | "lbs" => "pound",
        "mi" => "mile",
        "tonnes" | "tonne" => "ton",
        _ => lower,
    };
    Stemmer::create(Algorithm::English).stem(whole).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::facts::tokens::tokens;

    #[test]
    fn the_head_noun_is_found_over_what_stands_between() {
        let cases = [
            ("five S-400 divisions and their", Some("divis")),
            ("five divisions of the S-400", Some("divis")),
            ("five of the divisions", Some("divis")),
            ("140 Su-57 fighters, which", Some("fighter")),
            ("ten nuclear-armed submarines", Some("submarin")),
            ("three senior government officials", Some("offici")),
            ("six sports teams", Some("team")),
            ("five-year plan", Some("year")),
            ("45-year-old man", Some("year old")),
            ("45 years old", Some("year old")),
            ("12 people were", Some("person")),
            ("5 km north", Some("kilomet")),
            ("12 were killed by shells", None),
            ("12, officials said", None),
            ("12", None),
        ];
        for (text, expected) in cases {
            assert_eq!(unit(&tokens(text), 1).map(|unit| unit.stem).as_deref(), expected, "{text}");
        }
    }
}
