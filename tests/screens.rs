//! Screens: keys in, text out.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where it fails")]

mod desk;

use desk::Desk;
use insta::assert_snapshot;
use reader::compare::Side;
use reader::ui::app::View;
use reader::ui::comparison::shown::Scroll;
use reader::ui::input::{Mouse, MouseKind};
use reader::ui::message::Message;
use reader::ui::settings::Opening;

const TIDES: (&str, &str) = (
    "tides.txt",
    "The tides\n\nThe sea rises twice a day. The moon pulls it.\n\nNobody sees the sea fall.\n",
);
const MOON: (&str, &str) = ("moon.txt", "The moon pulls the sea.\n\nIt rises twice a day and falls again.\n");

/// A text of numbered paragraphs, each on a line of its own.
fn long(paragraphs: usize) -> String {
    (1..=paragraphs).map(|n| format!("Paragraph {n} tells of the sea.\n\n")).collect::<Vec<_>>().concat()
}

fn status(desk: &Desk) -> String {
    desk.line(desk.app.size.height - 1).trim().to_string()
}

mod reading {
    use super::*;

    #[test]
    fn a_folder_opens_with_its_list_and_its_first_document() {
        let desk = Desk::with_documents(&[MOON, TIDES]);
        assert_snapshot!(desk.screen(), @"
         Library · 2 docu…─── The moon pulls th…─ 100% · 1 min left
        ▌ The moon pulls… │▐  The moon pulls the sea.              ┃
        ▌ 13 words        │                                        ┃
          The tides       │   It rises twice a day and falls       ┃
          17 words        │   again.                               ┃
                          │                                        ┃
                          │                                        ┃
                          │                                        ┃
                          │                                        ┃
                          │                                        ┃
                          │                                        ┃
                ? help   c compare   / search   . keywords   q quit
        ");
    }

    #[test]
    fn one_document_has_no_list() {
        let mut desk = Desk::with_documents(&[TIDES]);
        assert!(!desk.screen().contains("Library"));
        desk.resize(100, 12).press("z");
        assert!(desk.line(0).contains("Library · 1 document"));
    }

    #[test]
    fn moving_in_the_list_shows_the_document_at_once() {
        let mut desk = Desk::with_documents(&[MOON, TIDES]);
        desk.press("j");
        assert!(desk.line(0).contains("The tides"), "{}", desk.line(0));
        desk.press("<enter>[");
        assert!(desk.line(0).contains("The moon pulls"), "{}", desk.line(0));
        desk.press("[");
        assert_eq!(status(&desk), "the first document");
    }

    #[test]
    fn a_document_is_left_and_found_again_at_its_place() {
        let (long, other) = (long(60), long(3));
        let mut desk = Desk::with_documents(&[("a.txt", &long), ("b.txt", &other)]);
        desk.press("ld");
        let before = desk.line(1);
        desk.press("][");
        assert_eq!(desk.line(1), before);
    }

    #[test]
    fn every_motion_moves() {
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
            let mut desk = Desk::with_documents(&[("a.txt", &text)]);
            desk.press(keys);
            let row = [desk.line(1), desk.line(2)].concat();
            assert!(row.contains(first), "{keys}: {row}");
        }
    }

    #[test]
    fn the_end_is_a_full_page() {
        let text = long(200);
        let mut desk = Desk::with_documents(&[("a.txt", &text)]);
        desk.press("G");
        assert!(desk.line(10).contains("Paragraph 200 "), "{}", desk.screen());
        assert!(desk.line(0).contains("100%"));
        let end = desk.screen();
        desk.press("jd<space>");
        assert_eq!(desk.screen(), end);
    }

    #[test]
    fn sentences_are_stepped_through_and_marked() {
        let mut desk = Desk::with_documents(&[TIDES]);
        assert!(desk.line(1).starts_with('▐'));
        desk.press(")");
        assert!(!desk.line(1).starts_with('▐'));
        assert!(desk.line(3).starts_with('▐'));
        desk.press("))((");
        assert!(desk.line(3).starts_with('▐'));
    }

    #[test]
    fn another_width_keeps_the_sentence_at_the_top() {
        let text = (1..80)
            .map(|n| format!("Sentence {n} goes on for quite a while, so that it has to be wrapped. "))
            .collect::<Vec<_>>()
            .concat();
        let mut desk = Desk::with_documents(&[("a.txt", &text)]);
        desk.press("d5jj");
        let sentence = desk.app.pane().unwrap().current();
        for (width, height) in [(100, 30), (33, 8), (200, 50), (60, 12)] {
            desk.resize(width, height);
            assert_eq!(desk.app.pane().unwrap().current(), sentence, "{width}x{height}");
        }
        desk.press("wwwww");
        assert_eq!(desk.app.pane().unwrap().current(), sentence);
    }

    #[test]
    fn the_text_is_made_narrower_and_wider() {
        let text = "word ".repeat(200);
        let mut desk = Desk::with_documents(&[("a.txt", &text)]);
        desk.resize(120, 12);
        let before = desk.line(1);
        desk.press("w");
        assert_eq!(status(&desk), "text 76 cells wide");
        assert!(desk.line(1).trim().len() < before.trim().len());
        desk.press("WW");
        assert_eq!(status(&desk), "text 84 cells wide");
    }

    #[test]
    fn a_folder_without_documents_says_so() {
        let mut desk = Desk::with_documents(&[]);
        desk.resize(100, 12);
        assert!(desk.screen().contains("No documents here"), "{}", desk.screen());
        assert!(desk.line(0).contains("0 documents"));
    }

