//! RTF: groups of text whose control words set how the text goes on until the group ends.
//!
//! A group begins with the state of the one around it. Its destination says what its text is: the body, a
//! note, an entry of the tables of fonts and styles, or something that is not shown.

use std::collections::HashMap;
use std::time::Duration;

use crate::document::{BlockKind, Draft, Field, Frame, Margin, Metadata, Note, Stress};
use crate::formats::blocks::{BlockWriter, Containers, Table};
use crate::formats::inline::{Inline, InlineText, Passage};
use crate::formats::limits::{Budget, Exceeded, Limits};
use crate::formats::rtf::code_pages::CodePage;
use crate::formats::rtf::tokens::{Token, Tokens};
use crate::formats::scripts::Script;
use crate::formats::{Format, FormatError, Source};
use crate::text::{Encoding, Span};

mod code_pages;
mod tokens;

const NAME: &str = "RTF";

/// RTF, known by its first word.
pub(super) const FORMAT: Format = Format {
    name: NAME,
    extensions: &["rtf"],
    recognises: |source| source.bytes.trim_ascii_start().starts_with(b"{\\rtf"),
    needs_signature: true,
    is_verbatim: false,
    longest: 128 << 20,
    parse,
};

const LIMITS: Limits =
    Limits { text: 64 << 20, elements: 2_000_000, depth: 1000, time: Duration::from_secs(10) };

/// How many tokens are read between two looks at the clock.
const CLOCK: usize = 4096;

/// The longest paragraph, in bytes, that has no gap to the next.
const CLOSE: usize = 80;

/// The longest list marker, in characters; a longer one is text.
const LONGEST_MARKER: usize = 12;

/// The deepest level of a list.
const DEEPEST_LIST: i32 = 8;

fn parse(source: &Source) -> Result<Draft, FormatError> {
    let too_much = |limit| FormatError::TooMuch { what: NAME, limit };
    Reader::new(LIMITS).read(source.bytes).map_err(too_much)
}

/// What the text of a group is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Destination {
    #[default]
    Body,
    /// Nothing that is shown.
    Skipped,
    /// The marker of a list item.
    Marker,
    /// The table of fonts.
    Fonts,
    /// The table of styles.
    Styles,
    /// A field of metadata.
    Info(Info),
    /// What a field does, such as `HYPERLINK "https://a.org"`.
    Instruction,
}

/// A field of metadata.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Info {
    /// Any that is not kept.
    Other,
    Title,
    Author,
    Subject,
    Date,
}

/// The look of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Style {
    bold: bool,
    italic: bool,
    struck: bool,
    script: Option<Script>,
}

/// What a group inherits and may change until it ends.
#[derive(Clone, Copy, Debug, Default)]
struct State {
    destination: Destination,
    style: Style,
    font: Option<i32>,
    /// Whether the text is hidden or deleted.
    hidden: bool,
    deleted: bool,
    /// How many characters after `\u` stand for the same character.
    substitutes: usize,
    /// The level of the heading that the paragraph is, 0 for none.
    heading: u8,
    in_table: bool,
    list_level: i32,
}

/// Text beside the body.
enum Aside {
    /// The note of this number.
    Note(usize),
    /// A text box, which follows the paragraph it is in.
    Box,
    /// The words of a link.
    Link,
}

/// A part of the text that goes on to the end of a group.
struct OpenAside {
    kind: Aside,
    /// The number of groups around its group.
    depth: usize,
    /// The paragraph around it, and those inside it.
    outer: Inline,
    paragraphs: Vec<InlineText>,
}

struct Reader {
    budget: Budget,
    state: State,
    groups: Vec<State>,
    /// Whether the last token began a group, and whether it was a `\*` there, after which unknown words are
    /// skipped.
    is_beginning: bool,
    is_optional: bool,
    /// How many characters of text are not shown because `\u` gave the same.
    substitutes_left: usize,
    /// The first half of a character beyond the BMP.
    surrogate: Option<u32>,
    /// Text that is not decoded, and the code pages it may be in.
    bytes: Vec<u8>,
    code_page: CodePage,
    fonts: HashMap<i32, CodePage>,
    /// The font or style that is defined.
    defined: i32,
    defined_name: String,
    default_font: Option<i32>,
    /// The level of the headings of a style.
    headings: HashMap<i32, u8>,
    marker: String,
    instruction: String,
    info: String,
    metadata: Metadata,
    title: Option<String>,
    blocks: BlockWriter,
    inline: Inline,
    /// The style of the text at the end of `inline`.
    style: Style,
    /// The rows of the open table, and its last row.
    rows: Vec<Vec<InlineText>>,
    row: Vec<InlineText>,
    asides: Vec<OpenAside>,
    boxes: Vec<InlineText>,
    notes: Vec<Vec<InlineText>>,
    /// The bytes of text so far.
    text: usize,
    /// The number of passages that are deleted.
    deletions: usize,
    /// Whether there was an empty paragraph or a long one or a heading above.
    gap: bool,
}

