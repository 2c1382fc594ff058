//! The window of a long text follows what someone reads.
//!
//! Whatever moves a pane may set it to any place of the text. If that place is not held, a window
//! around it is asked for, and what was to be done there is done when it comes; long before the
//! reader comes near an edge, the window moves along, so that scrolling never waits.

use std::sync::Arc;

use crate::document::Position;
use crate::search::Near;
use crate::tasks::onscreen::{Counted, Spot};
use crate::tasks::sight::{Picking, Sight};
use crate::tasks::task::{Task, TaskKind};
use crate::text::Span;
use crate::ui::app::{App, Reading, View};
use crate::ui::input::Motion;
use crate::ui::layout::TextArea;
use crate::ui::message::Effect;
use crate::ui::reader::finding::Goal;
use crate::ui::reader::matching;
use crate::ui::reader::onward::Onward;
use crate::ui::reader::text_pane::TextPane;
use crate::ui::reader::texts;

/// How many bytes a window holds on both sides of the place it is asked for, at least.
const REACH: usize = 192 << 10;

/// How near to the edge of the window, in bytes, the next one is asked for.
const AHEAD: usize = 96 << 10;

/// The most a window holds on one side for a motion that goes far.
const FARTHEST: usize = 8 << 20;

/// Screens of matching sentences that a window holds on both sides of the place it is asked for, and how
/// many are left when the next one is asked for.
const SCREENS: usize = 3;
const SCREENS_AHEAD: usize = 2;

/// The most sentences a window of them holds on one side for a motion that goes far.
const MOST_SENTENCES: usize = 10_000;

/// Bytes of a paragraph that a motion by paragraphs or sentences may go past.
const PARAGRAPH: usize = 16 << 10;

/// How much a window is to hold on both sides of the place it is asked for.
#[derive(Clone, Copy, Debug)]
enum Reach {
    /// Some screens full.
    Usual,
    /// As much as a motion may go past.
    Far(Distance),
}

/// How far a motion may go.
#[derive(Clone, Copy, Debug)]
struct Distance {
    /// In bytes of the text.
    bytes: usize,
    /// In sentences, when each is set by itself.
    sentences: usize,
    back: bool,
}

/// Goes to a spot of a long text that may not be held; what follows is done there.
pub(crate) fn go(app: &mut App, spot: Spot, onward: Onward) -> Vec<Effect> {
    ask(app, spot, Reach::Usual, onward)
}

fn ask(app: &mut App, spot: Spot, reach: Reach, onward: Onward) -> Vec<Effect> {
    let sight = matching::sight(app);
    let keywords = Arc::clone(&app.keywords);
    let pattern = app.finding.as_ref().map(|finding| Arc::clone(&finding.pattern));
    let rows = usize::from(app.size.height);
    let Reading::Text(pane) = &mut app.reading else { return Vec::new() };
    let Some(long) = &mut pane.long else { return Vec::new() };
    let (entry, text) = (pane.entry, Arc::clone(&long.text));
    long.asked = match spot {
        Spot::Byte(place) => Some(long.asking(place, sight.clone())),
        Spot::Line(_) => None,
    };
    app.onward = Some(onward);
    let (bytes, sentences) = match reach {
        Reach::Usual => (REACH, SCREENS * rows),
        Reach::Far(far) => (far.bytes.max(REACH), far.sentences.max(SCREENS * rows)),
    };
    let job = match sight {
        Sight::All | Sight::Past => Task::Window { entry, text, spot, reach: bytes, pattern, keywords },
        sight => {
            let known = long.known(&sight);
            Task::Pick(Box::new(Picking { entry, text, spot, sentences, sight, known, pattern, keywords }))
        }
    };
    vec![app.start(job)]
}

/// Asks for another window when the place someone reads is not held, or soon will not be, or when
/// something else is to be shown.
pub(crate) fn keep_up(app: &mut App) -> Vec<Effect> {
    if app.onward.is_some() || !matches!(app.view, View::Reading) {
        return Vec::new();
    }
    let sight = matching::sight(app);
    let Reading::Text(pane) = &app.reading else { return Vec::new() };
    let Some(long) = &pane.long else { return Vec::new() };
    if !long.sight.is(&sight) {
        return set_anew(app, sight);
    }
    let (held, top) = (pane.document.extent(), pane.top.0);
    let is_held = held.start <= top && top < held.end.max(held.start + 1);
    let is_enough = [true, false].into_iter().all(|back| has_ahead(app, pane, back));
    // What was asked for and did not come, because it cannot be read, is not asked for again.
    let is_asked = long.asked.as_ref().is_some_and(|asked| asked.is(&long.asking(top, sight)));
    if is_asked || is_held && (is_enough || app.is_busy(TaskKind::Window)) {
        return Vec::new();
    }
    let effects = go(app, Spot::Byte(top), Onward::Arrive);
    if is_held {
        app.onward = None;
    }
    effects
}

