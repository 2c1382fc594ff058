//! Properties of the whole program for any bytes, in any window, with any keys.

use std::path::Path;

use proptest::prelude::*;
use reader::document::{Document, Flow, Position};
use reader::formats::{SourceBytes, parse};
use reader::text::wrap::shown;

use super::laws;
use crate::test_app::TestApp;

/// Control characters, hidden, joining and wide characters, and ordinary text.
const PIECES: &str = "([a-zé ]{1,12}|\\. |\n|\n\n|\t|\r|\u{c}|\u{1b}|\u{1b}\\[2J|\u{1b}\\]0;x\u{7}|\u{9b}|\u{0}|\u{7f}|\u{8}|\
    \u{202e}|\u{2067}|\u{200b}|\u{200d}|\u{200c}|\u{feff}|\u{e0041}|\u{301}{1,20}|潮|👩‍👩‍👧|🇫|ש|\u{1161}|क\u{94d}|\
    # |> |- |\\||```|\\[a\\]\\(b\\)|\\*|<b>|&#27;|&#x202e;|!\\[|---)";

const KEYS: [&str; 24] = [
    "j",
    "k",
    "<pagedown>",
    "G",
    "g",
    ")",
    "(",
    "}",
    "<right>",
    "<enter>",
    "<esc>",
    "/a<enter>",
    "n",
    "&",
    "*a<enter>",
    ".",
    "?",
    "w",
    "W",
    "z",
    "l",
    "h",
    "50%",
    ":facts<enter>",
];

fn names() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just("a.txt"), Just("a.md"), Just("a.rs"), Just("a.html"), Just("a")]
}

/// Pieces of text, or random bytes.
fn content() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        3 => prop::collection::vec(PIECES, 0..60).prop_map(|pieces| pieces.concat().into_bytes()),
        1 => prop::collection::vec(any::<u8>(), 0..400),
    ]
}

fn folder(name: &str, bytes: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), bytes).unwrap();
    folder
}

fn document(name: &str, bytes: &[u8]) -> Option<Document> {
    parse(&SourceBytes::new(Path::new(name), bytes)).ok()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_but_cells_is_drawn(
        name in names(), bytes in content(),
        sizes in prop::collection::vec((1u16..90, 1u16..30), 1..4),
        keys in prop::collection::vec(prop::sample::select(&KEYS[..]), 0..6),
    ) {
        let folder = folder(name, &bytes);
        let mut app = TestApp::open(&[folder.path().to_str().unwrap()]);
        for (width, height) in sizes {
            app.resize(width, height);
            for key in &keys {
                app.press(key);
                let checked = laws::check(&app.buffer());
                prop_assert!(checked.is_ok(), "{checked:?} at {width}x{height} after {key}");
            }
            let checked = laws::check(&app.buffer());
            prop_assert!(checked.is_ok(), "{checked:?} at {width}x{height}");
        }
    }

    #[test]
    fn a_place_survives_other_widths_and_reloading(
        name in names(), bytes in content(), keys in prop::collection::vec(prop::sample::select(&KEYS[..8]), 0..6),
        widths in prop::collection::vec(20u16..120, 1..5),
    ) {
        let folder = folder(name, &bytes);
        let path = folder.path().join(name);
        let mut app = TestApp::open(&[path.to_str().unwrap()]);
        for key in keys {
            app.press(key);
        }
        let before = (app.app.pane().map(|pane| (pane.top, pane.chosen)), app.screen());
        for width in widths {
            app.resize(width, 12);
            laws::check(&app.buffer()).unwrap();
        }
        app.resize(60, 12);
        prop_assert_eq!(&(app.app.pane().map(|pane| (pane.top, pane.chosen)), app.screen()), &before);
        app.press("r");
        prop_assert_eq!(app.app.pane().map(|pane| (pane.top, pane.chosen)), before.0);
    }

    #[test]
    fn no_row_is_wider_than_its_page(name in names(), bytes in content(), cells in 2usize..60) {
        let Some(document) = document(name, &bytes) else { return Ok(()) };
        let flow = Flow::new(&document, &document.blocks, cells);
        for row in flow.page(Position(0), 1000) {
            let block = &document.blocks[row.block];
            let room = cells.saturating_sub(block.frame.cells()).max(1);
            for (left, piece) in flow.pieces(&row) {
                let text = document.passage(piece);
                // Kept lines are scrolled, an address stays whole, and the width of a tab depends on its place.
                if block.kind.keeps_lines() || text.contains("://") || text.contains('\t') {
                    continue;
                }
                let widths: Vec<usize> = shown(text).map(|glyph| glyph.width).collect();
                let end = left + widths.iter().sum::<usize>();
                prop_assert!(end <= room || widths.len() == 1, "{text:?} in {room}");
            }
        }
    }

    #[test]
    fn row_positions_are_right(name in names(), bytes in content(), one in 1usize..80, other in 1usize..80) {
        let Some(document) = document(name, &bytes) else { return Ok(()) };
        let [one, other] = [one, other].map(|cells| Flow::new(&document, &document.blocks, cells));
        for row in one.page(Position(0), 500) {
            prop_assert_eq!(one.row_of(row.position()), row.position());
            // At another width the row of this position begins at the same position or before it.
            prop_assert!(other.row_of(row.position()) <= row.position());
        }
    }
}
