//! Where the links of a document lead.

use std::path::{Component, Path, PathBuf};

use percent_encoding::percent_decode_str;
use url::Url;

use crate::document::{Document, Position};
use crate::text::CopiedText;

/// The schemes of addresses that another program may open.
const SCHEMES: [&str; 3] = ["http", "https", "mailto"];

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An address that another program opens, with the name of its host in ASCII.
    Address(String),
    /// A place of the same document, by its name.
    Place(String),
    /// A file, relative to that of the document or absolute, and the name of a place in it.
    File(PathBuf, Option<String>),
}

impl Target {
    /// Returns the target that is written in a link; the error says why it is not followed.
    pub fn of(written: &str) -> Result<Self, String> {
        let written = written.trim();
        if CopiedText::of(written).left_out() > 0 || written.contains(['\n', '\t']) {
            return Err("the address of this link has characters that hide or act".into());
        }
        match Url::parse(written) {
            Ok(url) if SCHEMES.contains(&url.scheme()) => return Ok(Target::Address(url.into())),
            Ok(url) if url.scheme() == "file" => {
                let path =
                    url.to_file_path().map_err(|()| "this link leads to another computer".to_owned())?;
                return Ok(Target::File(path, url.fragment().map(decoded)));
            }
            Ok(url) => return Err(format!("links of the kind {}: are not followed", url.scheme())),
            Err(_) => {}
        }
        let (path, place) =
            written.split_once('#').map_or((written, None), |(path, place)| (path, Some(place)));
        let place = place.filter(|place| !place.is_empty()).map(decoded);
        match (path.split('?').next().unwrap_or_default(), place) {
            ("", Some(place)) => Ok(Target::Place(place)),
            ("", None) => Err("this link leads nowhere".into()),
            (path, place) => Ok(Target::File(decoded(path).into(), place)),
        }
    }

    /// Returns the path of the file that a link in the file `from` leads to, without `.` and `..`.
    pub fn path_from(from: &Path, to: &Path) -> PathBuf {
        let mut path = PathBuf::new();
        for part in from.parent().unwrap_or(Path::new("")).join(to).components() {
            match part {
                Component::CurDir => {}
                Component::ParentDir
                    if matches!(path.components().next_back(), Some(Component::Normal(_))) =>
                {
                    path.pop();
                }
                other => path.push(other),
            }
        }
        path
    }
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

impl Document {
    /// Returns the place of this name: the heading whose words it is made of, or a page such as `page=12`.
    pub fn named_place(&self, name: &str) -> Option<Position> {
        if let Some(page) = name.strip_prefix("page=") {
            return self
                .divisions
                .iter()
                .find(|division| division.label == page)
                .map(|division| division.place);
        }
        let wanted = slug(name);
        let heading = self.outline.iter().find(|entry| slug(&entry.label) == wanted);
        heading.filter(|_| !wanted.is_empty()).map(|entry| entry.place)
    }
}

/// Returns a name as web pages make it of a heading: small letters and digits with a hyphen for each space.
fn slug(words: &str) -> String {
    let kept = words.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Draft, OutlineEntry};

    #[test]
    fn targets_are_told_apart() {
        let file = |path: &str, place: Option<&str>| Ok(Target::File(path.into(), place.map(str::to_owned)));
        for (written, target) in [
            ("https://tides.example/a?b=c#d", Ok(Target::Address("https://tides.example/a?b=c#d".into()))),
            ("HTTP://Tides.Example", Ok(Target::Address("http://tides.example/".into()))),
            ("mailto:a@b.example", Ok(Target::Address("mailto:a@b.example".into()))),
            // A look-alike shows itself.
            ("https://tіdes.example/", Ok(Target::Address("https://xn--tdes-l9d.example/".into()))),
            ("#low-water", Ok(Target::Place("low-water".into()))),
            ("ebb.md", file("ebb.md", None)),
            ("../a%20b.md#Low%20Water", file("../a b.md", Some("Low Water"))),
            ("ebb.html?x=1", file("ebb.html", None)),
            ("file:///tmp/ebb.md", file("/tmp/ebb.md", None)),
            ("javascript:alert(1)", Err("links of the kind javascript: are not followed".into())),
            ("data:text/html,x", Err("links of the kind data: are not followed".into())),
            ("#", Err("this link leads nowhere".into())),
        ] {
            assert_eq!(Target::of(written), target, "{written}");
        }
        for written in ["https://a.example/\u{202e}moc", "https://a.example/\u{1b}[2J", "-x\ny"] {
            assert!(Target::of(written).unwrap_err().contains("hide or act"), "{written:?}");
        }
    }

    #[test]
    fn paths_are_relative_to_the_document() {
        for (from, to, path) in [
            ("docs/tides.md", "ebb.md", "docs/ebb.md"),
            ("docs/tides.md", "../flood/./a.md", "flood/a.md"),
            ("tides.md", "../ebb.md", "../ebb.md"),
            ("/a/b.md", "/c/d.md", "/c/d.md"),
        ] {
            assert_eq!(Target::path_from(Path::new(from), Path::new(to)), Path::new(path), "{from} {to}");
        }
    }

    #[test]
    fn places_are_named_by_headings() {
        let entry = |label: &str, at| OutlineEntry { level: 1, label: label.into(), place: Position(at) };
        let outline = vec![entry("High Water", 3), entry("What’s “Low Water”?", 9)];
        let document = Document::from(Draft { text: "x".repeat(20), outline, ..Draft::default() });
        for (name, place) in [
            ("high-water", Some(3)),
            ("High Water", Some(3)),
            ("whats-low-water", Some(9)),
            ("neap", None),
            ("", None),
        ] {
            assert_eq!(document.named_place(name), place.map(Position), "{name}");
        }
    }
}
