//! The text of a Word document: paragraphs, lists, tables, and their inline content.

use std::collections::{HashMap, HashSet};

use crate::document::Stress;
use crate::formats::builder::{Builder, CellSpan};
use crate::formats::docx::math::formula;
use crate::formats::docx::numbering::DocxNumbering;
use crate::formats::docx::styles::{
    DocxParagraphKind, DocxStyles, ParagraphProperties, RunProperties, paragraph_properties, run_properties,
};
use crate::formats::docx::symbols::symbol;
use crate::formats::inline::InlineKind;
use crate::formats::limits::Exceeded;
use crate::formats::properties::counted;
use crate::formats::scripts::Script;
use crate::formats::xml::{Element, Node, Xml};

/// A kind of note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum NoteKind {
    Footnote,
    Endnote,
    Comment,
}

type DocxNoteId = (NoteKind, String);

/// A note: where its text begins, and who wrote it if it is a comment.
pub(super) struct NoteText {
    xml: Xml<'static>,
    author: String,
}

/// Returns the notes in a part.
pub(super) fn notes(kind: NoteKind, mut xml: Xml) -> Result<HashMap<DocxNoteId, NoteText>, Exceeded> {
    let mut found = HashMap::new();
    while let Some(element) = xml.find_any()? {
        if !matches!(element.name(), "footnote" | "endnote" | "comment") {
            continue;
        }
        let is_separator = element.get("type").is_some_and(|kind| kind != "normal");
        if let Some(id) = element.get("id").filter(|_| !is_separator) {
            let author = element.get("author").unwrap_or_default();
            found.insert((kind, id), NoteText { xml: xml.inside()?, author });
        } else {
            xml.skip()?;
        }
    }
    Ok(found)
}

/// A field while it is read: an instruction and its result.
#[derive(Default)]
struct FieldCode {
    instruction: String,
    /// Whether its result is the words of a link.
    is_link: bool,
}

/// The text while it is read.
pub(super) struct DocxBody {
    builder: Builder,
    styles: DocxStyles,
    numbering: DocxNumbering,
    /// The targets of links by their identifiers.
    targets: HashMap<String, String>,
    noted: HashMap<DocxNoteId, NoteText>,
    /// The notes in the order of their references.
    referred: Vec<DocxNoteId>,
    fields: Vec<FieldCode>,
    /// The text boxes of the open paragraph, which follow it.
    boxes: Vec<Xml<'static>>,
    /// The text of the first paragraph that is a title.
    title: Option<String>,
    is_in_list: bool,
    /// Whether the end of the last paragraph was deleted.
    is_joined: bool,
    inserted: usize,
    deleted: usize,
    hidden: usize,
}

impl DocxBody {
    pub(super) fn new(
        styles: DocxStyles,
        numbering: DocxNumbering,
        targets: HashMap<String, String>,
        noted: HashMap<DocxNoteId, NoteText>,
    ) -> Self {
        Self {
            builder: Builder::default(),
            styles,
            numbering,
            targets,
            noted,
            referred: Vec::new(),
            fields: Vec::new(),
            boxes: Vec::new(),
            title: None,
            is_in_list: false,
            is_joined: false,
            inserted: 0,
            deleted: 0,
            hidden: 0,
        }
    }

    /// Reads the whole document.
    pub(super) fn document(&mut self, xml: &mut Xml) -> Result<(), Exceeded> {
        if xml.find("body")?.is_some() { self.blocks(xml) } else { Ok(()) }
    }