impl Reader {
    fn new(limits: Limits) -> Self {
        Self {
            budget: Budget::new(limits),
            state: State { substitutes: 1, ..State::default() },
            groups: Vec::new(),
            is_beginning: false,
            is_optional: false,
            substitutes_left: 0,
            surrogate: None,
            bytes: Vec::new(),
            code_page: CodePage::Web(Encoding::Standard(encoding_rs::WINDOWS_1252)),
            fonts: HashMap::new(),
            defined: 0,
            defined_name: String::new(),
            default_font: None,
            headings: HashMap::new(),
            marker: String::new(),
            instruction: String::new(),
            info: String::new(),
            metadata: Metadata::default(),
            title: None,
            blocks: BlockWriter::default(),
            inline: Inline::default(),
            style: Style::default(),
            rows: Vec::new(),
            row: Vec::new(),
            asides: Vec::new(),
            boxes: Vec::new(),
            notes: Vec::new(),
            text: 0,
            deletions: 0,
            gap: false,
        }
    }

    fn read(mut self, bytes: &[u8]) -> Result<Draft, Exceeded> {
        let mut is_whole = false;
        for (index, token) in Tokens::new(bytes).enumerate() {
            self.token(token)?;
            if index % CLOCK == 0 {
                self.budget.check_time()?;
            }
            is_whole = token == Token::Close && self.groups.is_empty();
            if is_whole {
                break;
            }
        }
        let mut draft = self.finish()?;
        if !is_whole {
            draft.warnings.push("the file is cut off: its last group has no end".to_owned());
        }
        Ok(draft)
    }

    fn token(&mut self, token: Token) -> Result<(), Exceeded> {
        let is_optional = std::mem::take(&mut self.is_optional);
        let is_beginning = std::mem::replace(&mut self.is_beginning, token == Token::Open);
        match token {
            Token::Symbol(b'*') => self.is_optional = is_beginning,
            Token::Text(bytes) => {
                let skipped = self.substitutes_left.min(bytes.len());
                self.substitutes_left -= skipped;
                self.add(&bytes[skipped..]);
            }
            Token::Byte(byte) if self.substitutes_left == 0 => self.add(&[byte]),
            Token::Byte(_) => self.substitutes_left -= 1,
            Token::Symbol(symbol) => {
                self.substitutes_left = 0;
                self.symbol(symbol)?;
            }
            Token::Open => {
                self.flush()?;
                self.groups.push(self.state);
                self.budget.take_element(self.groups.len())?;
                if self.state.destination == Destination::Styles {
                    (self.defined, self.defined_name) = (0, String::new());
                }
            }
            Token::Close => {
                self.flush()?;
                self.close()?;
            }
            Token::Word(word, number) => {
                self.flush()?;
                if word != "u" {
                    self.surrogate = None;
                }
                self.destination(word, is_optional)?;
                self.word(word, number)?;
            }
        }
        Ok(())
    }

    /// Adds text that is not decoded.
    fn add(&mut self, bytes: &[u8]) {
        if self.state.destination != Destination::Skipped {
            self.bytes.extend(bytes);
        }
    }

    fn symbol(&mut self, symbol: u8) -> Result<(), Exceeded> {
        match symbol {
            b'{' | b'}' | b'\\' => self.add(&[symbol]),
            b'~' => self.push("\u{a0}")?,
            b'_' => self.push("\u{2011}")?,
            _ => {}
        }
        Ok(())
    }

    /// Decodes the bytes read so far.
    fn flush(&mut self) -> Result<(), Exceeded> {
        if self.bytes.is_empty() {
            return Ok(());
        }
        self.substitutes_left = 0;
        let font = self.state.font.or(self.default_font);
        let page = font.and_then(|font| self.fonts.get(&font)).copied().unwrap_or(self.code_page);
        let bytes = std::mem::take(&mut self.bytes);
        self.push(&page.decode(&bytes))
    }

