//! JSON for programs: one object a line, its schema named first.
//!
//! Characters that could steer a terminal on which the output lands, or that cannot be seen, are
//! written as escapes; `serde_json` itself does so for C0. A program that parses
//! the line gets every character back.

use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use crate::document::Document;
use crate::report::Page;
use crate::report::claims::Grid;
use crate::report::comparison::Report;
use crate::report::hits::FoundIn;
use crate::report::list::{List, Row, State};
use crate::report::similar::Similar;
use crate::report::subject::{Named, Subject, lossy};
use crate::text::language::detect;
use crate::text::unicode::is_unprintable;
use crate::text::{Charset, Grounds};

/// JSON.
pub(crate) struct Json;

impl Page for Json {
    fn report(&self, report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
        put(&Versioned { schema: "reader.comparison/1", content: report }, out)
    }

    fn list(&self, list: &List, out: &mut dyn Write) -> io::Result<()> {
        let content = &Sorted {
            keywords: &list.keywords,
            documents: list.rows.iter().filter_map(Listed::new).collect(),
            skipped: list.rows.iter().filter_map(Left::new).collect(),
        };
        put(&Versioned { schema: "reader.list/1", content }, out)
    }

    fn similar(&self, similar: &Similar, out: &mut dyn Write) -> io::Result<()> {
        put(&Versioned { schema: "reader.similar/1", content: similar }, out)
    }

    fn hits(&self, found: &FoundIn, out: &mut dyn Write) -> io::Result<()> {
        put(&Versioned { schema: "reader.hits/1", content: found }, out)
    }

    fn claims(&self, grid: &Grid<'_>, out: &mut dyn Write) -> io::Result<()> {
        put(&Versioned { schema: "reader.claims/1", content: grid }, out)
    }

    fn document(&self, named: Named<'_>, out: &mut dyn Write) -> io::Result<()> {
        let (text, charset) = (&named.document.text, named.document.charset);
        let content = &Whole { subject: Subject::new(named, detect(text)), encoding: charset.into(), text };
        put(&Versioned { schema: "reader.document/1", content }, out)
    }

    /// Each line names its own path.
    fn header(&self, _: &Path, _: usize, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

#[derive(Serialize)]
struct Versioned<'a, T> {
    schema: &'static str,
    #[serde(flatten)]
    content: &'a T,
}

#[derive(Serialize)]
struct Sorted<'a> {
    keywords: &'a [String],
    documents: Vec<Listed<'a>>,
    skipped: Vec<Left<'a>>,
}

#[derive(Serialize)]
struct Listed<'a> {
    #[serde(serialize_with = "lossy")]
    path: &'a Path,
    title: &'a str,
    words: usize,
    minutes: usize,
    hits: &'a [usize],
    #[serde(flatten)]
    encoding: WrittenIn,
}

/// The encoding a document was read in.
#[derive(Serialize)]
struct WrittenIn {
    encoding: &'static str,
    /// Said only where it is so.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    guessed: bool,
}

impl From<Charset> for WrittenIn {
    fn from(charset: Charset) -> Self {
        Self { encoding: charset.encoding.name(), guessed: charset.grounds == Grounds::Guessed }
    }
}

#[derive(Serialize)]
struct Left<'a> {
    #[serde(serialize_with = "lossy")]
    path: &'a Path,
    reason: &'a str,
}

#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    subject: Subject<'a>,
    #[serde(flatten)]
    encoding: WrittenIn,
    text: &'a str,
}

impl<'a> Listed<'a> {
    fn new(row: &'a Row) -> Option<Self> {
        match &row.state {
            State::Read { title, words, hits, charset } => Some(Self {
                path: &row.path,
                title: title.as_str(),
                words: *words,
                minutes: Document::minutes(*words),
                hits,
                encoding: (*charset).into(),
            }),
            State::Unread { .. } => None,
        }
    }
}

impl<'a> Left<'a> {
    fn new(row: &'a Row) -> Option<Self> {
        match &row.state {
            State::Unread { why } => Some(Self { path: &row.path, reason: why }),
            State::Read { .. } => None,
        }
    }
}

fn put(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut *out, Escaping))?;
    out.write_all(b"\n")
}

