//! The list on the screen: filtered, sorted, in groups.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where it fails")]
#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests make files older")]

mod desk;

use std::time::{Duration, SystemTime};

use desk::Desk;
use insta::assert_snapshot;
use reader::tasks::entry::{EntryId, Listed};
use reader::tasks::job::{Lane, Reply, Ticket};
use reader::ui::input::{Mouse, MouseKind};
use reader::ui::message::Message;
use reader::ui::settings::Opening;

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

fn desk() -> Desk {
    let mut desk = Desk::with_documents(&DOCUMENTS);
    desk.resize(90, 12);
    desk
}

/// The titles shown in the list, from the top.
fn titles(desk: &Desk) -> Vec<String> {
    let listing = &desk.app.library.listing;
    listing.rows().iter().map(|id| desk.app.library.entry(id).unwrap().title().into_owned()).collect()
}

fn selected(desk: &Desk) -> String {
    desk.app.library.selected().unwrap().1.title().into_owned()
}

fn status(desk: &Desk) -> String {
    desk.line(desk.app.size.height - 1).trim().to_string()
}

fn found(desk: &mut Desk, names: impl IntoIterator<Item = String>) {
    let page = names.into_iter().map(|name| Listed::File(desk.path(&name).into())).collect();
    desk.tell(Message::Replied(Ticket { lane: Lane::Walk, number: 1 }, Reply::Found(Box::new(page))));
}

mod filtering {
    use super::*;

    #[test]
    fn the_list_follows_each_letter_and_shows_what_was_matched() {
        let mut desk = desk();
        desk.press("fmoon");
        assert_snapshot!(desk.screen(), @"
         3 of 5 documents ──────────── Moon and tides ─ tides.txt ───────────── 100% · 1 min left
        ▌ ⟨Moon⟩ and tides           │▐  Moon and tides                                            ┃
        ▌ 17 words · 1 min         │                                                             ┃
          The pull                 │   The sea rises twice a day. The moon pulls it, and pulls   ┃
          sea/1995/⟨moon⟩.txt 1 min  │   it again.                                                 ┃
          A ⟨m⟩arsh ⟨o⟩f ⟨on⟩ions        │                                                             ┃
          7 words · 1 min  land    │                                                             ┃
                                   │                                                             ┃
                                   │                                                             ┃
                                   │                                                             ┃
                                   │                                                             ┃
        filter: moon   'exact  ^start  end$  !not
        ");
        desk.press(" 95");
        assert_eq!(titles(&desk), ["The pull"]);
        desk.press("<backspace><backspace><backspace><backspace>");
        assert_eq!(titles(&desk).len(), 3);
    }

    #[test]
    fn enter_keeps_it_and_escape_takes_it_away() {
        let mut desk = desk();
        desk.press("fstorm<enter>");
        assert_eq!((titles(&desk), selected(&desk)), (vec!["A storm".to_string()], "A storm".into()));
        assert!(desk.line(0).contains("1 of 5"), "{}", desk.line(0));
        assert!(status(&desk).starts_with("filter: ⟨storm⟩"), "{}", status(&desk));
        desk.press("<esc>");
        assert_eq!((titles(&desk).len(), selected(&desk)), (5, "A storm".into()));
        assert!(!status(&desk).contains("filter"), "{}", status(&desk));
        assert_eq!(desk.left_with(), None);
    }

    #[test]
    fn giving_up_goes_back_to_where_it_began() {
        let mut desk = desk();
        desk.press("jl");
        let before = desk.screen();
        desk.press("fmarsh");
        assert_eq!(selected(&desk), "A marsh of onions");
        assert!(desk.screen().contains("It is wet"));
        desk.press("<esc>");
        assert_eq!(desk.screen(), before);
        desk.press("fmarsh<c-u>");
        assert_eq!(selected(&desk), "A marsh of onions");
    }

    #[test]
    fn the_document_at_hand_stays_as_long_as_nothing_fits_better() {
        let mut desk = desk();
        desk.press("jjj").press("ftxt$");
        assert_eq!((titles(&desk).len(), selected(&desk)), (5, "A storm".into()));
        desk.press("<c-u>mo");
        assert_eq!(selected(&desk), "Moon and tides");
        desk.press("<down>");
        assert_eq!(selected(&desk), "The pull");
        desk.press("<up>o");
        assert_eq!(selected(&desk), "Moon and tides");
    }

    #[test]
    fn nothing_that_fits_leaves_the_text_where_it_is() {
        let mut desk = desk();
        let text = desk.line(3).split('│').next_back().unwrap().to_string();
        desk.press("fzzz");
        assert!(desk.line(0).contains("0 of 5"), "{}", desk.line(0));
        assert!(desk.line(1).contains("nothing fits"), "{}", desk.line(1));
        assert!(desk.line(3).ends_with(&text), "{}", desk.screen());
        desk.press("<space><enter><space>jk");
        assert_eq!(desk.app.library.listing.marks(), 0, "what is not shown cannot be marked");
        desk.press("<esc>");
        assert_eq!(titles(&desk).len(), 5);
    }

    #[test]
    fn files_found_meanwhile_appear_when_they_fit() {
        let mut desk = desk();
        desk.press("fmoon");
        found(&mut desk, ["moon/b.txt".to_string(), "other.txt".to_string()]);
        assert!(titles(&desk).contains(&"b.txt".to_string()), "{:?}", titles(&desk));
        assert!(!titles(&desk).contains(&"other.txt".to_string()));
        desk.press("<esc>");
        assert_eq!(titles(&desk).len(), 7);
    }

    #[test]
    fn a_long_list_is_filtered_beside_the_keys() {
        let mut desk = desk();
        found(&mut desk, (0..3000).map(|n| format!("many/{n}.txt")));
        desk.press_only("f299");
        assert_eq!(titles(&desk).len(), 3005, "the rows wait for the job");
        desk.press_only("9").work();
        assert_eq!(titles(&desk), ["2999.txt"]);
        assert!(desk.line(0).contains("1 of 300"), "{}", desk.line(0));
        desk.press("<esc>");
        assert_eq!(titles(&desk).len(), 3005);
    }

    #[test]
    fn a_command_filters_and_lifts() {
        let mut desk = desk();
        desk.press("l:filter storm<enter>");
        assert_eq!(titles(&desk), ["A storm"]);
        desk.press("f");
        assert!(status(&desk).starts_with("filter: storm"), "{}", status(&desk));
        desk.press("<enter>:filter<enter>");
        assert_eq!(titles(&desk).len(), 5);
    }

    #[test]
    fn a_hidden_list_is_shown_for_it() {
        let mut desk = desk();
        desk.press("zfstorm");
        assert!(desk.screen().contains("1 of 5"), "{}", desk.screen());
        desk.press("<esc>");
        assert!(!desk.screen().contains("documents"), "{}", desk.screen());
    }

    #[test]
    fn a_document_asked_for_by_other_means_is_shown() {
        let mut desk = desk();
        desk.press("fpull<enter>~o");
        assert_eq!((selected(&desk), titles(&desk).len()), ("Moon and tides".into(), 5));
    }

    #[test]
    fn marks_survive_and_stand_in_the_order_of_the_list() {
        let mut desk = desk();
        desk.press("fstorm<enter><space><esc>fharbour<enter><space><esc>");
        assert_eq!(desk.app.library.listing.marks(), 2);
        desk.press("c");
        let header = desk.line(0);
        assert!(header.find("harbour").unwrap() < header.find("storm").unwrap(), "{header}");
        desk.press("qOc");
        let header = desk.line(0);
        assert!(header.find("storm").unwrap() < header.find("harbour").unwrap(), "{header}");
    }
}

mod sorting {
    use super::*;

