//! The list on the screen: filtered, sorted, in groups.
#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests make files older")]

use std::time::{Duration, SystemTime};

use crate::test_app::TestApp;
use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use insta::assert_snapshot;
use reader::storage::{FileChange, FoundPath};
use reader::tasks::{EntryId, Reply, TaskKind, Ticket};
use reader::ui::message::Message;
use reader::ui::settings::OpenAt;

const DOCUMENTS: [(&str, &str); 5] = [
    ("sea/1995/moon.txt", "The pull\n\nThe moon pulls the sea. The sea rises.\n"),
    ("sea/1995/storm.txt", "A storm\n\nNobody sailed.\n"),
    (
        "sea/1996/tides.txt",
        "Moon and tides\n\nThe sea rises twice a day. The moon pulls it, and pulls it again.\n",
    ),
    ("land/marsh.txt", "A marsh of onions\n\nIt is wet.\n"),
    (
        "harbour.txt",
        "The harbour\n\nShips come in from the sea and go out to the sea. The sea carries them.\n",
    ),
];

fn three() -> TestApp {
    let mut app = TestApp::with_documents(&DOCUMENTS);
    app.resize(90, 12);
    app
}

#[test]
fn equal_titles_are_told_apart_by_their_files() {
    let mut app = TestApp::with_documents(&[
        ("a/1.txt", "The tides\n\nThe sea rises.\n"),
        ("a/2.txt", "The tides\n\nThe sea falls.\n"),
        ("b/3.txt", "The storm\n\nNobody sailed.\n"),
    ]);
    app.resize(90, 12);
    let names = |app: &TestApp| {
        ["1.txt", "2.txt", "3.txt"].map(|name| !app.rows_with(&format!("{name} · ")).is_empty())
    };
    assert_eq!(names(&app), [true; 3], "{}", app.screen());
    app.press("~");
    assert!(app.screen().contains("Most like The tides · a/1.txt"), "{}", app.screen());
    assert!(app.screen().contains("% The tides · a/2.txt"), "{}", app.screen());
    app.press("<esc>");
    app.rewrite("a/2.txt", "The ebb\n\nThe sea falls.\n");
    let path = app.path("a/2.txt");
    app.report_changes(vec![FileChange::Updated(FoundPath::File(path.into()))]);
    assert_eq!(names(&app), [true; 3], "{}", app.screen());
}

/// The titles shown in the list, from the top.
fn titles(app: &TestApp) -> Vec<String> {
    let listing = &app.app.list.library.listing;
    listing.rows().iter().map(|id| app.app.list.library.entry(id).unwrap().title().into_owned()).collect()
}

fn selected(app: &TestApp) -> String {
    app.app.list.library.selected().unwrap().1.title().into_owned()
}

fn status(app: &TestApp) -> String {
    app.line(app.app.size.height - 1).trim().to_string()
}

fn found(app: &mut TestApp, names: impl IntoIterator<Item = String>) {
    let page = names.into_iter().map(|name| FoundPath::File(app.path(&name).into())).collect();
    app.send(Message::Replied(Ticket { kind: TaskKind::Walk, number: 1 }, Reply::Found(page)));
}

mod filtering {
    use super::*;

