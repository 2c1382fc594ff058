//! Syntax that the parser does not know, written in a form of the same length that it knows.
//!
//! `\(x^2\)` and `\[x^2\]` become mathematics between dollar signs. The signs of `10^6^` and `H~2~O` become
//! control characters, which the parser leaves in its text. The fences of a container (`::: note`)
//! become empty lines, and one with a title a heading, as does the first line of a callout (`> [!tip] Title`). Since lengths stay, the ranges of the parser's events
//! are ranges of the source as well, which tells what was written.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use regex::Regex;

use crate::formats::scripts::Script;

/// The characters that begin a superscript and a subscript, and the one that ends either.
const SUPER: &str = "\u{1}";
const SUB: &str = "\u{2}";
const END: &str = "\u{3}";

/// Matches a superscript or a subscript without spaces after a letter, a digit or a bracket.
static SCRIPT: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(?:\^[\p{L}\p{N}+\-−=().,]+\^|~[\p{L}\p{N}+\-−=().,]+~)").ok());

/// A part of text in which the signs of scripts are replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ScriptPart<'a> {
    Text(&'a str),
    Begin(Script),
    End,
}

/// Returns the parts of a text that the parser read.
pub(super) fn parts(text: &str) -> impl Iterator<Item = ScriptPart<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = rest.find([SUPER, SUB, END].map(|sign| sign.chars().next().unwrap_or_default()));
        let (part, length) = match end {
            None if rest.is_empty() => return None,
            Some(0) if rest.starts_with(SUPER) => (ScriptPart::Begin(Script::Super), 1),
            Some(0) if rest.starts_with(SUB) => (ScriptPart::Begin(Script::Sub), 1),
            Some(0) => (ScriptPart::End, 1),
            end => (ScriptPart::Text(&rest[..end.unwrap_or(rest.len())]), end.unwrap_or(rest.len())),
        };
        rest = &rest[length..];
        Some(part)
    })
}

/// Returns a text with such syntax replaced.
pub(super) fn replaced(text: &str, options: Options) -> Cow<'_, str> {
    if ![r"\(", r"\[", ":::", "^", "~", "[!"].iter().any(|sign| text.contains(sign)) {
        return Cow::Borrowed(text);
    }
    let has_controls = [SUPER, SUB, END].iter().any(|sign| text.contains(sign));
    let mut finder = Finder { text, has_controls, ..Finder::default() };
    // A definition list has lines that begin with a colon, too.
    let mut skipped = 0usize;
    for (event, range) in Parser::new_ext(text, options - Options::ENABLE_DEFINITION_LIST).into_offset_iter()
    {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) => skipped += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock) => skipped = skipped.saturating_sub(1),
            Event::Start(Tag::Paragraph | Tag::Item | Tag::TableCell | Tag::Heading { .. }) => {
                finder.formula = None;
            }
            Event::Start(Tag::BlockQuote(None)) => finder.may_be_callout = true,
            Event::Start(Tag::List(_)) => finder.may_be_callout = false,
            Event::Text(_) if skipped == 0 => {
                finder.text(range.start);
                finder.scripts(range);
            }
            _ => {}
        }
    }
    let mut bytes = text.as_bytes().to_vec();
    for (range, by) in finder.replacements {
        for (index, at) in range.enumerate() {
            // Only whole ASCII characters and whole lines are replaced.
            if let Some(byte) = bytes.get_mut(at) {
                *byte = by.as_bytes().get(index).copied().unwrap_or(b' ');
            }
        }
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Returns the signs around the mathematics `source`.
pub(super) fn formula_signs(source: &str) -> [&'static str; 2] {
    match source.as_bytes() {
        [b'\\', b'(', ..] => [r"\(", r"\)"],
        [b'\\', b'[', ..] => [r"\[", r"\]"],
        [b'$', b'$', ..] => ["$$", "$$"],
        _ => ["$", "$"],
    }
}

/// Returns the kind of a callout that a text begins with and the length of `[!kind]`, with the sign behind it that
/// says whether it is folded.
pub(super) fn callout(text: &str) -> Option<(&str, usize)> {
    let (kind, after) = text.strip_prefix("[!")?.split_once(']')?;
    let is_kind =
        !kind.is_empty() && kind.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    let sign = usize::from(after.starts_with(['+', '-']));
    let is_apart = after[sign..].chars().next().is_none_or(char::is_whitespace);
    (is_kind && is_apart).then_some((kind, "[!]".len() + kind.len() + sign))
}

/// Finds the passages to replace.
#[derive(Default)]
struct Finder<'a> {
    text: &'a str,
    /// The opening fences of containers that are not closed yet.
    containers: Vec<Vec<(Range<usize>, &'static str)>>,
    /// The sign and the first byte of a formula that is not closed yet.
    formula: Option<(u8, usize)>,
    /// Ranges of the text and what they begin with; the rest of a range becomes spaces.
    replacements: Vec<(Range<usize>, &'static str)>,
    /// Whether a quotation has begun and no text in it.
    may_be_callout: bool,
    /// Whether the text has such control characters itself.
    has_controls: bool,
    /// Where the last script ends.
    after_script: usize,
}

impl Finder<'_> {
    /// Looks at a piece of text that begins at the byte `start`.
    fn text(&mut self, start: usize) {
        if std::mem::take(&mut self.may_be_callout)
            && self.is_line_start(start)
            && let Some((_, length)) = callout(&self.text[start..])
        {
            self.replacements.push((start..start + length, "#"));
            return;
        }
        let is_escaped = self.text[..start].ends_with('\\');
        match self.text.as_bytes().get(start).filter(|_| is_escaped) {
            Some(sign @ (b'(' | b'[')) if *sign == b'(' || self.is_line_start(start - 1) => {
                self.formula = Some((*sign, start - 1));
            }
            Some(sign @ (b')' | b']')) => self.end_formula(*sign, start - 1),
            _ if self.text[start..].starts_with(":::") && self.is_line_start(start) => self.fence(start),
            _ => {}
        }
    }

    /// Looks for superscripts and subscripts that begin in a piece of text.
    fn scripts(&mut self, piece: Range<usize>) {
        let Some(script) = SCRIPT.as_ref().filter(|_| !self.has_controls) else { return };
        let signs = self.text.get(piece.clone()).unwrap_or_default().match_indices(['^', '~']);
        for (at, sign) in signs {
            let at = piece.start + at;
            let is_attached =
                self.text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | ']'));
            let found = script.find(&self.text[at..]).filter(|_| is_attached && at >= self.after_script);
            if let Some(found) = found {
                self.after_script = at + found.end();
                let begin = if sign == "^" { SUPER } else { SUB };
                self.replacements
                    .extend([(at..at + 1, begin), (self.after_script - 1..self.after_script, END)]);
            }
        }
    }

    /// Tells whether only signs of lists and quotations come before a byte on its line.
    fn is_line_start(&self, at: usize) -> bool {
        let line = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
        self.text[line..at].chars().all(|c| matches!(c, ' ' | '\t' | '>' | '-' | '*' | '+'))
    }

    fn line_end(&self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |length| at + length)
    }

    fn end_formula(&mut self, sign: u8, end: usize) {
        let Some((opening, start)) = self.formula.take() else { return };
        let inside = self.text.get(start + 2..end).unwrap_or_default();
        let is_formula = match (opening, sign) {
            (b'(', b')') => inside.chars().count() <= 3 || has_signs(inside),
            (b'[', b']') => has_commands(inside) && self.text[end + 2..self.line_end(end)].trim().is_empty(),
            _ => false,
        };
        if is_formula && !inside.trim().is_empty() && !inside.contains('$') {
            self.replacements.extend([(start..start + 2, "$$"), (end..end + 2, "$$")]);
        }
    }

    /// Handles the fence of a container. An opening one names its kind or has attributes; the words after
    /// them, or in brackets, are a title.
    fn fence(&mut self, start: usize) {
        let end = self.line_end(start);
        let line = self.text[start..end].trim_end();
        let words = line.trim_matches(':').trim();
        if words.is_empty() {
            let closed = self.containers.pop();
            let closing = closed.is_some().then_some((start..end, ""));
            self.replacements.extend(closed.into_iter().flatten().chain(closing));
            return;
        }
        let after_kind = if words.starts_with('{') {
            words.find('}').map_or(words.len(), |at| at + 1)
        } else {
            words.find([' ', '[', '{']).unwrap_or(words.len())
        };
        let rest = words[after_kind..].trim_start();
        let rest = if rest.starts_with('{') { "" } else { rest };
        let (title, closing) = match rest.strip_prefix('[') {
            Some(title) => (title.trim_end_matches(']'), "]"),
            None => (rest, ""),
        };
        let opening = if title.is_empty() {
            vec![(start..end, "")]
        } else {
            let title_start = start + (title.as_ptr() as usize - line.as_ptr() as usize);
            let after = title_start + title.len();
            vec![(start..title_start, "#"), (after..after + closing.len(), "")]
        };
        self.containers.push(opening);
    }
}

