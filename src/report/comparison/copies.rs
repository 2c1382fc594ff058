//! Runs of words that are in both documents.

use schemars::JsonSchema;
use serde::Serialize;

use crate::compare::{Copy, Place};
use crate::report::model::{Inline, Line, line};
use crate::report::subject::Subject;
use crate::report::wording::{count, in_quotation_marks, numbers};

/// A run of words that both documents have, likely from one source.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct CopiedRun<'a> {
    #[schemars(range(min = 1))]
    pub(super) words: usize,
    /// One for each sentence the run touches, the first document first.
    #[schemars(length(min = 2))]
    pub(super) items: Vec<CopiedItem<'a>>,
}

/// The part of a copied run in one sentence.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct CopiedItem<'a> {
    #[schemars(range(min = 0, max = 1))]
    pub(super) document: usize,
    pub(super) sentence: usize,
    /// Its first byte in the document's text.
    pub(super) start: usize,
    /// One past its last byte.
    pub(super) end: usize,
    pub(super) text: &'a str,
}

impl<'a> CopiedRun<'a> {
    /// Returns a run that was found in `documents`.
    pub(super) fn new(copy: &Copy, documents: &[Subject<'a>; 2]) -> Self {
        let sides = [&copy.left, &copy.right].into_iter().enumerate();
        let places = sides.flat_map(|(side, places)| places.iter().map(move |place| (side, *place)));
        let items = places.filter_map(|(side, place)| CopiedItem::new(side, place, &documents[side]));
        Self { words: copy.words, items: items.collect() }
    }

    /// Returns its length, its places and its words as the first document has them.
    pub(super) fn line(&self) -> Line<'a> {
        let on = |document: usize| self.items.iter().filter(move |item| item.document == document);
        let places = |document| numbers(document, on(document).map(|item| item.sentence));
        let words = on(0).map(|item| item.text).collect::<Vec<_>>().join(" ");
        let length = line(format!("{}, ", count(self.words, "word")));
        let quotation = in_quotation_marks(Inline::foreign(words));
        [length, places(0), line(" and "), places(1), line(": "), quotation].concat()
    }
}

impl<'a> CopiedItem<'a> {
    fn new(document: usize, place: Place, subject: &Subject<'a>) -> Option<Self> {
        let passage = subject.sentences.get(place.sentence)?;
        let inside = place.span.shifted(passage.start);
        let text = place.span.of(passage.text);
        Some(Self { document, sentence: place.sentence, start: inside.start, end: inside.end, text })
    }
}

#[cfg(test)]
mod tests {
    use crate::report::comparison::tests::{LEFT, RIGHT, with_report};
    use crate::report::text::words;

    #[test]
    fn a_run_is_quoted_at_its_bytes() {
        with_report([LEFT, RIGHT], |report| {
            let [run] = report.copies.as_slice() else { panic!("{:?}", report.copies) };
            assert_eq!(run.words, 7);
            assert_eq!(
                words(&run.line()),
                "7 words, A 1 and B 2: “ferries crossed the frozen harbour on Monday”"
            );
            for item in &run.items {
                let passage = report.documents[item.document].sentences[item.sentence];
                assert_eq!(&passage.text[item.start - passage.start..item.end - passage.start], item.text);
            }
            assert_eq!(
                run.items.iter().map(|item| (item.document, item.sentence)).collect::<Vec<_>>(),
                [(0, 0), (1, 1)]
            );
        });
    }
}
