//! The lists of a Word document, and the numbers of their items.

use std::collections::{HashMap, HashSet};

use crate::formats::docx::styles::DocxStyles;
use crate::formats::limits::Exceeded;
use crate::formats::numerals::{letters, roman};
use crate::formats::xml::Xml;

/// The number of levels of a list.
const LEVELS: usize = 9;

/// The lists, and how far each is counted.
#[derive(Default)]
pub(super) struct DocxNumbering {
    /// The kinds of lists by their identifiers.
    kinds: HashMap<usize, ListKind>,
    /// The lists by their identifiers.
    lists: HashMap<usize, DocxList>,
    /// The numbers of the last items of each kind, by level.
    counts: HashMap<usize, [Option<usize>; LEVELS]>,
    /// The lists with an item that was counted.
    begun: HashSet<(usize, usize)>,
}

/// A value for some levels of a list. There are thousands of lists in a long document, and most have none.
struct ByLevel<T>(Option<Box<[Option<T>; LEVELS]>>);

#[derive(Default)]
struct ListKind {
    levels: ByLevel<NumberingLevel>,
    /// The style that has the levels instead.
    style: Option<String>,
}

struct NumberingLevel {
    start: usize,
    format: NumberFormat,
    /// The text before an item; `%2` in it is the number of the second level.
    text: Box<str>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum NumberFormat {
    Decimal,
    /// With a zero before one digit.
    DecimalZero,
    LowerLetter,
    UpperLetter,
    LowerRoman,
    UpperRoman,
    Bullet,
    None,
}

#[derive(Default)]
struct DocxList {
    kind: Option<usize>,
    /// The levels of this list that differ from those of its kind.
    levels: ByLevel<NumberingLevel>,
    /// The first numbers that begin the count anew, by level.
    starts: ByLevel<usize>,
}

impl<T> Default for ByLevel<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> ByLevel<T> {
    fn get(&self, level: usize) -> Option<&T> {
        self.0.as_ref()?.get(level)?.as_ref()
    }

    /// Sets the value of a level; there are no deeper ones than the last.
    fn insert(&mut self, level: usize, value: T) {
        if level < LEVELS {
            self.0.get_or_insert_default()[level] = Some(value);
        }
    }
}

impl DocxNumbering {
    /// Reads the lists.
    pub(super) fn read(xml: &mut Xml) -> Result<Self, Exceeded> {
        let mut found = Self::default();
        if xml.find("numbering")?.is_none() {
            return Ok(found);
        }
        while let Some(element) = xml.child()? {
            match (element.name(), element.number("abstractNumId"), element.number("numId")) {
                ("abstractNum", Some(id), _) => {
                    found.kinds.insert(id, list_kind(xml)?);
                }
                ("num", _, Some(id)) => {
                    found.lists.insert(id, list(xml)?);
                }
                _ => xml.skip()?,
            }
        }
        Ok(found)
    }

