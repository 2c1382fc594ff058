//! What keys do to a grid of claims, and how one is opened and left.

use crate::tasks::entry::EntryId;
use crate::tasks::onscreen::OnScreen;
use crate::tasks::task::{Task, TaskKind};
use crate::ui::app::{App, View};
use crate::ui::claims::state::MOST_DOCUMENTS;
use crate::ui::input::motion::Rows;
use crate::ui::input::{Action, LevelAction, PaneAction, RowAction};
use crate::ui::layout::Layout;
use crate::ui::message::Effect;
use crate::ui::reader::texts::compare_in_order;

/// Opens the grid of these documents, as soon as they are read.
pub(crate) fn open(app: &mut App, entries: &[EntryId]) -> Vec<Effect> {
    if entries.len() > MOST_DOCUMENTS {
        app.trouble(format!(
            "more than {MOST_DOCUMENTS} documents: mark in the list with Space which ones to compare"
        ));
        return Vec::new();
    }
    let wanted = entries.iter().filter_map(|entry| app.wanted(*entry)).collect();
    app.say("reading the documents … Esc cancels");
    let levels = app.settings.levels;
    vec![app.start(Task::Gather(wanted, levels))]
}

/// Does what an action means in the table, if it means anything there.
pub(crate) fn act(app: &mut App, action: Action, count: Option<usize>) -> Option<Vec<Effect>> {
    let times = count.unwrap_or(1) as isize;
    let page = match app.layout() {
        Layout::Table { table, .. } => usize::from(table.height),
        _ => 1,
    };
    let View::Claims(grid) = &mut app.view else { return None };
    match action {
        Action::Pane(PaneAction::Left | PaneAction::Previous) => grid.step_column(-times),
        Action::Pane(PaneAction::Right | PaneAction::Next) => grid.step_column(times),
        Action::Row(RowAction::Choose) => return Some(choose(app)),
        Action::Level(LevelAction::Stricter) => return Some(tighten(app, times)),
        Action::Level(LevelAction::Looser) => return Some(tighten(app, -times)),
        Action::Motion(motion) => {
            let rows = Rows { count: grid.rows().len(), selected: grid.row, page };
            grid.select(motion.row(count, rows)?);
        }
        _ => return None,
    }
    Some(Vec::new())
}

/// Compares the two documents a cell stands for.
fn choose(app: &mut App) -> Vec<Effect> {
    let View::Claims(grid) = &app.view else { return Vec::new() };
    let Some(pair) = grid.pair() else {
        app.say("there is nothing to compare here");
        return Vec::new();
    };
    app.arrival = Some(pair.passage);
    let (one, two) = pair.entries;
    compare_in_order(app, one, two)
}

/// Asks more of a link, or less: the claims are gathered anew.
fn tighten(app: &mut App, by: isize) -> Vec<Effect> {
    let View::Claims(grid) = &mut app.view else { return Vec::new() };
    grid.tighten(by);
    let (levels, documents): (_, Vec<OnScreen>) = (grid.levels, grid.documents.clone());
    app.say(format!("strong from {:.2}, weak from {:.2}", levels.strong, levels.weak));
    vec![app.start(Task::Claims(documents, levels))]
}

/// Leaves the grid; the reader stands where it stood.
pub(crate) fn close(app: &mut App) -> Vec<Effect> {
    app.view = View::Reading;
    vec![app.cancel(TaskKind::Compare)]
}
