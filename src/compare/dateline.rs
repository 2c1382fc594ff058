//! The day on which a document was published, if it states one.

use jiff::civil;

use crate::compare::facts::{When, dates};
use crate::text::Span;

/// The dateline is among this many sentences at the beginning.
pub(super) const BEGINNING: usize = 8;

/// The most words before the date in a dateline such as "NEW DELHI, Nov. 27, 2020 (AP) -".
const PLACE: usize = 5;

/// Words of a line that tells when a document was published.
const PUBLISHED: [&str; 29] = [
    "a",
    "am",
    "and",
    "at",
    "by",
    "created",
    "date",
    "dated",
    "first",
    "fri",
    "last",
    "m",
    "modified",
    "mon",
    "of",
    "on",
    "p",
    "pm",
    "posted",
    "published",
    "sat",
    "sun",
    "the",
    "thu",
    "time",
    "tue",
    "updated",
    "wed",
    "written",
];

/// Returns the day on which a document was published: by its metadata, else by its dateline, a line that only
/// states a date, or a date before which only a place or an agency is named. A date within a statement may
/// be long past.
pub(super) fn published(metadata: Option<&str>, sentences: &[&str]) -> Option<civil::Date> {
    let day = |(when, span): (When, Span)| match when {
        When::Date(date) => Some((date.single_day()?, span)),
        When::Offset(_) => None,
    };
    let in_metadata = metadata.and_then(|words| dates(words).into_iter().find_map(day));
    // Most sentences have no figure, and a date without one is no single day.
    let has_figure = |text: &&&str| text.bytes().any(|byte| byte.is_ascii_digit());
    let dateline = |text: &str| {
        let (day, span) = dates(text).into_iter().find_map(day)?;
        (is_dateline(text, span) || begins_report(text, span)).then_some(day)
    };
    let beginning = sentences.iter().take(BEGINNING).filter(has_figure);
    in_metadata.map(|(day, _)| day).or_else(|| beginning.copied().find_map(dateline))
}

/// Tells whether a line only states a date: "Published: Mon, March 13, 2013 11:25 GMT", "By Ada
/// Smith, 5 May 2023". Such a line tells when the document was published and is not a statement.
pub(super) fn is_dateline(text: &str, date: Span) -> bool {
    let (before, after) = (&text[..date.start], &text[date.end..]);
    let names_author = before.starts_with("By ");
    let tells_no_more = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let is_zone = word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_uppercase());
        let is_name = names_author && word.starts_with(char::is_uppercase);
        let is_figure = word.contains(|c: char| c.is_ascii_digit());
        is_zone || is_name || is_figure || PUBLISHED.contains(&&*word.to_lowercase())
    };
    before.split_whitespace().chain(after.split_whitespace()).all(tells_no_more)
}

/// Tells whether a report begins with a place and the date: "NEW DELHI, Nov. 27, 2020 (AP) - Two".
fn begins_report(text: &str, date: Span) -> bool {
    let (before, after) = (&text[..date.start], text[date.end..].trim_start_matches([',', ' ']));
    let is_place = |word: &str| word.starts_with(char::is_uppercase) || word.starts_with('(');
    let is_cut = after.starts_with(['-', '–', '—', '(', ':', '|']);
    is_cut && before.split_whitespace().count() <= PLACE && before.split_whitespace().all(is_place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dateline_tells_when_a_document_was_published() {
        let day = |line| published(None, &["A storm is coming", line]).map(|day| day.to_string());
        for (line, expected) in [
            ("Published: 09 Sep 2013 11:25 GMT", Some("2013-09-09")),
            ("SEPTEMBER 16, 2013", Some("2013-09-16")),
            ("7: 15 a. m. Dec. 7, 2009", Some("2009-12-07")),
            ("By Ada Smith, Wednesday, July 28, 2004", Some("2004-07-28")),
            ("NEW DELHI, Nov. 27, 2020 (AP) - Two ships sank.", Some("2020-11-27")),
            ("The storm of 5 May 2023 was the worst.", None),
            ("He arrived on 5 May 2023", None),
            ("Prison Falls in Paris on July 14, 1789", None),
            ("September 2013", None),
            ("WEXLEY, 3 May 2021 - It was calm.", Some("2021-05-03")),
            ("Posted on Monday, May 3, 2021, 10:22 am", Some("2021-05-03")),
            ("Mette Aas was born in Wexley on 3 May 1951 and became a captain in 1980.", None),
            ("On 3 May 1951 the harbour was opened by the queen, who stayed for a week.", None),
            ("The ferry sank on Monday, 3 May.", None),
        ] {
            assert_eq!(day(line).as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn the_date_of_the_metadata_counts_first_and_that_of_a_late_sentence_not() {
        let line = "Published: 3 May 2021";
        let cases = [
            (&[line][..], Some("2021-05-04T10:00:00Z"), Some("2021-05-04")),
            (&[line], Some("spring"), Some("2021-05-03")),
            (&["A", "B", "C", "D", "E", "F", "G", "H", line], None, None),
            (&[], None, None),
        ];
        for (sentences, metadata, expected) in cases {
            let day = published(metadata, sentences).map(|day| day.to_string());
            assert_eq!(day.as_deref(), expected, "{sentences:?} {metadata:?}");
        }
    }
}
