//! Which consecutive lines are one paragraph.
//!
//! Where lines were filled to a width, the next line's first word would not have fitted. The width is found
//! for each stanza by its own lines, and where these are too few, by those of the whole text.

use crate::formats::plain::lines::{Line, LineBeginning, LineKind, LineLink};

/// The widths, in cells, that lines are filled to.
const NARROWEST: u16 = 12;
const WIDEST: u16 = 200;

/// Below this width, in cells, verse, addresses and lists are as wide as filled lines.
const NARROW: u16 = 40;

/// From this width on, in cells, a line that ends inside a sentence hardly ends there for another reason.
const WIDE: u16 = 60;

/// The least number of line ends inside a stanza that tells its width.
const ENOUGH: usize = 3;

/// The most cells by which the lines of a paragraph may be indented more or less than its first.
const HANGING: u16 = 12;

/// The width that the lines of a text were filled to, in cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wrapping {
    width: u16,
}

/// The line ends of a text that may be inside a paragraph.
#[derive(Default)]
pub(super) struct LineEnds {
    /// Of each two consecutive lines: the cells of the first, without and with the second's first word.
    ends: Vec<(u16, u16)>,
    /// The line ends inside a sentence, at which no paragraph ends.
    inside: Vec<(u16, u16)>,
    /// The number of second lines that begin with a small letter.
    small: usize,
    /// The number of second lines that begin with a letter of a script without capitals.
    uncased: usize,
    /// The number of second lines that begin with a capital in the middle of a sentence.
    verses: usize,
    /// The number of words of the first lines.
    words: usize,
    /// Whether any line has a comma or a stop.
    punctuated: bool,
}

impl LineEnds {
    /// Returns the line ends of a stanza.
    pub(super) fn of(lines: &[Line]) -> Self {
        let mut ends = Self::default();
        ends.add(lines);
        ends
    }

    /// Adds the line ends of a stanza.
    pub(super) fn add(&mut self, lines: &[Line]) {
        for (line, next) in lines.iter().zip(lines.iter().skip(1)) {
            // A deeper line may begin a paragraph.
            let is_deeper = line.kind == LineKind::Prose && next.indent > line.indent;
            if !may_join(line, next) || is_deeper {
                continue;
            }
            let cells = (line.width, with_word(line, next));
            self.ends.push(cells);
            if !line.ended || next.beginning == LineBeginning::Small {
                self.inside.push(cells);
            }
            self.small += usize::from(next.beginning == LineBeginning::Small);
            self.uncased += usize::from(next.beginning == LineBeginning::Uncased);
            self.verses += usize::from(next.beginning == LineBeginning::Capital && !line.ended);
            self.words += usize::from(line.words);
            self.punctuated |= line.punctuated || next.punctuated;
        }
    }

    /// Tells whether there are too few inside sentences to tell a width.
    pub(super) fn are_few(&self) -> bool {
        self.inside.len() < ENOUGH
    }

    /// Returns the width that lines were filled to, if they were.
    ///
    /// Lines filled by a program have no room for one word more; lines filled by hand are about equally long and
    /// end in the middle of sentences. A few lines may stick out. Verse, which begins every line with a capital
    /// wherever its sentences end, is never filled, and narrow lines must have the words and the stops of prose.
    pub(super) fn wrapping(&self) -> Option<Wrapping> {
        let all = self.ends.len();
        if all < ENOUGH {
            return None;
        }
        let is_verse = self.small * 10 < all && self.verses * 2 > all;
        let ends = [&self.ends, &self.inside];
        let width = ends.into_iter().find_map(|ends| filled_width(ends)).or_else(|| self.even_width())?;
        let is_prose = self.uncased * 2 > all || (self.words * 2 >= all * 5 && self.small * 4 >= all);
        let is_narrow_list = width < NARROW && !(is_prose && self.punctuated);
        (!is_verse && !is_narrow_list).then_some(Wrapping { width })
    }

    /// Returns the width that most lines nearly have, if they end in the middle of sentences. The longest are
    /// left out, as many as the share that gives a width needs.
    fn even_width(&self) -> Option<u16> {
        let all = self.ends.len();
        if self.small * 10 < all * 4 {
            return None;
        }
        let mut ends = self.ends.clone();
        [96, 75].into_iter().find_map(|percent| {
            let width = ends.select_nth_unstable((all - 1) * percent / 100).1.0;
            let nearly = self.ends.iter().filter(|(_, with)| is_share(*with, width, 80)).count();
            (nearly * 10 >= all * 8 && (NARROW..=WIDEST).contains(&width)).then_some(width)
        })
    }
}

