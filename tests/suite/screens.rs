//! Screens: keys in, text out.

use crate::test_app::TestApp;
use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use insta::assert_snapshot;
use reader::compare::Side;
use reader::ui::comparison::shown::Scroll;
use reader::ui::message::Message;
use reader::ui::settings::OpenAt;
use reader::ui::views::View;

const TIDES: (&str, &str) = (
    "tides.txt",
    "The tides\n\nThe sea rises twice a day. The moon pulls it.\n\nNobody sees the sea fall.\n",
);
const MOON: (&str, &str) = ("moon.txt", "The moon pulls the sea.\n\nIt rises twice a day and falls again.\n");

/// A text of numbered paragraphs, each on a line of its own.
fn long(paragraphs: usize) -> String {
    (1..=paragraphs).map(|n| format!("Paragraph {n} tells of the sea.\n\n")).collect::<Vec<_>>().concat()
}

fn status(app: &TestApp) -> String {
    app.line(app.app.size.height - 1).trim().to_string()
}

mod reading {
    use super::*;

    #[test]
    fn sentence_keys_pass_headings_and_a_hit_in_one_leads_to_the_sentence_below() {
        let text = "# The sea\n\nIt rises twice.\n\n## The moon\n\nIt pulls. It shines.\n";
        let mut app = TestApp::with_documents(&[("tides.md", text)]);
        let chosen = |app: &TestApp| {
            let pane = app.app.pane().unwrap();
            pane.document.sentence_text(pane.current().unwrap()).to_owned()
        };
        app.resize(60, 14).press("<enter>");
        assert_eq!(chosen(&app), "It rises twice.");
        for (keys, sentence) in [(")", "It pulls."), (")", "It shines."), ("2(", "It rises twice.")] {
            assert_eq!(chosen(app.press(keys)), sentence, "{keys}");
        }
        app.press("/moon<enter>");
        assert_eq!(chosen(&app), "It pulls.");
        assert_eq!(chosen(app.press(")")), "It shines.");
        app.press("&");
        assert!(
            app.screen().contains("The «moon»") && !app.screen().contains("It pulls"),
            "{}",
            app.screen()
        );
    }

    #[test]
    fn a_web_page_shows_its_article_then_all_of_it_then_its_source() {
        let paragraph = "<p>The sea rises twice a day, as the moon pulls it, and falls again, as those who live by \
                         it know, and the boats lie on the sand until it comes back in the evening.</p>";
        let page = format!(
            "<html><head><title>Why the sea rises and falls again</title></head><body><nav><a href=/>Masthead</a>\
             </nav><article>{}</article></body></html>",
            paragraph.repeat(6)
        );
        let mut app = TestApp::with_documents(&[("page.html", &page)]);
        for shows in ["Why the sea", "Masthead", "<html>"] {
            let screen = app.screen();
            assert!(screen.contains(shows), "{shows} in {screen}");
            assert_eq!(screen.contains("Masthead"), shows != "Why the sea", "{screen}");
            app.press("B");
        }
        app.press("j");
        assert!(status(&app).contains("the article of a web page"), "{}", status(&app));
    }

