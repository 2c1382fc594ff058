//! The search of every document: keys in, text out.

use crate::test_app::TestApp;
use insta::assert_snapshot;
use reader::ui::settings::OpenAt;
use reader::ui::views::View;

const TIDES: (&str, &str) = (
    "tides.txt",
    "The tides\n\nThe sea rises twice a day. The moon pulls it.\n\nNobody sees the sea fall.\n",
);
const MOON: (&str, &str) = ("moon.txt", "The moon pulls the sea.\n\nIt rises twice a day and falls again.\n");
const SAND: (&str, &str) = ("sand.md", "# Sand\n\nSand is what the s*e*a leaves behind.\n");

fn three() -> TestApp {
    let mut app = TestApp::with_documents(&[MOON, SAND, TIDES]);
    app.resize(60, 16);
    app
}

fn status(app: &TestApp) -> String {
    app.line(app.app.size.height - 1).trim().to_string()
}

fn is_open(app: &TestApp) -> bool {
    matches!(app.app.views.top, View::Search(_))
}

#[test]
fn hits_of_all_documents_are_aligned_in_one_column() {
    let mut app = three();
    app.press("\\sea<enter>");
    assert_snapshot!(app.screen(), @r"
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



     ? help · Enter open · s order · Space fold · \ search
    ");
}

#[test]
fn results_appear_while_the_query_is_typed_and_esc_closes_them() {
    let mut app = three();
    let before = app.screen();
    app.press("\\s");
    assert!(!is_open(&app));
    app.press("ea");
    assert!(is_open(&app) && status(&app).starts_with("\\sea"), "{}", app.screen());
    app.press("<backspace><backspace>");
    assert!(!is_open(&app));
    app.press("ea<esc>");
    assert_eq!(app.screen(), before);
}

#[test]
fn a_hit_opens_its_document_and_the_search_goes_on_there() {
    let mut app = three();
    app.press("\\sea<enter>}}j");
    let results = app.screen();
    app.press("<enter>");
    assert!(app.screen().contains("«sea» rises"), "{}", app.screen());
    assert!(app.line(0).contains("The tides"), "{}", app.line(0));
    assert!(status(&app).starts_with("/sea  1/2"), "{}", status(&app));
    app.press("n");
    assert!(status(&app).starts_with("/sea  2/2"), "{}", status(&app));
    for back in ["q", "<esc>", "\\<enter>"] {
        app.press(back);
        assert_eq!(app.screen(), results, "{back}");
        app.press("<enter>");
    }
    app.press("qq");
    assert!(!is_open(&app) && app.left_with().is_none());
    assert!(!app.screen().contains('«'));
}

#[test]
fn keywords_added_over_the_results_are_marked_in_the_text_below() {
    let mut app = three();
    app.press("\\sea<enter>.amoon<enter>qq");
    assert!(!is_open(&app) && app.screen().contains("‹moon›"), "{}", app.screen());
}

#[test]
fn a_scrollbar_tells_which_part_of_a_long_table_is_in_view() {
    let text = "The sea is wide.\n\n".repeat(40);
    let mut app = TestApp::with_documents(&[("a.txt", &text), MOON]);
    let bar =
        |app: &TestApp| -> String { (2..6).map(|y| app.line(y).chars().last().unwrap_or(' ')).collect() };
    app.press("\\moon<enter>");
    assert!(!bar(&app).contains('┃'), "{}", app.screen());
    app.press("\\sea<enter>");
    assert_eq!(bar(&app), "┃┃││", "{}", app.screen());
    app.press("G");
    assert_eq!(bar(&app), "││││", "{}", app.screen());
    app.press("<esc>?");
    let top = app.screen();
    assert!(top.contains('┃'), "{top}");
    app.press("G");
    assert_ne!(app.screen(), top);
}

#[test]
fn a_comparison_opened_over_results_goes_back_to_them() {
    let mut app = three();
    app.press("\\sea<enter>");
    let results = app.screen();
    app.press(":compare<enter>");
    assert!(matches!(app.app.views.top, View::Comparison(_)), "{}", app.screen());
    app.press("q");
    assert_eq!(app.screen(), results);
    app.press("q");
    assert!(matches!(app.app.views.top, View::Reading) && app.left_with().is_none());
}

#[test]
fn another_document_opens_at_its_first_hit() {
    let mut app = three();
    app.press("\\sea<enter>}}jj<enter>");
    assert!(status(&app).starts_with("/sea  2/2"), "{}", status(&app));
    app.press("q<enter>");
    assert!(status(&app).starts_with("/sea  2/2"), "{}", status(&app));
}

#[test]
fn rows_are_sorted_by_the_words_beside_the_hit() {
    let mut app = three();
    app.press("\\the<enter>s");
    let hits = |app: &TestApp| (2..9).map(|y| app.line(y)[4..].trim_start().to_string()).collect::<Vec<_>>();
    assert_eq!(app.line(1).trim(), "by the words right of the hit");
    assert_eq!(
        hits(&app),
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
    assert!(app.line(3).starts_with('▐'), "{}", app.screen());
    app.press("s");
    assert_eq!(app.line(1).trim(), "by the words left of the hit");
    assert_eq!(
        hits(&app)[4..],
        ["The moon pulls «the» sea.", "Nobody sees «the» sea fall.", "Sand is what «the» sea leaves behind."]
    );
    app.press("s");
    assert!(app.screen().contains("▾ Sand"));
}

#[test]
fn a_search_without_hits_is_reported() {
    let mut app = three();
    app.press("\\whale");
    assert!(status(&app).ends_with("not found"), "{}", status(&app));
    app.press("<enter>");
    assert_eq!(status(&app), "not found: whale");
    app.press("q\\re:(<enter>");
    assert!(status(&app).contains("unclosed group"), "{}", status(&app));
}

#[test]
fn one_letter_is_searched_only_after_enter() {
    let mut app = three();
    app.press("\\z<enter>");
    assert_eq!(status(&app), "not found: z");
    app.press("q\\<up>");
    assert!(status(&app).starts_with("\\z"), "{}", status(&app));
}

#[test]
fn a_new_search_over_an_old_one_can_be_cancelled() {
    let mut app = three();
    app.press("\\sea<enter>j");
    let before = app.screen();
    app.press("\\moon");
    assert!(app.line(0).contains("moon · 2 hits in 2 documents"), "{}", app.line(0));
    app.press("<esc>");
    assert_eq!(app.screen(), before);
}

#[test]
fn all_keywords_are_counted_in_every_document() {
    let mut app = TestApp::with_documents_and(&[MOON, SAND, TIDES], &["sea", "moon"], OpenAt::Beginning);
    app.resize(60, 16).press("\\<enter><space>");
    assert_snapshot!(app.screen(), @r"
    ─ all keywords · 6 hits in 3 documents ─────────────────────
      most hits first   1 sea  2 moon
    ▐ ▾ The tides                                    1 2  2 1
      1                   The ‹sea› rises twice a day.
      2                   The ‹moon› pulls it.
      1       Nobody sees the ‹sea› fall.
      ▸ The moon pulls the sea.                      1 1  2 1
      ▸ Sand                                         1 1


    ─ The tides ────────────────────────────────────────────────
      tides.txt



     ? help · Enter open · s order · Space fold · \ search
    ");
    app.press("jj<enter>");
    assert!(app.line(0).contains("The tides"), "{}", app.line(0));
    app.press("q");
    assert!(is_open(&app));
    app.press("q.\\");
    assert!(is_open(&app));
}

#[test]
fn without_a_keyword_there_is_nothing_to_count() {
    let mut app = three();
    app.press("\\<enter>");
    assert!(status(&app).contains("no keyword"), "{}", status(&app));
}

#[test]
fn more_hits_than_are_shown_are_counted_and_opened() {
    let text = "The sea. ".repeat(300);
    let mut app = TestApp::with_documents(&[("a.txt", &text), MOON]);
    app.resize(60, 16).press("\\sea<enter>");
    assert!(app.line(0).contains("301 hits in 2 documents"), "{}", app.line(0));
    app.press("}kk");
    assert!(app.screen().contains("▐ … 100 more") || app.screen().contains("… 100 more"), "{}", app.screen());
    app.press("j<enter>");
    assert!(status(&app).starts_with("/sea  201/300"), "{}", status(&app));
}

#[test]
fn documents_with_equal_titles_show_their_paths() {
    let mut app = TestApp::with_documents(&[("a/one.txt", TIDES.1), ("b/one.txt", TIDES.1)]);
    app.resize(120, 16).press("\\sea<enter>");
    assert_eq!(app.rows_with("The tides · ").len(), 3, "{}", app.screen());
}

#[test]
fn every_size_of_window_shows_the_hit() {
    let mut app = three();
    app.press("\\sea<enter>");
    for (width, height) in [(20, 6), (40, 10), (60, 15), (120, 40), (300, 5)] {
        app.resize(width, height);
        assert!(height < 6 || app.screen().contains("«sea»"), "{width} {height}: {}", app.screen());
    }
}

#[test]
fn only_the_sentences_that_match_are_shown_until_asked_again() {
    let text = "The sea rises. It is late.\n\nNobody came. The end of the sea.\n\nLand.\n\nA sea.\n";
    let mut app = TestApp::with_documents(&[("a.txt", text)]);
    app.press("/sea<enter>");
    let before = app.screen();
    app.press("&");
    assert!(app.line(0).contains("only what matches"), "{}", app.screen());
    let rows: Vec<String> = (1..6)
        .map(|y| app.line(y).replace('▐', " ").trim().split("   ").next().unwrap().to_string())
        .collect();
    assert_eq!(rows, ["The «sea» rises.", "…", "The end of the «sea».", "…", "A «sea»."], "{}", app.screen());
    app.press("n");
    assert!(status(&app).starts_with("/sea  2/3"), "{}", status(&app));
    app.press(")");
    assert!(app.line(5).starts_with('▐') || app.line(5).contains("▐"), "{}", app.screen());
    app.press("((&");
    assert!(app.screen().contains("It is late."), "{}", app.screen());
    assert_eq!(app.line(1), before.lines().nth(1).unwrap());
    app.press("&<esc>");
    assert!(app.screen().contains("It is late."), "{}", app.screen());
    app.press("&");
    assert!(
        status(&app).contains("not found") || status(&app).contains("nothing to match"),
        "{}",
        status(&app)
    );
}

#[test]
fn only_the_sentences_with_keywords_are_shown_without_a_search() {
    let mut app = TestApp::with_documents_and(&[TIDES], &["moon"], OpenAt::Beginning);
    app.press("&");
    assert!(
        app.screen().contains("The ‹moon› pulls it.") && !app.screen().contains("Nobody"),
        "{}",
        app.screen()
    );
    app.press("/sea<enter>");
    assert!(app.screen().contains("Nobody sees the «sea» fall."), "{}", app.screen());
    assert!(!app.screen().contains("pulls it"), "{}", app.screen());
}

#[test]
fn a_document_is_converted_once_until_it_changes() {
    let mut app = three();
    let read = app.cache.conversions();
    assert_eq!(read, 1, "the list has read sand.md");
    app.press("\\sea<enter><esc>\\moon<enter><esc>");
    assert_eq!(app.cache.conversions(), read);
    app.rewrite("sand.md", "# Sand\n\nThe wind takes the sand from the sea to the dunes.\n");
    app.press("\\sand<enter>");
    assert!(app.screen().contains("takes the «sand» from"), "{}", app.screen());
    assert_eq!(app.cache.conversions(), read + 1);
}

#[test]
fn a_search_and_a_list_show_how_far_they_are() {
    let documents: Vec<(String, String)> =
        (0..9).map(|number| (format!("{number}.txt"), format!("The sea {number}\n\nIt rises.\n"))).collect();
    let documents: Vec<(&str, &str)> =
        documents.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let mut app = TestApp::with_documents(&documents);
    app.resize(60, 16).press("\\sea<enter>").press_only("\\rises<enter>");
    assert!(app.line(0).contains("rises · searched 0 of 9"), "{}", app.line(0));
    app.work();
    assert!(app.line(0).contains("9 hits in 9 documents ─"), "{}", app.line(0));
    let mut app = TestApp::with_documents(&documents);
    for (width, header) in [(160, "Library · 0 of 9 read"), (60, " 0 of 9 read ")] {
        app.resize(width, 10).press_only("*se<enter>");
        assert!(app.line(0).contains(header), "{}", app.screen());
        app.work();
        assert!(!app.line(0).contains("read"), "{}", app.screen());
    }
}

#[test]
fn documents_that_cannot_be_searched_are_counted() {
    let mut app = TestApp::with_files(&[
        ("moon.txt", MOON.1.as_bytes()),
        ("scan.pdf", b"%PDF-1.7\nThe sea.\n"),
        ("sand.md", SAND.1.as_bytes()),
    ]);
    app.resize(60, 16).press("\\sea<enter>");
    assert!(app.line(0).contains("2 hits in 2 documents · 1 not searched"), "{}", app.line(0));
    app.press("\\whale<enter>");
    assert!(app.line(0).contains("0 hits in 0 documents · 1 not searched"), "{}", app.line(0));
}
