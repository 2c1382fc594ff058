//! Markdown (CommonMark with the extensions of GitHub): headings, quotations, lists and tables.
//!
//! Every character that would be markup is escaped here and nowhere else, so that a sentence with
//! asterisks, angle brackets or a leading `#` reads as it was written. A document printed so and read again is
//! the same document.

mod inline;

use crate::document::Alignment;
use crate::report::markdown::inline::{
    InlinePlace, at_line_start, escaped, inlines, longest_run_of_backticks,
};
use crate::report::model::{
    ColumnKind, Inline, ItemMarker, NestedItem, NestedList, ReportBlock, ReportEntry, Section, StyledLine,
    Table,
};
use crate::report::text::{apart, framed, words};
use crate::text::safe;

/// Returns the name above one of several reports.
pub(crate) fn part(path: &str, index: usize) -> String {
    let rule = if index > 0 { "\n***\n\n" } else { "" };
    format!("{rule}**{}**\n\n", escaped(path))
}

/// Returns the blocks of a report. Front matter is a table if the report is one of several, because Markdown
/// knows it at the top of a file alone.
pub(crate) fn render(blocks: &[ReportBlock<'_>], is_part: bool) -> String {
    // A section is apart from whatever another report has written before it.
    let above = matches!(blocks, [ReportBlock::Section(_), ..]).then(String::new);
    let lines = match blocks {
        [ReportBlock::Article(_, inner)] if !is_part => match inner.split_first() {
            Some((ReportBlock::FrontMatter(settings), below)) => {
                apart(std::iter::once(front_matter(settings)).chain(below.iter().map(lines)))
            }
            _ => apart(inner.iter().map(lines)),
        },
        _ => apart(blocks.iter().map(lines)),
    };
    above.into_iter().chain(lines).map(|line| line + "\n").collect()
}

/// Returns settings as YAML between two rules.
fn front_matter(settings: &Table<'_>) -> Vec<String> {
    let scalar = |cell: &StyledLine<'_>| yaml_scalar(&words(cell));
    let setting = |row: &Vec<StyledLine<'_>>| {
        let cells: Vec<String> = row.iter().map(scalar).collect();
        cells.join(": ")
    };
    let rule = || std::iter::once("---".to_owned());
    rule().chain(settings.rows.iter().map(setting)).chain(rule()).collect()
}

/// Returns a text as YAML reads it: as it is where no character of it could be a sign, else in quotation marks as
/// JSON has them, which YAML reads too.
fn yaml_scalar(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '_' | '.' | '/' | '-');
    let is_word = text.starts_with(char::is_alphanumeric) && text.chars().all(is_plain);
    if is_word && text != "null" {
        return text.to_owned();
    }
    serde_json::Value::from(text).to_string()
}

/// Returns the lines of a block.
fn lines(block: &ReportBlock<'_>) -> Vec<String> {
    match block {
        ReportBlock::Article(_, blocks) => apart(blocks.iter().map(lines)),
        ReportBlock::Heading(level, line) => heading(*level, line),
        // Links have their targets with them.
        ReportBlock::Contents(_) | ReportBlock::References(_) => Vec::new(),
        ReportBlock::Remarks(lines) => lines.iter().map(remark).collect(),
        ReportBlock::Section(Section { heading, blocks, .. }) => {
            apart(std::iter::once(self::heading(2, heading)).chain(blocks.iter().map(lines)))
        }
        ReportBlock::Paragraph(line) => {
            inlines(line, InlinePlace::Lines).lines().map(at_line_start).collect()
        }
        ReportBlock::List(list) => {
            list.items.iter().flat_map(|item| framed(&[block_line(&item.line)], ["- ", "  "])).collect()
        }
        ReportBlock::Nested(list) => nested(list),
        ReportBlock::Table(table) | ReportBlock::FrontMatter(table) => self::table(table),
        ReportBlock::Entries(entries) => apart(entries.rows.iter().map(entry)),
        ReportBlock::Quotation(blocks) => framed(&apart(blocks.iter().map(lines)), ["> ", "> "]),
        ReportBlock::Code { text, language } => {
            fenced(&safe::printable(text), language.as_deref().unwrap_or_default())
        }
        ReportBlock::Rule => vec!["***".into()],
    }
}

