//! How far a motion goes.

use crate::ui::input::Action;

/// How far an action goes, in lines and pages.
pub(crate) enum Far {
    Lines(isize),
    HalfPages(isize),
    Pages(isize),
}

pub(crate) fn far(action: Action, times: isize) -> Option<Far> {
    Some(match action {
        Action::Down => Far::Lines(times),
        Action::Up => Far::Lines(-times),
        Action::HalfPageDown => Far::HalfPages(times),
        Action::HalfPageUp => Far::HalfPages(-times),
        Action::PageDown => Far::Pages(times),
        Action::PageUp => Far::Pages(-times),
        _ => return None,
    })
}

/// The lines a motion covers on a page of `rows`; two rows of the last page stay in view.
pub(crate) fn lines(far: &Far, rows: usize) -> isize {
    let rows = rows as isize;
    match far {
        Far::Lines(times) => *times,
        Far::HalfPages(times) => times.saturating_mul((rows / 2).max(1)),
        Far::Pages(times) => times.saturating_mul((rows - 2).max(1)),
    }
}
