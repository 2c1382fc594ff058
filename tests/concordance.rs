//! Searching every document: keys in, text out.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where it fails")]

mod desk;

use desk::Desk;
use insta::assert_snapshot;
use reader::ui::app::View;
use reader::ui::settings::Opening;

const TIDES: (&str, &str) = (
    "tides.txt",
    "The tides\n\nThe sea rises twice a day. The moon pulls it.\n\nNobody sees the sea fall.\n",
);
const MOON: (&str, &str) = ("moon.txt", "The moon pulls the sea.\n\nIt rises twice a day and falls again.\n");
const SAND: (&str, &str) = ("sand.md", "# Sand\n\nSand is what the s*e*a leaves behind.\n");

fn desk() -> Desk {
    let mut desk = Desk::with_documents(&[MOON, SAND, TIDES]);
    desk.resize(60, 16);
    desk
}

fn status(desk: &Desk) -> String {
    desk.line(desk.app.size.height - 1).trim().to_string()
}

fn is_open(desk: &Desk) -> bool {
    matches!(desk.app.view, View::Concordance(_))
}

#[test]
fn hits_of_every_document_stand_in_one_column() {
    let mut desk = desk();
    desk.press("\\sea<enter>");
    assert_snapshot!(desk.screen(), @"
    ─ sea · 4 hits in 3 documents ──────────────────────────────
      by document
      ▾ The moon pulls the sea.                               1
    ▐     The moon pulls the «sea».
      ▾ Sand                                                  1
            Sand is what the «sea» leaves behind.
      ▾ The tides                                             2
                         The «sea» rises twice a day.
             Nobody sees the «sea» fall.

    ─ The moon pulls the sea.  line 1 ──────────────────────────
      The moon pulls the «sea».



          ? help   Enter open   s order   Space fold   \\ search
    ");
}

#[test]
fn results_stand_there_while_the_query_is_typed_and_esc_takes_them_away() {
    let mut desk = desk();
    let before = desk.screen();
    desk.press("\\s");
    assert!(!is_open(&desk));
    desk.press("ea");
    assert!(is_open(&desk) && status(&desk).starts_with("\\sea"), "{}", desk.screen());
    desk.press("<backspace><backspace>");
    assert!(!is_open(&desk));
    desk.press("ea<esc>");
    assert_eq!(desk.screen(), before);
}

#[test]
fn a_hit_opens_its_document_and_the_search_goes_on_there() {
    let mut desk = desk();
    desk.press("\\sea<enter>}}j");
    let results = desk.screen();
    desk.press("<enter>");
    assert!(desk.screen().contains("«sea» rises"), "{}", desk.screen());
    assert!(desk.line(0).contains("The tides"), "{}", desk.line(0));
    assert!(status(&desk).starts_with("/sea  1/2"), "{}", status(&desk));
    desk.press("n");
    assert!(status(&desk).starts_with("/sea  2/2"), "{}", status(&desk));
    for back in ["q", "<esc>", "\\<enter>"] {
        desk.press(back);
        assert_eq!(desk.screen(), results, "{back}");
        desk.press("<enter>");
    }
    desk.press("qq");
    assert!(!is_open(&desk) && desk.left_with().is_none());
    assert!(!desk.screen().contains('«'));
}

#[test]
fn a_document_off_the_shelf_opens_at_the_hit_too() {
    let mut desk = desk();
    desk.press("\\sea<enter>}}jj<enter>");
    assert!(status(&desk).starts_with("/sea  2/2"), "{}", status(&desk));
    desk.press("q<enter>");
    assert!(status(&desk).starts_with("/sea  2/2"), "{}", status(&desk));
}

#[test]
fn rows_are_ordered_by_what_stands_beside_the_hit() {
    let mut desk = desk();
    desk.press("\\the<enter>s");
    let hits = |desk: &Desk| (2..9).map(|y| desk.line(y)[4..].trim_start().to_string()).collect::<Vec<_>>();
    assert_eq!(desk.line(1).trim(), "by the words right of the hit");
    assert_eq!(
        hits(&desk),
        [
            "«The» moon pulls it.",
            "«The» moon pulls the sea.",
            "The moon pulls «the» sea.",
            "Nobody sees «the» sea fall.",
            "Sand is what «the» sea leaves behind.",
            "«The» sea rises twice a day.",
            "«The» tides",
        ]
    );
    assert!(desk.line(3).starts_with('▐'), "{}", desk.screen());
    desk.press("s");
    assert_eq!(desk.line(1).trim(), "by the words left of the hit");
    assert_eq!(
        hits(&desk)[4..],
        ["The moon pulls «the» sea.", "Nobody sees «the» sea fall.", "Sand is what «the» sea leaves behind."]
    );
    desk.press("s");
    assert!(desk.screen().contains("▾ Sand"));
}

#[test]
fn what_is_nowhere_is_said() {
    let mut desk = desk();
    desk.press("\\whale");
    assert!(status(&desk).ends_with("not found"), "{}", status(&desk));
    desk.press("<enter>");
    assert_eq!(status(&desk), "not found: whale");
    desk.press("q\\re:(<enter>");
    assert!(status(&desk).contains("unclosed group"), "{}", status(&desk));
}

#[test]
fn one_letter_is_looked_for_with_enter() {
    let mut desk = desk();
    desk.press("\\z<enter>");
    assert_eq!(status(&desk), "not found: z");
    desk.press("q\\<up>");
    assert!(status(&desk).starts_with("\\z"), "{}", status(&desk));
}

#[test]
fn a_new_search_over_an_old_one_can_be_given_up() {
    let mut desk = desk();
    desk.press("\\sea<enter>j");
    let before = desk.screen();
    desk.press("\\moon");
    assert!(desk.line(0).contains("moon · 2 hits in 2 documents"), "{}", desk.line(0));
    desk.press("<esc>");
    assert_eq!(desk.screen(), before);
}

#[test]
fn all_keywords_are_counted_in_every_document() {
    let mut desk = Desk::with_documents_and(&[MOON, SAND, TIDES], &["sea", "moon"], Opening::Beginning);
    desk.resize(60, 16).press("\\<enter><space>");
    assert_snapshot!(desk.screen(), @"
    ─ all keywords · 6 hits in 3 documents ─────────────────────
      most hits first   ① sea  ② moon
    ▐ ▾ The tides                                      ①2  ②1
      ①                   The ‹sea› rises twice a day.
      ②                   The ‹moon› pulls it.
      ①       Nobody sees the ‹sea› fall.
      ▸ The moon pulls the sea.                        ①1  ②1
      ▸ Sand                                           ①1


    ─ The tides ────────────────────────────────────────────────
      tides.txt



          ? help   Enter open   s order   Space fold   \\ search
    ");
    desk.press("jj<enter>");
    assert!(desk.line(0).contains("The tides"), "{}", desk.line(0));
    desk.press("q");
    assert!(is_open(&desk));
    desk.press("q.\\");
    assert!(is_open(&desk));
}

#[test]
fn without_a_keyword_there_is_nothing_to_count() {
    let mut desk = desk();
    desk.press("\\<enter>");
    assert!(status(&desk).contains("no keyword"), "{}", status(&desk));
}

#[test]
fn more_hits_than_are_shown_are_counted_and_opened() {
    let text = "The sea. ".repeat(300);
    let mut desk = Desk::with_documents(&[("a.txt", &text), MOON]);
    desk.resize(60, 16).press("\\sea<enter>");
    assert!(desk.line(0).contains("301 hits in 2 documents"), "{}", desk.line(0));
    desk.press("}kk");
    assert!(
        desk.screen().contains("▐ … 100 more") || desk.screen().contains("… 100 more"),
        "{}",
        desk.screen()
    );
    desk.press("j<enter>");
    assert!(status(&desk).starts_with("/sea  201/300"), "{}", status(&desk));
}

#[test]
fn documents_of_one_title_are_told_apart_by_their_paths() {
    let mut desk = Desk::with_documents(&[("a/one.txt", TIDES.1), ("b/one.txt", TIDES.1)]);
    desk.resize(120, 16).press("\\sea<enter>");
    assert_eq!(desk.rows_with("The tides · ").len(), 3, "{}", desk.screen());
}

#[test]
fn every_size_of_window_shows_the_hit() {
    let mut desk = desk();
    desk.press("\\sea<enter>");
    for (width, height) in [(20, 6), (40, 10), (60, 15), (120, 40), (300, 5)] {
        desk.resize(width, height);
        assert!(height < 6 || desk.screen().contains("«sea»"), "{width} {height}: {}", desk.screen());
    }
}

#[test]
fn only_the_sentences_that_match_are_shown_until_asked_again() {
    let text = "The sea rises. It is late.\n\nNobody came. The end of the sea.\n\nLand.\n\nA sea.\n";
    let mut desk = Desk::with_documents(&[("a.txt", text)]);
    desk.press("/sea<enter>");
    let before = desk.screen();
    desk.press("&");
    assert!(desk.line(0).contains("only what matches"), "{}", desk.screen());
    let rows: Vec<String> = (1..6)
        .map(|y| desk.line(y).replace('▐', " ").trim().split("   ").next().unwrap().to_string())
        .collect();
    assert_eq!(
        rows,
        ["The «sea» rises.", "…", "The end of the «sea».", "…", "A «sea»."],
        "{}",
        desk.screen()
    );
    desk.press("n");
    assert!(status(&desk).starts_with("/sea  2/3"), "{}", status(&desk));
    desk.press(")");
    assert!(desk.line(5).starts_with('▐') || desk.line(5).contains("▐"), "{}", desk.screen());
    desk.press("((&");
    assert!(desk.screen().contains("It is late."), "{}", desk.screen());
    assert_eq!(desk.line(1), before.lines().nth(1).unwrap());
    desk.press("&<esc>");
    assert!(desk.screen().contains("It is late."), "{}", desk.screen());
    desk.press("&");
    assert!(
        status(&desk).contains("not found") || status(&desk).contains("nothing to match"),
        "{}",
        status(&desk)
    );
}

#[test]
fn only_the_sentences_with_keywords_are_shown_without_a_search() {
    let mut desk = Desk::with_documents_and(&[TIDES], &["moon"], Opening::Beginning);
    desk.press("&");
    assert!(
        desk.screen().contains("The ‹moon› pulls it.") && !desk.screen().contains("Nobody"),
        "{}",
        desk.screen()
    );
    desk.press("/sea<enter>");
    assert!(desk.screen().contains("Nobody sees the «sea» fall."), "{}", desk.screen());
    assert!(!desk.screen().contains("pulls it"), "{}", desk.screen());
}
