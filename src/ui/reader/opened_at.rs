//! A document opened at a hit of the whole library or at a bookmark.

use crate::document::Position;
use crate::tasks::onscreen::Extent;
use crate::ui::app::App;
use crate::ui::message::Effect;
use crate::ui::panels::bookmarks::state::Bookmark;
use crate::ui::reader::finding::Goal;
use crate::ui::reader::search;
use crate::ui::reader::{matching, windows};
use crate::ui::settings::Hit;

/// Goes to the hit that the document was opened at.
pub(crate) fn arrive(app: &mut App, hit: Hit) -> Vec<Effect> {
    if app.pane().is_none_or(|pane| pane.entry != hit.entry) {
        return Vec::new();
    }
    // In a long text the search begins where the hit is, so that it need not come from far away.
    let mut effects = windows::reveal(app, hit.span);
    match hit.query {
        Some(query) => match search::find(app, query, Goal::FirstFrom(Position(hit.span.start))) {
            Ok(found) => effects.extend(found),
            Err(why) => app.trouble(why),
        },
        None => {
            if let Some((pane, _)) = app.pane_and_area() {
                pane.last_hit = Some(hit.span.start);
            }
        }
    }
    effects
}

/// Goes to a bookmark of the text on the screen.
pub(crate) fn bookmark(app: &mut App, bookmark: &Bookmark) -> Vec<Effect> {
    let Some(pane) = app.pane().filter(|pane| pane.entry == bookmark.entry) else { return Vec::new() };
    let passage = bookmark.place_in(&pane.document);
    let is_shown = pane.blocks.iter().any(|block| block.span.contains(passage.start));
    if app.extent == Extent::Matching && !is_shown {
        matching::show_all(app);
    }
    windows::reveal(app, passage)
}
