//! Messages name the keys of the key map in force, and no key where an action has none.
#![expect(clippy::disallowed_methods, reason = "the messages are looked for in the sources")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use reader::ui::input::Keymap;
use reader::ui::settings::OpenAt;
use regex::Regex;

use crate::test_app::TestApp;

/// A message with a hint.
struct Case {
    /// The tables of the key map that the action has a key in.
    views: &'static [&'static str],
    /// The action that the hint names a key of.
    action: &'static str,
    /// The keys that lead to the message; the last one starts no task.
    keys: &'static str,
    /// The message without the hint, or its end.
    words: &'static str,
    /// What the key does.
    does: &'static str,
}

const fn case(
    views: &'static [&'static str],
    action: &'static str,
    keys: &'static str,
    words: &'static str,
    does: &'static str,
) -> Case {
    Case { views, action, keys, words, does }
}

const PANES: &[&str] = &["list", "reader"];
const ALL: &[&str] = &["everywhere"];

const CASES: &[Case] = &[
    case(PANES, "search", "n", "there is no search yet", "begins one"),
    case(PANES, "search", "&", "nothing to match", "searches"),
    case(PANES, "keywords", "&", "nothing to match · / searches", "adds a keyword"),
    case(PANES, "keywords", ">", "there are no keywords yet", "opens the keywords"),
    case(PANES, "add-keyword", ">", "opens the keywords", "adds one"),
    case(PANES, "keywords", "\\<enter>", "no keywords are shown", "adds one"),
    case(PANES, "keywords", ":sort hits<enter>", "there are no keywords yet", "adds one"),
    case(PANES, "compare", "<space>", "1 marked", "compares it with the selected one"),
    case(PANES, "compare", "<space><space>", "2 marked", "compares them"),
    case(PANES, "to-bookmark", "ma", "bookmark a set", "comes back here"),
    case(PANES, "set-bookmark", "'z", "there is no bookmark z", "sets it"),
    case(PANES, "set-bookmark", "M", "there is no bookmark yet", "and a letter sets one"),
    case(PANES, "follow", "]l:follow<enter>k", "no longer following", "follows it again"),
    case(ALL, "help", "<f7>", "F7 is not bound here", "shows the keys"),
    case(ALL, "escape", "c", "looking for the most similar document …", "cancels"),
    case(ALL, "escape", "<space><space><space>c", "reading the documents …", "cancels"),
    case(ALL, "escape", ":sort similarity<enter>", "documents with Moon …", "cancels"),
    case(ALL, "escape", "~", "reading the documents …", "cancels"),
    case(
        &["comparison"],
        "anchor",
        "<space><space>c:anchor<enter>",
        "go to its counterpart in the other text",
        "links",
    ),
];

/// Returns three documents with a key map in which the action of a case has these keys.
fn opened(case: &Case, keys: &str) -> TestApp {
    let long = "The sea rises twice a day.\n\n".repeat(40);
    let documents =
        [("moon.md", "# Moon\n\nThe moon pulls."), ("sea.md", &*long), ("sun.md", "The sun too.")];
    let mut app = TestApp::with_documents_and(&documents, &[], OpenAt::Beginning);
    let tables: Vec<String> =
        case.views.iter().map(|view| format!("[{view}]\n{} = {keys}\n", case.action)).collect();
    app.app.keymap = Arc::new(Keymap::with(Some(&tables.concat().parse().unwrap())).unwrap());
    app.resize(140, 24);
    app
}

#[test]
fn every_message_names_the_key_in_force_or_none() {
    for case in CASES {
        for (keys, hint) in [(r#"["<f9>"]"#, Some("F9")), ("[]", None)] {
            let mut app = opened(case, keys);
            let (last, before) = last_key(case.keys);
            app.press(before).press_only(last);
            let screen = app.screen();
            let at =
                screen.find(case.words).unwrap_or_else(|| panic!("{}: {}\n{screen}", case.keys, case.words));
            let rest = screen[at + case.words.len()..].lines().next().unwrap_or_default();
            match hint {
                Some(key) => {
                    assert!(rest.starts_with(&format!(" · {key}")), "{}: {rest}", case.keys);
                    assert!(rest.contains(case.does), "{}: {rest}", case.keys);
                }
                None => assert!(!rest.contains(case.does), "{}: {rest}", case.keys),
            }
        }
    }
}

/// Splits the last key off.
fn last_key(keys: &str) -> (&str, &str) {
    let at = if keys.ends_with('>') && keys.len() > 1 { keys.rfind('<').unwrap() } else { keys.len() - 1 };
    (&keys[at..], &keys[..at])
}

/// The keys of the prompt are not in the key map, so its files may name them.
const FIXED: &[&str] = &["src/ui/prompt/command.rs", "src/ui/drawing/status.rs", "src/ui/input/key.rs"];

#[test]
fn no_message_spells_a_key_out() {
    let literal = Regex::new(r#""(?:[^"\\]|\\.)*""#).unwrap();
    let key = Regex::new(
        r"\b(Tab|Enter|Esc|Space|Ctrl-\w|Alt-\w|F\d+)\b|\bpress(es)? |· \S [a-z]+s\b|: \S [a-z]+s\b",
    )
    .unwrap();
    let mut found = Vec::new();
    for file in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui")) {
        let name = file.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&file).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
        if FIXED.contains(&name.as_str()) {
            continue;
        }
        for line in lines {
            let literals = literal.find_iter(line).filter(|literal| key.is_match(literal.as_str()));
            found.extend(literals.map(|literal| format!("{name}: {}", literal.as_str())));
        }
    }
    assert!(found.is_empty(), "take these keys from the key map:\n{}", found.join("\n"));
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let below = folders.iter().flat_map(|folder| sources(folder));
    files.into_iter().filter(|file| file.extension().is_some_and(|ext| ext == "rs")).chain(below).collect()
}
