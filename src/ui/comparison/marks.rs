//! The mark of each sentence, a sign and a role: what the other text says about it.

use crate::compare::{Change, Level, Link, Side};
use crate::text::Span;
use crate::ui::comparison::state::ComparisonView;
use crate::ui::drawing::Role;
use crate::ui::reader::draw::row_of;

/// What the other text says of a sentence, the least important first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SentenceMark {
    /// It possibly says the same.
    Weak,
    /// Nothing was found.
    Only,
    /// It very likely says the same, at least in part.
    Strong,
    /// The other version of the text has it elsewhere.
    Moved,
    /// The other version has it in other words.
    Edited,
    /// Only the left version has it.
    Removed,
    /// Only the right version has it.
    Added,
    /// It gives another figure or name.
    Differs,
}

impl SentenceMark {
    /// Returns its sign.
    pub fn sign(self) -> &'static str {
        match self {
            SentenceMark::Weak => "╎",
            SentenceMark::Only => "·",
            SentenceMark::Strong => "┃",
            SentenceMark::Moved => "↕",
            SentenceMark::Edited => "~",
            SentenceMark::Removed => "-",
            SentenceMark::Added => "+",
            SentenceMark::Differs => "≠",
        }
    }

    /// Returns the role its sign is drawn in.
    pub fn role(self) -> Role {
        match self {
            SentenceMark::Weak => Role::WeakLink,
            SentenceMark::Only => Role::Only,
            SentenceMark::Strong => Role::StrongLink,
            SentenceMark::Moved => Role::Moved,
            SentenceMark::Edited | SentenceMark::Differs => Role::Differs,
            SentenceMark::Removed => Role::Removed,
            SentenceMark::Added => Role::Added,
        }
    }

    /// Returns the mark of a change; `None` for an unchanged sentence.
    fn of_change(change: Change, side: Side) -> Option<Self> {
        match (change, side) {
            (Change::Unchanged(_), _) => None,
            (Change::Edited(_) | Change::Part(_), _) => Some(SentenceMark::Edited),
            (Change::Moved(_) | Change::MovedEdited(_), _) => Some(SentenceMark::Moved),
            (Change::Alone, Side::Left) => Some(SentenceMark::Removed),
            (Change::Alone, Side::Right) => Some(SentenceMark::Added),
        }
    }
}

impl ComparisonView {
    /// Returns the mark of a sentence's link or change; `None` for an unchanged one, for one with weak links
    /// while only strong ones are shown, and while nothing is known.
    pub(crate) fn mark(&self, side: Side, sentence: usize) -> Option<SentenceMark> {
        self.findings.comparison()?;
        if let Some(edition) = self.findings.edition() {
            return SentenceMark::of_change(edition.change(side, sentence), side);
        }
        match self.level(side, sentence) {
            Some(Level::Strong) => Some(SentenceMark::Strong),
            Some(Level::Weak) => (!self.strong_only).then_some(SentenceMark::Weak),
            None => Some(SentenceMark::Only),
        }
    }

    /// Returns the mark of a link that is shown; `None` for two unchanged sentences.
    pub(crate) fn mark_of_link(&self, link: &Link) -> Option<SentenceMark> {
        if let Some(edition) = self.findings.edition() {
            return SentenceMark::of_change(edition.change(Side::Left, link.left), Side::Left);
        }
        Some(match self.levels.of(link.score) {
            Some(Level::Strong) => SentenceMark::Strong,
            Some(Level::Weak) | None => SentenceMark::Weak,
        })
    }

    /// Returns the most important mark of each row of a bar beside the whole text of a side.
    pub(crate) fn bar(&self, side: Side, rows: usize) -> Vec<Option<SentenceMark>> {
        let marked = self.marked(side).into_iter().map(|(_, span, mark)| (span, mark));
        bar(marked, self.pane(side).end(), rows)
    }

    /// Returns the sentence at a row of the bar: the first with the mark that is shown there, without a mark
    /// the one at that place of the text.
    pub(crate) fn sentence_on_bar(&self, side: Side, row: usize, rows: usize) -> Option<usize> {
        let pane = self.pane(side);
        let length = pane.end().max(1);
        let here = |span: &Span| {
            let [first, last] = [span.start, span.end.saturating_sub(1)].map(|at| row_of(at, rows, length));
            (first..=last).contains(&row)
        };
        // Of equal marks the first is gone to.
        let marked = self.marked(side).into_iter().rev().filter(|(_, span, _)| here(span));
        let best = marked.max_by_key(|(_, _, mark)| *mark).map(|(sentence, _, _)| sentence);
        best.or_else(|| pane.document.sentence_from(row * length / rows.max(1)))
    }

    /// Returns the sentences with a mark, each with its bytes.
    fn marked(&self, side: Side) -> Vec<(usize, Span, SentenceMark)> {
        let differing = self.findings.differing_sentences(side);
        let sentences = self.pane(side).document.sentences.iter().enumerate();
        let marked = sentences.filter_map(|(at, sentence)| {
            let differs = differing.contains(&at).then_some(SentenceMark::Differs);
            Some((at, sentence.span, differs.or_else(|| self.mark(side, at))?))
        });
        marked.collect()
    }
}

/// Returns for each of the rows beside a text of `length` bytes the most important of the marks whose
/// sentences are there.
fn bar(
    marked: impl Iterator<Item = (Span, SentenceMark)>,
    length: usize,
    rows: usize,
) -> Vec<Option<SentenceMark>> {
    let mut bar = vec![None; rows];
    for (span, mark) in marked {
        let [first, last] =
            [span.start, span.end.saturating_sub(1)].map(|place| row_of(place, rows, length.max(1)));
        for row in bar.iter_mut().take(last + 1).skip(first) {
            *row = (*row).max(Some(mark));
        }
    }
    bar
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_shows_the_most_important_mark_of_each_row() {
        let span = Span::new;
        for (marked, rows, expected) in [
            (vec![], 3, "   "),
            (vec![(span(0, 10), SentenceMark::Only), (span(10, 40), SentenceMark::Strong)], 4, "·┃┃┃"),
            (vec![(span(0, 10), SentenceMark::Strong), (span(10, 20), SentenceMark::Differs)], 2, "≠ "),
            (vec![(span(0, 4), SentenceMark::Weak), (span(4, 8), SentenceMark::Only)], 4, "·   "),
            (vec![(span(30, 40), SentenceMark::Weak)], 8, "      ╎╎"),
        ] {
            let bar = bar(marked.into_iter(), 40, rows);
            let signs: String = bar.into_iter().map(|mark| mark.map_or(" ", SentenceMark::sign)).collect();
            assert_eq!(signs, expected);
        }
        assert_eq!(bar([(span(0, 0), SentenceMark::Only)].into_iter(), 0, 0), []);
    }
}
