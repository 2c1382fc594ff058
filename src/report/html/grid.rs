//! What three documents or more say, as a table with a column for each.

use std::io::{self, Write};

use crate::report::claims::{Cell, Grid, Row, Stance};
use crate::report::grid::{differing, figures, method, name, perhaps, told};
use crate::report::html::escape::escaped;
use crate::report::html::sentence::said;
use crate::report::subject::Subject;
use crate::report::wording::{count, shown_path, shown_score, title};

/// Writes everything between the beginning and the end of the page.
pub(crate) fn write(grid: &Grid<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<h1>Claims of {}</h1>\n<ul>", count(grid.documents.len(), "document"))?;
    for (document, subject) in grid.documents.iter().enumerate() {
        let (title, path) = (escaped(&title(subject.title)), escaped(&shown_path(subject.path)));
        writeln!(out, "<li>{}: <bdi>{title}</bdi> <bdi class=\"path\">{path}</bdi></li>", name(document))?;
    }
    writeln!(out, "</ul>\n<section>\n<h2>Summary</h2>\n<ul>")?;
    for line in figures(grid) {
        writeln!(out, "<li>{}</li>", escaped(&line))?;
    }
    writeln!(out, "</ul>\n</section>\n<section>\n<h2>Claims</h2>")?;
    if grid.claims.is_empty() {
        writeln!(out, "<p>None.</p>")?;
    } else {
        table(grid, out)?;
    }
    writeln!(
        out,
        "</section>\n<section>\n<h2>How this was made</h2>\n<p>{}</p>\n</section>",
        escaped(&method(grid))
    )?;
    for (document, subject) in grid.documents.iter().enumerate() {
        text(grid, document, subject, out)?;
    }
    Ok(())
}

fn table(grid: &Grid<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<table>\n<caption>Claims of two documents or more, those of most first</caption>")?;
    write!(out, "<thead><tr><th scope=\"col\">Claim</th>")?;
    for document in 0..grid.documents.len() {
        write!(out, "<th scope=\"col\">In {}</th>", name(document))?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")?;
    for (number, row) in grid.claims.iter().enumerate() {
        write!(out, "<tr><th scope=\"row\">{}. {}", number + 1, escaped(&told(row)))?;
        for line in differing(row) {
            write!(out, "<p>{}</p>", escaped(&line))?;
        }
        write!(out, "</th>")?;
        write_cells(grid, row, out)?;
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody>\n</table>")
}

fn write_cells(grid: &Grid<'_>, row: &Row<'_>, out: &mut dyn Write) -> io::Result<()> {
    for (document, (cell, subject)) in row.stands.iter().zip(&grid.documents).enumerate() {
        write!(out, "<td>{}</td>", sentences(cell, document, subject))?;
    }
    Ok(())
}

fn sentences(cell: &Cell, document: usize, subject: &Subject<'_>) -> String {
    if cell.stand == Stance::Absent {
        return format!("not in {}", name(document));
    }
    let line = |(index, score): (&usize, &f64)| {
        let score = format!("({}{})", perhaps(cell), shown_score(*score));
        let number = format!("<a href=\"#{}\">{} {}</a>", place(document, *index), name(document), index + 1);
        format!("<p>{number} {score} {}</p>", said(subject, &escaped(subject.sentence(*index))))
    };
    cell.sentences.iter().zip(&cell.score).map(line).collect()
}

/// Writes the whole text of a document, so that every claim can be checked.
fn text(grid: &Grid<'_>, document: usize, subject: &Subject<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (name, only) = (name(document), grid.only.get(document).map_or(&[][..], Vec::as_slice));
    let heading = escaped(&title(subject.title));
    writeln!(out, "<section>\n<h2>The text of {name}: <bdi>{heading}</bdi></h2>\n<ol class=\"plain\">")?;
    for (index, passage) in subject.sentences.iter().enumerate() {
        let place = place(document, index);
        let alone = if only.binary_search(&index).is_ok() {
            " <span class=\"links-to\">(in no claim)</span>"
        } else {
            ""
        };
        let words = said(subject, &escaped(passage.text));
        writeln!(
            out,
            "<li id=\"{place}\"><a href=\"#{place}\">{name} {}</a> {words}{alone}</li>",
            index + 1
        )?;
    }
    writeln!(out, "</ol>\n</section>")
}

fn place(document: usize, index: usize) -> String {
    format!("{}{}", name(document).to_ascii_lowercase(), index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Levels, claims, every_pair};
    use crate::report::Named;
    use crate::report::comparison::tests::{LEFT, RIGHT, document, written};
    use crate::report::html::check::{balanced, linked};
    use std::path::Path;

    #[test]
    fn a_claim_links_to_each_sentence_that_makes_it() {
        let documents = [document(LEFT), document(RIGHT), document(&["Nothing <b> of all this."])];
        let texts: Vec<Vec<&str>> = documents
            .iter()
            .map(|side| (0..side.sentences.len()).map(|index| side.sentence_text(index)).collect())
            .collect();
        let pairs = every_pair(&texts, &|| true, &|_| ()).unwrap();
        let pairs: Vec<_> = pairs.iter().map(|(left, right, pair)| (*left, *right, pair)).collect();
        let found = claims(&texts, &pairs, Levels::default());
        let named = documents.each_ref().map(|document| Named { path: Path::new("x"), document });
        let html = written(|out| write(&Grid::new(&named, &found, Levels::default()), out));
        assert_eq!((balanced(&html), linked(&html)), (Ok(()), Ok(())), "{html}");
        for part in [
            "<a href=\"#a1\">A 1</a>",
            "<a href=\"#b2\">B 2</a>",
            "<td>not in C</td>",
            "&lt;b&gt; of all this.",
            "(in no claim)",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
    }
}
