//! Markdown: CommonMark with the extensions of GitHub and some of Pandoc: tables, footnotes, task lists,
//! struck text, alerts, mathematics, superscripts, definition lists, containers, front matter.
//!
//! `pulldown-cmark` parses it; this module turns its events into blocks. The markup is left out of the
//! text, so that search, sentences and the comparison work on the words alone, and its meaning is kept
//! beside the text: frames for lists and quotations, emphasis, links, notes, and below the last paragraph the
//! targets of links, because a terminal shows no address under a pointer.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::document::{Alignment, BlockKind, Draft, Markup, Metadata, Note, Stress};
use crate::formats::blocks::{BlockWriter, Containers, TableBuilder};
use crate::formats::decode::decode_text;
use crate::formats::inline::{InlineKind, InlineText, OpenText};
use crate::formats::markdown::front_matter::FrontMatter;
use crate::formats::markdown::html::TagEffect;
use crate::formats::{Format, FormatError, SourceBytes, plain};
use crate::text::Span;

mod extensions;
mod front_matter;
mod html;
#[cfg(test)]
mod tests;

/// The longest text read as Markdown, in bytes. All of it is held, several times over while it is read.
const LONGEST: usize = 8 << 20;

/// The most punctuation in a text read as Markdown, in bytes. Each mark may become a node of the parser's
/// tree, and a text of nothing else takes a hundred times its length.
const MARKS: usize = 1 << 20;

/// The most of the words of a link that is repeated before its target, in characters.
const LABEL: usize = 120;

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_MATH)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_DEFINITION_LIST);

/// Markdown, known by its extension.
pub(super) const FORMAT: Format = Format {
    name: "Markdown",
    extensions: &["md", "markdown", "mdown", "mkd", "mdwn"],
    recognises: |_| false,
    needs_signature: false,
    is_verbatim: false,
    longest: LONGEST,
    parse,
};

fn parse(source: &SourceBytes) -> Result<Draft, FormatError> {
    let decoded = decode_text(source.bytes, source.read_as)?;
    if marks(&decoded.text) > MARKS {
        return Ok(Draft { markup: Markup::Shown, ..plain::parse(source)? });
    }
    Ok(Draft { charset: decoded.charset, ..draft(&decoded.text) })
}

fn marks(text: &str) -> usize {
    text.bytes()
        .filter(|byte| !matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b' ' | 0x80..))
        .count()
}

/// Returns the text and the blocks of a Markdown text; `None` if it is too long or has too much markup.
pub(super) fn read(text: &str) -> Option<Draft> {
    (text.len() <= LONGEST && marks(text) <= MARKS).then(|| draft(text))
}

/// Returns the text and the blocks of a Markdown text.
fn draft(text: &str) -> Draft {
    let front = FrontMatter::of(text).unwrap_or_default();
    let (above, body) = text.split_at(front.end);
    let replaced = extensions::replaced(body, OPTIONS);
    let mut reader = MarkdownReader::new(body, above.matches('\n').count());
    reader.front_matter(&front);
    let mut events = Parser::new_ext(&replaced, OPTIONS).into_offset_iter().peekable();
    while let Some((event, range)) = events.next() {
        let before_paragraph = matches!(events.peek(), Some((Event::Start(Tag::Paragraph), _)));
        reader.event(event, range, before_paragraph);
    }
    reader.finish()
}

/// The state between two events of the parser.
struct MarkdownReader<'a> {
    /// The text below the front matter.
    source: &'a str,
    /// The first byte of each of its lines, and the number of lines above it.
    line_starts: Vec<usize>,
    lines_above: usize,
    /// The names of the HTML elements that are ended anywhere.
    ended: HashSet<String>,
    blocks: BlockWriter,
    containers: Containers,
    inline: OpenText,
    references: References,
    table: Option<TableBuilder>,
    /// The open block of code or HTML.
    raw: Option<RawLines>,
    /// The numbers of the notes by their labels.
    note_numbers: HashMap<String, usize>,
    /// The number of the open note, and the number of blocks above it.
    open_notes: Vec<(usize, usize)>,
    /// The text of each note by its number.
    note_bodies: HashMap<usize, Span>,
    title: Option<String>,
    metadata: Metadata,
    /// The number of blocks that are front matter.
    front_matter: usize,
}

