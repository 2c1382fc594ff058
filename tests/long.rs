//! Texts too long to be held, and files that grow, as keys in and text out.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where it fails")]

mod desk;

use std::fmt::Write;

use std::path::Path;

use desk::Desk;
use reader::formats::{Source, parse};
use reader::tasks::entry::Change;
use reader::tasks::piped::Piped;
use reader::ui::message::Message;

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

/// Prose longer than is held: `rare` stands in a few places far apart, `common` in every
/// hundredth paragraph, `both` in two sentences of which one follows the other.
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
fn parted_and_whole(text: &str) -> [Desk; 2] {
    assert!(text.len() > reader::storage::HELD);
    let document = parse(&Source::new(Path::new("long.txt"), text.as_bytes())).unwrap();
    let mut desks =
        [Desk::with_documents(&[("long.txt", text)]), Desk::with_piped(Piped::new(text.into(), document))];
    for desk in &mut desks {
        desk.resize(70, 20);
    }
    desks
}

/// Searches without what every letter typed would find on the way.
fn find<'a>(desk: &'a mut Desk, word: &str) -> &'a mut Desk {
    desk.press("/").tell(Message::Paste(word.into())).work().press("<enter>")
}

/// The rows of the text, without the scrollbar.
fn page(desk: &Desk) -> Vec<String> {
    let row = |y| desk.line(y).trim_end_matches(['«', '─', '»', '┃', '│', ' ']).to_string();
    (1..19).map(row).collect()
}

/// Presses the same keys on both and expects the same page.
fn press_alike(desks: &mut [Desk; 2], keys: &str, before: &str) {
    let [parted, whole] = desks.each_mut().map(|desk| page(desk.press(keys)));
    assert_eq!(
        parted,
        whole,
        "after {keys} and before that {before}\n{}\n{}",
        desks[0].screen(),
        desks[1].screen()
    );
}

#[test]
fn bookmarks_and_the_way_back_are_the_same_read_in_parts_or_held_as_a_whole() {
    let mut desks = parted_and_whole(&prose());
    for keys in ["3)ma", "G", "mb", "'a", "''", "50%", ")))mc", "'a", "'b", "'c", "''", "''", "60001G''"] {
        press_alike(&mut desks, keys, "");
    }
    for desk in &mut desks {
        find(desk, "rare").press("n&");
    }
    for keys in ["'c", "''", "n''"] {
        press_alike(&mut desks, keys, "rare&");
    }
}

/// Keys that move, one of which is drawn by lot.
const MOVES: [&str; 22] = [
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
    "&&",
    "400j",
    "300k",
];

/// `READER_SEED` and `READER_STEPS` make it another walk and a longer one.
#[test]
fn only_what_matches_is_the_same_read_in_parts_or_held_as_a_whole() {
    let number = |name: &str, usual: u64| std::env::var(name).map_or(usual, |value| value.parse().unwrap());
    let (mut lot, steps) = (number("READER_SEED", 7), number("READER_STEPS", 5));
    let mut desks = parted_and_whole(&prose());
    let mut pressed = String::new();
    for search in ["common", "rare", "both"] {
        for desk in &mut desks {
            find(desk, search);
        }
        let keys = if search == "common" { "&g" } else { "g" };
        press_alike(&mut desks, keys, &pressed);
        pressed.extend(["/", search, "<enter>", keys]);
        for _ in 0..steps {
            lot = lot.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let key = MOVES[(lot >> 33) as usize % MOVES.len()];
            press_alike(&mut desks, key, &pressed);
            pressed.push_str(key);
        }
    }
}

