//! The styles of a Writer document: of paragraphs, of passages and of lists.

use std::collections::HashMap;

use crate::document::Stress;
use crate::formats::inline::InlineKind;
use crate::formats::limits::Exceeded;
use crate::formats::numerals::{letters, roman};
use crate::formats::scripts::Script;
use crate::formats::xml::{Element, Xml};

/// How many styles may be based on each other.
const DEEPEST: usize = 32;

/// The number of levels of a list.
const LEVELS: usize = 10;

/// The styles by their names.
#[derive(Default)]
pub(super) struct OdtStyles {
    named: HashMap<String, OdtStyle>,
    lists: HashMap<String, ListStyle>,
    /// How headings are numbered.
    pub outline: ListStyle,
}

#[derive(Default)]
struct OdtStyle {
    parent: Option<String>,
    bold: Option<bool>,
    italic: Option<bool>,
    struck: Option<bool>,
    /// Where the characters are set: `super`, `sub`, or a share of their height.
    position: Option<String>,
}

/// The levels of a list, and how each is numbered.
#[derive(Clone, Default)]
pub(super) struct ListStyle(HashMap<usize, ListLevel>);

#[derive(Clone, Default)]
struct ListLevel {
    /// Such as `1`, `a` or `I`; empty for no number, `None` for a bullet.
    format: Option<String>,
    prefix: String,
    suffix: String,
    start: usize,
    /// The number of levels whose numbers are shown.
    shown: usize,
}

/// What a paragraph is by its style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OdtParagraphKind {
    Text,
    Title,
    Quote,
    Code,
}

impl OdtStyles {
    /// Adds the styles in a part of the document.
    pub(super) fn read(&mut self, xml: &mut Xml) -> Result<(), Exceeded> {
        while let Some(element) = xml.find_any()? {
            match (element.name(), element.get("name")) {
                ("style", Some(name)) => {
                    let style = style(&element, xml)?;
                    self.named.insert(name, style);
                }
                ("list-style", Some(name)) => {
                    let style = list_style(xml)?;
                    self.lists.insert(name, style);
                }
                ("outline-style", _) => self.outline = list_style(xml)?,
                ("body", _) => return Ok(()),
                _ => {}
            }
        }
        Ok(())
    }

    /// Returns a style and those it is based on, with their names, from the innermost.
    fn chain<'a>(&'a self, name: Option<&'a str>) -> impl Iterator<Item = (&'a str, Option<&'a OdtStyle>)> {
        let mut next = name;
        let styles = std::iter::from_fn(move || {
            let name = next?;
            let style = self.named.get(name);
            next = style.and_then(|style| style.parent.as_deref());
            Some((name, style))
        });
        styles.take(DEEPEST)
    }

    /// Returns what a paragraph of this style is.
    pub(super) fn kind(&self, name: Option<&str>) -> OdtParagraphKind {
        let kind = self.chain(name).find_map(|(name, _)| match name {
            "Title" => Some(OdtParagraphKind::Title),
            "Quotations" | "Quote" => Some(OdtParagraphKind::Quote),
            "Preformatted_20_Text" | "Source_20_Code" => Some(OdtParagraphKind::Code),
            _ => None,
        });
        kind.unwrap_or(OdtParagraphKind::Text)
    }

    /// Returns a list style.
    pub(super) fn list(&self, name: &str) -> ListStyle {
        self.lists.get(name).cloned().unwrap_or_default()
    }

    /// Returns how a passage of this style is set.
    pub(super) fn passages(&self, name: Option<&str>) -> Vec<InlineKind> {
        let find = |get: fn(&OdtStyle) -> Option<bool>| {
            self.chain(name).find_map(|(_, style)| get(style?)) == Some(true)
        };
        let position = self.chain(name).find_map(|(_, style)| style?.position.as_deref());
        let script = position.and_then(script).map(InlineKind::Script);
        let stress = [
            find(|style| style.bold).then_some(Stress::Strong),
            find(|style| style.italic).then_some(Stress::Light),
            find(|style| style.struck).then_some(Stress::Struck),
        ];
        stress.into_iter().flatten().map(InlineKind::Stressed).chain(script).collect()
    }
}