impl<'a> MarkdownReader<'a> {
    fn new(source: &'a str, lines_above: usize) -> Self {
        let starts = source.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            source,
            line_starts: std::iter::once(0).chain(starts).collect(),
            lines_above,
            ended: html::ended_elements(source),
            blocks: BlockWriter::default(),
            containers: Containers::default(),
            inline: OpenText::default(),
            references: References::default(),
            table: None,
            raw: None,
            note_numbers: HashMap::new(),
            open_notes: Vec::new(),
            note_bodies: HashMap::new(),
            title: None,
            metadata: Metadata::default(),
            front_matter: 0,
        }
    }

    /// Writes the settings of the front matter as a table.
    fn front_matter(&mut self, front: &FrontMatter) {
        let mut table = TableBuilder::without_head();
        for setting in &front.settings {
            for words in [&setting.key, &setting.value] {
                self.inline.set_line(setting.line);
                self.inline.push(words);
                table.cell(self.inline.take());
            }
            table.end_row();
        }
        self.table = Some(table).filter(|_| !front.settings.is_empty());
        self.table();
        self.front_matter = self.blocks.count();
        (self.title, self.metadata) = (front.title(), front.metadata());
    }

    /// Returns the line of the file, counted from 1, of a byte of the source.
    fn line(&self, at: usize) -> usize {
        self.lines_above + self.line_starts.partition_point(|start| *start <= at)
    }

    /// Takes in an event of the parser and its range in the source; an item is loose when it is
    /// `before_paragraph`.
    fn event(&mut self, event: Event<'_>, range: Range<usize>, before_paragraph: bool) {
        self.inline.set_line(self.line(range.start));
        let source = self.source.get(range.clone()).unwrap_or_default();
        match event {
            Event::Start(tag) => self.start(tag, range.start, before_paragraph),
            Event::End(tag) => self.end(tag, source),
            Event::Text(text) | Event::Html(text) => match &mut self.raw {
                Some(raw) => {
                    if raw.text.is_empty() {
                        raw.line =
                            self.lines_above + self.line_starts.partition_point(|from| *from <= range.start);
                    }
                    raw.text.push_str(&text);
                }
                None => self.text(&text),
            },
            Event::Code(text) => {
                self.inline.push_stressed(&text, Stress::Code);
                self.inline.add_source_lines(&text, source);
            }
            Event::InlineHtml(tag) => {
                html::apply(&tag, &self.ended, false, &mut self.inline);
            }
            Event::SoftBreak => self.inline.soft_break(),
            Event::HardBreak => self.inline.break_line(),
            Event::FootnoteReference(label) => {
                let number = self.note_number(&label);
                self.inline.push_note(number);
            }
            Event::TaskListMarker(done) => self.containers.task(done),
            Event::Rule => {
                self.paragraph();
                let (frame, gap) = self.containers.frame();
                self.blocks.rule(frame, gap);
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => {
                let [before, after] = extensions::formula_signs(source);
                self.inline.push_stressed(&format!("{before}{text}{after}"), Stress::Math);
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>, at: usize, before_paragraph: bool) {
        match tag {
            Tag::Emphasis => return self.inline.open(Stress::Light),
            Tag::Strong => return self.inline.open(Stress::Strong),
            Tag::Strikethrough => return self.inline.open(Stress::Struck),
            Tag::Link { dest_url, link_type, title, .. } => {
                let prefix = if link_type == LinkType::Email { "mailto:" } else { "" };
                return self.inline.open_link(&format!("{prefix}{dest_url}"), &title);
            }
            Tag::Image { dest_url, title, .. } => return self.inline.open_image(&dest_url, &title),
            _ => {}
        }
        // The text of an item without gaps has no end tag of its own.
        self.paragraph();
        match tag {
            Tag::BlockQuote(kind) => {
                self.containers.quote();
                if let Some(kind) = kind {
                    self.label(kind);
                }
            }
            Tag::Heading { .. } => self.callout(at),
            Tag::List(first) => self.containers.list(first),
            Tag::Item => self.containers.item(before_paragraph),
            Tag::DefinitionListDefinition => self.containers.definition(before_paragraph),
            Tag::FootnoteDefinition(label) => {
                let number = self.note_number(&label);
                self.open_notes.push((number, self.blocks.count()));
                self.containers.note(number);
            }
            Tag::CodeBlock(kind) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.into_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.raw = Some(RawLines { info, line: self.line(at), ..RawLines::default() });
            }
            Tag::HtmlBlock => self.raw = Some(RawLines { line: self.line(at), ..RawLines::default() }),
            Tag::Table(alignments) => {
                self.table = Some(TableBuilder::new(alignments.into_iter().map(alignment).collect()));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, source: &str) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {
                self.inline.close();
            }
            TagEnd::Image => self.inline.close_image(),
            // The title of a container or a callout.
            TagEnd::Heading(_) if source.starts_with(':') || extensions::callout(source).is_some() => {
                self.labelled();
            }
            TagEnd::Heading(level) => self.heading(level as u8),
            TagEnd::Paragraph | TagEnd::DefinitionListTitle => self.paragraph(),
            TagEnd::FootnoteDefinition => {
                self.paragraph();
                self.containers.close();
                let note = self.open_notes.pop();
                let body = note.and_then(|(number, first)| Some((number, self.blocks.since(first)?)));
                self.note_bodies.extend(body);
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::DefinitionListDefinition => {
                self.paragraph();
                self.containers.close();
            }
            TagEnd::CodeBlock => self.code(),
            TagEnd::HtmlBlock => self.html(),
            TagEnd::TableCell => {
                let content = self.inline.take();
                if let Some(table) = &mut self.table {
                    self.references.add_all(&content);
                    table.cell(content);
                }
            }
            TagEnd::TableHead | TagEnd::TableRow => self.table.iter_mut().for_each(TableBuilder::end_row),
            TagEnd::Table => self.table(),
            TagEnd::DefinitionList | TagEnd::MetadataBlock(_) | TagEnd::Superscript | TagEnd::Subscript => {}
        }
    }

    fn text(&mut self, text: &str) {
        for part in extensions::parts(text) {
            match part {
                extensions::ScriptPart::Text(text) => self.inline.push(text),
                extensions::ScriptPart::Begin(script) => self.inline.begin(InlineKind::Script(script)),
                extensions::ScriptPart::End => {
                    self.inline.close();
                }
            }
        }
    }

    /// Ends the running text, if there is any.
    fn paragraph(&mut self) {
        self.prose(&BlockKind::Paragraph);
    }

    fn prose(&mut self, kind: &BlockKind) {
        let content = self.inline.take();
        if !content.text.is_empty() {
            self.references.add_all(&content);
            let (frame, gap) = self.containers.frame();
            self.blocks.prose(&content, kind, frame, gap);
        }
    }

    fn heading(&mut self, level: u8) {
        if level == 1 && self.title.is_none() {
            self.title = Some(self.inline.text().trim().to_owned()).filter(|title| !title.is_empty());
        }
        self.prose(&BlockKind::Heading(level));
    }

    /// Writes the kind of an alert as its first paragraph.
    fn label(&mut self, kind: BlockQuoteKind) {
        self.inline.push(match kind {
            BlockQuoteKind::Note => "Note",
            BlockQuoteKind::Tip => "Tip",
            BlockQuoteKind::Important => "Important",
            BlockQuoteKind::Warning => "Warning",
            BlockQuoteKind::Caution => "Caution",
        });
        self.labelled();
    }

    /// Writes the kind of the callout whose title begins at a byte of the source, if one does.
    fn callout(&mut self, at: usize) {
        let text = self.source.get(at..).unwrap_or_default();
        let Some((kind, length)) = extensions::callout(text) else { return };
        let has_title = text[length..].lines().next().is_some_and(|title| !title.trim().is_empty());
        let (first, rest) = kind.split_at(1);
        let separator = if has_title { ": " } else { "" };
        self.inline.push(&format!("{}{}{separator}", first.to_uppercase(), rest.to_lowercase()));
    }

    /// Ends the running text as a label.
    fn labelled(&mut self) {
        self.inline.stress_all(Stress::Strong);
        self.paragraph();
    }

    fn code(&mut self) {
        let raw = self.raw.take().unwrap_or_default();
        let text = raw.text.strip_suffix('\n').unwrap_or(&raw.text);
        if !text.trim().is_empty() {
            let (frame, gap) = self.containers.frame();
            let span = self.blocks.code(text, &raw.info, frame, gap);
            self.blocks.add_lines(span, raw.line);
        }
    }

    fn table(&mut self) {
        if let Some(table) = self.table.take() {
            let (frame, gap) = self.containers.frame();
            self.blocks.table(table, frame, gap);
        }
    }

    /// Writes the lines of a block of HTML; all but headings and the first one are without a gap.
    fn html(&mut self) {
        let RawLines { text: raw, line: first_line, .. } = self.raw.take().unwrap_or_default();
        let mut lines = HtmlLines { kind: BlockKind::Paragraph, is_first: true };
        let (mut passed, mut line) = (0, first_line);
        for (at, part) in html::parts(&raw) {
            line += raw[passed..at].matches('\n').count();
            passed = at;
            self.inline.set_line(line);
            match part {
                html::HtmlPart::Text(text) => {
                    self.inline.push_collapsed(&html_escape::decode_html_entities(text));
                }
                html::HtmlPart::Tag(tag) => {
                    if let TagEffect::Line(kind) = html::apply(tag, &self.ended, true, &mut self.inline) {
                        self.html_line(&mut lines);
                        lines.kind = kind;
                    }
                }
            }
        }
        self.html_line(&mut lines);
    }

    fn html_line(&mut self, lines: &mut HtmlLines) {
        let content = self.inline.take();
        if content.text.is_empty() {
            return;
        }
        if lines.kind == BlockKind::Heading(1) && self.title.is_none() {
            self.title = Some(content.text.clone());
        }
        self.references.add_all(&content);
        let (frame, gap) = self.containers.frame();
        let is_heading = lines.kind.is_heading();
        self.blocks.prose(&content, &lines.kind, frame, gap && (lines.is_first || is_heading));
        lines.is_first = is_heading;
    }

    /// Returns the number of the note with this label, counted in the order of first mention.
    fn note_number(&mut self, label: &CowStr<'_>) -> usize {
        let next = self.note_numbers.len() + 1;
        *self.note_numbers.entry(label.to_string()).or_insert(next)
    }

    fn finish(mut self) -> Draft {
        self.paragraph();
        let notes = self.blocks.take_notes();
        let mut draft = self.blocks.finish(&self.references.lines, self.title);
        let note = |(reference, number): (Span, usize)| {
            Some(Note { reference, body: *self.note_bodies.get(&number)? })
        };
        draft.notes = notes.into_iter().filter_map(note).collect();
        Draft { metadata: self.metadata, front_matter: self.front_matter, ..draft }
    }
}

fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None | pulldown_cmark::Alignment::Left => Alignment::Start,
        pulldown_cmark::Alignment::Center => Alignment::Centre,
        pulldown_cmark::Alignment::Right => Alignment::End,
    }
}

