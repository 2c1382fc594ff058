//! Amounts: an exact count, a rounded one, a range, "more than".
//!
//! Two writers round one figure differently, so equality is the wrong question. Two amounts can be
//! the same figure, cannot be, or leave it open; only "cannot" is reported as a difference.

/// How a figure is hedged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hedge {
    /// No hedge: "140".
    Exact,
    /// "about 140", "nearly 140".
    About,
    /// "more than 140", "140 or more".
    AtLeast,
    /// "up to 140", "fewer than 140".
    AtMost,
}

/// A figure as written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount {
    /// The figure, or the lower end of a range.
    pub low: f64,
    /// The figure again, or the upper end of a range.
    pub high: f64,
    /// What one more in the last written digit is worth: 1 for "140", 100 million for "5.4 billion".
    pub grain: f64,
    /// How it is hedged.
    pub hedge: Hedge,
}

/// The relation of two values for the same thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Agreement {
    /// Both can be the same figure, differently rounded.
    Same,
    /// One may be a loose rounding of the other.
    Unsure,
    /// No rounding turns one into the other.
    Different,
}

/// The share by which "about" may miss, and the share beyond which it surely does not fit.
const ABOUT: (f64, f64) = (0.1, 0.3);

/// How far above "more than" the figure meant is expected to be.
const ABOVE: f64 = 1.5;

impl Amount {
    /// Returns the exact figure `value` whose last written digit is worth `grain`.
    pub fn exact(value: f64, grain: f64) -> Self {
        Self { low: value, high: value, grain, hedge: Hedge::Exact }
    }

    /// Returns it times `factor`.
    pub(super) fn scaled(self, factor: f64) -> Self {
        Self { low: self.low * factor, high: self.high * factor, grain: self.grain * factor, ..self }
    }

    /// Returns the range from this figure to `upper`, `None` unless that is higher and comparable.
    pub(super) fn up_to(self, upper: Self) -> Option<Self> {
        let rises = self.low < upper.low && upper.low <= self.low * 20.0;
        rises.then(|| Self { high: upper.high, grain: self.grain.max(upper.grain), ..self })
    }

    /// Returns whether this figure and `other` can be the same. Symmetric.
    pub(super) fn agreement(self, other: Self) -> Agreement {
        if self.equals(other) {
            return if self.hedge.opposes(other.hedge) { Agreement::Unsure } else { Agreement::Same };
        }
        if (self.hedge, other.hedge) == (Hedge::About, Hedge::About) && !self.is_range() && !other.is_range()
        {
            return self.approximate_agreement(other);
        }
        if overlap(self.near(), other.near()) || self.rounds_to(other) || other.rounds_to(self) {
            Agreement::Same
        } else if overlap(self.wide(), other.wide()) {
            Agreement::Unsure
        } else {
            Agreement::Different
        }
    }

    /// Tells whether two approximate figures can be the same: the slack of one does not justify the slack of the
    /// other, and a rounder figure may miss by half of what its last digit is worth.
    fn approximate_agreement(self, other: Self) -> Agreement {
        let difference = (self.low - other.low).abs();
        let unit = |amount: Self| match trailing_zeros(amount.low) {
            0 => amount.grain,
            zeros => 10_f64.powi(zeros),
        };
        if difference < self.low.abs().max(other.low.abs()) * ABOUT.0 {
            Agreement::Same
        } else if difference < unit(self).max(unit(other)) / 2.0 {
            Agreement::Unsure
        } else {
            Agreement::Different
        }
    }

    /// Tells whether it is exactly `other`, hedges aside.
    pub(super) fn equals(self, other: Self) -> bool {
        equal(self.low, other.low) && equal(self.high, other.high)
    }

    /// Tells whether it is a round figure near `other`: 5,000 for 5,400, but not for 5,000 more.
    pub(super) fn is_rounder_than(self, other: Self) -> bool {
        let (zeros, theirs) = (trailing_zeros(self.low), trailing_zeros(other.low));
        zeros >= 2 && zeros > theirs && (self.low - other.low).abs() <= self.low * ABOUT.0
    }

    fn is_range(self) -> bool {
        self.high > self.low
    }

    /// Returns the figures that a careful writer can have meant.
    fn near(self) -> (f64, f64) {
        let half = self.grain / 2.0;
        match self.hedge {
            Hedge::Exact => (self.low - half, self.high + half),
            Hedge::About => {
                let slack = half.max(self.high.abs() * ABOUT.0);
                (self.low - slack, self.high + slack)
            }
            Hedge::AtLeast => (self.low, self.high * ABOVE),
            Hedge::AtMost => (self.low / ABOVE, self.high),
        }
    }