    /// Appends the notes; returns the text, the title in it and the warnings.
    pub(super) fn finish(mut self) -> Result<(Builder, Option<String>, Vec<String>), Exceeded> {
        let mut comments = Vec::new();
        let mut index = 0;
        // A note may refer to others.
        while let Some(id) = self.referred.get(index) {
            index += 1;
            if let Some(mut note) = self.noted.remove(id) {
                self.builder.open_note(index);
                self.builder.keep_close();
                self.blocks(&mut note.xml)?;
                self.builder.close_note();
            }
        }
        comments.extend(self.noted.extract_if(|(kind, _), _| *kind == NoteKind::Comment));
        comments.sort_by_key(|((_, id), _)| id.parse().unwrap_or(usize::MAX));
        for (_, mut comment) in comments {
            self.builder.comment(&comment.author, &comment.xml.text()?);
        }
        let warnings = counted(&[
            (self.deleted, "tracked deletion is left out", "tracked deletions are left out"),
            (self.inserted, "tracked insertion is shown as text", "tracked insertions are shown as text"),
            (self.hidden, "hidden passage is left out", "hidden passages are left out"),
        ]);
        Ok((self.builder, self.title, warnings))
    }

    /// Reads paragraphs and tables up to the end of the open element.
    fn blocks(&mut self, xml: &mut Xml) -> Result<(), Exceeded> {
        let first = xml.child()?;
        self.blocks_from(first, xml)
    }

    /// Reads this paragraph or table and those after it up to the end of the open element.
    fn blocks_from(&mut self, mut next: Option<Element>, xml: &mut Xml) -> Result<(), Exceeded> {
        while let Some(element) = next {
            xml.check_text(self.builder.length())?;
            match element.name() {
                "p" => self.paragraph(xml)?,
                "tbl" => self.table(xml)?,
                "del" | "moveFrom" => self.deletion(xml)?,
                "ins" | "moveTo" => {
                    self.inserted += 1;
                    self.blocks(xml)?;
                }
                "oMathPara" | "oMath" => {
                    self.builder.end_block();
                    self.builder.set_apart();
                    self.builder.text(&formula(xml)?);
                    self.builder.end_block();
                }
                "AlternateContent" => self.alternative(xml, Self::blocks)?,
                "sdt" | "sdtContent" | "customXml" | "smartTag" => self.blocks(xml)?,
                _ => xml.skip()?,
            }
            next = xml.child()?;
        }
        Ok(())
    }

    fn deletion(&mut self, xml: &mut Xml) -> Result<(), Exceeded> {
        self.deleted += 1;
        xml.skip()
    }

    /// Reads the first of several ways to write the same.
    fn alternative(
        &mut self,
        xml: &mut Xml,
        read: impl Fn(&mut Self, &mut Xml) -> Result<(), Exceeded>,
    ) -> Result<(), Exceeded> {
        let mut is_chosen = false;
        while xml.child()?.is_some() {
            if std::mem::replace(&mut is_chosen, true) {
                xml.skip()?;
            } else {
                read(self, xml)?;
            }
        }
        Ok(())
    }

    fn paragraph(&mut self, xml: &mut Xml) -> Result<(), Exceeded> {
        let outer_boxes = std::mem::take(&mut self.boxes);
        // The properties come first, if there are any.
        let mut properties = ParagraphProperties::default();
        let mut first = xml.child()?;
        if first.as_ref().is_some_and(|element| element.name() == "pPr") {
            properties = paragraph_properties(xml)?;
            first = xml.child()?;
        }
        let is_joined = std::mem::replace(&mut self.is_joined, properties.is_joined);
        let kind = self.styles.kind(&properties);
        let containers = if is_joined { 0 } else { self.begin(&properties, kind) };
        let start = self.builder.length();
        while let Some(element) = first {
            self.inline(&element, xml)?;
            first = xml.child()?;
        }
        if !self.is_joined {
            if kind == DocxParagraphKind::Title && self.title.is_none() {
                self.title =
                    Some(self.builder.open_text().to_owned()).filter(|_| self.builder.length() > start);
            }
            self.end(kind, containers);
        }
        for mut text_box in std::mem::replace(&mut self.boxes, outer_boxes) {
            self.blocks(&mut text_box)?;
        }
        Ok(())
    }