/// A block of code or HTML while it is read.
#[derive(Default)]
struct RawLines {
    text: String,
    /// The number of its first line.
    line: usize,
    /// What the fence says of the code, beginning with its language.
    info: String,
}

/// What is known of the line of HTML that is read.
struct HtmlLines {
    kind: BlockKind,
    /// Whether a gap is above it.
    is_first: bool,
}

/// The targets of a document's links, each once, in the order of their first link.
#[derive(Default)]
struct References {
    seen: HashSet<String>,
    /// For each target `words of the link: target`, and the line of the file.
    lines: Vec<(String, usize)>,
}

impl References {
    /// Adds the targets of the links in running text.
    fn add_all(&mut self, content: &InlineText) {
        for link in &content.hyperlinks {
            let after = content.lines.partition_point(|(start, _)| *start <= link.words.start);
            let line = after.checked_sub(1).and_then(|at| content.lines.get(at)).map_or(1, |(_, line)| *line);
            self.add(link.words.of(&content.text), &link.target, line);
        }
    }

    /// Adds the target of a link with these words, which is on `line`.
    ///
    /// Targets in the same document are left out, and so are addresses that the words show.
    fn add(&mut self, words: &str, target: &str, line: usize) {
        let shown = words.trim();
        if target.is_empty()
            || target.starts_with('#')
            || target.strip_prefix("mailto:").unwrap_or(target) == shown
        {
            return;
        }
        if self.seen.insert(target.to_owned()) {
            let cut = shown.char_indices().nth(LABEL).map(|(at, _)| &shown[..at]);
            let words = match cut {
                Some(beginning) => format!("{beginning}…: {target}"),
                None => format!("{shown}: {target}"),
            };
            self.lines.push((words.split_whitespace().collect::<Vec<_>>().join(" "), line));
        }
    }
}
