//! The copied runs of a report, each with links to its places.

use std::io::{self, Write};

use crate::report::comparison::Report;
use crate::report::copied::{COPIED, CopiedRun};
use crate::report::figures::instead;
use crate::report::html::escape::escaped;
use crate::report::html::place;
use crate::report::wording::count;

/// Writes the copied runs as a table.
pub(crate) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<section id=\"copies\">\n<h2>{COPIED}</h2>")?;
    if let Some(words) = instead(report) {
        return writeln!(out, "<p>{words}</p>\n</section>");
    }
    writeln!(
        out,
        "<table class=\"facts\">\n<caption>Runs of six words or more, in the order of A</caption>"
    )?;
    write!(out, "<thead><tr>")?;
    for head in ["Length", "Places", "Words, as A has them"] {
        write!(out, "<th scope=\"col\">{head}</th>")?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")?;
    for run in &report.copies {
        write!(out, "<tr><th scope=\"row\">{}</th>", count(run.words, "word"))?;
        write!(out, "<td>{} and {}</td>", places(run, 0), places(run, 1))?;
        writeln!(out, "<td><bdi><q>{}</q></bdi></td></tr>", escaped(&run.quotation()))?;
    }
    writeln!(out, "</tbody>\n</table>\n</section>")
}

fn places(run: &CopiedRun<'_>, side: usize) -> String {
    run.on(side).map(|item| place::to_sentence(side, item.sentence)).collect::<Vec<_>>().join(", ")
}
