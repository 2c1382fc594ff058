//! The whole text of a document at the end of a report, sentence by sentence, so that every line
//! above can be checked.

use std::io::{self, Write};

use crate::report::comparison::Report;
use crate::report::figures::strength;
use crate::report::html::escape::escaped;
use crate::report::html::place;
use crate::report::html::sentence::said;
use crate::report::revision::{Revised, Revision};
use crate::report::wording::{NAMES, title};

/// Writes the sentences of one document with their numbers and what is linked to each.
pub(crate) fn write(report: &Report<'_>, side: usize, out: &mut dyn Write) -> io::Result<()> {
    let subject = &report.documents[side];
    let name = NAMES[side];
    let heading = escaped(&title(subject.title));
    writeln!(out, "<section id=\"text-{}\">", name.to_ascii_lowercase())?;
    writeln!(out, "<h2>The text of {name}: <bdi>{heading}</bdi></h2>")?;
    if subject.sentences.is_empty() {
        return writeln!(out, "<p>It has no sentence.</p>\n</section>");
    }
    let standings = standings(report, side);
    let mut paragraph = None;
    writeln!(out, "<ol class=\"plain\">")?;
    for (index, passage) in subject.sentences.iter().enumerate() {
        let class = if paragraph == Some(passage.paragraph) { "" } else { " class=\"first\"" };
        paragraph = Some(passage.paragraph);
        let (place, number) = (place::sentence(side, index), place::to_sentence(side, index));
        let text = said(subject, &escaped(passage.text));
        let standing = standings.get(index).map_or("", String::as_str);
        writeln!(
            out,
            "<li id=\"{place}\"{class}>{number} {text} <span class=\"links-to\">({standing})</span></li>"
        )?;
    }
    writeln!(out, "</ol>\n</section>")
}

/// Returns for each sentence of a side what is linked to it; of two versions what became of it.
fn standings(report: &Report<'_>, side: usize) -> Vec<String> {
    let Some(versions) = &report.edition else {
        let counterparts = counterparts(report, side);
        return counterparts.iter().map(|links| standing(report, side, links)).collect();
    };
    let mut standings =
        vec![["removed", "added"][side.min(1)].to_owned(); report.documents[side].sentences.len()];
    let told = |pair: &&Revision| match pair.change {
        Revised::Split => side == 1,
        Revised::Joined => side == 0,
        _ => true,
    };
    for pair in versions.pairs.iter().filter(told) {
        let (own, other) = if side == 0 { (pair.left, pair.right) } else { (pair.right, pair.left) };
        if let Some(standing) = standings.get_mut(own) {
            *standing = format!("{}: {}", pair.change.word(), place::to_sentence(1 - side, other));
        }
    }
    standings
}

/// Returns for each sentence of a side the indices of its links, in order.
fn counterparts(report: &Report<'_>, side: usize) -> Vec<Vec<usize>> {
    let mut counterparts = vec![Vec::new(); report.documents[side].sentences.len()];
    for (index, link) in report.links.iter().enumerate() {
        if let Some(own) = counterparts.get_mut([link.left, link.right][side]) {
            own.push(index);
        }
    }
    counterparts
}

fn standing(report: &Report<'_>, side: usize, links: &[usize]) -> String {
    if links.is_empty() {
        return format!("only in {}", NAMES[side]);
    }
    let other = 1 - side;
    let link = |&index: &usize| {
        let link = &report.links[index];
        let sentence = [link.left, link.right][other] + 1;
        let (place, strength) = (place::link(index), strength(link.level));
        format!("{strength} <a href=\"#{place}\">{} {sentence}</a>", NAMES[other])
    };
    let links: Vec<String> = links.iter().map(link).collect();
    format!("linked: {}", links.join(", "))
}