    #[test]
    fn what_cannot_be_read_stays_in_the_list_with_the_reason() {
        let mut desk = Desk::with_documents(&[("a.bin", "\0\x01\x02\0\0\0"), MOON]);
        desk.resize(100, 12);
        assert!(desk.line(0).contains("1 document"), "{}", desk.screen());
        assert!(desk.screen().contains("not a text"), "{}", desk.screen());
        desk.press("j");
        assert!(desk.screen().contains("falls"), "{}", desk.screen());
    }

    #[test]
    fn a_window_too_small_says_so_and_still_quits() {
        let mut desk = Desk::with_documents(&[MOON, TIDES]);
        desk.resize(20, 5);
        assert_eq!(desk.screen().trim(), "too small");
        desk.press("q");
        assert_eq!(desk.left_with(), Some(0));
    }

    #[test]
    fn code_is_scrolled_sideways() {
        let code = format!("Look:\n\n```\n{}end\n```\n", "0123456789".repeat(10));
        let mut desk = Desk::with_documents(&[("a.md", &code)]);
        assert!(!desk.screen().contains("end"));
        desk.press("8<right>");
        assert!(desk.screen().contains("end"), "{}", desk.screen());
        desk.press("8<left>");
        assert!(desk.rows_with("0123456789")[0].contains("  0123"));
    }

    #[test]
    fn a_changed_file_is_read_again_at_its_place() {
        let mut desk = Desk::with_documents(&[("a.txt", &long(50))]);
        desk.press("d");
        let before = desk.line(1);
        desk.rewrite("a.txt", &format!("{}The very last word.\n", long(50)));
        desk.press("r");
        assert_eq!(desk.line(1), before);
        assert_eq!(status(&desk), "read again");
        desk.press("G");
        assert!(desk.screen().contains("very last word"));
    }
}

mod reading_again {
    use super::*;

    #[test]
    fn what_could_not_be_read_can_be_read_again() {
        let mut desk =
            Desk::with_documents_and(&[("a.txt", "\0\x01\0\0"), MOON], &["sea"], Opening::Beginning);
        desk.resize(100, 12).press("k");
        assert!(desk.line(0).contains("1 document"), "{}", desk.screen());
        desk.rewrite("a.txt", "The sea and the sea.\n");
        desk.press("r");
        assert!(desk.line(0).contains("2 documents"), "{}", desk.screen());
        assert!(desk.line(2).contains("①2"), "{}", desk.screen());
        desk.press("jk");
        assert!(desk.screen().contains("and the ‹sea›"), "{}", desk.screen());
    }

    #[test]
    fn the_list_counts_what_the_text_says_now() {
        let mut desk = Desk::with_documents_and(&[MOON, TIDES], &["sea"], Opening::Beginning);
        desk.resize(100, 12).rewrite("moon.txt", "Sea, sea and sea.\n");
        desk.press("r");
        assert!(desk.line(1).contains("Sea, sea"), "{}", desk.screen());
        assert!(desk.line(2).contains("①3"), "{}", desk.screen());
    }

    #[test]
    fn the_reader_shows_what_a_comparison_read_again() {
        let mut desk = Desk::with_documents(&[MOON, TIDES]);
        desk.resize(100, 12).press("c");
        desk.rewrite("moon.txt", "The moon is made of cheese.\n");
        desk.press("rq");
        assert!(desk.screen().contains("cheese"), "{}", desk.screen());
    }

    #[test]
    fn what_breaks_off_is_no_longer_waited_for() {
        let mut desk = Desk::with_documents(&[MOON, TIDES]);
        desk.resize(100, 12).press_only("j");
        break_off(&mut desk);
        assert!(!desk.screen().contains("reading …"), "{}", desk.screen());
        assert!(status(&desk).contains("a stone in the way"), "{}", desk.screen());
        desk.press("k").press_only(".");
        break_off(&mut desk);
        assert!(desk.screen().contains("no suggestions"), "{}", desk.screen());
    }
}

/// Answers the jobs asked for with the news that they broke off.
fn break_off(desk: &mut Desk) {
    let broken = |message: &Message| match message {
        Message::Replied(ticket, reader::tasks::job::Reply::Done) => Some(*ticket),
        _ => None,
    };
    let tickets: Vec<_> = desk.replies().iter().filter_map(broken).collect();
    for ticket in tickets {
        desk.tell(Message::Replied(ticket, reader::tasks::job::Reply::Broken("a stone in the way".into())));
        desk.tell(Message::Replied(ticket, reader::tasks::job::Reply::Done));
    }
}

mod searching {
    use super::*;