    #[test]
    fn the_list_is_filtered_with_each_letter_and_marks_the_match() {
        let mut app = three();
        app.press("fmoon");
        assert_snapshot!(app.screen(), @"
         3 of 5 documents ──────────── Moon and tides ─ tides.txt ─────────────────── all · 1 min
        ▌  ⟨Moon⟩ and tides          │   Moon and tides                                            ┃
        ▌  tides.txt · 17 words    │                                                             ┃
           The pull                │▐  The sea rises twice a day. The moon pulls it, and pulls   ┃
           …95/⟨moon⟩.txt · 10 words │   it again.                                                 ┃
           A ⟨m⟩arsh ⟨o⟩f ⟨on⟩ions       │                                                             ┃
           marsh.txt · 7 words     │                                                             ┃
                                   │                                                             ┃
                                   │                                                             ┃
                                   │                                                             ┃
                                   │                                                             ┃
        filter: moon   'exact  ^start  end$  !not
        ");
        app.press(" 95");
        assert_eq!(titles(&app), ["The pull"]);
        app.press("<backspace><backspace><backspace><backspace>");
        assert_eq!(titles(&app).len(), 3);
    }

    #[test]
    fn enter_keeps_the_filter_and_escape_removes_it() {
        let mut app = three();
        app.press("fstorm<enter>");
        assert_eq!((titles(&app), selected(&app)), (vec!["A storm".to_string()], "A storm".into()));
        assert!(app.line(0).contains("1 of 5"), "{}", app.line(0));
        assert!(status(&app).ends_with("filter: ⟨storm⟩"), "{}", status(&app));
        app.press("<esc>");
        assert_eq!((titles(&app).len(), selected(&app)), (5, "A storm".into()));
        assert!(!status(&app).contains("filter"), "{}", status(&app));
        assert_eq!(app.left_with(), None);
    }

    #[test]
    fn cancelling_restores_the_list_and_the_selection() {
        let mut app = three();
        app.press("jl");
        let before = app.screen();
        app.press("fmarsh");
        assert_eq!(selected(&app), "A marsh of onions");
        assert!(app.screen().contains("It is wet"));
        app.press("<esc>");
        assert_eq!(app.screen(), before);
        app.press("fmarsh<c-u>");
        assert_eq!(selected(&app), "A marsh of onions");
    }

    #[test]
    fn the_selected_document_stays_until_another_fits_better() {
        let mut app = three();
        app.press("jjj").press("ftxt$");
        assert_eq!((titles(&app).len(), selected(&app)), (5, "A storm".into()));
        app.press("<c-u>mo");
        assert_eq!(selected(&app), "Moon and tides");
        app.press("<down>");
        assert_eq!(selected(&app), "The pull");
        app.press("<up>o");
        assert_eq!(selected(&app), "Moon and tides");
    }

    #[test]
    fn a_filter_without_matches_keeps_the_text() {
        let mut app = three();
        let text = app.line(3).split('│').next_back().unwrap().to_string();
        app.press("fzzz");
        assert!(app.line(0).contains("0 of 5"), "{}", app.line(0));
        assert!(app.line(1).contains("nothing matches"), "{}", app.line(1));
        assert!(app.line(3).ends_with(&text), "{}", app.screen());
        app.press("<space><enter><space>jk");
        assert_eq!(app.app.list.library.listing.marks(), 0, "what is not shown cannot be marked");
        app.press("<esc>");
        assert_eq!(titles(&app).len(), 5);
    }

    #[test]
    fn files_found_during_filtering_appear_when_they_match() {
        let mut app = three();
        app.press("fmoon");
        found(&mut app, ["moon/b.txt".to_string(), "other.txt".to_string()]);
        assert!(titles(&app).contains(&"b.txt".to_string()), "{:?}", titles(&app));
        assert!(!titles(&app).contains(&"other.txt".to_string()));
        app.press("<esc>");
        assert_eq!(titles(&app).len(), 7);
    }

    #[test]
    fn a_long_list_is_filtered_in_the_background() {
        let mut app = three();
        found(&mut app, (0..3000).map(|n| format!("many/{n}.txt")));
        app.press_only("f299");
        assert_eq!(titles(&app).len(), 3005, "the rows wait for the job");
        app.press_only("9").work();
        assert_eq!(titles(&app), ["2999.txt"]);
        assert!(app.line(0).contains("0 of 3004"), "there is no such file: {}", app.line(0));
        app.press("<esc>");
        assert_eq!(titles(&app).len(), 3005);
    }

    #[test]
    fn a_command_sets_and_removes_the_filter() {
        let mut app = three();
        app.press("l:filter storm<enter>");
        assert_eq!(titles(&app), ["A storm"]);
        app.press("f");
        assert!(status(&app).starts_with("filter: storm"), "{}", status(&app));
        app.press("<enter>:filter<enter>");
        assert_eq!(titles(&app).len(), 5);
    }

    #[test]
    fn a_hidden_list_is_shown_while_filtering() {
        let mut app = three();
        app.press("pfstorm");
        assert!(app.screen().contains("1 of 5"), "{}", app.screen());
        app.press("<esc>");
        assert!(!app.screen().contains("documents"), "{}", app.screen());
    }

    #[test]
    fn a_document_opened_outside_the_filter_is_shown() {
        let mut app = three();
        app.press("fpull<enter>~o");
        assert_eq!((selected(&app), titles(&app).len()), ("Moon and tides".into(), 5));
    }

    #[test]
    fn marks_survive_filters_and_follow_the_order_of_the_list() {
        let mut app = three();
        app.press("fstorm<enter><space><esc>fharbour<enter><space><esc>");
        assert_eq!(app.app.list.library.listing.marks(), 2);
        app.press("c");
        let header = app.line(0);
        assert!(header.find("harbour").unwrap() < header.find("storm").unwrap(), "{header}");
        app.press("qOc");
        let header = app.line(0);
        assert!(header.find("storm").unwrap() < header.find("harbour").unwrap(), "{header}");
    }
}

mod sorting {
    use super::*;

