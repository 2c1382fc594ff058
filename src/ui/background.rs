//! The background work that the state has asked for.

use std::collections::{BTreeMap, BTreeSet};

use crate::tasks::{Task, TaskKind, Ticket};
use crate::ui::message::Effect;

/// The running tasks, and the effects of the message that is being handled.
#[derive(Clone, Debug, Default)]
pub struct Background {
    /// The number of the newest ticket of each kind.
    tickets: BTreeMap<TaskKind, u64>,
    /// The kinds with a task that has not ended.
    busy: BTreeSet<TaskKind>,
    effects: Vec<Effect>,
    /// The status to leave with as soon as nothing is being written.
    leaving: Option<u8>,
}

impl Background {
    /// Starts a task; replies to older ones of its kind will be dropped.
    pub(crate) fn start(&mut self, task: Task) {
        let kind = task.kind();
        let ticket = self.next_ticket(kind);
        self.busy.insert(kind);
        self.effects.push(Effect::Start(ticket, task));
    }

    fn next_ticket(&mut self, kind: TaskKind) -> Ticket {
        let number = self.tickets.entry(kind).or_default();
        *number += 1;
        Ticket { kind, number: *number }
    }

    /// Cancels the task of a kind.
    pub(crate) fn cancel(&mut self, kind: TaskKind) {
        self.next_ticket(kind);
        self.ended(kind);
        self.effects.push(Effect::Cancel(kind));
    }

    /// Cancels the tasks of these kinds.
    pub(crate) fn cancel_all(&mut self, kinds: &[TaskKind]) {
        for kind in kinds {
            self.cancel(*kind);
        }
    }

    /// Tells whether a task and its replies are still wanted.
    pub fn is_current(&self, ticket: Ticket) -> bool {
        self.tickets.get(&ticket.kind) == Some(&ticket.number)
    }

    /// Notes that the task of a kind has given its last reply.
    pub(crate) fn ended(&mut self, kind: TaskKind) {
        self.busy.remove(&kind);
    }

    /// Tells whether a task of this kind is still running.
    pub fn is_busy(&self, kind: TaskKind) -> bool {
        self.busy.contains(&kind)
    }

    /// Adds an effect.
    pub(crate) fn push(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// Returns the effects of the message that was handled.
    pub(crate) fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// Leaves with a status, as soon as nothing is being written or copied any more; tells whether it leaves at
    /// once.
    pub(crate) fn quit(&mut self, status: u8) -> bool {
        let kinds = [TaskKind::Write, TaskKind::Copy, TaskKind::ChangeNote];
        let is_writing = kinds.into_iter().any(|kind| self.is_busy(kind));
        if is_writing {
            self.leaving = Some(status);
        } else {
            self.effects.push(Effect::Quit(status));
        }
        !is_writing
    }

    /// Notes whether a task that the user asked for has succeeded. If the user wanted to leave
    /// meanwhile, the program ends now, unless there is an error to show or something else to wait for.
    pub(crate) fn written(&mut self, kind: TaskKind, is_done: bool) {
        self.ended(kind);
        if let Some(status) = self.leaving.take().filter(|_| is_done) {
            self.quit(status);
        }
    }
}
