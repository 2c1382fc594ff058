//! The text of a document in lines, with its own line ends or wrapped.

use std::borrow::Cow;

use crate::document::table;
use crate::document::{Block, BlockKind, Document, Frame, Margin, Stress};
use crate::report::text::{RULE, wrapped};
use crate::text::width::width;
use crate::text::wrap::shown;
use crate::text::{Span, safe};

/// Returns the text as it is, with its own white space between blocks; a rule takes a row of its own.
pub(super) fn unwrapped_text(document: &Document) -> String {
    let (mut text, mut done) = (String::new(), 0);
    let mut above: Option<&Block> = None;
    for block in &*document.blocks {
        let between = document.text.get(done..block.span.start).unwrap_or_default();
        push_line_ends(&mut text, between, above, block);
        let indentation = between.rsplit(['\n', '\u{c}']).next().unwrap_or_default();
        // Not all white space may be printed: a vertical tab moves the cursor of a terminal.
        let indentation = indentation.replace(|c: char| c.is_control() && c != '\t', "");
        let is_set_in = quotes(&block.frame) == 0 && !block.frame.has_marker();
        let [first, rest] = margins(&block.frame);
        let first = if is_set_in && !indentation.is_empty() { &indentation } else { &first };
        text += &own_lines(document, block, [first, &rest]);
        (done, above) = (block.span.end, Some(block));
    }
    let after = document.text.get(done..).unwrap_or_default();
    text += &"\n".repeat(after.matches('\n').count());
    let ends = text.is_empty() || text.ends_with('\n');
    if ends { text } else { text + "\n" }
}

/// Adds the line ends between two blocks with the marks of a quotation that continues. A form feed is shown by
/// the rule that is made of it.
fn push_line_ends(text: &mut String, between: &str, above: Option<&Block>, below: &Block) {
    let is_rule = above.is_some_and(|above| [above, below].iter().any(|block| block.kind == BlockKind::Rule));
    let least = usize::from(is_rule && !text.ends_with('\n'));
    let goes_on = |margin: &&Margin| matches!(margin, Margin::Quote { is_next: false });
    let going_on = below.frame.margins.iter().take_while(goes_on).count();
    let marks = "> ".repeat(above.map_or(0, |above| quotes(&above.frame).min(going_on)));
    for number in 0..between.matches('\n').count().max(least) {
        text.push_str(if number > 0 { marks.trim_end() } else { "" });
        text.push('\n');
    }
}

/// Returns the text in lines of at most `room` cells.
pub(super) fn wrapped_text(document: &Document, room: usize) -> String {
    let mut lines = Vec::new();
    for (index, block) in document.blocks.iter().enumerate() {
        lines.extend((index > 0 && block.gap).then(String::new));
        let [first, rest] = margins(&block.frame);
        if let BlockKind::TableRow { .. } = block.kind {
            lines.extend(table_lines(document, block, Some(room)));
        } else if block.kind == BlockKind::Rule || block.kind.keeps_lines() {
            lines.push(own_lines(document, block, [&first, &rest]));
        } else {
            lines.extend(wrapped(Some(room), [&first, &rest], &with_strikes(document, block.span)));
        }
    }
    lines.into_iter().map(|line| line + "\n").collect()
}

/// Returns a block with its own line ends, each line after its margin. A line of a paragraph that is indented
/// in the text is not indented again.
fn own_lines(document: &Document, block: &Block, [first, rest]: [&str; 2]) -> String {
    if block.kind == BlockKind::Rule {
        return format!("{first}{RULE}");
    }
    if let BlockKind::TableRow { .. } = block.kind {
        return table_lines(document, block, None).join("\n");
    }
    let text = with_strikes(document, block.span);
    let text = safe::printable(&text);
    let is_indented = |line: &str| line.starts_with(char::is_whitespace) && !block.kind.keeps_lines();
    let line = |line: &str| match quotes(&block.frame) {
        0 if is_indented(line) => format!("\n{line}"),
        0 => format!("\n{rest}{line}"),
        _ => format!("\n{rest}{}", if block.kind.keeps_lines() { line } else { line.trim_start() }),
    };
    let mut lines = text.split('\n');
    let above = format!("{first}{}", lines.next().unwrap_or_default());
    above + &lines.map(line).collect::<String>()
}

/// Returns the lines of a row of a table, wrapped if there is a room to keep, with a line below headings.
fn table_lines(document: &Document, block: &Block, room: Option<usize>) -> Vec<String> {
    let BlockKind::TableRow { cells, head, columns } = &block.kind else { return Vec::new() };
    let room = room.map(|room| room.saturating_sub(block.frame.cells()).max(1));
    let lines: Vec<Vec<(usize, Span)>> = match room {
        Some(room) => {
            let lines = table::lines(document, block.span, cells, columns, room);
            lines.into_iter().map(|line| line.pieces).collect()
        }
        None => table::unwrapped(document, cells, columns),
    };
    let rule = "-".repeat(table::total_width(columns, room.unwrap_or(usize::MAX)));
    let rows = lines.iter().map(|pieces| row(document, pieces)).chain(head.then_some(rule));
    let [first, rest] = margins(&block.frame);
    let margins = std::iter::once(first).chain(std::iter::repeat(rest));
    rows.zip(margins).map(|(row, margin)| format!("{margin}{row}").trim_end().to_owned()).collect()
}

fn row(document: &Document, pieces: &[(usize, Span)]) -> String {
    let mut row = String::new();
    for (left, piece) in pieces {
        let least = usize::from(!row.is_empty());
        let blank = left.saturating_sub(width(&row)).max(least);
        row.extend(std::iter::repeat_n(' ', blank));
        row.extend(shown(&with_strikes(document, *piece)).map(|glyph| glyph.text().to_owned()));
    }
    row
}

/// Returns a passage with `~~` around its struck parts.
fn with_strikes(document: &Document, span: Span) -> Cow<'_, str> {
    let text = span.of(&document.text);
    let from = document.emphasis.partition_point(|emphasis| emphasis.span.start < span.start);
    let inside = document.emphasis[from..].iter().take_while(|emphasis| emphasis.span.start < span.end);
    let mut places: Vec<usize> = inside
        .filter(|emphasis| emphasis.stress == Stress::Struck)
        .flat_map(|struck| [struck.span.start, struck.span.end.min(span.end)])
        .map(|place| place - span.start)
        .collect();
    if places.is_empty() {
        return text.into();
    }
    places.sort_unstable();
    let mut struck = String::with_capacity(text.len() + 2 * places.len());
    let mut done = 0;
    for place in places {
        struck.push_str(text.get(done..place).unwrap_or_default());
        struck.push_str("~~");
        done = place;
    }
    struck.push_str(text.get(done..).unwrap_or_default());
    struck.into()
}

/// Returns the number of quotations around everything else.
fn quotes(frame: &Frame) -> usize {
    frame.margins.iter().take_while(|margin| margin.is_quotation()).count()
}

/// Returns what comes before the first line of a block and before the others.
fn margins(frame: &Frame) -> [String; 2] {
    [frame, &frame.without_markers()].map(|frame| frame.margins.iter().map(margin).collect())
}

fn margin(margin: &Margin) -> String {
    match margin {
        Margin::Quote { .. } => "> ".to_owned(),
        Margin::Indent { marker, .. } => {
            let marker = marker.as_deref().map(|marker| format!("{} ", safe::line(marker)));
            format!("{:>cells$}", marker.unwrap_or_default(), cells = margin.cells())
        }
    }
}