/// Returns a line of HTML, because Markdown has no lines that are no text. The reader of Markdown knows its class.
fn remark(line: &StyledLine<'_>) -> String {
    let words = words(line);
    format!("<p class=\"remark\">{}</p>", html_escape::encode_text(&words))
}

/// Only a heading with a line below it can have several lines.
fn heading(level: u8, line: &StyledLine<'_>) -> Vec<String> {
    let words = inlines(line, InlinePlace::Lines);
    let is_broken = line.iter().any(|part| matches!(part, Inline::Break));
    if level <= 2 && words.contains('\n') && !is_broken {
        let below = if level == 1 { "===" } else { "---" };
        return words.lines().map(at_line_start).chain([below.to_owned()]).collect();
    }
    vec![format!("{} {}", "#".repeat(level.clamp(1, 6).into()), inlines(line, InlinePlace::OneLine))]
}

/// Returns the lines of an entry: its title as a heading, one quotation, its notes.
fn entry(entry: &ReportEntry<'_>) -> Vec<String> {
    let quotes = entry.sides.iter().flatten().map(|quote| vec![block_line(quote)]);
    let quotation = framed(&apart(quotes), ["> ", "> "]);
    let notes = entry.notes.iter().map(|note| vec![block_line(note)]);
    apart([heading(3, &entry.title), quotation].into_iter().chain(notes))
}

/// Returns the items of a list. Items of a close list that is set apart from the items above are another list
/// and so have other markers.
fn nested(list: &NestedList<'_>) -> Vec<String> {
    let mut is_other = false;
    let mut above: Option<&NestedItem<'_>> = None;
    let mut all = Vec::new();
    for item in &list.items {
        let begins_list = above.is_some_and(|above| match (above.marker, item.marker) {
            (ItemMarker::Number(above, _), ItemMarker::Number(number, _))
                if above.checked_add(1) != Some(number) =>
            {
                true
            }
            _ => list.is_close && item.has_gap,
        });
        is_other ^= begins_list;
        all.push(nested_item(item, is_other, list.is_close));
        above = Some(item);
    }
    if list.is_close { all.into_iter().flatten().collect() } else { apart(all.into_iter()) }
}

/// Returns the lines of an item; `is_other` as in [`marker`]. A heading has a marker that Markdown does not know
/// among its words.
fn nested_item(item: &NestedItem<'_>, is_other: bool, is_close: bool) -> Vec<String> {
    if let (ItemMarker::Other(characters), [ReportBlock::Heading(level, line)]) =
        (item.marker, &item.blocks[..])
    {
        let marker = Inline::from(format!("{characters} "));
        return heading(*level, &std::iter::once(marker).chain(line.iter().cloned()).collect());
    }
    let (marker, hang) = marker(item.marker, is_other);
    let blocks = if is_close { close(&item.blocks) } else { apart(item.blocks.iter().map(lines)) };
    framed(&blocks, [&marker, &" ".repeat(hang)])
}

