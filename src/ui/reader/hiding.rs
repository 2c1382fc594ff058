//! Going through what a text hides: a key shows where it stands and says what it is.

use crate::search::Near;
use crate::tasks::onscreen::{Counted, Extent, Spot};
use crate::text::safe::Hidden;
use crate::ui::app::App;
use crate::ui::message::Effect;
use crate::ui::reader::long_search::is_long;
use crate::ui::reader::onward::{Hunt, Onward, Round};
use crate::ui::reader::text_pane::TextPane;
use crate::ui::reader::windows::{go, reveal};

/// Goes to the next hidden character, and after the last one to the first.
pub(crate) fn next(app: &mut App) -> Vec<Effect> {
    let Some(pane) = app.pane() else {
        app.trouble("there is no text here");
        return Vec::new();
    };
    let last = pane.last_hidden.filter(|found| pane.is_at(found.span.start));
    let place = last.map_or(pane.here(), |found| found.span.end);
    let hunt = Hunt { place, round: Round::First };
    if pane.document.is_digest() {
        // What hides may stand in a sentence that is left out.
        app.extent = Extent::Whole;
        return go(app, Spot::Byte(place), Onward::Hidden(hunt));
    }
    look(app, hunt)
}

/// Looks for the next one: in what is held, else in what was counted, else past the end.
pub(crate) fn look(app: &mut App, hunt: Hunt) -> Vec<Effect> {
    let Some(pane) = app.pane() else { return Vec::new() };
    if let Some(found) = held(pane, hunt.place) {
        return arrive(app, found, hunt.round);
    }
    match (if is_long(app) { beyond(pane, hunt.place) } else { Near::Nowhere }, hunt.round) {
        (Near::At(place) | Near::Around(place), round) => {
            go(app, Spot::Byte(place), Onward::Hidden(Hunt { place, round }))
        }
        (Near::Unknown, _) => {
            app.say("still counting hidden characters: once more in a moment");
            Vec::new()
        }
        (Near::Nowhere, Round::First) => look(app, Hunt { place: 0, round: Round::Second }),
        (Near::Nowhere, Round::Second) => {
            app.say("no hidden characters in this text");
            Vec::new()
        }
    }
}

/// The next one in the text that is held, if none that is not held can be nearer.
fn held(pane: &TextPane, place: usize) -> Option<Hidden> {
    pane.document.next_hidden(place)
}

fn beyond(pane: &TextPane, place: usize) -> Near {
    let held = pane.document.extent();
    let from = if held.start <= place && place < held.end { held.end } else { place };
    match &pane.long {
        Some(long) if from < pane.document.whole => long.nearest(from, false, &[Counted::Hidden]),
        _ => Near::Nowhere,
    }
}

fn arrive(app: &mut App, found: Hidden, round: Round) -> Vec<Effect> {
    let effects = reveal(app, found.span);
    if let Some((pane, _)) = app.pane_and_area() {
        pane.last_hidden = Some(found);
    }
    let Some(pane) = app.pane() else { return effects };
    let (all, reached) = (pane.count_of(Counted::Hidden), pane.counted(Counted::Hidden));
    let number =
        pane.hidden_number(found.span.start).map_or(String::new(), |number| format!(", {number}/{all}"));
    let more = if reached < 100 { " …" } else { "" };
    let past = if round == Round::Second { " · past the end, from the beginning" } else { "" };
    app.say(format!("{}{number}{more}{past}", found.name()));
    effects
}
