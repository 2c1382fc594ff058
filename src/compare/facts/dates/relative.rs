//! Dates that only the day of publication tells: "yesterday", "last year", "on Tuesday".

use crate::compare::facts::lexicon::ValueTable;
use crate::compare::facts::tokens::{FactToken, TokenAccess, tokens};

/// How far a date is from the day of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offset {
    /// The number of days after it: "yesterday" is -1.
    Days(i8),
    /// The number of months after it: "last month" is -1.
    Months(i8),
    /// The number of years after it: "last year" is -1.
    Years(i8),
    /// The last such day of the week on it or before it, 0 for Monday.
    Weekday(u8),
}

/// Which time a sentence is about, by its English words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeFrame {
    /// The past, as far as it says nothing else.
    Back,
    /// What is to come.
    Ahead,
    /// Every year or week: "The season usually starts in late October."
    Habit,
}

/// Words of a sentence about the future.
const AHEAD: [&str; 16] = [
    "will",
    "would",
    "shall",
    "should",
    "must",
    "next",
    "due",
    "expected",
    "expects",
    "scheduled",
    "slated",
    "plans",
    "planned",
    "upcoming",
    "until",
    "tomorrow",
];

/// Words of a sentence about what happens again and again.
const HABIT: [&str; 10] = [
    "always",
    "annual",
    "annually",
    "each",
    "every",
    "generally",
    "normally",
    "often",
    "typically",
    "usually",
];

/// Returns which time a sentence is about.
pub fn view(sentence: &str) -> TimeFrame {
    view_of(&tokens(sentence))
}

fn view_of(tokens: &[FactToken<'_>]) -> TimeFrame {
    let has = |words: &[&str]| tokens.iter().any(|token| words.contains(&&*token.lower));
    // "May" is a month.
    if has(&HABIT) {
        TimeFrame::Habit
    } else if has(&AHEAD) || tokens.iter().any(|token| token.text == "may" || token.lower.ends_with("'ll")) {
        TimeFrame::Ahead
    } else {
        TimeFrame::Back
    }
}

/// Words before a day of the week that make another day of it: of a name, of an earlier week, of any week.
const BEFORE_ANOTHER: [&str; 16] = [
    "a", "an", "any", "ash", "black", "bloody", "cyber", "easter", "good", "holy", "last", "one", "palm",
    "shrove", "super", "previous",
];

/// Returns the offset of token `at` from the day of publication and the token after it. A day of the week
/// has one only in an English sentence that looks back.
pub(in crate::compare::facts) fn offset(tokens: &[FactToken<'_>], at: usize) -> Option<(Offset, usize)> {
    let (token, next) = (tokens.at(at), tokens.at(at + 1));
    let step = |token: &FactToken<'_>| match &*token.lower {
        "last" => Some(-1),
        "this" => Some(0),
        "next" => Some(1),
        _ => None,
    };
    match (&*token.lower, step(token), &*next.lower) {
        ("yesterday", ..) => Some((Offset::Days(-1), at + 1)),
        ("tomorrow", ..) => Some((Offset::Days(1), at + 1)),
        (_, Some(months), "month") => Some((Offset::Months(months), at + 2)),
        (_, Some(years), "year") => Some((Offset::Years(years), at + 2)),
        _ => Some((Offset::Weekday(weekday_behind(tokens, at)?), at + 1)),
    }
}

/// Returns the day of the week at token `at`, if the sentence looks back at it.
fn weekday_behind(tokens: &[FactToken<'_>], at: usize) -> Option<u8> {
    let (token, before, next) = (tokens.at(at), tokens.back(at, 1), tokens.at(at + 1));
    let weekday = token.number(ValueTable::Weekday).filter(|_| token.is_capital())?;
    let is_another = BEFORE_ANOTHER.contains(&&*before.lower) || (next.is_capital() && !before.is("on"));
    (!is_another && view_of(tokens) == TimeFrame::Back).then_some(weekday)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_about_the_past_unless_it_says_otherwise() {
        for (sentence, expected) in [
            ("It sank in May.", TimeFrame::Back),
            ("It may sink on Friday.", TimeFrame::Ahead),
            ("They'll meet on Friday.", TimeFrame::Ahead),
            ("The season usually starts in October.", TimeFrame::Habit),
            ("It will be held every May.", TimeFrame::Habit),
        ] {
            assert_eq!(view(sentence), expected, "{sentence}");
        }
    }

    #[test]
    fn a_day_of_the_week_has_an_offset_where_one_looks_back_at_it() {
        let found = |text: &str| {
            let tokens = tokens(text);
            (0..tokens.len()).find_map(|at| offset(&tokens, at)).map(|(offset, _)| offset)
        };
        for (text, expected) in [
            ("It sank on Tuesday.", Some(Offset::Weekday(1))),
            ("Police said Tuesday's raid failed.", Some(Offset::Weekday(1))),
            ("It sank yesterday.", Some(Offset::Days(-1))),
            ("It sank last year.", Some(Offset::Years(-1))),
            ("They meet next month.", Some(Offset::Months(1))),
            ("It sails every Tuesday.", None),
            ("It will sail on Tuesday.", None),
            ("It sank last Tuesday.", None),
            ("Black Friday was quiet.", None),
            ("The Sunday Times wrote so.", None),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
