//! A search: a text, how it is matched, and whether case matters.
//!
//! It is typed in one line: `word:Su-5`, `re:def(en[cs]e|ies)`, `stem:acquire`, `Putin\c`.

use std::fmt;

/// How the text of a query is matched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kind {
    /// These characters, anywhere.
    #[default]
    Literal,
    /// These characters, with no letter or digit right before or after them.
    Word,
    /// As a regular expression; lines are the text's own.
    Regex,
    /// Each word with all its endings, one after the other; case never matters.
    Stem,
}

impl Kind {
    const ALL: [Kind; 4] = [Kind::Literal, Kind::Word, Kind::Regex, Kind::Stem];

    /// Returns what is typed before the text of such a query.
    pub fn prefix(self) -> &'static str {
        match self {
            Kind::Literal => "literal:",
            Kind::Word => "word:",
            Kind::Regex => "re:",
            Kind::Stem => "stem:",
        }
    }
}

/// Whether capitals and small letters differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CaseRule {
    /// Only when the query has a capital.
    #[default]
    Smart,
    /// Never.
    Ignore,
    /// Always.
    Match,
}

/// The kind and case of queries without a prefix or a case mark: `-w` and `-i` of the command line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Defaults {
    /// Without a prefix.
    pub kind: Kind,
    /// Without `\c` and `\C`.
    pub case: CaseRule,
}

/// One search.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Query {
    /// What is looked for, without prefix and case mark.
    pub text: String,
    /// How it is matched.
    pub kind: Kind,
    /// Whether case matters.
    pub case: CaseRule,
}

impl Query {
    /// Returns the query of a typed line.
    ///
    /// A prefix `literal:`, `word:`, `re:` or `stem:` sets the kind; `\c` (ignore case) or `\C`
    /// (match case) at the start, after the prefix or at the end sets the case. One mark is taken
    /// from each end and the last counts, so `dir\c\C` looks for `dir\c`. A mark after another
    /// backslash is none: `\\c` ends in a backslash and a `c`.
    pub fn parse(input: &str, defaults: Defaults) -> Self {
        let (before, rest) = leading_case(input);
        let (kind, rest) = prefixed(rest);
        let (inside, rest) = if before.is_none() { leading_case(rest) } else { (None, rest) };
        let (after, text) = trailing_case(rest);
        Self {
            text: text.to_owned(),
            kind: kind.unwrap_or(defaults.kind),
            case: after.or(inside).or(before).unwrap_or(defaults.case),
        }
    }

    /// Tells whether capitals and small letters differ in this query.
    pub fn case_matters(&self) -> bool {
        match (self.kind, self.case) {
            (Kind::Stem, _) | (_, CaseRule::Ignore) => false,
            (_, CaseRule::Match) => true,
            (Kind::Regex, CaseRule::Smart) => has_capital_literal(&self.text),
            (_, CaseRule::Smart) => self.text.chars().any(char::is_uppercase),
        }
    }
}

impl fmt::Display for Query {
    /// Writes a line that `Query::parse` reads back; the prefix is left out where none is needed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = match self.case {
            CaseRule::Smart => "",
            CaseRule::Ignore => "\\c",
            CaseRule::Match => "\\C",
        };
        if self.kind != Kind::Literal || prefixed(&self.text).0.is_some() {
            f.write_str(self.kind.prefix())?;
        }
        // A mark at the beginning of the text would be parsed as the case, and a mark after a backslash at
        // the end would not be parsed.
        let backslash = self.text.ends_with('\\');
        let before = if backslash || leading_case(&self.text).0.is_some() { mark } else { "" };
        let after = if backslash { "" } else { mark };
        write!(f, "{before}{}{after}", self.text)
    }
}

fn prefixed(input: &str) -> (Option<Kind>, &str) {
    let found = Kind::ALL.into_iter().find_map(|kind| Some((kind, input.strip_prefix(kind.prefix())?)));
    match found {
        Some((kind, rest)) => (Some(kind), rest),
        None => (None, input),
    }
}

fn leading_case(input: &str) -> (Option<CaseRule>, &str) {
    match (input.strip_prefix("\\c"), input.strip_prefix("\\C")) {
        (Some(rest), _) => (Some(CaseRule::Ignore), rest),
        (_, Some(rest)) => (Some(CaseRule::Match), rest),
        _ => (None, input),
    }
}

