//! What the documents of word processors say about themselves.

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
            "created" | "creation-date" => metadata.add(Field::Date, &xml.text()?),
            "modified" | "date" => changed = xml.text()?,
            _ => {}
        }
    }
    if metadata.first(Field::Author).is_none() {
        metadata.add(Field::Author, &editor);
    }
    if metadata.first(Field::Date).is_none() {
        metadata.add(Field::Date, &changed);
    }
    Ok((title, metadata))
}
