//! What lies over the panes: the keyword panel, the documents by likeness, the bookmarks, the help screen.

use crate::search::{Keywords, Suggestion};
use crate::tasks::entry::EntryId;
use crate::ui::input::Context;

/// A panel over the panes.
#[derive(Clone, Debug)]
pub enum Panel {
    /// The keywords and what might become one.
    Keywords(KeywordPanel),
    /// The documents by likeness.
    Similar(SimilarPanel),
    /// The bookmarks.
    Bookmarks(BookmarkPanel),
    /// The keys of the view it was called from, scrolled by so many rows.
    Help {
        /// The view.
        context: Context,
        /// The first row shown.
        top: usize,
    },
}

/// The keyword panel.
#[derive(Clone, Debug, Default)]
pub struct KeywordPanel {
    /// The selected line: first the keywords, then the suggestions.
    pub selected: usize,
    /// What might become a keyword, the most telling first.
    pub suggestions: Suggestions,
}

/// The documents of the library by their likeness to one of them.
#[derive(Clone, Debug)]
pub struct SimilarPanel {
    /// The document they are compared with.
    pub to: EntryId,
    /// The selected line.
    pub selected: usize,
    /// The others with their likeness, 0 to 1, the most alike first; none while it is worked out.
    pub found: Option<Vec<(EntryId, f64)>>,
}

/// The list of bookmarks.
#[derive(Clone, Copy, Debug, Default)]
pub struct BookmarkPanel {
    /// The selected line.
    pub selected: usize,
}

impl SimilarPanel {
    /// Returns how many lines it has.
    pub fn lines(&self) -> usize {
        self.found.as_deref().map_or(0, <[_]>::len)
    }

    /// Returns the selected document.
    pub fn chosen(&self) -> Option<EntryId> {
        self.found.as_deref()?.get(self.selected).map(|(entry, _)| *entry)
    }

    /// Selects a line, the last one when there are fewer.
    pub fn select(&mut self, line: usize) {
        self.selected = line.min(self.lines().saturating_sub(1));
    }
}

/// Suggested keywords.
#[derive(Clone, Debug, Default)]
pub enum Suggestions {
    /// They are being worked out.
    #[default]
    Awaited,
    /// They are known.
    Known(Vec<Suggestion>),
}

/// A line of the keyword panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line<'a> {
    /// The keyword of this number.
    Keyword(usize),
    /// A suggestion.
    Suggestion(&'a Suggestion),
}

impl KeywordPanel {
    /// Returns its lines: the keywords, then the suggestions that are none yet.
    pub fn lines<'a>(&'a self, keywords: &'a Keywords) -> Vec<Line<'a>> {
        let suggestions: &[Suggestion] = match &self.suggestions {
            Suggestions::Awaited => &[],
            Suggestions::Known(known) => known,
        };
        let is_new = |suggestion: &&Suggestion| {
            keywords.iter().all(|(_, known)| known.query().text != suggestion.text)
        };
        let offered = suggestions.iter().filter(is_new).map(Line::Suggestion);
        keywords.iter().map(|(number, _)| Line::Keyword(number)).chain(offered).collect()
    }

    /// Returns the selected line.
    pub fn line<'a>(&'a self, keywords: &'a Keywords) -> Option<Line<'a>> {
        self.lines(keywords).get(self.selected).copied()
    }

    /// Returns the number of the selected keyword.
    pub fn keyword(&self, keywords: &Keywords) -> Option<usize> {
        match self.line(keywords)? {
            Line::Keyword(number) => Some(number),
            Line::Suggestion(_) => None,
        }
    }

    /// Moves the selection, stopping at both ends.
    pub fn step(&mut self, by: isize, keywords: &Keywords) {
        let last = self.lines(keywords).len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
    }
}
