//! The event loop: it waits, updates, performs effects and draws.

use std::io::{self, Stdout};
use std::mem;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use crossterm::event::MouseEventKind;
use ratatui::Terminal;
use ratatui::layout::Size;

use crate::storage::CommandLine;
use crate::tasks::{Task, TaskKind, Workers};
use crate::text::safe::Checked;
use crate::ui::app::App;
use crate::ui::drawing::{Theme, draw};
use crate::ui::input::{Key, KeyCode};
use crate::ui::message::{Effect, Message};
use crate::ui::reader::pending::Pending;
use crate::ui::reader::state::Reading;
use crate::ui::runtime::backend::FrameBackend;
use crate::ui::runtime::events::{self, Event};
use crate::ui::runtime::osc_reply::{BackgroundColour, ReplyParser, ask};
use crate::ui::runtime::pause::{Pause, pausable};
use crate::ui::runtime::signals;
use crate::ui::runtime::terminal::{
    Guard, HUNG_UP, MouseUse, copy, frames, is_gone, output, restore, take, take_again, window_size,
};
use crate::ui::update::memory::remember_all;
use crate::ui::update::update;

/// How long a frame waits for its document, which has nearly always arrived by then.
const AT_ONCE: Duration = Duration::from_millis(12);

/// How long keys typed ahead wait for the first document.
const TYPED_AHEAD: Duration = Duration::from_millis(300);

/// How long the program waits at its end for the store to be written.
const REMEMBERING: Duration = Duration::from_secs(15);

/// How long it waits for that after a signal.
const REMEMBERING_AFTER_SIGNAL: Duration = Duration::from_millis(200);

/// The longest time between the clicks of a double click.
const DOUBLE_CLICK: Duration = Duration::from_millis(500);

/// How long the program waits before it ends for the reply about the background, which the shell would take
/// for keys.
const REPLY: Duration = Duration::from_millis(100);

/// The choice of the theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ThemeChoice {
    /// A given theme.
    Given(Box<Theme>),
    /// One of two, as the terminal's background is; the dark one if it is not known.
    ByBackground {
        /// The theme for a dark background.
        dark: Box<Theme>,
        /// The theme for a light one.
        light: Box<Theme>,
    },
}

