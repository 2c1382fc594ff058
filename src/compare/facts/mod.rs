//! The ledger of facts: numbers, dates, designators, names, quotations and sources of two
//! documents, and where they agree, differ, or stand on one side only.

mod aliases;
mod amount;
mod calendar;
mod clock;
mod conjunctions;
mod context;
mod contrasts;
mod dates;
mod designators;
mod disputes;
mod extract;
mod fact;
mod figures;
mod groups;
mod ledger;
mod lexicon;
mod money;
mod months;
mod names;
mod near;
mod numerals;
mod pairing;
mod quantities;
mod quotes;
mod slots;
mod sources;
mod speakers;
mod spelled;
mod spellings;
#[cfg(test)]
mod tests;
mod tokens;
mod units;
mod wordlist;

pub use amount::{Amount, Hedge};
pub use dates::{Date, Part};
pub use extract::{facts, facts_of_both};
pub use fact::{Fact, Kind, Share, Value};
pub use ledger::{Item, Ledger, Row, Status, ledger, paired};
pub use pairing::Link;
