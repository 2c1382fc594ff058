//! The list by stories: looking for them in the background, and their headings.
//!
//! The stories are looked for again when documents come, go or are written, and only those are read. Until new
//! stories are known, the list shows those found before.

use std::sync::Arc;

use jiff::civil;

use crate::compare::MOST_GROUPED;
use crate::tasks::{EntryId, EntrySource, GroupHeading, Grouping, LibraryStories, Task, TaskKind};
use crate::ui::input::{Context, ProgramAction};
use crate::ui::list::library::{Library, Walk};
use crate::ui::list::pane::{ListContext, ListPane};
use crate::ui::outcome::Outcome;

/// What a selected heading opens.
pub(crate) enum OpenedHeading {
    /// The documents of a story, as far as they are shown.
    Story(Vec<EntryId>),
    /// Its group was folded or unfolded.
    Folded,
}

impl ListPane {
    /// Groups the documents by folder, then by story, then not at all.
    pub(super) fn next_grouping(&mut self, cx: &mut ListContext<'_>) -> Outcome {
        let grouping = self.library.listing.options.grouping.next();
        self.group(grouping);
        if cx.background.is_busy(TaskKind::Stories) {
            cx.background.cancel(TaskKind::Stories);
            self.library.stories.is_outdated = true;
        }
        self.rearrange(cx);
        let hint = cx.keymap.hint(Context::List, ProgramAction::Escape, "cancels");
        Outcome::Say(match grouping {
            Grouping::Ungrouped => "not grouped".into(),
            Grouping::ByFolder => "grouped by folder".into(),
            Grouping::ByStory if self.library.stories.is_outdated => {
                format!("grouping {} documents by story …{hint}", self.library.documents())
            }
            Grouping::ByStory => "grouped by story".into(),
        })
    }

    /// Sets what the headings are, without arranging the list.
    pub(crate) fn group(&mut self, grouping: Grouping) {
        self.library.listing.options.grouping = grouping;
        self.library.stories.is_outdated |= self.library.stories.found.is_none();
    }

    /// Looks for the stories of the documents if the list shows them and there are other documents than before.
    pub(crate) fn update_stories(&mut self, cx: &mut ListContext<'_>) {
        let is_shown = self.library.listing.options.grouping == Grouping::ByStory;
        let is_late = self.library.walk == Walk::Going || cx.background.is_busy(TaskKind::Stories);
        if !is_shown || is_late || !self.library.stories.is_outdated {
            return;
        }
        let documents: Vec<EntrySource> = self
            .library
            .documents_by_name()
            .take(MOST_GROUPED)
            .filter_map(|entry| self.wanted(entry, cx.cache))
            .collect();
        let known = self.library.stories.begin();
        cx.background.start(Task::FindStories(documents, known));
    }

    /// Takes the stories that were found.
    pub(crate) fn take_stories(&mut self, found: Arc<LibraryStories>, cx: &mut ListContext<'_>) -> Outcome {
        let told: usize = found.stories.iter().map(|story| story.entries.len()).sum();
        let (count, all) = (found.stories.len(), self.library.documents());
        self.library.stories.found = Some(found);
        self.rearrange(cx);
        let stories = if count == 1 { "story" } else { "stories" };
        let which = if all > MOST_GROUPED { format!(" of the first {MOST_GROUPED}") } else { String::new() };
        Outcome::Say(format!("{count} {stories} told by {told}{which} of {all} documents"))
    }

    /// Opens the selected heading; `None` when an entry is selected.
    pub(crate) fn open_heading(&mut self) -> Option<OpenedHeading> {
        let listing = &mut self.library.listing;
        let group = listing.heading()?;
        Some(match listing.rows().groups().get(group)?.heading {
            GroupHeading::Story { .. } => OpenedHeading::Story(listing.rows().entries_of(group).to_vec()),
            GroupHeading::Folder(_) | GroupHeading::Alone => {
                listing.toggle_fold();
                OpenedHeading::Folded
            }
        })
    }
}

/// Returns how far the stories are known, for the title of the list.
pub(super) fn progress(library: &Library, is_busy: bool) -> Option<String> {
    if library.listing.options.grouping != Grouping::ByStory {
        return None;
    }
    let known = &library.stories;
    let count = known.found.as_ref().map_or(0, |found| found.stories.len());
    Some(match known.read {
        _ if !is_busy && count == 1 => "1 story".into(),
        _ if !is_busy => format!("{count} stories"),
        0 => "stories …".into(),
        read => format!("stories: {read} read …"),
    })
}

/// Returns a span of days in few cells: "3 May 2021", "3–5 May 2021", "28 Apr – 5 May 2021", "Dec 2012 – Jan
/// 2013".
pub(super) fn days_in_words((first, last): (civil::Date, civil::Date)) -> String {
    let same_month = first.month() == last.month();
    if first == last {
        last.strftime("%-d %b %Y").to_string()
    } else if first.year() != last.year() {
        format!("{} – {}", first.strftime("%b %Y"), last.strftime("%b %Y"))
    } else if same_month {
        format!("{}–{}", first.day(), last.strftime("%-d %b %Y"))
    } else {
        format!("{} – {}", first.strftime("%-d %b"), last.strftime("%-d %b %Y"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_of_days_takes_few_cells() {
        let day = |year, month, day| civil::Date::new(year, month, day).unwrap();
        for (first, last, expected) in [
            (day(2021, 5, 3), day(2021, 5, 3), "3 May 2021"),
            (day(2021, 5, 3), day(2021, 5, 12), "3–12 May 2021"),
            (day(2021, 4, 28), day(2021, 5, 3), "28 Apr – 3 May 2021"),
            (day(2012, 5, 28), day(2021, 5, 3), "May 2012 – May 2021"),
        ] {
            assert_eq!(days_in_words((first, last)), expected);
        }
    }
}
