//! Money: signs, codes and words of currencies before and behind a figure.

use crate::compare::facts::amount::Amount;
use crate::compare::facts::numerals::{Numeral, numeral};
use crate::compare::facts::tokens::{Shape, Token};

/// Returns the currency written before a figure and the token the figure begins at.
pub(super) fn prefix(tokens: &[Token<'_>], at: usize) -> Option<(&'static str, usize)> {
    let first = tokens.get(at)?;
    let sign = |at: usize| tokens.get(at).and_then(|t| symbol(t.text));
    if let Some(currency) = sign(at) {
        return Some((currency, at + 1));
    }
    if first.is_word() && tokens.get(at + 1).is_some_and(|t| t.glued && t.text == "$") {
        let currency = match first.text {
            "US" | "U.S." => "USD",
            "A" | "AU" => "AUD",
            "C" | "CA" => "CAD",
            "NZ" => "NZD",
            "HK" => "HKD",
            "S" => "SGD",
            _ => return None,
        };
        return Some((currency, at + 2));
    }
    let currency = code(first.text)?;
    let dot = usize::from(tokens.get(at + 1).is_some_and(|t| t.text == "."));
    tokens.get(at + 1 + dot).filter(|t| t.shape == Shape::Digits).map(|_| (currency, at + 1 + dot))
}

/// Tells whether `text` is the sign of a currency.
pub(super) fn is_symbol(text: &str) -> bool {
    symbol(text).is_some()
}

fn symbol(text: &str) -> Option<&'static str> {
    Some(match text {
        "$" => "USD",
        "€" => "EUR",
        "£" => "GBP",
        "¥" => "JPY",
        "₹" => "INR",
        "₽" => "RUB",
        _ => return None,
    })
}

fn code(text: &str) -> Option<&'static str> {
    Some(match text {
        "USD" => "USD",
        "EUR" => "EUR",
        "GBP" => "GBP",
        "JPY" => "JPY",
        "CNY" | "RMB" => "CNY",
        "INR" | "Rs" => "INR",
        "RUB" => "RUB",
        "AUD" => "AUD",
        "CAD" => "CAD",
        "CHF" => "CHF",
        _ => return None,
    })
}

/// Returns the amount with a magnitude letter behind it (`$5m`) and the token after it.
pub(super) fn magnitude(tokens: &[Token<'_>], amount: Amount, end: usize) -> (Amount, usize) {
    let letter = tokens.get(end).filter(|t| t.glued).map_or("", |t| &*t.lower);
    match letter {
        "m" => (amount.scaled(1e6), end + 1),
        "b" => (amount.scaled(1e9), end + 1),
        _ => (amount, end),
    }
}

/// Returns the amount widened by the second half of "$5 to $6 billion".
pub(super) fn upper_end(tokens: &[Token<'_>], currency: &str, amount: Amount, end: usize) -> (Amount, usize) {
    let joint = tokens.get(end).is_some_and(|t| t.is("to") || (t.is_dash() && t.glued));
    let Some((same, start)) = joint.then(|| prefix(tokens, end + 1)).flatten() else { return (amount, end) };
    let Some(Numeral::Count { amount: upper, end: after }) = numeral(tokens, start) else {
        return (amount, end);
    };
    let scale = if upper.low >= amount.low * 1000.0 && amount.low > 0.0 { upper.grain.max(1.0) } else { 1.0 };
    let lower = amount.scaled(scale);
    if same == currency && lower.low < upper.low && upper.low < lower.low * 20.0 {
        (Amount { high: upper.high, grain: lower.grain.max(upper.grain), ..lower }, after)
    } else {
        (amount, end)
    }
}

/// Returns the currency written behind a figure ("dollars", "US dollars", "-dollar", "EUR") and the token after it.
pub(super) fn suffix(tokens: &[Token<'_>], at: usize, amount: Amount) -> Option<(&'static str, usize)> {
    let dash = usize::from(tokens.get(at).is_some_and(|t| t.is_dash() && t.glued));
    let at = at + dash;
    let first = tokens.get(at)?;
    if let Some(currency) = symbol(first.text).or_else(|| code(first.text)) {
        return Some((currency, at + 1));
    }
    let nation = |lower: &str| match lower {
        "us" | "american" => Some("USD"),
        "canadian" => Some("CAD"),
        "australian" => Some("AUD"),
        _ => None,
    };
    let second = tokens.get(at + 1);
    if let (Some(currency), Some(noun)) = (nation(&first.lower), second) {
        return (noun.is("dollars") || noun.is("dollar")).then_some((currency, at + 2));
    }
    let currency = match &*first.lower {
        "dollars" | "dollar" => "USD",
        "euros" | "euro" => "EUR",
        "rupees" | "rupee" => "INR",
        "rubles" | "roubles" | "ruble" | "rouble" => "RUB",
        "yen" => "JPY",
        "yuan" => "CNY",
        "pounds" if amount.low >= 1e6 || second.is_some_and(|t| t.is("sterling")) => "GBP",
        _ => return None,
    };
    Some((currency, at + 1))
}
