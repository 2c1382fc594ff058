//! Bookmarks and the way back from a jump, as keys in and text out.

use std::fmt::Write;

use crate::test_app::TestApp;
use reader::ui::views::View;

/// Numbered paragraphs of two sentences.
fn prose(name: &str, paragraphs: usize) -> String {
    (0..paragraphs).fold(String::new(), |mut text, number| {
        let rare = if number == 70 { " with a needle" } else { "" };
        writeln!(text, "{name} {number} begins{rare}. It ends, too.\n").unwrap();
        text
    })
}

fn three() -> TestApp {
    let mut app = TestApp::with_documents(&[
        ("a.txt", &prose("Alpha", 100)),
        ("b.txt", &prose("Beta", 100)),
        ("c.txt", &prose("Gamma", 3)),
    ]);
    app.resize(100, 20).press("l");
    app
}

/// The current sentence of the text the keys go to.
fn current(app: &TestApp) -> String {
    let pane = app.app.pane().expect("a text");
    let sentence = &pane.document.sentences[pane.current().expect("a sentence")];
    pane.document.passage(sentence.span).to_string()
}

fn status(app: &TestApp) -> String {
    app.line(19).trim().to_string()
}

#[test]
fn a_bookmark_is_set_and_jumped_to() {
    let mut app = three();
    app.press("50%))").press("m");
    assert!(status(&app).starts_with("type a letter to name the bookmark"), "{}", status(&app));
    app.press("a");
    assert!(status(&app).starts_with("bookmark a set · 'a comes back here"), "{}", status(&app));
    let here = current(&app);
    app.press("G");
    assert_ne!(current(&app), here);
    app.press("'a");
    assert_eq!(current(&app), here);
    assert!(app.screen().contains(here.as_str()), "{}", app.screen());
    // A second bookmark of the same letter replaces the first.
    app.press("gma50%'a");
    assert_eq!(current(&app), "Alpha 0 begins.");
}

#[test]
fn the_way_back_leads_to_the_start_of_each_kind_of_jump() {
    for jump in ["G", "50%", "150G", ":90%<enter>", "/needle<enter>", "n", "N"] {
        let mut app = three();
        app.press("/needle<enter>g))))))");
        let here = current(&app);
        app.press(jump);
        let there = current(&app);
        assert_ne!(there, here, "{jump}");
        app.press("''");
        assert_eq!(current(&app), here, "{jump}");
        // A second use leads to the target again.
        app.press("''");
        assert_eq!(current(&app), there, "{jump}");
    }
}

#[test]
fn a_cancelled_search_is_no_jump() {
    let mut app = three();
    app.press("))G/needle<esc>''");
    assert_eq!(current(&app), "Alpha 1 begins.");
}

#[test]
fn a_bookmark_leads_to_another_document_and_back() {
    let mut app = three();
    app.press("50%mx]30%");
    let there = current(&app);
    assert!(there.starts_with("Beta"), "{there}");
    app.press("'x");
    assert!(current(&app).starts_with("Alpha 46"), "{}", app.screen());
    assert!(app.line(0).contains("Alpha 0 begins"), "{}", app.screen());
    app.press("''");
    assert_eq!(current(&app), there);
    // A document that a filter leaves out is listed again.
    app.press("fgamma<enter>l'x");
    assert!(current(&app).starts_with("Alpha 46"), "{}", app.screen());
}

#[test]
fn a_hit_opened_from_everywhere_is_a_jump() {
    let mut app = three();
    app.press("30%");
    let here = current(&app);
    app.press("\\needle<enter>jj<enter>");
    assert!(current(&app).contains("needle"), "{}", app.screen());
    app.press("''");
    assert_eq!(current(&app), here);
}

