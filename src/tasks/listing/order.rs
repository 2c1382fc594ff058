//! What the list is asked to show, and by what it is sorted.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::search::Fuzzy;

/// By what the list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By name, folder by folder, as the walk found them.
    #[default]
    Name,
    /// By the time of the last change, the newest first.
    Date,
    /// By length, the longest first.
    Length,
    /// By the hits of the keywords shown, the most first.
    Hits,
    /// By likeness to one document, the most alike first.
    Likeness,
}

impl Order {
    /// Every order, each before the one that the next key press asks for.
    pub const ALL: [Order; 5] = [Order::Name, Order::Date, Order::Length, Order::Hits, Order::Likeness];

    /// Returns its name.
    pub fn name(self) -> &'static str {
        match self {
            Order::Name => "name",
            Order::Date => "date",
            Order::Length => "length",
            Order::Hits => "hits",
            Order::Likeness => "likeness",
        }
    }

    /// Returns the one after it; after the last comes the first.
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|order| *order == self).unwrap_or(0);
        Self::ALL[(at + 1) % Self::ALL.len()]
    }
}

impl FromStr for Order {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let fits = |order: &Order| !name.is_empty() && order.name().starts_with(name);
        Self::ALL.into_iter().find(fits).ok_or_else(|| {
            let names = Self::ALL.map(Order::name).join(", ");
            format!("sorted by what? :sort and one of {names}")
        })
    }
}

/// Which end of an order comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// The end that is usually looked for.
    #[default]
    Usual,
    /// The other end. What has no place in the order still comes last.
    Reversed,
}

impl Direction {
    /// Returns the other one.
    pub fn other(self) -> Self {
        match self {
            Direction::Usual => Direction::Reversed,
            Direction::Reversed => Direction::Usual,
        }
    }
}

/// How the folders of the entries are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Folders {
    /// Beside each entry.
    #[default]
    InRows,
    /// As headings over the entries of one folder.
    AsGroups,
}

/// Whether a filter also sorts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ranking {
    /// What fits best comes first, what fits alike in the order of the list.
    BestFirst,
    /// The order of the list holds: it was asked for after the filter.
    AsSorted,
}

/// What of the list is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// What was typed.
    pub fuzzy: Arc<Fuzzy>,
    /// Whether it also sorts.
    pub ranking: Ranking,
}

/// What the list is asked to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// Which entries; all without one.
    pub filter: Option<Filter>,
    /// In which order.
    pub order: Order,
    /// From which end.
    pub direction: Direction,
    /// Where their folders stand.
    pub folders: Folders,
}

impl Wish {
    /// Tells whether everything is shown in the order found.
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }

    /// Returns what was typed to filter the list; nothing without a filter.
    pub fn typed(&self) -> &str {
        self.filter.as_ref().map_or("", |filter| filter.fuzzy.typed())
    }
}

impl fmt::Display for Wish {
    /// Says by what the list is sorted; nothing where it stands as found, or as a filter would have it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.filter, self.order, self.direction) {
            (Some(Filter { ranking: Ranking::BestFirst, .. }), ..) | (_, Order::Name, Direction::Usual) => {
                Ok(())
            }
            (_, order, Direction::Usual) => write!(f, "by {}", order.name()),
            (_, order, Direction::Reversed) => write!(f, "by {}, reversed", order.name()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_known_by_its_beginning() {
        for (typed, order) in [("date", Order::Date), ("l", Order::Length), ("like", Order::Likeness)] {
            assert_eq!(typed.parse(), Ok(order));
        }
        for typed in ["", "size", "dates"] {
            assert!(typed.parse::<Order>().unwrap_err().contains("name, date"), "{typed}");
        }
    }

    #[test]
    fn the_orders_come_round() {
        let mut order = Order::Name;
        for expected in ["date", "length", "hits", "likeness", "name"] {
            order = order.next();
            assert_eq!(order.name(), expected);
        }
    }
}
