//! Mouse actions: the wheel scrolls the pane under it, a click selects, the divider can be dragged.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position as Cell;

use crate::ui::app::{App, Held};
use crate::ui::input::ComparisonAction;
use crate::ui::layout::{Layout, TextArea, Under};
use crate::ui::views::View;

/// Rows one turn of the wheel scrolls.
const WHEEL: isize = 3;

impl App {
    /// Does what the mouse asks for.
    pub(crate) fn use_mouse(&mut self, mouse: MouseEvent) {
        if self.prompt.is_some() || self.panel.is_some() {
            return;
        }
        match mouse.kind {
            MouseEventKind::ScrollDown => self.turn_wheel(mouse, 1),
            MouseEventKind::ScrollUp => self.turn_wheel(mouse, -1),
            MouseEventKind::Down(MouseButton::Left) => self.press_mouse(mouse),
            MouseEventKind::Drag(MouseButton::Left) => self.drag_mouse(mouse),
            MouseEventKind::Up(MouseButton::Left) => self.held = Held::Nothing,
            _ => {}
        }
    }

    fn turn_wheel(&mut self, mouse: MouseEvent, by: isize) {
        let (dimensions, rows) = (self.dimensions(), by * WHEEL);
        match (self.layout().under(Cell { x: mouse.column, y: mouse.row }), &mut self.views.top) {
            (Under::List(_), _) => {
                self.list.library.listing.step(by);
                self.show_selected();
            }
            (Under::Text(area), _) => {
                if let Some((pane, _)) = self.texts().pane_and_area() {
                    pane.scroll(rows, &area);
                }
            }
            (Under::Side(side, _) | Under::Bar(side, _), View::Comparison(comparing)) => {
                comparing.turn_wheel(side, rows, dimensions);
            }
            (Under::Table(_), view) => {
                if let Some(table) = view.component_mut() {
                    table.step_row(rows);
                }
            }
            (
                Under::Side(..)
                | Under::Bar(..)
                | Under::Counterpart
                | Under::Divider
                | Under::Scrollbar(_)
                | Under::Nothing,
                _,
            ) => {}
        }
    }

    fn press_mouse(&mut self, mouse: MouseEvent) {
        let dimensions = self.dimensions();
        let cell = (mouse.column, mouse.row);
        self.held = Held::Nothing;
        match (self.layout().under(Cell { x: mouse.column, y: mouse.row }), &mut self.views.top) {
            (Under::List(area), _) => {
                self.list.has_focus = true;
                let (y, height) = (usize::from(mouse.row - area.y), usize::from(area.height));
                if let Some(row) = self.list.library.listing.row_under(y, height) {
                    self.list.library.listing.select_row(row);
                    self.show_selected();
                }
            }
            (Under::Divider, _) => self.held = Held::Divider,
            (Under::Scrollbar(area), _) => {
                self.held = Held::Scrollbar;
                self.scroll_to_row(&area, mouse);
            }
            (Under::Text(area), _) => {
                self.list.has_focus = false;
                if let Some((pane, _)) = self.texts().pane_and_area() {
                    pane.chosen = pane.sentence_under(&area, cell).or(pane.chosen);
                }
            }
            (Under::Bar(side, area), View::Comparison(comparing)) => {
                comparing.click_bar(side, &area, cell, dimensions);
            }
            (Under::Side(side, area), View::Comparison(comparing)) => {
                comparing.click(side, &area, cell, dimensions);
            }
            (Under::Table(table), view) => {
                let (row, height) = (usize::from(mouse.row - table.y), usize::from(table.height));
                if let Some(table) = view.component_mut() {
                    table.click_row(row, height);
                }
            }
            (Under::Counterpart, View::Comparison(_)) => {
                self.act(ComparisonAction::Counterpart.into(), None);
            }
            (Under::Side(..) | Under::Bar(..) | Under::Counterpart | Under::Nothing, _) => {}
        }
    }

    fn drag_mouse(&mut self, mouse: MouseEvent) {
        match (self.held, self.layout()) {
            (Held::Divider, _) => self.settings.list_width = Some(mouse.column),
            (Held::Scrollbar, Layout::Reading { text, .. }) => self.scroll_to_row(&text, mouse),
            (Held::Scrollbar | Held::Nothing, _) => {}
        }
    }

    /// Goes to the part of the text at a row of the scrollbar.
    fn scroll_to_row(&mut self, area: &TextArea, mouse: MouseEvent) {
        let row = usize::from(mouse.row.saturating_sub(area.area.y));
        if let Some(pane) = self.pane() {
            let place = pane.percent(row * 100 / area.rows().max(1));
            self.texts().go_to_place(place);
        }
    }
}
