//! Screens: keys in, text out.

mod desk;

use desk::Desk;
use insta::assert_snapshot;
use reader::app::Opening;

const TIDES: (&str, &str) = (
    "tides.txt",
    "The tides\n\nThe sea rises twice a day. The moon pulls it.\n\nNobody sees the sea fall.\n",
);
const MOON: (&str, &str) = ("moon.txt", "The moon pulls the sea.\n\nIt rises twice a day and falls again.\n");

#[test]
fn a_folder_opens_with_its_list_and_its_first_document() {
    let desk = Desk::with_documents(&[MOON, TIDES]);
    assert_snapshot!(desk.screen(), @"");
}

#[test]
fn a_search_goes_to_its_match_as_it_is_typed() {
    let mut desk = Desk::with_documents(&[TIDES]);
    desk.press("/sea");
    assert_snapshot!(desk.screen(), @"");
    desk.press("<enter>n");
    assert_snapshot!(desk.line(11), @"");
    desk.press("n");
    assert_snapshot!(desk.line(11), @"");
    desk.press("<esc>");
    assert!(!desk.screen().contains('«'));
}

#[test]
fn keywords_have_a_colour_and_a_number() {
    let desk = Desk::with_documents_and(&[TIDES], &["sea", "moon=red"], Opening::Beginning);
    assert_snapshot!(desk.screen(), @"");
}
