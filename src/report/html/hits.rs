//! What was found in one document.

use std::io::{self, Write};

use crate::report::hits::{FoundIn, by_sentence, parts};
use crate::report::html::escape::escaped;
use crate::report::wording::{count, shown_path, title};

/// Writes a heading and a list of the sentences with a hit.
pub(crate) fn write(found: &FoundIn, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<section>\n<h2><bdi>{}</bdi></h2>", escaped(&title(&found.title)))?;
    let path = escaped(&shown_path(&found.path));
    writeln!(out, "<p class=\"path\"><bdi>{path}</bdi> · {}</p>\n<ul>", count(found.count, "hit"))?;
    for hits in by_sentence(found) {
        let [first, ..] = hits else { continue };
        write!(out, "<li>line {}: <bdi>", first.line)?;
        for (part, is_hit) in parts(hits) {
            // White space at the ends of a part is kept; its kind does not matter to a browser.
            let words = escaped(&part.replace('\n', " "));
            if is_hit {
                write!(out, "<mark>{words}</mark>")?;
            } else {
                write!(out, "{words}")?;
            }
        }
        writeln!(out, "</bdi></li>")?;
    }
    writeln!(out, "</ul>\n</section>")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::comparison::tests::written;
    use crate::report::hits::tests::found;
    use crate::report::html::check::{balanced, text_of};

    #[test]
    fn every_hit_is_marked_and_nothing_acts() {
        let html = written(|out| write(&found(), out));
        assert_eq!(balanced(&html), Ok(()), "{html}");
        assert_eq!(html.matches("<mark>sea</mark>").count(), 3, "{html}");
        assert!(text_of(&html).contains("a<b>.txt") && html.contains("␛"), "{html}");
    }
}
