//! Dates as English texts write them, and days with a month in some other languages.
//!
//! A reader of its own: what is needed is not one exact day but what a phrase leaves out ("late
//! September"), and when a bare "2020" or "May" is a date at all.

use crate::compare::facts::dates::{Date, Part};
use crate::compare::facts::lexicon::is_plural;
use crate::compare::facts::months::{foreign_month, month, weekday};
use crate::compare::facts::tokens::{Shape, Token};

/// Returns the date that begins at token `at` and the token after it.
pub(super) fn date(tokens: &[Token<'_>], at: usize) -> Option<(Date, usize)> {
    let first = tokens.get(at)?;
    if let Some(weekday) = weekday(first) {
        return Some(with_weekday(tokens, at, weekday));
    }
    if let Some((part, next)) = part(tokens, at) {
        let (date, end) = month_first(tokens, next).or_else(|| year_alone(tokens, next))?;
        return Some((Date { part: Some(part), ..date }, end));
    }
    match first.shape {
        Shape::Digits => iso(tokens, at)
            .or_else(|| dotted(first).map(|date| (date, at + 1)))
            .or_else(|| slashed(tokens, at))
            .or_else(|| day_first(tokens, at))
            .or_else(|| decade(tokens, at))
            .or_else(|| year_alone(tokens, at)),
        Shape::Word => month_first(tokens, at),
        Shape::Possessive | Shape::Mark => None,
    }
}

fn with_weekday(tokens: &[Token<'_>], at: usize, weekday: u8) -> (Date, usize) {
    let comma = usize::from(tokens.get(at + 1).is_some_and(|t| t.text == ","));
    let next = at + 1 + comma;
    let full =
        month_first(tokens, next).or_else(|| day_first(tokens, next)).filter(|(date, _)| date.day.is_some());
    match full {
        Some((date, end)) => (Date { weekday: Some(weekday), ..date }, end),
        None => (Date { weekday: Some(weekday), ..Date::default() }, at + 1),
    }
}

/// Returns "early", "mid-" or "late" and the token after it.
fn part(tokens: &[Token<'_>], at: usize) -> Option<(Part, usize)> {
    let part = part_word(&tokens[at].lower)?;
    let skip = tokens.get(at + 1).is_some_and(|t| t.is_dash() || t.is("of") || t.is("in"));
    Some((part, at + 1 + usize::from(skip)))
}

/// Tells whether `lower` gives a part of a month or year.
pub(super) fn is_part_word(lower: &str) -> bool {
    part_word(lower).is_some()
}

fn part_word(lower: &str) -> Option<Part> {
    Some(match lower {
        "early" => Part::Early,
        "mid" | "middle" => Part::Mid,
        "late" => Part::Late,
        _ => return None,
    })
}

/// Returns "December", "December 4", "Dec. 4 to 5, 2020", "November 2020".
fn month_first(tokens: &[Token<'_>], at: usize) -> Option<(Date, usize)> {
    let (month, short) = month(tokens.get(at)?)?;
    let next = at + 1 + usize::from(short && tokens.get(at + 1).is_some_and(|t| t.glued && t.text == "."));
    let mut date = Date { month: Some(month), ..Date::default() };
    if let Some((day, end)) = day(tokens, next) {
        date.day = Some(day);
        let (last, end) = last_day(tokens, end, day);
        date.last_day = last;
        let (year, end) = year_behind(tokens, end);
        date.year = year;
        return Some((date, end));
    }
    let (year, end) = year_behind(tokens, next);
    date.year = year;
    (year.is_some() || is_bare_month(tokens, at, short))
        .then_some((date, if year.is_some() { end } else { at + 1 }))
}

/// Tells whether a month without day and year is meant as one: not "May he", "March to" or "June Carter".
fn is_bare_month(tokens: &[Token<'_>], at: usize, short: bool) -> bool {
    const LEADS: [&str; 18] = [
        "in", "of", "since", "by", "until", "till", "last", "next", "this", "early", "late", "mid", "from",
        "to", "during", "before", "after", "through",
    ];
    let name = &*tokens[at].lower;
    let led = at > 0 && (LEADS.contains(&&*tokens[at - 1].lower) || tokens[at - 1].is_dash());
    let person = tokens.get(at + 1).is_some_and(Token::is_capital);
    let ambiguous = matches!(name, "may" | "march" | "april" | "june" | "august");
    !short && !person && (led || !ambiguous)
}

/// Returns "27 November 2020", "4-5 December", "the 4th of December".
fn day_first(tokens: &[Token<'_>], at: usize) -> Option<(Date, usize)> {
    let (first, end) = day(tokens, at)?;
    let (last, end) = last_day(tokens, end, first);
    let end = end + usize::from(tokens.get(end).is_some_and(|t| t.is("of") || t.is("de") || t.is("di")));
    let name = tokens.get(end)?;
    let (month, short) = month(name).or_else(|| foreign_month(name).map(|month| (month, false)))?;
    let end = end + 1 + usize::from(short && tokens.get(end + 1).is_some_and(|t| t.glued && t.text == "."));
    let (year, end) = year_behind(tokens, end);
    Some((Date { year, month: Some(month), day: Some(first), last_day: last, ..Date::default() }, end))
}

/// Returns a day of the month with or without "th", and the token after it.
fn day(tokens: &[Token<'_>], at: usize) -> Option<(u8, usize)> {
    let token = tokens.get(at).filter(|t| t.shape == Shape::Digits && t.text.len() <= 2)?;
    let day = token.text.parse().ok().filter(|day| (1..=31).contains(day))?;
    let next = tokens.get(at + 1);
    let ordinal =
        next.is_some_and(|t| t.glued && matches!(&*t.lower, "st" | "nd" | "rd" | "th" | "er" | "º"));
    let dot = next.is_some_and(|t| t.glued && t.text == ".")
        && tokens.get(at + 2).is_some_and(|t| foreign_month(t).is_some());
    let joined = next.is_some_and(|t| t.glued && t.is_word() && !ordinal);
    (!joined).then_some((day, at + 1 + usize::from(ordinal || dot)))
}

/// Returns the last day of "4 to 5", "4–5", "4 and 5" behind the first, and the token after it.
fn last_day(tokens: &[Token<'_>], at: usize, first: u8) -> (Option<u8>, usize) {
    let joint = tokens.get(at).is_some_and(|t| t.is("to") || t.is_dash() || t.is("and") || t.is("through"));
    match joint.then(|| day(tokens, at + 1)).flatten() {
        Some((last, end)) if last > first => (Some(last), end),
        _ => (None, at),
    }
}

/// Returns the year behind a month or day, with or without a comma, and the token after it.
fn year_behind(tokens: &[Token<'_>], at: usize) -> (Option<u16>, usize) {
    let skip = tokens.get(at).is_some_and(|t| t.text == "," || t.is("of"));
    let at_year = at + usize::from(skip);
    match tokens.get(at_year).and_then(year) {
        Some(year) => (Some(year), at_year + 1),
        None => (None, at),
    }
}

fn year(token: &Token<'_>) -> Option<u16> {
    let four = token.shape == Shape::Digits && token.text.len() == 4;
    four.then(|| token.text.parse().ok()).flatten().filter(|year| (1500..=2100).contains(year))
}

/// Tells whether the four digits at `at` can only be a year, or might be one: they then are no count.
pub(super) fn may_be_year(tokens: &[Token<'_>], at: usize) -> bool {
    let counts = tokens.get(at + 1).is_some_and(|t| is_plural(&t.lower));
    let told = at > 0 && (tokens[at - 1].is("the") || tokens[at - 1].shape == Shape::Possessive);
    tokens.get(at).and_then(year).is_some() && (!counts || told)
}

/// Returns a bare year; a word in front must make it one ("in 2020", "since 2014", "2014–2016").
fn year_alone(tokens: &[Token<'_>], at: usize) -> Option<(Date, usize)> {
    const LEADS: [&str; 20] = [
        "in", "of", "since", "by", "until", "till", "from", "during", "before", "after", "late", "early",
        "mid", "year", "fiscal", "between", "through", "around", "circa", "middle",
    ];
    let year = tokens.get(at).and_then(year)?;
    let before = |back: usize| at.checked_sub(back).and_then(|at| tokens.get(at));
    let led = |back: usize| before(back).is_some_and(|t| LEADS.contains(&&*t.lower));
    let ranged = before(1).is_some_and(|t| t.is_dash() || t.is("to") || t.is("and"))
        && before(2).and_then(self::year).is_some()
        && led(3);
    let mid = before(1).is_some_and(Token::is_dash) && led(2);
    let enclosed =
        before(1).is_some_and(|t| t.text == "(") && tokens.get(at + 1).is_some_and(|t| t.text == ")");
    let next = tokens.get(at + 1);
    let counted = next
        .is_some_and(|t| is_plural(&t.lower) || (t.glued && !t.is_dash() && t.shape != Shape::Mark))
        || next.is_some_and(|t| matches!(t.text, "%" | "°"));
    ((led(1) || ranged || mid || enclosed) && !counted)
        .then_some((Date { year: Some(year), ..Date::default() }, at + 1))
}

fn decade(tokens: &[Token<'_>], at: usize) -> Option<(Date, usize)> {
    let year = tokens.get(at).and_then(year).filter(|year| year % 10 == 0)?;
    tokens.get(at + 1).filter(|t| t.glued && t.is("s"))?;
    Some((Date { year: Some(year), part: Some(Part::Decade), ..Date::default() }, at + 2))
}

/// Returns `2020-11-27`.
fn iso(tokens: &[Token<'_>], at: usize) -> Option<(Date, usize)> {
    let [year, dash, month, second, day] = tokens.get(at..at + 5)? else { return None };
    let joined = dash.is_dash() && second.is_dash() && [dash, month, second, day].iter().all(|t| t.glued);
    let date = numbered(self::year(year)?, month.text.parse().ok()?, day.text.parse().ok()?)?;
    joined.then_some((date, at + 5))
}

/// Returns `27.11.2020`, day first.
fn dotted(token: &Token<'_>) -> Option<Date> {
    let mut parts = token.text.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let whole = parts.next().is_none() && year.len() == 4;
    whole.then(|| numbered(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)).flatten()
}

/// Returns `27/11/2020` or `11/27/2020`; of `4/5/2020` only the year is sure.
fn slashed(tokens: &[Token<'_>], at: usize) -> Option<(Date, usize)> {
    let [a, first, b, second, year] = tokens.get(at..at + 5)? else { return None };
    if first.text != "/" || second.text != "/" {
        return None;
    }
    let (a, b, year) = (a.text.parse().ok()?, b.text.parse().ok()?, self::year(year)?);
    let date = match (a, b) {
        (13.., _) => numbered(year, b, a)?,
        (_, 13..) => numbered(year, a, b)?,
        _ if a == b => numbered(year, a, a)?,
        _ => Date { year: Some(year), ..Date::default() },
    };
    Some((date, at + 5))
}

fn numbered(year: u16, month: u8, day: u8) -> Option<Date> {
    let valid = (1500..=2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    valid.then(|| Date { year: Some(year), month: Some(month), day: Some(day), ..Date::default() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::facts::amount::Likeness::{Different, Same, Unsure};
    use crate::compare::facts::tokens::tokens;

    /// The first date in a text, written short.
    fn found(text: &str) -> Option<Date> {
        let tokens = tokens(text);
        (0..tokens.len()).find_map(|at| date(&tokens, at)).map(|(date, _)| date)
    }

    fn short(text: &str) -> String {
        let Some(d) = found(text) else { return "-".into() };
        let n = |part: Option<u8>| part.map_or("_".into(), |n| n.to_string());
        let year = d.year.map_or("_".into(), |y| y.to_string());
        let last = d.last_day.map_or(String::new(), |n| format!("..{n}"));
        let part = d.part.map_or(String::new(), |p| format!(" {p:?}"));
        let weekday = d.weekday.map_or(String::new(), |n| format!(" w{n}"));
        format!("{year}/{}/{}{last}{part}{weekday}", n(d.month), n(d.day))
    }

    #[test]
    fn dates_are_read_as_they_are_written() {
        let cases = [
            ("on November 27 that", "_/11/27"),
            ("27 November 2020", "2020/11/27"),
            ("on 27 Nov. 2020", "2020/11/27"),
            ("November 27, 2020,", "2020/11/27"),
            ("Friday, November 27", "_/11/27 w4"),
            ("from December 4 to 5.", "_/12/4..5"),
            ("4–5 December", "_/12/4..5"),
            ("the 4th of December", "_/12/4"),
            ("In late September, it", "_/9/_ Late"),
            ("in mid-2019", "2019/_/_ Mid"),
            ("finalized in 2020, marked", "2020/_/_"),
            ("in November 2020", "2020/11/_"),
            ("2020-11-27", "2020/11/27"),
            ("27.11.2020", "2020/11/27"),
            ("11/27/2020", "2020/11/27"),
            ("4/5/2020", "2020/_/_"),
            ("the 1990s", "1990/_/_ Decade"),
            ("on Monday", "_/_/_ w0"),
            ("2000 soldiers", "-"),
            ("of 2000 soldiers", "-"),
            ("the 2018 deal", "-"),
            ("May he live", "-"),
            ("in May he", "_/5/_"),
            ("March to Moscow", "-"),
            ("June Carter sang", "-"),
            ("Section 12 of", "-"),
            ("am 14. März 2020 in", "2020/3/14"),
            ("le 1er janvier à", "_/1/1"),
            ("el 5 de mayo", "_/5/5"),
            ("15 марта", "_/3/15"),
            ("by 14. Then", "-"),
            ("in 3000", "-"),
        ];
        for (text, expected) in cases {
            assert_eq!(short(text), expected, "{text}");
        }
    }

    #[test]
    fn leaving_parts_out_is_no_difference() {
        let cases = [
            ("on November 27", "27 November 2020", Some(Same)),
            ("in November", "on November 27", Some(Same)),
            ("in late September", "on September 28", Some(Same)),
            ("in late September", "on September 2", Some(Unsure)),
            ("December 4 to 5", "December 5", Some(Same)),
            ("December 4", "December 5", Some(Different)),
            ("in 2018", "in 2020", Some(Different)),
            ("in 2018", "on 5 May 2020", Some(Unsure)),
            ("on Monday", "on Tuesday", Some(Unsure)),
            ("in 2020", "on November 27", None),
            ("in 1994", "the 1990s", Some(Same)),
        ];
        for (a, b, expected) in cases {
            let (x, y) = (found(a).unwrap(), found(b).unwrap());
            assert_eq!(x.likeness(&y), expected, "{a} / {b}");
            assert_eq!(y.likeness(&x), expected, "{b} / {a}");
        }
    }
}
