//! The real program in a real terminal: keys go in, bytes come out, and a terminal emulator reads
//! them as a person's would.
//!
//! Nothing here waits for a time. `wait_for` wakes with every byte that arrives and gives up only
//! at a deadline no healthy run comes near; the exit of the program is waited for, and the bytes
//! are read to their end, before anything is said about either. Questions about the terminal are
//! answered as a terminal answers them, or not at all.
#![expect(clippy::disallowed_methods, reason = "a test has threads, a clock and a disk of its own")]
#![expect(unreachable_pub, reason = "a test is a crate that nobody reaches into")]

pub mod bytes;
#[cfg(target_os = "linux")]
pub mod process;

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, ExitStatus, MasterPty, PtySize, SlavePty, native_pty_system};
use reader::input::key::Named;
use reader::input::{Code, Key};
use tempfile::TempDir;

/// When a condition that has not come about never will.
pub const DEADLINE: Duration = Duration::from_secs(20);

/// How the terminal answers when it is asked for its colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Background {
    Dark,
    Light,
    /// It answers nothing at all, as some do.
    Silent,
}

/// What the program is started with.
pub struct Launch {
    arguments: Vec<String>,
    size: (u16, u16),
    background: Background,
    environment: Vec<(&'static str, &'static str)>,
    input: Option<&'static str>,
    typed: &'static str,
}

impl Launch {
    /// Starts it with these arguments, in a dark window of 80 by 24.
    pub fn with(arguments: &[&str]) -> Self {
        Self {
            arguments: arguments.iter().map(ToString::to_string).collect(),
            size: (80, 24),
            background: Background::Dark,
            environment: Vec::new(),
            input: None,
            typed: "",
        }
    }

    pub fn size(self, width: u16, height: u16) -> Self {
        Self { size: (width, height), ..self }
    }

    pub fn background(self, background: Background) -> Self {
        Self { background, ..self }
    }

    pub fn environment(mut self, name: &'static str, value: &'static str) -> Self {
        self.environment.push((name, value));
        self
    }

    /// Pipes `text` into it.
    pub fn input(self, text: &'static str) -> Self {
        Self { input: Some(text), ..self }
    }

    /// Keys that wait in the terminal before the program has begun.
    pub fn typed(self, keys: &'static str) -> Self {
        Self { typed: keys, ..self }
    }

    pub fn open(self) -> Terminal {
        Terminal::launch(&self)
    }

    fn command(&self, home: &Path) -> CommandBuilder {
        let reader = env!("CARGO_BIN_EXE_reader");
        let mut command = match self.input {
            None => CommandBuilder::new(reader),
            Some(_) => {
                let mut shell = CommandBuilder::new("/bin/sh");
                shell.args(["-c", "printf %s \"$TEXT\" | \"$@\"", "sh", reader]);
                shell
            }
        };
        command.args(&self.arguments);
        command.env_clear();
        command.cwd(home);
        for (name, folder) in [
            ("HOME", ""),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_CACHE_HOME", "cache"),
        ] {
            command.env(name, home.join(folder));
        }
        command.env("PATH", "/usr/bin:/bin");
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        self.input.iter().for_each(|text| command.env("TEXT", text));
        self.environment.iter().for_each(|(name, value)| command.env(name, value));
        command
    }
}

/// What has come out of the program.
struct Output {
    raw: Vec<u8>,
    emulator: vt100::Parser,
    /// How much of `raw` was looked through for questions.
    answered: usize,
    /// While set nothing is read, and the program's writes come to wait.
    stalled: bool,
    /// Once set the terminal is read no more.
    closing: bool,
    ended: bool,
}

type Keyboard = Arc<Mutex<Box<dyn Write + Send>>>;

/// A window with the program in it.
pub struct Terminal {
    master: Option<Box<dyn MasterPty + Send>>,
    /// Held open, because the modes of a terminal nobody has open are forgotten.
    slave: Option<Box<dyn SlavePty + Send>>,
    keyboard: Option<Keyboard>,
    output: Arc<(Mutex<Output>, Condvar)>,
    reading: Option<JoinHandle<()>>,
    exit: Receiver<ExitStatus>,
    pid: u32,
    modes_found: String,
    modes_left: Option<String>,
    _home: TempDir,
}

