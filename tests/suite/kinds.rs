//! The screen of each kind of document.

use ratatui::layout::Position;
use reader::ui::drawing::Role;

use crate::packed::{STYLES, book, fb2, styled, word_with, writer, zip};
use crate::pdf::pdf;
use crate::test_app::TestApp;

/// Returns the rows of the screen on which a file is opened that are not empty, without the bottom row and the
/// scrollbar.
fn screen(name: &str, bytes: &[u8]) -> Vec<String> {
    let mut app = TestApp::with_files(&[(name, bytes)]);
    app.resize(50, 13);
    let rows = (0..12).map(|row| app.line(row).trim_end_matches([' ', '┃', '│']).to_owned());
    rows.filter(|row| !row.is_empty()).collect()
}

/// Returns a Word document with a heading, a list, a table and a note.
fn docx() -> Vec<u8> {
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId='7'><w:lvl w:ilvl='0'><w:start w:val='1'/>\
        <w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl></w:abstractNum>\
        <w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num></w:numbering>";
    let notes = "<w:footnotes><w:footnote w:id='2'><w:p><w:r><w:t>By the harbour clock.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", styled("", text));
    let table = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell("ebb"), cell("noon"));
    let body = [
        styled("<w:pStyle w:val='Anhang'/>", "The ferry"),
        "<w:p><w:r><w:t>It left at nine.</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
            .to_owned(),
        styled("<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>", "The mate was late."),
        table,
    ];
    let others =
        [("word/styles.xml", STYLES), ("word/numbering.xml", numbering), ("word/footnotes.xml", notes)];
    word_with(&body.concat(), &others)
}

const MAIL: &str = "Message-ID: <1@a>\nFrom: Ann <ann@a.org>\nTo: bo@b.org\nSubject: The ferry\nDate: Mon, 2 Mar 2020\n\n\
                    It left at nine.\n\n> When did the ferry\n> leave?\n";

/// The screens of the documents below.
const SCREENS: &str = "\
a.txt
── 1 The ferry ─ a.txt ────────────── all · 1 min
   1 The ferry
▐  It left at nine, and nobody saw it go.
a.md
── The ferry ─ a.md ───────────────── all · 1 min
   The ferry
▐  It left.[1]
   • at nine
   [1] By the clock.
a.html
── The ferry ─ a.html ─────────────── all · 1 min
   The ferry
▐  It left at nine.
   • late
a.pdf
── The ferry ────────── page 1 of 1 · all · 1 min
   The ferry
▐  It left at nine, and it was dark.
a.docx
── The ferry ─ a.docx ─────────────── all · 1 min
   The ferry
▐  It left at nine.[1]
    1. The mate was late.
   ebb  noon
   [1] By the harbour clock.
a.odt
── The ferry ─ a.odt ──────────────── all · 1 min
   The ferry
▐  It left at nine.[1]
   [1] By the clock.
a.rtf
── It left at nine. ─ Ann ─ a.rtf ─── all · 1 min
▐  It left at nine.
   Late.
a.epub
── The Tides ─────────── High water · all · 1 min
   High water
▐  It rises.[1] See below.
   The [picture: full moon] pulls.
   Answer.
   It falls.
   Twice a day.
a.fb2
── The Tides ─ a.fb2 ──────────────── all · 1 min
   The ferry
▐  It left at nine.
a.eml
── The ferry ─ a.eml ──────────────── all · 1 min
   The ferry
   From: Ann <ann@a.org>
   To: bo@b.org
   Date: Mon, 2 Mar 2020
▐  It left at nine.
   ▎ When did the ferry leave?
a.mbox
── The ferry ─── message 1 of 2 · 0% · 1 min left
   The ferry
   From: Ann <ann@a.org>
   To: bo@b.org
   Date: Mon, 2 Mar 2020
▐  It left at nine.
   ▎ When did the ferry leave?
   The ferry
a.ipynb
── The ferry ─ a.ipynb ────────────── all · 1 min
   The ferry
▐  It left at nine.
   9 + 3
   12
a.srt
── It left at nine. ────── 00:00:01 · all · 1 min
▐  It left at nine.
a.vtt
── Ann: It left at nine. ─ 00:00:01 · all · 1 min
▐  Ann: It left at nine.
";

