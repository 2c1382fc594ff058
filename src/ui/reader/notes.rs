//! The user's notes on the current sentence and the notes that the rows in view refer to, drawn at the foot of the
//! text.
//!
//! The notes take only the rows that they need, so that a page without any is a whole one. Who scrolls to the end of
//! a text, or chooses a sentence, therefore asks again how many rows are left once the page begins elsewhere.

use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::document::{Document, Note, Row};
use crate::tasks::PassageNote;
use crate::text::Span as Bytes;
use crate::text::wrap::rows;
use crate::ui::drawing::{DrawContext, Role, span};
use crate::ui::layout::TextArea;
use crate::ui::reader::text_pane::TextPane;

/// The most bytes of a note that are wrapped.
const LONGEST: usize = 4096;

/// Draws the user's notes on the current sentence below a rule, then the notes of the rows in `page`, those of the
/// current sentence first.
pub(crate) fn draw(cx: &mut DrawContext<'_>, area: Rect, pane: &TextPane, page: &[Row]) {
    draw_lines(cx, area, &pane.notes_of_page(page, true));
}

impl TextPane {
    /// Returns the user's notes on the current sentence, if they are wanted, and the notes of the rows in `page`.
    fn notes_of_page(&self, page: &[Row], with_own: bool) -> Vec<String> {
        let current =
            self.current().and_then(|at| self.document.sentences.get(at)).map(|sentence| sentence.span);
        let own = current.filter(|_| with_own).into_iter().flat_map(|sentence| self.notes_on(sentence));
        own.map(words_of).chain(texts_of(&self.document, page, current)).collect()
    }

    /// Returns the rows that notes need below the page that begins at the top, the rule above them included: the
    /// fewest that hold the notes of the rows which are left. Both sides of a comparison show no notes of the user
    /// there.
    pub(crate) fn rows_of_notes(&self, area: &TextArea) -> u16 {
        let has_own = self.user_notes.as_ref().is_some_and(|notes| !notes.is_empty());
        let with_own = has_own && area.bar.is_none();
        let most = area.most_notes();
        if most == 0 || !with_own && self.document.notes.is_empty() {
            return 0;
        }
        let whole = area.with_notes(0);
        let page = self.page(&whole);
        let fits = |rows: &u16| {
            let left = whole.rows().saturating_sub((*rows).into());
            let notes = self.notes_of_page(&page[..left.min(page.len())], with_own);
            let lines = lines_of(&notes, area.cells(), most.into()).len();
            lines == 0 || lines < usize::from(*rows)
        };
        (0..most).find(fits).unwrap_or(most)
    }

    /// Returns the area of the page that begins at the top, with the rows that its notes need.
    pub(crate) fn with_room_for_notes(&self, area: &TextArea) -> TextArea {
        area.with_notes(self.rows_of_notes(area))
    }
}

/// Draws the notes of the rows in `page` below a rule, those of the sentence `current` first.
pub(crate) fn draw_referred(
    cx: &mut DrawContext<'_>,
    area: Rect,
    document: &Document,
    page: &[Row],
    current: Option<Bytes>,
) {
    draw_lines(cx, area, &texts_of(document, page, current));
}

fn draw_lines(cx: &mut DrawContext<'_>, area: Rect, notes: &[String]) {
    if notes.is_empty() || area.is_empty() {
        return;
    }
    cx.put_rule(Rect { height: 1, ..area });
    let room = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let lines = lines_of(notes, room.width.into(), room.height.into());
    for (line, row) in lines.iter().zip(room.rows()) {
        cx.put(Line::from(span(line, cx.style(Role::Dim))), row);
    }
}

/// Returns the texts of the notes that these rows refer to and do not show, those of the sentence `current` first.
fn texts_of(document: &Document, page: &[Row], current: Option<Bytes>) -> Vec<String> {
    notes_of(document, page, current).into_iter().map(|note| text_of(document, note)).collect()
}

/// Returns the words of a note of the user on one line, with the path of the other document if it is on a link.
pub(crate) fn words_of(note: &PassageNote) -> String {
    let words = note.note.text.split_whitespace().collect::<Vec<_>>().join(" ");
    match &note.other {
        None => format!("✎ {words}"),
        Some(path) => format!("✎ ⇄ {}: {words}", path.display()),
    }
}

fn notes_of(document: &Document, page: &[Row], current: Option<Bytes>) -> Vec<Note> {
    let (Some(first), Some(last)) = (page.first(), page.last()) else { return Vec::new() };
    let shown = Bytes::new(first.span.start, last.span.end);
    let is_wanted = |note: &&Note| shown.contains(note.reference.start) && !shown.contains(note.body.start);
    let mut notes: Vec<Note> = document.notes.iter().filter(is_wanted).copied().collect();
    notes.sort_by_key(|note| !current.is_some_and(|sentence| sentence.overlaps(note.reference)));
    notes
}

/// Returns the notes in at most `height` rows. The last row says how many notes are left out, if any are.
fn lines_of(notes: &[String], cells: usize, height: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for (index, text) in notes.iter().enumerate() {
        let left = height.saturating_sub(lines.len());
        let after = notes.len() - index - 1;
        if left <= 1 && after > 0 {
            lines.push(format!("… {} more notes on this page", after + 1));
            return lines;
        }
        // Each of the others keeps a row.
        let most = left.saturating_sub(after).max(1);
        let wrapped = rows(text, cells.max(1));
        lines.extend(wrapped.iter().take(most).map(|row| row.of(text).to_owned()));
        if let Some(last) = lines.last_mut().filter(|_| wrapped.len() > most) {
            last.push('…');
        }
    }
    lines
}

/// Returns the mark and the words of a note, on one line.
fn text_of(document: &Document, note: Note) -> String {
    let [mark, body] = [note.reference, note.body].map(|span| document.passage(span).trim());
    let body = &body[..body.floor_char_boundary(LONGEST)];
    // Web pages repeat the mark.
    let rest =
        body.strip_prefix(mark).filter(|rest| !rest.starts_with(char::is_alphanumeric)).unwrap_or(body);
    [mark].into_iter().chain(rest.split_whitespace()).collect::<Vec<_>>().join(" ").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Draft;

    fn document(texts: &[&str]) -> (Document, Vec<Note>) {
        let mut text = String::new();
        let mut place = |part: &str| {
            let start = text.len();
            text.push_str(part);
            Bytes::new(start, text.len())
        };
        let note = |body: &&str| Note { reference: place("[1]"), body: place(body) };
        let notes: Vec<Note> = texts.iter().map(note).collect();
        (Draft { text, notes: notes.clone(), ..Draft::default() }.into(), notes)
    }

    #[test]
    fn notes_share_the_rows_there_are() {
        for (texts, height, lines) in [
            (&["One."][..], 3, &["[1] One."][..]),
            (&["[1] One.\n\nAnd  more."], 3, &["[1] One. And", "more."]),
            (&["One two three four five six."], 2, &["[1] One two", "three four…"]),
            (&["One two three.", "Two."], 2, &["[1] One two…", "[1] Two."]),
            (&["One.", "Two.", "Three."], 2, &["[1] One.", "… 2 more notes on this page"]),
            (&["One.", "Two."], 1, &["… 2 more notes on this page"]),
        ] {
            let (document, notes) = document(texts);
            let notes: Vec<String> = notes.iter().map(|note| text_of(&document, *note)).collect();
            assert_eq!(lines_of(&notes, 13, height), lines, "{texts:?}");
        }
    }
}
