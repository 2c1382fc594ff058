//! The text of a document as a report.

use std::borrow::Cow;

use serde::Serialize;

use crate::document::table;
use crate::document::{self, Alignment, Block, BlockKind, Document, Frame, Margin, Stress};
use crate::report::Content;
use crate::report::model;
use crate::report::model::{
    Column, ColumnKind, Inline, Line, Marker, NestedItem, NestedList, Passage, Style, Table,
};
use crate::report::subject::{Named, NamedLanguage, Subject};
use crate::report::text::{RULE, wrapped};
use crate::text::language::detect;
use crate::text::width::width;
use crate::text::{Charset, Grounds, Span, safe};

/// The marker of a definition.
const DEFINITION: &str = ":";

impl Content for Named<'_> {
    const SCHEMA: &'static str = "reader.document/1";

    fn data(&self) -> impl Serialize {
        let text = &self.document.text;
        let encoding = self.document.charset.into();
        let details = Details::of(self.document);
        Data { subject: Subject::new(*self, detect(text)), encoding, details, text }
    }

    fn blocks(&self) -> Vec<model::Block<'_>> {
        let language = detect(&self.document.text).and_then(NamedLanguage::of);
        let blocks: Vec<Inner<'_>> = self.document.blocks.iter().map(Inner::of).collect();
        let blocks = all(self.document, &blocks);
        vec![model::Block::Article(language.map_or("", |language| language.tag), blocks)]
    }

    /// Returns the text with its own lines, or wrapped; markers, quotations and gaps are those of the
    /// document.
    fn plain_text(&self, width: Option<usize>) -> Option<String> {
        Some(match width {
            Some(width) => wrapped_text(self.document, width),
            None => unwrapped_text(self.document),
        })
    }
}

#[derive(Serialize)]
struct Data<'a> {
    #[serde(flatten)]
    subject: Subject<'a>,
    #[serde(flatten)]
    encoding: Encoding,
    #[serde(flatten)]
    details: Details<'a>,
    text: &'a str,
}

/// What a document says beyond its text. A list is left out when it is empty.
#[derive(Serialize)]
struct Details<'a> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    metadata: Vec<FieldValue<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    outline: Vec<Heading<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    divisions: Vec<Division<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<Note>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<Hyperlink<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<Attachment<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    warnings: &'a [String],
}

#[derive(Serialize)]
struct FieldValue<'a> {
    field: &'static str,
    value: &'a str,
}

#[derive(Serialize)]
struct Heading<'a> {
    level: u8,
    label: &'a str,
    start: usize,
}

/// A page, a chapter, a time or a message; `start` is its first byte in the text.
#[derive(Serialize)]
struct Division<'a> {
    kind: &'static str,
    label: &'a str,
    start: usize,
}

/// The bytes that refer to a note, and those of the note.
#[derive(Serialize)]
struct Note {
    reference: [usize; 2],
    note: [usize; 2],
}

/// The bytes of the words of a link, and its target.
#[derive(Serialize)]
struct Hyperlink<'a> {
    words: [usize; 2],
    target: &'a str,
}

#[derive(Serialize)]
struct Attachment<'a> {
    name: &'a str,
    bytes: usize,
    start: usize,
}

impl<'a> Details<'a> {
    fn of(document: &'a Document) -> Self {
        let ends = |span: Span| [span.start, span.end];
        let outline = document.outline.iter();
        let outline =
            outline.map(|entry| Heading { level: entry.level, label: &entry.label, start: entry.place.0 });
        let divisions = document.divisions.iter();
        let divisions =
            divisions.map(|one| Division { kind: one.kind.name(), label: &one.label, start: one.place.0 });
        let notes = document.notes.iter();
        let notes = notes.map(|note| Note { reference: ends(note.reference), note: ends(note.body) });
        let links = document.hyperlinks.iter();
        let links = links.map(|link| Hyperlink { words: ends(link.words), target: &link.target });
        let attachments = document.attachments.iter();
        let attachments =
            attachments.map(|one| Attachment { name: &one.name, bytes: one.bytes.len(), start: one.place.0 });
        let metadata = document.metadata.iter();
        Self {
            metadata: metadata.map(|(field, value)| FieldValue { field: field.name(), value }).collect(),
            outline: outline.collect(),
            divisions: divisions.collect(),
            notes: notes.collect(),
            links: links.collect(),
            attachments: attachments.collect(),
            warnings: &document.warnings,
        }
    }
}

