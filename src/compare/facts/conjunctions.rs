//! Names with an "and" inside: "Belt and Road", "Food and Drug Administration".
//!
//! Two names joined by "and" are two, unless something speaks for one: a head noun behind them, or
//! an article before them and neither word a name by itself anywhere in the documents.

use crate::compare::facts::lexicon::{is_company, is_office, is_plural};
use crate::compare::facts::spellings::{is_country, spelling};
use crate::compare::facts::tokens::Token;
use crate::compare::facts::wordlist::WordList;

/// Tells whether the "and" at token `at` joins two words of one name, given which words stand
/// alone somewhere.
pub(super) fn is_inside_name(
    tokens: &[Token<'_>],
    at: usize,
    stands_alone: &impl Fn(&Token<'_>) -> bool,
) -> bool {
    let Some((first, second)) =
        at.checked_sub(1).and_then(|before| tokens.get(before)).zip(tokens.get(at + 1))
    else {
        return false;
    };
    let word = |token: &Token<'_>| {
        token.is_capital() && !token.is_acronym() && !token.grammar && !is_country(spelling(&token.lower))
    };
    if !tokens[at].is("and") || !word(first) || !word(second) || stands_alone(first) || stands_alone(second) {
        return false;
    }
    let the = at >= 2 && tokens[at - 2].is("the");
    let behind = tokens.get(at + 2).filter(|t| t.is_word());
    let headed = behind.is_some_and(|t| t.is_capital() && is_head(&t.lower));
    let singular = !is_plural(&first.lower) && !is_plural(&second.lower);
    headed || (the && singular && !behind.is_some_and(Token::is_capital))
}

fn is_head(lower: &str) -> bool {
    is_company(lower) || is_office(lower) || HEADS.has(lower)
}

#[rustfmt::skip]
static HEADS: WordList<13> = WordList::new([
    "accord", "act", "administration", "authority", "bank", "board", "commission", "initiative", "programme",
    "project", "treaty", "trust", "university",
]);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::facts::tokens::tokens;

    #[test]
    fn evidence_makes_one_name_of_two() {
        assert!(HEADS.is_sorted());
        let cases = [
            ("through the Belt and Road in Asia", true),
            ("by the Food and Drug Administration", true),
            ("at Procter and Gamble Company", true),
            ("with Russia and India today", false),
            ("the Russia and India of today", false),
            ("with Smith and Jones today", false),
            ("the Tigers and Bears won", false),
        ];
        for (text, expected) in cases {
            let tokens = tokens(text);
            let and = tokens.iter().position(|t| t.is("and")).unwrap();
            assert_eq!(is_inside_name(&tokens, and, &|_| false), expected, "{text}");
            assert!(!is_inside_name(&tokens, and, &|_| true), "{text}");
        }
    }
}
