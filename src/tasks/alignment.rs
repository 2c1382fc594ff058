//! The jobs on two documents: their links, and what follows from them.

use std::sync::Arc;

use crate::compare::facts::ledger;
use crate::compare::{
    Comparison, Levels, MOST_SENTENCES, Watch, compare_anchored, copies, distinctive, edition,
};
use crate::tasks::anchors::Anchor;
use crate::tasks::entry::{EntryId, Wanted};
use crate::tasks::findings::{Alignment, Finding};
use crate::tasks::loading::read;
use crate::tasks::onscreen::OnScreen;
use crate::tasks::task::{Reply, Two};
use crate::tasks::threads::join;

/// Documents with no more sentences are compared before anybody could read how far it is.
const QUICK: usize = 2_000;

/// Reads two documents, shows them, and finds out what both say.
pub(crate) fn of_files(
    two: &Two<Wanted>,
    anchors: &[Anchor],
    levels: Levels,
    tell: &dyn Fn(Reply),
    wanted: &dyn Fn() -> bool,
) {
    let read_one = |one: &Wanted| match read(&one.source) {
        Ok(document) => Ok(OnScreen::whole(one.entry, document)),
        Err(why) => Err(why),
    };
    match join(|| read_one(&two.left), || read_one(&two.right)) {
        (Ok(left), Ok(right)) => {
            let two = Two { left, right };
            tell(Reply::Paired(two.clone()));
            of_documents(&two, anchors, levels, tell, wanted);
        }
        (Err(why), _) | (_, Err(why)) => tell(Reply::NotCompared(format!("nothing to compare: {why}"))),
    }
}

/// Finds the links of two documents first, so that there is something to look at, then what follows from them.
pub(crate) fn of_documents(
    two: &Two<OnScreen>,
    anchors: &[Anchor],
    levels: Levels,
    tell: &dyn Fn(Reply),
    wanted: &dyn Fn() -> bool,
) {
    let (left, right) = (two.left.document.sentence_texts(), two.right.document.sentence_texts());
    let anchored: Vec<(usize, usize)> =
        anchors.iter().filter_map(|anchor| anchor.find(&two.left.document, &two.right.document)).collect();
    let longest = left.len().max(right.len());
    if longest > MOST_SENTENCES {
        return tell(Reply::NotCompared(format!(
            "too long to compare: {longest} sentences, and {MOST_SENTENCES} are the most"
        )));
    }
    let reached = |percent| {
        if longest > QUICK {
            tell(Reply::Reached(percent));
        }
    };
    let watch = Watch { wanted, reached: &reached };
    let Ok(comparison) = compare_anchored(&left, &right, &anchored, watch) else { return };
    let edition = edition(&left, &right, &comparison).map(Arc::new);
    let comparison = Arc::new(comparison);
    let alignment = Alignment { comparison: Arc::clone(&comparison), anchored, edition };
    let found = |finding: Finding| tell(Reply::Compared(entries(two), finding));
    found(Finding::Links(alignment));
    facts(two, &comparison, levels, tell);
    if let Ok(terms) = distinctive(&left, &right, wanted) {
        found(Finding::Terms(terms));
    }
    if let Ok(copies) = copies(&left, &right, wanted) {
        found(Finding::Copies(copies));
    }
}

/// Finds the facts of two aligned documents.
pub(crate) fn facts(two: &Two<OnScreen>, comparison: &Comparison, levels: Levels, tell: &dyn Fn(Reply)) {
    let (left, right) = (two.left.document.sentence_texts(), two.right.document.sentence_texts());
    let counting = comparison.links().iter().filter(|link| levels.of(link.score).is_some());
    let links: Vec<_> = counting.map(|link| (link.left, link.right, link.score)).collect();
    tell(Reply::Compared(entries(two), Finding::Facts(ledger(&left, &right, &links))));
}

fn entries(two: &Two<OnScreen>) -> Two<EntryId> {
    Two { left: two.left.entry, right: two.right.entry }
}
