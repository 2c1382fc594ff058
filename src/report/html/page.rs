//! What stands around everything: the head of the page, its style, its end.

use std::io::{self, Write};
use std::path::Path;

use crate::report::Page;
use crate::report::claims::Grid;
use crate::report::comparison::Report;
use crate::report::hits::FoundIn;
use crate::report::html::escape::escaped;
use crate::report::html::{comparison, document, grid, hits, list, similar};
use crate::report::list::List;
use crate::report::similar::Similar;
use crate::report::subject::Named;

const STYLE: &str = include_str!("../../../assets/report.css");

/// HTML.
pub(crate) struct Html;

impl Page for Html {
    fn open(&self, title: &str, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">")?;
        writeln!(out, "<title>{}</title>", escaped(title))?;
        writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")?;
        writeln!(out, "<meta name=\"color-scheme\" content=\"light dark\">")?;
        writeln!(out, "<meta name=\"generator\" content=\"reader {}\">", env!("CARGO_PKG_VERSION"))?;
        writeln!(out, "<style>\n{STYLE}</style>\n</head>\n<body>\n<main>")
    }

    fn close(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "</main>\n</body>\n</html>")
    }

    fn report(&self, report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
        comparison::write(report, out)
    }

    fn list(&self, list: &List, out: &mut dyn Write) -> io::Result<()> {
        list::write(list, out)
    }

    fn similar(&self, similar: &Similar, out: &mut dyn Write) -> io::Result<()> {
        similar::write(similar, out)
    }

    fn hits(&self, found: &FoundIn, out: &mut dyn Write) -> io::Result<()> {
        hits::write(found, out)
    }

    fn claims(&self, grid: &Grid<'_>, out: &mut dyn Write) -> io::Result<()> {
        grid::write(grid, out)
    }

    fn document(&self, document: Named<'_>, out: &mut dyn Write) -> io::Result<()> {
        document::write(document.document, out)
    }

    fn header(&self, path: &Path, above: usize, out: &mut dyn Write) -> io::Result<()> {
        if above > 0 {
            writeln!(out, "<hr>")?;
        }
        writeln!(out, "<p class=\"path\">{}</p>", escaped(&path.to_string_lossy()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::comparison::tests::{LEFT, RIGHT, with_report, written};
    use crate::report::html::check::{balanced, linked};
    use crate::text::unicode::is_unprintable;
    use proptest::prelude::*;

    fn page(sides: [&[&str]; 2]) -> String {
        with_report(sides, |report| {
            written(|out| {
                Html.open("A <title> & \"more\"", out)?;
                Html.report(report, out)?;
                Html.close(out)
            })
        })
    }

    #[test]
    fn a_page_is_whole_and_every_link_arrives() {
        for sides in [[LEFT, RIGHT], [RIGHT, LEFT], [&[], LEFT], [&[], &[]], [LEFT, LEFT]] {
            let html = page(sides);
            assert_eq!(balanced(&html), Ok(()), "{html}");
            assert_eq!(linked(&html), Ok(()), "{html}");
            assert_eq!(page(sides), html, "the same documents give the same bytes");
        }
    }

    #[test]
    fn a_page_needs_nothing_else() {
        let html = page([LEFT, RIGHT]).to_lowercase();
        for part in
            ["http", "//", "<script", "<link", "<img", "<iframe", "url(", "@import", "@font-face", " on"]
        {
            let elsewhere =
                html.match_indices(part).find(|(at, _)| part != " on" || html[*at..].contains("=\"x"));
            assert_eq!(elsewhere, None, "{part}");
        }
        assert!(html.contains("<title>a &lt;title&gt; &amp; &quot;more&quot;</title>"), "{html}");
    }

    #[test]
    fn foreign_markup_is_text() {
        let evil: &[&str] = &[
            "<script>alert(1)</script> & \"five\" 'ships' crossed the harbour.",
            "</bdi></td></table><img src=x onerror=alert(1)> five ships crossed the \u{202e}harbour\u{9b}31m.",
        ];
        let html = page([evil, evil]);
        assert_eq!(balanced(&html), Ok(()), "{html}");
        assert!(!html.contains("<script") && !html.contains("<img"), "{html}");
        let steers = |c: char| is_unprintable(c) && c != '\n';
        assert!(!html.contains(steers), "{html:?}");
    }
    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn whatever_two_texts_say_the_page_holds(
            left in prop::collection::vec("[ -~]{0,30}|\\PC{0,12}|Five ferries <b>\"&'crossed the ice.", 0..5),
            right in prop::collection::vec(any::<String>().prop_map(|text| text + " Five ferries crossed."), 0..5),
        ) {
            let lines = [&left, &right].map(|side| side.iter().map(String::as_str).collect::<Vec<_>>());
            let html = page([&lines[0], &lines[1]]);
            prop_assert_eq!(balanced(&html), Ok(()));
            prop_assert_eq!(linked(&html), Ok(()));
            prop_assert!(!html.contains(|c: char| c.is_control() && c != '\n'));
        }
    }
}
