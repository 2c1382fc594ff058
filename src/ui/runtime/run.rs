//! The loop.

use std::io::{self, Stdout};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use ratatui::Terminal;
use ratatui::layout::Size;

use crate::tasks::Workers;
use crate::tasks::task::TaskKind;
use crate::text::safe::Checked;
use crate::ui::app::App;
use crate::ui::app::Reading;
use crate::ui::drawing::screen::draw;
use crate::ui::drawing::theme::Theme;
use crate::ui::input::{Code, Key};
use crate::ui::message::{Effect, Message};
use crate::ui::reader::windows::Pending;
use crate::ui::runtime::backend::FrameBackend;
use crate::ui::runtime::background::{Background, Ear, ask};
use crate::ui::runtime::event::Event;
#[cfg(unix)]
use crate::ui::runtime::hangup;
use crate::ui::runtime::terminal::{Guard, HUNG_UP, MouseUse, is_gone, restore, take, take_again};
use crate::ui::runtime::{events, out, signals};
use crate::ui::update::update;

/// How long a paint waits for its document, which is nearly always there before.
const AT_ONCE: Duration = Duration::from_millis(12);

/// How long keys wait for the document they are meant for: whoever types ahead types for the text.
const TYPED_AHEAD: Duration = Duration::from_millis(300);

/// How long after the question for its background the terminal is not left without an answer: the
/// shell would take it for keys.
const ANSWER: Duration = Duration::from_millis(100);

/// Which theme to draw in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ThemeChoice {
    /// This one.
    Given(Box<Theme>),
    /// Dark or light, as the terminal's background is.
    ByBackground,
}

/// What a run begins with.
#[derive(Debug)]
pub struct Start {
    /// The state.
    pub app: App,
    /// What is to be done first.
    pub effects: Vec<Effect>,
    /// The colours.
    pub theme: ThemeChoice,
    /// Whether the mouse is reported to the program.
    pub mouse: bool,
}

/// How the loop goes on.
enum Next {
    Wait,
    Leave(u8),
}

/// The terminal as ratatui draws on it.
type Screen = Terminal<FrameBackend<Checked<Stdout>>>;

fn new_screen(size: Size) -> io::Result<Screen> {
    Terminal::new(FrameBackend::new(out::frames(), size))
}

struct Runtime {
    app: App,
    theme: Theme,
    screen: Screen,
    jobs: Workers,
    inbox: Receiver<Event>,
    mouse: MouseUse,
    /// Until when the terminal may still answer.
    answer_until: Option<Instant>,
}

/// Shows the screen until the user leaves; returns the exit status. The terminal is given back
/// before it returns, also with an error.
pub fn run(start: Start) -> io::Result<u8> {
    let mouse = if start.mouse { MouseUse::Reported } else { MouseUse::Left };
    // The theme decides about colours; crossterm would leave them out where NO_COLOR is set.
    crossterm::style::force_color_output(true);
    let (outbox, inbox) = channel();
    let theme = match &start.theme {
        ThemeChoice::Given(theme) => (**theme).clone(),
        ThemeChoice::ByBackground => Theme::dark(),
    };
    let screen = new_screen(start.app.size)?;
    let jobs = jobs(&outbox);
    let mut runtime = Runtime { app: start.app, theme, screen, jobs, inbox, mouse, answer_until: None };
    if let Next::Leave(status) = runtime.perform(start.effects)? {
        return Ok(status);
    }
    signals::listen(outbox.clone())?;
    let guard = Guard;
    take(mouse)?;
    // Another size has been told from here on; the one it has now may be news already.
    let (width, height) = out::window_size()?;
    runtime.app.size = Size { width, height };
    runtime.screen = new_screen(runtime.app.size)?;
    let status = runtime.work(&start.theme, outbox);
    drop(guard);
    match status {
        Err(error) if is_gone(&error) => Ok(HUNG_UP as u8),
        status => status,
    }
}

