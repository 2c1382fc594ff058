//! The views of a comparison: keys in, text out.

use crate::test_app::TestApp;
use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use insta::assert_snapshot;
use reader::compare::Side;
use reader::ui::comparison::shown::ComparisonScreen;
use reader::ui::settings::OpenAt;
use reader::ui::views::View;

const LEFT: &str = "The harbour of Wexley froze on Monday. Fishing boats stayed in port. The council paid 40,000 pounds for salt. The mayor blamed the weather office for a late warning.\n";
const RIGHT: &str = "A late warning by the weather office was to blame, the mayor said. On Monday the harbour of Wexley froze. Schools were closed. The council paid 60,000 pounds for salt.\n";

const DRAFT: &str = "The harbour of Wexley froze on Monday, and fishing boats stayed in port. The mayor blamed the weather office for a late warning. Schools were closed for two days. The council bought salt and sand. Nobody was hurt, the coast guard said. A ferry to the islands was cancelled.\n";
const EDITED: &str = "The harbour of Wexley froze on Monday, and most fishing boats stayed in port. Nobody was hurt, the coast guard said. The mayor blamed the weather office for a late warning. Schools were closed for three days. A ferry to the islands was cancelled. Tickets will be refunded.\n";

const THIRD: &str = "Fishing boats did not leave the port. The weather office had warned too late, the mayor said. Bananas are yellow.\n";

fn status(app: &TestApp) -> String {
    app.line(app.app.size.height - 1).trim().to_string()
}

/// The row above the legend: why two sentences are linked.
fn reason(app: &TestApp) -> String {
    app.line(app.app.size.height - 3)
}

fn pair() -> TestApp {
    let mut app = TestApp::with_documents(&[("a.txt", LEFT), ("b.txt", RIGHT)]);
    app.resize(100, 16).press("c");
    app
}

fn drafts() -> TestApp {
    let mut app = TestApp::with_documents(&[("a.txt", DRAFT), ("b.txt", EDITED)]);
    app.resize(100, 16).press("c");
    app
}

fn three() -> TestApp {
    let mut app = TestApp::with_documents(&[("a.txt", LEFT), ("b.txt", RIGHT), ("c.txt", THIRD)]);
    app.resize(100, 18);
    app
}

fn shown(app: &TestApp) -> ComparisonScreen {
    let View::Comparison(comparing) = &app.app.views.top else { panic!("no comparison: {}", app.screen()) };
    comparing.shown
}

fn cursor(app: &TestApp) -> (Side, &str) {
    let View::Comparison(comparing) = &app.app.views.top else { panic!("no comparison: {}", app.screen()) };
    let pane = comparing.pane(comparing.side);
    (comparing.side, pane.document.sentence_text(comparing.cursor(comparing.side).unwrap()))
}

mod tables {
    use super::*;

