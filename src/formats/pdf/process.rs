//! PDF files are read in a process of their own: a file that exhausts memory, recurses without end or
//! never ends takes that process with it and nothing else.
#![expect(
    clippy::disallowed_methods,
    reason = "the one program that is started is this one, and its pipes need threads and a time limit"
)]

use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use crate::formats::pdf::extract::{Extracted, Failure, MOST_TEXT, extract};

/// The option of the command line that makes this program read a PDF from standard input and answer on
/// standard output.
pub const OPTION: &str = "--read-pdf";

/// The time it may take, however little of the processor it gets.
const TIME: Duration = Duration::from_secs(20);

/// The time of the processor, in seconds.
#[cfg(unix)]
const PROCESSOR: u64 = 10;

/// The memory, in bytes.
#[cfg(unix)]
const MEMORY: u64 = 1 << 30;

/// The longest answer, in bytes; JSON may write a byte of text as six.
const LONGEST_ANSWER: u64 = 6 * MOST_TEXT as u64;

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
}

/// Sets the program that reads PDF files when it is called with `OPTION`: this one. A library that is part of
/// another program has none and reads them itself.
pub fn set_program(program: PathBuf) {
    // A second call changes nothing.
    let _ = PROGRAM.set(program);
}

/// Returns what a process finds in a PDF.
pub(super) fn read(bytes: &[u8]) -> Result<Result<Extracted, Failure>, Lost> {
    match PROGRAM.get() {
        Some(program) => ask(Command::new(program).arg(OPTION), bytes, TIME),
        None => Ok(extract(bytes.to_vec())),
    }
}

fn ask(command: &mut Command, bytes: &[u8], time: Duration) -> Result<Result<Extracted, Failure>, Lost> {
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|_| Lost::NotStarted)?;
    let (Some(mut question), Some(answer)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(Lost::NotStarted);
    };
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        scope.spawn(move || question.write_all(bytes));
        scope.spawn(move || {
            let mut text = Vec::new();
            let read = answer.take(LONGEST_ANSWER).read_to_end(&mut text);
            // The receiver is gone when the time is over.
            let _ = sender.send(read.map(|_| text));
        });
        let text = receiver.recv_timeout(time);
        if text.is_err() {
            // Its pipes end with it, and with them the threads.
            let _ = child.kill();
        }
        finish(child, text)
    })
}

fn finish(
    mut child: Child,
    text: Result<io::Result<Vec<u8>>, RecvTimeoutError>,
) -> Result<Result<Extracted, Failure>, Lost> {
    let text = text.map_err(|_| Lost::Time).and_then(|text| text.map_err(|_| Lost::Ended));
    let status = child.wait().map_err(|_| Lost::Ended)?;
    let text = text?;
    if !status.success() {
        return Err(if ran_out_of_time(status) { Lost::Time } else { Lost::Ended });
    }
    serde_json::from_slice(&text).map_err(|_| Lost::Ended)
}

#[cfg(unix)]
fn ran_out_of_time(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    matches!(status.signal(), Some(libc::SIGXCPU | libc::SIGKILL))
}

#[cfg(not(unix))]
fn ran_out_of_time(_: ExitStatus) -> bool {
    false
}

/// Reads a PDF from `input` and writes what is found to `output`: what the process does that `read()`
/// starts. Its memory and its time are limited first.
pub fn serve(mut input: impl Read, mut output: impl Write) -> io::Result<()> {
    limit();
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    serde_json::to_writer(&mut output, &extract(bytes))?;
    output.flush()
}

#[cfg(unix)]
fn limit() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    for (resource, most) in [(Resource::As, MEMORY), (Resource::Cpu, PROCESSOR), (Resource::Core, 0)] {
        // A lower limit that is set already stays.
        let _ = setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) });
    }
}

#[cfg(not(unix))]
fn limit() {}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_process_that_gives_no_answer_is_an_error() {
        let minute = Duration::from_mins(1);
        for (script, time, expected) in [
            ("exec sleep 60", Duration::from_millis(50), Lost::Time),
            ("cat >/dev/null; kill -XCPU $$", minute, Lost::Time),
            ("cat >/dev/null; kill -ABRT $$", minute, Lost::Ended),
            ("exit 1", minute, Lost::Ended),
            ("cat", minute, Lost::Ended),
        ] {
            let asked = ask(Command::new("sh").args(["-c", script]), b"no JSON", time);
            assert_eq!(asked, Err(expected), "{script}");
        }
        let asked = ask(&mut Command::new("/no/such/program"), b"", minute);
        assert_eq!(asked, Err(Lost::NotStarted));
    }
}
