//! Bare years, decades and centuries: when the figures are a year at all.

use crate::compare::facts::dates::{Date, Period};
use crate::compare::facts::lexicon::{ValueTable, WordClass, is_plural};
use crate::compare::facts::tokens::{FactToken, Shape, TokenAccess};

/// Returns the year of four digits.
pub(super) fn four_digits(token: &FactToken<'_>) -> Option<i16> {
    let four = token.is_digits() && token.text.len() == 4;
    token.text.parse().ok().filter(|year| four && (1000..=2100).contains(year))
}

/// Returns a year that needs no word in front to be one, "2020", "44 BC" or "AD 79", and the token after it.
pub(super) fn year(tokens: &[FactToken<'_>], at: usize) -> Option<(i16, usize)> {
    with_era(tokens, at).or_else(|| Some((four_digits(tokens.at(at))?, at + 1)))
}

/// Returns "44 BC", "79 CE", "AD 79" as a year, and the token after it.
fn with_era(tokens: &[FactToken<'_>], at: usize) -> Option<(i16, usize)> {
    let number = |at: usize| {
        let token = tokens.at(at);
        token.text.parse::<i16>().ok().filter(|year| token.is_digits() && (1..=9999).contains(year))
    };
    if tokens.at(at).text == "AD" || tokens.at(at).text == "A.D." {
        return Some((number(at + 1)?, at + 2));
    }
    let (sign, end) = era(tokens, at + 1)?;
    Some((sign * number(at)?, end))
}

/// Returns -1 for "BC" and 1 for "AD", also in other languages, and the token after it.
fn era(tokens: &[FactToken<'_>], at: usize) -> Option<(i16, usize)> {
    let word = |by: usize| tokens.at(at + by).text;
    match (word(0), word(1), word(2), word(3)) {
        ("BC" | "BCE" | "B.C." | "B.C.E." | "a.C.", ..) => Some((-1, at + 1)),
        ("AD" | "CE" | "A.D." | "C.E." | "d.C.", ..) => Some((1, at + 1)),
        ("v", ".", "Chr", ".") => Some((-1, at + 4)),
        ("n", ".", "Chr", ".") => Some((1, at + 4)),
        _ => None,
    }
}

/// Tells whether the four digits at `at` can be a year; they then are no count.
pub(in crate::compare::facts) fn may_be_year(tokens: &[FactToken<'_>], at: usize) -> bool {
    let is_year = four_digits(tokens.at(at)).is_some_and(|year| year >= 1500);
    let counts = is_plural(&tokens.at(at + 1).lower);
    let told = tokens.back(at, 1).is("the") || tokens.back(at, 1).shape == Shape::Possessive;
    is_year && (!counts || told)
}

/// Returns the years that begin at token `at`, and the token after them: a decade, a century, or a year that
/// the words around it make one.
pub(super) fn years(tokens: &[FactToken<'_>], at: usize) -> Option<(Date, usize)> {
    decade(tokens, at)
        .or_else(|| century(tokens, at))
        .or_else(|| with_era(tokens, at).map(|(year, end)| (Date::of_year(year), end)))
        .or_else(|| year_alone(tokens, at))
}

/// Returns a bare year; the words around it must make it one ("in 2020", "since 2014", "2014–2016").
fn year_alone(tokens: &[FactToken<'_>], at: usize) -> Option<(Date, usize)> {
    let year = four_digits(tokens.at(at)).filter(|_| !is_counted(tokens, at))?;
    let is_one =
        is_led(tokens, at) || is_in_range(tokens, at) || is_enclosed(tokens, at) || begins_clause(tokens, at);
    is_one.then_some((Date::of_year(year), at + 1))
}

/// Returns the year that tells which of several things is meant, and the token after it: "the 1848
/// revolution", "a 2019 report". It dates the thing, but two of them are two things and contradict nothing.
pub(in crate::compare::facts) fn year_of_noun(tokens: &[FactToken<'_>], at: usize) -> Option<(Date, usize)> {
    let year = four_digits(tokens.at(at)).filter(|year| *year >= 1600 && !is_counted(tokens, at))?;
    let (before, next) = (tokens.back(at, 1), tokens.at(at + 1));
    let determined = before.shape == Shape::Possessive
        || matches!(
            &*before.lower,
            "the" | "a" | "an" | "its" | "his" | "her" | "their" | "our" | "this" | "that"
        );
    let rounded = tokens.at(at).text.ends_with("00") && !matches!(year, 1900 | 2000);
    let is_season = next_year(tokens, at).is_some();
    let is_one = determined && !rounded && (is_season || (next.is_word() && !next.glued && !next.grammar));
    is_one.then_some((Date::of_year(year), at + 1))
}

/// Tells whether the figure at `at` counts or measures the thing named after it.
fn is_counted(tokens: &[FactToken<'_>], at: usize) -> bool {
    let (before, next) = (tokens.back(at, 1), tokens.at(at + 1));
    let is_noun = |token: &FactToken<'_>| {
        is_plural(&token.lower) || token.is_in(WordClass::CountedNoun) || token.is_in(WordClass::Measure)
    };
    let hyphenated = next.is_glued_dash() && is_noun(tokens.at(at + 2));
    let joined = next.glued && !next.is_dash() && next.shape != Shape::Mark;
    let is_fraction = next.is("/") && next_year(tokens, at).is_none();
    let of_a_range = partner(tokens, at).is_some_and(|last| is_noun(tokens.at(last + 1)));
    // "the 2016 elections" are held in a year; "the 1500 voters" are counted.
    let told = (before.is("the") || before.shape == Shape::Possessive) && !tokens.at(at).text.ends_with("00");
    let glued = tokens.at(at).glued
        && (before.is_digits()
            || before.is_word()
            || (before.is(".") && !is_short(tokens.back(at, 2)))
            || matches!(before.text, "/" | "$" | "€" | "£" | "¥" | "#"));
    joined
        || hyphenated
        || of_a_range
        || glued
        || (is_noun(next) && !(told && next.lower.ends_with('s')))
        || is_fraction
        || matches!(next.text, "%" | "°" | "$" | "€" | "£")
}

/// Returns the second year of a season or a term, "the 1998/99 season", "2019-20", whose first is at `at`.
fn next_year(tokens: &[FactToken<'_>], at: usize) -> Option<i16> {
    let (year, joint, last) = (four_digits(tokens.at(at))?, tokens.at(at + 1), tokens.at(at + 2));
    let is_joined = joint.glued && (joint.is_dash() || joint.is("/")) && last.glued && last.text.len() == 2;
    let short: i16 = last.text.parse().ok().filter(|_| is_joined && last.is_digits())?;
    ((year + 1) % 100 == short).then_some(year + 1)
}

/// Returns the token of the second year of "1914 to 1918" or "1914–1918", whose first is at `at`.
fn partner(tokens: &[FactToken<'_>], at: usize) -> Option<usize> {
    let joint = tokens.at(at + 1);
    let joins = joint.is_dash()
        || matches!(
            &*joint.lower,
            "to" | "and" | "until" | "till" | "through" | "bis" | "y" | "et" | "und" | "по" | "до"
        );
    let (first, second) = (four_digits(tokens.at(at))?, four_digits(tokens.at(at + 2))?);
    (joins && first < second).then_some(at + 2)
}

/// Tells whether a word in front makes a year of the figure at `at`.
fn is_led(tokens: &[FactToken<'_>], at: usize) -> bool {
    let back = |by: usize| tokens.back(at, by);
    match &*back(1).lower {
        "." => is_short(back(2)),
        "of" => !is_amount(tokens, at),
        "from" | "between" | "by" | "after" | "before" => !is_change(tokens, at),
        // "around 2000 were arrested"
        "around" => !matches!(&*tokens.at(at + 1).lower, "are" | "have" | "had" | "were"),
        // "one in 2000"
        "in" => !matches!(&*back(2).lower, "one" | "1"),
        _ if back(1).is_dash() => back(2).is("mid"),
        _ => back(1).is_in(WordClass::BeforeYear),
    }
}

/// Tells whether a word is short for one that makes a year of the figure behind it: "est. 1850".
fn is_short(token: &FactToken<'_>) -> bool {
    matches!(&*token.lower, "est" | "c" | "ca" | "b" | "d")
}

/// Tells whether an amount changes shortly before the figure at `at`: "grew from 1500".
fn is_change(tokens: &[FactToken<'_>], at: usize) -> bool {
    (1..=6).any(|by| tokens.back(at, by).is_in(WordClass::AmountChange))
}

/// Tells whether "of" in front of the figure at `at` makes an amount of it: "a total of 1500".
fn is_amount(tokens: &[FactToken<'_>], at: usize) -> bool {
    let back = |by: usize| tokens.back(at, by);
    back(2).is_in(WordClass::AmountNoun) || (3..=4).any(|by| matches!(&*back(by).lower, "a" | "an"))
}

/// Tells whether the figure at `at` is the first or the last year of "1914–1918" or "from 1914 to 1918".
fn is_in_range(tokens: &[FactToken<'_>], at: usize) -> bool {
    let before = at.checked_sub(2).filter(|first| partner(tokens, *first) == Some(at));
    let Some(first) = before.or_else(|| partner(tokens, at).map(|_| at)) else { return false };
    let is_dashed = tokens.at(first + 1).is_dash() && !tokens.back(first, 1).is_glued_dash();
    (is_dashed || is_led(tokens, first)) && !is_page(tokens, first) && !is_change(tokens, first)
}

fn is_page(tokens: &[FactToken<'_>], at: usize) -> bool {
    let word = if tokens.back(at, 1).is(".") { tokens.back(at, 2) } else { tokens.back(at, 1) };
    matches!(&*word.lower, "page" | "pages" | "p" | "pp" | "no" | "nos" | "lines" | "ext")
}

/// Tells whether brackets make a year of the figure at `at`: "(2020)", "(Smith, 2020)", "© 2020".
fn is_enclosed(tokens: &[FactToken<'_>], at: usize) -> bool {
    let before = tokens.back(at, 1);
    let closed = matches!(tokens.at(at + 1).text, ")" | "]");
    (closed && matches!(before.text, "(" | "[" | ",")) || before.is("©")
}

/// Tells whether the figure at `at` begins a clause about its year: "2020 was a hard year", "1969: men land".
fn begins_clause(tokens: &[FactToken<'_>], at: usize) -> bool {
    let (before, next) = (tokens.back(at, 1), tokens.at(at + 1));
    let begins = at == 0
        || (before.shape == Shape::Mark && !before.is("."))
        || matches!(&*before.lower, "that" | "while" | "and" | "but" | "if");
    let entry = at == 0 && (next.is(":") || (next.is_dash() && !next.glued));
    (begins && next.is_in(WordClass::AfterYear)) || entry
}

/// Returns "the 1990s", "les années 1990", "1990er", "the '90s".
fn decade(tokens: &[FactToken<'_>], at: usize) -> Option<(Date, usize)> {
    let ending = tokens.at(at + 1);
    if let Some(year) = short_decade(tokens, at) {
        return Some((Date { period: Some(Period::Decade), ..Date::of_year(year) }, at + 2));
    }
    let year = four_digits(tokens.at(at)).filter(|year| year % 10 == 0)?;
    let apostrophe = ending.glued && matches!(ending.text, "'s" | "’s");
    let russian = ending.is_glued_dash() && matches!(&*tokens.at(at + 2).lower, "х" | "е");
    let romance = matches!(&*tokens.back(at, 1).lower, "années" | "años" | "anos" | "anni");
    let end = match &*ending.lower {
        _ if romance => at + 1,
        _ if russian => at + 3,
        "s" | "er" if ending.glued => at + 2,
        _ if apostrophe && tokens.back(at, 1).is("the") => at + 2,
        _ => return None,
    };
    let period = if year % 100 == 0 { Period::Century } else { Period::Decade };
    Some((Date { period: Some(period), ..Date::of_year(year) }, end))
}

/// Returns the first year of "'80s"; "the 80s" may be degrees, and "'20s" of two centuries.
fn short_decade(tokens: &[FactToken<'_>], at: usize) -> Option<i16> {
    let (mark, figure, ending) = (tokens.back(at, 1), tokens.at(at), tokens.at(at + 1));
    let is_short = figure.is_digits() && figure.text.len() == 2 && figure.text.ends_with('0');
    let is_marked = matches!(mark.text, "'" | "’" | "‘") && figure.glued && ending.glued && ending.is("s");
    let tens: i16 = figure.text.parse().ok().filter(|tens| is_short && is_marked && *tens >= 30)?;
    Some(1900 + tens)
}

/// Returns "19th century", "nineteenth century", "5th century BC".
fn century(tokens: &[FactToken<'_>], at: usize) -> Option<(Date, usize)> {
    let first = tokens.at(at);
    let (number, next) = if first.is_digits() {
        let ordinal = tokens.at(at + 1);
        let glued = ordinal.glued && matches!(&*ordinal.lower, "st" | "nd" | "rd" | "th" | ".");
        (first.text.parse().ok().filter(|_| glued)?, at + 2)
    } else if first.is("twenty") && tokens.at(at + 1).is_dash() && tokens.at(at + 2).is("first") {
        (21, at + 3)
    } else {
        (first.number(ValueTable::Ordinal)?, at + 1)
    };
    let next = next + usize::from(tokens.at(next).is_dash());
    let named = matches!(&*tokens.at(next).lower, "century" | "centuries" | "jahrhundert" | "jahrhunderts");
    // A century of a player is a hundred runs.
    let is_score = matches!(&*tokens.back(at, 1).lower, "his" | "her" | "their" | "maiden");
    let number: i16 = Some(number).filter(|number| named && !is_score && (1..=21).contains(number))?;
    let (year, end) = match era(tokens, next + 1) {
        Some((-1, end)) => (-100 * number, end),
        Some((_, end)) => (100 * number - 99, end),
        None => (100 * number - 99, next + 1),
    };
    Some((Date { period: Some(Period::Century), ..Date::of_year(year) }, end))
}
