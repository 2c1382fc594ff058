//! The facts of two documents: numbers, dates, designators, names, quotations and sources, and
//! whether they agree, differ, or are in one document only.

mod amount;
mod context;
mod dates;
mod disputes;
mod extract;
mod fact;
mod groups;
mod lexicon;
mod names;
mod near;
mod numbers;
mod quantities;
mod replaced;
mod sources;
mod table;
#[cfg(test)]
mod tests;
mod tokens;

pub use amount::{Amount, Hedge};
pub use dates::{Date, Part};
pub use disputes::Link;
pub use extract::{facts, facts_of_both};
pub use fact::{Fact, Kind, Measure, Value};
pub use table::{Item, Ledger, Row, Status, ledger, paired};
