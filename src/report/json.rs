//! JSON for programs: one object a line, its schema named first.
//!
//! Invisible characters that could steer the terminal on which the output lands, or hide in it, are
//! written as escapes; `serde_json` itself does so for C0. A program that parses the line gets every
//! character back.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use crate::text::unicode::is_unprintable;

/// Writes `report` after the name of its schema.
pub(crate) fn write(schema: &'static str, report: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let versioned = Versioned { schema, report };
    versioned.serialize(&mut Serializer::with_formatter(&mut *out, Escaping))?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct Versioned<'a, T> {
    schema: &'static str,
    #[serde(flatten)]
    report: &'a T,
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
    use crate::document::Document;
    use crate::formats::{SourceBytes, parse};
    use crate::report::claims::ClaimsReport;
    use crate::report::comparison::ComparisonReport;
    use crate::report::comparison::tests::{LEFT, RIGHT, document, with_report, written};
    use crate::report::document::DocumentData;
    use crate::report::hits::{HitReport, SearchSummary};
    use crate::report::list::ListData;
    use crate::report::notes::NotesReport;
    use crate::report::similar::SimilarReport;
    use crate::report::stories::StoriesReport;
    use crate::report::timeline::TimelineReport;
    use crate::report::{DocumentList, ListRow, NamedDocument, Report, ReportFormat};
    use crate::search::{Defaults, Keywords, Pattern, Query};
    use crate::text::safe::{self, Allowed, Checked};
    use crate::text::unicode::is_invisible;
    use proptest::prelude::*;
    use schemars::JsonSchema;
    use schemars::generate::SchemaSettings;
    use serde_json::{Value, json};
    use std::path::{Path, PathBuf};

    /// Returns the schema of a report, with the name of the schema as its first field.
    fn schema_of<C: Report + JsonSchema>() -> Value {
        schema_of_data::<C, C>()
    }

    /// Returns the schema of a report whose JSON form is of another type.
    fn schema_of_data<C: Report, Data: JsonSchema>() -> Value {
        let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
        let mut schema = generator.into_root_schema_for::<Data>().to_value();
        schema["title"] = C::SCHEMA.into();
        schema["properties"]["schema"] = json!({ "const": C::SCHEMA });
        schema["required"].as_array_mut().unwrap().insert(0, "schema".into());
        schema
    }

    #[test]
    fn the_published_schemas_are_those_of_the_types() {
        for (name, schema) in [
            ("comparison", schema_of::<ComparisonReport<'_>>()),
            ("claims", schema_of::<ClaimsReport<'_>>()),
            ("document", schema_of_data::<NamedDocument<'_>, DocumentData<'_>>()),
            ("hits", schema_of::<HitReport>()),
            ("list", schema_of_data::<DocumentList, ListData<'_>>()),
            ("notes", schema_of::<NotesReport>()),
            ("search", schema_of::<SearchSummary>()),
            ("similar", schema_of::<SimilarReport>()),
            ("stories", schema_of::<StoriesReport>()),
            ("timeline", schema_of::<TimelineReport>()),
        ] {
            let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("assets/schema/{name}.json"));
            let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
            update(&path, &text);
            let published = published(&path);
            assert_eq!(published, text, "UPDATE_SCHEMAS=1 cargo test writes {}", path.display());
        }
    }

    #[expect(clippy::disallowed_methods, reason = "a test of files of the repository")]
    fn published(path: &Path) -> String {
        std::fs::read_to_string(path).unwrap()
    }

    #[expect(clippy::disallowed_methods, reason = "a file of the repository, when asked for")]
    fn update(path: &Path, text: &str) {
        if std::env::var_os("UPDATE_SCHEMAS").is_some() {
            std::fs::write(path, text).unwrap();
        }
    }

    fn schema() -> Value {
        serde_json::from_str(include_str!("../../assets/schema/comparison.json")).unwrap()
    }

    #[test]
    fn a_report_follows_its_schema() {
        let validator = jsonschema::validator_for(&schema()).unwrap();
        for sides in [[LEFT, RIGHT], [RIGHT, LEFT], [&[], LEFT], [LEFT, LEFT]] {
            let text = with_report(sides, |report| written(ReportFormat::Json, report));
            let value: Value = serde_json::from_str(&text).unwrap();
            let errors: Vec<_> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{errors:?}");
        }
    }

    /// Fails unless what is printed as JSON follows the published schema of this name.
    fn assert_follows(name: &str, report: &impl Report) {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("assets/schema/{name}.json"));
        let validator = jsonschema::validator_for(&serde_json::from_str(&published(&path)).unwrap()).unwrap();
        let value: Value = serde_json::from_str(&written(ReportFormat::Json, report)).unwrap();
        let errors: Vec<_> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?} in {value}");
        let mut more = value;
        more["unknown"] = Value::from(1);
        assert!(!validator.is_valid(&more), "{name} takes any field");
    }

    #[test]
    fn documents_and_lists_follow_their_schemas() {
        let mail = "From: a@b.org\nReceived: x\nDate: Mon, 2 Mar 2026 10:00:00 +0000\nMIME-Version: 1.0\n\
                    Content-Type: multipart/mixed; boundary=x\n\n--x\n\nThe tide rose.\n\n--x\nContent-Type: image/png\n\
                    Content-Disposition: attachment; filename=a.png\n\nx\n--x--\n";
        let markdown =
            "---\nauthor: Ada\n---\n# Tides\n\nThe sea[^1] [rises](https://a.org).\n\n[^1]: Twice.\n";
        let mut list = DocumentList::new(&Keywords::default());
        list.rows.push(ListRow::unread("no".into(), &"a pipe"));
        for (name, text) in [
            ("a.md", markdown.as_bytes()),
            ("a.eml", mail.as_bytes()),
            ("a.txt", b"\xcd\xee\xf0\xe5"),
            ("b.txt", b""),
        ] {
            let path = Path::new(name);
            let document = parse(&SourceBytes::new(path, text)).unwrap();
            assert_follows("document", &NamedDocument { path, document: &document });
            list.rows.push(ListRow::read(path.to_owned(), (&document).into(), &Keywords::default()));
        }
        assert_follows("list", &list);
    }

    #[test]
    fn the_schema_refuses_invalid_values() {
        let validator = jsonschema::validator_for(&schema()).unwrap();
        let text = with_report([LEFT, RIGHT], |report| written(ReportFormat::Json, report));
        let good: Value = serde_json::from_str(&text).unwrap();
        for (pointer, change) in [
            ("/schema", Value::from("reader.comparison/2")),
            ("/links/0/score", Value::from(1.5)),
            ("/links/0/level", Value::from("sure")),
            ("/links/0/shared/0", Value::from("")),
            ("/facts/0/status", Value::from("false")),
            ("/facts/0/items", Value::Array(vec![])),
            ("/facts/0/items/0/document", Value::from(-1)),
            ("/documents/0/sentences/0/start", Value::from(-1)),
            ("/documents/0/language", Value::Null),
            ("/only/0", Value::Null),
            ("/only", json!([[], [], []])),
            ("/summary", json!({"extra": 1})),
            ("/summary/likeness", Value::from(101)),
        ] {
            let mut bad = good.clone();
            *bad.pointer_mut(pointer).unwrap() = change;
            assert!(!validator.is_valid(&bad), "{pointer}");
        }
    }

    #[test]
    fn keys_are_in_the_documented_order() {
        let text = with_report([LEFT, RIGHT], |report| written(ReportFormat::Json, report));
        let mut from = 0;
        for key in ["schema", "method", "documents", "links", "only", "facts", "summary"] {
            from += text[from..].find(&format!("\"{key}\":")).unwrap_or_else(|| panic!("{key} in {text}"));
        }
    }

    /// The screen, the search, JSON and the check of what is printed agree on every character.
    #[test]
    fn an_invisible_character_is_invisible_everywhere() {
        let pattern = Pattern::compile(&Query::parse("paypal", Defaults::default())).unwrap();
        for c in ('\0'..=char::MAX).filter(|c| is_unprintable(*c)) {
            let text = format!("pay{c}pal");
            let shown = safe::line(&text);
            assert!(shown.as_str().is_ascii() || !shown.as_str().contains(c), "the screen shows {c:?}");
            let hits = pattern.hits(&text);
            assert_eq!(hits.len(), usize::from(is_invisible(c)), "the search sees {c:?}");
            assert_eq!(pattern.hits_without_prefilter(&text, &|| true), Some(hits), "{c:?}");
            let mut json = Vec::new();
            write("x", &serde_json::json!({ "text": text }), &mut json).unwrap();
            let json = String::from_utf8(json).unwrap();
            assert!(!json.trim_end_matches('\n').contains(c), "JSON holds {c:?}: {json:?}");
            let printed = std::panic::catch_unwind(|| {
                Checked::new(io::sink(), Allowed::Screen).write_all(text.as_bytes())
            });
            assert!(printed.is_err(), "the check lets {c:?} through");
        }
    }

    proptest! {
        #[test]
        fn every_character_comes_back_and_none_steers(
            text in any::<String>(),
            more in "[\u{7f}-\u{9f}\u{61c}\u{200e}\u{2028}\u{202e}\u{2067}\u{206a}\u{e0041}\u{1d173}a\"]*",
        ) {
            let text = text + &more;
            let document = Document { text: text.clone(), ..document(&[]) };
            let line = written(ReportFormat::Json, &NamedDocument { path: Path::new("x"), document: &document });
            prop_assert!(!line.trim_end_matches('\n').contains(is_unprintable), "{:?}", line);
            let value: Value = serde_json::from_str(&line).unwrap();
            prop_assert_eq!(value["text"].as_str(), Some(text.as_str()));
        }
    }
}
