//! Counts, percentages and money: a figure, what hedges it and what it measures.

use crate::compare::facts::amount::{Amount, Hedge};
use crate::compare::facts::calendar::may_be_year;
use crate::compare::facts::fact::{Share, Value};
use crate::compare::facts::money::{magnitude, prefix, suffix, upper_end};
use crate::compare::facts::numerals::{Numeral, numeral};
use crate::compare::facts::tokens::{Shape, Token};
use crate::compare::facts::units::unit;
use crate::compare::facts::wordlist::WordList;

/// What was read at a token.
#[derive(Debug, PartialEq)]
pub(super) enum Quantity {
    /// A figure from token `from`; its own characters end before `end`, with what is counted before `phrase`.
    Found { value: Value, end: usize, phrase: usize },
    /// Something numeric that states nothing; reading goes on at `end`.
    Passed { end: usize },
}

/// Returns the quantity that begins at token `at`.
pub(super) fn quantity(tokens: &[Token<'_>], at: usize) -> Option<Quantity> {
    if let Some((currency, start)) = prefix(tokens, at)
        && let Some(Numeral::Count { amount, end }) = numeral(tokens, start)
    {
        let (amount, end) = magnitude(tokens, amount, end);
        let (amount, end) = upper_end(tokens, currency, amount, end);
        let value = Value::Money { amount: hedged(tokens, at, end, amount), currency };
        return Some(Quantity::Found { value, end, phrase: end });
    }
    if is_inside_word(tokens, at) {
        return None;
    }
    Some(match numeral(tokens, at)? {
        Numeral::Other { end } => Quantity::Passed { end },
        Numeral::Share { amount, end } => {
            percent(Amount { hedge: Hedge::About, ..amount }, Share::Percent, end)
        }
        Numeral::Count { amount, end } => counted(tokens, at, hedged(tokens, at, end, amount), end),
    })
}

/// Tells whether the figure at `at` is the tail of something else: `top-10`, `v2`, `No. 5`.
fn is_inside_word(tokens: &[Token<'_>], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|at| tokens.get(at)) else { return false };
    let digits = tokens[at].shape == Shape::Digits;
    let letters = before.is_word() && !before.text.ends_with(is_ideograph_or_kana);
    let tail = tokens[at].glued
        && (letters || is_escape(tokens, at) || (before.is_dash() && before.glued && !before.text.eq("—")));
    let numbered = before.text == "#"
        || before.is("number")
        || (before.text == "." && at >= 2 && tokens[at - 2].is("no"));
    digits && (tail || numbered)
}

/// Tells whether a character belongs to a script that writes figures and words without a space.
fn is_ideograph_or_kana(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// Tells whether the figure at `at` is what a terminal's escape sequence leaves: "[31m", "[1;32m".
fn is_escape(tokens: &[Token<'_>], at: usize) -> bool {
    let parameter = |t: &&Token<'_>| t.glued && (t.shape == Shape::Digits || t.text == ";");
    let before = tokens[..at].iter().rev().find(|t| !parameter(t));
    let after = tokens[at + 1..].iter().find(|t| !parameter(t));
    before.is_some_and(|t| t.text == "[")
        && after.is_some_and(|t| t.glued && t.is_word() && t.text.starts_with(['m', 'K', 'J', 'H']))
}

fn percent(amount: Amount, share: Share, end: usize) -> Quantity {
    Quantity::Found { value: Value::Percent { amount, share }, end, phrase: end }
}

/// Returns the percentage, money or count that a figure from `at` to `end` is by what follows it.
fn counted(tokens: &[Token<'_>], at: usize, amount: Amount, end: usize) -> Quantity {
    if let Some((share, end)) = percentage(tokens, end) {
        return percent(amount, share, end);
    }
    if let Some((currency, end)) = suffix(tokens, end, amount) {
        return Quantity::Found { value: Value::Money { amount, currency }, end, phrase: end };
    }
    if end == at + 1 && may_be_year(tokens, at) {
        return Quantity::Passed { end };
    }
    if is_age(tokens, at, end, amount) {
        let value = Value::Number { amount, unit: "year old".to_owned() };
        return Quantity::Found { value, end, phrase: end };
    }
    match unit(tokens, end + trailing_hedge(tokens, end)) {
        Some(unit) if unit.stem == "thing" => Quantity::Passed { end },
        Some(unit) => {
            Quantity::Found { value: Value::Number { amount, unit: unit.stem }, end, phrase: unit.end }
        }
        None => Quantity::Found { value: Value::Number { amount, unit: String::new() }, end, phrase: end },
    }
}

/// Tells whether a figure is the age of the person named before it: "John Smith, 45, said".
fn is_age(tokens: &[Token<'_>], at: usize, end: usize, amount: Amount) -> bool {
    let comma = |at: usize| tokens.get(at).is_some_and(|t| t.text == ",");
    let aged = at > 0 && tokens[at - 1].is("aged");
    let apposed =
        at >= 2 && comma(at - 1) && tokens[at - 2].is_word() && (comma(end) || end + 1 >= tokens.len());
    tokens[at].shape == Shape::Digits && end == at + 1 && amount.low <= 110.0 && (aged || apposed)
}

/// Returns how many tokens the hedge of "a dozen or so jets" takes behind a figure.
fn trailing_hedge(tokens: &[Token<'_>], at: usize) -> usize {
    let second = tokens.get(at + 1).is_some_and(|t| t.is("so") || t.is("more"));
    match tokens.get(at) {
        Some(t) if t.is("or") && second => 2,
        Some(t) if t.text == "+" => 1,
        _ => 0,
    }
}

/// Returns what "%", "percent", "per cent", "percentage points" at `at` measures and the token after it.
fn percentage(tokens: &[Token<'_>], at: usize) -> Option<(Share, usize)> {
    let dash = usize::from(tokens.get(at).is_some_and(|t| t.is_dash() && t.glued));
    let at = at + dash;
    let word = |at: usize| tokens.get(at).map_or("", |t| &*t.lower);
    match word(at) {
        "%" | "percent" | "pct" | "percentage" if word(at + 1).starts_with("point") => {
            Some((Share::Points, at + 2))
        }
        "%" | "percent" | "pct" => Some((Share::Percent, at + 1)),
        "per" if word(at + 1) == "cent" => Some((Share::Percent, at + 2)),
        _ => None,
    }
}

/// What makes a figure a rough one.
#[rustfmt::skip]
static ABOUT: WordList<11> = WordList::new([
    "about", "almost", "approx", "approximately", "around", "circa", "estimated", "nearly", "roughly", "some", "~",
]);

/// Returns `amount` with the hedge written before token `at` or behind token `end`.
fn hedged(tokens: &[Token<'_>], at: usize, end: usize, amount: Amount) -> Amount {
    let back = |by: usize| at.checked_sub(by).map_or("", |at| &*tokens[at].lower);
    let ahead = |by: usize| tokens.get(end + by).map_or("", |t| &*t.lower);
    let before = match (back(3), back(2), back(1)) {
        ("no", "more" | "greater" | "higher", "than")
        | (_, "less" | "fewer" | "lower", "than")
        | (_, "at", "most")
        | (_, "up", "to")
        | ("as", "many" | "much" | "high", "as")
        | (_, _, "under" | "below" | "maximum")
            if !(back(3) == "no" && matches!(back(2), "less" | "fewer" | "lower")) =>
        {
            Hedge::AtMost
        }
        (_, "more" | "greater" | "higher" | "less" | "fewer" | "lower", "than")
        | (_, "at", "least")
        | (_, _, "over" | "exceeding" | "topping" | "minimum") => Hedge::AtLeast,
        (_, "close", "to") => Hedge::About,
        (_, _, word) if ABOUT.has(word) => Hedge::About,
        _ => Hedge::Exact,
    };
    let hedge = match (ahead(0), ahead(1)) {
        ("or", "more") | ("+", _) => Hedge::AtLeast,
        ("or", "so" | "thereabouts") => Hedge::About,
        _ => before,
    };
    Amount { hedge, ..amount }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::facts::tokens::tokens;

    /// The first quantity of a text, written short.
    fn read(text: &str) -> String {
        let tokens = tokens(text);
        let found = (0..tokens.len()).find_map(|at| quantity(&tokens, at));
        let Some(Quantity::Found { value, .. }) = found else { return "-".into() };
        let show = |a: Amount| {
            let range = if a.high <= a.low { format!("{}", a.low) } else { format!("{}..{}", a.low, a.high) };
            let hedge = if a.hedge == Hedge::Exact { String::new() } else { format!("{:?} ", a.hedge) };
            hedge + &range
        };
        match value {
            Value::Number { amount, unit } => format!("{} {unit}", show(amount)),
            Value::Percent { amount, share: Share::Percent } => format!("{} %", show(amount)),
            Value::Percent { amount, share: Share::Points } => format!("{} points", show(amount)),
            Value::Money { amount, currency } => format!("{} {currency}", show(amount)),
            _ => "?".into(),
        }
    }

    #[test]
    fn the_list_is_sorted() {
        assert!(ABOUT.is_sorted());
    }

    #[test]
    fn quantities_are_told_apart() {
        let cases = [
            ("to purchase 140 Su-57 fighters", "140 fighter"),
            ("form seven squadrons", "7 squadron"),
            ("a $5.43 billion deal", "5430000000 USD"),
            ("5.4bn dollars", "5400000000 USD"),
            ("US$5m", "5000000 USD"),
            ("€5–6 billion", "5000000000..6000000000 EUR"),
            ("Rs. 500 crore", "5000000000 INR"),
            ("40,000 rupees", "40000 INR"),
            ("12 pounds", "12 pound"),
            ("rose by 5 %", "5 %"),
            ("five per cent", "5 %"),
            ("0.5 percentage points", "0.5 points"),
            ("more than 5,000 soldiers", "AtLeast 5000 soldier"),
            ("no more than 10 days", "AtMost 10 day"),
            ("up to 60 missiles", "AtMost 60 missil"),
            ("about 140 jets", "About 140 jet"),
            ("a dozen or so jets", "About 12 jet"),
            ("the 2018 deal", "-"),
            ("the top-10 list", "-"),
            ("No. 5 in", "-"),
            ("reads [31m and", "-"),
            ("reads ^[[1;32m and", "-"),
            ("12人がけがをした", "12 "),
            ("東京で12人", "12 "),
            ("10 500 euros", "10500 EUR"),
            ("Two things matter", "-"),
            ("a third man", "-"),
            ("a third of them", "About 33.333333333333336 %"),
            ("one of the most advanced systems", "-"),
            ("2000 soldiers", "2000 soldier"),
            ("India—five jets", "5 jet"),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
