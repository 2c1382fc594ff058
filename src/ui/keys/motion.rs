//! Moving: in the list by documents, in the text by rows and pages, in a comparison by sentences.

use crate::document::Position;
use crate::ui::app::{App, View};
use crate::ui::comparison::state::area;
use crate::ui::input::Motion;
use crate::ui::input::motion::Rows;
use crate::ui::layout::Layout;
use crate::ui::list::lines::ROWS;
use crate::ui::message::Effect;
use crate::ui::panels::help::state as help;
use crate::ui::panels::panel::Panel;
use crate::ui::reader::texts::show_selected;
use crate::ui::reader::{following, windows};

/// Cells one key press scrolls code and tables sideways.
const SIDEWAYS: isize = 8;

/// Moves in the pane the keys go to; `None` when the motion means nothing there.
pub(crate) fn act(app: &mut App, motion: Motion, count: Option<usize>) -> Option<Vec<Effect>> {
    if app.in_list() {
        return in_the_list(app, motion, count);
    }
    match app.view {
        View::Comparison(ref comparing) if comparing.shown.is_table() => in_a_table(app, motion, count),
        View::Comparison(_) => in_a_comparison(app, motion, count),
        View::Claims(_) | View::Search(_) => None,
        View::Reading => in_the_text(app, motion, count),
    }
}

/// Shows the document `by` documents on in the list.
pub(crate) fn step_document(app: &mut App, by: isize) -> Vec<Effect> {
    if app.library.step_document(by) {
        return show_selected(app);
    }
    app.say(if by > 0 { "the last document" } else { "the first document" });
    Vec::new()
}

fn in_the_list(app: &mut App, motion: Motion, count: Option<usize>) -> Option<Vec<Effect>> {
    let rows = match app.layout() {
        Layout::Reading { list: Some(list), .. } => usize::from(list.height) / ROWS,
        _ => 1,
    };
    let listing = &mut app.library.listing;
    let all = listing.rows().len();
    match motion {
        Motion::Top => listing.select_row(count.unwrap_or(1).saturating_sub(1)),
        Motion::Bottom => listing.select_row(count.unwrap_or(all).saturating_sub(1)),
        Motion::NextParagraph => listing.step_group(count.unwrap_or(1) as isize),
        Motion::PreviousParagraph => listing.step_group(-(count.unwrap_or(1) as isize)),
        Motion::Percent => listing.select_row(all.saturating_sub(1) * count.unwrap_or(0).min(100) / 100),
        _ => listing.step(motion.distance(count.unwrap_or(1) as isize, rows)?),
    };
    Some(show_selected(app))
}

fn in_the_text(app: &mut App, motion: Motion, count: Option<usize>) -> Option<Vec<Effect>> {
    if let Some(effects) = windows::wait_for(app, motion, count) {
        return Some(effects);
    }
    let effects = move_text(app, motion, count);
    following::look_around(app);
    effects
}

/// Goes to a line, counted from 1.
pub(crate) fn move_to_line(app: &mut App, line: usize) -> Vec<Effect> {
    in_the_text(app, Motion::Top, Some(line)).unwrap_or_default()
}

/// Moves the text as far as it is held.
pub(crate) fn move_text(app: &mut App, motion: Motion, count: Option<usize>) -> Option<Vec<Effect>> {
    let times = count.unwrap_or(1) as isize;
    let (pane, area) = app.pane_and_area()?;
    match motion {
        Motion::Top | Motion::Bottom if count.is_some() => {
            pane.to_place(pane.line(count.unwrap_or(1)), &area);
        }
        Motion::Top => pane.to_top(),
        Motion::Bottom => pane.to_bottom(&area),
        Motion::Percent => pane.to_place(pane.percent(count.unwrap_or(0)), &area),
        Motion::NextParagraph => pane.step_paragraph(times, &area),
        Motion::PreviousParagraph => pane.step_paragraph(-times, &area),
        Motion::NextSentence => pane.step_shown_sentence(times, &area),
        Motion::PreviousSentence => pane.step_shown_sentence(-times, &area),
        Motion::ScrollRight => pane.scroll_sideways(SIDEWAYS * times, &area),
        Motion::ScrollLeft => pane.scroll_sideways(-SIDEWAYS * times, &area),
        _ => pane.scroll(motion.distance(times, area.rows())?, &area),
    }
    Some(Vec::new())
}

fn in_a_table(app: &mut App, motion: Motion, count: Option<usize>) -> Option<Vec<Effect>> {
    let times = count.unwrap_or(1) as isize;
    let layout = app.layout();
    let View::Comparison(comparing) = &mut app.view else { return None };
    let to = match motion {
        Motion::NextParagraph => comparing.row_of_group(times),
        Motion::PreviousParagraph => comparing.row_of_group(-times),
        _ => {
            let (count_of, selected, page) =
                (comparing.rows(), comparing.selected(), comparing.page_rows(&layout));
            motion.row(count, Rows { count: count_of, selected, page })?
        }
    };
    comparing.select(to);
    Some(Vec::new())
}

fn in_a_comparison(app: &mut App, motion: Motion, count: Option<usize>) -> Option<Vec<Effect>> {
    let times = count.unwrap_or(1) as isize;
    let layout = app.layout();
    let View::Comparison(comparing) = &mut app.view else { return None };
    let side = comparing.side;
    let area = area(&layout, side)?;
    let pane = comparing.pane(side);
    let last = pane.document.sentences.len().saturating_sub(1);
    let at = |place: Position| pane.document.sentence_at(place.0).unwrap_or(0);
    let to = match motion {
        Motion::Down | Motion::NextSentence => return step(app, times, &layout),
        Motion::Up | Motion::PreviousSentence => return step(app, -times, &layout),
        Motion::Top | Motion::Bottom if count.is_some() => at(pane.line(count.unwrap_or(1))),
        Motion::Top => 0,
        Motion::Bottom => last,
        Motion::Percent => at(pane.percent(count.unwrap_or(0))),
        Motion::NextParagraph | Motion::PreviousParagraph => {
            comparing.step_paragraph(if motion == Motion::NextParagraph { times } else { -times }, &layout);
            return Some(Vec::new());
        }
        Motion::ScrollRight | Motion::ScrollLeft => {
            let by = if motion == Motion::ScrollRight { SIDEWAYS } else { -SIDEWAYS };
            comparing.pane_mut(side).scroll_sideways(by * times, area);
            return Some(Vec::new());
        }
        _ => {
            comparing.scroll(motion.distance(times, area.rows())?, &layout);
            return Some(Vec::new());
        }
    };
    comparing.go_near(to, &layout);
    Some(Vec::new())
}

fn step(app: &mut App, by: isize, layout: &Layout) -> Option<Vec<Effect>> {
    let View::Comparison(comparing) = &mut app.view else { return None };
    comparing.step(by, layout);
    Some(Vec::new())
}

/// Scrolls the help screen if the action is a motion.
pub(crate) fn scroll_help(app: &mut App, motion: Motion, count: Option<usize>) -> Option<Vec<Effect>> {
    let rows = usize::from(app.size.height.saturating_sub(1));
    let Some(Panel::Help { top, context }) = &mut app.panel else { return None };
    let last = help::lines(&app.keymap, *context).len().saturating_sub(rows);
    *top = motion.row(count, Rows { count: last + 1, selected: (*top).min(last), page: rows })?;
    Some(Vec::new())
}
