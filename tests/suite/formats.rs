//! Properties of every document, made from any bytes.

use std::path::Path;

use proptest::prelude::*;
use reader::document::{BlockKind, Document};
use reader::formats::{Source, parse, parse_as_text};

fn read(name: &str, bytes: &[u8]) -> Option<Document> {
    parse(&Source::new(Path::new(name), bytes)).ok()
}

pub(crate) fn check(document: &Document) -> Result<(), TestCaseError> {
    let text = &document.text;
    let mut at = 0;
    for (index, block) in document.blocks.iter().enumerate() {
        prop_assert!(block.span.start >= at, "block {index} begins before the one above ends: {block:?}");
        prop_assert!(text.get(block.span.start..block.span.end).is_some(), "{block:?}");
        prop_assert!(text[at..block.span.start].trim().is_empty());
        prop_assert!(index > 0 || !block.gap);
        prop_assert!(index == 0 || document.blocks[index - 1].span.start < block.span.start);
        if let BlockKind::TableRow { cells, .. } = &block.kind {
            prop_assert!(
                cells.iter().all(|cell| block.span.start <= cell.start && cell.end <= block.span.end)
            );
        }
        at = block.span.end;
    }
    prop_assert!(text[at..].trim().is_empty());
    for pair in document.sentences.windows(2) {
        prop_assert!(pair[0].span.end <= pair[1].span.start);
    }
    for sentence in &document.sentences {
        let block = document.blocks[sentence.block].span;
        prop_assert!(block.start <= sentence.span.start && sentence.span.end <= block.end);
        prop_assert_eq!(sentence.span, sentence.span.trimmed(text));
        prop_assert!(!sentence.span.is_empty());
    }
    prop_assert!(document.emphasis.is_sorted_by_key(|emphasis| emphasis.span.start));
    prop_assert!(document.hyperlinks.is_sorted_by_key(|link| link.words));
    for link in &document.hyperlinks {
        prop_assert!(!link.words.of(text).is_empty() && !link.target.is_empty());
    }
    prop_assert!(document.divisions.is_sorted_by_key(|division| division.place));
    for emphasis in &document.emphasis {
        prop_assert!(!emphasis.span.of(text).is_empty());
    }
    Ok(())
}

/// The syntax of the formats, and ordinary text.
const PIECES: &str = "(\
    [a-zé日の]{1,8}|[A-Z]|[0-9]{1,3}\\.| |  |    |\t|\n|\n\n|\r\n|\u{c}|\u{85}|\u{2028}|\u{feff}|\\. |! |。|\
    # |> |- |\\* |\\+ |```|~~~|\\||\\|-\\||:--|---|===|\\*\\*|_|~~|`|\\[|\\]|\\(|\\)|!\\[|\\[\\^1\\]|\\[\\^1\\]: |\
    \\[x\\] |<|>|<b>|</b>|<p>|<ul>|<li>|</ul>|<table>|<tr>|<td rowspan=2>|</table>|<pre>|</pre>|<a href=x id=y>|<sup>|<h2>|<br>|<script>|</script>|<!--|-->|<div>|&amp;|&#10;|&#13;|&#0;|https://a\\.org|\\\\|\u{301}|👩‍👧|\u{202e})";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn pieces_of_text_make_a_valid_document(parts in prop::collection::vec(PIECES, 0..120)) {
        let text = parts.concat();
        for name in ["a.txt", "a.md", "a.rs", "a.html"] {
            let document = read(name, text.as_bytes());
            prop_assert!(document.is_some());
            check(&document.unwrap())?;
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        for name in ["a", "a.md", "a.html"] {
            if let Some(document) = read(name, &bytes) {
                check(&document)?;
            }
        }
        check(&parse_as_text(&Source::new(Path::new("a"), &bytes)))?;
    }

    #[test]
    fn plain_text_is_kept_unchanged(lines in prop::collection::vec("[ -=?-~é日\t]{0,30}", 0..20)) {
        let text = lines.join("\n");
        let document = read("a.txt", text.as_bytes()).unwrap();
        prop_assert_eq!(document.text, text);
    }
}

#[test]
fn long_documents_are_read_whole() {
    for unit in
        ["", "\n", "word ", "A sentence. ", "line\n", "# h\n\n", "- a\n", "> ", "|a|b|\n", "\u{301}", "日"]
    {
        let text = unit.repeat(20_000);
        for name in ["a.txt", "a.md", "a.html"] {
            let document = read(name, text.as_bytes()).unwrap();
            check(&document).unwrap();
            let longest = document.blocks.iter().map(|block| block.span.len()).max();
            assert!(longest.unwrap_or_default() <= 16 * 1024, "{unit:?} in {name}");
        }
    }
}
