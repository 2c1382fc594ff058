//! What each job does, on whatever thread it is called.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use super::caught::caught;
use crate::app::anchors::Anchor;
use crate::app::comparing::{Alignment, Finding};
use crate::app::{EntryId, Job, Listed, OnScreen, Reply, Source, Summary, Two, Wanted};
use crate::compare::facts::ledger;
use crate::compare::{
    Comparison, Levels, Neighbours, Profile, compare_anchored, copies, distinctive, edition,
};
use crate::document::Document;
use crate::search::{Hits, Keywords, Pattern, Terms, suggest};
use crate::storage::{Found, load, walk};
use crate::text::Span;
use crate::text::fold::Folded;

/// How many files are listed at once: the first few quickly, so that the screen has something.
const FIRST_FILES: usize = 64;
const MORE_FILES: usize = 2048;

/// The most keywords suggested.
const SUGGESTIONS: usize = 12;

/// Does a job; `tell` is called with each reply, `wanted` says whether anybody still waits for one.
pub fn perform(job: Job, tell: &dyn Fn(Reply), wanted: &dyn Fn() -> bool) {
    match job {
        Job::Walk(roots) => list(&roots, tell, wanted),
        Job::Load(document) => tell(Reply::Loaded(document.entry, read(&document.source))),
        Job::Survey(documents, keywords) => survey(&documents, &keywords, tell, wanted),
        Job::Mark(texts, keywords) => mark(&texts, &keywords, tell, wanted),
        Job::Find(texts, pattern) => find(&texts, &pattern, tell, wanted),
        Job::Compare(two, anchors, levels) => read_and_align(&two, &anchors, levels, tell, wanted),
        Job::Align(two, anchors, levels) => align(&two, &anchors, levels, tell, wanted),
        Job::Facts(two, comparison, levels) => gather_facts(&two, &comparison, levels, tell),
        Job::Suggest(text, others) => propose(&text, &others, tell, wanted),
        Job::Rank(to, others) => rank(&to, &others, tell, wanted),
    }
    tell(Reply::Done);
}