    #[test]
    fn by_name_is_as_found_and_can_be_reversed() {
        let mut desk = desk();
        let found = titles(&desk);
        desk.press("jO");
        assert_eq!(titles(&desk), found.iter().rev().cloned().collect::<Vec<_>>());
        assert!(desk.line(0).contains("by name, reversed"), "{}", desk.line(0));
        assert_eq!(selected(&desk), "A marsh of onions");
        desk.press("O");
        assert_eq!((titles(&desk), selected(&desk)), (found, "A marsh of onions".into()));
    }

    #[test]
    fn by_date_the_newest_come_first() {
        let mut desk = desk();
        for (at, (name, _)) in DOCUMENTS.iter().enumerate() {
            let file = std::fs::File::options().write(true).open(desk.path(name)).unwrap();
            file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(at as u64 * 86_400)).unwrap();
        }
        desk.press("o");
        assert_eq!(
            titles(&desk),
            ["The harbour", "A marsh of onions", "Moon and tides", "A storm", "The pull"]
        );
        assert!(desk.line(0).contains("by date"), "{}", desk.line(0));
        desk.press(":sort date<enter>O");
        assert_eq!(titles(&desk)[0], "The pull");
    }

    #[test]
    fn by_length_the_longest_come_first() {
        let mut desk = desk();
        desk.press("oo");
        assert_eq!(
            titles(&desk),
            ["The harbour", "Moon and tides", "The pull", "A marsh of onions", "A storm"]
        );
    }

