//! Folders read ahead of whoever lists their content, so that two threads walk one tree and what
//! they find still comes in order.
//!
//! Whoever lists goes from folder to folder, depth first. The folders that come next lie on a pile,
//! the next one on top; a second thread takes them from there, and what it finds waits in the
//! folder's place until its turn comes. When the turn of a folder comes that the other thread has
//! just taken, the next one is read meanwhile instead of waiting.

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use crate::storage::folder::{Folder, Item, Rules};
use crate::storage::why::Why;

/// The most names that wait for their turn.
const MOST: usize = 200_000;

/// A folder of the tree, and how far it is.
#[derive(Debug)]
pub(super) struct Node {
    folder: Folder,
    state: Mutex<State>,
    read: Condvar,
}

#[derive(Debug)]
enum State {
    Unread,
    /// Someone reads it.
    Taken,
    /// It waits for its turn.
    Read(Vec<Step>),
    /// Its turn has been.
    Listed,
}

/// What stands in a folder, with the folders among it as nodes.
#[derive(Debug)]
pub(super) enum Step {
    File(OsString),
    Skipped(PathBuf, Why),
    Folder(Arc<Node>),
}

/// The folders that come next.
#[derive(Debug, Default)]
pub(super) struct Ahead {
    pile: Mutex<Pile>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Pile {
    /// The next one last.
    folders: Vec<Arc<Node>>,
    /// How many names wait for their turn.
    waiting: usize,
    over: bool,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Node {
    pub(super) fn new(folder: Folder) -> Arc<Self> {
        Arc::new(Self { folder, state: Mutex::new(State::Unread), read: Condvar::new() })
    }

    pub(super) fn folder(&self) -> &Folder {
        &self.folder
    }

    /// Takes a folder nobody has taken; tells whether it is the caller's to read.
    fn take(&self) -> bool {
        let mut state = locked(&self.state);
        let unread = matches!(*state, State::Unread);
        if unread {
            *state = State::Taken;
        }
        unread
    }

    /// Returns what was read ahead, if it is there.
    fn turn(&self) -> Option<Vec<Step>> {
        Self::list(&mut locked(&self.state))
    }

    /// Waits for whoever reads the folder.
    fn wait(&self) -> Vec<Step> {
        let mut state = locked(&self.state);
        loop {
            if let Some(steps) = Self::list(&mut state) {
                return steps;
            }
            state = self.read.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn list(state: &mut State) -> Option<Vec<Step>> {
        match std::mem::replace(state, State::Listed) {
            State::Read(steps) => Some(steps),
            State::Listed => Some(Vec::new()),
            other => {
                *state = other;
                None
            }
        }
    }
}

/// A folder that is being read. Whatever becomes of that, nobody waits for it for ever.
struct Taken<'a>(&'a Node);

impl Taken<'_> {
    fn read(self, steps: Vec<Step>) {
        *locked(&self.0.state) = State::Read(steps);
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        let mut state = locked(&self.0.state);
        if matches!(*state, State::Taken) {
            *state = State::Read(Vec::new());
        }
        self.0.read.notify_all();
    }
}

impl Ahead {
    /// Returns what stands in a folder whose turn it is, read now unless it was read ahead.
    pub(super) fn list(&self, node: &Node, rules: &mut Rules) -> Vec<Step> {
        loop {
            if node.take() {
                return self.open(node, rules);
            }
            if let Some(steps) = node.turn() {
                return self.used(steps);
            }
            match self.next() {
                Some(other) => self.read(&other, rules),
                None => return self.used(node.wait()),
            }
        }
    }

    /// Reads folders ahead until everything is listed or nobody wants the rest.
    pub(super) fn work(&self, rules: &mut Rules) {
        while let Some(node) = self.await_next() {
            self.read(&node, rules);
        }
    }

    /// Lets `work` end.
    pub(super) fn end(&self) {
        locked(&self.pile).over = true;
        self.changed.notify_all();
    }

    /// Reads a folder that was taken and puts what stands in it where its turn finds it.
    fn read(&self, node: &Node, rules: &mut Rules) {
        let taken = Taken(node);
        let steps = self.open(node, rules);
        locked(&self.pile).waiting += steps.len();
        taken.read(steps);
    }

    /// Reads a folder; those in it come next.
    fn open(&self, node: &Node, rules: &mut Rules) -> Vec<Step> {
        let steps: Vec<Step> = rules.list(&node.folder).into_iter().map(Step::from).collect();
        let folders = steps.iter().rev().filter_map(|step| match step {
            Step::Folder(node) => Some(Arc::clone(node)),
            Step::File(_) | Step::Skipped(..) => None,
        });
        let mut pile = locked(&self.pile);
        let before = pile.folders.len();
        pile.folders.extend(folders);
        if pile.folders.len() > before {
            self.changed.notify_one();
        }
        steps
    }

    fn used(&self, steps: Vec<Step>) -> Vec<Step> {
        let mut pile = locked(&self.pile);
        let was_full = pile.waiting > MOST;
        pile.waiting = pile.waiting.saturating_sub(steps.len());
        if was_full {
            self.changed.notify_one();
        }
        steps
    }

    /// Takes the next folder that nobody has taken.
    fn next(&self) -> Option<Arc<Node>> {
        Self::pop(&mut locked(&self.pile))
    }

    fn pop(pile: &mut Pile) -> Option<Arc<Node>> {
        while let Some(node) = pile.folders.pop() {
            if node.take() {
                return Some(node);
            }
        }
        None
    }

    fn await_next(&self) -> Option<Arc<Node>> {
        let mut pile = locked(&self.pile);
        loop {
            if pile.over {
                return None;
            }
            if pile.waiting <= MOST
                && let Some(node) = Self::pop(&mut pile)
            {
                return Some(node);
            }
            pile = self.changed.wait(pile).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl From<Item> for Step {
    fn from(item: Item) -> Self {
        match item {
            Item::File(name) => Step::File(name),
            Item::Skipped(path, why) => Step::Skipped(path, why),
            Item::Folder(folder) => Step::Folder(Node::new(folder)),
        }
    }
}