/// Returns the lines of blocks without empty lines between them, but above a paragraph that would continue
/// the block above, and above a list that would be text of it because it does not begin with 1.
fn close(blocks: &[ReportBlock<'_>]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut above: Option<&ReportBlock<'_>> = None;
    for block in blocks {
        let first = match block {
            ReportBlock::Nested(list) => list.items.first().map(|item| item.marker),
            _ => None,
        };
        let lines = lines(block);
        // The mark of a heading of several lines is below it.
        let is_marked_above = || lines.first().is_some_and(|line| line.starts_with('#'));
        let is_text = match block {
            ReportBlock::Paragraph(_) | ReportBlock::Table(_) => true,
            ReportBlock::Heading(..) => !is_marked_above(),
            _ => first == Some(ItemMarker::Term),
        };
        let goes_on = matches!(
            above,
            Some(
                ReportBlock::Paragraph(_)
                    | ReportBlock::Quotation(_)
                    | ReportBlock::Nested(_)
                    | ReportBlock::Table(_)
            )
        );
        let is_text_of_paragraph = matches!(above, Some(ReportBlock::Paragraph(_)))
            && matches!(first, Some(ItemMarker::Number(number, _)) if number != 1);
        all.extend(((is_text && goes_on) || is_text_of_paragraph).then(String::new));
        all.extend(lines);
        above = Some(block);
    }
    all
}

/// A table must have a row of headings, which may be empty.
fn table(table: &Table<'_>) -> Vec<String> {
    let alignment = |kind| match kind {
        ColumnKind::Figure | ColumnKind::Aligned(Alignment::End) => "---:|",
        ColumnKind::Aligned(Alignment::Centre) => ":---:|",
        ColumnKind::Name | ColumnKind::Text | ColumnKind::Aligned(Alignment::Start) => "---|",
    };
    let alignments: String = table.columns.iter().map(|column| alignment(column.kind)).collect();
    let cell = |line: &StyledLine<'_>| inlines(line, InlinePlace::Cell);
    let mut lines =
        vec![row(table.columns.iter().map(|column| cell(&column.heading))), format!("|{alignments}")];
    lines.extend(table.rows.iter().map(|cells| row(cells.iter().map(cell))));
    lines
}

fn row(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
}

/// The fence is longer than any run of backticks within.
fn fenced(code: &str, language: &str) -> Vec<String> {
    let fence = "`".repeat((longest_run_of_backticks(code) + 1).max(3));
    let lines = code.split('\n').map(str::to_owned);
    std::iter::once(format!("{fence}{language}")).chain(lines).chain([fence.clone()]).collect()
}

/// Returns the marker before an item and the indentation of its other lines; `is_other` for one of the marks
/// that begin another list.
///
/// Other markers than those of Markdown become words of the item.
fn marker(marker: ItemMarker<'_>, is_other: bool) -> (String, usize) {
    let bullet = if is_other { '*' } else { '-' };
    match marker {
        ItemMarker::Bullet => (format!("{bullet} "), 2),
        ItemMarker::Number(number, _) => {
            let marker = format!("{number}{} ", if is_other { ')' } else { '.' });
            let hang = marker.len();
            (marker, hang)
        }
        ItemMarker::Task(done) => (format!("{bullet} [{}] ", if done { 'x' } else { ' ' }), 2),
        ItemMarker::Note(number) => (format!("[^{number}]: "), 4),
        ItemMarker::Term => (String::new(), 0),
        ItemMarker::Definition => (": ".into(), 2),
        ItemMarker::Other(characters) => {
            (format!("{bullet} {} ", escaped(safe::line(characters).as_str())), 2)
        }
    }
}

/// Returns a line in one line of Markdown at the beginning of a block, where more characters would be markup.
fn block_line(line: &[Inline<'_>]) -> String {
    at_line_start(&inlines(line, InlinePlace::OneLine))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::ReportFormat;
    use crate::report::comparison::tests::{LEFT, RIGHT, with_report, written};
    use crate::report::markdown::inline::passage;
    use crate::report::model::{Column, ForeignText, NestedItem, NestedList, Style};
    use crate::text::Span;
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, TagEnd};

    /// Returns the words that a reader of Markdown shows.
    fn shown(markdown: &str) -> String {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        Parser::new_ext(markdown, options)
            .filter_map(|event| match event {
                Event::Text(text) | Event::Code(text) => Some(text.into_string()),
                Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Strikethrough) => None,
                Event::SoftBreak | Event::HardBreak | Event::End(_) => Some("\n".into()),
                Event::Rule => Some("* * *\n".into()),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn rendered_markdown_shows_the_words_of_the_report() {
        let text = with_report([LEFT, RIGHT], |report| written(ReportFormat::Markdown, report));
        let shown = shown(&text);
        for part in ["A 3: The mayor *thanked* both crews.", "Shared words: ", "differs, number: A 1 “Five”"]
        {
            assert!(shown.contains(part), "{part:?} in\n{shown}");
        }
        assert!(text.contains("\n> **B 2**: Six ferries"), "{text}");
        assert!(!text.chars().any(|character| character != '\n' && character.is_control()), "{text:?}");
    }

    #[test]
    fn a_table_gets_headings_if_it_has_none() {
        let words = |words: &'static str| vec![Inline::from(words)];
        let table = |headings: [StyledLine<'static>; 2]| {
            let column = |heading| Column { heading, kind: ColumnKind::Text };
            let rows = vec![vec![words("1"), words("a|b")]];
            lines(&ReportBlock::Table(Table { caption: None, columns: headings.map(column).into(), rows }))
        };
        assert_eq!(table([vec![], vec![]]), ["|  |  |", "|---|---|", "| 1 | a\\|b |"]);
        assert_eq!(table([words("x"), words("y")])[0], "| x | y |");
    }

    #[test]
    fn items_keep_their_markers_and_their_depth() {
        let list = |marker, inner: ReportBlock<'static>| {
            let blocks = vec![ReportBlock::paragraph("1. one"), inner];
            let items = vec![NestedItem { marker, has_gap: true, blocks }];
            ReportBlock::Nested(NestedList { items, is_close: false })
        };
        let inner = list(
            ItemMarker::Task(true),
            ReportBlock::Code { text: "a ``` b".into(), language: Some("rust".into()) },
        );
        assert_eq!(
            lines(&ReportBlock::Quotation(vec![list(ItemMarker::Number(3, "3."), inner)])),
            [
                "> 3. 1\\. one",
                ">",
                ">    - [x] 1\\. one",
                ">",
                ">      ````rust",
                ">      a ``` b",
                ">      ````"
            ]
        );
    }

    #[test]
    fn emphasis_is_left_out_where_it_would_show_as_asterisks() {
        for (text, start, end, expected) in [
            ("the sea.", 4, 7, "the **sea**."),
            ("the sea ", 3, 8, "the **sea**"),
            ("sea-level", 0, 4, "sea-level"),
            ("(sea) level", 0, 5, "**(sea)** level"),
            ("a`b|c", 1, 5, "a\\`b\\|c"),
            ("the *sea*", 4, 9, "the **\\*sea\\***"),
        ] {
            let marks = [Span::new(start, end)];
            assert_eq!(
                passage(&ForeignText::marked(text, &marks, Style::Hit), InlinePlace::Lines),
                expected,
                "{text}"
            );
        }
        let code = ForeignText::marked("a`b c", &[Span::new(0, 3)], Style::Code);
        assert_eq!(passage(&code, InlinePlace::Lines), "``a`b`` c");
    }

    fn places() -> impl Strategy<Value = Vec<(Span, Style)>> {
        let styles = prop::sample::select(vec![Style::Emphasis, Style::Strong, Style::Struck, Style::Code]);
        let place = (0usize..20, 1usize..9, styles);
        let place = place.prop_map(|(start, length, style)| (Span::new(start, start + length), style));
        prop::collection::vec(place, 0..4).prop_map(|mut places| {
            places.sort_unstable();
            places
        })
    }

    proptest! {
        #[test]
        fn escaped_text_shows_as_it_is(text in "[ -~é—]{0,40}|[-#+=>*_`|&;~0-9.()a<! \\\\]{0,12}") {
            let passage = ForeignText { text: text.as_str().into(), ..ForeignText::default() };
            let words: String = passage.runs().iter().map(|run| run.text.as_str()).collect();
            let read = shown(&block_line(&[Inline::Passage(passage)]));
            prop_assert_eq!(read.trim_end_matches('\n'), words);
        }

        #[test]
        fn emphasis_changes_no_word(text in "[a-c *_.,`é-]{0,20}", styles in places()) {
            let passage = ForeignText { text: text.as_str().into(), styles, ..ForeignText::default() };
            let words: String = passage.runs().iter().map(|run| run.text.as_str()).collect();
            let read = shown(&block_line(&[Inline::Passage(passage)]));
            prop_assert_eq!(read.trim_end_matches('\n'), words);
        }
    }
}
