//! A fact: a comparable value and its place in a document.

use schemars::JsonSchema;
use serde::Serialize;

use crate::compare::facts::amount::{Agreement, Amount, Hedge};
use crate::compare::facts::dates::Date;
use crate::compare::facts::lexicon::spelling;
use crate::text::Span;

/// The kind of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FactKind {
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
    /// The source that a statement is attributed to.
    Source,
}

impl FactKind {
    /// Returns its word in reports and on the screen, the same as in JSON.
    pub fn word(self) -> &'static str {
        match self {
            FactKind::Number => "number",
            FactKind::Percent => "percent",
            FactKind::Money => "money",
            FactKind::Date => "date",
            FactKind::Designator => "designator",
            FactKind::Name => "name",
            FactKind::Quote => "quote",
            FactKind::Source => "source",
        }
    }
}

/// What an amount measures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Measure {
    /// How many of the things with this stem; `""` when no noun follows.
    Count(String),
    /// A part of a whole or a relative change, in percent.
    Percent,
    /// A difference of two percentages, in percentage points.
    Points,
    /// Money in the currency with this ISO code.
    Money(&'static str),
}

impl Measure {
    /// Tells whether it is a count without a noun.
    pub(super) fn is_open(&self) -> bool {
        matches!(self, Measure::Count(unit) if unit.is_empty())
    }
}

/// A fact in comparable form.
#[derive(Clone, Debug, PartialEq)]
pub enum FactValue {
    /// A count, a percentage or money.
    Quantity {
        /// How much.
        amount: Amount,
        /// Of what.
        measure: Measure,
    },
    /// A date or a part of one.
    Date(Date),
    /// A time of day in minutes after midnight; comparable with times only.
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
    /// Its value.
    pub value: FactValue,
    /// The index of its sentence.
    pub sentence: usize,
    /// Its own characters as bytes of that sentence: "five", "$5.4 billion", "Su-5".
    pub span: Span,
    /// The same with the counted noun: "five S-400 divisions"; equal to `span` for other kinds.
    pub phrase: Span,
}

impl Fact {
    /// Returns its kind.
    pub fn kind(&self) -> FactKind {
        match &self.value {
            FactValue::Quantity { measure: Measure::Count(_), .. } => FactKind::Number,
            FactValue::Quantity { measure: Measure::Percent | Measure::Points, .. } => FactKind::Percent,
            FactValue::Quantity { measure: Measure::Money(_), .. } => FactKind::Money,
            FactValue::Date(_) | FactValue::Time(_) => FactKind::Date,
            FactValue::Designator { .. } => FactKind::Designator,
            FactValue::Name(_) => FactKind::Name,
            FactValue::Quote(_) => FactKind::Quote,
            FactValue::Source(_) => FactKind::Source,
        }
    }

    /// Tells whether it is a quantity, a date, a time or a designator.
    pub(super) fn is_figure(&self) -> bool {
        !matches!(self.kind(), FactKind::Name | FactKind::Quote | FactKind::Source)
    }

    /// Tells whether an equal fact anywhere in the other document is surely the same one.
    pub(super) fn is_distinctive(&self) -> bool {
        match &self.value {
            FactValue::Quantity { amount, measure: Measure::Count(unit) } => {
                amount.low >= 100.0 || (amount.low > 12.0 && !unit.is_empty())
            }
            FactValue::Quantity { amount, measure: Measure::Percent | Measure::Points } => {
                amount.low.fract() != 0.0 || amount.low > 12.0
            }
            FactValue::Date(date) => date.year.is_some() || (date.month.is_some() && date.day.is_some()),
            FactValue::Time(_) => false,
            _ => true,
        }
    }
}

impl FactValue {
    /// Returns the agreement of two facts in linked sentences, `None` when they measure different
    /// things. Symmetric.
    pub(super) fn agreement(&self, other: &Self) -> Option<Agreement> {
        match (self, other) {
            (
                FactValue::Quantity { amount: a, measure: x },
                FactValue::Quantity { amount: b, measure: y },
            ) => {
                if x.is_open() && matches!(y, Measure::Count(_))
                    || y.is_open() && matches!(x, Measure::Count(_))
                {
                    return a.equals(*b).then_some(Agreement::Same);
                }
                (x == y).then(|| a.agreement(*b))
            }
            (FactValue::Date(a), FactValue::Date(b)) => a.agreement(b),
            (FactValue::Time(a), FactValue::Time(b)) => {
                Some(if a == b { Agreement::Same } else { Agreement::Unsure })
            }
            (
                FactValue::Designator { class, number, variant },
                FactValue::Designator { class: other_class, number: other_number, variant: other_variant },
            ) => {
                let compatible = variant == other_variant || variant.is_empty() || other_variant.is_empty();
                match (class == other_class, number == other_number) {
                    (true, true) if compatible => Some(Agreement::Same),
                    (true, true) => Some(Agreement::Unsure),
                    (true, false) => Some(Agreement::Different),
                    (false, true) if number.len() >= 2 && class.len() == other_class.len() => {
                        Some(Agreement::Different)
                    }
                    _ => None,
                }
            }
            (FactValue::Quote(a), FactValue::Quote(b)) => quotations(a, b),
            _ => None,
        }
    }