    #[test]
    fn a_search_goes_to_its_match_as_it_is_typed() {
        let mut desk = Desk::with_documents(&[TIDES]);
        desk.press("/sea");
        assert_snapshot!(desk.screen(), @"
        ── The tides ─ tides.txt ──────────────── 100% · 1 min left
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
        desk.press("<enter>n");
        assert_eq!(status(&desk), "/sea  2/2");
        desk.press("n");
        assert_eq!(status(&desk), "/sea  1/2 · past the end, from the beginning");
        desk.press("N");
        assert_eq!(status(&desk), "/sea  2/2 · past the beginning, from the end");
        desk.press("<esc>");
        assert!(!desk.screen().contains('«'));
    }

    #[test]
    fn escape_goes_back_to_where_the_search_began() {
        let mut desk = Desk::with_documents(&[("a.txt", &long(200))]);
        desk.press("d");
        let before = desk.screen();
        desk.press("/Paragraph 150");
        assert!(desk.screen().contains("«Paragraph 150»"), "{}", desk.screen());
        desk.press("<esc>");
        assert_eq!(desk.screen(), before);
    }

    #[test]
    fn what_is_not_there_is_said() {
        let mut desk = Desk::with_documents(&[TIDES]);
        desk.press("/whale<enter>");
        assert_eq!(status(&desk), "not found: whale");
    }

    #[test]
    fn case_counts_when_a_capital_is_typed() {
        let mut desk = Desk::with_documents(&[("a.txt", "Sea and sea.\n")]);
        desk.press("/sea<enter>");
        assert!(desk.screen().contains("«Sea» and «sea»"), "{}", desk.screen());
        desk.press("/Sea<enter>");
        assert!(desk.screen().contains("«Sea» and sea"), "{}", desk.screen());
        desk.press("/Sea\\c<enter>");
        assert!(desk.screen().contains("«Sea» and «sea»"), "{}", desk.screen());
    }

    #[test]
    fn a_search_typed_before_its_document_is_there_waits_for_it() {
        let mut desk = Desk::with_documents(&[MOON, TIDES]);
        desk.press_only("]/rises<enter>");
        desk.work();
        assert!(desk.screen().contains("sea «rises» twice"), "{}", desk.screen());
        assert_eq!(desk.left_with(), None);
    }

    #[test]
    fn words_and_expressions_can_be_asked_for() {
        let mut desk = Desk::with_documents(&[("a.txt", "Su-5 and Su-57.\n")]);
        desk.press("/Su-5<a-w><enter>");
        assert!(desk.screen().contains("«Su-5» and Su-57"), "{}", desk.screen());
        desk.press("/word:Su-5<enter>");
        assert!(desk.screen().contains("«Su-5» and Su-57"), "{}", desk.screen());
        desk.press("/re:Su-5\\d<enter>");
        assert!(desk.screen().contains("Su-5 and «Su-57»"), "{}", desk.screen());
        desk.press("/(<a-r>");
        assert!(desk.line(11).contains('('), "{}", desk.line(11));
        desk.press("<enter>");
        assert_eq!(desk.left_with(), None);
    }

    #[test]
    fn a_match_on_a_long_line_of_code_comes_into_view() {
        let code = format!("```\n{}needle {}\n```\n", "hay ".repeat(100), "hay ".repeat(100));
        let mut desk = Desk::with_documents(&[("a.md", &code)]);
        desk.press("/needle");
        assert!(desk.screen().contains("«needle»"), "{}", desk.screen());
    }

    #[test]
    fn what_is_not_there_is_said_while_it_is_typed() {
        let mut desk = Desk::with_documents(&[TIDES]);
        desk.press("/whale");
        assert!(desk.line(11).contains("not found"), "{}", desk.line(11));
    }

    #[test]
    fn quotes_and_dashes_are_folded() {
        let mut desk = Desk::with_documents(&[("a.txt", "Russia’s S‑400 and a “name”.\n")]);
        for (typed, found) in [("Russia's", "«Russia’s»"), ("s-400", "«S‑400»"), ("\"name\"", "«“name”»")]
        {
            desk.press(&format!("/{typed}<enter>"));
            assert!(desk.screen().contains(found), "{typed}: {}", desk.screen());
        }
    }

    #[test]
    fn earlier_searches_come_back() {
        let mut desk = Desk::with_documents(&[TIDES]);
        desk.press("/sea<enter>/moon<enter>/<up><up>");
        assert!(desk.line(11).starts_with("/sea"), "{}", desk.line(11));
        desk.press("<down>");
        assert!(desk.line(11).starts_with("/moon"), "{}", desk.line(11));
    }

    #[test]
    fn a_number_before_a_key_repeats_the_search() {
        let mut desk = Desk::with_documents(&[("a.txt", &long(30))]);
        desk.press("/sea<enter>4n");
        assert_eq!(status(&desk), "/sea  5/30");
        desk.press("3N");
        assert_eq!(status(&desk), "/sea  2/30");
    }

    #[test]
    fn a_search_taken_up_again_goes_the_way_it_is_asked() {
        let mut desk = Desk::with_documents(&[("a.txt", &long(30))]);
        desk.press("/sea<enter>9n<esc>N");
        assert_eq!(status(&desk), "/sea  9/30");
        desk.press("<esc>/whale<enter><esc>");
        let before = desk.screen();
        desk.press("n<esc>");
        assert_eq!(desk.screen(), before);
    }

    #[test]
    fn what_is_no_longer_found_leaves_the_text_where_it_stood() {
        let mut desk = Desk::with_documents(&[("a.txt", &long(90))]);
        desk.press("d");
        let before = desk.line(1);
        desk.press("/graph 70x");
        assert_eq!(desk.line(1), before);
        assert_eq!(desk.app.pane().unwrap().chosen, None);
    }

    #[test]
    fn a_text_that_shrinks_under_a_search_is_no_trouble() {
        let mut desk = Desk::with_documents(&[("a.md", &long(90))]);
        desk.press("G)");
        desk.rewrite("a.md", "```\ncode\n```\n");
        desk.press_only("r/").work();
        desk.press("<esc>)(jk");
        assert!(desk.screen().contains("code"), "{}", desk.screen());
    }

    #[test]
    fn a_search_goes_on_in_the_next_document() {
        let mut desk = Desk::with_documents(&[MOON, TIDES]);
        desk.press("/twice<enter>]n");
        assert!(desk.screen().contains("«twice»"), "{}", desk.screen());
    }

    #[test]
    fn the_command_line_opens_at_a_place() {
        let text = long(100);
        let at_line = Desk::with_documents_and(&[("a.txt", &text)], &[], Opening::Line(41));
        assert!(at_line.line(1).contains("Paragraph 21 "), "{}", at_line.screen());
        let query = reader::search::Query::parse("Paragraph 77", reader::search::Defaults::default());
        let at_match = Desk::with_documents_and(&[("a.txt", &text)], &[], Opening::Match(query));
        assert!(at_match.screen().contains("«Paragraph 77»"), "{}", at_match.screen());
    }
}

mod keywords {
    use super::*;

