//! Reads HTML tag by tag and writes its text through a [`Builder`].

use std::cell::RefCell;

use html5ever::LocalName;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use url::Url;

use crate::document::{Alignment, Stress};
use crate::formats::builder::{Builder, CellSpan};
use crate::formats::html::elements::{ElementEffect, OpenElements, is_block, is_void};
use crate::formats::html::fields::{OpenField, input_words};
use crate::formats::html::metadata::{PageData, attribute};
use crate::formats::inline::InlineKind;
use crate::formats::limits::{Budget, Exceeded};
use crate::formats::scripts::Script;

/// How many bytes the tokenizer takes at once; the time is checked in between.
const PIECE: usize = 4 << 10;

/// The longest block that has no gap to the next one, in bytes, where the page wants none.
const CLOSE: usize = 120;

/// The language of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::formats) enum Syntax {
    /// HTML: a slash at the end of a tag means nothing.
    Html,
    /// XHTML: an element may be closed by a slash, and text be in CDATA sections.
    Xhtml,
}

/// What was found in a page beside its text.
#[derive(Debug, Default)]
pub(in crate::formats) struct PageFindings {
    /// What it says about itself.
    pub data: PageData,
    /// The number of its elements.
    pub elements: usize,
    /// The deepest nesting of its elements.
    pub depth: usize,
    /// The most attributes of an element.
    pub attributes: usize,
}

/// Writes the text of a page, or of a part of one, into `builder`. With an address, its links and the names of
/// its places are absolute.
pub(in crate::formats) fn read(
    text: &str,
    syntax: Syntax,
    address: Option<Url>,
    builder: Builder,
    budget: Budget,
) -> Result<(Builder, PageFindings), Exceeded> {
    let reader = HtmlReader {
        builder,
        budget,
        syntax,
        page: PageFindings { data: PageData { address, ..PageData::default() }, ..PageFindings::default() },
        open: OpenElements::default(),
        field: None,
        lists: Vec::new(),
        have_term: Vec::new(),
        exceeded: None,
    };
    let tokenizer =
        Tokenizer::new(TokenReceiver { reader: RefCell::new(reader), syntax }, TokenizerOpts::default());
    let queue = BufferQueue::default();
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE).max(rest.len().min(4)));
        rest = after;
        queue.push_back(StrTendril::from_slice(piece));
        // The sink never stops the tokenizer.
        let _ = tokenizer.feed(&queue);
        tokenizer.sink.reader.borrow().check()?;
    }
    tokenizer.end();
    let mut reader = tokenizer.sink.reader.into_inner();
    reader.check()?;
    reader.close_elements(reader.open.depth());
    Ok((reader.builder, reader.page))
}

/// The receiver of the tokens; the tokenizer only lends it.
struct TokenReceiver {
    reader: RefCell<HtmlReader>,
    syntax: Syntax,
}

impl TokenSink for TokenReceiver {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        self.reader.borrow_mut().token(token)
    }

    /// Tells whether `<![CDATA[` begins text, as it does in XHTML.
    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.syntax == Syntax::Xhtml
    }
}

/// A list that is open.
struct HtmlList {
    /// The number of the next item, of a numbered list.
    next: Option<i64>,
    /// Whether no item has begun.
    is_fresh: bool,
}

struct HtmlReader {
    builder: Builder,
    budget: Budget,
    syntax: Syntax,
    page: PageFindings,
    open: OpenElements,
    /// The field whose content is being read.
    field: Option<OpenField>,
    lists: Vec<HtmlList>,
    /// For each open list of definitions whether it has a term; without one it only indents.
    have_term: Vec<bool>,
    exceeded: Option<Exceeded>,
}

impl HtmlReader {
    /// Returns an error if the page exceeds a limit.
    fn check(&self) -> Result<(), Exceeded> {
        self.exceeded.map_or(Ok(()), Err)?;
        self.budget.check_text(self.builder.length())?;
        self.budget.check_time()
    }