    #[test]
    fn the_order_by_name_can_be_reversed() {
        let mut app = three();
        let found = titles(&app);
        app.press("jO");
        assert_eq!(titles(&app), found.iter().rev().cloned().collect::<Vec<_>>());
        assert!(app.line(0).contains("by name, reversed"), "{}", app.line(0));
        assert_eq!(selected(&app), "A marsh of onions");
        app.press("O");
        assert_eq!((titles(&app), selected(&app)), (found, "A marsh of onions".into()));
    }

    #[test]
    fn by_date_the_newest_come_first() {
        let mut app = three();
        for (at, (name, _)) in DOCUMENTS.iter().enumerate() {
            let file = std::fs::File::options().write(true).open(app.path(name)).unwrap();
            file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(at as u64 * 86_400)).unwrap();
        }
        app.press("o");
        assert_eq!(
            titles(&app),
            ["The harbour", "A marsh of onions", "Moon and tides", "A storm", "The pull"]
        );
        assert!(app.line(0).contains("by date"), "{}", app.line(0));
        app.press(":sort date<enter>O");
        assert_eq!(titles(&app)[0], "The pull");
    }

    #[test]
    fn by_length_the_longest_come_first() {
        let mut app = three();
        app.press("oo");
        assert_eq!(
            titles(&app),
            ["The harbour", "Moon and tides", "The pull", "A marsh of onions", "A storm"]
        );
    }

    #[test]
    fn by_hits_the_list_follows_the_keywords() {
        let mut app = TestApp::with_documents_and(&DOCUMENTS, &["sea"], OpenAt::Beginning);
        app.press(":sort hits<enter>");
        assert_eq!(titles(&app)[0], "The harbour");
        assert_eq!(titles(&app)[1], "The pull");
        app.press("*<c-u>nobody<enter>.jjs<esc>");
        assert_eq!(titles(&app)[0], "A storm");
        app.press("O");
        assert_eq!(titles(&app)[4], "A storm");
    }

    #[test]
    fn by_hits_without_a_keyword_says_what_is_missing() {
        let mut app = three();
        app.press(":sort hits<enter>");
        assert!(status(&app).contains("no keywords yet · ."), "{}", status(&app));
    }

    #[test]
    fn by_similarity_the_document_on_the_screen_comes_first() {
        let mut app = three();
        app.press("fpull<enter><esc>:sort similarity<enter>");
        assert_eq!(titles(&app)[0], "The pull");
        assert_eq!(titles(&app)[1], "Moon and tides");
        assert!(status(&app).contains("by similarity to The pull"), "{}", status(&app));
        app.press("j~<esc>");
        assert_eq!(titles(&app)[0], "The pull", "the panel is another question");
        app.press("o");
        assert!(!app.line(0).contains("by "), "{}", app.line(0));
    }

