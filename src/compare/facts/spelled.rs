//! Numbers in English words.

use crate::compare::facts::tokens::Token;
use crate::compare::facts::wordlist::WordList;

/// Returns a number in words: "two hundred and fifty", "a dozen", "half a"; scales beyond a
/// hundred are left to the caller unless more follows them ("two thousand five hundred").
pub(super) fn spelled(tokens: &[Token<'_>], at: usize) -> Option<(f64, f64, usize)> {
    let word = |at: usize| tokens.get(at).map_or("", |token| &*token.lower);
    let scaled = |at: usize| scale(tokens, at).is_some();
    match word(at) {
        "a" | "an" if scaled(at + 1) && word(at + 2) != "times" => return Some((1.0, 1.0, at + 1)),
        "half" if word(at + 1) == "a" && scaled(at + 2) => return Some((0.5, 0.1, at + 2)),
        "one" if word(at + 1) == "and" || scaled(at + 1) || is_percent(word(at + 1)) => {}
        "one" => return None,
        _ => {}
    }
    let (value, end) = below_million(tokens, at)?;
    if let Some((half, next)) = and_a_half(tokens, end) {
        return Some((value + half, 0.1, next));
    }
    let lone = word(at) == "one" && end == at + 1;
    (!lone || scaled(end) || is_percent(word(end))).then_some((value, 1.0, end))
}

/// Returns the half of "and a half" at `at` and the token after it.
pub(super) fn and_a_half(tokens: &[Token<'_>], at: usize) -> Option<(f64, usize)> {
    let three = tokens.get(at..at + 3)?;
    (three[0].is("and") && three[1].is("a") && three[2].is("half")).then_some((0.5, at + 3))
}

/// Returns the factor of a scale word at `at` and the token after it.
pub(super) fn scale(tokens: &[Token<'_>], at: usize) -> Option<(f64, usize)> {
    let dash = tokens.get(at).is_some_and(|t| t.is_dash() && t.glued);
    let token = tokens.get(at + usize::from(dash))?;
    let factor = match &*token.lower {
        "hundred" => 1e2,
        "dozen" => 12.0,
        "thousand" => 1e3,
        "lakh" => 1e5,
        "million" | "mn" => 1e6,
        "crore" => 1e7,
        "billion" | "bn" => 1e9,
        "trillion" | "tn" => 1e12,
        "k" if token.glued => 1e3,
        _ => return None,
    };
    Some((factor, at + 1 + usize::from(dash)))
}

fn is_percent(word: &str) -> bool {
    matches!(word, "percent" | "per" | "percentage" | "pct")
}

fn below_million(tokens: &[Token<'_>], at: usize) -> Option<(f64, usize)> {
    let (mut value, mut end) = below_thousand(tokens, at)?;
    if tokens.get(end).is_some_and(|t| t.is("thousand"))
        && let Some((rest, next)) = below_thousand(tokens, skip_and(tokens, end + 1))
    {
        value = value * 1000.0 + rest;
        end = next;
    }
    Some((value, end))
}

fn below_thousand(tokens: &[Token<'_>], at: usize) -> Option<(f64, usize)> {
    let (value, end) = below_hundred(tokens, at)?;
    if !tokens.get(end).is_some_and(|t| t.is("hundred")) {
        return Some((value, end));
    }
    match below_hundred(tokens, skip_and(tokens, end + 1)) {
        Some((rest, next)) => Some((value * 100.0 + rest, next)),
        None => Some((value * 100.0, end + 1)),
    }
}

fn skip_and(tokens: &[Token<'_>], at: usize) -> usize {
    at + usize::from(tokens.get(at).is_some_and(|t| t.is("and")))
}

fn below_hundred(tokens: &[Token<'_>], at: usize) -> Option<(f64, usize)> {
    let first = tokens.get(at).filter(|t| t.is_word())?;
    let Some(ten) = tens(&first.lower) else {
        return units(&first.lower).map(|value| (value, at + 1));
    };
    let dash = usize::from(tokens.get(at + 1).is_some_and(Token::is_dash));
    match tokens.get(at + 1 + dash).and_then(|t| units(&t.lower)) {
        Some(unit) if unit < 10.0 => Some((ten + unit, at + 2 + dash)),
        _ => Some((ten, at + 1)),
    }
}

#[rustfmt::skip]
static WORDS: WordList<34> = WordList::new([
    "billion", "dozen", "eight", "eighteen", "eighty", "eleven", "fifteen", "fifty", "five", "forty",
    "four", "fourteen", "half", "hundred", "million", "nine", "nineteen", "ninety", "one", "seven",
    "seventeen", "seventy", "six", "sixteen", "sixty", "ten", "thirteen", "thirty", "thousand", "three",
    "trillion", "twelve", "twenty", "two",
]);

/// Tells whether `lower` is a word of numbers.
pub(super) fn is_number_word(lower: &str) -> bool {
    WORDS.has(lower)
}

/// Returns what "twenty" to "ninety" are worth.
pub(super) fn tens(lower: &str) -> Option<f64> {
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    TENS.iter().position(|&word| word == lower).map(|at| (at as f64 + 2.0) * 10.0)
}

#[rustfmt::skip]
const UNITS: [&str; 19] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
];

fn units(lower: &str) -> Option<f64> {
    UNITS.iter().position(|&word| word == lower).map(|at| at as f64 + 1.0)
}

/// Tells whether `lower` makes an ordinal of the tens before it.
pub(super) fn is_ordinal(lower: &str) -> bool {
    matches!(
        lower,
        "first" | "second" | "third" | "fourth" | "fifth" | "sixth" | "seventh" | "eighth" | "ninth"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted() {
        assert!(WORDS.is_sorted());
    }
}
