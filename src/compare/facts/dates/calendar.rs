//! Dates in the calendar: their first and last day, their words, and their form in data.

use std::fmt;

use jiff::civil;

use crate::compare::facts::dates::{Date, DatePart, Period, Season};

/// The names of the months.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Tells whether a month has a day; in a year that is not known February has 29.
pub(super) fn is_day(year: Option<i16>, month: u8, day: u8) -> bool {
    let [Ok(month), Ok(day)] = [month, day].map(i8::try_from) else { return false };
    civil::Date::new(year.map_or(2000, astronomical), month, day).is_ok()
}

/// Returns the number of a year in astronomy, which has a year 0: 1 BC.
fn astronomical(year: i16) -> i16 {
    if year < 0 { year + 1 } else { year }
}

impl Date {
    /// Returns the date of a day.
    pub fn of_day(day: civil::Date) -> Self {
        let [month, of_month] = [day.month(), day.day()].map(i8::unsigned_abs);
        let year = if day.year() <= 0 { day.year() - 1 } else { day.year() };
        Self { month: Some(month), day: Some(of_month), ..Self::of_year(year) }
    }

    /// Returns its day; `None` if the text leaves a part out or names several days.
    pub fn single_day(&self) -> Option<civil::Date> {
        let [first, last] = self.extent()?;
        (first == last).then_some(first)
    }

    /// Returns its first and its last day; `None` without a year. Seasons are those of
    /// the northern half of the world, and winter begins in December of its year. "Early", "mid" and "late"
    /// are a third each.
    pub fn extent(&self) -> Option<[civil::Date; 2]> {
        let year = astronomical(self.year?);
        let months = |first: (i16, u8), last: (i16, u8)| {
            let month = |(year, month): (i16, u8)| civil::Date::new(year, i8::try_from(month).ok()?, 1).ok();
            Some([month(first)?, month(last)?.last_of_month()])
        };
        let [first, last] = match (self.month, self.day, self.period) {
            (Some(month), Some(first), _) => {
                let day = |day: u8| civil::Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok();
                [day(first)?, day(self.last_day.unwrap_or(first))?]
            }
            (Some(month), None, _) => months((year, month), (year, month))?,
            (None, _, Some(Period::Season(season))) => match season {
                Season::Spring => months((year, 3), (year, 5))?,
                Season::Summer => months((year, 6), (year, 8))?,
                Season::Autumn => months((year, 9), (year, 11))?,
                Season::Winter => months((year, 12), (year + 1, 2))?,
            },
            (None, _, Some(Period::Quarter(quarter))) => {
                months((year, 3 * quarter - 2), (year, 3 * quarter))?
            }
            (None, _, Some(period @ (Period::Decade | Period::Century))) => {
                months((year, 1), (year + period.years() - 1, 12))?
            }
            (None, _, None) => months((year, 1), (year, 12))?,
        };
        let third = (last - first).get_days() / 3;
        let [second, last_third] =
            [1, 2].map(|thirds| first.saturating_add(jiff::Span::new().days(third * thirds)));
        Some(match self.part {
            None => [first, last],
            Some(DatePart::Early) => [first, second],
            Some(DatePart::Mid) => [second, last_third],
            Some(DatePart::Late) => [last_third, last],
        })
    }

    /// Returns it as data in the Extended Date/Time Format of ISO 8601-2: `2020-11-27`, `2020-11`, `199X`,
    /// `1914-22` for a summer, `2019-35` for a third quarter, `-0043` for 44 BC, `XXXX-05-05` without a year.
    /// "Early", "mid" and "late" have no sign there.
    pub fn edtf(&self) -> String {
        let Some(year) = self.year.map(astronomical) else { return self.months_and_days("XXXX") };
        let sign = if year < 0 { "-" } else { "" };
        let years = |digits: i16, unknown: &str| {
            let places = 4 - unknown.len();
            format!("{sign}{:0places$}{unknown}", (year / digits).abs())
        };
        match self.period {
            Some(Period::Century) => years(100, "XX"),
            Some(Period::Decade) => years(10, "X"),
            Some(Period::Season(season)) => format!("{}-{}", years(1, ""), 21 + season as u8),
            Some(Period::Quarter(quarter)) => format!("{}-{}", years(1, ""), 32 + quarter),
            None => self.months_and_days(&years(1, "")),
        }
    }

