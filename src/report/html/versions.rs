//! What became of each sentence in the other version of its text.
//!
//! Words that only one version has stand in `del` and `ins`; the column says which is which.

use std::io::{self, Write};

use crate::report::comparison::Report;
use crate::report::html::escape::styled;
use crate::report::html::place;
use crate::report::html::sentence::{numbered, said};
use crate::report::revision::Revision;
use crate::report::versions::{Changed, NO_CHANGE, VERSIONS};

/// Writes what is not as it was in the first version, if the documents are two of one text.
pub(crate) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let Some(versions) = &report.edition else { return Ok(()) };
    writeln!(out, "<section id=\"versions\">\n<h2>{VERSIONS}</h2>")?;
    let changes = versions.changes();
    if changes.is_empty() {
        return writeln!(out, "<p>{NO_CHANGE}</p>\n</section>");
    }
    writeln!(
        out,
        "<table class=\"facts\">\n<caption>What changed from A to B: words struck out stand only in A,"
    )?;
    writeln!(out, "underlined ones only in B</caption>\n<thead><tr><th scope=\"col\">Change</th>")?;
    writeln!(out, "<th scope=\"col\">In A</th><th scope=\"col\">In B</th></tr></thead>\n<tbody>")?;
    for changed in changes {
        let (word, cells) = match changed {
            Changed::Both(pair) => (pair.words(), both(report, pair)),
            Changed::Removed(index) => {
                ("removed".to_owned(), [numbered(report, 0, index, &[]), String::new()])
            }
            Changed::Added(index) => ("added".to_owned(), [String::new(), numbered(report, 1, index, &[])]),
        };
        writeln!(out, "<tr><th scope=\"row\">{word}</th><td>{}</td><td>{}</td></tr>", cells[0], cells[1])?;
    }
    writeln!(out, "</tbody>\n</table>\n</section>")
}

/// Of a sentence that is shown once, the other place is named.
fn both(report: &Report<'_>, pair: &Revision) -> [String; 2] {
    let places = [(0, pair.left), (1, pair.right)];
    let shown = pair.quoted();
    places.map(|(side, index)| {
        let number = place::to_sentence(side, index);
        if !shown.contains(&(side, index)) {
            return format!("{} {number}", ["from", "now"][side]);
        }
        let subject = &report.documents[side];
        let element = ["del", "ins"][side];
        let stretches: Vec<_> = pair.differing[side].iter().map(|span| (*span, element)).collect();
        format!("{number} {}", said(subject, &styled(subject.sentence(index), &stretches)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::comparison::tests::{LEFT, with_report, written};

    #[test]
    fn both_wordings_stand_side_by_side() {
        let edited = ["Five ferries crossed the frozen harbour on Tuesday.", LEFT[1]];
        let html = with_report([LEFT, &edited], |report| written(|out| write(report, out)));
        for part in [
            "<th scope=\"row\">edited</th>",
            "harbour on <del>Monday",
            "harbour on <ins>Tuesday",
            "<th scope=\"row\">removed</th><td><a href=\"#a3\">A 3</a> <bdi lang=\"en\">The mayor",
        ] {
            assert!(html.contains(part), "{part} in\n{html}");
        }
    }
}
