//! By what the list is sorted, and whether folders stand over their documents.

use crate::tasks::listing::order::{Direction, Folders, Order, Ranking};
use crate::ui::app::App;
use crate::ui::list::arranging::rearrange;
use crate::ui::message::Effect;
use crate::ui::update::likeness;

/// Sorts the list by the next order. After a filter that sorted by itself, first by the one that
/// held before.
pub(crate) fn next(app: &mut App) -> Vec<Effect> {
    let wish = &app.library.listing.wish;
    let by_fit = wish.filter.as_ref().is_some_and(|filter| filter.ranking == Ranking::BestFirst);
    let order = if by_fit { wish.order } else { wish.order.next() };
    sort(app, order)
}

/// Sorts the list.
pub(crate) fn sort(app: &mut App, order: Order) -> Vec<Effect> {
    let wish = &mut app.library.listing.wish;
    (wish.order, wish.direction) = (order, Direction::Usual);
    again(app)
}

/// Sorts the list from its other end.
pub(crate) fn reverse(app: &mut App) -> Vec<Effect> {
    let wish = &mut app.library.listing.wish;
    wish.direction = wish.direction.other();
    again(app)
}

fn again(app: &mut App) -> Vec<Effect> {
    let wish = &mut app.library.listing.wish;
    if let Some(filter) = &mut wish.filter {
        filter.ranking = Ranking::AsSorted;
    }
    let order = wish.order;
    let words = match wish.to_string() {
        words if words.is_empty() => format!("sorted by {}", order.name()),
        words => format!("sorted {words}"),
    };
    app.say(words);
    if order == Order::Hits && app.keywords.is_empty() {
        let key =
            app.keymap.key_of(app.context(), crate::ui::input::OpenAction::Keywords).unwrap_or_default();
        app.say(format!("sorted by hits, but there is no keyword yet: {key} adds one"));
    }
    let mut effects = if order == Order::Likeness { likeness::sort(app) } else { Vec::new() };
    effects.extend(rearrange(app));
    effects
}

/// Shows folders as headings, or beside each document again.
pub(crate) fn group(app: &mut App) -> Vec<Effect> {
    let wish = &mut app.library.listing.wish;
    wish.folders = match wish.folders {
        Folders::InRows => Folders::AsGroups,
        Folders::AsGroups => Folders::InRows,
    };
    let grouped = wish.folders == Folders::AsGroups;
    app.say(if grouped { "documents under their folders" } else { "documents beside their folders" });
    rearrange(app)
}