    fn token(&mut self, token: Token) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return self.start(&tag),
            Token::TagToken(tag) => self.end(&tag),
            Token::CharacterTokens(text) => self.text(&text),
            Token::NullCharacterToken => self.text("\u{fffd}"),
            Token::DoctypeToken(_) | Token::CommentToken(_) | Token::EOFToken | Token::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }

    fn text(&mut self, text: &str) {
        if self.open.effect() == ElementEffect::Title {
            self.page.data.title.push_str(text);
        } else if let Some(field) = &mut self.field {
            field.text(text);
        } else if !self.open.is_muted() {
            self.builder.text(text);
        }
    }

    fn start(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        self.page.elements += 1;
        self.page.attributes = self.page.attributes.max(tag.attrs.len());
        if let Err(exceeded) = self.budget.take_element(0) {
            self.exceeded.get_or_insert(exceeded);
            return TokenSinkResult::Continue;
        }
        let name: &str = &tag.name;
        self.page.data.take(tag);
        if matches!(name, "html" | "head" | "body") {
            return TokenSinkResult::Continue;
        }
        if is_block(name) && self.open.is_muted() {
            self.close_elements(self.open.of_drawing());
        }
        self.close_elements(self.open.closed_by_start(name));
        if is_void(name) {
            if !self.open.is_muted() {
                self.void(tag);
            }
            return TokenSinkResult::Continue;
        }
        let is_empty = tag.self_closing && (self.syntax == Syntax::Xhtml || matches!(name, "svg" | "math"));
        self.open(tag);
        if is_empty {
            self.close_elements(1);
            return TokenSinkResult::Continue;
        }
        match name {
            "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
            "style" | "xmp" | "iframe" | "noembed" | "noframes" => TokenSinkResult::RawData(RawKind::Rawtext),
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "plaintext" => TokenSinkResult::Plaintext,
            _ => TokenSinkResult::Continue,
        }
    }

    /// Reads a tag without content.
    fn void(&mut self, tag: &Tag) {
        self.name_place(tag);
        match &*tag.name {
            "br" => self.builder.break_line(),
            "hr" => self.builder.rule(),
            "img" if !self.is_undrawn(tag) => {
                let [description, source, title] =
                    ["alt", "src", "title"].map(|name| attribute(tag, name).unwrap_or_default());
                self.builder.picture(description, source, title);
            }
            "input" if !self.is_hidden(tag) => self.field_words(input_words(tag)),
            _ => {}
        }
    }

    fn field_words(&mut self, words: &str) {
        self.builder.text(" ");
        self.builder.text(words);
        self.builder.text(" ");
    }

    /// Notes the language of the code that an element holds, as HTML asks for and other programs write it:
    /// `class="language-rust"`.
    fn name_code_language(&mut self, tag: &Tag) {
        let is_code = matches!(&*tag.name, "pre" | "code");
        let classes =
            attribute(tag, "class").filter(|_| is_code).unwrap_or_default().split_ascii_whitespace();
        let mut names = classes
            .filter_map(|class| class.strip_prefix("language-").or_else(|| class.strip_prefix("lang-")));
        if let Some(name) = names.next() {
            self.builder.set_code_language(name);
        }
    }

    fn name_place(&mut self, tag: &Tag) {
        let is_link = &*tag.name == "a";
        let names = [attribute(tag, "id"), attribute(tag, "name").filter(|_| is_link)];
        for name in names.into_iter().flatten() {
            match self.page.data.place(name) {
                Some(place) => self.builder.anchor(&place),
                None => self.builder.anchor(name),
            }
        }
    }

    /// Opens an element and begins its effect on the text.
    fn open(&mut self, tag: &Tag) {
        let effect = if self.open.is_muted() { ElementEffect::None } else { self.effect(tag) };
        if !self.open.push(tag.name.clone(), effect) {
            self.builder.end_block();
            return;
        }
        self.page.depth = self.page.depth.max(self.open.depth());
        match &mut self.field {
            Some(field) if &*tag.name == "option" => field.add_option(tag),
            _ if effect == ElementEffect::Field => self.field = Some(OpenField::new(tag)),
            _ => {}
        }
        if self.open.is_muted() {
            return;
        }
        if effect != ElementEffect::Title {
            self.begin(tag, effect);
            self.name_code_language(tag);
            self.name_place(tag);
        }
    }

    /// Tells whether an element is not shown. Pages set `aria-hidden` behind a dialog too, so it
    /// counts for passages only, where it marks signs that are no text.
    fn is_hidden(&self, tag: &Tag) -> bool {
        self.is_undrawn(tag) || attribute(tag, "aria-hidden") == Some("true") && !is_block(&tag.name)
    }

    /// Tells whether a browser does not draw an element. In a book, what a style hides is shown by a script,
    /// and there are none.
    fn is_undrawn(&self, tag: &Tag) -> bool {
        attribute(tag, "hidden").is_some_and(|hidden| !hidden.eq_ignore_ascii_case("until-found"))
            || !self.is_of_book() && attribute(tag, "style").is_some_and(hides)
    }

    /// Tells whether the page is one of a book.
    fn is_of_book(&self) -> bool {
        self.page.data.address.is_some()
    }

    fn effect(&self, tag: &Tag) -> ElementEffect {
        let name: &str = &tag.name;
        if self.is_hidden(tag) {
            return ElementEffect::Muted;
        }
        match name {
            // The words of a drawing are part of a book; on other pages drawings are signs and logos.
            "svg" if self.is_of_book() => ElementEffect::Apart,
            "text" if self.is_of_book() => ElementEffect::Block,
            "title" | "desc" | "metadata" | "defs" if self.open.of_drawing() > 0 => ElementEffect::Muted,
            "title" => ElementEffect::Title,
            "script" | "style" | "template" | "svg" | "iframe" | "noembed" | "noframes" | "audio"
            | "video" | "datalist" | "rp" | "annotation" | "annotation-xml" => ElementEffect::Muted,
            "select" | "textarea" => ElementEffect::Field,
            "table" => ElementEffect::Table,
            "tr" => ElementEffect::Row,
            "td" | "th" => ElementEffect::Cell,
            "ul" | "ol" | "menu" | "dir" => ElementEffect::List,
            "li" | "dd" | "blockquote" => ElementEffect::Container,
            "dt" | "summary" => ElementEffect::PassageBlock,
            "pre" | "listing" | "xmp" | "plaintext" => ElementEffect::Code,
            "q" => ElementEffect::Enclosed("”"),
            "rt" => ElementEffect::Enclosed(")"),
            "p" | "dl" | "section" | "article" | "header" | "footer" | "main" | "aside" | "nav"
            | "figure" | "form" | "fieldset" | "details" | "caption" => ElementEffect::Apart,
            _ if super::elements::is_heading(name) => ElementEffect::Heading,
            _ if is_block(name) => ElementEffect::Block,
            _ if passage(tag, &self.page.data).is_some() => ElementEffect::Passage,
            _ => ElementEffect::None,
        }
    }

    fn begin(&mut self, tag: &Tag, effect: ElementEffect) {
        let builder = &mut self.builder;
        match effect {
            ElementEffect::None if &*tag.name == "button" => builder.text(" "),
            ElementEffect::None | ElementEffect::Title | ElementEffect::Field | ElementEffect::Muted => {}
            ElementEffect::Block => {
                builder.end_block();
            }
            ElementEffect::Apart => {
                builder.end_block();
                builder.set_apart();
                self.have_term.extend((&*tag.name == "dl").then_some(false));
            }
            ElementEffect::Passage => {
                if let Some(passage) = passage(tag, &self.page.data) {
                    builder.open(passage);
                }
            }
            ElementEffect::Enclosed(end) => builder.text(if end == ")" { "(" } else { "“" }),
            ElementEffect::PassageBlock => {
                builder.end_block();
                builder.set_apart();
                builder.open(InlineKind::Stressed(Stress::Strong));
            }
            ElementEffect::Heading => builder.open_heading(heading_level(&tag.name)),
            ElementEffect::List => self.open_list(tag),
            ElementEffect::Container => self.open_container(tag),
            ElementEffect::Code => builder.open_code(),
            ElementEffect::Table => builder.open_table(),
            ElementEffect::Row => builder.open_row(),
            ElementEffect::Cell => builder.open_cell(cell(tag)),
        }
    }

    fn open_list(&mut self, tag: &Tag) {
        self.builder.end_block();
        if self.lists.is_empty() {
            self.builder.set_apart();
        } else {
            self.builder.keep_close();
        }
        let start = attribute(tag, "start").and_then(|start| start.trim().parse().ok()).unwrap_or(1);
        let next = (&*tag.name == "ol").then_some(start);
        self.lists.push(HtmlList { next, is_fresh: true });
    }

    fn open_container(&mut self, tag: &Tag) {
        self.builder.end_block();
        match &*tag.name {
            "blockquote" => self.builder.open_quote(),
            "dd" if self.have_term.last() == Some(&true) => self.builder.open_definition(),
            "dd" => {
                self.builder.keep_close();
                self.builder.open_indentation();
            }
            _ => {
                let depth = self.lists.len();
                let bullet = if depth % 2 == 1 || depth == 0 { "•" } else { "◦" };
                let list = self.lists.last_mut();
                if list.as_ref().is_none_or(|list| !list.is_fresh) {
                    self.builder.keep_close();
                }
                let marker = list.and_then(|list| list.marker(tag));
                self.builder.open_item(marker.as_deref().unwrap_or(bullet));
            }
        }
    }

    fn end(&mut self, tag: &Tag) {
        let name: &str = &tag.name;
        let closed = self.open.closed_by_end(name);
        if closed == 0 && !self.open.is_muted() {
            match name {
                "p" => {
                    self.builder.end_block();
                    self.builder.set_apart();
                }
                "br" => self.builder.break_line(),
                _ if is_block(name) => {
                    self.builder.end_block();
                }
                _ => {}
            }
        }
        self.close_elements(closed);
    }

    /// Closes the innermost elements.
    fn close_elements(&mut self, count: usize) {
        for _ in 0..count {
            let was_muted = self.open.is_muted();
            let Some(element) = self.open.pop() else { return };
            if element.effect == ElementEffect::Field {
                let words = self.field.take().map(|field| field.shown());
                self.field_words(&words.unwrap_or_default());
            } else if !was_muted {
                self.finish(&element.name, element.effect);
            }
        }
    }

    /// Ends the effect of an element.
    fn finish(&mut self, name: &LocalName, effect: ElementEffect) {
        let builder = &mut self.builder;
        match effect {
            ElementEffect::None if &**name == "button" => builder.text(" "),
            ElementEffect::None | ElementEffect::Title | ElementEffect::Field | ElementEffect::Muted => {}
            ElementEffect::Block => {
                if builder.end_block() > CLOSE {
                    builder.set_apart();
                }
            }
            ElementEffect::Apart => {
                builder.end_block();
                builder.set_apart();
                if &**name == "dl" {
                    self.have_term.pop();
                }
            }
            ElementEffect::Passage => builder.close(),
            ElementEffect::Enclosed(end) => builder.text(end),
            ElementEffect::PassageBlock => {
                builder.close();
                let has_words = builder.end_block() > 0;
                if let Some(has_term) = self.have_term.last_mut().filter(|_| &**name == "dt") {
                    *has_term |= has_words;
                }
            }
            ElementEffect::Heading => builder.close_heading(),
            ElementEffect::List => {
                builder.end_block();
                self.lists.pop();
                if self.lists.is_empty() {
                    builder.set_apart();
                }
            }
            ElementEffect::Container => {
                builder.close_container();
                if &**name == "blockquote" {
                    builder.set_apart();
                }
            }
            ElementEffect::Code => builder.close_code(),
            ElementEffect::Table => builder.close_table(),
            ElementEffect::Row => builder.close_row(),
            ElementEffect::Cell => builder.close_cell(),
        }
    }
}