/// Returns where a position sets characters.
fn script(position: &str) -> Option<Script> {
    let first = position.split_whitespace().next()?;
    match first {
        "super" => Some(Script::Super),
        "sub" => Some(Script::Sub),
        _ => {
            let share: f32 = first.trim_end_matches('%').parse().ok()?;
            let script = if share > 0.0 { Script::Super } else { Script::Sub };
            (share != 0.0).then_some(script)
        }
    }
}

fn style(element: &Element, xml: &mut Xml) -> Result<OdtStyle, Exceeded> {
    let mut style = OdtStyle { parent: element.get("parent-style-name"), ..OdtStyle::default() };
    while let Some(element) = xml.child()? {
        if element.name() == "text-properties" {
            style.bold = element
                .get("font-weight")
                .map(|weight| matches!(weight.as_str(), "bold" | "600" | "700" | "800" | "900"));
            style.italic = element.get("font-style").map(|slant| slant != "normal");
            style.struck = element.get("text-line-through-style").map(|line| line != "none");
            style.position = element.get("text-position");
        }
        xml.skip()?;
    }
    Ok(style)
}

fn list_style(xml: &mut Xml) -> Result<ListStyle, Exceeded> {
    let mut levels = HashMap::new();
    while let Some(element) = xml.child()? {
        let get = |name| element.short(name);
        let number = |name| element.number(name).unwrap_or(1);
        let is_bullet = matches!(element.name(), "list-level-style-bullet" | "list-level-style-image");
        let level = ListLevel {
            format: (!is_bullet).then(|| get("num-format")),
            prefix: get("num-prefix"),
            suffix: get("num-suffix"),
            start: number("start-value"),
            shown: number("display-levels"),
        };
        levels.insert(number("level"), level);
        xml.skip()?;
    }
    Ok(ListStyle(levels))
}

impl ListStyle {
    /// Tells whether items of a level, counted from 1, have numbers.
    pub(super) fn is_numbered(&self, level: usize) -> bool {
        self.0.get(&level).is_some_and(|level| level.format.as_ref().is_some_and(|format| !format.is_empty()))
    }

    /// Returns the first number of a level, counted from 1.
    pub(super) fn start(&self, level: usize) -> usize {
        self.0.get(&level).map_or(1, |level| level.start)
    }

    /// Returns the marker of an item, whose numbers are those of all levels down to its own; empty for
    /// nothing.
    pub(super) fn marker(&self, numbers: &[usize]) -> String {
        let depth = numbers.len();
        let Some(level) = self.0.get(&depth.min(LEVELS)) else { return bullet(depth) };
        let Some(format) = &level.format else { return bullet(depth) };
        if format.is_empty() {
            return String::new();
        }
        let from = depth.saturating_sub(level.shown.max(1));
        let shown = numbers.iter().enumerate().skip(from).map(|(index, number)| {
            let format = self.0.get(&(index + 1)).and_then(|level| level.format.as_deref());
            numeral(*number, format.filter(|format| !format.is_empty()).unwrap_or("1"))
        });
        let shown: Vec<String> = shown.collect();
        format!("{}{}{}", level.prefix, shown.join("."), level.suffix).trim().to_owned()
    }
}

fn bullet(depth: usize) -> String {
    (if depth % 2 == 1 { "•" } else { "◦" }).to_owned()
}

fn numeral(number: usize, format: &str) -> String {
    match format {
        "a" => letters(number),
        "A" => letters(number).to_uppercase(),
        "i" => roman(number),
        "I" => roman(number).to_uppercase(),
        _ => number.to_string(),
    }
}
