//! Markdown (CommonMark with GitHub's tables): headings, quotations and tables.
//!
//! Every foreign character is escaped where it would mean something, so that a sentence with
//! asterisks, angle brackets or a leading `#` reads as it was written.

use std::io::{self, Write};
use std::path::Path;

use crate::document::{Block, BlockKind, Document};
use crate::report::Page;
use crate::report::claims::Grid;
use crate::report::comparison::{Pair, Report};
use crate::report::copied::COPIED;
use crate::report::escaped::escaped;
use crate::report::fact_row::fact_line;
use crate::report::figures::{
    certainty, fact_groups, figures, instead, is_verbatim, links_heading, listed, measure, only_heading,
};
use crate::report::grid;
use crate::report::hits;
use crate::report::hits::FoundIn;
use crate::report::list::{List, State};
use crate::report::revision::Revision;
use crate::report::similar;
use crate::report::similar::Similar;
use crate::report::subject::Named;
use crate::report::versions::{Changed, NO_CHANGE, VERSIONS};
use crate::report::wording::{NAMES, SAME_WORDS, one_line, shown_path, title};
use crate::text::{Span, safe};

/// Markdown.
pub(crate) struct Markdown;

impl Page for Markdown {
    fn report(&self, report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "# Comparison of two documents\n")?;
        for (subject, name) in report.documents.iter().zip(NAMES) {
            let (title, measure) = (escaped(&title(subject.title)), escaped(&measure(subject)));
            writeln!(out, "- **{name}**: {title}  \n  {measure}")?;
        }
        writeln!(out, "\n## Summary\n")?;
        for line in figures(report) {
            writeln!(out, "- {}", escaped(&line))?;
        }
        versions(report, out)?;
        links(report, out)?;
        for side in [0, 1] {
            writeln!(out, "\n## {}\n", only_heading(report, side))?;
            if report.only[side].is_empty() {
                writeln!(out, "None.")?;
            }
            for &index in &report.only[side] {
                writeln!(out, "- {}", numbered(report, side, index))?;
            }
        }
        facts(report, out)?;
        copies(report, out)?;
        writeln!(out, "\n## How this was made\n")?;
        for (what, words) in report.method.explained() {
            writeln!(out, "- **{what}**: {}.", escaped(&words))?;
        }
        Ok(())
    }

    fn list(&self, list: &List, out: &mut dyn Write) -> io::Result<()> {
        let keywords = list.keywords.iter().map(|word| escaped(&one_line(word)));
        let head = ["Title", "Words", "Minutes"].map(str::to_owned).into_iter().chain(keywords);
        writeln!(out, "| {} | Path |", head.collect::<Vec<_>>().join(" | "))?;
        writeln!(out, "|---|---:|---:|{}---|", "---:|".repeat(list.keywords.len()))?;
        for row in &list.rows {
            let path = escaped(&shown_path(&row.path));
            match &row.state {
                State::Read { title: named, words, hits, .. } => {
                    let title = escaped(&title(named.as_str()));
                    let figures = [*words, Document::minutes(*words)];
                    let figures = figures.iter().chain(hits).map(usize::to_string).collect::<Vec<_>>();
                    writeln!(out, "| {title} | {} | {path} |", figures.join(" | "))?;
                }
                State::Unread { why } => {
                    let empty = " |".repeat(2 + list.keywords.len());
                    writeln!(out, "| *{}* |{empty} {path} |", escaped(&one_line(why)))?;
                }
            }
        }
        Ok(())
    }

    fn similar(&self, similar: &Similar, out: &mut dyn Write) -> io::Result<()> {
        similar::markdown(similar, out)
    }

    fn hits(&self, found: &FoundIn, out: &mut dyn Write) -> io::Result<()> {
        hits::markdown(found, out)
    }

    fn claims(&self, grid: &Grid<'_>, out: &mut dyn Write) -> io::Result<()> {
        grid::markdown(grid, out)
    }

    fn document(&self, named: Named<'_>, out: &mut dyn Write) -> io::Result<()> {
        let document = named.document;
        let mut above: Option<&Block> = None;
        for current in &document.blocks {
            let in_table = above.is_some_and(is_row) && is_row(current);
            if above.is_some() && !in_table {
                writeln!(out)?;
            }
            let lines = lines(document, current, in_table);
            let (first, further) = margins(current);
            for (index, line) in lines.iter().enumerate() {
                let margin = if index == 0 { &first } else { &further };
                writeln!(out, "{}", format!("{margin}{line}").trim_end())?;
            }
            above = Some(current);
        }
        Ok(())
    }

    fn header(&self, path: &Path, above: usize, out: &mut dyn Write) -> io::Result<()> {
        let rule = if above > 0 { "\n***\n\n" } else { "" };
        writeln!(out, "{rule}**{}**\n", escaped(&shown_path(path)))
    }
}

