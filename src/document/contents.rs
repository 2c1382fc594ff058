//! What one can go to in a document: the entries of its outline, else its pages, chapters or times.

use std::borrow::Cow;

use crate::document::Document;
use crate::document::flow::Position;
use crate::document::structure::{Division, OutlineEntry};

/// The outline of a document, else its divisions.
#[derive(Clone, Copy, Debug)]
pub enum Contents<'a> {
    /// The outline.
    Outline(&'a [OutlineEntry]),
    /// The divisions.
    Divisions(&'a [Division]),
}

impl<'a> Contents<'a> {
    /// Returns the contents of a document. A single heading, such as the title of a report, leads nowhere
    /// where there are pages.
    pub fn of(document: &'a Document) -> Self {
        if document.outline.len() > 1 || document.divisions.is_empty() {
            Contents::Outline(&document.outline)
        } else {
            Contents::Divisions(&document.divisions)
        }
    }

    /// Returns the contents of a document that has any; the error says why it has none.
    pub fn of_any(document: &'a Document) -> Result<Self, &'static str> {
        let contents = Self::of(document);
        match (contents.is_empty(), document.text.len() == document.whole) {
            (true, true) => Err("there are no headings and no pages here"),
            // The headings of a part would pass for those of the whole.
            (_, false) => Err("a text this long is read in parts and has no outline"),
            (false, true) => Ok(contents),
        }
    }

    /// Returns the number of entries.
    pub fn len(self) -> usize {
        match self {
            Contents::Outline(entries) => entries.len(),
            Contents::Divisions(divisions) => divisions.len(),
        }
    }

    /// Tells whether there is no entry.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Returns the bytes of the text at which the entries begin; a table of contents need not be sorted.
    pub fn places(self) -> impl Iterator<Item = usize> {
        let (entries, divisions) = match self {
            Contents::Outline(entries) => (entries, &[][..]),
            Contents::Divisions(divisions) => (&[][..], divisions),
        };
        let places = entries.iter().map(|entry| entry.place.0);
        places.chain(divisions.iter().map(|division| division.place.0))
    }

    /// Returns the index of the entry that holds a place: the last of those that begin nearest before it.
    pub fn index_at(self, place: usize) -> Option<usize> {
        let before = self.places().enumerate().filter(|(_, start)| *start <= place);
        before.max_by_key(|(_, start)| *start).map(|(index, _)| index)
    }

    /// Returns the lowest level, which is that of the outermost entries.
    pub fn outermost(self) -> u8 {
        match self {
            Contents::Outline(entries) => entries.iter().map(|entry| entry.level).min().unwrap_or(1),
            Contents::Divisions(_) => 1,
        }
    }

    /// Returns the level and the words of an entry.
    pub fn entry(self, index: usize) -> Option<(u8, Cow<'a, str>)> {
        match self {
            Contents::Outline(entries) => {
                let entry = entries.get(index)?;
                Some((entry.level, entry.label.as_str().into()))
            }
            Contents::Divisions(divisions) => {
                let Division { kind, label, .. } = divisions.get(index)?;
                Some((1, kind.with_label(label).into()))
            }
        }
    }
}

impl Document {
    /// Returns where the headings, else the pages, chapters or times begin that are `by` after `here`: the last
    /// one when there are fewer; with a negative number before `here`. The error says why there is none.
    ///
    /// Who is at the first sentence below a heading is at that heading.
    pub fn next_heading(&self, here: usize, by: isize) -> Result<Position, &'static str> {
        let contents = Contents::of_any(self)?;
        let mut places: Vec<usize> = contents.places().collect();
        places.sort_unstable();
        places.dedup();
        let after = places.partition_point(|place| *place <= here);
        let steps = by.unsigned_abs().saturating_sub(1);
        let found = if by > 0 {
            places.get((after + steps).min(places.len() - 1).max(after))
        } else {
            let below =
                |place: usize| self.first_sentence_below(place).map(|at| self.sentences[at].span.start);
            let is_at_last = |last: &usize| below(*last).unwrap_or(*last) >= here;
            let before = after - usize::from(places[..after].last().is_some_and(is_at_last));
            before.checked_sub(1).and_then(|last| places.get(last.saturating_sub(steps)))
        };
        found.map(|place| Position(*place)).ok_or(match (contents, by > 0) {
            (Contents::Outline(_), true) => "the last heading",
            (Contents::Outline(_), false) => "the first heading",
            (Contents::Divisions(_), true) => "the last page or chapter",
            (Contents::Divisions(_), false) => "the first page or chapter",
        })
    }

    /// Returns the index of the first sentence that begins at the heading or the page at `place` or below it,
    /// and above the next one.
    pub fn first_sentence_below(&self, place: usize) -> Option<usize> {
        let sentence = self.sentence_from(place)?;
        let next = Contents::of(self).places().filter(|next| *next > place).min();
        next.is_none_or(|next| self.sentences[sentence].span.start < next).then_some(sentence)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, BlockKind, DivisionKind, Draft, Frame};
    use crate::text::Span;

    /// Returns a text of three paragraphs, with an outline and pages that begin at these bytes.
    fn document(outline: &[usize], pages: &[usize]) -> Document {
        let text = "One is here. It goes\n\non.\n\nThree.";
        let block = |start, end| Block {
            span: Span::new(start, end),
            kind: BlockKind::Paragraph,
            frame: Frame::default(),
            gap: true,
        };
        let entry = |place: &usize| OutlineEntry { level: 2, label: "a".into(), place: Position(*place) };
        let page =
            |place: &usize| Division { kind: DivisionKind::Page, label: "7".into(), place: Position(*place) };
        Draft {
            text: text.into(),
            blocks: vec![block(0, 20), block(22, 25), block(27, 33)],
            outline: outline.iter().map(entry).collect(),
            divisions: pages.iter().map(page).collect(),
            ..Draft::default()
        }
        .into()
    }

    #[test]
    fn the_outline_comes_before_the_pages() {
        let both = document(&[0, 27], &[22]);
        assert_eq!(Contents::of(&both).entry(1), Some((2, "a".into())));
        assert_eq!(Contents::of(&both).index_at(26), Some(0));
        let pages = document(&[0], &[22]);
        assert_eq!(Contents::of(&pages).entry(0), Some((1, "page 7".into())));
        assert_eq!((Contents::of(&pages).index_at(21), Contents::of(&pages).index_at(22)), (None, Some(0)));
    }

    #[test]
    fn steps_go_from_heading_to_heading_and_stop() {
        let unsorted = document(&[27, 0, 22], &[]);
        for (here, by, to) in [
            (0, 1, Ok(22)),
            (0, 2, Ok(27)),
            (0, 9, Ok(27)),
            (27, 1, Err("the last heading")),
            (30, -1, Ok(27)),
            (27, -2, Ok(0)),
            (0, -1, Err("the first heading")),
        ] {
            assert_eq!(unsorted.next_heading(here, by), to.map(Position), "{here} {by}");
        }
    }

    #[test]
    fn a_page_that_begins_within_a_sentence_is_left_again() {
        // The second page begins in "It goes", the first sentence on it is "on.".
        let pages = document(&[], &[0, 16, 27]);
        let first = pages.first_sentence_below(16).map(|at| pages.sentences[at].span.start);
        assert_eq!(first, Some(22));
        assert_eq!(pages.next_heading(0, 1), Ok(Position(16)));
        assert_eq!(pages.next_heading(22, 1), Ok(Position(27)));
        assert_eq!(pages.next_heading(22, -1), Ok(Position(0)));
        assert!(document(&[], &[]).next_heading(0, 1).is_err());
    }

    #[test]
    fn a_heading_without_a_sentence_has_none() {
        let both = document(&[21, 22], &[]);
        assert_eq!((both.first_sentence_below(21), both.first_sentence_below(22)), (None, Some(2)));
        assert_eq!(both.next_heading(22, -1), Ok(Position(21)));
        assert_eq!(both.next_heading(21, 1), Ok(Position(22)));
    }
}
