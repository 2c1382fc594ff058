//! Motions in the list, by documents, and in the text of the reader, by rows and pages.

use crate::ui::app::App;
use crate::ui::input::Motion;
use crate::ui::input::motion::{Rows, SIDEWAYS};
use crate::ui::layout::Layout;
use crate::ui::list::visible_rows::ROWS;
use crate::ui::message::Effect;
use crate::ui::update::texts::show_selected;
use crate::ui::update::{following, windows};

/// Moves in the list or in the text of the reader, where the keys go.
pub(crate) fn act(app: &mut App, motion: Motion, count: Option<usize>) -> Vec<Effect> {
    if app.in_list() { in_the_list(app, motion, count) } else { in_the_text(app, motion, count) }
}

/// Shows the document `by` documents on in the list.
pub(crate) fn step_document(app: &mut App, by: isize) -> Vec<Effect> {
    if app.library.step_document(by) {
        return show_selected(app);
    }
    app.say(if by > 0 { "the last document" } else { "the first document" });
    Vec::new()
}

fn in_the_list(app: &mut App, motion: Motion, count: Option<usize>) -> Vec<Effect> {
    let page = match app.layout() {
        Layout::Reading { list: Some(list), .. } => usize::from(list.height) / ROWS,
        _ => 1,
    };
    let times = count.unwrap_or(1) as isize;
    let listing = &mut app.library.listing;
    let rows = Rows { count: listing.rows().len(), selected: listing.row().unwrap_or(0), page };
    match (motion, motion.distance(times, page), motion.row(count, rows)) {
        (Motion::NextParagraph, ..) => listing.step_group(times),
        (Motion::PreviousParagraph, ..) => listing.step_group(-times),
        (_, Some(by), _) => listing.step(by),
        (_, None, Some(row)) => listing.select_row(row),
        (_, None, None) => return Vec::new(),
    };
    show_selected(app)
}

fn in_the_text(app: &mut App, motion: Motion, count: Option<usize>) -> Vec<Effect> {
    if let Some(effects) = windows::wait_for(app, motion, count) {
        return effects;
    }
    move_text(app, motion, count);
    following::look_around(app);
    Vec::new()
}

/// Goes to a line, counted from 1.
pub(crate) fn move_to_line(app: &mut App, line: usize) -> Vec<Effect> {
    in_the_text(app, Motion::Top, Some(line))
}

/// Moves the text as far as it is held.
pub(crate) fn move_text(app: &mut App, motion: Motion, count: Option<usize>) {
    let times = count.unwrap_or(1) as isize;
    let Some((pane, area)) = app.pane_and_area() else { return };
    match (motion, count) {
        (Motion::Top | Motion::Bottom, Some(line)) => pane.to_place(pane.line(line), &area),
        (Motion::Top, None) => pane.to_top(),
        (Motion::Bottom, None) => pane.to_bottom(&area),
        (Motion::Percent, _) => pane.to_place(pane.percent(count.unwrap_or(0)), &area),
        (Motion::NextParagraph, _) => pane.step_paragraph(times, &area),
        (Motion::PreviousParagraph, _) => pane.step_paragraph(-times, &area),
        (Motion::NextSentence, _) => pane.step_shown_sentence(times, &area),
        (Motion::PreviousSentence, _) => pane.step_shown_sentence(-times, &area),
        (Motion::ScrollRight, _) => pane.scroll_sideways(SIDEWAYS * times, &area),
        (Motion::ScrollLeft, _) => pane.scroll_sideways(-SIDEWAYS * times, &area),
        (
            Motion::Down
            | Motion::Up
            | Motion::HalfPageDown
            | Motion::HalfPageUp
            | Motion::PageDown
            | Motion::PageUp,
            _,
        ) => {
            pane.scroll(motion.distance(times, area.rows()).unwrap_or(0), &area);
        }
    }
}
