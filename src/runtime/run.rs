//! The loop.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use ratatui::layout::Size;
use terminal_colorsaurus::{QueryOptions, ThemeMode, theme_mode};

use super::event::Event;
use super::screen::Screen;
use super::terminal::{Guard, MouseUse, restore, restore_on_panic, take};
use super::{events, signals};
use crate::app::state::Reading;
use crate::app::{App, Effect, Lane, Message, update};
use crate::input::{Code, Key};
use crate::jobs::Jobs;
use crate::view::Theme;

/// How long a paint waits for its document, which is nearly always there before.
const AT_ONCE: Duration = Duration::from_millis(12);

/// How long the terminal may take to tell its background.
const BACKGROUND: Duration = Duration::from_millis(100);

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

struct Runtime {
    app: App,
    theme: Theme,
    screen: Screen,
    jobs: Jobs,
    inbox: Receiver<Event>,
    mouse: MouseUse,
}

/// Shows the screen until the user leaves; returns the exit status. The terminal is given back
/// before it returns, also with an error.
pub fn run(start: Start) -> io::Result<u8> {
    let mouse = if start.mouse { MouseUse::Reported } else { MouseUse::Left };
    restore_on_panic();
    let (outbox, inbox) = channel();
    signals::listen(outbox.clone())?;
    let guard = Guard;
    take(mouse)?;
    let theme = match &start.theme {
        ThemeChoice::Given(theme) => (**theme).clone(),
        ThemeChoice::ByBackground => Theme::dark(),
    };
    let screen = Screen::new(start.app.size)?;
    let mut runtime = Runtime { app: start.app, theme, screen, jobs: jobs(&outbox), inbox, mouse };
    let status = runtime.work(start.effects, &start.theme, outbox);
    drop(guard);
    status
}

fn jobs(outbox: &Sender<Event>) -> Jobs {
    let outbox = outbox.clone();
    // The loop may have ended before the last reply; nobody misses it then.
    Jobs::new(Arc::new(move |ticket, reply| {
        drop(outbox.send(Event::Message(Message::Replied(ticket, reply))));
    }))
}

impl Runtime {
    /// Paints the first screen, asks for the background, then waits, updates, performs and draws.
    fn work(&mut self, effects: Vec<Effect>, theme: &ThemeChoice, outbox: Sender<Event>) -> io::Result<u8> {
        if let Next::Leave(status) = self.perform(effects)? {
            return Ok(status);
        }
        if let Next::Leave(status) = self.settle(Self::is_settled)? {
            return Ok(status);
        }
        self.screen.draw(&self.app, &self.theme)?;
        if *theme == ThemeChoice::ByBackground {
            self.follow_background()?;
        }
        events::listen(outbox)?;
        loop {
            let Ok(event) = self.inbox.recv() else { return Ok(0) };
            if let Next::Leave(status) = self.take_all(event)? {
                return Ok(status);
            }
            if let Next::Leave(status) = self.settle(Self::has_text)? {
                return Ok(status);
            }
            self.screen.draw(&self.app, &self.theme)?;
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
                let effects = update(&mut self.app, message);
                self.perform(effects)
            }
            Event::Signal(number) => Ok(Next::Leave(128 + number as u8)),
            Event::Suspend => {
                self.suspend()?;
                Ok(Next::Wait)
            }
            Event::Continued => {
                self.screen = Screen::anew(self.app.size)?;
                Ok(Next::Wait)
            }
            Event::Vanished => Ok(Next::Leave(128 + 1)),
        }
    }

    fn perform(&mut self, effects: Vec<Effect>) -> io::Result<Next> {
        for effect in effects {
            match effect {
                Effect::Start(ticket, job) => self.jobs.start(ticket, job),
                Effect::Cancel(lane) => self.jobs.cancel(lane),
                Effect::Suspend => self.suspend()?,
                Effect::Redraw => self.screen = Screen::anew(self.app.size)?,
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
        !matches!(self.app.reading, Reading::Awaited(_))
    }

    /// Tells whether the first screen has all that belongs on it.
    fn is_settled(&self) -> bool {
        let is_busy = |lane: Lane| self.app.is_busy(lane);
        match self.app.reading {
            Reading::Awaited(_) => false,
            Reading::Nothing => !is_busy(Lane::Walk),
            Reading::Text(_) | Reading::Failed(..) => {
                ![Lane::Mark, Lane::Find, Lane::Compare].into_iter().any(is_busy)
            }
        }
    }

    /// Asks the terminal for its background, once: a reply that comes later would be read as keys.
    fn follow_background(&mut self) -> io::Result<()> {
        let mut options = QueryOptions::default();
        options.timeout = BACKGROUND;
        if let Ok(ThemeMode::Light) = theme_mode(options) {
            self.theme = Theme::light();
            self.screen.draw(&self.app, &self.theme)?;
        }
        Ok(())
    }

    /// Gives the terminal back, stops, and takes it again when the shell says so.
    fn suspend(&mut self) -> io::Result<()> {
        restore();
        signals::stop();
        take(self.mouse)?;
        let (width, height) = crossterm::terminal::size()?;
        update(&mut self.app, Message::Resize(Size { width, height }));
        self.screen = Screen::anew(self.app.size)?;
        Ok(())
    }
}

/// With `READER_TEST_PANIC=1` in the environment F12 panics, so that a test can see the terminal
/// come back.
fn panic_if_asked(message: &Message) {
    if let Message::Key(Key { code: Code::F(12), .. }) = message {
        let asked = std::env::var_os("READER_TEST_PANIC").is_some_and(|value| value == "1");
        assert!(!asked, "asked for by READER_TEST_PANIC");
    }
}
