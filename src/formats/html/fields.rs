//! The fields of forms: what a browser shows in them.

use html5ever::tokenizer::Tag;

use crate::formats::html::metadata::attribute;

/// A list of options or a field of several lines that is open.
#[derive(Debug, Default)]
pub(super) struct OpenField {
    options: Vec<FieldOption>,
    /// Whether all options are shown and not only the selected one.
    shows_all: bool,
    placeholder: String,
}

#[derive(Debug, Default)]
struct FieldOption {
    words: String,
    is_selected: bool,
    /// Whether an attribute gave the words, in place of the content.
    is_labelled: bool,
}

impl OpenField {
    /// Returns the field that the tag of a `<select>` or `<textarea>` begins.
    pub(super) fn new(tag: &Tag) -> Self {
        if &*tag.name == "textarea" {
            let placeholder = attribute(tag, "placeholder").unwrap_or_default().to_owned();
            return Self { options: vec![FieldOption::default()], placeholder, ..Self::default() };
        }
        let rows = attribute(tag, "size").and_then(|size| size.trim().parse().ok()).unwrap_or(1);
        Self { shows_all: attribute(tag, "multiple").is_some() || rows > 1, ..Self::default() }
    }

    /// Begins the option of a tag.
    pub(super) fn add_option(&mut self, tag: &Tag) {
        let label = attribute(tag, "label").unwrap_or_default();
        let is_selected = attribute(tag, "selected").is_some();
        let is_labelled = !label.is_empty();
        self.options.push(FieldOption { words: label.to_owned(), is_selected, is_labelled });
    }

    /// Adds to the words of the last option.
    pub(super) fn text(&mut self, text: &str) {
        if let Some(option) = self.options.last_mut().filter(|option| !option.is_labelled) {
            option.words.push_str(text);
        }
    }

    /// Returns what the field shows: the selected option, or the first one; all of a list that is not folded.
    pub(super) fn shown(&self) -> String {
        if self.shows_all {
            let words = self.options.iter().map(|option| option.words.trim());
            return words.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", ");
        }
        let selected = self.options.iter().rev().find(|option| option.is_selected);
        let words = selected.or(self.options.first()).map_or("", |option| option.words.trim());
        if words.is_empty() { self.placeholder.clone() } else { words.to_owned() }
    }
}

/// Returns what an `<input>` shows: the words on a button, a mark of choice, its value or its placeholder.
pub(super) fn input_words(tag: &Tag) -> &str {
    let kind = attribute(tag, "type").unwrap_or_default().to_ascii_lowercase();
    let get = |name| attribute(tag, name).filter(|words| !words.trim().is_empty());
    let is_checked = attribute(tag, "checked").is_some();
    // A box with another role only opens a menu, and is not drawn.
    let has_role = attribute(tag, "role").is_some();
    let words = match kind.as_str() {
        "submit" | "button" | "reset" => get("value"),
        "image" => get("alt").or(get("value")),
        "checkbox" if !has_role => Some(if is_checked { "☑" } else { "☐" }),
        "radio" if !has_role => Some(if is_checked { "◉" } else { "○" }),
        "checkbox" | "radio" | "hidden" | "file" | "color" | "range" => None,
        "password" => get("placeholder"),
        _ => get("value").or(get("placeholder")),
    };
    words.unwrap_or_default()
}
