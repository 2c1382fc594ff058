//! The most that a format reads of one document, and how much of it is used up.
//!
//! A document may be made to exhaust memory or time. So a reader counts as it goes and stops at the
//! first limit it meets, before the work that the limit bounds.
#![expect(clippy::disallowed_methods, reason = "a deadline needs the clock; it changes no result otherwise")]

use std::fmt;
use std::time::{Duration, Instant};

/// How many elements are taken between two looks at the clock.
const CLOCK: usize = 256;

/// The most that is read of one document.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of the text that is made of it.
    pub text: usize,
    /// Elements, such as tags, groups or entries.
    pub elements: usize,
    /// Elements inside each other.
    pub depth: usize,
    /// The time it may take.
    pub time: Duration,
}

/// What is left of the limits.
#[derive(Clone, Debug)]
pub struct Budget {
    limits: Limits,
    elements: usize,
    start: Instant,
}

/// A limit that a document exceeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exceeded {
    /// It is longer than this, in bytes.
    Bytes(usize),
    /// It has more text than this, in bytes.
    Text(usize),
    /// It has more elements than this.
    Elements(usize),
    /// Its elements are nested deeper than this.
    Depth(usize),
    /// It takes longer than this.
    Time(Duration),
    /// There are more files in it than this.
    Files(usize),
    /// What is packed in it is longer than packed by more than this factor.
    Ratio(usize),
}

impl fmt::Display for Exceeded {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Exceeded::Bytes(bytes) => write!(out, "longer than {} MB", bytes >> 20),
            Exceeded::Text(bytes) => write!(out, "more than {} MB of text", bytes >> 20),
            Exceeded::Elements(count) => write!(out, "more than {count} elements"),
            Exceeded::Depth(depth) => write!(out, "nested more than {depth} levels deep"),
            Exceeded::Time(time) => write!(out, "not read within {} s", time.as_secs()),
            Exceeded::Files(count) => write!(out, "more than {count} files in it"),
            Exceeded::Ratio(factor) => write!(out, "more than {factor} times as long unpacked as packed"),
        }
    }
}

impl std::error::Error for Exceeded {}

impl Budget {
    /// Returns the budget of a document whose reading begins now.
    pub fn new(limits: Limits) -> Self {
        Self { limits, elements: 0, start: Instant::now() }
    }

    /// Takes one element at this depth.
    pub fn take_element(&mut self, depth: usize) -> Result<(), Exceeded> {
        self.elements += 1;
        if self.elements > self.limits.elements {
            return Err(Exceeded::Elements(self.limits.elements));
        }
        if depth > self.limits.depth {
            return Err(Exceeded::Depth(self.limits.depth));
        }
        if self.elements.is_multiple_of(CLOCK) { self.check_time() } else { Ok(()) }
    }

    /// Returns an error if `bytes` of text are too many.
    pub fn check_text(&self, bytes: usize) -> Result<(), Exceeded> {
        if bytes > self.limits.text { Err(Exceeded::Text(self.limits.text)) } else { Ok(()) }
    }

    /// Returns an error when the time is over.
    pub fn check_time(&self) -> Result<(), Exceeded> {
        if self.start.elapsed() > self.limits.time { Err(Exceeded::Time(self.limits.time)) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FEW: Limits = Limits { text: 2 << 20, elements: 3, depth: 2, time: Duration::from_mins(1) };

    #[test]
    fn each_limit_is_met() {
        let mut budget = Budget::new(FEW);
        assert_eq!(budget.take_element(3).unwrap_err().to_string(), "nested more than 2 levels deep");
        assert_eq!([budget.take_element(2), budget.take_element(1)], [Ok(()), Ok(())]);
        assert_eq!(budget.take_element(1).unwrap_err().to_string(), "more than 3 elements");
        assert!(budget.check_text(2 << 20).is_ok());
        assert_eq!(budget.check_text((2 << 20) + 1).unwrap_err().to_string(), "more than 2 MB of text");
    }

    #[test]
    fn the_clock_is_looked_at_in_between() {
        let mut budget = Budget::new(Limits { elements: CLOCK, time: Duration::ZERO, ..FEW });
        assert!((1..CLOCK).all(|_| budget.take_element(1).is_ok()));
        let error = budget.take_element(1).unwrap_err();
        assert_eq!(error, Exceeded::Time(Duration::ZERO));
    }
}
