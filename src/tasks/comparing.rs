//! The tasks that compare documents: two by their links, three or more by their claims, many by their
//! similarity.

use std::sync::Arc;

use crate::compare::facts::{FactComparison, compare_facts};
use crate::compare::{
    Cancelled, Comparison, Levels, MOST_SENTENCES, Monitor, Neighbours, Profile, align, claims, distinctive,
    every_pair,
};
use crate::document::Document;
use crate::tasks::entry::{EntryId, EntrySource};
use crate::tasks::hand_links::HandLink;
use crate::tasks::onscreen::OnScreen;
use crate::tasks::ordered::in_order;
use crate::tasks::reading::read;
use crate::tasks::results::ComparisonResult;
use crate::tasks::task::{Reply, TaskContext, Two};
use crate::threads::join;

/// Documents with at most this many sentences are compared too fast for a progress message.
const QUICK: usize = 2_000;

/// Reads two documents, shows them, and compares them.
pub(crate) fn compare_files(
    two: &Two<EntrySource>,
    hand_links: &[HandLink],
    levels: Levels,
    cx: TaskContext<'_>,
) {
    let read_one = |one: &EntrySource| match read(&one.source, cx.cache) {
        Ok(document) => Ok(OnScreen::whole(one.entry, document)),
        Err(why) => Err(why),
    };
    match join(|| read_one(&two.left), || read_one(&two.right)) {
        (Ok(left), Ok(right)) => {
            let two = Two { left, right };
            cx.reply(Reply::Paired(two.clone()));
            compare_documents(&two, hand_links, levels, cx);
        }
        (Err(why), _) | (_, Err(why)) => cx.reply(Reply::NotCompared(format!("nothing to compare: {why}"))),
    }
}

/// Finds the links of two documents first, so that they are shown early, then the findings from them.
pub(crate) fn compare_documents(
    two: &Two<OnScreen>,
    hand_links: &[HandLink],
    levels: Levels,
    cx: TaskContext<'_>,
) {
    let documents = [&two.left.document, &two.right.document];
    let longest =
        documents.map(|document| document.sentences_and_lines()).into_iter().max().unwrap_or_default();
    if longest > MOST_SENTENCES {
        return cx.reply(Reply::NotCompared(format!(
            "too long to compare: {longest} sentences and lines; at most {MOST_SENTENCES} can be compared"
        )));
    }
    let reached = |percent| {
        if longest > QUICK {
            cx.reply(Reply::Reached(percent));
        }
    };
    let watch = Monitor { wanted: cx.wanted, reached: &reached };
    let hand_links = |left: &Document, right: &Document| {
        hand_links.iter().filter_map(|link| link.find(left, right)).collect()
    };
    let Ok(alignment) = align(documents, &hand_links, watch) else { return };
    let [left, right] = alignment.documents.each_ref().map(Arc::clone);
    let comparison = Arc::clone(&alignment.comparison);
    let found = |finding: ComparisonResult| cx.reply(Reply::Compared(entries(two), finding));
    found(ComparisonResult::Links(alignment));
    let Ok(facts) = facts_of(&left, &right, &comparison, levels, cx.wanted) else { return };
    found(ComparisonResult::Facts(facts));
    let (left, right) = (left.sentence_texts(), right.sentence_texts());
    if let Ok(terms) = distinctive(&left, &right, cx.wanted) {
        found(ComparisonResult::Terms(terms));
    }
}

/// Finds the facts of two aligned documents.
pub(crate) fn compare_facts_of(
    two: &Two<OnScreen>,
    comparison: &Comparison,
    levels: Levels,
    cx: TaskContext<'_>,
) {
    if let Ok(facts) = facts_of(&two.left.document, &two.right.document, comparison, levels, cx.wanted) {
        cx.reply(Reply::Compared(entries(two), ComparisonResult::Facts(facts)));
    }
}

fn facts_of(
    left: &Document,
    right: &Document,
    comparison: &Comparison,
    levels: Levels,
    wanted: &dyn Fn() -> bool,
) -> Result<FactComparison, Cancelled> {
    let counting = comparison.links().iter().filter(|link| levels.of(link.score).is_some());
    let links: Vec<_> = counting.map(|link| (link.left, link.right, link.score)).collect();
    compare_facts(&left.sentence_texts(), &right.sentence_texts(), &links, wanted)
}

