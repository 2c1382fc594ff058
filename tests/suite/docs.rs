//! The documents of the repository agree with the program: parts of them are generated, and commands, links, names
//! and figures are checked.
//!
//! `UPDATE_DOCS=1 cargo test docs` rewrites the generated parts.
#![expect(clippy::disallowed_methods, reason = "the documents and the sources are files")]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a missing document fails the test")]

mod commands;
mod generated;
mod names;

use std::path::Path;

use assert_cmd::cargo::cargo_bin_cmd;
use clap::{CommandFactory, Parser};
use reader::cli::args::Cli;
use reader::compare::{Levels, MOST_SENTENCES};
use reader::storage::{HELD, config, error};
use reader::ui::claims::table::MOST_DOCUMENTS;
use reader::ui::drawing::Theme;
use reader::ui::input::Keymap;
use reader::ui::layout::SMALLEST;
use reader::ui::prompt::command::Command;

/// The most lines of the README.
const README_LINES: usize = 250;

fn read_document(name: &str) -> String {
    std::fs::read_to_string(at(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn at(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Returns the paths of the files in a folder of the repository, from its root.
fn files(folder: &str) -> Vec<String> {
    let entries = std::fs::read_dir(at(folder)).unwrap();
    entries.map(|entry| format!("{folder}/{}", entry.unwrap().file_name().to_str().unwrap())).collect()
}

/// Returns the paths of the pages in `docs/`.
fn pages() -> Vec<String> {
    files("docs")
        .into_iter()
        .filter(|name| Path::new(name).extension().is_some_and(|end| end == "md"))
        .collect()
}

/// Returns the paths of all documents, from the root of the repository.
fn documents() -> Vec<String> {
    let root = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"];
    root.map(String::from).into_iter().chain(pages()).collect()
}

#[test]
fn generated_parts_agree_with_the_program() {
    let asked = std::env::var_os("UPDATE_DOCS").is_some_and(|value| value == "1");
    for (name, part, text) in generated::parts() {
        let document = read_document(name);
        let wanted = generated::with_part(&document, part, &text);
        if asked {
            // Other tests read the document meanwhile: it changes in one step.
            let new = at(&format!("target.{part}.md"));
            std::fs::write(&new, &wanted).unwrap();
            std::fs::rename(new, at(name)).unwrap();
            continue;
        }
        let differs = document.lines().zip(wanted.lines()).find(|(is, wanted)| is != wanted);
        assert!(
            document == wanted,
            "{name}: the part '{part}' is not what the program has; UPDATE_DOCS=1 cargo test docs rewrites it. \
             It says, and should say: {differs:#?}"
        );
    }
}

#[test]
fn the_readme_is_short_and_leads_to_every_page() {
    let readme = read_document("README.md");
    assert!(readme.lines().count() <= README_LINES, "{} lines", readme.lines().count());
    for page in pages() {
        assert!(readme.contains(&format!("({page})")), "README.md does not lead to {page}");
    }
}

#[test]
fn every_command_is_understood() {
    let mut known = 0;
    for name in documents() {
        for words in commands::of_reader(&read_document(&name)) {
            known += 1;
            if let Err(error) = Cli::try_parse_from(&words) {
                panic!("{name}: {words:?}: {error}");
            }
        }
    }
    assert!(known > 20, "the documents show how to call the program");
}

/// The lines of the example are those of the report, in order; `…` stands for lines left out.
#[test]
fn the_answer_in_the_readme_is_the_one_printed() {
    let readme = read_document("README.md");
    let quoted = commands::block(&readme, "text", "Likeness: ").unwrap();
    let mut command = cargo_bin_cmd!("reader");
    let output = command.args(["--no-state", "-c", "seeds/"]).current_dir(at("")).output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    let mut rest = printed.as_str();
    for passage in quoted.split("…\n") {
        let start =
            rest.find(passage).unwrap_or_else(|| panic!("not printed, or not in this order:\n{passage}"));
        rest = &rest[start + passage.len()..];
    }
}

#[test]
fn the_two_articles_share_no_line() {
    let [left, right] = ["000_ac5e6907902fcfd7", "004_cb8979b45471d89b"]
        .map(|name| read_document(&format!("seeds/{name}.txt")));
    assert!(left.lines().filter(|line| !line.trim().is_empty()).all(|line| !right.contains(line.trim())));
}

#[test]
fn the_settings_shown_can_be_used() {
    let page = read_document("docs/configuration.md");
    let settings = commands::block(&page, "toml", "# config.toml").unwrap();
    let settings = config::parse(Path::new("config.toml"), settings).unwrap();
    Keymap::with(Some(&settings.keys)).unwrap();
    settings.checked().unwrap();
    Theme::parse(commands::block(&page, "toml", "# themes/").unwrap()).unwrap();
}

#[test]
fn every_theme_is_named() {
    let page = read_document("docs/configuration.md");
    let command = Cli::command();
    let help = command
        .get_arguments()
        .find(|option| option.get_id() == "theme")
        .unwrap()
        .get_help()
        .unwrap()
        .to_string();
    let error = config::theme("no-such", Some(Path::new("/no-such/config.toml"))).unwrap_err().to_string();
    for path in files("assets/themes") {
        let name = Path::new(&path).file_stem().unwrap().to_str().unwrap();
        // The colours of a terminal with sixteen of them are no theme to choose.
        let is_choice = Theme::named(name).is_some();
        assert_eq!(page.contains(&format!("`{name}`")), is_choice, "{name}");
        assert_eq!(help.contains(name), is_choice, "{name}");
        assert_eq!(error.contains(&format!(" {name}")), is_choice, "{name} in {error}");
    }
}

#[test]
fn every_command_of_the_prompt_is_named() {
    let page = read_document("docs/keys.md");
    let known = Command::names("");
    for name in &known {
        assert!([" ", "`", "!"].iter().any(|end| page.contains(&format!("`:{name}{end}"))), "{name}");
    }
}

#[test]
fn the_limits_are_those_of_the_program() {
    let page = read_document("docs/limits.md");
    let megabytes = |bytes: usize| format!("{} MB", bytes >> 20);
    let thousands = |count: usize| format!("{} {:03}", count / 1000, count % 1000);
    for (what, most) in [
        ("plain text held in memory", megabytes(HELD)),
        ("text in another encoding held whole", megabytes(error::LIMIT as usize)),
        ("standard input", megabytes(error::LIMIT as usize)),
        ("sentences of one document", thousands(MOST_SENTENCES)),
        ("documents of one table", MOST_DOCUMENTS.to_string()),
        ("the smallest window", format!("{} columns by {} rows", SMALLEST.width, SMALLEST.height)),
    ] {
        let row = page.lines().find(|line| line.starts_with(&format!("| {what}"))).unwrap();
        assert!(row.ends_with(&format!("| {most} |")), "{row} should say {most}");
    }
}

#[test]
fn the_levels_are_those_of_the_program() {
    let Levels { strong, weak } = Levels::default();
    let written = |level: f64| format!("{level:.2}").trim_start_matches('0').to_string();
    for name in ["README.md", "docs/reading-comparisons.md"] {
        let text = read_document(name);
        assert!(text.contains(&written(strong)) && text.contains(&written(weak)), "{name}");
    }
}

#[test]
fn the_oldest_rust_agrees_with_the_manifest() {
    let (major_minor, _) =
        env!("CARGO_PKG_RUST_VERSION").rsplit_once(".0").unwrap_or((env!("CARGO_PKG_RUST_VERSION"), ""));
    assert!(read_document("README.md").contains(&format!(" {major_minor} or newer")), "{major_minor}");
}

#[test]
fn every_link_has_a_target() {
    for name in documents() {
        let text = read_document(&name);
        let folder = Path::new(&name).parent().unwrap();
        for target in names::links(&text).into_iter().filter(|target| !target.contains("://")) {
            let (path, heading) = target.split_once('#').unwrap_or((target, ""));
            let file =
                if path.is_empty() { name.clone() } else { folder.join(path).to_str().unwrap().to_string() };
            assert!(at(&file).exists(), "{name} leads to {target}");
            let has_heading =
                heading.is_empty() || names::headings(&read_document(&file)).any(|known| known == heading);
            assert!(has_heading, "{name} leads to {target}, which is no heading");
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