    /// Begins a paragraph; returns the number of list items and indentations around it.
    fn begin(&mut self, properties: &ParagraphProperties, kind: DocxParagraphKind) -> usize {
        self.builder.end_block();
        let list = self.styles.list(properties);
        let marker =
            list.and_then(|(list, level)| Some((self.numbering.marker(list, level, &self.styles)?, level)));
        let was_in_list = std::mem::replace(&mut self.is_in_list, marker.is_some());
        self.builder.set_apart();
        let mut containers = 0;
        if let Some((marker, level)) = marker {
            let level = if matches!(kind, DocxParagraphKind::Heading(_) | DocxParagraphKind::Title) {
                0
            } else {
                level.min(8)
            };
            if was_in_list {
                self.builder.keep_close();
            }
            (0..level).for_each(|_| self.builder.open_indentation());
            containers = level;
            if marker.is_empty() {
                self.builder.open_indentation();
            } else {
                self.builder.open_item(&marker);
            }
            containers += 1;
        }
        match kind {
            DocxParagraphKind::Title => self.builder.open_heading(1),
            DocxParagraphKind::Heading(level) => self.builder.open_heading(level),
            DocxParagraphKind::Quote => self.builder.open_quote(),
            DocxParagraphKind::Code => self.builder.open_code(),
            DocxParagraphKind::Text => {}
        }
        containers
    }

    fn end(&mut self, kind: DocxParagraphKind, containers: usize) {
        self.builder.end_block();
        match kind {
            DocxParagraphKind::Title | DocxParagraphKind::Heading(_) => self.builder.close_heading(),
            DocxParagraphKind::Quote => self.builder.close_container(),
            DocxParagraphKind::Code => self.builder.close_code(),
            DocxParagraphKind::Text => {}
        }
        (0..containers).for_each(|_| self.builder.close_container());
    }

    /// Reads inline content up to the end of the open element.
    fn inlines(&mut self, xml: &mut Xml) -> Result<(), Exceeded> {
        while let Some(element) = xml.child()? {
            self.inline(&element, xml)?;
        }
        Ok(())
    }

    fn inline(&mut self, element: &Element, xml: &mut Xml) -> Result<(), Exceeded> {
        match element.name() {
            "r" => self.run(xml),
            "hyperlink" => {
                let place = element.get("anchor").map(|place| format!("#{place}"));
                let target = element.get("id").and_then(|id| self.targets.get(&id).cloned());
                let target = match (target, place) {
                    (Some(target), Some(place)) => target + &place,
                    (target, place) => target.or(place).unwrap_or_default(),
                };
                self.builder.open(InlineKind::link(target));
                self.inlines(xml)?;
                self.builder.close();
                Ok(())
            }
            "ins" | "moveTo" => {
                self.inserted += 1;
                self.inlines(xml)
            }
            "del" | "moveFrom" => self.deletion(xml),
            "oMath" | "oMathPara" => {
                self.builder.text(&formula(xml)?);
                Ok(())
            }
            "bookmarkStart" => {
                self.builder.anchor(&element.get("name").unwrap_or_default());
                xml.skip()
            }
            "AlternateContent" => self.alternative(xml, Self::inlines),
            "sdt" | "sdtContent" | "customXml" | "smartTag" | "fldSimple" | "dir" | "bdo" => {
                self.inlines(xml)
            }
            _ => xml.skip(),
        }
    }

    /// Reads a run: text with the same properties.
    fn run(&mut self, xml: &mut Xml) -> Result<(), Exceeded> {
        let mut properties = RunProperties::default();
        let mut is_hidden = false;
        while let Some(element) = xml.child()? {
            match element.name() {
                "rPr" => {
                    properties = run_properties(xml)?;
                    is_hidden = self.styles.of_run(&properties, |run| run.hidden) == Some(true);
                    self.hidden += usize::from(is_hidden);
                }
                _ if is_hidden => xml.skip()?,
                _ => self.run_part(&element, xml, &properties)?,
            }
        }
        Ok(())
    }

