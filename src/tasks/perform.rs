//! The work of each task; runs on whatever thread calls it.

use std::cell::OnceCell;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::compare::{SuggestedTerms, suggest};
use crate::storage::complete;
use crate::storage::store::SharedStore;
use crate::tasks::arrange::arrange_with_stats;
use crate::tasks::entry::EntrySource;
use crate::tasks::loading::load_for_screen;
use crate::tasks::onscreen::OnScreen;
use crate::tasks::reading::read;
use crate::tasks::summaries::{BACKGROUND, VISIBLE, read_summaries};
use crate::tasks::task::{PanelData, Reply, Task, TaskContext};
use crate::tasks::{
    comparing, counting, folders, library_search, memory, note_list, notes, programs, stories, timeline,
    writing,
};

/// The most keywords suggested.
const SUGGESTIONS: usize = 12;

/// How long the tokens of the code in a document are looked for. A development build is that much slower.
const CODE_TIME: Duration = Duration::from_millis(if cfg!(debug_assertions) { 10_000 } else { 100 });

/// Does a task.
pub fn perform(task: Task, cx: TaskContext<'_>) {
    match task {
        Task::Load(document, ascii) => load_for_screen(&document, ascii, cx),
        Task::Walk(roots) => folders::list(&roots, cx),
        Task::SummarizeVisible(documents, keywords) => read_summaries(&documents, &keywords, VISIBLE, cx),
        Task::Summarize(documents, keywords) => read_summaries(&documents, &keywords, BACKGROUND, cx),
        Task::Arrange(request) => {
            if let Some(arranged) = arrange_with_stats(*request, cx.wanted) {
                cx.reply(Reply::Arranged(arranged));
            }
        }
        Task::Mark(texts, keywords) => counting::mark_keywords(&texts, &keywords, cx),
        Task::Find(texts, pattern) => counting::find_matches(&texts, &pattern, cx),
        Task::CodeTokens(texts) => find_code_tokens(&texts, cx),
        Task::Compare(two, hand_links, levels) => comparing::compare_files(&two, &hand_links, levels, cx),
        Task::Align(two, hand_links, levels) => comparing::compare_documents(&two, &hand_links, levels, cx),
        Task::Facts(two, comparison, levels) => comparing::compare_facts_of(&two, &comparison, levels, cx),
        Task::Gather(documents, left_out, levels) => {
            comparing::claims_of_files(&documents, left_out, levels, cx);
        }
        Task::Claims(documents, levels) => comparing::claims_of_documents(&documents, levels, cx),
        Task::Suggest(text, others) => suggest_keywords(&text, &others, cx),
        Task::Complete { typed, path } => cx.reply(Reply::Completed(typed, complete(&path))),
        Task::Write(sheet, name, overwrite, entries) => {
            cx.reply(Reply::Written(writing::write(&sheet, &name, overwrite, &entries)));
        }
        Task::Copy(command, text) => {
            let fed = programs::feed(&command, text.as_str(), cx.wanted);
            cx.reply(Reply::Copied(fed.map(|()| text)));
        }
        Task::RunProgram(command, input) => {
            let printed = programs::print(&command, input.as_str(), cx.wanted);
            cx.reply(Reply::ForPanel(PanelData::Printed(printed)));
        }
        Task::Open(command) => cx.reply(Reply::AddressOpened(programs::launch(&command))),
        Task::Window { entry, text, spot, reach, pattern, keywords } => {
            counting::window((entry, &*text), (spot, reach), (pattern.as_deref(), &keywords), cx);
        }
        Task::Lines(entry, text, from) => counting::count_lines((entry, &*text), from, cx),
        Task::Watch(roots, entries) => folders::watch(&roots, entries, cx),
        Task::Everywhere { documents, done, patterns } => {
            library_search::search_library(&documents, done, &patterns, cx);
        }
        Task::Recall(store, recall) => cx.reply(Reply::Recalled(memory::recall(&store, recall))),
        Task::FindNotes(store, texts) => find_notes_on(&store, texts, cx),
        Task::ListNotes(store, roots, on_screen) => note_list::list(&store, &roots, &on_screen, cx),
        Task::ChangeNote(store, change, draft) => {
            cx.reply(Reply::NoteChanged(notes::change(&store, *change, draft).map(Box::new)));
        }
        Task::Remember(store, memories) => match memory::remember(&store, &memories) {
            Ok(draft) => draft.into_iter().for_each(|draft| cx.reply(Reply::DraftKept(draft))),
            Err(why) => cx.reply(Reply::NotRemembered(why)),
        },
        Task::FindStories(documents, known) => stories::find_stories(&documents, &known, cx),
        Task::Rank(to, others) => comparing::rank_by_similarity(&to, &others, cx),
        Task::Timeline(documents) => timeline::timeline_of_files(&documents, cx),
    }
}

fn find_code_tokens(texts: &[OnScreen], cx: TaskContext<'_>) {
    for text in texts {
        // It begins when the grammars are loaded.
        let start = OnceCell::new();
        let is_in_time = || start.get_or_init(Instant::now).elapsed() < CODE_TIME;
        let tokens = text.document.code_tokens(&|| cx.is_wanted() && is_in_time());
        cx.reply(Reply::CodeTokens(text.entry, text.document.start, tokens.into()));
    }
}

fn find_notes_on(store: &SharedStore, texts: Vec<(PathBuf, OnScreen)>, cx: TaskContext<'_>) {
    for (path, text) in texts {
        // An unreadable store is reported where the program returns to what it remembers.
        if let Ok(found) = notes::notes_on(store, &path, &text.document) {
            cx.reply(Reply::NotesFound(text.entry, text.document.start, found.into()));
        }
    }
}

/// Suggests keywords for a document by comparing its words with those of the others.
fn suggest_keywords(text: &OnScreen, others: &[EntrySource], cx: TaskContext<'_>) {
    let mut background = Vec::new();
    for other in others {
        if !cx.is_wanted() {
            return;
        }
        if let Ok(document) = read(&other.source, cx.cache) {
            let Ok(terms) = SuggestedTerms::of(&document.sentence_texts(), cx.wanted) else { return };
            background.push(terms);
        }
    }
    if let Ok(terms) = SuggestedTerms::of(&text.document.sentence_texts(), cx.wanted) {
        let suggestions = suggest(&terms, &background, SUGGESTIONS);
        cx.reply(Reply::ForPanel(PanelData::Suggestions(suggestions)));
    }
}