/// How the program went.
#[derive(Debug)]
pub struct Left {
    pub status: u32,
    /// The signal it died of, if it died of one.
    pub signal: Option<String>,
}

impl Terminal {
    /// Opens the program in a dark window of a size.
    pub fn open(arguments: &[&str], (width, height): (u16, u16)) -> Self {
        Launch::with(arguments).size(width, height).open()
    }

    fn launch(launch: &Launch) -> Self {
        let home = tempfile::Builder::new().prefix("home").tempdir().unwrap();
        let pair = native_pty_system().openpty(pty_size(launch.size)).unwrap();
        let modes = modes(&*pair.master);
        let keyboard = Arc::new(Mutex::new(pair.master.take_writer().unwrap()));
        let (width, height) = launch.size;
        let output = Output {
            raw: Vec::new(),
            emulator: vt100::Parser::new(height, width, 0),
            answered: 0,
            stalled: false,
            closing: false,
            ended: false,
        };
        let output = Arc::new((Mutex::new(output), Condvar::new()));
        let reading = listen(
            pair.master.try_clone_reader().unwrap(),
            Arc::clone(&output),
            Arc::clone(&keyboard),
            launch.background,
        );
        keyboard.lock().unwrap().write_all(&encoded(launch.typed)).unwrap();
        let mut child = pair.slave.spawn_command(launch.command(home.path())).unwrap();
        let pid = child.process_id().unwrap();
        let (sender, exit) = channel();
        thread::spawn(move || sender.send(child.wait().unwrap()));
        Self {
            master: Some(pair.master),
            slave: Some(pair.slave),
            keyboard: Some(keyboard),
            output,
            reading: Some(reading),
            exit,
            pid,
            modes_found: modes,
            modes_left: None,
            _home: home,
        }
    }

    /// The process; of a pipe, the shell's.
    pub fn pid(&self) -> u32 {
        self.pid
    }

    /// Presses keys written as in the key map.
    pub fn press(&self, keys: &str) -> &Self {
        self.send(&encoded(keys))
    }

    /// Sends bytes as the keyboard, the mouse or the terminal itself would.
    pub fn send(&self, bytes: &[u8]) -> &Self {
        self.keyboard.as_ref().unwrap().lock().unwrap().write_all(bytes).unwrap();
        self
    }

    /// Makes the window another size.
    pub fn resize(&self, width: u16, height: u16) -> &Self {
        // The emulator first: what is drawn for the new size must find it.
        self.output().emulator.screen_mut().set_size(height, width);
        self.master.as_ref().unwrap().resize(pty_size((width, height))).unwrap();
        self
    }

    /// Sends the process a signal by its name, such as `TERM`.
    pub fn signal(&self, name: &str) -> &Self {
        let sent = Command::new("kill").args(["-s", name, &self.pid.to_string()]).status().unwrap();
        assert!(sent.success(), "no signal {name} could be sent");
        self
    }

    /// Resets the terminal, as a person does who finds it in raw mode.
    #[cfg(target_os = "linux")]
    pub fn reset(&self) -> &Self {
        let name = self.master.as_ref().unwrap().tty_name().unwrap();
        let reset = Command::new("stty").arg("-F").arg(name).arg("sane").status().unwrap();
        assert!(reset.success());
        self.output().emulator.process(b"\x1bc");
        self
    }

    /// Reads nothing more, as a terminal does that hangs.
    pub fn stall(&self) -> &Self {
        self.output().stalled = true;
        self
    }

    /// Waits until the screen shows `text`.
    pub fn wait_for(&self, text: &str) -> &Self {
        self.wait_until(text, |screen| screen.contents().contains(text))
    }

    /// Waits until the screen is as it should be; `what` says how.
    pub fn wait_until(&self, what: &str, is_so: impl Fn(&vt100::Screen) -> bool) -> &Self {
        self.wait(what, |output| is_so(output.emulator.screen()))
    }

    /// Waits until these bytes have arrived.
    pub fn wait_for_bytes(&self, bytes: &[u8]) -> &Self {
        let what = bytes.escape_ascii().to_string();
        self.wait(&what, |output| bytes::contains(&output.raw, bytes))
    }

