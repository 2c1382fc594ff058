//! Selecting and copying.

use crate::test_app::TestApp;
use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use reader::ui::message::Message;

const TIDES: &str = "# Tides\n\nThe sea rises\ntwice a day. It falls, too.\n\nAnother para\u{202e}graph.\n";

fn tides() -> TestApp {
    let mut app = TestApp::with_documents(&[("tides.md", TIDES)]);
    app.press("<tab>");
    app
}

fn at(kind: MouseEventKind, column: u16, row: u16) -> MouseEvent {
    MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }
}

impl TestApp {
    /// Returns the column and the row of words on the screen.
    fn place_of(&self, words: &str) -> (u16, u16) {
        let screen = self.screen();
        let (row, line) = screen.lines().enumerate().find(|(_, line)| line.contains(words)).expect(words);
        (line[..line.find(words).unwrap()].chars().count() as u16, row as u16)
    }

    fn click(&mut self, words: &str) -> &mut Self {
        let (column, row) = self.place_of(words);
        self.mouse(at(MouseEventKind::Down(MouseButton::Left), column, row));
        self.mouse(at(MouseEventKind::Up(MouseButton::Left), column, row))
    }

    fn drag(&mut self, from: (u16, u16), to: (u16, u16)) -> &mut Self {
        self.mouse(at(MouseEventKind::Down(MouseButton::Left), from.0, from.1));
        self.mouse(at(MouseEventKind::Drag(MouseButton::Left), to.0, to.1));
        self.mouse(at(MouseEventKind::Up(MouseButton::Left), to.0, to.1))
    }
}

#[test]
fn the_current_sentence_is_copied_unwrapped() {
    let mut app = tides();
    app.press(")").press("y");
    assert_eq!(app.copied(), Some("It falls, too."));
    assert_eq!(app.status(), " sent to the clipboard: 14 characters");
    app.press("gy");
    assert_eq!(app.copied(), Some("The sea rises twice a day."));
    app.resize(90, 12).press("))y");
    assert_eq!(app.copied(), Some("Another paragraph."));
    assert!(app.status().contains("18 characters · 1 hidden one left out"), "{}", app.status());
}

#[test]
fn a_citation_has_its_source() {
    let mut app = tides();
    app.press("Y");
    assert_eq!(app.copied(), Some("“The sea rises twice a day.” — Tides, tides.md, line 3"));
    app.press("v2w").press("Y");
    assert_eq!(app.copied(), Some("“The sea” — Tides, tides.md, line 3"));
    let mut app = TestApp::with_documents(&[("x.srt", "1\n00:01:20,000 --> 00:01:22,000\nThe sea.\n")]);
    app.press("<tab>Y");
    assert_eq!(app.copied(), Some("“The sea.” — x.srt, 00:01:20"));
}

#[test]
fn keys_select() {
    for (keys, copied) in [
        ("vy", "T"),
        ("v<right><right>y", "The"),
        ("vlly", "The"),
        ("v4<right>oy", "The s"),
        ("vwwy", "The sea"),
        ("vww<left>y", "The se"),
        ("v3wowy", "sea rises"),
        ("v)y", "The sea rises twice a day."),
        ("v))y", "The sea rises twice a day. It falls, too."),
        ("v)}y", "The sea rises twice a day. It falls, too."),
        ("vGy", "The sea rises twice a day. It falls, too.\n\nAnother paragraph."),
        (")v(y", "The sea rises twice a day. I"),
        (")v{y", "The sea rises twice a day. I"),
        (")vgy", "Tides\n\nThe sea rises twice a day. I"),
        ("vw<esc>y", "The sea rises twice a day."),
        ("vwvy", "The sea rises twice a day."),
        // The selection ends when it is copied.
        ("vwyy", "The sea rises twice a day."),
    ] {
        let mut app = tides();
        app.press(keys);
        assert_eq!(app.copied(), Some(copied), "{keys}");
    }
}

#[test]
fn escape_ends_the_selection_and_nothing_else() {
    let mut app = tides();
    app.press("/sea<enter>v<esc>");
    assert_eq!(app.left_with(), None);
    assert!(app.screen().contains("«sea»"), "{}", app.screen());
    app.press("v<c-c>");
    assert_eq!(app.left_with(), None);
    app.press("vc");
    assert!(app.status().contains("not bound here; it works in the text (v)"), "{}", app.status());
}