/// Returns the width for which most lines are full; there must be enough of them.
fn filled_width(ends: &[(u16, u16)]) -> Option<u16> {
    let (width, count) = commonest_width(ends)?;
    let full = ends.iter().filter(|(_, with)| *with > width).count();
    let all = ends.len();
    let is_filled = count * 4 >= all * 3 || (count * 10 >= all * 6 && full * 10 >= all * 7);
    (all >= ENOUGH && is_filled).then_some(width)
}

/// Returns the least width that most lines could have been filled to, and how many.
fn commonest_width(ends: &[(u16, u16)]) -> Option<(u16, usize)> {
    let mut changes = [0_isize; WIDEST as usize + 2];
    for (without, with) in ends {
        let (from, until) = ((*without).max(NARROWEST), (*with).min(WIDEST + 1));
        if from < until {
            changes[usize::from(from)] += 1;
            changes[usize::from(until)] -= 1;
        }
    }
    let (mut count, mut best) = (0, (0, 0));
    for (width, change) in changes.iter().enumerate() {
        count += change;
        if count > best.1 {
            best = (width, count);
        }
    }
    let width = u16::try_from(best.0).ok()?;
    (best.1 > 0).then_some((width, best.1.unsigned_abs()))
}

impl Wrapping {
    /// Tells whether `next` continues the paragraph whose last line is `line`.
    ///
    /// A line may fall short of the width by the next line's first word, somewhat more where
    /// lines were set to look even, and much more in the middle of a sentence.
    pub(super) fn joins(self, line: &Line, next: &Line) -> bool {
        let with = with_word(line, next);
        let is_small = next.beginning == LineBeginning::Small;
        let is_full = match (line.ended, is_small) {
            (false, true) => is_share(with, self.width, 60),
            (true, false) => with > self.width,
            (true, true) | (false, false) => is_share(with, self.width, 85),
        };
        may_join(line, next) && is_full && !(begins_deeper(line, next) && line.ended && !is_small)
    }
}

/// Tells whether the last word of a line continues in the next line, `infor-` and `mation`, however wide they are.
pub(super) fn joins_in_word(line: &Line, next: &Line) -> bool {
    line.link == LineLink::Hyphen && next.beginning == LineBeginning::Small && may_join(line, next)
}

/// Tells whether two lines are one paragraph by themselves: the first ends inside a sentence where it has no
/// room for one word more.
pub(super) fn joins_alone(line: &Line, next: &Line) -> bool {
    let longer = line.width.max(next.width);
    let is_full = with_word(line, next) > longer;
    let goes_on = match next.beginning {
        LineBeginning::Small => line.words >= 3 && is_share(with_word(line, next), longer, 60),
        // Ligatures are counted as fewer cells than their letters.
        LineBeginning::Uncased => {
            is_share(with_word(line, next), longer, 95) && line.width >= NARROW / 2 + NARROWEST
        }
        LineBeginning::Capital | LineBeginning::Other => is_full && line.words >= 3 && line.width >= WIDE,
    };
    let is_deeper = begins_deeper(line, next);
    let goes_on_below =
        next.beginning == LineBeginning::Small || line.link == LineLink::Comma || line.width >= WIDE;
    let hangs = is_full && goes_on_below && line.width >= NARROW;
    may_join(line, next) && !line.ended && goes_on && line.width >= NARROWEST && (!is_deeper || hangs)
}

fn begins_deeper(line: &Line, next: &Line) -> bool {
    line.kind == LineKind::Prose && next.indent > line.indent
}

/// Tells whether `cells` are at least `percent` of `width`.
fn is_share(cells: u16, width: u16, percent: u32) -> bool {
    u32::from(cells) * 100 >= u32::from(width) * percent
}

/// Returns the cells that a line would take with the next line's first word.
fn with_word(line: &Line, next: &Line) -> u16 {
    line.width.saturating_add(1).saturating_add(next.first)
}