impl HtmlList {
    /// Returns the number of the item that a tag begins; `None` in a list without numbers.
    fn marker(&mut self, tag: &Tag) -> Option<String> {
        self.is_fresh = false;
        let number = attribute(tag, "value").and_then(|value| value.trim().parse().ok()).or(self.next)?;
        self.next = self.next.map(|_| number.saturating_add(1));
        self.next.map(|_| format!("{number}."))
    }
}

/// Returns the passage that an element is.
fn passage(tag: &Tag, data: &PageData) -> Option<InlineKind> {
    Some(match &*tag.name {
        "em" | "i" | "cite" | "var" | "dfn" => InlineKind::Stressed(Stress::Light),
        "strong" | "b" => InlineKind::Stressed(Stress::Strong),
        "del" | "s" | "strike" => InlineKind::Stressed(Stress::Struck),
        "code" | "kbd" | "samp" | "tt" => InlineKind::Stressed(Stress::Code),
        "sup" => InlineKind::Script(Script::Super),
        "sub" => InlineKind::Script(Script::Sub),
        "a" => InlineKind::Link {
            target: data.target(attribute(tag, "href")?)?,
            title: attribute(tag, "title").unwrap_or_default().to_owned(),
        },
        _ => return None,
    })
}

fn heading_level(name: &str) -> u8 {
    name.strip_prefix('h').and_then(|level| level.parse().ok()).unwrap_or(1)
}

