//! Grouping the documents of the library into stories.

use crate::compare::StoryProfile;
use crate::document::{Document, Field};

/// Returns the profile by which a document is grouped with others.
pub(crate) fn story_profile(document: &Document) -> StoryProfile {
    StoryProfile::of(&document.sentence_texts(), document.metadata.first(Field::Date))
}