    #[test]
    fn pairs_are_shown_side_by_side() {
        let mut app = pair();
        app.press(":pairs<enter>");
        assert_snapshot!(app.screen(), @"
        ▌A  a.txt · The harbour of Wexley froze on Mond… │ B  b.txt · A late warning by the weather office…
            3 of 4 shared, 3 very likely · 1 only here   │    3 of 4 shared, 3 very likely · 1 only here
        ▐┃ The harbour of Wexley froze {on Monday}.        │▐┃ {On Monday} the harbour of Wexley froze.
                                                         │
        ≠┃ The council paid {40,000} pounds for salt.      │≠┃ The council paid {60,000} pounds for salt.
                                                         │
         ┃ The mayor blamed the weather office for a     │ ┃ A late warning by the weather office was
         ┃ late warning.                                 │ ┃ to blame, the mayor said.
                                                         │
                                                         │
                                                         │
                                                         │
                                                         │
        ─ A1 ≈ B2 · very likely (99 %) · differs: nothing ───────────────── likeness 86 · linked pairs 1/3 ─
         ┃ says the same  ╎ possibly  · only here  ≠ differs  ↕ other order  \" word for word  ▐ current
         ? help · Enter go to it · t view · l other side · q close
        ");
        app.press("j");
        assert!(reason(&app).contains("differs: 40,000 pounds | "), "{}", reason(&app));
        app.press("<enter>");
        assert_eq!(shown(&app), ComparisonScreen::Both);
        assert_eq!(cursor(&app).1, "The council paid 40,000 pounds for salt.");
    }

    #[test]
    fn facts_are_quoted_from_both_texts_and_opened() {
        let mut app = pair();
        app.press(":facts<enter>");
        assert_snapshot!(app.screen(), @"
        ▌A  a.txt · The harbour of Wexley froze on Mond… │ B  b.txt · A late warning by the weather office…
            status  kind       in A                      │  in B
        ▐ ≠ differs number     40,000 pounds             ││ 60,000 pounds
          = in both date       Monday                    │  Monday
          = in both name       Wexley                    │  Wexley
          ▸ only B  source                               │  the mayor
                                                         │
                                                         │
                                                         │
                                                         │
                                                         │
                                                         │
                                                         │
        ─ ≠ differs · number · 40,000 pounds | 60,000 pounds ───────────────────── likeness 86 · facts 1/4 ─
         ≠ differs   ≈ nearly the same in one text   = in both   ◂ only in A   ▸ only in B
         ? help · Enter go to it · t view · l other side · q close
        ");
        app.press("l<enter>");
        assert_eq!(cursor(&app), (Side::Right, "The council paid 60,000 pounds for salt."));
        assert!(app.screen().lines().any(|row| row.contains("≠")), "{}", app.screen());
    }

    #[test]
    fn fewer_links_have_fewer_disputes() {
        let mut app = pair();
        app.press(":strong 1<enter>:weak 1<enter>:facts<enter>");
        assert_eq!(app.rows_with("differs number").len(), 0, "{}", app.screen());
        app.press(":weak .35<enter>:strong .5<enter>");
        assert_eq!(app.rows_with("differs number").len(), 1, "{}", app.screen());
        assert_eq!(status(&app), "strong from 0.50, weak from 0.35");
        app.press(":weak .9<enter>");
        assert!(status(&app).contains("cannot be above the strong one"), "{}", status(&app));
    }

    #[test]
    fn distinctive_words_become_keywords_and_are_removed_again() {
        let left = "Ice covers Wexley. The ice came on Monday, and Wexley has no ship for the ice. Trade rests in Wexley.\n";
        let right = "Trade rests in Bramley. The flood came to Bramley on Friday. Bramley has no boats for a flood like this flood.\n";
        let mut app = TestApp::with_documents(&[("a.txt", left), ("b.txt", right)]);
        app.resize(100, 12).press("c:terms<enter>");
        assert_snapshot!(app.screen(), @"
        ▌A  a.txt · Ice covers Wexley.                   │ B  b.txt · Trade rests in Bramley.
            word                            A | B        │    word                            A | B
        ▐   Wexley                          3 | 0        │    Bramley                         0 | 3
            ice                             3 | 0        │    flood                           0 | 3
                                                         │
                                                         │
                                                         │
                                                         │
                                                         │
        ─ Wexley · 3 in A, 0 in B ──────────────────────────────────── likeness 19 · distinctive words 1/2 ─

         ? help · Enter go to it · t view · l other side · q close
        ");
        app.press("<enter>");
        assert_eq!(app.app.keywords.len(), 1, "{}", app.screen());
        app.press("<enter>");
        assert!(app.app.keywords.is_empty());
    }

    #[test]
    fn the_overview_shows_every_link_and_opens_it() {
        let mut app = pair();
        app.press(":ov<enter>");
        assert_snapshot!(app.screen(), @"
         A ↓  a.txt · The harbour of Wexley froze on Monday.     3 of 4 shared, 3 very likely · 1 only here
         B →  b.txt · A late warning by the weather office was…  3 of 4 shared, 3 very likely · 1 only here
              1
            1 ┈┈┈«●»

                       ●
              ●






        ─ A1 ≈ B2 · very likely (99 %) · differs: nothing ──────── likeness 86 · overview of the links 1/3 ─
         ● says the same, at least in part   ○ possibly
         ? help · Enter go to it · t view · l other side · q close
        ");
        app.press("l");
        let column = reason(&app);
        app.press("h");
        assert_ne!(reason(&app), column);
        app.press("G<enter>");
        assert!(cursor(&app).1.starts_with("The mayor blamed"), "{}", app.screen());
    }

    #[test]
    fn every_view_fits_every_window() {
        for seeds in [false, true] {
            let mut app = if seeds { TestApp::open(&["seeds"]) } else { pair() };
            app.resize(100, 30).press("<esc><esc>c");
            for _ in ComparisonScreen::ALL {
                for (width, height) in [(120, 40), (60, 15), (40, 10), (20, 6), (21, 7), (19, 3), (300, 90)] {
                    app.resize(width, height).press("jjGkg");
                    app.buffer();
                }
                app.resize(100, 30).press("t");
            }
        }
    }

    #[test]
    fn the_mouse_selects_rows() {
        let mut app = pair();
        app.press(":facts<enter>");
        app.mouse(MouseEvent {
            kind: MouseEventKind::Down(MouseButton::Left),
            column: 60,
            row: 3,
            modifiers: KeyModifiers::NONE,
        });
        assert_eq!(shown(&app), ComparisonScreen::Facts(1));
        assert_eq!(cursor(&app).0, Side::Right);
        app.mouse(MouseEvent {
            kind: MouseEventKind::ScrollUp,
            column: 60,
            row: 3,
            modifiers: KeyModifiers::NONE,
        });
        assert_eq!(shown(&app), ComparisonScreen::Facts(0));
        app.press(":overview<enter>G").mouse(MouseEvent {
            kind: MouseEventKind::Down(MouseButton::Left),
            column: 6,
            row: 3,
            modifiers: KeyModifiers::NONE,
        });
        assert_eq!(shown(&app), ComparisonScreen::Overview(0), "{}", app.screen());
    }

    #[test]
    fn closing_goes_back_one_view() {
        let mut app = pair();
        app.press("t<esc>");
        assert_eq!(shown(&app), ComparisonScreen::Both);
        app.press("T");
        assert_eq!(shown(&app), ComparisonScreen::Summary(0));
        app.press("qq");
        assert!(matches!(app.app.views.top, View::Reading));
    }

    #[test]
    fn a_passage_opened_from_a_table_leads_back_to_its_row() {
        let mut app = pair();
        app.press(":facts<enter>jj<enter><esc>");
        assert_eq!(shown(&app), ComparisonScreen::Facts(2));
        app.press("<esc>:facts<enter>");
        assert_eq!(shown(&app), ComparisonScreen::Facts(2), "{}", app.screen());
        app.press("<esc><esc>");
        assert!(matches!(app.app.views.top, View::Reading));
    }

    #[test]
    fn reloading_keeps_the_row() {
        let mut app = pair();
        app.press(":facts<enter>jjr");
        assert_eq!(shown(&app), ComparisonScreen::Facts(2), "{}", app.screen());
    }

    #[test]
    fn a_search_counts_what_is_shown() {
        let with_heading = format!("# The boats of Wexley\n\n{LEFT}\nBoats were painted in May.\n");
        let mut app = TestApp::with_documents(&[("a.md", &with_heading), ("b.md", RIGHT)]);
        app.resize(100, 16).press("c/boats<enter>");
        assert!(status(&app).contains("/3 on the left"), "{}", status(&app));
        app.press("<esc>:left<enter>/boats<enter>");
        assert!(!app.screen().contains("The «boats» of") && app.screen().contains("«Boats» were painted"));
        assert!(status(&app).contains("/2 on the left"), "{}", app.screen());
    }

    #[test]
    fn a_search_in_a_table_shows_both_texts() {
        let mut app = pair();
        app.press(":facts<enter>/boats<enter>");
        assert_eq!(cursor(&app).1, "Fishing boats stayed in port.");
        assert!(app.screen().contains("«boats»"), "{}", app.screen());
    }
}

mod words {
    use super::*;

    #[test]
    fn a_draft_and_its_edition_are_shown_as_a_diff() {
        assert_snapshot!(drafts().screen(), @"
        ▌A  a.txt · The harbour of Wexley froze on Mond… │ B  b.txt · The harbour of Wexley froze on Monda…
            2 unchanged, 2 edited, 1 moved · 1 removed   │    2 unchanged, 2 edited, 1 moved · 1 added
        ▐~ The harbour of Wexley froze on Monday,       ┃│▐~ The harbour of Wexley froze on Monday, and    ┃
        ▐~ and fishing boats stayed in port.            ┃│▐~ {most} fishing boats stayed in port.            ┃
           The mayor blamed the weather office for a    ┃│ ↕ Nobody was hurt, the coast guard said.        ┃
           late warning.                                ┃│   The mayor blamed the weather office for a     ┃
        ≠~ Schools were closed for {two} days.            ┃│   late warning.                                 ┃
         - The council bought salt and sand.            ┃│≠~ Schools were closed for {three} days.           ┃
         ↕ Nobody was hurt, the coast guard said.       ┃│   A ferry to the islands was cancelled.         ┃
           A ferry to the islands was cancelled.        ┃│ + Tickets will be refunded.                     ┃
                                                        ┃│                                                 ┃
                                                        ┃│                                                 ┃
                                                        ┃│                                                 ┃
        ─ A1 → B1 edited ───────────────────────────────────────────────────── change 1 of 3 · likeness 87 ─
         ~ edited   - removed   + added   ↕ moved   ≠ a figure or name differs   ▐ current   ✎ note
         ? help · ] next change · D differences · Enter counterpart · Z fold · t view · K legend · q close
        ");
    }

    #[test]
    fn changes_are_stepped_through() {
        let mut app = drafts();
        let mut changes = Vec::new();
        while !status(&app).contains("no further change") {
            changes.push(reason(&app).trim_matches(['─', ' ']).to_string());
            app.press("]");
        }
        assert_snapshot!(changes.join("\n"), @"
        A1 → B1 edited ───────────────────────────────────────────────────── change 1 of 3 · likeness 87
        A3 → B4 edited   ≠ two days | three days ─────────────────────────── change 2 of 3 · likeness 87
        B6 · added ───────────────────────────────────────────────────────── change 3 of 3 · likeness 87
        ");
    }

    #[test]
    fn added_and_removed_sentences_have_a_view() {
        let mut app = drafts();
        app.press(":left<enter>");
        assert!(app.screen().contains("bought salt") && !app.screen().contains("coast guard"));
        app.press(":right<enter>");
        assert!(app.screen().contains("Tickets") && !app.screen().contains("bought salt"));
    }

    #[test]
    fn identical_documents_have_no_changes() {
        let mut app = TestApp::with_documents(&[("a.txt", DRAFT), ("b.txt", DRAFT)]);
        app.resize(100, 16).press("c");
        assert!(app.line(1).contains("6 unchanged, 0 edited, 0 moved · 0 removed"), "{}", app.screen());
        assert!(reason(&app).contains("likeness 100"), "{}", app.screen());
        app.press("]");
        assert_eq!(status(&app), "no further change below");
    }

    #[test]
    fn copied_words_are_attributed_to_one_source() {
        let quoted = "“The ice will be with us for many a week to come,” said the harbour master";
        let left = format!(
            "Boats are stuck in Wexley. {quoted} on Tuesday. Fish is dear, and so is bread since the mills stand still. Nobody goes out without need.\n"
        );
        let right = format!(
            "Trains were late in the whole county. {quoted}. Nobody knows when the snow ends, and the farmers fear for their lambs. Doctors ask for patience.\n"
        );
        let mut app = TestApp::with_documents(&[("a.txt", &left), ("b.txt", &right)]);
        app.resize(120, 16).press("cgj");
        assert!(reason(&app).contains("16 words copied, probably from one source"), "{}", app.screen());
    }

    #[test]
    fn different_languages_are_reported() {
        let left = "Der Hafen von Wexley war am Montag zugefroren, und die Boote der Fischer blieben im Hafen. Bürgermeister John Miller gab dem Wetteramt die Schuld.\n";
        let mut app = TestApp::with_documents(&[("a.txt", left), ("b.txt", LEFT)]);
        app.resize(120, 16).press("c");
        assert!(reason(&app).contains("in different languages"), "{}", app.screen());
    }
}

mod links_made_by_hand {
    use super::*;

    #[test]
    fn two_sentences_are_linked_and_unlinked_by_hand() {
        let mut app = pair();
        app.press("jx");
        assert!(status(&app).contains("go to its counterpart"), "{}", status(&app));
        app.press("lgjjx");
        assert_eq!(status(&app), "linked by hand: A2 and B3");
        assert!(reason(&app).contains("A2 ≈ B3 · by hand"), "{}", app.screen());
        assert!(app.line(1).starts_with("    4 of 4 shared, 4 very likely · 0 only here"), "{}", app.line(1));
        assert_eq!(cursor(&app).1, "Schools were closed.");
        app.press("qc");
        app.press("gj");
        assert!(reason(&app).contains("A2 ≈ B3 · by hand"), "kept: {}", app.screen());
        app.press("x");
        assert_eq!(status(&app), "A2 is no longer linked by hand");
        assert!(reason(&app).contains("no counterpart"), "{}", app.screen());
    }

    #[test]
    fn a_link_begun_by_hand_can_be_cancelled() {
        let mut app = pair();
        app.press("jxx");
        assert_eq!(status(&app), "no link was made by hand");
        app.press("x<esc>");
        assert!(matches!(app.app.views.top, View::Comparison(_)));
        app.press("x");
        assert!(status(&app).contains("go to its counterpart"));
    }

    #[test]
    fn links_are_swapped_with_the_sides() {
        let mut app = pair();
        app.press("jxlgjjxS");
        assert!(reason(&app).contains("A3 ≈ B2 · by hand"), "{}", app.screen());
        app.press("r");
        assert!(reason(&app).contains("A3 ≈ B2 · by hand"), "{}", app.screen());
    }
}

mod many {
    use super::*;

    #[test]
    fn the_most_similar_document_is_picked_and_named() {
        let mut app = three();
        app.press("c");
        assert!(status(&app).contains("the most similar of 2 others"), "{}", status(&app));
        let View::Comparison(comparing) = &app.app.views.top else { panic!("{}", app.screen()) };
        assert!(comparing.panes.right.document.text.starts_with("A late warning"));
    }

    #[test]
    fn documents_are_listed_by_similarity() {
        let mut app = three();
        app.press("~");
        assert_snapshot!(app.screen(), @"
         Library · 3 documents ────────── The harbour of Wexley froze on Monday. ─ a.txt ────── all · 1 min
        ▌  The harbour of Wexley fro… │▐  The harbour of Wexley froze on Monday. Fishing boats stayed in   ┃
        ▌  a.txt · 29 words           │   port. The council paid 40,000 pounds for salt. The mayor         ┃
           A late warning by the wea… │   blamed the weather office for a late warning.                    ┃
           b.txt╭──────────────────────────────────────────────────────────────────────────────────╮       ┃
           Fishi│ Most like The harbour of Wexley froze on Monday.                                 │       ┃
           c.txt│  75 % A late warning by the weather office was to blame, the mayor said.         │       ┃
                │  40 % Fishing boats did not leave the port.                                      │       ┃
                ╰──────────────────────────────────────────────────────────────────────────────────╯       ┃
                                      │                                                                    ┃
                                      │                                                                    ┃
                                      │                                                                    ┃
                                      │                                                                    ┃
                                      │                                                                    ┃
                                      │                                                                    ┃
                                      │                                                                    ┃
                                      │                                                                    ┃
         Enter compare · o open · q close
        ");
        app.press("j<enter>");
        let View::Comparison(comparing) = &app.app.views.top else { panic!("{}", app.screen()) };
        assert!(comparing.panes.right.document.text.starts_with("Fishing boats did not"));
    }

    #[test]
    fn three_documents_give_a_table_of_claims() {
        let mut app = three();
        app.press("<space><space><space>");
        assert_eq!(status(&app), "3 marked · c shows what each of them says");
        app.press("c");
        assert_snapshot!(app.screen(), @"
        ─ 3 documents · 4 claims, 1 by all, 2 by one ───────────────────────────────────────────────────────
           A  The harbour of Wexley froz…  B  A late warning by the weat…  C  Fishing boats did not leav…
        ▐  ● The mayor blamed the weathe…  ● A late warning by the weath…  ● The weather office had warn…
           ● The harbour of Wexley froze…  ● On Monday the harbour of We…  ·
           ● Fishing boats stayed in por…  ·                               ● Fishing boats did not leave…
           ● ≠ The council paid 40,000 p…  ● ≠ The council paid 60,000 p…  ·
           ·                               ● Schools were closed.          ·
           ·                               ·                               ● Bananas are yellow.



        ─ A says so in sentence 4 ───────────────────────────────── The harbour of Wexley froze on Monday. ─
          The mayor blamed the weather office for a late warning.



         ● says so   ○ perhaps, in other words   · does not, as far as found   ≠ a figure differs
         ? help · Enter compare · l next document · q close
        ");
        app.press("ll");
        assert!(app.screen().contains("C says so"), "{}", app.screen());
        app.press("<enter>");
        assert!(cursor(&app).1.contains("warning"), "{}", app.screen());
        app.press("q");
        assert!(matches!(app.app.views.top, View::Claims(_)));
        app.press("q");
        assert!(matches!(app.app.views.top, View::Reading));
    }

    #[test]
    fn the_command_line_opens_the_table_of_claims() {
        let documents = [("a.txt", LEFT), ("b.txt", RIGHT), ("c.txt", THIRD)];
        let app = TestApp::with_documents_and(&documents, &[], OpenAt::Comparison);
        assert!(matches!(app.app.views.top, View::Claims(_)), "{}", app.screen());
    }

    #[test]
    fn the_table_of_claims_fits_every_window() {
        let mut app = three();
        app.press("<space><space><space>c");
        for (width, height) in [(120, 40), (60, 15), (40, 10), (20, 6), (19, 3), (300, 90)] {
            app.resize(width, height).press("jllGg+-hh");
            app.buffer();
        }
    }
}

mod commands {
    use super::*;

    #[test]
    fn a_report_is_written_from_the_screen() {
        for (name, begins) in [
            ("report.md", "# "),
            ("report.html", "<!DOCTYPE html>"),
            ("report.json", "{\"schema\":\"reader.comparison/1\""),
            ("report.txt", ""),
        ] {
            let mut app = pair();
            let path = app.path(name);
            app.press(&format!(":w {path}<enter>"));
            assert!(status(&app).starts_with("written: "), "{}", status(&app));
            let written = app.file(name).unwrap();
            assert!(written.trim_start().to_lowercase().starts_with(&begins.to_lowercase()), "{written}");
            assert!(written.contains("60,000"));
            app.press(&format!(":w {path}<enter>"));
            app.resize(200, 16);
            assert!(status(&app).contains(":write! replaces it"), "{}", status(&app));
            app.press(&format!(":w! {path}<enter>"));
            assert!(status(&app).starts_with("written: "), "{}", status(&app));
        }
    }

    #[test]
    fn a_name_of_no_format_is_refused_with_the_names_there_are() {
        let mut app = pair();
        app.resize(200, 16);
        let path = app.path("report.docx");
        app.press(&format!(":write {path}<enter>"));
        assert!(status(&app).contains(".txt, .md, .html or .json"), "{}", status(&app));
        assert_eq!(app.file("report.docx"), None);
    }

    #[test]
    fn equal_titles_are_told_apart_by_their_files() {
        let (left, right) = (format!("# Tides\n\n{LEFT}"), format!("# Tides\n\n{RIGHT}"));
        let mut app = TestApp::with_documents(&[("one.md", &left), ("two.md", &right)]);
        app.resize(100, 16).press("c");
        let names = app.line(0);
        assert!(names.contains("A  one.md · Tides") && names.contains("B  two.md · Tides"), "{names}");
        assert_eq!(names.matches(".md").count(), 2, "each file is named once: {names}");
    }

    #[test]
    fn a_document_is_never_overwritten() {
        let mut app = pair();
        let path = app.path("a.txt");
        app.resize(200, 16).press(&format!(":write! {path}<enter>"));
        assert!(status(&app).contains("not overwritten"), "{}", status(&app));
        assert_eq!(app.file("a.txt").as_deref(), Some(LEFT));
    }

    #[test]
    fn the_table_of_claims_and_the_text_are_written() {
        let mut app = three();
        let (claims, text) = (app.path("claims.json"), app.path("text.txt"));
        app.press(&format!(":w {text}<enter><space><space><space>c:w {claims}<enter>"));
        assert!(app.file("claims.json").unwrap().contains("reader.claims/1"));
        assert!(app.file("text.txt").unwrap().contains("Fishing boats stayed in port."));
    }

    #[test]
    fn leaving_waits_for_what_is_being_written() {
        let mut app = pair();
        let path = app.path("report.txt");
        app.press_only(&format!(":w {path}<enter>:q<enter>"));
        assert_eq!(app.left_with(), None);
        assert!(status(&app).contains("as soon as"), "{}", status(&app));
        app.work();
        assert_eq!(app.left_with(), Some(0));
        assert!(app.file("report.txt").is_some());
    }

    #[test]
    fn names_are_completed() {
        let mut app = pair();
        app.press(":ov<tab>");
        assert!(app.line(15).starts_with(":overview"), "{}", app.line(15));
        app.press("<c-u>write <tab>");
        assert!(app.line(15).starts_with(":write "), "{}", app.line(15));
        let folder = app.path("");
        app.resize(160, 16).press(&format!("<c-u>w {folder}<tab>"));
        assert!(app.line(15).contains("/a.txt"), "{}", app.line(15));
        app.press("<tab>");
        assert!(app.line(15).contains("/b.txt"), "{}", app.line(15));
    }

    #[test]
    fn a_view_needs_a_comparison() {
        let mut app = three();
        app.press(":facts<enter>");
        assert!(status(&app).contains("compare two documents first"), "{}", status(&app));
    }
}

mod bad_input {
    use super::*;

    fn compared(left: &str, right: &str) -> TestApp {
        let mut app = TestApp::with_documents(&[("a.txt", left), ("b.txt", right)]);
        app.resize(100, 16).press("c");
        for _ in ComparisonScreen::ALL {
            app.press("tj");
        }
        app
    }

    #[test]
    fn empty_documents_have_a_screen() {
        for (left, right) in [("", ""), ("", RIGHT), (LEFT, "\n\n")] {
            let app = compared(left, right);
            assert!(app.line(1).contains("0 of 0 shared"), "{}", app.screen());
            assert!(
                app.screen().contains("(empty)") || app.screen().contains("(nothing to show)"),
                "{}",
                app.screen()
            );
        }
    }

    #[test]
    fn one_sentence_is_compared_with_a_book() {
        let chapters: Vec<String> = (0..3_000)
            .map(|n| format!("Chapter {n} tells of the ship number {n} and its captain.\n\n"))
            .collect();
        let book = format!("{}The council paid 60,000 pounds for salt.\n", chapters.concat());
        let app = compared("The council of Wexley paid 60,000 pounds for salt and sand.\n", &book);
        assert!(app.line(1).contains("1 of 1 shared"), "{}", app.screen());
    }

    #[test]
    fn texts_in_other_scripts_are_linked_by_names_and_numbers() {
        let app = compared(
            "In 2019 the museum of Wexley bought 1,250 coins from John Miller.\n",
            "2019年、博物館（Wexley）はJohn Millerから1,250枚の硬貨を買った。\n",
        );
        assert!(app.line(1).contains("1 of 1 shared"), "{}", app.screen());
    }

    #[test]
    fn a_binary_file_is_not_compared() {
        let mut app = TestApp::with_documents(&[("a.txt", LEFT), ("b.bin", "\u{0}\u{1}\u{2}ELF\u{0}")]);
        app.resize(120, 16).press("j<space>k<space>c");
        assert!(status(&app).contains("nothing to compare"), "{}", app.screen());
    }
}

mod robustness {
    use super::*;

    const KEYS: &str = "j k d u g G <space> { } ( ) % 1 2 h l <tab> <enter> ] [ / n N > <lt> c t T t T s S + - x x D D Z K :a<enter> :summary<enter> w r ? q <esc> ~ o :pairs<enter> :facts<enter> :terms<enter> :overview<enter> :left<enter> :right<enter> :both<enter> :strong<space>.3<enter> :weak<space>.1<enter> <up> <down> <left> <right> <pagedown> <end>";

    fn documents() -> [(&'static str, &'static str); 4] {
        let odd = "# Wide 潮汐 and \u{202e}odd\u{1b}[2J\n\n> - “The harbour of Wexley froze on Monday.” 👩‍👩‍👧 e\u{301}\n\n| 40,000 | pounds |\n|---|---|\n| 1 | 2 |\n\n```\nlong\tcode\n```\n\nThe council paid 60,000 pounds for salt.\n";
        [("a.txt", LEFT), ("b.md", odd), ("c.txt", DRAFT), ("d.txt", "")]
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]
        #[test]
        fn no_key_no_click_and_no_size_breaks_a_comparison(
            opening in 0usize..4,
            keys in proptest::collection::vec((0usize..80, 0u16..140, 0u16..60), 1..50),
            sizes in proptest::collection::vec((1u16..140, 1u16..60), 1..6),
        ) {
            let all: Vec<&str> = KEYS.split(' ').collect();
            let mut app = TestApp::with_documents(&documents());
            app.press(["c", "<space><space>c", "<space>jj<space>c", "<space><space><space><space>c"][opening]);
            for (number, (key, column, row)) in keys.iter().enumerate() {
                let (width, height) = sizes[number % sizes.len()];
                app.resize(width, height);
                match all.get(*key) {
                    Some(key) => app.press(key),
                    None => app.mouse(MouseEvent { kind: MouseEventKind::Down(MouseButton::Left), column: *column, row: *row, modifiers: KeyModifiers::NONE }),
                };
                let _ = app.buffer();
            }
        }
    }
}
