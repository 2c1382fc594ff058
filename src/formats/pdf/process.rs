//! PDF files are read in a process of their own: a file that exhausts memory, recurses without end or
//! never ends takes that process with it and nothing else.
#![expect(
    clippy::disallowed_methods,
    reason = "the one program that is started is this one, and its pipes need threads and a time limit"
)]

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Resource, Rlimit, setrlimit};
use serde::{Deserialize, Serialize};

use crate::formats::pdf::extract::{Extracted, MOST_TEXT, PdfFailure, extract};

/// The option of the command line that makes this program read a PDF from standard input and answer on
/// standard output.
pub const OPTION: &str = "--read-pdf";

/// The time it may take, however little of the processor it gets.
const TIME: Duration = Duration::from_secs(20);

/// The time of the processor, in seconds.
const PROCESSOR: u64 = 10;

/// The memory, in bytes.
const MEMORY: u64 = 1 << 30;

/// The longest answers together, in bytes; JSON may write a byte of text as six.
const LONGEST_ANSWER: u64 = 8 * MOST_TEXT as u64;

/// How often it is asked whether the document is still wanted.
const PATIENCE: Duration = Duration::from_millis(50);

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Why the process gave no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lost {
    /// It could not be started.
    NotStarted,
    /// It took too long.
    Time,
    /// It ended without an answer, as it does when it needs too much memory.
    Ended,
    /// The document was not wanted any more.
    Unwanted,
}

/// Sets the program that reads PDF files when it is called with `OPTION`: this one. A library that is part of
/// another program has none and reads them itself.
pub fn set_program(program: PathBuf) {
    // A second call changes nothing.
    let _ = PROGRAM.set(program);
}

/// What the process answers: one line of JSON each.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Answer<'a> {
    /// The text of the first pages.
    Part(Cow<'a, Extracted>),
    /// All of it, the last answer.
    Whole(Result<Extracted, PdfFailure>),
}

/// Returns what a process finds in a PDF. `take_part` is given what it finds in the first pages; when `is_wanted`
/// returns false, the process is ended.
pub(super) fn read(
    bytes: &[u8],
    take_part: &mut dyn FnMut(&Extracted),
    is_wanted: &dyn Fn() -> bool,
) -> Result<Result<Extracted, PdfFailure>, Lost> {
    match PROGRAM.get() {
        Some(program) => ask(Command::new(program).arg(OPTION), bytes, TIME, take_part, is_wanted),
        None => Ok(extract(bytes.to_vec(), take_part)),
    }
}

fn ask(
    command: &mut Command,
    bytes: &[u8],
    time: Duration,
    take_part: &mut dyn FnMut(&Extracted),
    is_wanted: &dyn Fn() -> bool,
) -> Result<Result<Extracted, PdfFailure>, Lost> {
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|_| Lost::NotStarted)?;
    let (Some(mut question), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(Lost::NotStarted);
    };
    let (sender, receiver) = mpsc::channel();
    let (is_answered, answered) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            let length = (bytes.len() as u64).to_le_bytes();
            let written = question.write_all(&length).and_then(|()| question.write_all(bytes));
            // The process ends when its input does, so this must stay open until it has answered.
            drop((written, answered.recv(), question));
        });
        scope.spawn(move || {
            let answers = BufReader::new(answers.take(LONGEST_ANSWER));
            // The receiver is gone when no answer is waited for any more.
            let _ = answers.split(b'\n').map_while(Result::ok).try_for_each(|line| sender.send(line));
        });
        let found = await_answer(&receiver, time, take_part, is_wanted);
        let found = match found {
            Err(Lost::Ended) => Err(why_ended(&mut child)),
            found => {
                // Its pipes end with it, and with them the threads.
                let _ = child.kill();
                let _ = child.wait();
                found
            }
        };
        drop((is_answered, receiver));
        found
    })
}

