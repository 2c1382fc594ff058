//! A list of documents as a table.

use std::io::{self, Write};

use crate::document::Document;
use crate::report::html::escape::escaped;
use crate::report::list::{List, Row, State};
use crate::report::wording::{shown_path, title};

/// Writes `list` with a head, as a table.
pub(crate) fn write(list: &List, out: &mut dyn Write) -> io::Result<()> {
    let keywords = list.keywords.iter().map(|word| escaped(word));
    let heads = ["Title", "Words", "Minutes"].map(str::to_owned).into_iter().chain(keywords);
    writeln!(out, "<table class=\"list\">\n<caption>Documents: {}</caption>\n<thead><tr>", list.rows.len())?;
    for head in heads.chain(["Path".to_owned()]) {
        writeln!(out, "<th scope=\"col\">{head}</th>")?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")?;
    for row in &list.rows {
        writeln!(out, "<tr>{}<td class=\"path\"><bdi>{}</bdi></td></tr>", cells(row, list), path(row))?;
    }
    writeln!(out, "</tbody>\n</table>")
}

fn path(row: &Row) -> String {
    escaped(&shown_path(&row.path))
}

/// Returns the cells before the path; what could not be read says why instead of its figures.
fn cells(row: &Row, list: &List) -> String {
    match &row.state {
        State::Read { title: named, words, hits, .. } => {
            let figures = [*words, Document::minutes(*words)];
            let heads = ["words", "minutes"].into_iter().chain(list.keywords.iter().map(String::as_str));
            let figures = figures.iter().chain(hits).zip(heads);
            let cells = figures.map(|(figure, head)| {
                format!("<td>{figure}<span class=\"label\"> {}</span></td>", escaped(head))
            });
            let title = escaped(&title(named.as_str()));
            format!("<th scope=\"row\"><bdi>{title}</bdi></th>{}", cells.collect::<String>())
        }
        State::Unread { why } => {
            let columns = 3 + list.keywords.len();
            format!("<th scope=\"row\" colspan=\"{columns}\">Not read: {}</th>", escaped(why))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::comparison::tests::{LEFT, document, written};
    use crate::report::html::check::{balanced, text_of};
    use crate::search::{Defaults, Keywords, parse_argument};

    #[test]
    fn every_row_fills_the_table() {
        let mut keywords = Keywords::default();
        keywords.add(parse_argument("<b>", Defaults::default()).unwrap());
        let mut list = List::new(&keywords);
        list.rows.push(Row::read("a&b\u{202e}".into(), document(LEFT), &keywords));
        list.rows.push(Row::unread("c".into(), &"a <pipe>"));
        let html = written(|out| write(&list, out));
        assert_eq!(balanced(&html), Ok(()), "{html}");
        assert_eq!(html.matches("<th scope=\"col\">").count(), 5);
        assert_eq!(html.matches("<td>").count(), 3, "{html}");
        assert!(html.contains("colspan=\"4\""), "{html}");
        let text = text_of(&html);
        for part in ["a&b<202E>", "Not read: a <pipe>", "0 <b>"] {
            assert!(text.contains(part), "{part} in {text}");
        }
    }
}
