//! Where one sentence ends and the next begins.
//!
//! Unicode's rules (and so ICU) break after every full stop that a capital follows, which is wrong in
//! `Gen. Lee`, `J. K. Rowling` and `U.S. defense`: they get 13 of 35 hard English lines right. So the
//! rules here are our own:
//!
//! 1. `stop` finds a stop with the closing quotes, brackets and note numbers that belong to it.
//! 2. `continuation` reads the beginning of the text after it: a small letter, a capital, a digit, another
//!    stop.
//! 3. [`sentences`] joins or breaks. Most stops are plain from their two sides; the rest depend on the
//!    words before and after: `the U.S. The` breaks because `The` begins sentences and names seldom do.
//! 4. `list` breaks before the items of a list in one line, which often end without a stop.

mod continuation;
mod list;
mod stop;
mod words;

use std::cell::OnceCell;

pub use crate::text::sentences::words::is_date_line;

use crate::text::sentences::continuation::{Continuation, ContinuationStart, is_bullet, is_dash, is_opening};
use crate::text::sentences::stop::{Closed, Stop, StopMark, next_stop};
use crate::text::sentences::words::{
    Abbreviation, abbreviation, is_month, is_opener, is_roman, is_speech_verb, is_time_word, opens_with_time,
    precedes_ordinal,
};
use crate::text::span::Span;

/// Returns the sentences of one paragraph in order, without white space at their ends.
///
/// Together they hold every character that is not white space. A `\n` is white space like any other.
pub fn sentences(text: &str) -> Vec<Span> {
    let items = list::items(text);
    items
        .into_iter()
        .flat_map(|item| stopped(item.of(text)).map(move |span| span.shifted(item.start)))
        .collect()
}

/// Tells whether a text ends with an abbreviation that more words follow: `Mr.`, `ca.`
pub fn ends_in_abbreviation(text: &str) -> bool {
    let Some(before) = text.strip_suffix('.') else { return false };
    let word = before.rsplit(|c: char| c.is_whitespace() || is_opening(c)).next().unwrap_or_default();
    let found = abbreviation(word, &before[..before.len() - word.len()]);
    matches!(found, Some(Abbreviation::Title | Abbreviation::Connective))
}

/// Returns the sentences of a text without lists, as their stops part them.
fn stopped(text: &str) -> impl Iterator<Item = Span> {
    let paragraph = Paragraph { text, uncapitalised: OnceCell::new() };
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
    found.into_iter().filter(|span| !span.is_empty())
}

/// How far back a word or an opening bracket is looked for, in bytes, so that the time is linear.
const WORD_REACH: usize = 40;
const BRACKET_REACH: usize = 400;

/// A paragraph whose stops are judged.
struct Paragraph<'a> {
    text: &'a str,
    /// Whether it has no capital at all, as in hasty mails, so that small letters begin sentences.
    uncapitalised: OnceCell<bool>,
}

impl<'a> Paragraph<'a> {
    /// Tells whether the sentence that begins at the byte `start` ends with `stop`.
    fn breaks(&self, start: usize, stop: &Stop) -> bool {
        let next = Continuation::new(&self.text[stop.end..]);
        if next.beginning == ContinuationStart::End {
            return true;
        }
        if !next.spaced && stop.mark != StopMark::Full && !meets_ideograph(stop, next) {
            return false;
        }
        if matches!(next.beginning, ContinuationStart::Comma | ContinuationStart::Stop) {
            return false;
        }
        match stop.mark {
            StopMark::Full | StopMark::Strong | StopMark::Ellipsis if self.is_aside(start, stop) => false,
            StopMark::Full => !continues_speech(stop, next) && !self.numbers_section(start, stop),
            StopMark::Strong => self.begins(stop, next) && !reports_speech(stop, next),
            StopMark::Ellipsis => self.ellipsis_breaks(start, stop, next),
            StopMark::Period => self.period_breaks(start, stop, next),
        }
    }

    /// Tells whether `next` can begin a sentence at all.
    fn begins(&self, stop: &Stop, next: Continuation) -> bool {
        next.beginning != ContinuationStart::Small
            || (stop.closed == Closed::Nothing
                && !next.opened
                && *self.uncapitalised.get_or_init(|| !self.text.chars().any(char::is_uppercase)))
    }