    /// Adds text to what the group is.
    fn push(&mut self, text: &str) -> Result<(), Exceeded> {
        self.flush()?;
        self.text += text.len();
        self.budget.check_text(self.text)?;
        match self.state.destination {
            Destination::Body if !self.state.hidden && !self.state.deleted => {
                self.set_style(self.state.style)?;
                self.inline.push(text);
            }
            Destination::Body | Destination::Skipped | Destination::Fonts => {}
            Destination::Marker => self.marker.push_str(text),
            Destination::Styles => self.defined_name.push_str(text),
            Destination::Info(_) => self.info.push_str(text),
            Destination::Instruction => self.instruction.push_str(text),
        }
        Ok(())
    }

    /// Ends the passages of the style of the last text and begins those of `style`.
    fn set_style(&mut self, style: Style) -> Result<(), Exceeded> {
        if style == self.style {
            return Ok(());
        }
        self.budget.take_element(0)?;
        for _ in std::mem::replace(&mut self.style, style).passages() {
            self.inline.close();
        }
        style.passages().for_each(|passage| self.inline.begin(passage));
        Ok(())
    }

    /// Sets the destination of a group whose first word is `word`.
    fn destination(&mut self, word: &str, is_optional: bool) -> Result<(), Exceeded> {
        let destination = self.state.destination;
        if destination == Destination::Skipped && !matches!(word, "shptxt" | "dptxbxtext") {
            return Ok(());
        }
        self.state.destination = match (destination, word) {
            // A text box is in a group of drawing commands.
            (_, "shptxt" | "dptxbxtext") => return self.begin_aside(Aside::Box),
            (Destination::Info(_), "title") => Destination::Info(Info::Title),
            (Destination::Info(_), "author") => Destination::Info(Info::Author),
            (Destination::Info(_), "subject") => Destination::Info(Info::Subject),
            (Destination::Info(_), "creatim") => Destination::Info(Info::Date),
            (Destination::Body, "footnote" | "annotation") => {
                return self.begin_aside(Aside::Note(self.notes.len() + 1));
            }
            (Destination::Body, "fldrslt") => return self.begin_aside(Aside::Link),
            (_, "fldinst") => Destination::Instruction,
            (_, "listtext" | "pntext") => {
                self.marker.clear();
                Destination::Marker
            }
            (_, "fonttbl") => Destination::Fonts,
            (_, "stylesheet") => Destination::Styles,
            (_, "info") => Destination::Info(Info::Other),
            (
                _,
                "colortbl" | "pict" | "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl"
                | "footerr" | "footerf" | "nonesttables" | "shprslt" | "xe" | "tc" | "tcn" | "rxe"
                | "filetbl" | "revtbl" | "falt" | "fontemb" | "comment",
            ) => Destination::Skipped,
            _ if is_optional => Destination::Skipped,
            _ => destination,
        };
        Ok(())
    }

    fn word(&mut self, word: &str, number: Option<i32>) -> Result<(), Exceeded> {
        if self.state.destination == Destination::Skipped {
            return Ok(());
        }
        let is_on = number != Some(0);
        let value = number.unwrap_or_default();
        if word != "u" {
            self.substitutes_left = 0;
        }
        let state = &mut self.state;
        match word {
            "u" => self.unicode(value)?,
            "uc" => state.substitutes = usize::try_from(value).unwrap_or_default(),
            "f" if state.destination == Destination::Fonts => self.defined = value,
            "f" => state.font = Some(value),
            "s" if state.destination == Destination::Styles => self.defined = value,
            "s" => state.heading = self.headings.get(&value).copied().unwrap_or_default(),
            "fcharset" => self.set_font(CodePage::of_charset(value))?,
            "cpg" => self.set_font(CodePage::numbered(value))?,
            "deff" => self.default_font = number,
            "ansicpg" => self.code_page = CodePage::numbered(value).unwrap_or(self.code_page),
            "mac" | "pc" | "pca" => {
                let number = match word {
                    "mac" => 10000,
                    "pc" => 437,
                    _ => 850,
                };
                self.code_page = CodePage::numbered(number).unwrap_or(self.code_page);
            }
            "outlinelevel" => {
                let level = if (0..9).contains(&value) { (value + 1).min(6) as u8 } else { 0 };
                if state.destination == Destination::Styles {
                    self.headings.insert(self.defined, level);
                } else {
                    state.heading = level;
                }
            }
            "plain" => {
                *state =
                    State { style: Style::default(), font: None, hidden: false, deleted: false, ..*state };
            }
            "pard" => (state.heading, state.in_table, state.list_level) = (0, false, 0),
            "intbl" => state.in_table = true,
            "ilvl" => state.list_level = value.clamp(0, DEEPEST_LIST),
            "b" => state.style.bold = is_on,
            "i" => state.style.italic = is_on,
            "strike" | "striked" => state.style.struck = is_on,
            "super" => state.style.script = is_on.then_some(Script::Super),
            "sub" => state.style.script = is_on.then_some(Script::Sub),
            "nosupersub" => state.style.script = None,
            "v" => state.hidden = is_on,
            "deleted" => {
                state.deleted = is_on;
                self.deletions += usize::from(is_on);
            }
            "yr" if state.destination == Destination::Info(Info::Date) => self.info = format!("{value:04}"),
            "mo" | "dy" if state.destination == Destination::Info(Info::Date) => {
                self.info = format!("{}-{value:02}", self.info);
            }
            "field" => self.instruction.clear(),
            _ => return self.text_word(word),
        }
        Ok(())
    }

