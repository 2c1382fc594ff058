//! What the kernel tells about a process.
#![expect(clippy::disallowed_methods, reason = "the kernel tells it in files")]

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use super::DEADLINE;

/// Returns the state of a process as a letter: `S` asleep, `R` running, `T` stopped.
pub fn state(pid: u32) -> char {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
    // The name of the program stands before it in brackets and may hold anything.
    let (_, rest) = stat.rsplit_once(')').unwrap();
    rest.trim_start().chars().next().unwrap()
}

/// Waits until a process is in this state; the kernel tells nobody, so it is asked again and again.
pub fn wait_for_state(pid: u32, wanted: char) {
    let deadline = Instant::now() + DEADLINE;
    while state(pid) != wanted {
        assert!(Instant::now() < deadline, "the process is {} and not {wanted}", state(pid));
        thread::sleep(Duration::from_millis(2));
    }
}

/// Waits until nothing in a process has run for a while.
pub fn wait_until_quiet(pid: u32) {
    let deadline = Instant::now() + DEADLINE;
    let mut before = work(pid);
    loop {
        thread::sleep(Duration::from_millis(100));
        let now = work(pid);
        if now == before {
            return;
        }
        before = now;
        assert!(Instant::now() < deadline, "the process is never quiet: {now:?}");
    }
}

/// Returns the time a process has computed, in nanoseconds, and how often one of its threads has
/// gone to sleep.
pub fn work(pid: u32) -> (u64, u64) {
    let tasks = fs::read_dir(format!("/proc/{pid}/task")).unwrap();
    tasks.fold((0, 0), |(time, sleeps), task| {
        let task = task.unwrap().path();
        let first = |text: String| text.split_whitespace().next().and_then(|word| word.parse::<u64>().ok());
        let ran = fs::read_to_string(task.join("schedstat")).ok().and_then(first).unwrap_or(0);
        let status = fs::read_to_string(task.join("status")).unwrap();
        let slept = status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
        (time + ran, sleeps + slept.unwrap().trim().parse::<u64>().unwrap())
    })
}
