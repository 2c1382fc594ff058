//! The output of the program: it is read, shown to an emulator, and answered.

use std::io::{Read, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use super::bytes;
use super::launch::Background;

/// The output of the program so far.
pub(super) struct Output {
    pub(super) raw: Vec<u8>,
    pub(super) emulator: vt100::Parser,
    /// How much of `raw` the emulator has seen.
    seen: usize,
    /// How much of `raw` was looked through for questions.
    answered: usize,
    /// While set, no output is read, and the program's writes block.
    pub(super) stalled: bool,
    /// Once set, the terminal is no longer read.
    pub(super) closing: bool,
    pub(super) ended: bool,
}

pub(super) type Keyboard = Arc<Mutex<Box<dyn Write + Send>>>;

/// Returns the lock even if it is poisoned: the test that panicked with it was reported already.
pub(super) fn locked(output: &Mutex<Output>) -> MutexGuard<'_, Output> {
    output.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Reads what the program sends until it has closed the terminal, and answers its queries.
pub(super) fn listen(
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
            // A closed terminal is a read error on Linux and an end of file elsewhere.
            let count = from.read(&mut page).unwrap_or(0);
            let mut output = locked(output);
            output.raw.extend_from_slice(&page[..count]);
            output.show();
            output.ended = count == 0;
            for answer in output.answers(background) {
                // The program may have closed the terminal.
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
    /// Returns the empty output for a window of this many cells.
    pub(super) fn new(rows: u16, columns: u16) -> Self {
        Self {
            raw: Vec::new(),
            emulator: vt100::Parser::new(rows, columns, 0),
            seen: 0,
            answered: 0,
            stalled: false,
            closing: false,
            ended: false,
        }
    }

    /// Passes the new output to the emulator.
    ///
    /// It leaves out U+FFFD, which every terminal shows in a cell of its own; a question mark takes
    /// its place.
    fn show(&mut self) {
        const UNKNOWN: &[u8] = "\u{fffd}".as_bytes();
        let mut rest = &self.raw[self.seen..];
        // The rest of a character may not have arrived yet.
        let cut = (1..UNKNOWN.len()).rev().find(|length| rest.ends_with(&UNKNOWN[..*length]));
        rest = &rest[..rest.len() - cut.unwrap_or(0)];
        self.seen += rest.len();
        while let Some(at) = bytes::position(rest, UNKNOWN) {
            self.emulator.process(&rest[..at]);
            self.emulator.process(b"?");
            rest = &rest[at + UNKNOWN.len()..];
        }
        self.emulator.process(rest);
    }

    /// Tells whether no frame is half drawn: a terminal shows none before its end either.
    pub(super) fn is_whole(&self) -> bool {
        let begins = bytes::last_position(&self.raw, b"\x1b[?2026h");
        begins <= bytes::last_position(&self.raw, b"\x1b[?2026l")
    }

    /// Returns the answers to the queries that arrived since the last call.
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
