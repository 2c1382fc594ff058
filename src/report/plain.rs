//! Plain text: one thing after another, without columns or drawn lines, so that it can be read
//! aloud, mailed and searched. A list of documents alone is set in columns.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::Path;

use crate::document::{Block, BlockKind, Document, Frame};
use crate::report::Page;
use crate::report::claims::Grid;
use crate::report::columns;
use crate::report::comparison::{Pair, Report};
use crate::report::copied::COPIED;
use crate::report::fact_row::fact_line;
use crate::report::figures::{
    certainty, fact_groups, figures, instead, is_verbatim, links_heading, listed, measure, only_heading,
};
use crate::report::grid;
use crate::report::hits;
use crate::report::hits::FoundIn;
use crate::report::lines::hanging;
use crate::report::list::List;
use crate::report::revision::Revision;
use crate::report::similar;
use crate::report::similar::Similar;
use crate::report::subject::Named;
use crate::report::versions::{Changed, NO_CHANGE, VERSIONS};
use crate::report::wording::{NAMES, SAME_WORDS, one_line, shown_path, title};
use crate::text::safe;

/// Plain text, wrapped at a number of columns if there is one.
pub(crate) struct Plain {
    pub(crate) width: Option<usize>,
}

impl Page for Plain {
    fn report(&self, report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
        self.head(report, out)?;
        self.versions(report, out)?;
        self.links(report, out)?;
        for side in [0, 1] {
            writeln!(out, "\n{}\n", only_heading(report, side))?;
            if report.only[side].is_empty() {
                writeln!(out, "None.")?;
            }
            for &index in &report.only[side] {
                self.hanging("", "   ", &numbered(report, side, index), out)?;
            }
        }
        self.facts(report, out)?;
        self.copies(report, out)?;
        writeln!(out, "\nHow this was made\n")?;
        for (what, words) in report.method.explained() {
            self.hanging("", "   ", &format!("{what}: {words}."), out)?;
        }
        Ok(())
    }

    fn list(&self, list: &List, out: &mut dyn Write) -> io::Result<()> {
        columns::write(list, self.width, out)
    }

    fn similar(&self, similar: &Similar, out: &mut dyn Write) -> io::Result<()> {
        similar::text(similar, out)
    }

    fn hits(&self, found: &FoundIn, out: &mut dyn Write) -> io::Result<()> {
        hits::text(found, out)
    }

    fn claims(&self, grid: &Grid<'_>, out: &mut dyn Write) -> io::Result<()> {
        grid::text(grid, self.width, out)
    }

    fn document(&self, named: Named<'_>, out: &mut dyn Write) -> io::Result<()> {
        let document = named.document;
        let mut done = 0;
        for (index, block) in document.blocks.iter().enumerate() {
            if self.width.is_some() {
                writeln_if(index > 0 && block.gap, out)?;
                self.wrapped(document, block, out)?;
                continue;
            }
            let between = document.text.get(done..block.span.start).unwrap_or_default();
            out.write_all(safe::printable(between).as_bytes())?;
            as_it_is(document, block, out)?;
            done = block.span.end;
        }
        if self.width.is_none() {
            let rest = document.text.get(done..).unwrap_or_default();
            out.write_all(safe::printable(rest).as_bytes())?;
            writeln_if(!document.text.is_empty() && !document.text.ends_with('\n'), out)?;
        }
        Ok(())
    }

    fn header(&self, path: &Path, above: usize, out: &mut dyn Write) -> io::Result<()> {
        writeln_if(above > 0, out)?;
        writeln!(out, "==> {} <==", shown_path(path))
    }
}

