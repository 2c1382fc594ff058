//! The signs beside a sentence: how it is linked, or what became of it.

use crate::compare::{Change, Level, Link, Side};
use crate::ui::comparison::state::ComparisonView;
use crate::ui::drawing::theme::Role;

/// Returns the sign of a link that is shown, none for two sentences that stand as they did.
pub(crate) fn of_link(comparing: &ComparisonView, link: &Link) -> Option<(&'static str, Role)> {
    if let Some(edition) = comparing.findings.edition() {
        return changed(edition.change(Side::Left, link.left), Side::Left);
    }
    Some(match comparing.level_of(link) {
        Some(Level::Strong) => ("┃", Role::StrongLink),
        _ => ("╎", Role::WeakLink),
    })
}

/// Of two versions of one text what stands as it did is quiet; every change has its sign.
pub(crate) fn changed(change: Change, side: Side) -> Option<(&'static str, Role)> {
    match (change, side) {
        (Change::Unchanged(_), _) => None,
        (Change::Edited(_) | Change::Part(_), _) => Some(("~", Role::Differs)),
        (Change::Moved(_) | Change::MovedEdited(_), _) => Some(("↕", Role::Moved)),
        (Change::Alone, Side::Left) => Some(("-", Role::Removed)),
        (Change::Alone, Side::Right) => Some(("+", Role::Added)),
    }
}