    #[test]
    fn keywords_have_a_colour_and_a_number() {
        let desk = Desk::with_documents_and(&[TIDES], &["sea", "moon=red"], Opening::Beginning);
        assert_snapshot!(desk.screen(), @"
        ── The tides ─ tides.txt ──────────────── 100% · 1 min left
        ▐  The tides                                               ┃
                                                                   ①
           The ‹sea› rises twice a day. The ‹moon› pulls it.         ①②┃
                                                                   ┃
           Nobody sees the ‹sea› fall.                             ① ┃
                                                                   ②
                                                                   ┃
                                                                   ┃
                                                                   ①
                                                                   ┃
         ① sea 2  ② moon 1            ? help   c compare   / search
        ");
    }

    #[test]
    fn the_list_counts_them_in_every_document() {
        let mut desk = Desk::with_documents_and(&[MOON, TIDES], &["sea", "moon"], Opening::Beginning);
        desk.resize(100, 12);
        assert!(desk.line(2).contains("①1 ②1"), "{}", desk.screen());
        assert!(desk.line(4).contains("①2 ②1"), "{}", desk.screen());
    }

    #[test]
    fn overlapping_hits_are_both_shown() {
        let desk = Desk::with_documents_and(&[TIDES], &["sea rises", "rises twice"], Opening::Beginning);
        let row = &desk.rows_with("rises")[0];
        assert!(row.contains("①②"), "{row}");
        let buffer = desk.buffer();
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
        let mut desk = Desk::with_documents_and(&[TIDES], &["sea", "moon"], Opening::Beginning);
        desk.press(".");
        assert!(desk.screen().contains("Keywords"), "{}", desk.screen());
        desk.press("<space>");
        assert!(desk.screen().contains("sea hidden"), "{}", desk.screen());
        desk.press("<space>s");
        assert!(desk.screen().contains("moon aside"), "{}", desk.screen());
        desk.press("sx");
        assert!(!desk.screen().contains("① sea"), "{}", desk.screen());
        desk.press("ad<backspace>rises=green<enter>");
        assert!(desk.screen().contains("rises"), "{}", desk.screen());
        desk.press("<esc>");
        assert!(desk.screen().contains("‹rises›"), "{}", desk.screen());
    }

    #[test]
    fn hits_are_gone_through() {
        let mut desk =
            Desk::with_documents_and(&[("a.txt", &long(100))], &["Paragraph 9"], Opening::Beginning);
        for number in ["Paragraph 9", "Paragraph 9", "Paragraph 91"] {
            desk.press(">");
            assert!(desk.screen().contains(&number[..11]), "{number}: {}", desk.screen());
        }
        desk.press("3>");
        assert_eq!(desk.app.pane().unwrap().chosen, Some(93));
        desk.press("2<lt>");
        assert_eq!(desk.app.pane().unwrap().chosen, Some(91));
        desk.press("99>");
        assert_eq!(status(&desk), "no further hit below");
        desk.press("g<lt>");
        assert_eq!(status(&desk), "no further hit above");
    }

    #[test]
    fn without_keywords_the_way_to_one_is_said() {
        let mut desk = Desk::with_documents(&[TIDES]);
        desk.press(">");
        assert!(status(&desk).contains(". opens the keywords"), "{}", status(&desk));
    }

    #[test]
    fn a_keyword_is_asked_for_with_the_words_of_the_sentence() {
        let mut desk = Desk::with_documents(&[MOON]);
        desk.press("*");
        assert!(desk.line(11).contains("pulls"), "{}", desk.line(11));
        desk.press("<tab><enter>");
        assert!(desk.screen().contains('‹'), "{}", desk.screen());
    }

    #[test]
    fn a_wrong_expression_is_explained_where_it_was_typed() {
        let mut desk = Desk::with_documents(&[TIDES]);
        desk.press("*re:(<enter>");
        assert!(desk.line(11).starts_with("keyword: re:("), "{}", desk.line(11));
        assert!(desk.app.keywords.is_empty());
    }

    #[test]
    fn suggestions_name_what_sets_a_document_apart() {
        let mut desk = Desk::open(&["seeds"]);
        desk.resize(100, 40);
        desk.press(".");
        for word in ["Ukraine", "Donbass"] {
            assert!(desk.screen().contains(word), "{}", desk.screen());
        }
        desk.press("<esc>].");
        for word in ["Su-57", "CAATSA"] {
            assert!(desk.screen().contains(word), "{}", desk.screen());
        }
        desk.press("<enter><esc>");
        assert_eq!(desk.app.keywords.len(), 1);
    }
}

mod comparing {
    use super::*;

    const LEFT: &str = "The harbour froze on Monday. Fishing boats stayed in port. The mayor blamed the weather office for a late warning.\n";
    const RIGHT: &str = "A late warning by the weather office was to blame, the mayor said. On Monday the harbour froze. Schools were closed.\n";

