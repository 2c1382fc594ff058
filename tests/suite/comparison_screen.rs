//! The screen of a comparison explains itself: names, legend, lines between the texts, summary, changes.

use crate::test_app::TestApp;
use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use insta::assert_snapshot;
use reader::ui::comparison::shown::ComparisonScreen;
use reader::ui::drawing::Role;
use reader::ui::views::View;

const LEFT: &str = "Gulls were seen in the market square. The harbour of Wexley froze on Monday. Fishing boats stayed in port.\n\nThe council paid 40,000 pounds for salt. The mayor blamed the weather office for a late warning.\n";
const RIGHT: &str = "A late warning by the weather office was to blame, the mayor said. On Monday the harbour of Wexley froze.\n\nSchools were closed. The council paid 60,000 pounds for salt.\n";

fn pair(width: u16, height: u16) -> TestApp {
    let mut app = TestApp::with_documents(&[("first.txt", LEFT), ("second.txt", RIGHT)]);
    app.resize(width, height).press("c");
    app
}

/// Two versions of a text in which every tenth of 40 sentences is another one, and two neighbours once.
fn versions() -> TestApp {
    let sentence = |n: usize| format!("Boat number {n} of the fleet of Wexley came home before the ice did.");
    let changed = |n: usize| format!("Boat number {n} of the fleet of Wexley came home after the ice did.");
    let old: Vec<String> = (1..=40).map(sentence).collect();
    let new: Vec<String> =
        (1..=40).map(|n| if n % 10 == 0 || n == 21 { changed(n) } else { sentence(n) }).collect();
    let mut app = TestApp::with_documents(&[("a.txt", &old.join(" ")), ("b.txt", &new.join(" "))]);
    app.resize(120, 30).press("c");
    app
}

fn shown(app: &TestApp) -> ComparisonScreen {
    let View::Comparison(comparing) = &app.app.views.top else { panic!("no comparison: {}", app.screen()) };
    comparing.shown
}

fn sentence(app: &TestApp) -> &str {
    let View::Comparison(comparing) = &app.app.views.top else { panic!("no comparison: {}", app.screen()) };
    let pane = comparing.pane(comparing.side);
    pane.document.sentence_text(comparing.cursor(comparing.side).unwrap())
}

fn click(app: &mut TestApp, column: u16, row: u16) {
    let kind = MouseEventKind::Down(MouseButton::Left);
    app.mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE });
}

fn status(app: &TestApp) -> String {
    app.line(app.app.size.height - 1).trim().to_string()
}

#[test]
fn it_opens_on_the_first_strong_link() {
    let mut app = pair(120, 20);
    assert_eq!(sentence(&app), "The harbour of Wexley froze on Monday.");
    app.press("qlg)))c");
    assert!(!sentence(&app).contains("froze"), "the sentence chosen in the text: {}", app.screen());
    let mut seeds = TestApp::open(&["seeds"]);
    seeds.resize(120, 40).press("c");
    assert!(sentence(&seeds).starts_with("For decades"), "{}", sentence(&seeds));
}

#[test]
fn a_wide_window_has_lines_between_linked_sentences() {
    assert_snapshot!(pair(130, 16).screen(), @r#"
    ▌A  first.txt · Gulls were seen in the market square.                 B  second.txt · A late warning by the weather office was t…
        3 of 5 sentences shared, 3 very likely · 2 only here                 3 of 4 sentences shared, 3 very likely · 1 only here
     · Gulls were seen in the market square.                    ┃ ╭────── ┃ the mayor said.                                          │
    ▐┃ The harbour of Wexley froze {on Monday}.                   ┃━━━━━━━━▐┃ {On Monday} the harbour of Wexley froze.                   │
     · Fishing boats stayed in port.                            ┃ │                                                                  │
                                                                ┃ │       · Schools were closed.                                     ┃
    ≠┃ The council paid 40,000 pounds for salt.                 ┃─│──────≠┃ The council paid 60,000 pounds for salt.                 ┃
    ↕┃ The mayor blamed the weather office for a late           ┃─╯                                                                  ┃
     ┃ warning.                                                 ┃                                                                    ┃
                                                                ┃                                                                    ┃
                                                                ┃                                                                    ┃
                                                                ┃                                                                    ┃
                                                                ┃                                                                    ┃
    ─ A2 ≈ B2 · very likely (99 %) · shared: harbour of Wexley froze, Monday · differs: nothing ──────────────────────── likeness 77 ─
     ┃ says the same, at least in part   ╎ possibly   · only here   ≠ differs   ↕ other order   " word for word   ▐ current   ✎ note
     ? help · ] next link · D differences · Enter counterpart · o strong only · t view · K legend · q close
    "#);
}

