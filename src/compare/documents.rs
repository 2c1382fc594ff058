//! Two documents compared: which sentences count, their links, and what became of each in two versions of
//! one text.
//!
//! Sentences are compared by meaning. What is outside sentences (headings, lines of code and data, link targets)
//! has no meaning to compare, but it counts in two versions of one text, where every difference is one, and
//! where a document has nothing else.

use std::sync::Arc;

use crate::compare::align::compare_with_hand_links;
use crate::compare::comparison::{Comparison, Levels};
use crate::compare::content::{Content, is_same_content};
use crate::compare::copies::{Copy, copies_of};
use crate::compare::edition::{Edition, Kinship, edition_of};
use crate::compare::parallel::both;
use crate::compare::wording::Words;
use crate::compare::{Cancelled, Monitor};
use crate::document::Document;
use crate::text::words::count;
use crate::threads::join;

/// Returns the sentences linked by hand, left and right, in two documents.
pub type FindHandLinks<'a> = &'a dyn Fn(&Document, &Document) -> Vec<(usize, usize)>;

/// Two documents compared.
#[derive(Clone, Debug)]
pub struct AlignedDocuments {
    /// The documents. Where lines outside sentences were compared too, these count among their sentences.
    pub documents: [Arc<Document>; 2],
    /// Which sentences say the same.
    pub comparison: Arc<Comparison>,
    /// The links made by hand, as left and right sentence.
    pub hand_links: Vec<(usize, usize)>,
    /// What became of each sentence, when the documents are two versions of one text.
    pub edition: Option<Arc<Edition>>,
    /// The runs of words that both have.
    pub copies: Arc<[Copy]>,
    /// Whether nothing differs but the wrapping of lines, line ends, the encoding and the canonical form.
    pub is_same: bool,
}

impl AlignedDocuments {
    /// Returns two documents compared, without links made by hand.
    pub fn of(documents: [&Arc<Document>; 2]) -> Self {
        match align(documents, &|_, _| Vec::new(), Monitor::of(&|| true)) {
            Ok(alignment) => alignment,
            Err(Cancelled) => unreachable!("it is wanted to the end"),
        }
    }

    /// Returns how much of both documents is in the other, 0 to 100: of two versions of one text the words
    /// that both have, else the words of linked sentences, weighted by the probability of their links. It is
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
        let mut copies: Vec<Copy> = self.copies.iter().cloned().map(Copy::mirrored).collect();
        copies.sort_by(|one, other| one.left.cmp(&other.left));
        Self {
            documents: [right, left],
            comparison: Arc::new(self.comparison.mirrored()),
            hand_links: self.hand_links.iter().map(|(left, right)| (*right, *left)).collect(),
            edition: self.edition.as_ref().map(|edition| Arc::new(edition.mirrored())),
            copies: copies.into(),
            is_same: self.is_same,
        }
    }
}

/// Compares two documents that are held whole. `hand_links` is asked about the documents of the result.
pub fn align(
    documents: [&Arc<Document>; 2],
    hand_links: FindHandLinks<'_>,
    watch: Monitor<'_>,
) -> Result<AlignedDocuments, Cancelled> {
    let sentences = documents.map(by_sentences);
    let lines = sentences.each_ref().map(by_lines);
    let has_sentences = sentences.iter().all(|document| !document.sentences.is_empty());
    let has_lines = sentences.iter().zip(&lines).any(|(one, other)| !Arc::ptr_eq(one, other));
    let compared = if has_sentences { &sentences } else { &lines };
    let (links, tokens) = links_and_tokens(compared, &lines, watch)?;
    if !(has_sentences && has_lines) {
        let pair = DocumentPair { documents: &lines, links: &links, tokens: &tokens };
        return Ok(pair.alignment(Kinship::Unknown, hand_links));
    }
    let numbers = lines.each_ref().map(|document| numbers_of_sentences(document));
    let words = lines
        .each_ref()
        .map(|document| (0..document.sentences.len()).map(|at| count(document.sentence_text(at))).collect());
    let links_by_lines = links.renumbered(&numbers, words);
    let by_lines = DocumentPair { documents: &lines, links: &links_by_lines, tokens: &tokens };
    let found = by_lines.alignment(Kinship::Unknown, hand_links);
    if found.edition.is_some() {
        return Ok(found);
    }
    let tokens_of_sentences = tokens.of_sentences(&numbers, watch.wanted)?;
    let pair = DocumentPair { documents: &sentences, links: &links, tokens: &tokens_of_sentences };
    let found = pair.alignment(Kinship::Unknown, hand_links);
    Ok(match found.edition {
        Some(_) => by_lines.alignment(Kinship::Versions, hand_links),
        None => found,
    })
}