    /// Adds the text or the end of a paragraph or cell that a word is.
    fn text_word(&mut self, word: &str) -> Result<(), Exceeded> {
        let text = match word {
            "tab" | "nestcell" => "\t",
            "lquote" => "‘",
            "rquote" => "’",
            "ldblquote" => "“",
            "rdblquote" => "”",
            "bullet" => "•",
            "endash" => "–",
            "emdash" => "—",
            "emspace" | "enspace" | "qmspace" => " ",
            "line" | "lbr" => {
                if self.state.destination == Destination::Body {
                    self.inline.break_line();
                }
                return Ok(());
            }
            "par" | "sect" | "page" | "column" => return self.paragraph(),
            "cell" => return self.cell(),
            "row" | "trowd" => return self.row(word == "row"),
            "nestrow" => {
                self.inline.break_line();
                return Ok(());
            }
            _ => return Ok(()),
        };
        self.push(text)
    }

    fn unicode(&mut self, number: i32) -> Result<(), Exceeded> {
        let unit = if number < 0 { number.wrapping_add(0x1_0000) } else { number } as u32;
        let first = self.surrogate.take();
        self.surrogate = (0xd800..0xdc00).contains(&unit).then_some(unit);
        let code = match first {
            Some(first) if (0xdc00..0xe000).contains(&unit) => {
                0x1_0000 + ((first - 0xd800) << 10) + (unit - 0xdc00)
            }
            _ => unit,
        };
        if self.surrogate.is_none() {
            self.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER).encode_utf8(&mut [0; 4]))?;
        }
        self.substitutes_left = self.state.substitutes;
        Ok(())
    }

    fn set_font(&mut self, page: Option<CodePage>) -> Result<(), Exceeded> {
        if let Some(page) = page.filter(|_| self.state.destination == Destination::Fonts) {
            self.budget.take_element(0)?;
            self.fonts.insert(self.defined, page);
        }
        Ok(())
    }

    /// Ends a group.
    fn close(&mut self) -> Result<(), Exceeded> {
        self.substitutes_left = 0;
        let Some(outer) = self.groups.pop() else { return Ok(()) };
        let inner = std::mem::replace(&mut self.state, outer);
        if inner.destination == Destination::Styles {
            self.end_style();
        }
        if let Destination::Info(info) = inner.destination
            && outer.destination != inner.destination
        {
            self.end_info(info);
        }
        if self.asides.last().is_some_and(|aside| aside.depth > self.groups.len()) {
            self.end_aside()?;
        }
        Ok(())
    }

    /// Keeps the level of the headings of the style just defined.
    fn end_style(&mut self) {
        let name = std::mem::take(&mut self.defined_name).trim_end_matches(';').to_lowercase();
        let level = name.strip_prefix("heading ").and_then(|level| level.trim().parse::<u8>().ok());
        if let Some(level) = level.filter(|level| (1..=9).contains(level)) {
            self.headings.insert(self.defined, level.min(6));
        }
    }

    fn end_info(&mut self, info: Info) {
        let text = std::mem::take(&mut self.info);
        match info {
            Info::Other => {}
            Info::Title => self.title = Some(text).filter(|title| !title.trim().is_empty()),
            Info::Author => self.metadata.add(Field::Author, &text),
            Info::Subject => self.metadata.add(Field::Description, &text),
            Info::Date => self.metadata.add(Field::Created, text.trim_start_matches("0000-00-00")),
        }
    }

    fn begin_aside(&mut self, kind: Aside) -> Result<(), Exceeded> {
        self.budget.take_element(self.groups.len())?;
        let is_inside = self.asides.iter().any(|aside| !matches!(aside.kind, Aside::Link));
        if is_inside && !matches!(kind, Aside::Link) {
            self.state.destination = Destination::Skipped;
            return Ok(());
        }
        self.set_style(Style::default())?;
        let mut outer = Inline::default();
        match &kind {
            Aside::Link => match target(&self.instruction) {
                target if target.is_empty() => return Ok(()),
                target => self.inline.begin(Passage::Link(target)),
            },
            Aside::Note(number) => {
                self.notes.push(Vec::new());
                self.inline.push_note(*number);
                outer = std::mem::take(&mut self.inline);
            }
            Aside::Box => outer = std::mem::take(&mut self.inline),
        }
        let substitutes = self.state.substitutes;
        self.state = State { substitutes, font: self.state.font, ..State::default() };
        self.asides.push(OpenAside { kind, depth: self.groups.len(), outer, paragraphs: Vec::new() });
        Ok(())
    }

    fn end_aside(&mut self) -> Result<(), Exceeded> {
        if self.asides.last().is_some_and(|aside| matches!(aside.kind, Aside::Link)) {
            self.set_style(Style::default())?;
            self.inline.close();
            self.asides.pop();
            return Ok(());
        }
        self.end_text()?;
        let Some(mut aside) = self.asides.pop() else { return Ok(()) };
        self.inline = aside.outer;
        match aside.kind {
            Aside::Note(number) => {
                if let Some(note) = self.notes.get_mut(number - 1) {
                    *note = aside.paragraphs;
                }
            }
            Aside::Box => self.boxes.append(&mut aside.paragraphs),
            Aside::Link => {}
        }
        Ok(())
    }

    /// Takes the running text.
    fn take(&mut self) -> InlineText {
        self.style = Style::default();
        self.inline.take()
    }

    fn paragraph(&mut self) -> Result<(), Exceeded> {
        if self.state.destination != Destination::Body {
            return Ok(());
        }
        let is_beside = self.asides.iter().any(|aside| !matches!(aside.kind, Aside::Link));
        if self.state.in_table && !is_beside {
            self.inline.break_line();
            return Ok(());
        }
        self.end_text()
    }

    /// Ends the running text of a paragraph.
    fn end_text(&mut self) -> Result<(), Exceeded> {
        self.budget.take_element(0)?;
        let content = self.take();
        if let Some(aside) = self.asides.iter_mut().rfind(|aside| !matches!(aside.kind, Aside::Link)) {
            aside.paragraphs.extend(Some(content).filter(|content| !content.text.is_empty()));
            return Ok(());
        }
        if content.text.is_empty() {
            self.marker.clear();
            self.gap = true;
        } else {
            self.end_table();
            self.write(&content);
        }
        for content in std::mem::take(&mut self.boxes) {
            self.blocks.prose(&content, &BlockKind::Paragraph, Frame::default(), true);
        }
        Ok(())
    }

    fn write(&mut self, content: &InlineText) {
        let kind = match self.state.heading {
            0 => BlockKind::Paragraph,
            level => BlockKind::Heading(level),
        };
        let is_apart = content.text.len() > CLOSE || self.state.heading > 0;
        let gap = std::mem::replace(&mut self.gap, is_apart) || is_apart;
        let frame = self.frame();
        self.blocks.prose(content, &kind, frame, gap);
    }

    /// Returns the frame of a paragraph, which is a list item if it has a marker.
    fn frame(&mut self) -> Frame {
        let marker = std::mem::take(&mut self.marker);
        let marker = marker.trim();
        if marker.is_empty() || marker.chars().count() > LONGEST_MARKER {
            return Frame::default();
        }
        // Most bullets are characters of fonts that only draw signs.
        let is_sign =
            marker.chars().nth(1).is_none() && !marker.starts_with(char::is_alphanumeric) || marker == "o";
        let marker = if is_sign { "•" } else { marker };
        let outer = (0..self.state.list_level).map(|_| Margin::Indent { cells: 2, marker: None });
        let cells = (marker.chars().count() + 1) as u8;
        let own = Margin::Indent { cells, marker: Some(marker.to_owned()) };
        Frame { margins: outer.chain([own]).collect() }
    }

    fn cell(&mut self) -> Result<(), Exceeded> {
        if self.asides.iter().any(|aside| !matches!(aside.kind, Aside::Link)) {
            return self.push("\t");
        }
        if self.state.destination == Destination::Body {
            self.budget.take_element(0)?;
            let content = self.take();
            self.row.push(content);
            self.marker.clear();
        }
        Ok(())
    }

    /// Ends a row of a table, or begins one.
    fn row(&mut self, is_end: bool) -> Result<(), Exceeded> {
        if is_end {
            self.budget.take_element(0)?;
            self.rows.push(std::mem::take(&mut self.row));
        } else if self.row.is_empty() && !self.state.in_table && !self.inline.text().trim().is_empty() {
            self.paragraph()?;
        }
        Ok(())
    }

    /// Writes the table that is read. One column without another is a frame around paragraphs.
    fn end_table(&mut self) {
        let last = std::mem::take(&mut self.row);
        let mut rows = std::mem::take(&mut self.rows);
        rows.extend(Some(last).filter(|last| !last.is_empty()));
        let is_full = |row: &Vec<InlineText>| row.iter().filter(|cell| !cell.text.is_empty()).count() > 1;
        if rows.iter().any(is_full) {
            let mut table = Table::without_head();
            for row in rows {
                for cell in row {
                    table.cell(cell);
                }
                table.end_row();
            }
            self.blocks.table(table, Frame::default(), true);
            self.gap = true;
        } else {
            for cell in rows.iter().flatten().filter(|cell| !cell.text.is_empty()) {
                self.blocks.prose(cell, &BlockKind::Paragraph, Frame::default(), true);
            }
        }
    }

    fn finish(mut self) -> Result<Draft, Exceeded> {
        self.flush()?;
        while !self.asides.is_empty() {
            self.end_aside()?;
        }
        self.end_text()?;
        self.end_table();
        let mut containers = Containers::default();
        let mut bodies = Vec::new();
        for (number, note) in (1..).zip(&self.notes) {
            let first = self.blocks.count();
            containers.note(number);
            for content in note {
                let (frame, gap) = containers.frame();
                self.blocks.prose(content, &BlockKind::Paragraph, frame, gap);
            }
            containers.close();
            bodies.push(self.blocks.since(first));
        }
        let references = self.blocks.take_notes();
        let note = |(reference, number): (Span, usize)| {
            Some(Note { reference, body: bodies.get(number.checked_sub(1)?).copied()?? })
        };
        let notes = references.into_iter().filter_map(note).collect();
        let mut draft = Draft { notes, metadata: self.metadata, ..self.blocks.finish(&[], self.title) };
        if self.deletions > 0 {
            draft.warnings.push(format!("{} tracked deletions are not shown", self.deletions));
        }
        Ok(draft)
    }
}

