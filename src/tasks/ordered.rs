//! Parallel work whose results come in the order of the items.
//!
//! Each thread takes the next few items from the shared iterator and, before it works on them, puts a
//! channel for their results into a bounded queue. The calling thread reads the channels in the order of the
//! queue. The bound limits how far the threads may run ahead of the results that were taken.

use std::num::NonZero;
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::threads::THREAD;

/// Items taken at once. The first ones are taken alone, so that the first results come at once.
const BATCH: usize = 64;

/// How many items are taken alone.
const ALONE: usize = 32;

/// The most batches whose results were not taken yet.
const AHEAD: usize = 32;

/// The longest time between two calls of `take`.
const PAUSE: Duration = Duration::from_millis(20);

/// The most items found that no thread has taken yet.
const FOUND: usize = 8192;

/// Takes an item that was found; breaks when no more are wanted.
pub(crate) type Accept<'a, T> = dyn FnMut(T) -> ControlFlow<()> + 'a;

/// Works like [`in_order`] on items that are still being found: `find` hands each of them to the function
/// it is called with, on a thread of its own, until that breaks.
pub(crate) fn in_order_as_found<T: Send, R: Send, W: FnMut(T) -> R>(
    find: &(dyn Fn(&mut Accept<'_, T>) + Sync),
    worker: &(dyn Fn() -> W + Sync),
    wanted: &(dyn Fn() -> bool + Sync),
    take: &mut dyn FnMut(Vec<R>),
) {
    let (sender, found) = sync_channel(FOUND);
    thread::scope(|scope| {
        let send = move || {
            find(&mut |item| match sender.send(item) {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            });
        };
        if thread::Builder::new().name(format!("{THREAD}-finder")).spawn_scoped(scope, send).is_ok() {
            in_order(found.into_iter(), worker, wanted, take);
            return;
        }
        // Without a second thread everything is found first.
        let mut all = Vec::new();
        find(&mut |item| {
            all.push(item);
            ControlFlow::Continue(())
        });
        in_order(all.into_iter(), worker, wanted, take);
    });
}

/// The items left, how many were taken, and the queue of the channels for their results, which is closed
/// after the last item.
struct RemainingItems<I, R> {
    items: I,
    taken: usize,
    queue: Option<SyncSender<Receiver<Vec<R>>>>,
}

/// Calls a closure made by `worker` on each thread with every item, and `take` on the calling thread with
/// the results in the order of the items; with none now and then while none come. Ends early when results
/// are no longer `wanted`.
pub(crate) fn in_order<T: Send, R: Send, W: FnMut(T) -> R>(
    items: impl Iterator<Item = T> + Send,
    worker: &(dyn Fn() -> W + Sync),
    wanted: &(dyn Fn() -> bool + Sync),
    take: &mut dyn FnMut(Vec<R>),
) {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let (queue, results) = sync_channel(AHEAD);
    let source = Mutex::new(RemainingItems { items, taken: 0, queue: Some(queue) });
    let work = || {
        let mut worker = worker();
        while wanted() && work_on_batch(&source, &mut worker, wanted) {}
    };
    let mut started = 0;
    thread::scope(|scope| {
        for number in 0..threads {
            let thread = thread::Builder::new().name(format!("{THREAD}-{number}"));
            started += usize::from(thread.spawn_scoped(scope, work).is_ok());
        }
        if started > 0 {
            gather(&results, wanted, take);
            drop(results);
        }
    });
    if started == 0 {
        let mut worker = worker();
        let items = source.into_inner().unwrap_or_else(PoisonError::into_inner).items;
        items.take_while(|_| wanted()).for_each(|item| take(vec![worker(item)]));
    }
}

/// Works on the next few items; returns whether there may be more.
fn work_on_batch<T, R>(
    source: &Mutex<RemainingItems<impl Iterator<Item = T>, R>>,
    worker: &mut impl FnMut(T) -> R,
    wanted: &(dyn Fn() -> bool + Sync),
) -> bool {
    let (results, receiver) = sync_channel(1);
    let mut source = source.lock().unwrap_or_else(PoisonError::into_inner);
    let most = if source.taken < ALONE { 1 } else { BATCH };
    let batch: Vec<T> = source.items.by_ref().take(most).collect();
    source.taken += batch.len();
    let is_queued =
        source.queue.as_ref().is_some_and(|queue| !batch.is_empty() && queue.send(receiver).is_ok());
    if !is_queued {
        source.queue = None;
        return false;
    }
    drop(source);
    let done = batch.into_iter().take_while(|_| wanted()).map(worker).collect();
    // A send fails only when the results are no longer wanted.
    results.send(done).is_ok()
}

/// Takes the results batch by batch.
fn gather<R>(
    queue: &Receiver<Receiver<Vec<R>>>,
    wanted: &(dyn Fn() -> bool + Sync),
    take: &mut dyn FnMut(Vec<R>),
) {
    while let Some(batch) = receive(queue, wanted, take) {
        // The channel of a batch is closed without results when its thread panicked.
        if let Some(results) = receive(&batch, wanted, take) {
            take(results);
        }
    }
}

/// Returns the next message of a channel, `None` when there is none or results are no longer `wanted`; calls
/// `take` with no results now and then while it waits.
fn receive<M, R>(
    channel: &Receiver<M>,
    wanted: &(dyn Fn() -> bool + Sync),
    take: &mut dyn FnMut(Vec<R>),
) -> Option<M> {
    while wanted() {
        match channel.recv_timeout(PAUSE) {
            Ok(message) => return Some(message),
            Err(RecvTimeoutError::Timeout) => take(Vec::new()),
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let mut seen = Vec::new();
        // The work on every 50th item takes longer than that on the next hundreds.
        let worker = || {
            |number: usize| {
                (0..if number.is_multiple_of(50) { 100_000 } else { 1 })
                    .for_each(|step| _ = std::hint::black_box(step));
                number * 2
            }
        };
        in_order(0..5000, &worker, &|| true, &mut |results| seen.extend(results));
        assert_eq!(seen, (0..5000).map(|number| number * 2).collect::<Vec<_>>());
    }

    #[test]
    fn unwanted_work_is_not_done() {
        let wanted = AtomicBool::new(true);
        let mut seen = 0;
        in_order(0.., &|| |number: usize| number, &|| wanted.load(Ordering::Relaxed), &mut |results| {
            seen += results.len();
            wanted.store(seen < 100, Ordering::Relaxed);
        });
        assert!(seen >= 100);
    }

    #[test]
    fn threads_do_not_run_far_ahead_of_what_is_taken() {
        let worked = AtomicUsize::new(0);
        let worker = || |_: usize| worked.fetch_add(1, Ordering::Relaxed);
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        let mut taken = 0;
        in_order(0..20_000, &worker, &|| true, &mut |results| {
            let ahead = worked.load(Ordering::Relaxed) - taken;
            assert!(ahead <= (AHEAD + threads + 2) * BATCH, "{ahead}");
            taken += results.len();
        });
        assert_eq!(taken, 20_000);
    }

    #[test]
    fn items_are_worked_on_as_they_are_found() {
        let find = |found: &mut Accept<'_, usize>| {
            for number in 0.. {
                if found(number).is_break() {
                    return;
                }
            }
        };
        let wanted = AtomicBool::new(true);
        let mut seen = Vec::new();
        in_order_as_found(&find, &|| |number| number, &|| wanted.load(Ordering::Relaxed), &mut |results| {
            seen.extend(results);
            wanted.store(seen.len() < 2 * FOUND, Ordering::Relaxed);
        });
        assert!(seen.len() >= 2 * FOUND && seen.iter().copied().eq(0..seen.len()));
    }

    #[test]
    fn no_items_give_no_results() {
        in_order(0..0, &|| |number: usize| number, &|| true, &mut |results| assert!(results.is_empty()));
    }
}
