//! The documents a search goes through, as its job takes them along.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::tasks::choices::Choices;
use crate::tasks::entry::{EntryId, Wanted};
use crate::tasks::listing::rows::Rows;
use crate::tasks::paths::Paths;
use crate::tasks::piped::Piped;

/// All documents of a library in the order of its list; cheap to clone, and to make while the list
/// has them in the order found.
#[derive(Clone, Debug)]
pub struct Documents {
    paths: Paths,
    order: Order,
    /// Those that are no files.
    memory: Arc<BTreeMap<EntryId, Piped>>,
    choices: Choices,
}

#[derive(Clone, Debug)]
enum Order {
    /// The first so many, as they were found.
    Found(usize),
    /// These.
    These(Arc<[u32]>),
    /// One alone.
    Single(EntryId),
}

impl Documents {
    /// Returns the documents of a library: first those its list shows, in the order of their rows,
    /// then those that a filter leaves out.
    pub fn new(paths: Paths, rows: &Rows, memory: Arc<BTreeMap<EntryId, Piped>>, choices: Choices) -> Self {
        let count = paths.len();
        let is_as_found = rows.len() == count && (0..count).all(|at| rows.get(at) == Some(EntryId(at)));
        let order = if is_as_found {
            Order::Found(count)
        } else {
            let mut is_shown = vec![false; count];
            let mut order = Vec::with_capacity(count);
            for id in rows.iter().filter(|id| id.0 < count) {
                is_shown[id.0] = true;
                order.push(id.0 as u32);
            }
            order.extend((0..count).filter(|at| !is_shown[*at]).map(|at| at as u32));
            Order::These(order.into())
        };
        Self { paths, order, memory, choices }
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        match &self.order {
            Order::Found(count) => *count,
            Order::These(order) => order.len(),
            Order::Single(_) => 1,
        }
    }

    /// Returns one of them alone.
    #[must_use]
    pub fn single(self, entry: EntryId) -> Self {
        Self { order: Order::Single(entry), ..self }
    }

    /// Tells whether it is one chosen alone.
    pub fn is_single(&self) -> bool {
        matches!(self.order, Order::Single(_))
    }

    /// Tells whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns what is needed to read the one of this number, counted from 0.
    pub fn get(&self, at: usize) -> Option<Wanted> {
        let entry = match &self.order {
            Order::Found(count) => (at < *count).then_some(EntryId(at))?,
            Order::These(order) => EntryId(*order.get(at)? as usize),
            Order::Single(entry) => (at == 0).then_some(*entry)?,
        };
        let source = match self.memory.get(&entry) {
            Some(piped) => piped.source(self.choices.of_input(entry)),
            None => self.choices.source(entry, self.paths.path(entry)?),
        };
        Some(Wanted { entry, source })
    }

    /// Tells whether these begin with all of `others` in the same order, so that a search of those
    /// can go on with the rest.
    pub fn continue_from(&self, others: &Self) -> bool {
        match (&others.order, &self.order) {
            (Order::Found(before), Order::Found(now)) => before <= now,
            (Order::These(before), Order::These(now)) => now.starts_with(before),
            (Order::Found(_) | Order::These(_) | Order::Single(_), _) => false,
        }
    }
}