fn by_sentences(document: &Arc<Document>) -> Arc<Document> {
    let has_added = document.sentences.iter().any(|sentence| sentence.is_line);
    if has_added { Arc::new(document.by_sentences()) } else { Arc::clone(document) }
}

fn by_lines(document: &Arc<Document>) -> Arc<Document> {
    if document.has_lines() { Arc::new(document.by_lines()) } else { Arc::clone(document) }
}

/// Returns the numbers of the sentences of a document among its sentences and lines.
fn numbers_of_sentences(document: &Document) -> Vec<usize> {
    let numbered = document.sentences.iter().enumerate();
    numbered.filter(|(_, sentence)| !sentence.is_line).map(|(number, _)| number).collect()
}

/// The words of two documents, by sentence, and the runs of words that both have.
struct PairTokens<'a> {
    words: Words<'a>,
    copies: Arc<[Copy]>,
}

impl<'a> PairTokens<'a> {
    fn of(documents: &'a [Arc<Document>; 2], wanted: &dyn Fn() -> bool) -> Result<Self, Cancelled> {
        let [left, right] = documents.each_ref().map(|document| document.sentence_texts());
        let words = Words::of(&left, &right, wanted)?;
        let copies = copies_of(&words, wanted)?.into();
        Ok(Self { words, copies })
    }

    /// Returns the same for the sentences with these `numbers` alone.
    fn of_sentences(&self, numbers: &[Vec<usize>; 2], wanted: &dyn Fn() -> bool) -> Result<Self, Cancelled> {
        let words = self.words.of_sentences(numbers);
        let copies = copies_of(&words, wanted)?.into();
        Ok(Self { words, copies })
    }
}

/// Returns the links of the sentences of `compared`, and the findings in `documents` without them.
fn links_and_tokens<'a>(
    compared: &[Arc<Document>; 2],
    documents: &'a [Arc<Document>; 2],
    watch: Monitor<'_>,
) -> Result<(Comparison, PairTokens<'a>), Cancelled> {
    let links = |wanted: &dyn Fn() -> bool| {
        let [left, right] = compared.each_ref().map(|document| document.sentence_texts());
        compare_with_hand_links(&left, &right, &[], Monitor { wanted, ..watch })
    };
    both(watch.wanted, links, |wanted| PairTokens::of(documents, wanted))
}

/// Two documents and the links of their sentences, without those made by hand.
struct DocumentPair<'a> {
    documents: &'a [Arc<Document>; 2],
    links: &'a Comparison,
    tokens: &'a PairTokens<'a>,
}

impl DocumentPair<'_> {
    fn alignment(&self, kinship: Kinship, hand_links: FindHandLinks<'_>) -> AlignedDocuments {
        let [left, right] = self.documents;
        let hand_links = hand_links(left, right);
        let comparison = self.links.with_hand_links(&hand_links);
        let PairTokens { words, copies } = self.tokens;
        let contents = || join(|| Content::of(left), || Content::of(right)).into();
        let edition = edition_of(words, &comparison, &contents, kinship);
        AlignedDocuments {
            documents: self.documents.each_ref().map(Arc::clone),
            comparison: Arc::new(comparison),
            hand_links,
            edition: edition.map(Arc::new),
            copies: Arc::clone(copies),
            is_same: is_same_content(left, right),
        }
    }
}
