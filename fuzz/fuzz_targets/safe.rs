//! Sanitized text neither acts on a terminal nor hides anything; glyphs cover the text once; sanitizing
//! twice changes nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;
use reader::text::safe::{first_unprintable, glyphs, line, printable};
use unicode_width::UnicodeWidthStr;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let mut at = 0;
    for glyph in glyphs(&text) {
        assert_eq!(glyph.span.start, at);
        assert!(!glyph.span.is_empty() && glyph.width > 0);
        assert_eq!(glyph.text().width(), glyph.width, "{:?}", glyph.text());
        assert!(glyph.text().chars().count() <= 33);
        at = glyph.span.end;
    }
    assert_eq!(at, text.len());
    let shown = line(&text);
    assert_eq!(first_unprintable(shown.as_str()), None, "{shown}");
    assert_eq!(line(shown.as_str()), shown);
    assert_eq!(first_unprintable(&printable(&text).replace(['\n', '\t'], " ")), None);
});