#[test]
fn a_narrow_window_shows_one_text_and_the_counterpart() {
    let mut app = pair(60, 15);
    assert_snapshot!(app.screen(), @"
    ▌A  first.txt · Gulls were seen in the market square.
        3 of 5 sentences shared, 3 very likely · 2 only here
     ·  Gulls were seen in the market square.                 ·┃
    ▐┃1 The harbour of Wexley froze {on Monday}.                ┃┃
     ·  Fishing boats stayed in port.                         ┃┃
                                                              ≠┃
    ≠┃1 The council paid 40,000 pounds for salt.              ≠┃
    ↕┃1 The mayor blamed the weather office for a late        ┃┃
    ─ B2 A late warning by the weather office was to blame…─────
     ┃  {On Monday} the harbour of Wexley froze.


    ─ A2 ≈ B2 · very likely (99 %) · differs: nothing ──────────
     ┃ says the same  ╎ possibly  · only here  ≠ differs
     ? help · ] next link · D differences · Enter counterpart
    ");
    app.press("<enter>");
    assert!(app.line(0).contains("second.txt") && app.screen().contains("Schools"), "{}", app.screen());
    app.press("gG");
    assert!(app.screen().contains(" A4 "), "the counterpart below: {}", app.screen());
    click(&mut app, 6, 9);
    assert_eq!(sentence(&app), "The council paid 40,000 pounds for salt.", "{}", app.screen());
    app.press("<enter>");
    app.press("k");
    assert!(app.screen().contains("no counterpart found"), "{}", app.screen());
}

#[test]
fn the_legend_is_hidden_and_shown_everywhere() {
    let mut app = pair(120, 20);
    let legend =
        "┃ says the same  ╎ possibly  · only here  ≠ differs  ↕ other order  \" word for word  ▐ current";
    assert!(app.line(18).contains(legend), "{}", app.screen());
    app.resize(140, 20);
    let whole = "┃ says the same, at least in part   ╎ possibly   · only here   ≠ differs   ↕ other order";
    assert!(app.line(18).contains(whole), "{}", app.screen());
    app.resize(120, 20).press("K");
    assert!(!app.screen().contains("possibly") && app.line(18).contains("A2 ≈ B2"), "{}", app.screen());
    app.press("q");
    assert!(!app.screen().contains("current sentence"), "{}", app.screen());
    app.press("K");
    assert!(app.line(18).contains("▐ current sentence"), "{}", app.screen());
    app.resize(120, 11);
    assert!(!app.screen().contains("current sentence"), "a low window has no row for it: {}", app.screen());
}

#[test]
fn doubtful_links_are_hidden_and_the_figures_stay() {
    let mut app = TestApp::open(&["seeds"]);
    app.resize(120, 40).press("cg");
    let figures = app.line(1);
    assert!(figures.contains("13 of 28 shared, 4 very likely · 15 only here"), "{figures}");
    let weak = |app: &TestApp| {
        app.screen().lines().filter(|row| row.starts_with(" ╎") || row.starts_with("↕╎")).count()
    };
    assert!(weak(&app) > 5, "{}", app.screen());
    app.press("o");
    assert_eq!(status(&app), "strong links only");
    assert_eq!((weak(&app), app.line(1)), (0, figures), "{}", app.screen());
    assert!(app.screen().contains("A1 · only doubtful links"), "{}", app.screen());
    app.press("]");
    assert!(sentence(&app).starts_with("For decades"), "{}", sentence(&app));
    app.press("o");
    assert!(weak(&app) > 0, "{}", app.screen());
}