#[test]
fn what_matches_is_gone_through_from_end_to_end_in_little_memory() {
    let text = prose();
    let sentences: Vec<usize> = text.match_indices("It has common").map(|(at, _)| at).collect();
    let mut desk = Desk::with_documents(&[("long.txt", &text)]);
    find(desk.resize(60, 40), "common").press("&g");
    let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
    let (mut met, mut most) = (Vec::new(), 0);
    loop {
        let pane = desk.app.pane().unwrap();
        // An empty row stands one byte before the sentence below it.
        let line = ends.partition_point(|end| *end <= pane.top.0) + 1;
        assert_eq!(pane.line_number(), Some(line), "{}", desk.screen());
        most = most.max(pane.document.text.len());
        met.extend(pane.document.sentences.iter().map(|sentence| sentence.span.start));
        if pane.document.extent().end == text.len() {
            break;
        }
        desk.press("200j");
    }
    met.sort_unstable();
    met.dedup();
    assert!(met == sentences, "{} of {}", met.len(), sentences.len());
    assert!(most < 64 << 10, "a window holds {most} bytes of {}", text.len());
}

#[test]
fn what_matches_changes_with_the_search_the_keywords_and_the_file() {
    let mut desk = open();
    desk.press("&");
    assert!(desk.screen().contains("nothing to match"), "{}", desk.screen());
    desk.press("/absent<enter>&");
    assert!(desk.screen().contains("not found in this text"), "{}", desk.screen());
    desk.press("/needle<enter>&");
    assert_eq!(desk.rows_with("needle").len(), 3, "{}", desk.screen());
    desk.press("/80000<enter>");
    assert_eq!(desk.rows_with("«80000»").len(), 1, "{}", desk.screen());
    desk.press("/absent<enter>");
    assert!(desk.line(1).contains("Paragraph 80000 has"), "whole again: {}", desk.screen());
    desk.press("/x<esc>");
    assert!(!desk.line(0).contains("only what matches"), "{}", desk.screen());
    // Without a search the keywords tell, those that are shown.
    desk.press("g*needle<enter>");
    assert!(desk.screen().contains("‹needle›"), "{}", desk.screen());
    assert_eq!(desk.rows_with("‹needle›").len(), 3, "{}", desk.screen());
    desk.press("G>");
    assert!(desk.line(0).contains("only what matches"), "{}", desk.screen());
    // A file written anew is gone through anew.
    desk.rewrite("long.txt", &long().replace("Paragraph 9 has", "Paragraph 9 has a needle and"));
    desk.press("rg");
    assert_eq!(desk.rows_with("‹needle›").len(), 4, "{}", desk.screen());
    desk.press("&");
    assert!(desk.line(1).contains("Paragraph 3 has"), "{}", desk.screen());
}

#[test]
fn what_matches_is_followed_and_stays_when_the_file_is_cut_off() {
    let mut desk = open();
    desk.resize(100, 12).press("/needle<enter>&F");
    let written = Change::Written(desk.path("long.txt").into());
    desk.rewrite("long.txt", &(long() + "\nThe last needle came.\n\nAnd hay.\n"));
    desk.hear(vec![written.clone()]);
    assert!(desk.line(0).contains("following"), "{}", desk.screen());
    assert_eq!(desk.rows_with("«needle»").len(), 4, "{}", desk.screen());
    desk.press("G");
    let before = desk.screen();
    assert!(before.contains("The last «needle» came."), "{before}");
    for left in [100_000, 10_000] {
        desk.rewrite("long.txt", &long()[..left]);
        desk.hear(vec![written.clone()]);
        assert!(desk.line(0).contains("the file was cut off"), "{}", desk.screen());
        assert_eq!(desk.line(1), before.lines().nth(1).unwrap());
    }
}

#[test]
fn what_hides_or_is_marked_between_the_sentences_shown_is_gone_to() {
    let text = long().replace("Paragraph 100000 has", "Paragraph 100000 has\u{200b} a mark and");
    let mut desk = Desk::with_documents(&[("long.txt", &text)]);
    for key in ["H", "*mark<enter>>"] {
        desk.press("g/needle<enter>&");
        assert!(desk.line(0).contains("only what matches"), "{}", desk.screen());
        desk.press(key);
        assert!(desk.screen().contains("Paragraph 100000 has"), "{}", desk.screen());
        assert!(!desk.line(0).contains("only what matches"), "{}", desk.screen());
    }
}
