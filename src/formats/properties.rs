//! The metadata of the documents of word processors, and the warnings about them.

use crate::document::{Field, Metadata};
use crate::formats::limits::{Budget, Exceeded};
use crate::formats::xml::Xml;

/// Reads the properties of a document: its title and its metadata.
pub(super) fn properties(text: &str, budget: Budget) -> Result<(Option<String>, Metadata), Exceeded> {
    let mut xml = Xml::new(text, budget);
    let mut title = None;
    let mut metadata = Metadata::default();
    let [mut editor, mut changed] = [String::new(), String::new()];
    while let Some(element) = xml.find_any()? {
        match element.name() {
            "title" => title = Some(xml.text()?).filter(|title| !title.trim().is_empty()),
            "initial-creator" => metadata.add(Field::Author, &xml.text()?),
            "creator" => editor = xml.text()?,
            "language" => metadata.add(Field::Language, &xml.text()?),
            "description" => metadata.add(Field::Description, &xml.text()?),
            "created" | "creation-date" => metadata.add(Field::Created, &xml.text()?),
            "modified" | "date" => changed = xml.text()?,
            _ => {}
        }
    }
    if metadata.first(Field::Author).is_none() {
        metadata.add(Field::Author, &editor);
    }
    if metadata.first(Field::Created).is_none() {
        metadata.add(Field::Created, &changed);
    }
    Ok((title, metadata))
}

/// Returns a warning for each number that is not 0, in the words for one or for several.
pub(super) fn counted(numbers: &[(usize, &str, &str)]) -> Vec<String> {
    let words = |(count, one, more): &(usize, &str, &str)| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {more}")),
    };
    numbers.iter().filter_map(words).collect()
}
