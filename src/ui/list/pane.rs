//! The list pane: its documents, whether it is shown and has the focus, and the filter being typed.

use std::sync::Arc;

use crate::search::Keywords;
use crate::tasks::EntryId;
use crate::ui::background::Background;
use crate::ui::input::motion::{Course, RowExtent};
use crate::ui::input::{Keymap, Motion};
use crate::ui::list::library::Library;
use crate::ui::reader::state::DocumentCache;

/// The list beside the text.
#[derive(Clone, Debug)]
pub struct ListPane {
    /// The documents.
    pub library: Library,
    /// Whether the list is shown.
    pub shown: ListShown,
    /// Whether the keys go to the list, if it is shown, and not to the text.
    pub has_focus: bool,
    /// The document that was selected because it is the first one, until a key is pressed.
    pub(crate) first: Option<EntryId>,
    /// The state before the filter that is being typed.
    pub(crate) before_filter: Option<BeforeFilter>,
    /// The use of the documents that are being ordered by similarity.
    pub(crate) ranked_for: RankedFor,
}

/// What the list reads and asks for when its entries or rows change.
pub(crate) struct ListContext<'a> {
    /// The keywords.
    pub keywords: &'a Arc<Keywords>,
    /// The documents read last.
    pub cache: &'a DocumentCache,
    /// The running tasks.
    pub background: &'a mut Background,
    /// The key map.
    pub keymap: &'a Keymap,
    /// The document that is shown.
    pub shown: Option<EntryId>,
    /// Whether the best match is selected, because a filter is being typed.
    pub follows_best: bool,
}

/// Whether the list is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListShown {
    /// Only when there is more than one document.
    WhenUseful,
    /// As the user chose.
    Chosen(bool),
}

/// The selection, focus and visibility of the list before a filter was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BeforeFilter {
    /// The selected document.
    pub selected: Option<EntryId>,
    /// Whether the keys went to the list.
    pub has_focus: bool,
    /// Whether the list was shown.
    pub shown: ListShown,
}

/// The use of documents that are ordered by similarity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum RankedFor {
    /// The panel that shows them, or a comparison with the first of them.
    #[default]
    Choosing,
    /// The order of the list.
    Sorting,
}

impl ListPane {
    /// Returns an empty list that has the focus; there are this many keywords to count.
    pub(crate) fn new(keywords: usize) -> Self {
        let mut library = Library::default();
        library.forget_counts(keywords);
        Self {
            library,
            shown: ListShown::WhenUseful,
            has_focus: true,
            first: None,
            before_filter: None,
            ranked_for: RankedFor::default(),
        }
    }

    /// Tells whether the list is shown.
    pub fn is_shown(&self) -> bool {
        match self.shown {
            ListShown::WhenUseful => self.library.len() != 1,
            ListShown::Chosen(shown) => shown,
        }
    }

    /// Moves the selection; `page` is how many entries are in view.
    pub(crate) fn move_by(&mut self, motion: Motion, count: Option<usize>, page: usize) {
        let listing = &mut self.library.listing;
        let rows = RowExtent { count: listing.rows().len(), selected: listing.row().unwrap_or(0) };
        let course = motion.course(count, page);
        if let Course::Paragraphs(by) = course {
            listing.step_group(by);
        } else if let Course::Rows(by) | Course::Pages(by) = course {
            // A selection that is not shown has no row.
            listing.step(by);
        } else if let Some(row) = course.row(rows) {
            listing.select_row(row);
        }
    }

    /// Leaves the focus to the text once it is shown, if the list is not.
    pub(crate) fn text_shown(&mut self) {
        if self.library.len() == 1 && self.shown == ListShown::WhenUseful {
            self.has_focus = false;
        }
    }

    /// Tells whether the keys go to the list.
    pub fn is_focused(&self) -> bool {
        self.has_focus && self.is_shown()
    }

    /// Moves the focus to the list, if it is shown, or to the text.
    pub(crate) fn set_focus(&mut self, to_list: bool) {
        if !to_list || self.is_shown() {
            self.has_focus = to_list;
        }
    }

    /// Shows or hides the list; without it the text has the focus.
    pub(super) fn toggle(&mut self) {
        let shown = !self.is_shown();
        self.shown = ListShown::Chosen(shown);
        self.has_focus &= shown;
    }
}
