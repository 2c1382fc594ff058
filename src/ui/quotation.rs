//! A passage with its source, as it is copied.

use crate::document::{DivisionKind, LocatedText, Locator, Title};
use crate::tasks::EntryId;
use crate::text::{CopiedText, Span};
use crate::ui::list::library::Library;
use crate::ui::reader::text_pane::TextPane;

/// A passage of a document with the place of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// The document.
    pub entry: EntryId,
    /// The words.
    pub words: CopiedText,
    /// The title that the document has of its own.
    pub title: Option<String>,
    /// The page, the line or the time; `None` while it is not known.
    pub place: Option<String>,
}

impl Quotation {
    /// Returns a passage of a text, `None` unless all of it is held.
    pub(crate) fn of(pane: &TextPane, passage: Span) -> Option<Self> {
        let (document, held) = (&pane.document, pane.document.extent());
        if passage.start < held.start || held.end < passage.end {
            return None;
        }
        let place = match pane.long {
            Some(_) => pane.line_number_at(passage.start).map(|line| format!("line {line}")),
            None => Some(place(&LocatedText::from(&**document).locate((0, 0), passage.start))),
        };
        let title = if let Title::Own(title) = &document.title { Some(title.clone()) } else { None };
        Some(Self { entry: pane.entry, words: document.copied(passage), title, place })
    }

    /// Returns the selection of a text, else its current sentence.
    pub(crate) fn here(pane: &TextPane) -> Option<Self> {
        let sentence = || Some(pane.document.sentences.get(pane.current()?)?.span);
        Self::of(pane, pane.selected().or_else(sentence)?)
    }

    /// Returns a sentence of a text.
    pub(crate) fn sentence(pane: &TextPane, sentence: usize) -> Option<Self> {
        Self::of(pane, pane.document.sentences.get(sentence)?.span)
    }

    /// Returns the words in quotation marks, the title, the file and the place.
    pub(crate) fn citation(&self, library: &Library) -> CopiedText {
        let name = library.name(self.entry);
        let title = self.title.clone().filter(|title| *title != name);
        let source: Vec<String> = title.into_iter().chain([name]).chain(self.place.clone()).collect();
        let source = source.join(", ").replace(['\n', '\t'], " ");
        let mut citation = CopiedText::default();
        citation.push("“");
        citation.append(&self.words);
        citation.push("” — ");
        citation.push(&source);
        citation
    }
}

/// Returns a place in the form for citations: the time in a recording, although its file has lines.
pub(crate) fn place(locator: &Locator) -> String {
    match &locator.division {
        Some((DivisionKind::Time, time)) => time.to_string(),
        Some(_) | None => locator.to_string(),
    }
}
