//! The job that looks for patterns in every document of the library.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::search::{Patterns, Reach};
use crate::tasks::entry::{EntryId, Wanted};
use crate::tasks::found::{Found, Line};
use crate::tasks::in_order::{Pieces, in_order};
use crate::tasks::look::{Looker, Seen};
use crate::tasks::sources::Documents;
use crate::tasks::task::Reply;

/// The most hits of one document that are shown.
const MOST_OF_ONE: usize = 200;

/// The most hits that are shown of a document that is searched alone.
const MOST_OF_SINGLE: usize = 2000;

/// The most hits that are shown at all.
const MOST: usize = 20_000;

/// How much of a sentence is taken on each side of a hit, in bytes.
const REACH: usize = 240;

/// The longest rows are gathered before they are told, so that the screen is not drawn for each.
const GATHERED: Duration = Duration::from_millis(50);

/// Looks for `patterns` in the documents from the number `from` on and tells what is found in their
/// order, the first hit at once.
pub(crate) fn everywhere(
    documents: &Documents,
    (from, shown): (usize, usize),
    patterns: &Patterns,
    tell: &dyn Fn(Reply),
    wanted: &(dyn Fn() -> bool + Sync),
) {
    let counter = AtomicUsize::new(0);
    let next = || {
        let number = counter.fetch_add(1, Ordering::Relaxed);
        Some((number, documents.get(from + number)?))
    };
    let most_of_one = if documents.is_single() { MOST_OF_SINGLE } else { MOST_OF_ONE };
    let full = AtomicBool::new(shown >= MOST);
    let worker = || {
        let mut looker = Looker::new(patterns, wanted);
        let full = &full;
        move |document: Wanted| {
            let most = if full.load(Ordering::Relaxed) { 0 } else { most_of_one };
            // Why a document cannot be read stands in the list.
            let seen = looker.look(&document.source, most).ok().flatten()?;
            Some(Box::new(found(document.entry, seen)))
        }
    };
    let mut teller =
        Teller { found: Vec::new(), searched: from, last: Instant::now(), pause: Duration::ZERO };
    let mut shown = shown;
    let weigh = |found: &Option<Box<Found>>| found.as_ref().map_or(0, |found| found.lines.len());
    let pieces = Pieces { next: &next, weigh: &weigh, wanted };
    in_order(&pieces, &worker, &mut |results: Vec<Option<Box<Found>>>| {
        teller.searched += results.len();
        for mut found in results.into_iter().flatten() {
            found.lines.truncate(MOST - shown);
            shown += found.lines.len();
            full.store(shown >= MOST, Ordering::Relaxed);
            teller.found.push(*found);
        }
        teller.tell_in_time(tell);
    });
    teller.tell(tell);
}

fn found(entry: EntryId, seen: Seen) -> Found {
    let lines = seen.excerpts(Reach::Row(REACH)).into_iter().map(Line::from).collect();
    Found { entry, title: seen.title(), counts: seen.counts, lines }
}

/// What was found and not told yet.
struct Teller {
    found: Vec<Found>,
    searched: usize,
    /// When something was told last.
    last: Instant,
    /// How long rows are gathered until they are told: none for the first, longer and longer after.
    pause: Duration,
}

impl Teller {
    /// Tells the first row at once and the others by and by; without any how far the search is.
    fn tell_in_time(&mut self, tell: &dyn Fn(Reply)) {
        let pause = if self.found.is_empty() { GATHERED } else { self.pause };
        if self.last.elapsed() >= pause {
            if !self.found.is_empty() {
                self.pause = (self.pause * 2).clamp(GATHERED / 16, GATHERED);
            }
            self.tell(tell);
        }
    }

    fn tell(&mut self, tell: &dyn Fn(Reply)) {
        self.last = Instant::now();
        tell(Reply::Everywhere(std::mem::take(&mut self.found), self.searched));
    }
}
