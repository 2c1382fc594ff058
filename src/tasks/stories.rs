//! Grouping the documents of the library into stories.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::civil;

use crate::compare::{Stories, StoryProfile, stories};
use crate::document::{Document, Field};
use crate::storage::ConversionCache;
use crate::tasks::entry::{EntryId, Wanted};
use crate::tasks::ordered::in_order;
use crate::tasks::reading::read_beginning;

/// How often it is told how many documents were read.
const PAUSE: Duration = Duration::from_millis(100);

/// The profiles of documents that were read; `None` for those that cannot be read.
pub type StoryProfiles = HashMap<EntryId, Option<Arc<StoryProfile>>>;

/// The stories that the documents of the library tell.
#[derive(Clone, Debug, Default)]
pub struct LibraryStories {
    /// The largest first.
    pub stories: Vec<LibraryStory>,
    /// The profiles they were found by, so that documents need not be read again.
    pub profiles: Arc<StoryProfiles>,
}

/// A story and its documents.
#[derive(Clone, Debug)]
pub struct LibraryStory {
    /// Names and words that tell it from other stories.
    pub name: String,
    /// The first and the last day that its documents are of.
    pub days: Option<(civil::Date, civil::Date)>,
    /// Its documents by name.
    pub entries: Vec<EntryId>,
}

impl LibraryStories {
    /// Returns the number of the story of each entry that is in one.
    pub(crate) fn numbers(&self) -> HashMap<EntryId, usize> {
        let numbered = |(number, story): (usize, &LibraryStory)| -> Vec<(EntryId, usize)> {
            story.entries.iter().map(|entry| (*entry, number)).collect()
        };
        self.stories.iter().enumerate().flat_map(numbered).collect()
    }
}

/// Returns the profile by which a document is grouped with others.
pub(crate) fn story_profile(document: &Document) -> StoryProfile {
    StoryProfile::of(&document.sentence_texts(), document.metadata.first(Field::Date))
}

/// Returns the stories of `documents`, those whose profiles are `known` without reading them; `None` as soon as
/// they are no longer `wanted`. `progress` is told now and then how many documents were read.
pub(crate) fn find_stories(
    documents: &[Wanted],
    known: &StoryProfiles,
    cache: &ConversionCache,
    progress: &dyn Fn(usize),
    wanted: &(dyn Fn() -> bool + Sync),
) -> Option<LibraryStories> {
    let mut profiles = StoryProfiles::with_capacity(documents.len());
    let mut since = Instant::now();
    let read = |document: &Wanted| {
        let read = read_beginning(&document.source, cache).ok();
        read.map(|document| Arc::new(story_profile(&document)))
    };
    let worker = || {
        |document: &Wanted| {
            let profile = known.get(&document.entry).cloned();
            (document.entry, profile.unwrap_or_else(|| read(document)))
        }
    };
    in_order(documents.iter(), &worker, wanted, &mut |batch| {
        profiles.extend(batch);
        if wanted() && since.elapsed() > PAUSE {
            progress(profiles.len());
            since = Instant::now();
        }
    });
    let readable = documents.iter().filter_map(|document| {
        let profile = profiles.get(&document.entry)?.as_deref()?;
        Some((document.entry, profile))
    });
    let (entries, readable): (Vec<EntryId>, Vec<&StoryProfile>) = readable.unzip();
    if !wanted() {
        return None;
    }
    let Stories { stories, .. } = stories(&readable, wanted).ok()?;
    let entries_of = |documents: Vec<usize>| documents.into_iter().map(|at| entries[at]).collect();
    let stories = stories
        .into_iter()
        .map(|story| LibraryStory {
            name: story.name,
            days: story.days,
            entries: entries_of(story.documents),
        })
        .collect();
    Some(LibraryStories { stories, profiles: Arc::new(profiles) })
}
