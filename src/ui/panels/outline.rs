//! The panel that lists the headings of a text and the files attached to it, else its pages, chapters or times.

use std::sync::Arc;

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::document::{Contents, Division, DivisionKind, Document, Position};
use crate::ui::component::{Component, Hint, KeyContext};
use crate::ui::drawing::{DrawContext, Role, fitted};
use crate::ui::input::{Action, Context, Motion, ProgramAction, RowAction};
use crate::ui::layout::Layout;
use crate::ui::outcome::Outcome;
use crate::ui::panels::draw_list;
use crate::ui::selectable_list::SelectableList;

/// The deepest level that is indented further than the one above it.
const DEEPEST: usize = 6;

/// The most bytes of a page that are shown beside its number.
const WORDS: usize = 200;

/// The list of headings, else of pages, chapters or times.
#[derive(Clone, Debug)]
pub struct OutlinePanel {
    document: Arc<Document>,
    /// The entry in which the user was when the panel was opened.
    current: Option<usize>,
    /// The level of the entries that are not indented.
    outermost: u8,
    list: SelectableList,
}

impl OutlinePanel {
    /// Returns the panel of a document with the entry selected that holds the byte `here`.
    pub(crate) fn new(document: Arc<Document>, here: usize) -> Self {
        let contents = Contents::of(&document);
        let (current, outermost) = (contents.index_at(here), contents.outermost());
        let list = SelectableList { selected: current.unwrap_or(0) };
        Self { document, current, outermost, list }
    }

    /// Returns the words at the right end of a row: the page of a heading, else how much of the text is
    /// before it.
    fn place(&self, place: usize) -> String {
        match (Contents::of(&self.document), self.document.division_at(place)) {
            // A chapter is named by the entry itself.
            (Contents::Outline(_), Some(Division { kind, label, .. })) if *kind != DivisionKind::Chapter => {
                kind.with_label(label)
            }
            (Contents::Outline(_) | Contents::Divisions(_), _) => {
                format!("{} %", (place as u128 * 100).checked_div(self.document.whole as u128).unwrap_or(0))
            }
        }
    }

    fn row(&self, cx: &DrawContext<'_>, index: usize, cells: usize) -> Line<'static> {
        let contents = Contents::of(&self.document);
        let (Some((level, label)), Some(place)) = (contents.entry(index), contents.places().nth(index))
        else {
            return Line::default();
        };
        let sign = if self.current == Some(index) { cx.words("▐ ", Role::Cursor) } else { Span::raw("  ") };
        let indent = "  ".repeat(usize::from(level.saturating_sub(self.outermost)).min(DEEPEST));
        let words = match contents {
            Contents::Outline(_) => String::new(),
            Contents::Divisions(_) => format!(" · {}", self.beginning(place)),
        };
        let right = fitted(&self.place(place), cells / 3, Style::new());
        let room = cells.saturating_sub(sign.width() + right.width() + 2);
        let left = fitted(&format!("{indent}{label}{words}"), room, Style::new());
        let pad = " ".repeat(room.saturating_sub(left.width()) + 2);
        Line::from(vec![sign, left, Span::raw(pad), right])
    }

    /// Returns the first words of the text from a place on.
    fn beginning(&self, place: usize) -> &str {
        let text = self.document.text.get(place..).unwrap_or_default();
        text[..text.floor_char_boundary(WORDS)].trim_start().lines().next().unwrap_or_default()
    }
}

impl Component for OutlinePanel {
    fn context(&self) -> Context {
        Context::Outline
    }

    fn hints(&self) -> &'static [Hint] {
        &[(Action::Row(RowAction::Choose), "go to it"), (Action::Program(ProgramAction::Close), "close")]
    }

    fn move_by(&mut self, motion: Motion, cx: &mut KeyContext<'_>) {
        self.list.move_by(motion, cx.count, Contents::of(&self.document).len(), cx.page);
    }

    fn choose(&mut self, cx: &mut KeyContext<'_>) {
        let place = Contents::of(&self.document).places().nth(self.list.selected).map(Position);
        let attached = self.document.attachments.iter().position(|file| Some(file.place) == place);
        let open = attached.map(Outcome::OpenAttachment).or(place.map(Outcome::GoToHeading));
        cx.ask([Outcome::Close].into_iter().chain(open));
    }

    fn draw(&self, cx: &mut DrawContext<'_>, layout: &Layout) {
        let contents = Contents::of(&self.document);
        let heading = match contents {
            Contents::Outline(_) => "Outline",
            Contents::Divisions(divisions) => match divisions.first().map(|division| division.kind) {
                Some(DivisionKind::Page) | None => "Pages",
                Some(DivisionKind::Chapter) => "Chapters",
                Some(DivisionKind::Time) => "Times",
                Some(DivisionKind::Message) => "Messages",
            },
        };
        draw_list(cx, layout, heading, (self.list, contents.len()), |cx, at, cells| self.row(cx, at, cells));
    }
}
