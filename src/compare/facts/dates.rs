//! Dates that leave parts out and times of day: reading them, and whether two can be the same.
//!
//! The parser is our own because the question is not one exact day but what a phrase leaves out
//! ("late September"), and when a bare "2020" or "May" is a date at all.

use crate::compare::facts::amount::Agreement;
use crate::compare::facts::lexicon::{Class, Table, is_plural};
use crate::compare::facts::tokens::{Shape, Token, Tokens};

/// A part of a month or a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// "early September".
    Early,
    /// "mid-September".
    Mid,
    /// "late September".
    Late,
    /// "the 1990s": ten years from the given one.
    Decade,
}

/// A date with the parts that a text gives; the others are `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Date {
    /// The year.
    pub year: Option<u16>,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day of the month, or the first of a range.
    pub day: Option<u8>,
    /// The last day of a range: 5 in "December 4 to 5".
    pub last_day: Option<u8>,
    /// The day of the week, 0 for Monday.
    pub weekday: Option<u8>,
    /// The part of the month or year.
    pub part: Option<Part>,
}

impl Date {
    /// Returns the date of a year alone.
    pub(super) fn of_year(year: u16) -> Self {
        Self { year: Some(year), ..Self::default() }
    }

    /// Returns whether this date and `other` can be the same, `None` when they have no part in
    /// common. Symmetric.
    ///
    /// Two dates are different only when both are given to the same depth: two days, two months,
    /// two years. Two lone weekdays never are; they depend on the day of publication.
    pub(super) fn agreement(&self, other: &Self) -> Option<Agreement> {
        let parts = [
            self.years(other),
            compare(self.month, other.month),
            self.days(other),
            compare(self.weekday, other.weekday),
        ];
        let has = |agreement: Agreement| parts.contains(&Some(agreement));
        parts.iter().flatten().next()?;
        Some(if has(Agreement::Different) {
            let same_depth = self.depth() > 0 && self.depth() == other.depth();
            if same_depth { Agreement::Different } else { Agreement::Unsure }
        } else if has(Agreement::Unsure) || !self.allows_part(other) || !other.allows_part(self) {
            Agreement::Unsure
        } else {
            Agreement::Same
        })
    }

    /// Returns which of year, month, day, weekday and part are given.
    pub(super) fn parts(&self) -> [bool; 5] {
        let Self { year, month, day, weekday, part, .. } = self;
        [year.is_some(), month.is_some(), day.is_some(), weekday.is_some(), part.is_some()]
    }

    /// Returns 3 for a day, 2 for a month, 1 for a year, 0 for less.
    fn depth(&self) -> u8 {
        match (self.year, self.month, self.day) {
            (_, Some(_), Some(_)) => 3,
            (_, Some(_), None) => 2,
            (Some(_), ..) => 1,
            _ => 0,
        }
    }

    fn years(&self, other: &Self) -> Option<Agreement> {
        let within = |year: u16, decade: u16| {
            if (decade..decade + 10).contains(&year) { Agreement::Same } else { Agreement::Unsure }
        };
        let (a, b) = (self.year?, other.year?);
        Some(match [self.part, other.part].map(|part| part == Some(Part::Decade)) {
            [true, false] => within(b, a),
            [false, true] => within(a, b),
            [true, true] if a != b => Agreement::Unsure,
            _ => equality(a == b),
        })
    }

    fn days(&self, other: &Self) -> Option<Agreement> {
        let (a, b) = (self.day?, other.day?);
        let (last_a, last_b) = (self.last_day.unwrap_or(a), other.last_day.unwrap_or(b));
        let inside = (a <= b && last_b <= last_a) || (b <= a && last_a <= last_b);
        Some(match (inside, last_a < b || last_b < a) {
            (true, _) => Agreement::Same,
            (_, true) => Agreement::Different,
            _ => Agreement::Unsure,
        })
    }

    /// Tells whether "late September" allows for the day or part of `other`.
    fn allows_part(&self, other: &Self) -> bool {
        match (self.part, other.part, other.day) {
            (None | Some(Part::Decade), _, _) => true,
            (Some(part), Some(theirs), _) => part == theirs,
            (Some(Part::Early), _, Some(day)) => day <= 11,
            (Some(Part::Mid), _, Some(day)) => (9..=22).contains(&day),
            (Some(Part::Late), _, Some(day)) => day >= 19,
            _ => true,
        }
    }
}