/// The state and the settings at the start of a run.
#[derive(Debug)]
pub struct Start {
    /// The state.
    pub app: App,
    /// The first effects to perform.
    pub effects: Vec<Effect>,
    /// The colours.
    pub theme: ThemeChoice,
    /// Whether the mouse is reported to the program.
    pub mouse: bool,
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunEnd {
    /// The exit status.
    pub status: u8,
    /// Why what was to be remembered is not kept, if it is not.
    pub not_remembered: Option<String>,
}

/// The terminal as ratatui draws on it.
type Screen = Terminal<FrameBackend<Checked<Stdout>>>;

fn new_screen(size: Size) -> io::Result<Screen> {
    Terminal::new(FrameBackend::new(frames(), size))
}

struct Runtime {
    app: App,
    theme: Theme,
    /// The theme that a light background asks for, where the background chooses.
    light_theme: Option<Theme>,
    screen: Screen,
    workers: Workers,
    inbox: Receiver<Event>,
    mouse: MouseUse,
    /// Pauses the thread that reads the terminal, once there is one.
    pause: Option<Pause>,
    /// Until when the reply about the background may come.
    reply_until: Option<Instant>,
    /// The exit status, once the program is to end.
    status: Option<u8>,
    /// When the button of the mouse was pressed last.
    pressed: Option<Instant>,
    /// Whether the signal that continued the program after its own stop is still to be reported.
    continues: bool,
}

/// Shows the screen until the user leaves; returns how it ended. The terminal is given back
/// before it returns, also with an error.
pub fn run(start: Start) -> io::Result<RunEnd> {
    let mouse = if start.mouse { MouseUse::Reported } else { MouseUse::Left };
    // The theme decides about colours; crossterm would leave them out where NO_COLOR is set.
    crossterm::style::force_color_output(true);
    let (outbox, inbox) = channel();
    let (theme, light_theme) = match start.theme {
        ThemeChoice::Given(theme) => (*theme, None),
        ThemeChoice::ByBackground { dark, light } => (*dark, Some(*light)),
    };
    let screen = new_screen(start.app.size)?;
    let workers = workers(&outbox);
    let mut runtime = Runtime {
        app: start.app,
        theme,
        light_theme,
        screen,
        workers,
        inbox,
        mouse,
        pause: None,
        reply_until: None,
        status: None,
        pressed: None,
        continues: false,
    };
    runtime.perform(start.effects)?;
    signals::listen(outbox.clone())?;
    let guard = Guard;
    take(mouse)?;
    // Signals tell of a new size from here on; the size may have changed before.
    runtime.app.size = window_size()?;
    runtime.screen = new_screen(runtime.app.size)?;
    let status = runtime.work(outbox);
    drop(guard);
    let status = match status {
        Err(error) if is_gone(&error) => HUNG_UP as u8,
        status => status?,
    };
    runtime.remember_all(status);
    Ok(RunEnd { status, not_remembered: runtime.app.memory.failure.take() })
}

fn workers(outbox: &Sender<Event>) -> Workers {
    let outbox = outbox.clone();
    // The loop may have ended before the last reply.
    Workers::new(Arc::new(move |ticket, reply| {
        drop(outbox.send(Event::Message(Box::new(Message::Replied(ticket, reply)))));
    }))
}

impl Runtime {
    /// Draws the first screen, asks for the background, then waits, updates, performs and draws.
    fn work(&mut self, outbox: Sender<Event>) -> io::Result<u8> {
        self.settle(Self::is_settled)?;
        self.draw()?;
        if self.light_theme.is_some() && ask(&mut output())? {
            self.reply_until = Some(Instant::now() + REPLY);
        }
        signals::watch_terminal(outbox.clone())?;
        let (pause, input) = pausable()?;
        self.pause = Some(pause);
        events::listen(outbox, ReplyParser::new(self.reply_until.is_some()), input)?;
        self.open_first()?;
        loop {
            if let Some(status) = self.status {
                self.await_reply();
                return Ok(status);
            }
            self.draw()?;
            let Ok(event) = self.inbox.recv() else { return Ok(0) };
            self.take(event)?;
            // Events that have arrived are drawn together.
            while let (None, Ok(event)) = (self.status, self.inbox.try_recv()) {
                self.take(event)?;
            }
            self.settle(Self::has_text)?;
        }
    }

