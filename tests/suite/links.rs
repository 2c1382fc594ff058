//! Links, and going back and forward through jumps.

use crate::test_app::TestApp;

const TIDES: &str = "# Tides\n\nSee [the ebb](ebb.md#low-water), [below](#spring), [the web](https://tides.example/a?b=c),\n\
    [a lie](javascript:alert(1)) and [nothing](gone.md).\n\n## Spring\n\nHigh water.\n";
const EBB: &str = "# Ebb\n\nIt falls.\n\n## Low Water\n\nIt is low.\n";

fn tides() -> TestApp {
    let mut app = TestApp::with_documents(&[("tides.md", TIDES), ("ebb.md", EBB)]);
    app.resize(80, 12).press("<end>").press("<tab>");
    assert!(app.screen().contains("See the ebb"), "{}", app.screen());
    app
}

#[test]
fn links_are_listed_and_lead_to_places_and_files() {
    let mut app = tides();
    app.press("L");
    let screen = app.screen();
    assert!(screen.contains("the ebb") && screen.contains("ebb.md#low-water"), "{screen}");
    app.press("<enter>");
    assert!(app.screen().contains("It is low.") && !app.screen().contains("Trouble"), "{}", app.screen());
    assert_eq!(app.app.pane().unwrap().document.title.as_str(), "Ebb");
    app.press("<c-o>");
    assert_eq!(app.app.pane().unwrap().document.title.as_str(), "Tides");
    app.press("<a-right>");
    assert_eq!(app.app.pane().unwrap().document.title.as_str(), "Ebb");
    app.press("<a-left>").press("Lj<enter>y");
    assert_eq!(app.copied(), Some("High water."));
    app.press("<a-left>y");
    assert!(app.copied().unwrap().starts_with("See the ebb"));
    app.press("L<end><enter>");
    assert!(app.status().contains("gone.md is not in the list"), "{}", app.status());
}

#[test]
fn an_address_is_shown_whole_before_a_program_opens_it() {
    let mut app = tides();
    let file = app.path("opened");
    app.app.settings.open = Some(format!("touch -d yesterday '{file}'").parse().unwrap());
    app.press("Ljj<enter>");
    assert!(app.screen().contains("https://tides.example/a?b=c"), "{}", app.screen());
    assert_eq!(app.file("opened"), None);
    app.press("<esc>");
    assert_eq!(app.file("opened"), None);
    // The address is one more argument, and touch makes it a file, which it cannot.
    app.press("Ljj<enter><enter>");
    assert!(app.file("opened").is_some());
    assert!(app.status().contains("not opened: touch: exit status: 1"), "{}", app.status());
    app.press("Ljjj<enter>");
    assert!(app.status().contains("links of the kind javascript: are not followed"), "{}", app.status());
}

#[test]
fn jumps_lead_back_and_forward() {
    let paragraphs: Vec<String> = (1..=40).map(|n| format!("Paragraph {n} is here.")).collect();
    let mut app = TestApp::with_documents(&[("a.txt", &paragraphs.join("\n\n"))]);
    app.press("<tab><c-o>");
    assert!(app.status().contains("no jump to go back from"), "{}", app.status());
    app.press("G").press("50%");
    let here = |app: &mut TestApp| {
        app.press("y");
        app.copied().unwrap().to_owned()
    };
    let half = here(&mut app);
    app.press("<c-o>");
    let end = here(&mut app);
    app.press("<c-o>");
    assert_eq!(here(&mut app), "Paragraph 1 is here.");
    app.press("<c-o>");
    assert_eq!(here(&mut app), "Paragraph 1 is here.");
    app.press("<a-right>");
    assert_eq!(here(&mut app), end);
    app.press("<a-right>");
    assert_eq!(here(&mut app), half);
    assert_ne!(end, half);
}