    #[test]
    fn by_hits_the_list_follows_the_keywords() {
        let mut desk = Desk::with_documents_and(&DOCUMENTS, &["sea"], Opening::Beginning);
        desk.press(":sort hits<enter>");
        assert_eq!(titles(&desk)[0], "The harbour");
        assert_eq!(titles(&desk)[1], "The pull");
        desk.press("*<c-u>nobody<enter>.jjs<esc>");
        assert_eq!(titles(&desk)[0], "A storm");
        desk.press("O");
        assert_eq!(titles(&desk)[4], "A storm");
    }

    #[test]
    fn by_hits_without_a_keyword_says_what_is_missing() {
        let mut desk = desk();
        desk.press(":sort hits<enter>");
        assert!(status(&desk).contains("no keyword yet: ."), "{}", status(&desk));
    }

    #[test]
    fn by_likeness_the_document_on_the_screen_comes_first() {
        let mut desk = desk();
        desk.press("fpull<enter><esc>:sort likeness<enter>");
        assert_eq!(titles(&desk)[0], "The pull");
        assert_eq!(titles(&desk)[1], "Moon and tides");
        assert!(status(&desk).contains("by likeness to The pull"), "{}", status(&desk));
        desk.press("j~<esc>");
        assert_eq!(titles(&desk)[0], "The pull", "the panel is another question");
        desk.press("o");
        assert!(!desk.line(0).contains("by "), "{}", desk.line(0));
    }

    #[test]
    fn a_filter_chooses_and_the_order_asked_for_after_it_holds() {
        let mut desk = desk();
        desk.press("fmoon<enter>");
        assert_eq!(titles(&desk)[0], "Moon and tides");
        desk.press("o");
        assert_eq!(status(&desk), "sorted by name");
        assert_eq!(titles(&desk), ["A marsh of onions", "The pull", "Moon and tides"]);
        desk.press("oo");
        assert_eq!(titles(&desk), ["Moon and tides", "The pull", "A marsh of onions"]);
    }
}

mod grouping {
    use super::*;

    #[test]
    fn folders_stand_over_their_documents() {
        let mut desk = desk();
        desk.resize(90, 16).press("jZ");
        let list: Vec<String> =
            desk.screen().lines().skip(1).map(|row| row.chars().take(27).collect()).collect();
        assert!(list[0].trim_end().ends_with(" 1"), "{list:?}");
        assert_snapshot!(list[1..].join("\n"), @"
          The harbour              
          18 words · 1 min         
        land 1                     
        ▌ A marsh of onions        
        ▌ 7 words · 1 min          
        sea/1995 2                 
          The pull                 
          10 words · 1 min         
          A storm                  
          4 words · 1 min          
        sea/1996 1                 
          Moon and tides           
          17 words · 1 min         
         documents under their fold
        ");
        desk.press("k}");
        assert_eq!(selected(&desk), "A marsh of onions");
        desk.press("2}");
        assert_eq!(selected(&desk), "Moon and tides");
        desk.press("{");
        assert_eq!(selected(&desk), "The pull");
        desk.press(":group<enter>");
        assert_eq!(selected(&desk), "The pull");
        assert!(desk.screen().contains("sea/1995"), "{}", desk.screen());
    }

    #[test]
    fn the_mouse_finds_the_rows_between_headings() {
        let mut desk = desk();
        desk.resize(90, 16).press("Z");
        let at = |row| Mouse { kind: MouseKind::Press, column: 3, row };
        desk.mouse(at(5));
        assert_eq!(selected(&desk), "A marsh of onions");
        desk.mouse(at(4));
        assert_eq!(selected(&desk), "A marsh of onions", "a heading is no document");
        desk.mouse(at(8));
        assert_eq!(selected(&desk), "The pull");
    }

    #[test]
    fn a_filter_and_an_order_hold_inside_groups() {
        let mut desk = desk();
        desk.press("ZO");
        assert_eq!(
            titles(&desk),
            ["Moon and tides", "A storm", "The pull", "A marsh of onions", "The harbour"]
        );
        desk.press("fmoon<enter>");
        assert_eq!(desk.app.library.listing.rows().groups().len(), 3);
        desk.press("<esc>");
        assert_eq!(titles(&desk).len(), 5);
    }

    #[test]
    fn one_folder_is_not_repeated_beside_each_document() {
        let desk = Desk::with_documents(&[("a.txt", "One.\n"), ("b.txt", "Two.\n")]);
        assert!(desk.rows_with("word")[0].starts_with("▌ 1 word · 1 min  │"), "{}", desk.screen());
    }
}

#[test]
fn removed_documents_leave_the_selection_on_its_document() {
    let mut desk = desk();
    desk.press("jj<space>Z");
    let (here, gone) = (selected(&desk), EntryId(0));
    desk.app.library.remove(&[gone].into());
    assert_eq!((titles(&desk).len(), selected(&desk)), (4, here.clone()));
    desk.press("Zfmoon<esc>");
    assert_eq!((titles(&desk).len(), selected(&desk)), (4, here));
}
