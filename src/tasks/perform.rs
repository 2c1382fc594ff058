//! The work of each task; runs on whatever thread calls it.

use std::cell::OnceCell;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::compare::{Terms, suggest};
use crate::search::{Keywords, Pattern};
use crate::storage::{ConversionCache, complete};
use crate::tasks::arrange::arrange_with_stats;
use crate::tasks::entry::Wanted;
use crate::tasks::loading::load_for_screen;
use crate::tasks::onscreen::{Counted, OnScreen};
use crate::tasks::reading::read;
use crate::tasks::summaries::{BACKGROUND, VISIBLE, read_summaries};
use crate::tasks::task::{Reply, Task};
use crate::tasks::{
    comparing, counting, folders, library_search, memory, note_list, notes, programs, stories, timeline,
    writing,
};

/// The most keywords suggested.
const SUGGESTIONS: usize = 12;

/// How long the tokens of the code in a document are looked for. A development build is that much slower.
const CODE_TIME: Duration = Duration::from_millis(if cfg!(debug_assertions) { 10_000 } else { 100 });

/// Does a task with the converted documents of `cache`. Calls `tell` with each reply, `Reply::Done` last; asks
/// `wanted` whether it was cancelled.
pub fn perform(
    task: Task,
    cache: &ConversionCache,
    tell: &dyn Fn(Reply),
    wanted: &(dyn Fn() -> bool + Sync),
) {
    match task {
        Task::Load(document, ascii) => load_for_screen(&document, ascii, cache, tell, wanted),
        Task::Walk(roots) => folders::list(&roots, tell, wanted),
        Task::SummarizeVisible(documents, keywords) => {
            read_summaries(&documents, &keywords, VISIBLE, cache, tell, wanted);
        }
        Task::Summarize(documents, keywords) => {
            read_summaries(&documents, &keywords, BACKGROUND, cache, tell, wanted);
        }
        Task::Arrange(request) => {
            if let Some(arranged) = arrange_with_stats(*request, wanted) {
                tell(Reply::Arranged(arranged));
            }
        }
        Task::Mark(texts, keywords) => mark(&texts, &keywords, tell, wanted),
        Task::Find(texts, pattern) => find(&texts, &pattern, tell, wanted),
        Task::CodeTokens(texts) => find_code_tokens(&texts, tell, wanted),
        Task::Compare(two, hand_links, levels) => {
            comparing::compare_files(&two, &hand_links, levels, cache, tell, wanted);
        }
        Task::Align(two, hand_links, levels) => {
            comparing::compare_documents(&two, &hand_links, levels, tell, wanted);
        }
        Task::Facts(two, comparison, levels) => {
            comparing::compare_facts_of(&two, &comparison, levels, tell, wanted);
        }
        Task::Gather(documents, levels) => {
            comparing::claims_of_files(&documents, levels, cache, tell, wanted);
        }
        Task::Claims(documents, levels) => comparing::claims_of_documents(&documents, levels, tell, wanted),
        Task::Suggest(text, others) => propose(&text, &others, cache, tell, wanted),
        Task::Complete { typed, path } => tell(Reply::Completed(typed, complete(&path))),
        Task::Write(sheet, name, overwrite, entries) => {
            tell(Reply::Written(writing::write(&sheet, &name, overwrite, &entries)));
        }
        Task::Copy(command, text) => {
            tell(Reply::Copied(programs::feed(&command, text.as_str(), wanted).map(|()| text)));
        }
        Task::RunProgram(command, input) => {
            tell(Reply::Printed(programs::print(&command, input.as_str(), wanted)));
        }
        Task::Open(command) => tell(Reply::AddressOpened(programs::launch(&command))),
        Task::Window { entry, text, spot, reach, pattern, keywords } => {
            let sought = (pattern.as_deref(), &*keywords);
            counting::window((entry, &*text), (spot, reach), sought, tell, wanted);
        }
        Task::Lines(entry, text, from) => counting::count_lines((entry, &*text), from, tell, wanted),
        Task::Watch(roots, entries) => folders::watch(&roots, entries, tell, wanted),
        Task::Everywhere { documents, done, patterns } => {
            library_search::search_library(&documents, done, &patterns, cache, tell, wanted);
        }
        Task::Recall(store, wanted_back) => tell(Reply::Recalled(memory::recall(&store, wanted_back))),
        Task::FindNotes(store, texts) => {
            for (path, text) in texts {
                // Why the store cannot be read is told where the program returns to what it remembers.
                if let Ok(found) = notes::notes_on(&store, &path, &text.document) {
                    tell(Reply::NotesFound(text.entry, text.document.start, found.into()));
                }
            }
        }
        Task::ListNotes(store, roots, on_screen) => {
            note_list::list(&store, &roots, &on_screen, cache, tell, wanted);
        }
        Task::ChangeNote(store, change, draft) => {
            tell(Reply::NoteChanged(notes::change(&store, *change, draft).map(Box::new)));
        }
        Task::Remember(store, memories) => match memory::remember(&store, &memories) {
            Ok(draft) => draft.into_iter().for_each(|draft| tell(Reply::DraftKept(draft))),
            Err(why) => tell(Reply::NotRemembered(why)),
        },
        Task::FindStories(documents, known) => {
            let progress = |read| tell(Reply::StoriesRead(read));
            if let Some(found) = stories::find_stories(&documents, &known, cache, &progress, wanted) {
                tell(Reply::StoriesFound(Arc::new(found)));
            }
        }
        Task::Rank(to, others) => comparing::rank_by_similarity(&to, &others, cache, tell, wanted),
        Task::Timeline(documents) => {
            if let Some(found) = timeline::timeline_of_files(&documents, cache, wanted) {
                tell(Reply::Timeline(found));
            }
        }
    }
    tell(Reply::Done);
}

