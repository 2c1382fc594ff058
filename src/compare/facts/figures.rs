//! Figures that need no word of any language: digits, and the numerals of Chinese and Japanese.
//!
//! A lone "2027" or the 五 of 五人 is no fact of its own; too much else is written so. It becomes
//! one where something vouches for it, as a slot between common words does.

use crate::compare::facts::amount::Amount;
use crate::compare::facts::dates::Date;
use crate::compare::facts::fact::{Fact, Value};
use crate::text::Span;

/// The longest figure, in bytes: a longer one is a number of an account or a column of a table.
const LONGEST: usize = 32;

/// Tells whether a character is a digit or an ideograph that stands for a number.
pub(super) fn is_numeral(c: char) -> bool {
    c.is_numeric() || is_ideograph(c)
}

fn is_ideograph(c: char) -> bool {
    "〇一二三四五六七八九十百千万億兆两兩".contains(c)
}

/// Returns the figure that the bytes `span` of a sentence are part of and fill, or `None` when
/// there are others than digits and the marks between them.
pub(super) fn raw(text: &str, sentence: usize, span: Span) -> Option<Fact> {
    let span = widened(text, span);
    let written = span.of(text);
    let whole = written.chars().all(is_numeral)
        || (written.starts_with(char::is_numeric)
            && written.chars().all(|c| c.is_numeric() || is_joint(c) || c.is_whitespace()));
    if !whole || written.len() > LONGEST || is_epithet(text, span) {
        return None;
    }
    Some(Fact { value: value(written), sentence, span, phrase: span })
}

fn is_joint(c: char) -> bool {
    matches!(c, '.' | ',' | '\'' | '’')
}

/// Returns `span` with the numerals that touch it: of 十二 and 十五 only the second one differs.
fn widened(text: &str, span: Span) -> Span {
    let before = text[..span.start].chars().rev().take_while(|c| is_numeral(*c)).map(char::len_utf8);
    let after = text[span.end..].chars().take_while(|c| is_numeral(*c)).map(char::len_utf8);
    Span::new(span.start - before.sum::<usize>(), span.end + after.sum::<usize>())
}

/// Tells whether a number only numbers its paragraph, its note or its page: "3. The parties", "[12]".
pub(super) fn is_enumerator(text: &str, span: Span) -> bool {
    let before = text[..span.start].trim_end();
    let after = text[span.end..].chars().next();
    let opens = !before.chars().any(char::is_alphanumeric);
    let closed = matches!(after, None | Some('.' | ')' | ']' | ':' | '\t' | '、' | '．'));
    (opens && closed) || (before.ends_with('[') && after == Some(']'))
}

/// Tells whether a year only says which thing is meant: "the 2018 deal" is another than "the 2020 deal".
fn is_epithet(text: &str, span: Span) -> bool {
    let article = text[..span.start].trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
    let noun = text[span.end..].strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    article.eq_ignore_ascii_case("the") && noun
}

fn value(written: &str) -> Value {
    let digits = written.chars().count() == 4 && written.bytes().all(|b| b.is_ascii_digit());
    let year = digits.then(|| written.parse().ok()).flatten().filter(|year| (1500..=2100).contains(year));
    if let Some(year) = year {
        return Value::Date(Date { year: Some(year), ..Date::default() });
    }
    let plain: String = written.chars().filter(|c| !c.is_whitespace() && *c != '\'' && *c != '’').collect();
    let low = plain.parse().ok().or_else(|| ideographic(written)).unwrap_or_else(|| spread(written));
    Value::Number { amount: Amount::exact(low, 0.0), unit: String::new() }
}

/// Returns the value of a number in ideographs: 二百五十 is 250, 二〇二五 is 2025.
fn ideographic(written: &str) -> Option<f64> {
    let digit = |c: char| "〇一二三四五六七八九".chars().position(|d| d == c).map(|at| at as f64);
    let positional = written.chars().all(|c| digit(c).is_some());
    if positional {
        return Some(written.chars().filter_map(digit).fold(0.0, |value, digit| value * 10.0 + digit));
    }
    let (mut total, mut section, mut ones) = (0.0, 0.0, None);
    for c in written.chars() {
        match c {
            '十' | '百' | '千' => {
                let scale = [('十', 10.0), ('百', 100.0), ('千', 1000.0)];
                let scale = scale.iter().find(|(sign, _)| *sign == c)?.1;
                section += ones.take().unwrap_or(1.0) * scale;
            }
            '万' | '億' | '兆' => {
                let scale = [('万', 1e4), ('億', 1e8), ('兆', 1e12)];
                total +=
                    (section + ones.take().unwrap_or(0.0)) * scale.iter().find(|(sign, _)| *sign == c)?.1;
                section = 0.0;
            }
            '两' | '兩' => ones = Some(2.0),
            _ => ones = Some(digit(c).or_else(|| c.to_digit(10).map(f64::from))?),
        }
    }
    Some(total + section + ones.unwrap_or(0.0))
}

/// Returns a value that tells apart what is no single number, such as the versions 1.2.3 and 1.2.4.
fn spread(written: &str) -> f64 {
    written.chars().fold(0.0, |value, c| value * 256.0 % 9_007_199_254_740_881.0 + f64::from(u32::from(c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_whole_and_no_epithet() {
        let cases = [
            ("until 2027", "2027", Some("2027")),
            ("十二人", "二", Some("十二")),
            ("version 1.2.3 there", "1.2.3", Some("1.2.3")),
            ("won 3:1 there", "3:1", None),
            ("the 2018 deal", "2018", None),
            ("by ten", "ten", None),
        ];
        for (text, part, expected) in cases {
            let start = text.find(part).unwrap();
            let found = raw(text, 0, Span::new(start, start + part.len()));
            assert_eq!(found.map(|fact| fact.span.of(text)), expected, "{text}");
        }
    }

    #[test]
    fn enumerators_are_told_by_where_they_stand() {
        for (text, part, expected) in
            [("3. The parties", "3", true), ("shown [12]", "12", true), ("by 12.", "12", false)]
        {
            let start = text.find(part).unwrap();
            assert_eq!(is_enumerator(text, Span::new(start, start + part.len())), expected, "{text}");
        }
    }

    #[test]
    fn ideographs_have_values() {
        for (written, value) in
            [("二百五十", 250.0), ("二〇二五", 2025.0), ("十二", 12.0), ("三万", 30_000.0)]
        {
            assert_eq!(ideographic(written), Some(value), "{written}");
        }
    }
}
