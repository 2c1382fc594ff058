//! Texts too long to be held, and files that grow, as keys in and text out.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where it fails")]

mod desk;

use std::fmt::Write;

use desk::Desk;
use reader::app::Change;

/// More than is held: numbered paragraphs with three needles.
fn long() -> String {
    let mut text = String::new();
    for number in 0..160_000 {
        let needle = if [3, 80_000, 159_990].contains(&number) { "a needle in " } else { "" };
        writeln!(text, "Paragraph {number} has {needle}some words in it, and it goes on and on.\n").unwrap();
    }
    text
}

fn open() -> Desk {
    let text = long();
    assert!(text.len() > reader::storage::HELD);
    Desk::with_documents(&[("long.txt", &text)])
}

#[test]
fn markup_beyond_what_is_read_is_shown_and_said_to_be() {
    let mut desk =
        Desk::with_documents(&[("long.md", &long()), ("short.md", "# Tides\n\n*Rise* and fall.\n")]);
    let said = "shown as plain text: more markup than is read";
    assert_eq!(desk.rows_with(said).len(), 1, "{}", desk.screen());
    desk.press("j");
    assert!(desk.screen().contains("Rise and fall."), "{}", desk.screen());
    assert!(desk.rows_with(said).is_empty(), "{}", desk.screen());
}

#[test]
fn motions_reach_every_part() {
    let mut desk = open();
    assert!(desk.screen().contains("Paragraph 0 has"), "{}", desk.screen());
    desk.press("G");
    assert!(desk.screen().contains("Paragraph 159999 has"), "{}", desk.screen());
    assert!(desk.line(0).contains("100%"), "{}", desk.line(0));
    desk.press("k");
    assert!(!desk.line(0).contains("100%"), "{}", desk.line(0));
    desk.press("200001G");
    assert!(desk.line(1).contains("Paragraph 100000 has"), "{}", desk.screen());
    assert!(desk.line(0).contains("line 200001"), "{}", desk.line(0));
    desk.press("50%");
    assert!(desk.screen().contains("Paragraph 80"), "{}", desk.screen());
    desk.press("g");
    assert!(desk.line(1).contains("Paragraph 0 has"), "{}", desk.screen());
    // Three rows a paragraph.
    desk.press("20000j");
    assert!(desk.screen().contains("Paragraph 6667 has"), "{}", desk.screen());
}

#[test]
fn a_search_goes_from_match_to_match_and_round() {
    let mut desk = open();
    desk.press("/needle<enter>");
    assert!(desk.screen().contains("/needle  1/3"), "{}", desk.screen());
    desk.press("n");
    assert!(desk.screen().contains("Paragraph 80000 has"), "{}", desk.screen());
    assert!(desk.screen().contains("/needle  2/3"), "{}", desk.screen());
    desk.press("2n");
    assert!(desk.screen().contains("1/3 · past the end"), "{}", desk.screen());
    desk.press("N");
    assert!(desk.screen().contains("Paragraph 159990 has"), "{}", desk.screen());
    desk.press(":write part.txt<enter>");
    assert!(desk.screen().contains("only a part is held"), "{}", desk.screen());
    desk.press("/absent<enter>");
    assert!(desk.screen().contains("not found"), "{}", desk.screen());
}

#[test]
fn the_end_of_a_growing_file_is_followed_until_one_looks_elsewhere() {
    let mut desk = Desk::with_documents(&[("log.txt", "one\n\ntwo\n")]);
    desk.press("F");
    assert!(desk.line(0).contains("following"), "{}", desk.screen());
    let mut text = String::from("one\n\ntwo\n");
    for number in 0..40 {
        writeln!(text, "\nline {number} came").unwrap();
    }
    desk.rewrite("log.txt", &text);
    let written = Change::Written(desk.path("log.txt").into());
    desk.hear(vec![written.clone()]);
    assert!(desk.screen().contains("line 39 came"), "{}", desk.screen());
    desk.press("kkk");
    assert!(!desk.line(0).contains("following"), "{}", desk.screen());
    desk.rewrite("log.txt", "one\n");
    desk.hear(vec![written]);
    assert!(desk.line(0).contains("the file was cut off"), "{}", desk.screen());
    assert!(desk.screen().contains("line 3"), "{}", desk.screen());
}