#[test]
fn the_mouse_selects_within_the_text() {
    let mut app = tides();
    app.click("twice").click("twice").press("y");
    assert_eq!(app.copied(), Some("twice"));
    app.click("twice").click("twice").click("twice").press("y");
    assert_eq!(app.copied(), Some("The sea rises twice a day."));
    // Clicks that are far apart in time select nothing.
    app.click("twice").send(Message::ClicksEnded).click("twice").press("y");
    assert_eq!(app.copied(), Some("The sea rises twice a day."));
    assert!(app.app.pane().unwrap().selected().is_none());
    let (from, to) = (app.place_of("sea rises"), app.place_of("It falls"));
    app.drag(from, to).press("y");
    assert_eq!(app.copied(), Some("sea rises twice a day. I"));
    app.drag(to, from).press("Y");
    assert_eq!(app.copied(), Some("“sea rises twice a day. I” — Tides, tides.md, line 3"));
    // Over the list, the text is selected from its left edge.
    app.drag(to, (0, to.1)).press("y");
    let copied = app.copied().unwrap();
    assert!(copied.ends_with(" I") && !copied.contains("tides.md"), "{copied}");
    // A click and keys between clicks select nothing.
    app.click("twice").press("j").click("twice").press("y");
    assert_eq!(app.copied(), Some("The sea rises twice a day."));
    // Keys scroll after the mouse, until they take over.
    app.click("twice").click("twice").press("v3<right>y");
    assert_eq!(app.copied(), Some("twice a "));
}

#[test]
fn a_press_in_the_margin_or_the_list_selects_nothing() {
    let mut app = tides();
    let (_, row) = app.place_of("The sea");
    let (column, _) = app.place_of("The sea");
    app.drag((column - 2, row), (column + 6, row)).press("y");
    assert_eq!(app.copied(), Some("The sea rises twice a day."));
    app.drag((1, 1), (20, 1));
    app.press("<tab><tab>");
    assert!(!app.screen().contains("clipboard"));
}

const EBB: &str = "Low Water\n\nEach day the sea comes up two times, on 4 May 2021.\n";
const FLOOD: &str = "High Water\n\nEach day the sea comes up two times, on 5 May 2021.\n";

#[test]
fn a_comparison_cites_both_sides_and_its_tables_their_rows() {
    let mut app = TestApp::with_documents(&[("ebb.txt", EBB), ("flood.txt", FLOOD)]);
    app.resize(100, 20).press("<space>j<space>c").press("gY");
    let both = "“Each day the sea comes up two times, on 4 May 2021.” — Low Water, ebb.txt, line 3\n\
                “Each day the sea comes up two times, on 5 May 2021.” — High Water, flood.txt, line 3";
    app.press(")Y");
    assert_eq!(app.copied(), Some(both), "{}", app.screen());
    app.press("ly");
    assert_eq!(app.copied(), Some("Each day the sea comes up two times, on 5 May 2021."));
    app.press("v2wY");
    assert_eq!(app.copied(), Some("“Each day” — High Water, flood.txt, line 3"));
    app.press(":facts<enter>").press("y");
    assert_eq!(app.copied(), Some("date\t4 May 2021\t5 May 2021"), "{}", app.screen());
    app.press("Y");
    assert_eq!(app.copied(), Some(both));
}

#[test]
fn a_hit_is_copied() {
    let mut app = tides();
    app.press("\\falls<enter>y");
    assert_eq!(app.copied(), Some("It falls, too."), "{}", app.screen());
    app.press("Y");
    assert_eq!(app.copied(), Some("“It falls, too.” — Tides, tides.md, line 4"));
}

#[test]
fn more_than_a_terminal_takes_names_the_setting() {
    let text = "tide ".repeat(20_000);
    let mut app = TestApp::with_documents(&[("long.txt", &text)]);
    app.press("<tab>vGy");
    assert_eq!(app.copied(), None);
    app.resize(120, 12);
    assert!(
        app.status().contains("99999 bytes") && app.status().contains("`copy` in the settings"),
        "{}",
        app.status()
    );
    // The selection stays, so that less of it can be copied.
    app.press("bbby");
    assert_eq!(app.copied(), None);
}

#[test]
fn a_program_copies_where_the_settings_name_one() {
    let mut app = tides();
    let file = app.path("copied");
    app.app.settings.copy = Some(format!("tee '{file}'").parse().unwrap());
    app.press("y");
    assert_eq!(app.file("copied").as_deref(), Some("The sea rises twice a day."));
    assert_eq!(app.status(), " sent to the clipboard: 26 characters");
    assert_eq!(app.copied(), None);
    app.app.settings.copy = Some("no-such-program".parse().unwrap());
    app.press("y");
    assert!(app.status().contains("not copied: no-such-program: no such program"), "{}", app.status());
    // Leaving waits until the text is given away.
    app.app.settings.copy = Some(format!("tee '{file}'").parse().unwrap());
    app.press_only("Yq");
    assert_eq!(app.left_with(), None);
    app.work();
    assert_eq!(app.left_with(), Some(0));
}
