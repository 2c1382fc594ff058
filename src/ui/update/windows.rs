//! Reading a text in windows: which window is needed, and what is done when it comes.
//!
//! Motions may set a pane to any place of the text. If that place is not held, a window around it is
//! asked for, and [`Pending`] keeps what is to be done in it. The next window is asked for long before
//! the reader comes near an edge, so that scrolling never waits.

use std::sync::Arc;

use crate::document::Position;
use crate::tasks::entry::EntryId;
use crate::tasks::onscreen::{Counted, Counts, Spot, Window};
use crate::tasks::task::{Task, TaskKind};
use crate::text::Span;
use crate::ui::app::{App, Notice, Reading, View};
use crate::ui::input::Motion;
use crate::ui::layout::TextArea;
use crate::ui::message::Effect;
use crate::ui::reader::pending::{Pending, Target, Then};
use crate::ui::reader::windowed::{Asked, PARAGRAPH};
use crate::ui::update::motion;
use crate::ui::update::next_hit;
use crate::ui::update::{text_search, texts};

/// How many bytes a window holds on both sides of the place it is asked for, at least.
const REACH: usize = 192 << 10;

/// How near to the edge of the window, in bytes, the next one is asked for.
const AHEAD: usize = 96 << 10;

/// The most a window holds on one side for a motion that goes far.
const FARTHEST: usize = 8 << 20;

/// Asks for a window of a text that may not hold this spot; what is to be done there follows.
pub(crate) fn request(app: &mut App, spot: Spot, then: Then) -> Vec<Effect> {
    let effects = ask(app, spot, REACH);
    if !effects.is_empty() {
        app.pending = Pending::Window(then);
    }
    effects
}

/// Asks for a window of `reach` bytes on both sides of a spot.
fn ask(app: &mut App, spot: Spot, reach: usize) -> Vec<Effect> {
    let keywords = Arc::clone(&app.keywords);
    let pattern = app.search.as_ref().map(|search| Arc::clone(&search.pattern));
    let Reading::Text(pane) = &mut app.reading else { return Vec::new() };
    let Some(long) = &mut pane.long else { return Vec::new() };
    let byte = match spot {
        Spot::Byte(place) => Some(place),
        Spot::Line(_) => None,
    };
    long.asked = Some(Asked { byte, pattern: pattern.clone(), keywords: Arc::clone(&keywords) });
    let (entry, text) = (pane.entry, Arc::clone(&long.text));
    vec![app.start(Task::Window { entry, text, spot, reach, pattern, keywords })]
}

/// Asks for another window when the current place is not held or soon will not be.
pub(crate) fn keep_up(app: &mut App) -> Vec<Effect> {
    if matches!(app.pending, Pending::Window(_)) || !matches!(app.view, View::Reading) {
        return Vec::new();
    }
    let Reading::Text(pane) = &app.reading else { return Vec::new() };
    let Some(long) = &pane.long else { return Vec::new() };
    let (held, top) = (pane.document.extent(), pane.top.0);
    let is_held = held.start <= top && top < held.end.max(held.start + 1);
    let is_enough =
        (pane.holds_start() || top >= held.start + AHEAD) && (pane.holds_end() || top + AHEAD <= held.end);
    // A window that cannot be read is not asked for again.
    let is_asked = long.asked.as_ref().is_some_and(|asked| asked.byte == Some(top));
    if is_asked || is_held && (is_enough || app.is_busy(TaskKind::Window)) {
        return Vec::new();
    }
    if is_held || app.pending != Pending::Nothing {
        return ask(app, Spot::Byte(top), REACH);
    }
    request(app, Spot::Byte(top), Then::Arrive)
}

/// Asks for a window if a motion needs more of the text than is held; `None` when enough is.
pub(crate) fn wait_for(app: &mut App, motion: Motion, count: Option<usize>) -> Option<Vec<Effect>> {
    let (pane, area) = app.pane_and_area()?;
    pane.long.as_ref()?;
    let (held, whole, top) = (pane.document.extent(), pane.document.whole, pane.top.0);
    match motion {
        Motion::Top | Motion::Bottom if count.is_some() => {
            return Some(request(app, Spot::Line(count.unwrap_or(1)), Then::Arrive));
        }
        Motion::Top if !pane.holds_start() => return Some(request(app, Spot::Byte(0), Then::Arrive)),
        Motion::Bottom if !pane.holds_end() => return Some(request(app, Spot::Byte(whole), Then::End)),
        Motion::Percent => {
            let place = pane.percent(count.unwrap_or(0)).0;
            return (!pane.holds_around(place)).then(|| request(app, Spot::Byte(place), Then::Arrive));
        }
        _ => {}
    }
    let (bytes, back) = distance(motion, count, &area)?;
    let is_held = if back {
        pane.holds_start() || top >= held.start + bytes
    } else {
        pane.holds_end() || top + bytes <= held.end
    };
    if is_held {
        return None;
    }
    let effects = ask(app, Spot::Byte(top), bytes.max(REACH));
    app.pending = Pending::Window(Then::Act(motion, count));
    Some(effects)
}