fn entries(two: &Two<OnScreen>) -> Two<EntryId> {
    Two { left: two.left.entry, right: two.right.entry }
}

/// Reads the documents, shows the readable ones, and finds their claims. `left_out` is how many others there are.
pub(crate) fn claims_of_files(
    wanted_documents: &[EntrySource],
    left_out: usize,
    levels: Levels,
    cx: TaskContext<'_>,
) {
    let mut documents = Vec::with_capacity(wanted_documents.len());
    let mut lost = Vec::new();
    for one in wanted_documents {
        match read(&one.source, cx.cache) {
            Ok(document) => documents.push(OnScreen::whole(one.entry, document)),
            Err(why) => lost.push(why),
        }
    }
    if documents.len() < 2 {
        let why = lost.into_iter().next().unwrap_or_else(|| "there is only one document".into());
        return cx.reply(Reply::NotCompared(format!("nothing to compare: {why}")));
    }
    cx.reply(Reply::Gathered(documents.clone(), left_out));
    claims_of_documents(&documents, levels, cx);
}

/// Compares every two documents and gathers which of them make which claims.
pub(crate) fn claims_of_documents(documents: &[OnScreen], levels: Levels, cx: TaskContext<'_>) {
    let texts: Vec<Vec<&str>> = documents.iter().map(|shown| shown.document.sentence_texts()).collect();
    let count = texts.len() * texts.len().saturating_sub(1) / 2;
    let reached = |pairs: usize| cx.reply(Reply::Reached((pairs * 100 / count.max(1)) as u8));
    let Ok(pairs) = every_pair(&texts, cx.wanted, &reached) else { return };
    let pairs: Vec<(usize, usize, &Comparison)> =
        pairs.iter().map(|(left, right, comparison)| (*left, *right, comparison)).collect();
    if let Ok(claims) = claims(&texts, &pairs, levels, cx.wanted) {
        cx.reply(Reply::Claimed(Arc::new(claims)));
    }
}

/// Orders `others` by their similarity to one document.
pub(crate) fn rank_by_similarity(to: &EntrySource, others: &[EntrySource], cx: TaskContext<'_>) {
    let mut profiles = Vec::with_capacity(others.len() + 1);
    let worker = || {
        |document: &EntrySource| {
            let read = read(&document.source, cx.cache).ok();
            read.map(|document| Profile::of(&document.sentence_texts()))
        }
    };
    in_order([to].into_iter().chain(others), &worker, cx.wanted, &mut |batch| profiles.extend(batch));
    if profiles.len() <= others.len() {
        return;
    }
    let neighbours = Neighbours::new(profiles).of(0);
    let found = neighbours
        .into_iter()
        .filter_map(|(at, similarity)| Some((others.get(at.checked_sub(1)?)?.entry, similarity)));
    cx.reply(Reply::Ranked(to.entry, found.collect()));
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::path::Path;

    use super::*;
    use crate::compare::compare;
    use crate::formats::{SourceBytes, parse};
    use crate::storage::ConversionCache;

    #[test]
    fn facts_that_are_no_longer_wanted_are_not_told() {
        let shown = |entry, text: &str| {
            let document = parse(&SourceBytes::new(Path::new("a.txt"), text.as_bytes())).unwrap();
            OnScreen::whole(EntryId(entry), Arc::new(document))
        };
        let two = Two { left: shown(0, "It carried 12 cars."), right: shown(1, "It carried 14 cars.") };
        let texts = [&two.left, &two.right].map(|one| one.document.sentence_texts());
        let comparison = compare(&texts[0], &texts[1], &|| true).unwrap();
        for (wanted, replies) in [(true, 1), (false, 0)] {
            let told = Cell::new(0);
            let tell = |_| told.set(told.get() + 1);
            let cache = ConversionCache::default();
            let cx = TaskContext { cache: &cache, tell: &tell, wanted: &|| wanted };
            compare_facts_of(&two, &comparison, Levels::default(), cx);
            assert_eq!(told.get(), replies);
        }
    }
}