fn trailing_case(input: &str) -> (Option<CaseRule>, &str) {
    let (case, rest) = match (input.strip_suffix("\\c"), input.strip_suffix("\\C")) {
        (Some(rest), _) => (CaseRule::Ignore, rest),
        (_, Some(rest)) => (CaseRule::Match, rest),
        _ => return (None, input),
    };
    let backslashes = rest.bytes().rev().take_while(|&byte| byte == b'\\').count();
    if backslashes % 2 == 1 { (None, input) } else { (Some(case), rest) }
}

/// Tells whether an expression has a capital as a literal: not that of `\W`, `\p{Lu}`
/// or `(?P<name>`.
fn has_capital_literal(expression: &str) -> bool {
    let mut chars = expression.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => skip_escape(&mut chars),
            '(' if chars.next_if_eq(&'?').is_some() => {
                while chars.next_if(|&c| !matches!(c, '>' | ':' | ')')).is_some() {}
            }
            c if c.is_uppercase() => return true,
            _ => {}
        }
    }
    false
}

fn skip_escape(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    let escaped = chars.next();
    if !matches!(escaped, Some('p' | 'P' | 'x' | 'u' | 'U' | 'b')) {
        return;
    }
    if chars.next_if_eq(&'{').is_some() {
        while chars.next_if(|&c| c != '}').is_some() {}
    } else if matches!(escaped, Some('p' | 'P')) {
        chars.next();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn query(text: &str, kind: Kind, case: CaseRule) -> Query {
        Query { text: text.into(), kind, case }
    }

    #[test]
    fn a_line_is_read_as_text_kind_and_case() {
        let table = [
            ("S-400", query("S-400", Kind::Literal, CaseRule::Smart)),
            ("re:a|b", query("a|b", Kind::Regex, CaseRule::Smart)),
            ("word:Su-5\\c", query("Su-5", Kind::Word, CaseRule::Ignore)),
            ("\\Cstem:acquire", query("acquire", Kind::Stem, CaseRule::Match)),
            ("re:\\Cnato", query("nato", Kind::Regex, CaseRule::Match)),
            ("re:end\\\\c", query("end\\\\c", Kind::Regex, CaseRule::Smart)),
            ("dir\\c\\C", query("dir\\c", Kind::Literal, CaseRule::Match)),
            ("C:\\code\\x", query("C:\\code\\x", Kind::Literal, CaseRule::Smart)),
            ("literal:re: your letter", query("re: your letter", Kind::Literal, CaseRule::Smart)),
            ("Word:x", query("Word:x", Kind::Literal, CaseRule::Smart)),
            ("\\c", query("", Kind::Literal, CaseRule::Ignore)),
            ("", query("", Kind::Literal, CaseRule::Smart)),
        ];
        for (line, expected) in table {
            assert_eq!(Query::parse(line, Defaults::default()), expected, "{line:?}");
        }
    }

    #[test]
    fn the_line_overrules_the_options() {
        let defaults = Defaults { kind: Kind::Word, case: CaseRule::Ignore };
        assert_eq!(Query::parse("Su", defaults), query("Su", Kind::Word, CaseRule::Ignore));
        assert_eq!(Query::parse("re:Su\\C", defaults), query("Su", Kind::Regex, CaseRule::Match));
        assert_eq!(Query::parse("literal:Su", defaults), query("Su", Kind::Literal, CaseRule::Ignore));
    }

    #[test]
    fn smart_case_looks_for_capitals_that_mean_themselves() {
        let table = [
            ("nato", false),
            ("NATO", true),
            ("Éire", true),
            ("中国", false),
            ("re:\\Wnato\\S", false),
            ("re:\\p{Lu}x\\pN", false),
            ("re:(?P<Name>x)(?U:y)", false),
            ("re:\\bNato", true),
            ("re:(?:Nato)", true),
            ("stem:Acquire", false),
            ("NATO\\c", false),
            ("nato\\C", true),
        ];
        for (line, matters) in table {
            assert_eq!(Query::parse(line, Defaults::default()).case_matters(), matters, "{line:?}");
        }
    }

    proptest! {
        #[test]
        fn a_shown_query_is_read_back(line in r"(\\[cC]|word:|re:|stem:|literal:|[a:\\ ])*") {
            let query = Query::parse(&line, Defaults::default());
            prop_assert_eq!(Query::parse(&query.to_string(), Defaults::default()), query);
        }
    }
}