/// Returns how many bytes a motion may go past at most, and whether it goes back; `None` when it
/// moves nothing.
fn distance(motion: Motion, count: Option<usize>, area: &TextArea) -> Option<(usize, bool)> {
    let times = count.unwrap_or(1);
    let rows = match motion {
        Motion::NextParagraph
        | Motion::PreviousParagraph
        | Motion::NextSentence
        | Motion::PreviousSentence => {
            let back = matches!(motion, Motion::PreviousParagraph | Motion::PreviousSentence);
            return Some((times.saturating_mul(PARAGRAPH).min(FARTHEST), back));
        }
        _ => motion.distance(times as isize, area.rows())?,
    };
    // The page around the place it goes to is needed as well.
    let all = rows.unsigned_abs().saturating_add(2 * area.rows());
    let bytes = all.saturating_mul(area.cells() * 4).saturating_add(PARAGRAPH).min(FARTHEST);
    Some((bytes, rows < 0))
}

/// Makes a place of the text on the screen the top of the page, wherever it is.
pub(crate) fn go_to_place(app: &mut App, place: Position) -> Vec<Effect> {
    let Some((pane, area)) = app.pane_and_area() else { return Vec::new() };
    if !pane.holds_around(place.0) {
        return request(app, Spot::Byte(place.0), Then::Arrive);
    }
    pane.to_place(place, &area);
    Vec::new()
}

/// Brings a passage of the text on the screen into view, wherever it is.
pub(crate) fn reveal(app: &mut App, passage: Span) -> Vec<Effect> {
    if app.pane().is_some_and(|pane| !pane.holds_around(passage.start)) {
        return request(app, Spot::Byte(passage.start), Then::Reveal(passage));
    }
    texts::go_to(app, passage);
    Vec::new()
}

/// Takes a window that was asked for, and does what was to be done there.
pub(crate) fn arrived(app: &mut App, entry: EntryId, found: Result<Window, String>) -> Vec<Effect> {
    let then = match app.pending {
        Pending::Window(then) => Some(then),
        Pending::Nothing | Pending::Hits(_) => None,
    };
    if then.is_some() {
        app.pending = Pending::Nothing;
    }
    let window = match found {
        Ok(window) => window,
        Err(why) => {
            app.trouble(why);
            return Vec::new();
        }
    };
    let pattern = app.search.as_ref().map(|search| &search.pattern);
    let Reading::Text(pane) = &mut app.reading else { return Vec::new() };
    let Some(long) = pane.long.as_ref().filter(|_| pane.entry == entry) else { return Vec::new() };
    let has_hits = long.asked.as_ref().is_some_and(|asked| asked.is_for(pattern, &app.keywords));
    let place = window.place;
    pane.show_window(window);
    match then {
        Some(then) if has_hits => go_on(app, then, place),
        // The search or the keywords changed since the window was asked for.
        Some(Then::Look(next)) => {
            app.pending = Pending::Hits(next);
            texts::mark(app)
        }
        Some(then) => {
            let mut effects = go_on(app, then, place);
            effects.extend(texts::mark(app));
            effects
        }
        None if has_hits => Vec::new(),
        None => texts::mark(app),
    }
}

/// Does what was waiting for the text around a place.
pub(crate) fn go_on(app: &mut App, then: Then, place: Position) -> Vec<Effect> {
    match then {
        Then::Look(next) => return next_hit::look(app, next),
        Then::Act(motion, count) => motion::move_text(app, motion, count),
        Then::Reveal(passage) => texts::go_to(app, passage),
        Then::Arrive | Then::End => {
            let Some((pane, area)) = app.pane_and_area() else { return Vec::new() };
            if then == Then::End { pane.to_bottom(&area) } else { pane.to_place(place, &area) }
        }
    }
    Vec::new()
}

/// Takes in what was counted in a text read in windows; a search may wait for it.
pub(crate) fn counted(app: &mut App, kind: TaskKind, entry: EntryId, counts: &[Counts]) -> Vec<Effect> {
    let Reading::Text(pane) = &mut app.reading else { return Vec::new() };
    let Some(long) = pane.long.as_mut().filter(|_| pane.entry == entry) else { return Vec::new() };
    long.learn(counts);
    let is_done = pane.counted(Counted::Matches) == 100;
    let target = match kind {
        TaskKind::Find => Target::Match,
        TaskKind::Mark => Target::Keyword,
        _ => Target::Hidden,
    };
    if app.pending != Pending::Nothing || target != Target::Match {
        return next_hit::go_on(app, target);
    }
    let is_told = matches!(&app.notice, Some(Notice::Said(_))) || app.prompt.is_some();
    let is_found = app.search.as_ref().is_some_and(|search| search.at.is_some());
    if is_told && (is_done || is_found) {
        text_search::announce(app);
    }
    Vec::new()
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
    use crate::ui::reader::text_pane::TextPane;
    use crate::ui::reader::windowed::WindowedText;
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
            Effect::Start(ticket, Task::Window { .. }) => Some(*ticket),
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
        let long = WindowedText::new(Arc::new(Broken), Rest::Stays);
        app.reading = Reading::Text(TextPane::windowed(EntryId(0), Arc::new(window), long));
        app.focus = crate::ui::app::Focus::Text;
        app
    }

    #[test]
    fn a_window_that_cannot_be_read_is_asked_for_once() {
        let mut app = broken();
        let keys = Key::sequence("l50%").unwrap();
        let mut effects: Vec<Effect> =
            keys.into_iter().flat_map(|key| update(&mut app, Message::Key(key))).collect();
        let mut times = 0;
        while let Some(ticket) = asked(&effects) {
            times += 1;
            assert!(times < 5, "a place is asked for again and again");
            let reply = Reply::Window(EntryId(0), Err("no disk".into()));
            effects = update(&mut app, Message::Replied(ticket, reply));
        }
        assert!(times > 0);
        assert_eq!(app.pending, Pending::Nothing);
    }
}