    #[test]
    fn a_folder_opens_with_its_list_and_its_first_document() {
        let app = TestApp::with_documents(&[MOON, TIDES]);
        assert_snapshot!(app.screen(), @"
         2 documents ──────── The moon pulls the sea. ─ all · 1 min
        ▌  The moon pull… │▐  The moon pulls the sea.              ┃
        ▌  moon.txt       │                                        ┃
           The tides      │   It rises twice a day and falls       ┃
           tides.txt      │   again.                               ┃
                          │                                        ┃
                          │                                        ┃
                          │                                        ┃
                          │                                        ┃
                          │                                        ┃
                          │                                        ┃
         Enter read · Space mark · ? help · / search · c compare
        ");
    }

    #[test]
    fn one_document_has_no_list() {
        let mut app = TestApp::with_documents(&[TIDES]);
        assert!(!app.screen().contains("Library"));
        app.resize(100, 12).press("p");
        assert!(app.line(0).contains("Library · 1 document"));
    }

    #[test]
    fn moving_in_the_list_shows_the_document_at_once() {
        let mut app = TestApp::with_documents(&[MOON, TIDES]);
        app.press("j");
        assert!(app.line(0).contains("The tides"), "{}", app.line(0));
        app.press("<enter>[");
        assert!(app.line(0).contains("The moon pulls"), "{}", app.line(0));
        app.press("[");
        assert_eq!(status(&app), "the first document");
    }

    #[test]
    fn a_document_is_left_and_found_again_at_its_place() {
        let (long, other) = (long(60), long(3));
        let mut app = TestApp::with_documents(&[("a.txt", &long), ("b.txt", &other)]);
        app.press("ld");
        let before = app.line(1);
        app.press("][");
        assert_eq!(app.line(1), before);
    }

    #[test]
    fn every_motion_key_moves() {
        let text = long(200);
        for (keys, first) in [
            ("jj", "Paragraph 2 "),
            ("4jkk", "Paragraph 2 "),
            ("<down><down><up><up>", "Paragraph 1 "),
            ("d", "Paragraph 4 "),
            ("<c-d><c-u>", "Paragraph 1 "),
            ("<space>", "Paragraph 5 "),
            ("<c-f><c-b>", "Paragraph 1 "),
            ("<pagedown><pageup>", "Paragraph 1 "),
            ("2<pagedown>b", "Paragraph 5 "),
            ("Gg", "Paragraph 1 "),
            ("<end><home>", "Paragraph 1 "),
            ("21G", "Paragraph 11 "),
            ("50%", "Paragraph 10"),
            ("}}", "Paragraph 3 "),
            ("3}{", "Paragraph 3 "),
            (":41<enter>", "Paragraph 21 "),
            (":50%<enter>", "Paragraph 10"),
        ] {
            let mut app = TestApp::with_documents(&[("a.txt", &text)]);
            app.press(keys);
            let row = [app.line(1), app.line(2)].concat();
            assert!(row.contains(first), "{keys}: {row}");
        }
    }

    #[test]
    fn the_end_of_the_text_is_shown_as_a_full_page() {
        let text = long(200);
        let mut app = TestApp::with_documents(&[("a.txt", &text)]);
        app.press("G");
        assert!(app.line(10).contains("Paragraph 200 "), "{}", app.screen());
        assert!(app.line(0).contains("100%"));
        let end = app.screen();
        app.press("jd<space>");
        assert_eq!(app.screen(), end);
    }

    #[test]
    fn sentences_are_stepped_through_and_marked() {
        let mut app = TestApp::with_documents(&[TIDES]);
        assert!(!app.line(1).starts_with('▐'), "a heading is no sentence");
        assert!(app.line(3).starts_with('▐'));
        app.press("))");
        assert!(app.line(5).starts_with('▐'), "{}", app.screen());
        app.press("((");
        assert!(app.line(3).starts_with('▐'));
    }

    #[test]
    fn another_width_keeps_the_sentence_at_the_top() {
        let text = (1..80)
            .map(|n| format!("Sentence {n} goes on for quite a while, so that it has to be wrapped. "))
            .collect::<Vec<_>>()
            .concat();
        let mut app = TestApp::with_documents(&[("a.txt", &text)]);
        app.press("d5jj");
        let sentence = app.app.pane().unwrap().current();
        for (width, height) in [(100, 30), (33, 8), (200, 50), (60, 12)] {
            app.resize(width, height);
            assert_eq!(app.app.pane().unwrap().current(), sentence, "{width}x{height}");
        }
        app.press("wwwww");
        assert_eq!(app.app.pane().unwrap().current(), sentence);
    }

    #[test]
    fn the_text_is_made_narrower_and_wider() {
        let text = "word ".repeat(200);
        let mut app = TestApp::with_documents(&[("a.txt", &text)]);
        app.resize(120, 12);
        let before = app.line(1);
        app.press("w");
        assert_eq!(status(&app), "text 76 columns wide");
        assert!(app.line(1).trim().len() < before.trim().len());
        app.press("WW");
        assert_eq!(status(&app), "text 84 columns wide");
    }

    #[test]
    fn a_folder_without_documents_says_so() {
        let mut app = TestApp::with_documents(&[]);
        app.resize(100, 12);
        assert!(app.screen().contains("No documents here"), "{}", app.screen());
        assert!(app.line(0).contains("0 documents"));
    }

    #[test]
    fn unreadable_files_stay_in_the_list_with_the_reason() {
        let mut app = TestApp::with_documents(&[("a.bin", "\0\x01\x02\0\0\0"), MOON]);
        app.resize(100, 12);
        assert!(app.line(0).contains("1 document"), "{}", app.screen());
        assert!(app.screen().contains("not a text"), "{}", app.screen());
        app.press("j");
        assert!(app.screen().contains("falls"), "{}", app.screen());
    }

    #[test]
    fn a_window_too_small_says_so_and_still_quits() {
        let mut app = TestApp::with_documents(&[MOON, TIDES]);
        app.resize(20, 5);
        assert_eq!(app.screen().trim(), "too small");
        app.press("q");
        assert_eq!(app.left_with(), Some(0));
    }

    #[test]
    fn code_is_scrolled_sideways() {
        let code = format!("Look:\n\n```\n{}end\n```\n", "0123456789".repeat(10));
        let mut app = TestApp::with_documents(&[("a.md", &code)]);
        assert!(!app.screen().contains("end"));
        app.press("8<right>");
        assert!(app.screen().contains("end"), "{}", app.screen());
        app.press("8<left>");
        assert!(app.rows_with("0123456789")[0].contains("  0123"));
    }

    #[test]
    fn a_changed_file_is_read_again_at_its_place() {
        let mut app = TestApp::with_documents(&[("a.txt", &long(50))]);
        app.press("d");
        let before = app.line(1);
        app.rewrite("a.txt", &format!("{}The very last word.\n", long(50)));
        app.press("r");
        assert_eq!(app.line(1), before);
        assert_eq!(status(&app), "reloaded");
        app.press("G");
        assert!(app.screen().contains("very last word"));
    }
}

mod reading_again {
    use super::*;

    #[test]
    fn an_unreadable_document_can_be_reloaded() {
        let mut app =
            TestApp::with_documents_and(&[("a.txt", "\0\x01\0\0"), MOON], &["sea"], OpenAt::Beginning);
        app.resize(100, 12).press("k");
        assert!(app.line(0).contains("1 document"), "{}", app.screen());
        app.rewrite("a.txt", "The sea and the sea.\n");
        app.press("r");
        assert!(app.line(0).contains("2 documents"), "{}", app.screen());
        assert!(app.line(2).contains(" ‹1› 2 "), "{}", app.screen());
        app.press("jk");
        assert!(app.screen().contains("and the ‹sea›"), "{}", app.screen());
    }

    #[test]
    fn the_list_counts_hits_of_the_reloaded_text() {
        let mut app = TestApp::with_documents_and(&[MOON, TIDES], &["sea"], OpenAt::Beginning);
        app.resize(100, 12).rewrite("moon.txt", "Sea, sea and sea.\n");
        app.press("r");
        assert!(app.line(1).contains("Sea, sea"), "{}", app.screen());
        assert!(app.line(2).contains(" ‹1› 3 "), "{}", app.screen());
    }

    #[test]
    fn the_reader_shows_documents_reloaded_in_a_comparison() {
        let mut app = TestApp::with_documents(&[MOON, TIDES]);
        app.resize(100, 12).press("c");
        app.rewrite("moon.txt", "The moon is made of cheese.\n");
        app.press("rq");
        assert!(app.screen().contains("cheese"), "{}", app.screen());
    }

    #[test]
    fn a_panicked_task_is_no_longer_waited_for() {
        let mut app = TestApp::with_documents(&[MOON, TIDES]);
        app.resize(100, 12).press_only("j");
        break_off(&mut app);
        assert!(!app.screen().contains("reading …"), "{}", app.screen());
        assert!(status(&app).contains("a stone in the way"), "{}", app.screen());
        app.press("k").press_only(".");
        break_off(&mut app);
        assert!(app.screen().contains("no suggestions"), "{}", app.screen());
    }

    #[test]
    fn a_panel_that_takes_the_place_of_another_cancels_the_work_for_it() {
        use reader::tasks::TaskKind;
        let mut app = TestApp::with_documents(&[MOON, TIDES]);
        app.press("k").press_only(".");
        assert!(app.app.background.is_busy(TaskKind::Suggest), "{}", app.screen());
        app.press_only("?");
        assert!(!app.app.background.is_busy(TaskKind::Suggest), "{}", app.screen());
    }
}

/// Answers each task that was started with a reply that it panicked.
fn break_off(app: &mut TestApp) {
    let broken = |message: &Message| match message {
        Message::Replied(ticket, reader::tasks::Reply::Ended(_)) => Some(*ticket),
        _ => None,
    };
    let tickets: Vec<_> = app.replies().iter().filter_map(broken).collect();
    for ticket in tickets {
        let fault = Err("a stone in the way".into());
        app.send(Message::Replied(ticket, reader::tasks::Reply::Ended(fault)));
    }
}

mod searching {
    use super::*;

