//! Texts too long to be held in memory, and growing files: keys in, text out.

use std::fmt::Write;

use crate::test_app::TestApp;
use reader::storage::{FileChange, FoundPath};
use reader::ui::message::Message;

/// A text too long to be held: numbered paragraphs with three rare words.
fn long() -> String {
    let mut text = String::new();
    for number in 0..160_000 {
        let needle = if [3, 80_000, 159_990].contains(&number) { "a needle in " } else { "" };
        writeln!(text, "Paragraph {number} has {needle}some words in it, and it goes on and on.\n").unwrap();
    }
    text
}

fn open() -> TestApp {
    let text = long();
    assert!(text.len() > reader::storage::HELD);
    TestApp::with_documents(&[("long.txt", &text)])
}

#[test]
fn markup_beyond_the_limit_is_shown_with_a_message() {
    let mut app =
        TestApp::with_documents(&[("long.md", &long()), ("short.md", "# Tides\n\n*Rise* and fall.\n")]);
    let said = "shown as plain text: too much markup to read";
    assert_eq!(app.rows_with(said).len(), 1, "{}", app.screen());
    app.press("j");
    assert!(app.screen().contains("Rise and fall."), "{}", app.screen());
    assert!(app.rows_with(said).is_empty(), "{}", app.screen());
}

#[test]
fn motions_reach_every_part() {
    let mut app = open();
    assert!(app.screen().contains("Paragraph 0 has"), "{}", app.screen());
    app.press("G");
    assert!(app.screen().contains("Paragraph 159999 has"), "{}", app.screen());
    assert!(app.line(0).contains("100%"), "{}", app.line(0));
    app.press("k");
    assert!(!app.line(0).contains("100%"), "{}", app.line(0));
    app.press("200001G");
    assert!(app.line(1).contains("Paragraph 100000 has"), "{}", app.screen());
    assert!(app.line(0).contains("line 200001"), "{}", app.line(0));
    app.press("50%");
    assert!(app.screen().contains("Paragraph 80"), "{}", app.screen());
    app.press("g");
    assert!(app.line(1).contains("Paragraph 0 has"), "{}", app.screen());
    // Each paragraph takes three rows.
    app.press("20000j");
    assert!(app.screen().contains("Paragraph 6667 has"), "{}", app.screen());
}

#[test]
fn a_search_goes_from_match_to_match_and_round() {
    let mut app = open();
    app.press("/needle<enter>");
    assert!(app.screen().contains("/needle  1/3"), "{}", app.screen());
    app.press("n");
    assert!(app.screen().contains("Paragraph 80000 has"), "{}", app.screen());
    assert!(app.screen().contains("/needle  2/3"), "{}", app.screen());
    app.press("2n");
    assert!(app.screen().contains("1/3 · past the end"), "{}", app.screen());
    app.press("N");
    assert!(app.screen().contains("Paragraph 159990 has"), "{}", app.screen());
    app.press(":write part.txt<enter>");
    assert!(app.screen().contains("only part of a text this long is in memory"), "{}", app.screen());
    app.press("/absent<enter>");
    assert!(app.screen().contains("not found"), "{}", app.screen());
}

#[test]
fn the_end_of_a_growing_file_is_followed_until_the_text_is_scrolled() {
    let mut app = TestApp::with_documents(&[("log.txt", "one\n\ntwo\n")]);
    app.press("F");
    assert!(app.line(0).contains("following"), "{}", app.screen());
    let mut text = String::from("one\n\ntwo\n");
    for number in 0..40 {
        writeln!(text, "\nline {number} came").unwrap();
    }
    app.rewrite("log.txt", &text);
    let written = FileChange::Updated(FoundPath::File(app.path("log.txt").into()));
    app.report_changes(vec![written.clone()]);
    assert!(app.screen().contains("line 39 came"), "{}", app.screen());
    app.press("kkk");
    assert!(!app.line(0).contains("following"), "{}", app.screen());
    app.rewrite("log.txt", "one\n");
    app.report_changes(vec![written]);
    assert!(app.line(0).contains("the file was cut off"), "{}", app.screen());
    assert!(app.screen().contains("line 3"), "{}", app.screen());
}

/// Prose too long to be held: `rare` occurs in a few places far apart, `common` in every hundredth
/// paragraph, `both` in two consecutive sentences.
fn prose() -> String {
    let mut text = String::new();
    for number in 0..90_000 {
        let rare = if [5, 6, 20_000, 20_001, 89_990].contains(&number) { "rare " } else { "" };
        let common = if number % 100 == 0 { "common " } else { "" };
        let both = if number % 500 == 0 { "Both of both. " } else { "" };
        let words = format!(
            "It has {common}{rare}words in it of {number}, as it should. {both}And it ends after a while."
        );
        writeln!(text, "Paragraph {number} begins here. {words}\n").unwrap();
    }
    text
}

/// The same text, read in parts and held as a whole.
fn windowed_and_whole(text: &str) -> [TestApp; 2] {
    assert!(text.len() > reader::storage::HELD);
    let mut apps = [TestApp::with_documents(&[("long.txt", text)]), TestApp::with_piped(text.as_bytes())];
    for app in &mut apps {
        app.resize(70, 20);
    }
    apps
}

/// Searches for a pasted word, without a search for each letter.
fn find<'a>(app: &'a mut TestApp, word: &str) -> &'a mut TestApp {
    app.press("/").send(Message::Paste(word.into())).work().press("<enter>")
}

