//! Dates written with words: where one begins in a sentence, and which of its parts are given.

use crate::compare::facts::dates::calendar::is_day;
use crate::compare::facts::dates::numeric::numeric;
use crate::compare::facts::dates::years::{year, years};
use crate::compare::facts::dates::{Date, DatePart, Period, Season};
use crate::compare::facts::lexicon::{ValueTable, WordClass, is_plural};
use crate::compare::facts::tokens::{FactToken, Shape, TokenAccess};

/// Tells whether a date can begin with a word without a capital.
pub(in crate::compare::facts) fn begins_date(token: &FactToken<'_>) -> bool {
    let tables = [
        ValueTable::ForeignMonth,
        ValueTable::ForeignWeekday,
        ValueTable::Ordinal,
        ValueTable::Season,
        ValueTable::Tens,
    ];
    part(&token.lower).is_some() || tables.iter().any(|table| token.value(*table).is_some())
}

/// Returns the date that begins at token `at` and the token after it.
pub(in crate::compare::facts) fn date(tokens: &[FactToken<'_>], at: usize) -> Option<(Date, usize)> {
    let first = tokens.at(at);
    if let Some(weekday) = weekday(first) {
        return Some(with_weekday(tokens, at, weekday));
    }
    if let Some(part) = part(&first.lower) {
        let joint = tokens.at(at + 1);
        let next = at + 1 + usize::from(joint.is_dash() || joint.is("of") || joint.is("in"));
        let next = next + usize::from(tokens.at(next).is("the"));
        let (date, end) = month_first(tokens, next)
            .or_else(|| season(tokens, next))
            .or_else(|| years(tokens, next))
            .filter(|(date, _)| date.day.is_none())?;
        return Some((Date { part: Some(part), ..date }, end));
    }
    let found = match first.shape {
        Shape::Digits => numeric(tokens, at).or_else(|| day_first(tokens, at)),
        Shape::Word => month_first(tokens, at)
            .or_else(|| day_first(tokens, at))
            .or_else(|| foreign_month(tokens, at))
            .or_else(|| season(tokens, at))
            .or_else(|| quarter(tokens, at)),
        Shape::Possessive | Shape::Mark => None,
    };
    found.or_else(|| years(tokens, at)).filter(|(_, end)| !is_address(tokens, *end))
}

/// Tells whether a date that ends before token `end` is the name of a street: "12 May Street".
fn is_address(tokens: &[FactToken<'_>], end: usize) -> bool {
    tokens.at(end).is_capital() && tokens.at(end).is_in(WordClass::Street)
}

fn with_weekday(tokens: &[FactToken<'_>], at: usize, weekday: u8) -> (Date, usize) {
    let next = at + 1 + usize::from(tokens.at(at + 1).is(","));
    let next = next + usize::from(matches!(&*tokens.at(next).lower, "the" | "den" | "le" | "el"));
    let full = [month_first, day_first, numeric].iter().find_map(|read| read(tokens, next));
    let (date, end) = full.filter(|(date, _)| date.day.is_some()).unwrap_or((Date::default(), at + 1));
    (Date { weekday: Some(weekday), ..date }, end)
}

/// Returns the day of the week of a word, 0 for Monday; an English one begins with a capital.
pub(in crate::compare::facts) fn weekday(token: &FactToken<'_>) -> Option<u8> {
    let english = token.number(ValueTable::Weekday).filter(|_| token.is_capital());
    english.or_else(|| token.number(ValueTable::ForeignWeekday))
}

/// Returns the part of a period that a word means.
fn part(lower: &str) -> Option<DatePart> {
    match lower {
        "early" => Some(DatePart::Early),
        "mid" | "middle" => Some(DatePart::Mid),
        "late" => Some(DatePart::Late),
        _ => None,
    }
}

/// Returns the month of a capitalised English word and whether it is abbreviated; "may" and
/// "march" are no months.
fn english_month(token: &FactToken<'_>) -> Option<(u8, bool)> {
    let long = token.number(ValueTable::Month).map(|month| (month, false));
    long.or_else(|| Some((token.number(ValueTable::ShortMonth)?, true))).filter(|_| token.is_capital())
}

fn any_month(token: &FactToken<'_>) -> Option<(u8, bool)> {
    english_month(token).or_else(|| Some((token.number(ValueTable::ForeignMonth)?, false)))
}

/// Returns 1 when the full stop of an abbreviation is at `at`, else 0.
fn full_stop(tokens: &[FactToken<'_>], at: usize, short: bool) -> usize {
    usize::from(short && tokens.at(at).glued && tokens.at(at).is("."))
}

/// Returns "December", "December 4", "Dec. 4 to 5, 2020", "November 2020".
fn month_first(tokens: &[FactToken<'_>], at: usize) -> Option<(Date, usize)> {
    let (month, short) = english_month(tokens.at(at))?;
    let next = at + 1 + full_stop(tokens, at + 1, short);
    let with_day = day(tokens, next).or_else(|| day_in_words(tokens, next));
    if let Some((first, end)) = with_day.filter(|(first, _)| is_day(None, month, *first)) {
        let (last_day, end) = last_day(tokens, end, first);
        let (year, end) = year_behind(tokens, end);
        let counts = tokens.back(at, 1).is("in") && is_plural(&tokens.at(end).lower);
        if year.is_some() || !counts {
            let date = Date { year, month: Some(month), day: Some(first), last_day, ..Date::default() };
            return Some((date, end));
        }
    }
    let (year, end) = year_behind(tokens, next);
    let date = Date { year, month: Some(month), ..Date::default() };
    let end = if year.is_some() { end } else { at + 1 };
    (year.is_some() || (!short && is_bare_month(tokens, at))).then_some((date, end))
}

/// Tells whether a month without day and year is meant as one: not "May he", "March to" or "June Carter".
fn is_bare_month(tokens: &[FactToken<'_>], at: usize) -> bool {
    let (before, next) = (tokens.back(at, 1), tokens.at(at + 1));
    if before.is_in(WordClass::BeforeAnyMonth) || (before.is_dash() && tokens.back(at, 2).is("mid")) {
        return true;
    }
    if next.is_capital() {
        return false;
    }
    let is_month = |token: &FactToken<'_>| english_month(token).is_some();
    let ambiguous = matches!(&*tokens.at(at).lower, "may" | "march" | "april" | "june" | "august");
    let ranged = match &*before.lower {
        "from" => matches!(&*next.lower, "to" | "until" | "through") && is_month(tokens.at(at + 2)),
        "to" | "and" => is_month(tokens.back(at, 2)),
        "of" => {
            matches!(&*tokens.back(at, 2).lower, "end" | "beginning" | "start" | "month" | "middle" | "half")
        }
        _ => before.is_dash() && is_month(tokens.back(at, 2)),
    };
    let named = before.is_capital() && !before.grammar && at > 1;
    ranged || before.is_in(WordClass::BeforeMonth) || !(ambiguous || named)
}

/// Returns "marzo de 2020", "im März", "в марте 2020 года": a month of another language, which needs a
/// preposition of that language or a year.
fn foreign_month(tokens: &[FactToken<'_>], at: usize) -> Option<(Date, usize)> {
    let month = tokens.at(at).number(ValueTable::ForeignMonth)?;
    let (year, end) = year_behind(tokens, at + 1);
    // "in august company"
    let is_adjective = tokens.at(at).text == "august";
    let led = tokens.back(at, 1).is_in(WordClass::BeforeForeignMonth) && !is_adjective;
    (year.is_some() || led).then_some((Date { year, month: Some(month), ..Date::default() }, end))
}

/// Returns "27 November 2020", "4-5 December", "the 4th of December", "14. März", "27-Nov-2020".
fn day_first(tokens: &[FactToken<'_>], at: usize) -> Option<(Date, usize)> {
    if tokens.at(at).glued && tokens.back(at, 1).is_digits() {
        return None;
    }
    let in_words = || day_in_words(tokens, at).filter(|(_, end)| tokens.at(*end).is("of"));
    let (first, end) = day(tokens, at).or_else(in_words)?;
    let (last_day, end) = last_day(tokens, end, first);
    let joint = tokens.at(end);
    let joined =
        matches!(&*joint.lower, "of" | "de" | "di") || (joint.glued && (joint.is_dash() || joint.is("/")));
    let end = end + usize::from(joined);
    let (month, short) = any_month(tokens.at(end)).filter(|(month, _)| is_day(None, *month, first))?;
    let end = end + 1 + full_stop(tokens, end + 1, short);
    let (year, end) = year_behind(tokens, end);
    Some((Date { year, month: Some(month), day: Some(first), last_day, ..Date::default() }, end))
}

/// Returns a day of the month with or without "th", and the token after it.
fn day(tokens: &[FactToken<'_>], at: usize) -> Option<(u8, usize)> {
    let token = tokens.get(at).filter(|t| t.is_digits() && t.text.len() <= 2)?;
    let day = token.text.parse().ok().filter(|day| (1..=31).contains(day))?;
    let next = tokens.at(at + 1);
    let ordinal = next.glued && matches!(&*next.lower, "st" | "nd" | "rd" | "th" | "er" | "º" | "ª" | "°");
    let dot = next.glued && next.is(".") && tokens.at(at + 2).value(ValueTable::ForeignMonth).is_some();
    let joined = next.glued && ((next.is_word() && !ordinal) || matches!(next.text, ":" | "%" | "°C"));
    // "15-year-old"
    let compound = next.is_glued_dash()
        && tokens.at(at + 2).glued
        && tokens.at(at + 2).is_word()
        && any_month(tokens.at(at + 2)).is_none();
    (!joined && !compound).then_some((day, at + 1 + usize::from(ordinal || dot)))
}

/// Returns a day of the month in words, "second" or "the twenty-first", and the token after it.
fn day_in_words(tokens: &[FactToken<'_>], at: usize) -> Option<(u8, usize)> {
    let at = at + usize::from(tokens.at(at).is("the"));
    let ordinal = |at: usize| tokens.at(at).number::<u8>(ValueTable::Ordinal);
    let tens = tokens.at(at).number::<u8>(ValueTable::Tens).filter(|_| tokens.at(at + 1).is_dash());
    let (day, end) = match tens {
        Some(tens) => (tens + ordinal(at + 2).filter(|ones| *ones < 10)?, at + 3),
        None => (ordinal(at)?, at + 1),
    };
    (day <= 31).then_some((day, end))
}

/// Returns the last day of "4 to 5", "4–5", "4 and 5" behind the first, and the token after it.
fn last_day(tokens: &[FactToken<'_>], at: usize, first: u8) -> (Option<u8>, usize) {
    let joint = tokens.at(at);
    let joins = joint.is_dash()
        || matches!(
            &*joint.lower,
            "to" | "and" | "or" | "through" | "until" | "bis" | "und" | "et" | "au" | "al" | "y" | "по"
        );
    match day(tokens, at + 1).filter(|(last, _)| joins && *last > first) {
        Some((last, end)) => (Some(last), end),
        None => (None, at),
    }
}

/// Returns the year behind a month or day, with or without a comma, and the token after it.
fn year_behind(tokens: &[FactToken<'_>], at: usize) -> (Option<i16>, usize) {
    let joint = tokens.at(at);
    let joined = matches!(&*joint.lower, "," | "of" | "de" | "del")
        || (joint.glued && (joint.is_dash() || joint.is("/")));
    match year(tokens, at + usize::from(joined)) {
        Some((year, end)) if !is_counted_year(tokens, end) => (Some(year), end),
        Some(_) | None => (None, at),
    }
}

/// Tells whether the four digits before token `end` count something: "on May 5, 1200 soldiers".
fn is_counted_year(tokens: &[FactToken<'_>], end: usize) -> bool {
    is_plural(&tokens.at(end).lower)
        && !tokens.at(end).is_capital()
        && tokens.at(end - 1).text.ends_with("00")
}

/// Returns "summer 1914", "the summer of 1914", "verano de 1936".
fn season(tokens: &[FactToken<'_>], at: usize) -> Option<(Date, usize)> {
    let season = match tokens.at(at).number::<u8>(ValueTable::Season)? {
        1 => Season::Spring,
        2 => Season::Summer,
        3 => Season::Autumn,
        4 => Season::Winter,
        _ => return None,
    };
    period(tokens, at + 1, Period::Season(season))
}

/// Returns "Q3 2019", "third quarter of 2019".
fn quarter(tokens: &[FactToken<'_>], at: usize) -> Option<(Date, usize)> {
    let (first, next) = (tokens.at(at), tokens.at(at + 1));
    let (quarter, end) = if first.text == "Q" && next.glued {
        (next.text.parse().ok()?, at + 2)
    } else {
        let name = at + 1 + usize::from(next.is_dash());
        (first.number::<u8>(ValueTable::Ordinal).filter(|_| tokens.at(name).is("quarter"))?, name + 1)
    };
    (1..=4).contains(&quarter).then(|| period(tokens, end, Period::Quarter(quarter)))?
}

/// Returns a period with the year behind it, and the token after that.
fn period(tokens: &[FactToken<'_>], at: usize, period: Period) -> Option<(Date, usize)> {
    let (year, end) = year_behind(tokens, at);
    let date = Date { period: Some(period), ..Date::of_year(year?) };
    (!is_plural(&tokens.at(end).lower)).then_some((date, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::facts::amount::Agreement::{Different, Same, Unsure};
    use crate::compare::facts::tokens::tokens;

    /// Returns the first date in a text.
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
        let period = d.period.map_or(String::new(), |p| format!(" {p:?}"));
        let weekday = d.weekday.map_or(String::new(), |n| format!(" w{n}"));
        format!("{year}/{}/{}{last}{period}{part}{weekday}", n(d.month), n(d.day))
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
            ("the late 1980s", "1980/_/_ Decade Late"),
            ("summer of 1914", "1914/_/_ Season(Summer)"),
            ("the third quarter of 2019", "2019/_/_ Quarter(3)"),
            ("the Second of May", "_/5/2"),
            ("May the twenty-first", "_/5/21"),
            ("in June, 31 of them", "_/6/_"),
            ("in May 5 soldiers", "_/5/_"),
            ("12 May Street", "-"),
            ("a 15-year-old", "-"),
            ("en marzo de 2020", "2020/3/_"),
            ("в марте 2020 года", "2020/3/_"),
            ("im September", "_/9/_"),
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
    fn a_missing_part_is_no_difference() {
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
            ("in 1994", "the 20th century", Some(Same)),
            ("the 1980s", "the 20th century", Some(Unsure)),
            ("the summer of 1914", "in June 1914", Some(Same)),
            ("the summer of 1914", "in December 1914", Some(Unsure)),
            ("Q1 2019", "Q2 2019", Some(Unsure)),
            ("in 44 BC", "in AD 44", Some(Different)),
        ];
        for (a, b, expected) in cases {
            let (x, y) = (found(a).unwrap(), found(b).unwrap());
            assert_eq!(x.agreement(&y), expected, "{a} / {b}");
            assert_eq!(y.agreement(&x), expected, "{b} / {a}");
        }
    }

    #[test]
    fn days_are_read_in_other_languages() {
        for (text, day) in [("Monday", Some(0)), ("monday", None), ("Dienstag", Some(1)), ("среду", Some(2))]
        {
            assert_eq!(weekday(&tokens(text)[0]), day, "{text}");
        }
    }
}
