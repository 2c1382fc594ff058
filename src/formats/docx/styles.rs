//! The styles of a Word document: what paragraphs and runs of them are.

use std::collections::HashMap;

use crate::formats::limits::Exceeded;
use crate::formats::xml::{Element, Xml};

/// How many styles may be based on each other.
const DEEPEST: usize = 32;

/// The styles by their identifiers.
#[derive(Default)]
pub(super) struct DocxStyles(HashMap<String, DocxStyle>);

#[derive(Default)]
struct DocxStyle {
    /// Its name, lower case.
    name: String,
    based_on: Option<String>,
    paragraph: ParagraphProperties,
    run: RunProperties,
}

/// What is said of a paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct ParagraphProperties {
    pub style: Option<String>,
    /// Its level in the outline, 0 for the outermost; 9 for running text.
    pub outline: Option<usize>,
    /// The identifier of its list; 0 for none.
    pub list: Option<usize>,
    /// Its level in the list, 0 for the outermost.
    pub level: Option<usize>,
    /// Whether the next paragraph continues in it: its end is deleted, or it is a large first letter.
    pub is_joined: bool,
}

/// What is said of a run of characters.
#[derive(Clone, Debug, Default)]
pub(super) struct RunProperties {
    pub style: Option<String>,
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    pub struck: Option<bool>,
    /// Whether it is not shown.
    pub hidden: Option<bool>,
    /// `superscript` or `subscript`.
    pub script: Option<String>,
}

/// What a paragraph is by its style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DocxParagraphKind {
    Text,
    Title,
    Heading(u8),
    Quote,
    Code,
}

impl DocxStyles {
    /// Reads the styles.
    pub(super) fn read(xml: &mut Xml) -> Result<Self, Exceeded> {
        let mut styles = HashMap::new();
        if xml.find("styles")?.is_none() {
            return Ok(Self::default());
        }
        while let Some(element) = xml.child()? {
            match (element.name(), element.get("styleId")) {
                ("style", Some(id)) => {
                    styles.insert(id, style(xml)?);
                }
                _ => xml.skip()?,
            }
        }
        Ok(Self(styles))
    }

    /// Returns a style and those it is based on, from the innermost.
    fn chain<'a>(&'a self, id: Option<&'a String>) -> impl Iterator<Item = &'a DocxStyle> {
        let mut next = id;
        let styles = std::iter::from_fn(move || {
            let style = self.0.get(next?)?;
            next = style.based_on.as_ref();
            Some(style)
        });
        styles.take(DEEPEST)
    }

    /// Returns what a paragraph is.
    pub(super) fn kind(&self, paragraph: &ParagraphProperties) -> DocxParagraphKind {
        let style = paragraph.style.as_ref();
        let level = paragraph.outline.or_else(|| self.chain(style).find_map(DocxStyle::outline));
        if let Some(level) = level.filter(|level| *level < 9) {
            return DocxParagraphKind::Heading(u8::try_from(level + 1).unwrap_or(9));
        }
        let named = self.chain(style).find_map(|style| match style.name.as_str() {
            "title" => Some(DocxParagraphKind::Title),
            "quote" | "intense quote" | "block text" | "block quote" => Some(DocxParagraphKind::Quote),
            "source code" | "html preformatted" | "preformatted text" => Some(DocxParagraphKind::Code),
            _ => None,
        });
        named.unwrap_or(DocxParagraphKind::Text)
    }

    /// Returns the list of a paragraph and its level in it.
    pub(super) fn list(&self, paragraph: &ParagraphProperties) -> Option<(usize, usize)> {
        let of_style = || self.chain(paragraph.style.as_ref()).find_map(|style| style.paragraph.list);
        let level = || self.chain(paragraph.style.as_ref()).find_map(|style| style.paragraph.level);
        let list = paragraph.list.or_else(of_style).filter(|list| *list != 0)?;
        Some((list, paragraph.level.or_else(level).unwrap_or(0)))
    }

    /// Returns the list that a style is a name for.
    pub(super) fn list_of_style(&self, id: &str) -> Option<usize> {
        self.0.get(id)?.paragraph.list
    }

    /// Returns a property of a run, its own or its style's.
    pub(super) fn of_run<T>(
        &self,
        run: &RunProperties,
        get: impl Fn(&RunProperties) -> Option<T>,
    ) -> Option<T> {
        get(run).or_else(|| self.chain(run.style.as_ref()).find_map(|style| get(&style.run)))
    }
}

impl DocxStyle {
    fn outline(&self) -> Option<usize> {
        let number = self.name.strip_prefix("heading ").and_then(|level| level.trim().parse::<usize>().ok());
        self.paragraph.outline.or_else(|| number.and_then(|level| level.checked_sub(1)))
    }
}

fn style(xml: &mut Xml) -> Result<DocxStyle, Exceeded> {
    let mut style = DocxStyle::default();
    while let Some(element) = xml.child()? {
        match element.name() {
            "name" => style.name = element.get("val").unwrap_or_default().to_lowercase(),
            "basedOn" => style.based_on = element.get("val"),
            "pPr" => {
                style.paragraph = paragraph_properties(xml)?;
                continue;
            }
            "rPr" => {
                style.run = run_properties(xml)?;
                continue;
            }
            _ => {}
        }
        xml.skip()?;
    }
    Ok(style)
}

/// Reads the properties of a paragraph, whose element was just opened.
pub(super) fn paragraph_properties(xml: &mut Xml) -> Result<ParagraphProperties, Exceeded> {
    let mut found = ParagraphProperties::default();
    while let Some(element) = xml.child()? {
        match element.name() {
            "pStyle" => found.style = element.get("val"),
            "framePr" => found.is_joined |= element.get("dropCap").is_some_and(|drop| drop != "none"),
            "outlineLvl" => found.outline = element.number("val"),
            "numPr" => {
                while let Some(element) = xml.child()? {
                    match element.name() {
                        "numId" => found.list = element.number("val"),
                        "ilvl" => found.level = element.number("val"),
                        _ => {}
                    }
                    xml.skip()?;
                }
                continue;
            }
            "rPr" => {
                while let Some(element) = xml.child()? {
                    found.is_joined |= element.name() == "del";
                    xml.skip()?;
                }
                continue;
            }
            _ => {}
        }
        xml.skip()?;
    }
    Ok(found)
}

/// Reads the properties of a run, whose element was just opened.
pub(super) fn run_properties(xml: &mut Xml) -> Result<RunProperties, Exceeded> {
    let mut found = RunProperties::default();
    let is_on = |element: &Element| Some(element.is_on());
    while let Some(element) = xml.child()? {
        match element.name() {
            "rStyle" => found.style = element.get("val"),
            "b" => found.bold = is_on(&element),
            "i" => found.italic = is_on(&element),
            "strike" | "dstrike" => found.struck = Some(element.is_on() || found.struck == Some(true)),
            "vanish" => found.hidden = is_on(&element),
            "vertAlign" => found.script = element.get("val"),
            _ => {}
        }
        xml.skip()?;
    }
    Ok(found)
}
