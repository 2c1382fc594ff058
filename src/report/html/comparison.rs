//! The report on two documents as a page.

use std::io::{self, Write};

use crate::report::comparison::{Pair, Report};
use crate::report::figures::{
    certainty, figures, is_verbatim, links_heading, listed, only_heading, strength,
};
use crate::report::html::escape::escaped;
use crate::report::html::sentence::numbered;
use crate::report::html::{copies, facts, place, texts, versions};
use crate::report::wording::{NAMES, SAME_WORDS, shown_path, title};

/// Writes everything between the beginning and the end of the page.
pub(crate) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<h1>Comparison of two documents</h1>")?;
    documents(report, out)?;
    contents(report, out)?;
    writeln!(out, "<section id=\"summary\">\n<h2>Summary</h2>\n<ul>")?;
    for line in figures(report) {
        writeln!(out, "<li>{}</li>", escaped(&line))?;
    }
    writeln!(out, "</ul>\n</section>")?;
    versions::write(report, out)?;
    links(report, out)?;
    facts::write(report, out)?;
    copies::write(report, out)?;
    for side in [0, 1] {
        only(report, side, out)?;
    }
    method(report, out)?;
    for side in [0, 1] {
        texts::write(report, side, out)?;
    }
    Ok(())
}

fn documents(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<table>\n<caption>The documents</caption>\n<thead><tr>")?;
    for head in ["Name", "Title", "File", "Words", "Sentences"] {
        writeln!(out, "<th scope=\"col\">{head}</th>")?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")?;
    for (side, subject) in report.documents.iter().enumerate() {
        let name = NAMES[side];
        let (title, path) = (escaped(&title(subject.title)), escaped(&shown_path(subject.path)));
        write!(out, "<tr><th scope=\"row\"><a href=\"#text-{}\">{name}</a></th>", name.to_ascii_lowercase())?;
        write!(out, "<td><bdi>{title}</bdi></td><td class=\"path\"><bdi>{path}</bdi></td>")?;
        writeln!(out, "<td>{} words</td><td>{} sentences</td></tr>", subject.words, subject.sentences.len())?;
    }
    writeln!(out, "</tbody>\n</table>")
}

fn contents(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let versions = report.edition.is_some().then_some(("versions", "Two versions"));
    let links = links_heading(report).map(|heading| ("links", heading));
    let further = [
        ("facts", "Facts"),
        ("copies", "Copied runs"),
        ("only-a", "Only in A"),
        ("only-b", "Only in B"),
        ("method", "How this was made"),
        ("text-a", "The text of A"),
        ("text-b", "The text of B"),
    ];
    writeln!(out, "<nav aria-label=\"Contents\">\n<ul>")?;
    for (place, words) in [("summary", "Summary")].into_iter().chain(versions).chain(links).chain(further) {
        writeln!(out, "<li><a href=\"#{place}\">{words}</a></li>")?;
    }
    writeln!(out, "</ul>\n</nav>")
}

fn links(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let Some(heading) = links_heading(report) else { return Ok(()) };
    writeln!(out, "<section id=\"links\">\n<h2>{heading}</h2>")?;
    let links = listed(report);
    if links.is_empty() {
        return writeln!(out, "<p>None.</p>\n</section>");
    }
    writeln!(out, "<table class=\"links\">\n<caption>Sentences that say the same, in the order of A; the")?;
    writeln!(out, "words of both are marked</caption>\n<thead><tr>")?;
    for head in ["Link", "Score", "In A", "In B", "Shared words"] {
        writeln!(out, "<th scope=\"col\">{head}</th>")?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")?;
    for (index, link) in links.into_iter().enumerate() {
        row(report, index, link, out)?;
    }
    writeln!(out, "</tbody>\n</table>\n</section>")
}

fn row(report: &Report<'_>, index: usize, link: &Pair, out: &mut dyn Write) -> io::Result<()> {
    let (place, strength) = (place::link(index), strength(link.level));
    write!(out, "<tr id=\"{place}\" class=\"{strength}\"><th scope=\"row\">Link {}</th>", index + 1)?;
    write!(out, "<td>{}</td>", certainty(link))?;
    if is_verbatim(report, link) {
        let (first, second) = (numbered(report, 0, link.left, &[]), place::to_sentence(1, link.right));
        return writeln!(out, "<td>{first}</td><td>{second} {SAME_WORDS}</td><td></td></tr>");
    }
    for (side, sentence) in [link.left, link.right].into_iter().enumerate() {
        write!(out, "<td>{}</td>", numbered(report, side, sentence, &link.marks[side]))?;
    }
    let shared = if link.shared.is_empty() { "none".into() } else { escaped(&link.shared.join(", ")) };
    writeln!(out, "<td><span class=\"label\">Shared words: </span><bdi>{shared}</bdi></td></tr>")
}

fn only(report: &Report<'_>, side: usize, out: &mut dyn Write) -> io::Result<()> {
    let name = NAMES[side].to_ascii_lowercase();
    writeln!(out, "<section id=\"only-{name}\">\n<h2>{}</h2>", only_heading(report, side))?;
    if report.only[side].is_empty() {
        return writeln!(out, "<p>None.</p>\n</section>");
    }
    writeln!(out, "<ul class=\"plain\">")?;
    for &index in &report.only[side] {
        writeln!(out, "<li>{}</li>", numbered(report, side, index, &[]))?;
    }
    writeln!(out, "</ul>\n</section>")
}

fn method(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<section id=\"method\">\n<h2>How this was made</h2>\n<dl>")?;
    for (what, words) in report.method.explained() {
        writeln!(out, "<dt>{what}</dt><dd>{}.</dd>", escaped(&words))?;
    }
    writeln!(out, "</dl>\n</section>")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::comparison::tests::{LEFT, RIGHT, with_report, written};

    #[test]
    fn a_link_leads_to_both_sentences_and_they_lead_back() {
        let html = with_report([LEFT, RIGHT], |report| written(|out| write(report, out)));
        for part in [
            "<tr id=\"link1\" class=\"strong\"><th scope=\"row\">Link 1</th><td>strong, score 0.",
            "<a href=\"#a1\">A 1</a> <bdi lang=\"en\">Five <mark>ferries crossed",
            "<a href=\"#b2\">B 2</a> <bdi lang=\"en\">Six <mark>ferries crossed",
            "<li id=\"a1\"",
            "<a href=\"#link1\">B 2</a>",
            "<a href=\"#link1\">A 1</a>",
            "<li><a href=\"#b1\">B 1</a> <bdi lang=\"en\">Tickets remain cheap.</bdi></li>",
        ] {
            assert!(html.contains(part), "{part} in\n{html}");
        }
    }
}