    /// Tells whether the stop is in a bracket inside its sentence, such as `(why?)`.
    fn is_aside(&self, start: usize, stop: &Stop) -> bool {
        let Closed::Bracket(opening) = stop.closed else { return false };
        if matches!(opening, '《' | '〈') {
            return true;
        }
        let from = self.text.floor_char_boundary(stop.start.saturating_sub(BRACKET_REACH)).max(start);
        let sentence = &self.text[from..stop.start];
        sentence.rfind(opening).is_some_and(|at| from > start || !sentence[..at].trim().is_empty())
    }

    fn ellipsis_breaks(&self, start: usize, stop: &Stop, next: Continuation) -> bool {
        let before = &self.text[start..stop.start];
        if before.trim_matches(|c: char| is_opening(c) || c.is_whitespace()).is_empty()
            || !self.begins(stop, next)
            || reports_speech(stop, next)
        {
            return false;
        }
        // `the … Guard` leaves words out; `the end … The` may do so too, but reads as two.
        let leaves_out = before.ends_with(char::is_whitespace) && stop.closed == Closed::Nothing;
        !leaves_out || is_opener(next.word, next.rest)
    }

    fn period_breaks(&self, start: usize, stop: &Stop, next: Continuation) -> bool {
        if !self.begins(stop, next) {
            return false;
        }
        let word = self.word_before(start, stop.start);
        let before = &self.text[start..stop.start - word.len()];
        if word.is_empty() {
            // The last dot of `. . .`, or a stop after a quote or bracket.
            return !before.ends_with(char::is_whitespace) || is_opener(next.word, next.rest);
        }
        let first = is_start(before);
        if is_number(word) || is_roman(word) {
            return number_ends(word, before, first, next);
        }
        match abbreviation(word, before) {
            None => true,
            Some(_) if self.is_aside(start, stop) => false,
            Some(_) if stop.closed == Closed::Quote && next.beginning != ContinuationStart::Capital => true,
            Some(abbreviation) => abbreviation_ends(abbreviation, word, before, first, next),
        }
    }

    /// Tells whether a wide full stop is in the number of a section: `１．はじめに`.
    fn numbers_section(&self, start: usize, stop: &Stop) -> bool {
        self.text[stop.start..stop.end] == *"．" && is_number(self.text[start..stop.start].trim())
    }

    /// Returns the word that ends at the byte `end`, from the last space, bracket, dash or hyphen on.
    fn word_before(&self, start: usize, end: usize) -> &'a str {
        let from = self.text.floor_char_boundary(end.saturating_sub(WORD_REACH)).max(start);
        let line = &self.text[from..end];
        let parts = |c: char| {
            let is_edge = matches!(c, '/' | '’' | ')' | ']' | '”');
            is_edge || c.is_whitespace() || is_opening(c) || is_dash(c) || is_bullet(c)
        };
        let at = line.char_indices().rev().find(|&(_, c)| parts(c)).map_or(0, |(at, c)| at + c.len_utf8());
        &line[at..]
    }
}

fn abbreviation_ends(
    abbreviation: Abbreviation,
    word: &str,
    before: &str,
    first: bool,
    next: Continuation,
) -> bool {
    let digit = next.beginning == ContinuationStart::Digit;
    let opener = is_opener(next.word, next.rest);
    match abbreviation {
        Abbreviation::Title | Abbreviation::Connective => false,
        // `art. L. 121`
        Abbreviation::Numbered => !(digit || takes_number(next.word) && next.rest.starts_with('.')),
        Abbreviation::Date => !digit && !is_month(next.word),
        Abbreviation::Clock => {
            let continues = is_time_word(next.word) || next.words().nth(1) == Some("time");
            !continues && (opener || !opens_with_time(before))
        }
        Abbreviation::Closing => true,
        Abbreviation::Unit => !digit,
        Abbreviation::Open => opener || (next.beginning == ContinuationStart::Letter && word.is_ascii()),
        // `A. Background` begins a section, and `you and I. John` ends a sentence.
        Abbreviation::Initial if first => false,
        Abbreviation::Initial if word == "I" => opener || follows_small(before),
        Abbreviation::Initial => {
            // A year in brackets follows the names of authors.
            opener
                || (digit
                    && !next.opened
                    && is_capital(word)
                    && !takes_number(word)
                    && !before.trim_end().ends_with('.'))
        }
    }
}

