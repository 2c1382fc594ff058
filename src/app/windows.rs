//! The window of a long text follows what someone reads.
//!
//! Whatever moves a pane may set it to any place of the text. If that place is not held, a window
//! around it is asked for, and what was to be done there is done when it comes; long before the
//! reader comes near an edge, the window moves along, so that scrolling never waits.

use std::sync::Arc;

use super::keys::far::{far, lines};
use super::message::{Effect, Job, Lane};
use super::onscreen::Spot;
use super::onward::Onward;
use super::state::{App, Reading, View};
use super::text_pane::TextPane;
use super::texts;
use crate::app::layout::TextArea;
use crate::document::Position;
use crate::input::Action;
use crate::text::Span;

/// How many bytes a window holds on both sides of the place it is asked for, at least.
const REACH: usize = 192 << 10;

/// How near to the edge of the window, in bytes, the next one is asked for.
const AHEAD: usize = 96 << 10;

/// The most a window holds on one side for a motion that goes far.
const FARTHEST: usize = 8 << 20;

/// Bytes of a paragraph that a motion by paragraphs or sentences may go past.
const PARAGRAPH: usize = 16 << 10;

/// Goes to a spot of a long text that may not be held; what follows is done there.
pub(super) fn go(app: &mut App, spot: Spot, reach: usize, onward: Onward) -> Vec<Effect> {
    let keywords = Arc::clone(&app.keywords);
    let pattern = app.finding.as_ref().map(|finding| Arc::clone(&finding.pattern));
    let Reading::Text(pane) = &mut app.reading else { return Vec::new() };
    let Some(long) = &mut pane.long else { return Vec::new() };
    let (entry, text) = (pane.entry, Arc::clone(&long.text));
    long.asked = match spot {
        Spot::Byte(place) => Some(place),
        Spot::Line(_) => None,
    };
    app.onward = Some(onward);
    vec![app.start(Job::Window { entry, text, spot, reach: reach.max(REACH), pattern, keywords })]
}

/// Asks for another window when the place someone reads is not held, or soon will not be.
pub(super) fn keep_up(app: &mut App) -> Vec<Effect> {
    if app.onward.is_some() || !matches!(app.view, View::Reading) {
        return Vec::new();
    }
    let Reading::Text(pane) = &app.reading else { return Vec::new() };
    let Some(long) = &pane.long else { return Vec::new() };
    let (held, top) = (pane.document.extent(), pane.top.0);
    let is_held = held.start <= top && top < held.end.max(held.start + 1);
    let above = top.saturating_sub(held.start) >= AHEAD || held.start < 4;
    let below = held.end.saturating_sub(top) >= AHEAD || held.end >= pane.document.whole;
    // What was asked for and did not come, because it cannot be read, is not asked for again.
    if long.asked == Some(top) || is_held && (above && below || app.is_busy(Lane::Window)) {
        return Vec::new();
    }
    let effects = go(app, Spot::Byte(top), REACH, Onward::Arrive);
    if is_held {
        app.onward = None;
    }
    effects
}

/// Lets an action wait that needs more of the text than is held; `None` when enough is.
pub(super) fn wait_for(app: &mut App, action: Action, count: Option<usize>) -> Option<Vec<Effect>> {
    let (pane, area) = app.pane_and_area()?;
    pane.long.as_ref()?;
    let (held, whole, top) = (pane.document.extent(), pane.document.whole, pane.top.0);
    let to = |place: usize| {
        (place < held.start || place + PARAGRAPH > held.end && held.end < whole).then_some(place)
    };
    match action {
        Action::Top | Action::Bottom if count.is_some() => {
            return Some(go(app, Spot::Line(count.unwrap_or(1)), REACH, Onward::Arrive));
        }
        Action::Top if held.start >= 4 => return Some(go(app, Spot::Byte(0), REACH, Onward::Arrive)),
        Action::Bottom if held.end < whole => return Some(go(app, Spot::Byte(whole), REACH, Onward::End)),
        Action::Percent => {
            let place = to(pane.percent(count.unwrap_or(0)).0)?;
            return Some(go(app, Spot::Byte(place), REACH, Onward::Arrive));
        }
        _ => {}
    }
    let (bytes, back) = distance(action, count, &area)?;
    let is_there = if back {
        held.start < 4 || top >= held.start + bytes
    } else {
        held.end >= whole || top + bytes <= held.end
    };
    (!is_there).then(|| go(app, Spot::Byte(top), bytes, Onward::Act(action, count)))
}

