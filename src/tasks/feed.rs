//! Work that is still being found while others do it already.

use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// How many pieces may wait; who finds more waits until some are taken.
const MOST: usize = 8192;

/// A queue between one who finds pieces of work and those who do them.
#[derive(Debug)]
pub struct Feed<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
}

#[derive(Debug)]
struct State<T> {
    waiting: VecDeque<T>,
    /// How many were taken.
    taken: usize,
    /// How many may wait.
    most: usize,
    closed: bool,
}

impl<T> Feed<T> {
    /// Returns an empty one.
    pub(crate) fn new() -> Self {
        let state = State { waiting: VecDeque::new(), taken: 0, most: MOST, closed: false };
        Self { state: Mutex::new(state), changed: Condvar::new() }
    }

    /// Lets any number of pieces wait, because nobody takes one before all are there.
    pub(crate) fn hold_all(&self) {
        self.lock().most = usize::MAX;
    }

    /// Adds pieces, once there is room; breaks when nobody takes them any more.
    pub fn give(&self, pieces: impl IntoIterator<Item = T>) -> ControlFlow<()> {
        let mut state = self.lock();
        while state.waiting.len() >= state.most && !state.closed {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        if state.closed {
            return ControlFlow::Break(());
        }
        state.waiting.extend(pieces);
        self.changed.notify_all();
        ControlFlow::Continue(())
    }

    /// Ends it: what waits is still taken, and nothing more comes.
    pub(crate) fn close(&self) {
        self.lock().closed = true;
        self.changed.notify_all();
    }

    /// Returns the next piece and its number, counted from 0, as soon as there is one; `None` when no
    /// more will come.
    pub(crate) fn take(&self) -> Option<(usize, T)> {
        let mut state = self.lock();
        loop {
            if let Some(piece) = state.waiting.pop_front() {
                let number = state.taken;
                state.taken += 1;
                if state.waiting.len() + 1 == state.most {
                    self.changed.notify_all();
                }
                return Some((number, piece));
            }
            if state.closed {
                return None;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_numbered_and_end_with_the_feed() {
        let feed = Feed::new();
        assert!(feed.give(["a", "b"]).is_continue());
        feed.close();
        assert!(feed.give(["c"]).is_break());
        assert_eq!([feed.take(), feed.take(), feed.take()], [Some((0, "a")), Some((1, "b")), None]);
    }

    #[test]
    fn who_finds_too_many_waits_for_those_who_take() {
        let feed = Feed::new();
        let taken = std::thread::scope(|scope| {
            let taking = scope.spawn(|| std::iter::from_fn(|| feed.take()).count());
            for _ in 0..10 {
                assert!(feed.give(0..MOST).is_continue());
            }
            feed.close();
            taking.join().unwrap()
        });
        assert_eq!(taken, 10 * MOST);
    }
}