fn find_code_tokens(texts: &[OnScreen], tell: &dyn Fn(Reply), wanted: &(dyn Fn() -> bool + Sync)) {
    for text in texts {
        // It begins when the grammars are there.
        let start = OnceCell::new();
        let is_in_time = || start.get_or_init(Instant::now).elapsed() < CODE_TIME;
        let tokens = text.document.code_tokens(&|| wanted() && is_in_time());
        tell(Reply::CodeTokens(text.entry, text.document.start, tokens.into()));
    }
}

fn mark(texts: &[OnScreen], keywords: &Keywords, tell: &dyn Fn(Reply), wanted: &(dyn Fn() -> bool + Sync)) {
    for text in texts {
        if let Some(hits) = counting::hits(keywords, &text.document, wanted) {
            tell(Reply::Marked(text.entry, text.document.start, Arc::new(hits)));
        }
        if let Some(long) = &text.long {
            let sought: Vec<_> = keywords
                .iter()
                .map(|(number, keyword)| (Counted::Keyword(number), keyword.pattern()))
                .collect();
            counting::count_hits((text.entry, &**long), &sought, text.document.start, tell, wanted);
        }
    }
}

fn find(texts: &[OnScreen], pattern: &Pattern, tell: &dyn Fn(Reply), wanted: &(dyn Fn() -> bool + Sync)) {
    for text in texts {
        if let Some(matches) = counting::matches(pattern, &text.document, wanted) {
            tell(Reply::Matched(text.entry, text.document.start, matches.into()));
        }
        if let Some(long) = &text.long {
            let sought = [(Counted::Matches, pattern)];
            counting::count_hits((text.entry, &**long), &sought, text.document.start, tell, wanted);
        }
    }
}

fn propose(
    text: &OnScreen,
    others: &[Wanted],
    cache: &ConversionCache,
    tell: &dyn Fn(Reply),
    wanted: &dyn Fn() -> bool,
) {
    let mut background = Vec::new();
    for other in others {
        if !wanted() {
            return;
        }
        if let Ok(document) = read(&other.source, cache) {
            let Ok(terms) = Terms::of(&document.sentence_texts(), wanted) else { return };
            background.push(terms);
        }
    }
    if let Ok(terms) = Terms::of(&text.document.sentence_texts(), wanted) {
        tell(Reply::Suggested(suggest(&terms, &background, SUGGESTIONS)));
    }
}
