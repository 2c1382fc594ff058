//! Dates that leave parts out and times of day: reading them, and whether two can be the same.
//!
//! The parser is our own because the question is not one exact day but what a phrase leaves out
//! ("late September"), and when a bare "2020" or "May" is a date at all.

mod calendar;
#[cfg(test)]
mod judged;
mod numeric;
mod reading;
mod relative;
mod times;
mod years;

pub(super) use reading::{begins_date, date, weekday};
pub(super) use relative::offset;
pub use relative::{Offset, TimeFrame, view};
pub(super) use times::time;
pub(super) use years::{may_be_year, year_of_noun};

use crate::compare::facts::amount::Agreement;

/// A part of a period: of a month, a year, a decade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatePart {
    /// "early September".
    Early,
    /// "mid-September".
    Mid,
    /// "late September".
    Late,
}

/// A season of the northern half of the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
    /// December to February.
    Winter,
}

/// A period other than a year, a month or days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// "the 19th century": a hundred years from the given one.
    Century,
    /// "the 1990s": ten years from the given one.
    Decade,
    /// "summer of 1914".
    Season(Season),
    /// "Q3 2019": 1 to 4.
    Quarter(u8),
}

impl Period {
    /// Returns the number of years that it takes.
    fn years(self) -> i16 {
        match self {
            Period::Century => 100,
            Period::Decade => 10,
            Period::Season(_) | Period::Quarter(_) => 1,
        }
    }

    /// Tells whether it has the month. The limits of seasons are not sharp.
    fn has_month(self, month: u8) -> bool {
        let near = |middle: u8| (month + 12 - middle + 2) % 12 <= 4;
        match self {
            Period::Century | Period::Decade => true,
            Period::Season(Season::Spring) => near(4),
            Period::Season(Season::Summer) => near(7),
            Period::Season(Season::Autumn) => near(10),
            Period::Season(Season::Winter) => near(1),
            Period::Quarter(quarter) => month.div_ceil(3) == quarter,
        }
    }
}

/// A date with the parts that a text gives; the others are `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Date {
    /// The year, -44 for 44 BC; the first one of a decade or century.
    pub year: Option<i16>,
    /// The period within the year, or of years.
    pub period: Option<Period>,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day of the month, or the first of a range.
    pub day: Option<u8>,
    /// The last day of a range: 5 in "December 4 to 5".
    pub last_day: Option<u8>,
    /// The day of the week, 0 for Monday.
    pub weekday: Option<u8>,
    /// The part of the month or of the years.
    pub part: Option<DatePart>,
}

impl Date {
    /// Returns the date of a year alone.
    pub(super) fn of_year(year: i16) -> Self {
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

    /// Returns which of year, period, month, day, weekday and part are given.
    pub(super) fn parts(&self) -> [bool; 6] {
        let Self { year, period, month, day, last_day: _, weekday, part } = self;
        let [years, part] = [year.is_some(), part.is_some()];
        [years, period.is_some(), month.is_some(), day.is_some(), weekday.is_some(), part]
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
        let (a, b) = (self.year?, other.year?);
        let [long, other_long] = [self, other].map(|date| date.period.map_or(1, Period::years));
        Some(match (long, other_long) {
            (1, 1) => equality(a == b),
            _ if a == b && long == other_long => Agreement::Same,
            (years, 1) if (a..a + years).contains(&b) => Agreement::Same,
            (1, years) if (b..b + years).contains(&a) => Agreement::Same,
            _ => Agreement::Unsure,
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

    /// Tells whether "late September" or "summer" allows for the day, month or part of `other`.
    fn allows_part(&self, other: &Self) -> bool {
        let period = match (self.period, other.period, other.month) {
            (Some(period), Some(theirs), _) => period == theirs || period.years() != theirs.years(),
            (Some(period), None, Some(month)) => period.has_month(month),
            (None, ..) | (Some(_), None, None) => true,
        };
        let part = match (self.part, other.part, other.day) {
            (Some(part), Some(theirs), _) => part == theirs,
            (Some(DatePart::Early), None, Some(day)) => day <= 11,
            (Some(DatePart::Mid), None, Some(day)) => (9..=22).contains(&day),
            (Some(DatePart::Late), None, Some(day)) => day >= 19,
            (None, ..) | (Some(_), None, None) => true,
        };
        period && part
    }
}

fn compare<T: PartialEq>(a: Option<T>, b: Option<T>) -> Option<Agreement> {
    a.zip(b).map(|(a, b)| equality(a == b))
}

fn equality(equal: bool) -> Agreement {
    if equal { Agreement::Same } else { Agreement::Different }
}
