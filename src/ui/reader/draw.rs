//! Drawing the reader: rows of a text with the signs beside them, its scrollbar, and messages without a text.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Widget, Wrap};

use crate::document::{Block, BlockKind, CodeTokenKind, Flow, Margin, Row, RowKind, Stress};
use crate::search::{Keyword, KeywordHit, Keywords};
use crate::tasks::{Counted, Unreadable};
use crate::text::Span as Bytes;
use crate::text::safe::GlyphOrigin;
use crate::ui::component::LegendEntry;
use crate::ui::drawing::{DrawContext, Role, inset, put_glyph, raised, span};
use crate::ui::input::{Context, TextAction};
use crate::ui::layout::TextArea;
use crate::ui::reader::text_pane::{TextPane, row_glyphs};

/// Draws a text; `page` is its rows in view.
pub(crate) fn draw(cx: &mut DrawContext<'_>, area: &TextArea, pane: &TextPane, page: &[Row]) {
    if pane.blocks.is_empty() {
        return draw_message(cx, area, "(empty)");
    }
    let current = pane.current().and_then(|at| pane.document.sentences.get(at)).map(|sentence| sentence.span);
    let role = if pane.chosen.is_some() { Role::Cursor } else { Role::Rule };
    let view = TextView { area, pane, match_here: cx.match_here };
    view.draw(cx, &pane.blocks, page.iter().zip(area.area.rows()), |row| RowMarks {
        cursor: current.filter(|span| span.overlaps(row.span)).map(|_| ("▐", role)),
        link: begins_note(pane, page, row).then_some(("✎", Role::Noted)),
        ..RowMarks::default()
    });
    if pane.is_partial() {
        let gaps = page.iter().zip(area.text.rows()).filter(|(row, _)| row.kind == RowKind::Gap);
        gaps.for_each(|(_, row)| cx.put(cx.words("…", Role::Dim), row));
    }
    draw_scrollbar(cx, area, pane, page);
}

/// Tells whether a note of the user is on a row and begins there, or above the rows in view.
fn begins_note(pane: &TextPane, page: &[Row], row: &Row) -> bool {
    let first = page.first().map_or(0, |first| first.span.start);
    let starts = pane.notes_on(row.span).filter_map(|note| note.span).map(|span| span.start.max(first));
    starts.into_iter().any(|start| row.span.contains(start))
}

/// Draws why a document is not shown; for a file that is not text, also how to show it as text.
pub(crate) fn draw_failure(cx: &mut DrawContext<'_>, area: &TextArea, why: &Unreadable) {
    let key = cx.keymap.key_of(Context::Reader, TextAction::AsText);
    let mut lines = vec![span(why.words(), Style::new()).into()];
    if let (Unreadable::Binary(_), Some(key)) = (why, key) {
        let hint = format!("{key} shows its bytes as text anyway.");
        lines.extend([Line::default(), hint.into()]);
    }
    draw_paragraph(cx, area, lines);
}

/// Draws words of our own in place of a text.
pub(crate) fn draw_message(cx: &mut DrawContext<'_>, area: &TextArea, words: &str) {
    draw_paragraph(cx, area, vec![words.into()]);
}

fn draw_paragraph(cx: &mut DrawContext<'_>, area: &TextArea, lines: Vec<Line<'_>>) {
    let paragraph = Paragraph::new(lines).style(cx.style(Role::Dim)).wrap(Wrap { trim: true });
    paragraph.render(area.text, cx.buffer);
}

/// The marks of a text that is read.
pub(crate) const READING_LEGEND: &[LegendEntry] = &[
    ("▐", Role::Cursor, "current sentence"),
    ("1", Role::Strong, "keyword of this number"),
    ("─", Role::MatchHere, "match"),
    ("✎", Role::Noted, "note of yours"),
    ("•", Role::Strong, "not read yet"),
    ("●", Role::Marked, "marked for comparing"),
    ("<202E>", Role::Mark, "hidden character"),
    ("▎", Role::Quote, "quotation"),
    ("┃", Role::Thumb, "in view"),
];

