//! Moving: in the list by documents, in the text by rows and pages, in a comparison by sentences.

use crate::document::Position;
use crate::ui::app::{App, View};
use crate::ui::comparison::state::area;
use crate::ui::input::Action;
use crate::ui::keys::far::{far, lines};
use crate::ui::layout::Layout;
use crate::ui::list::lines::ROWS;
use crate::ui::message::Effect;
use crate::ui::panels::help::state as help;
use crate::ui::panels::panel::Panel;
use crate::ui::reader::texts::show_selected;
use crate::ui::reader::{following, matching, windows};

/// Cells one key press scrolls code and tables sideways.
const SIDEWAYS: isize = 8;

/// Moves if the action is a motion.
pub(crate) fn act(app: &mut App, action: Action, count: Option<usize>) -> Option<Vec<Effect>> {
    let times = count.unwrap_or(1) as isize;
    match action {
        Action::NextDocument => return Some(step_document(app, times)),
        Action::PreviousDocument => return Some(step_document(app, -times)),
        _ if app.in_list() => return in_the_list(app, action, count),
        _ => {}
    }
    match app.view {
        View::Comparing(ref comparing) if comparing.shown.is_table() => in_a_table(app, action, count),
        View::Comparing(_) => in_a_comparison(app, action, count),
        View::Claims(_) | View::Concordance(_) => None,
        View::Reading => in_the_text(app, action, count),
    }
}

fn step_document(app: &mut App, by: isize) -> Vec<Effect> {
    if app.library.step_document(by) {
        return show_selected(app);
    }
    app.say(if by > 0 { "the last document" } else { "the first document" });
    Vec::new()
}

fn in_the_list(app: &mut App, action: Action, count: Option<usize>) -> Option<Vec<Effect>> {
    let rows = match app.layout() {
        Layout::Reading { list: Some(list), .. } => usize::from(list.height) / ROWS,
        _ => 1,
    };
    let listing = &mut app.library.listing;
    let all = listing.rows().len();
    match action {
        Action::Top => listing.select_row(count.unwrap_or(1).saturating_sub(1)),
        Action::Bottom => listing.select_row(count.unwrap_or(all).saturating_sub(1)),
        Action::NextParagraph => listing.step_group(count.unwrap_or(1) as isize),
        Action::PreviousParagraph => listing.step_group(-(count.unwrap_or(1) as isize)),
        Action::Percent => listing.select_row(all.saturating_sub(1) * count.unwrap_or(0).min(100) / 100),
        _ => listing.step(lines(&far(action, count.unwrap_or(1) as isize)?, rows)),
    };
    Some(show_selected(app))
}

fn in_the_text(app: &mut App, action: Action, count: Option<usize>) -> Option<Vec<Effect>> {
    if let Some(effects) = windows::wait_for(app, action, count) {
        return Some(effects);
    }
    let effects = move_text(app, action, count);
    following::look_around(app);
    effects
}

/// Goes to a line, counted from 1.
pub(crate) fn move_to_line(app: &mut App, line: usize) -> Vec<Effect> {
    in_the_text(app, Action::Top, Some(line)).unwrap_or_default()
}

/// Moves the text as far as it is held.
pub(crate) fn move_text(app: &mut App, action: Action, count: Option<usize>) -> Option<Vec<Effect>> {
    let times = count.unwrap_or(1) as isize;
    let (pane, area) = app.pane_and_area()?;
    match action {
        Action::Top | Action::Bottom if count.is_some() => {
            pane.to_place(pane.line(count.unwrap_or(1)), &area);
        }
        Action::Top => pane.to_top(),
        Action::Bottom => pane.to_bottom(&area),
        Action::Percent => pane.to_place(pane.percent(count.unwrap_or(0)), &area),
        Action::NextParagraph => pane.step_paragraph(times, &area),
        Action::PreviousParagraph => pane.step_paragraph(-times, &area),
        Action::NextSentence => matching::step_sentence(pane, times, &area),
        Action::PreviousSentence => matching::step_sentence(pane, -times, &area),
        Action::ScrollRight => pane.scroll_sideways(SIDEWAYS * times, &area),
        Action::ScrollLeft => pane.scroll_sideways(-SIDEWAYS * times, &area),
        _ => pane.scroll(lines(&far(action, times)?, area.rows()), &area),
    }
    Some(Vec::new())
}

