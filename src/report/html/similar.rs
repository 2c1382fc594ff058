//! Which documents are alike, as a table.

use std::io::{self, Write};

use crate::report::html::escape::escaped;
use crate::report::similar::{EXPLAINED, Similar, Table};

/// Writes `similar` with a head, as a table.
pub(crate) fn write(similar: &Similar, out: &mut dyn Write) -> io::Result<()> {
    let Table { head, rows } = Table::of(similar);
    writeln!(out, "<table>\n<caption>Documents by similarity</caption>\n<thead><tr>")?;
    for head in head {
        writeln!(out, "<th scope=\"col\">{head}</th>")?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")?;
    for [similarity, first, second] in rows {
        let [first, second] = [first, second].map(|cell| escaped(&cell));
        write!(out, "<tr><td><span class=\"label\">Similarity </span>{similarity}</td>")?;
        writeln!(
            out,
            "<th scope=\"row\"><bdi>{first}</bdi></th><td class=\"path\"><bdi>{second}</bdi></td></tr>"
        )?;
    }
    writeln!(out, "</tbody>\n</table>\n<p>{}</p>", escaped(EXPLAINED))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::comparison::tests::{LEFT, document, written};
    use crate::report::html::check::balanced;
    use crate::report::similar::{Alike, Heading, Question};
    use std::path::Path;

    #[test]
    fn names_are_text() {
        let heading = |path: &str| Heading::new(Path::new(path), &document(LEFT));
        let documents = vec![heading("a<b>"), heading("c\u{1b}&d")];
        let pairs = vec![Alike::new(0, 1, 0.5)];
        for question in [Question::LikeTheFirst, Question::NearestOfEach] {
            let similar = Similar { documents: documents.clone(), pairs: pairs.clone(), question };
            let html = written(|out| write(&similar, out));
            assert_eq!(balanced(&html), Ok(()), "{html}");
            assert!(html.contains("<bdi>c␛&amp;d</bdi></td>") && html.contains("50 %"), "{html}");
        }
    }
}