    /// Counts an item of a list and returns its marker; `None` if there is no such list.
    pub(super) fn marker(&mut self, id: usize, level: usize, styles: &DocxStyles) -> Option<String> {
        let level = level.min(LEVELS - 1);
        let Self { kinds, lists, counts, begun } = self;
        let list = lists.get(&id)?;
        let kind_id = kind_of(kinds, lists, list, styles)?;
        let kind = kinds.get(&kind_id)?;
        let get = |level: usize| list.levels.get(level).or_else(|| kind.levels.get(level));
        let found = get(level)?;
        let counts = counts.entry(kind_id).or_default();
        let is_first = begun.insert((id, level));
        let restart = list.starts.get(level).filter(|_| is_first);
        let number = match (restart, counts[level]) {
            (Some(start), _) => *start,
            (None, Some(last)) => last.saturating_add(1),
            (None, None) => found.start,
        };
        counts[level] = Some(number);
        counts[level + 1..].fill(None);
        if found.format == NumberFormat::Bullet && found.text.trim().is_empty() {
            return Some(String::new());
        }
        let is_private = |c: char| ('\u{e000}'..='\u{f8ff}').contains(&c);
        if found.format == NumberFormat::Bullet || found.text.contains(is_private) {
            return Some((if level.is_multiple_of(2) { "•" } else { "◦" }).to_owned());
        }
        let mut marker = found.text.to_string();
        for (other, count) in counts.iter().enumerate().take(level + 1) {
            let place = format!("%{}", other + 1);
            if marker.contains(&place) {
                let of_level = get(other);
                let number = count.or(of_level.map(|level| level.start)).unwrap_or(1);
                let format = of_level.map_or(NumberFormat::Decimal, |level| level.format);
                marker = marker.replace(&place, &format.numeral(number));
            }
        }
        Some(marker.trim().to_owned())
    }
}

/// Returns the kind of a list, through the style that refers to it.
fn kind_of(
    kinds: &HashMap<usize, ListKind>,
    lists: &HashMap<usize, DocxList>,
    list: &DocxList,
    styles: &DocxStyles,
) -> Option<usize> {
    let style = kinds.get(&list.kind?)?.style.as_ref();
    let other = style.and_then(|style| styles.list_of_style(style)).and_then(|id| lists.get(&id));
    other.unwrap_or(list).kind
}

fn list_kind(xml: &mut Xml) -> Result<ListKind, Exceeded> {
    let mut kind = ListKind::default();
    while let Some(element) = xml.child()? {
        match (element.name(), element.number("ilvl")) {
            ("lvl", Some(number)) => {
                kind.levels.insert(number, level(xml)?);
            }
            ("numStyleLink", _) => {
                kind.style = element.get("val");
                xml.skip()?;
            }
            _ => xml.skip()?,
        }
    }
    Ok(kind)
}

fn level(xml: &mut Xml) -> Result<NumberingLevel, Exceeded> {
    let mut level = NumberingLevel { start: 1, format: NumberFormat::Decimal, text: "".into() };
    while let Some(element) = xml.child()? {
        match element.name() {
            "start" => level.start = element.number("val").unwrap_or(1),
            "numFmt" => level.format = NumberFormat::named(&element.get("val").unwrap_or_default()),
            "lvlText" => level.text = element.short("val").into(),
            _ => {}
        }
        xml.skip()?;
    }
    Ok(level)
}

fn list(xml: &mut Xml) -> Result<DocxList, Exceeded> {
    let mut list = DocxList::default();
    while let Some(element) = xml.child()? {
        match (element.name(), element.number("ilvl")) {
            ("abstractNumId", _) => {
                list.kind = element.number("val");
                xml.skip()?;
            }
            ("lvlOverride", Some(number)) => {
                while let Some(element) = xml.child()? {
                    match element.name() {
                        "startOverride" => {
                            list.starts.insert(number, element.number("val").unwrap_or(1));
                            xml.skip()?;
                        }
                        "lvl" => {
                            list.levels.insert(number, level(xml)?);
                        }
                        _ => xml.skip()?,
                    }
                }
            }
            _ => xml.skip()?,
        }
    }
    Ok(list)
}

impl NumberFormat {
    /// Returns the format that Word calls so; numbers of other scripts are written as decimal ones.
    fn named(name: &str) -> Self {
        match name {
            "lowerLetter" => Self::LowerLetter,
            "upperLetter" => Self::UpperLetter,
            "lowerRoman" => Self::LowerRoman,
            "upperRoman" => Self::UpperRoman,
            "decimalZero" => Self::DecimalZero,
            "none" => Self::None,
            "bullet" => Self::Bullet,
            _ => Self::Decimal,
        }
    }

    fn numeral(self, number: usize) -> String {
        match self {
            Self::Decimal => number.to_string(),
            Self::DecimalZero => format!("{number:02}"),
            Self::LowerLetter => letters(number),
            Self::UpperLetter => letters(number).to_uppercase(),
            Self::LowerRoman => roman(number),
            Self::UpperRoman => roman(number).to_uppercase(),
            Self::Bullet | Self::None => String::new(),
        }
    }
}