/// Returns the last answer.
fn await_answer(
    lines: &Receiver<Vec<u8>>,
    time: Duration,
    take_part: &mut dyn FnMut(&Extracted),
    is_wanted: &dyn Fn() -> bool,
) -> Result<Result<Extracted, PdfFailure>, Lost> {
    let end = Instant::now() + time;
    while is_wanted() {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(Lost::Time);
        }
        match lines.recv_timeout(left.min(PATIENCE)) {
            Ok(line) => match serde_json::from_slice(&line).map_err(|_| Lost::Ended)? {
                Answer::Part(found) => take_part(&found),
                Answer::Whole(found) => return Ok(found),
            },
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Err(Lost::Ended),
        }
    }
    Err(Lost::Unwanted)
}

/// Waits for the end of a process that gives no answer; returns why it ended.
fn why_ended(child: &mut Child) -> Lost {
    match child.wait() {
        Ok(status) if ran_out_of_time(status) => Lost::Time,
        Ok(_) | Err(_) => Lost::Ended,
    }
}

fn ran_out_of_time(status: ExitStatus) -> bool {
    matches!(status.signal(), Some(libc::SIGXCPU | libc::SIGKILL))
}

/// Reads a PDF, which follows its length, from `input` and writes what is found to `output`: what the process
/// does that `read()` starts. Its memory and its time are limited first. It ends when `input` does.
pub fn serve(mut input: impl Read + Send + 'static, output: impl Write) -> io::Result<()> {
    limit();
    let mut length = [0; 8];
    input.read_exact(&mut length)?;
    let mut bytes = Vec::new();
    input.by_ref().take(u64::from_le_bytes(length)).read_to_end(&mut bytes)?;
    thread::Builder::new().spawn(move || {
        let _ = input.read(&mut [0]);
        std::process::exit(1);
    })?;
    let mut output = BufWriter::new(output);
    let mut answer = |answer: Answer<'_>| {
        serde_json::to_writer(&mut output, &answer)?;
        output.write_all(b"\n")?;
        output.flush()
    };
    // If nothing can be written, the last answer will fail too.
    let found = extract(bytes, &mut |part| drop(answer(Answer::Part(Cow::Borrowed(part)))));
    answer(Answer::Whole(found))
}

fn limit() {
    for (resource, most) in [(Resource::As, MEMORY), (Resource::Cpu, PROCESSOR), (Resource::Core, 0)] {
        // A lower limit that is set already stays.
        let _ = setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) });
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn a_process_that_gives_no_answer_is_an_error() {
        let minute = Duration::from_mins(1);
        let ask = |command: &mut Command, time| ask(command, b"no JSON", time, &mut |_| {}, &|| true);
        for (script, time, expected) in [
            ("exec sleep 60", Duration::from_millis(50), Lost::Time),
            ("head -c 8 >/dev/null; kill -XCPU $$", minute, Lost::Time),
            ("head -c 8 >/dev/null; kill -ABRT $$", minute, Lost::Ended),
            ("exit 1", minute, Lost::Ended),
            ("head -c 15", minute, Lost::Ended),
        ] {
            let asked = ask(Command::new("sh").args(["-c", script]), time);
            assert_eq!(asked, Err(expected), "{script}");
        }
        assert_eq!(ask(&mut Command::new("/no/such/program"), minute), Err(Lost::NotStarted));
    }

    #[test]
    fn a_process_is_ended_when_its_answer_is_not_wanted() {
        let part = serde_json::to_string(&Answer::Part(Cow::Owned(Extracted::default()))).unwrap();
        let script = format!("printf '%s\\n' '{part}'; exec sleep 60");
        let parts = Cell::new(0);
        let asked = ask(
            Command::new("sh").args(["-c", &script]),
            b"",
            Duration::from_mins(1),
            &mut |_| parts.set(parts.get() + 1),
            &|| parts.get() == 0,
        );
        assert_eq!((asked, parts.get()), (Err(Lost::Unwanted), 1));
    }
}
