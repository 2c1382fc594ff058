//! What each job does, on whatever thread it is called.

use std::sync::Arc;

use crate::document::{Document, LongText};
use crate::search::{Keywords, Pattern, Terms, suggest};
use crate::storage::{HELD, Opened, complete, open, open_at_once};
use crate::tasks::caught::caught;
use crate::tasks::entry::{Source, Wanted};
use crate::tasks::job::{Job, Reply};
use crate::tasks::listing::arrange::arrange;
use crate::tasks::onscreen::{Counted, OnScreen, Rest};
use crate::tasks::reading::{read, unread};
use crate::tasks::surveying::{AT_ONCE, QUIETLY, survey};
use crate::tasks::unread::Unread;
use crate::tasks::{
    alignment, claims, everywhere, likeness, measuring, picking, tallying, walking, watching, writing,
};

/// The most keywords suggested.
const SUGGESTIONS: usize = 12;

/// Does a job; `tell` is called with each reply, `wanted` says whether anybody still waits for one.
pub fn perform(job: Job, tell: &dyn Fn(Reply), wanted: &(dyn Fn() -> bool + Sync)) {
    match job {
        Job::Load(document) => load(&document, tell),
        Job::Walk(roots) => walking::list(&roots, tell, wanted),
        Job::Glance(documents, keywords) => survey(&documents, &keywords, AT_ONCE, tell, wanted),
        Job::Survey(documents, keywords) => survey(&documents, &keywords, QUIETLY, tell, wanted),
        Job::Arrange(task) => {
            if let Some(arranged) = arrange(&task, wanted) {
                tell(Reply::Arranged(arranged));
            }
        }
        Job::Measure(documents) => measuring::measure_all(&documents, tell, wanted),
        Job::Mark(texts, keywords) => mark(&texts, &keywords, tell, wanted),
        Job::Find(texts, pattern) => find(&texts, &pattern, tell, wanted),
        Job::Compare(two, anchors, levels) => alignment::of_files(&two, &anchors, levels, tell, wanted),
        Job::Align(two, anchors, levels) => alignment::of_documents(&two, &anchors, levels, tell, wanted),
        Job::Facts(two, comparison, levels) => alignment::facts(&two, &comparison, levels, tell),
        Job::Gather(documents, levels) => claims::of_files(&documents, levels, tell, wanted),
        Job::Claims(documents, levels) => claims::of_documents(&documents, levels, tell, wanted),
        Job::Suggest(text, others) => propose(&text, &others, tell, wanted),
        Job::Complete { typed, path } => tell(Reply::Completed(typed, complete(&path))),
        Job::Write(sheet, name, overwrite, paths) => {
            tell(Reply::Written(writing::write(&sheet, &name, overwrite, &paths)));
        }
        Job::Window { entry, text, spot, reach, pattern, keywords } => {
            let sought = (pattern.as_deref(), &*keywords);
            tallying::window((entry, &*text), (spot, reach), sought, tell, wanted);
        }
        Job::Pick(picking) => picking::pick(&picking, tell, wanted),
        Job::Lines(entry, text, from) => tallying::count_lines((entry, &*text), from, tell, wanted),
        Job::Watch(roots, paths) => watching::watch(&roots, paths, tell, wanted),
        Job::Everywhere { documents, done, patterns } => {
            everywhere::everywhere(&documents, done, &patterns, tell, wanted);
        }
        Job::Rank(to, others) => likeness::rank(&to, &others, tell, wanted),
    }
    tell(Reply::Done);
}

/// Does a job if it takes hardly any time; tells whether it did. `tell` is called with each reply.
pub(crate) fn perform_at_once(job: &Job, tell: &dyn Fn(Reply)) -> bool {
    let is_done = match job {
        Job::Walk(roots) if walking::is_short(roots) => {
            walking::list(roots, tell, &|| true);
            true
        }
        Job::Load(wanted) => load_at_once(wanted, tell),
        _ => false,
    };
    if is_done {
        tell(Reply::Done);
    }
    is_done
}

fn load_at_once(wanted: &Wanted, tell: &dyn Fn(Reply)) -> bool {
    let Source::File(path, read_as) = &wanted.source else { return false };
    match caught(|| open_at_once(path, *read_as)) {
        Ok(Ok(None)) => return false,
        Ok(Ok(Some(opened))) => tell_opened(wanted, Ok(opened), tell),
        Ok(Err(error)) => tell_opened(wanted, Err(unread(error)), tell),
        Err(why) => tell_opened(wanted, Err(Unread::from(why)), tell),
    }
    true
}

/// Reads a document: a long text is shown before all of it is read, if ever it is.
fn load(wanted: &Wanted, tell: &dyn Fn(Reply)) {
    let Source::File(path, read_as) = &wanted.source else {
        return tell(Reply::Loaded(wanted.entry, read(&wanted.source)));
    };
    let opened = caught(|| open(path, *read_as));
    tell_opened(wanted, opened.map_err(Unread::from).and_then(|opened| opened.map_err(unread)), tell);
}

fn tell_opened(wanted: &Wanted, opened: Result<Opened, Unread>, tell: &dyn Fn(Reply)) {
    let entry = wanted.entry;
    match opened {
        Ok(Opened::Whole(document)) => tell(Reply::Loaded(entry, Ok(Arc::new(document)))),
        Ok(Opened::Long(text, window)) => {
            let rest = if text.length() <= HELD { Rest::Follows } else { Rest::Stays };
            tell(Reply::Opened(entry, Arc::new(text), Arc::new(window), rest));
            if rest == Rest::Follows {
                tell(Reply::Loaded(entry, read(&wanted.source)));
            }
        }
        Err(why) => tell(Reply::Loaded(entry, Err(why))),
    }
}

fn mark(texts: &[OnScreen], keywords: &Keywords, tell: &dyn Fn(Reply), wanted: &(dyn Fn() -> bool + Sync)) {
    for text in texts {
        if let Some(hits) = tallying::hits(keywords, &text.document, wanted) {
            tell(Reply::Marked(text.entry, Arc::new(hits)));
        }
        if let Some(long) = &text.long {
            let sought: Vec<_> = keywords
                .iter()
                .map(|(number, keyword)| (Counted::Keyword(number), keyword.pattern()))
                .collect();
            tallying::tally((text.entry, &**long), &sought, text.document.start, tell, wanted);
        }
    }
}

fn find(texts: &[OnScreen], pattern: &Pattern, tell: &dyn Fn(Reply), wanted: &(dyn Fn() -> bool + Sync)) {
    for text in texts {
        if let Some(matches) = tallying::matches(pattern, &text.document, wanted) {
            tell(Reply::Matched(text.entry, matches.into()));
        }
        if let Some(long) = &text.long {
            let sought = [(Counted::Matches, pattern)];
            tallying::tally((text.entry, &**long), &sought, text.document.start, tell, wanted);
        }
    }
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

fn terms(document: &Document) -> Terms {
    Terms::of(document.sentences.iter().map(|sentence| document.passage(sentence.span)))
}
