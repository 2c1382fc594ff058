//! The hits of a search in one document.

use std::path::PathBuf;

use schemars::JsonSchema;
use serde::Serialize;

use crate::document::Locator;
use crate::report::Report;
use crate::report::model::{ForeignText, Inline, ReportBlock, Style, StyledLine};
use crate::report::subject::{DivisionLabel, lossy};
use crate::report::text::words;
use crate::report::wording::{count, shown_path, title};
use crate::search::Excerpt;
use crate::text::{Span, safe};

/// The hits of a search in one document: a line for each document with hits, in the order in which the
/// documents are found. A program that reads it may begin before the last one is searched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct HitReport {
    /// `-` for standard input.
    #[serde(serialize_with = "lossy")]
    #[schemars(with = "String")]
    pub path: PathBuf,
    /// The names of the attached files that the hits are inside of, the outermost first; empty for hits in the
    /// text of the file itself.
    pub attached: Vec<String>,
    /// Empty when the document has none.
    pub title: String,
    /// How many hits it has.
    pub count: usize,
    /// The hits in order.
    pub hits: Vec<HitRow>,
}

/// What all of a search came to: the last line of it, after those of the documents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct SearchSummary {
    /// How many hits there are.
    pub count: usize,
    /// How many documents have hits.
    pub documents: usize,
    /// What could not be searched, and why.
    pub not_searched: Vec<NotSearched>,
}

/// A file that could not be searched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct NotSearched {
    /// `-` for standard input.
    #[serde(serialize_with = "lossy")]
    #[schemars(with = "String")]
    pub path: PathBuf,
    /// Why not.
    pub reason: String,
}

impl SearchSummary {
    /// Returns the figures in words.
    pub fn figures(&self) -> String {
        search_figures(self.count, self.documents, self.not_searched.len())
    }
}

/// Returns the figures of a search in words, such as "30 hits in 13 documents · 8 not searched".
pub fn search_figures(hits: usize, documents: usize, unread: usize) -> String {
    let found = format!("{} in {}", count(hits, "hit"), count(documents, "document"));
    if unread == 0 { found } else { format!("{found} · {unread} not searched") }
}

impl Report for SearchSummary {
    const SCHEMA: &'static str = "reader.search/1";

    fn data(&self) -> impl Serialize {
        self
    }

    fn blocks(&self) -> Vec<ReportBlock<'_>> {
        vec![ReportBlock::paragraph(self.figures())]
    }

    /// Returns nothing, so that plain text has only lines with hits, as that of other programs that search.
    fn plain_text(&self, _width: Option<usize>) -> Option<String> {
        Some(String::new())
    }
}

/// One hit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct HitRow {
    /// The first byte of the hit in the document's text: decoded, with `\n` line ends, without markup.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// The line of the file on which the hit begins, counted from 1; null in formats without lines, such as
    /// PDF.
    #[schemars(range(min = 1))]
    pub line: Option<usize>,
    /// The page, chapter or time in which it begins.
    #[serde(flatten)]
    pub division: DivisionLabel,
    /// The sentence in which the hit begins, counted from 0 as in reader.document/1; null where there is
    /// none, such as in code, and in texts too long to be read whole.
    pub sentence: Option<usize>,
    /// The words of that sentence; where there is none, of the line.
    pub text: Box<str>,
    /// The place of the hit in `text`.
    #[serde(skip)]
    pub within: Span,
    /// The struck parts of `text`.
    #[serde(skip)]
    pub struck: Box<[Span]>,
    /// Where people find the hit.
    #[serde(skip)]
    pub locator: Locator,
}

impl HitRow {
    /// Returns the row of a hit in a document with these sentences.
    pub fn new(excerpt: Excerpt, sentences: &[Span]) -> Self {
        let after = sentences.partition_point(|sentence| sentence.start <= excerpt.hit.start);
        let sentence = after.checked_sub(1).filter(|at| sentences[*at].contains(excerpt.hit.start));
        let Span { start, end } = excerpt.hit;
        let Excerpt { locator, text, within, struck, .. } = excerpt;
        let division = locator.division.as_ref();
        let division = division.map(|(kind, label)| DivisionLabel::new(*kind, label)).unwrap_or_default();
        Self { start, end, line: locator.line, division, sentence, text, within, struck, locator }
    }

