//! Markdown (CommonMark with GitHub's tables): headings, quotations and tables.
//!
//! Every character that would be markup is escaped here and nowhere else, so that a sentence with
//! asterisks, angle brackets or a leading `#` reads as it was written.

use crate::report::model::{
    Block, ColumnKind, Entry, Inline, Line, Marker, Passage, Run, Section, Style, Table,
};
use crate::report::text::{apart, framed};
use crate::text::safe;

/// Returns the name above one of several contents.
pub(crate) fn part(path: &str, index: usize) -> String {
    let rule = if index > 0 { "\n***\n\n" } else { "" };
    format!("{rule}**{}**\n\n", escaped(path))
}

/// Returns the blocks of a content.
pub(crate) fn render(blocks: &[Block<'_>]) -> String {
    // A section is apart from whatever another content has written before it.
    let above = matches!(blocks, [Block::Section(_), ..]).then(String::new);
    let lines = above.into_iter().chain(apart(blocks.iter().map(lines)));
    lines.map(|line| line + "\n").collect()
}

/// Returns the lines of a block.
fn lines(block: &Block<'_>) -> Vec<String> {
    match block {
        Block::Article(_, blocks) => apart(blocks.iter().map(lines)),
        Block::Heading(level, line) => vec![heading(*level, line)],
        Block::Contents(_) => Vec::new(),
        Block::Section(Section { heading, blocks, .. }) => {
            apart(std::iter::once(vec![self::heading(2, heading)]).chain(blocks.iter().map(lines)))
        }
        Block::Paragraph(line) | Block::Reference(line) => inlines(line).lines().map(at_line_start).collect(),
        Block::List(list) => {
            list.items.iter().flat_map(|item| framed(&[block_line(&item.line)], ["- ", "  "])).collect()
        }
        Block::Nested(items) => {
            let items = items.iter().map(|item| {
                let (marker, hang) = marker(item.marker);
                framed(&apart(item.blocks.iter().map(lines)), [&marker, &" ".repeat(hang)])
            });
            apart(items)
        }
        Block::Table(table) => self::table(table),
        Block::Entries(entries) => apart(entries.rows.iter().map(entry)),
        Block::Quotation(blocks) => framed(&apart(blocks.iter().map(lines)), ["> ", "> "]),
        Block::Code(code) => fenced(&safe::printable(code)),
        Block::Rule => vec!["***".into()],
    }
}

fn heading(level: u8, line: &Line<'_>) -> String {
    format!("{} {}", "#".repeat(level.clamp(1, 6).into()), one_line(line))
}

/// Returns the lines of an entry: its title as a heading, one quotation, its notes.
fn entry(entry: &Entry<'_>) -> Vec<String> {
    let quotes = entry.sides.iter().flatten().map(|quote| vec![block_line(quote)]);
    let quotation = framed(&apart(quotes), ["> ", "> "]);
    let notes = entry.notes.iter().map(|note| vec![block_line(note)]);
    apart([vec![heading(3, &entry.title)], quotation].into_iter().chain(notes))
}

/// A table must have a row of headings, which may be empty.
fn table(table: &Table<'_>) -> Vec<String> {
    let alignment = |kind| match kind {
        ColumnKind::Figure => "---:|",
        ColumnKind::Name | ColumnKind::Text => "---|",
    };
    let alignments: String = table.columns.iter().map(|column| alignment(column.kind)).collect();
    let mut lines =
        vec![row(table.columns.iter().map(|column| one_line(&column.heading))), format!("|{alignments}")];
    lines.extend(table.rows.iter().map(|cells| row(cells.iter().map(|cell| one_line(cell)))));
    lines
}

fn row(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
}

/// The fence is longer than any run of backticks within.
fn fenced(code: &str) -> Vec<String> {
    let fence = "`".repeat((longest_run_of_backticks(code) + 1).max(3));
    std::iter::once(fence.as_str()).chain(code.lines()).chain([fence.as_str()]).map(str::to_owned).collect()
}

fn longest_run_of_backticks(code: &str) -> usize {
    code.split(|character| character != '`').map(str::len).max().unwrap_or_default()
}

/// Returns the marker before an item and the indentation of its other lines.
///
/// Markdown knows bullets and numbers; other markers become words of the item.
fn marker(marker: Marker<'_>) -> (String, usize) {
    match marker {
        Marker::Bullet => ("- ".into(), 2),
        Marker::Number(_, characters) => (format!("{characters} "), characters.len() + 1),
        Marker::Other(characters) => (format!("- {} ", escaped(safe::line(characters).as_str())), 2),
    }
}

/// Returns a line in one line of Markdown.
fn one_line(line: &[Inline<'_>]) -> String {
    inlines(line).replace('\n', " ")
}

/// Returns the same for the beginning of a block, where more characters would be markup.
fn block_line(line: &[Inline<'_>]) -> String {
    at_line_start(&one_line(line))
}

/// Returns a line in which the line ends of passages are kept.
fn inlines(line: &[Inline<'_>]) -> String {
    let label = match line.first() {
        // The number of a sentence before the sentence.
        Some(Inline::Link { words, .. }) => format!("**{}**", escaped(words)),
        first => first.map(inline).unwrap_or_default(),
    };
    std::iter::once(label).chain(line.iter().skip(1).map(inline)).collect()
}

fn inline(part: &Inline<'_>) -> String {
    match part {
        Inline::Text(words) | Inline::Path(words) => escaped(safe::line(words).as_str()),
        Inline::Strong(words) => format!("**{}**", escaped(safe::line(words).as_str())),
        Inline::Aside(line) => format!("({})", inlines(line)),
        Inline::Quoted(passage, _) | Inline::Passage(passage) => self::passage(passage),
        Inline::Link { words, .. } => escaped(words),
    }
}

fn passage(passage: &Passage<'_>) -> String {
    let runs = passage.runs();
    let mut text = String::new();
    for (index, run) in runs.iter().enumerate() {
        let before = index.checked_sub(1).map(|before| &runs[before]);
        text.push_str(&styled(run, before, runs.get(index + 1)));
    }
    text
}

/// Returns a run with its emphasis, which begins and ends at visible characters.
fn styled(run: &Run, before: Option<&Run>, after: Option<&Run>) -> String {
    let words = run.text.trim_matches([' ', '\n']);
    let start = run.text.len() - run.text.trim_start_matches([' ', '\n']).len();
    let (lead, trail) = (&run.text[..start], &run.text[start + words.len()..]);
    let last_before = lead.chars().last().or(before.and_then(|run| run.text.chars().last()));
    let first_after = trail.chars().next().or(after.and_then(|run| run.text.chars().next()));
    // Delimiters that touch those of another run would be read together.
    let touches = before.is_some_and(|run| !run.styles.is_empty()) && !last_before.is_some_and(is_space);
    // Nothing can be escaped in code, not even a bar that would end the cell of a table.
    let is_code = run.styles.contains(&Style::Code) && !words.is_empty() && !words.contains('|') && !touches;
    let mut text = if is_code { code_span(words) } else { escaped(words) };
    for delimiter in run.styles.iter().map(|style| delimiter(*style)) {
        if !touches && can_be_emphasised(&text, [last_before, first_after]) {
            text = format!("{delimiter}{text}{delimiter}");
        }
    }
    format!("{lead}{text}{trail}")
}

fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\n')
}

fn delimiter(style: Style) -> &'static str {
    match style {
        Style::Emphasis => "*",
        Style::Strong | Style::Hit => "**",
        Style::Struck => "~~",
        Style::Code | Style::Math | Style::LinkWords | Style::Shared | Style::Removed | Style::Added => "",
    }
}

/// Tells whether asterisks around `words` would be read as emphasis: next to punctuation they are only
/// if their other side is no letter or digit.
fn can_be_emphasised(words: &str, [before, after]: [Option<char>; 2]) -> bool {
    let is_open = |inner: Option<char>, outer: Option<char>| {
        inner.is_some_and(char::is_alphanumeric) || !outer.is_some_and(char::is_alphanumeric)
    };
    !words.is_empty() && is_open(words.chars().next(), before) && is_open(words.chars().last(), after)
}

/// The fence is longer than any run of backticks within.
fn code_span(code: &str) -> String {
    let fence = "`".repeat(longest_run_of_backticks(code) + 1);
    let space = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{code}{space}{fence}")
}

/// Returns safe text with every character escaped that Markdown would take for its own anywhere.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '#') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// Escapes what means something only at the start of a line: `-`, `+`, `=`, `1.` and `1)`.
fn at_line_start(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let at = match line.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => digits,
        Some(b'-' | b'+' | b'=') if digits == 0 => 0,
        _ => return line.to_owned(),
    };
    format!("{}\\{}", &line[..at], &line[at..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Format;
    use crate::report::comparison::tests::{LEFT, RIGHT, with_report, written};
    use crate::report::model::{Column, NestedItem};
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
        let text = with_report([LEFT, RIGHT], |report| written(Format::Markdown, report));
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
        let table = |headings: [Line<'static>; 2]| {
            let column = |heading| Column { heading, kind: ColumnKind::Text };
            let rows = vec![vec![words("1"), words("a|b")]];
            lines(&Block::Table(Table { caption: None, columns: headings.map(column).into(), rows }))
        };
        assert_eq!(table([vec![], vec![]]), ["|  |  |", "|---|---|", "| 1 | a\\|b |"]);
        assert_eq!(table([words("x"), words("y")])[0], "| x | y |");
    }

    #[test]
    fn items_keep_their_markers_and_their_depth() {
        let item = |marker, inner: Block<'static>| NestedItem {
            marker,
            blocks: vec![Block::paragraph("1. one"), inner],
        };
        let inner = Block::Nested(vec![item(Marker::Other("☑"), Block::Code("a ``` b".into()))]);
        assert_eq!(
            lines(&Block::Quotation(vec![Block::Nested(vec![item(Marker::Number(3, "3."), inner)])])),
            ["> 3. 1\\. one", ">", ">    - ☑ 1\\. one", ">", ">      ````", ">      a ``` b", ">      ````"]
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
        ] {
            let marks = [Span::new(start, end)];
            assert_eq!(passage(&Passage::marked(text, &marks, Style::Hit)), expected, "{text}");
        }
        let code = Passage::marked("a`b c", &[Span::new(0, 3)], Style::Code);
        assert_eq!(passage(&code), "``a`b`` c");
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
            let passage = Passage { text: text.as_str().into(), styles: Vec::new() };
            let words: String = passage.runs().iter().map(|run| run.text.as_str()).collect();
            let read = shown(&block_line(&[Inline::Passage(passage)]));
            prop_assert_eq!(read.trim_end_matches('\n'), words);
        }

        #[test]
        fn emphasis_changes_no_word(text in "[a-c *_.,`é-]{0,20}", styles in places()) {
            let passage = Passage { text: text.as_str().into(), styles };
            let words: String = passage.runs().iter().map(|run| run.text.as_str()).collect();
            let read = shown(&block_line(&[Inline::Passage(passage)]));
            prop_assert_eq!(read.trim_end_matches('\n'), words);
        }
    }
}
