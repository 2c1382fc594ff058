//! One thread that does one job at a time, always the newest.

use std::io;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;

use crate::tasks::Deliver;
use crate::tasks::caught::{THREAD, caught};
use crate::tasks::job::{Job, Lane, Reply, Ticket};
use crate::tasks::quiet::give_way;
use crate::tasks::work::perform;

/// A thread and the job it is to do next.
pub(crate) struct Worker {
    desk: Arc<Desk>,
}

/// What the thread and its owner share.
struct Desk {
    next: Mutex<Option<(Ticket, Job)>>,
    came: Condvar,
    /// The number of the only job that is still wanted.
    newest: AtomicU64,
    state: AtomicU8,
}

/// What is done with a job.
type Perform = fn(Job, &dyn Fn(Reply), &(dyn Fn() -> bool + Sync));

/// The thread waits for a job.
const WAITING: u8 = 0;
/// The thread is at work.
const WORKING: u8 = 1;
/// Nobody will bring the thread another job; it ends after the one at hand.
const LEFT: u8 = 2;

impl Worker {
    /// Returns a thread that waits for a job of `lane`; an error when the system gives none.
    pub(crate) fn new(lane: Lane, deliver: &Deliver) -> io::Result<Self> {
        Self::that(perform, lane, deliver)
    }

    /// Returns a thread that does with each job what `perform` says.
    fn that(perform: Perform, lane: Lane, deliver: &Deliver) -> io::Result<Self> {
        let desk = Arc::new(Desk {
            next: Mutex::new(None),
            came: Condvar::new(),
            newest: AtomicU64::new(0),
            state: AtomicU8::new(WAITING),
        });
        let theirs = Arc::clone(&desk);
        let deliver = Arc::clone(deliver);
        thread::Builder::new().name(format!("{THREAD}-{lane:?}")).spawn(move || {
            if lane.is_quiet() {
                give_way();
            }
            theirs.work(perform, &deliver);
        })?;
        Ok(Self { desk })
    }

    pub(crate) fn start(&self, ticket: Ticket, job: Job) {
        self.desk.newest.store(ticket.number, Ordering::Release);
        *self.desk.next.lock().unwrap_or_else(PoisonError::into_inner) = Some((ticket, job));
        self.desk.came.notify_one();
    }

    /// Leaves a thread to itself that is at work on something nobody wants any more; tells whether
    /// it did. Parsing a document cannot be broken off, and the next one must not wait for it.
    pub(crate) fn leave_if_working(&self) -> bool {
        let left = self.desk.state.compare_exchange(WORKING, LEFT, Ordering::AcqRel, Ordering::Acquire);
        left.inspect(|_| self.cancel()).is_ok()
    }

    pub(crate) fn cancel(&self) {
        self.desk.newest.fetch_add(1, Ordering::AcqRel);
        self.desk.next.lock().unwrap_or_else(PoisonError::into_inner).take();
    }
}

impl Desk {
    fn work(&self, perform: Perform, deliver: &Deliver) {
        loop {
            let (ticket, job) = self.take();
            self.state.store(WORKING, Ordering::Release);
            let wanted = || self.newest.load(Ordering::Acquire) == ticket.number;
            let tell = |reply: Reply| {
                if wanted() {
                    deliver(ticket, reply);
                }
            };
            if let Err(why) = caught(|| perform(job, &tell, &wanted)) {
                tell(Reply::Broken(why));
                tell(Reply::Done);
            }
            if self.state.compare_exchange(WORKING, WAITING, Ordering::AcqRel, Ordering::Acquire).is_err() {
                return;
            }
        }
    }

    fn take(&self) -> (Ticket, Job) {
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            match next.take() {
                Some(job) => return job,
                None => next = self.came.wait(next).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tasks::entry::{EntryId, Source, Wanted};
    use crate::text::ReadAs;
    use std::sync::mpsc;

    fn load(path: &str, number: u64) -> (Ticket, Job) {
        let wanted =
            Wanted { entry: EntryId(number as usize), source: Source::File(path.into(), ReadAs::Guessed) };
        (Ticket { lane: Lane::Load, number }, Job::Load(wanted))
    }

    #[test]
    fn a_job_replies_under_its_ticket() {
        let (sender, replies) = mpsc::channel();
        let deliver: Deliver = Arc::new(move |ticket, reply| drop(sender.send((ticket, reply))));
        let worker = Worker::new(Lane::Load, &deliver).unwrap();
        let (ticket, job) = load("no such file", 1);
        worker.start(ticket, job);
        let (replied, reply) = replies.recv().unwrap();
        assert_eq!(replied, ticket);
        assert!(matches!(reply, Reply::Loaded(EntryId(1), Err(_))), "{reply:?}");
    }

    #[test]
    fn a_panic_on_any_lane_is_told_and_the_next_job_is_done() {
        #[expect(clippy::needless_pass_by_value, reason = "jobs are given away")]
        fn breaking(job: Job, tell: &dyn Fn(Reply), _: &(dyn Fn() -> bool + Sync)) {
            assert!(!matches!(job, Job::Load(ref wanted) if wanted.entry == EntryId(1)), "a stone");
            tell(Reply::Done);
        }
        for lane in Lane::ALL {
            let (sender, replies) = mpsc::channel();
            let deliver: Deliver = Arc::new(move |ticket, reply| drop(sender.send((ticket, reply))));
            let worker = Worker::that(breaking, lane, &deliver).unwrap();
            for number in [1, 2] {
                let (ticket, job) = load("no such file", number);
                worker.start(Ticket { lane, ..ticket }, job);
                let next = || replies.recv().unwrap();
                if number == 1 {
                    let (_, broken) = next();
                    assert!(matches!(&broken, Reply::Broken(why) if why.contains("a stone")), "{broken:?}");
                }
                let (ticket, done) = next();
                assert!(
                    ticket == Ticket { lane, number } && matches!(done, Reply::Done),
                    "{lane:?} {done:?}"
                );
            }
        }
    }

    #[test]
    fn the_newest_job_is_always_answered() {
        let (sender, replies) = mpsc::channel();
        let deliver: Deliver = Arc::new(move |ticket, reply| drop(sender.send((ticket, reply))));
        let worker = Worker::new(Lane::Load, &deliver).unwrap();
        for number in 1..=50 {
            let (ticket, job) = load("no such file", number);
            worker.start(ticket, job);
        }
        let last = replies.iter().map(|(ticket, _)| ticket.number).find(|number| *number == 50);
        assert_eq!(last, Some(50));
    }
}
