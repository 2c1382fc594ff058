//! From stop to stop.

use crate::text::sentences::decide::Paragraph;
use crate::text::sentences::stop::next_stop;
use crate::text::span::Span;

/// Returns the sentences of one paragraph in order, without white space at their ends.
///
/// Together they hold every character that is not white space. A `\n` is white space like any
/// other: lines are the caller's to tell apart.
pub fn sentences(text: &str) -> Vec<Span> {
    let paragraph = Paragraph::new(text);
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(stop) = next_stop(text, at) {
        at = stop.end;
        if paragraph.breaks(start, &stop) {
            found.push(Span::new(start, at).trimmed(text));
            start = at;
        }
    }
    found.push(Span::new(start, text.len()).trimmed(text));
    found.retain(|span| !span.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// One case a line, its sentences parted by this.
    const PARTED: &str = " ‖ ";

    fn parted(text: &str) -> String {
        let pieces: Vec<&str> = sentences(text).iter().map(|span| span.of(text)).collect();
        pieces.join(PARTED)
    }

    #[test]
    fn nearly_all_hard_cases_are_right() {
        let list = include_str!("../../../tests/data/sentences.txt");
        let cases: Vec<&str> =
            list.lines().filter(|line| !line.is_empty() && !line.starts_with("# ")).collect();
        let wrong: Vec<String> = cases
            .iter()
            .map(|case| {
                // Scripts without spaces have none between sentences either.
                let (parted_by, whole) = if case.contains(PARTED) || !case.contains('‖') {
                    (PARTED, case.replace(PARTED, " "))
                } else {
                    ("‖", case.replace('‖', ""))
                };
                (case.replace(parted_by, PARTED), parted(&whole))
            })
            .filter(|(wanted, got)| wanted != got)
            .map(|(wanted, got)| format!("wanted {wanted}\n   got {got}"))
            .collect();
        println!("{} of {} wrong\n{}", wrong.len(), cases.len(), wrong.join("\n"));
        assert!(cases.len() >= 60);
        assert!(wrong.len() * 20 <= cases.len(), "more than one in twenty is wrong");
    }

    #[test]
    fn white_space_alone_has_no_sentence() {
        assert!(sentences("").is_empty());
        assert!(sentences(" \n\u{3000}").is_empty());
    }

    proptest! {
        #[test]
        fn sentences_cover_what_is_not_white_space(
            text in "([A-Za-z]{1,4}|[.!?…。！？»«“”'\"()\\[\\]]|Mr\\.|U\\.S\\.|[0-9]|[ \n\u{a0}]|—|の|،|\u{301}|😀){0,60}"
        ) {
            let found = sentences(&text);
            prop_assert!(found.windows(2).all(|pair| pair[0].end <= pair[1].start));
            for span in &found {
                prop_assert_eq!(*span, span.trimmed(&text));
            }
            let covered: String = found.iter().map(|span| span.of(&text)).collect();
            let visible = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(visible(&covered), visible(&text));
        }
    }
}
