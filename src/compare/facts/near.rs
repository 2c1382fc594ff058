//! Designators of one document that are nearly equal.

use std::collections::HashMap;

use super::designators::nearly_equal;
use super::fact::{Fact, Value};
use crate::compare::side::Side;

/// Returns pairs of nearly equal designators, the suspect first, each with its side.
///
/// A slip is rare and an established designator is not: the suspect stands once in its document
/// and nowhere in the other one, the established one more than once or in both documents.
pub(super) fn near(found: &[Vec<Fact>; 2]) -> impl Iterator<Item = (Side, &Fact, &Fact)> {
    let counts = [counted(&found[0]), counted(&found[1])];
    let mut pairs = Vec::new();
    for (side, name) in [(0, Side::Left), (1, Side::Right)] {
        let other = &counts[1 - side];
        let mut models: Vec<_> = counts[side].values().copied().collect();
        models.sort_unstable_by_key(|model| (model.first.sentence, model.first.span));
        for suspect in
            models.iter().filter(|model| model.count == 1 && !other.contains_key(&key(model.first)))
        {
            let established = |model: &&Model<'_>| {
                (model.count > 1 || other.contains_key(&key(model.first)))
                    && nearly_equal(&suspect.first.value, &model.first.value)
            };
            pairs.extend(models.iter().find(established).map(|model| (name, suspect.first, model.first)));
        }
    }
    pairs.into_iter()
}

/// A designator of one document.
#[derive(Clone, Copy)]
struct Model<'a> {
    first: &'a Fact,
    count: usize,
}

/// What tells designators apart: letters, number, variant.
type Key<'a> = (&'a str, &'a str, &'a str);

fn key(fact: &Fact) -> Key<'_> {
    match &fact.value {
        Value::Designator { class, number, variant } => (class, number, variant),
        _ => ("", "", ""),
    }
}

fn counted(facts: &[Fact]) -> HashMap<Key<'_>, Model<'_>> {
    let mut models: HashMap<Key<'_>, Model<'_>> = HashMap::new();
    for fact in facts.iter().filter(|fact| matches!(fact.value, Value::Designator { .. })) {
        models.entry(key(fact)).or_insert(Model { first: fact, count: 0 }).count += 1;
    }
    models
}
