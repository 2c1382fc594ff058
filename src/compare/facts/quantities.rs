//! Counts, percentages and money, and designators such as `S-400`, which are no counts.
//!
//! What a figure counts is the stem of the head noun behind it. Without a tagger the head is taken
//! to be the first plural on the way, over adjectives, names and designators: "five S-400
//! divisions" and "five divisions of the S-400" both count divisions. Without a plural there is no
//! unit, and a figure without one is never said to differ.

use rust_stemmers::{Algorithm, Stemmer};

use crate::compare::facts::amount::{Amount, Hedge};
use crate::compare::facts::dates::may_be_year;
use crate::compare::facts::fact::{FactValue, Measure};
use crate::compare::facts::lexicon::{ValueTable, WordClass, is_plural};
use crate::compare::facts::numbers::{Number, number};
use crate::compare::facts::tokens::{FactToken, Shape, TokenAccess};
use crate::text::unicode::is_unspaced;

/// How many tokens may be between a figure and its noun.
const REACH: usize = 7;

/// The most letters of a designator before its number: enough for `COVID-19`, too few for most words.
const LETTERS: usize = 6;

/// The result of reading at a token.
#[derive(Debug, PartialEq)]
pub(super) enum Quantity {
    /// A figure whose own tokens end before `end`, and with the counted noun before `phrase`.
    Found { value: FactValue, end: usize, phrase: usize },
    /// Something numeric that states nothing; reading continues at `end`.
    Passed { end: usize },
}

impl Quantity {
    fn of(amount: Amount, measure: Measure, end: usize) -> Self {
        Self::Found { value: FactValue::Quantity { amount, measure }, end, phrase: end }
    }
}

