//! The text of a Writer document: paragraphs, lists, tables, and their inline content.

use std::collections::{HashMap, VecDeque};

use crate::formats::builder::{Builder, CellSpan};
use crate::formats::inline::InlineKind;
use crate::formats::limits::Exceeded;
use crate::formats::odt::formula::formula;
use crate::formats::odt::styles::{ListStyle, OdtParagraphKind, OdtStyles};
use crate::formats::properties::counted;
use crate::formats::xml::{Element, Node, Xml};

/// The most empty cells that one element may repeat.
const REPEATED: usize = 20;

/// An open list.
struct OdtList {
    style: ListStyle,
    name: Option<String>,
    /// The number of the next item.
    next: usize,
    /// The number of the open item.
    number: usize,
    has_items: bool,
}

/// The text while it is read.
pub(super) struct OdtBody {
    builder: Builder,
    styles: OdtStyles,
    /// The formulas by the names of their objects.
    formulas: HashMap<String, String>,
    lists: Vec<OdtList>,
    /// The next number of each list style that may go on in another list.
    counts: HashMap<String, usize>,
    /// The numbers of the last headings of each level.
    headings: Vec<usize>,
    /// The notes that were not read yet, in the order of their references.
    notes: VecDeque<Xml<'static>>,
    /// The number of references to notes so far.
    referred: usize,
    comments: Vec<[String; 2]>,
    /// The text boxes of the open paragraph, which follow it.
    boxes: Vec<Xml<'static>>,
    title: Option<String>,
    was_code: bool,
    inserted: usize,
    deleted: usize,
}

impl OdtBody {
    pub(super) fn new(styles: OdtStyles, formulas: HashMap<String, String>) -> Self {
        Self {
            builder: Builder::default(),
            styles,
            formulas,
            lists: Vec::new(),
            counts: HashMap::new(),
            headings: Vec::new(),
            notes: VecDeque::new(),
            referred: 0,
            comments: Vec::new(),
            boxes: Vec::new(),
            title: None,
            was_code: false,
            inserted: 0,
            deleted: 0,
        }
    }

    /// Reads the whole document.
    pub(super) fn document(&mut self, xml: &mut Xml) -> Result<(), Exceeded> {
        if xml.find("body")?.is_some() { self.blocks(xml) } else { Ok(()) }
    }

    /// Appends notes and comments; returns the text, the title in it and the warnings.
    pub(super) fn finish(mut self) -> Result<(Builder, Option<String>, Vec<String>), Exceeded> {
        let mut index = 0;
        // A note may refer to others.
        while let Some(mut note) = self.notes.pop_front() {
            index += 1;
            self.builder.open_note(index);
            self.builder.keep_close();
            self.blocks(&mut note)?;
            self.builder.close_note();
        }
        for [author, words] in &self.comments {
            self.builder.comment(author, words);
        }
        let warnings = counted(&[
            (self.deleted, "tracked deletion is left out", "tracked deletions are left out"),
            (self.inserted, "tracked insertion is shown as text", "tracked insertions are shown as text"),
        ]);
        Ok((self.builder, self.title, warnings))
    }

    /// Reads paragraphs, lists and tables up to the end of the open element.
    fn blocks(&mut self, xml: &mut Xml) -> Result<(), Exceeded> {
        let first = xml.child()?;
        self.blocks_from(first, xml)
    }

    /// Reads this block and those after it up to the end of the open element.
    fn blocks_from(&mut self, mut next: Option<Element>, xml: &mut Xml) -> Result<(), Exceeded> {
        while let Some(element) = next {
            xml.check_text(self.builder.length())?;
            match element.name() {
                "p" => self.paragraph(&element, xml)?,
                "h" => self.heading(&element, xml)?,
                "list" => self.list(&element, xml)?,
                "table" => self.table(xml)?,
                "frame" => {
                    self.frame(xml)?;
                    self.read_boxes()?;
                }
                "tracked-changes" => self.changes(xml)?,
                name if name.ends_with("-source") || name.ends_with("-decls") => xml.skip()?,
                "forms" => xml.skip()?,
                _ => self.blocks(xml)?,
            }
            next = xml.child()?;
        }
        Ok(())
    }

    fn changes(&mut self, xml: &mut Xml) -> Result<(), Exceeded> {
        while xml.child()?.is_some() {
            while let Some(element) = xml.child()? {
                match element.name() {
                    "deletion" => self.deleted += 1,
                    "insertion" => self.inserted += 1,
                    _ => {}
                }
                xml.skip()?;
            }
        }
        Ok(())
    }

