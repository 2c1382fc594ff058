//! Two documents compared: which sentences count, their links, and what became of each in two versions of
//! one text.
//!
//! Sentences are compared by meaning. What is outside sentences (headings, lines of code and data, link targets)
//! has no meaning to compare, but it counts in two versions of one text, where every difference is one, and
//! where a document has nothing else.

use std::sync::Arc;

use crate::compare::align::compare_with_hand_links;
use crate::compare::comparison::{Comparison, Levels};
use crate::compare::content::Content;
use crate::compare::edition::{Edition, Kinship, edition_of};
use crate::compare::wording::Words;
use crate::compare::{Cancelled, Watch};
use crate::document::Document;
use crate::text::words::count;
use crate::threads::join;

/// Returns the sentences linked by hand, left and right, in two documents.
pub type HandLinks<'a> = &'a dyn Fn(&Document, &Document) -> Vec<(usize, usize)>;

/// Two documents compared.
#[derive(Clone, Debug)]
pub struct Alignment {
    /// The documents. Where lines outside sentences were compared too, these count among their sentences.
    pub documents: [Arc<Document>; 2],
    /// Which sentences say the same.
    pub comparison: Arc<Comparison>,
    /// The links made by hand, as left and right sentence.
    pub hand_links: Vec<(usize, usize)>,
    /// What became of each sentence, when the documents are two versions of one text.
    pub edition: Option<Arc<Edition>>,
    /// Whether nothing differs but the wrapping of lines, line ends, the encoding and the canonical form.
    pub is_same: bool,
}

impl Alignment {
    /// Returns how much of both documents is in the other, 0 to 100: of two versions of one text the words
    /// that both have, else the words of linked sentences, weighed by the probability of their links. It is
    /// 100 only where nothing differs.
    pub fn likeness(&self, levels: Levels) -> u8 {
        match &self.edition {
            _ if self.is_same => 100,
            Some(edition) => edition.likeness().min(99),
            None => self.comparison.likeness(levels).min(99),
        }
    }

    /// Returns the same with the sides exchanged.
    #[must_use]
    pub fn mirrored(&self) -> Self {
        let [left, right] = self.documents.each_ref().map(Arc::clone);
        Self {
            documents: [right, left],
            comparison: Arc::new(self.comparison.mirrored()),
            hand_links: self.hand_links.iter().map(|(left, right)| (*right, *left)).collect(),
            edition: self.edition.as_ref().map(|edition| Arc::new(edition.mirrored())),
            is_same: self.is_same,
        }
    }
}

/// Compares two documents that are held whole. `hand_links` is asked about the documents of the result.
pub fn align(
    documents: [&Arc<Document>; 2],
    hand_links: HandLinks<'_>,
    watch: Watch<'_>,
) -> Result<Alignment, Cancelled> {
    let sentences = documents.map(by_sentences);
    let lines = sentences.each_ref().map(by_lines);
    if sentences.iter().any(|document| document.sentences.is_empty()) {
        return Pair::new(lines, watch)?.alignment(Kinship::Unknown, hand_links, watch);
    }
    let has_lines = sentences.iter().zip(&lines).any(|(one, other)| !Arc::ptr_eq(one, other));
    let pair = Pair::new(sentences, watch)?;
    if !has_lines {
        return pair.alignment(Kinship::Unknown, hand_links, watch);
    }
    let by_lines = Pair { comparison: pair.with_lines(&lines), documents: lines };
    let found = by_lines.alignment(Kinship::Unknown, hand_links, watch)?;
    if found.edition.is_some() {
        return Ok(found);
    }
    let found = pair.alignment(Kinship::Unknown, hand_links, watch)?;
    match found.edition {
        Some(_) => by_lines.alignment(Kinship::Versions, hand_links, watch),
        None => Ok(found),
    }
}

fn by_sentences(document: &Arc<Document>) -> Arc<Document> {
    let has_added = document.sentences.iter().any(|sentence| sentence.is_line);
    if has_added { Arc::new(document.by_sentences()) } else { Arc::clone(document) }
}

fn by_lines(document: &Arc<Document>) -> Arc<Document> {
    if document.has_lines() { Arc::new(document.by_lines()) } else { Arc::clone(document) }
}

/// Two documents and the links of their sentences, without those made by hand.
struct Pair {
    documents: [Arc<Document>; 2],
    comparison: Comparison,
}

impl Pair {
    fn new(documents: [Arc<Document>; 2], watch: Watch<'_>) -> Result<Self, Cancelled> {
        let [left, right] = documents.each_ref().map(|document| document.sentence_texts());
        let comparison = compare_with_hand_links(&left, &right, &[], watch)?;
        Ok(Self { documents, comparison })
    }

    /// Returns the links of the sentences by their numbers in the same documents with their lines, which have
    /// no link.
    fn with_lines(&self, lines: &[Arc<Document>; 2]) -> Comparison {
        let numbers = lines.each_ref().map(|document| {
            let numbered = document.sentences.iter().enumerate();
            numbered.filter(|(_, sentence)| !sentence.is_line).map(|(number, _)| number).collect::<Vec<_>>()
        });
        let words = lines.each_ref().map(|document| {
            (0..document.sentences.len()).map(|at| count(document.sentence_text(at))).collect()
        });
        self.comparison.renumbered(&numbers, words)
    }

    fn alignment(
        &self,
        kinship: Kinship,
        hand_links: HandLinks<'_>,
        watch: Watch<'_>,
    ) -> Result<Alignment, Cancelled> {
        let [left, right] = &self.documents;
        let hand_links = hand_links(left, right);
        let comparison = self.comparison.with_hand_links(&hand_links);
        let (words, contents) = join(
            || Words::of(&left.sentence_texts(), &right.sentence_texts(), watch.wanted),
            || [left, right].map(|document| Content::of(document)),
        );
        let words = words?;
        let edition = edition_of(&words, &comparison, contents.each_ref(), kinship);
        let is_same = contents[0].is_same(&contents[1]);
        Ok(Alignment {
            documents: self.documents.each_ref().map(Arc::clone),
            comparison: Arc::new(comparison),
            hand_links,
            edition: edition.map(Arc::new),
            is_same,
        })
    }
}