/// Returns the quantity that begins at token `at`.
pub(super) fn quantity(tokens: &[FactToken<'_>], at: usize) -> Option<Quantity> {
    if let Some((currency, start)) = currency_before(tokens, at)
        && let Some(Number::Count { amount, end }) = number(tokens, start)
    {
        let (amount, end) = magnitude(tokens, amount, end);
        let (amount, end) = money_range(tokens, currency, amount, end);
        return Some(Quantity::of(hedged(tokens, at, end, amount), Measure::Money(currency), end));
    }
    if is_inside_word(tokens, at) {
        return None;
    }
    Some(match number(tokens, at)? {
        Number::Other { end } => Quantity::Passed { end },
        Number::Fraction { amount, end } => {
            Quantity::of(Amount { hedge: Hedge::About, ..amount }, Measure::Percent, end)
        }
        Number::Count { amount, end } => counted(tokens, at, hedged(tokens, at, end, amount), end),
    })
}

/// Tells whether the figure at `at` is the tail of something else: `top-10`, `v2`, `No. 5`.
fn is_inside_word(tokens: &[FactToken<'_>], at: usize) -> bool {
    let before = tokens.back(at, 1);
    // A script that writes figures and words without a space.
    let spaceless = |c| is_unspaced(c) || matches!(c, '가'..='힣');
    let letters = before.is_word() && !before.text.ends_with(spaceless);
    let tail =
        tokens[at].glued && (letters || is_escape(tokens, at) || (before.is_glued_dash() && !before.is("—")));
    let numbered = before.is("#") || before.is("number") || (before.is(".") && tokens.back(at, 2).is("no"));
    tokens[at].is_digits() && (tail || numbered)
}

/// Tells whether the figure at `at` is the rest of a terminal's escape sequence: "[31m", "[1;32m".
fn is_escape(tokens: &[FactToken<'_>], at: usize) -> bool {
    let parameter = |t: &&FactToken<'_>| t.glued && (t.is_digits() || t.is(";"));
    let before = tokens[..at].iter().rev().find(|t| !parameter(t));
    let after = tokens[at + 1..].iter().find(|t| !parameter(t));
    before.is_some_and(|t| t.is("["))
        && after.is_some_and(|t| t.glued && t.is_word() && t.text.starts_with(['m', 'K', 'J', 'H']))
}

/// Returns the percentage, money or count of a figure from `at` to `end` by the words behind it.
fn counted(tokens: &[FactToken<'_>], at: usize, amount: Amount, end: usize) -> Quantity {
    if let Some((measure, end)) = percentage(tokens, end) {
        return Quantity::of(amount, measure, end);
    }
    if let Some((currency, end)) = currency_behind(tokens, end, amount) {
        return Quantity::of(amount, Measure::Money(currency), end);
    }
    if end == at + 1 && may_be_year(tokens, at) {
        return Quantity::Passed { end };
    }
    if is_age(tokens, at, end, amount) {
        return Quantity::of(amount, Measure::Count("year old".to_owned()), end);
    }
    match unit(tokens, end + trailing_hedge(tokens, end)) {
        Some((stem, _)) if stem == "thing" => Quantity::Passed { end },
        Some((stem, phrase)) => Quantity::Found {
            value: FactValue::Quantity { amount, measure: Measure::Count(stem) },
            end,
            phrase,
        },
        None => Quantity::of(amount, Measure::Count(String::new()), end),
    }
}

/// Tells whether a figure is the age of the person named before it: "John Smith, 45, said".
fn is_age(tokens: &[FactToken<'_>], at: usize, end: usize, amount: Amount) -> bool {
    let apposed = tokens.back(at, 1).is(",")
        && tokens.back(at, 2).is_word()
        && (tokens.at(end).is(",") || end + 1 >= tokens.len());
    tokens[at].is_digits()
        && end == at + 1
        && amount.low <= 110.0
        && (apposed || tokens.back(at, 1).is("aged"))
}

/// Returns how many tokens the hedge of "a dozen or so jets" takes behind a figure.
fn trailing_hedge(tokens: &[FactToken<'_>], at: usize) -> usize {
    let second = tokens.at(at + 1);
    match &*tokens.at(at).lower {
        "or" if second.is("so") || second.is("more") => 2,
        "+" => 1,
        _ => 0,
    }
}

/// Returns what "%", "percent", "per cent", "percentage points" at `at` measures and the token after it.
fn percentage(tokens: &[FactToken<'_>], at: usize) -> Option<(Measure, usize)> {
    let at = at + usize::from(tokens.at(at).is_glued_dash());
    let next = tokens.at(at + 1);
    match &*tokens.at(at).lower {
        "%" | "percent" | "pct" | "percentage" if next.lower.starts_with("point") => {
            Some((Measure::Points, at + 2))
        }
        "%" | "percent" | "pct" => Some((Measure::Percent, at + 1)),
        "per" if next.is("cent") => Some((Measure::Percent, at + 2)),
        _ => None,
    }
}

/// Returns `amount` with the hedge written before token `at` or behind token `end`.
fn hedged(tokens: &[FactToken<'_>], at: usize, end: usize, amount: Amount) -> Amount {
    let back = |by: usize| &*tokens.back(at, by).lower;
    let ahead = |by: usize| &*tokens.at(end + by).lower;
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
        (_, _, word) if WordClass::Approximate.has(word) => Hedge::About,
        _ => Hedge::Exact,
    };
    let hedge = match (ahead(0), ahead(1)) {
        ("or", "more") | ("+", _) => Hedge::AtLeast,
        ("or", "so" | "thereabouts") => Hedge::About,
        _ => before,
    };
    Amount { hedge, ..amount }
}

/// Returns the currency written before a figure and the token the figure begins at.
fn currency_before(tokens: &[FactToken<'_>], at: usize) -> Option<(&'static str, usize)> {
    let (first, next) = (tokens.at(at), tokens.at(at + 1));
    if let Some(currency) = ValueTable::CurrencySign.get(first.text) {
        return Some((currency, at + 1));
    }
    if first.is_word() && next.glued && next.is("$") {
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
    let start = at + 1 + usize::from(next.is("."));
    Some((ValueTable::CurrencyCode.get(first.text).filter(|_| tokens.at(start).is_digits())?, start))
}

/// Returns the amount with a magnitude letter behind it (`$5m`) and the token after it.
fn magnitude(tokens: &[FactToken<'_>], amount: Amount, end: usize) -> (Amount, usize) {
    match &*tokens.at(end).lower {
        "m" if tokens.at(end).glued => (amount.scaled(1e6), end + 1),
        "b" if tokens.at(end).glued => (amount.scaled(1e9), end + 1),
        _ => (amount, end),
    }
}

/// Returns the amount widened by the second half of "$5 to $6 billion", and the token after it.
fn money_range(tokens: &[FactToken<'_>], currency: &str, amount: Amount, end: usize) -> (Amount, usize) {
    let joins = tokens.at(end).is("to") || tokens.at(end).is_glued_dash();
    let second = currency_before(tokens, end + 1).filter(|(second, _)| joins && *second == currency);
    let Some(Number::Count { amount: upper, end: after }) =
        second.and_then(|(_, start)| number(tokens, start))
    else {
        return (amount, end);
    };
    let scaled = upper.low >= amount.low * 1000.0 && amount.low > 0.0;
    let lower = amount.scaled(if scaled { upper.grain.max(1.0) } else { 1.0 });
    lower.up_to(upper).map_or((amount, end), |range| (range, after))
}

/// Returns the currency written behind a figure ("dollars", "US dollars", "-dollar", "EUR") and the token after it.
fn currency_behind(tokens: &[FactToken<'_>], at: usize, amount: Amount) -> Option<(&'static str, usize)> {
    let at = at + usize::from(tokens.at(at).is_glued_dash());
    let (first, second) = (tokens.at(at), tokens.at(at + 1));
    let sign = ValueTable::CurrencySign.get(first.text).or_else(|| ValueTable::CurrencyCode.get(first.text));
    if let Some(currency) = sign.or_else(|| first.value(ValueTable::CurrencyWord)) {
        return Some((currency, at + 1));
    }
    let national = match &*first.lower {
        "us" | "american" => "USD",
        "canadian" => "CAD",
        "australian" => "AUD",
        "pounds" if amount.low >= 1e6 || second.is("sterling") => return Some(("GBP", at + 1)),
        _ => return None,
    };
    (second.is("dollars") || second.is("dollar")).then_some((national, at + 2))
}

/// Returns the stem of what a figure that ends before token `at` counts, and the token after it.
fn unit(tokens: &[FactToken<'_>], at: usize) -> Option<(String, usize)> {
    let next = tokens.get(at)?;
    if next.is_glued_dash() {
        // "five-year", "45-year-old".
        let word = tokens.get(at + 1).filter(|t| t.glued && t.is_word())?;
        let old = tokens.at(at + 2).is_dash() && tokens.at(at + 3).is("old");
        return Some(aged(&word.lower, old, at + 2, at + 4));
    }
    if next.is_in(WordClass::Measure) && !tokens.at(at + 1).is_glued_dash() {
        return Some((stem(&next.lower), at + 1));
    }
    let head = head(tokens, at + of_the(tokens, at))?;
    Some(aged(&tokens[head].lower, tokens.at(head + 1).is("old"), head + 1, head + 2))
}

/// Returns the stem of a unit noun with "old" if that follows, and `end` or `end_old`.
fn aged(noun: &str, old: bool, end: usize, end_old: usize) -> (String, usize) {
    if old { (stem(noun) + " old", end_old) } else { (stem(noun), end) }
}

/// Returns how many tokens of "of the" are at `at`.
fn of_the(tokens: &[FactToken<'_>], at: usize) -> usize {
    let article = matches!(
        &*tokens.at(at + 1).lower,
        "the" | "these" | "those" | "its" | "their" | "his" | "her" | "our"
    );
    if tokens.at(at).is("of") { 1 + usize::from(article) } else { 0 }
}

fn head(tokens: &[FactToken<'_>], from: usize) -> Option<usize> {
    let plural = |at: usize| tokens.at(at).is_word() && is_plural(&tokens.at(at).lower);
    let casualty = |at: usize| matches!(&*tokens.at(at).lower, "dead" | "injured" | "wounded" | "missing");
    let phrase = (from..tokens.len().min(from + REACH)).take_while(|at| is_inside_phrase(tokens, *at, from));
    let mut heads = phrase.filter(|at| {
        let next = tokens.at(at + 1);
        plural(*at) && !(next.is_glued_dash() || (next.glued && next.shape == Shape::Possessive))
    });
    heads.next().map(|at| at + usize::from(plural(at + 1) && !casualty(at + 1)))
}

/// Tells whether a noun phrase may go on through token `at`.
fn is_inside_phrase(tokens: &[FactToken<'_>], at: usize, from: usize) -> bool {
    let token = &tokens[at];
    match token.shape {
        Shape::Word => !token.grammar,
        Shape::Digits => token.glued && at > from,
        Shape::Possessive => false,
        Shape::Mark => token.is_glued_dash() && tokens.at(at + 1).glued,
    }
}

/// Returns the stem of a unit noun, the same for all its spellings.
fn stem(noun: &str) -> String {
    let noun = ValueTable::Unit.get(noun).unwrap_or(noun);
    Stemmer::create(Algorithm::English).stem(noun).into_owned()
}

/// Returns the designator that begins at token `at` and the token after it: `S-400`, `Su-30MKI`,
/// `COVID-19`, `Boeing 737`, `Article 370`.
pub(super) fn designator(tokens: &[FactToken<'_>], at: usize) -> Option<(FactValue, usize)> {
    let class = tokens.get(at).filter(|t| t.is_word())?;
    let digits_at = if is_label(class) {
        at + 1 + usize::from(tokens.at(at + 1).is_dash())
    } else if (class.is_capital() || class.is("covid"))
        && class.text.chars().count() <= LETTERS
        && !class.is_in(WordClass::NoDesignator)
    {
        let next = tokens.at(at + 1);
        let digits_at = at + 1 + usize::from(next.is_dash() && !next.is("—"));
        (next.glued && tokens.at(digits_at).glued).then_some(digits_at)?
    } else {
        return None;
    };
    let digits = tokens.at(digits_at);
    let plain =
        digits.is_digits() && digits.text.len() <= 5 && digits.text.bytes().all(|b| b.is_ascii_digit());
    let (variant, end) = variant(tokens, digits_at + 1);
    let (class, number) = (class.lower.to_string(), digits.text.to_owned());
    plain.then_some((FactValue::Designator { class, number, variant }, end))
}

/// Returns the letters or digits behind the number (`MKI`, `neo`, the `800` of `737-800`) and the
/// token after them.
fn variant(tokens: &[FactToken<'_>], at: usize) -> (String, usize) {
    let (first, second) = (tokens.at(at), tokens.at(at + 1));
    if first.glued && first.is("s") {
        (String::new(), at + 1)
    } else if first.glued && first.is_word() && first.text.chars().count() <= 4 {
        (first.lower.to_string(), at + 1)
    } else if first.glued && first.is("-") && second.glued && second.is_digits() {
        (second.text.to_owned(), at + 2)
    } else {
        (String::new(), at)
    }
}

/// Tells whether a number behind a space belongs to the word in front of it.
pub(super) fn is_label(token: &FactToken<'_>) -> bool {
    token.is_in(WordClass::Label) || (token.is_capital() && token.is_in(WordClass::Maker))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::facts::tokens::tokens;

    /// Returns the first quantity of a text, written short.
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
            FactValue::Quantity { amount, measure } => {
                let measure = match &measure {
                    Measure::Count(unit) => unit,
                    Measure::Percent => "%",
                    Measure::Points => "points",
                    Measure::Money(currency) => currency,
                };
                format!("{} {measure}", show(amount))
            }
            _ => "?".into(),
        }
    }

    #[test]
    fn quantities_are_read_by_kind() {
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

    #[test]
    fn the_head_noun_is_found_behind_other_words() {
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
            assert_eq!(unit(&tokens(text), 1).map(|(stem, _)| stem).as_deref(), expected, "{text}");
        }
    }

    fn read_designator(text: &str) -> Option<String> {
        match designator(&tokens(text), 0)?.0 {
            FactValue::Designator { class, number, variant } => Some(format!("{class}|{number}|{variant}")),
            _ => None,
        }
    }

    #[test]
    fn designators_are_read_in_their_spellings() {
        let cases = [
            ("S-400 systems", Some("s|400|")),
            ("S‑400", Some("s|400|")),
            ("S400s", Some("s|400|")),
            ("Su-30MKI", Some("su|30|mki")),
            ("MiG-29", Some("mig|29|")),
            ("COVID-19", Some("covid|19|")),
            ("S-400-based", Some("s|400|")),
            ("Boeing 737-800 jets", Some("boeing|737|800")),
            ("Article 370", Some("article|370|")),
            ("mid-1990s", None),
            ("Mid-2020", None),
            ("Moscow 140 people", None),
            ("five-year", None),
            ("December-4", None),
            ("S-400.5", None),
        ];
        for (text, expected) in cases {
            assert_eq!(read_designator(text).as_deref(), expected, "{text}");
        }
    }
}
