//! The timeline of documents of the list.

use std::sync::Arc;

use crate::compare::{DatedStatement, timeline};
use crate::document::Document;
use crate::tasks::entry::{EntryId, EntrySource};
use crate::tasks::ordered::in_order;
use crate::tasks::reading::read;
use crate::tasks::results::{DatedPassage, DatedPassages};
use crate::tasks::task::{PanelData, Reply, TaskContext};

/// Reads documents and replies their timeline.
pub(crate) fn timeline_of_files(documents: &[EntrySource], cx: TaskContext<'_>) {
    let mut found: Vec<(EntryId, Arc<Document>)> = Vec::with_capacity(documents.len());
    let mut unread = 0;
    let worker = || |one: &EntrySource| (one.entry, read(&one.source, cx.cache));
    in_order(documents.iter(), &worker, cx.wanted, &mut |batch| {
        for (entry, document) in batch {
            match document {
                Ok(document) => found.push((entry, document)),
                // The list says why.
                Err(_) => unread += 1,
            }
        }
    });
    let texts: Vec<&Document> = found.iter().map(|(_, document)| &**document).collect();
    let Ok(timeline) = timeline(&texts, cx.wanted) else { return };
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
    cx.reply(Reply::ForPanel(PanelData::Timeline(DatedPassages { passages, unread })));
}
