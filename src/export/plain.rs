//! Plain text: one thing after another, without columns or drawn lines, so that it can be read
//! aloud, mailed and searched. A list of documents alone is set in columns.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::Path;

use textwrap::{Options, WordSplitter, WrapAlgorithm};
use unicode_width::UnicodeWidthStr;

use super::Page;
use super::list::{Row, State};
use super::report::{Named, Pair, Report};
use super::wording::{
    NAMES, fact_line, figures, measure, method, one_line, shown_path, shown_score, strength, title,
};
use crate::document::{Block, BlockKind, Document, Frame};
use crate::text::safe;

/// The widest column of titles, in cells.
const TITLE: usize = 48;

/// Plain text, wrapped at a number of columns if there is one.
pub(super) struct Plain {
    pub(super) width: Option<usize>,
}

impl Page for Plain {
    fn report(&self, report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
        self.head(report, out)?;
        writeln!(out, "\nLinked sentences")?;
        if report.links.is_empty() {
            writeln!(out, "\nNone.")?;
        }
        for (number, link) in report.links.iter().enumerate() {
            self.link(number + 1, link, report, out)?;
        }
        for (side, name) in NAMES.iter().enumerate() {
            writeln!(out, "\nOnly in {name}\n")?;
            if report.only[side].is_empty() {
                writeln!(out, "None.")?;
            }
            for &index in &report.only[side] {
                let text = one_line(report.documents[side].sentence(index));
                self.hanging("", "   ", &format!("{name} {}: {text}", index + 1), out)?;
            }
        }
        if !report.facts.is_empty() {
            writeln!(out, "\nFacts\n")?;
        }
        for fact in &report.facts {
            self.paragraph("", &fact_line(fact), out)?;
        }
        writeln!(out, "\nMethod\n")?;
        self.paragraph("", &method(report), out)
    }

    fn list(&self, rows: &[Row], out: &mut dyn Write) -> io::Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let cells: Vec<Cells> = rows.iter().map(Cells::new).collect();
        let widest = cells.iter().map(|row| row.title.width()).max().unwrap_or_default();
        let room = self.width.map_or(TITLE, |width| width.saturating_sub(32).clamp(8, TITLE));
        let title = widest.clamp("Title".len(), room);
        let head = Cells {
            title: "Title".into(),
            words: "Words".into(),
            minutes: "Minutes".into(),
            path: "Path".into(),
        };
        for row in std::iter::once(&head).chain(&cells) {
            let shown = fitted(&row.title, title);
            writeln!(out, "{shown}  {:>7}  {:>7}  {}", row.words, row.minutes, row.path)?;
        }
        Ok(())
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

    fn link(&self, number: usize, link: &Pair, report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
        let Pair { left, right, .. } = *link;
        let (strength, score) = (strength(link.level), shown_score(link.score));
        writeln!(out, "\n{number}. A {} and B {}: {strength}, {score}", left + 1, right + 1)?;
        for ((subject, name), index) in report.documents.iter().zip(NAMES).zip([left, right]) {
            self.paragraph("   ", &format!("{name}: {}", one_line(subject.sentence(index))), out)?;
        }
        if link.shared.is_empty() {
            return Ok(());
        }
        self.paragraph("   ", &format!("Shared: {}", one_line(&link.shared.join(", "))), out)
    }

    /// Writes `text`, which is safe, on its own lines, each after `indent`.
    fn paragraph(&self, indent: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
        self.hanging(indent, indent, text, out)
    }

    fn hanging(&self, first: &str, rest: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
        let Some(width) = self.width else { return writeln!(out, "{first}{text}") };
        // An indentation that leaves no room for words is worth less than the words.
        let (first, rest) = if rest.width() * 2 > width { ("", "") } else { (first, rest) };
        let options = Options::new(width)
            .initial_indent(first)
            .subsequent_indent(rest)
            .word_splitter(WordSplitter::NoHyphenation)
            .wrap_algorithm(WrapAlgorithm::FirstFit);
        for line in textwrap::wrap(text, options) {
            writeln!(out, "{line}")?;
        }
        Ok(())
    }