impl Style {
    /// Returns the passages that text of this style is in, from the outermost to the innermost.
    fn passages(self) -> impl Iterator<Item = Passage> {
        let stress = |is_on: bool, stress| is_on.then_some(Passage::Stressed(stress));
        let script = self.script.map(Passage::Script);
        [
            stress(self.bold, Stress::Strong),
            stress(self.italic, Stress::Light),
            stress(self.struck, Stress::Struck),
            script,
        ]
        .into_iter()
        .flatten()
    }
}

/// Returns the address in the instruction of a field; empty if it is no link.
fn target(instruction: &str) -> String {
    let Some(rest) = instruction.trim_start().strip_prefix("HYPERLINK") else { return String::new() };
    let quoted = |text: &str| text.split('"').nth(1).map(str::trim).map(str::to_owned);
    let (address, place) = rest.split_once("\\l").unwrap_or((rest, ""));
    let bare = || address.split_whitespace().find(|word| !word.starts_with('\\')).map(str::to_owned);
    let address = quoted(address).or_else(bare).unwrap_or_default();
    match quoted(place) {
        Some(place) => format!("{address}#{place}"),
        None => address,
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::document::{Document, Title};
    use crate::formats::parse;

    fn read(body: &str) -> Document {
        read_bytes(format!("{{\\rtf1\\ansi\\ansicpg1252\\deff0 {body}}}").as_bytes()).unwrap()
    }

    fn read_bytes(bytes: &[u8]) -> Result<Document, FormatError> {
        parse(&Source::new(Path::new("a.rtf"), bytes))
    }

    /// Returns one line for each block: its marker, `#` for a heading, its text with `⏎` at line ends.
    fn shown(document: &Document) -> Vec<String> {
        let block = |block: &crate::document::Block| {
            let kind = match block.kind {
                BlockKind::Heading(level) => "#".repeat(level.into()) + " ",
                BlockKind::TableRow { .. } => "| ".to_owned(),
                _ => String::new(),
            };
            let marker = block.frame.margins.iter().map(|margin| match margin {
                Margin::Indent { marker: Some(marker), .. } => format!("{marker} "),
                Margin::Indent { .. } | Margin::Quote => "  ".to_owned(),
            });
            let text = block.span.of(&document.text).replace('\n', "⏎");
            format!("{}{kind}{text}", marker.collect::<String>())
        };
        document.blocks.iter().map(block).collect()
    }

    #[test]
    fn characters_are_those_of_their_code_page() {
        for (body, text) in [
            ("caf\\'e9 \\'93a\\'94", "café “a”"),
            (
                "{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fnil\\fcharset204{\\*\\falt B}C;}}\\f1 \\'cc\\'ee\\'f0\\'e5{\\f0 \\'e9}",
                "Мореé",
            ),
            ("{\\fonttbl{\\f3\\fcharset128 M;}}{\\f3\\'8aC\\'97\\'6d}", "海洋"),
            ("\\pca caf\\'82", "café"),
            ("\\u8220?a\\u8221\\'94 \\uc0\\u233 b{\\uc2\\u28526\\'92\\'ca}c", "“a” éb潮c"),
            ("\\u-10180 ?\\u-8438 ?\\u-8438 ?x", "🌊\u{fffd}x"),
            ("{\\uc1{\\u233}? }a\\u233\\b b", "é? aéb"),
            (
                "a\\~b\\_c\\-d \\{\\}\\\\ \\lquote\\rquote\\ldblquote\\rdblquote\\endash\\emdash\\bullet\\tab x",
                "a\u{a0}b\u{2011}cd {}\\ ‘’“”–—•\tx",
            ),
            ("a\\bin2 }{\\b c", "ac"),
            ("a\\\nb", "a"),
        ] {
            let document = read(body);
            assert_eq!(document.text.lines().next(), Some(text), "{body}");
        }
    }

    #[test]
    fn other_destinations_are_no_text() {
        let document = read(
            "{\\info{\\title The {\\b tides}}{\\author Ann\\'e9}{\\creatim\\yr2019\\mo3\\dy5\\hr1}{\\operator X}}\
             {\\colortbl;\\red0;}{\\*\\generator G;}{\\stylesheet{\\s0 Normal;}}{\\header H\\par}\
             {\\pict\\wmetafile8 0102}{\\*\\shppict{\\pict 03}}{\\v hidden}{\\deleted old }new\\v0\\par\
             {\\f1\\*\\cs7 in the middle}\\par{\\object{\\*\\objdata 00}{\\result shown}}",
        );
        assert_eq!(shown(&document), ["new", "in the middle", "shown"]);
        assert_eq!(document.title, Title::Own("The tides".into()));
        assert_eq!(document.metadata.first(Field::Author), Some("Anné"));
        assert_eq!(document.metadata.first(Field::Created), Some("2019-03-05"));
        assert_eq!(document.metadata.iter().count(), 2);
        assert_eq!(document.warnings, ["1 tracked deletions are not shown"]);
    }

    #[test]
    fn headings_are_known_by_style_or_level() {
        let document = read(
            "{\\stylesheet{\\s1\\outlinelevel0 \\'dcberschrift;}{\\s2\\b heading 2;}{\\s5 Body Text;}}\
             \\s1 One\\par\\pard\\s2 Two\\par\\pard\\s5 text\\par\\pard\\outlinelevel2 Three\\par\\pard\\outlinelevel9 end\\par",
        );
        assert_eq!(shown(&document), ["# One", "## Two", "text", "### Three", "end"]);
    }

    #[test]
    fn tables_have_rows_and_cells() {
        let document = read(
            "Above\\par\\trowd\\cellx1\\cellx2\\pard\\intbl a\\par b\\cell {\\b c}\\cell\\row\
             \\trowd\\intbl d\\cell\\cell\\row\\pard Below\\par\
             \\trowd\\pard\\intbl A frame\\par of text\\cell\\row",
        );
        assert_eq!(shown(&document), ["Above", "| a b  c", "| d", "Below", "A frame", "of text"]);
        assert_eq!(document.emphasis.len(), 1);
    }

    #[test]
    fn notes_are_below_the_text_and_boxes_behind_their_paragraph() {
        let document = read(
            "The sea{\\super\\chftn{\\footnote\\pard {\\chftn} Twice\\par a {\\i day}.}} rises.\
             {\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv 1}}{\\shptxt\\pard In a box\\par}}{\\shprslt In a box}} It falls.\\par \
             End{\\*\\annotation why?}\\par",
        );
        assert_eq!(
            shown(&document),
            ["The sea[1] rises. It falls.", "In a box", "End[2]", "[1] Twice", "  a day.", "[2] why?"]
        );
        let notes =
            document.notes.iter().map(|note| [note.reference, note.body].map(|span| span.of(&document.text)));
        assert_eq!(notes.collect::<Vec<_>>(), [["[1]", "Twice\n\na day."], ["[2]", "why?"]]);
    }

    #[test]
    fn links_and_styles_are_kept_beside_the_text() {
        let document = read(
            "{\\field{\\*\\fldinst{ HYPERLINK \"https://a.org/\" \\\\l \"b\"}}{\\fldrslt{\\ul the {\\b coast}}}} \
             {\\field{\\*\\fldinst HYPERLINK https://c.org}{\\fldrslt one\\par two}} {\\field{\\*\\fldinst PAGE}{\\fldrslt 3}}\
             \\b x{\\i y}\\b0  H\\sub 2\\nosupersub O {\\strike z}",
        );
        let links =
            document.hyperlinks.iter().map(|link| (link.words.of(&document.text), link.target.as_str()));
        assert_eq!(links.collect::<Vec<_>>(), [("the coast", "https://a.org/#b"), ("one", "https://c.org")]);
        let stress = document.emphasis.iter().map(|found| (found.span.of(&document.text), found.stress));
        assert_eq!(
            stress.collect::<Vec<_>>(),
            [
                ("the coast", Stress::Link),
                ("coast", Stress::Strong),
                ("one", Stress::Link),
                ("x", Stress::Strong),
                ("y", Stress::Light),
                ("y", Stress::Strong),
                ("z", Stress::Struck)
            ]
        );
        assert!(document.text.contains("H₂O"), "{}", document.text);
    }

    #[test]
    fn items_have_their_markers() {
        let document = read(
            "{\\listtext\\pard\\'b7\\tab}\\ls1 One\\par{\\listtext\\pard o\\tab}\\ilvl1 Two\\par\\pard{\\pntext 3.\\tab}Three\\par\\pard None",
        );
        assert_eq!(shown(&document), ["• One", "  • Two", "3. Three", "None"]);
    }

    #[test]
    fn damaged_and_exploding_files_are_cut_or_refused() {
        let cut = read_bytes(b"{\\rtf1 a{\\b b{\\footnote c").unwrap();
        assert_eq!(shown(&cut), ["ab[1]", "[1] c"]);
        assert_eq!(cut.warnings, ["the file is cut off: its last group has no end"]);
        let deep = format!("{{\\rtf1 {}", "{".repeat(100_000));
        let error = read_bytes(deep.as_bytes()).unwrap_err();
        assert_eq!(error.to_string(), "RTF: nested more than 1000 deep; convert it to text first");
        for part in ["\\cell", "\\par", "a\\b b\\b0 ", "{\\footnote}", "{}"] {
            let reader = Reader::new(Limits { elements: 99, ..LIMITS });
            assert_eq!(
                reader.read(format!("{{\\rtf1 {}", part.repeat(100)).as_bytes()).unwrap_err(),
                Exceeded::Elements(99),
                "{part}"
            );
        }
        let notes = format!("{{\\rtf1 {}", "{\\footnote ".repeat(900));
        assert_eq!(read_bytes(notes.as_bytes()).unwrap().text, "[1]\n");
    }

    #[test]
    fn a_name_alone_makes_no_rtf() {
        let read = |name, bytes| parse(&Source::new(Path::new(name), bytes)).unwrap();
        assert_eq!(read("a.rtf", b"Nothing.\n").text, "Nothing.\n");
        let named = read("a.doc", b"{\\rtf1 a}");
        assert_eq!((&*named.text, named.warnings.len()), ("a\n", 0));
    }
}
