//! Bookmarks and the way back from a jump, as keys in and text out.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where it fails")]

mod desk;

use std::fmt::Write;

use desk::Desk;
use reader::ui::app::View;

/// Numbered paragraphs of two sentences.
fn prose(name: &str, paragraphs: usize) -> String {
    (0..paragraphs).fold(String::new(), |mut text, number| {
        let rare = if number == 70 { " with a needle" } else { "" };
        writeln!(text, "{name} {number} begins{rare}. It ends, too.\n").unwrap();
        text
    })
}

fn desk() -> Desk {
    let mut desk = Desk::with_documents(&[
        ("a.txt", &prose("Alpha", 100)),
        ("b.txt", &prose("Beta", 100)),
        ("c.txt", &prose("Gamma", 3)),
    ]);
    desk.resize(100, 20).press("l");
    desk
}

/// The current sentence of the text the keys go to.
fn current(desk: &Desk) -> String {
    let pane = desk.app.pane().expect("a text");
    let sentence = &pane.document.sentences[pane.current().expect("a sentence")];
    pane.document.passage(sentence.span).to_string()
}

fn status(desk: &Desk) -> String {
    desk.line(19).trim().to_string()
}

#[test]
fn a_bookmark_is_set_and_gone_to() {
    let mut desk = desk();
    desk.press("50%))").press("m");
    assert!(status(&desk).starts_with("a letter names the bookmark"), "{}", status(&desk));
    desk.press("a");
    assert!(status(&desk).starts_with("bookmark a set: 'a comes back here"), "{}", status(&desk));
    let here = current(&desk);
    desk.press("G");
    assert_ne!(current(&desk), here);
    desk.press("'a");
    assert_eq!(current(&desk), here);
    assert!(desk.screen().contains(here.as_str()), "{}", desk.screen());
    // Another one of the same letter takes its place.
    desk.press("gma50%'a");
    assert_eq!(current(&desk), "Alpha 0 begins.");
}

#[test]
fn the_way_back_leads_to_where_each_kind_of_jump_began() {
    for jump in ["G", "50%", "150G", ":90%<enter>", "/needle<enter>", "n", "N"] {
        let mut desk = desk();
        desk.press("/needle<enter>g))))))");
        let here = current(&desk);
        desk.press(jump);
        let there = current(&desk);
        assert_ne!(there, here, "{jump}");
        desk.press("''");
        assert_eq!(current(&desk), here, "{jump}");
        // And once more to and fro.
        desk.press("''");
        assert_eq!(current(&desk), there, "{jump}");
    }
}

#[test]
fn a_search_given_up_is_no_jump() {
    let mut desk = desk();
    desk.press("))G/needle<esc>''");
    assert_eq!(current(&desk), "Alpha 1 begins.");
}

#[test]
fn a_bookmark_leads_to_another_document_and_back() {
    let mut desk = desk();
    desk.press("50%mx]30%");
    let there = current(&desk);
    assert!(there.starts_with("Beta"), "{there}");
    desk.press("'x");
    assert!(current(&desk).starts_with("Alpha 5"), "{}", desk.screen());
    assert!(desk.line(0).contains("Alpha 0 begins"), "{}", desk.screen());
    desk.press("''");
    assert_eq!(current(&desk), there);
    // One that a filter leaves out is listed again.
    desk.press("fgamma<enter>l'x");
    assert!(current(&desk).starts_with("Alpha 5"), "{}", desk.screen());
}

#[test]
fn a_hit_opened_from_everywhere_is_a_jump() {
    let mut desk = desk();
    desk.press("30%");
    let here = current(&desk);
    desk.press("\\needle<enter>jj<enter>");
    assert!(current(&desk).contains("needle"), "{}", desk.screen());
    desk.press("''");
    assert_eq!(current(&desk), here);
}

