//! What is done when another window of a long text comes.

use std::sync::Arc;

use crate::document::{Document, Position};
use crate::tasks::entry::EntryId;
use crate::tasks::onscreen::{Counted, Counts, Spot};
use crate::tasks::sight::{Glimpse, Sight};
use crate::tasks::task::TaskKind;
use crate::ui::app::{App, Notice, Reading};
use crate::ui::keys::motion;
use crate::ui::message::Effect;
use crate::ui::reader::finding::Goal;
use crate::ui::reader::onward::Onward;
use crate::ui::reader::{announcing, hiding, long_search, search};
use crate::ui::reader::{matching, texts, windows};

/// Takes a window that was asked for, and does what was to be done there.
pub(crate) fn arrived(app: &mut App, entry: EntryId, found: Result<Glimpse, String>) -> Vec<Effect> {
    let onward = app.onward.take();
    let glimpse = match found {
        Ok(glimpse) => glimpse,
        Err(why) => {
            app.trouble(why);
            return Vec::new();
        }
    };
    // What is sought may have changed since it was asked for.
    let sight = matching::sight(app);
    let Reading::Text(pane) = &mut app.reading else { return Vec::new() };
    if pane.entry != entry || pane.long.is_none() {
        return Vec::new();
    }
    let place = glimpse.place;
    if !glimpse.sight.is(&sight) {
        return onward.map_or(Vec::new(), |onward| windows::go(app, Spot::Byte(place.0), onward));
    }
    pane.look_through(glimpse);
    matching::settle_top(app);
    let Some(onward) = onward else { return Vec::new() };
    go_on(app, &onward, place)
}

fn go_on(app: &mut App, onward: &Onward, place: Position) -> Vec<Effect> {
    match onward {
        Onward::Match(quest) => return long_search::look(app, *quest),
        Onward::Hidden(hunt) => return hiding::look(app, *hunt),
        Onward::Hit { place, back } => return long_search::look_for_hit(app, *place, *back),
        Onward::Act(action, count) => return motion::move_text(app, *action, *count).unwrap_or_default(),
        Onward::Reveal(passage) => texts::go_to(app, *passage),
        Onward::Row(place, row) => matching::place(app, *place, *row),
        Onward::Arrive | Onward::End => {
            let Some((pane, area)) = app.pane_and_area() else { return Vec::new() };
            if *onward == Onward::End { pane.to_bottom(&area) } else { pane.to_place(place, &area) }
        }
    }
    Vec::new()
}

/// Takes all of a text of which a window was shown until now; what was to be done in another window
/// is done in it.
pub(crate) fn completed(app: &mut App, document: &Arc<Document>) -> Vec<Effect> {
    let Reading::Text(before) = &app.reading else { return Vec::new() };
    let asked = before.long.as_ref().and_then(|long| long.asked.as_ref().map(|asked| asked.place));
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
    let mut effects = vec![app.cancel(TaskKind::Window)];
    if let Some(onward) = app.onward.take() {
        effects.extend(go_on(app, &onward, place));
    }
    effects.extend(texts::mark(app));
    effects
}

/// Learns where stands what a window was to show, unless something else is to be shown by now.
pub(crate) fn searched(app: &mut App, entry: EntryId, sight: &Sight, counts: &[Counts]) -> Vec<Effect> {
    if sight.is(&matching::sight(app))
        && let Reading::Text(pane) = &mut app.reading
        && let Some(long) = pane.long.as_mut().filter(|_| pane.entry == entry)
    {
        long.learn(counts);
    }
    Vec::new()
}

/// Learns how often something stands elsewhere in a long text; a search may wait for it.
pub(crate) fn tallied(app: &mut App, kind: TaskKind, entry: EntryId, counts: &[Counts]) -> Vec<Effect> {
    let Reading::Text(pane) = &mut app.reading else { return Vec::new() };
    let Some(long) = pane.long.as_mut().filter(|_| pane.entry == entry) else { return Vec::new() };
    long.learn(counts);
    if kind != TaskKind::Find || app.onward.is_some() {
        return Vec::new();
    }
    let is_waiting = app.finding.as_ref().is_some_and(|finding| finding.goal != Goal::Stay);
    if is_waiting {
        return search::matched(app);
    }
    let is_told = matches!(&app.notice, Some(Notice::Said(_))) || app.prompt.is_some();
    let is_done = pane_is_counted(app);
    if is_told && (is_done || app.finding.as_ref().is_some_and(|finding| finding.at.is_some())) {
        announcing::announce(app);
    }
    Vec::new()
}

fn pane_is_counted(app: &App) -> bool {
    app.pane().is_some_and(|pane| pane.counted(Counted::Matches) == 100)
}
