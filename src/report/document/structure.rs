//! The blocks of a report on a document: its blocks nested by their margins, with lists, quotations and tables
//! as wholes.

use crate::document::{self, Alignment, Block, BlockKind, Document, Margin, Stress};
use crate::report::model;
use crate::report::model::{
    Column, ColumnKind, ForeignText, Inline, ItemMarker, LinkTarget, NestedItem, NestedList, Style,
    StyledLine, Table,
};
use crate::text::Span;

/// The marker of a definition.
const DEFINITION: &str = ":";

/// Returns the blocks of a document.
pub(super) fn blocks(document: &Document) -> Vec<model::ReportBlock<'_>> {
    let blocks: Vec<Inner<'_>> = document.blocks.iter().map(Inner::of).collect();
    let (front, text) = blocks.split_at(document.front_matter.min(blocks.len()));
    let front = (!front.is_empty()).then(|| model::ReportBlock::FrontMatter(table(document, front)));
    front.into_iter().chain(all(document, text)).collect()
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
            Margin::Quote { .. } => None,
        }
    }

    /// Returns it without its outermost margin.
    fn within(self) -> Self {
        Self { depth: self.depth + 1, ..self }
    }
}

fn all<'a>(document: &'a Document, blocks: &[Inner<'a>]) -> Vec<model::ReportBlock<'a>> {
    grouped(document, blocks).into_iter().map(|(block, _)| block).collect()
}

/// Returns blocks, each with whether there is a gap above it.
fn grouped<'a>(document: &'a Document, mut blocks: &[Inner<'a>]) -> Vec<(model::ReportBlock<'a>, bool)> {
    let mut all = Vec::new();
    while let Some((first, after)) = blocks.split_first() {
        let gap = first.block.gap;
        let run = |belongs: &dyn Fn(&Inner<'a>) -> bool| {
            blocks.split_at(1 + after.iter().take_while(|block| belongs(block)).count())
        };
        let (here, rest) = match first.margin() {
            None => run(&|next| next.margin().is_none() && continues(first.block, next.block)),
            Some(Margin::Quote { .. }) => {
                run(&|next| next.margin() == Some(&Margin::Quote { is_next: false }))
            }
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
                let is_text = matches!(leaf, model::ReportBlock::Paragraph(_));
                let (definitions, rest) = rest.split_at(if is_text { definitions(rest) } else { 0 });
                if definitions.is_empty() {
                    all.push((leaf, gap));
                } else {
                    blocks = rest;
                    all.push((model::ReportBlock::Nested(term(document, leaf, definitions)), gap));
                }
            }
            Some(Margin::Quote { .. }) => {
                all.push((model::ReportBlock::Quotation(self::all(document, &within())), gap));
            }
            Some(Margin::Indent { marker: None, .. }) => all.extend(grouped(document, &within())),
            Some(Margin::Indent { marker: Some(_), .. }) => {
                all.push((model::ReportBlock::Nested(list(document, here)), gap));
            }
        }
    }
    all
}

/// Tells whether items with these markers can be in one list.
fn is_of_same_list(one: &str, other: &str) -> bool {
    let kind = |marker| match ItemMarker::of(marker) {
        ItemMarker::Bullet | ItemMarker::Task(_) | ItemMarker::Other(_) => 0,
        ItemMarker::Number(..) => 1,
        ItemMarker::Note(_) => 2,
        ItemMarker::Term | ItemMarker::Definition => 3,
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

fn term<'a>(
    document: &'a Document,
    term: model::ReportBlock<'a>,
    definitions: &[Inner<'a>],
) -> NestedList<'a> {
    let NestedList { mut items, is_close } = list(document, definitions);
    items.insert(0, NestedItem { marker: ItemMarker::Term, has_gap: true, blocks: vec![term] });
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
        NestedItem { marker: ItemMarker::of(marker), has_gap, blocks }
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
        (BlockKind::Paragraph, BlockKind::Paragraph) | (BlockKind::Remark, BlockKind::Remark) => !next.gap,
        (BlockKind::Heading(level), BlockKind::Heading(other)) => level == other && !next.gap,
        _ => false,
    }
}

