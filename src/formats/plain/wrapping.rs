//! Whether the lines of a text were filled up to a width, and to which.

use crate::formats::plain::line::{Line, Look};

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
    /// How many of the second lines begin with a small letter.
    small: usize,
    /// How many of the second lines begin with a capital in the middle of a sentence.
    verses: usize,
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
            self.small += usize::from(next.small);
            self.verses += usize::from(next.capital && !line.ended);
        }
    }

    /// Returns the width that lines were filled to, if they were.
    ///
    /// Either most lines could not have taken one word more, as programs fill them, or nearly all
    /// are about as long as each other and go on in the middle of a sentence, as hands do. Verse
    /// begins every line with a capital, wherever its sentences end, and is never filled.
    pub(super) fn weigh(mut self) -> Option<Wrapping> {
        let all = self.ends.len();
        if all < ENOUGH {
            return None;
        }
        // A few lines may stick out: addresses and words longer than a line.
        let width = self.ends.select_nth_unstable((all - 1) * 24 / 25).1.0;
        if !(NARROWEST..=WIDEST).contains(&width) {
            return None;
        }
        let count = |test: &dyn Fn(u16) -> bool| self.ends.iter().filter(|(_, cells)| test(*cells)).count();
        let full = count(&|cells| cells > width);
        let nearly = count(&|cells| is_share(cells, width, 80));
        let filled = full * 10 >= all * 7 || (nearly * 10 >= all * 8 && self.small * 10 >= all * 4);
        let verse = self.small * 10 < all && self.verses * 2 > all;
        (filled && !verse).then_some(Wrapping { width })
    }
}

impl Wrapping {
    /// Tells whether `next` goes on with the paragraph whose last line is `line`.
    ///
    /// A line may fall short of the width by the next line's first word, somewhat more where
    /// lines were set to look even, and much more in the middle of a sentence.
    pub(super) fn joins(self, line: &Line, next: &Line) -> bool {
        let share = if next.small && !line.ended { 60 } else { 85 };
        may_join(line, next) && is_share(with_word(line, next), self.width, share)
    }
}

/// Tells whether `cells` are at least `percent` of `width`.
fn is_share(cells: u16, width: u16, percent: u32) -> bool {
    u32::from(cells) * 100 >= u32::from(width) * percent
}

/// Returns the cells that a line would take with the next line's first word.
fn with_word(line: &Line, next: &Line) -> u16 {
    line.width.saturating_add(1).saturating_add(next.first)
}

/// Tells whether two lines can be one paragraph at all, by their indentation and look.
fn may_join(line: &Line, next: &Line) -> bool {
    let hangs = match line.look {
        // Under the item's text, give or take, or under its marker.
        Look::Item(marker) => {
            let text = line.indent.saturating_add(marker.into());
            next.indent == line.indent || next.indent.abs_diff(text) <= 2
        }
        // A first line may stand in; nothing may stand in further than the line above.
        Look::Prose => next.indent == line.indent || (next.indent == 0 && line.indent <= 8),
        Look::Set | Look::Quoted => false,
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
    fn lines_broken_by_hand_are_filled_too() {
        let letter = "When we came back to the bay the water had\nrisen over the stones where the boat lay,\n\
                      and nobody could tell us whether the\nferry would cross before the evening, or\n\
                      whether we were to wait for the morning\nand sleep in the house above the harbour,\n\
                      which is cold and has no\nlamps, as you will remember from the year\nbefore.";
        let wrapping = weighed(letter).unwrap();
        let lines: Vec<Line> =
            letter.lines().filter_map(|line| Line::new(line, Span::new(0, line.len()))).collect();
        let joined = lines.windows(2).filter(|pair| wrapping.joins(&pair[0], &pair[1])).count();
        assert_eq!(joined, lines.len() - 1);
    }

    #[test]
    fn a_reply_is_not_joined_to_what_it_quotes() {
        let line = |text: &str| Line::new(text, Span::new(0, text.len())).unwrap();
        let quoted = line("> a line of a mail that is quite long enough");
        assert!(!Wrapping { width: 44 }.joins(&quoted, &line("and the reply to it")));
        assert!(
            Wrapping { width: 44 }
                .joins(&line("- an item of a list that is long enough"), &line("to go on below"))
        );
    }

    #[test]
    fn lines_that_end_where_they_like_were_not_filled() {
        assert_eq!(weighed("one\n").map(|w| w.width), None);
        assert_eq!(weighed(include_str!("../../../seeds/000_ac5e6907902fcfd7.txt")), None);
        let poem = "Tyger Tyger, burning bright,\nIn the forests of the night;\nWhat immortal hand or eye,\n\
                    Could frame thy fearful symmetry?\nIn what distant deeps or skies.\n";
        assert_eq!(weighed(poem), None);
        let even = "I met a traveller from an antique land,\nWho said: \"Two vast and trunkless legs of stone\n\
                    Stand in the desert. Near them, on the sand,\nHalf sunk a shattered visage lies, whose frown,\n\
                    And wrinkled lip, and sneer of cold command,\nTell that its sculptor well those passions read\n";
        assert_eq!(weighed(even), None);
    }
}