/// The compact form, with more characters escaped.
struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut done = 0;
        for (at, character) in fragment.char_indices().filter(|(_, character)| is_unprintable(*character)) {
            out.write_all(&fragment.as_bytes()[done..at])?;
            for unit in character.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            done = at + character.len_utf8();
        }
        out.write_all(&fragment.as_bytes()[done..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::comparison::tests::{LEFT, RIGHT, document, with_report, written};
    use crate::search::{Defaults, Keywords, Pattern, Query, parse_argument};
    use crate::text;
    use crate::text::safe::{Allowed, Checked};
    use crate::text::unicode::is_invisible;
    use proptest::prelude::*;
    use serde_json::Value;

    fn schema() -> Value {
        serde_json::from_str(include_str!("../../assets/schema/comparison.json")).unwrap()
    }

    #[test]
    fn a_report_follows_its_schema() {
        let validator = jsonschema::validator_for(&schema()).unwrap();
        for sides in [[LEFT, RIGHT], [RIGHT, LEFT], [&[], LEFT], [LEFT, LEFT]] {
            let text = with_report(sides, |report| written(|out| Json.report(report, out)));
            let value: Value = serde_json::from_str(&text).unwrap();
            let errors: Vec<_> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{errors:?}");
        }
    }

    #[test]
    fn the_schema_refuses_what_it_does_not_name() {
        let validator = jsonschema::validator_for(&schema()).unwrap();
        let text = with_report([LEFT, RIGHT], |report| written(|out| Json.report(report, out)));
        let good: Value = serde_json::from_str(&text).unwrap();
        for (pointer, change) in [
            ("/schema", Value::from("reader.comparison/2")),
            ("/links/0/score", Value::from(1.5)),
            ("/links/0/level", Value::from("sure")),
            ("/facts/0/status", Value::from("false")),
            ("/facts/0/items", Value::Array(vec![])),
            ("/documents/0/sentences/0/start", Value::from(-1)),
            ("/only/0", Value::Null),
            ("/summary", serde_json::json!({"extra": 1})),
        ] {
            let mut bad = good.clone();
            *bad.pointer_mut(pointer).unwrap() = change;
            assert!(!validator.is_valid(&bad), "{pointer}");
        }
    }

    #[test]
    fn keys_stand_in_the_documented_order() {
        let text = with_report([LEFT, RIGHT], |report| written(|out| Json.report(report, out)));
        let mut from = 0;
        for key in ["schema", "method", "documents", "links", "only", "facts", "summary"] {
            from += text[from..].find(&format!("\"{key}\":")).unwrap_or_else(|| panic!("{key} in {text}"));
        }
    }

    #[test]
    fn a_list_tells_documents_from_the_rest() {
        let path = || "a".into();
        let mut keywords = Keywords::default();
        keywords.add(parse_argument("crew=red", Defaults::default()).unwrap());
        let mut list = List::new(&keywords);
        list.rows.push(Row::read(path(), document(LEFT), &keywords));
        list.rows.push(Row::unread(path(), &"not a text file"));
        let value: Value = serde_json::from_str(&written(|out| Json.list(&list, out))).unwrap();
        assert_eq!((&value["keywords"][0], &value["documents"][0]["hits"][0]), (&"crew".into(), &1.into()));
        assert_eq!(value["schema"], "reader.list/1");
        assert_eq!(value["documents"][0]["minutes"], 1);
        assert_eq!(value["skipped"][0]["reason"], "not a text file");
    }

    /// The screen, the search, JSON and the check of what is printed agree on every character.
    #[test]
    fn an_invisible_character_is_invisible_everywhere() {
        let pattern = Pattern::compile(&Query::parse("paypal", Defaults::default())).unwrap();
        for c in ('\0'..=char::MAX).filter(|c| is_unprintable(*c)) {
            let text = format!("pay{c}pal");
            let shown = text::safe::line(&text);
            assert!(shown.as_str().is_ascii() || !shown.as_str().contains(c), "the screen shows {c:?}");
            let hits = pattern.hits(&text);
            assert_eq!(hits.len(), usize::from(is_invisible(c)), "the search sees {c:?}");
            assert_eq!(pattern.hits_of(&text, &|| true), Some(hits), "{c:?}");
            let json = written(|out| put(&text, out));
            assert!(!json.trim_end_matches('\n').contains(c), "JSON holds {c:?}: {json:?}");
            let printed = std::panic::catch_unwind(|| {
                Checked::new(io::sink(), Allowed::Screen).write_all(text.as_bytes())
            });
            assert!(printed.is_err(), "the check lets {c:?} through");
        }
    }

    proptest! {
        #[test]
        fn every_character_comes_back_and_none_steers(text in any::<String>(), more in "[\u{7f}-\u{9f}\u{61c}\u{200e}\u{202e}\u{2067}\u{e0041}\u{1d173}a\"]*") {
            let text = text + &more;
            let document = document(&[]);
            let document = Document { text: text.clone(), ..document };
            let named = Named { path: Path::new("x"), document: &document };
            let line = written(|out| Json.document(named, out));
            prop_assert!(!line.trim_end_matches('\n').chars().any(is_unprintable));
            let value: Value = serde_json::from_str(&line).unwrap();
            prop_assert_eq!(value["text"].as_str(), Some(text.as_str()));
        }
    }
}
