//! The pictures of the README are rendered from the cells of the screen.
//!
//! `UPDATE_PICTURES=1 cargo test picture` redraws them.
#![expect(clippy::disallowed_methods, reason = "the pictures are files")]

mod svg;

use crate::test_app::TestApp;
use reader::ui::settings::OpenAt;

/// Compares a picture with the one in `assets/`, or writes it there when asked to.
fn is_pictured(picture: &str, name: &str) {
    let path = format!("{}/assets/{name}", env!("CARGO_MANIFEST_DIR"));
    let asked = std::env::var_os("UPDATE_PICTURES").is_some_and(|value| value == "1");
    let written = !asked || std::fs::write(&path, picture).is_ok();
    assert!(written, "{path} cannot be written");
    // The picture is long and a difference is unreadable, so it is not printed.
    let is_same = std::fs::read_to_string(&path).is_ok_and(|known| known == picture);
    assert!(
        is_same,
        "assets/{name} is not the screen any more; UPDATE_PICTURES=1 cargo test picture redraws it. Look at it \
         before you commit."
    );
}

/// The two articles compared, the cursor on a sentence with a strong link.
fn compared(width: u16) -> TestApp {
    let mut app = TestApp::open_with(&["seeds/"], &["S-400", "Su-57"], OpenAt::Beginning);
    app.resize(width, 30).press("cG/five S-400<enter><esc>");
    app
}

#[test]
fn the_comparison_is_as_pictured() {
    let title = "Two articles side by side: linked sentences are marked, their shared words underlined";
    is_pictured(&svg::svg(&compared(104).buffer(), title), "comparison.svg");
}

#[test]
fn the_reader_is_as_pictured() {
    let mut app = TestApp::open_with(&["seeds/"], &["S-400", "Putin", "stem:sanction"], OpenAt::Beginning);
    app.resize(104, 24).press("<tab>d)");
    let title = "A list of two articles beside the text of one, keywords highlighted each in its own colour";
    is_pictured(&svg::svg(&app.buffer(), title), "reader.svg");
}

#[test]
fn the_demonstration_is_as_pictured() {
    let mut app = TestApp::open_with(&["seeds/"], &["S-400", "Su-57"], OpenAt::Beginning);
    app.resize(104, 27);
    let frames = [
        ("", "$ reader -k S-400 -k Su-57 seeds/"),
        ("c", "c · compares the two by meaning"),
        ("]]]]]", "] · goes from linked sentence to linked sentence"),
        ("<enter>", "Enter · crosses to the counterpart"),
        ("D", "D · lists what differs, and what only one of them says"),
        ("jj<enter>", "Enter · goes to the passage"),
    ];
    let frames = frames.map(|(keys, caption)| (caption, app.press(keys).buffer()));
    let title = "A folder of two articles is opened, the articles are compared, a link is followed, and what only \
                 one of them says is listed";
    is_pictured(&svg::animated(&frames, 2, title), "demo.svg");
}

#[test]
fn the_reason_of_a_link_is_as_quoted() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/reading-comparisons.md");
    let text = std::fs::read_to_string(page).unwrap();
    let quoted = text.lines().find(|line| line.contains(" · shared: ")).unwrap();
    let shown = compared(160).rows_with(" · shared: ");
    assert!(shown.iter().any(|row| row.contains(quoted)), "{page} quotes\n{quoted}\n{shown:#?}");
}

#[test]
fn every_mark_of_the_legend_is_explained() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/reading-comparisons.md");
    let text = std::fs::read_to_string(page).unwrap();
    let legend = compared(104).rows_with("says the same").pop().unwrap();
    let marks: Vec<char> =
        legend.trim().split("  ").filter_map(|entry| entry.trim().chars().next()).collect();
    assert_eq!(marks.len(), 8, "{legend}");
    for mark in marks {
        assert!(text.contains(&format!("| `{mark}` |")), "{page} does not explain {mark}");
    }
}
