//! Lists, quotations and notes around a block.

use crate::document::Frame;

/// How deep lists and quotations may stand in each other; deeper ones are shown at this depth.
const DEEPEST: usize = 64;

/// The cells an item's number and the space after it take at least, so that 9 and 10 stand in line.
const NUMBERED: usize = 4;

/// The lists, quotations and notes that are open.
#[derive(Default)]
pub(super) struct Containers {
    open: Vec<Level>,
    /// The marker of an item whose first block has not come yet.
    marker: Option<String>,
    /// Whether the first block of that item has a gap above.
    gap: Option<bool>,
}

struct Level {
    kind: Kind,
    quotes: u8,
    indent: u8,
}

enum Kind {
    Quote,
    List {
        /// The number of the next item, of a numbered list.
        next: Option<u64>,
        /// Whether no item has begun.
        fresh: bool,
        /// Whether its items are set as paragraphs.
        loose: bool,
    },
    Item {
        loose: bool,
    },
    Note,
}

impl Containers {
    /// Opens a quotation.
    pub(super) fn quote(&mut self) {
        let (quotes, indent) = self.edges();
        let quotes = if self.is_deep() { quotes } else { quotes + 1 };
        self.open.push(Level { kind: Kind::Quote, quotes, indent });
    }

    /// Opens a list, numbered from `first` on if that is a number.
    pub(super) fn list(&mut self, first: Option<u64>) {
        let (quotes, indent) = self.edges();
        let kind = Kind::List { next: first, fresh: true, loose: false };
        self.open.push(Level { kind, quotes, indent });
    }

    /// Opens an item of the innermost list; `loose` when it begins with a paragraph of its own.
    pub(super) fn item(&mut self, loose: bool) {
        let bullet = if self.lists() % 2 == 1 { "•" } else { "◦" };
        let outer = self.open.len().checked_sub(2).and_then(|outer| self.open.get(outer));
        let outer_is_close = matches!(outer, Some(Level { kind: Kind::Item { loose: false }, .. }));
        let Some(Level { kind: Kind::List { next, fresh, loose: list_is_loose }, .. }) = self.open.last_mut()
        else {
            return;
        };
        *list_is_loose |= loose;
        let gap = if *fresh { !outer_is_close } else { *list_is_loose };
        let loose = *list_is_loose;
        *fresh = false;
        let marker = match next {
            Some(number) => {
                let marker = format!("{number}.");
                *number = number.saturating_add(1);
                marker
            }
            None => bullet.to_owned(),
        };
        self.gap = self.gap.or(Some(gap));
        self.push_marked(Kind::Item { loose }, marker);
    }

    /// Opens a note, shown as `[number]`.
    pub(super) fn note(&mut self, number: usize) {
        self.push_marked(Kind::Note, format!("[{number}]"));
    }

    /// Closes the innermost one.
    pub(super) fn close(&mut self) {
        let level = self.open.pop();
        if level.is_some_and(|level| matches!(level.kind, Kind::Item { .. } | Kind::Note)) {
            (self.marker, self.gap) = (None, None);
        }
    }

    /// Makes the marker of the item just opened a box, ticked or not.
    pub(super) fn task(&mut self, done: bool) {
        if let Some(marker) = &mut self.marker {
            let outer = marker.rfind(' ').map_or(0, |at| at + 1);
            marker.replace_range(outer.., if done { "☑" } else { "☐" });
        }
    }

    /// Returns what stands left of the next block and whether there is a gap above it.
    pub(super) fn frame(&mut self) -> (Frame, bool) {
        let (quotes, indent) = self.edges();
        let close = matches!(self.open.last(), Some(Level { kind: Kind::Item { loose: false }, .. }));
        let gap = self.gap.take().unwrap_or(!close);
        (Frame { quotes, indent, marker: self.marker.take() }, gap)
    }

    fn push_marked(&mut self, kind: Kind, marker: String) {
        let (quotes, mut indent) = self.edges();
        if !self.is_deep() {
            let cells = marker.chars().count() + 1;
            let cells = if marker.ends_with('.') { cells.max(NUMBERED) } else { cells };
            indent = indent.saturating_add(u8::try_from(cells).unwrap_or(u8::MAX));
            // An item may begin with a list: both markers stand in its first row.
            self.marker = Some(match self.marker.take() {
                Some(outer) => format!("{outer} {marker}"),
                None => marker,
            });
        }
        self.open.push(Level { kind, quotes, indent });
    }

    fn edges(&self) -> (u8, u8) {
        self.open.last().map_or((0, 0), |level| (level.quotes, level.indent))
    }

    fn is_deep(&self) -> bool {
        self.open.len() >= DEEPEST
    }

    fn lists(&self) -> usize {
        // Only the first levels decide, the rest is as deep as it gets.
        self.open.iter().take(DEEPEST).filter(|level| matches!(level.kind, Kind::List { .. })).count()
    }
}
