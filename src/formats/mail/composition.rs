//! A document composed of others.

use crate::document::{Block, BlockKind, Draft};

/// The documents so far, one below the other.
#[derive(Default)]
pub(super) struct Composition {
    draft: Draft,
}

impl Composition {
    /// Returns the place of the first byte of the next document.
    pub(super) fn next_place(&self) -> usize {
        self.end() + if self.draft.blocks.is_empty() { 0 } else { 2 }
    }

    /// Returns the end of the text, without line ends.
    fn end(&self) -> usize {
        let end = self.draft.blocks.last().map_or(0, |block| block.span.end);
        end.max(self.draft.text.trim_end_matches('\n').len())
    }

    /// Adds a document below the others. Its title, outline, metadata, divisions and attachments are left out.
    pub(super) fn add(&mut self, other: Draft) {
        if other.blocks.is_empty() {
            return;
        }
        let by = self.next_place();
        let all = &mut self.draft;
        let is_first = all.blocks.is_empty();
        all.text.truncate(by.saturating_sub(2));
        all.text.push_str(if is_first { "" } else { "\n\n" });
        all.text.push_str(&other.text);
        let first = all.blocks.len();
        all.blocks.extend(other.blocks.into_iter().map(|block| shifted(block, by)));
        if let Some(block) = all.blocks.get_mut(first) {
            block.gap = !is_first;
        }
        let emphasis = other.emphasis.into_iter();
        all.emphasis.extend(emphasis.map(|mut found| {
            found.span = found.span.shifted(by);
            found
        }));
        all.hyperlinks.extend(other.hyperlinks.into_iter().map(|mut link| {
            link.words = link.words.shifted(by);
            link
        }));
        all.pictures.extend(other.pictures.into_iter().map(|mut picture| {
            picture.words = picture.words.shifted(by);
            picture
        }));
        all.notes.extend(other.notes.into_iter().map(|mut note| {
            (note.reference, note.body) = (note.reference.shifted(by), note.body.shifted(by));
            note
        }));
        all.warnings.extend(other.warnings);
    }

    /// Returns the document composed so far, for attachments and warnings to be added.
    pub(super) fn draft(&mut self) -> &mut Draft {
        &mut self.draft
    }

    /// Returns the document.
    pub(super) fn finish(self) -> Draft {
        self.draft
    }
}

fn shifted(block: Block, by: usize) -> Block {
    let kind = match block.kind {
        BlockKind::TableRow { cells, head, columns } => {
            let cells = cells.into_iter().map(|cell| cell.shifted(by)).collect();
            BlockKind::TableRow { cells, head, columns }
        }
        other @ (BlockKind::Paragraph
        | BlockKind::Heading(_)
        | BlockKind::Code(_)
        | BlockKind::Rule
        | BlockKind::Remark
        | BlockKind::Reference) => other,
    };
    Block { span: block.span.shifted(by), kind, ..block }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::plain;

    #[test]
    fn spans_are_those_of_the_whole() {
        let mut all = Composition::default();
        for text in ["", "The tides.\n\n", "\n\nThey rise.", " \n"] {
            all.add(plain::draft(text.to_owned(), false));
        }
        let draft = all.finish();
        let texts: Vec<&str> = draft.blocks.iter().map(|block| block.span.of(&draft.text)).collect();
        assert_eq!(texts, ["The tides.", "They rise."]);
        assert_eq!(draft.blocks.iter().map(|block| block.gap).collect::<Vec<_>>(), [false, true]);
        assert_eq!(draft.text, "The tides.\n\n\n\nThey rise.");
    }
}
