//! The task that reads documents for the list: titles, lengths, keyword counts.

use std::time::{Duration, Instant};

use crate::search::Keywords;
use crate::storage::{Source, summarize};
use crate::tasks::entry::{EntryId, Summary, Unreadable, Wanted};
use crate::tasks::loading::read;
use crate::tasks::task::Reply;
use crate::threads::catch_panic;

/// How long summaries of visible rows are collected before they are reported.
pub(crate) const VISIBLE: Duration = Duration::from_millis(16);

/// How long summaries of other rows are collected: every reply draws the screen.
pub(crate) const BACKGROUND: Duration = Duration::from_millis(100);

/// Reads `documents` and reports their summaries, at most once in `pause`.
pub(crate) fn read_summaries(
    documents: &[Wanted],
    keywords: &Keywords,
    pause: Duration,
    tell: &dyn Fn(Reply),
    wanted: &dyn Fn() -> bool,
) {
    let mut found: Vec<(EntryId, Result<Summary, Unreadable>)> = Vec::new();
    let mut since = Instant::now();
    for document in documents {
        let summary = catch_panic(|| summary(&document.source, keywords, wanted));
        if !wanted() {
            return;
        }
        found.push((document.entry, summary.map_err(Unreadable::from).flatten()));
        if since.elapsed() > pause {
            tell(Reply::Summaries(std::mem::take(&mut found)));
            since = Instant::now();
        }
    }
    tell(Reply::Summaries(found));
}

fn summary(source: &Source, keywords: &Keywords, wanted: &dyn Fn() -> bool) -> Result<Summary, Unreadable> {
    let counts = |text: &str| {
        let hits = keywords.patterns().hits(text, wanted).unwrap_or_default();
        hits.counts().map(|(_, count)| u32::try_from(count).unwrap_or(u32::MAX)).collect()
    };
    Ok(match source {
        Source::Memory(_) | Source::Bytes(..) => {
            let document = read(source)?;
            let (title, counts) = (document.title.as_str().into(), Some(counts(&document.text)));
            Summary { title, words: Some(document.words), counts }
        }
        Source::File(path, read_as) => {
            let found = summarize(path, *read_as)?;
            let (title, counts) = (found.title.as_str().into(), found.text.as_deref().map(counts));
            Summary { title, words: found.words, counts }
        }
    })
}