fn jobs(outbox: &Sender<Event>) -> Workers {
    let outbox = outbox.clone();
    // The loop may have ended before the last reply; nobody misses it then.
    Workers::new(Arc::new(move |ticket, reply| {
        drop(outbox.send(Event::Message(Box::new(Message::Replied(ticket, reply)))));
    }))
}

impl Runtime {
    /// Paints the first screen, asks for the background, then waits, updates, performs and draws.
    fn work(&mut self, theme: &ThemeChoice, outbox: Sender<Event>) -> io::Result<u8> {
        if let Next::Leave(status) = self.settle(Self::is_settled)? {
            return Ok(status);
        }
        self.draw()?;
        if *theme == ThemeChoice::ByBackground && ask(&mut out::terminal())? {
            self.answer_until = Some(Instant::now() + ANSWER);
        }
        #[cfg(unix)]
        hangup::listen(outbox.clone())?;
        events::listen(outbox, Ear::new(self.answer_until.is_some()))?;
        let mut next = self.open_first()?;
        loop {
            if let Next::Leave(status) = next {
                self.await_answer();
                return Ok(status);
            }
            self.draw()?;
            let Ok(event) = self.inbox.recv() else { return Ok(0) };
            next = self.take_all(event)?;
            if let Next::Wait = next {
                next = self.settle(Self::has_text)?;
            }
        }
    }

    /// Draws the state and writes what changed.
    fn draw(&mut self) -> io::Result<()> {
        let (app, theme) = (&self.app, &self.theme);
        self.screen.draw(|frame| {
            if let Some(cursor) = draw(app, theme, frame.buffer_mut()) {
                frame.set_cursor_position(cursor);
            }
        })?;
        Ok(())
    }

    /// Lets the next frame draw every cell on an empty screen.
    fn clear(&mut self) -> io::Result<()> {
        self.screen = new_screen(self.app.size)?;
        self.screen.clear()
    }

