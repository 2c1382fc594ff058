//! Reading as keys and clicks in, screen out: the bottom row, the list, the place, and how words are told apart.

use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::buffer::Buffer;
use ratatui::style::Modifier;
use reader::ui::drawing::{Role, Theme};
use reader::ui::settings::OpenAt;

use crate::test_app::TestApp;

const KELP: (&str, &str) = ("kelp.md", "# Kelp forests\n\nKelp grows fast. Otters guard the kelp.");
const OTTERS: (&str, &str) = ("north/otters.md", "# Otters\n\nOtters eat urchins.");

fn status(app: &TestApp) -> String {
    app.line(app.app.size.height - 1).trim().to_string()
}

/// Returns the column at which words begin on a row.
fn column(app: &TestApp, row: u16, words: &str) -> u16 {
    let line = app.line(row);
    let at = line.find(words).unwrap_or_else(|| panic!("{words} in {line}"));
    line[..at].chars().count() as u16
}

fn click(app: &mut TestApp, kind: MouseEventKind, column: u16, row: u16) {
    app.mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE });
}

/// Returns the modifiers of the first cell of words on the screen.
fn modifiers(buffer: &Buffer, words: &str) -> Modifier {
    for y in 0..buffer.area.height {
        let row: String = (0..buffer.area.width).map(|x| buffer[(x, y)].symbol()).collect();
        if let Some(at) = row.find(words) {
            return buffer[(row[..at].chars().count() as u16, y)].modifier;
        }
    }
    panic!("{words} is not on the screen");
}

#[test]
fn the_bottom_row_begins_with_the_keys_of_the_pane_and_answers_to_clicks() {
    let mut app = TestApp::with_documents(&[KELP, OTTERS]);
    app.resize(80, 12);
    assert!(status(&app).starts_with("Enter read · Space mark · ? help"), "{}", status(&app));
    app.press("<enter>");
    assert!(status(&app).starts_with("Space page down · / search · ? help"), "{}", status(&app));
    app.press("/kelp<enter><esc>/kelp<enter>k");
    assert!(status(&app).starts_with("n next match · N previous"), "{}", status(&app));
    let help = column(&app, 11, "? help");
    click(&mut app, MouseEventKind::Down(MouseButton::Left), help + 3, 11);
    assert!(app.app.panel.is_some(), "{}", app.screen());
}

#[test]
fn the_list_shows_files_words_and_folders_and_counts_documents() {
    let mut app = TestApp::with_files(&[
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("kelp.md", KELP.1.as_bytes()),
        ("otters.md", OTTERS.1.as_bytes()),
    ]);
    app.resize(100, 10);
    assert!(app.line(0).contains("Kelp forests"), "the first readable document is shown: {}", app.screen());
    assert!(app.line(0).starts_with(" Library · 2 documents"), "{}", app.line(0));
    let dim = app.theme.style(Role::Dim).fg.unwrap();
    assert_eq!(app.buffer()[(3, 1)].fg, dim, "{}", app.screen());
    assert!(app.line(4).contains("kelp.md · 9 words"), "{}", app.line(4));
    app.press("fp<enter>");
    assert!(app.line(0).contains("1 of 2"), "a picture is no document: {}", app.line(0));
}

#[test]
fn folders_stand_beside_documents_and_the_list_is_as_narrow_as_they_are() {
    let mut app = TestApp::with_documents(&[KELP, OTTERS]);
    app.resize(120, 8);
    assert!(app.line(4).starts_with("   otters.md · 4 words · north │"), "{}", app.screen());
    assert!(app.line(2).starts_with("▌  kelp.md · 9 words           │"), "{}", app.screen());
    app.resize(60, 8);
    assert!(app.line(4).starts_with("   otters.md      │"), "{}", app.screen());
}

