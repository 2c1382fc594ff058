//! How reports name and show things, the same in every format for people.

use std::fmt::Write;
use std::path::Path;

use crate::report::model::{
    ForeignText, Inline, List, ListItem, ReportBlock, Section, Style, StyledLine, concat,
};
use crate::report::subject::{Subject, SubjectSentence};
use crate::text::Span;
use crate::text::safe;

/// Returns the name of a document within a report: A to Z, then AA, AB and so on.
pub(crate) fn name(document: usize) -> String {
    let mut name = String::new();
    add_name(&mut name, document);
    name
}

fn add_name(text: &mut String, document: usize) {
    if let Some(before) = (document / 26).checked_sub(1) {
        add_name(text, before);
    }
    text.push(char::from(b'A' + (document % 26) as u8));
}

/// Returns the anchor of a sentence in the text of its document, such as `a8`.
pub(crate) fn anchor(document: usize, sentence: usize) -> String {
    let mut anchor = name(document);
    anchor.make_ascii_lowercase();
    anchor + &(sentence + 1).to_string()
}

/// Adds the number of a sentence to a text: "A 8", or "8" if it is not `is_named`.
pub(crate) fn add_number(text: &mut String, document: usize, sentence: usize, is_named: bool) {
    if is_named {
        add_name(text, document);
        text.push(' ');
    }
    // Writing to a string cannot fail.
    let _ = write!(text, "{}", sentence + 1);
}

/// Returns the number of a sentence, such as "A 8", as a link to it.
pub(crate) fn number(document: usize, sentence: usize) -> Inline<'static> {
    Inline::Number { document, sentence, is_named: true }
}

/// Returns the number of a sentence and where it is: "A 8, page 12", "A 8" where there are no pages.
pub(crate) fn cited(subject: &Subject<'_>, document: usize, sentence: usize) -> StyledLine<'static> {
    let place = subject.sentences.get(sentence).and_then(|found| found.division.words());
    let place = place.map(|place| Inline::foreign(format!(", {place}")));
    [number(document, sentence)].into_iter().chain(place).collect()
}

/// Returns the numbers of sentences of one document: "A 8, 9, 12".
pub(crate) fn numbers(document: usize, sentences: impl IntoIterator<Item = usize>) -> StyledLine<'static> {
    let mut line = StyledLine::new();
    for sentence in sentences {
        let is_named = line.is_empty();
        line.extend((!is_named).then(|| ", ".into()));
        line.push(Inline::Number { document, sentence, is_named });
    }
    line
}

/// Returns a sentence in its language, with marks at the given places.
pub(crate) fn quoted<'a>(subject: &Subject<'a>, sentence: usize, marks: &[Span], style: Style) -> Inline<'a> {
    let passage = ForeignText::marked(subject.sentence(sentence), marks, style);
    let struck = subject.sentences.get(sentence).map_or(&[][..], |found| &found.struck);
    Inline::Quoted(passage.with_strikes(struck), Some(subject.language_tag()))
}

/// Returns a sentence after its number and its page.
pub(crate) fn numbered<'a>(subject: &Subject<'a>, document: usize, sentence: usize) -> StyledLine<'a> {
    let words = vec![": ".into(), quoted(subject, sentence, &[], Style::Shared)];
    concat([cited(subject, document, sentence), words])
}

/// Returns words in quotation marks.
pub(crate) fn in_quotation_marks(words: Inline<'_>) -> StyledLine<'_> {
    vec!["“".into(), words, "”".into()]
}

/// Returns a title to show, whether there is one or not.
pub(crate) fn title(title: &str) -> Inline<'_> {
    if title.is_empty() { "(no title)".into() } else { Inline::foreign(title) }
}

/// Returns the line above a report on a document: its name, its title, where it is and how long.
pub(crate) fn measured<'a>(subject: &Subject<'a>, document: usize) -> StyledLine<'a> {
    let (words, sentences) = (count(subject.words, "word"), length(subject));
    let name = Inline::Link { to: text_anchor(document), words: name(document) };
    let place = vec![Inline::path(subject.path), format!(", {words}, {sentences}").into()];
    vec![name, ": ".into(), title(subject.title), " ".into(), Inline::Aside(place)]
}