fn compare<T: PartialEq>(a: Option<T>, b: Option<T>) -> Option<Agreement> {
    a.zip(b).map(|(a, b)| equality(a == b))
}

fn equality(equal: bool) -> Agreement {
    if equal { Agreement::Same } else { Agreement::Different }
}

/// Returns the date that begins at token `at` and the token after it.
pub(super) fn date(tokens: &[Token<'_>], at: usize) -> Option<(Date, usize)> {
    let first = tokens.at(at);
    if let Some(weekday) = weekday(first) {
        return Some(with_weekday(tokens, at, weekday));
    }
    if let Some(part) = part(&first.lower) {
        let joint = tokens.at(at + 1);
        let next = at + 1 + usize::from(joint.is_dash() || joint.is("of") || joint.is("in"));
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
    let next = at + 1 + usize::from(tokens.at(at + 1).is(","));
    let full = month_first(tokens, next).or_else(|| day_first(tokens, next));
    let (date, end) = full.filter(|(date, _)| date.day.is_some()).unwrap_or((Date::default(), at + 1));
    (Date { weekday: Some(weekday), ..date }, end)
}

/// Returns the day of the week of a word, 0 for Monday; an English one begins with a capital.
pub(super) fn weekday(token: &Token<'_>) -> Option<u8> {
    let english = token.number(Table::Weekday).filter(|_| token.is_capital());
    english.or_else(|| token.number(Table::ForeignWeekday))
}

/// Returns the part of a month or year that a word means.
pub(super) fn part(lower: &str) -> Option<Part> {
    match lower {
        "early" => Some(Part::Early),
        "mid" | "middle" => Some(Part::Mid),
        "late" => Some(Part::Late),
        _ => None,
    }
}

/// Returns the month of a capitalised English word and whether it is abbreviated; "may" and
/// "march" are no months.
fn english_month(token: &Token<'_>) -> Option<(u8, bool)> {
    let long = token.number(Table::Month).map(|month| (month, false));
    long.or_else(|| Some((token.number(Table::ShortMonth)?, true))).filter(|_| token.is_capital())
}

/// Returns 1 when the full stop of an abbreviation is at `at`, else 0.
fn full_stop(tokens: &[Token<'_>], at: usize, short: bool) -> usize {
    usize::from(short && tokens.at(at).glued && tokens.at(at).is("."))
}

/// Returns "December", "December 4", "Dec. 4 to 5, 2020", "November 2020".
fn month_first(tokens: &[Token<'_>], at: usize) -> Option<(Date, usize)> {
    let (month, short) = english_month(tokens.at(at))?;
    let next = at + 1 + full_stop(tokens, at + 1, short);
    if let Some((first, end)) = day(tokens, next) {
        let (last_day, end) = last_day(tokens, end, first);
        let (year, end) = year_behind(tokens, end);
        let date = Date { year, month: Some(month), day: Some(first), last_day, ..Date::default() };
        return Some((date, end));
    }
    let (year, end) = year_behind(tokens, next);
    let date = Date { year, month: Some(month), ..Date::default() };
    let end = if year.is_some() { end } else { at + 1 };
    (year.is_some() || is_bare_month(tokens, at, short)).then_some((date, end))
}

/// Tells whether a month without day and year is meant as one: not "May he", "March to" or "June Carter".
fn is_bare_month(tokens: &[Token<'_>], at: usize, short: bool) -> bool {
    let before = tokens.back(at, 1);
    let led = before.is_in(Class::BeforeMonth) || before.is_dash();
    let ambiguous = matches!(&*tokens.at(at).lower, "may" | "march" | "april" | "june" | "august");
    !short && !tokens.at(at + 1).is_capital() && (led || !ambiguous)
}

/// Returns "27 November 2020", "4-5 December", "the 4th of December", "14. März".
fn day_first(tokens: &[Token<'_>], at: usize) -> Option<(Date, usize)> {
    let (first, end) = day(tokens, at)?;
    let (last_day, end) = last_day(tokens, end, first);
    let end = end + usize::from(matches!(&*tokens.at(end).lower, "of" | "de" | "di"));
    let name = tokens.at(end);
    let foreign = || Some((name.number(Table::ForeignMonth)?, false));
    let (month, short) = english_month(name).or_else(foreign)?;
    let end = end + 1 + full_stop(tokens, end + 1, short);
    let (year, end) = year_behind(tokens, end);
    Some((Date { year, month: Some(month), day: Some(first), last_day, ..Date::default() }, end))
}

/// Returns a day of the month with or without "th", and the token after it.
fn day(tokens: &[Token<'_>], at: usize) -> Option<(u8, usize)> {
    let token = tokens.get(at).filter(|t| t.is_digits() && t.text.len() <= 2)?;
    let day = token.text.parse().ok().filter(|day| (1..=31).contains(day))?;
    let next = tokens.at(at + 1);
    let ordinal = next.glued && matches!(&*next.lower, "st" | "nd" | "rd" | "th" | "er" | "º");
    let dot = next.glued && next.is(".") && tokens.at(at + 2).value(Table::ForeignMonth).is_some();
    let joined = next.glued && next.is_word() && !ordinal;
    (!joined).then_some((day, at + 1 + usize::from(ordinal || dot)))
}

/// Returns the last day of "4 to 5", "4–5", "4 and 5" behind the first, and the token after it.
fn last_day(tokens: &[Token<'_>], at: usize, first: u8) -> (Option<u8>, usize) {
    let joint = tokens.at(at);
    let joins = joint.is_dash() || matches!(&*joint.lower, "to" | "and" | "through");
    match day(tokens, at + 1).filter(|(last, _)| joins && *last > first) {
        Some((last, end)) => (Some(last), end),
        None => (None, at),
    }
}

/// Returns the year behind a month or day, with or without a comma, and the token after it.
fn year_behind(tokens: &[Token<'_>], at: usize) -> (Option<u16>, usize) {
    let at_year = at + usize::from(tokens.at(at).is(",") || tokens.at(at).is("of"));
    let year = year(tokens.at(at_year));
    (year, if year.is_some() { at_year + 1 } else { at })
}

fn year(token: &Token<'_>) -> Option<u16> {
    let four = token.is_digits() && token.text.len() == 4;
    token.text.parse().ok().filter(|year| four && (1500..=2100).contains(year))
}

/// Tells whether the four digits at `at` can be a year; they then are no count.
pub(super) fn may_be_year(tokens: &[Token<'_>], at: usize) -> bool {
    let counts = is_plural(&tokens.at(at + 1).lower);
    let told = tokens.back(at, 1).is("the") || tokens.back(at, 1).shape == Shape::Possessive;
    year(tokens.at(at)).is_some() && (!counts || told)
}

/// Returns a bare year; a word in front must make it one ("in 2020", "since 2014", "2014–2016").
fn year_alone(tokens: &[Token<'_>], at: usize) -> Option<(Date, usize)> {
    let year = year(tokens.at(at))?;
    let (before, next) = (tokens.back(at, 1), tokens.at(at + 1));
    let led = |back: usize| tokens.back(at, back).is_in(Class::BeforeYear);
    let ranged = (before.is_dash() || before.is("to") || before.is("and"))
        && self::year(tokens.back(at, 2)).is_some()
        && led(3);
    let mid = before.is_dash() && led(2);
    let enclosed = before.is("(") && next.is(")");
    let counted = is_plural(&next.lower)
        || (next.glued && !next.is_dash() && next.shape != Shape::Mark)
        || matches!(next.text, "%" | "°");
    ((led(1) || ranged || mid || enclosed) && !counted).then_some((Date::of_year(year), at + 1))
}

fn decade(tokens: &[Token<'_>], at: usize) -> Option<(Date, usize)> {
    let year = year(tokens.at(at)).filter(|year| year % 10 == 0)?;
    let ending = tokens.at(at + 1);
    let date = Date { part: Some(Part::Decade), ..Date::of_year(year) };
    (ending.glued && ending.is("s")).then_some((date, at + 2))
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
    let parts: Vec<&str> = token.text.split('.').collect();
    let [day, month, year] = parts[..] else { return None };
    numbered(year.parse().ok().filter(|_| year.len() == 4)?, month.parse().ok()?, day.parse().ok()?)
}

/// Returns `27/11/2020` or `11/27/2020`; of `4/5/2020` only the year is sure.
fn slashed(tokens: &[Token<'_>], at: usize) -> Option<(Date, usize)> {
    let [a, first, b, second, year] = tokens.get(at..at + 5)? else { return None };
    if !first.is("/") || !second.is("/") {
        return None;
    }
    let (a, b, year) = (a.text.parse().ok()?, b.text.parse().ok()?, self::year(year)?);
    let date = match (a, b) {
        (13.., _) => numbered(year, b, a)?,
        (_, 13..) => numbered(year, a, b)?,
        _ if a == b => numbered(year, a, a)?,
        _ => Date::of_year(year),
    };
    Some((date, at + 5))
}

fn numbered(year: u16, month: u8, day: u8) -> Option<Date> {
    let valid = (1500..=2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    valid.then_some(Date { month: Some(month), day: Some(day), ..Date::of_year(year) })
}

/// Returns the time of day that begins at token `at`, in minutes after midnight, and the token after it.
pub(super) fn time(tokens: &[Token<'_>], at: usize) -> Option<(u16, usize)> {
    let first = tokens.get(at).filter(|t| t.is_digits())?;
    let (hour, minute, end) = clock(tokens, at)?;
    let half = tokens.at(end);
    let (hour, end) = if half.is("am") || half.is("pm") {
        (1..=12).contains(&hour).then_some((hour % 12 + 12 * u16::from(half.is("pm")), end + 1))?
    } else if first.text.contains('.') || end == at + 1 {
        return zoned(tokens, at);
    } else {
        (hour, end)
    };
    (hour < 24 && minute < 60).then_some((hour * 60 + minute, end))
}

/// Returns hour, minute and the token after "8", "8.30" or "8:30".
fn clock(tokens: &[Token<'_>], at: usize) -> Option<(u16, u16, usize)> {
    let text = tokens[at].text;
    if let Some((hour, minute)) = text.split_once('.') {
        return Some((hour.parse().ok()?, minute.parse().ok()?, at + 1));
    }
    let hour = text.parse().ok()?;
    let (colon, minute) = (tokens.at(at + 1), tokens.at(at + 2));
    if colon.is(":") && colon.glued && minute.glued && minute.text.len() == 2 {
        return Some((hour, minute.text.parse().ok()?, at + 3));
    }
    Some((hour, 0, at + 1))
}

/// Returns the time of "0800 GMT".
fn zoned(tokens: &[Token<'_>], at: usize) -> Option<(u16, usize)> {
    let zone = tokens.at(at + 1).text;
    let known = matches!(zone, "GMT" | "UTC" | "CET" | "EST" | "EDT" | "PST" | "IST");
    let text = tokens[at].text;
    let time: u16 = text.parse().ok().filter(|_| known && text.len() == 4)?;
    (time < 2400 && time % 100 < 60).then_some((time / 100 * 60 + time % 100, at + 2))
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
        ];
        for (a, b, expected) in cases {
            let (x, y) = (found(a).unwrap(), found(b).unwrap());
            assert_eq!(x.agreement(&y), expected, "{a} / {b}");
            assert_eq!(y.agreement(&x), expected, "{b} / {a}");
        }
    }

    #[test]
    fn times_of_day_are_read() {
        let at = |text: &str| time(&tokens(text), 0).map(|(minutes, _)| minutes);
        let cases = [
            ("8:30", Some(510)),
            ("8.30 pm", Some(20 * 60 + 30)),
            ("8 a.m.", Some(480)),
            ("12 a.m.", Some(0)),
            ("0800 GMT", Some(480)),
            ("8 divisions", None),
            ("5.4 billion", None),
            ("25:00", None),
        ];
        for (text, expected) in cases {
            assert_eq!(at(text), expected, "{text}");
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
