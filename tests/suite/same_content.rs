//! Which documents have the same content: `--exit-code` is 0 for these and for no others.

use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;
use reader::compare::facts::facts_of_both;
use reader::compare::{AlignedDocuments, Levels, is_same_content};
use reader::document::Document;
use reader::formats::{SourceBytes, parse};
use reader::report::{ComparisonReport, ReportFormat, Writer};
use textwrap::{Options, WordSplitter};
use unicode_normalization::UnicodeNormalization;

fn read(name: &str, bytes: &[u8]) -> Document {
    parse(&SourceBytes::new(Path::new(name), bytes)).unwrap()
}

fn is_same(name: &str, left: &str, right: &str) -> bool {
    let [left, right] = [left, right].map(|text| read(name, text.as_bytes()));
    let same = is_same_content(&left, &right);
    assert_eq!(is_same_content(&right, &left), same, "{left:?} {right:?}");
    same
}

/// Returns running text wrapped at a width, paragraph by paragraph.
fn wrapped(text: &str, width: usize) -> String {
    let options = Options::new(width).word_splitter(WordSplitter::NoHyphenation);
    text.split("\n\n").map(|paragraph| textwrap::fill(paragraph, &options)).collect::<Vec<_>>().join("\n\n")
}

fn utf_16(text: &str) -> Vec<u8> {
    "\u{feff}"
        .chars()
        .chain(text.chars())
        .collect::<String>()
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect()
}

/// Markdown with one of everything that may differ, and each of these things changed alone.
const PAPER: &str = "\
# The Ferry