    fn pair() -> Desk {
        let mut desk = Desk::with_documents(&[("a.txt", LEFT), ("b.txt", RIGHT)]);
        desk.resize(100, 14).press("c");
        desk
    }

    fn seeds() -> Desk {
        let mut desk = Desk::open(&["seeds"]);
        desk.resize(120, 40).press("c");
        desk
    }

    fn cursor(desk: &Desk) -> (Side, &str) {
        let View::Comparing(comparing) = &desk.app.view else { panic!("no comparison") };
        let pane = comparing.pane(comparing.side);
        (comparing.side, pane.document.sentence_text(comparing.cursor(comparing.side).unwrap()))
    }

    /// Goes to the first sentence of the left text that holds `words`.
    fn go_to(desk: &mut Desk, words: &str) {
        desk.press("g");
        for _ in 0..60 {
            if cursor(desk).1.contains(words) {
                return;
            }
            desk.press("j");
        }
        panic!("no sentence with {words}");
    }

    #[test]
    fn two_texts_stand_side_by_side() {
        assert_snapshot!(pair().screen(), @"
        ▌The harbour froze on Monday.         3 sentences│ A late warning by the weather office… 3 sentences
         2 linked, 2 strong · 1 only here                │ 2 linked, 2 strong · 1 only here
        ▐┃ The harbour froze {on Monday}.                 ┃│▐┃ {On Monday} the harbour froze.                  │
         · Fishing boats stayed in port.                ┃│ · Schools were closed.                          │
        ↕┃ The mayor blamed the weather office for a    ┃│                                                 │
         ┃ late warning.                                ┃│                                                 │
                                                        ┃│                                                 │
                                                        ┃│                                                 ┃
                                                        ┃│                                                 ┃
                                                        ┃│                                                 ┃
                                                        ┃│                                                 ┃
                                                        ┃│                                                 ┃
        ─ 1 ═ 2 strong .99 · moved   both: harbour froze, Monday ───────────────────────────── likeness 80 ─
         UTF-8                                  ? help   ] next link   Enter counterpart   t view   q close
        ");
    }

    #[test]
    fn the_cursor_steps_by_sentence_and_crosses_to_its_counterpart() {
        let mut desk = pair();
        assert_eq!(cursor(&desk), (Side::Left, "The harbour froze on Monday."));
        desk.press("<enter>");
        assert_eq!(cursor(&desk), (Side::Right, "On Monday the harbour froze."));
        desk.press("<enter>j");
        assert_eq!(cursor(&desk), (Side::Left, "Fishing boats stayed in port."));
        desk.press("<enter>");
        assert_eq!(status(&desk), "this sentence has no counterpart");
        desk.press("]");
        assert!(cursor(&desk).1.starts_with("The mayor blamed"));
        desk.press("[[");
        assert_eq!(status(&desk), "no further link above");
        desk.press("l");
        assert_eq!(cursor(&desk).0, Side::Right);
        desk.press("<tab>");
        assert_eq!(cursor(&desk).0, Side::Left);
    }

    #[test]
    fn the_views_show_less_and_less() {
        let mut desk = pair();
        desk.press("t");
        assert!(
            !desk.screen().contains("Fishing") && !desk.screen().contains("Schools"),
            "{}",
            desk.screen()
        );
        desk.press("t");
        assert!(desk.screen().contains("Fishing") && !desk.screen().contains("mayor"), "{}", desk.screen());
        desk.press("t");
        assert!(desk.screen().contains("Schools") && !desk.screen().contains("Fishing"), "{}", desk.screen());
        desk.press("tttt");
        assert!(desk.screen().contains("Schools") && desk.screen().contains("closed"), "{}", desk.screen());
        assert!(desk.screen().matches("strong ·").count() == 2, "{}", desk.screen());
    }

    #[test]
    fn what_is_not_shown_is_not_gone_to() {
        let keyword = &["port", "closed", "harbour"];
        let mut desk =
            Desk::with_documents_and(&[("a.txt", LEFT), ("b.txt", RIGHT)], keyword, Opening::Beginning);
        desk.resize(100, 14).press("ct/o<enter>G");
        for back in ["N", "<lt>"] {
            desk.press("G");
            for _ in 0..12 {
                desk.press(back);
            }
            assert!(!cursor(&desk).1.contains("Fishing"), "{back}: {}", desk.screen());
        }
        assert_eq!(cursor(&desk).1, "The harbour froze on Monday.");
        assert_eq!(status(&desk), "no further hit above");
    }

    #[test]
    fn paragraphs_are_stepped_through_in_every_view() {
        let left = "Ants march.\n\nThe harbour froze on Monday. Boats stayed.\n\nFoxes sleep all day.\n\nThe mayor blamed the weather office.\n";
        let mut desk = Desk::with_documents(&[("a.txt", left), ("b.txt", RIGHT)]);
        desk.resize(100, 14).press("c}");
        assert_eq!(cursor(&desk).1, "The harbour froze on Monday.");
        desk.press("j}");
        assert_eq!(cursor(&desk).1, "Foxes sleep all day.");
        desk.press("9}");
        assert!(cursor(&desk).1.starts_with("The mayor"), "{}", desk.screen());
        desk.press("t{");
        assert_eq!(cursor(&desk).1, "The harbour froze on Monday.", "{}", desk.screen());
        desk.press("t9}");
        assert_eq!(cursor(&desk).1, "Foxes sleep all day.", "{}", desk.screen());
    }