fn cell(tag: &Tag) -> CellSpan {
    let number = |name| attribute(tag, name).and_then(|number| number.trim().parse().ok()).unwrap_or(1);
    CellSpan {
        is_head: &*tag.name == "th",
        columns: number("colspan").max(1),
        rows: number("rowspan").max(1),
        alignment: alignment(tag),
    }
}

/// Returns where the text of a cell is set, if its tag says so.
fn alignment(tag: &Tag) -> Option<Alignment> {
    let style: String = attribute(tag, "style").unwrap_or_default().split_whitespace().collect();
    let rule = |rule: &str| Some(rule.to_ascii_lowercase().strip_prefix("text-align:")?.to_owned());
    let said = style.split(';').find_map(rule);
    match said.as_deref().or(attribute(tag, "align"))?.to_ascii_lowercase().as_str() {
        "left" | "start" => Some(Alignment::Start),
        "center" => Some(Alignment::Centre),
        "right" | "end" => Some(Alignment::End),
        _ => None,
    }
}

/// Tells whether there is a `display: none` or its like among the rules of a style.
fn hides(style: &str) -> bool {
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    let is_none = |rule: &str| {
        ["display:none", "visibility:hidden"]
            .iter()
            .any(|none| rule.get(..none.len()).is_some_and(|start| start.eq_ignore_ascii_case(none)))
    };
    style.split(';').any(is_none)
}
