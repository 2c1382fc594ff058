//! Whether a stop ends its sentence.

use std::cell::OnceCell;

use crate::text::sentences::abbreviations::{Abbreviation, classify, is_month};
use crate::text::sentences::follow::{Follow, Kind, is_dash, is_opening};
use crate::text::sentences::openers::{ends_ordinal_phrase, is_opener, is_speech_verb};
use crate::text::sentences::stop::{Closed, Mark, Stop};

/// How far back a word or an opening bracket is looked for, in bytes; it keeps the whole linear.
const WORD: usize = 40;
const BRACKET: usize = 400;

/// A paragraph whose stops are judged.
pub(super) struct Paragraph<'a> {
    text: &'a str,
    /// Whether it has no capital at all, as in hasty mails; then a small letter begins a sentence.
    uncapitalised: OnceCell<bool>,
}

impl<'a> Paragraph<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, uncapitalised: OnceCell::new() }
    }

    /// Tells whether the sentence that begins at the byte `start` ends with `stop`.
    pub(super) fn breaks(&self, start: usize, stop: &Stop) -> bool {
        let follow = Follow::new(&self.text[stop.end..]);
        if follow.kind == Kind::End {
            return true;
        }
        if !follow.spaced && stop.mark != Mark::Full && !meets_ideograph(stop, follow) {
            return false;
        }
        if matches!(follow.kind, Kind::Comma | Kind::Stop) {
            return false;
        }
        match stop.mark {
            Mark::Full | Mark::Strong | Mark::Ellipsis if self.is_aside(start, stop) => false,
            Mark::Full => !continues_speech(stop, follow),
            Mark::Strong => self.begins(stop, follow) && !reports_speech(stop, follow),
            Mark::Ellipsis => self.ellipsis_breaks(start, stop, follow),
            Mark::Period => self.period_breaks(start, stop, follow),
        }
    }

    /// Tells whether what follows can begin a sentence at all.
    fn begins(&self, stop: &Stop, follow: Follow) -> bool {
        follow.kind != Kind::Small
            || (stop.closed == Closed::Nothing
                && !follow.opened
                && *self.uncapitalised.get_or_init(|| !self.text.chars().any(char::is_uppercase)))
    }

    /// Tells whether the stop stands in a bracket inside its sentence, such as `(why?)`.
    fn is_aside(&self, start: usize, stop: &Stop) -> bool {
        let Closed::Bracket(opening) = stop.closed else { return false };
        if matches!(opening, '《' | '〈') {
            return true;
        }
        let from = self.text.floor_char_boundary(stop.start.saturating_sub(BRACKET)).max(start);
        let sentence = &self.text[from..stop.start];
        sentence.rfind(opening).is_some_and(|at| from > start || !sentence[..at].trim().is_empty())
    }

    fn ellipsis_breaks(&self, start: usize, stop: &Stop, follow: Follow) -> bool {
        let before = &self.text[start..stop.start];
        if before.trim_matches(|c: char| is_opening(c) || c.is_whitespace()).is_empty()
            || !self.begins(stop, follow)
            || reports_speech(stop, follow)
        {
            return false;
        }
        // `the … Guard` leaves words out; `the end … The` may do so too, but reads as two.
        let leaves_out = before.ends_with(char::is_whitespace) && stop.closed == Closed::Nothing;
        !leaves_out || is_opener(follow.word, follow.rest)
    }

    fn period_breaks(&self, start: usize, stop: &Stop, follow: Follow) -> bool {
        if !self.begins(stop, follow) {
            return false;
        }
        let word = self.word_before(start, stop.start);
        let before = &self.text[start..stop.start - word.len()];
        if word.is_empty() {
            // The last dot of `. . .`, or a stop after a quote or bracket.
            return !before.ends_with(char::is_whitespace) || is_opener(follow.word, follow.rest);
        }
        let first =
            before.trim_matches(|c: char| is_opening(c) || is_dash(c) || c.is_whitespace()).is_empty();
        if word.bytes().all(|b| b.is_ascii_digit()) {
            return number_ends(word, before, first, follow);
        }
        match classify(word, before) {
            None => true,
            Some(_) if self.is_aside(start, stop) => false,
            Some(_) if stop.closed == Closed::Quote && follow.kind != Kind::Capital => true,
            Some(abbreviation) => abbreviation_ends(abbreviation, word, before, first, follow),
        }
    }

    /// Returns the word that ends at the byte `end`, from the last space, bracket, dash or hyphen on.
    fn word_before(&self, start: usize, end: usize) -> &'a str {
        let from = self.text.floor_char_boundary(end.saturating_sub(WORD)).max(start);
        let line = &self.text[from..end];
        let parts = |c: char| {
            c.is_whitespace() || is_opening(c) || is_dash(c) || matches!(c, '/' | '’' | ')' | ']' | '”')
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
    follow: Follow,
) -> bool {
    let digit = follow.kind == Kind::Digit;
    let opener = is_opener(follow.word, follow.rest);
    match abbreviation {
        Abbreviation::Title | Abbreviation::Connective => false,
        Abbreviation::Numbered => !digit,
        Abbreviation::Date => !digit && !is_month(follow.word),
        Abbreviation::Clock => !is_time_word(follow.word),
        Abbreviation::Closing => true,
        Abbreviation::Open => opener || (follow.kind == Kind::Letter && word.is_ascii()),
        // `A. Background` begins a section, `and I. John` ends a sentence.
        Abbreviation::Initial if first => false,
        Abbreviation::Initial if word == "I" => before.trim_end().ends_with(char::is_lowercase) || opener,
        Abbreviation::Initial => opener || (digit && word.starts_with(char::is_uppercase)),
    }
}