    /// Returns the figures a careless writer can have meant.
    fn wide(self) -> (f64, f64) {
        let slack = self.looseness();
        match self.hedge {
            Hedge::Exact => (self.low - slack, self.high + slack),
            Hedge::About => {
                let slack = slack.max(self.high.abs() * ABOUT.1);
                (self.low - slack, self.high + slack)
            }
            Hedge::AtLeast => (self.low - slack, f64::INFINITY),
            Hedge::AtMost => (0.0, self.high + slack),
        }
    }

    /// Returns half of what its last digit other than zero is worth, from a hundred on: "5,000" may
    /// stand for 4,500, while "20" is exact; never less than 3 % of such a figure.
    fn looseness(self) -> f64 {
        let half = self.grain / 2.0;
        if self.low.abs() < 100.0 || self.is_range() {
            return half;
        }
        let zeros = trailing_zeros(self.low);
        match zeros {
            0 => half,
            1 => half.max(self.low * 0.03),
            _ => half.max(10_f64.powi(zeros) / 2.0),
        }
    }

    /// Tells whether it is a round figure within 1 % of `other`.
    fn rounds_to(self, other: Self) -> bool {
        !self.is_range()
            && !other.is_range()
            && self.low >= 1000.0
            && trailing_zeros(self.low) >= 2
            && (self.low - other.low).abs() <= self.low * 0.01
    }
}

impl Hedge {
    fn opposes(self, other: Self) -> bool {
        matches!((self, other), (Hedge::AtLeast, Hedge::AtMost) | (Hedge::AtMost, Hedge::AtLeast))
    }
}

fn equal(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs())
}

/// Tells whether two ranges share more than an end point.
fn overlap(a: (f64, f64), b: (f64, f64)) -> bool {
    let shared = a.1.min(b.1) - a.0.max(b.0);
    let scale = a.0.abs().max(b.0.abs()).max(1e-9);
    shared > 1e-9 * scale
}

fn trailing_zeros(value: f64) -> i32 {
    let mut zeros = 0;
    while zeros < 15 && value != 0.0 && value % 10_f64.powi(zeros + 1) == 0.0 {
        zeros += 1;
    }
    zeros
}

#[cfg(test)]
mod tests {
    use super::*;
    use Agreement::{Different, Same, Unsure};
    use Hedge::{About, AtLeast, AtMost, Exact};

    fn amount(value: f64, grain: f64, hedge: Hedge) -> Amount {
        Amount { hedge, ..Amount::exact(value, grain) }
    }

    #[test]
    fn rounding_is_no_difference() {
        let cases = [
            ((5.4e9, 1e8, Exact), (5.43e9, 1e7, Exact), Same),
            ((5e9, 1e9, Exact), (5.4e9, 1e8, Exact), Same),
            ((5.4e9, 1e8, Exact), (5.5e9, 1e8, Exact), Different),
            ((140.0, 1.0, About), (143.0, 1.0, Exact), Same),
            ((140.0, 1.0, About), (170.0, 1.0, Exact), Unsure),
            ((140.0, 1.0, About), (240.0, 1.0, Exact), Different),
            ((140.0, 1.0, About), (143.0, 1.0, About), Same),
            ((60.0, 1.0, About), (70.0, 1.0, About), Different),
            ((50.0, 1.0, About), (45.0, 1.0, About), Different),
            ((300.0, 1.0, About), (400.0, 1.0, About), Different),
            ((100.0, 1.0, About), (130.0, 1.0, About), Unsure),
            ((2.5, 0.1, About), (2.8, 0.1, About), Different),
            ((140.0, 1.0, Exact), (143.0, 1.0, Exact), Unsure),
            ((20.0, 1.0, Exact), (21.0, 1.0, Exact), Different),
            ((5000.0, 1.0, AtLeast), (5400.0, 1.0, Exact), Same),
            ((5000.0, 1.0, AtLeast), (54000.0, 1.0, Exact), Unsure),
            ((5000.0, 1.0, AtLeast), (3000.0, 1.0, Exact), Different),
            ((5000.0, 1.0, AtMost), (7000.0, 1.0, Exact), Different),
            ((5000.0, 1.0, Exact), (4987.0, 1.0, Exact), Same),
            ((5000.0, 1.0, Exact), (5400.0, 1.0, Exact), Unsure),
            ((5.0, 1.0, Exact), (6.0, 1.0, Exact), Different),
            ((300.0, 1.0, Exact), (400.0, 1.0, Exact), Different),
        ];
        for (a, b, expected) in cases {
            let (x, y) = (amount(a.0, a.1, a.2), amount(b.0, b.1, b.2));
            assert_eq!(x.agreement(y), expected, "{a:?} {b:?}");
            assert_eq!(y.agreement(x), expected, "{b:?} {a:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn agreement_is_symmetric(a in 0.0..1e6_f64, b in 0.0..1e6_f64) {
            let (x, y) = (amount(a.round(), 1.0, About), amount(b.round(), 1.0, Exact));
            proptest::prop_assert_eq!(x.agreement(y), y.agreement(x));
        }
    }
}
