//! Hostile characters on the screen, in windows of every size.

use std::fmt::Write;

use crate::test_app::TestApp;
use ratatui::buffer::Buffer;
use reader::text::safe::first_unprintable;

/// Fails unless every cell holds only visible characters.
fn assert_only_visible_characters(buffer: &Buffer) {
    for cell in buffer.content() {
        let symbol = cell.symbol();
        assert_eq!(first_unprintable(symbol), None, "{symbol:?}");
        assert!(symbol.chars().count() <= 32, "{symbol:?}");
    }
}

fn status(app: &TestApp) -> String {
    app.line(app.app.size.height - 1)
}

/// A text with every kind of character that is not shown as itself, except NUL, which makes it binary.
fn hostile() -> String {
    let controls: String = (1..0x20u8).chain([0x7f]).map(char::from).filter(|c| *c != '\n').collect();
    let c1: String = ('\u{80}'..='\u{9f}').collect();
    let tower = format!("tower a{} after", "\u{301}".repeat(10_000));
    let family = format!("family 👩{} after", "\u{200d}👩".repeat(20_000));
    let joiners = format!("joiners x{}y", "\u{200d}".repeat(500));
    let bidi = "user\u{202e}gpj.exe \u{2066}isolate\u{2069} in\u{200b}visible \u{feff} tag\u{e0041}";
    let orders = "\x1b]0;owned\x07 \x1b[2J \x1bPq\x1b\\ \x1b_G\x1b\\ \x1b]52;c;aGk=\x07 \x1b[31";
    [controls, c1, tower, family, joiners, bidi.into(), orders.into(), "潮汐".repeat(200)].join("\n\n")
}

#[test]
fn each_hostile_character_is_one_visible_sign() {
    let words = "The sea rises twice a day, and twice a day it falls. ".repeat(8);
    let orders = format!("a\x1b[2Jb\u{9b}31md\x07e\x08f\x7fg\x0bh\n\n{words}\n");
    let mut app = TestApp::with_documents(&[("orders.txt", &orders)]);
    assert!(app.screen().contains("a␛[2Jb<9B>31md␇e␈f␡g␋h"), "{}", app.screen());
    assert!(status(&app).contains("6 hidden characters"), "{}", app.screen());
    app.press("H");
    assert!(status(&app).contains("U+001B escape: begins an order to the terminal, 1/6"), "{}", app.screen());
}

#[test]
fn line_ends_of_every_kind_end_a_line_and_a_form_feed_is_a_rule() {
    let mut app = TestApp::with_documents(&[("ends.txt", "one:\u{85}two:\rthree:\n\u{c}\nfour\n")]);
    app.resize(40, 12);
    let rows: Vec<String> = (1..9).map(|y| app.line(y).trim_matches(['▐', '┃', ' ']).to_owned()).collect();
    let at = |text: &str| rows.iter().position(|row| row == text);
    assert!(at("one:") < at("two:") && at("two:") < at("three:") && at("three:").is_some(), "{rows:?}");
    let rule = rows.iter().position(|row| row.starts_with("────"));
    assert!(at("three:") < rule && rule < at("four"), "{rows:?}");
    assert!(!app.screen().contains("hidden"), "{}", app.screen());
}

#[test]
fn hidden_characters_are_counted_and_shown_one_by_one_and_round() {
    let text = "Plain.\n\nuser\u{202e}gpj\n\nin\u{200b}visible and \u{e0041}tag\n";
    let mut app = TestApp::with_documents(&[("plain.txt", "Nothing here.\n"), ("some.txt", text)]);
    app.resize(90, 12).press("]");
    assert!(!status(&app).contains("hidden"), "the list has the keys: {}", app.screen());
    app.press("<tab>");
    assert!(status(&app).contains("3 hidden characters"), "{}", app.screen());
    for words in [
        "U+202E right-to-left override, 1/3",
        "U+200B zero-width space, 2/3",
        "U+E0041 tag character 'A', 3/3",
        "U+202E right-to-left override, 1/3 · past the end, from the beginning",
    ] {
        app.press("H");
        assert_eq!(status(&app).trim(), words);
    }
    assert!(app.screen().contains("user«<202E>»gpj"), "{}", app.screen());
    app.press(":hidden<enter>");
    assert_eq!(status(&app).trim(), "U+200B zero-width space, 2/3");
    app.press("<esc>");
    assert!(!app.screen().contains('«'), "{}", app.screen());
    app.press("[H");
    assert!(status(&app).contains("no hidden characters in this text"), "{}", app.screen());
}