    fn wrapped(&self, document: &Document, block: &Block, out: &mut dyn Write) -> io::Result<()> {
        if block.kind == BlockKind::Rule || block.kind.keeps_lines() {
            as_it_is(document, block, out)?;
            return writeln!(out);
        }
        let text = safe::printable(block.span.of(&document.text)).replace('\n', " ");
        self.hanging(&prefix(&block.frame, Line::First), &prefix(&block.frame, Line::Further), &text, out)
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

fn writeln_if(wanted: bool, out: &mut dyn Write) -> io::Result<()> {
    if wanted { writeln!(out) } else { Ok(()) }
}

/// The columns of one row of a list.
struct Cells {
    title: String,
    words: String,
    minutes: String,
    path: String,
}

impl Cells {
    fn new(row: &Row) -> Self {
        let path = shown_path(&row.path);
        match &row.state {
            State::Read { title: named, words } => Self {
                title: title(named.as_str()),
                words: words.to_string(),
                minutes: Document::minutes(*words).to_string(),
                path,
            },
            State::Unread { why } => {
                Self { title: format!("({})", one_line(why)), words: "-".into(), minutes: "-".into(), path }
            }
        }
    }
}

/// Returns `text` cut or filled to `width` cells.
fn fitted(text: &str, width: usize) -> String {
    if text.width() <= width {
        return format!("{text}{}", " ".repeat(width - text.width()));
    }
    let mut cut = String::new();
    let mut used = 0;
    for cluster in unicode_segmentation::UnicodeSegmentation::graphemes(text, true) {
        if used + cluster.width() >= width {
            break;
        }
        used += cluster.width();
        cut.push_str(cluster);
    }
    format!("{cut}…{}", " ".repeat(width - used - 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Draft;
    use crate::export::report::tests::{LEFT, RIGHT, document, with_report};
    use crate::text::Span;

    fn written(write: impl Fn(&mut dyn Write) -> io::Result<()>) -> String {
        let mut bytes = Vec::new();
        write(&mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    fn printed(width: Option<usize>, document: &Document) -> String {
        written(|out| Plain { width }.document(Named { path: Path::new("-"), document }, out))
    }

    #[test]
    fn a_report_quotes_every_sentence_it_counts() {
        let text =
            with_report([LEFT, RIGHT], |report| written(|out| Plain { width: None }.report(report, out)));
        for part in [
            "A: Five ferries crossed the frozen harbour on Monday.",
            "1. A 1 and B 2:",
            "   B: Six ferries",
            "Shared: ",
            "Only in A\n\nA 2: Nobody",
            "A 3: The mayor *thanked* both crews.",
            "Only in B\n\nB 1: Tickets remain cheap.",
            "differs, number: A 1 “Five”; B 1 “Tickets”",
            "strong from probability 0.7, weak from 0.35",
        ] {
            assert!(text.contains(part), "{part:?} in\n{text}");
        }
        assert!(!text.chars().any(|character| character != '\n' && character.is_control()), "{text:?}");
    }

    #[test]
    fn a_width_is_kept() {
        for width in [1, 2, 7, 20, 60] {
            let text = with_report([LEFT, RIGHT], |report| {
                let plain = Plain { width: Some(width) };
                let mut bytes = Vec::new();
                for side in [0, 1] {
                    let name = report.documents[side].sentence(0);
                    plain.paragraph("   ", name, &mut bytes).unwrap();
                }
                String::from_utf8(bytes).unwrap()
            });
            assert!(text.lines().all(|line| line.width() <= width), "{width}:\n{text}");
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

    #[test]
    fn a_list_keeps_its_columns() {
        let long = "語".repeat(60);
        let rows = [
            Row::read("a\u{1b}[31m".into(), document(&[&long])),
            Row::unread("b c".into(), &"a\npipe"),
            Row::read("e".into(), document(&[])),
        ];
        let text = written(|out| Plain { width: None }.list(&rows, out));
        let lines: Vec<&str> = text.lines().collect();
        let column = |line: &str, word: &str| line[..line.find(word).unwrap()].width();
        assert!(!text.contains('\u{1b}'));
        assert_eq!(lines.len(), 4);
        assert!(lines[2].starts_with("(a pipe)") && lines[2].contains("-        -  b c"));
        assert_eq!(column(lines[0], "Path"), column(lines[2], "b c"));
        assert_eq!(lines[1].split('…').next().unwrap().width(), 46);
    }
}