#[test]
fn a_place_is_0_at_the_beginning_and_100_at_the_end() {
    let long = "Kelp grows half a metre a day.\n\n".repeat(60);
    let mut app = TestApp::with_documents(&[("kelp.txt", &long)]);
    assert!(app.line(0).contains(" 0% · "), "{}", app.line(0));
    app.press("G");
    assert!(app.line(0).contains("100% · 0 min left"), "{}", app.line(0));
    app.press("50%");
    assert!(app.line(0).contains(" 50% · ") || app.line(0).contains(" 49% · "), "{}", app.line(0));
    let bar = app.app.size.width - 1;
    click(&mut app, MouseEventKind::Down(MouseButton::Left), bar, 10);
    assert!(app.line(0).contains("100%"), "the last row of the scrollbar is the end: {}", app.line(0));
    click(&mut app, MouseEventKind::ScrollUp, bar, 4);
    assert!(!app.line(0).contains("100%"), "the wheel turns on the scrollbar: {}", app.line(0));
    let mut short = TestApp::with_documents(&[KELP]);
    assert!(short.line(0).contains(" all · 1 min"), "{}", short.line(0));
    short.resize(160, 12).press("=");
    assert!(status(&short).contains("kelp.md · "), "{}", status(&short));
    assert!(status(&short).contains("9 words · UTF-8 · all in view"), "{}", status(&short));
}

#[test]
fn rows_scroll_sentences_are_centred_and_names_of_other_readers_work() {
    let paragraphs: Vec<String> = (0..40).map(|number| format!("Otter {number} dives.")).collect();
    let long = paragraphs.join("\n\n");
    let mut app = TestApp::with_documents(&[("a.txt", &long), KELP]);
    app.press("<enter><c-e><c-e><c-y>");
    let top = app.app.pane().unwrap().top;
    app.press("gj");
    assert_eq!(app.app.pane().unwrap().top, top);
    app.press("50%))z");
    let rows = app.rows_with("▐");
    let here = app.screen().lines().position(|row| row.contains('▐')).unwrap();
    assert!((5..=7).contains(&here), "{rows:?} in row {here}");
    app.press("zz:n<enter>");
    assert!(app.line(0).contains("Kelp forests"), "{}", app.line(0));
    app.press(":N<enter>");
    assert!(!app.line(0).contains("Kelp forests"), "{}", app.line(0));
    app.press(".Q");
    assert_eq!(app.left_with(), Some(0));
}

#[test]
fn a_row_has_one_mark_of_its_keywords_and_ticks_are_on_the_scrollbar() {
    let mut app = TestApp::with_documents_and(&[KELP], &["kelp", "otters"], OpenAt::Beginning);
    app.resize(60, 8);
    let row = &app.rows_with("grows")[0];
    assert!(row.ends_with(" 1 ━") || row.ends_with(" 1 ┃"), "{row}");
    assert!(app.screen().contains('━'), "{}", app.screen());
    assert!(status(&app).contains("1 kelp 3"), "{}", status(&app));
    app.theme = Theme::plain();
    let row = &app.rows_with("grows")[0];
    assert!(row.contains("⟨Kelp⟩¹ grows fast. ⟨Otters⟩² guard the ⟨kelp⟩¹."), "{row}");
}

#[test]
fn headings_code_and_notes_are_told_apart() {
    let text = "# Tides\n\n## Ebb\n\n### Slack\n\nWords.[^1]\n\n```\nebb();\n```\n\n[^1]: At Brest.\n";
    let mut app = TestApp::with_documents(&[("tides.md", text)]);
    app.resize(60, 16);
    let buffer = app.buffer();
    let of = |words| modifiers(&buffer, words) & (Modifier::BOLD | Modifier::UNDERLINED | Modifier::ITALIC);
    assert_eq!([of("Ebb"), of("Slack")], [Modifier::UNDERLINED, Modifier::ITALIC]);
    let code = app.theme.style(Role::CodeBlock).bg.unwrap();
    let rows: Vec<u16> = (0..16).filter(|y| buffer[(40, *y)].bg == code).collect();
    assert_eq!(rows.len(), 1, "the ground of code goes to the end of the row: {rows:?}");
    let note = app.theme.style(Role::Note).fg.unwrap();
    let is_note = |y: u16| (0..60).any(|x| buffer[(x, y)].fg == note && buffer[(x, y)].symbol() == "1");
    assert!((0..16).any(is_note), "{}", app.screen());
}