/// Tells whether enough is held on one side of what is read, or there is no more of it to be had.
fn has_ahead(app: &App, pane: &TextPane, back: bool) -> bool {
    let (held, top) = (pane.document.extent(), pane.top.0);
    let is_end = if back { held.start < 4 } else { held.end >= pane.document.whole };
    if is_end {
        return true;
    }
    let Some(long) = pane.long.as_ref().filter(|_| pane.document.is_digest()) else {
        return if back { top.saturating_sub(held.start) } else { held.end.saturating_sub(top) } >= AHEAD;
    };
    if sentences_held(pane, top, back) >= SCREENS_AHEAD * usize::from(app.size.height) {
        return true;
    }
    // The search will come there sooner or later.
    let counted: Vec<Counted> = long.sight.sought().into_iter().map(|(counted, _)| counted).collect();
    let edge = if back { held.start } else { held.end };
    long.nearest(edge, back, &counted) == Near::Unknown
}

fn sentences_held(pane: &TextPane, place: usize, back: bool) -> usize {
    let before = pane.document.sentences.partition_point(|sentence| sentence.span.start < place);
    if back { before } else { pane.document.sentences.len() - before }
}

/// Asks for the window that shows what is sought now; the current sentence stays on its row. A search
/// that is still to find its match says itself which window it needs.
fn set_anew(app: &mut App, sight: Sight) -> Vec<Effect> {
    if app.finding.as_ref().is_some_and(|finding| finding.goal != Goal::Stay) {
        return Vec::new();
    }
    let Some((pane, area)) = app.pane_and_area() else { return Vec::new() };
    let current = pane.current().and_then(|at| pane.document.sentences.get(at));
    let place = current.map_or(pane.top.0, |found| found.span.start);
    let Some(long) = &pane.long else { return Vec::new() };
    let is_asked = long.asked.as_ref().is_some_and(|asked| asked.is(&long.asking(place, sight)));
    if is_asked {
        return Vec::new();
    }
    let row = pane.row_of(Position(place), &area).unwrap_or(0);
    go(app, Spot::Byte(place), Onward::Row(Position(place), row))
}

/// Lets an action wait that needs more of the text than is held; `None` when enough is.
pub(crate) fn wait_for(app: &mut App, motion: Motion, count: Option<usize>) -> Option<Vec<Effect>> {
    let (pane, area) = app.pane_and_area()?;
    pane.long.as_ref()?;
    let (held, whole, top) = (pane.document.extent(), pane.document.whole, pane.top.0);
    match motion {
        Motion::Top | Motion::Bottom if count.is_some() => {
            return Some(go(app, Spot::Line(count.unwrap_or(1)), Onward::Arrive));
        }
        Motion::Top if held.start >= 4 => return Some(go(app, Spot::Byte(0), Onward::Arrive)),
        Motion::Bottom if held.end < whole => return Some(go(app, Spot::Byte(whole), Onward::End)),
        Motion::Percent => {
            let place = pane.percent(count.unwrap_or(0)).0;
            let is_far = !is_well_inside(pane, place, area.rows());
            return is_far.then(|| go(app, Spot::Byte(place), Onward::Arrive));
        }
        _ => {}
    }
    let far = distance(motion, count, &area)?;
    let is_end = if far.back { held.start < 4 } else { held.end >= whole };
    let is_there = if pane.document.is_digest() {
        sentences_held(pane, top, far.back) >= far.sentences
    } else if far.back {
        top >= held.start + far.bytes
    } else {
        top + far.bytes <= held.end
    };
    (!is_end && !is_there).then(|| ask(app, Spot::Byte(top), Reach::Far(far), Onward::Act(motion, count)))
}