/// The rows of the text, without the scrollbar.
fn page(app: &TestApp) -> Vec<String> {
    let row = |y| app.line(y).trim_end_matches(['«', '─', '»', '┃', '│', ' ']).to_string();
    (1..19).map(row).collect()
}

/// Presses the same keys on both and expects the same page.
fn press_alike(apps: &mut [TestApp; 2], keys: &str, before: &str) {
    let [parted, whole] = apps.each_mut().map(|app| page(app.press(keys)));
    assert_eq!(
        parted,
        whole,
        "after {keys} and before that {before}\n{}\n{}",
        apps[0].screen(),
        apps[1].screen()
    );
}

#[test]
fn bookmarks_and_the_way_back_are_the_same_read_in_parts_or_held_as_a_whole() {
    let mut apps = windowed_and_whole(&prose());
    for keys in ["3)ma", "G", "mb", "'a", "''", "50%", ")))mc", "'a", "'b", "'c", "''", "''", "60001G''"] {
        press_alike(&mut apps, keys, "");
    }
    for app in &mut apps {
        find(app, "rare").press("n");
    }
    for keys in ["'c", "''", "n''"] {
        press_alike(&mut apps, keys, "rare");
    }
}

/// Motion keys, from which the test chooses at random.
const MOVES: [&str; 21] = [
    "j",
    "k",
    "5j",
    "<pagedown>",
    "b",
    "d",
    "u",
    ")",
    "(",
    "3)",
    "}",
    "{",
    "n",
    "N",
    "g",
    "G",
    "50%",
    "99%",
    "60001G",
    "400j",
    "300k",
];

/// `READER_SEED` chooses another walk, `READER_STEPS` a longer one.
#[test]
fn motions_are_the_same_read_in_windows_or_held_as_a_whole() {
    let number = |name: &str, usual: u64| std::env::var(name).map_or(usual, |value| value.parse().unwrap());
    let (mut random, steps) = (number("READER_SEED", 7), number("READER_STEPS", 8));
    let mut apps = windowed_and_whole(&prose());
    let mut pressed = String::new();
    for search in ["common", "rare", "both"] {
        for app in &mut apps {
            find(app, search);
        }
        pressed.extend(["/", search, "<enter>"]);
        for _ in 0..steps {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let key = MOVES[(random >> 33) as usize % MOVES.len()];
            press_alike(&mut apps, key, &pressed);
            pressed.push_str(key);
        }
    }
}

#[test]
fn hits_are_listed_in_a_text_read_in_windows() {
    let mut app = open();
    app.press("&");
    assert!(app.screen().contains("nothing to match"), "{}", app.screen());
    app.press("/absent<enter>&");
    assert!(app.screen().contains("not found in this text"), "{}", app.screen());
    app.press("/needle<enter>g&");
    assert!(app.line(0).contains("needle · 3 hits in 1 document"), "{}", app.screen());
    assert_eq!(app.rows_with("«needle»").len(), 3, "{}", app.screen());
    app.press("j<enter>");
    assert!(app.screen().contains("Paragraph 80000 has a «needle»"), "{}", app.screen());
    app.press("n");
    assert!(app.screen().contains("Paragraph 159990 has"), "{}", app.screen());
    // Back to the list; the key that opened it closes it.
    app.press("q");
    assert!(app.line(0).contains("3 hits"), "{}", app.screen());
    app.press("&");
    assert!(app.screen().contains("Paragraph 159990 has"), "{}", app.screen());
    assert!(!app.line(0).contains("3 hits"), "{}", app.screen());
    // Without a search the keywords are listed.
    app.press("g<esc>*needle<enter>&");
    assert_eq!(app.rows_with("‹needle›").len(), 3, "{}", app.screen());
    app.press("jj<enter>");
    assert!(app.screen().contains("Paragraph 159990 has"), "{}", app.screen());
}

#[test]
fn only_this_document_is_listed_and_all_its_hits_are_counted() {
    let needles = "One needle in a line.\n\n".repeat(2500);
    let mut app = TestApp::with_documents(&[("long.txt", &(long() + &needles)), ("other.txt", &needles)]);
    app.press("<tab>/needle<enter>&");
    assert!(app.line(0).contains("2503 hits in 1 document"), "{}", app.screen());
    app.press("G");
    assert!(app.screen().contains("503 more"), "{}", app.screen());
    app.press("<enter>nn");
    assert!(app.screen().contains("2003/2503"), "{}", app.screen());
}

#[test]
fn counts_of_steps_hold_for_keyword_hits_too() {
    let mut app = open();
    app.press("*needle<enter>g2>");
    assert!(app.screen().contains("Paragraph 80000 has"), "{}", app.screen());
    app.press(">");
    assert!(app.screen().contains("Paragraph 159990 has"), "{}", app.screen());
    app.press(">");
    assert!(app.screen().contains("no further hit below"), "{}", app.screen());
    app.press("2<lt>");
    assert!(app.screen().contains("Paragraph 3 has"), "{}", app.screen());
}

#[test]
fn a_text_read_in_parts_has_no_outline() {
    let mut app = open();
    for key in ["i", "<a-down>"] {
        app.press(key);
        assert_eq!(app.rows_with("read in parts and has no outline").len(), 1, "{}", app.screen());
    }
}
