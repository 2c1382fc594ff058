//! Dates that leave parts out, and whether two of them can be the same day.

use crate::compare::facts::amount::Likeness;

/// Which part of a month or a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// "early September".
    Early,
    /// "mid-September".
    Mid,
    /// "late September".
    Late,
    /// "the 1990s": ten years from the one given.
    Decade,
}

/// A date as far as it is given; what is not said is `None`.
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
    /// A part of the month or year.
    pub part: Option<Part>,
}

impl Date {
    /// Returns whether this date and `other` can be one, or `None` when they have no part in
    /// common that could be compared. Symmetric.
    ///
    /// Only two dates given to the same depth are ever called different: a day against a day, a
    /// month against a month, a year against a year. A lone weekday never is; it follows the day
    /// of publication.
    pub(super) fn likeness(&self, other: &Self) -> Option<Likeness> {
        let parts = [
            self.years(other),
            compare(self.month, other.month),
            self.days(other),
            compare(self.weekday, other.weekday),
        ];
        let known = || parts.iter().flatten();
        known().next()?;
        Some(if known().any(|&part| part == Likeness::Different) {
            if self.depth().is_some() && self.depth() == other.depth() {
                Likeness::Different
            } else {
                Likeness::Unsure
            }
        } else if known().any(|&part| part == Likeness::Unsure) || !self.parts_fit(other) {
            Likeness::Unsure
        } else {
            Likeness::Same
        })
    }

    /// Returns which of day, month and year it gives at the finest.
    fn depth(&self) -> Option<Depth> {
        match self {
            Date { day: Some(_), month: Some(_), .. } => Some(Depth::Day),
            Date { month: Some(_), .. } => Some(Depth::Month),
            Date { year: Some(_), .. } => Some(Depth::Year),
            _ => None,
        }
    }

    fn years(&self, other: &Self) -> Option<Likeness> {
        match (self.part, other.part) {
            (Some(Part::Decade), None) => other.year.zip(self.year).map(|(year, from)| within(year, from)),
            (None, Some(Part::Decade)) => self.year.zip(other.year).map(|(year, from)| within(year, from)),
            (Some(Part::Decade), Some(Part::Decade)) if self.year != other.year => Some(Likeness::Unsure),
            _ => compare(self.year, other.year),
        }
    }

    fn days(&self, other: &Self) -> Option<Likeness> {
        let (a, b) = (self.day?, other.day?);
        let (last_a, last_b) = (self.last_day.unwrap_or(a), other.last_day.unwrap_or(b));
        let inside = (a <= b && last_b <= last_a) || (b <= a && last_a <= last_b);
        Some(match (inside, last_a < b || last_b < a) {
            (true, _) => Likeness::Same,
            (_, true) => Likeness::Different,
            _ => Likeness::Unsure,
        })
    }

    /// Tells whether "late September" allows for the day or part the other gives.
    fn parts_fit(&self, other: &Self) -> bool {
        let allows = |part: Option<Part>, date: &Self| match (part, date.part, date.day) {
            (None | Some(Part::Decade), _, _) => true,
            (Some(part), Some(theirs), _) => part == theirs,
            (Some(Part::Early), _, Some(day)) => day <= 11,
            (Some(Part::Mid), _, Some(day)) => (9..=22).contains(&day),
            (Some(Part::Late), _, Some(day)) => day >= 19,
            _ => true,
        };
        allows(self.part, other) && allows(other.part, self)
    }
}

#[derive(PartialEq)]
enum Depth {
    Day,
    Month,
    Year,
}

fn compare<T: PartialEq>(a: Option<T>, b: Option<T>) -> Option<Likeness> {
    a.zip(b).map(|(a, b)| if a == b { Likeness::Same } else { Likeness::Different })
}

fn within(year: u16, from: u16) -> Likeness {
    if (from..from + 10).contains(&year) { Likeness::Same } else { Likeness::Unsure }
}
