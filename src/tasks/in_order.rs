//! Many pieces of work on as many threads as there are cores, their results in the order of the
//! pieces.
//!
//! Pieces are handed out one by one, so that a long one holds up nobody; results are handed on in
//! small batches, because waking a thread for each would cost more than a short piece of work.

use std::collections::VecDeque;
use std::num::NonZero;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::tasks::threads::THREAD;

/// The most results kept back by a thread before it hands them on.
const BATCH: usize = 64;

/// The longest a thread keeps a result back.
const KEPT_BACK: Duration = Duration::from_millis(4);

/// How long the order is waited for before it is looked whether anybody still wants it.
const BEAT: Duration = Duration::from_millis(20);

/// How much finished work may wait for a piece before it, by its weight.
const WAITING: usize = 20_000;

/// What is to be done.
pub(crate) struct Pieces<'a, I, R> {
    /// Returns the next piece and its number, counted from 0 without gaps; `None` when there is none
    /// left. May wait for one.
    pub next: &'a (dyn Fn() -> Option<(usize, I)> + Sync),
    /// Returns how much memory a result takes, in any measure of which 20 000 is enough.
    pub weigh: &'a (dyn Fn(&R) -> usize + Sync),
    /// Tells whether anybody still waits for results.
    pub wanted: &'a (dyn Fn() -> bool + Sync),
}

/// Calls what `worker` returns, once made on each thread, with every piece, and `take` on the calling
/// thread with the results in their order, many at once; with none now and then while none comes.
pub(crate) fn in_order<I, R: Send, W: FnMut(I) -> R>(
    pieces: &Pieces<'_, I, R>,
    worker: &(dyn Fn() -> W + Sync),
    take: &mut dyn FnMut(Vec<R>),
) {
    let (results, inbox) = channel();
    let gate = Gate::default();
    let work = |results: Sender<_>| work(pieces, worker(), &gate, &results);
    let work = &work;
    thread::scope(|scope| {
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        let mut started = 0;
        for number in 0..threads {
            let results = results.clone();
            let thread = thread::Builder::new().name(format!("{THREAD}-{number}"));
            started += usize::from(thread.spawn_scoped(scope, move || work(results)).is_ok());
        }
        if started == 0 {
            work(results);
        } else {
            drop(results);
        }
        gather(pieces, &gate, &inbox, take);
    });
}

/// Finished work that waits for its turn, by weight.
#[derive(Default)]
struct Gate {
    waiting: Mutex<usize>,
    fewer: Condvar,
}

impl Gate {
    fn change(&self, by: isize) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        *waiting = waiting.saturating_add_signed(by);
        if by < 0 {
            self.fewer.notify_all();
        }
    }

    /// Waits while too much is waiting. Whoever waits here has handed on all it has, so the piece
    /// that is waited for is another thread's, or nobody's.
    fn pass(&self, wanted: &(dyn Fn() -> bool + Sync)) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        while *waiting > WAITING && wanted() {
            waiting = self.fewer.wait_timeout(waiting, BEAT).unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

fn work<I, R: Send>(
    pieces: &Pieces<'_, I, R>,
    mut worker: impl FnMut(I) -> R,
    gate: &Gate,
    results: &Sender<Vec<(usize, R)>>,
) {
    let mut done = Vec::with_capacity(BATCH);
    let mut handed_on = Instant::now();
    let mut weight = 0;
    while (pieces.wanted)() {
        let Some((number, piece)) = (pieces.next)() else { break };
        let result = worker(piece);
        weight += (pieces.weigh)(&result);
        done.push((number, result));
        if done.len() >= BATCH || handed_on.elapsed() >= KEPT_BACK {
            gate.change(weight as isize);
            weight = 0;
            if results.send(std::mem::take(&mut done)).is_err() {
                return;
            }
            gate.pass(pieces.wanted);
            handed_on = Instant::now();
        }
    }
    gate.change(weight as isize);
    drop(results.send(done));
}

fn gather<I, R>(
    pieces: &Pieces<'_, I, R>,
    gate: &Gate,
    inbox: &Receiver<Vec<(usize, R)>>,
    take: &mut dyn FnMut(Vec<R>),
) {
    // The results from the number `next` on, as far as they are there.
    let mut early: VecDeque<Option<R>> = VecDeque::new();
    let mut next = 0;
    loop {
        match inbox.recv_timeout(BEAT) {
            Ok(results) => {
                for (number, result) in results {
                    let place: usize = number - next;
                    early.resize_with(early.len().max(place + 1), || None);
                    early[place] = Some(result);
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        if !(pieces.wanted)() {
            continue;
        }
        let mut ready = Vec::new();
        let mut weight = 0;
        while let Some(result) = early.front_mut().and_then(Option::take) {
            early.pop_front();
            weight += (pieces.weigh)(&result);
            ready.push(result);
            next += 1;
        }
        gate.change(-(weight as isize));
        take(ready);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

    fn numbers(most: usize, weight: usize, wanted: &(dyn Fn() -> bool + Sync), take: &mut dyn FnMut(usize)) {
        let counter = AtomicUsize::new(0);
        let next =
            || Some(counter.fetch_add(1, Ordering::Relaxed)).filter(|at| *at < most).map(|at| (at, at));
        let pieces = Pieces { next: &next, weigh: &|_| weight, wanted };
        in_order(&pieces, &|| |piece: usize| piece * 2, &mut |results| {
            for result in results {
                take(result);
            }
        });
    }

    #[test]
    fn results_come_in_the_order_of_the_pieces() {
        for weight in [0, 1, WAITING + 1] {
            let mut seen = Vec::new();
            numbers(1000, weight, &|| true, &mut |result| seen.push(result));
            assert_eq!(seen, (0..1000).map(|at| at * 2).collect::<Vec<_>>(), "{weight}");
        }
    }

    #[test]
    fn what_nobody_wants_is_left_undone() {
        let wanted = AtomicBool::new(true);
        let mut seen = 0;
        numbers(usize::MAX, 1, &|| wanted.load(Ordering::Relaxed), &mut |_| {
            seen += 1;
            wanted.store(seen < 100, Ordering::Relaxed);
        });
        assert!(seen >= 100);
    }

    #[test]
    fn no_pieces_no_results() {
        numbers(0, 1, &|| true, &mut |_| panic!("there is nothing"));
    }
}
