//! What the mouse does: the wheel scrolls what is under it, a click selects, the divider is dragged.

use crate::compare::Side;
use crate::document::RowKind;
use crate::ui::app::{App, Focus, Held, View};
use crate::ui::comparison::shown::Shown;
use crate::ui::comparison::state::area as side_area;
use crate::ui::comparison::tables::{fact_rows, window};
use crate::ui::input::{Mouse, MouseKind};
use crate::ui::layout::{Layout, TextArea};
use crate::ui::list::lines::{Line, ROWS};
use crate::ui::message::Effect;
use crate::ui::reader::text_pane::{TextPane, row_glyphs};
use crate::ui::reader::{texts, windows};
use ratatui::layout::{Position as Cell, Rect};

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
    let layout = app.layout();
    match under(&layout, mouse) {
        Under::List(_) => {
            app.library.listing.step(by);
            return texts::show_selected(app);
        }
        Under::Text(area) => {
            if let Some((pane, _)) = app.pane_and_area() {
                pane.scroll(by * WHEEL, &area);
            }
        }
        Under::Side(side, _) => {
            if let View::Comparison(comparing) = &mut app.view {
                if comparing.shown.is_table() {
                    comparing.select(comparing.selected().saturating_add_signed(by * WHEEL));
                    return Vec::new();
                }
                comparing.change_side(side);
                comparing.scroll(by * WHEEL, &layout);
            }
        }
        Under::Table(_) => {
            if let View::Claims(grid) = &mut app.view {
                grid.select(grid.row.saturating_add_signed(by * WHEEL));
            } else if let View::Search(found) = &mut app.view {
                found.select(found.selected.saturating_add_signed(by * WHEEL));
            }
        }
        Under::Divider | Under::Scrollbar(_) | Under::Nothing => {}
    }
    Vec::new()
}

fn press(app: &mut App, mouse: Mouse) -> Vec<Effect> {
    let layout = app.layout();
    app.held = Held::Nothing;
    match under(&layout, mouse) {
        Under::List(area) => {
            app.focus = Focus::List;
            if let Some(row) = row_under(app, area, mouse) {
                app.library.listing.select_row(row);
                return texts::show_selected(app);
            }
        }
        Under::Divider => app.held = Held::Divider,
        Under::Scrollbar(area) => {
            app.held = Held::Scrollbar;
            return scroll_to(app, &area, mouse);
        }
        Under::Text(area) => {
            app.focus = Focus::Text;
            if let Some((pane, _)) = app.pane_and_area() {
                pane.chosen = sentence_under(pane, &area, mouse).or(pane.chosen);
            }
        }
        Under::Table(table) => {
            if let View::Claims(grid) = &mut app.view {
                let rows = window(grid.row, grid.rows().len(), usize::from(table.height));
                grid.select(rows.start + usize::from(mouse.row - table.y));
            } else if let View::Search(found) = &mut app.view {
                let rows = window(found.selected, found.rows.len(), usize::from(table.height));
                found.select(rows.start + usize::from(mouse.row - table.y));
            }
        }
        Under::Side(side, area) if in_table(app) => select_row(app, side, &area, mouse),
        Under::Side(side, area) => {
            if let View::Comparison(comparing) = &mut app.view
                && let Some(sentence) = sentence_under(comparing.pane(side), &area, mouse)
            {
                comparing.change_side(side);
                comparing.go(sentence, &layout);
            }
        }
        Under::Nothing => {}
    }
    Vec::new()
}

/// The row of the list under the mouse, if an entry stands there.
fn row_under(app: &App, area: Rect, mouse: Mouse) -> Option<usize> {
    let y = usize::from(mouse.row.checked_sub(area.y)?);
    let placed = app.library.listing.placed(usize::from(area.height));
    match placed.iter().rev().find(|placed| placed.y <= y)?.line {
        Line::Entry(row, _) if y < placed.last()?.y + ROWS => Some(row),
        Line::Entry(..) | Line::Heading(_) => None,
    }
}

fn in_table(app: &App) -> bool {
    matches!(&app.view, View::Comparison(comparing) if comparing.shown.is_table())
}

/// Selects the row of a table that is under the mouse.
fn select_row(app: &mut App, side: Side, area: &TextArea, mouse: Mouse) {
    let layout = app.layout();
    let View::Comparison(comparing) = &mut app.view else { return };
    let row = usize::from(mouse.row.saturating_sub(area.area.y));
    let selected = match comparing.shown {
        Shown::Pairs(_) => {
            let placed = comparing.placed_pairs(&layout);
            placed.iter().rev().find(|pair| pair.top <= row).map(|pair| pair.index)
        }
        Shown::Overview(_) => {
            comparing.map(&layout).and_then(|map| comparing.link_near(&map, (mouse.column, mouse.row)))
        }
        _ => {
            comparing.side = side;
            let facts = matches!(comparing.shown, Shown::Facts(_));
            let height = if facts { fact_rows(area.rows()) } else { area.rows() };
            (row < height).then(|| window(comparing.selected(), comparing.rows(), height).start + row)
        }
    };
    if !matches!(comparing.shown, Shown::Overview(_)) {
        comparing.side = side;
    }
    if let Some(selected) = selected {
        comparing.select(selected);
    }
}

fn drag(app: &mut App, mouse: Mouse) -> Vec<Effect> {
    match (app.held, app.layout()) {
        (Held::Divider, _) => app.settings.list_width = Some(mouse.column),
        (Held::Scrollbar, Layout::Reading { text, .. }) => return scroll_to(app, &text, mouse),
        _ => {}
    }
    Vec::new()
}

/// Goes to the part of the text that the row of the scrollbar stands for.
fn scroll_to(app: &mut App, area: &TextArea, mouse: Mouse) -> Vec<Effect> {
    let row = usize::from(mouse.row.saturating_sub(area.area.y));
    match app.pane() {
        Some(pane) => windows::go_to_place(app, pane.percent(row * 100 / area.rows().max(1))),
        None => Vec::new(),
    }
}

/// The sentence whose words are under the mouse.
fn sentence_under(pane: &TextPane, area: &TextArea, mouse: Mouse) -> Option<usize> {
    let page = pane.page(area);
    let row = page.get(usize::from(mouse.row.checked_sub(area.area.y)?))?;
    if row.kind == RowKind::Gap {
        return None;
    }
    let block = pane.blocks.get(row.block)?;
    let text = pane.document.passage(row.span);
    let skipped = if block.kind.keeps_lines() { pane.sideways } else { 0 };
    let column = usize::from(mouse.column.saturating_sub(area.text.x)).saturating_sub(block.frame.cells());
    let column = column + skipped;
    let mut cells = 0;
    let under = row_glyphs(block, text).find(|glyph| {
        cells += glyph.width;
        cells > column
    });
    let offset = under.map_or(row.span.end.saturating_sub(1), |glyph| row.span.start + glyph.span.start);
    pane.document.sentence_at(offset)
}
