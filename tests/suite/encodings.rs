//! Documents in other encodings, and files that are no text: keys in, text out.

use std::path::Path;

use crate::test_app::TestApp;
use insta::assert_snapshot;
use proptest::prelude::*;
use reader::formats::{SourceBytes, parse};
use reader::storage::{ConversionCache, FileSummary, summarize};
use reader::text::{Encoding, ReadAs};
use reader::ui::message::Message;

const RUSSIAN: &str = "Синее море.\n\nЖили-были старик со старухой у самого синего моря.\n\nОни жили в \
                       ветхой землянке ровно тридцать лет и три года.\n";

fn encoded(text: &str, name: &str) -> Vec<u8> {
    encoding_rs::Encoding::for_label(name.as_bytes()).unwrap().encode(text).0.into_owned()
}

fn status(app: &TestApp) -> String {
    app.line(app.app.size.height - 1).trim().to_string()
}

/// Returns the content of the text pane of an app with one document.
fn text(app: &TestApp) -> &str {
    &app.app.pane().unwrap().document.text
}

#[test]
fn the_encoding_is_named_where_it_is_not_expected() {
    let koi8 = encoded(RUSSIAN, "koi8-r");
    let mut app =
        TestApp::with_files(&[("a.txt", &koi8), ("b.txt", b"The sea.\n"), ("c.txt", "Море.".as_bytes())]);
    assert_snapshot!(app.screen(), @"
     3 documents ──────── Синее море. ───────────── all · 1 min
    ▌  Синее море.    │▐  Синее море.                          ┃
    ▌  a.txt          │                                        ┃
       The sea.       │   Жили-были старик со старухой у       ┃
       b.txt          │   самого синего моря.                  ┃
       Море.          │                                        ┃
       c.txt · 1 word │   Они жили в ветхой землянке ровно     ┃
                      │   тридцать лет и три года.             ┃
                      │                                        ┃
                      │                                        ┃
                      │                                        ┃
     Enter read · Space mark · ? help · / search        KOI8-U?
    ");
    app.press("j");
    assert!(!status(&app).contains("UTF-8"), "what is expected is not named");
    app.resize(100, 12).press("<tab>");
    assert!(!status(&app).contains("UTF-8"), "{}", status(&app));
}

#[test]
fn a_key_reloads_the_document_in_another_encoding_at_the_same_passage() {
    let long = format!("{}{}", RUSSIAN.repeat(20), "Последнее слово.\n");
    let mut app = TestApp::with_files(&[("a.txt", &encoded(&long, "koi8-r"))]);
    app.press("50%");
    let first = app.line(2);
    app.press("Ewindows-1251<enter>");
    assert_eq!(status(&app), "read as windows-1251");
    let garbled = app.line(2);
    assert_ne!(first, garbled);
    app.press("j");
    assert!(status(&app).ends_with(" windows-1251"), "chosen, so without a question mark");
    app.press("kE<enter>");
    assert_eq!(status(&app), "read as KOI8-U?");
    assert_eq!(app.line(2), first);
    let at_the_end = |app: &mut TestApp| app.press("G").rows_with("Последнее слово").len();
    assert_eq!(at_the_end(&mut app), 1);
}

#[test]
fn a_wrong_name_is_explained_where_it_is_typed_and_tab_offers_names() {
    let mut app = TestApp::with_files(&[("a.txt", b"The sea.\n")]);
    app.resize(100, 12).press("E");
    assert_eq!(status(&app), "encoding:    now UTF-8  Tab completes  empty detects it again");
    app.press("kio8-r<enter>");
    let explained = "encoding: kio8-r   'kio8-r' is not a known encoding (did you mean 'koi8-r'?)";
    assert!(status(&app).starts_with(explained), "{}", status(&app));
    app.press("<c-u>koi<tab>");
    assert_eq!(status(&app), "encoding: koi8-r   koi8-r  koi8-u");
    app.press("<tab><enter>");
    assert_eq!(status(&app), "read as KOI8-U");
    app.press(":encoding shi<tab>");
    assert!(status(&app).starts_with(":encoding shift_jis"), "{}", status(&app));
    app.press("<enter>");
    assert_eq!(status(&app), "read as Shift_JIS");
    app.press(":encoding klingon<enter>");
    assert!(status(&app).starts_with("'klingon' is not a known encoding"), "{}", status(&app));
}

#[test]
fn a_chosen_encoding_holds_for_its_document_everywhere() {
    let koi8 = encoded(RUSSIAN, "koi8-r");
    let mut app = TestApp::with_files(&[("a.txt", &koi8), ("b.txt", &koi8)]);
    let garbled: Encoding = "windows-1252".parse().unwrap();
    let garbled = garbled.decode(&koi8).into_owned();
    app.press("Elatin1<enter>");
    assert_eq!(text(&app), garbled);
    let title = garbled.lines().next().unwrap();
    assert!(!app.rows_with(&format!("▌  {title}")).is_empty(), "{}", app.screen());
    app.press("j");
    assert_eq!(text(&app), RUSSIAN);
    app.press("kr");
    assert_eq!(text(&app), garbled);
    app.press("ch");
    assert_eq!(text(&app), garbled, "a comparison reads it so, too");
    app.press("Ekoi8-r<enter>");
    assert_eq!(text(&app), RUSSIAN);
    app.press("q\\море<enter>");
    assert!(app.line(0).contains("2 hits in 2 documents"), "{}", app.screen());
}

#[test]
fn a_binary_file_is_named_and_shown_on_request() {
    let noise: Vec<u8> = (0..3000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 11) as u8).collect();
    let mut app = TestApp::with_files(&[
        ("a.txt", b"The sea.\n"),
        ("b.md", b"!<arch>\n# Tides\n"),
        ("c.html", &noise),
        ("d.txt", b"PK\x03\x04\x14\0word/document.xml"),
    ]);
    app.resize(80, 12).press("j");
    assert_snapshot!(app.screen(), @"
     Library · 1 document ───── b.md ───────────────────────────────────────────────
       The sea.             │   library archive, not a text file: strings FILE |
       a.txt · 2 words      │   reader shows the text in it
    ▌  b.md                 │
    ▌  library archive, no… │   B shows its bytes as text anyway.
       c.html               │
       not a text file: co… │
       d.txt                │
       ZIP archive, not a…  │
                            │
                            │
     Enter read · Space mark · ? help · / search · . keywords · q quit
    ");
    app.press("B");
    assert_eq!(text(&app), "!<arch>\n# Tides\n");
    assert!(app.line(4).starts_with("▌  2 words"), "the list knows it now: {}", app.screen());
    app.press("B");
    assert!(!app.rows_with("B shows its bytes").is_empty(), "{}", app.screen());
    app.press("jElatin1<enter>");
    assert_eq!(app.app.pane().unwrap().document.charset.encoding.name(), "windows-1252");
}

#[test]
fn a_document_with_a_format_can_be_shown_as_plain_text() {
    let mut app = TestApp::with_files(&[("a.md", b"# Tides\n\nThe *sea*.\n")]);
    assert_eq!(text(&app), "Tides\n\nThe sea.\n");
    app.press("B");
    assert_eq!(text(&app), "# Tides\n\nThe *sea*.\n");
    app.press(":text<enter>");
    assert_eq!(text(&app), "Tides\n\nThe sea.\n");
}

#[test]
fn standard_input_is_reloaded_from_memory() {
    let bytes = encoded(RUSSIAN, "windows-1251");
    let mut app = TestApp::with_piped(&bytes);
    assert_eq!(text(&app), RUSSIAN);
    app.press("Ekoi8-r<enter>");
    let koi8: Encoding = "koi8-r".parse().unwrap();
    assert_eq!(text(&app), koi8.decode(&bytes));
    app.press("E<enter>");
    assert_eq!((text(&app), &*status(&app)), (RUSSIAN, "read as windows-1251?"));
}

#[test]
fn a_text_that_looks_like_utf8_at_first_can_be_decoded_otherwise() {
    let mut bytes = b"A plain line of text.\n\n".repeat(9000);
    bytes.extend_from_slice(b"And a caf\xe9 at the end.\n");
    let mut app = TestApp::with_files(&[("a.txt", &bytes)]);
    app.press("G");
    assert!(!app.rows_with("And a café at the end.").is_empty(), "all of it tells");
    app.press("Ekoi8-r<enter>G");
    assert!(!app.rows_with("And a cafИ at the end.").is_empty(), "{}", app.screen());
}

/// The list, the screen, searches and comparisons detect the same encoding.
#[test]
fn a_long_text_that_begins_in_ascii_is_decoded_the_same_everywhere() {
    let line =
        [&b"A plain line of text, "[..], &b"and more of it, ".repeat(400), b"and no more.\n\n"].concat();
    for size in [10 << 10, reader::storage::HELD + 1000] {
        let mut bytes = line.repeat(size / line.len());
        let place = (20 << 10).min(bytes.len()) / line.len() * line.len();
        bytes.splice(place..place, *b"The old caf\xe9 is closed.\n\n");
        let mut app = TestApp::with_files(&[("a.txt", &bytes), ("b.txt", b"The new caf\xc3\xa9.\n")]);
        let listed = reader::storage::Source::File(app.path("a.txt").into(), ReadAs::Guessed);
        let FileSummary::Whole(listed) = summarize(&listed, &ConversionCache::default()).unwrap() else {
            panic!()
        };
        assert!(listed.text.contains("old café is"), "the list");
        app.resize(100, 12);
        assert!(app.screen().contains("windows-1252?"), "{}", app.screen());
        app.press("<tab>/").send(Message::Paste("old café".into())).work().press("<enter>");
        assert!(app.screen().contains("The «old café» is closed."), "{}", app.screen());
        app.press("\\").send(Message::Paste("café".into())).work().press("<enter>");
        assert!(app.line(0).contains("2 hits in 2 documents"), "{}", app.screen());
        // A comparison loads its documents whole.
        let whole = reader::storage::Source::File(app.path("a.txt").into(), ReadAs::Guessed).load().unwrap();
        assert!(whole.text.contains("old café is"), "the comparison");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn any_bytes_in_any_encoding_make_a_document(
        bytes in prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..200),
            proptest::collection::vec(prop::sample::select(&b"\xff\xfe\0\x1b$B(\r\n\x81\xe3.a "[..]), 0..60),
        ],
        name in prop::sample::select(Encoding::names("")),
        extension in prop::sample::select(&["a.txt", "a.md", "a.rs"][..]),
    ) {
        let encoding = name.parse().unwrap();
        for read_as in [ReadAs::Guessed, ReadAs::Text, ReadAs::Usually(encoding), ReadAs::Exactly(encoding)] {
            let source = SourceBytes { read_as, ..SourceBytes::new(Path::new(extension), &bytes) };
            let Ok(document) = parse(&source) else {
                prop_assert!(!read_as.takes_all());
                continue;
            };
            prop_assert!(!document.text.contains('\r'));
            let spans = document.blocks.iter().map(|block| block.span);
            for span in spans.chain(document.sentences.iter().map(|found| found.span)) {
                prop_assert!(document.text.get(span.start..span.end).is_some(), "{span:?}");
            }
        }
    }
}
