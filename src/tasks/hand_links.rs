//! Sentences that were linked by hand, kept for every pair of documents while the program runs.
//!
//! A link made by hand stores the words of its sentences, so that it finds them again in a document that was
//! edited and reloaded.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::compare::Side;
use crate::document::Document;
use crate::tasks::entry::EntryId;

/// Two sentences linked by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandLink {
    left: HandLinkedPassage,
    right: HandLinkedPassage,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct HandLinkedPassage {
    sentence: usize,
    text: String,
}

impl HandLinkedPassage {
    fn of(document: &Document, sentence: usize) -> Self {
        Self { sentence, text: document.sentence_text(sentence).to_string() }
    }

    /// The bytes of the sentence in the document now.
    fn find(&self, document: &Document) -> Option<usize> {
        let is = |at: usize| document.sentence_text(at) == self.text;
        if self.sentence < document.sentences.len() && is(self.sentence) {
            return Some(self.sentence);
        }
        let places = (0..document.sentences.len()).filter(|at| is(*at));
        places.min_by_key(|at| at.abs_diff(self.sentence))
    }
}

impl HandLink {
    /// Returns the left and the right sentence, unless one of them is gone.
    pub fn find(&self, left: &Document, right: &Document) -> Option<(usize, usize)> {
        Some((self.left.find(left)?, self.right.find(right)?))
    }

    fn mirrored(self) -> Self {
        Self { left: self.right, right: self.left }
    }
}

/// The links made by hand of every pair of documents.
#[derive(Clone, Debug, Default)]
pub struct HandLinks {
    /// By the earlier and the later document of the list, which is on the left here.
    pairs: BTreeMap<(EntryId, EntryId), Vec<HandLink>>,
}

impl HandLinks {
    /// Returns the links of two documents in their order on the screen.
    pub fn of(&self, left: EntryId, right: EntryId) -> Vec<HandLink> {
        if left <= right {
            return self.pairs.get(&(left, right)).cloned().unwrap_or_default();
        }
        self.of(right, left).into_iter().map(HandLink::mirrored).collect()
    }

    /// Links two sentences.
    pub fn add(
        &mut self,
        entries: (EntryId, EntryId),
        documents: (&Document, &Document),
        at: (usize, usize),
    ) {
        let left = HandLinkedPassage::of(documents.0, at.0);
        let right = HandLinkedPassage::of(documents.1, at.1);
        let link = HandLink { left, right };
        let (key, link) =
            if entries.0 <= entries.1 { (entries, link) } else { ((entries.1, entries.0), link.mirrored()) };
        let known = self.pairs.entry(key).or_default();
        if !known.contains(&link) {
            known.push(link);
        }
    }

    /// Sets the links of two documents in their order on the screen.
    pub fn set(&mut self, left: EntryId, right: EntryId, links: Vec<HandLink>) {
        let (key, links) = if left <= right {
            ((left, right), links)
        } else {
            ((right, left), links.into_iter().map(HandLink::mirrored).collect())
        };
        self.pairs.insert(key, links);
    }

    /// Removes the links of a sentence and returns how many there were.
    pub fn remove(&mut self, entries: (EntryId, EntryId), side: Side, text: &str) -> usize {
        let turned = entries.0 > entries.1;
        let key = if turned { (entries.1, entries.0) } else { entries };
        let side = if turned { side.other() } else { side };
        let Some(known) = self.pairs.get_mut(&key) else { return 0 };
        let before = known.len();
        known.retain(|link| {
            let passage = match side {
                Side::Left => &link.left,
                Side::Right => &link.right,
            };
            passage.text != text
        });
        before - known.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, BlockKind, Draft, Frame};
    use crate::text::Span;

    fn document(sentences: &[&str]) -> Document {
        let mut draft = Draft::default();
        for sentence in sentences {
            let start = draft.text.len();
            draft.text.push_str(sentence);
            let span = Span::new(start, draft.text.len());
            draft.blocks.push(Block { span, kind: BlockKind::Paragraph, frame: Frame::default(), gap: true });
            draft.text.push('\n');
        }
        draft.into()
    }

    #[test]
    fn links_are_the_same_from_both_sides() {
        let (left, right) = (document(&["One.", "Two."]), document(&["Uno.", "Dos."]));
        let (one, two) = (EntryId(3), EntryId(5));
        let mut hand_links = HandLinks::default();
        hand_links.add((one, two), (&left, &right), (0, 1));
        hand_links.add((two, one), (&right, &left), (1, 0));
        let found = |links: &[HandLink], left: &Document, right: &Document| -> Vec<_> {
            links.iter().filter_map(|link| link.find(left, right)).collect()
        };
        assert_eq!(found(&hand_links.of(one, two), &left, &right), [(0, 1)]);
        assert_eq!(found(&hand_links.of(two, one), &right, &left), [(1, 0)]);
        assert_eq!(hand_links.remove((two, one), Side::Left, "Dos."), 1);
        assert!(hand_links.of(one, two).is_empty());
    }

    #[test]
    fn a_link_finds_its_sentence_in_an_edited_document() {
        let (left, right) = (document(&["One.", "Two."]), document(&["Uno."]));
        let mut hand_links = HandLinks::default();
        hand_links.add((EntryId(0), EntryId(1)), (&left, &right), (1, 0));
        let edited = document(&["New.", "One.", "Two."]);
        let link = &hand_links.of(EntryId(0), EntryId(1))[0];
        assert_eq!(link.find(&edited, &right), Some((2, 0)));
        assert_eq!(link.find(&document(&["Gone."]), &right), None);
    }
}