    #[test]
    fn a_search_goes_to_its_match_as_it_is_typed() {
        let mut app = TestApp::with_documents(&[TIDES]);
        app.press("/sea");
        assert_snapshot!(app.screen(), @"
        ── The tides ─ tides.txt ────────────────────── all · 1 min
           The tides                                               ┃
                                                                   «─»
        ▐  The «sea» rises twice a day. The moon pulls it.           ┃
                                                                   ┃
           Nobody sees the «sea» fall.                               ┃
                                                                   ┃
                                                                   ┃
                                                                   ┃
                                                                   «─»
                                                                   ┃
        /sea   1/2
        ");
        app.press("<enter>n");
        assert_eq!(status(&app), "/sea  2/2");
        app.press("n");
        assert_eq!(status(&app), "/sea  1/2 · past the end, from the beginning");
        app.press("N");
        assert_eq!(status(&app), "/sea  2/2 · past the beginning, from the end");
        app.press("<esc>");
        assert!(!app.screen().contains('«'));
    }

    #[test]
    fn escape_goes_back_to_the_start_of_the_search() {
        let mut app = TestApp::with_documents(&[("a.txt", &long(200))]);
        app.press("d");
        let before = app.screen();
        app.press("/Paragraph 150");
        assert!(app.screen().contains("«Paragraph 150»"), "{}", app.screen());
        app.press("<esc>");
        assert_eq!(app.screen(), before);
    }

    #[test]
    fn a_search_without_matches_is_reported() {
        let mut app = TestApp::with_documents(&[TIDES]);
        app.press("/whale<enter>");
        assert_eq!(status(&app), "not found: whale");
    }

    #[test]
    fn case_counts_when_a_capital_is_typed() {
        let mut app = TestApp::with_documents(&[("a.txt", "Sea and sea.\n")]);
        app.press("/sea<enter>");
        assert!(app.screen().contains("«Sea» and «sea»"), "{}", app.screen());
        app.press("/Sea<enter>");
        assert!(app.screen().contains("«Sea» and sea"), "{}", app.screen());
        app.press("/Sea\\c<enter>");
        assert!(app.screen().contains("«Sea» and «sea»"), "{}", app.screen());
    }

    #[test]
    fn a_search_typed_before_its_document_is_loaded_waits_for_it() {
        let mut app = TestApp::with_documents(&[MOON, TIDES]);
        app.press_only("]/rises<enter>");
        app.work();
        assert!(app.screen().contains("sea «rises» twice"), "{}", app.screen());
        assert_eq!(app.left_with(), None);
    }

    #[test]
    fn words_and_expressions_can_be_asked_for() {
        let mut app = TestApp::with_documents(&[("a.txt", "Su-5 and Su-57.\n")]);
        app.press("/Su-5<a-w><enter>");
        assert!(app.screen().contains("«Su-5» and Su-57"), "{}", app.screen());
        app.press("/word:Su-5<enter>");
        assert!(app.screen().contains("«Su-5» and Su-57"), "{}", app.screen());
        app.press("/re:Su-5\\d<enter>");
        assert!(app.screen().contains("Su-5 and «Su-57»"), "{}", app.screen());
        app.press("/(<a-r>");
        assert!(app.line(11).contains('('), "{}", app.line(11));
        app.press("<enter>");
        assert_eq!(app.left_with(), None);
    }

    #[test]
    fn a_match_on_a_long_line_of_code_comes_into_view() {
        let code = format!("```\n{}needle {}\n```\n", "hay ".repeat(100), "hay ".repeat(100));
        let mut app = TestApp::with_documents(&[("a.md", &code)]);
        app.press("/needle");
        assert!(app.screen().contains("«needle»"), "{}", app.screen());
    }

    #[test]
    fn missing_matches_are_reported_while_the_search_is_typed() {
        let mut app = TestApp::with_documents(&[TIDES]);
        app.press("/whale");
        assert!(app.line(11).contains("not found"), "{}", app.line(11));
    }

    #[test]
    fn quotes_and_dashes_are_folded() {
        let mut app = TestApp::with_documents(&[("a.txt", "Russia’s S‑400 and a “name”.\n")]);
        for (typed, found) in [("Russia's", "«Russia’s»"), ("s-400", "«S‑400»"), ("\"name\"", "«“name”»")]
        {
            app.press(&format!("/{typed}<enter>"));
            assert!(app.screen().contains(found), "{typed}: {}", app.screen());
        }
    }

    #[test]
    fn earlier_searches_come_back() {
        let mut app = TestApp::with_documents(&[TIDES]);
        app.press("/sea<enter>/moon<enter>/<up><up>");
        assert!(app.line(11).starts_with("/sea"), "{}", app.line(11));
        app.press("<down>");
        assert!(app.line(11).starts_with("/moon"), "{}", app.line(11));
    }

    #[test]
    fn a_number_before_a_key_repeats_the_search() {
        let mut app = TestApp::with_documents(&[("a.txt", &long(30))]);
        app.press("/sea<enter>4n");
        assert_eq!(status(&app), "/sea  5/30");
        app.press("3N");
        assert_eq!(status(&app), "/sea  2/30");
    }

    #[test]
    fn a_repeated_search_moves_in_the_direction_of_its_key() {
        let mut app = TestApp::with_documents(&[("a.txt", &long(30))]);
        app.press("/sea<enter>9n<esc>N");
        assert_eq!(status(&app), "/sea  9/30");
        app.press("<esc>/whale<enter><esc>");
        let before = app.screen();
        app.press("n<esc>");
        assert_eq!(app.screen(), before);
    }

    #[test]
    fn a_match_that_is_no_longer_found_keeps_the_place_in_the_text() {
        let mut app = TestApp::with_documents(&[("a.txt", &long(90))]);
        app.press("d");
        let before = app.line(1);
        app.press("/graph 70x");
        assert_eq!(app.line(1), before);
        assert_eq!(app.app.pane().unwrap().chosen, None);
    }

    #[test]
    fn a_text_may_become_shorter_during_a_search() {
        let mut app = TestApp::with_documents(&[("a.md", &long(90))]);
        app.press("G)");
        app.rewrite("a.md", "```\ncode\n```\n");
        app.press_only("r/").work();
        app.press("<esc>)(jk");
        assert!(app.screen().contains("code"), "{}", app.screen());
    }

    #[test]
    fn a_search_goes_on_in_the_next_document() {
        let mut app = TestApp::with_documents(&[MOON, TIDES]);
        app.press("/twice<enter>]n");
        assert!(app.screen().contains("«twice»"), "{}", app.screen());
    }

    #[test]
    fn the_command_line_opens_at_a_place() {
        let text = long(100);
        let at_line = TestApp::with_documents_and(&[("a.txt", &text)], &[], OpenAt::Line(41));
        assert!(at_line.line(1).contains("Paragraph 21 "), "{}", at_line.screen());
        let query = reader::search::Query::parse("Paragraph 77", reader::search::Defaults::default());
        let at_match = TestApp::with_documents_and(&[("a.txt", &text)], &[], OpenAt::Match(query));
        assert!(at_match.screen().contains("«Paragraph 77»"), "{}", at_match.screen());
    }
}

mod keywords {
    use super::*;