    fn paragraph(&mut self, element: &Element, xml: &mut Xml) -> Result<(), Exceeded> {
        let style = element.get("style-name");
        let kind = self.styles.kind(style.as_deref());
        let builder = &mut self.builder;
        builder.end_block();
        if self.lists.is_empty() {
            builder.set_apart();
        }
        match kind {
            OdtParagraphKind::Title => builder.open_heading(1),
            OdtParagraphKind::Quote => builder.open_quote(),
            OdtParagraphKind::Code => {
                builder.open_code();
                if self.was_code {
                    builder.keep_close();
                }
            }
            OdtParagraphKind::Text => {}
        }
        self.was_code = kind == OdtParagraphKind::Code;
        let passages =
            if kind == OdtParagraphKind::Text { self.styles.passages(style.as_deref()) } else { Vec::new() };
        self.within(passages, xml)?;
        let builder = &mut self.builder;
        if kind == OdtParagraphKind::Title && self.title.is_none() {
            self.title = Some(builder.open_text().trim().to_owned()).filter(|title| !title.is_empty());
        }
        builder.end_block();
        match kind {
            OdtParagraphKind::Title => builder.close_heading(),
            OdtParagraphKind::Quote => builder.close_container(),
            OdtParagraphKind::Code => builder.close_code(),
            OdtParagraphKind::Text => {}
        }
        self.read_boxes()
    }

    fn heading(&mut self, element: &Element, xml: &mut Xml) -> Result<(), Exceeded> {
        let level = element.number("outline-level").unwrap_or(1).clamp(1, 10);
        self.headings.resize(level, 0);
        if let Some(number) = self.headings.last_mut() {
            *number = if *number == 0 { self.styles.outline.start(level) } else { *number + 1 };
        }
        let is_numbered = element.get("is-list-header").as_deref() != Some("true");
        let has_levels = self.styles.outline.is_numbered(level);
        let marker = if is_numbered && has_levels {
            self.styles.outline.marker(&self.headings)
        } else {
            String::new()
        };
        self.builder.end_block();
        self.builder.set_apart();
        if !marker.is_empty() {
            self.builder.open_item(&marker);
        }
        self.builder.open_heading(u8::try_from(level).unwrap_or(6));
        self.inlines(xml)?;
        self.builder.close_heading();
        if !marker.is_empty() {
            self.builder.close_container();
        }
        self.was_code = false;
        self.read_boxes()
    }

    fn read_boxes(&mut self) -> Result<(), Exceeded> {
        for mut text_box in std::mem::take(&mut self.boxes) {
            let lists = std::mem::take(&mut self.lists);
            self.blocks(&mut text_box)?;
            self.lists = lists;
        }
        Ok(())
    }

    fn list(&mut self, element: &Element, xml: &mut Xml) -> Result<(), Exceeded> {
        let outer = self.lists.last().and_then(|list| list.name.clone());
        let name = element.get("style-name").or(outer);
        let style = name.as_ref().map(|name| self.styles.list(name)).unwrap_or_default();
        let level = self.lists.len() + 1;
        let goes_on = element.get("continue-numbering").as_deref() == Some("true")
            || element.get("continue-list").is_some();
        let last = name.as_ref().and_then(|name| self.counts.get(name)).filter(|_| goes_on && level == 1);
        let next = last.copied().unwrap_or_else(|| style.start(level));
        self.builder.end_block();
        if self.lists.is_empty() {
            self.builder.set_apart();
        }
        self.lists.push(OdtList { style, name, next, number: next, has_items: false });
        while let Some(element) = xml.child()? {
            match element.name() {
                "list-item" => self.item(&element, xml)?,
                "list-header" => {
                    self.builder.open_indentation();
                    self.blocks(xml)?;
                    self.builder.close_container();
                }
                _ => xml.skip()?,
            }
        }
        if let Some(OdtList { name: Some(name), next, .. }) = self.lists.pop()
            && self.lists.is_empty()
        {
            self.counts.insert(name, next);
        }
        if self.lists.is_empty() {
            self.builder.set_apart();
        }
        Ok(())
    }

    fn item(&mut self, element: &Element, xml: &mut Xml) -> Result<(), Exceeded> {
        let is_inner = self.lists.len() > 1;
        let Some(list) = self.lists.last_mut() else { return xml.skip() };
        let first = xml.child()?;
        // An item that only holds another list has no number of its own.
        let is_outer = first.as_ref().is_some_and(|first| first.name() == "list");
        let mut marker = String::new();
        let list_goes_on = std::mem::replace(&mut list.has_items, true) || is_inner;
        if !is_outer {
            list.number = element.number("start-value").unwrap_or(list.next);
            list.next = list.number.saturating_add(1);
            let numbers: Vec<usize> = self.lists.iter().map(|list| list.number).collect();
            marker = self.lists.last().map(|list| list.style.marker(&numbers)).unwrap_or_default();
        }
        self.builder.end_block();
        if list_goes_on {
            self.builder.keep_close();
        }
        if marker.is_empty() {
            self.builder.open_indentation();
        } else {
            self.builder.open_item(&marker);
        }
        self.blocks_from(first, xml)?;
        self.builder.close_container();
        Ok(())
    }

    /// Reads inline content up to the end of the open element, set as these passages.
    fn within(&mut self, passages: Vec<InlineKind>, xml: &mut Xml) -> Result<(), Exceeded> {
        let count = passages.len();
        for passage in passages {
            self.builder.open(passage);
        }
        self.inlines(xml)?;
        (0..count).for_each(|_| self.builder.close());
        Ok(())
    }

