//! Which of two sentences of otherwise the same words denies what the other one says.
//!
//! One short word reverses a statement, and in a diff it is the easiest to overlook. A negation is
//! reported only if nothing else differs; other changed words may compensate for it.

use crate::compare::comparison::Side;
use crate::compare::wording::differing::replacements;
use crate::compare::wording::tokens::{Interner, Sentence, Token};
use crate::text::Span;

const NEGATIONS: &str = "cannot geen jamais kein keine keinem keinen keiner keines mai ne neither never nicht \
    nie niemals niet no non nooit nor not nunca não pas without не ни никогда нет";

/// Words that a negation replaces: "eine" in "keine".
const REPLACED: &str = "can does did ein eine einem einen einer eines est will";

/// Returns the sentence with a negation that the other one lacks, and the bytes of the negating
/// word in it; `None` unless both are otherwise in the same words, but for words such as "do".
///
/// Knows the negations of English, German, French, Spanish, Italian, Portuguese, Dutch and Russian.
/// `negated(right, left)` names the other side.
pub fn negated(left: &str, right: &str) -> Option<(Side, Span)> {
    let mut interner = Interner::new();
    let sentences = [left, right].map(|text| interner.sentence(text));
    let mut found: [Option<Span>; 2] = [None, None];
    for replacement in replacements(&sentences[0], &sentences[1])? {
        for (side, sentence) in sentences.iter().enumerate() {
            for token in &sentence.tokens[replacement[side].clone()] {
                let word = word(sentence, token);
                if negates(&word) {
                    found[side].get_or_insert(token.span);
                } else if !token.is_empty() && !is_in(REPLACED, &word) {
                    return None;
                }
            }
        }
    }
    match found {
        [Some(span), None] => Some((Side::Left, span)),
        [None, Some(span)] => Some((Side::Right, span)),
        _ => None,
    }
}

fn word(sentence: &Sentence, token: &Token) -> String {
    token.span.of(sentence.text).to_lowercase().replace('’', "'")
}

fn negates(word: &str) -> bool {
    is_in(NEGATIONS, word) || word.ends_with("n't") || word.starts_with("n'")
}

fn is_in(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|listed| listed == word)
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