    #[test]
    fn keywords_have_a_colour_and_a_number() {
        let app = TestApp::with_documents_and(&[TIDES], &["sea", "moon=red"], OpenAt::Beginning);
        assert_snapshot!(app.screen(), @"
        ── The tides ─ tides.txt ────────────────────── all · 1 min
           The tides                                               ┃
                                                                   ━
        ▐  The ‹sea› rises twice a day. The ‹moon› pulls it.         1 ┃
                                                                   ┃
           Nobody sees the ‹sea› fall.                             1 ┃
                                                                   ━
                                                                   ┃
                                                                   ┃
                                                                   ━
                                                                   ┃
         Space page down · / search · ? help      1 sea 2  2 moon 1
        ");
    }

    #[test]
    fn the_list_counts_the_first_keywords_where_not_all_fit() {
        let words = ["sea", "moon", "rises", "twice", "pulls"];
        let mut app = TestApp::with_documents_and(&[MOON, TIDES], &words, OpenAt::Beginning);
        app.resize(60, 12);
        let list = app.line(4).split('│').next().unwrap().trim().to_owned();
        assert!(list.starts_with("1 2  2 1") && !list.contains("5 "), "{list:?} of {}", app.screen());
    }

    #[test]
    fn the_number_of_a_keyword_is_legible_on_the_selected_row() {
        use ratatui::style::Modifier;
        use reader::ui::drawing::Theme;
        for theme in [Theme::sixteen(), Theme::sixteen_light(), Theme::named("high-contrast").unwrap()] {
            let mut app = TestApp::with_documents_and(&[MOON, TIDES], &["moon"], OpenAt::Beginning);
            app.theme = theme;
            let buffer = app.resize(100, 12).buffer();
            let at = |x: u16| buffer[(x, 2)].symbol();
            let x = (0..40).rfind(|x| at(*x) == "1" && at(x + 1) == " " && at(x + 2) == "1").unwrap();
            let (cell, hit) = (&buffer[(x, 2)], app.theme.keyword(1, None));
            assert_eq!((Some(cell.fg), Some(cell.bg)), (hit.fg, hit.bg));
            assert!(!cell.modifier.intersects(Modifier::REVERSED | Modifier::BOLD), "{cell:?}");
        }
    }

    #[test]
    fn the_list_counts_them_in_every_document() {
        let mut app = TestApp::with_documents_and(&[MOON, TIDES], &["sea", "moon"], OpenAt::Beginning);
        app.resize(100, 12);
        assert!(app.line(2).contains("‹1› 1  ‹2› 1"), "{}", app.screen());
        assert!(app.line(4).contains("1 2  2 1"), "{}", app.screen());
    }

    #[test]
    fn colours_of_a_terminal_are_shown_below_keywords() {
        let text = "\x1b[31mThe red sea\x1b[0m and the other.\n";
        let mut app = TestApp::with_documents_and(&[("a.txt", text)], &["sea"], OpenAt::Beginning);
        let style = |app: &TestApp, word: &str| {
            let buffer = app.buffer();
            let row: Vec<&str> = (0..60).map(|x| buffer[(x, 1)].symbol()).collect();
            let x = (0..60).find(|x| row[*x..].concat().starts_with(word)).unwrap() as u16;
            (buffer[(x, 1)].fg, buffer[(x, 1)].bg)
        };
        let (red, keyword, other) = (style(&app, "red"), style(&app, "sea"), style(&app, "other"));
        assert_eq!(red.0, ratatui::style::Color::Indexed(203));
        assert_ne!(keyword.1, other.1, "the hit has its own ground");
        assert_ne!(keyword.0, red.0);
        app.theme = reader::ui::drawing::Theme::plain();
        assert_eq!(style(&app, "red"), style(&app, "other"), "no colour without colour");
    }

    #[test]
    fn overlapping_hits_are_both_shown() {
        let app = TestApp::with_documents_and(&[TIDES], &["sea rises", "rises twice"], OpenAt::Beginning);
        let row = &app.rows_with("rises")[0];
        assert!(row.contains(" 1 "), "{row}");
        let buffer = app.buffer();
        let x =
            (0..60).find(|x| buffer[(*x, 3)].symbol() == "t" && buffer[(x + 1, 3)].symbol() == "w").unwrap();
        assert_ne!(
            buffer[(x, 3)].modifier,
            ratatui::style::Modifier::empty(),
            "the second hit is underlined"
        );
    }

    #[test]
    fn the_panel_adds_toggles_solos_and_removes() {
        let mut app = TestApp::with_documents_and(&[TIDES], &["sea", "moon"], OpenAt::Beginning);
        app.press(".");
        assert!(app.screen().contains("Keywords"), "{}", app.screen());
        app.press("<space>");
        assert!(app.screen().contains("sea hidden"), "{}", app.screen());
        app.press("<space>s");
        assert!(app.screen().contains("moon not shown"), "{}", app.screen());
        app.press("sx");
        assert!(!app.screen().contains("① sea"), "{}", app.screen());
        app.press("ad<backspace>rises=green<enter>");
        assert!(app.screen().contains("rises"), "{}", app.screen());
        app.press("<esc>");
        assert!(app.screen().contains("‹rises›"), "{}", app.screen());
    }

    #[test]
    fn keys_step_through_the_hits() {
        let mut app =
            TestApp::with_documents_and(&[("a.txt", &long(100))], &["Paragraph 9"], OpenAt::Beginning);
        for number in ["Paragraph 9", "Paragraph 9", "Paragraph 91"] {
            app.press(">");
            assert!(app.screen().contains(&number[..11]), "{number}: {}", app.screen());
        }
        app.press("3>");
        assert_eq!(app.app.pane().unwrap().chosen, Some(93));
        app.press("2<lt>");
        assert_eq!(app.app.pane().unwrap().chosen, Some(91));
        app.press("99>");
        assert_eq!(status(&app), "no further hit below");
        app.press("g<lt>");
        assert_eq!(status(&app), "no further hit above");
    }

    #[test]
    fn without_keywords_a_message_says_how_to_add_one() {
        let mut app = TestApp::with_documents(&[TIDES]);
        app.press(">");
        assert!(status(&app).contains(". opens the keywords"), "{}", status(&app));
    }

    #[test]
    fn the_keyword_prompt_offers_the_words_of_the_sentence() {
        let mut app = TestApp::with_documents(&[MOON]);
        app.press("*");
        assert!(app.line(11).contains("pulls"), "{}", app.line(11));
        app.press("<tab><enter>");
        assert!(app.screen().contains('‹'), "{}", app.screen());
    }

    #[test]
    fn a_wrong_expression_is_explained_where_it_was_typed() {
        let mut app = TestApp::with_documents(&[TIDES]);
        app.press("*re:(<enter>");
        assert!(app.line(11).starts_with("keyword: re:("), "{}", app.line(11));
        assert!(app.app.keywords.is_empty());
    }

    #[test]
    fn letters_that_are_no_colour_are_explained_where_they_were_typed() {
        let mut app = TestApp::with_documents(&[TIDES]);
        app.resize(200, 12).press("*sea=mauve<enter>");
        assert!(app.line(11).contains("'mauve' is not a colour: use red, "), "{}", app.line(11));
        assert!(app.line(11).contains("literal:sea=mauve"), "{}", app.line(11));
        assert!(app.app.keywords.is_empty());
        app.press("<c-u>sea=teal<enter>");
        assert_eq!(app.app.keywords.len(), 1);
    }

    #[test]
    fn suggestions_are_distinctive_words_of_a_document() {
        let mut app = TestApp::open(&["seeds"]);
        app.resize(100, 40);
        app.press(".");
        for word in ["Ukraine", "Donbass"] {
            assert!(app.screen().contains(word), "{}", app.screen());
        }
        app.press("<esc>].");
        for word in ["Su-57", "CAATSA"] {
            assert!(app.screen().contains(word), "{}", app.screen());
        }
        app.press("<enter><esc>");
        assert_eq!(app.app.keywords.len(), 1);
    }
}

mod comparing {
    use super::*;