    fn run_part(
        &mut self,
        element: &Element,
        xml: &mut Xml,
        properties: &RunProperties,
    ) -> Result<(), Exceeded> {
        match element.name() {
            "t" => {
                let mut text = String::new();
                while let Some(node) = xml.node()? {
                    match node {
                        Node::Text(piece) => text.push_str(&piece),
                        Node::Element(_) => xml.skip()?,
                    }
                }
                self.text(&text, properties);
                return Ok(());
            }
            "tab" | "ptab" => self.builder.text(" "),
            "br" => {
                if element.get("type").is_none_or(|kind| kind == "textWrapping") {
                    self.builder.break_line();
                } else {
                    self.builder.text(" ");
                }
            }
            "cr" => self.builder.break_line(),
            "noBreakHyphen" => self.builder.text("\u{2011}"),
            "sym" => {
                let get = |name| element.get(name).unwrap_or_default();
                if let Some(sign) = symbol(&get("font"), &get("char")) {
                    self.text(&sign.to_string(), properties);
                }
            }
            "footnoteReference" => self.refer(NoteKind::Footnote, element),
            "endnoteReference" => self.refer(NoteKind::Endnote, element),
            "fldChar" => self.field(&element.get("fldCharType").unwrap_or_default()),
            "instrText" => {
                let instruction = xml.text()?;
                if let Some(field) = self.fields.last_mut() {
                    field.instruction.push_str(&instruction);
                }
                return Ok(());
            }
            "ruby" => return self.ruby(xml),
            "AlternateContent" => return self.alternative(xml, Self::shapes),
            "drawing" | "pict" | "object" => return self.shapes(xml),
            _ => {}
        }
        xml.skip()
    }

    fn text(&mut self, text: &str, properties: &RunProperties) {
        let is = |get: fn(&RunProperties) -> Option<bool>| self.styles.of_run(properties, get) == Some(true);
        let script = match self.styles.of_run(properties, |run| run.script.clone()).as_deref() {
            Some("superscript") => Some(InlineKind::Script(Script::Super)),
            Some("subscript") => Some(InlineKind::Script(Script::Sub)),
            _ => None,
        };
        let stress = [
            is(|run| run.bold).then_some(Stress::Strong),
            is(|run| run.italic).then_some(Stress::Light),
            is(|run| run.struck).then_some(Stress::Struck),
        ];
        let passages: Vec<InlineKind> =
            stress.into_iter().flatten().map(InlineKind::Stressed).chain(script).collect();
        let count = passages.len();
        for passage in passages {
            self.builder.open(passage);
        }
        self.builder.text(text);
        (0..count).for_each(|_| self.builder.close());
    }

    fn refer(&mut self, kind: NoteKind, element: &Element) {
        let Some(id) = element.get("id").map(|id| (kind, id)) else { return };
        if self.noted.contains_key(&id) {
            self.referred.push(id);
            self.builder.note_reference(self.referred.len());
        }
    }

    /// Begins a field, its result, or ends it.
    fn field(&mut self, kind: &str) {
        match kind {
            "begin" => self.fields.push(FieldCode::default()),
            "separate" => {
                let Some(field) = self.fields.last_mut() else { return };
                if let Some(target) = link_target(&field.instruction) {
                    field.is_link = true;
                    self.builder.open(InlineKind::link(target));
                }
            }
            "end" if self.fields.pop().is_some_and(|field| field.is_link) => self.builder.close(),
            _ => {}
        }
    }

    /// Reads characters with their reading, which follows in brackets.
    fn ruby(&mut self, xml: &mut Xml) -> Result<(), Exceeded> {
        let mut reading = String::new();
        while let Some(element) = xml.child()? {
            match element.name() {
                "rt" => reading = xml.text()?,
                "rubyBase" => self.inlines(xml)?,
                _ => xml.skip()?,
            }
        }
        if !reading.trim().is_empty() {
            self.builder.text(&format!("({})", reading.trim()));
        }
        Ok(())
    }