/// Returns how many sentences and lines a document has.
pub(crate) fn length(subject: &Subject<'_>) -> String {
    let lines = subject.sentences.iter().filter(|sentence| sentence.line).count();
    let sentences = subject.sentences.len() - lines;
    match (sentences, lines) {
        (_, 0) => count(sentences, "sentence"),
        (0, _) => count(lines, "line"),
        _ => format!("{} and {}", count(sentences, "sentence"), count(lines, "line")),
    }
}

/// Returns the number of sentences and lines of a document as one figure.
pub(crate) fn counted(subject: &Subject<'_>) -> String {
    match subject.has_sentences_and_lines() {
        [true, true] => format!("{} sentences and lines", subject.sentences.len()),
        _ => length(subject),
    }
}

/// Returns the anchor of the text of a document.
pub(crate) fn text_anchor(document: usize) -> String {
    format!("text-{}", name(document).to_ascii_lowercase())
}

/// Returns the whole text of a document, sentence by sentence, so that every line of a report can be
/// checked. `note` returns the remark on a sentence.
pub(crate) fn full_text<'a>(
    subject: &Subject<'a>,
    document: usize,
    note: impl Fn(usize) -> Option<StyledLine<'a>>,
) -> ReportBlock<'a> {
    let item = |(index, sentence): (usize, &SubjectSentence<'a>)| {
        // A page is named where it begins.
        let before = index.checked_sub(1).and_then(|before| subject.sentences.get(before));
        let goes_on = before.is_some_and(|before| before.division == sentence.division);
        let number = if goes_on { vec![number(document, index)] } else { cited(subject, document, index) };
        let words = vec![": ".into(), quoted(subject, index, &[], Style::Shared)];
        let mut line = concat([number, words]);
        line.extend(note(index).into_iter().flat_map(|note| [" ".into(), Inline::Aside(note)]));
        ListItem { anchor: Some(anchor(document, index)), line }
    };
    let sentences: Vec<_> = subject.sentences.iter().enumerate().collect();
    let paragraphs = sentences.chunk_by(|(_, one), (_, two)| one.paragraph == two.paragraph);
    let paragraph = |sentences: &[(usize, &SubjectSentence<'a>)]| {
        ReportBlock::List(List { is_bulleted: false, items: sentences.iter().copied().map(item).collect() })
    };
    let mut blocks: Vec<ReportBlock<'a>> = paragraphs.map(paragraph).collect();
    if blocks.is_empty() {
        blocks.push(ReportBlock::paragraph("It has no text."));
    }
    ReportBlock::Section(Section {
        anchor: Some(text_anchor(document).into()),
        heading: vec![format!("The text of {}: ", name(document)).into(), title(subject.title)],
        blocks,
    })
}

/// Returns a path to show, safe; white space in it is kept.
pub(crate) fn shown_path(path: &Path) -> String {
    safe::line(&path.to_string_lossy()).as_str().to_owned()
}

/// Returns a probability in percent, never rounded up into the level above.
pub(crate) fn shown_percent(score: f64) -> u8 {
    (score * 100.0 + 1e-6).floor() as u8
}

/// Returns a probability as data have it, to four decimals.
pub(crate) fn rounded(probability: f64) -> f64 {
    (probability * 1e4).round() / 1e4
}

/// Returns a number with its noun.
pub(crate) fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_is_never_shown_above_its_level() {
        for (score, shown) in [(0.7, 70), (0.6999, 69), (1.0, 100), (0.35, 35), (0.29, 29)] {
            assert_eq!(shown_percent(score), shown);
        }
    }

    #[test]
    fn documents_are_lettered() {
        let names = [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")];
        for (document, expected) in names {
            assert_eq!(name(document), expected);
        }
    }
}
