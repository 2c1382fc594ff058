//! A typed regular expression, compiled for a folded text.
//!
//! The text has plain quotes, plain hyphens and composed letters, so the expression is folded, too. A space
//! matches white space of any kind, so that `air defen[cs]e` is found across a soft line break. `.` does not
//! match a line end: otherwise `India.*Russia` would match a whole document.

use regex::{Error, Regex, RegexBuilder};
use unicode_normalization::UnicodeNormalization;

use crate::text::fold::{CaseFold, Folded};
use crate::text::unicode::is_separate_digit;

/// Bytes of a compiled expression; `\w{100}` fits, `\w{200}` does not (`\w` is all of Unicode).
const LARGEST: usize = 8 << 20;

/// Returns the expression compiled for a folded text that keeps its case and its lines.
pub(super) fn compile(expression: &str, case_matters: bool) -> Result<Regex, Error> {
    let folded = folded(expression);
    build(&loosened(&folded), case_matters).or_else(|_| build(&folded, case_matters))
}

fn build(expression: &str, case_matters: bool) -> Result<Regex, Error> {
    RegexBuilder::new(expression).case_insensitive(!case_matters).multi_line(true).size_limit(LARGEST).build()
}

/// Folds character by character; what becomes plain ASCII is escaped, or `[–—]` would turn into
/// `[--]` and `…` into three wildcards.
fn folded(expression: &str) -> String {
    let mut out = String::with_capacity(expression.len());
    for c in expression.nfc() {
        if c.is_ascii() {
            out.push(c);
            continue;
        }
        // A raised digit after a digit is folded with it: `10⁶` to `10^6`.
        let digit =
            if is_separate_digit(c) && out.ends_with(|c: char| c.is_ascii_digit()) { "0" } else { "" };
        let text = format!("{digit}{c}");
        let folded = Folded::of(&text, CaseFold::Keep);
        match folded.as_str().strip_prefix(digit).unwrap_or_default() {
            " " => out.push(' '),
            plain => out.push_str(&regex::escape(plain)),
        }
    }
    out
}

/// Lets every space match any white space, unless the expression ignores white space (`(?x)`).
fn loosened(expression: &str) -> String {
    if ignores_space(expression) {
        return expression.to_owned();
    }
    let mut out = String::with_capacity(expression.len());
    let mut escaped = false;
    for c in expression.chars() {
        match c {
            ' ' if escaped => {
                out.pop();
                out.push_str("\\s");
            }
            ' ' => out.push_str("\\s"),
            c => out.push(c),
        }
        escaped = c == '\\' && !escaped;
    }
    out
}

fn ignores_space(expression: &str) -> bool {
    expression.split("(?").skip(1).any(|group| {
        let flags = group.split(|c: char| !c.is_ascii_lowercase() && c != 'U').next().unwrap_or_default();
        flags.contains('x')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_is_folded_and_loosened() {
        let table = [
            ("Russia’s", "Russia's"),
            ("[–—]", "[\\-\\-]"),
            ("wait…", "wait\\.\\.\\."),
            ("air def[ce ]", "air\\sdef[ce\\s]".trim()),
            ("a\\ b\\\\ c", "a\\sb\\\\\\sc"),
            ("(?x) a b", "(?x) a b"),
            ("(?ix: a)", "(?ix: a)"),
            ("(?P<x> a)", "(?P<x>\\sa)"),
            ("cafe\u{301}", "café"),
            ("10⁶ x²", "10\\^6\\sx2"),
        ];
        for (expression, expected) in table {
            assert_eq!(loosened(&folded(expression)), expected, "{expression:?}");
        }
    }

    #[test]
    fn a_range_that_begins_with_a_space_still_compiles() {
        assert!(compile("[ -~]+", true).unwrap().is_match("ab"));
        assert!(compile("(", true).is_err());
    }
}
