//! The marks before the lines of a quoted mail: `> `, `>> `, `> > `.
//!
//! They are shown as bars beside the text, so that the quoted lines are one paragraph. In the text, spaces take
//! their place: every place in it stays a place in the file.

use memchr::memchr_iter;

/// The deepest quotation; further marks are text.
const DEEPEST: u8 = 9;

/// Returns the number of marks at the beginning of a line, and the length of them with the space after the last;
/// `None` when there are none.
pub(super) fn marks(line: &str) -> Option<(u8, usize)> {
    let bytes = line.as_bytes();
    if bytes.first() != Some(&b'>') {
        return None;
    }
    let (mut level, mut at) = (0, 0);
    while level < DEEPEST {
        let next = at + usize::from(level > 0 && bytes.get(at) == Some(&b' '));
        if bytes.get(next) != Some(&b'>') {
            break;
        }
        (level, at) = (level + 1, next + 1);
    }
    let is_mark = match line[at..].chars().next() {
        None => true,
        Some(c) => {
            c.is_whitespace()
                || c.is_alphanumeric()
                || matches!(c, '"' | '\'' | '“' | '‘' | '„' | '«' | '(' | '>')
        }
    };
    is_mark.then(|| (level, at + usize::from(bytes.get(at) == Some(&b' '))))
}

/// Tells whether any line of a text may begin with a mark.
pub(super) fn has_marks(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr_iter(b'>', bytes).any(|at| at == 0 || matches!(bytes[at - 1], b'\n' | b'\x0c'))
}

/// Replaces the marks before all lines by as many spaces. The text begins where a line does; a form feed ends one.
pub(super) fn blank_marks(text: String) -> String {
    if !has_marks(&text) {
        return text;
    }
    let mut blanked = String::with_capacity(text.len());
    for line in text.split_inclusive(['\n', '\u{c}']) {
        let length = marks(line.trim_end_matches(['\n', '\u{c}'])).map_or(0, |(_, length)| length);
        blanked.extend(std::iter::repeat_n(' ', length));
        blanked.push_str(&line[length..]);
    }
    blanked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_counted_up_to_the_text() {
        for (line, found) in [
            ("> a", Some((1, 2))),
            (">a", Some((1, 1))),
            (">> a", Some((2, 3))),
            ("> > a", Some((2, 4))),
            ("> >> a", Some((3, 5))),
            (">", Some((1, 1))),
            (">   a", Some((1, 2))),
            (">= 5", None),
            ("><b>", None),
            ("a > b", None),
            ("-> b", None),
        ] {
            assert_eq!(marks(line), found, "{line}");
        }
        assert_eq!(marks(&">".repeat(40)), Some((DEEPEST, DEEPEST.into())));
    }

    #[test]
    fn marks_become_spaces() {
        let text = "On Monday:\n> a b\n>\n>> c > d\n> ";
        assert_eq!(blank_marks(text.to_owned()), "On Monday:\n  a b\n \n   c > d\n  ");
        assert_eq!(blank_marks("a\n >b".to_owned()), "a\n >b");
    }
}