/// The encoding a document was read in.
#[derive(Serialize)]
pub(crate) struct Encoding {
    encoding: &'static str,
    /// Present when it was guessed.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    guessed: bool,
}

impl From<Charset> for Encoding {
    fn from(charset: Charset) -> Self {
        Self { encoding: charset.encoding.name(), guessed: charset.grounds == Grounds::Guessed }
    }
}

/// A block without some of the margins around it.
#[derive(Clone, Copy)]
struct Inner<'a> {
    block: &'a Block,
    /// The number of its outermost margins that are left out.
    depth: usize,
}

impl<'a> Inner<'a> {
    fn of(block: &'a Block) -> Self {
        Self { block, depth: 0 }
    }

    /// Returns the outermost margin that is left.
    fn margin(self) -> Option<&'a Margin> {
        self.block.frame.margins.get(self.depth)
    }

    /// Tells whether the outermost margin is an indentation.
    fn is_indented(self) -> bool {
        matches!(self.margin(), Some(Margin::Indent { .. }))
    }

    /// Returns the marker at its outermost margin.
    fn marker(self) -> Option<&'a str> {
        match self.margin()? {
            Margin::Indent { marker, .. } => marker.as_deref(),
            Margin::Quote => None,
        }
    }

    /// Returns it without its outermost margin.
    fn within(self) -> Self {
        Self { depth: self.depth + 1, ..self }
    }
}

fn all<'a>(document: &'a Document, blocks: &[Inner<'a>]) -> Vec<model::Block<'a>> {
    grouped(document, blocks).into_iter().map(|(block, _)| block).collect()
}

/// Returns blocks, each with whether there is a gap above it.
fn grouped<'a>(document: &'a Document, mut blocks: &[Inner<'a>]) -> Vec<(model::Block<'a>, bool)> {
    let mut all = Vec::new();
    while let Some((first, after)) = blocks.split_first() {
        let gap = first.block.gap;
        let run = |belongs: &dyn Fn(&Inner<'a>) -> bool| {
            blocks.split_at(1 + after.iter().take_while(|block| belongs(block)).count())
        };
        let (here, rest) = match first.margin() {
            None => run(&|next| next.margin().is_none() && continues(first.block, next.block)),
            Some(Margin::Quote) => run(&|next| next.margin() == Some(&Margin::Quote)),
            Some(Margin::Indent { marker: None, .. }) => {
                run(&|next| next.is_indented() && next.marker().is_none())
            }
            Some(Margin::Indent { marker: Some(marker), .. }) => run(&|next| {
                next.is_indented() && next.marker().is_none_or(|other| is_of_same_list(marker, other))
            }),
        };
        blocks = rest;
        let within = || -> Vec<Inner<'a>> { here.iter().map(|block| block.within()).collect() };
        match first.margin() {
            None => {
                let leaf = leaf(document, here);
                let (definitions, rest) = rest.split_at(definitions(rest));
                if definitions.is_empty() {
                    all.push((leaf, gap));
                } else {
                    blocks = rest;
                    all.push((model::Block::Nested(term(document, leaf, definitions)), gap));
                }
            }
            Some(Margin::Quote) => all.push((model::Block::Quotation(self::all(document, &within())), gap)),
            Some(Margin::Indent { marker: None, .. }) => all.extend(grouped(document, &within())),
            Some(Margin::Indent { marker: Some(_), .. }) => {
                all.push((model::Block::Nested(list(document, here)), gap));
            }
        }
    }
    all
}

/// Tells whether items with these markers can be in one list.
fn is_of_same_list(one: &str, other: &str) -> bool {
    let kind = |marker| match Marker::of(marker) {
        Marker::Bullet | Marker::Task(_) | Marker::Other(_) => 0,
        Marker::Number(..) => 1,
        Marker::Note(_) => 2,
        Marker::Term | Marker::Definition => 3,
    };
    kind(one) == kind(other)
}

/// Returns the number of blocks that are definitions of the term above.
fn definitions(blocks: &[Inner<'_>]) -> usize {
    let is_definition = |block: &Inner<'_>| block.marker() == Some(DEFINITION);
    if !blocks.first().is_some_and(|block| is_definition(block) && !block.block.gap) {
        return 0;
    }
    let belongs =
        |block: &&Inner<'_>| is_definition(block) || (block.is_indented() && block.marker().is_none());
    blocks.iter().take_while(belongs).count()
}

fn term<'a>(document: &'a Document, term: model::Block<'a>, definitions: &[Inner<'a>]) -> NestedList<'a> {
    let NestedList { mut items, is_close } = list(document, definitions);
    items.insert(0, NestedItem { marker: Marker::Term, has_gap: true, blocks: vec![term] });
    // A blank line would make the term a paragraph.
    let is_close = is_close || items.iter().all(|item| item.blocks.len() == 1);
    NestedList { items, is_close }
}

