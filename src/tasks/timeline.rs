//! The timeline of documents of the list.

use std::sync::Arc;

use crate::compare::{DatedStatement, timeline};
use crate::document::Document;
use crate::storage::ConversionCache;
use crate::tasks::entry::{EntryId, Wanted};
use crate::tasks::ordered::in_order;
use crate::tasks::reading::read;
use crate::text::Span;

/// The dated statements of some documents.
#[derive(Clone, Debug, Default)]
pub struct DatedPassages {
    /// The statements in order of time.
    pub passages: Vec<DatedPassage>,
    /// How many documents could not be read.
    pub unread: usize,
}

/// A sentence with a date.
#[derive(Clone, Debug)]
pub struct DatedPassage {
    /// Its document.
    pub entry: EntryId,
    /// Its place in the text.
    pub span: Span,
    /// The sentence.
    pub text: Box<str>,
    /// The words of the date, as bytes of the sentence.
    pub words: Span,
    /// The date, "late September 2019".
    pub date: String,
    /// Whether the words leave out something of it.
    pub is_inferred: bool,
    /// The dates that other documents give for the same thing.
    pub differs: Vec<(String, EntryId)>,
}

/// Reads documents and returns their timeline; `None` as soon as it is no longer `wanted`.
pub(crate) fn timeline_of_files(
    documents: &[Wanted],
    cache: &ConversionCache,
    wanted: &(dyn Fn() -> bool + Sync),
) -> Option<DatedPassages> {
    let mut found: Vec<(EntryId, Arc<Document>)> = Vec::with_capacity(documents.len());
    let mut unread = 0;
    let worker = || |one: &Wanted| (one.entry, read(&one.source, cache));
    in_order(documents.iter(), &worker, wanted, &mut |batch| {
        for (entry, document) in batch {
            match document {
                Ok(document) => found.push((entry, document)),
                // The list says why.
                Err(_) => unread += 1,
            }
        }
    });
    let texts: Vec<&Document> = found.iter().map(|(_, document)| &**document).collect();
    let timeline = timeline(&texts, wanted).ok()?;
    let passage = |statement: &DatedStatement| {
        let (entry, document) = found.get(statement.document)?;
        let other = |index: &usize| {
            let other = timeline.statements.get(*index)?;
            Some((other.date.to_string(), found.get(other.document)?.0))
        };
        Some(DatedPassage {
            entry: *entry,
            span: document.sentences.get(statement.sentence)?.span,
            text: document.sentence_text(statement.sentence).into(),
            words: statement.words,
            date: statement.date.to_string(),
            is_inferred: statement.is_inferred,
            differs: statement.differs.iter().filter_map(other).collect(),
        })
    };
    let passages = timeline.statements.iter().filter_map(passage).collect();
    Some(DatedPassages { passages, unread })
}