    #[test]
    fn levels_move_and_are_told() {
        let mut desk = pair();
        desk.press("+");
        assert_eq!(status(&desk), "strong from 0.75, weak from 0.40");
        desk.press("---");
        assert_eq!(status(&desk), "strong from 0.60, weak from 0.25");
        for _ in 0..30 {
            desk.press("=");
        }
        assert_eq!(status(&desk), "strong from 0.98, weak from 0.95");
        assert!(desk.line(1).contains("linked"), "{}", desk.screen());
    }

    #[test]
    fn sides_are_swapped_and_the_cursor_stays_on_its_sentence() {
        let mut desk = pair();
        let before = cursor(&desk).1.to_string();
        desk.press("S");
        assert_eq!(cursor(&desk), (Side::Right, before.as_str()));
        assert!(desk.line(0).starts_with(" A late warning by the weather"), "{}", desk.screen());
        desk.press("<enter>");
        assert_eq!(cursor(&desk).1, "On Monday the harbour froze.");
    }

    #[test]
    fn sides_swapped_while_they_are_compared_keep_their_links() {
        let mut desk = Desk::with_documents(&[("a.txt", LEFT), ("b.txt", RIGHT)]);
        desk.resize(100, 14).press_only("c");
        for reply in desk.replies() {
            let paired = matches!(reply, Message::Replied(_, reader::tasks::job::Reply::Paired(_)));
            desk.tell(reply);
            if paired {
                desk.press_only("S");
            }
        }
        let early = desk.screen();
        let mut desk = pair();
        desk.press("S");
        assert_eq!(early, desk.screen());
    }

    #[test]
    fn a_search_that_ends_in_a_comparison_leaves_no_mark_in_the_reader() {
        let mut desk = Desk::with_documents(&[("a.txt", LEFT), ("b.txt", RIGHT)]);
        desk.press("/harbour<enter>c<esc>q");
        assert!(matches!(desk.app.view, View::Reading));
        assert!(!desk.screen().contains('«'), "{}", desk.screen());
    }

    #[test]
    fn a_comparison_opens_at_the_sentence_of_the_reader() {
        let mut desk = Desk::open(&["seeds"]);
        desk.resize(120, 40).press("l))))");
        desk.press("c");
        assert!(cursor(&desk).1.starts_with("The decision to purchase"), "{}", cursor(&desk).1);
        desk.press("q");
        assert!(matches!(desk.app.view, View::Reading));
    }

    #[test]
    fn the_cursor_and_its_counterpart_stand_on_one_row() {
        let mut desk = seeds();
        for _ in 0..5 {
            desk.press("]");
        }
        let marked: Vec<String> =
            desk.screen().lines().filter(|row| row.matches('▐').count() == 2).map(String::from).collect();
        assert!(!marked.is_empty(), "{}", desk.screen());
        desk.press("s");
        let View::Comparing(comparing) = &desk.app.view else { panic!() };
        assert_eq!(comparing.scroll, Scroll::Free);
        assert_eq!(status(&desk), "each side scrolls alone");
    }

    #[test]
    fn the_seeds_are_aligned_by_meaning() {
        for (left, right) in [
            ("five S-400 divisions", "five divisions of the S-400"),
            ("Ministry of Defense’s approval", "Indian Ministry of Defence had already approved"),
            ("transfer of advanced Russian technology", "technology transfer"),
        ] {
            let mut desk = seeds();
            go_to(&mut desk, left);
            desk.press("<enter>");
            assert!(cursor(&desk).1.contains(right), "{left}: {}", cursor(&desk).1);
        }
    }

    #[test]
    fn keywords_and_search_work_in_both_texts() {
        let mut desk =
            Desk::with_documents_and(&[("a.txt", LEFT), ("b.txt", RIGHT)], &["mayor"], Opening::Beginning);
        desk.resize(100, 14).press("c");
        desk.press("G");
        assert_eq!(desk.screen().matches("‹mayor›").count(), 2, "{}", desk.screen());
        assert_eq!(desk.line(1).matches("①1").count(), 2, "{}", desk.line(1));
        desk.press("/weather<enter>");
        assert!(cursor(&desk).1.contains("weather"));
        assert_eq!(desk.screen().matches("«weather»").count(), 2, "{}", desk.screen());
    }

    #[test]
    fn what_cannot_be_compared_is_explained() {
        let mut one = Desk::with_documents(&[TIDES]);
        one.press("c");
        assert!(status(&one).contains("nothing to compare with"), "{}", status(&one));
        let mut three = Desk::with_documents(&[("a.txt", LEFT), ("b.txt", RIGHT), TIDES]);
        three.resize(100, 14).press("<space><space>c");
        assert!(matches!(three.app.view, View::Comparing(_)), "{}", three.screen());
    }

    #[test]
    fn going_round_the_views_comes_back_to_the_sentence() {
        let mut desk = pair();
        desk.press("jj");
        let before = cursor(&desk);
        let (side, sentence) = (before.0, before.1.to_string());
        desk.press("ttttttt");
        assert_eq!(cursor(&desk), (side, sentence.as_str()));
    }

    #[test]
    fn reading_again_keeps_the_place_and_what_was_there() {
        let mut desk = pair();
        desk.press("jj+r");
        assert!(cursor(&desk).1.starts_with("The mayor blamed"), "{}", desk.screen());
        desk.remove("b.txt");
        desk.press("r");
        assert!(status(&desk).contains("nothing to compare"), "{}", status(&desk));
        assert!(desk.line(1).contains("strong"), "{}", desk.screen());
    }