#[test]
fn the_summary_shows_what_differs_first_and_leads_there_and_back() {
    let mut app = pair(100, 36);
    app.press("D");
    assert_snapshot!(app.screen(), @"
     A  first.txt · Gulls were seen in the market square.    3 of 5 shared, 3 very likely · 2 only here
     B  second.txt · A late warning by the weather office w… 3 of 4 shared, 3 very likely · 1 only here
    ─ How much is shared ───────────────────────────────────────────────────────────────────────────────

    ▐ likeness 77 of 100

    ─ Figures and names that differ · 1 ────────────────────────────────────────────────────────────────

      ≠ differs · number · 40,000 pounds | 60,000 pounds
         A4 The council paid {40,000 pounds} for salt.
         B4 The council paid {60,000 pounds} for salt.

    ─ Only in A, as far as found · 2 of 5 ──────────────────────────────────────────────────────────────

         A1 Gulls were seen in the market square.

         A3 Fishing boats stayed in port.

    ─ Only in B, as far as found · 1 of 4 ──────────────────────────────────────────────────────────────

         B3 Schools were closed.

    ─ Says the same, at least in part · 3 ──────────────────────────────────────────────────────────────

      A2 ≈ B2 · very likely (99 %)
         A2 The harbour of Wexley froze {on Monday}.
         B2 {On Monday} the harbour of Wexley froze.

      A4 ≈ B4 · very likely (99 %)
         A4 The council paid {40,000} pounds for salt.
         B4 The council paid {60,000} pounds for salt.

      A5 ≈ B1 · very likely (99 %)
    ───────────────────────────────────────────────────────── likeness 77 · summary of differences 1/9 ─
     ≠ differs   ≈ says the same, at least in part   ~ possibly
     ? help · Enter go to it · D both texts · t view · q close
    ");
    app.press("j<enter>");
    assert_eq!(shown(&app), ComparisonScreen::Both);
    assert_eq!(sentence(&app), "The council paid 40,000 pounds for salt.");
    app.press("<esc>");
    assert_eq!(shown(&app), ComparisonScreen::Summary(1));
    app.press("}<enter>");
    assert_eq!(sentence(&app), "Gulls were seen in the market square.", "{}", app.screen());
    app.press("DD");
    assert_eq!(shown(&app), ComparisonScreen::Both);
}

#[test]
fn code_has_its_ground_and_the_name_of_its_language() {
    let text = |n: u8| format!("# Tides\n\nThe sea rises.\n\n```rust\nlet a = {n};\nlet b = 2;\n```\n");
    let mut app = TestApp::with_documents(&[("a.md", &text(1)), ("b.md", &text(2))]);
    app.resize(100, 24).press("<space><space>cg");
    let code = app.theme.style(Role::CodeBlock).bg.unwrap();
    let buffer = app.buffer();
    let row = |words: &str| (0..24_u16).find(|y| app.line(*y).contains(words)).unwrap();
    for x in [10, 40, 60, 90] {
        assert_eq!(buffer[(x, row("let b"))].bg, code, "column {x}: {}", app.screen());
        assert_ne!(buffer[(x, row("The sea"))].bg, code, "column {x}: {}", app.screen());
    }
    assert_eq!(app.line(row("let a")).matches("rust").count(), 2, "{}", app.screen());
    assert_eq!(app.rows_with("rust").len(), 1, "once in a block: {}", app.screen());
}

#[test]
fn code_keeps_its_indentation() {
    let text = |hour| format!("# Ferries\n\n```\nif ready:\n    leave({hour})\n```\n");
    let mut app = TestApp::with_documents(&[("old.md", &text(6)), ("new.md", &text(7))]);
    app.resize(120, 20).press("c");
    assert!(app.screen().contains("     leave("), "{}", app.screen());
}

#[test]
fn a_click_on_the_bar_goes_to_the_mark() {
    let filler = "Another boat of the old fleet went out to sea again at dawn. ".repeat(80);
    let mut app = TestApp::with_documents(&[
        ("a.txt", &format!("{filler}\n\nThe council paid 40,000 pounds for salt.\n")),
        ("b.txt", &format!("Gulls came. {RIGHT}")),
    ]);
    app.resize(120, 20).press("cg");
    let row = (2..17).find(|y| app.line(*y).contains("≠│")).unwrap_or_else(|| panic!("{}", app.screen()));
    let line = app.line(row);
    let x = line.chars().position(|symbol| symbol == '≠').unwrap() as u16;
    click(&mut app, x, row);
    assert_eq!(sentence(&app), "The council paid 40,000 pounds for salt.", "{}", app.screen());
}

#[test]
fn changes_are_counted_and_shown_in_the_middle_of_the_page() {
    let mut app = versions();
    assert!(app.screen().contains("change 1 of 4 · likeness"), "{}", app.screen());
    app.press("]");
    assert!(app.screen().contains("change 2 of 4"), "two neighbours are one change: {}", app.screen());
    let row = app.screen().lines().position(|row| row.starts_with('▐')).unwrap();
    assert!((10..17).contains(&row), "{row} in\n{}", app.screen());
    app.press("]]");
    assert!(app.screen().contains("change 4 of 4"), "{}", app.screen());
    app.press("]");
    assert!(status(&app).contains("no further change below"), "{}", app.screen());
}

#[test]
fn unchanged_sentences_are_folded() {
    let mut app = versions();
    app.press("Z");
    assert_eq!(status(&app), "only what changed");
    let screen = app.screen();
    assert!(screen.contains("┄ 9 unchanged ┄") && !screen.contains("number 11 of"), "{screen}");
    assert!(screen.contains("number 40 of"), "{screen}");
    app.press("Z");
    assert_eq!(status(&app), "everything in both versions");
    assert!(!app.screen().contains("unchanged ┄"), "{}", app.screen());
    let mut accounts = pair(100, 20);
    accounts.press("Z");
    assert!(status(&accounts).contains("not two versions"), "{}", accounts.screen());
}

#[test]
fn a_and_b_have_views_and_the_help_explains_their_counts() {
    let mut app = pair(100, 40);
    app.press(":a<enter>");
    assert!(app.screen().contains("with a counterpart ┄"), "{}", app.screen());
    assert!(app.screen().contains("likeness 77 · only in A, as far as found"), "{}", app.screen());
    app.press(":b<enter>");
    assert!(app.screen().contains("likeness 77 · only in B, as far as found"), "{}", app.screen());
    app.resize(60, 20).press(":a<enter>");
    assert_eq!(status(&app), "shown: only in A, as far as found");
    app.resize(100, 40);
    app.press("?");
    let help = app.screen();
    let help_words = help.replace('┃', " ").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(help_words.contains("so A and B do not share the same number of sentences."), "{help}");
    assert!(help.find("only here") < help.find("next linked"), "the marks come first: {help}");
}

#[test]
fn files_of_one_name_are_told_by_their_folders() {
    let mut app = TestApp::with_documents(&[("first/talk.txt", LEFT), ("second/talk.txt", RIGHT)]);
    app.resize(120, 20).press("c");
    let titles = app.line(0);
    assert!(titles.contains("first/talk.txt · ") && titles.contains("second/talk.txt · "), "{titles}");
}

#[test]
fn the_table_of_claims_quotes_each_document_where_there_is_room() {
    let third = "Fishing boats did not leave the port. The council paid 40,000 pounds for salt, it said.\n";
    let mut app = TestApp::with_documents(&[("a.txt", LEFT), ("b.txt", RIGHT), ("c.txt", third)]);
    app.resize(150, 20).press("<space><space><space>c");
    let rows = app.rows_with("pounds for salt");
    let quoted = |row: &String| row.matches("The council paid").count() == 3;
    assert!(rows.iter().any(quoted), "{}", app.screen());
    assert!(app.line(1).contains(" A  Gulls") && app.line(1).contains(" C  Fishing"), "{}", app.screen());
    app.resize(80, 20);
    assert!(!app.rows_with("pounds for salt").iter().any(quoted), "{}", app.screen());
}