    fn wait(&self, what: &str, is_so: impl Fn(&Output) -> bool) -> &Self {
        let deadline = Instant::now() + DEADLINE;
        let (output, changed) = &*self.output;
        let mut output = locked(output);
        loop {
            if is_so(&output) {
                return self;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() || output.ended {
                drop(output);
                panic!("waited in vain for {what:?}\n{self}");
            }
            output = changed.wait_timeout(output, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Returns what the screen shows, row by row.
    pub fn screen(&self) -> String {
        self.output().emulator.screen().contents()
    }

    /// Returns what `look` sees on the screen.
    pub fn look<T>(&self, look: impl FnOnce(&vt100::Screen) -> T) -> T {
        look(self.output().emulator.screen())
    }

    /// Returns every byte the program has sent so far.
    pub fn raw(&self) -> Vec<u8> {
        self.output().raw.clone()
    }

    /// How the terminal handles keys, to be compared: now, or when the program left.
    fn modes(&self) -> String {
        self.modes_left.clone().unwrap_or_else(|| modes(&**self.master.as_ref().unwrap()))
    }

    /// Waits until the program has left, and for the last byte it sent.
    pub fn exit_status(&mut self) -> Left {
        self.exit_status_within(DEADLINE)
    }

    /// Waits at most so long until the program has left, then for the last byte it sent.
    pub fn exit_status_within(&mut self, limit: Duration) -> Left {
        let left = self.left_within(limit);
        self.modes_left = Some(self.modes());
        self.slave = None;
        self.go_on();
        self.reading.take().unwrap().join().unwrap();
        left
    }

    /// Closes the window with the program in it and waits until it has left.
    pub fn close(mut self) -> Left {
        self.output().closing = true;
        // The end of the reading thread needs one more byte to read.
        self.press("<c-l>");
        self.reading.take().unwrap().join().unwrap();
        self.keyboard = None;
        self.slave = None;
        self.master = None;
        let left = self.left_within(DEADLINE);
        self.modes_left = Some(String::new());
        left
    }

    fn left_within(&self, limit: Duration) -> Left {
        match self.exit.recv_timeout(limit) {
            Ok(status) => Left { status: status.exit_code(), signal: status.signal().map(str::to_string) },
            Err(RecvTimeoutError::Timeout) => panic!("still here after {limit:?}\n{self}"),
            Err(RecvTimeoutError::Disconnected) => panic!("nobody waited for the program"),
        }
    }

    /// Fails unless the terminal is as it was found, in every mode.
    pub fn assert_restored(&self) {
        assert_eq!(self.modes(), self.modes_found, "raw mode is still on");
        let output = self.output();
        let screen = output.emulator.screen();
        assert!(!screen.alternate_screen(), "still on the alternate screen");
        assert!(!screen.hide_cursor(), "the cursor is still hidden");
        assert!(!screen.bracketed_paste(), "pastes are still bracketed");
        assert_eq!(
            screen.mouse_protocol_mode(),
            vt100::MouseProtocolMode::None,
            "the mouse is still reported"
        );
        assert_eq!(screen.mouse_protocol_encoding(), vt100::MouseProtocolEncoding::Default);
    }

    /// Fails unless the program has the whole terminal.
    pub fn assert_taken(&self) {
        assert_ne!(self.modes(), self.modes_found, "raw mode is off");
        let output = self.output();
        let screen = output.emulator.screen();
        assert!(screen.alternate_screen() && screen.hide_cursor() && screen.bracketed_paste());
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::ButtonMotion);
        assert_eq!(screen.mouse_protocol_encoding(), vt100::MouseProtocolEncoding::Sgr);
    }

    fn output(&self) -> MutexGuard<'_, Output> {
        locked(&self.output.0)
    }

    fn go_on(&self) {
        self.output().stalled = false;
        self.output.1.notify_all();
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        if self.modes_left.is_none() {
            let _ = Command::new("kill").args(["-s", "KILL", &self.pid.to_string()]).status();
        }
        self.go_on();
    }
}

/// The screen and the last bytes, for whoever must find out why a test failed.
impl std::fmt::Display for Terminal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let output = self.output();
        let last = &output.raw[output.raw.len().saturating_sub(600)..];
        let screen = output.emulator.screen().contents();
        f.write_str("the screen:\n")?;
        screen.lines().try_for_each(|row| writeln!(f, "|{row}"))?;
        f.write_str("the last bytes: ")?;
        f.write_str(&last.escape_ascii().to_string())?;
        f.write_char('\n')
    }
}

