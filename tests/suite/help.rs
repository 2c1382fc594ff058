//! The help screen: columns, groups, and the search in it.

use std::collections::HashSet;

use crate::test_app::TestApp;
use ratatui::style::Modifier;

const EBB: (&str, &str) = ("ebb.txt", "Ebb tide bares the flats. Waders feed there.");

#[test]
fn a_wide_window_has_two_columns_and_a_narrow_one_cuts_no_words() {
    let mut app = TestApp::with_documents(&[EBB, ("flow.txt", "The flood covers them.")]);
    app.resize(120, 40).press("?");
    let first = app.line(0);
    let beside = first.trim_start().strip_prefix("Marks").unwrap_or_else(|| panic!("{first}"));
    assert!(!beside.trim().is_empty(), "{}", app.screen());
    let buffer = app.buffer();
    let bold = |y: u16| (60..119).any(|x| buffer[(x, y)].modifier.contains(Modifier::BOLD));
    let is_title = |y: u16| app.line(y).chars().nth(61).is_some_and(|first| first != ' ');
    for y in (1..39).filter(|y| bold(*y)) {
        assert!(is_title(y), "a title of one column is bold in it alone: {}", app.line(y));
    }
    app.resize(60, 150);
    assert_eq!(app.line(0).trim(), "Marks");
    let words: Vec<String> = app.screen().split_whitespace().map(str::to_owned).collect();
    let filter = "type to filter the list: sea 'exact ^start end$ !not";
    for word in filter.split(' ') {
        assert!(words.iter().any(|found| found == word), "{word} in {}", app.screen());
    }
}

#[test]
fn keys_are_grouped_by_what_they_are_for_below_the_marks() {
    let mut app = TestApp::with_documents(&[EBB]);
    app.resize(80, 120).press("?");
    let screen = app.screen();
    let titles =
        ["Marks", "Move", "Search and keywords", "This document", "Compare", "Select, copy and keep"];
    let places: Vec<_> =
        titles.iter().map(|title| screen.find(&format!(" {title}\n")).expect(title)).collect();
    assert!(places.is_sorted(), "{screen}");
    for mark in ["✎       note of yours", "•       not read yet", "●       marked for comparing"] {
        assert!(screen.contains(mark), "{mark} in {screen}");
    }
    let marks = screen.lines().skip(1).map_while(|row| row.split_whitespace().next()).collect::<Vec<_>>();
    let different: HashSet<_> = marks.iter().collect();
    assert!(marks.len() > 5 && different.len() == marks.len(), "each mark is explained once: {marks:?}");
}

#[test]
fn the_help_is_searched() {
    let mut app = TestApp::with_documents(&[EBB]);
    app.resize(80, 20).press("?/BOOKMARK<enter>");
    assert!(app.screen().contains("«bookmark»"), "{}", app.screen());
    let found = app.buffer();
    assert!(app.status().contains("n next match"), "{}", app.status());
    app.press("n");
    assert_ne!(app.buffer(), found, "the current match is another one");
    app.press("N");
    assert_eq!(app.buffer(), found);
    app.press("<esc>");
    assert!(!app.screen().contains('«') && app.screen().contains("bookmark"), "{}", app.screen());
    app.press("<esc>");
    assert!(app.screen().contains("Waders"), "{}", app.screen());
    app.press("?/flats<enter>");
    assert!(app.line(19).contains("not found in this help"), "{}", app.line(19));
    app.press("<esc>n");
    assert!(app.line(19).contains("there is no search yet · / begins one"), "{}", app.line(19));
}
