//! The day that a document is of.

use jiff::civil;

use crate::compare::facts::{Value, facts};
use crate::text::terms::is_stop_word;

/// How many sentences at the beginning are looked at for a day: a dateline is there, and what follows may be a
/// day long past.
const SENTENCES: usize = 5;

/// The most words of a sentence that says little but a date.
const SHORT: usize = 8;

/// Returns the day that a document is of: that on which it says it was published, else that of a dateline.
pub(super) fn first_day(sentences: &[&str], published: Option<&str>) -> Option<civil::Date> {
    let dates = published.into_iter().chain(sentences.iter().take(SENTENCES).copied());
    dates.into_iter().find_map(dateline)
}

/// Returns the whole date in a sentence before which no more than a place or an agency is named, or that says
/// little else: a date within a statement may be long past.
fn dateline(sentence: &str) -> Option<civil::Date> {
    facts(&[sentence]).into_iter().find_map(|fact| {
        let Value::Date(date) = fact.value else { return None };
        let mut before = sentence.get(..fact.span.start)?.split_whitespace();
        let is_name = |word: &str| !word.starts_with(char::is_lowercase) && !is_stop_word(word);
        let is_short = sentence.split_whitespace().count() <= SHORT;
        date.single_day().filter(|_| is_short || before.all(is_name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_of_the_day_it_names_first() {
        let cases = [
            (&["The ferry sank.", "WEXLEY, 3 May 2021 - It was calm."][..], None, Some("2021-05-03")),
            (&["The ferry sank on 3 May 2021."], Some("2021-05-04T10:00:00Z"), Some("2021-05-04")),
            (&["Posted on Monday, May 3, 2021, 10:22 am"], Some("spring"), Some("2021-05-03")),
            (&["Mette Aas was born in Wexley on 3 May 1951 and became a captain in 1980."], None, None),
            (&["On 3 May 1951 the harbour was opened by the queen, who stayed for a week."], None, None),
            (&["The ferry sank on Monday, 3 May.", "It was built in 1990."], None, None),
            (&["a", "b", "c", "d", "e", "It was launched on 3 May 1990."], None, None),
            (&[], None, None),
        ];
        for (sentences, published, expected) in cases {
            let day = first_day(sentences, published).map(|day| day.to_string());
            assert_eq!(day.as_deref(), expected, "{sentences:?}");
        }
    }
}
