//! The list by stories.

use reader::storage::{FileChange, FoundPath};
use reader::ui::views::View;

use crate::test_app::TestApp;

const DOCUMENTS: [(&str, &str); 7] = [
    (
        "a/aground.txt",
        "The ferry Aurora ran aground off Wexley harbour early on Monday. All 212 passengers were taken ashore by the \
         coast guard. Captain Mette Aas blamed the fog.\n",
    ),
    (
        "a/moss.txt",
        "A beetle of Tarnby eats only moss, says Inga Holm, a zoologist. It glows under old oaks.\n",
    ),
    ("a/prices.txt", "Grain prices fell for the third week in a row. Traders expect a good harvest.\n"),
    (
        "b/fog.txt",
        "Fog was to blame when a ferry hit a sandbank near Wexley, its captain, Mette Aas, said. Boats of the coast \
         guard brought 210 people from the Aurora to the shore.\n",
    ),
    (
        "b/oaks.txt",
        "What glows under the oaks of Tarnby is a beetle. Inga Holm saw it eat moss and nothing else.\n",
    ),
    ("b/schools.txt", "The council of Marden voted to close two schools. Parents said it was a shock.\n"),
    (
        "c/hours.txt",
        "Passengers of the Aurora spoke of hours in the fog. The ferry had struck a sandbank off Wexley with 212 \
         people aboard before the coast guard came for captain Mette Aas. A violin was lost overboard.\n",
    ),
];

fn app() -> TestApp {
    let mut app = TestApp::with_documents(&DOCUMENTS);
    app.resize(130, 30);
    app
}

/// Returns the left part of the screen, where the list is, without empty rows.
fn list(app: &TestApp) -> Vec<String> {
    let left = |row: &str| row.split('│').next().unwrap_or("").trim_end().to_owned();
    app.screen().lines().skip(1).map(left).filter(|row| !row.is_empty()).collect()
}

/// Returns the rows of the list that hold a word.
fn rows(app: &TestApp, word: &str) -> Vec<usize> {
    list(app).iter().enumerate().filter(|(_, row)| row.contains(word)).map(|(at, _)| at).collect()
}

fn said(app: &TestApp) -> String {
    app.status().trim().to_owned()
}

fn selected(app: &TestApp) -> String {
    let library = &app.app.list.library;
    let id = library.listing.selected().unwrap();
    library.entry(id).unwrap().name().into_owned()
}

#[test]
fn the_list_goes_from_names_to_folders_to_stories() {
    let mut app = app();
    app.press("jjjZ");
    assert_eq!(said(&app), "grouped by folder");
    app.press("Z");
    assert_eq!(said(&app), "2 stories told by 5 of 7 documents");
    let shown = list(&app);
    let headings: Vec<&String> = shown
        .iter()
        .filter(|row| row.contains("Aurora,") || row.contains("Tarnby,") || row.starts_with(" alone"))
        .collect();
    assert!(headings[0].contains("Mette Aas") && headings[0].trim_end().ends_with(" 3"), "{shown:#?}");
    assert!(headings[1].contains("Inga Holm") && headings[1].trim_end().ends_with(" 2"), "{shown:#?}");
    assert_eq!(headings[2].trim_end(), " alone 2", "{shown:#?}");
    assert!(rows(&app, "hours.txt")[0] < rows(&app, "oaks.txt")[0], "{shown:#?}");
    assert_eq!(selected(&app), "fog.txt", "the selection stays");
    assert!(app.line(0).contains("2 stories"), "{}", app.line(0));
    app.press("fmoss<enter>");
    assert_eq!((rows(&app, "moss.txt").len(), rows(&app, "Mette Aas").len()), (1, 0), "{:#?}", list(&app));
    app.press("<esc>Z");
    assert_eq!(said(&app), "not grouped");
    assert!(rows(&app, "alone").is_empty());
}

