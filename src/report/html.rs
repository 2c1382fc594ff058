//! HTML: one self-contained file for a browser, a phone, a printer and a screen reader.
//!
//! No script, no font, no picture and nothing from elsewhere. `maud` escapes and nests; foreign text
//! passes `text::safe` before. Marks are words or elements first and colours second.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::report::model::{
    Column, ColumnKind, ForeignText, Inline, ItemMarker, List, ListItem, NestedItem, NestedList, ReportBlock,
    ReportEntries, ReportEntry, Section, Style, StyledLine, Table,
};
use crate::report::text::{self, words};
use crate::report::wording::{anchor, name};
use crate::text::safe;

const STYLE: &str = include_str!("../../assets/report.css");

/// The end of a page.
pub(crate) const CLOSING: &str = "</main>\n</body>\n</html>\n";

/// Returns the beginning of a page.
pub(crate) fn opening(title: &str) -> String {
    let head = html! {
        head {
            meta charset="utf-8";
            title { (safe::line(title)) }
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="generator" content=(concat!("reader ", env!("CARGO_PKG_VERSION")));
            style { (PreEscaped(STYLE)) }
        }
    };
    // The page is written piece by piece, so its outermost elements cannot be one piece of markup.
    format!("{}\n<html lang=\"en\">\n{}\n<body>\n<main>\n", DOCTYPE.0, head.0)
}

/// Returns the name above one of several reports.
pub(crate) fn part(path: &str, index: usize) -> String {
    html! { @if index > 0 { hr; } p.path { (path) } "\n" }.0
}