    const LEFT: &str = "The harbour froze on Monday. Fishing boats stayed in port. The mayor blamed the weather office for a late warning.\n";
    const RIGHT: &str = "A late warning by the weather office was to blame, the mayor said. On Monday the harbour froze. Schools were closed.\n";

    fn pair() -> TestApp {
        let mut app = TestApp::with_documents(&[("a.txt", LEFT), ("b.txt", RIGHT)]);
        app.resize(100, 14).press("c");
        app
    }

    fn seeds() -> TestApp {
        let mut app = TestApp::open(&["seeds"]);
        app.resize(120, 40).press("c");
        app
    }

    fn cursor(app: &TestApp) -> (Side, &str) {
        let View::Comparison(comparing) = &app.app.views.top else { panic!("no comparison") };
        let pane = comparing.pane(comparing.side);
        (comparing.side, pane.document.sentence_text(comparing.cursor(comparing.side).unwrap()))
    }

    /// Goes to the first sentence of the left text that holds `words`.
    fn go_to(app: &mut TestApp, words: &str) {
        app.press("g");
        for _ in 0..60 {
            if cursor(app).1.contains(words) {
                return;
            }
            app.press("j");
        }
        panic!("no sentence with {words}");
    }

    #[test]
    fn two_texts_are_shown_side_by_side() {
        assert_snapshot!(pair().screen(), @"
        ▌A  a.txt · The harbour froze on Monday.         │ B  b.txt · A late warning by the weather office…
            2 of 3 shared, 2 very likely · 1 only here   │    2 of 3 shared, 2 very likely · 1 only here
        ▐┃ The harbour froze {on Monday}.                 ┃│▐┃ {On Monday} the harbour froze.                  │
         · Fishing boats stayed in port.                ┃│ · Schools were closed.                          │
        ↕┃ The mayor blamed the weather office for a    ┃│                                                 │
         ┃ late warning.                                ┃│                                                 │
                                                        ┃│                                                 │
                                                        ┃│                                                 ┃
                                                        ┃│                                                 ┃
                                                        ┃│                                                 ┃
                                                        ┃│                                                 ┃
        ─ A1 ≈ B2 · very likely (99 %) · shared: harbour froze, Monday · differs: nothing ──── likeness 80 ─
         ┃ says the same  ╎ possibly  · only here  ≠ differs  ↕ other order  \" word for word  ▐ current
         ? help · ] next link · D differences · Enter counterpart · o strong only · t view · K legend
        ");
    }

    #[test]
    fn the_cursor_steps_by_sentence_and_crosses_to_its_counterpart() {
        let mut app = pair();
        assert_eq!(cursor(&app), (Side::Left, "The harbour froze on Monday."));
        app.press("<enter>");
        assert_eq!(cursor(&app), (Side::Right, "On Monday the harbour froze."));
        app.press("<enter>j");
        assert_eq!(cursor(&app), (Side::Left, "Fishing boats stayed in port."));
        app.press("<enter>");
        assert_eq!(status(&app), "this sentence has no counterpart");
        app.press("]");
        assert!(cursor(&app).1.starts_with("The mayor blamed"));
        app.press("[[");
        assert_eq!(status(&app), "no further link above");
        app.press("l");
        assert_eq!(cursor(&app).0, Side::Right);
        app.press("<tab>");
        assert_eq!(cursor(&app).0, Side::Left);
    }

    #[test]
    fn each_view_shows_its_own_sentences() {
        let mut app = pair();
        app.press("t");
        assert!(!app.screen().contains("Fishing") && !app.screen().contains("Schools"), "{}", app.screen());
        app.press("t");
        assert!(app.screen().contains("Fishing") && !app.screen().contains("mayor"), "{}", app.screen());
        app.press("t");
        assert!(app.screen().contains("Schools") && !app.screen().contains("Fishing"), "{}", app.screen());
        app.press("ttttt");
        assert!(app.screen().contains("Schools") && app.screen().contains("closed"), "{}", app.screen());
        assert!(app.screen().matches("very likely ·").count() == 2, "{}", app.screen());
    }

