//! What a search found in one document, as data and for people.
//!
//! Field names and their order are those of the schema `reader.hits/1` (`assets/schema/hits.json`).

use std::io::{self, Write};
use std::path::PathBuf;

use serde::Serialize;

use crate::report::escaped::escaped;
use crate::report::similar::as_text;
use crate::report::wording::{count, one_line, shown_path, title};
use crate::search::Excerpt;
use crate::text::Span;

/// The hits in one document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FoundIn {
    /// Its path, `-` for standard input.
    #[serde(serialize_with = "as_text")]
    pub path: PathBuf,
    /// Its title, `""` for none.
    pub title: String,
    /// How many hits it has.
    pub count: usize,
    /// The hits, in order.
    pub hits: Vec<HitRow>,
}

/// One hit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HitRow {
    /// Its first byte in the document's text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// The line of the document's text on which it begins, counted from 1.
    pub line: usize,
    /// The sentence it begins in, counted from 0; none where there are no sentences, or nobody
    /// counted them.
    pub sentence: Option<usize>,
    /// The words of that sentence; where there is none, of the line.
    pub text: Box<str>,
    /// Where the hit stands in `text`.
    #[serde(skip)]
    pub within: Span,
}

impl HitRow {
    /// Returns the row of a hit in a document with these sentences.
    pub fn new(excerpt: Excerpt, sentences: &[Span]) -> Self {
        let after = sentences.partition_point(|sentence| sentence.start <= excerpt.hit.start);
        let sentence = after.checked_sub(1).filter(|at| sentences[*at].contains(excerpt.hit.start));
        let Span { start, end } = excerpt.hit;
        Self { start, end, line: excerpt.line, sentence, text: excerpt.text, within: excerpt.within }
    }

    /// Returns where its text begins in the document, so that hits of one sentence are known.
    fn origin(&self) -> usize {
        self.start - self.within.start
    }
}

/// Hits that stand in the same words, and those words.
fn sentences(found: &FoundIn) -> impl Iterator<Item = &[HitRow]> {
    found.hits.chunk_by(|one, two| one.origin() == two.origin() && one.text.len() == two.text.len())
}

/// Writes a line for each sentence with a hit: `path:line: sentence`.
pub(crate) fn text(found: &FoundIn, out: &mut dyn Write) -> io::Result<()> {
    let path = shown_path(&found.path);
    for hits in sentences(found) {
        let [first, ..] = hits else { continue };
        writeln!(out, "{path}:{}: {}", first.line, one_line(&first.text))?;
    }
    Ok(())
}

/// Writes a heading and a list of the sentences with a hit.
pub(crate) fn markdown(found: &FoundIn, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## {}\n", escaped(&title(&found.title)))?;
    writeln!(out, "{} · {}\n", escaped(&shown_path(&found.path)), count(found.count, "hit"))?;
    for hits in sentences(found) {
        let [first, ..] = hits else { continue };
        write!(out, "- line {}: ", first.line)?;
        for (part, is_hit) in parts(hits) {
            let words = escaped(&one_line(part));
            let (before, after) = around(part);
            let stress = if is_hit { "**" } else { "" };
            write!(out, "{before}{stress}{words}{stress}{after}")?;
        }
        writeln!(out)?;
    }
    writeln!(out)
}

/// The white space at the ends of a part, as one space each.
fn around(part: &str) -> (&'static str, &'static str) {
    let space = |there: bool| if there { " " } else { "" };
    let is_blank = part.trim().is_empty();
    (space(part.starts_with(char::is_whitespace)), space(!is_blank && part.ends_with(char::is_whitespace)))
}

/// Returns the words around hits of one sentence cut where hits begin and end, and which parts are
/// hits.
pub(crate) fn parts(hits: &[HitRow]) -> Vec<(&str, bool)> {
    let Some(text) = hits.first().map(|first| &*first.text) else { return Vec::new() };
    let mut parts = Vec::new();
    let mut done = 0;
    for Span { start, end } in hits.iter().map(|hit| hit.within) {
        if start < done {
            continue;
        }
        parts.extend([(Span::new(done, start).of(text), false), (Span::new(start, end).of(text), true)]);
        done = end;
    }
    parts.push((Span::new(done, text.len()).of(text), false));
    parts.retain(|(part, _)| !part.is_empty());
    parts
}

/// Returns the hits of each sentence together.
pub(crate) fn by_sentence(found: &FoundIn) -> Vec<&[HitRow]> {
    sentences(found).collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::report::comparison::tests::written;

    pub(in crate::report) fn found() -> FoundIn {
        let sentence = "The *sea* and\nthe sea.";
        let row = |start: usize, line: usize| HitRow {
            start: start + 40,
            end: start + 43,
            line,
            sentence: Some(2),
            text: sentence.into(),
            within: Span::new(start, start + 3),
        };
        let other =
            HitRow { sentence: None, text: "\u{1b}sea".into(), within: Span::new(1, 4), ..row(90, 9) };
        FoundIn {
            path: "a<b>.txt".into(),
            title: "Tides".into(),
            count: 3,
            hits: vec![row(5, 3), row(18, 4), other],
        }
    }

    #[test]
    fn a_sentence_is_written_once_and_safe() {
        let text = written(|out| text(&found(), out));
        assert_eq!(text, "a<b>.txt:3: The *sea* and the sea.\na<b>.txt:9: ␛sea\n");
    }

    #[test]
    fn markdown_stresses_every_hit() {
        let markdown = written(|out| markdown(&found(), out));
        assert_eq!(
            markdown,
            "## Tides\n\na\\<b\\>.txt · 3 hits\n\n- line 3: The \\***sea**\\* and the **sea**.\n- line 9: ␛**sea**\n\n"
        );
    }

    #[test]
    fn a_hit_knows_its_sentence() {
        let excerpt = |at: usize| Excerpt {
            hit: Span::new(at, at + 1),
            number: 0,
            line: 1,
            text: "x".into(),
            within: Span::new(0, 1),
        };
        let sentences = [Span::new(0, 4), Span::new(6, 9)];
        let found = |at| HitRow::new(excerpt(at), &sentences).sentence;
        assert_eq!([found(0), found(5), found(8), found(9)], [Some(0), None, Some(1), None]);
    }
}