impl Plain {
    fn head(&self, report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "Comparison of two documents\n")?;
        for (subject, name) in report.documents.iter().zip(NAMES) {
            self.paragraph("", &format!("{name}: {}", title(subject.title)), out)?;
            self.paragraph("   ", &measure(subject), out)?;
        }
        writeln!(out)?;
        for line in figures(report) {
            self.paragraph("", &line, out)?;
        }
        Ok(())
    }

    fn links(&self, report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
        let Some(heading) = links_heading(report) else { return Ok(()) };
        writeln!(out, "\n{heading}")?;
        let links = listed(report);
        if links.is_empty() {
            writeln!(out, "\nNone.")?;
        }
        for (number, link) in links.into_iter().enumerate() {
            self.link(number + 1, link, report, out)?;
        }
        Ok(())
    }

    fn link(&self, number: usize, link: &Pair, report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
        let Pair { left, right, .. } = *link;
        writeln!(out, "\n{number}. A {} and B {}: {}", left + 1, right + 1, certainty(link))?;
        self.paragraph("   ", &numbered(report, 0, left), out)?;
        if is_verbatim(report, link) {
            return self.paragraph("   ", &format!("B {}: {SAME_WORDS}", right + 1), out);
        }
        self.paragraph("   ", &numbered(report, 1, right), out)?;
        if link.shared.is_empty() {
            return Ok(());
        }
        self.paragraph("   ", &format!("Shared words: {}", one_line(&link.shared.join(", "))), out)
    }

    fn facts(&self, report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
        if report.facts.is_empty() {
            return writeln!(out, "\nFacts\n\nNone found.");
        }
        for group in fact_groups(report) {
            writeln!(out, "\n{}\n", group.heading)?;
            for fact in group.rows {
                self.hanging("", "   ", &fact_line(fact), out)?;
            }
        }
        Ok(())
    }

    fn copies(&self, report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\n{COPIED}\n")?;
        if let Some(words) = instead(report) {
            return self.paragraph("", words, out);
        }
        for run in &report.copies {
            self.hanging("", "   ", &run.line(), out)?;
        }
        Ok(())
    }

    fn versions(&self, report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
        let Some(versions) = &report.edition else { return Ok(()) };
        writeln!(out, "\n{VERSIONS}")?;
        let changes = versions.changes();
        if changes.is_empty() {
            writeln!(out, "\n{NO_CHANGE}")?;
        }
        for changed in changes {
            writeln!(out)?;
            match changed {
                Changed::Both(pair) => self.revision(pair, report, out)?,
                Changed::Removed(index) => {
                    self.hanging("", "   ", &format!("Removed: {}", numbered(report, 0, index)), out)?;
                }
                Changed::Added(index) => {
                    self.hanging("", "   ", &format!("Added: {}", numbered(report, 1, index)), out)?;
                }
            }
        }
        Ok(())
    }

    fn revision(&self, pair: &Revision, report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", pair.heading())?;
        for (side, index) in pair.quoted() {
            self.paragraph("   ", &numbered(report, side, index), out)?;
        }
        pair.differing_words(&report.documents).map_or(Ok(()), |words| self.paragraph("   ", &words, out))
    }

    /// Writes `text` on its own lines, each after `indent`. Unwrapped, it must be safe already.
    fn paragraph(&self, indent: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
        self.hanging(indent, indent, text, out)
    }

    fn hanging(&self, first: &str, rest: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
        hanging(self.width, [first, rest], text, out)
    }

    fn wrapped(&self, document: &Document, block: &Block, out: &mut dyn Write) -> io::Result<()> {
        if block.kind == BlockKind::Rule || block.kind.keeps_lines() {
            as_it_is(document, block, out)?;
            return writeln!(out);
        }
        self.hanging(
            &prefix(&block.frame, Line::First),
            &prefix(&block.frame, Line::Further),
            block.span.of(&document.text),
            out,
        )
    }
}

/// Writes a block with its own line ends and what stands to the left of it.
fn as_it_is(document: &Document, block: &Block, out: &mut dyn Write) -> io::Result<()> {
    let text = safe::printable(block.span.of(&document.text));
    let text = if block.kind == BlockKind::Rule { "* * *" } else { &text };
    write!(out, "{}", prefix(&block.frame, Line::First))?;
    if block.frame == Frame::default() {
        return out.write_all(text.as_bytes());
    }
    let further = format!("\n{}", prefix(&block.frame, Line::Further));
    out.write_all(text.replace('\n', &further).as_bytes())
}

