//! How far a motion goes in rows.

use crate::ui::input::action::Motion;

/// Cells one key press scrolls code and tables sideways.
pub(crate) const SIDEWAYS: isize = 8;

/// The rows a motion moves through.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rows {
    /// How many there are.
    pub count: usize,
    /// The selected one, counted from 0.
    pub selected: usize,
    /// How many fit on a page.
    pub page: usize,
}

impl Motion {
    /// Returns the rows covered by a motion that goes by lines or pages of `page` rows, negative
    /// upwards; two rows of the last page stay in view.
    pub(crate) fn distance(self, times: isize, page: usize) -> Option<isize> {
        let half = (page as isize / 2).max(1);
        let whole = (page as isize - 2).max(1);
        match self {
            Motion::Down => Some(times),
            Motion::Up => Some(-times),
            Motion::HalfPageDown => Some(times.saturating_mul(half)),
            Motion::HalfPageUp => Some(times.saturating_mul(-half)),
            Motion::PageDown => Some(times.saturating_mul(whole)),
            Motion::PageUp => Some(times.saturating_mul(-whole)),
            Motion::Top
            | Motion::Bottom
            | Motion::Percent
            | Motion::NextParagraph
            | Motion::PreviousParagraph
            | Motion::NextHeading
            | Motion::PreviousHeading
            | Motion::NextSentence
            | Motion::PreviousSentence
            | Motion::ScrollRight
            | Motion::ScrollLeft => None,
        }
    }

    /// Returns the row a motion leads to; `None` when it means nothing in plain rows. `count` is the
    /// number typed before the key: a row counted from 1, percent, or a number of repetitions.
    pub(crate) fn row(self, count: Option<usize>, rows: Rows) -> Option<usize> {
        let last = rows.count.saturating_sub(1);
        let to = match self {
            Motion::Top => count.unwrap_or(1).saturating_sub(1),
            Motion::Bottom => count.map_or(last, |row| row.saturating_sub(1)),
            Motion::Percent => last * count.unwrap_or(0).min(100) / 100,
            Motion::Down
            | Motion::Up
            | Motion::HalfPageDown
            | Motion::HalfPageUp
            | Motion::PageDown
            | Motion::PageUp
            | Motion::NextParagraph
            | Motion::PreviousParagraph
            | Motion::NextHeading
            | Motion::PreviousHeading
            | Motion::NextSentence
            | Motion::PreviousSentence
            | Motion::ScrollRight
            | Motion::ScrollLeft => {
                let by = self.distance(count.unwrap_or(1) as isize, rows.page)?;
                rows.selected.saturating_add_signed(by)
            }
        };
        Some(to.min(last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn motions_lead_to_rows() {
        let rows = Rows { count: 50, selected: 10, page: 12 };
        for (motion, count, to) in [
            (Motion::Down, None, Some(11)),
            (Motion::Up, Some(3), Some(7)),
            (Motion::Up, Some(30), Some(0)),
            (Motion::PageDown, None, Some(20)),
            (Motion::HalfPageUp, None, Some(4)),
            (Motion::PageDown, Some(9), Some(49)),
            (Motion::Top, None, Some(0)),
            (Motion::Bottom, None, Some(49)),
            (Motion::Bottom, Some(12), Some(11)),
            (Motion::Percent, Some(50), Some(24)),
            (Motion::NextSentence, None, None),
        ] {
            assert_eq!(motion.row(count, rows), to, "{motion:?} {count:?}");
        }
        assert_eq!(Motion::Bottom.row(None, Rows { count: 0, selected: 0, page: 1 }), Some(0));
    }
}
