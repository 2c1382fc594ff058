//! Models and numbered things: `S-400`, `Su-30MKI`, `COVID-19`, `Boeing 737`, `Article 370`.

use crate::compare::facts::fact::Value;
use crate::compare::facts::tokens::{Shape, Token};
use crate::compare::facts::wordlist::WordList;

/// The most letters before the number: enough for `COVID-19`, too few for most words.
const LETTERS: usize = 6;

/// Returns the designator that begins at token `at` and the token after it.
pub(super) fn designator(tokens: &[Token<'_>], at: usize) -> Option<(Value, usize)> {
    let class = tokens.get(at).filter(|t| t.is_word())?;
    let digits_at = if is_label(class) {
        at + 1 + usize::from(tokens.get(at + 1).is_some_and(Token::is_dash))
    } else if is_class(class) {
        joined(tokens, at)?
    } else {
        return None;
    };
    let digits = tokens.get(digits_at).filter(|t| t.shape == Shape::Digits)?;
    let plain = digits.text.len() <= 5 && digits.text.bytes().all(|b| b.is_ascii_digit());
    let (variant, end) = variant(tokens, digits_at + 1);
    let value =
        || Value::Designator { class: class.lower.to_string(), number: digits.text.to_owned(), variant };
    plain.then(|| (value(), end))
}

/// Returns where the digits stand that are written together with the letters at `at`.
fn joined(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let next = tokens.get(at + 1).filter(|t| t.glued)?;
    let digits_at = if next.is_dash() && next.text != "—" { at + 2 } else { at + 1 };
    tokens.get(digits_at).filter(|t| t.glued && t.shape == Shape::Digits).map(|_| digits_at)
}

/// Returns what is written behind the number (`MKI`, `neo`, the `800` of `737-800`) and the token after it.
fn variant(tokens: &[Token<'_>], at: usize) -> (String, usize) {
    let glued = |at: usize| tokens.get(at).filter(|t| t.glued);
    match (glued(at), glued(at + 1)) {
        (Some(t), _) if t.is("s") => (String::new(), at + 1),
        (Some(t), _) if t.is_word() && t.text.chars().count() <= 4 => (t.lower.to_string(), at + 1),
        (Some(dash), Some(t)) if dash.is_dash() && t.shape == Shape::Digits && dash.text == "-" => {
            (t.text.to_owned(), at + 2)
        }
        _ => (String::new(), at),
    }
}

/// Tells whether letters written together with a number make a designator.
fn is_class(token: &Token<'_>) -> bool {
    let known = token.is_capital() || token.is("covid");
    known && token.text.chars().count() <= LETTERS && !NO_CLASSES.has(&token.lower)
}

#[rustfmt::skip]
static NO_CLASSES: WordList<59> = WordList::new([
    "about", "and", "apr", "april", "aug", "august", "cny", "dec", "early", "eur", "ex", "feb", "fifty",
    "forty", "from", "gbp", "gmt", "inr", "jan", "jpy", "jul", "july", "jun", "june", "late", "line",
    "mar", "march", "may", "mid", "nearly", "ninety", "no", "non", "nov", "oct", "or", "over", "page",
    "post", "pre", "pro", "rs", "rub", "sep", "sept", "since", "sixty", "sub", "thirty", "to", "top",
    "twenty", "under", "us", "usd", "utc", "win", "won",
]);

/// Tells whether a number behind a space belongs to the word in front of it.
pub(super) fn is_label(token: &Token<'_>) -> bool {
    LABELS.has(&token.lower) || (token.is_capital() && MAKERS.has(&token.lower))
}

#[rustfmt::skip]
static LABELS: WordList<16> = WordList::new([
    "act", "article", "category", "chapter", "clause", "figure", "grade", "level", "page", "paragraph",
    "phase", "reactor", "room", "section", "stage", "table",
]);

#[rustfmt::skip]
static MAKERS: WordList<22> = WordList::new([
    "airbus", "android", "antonov", "apollo", "boeing", "embraer", "falcon", "flight", "galaxy",
    "highway", "ilyushin", "iphone", "playstation", "protocol", "resolution", "route", "soyuz",
    "tupolev", "type", "unit", "windows", "xbox",
]);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::facts::tokens::tokens;

    fn read(text: &str) -> Option<String> {
        match designator(&tokens(text), 0)?.0 {
            Value::Designator { class, number, variant } => Some(format!("{class}|{number}|{variant}")),
            _ => None,
        }
    }

    #[test]
    fn the_lists_are_sorted() {
        assert!(NO_CLASSES.is_sorted() && LABELS.is_sorted() && MAKERS.is_sorted());
    }

    #[test]
    fn designators_are_read_in_their_spellings() {
        let cases = [
            ("S-400 systems", Some("s|400|")),
            ("S‑400", Some("s|400|")),
            ("S400s", Some("s|400|")),
            ("Su-30MKI", Some("su|30|mki")),
            ("MiG-29", Some("mig|29|")),
            ("COVID-19", Some("covid|19|")),
            ("S-400-based", Some("s|400|")),
            ("Boeing 737-800 jets", Some("boeing|737|800")),
            ("Article 370", Some("article|370|")),
            ("mid-1990s", None),
            ("Mid-2020", None),
            ("Moscow 140 people", None),
            ("five-year", None),
            ("December-4", None),
            ("S-400.5", None),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text).as_deref(), expected, "{text}");
        }
    }
}
