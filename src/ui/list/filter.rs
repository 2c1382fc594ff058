//! Typing a filter of the list.
//!
//! The list follows each letter, and the best match is selected, so that Enter takes it; the document
//! that was selected before stays selected while no other one matches better. Esc restores everything.

use std::sync::Arc;

use crate::search::Fuzzy;
use crate::tasks::list_options::{Filter, Ranking};
use crate::ui::app::{App, BeforeFilter, Focus, ListShown};
use crate::ui::input::{LineEdit, Motion};
use crate::ui::layout::Layout;
use crate::ui::list::arranging::rearrange;
use crate::ui::list::visible_rows::ROWS;
use crate::ui::message::Effect;
use crate::ui::prompt::{Follows, Prompt, Purpose};
use crate::ui::update::texts::show_selected;

/// Opens the prompt with the current filter.
pub(crate) fn begin(app: &mut App) -> Vec<Effect> {
    let selected = app.library.listing.selected();
    app.before_filter = Some(BeforeFilter { selected, focus: app.focus, list_shown: app.list_shown });
    if !app.shows_list() {
        app.list_shown = ListShown::Chosen(true);
    }
    app.focus = Focus::List;
    let mut prompt = Prompt::new(Purpose::Filter(Follows::Choice));
    prompt.line = LineEdit::new(app.library.listing.options.typed());
    app.prompt = Some(prompt);
    Vec::new()
}

/// Filters by the text of the prompt.
pub(crate) fn typed(app: &mut App) -> Vec<Effect> {
    let Some(prompt) = &app.prompt else { return Vec::new() };
    let text = prompt.line.text().to_string();
    set(app, &text)
}

/// Shows the entries that match `typed`, all when it is empty.
fn set(app: &mut App, typed: &str) -> Vec<Effect> {
    let fuzzy = Fuzzy::parse(typed);
    let filter = Filter { fuzzy: Arc::new(fuzzy), ranking: Ranking::BestFirst };
    app.library.listing.options.filter = (!filter.fuzzy.is_empty()).then_some(filter);
    rearrange(app)
}

/// Keeps the filter and moves the focus to the list.
pub(crate) fn accept(app: &mut App) -> Vec<Effect> {
    app.before_filter = None;
    Vec::new()
}

/// Lifts the filter and restores the selection and the focus.
pub(crate) fn dismiss(app: &mut App) -> Vec<Effect> {
    let mut effects = lift(app).unwrap_or_default();
    if let Some(before) = app.before_filter.take() {
        (app.focus, app.list_shown) = (before.focus, before.list_shown);
        if let Some(id) = before.selected
            && app.library.listing.select(id)
        {
            effects.extend(show_selected(app));
        }
    }
    effects
}

/// Lifts the filter, if there is one; the same document stays selected.
pub(crate) fn lift(app: &mut App) -> Option<Vec<Effect>> {
    app.library.listing.options.filter.take()?;
    Some(rearrange(app))
}

/// Filters by a line typed as a command.
pub(crate) fn keep(app: &mut App, typed: &str) -> Vec<Effect> {
    if app.shows_list() {
        app.focus = Focus::List;
    }
    set(app, typed)
}

/// Moves the selection while the filter is typed.
pub(crate) fn move_selection(app: &mut App, motion: Motion) -> Vec<Effect> {
    let rows = match app.layout() {
        Layout::Reading { list: Some(list), .. } => usize::from(list.height) / ROWS,
        _ => 1,
    };
    let by = motion.distance(1, rows).unwrap_or(0);
    if app.library.listing.step(by) { show_selected(app) } else { Vec::new() }
}
