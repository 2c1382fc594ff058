//! Rows: in order, none wider than the page unless it is one glyph, every visible character in one.
#![no_main]

use libfuzzer_sys::fuzz_target;
use reader::text::wrap::{rows, shown};

fn visible(text: &str) -> impl Iterator<Item = char> + '_ {
    // A soft hyphen is not shown at the end of a row that has no room for it.
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{ad}')
}

fuzz_target!(|bytes: &[u8]| {
    let Some((&cells, rest)) = bytes.split_first() else { return };
    let text = String::from_utf8_lossy(rest);
    let cells = usize::from(cells % 100) + 1;
    let rows = rows(&text, cells);
    let mut at = 0;
    for row in &rows {
        assert!(row.start >= at);
        at = row.end;
        let widths: Vec<usize> = shown(row.of(&text)).map(|glyph| glyph.width).collect();
        // A row with a tab or a web address may be wider than the page.
        let is_measured = !text.contains('\t') && !text.contains("://");
        let wide = widths.iter().sum::<usize>();
        assert!(!is_measured || wide <= cells || widths.len() == 1, "{:?}: {wide} > {cells}", row.of(&text));
    }
    let joined: String = rows.iter().map(|row| row.of(&text)).collect();
    assert!(visible(&joined).eq(visible(&text)));
});