    fn months_and_days(&self, year: &str) -> String {
        let Some(month) = self.month.map(|month| format!("{year}-{month:02}")) else {
            return year.to_owned();
        };
        match (self.day, self.last_day) {
            (None, _) => month,
            (Some(day), None) => format!("{month}-{day:02}"),
            (Some(day), Some(last)) => format!("{month}-{day:02}/{month}-{last:02}"),
        }
    }
}

impl fmt::Display for Season {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Season::Spring => "spring",
            Season::Summer => "summer",
            Season::Autumn => "autumn",
            Season::Winter => "winter",
        })
    }
}

/// Writes "27 November 2020", "late September", "the 1990s"; a day of the week alone is left out.
impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = match self.part {
            Some(DatePart::Early) => "early",
            Some(DatePart::Mid) => "mid",
            Some(DatePart::Late) => "late",
            None => "",
        };
        let day = match (self.day, self.last_day) {
            (Some(day), Some(last)) => format!("{day}–{last}"),
            (Some(day), None) => day.to_string(),
            (None, _) => String::new(),
        };
        let month = self.month.and_then(|month| MONTHS.get(usize::from(month).checked_sub(1)?));
        let month = month.copied().unwrap_or_default();
        let years = self.year.map(|year| years(year, self.period)).unwrap_or_default();
        let words = [part, &day, month, &years].into_iter().filter(|word| !word.is_empty());
        out.write_str(&words.collect::<Vec<_>>().join(" "))
    }
}

fn years(year: i16, period: Option<Period>) -> String {
    let named = match year {
        ..0 => format!("{} BC", year.unsigned_abs()),
        0..1000 => format!("AD {year}"),
        1000.. => year.to_string(),
    };
    match period {
        None => named,
        Some(Period::Decade) => format!("{named}s"),
        Some(Period::Century) if year < 0 => format!("{} century BC", ordinal(year.unsigned_abs() / 100)),
        Some(Period::Century) => format!("{} century", ordinal(year.unsigned_abs() / 100 + 1)),
        Some(Period::Season(season)) => format!("{season} {named}"),
        Some(Period::Quarter(quarter)) => format!("Q{quarter} {named}"),
    }
}

fn ordinal(number: u16) -> String {
    let ending = match (number % 10, number / 10) {
        (_, 1) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

#[cfg(test)]
mod tests {
    use crate::compare::facts::dates::date;
    use crate::compare::facts::tokens::tokens;

    #[test]
    fn a_date_has_words_data_and_days() {
        for (text, words, edtf, days) in [
            ("on November 27, 2020", "27 November 2020", "2020-11-27", "2020-11-27 2020-11-27"),
            ("4 to 5 December 2020", "4–5 December 2020", "2020-12-04/2020-12-05", "2020-12-04 2020-12-05"),
            ("February 2020", "February 2020", "2020-02", "2020-02-01 2020-02-29"),
            ("late September 2019", "late September 2019", "2019-09", "2019-09-19 2019-09-30"),
            ("in 2020", "2020", "2020", "2020-01-01 2020-12-31"),
            ("the 1990s", "1990s", "199X", "1990-01-01 1999-12-31"),
            ("the early 1990s", "early 1990s", "199X", "1990-01-01 1993-05-02"),
            ("the 19th century", "19th century", "18XX", "1801-01-01 1900-12-31"),
            ("the 5th century BC", "5th century BC", "-04XX", "-000499-01-01 -000400-12-31"),
            ("the summer of 1914", "summer 1914", "1914-22", "1914-06-01 1914-08-31"),
            ("Q3 2019", "Q3 2019", "2019-35", "2019-07-01 2019-09-30"),
            ("in 44 BC", "44 BC", "-0043", "-000043-01-01 -000043-12-31"),
            ("in AD 79", "AD 79", "0079", "0079-01-01 0079-12-31"),
            ("on 5 May", "5 May", "XXXX-05-05", "-"),
            ("in September", "September", "XXXX-09", "-"),
        ] {
            let tokens = tokens(text);
            let (date, _) = (0..tokens.len()).find_map(|at| date(&tokens, at)).unwrap();
            let found = date.extent().map_or("-".into(), |[first, last]| format!("{first} {last}"));
            assert_eq!((&*date.to_string(), &*date.edtf(), &*found), (words, edtf, days), "{text}");
        }
    }
}
