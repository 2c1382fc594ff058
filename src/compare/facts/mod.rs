//! The facts of two documents: numbers, dates, designators, names, quotations and sources, and
//! whether they agree, differ, or are in one document only.

mod amount;
mod comparison;
mod dates;
mod disputes;
mod extract;
mod fact;
mod lexicon;
mod names;
mod near;
mod numbers;
mod quantities;
mod replaced;
mod sources;
#[cfg(test)]
mod tests;
mod tokens;

pub use amount::{Amount, Hedge};
pub use comparison::{
    ComparedFact, FactComparison, FactOccurrence, Status, compare_facts, compare_known_facts,
    most_telling_first,
};
pub use dates::{Date, DatePart, Offset, Period, Season, TimeFrame, view};
pub use disputes::LinkedPair;
pub use extract::{When, dates, facts, facts_of_both};
pub use fact::{Fact, FactKind, FactValue, Measure};
pub(crate) use lexicon::{WordRole, role, spelling};