    #[test]
    fn another_size_keeps_the_cursor_in_view() {
        let mut desk = seeds();
        desk.press("10j");
        desk.resize(60, 15);
        assert!(desk.screen().contains('▐'), "{}", desk.screen());
        desk.resize(40, 10);
        assert!(desk.screen().contains('▐'), "{}", desk.screen());
    }

    #[test]
    fn the_command_line_opens_in_the_comparison() {
        let desk = Desk::with_documents_and(&[("a.txt", LEFT), ("b.txt", RIGHT)], &[], Opening::Comparison);
        assert!(matches!(desk.app.view, View::Comparing(_)));
    }
}

/// Files that come, go and are written while they are listed.
mod changing {
    use super::*;
    use reader::tasks::entry::{Change, Listed};

    fn created(desk: &Desk, name: &str, text: &str) -> Change {
        desk.rewrite(name, text);
        Change::Created(Listed::File(desk.path(name).into()))
    }

    fn removed(desk: &Desk, name: &str) -> Change {
        desk.remove(name);
        Change::Removed(desk.path(name).into())
    }

    fn titles(desk: &Desk) -> Vec<String> {
        let library = &desk.app.library;
        library.listing.rows().iter().map(|id| library.entry(id).unwrap().title().into_owned()).collect()
    }

    #[test]
    fn what_comes_is_listed_in_its_place_and_the_selection_stays() {
        let mut desk = Desk::with_documents(&[MOON, TIDES]);
        desk.press("j");
        let change = created(&desk, "a.txt", "A new one\n\nIt came late.\n");
        desk.hear(vec![change]);
        assert_eq!(titles(&desk), ["A new one", "The moon pulls the sea.", "The tides"], "{}", desk.screen());
        assert_eq!(desk.app.library.documents(), 3);
        assert_eq!(desk.app.library.listing.row(), Some(2));
    }

    #[test]
    fn what_goes_leaves_the_list_and_marks_stay_on_their_documents() {
        let mut desk =
            Desk::with_documents(&[("a.txt", "One.\n"), ("b.txt", "Two.\n"), ("c.txt", "Three.\n")]);
        desk.press("jj<space>");
        let change = removed(&desk, "a.txt");
        desk.hear(vec![change]);
        assert_eq!(titles(&desk), ["Two.", "Three."]);
        assert!(desk.line(3).contains("●Three."), "{}", desk.screen());
        let back = created(&desk, "a.txt", "One again.\n");
        desk.hear(vec![back]);
        assert_eq!(titles(&desk), ["One again.", "Two.", "Three."]);
    }

    #[test]
    fn a_document_on_the_screen_outlives_its_file_until_another_is_opened() {
        let mut desk = Desk::with_documents(&[MOON, TIDES]);
        let change = removed(&desk, MOON.0);
        desk.hear(vec![change]);
        assert!(desk.line(0).contains("the file is gone"), "{}", desk.screen());
        assert!(desk.screen().contains("The moon pulls"), "{}", desk.screen());
        assert_eq!(titles(&desk).len(), 2);
        desk.press("j");
        assert_eq!(titles(&desk), ["The tides"], "{}", desk.screen());
        assert_eq!(desk.app.library.documents(), 1);
    }

    #[test]
    fn a_folder_that_goes_takes_its_documents_with_it() {
        let mut desk = Desk::with_documents(&[TIDES, ("deep/a.txt", "One.\n"), ("deep/er/b.txt", "Two.\n")]);
        let change = Change::Removed(desk.path("deep").into());
        desk.press("G").hear(vec![change]);
        assert_eq!(titles(&desk).len(), 1, "{}", desk.screen());
    }

    #[test]
    fn what_is_written_is_read_again_where_it_stood_and_nothing_is_said() {
        let mut desk = Desk::with_documents(&[("a.txt", &long(60)), TIDES]);
        desk.press("l").press("jjjjjj");
        let before = desk.line(1);
        desk.rewrite("a.txt", &format!("{}A last one.\n", long(60)));
        let change = Change::Written(desk.path("a.txt").into());
        let words = desk.rows_with("words")[0].clone();
        desk.hear(vec![change]);
        assert_eq!(desk.line(1), before);
        assert!(!desk.screen().contains("read again"), "{}", desk.screen());
        assert_ne!(desk.rows_with("words")[0], words, "{}", desk.screen());
        desk.press("G");
        assert!(desk.screen().contains("A last one."), "{}", desk.screen());
    }

    #[test]
    fn another_document_that_is_written_has_another_title_and_text() {
        let mut desk = Desk::with_documents(&[MOON, TIDES]);
        desk.press("jk");
        desk.rewrite(TIDES.0, "Quite another\n\nNothing is as it was.\n");
        let change = Change::Written(desk.path(TIDES.0).into());
        desk.hear(vec![change]);
        assert_eq!(titles(&desk), ["The moon pulls the sea.", "Quite another"]);
        desk.press("j");
        assert!(desk.screen().contains("Nothing is as it was."), "{}", desk.screen());
    }
}

mod handling {
    use super::*;

    #[test]
    fn help_shows_the_keys_of_the_view() {
        let mut desk = Desk::with_documents(&[MOON, TIDES]);
        desk.resize(80, 60).press("?");
        assert!(desk.screen().contains("mark for comparing"), "{}", desk.screen());
        desk.press("?l?");
        assert!(desk.screen().contains("next sentence"), "{}", desk.screen());
        desk.press("qq");
        assert_eq!(desk.left_with(), Some(0));
    }

