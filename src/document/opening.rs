//! The first sentences of a document, for tasks that need no more of it.

use crate::document::draft::Draft;
use crate::document::{Document, Field, Metadata, Title, sentences_of};
use crate::text::words::count;

/// The first sentences of a document with its title and date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The title.
    pub title: Title,
    /// The date in the metadata, as it is written there.
    pub date: Option<String>,
    /// The first sentences.
    pub sentences: Vec<String>,
}

impl Opening {
    /// Returns the first sentences of a draft that have `words` words together, or all of them. Sentences are
    /// cut only up to there.
    pub fn of_draft(draft: &Draft, words: usize) -> Self {
        let sentences = draft.blocks.iter().flat_map(|block| sentences_of(&draft.text, block));
        let texts = sentences.map(|span| span.of(&draft.text));
        Self::new(draft.choose_title(), &draft.metadata, texts, words)
    }

    /// Returns the first sentences of a document that have `words` words together, or all of them.
    pub fn of_document(document: &Document, words: usize) -> Self {
        let texts = document.sentences.iter().map(|sentence| sentence.span.of(&document.text));
        Self::new(document.title.clone(), &document.metadata, texts, words)
    }

    fn new<'a>(
        title: Title,
        metadata: &Metadata,
        sentences: impl Iterator<Item = &'a str>,
        words: usize,
    ) -> Self {
        let mut seen = 0;
        let sentences = sentences.take_while(|sentence| {
            let is_needed = seen < words;
            seen += count(sentence);
            is_needed
        });
        let date = metadata.first(Field::Date).map(str::to_owned);
        Self { title, date, sentences: sentences.map(str::to_owned).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, BlockKind, Frame};
    use crate::text::Span;

    #[test]
    fn an_opening_has_whole_sentences_and_no_more_than_are_needed() {
        let text = "The tides\nThey rise and fall. The moon pulls them.\nSo says the almanac.";
        let mut draft = Draft { text: text.into(), ..Draft::default() };
        let kinds = [BlockKind::Heading(1), BlockKind::Paragraph, BlockKind::Paragraph];
        let mut start = 0;
        for (kind, line) in kinds.into_iter().zip(text.lines()) {
            let span = Span::new(start, start + line.len());
            draft.blocks.push(Block { span, kind, frame: Frame::default(), gap: false });
            start += line.len() + 1;
        }
        draft.metadata.add(Field::Date, "5 May 2023");
        let sentences = ["They rise and fall.", "The moon pulls them.", "So says the almanac."];
        for (words, expected) in [(0, 0), (1, 1), (4, 1), (5, 2), (8, 2), (9, 3), (1000, 3)] {
            let opening = Opening::of_draft(&draft, words);
            assert_eq!(opening.sentences, sentences[..expected], "{words}");
            assert_eq!((opening.title.as_str(), opening.date.as_deref()), ("The tides", Some("5 May 2023")));
            assert_eq!(opening, Opening::of_document(&draft.clone().into(), words));
        }
    }
}