#[test]
fn notes_take_only_the_rows_that_they_need() {
    let paragraphs =
        (1..=40).map(|number| format!("Paragraph {number} of tides.\n\n")).collect::<Vec<_>>().concat();
    let text = format!(
        "The sea rises.[^1]\n\n{paragraphs}The sea falls.[^2]\n\n[^1]: At Brest.\n\n[^2]: At Wexley.\n"
    );
    let mut app = TestApp::with_documents(&[("tides.md", &text)]);
    app.resize(60, 20);
    assert!(app.line(18).contains("[1] At Brest."), "the lowest row above the keys: {}", app.screen());
    assert!(app.line(16).contains("Paragraph 8") || app.line(15).contains("Paragraph 7"), "{}", app.screen());
    app.press("}}");
    assert!(app.line(18).contains("Paragraph") || app.line(17).contains("Paragraph"), "{}", app.screen());
    app.press("G");
    assert!(app.line(18).contains("At Wexley."), "the end is in view: {}", app.screen());
    app.press("g100%");
    assert!(app.line(18).contains("At Wexley."), "{}", app.screen());
    app.press("gGb");
    let page = app.screen();
    app.press("<space>");
    assert_ne!(app.screen(), page);
    assert!(app.line(18).contains("At Wexley."), "{}", app.screen());
}

/// Returns the style of the first cell of words on the screen.
fn style(buffer: &Buffer, words: &str) -> ratatui::style::Style {
    for y in 0..buffer.area.height {
        let row: String = (0..buffer.area.width).map(|x| buffer[(x, y)].symbol()).collect();
        if let Some(at) = row.find(words) {
            return buffer[(row[..at].chars().count() as u16, y)].style();
        }
    }
    panic!("{words} is not on the screen");
}

#[test]
fn code_has_the_name_and_the_colours_of_its_language() {
    let page = "<p>See <code>rise</code>:</p><pre><code class=\"hl language-python\">def ebb(): # low\n  return 7\
                </code></pre><pre class=\"lang-c\">int high;</pre>";
    let notebook = r#"{"cells": [{"cell_type": "code", "source": "def ebb(): # low", "outputs": []}],
        "metadata": {"kernelspec": {"language": "python"}}}"#;
    let documents = [
        ("a.md", "Read:\n\n```python\ndef ebb(): # low\n```\n\n```\ndef plain():\n```\n"),
        ("b.html", page),
        ("c.ipynb", notebook),
        ("d.py", "import tide\n\n\ndef ebb(): # low\n    pass\n"),
    ];
    let theme = Theme::dark();
    for (name, text) in documents {
        let mut app = TestApp::with_documents(&[(name, text)]);
        app.theme = Theme::dark();
        app.press("<enter>");
        let buffer = app.buffer();
        for (words, role) in
            [("def ebb", Role::CodeKeyword), ("ebb", Role::CodeName), ("# low", Role::CodeComment)]
        {
            assert_eq!(style(&buffer, words).fg, theme.style(role).fg, "{words} in {name}");
        }
        let is_named = app.rows_with("def ebb").iter().any(|row| row.contains("python"));
        assert_eq!(is_named, name != "d.py", "{}", app.screen());
        if name == "a.md" {
            assert_eq!(
                style(&buffer, "def plain").fg,
                style(&buffer, "plain()").fg,
                "no language, no colours"
            );
        }
    }
}

#[test]
fn the_name_of_a_language_covers_no_code() {
    let code = format!("```rust\n{}\n```\n", "x".repeat(70));
    let mut app = TestApp::with_documents(&[("a.md", &code)]);
    app.resize(75, 12).press("<enter>");
    assert!(app.rows_with("rust").is_empty(), "{}", app.screen());
}

#[test]
fn quotations_links_and_notes_are_told_apart_without_colour() {
    let text = "# Ports\n\nSee [the table](https://a.example/t).[^1]\n\n> Said so.\n\n[^1]: At Brest.\n";
    let mut app = TestApp::with_documents(&[("a.md", text)]);
    app.theme = Theme::plain();
    app.resize(60, 16);
    let buffer = app.buffer();
    assert_eq!(modifiers(&buffer, "the table"), Modifier::UNDERLINED);
    assert_eq!(modifiers(&buffer, "[1]"), Modifier::BOLD);
    assert!(app.screen().contains("▎ Said so."), "{}", app.screen());
}