    #[test]
    fn an_order_chosen_after_a_filter_holds() {
        let mut app = three();
        app.press("fmoon<enter>");
        assert_eq!(titles(&app)[0], "Moon and tides");
        app.press("o");
        assert_eq!(status(&app), "sorted by name");
        assert_eq!(titles(&app), ["A marsh of onions", "The pull", "Moon and tides"]);
        app.press("oo");
        assert_eq!(titles(&app), ["Moon and tides", "The pull", "A marsh of onions"]);
    }
}

mod grouping {
    use super::*;

    #[test]
    fn folders_are_headings_over_their_documents() {
        let mut app = three();
        app.resize(90, 16).press("jZ");
        let list: Vec<String> =
            app.screen().lines().skip(1).map(|row| row.chars().take(26).collect()).collect();
        assert!(list[0].trim_end().ends_with(" 1"), "{list:?}");
        assert_snapshot!(list[1..].join("\n"), @"
           The harbour            
           harbour.txt · 18 words 
         land 1                   
        ▌  A marsh of onions      
        ▌  marsh.txt · 7 words    
         sea/1995 2               
           The pull               
           moon.txt · 10 words    
           A storm                
           storm.txt · 4 words    
         sea/1996 1               
           Moon and tides         
           tides.txt · 17 words   
         grouped by folder
        ");
        app.press("kk}");
        assert_eq!(selected(&app), "A marsh of onions");
        app.press("2}");
        assert_eq!(selected(&app), "Moon and tides");
        app.press("{");
        assert_eq!(selected(&app), "The pull");
        app.press(":group<enter>:group<enter>").resize(120, 16);
        assert_eq!(selected(&app), "The pull");
        assert!(app.screen().contains("sea/1995"), "{}", app.screen());
    }

    #[test]
    fn the_mouse_finds_the_rows_between_headings() {
        let mut app = three();
        app.resize(90, 16).press("Z");
        let at = |row| MouseEvent {
            kind: MouseEventKind::Down(MouseButton::Left),
            column: 3,
            row,
            modifiers: KeyModifiers::NONE,
        };
        app.mouse(at(5));
        assert_eq!(selected(&app), "A marsh of onions");
        app.mouse(at(4));
        assert_eq!(selected(&app), "A marsh of onions", "a heading is no document");
        app.mouse(at(8));
        assert_eq!(selected(&app), "The pull");
    }

    #[test]
    fn a_filter_and_an_order_hold_inside_groups() {
        let mut app = three();
        app.press("ZO");
        assert_eq!(
            titles(&app),
            ["Moon and tides", "A storm", "The pull", "A marsh of onions", "The harbour"]
        );
        app.press("fmoon<enter>");
        assert_eq!(app.app.list.library.listing.rows().groups().len(), 3);
        app.press("<esc>");
        assert_eq!(titles(&app).len(), 5);
    }

    #[test]
    fn one_folder_is_not_repeated_beside_each_document() {
        let app = TestApp::with_documents(&[("a.txt", "One.\n"), ("b.txt", "Two.\n")]);
        assert!(app.rows_with("word")[0].starts_with("▌  a.txt · 1 word │"), "{}", app.screen());
    }
}

#[test]
fn removed_documents_leave_the_selection_on_its_document() {
    let mut app = three();
    app.press("jj<space>Z");
    let (here, gone) = (selected(&app), EntryId(0));
    app.app.list.library.remove(&[gone].into());
    assert_eq!((titles(&app).len(), selected(&app)), (4, here.clone()));
    app.press("Zfmoon<esc>");
    assert_eq!((titles(&app).len(), selected(&app)), (4, here));
}
