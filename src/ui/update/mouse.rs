//! What the mouse does: the wheel scrolls what is under it, a click selects, the divider is dragged.

use ratatui::layout::{Position as Cell, Rect};

use crate::compare::Side;
use crate::ui::app::{App, Focus, Held, View};
use crate::ui::comparison::state::area as side_area;
use crate::ui::input::{Mouse, MouseKind};
use crate::ui::layout::{Layout, TextArea};
use crate::ui::list::visible_rows::{Line, ROWS};
use crate::ui::message::Effect;
use crate::ui::update::{texts, windows};

/// Rows one turn of the wheel scrolls.
const WHEEL: isize = 3;

/// Does what the mouse asks for.
pub(crate) fn use_mouse(app: &mut App, mouse: Mouse) -> Vec<Effect> {
    if app.prompt.is_some() || app.panel.is_some() {
        return Vec::new();
    }
    match mouse.kind {
        MouseKind::WheelDown => wheel(app, mouse, 1),
        MouseKind::WheelUp => wheel(app, mouse, -1),
        MouseKind::Press => press(app, mouse),
        MouseKind::Drag => drag(app, mouse),
        MouseKind::Release => {
            app.held = Held::Nothing;
            Vec::new()
        }
    }
}

/// What is under the mouse.
enum Under {
    List(Rect),
    Divider,
    Text(TextArea),
    Scrollbar(TextArea),
    Side(Side, TextArea),
    Table(Rect),
    Nothing,
}

fn under(layout: &Layout, mouse: Mouse) -> Under {
    let cell = Cell { x: mouse.column, y: mouse.row };
    match layout {
        Layout::Reading { list, text, .. } => match list {
            Some(list) if list.contains(cell) => Under::List(*list),
            Some(list) if mouse.column == list.right() => Under::Divider,
            _ if text.area.contains(cell) && mouse.column == text.scrollbar => Under::Scrollbar(*text),
            _ if text.area.contains(cell) => Under::Text(*text),
            _ => Under::Nothing,
        },
        Layout::Comparison { .. } => [Side::Left, Side::Right]
            .into_iter()
            .filter_map(|side| Some((side, *side_area(layout, side)?)))
            .find(|(_, area)| area.area.contains(cell))
            .map_or(Under::Nothing, |(side, area)| Under::Side(side, area)),
        Layout::Table { table, .. } if table.contains(cell) => Under::Table(*table),
        Layout::Table { .. } | Layout::TooSmall => Under::Nothing,
    }
}

fn wheel(app: &mut App, mouse: Mouse, by: isize) -> Vec<Effect> {
    let (dimensions, rows) = (app.dimensions(), by * WHEEL);
    match (under(&app.layout(), mouse), &mut app.view) {
        (Under::List(_), _) => {
            app.library.listing.step(by);
            return texts::show_selected(app);
        }
        (Under::Text(area), _) => {
            if let Some((pane, _)) = app.pane_and_area() {
                pane.scroll(rows, &area);
            }
        }
        (Under::Side(side, _), View::Comparison(comparing)) => comparing.turn_wheel(side, rows, dimensions),
        (Under::Table(_), View::Claims(claims)) => claims.select(claims.row.saturating_add_signed(rows)),
        (Under::Table(_), View::Search(results)) => {
            results.select(results.selected.saturating_add_signed(rows));
        }
        _ => {}
    }
    Vec::new()
}

fn press(app: &mut App, mouse: Mouse) -> Vec<Effect> {
    let dimensions = app.dimensions();
    let cell = (mouse.column, mouse.row);
    app.held = Held::Nothing;
    match (under(&app.layout(), mouse), &mut app.view) {
        (Under::List(area), _) => {
            app.focus = Focus::List;
            if let Some(row) = row_under(app, area, mouse) {
                app.library.listing.select_row(row);
                return texts::show_selected(app);
            }
        }
        (Under::Divider, _) => app.held = Held::Divider,
        (Under::Scrollbar(area), _) => {
            app.held = Held::Scrollbar;
            return scroll_to(app, &area, mouse);
        }
        (Under::Text(area), _) => {
            app.focus = Focus::Text;
            if let Some((pane, _)) = app.pane_and_area() {
                pane.chosen = pane.sentence_under(&area, cell).or(pane.chosen);
            }
        }
        (Under::Side(side, area), View::Comparison(comparing)) => {
            comparing.click(side, &area, cell, dimensions);
        }
        (Under::Table(table), view) => {
            let (row, height) = (usize::from(mouse.row - table.y), usize::from(table.height));
            match view {
                View::Claims(claims) => claims.click(row, height),
                View::Search(results) => results.click(row, height),
                View::Reading | View::Comparison(_) => {}
            }
        }
        (Under::Side(..) | Under::Nothing, _) => {}
    }
    Vec::new()
}

/// Returns the row of the list under the mouse, if there is an entry.
fn row_under(app: &App, area: Rect, mouse: Mouse) -> Option<usize> {
    let y = usize::from(mouse.row.checked_sub(area.y)?);
    let placed = app.library.listing.placed(usize::from(area.height));
    match placed.iter().rev().find(|placed| placed.y <= y)?.line {
        Line::Entry(row, _) if y < placed.last()?.y + ROWS => Some(row),
        Line::Entry(..) | Line::Heading(_) => None,
    }
}

fn drag(app: &mut App, mouse: Mouse) -> Vec<Effect> {
    match (app.held, app.layout()) {
        (Held::Divider, _) => app.settings.list_width = Some(mouse.column),
        (Held::Scrollbar, Layout::Reading { text, .. }) => return scroll_to(app, &text, mouse),
        (Held::Scrollbar | Held::Nothing, _) => {}
    }
    Vec::new()
}

/// Goes to the part of the text at a row of the scrollbar.
fn scroll_to(app: &mut App, area: &TextArea, mouse: Mouse) -> Vec<Effect> {
    let row = usize::from(mouse.row.saturating_sub(area.area.y));
    match app.pane() {
        Some(pane) => windows::go_to_place(app, pane.percent(row * 100 / area.rows().max(1))),
        None => Vec::new(),
    }
}