/// How many bytes a motion may go past at most, and whether it goes back.
fn distance(action: Action, count: Option<usize>, area: &TextArea) -> Option<(usize, bool)> {
    let times = count.unwrap_or(1);
    let rows = match action {
        Action::NextParagraph
        | Action::PreviousParagraph
        | Action::NextSentence
        | Action::PreviousSentence => {
            let back = matches!(action, Action::PreviousParagraph | Action::PreviousSentence);
            return Some((times.saturating_mul(PARAGRAPH).min(FARTHEST), back));
        }
        _ => lines(&far(action, times as isize)?, area.rows()),
    };
    let page = rows.unsigned_abs().saturating_add(2 * area.rows());
    Some((page.saturating_mul(area.cells() * 4).saturating_add(PARAGRAPH).min(FARTHEST), rows < 0))
}

/// Goes to a place of the text on the screen, wherever it is.
pub(super) fn go_to_place(app: &mut App, place: Position) -> Vec<Effect> {
    let Some((pane, area)) = app.pane_and_area() else { return Vec::new() };
    if pane.long.is_some() && !is_well_inside(pane, place.0) {
        return go(app, Spot::Byte(place.0), REACH, Onward::Arrive);
    }
    pane.to_place(place, &area);
    Vec::new()
}

/// Brings a passage of the text on the screen into view, wherever it is.
pub(super) fn reveal(app: &mut App, passage: Span) -> Vec<Effect> {
    let is_far = match &app.reading {
        Reading::Text(pane) if matches!(app.view, View::Reading) => {
            pane.long.is_some() && !is_well_inside(pane, passage.start)
        }
        _ => false,
    };
    if is_far {
        return go(app, Spot::Byte(passage.start), REACH, Onward::Reveal(passage));
    }
    texts::go_to(app, passage);
    Vec::new()
}

/// Tells whether a screen around a place is held.
fn is_well_inside(pane: &TextPane, place: usize) -> bool {
    let held = pane.document.extent();
    (held.start < 4 || place >= held.start + PARAGRAPH)
        && (held.end >= pane.document.whole || place + PARAGRAPH <= held.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::long::Long;
    use crate::app::onscreen::Rest;
    use crate::app::{EntryId, Message, Reply, Settings, Ticket, update};
    use crate::document::{Document, Draft, LongText, Title};
    use crate::input::{Key, Keymap};
    use ratatui::layout::Size;

    /// A text of which nothing can be read.
    #[derive(Debug)]
    struct Broken;

    impl LongText for Broken {
        fn length(&self) -> usize {
            1 << 30
        }

        fn window(&self, _: usize, _: usize) -> Result<Document, String> {
            Err("no disk".into())
        }

        fn read(&self, _: Span, _: &mut Vec<u8>) -> Result<(), String> {
            Err("no disk".into())
        }
    }

    /// The ticket of the window asked for last; those before it are forgotten.
    fn asked(effects: &[Effect]) -> Option<Ticket> {
        effects.iter().rev().find_map(|effect| match effect {
            Effect::Start(ticket, Job::Window { .. }) => Some(*ticket),
            _ => None,
        })
    }

    #[test]
    fn what_cannot_be_read_is_asked_for_once() {
        let keymap = Arc::new(Keymap::with(None).unwrap());
        let size = Size { width: 80, height: 24 };
        let mut app = App::new(size, Settings::default(), keymap, Arc::default());
        let draft = Draft { text: "A line.\n".repeat(100), ..Draft::default() };
        let window = Document::window(draft, Title::None, 0, 1 << 30);
        let long = Long::new(Arc::new(Broken), Rest::Stays);
        app.reading = Reading::Text(TextPane::of_long(EntryId(0), Arc::new(window), long));
        app.focus = crate::app::Focus::Text;
        let press = |app: &mut App, key| {
            let keys = Key::sequence(key).unwrap();
            keys.into_iter().flat_map(|key| update(app, Message::Key(key))).collect::<Vec<_>>()
        };
        let mut effects = press(&mut app, "l50%");
        let mut times = 0;
        while let Some(ticket) = asked(&effects) {
            times += 1;
            assert!(times < 5, "it is asked for again and again");
            let reply = Reply::Window(EntryId(0), Err("no disk".into()));
            effects = update(&mut app, Message::Replied(ticket, reply));
        }
        assert!(times > 0);
        assert_eq!(app.onward, None);
    }
}