#[test]
fn a_side_of_a_comparison_shows_its_hidden_characters() {
    let texts =
        [("a.txt", "The sea rises. The moon pulls it."), ("b.txt", "The sea \u{202e}rises. It falls.")];
    let mut app = TestApp::with_documents(&texts);
    app.resize(100, 16).press("c");
    assert!(!status(&app).contains("hidden"), "{}", app.screen());
    app.press("<tab>");
    assert!(status(&app).contains("1 hidden character"), "{}", app.screen());
    app.press("H");
    assert_eq!(status(&app).trim(), "U+202E right-to-left override, 1/1");
}

#[test]
fn hidden_characters_of_a_long_text_are_counted_to_its_end() {
    let mut text = String::new();
    for number in 0..160_000 {
        let hidden = if [3, 80_000, 159_990].contains(&number) { "\u{202e}" } else { "" };
        writeln!(text, "Paragraph {number} has {hidden}some words in it, and it goes on and on.\n").unwrap();
    }
    assert!(text.len() > reader::storage::HELD);
    let mut app = TestApp::with_documents(&[("long.txt", &text)]);
    assert!(status(&app).contains("3 hidden characters"), "{}", app.screen());
    for (paragraph, number) in [(3, "1/3"), (80_000, "2/3"), (159_990, "3/3"), (3, "1/3 · past the end")] {
        app.press("H");
        assert!(app.screen().contains(&format!("Paragraph {paragraph} has")), "{}", app.screen());
        assert!(status(&app).contains(number), "{}", app.screen());
    }
}

#[test]
fn a_cell_holds_eight_marks_and_thirty_two_characters_and_the_rest_is_counted() {
    let tower = format!("a{}\n", "\u{301}".repeat(10_000));
    let mut app = TestApp::with_documents(&[("tower.txt", &tower)]);
    assert_only_visible_characters(&app.buffer());
    assert!(status(&app).contains("9992 hidden characters"), "{}", app.screen());
    app.press("H");
    assert!(status(&app).contains("9992 characters more than one cell can bear, 1/9992"), "{}", app.screen());
}

#[test]
fn a_wide_glyph_at_the_edge_is_not_cut_in_half() {
    let mut app = TestApp::with_documents(&[("wide.txt", &"潮汐".repeat(60))]);
    for width in 20..60 {
        app.resize(width, 8);
        let buffer = app.buffer();
        for y in 0..8 {
            let last = buffer[(width - 1, y)].symbol();
            assert!(!"潮汐".contains(last) || last.trim().is_empty(), "{width}: {}", app.screen());
        }
        assert_only_visible_characters(&buffer);
    }
}

#[test]
fn a_window_of_any_size_is_drawn_and_too_small_a_one_says_so_and_quits() {
    let hostile = hostile();
    let mut app = TestApp::with_documents(&[("a\u{202e}\x1b.txt", &hostile), ("b.txt", "Two.\n")]);
    for (width, height) in [(1, 1), (2, 8), (8, 2), (19, 5), (20, 4), (20, 5), (500, 200), (1, 200), (500, 1)]
    {
        app.resize(width, height).press("jkGg<tab>H<tab>");
        assert_only_visible_characters(&app.buffer());
        assert_eq!(app.left_with(), None);
        app.resize(60, 12).press("g");
        assert_only_visible_characters(&app.buffer());
        assert!(app.screen().contains("2 documents"), "{}", app.screen());
    }
    app.resize(10, 3);
    assert!(app.screen().contains("too small"), "{}", app.screen());
    app.press("q");
    assert_eq!(app.left_with(), Some(0));
}
