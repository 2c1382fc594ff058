//! The open elements of a page, and which tags end them.
//!
//! No tree is built. The rules are the part of those of the HTML standard that decides to which paragraph,
//! item or cell a text belongs.

use html5ever::LocalName;

/// The deepest nesting that is followed. Deeper elements have no effect but to separate blocks.
pub(super) const DEEPEST: usize = 512;

/// What an element does to the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ElementEffect {
    /// It has none.
    None,
    /// It is a block.
    Block,
    /// It is a block with gaps above and below.
    Apart,
    /// It is a passage of running text.
    Passage,
    /// It is a passage in quotation marks, or the reading of another one in brackets.
    Enclosed(&'static str),
    /// It is a block that is a passage of its own.
    PassageBlock,
    /// It is a heading.
    Heading,
    /// It is a list.
    List,
    /// It is an item, a quotation or an indentation.
    Container,
    /// It keeps its lines.
    Code,
    /// It is a table.
    Table,
    /// It is a row.
    Row,
    /// It is a cell.
    Cell,
    /// It is the title of the page.
    Title,
    /// It is a field, which shows some of its text.
    Field,
    /// It is not shown.
    Muted,
}

impl ElementEffect {
    /// Tells whether the text in the element is not written as it comes.
    fn is_muted(self) -> bool {
        matches!(self, Self::Field | Self::Muted)
    }
}

/// An open element.
#[derive(Debug)]
pub(super) struct OpenElement {
    pub name: LocalName,
    pub effect: ElementEffect,
}

/// The open elements, outermost first.
#[derive(Debug, Default)]
pub(super) struct OpenElements {
    stack: Vec<OpenElement>,
    muted: usize,
}

impl OpenElements {
    /// Returns the number of open elements.
    pub(super) fn depth(&self) -> usize {
        self.stack.len()
    }

    /// Tells whether the text being read is hidden, or kept for a field.
    pub(super) fn is_muted(&self) -> bool {
        self.muted > 0
    }

    /// Returns the effect of the innermost element.
    pub(super) fn effect(&self) -> ElementEffect {
        self.stack.last().map_or(ElementEffect::None, |element| element.effect)
    }

    /// Returns the number of elements of a drawing that was left open; no block is inside a drawing.
    pub(super) fn of_drawing(&self) -> usize {
        self.up_to(|open| open == "svg", is_block)
    }

    /// Opens an element; returns false when it is too deep.
    pub(super) fn push(&mut self, name: LocalName, effect: ElementEffect) -> bool {
        if self.stack.len() >= DEEPEST {
            return false;
        }
        self.muted += usize::from(effect.is_muted());
        self.stack.push(OpenElement { name, effect });
        true
    }

    /// Closes the innermost element.
    pub(super) fn pop(&mut self) -> Option<OpenElement> {
        let element = self.stack.pop()?;
        self.muted -= usize::from(element.effect.is_muted());
        Some(element)
    }

    /// Returns how many elements an end tag closes.
    pub(super) fn closed_by_end(&self, name: &str) -> usize {
        let is_table_part = is_table_part(name);
        let is_inline = !is_block(name);
        self.up_to(
            |open| open == name || is_heading(name) && is_heading(open),
            |open| match open {
                "table" => true,
                "td" | "th" | "caption" => !is_table_part,
                _ => is_inline && is_block(open),
            },
        )
    }

    /// Returns how many elements a start tag closes, since they cannot hold it.
    pub(super) fn closed_by_start(&self, name: &str) -> usize {
        let in_cell = |open: &str| matches!(open, "td" | "th" | "table" | "caption");
        match name {
            "li" => {
                self.up_to(|open| open == "li", |open| in_cell(open) || matches!(open, "ul" | "ol" | "menu"))
            }
            "dt" | "dd" => {
                self.up_to(|open| matches!(open, "dt" | "dd"), |open| in_cell(open) || open == "dl")
            }
            "tr" => self.up_to(|open| open == "tr", |open| open == "table"),
            "td" | "th" => {
                self.up_to(|open| matches!(open, "td" | "th"), |open| matches!(open, "table" | "tr"))
            }
            "thead" | "tbody" | "tfoot" => {
                self.up_to(|open| matches!(open, "thead" | "tbody" | "tfoot"), |open| open == "table")
            }
            "rt" | "rp" => {
                self.up_to(|open| matches!(open, "rt" | "rp"), |open| open == "ruby" || is_block(open))
            }
            "a" => self.up_to(|open| open == "a", is_block),
            "option" => self.up_to(|open| open == "option", is_block),
            _ if is_block(name) => {
                let paragraph = self.up_to(|open| open == "p", in_cell);
                let is_second_heading =
                    is_heading(name) && self.stack.last().is_some_and(|last| is_heading(&last.name));
                paragraph.max(usize::from(is_second_heading))
            }
            _ => 0,
        }
    }

    /// Returns the number of elements from the innermost up to the first that `is_wanted`; 0 if there is
    /// none before a barrier.
    fn up_to(&self, is_wanted: impl Fn(&str) -> bool, is_barrier: impl Fn(&str) -> bool) -> usize {
        for (index, element) in self.stack.iter().rev().enumerate() {
            if is_wanted(&element.name) {
                return index + 1;
            }
            if is_barrier(&element.name) {
                break;
            }
        }
        0
    }
}

/// Tells whether a tag has no content.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "basefont"
            | "bgsound"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "img"
            | "input"
            | "keygen"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

fn is_table_part(name: &str) -> bool {
    matches!(name, "table" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th" | "caption")
}

/// Tells whether a tag begins or ends a heading.
pub(super) fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Tells whether an element is a block of its own.
pub(super) fn is_block(name: &str) -> bool {
    is_heading(name)
        || is_table_part(name)
        || matches!(
            name,
            "address"
                | "article"
                | "aside"
                | "blockquote"
                | "body"
                | "center"
                | "dd"
                | "details"
                | "dialog"
                | "dir"
                | "div"
                | "dl"
                | "dt"
                | "fieldset"
                | "figcaption"
                | "figure"
                | "footer"
                | "form"
                | "header"
                | "hgroup"
                | "hr"
                | "legend"
                | "li"
                | "listing"
                | "main"
                | "menu"
                | "nav"
                | "ol"
                | "p"
                | "plaintext"
                | "pre"
                | "search"
                | "section"
                | "summary"
                | "ul"
                | "xmp"
        )
}
