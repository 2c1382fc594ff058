//! The tasks on three documents or more: what is said by which.

use std::sync::Arc;

use crate::compare::{Comparison, Levels, claims, every_pair};
use crate::tasks::entry::Wanted;
use crate::tasks::loading::read;
use crate::tasks::onscreen::OnScreen;
use crate::tasks::task::Reply;

/// Reads the documents, shows what can be read of them, and works out their claims.
pub(crate) fn of_files(
    wanted_documents: &[Wanted],
    levels: Levels,
    tell: &dyn Fn(Reply),
    wanted: &dyn Fn() -> bool,
) {
    let mut documents = Vec::with_capacity(wanted_documents.len());
    let mut lost = Vec::new();
    for one in wanted_documents {
        match read(&one.source) {
            Ok(document) => documents.push(OnScreen::whole(one.entry, document)),
            Err(why) => lost.push(why),
        }
    }
    if documents.len() < 2 {
        let why = lost.into_iter().next().unwrap_or_else(|| "there is only one document".into());
        return tell(Reply::NotCompared(format!("nothing to compare: {why}")));
    }
    tell(Reply::Gathered(documents.clone()));
    of_documents(&documents, levels, tell, wanted);
}

/// Compares every two documents and gathers what is said by which of them.
pub(crate) fn of_documents(
    documents: &[OnScreen],
    levels: Levels,
    tell: &dyn Fn(Reply),
    wanted: &dyn Fn() -> bool,
) {
    let texts: Vec<Vec<&str>> = documents.iter().map(|shown| shown.document.sentence_texts()).collect();
    let count = texts.len() * texts.len().saturating_sub(1) / 2;
    let reached = |pairs: usize| tell(Reply::Reached((pairs * 100 / count.max(1)) as u8));
    let Ok(pairs) = every_pair(&texts, wanted, &reached) else { return };
    let pairs: Vec<(usize, usize, &Comparison)> =
        pairs.iter().map(|(left, right, comparison)| (*left, *right, comparison)).collect();
    tell(Reply::Claimed(Arc::new(claims(&texts, &pairs, levels))));
}