/// Returns the items of a list; a marker begins an item.
fn list<'a>(document: &'a Document, blocks: &[Inner<'a>]) -> NestedList<'a> {
    let mut items: Vec<(&'a str, bool, Vec<Inner<'a>>)> = Vec::new();
    for block in blocks {
        match (block.marker(), items.last_mut()) {
            (Some(marker), _) => items.push((marker, block.block.gap, vec![block.within()])),
            (None, Some((_, _, inside))) => inside.push(block.within()),
            (None, None) => {}
        }
    }
    let mut is_close = items.iter().skip(1).any(|(_, has_gap, _)| !has_gap);
    let item = |(marker, has_gap, blocks): (&'a str, bool, Vec<Inner<'a>>)| {
        let blocks = grouped(document, &blocks);
        is_close |= blocks.iter().skip(1).any(|(_, has_gap)| !has_gap);
        let blocks = blocks.into_iter().map(|(block, _)| block).collect();
        NestedItem { marker: Marker::of(marker), has_gap, blocks }
    };
    let items = items.into_iter().map(item).collect();
    NestedList { items, is_close }
}

/// Tells whether `next` is a row of the table that `first` begins, another line of its text, or another of
/// the targets of links.
fn continues(first: &Block, next: &Block) -> bool {
    match (&first.kind, &next.kind) {
        (BlockKind::TableRow { .. }, BlockKind::TableRow { head: false, .. })
        | (BlockKind::Rule | BlockKind::Reference, BlockKind::Reference) => true,
        (BlockKind::Paragraph, BlockKind::Paragraph) => !next.gap,
        (BlockKind::Heading(level), BlockKind::Heading(other)) => level == other && !next.gap,
        _ => false,
    }
}

/// Returns blocks without their frames as one.
fn leaf<'a>(document: &'a Document, blocks: &[Inner<'a>]) -> model::Block<'a> {
    let [Inner { block: first, .. }, after @ ..] = blocks else {
        return model::Block::Paragraph(Line::new());
    };
    match &first.kind {
        BlockKind::Paragraph => model::Block::Paragraph(lines(document, blocks)),
        BlockKind::Heading(level) => model::Block::Heading(*level, lines(document, blocks)),
        BlockKind::Code => model::Block::Code(first.span.of(&document.text).into()),
        BlockKind::Rule if after.is_empty() => model::Block::Rule,
        BlockKind::Rule => references(document, after),
        BlockKind::Reference => references(document, blocks),
        BlockKind::TableRow { .. } => table(document, blocks),
    }
}

/// Returns the text of blocks with the line ends between them that their author wants; the pieces of a very
/// long paragraph have none between them.
fn lines<'a>(document: &'a Document, blocks: &[Inner<'a>]) -> Line<'a> {
    let mut line = Line::new();
    let mut rest = blocks;
    while let Some((Inner { block: first, .. }, after)) = rest.split_first() {
        let mut span = first.span;
        let has_line_end = |span: Span| span.of(&document.text).contains('\n');
        let joined = after.iter().take_while(|next| {
            let is_joined = !has_line_end(Span::new(span.end, next.block.span.start));
            if is_joined {
                span = Span::new(span.start, next.block.span.end);
            }
            is_joined
        });
        rest = &after[joined.count()..];
        line.extend((!line.is_empty()).then_some(Inline::Break));
        line.extend(passage(document, span));
    }
    line
}

fn references<'a>(document: &'a Document, blocks: &[Inner<'a>]) -> model::Block<'a> {
    model::Block::References(blocks.iter().map(|inner| passage(document, inner.block.span)).collect())
}

fn table<'a>(document: &'a Document, blocks: &[Inner<'a>]) -> model::Block<'a> {
    let mut headings = Vec::new();
    let mut alignments: Vec<Alignment> = Vec::new();
    let mut rows: Vec<Vec<Line<'a>>> = Vec::new();
    for Inner { block, .. } in blocks {
        let BlockKind::TableRow { cells, head, columns } = &block.kind else { continue };
        alignments = columns.iter().map(|column| column.alignment).collect();
        let cells = cells.iter().map(|cell| passage(document, *cell)).collect();
        if *head { headings = cells } else { rows.push(cells) }
    }
    let columns = rows.iter().map(Vec::len).fold(headings.len(), usize::max);
    headings.resize(columns, Line::new());
    for row in &mut rows {
        row.resize(columns, Line::new());
    }
    alignments.resize(columns, Alignment::Start);
    let column = |(heading, alignment)| Column { heading, kind: ColumnKind::Aligned(alignment) };
    let columns = headings.into_iter().zip(alignments).map(column).collect();
    model::Block::Table(Table { caption: None, columns, rows })
}

/// Returns the text of `span` with its emphasis, links and references to notes.
fn passage(document: &Document, span: Span) -> Line<'_> {
    let from = document.emphasis.partition_point(|emphasis| emphasis.span.start < span.start);
    let inside = document.emphasis[from..].iter().take_while(|emphasis| emphasis.span.start < span.end);
    let within = |inner: Span| {
        Span::new(inner.start.max(span.start) - span.start, inner.end.min(span.end) - span.start)
    };
    let mut styles: Vec<(Span, Style)> =
        inside.map(|emphasis| (within(emphasis.span), style(emphasis.stress))).collect();
    let from = document.notes.partition_point(|note| note.reference.start < span.start);
    let notes = document.notes[from..].iter().take_while(|note| note.reference.start < span.end);
    let numbered = notes.filter(|note| is_numbered(document, note));
    styles.extend(numbered.map(|note| (within(note.reference), Style::Note)));
    styles.sort_by_key(|(span, _)| span.start);
    let links = styles.iter().filter(|(_, style)| *style == Style::LinkWords);
    let targets = links.map(|(words, _)| target(document, words.shifted(span.start)).into()).collect();
    vec![Inline::Passage(Passage {
        text: span.of(&document.text).into(),
        styles,
        targets,
        keeps_spaces: true,
    })]
}

/// Returns the target of the link with these words, `""` if it is not known.
fn target(document: &Document, words: Span) -> &str {
    let at = document.hyperlinks.partition_point(|link| link.words.end <= words.start);
    let link = document.hyperlinks.get(at).filter(|link| link.words.overlaps(words));
    link.map_or("", |link| &link.target)
}

/// Tells whether a note begins with a marker that is its reference.
fn is_numbered(document: &Document, note: &document::Note) -> bool {
    let block = document.blocks.get(document.block_at(note.body.start));
    let marker = block.and_then(|block| match block.frame.margins.last()? {
        Margin::Indent { marker, .. } => marker.as_deref(),
        Margin::Quote => None,
    });
    marker == Some(note.reference.of(&document.text))
}

fn style(stress: Stress) -> Style {
    match stress {
        Stress::Light => Style::Emphasis,
        Stress::Strong => Style::Strong,
        Stress::Struck => Style::Struck,
        Stress::Code => Style::Code,
        Stress::Math => Style::Math,
        Stress::Link => Style::LinkWords,
    }
}

impl<'a> Marker<'a> {
    /// Returns what the characters of a marker mean; numbers of more than nine digits are no numbers in
    /// Markdown and HTML.
    fn of(characters: &'a str) -> Self {
        let digits = characters.strip_suffix(['.', ')']).unwrap_or_default();
        let is_number = digits.len() <= 9 && digits.bytes().all(|byte| byte.is_ascii_digit());
        let note = characters.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        let is_note = |note: &&str| !note.is_empty() && note.bytes().all(|byte| byte.is_ascii_digit());
        if let Some(number) = note.filter(is_note) {
            return Marker::Note(number);
        }
        match (digits.parse(), characters) {
            (Ok(number), _) if is_number => Marker::Number(number, characters),
            (_, "☐" | "☑") => Marker::Task(characters == "☑"),
            (_, DEFINITION) => Marker::Definition,
            (_, "•" | "◦" | "▪" | "-" | "*" | "+") => Marker::Bullet,
            _ => Marker::Other(characters),
        }
    }
}

/// Returns the text as it is, with its own white space between blocks; a rule takes a row of its own.
fn unwrapped_text(document: &Document) -> String {
    let (mut text, mut done) = (String::new(), 0);
    let mut above: Option<&Block> = None;
    for block in &document.blocks {
        let between = document.text.get(done..block.span.start).unwrap_or_default();
        push_line_ends(&mut text, between, above, block);
        let indentation = between.rsplit(['\n', '\u{c}']).next().unwrap_or_default();
        let is_set_in = quotes(&block.frame) == 0 && !block.frame.has_marker();
        let [first, rest] = margins(&block.frame);
        let first = if is_set_in && !indentation.is_empty() { indentation } else { &first };
        text += &own_lines(document, block, [first, &rest]);
        (done, above) = (block.span.end, Some(block));
    }
    let after = document.text.get(done..).unwrap_or_default();
    text += &"\n".repeat(after.matches('\n').count());
    let ends = text.is_empty() || text.ends_with('\n');
    if ends { text } else { text + "\n" }
}

/// Adds the line ends between two blocks with the marks of a quotation that goes on. A form feed is shown by
/// the rule that is made of it.
fn push_line_ends(text: &mut String, between: &str, above: Option<&Block>, below: &Block) {
    let is_rule = above.is_some_and(|above| [above, below].iter().any(|block| block.kind == BlockKind::Rule));
    let least = usize::from(is_rule && !text.ends_with('\n'));
    let marks = "> ".repeat(above.map_or(0, |above| quotes(&above.frame).min(quotes(&below.frame))));
    for number in 0..between.matches('\n').count().max(least) {
        text.push_str(if number > 0 { marks.trim_end() } else { "" });
        text.push('\n');
    }
}

fn wrapped_text(document: &Document, room: usize) -> String {
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
        None => vec![table::unwrapped(document, cells, columns)],
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
        row.push_str(safe::line(&with_strikes(document, *piece)).as_str());
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
    frame.margins.iter().take_while(|margin| **margin == Margin::Quote).count()
}

/// Returns what comes before the first line of a block and before the others.
fn margins(frame: &Frame) -> [String; 2] {
    [frame, &frame.without_markers()].map(|frame| frame.margins.iter().map(margin).collect())
}

fn margin(margin: &Margin) -> String {
    match margin {
        Margin::Quote => "> ".to_owned(),
        Margin::Indent { marker, .. } => {
            let marker = marker.as_deref().map(|marker| format!("{} ", safe::line(marker)));
            format!("{:>cells$}", marker.unwrap_or_default(), cells = margin.cells())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{self, Draft};
    use crate::formats::{Source, parse};
    use crate::report::comparison::tests::{LEFT, document, written};
    use crate::report::{Format, Writer};
    use proptest::prelude::*;
    use std::path::Path;

    fn printed(format: Format, width: Option<usize>, document: &Document) -> String {
        let mut bytes = Vec::new();
        Writer { format, width }.write(&Named { path: Path::new("-"), document }, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    fn html(markdown: &str) -> String {
        let document = parse(&Source::new(Path::new("x.md"), markdown.as_bytes())).unwrap();
        written(Format::Html, &Named { path: Path::new("x.md"), document: &document })
    }

    /// Returns a document of paragraphs "x" in these frames.
    fn framed(frames: &[Frame]) -> Document {
        let mut draft = Draft::default();
        for frame in frames {
            let start = draft.text.len();
            draft.text += "x\n";
            let span = Span::new(start, start + 1);
            draft.blocks.push(Block { span, kind: BlockKind::Paragraph, frame: frame.clone(), gap: true });
        }
        draft.into()
    }

    fn frame(quotes: u8, indent: u8, marker: &str) -> Frame {
        Frame::new(quotes, indent, (!marker.is_empty()).then(|| marker.to_owned()))
    }

    #[test]
    fn unwrapped_text_is_the_text() {
        let plain = document(&["One\nline.", "  Two — “three”. 日本 👩‍🚀"]);
        assert_eq!(printed(Format::Text, None, &plain), plain.text);
        assert_eq!(printed(Format::Text, None, &document(&[])), "");
        let evil = document(&["a\u{1b}]0;x\u{7}b"]);
        assert_eq!(printed(Format::Text, None, &evil).matches(char::is_control).count(), 2);
    }

    #[test]
    fn json_has_what_a_document_says_beyond_its_text() {
        let mut draft = Draft {
            text: "Tides".into(),
            hyperlinks: vec![document::Hyperlink { words: Span::new(0, 5), target: "a.html".into() }],
            warnings: vec!["no text on page 2".into()],
            ..Draft::default()
        };
        draft.metadata.add(document::Field::Author, "Ada");
        let json: serde_json::Value =
            serde_json::from_str(&printed(Format::Json, None, &draft.into())).unwrap();
        assert_eq!(json["links"], serde_json::json!([{ "words": [0, 5], "target": "a.html" }]));
        assert_eq!(json["metadata"], serde_json::json!([{ "field": "author", "value": "Ada" }]));
        assert_eq!(json["warnings"], serde_json::json!(["no text on page 2"]));
        assert_eq!(json["notes"], serde_json::Value::Null);
    }

    #[test]
    fn struck_words_are_marked_in_print() {
        let document = markdown("It fell<del> by 5 percent</del>, ~~or so~~.\n");
        let printed = [None, Some(60)].map(|width| printed(Format::Text, width, &document));
        assert_eq!(printed, ["It fell ~~by 5 percent~~, ~~or so~~.\n"; 2]);
    }

    #[test]
    fn a_form_feed_is_a_rule_on_a_row_of_its_own() {
        let plain = |text: &str| parse(&Source::new(Path::new("x.txt"), text.as_bytes())).unwrap();
        for (text, unwrapped, wrapped) in [
            ("One.\n\u{c}Two.\n\u{c}", "One.\n* * *\nTwo.\n", "One.\n\n* * *\n\nTwo.\n"),
            ("One.\u{c}Two.", "One.\n* * *\nTwo.\n", "One.\n\n* * *\n\nTwo.\n"),
            ("\u{c}One.\n\n\u{c}\u{c}\n  Two.", "One.\n\n* * *\n  Two.\n", "One.\n\n* * *\n\n  Two.\n"),
        ] {
            assert_eq!(printed(Format::Text, None, &plain(text)), unwrapped, "{text:?}");
            assert_eq!(printed(Format::Text, Some(40), &plain(text)), wrapped, "{text:?}");
            let html = printed(Format::Html, None, &plain(text));
            assert_eq!((html.matches("<hr>").count(), html.contains('\u{c}')), (1, false), "{html}");
            assert!(printed(Format::Markdown, None, &plain(text)).contains("\n\n***\n\n"));
        }
    }

    #[test]
    fn indentation_is_that_of_the_file() {
        let text = "  One\ntwo.\n\n\tThree four.\n                    Five.\n";
        let document = parse(&Source::new(Path::new("x.txt"), text.as_bytes())).unwrap();
        assert_eq!(printed(Format::Text, None, &document), text);
    }

    #[test]
    fn wrapping_joins_soft_breaks_and_indents_lists() {
        let block =
            |start, end, kind, frame| Block { span: Span::new(start, end), kind, frame, gap: start > 0 };
        let draft = Draft {
            text: "one\ntwo three\n\nlet  x;\n".into(),
            blocks: vec![
                block(0, 13, BlockKind::Paragraph, frame(1, 4, "9.")),
                block(14, 14, BlockKind::Rule, Frame::default()),
                block(15, 22, BlockKind::Code, Frame::default()),
            ],
            ..Draft::default()
        };
        let document = draft.into();
        let wrapped = ">  9. one two\n>     three\n\n* * *\n\nlet  x;\n";
        assert_eq!(printed(Format::Text, Some(14), &document), wrapped);
        let unwrapped = ">  9. one\n>     two three\n* * *\nlet  x;\n";
        assert_eq!(printed(Format::Text, None, &document), unwrapped);
    }

    #[test]
    fn markdown_keeps_the_structure() {
        let mut draft = Draft::default();
        let mut add = |text: &str, kind: BlockKind, frame: Frame| {
            let start = draft.text.len();
            draft.text += text;
            let span = Span::new(start, draft.text.len());
            draft.blocks.push(Block { span, kind, frame, gap: true });
            draft.text += "\n";
        };
        add("Tides", BlockKind::Heading(2), Frame::default());
        add("# no heading\n1. no list", BlockKind::Paragraph, Frame::default());
        add("an item", BlockKind::Paragraph, frame(0, 2, "•"));
        add("quoted", BlockKind::Paragraph, frame(1, 2, "3."));
        add("a ``` b", BlockKind::Code, Frame::default());
        add("", BlockKind::Rule, Frame::default());
        assert_eq!(
            printed(Format::Markdown, None, &draft.into()),
            "## Tides\n\n\\# no heading\n1\\. no list\n\n- an item\n\n> 3. quoted\n\n````\na ``` b\n````\n\n***\n"
        );
    }

    #[test]
    fn structure_becomes_elements() {
        for (text, part) in [
            (
                "# Tides\n\nIt *rose* & **fell**.",
                "<h1 dir=\"auto\">Tides</h1>\n<p dir=\"auto\">It <em>rose</em> &amp; <strong>fell</strong>.</p>",
            ),
            (
                "- one\n- two\n",
                "<ul><li><p dir=\"auto\">one</p>\n</li>\n<li><p dir=\"auto\">two</p>\n</li>\n</ul>",
            ),
            ("*a*  \n**b**\n", "<p dir=\"auto\"><em>a</em><br><strong>b</strong></p>"),
            ("- [x] done\n", "<li class=\"own\"><p dir=\"auto\">☑ done</p>"),
            (
                "Term\n: One.\n",
                "<dl><dt><p dir=\"auto\">Term</p>\n</dt>\n<dd><p dir=\"auto\">One.</p>\n</dd>\n</dl>",
            ),
            ("> said\n", "<blockquote><p dir=\"auto\">said</p>\n</blockquote>"),
            ("- > said\n", "<ul><li><blockquote><p dir=\"auto\">said</p>\n</blockquote>\n</li>\n</ul>"),
            ("```\na < b\n\tc\n```\n", "<pre><code>a &lt; b\n\tc"),
            (
                "|a|b|\n|-|-|\n|1|<2|\n",
                "<tr><th scope=\"col\" dir=\"auto\">a</th><th scope=\"col\" dir=\"auto\">b</th></tr></thead><tbody><tr><td dir=\"auto\">1</td><td dir=\"auto\">&lt;2</td></tr>",
            ),
            ("a\n\n---\n\nb", "<hr>\n<p dir=\"auto\">b</p>"),
        ] {
            let html = html(text);
            assert!(html.contains(part), "{part}\nin {html}");
        }
    }

    #[test]
    fn a_document_has_its_language() {
        let text = LEFT.join(" ");
        assert!(html(&text).starts_with("<article lang=\"en\">\n<p"), "{}", html(&text));
        assert!(html("x").starts_with("<article lang=\"\">\n<p") && html("x").ends_with("</article>\n"));
    }

    #[test]
    fn items_nest_by_their_margins() {
        let indent =
            |cells, marker: Option<&str>| Margin::Indent { cells, marker: marker.map(str::to_owned) };
        let inner = Frame { margins: vec![indent(4, None), indent(2, Some("◦"))] };
        let cases: [(&[Frame], &str); 5] = [
            (&[frame(0, 2, "•"), frame(0, 2, "•")], "<ul><li>x</li><li>x</li></ul>"),
            (&[frame(0, 2, "•"), frame(0, 2, ""), frame(0, 0, "")], "<ul><li>xx</li></ul>x"),
            (
                &[frame(0, 4, "9."), inner, frame(0, 4, "10)")],
                "<ol><li value=\"9\">x<ul><li>x</li></ul></li><li value=\"10\">x</li></ol>",
            ),
            (
                &[frame(0, 2, "•"), frame(0, 2, "1."), frame(0, 2, "☑")],
                "<ul><li>x</li></ul><ol><li value=\"1\">x</li></ol><ul><li class=\"own\"><p dir=\"auto\">☑ x</p></li></ul>",
            ),
            (
                &[frame(2, 0, ""), frame(1, 2, "-"), frame(0, 0, "")],
                "<blockquote><blockquote>x</blockquote><ul><li>x</li></ul></blockquote>x",
            ),
        ];
        for (frames, expected) in cases {
            let html = printed(Format::Html, None, &framed(frames)).replace('\n', "");
            let html = html.replace("<p dir=\"auto\">x</p>", "x").replace("<article lang=\"\">", "");
            assert_eq!(html.replace("</article>", ""), expected);
        }
    }

    fn markdown(text: &str) -> Document {
        parse(&Source::new(Path::new("x.md"), text.as_bytes())).unwrap()
    }

    /// Returns a document as it is after it was printed as Markdown and read again, and the Markdown.
    fn printed_and_read(document: &Document) -> (Document, String) {
        let printed = printed(Format::Markdown, None, document);
        (markdown(&printed), printed)
    }

    /// Tells whether two documents have the same text, blocks and styles.
    fn is_same(one: &Document, two: &Document) -> bool {
        one.text == two.text
            && one.blocks == two.blocks
            && one.emphasis == two.emphasis
            && one.hyperlinks == two.hyperlinks
            && one.notes == two.notes
    }

    #[test]
    fn markdown_printed_and_read_is_the_same_document() {
        for text in [
            "- one\n  - two\n    continued\n\n- [x] ~~old~~ **new** `co|de`\n- [ ] open\n\n### foo \\###\n\nText.[^1]\n\n[^1]: Note.\n",
            "- a\n- b\n\n* c\n* d\n\n3. e\n4. f\n\n   g\n\n9) h\n",
            "> said\n> > twice\n\n- > in an item\n  > > and deeper\n\n  after\n",
            "*a*, **b**, ***c***, **d *e* f**, *g **h***, ~~**i**~~, (**j**)k, **(l)**m, *n*o, **p**`q`\n",
            "*over\\\nlines* and  \n**hard `breaks`**\n",
            "Setext *head*\nof two lines\n===\n\nBroken<br>head\n---\n\n#### 1. four\n",
            "[one](a.md) [two](<b c.md> \"t\") <https://c.org> ![alt](d.png) [**e**](f.md)[g](h.md) !\\[x]\n",
            "| a | *b* |\n|:-:|--:|\n| `x\\|y` | [z](q.md) |\n| 1 | |\n",
            "```rust\nlet a = \"```\";\n\n  b\n```\n\n    indented\n\n1. ~~~\n   x\n   ~~~\n",
            "Term\n: One.\n: Two.\n\nOther\n: Three.\n",
            "10^6^ $a*b*c$ x^2 2 \\* 3 & &amp;amp; <your name> a_b_c $5 1^(6,5)\n\n$$\na = b\n$$\n",
            "> [!WARNING]\n> Wet.\n\n::: tip Title\nText.\n:::\n",
            "# \\# a #\n\n\\- b\n\\+ c\n1\\. d\n\\: e\n\\===\n\\> f\n",
            "---\ntitle: Tides\ntags: [a, b]\n---\n\nText.\n",
            "<h2>HTML</h2>\n<p>One<br>two <del>three</del></p>\n\nCO<sub>2</sub> <kbd>a b</kbd> <b>bo</b>ld\n",
            "今日は雨が\n降っている。\n\n***\n\nEnd.\n",
        ] {
            let document = markdown(text);
            let (again, printed) = printed_and_read(&document);
            assert_eq!((&again.text, &again.blocks), (&document.text, &document.blocks), "{printed}");
            assert_eq!(again.emphasis, document.emphasis, "{printed}");
            assert!(is_same(&document, &again), "{printed}");
        }
    }

    /// Markdown of all kinds, of which any sequence is a text.
    const PIECES: &str = "(\
        [a-z]{1,6}|[a-z]{1,4} [a-z]{1,4}|潮|\\. |, | |\\(|\\)|\n\n|\n\n|\\*[a-z]{1,3}\\*|\\*\\*[a-z]{1,3}\\*\\*|~~[a-z]{1,3}~~|`[a-z|]{1,3}`|\
        \\[[a-z]{1,3}\\]\\([a-z]{1,3}\\.md\\)|\\$[a-z]=[a-z]\\$|10\\^6\\^|<b>[a-z]{1,2}</b>|\\\\\n|\\\\\\*|&amp;|\n\n# |\n\n### |\n\n> |\n\n- |\n\n1\\. |\n\n```\nx\n```\n\n|\
        \n\n\\| a \\| b \\|\n\\|---\\|:-:\\|\n\\| c \\| d \\|\n\n|\n\n---\n\n)";

    proptest! {
        #[test]
        fn any_markdown_printed_and_read_is_the_same_text(parts in prop::collection::vec(PIECES, 0..24)) {
            let document = markdown(&parts.concat());
            let (again, printed) = printed_and_read(&document);
            prop_assert_eq!(&again.text, &document.text, "{}", printed);
            prop_assert_eq!(&again.blocks, &document.blocks, "{}", printed);
            prop_assert_eq!(&again.emphasis, &document.emphasis, "{}", printed);
        }

        #[test]
        fn no_nesting_loses_a_block(
            frames in prop::collection::vec((0u8..4, prop::num::u8::ANY, "(|•|7\\.|<|99999999999\\.)"), 0..12)
        ) {
            let frames: Vec<Frame> =
                frames.into_iter().map(|(quotes, indent, marker)| frame(quotes, indent, &marker)).collect();
            for (format, block) in [(Format::Html, "x</p>"), (Format::Markdown, "x")] {
                let printed = printed(format, None, &framed(&frames));
                prop_assert_eq!(printed.matches(block).count(), frames.len(), "{}", printed);
            }
        }
    }
}
