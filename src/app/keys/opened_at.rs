//! A document opened at a hit of the whole library.

use super::search;
use crate::app::finding::Goal;
use crate::app::message::Effect;
use crate::app::settings::Hit;
use crate::app::state::App;
use crate::app::windows;
use crate::document::Position;

/// Goes to the hit that the document was opened at.
pub(in crate::app) fn arrive(app: &mut App, hit: Hit) -> Vec<Effect> {
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
