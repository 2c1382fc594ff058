//! RTF: groups of text whose control words set how the text continues until the group ends.
//!
//! A group begins with the state of the one around it. Its destination says what its text is: the body, a
//! note, an entry of the tables of fonts and styles, or something that is not shown.

use std::collections::HashMap;
use std::time::Duration;

use crate::document::{Draft, Field, Metadata};
use crate::formats::blocks::BlockWriter;
use crate::formats::inline::{InlineText, OpenText};
use crate::formats::limits::{Budget, Exceeded, Limits};
use crate::formats::rtf::code_pages::CodePage;
use crate::formats::rtf::state::{Aside, Destination, GroupState, Info, OpenAside, RtfStyle};
use crate::formats::rtf::tokens::{RtfToken, RtfTokens};
use crate::formats::scripts::Script;
use crate::formats::{Format, FormatError, SourceBytes};
use crate::text::Encoding;

mod body;
mod code_pages;
mod state;
#[cfg(test)]
mod tests;
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

/// The deepest level of a list.
const DEEPEST_LIST: i32 = 8;

fn parse(source: &SourceBytes) -> Result<Draft, FormatError> {
    let too_much = |limit| FormatError::TooMuch { what: NAME, limit };
    RtfReader::new(LIMITS).read(source.bytes).map_err(too_much)
}

/// The state between two tokens.
struct RtfReader {
    budget: Budget,
    state: GroupState,
    groups: Vec<GroupState>,
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
    inline: OpenText,
    /// The style of the text at the end of `inline`.
    style: RtfStyle,
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

impl RtfReader {
    fn new(limits: Limits) -> Self {
        Self {
            budget: Budget::new(limits),
            state: GroupState { substitutes: 1, ..GroupState::default() },
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
            inline: OpenText::default(),
            style: RtfStyle::default(),
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
        for (index, token) in RtfTokens::new(bytes).enumerate() {
            self.token(token)?;
            if index % CLOCK == 0 {
                self.budget.check_time()?;
            }
            is_whole = token == RtfToken::Close && self.groups.is_empty();
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

    fn token(&mut self, token: RtfToken) -> Result<(), Exceeded> {
        let is_optional = std::mem::take(&mut self.is_optional);
        let is_beginning = std::mem::replace(&mut self.is_beginning, token == RtfToken::Open);
        match token {
            RtfToken::Symbol(b'*') => self.is_optional = is_beginning,
            RtfToken::Text(bytes) => {
                let skipped = self.substitutes_left.min(bytes.len());
                self.substitutes_left -= skipped;
                self.add(&bytes[skipped..]);
            }
            RtfToken::Byte(byte) if self.substitutes_left == 0 => self.add(&[byte]),
            RtfToken::Byte(_) => self.substitutes_left -= 1,
            RtfToken::Symbol(symbol) => {
                self.substitutes_left = 0;
                self.symbol(symbol)?;
            }
            RtfToken::Open => {
                self.flush()?;
                self.groups.push(self.state);
                self.budget.take_element(self.groups.len())?;
                if self.state.destination == Destination::Styles {
                    (self.defined, self.defined_name) = (0, String::new());
                }
            }
            RtfToken::Close => {
                self.flush()?;
                self.close()?;
            }
            RtfToken::Word(word, number) => {
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
        if !matches!(self.state.destination, Destination::Skipped | Destination::Repeated) {
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

    /// Adds text to the content of the group.
    fn push(&mut self, text: &str) -> Result<(), Exceeded> {
        self.flush()?;
        self.text += text.len();
        self.budget.check_text(self.text)?;
        match self.state.destination {
            Destination::Body if !self.state.hidden && !self.state.deleted => {
                self.set_style(self.state.style)?;
                self.inline.push(text);
            }
            Destination::Body | Destination::Skipped | Destination::Repeated | Destination::Fonts => {}
            Destination::Marker => self.marker.push_str(text),
            Destination::Styles => self.defined_name.push_str(text),
            Destination::Info(_) => self.info.push_str(text),
            Destination::Instruction => self.instruction.push_str(text),
        }
        Ok(())
    }

    /// Ends the passages of the style of the last text and begins those of `style`.
    fn set_style(&mut self, style: RtfStyle) -> Result<(), Exceeded> {
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
        if destination == Destination::Repeated
            || destination == Destination::Skipped && !matches!(word, "shptxt" | "dptxbxtext")
        {
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
            (_, "shprslt") => Destination::Repeated,
            (_, "fonttbl") => Destination::Fonts,
            (_, "stylesheet") => Destination::Styles,
            (_, "info") => Destination::Info(Info::Other),
            (
                _,
                "colortbl" | "pict" | "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl"
                | "footerr" | "footerf" | "nonesttables" | "xe" | "tc" | "tcn" | "rxe" | "filetbl" | "revtbl"
                | "falt" | "fontemb" | "comment",
            ) => Destination::Skipped,
            _ if is_optional => Destination::Skipped,
            _ => destination,
        };
        Ok(())
    }

    fn word(&mut self, word: &str, number: Option<i32>) -> Result<(), Exceeded> {
        if matches!(self.state.destination, Destination::Skipped | Destination::Repeated) {
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
                *state = GroupState {
                    style: RtfStyle::default(),
                    font: None,
                    hidden: false,
                    deleted: false,
                    ..*state
                };
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
}
