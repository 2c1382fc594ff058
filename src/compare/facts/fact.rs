//! What a fact is: a value that can be compared, and where it stands.

use crate::compare::facts::amount::Amount;
use crate::compare::facts::dates::Date;
use crate::text::Span;

/// What kind of fact something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A count of something: "five divisions".
    Number,
    /// A percentage, or percentage points.
    Percent,
    /// An amount in a currency.
    Money,
    /// A date, part of one, or a time of day.
    Date,
    /// A model, a weapon, a numbered thing: "S-400", "Article 370".
    Designator,
    /// A name of a person, place, body or work.
    Name,
    /// Words between quotation marks.
    Quote,
    /// Who is given as the source of a statement.
    Source,
}

impl Kind {
    /// Returns its word, in data, in reports and on the screen.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Number => "number",
            Kind::Percent => "percent",
            Kind::Money => "money",
            Kind::Date => "date",
            Kind::Designator => "designator",
            Kind::Name => "name",
            Kind::Quote => "quote",
            Kind::Source => "source",
        }
    }
}

/// What a percentage measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// A part of a whole, or a relative change.
    Percent,
    /// A difference of two percentages.
    Points,
}

/// A fact in comparable form.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A count and the stem of what is counted; `unit` is empty when no noun follows.
    Number {
        /// How many.
        amount: Amount,
        /// The stem of the head noun, `""` when there is none.
        unit: String,
    },
    /// A percentage.
    Percent {
        /// How many percent or points.
        amount: Amount,
        /// Which of the two.
        share: Share,
    },
    /// Money.
    Money {
        /// How much.
        amount: Amount,
        /// The currency's ISO code.
        currency: &'static str,
    },
    /// A date or a part of one.
    Date(Date),
    /// A time of day in minutes after midnight; compared with nothing but times.
    Time(u16),
    /// A designator, its parts folded.
    Designator {
        /// The letters before the number, in lower case: "su".
        class: String,
        /// The digits: "57".
        number: String,
        /// The letters after it: "mki".
        variant: String,
    },
    /// A name, folded: lower case, no titles, one spelling.
    Name(String),
    /// A quotation: its words, folded, single spaces between.
    Quote(String),
    /// A source, folded like a name.
    Source(String),
}

/// One fact of one document.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// What it says.
    pub value: Value,
    /// Which sentence it stands in, from 0.
    pub sentence: usize,
    /// Its own characters as bytes of that sentence: "five", "$5.4 billion", "Su-5".
    pub span: Span,
    /// The same with what is counted: "five S-400 divisions"; equal to `span` for other kinds.
    pub phrase: Span,
}

impl Fact {
    /// Returns what kind of fact it is.
    pub fn kind(&self) -> Kind {
        match self.value {
            Value::Number { .. } => Kind::Number,
            Value::Percent { .. } => Kind::Percent,
            Value::Money { .. } => Kind::Money,
            Value::Date(_) | Value::Time(_) => Kind::Date,
            Value::Designator { .. } => Kind::Designator,
            Value::Name(_) => Kind::Name,
            Value::Quote(_) => Kind::Quote,
            Value::Source(_) => Kind::Source,
        }
    }
}
