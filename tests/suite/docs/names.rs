//! Names of the code in a document: names in backticks are looked up in the sources.
#![expect(clippy::disallowed_methods, reason = "the sources are files")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Returns the targets of the links and pictures of a document.
pub(crate) fn links(markdown: &str) -> Vec<&str> {
    markdown.split("](").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0)).collect()
}

/// Returns the anchors of the headings of a document, as GitHub makes them.
pub(crate) fn headings(markdown: &str) -> impl Iterator<Item = String> {
    let prose = markdown.split("```").step_by(2);
    prose.flat_map(str::lines).filter(|line| line.starts_with('#')).map(|line| {
        let kept = |c: &char| c.is_alphanumeric() || [' ', '-', '_'].contains(c);
        let title = line.trim_start_matches('#').trim().to_lowercase();
        title.chars().filter(kept).map(|c| if c == ' ' { '-' } else { c }).collect()
    })
}

/// Returns the texts in backticks on one line, outside code blocks.
pub(crate) fn quoted(markdown: &str) -> impl Iterator<Item = &str> {
    let prose = markdown.split("```").step_by(2);
    prose.flat_map(|text| text.split('\n').flat_map(|line| line.split('`').skip(1).step_by(2)))
}

/// The sources: each file by its path from the root of the repository, and its text.
pub(crate) struct Sources {
    files: Vec<(PathBuf, String)>,
}

impl Sources {
    /// Reads every Rust file of the repository's own folders.
    pub(crate) fn read() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut files = Vec::new();
        let mut folders: Vec<PathBuf> =
            ["src", "tests", "benches", "examples"].iter().map(|name| root.join(name)).collect();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "rs") {
                    let text = std::fs::read_to_string(&path).unwrap();
                    files.push((path.strip_prefix(root).unwrap().to_owned(), text));
                }
            }
        }
        Self { files }
    }

    /// Tells whether a quoted name is in the sources; a name that is no file, function or type counts as
    /// known.
    ///
    /// `view/text.rs` is a file, `src/` left out, `app/` a folder; `press()` a function somewhere,
    /// `keys::press()` one in the file or folder `keys`, `Flow::page()` one beside that type;
    /// `Reply::Paired` two words of one file.
    pub(crate) fn knows(&self, quoted: &str) -> bool {
        let extension = Path::new(quoted).extension().and_then(|extension| extension.to_str());
        if quoted.contains([' ', '<', '>', '*', '=', '"', '-', '…']) {
            true
        } else if let Some(name) = quoted.strip_suffix("()") {
            self.know_function(name)
        } else if extension == Some("rs") {
            self.files.iter().any(|(path, _)| path.ends_with(quoted))
        } else if quoted.ends_with('/') || extension == Some("toml") {
            let root = Path::new(env!("CARGO_MANIFEST_DIR"));
            root.join(quoted).exists() || root.join("src").join(quoted).exists()
        } else if is_type(quoted) {
            let words: Vec<&str> = quoted.split("::").collect();
            self.files.iter().any(|(_, text)| words.iter().all(|word| has_word(text, word)))
        } else {
            true
        }
    }

    /// Returns the names that two types of the program have, each with the files that define them.
    pub(crate) fn shared_names(&self) -> Vec<(&str, Vec<&Path>)> {
        let mut files: BTreeMap<&str, Vec<&Path>> = BTreeMap::new();
        for (path, text) in self.files.iter().filter(|(path, _)| path.starts_with("src")) {
            for name in text.lines().filter_map(defined_type) {
                files.entry(name).or_default().push(path);
            }
        }
        files.into_iter().filter(|(_, files)| files.len() > 1).collect()
    }

    fn know_function(&self, name: &str) -> bool {
        let (place, function) = name.rsplit_once("::").unwrap_or(("", name));
        let place = place.rsplit("::").next().unwrap_or_default();
        let defines =
            |text: &str| ["(", "<"].iter().any(|after| text.contains(&format!("fn {function}{after}")));
        self.files.iter().any(|(path, text)| {
            let inside = place.is_empty()
                || path
                    .components()
                    .any(|part| Path::new(part.as_os_str()).with_extension("").as_os_str() == place)
                || (is_type(place)
                    && text.lines().any(|line| line.starts_with("impl") && has_word(line, place)));
            inside && defines(text)
        })
    }
}

/// Returns the name of the type or trait that a line begins to define, if it does. An indented `type` is that of a
/// trait's implementation.
fn defined_type(line: &str) -> Option<&str> {
    let (mut words, is_inner) = (line.trim_start(), line.starts_with(' '));
    if let Some(rest) = words.strip_prefix("pub") {
        words = rest
            .strip_prefix('(')
            .map_or(rest, |rest| rest.split_once(')').map_or(rest, |(_, rest)| rest))
            .trim_start();
    }
    let (keyword, rest) = words.split_once(' ')?;
    let defines =
        matches!(keyword, "struct" | "enum" | "trait" | "union") || (keyword == "type" && !is_inner);
    let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    (defines && is_type(&rest[..end])).then_some(&rest[..end])
}

fn is_type(name: &str) -> bool {
    let is_name = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_uppercase()) && part.chars().all(|c| c.is_ascii_alphanumeric())
    };
    name.len() > 1 && name.chars().any(|c| c.is_ascii_lowercase()) && name.split("::").all(is_name)
}

fn has_word(text: &str, word: &str) -> bool {
    let outside = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '_');
    text.match_indices(word).any(|(at, _)| {
        outside(text[..at].chars().next_back()) && outside(text[at + word.len()..].chars().next())
    })
}

#[test]
fn no_two_types_have_the_same_name() {
    let sources = Sources::read();
    assert_eq!(sources.shared_names(), []);
    let lines = [
        ("pub(in crate::text) struct Span {", Some("Span")),
        ("    enum Act<'a> {", Some("Act")),
        ("pub type Pieces = Vec<Piece>;", Some("Pieces")),
        ("    type Item = char;", None),
        ("/// A struct Span", None),
    ];
    for (line, name) in lines {
        assert_eq!(defined_type(line), name, "{line}");
    }
}

#[test]
fn names_are_looked_up() {
    let files = vec![(
        PathBuf::from("src/app/keys.rs"),
        "impl App {\n    fn press(app: &mut App) {}\n}\n".to_string(),
    )];
    let sources = Sources { files };
    for known in
        ["app/keys.rs", "press()", "keys::press()", "App::press()", "App", "src/", "a b", "j", "cargo"]
    {
        assert!(sources.knows(known), "{known}");
    }
    for unknown in ["eys.rs", "pres()", "mouse::press()", "Layout::press()", "Appl", "App::Key", "attic/"] {
        assert!(!sources.knows(unknown), "{unknown}");
    }
}