The *old* ferry cost **40 000** euros, she said. Nobody ~~was~~ came `late`; see [the report](http://one.example/).

Tickets remain cheap.

- [ ] Anna signs
- Ben pays

1. First
2. Second

> Quoted words.

| town | votes |
|---|---|
| Rome | 12 |

```python
if paid:
    sail()
```

***

The end came soon.
";

const CHANGES: [(&str, &str, &str); 29] = [
    ("a letter", "cheap", "cheep"),
    ("a capital", "Tickets", "tickets"),
    ("punctuation", "euros, she", "euros she"),
    ("a quotation mark", "Quoted words", "“Quoted words”"),
    ("a number", "40 000", "41 000"),
    ("a word", "came soon", "came very soon"),
    ("emphasis gone", "*old*", "old"),
    ("emphasis made strong", "*old*", "**old**"),
    ("emphasis on another word", "The *old* ferry", "The old *ferry*"),
    ("a struck word", "~~was~~", "was"),
    ("words set as code", "`late`", "late"),
    ("a link target", "one.example", "two.example"),
    ("a link gone", "[the report](http://one.example/)", "the report"),
    ("a ticked box", "[ ] Anna", "[x] Anna"),
    ("a box gone", "[ ] Anna", "Anna"),
    ("a list item", "- Ben pays\n", "- Ben pays\n- Cy waits\n"),
    ("a list that is numbered", "1. First\n2. Second", "- First\n- Second"),
    ("the first number of a list", "1. First\n2. Second", "3. First\n4. Second"),
    ("nesting", "- Ben pays", "  - Ben pays"),
    ("the level of a heading", "# The Ferry", "## The Ferry"),
    ("a heading made text", "# The Ferry", "The Ferry"),
    ("a quotation", "> Quoted", "Quoted"),
    ("a table cell", "Rome | 12", "Rome | 99"),
    ("code", "sail()", "sink()"),
    ("white space in code", "    sail()", "  sail()"),
    ("the language of code", "```python", "```ruby"),
    ("a rule", "***\n\n", ""),
    ("a paragraph break", "said. Nobody", "said.\n\nNobody"),
    ("a word more at the end", "soon.\n", "soon. So\n"),
];

#[test]
fn every_single_change_makes_a_difference() {
    assert!(is_same("a.md", PAPER, PAPER));
    for (name, from, to) in CHANGES {
        assert!(PAPER.contains(from), "{name}");
        assert!(!is_same("a.md", PAPER, &PAPER.replacen(from, to, 1)), "{name}");
    }
    let order = ["The end came soon.", "Tickets remain cheap."];
    let other = PAPER.replace(order[0], "#").replace(order[1], order[0]).replace('#', order[1]);
    assert!(!is_same("a.md", PAPER, &other));
}

#[test]
fn encoding_line_ends_and_canonical_form_make_none() {
    let text = PAPER.replace("euros", "Eurós in Århus").replace("Anna", "Zoë");
    let plain = read("a.md", text.as_bytes());
    for (name, bytes) in [
        ("line ends", text.replace('\n', "\r\n").into_bytes()),
        ("old line ends", text.replace('\n', "\r").into_bytes()),
        ("decomposed", text.nfd().collect::<String>().into_bytes()),
        ("composed", text.nfc().collect::<String>().into_bytes()),
        ("UTF-16", utf_16(&text)),
        ("a byte-order mark", format!("\u{feff}{text}").into_bytes()),
        ("no line end at the end", text.trim_end().as_bytes().to_vec()),
    ] {
        assert!(is_same_content(&plain, &read("a.md", &bytes)), "{name}");
    }
}

#[test]
fn the_colours_of_a_terminal_make_a_difference() {
    for (left, right, what) in [
        ("\x1b[31mThe gate\x1b[0m fell.", "The gate fell.", "“The gate” in red"),
        ("\x1b[31mThe gate\x1b[0m fell.", "\x1b[34mThe gate\x1b[0m fell.", "“The gate” in blue"),
    ] {
        assert!(!is_same("a.txt", left, right), "{left}");
        assert!(!is_same("a.log", left, right), "{left}");
        let [report, ..] = reports("a.txt", left, right);
        assert!(report.contains(what), "{report}");
    }
}

#[test]
fn a_line_end_after_a_hyphen_or_between_ideographs_is_read_either_way() {
    for (left, right, same) in [
        ("The infor-\nmation came.", "The information came.", true),
        ("The well-\nknown man.", "The well-known man.", true),
        ("The well-known man.", "The wellknown man.", false),
        ("The infor- mation came.", "The information came.", false),
        ("東京で大きな地震が\n発生した。", "東京で大きな地震が発生した。", true),
        ("東京で 大きな", "東京で大きな", false),
        ("東京で値段は３．５\n円だった。", "東京で値段は３．５円だった。", true),
        ("東京で値段は３．５ 円だった。", "東京で値段は３．５円だった。", false),
        ("one\ntwo", "onetwo", false),
        ("one  two\n", " one two", true),
        ("one\u{a0}two", "one two", false),
    ] {
        assert_eq!(is_same("a.html.md", left, right), same, "{left:?} {right:?}");
    }
}

#[test]
fn a_line_end_behind_a_sentence_is_wrapping() {
    let text = |end: &str| format!("The boat came at noon.{end}It brought the mail.\n\nNobody was there.\n");
    assert!(is_same("a.txt", &text(" "), &text("\n")));
    assert!(!is_same("a.txt", &text(" "), &text("\n\n")));
    for (left, right) in [
        ("ANNA: It is late.\nBO: It is not.\n", "ANNA: It is late. BO: It is not.\n"),
        ("Milk\nBread\n", "Milk Bread\n"),
        ("1. Go home.\n2. Stay there.\n", "1. Go home. 2. Stay there.\n"),
    ] {
        assert!(!is_same("a.txt", left, right), "{left}");
    }
    assert!(!is_same("a.md", "It came.  \nIt left.\n", "It came. It left.\n"));
}

#[test]
fn lines_of_data_and_code_count_as_they_are() {
    for (name, left, right) in [
        ("a.csv", "town,votes\nRome,12\n", "town,votes\nRome,13\n"),
        ("a.csv", "town,votes\nRome,12\n", "Rome,12\ntown,votes\n"),
        ("a.py", "if a:\n    b()\n", "if a:\nb()\n"),
        ("a.py", "a = 1\n\nb = 2\n", "a = 1\nb = 2\n"),
        ("a.json", "{\"a\": 1}\n", "{\"a\":  1}\n"),
        ("a.txt", "", "x"),
    ] {
        assert!(!is_same(name, left, right), "{left:?} {right:?}");
        assert!(is_same(name, left, left), "{left:?}");
    }
    assert!(is_same("a.txt", "", "  \n \n"));
}

const PROSE: &str = "(The|ferry|harbour|of|Wexley|closed|on|Monday|5,000|well-known|Zoë|said:|“so”|because)";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn wrapped_again_is_the_same(
        paragraphs in prop::collection::vec(prop::collection::vec(PROSE, 1..40), 1..5),
        widths in (20_usize..200, 20_usize..200),
    ) {
        let text = paragraphs.iter().map(|words| words.join(" ") + ".").collect::<Vec<_>>().join("\n\n");
        let [left, right] = [widths.0, widths.1].map(|width| wrapped(&text, width));
        prop_assert!(is_same("a.md", &left, &right), "{left}\n\n{right}");
    }

    #[test]
    fn one_character_makes_a_difference(text in "[a-z]{1,6}( [a-z]{1,6}){0,9}", at: prop::sample::Index) {
        let places: Vec<usize> = text.char_indices().filter(|(_, c)| *c != ' ').map(|(at, _)| at).collect();
        let mut changed = text.clone();
        let place = places[at.index(places.len())];
        changed.replace_range(place..=place, "Z");
        for name in ["a.txt", "a.md", "a.csv"] {
            prop_assert!(!is_same(name, &text, &changed));
        }
    }
}

