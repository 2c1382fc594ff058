//! The parts of the documents that are made from the program, between comments that name them.

use clap::CommandFactory;
use reader::cli::args::Cli;
use reader::text::Encoding;
use reader::ui::input::{Context, Key, Keymap};
use serde_json::Value;

/// The width of the help, in columns.
const HELP_WIDTH: usize = 90;

/// Each document with such a part, the name of the part, and its text.
pub(crate) fn parts() -> [(&'static str, &'static str, String); 5] {
    [
        ("docs/keys.md", "keys", keys()),
        ("docs/command-line.md", "help", help()),
        ("docs/configuration.md", "views", views()),
        ("docs/encodings.md", "encodings", encodings()),
        ("docs/json.md", "schemas", schemas()),
    ]
}

/// Returns a document with `text` between `<!-- name: begin -->` and `<!-- name: end -->`.
pub(crate) fn with_part(document: &str, name: &str, text: &str) -> String {
    let (begin, end) = (format!("<!-- {name}: begin -->\n"), format!("<!-- {name}: end -->"));
    let (before, rest) = document.split_once(&begin).expect("the comment that begins the part");
    let (_, after) = rest.split_once(&end).expect("the comment that ends the part");
    format!("{before}{begin}\n{text}\n{end}{after}")
}

/// Returns one table of keys for each view of the key map.
fn keys() -> String {
    let map = Keymap::with(None).unwrap();
    let tables = Context::ALL.map(|context| {
        let title = context.title();
        let rows: Vec<String> = map
            .bindings(context)
            .map(|(action, keys)| {
                let keys: Vec<String> = keys.iter().map(written).collect();
                format!("| {} | {} | `{}` |", keys.join(" "), action.words(), action.name())
            })
            .collect();
        format!("## {title}\n\n| key | does | `[{}]` |\n|---|---|---|\n{}\n", context.name(), rows.join("\n"))
    });
    tables.join("\n")
}

fn written(key: &Key) -> String {
    format!("`{}`", key.to_string().replace('|', "\\|"))
}

fn help() -> String {
    let help = Cli::command().term_width(HELP_WIDTH).render_help().to_string();
    format!("```text\n{}\n```\n", help.trim_end())
}

/// Returns a table of the views of the key map.
fn views() -> String {
    let rows = Context::ALL.map(|context| format!("| `{}` | {} |\n", context.name(), context.title()));
    format!("| view | keys |\n|---|---|\n{}", rows.concat())
}

/// Returns the names of all encodings, wrapped.
fn encodings() -> String {
    let names: Vec<String> = Encoding::names("").iter().map(|name| format!("`{name}`")).collect();
    textwrap::fill(&names.join(" "), 110) + "\n"
}

/// Returns a table of the schemas, with what they say of themselves.
fn schemas() -> String {
    let mut names: Vec<String> = super::files("assets/schema");
    names.sort();
    let rows = names.iter().map(|name| {
        let schema: Value = serde_json::from_str(&super::read_document(name)).unwrap();
        let description = schema["description"].as_str().unwrap().replace('\n', " ");
        format!("| [`{}`](../{name}) | {description} |\n", schema["title"].as_str().unwrap())
    });
    format!("| schema | |\n|---|---|\n{}", rows.collect::<String>())
}
