//! What is done when another window of a long text comes.

use std::sync::Arc;

use super::entry::EntryId;
use super::finding::Goal;
use super::keys::{long_search, motion};
use super::message::{Effect, Lane};
use super::onscreen::Glimpse;
use super::onward::Onward;
use super::state::{App, Reading};
use super::texts;
use crate::document::{Document, Position};

/// Takes a window that was asked for, and does what was to be done there.
pub(super) fn arrived(app: &mut App, entry: EntryId, found: Result<Glimpse, String>) -> Vec<Effect> {
    let onward = app.onward.take();
    let glimpse = match found {
        Ok(glimpse) => glimpse,
        Err(why) => {
            app.trouble(why);
            return Vec::new();
        }
    };
    let Reading::Text(pane) = &mut app.reading else { return Vec::new() };
    if pane.entry != entry || pane.long.is_none() {
        return Vec::new();
    }
    let place = glimpse.place;
    pane.look_through(glimpse);
    let Some(onward) = onward else { return Vec::new() };
    go_on(app, onward, place)
}

fn go_on(app: &mut App, onward: Onward, place: Position) -> Vec<Effect> {
    match onward {
        Onward::Match(quest) => return long_search::look(app, quest),
        Onward::Hit { place, back } => return long_search::look_for_hit(app, place, back),
        Onward::Act(action, count) => return motion::move_text(app, action, count).unwrap_or_default(),
        Onward::Reveal(passage) => texts::go_to(app, passage),
        Onward::Arrive | Onward::End => {
            let Some((pane, area)) = app.pane_and_area() else { return Vec::new() };
            if onward == Onward::End { pane.to_bottom(&area) } else { pane.to_place(place, &area) }
        }
    }
    Vec::new()
}

/// Takes all of a text of which a window was shown until now; what was to be done in another window
/// is done in it.
pub(super) fn completed(app: &mut App, document: &Arc<Document>) -> Vec<Effect> {
    let Reading::Text(before) = &app.reading else { return Vec::new() };
    let asked = before.long.as_ref().and_then(|long| long.asked);
    // A text decoded as a whole may be shorter than its bytes.
    let scaled = |place: usize| {
        let length = before.document.whole.max(1);
        if document.whole == length {
            place
        } else {
            (place as u128 * document.whole as u128 / length as u128) as usize
        }
    };
    let mut pane = before.anew(document);
    pane.top = Position(scaled(before.top.0));
    let place = asked.map_or(pane.top, |place| Position(scaled(place)));
    if let Some(finding) = &mut app.finding
        && let Goal::Quest(quest) = finding.goal
    {
        finding.goal = if quest.back { Goal::Step(-1) } else { Goal::FirstFrom(Position(quest.place)) };
    }
    app.reading = Reading::Text(pane);
    texts::put_away(app);
    let mut effects = vec![app.cancel(Lane::Window)];
    if let Some(onward) = app.onward.take() {
        effects.extend(go_on(app, onward, place));
    }
    effects.extend(texts::mark(app));
    effects
}
