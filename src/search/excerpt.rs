//! A hit with the words around it, taken out of its document.
//!
//! The hit list shows thousands of hits of documents that are not kept in memory, so each hit carries the
//! text that is shown: its sentence, or as much of the sentence as fits a row.

use crate::document::{LocatedText, Locator, passages_of};
use crate::search::patterns::KeywordHit;
use crate::text::Span;
use crate::text::fold::{CaseFold, Folded};
use crate::text::words::words;

/// The most words a row is ordered by on one side.
const WORDS: usize = 6;

/// The most bytes taken on each side of a hit: a line of a program's output may have no end.
const LONGEST: usize = 16 << 10;

/// How much of the text around a hit is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The sentence, at most so many bytes of it on each side.
    Row(usize),
    /// The whole sentence, unless it is a line without end.
    Sentence,
}

/// A hit and its sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The bytes of the hit in the text of its document.
    pub hit: Span,
    /// The number of the pattern that found it.
    pub number: usize,
    /// Where it begins in the file.
    pub locator: Locator,
    /// The sentence, or a part of it.
    pub text: Box<str>,
    /// The bytes of the hit in `text`.
    pub within: Span,
    /// The struck parts of `text`, in order.
    pub struck: Box<[Span]>,
}

impl Excerpt {
    /// Returns the sort key of the text right of the hit: its first words, folded.
    pub fn right(&self) -> Box<str> {
        let after = self.text.get(self.within.end..).unwrap_or_default();
        key(words(after).take(WORDS).map(|word| word.of(after)))
    }

    /// Returns the sort key of the text left of the hit: its last words, folded, the nearest first.
    pub fn left(&self) -> Box<str> {
        let before = self.text.get(..self.within.start).unwrap_or_default();
        let all: Vec<Span> = words(before).collect();
        key(all.iter().rev().take(WORDS).map(|word| word.of(before)))
    }
}

/// The words, each with a character after it that sorts before every letter, so that a shorter word comes
/// before a longer one.
fn key<'a>(words: impl Iterator<Item = &'a str>) -> Box<str> {
    let mut key = String::new();
    for word in words {
        key.push_str(Folded::of(word, CaseFold::Lower).as_str());
        key.push('\u{1}');
    }
    key.into()
}

/// Takes excerpts out of one text, from its beginning to its end.
#[derive(Debug)]
pub struct Excerpts<'a> {
    source: LocatedText<'a>,
    reach: Reach,
    /// The number of the last block and its sentences or heading; the next hit is probably in it, too.
    sentences: (Option<usize>, Vec<Span>),
    /// A byte, and the number of line ends before it.
    lines: (usize, usize),
}

impl<'a> Excerpts<'a> {
    /// Returns the excerpts of a text.
    pub fn new(source: LocatedText<'a>, reach: Reach) -> Self {
        Self { source, reach, sentences: (None, Vec::new()), lines: (0, 0) }
    }

    /// Returns the excerpt of a hit; hits are asked for in the order of the text.
    pub fn of(&mut self, hit: KeywordHit) -> Excerpt {
        let passage = self.passage(hit.span);
        let passage = self.cut(passage, hit.span);
        let within = Span::new(hit.span.start - passage.start, hit.span.end - passage.start);
        let locator = self.locate(hit.span.start);
        let text = passage.of(self.source.text).into();
        let struck = self.source.struck_in(passage).into();
        Excerpt { hit: hit.span, number: hit.keyword, locator, text, within, struck }
    }

    /// Returns the bytes of the sentence or heading around a hit; where there is none, of its line.
    pub fn passage(&mut self, hit: Span) -> Span {
        let at = self.source.blocks.partition_point(|block| block.span.start <= hit.start).checked_sub(1);
        if self.sentences.0 != at {
            let block = at.and_then(|at| self.source.blocks.get(at));
            self.sentences = (at, block.map_or(Vec::new(), |block| passages_of(self.source.text, block)));
        }
        let sentences = &self.sentences.1;
        let after = sentences.partition_point(|sentence| sentence.start <= hit.start);
        let sentence = after.checked_sub(1).and_then(|at| sentences.get(at));
        let around = match sentence.filter(|sentence| sentence.contains(hit.start)) {
            Some(sentence) => *sentence,
            None => self.line_around(hit.start),
        };
        Span::new(around.start.min(hit.start), around.end.max(hit.end))
    }

    fn line_around(&self, at: usize) -> Span {
        let start = self.source.text[..at].rfind('\n').map_or(0, |end| end + 1);
        let end = self.source.text[at..].find('\n').map_or(self.source.text.len(), |length| at + length);
        Span::new(start, end).trimmed(self.source.text)
    }

