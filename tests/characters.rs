//! What hostile characters look like on the screen, in windows of every size.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where it fails")]

mod desk;

use std::fmt::Write;

use desk::Desk;
use ratatui::buffer::Buffer;

/// Every cell holds something that is seen, and does nothing else.
fn assert_harmless(buffer: &Buffer) {
    for cell in buffer.content() {
        let symbol = cell.symbol();
        let steers = |c: char| {
            c.is_control()
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{e0000}'..='\u{e007f}')
        };
        assert!(!symbol.chars().any(steers), "{symbol:?}");
        assert!(symbol.chars().count() <= 32, "{symbol:?}");
    }
}

fn status(desk: &Desk) -> String {
    desk.line(desk.app.size.height - 1)
}

/// A text with every kind of character that is not shown as it is; NUL alone would make it no text.
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
    let mut desk = Desk::with_documents(&[("orders.txt", &orders)]);
    assert!(desk.screen().contains("a␛[2Jb<9B>31md␇e␈f␡g␋h"), "{}", desk.screen());
    assert!(status(&desk).contains("6 hidden characters"), "{}", desk.screen());
    desk.press("H");
    assert!(
        status(&desk).contains("U+001B escape: begins an order to the terminal, 1/6"),
        "{}",
        desk.screen()
    );
}

#[test]
fn line_ends_of_every_kind_end_a_line_and_a_form_feed_is_a_rule() {
    let mut desk = Desk::with_documents(&[("ends.txt", "one:\u{85}two:\rthree:\n\u{c}\nfour\n")]);
    desk.resize(40, 12);
    let rows: Vec<String> = (1..9).map(|y| desk.line(y).trim_matches(['▐', '┃', ' ']).to_owned()).collect();
    let at = |text: &str| rows.iter().position(|row| row == text);
    assert!(at("one:") < at("two:") && at("two:") < at("three:") && at("three:").is_some(), "{rows:?}");
    let rule = rows.iter().position(|row| row.starts_with("────"));
    assert!(at("three:") < rule && rule < at("four"), "{rows:?}");
    assert!(!desk.screen().contains("hidden"), "{}", desk.screen());
}

#[test]
fn hidden_characters_are_counted_and_shown_one_by_one_and_round() {
    let text = "Plain.\n\nuser\u{202e}gpj\n\nin\u{200b}visible and \u{e0041}tag\n";
    let mut desk = Desk::with_documents(&[("plain.txt", "Nothing here.\n"), ("some.txt", text)]);
    desk.resize(90, 12).press("]");
    assert!(!status(&desk).contains("hidden"), "the list has the keys: {}", desk.screen());
    desk.press("<tab>");
    assert!(status(&desk).contains("3 hidden characters"), "{}", desk.screen());
    for words in [
        "U+202E right-to-left override, 1/3",
        "U+200B zero-width space, 2/3",
        "U+E0041 tag character 'A', 3/3",
        "U+202E right-to-left override, 1/3 · past the end, from the beginning",
    ] {
        desk.press("H");
        assert_eq!(status(&desk).trim(), words);
    }
    assert!(desk.screen().contains("user«<202E>»gpj"), "{}", desk.screen());
    desk.press(":hidden<enter>");
    assert_eq!(status(&desk).trim(), "U+200B zero-width space, 2/3");
    desk.press("<esc>");
    assert!(!desk.screen().contains('«'), "{}", desk.screen());
    desk.press("[H");
    assert!(status(&desk).contains("no hidden characters in this text"), "{}", desk.screen());
}

#[test]
fn a_side_of_a_comparison_tells_what_it_hides() {
    let texts =
        [("a.txt", "The sea rises. The moon pulls it."), ("b.txt", "The sea \u{202e}rises. It falls.")];
    let mut desk = Desk::with_documents(&texts);
    desk.resize(100, 16).press("c");
    assert!(!status(&desk).contains("hidden"), "{}", desk.screen());
    desk.press("<tab>");
    assert!(status(&desk).contains("1 hidden character "), "{}", desk.screen());
    desk.press("H");
    assert_eq!(status(&desk).trim(), "U+202E right-to-left override, 1/1");
}

#[test]
fn a_text_that_is_not_held_is_counted_to_its_end() {
    let mut text = String::new();
    for number in 0..160_000 {
        let hidden = if [3, 80_000, 159_990].contains(&number) { "\u{202e}" } else { "" };
        writeln!(text, "Paragraph {number} has {hidden}some words in it, and it goes on and on.\n").unwrap();
    }
    assert!(text.len() > reader::storage::HELD);
    let mut desk = Desk::with_documents(&[("long.txt", &text)]);
    assert!(status(&desk).contains("3 hidden characters"), "{}", desk.screen());
    for (paragraph, number) in [(3, "1/3"), (80_000, "2/3"), (159_990, "3/3"), (3, "1/3 · past the end")] {
        desk.press("H");
        assert!(desk.screen().contains(&format!("Paragraph {paragraph} has")), "{}", desk.screen());
        assert!(status(&desk).contains(number), "{}", desk.screen());
    }
}

#[test]
fn a_cell_bears_eight_marks_and_thirty_two_characters_and_the_rest_is_counted() {
    let tower = format!("a{}\n", "\u{301}".repeat(10_000));
    let mut desk = Desk::with_documents(&[("tower.txt", &tower)]);
    assert_harmless(&desk.buffer());
    assert!(status(&desk).contains("9992 hidden characters"), "{}", desk.screen());
    desk.press("H");
    assert!(
        status(&desk).contains("9992 characters more than one cell can bear, 1/9992"),
        "{}",
        desk.screen()
    );
}

#[test]
fn a_wide_glyph_at_the_edge_is_not_cut_in_half() {
    let mut desk = Desk::with_documents(&[("wide.txt", &"潮汐".repeat(60))]);
    for width in 20..60 {
        desk.resize(width, 8);
        let buffer = desk.buffer();
        for y in 0..8 {
            let last = buffer[(width - 1, y)].symbol();
            assert!(!"潮汐".contains(last) || last.trim().is_empty(), "{width}: {}", desk.screen());
        }
        assert_harmless(&buffer);
    }
}

#[test]
fn a_window_of_any_size_is_drawn_and_too_small_a_one_says_so_and_quits() {
    let hostile = hostile();
    let mut desk = Desk::with_documents(&[("a\u{202e}\x1b.txt", &hostile), ("b.txt", "Two.\n")]);
    for (width, height) in [(1, 1), (2, 8), (8, 2), (19, 5), (20, 4), (20, 5), (500, 200), (1, 200), (500, 1)]
    {
        desk.resize(width, height).press("jkGg<tab>H<tab>");
        assert_harmless(&desk.buffer());
        assert_eq!(desk.left_with(), None);
        desk.resize(60, 12).press("g");
        assert_harmless(&desk.buffer());
        assert!(desk.screen().contains("Library"), "{}", desk.screen());
    }
    desk.resize(10, 3);
    assert!(desk.screen().contains("too small"), "{}", desk.screen());
    desk.press("q");
    assert_eq!(desk.left_with(), Some(0));
}