    /// Returns the agreement of two figures that replace one another between the same words, where an
    /// unsure agreement counts as a difference. Symmetric.
    pub(super) fn replacement_agreement(&self, other: &Self) -> Agreement {
        match (self, other) {
            (
                FactValue::Quantity { amount: a, measure: x },
                FactValue::Quantity { amount: b, measure: y },
            ) => {
                let open = x.is_open() || y.is_open();
                if x == y || open { replaced_amounts(*a, *b) } else { Agreement::Unsure }
            }
            (FactValue::Date(a), FactValue::Date(b)) if a.parts() != b.parts() => {
                a.agreement(b).unwrap_or(Agreement::Unsure)
            }
            (FactValue::Date(_), FactValue::Date(_))
            | (FactValue::Time(_), FactValue::Time(_))
            | (FactValue::Designator { .. }, FactValue::Designator { .. }) => {
                let same = self.agreement(other) == Some(Agreement::Same);
                if same { Agreement::Same } else { Agreement::Different }
            }
            _ => Agreement::Unsure,
        }
    }
}

/// Returns the agreement of two amounts of one thing; a hedge that both have says nothing.
fn replaced_amounts(a: Amount, b: Amount) -> Agreement {
    let exact = |amount: Amount| Amount { hedge: Hedge::Exact, ..amount };
    let (a, b) = if a.hedge == b.hedge { (exact(a), exact(b)) } else { (a, b) };
    match a.agreement(b) {
        Agreement::Unsure if !a.is_rounder_than(b) && !b.is_rounder_than(a) => Agreement::Different,
        agreement => agreement,
    }
}

/// The most words on either side by which two wordings of one quotation differ.
const REWORDED: usize = 3;

/// The most words of a quotation that are compared.
const QUOTED: usize = 200;

/// The fewest words of a quotation that is a sentence of one person and no common phrase.
const SENTENCE: usize = 6;

/// Two quotations are the same when one is a part of the other; they are different wordings of one
/// when a few of its words differ and twice as many do not.
fn quotations(a: &str, b: &str) -> Option<Agreement> {
    let part = |long: &str, short: &str| format!(" {long} ").contains(&format!(" {short} "));
    if part(a, b) || part(b, a) {
        return Some(Agreement::Same);
    }
    let [a, b]: [Vec<&str>; 2] = [a, b].map(|words| words.split(' ').take(QUOTED).map(spelling).collect());
    if a == b {
        return Some(Agreement::Same);
    }
    if a.len().abs_diff(b.len()) > REWORDED {
        return None;
    }
    if a.len() < SENTENCE || b.len() < SENTENCE {
        return is_respelt(&a, &b).then_some(Agreement::Different);
    }
    let common = common(&a, &b);
    let changed = a.len().max(b.len()) - common;
    (changed <= REWORDED && common >= 2 * changed).then_some(Agreement::Different)
}

/// Tells whether two short quotations differ in the form of one word: "cannot" beside "can't".
fn is_respelt(a: &[&str], b: &[&str]) -> bool {
    let begins_alike = |a: &str, b: &str| a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count() >= 3;
    let changed: Vec<_> = a.iter().zip(b).filter(|(a, b)| a != b).collect();
    a.len() == b.len() && matches!(changed[..], [(a, b)] if begins_alike(a, b))
}

/// Returns how many words two sequences have in common, in order.
fn common(a: &[&str], b: &[&str]) -> usize {
    let mut best = vec![0; b.len() + 1];
    for word in a {
        let mut diagonal = 0;
        for (at, other) in b.iter().enumerate() {
            let above = best[at + 1];
            best[at + 1] = if word == other { diagonal + 1 } else { above.max(best[at]) };
            diagonal = above;
        }
    }
    best[b.len()]
}