/// The signs beside one row of a text, and its emphasised passages.
#[derive(Default)]
pub(crate) struct RowMarks {
    /// The sign in the first cell: the cursor.
    pub cursor: Option<(&'static str, Role)>,
    /// The sign in the second cell: the link.
    pub link: Option<(&'static str, Role)>,
    /// The sign of a note, right of the words.
    pub note: Option<(&'static str, Role)>,
    /// The number of links, for the third cell where there is one.
    pub count: Option<usize>,
    /// The role of the whole row up to the edge of the pane.
    pub fill: Option<Role>,
    /// Passages of this row drawn in another style, the weakest first.
    pub passages: Vec<(Bytes, Role)>,
}

/// A text whose rows are byte ranges of a document.
pub(crate) struct TextView<'a> {
    pub area: &'a TextArea,
    pub pane: &'a TextPane,
    /// The start of the match last gone to, if it is in this text.
    pub match_here: Option<usize>,
}

impl TextView<'_> {
    /// Draws rows of a text set in `blocks`, each into a row of the window; `marks` returns the signs
    /// beside it.
    pub(crate) fn draw<'r>(
        &self,
        cx: &mut DrawContext<'_>,
        blocks: &[Block],
        rows: impl Iterator<Item = (&'r Row, Rect)>,
        mut marks: impl FnMut(&Row) -> RowMarks,
    ) {
        let flow = Flow::new(&self.pane.document, blocks, self.area.cells());
        for (row, place) in rows.filter(|(row, _)| row.kind != RowKind::Gap) {
            let Some(block) = blocks.get(row.block) else { continue };
            let marks = marks(row);
            self.draw_margin(cx, &marks, place);
            let text = Rect { x: self.area.text.x, width: self.area.text.width, ..place };
            let words = draw_frame(cx, block, row.kind, text);
            if block.kind == BlockKind::Rule {
                cx.put_rule(words);
                continue;
            }
            if row.kind == RowKind::Rule {
                let cells = flow.table_width(block).and_then(|cells| u16::try_from(cells).ok());
                cx.put_rule(Rect { width: words.width.min(cells.unwrap_or(u16::MAX)), ..words });
                continue;
            }
            let code = self.code_at(row.span.start);
            let is_filled = marks.fill.is_some();
            if let Some(code) = code {
                if !is_filled {
                    cx.buffer.set_style(words, cx.style(Role::CodeBlock));
                }
                self.draw_language(cx, blocks, row, (code, words));
            }
            let pieces = flow.pieces(row);
            for (left, piece) in &pieces {
                let left = u16::try_from(*left).unwrap_or(u16::MAX).min(words.width);
                let place = Rect { x: words.x + left, width: words.width - left, ..words };
                let layers = self.layers(cx, *piece, &marks.passages);
                let base = match code {
                    Some(_) if is_filled => Style::new(),
                    Some(code) => base(cx, code, false),
                    None => base(cx, block, self.pane.document.is_mail()),
                };
                self.draw_words(cx, (block, base), *piece, place, &layers);
            }
            let mut numbers = Rect { x: text.right() + 1, ..text };
            if let Some((sign, role)) = marks.note {
                // A cell away from the words, if the margin has more than one.
                let apart = u16::from(self.area.margin > text.right() + 1);
                numbers.x += apart;
                cx.put(cx.words(sign, role), Rect { x: text.right() + apart, width: 1, ..text });
            }
            self.draw_numbers(cx, &pieces, numbers);
        }
    }

    /// Draws the marks left of the words, and the background of the row.
    fn draw_margin(&self, cx: &mut DrawContext<'_>, marks: &RowMarks, place: Rect) {
        let TextArea { area, bar, scrollbar, marks: left, .. } = *self.area;
        if let Some(fill) = marks.fill {
            let width = bar.unwrap_or(scrollbar).saturating_sub(area.x);
            cx.buffer.set_style(Rect { x: area.x, width, ..place }, cx.style(fill));
        }
        for (x, sign) in [(left, marks.cursor), (left + 1, marks.link)] {
            if let Some((sign, role)) = sign {
                cx.put(cx.words(sign, role), Rect { x, width: 1, ..place });
            }
        }
        if let Some(count) = marks.count {
            let count = if count > 9 { "+".to_owned() } else { count.to_string() };
            cx.put(cx.words(count, Role::Dim), Rect { x: left + 2, width: 1, ..place });
        }
    }

    /// Returns the block of code of the document at a place. In a comparison its lines are set like sentences.
    fn code_at(&self, place: usize) -> Option<&Block> {
        let blocks = &self.pane.document.blocks;
        let at = blocks.partition_point(|block| block.span.start <= place).checked_sub(1)?;
        blocks.get(at).filter(|block| block.kind.keeps_lines())
    }

    /// Draws the words of a row over the style of its block, each glyph in the style of all layers over it.
    fn draw_words(
        &self,
        cx: &mut DrawContext<'_>,
        (block, base): (&Block, Style),
        row: Bytes,
        area: Rect,
        layers: &[Layer],
    ) {
        let marked = base.patch(cx.style(Role::Mark));
        let skipped = if block.kind.keeps_lines() { self.pane.sideways } else { 0 };
        let numbers = self.numbered_ends(cx, block, row, area.width);
        let (mut column, mut x) = (0, area.x);
        for glyph in row_glyphs(block, self.pane.document.passage(row)) {
            column += glyph.width;
            if column <= skipped {
                continue;
            }
            let plain = if matches!(glyph.shown, GlyphOrigin::Replaced | GlyphOrigin::Cut(_)) {
                marked
            } else {
                base
            };
            let here = layers.iter().filter(|(span, _)| span.contains(row.start + glyph.span.start));
            let style = here.fold(plain, |style, (_, layer)| style.patch(*layer));
            let Some(next) = put_glyph(cx.buffer, (x, area.y, area.right()), &glyph, style) else {
                cx.put(cx.words("…", Role::Dim), Rect { x: area.right(), width: 1, ..area });
                break;
            };
            x = next;
            let end = row.start + glyph.span.end;
            if let Some((_, number)) = numbers.iter().find(|(hit, _)| *hit == end) {
                cx.put(Span::raw(number.to_string()), Rect { x, width: 1, ..area });
                x += 1;
            }
        }
    }

    /// Draws the name of its language at the right of the first row of a block of `code`, where there is room.
    fn draw_language(
        &self,
        cx: &mut DrawContext<'_>,
        blocks: &[Block],
        row: &Row,
        (code, area): (&Block, Rect),
    ) {
        let above = row.block.checked_sub(1).and_then(|above| blocks.get(above));
        let Some(block) = blocks.get(row.block) else { return };
        let BlockKind::Code(Some(language)) = &code.kind else { return };
        let above = above.and_then(|above| self.code_at(above.span.start));
        let is_first = block.gap || above.is_none_or(|above| above.kind != code.kind);
        let used: usize =
            row_glyphs(block, self.pane.document.passage(row.span)).map(|glyph| glyph.width).sum();
        let name = span(language, cx.style(Role::CodeBlock).patch(cx.style(Role::Dim)));
        if row.kind == RowKind::First && is_first && used + name.width() + 2 <= area.width.into() {
            cx.put(Line::from(name).right_aligned(), inset(area, 0, 1));
        }
    }

    /// Draws the number of the first keyword on a row into the right margin.
    fn draw_numbers(&self, cx: &mut DrawContext<'_>, pieces: &[(usize, Bytes)], area: Rect) {
        let mut hits = pieces.iter().flat_map(|(_, piece)| shown_hits(self.pane, *piece, cx.keywords));
        let Some(KeywordHit { keyword: first, .. }) = hits.next() else { return };
        let mark = cx.keyword_sign(first, cx.keywords);
        cx.put(mark, Rect { width: self.area.margin.saturating_sub(area.x), ..area });
    }

    /// Returns the ends of the hits on a row behind which the number of their keyword is set, because they have
    /// no colour: as many as there is room for. Rows of code and tables keep their columns.
    fn numbered_ends(
        &self,
        cx: &DrawContext<'_>,
        block: &Block,
        row: Bytes,
        room: u16,
    ) -> Vec<(usize, char)> {
        if cx.theme.has_keyword_colours()
            || block.kind.keeps_lines()
            || matches!(block.kind, BlockKind::TableRow { .. })
        {
            return Vec::new();
        }
        let used: usize = row_glyphs(block, self.pane.document.passage(row)).map(|glyph| glyph.width).sum();
        let hits = shown_hits(self.pane, row, cx.keywords).into_iter();
        let ends = hits.filter(|hit| hit.span.end <= row.end);
        let numbers = ends.filter_map(|hit| Some((hit.span.end, raised(hit.keyword)?)));
        numbers.take(usize::from(room).saturating_sub(used)).collect()
    }

    /// Returns the layers over the row of these bytes, the weakest first.
    fn layers(&self, cx: &DrawContext<'_>, row: Bytes, passages: &[(Bytes, Role)]) -> Vec<Layer> {
        let mut layers = emphasis(cx, self.pane, row);
        layers.extend(code_layers(cx, self.pane, row));
        let notes = &self.pane.document.notes;
        let from = notes.partition_point(|note| note.reference.end <= row.start);
        let notes = notes[from..].iter().take_while(|note| note.reference.start < row.end);
        layers.extend(notes.map(|note| (note.reference, cx.style(Role::Note))));
        let here = passages.iter().filter(|(span, _)| span.overlaps(row));
        layers.extend(here.map(|(span, role)| (*span, cx.style(*role))));
        layers.extend(keyword_layers(cx, &shown_hits(self.pane, row, cx.keywords)));
        let matches = &self.pane.matches;
        let from = matches.partition_point(|span| span.end <= row.start);
        for span in matches[from..].iter().take_while(|span| span.start < row.end) {
            let is_here = self.match_here == Some(span.start);
            layers.push((*span, cx.style(if is_here { Role::MatchHere } else { Role::Match })));
        }
        let noted = self.pane.notes_on(row).filter_map(|note| note.span);
        layers.extend(noted.map(|span| (span, cx.style(Role::Noted))));
        if let Some(selected) = self.pane.selected().filter(|selected| selected.overlaps(row)) {
            layers.push((selected, cx.style(Role::Selection)));
        }
        if let Some(found) = self.pane.last_hidden.filter(|found| found.span.overlaps(row)) {
            layers.push((found.span, cx.style(Role::MatchHere)));
        }
        layers
    }
}

/// Draws quotation bars and list markers; returns the place of the words.
fn draw_frame(cx: &mut DrawContext<'_>, block: &Block, kind: RowKind, mut area: Rect) -> Rect {
    for margin in &block.frame.margins {
        let cells = u16::try_from(margin.cells()).unwrap_or(u16::MAX).min(area.width);
        match margin {
            Margin::Quote { .. } => cx.put(cx.words("▎ ", Role::Quote), area),
            Margin::Indent { marker: Some(marker), .. } if kind == RowKind::First => {
                let marker = span(marker, cx.style(Role::Dim));
                let start = cells.saturating_sub(marker.width() as u16 + 1);
                cx.put(marker, Rect { x: area.x + start, width: cells - start, ..area });
            }
            Margin::Indent { .. } => {}
        }
        area = Rect { x: area.x + cells, width: area.width - cells, ..area };
    }
    area
}

/// Returns the style of the words of a block; quotations in a mail are dim. Headings are bold, underlined or
/// italic, by their level.
fn base(cx: &DrawContext<'_>, block: &Block, is_mail: bool) -> Style {
    let heading = |with: Modifier| cx.style(Role::Heading).remove_modifier(Modifier::BOLD).add_modifier(with);
    match block.kind {
        BlockKind::Paragraph if is_mail && block.frame.has_quotation() => cx.style(Role::Dim),
        BlockKind::Heading(..=1) => cx.style(Role::Heading),
        BlockKind::Heading(2) => heading(Modifier::UNDERLINED),
        BlockKind::Heading(3..) => heading(Modifier::ITALIC),
        BlockKind::Code(_) => cx.style(Role::CodeBlock),
        BlockKind::TableRow { head: true, .. } => cx.style(Role::Strong),
        BlockKind::Remark | BlockKind::Reference => cx.style(Role::Dim),
        BlockKind::Paragraph | BlockKind::TableRow { .. } | BlockKind::Rule => Style::new(),
    }
}

/// A passage and the style laid over it.
type Layer = (Bytes, Style);

/// Returns the hits on a row of the keywords that are shown.
fn shown_hits(pane: &TextPane, row: Bytes, keywords: &Keywords) -> Vec<KeywordHit> {
    let hits = pane.hits.in_window(row).into_iter();
    hits.filter(|hit| keywords.is_shown(hit.keyword)).collect()
}

fn emphasis(cx: &DrawContext<'_>, pane: &TextPane, row: Bytes) -> Vec<Layer> {
    let all = &pane.document.emphasis;
    let until = all.partition_point(|found| found.span.start < row.end);
    // Emphasis may nest and its ends are unordered; a span longer than this is not emphasis.
    let from = all.partition_point(|found| found.span.start + 65_536 < row.start);
    let over = all[from..until].iter().filter(|found| found.span.overlaps(row));
    over.map(|found| (found.span, stress_style(cx, found.stress))).collect()
}

fn code_layers(cx: &DrawContext<'_>, pane: &TextPane, row: Bytes) -> Vec<Layer> {
    let tokens = pane.code_tokens.as_deref().unwrap_or_default();
    let from = tokens.partition_point(|token| token.span.end <= row.start);
    let here = tokens[from..].iter().take_while(|token| token.span.start < row.end);
    here.map(|token| (token.span, cx.style(code_role(token.kind)))).collect()
}

fn code_role(kind: CodeTokenKind) -> Role {
    match kind {
        CodeTokenKind::Keyword => Role::CodeKeyword,
        CodeTokenKind::String => Role::CodeString,
        CodeTokenKind::Comment => Role::CodeComment,
        CodeTokenKind::Number => Role::CodeNumber,
        CodeTokenKind::Name => Role::CodeName,
    }
}

fn stress_style(cx: &DrawContext<'_>, stress: Stress) -> Style {
    let role = match stress {
        Stress::Light => Role::Emphasis,
        Stress::Strong => Role::Strong,
        Stress::Struck => Role::Struck,
        Stress::Code | Stress::Math => Role::Code,
        Stress::Link => Role::Link,
        Stress::Colour(colour) => return cx.theme.document_colour(colour),
    };
    cx.style(role)
}

/// Returns the layers of all hits. Of overlapping hits the first sets the background, the others underline
/// in their colour.
fn keyword_layers(cx: &DrawContext<'_>, hits: &[KeywordHit]) -> Vec<Layer> {
    let (mut grounds, mut lines) = (Vec::new(), Vec::new());
    for (number, hit) in hits.iter().enumerate() {
        let colour = cx.keywords.get(hit.keyword).and_then(Keyword::colour);
        if hits[..number].iter().any(|other| other.span.overlaps(hit.span)) {
            lines.push((hit.span, cx.theme.keyword_below(hit.keyword, colour)));
        } else {
            grounds.push((hit.span, cx.theme.keyword(hit.keyword, colour)));
        }
    }
    grounds.extend(lines);
    grounds
}

/// Draws the scrollbar of a pane with the first keyword, else a match, of each part of the text; `page` is
/// the rows in view. A mark takes two searches for each keyword, however many hits there are.
pub(crate) fn draw_scrollbar(cx: &mut DrawContext<'_>, area: &TextArea, pane: &TextPane, page: &[Row]) {
    let (rows, keywords) = (area.rows(), cx.keywords);
    let length = pane.end().max(1);
    let end = page.last().map_or(0, |row| row.span.end);
    let thumb = row_of(pane.top.0, rows, length)..=row_of(end.saturating_sub(1), rows, length);
    let bar = Rect { x: area.scrollbar, width: 1, ..area.area };
    for (row, place) in bar.rows().enumerate() {
        let part = part(row, rows, length);
        let mut shown = keywords.iter().map(|(number, _)| number).filter(|number| keywords.is_shown(*number));
        let sign = if let Some(number) = shown.find(|number| pane.begins_in(part, Counted::Keyword(*number)))
        {
            let sign = cx.keyword_sign(number, keywords);
            let is_told = cx.theme.has_keyword_colours() || sign.width() > 1;
            if is_told { Span::styled("━", sign.style) } else { sign }
        } else if pane.begins_in(part, Counted::Matches) {
            cx.words("─", Role::MatchHere)
        } else if thumb.contains(&row) {
            cx.words("┃", Role::Thumb)
        } else {
            cx.words("│", Role::Rule)
        };
        cx.put(sign, place);
    }
}

/// Returns the row for a byte of a text of `length` bytes.
pub(crate) fn row_of(place: usize, rows: usize, length: usize) -> usize {
    let row = (place.min(length) as u128 * rows as u128 / length as u128) as usize;
    row.min(rows.saturating_sub(1))
}

/// Returns the bytes of a row; bytes beyond the text belong to the last row.
fn part(row: usize, rows: usize, length: usize) -> Bytes {
    let first = |row: usize| {
        if row < rows { (row as u128 * length as u128).div_ceil(rows as u128) as usize } else { usize::MAX }
    };
    Bytes::new(first(row), first(row + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_in_the_part_of_its_row() {
        for (rows, length) in [(1, 1), (3, 10), (10, 3), (7, 100)] {
            for place in 0..length + 5 {
                let found: Vec<usize> =
                    (0..rows).filter(|row| part(*row, rows, length).contains(place)).collect();
                assert_eq!(found, [row_of(place, rows, length)], "{place} of {length} in {rows}");
            }
        }
    }
}
