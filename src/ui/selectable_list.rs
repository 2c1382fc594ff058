//! A list of rows with one selected: how motions and clicks select a row, which rows are in view,
//! and how they are drawn.
//!
//! The selected row is always in view, in the middle of a long list, so there is no scroll position to keep.

use std::ops::Range;

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{
    HighlightSpacing, List, ListState, Scrollbar, ScrollbarOrientation, ScrollbarState, StatefulWidget,
};

use crate::ui::drawing::{DrawContext, MARGIN, Role};
use crate::ui::input::Motion;
use crate::ui::input::motion::RowExtent;

/// The selected row of a list, counted from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SelectableList {
    /// The row.
    pub selected: usize,
}

/// How a list is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ListAppearance {
    /// Over a pane, with this sign in the margin of the selected row.
    Table(&'static str),
    /// In the box of a panel, the selected row filled.
    Panel,
}

impl SelectableList {
    /// Selects a row, of `len` rows the last one when there are fewer.
    pub(crate) fn select(&mut self, row: usize, len: usize) {
        self.selected = row.min(len.saturating_sub(1));
    }

    /// Moves the selection among `len` rows, of which `page` are in view; `count` is the number typed
    /// before the key. A motion that means nothing in a list moves nothing.
    pub(crate) fn move_by(&mut self, motion: Motion, count: Option<usize>, len: usize, page: usize) {
        let rows = RowExtent { count: len, selected: self.selected };
        self.selected = motion.course(count, page).row(rows).unwrap_or(self.selected);
    }

    /// Moves the selection by this many of `len` rows, stopping at the ends.
    pub(crate) fn step(&mut self, by: isize, len: usize) {
        self.select(self.selected.saturating_add_signed(by), len);
    }

    /// Selects the row that is drawn on row `y` of `height`.
    pub(crate) fn click(&mut self, y: usize, len: usize, height: usize) {
        self.select(self.visible(len, height).start + y, len);
    }

    /// Returns the rows in view when `len` rows are drawn on `height`.
    pub(crate) fn visible(self, len: usize, height: usize) -> Range<usize> {
        let from = self.selected.saturating_sub(height / 2).min(len.saturating_sub(height));
        from..(from + height).min(len)
    }

    /// Draws the rows in view, and a scrollbar at the right when there are more; `row` returns a row for a
    /// number of cells.
    pub(crate) fn draw<'l>(
        self,
        cx: &mut DrawContext<'_>,
        area: Rect,
        len: usize,
        appearance: ListAppearance,
        mut row: impl FnMut(&DrawContext<'_>, usize, usize) -> Line<'l>,
    ) {
        let shown = self.visible(len, area.height.into());
        let has_scrollbar = shown.len() < len;
        let rows = Rect { width: area.width.saturating_sub(has_scrollbar.into()), ..area };
        let cells = match appearance {
            ListAppearance::Table(_) => rows.width.saturating_sub(MARGIN),
            // The columns beside the words stay empty, or hold the scrollbar.
            ListAppearance::Panel => area.width.saturating_sub(2),
        };
        let lines = shown.clone().map(|at| row(cx, at, cells.into()));
        let list = match appearance {
            ListAppearance::Table(cursor) => List::new(lines.collect::<Vec<_>>())
                .highlight_symbol(Line::from(cx.words(format!("{cursor:<2}"), Role::Cursor)))
                .highlight_spacing(HighlightSpacing::Always),
            ListAppearance::Panel => List::new(lines.map(indented).collect::<Vec<_>>())
                .style(cx.style(Role::Panel))
                .highlight_style(cx.style(Role::PanelSelected)),
        };
        let selected = self.selected.checked_sub(shown.start).filter(|at| *at < shown.len());
        let mut state = ListState::default().with_selected(selected);
        StatefulWidget::render(list, rows, cx.buffer, &mut state);
        if has_scrollbar {
            draw_scrollbar(cx, area, shown, len);
        }
    }
}

fn indented(mut row: Line<'_>) -> Line<'_> {
    row.spans.insert(0, Span::raw(" "));
    row
}

/// Draws a scrollbar into the last column of an area, in which these of `len` rows are shown.
pub(crate) fn draw_scrollbar(cx: &mut DrawContext<'_>, area: Rect, shown: Range<usize>, len: usize) {
    let places = len.saturating_sub(shown.len()) + 1;
    let mut state = ScrollbarState::new(places).position(shown.start).viewport_content_length(shown.len());
    Scrollbar::new(ScrollbarOrientation::VerticalRight)
        .begin_symbol(None)
        .end_symbol(None)
        .track_symbol(Some("│"))
        .track_style(cx.style(Role::Rule))
        .thumb_symbol("┃")
        .thumb_style(cx.style(Role::Thumb))
        .render(area, cx.buffer, &mut state);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_selected_row_is_in_view() {
        for len in [1, 5, 50] {
            for selected in 0..len {
                let rows = SelectableList { selected }.visible(len, 7);
                assert!(rows.contains(&selected), "{selected} of {len}");
                assert_eq!(rows.len(), len.min(7));
            }
        }
        assert!(SelectableList { selected: 0 }.visible(0, 7).is_empty());
        assert!(SelectableList { selected: 3 }.visible(9, 0).is_empty());
    }

    #[test]
    fn motions_and_clicks_stay_among_the_rows() {
        let mut list = SelectableList::default();
        list.move_by(Motion::Bottom, None, 20, 5);
        assert_eq!(list.selected, 19);
        list.move_by(Motion::NextSentence, None, 20, 5);
        assert_eq!(list.selected, 19);
        list.click(0, 20, 5);
        assert_eq!(list.selected, 15);
        list.step(99, 20);
        assert_eq!(list.selected, 19);
        list.select(4, 0);
        assert_eq!(list.selected, 0);
    }
}