/// A test that failed with the lock in its hand has said so already.
fn locked(output: &Mutex<Output>) -> MutexGuard<'_, Output> {
    output.lock().unwrap_or_else(PoisonError::into_inner)
}

fn pty_size((cols, rows): (u16, u16)) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

fn modes(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().unwrap())
}

/// Reads what the program sends until it has closed the terminal, and answers its questions.
fn listen(
    mut from: Box<dyn Read + Send>,
    output: Arc<(Mutex<Output>, Condvar)>,
    keyboard: Keyboard,
    background: Background,
) -> JoinHandle<()> {
    thread::spawn(move || {
        let (output, changed) = &*output;
        let mut page = [0; 4096];
        loop {
            let is_stalled = |output: &mut Output| output.stalled;
            drop(changed.wait_while(locked(output), is_stalled));
            // The end of a terminal is an error on Linux and nothing at all elsewhere.
            let count = from.read(&mut page).unwrap_or(0);
            let mut output = locked(output);
            output.raw.extend_from_slice(&page[..count]);
            output.emulator.process(&page[..count]);
            output.ended = count == 0;
            for answer in output.answers(background) {
                // Nobody may be left to hear it.
                let _ = keyboard.lock().unwrap().write_all(answer);
            }
            changed.notify_all();
            if output.ended || output.closing {
                return;
            }
        }
    })
}

impl Output {
    /// Returns the answers to the questions that have come since the last time.
    fn answers(&mut self, background: Background) -> Vec<&'static [u8]> {
        let (foreground, ground): (&[u8], &[u8]) = match background {
            Background::Silent => return Vec::new(),
            Background::Dark => (b"\x1b]10;rgb:ffff/ffff/ffff\x07", b"\x1b]11;rgb:0000/0000/0000\x07"),
            Background::Light => (b"\x1b]10;rgb:0000/0000/0000\x07", b"\x1b]11;rgb:ffff/ffff/ffff\x07"),
        };
        let questions: [(&[u8], &'static [u8]); 5] = [
            (b"\x1b]10;?\x07", foreground),
            (b"\x1b]10;?\x1b\\", foreground),
            (b"\x1b]11;?\x07", ground),
            (b"\x1b]11;?\x1b\\", ground),
            (b"\x1b[c", b"\x1b[?62;22c"),
        ];
        let mut answers = Vec::new();
        while let Some((at, question, answer)) = questions
            .iter()
            .filter_map(|(question, answer)| {
                Some((bytes::position(&self.raw[self.answered..], question)?, question, answer))
            })
            .min_by_key(|(at, ..)| *at)
        {
            answers.push(*answer);
            self.answered += at + question.len();
        }
        answers
    }
}

/// Returns the bytes a terminal sends for keys written as in the key map.
fn encoded(keys: &str) -> Vec<u8> {
    Key::sequence(keys).unwrap().into_iter().flat_map(key_bytes).collect()
}

fn key_bytes(key: Key) -> Vec<u8> {
    let mut sent = if key.alt { vec![0x1b] } else { Vec::new() };
    match key.code {
        Code::Char(c) if key.ctrl => sent.push(c as u8 & 0x1f),
        Code::Char(c) => sent.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        Code::F(12) => sent.extend_from_slice(b"\x1b[24~"),
        Code::F(number) => panic!("F{number} is not wired"),
        Code::Named(named) => sent.extend_from_slice(match named {
            Named::Enter => b"\r",
            Named::Esc => b"\x1b",
            Named::Tab if key.shift => b"\x1b[Z",
            Named::Tab => b"\t",
            Named::Backspace => b"\x7f",
            Named::Delete => b"\x1b[3~",
            Named::Left => b"\x1b[D",
            Named::Right => b"\x1b[C",
            Named::Up => b"\x1b[A",
            Named::Down => b"\x1b[B",
            Named::Home => b"\x1b[H",
            Named::End => b"\x1b[F",
            Named::PageUp => b"\x1b[5~",
            Named::PageDown => b"\x1b[6~",
        }),
    }
    sent
}