#[test]
fn each_kind_of_document_has_a_screen() {
    let odt = "<text:h text:outline-level='1'>The ferry</text:h><text:p>It left at nine.<text:note><text:note-body>\
               <text:p>By the clock.</text:p></text:note-body></text:note></text:p>";
    let notebook = r##"{"cells": [{"cell_type": "markdown", "source": ["# The ferry\n", "It left at *nine*."]},
        {"cell_type": "code", "source": "9 + 3", "outputs": [{"output_type": "stream", "text": "12\n"}]}],
        "metadata": {}, "nbformat": 4}"##;
    let pages: [&[(u32, u32, u32, &str)]; 1] =
        [&[(50, 700, 18, "The ferry"), (50, 650, 10, "It left at nine, and it was dark.")]];
    let cases: [(&str, Vec<u8>); 14] = [
        ("a.txt", b"1 The ferry\n\nIt left at nine, and nobody\nsaw it go.\n".to_vec()),
        ("a.md", b"# The ferry\n\nIt left.[^1]\n\n- at *nine*\n\n[^1]: By the clock.\n\n".to_vec()),
        ("a.html", b"<h1>The ferry</h1><p>It left at <b>nine</b>.<ul><li>late".to_vec()),
        ("a.pdf", pdf(&pages)),
        ("a.docx", docx()),
        ("a.odt", writer("", odt, &[])),
        ("a.rtf", b"{\\rtf1{\\info{\\author Ann}}It left at \\b nine\\b0 .\\par Late.}".to_vec()),
        ("a.epub", zip(&book())),
        ("a.fb2", fb2("<section><title><p>The ferry</p></title><p>It left at nine.</p></section>", "")),
        ("a.eml", MAIL.into()),
        ("a.mbox", ["From a Mon\n", MAIL, "\nFrom a Mon\n", MAIL].concat().into()),
        ("a.ipynb", notebook.into()),
        (
            "a.srt",
            b"1\n00:00:01,000 --> 00:00:02,000\nIt left\n\n2\n00:00:02,500 --> 00:00:04,000\nat nine.\n"
                .into(),
        ),
        ("a.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>It left at nine.\n".into()),
    ];
    let screens = cases.iter().map(|(name, bytes)| format!("{name}\n{}\n", screen(name, bytes).join("\n")));
    assert_eq!(screens.collect::<Vec<_>>().concat(), SCREENS);
}

#[test]
fn notes_are_shown_below_the_rows_that_refer_to_them() {
    let rest = "The sea rises, and then it falls again.\n\n".repeat(30);
    let text = format!(
        "The ferry left.[^1]\n\n{rest}\n\nIt came back.[^a]\n\n[^1]: By the clock.\n\n[^a]: At noon.\n"
    );
    let mut app = TestApp::with_documents(&[("a.md", &text)]);
    app.resize(60, 24);
    assert!(app.rows_with("By the clock.").concat().contains("[1] By the clock."), "{}", app.screen());
    app.press("<pagedown>");
    assert!(app.rows_with("By the clock.").is_empty(), "{}", app.screen());
    app.resize(60, 8);
    app.press("gg");
    assert!(app.rows_with("By the clock.").is_empty(), "a low window has no room for notes");
}

#[test]
fn notes_are_shown_below_both_texts_of_a_comparison() {
    let text = |note: &str| {
        let rest = "The sea rises, and then it falls again.\n\n".repeat(30);
        format!("The ferry left the harbour at nine.[^1]\n\n{rest}[^1]: {note}\n")
    };
    let mut app =
        TestApp::with_documents(&[("a.md", &text("By the clock.")), ("b.md", &text("By the bell."))]);
    app.resize(120, 24);
    app.press("c");
    let row = app.rows_with("By the clock.").concat();
    assert!(row.contains("[1] By the clock.") && row.contains("[1] By the bell."), "{}", app.screen());
    app.resize(60, 24);
    app.press("gg");
    assert!(app.rows_with("By the bell.").is_empty(), "one text is shown: {}", app.screen());
    assert!(!app.rows_with("[1] By the clock.").is_empty(), "{}", app.screen());
    app.press("<pagedown>");
    assert!(app.rows_with("By the clock.").is_empty(), "{}", app.screen());
}

#[test]
fn quotations_in_a_mail_stand_back() {
    let mut app = TestApp::with_documents(&[("a.eml", MAIL), ("b.md", "It left.\n\n> When did it?\n")]);
    for (keys, words, is_dim) in
        [("", "When did the", true), ("", "It left", false), ("j", "When did it", false)]
    {
        app.press(keys);
        let row = (0..12).find(|row| app.line(*row).contains(words)).unwrap();
        let line = app.line(row);
        let column = line[..line.find(words).unwrap()].chars().count() as u16;
        let buffer = app.buffer();
        let style = buffer.cell(Position::new(column, row)).unwrap().style();
        let dim = app.theme.style(Role::Dim);
        assert_eq!(
            (style.fg, style.add_modifier) == (dim.fg, dim.add_modifier),
            is_dim,
            "{words}: {style:?} {dim:?}"
        );
    }
}