    /// Returns the byte of the document at which `text` begins.
    fn origin(&self) -> usize {
        self.start - self.within.start
    }
}

impl HitReport {
    /// Returns where each sentence with a hit is, and the sentence with its hits marked.
    fn sentences(&self) -> impl Iterator<Item = (&Locator, Inline<'_>)> {
        let is_same =
            |one: &HitRow, two: &HitRow| one.origin() == two.origin() && one.text.len() == two.text.len();
        self.hits.chunk_by(is_same).filter_map(|hits| {
            let [first, ..] = hits else { return None };
            let marks: Vec<Span> = hits.iter().map(|hit| hit.within).collect();
            let passage = ForeignText::marked(&first.text, &marks, Style::Hit).with_strikes(&first.struck);
            Some((&first.locator, Inline::Quoted(passage, None)))
        })
    }
}

impl Report for HitReport {
    const SCHEMA: &'static str = "reader.hits/1";

    fn data(&self) -> impl Serialize {
        self
    }

    fn blocks(&self) -> Vec<ReportBlock<'_>> {
        let mut place = vec![Inline::path(&self.path)];
        place.extend(self.attached.iter().flat_map(|name| [" › ".into(), Inline::foreign(name.as_str())]));
        place.push(format!(" · {}", count(self.count, "hit")).into());
        let found = |(locator, sentence): (&Locator, _)| -> StyledLine<'_> {
            vec![Inline::foreign(locator.to_string()), ": ".into(), sentence]
        };
        let list = ReportBlock::bullets(self.sentences().map(found));
        vec![ReportBlock::section(title(&self.title), vec![ReportBlock::Paragraph(place), list])]
    }

    /// Returns `path:line: sentence` for each sentence, as other programs that search do; in formats without
    /// lines `path, page 12, paragraph 3: sentence`. The name of an attached file follows the path: `a.eml ›
    /// b.txt:3: sentence`.
    fn plain_text(&self, _width: Option<usize>) -> Option<String> {
        let names = self.attached.iter().map(|name| safe::line(name).as_str().to_owned());
        let path = [shown_path(&self.path)].into_iter().chain(names).collect::<Vec<_>>().join(" › ");
        let place = |locator: &Locator| match locator.line {
            Some(line) => format!(":{line}"),
            None => format!(", {}", safe::line(&locator.to_string()).as_str()),
        };
        let lines =
            self.sentences().map(|(locator, found)| format!("{path}{}: {}", place(locator), words(&[found])));
        Some(lines.map(|line| line + "\n").collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::DivisionKind;
    use crate::report::ReportFormat;
    use crate::report::comparison::tests::written;

    fn found() -> HitReport {
        let sentence = "The *sea* and\nthe sea.";
        let row = |start: usize, line: usize| HitRow {
            start: start + 40,
            end: start + 43,
            line: Some(line),
            division: DivisionLabel::default(),
            locator: Locator::of_line(line),
            sentence: Some(2),
            text: sentence.into(),
            within: Span::new(start, start + 3),
            struck: [].into(),
        };
        let other =
            HitRow { sentence: None, text: "\u{1b}sea".into(), within: Span::new(1, 4), ..row(90, 9) };
        HitReport {
            path: "a<b>.txt".into(),
            attached: Vec::new(),
            title: "Tides".into(),
            count: 3,
            hits: vec![row(5, 3), row(18, 4), other],
        }
    }

    #[test]
    fn a_sentence_is_written_once_and_safe() {
        let text = written(ReportFormat::Text, &found());
        assert_eq!(text, "a<b>.txt:3: The *sea* and the sea.\na<b>.txt:9: ␛sea\n");
    }

    #[test]
    fn an_attached_file_is_named_after_the_path() {
        let found = HitReport {
            attached: vec!["b.eml".into(), "c\u{1b}*.txt".into()],
            hits: vec![found().hits[0].clone()],
            ..found()
        };
        let text = written(ReportFormat::Text, &found);
        assert_eq!(text, "a<b>.txt › b.eml › c␛*.txt:3: The *sea* and the sea.\n");
        let markdown = written(ReportFormat::Markdown, &found);
        assert!(markdown.contains(" › b.eml › c␛\\*.txt · 3 hits\n"), "{markdown}");
    }

    #[test]
    fn struck_words_are_struck_and_cut_words_whole() {
        let text = "The  sea  rises in sum-\nmer.";
        let hit = |word: &str| {
            let start = text.find(word).unwrap();
            HitRow {
                start,
                end: start + word.len(),
                line: Some(1),
                division: DivisionLabel::default(),
                locator: Locator::of_line(1),
                sentence: Some(0),
                text: text.into(),
                within: Span::new(start, start + word.len()),
                struck: [Span::new(5, 8)].into(),
            }
        };
        let found = HitReport { hits: vec![hit("sum-\nmer")], count: 1, ..found() };
        assert_eq!(written(ReportFormat::Text, &found), "a<b>.txt:1: The ~~sea~~ rises in summer.\n");
        assert!(written(ReportFormat::Markdown, &found).contains("The ~~sea~~ rises in **summer**."));
        assert!(written(ReportFormat::Html, &found).contains("The <s>sea</s> rises in <mark>summer</mark>."));
    }

    #[test]
    fn markdown_stresses_every_hit() {
        let markdown = written(ReportFormat::Markdown, &found());
        assert_eq!(
            markdown,
            "\n## Tides\n\na\\<b\\>.txt · 3 hits\n\n- line 3: The \\***sea**\\* and the **sea**.\n- line 9: ␛**sea**\n"
        );
    }

    #[test]
    fn a_hit_knows_its_sentence() {
        let excerpt = |at: usize| Excerpt {
            hit: Span::new(at, at + 1),
            number: 0,
            locator: Locator::of_line(1),
            text: "x".into(),
            within: Span::new(0, 1),
            struck: [].into(),
        };
        let sentences = [Span::new(0, 4), Span::new(6, 9)];
        let found = |at| HitRow::new(excerpt(at), &sentences).sentence;
        assert_eq!([found(0), found(5), found(8), found(9)], [Some(0), None, Some(1), None]);
    }

    #[test]
    fn html_marks_every_hit() {
        let html = written(ReportFormat::Html, &found());
        assert_eq!(html.matches("<mark>sea</mark>").count(), 3, "{html}");
        assert!(html.contains("a&lt;b&gt;.txt") && html.contains("␛"), "{html}");
    }

    #[test]
    fn a_hit_in_a_format_without_lines_names_its_page() {
        let page = |label: &str| {
            let division = Some((DivisionKind::Page, label.into()));
            let locator = Locator { line: None, division, paragraph: 3 };
            let hit = Excerpt {
                hit: Span::new(4, 7),
                number: 0,
                locator,
                text: "The sea.".into(),
                within: Span::new(4, 7),
                struck: [].into(),
            };
            let hits = vec![HitRow::new(hit, &[])];
            HitReport { path: "a.pdf".into(), attached: Vec::new(), title: "Tides".into(), count: 1, hits }
        };
        let text = written(ReportFormat::Text, &page("\u{202e}x"));
        assert_eq!(text, "a.pdf, page <202E>x, paragraph 3: The sea.\n");
        let markdown = written(ReportFormat::Markdown, &page("xii"));
        assert!(markdown.contains("- page xii, paragraph 3: The **sea**."), "{markdown}");
        let json: serde_json::Value =
            serde_json::from_str(&written(ReportFormat::Json, &page("xii"))).unwrap();
        let hit = &json["hits"][0];
        assert_eq!((&hit["line"], &hit["page"]), (&serde_json::Value::Null, &"xii".into()));
        assert_eq!(hit.get("chapter"), None);
    }
}