    /// Reads pictures and text boxes up to the end of the open element.
    fn shapes(&mut self, xml: &mut Xml) -> Result<(), Exceeded> {
        let mut described = HashSet::new();
        while let Some(element) = xml.child()? {
            let description = match element.name() {
                "docPr" => element.get("descr"),
                "shape" | "rect" | "oval" | "line" | "group" => element.get("alt"),
                _ => None,
            };
            if let Some(description) = description
                && described.insert(description.clone())
            {
                self.builder.picture(&description, "", "");
            }
            match element.name() {
                "txbxContent" => {
                    let text_box = xml.inside()?;
                    self.boxes.push(text_box);
                }
                "AlternateContent" => self.alternative(xml, Self::shapes)?,
                _ => self.shapes(xml)?,
            }
        }
        Ok(())
    }

    fn table(&mut self, xml: &mut Xml) -> Result<(), Exceeded> {
        self.is_in_list = false;
        self.builder.open_table();
        self.rows(xml)?;
        self.builder.close_table();
        Ok(())
    }

    fn rows(&mut self, xml: &mut Xml) -> Result<(), Exceeded> {
        while let Some(element) = xml.child()? {
            match element.name() {
                "tr" => {
                    self.builder.open_row();
                    self.cells(xml, &mut false)?;
                    self.builder.close_row();
                }
                "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" => self.rows(xml)?,
                "del" | "moveFrom" => self.deletion(xml)?,
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    fn cells(&mut self, xml: &mut Xml, is_head: &mut bool) -> Result<(), Exceeded> {
        while let Some(element) = xml.child()? {
            match element.name() {
                "trPr" => {
                    while let Some(element) = xml.child()? {
                        match element.name() {
                            "tblHeader" => *is_head = element.is_on(),
                            "gridBefore" => {
                                let columns = element.number("val").unwrap_or(1).max(1);
                                self.builder.open_cell(CellSpan {
                                    is_head: *is_head,
                                    columns,
                                    rows: 1,
                                    alignment: None,
                                });
                                self.builder.close_cell();
                            }
                            "del" => {
                                self.deleted += 1;
                                xml.skip()?;
                                xml.skip()?;
                                return xml.skip();
                            }
                            _ => {}
                        }
                        xml.skip()?;
                    }
                }
                "tc" => self.cell(xml, *is_head)?,
                "sdt" | "sdtContent" | "customXml" | "ins" => self.cells(xml, is_head)?,
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    fn cell(&mut self, xml: &mut Xml, is_head: bool) -> Result<(), Exceeded> {
        let mut columns = 1;
        // The properties come first, if there are any.
        let mut first = xml.child()?;
        if first.as_ref().is_some_and(|element| element.name() == "tcPr") {
            while let Some(element) = xml.child()? {
                if element.name() == "gridSpan" {
                    columns = element.number("val").unwrap_or(1).max(1);
                }
                xml.skip()?;
            }
            first = xml.child()?;
        }
        self.builder.open_cell(CellSpan { is_head, columns, rows: 1, alignment: None });
        self.blocks_from(first, xml)?;
        self.is_joined = false;
        self.builder.close_cell();
        Ok(())
    }
}

/// Returns where the instruction of a field leads.
fn link_target(instruction: &str) -> Option<String> {
    let rest = instruction.trim().strip_prefix("HYPERLINK")?.trim();
    let (is_place, rest) = match rest.strip_prefix("\\l") {
        Some(place) => (true, place.trim()),
        None => (false, rest),
    };
    let target = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => rest.split_whitespace().next(),
    }?;
    Some(if is_place { format!("#{target}") } else { target.to_owned() })
}