/// How far a motion may go at most; `None` when it is none.
fn distance(motion: Motion, count: Option<usize>, area: &TextArea) -> Option<Distance> {
    let times = count.unwrap_or(1);
    // The page around the place it goes to.
    let page = 2 * area.rows();
    let rows = match motion {
        Motion::NextParagraph
        | Motion::PreviousParagraph
        | Motion::NextSentence
        | Motion::PreviousSentence => {
            let back = matches!(motion, Motion::PreviousParagraph | Motion::PreviousSentence);
            let sentences = times.saturating_add(page).min(MOST_SENTENCES);
            return Some(Distance { bytes: times.saturating_mul(PARAGRAPH).min(FARTHEST), sentences, back });
        }
        _ => motion.distance(times as isize, area.rows())?,
    };
    let all = rows.unsigned_abs().saturating_add(page);
    let bytes = all.saturating_mul(area.cells() * 4).saturating_add(PARAGRAPH).min(FARTHEST);
    // A sentence takes a row at least.
    Some(Distance { bytes, sentences: all.min(MOST_SENTENCES), back: rows < 0 })
}

/// Goes to a place of the text on the screen, wherever it is.
pub(crate) fn go_to_place(app: &mut App, place: Position) -> Vec<Effect> {
    let Some((pane, area)) = app.pane_and_area() else { return Vec::new() };
    if pane.long.is_some() && !is_well_inside(pane, place.0, area.rows()) {
        return go(app, Spot::Byte(place.0), Onward::Arrive);
    }
    pane.to_place(place, &area);
    Vec::new()
}

/// Brings a passage of the text on the screen into view, wherever it is.
pub(crate) fn reveal(app: &mut App, passage: Span) -> Vec<Effect> {
    let rows = usize::from(app.size.height);
    let is_far = match &app.reading {
        Reading::Text(pane) if matches!(app.view, View::Reading) => {
            pane.long.is_some() && !is_well_inside(pane, passage.start, rows)
        }
        _ => false,
    };
    if is_far {
        return go(app, Spot::Byte(passage.start), Onward::Reveal(passage));
    }
    texts::go_to(app, passage);
    Vec::new()
}

/// Tells whether a screen of so many rows around a place is held.
fn is_well_inside(pane: &TextPane, place: usize, rows: usize) -> bool {
    let held = pane.held();
    if pane.document.is_digest() {
        let is_full = |back: bool| sentences_held(pane, place, back) >= rows;
        return (held.start < 4 || place >= held.start && is_full(true))
            && (held.end >= pane.document.whole || place < held.end && is_full(false));
    }
    (held.start < 4 || place >= held.start + PARAGRAPH)
        && (held.end >= pane.document.whole || place + PARAGRAPH <= held.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Draft, LongText, Title};
    use crate::tasks::entry::EntryId;
    use crate::tasks::onscreen::Rest;
    use crate::tasks::task::{Reply, Ticket};
    use crate::ui::input::{Key, Keymap};
    use crate::ui::message::Message;
    use crate::ui::reader::long::Long;
    use crate::ui::settings::Settings;
    use crate::ui::update::update;
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
            Effect::Start(ticket, Task::Window { .. } | Task::Pick(_)) => Some(*ticket),
            _ => None,
        })
    }

    /// A program that shows the beginning of a text of which nothing more can be read.
    fn broken() -> App {
        let keymap = Arc::new(Keymap::with(None).unwrap());
        let size = Size { width: 80, height: 24 };
        let mut app = App::new(size, Settings::default(), keymap, Arc::default());
        let draft = Draft { text: "A line.\n".repeat(100), ..Draft::default() };
        let window = Document::window(draft, Title::None, 0, 1 << 30);
        let long = Long::new(Arc::new(Broken), Rest::Stays);
        app.reading = Reading::Text(TextPane::of_long(EntryId(0), Arc::new(window), long));
        app.focus = crate::ui::app::Focus::Text;
        app
    }

    #[test]
    fn what_cannot_be_read_is_asked_for_once() {
        for (keys, what) in [("l50%", "a place"), ("l/line<enter>&", "what matches")] {
            let mut app = broken();
            let press = |app: &mut App, key| {
                let keys = Key::sequence(key).unwrap();
                keys.into_iter().flat_map(|key| update(app, Message::Key(key))).collect::<Vec<_>>()
            };
            let mut effects = press(&mut app, keys);
            if let Some(finding) = &mut app.finding {
                finding.goal = Goal::Stay;
                effects = press(&mut app, "j");
            }
            let mut times = 0;
            while let Some(ticket) = asked(&effects) {
                times += 1;
                assert!(times < 5, "{what} is asked for again and again");
                let reply = Reply::Window(EntryId(0), Err("no disk".into()));
                effects = update(&mut app, Message::Replied(ticket, reply));
            }
            assert!(times > 0, "{what}");
            assert_eq!(app.onward, None);
        }
    }
}
