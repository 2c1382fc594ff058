//! The documents of the repository agree with the program: parts of the README are generated, and
//! commands, links and names are checked.
//!
//! `UPDATE_DOCS=1 cargo test docs` rewrites the generated parts of the README.
#![expect(clippy::disallowed_methods, reason = "the documents and the sources are files")]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a missing document fails the test")]

mod commands;
mod names;

use std::path::Path;

use clap::{CommandFactory, Parser};
use reader::cli::args::Cli;
use reader::storage::config;
use reader::ui::drawing::theme::Theme;
use reader::ui::input::{Context, Key, Keymap};

/// The width of the help in the README, in columns.
const HELP_WIDTH: usize = 90;

const DOCUMENT_FILES: [&str; 4] = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"];

fn read_document(name: &str) -> String {
    std::fs::read_to_string(at(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn at(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Returns the README with `text` between `<!-- name: begin -->` and `<!-- name: end -->`.
fn with_section(readme: &str, name: &str, text: &str) -> String {
    let (begin, end) = (format!("<!-- {name}: begin -->\n"), format!("<!-- {name}: end -->"));
    let (before, rest) = readme.split_once(&begin).expect("the comment that begins the section");
    let (_, after) = rest.split_once(&end).expect("the comment that ends the section");
    format!("{before}{begin}\n{text}\n{end}{after}")
}

#[test]
fn the_keys_and_the_help_agree_with_the_program() {
    let readme = read_document("README.md");
    let wanted = with_section(&with_section(&readme, "keys", &keys()), "help", &help());
    if std::env::var_os("UPDATE_DOCS").is_some_and(|value| value == "1") {
        // The other tests read the README meanwhile: it changes in one step.
        std::fs::write(at("target.README.md"), &wanted).unwrap();
        return std::fs::rename(at("target.README.md"), at("README.md")).unwrap();
    }
    let differs = readme.lines().zip(wanted.lines()).find(|(is, wanted)| is != wanted);
    assert!(
        readme == wanted,
        "README.md has other keys or another help than the program; UPDATE_DOCS=1 cargo test docs \
         rewrites them. It says, and should say: {differs:#?}"
    );
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
        format!(
            "### {title}\n\n| key | does | `[{}]` |\n|---|---|---|\n{}\n",
            context.name(),
            rows.join("\n")
        )
    });
    tables.join("\n")
}

fn help() -> String {
    let help = Cli::command().term_width(HELP_WIDTH).render_help().to_string();
    format!("```text\n{}\n```\n", help.trim_end())
}

fn written(key: &Key) -> String {
    format!("`{}`", key.to_string().replace('|', "\\|"))
}

#[test]
fn every_command_is_understood() {
    let mut known = 0;
    for name in DOCUMENT_FILES {
        for words in commands::of_reader(&read_document(name)) {
            known += 1;
            if let Err(error) = Cli::try_parse_from(&words) {
                panic!("{name}: {words:?}: {error}");
            }
        }
    }
    assert!(known > 5, "the README shows how to call the program");
}

#[test]
fn the_settings_shown_can_be_used() {
    let readme = read_document("README.md");
    let settings = commands::block(&readme, "toml", "# config.toml").unwrap();
    let settings = config::parse(Path::new("README.md"), settings).unwrap();
    Keymap::with(Some(&settings.keys)).unwrap();
    settings.checked().unwrap();
    Theme::parse(commands::block(&readme, "toml", "# themes/").unwrap()).unwrap();
}

#[test]
fn the_oldest_rust_agrees_with_the_manifest() {
    let (major_minor, _) =
        env!("CARGO_PKG_RUST_VERSION").rsplit_once(".0").unwrap_or((env!("CARGO_PKG_RUST_VERSION"), ""));
    assert!(read_document("README.md").contains(&format!(" {major_minor} or newer")), "{major_minor}");
}

#[test]
fn every_link_has_a_target() {
    for name in DOCUMENT_FILES {
        for target in names::links(&read_document(name)) {
            let path = target.split('#').next().unwrap_or_default();
            assert!(
                path.is_empty() || target.contains("://") || at(path).exists(),
                "{name} leads to {target}"
            );
        }
    }
}

#[test]
fn every_name_of_the_code_exists() {
    let sources = names::Sources::read();
    for name in ["ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let text = read_document(name);
        let unknown: Vec<&str> = names::quoted(&text).filter(|quoted| !sources.knows(quoted)).collect();
        assert!(unknown.is_empty(), "{name} names what is not in the sources: {unknown:?}");
    }
}