/// Which line of a block.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    First,
    Further,
}

fn prefix(frame: &Frame, line: Line) -> String {
    let mut prefix = "> ".repeat(frame.quotes.into());
    let marker = frame.marker.as_deref().filter(|_| line == Line::First);
    let marker = marker.map(|marker| format!("{} ", safe::line(marker).as_str())).unwrap_or_default();
    let _ = write!(prefix, "{marker:>indent$}", indent = usize::from(frame.indent));
    prefix
}

/// Returns a sentence after its number.
fn numbered(report: &Report<'_>, side: usize, index: usize) -> String {
    format!("{} {}: {}", NAMES[side], index + 1, one_line(report.documents[side].sentence(index)))
}

fn writeln_if(wanted: bool, out: &mut dyn Write) -> io::Result<()> {
    if wanted { writeln!(out) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Draft;
    use crate::report::comparison::tests::{LEFT, RIGHT, document, with_report, written};
    use crate::text::Span;
    use crate::text::width::width;

    fn printed(width: Option<usize>, document: &Document) -> String {
        written(|out| Plain { width }.document(Named { path: Path::new("-"), document }, out))
    }

    #[test]
    fn a_report_quotes_every_sentence_it_counts() {
        let text =
            with_report([LEFT, RIGHT], |report| written(|out| Plain { width: None }.report(report, out)));
        for part in [
            "A 1: Five ferries crossed the frozen harbour on Monday.",
            "1. A 1 and B 2:",
            "   B 2: Six ferries",
            "Shared words: ",
            "Only in A, the first document\n\nA 2: Nobody",
            "A 3: The mayor *thanked* both crews.",
            "Only in B, the second document\n\nB 1: Tickets remain cheap.",
            "Facts that differ\n\ndiffers, number: A 1 “Five”; B 1 “Tickets”",
            "Levels: strong from score 0.7, weak from 0.35",
        ] {
            assert!(text.contains(part), "{part:?} in\n{text}");
        }
        assert!(!text.chars().any(|character| character != '\n' && character.is_control()), "{text:?}");
    }

    #[test]
    fn a_width_is_kept() {
        for cells in [1, 2, 7, 20, 60] {
            let text = with_report([LEFT, RIGHT], |report| {
                let plain = Plain { width: Some(cells) };
                let mut bytes = Vec::new();
                for side in [0, 1] {
                    let name = report.documents[side].sentence(0);
                    plain.paragraph("   ", name, &mut bytes).unwrap();
                }
                String::from_utf8(bytes).unwrap()
            });
            assert!(text.lines().all(|line| width(line) <= cells), "{cells}:\n{text}");
        }
    }

    #[test]
    fn unwrapped_text_is_the_text() {
        let plain = document(&["One\nline.", "  Two — “three”. 日本 👩‍🚀"]);
        assert_eq!(printed(None, &plain), plain.text);
        assert_eq!(printed(None, &document(&[])), "");
        assert_eq!(printed(None, &document(&["a\u{1b}]0;x\u{7}b"])).matches(char::is_control).count(), 2);
    }

    #[test]
    fn wrapping_joins_soft_breaks_and_hangs_lists() {
        let block =
            |start, end, kind, frame| Block { span: Span::new(start, end), kind, frame, gap: start > 0 };
        let item = Frame { quotes: 1, indent: 4, marker: Some("9.".into()) };
        let draft = Draft {
            text: "one\ntwo three\n\nlet  x;\n".into(),
            blocks: vec![
                block(0, 13, BlockKind::Paragraph, item),
                block(14, 14, BlockKind::Rule, Frame::default()),
                block(15, 22, BlockKind::Code, Frame::default()),
            ],
            ..Draft::default()
        };
        let document = draft.into();
        assert_eq!(printed(Some(14), &document), ">  9. one two\n>     three\n\n* * *\n\nlet  x;\n");
        assert_eq!(printed(None, &document), ">  9. one\n>     two three\n* * *\nlet  x;\n");
    }
}