/// Tells whether a number with a full stop ends a sentence instead of being an ordinal or a list number.
fn number_ends(word: &str, before: &str, first: bool, follow: Follow) -> bool {
    let short = word.len() <= 2;
    let list = first && word.len() <= 3;
    let ordinal =
        short && (is_month(follow.word) || (follow.kind == Kind::Capital && ends_ordinal_phrase(before)));
    // The parts of `24. 12. 2024`.
    let date = short
        && follow.kind == Kind::Digit
        && (follow.rest.starts_with('.') && follow.word.len() <= 2
            || before.trim_end().ends_with('.') && follow.word.len() == 4);
    !(list || ordinal || date)
}

fn is_time_word(word: &str) -> bool {
    is_month(word)
        || matches!(word, "EST" | "EDT" | "ET" | "CST" | "CDT" | "CT" | "MST" | "MDT" | "PST" | "PDT" | "PT")
        || matches!(word, "GMT" | "UTC" | "BST" | "CET" | "CEST" | "IST" | "Eastern" | "Pacific" | "Central")
        || (word.ends_with("day") && word != "Today")
}

/// Tells whether a quotation is followed by who said it: `“Why?” Ms Smith asked.`
fn reports_speech(stop: &Stop, follow: Follow) -> bool {
    stop.closed == Closed::Quote
        && follow.kind == Kind::Capital
        && !follow.opened
        && !is_opener(follow.word, follow.rest)
        && follow.words().skip(1).take(3).any(is_speech_verb)
}

/// Tells whether what follows a stop in 」 or ” goes on with the sentence: 「はい。」と言った, “走！”他说.
fn continues_speech(stop: &Stop, follow: Follow) -> bool {
    if stop.closed != Closed::Quote || follow.spaced || follow.opened {
        return false;
    }
    let hiragana = follow.word.starts_with(|c| ('\u{3041}'..='\u{3096}').contains(&c));
    let said = |c: char| matches!(c, '说' | '說' | '问' | '問' | '道' | '喊' | '叫' | '答');
    hiragana || follow.word.chars().take(7).any(said)
}

/// Tells whether a question mark stands between ideographs, where no space is written.
fn meets_ideograph(stop: &Stop, follow: Follow) -> bool {
    stop.mark == Mark::Strong && follow.word.starts_with(|c| ('\u{3041}'..='\u{9fff}').contains(&c))
}