    #[test]
    fn help_goes_on_from_where_it_stands() {
        let mut desk = Desk::with_documents(&[MOON, TIDES]);
        desk.press("?Gk");
        let near_the_end = desk.screen();
        assert!(!near_the_end.contains("repeats it"), "{near_the_end}");
        desk.press("99jk");
        assert_eq!(desk.screen(), near_the_end);
        desk.press("gG");
        assert!(desk.screen().contains("repeats it"), "{}", desk.screen());
    }

    #[test]
    fn an_interrupt_closes_first_and_leaves_then() {
        let mut desk = Desk::with_documents(&[TIDES]);
        desk.press("/sea<c-c>.<c-c>/sea<enter><c-c>");
        assert_eq!(desk.left_with(), None);
        desk.press("<c-c>");
        assert_eq!(desk.left_with(), Some(130));
    }

    #[test]
    fn a_fast_escape_is_taken_apart() {
        let mut desk = Desk::with_documents(&[("a.txt", &long(60))]);
        desk.press("/sea<enter><a-j>");
        assert!(!desk.screen().contains('«'), "{}", desk.screen());
        assert!(desk.line(1).trim().is_empty() || desk.line(2).contains("Paragraph 2"), "{}", desk.screen());
    }

    #[test]
    fn commands_are_typed() {
        let mut desk = Desk::with_documents(&[TIDES]);
        desk.press(":fly<enter>");
        assert!(desk.line(11).contains("'fly' is no command"), "{}", desk.line(11));
        desk.press(":quit<enter>");
        assert_eq!(desk.left_with(), Some(0));
    }

    #[test]
    fn the_mouse_scrolls_selects_and_drags() {
        let (long, other) = (long(60), long(5));
        let mut desk = Desk::with_documents(&[("a.txt", &long), ("b.txt", &other)]);
        let at = |kind, column, row| Mouse { kind, column, row };
        desk.mouse(at(MouseKind::WheelDown, 40, 5));
        assert!(
            desk.line(1).contains("Paragraph 2") || desk.line(2).contains("Paragraph 3"),
            "{}",
            desk.screen()
        );
        desk.mouse(at(MouseKind::Press, 3, 3));
        assert_eq!(desk.app.library.listing.row(), Some(1));
        desk.mouse(at(MouseKind::Press, 3, 1)).mouse(at(MouseKind::Press, 3, 9));
        assert_eq!(desk.app.library.listing.row(), Some(0), "below the list there is nothing to select");
        desk.mouse(at(MouseKind::Press, 3, 3));
        desk.mouse(at(MouseKind::Press, 30, 3));
        assert_eq!(desk.app.pane().unwrap().chosen, Some(1));
        let divider = desk.line(1).chars().position(|c| c == '│').unwrap() as u16;
        desk.mouse(at(MouseKind::Press, divider, 3)).mouse(at(MouseKind::Drag, 25, 3)).mouse(at(
            MouseKind::Release,
            25,
            3,
        ));
        assert_eq!(desk.line(1).chars().position(|c| c == '│'), Some(25), "{}", desk.screen());
        desk.mouse(at(MouseKind::Press, 25, 3)).press("?");
        desk.mouse(at(MouseKind::Release, 25, 3)).press("?");
        desk.mouse(at(MouseKind::Press, 40, 3)).mouse(at(MouseKind::Drag, 20, 3));
        assert_eq!(desk.line(1).chars().position(|c| c == '│'), Some(25), "{}", desk.screen());
    }

    #[test]
    fn a_key_without_a_meaning_says_so() {
        let mut desk = Desk::with_documents(&[TIDES]);
        desk.press("Q");
        assert_eq!(status(&desk), "Q means nothing here · ? shows the keys");
    }

    #[test]
    fn what_is_missing_comes_last_and_is_said() {
        let desk = Desk::with_missing(&[TIDES], "whale.txt");
        assert!(status(&desk).contains("whale.txt: no such file"), "{}", status(&desk));
        assert!(desk.screen().contains("The sea rises"), "{}", desk.screen());
    }

    #[test]
    fn a_late_reply_is_dropped() {
        let (one, two) = (long(5), "Something else.\n".to_string());
        let mut desk = Desk::with_documents(&[("a.txt", &one), ("b.txt", &two)]);
        let late = desk.app.library.len();
        let ticket = reader::tasks::job::Ticket { lane: reader::tasks::job::Lane::Load, number: 0 };
        let before = desk.screen();
        desk.tell(Message::Replied(
            ticket,
            reader::tasks::job::Reply::Loaded(reader::tasks::entry::EntryId(late), Err("late".into())),
        ));
        assert_eq!(desk.screen(), before);
    }

    #[test]
    fn a_document_that_comes_late_does_not_take_the_place_of_another() {
        let mut desk = Desk::with_documents(&[MOON, TIDES]);
        desk.press_only("jk").work();
        assert!(desk.line(0).contains("The moon pulls"), "{}", desk.screen());
        desk.press_only("j");
        let late = desk.replies();
        desk.press("k");
        for reply in late {
            desk.tell(reply);
        }
        assert!(desk.line(0).contains("The moon pulls"), "{}", desk.screen());
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
            let mut desk = Desk::with_documents_and(&[("a.md", weird), TIDES, MOON], &["sea", "moon"], Opening::Beginning);
            for (number, key) in keys.iter().enumerate() {
                let (width, height) = sizes[number % sizes.len()];
                desk.resize(width, height);
                desk.press(all[key % all.len()]);
                let _ = desk.buffer();
            }
        }
    }
}