/// Tells whether `before` has only signs, or `Art.` and the like before the number of a section.
fn is_start(before: &str) -> bool {
    let word = before.trim_matches(|c: char| !c.is_alphanumeric());
    word.is_empty()
        || before.trim_end().ends_with('.') && abbreviation(word, "") == Some(Abbreviation::Numbered)
}

/// Tells whether a word is a number of any script, or several with full stops between: `3.1`.
fn is_number(word: &str) -> bool {
    word.starts_with(char::is_numeric) && word.chars().all(|c| c.is_numeric() || matches!(c, '.' | '．'))
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Tells whether a capital is short for a word that a number follows: `S. 5`, `art. L. 121`.
fn takes_number(letter: &str) -> bool {
    matches!(letter, "S" | "N" | "L" | "R" | "D" | "С")
}

/// Tells whether the last word of `before` is in small letters.
fn follows_small(before: &str) -> bool {
    before.split_whitespace().next_back().is_some_and(|word| word.starts_with(char::is_lowercase))
}

/// Tells whether a number with a full stop ends a sentence instead of being an ordinal or a list number.
fn number_ends(word: &str, before: &str, first: bool, next: Continuation) -> bool {
    let short = word.chars().count() <= 2 || is_roman(word);
    let list = first && word.split(['.', '．']).all(|part| part.chars().count() <= 3);
    let counts = next.beginning == ContinuationStart::Capital
        && !is_opener(next.word, next.rest)
        && precedes_ordinal(before);
    let ordinal = short && (is_month(next.word) || counts);
    // The parts of `24. 12. 2024`.
    let date = short
        && next.beginning == ContinuationStart::Digit
        && (next.rest.starts_with('.') && next.word.len() <= 2
            || before.trim_end().ends_with('.') && next.word.len() == 4);
    !(list || ordinal || date)
}

/// Tells whether a quotation is followed by who said it: `“Why?” Ms Smith asked.`
fn reports_speech(stop: &Stop, next: Continuation) -> bool {
    stop.closed == Closed::Quote
        && next.beginning == ContinuationStart::Capital
        && !next.opened
        && !is_opener(next.word, next.rest)
        && next.words().skip(1).take(3).any(is_speech_verb)
}

/// Tells whether `next` continues the sentence after a stop in 」 or ”: 「はい。」と言った, “走！”他说.
fn continues_speech(stop: &Stop, next: Continuation) -> bool {
    if stop.closed != Closed::Quote || next.spaced || next.opened {
        return false;
    }
    let hiragana = next.word.starts_with(|c| ('\u{3041}'..='\u{3096}').contains(&c));
    let said = |c: char| matches!(c, '说' | '說' | '问' | '問' | '道' | '喊' | '叫' | '答');
    hiragana || next.word.chars().take(7).any(said)
}

/// Tells whether a question mark is between ideographs, where no space is written.
fn meets_ideograph(stop: &Stop, next: Continuation) -> bool {
    stop.mark == StopMark::Strong && next.word.starts_with(|c| ('\u{3041}'..='\u{9fff}').contains(&c))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_line_with_a_date_alone_is_known() {
        for line in [
            "Tuesday, May 24, 2005",
            "THURSDAY, JUNE 30, 2005",
            "November 28th, 2005, 09: 11 GMT",
            "Posted 12 / 19 / 2005 3: 36 PM",
            "23 July 2013 Last updated at 13:42 GMT",
            "9: 53 AM, MON 22 JUL 2013",
            "2024-03-05",
            "5. März 2024",
            "Updated: November 11, 2011 20:09 IST",
        ] {
            assert!(is_date_line(line), "{line}");
        }
        for line in [
            "Ellen DeGeneres to host Oscars in 2014",
            "May 2020 be better",
            "1984",
            "12",
            "Chapter 3",
            "March",
            "1.2.3 Results",
            "On 5 May 2023 the ferry sank.",
            "US 66",
            "",
        ] {
            assert!(!is_date_line(line), "{line}");
        }
    }

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
    fn more_words_follow_titles_and_the_like() {
        for (text, follows) in
            [("Ask Mr.", true), ("It cost (ca.", true), ("It is no.", false), ("It is", false), (".", false)]
        {
            assert_eq!(ends_in_abbreviation(text), follows, "{text}");
        }
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
