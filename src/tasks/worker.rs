//! Worker threads, one for each kind of task.
//!
//! Of each kind the newest request wins: a request sets the cancellation flag of the one before it.
//! A running task checks its flag in every long loop; a waiting task is skipped. Replies of a
//! cancelled task are dropped here to save work, and by their ticket in `update`, where it counts:
//! a reply may already be under way when its task is cancelled.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use crate::storage::ConversionCache;
use crate::tasks::perform::perform;
use crate::tasks::task::{Reply, Task, TaskContext, TaskKind, Ticket};
use crate::threads::{THREAD, catch_panic};

/// Delivers a reply to the queue of messages; is called from worker threads.
pub type Deliver = Arc<dyn Fn(Ticket, Reply) + Send + Sync>;

/// Does a task.
pub type Perform = Arc<dyn Fn(Task, TaskContext<'_>) + Send + Sync>;

/// The worker threads that have been needed so far.
pub struct Workers {
    perform: Perform,
    deliver: Deliver,
    cache: Arc<ConversionCache>,
    threads: BTreeMap<TaskKind, Worker>,
}

/// The sender of tasks to a worker thread. The thread ends after its last task once this is dropped.
struct Worker {
    requests: Sender<Request>,
    /// The flag of the newest request.
    cancelled: Arc<AtomicBool>,
}

/// A task on its way to a worker thread.
struct Request {
    ticket: Ticket,
    task: Task,
    cancelled: Arc<AtomicBool>,
}

impl Workers {
    /// Returns workers whose replies go to `deliver`; no thread is started yet.
    pub fn new(deliver: Deliver) -> Self {
        Self::with(Arc::new(perform), deliver)
    }

    /// Returns workers that call `perform` for each task; for tests.
    pub fn with(perform: Perform, deliver: Deliver) -> Self {
        Self { perform, deliver, cache: Arc::default(), threads: BTreeMap::new() }
    }

    /// Starts a task and cancels the older one of its kind, unless that one writes what the user
    /// asked for.
    pub fn start(&mut self, ticket: Ticket, task: Task) {
        match ticket.kind {
            TaskKind::Write | TaskKind::Copy | TaskKind::ChangeNote | TaskKind::Remember => {}
            // A parser cannot be interrupted, and the next document must not wait for it.
            TaskKind::Load => {
                self.cancel(ticket.kind);
                self.threads.remove(&ticket.kind);
            }
            kind => self.cancel(kind),
        }
        if let Err(error) = self.send(ticket, task) {
            (self.deliver)(ticket, Reply::Ended(Err(format!("no thread could be started: {error}"))));
        }
    }

    /// Cancels the newest task of a kind.
    pub fn cancel(&mut self, kind: TaskKind) {
        if let Some(worker) = self.threads.get(&kind) {
            worker.cancelled.store(true, Ordering::Release);
        }
    }

    fn send(&mut self, ticket: Ticket, task: Task) -> io::Result<()> {
        let cancelled = Arc::new(AtomicBool::new(false));
        let requests = match self.threads.remove(&ticket.kind) {
            Some(worker) => worker.requests,
            None => self.spawn(ticket.kind)?,
        };
        // The thread listens until the sender is dropped.
        drop(requests.send(Request { ticket, task, cancelled: Arc::clone(&cancelled) }));
        self.threads.insert(ticket.kind, Worker { requests, cancelled });
        Ok(())
    }

    fn spawn(&self, kind: TaskKind) -> io::Result<Sender<Request>> {
        let (sender, requests) = channel();
        let (perform, deliver) = (Arc::clone(&self.perform), Arc::clone(&self.deliver));
        let cache = Arc::clone(&self.cache);
        thread::Builder::new()
            .name(format!("{THREAD}-{kind:?}"))
            .spawn(move || work(&requests, &perform, &deliver, &cache))?;
        Ok(sender)
    }
}

/// Does the requests one after another until the last sender is dropped.
fn work(requests: &Receiver<Request>, perform: &Perform, deliver: &Deliver, cache: &ConversionCache) {
    for Request { ticket, task, cancelled } in requests {
        let wanted = || !cancelled.load(Ordering::Acquire);
        let reply = |reply: Reply| {
            if wanted() {
                deliver(ticket, reply);
            }
        };
        if !wanted() {
            continue;
        }
        let cx = TaskContext { cache, tell: &reply, wanted: &wanted };
        reply(Reply::Ended(catch_panic(|| perform(task, cx))));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tasks::entry::EntryId;
    use std::sync::Mutex;

    /// A kind for each way in which an older task is treated when a new one starts.
    const KINDS: [TaskKind; 3] = [TaskKind::Mark, TaskKind::Load, TaskKind::Write];

    /// Workers on real threads with tasks for tests; the fields of `Task::Complete` identify a task here.
    struct Bench {
        workers: Workers,
        /// The names of the tasks that have begun.
        begun: Receiver<String>,
        /// Lets one waiting task continue.
        go_on: Sender<()>,
        replies: Receiver<(Ticket, Reply)>,
    }

    impl Bench {
        /// Tasks named `panic` panic; those named `wait…` wait until `go_on` sends, others
        /// reply at once. Each says at its end whether it was still wanted, by `Reply::Reached`.
        fn new() -> Self {
            let (tell_begun, begun) = channel();
            let (go_on, may_go_on) = channel::<()>();
            let may_go_on = Mutex::new(may_go_on);
            let (sender, replies) = channel();
            let perform: Perform = Arc::new(move |task, cx| {
                let Task::Complete { typed: name, .. } = task else { panic!("only such tasks are started") };
                tell_begun.send(name.clone()).unwrap();
                assert!(name != "panic", "the task said so");
                if name.starts_with("wait") {
                    may_go_on.lock().unwrap().recv().unwrap();
                }
                tell_begun.send(format!("{name} {}", cx.is_wanted())).unwrap();
                cx.reply(Reply::Completed(name, Vec::new()));
            });
            let deliver: Deliver = Arc::new(move |ticket, reply| sender.send((ticket, reply)).unwrap());
            Self { workers: Workers::with(perform, deliver), begun, go_on, replies }
        }

        fn start(&mut self, kind: TaskKind, number: u64, name: &str) {
            let task = Task::Complete { typed: name.into(), path: String::new() };
            self.workers.start(Ticket { kind, number }, task);
        }

        fn begun(&self) -> String {
            self.begun.recv().unwrap()
        }

        /// Returns the replies up to the end of the next task, by the numbers of their tickets.
        fn replies(&self) -> Vec<(u64, String)> {
            let mut all = Vec::new();
            loop {
                let (ticket, reply) = self.replies.recv().unwrap();
                match reply {
                    Reply::Ended(Ok(())) => return all,
                    Reply::Ended(Err(why)) => {
                        all.push((ticket.number, why));
                        return all;
                    }
                    Reply::Completed(name, _) => all.push((ticket.number, name)),
                    other => panic!("{other:?}"),
                }
            }
        }
    }

    #[test]
    fn a_task_replies_under_its_ticket() {
        for kind in KINDS {
            let mut bench = Bench::new();
            bench.start(kind, 7, "a");
            assert_eq!(bench.replies(), [(7, "a".to_string())], "{kind:?}");
        }
    }

    #[test]
    fn the_newest_request_wins_and_waiting_tasks_never_start() {
        let mut bench = Bench::new();
        bench.start(TaskKind::Mark, 1, "wait");
        assert_eq!(bench.begun(), "wait");
        for number in 2..50 {
            bench.start(TaskKind::Mark, number, "skipped");
        }
        bench.start(TaskKind::Mark, 50, "newest");
        bench.go_on.send(()).unwrap();
        assert_eq!([bench.begun(), bench.begun()], ["wait false", "newest"]);
        assert_eq!(bench.replies(), [(50, "newest".to_string())]);
    }

    #[test]
    fn a_cancelled_task_sees_its_flag_and_its_replies_are_dropped() {
        let mut bench = Bench::new();
        bench.start(TaskKind::Compare, 1, "wait");
        assert_eq!(bench.begun(), "wait");
        bench.workers.cancel(TaskKind::Compare);
        bench.go_on.send(()).unwrap();
        assert_eq!(bench.begun(), "wait false");
        bench.start(TaskKind::Compare, 2, "next");
        assert_eq!(bench.replies(), [(2, "next".to_string())]);
    }

    #[test]
    fn tasks_of_different_kinds_and_loads_of_documents_do_not_wait() {
        let mut bench = Bench::new();
        bench.start(TaskKind::Compare, 1, "wait for it");
        bench.start(TaskKind::Load, 1, "wait too");
        let mut begun = [bench.begun(), bench.begun()];
        begun.sort();
        assert_eq!(begun, ["wait for it", "wait too"]);
        bench.start(TaskKind::Load, 2, "shown");
        assert_eq!(bench.replies(), [(2, "shown".to_string())]);
        bench.go_on.send(()).unwrap();
        bench.go_on.send(()).unwrap();
        assert_eq!(bench.replies(), [(1, "wait for it".to_string())]);
    }

    #[test]
    fn every_file_is_written() {
        let mut bench = Bench::new();
        bench.start(TaskKind::Write, 1, "wait");
        bench.start(TaskKind::Write, 2, "second");
        bench.go_on.send(()).unwrap();
        assert_eq!([bench.begun(), bench.begun(), bench.begun()], ["wait", "wait true", "second"]);
        assert_eq!(bench.replies(), [(1, "wait".to_string())]);
        assert_eq!(bench.replies(), [(2, "second".to_string())]);
    }

    #[test]
    fn a_panic_is_reported_and_the_next_task_is_done() {
        for kind in KINDS {
            let mut bench = Bench::new();
            bench.start(kind, 1, "panic");
            assert_eq!(bench.replies(), [(1, "it broke off: the task said so".to_string())], "{kind:?}");
            bench.start(kind, 2, "a");
            assert_eq!(bench.replies(), [(2, "a".to_string())], "{kind:?}");
        }
    }

    #[test]
    fn real_tasks_are_done() {
        use crate::storage::Source;
        use crate::tasks::entry::EntrySource;
        let (sender, replies) = channel();
        let deliver: Deliver = Arc::new(move |ticket, reply| drop(sender.send((ticket, reply))));
        let mut workers = Workers::new(deliver);
        for number in 1..=50 {
            let source = Source::File("no such file".into(), crate::text::ReadAs::Guessed);
            let task = Task::Load(EntrySource { entry: EntryId(number), source }, 0);
            workers.start(Ticket { kind: TaskKind::Load, number: number as u64 }, task);
        }
        let last = replies.iter().find(|(ticket, _)| ticket.number == 50).unwrap();
        assert!(matches!(last.1, Reply::Loaded(EntryId(50), Err(_))), "{last:?}");
    }
}
