//! What a motion goes by and how far, whatever it moves: a text, a list or a table.

use crate::ui::input::action::Motion;

/// Cells one key press scrolls code and tables sideways.
const SIDEWAYS: isize = 8;

/// What a motion goes by, and how far; a negative distance goes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Course {
    /// By rows.
    Rows(isize),
    /// By this number of rows, which are pages or half pages.
    Pages(isize),
    /// By sentences.
    Sentences(isize),
    /// By paragraphs; in a list by groups.
    Paragraphs(isize),
    /// By headings, pages or chapters.
    Headings(isize),
    /// By cells to the right.
    Cells(isize),
    /// To the beginning.
    Beginning,
    /// To the end.
    End,
    /// To a line of the text, a row of the list, counted from 1.
    Line(usize),
    /// To a share of the whole, in percent.
    Percent(usize),
}

/// The rows that a motion moves through.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RowExtent {
    /// How many there are.
    pub count: usize,
    /// The selected one, counted from 0.
    pub selected: usize,
}

impl Motion {
    /// Returns the step of the motion, with the number typed before its key, where `page` rows are in view.
    /// Two rows of the last page stay in view.
    pub(crate) fn course(self, count: Option<usize>, page: usize) -> Course {
        let times = count.unwrap_or(1) as isize;
        let half = (page as isize / 2).max(1);
        let whole = (page as isize - 2).max(1);
        match self {
            Motion::Down => Course::Rows(times),
            Motion::Up => Course::Rows(-times),
            Motion::HalfPageDown => Course::Pages(times.saturating_mul(half)),
            Motion::HalfPageUp => Course::Pages(times.saturating_mul(-half)),
            Motion::PageDown => Course::Pages(times.saturating_mul(whole)),
            Motion::PageUp => Course::Pages(times.saturating_mul(-whole)),
            Motion::Top => count.map_or(Course::Beginning, Course::Line),
            Motion::Bottom => count.map_or(Course::End, Course::Line),
            Motion::Percent => Course::Percent(count.unwrap_or(0)),
            Motion::NextParagraph => Course::Paragraphs(times),
            Motion::PreviousParagraph => Course::Paragraphs(-times),
            Motion::NextHeading => Course::Headings(times),
            Motion::PreviousHeading => Course::Headings(-times),
            Motion::NextSentence => Course::Sentences(times),
            Motion::PreviousSentence => Course::Sentences(-times),
            Motion::ScrollRight => Course::Cells(times.saturating_mul(SIDEWAYS)),
            Motion::ScrollLeft => Course::Cells(times.saturating_mul(-SIDEWAYS)),
        }
    }
}

impl Course {
    /// Returns the row it leads to, counted from 0; `None` when it means nothing in plain rows.
    pub(crate) fn row(self, rows: RowExtent) -> Option<usize> {
        let last = rows.count.saturating_sub(1);
        let to = match self {
            Course::Rows(by) | Course::Pages(by) => rows.selected.saturating_add_signed(by),
            Course::Beginning => 0,
            Course::End => last,
            Course::Line(line) => line.saturating_sub(1),
            Course::Percent(percent) => last * percent.min(100) / 100,
            Course::Sentences(_) | Course::Paragraphs(_) | Course::Headings(_) | Course::Cells(_) => {
                return None;
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
        let rows = RowExtent { count: 50, selected: 10 };
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
            assert_eq!(motion.course(count, 12).row(rows), to, "{motion:?} {count:?}");
        }
        assert_eq!(Course::End.row(RowExtent { count: 0, selected: 0 }), Some(0));
    }
}
