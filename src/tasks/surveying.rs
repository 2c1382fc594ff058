//! The tasks that read documents for the list: titles, lengths, keyword counts.

use std::time::{Duration, Instant};

use crate::search::{Hits, Keywords};
use crate::storage::sketch;
use crate::tasks::entry::{EntryId, Source, Summary, Wanted};
use crate::tasks::loading::{read, unread};
use crate::tasks::task::Reply;
use crate::tasks::threads::catch_panic;
use crate::tasks::unread::Unread;

/// How long what is found out about rows in view waits for more.
pub(crate) const AT_ONCE: Duration = Duration::from_millis(16);

/// How long what is found out about other rows waits for more: every reply draws the screen.
pub(crate) const QUIETLY: Duration = Duration::from_millis(100);

/// Reads these documents and tells what is to be listed of them, at most once in `pause`.
pub(crate) fn survey(
    documents: &[Wanted],
    keywords: &Keywords,
    pause: Duration,
    tell: &dyn Fn(Reply),
    wanted: &dyn Fn() -> bool,
) {
    let mut found: Vec<(EntryId, Result<Summary, Unread>)> = Vec::new();
    let mut since = Instant::now();
    for document in documents {
        let summary = catch_panic(|| summary(&document.source, keywords, wanted))
            .map_err(Unread::from)
            .and_then(|summary| summary);
        if !wanted() {
            return;
        }
        found.push((document.entry, summary));
        if since.elapsed() > pause {
            tell(Reply::Surveyed(std::mem::take(&mut found)));
            since = Instant::now();
        }
    }
    tell(Reply::Surveyed(found));
}

fn summary(source: &Source, keywords: &Keywords, wanted: &dyn Fn() -> bool) -> Result<Summary, Unread> {
    let counts = |text: &str| {
        let hits = Hits::find(keywords, text, wanted).unwrap_or_default();
        hits.counts().map(|(_, count)| count).collect()
    };
    Ok(match source {
        Source::Memory(_) | Source::Bytes(..) => {
            let document = read(source)?;
            Summary {
                title: document.title.as_str().to_string(),
                words: Some(document.words),
                counts: Some(counts(&document.text)),
            }
        }
        Source::File(path, read_as) => {
            let sketch = sketch(path, *read_as).map_err(unread)?;
            let title = sketch.title.as_str().to_string();
            Summary { title, words: sketch.words, counts: sketch.text.as_deref().map(counts) }
        }
    })
}
