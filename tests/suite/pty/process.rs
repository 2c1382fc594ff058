//! The state of a process, from the kernel.
#![expect(clippy::disallowed_methods, reason = "the kernel reports it in files")]

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use super::DEADLINE;

/// Returns the state of a process as a letter: `S` asleep, `R` running, `T` stopped.
pub fn state(pid: u32) -> char {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
    // The name of the program comes before it in brackets and may hold any character.
    let (_, rest) = stat.rsplit_once(')').unwrap();
    rest.trim_start().chars().next().unwrap()
}

/// Waits until a process is in this state; the kernel sends no event, so it is polled.
pub fn wait_for_state(pid: u32, wanted: char) {
    let deadline = Instant::now() + DEADLINE;
    while state(pid) != wanted {
        assert!(Instant::now() < deadline, "the process is {} and not {wanted}", state(pid));
        thread::sleep(Duration::from_millis(2));
    }
}

/// Waits until every thread of a process is blocked in a system call without a time-out: only an
/// event from outside can make the process run again.
pub fn wait_until_idle(pid: u32) {
    let deadline = Instant::now() + DEADLINE;
    loop {
        let before = work(pid);
        let calls = system_calls(pid);
        // No thread has woken another one between the two checks.
        if calls.iter().all(|call| is_endless(call)) && work(pid) == before {
            return;
        }
        assert!(Instant::now() < deadline, "the process goes on waking: {calls:?}");
        thread::sleep(Duration::from_millis(2));
    }
}

/// Returns the system call each thread is in: its number and its arguments, empty for a thread that runs
/// or has just ended.
fn system_calls(pid: u32) -> Vec<Vec<u64>> {
    let tasks = fs::read_dir(format!("/proc/{pid}/task")).unwrap();
    let calls =
        tasks.map(|task| fs::read_to_string(task.unwrap().path().join("syscall")).unwrap_or_default());
    let number = |word: &str| match word.strip_prefix("0x") {
        Some(hex) => u64::from_str_radix(hex, 16).ok(),
        None => word.parse().ok(),
    };
    calls.map(|call| call.split_whitespace().map_while(number).collect()).collect()
}

/// Tells whether a system call waits without a time-out.
fn is_endless(call: &[u64]) -> bool {
    let [number, arguments @ ..] = call else { return false };
    let argument = |at: usize| arguments.get(at).copied().unwrap_or_default();
    let is_minus_one = |at: usize| argument(at) as u32 == u32::MAX;
    match libc::c_long::try_from(*number).unwrap_or_default() {
        libc::SYS_read | libc::SYS_write | libc::SYS_recvfrom | libc::SYS_recvmsg => true,
        libc::SYS_futex => argument(3) == 0,
        libc::SYS_ppoll => argument(2) == 0,
        libc::SYS_epoll_pwait => is_minus_one(3),
        #[cfg(target_arch = "x86_64")]
        libc::SYS_poll => is_minus_one(2),
        #[cfg(target_arch = "x86_64")]
        libc::SYS_epoll_wait => is_minus_one(3),
        _ => false,
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
        // A thread may end between the list of threads and this.
        let Ok(status) = fs::read_to_string(task.join("status")) else { return (time, sleeps) };
        let slept = status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
        (time + ran, sleeps + slept.unwrap().trim().parse::<u64>().unwrap())
    })
}
