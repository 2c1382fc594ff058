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
    kinds: HashMap<String, ListKind>,
    /// The lists by their identifiers.
    lists: HashMap<String, DocxList>,
    /// The numbers of the last items of each kind, by level.
    counts: HashMap<String, [Option<usize>; LEVELS]>,
    /// The lists with an item that was counted.
    begun: HashSet<(String, usize)>,
}

#[derive(Default)]
struct ListKind {
    levels: HashMap<usize, NumberingLevel>,
    /// The style that has the levels instead.
    style: Option<String>,
}

#[derive(Clone, Default)]
struct NumberingLevel {
    start: usize,
    format: String,
    /// The text before an item; `%2` in it is the number of the second level.
    text: String,
}

#[derive(Default)]
struct DocxList {
    kind: String,
    /// The levels of this list that differ from those of its kind.
    levels: HashMap<usize, NumberingLevel>,
    /// The first numbers that begin the count anew, by level.
    starts: HashMap<usize, usize>,
}

impl DocxNumbering {
    /// Reads the lists.
    pub(super) fn read(xml: &mut Xml) -> Result<Self, Exceeded> {
        let mut found = Self::default();
        if xml.find("numbering")?.is_none() {
            return Ok(found);
        }
        while let Some(element) = xml.child()? {
            match (element.name(), element.get("abstractNumId"), element.get("numId")) {
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
    pub(super) fn marker(&mut self, id: &str, level: usize, styles: &DocxStyles) -> Option<String> {
        let level = level.min(LEVELS - 1);
        let Self { kinds, lists, counts, begun } = self;
        let list = lists.get(id)?;
        let kind_id = kind_of(kinds, lists, list, styles)?;
        let kind = kinds.get(kind_id)?;
        let get = |level: usize| list.levels.get(&level).or_else(|| kind.levels.get(&level));
        let found = get(level)?.clone();
        let counts = counts.entry(kind_id.clone()).or_default();
        let is_first = begun.insert((id.to_owned(), level));
        let restart = list.starts.get(&level).filter(|_| is_first);
        let number = match (restart, counts[level]) {
            (Some(start), _) => *start,
            (None, Some(last)) => last.saturating_add(1),
            (None, None) => found.start,
        };
        counts[level] = Some(number);
        counts[level + 1..].fill(None);
        if found.format == "bullet" && found.text.trim().is_empty() {
            return Some(String::new());
        }
        let is_private = |c: char| ('\u{e000}'..='\u{f8ff}').contains(&c);
        if found.format == "bullet" || found.text.contains(is_private) {
            return Some((if level.is_multiple_of(2) { "•" } else { "◦" }).to_owned());
        }
        let mut marker = found.text.clone();
        for (other, count) in counts.iter().enumerate().take(level + 1) {
            let place = format!("%{}", other + 1);
            if marker.contains(&place) {
                let of_level = get(other);
                let number = count.or(of_level.map(|level| level.start)).unwrap_or(1);
                let format = of_level.map_or("decimal", |level| level.format.as_str());
                marker = marker.replace(&place, &numeral(number, format));
            }
        }
        Some(marker.trim().to_owned())
    }
}

/// Returns the kind of a list, through the style that refers to it.
fn kind_of<'a>(
    kinds: &HashMap<String, ListKind>,
    lists: &'a HashMap<String, DocxList>,
    list: &'a DocxList,
    styles: &DocxStyles,
) -> Option<&'a String> {
    let style = kinds.get(&list.kind)?.style.as_ref();
    let other = style.and_then(|style| styles.list_of_style(style)).and_then(|id| lists.get(id));
    Some(&other.unwrap_or(list).kind)
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
    let mut level = NumberingLevel { start: 1, format: "decimal".into(), text: String::new() };
    while let Some(element) = xml.child()? {
        match element.name() {
            "start" => level.start = element.number("val").unwrap_or(1),
            "numFmt" => level.format = element.get("val").unwrap_or_default(),
            "lvlText" => level.text = element.short("val"),
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
                list.kind = element.get("val").unwrap_or_default();
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

/// Returns a number in a format of Word.
fn numeral(number: usize, format: &str) -> String {
    match format {
        "lowerLetter" => letters(number),
        "upperLetter" => letters(number).to_uppercase(),
        "lowerRoman" => roman(number),
        "upperRoman" => roman(number).to_uppercase(),
        "decimalZero" => format!("{number:02}"),
        "none" | "bullet" => String::new(),
        _ => number.to_string(),
    }
}
