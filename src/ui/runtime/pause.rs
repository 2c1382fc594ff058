//! Pausing the thread that reads the terminal while another program, such as an editor, has it.

use std::io::{self, PipeReader, PipeWriter, Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;

use crate::storage::input::keyboard;

/// How long the reading thread may take to stop reading.
const PATIENCE: Duration = Duration::from_secs(1);

/// Whether the terminal is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ReadState {
    Going,
    /// The thread is asked to pause.
    Asked,
    Paused,
}

/// Pauses the thread that reads the terminal.
#[derive(Debug)]
pub(crate) struct Pause {
    reading: Arc<(Mutex<ReadState>, Condvar)>,
    wake: PipeWriter,
}

/// Waits for input on the thread that reads the terminal.
#[derive(Debug)]
pub(crate) struct InputWait {
    keyboard: OwnedFd,
    reading: Arc<(Mutex<ReadState>, Condvar)>,
    woken: PipeReader,
}

/// Returns what pauses the reading thread, and what that thread waits with.
pub(crate) fn pausable() -> io::Result<(Pause, InputWait)> {
    let (woken, wake) = io::pipe()?;
    let reading = Arc::new((Mutex::new(ReadState::Going), Condvar::new()));
    let input = InputWait { keyboard: keyboard()?, reading: Arc::clone(&reading), woken };
    Ok((Pause { reading, wake }, input))
}

impl Pause {
    /// Waits until the terminal is no longer read; the error says that it still is.
    pub(crate) fn begin(&mut self) -> io::Result<()> {
        let (reading, changed) = &*self.reading;
        *locked(reading) = ReadState::Asked;
        self.wake.write_all(&[0])?;
        let is_going = |reading: &mut ReadState| *reading != ReadState::Paused;
        let waited = changed.wait_timeout_while(locked(reading), PATIENCE, is_going);
        let (_guard, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
        if timeout.timed_out() { Err(io::Error::other("the terminal is still being read")) } else { Ok(()) }
    }

    /// Lets the terminal be read again.
    pub(crate) fn end(&mut self) {
        let (reading, changed) = &*self.reading;
        *locked(reading) = ReadState::Going;
        changed.notify_all();
    }
}

impl InputWait {
    /// Waits until there is something to read, and meanwhile for the end of each pause.
    pub(crate) fn wait(&mut self) -> io::Result<()> {
        loop {
            let flags = PollFlags::IN;
            let mut asked =
                [PollFd::from_borrowed_fd(self.keyboard.as_fd(), flags), PollFd::new(&self.woken, flags)];
            match poll(&mut asked, None) {
                Ok(_) => {}
                Err(Errno::INTR) => continue,
                Err(error) => return Err(error.into()),
            }
            let [keyboard, woken] = asked.map(|fd| !fd.revents().is_empty());
            if woken {
                self.woken.read_exact(&mut [0])?;
                self.pause();
            } else if keyboard {
                return Ok(());
            }
        }
    }

    fn pause(&self) {
        let (reading, changed) = &*self.reading;
        let mut state = locked(reading);
        // The pause may have ended before it was noticed.
        if *state == ReadState::Asked {
            *state = ReadState::Paused;
            changed.notify_all();
        }
        let is_paused = |reading: &mut ReadState| *reading != ReadState::Going;
        drop(changed.wait_while(state, is_paused).unwrap_or_else(PoisonError::into_inner));
    }
}

fn locked(reading: &Mutex<ReadState>) -> MutexGuard<'_, ReadState> {
    reading.lock().unwrap_or_else(PoisonError::into_inner)
}
