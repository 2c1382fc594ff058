//! Programs that the user has named in the settings: they are started without a shell, with text on their
//! standard input.

use std::io::{self, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use crate::storage::CommandLine;

/// How often it is asked whether the program is still wanted.
const PATIENCE: Duration = Duration::from_millis(20);

/// The most bytes of the output of a program that are kept.
const MOST: usize = 1 << 20;

/// What a program has printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgramOutput {
    /// Its output.
    pub text: String,
    /// Whether it printed more.
    pub is_cut: bool,
}

/// How often [`PATIENCE`] passes until a program must have read what is given to it: 3 seconds.
const READING: usize = 150;

/// How often it passes until a program that has read it counts as one that did not fail: 1 second.
const WATCHED: usize = 50;

/// Gives `input` to a program; its output is not read. A program that continues after it has read the input is left
/// alone: some keep the clipboard until another program takes it. The error names the program.
pub(crate) fn feed(
    command: &CommandLine,
    input: &str,
    wanted: &(dyn Fn() -> bool + Sync),
) -> Result<(), String> {
    let mut child = start(command, Stdio::null)?;
    let (group, stdin, input) = (ProcessGroup::of(&child), child.stdin.take(), input.to_owned());
    let (sender, progress) = channel();
    let given = sender.clone();
    in_thread(move || {
        // A program that ends without reading all of it tells by its status whether it failed.
        let _ = stdin.map(|mut stdin| stdin.write_all(input.as_bytes()));
        drop(given.send(ProgramProgress::Read));
    })?;
    in_thread(move || drop(sender.send(ProgramProgress::Ended(child.wait()))))?;
    let (mut is_read, mut left) = (false, READING);
    while wanted() {
        match progress.recv_timeout(PATIENCE) {
            Ok(ProgramProgress::Ended(status)) => return succeeded(command, status, &[]),
            Ok(ProgramProgress::Read) => (is_read, left) = (true, WATCHED),
            Err(_) if left > 0 => left -= 1,
            Err(_) if is_read => return Ok(()),
            Err(_) => {
                group.kill();
                return Err(format!("{}: does not read its input", command.program()));
            }
        }
    }
    Err(group.end(command))
}

/// What became of a program that was given something.
enum ProgramProgress {
    /// The program has read its input, or will not read more.
    Read,
    /// The program has ended.
    Ended(io::Result<ExitStatus>),
}

fn in_thread(work: impl FnOnce() + Send + 'static) -> Result<(), String> {
    let started = thread::Builder::new().name("reader-program".into()).spawn(work);
    started.map(drop).map_err(|error| error.to_string())
}

/// How long it is watched whether a program that was started fails.
const STARTING: Duration = Duration::from_secs(1);

/// Starts a program that continues by itself; the error says why it failed at once.
pub(crate) fn launch(command: &CommandLine) -> Result<(), String> {
    let mut child = start(command, Stdio::null)?;
    drop(child.stdin.take());
    let (sender, ended) = channel();
    in_thread(move || drop(sender.send(child.wait())))?;
    match ended.recv_timeout(STARTING) {
        Ok(status) => succeeded(command, status, &[]),
        Err(_) => Ok(()),
    }
}

/// Returns what a program prints when `input` is given to it. The error names the program, and says what it
/// wrote to standard error where it failed.
pub(crate) fn print(
    command: &CommandLine,
    input: &str,
    wanted: &(dyn Fn() -> bool + Sync),
) -> Result<ProgramOutput, String> {
    let mut child = start(command, Stdio::piped)?;
    let group = ProcessGroup::of(&child);
    let (mut stdin, output, errors) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let (sender, ended) = channel();
    thread::scope(|scope| {
        scope.spawn(move || stdin.as_mut().map(|stdin| stdin.write_all(input.as_bytes())));
        let errors = scope.spawn(move || read(errors));
        scope.spawn(move || {
            let printed = read(output);
            if printed.len() > MOST {
                group.kill();
            }
            drop(sender.send((printed, child.wait())));
        });
        let Some((mut printed, status)) = await_end(&ended, wanted) else {
            return Err(group.end(command));
        };
        let is_cut = printed.len() > MOST;
        if !is_cut {
            succeeded(command, status, &errors.join().unwrap_or_default())?;
        }
        printed.truncate(MOST);
        Ok(ProgramOutput { text: String::from_utf8_lossy(&printed).into_owned(), is_cut })
    })
}

/// Starts a program in a process group of its own, so that it cannot read keys and is ended with its children.
fn start(command: &CommandLine, output: fn() -> Stdio) -> Result<Child, String> {
    let mut program = Command::new(command.program());
    program.args(command.arguments()).stdin(Stdio::piped()).stdout(output()).stderr(output());
    std::os::unix::process::CommandExt::process_group(&mut program, 0);
    program.spawn().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => format!("{}: no such program", command.program()),
        _ => format!("{}: {error}", command.program()),
    })
}