    /// Returns the part of a passage within the reach of the hit.
    fn cut(&self, passage: Span, hit: Span) -> Span {
        let bytes = match self.reach {
            Reach::Row(bytes) => bytes,
            Reach::Sentence => LONGEST,
        };
        let start = passage.start.max(self.source.text.ceil_char_boundary(hit.start.saturating_sub(bytes)));
        let end = passage.end.min(self.source.text.floor_char_boundary(hit.end.saturating_add(bytes)));
        Span::new(start, end)
    }

    fn locate(&mut self, at: usize) -> Locator {
        let locator = self.source.locate(self.lines, at);
        self.lines = locator.line.map_or(self.lines, |line| (at, line - 1));
        locator
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, BlockKind, Emphasis, Frame, SourceLines, Stress};

    fn blocks(text: &str, kind: &BlockKind) -> Vec<Block> {
        let span = Span::new(0, text.len());
        vec![Block { span, kind: kind.clone(), frame: Frame::default(), gap: false }]
    }

    fn excerpts(text: &str, kind: &BlockKind, word: &str, reach: Reach) -> Vec<Excerpt> {
        let blocks = blocks(text, kind);
        let lines = &SourceLines::OfText;
        let source = LocatedText { text, blocks: &blocks, lines, divisions: &[], emphasis: &[] };
        let mut excerpts = Excerpts::new(source, reach);
        let hits = text.match_indices(word).map(|(at, hit)| Span::new(at, at + hit.len()));
        hits.map(|span| excerpts.of(KeywordHit { span, keyword: 0 })).collect()
    }

    #[test]
    fn an_excerpt_has_the_sentence_and_the_line_of_its_hit() {
        let text = "The sea rises.\nNobody sees the sea fall. It does.";
        let found = excerpts(text, &BlockKind::Paragraph, "sea", Reach::Sentence);
        let seen: Vec<_> = found.iter().map(|found| (found.locator.line, &*found.text)).collect();
        assert_eq!(seen, [(Some(1), "The sea rises."), (Some(2), "Nobody sees the sea fall.")]);
        assert!(found.iter().all(|found| found.within.of(&found.text) == "sea"));
    }

    #[test]
    fn an_excerpt_knows_what_is_struck_in_it() {
        let text = "It is new. The sea rises twice. It ebbs.";
        let blocks = blocks(text, &BlockKind::Paragraph);
        let struck = |words: &str| {
            let start = text.find(words).unwrap();
            Emphasis { span: Span::new(start, start + words.len()), stress: Stress::Struck }
        };
        let emphasis = [struck("new. The"), struck("twice")];
        let lines = &SourceLines::OfText;
        let source = LocatedText { text, blocks: &blocks, lines, divisions: &[], emphasis: &emphasis };
        let hit = KeywordHit { span: struck("sea").span, keyword: 0 };
        let found = Excerpts::new(source, Reach::Sentence).of(hit);
        let words: Vec<&str> = found.struck.iter().map(|span| span.of(&found.text)).collect();
        assert_eq!(words, ["The", "twice"]);
    }

    #[test]
    fn code_has_lines_instead_of_sentences() {
        let found = excerpts("a = 1\n  sea = 2\nb", &BlockKind::Code(None), "sea", Reach::Sentence);
        assert_eq!((found[0].locator.line, &*found[0].text), (Some(2), "sea = 2"));
    }

    #[test]
    fn a_heading_is_shown_whole() {
        let found = excerpts("The sea\nat night", &BlockKind::Heading(1), "night", Reach::Sentence);
        assert_eq!((found[0].locator.line, &*found[0].text), (Some(2), "The sea\nat night"));
    }

    #[test]
    fn a_row_reaches_so_far_and_cuts_no_character() {
        let text = "ééééé sea ééééé";
        let found = &excerpts(text, &BlockKind::Paragraph, "sea", Reach::Row(4))[0];
        assert_eq!((&*found.text, found.within.of(&found.text)), ("é sea é", "sea"));
    }

    #[test]
    fn rows_are_ordered_by_words_outward_from_the_hit() {
        let found = &excerpts(
            "The “Old” Moon pulls the sea, Twice a day.",
            &BlockKind::Paragraph,
            "pulls",
            Reach::Sentence,
        )[0];
        assert_eq!(&*found.right(), "the\u{1}sea\u{1}twice\u{1}a\u{1}day\u{1}");
        assert_eq!(&*found.left(), "moon\u{1}old\u{1}the\u{1}");
    }
}
