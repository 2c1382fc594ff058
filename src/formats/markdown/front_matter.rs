//! Front matter: the metadata at the top of a Markdown text, between lines of `---` (YAML) or `+++` (TOML).

use saphyr_parser::{Event, Parser, ScalarStyle};
use toml::de::{DeTable, DeValue};

use crate::document::{Field, Metadata};

/// The longest front matter, in bytes; a longer block is text.
const LONGEST: usize = 64 << 10;

/// Front matter, read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct FrontMatter {
    pub settings: Vec<Setting>,
    /// The byte of the text at which it ends.
    pub end: usize,
}

/// A key with its value.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Setting {
    /// The key; keys within others have the outer ones and a full stop before them.
    pub key: String,
    /// The value as it is to be shown, those of a list with commas between them.
    pub value: String,
    /// The line of the file, counted from 1.
    pub line: usize,
}

impl FrontMatter {
    /// Returns the front matter of `text`. A block that is neither YAML nor TOML, or is not a list of settings,
    /// is text.
    pub(super) fn of(text: &str) -> Option<Self> {
        let yaml = || between(text, "---", &["---", "..."]).and_then(|block| Some((yaml(block.0)?, block.1)));
        let toml = || between(text, "+++", &["+++"]).and_then(|block| Some((toml(block.0)?, block.1)));
        let (settings, end) = yaml().or_else(toml)?;
        Some(Self { settings, end }).filter(|found| !found.settings.is_empty())
    }

    /// Returns the title.
    pub(super) fn title(&self) -> Option<String> {
        let title = self.settings.iter().find(|setting| setting.key.eq_ignore_ascii_case("title"))?;
        Some(title.value.clone()).filter(|title| !title.is_empty())
    }

    /// Returns the metadata in the settings.
    pub(super) fn metadata(&self) -> Metadata {
        let mut metadata = Metadata::default();
        for setting in &self.settings {
            let key = setting.key.to_lowercase();
            // Generators of sites keep fields of their users in a table of its own.
            let key = key.strip_prefix("extra.").or_else(|| key.strip_prefix("params.")).unwrap_or(&key);
            let field = match key.strip_suffix(".name").unwrap_or(key) {
                "author" | "authors" | "by" | "byline" | "creator" => Field::Author,
                "date" | "published" | "created" | "pubdate" | "publishdate" | "published_at" => Field::Date,
                "source" | "url" | "link" | "publisher" | "canonical" | "canonical_url" | "original" => {
                    Field::Source
                }
                "lang" | "language" => Field::Language,
                "description" | "summary" | "abstract" | "subtitle" => Field::Description,
                _ => continue,
            };
            metadata.add(field, &setting.value);
        }
        metadata
    }
}

/// Returns the text between the first line, `opening`, and the first line that is in `closing`, and the
/// byte at which the text below that begins. A blank line below the first one makes that one a rule.
fn between<'a>(text: &'a str, opening: &str, closing: &[&str]) -> Option<(&'a str, usize)> {
    let inside = text.strip_prefix(opening)?.trim_start_matches([' ', '\t']).strip_prefix('\n')?;
    let start = text.len() - inside.len();
    let mut at = 0;
    for line in inside.split_inclusive('\n') {
        if closing.contains(&line.trim_end()) {
            return Some((&inside[..at], start + at + line.len()));
        }
        if at > LONGEST || (at == 0 && line.trim().is_empty()) {
            return None;
        }
        at += line.len();
    }
    None
}

/// Returns the settings of a mapping in YAML; `None` if it is none. Aliases are shown and not expanded, so
/// that no text grows.
fn yaml(text: &str) -> Option<Vec<Setting>> {
    let mut reader = Yaml::default();
    for event in Parser::new_from_str(text) {
        let Ok((event, place)) = event else { return lenient(text) };
        reader.event(event, place.start.line() + 1)?;
    }
    reader.is_mapping.then_some(reader.settings)
}

/// The state between two events of YAML.
#[derive(Default)]
struct Yaml {
    settings: Vec<Setting>,
    open: Vec<OpenCollection>,
    is_mapping: bool,
}

