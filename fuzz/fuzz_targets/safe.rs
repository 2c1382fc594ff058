//! The gate: nothing that passes it acts, hides or reorders; glyphs cover the text once; what is safe
//! stays as it is.
#![no_main]

use libfuzzer_sys::fuzz_target;
use reader::text::safe::{glyphs, line, printable};
use unicode_width::UnicodeWidthStr;

fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

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
    assert!(!shown.as_str().chars().any(acts), "{shown}");
    assert_eq!(line(shown.as_str()), shown);
    assert!(!printable(&text).chars().any(|c| acts(c) && !matches!(c, '\n' | '\t')));
});
