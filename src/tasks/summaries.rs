//! The task that reads documents for the list: titles, lengths, keyword counts.

use std::time::{Duration, Instant};

use crate::search::Keywords;
use crate::storage::{ConversionCache, FileSummary, Source, summarize};
use crate::tasks::entry::{EntryId, EntrySource, EntrySummary, Unreadable};
use crate::tasks::ordered::in_order;
use crate::tasks::task::{Reply, TaskContext};
use crate::threads::catch_panic;

/// How long summaries of visible rows are collected before they are reported.
pub(crate) const VISIBLE: Duration = Duration::from_millis(16);

/// How long summaries of other rows are collected: every reply draws the screen.
pub(crate) const BACKGROUND: Duration = Duration::from_millis(100);

/// Reads `documents` and reports their summaries, at most once in `pause`.
pub(crate) fn read_summaries(
    documents: &[EntrySource],
    keywords: &Keywords,
    pause: Duration,
    cx: TaskContext<'_>,
) {
    let mut found: Vec<(EntryId, Result<EntrySummary, Unreadable>)> = Vec::new();
    let mut since = Instant::now();
    let worker = || {
        |document: &EntrySource| {
            let summary = catch_panic(|| summary(&document.source, keywords, cx.cache, cx.wanted));
            (document.entry, summary.map_err(Unreadable::from).flatten())
        }
    };
    in_order(documents.iter(), &worker, cx.wanted, &mut |batch| {
        found.extend(batch);
        if cx.is_wanted() && !found.is_empty() && since.elapsed() > pause {
            cx.reply(Reply::Summaries(std::mem::take(&mut found)));
            since = Instant::now();
        }
    });
    if cx.is_wanted() {
        cx.reply(Reply::Summaries(found));
    }
}

fn summary(
    source: &Source,
    keywords: &Keywords,
    cache: &ConversionCache,
    wanted: &dyn Fn() -> bool,
) -> Result<EntrySummary, Unreadable> {
    Ok(match summarize(source, cache)? {
        FileSummary::Whole(found) => {
            let hits = keywords.patterns().hits(&found.text, wanted).unwrap_or_default();
            let counts = hits.counts().map(|(_, count)| u32::try_from(count).unwrap_or(u32::MAX)).collect();
            EntrySummary {
                title: found.title.as_str().into(),
                words: Some(found.words),
                counts: Some(counts),
            }
        }
        FileSummary::Beginning(title) => {
            EntrySummary { title: title.as_str().into(), words: None, counts: None }
        }
    })
}
