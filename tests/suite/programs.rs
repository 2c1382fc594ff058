//! The editor, and programs that a passage is given to.

use crate::test_app::TestApp;
use reader::ui::message::{Effect, Message};

fn tides() -> TestApp {
    let mut app = TestApp::with_documents(&[("tides.md", "# Tides\n\nThe sea rises.\nIt falls.\n")]);
    app.press("<tab>");
    app
}

fn named(name: &str, command: &str) -> (String, reader::storage::CommandLine) {
    (name.into(), command.parse().unwrap())
}

#[test]
fn the_editor_opens_the_file_at_the_line_and_the_file_is_read_again() {
    let mut app = tides();
    app.press("e");
    assert!(app.status().contains("neither VISUAL nor EDITOR"), "{}", app.status());
    app.app.settings.editor = Some("vi -R".parse().unwrap());
    app.press(")e");
    let edited = app.asked.iter().find_map(|effect| match effect {
        Effect::Edit { editor, line, path } => Some((editor.to_string(), *line, path.clone())),
        _ => None,
    });
    assert_eq!(edited, Some(("vi -R".into(), 4, app.path("tides.md").into())));
    app.rewrite("tides.md", "# Tides\n\nThe sea rises.\nIt falls again.\n");
    app.send(Message::Edited(Ok(()))).work();
    assert!(app.screen().contains("It falls again."), "{}", app.screen());
    app.send(Message::Edited(Err("vi: exit status: 1".into()))).work();
    assert!(app.status().contains("vi: exit status: 1"), "{}", app.status());
}

#[test]
fn a_text_that_is_no_file_or_has_no_lines_is_not_edited() {
    let mut app = TestApp::with_piped(b"The sea.");
    app.app.settings.editor = Some("vi".parse().unwrap());
    app.press("<tab>e");
    assert!(app.status().contains("not in a file, so no editor"), "{}", app.status());
    assert!(!app.asked.iter().any(|effect| matches!(effect, Effect::Edit { .. })));
}

#[test]
fn a_program_reads_the_passage_and_what_it_prints_is_shown() {
    let mut app = tides();
    app.resize(70, 14).press("!");
    assert!(app.status().contains("[commands]"), "{}", app.status());
    app.app.settings.commands = [named("count", "wc -w"), named("shout", "tr a-z A-Z")].into();
    app.press("!");
    assert!(app.screen().contains("count · wc -w") && app.screen().contains("shout"), "{}", app.screen());
    app.press("j<enter>");
    assert!(app.screen().contains("THE SEA RISES."), "{}", app.screen());
    app.press("<esc>v2w!<enter>");
    assert!(app.screen().lines().any(|row| row.contains(" 2 ")), "{}", app.screen());
    // A single program is not asked about; what acts on a terminal is shown as marks.
    app.app.settings.commands = [named("odd", "printf '\\033[2Jx'")].into();
    app.press("<esc>!");
    assert!(app.screen().contains("␛[2Jx"), "{}", app.screen());
    app.app.settings.commands = [named("fail", "sh -c 'echo no such word >&2; exit 1'")].into();
    app.press("<esc>!");
    assert!(app.status().contains("sh: no such word"), "{}", app.status());
}