/// Returns the blocks of a report.
pub(crate) fn render(blocks: &[ReportBlock<'_>]) -> String {
    self::blocks(blocks).0
}

fn block(block: &ReportBlock<'_>) -> Markup {
    match block {
        ReportBlock::Article(language, blocks) => {
            html! { article lang=(language) { "\n" (self::blocks(blocks)) } }
        }
        ReportBlock::Heading(level, line) => heading(*level, line),
        ReportBlock::Contents(sections) => html! {
            nav aria-label="Contents" {
                ul { @for (anchor, name) in sections { li { a href={ "#" (anchor) } { (name) } } } }
            }
        },
        ReportBlock::Section(section) => self::section(section),
        ReportBlock::Paragraph(line) => html! { p dir=[direction(line)] { (inlines(line)) } },
        ReportBlock::References(lines) => html! {
            hr;
            (quiet_lines(lines))
        },
        ReportBlock::Remarks(lines) => quiet_lines(lines),
        ReportBlock::List(list) => self::list(list),
        ReportBlock::Nested(list) => nested(list),
        ReportBlock::Table(table) | ReportBlock::FrontMatter(table) => self::table(table),
        ReportBlock::Entries(entries) => self::entries(entries),
        ReportBlock::Quotation(blocks) => html! { blockquote { (self::blocks(blocks)) } },
        // A line end at the beginning of `pre` would be swallowed.
        ReportBlock::Code { text, language } => {
            let class = language.as_deref().map(|language| format!("language-{language}"));
            html! { pre { code class=[class] { (safe::printable(text)) } } }
        }
        ReportBlock::Rule => html! { hr; },
    }
}

/// Returns lines that are no sentences of the text.
fn quiet_lines(lines: &[StyledLine<'_>]) -> Markup {
    html! { @for line in lines { p.reference dir=[direction(line)] { (inlines(line)) } "\n" } }
}

fn blocks(blocks: &[ReportBlock<'_>]) -> Markup {
    html! { @for block in blocks { (self::block(block)) "\n" } }
}

fn heading(level: u8, line: &StyledLine<'_>) -> Markup {
    let (direction, words) = (direction(line), inlines(line));
    match level {
        0 | 1 => html! { h1 dir=[direction] { (words) } },
        2 => html! { h2 dir=[direction] { (words) } },
        3 => html! { h3 dir=[direction] { (words) } },
        4 => html! { h4 dir=[direction] { (words) } },
        5 => html! { h5 dir=[direction] { (words) } },
        _ => html! { h6 dir=[direction] { (words) } },
    }
}

/// Words of a document run as its first letter does; those of the report from left to right.
fn direction(line: &StyledLine<'_>) -> Option<&'static str> {
    line.iter().any(|part| matches!(part, Inline::Passage(_))).then_some("auto")
}

fn section(section: &Section<'_>) -> Markup {
    html! {
        section id=[section.anchor.as_deref()] {
            (heading(2, &section.heading)) "\n" (blocks(&section.blocks))
        }
    }
}

fn list(list: &List<'_>) -> Markup {
    html! {
        ul class=[(!list.is_bulleted).then_some("plain")] {
            @for ListItem { anchor, line } in &list.items { li id=[anchor.as_deref()] { (inlines(line)) } "\n" }
        }
    }
}

/// An element that holds items of a list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ListElement {
    Bullets,
    Numbers,
    Definitions,
}

impl ListElement {
    fn of(item: &NestedItem<'_>) -> Self {
        match item.marker {
            ItemMarker::Number(..) => ListElement::Numbers,
            ItemMarker::Term | ItemMarker::Definition => ListElement::Definitions,
            ItemMarker::Bullet | ItemMarker::Task(_) | ItemMarker::Note(_) | ItemMarker::Other(_) => {
                ListElement::Bullets
            }
        }
    }
}

/// Items that need another element are a list of their own.
fn nested(list: &NestedList<'_>) -> Markup {
    let lists = list.items.chunk_by(|one, two| ListElement::of(one) == ListElement::of(two));
    html! {
        @for items in lists {
            @let items = (items.first().map(ListElement::of), html! { @for item in items { (nested_item(item)) "\n" } });
            @match items {
                (Some(ListElement::Numbers), items) => ol { (items) },
                (Some(ListElement::Definitions), items) => dl { (items) },
                (Some(ListElement::Bullets) | None, items) => ul { (items) },
            }
        }
    }
}

fn nested_item(item: &NestedItem<'_>) -> Markup {
    let blocks = blocks(&item.blocks);
    match item.marker {
        ItemMarker::Bullet => html! { li { (blocks) } },
        ItemMarker::Number(number, _) => html! { li value=(number) { (blocks) } },
        ItemMarker::Term => html! { dt { (blocks) } },
        ItemMarker::Definition => html! { dd { (blocks) } },
        // No list of HTML counts so.
        ItemMarker::Task(_) | ItemMarker::Note(_) | ItemMarker::Other(_) => {
            html! { li.own { (beside(item)) } }
        }
    }
}

/// Returns the blocks of an item with its marker in the first line of them.
fn beside(item: &NestedItem<'_>) -> Markup {
    let marker = format!("{} ", text::marker(item.marker));
    let Some((ReportBlock::Paragraph(line), rest)) = item.blocks.split_first() else {
        return html! { (marker) (blocks(&item.blocks)) };
    };
    html! { p dir=[direction(line)] { (marker) (inlines(line)) } "\n" (blocks(rest)) }
}

fn table(table: &Table<'_>) -> Markup {
    let has_headings = table.columns.iter().any(|column| !column.heading.is_empty());
    let cells = |row: &[StyledLine<'_>]| html! { @for (cell, column) in row.iter().zip(&table.columns) { (self::cell(cell, column)) } };
    html! {
        table {
            @if let Some(caption) = &table.caption { caption { (caption) } }
            @if has_headings {
                thead { tr { @for column in &table.columns { (column_heading(column)) } } }
            }
            tbody { @for row in &table.rows { tr { (cells(row)) } "\n" } }
        }
    }
}

fn column_heading(column: &Column<'_>) -> Markup {
    html! { th scope="col" dir=[direction(&column.heading)] { (inlines(&column.heading)) } }
}

/// On a narrow screen there are no columns: each cell has its heading beside it.
fn cell(cell: &StyledLine<'_>, column: &Column<'_>) -> Markup {
    let content = inlines(cell);
    match column.kind {
        ColumnKind::Name => html! { th scope="row" { (content) } },
        ColumnKind::Figure => html! { td data-label=(words(&column.heading)) { (content) } },
        ColumnKind::Text | ColumnKind::Aligned(_) => html! { td dir=[direction(cell)] { (content) } },
    }
}

fn entries(entries: &ReportEntries<'_>) -> Markup {
    html! {
        table class=[(entries.documents == 2).then_some("pair")] {
            caption { (entries.caption) }
            thead {
                tr {
                    th scope="col" { (entries.subject) }
                    @for document in 0..entries.documents { th scope="col" { "In " (name(document)) } }
                }
            }
            tbody { @for entry in &entries.rows { (self::entry(entry)) "\n" } }
        }
    }
}

fn entry(entry: &ReportEntry<'_>) -> Markup {
    html! {
        tr id=[entry.anchor.as_deref()] class=[entry.is_strong.then_some("strong")] {
            th scope="row" { (inlines(&entry.title)) @for note in &entry.notes { p { (inlines(note)) } } }
            @for quotes in &entry.sides { td { @for quote in quotes { p { (inlines(quote)) } } } }
        }
    }
}

fn inlines(line: &[Inline<'_>]) -> Markup {
    html! { @for part in line { (inline(part)) } }
}

fn inline(part: &Inline<'_>) -> Markup {
    match part {
        Inline::Text(words) => html! { (safe::line(words)) },
        Inline::Strong(words) => html! { strong { (safe::line(words)) } },
        Inline::Aside(line) => html! { span.aside { "(" (inlines(line)) ")" } },
        Inline::Quoted(passage, language) => html! { bdi lang=[*language] { (self::passage(passage)) } },
        Inline::Passage(passage) => self::passage(passage),
        Inline::Path(path) => html! { bdi.path { (safe::line(path)) } },
        Inline::Break => html! { br; },
        Inline::Number { document, sentence, .. } => {
            let to = anchor(*document, *sentence);
            html! { a href={ "#" (to) } { (words(std::slice::from_ref(part))) } }
        }
        Inline::Link { to, words } => html! { a href={ "#" (to) } { (words) } },
    }
}

fn passage(passage: &ForeignText<'_>) -> Markup {
    html! { @for run in passage.runs() { (styled(&run.text, &run.styles)) } }
}

/// A link of a document leads nowhere here; its target is a reference below.
fn styled(text: &str, styles: &[Style]) -> Markup {
    let Some((style, inner)) = styles.split_first() else { return html! { (text) } };
    let inner = styled(text, inner);
    match style {
        Style::Emphasis => html! { em { (inner) } },
        Style::Strong => html! { strong { (inner) } },
        Style::Struck => html! { s { (inner) } },
        Style::Code => html! { code { (inner) } },
        Style::LinkWords => html! { u { (inner) } },
        Style::Picture => html! { span.picture { (inner) } },
        Style::Math => html! { span.math { (inner) } },
        Style::Note => html! { span.note { (inner) } },
        Style::Hit | Style::Shared => html! { mark { (inner) } },
        Style::Removed => html! { del { (inner) } },
        Style::Added => html! { ins { (inner) } },
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use crate::report::comparison::tests::{LEFT, RIGHT, with_report};
    use crate::report::{ReportFormat, Writer};
    use crate::text::unicode::is_unprintable;
    use proptest::prelude::*;
    use std::collections::HashSet;

    /// Returns an error when a link within a page leads nowhere, or when an anchor occurs twice.
    pub(in crate::report) fn linked(html: &str) -> Result<(), String> {
        let values = |pattern: &str| -> Vec<String> {
            let pattern = regex::Regex::new(pattern).unwrap();
            pattern.captures_iter(html).map(|found| found[1].to_owned()).collect()
        };
        let mut anchors = HashSet::new();
        for anchor in values(r#"<[^>]* id="([^"]*)""#) {
            if !anchors.insert(anchor.clone()) {
                return Err(format!("two anchors {anchor}"));
            }
        }
        match values(r##"<[^>]* href="#?([^"]*)""##).iter().find(|target| !anchors.contains(*target)) {
            Some(target) => Err(format!("{target} leads nowhere")),
            None => Ok(()),
        }
    }

    fn page(sides: [&[&str]; 2]) -> String {
        with_report(sides, |report| {
            let writer = Writer { format: ReportFormat::Html, ..Writer::default() };
            let mut bytes = Vec::new();
            writer.open("A <title> & \"more\"", &mut bytes).unwrap();
            writer.write(report, &mut bytes).unwrap();
            writer.close(&mut bytes).unwrap();
            String::from_utf8(bytes).unwrap()
        })
    }

    #[test]
    fn every_link_arrives() {
        for sides in [[LEFT, RIGHT], [RIGHT, LEFT], [&[], LEFT], [&[], &[]], [LEFT, LEFT]] {
            let html = page(sides);
            assert_eq!(linked(&html), Ok(()), "{html}");
            assert_eq!(page(sides), html, "the same documents give the same bytes");
        }
        assert!(linked("<a href=\"#x\"></a>").is_err());
        assert!(linked("<p id=\"x\"></p><p id=\"x\"></p>").is_err());
    }

    #[test]
    fn a_link_leads_to_both_sentences_and_they_lead_back() {
        let html = page([LEFT, RIGHT]);
        for part in [
            "<tr id=\"link-1-2\" class=\"strong\"><th scope=\"row\">1. A 1 and B 2: very likely (",
            "<a href=\"#a1\">A 1</a>: <bdi lang=\"en\">Five <mark>ferries crossed",
            "<a href=\"#b2\">B 2</a>: <bdi lang=\"en\">Six <mark>ferries crossed",
            "<li id=\"a1\"",
            "<a href=\"#link-1-2\">B 2</a>",
            "<a href=\"#link-1-2\">A 1</a>",
            "<li><a href=\"#b1\">B 1</a>: <bdi lang=\"en\">Tickets remain cheap.</bdi></li>",
        ] {
            assert!(html.contains(part), "{part} in\n{html}");
        }
    }

    #[test]
    fn a_page_needs_nothing_else() {
        let html = page([LEFT, RIGHT]).to_lowercase();
        for part in
            ["http", "//", "<script", "<link", "<img", "<iframe", "url(", "@import", "@font-face", " on"]
        {
            let elsewhere =
                html.match_indices(part).find(|(at, _)| part != " on" || html[*at..].contains("=\"x"));
            assert_eq!(elsewhere, None, "{part}");
        }
        assert!(html.contains("<title>a &lt;title&gt; &amp; &quot;more&quot;</title>"), "{html}");
    }

    #[test]
    fn foreign_markup_is_text() {
        let evil: &[&str] = &[
            "<script>alert(1)</script> & \"five\" 'ships' crossed the harbour.",
            "</bdi></td></table><img src=x onerror=alert(1)> five ships crossed the \u{202e}harbour\u{9b}31m.",
        ];
        let html = page([evil, evil]);
        assert!(!html.contains("<script") && !html.contains("<img"), "{html}");
        let steers = |c: char| is_unprintable(c) && c != '\n';
        assert!(!html.contains(steers), "{html:?}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn no_text_breaks_the_page(
            left in prop::collection::vec("[ -~]{0,30}|\\PC{0,12}|Five ferries <b>\"&'crossed the ice.", 0..5),
            right in prop::collection::vec(any::<String>().prop_map(|text| text + " Five ferries crossed."), 0..5),
        ) {
            let lines = [&left, &right].map(|side| side.iter().map(String::as_str).collect::<Vec<_>>());
            let html = page([&lines[0], &lines[1]]);
            prop_assert_eq!(linked(&html), Ok(()));
            prop_assert!(!html.contains(|c: char| c.is_control() && c != '\n'));
        }
    }
}
