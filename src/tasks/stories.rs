//! Grouping the documents of the library into stories.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::compare::{STORY_WORDS, Stories, StoryProfile, StoryProfiler, stories};
use crate::document::Opening;
use crate::tasks::entry::{EntryId, EntrySource};
use crate::tasks::ordered::in_order;
use crate::tasks::reading::read_opening;
use crate::tasks::results::{LibraryStories, LibraryStory, StoryProfiles};
use crate::tasks::task::{Reply, TaskContext};

/// How often the number of documents read is reported.
const PAUSE: Duration = Duration::from_millis(100);

/// Returns the profile by which a document that begins like this is grouped with others.
pub(crate) fn story_profile(profiler: &mut StoryProfiler, opening: &Opening) -> StoryProfile {
    let sentences: Vec<&str> = opening.sentences.iter().map(String::as_str).collect();
    profiler.profile(&sentences, opening.date.as_deref())
}

/// Replies the stories of `documents`, and now and then how many documents were read. Those whose profiles are
/// `known` are not read.
pub(crate) fn find_stories(documents: &[EntrySource], known: &StoryProfiles, cx: TaskContext<'_>) {
    let mut profiles = StoryProfiles::with_capacity(documents.len());
    let mut since = Instant::now();
    let read = |profiler: &mut StoryProfiler, document: &EntrySource| {
        let opening = read_opening(&document.source, cx.cache, STORY_WORDS).ok();
        opening.map(|opening| Arc::new(story_profile(profiler, &opening)))
    };
    let worker = || {
        let mut profiler = StoryProfiler::default();
        move |document: &EntrySource| {
            let profile = known.get(&document.entry).cloned();
            (document.entry, profile.unwrap_or_else(|| read(&mut profiler, document)))
        }
    };
    in_order(documents.iter(), &worker, cx.wanted, &mut |batch| {
        profiles.extend(batch);
        if cx.is_wanted() && since.elapsed() > PAUSE {
            cx.reply(Reply::StoriesRead(profiles.len()));
            since = Instant::now();
        }
    });
    let readable = documents.iter().filter_map(|document| {
        let profile = profiles.get(&document.entry)?.as_deref()?;
        Some((document.entry, profile))
    });
    let (entries, readable): (Vec<EntryId>, Vec<&StoryProfile>) = readable.unzip();
    if !cx.is_wanted() {
        return;
    }
    let Ok(Stories { stories, .. }) = stories(&readable, cx.wanted) else { return };
    let entries_of = |documents: Vec<usize>| documents.into_iter().map(|at| entries[at]).collect();
    let stories = stories
        .into_iter()
        .map(|story| LibraryStory {
            name: story.name,
            days: story.days,
            entries: entries_of(story.documents),
        })
        .collect();
    let found = LibraryStories { stories, profiles: Arc::new(profiles) };
    cx.reply(Reply::StoriesFound(Arc::new(found)));
}