    /// Keeps keys back until there is a text they can be meant for, and draws meanwhile.
    fn open_first(&mut self) -> io::Result<Next> {
        let until = Instant::now() + TYPED_AHEAD;
        let mut keys = Vec::new();
        while self.is_opening() {
            match self.inbox.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(event) if is_typed(&event) => {
                    let is_last = is_interrupt(&event);
                    keys.push(event);
                    if is_last {
                        break;
                    }
                }
                Ok(event) => {
                    if let Next::Leave(status) = self.take(event)? {
                        return Ok(Next::Leave(status));
                    }
                    self.draw()?;
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        for key in keys {
            if let Next::Leave(status) = self.take(key)? {
                return Ok(Next::Leave(status));
            }
        }
        Ok(Next::Wait)
    }

    fn is_opening(&self) -> bool {
        match self.app.reading {
            Reading::Awaited(_) => true,
            Reading::Nothing => self.app.is_busy(TaskKind::Walk),
            Reading::Text(_) | Reading::Failed(..) => self.app.is_busy(TaskKind::Compare),
        }
    }

    /// Takes an event and all others that have arrived, so that they are drawn once.
    fn take_all(&mut self, first: Event) -> io::Result<Next> {
        let mut event = Some(first);
        while let Some(taken) = event {
            if let Next::Leave(status) = self.take(taken)? {
                return Ok(Next::Leave(status));
            }
            event = self.inbox.try_recv().ok();
        }
        Ok(Next::Wait)
    }

    fn take(&mut self, event: Event) -> io::Result<Next> {
        match event {
            Event::Message(message) => {
                panic_if_asked(&message);
                let effects = update(&mut self.app, *message);
                self.perform(effects)
            }
            Event::Resized => self.fit(),
            Event::Background(background) => {
                self.answer_until = None;
                if background == Some(Background::Light) {
                    self.theme = Theme::light();
                }
                Ok(Next::Wait)
            }
            Event::Signal(number) => {
                self.answer_until = None;
                Ok(Next::Leave(128 + number as u8))
            }
            Event::Suspend => {
                suspend();
                self.resume()
            }
            Event::Continued => self.resume(),
            Event::Vanished => {
                self.answer_until = None;
                Ok(Next::Leave(HUNG_UP as u8))
            }
        }
    }

    fn perform(&mut self, effects: Vec<Effect>) -> io::Result<Next> {
        for effect in effects {
            match effect {
                Effect::Start(ticket, job) => self.jobs.start(ticket, job),
                Effect::Cancel(kind) => self.jobs.cancel(kind),
                Effect::Suspend => {
                    suspend();
                    if let Next::Leave(status) = self.resume()? {
                        return Ok(Next::Leave(status));
                    }
                }
                Effect::Redraw => self.clear()?,
                Effect::Quit(status) => return Ok(Next::Leave(status)),
            }
        }
        Ok(Next::Wait)
    }

    /// Lets a document that comes at once arrive before it is painted, so that nothing flickers.
    fn settle(&mut self, is_settled: fn(&Self) -> bool) -> io::Result<Next> {
        if is_settled(self) {
            return Ok(Next::Wait);
        }
        let until = Instant::now() + AT_ONCE;
        while !is_settled(self) {
            match self.inbox.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(event) => {
                    if let Next::Leave(status) = self.take(event)? {
                        return Ok(Next::Leave(status));
                    }
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        Ok(Next::Wait)
    }

    fn has_text(&self) -> bool {
        !matches!(self.app.reading, Reading::Awaited(_)) && !matches!(self.app.pending, Pending::Window(_))
    }

    /// Tells whether the first screen has all that belongs on it.
    fn is_settled(&self) -> bool {
        let is_busy = |kind: TaskKind| self.app.is_busy(kind);
        match self.app.reading {
            Reading::Awaited(_) => false,
            Reading::Nothing => !is_busy(TaskKind::Walk),
            Reading::Text(_) | Reading::Failed(..) => {
                ![TaskKind::Mark, TaskKind::Find, TaskKind::Compare].into_iter().any(is_busy)
            }
        }
    }

    /// Waits for an answer that is still to come, so that it is not left behind.
    fn await_answer(&mut self) {
        while let Some(until) = self.answer_until {
            match self.inbox.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(Event::Background(_) | Event::Signal(_) | Event::Vanished) | Err(_) => {
                    self.answer_until = None;
                }
                Ok(_) => {}
            }
        }
    }

    /// Takes the terminal again after a stop, however that came about.
    fn resume(&mut self) -> io::Result<Next> {
        take_again(self.mouse)?;
        self.fit()
    }

    /// Fills the window as it is now. One that was smaller for a moment has lost what it showed,
    /// though its size be the old one again.
    fn fit(&mut self) -> io::Result<Next> {
        let (width, height) = out::window_size()?;
        let effects = update(&mut self.app, Message::Resize(Size { width, height }));
        self.clear()?;
        self.perform(effects)
    }
}

fn is_typed(event: &Event) -> bool {
    matches!(event, Event::Message(message) if matches!(**message, Message::Key(_) | Message::Mouse(_) | Message::Paste(_)))
}

fn is_interrupt(event: &Event) -> bool {
    matches!(event, Event::Message(message) if matches!(**message, Message::Key(INTERRUPT)))
}

/// The key that never waits.
const INTERRUPT: Key = Key { code: Code::Char('c'), ctrl: true, alt: false, shift: false };

/// Gives the terminal back and stops until the shell continues the program.
fn suspend() {
    restore();
    signals::stop();
}

/// With `READER_TEST_PANIC=1` in the environment F12 panics, so that a test can see the terminal
/// come back.
fn panic_if_asked(message: &Message) {
    if let Message::Key(Key { code: Code::F(12), .. }) = message {
        let asked = std::env::var_os("READER_TEST_PANIC").is_some_and(|value| value == "1");
        assert!(!asked, "asked for by READER_TEST_PANIC");
    }
}
