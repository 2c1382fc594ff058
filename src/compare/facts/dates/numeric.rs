//! Dates written with figures alone.

use crate::compare::facts::dates::calendar::is_day;
use crate::compare::facts::dates::years::four_digits;
use crate::compare::facts::dates::{Date, Period};
use crate::compare::facts::tokens::{FactToken, TokenAccess};

/// Words whose number is not a date: "version 3.4.2021".
const NUMBERED: [&str; 9] = ["build", "isbn", "kernel", "phone", "release", "section", "tel", "v", "version"];

/// Returns the date in figures that begins at token `at`, and the token after it.
pub(super) fn numeric(tokens: &[FactToken<'_>], at: usize) -> Option<(Date, usize)> {
    let before = tokens.back(at, 1);
    let is_inside = tokens.at(at).glued && (before.is_digits() || before.is_word() || is_separator(before));
    if is_inside || NUMBERED.contains(&&*before.lower) {
        return None;
    }
    let (date, end) = dotted(tokens.at(at))
        .map(|date| (date, at + 1))
        .or_else(|| separated(tokens, at))
        .or_else(|| chinese(tokens, at))?;
    let (next, after) = (tokens.at(end), tokens.at(end + 1));
    let goes_on = next.glued && is_separator(next) && after.glued && (after.is_digits() || after.is_word());
    (!goes_on).then_some((date, end))
}

fn is_separator(token: &FactToken<'_>) -> bool {
    token.is_dash() || token.is("/") || token.is(".")
}

/// Returns `27.11.2020`, day first, or `2020.11.27`.
fn dotted(token: &FactToken<'_>) -> Option<Date> {
    let parts: Vec<&str> = token.text.split('.').collect();
    let [first, month, last] = parts[..] else { return None };
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    let year = year.parse().ok().filter(|_| year.len() == 4)?;
    numbered(year, month.parse().ok()?, day.parse().ok()?)
}

/// Returns `2020-11-27`, `2020/11/27`, `27/11/2020` or `11/27/2020`; of `4/5/2020` only the year is sure.
fn separated(tokens: &[FactToken<'_>], at: usize) -> Option<(Date, usize)> {
    let [first, separator, second, other, last] = tokens.get(at..at + 5)? else { return None };
    let joined = [separator, second, other, last].iter().all(|token| token.glued);
    let alike = (separator.is("/") && other.is("/")) || (separator.is_dash() && other.is_dash());
    if !joined || !alike || second.text.len() > 2 {
        return None;
    }
    let date = match four_digits(first) {
        Some(year) if last.text.len() <= 2 => {
            numbered(year, second.text.parse().ok()?, last.text.parse().ok()?)?
        }
        Some(_) => return None,
        None => either_order(four_digits(last)?, first.text.parse().ok()?, second.text.parse().ok()?)?,
    };
    Some((date, at + 5))
}

/// Returns the date of a day and a month in an order that is not known.
fn either_order(year: i16, a: u8, b: u8) -> Option<Date> {
    match (numbered(year, b, a), numbered(year, a, b)) {
        (Some(day_first), Some(month_first)) if day_first != month_first => Some(Date::of_year(year)),
        (day_first, month_first) => day_first.or(month_first),
    }
}

/// Returns `2020年11月27日`, `2020年11月`, `2020年`, `11月27日` and the same in Korean.
fn chinese(tokens: &[FactToken<'_>], at: usize) -> Option<(Date, usize)> {
    let unit = |at: usize, signs: [char; 2]| tokens.at(at).is_word() && tokens.at(at).text.starts_with(signs);
    let figure = |at: usize| tokens.at(at).text.parse::<u8>().ok();
    let year = four_digits(tokens.at(at)).filter(|_| unit(at + 1, ['年', '년']));
    let at = if year.is_some() { at + 2 } else { at };
    let month = figure(at).filter(|month| unit(at + 1, ['月', '월']) && (1..=12).contains(month));
    let at = if month.is_some() { at + 2 } else { at };
    let is_day =
        |day: &u8| month.is_some_and(|month| unit(at + 1, ['日', '일']) && is_day(year, month, *day));
    let day = figure(at).filter(is_day);
    let at = if day.is_some() { at + 2 } else { at };
    let is_decade =
        year.is_some() && ["年代", "년대"].iter().any(|unit| tokens.back(at, 1).text.starts_with(unit));
    let period = is_decade.then_some(Period::Decade);
    let date = Date { year, period, month, day, ..Date::default() };
    (year.is_some() || day.is_some()).then_some((date, at))
}

fn numbered(year: i16, month: u8, day: u8) -> Option<Date> {
    let date = Date { month: Some(month), day: Some(day), ..Date::of_year(year) };
    ((1000..=2100).contains(&year) && is_day(Some(year), month, day)).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::facts::tokens::tokens;

    #[test]
    fn figures_are_dates_in_the_orders_that_people_use() {
        let day = |year, month, day| Some(Date { month: Some(month), day: Some(day), ..Date::of_year(year) });
        for (text, expected) in [
            ("2020-11-27", day(2020, 11, 27)),
            ("2020/11/27", day(2020, 11, 27)),
            ("2020.11.27", day(2020, 11, 27)),
            ("27.11.2020", day(2020, 11, 27)),
            ("11/27/2020", day(2020, 11, 27)),
            ("27-11-2020", day(2020, 11, 27)),
            ("5/5/2020", day(2020, 5, 5)),
            ("4/5/2020", Some(Date::of_year(2020))),
            ("2020年11月27日に", day(2020, 11, 27)),
            ("2020년 11월 27일", day(2020, 11, 27)),
            ("2020年に", Some(Date::of_year(2020))),
            ("1990年代に", Some(Date { period: Some(Period::Decade), ..Date::of_year(1990) })),
            ("30.2.2020", None),
            ("3.4.2021-beta", None),
            ("2020-11-27-3", None),
            ("12月", None),
            ("9/11", None),
        ] {
            assert_eq!(numeric(&tokens(text), 0).map(|(date, _)| date), expected, "{text}");
        }
        for text in ["version 3.4.2021", "v3.4.2021", "10-3.4.2021"] {
            let tokens = tokens(text);
            assert!((0..tokens.len()).all(|at| numeric(&tokens, at).is_none()), "{text}");
        }
    }
}
