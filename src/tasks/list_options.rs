//! Which entries the list shows, and in which order.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::search::Fuzzy;

/// The order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ListOrder {
    /// By name, folder by folder, as a walk finds the files.
    #[default]
    Name,
    /// By the time of the last change, the newest first.
    Date,
    /// By length, the longest first.
    Length,
    /// By the hits of the keywords shown, the most first.
    Hits,
    /// By similarity to one document, the most similar first.
    Similarity,
}

impl ListOrder {
    /// All orders, each before its `next`.
    pub const ALL: [ListOrder; 5] =
        [ListOrder::Name, ListOrder::Date, ListOrder::Length, ListOrder::Hits, ListOrder::Similarity];

    /// Returns its name.
    pub fn name(self) -> &'static str {
        match self {
            ListOrder::Name => "name",
            ListOrder::Date => "date",
            ListOrder::Length => "length",
            ListOrder::Hits => "hits",
            ListOrder::Similarity => "similarity",
        }
    }

    /// Returns the order after this one; the first one after the last.
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|order| *order == self).unwrap_or(0);
        Self::ALL[(at + 1) % Self::ALL.len()]
    }
}

impl FromStr for ListOrder {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        // Scripts and settings may have the older name of the last order.
        let names =
            |order: &ListOrder| [order.name(), if *order == ListOrder::Similarity { "likeness" } else { "" }];
        let fits =
            |order: &ListOrder| !name.is_empty() && names(order).iter().any(|known| known.starts_with(name));
        Self::ALL.into_iter().find(fits).ok_or_else(|| {
            let names = Self::ALL.map(ListOrder::name).join(", ");
            format!("sort by what? :sort, then one of {names}")
        })
    }
}

/// The end of an order that comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortDirection {
    /// The usual end.
    #[default]
    Usual,
    /// The other end. Entries without a place in the order still come last.
    Reversed,
}

impl SortDirection {
    /// Returns the other direction.
    pub fn other(self) -> Self {
        match self {
            SortDirection::Usual => SortDirection::Reversed,
            SortDirection::Reversed => SortDirection::Usual,
        }
    }
}

/// What the headings of the list are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    /// There are none; the folder is beside each entry.
    #[default]
    Ungrouped,
    /// The folders.
    ByFolder,
    /// The stories that the documents tell.
    ByStory,
}

impl Grouping {
    /// All groupings, each before its `next`.
    pub const ALL: [Grouping; 3] = [Grouping::Ungrouped, Grouping::ByFolder, Grouping::ByStory];

    /// Returns its name.
    pub fn name(self) -> &'static str {
        match self {
            Grouping::Ungrouped => "none",
            Grouping::ByFolder => "folder",
            Grouping::ByStory => "story",
        }
    }

    /// Returns the grouping after this one; the first one after the last.
    pub fn next(self) -> Self {
        match self {
            Grouping::Ungrouped => Grouping::ByFolder,
            Grouping::ByFolder => Grouping::ByStory,
            Grouping::ByStory => Grouping::Ungrouped,
        }
    }

    /// Returns the grouping of a name; none for another name.
    pub fn named(name: &str) -> Self {
        Self::ALL.into_iter().find(|grouping| grouping.name() == name).unwrap_or_default()
    }
}

/// Whether a filter also sorts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ranking {
    /// The best matches come first, equal ones in the order of the list.
    BestFirst,
    /// The order of the list holds: it was chosen after the filter.
    AsSorted,
}

/// A filter of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListFilter {
    /// The pattern.
    pub fuzzy: Arc<Fuzzy>,
    /// Whether it also sorts.
    pub ranking: Ranking,
}

/// What the user chose to see in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListOptions {
    /// Which entries are shown; all without one.
    pub filter: Option<ListFilter>,
    /// The order.
    pub order: ListOrder,
    /// The direction of the order.
    pub direction: SortDirection,
    /// What the headings are.
    pub grouping: Grouping,
}

impl ListOptions {
    /// Tells whether all entries are shown by name.
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }

    /// Returns the typed filter; empty without one.
    pub fn typed(&self) -> &str {
        self.filter.as_ref().map_or("", |filter| filter.fuzzy.typed())
    }
}

impl fmt::Display for ListOptions {
    /// Writes the order; nothing for the order by name or by a filter.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.filter, self.order, self.direction) {
            (Some(ListFilter { ranking: Ranking::BestFirst, .. }), ..)
            | (_, ListOrder::Name, SortDirection::Usual) => Ok(()),
            (_, order, SortDirection::Usual) => write!(f, "by {}", order.name()),
            (_, order, SortDirection::Reversed) => write!(f, "by {}, reversed", order.name()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beginning_of_a_name_is_enough_for_an_order() {
        for (typed, order) in [
            ("date", ListOrder::Date),
            ("l", ListOrder::Length),
            ("like", ListOrder::Similarity),
            ("sim", ListOrder::Similarity),
        ] {
            assert_eq!(typed.parse(), Ok(order));
        }
        for typed in ["", "size", "dates"] {
            assert!(typed.parse::<ListOrder>().unwrap_err().contains("name, date"), "{typed}");
        }
    }

    #[test]
    fn the_first_order_follows_the_last() {
        let mut order = ListOrder::Name;
        for expected in ["date", "length", "hits", "similarity", "name"] {
            order = order.next();
            assert_eq!(order.name(), expected);
        }
    }
}
