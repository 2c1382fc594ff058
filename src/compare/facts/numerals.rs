//! Figures, written with digits or in English words.
//!
//! Its own reading of number words: the usual crates turn "one of the most" into a count of one,
//! and a false count is worse than a missed one. Ordinals, scores, fractions such as "9/11" and
//! version numbers are recognised in order to be passed over.

use crate::compare::facts::amount::Amount;
use crate::compare::facts::spelled::{and_a_half, is_ordinal, scale, spelled, tens};
use crate::compare::facts::tokens::{Shape, Token};

/// What stands at a token.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Numeral {
    /// A figure; `end` is the token after it.
    Count { amount: Amount, end: usize },
    /// A fraction of a whole, in percent: "two thirds", "half of".
    Share { amount: Amount, end: usize },
    /// Something numeric that counts nothing: an ordinal, a score, a version.
    Other { end: usize },
}

/// Returns what is numeric at token `at`, or `None`.
pub(super) fn numeral(tokens: &[Token<'_>], at: usize) -> Option<Numeral> {
    if let Some(end) = other(tokens, at) {
        return Some(Numeral::Other { end });
    }
    if let Some(share) = share(tokens, at) {
        return Some(share);
    }
    let (amount, end) = single(tokens, at)?;
    let (amount, end) = range(tokens, at, amount, end);
    Some(Numeral::Count { amount, end })
}

/// Returns the token after something numeric that counts nothing.
fn other(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let first = tokens.get(at)?;
    if first.shape == Shape::Digits {
        return passed_over(tokens, at);
    }
    tens(&first.lower)?;
    let dash = tokens.get(at + 1)?.is_dash();
    let next = tokens.get(at + 1 + usize::from(dash))?;
    is_ordinal(&next.lower).then_some(at + 2 + usize::from(dash))
}

fn passed_over(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let text = tokens[at].text;
    if text.matches('.').count() > 1 {
        return Some(at + 1);
    }
    let next = tokens.get(at + 1).filter(|next| next.glued)?;
    if matches!(&*next.lower, "st" | "nd" | "rd" | "th" | "s") {
        return Some(at + 2);
    }
    let after = tokens.get(at + 2).filter(|after| after.glued && after.shape == Shape::Digits)?;
    let joined = matches!(next.text, "/" | ":" | "×");
    let (low, high) = (digits(text)?, digits(after.text)?);
    (joined || (next.is_dash() && high <= low)).then_some(at + 3)
}

/// Returns a fraction of a whole: "two-thirds", "a third of", "half of", "half the".
fn share(tokens: &[Token<'_>], at: usize) -> Option<Numeral> {
    let word = |at: usize| tokens.get(at).map_or("", |token| &*token.lower);
    let percent = |value: f64, end: usize| Numeral::Share { amount: Amount::exact(value, 1.0), end };
    if word(at) == "half" && (word(at + 1) == "of" || word(at + 1) == "the") {
        return Some(percent(50.0, at + 1));
    }
    let count = match word(at) {
        "a" | "one" => 1.0,
        "two" => 2.0,
        "three" => 3.0,
        "four" => 4.0,
        _ => return None,
    };
    let name = at + 1 + usize::from(tokens.get(at + 1)?.is_dash());
    let parts = match word(name) {
        "third" | "thirds" => 3.0,
        "quarter" | "quarters" => 4.0,
        "fifth" | "fifths" => 5.0,
        _ => return None,
    };
    let whole = word(name).ends_with('s') || word(name + 1) == "of";
    (whole && count < parts).then(|| percent(100.0 * count / parts, name + 1))
}

/// Returns one figure at `at` with its scale ("5.4 billion") and the token after it.
fn single(tokens: &[Token<'_>], at: usize) -> Option<(Amount, usize)> {
    let (value, grain, end) = match tokens.get(at)?.shape {
        Shape::Digits => written(tokens, at)?,
        Shape::Word => spelled(tokens, at)?,
        Shape::Possessive | Shape::Mark => return None,
    };
    let mut amount = Amount::exact(value, grain);
    let mut end = end;
    while let Some((factor, next)) = scale(tokens, end) {
        amount = amount.scaled(factor);
        end = next;
    }
    (amount.low.is_finite()).then_some((amount, end))
}

/// Returns the value of digits with commas or one decimal point.
fn digits(text: &str) -> Option<f64> {
    text.replace(',', "").parse().ok()
}

fn written(tokens: &[Token<'_>], at: usize) -> Option<(f64, f64, usize)> {
    let text = tokens[at].text;
    let (mut value, mut grain) = plain(text)?;
    let mut end = at + 1;
    while text.len() <= 3 && grouped(tokens, end) {
        value = value * 1000.0 + digits(tokens[end].text)?;
        grain = 1.0;
        end += 1;
    }
    if let Some((half, next)) = and_a_half(tokens, end) {
        return Some((value + half, 0.1, next));
    }
    Some((value, grain, end))
}

/// Returns the value and what its last digit is worth; a comma not before three digits is decimal.
fn plain(text: &str) -> Option<(f64, f64)> {
    let (whole, part) = match text.rsplit_once(['.', ',']) {
        Some((whole, part)) if text.contains('.') || (part.len() != 3 && !whole.contains(',')) => {
            (whole, part)
        }
        _ => (text, ""),
    };
    let value = format!("{}.{part}", whole.replace(',', "")).trim_end_matches('.').parse().ok()?;
    Some((value, 10_f64.powi(-(part.len() as i32))))
}

/// Tells whether token `at` is a further group of three digits behind a space, as in "10 000".
fn grouped(tokens: &[Token<'_>], at: usize) -> bool {
    let (Some(before), Some(token)) = (tokens.get(at.wrapping_sub(1)), tokens.get(at)) else { return false };
    let gap = token.span.start - before.span.end;
    let alone = tokens.get(at + 1).is_none_or(|t| t.shape != Shape::Digits || t.text.len() == 3);
    token.text.len() == 3
        && token.shape == Shape::Digits
        && token.text.bytes().all(|b| b.is_ascii_digit())
        && alone
        && (1..=3).contains(&gap)
}

/// Returns `amount` widened to a range when a higher figure follows ("10–12", "between 10 and 12",
/// "five or six"); "from 10 to 12" tells of a change and stays two figures.
fn range(tokens: &[Token<'_>], at: usize, amount: Amount, end: usize) -> (Amount, usize) {
    let before = |word: &str| at > 0 && tokens[at - 1].is(word);
    let Some(joint) = tokens.get(end) else { return (amount, end) };
    let leads_on = (joint.is("to") && !before("from"))
        || joint.is("or")
        || (joint.is("and") && before("between"))
        || (joint.is_dash() && joint.glued);
    let Some((upper, next)) = leads_on.then(|| single(tokens, end + 1)).flatten() else {
        return (amount, end);
    };
    let factor = if amount.grain < upper.grain && amount.low < 1000.0 { scale_of(upper) } else { 1.0 };
    let lower = amount.scaled(factor);
    if lower.low < upper.low && upper.low <= lower.low * 20.0 {
        (Amount { high: upper.high, grain: lower.grain.max(upper.grain), ..lower }, next)
    } else {
        (amount, end)
    }
}

/// Returns the thousand, million or billion a figure was written in.
fn scale_of(amount: Amount) -> f64 {
    [1e12, 1e9, 1e6, 1e3].into_iter().find(|&scale| amount.low >= scale).unwrap_or(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::facts::tokens::tokens;

    fn count(text: &str) -> Option<(f64, f64)> {
        match numeral(&tokens(text), 0) {
            Some(Numeral::Count { amount, .. }) => Some((amount.low, amount.high)),
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
    fn what_counts_nothing_is_no_figure() {
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
            let Some(Numeral::Share { amount, .. }) = numeral(&tokens(text), 0) else { panic!("{text}") };
            assert!((amount.low - percent).abs() < 0.1, "{text}");
        }
    }
}
