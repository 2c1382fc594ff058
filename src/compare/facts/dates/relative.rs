//! Dates that only the day of publication tells: "yesterday", "last year", "on Tuesday".

use crate::compare::facts::lexicon::Table;
use crate::compare::facts::tokens::{Token, Tokens};

/// How far a date is from the day of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offset {
    /// So many days after it: "yesterday" is -1.
    Days(i8),
    /// So many months after it: "last month" is -1.
    Months(i8),
    /// So many years after it: "last year" is -1.
    Years(i8),
    /// The last such day of the week on it or before it, 0 for Monday.
    Weekday(u8),
}

/// Words of a sentence in which a day of the week may be one to come, or any.
const AHEAD: [&str; 21] = [
    "will",
    "would",
    "shall",
    "should",
    "may",
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
    "every",
    "each",
    "usually",
    "ll",
];

/// Words before a day of the week that make another day of it: of a name, of an earlier week, of any week.
const BEFORE_ANOTHER: [&str; 16] = [
    "a", "an", "any", "ash", "black", "bloody", "cyber", "easter", "good", "holy", "last", "one", "palm",
    "shrove", "super", "previous",
];

/// Returns the offset of token `at` from the day of publication and the token after it. A day of the week
/// has one only in an English sentence that looks back.
pub(in crate::compare::facts) fn offset(tokens: &[Token<'_>], at: usize) -> Option<(Offset, usize)> {
    let (token, next) = (tokens.at(at), tokens.at(at + 1));
    let step = |token: &Token<'_>| match &*token.lower {
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
fn weekday_behind(tokens: &[Token<'_>], at: usize) -> Option<u8> {
    let (token, before, next) = (tokens.at(at), tokens.back(at, 1), tokens.at(at + 1));
    let weekday = token.number(Table::Weekday).filter(|_| token.is_capital())?;
    let is_another = BEFORE_ANOTHER.contains(&&*before.lower) || (next.is_capital() && !before.is("on"));
    let looks_back = || !tokens.iter().any(|token| AHEAD.contains(&&*token.lower));
    (!is_another && looks_back()).then_some(weekday)
}
