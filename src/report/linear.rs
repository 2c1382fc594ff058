//! Linear text for screen readers: one thing after another, marks in words, nothing in columns and nothing drawn.

use crate::report::model::{
    ForeignText, Inline, ItemMarker, NestedItem, ReportBlock, ReportEntry, Section, Style, StyledLine,
    StyledRun, Table,
};
use crate::report::text::{apart, wrapped};
use crate::report::wording::add_number;
use crate::text::safe;

/// Returns the name above one of several reports.
pub(crate) fn part(path: &str, index: usize) -> String {
    format!("{}Document: {path}\n\n", if index > 0 { "\n" } else { "" })
}

/// Returns the blocks of a report, in lines of at most `width` cells if that is limited.
pub(crate) fn render(blocks: &[ReportBlock<'_>], width: Option<usize>) -> String {
    let paragraphs = apart(blocks.iter().map(|block| lines(block, 1)));
    let rows = paragraphs.iter().flat_map(|line| wrapped(width, ["", ""], line));
    rows.map(|row| row + "\n").collect()
}

/// Returns the lines of a block; `depth` is the level of the next list within it.
fn lines(block: &ReportBlock<'_>, depth: usize) -> Vec<String> {
    match block {
        ReportBlock::Heading(level, line) => vec![format!("Heading level {level}: {}", words(line))],
        ReportBlock::Paragraph(line) => line.split(|part| matches!(part, Inline::Break)).map(words).collect(),
        ReportBlock::References(targets) => {
            std::iter::once("Links:".to_owned()).chain(targets.iter().map(|line| words(line))).collect()
        }
        ReportBlock::Remarks(lines) => lines.iter().map(|line| words(line)).collect(),
        ReportBlock::Contents(_) => Vec::new(),
        ReportBlock::Section(Section { heading, blocks, .. }) => {
            let heading = vec![format!("Heading level 2: {}", words(heading))];
            apart(std::iter::once(heading).chain(blocks.iter().map(|block| lines(block, depth))))
        }
        ReportBlock::Article(_, blocks) => apart(blocks.iter().map(|block| lines(block, depth))),
        ReportBlock::List(list) => list.items.iter().map(|item| words(&item.line)).collect(),
        ReportBlock::Nested(list) => list.items.iter().flat_map(|item| item_lines(item, depth)).collect(),
        ReportBlock::Table(table) | ReportBlock::FrontMatter(table) => table_lines(table),
        ReportBlock::Entries(entries) => apart(entries.rows.iter().map(entry_lines)),
        ReportBlock::Quotation(blocks) => {
            let inside = apart(blocks.iter().map(|block| lines(block, depth)));
            enclosed("Quotation:", inside, "End of quotation.")
        }
        ReportBlock::Code { text, language } => {
            let first =
                language.as_ref().map_or("Code:".to_owned(), |language| format!("Code in {language}:"));
            enclosed(&first, safe::printable(text).lines().map(str::to_owned).collect(), "End of code.")
        }
        ReportBlock::Rule => vec!["Rule.".into()],
    }
}

fn enclosed(first: &str, inside: Vec<String>, last: &str) -> Vec<String> {
    std::iter::once(first.to_owned()).chain(inside).chain([last.to_owned()]).collect()
}

/// Returns the lines of an item of a list. The first line names the item.
fn item_lines(item: &NestedItem<'_>, depth: usize) -> Vec<String> {
    let name = match item.marker {
        ItemMarker::Bullet => "Item".to_owned(),
        ItemMarker::Number(_, characters) | ItemMarker::Other(characters) => {
            format!("Item {}", safe::line(characters).as_str().trim_end_matches(['.', ')']))
        }
        ItemMarker::Task(true) => "Done".to_owned(),
        ItemMarker::Task(false) => "To do".to_owned(),
        ItemMarker::Note(number) => format!("Note {}", safe::line(number)),
        ItemMarker::Term => "Term".to_owned(),
        ItemMarker::Definition => "Definition".to_owned(),
    };
    let level = if depth > 1 { format!(", level {depth}") } else { String::new() };
    let mut inside = apart(item.blocks.iter().map(|block| lines(block, depth + 1)));
    match inside.first_mut() {
        Some(first) => *first = format!("{name}{level}: {first}"),
        None => inside.push(format!("{name}{level}.")),
    }
    inside
}

/// Returns a line for each row, in which every cell comes after the heading of its column.
fn table_lines(table: &Table<'_>) -> Vec<String> {
    let headings: Vec<String> = table.columns.iter().map(|column| words(&column.heading)).collect();
    let cell = |(index, cell): (usize, &StyledLine<'_>)| match headings.get(index).map(String::as_str) {
        None | Some("") => words(cell),
        Some(heading) => format!("{heading}: {}", words(cell)),
    };
    let row = |(number, cells): (usize, &Vec<StyledLine<'_>>)| {
        let cells: Vec<String> = cells.iter().enumerate().map(cell).collect();
        format!("Row {}. {}.", number + 1, cells.join("; "))
    };
    let count = table.rows.len();
    let noun = if count == 1 { "row" } else { "rows" };
    let caption =
        table.caption.as_ref().map_or(String::new(), |caption| format!(", {}", safe::line(caption)));
    let first = format!("Table{caption}: {count} {noun}.");
    std::iter::once(first).chain(table.rows.iter().enumerate().map(row)).collect()
}

fn entry_lines(entry: &ReportEntry<'_>) -> Vec<String> {
    let below = entry.sides.iter().flatten().chain(&entry.notes);
    std::iter::once(&entry.title).chain(below).map(|line| words(line)).collect()
}

/// Returns the words of a line with the meaning of its marks.
fn words(line: &[Inline<'_>]) -> String {
    let mut text = String::new();
    for part in line {
        match part {
            Inline::Text(words) | Inline::Strong(words) => {
                text.push_str(&safe::line(words).as_str().replace(" · ", ", "));
            }
            Inline::Path(words) => text.push_str(safe::line(words).as_str()),
            Inline::Aside(line) => text.extend(["(", &words(line), ")"]),
            Inline::Quoted(passage, _) | Inline::Passage(passage) => text.push_str(&passage_words(passage)),
            Inline::Number { document, sentence, is_named } => {
                add_number(&mut text, *document, *sentence, *is_named);
            }
            Inline::Link { words, .. } => text.push_str(words),
            // In a cell of a table, and in what else takes one line.
            Inline::Break => {
                let is_ended = text.trim_end().ends_with(|last: char| last.is_ascii_punctuation());
                text.push_str(if is_ended { " " } else { ", " });
            }
        }
    }
    text
}

/// Returns the words of a passage, with a word for each style that changes their meaning.
fn passage_words(passage: &ForeignText<'_>) -> String {
    let runs = passage.runs();
    let parts = runs.chunk_by(|one, other| meaning(one) == meaning(other)).map(|runs| {
        let text: String = runs.iter().map(|run| run.text.replace('\n', " ")).collect();
        let style = runs.first().and_then(meaning);
        style.and_then(|style| in_words(style, &text)).unwrap_or(text)
    });
    parts.collect()
}

/// Returns the style of a run that changes its meaning.
fn meaning(run: &StyledRun) -> Option<Style> {
    run.styles.iter().copied().find(|style| in_words(*style, "").is_some())
}

/// Returns words with one for their style; `None` for a style that does not change their meaning.
fn in_words(style: Style, text: &str) -> Option<String> {
    Some(match style {
        Style::LinkWords => format!("{text} (link)"),
        Style::Note => format!(" (note {})", text.trim_matches(['[', ']'])),
        Style::Struck => format!("(struck: {})", text.trim()),
        Style::Removed => format!("(removed: {})", text.trim()),
        Style::Added => format!("(added: {})", text.trim()),
        Style::Emphasis
        | Style::Strong
        | Style::Code
        | Style::Math
        | Style::Picture
        | Style::Hit
        | Style::Shared => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::formats::{SourceBytes, parse};
    use crate::report::{NamedDocument, ReportFormat, Writer};

    fn printed(markdown: &str, width: Option<usize>) -> String {
        let path = Path::new("x.md");
        let document = parse(&SourceBytes::new(path, markdown.as_bytes())).unwrap();
        let mut bytes = Vec::new();
        Writer { format: ReportFormat::Plain, width, ..Writer::default() }
            .write(&NamedDocument { path, document: &document }, &mut bytes)
            .unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn marks_are_words() {
        for (markdown, expected) in [
            ("## Tides\n\nThey rise.\n", "Heading level 2: Tides\n\nThey rise.\n"),
            ("> High water.\n", "Quotation:\nHigh water.\nEnd of quotation.\n"),
            (
                "- one\n  - two\n- [x] sail\n- [ ] row\n",
                "Item: one\n\nItem, level 2: two\nDone: sail\nTo do: row\n",
            ),
            ("3. three\n", "Item 3: three\n"),
            ("Sea View\\\nThe Harbour\n", "Sea View\nThe Harbour\n"),
            ("It ~~never~~ rose.\n", "It (struck: never) rose.\n"),
            (
                "| port | height |\n|---|---|\n| Brest | 6 m |\n| Vigo | 3 m |\n",
                "Table: 2 rows.\nRow 1. port: Brest; height: 6 m.\nRow 2. port: Vigo; height: 3 m.\n",
            ),
            ("```\nebb();\n```\n", "Code:\nebb();\nEnd of code.\n"),
            ("```rust\nebb();\n```\n", "Code in rust:\nebb();\nEnd of code.\n"),
        ] {
            assert_eq!(printed(markdown, None), expected, "{markdown}");
        }
        let note = printed("High water.[^1] See [ports](ports.html).\n\n[^1]: At Brest.\n", None);
        assert!(note.contains("(note 1)") && note.contains("Note 1: At Brest."), "{note}");
        assert!(note.contains("ports (link)") && note.contains("ports: ports.html"), "{note}");
        assert_eq!(printed("one two three\n", Some(8)), "one two\nthree\n");
    }
}
