//! Every hostile document is opened in the program without a terminal: it is read or refused, the program
//! continues, and every cell it draws is valid.
//!
//! `READER_CORPUS=FOLDER cargo test survival write -- --ignored` writes the corpus at its full
//! size, for `scripts/hostile.py`.
#![expect(clippy::disallowed_methods, reason = "the corpus is on the disk, and the clock detects a hang")]

mod laws;
mod properties;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::hostile::{Case, Must, Scale, cases, write};
use crate::test_app::TestApp;

/// The time after which a case counts as hanging; a case normally takes milliseconds.
const HANGS: Duration = Duration::from_mins(1);

/// Windows in which every case is drawn.
const SIZES: [(u16, u16); 5] = [(1, 1), (2, 8), (20, 6), (41, 10), (133, 7)];

/// Keys that go through a text in every way, beginning and ending in the main view.
const KEYS: &str = "<enter>jdGk)}{50%/e<enter>n&&<esc>/re:[^a]<enter><esc>*e<enter><gt>wG";

fn corpus() -> tempfile::TempDir {
    let folder = tempfile::Builder::new().prefix("hostile").tempdir().unwrap();
    write(folder.path(), Scale::Quick);
    folder
}

/// Opens a case and draws it in every window, before and after the keys.
fn try_one(case: &Case, path: &Path) {
    let began = Instant::now();
    // Names that are no UTF-8 reach the program only from a walk.
    let Some(path) = path.to_str().filter(|_| !path.is_dir()) else { return };
    let mut app = TestApp::open(&[path]);
    let shown = app.resize(100, 20).screen();
    match case.must {
        Must::Show(words) => {
            assert!(shown.contains(words), "{}: {words} is not shown\n{shown}", case.label());
        }
        Must::Refuse(why) => assert!(shown.contains(why), "{}: {why} is not said\n{shown}", case.label()),
        Must::Survive => {}
    }
    for keys in ["", KEYS] {
        app.press(keys);
        for (width, height) in SIZES {
            app.resize(width, height);
            laws::check(&app.buffer())
                .unwrap_or_else(|what| panic!("{} at {width}x{height}: {what}", case.label()));
        }
        app.resize(60, 12);
    }
    assert_eq!(app.left_with(), None, "{}", case.label());
    let took = began.elapsed();
    assert!(took < HANGS, "{} took {took:?}", case.label());
}

/// Tries every fourth case, beginning with number `rest`, so that the threads of a test run share the
/// cases.
fn try_share(rest: usize) {
    let folder = corpus();
    for case in cases().iter().skip(rest).step_by(4) {
        try_one(case, &case.path(folder.path()));
    }
}

#[test]
fn the_first_share_of_cases_is_read_or_refused() {
    try_share(0);
}

#[test]
fn the_second_share_of_cases_is_read_or_refused() {
    try_share(1);
}

#[test]
fn the_third_share_of_cases_is_read_or_refused() {
    try_share(2);
}

#[test]
fn the_fourth_share_of_cases_is_read_or_refused() {
    try_share(3);
}

/// A terminal draws a wide character whole, also over the sign in its second cell.
#[test]
fn a_box_leaves_no_half_of_a_wide_character_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("wide.txt");
    for text in ["潮", "a潮汐", "\u{2e3b}\u{2e3b}", "👩‍👩‍👧"].map(|word| word.repeat(40)) {
        std::fs::write(&path, text).unwrap();
        let mut app = TestApp::open(&[path.to_str().unwrap()]);
        for keys in [".", "<esc>?", "<esc>:", "<esc>E"] {
            app.press(keys);
            for width in 20..100 {
                app.resize(width, 9);
                laws::check(&app.buffer()).unwrap_or_else(|what| panic!("{what} at {width} after {keys}"));
            }
        }
    }
}

#[test]
fn the_corpus_is_large_and_has_no_name_twice() {
    let mut names: Vec<_> = cases().into_iter().map(|case| case.name).collect();
    assert!(names.len() > 400, "{}", names.len());
    names.sort();
    assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
}

/// All cases in one list show titles, names and reasons beside each other.
#[test]
fn the_whole_corpus_is_listed_and_opened() {
    let folder = corpus();
    let mut app = TestApp::open(&[folder.path().to_str().unwrap()]);
    app.resize(90, 20);
    let listed = app.app.list.library.len();
    assert!(listed > 400, "{listed} are listed");
    let before = app.screen();
    for number in 0..listed / 8 {
        app.press("jjjjjjjj");
        app.resize(90 - (number % 70) as u16, 20);
        laws::check(&app.buffer()).unwrap();
    }
    app.resize(90, 20);
    assert_ne!(app.screen(), before);
    app.press("\\before<enter>");
    laws::check(&app.buffer()).unwrap();
    assert!(app.screen().contains("before"), "{}", app.screen());
}

#[test]
#[ignore = "writes gigabytes"]
fn write_the_corpus_at_its_full_size() {
    let folder = PathBuf::from(std::env::var_os("READER_CORPUS").expect("READER_CORPUS names a folder"));
    write(&folder, Scale::Full);
}
