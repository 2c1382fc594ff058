//! Which of two sentences of otherwise the same words denies what the other one says.
//!
//! One short word turns a statement round, and in a diff it is the easiest to overlook. Only a
//! negation that is all that differs is reported; where more was reworded it may be made up for.

use crate::compare::side::Side;
use crate::compare::wording::differing::slots;
use crate::compare::wording::tokens::{Lexicon, Line, Token};
use crate::text::Span;

/// Returns which sentence has a negation that the other one lacks, and the bytes of the negating
/// word in it; `None` unless both are otherwise in the same words, but for words such as "do".
///
/// Knows the negations of English, German, French, Spanish, Italian, Portuguese, Dutch and Russian.
/// `negated(right, left)` names the other side.
pub fn negated(left: &str, right: &str) -> Option<(Side, Span)> {
    let mut lexicon = Lexicon::new();
    let [left, right] = [left, right].map(|text| lexicon.line(text));
    let mut found: [Vec<Span>; 2] = Default::default();
    for slot in slots(&left, &right)? {
        let tokens = [&left.tokens[slot.left], &right.tokens[slot.right]];
        for (side, line) in [(0, &left), (1, &right)] {
            let negations = tokens[side].iter().filter(|token| negates(line, token));
            found[side].extend(negations.map(|token| token.span));
            let light = |token: &Token| token.is_empty() || negates(line, token) || is_article(line, token);
            if !tokens[side].iter().all(light) {
                return None;
            }
        }
    }
    match [found[0].first(), found[1].first()] {
        [Some(span), None] => Some((Side::Left, *span)),
        [None, Some(span)] => Some((Side::Right, *span)),
        _ => None,
    }
}

fn negates(line: &Line, token: &Token) -> bool {
    const NEGATIONS: [&str; 30] = [
        "cannot",
        "geen",
        "jamais",
        "kein",
        "keine",
        "keinem",
        "keinen",
        "keiner",
        "keines",
        "mai",
        "ne",
        "neither",
        "never",
        "nicht",
        "nie",
        "niemals",
        "niet",
        "no",
        "non",
        "nooit",
        "nor",
        "not",
        "nunca",
        "não",
        "pas",
        "without",
        "не",
        "ни",
        "никогда",
        "нет",
    ];
    let word = token.span.of(line.text).to_lowercase().replace('’', "'");
    NEGATIONS.contains(&word.as_str()) || word.ends_with("n't") || word.starts_with("n'")
}

/// Tells whether a token is a word that a negation takes the place of: "eine" of "keine".
fn is_article(line: &Line, token: &Token) -> bool {
    const REPLACED: [&str; 11] =
        ["can", "does", "did", "ein", "eine", "einem", "einen", "einer", "eines", "est", "will"];
    REPLACED.contains(&token.span.of(line.text).to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_negation_is_all_that_differs() {
        let cases = [
            ("The union would appeal the ruling.", "The union would not appeal the ruling.", Some("not")),
            ("The bridge is safe for lorries.", "The bridge isn't safe for lorries.", Some("isn't")),
            ("The town can pay for the school.", "The town can’t pay for the school.", Some("can’t")),
            ("Die Brücke ist sicher für Laster.", "Die Brücke ist nicht sicher für Laster.", Some("nicht")),
            ("Er fand eine Lösung im Streit.", "Er fand keine Lösung im Streit.", Some("keine")),
            ("Le pont est ouvert aux camions.", "Le pont n’est pas ouvert aux camions.", Some("n’est")),
            ("El puente es seguro para todos.", "El puente no es seguro para todos.", Some("no")),
            ("Мост безопасен для грузовиков.", "Мост не безопасен для грузовиков.", Some("не")),
            ("The bridge is safe.", "The bridge is safe now.", None),
            ("The bridge is not safe.", "The bridge was never safe.", None),
            ("The old bridge is safe for cars.", "The new bridge is not safe for cars.", None),
        ];
        for (left, right, expected) in cases {
            let found = negated(left, right);
            assert_eq!(found.map(|(_, span)| span.of(right)), expected, "{left} / {right}");
            assert_eq!(found.map(|(side, _)| side), expected.map(|_| Side::Right), "{left} / {right}");
            let mirrored = negated(right, left);
            assert_eq!(mirrored, found.map(|(side, span)| (side.other(), span)), "{left} / {right}");
        }
    }
}
