//! Whether the lines of a text were filled up to a width, and to which.

use super::line::{Line, Look};

/// The widths, in cells, that people fill lines to.
const NARROWEST: u16 = 40;
const WIDEST: u16 = 100;

/// How many line ends inside paragraphs it takes to tell.
const ENOUGH: usize = 3;

/// The evidence of all line ends inside paragraphs.
#[derive(Default)]
pub(super) struct Evidence {
    /// Of each two consecutive lines: the cells of the first, and with the next line's first word.
    ends: Vec<(u16, u16)>,
}

/// The width that the lines of a text were filled to, in cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wrapping {
    width: u16,
}

impl Evidence {
    /// Takes in that `next` stands directly below `line`.
    pub(super) fn add(&mut self, line: &Line, next: &Line) {
        if may_join(line, next) {
            self.ends.push((line.width, with_word(line, next)));
        }
    }

    /// Returns what the line ends say: a width when most lines could not have taken one word more.
    pub(super) fn weigh(mut self) -> Option<Wrapping> {
        if self.ends.len() < ENOUGH {
            return None;
        }
        // A few lines may stick out: addresses and words longer than a line.
        let rank = (self.ends.len() - 1) * 49 / 50;
        let width = self.ends.select_nth_unstable(rank).1.0;
        if !(NARROWEST..=WIDEST).contains(&width) {
            return None;
        }
        let full = self.ends.iter().filter(|(_, with_word)| *with_word > width).count();
        (full * 10 >= self.ends.len() * 7).then_some(Wrapping { width })
    }
}

impl Wrapping {
    /// Tells whether `next` goes on with the paragraph whose last line is `line`.
    ///
    /// Lines fall somewhat short of the width where they were set to look even.
    pub(super) fn joins(self, line: &Line, next: &Line) -> bool {
        may_join(line, next) && u32::from(with_word(line, next)) * 8 > u32::from(self.width) * 7
    }
}

/// Returns the cells that a line would take with the next line's first word.
fn with_word(line: &Line, next: &Line) -> u16 {
    line.width.saturating_add(1).saturating_add(next.first)
}

/// Tells whether two lines can be one paragraph at all, by their indentation and look.
fn may_join(line: &Line, next: &Line) -> bool {
    let hangs = match line.look {
        // Under the item's text, or under its marker.
        Look::Item(marker) => {
            next.indent == line.indent.saturating_add(marker.into()) || next.indent == line.indent
        }
        // A first line may stand in; nothing may stand in further than the line above.
        Look::Prose => next.indent == line.indent || (next.indent == 0 && line.indent <= 8),
        Look::Set => false,
    };
    hangs && next.look == Look::Prose
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn weighed(text: &str) -> Option<Wrapping> {
        let lines: Vec<Line> =
            text.lines().filter_map(|line| Line::new(line, Span::new(0, line.len()))).collect();
        let mut evidence = Evidence::default();
        lines.windows(2).for_each(|pair| evidence.add(&pair[0], &pair[1]));
        evidence.weigh()
    }

    #[test]
    fn filled_lines_show_their_width() {
        let words = "the tide rises and falls twice a day because the moon pulls at the water ".repeat(20);
        for width in [50, 72, 90] {
            let filled = textwrap::fill(&words, width);
            let found = weighed(&filled).unwrap().width;
            assert!((width as u16 - 4..=width as u16).contains(&found), "{found} for {width}");
        }
    }

    #[test]
    fn lines_that_end_where_they_like_were_not_filled() {
        assert_eq!(weighed("one\n").map(|w| w.width), None);
        assert_eq!(weighed(include_str!("../../../seeds/000_ac5e6907902fcfd7.txt")), None);
        let poem = "Tyger Tyger, burning bright,\nIn the forests of the night;\nWhat immortal hand or eye,\n\
                    Could frame thy fearful symmetry?\nIn what distant deeps or skies.\n";
        assert_eq!(weighed(poem), None);
    }
}
