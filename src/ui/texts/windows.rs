//! Reading a text in windows: requesting the window that is needed, and using it when it arrives.
//!
//! Motions may set a pane to any place of the text. If that place is not held, a window around it is
//! requested, and [`Pending`] keeps the action to perform in it. The next window is requested long before
//! the reader comes near an edge, so that scrolling never waits.

use std::sync::Arc;

use crate::document::Position;
use crate::tasks::{ChunkCounts, Counted, EntryId, Spot, Task, TaskKind, Window};
use crate::text::Span;
use crate::ui::input::Motion;
use crate::ui::input::motion::Course;
use crate::ui::outcome::Notice;
use crate::ui::reader::pending::{HitKind, Pending, Then};
use crate::ui::reader::state::Reading;
use crate::ui::reader::windowed::{Asked, PARAGRAPH};
use crate::ui::texts::{Focus, Texts, Typing};

/// How many bytes a window holds on both sides of the place it is asked for, at least.
const REACH: usize = 192 << 10;

/// How near to the edge of the window, in bytes, the next one is asked for.
const AHEAD: usize = 96 << 10;

/// The most a window holds on one side for a motion that goes far.
const FARTHEST: usize = 8 << 20;

impl Texts<'_> {
    /// Requests a window around a spot that the text may not hold; `then` is performed in that window.
    pub(super) fn request_window(&mut self, spot: Spot, then: Then) {
        if self.ask_for_window(spot, REACH) {
            self.reader.pending = Pending::Window(then);
        }
    }

    /// Asks for a window of `reach` bytes on both sides of a spot, if the text is read in windows; tells
    /// whether it is.
    fn ask_for_window(&mut self, spot: Spot, reach: usize) -> bool {
        let keywords = Arc::clone(self.keywords);
        let pattern = self.reader.search.as_ref().map(|search| Arc::clone(&search.pattern));
        let Reading::Text(pane) = &mut self.reader.reading else { return false };
        let Some(long) = &mut pane.long else { return false };
        let byte = match spot {
            Spot::Byte(place) => Some(place),
            Spot::Line(_) => None,
        };
        long.asked = Some(Asked { byte, pattern: pattern.clone(), keywords: Arc::clone(&keywords) });
        let (entry, text) = (pane.entry, Arc::clone(&long.text));
        self.background.start(Task::Window { entry, text, spot, reach, pattern, keywords });
        true
    }

    /// Asks for another window when the current place is not held or soon will not be.
    pub(super) fn keep_window_around(&mut self) {
        if matches!(self.reader.pending, Pending::Window(_)) || !matches!(self.focus, Focus::Reader) {
            return;
        }
        let Reading::Text(pane) = &self.reader.reading else { return };
        let Some(long) = &pane.long else { return };
        let (held, top) = (pane.document.extent(), pane.top.0);
        let is_held = held.start <= top && top < held.end.max(held.start + 1);
        let is_enough = (pane.holds_start() || top >= held.start + AHEAD)
            && (pane.holds_end() || top + AHEAD <= held.end);
        // A window that cannot be read is not asked for again.
        let is_asked = long.asked.as_ref().is_some_and(|asked| asked.byte == Some(top));
        if is_asked || is_held && (is_enough || self.background.is_busy(TaskKind::Window)) {
            return;
        }
        if is_held || self.reader.pending != Pending::Nothing {
            self.ask_for_window(Spot::Byte(top), REACH);
            return;
        }
        self.request_window(Spot::Byte(top), Then::Arrive);
    }

    /// Moves the text that has the focus; a motion that needs more of it than is held waits for a window.
    pub(crate) fn move_by(&mut self, motion: Motion, count: Option<usize>) {
        if self.wait_for_window(motion, count) {
            return;
        }
        self.move_as_held(motion, count);
        self.check_following();
    }

    /// Moves the text as far as it is held.
    fn move_as_held(&mut self, motion: Motion, count: Option<usize>) {
        if let Some((pane, area)) = self.pane_and_area()
            && let Err(why) = pane.move_by(motion, count, &area)
        {
            self.say(why);
        }
    }

    /// Asks for a window if a motion needs more of the text than is held, and tells whether it does.
    fn wait_for_window(&mut self, motion: Motion, count: Option<usize>) -> bool {
        let Some((pane, area)) = self.pane_and_area().filter(|(pane, _)| pane.long.is_some()) else {
            return false;
        };
        let (spot, then, is_held) = match motion.course(count, area.rows()) {
            Course::Line(line) => (Spot::Line(line), Then::Arrive, false),
            Course::Beginning => (Spot::Byte(0), Then::Arrive, pane.holds_start()),
            Course::End => (Spot::Byte(pane.document.whole), Then::End, pane.holds_end()),
            Course::Percent(percent) => {
                let place = pane.top_at(percent, &area).0;
                (Spot::Byte(place), Then::Arrive, pane.holds_around(place))
            }
            Course::Sentences(by) | Course::Paragraphs(by) => {
                let bytes = by.unsigned_abs().saturating_mul(PARAGRAPH);
                return self.wait_for_bytes(by < 0, bytes, Then::Act(motion, count));
            }
            Course::Rows(by) | Course::Pages(by) => {
                // The page around the place it goes to is needed as well.
                let rows = by.unsigned_abs().saturating_add(2 * area.rows());
                let bytes = rows.saturating_mul(area.cells() * 4).saturating_add(PARAGRAPH);
                return self.wait_for_bytes(by < 0, bytes, Then::Act(motion, count));
            }
            Course::Headings(_) | Course::Cells(_) => return false,
        };
        if !is_held {
            self.request_window(spot, then);
        }
        !is_held
    }

    /// Asks for a window unless so many bytes above the page, or below its top, are held.
    fn wait_for_bytes(&mut self, above: bool, bytes: usize, then: Then) -> bool {
        let Some(pane) = self.pane() else { return false };
        let (held, top, bytes) = (pane.document.extent(), pane.top.0, bytes.min(FARTHEST));
        let is_held = if above {
            pane.holds_start() || top >= held.start + bytes
        } else {
            pane.holds_end() || top + bytes <= held.end
        };
        if !is_held {
            self.ask_for_window(Spot::Byte(top), bytes.max(REACH));
            self.reader.pending = Pending::Window(then);
        }
        !is_held
    }

    /// Makes a place of the text on the screen the top of the page, wherever it is.
    pub(crate) fn go_to_place(&mut self, place: Position) {
        let Some((pane, area)) = self.pane_and_area() else { return };
        if !pane.holds_around(place.0) {
            return self.request_window(Spot::Byte(place.0), Then::Arrive);
        }
        pane.to_place(place, &area);
    }

    /// Brings a passage of the text on the screen into view, wherever it is.
    pub(crate) fn reveal_passage(&mut self, passage: Span) {
        if self.pane().is_some_and(|pane| !pane.holds_around(passage.start)) {
            return self.request_window(Spot::Byte(passage.start), Then::Reveal(passage));
        }
        self.go_to_passage(passage);
    }

    /// Takes a window that was requested, and performs the action that waited for it.
    pub(crate) fn take_window(&mut self, entry: EntryId, found: Result<Window, String>) {
        let then = if let Pending::Window(then) = self.reader.pending { Some(then) } else { None };
        if then.is_some() {
            self.reader.pending = Pending::Nothing;
        }
        let window = match found {
            Ok(window) => window,
            Err(why) => return self.trouble(why),
        };
        let pattern = self.reader.search.as_ref().map(|search| &search.pattern);
        let Reading::Text(pane) = &mut self.reader.reading else { return };
        let Some(long) = pane.long.as_ref().filter(|_| pane.entry == entry) else { return };
        let has_hits = long.asked.as_ref().is_some_and(|asked| asked.is_for(pattern, self.keywords));
        let place = window.place;
        pane.show_window(window);
        match then {
            Some(then) if has_hits => self.continue_in_window(then, place),
            // The search or the keywords changed since the window was asked for.
            Some(Then::Look(next)) => {
                self.reader.pending = Pending::Hits(next);
                self.mark_texts();
            }
            Some(then) => {
                self.continue_in_window(then, place);
                self.mark_texts();
            }
            None if has_hits => {}
            None => self.mark_texts(),
        }
    }

    /// Performs the action that waited for the text around a place.
    pub(super) fn continue_in_window(&mut self, then: Then, place: Position) {
        match then {
            Then::Look(next) => self.look_for_hit(next),
            Then::Act(motion, count) => self.move_as_held(motion, count),
            Then::Reveal(passage) => self.go_to_passage(passage),
            Then::Arrive | Then::End => {
                let Some((pane, area)) = self.pane_and_area() else { return };
                if then == Then::End { pane.to_bottom(&area) } else { pane.to_place(place, &area) }
            }
        }
    }

    /// Takes in what was counted in a text read in windows; a search may wait for it.
    pub(crate) fn take_counts(&mut self, entry: EntryId, counts: &[ChunkCounts]) {
        let Reading::Text(pane) = &mut self.reader.reading else { return };
        let Some(long) = pane.long.as_mut().filter(|_| pane.entry == entry) else { return };
        long.learn(counts);
        let is_done = pane.counted(Counted::Matches) == 100;
        let target = match counts.first() {
            Some((Counted::Matches, ..)) => HitKind::Match,
            Some((Counted::Lines | Counted::Hidden, ..)) => HitKind::Hidden,
            Some((Counted::Keyword(_), ..)) | None => HitKind::Keyword,
        };
        if self.reader.pending != Pending::Nothing || target != HitKind::Match {
            return self.look_again(target);
        }
        let is_told = matches!(self.notice, Some(Notice::Said(_))) || self.typing != Typing::Nothing;
        let is_found = self.reader.search.as_ref().is_some_and(|search| search.at.is_some());
        if is_told && (is_done || is_found) {
            self.announce_match();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Draft, LongText, Title};
    use crate::tasks::{EntryId, Reply, Rest, Ticket};
    use crate::ui::app::App;
    use crate::ui::input::{Key, Keymap};
    use crate::ui::message::{Effect, Message};
    use crate::ui::reader::text_pane::TextPane;
    use crate::ui::reader::windowed::WindowedText;
    use crate::ui::settings::Settings;
    use crate::ui::update::update;
    use ratatui::layout::Size;

    /// A text that cannot be read.
    #[derive(Debug)]
    struct Broken;

    impl LongText for Broken {
        fn length(&self) -> usize {
            1 << 30
        }

        fn ascii(&self) -> usize {
            0
        }

        fn keeps_lines(&self) -> bool {
            false
        }

        fn window(&self, _: usize, _: usize) -> Result<Document, String> {
            Err("no disk".into())
        }

        fn read(&self, _: Span, _: &mut Vec<u8>) -> Result<(), String> {
            Err("no disk".into())
        }
    }

    /// Returns the ticket of the window requested last.
    fn asked(effects: &[Effect]) -> Option<Ticket> {
        effects.iter().rev().find_map(|effect| match effect {
            Effect::Start(ticket, Task::Window { .. }) => Some(*ticket),
            _ => None,
        })
    }

    /// Returns a program that shows the beginning of a text whose rest cannot be read.
    fn broken() -> App {
        let keymap = Arc::new(Keymap::with(None).unwrap());
        let size = Size { width: 80, height: 24 };
        let mut app = App::new(size, Settings::default(), keymap, Arc::default());
        let draft = Draft { text: "A line.\n".repeat(100), ..Draft::default() };
        let window = Document::window(draft, Title::None, 0, 1 << 30);
        let long = WindowedText::new(Arc::new(Broken), Rest::Stays);
        app.reader.reading = Reading::Text(TextPane::windowed(EntryId(0), Arc::new(window), long));
        app.list.has_focus = false;
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
        assert_eq!(app.reader.pending, Pending::Nothing);
    }
}