#[test]
fn the_bookmark_list_opens_and_removes_bookmarks() {
    let mut app = three();
    app.press("M");
    assert!(status(&app).contains("no bookmark yet · m and a letter sets one"), "{}", status(&app));
    app.press("mb50%maM");
    let rows = app.rows_with("Alpha 0 begins");
    assert!(rows.iter().any(|row| row.contains("a   45 %")), "{}", app.screen());
    assert!(rows.iter().any(|row| row.contains("b    0 %")), "{}", app.screen());
    app.press("j<enter>");
    assert_eq!(current(&app), "Alpha 0 begins.");
    app.press("Mx");
    assert!(status(&app).contains("bookmark a removed"), "{}", status(&app));
    app.press("x");
    assert!(app.app.panel.is_none());
    app.press("'a");
    assert!(status(&app).contains("there is no bookmark a · ma sets it"), "{}", status(&app));
}

#[test]
fn a_narrow_window_shows_only_the_titles_of_bookmarks() {
    let text = format!("The agreement between the harbour and its boats.\n\n{}", prose("Alpha", 3));
    let mut app = TestApp::with_documents(&[("a.txt", &text), ("b.txt", "Another.\n")]);
    app.resize(40, 12).press("lmaM");
    let rows = app.rows_with("a    0 %");
    assert!(rows[0].contains("a    0 %  The agreement between the… │"), "{}", app.screen());
    app.resize(60, 12);
    let rows = app.rows_with("a    0 %");
    assert!(rows[0].contains("The agreement between t… · The agree"), "{}", app.screen());
}

#[test]
fn a_bookmark_without_a_letter_or_a_jump_is_reported() {
    let mut app = three();
    app.press("''");
    assert!(status(&app).contains("there has been no jump yet"), "{}", status(&app));
    app.press("m1");
    assert!(status(&app).contains("1 is not a letter"), "{}", status(&app));
    // Esc cancels the bookmark, so the next key is a command.
    app.press("m<esc>G");
    let here = current(&app);
    assert!(here.starts_with("Alpha 9"), "{}", app.screen());
    app.press("mя50%'я");
    assert_eq!(current(&app), here);
}

#[test]
fn a_letter_typed_ahead_of_its_text_does_nothing_else() {
    let mut app = TestApp::with_documents(&[]);
    app.resize(100, 20).press("mq");
    assert!(status(&app).contains("there is no text here"), "{}", app.screen());
}

#[test]
fn a_bookmark_is_found_again_in_a_rewritten_text() {
    let mut app = three();
    app.press("50%ma");
    let here = current(&app);
    app.rewrite("a.txt", &format!("{}\n{}", "Something new stands here. ".repeat(60), prose("Alpha", 100)));
    app.press("rg'a");
    assert_eq!(current(&app), here);
}

#[test]
fn a_bookmark_on_a_sentence_left_out_shows_all_sentences() {
    let mut app = three();
    app.press("))ma/needle<enter>&");
    assert!(!app.screen().contains("Alpha 1 begins"), "{}", app.screen());
    app.press("'a");
    assert_eq!(current(&app), "Alpha 1 begins.");
    assert!(app.screen().contains("Alpha 2 begins"), "{}", app.screen());
    // A bookmark on a shown sentence leaves the others out.
    app.press("nma&'a");
    assert!(!app.screen().contains("Alpha 2 begins"), "{}", app.screen());
}

#[test]
fn a_bookmark_in_a_comparison_moves_the_cursor_to_its_side() {
    let mut app = three();
    app.press("]]mz[[h  c");
    let View::Comparison(_) = &app.app.views.top else { panic!("no comparison:\n{}", app.screen()) };
    app.press("10jma");
    let here = current(&app);
    app.press("l50%'a");
    assert_eq!(current(&app), here);
    app.press("''");
    assert!(current(&app).starts_with("Beta") || current(&app) == "It ends, too.", "{}", app.screen());
    app.press("'z");
    assert!(
        status(&app).contains("that bookmark is in another document: Gamma 0 begins"),
        "{}",
        status(&app)
    );
    // The bookmark also works in the reader.
    app.press("q'a");
    assert_eq!(current(&app), here);
}