    #[test]
    fn jumps_skip_sentences_that_are_not_shown() {
        let keyword = &["port", "closed", "harbour"];
        let mut app =
            TestApp::with_documents_and(&[("a.txt", LEFT), ("b.txt", RIGHT)], keyword, OpenAt::Beginning);
        app.resize(100, 14).press("ct/o<enter>G");
        for back in ["N", "<lt>"] {
            app.press("G");
            for _ in 0..12 {
                app.press(back);
            }
            assert!(!cursor(&app).1.contains("Fishing"), "{back}: {}", app.screen());
        }
        assert_eq!(cursor(&app).1, "The harbour froze on Monday.");
        assert_eq!(status(&app), "no further hit above");
    }

    #[test]
    fn paragraphs_are_stepped_through_in_every_view() {
        let left = "Ants march.\n\nThe harbour froze on Monday. Boats stayed.\n\nFoxes sleep all day.\n\nThe mayor blamed the weather office.\n";
        let mut app = TestApp::with_documents(&[("a.txt", left), ("b.txt", RIGHT)]);
        app.resize(100, 14).press("cg}");
        assert_eq!(cursor(&app).1, "The harbour froze on Monday.");
        app.press("j}");
        assert_eq!(cursor(&app).1, "Foxes sleep all day.");
        app.press("9}");
        assert!(cursor(&app).1.starts_with("The mayor"), "{}", app.screen());
        app.press("t{");
        assert_eq!(cursor(&app).1, "The harbour froze on Monday.", "{}", app.screen());
        app.press("t9}");
        assert_eq!(cursor(&app).1, "Foxes sleep all day.", "{}", app.screen());
    }

    #[test]
    fn levels_change_and_are_reported() {
        let mut app = pair();
        app.press("+");
        assert_eq!(status(&app), "strong from 0.75, weak from 0.40");
        app.press("---");
        assert_eq!(status(&app), "strong from 0.60, weak from 0.25");
        for _ in 0..30 {
            app.press("=");
        }
        assert_eq!(status(&app), "strong from 0.98, weak from 0.95");
        assert!(app.line(1).contains("shared"), "{}", app.screen());
    }

    #[test]
    fn sides_are_swapped_and_the_cursor_stays_on_its_sentence() {
        let mut app = pair();
        let before = cursor(&app).1.to_string();
        app.press("S");
        assert_eq!(cursor(&app), (Side::Right, before.as_str()));
        assert!(app.line(0).starts_with(" A  b.txt · A late warning by the weather"), "{}", app.screen());
        app.press("<enter>");
        assert_eq!(cursor(&app).1, "On Monday the harbour froze.");
    }

    #[test]
    fn sides_swapped_while_they_are_compared_keep_their_links() {
        let mut app = TestApp::with_documents(&[("a.txt", LEFT), ("b.txt", RIGHT)]);
        app.resize(100, 14).press_only("c");
        for reply in app.replies() {
            let paired = matches!(reply, Message::Replied(_, reader::tasks::Reply::Paired(_)));
            app.send(reply);
            if paired {
                app.press_only("S");
            }
        }
        let early = app.screen();
        let mut app = pair();
        app.press("S");
        assert_eq!(early, app.screen());
    }

    #[test]
    fn a_search_that_ends_in_a_comparison_leaves_no_mark_in_the_reader() {
        let mut app = TestApp::with_documents(&[("a.txt", LEFT), ("b.txt", RIGHT)]);
        app.press("/harbour<enter>c<esc>q");
        assert!(matches!(app.app.views.top, View::Reading));
        assert!(!app.screen().contains('«'), "{}", app.screen());
    }

    #[test]
    fn a_comparison_opens_at_the_sentence_of_the_reader() {
        let mut app = TestApp::open(&["seeds"]);
        app.resize(120, 40).press("l))))");
        app.press("c");
        assert!(cursor(&app).1.starts_with("The decision to purchase"), "{}", cursor(&app).1);
        app.press("q");
        assert!(matches!(app.app.views.top, View::Reading));
    }

    #[test]
    fn the_cursor_and_its_counterpart_are_on_one_row() {
        let mut app = seeds();
        for _ in 0..5 {
            app.press("]");
        }
        let marked: Vec<String> =
            app.screen().lines().filter(|row| row.matches('▐').count() == 2).map(String::from).collect();
        assert!(!marked.is_empty(), "{}", app.screen());
        app.press("s");
        let View::Comparison(comparing) = &app.app.views.top else { panic!() };
        assert_eq!(comparing.scroll, Scroll::Free);
        assert_eq!(status(&app), "each side scrolls alone");
    }

    #[test]
    fn the_seeds_are_aligned_by_meaning() {
        for (left, right) in [
            ("five S-400 divisions", "five divisions of the S-400"),
            ("Ministry of Defense’s approval", "Indian Ministry of Defence had already approved"),
            ("transfer of advanced Russian technology", "technology transfer"),
        ] {
            let mut app = seeds();
            go_to(&mut app, left);
            app.press("<enter>");
            assert!(cursor(&app).1.contains(right), "{left}: {}", cursor(&app).1);
        }
    }

    #[test]
    fn keywords_and_search_work_in_both_texts() {
        let mut app =
            TestApp::with_documents_and(&[("a.txt", LEFT), ("b.txt", RIGHT)], &["mayor"], OpenAt::Beginning);
        app.resize(100, 14).press("c");
        app.press("G");
        assert_eq!(app.screen().matches("‹mayor›").count(), 2, "{}", app.screen());
        assert_eq!(app.line(1).matches("1 1").count(), 2, "{}", app.line(1));
        app.press("/weather<enter>");
        assert!(cursor(&app).1.contains("weather"));
        assert_eq!(app.screen().matches("«weather»").count(), 2, "{}", app.screen());
    }

    #[test]
    fn a_comparison_that_is_impossible_is_explained() {
        let mut one = TestApp::with_documents(&[TIDES]);
        one.press("c");
        assert!(status(&one).contains("nothing to compare with"), "{}", status(&one));
        let mut three = TestApp::with_documents(&[("a.txt", LEFT), ("b.txt", RIGHT), TIDES]);
        three.resize(100, 14).press("<space><space>c");
        assert!(matches!(three.app.views.top, View::Comparison(_)), "{}", three.screen());
    }

    #[test]
    fn going_round_the_views_comes_back_to_the_sentence() {
        let mut app = pair();
        app.press("jj");
        let before = cursor(&app);
        let (side, sentence) = (before.0, before.1.to_string());
        app.press("tttttttt");
        assert_eq!(cursor(&app), (side, sentence.as_str()));
    }

