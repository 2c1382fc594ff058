//! The search of every document of the library.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::document::Attachment;
use crate::search::{Patterns, Reach};
use crate::tasks::document_hits::{DocumentHits, HitLine};
use crate::tasks::document_search::{AttachedPath, DocumentSearcher, SearchResult, SearchedDocument};
use crate::tasks::entry::{EntryId, EntrySource};
use crate::tasks::ordered::in_order;
use crate::tasks::sources::Documents;
use crate::tasks::task::{Reply, TaskContext};

/// The most hits of one document that are shown.
const MOST_OF_ONE: usize = 200;

/// The most hits that are shown of a document that is searched alone.
const MOST_OF_SINGLE: usize = 2000;

/// The most hits that are shown at all.
const MOST: usize = 20_000;

/// How much of a sentence is taken on each side of a hit, in bytes.
const REACH: usize = 240;

/// How long hits are collected before they are reported, so that the screen is not drawn for each.
const PAUSE: Duration = Duration::from_millis(50);

/// The hits in one document and in those attached to it.
#[derive(Default)]
struct SearchedEntry {
    found: Vec<DocumentHits>,
    /// How many of them could not be read.
    unread: usize,
}

/// Looks for `patterns` in the documents from the number `from` on and reports the hits in the order of the
/// documents, the first one at once. `shown` hits were reported before.
pub(crate) fn search_library(
    documents: &Documents,
    (from, shown): (usize, usize),
    patterns: &Patterns,
    cx: TaskContext<'_>,
) {
    let shown = AtomicUsize::new(shown);
    let most_of_one = if documents.is_single() { MOST_OF_SINGLE } else { MOST_OF_ONE };
    let worker = || {
        let searcher = DocumentSearcher::new(patterns, Some(cx.cache), cx.wanted);
        let is_full = || shown.load(Ordering::Relaxed) >= MOST;
        move |document: EntrySource| -> SearchedEntry {
            let most = if is_full() { 0 } else { most_of_one };
            let chosen = |files: &[Attachment]| documents.chosen_inside(document.entry, files);
            match searcher.search(&document.source, &chosen, most) {
                Ok(SearchedDocument { found, not_searched }) => SearchedEntry {
                    found: found
                        .into_iter()
                        .map(|(attached, hits)| hits_in(document.entry, attached, &hits))
                        .collect(),
                    unread: not_searched.len(),
                },
                Err(_) if documents.is_gone(document.entry) => SearchedEntry::default(),
                // The list says why.
                Err(_) => SearchedEntry { found: Vec::new(), unread: 1 },
            }
        }
    };
    let items = (from..).map_while(|number| documents.get(number));
    let mut reporter = Reporter { found: Vec::new(), searched: from, unread: 0, last: None };
    in_order(items, &worker, cx.wanted, &mut |results: Vec<SearchedEntry>| {
        reporter.searched += results.len();
        reporter.unread += results.iter().map(|outcome| outcome.unread).sum::<usize>();
        for mut found in results.into_iter().flat_map(|outcome| outcome.found) {
            found.lines.truncate(MOST.saturating_sub(shown.load(Ordering::Relaxed)));
            shown.fetch_add(found.lines.len(), Ordering::Relaxed);
            reporter.found.push(found);
        }
        if reporter.is_due() {
            reporter.report(cx);
        }
    });
    reporter.report(cx);
}

fn hits_in(entry: EntryId, attached: AttachedPath, hits: &SearchResult) -> DocumentHits {
    let lines = hits.excerpts(Reach::Row(REACH)).into_iter().map(HitLine::from).collect();
    DocumentHits { entry, attached, title: hits.title(), counts: hits.counts.clone(), lines }
}

/// The hits that were not reported yet.
struct Reporter {
    found: Vec<DocumentHits>,
    searched: usize,
    /// How many of the documents searched since the last report, attached ones too, could not be read.
    unread: usize,
    /// When hits were reported last; `None` until the first hits.
    last: Option<Instant>,
}

impl Reporter {
    fn is_due(&self) -> bool {
        self.last.map_or(!self.found.is_empty(), |last| last.elapsed() >= PAUSE)
    }

    fn report(&mut self, cx: TaskContext<'_>) {
        self.last = Some(Instant::now());
        let (found, unread) = (std::mem::take(&mut self.found), std::mem::take(&mut self.unread));
        cx.reply(Reply::Everywhere(found, self.searched, unread));
    }
}