/// Tells whether a text has signs that are common in mathematics and rare in words.
fn has_signs(text: &str) -> bool {
    text.contains(['\\', '^', '_', '=', '+', '*', '/', '<', '>', '|'])
}

/// Tells whether a text has a command of TeX, or a sign of mathematics that is not escaped. In brackets at the
/// beginning of a line, that tells mathematics from words in brackets.
fn has_commands(text: &str) -> bool {
    let mut before = ' ';
    text.chars().any(|c| {
        let above = std::mem::replace(&mut before, c);
        (above == '\\' && c.is_alphabetic()) || (above != '\\' && matches!(c, '^' | '_'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_syntax_is_replaced_by_known_syntax_of_the_same_length() {
        let options = Options::ENABLE_MATH;
        for (text, expected) in [
            (r"The area \(a*b*c\) is", r"The area $$a*b*c$$ is"),
            ("> \\[\n> x^2\n> \\]\n", "> $$\n> x^2\n> $$\n"),
            ("a\n\n::: {.note}\nb\n:::\n", "a\n\n           \nb\n   \n"),
            (":::: x\n::: y\nb\n:::\n::::\n", "      \n     \nb\n   \n    \n"),
            ("::: tip A title\nb\n:::\n", "#       A title\nb\n   \n"),
            (":::note[A *title*]\nb\n:::\n", "#       A *title* \nb\n   \n"),
            ("10^6^ H~2~O x^2 and y^2", "10\u{1}6\u{3} H\u{2}2\u{3}O x^2 and y^2"),
            ("::: Warning ::::\nb\n::::\n", "                \nb\n    \n"),
        ] {
            assert_eq!(replaced(text, options), expected);
        }
    }

    #[test]
    fn everything_else_stays() {
        for text in [
            "```\n::: x\n:::\n```\n",
            "`\\(x\\)` and \\\\(x\\\\)",
            "get\\(a name\\) and \\(\\)",
            "[a](b\\(c\\))",
            "\\[1\\] a",
            "\\[image: *a*\\]",
            "\\[a\\_b = c\\]",
            "\\(a = b\n\nc\\)",
            "::: open\na\n",
            "`10^6^` 10\\^6\\^ ^a^ ~b~ a~~b~~ 10^6^ \u{1}",
            "a^b c^",
            "a\n:::\nb\n",
        ] {
            assert_eq!(replaced(text, Options::ENABLE_MATH), text);
        }
    }
}