fn links(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let Some(heading) = links_heading(report) else { return Ok(()) };
    writeln!(out, "\n## {heading}")?;
    let links = listed(report);
    if links.is_empty() {
        writeln!(out, "\nNone.")?;
    }
    for (number, link) in links.into_iter().enumerate() {
        pair(number + 1, link, report, out)?;
    }
    Ok(())
}

fn pair(number: usize, link: &Pair, report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let Pair { left, right, .. } = *link;
    writeln!(out, "\n### {number}. A {} and B {}: {}\n", left + 1, right + 1, certainty(link))?;
    if is_verbatim(report, link) {
        return writeln!(out, "> {}\n>\n> **B {}**: *{SAME_WORDS}*", numbered(report, 0, left), right + 1);
    }
    quote(report, &[(0, left), (1, right)], out)?;
    if link.shared.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nShared words: {}", escaped(&one_line(&link.shared.join(", "))))
}

fn facts(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    if report.facts.is_empty() {
        return writeln!(out, "\n## Facts\n\nNone found.");
    }
    for group in fact_groups(report) {
        writeln!(out, "\n## {}\n", group.heading)?;
        for fact in group.rows {
            writeln!(out, "- {}", escaped(&fact_line(fact)))?;
        }
    }
    Ok(())
}

fn copies(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n## {COPIED}\n")?;
    if let Some(words) = instead(report) {
        return writeln!(out, "{words}");
    }
    for run in &report.copies {
        writeln!(out, "- {}", escaped(&run.line()))?;
    }
    Ok(())
}

fn versions(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let Some(versions) = &report.edition else { return Ok(()) };
    writeln!(out, "\n## {VERSIONS}")?;
    let changes = versions.changes();
    if changes.is_empty() {
        writeln!(out, "\n{NO_CHANGE}")?;
    }
    for changed in changes {
        match changed {
            Changed::Both(pair) => revision(pair, report, out)?,
            Changed::Removed(index) => writeln!(out, "\n### Removed\n\n> {}", numbered(report, 0, index))?,
            Changed::Added(index) => writeln!(out, "\n### Added\n\n> {}", numbered(report, 1, index))?,
        }
    }
    Ok(())
}

fn revision(pair: &Revision, report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n### {}\n", pair.heading())?;
    quote(report, &pair.quoted(), out)?;
    pair.differing_words(&report.documents).map_or(Ok(()), |words| writeln!(out, "\n{}", escaped(&words)))
}

/// Writes sentences, by side and index, as one quotation.
fn quote(report: &Report<'_>, sentences: &[(usize, usize)], out: &mut dyn Write) -> io::Result<()> {
    let lines: Vec<String> = sentences.iter().map(|(side, index)| numbered(report, *side, *index)).collect();
    writeln!(out, "> {}", lines.join("\n>\n> "))
}

/// Returns a sentence after its number.
fn numbered(report: &Report<'_>, side: usize, index: usize) -> String {
    let text = escaped(&one_line(report.documents[side].sentence(index)));
    format!("**{} {}**: {text}", NAMES[side], index + 1)
}

fn is_row(block: &Block) -> bool {
    matches!(block.kind, BlockKind::TableRow { .. })
}

/// Returns the lines of a block without its margin.
fn lines(document: &Document, block: &Block, in_table: bool) -> Vec<String> {
    let text = block.span.of(&document.text);
    match &block.kind {
        BlockKind::Paragraph | BlockKind::Reference => {
            safe::printable(text).lines().map(|line| escaped(line.trim())).collect()
        }
        BlockKind::Heading(level) => {
            vec![format!("{} {}", "#".repeat((*level).clamp(1, 6).into()), escaped(&one_line(text)))]
        }
        BlockKind::Code => fenced(&safe::printable(text)),
        BlockKind::TableRow { cells, head } => row(document, cells, *head, in_table),
        BlockKind::Rule => vec!["***".into()],
    }
}

