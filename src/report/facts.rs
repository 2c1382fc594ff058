//! The ledger of facts in the words of a report.

use crate::compare::facts::{Fact, Item, Row, facts_of_both, paired};
use crate::compare::{Comparison, Levels, Side};
use crate::document::Document;
use crate::report::fact_row::{FactItem, FactRow};
use crate::report::subject::Named;
use crate::text::Span;

/// Returns what the two documents say of each number, date, name and source; facts are paired over
/// the links that count at `levels`.
pub fn facts<'a>(documents: [Named<'a>; 2], comparison: &Comparison, levels: Levels) -> Vec<FactRow<'a>> {
    let [left, right] = documents.map(|named| sentences(named.document));
    paired_facts(documents, facts_of_both(&left, &right), comparison, levels)
}

/// Returns the [`facts`] of two documents, having found those of each.
pub(crate) fn paired_facts<'a>(
    documents: [Named<'a>; 2],
    found: [Vec<Fact>; 2],
    comparison: &Comparison,
    levels: Levels,
) -> Vec<FactRow<'a>> {
    let [left, right] = documents.map(|named| sentences(named.document));
    let counting = comparison.links().iter().filter(|link| comparison.level(link, levels).is_some());
    let links: Vec<_> = counting.map(|link| (link.left, link.right, link.score)).collect();
    paired(&left, &right, found, &links).rows.iter().map(|row| fact_row(row, documents)).collect()
}

fn sentences(document: &Document) -> Vec<&str> {
    document.sentences.iter().map(|sentence| sentence.span.of(&document.text)).collect()
}

fn fact_row<'a>(row: &Row, documents: [Named<'a>; 2]) -> FactRow<'a> {
    FactRow {
        kind: row.kind,
        status: row.status,
        items: row.items.iter().map(|item| fact_item(item, documents)).collect(),
    }
}

fn fact_item<'a>(item: &Item, documents: [Named<'a>; 2]) -> FactItem<'a> {
    let number = match item.side {
        Side::Left => 0,
        Side::Right => 1,
    };
    let document: &'a Document = documents[number].document;
    let begins = document.sentences.get(item.sentence).map_or(0, |sentence| sentence.span.start);
    let inside = |span: Span| span.shifted(begins);
    let own = inside(item.span);
    FactItem {
        document: number,
        sentence: item.sentence,
        start: own.start,
        end: own.end,
        text: own.of(&document.text),
        phrase: inside(item.phrase).of(&document.text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::compare;
    use crate::report::comparison::tests::document;
    use crate::report::fact_row::status_word;
    use std::path::Path;

    /// The rows of two documents of one sentence each, as `kind status: texts`.
    fn rows(left: &str, right: &str) -> Vec<String> {
        let documents = [document(&[left]), document(&[right])];
        let comparison = compare(&[left], &[right], &|| true).unwrap();
        let named = documents.each_ref().map(|document| Named { path: Path::new("-"), document });
        let shown = |row: FactRow<'_>| {
            let texts: Vec<&str> = row.items.iter().map(|item| item.text).collect();
            format!("{} {}: {}", row.kind.word(), status_word(row.status), texts.join(" | "))
        };
        facts(named, &comparison, Levels::default()).into_iter().map(shown).collect()
    }

    #[test]
    fn what_differs_is_quoted_from_both() {
        let rows = rows(
            "The company bought 12 aircraft from the maker in May.",
            "The company bought 14 aircraft from the maker in May.",
        );
        assert!(rows.contains(&"number differs: 12 | 14".to_string()), "{rows:?}");
        assert!(rows.iter().any(|row| row.starts_with("date agree")), "{rows:?}");
    }

    #[test]
    fn bytes_are_those_of_the_document() {
        let documents = [document(&["Nothing here.", "Tides rose 3 metres."]), document(&["Other words."])];
        let comparison =
            compare(&["Nothing here.", "Tides rose 3 metres."], &["Other words."], &|| true).unwrap();
        let named = documents.each_ref().map(|document| Named { path: Path::new("-"), document });
        let rows = facts(named, &comparison, Levels::default());
        let item = rows.iter().flat_map(|row| &row.items).find(|item| item.text == "3").unwrap();
        assert_eq!(&documents[0].text[item.start..item.end], "3");
        assert_eq!((item.sentence, item.phrase), (1, "3 metres"));
    }
}
