//! Places to return to: bookmarks, each with a letter, and the place where the last jump began.

use std::collections::BTreeMap;

use crate::document::Document;
use crate::tasks::EntryId;
use crate::text::Span;

/// The most of a passage kept to know it again, in bytes.
const KEPT: usize = 400;

/// The use of the bookmark that the next key names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BookmarkUse {
    /// The bookmark that is set here.
    Set,
    /// The bookmark to go to.
    Go,
}

/// A passage of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bookmark {
    /// The document.
    pub entry: EntryId,
    /// The sentence; where there was none, a place.
    pub span: Span,
    /// How the sentence begins.
    pub words: String,
    /// How much of the text was before it, from 0 to 100.
    pub percent: usize,
}

impl Bookmark {
    /// Returns the sentence that begins at `place` of a document or next behind it, `place` itself when
    /// that is not held.
    pub fn at(entry: EntryId, document: &Document, place: usize) -> Self {
        let next = document.sentences.partition_point(|sentence| sentence.span.start < place);
        let held = document.extent();
        let sentence = document.sentences.get(next).filter(|_| held.start <= place && place <= held.end);
        let span = sentence.map_or(Span::new(place, place), |found| found.span);
        let words = document.passage(span);
        let words = words[..words.floor_char_boundary(KEPT)].to_owned();
        let percent = (span.start as u128 * 100).checked_div(document.whole as u128).unwrap_or(0) as usize;
        Self { entry, span, words, percent }
    }

    /// Returns the place of the passage in the current document: its old place if its words are there, else
    /// the nearest place with its words. When there is none, or when only a part of the text is held, it is
    /// the old place.
    pub fn place_in(&self, document: &Document) -> Span {
        let is_whole = document.extent() == Span::new(0, document.whole);
        let has_words_at =
            |at: usize| document.text.get(at..).is_some_and(|text| text.starts_with(&self.words));
        if !is_whole || self.words.is_empty() || has_words_at(self.span.start) {
            return self.span;
        }
        let places = document.text.match_indices(self.words.as_str()).map(|(at, _)| at);
        let nearest = places.min_by_key(|at| at.abs_diff(self.span.start));
        nearest.map_or(self.span, |at| Span::new(at, at + self.span.len()))
    }
}

/// The most places that jumps are remembered to have begun at.
const JUMPS: usize = 100;

/// A way through the jumps that were made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To where the last jump began.
    Back,
    /// To where the last step back began.
    Forward,
}

/// The bookmarks, in the order of their letters, and the jumps.
#[derive(Clone, Debug, Default)]
pub struct Bookmarks {
    named: BTreeMap<char, Bookmark>,
    /// Where jumps began, the last one at the end.
    back: Vec<Bookmark>,
    /// Where steps back began, the last one at the end.
    forward: Vec<Bookmark>,
}

impl Bookmarks {
    /// Sets the bookmark of a letter, replacing the one it had.
    pub(crate) fn set(&mut self, name: char, bookmark: Bookmark) {
        self.named.insert(name, bookmark);
    }

    /// Takes away the bookmark of a letter.
    pub(crate) fn remove(&mut self, name: char) {
        self.named.remove(&name);
    }

    /// Returns the bookmark of a letter.
    pub fn get(&self, name: char) -> Option<&Bookmark> {
        self.named.get(&name)
    }

    /// Returns all with their letters.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (char, &Bookmark)> {
        self.named.iter().map(|(name, bookmark)| (*name, bookmark))
    }

    /// Remembers where a jump begins.
    pub(crate) fn leave(&mut self, from: Bookmark) {
        self.forward.clear();
        if self.back.last() != Some(&from) {
            self.back.push(from);
        }
        if self.back.len() > JUMPS {
            self.back.remove(0);
        }
    }

    /// Returns where the last jump began.
    pub(crate) fn left(&self) -> Option<&Bookmark> {
        self.back.last()
    }

    /// Takes a step through the jumps from `here`; returns where it leads.
    pub(crate) fn step_jump(&mut self, here: Option<Bookmark>, way: Way) -> Option<Bookmark> {
        let (from, to) = match way {
            Way::Back => (&mut self.back, &mut self.forward),
            Way::Forward => (&mut self.forward, &mut self.back),
        };
        let mut place = from.pop()?;
        if Some(&place) == here.as_ref() {
            place = from.pop()?;
        }
        to.extend(here);
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, BlockKind, Draft, Frame};

    fn document(text: &str) -> Document {
        let span = Span::new(0, text.len());
        let block = Block { span, kind: BlockKind::Paragraph, frame: Frame::default(), gap: false };
        Document::from(Draft { text: text.into(), blocks: vec![block], ..Draft::default() })
    }

    #[test]
    fn a_passage_is_found_at_the_new_place_of_its_words() {
        let old = "The first one. The second one. The third one.";
        let bookmark = Bookmark::at(EntryId(0), &document(old), 10);
        assert_eq!(bookmark.words, "The second one.");
        for (now, start) in [
            (old, 15),
            ("New: the first one. The second one. The third.", 20),
            ("The second one. But it was not. The second one.", 0),
            ("Nothing of it is left any more.", 15),
        ] {
            assert_eq!(bookmark.place_in(&document(now)).start, start, "{now}");
        }
    }

    #[test]
    fn a_place_without_a_sentence_is_a_place() {
        let bookmark = Bookmark::at(EntryId(0), &document(""), 0);
        assert_eq!((bookmark.span, bookmark.words.as_str(), bookmark.percent), (Span::new(0, 0), "", 0));
    }
}
