//! Runs of words that stand in both documents, in the words of a report.

use serde::Serialize;

use crate::compare::{Copy, Place};
use crate::report::subject::Subject;
use crate::report::wording::{NAMES, count, one_line};

/// The heading above the copied runs.
pub(crate) const COPIED: &str = "Copied word for word (likely one source)";

/// A run of words that both documents have, likely from one source.
#[derive(Clone, Debug, Serialize)]
pub struct CopiedRun<'a> {
    /// How many words it has.
    pub words: usize,
    /// Where it stands: the first document first, one item for each sentence it touches.
    pub items: Vec<CopiedItem<'a>>,
}

/// The part of a copied run in one sentence.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct CopiedItem<'a> {
    /// 0 or 1.
    pub document: usize,
    /// The index of the sentence.
    pub sentence: usize,
    /// Its first byte in the document's text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// Its characters.
    pub text: &'a str,
}

/// Returns the runs of words that `compare::copies` found in `documents`.
pub(crate) fn copied<'a>(copies: &[Copy], documents: &[Subject<'a>; 2]) -> Vec<CopiedRun<'a>> {
    copies.iter().map(|copy| run(copy, documents)).collect()
}

fn run<'a>(copy: &Copy, documents: &[Subject<'a>; 2]) -> CopiedRun<'a> {
    let sides = [&copy.left, &copy.right].into_iter().enumerate();
    let places = sides.flat_map(|(side, places)| places.iter().map(move |place| (side, place)));
    let items = places.filter_map(|(side, place)| item(side, *place, &documents[side])).collect();
    CopiedRun { words: copy.words, items }
}

fn item<'a>(document: usize, place: Place, subject: &Subject<'a>) -> Option<CopiedItem<'a>> {
    let passage = subject.sentences.get(place.sentence)?;
    let inside = place.span.shifted(passage.start);
    let text = place.span.of(passage.text);
    Some(CopiedItem { document, sentence: place.sentence, start: inside.start, end: inside.end, text })
}

impl<'a> CopiedRun<'a> {
    /// Returns the parts in one document, in order.
    pub(crate) fn on(&self, document: usize) -> impl Iterator<Item = &CopiedItem<'a>> {
        self.items.iter().filter(move |item| item.document == document)
    }

    /// Returns its words as the first document has them.
    pub(crate) fn quotation(&self) -> String {
        one_line(&self.on(0).map(|item| item.text).collect::<Vec<_>>().join(" "))
    }

    /// Returns its length, its places and its words.
    pub(crate) fn line(&self) -> String {
        let place = |document: usize| {
            let numbers: Vec<String> =
                self.on(document).map(|item| (item.sentence + 1).to_string()).collect();
            format!("{} {}", NAMES[document], numbers.join(", "))
        };
        format!("{}, {} and {}: “{}”", count(self.words, "word"), place(0), place(1), self.quotation())
    }
}

#[cfg(test)]
mod tests {
    use crate::report::comparison::tests::{LEFT, RIGHT, with_report};

    #[test]
    fn a_run_is_quoted_at_its_bytes() {
        with_report([LEFT, RIGHT], |report| {
            let [run] = report.copies.as_slice() else { panic!("{:?}", report.copies) };
            assert_eq!(
                (run.words, run.quotation().as_str()),
                (7, "ferries crossed the frozen harbour on Monday")
            );
            assert_eq!(run.line(), "7 words, A 1 and B 2: “ferries crossed the frozen harbour on Monday”");
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