fn in_a_table(app: &mut App, action: Action, count: Option<usize>) -> Option<Vec<Effect>> {
    let times = count.unwrap_or(1) as isize;
    let layout = app.layout();
    let View::Comparing(comparing) = &mut app.view else { return None };
    let last = comparing.rows().saturating_sub(1);
    let to = match action {
        Action::Top => count.unwrap_or(1).saturating_sub(1),
        Action::Bottom => count.map_or(last, |row| row.saturating_sub(1)),
        Action::Percent => last * count.unwrap_or(0).min(100) / 100,
        Action::NextParagraph => comparing.row_of_group(times),
        Action::PreviousParagraph => comparing.row_of_group(-times),
        _ => {
            let by = lines(&far(action, times)?, comparing.page_rows(&layout));
            comparing.selected().saturating_add_signed(by)
        }
    };
    comparing.select(to);
    Some(Vec::new())
}

fn in_a_comparison(app: &mut App, action: Action, count: Option<usize>) -> Option<Vec<Effect>> {
    let times = count.unwrap_or(1) as isize;
    let layout = app.layout();
    let View::Comparing(comparing) = &mut app.view else { return None };
    let side = comparing.side;
    let area = area(&layout, side)?;
    let pane = comparing.pane(side);
    let last = pane.document.sentences.len().saturating_sub(1);
    let at = |place: Position| pane.document.sentence_at(place.0).unwrap_or(0);
    let to = match action {
        Action::Down | Action::NextSentence => return step(app, times, &layout),
        Action::Up | Action::PreviousSentence => return step(app, -times, &layout),
        Action::Top | Action::Bottom if count.is_some() => at(pane.line(count.unwrap_or(1))),
        Action::Top => 0,
        Action::Bottom => last,
        Action::Percent => at(pane.percent(count.unwrap_or(0))),
        Action::NextParagraph | Action::PreviousParagraph => {
            comparing.step_paragraph(if action == Action::NextParagraph { times } else { -times }, &layout);
            return Some(Vec::new());
        }
        Action::ScrollRight | Action::ScrollLeft => {
            let by = if action == Action::ScrollRight { SIDEWAYS } else { -SIDEWAYS };
            comparing.pane_mut(side).scroll_sideways(by * times, area);
            return Some(Vec::new());
        }
        _ => {
            comparing.scroll(lines(&far(action, times)?, area.rows()), &layout);
            return Some(Vec::new());
        }
    };
    comparing.go_near(to, &layout);
    Some(Vec::new())
}

fn step(app: &mut App, by: isize, layout: &Layout) -> Option<Vec<Effect>> {
    let View::Comparing(comparing) = &mut app.view else { return None };
    comparing.step(by, layout);
    Some(Vec::new())
}

/// Scrolls the help screen if the action is a motion.
pub(crate) fn scroll_help(app: &mut App, action: Action, count: Option<usize>) -> Option<Vec<Effect>> {
    let rows = usize::from(app.size.height.saturating_sub(1));
    let Some(Panel::Help { top, context }) = &mut app.panel else { return None };
    let last = help::lines(&app.keymap, *context).len().saturating_sub(rows);
    let to = match action {
        Action::Top => 0,
        Action::Bottom => last,
        _ => {
            let by = lines(&far(action, count.unwrap_or(1) as isize)?, rows);
            (*top).min(last).saturating_add_signed(by)
        }
    };
    *top = to.min(last);
    Some(Vec::new())
}
