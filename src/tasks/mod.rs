//! Slow work away from the keys.
//!
//! One thread a lane, started when it is first needed. On a lane the newest job wins: it takes
//! the place of one that waits, and the one at work sees in its loops that nobody wants it any
//! more. Replies carry the ticket of their job, so that late ones can be told.
#![expect(clippy::disallowed_methods, reason = "threads are what this floor is for")]

mod alignment;
mod among;
mod both;
mod caught;
mod claims;
mod everywhere;
mod feed;
mod in_order;
mod lane;
mod likeness;
mod look;
mod measuring;
mod picking;
mod quiet;
mod reading;
mod surveying;
mod tallying;
mod walking;
mod watching;
pub mod work;
mod writing;

pub use among::{Piece, Search, search_among};
pub use both::both;
pub use caught::THREAD;
pub use feed::Feed;
pub use look::{LookError, Seen};

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use crate::tasks::job::{Job, Lane, Reply, Ticket};
use lane::Worker;

/// Takes a reply to wherever messages are read; may be called from any thread.
pub type Deliver = Arc<dyn Fn(Ticket, Reply) + Send + Sync>;

/// The lanes that have been needed so far.
pub struct Jobs {
    deliver: Deliver,
    workers: BTreeMap<Lane, Worker>,
}

impl Jobs {
    /// Returns jobs whose replies go to `deliver`; no thread is started yet.
    pub fn new(deliver: Deliver) -> Self {
        Self { deliver, workers: BTreeMap::new() }
    }

    /// Starts a job before there is a screen. One that takes less time than to start a thread is done
    /// at once: no key waits for it yet, and whoever waits for a file system that hangs can interrupt.
    pub fn start_first(&mut self, ticket: Ticket, job: Job) {
        let tell = |reply| (self.deliver)(ticket, reply);
        match caught::caught(|| work::perform_at_once(&job, &tell)) {
            Ok(true) => {}
            Ok(false) => self.start(ticket, job),
            Err(why) => {
                tell(Reply::Broken(why));
                tell(Reply::Done);
            }
        }
    }

    /// Starts a job; the older one of its lane is no longer wanted.
    pub fn start(&mut self, ticket: Ticket, job: Job) {
        if ticket.lane == Lane::Load && self.workers.get(&Lane::Load).is_some_and(Worker::leave_if_working) {
            self.workers.remove(&Lane::Load);
        }
        let worker = match self.workers.entry(ticket.lane) {
            Entry::Occupied(there) => there.into_mut(),
            Entry::Vacant(place) => match Worker::new(ticket.lane, &self.deliver) {
                Ok(worker) => place.insert(worker),
                Err(error) => {
                    (self.deliver)(ticket, Reply::Broken(format!("no thread could be started: {error}")));
                    (self.deliver)(ticket, Reply::Done);
                    return;
                }
            },
        };
        worker.start(ticket, job);
    }

    /// Lets the job of a lane end unheard.
    pub fn cancel(&mut self, lane: Lane) {
        if let Some(worker) = self.workers.get(&lane) {
            worker.cancel();
        }
    }
}

pub mod anchors;
pub mod choices;
pub mod documents;
pub mod entry;
pub mod findings;
pub mod found;
pub mod job;
pub mod listing;
pub mod onscreen;
pub mod paths;
pub mod piped;
pub mod sight;
pub mod unread;