#[test]
fn a_heading_opens_its_story_and_folds() {
    let mut app = app();
    app.press("ZZg");
    assert_eq!(selected(&app), "aground.txt");
    app.press("k<space>");
    assert!(rows(&app, "aground.txt").is_empty() && !rows(&app, "▸ ").is_empty(), "{:#?}", list(&app));
    app.press("<space>");
    assert_eq!(rows(&app, "aground.txt").len(), 1);
    app.press("<enter>");
    let View::Claims(table) = &app.app.views.top else { panic!("{}", app.screen()) };
    assert_eq!(table.documents.len(), 3);
    assert!(table.sole() > 0, "what only one says is listed, too");
    assert!(app.screen().contains("by one"), "{}", app.screen());
    app.press("<enter>");
    assert!(matches!(app.app.views.top, View::Comparison(_)), "{}", app.screen());
    app.press("qq}<enter>");
    assert!(matches!(app.app.views.top, View::Comparison(_)), "two accounts are compared: {}", app.screen());
    app.press("q}");
    assert!(app.app.list.library.listing.heading().is_some());
    app.press("<enter>");
    assert!(rows(&app, "schools.txt").is_empty(), "what is alone is folded: {:#?}", list(&app));
}

#[test]
fn a_selected_heading_is_shown_whole_with_what_its_keys_do() {
    let mut app = app();
    app.resize(80, 30).press("ZZgk");
    let name = list(&app)[0].clone();
    assert!(name.contains('…'), "the list is too narrow for the name: {name}");
    let whole = app.status();
    assert!(whole.contains("Enter compare its documents · Space fold"), "{whole}");
    let begin = name.split('…').next().unwrap();
    assert!(whole.contains(begin) && !whole.contains('…'), "{whole}");
    app.press("}}");
    assert!(app.status().contains("Enter fold") && !app.status().contains("Space"), "{}", app.status());
}

#[test]
fn a_new_document_joins_its_story_and_the_selection_stays() {
    let mut app = app();
    app.press("ZZgjj");
    let here = selected(&app);
    app.rewrite(
        "c/vote.txt",
        "Two schools in Marden will close, its council decided. Parents are shocked.\n",
    );
    let new = FileChange::Updated(FoundPath::File(app.path("c/vote.txt").into()));
    app.report_changes(vec![new]);
    assert_eq!(selected(&app), here);
    assert!(app.line(0).contains("3 stories"), "{}", app.line(0));
    let [vote, schools] = ["vote.txt", "schools.txt"].map(|name| rows(&app, name)[0]);
    assert_eq!(vote - schools, 2, "they are neighbours: {:#?}", list(&app));
    app.rewrite("c/vote.txt", "A beetle of Tarnby glows under oaks and eats moss, as Inga Holm has seen.\n");
    app.report_changes(vec![FileChange::Updated(FoundPath::File(app.path("c/vote.txt").into()))]);
    let [vote, oaks] = ["vote.txt", "oaks.txt"].map(|name| rows(&app, name)[0]);
    assert_eq!(vote - oaks, 2, "it was written: {:#?}", list(&app));
}

#[test]
fn looking_for_stories_can_be_cancelled() {
    let mut app = app();
    app.press("Z").press_only("Z");
    assert!(said(&app).starts_with("grouping 7 documents by story"), "{}", said(&app));
    assert!(app.line(0).contains("stories …"), "{}", app.line(0));
    app.press_only("<esc>");
    assert_eq!(said(&app), "cancelled");
    app.work();
    assert!(app.line(0).contains("0 stories") && rows(&app, "alone").is_empty(), "{}", app.screen());
    app.press("ZZZ");
    assert!(app.line(0).contains("2 stories"), "{}", app.line(0));
}

#[test]
fn a_table_of_claims_says_how_many_accounts_of_a_story_it_leaves_out() {
    let accounts: Vec<(String, String)> = (1..=30)
        .map(|number| {
            let text = format!(
                "The ferry Aurora ran aground off Wexley harbour.\nAll 212 passengers were taken ashore.\n\
                 Captain Mette Aas blamed the fog.\nWitness {number} saw it from pier {number}.\n"
            );
            (format!("{number}.txt"), text)
        })
        .collect();
    let documents: Vec<(&str, &str)> = accounts.iter().map(|(name, text)| (&**name, &**text)).collect();
    let mut app = TestApp::with_documents(&documents);
    app.press("ZZgk<enter>");
    assert!(app.screen().contains("the first 24 of 30 accounts · "), "{}", app.screen());
}

#[test]
fn a_heading_has_the_timeline_of_its_documents() {
    let mut app = app();
    app.press("ZZgk").press("T");
    assert_eq!(app.rows_with("Timeline of 3 documents").len(), 1, "{}", app.screen());
}
