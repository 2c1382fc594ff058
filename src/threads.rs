//! Helpers for every background thread: its name, catching panics, and running a second thread.
//!
//! Work of any layer may be shared between two threads by [`join`]; threads that live on are started in
//! `tasks` and `ui::runtime` alone.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::thread;

/// The beginning of the names of all background threads. A panic in one of them is caught and
/// reported to the user; the panic hook knows these threads by this name.
pub(crate) const THREAD: &str = "reader-task";

/// Returns the result of `work`, or a message on its panic.
pub(crate) fn catch_panic<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| format!("it broke off: {}", panic_message(&*panic)))
}

/// Returns the message of a panic.
pub(crate) fn panic_message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no reason given")
}

/// Returns the results of both closures. The second one runs on a thread of its own, or after the first
/// if the system gives no thread. A panic in either is passed on to the caller.
pub(crate) fn join<A, B: Send>(first: impl FnOnce() -> A, second: impl Fn() -> B + Sync) -> (A, B) {
    thread::scope(|scope| {
        let spawned = thread::Builder::new().name(format!("{THREAD}-second")).spawn_scoped(scope, &second);
        let first = first();
        let second = match spawned {
            Ok(thread) => thread.join().unwrap_or_else(|panic| resume_unwind(panic)),
            Err(_) => second(),
        };
        (first, second)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_message() {
        assert_eq!(catch_panic(|| 3), Ok(3));
        let number = 7;
        assert_eq!(catch_panic(|| panic!("byte {number}")), Err::<(), _>("it broke off: byte 7".into()));
        assert_eq!(catch_panic(|| panic!("end")), Err::<(), _>("it broke off: end".into()));
        assert!(catch_panic(|| std::panic::panic_any(1)).is_err_and(|words| words.contains("no reason")));
    }

    #[test]
    fn both_closures_are_run() {
        let words = ["a", "b"];
        assert_eq!(join(|| words[0].len(), || words.concat()), (1, "ab".to_string()));
    }

    #[test]
    fn a_panic_in_the_second_thread_is_passed_on() {
        assert!(catch_panic(|| join(|| 1, || -> u8 { panic!("broken") })).is_err());
    }
}