    #[test]
    fn reloading_keeps_the_place_and_the_old_comparison() {
        let mut app = pair();
        app.press("jj+r");
        assert!(cursor(&app).1.starts_with("The mayor blamed"), "{}", app.screen());
        app.remove("b.txt");
        app.press("r");
        assert!(status(&app).contains("nothing to compare"), "{}", status(&app));
        assert!(app.line(1).contains("very likely"), "{}", app.screen());
    }

    #[test]
    fn another_size_keeps_the_cursor_in_view() {
        let mut app = seeds();
        app.press("10j");
        app.resize(60, 15);
        assert!(app.screen().contains('▐'), "{}", app.screen());
        app.resize(40, 10);
        assert!(app.screen().contains('▐'), "{}", app.screen());
    }

    #[test]
    fn the_command_line_opens_in_the_comparison() {
        let app = TestApp::with_documents_and(&[("a.txt", LEFT), ("b.txt", RIGHT)], &[], OpenAt::Comparison);
        assert!(matches!(app.app.views.top, View::Comparison(_)));
    }
}

/// Files that are created, removed and written while they are listed.
mod changing {
    use super::*;
    use reader::storage::{FileChange, FoundPath};

    fn created(app: &TestApp, name: &str, text: &str) -> FileChange {
        app.rewrite(name, text);
        FileChange::Updated(FoundPath::File(app.path(name).into()))
    }

    fn removed(app: &TestApp, name: &str) -> FileChange {
        app.remove(name);
        FileChange::Removed(app.path(name).into())
    }

    fn titles(app: &TestApp) -> Vec<String> {
        let library = &app.app.list.library;
        library.listing.rows().iter().map(|id| library.entry(id).unwrap().title().into_owned()).collect()
    }

    #[test]
    fn a_new_file_is_listed_in_its_place_and_the_selection_stays() {
        let mut app = TestApp::with_documents(&[MOON, TIDES]);
        app.press("j");
        let change = created(&app, "a.txt", "A new one\n\nIt came late.\n");
        app.report_changes(vec![change]);
        assert_eq!(titles(&app), ["A new one", "The moon pulls the sea.", "The tides"], "{}", app.screen());
        assert_eq!(app.app.list.library.documents(), 3);
        assert_eq!(app.app.list.library.listing.row(), Some(2));
    }

    #[test]
    fn a_removed_file_leaves_the_list_and_marks_stay_on_their_documents() {
        let mut app =
            TestApp::with_documents(&[("a.txt", "One.\n"), ("b.txt", "Two.\n"), ("c.txt", "Three.\n")]);
        app.press("jj<space>");
        let change = removed(&app, "a.txt");
        app.report_changes(vec![change]);
        assert_eq!(titles(&app), ["Two.", "Three."]);
        assert!(app.line(3).contains("● Three."), "{}", app.screen());
        let back = created(&app, "a.txt", "One again.\n");
        app.report_changes(vec![back]);
        assert_eq!(titles(&app), ["One again.", "Two.", "Three."]);
    }

    #[test]
    fn a_document_on_the_screen_outlives_its_file_until_another_is_opened() {
        let mut app = TestApp::with_documents(&[MOON, TIDES]);
        let change = removed(&app, MOON.0);
        app.report_changes(vec![change]);
        assert!(app.line(0).contains("the file is gone"), "{}", app.screen());
        assert!(app.screen().contains("The moon pulls"), "{}", app.screen());
        assert_eq!(titles(&app).len(), 2);
        app.press("j");
        assert_eq!(titles(&app), ["The tides"], "{}", app.screen());
        assert_eq!(app.app.list.library.documents(), 1);
    }

    #[test]
    fn a_removed_folder_removes_its_documents() {
        let mut app =
            TestApp::with_documents(&[TIDES, ("deep/a.txt", "One.\n"), ("deep/er/b.txt", "Two.\n")]);
        let change = FileChange::Removed(app.path("deep").into());
        app.press("G").report_changes(vec![change]);
        assert_eq!(titles(&app).len(), 1, "{}", app.screen());
    }

    #[test]
    fn a_written_document_is_reloaded_at_its_place_without_a_message() {
        let mut app = TestApp::with_documents(&[("a.txt", &long(60)), TIDES]);
        app.resize(100, 12).press("l").press("jjjjjj");
        let before = app.line(1);
        app.rewrite("a.txt", &format!("{}A last one.\n", long(60)));
        let change = FileChange::Updated(FoundPath::File(app.path("a.txt").into()));
        let words = app.rows_with("words")[0].clone();
        app.report_changes(vec![change]);
        assert_eq!(app.line(1), before);
        assert!(!app.screen().contains("reloaded"), "{}", app.screen());
        assert_ne!(app.rows_with("words")[0], words, "{}", app.screen());
        app.press("G");
        assert!(app.screen().contains("A last one."), "{}", app.screen());
    }

    #[test]
    fn a_written_document_off_the_screen_has_a_new_title_and_text() {
        let mut app = TestApp::with_documents(&[MOON, TIDES]);
        app.press("jk");
        app.rewrite(TIDES.0, "Quite another\n\nNothing is as it was.\n");
        let change = FileChange::Updated(FoundPath::File(app.path(TIDES.0).into()));
        app.report_changes(vec![change]);
        assert_eq!(titles(&app), ["The moon pulls the sea.", "Quite another"]);
        app.press("j");
        assert!(app.screen().contains("Nothing is as it was."), "{}", app.screen());
    }
}

mod handling {
    use super::*;

    #[test]
    fn help_shows_the_keys_of_the_view() {
        let mut app = TestApp::with_documents(&[MOON, TIDES]);
        app.resize(80, 60).press("?");
        assert!(app.screen().contains("mark for comparing"), "{}", app.screen());
        app.press("?l?");
        assert!(app.screen().contains("next sentence"), "{}", app.screen());
        app.press("qq");
        assert_eq!(app.left_with(), Some(0));
    }

    #[test]
    fn help_scrolls_no_further_than_its_end() {
        let mut app = TestApp::with_documents(&[MOON, TIDES]);
        app.press("?Gk");
        let near_the_end = app.screen();
        assert!(!near_the_end.contains("repeats it"), "{near_the_end}");
        app.press("99jk");
        assert_eq!(app.screen(), near_the_end);
        app.press("gG");
        assert!(app.screen().contains("repeats it"), "{}", app.screen());
    }

    #[test]
    fn an_interrupt_closes_a_prompt_before_it_leaves() {
        let mut app = TestApp::with_documents(&[TIDES]);
        app.press("/sea<c-c>.<c-c>/sea<enter><c-c>");
        assert_eq!(app.left_with(), None);
        app.press("<c-c>");
        assert_eq!(app.left_with(), Some(130));
    }

