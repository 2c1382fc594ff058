//! A window with the program in it.

use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{ExitStatus, MasterPty, PtySize, SlavePty, native_pty_system};
use tempfile::TempDir;

use super::keyboard::encoded;
use super::launch::Launch;
use super::output::{Keyboard, Output, listen, locked};
use super::{DEADLINE, bytes};

/// A window with the program in it.
pub struct Terminal {
    master: Option<Box<dyn MasterPty + Send>>,
    /// Held open, because a terminal that no process has open loses its modes.
    slave: Option<Box<dyn SlavePty + Send>>,
    keyboard: Option<Keyboard>,
    output: Arc<(Mutex<Output>, Condvar)>,
    reading: Option<JoinHandle<()>>,
    exit: Receiver<ExitStatus>,
    pid: u32,
    modes_found: String,
    modes_left: Option<String>,
    home: TempDir,
}

/// How the program ended.
#[derive(Debug)]
pub struct Left {
    pub status: u32,
    /// The signal that ended it, if one did.
    pub signal: Option<String>,
}

impl Launch {
    /// Starts the program in its terminal.
    pub fn open(self) -> Terminal {
        Terminal::launch(&self)
    }
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
        let (rows, columns) = emulated(launch.size);
        let output = Arc::new((Mutex::new(Output::new(rows, columns)), Condvar::new()));
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
            home,
        }
    }

    /// The process; of a script, the shell's.
    pub fn pid(&self) -> u32 {
        self.pid
    }

    /// The home folder, which is also the current folder.
    pub fn home(&self) -> &Path {
        self.home.path()
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

    /// Resizes the window.
    pub fn resize(&self, width: u16, height: u16) -> &Self {
        // The emulator is resized first: the program draws for the new size at once.
        let (rows, columns) = emulated((width, height));
        self.output().emulator.screen_mut().set_size(rows, columns);
        self.master.as_ref().unwrap().resize(pty_size((width, height))).unwrap();
        self
    }

    /// Sends the process a signal by its name, such as `TERM`.
    pub fn signal(&self, name: &str) -> &Self {
        let sent = Command::new("kill").args(["-s", name, &self.pid.to_string()]).status().unwrap();
        assert!(sent.success(), "no signal {name} could be sent");
        self
    }

    /// Resets the terminal, as a user does who finds it in raw mode.
    #[cfg(target_os = "linux")]
    pub fn reset(&self) -> &Self {
        let name = self.master.as_ref().unwrap().tty_name().unwrap();
        let reset = Command::new("stty").arg("-F").arg(name).arg("sane").status().unwrap();
        assert!(reset.success());
        self.output().emulator.process(b"\x1bc");
        self
    }

    /// Reads nothing more, as a terminal does that hangs.
    pub fn stop_reading(&self) -> &Self {
        self.output().stalled = true;
        self
    }

    /// Waits until the screen shows `text`.
    pub fn wait_for(&self, text: &str) -> &Self {
        self.wait_until(text, |screen| screen.contents().contains(text))
    }

    /// Waits until the screen is as it should be; `what` says how.
    pub fn wait_until(&self, what: &str, is_so: impl Fn(&vt100::Screen) -> bool) -> &Self {
        self.wait(what, |output| output.is_whole() && is_so(output.emulator.screen()))
    }

    /// Waits until these bytes have arrived.
    pub fn wait_for_bytes(&self, bytes: &[u8]) -> &Self {
        let what = bytes.escape_ascii().to_string();
        self.wait(&what, |output| bytes::contains(&output.raw, bytes))
    }

    /// Waits for the next whole frame; `what` describes the moment for a failure message.
    pub fn wait_for_another_frame(&self, what: &str) -> &Self {
        const END: &[u8] = b"\x1b[?2026l";
        let sent = self.output().raw.len();
        self.wait(what, |output| bytes::contains(&output.raw[sent.saturating_sub(END.len() - 1)..], END))
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
        self.wait("the end of a frame", Output::is_whole).output().emulator.screen().contents()
    }

    /// Returns every byte the program has sent so far.
    pub fn raw(&self) -> Vec<u8> {
        self.output().raw.clone()
    }

    /// Returns the modes of the terminal for comparison: the present ones, or those when the program left.
    fn modes(&self) -> String {
        self.modes_left.clone().unwrap_or_else(|| modes(&**self.master.as_ref().unwrap()))
    }

    /// Waits until the program has left, and for the last byte it sent.
    pub fn exit_status(&mut self) -> Left {
        self.exit_status_within(DEADLINE)
    }

    /// Waits at most `limit` until the program has left, then for the last byte it sent.
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
        // The reading thread ends with the next bytes, which are few and arrive in one piece: the program
        // must not be in the middle of a write.
        self.press("/");
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
            Err(RecvTimeoutError::Disconnected) => panic!("the thread that waits for the program is gone"),
        }
    }

    /// Fails while the terminal is in raw mode.
    pub fn assert_not_raw(&self) {
        assert_eq!(self.modes(), self.modes_found, "raw mode is still on");
    }

    /// Fails unless every mode of the terminal is as it was before the program.
    pub fn assert_restored(&self) {
        self.assert_not_raw();
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

/// The screen and the last bytes, for the message of a failed test.
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

fn pty_size((cols, rows): (u16, u16)) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

/// Returns the rows and columns of the emulator, which needs at least two of each.
fn emulated((width, height): (u16, u16)) -> (u16, u16) {
    (height.max(2), width.max(2))
}

fn modes(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().unwrap())
}