    fn inlines(&mut self, xml: &mut Xml) -> Result<(), Exceeded> {
        while let Some(node) = xml.node()? {
            match node {
                Node::Text(text) => self.builder.text(&text),
                Node::Element(element) => self.inline(&element, xml)?,
            }
        }
        Ok(())
    }

    fn inline(&mut self, element: &Element, xml: &mut Xml) -> Result<(), Exceeded> {
        match element.name() {
            "span" => {
                let passages = self.styles.passages(element.get("style-name").as_deref());
                return self.within(passages, xml);
            }
            "a" => {
                let target = element.get("href").unwrap_or_default();
                return self.within(vec![InlineKind::link(target)], xml);
            }
            "s" => self.builder.text(&" ".repeat(element.number("c").unwrap_or(1).min(100))),
            "tab" => self.builder.text(" "),
            "line-break" => self.builder.break_line(),
            "bookmark" | "bookmark-start" => self.builder.anchor(&element.get("name").unwrap_or_default()),
            "note" => return self.note(xml),
            "annotation" => return self.annotation(xml),
            "frame" => return self.frame(xml),
            "ruby-text" => {
                let reading = xml.text()?;
                self.builder.text(&format!("({})", reading.trim()));
                return Ok(());
            }
            "h" | "p" | "list" | "table" => return self.blocks(xml),
            "tracked-changes" | "event-listeners" | "script" | "index-title-template" => {}
            _ => return self.inlines(xml),
        }
        xml.skip()
    }

    fn note(&mut self, xml: &mut Xml) -> Result<(), Exceeded> {
        while let Some(element) = xml.child()? {
            if element.name() == "note-body" {
                let note = xml.inside()?;
                self.notes.push_back(note);
                self.referred += 1;
                self.builder.note_reference(self.referred);
            } else {
                xml.skip()?;
            }
        }
        Ok(())
    }

    fn annotation(&mut self, xml: &mut Xml) -> Result<(), Exceeded> {
        let mut comment = [String::new(), String::new()];
        while let Some(element) = xml.child()? {
            match element.name() {
                "creator" => comment[0] = xml.text()?,
                "date" | "date-string" | "creator-initials" | "sender-initials" => xml.skip()?,
                _ => {
                    comment[1].push_str(&xml.text()?);
                    comment[1].push(' ');
                }
            }
        }
        self.comments.push(comment);
        Ok(())
    }

    /// Reads a picture, a text box or a formula.
    fn frame(&mut self, xml: &mut Xml) -> Result<(), Exceeded> {
        let [mut title, mut description] = [String::new(), String::new()];
        while let Some(element) = xml.child()? {
            match element.name() {
                "title" => title = xml.text()?,
                "desc" => description = xml.text()?,
                "text-box" => {
                    let text_box = xml.inside()?;
                    self.boxes.push(text_box);
                }
                "object" => {
                    let name = element.get("href").unwrap_or_default();
                    let known = self.formulas.get(name.trim_start_matches("./"));
                    if known.is_none() && name.is_empty() {
                        // In a flat document the formula is inside the element.
                        self.builder.text(&formula(xml)?);
                    } else {
                        self.builder.text(known.map_or("", String::as_str));
                        xml.skip()?;
                    }
                }
                _ => xml.skip()?,
            }
        }
        self.builder.picture(if description.trim().is_empty() { &title } else { &description }, "", "");
        Ok(())
    }

    fn table(&mut self, xml: &mut Xml) -> Result<(), Exceeded> {
        let lists = std::mem::take(&mut self.lists);
        self.builder.open_table();
        self.rows(xml, false)?;
        self.builder.close_table();
        self.lists = lists;
        Ok(())
    }

    fn rows(&mut self, xml: &mut Xml, is_head: bool) -> Result<(), Exceeded> {
        while let Some(element) = xml.child()? {
            match element.name() {
                "table-header-rows" => self.rows(xml, true)?,
                "table-rows" | "table-row-group" => self.rows(xml, is_head)?,
                "table-row" => {
                    self.builder.open_row();
                    self.cells(xml, is_head)?;
                    self.builder.close_row();
                }
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    fn cells(&mut self, xml: &mut Xml, is_head: bool) -> Result<(), Exceeded> {
        while let Some(element) = xml.child()? {
            if element.name() != "table-cell" {
                xml.skip()?;
                continue;
            }
            let number = |name| element.number(name).unwrap_or(1).max(1);
            let [columns, rows] = [number("number-columns-spanned"), number("number-rows-spanned")];
            self.builder.open_cell(CellSpan { is_head, columns, rows, alignment: None });
            self.blocks(xml)?;
            self.builder.close_cell();
            for _ in 1..number("number-columns-repeated").min(REPEATED) {
                self.builder.open_cell(CellSpan { is_head, columns: 1, rows: 1, alignment: None });
                self.builder.close_cell();
            }
        }
        Ok(())
    }
}
