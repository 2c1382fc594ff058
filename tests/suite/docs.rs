//! The papers say what the program does: what can be generated is, what can be looked up is.
//!
//! `UPDATE_DOCS=1 cargo test docs` writes the generated parts of the README anew.
#![expect(clippy::disallowed_methods, reason = "the papers and the sources lie on the disk")]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a paper that is not there is a failure")]

mod commands;
mod names;

use std::path::Path;

use clap::{CommandFactory, Parser};
use reader::cli::args::Cli;
use reader::storage::config;
use reader::ui::drawing::theme::Theme;
use reader::ui::input::{Context, Key, Keymap};

/// The columns the help is set in, for a README.
const HELP_WIDTH: usize = 90;

const PAPERS: [&str; 4] = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"];

fn paper(name: &str) -> String {
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
fn the_keys_and_the_help_are_the_programs() {
    let readme = paper("README.md");
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
         writes them anew. It says, and should say: {differs:#?}"
    );
}

/// One table a view, as the key map has it.
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
    for name in PAPERS {
        for words in commands::of_reader(&paper(name)) {
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
    let readme = paper("README.md");
    let settings = commands::block(&readme, "toml", "# config.toml").unwrap();
    let settings = config::parse(Path::new("README.md"), settings).unwrap();
    Keymap::with(Some(&settings.keys)).unwrap();
    settings.checked().unwrap();
    Theme::parse(commands::block(&readme, "toml", "# themes/").unwrap()).unwrap();
}

#[test]
fn the_oldest_rust_is_the_manifests() {
    let (major_minor, _) =
        env!("CARGO_PKG_RUST_VERSION").rsplit_once(".0").unwrap_or((env!("CARGO_PKG_RUST_VERSION"), ""));
    assert!(paper("README.md").contains(&format!(" {major_minor} or newer")), "{major_minor}");
}

#[test]
fn every_link_leads_somewhere() {
    for name in PAPERS {
        for target in names::links(&paper(name)) {
            let path = target.split('#').next().unwrap_or_default();
            assert!(
                path.is_empty() || target.contains("://") || at(path).exists(),
                "{name} leads to {target}"
            );
        }
    }
}

#[test]
fn every_name_of_the_code_is_there() {
    let sources = names::Sources::read();
    for name in ["ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let text = paper(name);
        let unknown: Vec<&str> = names::quoted(&text).filter(|quoted| !sources.know(quoted)).collect();
        assert!(unknown.is_empty(), "{name} names what is not in the sources: {unknown:?}");
    }
}
