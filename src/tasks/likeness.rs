//! The task that orders documents by likeness.

use crate::compare::{Neighbours, Profile};
use crate::tasks::entry::Wanted;
use crate::tasks::loading::read;
use crate::tasks::task::Reply;

/// Orders `others` by their likeness to one document.
pub(crate) fn rank(to: &Wanted, others: &[Wanted], tell: &dyn Fn(Reply), wanted: &dyn Fn() -> bool) {
    let mut profiles = Vec::with_capacity(others.len() + 1);
    for document in [to].into_iter().chain(others) {
        if !wanted() {
            return;
        }
        profiles.push(read(&document.source).ok().map(|read| Profile::of(&read.sentence_texts())));
    }
    let neighbours = Neighbours::new(profiles).of(0);
    let found = neighbours
        .into_iter()
        .filter_map(|(at, likeness)| Some((others.get(at.checked_sub(1)?)?.entry, likeness)));
    tell(Reply::Ranked(to.entry, found.collect()));
}