#[test]
fn the_list_shows_them_goes_to_one_and_removes_one() {
    let mut desk = desk();
    desk.press("M");
    assert!(status(&desk).contains("no bookmark yet: m and a letter sets one"), "{}", status(&desk));
    desk.press("mb50%maM");
    let rows = desk.rows_with("Alpha 0 begins");
    assert!(rows.iter().any(|row| row.contains("a   49 %")), "{}", desk.screen());
    assert!(rows.iter().any(|row| row.contains("b    0 %")), "{}", desk.screen());
    desk.press("j<enter>");
    assert_eq!(current(&desk), "Alpha 0 begins.");
    desk.press("Mx");
    assert!(status(&desk).contains("bookmark a removed"), "{}", status(&desk));
    desk.press("x");
    assert!(desk.app.panel.is_none());
    desk.press("'a");
    assert!(status(&desk).contains("there is no bookmark a: ma sets it"), "{}", status(&desk));
}

#[test]
fn in_a_narrow_window_the_titles_are_left() {
    let text = format!("The agreement between the harbour and its boats.\n\n{}", prose("Alpha", 3));
    let mut desk = Desk::with_documents(&[("a.txt", &text), ("b.txt", "Another.\n")]);
    desk.resize(40, 12).press("lmaM");
    let rows = desk.rows_with("a    0 %");
    assert!(rows[0].contains("a    0 %  The agreement between the… │"), "{}", desk.screen());
    desk.resize(60, 12);
    let rows = desk.rows_with("a    0 %");
    assert!(rows[0].contains("The agreement between t… · The agree"), "{}", desk.screen());
}

#[test]
fn what_names_nothing_is_said() {
    let mut desk = desk();
    desk.press("''");
    assert!(status(&desk).contains("there was no jump yet"), "{}", status(&desk));
    desk.press("m1");
    assert!(status(&desk).contains("1 is no letter"), "{}", status(&desk));
    // What follows is no longer a name.
    desk.press("m<esc>G");
    let here = current(&desk);
    assert!(here.starts_with("Alpha 9"), "{}", desk.screen());
    desk.press("mя50%'я");
    assert_eq!(current(&desk), here);
}

#[test]
fn a_letter_typed_ahead_of_its_text_does_nothing_else() {
    let mut desk = Desk::with_documents(&[]);
    desk.resize(100, 20).press("mq");
    assert!(status(&desk).contains("there is no text here"), "{}", desk.screen());
}

#[test]
fn a_passage_is_found_again_in_a_text_that_was_written() {
    let mut desk = desk();
    desk.press("50%ma");
    let here = current(&desk);
    desk.rewrite("a.txt", &format!("{}\n{}", "Something new stands here. ".repeat(60), prose("Alpha", 100)));
    desk.press("rg'a");
    assert_eq!(current(&desk), here);
}

#[test]
fn a_sentence_that_is_left_out_is_shown_with_all_others() {
    let mut desk = desk();
    desk.press("))ma/needle<enter>&");
    assert!(!desk.screen().contains("Alpha 1 begins"), "{}", desk.screen());
    desk.press("'a");
    assert_eq!(current(&desk), "Alpha 1 begins.");
    assert!(desk.screen().contains("Alpha 2 begins"), "{}", desk.screen());
    // One that is shown leaves the others out.
    desk.press("nma&'a");
    assert!(!desk.screen().contains("Alpha 2 begins"), "{}", desk.screen());
}

#[test]
fn in_a_comparison_the_cursor_goes_to_its_side() {
    let mut desk = desk();
    desk.press("]]mz[[h  c");
    let View::Comparing(_) = &desk.app.view else { panic!("no comparison:\n{}", desk.screen()) };
    desk.press("10jma");
    let here = current(&desk);
    desk.press("l50%'a");
    assert_eq!(current(&desk), here);
    desk.press("''");
    assert!(current(&desk).starts_with("Beta") || current(&desk) == "It ends, too.", "{}", desk.screen());
    desk.press("'z");
    assert!(status(&desk).contains("it is in another document: Gamma 0 begins"), "{}", status(&desk));
    // The bookmark holds in the reader, too.
    desk.press("q'a");
    assert_eq!(current(&desk), here);
}
