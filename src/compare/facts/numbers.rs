//! Numbers, written with digits or in English words.
//!
//! Number words are read here because the usual crates turn "one of the most" into a count of one,
//! and a false count is worse than a missed one. Ordinals, scores, fractions such as "9/11" and
//! version numbers are recognised in order to be passed over.

use crate::compare::facts::amount::Amount;
use crate::compare::facts::lexicon::ValueTable;
use crate::compare::facts::tokens::{FactToken, Shape, TokenAccess};

/// Something numeric that begins at a token; `end` is the token after it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Number {
    /// A figure.
    Count { amount: Amount, end: usize },
    /// A fraction of a whole, in percent: "two thirds", "half of".
    Fraction { amount: Amount, end: usize },
    /// An ordinal, a score, a version: it counts nothing.
    Other { end: usize },
}

/// Returns the number that begins at token `at`.
pub(super) fn number(tokens: &[FactToken<'_>], at: usize) -> Option<Number> {
    if let Some(end) = other(tokens, at) {
        return Some(Number::Other { end });
    }
    if let Some(fraction) = fraction(tokens, at) {
        return Some(fraction);
    }
    let (amount, end) = single(tokens, at)?;
    let (amount, end) = range(tokens, at, amount, end);
    Some(Number::Count { amount, end })
}

/// Returns the token after something numeric that counts nothing.
fn other(tokens: &[FactToken<'_>], at: usize) -> Option<usize> {
    if tokens.at(at).is_digits() {
        return other_digits(tokens, at);
    }
    tokens.at(at).value(ValueTable::Tens)?;
    let next = at + 1 + usize::from(tokens.at(at + 1).is_dash());
    let ordinal = matches!(
        &*tokens.at(next).lower,
        "first" | "second" | "third" | "fourth" | "fifth" | "sixth" | "seventh" | "eighth" | "ninth"
    );
    ordinal.then_some(next + 1)
}

fn other_digits(tokens: &[FactToken<'_>], at: usize) -> Option<usize> {
    let text = tokens[at].text;
    if text.matches('.').count() > 1 {
        return Some(at + 1);
    }
    let next = tokens.at(at + 1);
    if next.glued && matches!(&*next.lower, "st" | "nd" | "rd" | "th" | "s") {
        return Some(at + 2);
    }
    let after = tokens.get(at + 2).filter(|after| next.glued && after.glued && after.is_digits())?;
    let joined = matches!(next.text, "/" | ":" | "×");
    let (low, high) = (digits(text)?, digits(after.text)?);
    (joined || (next.is_dash() && high <= low)).then_some(at + 3)
}

/// Words after which a fraction is an amount and not a percentage: half of a mile.
const MEASURES: [&str; 17] = [
    "hour",
    "minute",
    "second",
    "day",
    "week",
    "month",
    "year",
    "decade",
    "century",
    "million",
    "billion",
    "mile",
    "kilometre",
    "metre",
    "inch",
    "pound",
    "acre",
];

/// Returns a fraction of a whole: "two-thirds", "a third of", "half of", "half the".
fn fraction(tokens: &[FactToken<'_>], at: usize) -> Option<Number> {
    let word = |at: usize| &*tokens.at(at).lower;
    let percent = |value: f64, end: usize| Number::Fraction { amount: Amount::exact(value, 1.0), end };
    // `three quarters of an hour` is a length of time.
    let is_of_measure = |of: usize| {
        word(of) == "of" && matches!(word(of + 1), "a" | "an") && MEASURES.contains(&word(of + 2))
    };
    if word(at) == "half" && matches!(word(at + 1), "of" | "the") && !is_of_measure(at + 1) {
        return Some(percent(50.0, at + 1));
    }
    let count = match word(at) {
        "a" | "one" => 1.0,
        "two" => 2.0,
        "three" => 3.0,
        "four" => 4.0,
        _ => return None,
    };
    let name = at + 1 + usize::from(tokens.at(at + 1).is_dash());
    let parts = match word(name) {
        "third" | "thirds" => 3.0,
        "quarter" | "quarters" => 4.0,
        "fifth" | "fifths" => 5.0,
        _ => return None,
    };
    let whole = word(name).ends_with('s') || word(name + 1) == "of";
    (whole && !is_of_measure(name + 1) && count < parts).then(|| percent(100.0 * count / parts, name + 1))
}

/// Returns one figure at `at` with its scale ("5.4 billion") and the token after it.
fn single(tokens: &[FactToken<'_>], at: usize) -> Option<(Amount, usize)> {
    let (mut amount, mut end) = match tokens.at(at).shape {
        Shape::Digits => in_digits(tokens, at)?,
        Shape::Word => in_words(tokens, at)?,
        Shape::Possessive | Shape::Mark => return None,
    };
    while let Some((factor, next)) = scale(tokens, end) {
        amount = amount.scaled(factor);
        end = next;
    }
    amount.low.is_finite().then_some((amount, end))
}

/// Returns the value of digits with commas or one decimal point.
fn digits(text: &str) -> Option<f64> {
    text.replace(',', "").parse().ok()
}

fn in_digits(tokens: &[FactToken<'_>], at: usize) -> Option<(Amount, usize)> {
    let text = tokens[at].text;
    // A comma not before three digits is a decimal one.
    let decimal = text
        .rsplit_once(['.', ','])
        .filter(|(whole, part)| text.contains('.') || (part.len() != 3 && !whole.contains(',')));
    let (whole, part) = decimal.unwrap_or((text, ""));
    let mut value = digits(format!("{whole}.{part}").trim_end_matches('.'))?;
    let mut grain = 10_f64.powi(-(part.len() as i32));
    let mut end = at + 1;
    while text.len() <= 3 && is_group(tokens, end) {
        value = value * 1000.0 + digits(tokens[end].text)?;
        grain = 1.0;
        end += 1;
    }
    Some(and_a_half(tokens, end, value).unwrap_or((Amount::exact(value, grain), end)))
}

/// Tells whether token `at` is a further group of three digits behind one space, as in "10 000". More spaces part
/// the cells of a table.
fn is_group(tokens: &[FactToken<'_>], at: usize) -> bool {
    let (token, next) = (tokens.at(at), tokens.at(at + 1));
    let three = token.text.len() == 3 && token.text.bytes().all(|b| b.is_ascii_digit());
    three && (!next.is_digits() || next.text.len() == 3) && token.spaces == 1
}

/// Returns `amount` widened to a range when a higher figure follows ("10–12", "between 10 and 12",
/// "five or six"); "from 10 to 12" tells of a change and stays two figures.
fn range(tokens: &[FactToken<'_>], at: usize, amount: Amount, end: usize) -> (Amount, usize) {
    let (before, joint) = (tokens.back(at, 1), tokens.at(end));
    let joins = (joint.is("to") && !before.is("from"))
        || joint.is("or")
        || (joint.is("and") && before.is("between"))
        || joint.is_glued_dash();
    let Some((upper, next)) = single(tokens, end + 1).filter(|_| joins) else { return (amount, end) };
    let scaled = amount.grain < upper.grain && amount.low < 1000.0;
    let scale = [1e12, 1e9, 1e6, 1e3].into_iter().find(|&scale| scaled && upper.low >= scale);
    amount.scaled(scale.unwrap_or(1.0)).up_to(upper).map_or((amount, end), |range| (range, next))
}

/// Returns a number in words: "two hundred and fifty", "a dozen", "half a"; scales beyond a
/// hundred are left to the caller unless more follows them ("two thousand five hundred").
fn in_words(tokens: &[FactToken<'_>], at: usize) -> Option<(Amount, usize)> {
    let word = |at: usize| &*tokens.at(at).lower;
    let scaled = |at: usize| scale(tokens, at).is_some();
    let percent = |at: usize| matches!(word(at), "percent" | "per" | "percentage" | "pct");
    match word(at) {
        "a" | "an" if scaled(at + 1) && word(at + 2) != "times" => {
            return Some((Amount::exact(1.0, 1.0), at + 1));
        }
        "half" if word(at + 1) == "a" && scaled(at + 2) => return Some((Amount::exact(0.5, 0.1), at + 2)),
        "one" if word(at + 1) != "and" && !scaled(at + 1) && !percent(at + 1) => return None,
        _ => {}
    }
    let (value, end) = below_million(tokens, at)?;
    if let Some(found) = and_a_half(tokens, end, value) {
        return Some(found);
    }
    let lone = word(at) == "one" && end == at + 1;
    (!lone || scaled(end) || percent(end)).then_some((Amount::exact(value, 1.0), end))
}

/// Returns `value` and the half of "and a half" at `at`, and the token after it.
fn and_a_half(tokens: &[FactToken<'_>], at: usize, value: f64) -> Option<(Amount, usize)> {
    let half = tokens.at(at).is("and") && tokens.at(at + 1).is("a") && tokens.at(at + 2).is("half");
    half.then(|| (Amount::exact(value + 0.5, 0.1), at + 3))
}

/// Returns the factor of a scale word at `at` and the token after it.
fn scale(tokens: &[FactToken<'_>], at: usize) -> Option<(f64, usize)> {
    let at = at + usize::from(tokens.at(at).is_glued_dash());
    let token = tokens.at(at);
    let thousand = (token.glued && token.is("k")).then_some(1e3);
    Some((thousand.or_else(|| token.number(ValueTable::Scale))?, at + 1))
}

fn below_million(tokens: &[FactToken<'_>], at: usize) -> Option<(f64, usize)> {
    let (value, end) = below_thousand(tokens, at)?;
    let rest = tokens.at(end).is("thousand").then(|| below_thousand(tokens, skip_and(tokens, end + 1)));
    Some(rest.flatten().map_or((value, end), |(rest, next)| (value * 1000.0 + rest, next)))
}

fn below_thousand(tokens: &[FactToken<'_>], at: usize) -> Option<(f64, usize)> {
    let (value, end) = below_hundred(tokens, at)?;
    if !tokens.at(end).is("hundred") {
        return Some((value, end));
    }
    let (rest, end) = below_hundred(tokens, skip_and(tokens, end + 1)).unwrap_or((0.0, end + 1));
    Some((value * 100.0 + rest, end))
}

fn skip_and(tokens: &[FactToken<'_>], at: usize) -> usize {
    at + usize::from(tokens.at(at).is("and"))
}

fn below_hundred(tokens: &[FactToken<'_>], at: usize) -> Option<(f64, usize)> {
    let unit = |at: usize| tokens.at(at).number::<f64>(ValueTable::SmallNumber);
    let Some(tens) = tokens.at(at).number(ValueTable::Tens) else { return Some((unit(at)?, at + 1)) };
    let next = at + 1 + usize::from(tokens.at(at + 1).is_dash());
    Some(unit(next).filter(|unit| *unit < 10.0).map_or((tens, at + 1), |unit| (tens + unit, next + 1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::facts::tokens::tokens;

    fn count(text: &str) -> Option<(f64, f64)> {
        match number(&tokens(text), 0) {
            Some(Number::Count { amount, .. }) => Some((amount.low, amount.high)),
            _ => None,
        }
    }

    #[test]
    fn figures_are_read_in_digits_and_words() {
        let cases = [
            ("140 fighters", 140.0),
            ("5,400", 5400.0),
            ("5.43 billion", 5.43e9),
            ("5,4 km", 5.4),
            ("10\u{a0}000 sentences", 10_000.0),
            ("10 000 sentences", 10_000.0),
            ("10\u{202f}000 sentences", 10_000.0),
            ("10  000 sentences", 10.0),
            ("seven squadrons", 7.0),
            ("twenty-one guns", 21.0),
            ("two hundred and fifty thousand people", 250_000.0),
            ("two thousand five hundred men", 2500.0),
            ("a dozen eggs", 12.0),
            ("half a million", 500_000.0),
            ("two dozen", 24.0),
            ("a hundred", 100.0),
            ("two and a half years", 2.5),
            ("one million", 1e6),
            ("one percent", 1.0),
            ("one hundred and one", 101.0),
            ("5.4bn", 5.4e9),
        ];
        for (text, expected) in cases {
            assert_eq!(count(text), Some((expected, expected)), "{text}");
        }
    }

    #[test]
    fn ranges_need_a_higher_end() {
        assert_eq!(count("10–12 days"), Some((10.0, 12.0)));
        assert_eq!(count("ten to twelve days"), Some((10.0, 12.0)));
        assert_eq!(count("5-6 billion"), Some((5e9, 6e9)));
        assert_eq!(count("5 to 4"), Some((5.0, 5.0)));
        assert_eq!(count("3-2 win"), None);
    }

    #[test]
    fn numbers_that_count_nothing_are_no_figures() {
        for text in [
            "one of the most",
            "21st century",
            "9/11",
            "1.2.3",
            "twenty-first",
            "a man",
            "8:30",
            "dozens",
            "1990s",
        ] {
            assert_eq!(count(text), None, "{text}");
        }
    }

    #[test]
    fn fractions_of_a_whole_are_shares() {
        for (text, percent) in [("two-thirds of", 66.7), ("a third of", 33.3), ("half of them", 50.0)] {
            let Some(Number::Fraction { amount, .. }) = number(&tokens(text), 0) else { panic!("{text}") };
            assert!((amount.low - percent).abs() < 0.1, "{text}");
        }
        for text in ["three quarters of an hour", "half of a mile", "a quarter of a million people"] {
            let found = number(&tokens(text), 0);
            assert!(!matches!(found, Some(Number::Fraction { .. })), "{text}");
        }
    }
}
