//! Going from match to match in a text that is not held as a whole.
//!
//! In the window the matches themselves are known. Beyond it the tally tells which stretch has the
//! next one; while nobody has looked there yet, the step waits for the search to come that far.

use crate::search::Near;
use crate::tasks::onscreen::{Counted, Extent, Spot};
use crate::tasks::sight::Sight;
use crate::text::Span;
use crate::ui::app::{App, Reading, View};
use crate::ui::message::Effect;
use crate::ui::reader::announcing::{announce, lose};
use crate::ui::reader::finding::{Goal, Quest, Wrapped};
use crate::ui::reader::hits::{go_to_hit, meant};
use crate::ui::reader::onward::Onward;
use crate::ui::reader::text_pane::TextPane;
use crate::ui::reader::windows::{go, reveal};

/// Tells whether the keys go to a text that is not held as a whole.
pub(crate) fn is_long(app: &App) -> bool {
    matches!((&app.view, &app.reading), (View::Reading, Reading::Text(pane)) if pane.long.is_some())
}

/// Goes on by `by` matches, back when it is negative.
pub(crate) fn step(app: &mut App, by: isize) -> Vec<Effect> {
    let (Some(finding), Some(pane)) = (&app.finding, app.pane()) else { return Vec::new() };
    let (place, is_match) = finding.place(pane);
    let back = by < 0;
    let place = if is_match && !back { place + 1 } else { place };
    let more = by.unsigned_abs().saturating_sub(1);
    look(app, Quest { place, back, wrapped: None, more })
}

/// Looks for a match: in the window, else in the tally, else past the end of the text.
pub(crate) fn look(app: &mut App, quest: Quest) -> Vec<Effect> {
    let Some(pane) = app.pane() else { return Vec::new() };
    if let Some(span) = in_window(pane, &pane.matches, quest.place, quest.back) {
        return arrive(app, span, quest);
    }
    let Some(long) = &pane.long else { return Vec::new() };
    match beyond(pane, quest.place, quest.back, &[Counted::Matches]) {
        Near::At(place) | Near::Around(place) => {
            let from = if quest.back { place + 1 } else { place };
            go(app, Spot::Byte(place), Onward::Match(Quest { place: from, ..quest }))
        }
        Near::Unknown => {
            if let Some(finding) = &mut app.finding {
                finding.goal = Goal::Quest(quest);
            }
            announce(app);
            Vec::new()
        }
        Near::Nowhere if quest.wrapped.is_none() => {
            let (place, past) =
                if quest.back { (long.text.length(), Wrapped::Beginning) } else { (0, Wrapped::End) };
            look(app, Quest { place, wrapped: Some(past), ..quest })
        }
        Near::Nowhere => {
            lose(app);
            announce(app);
            Vec::new()
        }
    }
}

fn arrive(app: &mut App, span: Span, quest: Quest) -> Vec<Effect> {
    if quest.more > 0 {
        let place = if quest.back { span.start } else { span.start + 1 };
        return look(app, Quest { place, more: quest.more - 1, ..quest });
    }
    if let Some(finding) = &mut app.finding {
        (finding.at, finding.wrapped, finding.goal) = (Some(span.start), quest.wrapped, Goal::Stay);
    }
    let effects = reveal(app, span);
    announce(app);
    effects
}

/// The match in the window from `place` on, or the last one before it, if none that is not held can
/// be nearer.
fn in_window(pane: &TextPane, spans: &[Span], place: usize, back: bool) -> Option<Span> {
    let held = pane.held();
    let at = spans.partition_point(|span| span.start < place);
    if back {
        (place <= held.end).then(|| at.checked_sub(1).map(|at| spans[at]))?
    } else {
        (place >= held.start).then(|| spans.get(at).copied())?
    }
}

/// Where the next one is beyond the window.
fn beyond(pane: &TextPane, place: usize, back: bool, counted: &[Counted]) -> Near {
    let held = pane.held();
    let is_inside = held.start <= place && place <= held.end;
    let from = match (is_inside, back) {
        (true, true) => held.start,
        (true, false) => held.end,
        (false, _) => place,
    };
    pane.long.as_ref().map_or(Near::Nowhere, |long| long.nearest(from, back, counted))
}

/// Goes to the next keyword hit from `place` on, or to the last one before it, in a sentence that is
/// shown or not: in the latter case all of them are shown again.
pub(crate) fn step_to_hit(app: &mut App, place: usize, back: bool) -> Vec<Effect> {
    let shows_all_hits = match app.pane().and_then(|pane| pane.long.as_ref()).map(|long| &long.sight) {
        Some(Sight::Marked(keywords)) => meant(app).into_iter().all(|number| keywords.is_shown(number)),
        Some(Sight::Matching(_) | Sight::Past) => false,
        Some(Sight::All) | None => true,
    };
    if shows_all_hits {
        return look_for_hit(app, place, back);
    }
    app.extent = Extent::Whole;
    go(app, Spot::Byte(place), Onward::Hit { place, back })
}

/// Goes to the keyword hit from `place` on, or to the last one before it.
pub(crate) fn look_for_hit(app: &mut App, place: usize, back: bool) -> Vec<Effect> {
    let meant = meant(app);
    let Some(pane) = app.pane() else { return Vec::new() };
    let is_meant = |number: usize| meant.contains(&number);
    let hit = if back { pane.hits.previous(place, is_meant) } else { pane.hits.from(place, is_meant) };
    if let Some(hit) = hit.filter(|hit| in_window(pane, &[hit.span], place, back).is_some()) {
        return go_to_hit(app, hit);
    }
    let counted: Vec<Counted> = meant.into_iter().map(Counted::Keyword).collect();
    match beyond(pane, place, back, &counted) {
        Near::At(at) | Near::Around(at) => {
            let place = if back { at + 1 } else { at };
            go(app, Spot::Byte(at), Onward::Hit { place, back })
        }
        Near::Unknown => {
            app.say("still counting: once more in a moment");
            Vec::new()
        }
        Near::Nowhere => {
            app.say(if back { "no further hit above" } else { "no further hit below" });
            Vec::new()
        }
    }
}