/// An open list or mapping.
enum OpenCollection {
    List,
    /// The key whose value is next; `None` where a key is next.
    Mapping(Option<String>),
}

impl Yaml {
    /// Takes in an event of the parser that begins on `line`; `None` if the text is not front matter.
    fn event(&mut self, event: Event<'_>, line: usize) -> Option<()> {
        match event {
            Event::MappingStart(..) => {
                self.is_mapping |= self.open.is_empty();
                self.open.push(OpenCollection::Mapping(None));
            }
            Event::SequenceStart(..) => self.open.push(OpenCollection::List),
            Event::MappingEnd | Event::SequenceEnd => {
                self.open.pop();
                self.end_value();
            }
            Event::Scalar(value, style, ..) => {
                let is_null = style == ScalarStyle::Plain && matches!(&*value, "~" | "null");
                self.scalar(if is_null { "" } else { &value }, line);
            }
            Event::Alias(_) => self.scalar("*", line),
            _ => {}
        }
        // A text that is one scalar or one list has no settings.
        (self.is_mapping || matches!(self.open.len(), 0)).then_some(())
    }

    fn scalar(&mut self, value: &str, line: usize) {
        if let Some(OpenCollection::Mapping(key @ None)) = self.open.last_mut() {
            *key = Some(value.to_owned());
            let is_outer = self.open.len() == 1;
            if is_outer {
                self.settings.push(Setting { key: self.path(), value: String::new(), line });
            }
            return;
        }
        let (path, value) = (self.path(), value.split_whitespace().collect::<Vec<_>>().join(" "));
        match self.settings.last_mut() {
            Some(last) if last.key == path && last.value.is_empty() => last.value = value,
            Some(last) if last.key == path => last.value.extend([", ", &value]),
            Some(last) if last.value.is_empty() && path.starts_with(&last.key) => {
                *last = Setting { key: path, value, line };
            }
            _ => self.settings.push(Setting { key: path, value, line }),
        }
        self.end_value();
    }

    /// Returns the keys of all open mappings.
    fn path(&self) -> String {
        let keys = self.open.iter().filter_map(|open| match open {
            OpenCollection::Mapping(key) => key.as_deref(),
            OpenCollection::List => None,
        });
        keys.collect::<Vec<_>>().join(".")
    }

    fn end_value(&mut self) {
        if let Some(OpenCollection::Mapping(key)) = self.open.last_mut() {
            *key = None;
        }
    }
}

/// Returns the settings of a text that is not YAML but looks like it: people write `title: One: two`. Every
/// line is a word, a colon and a value, or belongs to the line above.
fn lenient(text: &str) -> Option<Vec<Setting>> {
    let mut settings: Vec<Setting> = Vec::new();
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        if line.starts_with([' ', '\t', '-']) {
            let last = settings.last_mut()?;
            let separator = if last.value.is_empty() { "" } else { " " };
            last.value.extend([separator, line.trim()]);
        } else if !line.starts_with('#') {
            let (key, value) = line.split_once(':')?;
            let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
            if key.is_empty()
                || !key.chars().all(is_word)
                || !value.starts_with([' ', '\t']) && !value.is_empty()
            {
                return None;
            }
            let value = value.trim().trim_matches(['"', '\'']).to_owned();
            settings.push(Setting { key: key.to_owned(), value, line: index + 2 });
        }
    }
    Some(settings)
}

/// Returns the settings of a table in TOML; `None` if it is none.
fn toml(text: &str) -> Option<Vec<Setting>> {
    let table = DeTable::parse(text).ok()?;
    let mut settings = Vec::new();
    for (key, value) in table.get_ref() {
        let line = text.get(..key.span().start)?.matches('\n').count() + 2;
        add_toml(key.get_ref(), value.get_ref(), line, &mut settings);
    }
    settings.sort_by_key(|setting| setting.line);
    Some(settings)
}

