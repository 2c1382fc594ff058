//! The pictures of the README are rendered from the cells of the screen.
//!
//! `UPDATE_PICTURES=1 cargo test picture` redraws them.
#![expect(clippy::disallowed_methods, reason = "the pictures are files")]

mod svg;

use crate::test_app::TestApp;
use reader::ui::settings::Opening;

/// Compares a screen with the picture of it in `assets/`, or writes it there when asked to.
fn is_pictured(app: &TestApp, name: &str, title: &str) {
    let path = format!("{}/assets/{name}", env!("CARGO_MANIFEST_DIR"));
    let picture = svg::svg(&app.buffer(), title);
    let asked = std::env::var_os("UPDATE_PICTURES").is_some_and(|value| value == "1");
    let written = !asked || std::fs::write(&path, &picture).is_ok();
    assert!(written, "{path} cannot be written");
    // The picture is long and a difference is unreadable, so it is not printed.
    let is_same = std::fs::read_to_string(&path).is_ok_and(|known| known == picture);
    assert!(
        is_same,
        "assets/{name} is not the screen any more; UPDATE_PICTURES=1 cargo test picture redraws it. \
         The screen now:\n{}",
        app.screen()
    );
}

/// The two articles compared, the cursor on a sentence with a strong link.
fn compared(width: u16) -> TestApp {
    let mut app = TestApp::open_with(&["seeds/"], &["S-400", "Su-57"], Opening::Beginning);
    app.resize(width, 30).press("cG/five S-400<enter><esc>");
    app
}

#[test]
fn the_comparison_is_as_pictured() {
    let app = compared(104);
    is_pictured(
        &app,
        "comparison.svg",
        "Two articles side by side: linked sentences are marked, their shared words underlined",
    );
}

#[test]
fn the_reader_is_as_pictured() {
    let mut app = TestApp::open_with(&["seeds/"], &["S-400", "Putin", "stem:sanction"], Opening::Beginning);
    app.resize(104, 24).press("<tab>d)");
    is_pictured(
        &app,
        "reader.svg",
        "A list of two articles beside the text of one, keywords highlighted each in its own colour",
    );
}

#[test]
fn the_reason_of_a_link_is_as_quoted() {
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let quoted = readme.lines().find(|line| line.contains(" · shared: ")).unwrap();
    let shown = compared(160).rows_with(" · shared: ");
    assert!(shown.iter().any(|row| row.contains(quoted)), "README.md quotes\n{quoted}\n{shown:#?}");
}