/// A fence is longer than any run of backticks within.
fn fenced(code: &str) -> Vec<String> {
    let longest = code.split(|character| character != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat((longest + 1).max(3));
    std::iter::once(fence.as_str()).chain(code.lines()).chain([fence.as_str()]).map(str::to_owned).collect()
}

/// A table must begin with a row of headings; a table without one gets an empty one.
fn row(document: &Document, cells: &[Span], head: bool, in_table: bool) -> Vec<String> {
    let joined = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let line = joined(cells.iter().map(|cell| escaped(&one_line(cell.of(&document.text)))).collect());
    let under = joined(vec!["---".into(); cells.len()]);
    match (in_table, head) {
        (true, _) => vec![line],
        (false, true) => vec![line, under],
        (false, false) => vec![joined(vec![String::new(); cells.len()]), under, line],
    }
}

/// Returns what stands before the first line of a block and before the others.
///
/// A bullet becomes `-`; a numbered item keeps its number. Indentation by four cells would be
/// code, so a block without a marker stands at the margin.
fn margins(block: &Block) -> (String, String) {
    let quotes = "> ".repeat(block.frame.quotes.into());
    let Some(marker) = &block.frame.marker else { return (quotes.clone(), quotes) };
    let numbered = marker.ends_with(['.', ')']) && marker.starts_with(|first: char| first.is_ascii_digit());
    let marker = if numbered { safe::line(marker).as_str().to_owned() } else { "-".into() };
    let hang = " ".repeat(marker.len() + 1);
    (format!("{quotes}{marker} "), format!("{quotes}{hang}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Draft, Frame};
    use crate::report::Row;
    use crate::report::comparison::tests::{LEFT, RIGHT, document, with_report, written};
    use crate::search::{Defaults, Keywords, parse_argument};
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    fn options() -> Options {
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH
    }

    /// The words a Markdown reader shows.
    fn shown(markdown: &str) -> String {
        Parser::new_ext(markdown, options())
            .filter_map(|event| match event {
                Event::Text(text) | Event::Code(text) => Some(text.into_string()),
                Event::End(TagEnd::Strong) => None,
                Event::SoftBreak | Event::HardBreak | Event::End(_) => Some("\n".into()),
                Event::Rule => Some("* * *\n".into()),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn a_report_reads_as_it_was_written() {
        let text = with_report([LEFT, RIGHT], |report| written(|out| Markdown.report(report, out)));
        let shown = shown(&text);
        for part in ["A 3: The mayor *thanked* both crews.", "Shared words: ", "differs, number: A 1 “Five”"]
        {
            assert!(shown.contains(part), "{part:?} in\n{shown}");
        }
        assert!(text.contains("\n> **B 2**: Six ferries"), "{text}");
        assert!(!text.chars().any(|character| character != '\n' && character.is_control()), "{text:?}");
    }

    #[test]
    fn a_list_is_one_table() {
        let mut keywords = Keywords::default();
        keywords.add(parse_argument("a|c", Defaults::default()).unwrap());
        let mut list = List::new(&keywords);
        list.rows.push(Row::read("a|b".into(), document(LEFT), &keywords));
        list.rows.push(Row::unread("c".into(), &"a *pipe*"));
        let text = written(|out| Markdown.list(&list, out));
        let cells = Parser::new_ext(&text, options())
            .filter(|event| matches!(event, Event::Start(Tag::TableCell)))
            .count();
        assert_eq!(cells, 15, "{text}");
        assert!(shown(&text).contains("a|b") && shown(&text).contains("a *pipe*"));
    }

    #[test]
    fn a_document_keeps_its_structure() {
        let frame =
            |quotes, marker: Option<&str>| Frame { quotes, indent: 2, marker: marker.map(Into::into) };
        let mut draft = Draft::default();
        let mut add = |text: &str, kind: BlockKind, frame: Frame| {
            let start = draft.text.len();
            draft.text += text;
            let span = Span::new(start, draft.text.len());
            draft.blocks.push(Block { span, kind, frame, gap: true });
            draft.text += "\n";
        };
        add("Tides", BlockKind::Heading(2), Frame::default());
        add("# no heading\n1. no list", BlockKind::Paragraph, Frame::default());
        add("an item", BlockKind::Paragraph, frame(0, Some("•")));
        add("quoted", BlockKind::Paragraph, frame(1, Some("3.")));
        add("a ``` b", BlockKind::Code, Frame::default());
        add("", BlockKind::Rule, Frame::default());
        let document: Document = draft.into();
        let named = Named { path: Path::new("-"), document: &document };
        let text = written(|out| Markdown.document(named, out));
        assert_eq!(
            text,
            "## Tides\n\n\\# no heading\n1\\. no list\n\n- an item\n\n> 3. quoted\n\n````\na ``` b\n````\n\n***\n"
        );
    }

    #[test]
    fn a_table_gets_a_head_if_it_has_none() {
        let document = document(&["ab"]);
        let cells = [Span::new(0, 1), Span::new(1, 2)];
        assert_eq!(row(&document, &cells, false, false), ["|  |  |", "| --- | --- |", "| a | b |"]);
        assert_eq!(row(&document, &cells, true, false), ["| a | b |", "| --- | --- |"]);
        assert_eq!(row(&document, &cells, false, true), ["| a | b |"]);
    }

    proptest! {
        #[test]
        fn escaped_text_shows_as_it_is(text in "[ -~é—]{0,40}|[-#+=>*_`|&;~0-9.()a<! \\\\]{0,12}") {
            let line = one_line(&text);
            let read = shown(&escaped(&line));
            prop_assert_eq!(read.trim_end_matches('\n'), line);
        }
    }
}