    #[test]
    fn an_escape_joined_with_a_key_is_split() {
        let mut app = TestApp::with_documents(&[("a.txt", &long(60))]);
        app.press("/sea<enter><a-j>");
        assert!(!app.screen().contains('«'), "{}", app.screen());
        assert!(app.line(1).trim().is_empty() || app.line(2).contains("Paragraph 2"), "{}", app.screen());
    }

    #[test]
    fn commands_are_typed() {
        let mut app = TestApp::with_documents(&[TIDES]);
        app.press(":fly<enter>");
        assert!(app.line(11).contains("'fly' is not a command"), "{}", app.line(11));
        app.press(":quit<enter>");
        assert_eq!(app.left_with(), Some(0));
    }

    #[test]
    fn the_mouse_scrolls_selects_and_drags() {
        let (long, other) = (long(60), long(5));
        let mut app = TestApp::with_documents(&[("a.txt", &long), ("b.txt", &other)]);
        let at = |kind, column, row| MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE };
        app.mouse(at(MouseEventKind::ScrollDown, 40, 5));
        assert!(
            app.line(1).contains("Paragraph 2") || app.line(2).contains("Paragraph 3"),
            "{}",
            app.screen()
        );
        app.mouse(at(MouseEventKind::Down(MouseButton::Left), 3, 3));
        assert_eq!(app.app.list.library.listing.row(), Some(1));
        app.mouse(at(MouseEventKind::Down(MouseButton::Left), 3, 1)).mouse(at(
            MouseEventKind::Down(MouseButton::Left),
            3,
            9,
        ));
        assert_eq!(app.app.list.library.listing.row(), Some(0), "below the list there is nothing to select");
        app.mouse(at(MouseEventKind::Down(MouseButton::Left), 3, 3));
        app.mouse(at(MouseEventKind::Down(MouseButton::Left), 30, 3));
        assert_eq!(app.app.pane().unwrap().chosen, Some(1));
        let divider = app.line(1).chars().position(|c| c == '│').unwrap() as u16;
        app.mouse(at(MouseEventKind::Down(MouseButton::Left), divider, 3))
            .mouse(at(MouseEventKind::Drag(MouseButton::Left), 25, 3))
            .mouse(at(MouseEventKind::Up(MouseButton::Left), 25, 3));
        assert_eq!(app.line(1).chars().position(|c| c == '│'), Some(25), "{}", app.screen());
        app.mouse(at(MouseEventKind::Down(MouseButton::Left), 25, 3)).press("?");
        app.mouse(at(MouseEventKind::Up(MouseButton::Left), 25, 3)).press("?");
        app.mouse(at(MouseEventKind::Down(MouseButton::Left), 40, 3)).mouse(at(
            MouseEventKind::Drag(MouseButton::Left),
            20,
            3,
        ));
        assert_eq!(app.line(1).chars().position(|c| c == '│'), Some(25), "{}", app.screen());
    }

    #[test]
    fn a_key_that_is_not_bound_here_says_where_it_works() {
        let two = [TIDES, ("moon.md", "The moon pulls the sea.")];
        for (keys, words) in [
            ("<f9>", "F9 is not bound here · ? shows the keys"),
            ("lo", "o is not bound here; it works in the list (Tab)"),
            ("lpo", "o is not bound here; it works in the list (p)"),
            (")", ") is not bound here; it works in the text (Tab)"),
            ("x", "x is not bound here; it works in a comparison (c)"),
            ("a", "a is not bound here; it works in the text (Tab)"),
            (".w", "w is not bound here; it works in the list (q)"),
            ("l./", "/ is not bound here; it works in the text (q)"),
            ("ctx", "x is not bound here; it works in a comparison (q)"),
            ("cf", "f is not bound here; it works in the list"),
        ] {
            let mut app = TestApp::with_documents(&two);
            app.press(keys);
            assert_eq!(status(&app), words, "{keys}");
        }
    }

    #[test]
    fn a_missing_path_is_reported_and_the_others_open() {
        let app = TestApp::with_missing(&[TIDES], "whale.txt");
        assert!(status(&app).contains("whale.txt: no such file"), "{}", status(&app));
        assert!(app.screen().contains("The sea rises"), "{}", app.screen());
    }

    #[test]
    fn a_late_reply_is_dropped() {
        let (one, two) = (long(5), "Something else.\n".to_string());
        let mut app = TestApp::with_documents(&[("a.txt", &one), ("b.txt", &two)]);
        let late = app.app.list.library.len();
        let ticket = reader::tasks::Ticket { kind: reader::tasks::TaskKind::Load, number: 0 };
        let before = app.screen();
        app.send(Message::Replied(
            ticket,
            reader::tasks::Reply::Loaded(reader::tasks::EntryId(late), Err("late".into())),
        ));
        assert_eq!(app.screen(), before);
    }

    #[test]
    fn a_document_loaded_late_does_not_replace_another() {
        let mut app = TestApp::with_documents(&[MOON, TIDES]);
        app.press_only("jk").work();
        assert!(app.line(0).contains("The moon pulls"), "{}", app.screen());
        app.press_only("j");
        let late = app.replies();
        app.press("k");
        for reply in late {
            app.send(reply);
        }
        assert!(app.line(0).contains("The moon pulls"), "{}", app.screen());
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]
        #[test]
        fn no_key_and_no_size_breaks_it(
            keys in proptest::collection::vec(0usize..60, 1..60),
            sizes in proptest::collection::vec((1u16..140, 1u16..60), 1..6),
        ) {
            let all: Vec<&str> = "j k d u g G b <space> { } ( ) % 1 2 5 0 h l <tab> <s-tab> <enter> ] [ / n N . * > <lt> c t s S + - w W z r : ? q <esc> <up> <down> <left> <right> <home> <end> <pageup> <pagedown> a x <backspace> <a-r> <a-j> <c-l> e é".split(' ').collect();
            let weird = "# Wide 潮汐 and \u{202e}odd\u{1b}[2J\n\n> - a list of `code` and **strong** e\u{301}motions 👩‍👩‍👧\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\nlong\tcode\n```\n";
            let mut app = TestApp::with_documents_and(&[("a.md", weird), TIDES, MOON], &["sea", "moon"], OpenAt::Beginning);
            for (number, key) in keys.iter().enumerate() {
                let (width, height) = sizes[number % sizes.len()];
                app.resize(width, height);
                app.press(all[key % all.len()]);
                let _ = app.buffer();
            }
        }
    }
}
