//! Properties of every document, made from any bytes.

use std::path::Path;

use proptest::prelude::*;
use reader::document::{Block, BlockKind, Document, Margin};
use reader::formats::{SourceBytes, parse};
use reader::report::{NamedDocument, ReportFormat, Writer};
use reader::text::ReadAs;

fn read(name: &str, bytes: &[u8]) -> Option<Document> {
    parse(&SourceBytes::new(Path::new(name), bytes)).ok()
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

/// Returns an error if a document is another one after it was written as Markdown and read again: another kind of
/// block, other words in it, other items and quotations around it. The targets of links are listed in
/// Markdown alone; a marker that Markdown does not know is a word of an item with a bullet.
pub(crate) fn check_as_markdown(document: &Document) -> Result<(), TestCaseError> {
    let mut markdown = Vec::new();
    let writer = Writer { format: ReportFormat::Markdown, ..Writer::default() };
    writer.write(&NamedDocument { path: Path::new("a"), document }, &mut markdown).unwrap();
    let again = read("a.md", &markdown).unwrap();
    let [before, after] = [document, &again].map(|document| {
        let targets = |block: &&Block| block.kind == BlockKind::Reference;
        let count = document.blocks.iter().rev().take_while(targets).count();
        let count = count + usize::from(count > 0);
        let blocks = &document.blocks[..document.blocks.len() - count];
        blocks.iter().map(|block| described(document, block)).collect::<Vec<_>>()
    });
    prop_assert_eq!(before, after, "{}", String::from_utf8_lossy(&markdown));
    Ok(())
}

/// Returns the kind of a block, what is around it, and its words.
fn described(document: &Document, block: &Block) -> String {
    let margin = |margin: &Margin| match margin {
        Margin::Quote { .. } => "▌".to_owned(),
        Margin::Indent { marker: Some(marker), .. } if !["•", "◦"].contains(&marker.as_str()) => {
            format!("{marker} ")
        }
        Margin::Indent { .. } => String::new(),
    };
    let margins: String = block.frame.margins.iter().map(margin).collect();
    let kind = match &block.kind {
        BlockKind::TableRow { head, cells, .. } => format!("row of {}, {head}", cells.len()),
        kind => format!("{kind:?}"),
    };
    format!("{kind}: {margins}{}", block.span.of(&document.text).replace('\n', " "))
}

/// The syntax of the formats, and ordinary text.
const PIECES: &str = "(\
    [a-zé日の]{1,8}|[A-Z]|[0-9]{1,3}\\.| |  |    |\t|\n|\n\n|\r\n|\u{c}|\u{85}|\u{2028}|\u{feff}|\\. |! |。|\
    # |> |- |\\* |\\+ |```|~~~|\\||\\|-\\||:--|---|===|\\*\\*|_|~~|`|\\[|\\]|\\(|\\)|!\\[|\\[\\^1\\]|\\[\\^1\\]: |\
    \\[x\\] |<|>|<b>|</b>|<p>|<ul>|<li>|</ul>|<table>|<tr>|<td rowspan=2>|</table>|<pre>|</pre>|<a href=x id=y>|<sup>|<h2>|<br>|<script>|</script>|<!--|-->|<div>|&amp;|&#10;|&#13;|&#0;|https://a\\.org|\\\\|\u{301}|👩‍👧|\u{202e})";

/// The syntax of each of the smaller formats, with ordinary text.
const OTHERS: [(&str, &str); 4] = [
    (
        "a.rtf",
        r"([a-zé日]{1,8}|[. ;]|\\[{}*~'-]|[{]|[{]|[}]|\\par |\\cell |\\row |\\trowd |\\intbl |\\pard |\\b |\\b0 |\\super |\\u-?[0-9]{1,5} |\\uc[0-3] |\\bin[0-9] |\\'[0-9a-f]{2}|\\f[0-3] |\\fonttbl |\\fcharset(128|204|2) |\\stylesheet |\\s1 |\\outlinelevel1 |\\footnote |\\annotation |\\field |\\fldinst HYPERLINK x|\\fldrslt |\\shptxt |\\listtext |\\ilvl2 |\\info |\\title |\\line |\\v |\\plain )",
    ),
    (
        "a.vtt",
        r"([a-zé日]{1,8}|[A-Z]|[.!?] |[ \n]|\n\n|[0-9]\n|00:0[0-9]:[0-5][0-9][.,][0-9]{3} --> 0[0-9]:[0-5][0-9]:59\n|- |<i>|</i>|<b>|<v Ann>|<v Bo>|</v>|<rt>|</rt>|<c\.x>|<00:00:01\.000>|[{]\\an8[}]|NOTE |&amp;|<)",
    ),
    (
        "a.eml",
        r"([a-zé日]{1,8}|[. >]|\n|\n\n|\r\n|: |From: a <b@c>\n|From a@b Mon\n|Subject: =[?]utf-8[?]q[?]a=C3=[?]=\n|Received: x\n|MIME-Version: 1\.0\n|Content-Type: multipart/(mixed|alternative|digest); boundary=x\n|Content-Type: text/(plain|html); charset=(utf-8|x|gbk)\n|Content-Type: message/rfc822\n|Content-Type: image/png; name=a\n|Content-Transfer-Encoding: (base64|quoted-printable)\n|Content-Disposition: attachment\n|--x\n|--x--\n|=C3=|w6k=|<p>|<td>)",
    ),
    (
        "a.ipynb",
        "([a-z]{1,5}|\"cell_type\": ?|\"source\": ?|\"(code|markdown|raw|heading)\"|\"cells\": ?|\"outputs\": ?|\"data\": ?|\"text/plain\"|[{}\\[\\],:\"]|\\\\n|~~~|# |\\*)",
    ),
];

/// A small file of each format, to change bytes of.
const WHOLE: [(&str, &[u8]); 6] = [
    ("a.rtf", b"{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset128 M;}}{\\stylesheet{\\s1\\outlinelevel0 heading 1;}}\\s1 Tides\\par\\pard{\\f0\\'8a\\'43} \\u233?{\\footnote a}\\trowd\\intbl a\\cell b\\cell\\row}"),
    ("a.srt", b"1\n00:00:01,000 --> 00:00:02,000\n<i>The tide\n\n2\n00:00:03,000 --> 00:00:04,000\n- rises.</i>\n- {\\an8}No.\n"),
    ("a.vtt", b"WEBVTT\n\nNOTE a\n\n00:01.000 --> 00:02.000\n<v Ann>Is it <00:00:01.500><c>late?</c>\n"),
    ("a.eml", b"Received: b\nFrom: A <a@b>\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/html\n\n<p>a<b>c\n--x\nContent-Type: message/rfc822\n\nSubject: i\n\n> q\n--x--\n"),
    ("a.ipynb", b"{\"cells\": [{\"cell_type\": \"markdown\", \"source\": [\"# T\\n\", \"a\"]}, {\"cell_type\": \"code\", \"source\": \"x\", \"outputs\": [{\"text\": \"1\"}]}]}"),
    ("a.gz", b"\x1f\x8b\x08\0\0\0\0\0\0\xff\x4b\x04\0\x43\xbe\xb7\xe8\x01\0\0\0"),
];

/// Passages and blocks of HTML that Markdown can express.
const RUNNING: &str = "([a-z]{1,6}|[.,] | |[*_#<\\[\\]>-]{1,2}|&amp;|<b>[a-z]{1,4}</b>|<i>[a-z *]{1,5}</i>|<del>x</del>|<code>[a-z`|]{1,3}</code>|\
    <a href=x>[a-z]{1,3}</a>|<sup>2</sup>|<img alt=sea src=y>|<br>|1\\. |日|\n)";

/// Returns blocks of HTML with running text in them, in quotations and lists.
fn page() -> impl Strategy<Value = String> {
    let text = || prop::collection::vec(RUNNING, 1..6).prop_map(|parts| parts.concat());
    let leaf = (0..7u8, text(), text()).prop_map(|(kind, one, two)| match kind {
        0 => format!("<h{}>{one}</h{0}>", one.len() % 6 + 1),
        1 => format!("<dl><dt>{one}<dd>{two}<dd>x</dl>"),
        2 => format!("<table><tr><th>a<th>b<tr><td>{one}<td>{two}</table>"),
        3 => format!("<pre>\n{one}</pre>"),
        4 => "<hr>".to_owned(),
        5 => format!("<details><summary>a</summary>{one}</details>"),
        _ => format!("<p>{one}</p><p>{two}</p>"),
    });
    let block = leaf.prop_recursive(3, 12, 4, |inner| {
        (0..3u8, prop::collection::vec(inner, 1..3)).prop_map(|(kind, inner)| match kind {
            0 => format!("<blockquote>{}</blockquote>", inner.concat()),
            1 => format!("<ul><li>{}</ul>", inner.join("<li>")),
            _ => format!("<ol start=3><li>a{}</ol>", inner.join("<li>b")),
        })
    });
    prop::collection::vec(block, 1..6).prop_map(|blocks| blocks.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_page_written_as_markdown_is_read_as_the_same(page in page()) {
        check_as_markdown(&read("a.html", page.as_bytes()).unwrap())?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn the_syntax_of_other_formats_makes_a_valid_document_or_an_error(
        (name, text) in prop::sample::select(&OTHERS[..]).prop_flat_map(|(name, pieces)| {
            (Just(name), prop::collection::vec(pieces, 0..80).prop_map(|parts| parts.concat()))
        })
    ) {
        let begin = match name {
            "a.rtf" => "{\\rtf1 ",
            "a.ipynb" => "{\"cells\": [{\"cell_type\": \"code\", \"source\": \"",
            _ => "",
        };
        if let Some(document) = read(name, format!("{begin}{text}").as_bytes()) {
            check(&document)?;
        }
    }

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
    fn mutated_files_are_read_or_refused(
        (name, bytes) in prop::sample::select(&WHOLE[..]),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8),
        end in any::<prop::sample::Index>(),
    ) {
        let mut bytes = bytes.to_vec();
        let length = bytes.len();
        for (at, byte) in &changes {
            bytes[at.index(length)] = *byte;
        }
        if changes.len() % 2 == 1 {
            bytes.truncate(end.index(bytes.len()));
        }
        if let Some(document) = read(name, &bytes) {
            check(&document)?;
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        for name in ["a", "a.md", "a.html", "a.srt", "a.eml", "a.ipynb"] {
            if let Some(document) = read(name, &bytes) {
                check(&document)?;
            }
        }
        let as_text = SourceBytes { read_as: ReadAs::Text, ..SourceBytes::new(Path::new("a"), &bytes) };
        check(&parse(&as_text).unwrap())?;
    }

    #[test]
    fn plain_text_is_kept_unchanged(lines in prop::collection::vec("[ -=?-~é日\t]{0,30}", 0..20)) {
        let text = lines.join("\n");
        let document = read("a.txt", text.as_bytes()).unwrap();
        prop_assert_eq!(document.text, text);
    }
}

#[test]
fn documents_written_as_markdown_are_read_as_the_same() {
    for (name, bytes) in WHOLE {
        check_as_markdown(&read(name, bytes).unwrap()).unwrap();
    }
    for (name, text) in [
        ("a.txt", "Tides\n=====\n\nThe sea rises\ntwice a day.\n\n> It falls, too.\n\n  - one\n  - two\n"),
        (
            "a.html",
            "<article><h1>Tides</h1><dl><dt>Ebb<dd>It falls.<dd><p>Low.</p><p>Lower.</p></dl></article>",
        ),
        (
            "a.md",
            "---\ntitle: 'Tides: a study'\nkeys: [sea, moon]\nby: {name: Ada, town: \"a: b\"}\nx: 'null'\n'': y\n---\n\nText.\n",
        ),
        ("a.md", "<p class=\"remark\">Ada & Bo, 1 < 2</p>\n<p class=\"remark\">1843</p>\n\nText.\n"),
    ] {
        let document = read(name, text.as_bytes()).unwrap();
        check_as_markdown(&document).unwrap();
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