/// Returns the bytes a pipe yields, one more than are kept if there are more.
fn read(pipe: Option<impl Read>) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(pipe) = pipe {
        // What came before an error is kept.
        let _ = pipe.take(MOST as u64 + 1).read_to_end(&mut bytes);
    }
    bytes
}

/// Waits for a message while the program is wanted.
fn await_end<T>(ended: &Receiver<T>, wanted: &(dyn Fn() -> bool + Sync)) -> Option<T> {
    while wanted() {
        match ended.recv_timeout(PATIENCE) {
            Ok(end) => return Some(end),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
    None
}

/// Returns an error with the first line of standard error unless the program succeeded.
fn succeeded(command: &CommandLine, status: io::Result<ExitStatus>, errors: &[u8]) -> Result<(), String> {
    let status = status.map_err(|error| format!("{}: {error}", command.program()))?;
    if status.success() {
        return Ok(());
    }
    let errors = String::from_utf8_lossy(errors);
    match errors.lines().find(|line| !line.trim().is_empty()) {
        Some(why) => Err(format!("{}: {}", command.program(), why.trim())),
        None => Err(format!("{}: {status}", command.program())),
    }
}

/// The processes of a program.
#[derive(Clone, Copy)]
struct ProcessGroup {
    leader: rustix::process::Pid,
}

impl ProcessGroup {
    fn of(child: &Child) -> Self {
        Self { leader: rustix::process::Pid::from_child(child) }
    }

    fn kill(self) {
        // They may all have ended meanwhile.
        let _ = rustix::process::kill_process_group(self.leader, rustix::process::Signal::KILL);
    }

    /// Ends them and returns the message on it.
    fn end(self, command: &CommandLine) -> String {
        self.kill();
        format!("{}: cancelled", command.program())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn command(written: &str) -> CommandLine {
        written.parse().unwrap()
    }

    #[test]
    fn a_program_reads_and_prints() {
        let printed = print(&command("cat"), "tide 潮\n", &|| true).unwrap();
        assert_eq!(printed, ProgramOutput { text: "tide 潮\n".into(), is_cut: false });
        let long = "x".repeat(3 * MOST);
        let printed = print(&command("cat"), &long, &|| true).unwrap();
        assert_eq!((printed.text.len(), printed.is_cut), (MOST, true));
        assert_eq!(feed(&command("cat"), &long, &|| true), Ok(()));
        // Nothing reads its input.
        assert_eq!(feed(&command("true"), &long, &|| true), Ok(()));
    }

    #[test]
    fn arguments_are_not_expanded() {
        let printed = print(&command("printf %s '$HOME;`id`*'"), "", &|| true).unwrap();
        assert_eq!(printed.text, "$HOME;`id`*");
    }

    #[test]
    fn a_failure_names_the_program() {
        for (written, error) in [
            ("no-such-program-here -x", "no-such-program-here: no such program"),
            ("false", "false: exit status: 1"),
            ("sh -c 'echo; echo no tide >&2; exit 3'", "sh: no tide"),
        ] {
            assert_eq!(print(&command(written), "", &|| true).unwrap_err(), error);
        }
        assert_eq!(feed(&command("false"), "", &|| true).unwrap_err(), "false: exit status: 1");
    }

    #[test]
    fn a_program_is_started_and_left_alone() {
        assert_eq!(launch(&command("true")), Ok(()));
        assert_eq!(launch(&command("sleep 3")), Ok(()));
        assert_eq!(launch(&command("false")).unwrap_err(), "false: exit status: 1");
    }

    #[test]
    fn a_program_that_goes_on_is_not_waited_for() {
        assert_eq!(feed(&command("sh -c 'cat; sleep 9'"), "tide", &|| true), Ok(()));
        let long = "x".repeat(3 * MOST);
        assert_eq!(feed(&command("sleep 9"), &long, &|| true).unwrap_err(), "sleep: does not read its input");
        assert_eq!(feed(&command("sh -c 'cat; exit 3'"), "", &|| true).unwrap_err(), "sh: exit status: 3");
    }

    #[test]
    fn a_program_that_is_not_wanted_is_ended_with_its_children() {
        let asked = std::sync::atomic::AtomicUsize::new(0);
        let wanted = || asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed) < 3;
        let ended = print(&command("sh -c 'sleep 600 & wait'"), "", &wanted);
        assert_eq!(ended.unwrap_err(), "sh: cancelled");
        assert_eq!(feed(&command("sleep 600"), "", &|| false).unwrap_err(), "sleep: cancelled");
    }
}
