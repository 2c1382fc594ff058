//! Foreign text as HTML: nothing in it is ever markup, and nothing acts, hides or reorders.
//!
//! Two gates stand one behind the other: `text::safe` makes control and bidi characters visible,
//! and what is left is escaped here. Both go glyph by glyph, so that an element never begins inside
//! a letter and its accent.

use crate::text::Span;
use crate::text::safe;

/// Returns `text` as character data or the value of a quoted attribute; line ends become spaces.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    push(safe::line(text).as_str(), &mut out);
    out
}

/// Returns `text` as the content of `pre`: lines stay lines and tabs stay tabs.
pub(crate) fn kept(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    push(&safe::printable(text), &mut out);
    out
}

/// Returns `text` as character data with `mark` around the glyphs that `marks` touch.
pub(crate) fn marked(text: &str, marks: &[Span]) -> String {
    let stretches: Vec<_> = marks.iter().map(|span| (*span, "mark")).collect();
    styled(text, &stretches)
}

/// Returns `text` as character data in which each of `stretches` stands in an element of its name.
///
/// Stretches are sorted by their beginning, as bytes of `text`, and may overlap: elements are closed
/// and opened again where one ends inside another.
pub(crate) fn styled(text: &str, stretches: &[(Span, &'static str)]) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let (mut coming, mut here) = (stretches.iter().peekable(), Vec::new());
    let mut open: Vec<&'static str> = Vec::new();
    for glyph in safe::glyphs(text) {
        while let Some(next) = coming.next_if(|(span, _)| span.start < glyph.span.end) {
            here.push(*next);
        }
        here.retain(|(span, _)| span.end > glyph.span.start);
        let mut wanted: Vec<&'static str> = here.iter().map(|(_, name)| *name).collect();
        wanted.sort_unstable();
        wanted.dedup();
        if wanted != open {
            turn(&open, &wanted, &mut out);
            open = wanted;
        }
        push(glyph.text(), &mut out);
    }
    turn(&open, &[], &mut out);
    out
}

/// Closes the elements that are open and opens those wanted.
fn turn(open: &[&str], wanted: &[&str], out: &mut String) {
    for name in open.iter().rev() {
        out.extend(["</", name, ">"]);
    }
    for name in wanted {
        out.extend(["<", name, ">"]);
    }
}

fn push(safe: &str, out: &mut String) {
    for character in safe.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            plain => out.push(plain),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::html::check::{balanced, text_of};
    use proptest::prelude::*;

    #[test]
    fn what_could_act_is_text() {
        for (foreign, shown) in [
            ("<script>alert('x')</script>", "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"),
            ("a & b &amp; c", "a &amp; b &amp;amp; c"),
            ("\" onload=\"x", "&quot; onload=&quot;x"),
            ("<!-- -->]]>", "&lt;!-- --&gt;]]&gt;"),
            ("\u{1b}[31m\0\u{9b}", "␛[31m␀&lt;9B&gt;"),
            ("user\u{202e}gpj.exe", "user&lt;202E&gt;gpj.exe"),
            ("two\nlines", "two lines"),
            ("שלום 日本 👩‍🚀", "שלום 日本 👩‍🚀"),
        ] {
            assert_eq!(escaped(foreign), shown, "{foreign:?}");
        }
        assert_eq!(kept("a\t<b>\n\u{1b}\n"), "a\t&lt;b&gt;\n␛\n");
    }

    #[test]
    fn marks_stand_around_whole_glyphs() {
        let spans = |spans: &[(usize, usize)]| -> Vec<Span> {
            spans.iter().map(|(start, end)| Span::new(*start, *end)).collect()
        };
        for (text, marks, shown) in [
            ("five ships", spans(&[(0, 4)]), "<mark>five</mark> ships"),
            ("five ships", spans(&[(0, 4), (2, 10)]), "<mark>five ships</mark>"),
            ("e\u{301}a", spans(&[(0, 1)]), "<mark>e\u{301}</mark>a"),
            ("a", spans(&[(5, 9)]), "a"),
            ("a<b", spans(&[(1, 2)]), "a<mark>&lt;</mark>b"),
        ] {
            assert_eq!(marked(text, &marks), shown, "{text:?}");
        }
        let stretches = [(Span::new(0, 3), "em"), (Span::new(2, 5), "strong")];
        assert_eq!(styled("abcde", &stretches), "<em>ab</em><em><strong>c</strong></em><strong>de</strong>");
    }

    proptest! {
        #[test]
        fn text_comes_back_and_elements_balance(
            text in any::<String>(),
            places in prop::collection::vec((0usize..40, 0usize..40, 0usize..3), 0..6),
        ) {
            let mut stretches: Vec<_> = places
                .into_iter()
                .map(|(start, end, name)| (Span::new(start, end), ["em", "mark", "s"][name]))
                .collect();
            stretches.sort_unstable();
            let html = styled(&text, &stretches);
            prop_assert_eq!(balanced(&html), Ok(()));
            let line = safe::line(&text);
            prop_assert_eq!(text_of(&html), line.as_str());
            prop_assert_eq!(text_of(&escaped(&text)), line.as_str());
        }
    }
}
