//! The facts of a report as tables: one for each thing the documents may say of a fact.

use std::io::{self, Write};

use crate::compare::facts::Status;
use crate::report::comparison::Report;
use crate::report::fact_row::{FactItem, FactRow, quoted};
use crate::report::figures::{FactGroup, fact_groups};
use crate::report::html::escape::{escaped, marked};
use crate::report::html::place;
use crate::report::html::sentence::said;
use crate::report::wording::NAMES;
use crate::text::Span;

/// Writes the facts, what differs first.
pub(crate) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<section id=\"facts\">\n<h2>Facts</h2>")?;
    let groups = fact_groups(report);
    if groups.is_empty() {
        writeln!(out, "<p>None found.</p>")?;
    }
    for group in &groups {
        table(report, group, out)?;
    }
    writeln!(out, "</section>")
}

/// Only the documents that state something get a column.
fn table(report: &Report<'_>, group: &FactGroup<'_, '_>, out: &mut dyn Write) -> io::Result<()> {
    let states =
        |side: &usize| group.rows.iter().any(|fact| fact.items.iter().any(|item| item.document == *side));
    let sides: Vec<usize> = [0, 1].into_iter().filter(states).collect();
    writeln!(out, "<table class=\"facts\">\n<caption>{}</caption>", group.heading)?;
    write!(out, "<thead><tr><th scope=\"col\">Kind</th>")?;
    for side in &sides {
        write!(out, "<th scope=\"col\">In {}</th>", NAMES[*side])?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")?;
    for fact in &group.rows {
        write!(out, "<tr><th scope=\"row\">{}</th>", fact.kind.word())?;
        for side in &sides {
            write!(out, "<td>{}</td>", cell(report, fact, *side))?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody>\n</table>")
}

/// What is in doubt is shown in its sentence, the rest in its own words.
fn cell(report: &Report<'_>, fact: &FactRow<'_>, side: usize) -> String {
    match fact.status {
        Status::Differs | Status::Near => in_sentences(report, fact, side),
        Status::Agree | Status::OnlyLeft | Status::OnlyRight => in_words(fact, side),
    }
}

fn in_sentences(report: &Report<'_>, fact: &FactRow<'_>, side: usize) -> String {
    let items = fact.items.iter().filter(|item| item.document == side);
    let shown = |item: &FactItem<'_>| {
        let passage = report.documents[side].sentences.get(item.sentence);
        let (text, begins) = passage.map_or(("", 0), |passage| (passage.text, passage.start));
        let own = Span::new(item.start.saturating_sub(begins), item.end.saturating_sub(begins));
        let phrase = escaped(item.phrase);
        let number = place::to_sentence(side, item.sentence);
        format!(
            "<p><q>{phrase}</q> in {number}: {}</p>",
            said(&report.documents[side], &marked(text, &[own]))
        )
    };
    items.map(shown).collect()
}

fn in_words(fact: &FactRow<'_>, side: usize) -> String {
    let places = quoted(fact).into_iter().filter(|place| place.document == side);
    let shown = places.map(|place| {
        let numbers: Vec<String> =
            place.sentences.iter().map(|number| place::to_sentence(side, number - 1)).collect();
        format!("<bdi><q>{}</q></bdi> in {}", escaped(place.phrase), numbers.join(", "))
    });
    shown.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::comparison::tests::{LEFT, RIGHT, with_report, written};

    #[test]
    fn what_differs_is_shown_in_both_sentences() {
        let html = with_report([LEFT, RIGHT], |report| written(|out| write(report, out)));
        for part in [
            "<caption>Facts that differ</caption>",
            "<th scope=\"row\">number</th>",
            "<q>Five</q> in <a href=\"#a1\">A 1</a>: <bdi lang=\"en\"><mark>Five</mark> ferries",
            "<q>Tickets</q> in <a href=\"#b1\">B 1</a>: <bdi lang=\"en\"><mark>Tickets</mark> remain",
        ] {
            assert!(html.contains(part), "{part} in\n{html}");
        }
    }
}