/// Tells whether two lines can be one paragraph at all, by their indentation and kind.
fn may_join(line: &Line, next: &Line) -> bool {
    if next.kind != LineKind::Prose {
        return false;
    }
    match line.kind {
        // About under the item's text, or under its marker, or further out where the item begins an indented
        // paragraph.
        LineKind::Item(marker) => {
            let text = line.indent.saturating_add(marker);
            let is_paragraph = !line.ended
                && next.beginning == LineBeginning::Small
                && line.indent.checked_sub(next.indent).is_some_and(|cells| cells <= HANGING);
            next.indent == line.indent || next.indent.abs_diff(text) <= 4 || is_paragraph
        }
        LineKind::Message => next.indent.saturating_sub(line.indent) <= HANGING,
        LineKind::Prose => line.indent.abs_diff(next.indent) <= HANGING,
        LineKind::Data | LineKind::Label => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn lines(text: &str) -> Vec<Line> {
        text.lines().filter_map(|line| Line::new(line, Span::new(0, line.len()), true)).collect()
    }

    fn width(text: &str) -> Option<u16> {
        LineEnds::of(&lines(text)).wrapping().map(|found| found.width)
    }

    #[test]
    fn filled_lines_show_their_width() {
        let words = "the tide rises and falls twice a day, because the moon pulls at the water ".repeat(20);
        for cells in [20, 32, 50, 72, 90, 120, 180, 200] {
            let found = width(&textwrap::fill(&words, cells)).unwrap();
            assert!((cells as u16 - 5..=cells as u16).contains(&found), "{found} for {cells}");
        }
    }

    #[test]
    fn lines_broken_by_hand_are_filled_too() {
        let letter = "When we came back to the bay the water had\nrisen over the stones where the boat lay,\n\
                      and nobody could tell us whether the\nferry would cross before the evening, or\n\
                      whether we were to wait for the morning\nand sleep in the house above the harbour,\n\
                      which is cold and has no\nlamps, as you will remember from the year\nbefore.";
        let lines = lines(letter);
        let wrapping = LineEnds::of(&lines).wrapping().unwrap();
        assert!(lines.windows(2).all(|pair| wrapping.joins(&pair[0], &pair[1])));
    }

    #[test]
    fn a_few_lines_may_stick_out() {
        let words = "The harbour was closed in the winter, and the boats lay in the sheds. ".repeat(30);
        let filled = textwrap::fill(&words, 70);
        let mut lines: Vec<String> = filled.lines().map(str::to_owned).collect();
        for at in [3, 9, 15] {
            let next = lines.remove(at + 1);
            lines[at] = format!("{} {next}", lines[at]);
        }
        let found = width(&lines.join("\n")).unwrap();
        assert!((65..=70).contains(&found), "{found}");
    }

    #[test]
    fn lines_of_many_widths_have_a_width() {
        // As a converter leaves them that joins words cut at line ends.
        let words = "The harbour was closed in the winter, and the boats lay in the sheds. ".repeat(30);
        let filled = textwrap::fill(&words, 70);
        let mut lines: Vec<String> = filled.lines().map(str::to_owned).collect();
        for at in 0..lines.len() - 1 {
            let moved = [0, 9, 3, 15, 40][at % 5];
            let next = lines[at + 1].clone();
            let cut = next[..moved.min(next.len())].rfind(' ').unwrap_or(0);
            lines[at] = format!("{} {}", lines[at], &next[..cut]);
            lines[at + 1] = next[cut..].trim_start().to_owned();
        }
        assert!(width(&lines.join("\n")).is_some());
    }

    #[test]
    fn two_lines_are_joined_inside_a_sentence_only() {
        let joined = |text: &str| {
            let lines = lines(text);
            joins_alone(&lines[0], &lines[1])
        };
        for text in [
            "The ferry had waited for the tide until the\nevening, and left without us.",
            "The ferry had waited for the tide and the mail until the last day of the month of\nMay.",
            "Jansen, A., & Berg, B. (2004). Tides of the bay. The Quarterly of\n    Harbours, 12(3), 45-67.",
            "The ferry had waited for the tide and for the mail that came with Mr.\nHill of the island.",
            "   a) The ferry: it had waited for the tide and the mail until\nthe evening, and left without us.",
            "渡し船は潮が満ちるのを待っていたので、港の町に住む\n人たちは皆、岸に立っていた。",
        ] {
            assert!(joined(text), "{text}");
        }
        for text in [
            "Milk\nbread",
            "The ferry waited for the tide until the evening.\nIt left without us.",
            "Harbour Office of the Town\n12 Quay Street",
            "Bring a lamp\n- a rope",
            "Tyger Tyger, burning bright\nIn the forests of the night",
        ] {
            assert!(!joined(text), "{text}");
        }
    }

    #[test]
    fn unfilled_prose_verse_and_lists_have_no_width() {
        let poem = "Tyger Tyger, burning bright,\nIn the forests of the night;\nWhat immortal hand or eye,\n\
                    Could frame thy fearful symmetry?\nIn what distant deeps or skies.\n";
        let even = "I met a traveller from an antique land,\nWho said: \"Two vast and trunkless legs of stone\n\
                    Stand in the desert. Near them, on the sand,\nHalf sunk a shattered visage lies, whose frown,\n\
                    And wrinkled lip, and sneer of cold command,\nTell that its sculptor well those passions read\n";
        let list = "two red lamps\nfour long ropes\none iron anchor\nsix wool blankets\none brass bell\n";
        let address = "Harbour Office\nQuay Street 12\nOld Town\nSeaford\nEngland\n";
        for text in
            ["one\n", include_str!("../../../seeds/000_ac5e6907902fcfd7.txt"), poem, even, list, address]
        {
            assert_eq!(width(text), None, "{text}");
        }
    }
}