fn add_toml(key: &str, value: &DeValue<'_>, line: usize, settings: &mut Vec<Setting>) {
    let value = match value {
        DeValue::Table(table) => {
            for (inner, value) in table {
                add_toml(&format!("{key}.{}", inner.get_ref()), value.get_ref(), line, settings);
            }
            return;
        }
        DeValue::Array(values) => {
            let mut inner = Vec::new();
            values.iter().for_each(|value| add_toml(key, value.get_ref(), line, &mut inner));
            inner.into_iter().map(|setting| setting.value).collect::<Vec<_>>().join(", ")
        }
        DeValue::String(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        DeValue::Integer(number) => number.to_string(),
        DeValue::Float(number) => number.to_string(),
        DeValue::Boolean(value) => value.to_string(),
        DeValue::Datetime(date) => date.to_string(),
    };
    settings.push(Setting { key: key.to_owned(), value, line });
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the settings as `line key: value`, and the text below.
    fn read(text: &str) -> Option<(Vec<String>, &str)> {
        let found = FrontMatter::of(text)?;
        let show = |setting: &Setting| format!("{} {}: {}", setting.line, setting.key, setting.value);
        Some((found.settings.iter().map(show).collect(), &text[found.end..]))
    }

    #[test]
    fn settings_are_read_with_their_lines() {
        for (text, settings) in [
            (
                "---\ntitle: \"The \\\"tides\\\"\" # draft\ntags:\n  - sea\n  - moon\ndate: 2024-05-01\n---\nBody",
                &["2 title: The \"tides\"", "3 tags: sea, moon", "6 date: 2024-05-01"][..],
            ),
            (
                "---\nauthor:\n  name: A. Writer\n  town: Rome\ntext: >\n  one\n  two\ndraft:\n...\nBody",
                &["3 author.name: A. Writer", "4 author.town: Rome", "5 text: one two", "8 draft: "],
            ),
            ("---\nlayout: post\n\n---\nBody", &["2 layout: post"]),
            ("---\ntitle: The gate: a story\nby: 'B'\n---\nBody", &["2 title: The gate: a story", "3 by: B"]),
            (
                "+++\ntitle = 'Tides'\ndate = 2024-05-01\ntags = ['a', 'b']\n[extra]\nn = 1\n+++\nBody",
                &["2 title: Tides", "3 date: 2024-05-01", "4 tags: a, b", "5 extra.n: 1"],
            ),
        ] {
            let expected = (settings.iter().map(|&setting| setting.to_owned()).collect(), "Body");
            assert_eq!(read(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn text_between_rules_is_no_front_matter() {
        for text in [
            "---\n\nNo settings: here.\n\n---\n",
            "---\n**Editor:** found in a drawer.\n---\n",
            "---\nOne line of text.\n---\n",
            "---\n- a\n- b\n---\n",
            "---\ntitle: x",
            "---\n---\n",
            "+++\nno toml\n+++\n",
            "--- a\n---\n",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn aliases_are_not_expanded() {
        let text = "---\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n---\n";
        assert_eq!(read(text).unwrap().0[2], "4 c: *, *");
    }

    #[test]
    fn what_the_settings_say_of_the_document_is_used() {
        let text = "---\nTitle: T\nauthors: [A, B]\ndate: 1843\nsource: http://a.org\nlang: el\nx: y\n---\n";
        let found = FrontMatter::of(text).unwrap();
        let metadata = found.metadata();
        let known: Vec<(&str, &str)> = metadata.iter().map(|(field, value)| (field.name(), value)).collect();
        let nested =
            "---\nauthor:\n- name: A\n- name: B\nextra:\n  source:\n    name: The Bell\n    page: 3\n---\n";
        let nested = FrontMatter::of(nested).unwrap().metadata();
        assert_eq!(
            nested.iter().map(|(field, value)| (field.name(), value)).collect::<Vec<_>>(),
            [("author", "A, B"), ("source", "The Bell")]
        );
        let expected = [("author", "A, B"), ("date", "1843"), ("source", "http://a.org"), ("language", "el")];
        assert_eq!((found.title().as_deref(), known), (Some("T"), expected.to_vec()));
    }
}
