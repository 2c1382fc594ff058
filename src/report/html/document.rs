//! The text of one document as HTML, block by block.

use std::io::{self, Write};

use crate::document::{Block, BlockKind, Document, Stress};
use crate::report::html::escape::{escaped, kept, styled};
use crate::report::html::nesting::Nesting;
use crate::report::html::sentence::tag;
use crate::report::language::NamedLanguage;
use crate::text::Span;
use crate::text::language::detect;

/// Writes the blocks of `document` as an article.
pub(crate) fn write(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<article lang=\"{}\">", tag(detect(&document.text).and_then(NamedLanguage::of)))?;
    let mut nesting = Nesting::default();
    let mut rest = document.blocks.as_slice();
    while let Some((block, after)) = rest.split_first() {
        out.write_all(nesting.before(&block.frame).as_bytes())?;
        let rows = if is_row(block) {
            1 + after.iter().take_while(|next| continues(block, next)).count()
        } else {
            1
        };
        match rest.split_at_checked(rows) {
            Some((table, below)) if is_row(block) => {
                write_table(document, table, out)?;
                rest = below;
            }
            _ => {
                write_block(document, block, out)?;
                rest = after;
            }
        }
    }
    out.write_all(nesting.end().as_bytes())?;
    writeln!(out, "</article>")
}

fn is_row(block: &Block) -> bool {
    matches!(block.kind, BlockKind::TableRow { .. })
}

/// Tells whether `next` is a row of the table that `first` begins.
fn continues(first: &Block, next: &Block) -> bool {
    let BlockKind::TableRow { head, .. } = next.kind else { return false };
    !head && next.frame.marker.is_none() && next.frame.quotes == first.frame.quotes
}

fn write_block(document: &Document, block: &Block, out: &mut dyn Write) -> io::Result<()> {
    let text = block.span.of(&document.text);
    match &block.kind {
        BlockKind::Paragraph => writeln!(out, "<p dir=\"auto\">{}</p>", prose(document, block.span)),
        BlockKind::Reference => writeln!(out, "<p class=\"reference\" dir=\"auto\">{}</p>", escaped(text)),
        BlockKind::Heading(level) => {
            let level = (*level).clamp(1, 6);
            writeln!(out, "<h{level} dir=\"auto\">{}</h{level}>", prose(document, block.span))
        }
        // A line end right after `<pre>` would be swallowed.
        BlockKind::Code => writeln!(out, "<pre><code>{}</code></pre>", kept(text)),
        BlockKind::Rule => writeln!(out, "<hr>"),
        BlockKind::TableRow { .. } => write_table(document, std::slice::from_ref(block), out),
    }
}

fn write_table(document: &Document, rows: &[Block], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<table>")?;
    for row in rows {
        let BlockKind::TableRow { cells, head } = &row.kind else { continue };
        let (open, close) =
            if *head { ("<th scope=\"col\" dir=\"auto\">", "</th>") } else { ("<td dir=\"auto\">", "</td>") };
        write!(out, "<tr>")?;
        for cell in cells {
            write!(out, "{open}{}{close}", prose(document, *cell))?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</table>")
}

/// Returns the text of `span` with its stressed passages.
fn prose(document: &Document, span: Span) -> String {
    let from = document.emphasis.partition_point(|stressed| stressed.span.start < span.start);
    let inside = document.emphasis[from..].iter().take_while(|stressed| stressed.span.start < span.end);
    let stretches: Vec<_> = inside
        .map(|stressed| {
            let ends = stressed.span.end.min(span.end);
            (Span::new(stressed.span.start - span.start, ends - span.start), element(stressed.stress))
        })
        .collect();
    styled(span.of(&document.text), &stretches)
}

/// A link's target stands in a reference; its words lead nowhere here.
fn element(stress: Stress) -> &'static str {
    match stress {
        Stress::Light => "em",
        Stress::Strong => "strong",
        Stress::Struck => "s",
        Stress::Code => "code",
        Stress::Link => "u",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::{Source, parse};
    use crate::report::comparison::tests::{document, written};
    use crate::report::html::check::{balanced, text_of};
    use std::path::Path;

    fn markdown(text: &str) -> String {
        let source = Source::new(Path::new("x.md"), text.as_bytes());
        let document = parse(&source).unwrap();
        written(|out| write(&document, out))
    }

    #[test]
    fn structure_becomes_elements() {
        for (text, part) in [
            (
                "# Tides\n\nIt *rose* & **fell**.",
                "<h1 dir=\"auto\">Tides</h1>\n<p dir=\"auto\">It <em>rose</em> &amp; <strong>fell</strong>.</p>",
            ),
            (
                "- one\n- two\n",
                "<ul>\n<li><p dir=\"auto\">one</p>\n</li>\n<li><p dir=\"auto\">two</p>\n</li>\n</ul>",
            ),
            ("> said\n", "<blockquote>\n<p dir=\"auto\">said</p>\n</blockquote>"),
            ("```\na < b\n\tc\n```\n", "<pre><code>a &lt; b\n\tc"),
            (
                "|a|b|\n|-|-|\n|1|<2|\n",
                "<tr><th scope=\"col\" dir=\"auto\">a</th><th scope=\"col\" dir=\"auto\">b</th></tr>\n<tr><td dir=\"auto\">1</td><td dir=\"auto\">&lt;2</td></tr>\n</table>",
            ),
            ("a\n\n---\n\nb", "<hr>\n<p dir=\"auto\">b</p>"),
        ] {
            let html = markdown(text);
            assert!(html.contains(part), "{part}\nin {html}");
            assert_eq!(balanced(&html), Ok(()), "{html}");
        }
    }

    #[test]
    fn plain_text_is_paragraphs() {
        let document = document(&["One <b>.", "שלום\u{1b}"]);
        let html = written(|out| write(&document, out));
        assert_eq!(balanced(&html), Ok(()));
        assert_eq!(text_of(&html).split_whitespace().collect::<Vec<_>>(), ["One", "<b>.", "שלום␛"]);
    }
}
