//! Looking for patterns in documents that are still being found.

use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::search::Patterns;
use crate::tasks::entry::Source;
use crate::tasks::feed::Feed;
use crate::tasks::in_order::{Pieces, in_order};
use crate::tasks::look::{LookError, Looker, Seen};
use crate::tasks::threads::THREAD;

/// What may come of a path.
#[derive(Debug)]
pub enum Piece<T> {
    /// A document to look into.
    Document(Source, T),
    /// Something else that has its place in the order.
    Other(T),
}

/// What is to be looked for, and what becomes of it.
pub struct Search<'a, T, R> {
    /// What is looked for.
    pub patterns: &'a Patterns,
    /// Turns what was seen in a document into what is told of it; called on many threads. What is no
    /// document was looked into with nothing to be seen.
    pub tell: &'a (dyn Fn(T, Result<Option<Seen>, LookError>) -> R + Sync),
    /// Returns how many bytes of memory that takes.
    pub weigh: &'a (dyn Fn(&R) -> usize + Sync),
    /// Tells whether anybody still wants it.
    pub wanted: &'a (dyn Fn() -> bool + Sync),
}

/// Looks into every document that `find` gives, while it still finds others, and hands on what is
/// told of them in their order.
pub fn search_among<T: Send, R: Send>(
    find: impl FnOnce(&Feed<Piece<T>>) + Send,
    search: &Search<'_, T, R>,
    take: &mut dyn FnMut(Vec<R>),
) {
    let feed = Feed::new();
    let worker = || {
        let mut looker = Looker::new(search.patterns, search.wanted);
        move |piece: Piece<T>| match piece {
            Piece::Document(source, told) => (search.tell)(told, looker.look(&source, usize::MAX)),
            Piece::Other(told) => (search.tell)(told, Ok(None)),
        }
    };
    // The scale of the pieces' weight is hits on the screen, some hundred bytes each.
    let weigh = |told: &R| (search.weigh)(told) / 256;
    let pieces = Pieces { next: &|| feed.take(), weigh: &weigh, wanted: search.wanted };
    // Whoever comes first begins: a thread beside, or without one the caller.
    let waiting = Mutex::new(Some(find));
    let begin = &|| {
        let find = waiting.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(find) = find {
            find(&feed);
        }
        feed.close();
    };
    thread::scope(|scope| {
        let name = format!("{THREAD}-finding");
        if thread::Builder::new().name(name).spawn_scoped(scope, begin).is_err() {
            feed.hold_all();
            begin();
        }
        in_order(&pieces, &worker, take);
        feed.close();
    });
}