    /// Waits until everything to be remembered is kept; after a signal only for a moment.
    fn remember_all(&mut self, status: u8) {
        let by_signal = status > 128 && status != INTERRUPTED;
        let until = Instant::now() + if by_signal { REMEMBERING_AFTER_SIGNAL } else { REMEMBERING };
        let mut effects = remember_all(&mut self.app);
        loop {
            // Effects of other replies come too late.
            for effect in effects.drain(..) {
                if let Effect::Start(ticket, task @ Task::Remember(..)) = effect {
                    self.workers.start(ticket, task);
                }
            }
            if !self.app.background.is_busy(TaskKind::Remember) {
                return;
            }
            match self.event_before(until) {
                None => return,
                Some(Event::Message(message)) if matches!(*message, Message::Replied(..)) => {
                    effects = update(&mut self.app, *message);
                }
                Some(_) => {}
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

    /// Keeps the keys typed ahead until there is a text for them, and draws meanwhile.
    fn open_first(&mut self) -> io::Result<()> {
        let until = Instant::now() + TYPED_AHEAD;
        let mut keys = Vec::new();
        while self.status.is_none() && self.is_opening() {
            let Some(event) = self.event_before(until) else { break };
            if is_input(&event) {
                let is_last = is_interrupt(&event);
                keys.push(event);
                if is_last {
                    break;
                }
            } else {
                self.take(event)?;
                self.draw()?;
            }
        }
        for key in keys {
            if self.status.is_none() {
                self.take(key)?;
            }
        }
        Ok(())
    }

    fn is_opening(&self) -> bool {
        match self.app.reader.reading {
            Reading::Awaited(_) => true,
            Reading::Nothing => self.app.background.is_busy(TaskKind::Walk),
            Reading::Text(_) | Reading::Failed(..) => {
                self.app.background.is_busy(TaskKind::Compare) || self.is_recalling()
            }
        }
    }

    fn take(&mut self, event: Event) -> io::Result<()> {
        match event {
            Event::Message(message) => {
                panic_if_asked(&message);
                if is_press(&message) && self.is_late() {
                    let effects = update(&mut self.app, Message::ClicksEnded);
                    self.perform(effects)?;
                }
                let effects = update(&mut self.app, *message);
                self.perform(effects)
            }
            Event::Resized => self.fit(),
            Event::Background(background) => {
                self.reply_until = None;
                if background == Some(BackgroundColour::Light)
                    && let Some(light) = self.light_theme.take()
                {
                    self.theme = light;
                }
                Ok(())
            }
            Event::Signal(number) => {
                self.leave_at_once(128 + number as u8);
                Ok(())
            }
            Event::Suspend => self.suspend(),
            // The terminal is taken once: the second time would leave raw mode for a moment.
            Event::Continued if mem::take(&mut self.continues) => Ok(()),
            Event::Continued => self.resume(),
            Event::Vanished => {
                self.leave_at_once(HUNG_UP as u8);
                Ok(())
            }
        }
    }

    /// Notes that the button of the mouse is pressed; tells whether that comes too late for a double click.
    fn is_late(&mut self) -> bool {
        let (now, before) = (Instant::now(), self.pressed);
        self.pressed = Some(now);
        before.is_none_or(|before| now - before > DOUBLE_CLICK)
    }

    fn leave_at_once(&mut self, status: u8) {
        self.reply_until = None;
        self.status = Some(status);
    }

    fn perform(&mut self, effects: Vec<Effect>) -> io::Result<()> {
        for effect in effects {
            match effect {
                Effect::Start(ticket, task) => self.workers.start(ticket, task),
                Effect::Cancel(kind) => self.workers.cancel(kind),
                Effect::Suspend => self.suspend()?,
                Effect::Copy(text) => copy(&text)?,
                Effect::Edit { editor, line, path } => {
                    let edited = self.edit(&editor, line, &path)?;
                    let effects = update(&mut self.app, Message::Edited(edited));
                    self.perform(effects)?;
                }
                Effect::Redraw => self.clear()?,
                Effect::Quit(status) => {
                    self.status = Some(status);
                    break;
                }
            }
        }
        Ok(())
    }

    /// Lets a document that comes at once arrive before it is drawn, so that nothing flickers.
    fn settle(&mut self, is_settled: fn(&Self) -> bool) -> io::Result<()> {
        let until = Instant::now() + AT_ONCE;
        while self.status.is_none() && !is_settled(self) {
            let Some(event) = self.event_before(until) else { break };
            self.take(event)?;
        }
        Ok(())
    }

    fn event_before(&self, until: Instant) -> Option<Event> {
        self.inbox.recv_timeout(until.saturating_duration_since(Instant::now())).ok()
    }

    fn has_text(&self) -> bool {
        !matches!(self.app.reader.reading, Reading::Awaited(_))
            && !matches!(self.app.reader.pending, Pending::Window(_))
    }

    /// Tells whether the first screen has all that belongs on it.
    fn is_settled(&self) -> bool {
        let is_busy = |kind: TaskKind| self.app.background.is_busy(kind);
        match self.app.reader.reading {
            Reading::Awaited(_) => false,
            Reading::Nothing => !is_busy(TaskKind::Walk),
            Reading::Text(_) | Reading::Failed(..) => {
                ![TaskKind::Mark, TaskKind::Find, TaskKind::Compare].into_iter().any(is_busy)
                    && !self.is_recalling()
            }
        }
    }

    /// Tells whether the place at which the first document opens is still to come.
    fn is_recalling(&self) -> bool {
        let is_busy = |kind: TaskKind| self.app.background.is_busy(kind);
        let is_selecting = self.app.memory.selection.is_some() && is_busy(TaskKind::Walk);
        is_selecting || is_busy(TaskKind::RecallSession) || is_busy(TaskKind::RecallDocument)
    }

    /// Waits for the reply about the background if it is still to come.
    fn await_reply(&mut self) {
        while let Some(until) = self.reply_until {
            match self.event_before(until) {
                None | Some(Event::Background(_) | Event::Signal(_) | Event::Vanished) => {
                    self.reply_until = None;
                }
                Some(Event::Message(_) | Event::Suspend | Event::Continued | Event::Resized) => {}
            }
        }
    }

    /// Gives the terminal to an editor, waits for its end and takes the terminal again. The inner error says why
    /// there was no editor.
    fn edit(&mut self, editor: &CommandLine, line: usize, path: &Path) -> io::Result<Result<(), String>> {
        let kept = self.keep_until_reply()?;
        let Some(pause) = &mut self.pause else { return Ok(Err("it is too early for an editor".into())) };
        if let Err(error) = pause.begin() {
            pause.end();
            return Ok(Err(error.to_string()));
        }
        restore();
        let edited = signals::left_to_another_program(|| {
            Command::new(editor.program()).args(editor.arguments()).arg(format!("+{line}")).arg(path).status()
        });
        let taken = self.resume();
        if let Some(pause) = &mut self.pause {
            pause.end();
        }
        taken?;
        for event in kept {
            self.take(event)?;
        }
        Ok(match edited {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(format!("{}: {status}", editor.program())),
            Err(error) => Err(format!("{}: {error}", editor.program())),
        })
    }

    /// Waits for the reply about the background if it is still to come, and returns the other events.
    fn keep_until_reply(&mut self) -> io::Result<Vec<Event>> {
        let mut kept = Vec::new();
        while let Some(until) = self.reply_until {
            match self.event_before(until) {
                None => self.reply_until = None,
                Some(reply @ Event::Background(_)) => self.take(reply)?,
                Some(other) => kept.push(other),
            }
        }
        Ok(kept)
    }

    /// Gives the terminal back, stops until the shell continues the program, and takes the terminal again.
    fn suspend(&mut self) -> io::Result<()> {
        restore();
        self.continues = signals::stop();
        self.resume()
    }

    /// Takes the terminal again after a stop or another program.
    fn resume(&mut self) -> io::Result<()> {
        take_again(self.mouse)?;
        self.fit()
    }

    /// Fills the window as it is now. A window that was smaller for a moment has lost its contents, though it
    /// has the old size again.
    fn fit(&mut self) -> io::Result<()> {
        let effects = update(&mut self.app, Message::Resize(window_size()?));
        self.clear()?;
        self.perform(effects)
    }
}

fn is_input(event: &Event) -> bool {
    matches!(event, Event::Message(message) if matches!(**message, Message::Key(_) | Message::Mouse(_) | Message::Paste(_)))
}

fn is_press(message: &Message) -> bool {
    matches!(message, Message::Mouse(mouse) if matches!(mouse.kind, MouseEventKind::Down(_)))
}

fn is_interrupt(event: &Event) -> bool {
    matches!(event, Event::Message(message) if matches!(**message, Message::Key(INTERRUPT)))
}

/// The exit status after Ctrl-c, which is a key here.
const INTERRUPTED: u8 = 130;

/// The key that is never kept.
const INTERRUPT: Key = Key { code: KeyCode::Char('c'), ctrl: true, alt: false, shift: false };

/// With `READER_TEST_PANIC=1` in the environment F12 panics, so that a test can see the terminal
/// come back.
fn panic_if_asked(message: &Message) {
    if let Message::Key(Key { code: KeyCode::F(12), .. }) = message {
        let asked = std::env::var_os("READER_TEST_PANIC").is_some_and(|value| value == "1");
        assert!(!asked, "asked for by READER_TEST_PANIC");
    }
}