/// Returns blocks without their frames as one.
fn leaf<'a>(document: &'a Document, blocks: &[Inner<'a>]) -> model::ReportBlock<'a> {
    let [Inner { block: first, .. }, after @ ..] = blocks else {
        return model::ReportBlock::Paragraph(StyledLine::new());
    };
    match &first.kind {
        BlockKind::Paragraph => model::ReportBlock::Paragraph(lines(document, blocks)),
        BlockKind::Heading(level) => model::ReportBlock::Heading(*level, lines(document, blocks)),
        BlockKind::Code(language) => {
            let language = language.as_deref().map(Into::into);
            model::ReportBlock::Code { text: first.span.of(&document.text).into(), language }
        }
        BlockKind::Rule if after.is_empty() => model::ReportBlock::Rule,
        BlockKind::Rule => model::ReportBlock::References(passages(document, after)),
        BlockKind::Remark => model::ReportBlock::Remarks(passages(document, blocks)),
        BlockKind::Reference => model::ReportBlock::References(passages(document, blocks)),
        BlockKind::TableRow { .. } => model::ReportBlock::Table(table(document, blocks)),
    }
}

/// Returns the text of blocks with the line ends between them that their author wants; the pieces of a very
/// long paragraph have none between them.
fn lines<'a>(document: &'a Document, blocks: &[Inner<'a>]) -> StyledLine<'a> {
    let mut line = StyledLine::new();
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

fn passages<'a>(document: &'a Document, blocks: &[Inner<'a>]) -> Vec<StyledLine<'a>> {
    blocks.iter().map(|inner| passage(document, inner.block.span)).collect()
}

fn table<'a>(document: &'a Document, blocks: &[Inner<'a>]) -> Table<'a> {
    let mut headings = Vec::new();
    let mut alignments: Vec<Alignment> = Vec::new();
    let mut rows: Vec<Vec<StyledLine<'a>>> = Vec::new();
    for Inner { block, .. } in blocks {
        let BlockKind::TableRow { cells, head, columns } = &block.kind else { continue };
        alignments = columns.iter().map(|column| column.alignment).collect();
        let cells = cells.iter().map(|cell| broken(document, *cell)).collect();
        if *head { headings = cells } else { rows.push(cells) }
    }
    let columns = rows.iter().map(Vec::len).fold(headings.len(), usize::max);
    headings.resize(columns, StyledLine::new());
    for row in &mut rows {
        row.resize(columns, StyledLine::new());
    }
    alignments.resize(columns, Alignment::Start);
    let column = |(heading, alignment)| Column { heading, kind: ColumnKind::Aligned(alignment) };
    let columns = headings.into_iter().zip(alignments).map(column).collect();
    Table { caption: None, columns, rows }
}

/// Returns the text of the cell of a table with its line ends.
fn broken(document: &Document, cell: Span) -> StyledLine<'_> {
    let mut line = StyledLine::new();
    let mut start = cell.start;
    for words in cell.of(&document.text).split('\n') {
        line.extend((start > cell.start).then_some(Inline::Break));
        line.extend(passage(document, Span::new(start, start + words.len())));
        start += words.len() + 1;
    }
    line
}

/// Returns the text of `span` with its emphasis, links and references to notes.
fn passage(document: &Document, span: Span) -> StyledLine<'_> {
    let from = document.emphasis.partition_point(|emphasis| emphasis.span.start < span.start);
    let inside = document.emphasis[from..].iter().take_while(|emphasis| emphasis.span.start < span.end);
    let within = |inner: Span| {
        Span::new(inner.start.max(span.start) - span.start, inner.end.min(span.end) - span.start)
    };
    let mut styles: Vec<(Span, Style)> =
        inside.filter_map(|emphasis| Some((within(emphasis.span), style(emphasis.stress)?))).collect();
    let from = document.notes.partition_point(|note| note.reference.start < span.start);
    let notes = document.notes[from..].iter().take_while(|note| note.reference.start < span.end);
    let numbered = notes.filter(|note| is_numbered(document, note));
    styles.extend(numbered.map(|note| (within(note.reference), Style::Note)));
    let from = document.pictures.partition_point(|picture| picture.words.start < span.start);
    let pictures = document.pictures[from..].iter().take_while(|picture| picture.words.start < span.end);
    styles.extend(pictures.map(|picture| (within(picture.words), Style::Picture)));
    styles.sort_by_key(|(span, _)| span.start);
    let target = |(words, style): &(Span, Style)| {
        let words = words.shifted(span.start);
        match style {
            Style::LinkWords => Some(link_target(document, words).unwrap_or_default()),
            Style::Picture => Some(picture_target(document, words).unwrap_or_default()),
            _ => None,
        }
    };
    let targets = styles.iter().filter_map(target).collect();
    vec![Inline::Passage(ForeignText {
        text: span.of(&document.text).into(),
        styles,
        targets,
        keeps_spaces: true,
    })]
}

fn link_target(document: &Document, words: Span) -> Option<LinkTarget<'_>> {
    let at = document.hyperlinks.partition_point(|link| link.words.end <= words.start);
    let link = document.hyperlinks.get(at).filter(|link| link.words.overlaps(words))?;
    Some(LinkTarget { address: link.target.as_str().into(), title: &link.title })
}

fn picture_target(document: &Document, words: Span) -> Option<LinkTarget<'_>> {
    let at = document.pictures.partition_point(|picture| picture.words.end <= words.start);
    let picture = document.pictures.get(at).filter(|picture| picture.words.overlaps(words))?;
    Some(LinkTarget { address: picture.source.as_str().into(), title: &picture.title })
}

/// Tells whether a note begins with a marker that is its reference.
fn is_numbered(document: &Document, note: &document::Note) -> bool {
    let block = document.blocks.get(document.block_at(note.body.start));
    let marker = block.and_then(|block| match block.frame.margins.last()? {
        Margin::Indent { marker, .. } => marker.as_deref(),
        Margin::Quote { .. } => None,
    });
    marker == Some(note.reference.of(&document.text))
}

/// Returns the style of a passage of a report; `None` for colours, which reports do not show.
fn style(stress: Stress) -> Option<Style> {
    Some(match stress {
        Stress::Light => Style::Emphasis,
        Stress::Strong => Style::Strong,
        Stress::Struck => Style::Struck,
        Stress::Code => Style::Code,
        Stress::Math => Style::Math,
        Stress::Link => Style::LinkWords,
        Stress::Colour(_) => return None,
    })
}

impl<'a> ItemMarker<'a> {
    /// Returns what the characters of a marker mean; numbers of more than nine digits are no numbers in
    /// Markdown and HTML.
    fn of(characters: &'a str) -> Self {
        let digits = characters.strip_suffix(['.', ')']).unwrap_or_default();
        let is_number = digits.len() <= 9 && digits.bytes().all(|byte| byte.is_ascii_digit());
        let note = characters.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        let is_note = |note: &&str| !note.is_empty() && note.bytes().all(|byte| byte.is_ascii_digit());
        if let Some(number) = note.filter(is_note) {
            return ItemMarker::Note(number);
        }
        match (digits.parse(), characters) {
            (Ok(number), _) if is_number => ItemMarker::Number(number, characters),
            (_, "☐" | "☑") => ItemMarker::Task(characters == "☑"),
            (_, DEFINITION) => ItemMarker::Definition,
            (_, "•" | "◦" | "▪" | "-" | "*" | "+") => ItemMarker::Bullet,
            _ => ItemMarker::Other(characters),
        }
    }
}
