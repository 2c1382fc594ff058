//! Two pieces of work at once.

use std::panic::resume_unwind;
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::tasks::caught::THREAD;

/// Returns what both closures return; the second one is done on a thread of its own, or after the
/// first when the system gives none. A panic of either is the caller's.
pub fn both<A, B: Send>(one: impl FnOnce() -> A, two: impl FnOnce() -> B + Send) -> (A, B) {
    // Whoever comes first does it: the thread, or without one the caller.
    let waiting = Mutex::new(Some(two));
    let take = || waiting.lock().unwrap_or_else(PoisonError::into_inner).take();
    thread::scope(|scope| {
        let beside = thread::Builder::new()
            .name(format!("{THREAD}-beside"))
            .spawn_scoped(scope, || take().map(|two| two()));
        let first = one();
        let second = match beside {
            Ok(thread) => thread.join().unwrap_or_else(|panic| resume_unwind(panic)),
            Err(_) => take().map(|two| two()),
        };
        match second {
            Some(second) => (first, second),
            None => unreachable!("the closure waits until somebody takes it"),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::panic::{AssertUnwindSafe, catch_unwind};

    #[test]
    fn both_are_done() {
        let words = ["a", "b"];
        assert_eq!(both(|| words[0].len(), || words.concat()), (1, "ab".to_string()));
    }

    #[test]
    fn a_panic_beside_is_the_callers() {
        let broken = catch_unwind(AssertUnwindSafe(|| both(|| 1, || -> u8 { panic!("broken") })));
        assert!(broken.is_err());
    }
}
