//! Mouse actions: the wheel scrolls the pane under it, a click selects or does what a key on the bottom row
//! does, the divider and the scrollbar can be dragged.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position as Cell;

use crate::document::Position;
use crate::ui::app::{App, Clicks, Held};
use crate::ui::component::Component;
use crate::ui::drawing::shown_hints;
use crate::ui::input::{Action, ComparisonAction, Context};
use crate::ui::layout::{Layout, TextArea, Under};
use crate::ui::reader::text_pane::Selection;
use crate::ui::views::View;

/// Rows one turn of the wheel scrolls.
const WHEEL: isize = 3;

impl App {
    /// Handles an event of the mouse.
    pub(crate) fn use_mouse(&mut self, mouse: MouseEvent) {
        if self.prompt.is_some() || self.note_editor.is_some() {
            return;
        }
        if mouse.kind == MouseEventKind::Down(MouseButton::Left)
            && let Some(action) = self.hint_under(Cell { x: mouse.column, y: mouse.row })
        {
            return self.act(action, None);
        }
        if self.panel.is_some() {
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

    /// Returns the action of the key that is named at a cell of the bottom row.
    fn hint_under(&self, cell: Cell) -> Option<Action> {
        let status = self.layout().status().filter(|_| self.notice.is_none())?;
        let hints = shown_hints(self, status);
        hints.iter().find(|hint| hint.cells.contains(cell)).map(|hint| hint.action)
    }

    fn turn_wheel(&mut self, mouse: MouseEvent, by: isize) {
        let (dimensions, rows) = (self.dimensions(), by * WHEEL);
        match (self.layout().under(Cell { x: mouse.column, y: mouse.row }), &mut self.views.top) {
            (Under::List(_), _) => {
                self.list.library.listing.step(by);
                self.show_selected();
            }
            (Under::Text(area) | Under::Scrollbar(area), _) => {
                if let Some((pane, _)) = self.texts().pane_and_area() {
                    pane.scroll(rows, &area);
                }
            }
            (Under::Side(side, _) | Under::Bar(side, _), View::Comparison(comparing)) => {
                comparing.turn_wheel(side, rows, dimensions);
            }
            (Under::Table(_), view) => {
                if let Some((list, len)) = view.component_mut().and_then(Component::table) {
                    list.step(rows, len);
                }
            }
            (Under::Side(..) | Under::Bar(..) | Under::Counterpart | Under::Divider | Under::Nothing, _) => {}
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
                if let Some(line) = self.list.library.listing.line_under(y, height) {
                    self.list.library.listing.select_line(line);
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
                self.press_on_text(cell);
            }
            (Under::Bar(side, area), View::Comparison(comparing)) => {
                comparing.click_bar(side, &area, cell, dimensions);
            }
            (Under::Side(side, area), View::Comparison(comparing)) => {
                comparing.click(side, &area, cell, dimensions);
                if comparing.context() == Context::Comparison {
                    self.press_on_text(cell);
                }
            }
            (Under::Table(table), view) => {
                let (row, height) = (usize::from(mouse.row - table.y), usize::from(table.height));
                if let Some((list, len)) = view.component_mut().and_then(Component::table) {
                    list.click(row, len, height);
                }
            }
            (Under::Counterpart, View::Comparison(_)) => {
                self.act(ComparisonAction::Counterpart.into(), None);
            }
            (Under::Side(..) | Under::Bar(..) | Under::Counterpart | Under::Nothing, _) => {}
        }
    }

    /// Ends the selection and holds the place under the mouse, where another one may begin. A second click on the
    /// same cell selects the word, a third one the sentence. The margins are no place of the text.
    fn press_on_text(&mut self, cell: (u16, u16)) {
        let count = if self.clicks.cell == cell { self.clicks.count % 3 + 1 } else { 1 };
        self.clicks = Clicks { cell, count };
        let mut texts = self.texts();
        let Some((pane, area)) = texts.pane_and_area() else { return };
        pane.selection = None;
        let is_inside = area.text.contains(Cell { x: cell.0, y: cell.1 });
        let Some(at) = pane.place_under(&area, cell).filter(|_| is_inside) else { return };
        match count {
            2 => pane.select(pane.word_at(at)),
            3 => {
                let sentence = pane.document.sentence_at(at).and_then(|at| pane.document.sentences.get(at));
                if let Some(span) = sentence.map(|sentence| sentence.span) {
                    pane.select(span);
                }
            }
            _ => {}
        }
        self.held = Held::Text(at);
    }

    /// Selects from the place where the mouse was pressed to the nearest place under it; above or below the text it
    /// scrolls by a row.
    fn drag_over_text(&mut self, anchor: usize, mouse: MouseEvent) {
        let mut texts = self.texts();
        let Some((pane, area)) = texts.pane_and_area() else { return };
        let rows = area.text;
        if mouse.row < rows.y {
            pane.scroll(-1, &area);
        } else if mouse.row >= rows.bottom() {
            pane.scroll(1, &area);
        }
        let column = mouse.column.clamp(rows.x, rows.right().saturating_sub(1));
        let row = mouse.row.clamp(rows.y, rows.bottom().saturating_sub(1));
        if let Some(head) = pane.place_under(&area, (column, row)) {
            pane.selection = Some(Selection { anchor, head, is_by_keys: false });
        }
        self.clicks = Clicks::default();
    }

    fn drag_mouse(&mut self, mouse: MouseEvent) {
        match (self.held, self.layout()) {
            (Held::Text(anchor), _) => self.drag_over_text(anchor, mouse),
            (Held::Divider, _) => self.settings.list_width = Some(mouse.column),
            (Held::Scrollbar, Layout::Reading { text, .. }) => self.scroll_to_row(&text, mouse),
            (Held::Scrollbar | Held::Nothing, _) => {}
        }
    }

    /// Goes to the part of the text at a row of the scrollbar; its last row is the end.
    fn scroll_to_row(&mut self, area: &TextArea, mouse: MouseEvent) {
        let (row, rows) = (usize::from(mouse.row.saturating_sub(area.area.y)), area.rows().max(1));
        let Some(whole) = self.pane().map(|pane| pane.document.whole) else { return };
        let place =
            if row + 1 >= rows { whole } else { (whole as u128 * row as u128 / rows as u128) as usize };
        self.texts().go_to_place(Position(place));
    }
}