/// Returns the report on two documents in every format, JSON last.
fn reports(name: &str, left: &str, right: &str) -> [String; 4] {
    let documents = [left, right].map(|text| Arc::new(read(name, text.as_bytes())));
    let alignment = AlignedDocuments::of(documents.each_ref());
    [ReportFormat::Text, ReportFormat::Markdown, ReportFormat::Html, ReportFormat::Json].map(|format| {
        let [left, right] = alignment.documents.each_ref().map(|document| document.sentence_texts());
        let facts = facts_of_both(&left, &right, &|| true).unwrap();
        let paths = [Path::new("left"), Path::new("right")];
        let report = ComparisonReport::new(paths, &alignment, Levels::default(), facts);
        let mut bytes = Vec::new();
        Writer { format, ..Writer::default() }.write(&report, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    })
}

#[test]
fn every_single_change_is_reported() {
    let schema = serde_json::from_str(include_str!("../../assets/schema/comparison.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let changed = CHANGES.map(|(name, from, to)| (name, PAPER.replacen(from, to, 1)));
    let same = [("nothing", PAPER.to_owned()), ("line ends", PAPER.replace('\n', "\r\n"))];
    for (name, other) in changed.into_iter().chain(same) {
        let [text, markdown, html, json] = reports("a.md", PAPER, &other);
        let data: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert!(validator.is_valid(&data), "{name}: {json}");
        let edition = &data["edition"];
        let figures = ["edited", "moved", "added", "removed"].map(|figure| edition[figure].as_u64().unwrap());
        let beside = edition["beside"].as_array().unwrap().len();
        let is_same = matches!(name, "nothing" | "line ends");
        let counted = figures.iter().sum::<u64>() == 0 && beside == 0;
        assert_eq!((counted, &data["same"]), (is_same, &is_same.into()), "{name}: {edition}");
        assert_eq!(data["summary"]["likeness"] == 100, is_same, "{name}");
        for report in [&text, &markdown, &html] {
            assert_eq!(report.contains("Nothing changed."), is_same, "{name}: {report}");
            assert_eq!(report.contains("Nothing differs"), is_same, "{name}: {report}");
        }
    }
}

#[test]
fn a_change_of_form_is_told_with_what_was_and_what_is() {
    for (from, to, heading, note) in [
        ("*old*", "old", "edited (emphasis only)", "Emphasis: was “old”, now none."),
        ("~~was~~", "was", "edited (struck words only)", "Struck words: was “was”, now none."),
        ("[ ] Anna", "[x] Anna", "edited (box only)", "Box: was not ticked, now ticked."),
        ("# The", "## The", "edited (kind of block only)", "was heading of level 1, now heading of level 2."),
        ("> Quoted", "Quoted", "edited (quotation only)", "Quotation: was level 1, now none."),
        ("`late`", "late", "edited (words set as code only)", "Words set as code: was “late”, now none."),
        ("said. Nobody", "said.\n\nNobody", "edited (paragraph break only)", "was none, now before it."),
        ("Rome | 12", "Rome | 99", "edited (a number only)", "B 11: Rome 99"),
        ("    sail()", "  sail()", "edited (spaces only)", "sail()"),
        ("soon.", "soon!", "edited (punctuation only)", "only B says “!”."),
        ("***\n\n", "", "Horizontal rules: different.", "Likeness: 99 of 100."),
    ] {
        let [text, ..] = reports("a.md", PAPER, &PAPER.replacen(from, to, 1));
        assert!(text.contains(heading) && text.contains(note), "{from:?} {to:?}\n{text}");
    }
}

#[test]
fn metadata_and_link_targets_are_told_with_what_was_and_what_is() {
    let letter =
        "---\ntitle: The Ferry\nauthor: Ann Ray\n---\n\nIt sank. See [the log](http://one.example/x).\n";
    for (from, to, note) in [
        ("The Ferry", "The Boat", "Title: was The Ferry, now The Boat."),
        ("author: Ann Ray\n", "", "Author: was Ann Ray, now none."),
        ("one.example", "two.example", "Link target: was http://one.example/x, now http://two.example/x."),
        ("[the log](http://one.example/x)", "the log", "now none."),
    ] {
        let other = letter.replacen(from, to, 1);
        assert!(!is_same("a.md", letter, &other), "{from:?} {to:?}");
        let [text, markdown, html, json] = reports("a.md", letter, &other);
        assert!(text.contains(note), "{from:?} {to:?}\n{text}");
        for value in [from, to].into_iter().filter(|value| value.contains("example") && !value.contains('['))
        {
            assert!(markdown.contains(value) && html.contains(value) && json.contains(value), "{value}");
        }
    }
}

/// A plain text is named by its first line, in which such a space is a plain one.
#[test]
fn a_space_that_keeps_words_together_is_a_difference_of_the_sentence_alone() {
    let [text, ..] = reports("a.txt", "The old mast fell.\n", "The old\u{a0}mast fell.\n");
    assert!(text.contains("edited (spaces only)") && !text.contains("Title: was"), "{text}");
}

#[test]
fn pictures_titles_columns_and_quotations_are_told_with_what_was_and_what_is() {
    let sheet = "The mast fell. See ![the mast](mast.png \"at noon\") and [the log](log.html \"kept by Ann\").\n\n\
                 | crew | pay |\n|---|---|\n| Bo | 12 |\n\n> It was old.\n\n> It was new.\n";
    let page = "<p>The mast fell. See <img src=mast.png alt='the mast' title='at noon'> and \
                <a href=log.html title='kept by Ann'>the log</a>.</p><table><tr><th>crew<th>pay<tr><td>Bo<td>12</table>\
                <blockquote>It was old.</blockquote><blockquote>It was new.</blockquote><p>They left.</p>";
    for (name, text, from, to, note) in [
        ("a.md", sheet, "mast.png", "sail.png", "Address of a picture: was mast.png, now sail.png."),
        ("a.md", sheet, "![the mast]", "![the sail]", "sail"),
        ("a.md", sheet, " \"at noon\"", "", "Title of a picture: was at noon, now none."),
        ("a.md", sheet, "by Ann", "by Bo", "Title of a link: was kept by Ann, now kept by Bo."),
        ("a.md", sheet, "|---|---|", "|---|--:|", "Alignment of columns: was none, now table 1: left right."),
        (
            "a.md",
            sheet,
            "> It was old.\n\n",
            "> It was old.\n>\n",
            "Beginning of a quotation: was here, now none.",
        ),
        ("a.html", page, "mast.png", "sail.png", "Address of a picture: was mast.png, now sail.png."),
        ("a.html", page, "'at noon'", "'at one'", "Title of a picture: was at noon, now at one."),
        ("a.html", page, "kept by Ann", "", "Title of a link: was kept by Ann, now none."),
        ("a.html", page, "<td>12", "<td align=right>12", "now table 1: left right."),
        ("a.html", page, "<td>Bo", "<th>Bo", "Strong emphasis: was none, now “Bo”."),
        ("a.html", page, "<th>pay", "<td>pay", "Kind of block: was table heading, now table cell."),
        ("a.html", page, "</blockquote><blockquote>", "<p>", "Beginning of a quotation: was here, now none."),
    ] {
        let other = text.replacen(from, to, 1);
        assert!(!is_same(name, text, &other), "{name} {from:?} {to:?}");
        let [told, ..] = reports(name, text, &other);
        assert!(told.contains(note), "{name} {from:?} {to:?}\n{told}");
    }
}

#[test]
fn a_changed_heading_is_a_change_of_two_versions() {
    for (from, to, told) in [
        ("# The Ferry", "# The Old Ferry", &["edited", "Only B says “Old”"][..]),
        ("# The Ferry\n\n", "", &["Removed\n   A 1: The Ferry"]),
        ("> Quoted words.", "## Votes in May\n\n> Quoted words.", &["Added", ": Votes in May"]),
    ] {
        let [text, ..] = reports("a.md", PAPER, &PAPER.replacen(from, to, 1));
        assert!(told.iter().all(|part| text.contains(part)), "{from:?} {to:?}\n{text}");
        assert!(text.contains("Headings and lines that are not sentences"), "{text}");
    }
}

#[test]
fn headings_of_two_accounts_are_no_claims() {
    let left = "# Ice\n\nThe harbour of Wexley froze on Monday, and boats stayed in port.\n\n\
                ## What the mayor said\n\nSalt is dear, he told the council.\n";
    let right = "# Frost\n\nBoats could not leave Wexley on Monday because its harbour was frozen.\n\n\
                 ## What the mayor said\n\nBuses ran late.\n";
    let [text, _, _, json] = reports("a.md", left, right);
    assert!(!text.contains("What the mayor said"), "{text}");
    assert!(
        text.contains("Only in A: 1 of 2 sentences. Only in B: 1 of 2 sentences, both as far as found."),
        "{text}"
    );
    let data: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(data["links"].as_array().unwrap().len(), 1, "{json}");
}

#[test]
fn rows_of_tables_are_the_claims_of_two_accounts() {
    let left = "The council of Marden closes two schools.\n\n\
                | Town | Votes for | Votes against |\n|---|---|---|\n\
                | Marden | 412 | 388 |\n| Lower Hale | 120 | 97 |\n| Wexley | 55 | 201 |\n";
    let right = "Many a vote was close, and parents in the valley are shocked.\n\n\
                 | Place | Yes | No |\n|---|---|---|\n\
                 | Marden | 412 | 389 |\n| Wexley | 55 | 201 |\n| Bramley | 12 | 20 |\n";
    let [text, ..] = reports("a.md", left, right);
    for told in [
        "   A 2: Marden 412 388\n   B 2: Marden 412 389\n",
        "   A 4: Wexley 55 201\n   B 3: (the same words)\n",
        "Only in A: 1 of 4 sentences. Only in B: 1 of 4 sentences, both as far as found.",
        "A 3: Lower Hale 120 97\n",
        "B 4: Bramley 12 20\n",
        "differs, number: A 2 “388”; B 2 “389”",
    ] {
        assert!(text.contains(told), "{told}\n{text}");
    }
    assert!(!text.contains("Votes") && !text.contains("Yes"), "{text}");
}

#[test]
fn a_text_of_headings_alone_is_compared_by_its_lines() {
    let [text, ..] = reports("a.md", "# Ice\n\n## Salt is dear\n", "# Ice\n\n## Salt is cheap\n");
    assert!(text.contains("No sentences: compared line by line."), "{text}");
    assert!(text.contains("1 unchanged, 1 edited, 0 moved, 0 added, 0 removed"), "{text}");
}

#[test]
fn words_cut_at_line_ends_are_no_edits() {
    let left = "The museum keeps all of its infor-\nmation on paper in the well-\nknown cellar.\n\nNobody reads it.\n";
    let right =
        "The museum keeps all of its information on paper in the well-known cel-\nlar.\n\nNobody reads it.\n";
    let [text, ..] = reports("a.md", left, right);
    assert!(text.contains("Nothing changed."), "{text}");
    for (from, to, told) in [
        ("all", "some", "Only A says “all”; only B says “some”."),
        ("well-known", "well known", "Only A says “well-known”; only B says “well known”."),
        ("on paper", "on pa-per", "Only A says “paper”; only B says “pa-per”."),
    ] {
        let other = right.replace(from, to);
        assert!(!is_same("a.md", left, &other), "{other}");
        let [text, ..] = reports("a.md", left, &other);
        assert!(text.contains("1 unchanged, 1 edited") && text.contains(told), "{told}\n{text}");
    }
}

#[test]
fn texts_without_a_sentence_are_compared_by_their_lines() {
    let data = "town,votes\nRome,12\nBari,7\nPisa,5\n";
    for (other, figures, likeness) in [
        (data.to_owned(), "4 unchanged, 0 edited, 0 moved, 0 added, 0 removed", 100),
        (data.replace("12", "99"), "3 unchanged, 1 edited, 0 moved, 0 added, 0 removed", 88),
        (data.replace("Pisa,5\n", ""), "3 unchanged, 0 edited, 0 moved, 0 added, 1 removed", 86),
        (format!("{data}Lucca,3\n"), "4 unchanged, 0 edited, 0 moved, 1 added, 0 removed", 89),
    ] {
        let [text, _, html, json] = reports("a.csv", data, &other);
        assert!(text.contains("No sentences: compared line by line."), "{text}");
        assert!(text.contains(figures) && html.contains(figures), "{text}");
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["summary"]["likeness"], likeness, "{text}");
        assert_eq!(json["documents"][0]["sentences"][0]["line"], true);
    }
    let [text, ..] = reports("a.csv", data, "name;colour\nash;grey\nelm;brown\n");
    assert!(!text.contains("Two versions") && text.contains("Only in A: 4 of 4 lines."), "{text}");
}

#[test]
fn code_of_two_accounts_is_not_compared() {
    let left = "The harbour of Wexley froze on Monday morning.\n\n```\nlet a = 1;\nrun(a);\n```\n";
    let right = "Teachers ask for smaller classes in towns.\n\n```\nwhile true { wait(); }\n```\n";
    let [text, ..] = reports("a.md", left, right);
    assert!(text.contains("Only in A: 1 of 1 sentence.") && !text.contains("run(a)"), "{text}");
}