fn list(roots: &[PathBuf], tell: &dyn Fn(Reply), wanted: &dyn Fn() -> bool) {
    let mut page = Vec::new();
    let mut size = FIRST_FILES;
    walk(roots, &mut |found| {
        page.push(match found {
            Found::Document(entry) => Listed::File(entry.path),
            Found::Skipped(skipped) => Listed::Skipped(skipped.path, skipped.why.to_string()),
        });
        if page.len() >= size {
            size = MORE_FILES;
            tell(Reply::Found(std::mem::take(&mut page)));
        }
        if wanted() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    tell(Reply::Found(page));
}

fn read(source: &Source) -> Result<Arc<Document>, String> {
    match source {
        Source::Memory(document) => Ok(Arc::clone(document)),
        Source::File(path) => caught(|| load(path))?.map(Arc::new).map_err(|error| error.to_string()),
    }
}

fn survey(documents: &[Wanted], keywords: &Keywords, tell: &dyn Fn(Reply), wanted: &dyn Fn() -> bool) {
    for document in documents {
        if !wanted() {
            return;
        }
        let found = read(&document.source).map(|read| summary(&read, keywords, wanted));
        tell(Reply::Surveyed(document.entry, found));
    }
}

fn summary(document: &Document, keywords: &Keywords, wanted: &dyn Fn() -> bool) -> Summary {
    let hits = Hits::find(keywords, &document.text, wanted).unwrap_or_default();
    let counts = hits.counts().map(|(_, count)| count).collect();
    Summary { title: document.title.as_str().to_string(), words: document.words, counts }
}

fn mark(texts: &[OnScreen], keywords: &Keywords, tell: &dyn Fn(Reply), wanted: &dyn Fn() -> bool) {
    for text in texts {
        if let Some(hits) = Hits::find(keywords, &text.document.text, wanted) {
            tell(Reply::Marked(text.entry, Arc::new(hits)));
        }
    }
}

fn find(texts: &[OnScreen], pattern: &Pattern, tell: &dyn Fn(Reply), wanted: &dyn Fn() -> bool) {
    for text in texts {
        let folded = Folded::by(&text.document.text, pattern.folding());
        if let Some(matches) = pattern.hits_while(&folded, wanted) {
            tell(Reply::Matched(text.entry, Arc::<[Span]>::from(matches)));
        }
    }
}

fn read_and_align(
    two: &Two<Wanted>,
    anchors: &[Anchor],
    levels: Levels,
    tell: &dyn Fn(Reply),
    wanted: &dyn Fn() -> bool,
) {
    let read_one = |one: &Wanted| match read(&one.source) {
        Ok(document) => Ok(OnScreen { entry: one.entry, document }),
        Err(why) => Err(why),
    };
    match (read_one(&two.left), read_one(&two.right)) {
        (Ok(left), Ok(right)) => {
            let two = Two { left, right };
            tell(Reply::Paired(two.clone()));
            align(&two, anchors, levels, tell, wanted);
        }
        (Err(why), _) | (_, Err(why)) => tell(Reply::NotCompared(format!("nothing to compare: {why}"))),
    }
}

/// Finds the links first, so that there is something to look at, then what follows from them.
fn align(
    two: &Two<OnScreen>,
    anchors: &[Anchor],
    levels: Levels,
    tell: &dyn Fn(Reply),
    wanted: &dyn Fn() -> bool,
) {
    let (left, right) = (sentences(&two.left.document), sentences(&two.right.document));
    let anchored: Vec<(usize, usize)> =
        anchors.iter().filter_map(|anchor| anchor.find(&two.left.document, &two.right.document)).collect();
    let Ok(comparison) = compare_anchored(&left, &right, &anchored, wanted) else { return };
    let edition = edition(&left, &right, &comparison).map(Arc::new);
    let comparison = Arc::new(comparison);
    let alignment = Alignment { comparison: Arc::clone(&comparison), anchored, edition };
    let found = |finding: Finding| tell(Reply::Compared(entries(two), finding));
    found(Finding::Links(alignment));
    gather_facts(two, &comparison, levels, tell);
    if let Ok(terms) = distinctive(&left, &right, wanted) {
        found(Finding::Terms(terms));
    }
    if let Ok(copies) = copies(&left, &right, wanted) {
        found(Finding::Copies(copies));
    }
}

fn gather_facts(two: &Two<OnScreen>, comparison: &Comparison, levels: Levels, tell: &dyn Fn(Reply)) {
    let (left, right) = (sentences(&two.left.document), sentences(&two.right.document));
    let counting = comparison.links().iter().filter(|link| levels.of(link.score).is_some());
    let links: Vec<_> = counting.map(|link| (link.left, link.right, link.score)).collect();
    tell(Reply::Compared(entries(two), Finding::Facts(ledger(&left, &right, &links))));
}

fn entries(two: &Two<OnScreen>) -> Two<EntryId> {
    Two { left: two.left.entry, right: two.right.entry }
}

fn sentences(document: &Document) -> Vec<&str> {
    document.sentences.iter().map(|sentence| sentence.span.of(&document.text)).collect()
}

fn propose(text: &OnScreen, others: &[Wanted], tell: &dyn Fn(Reply), wanted: &dyn Fn() -> bool) {
    let mut background = Vec::new();
    for other in others {
        if !wanted() {
            return;
        }
        if let Ok(document) = read(&other.source) {
            background.push(terms(&document));
        }
    }
    let suggestions = suggest(&terms(&text.document), &background, SUGGESTIONS);
    tell(Reply::Suggested(suggestions));
}

fn rank(to: &Wanted, others: &[Wanted], tell: &dyn Fn(Reply), wanted: &dyn Fn() -> bool) {
    let mut profiles = Vec::with_capacity(others.len() + 1);
    for document in [to].into_iter().chain(others) {
        if !wanted() {
            return;
        }
        profiles.push(read(&document.source).ok().map(|read| Profile::of(&sentences(&read))));
    }
    let neighbours = Neighbours::new(profiles).of(0);
    let found = neighbours
        .into_iter()
        .filter_map(|(at, likeness)| Some((others.get(at.checked_sub(1)?)?.entry, likeness)));
    tell(Reply::Ranked(to.entry, found.collect()));
}

fn terms(document: &Document) -> Terms {
    Terms::of(document.sentences.iter().map(|sentence| sentence.span.of(&document.text)))
}
