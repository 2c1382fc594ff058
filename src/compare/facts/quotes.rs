//! Quotations: what stands between quotation marks.

use crate::text::Span;

/// The fewest words that make a quotation; fewer are a title or a word held with tongs.
const WORDS: usize = 3;

/// Returns the quotations of a sentence, marks excluded. A quotation that runs on into the next
/// sentence ends with this one.
pub(super) fn quotes(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, c) in text.char_indices() {
        match open {
            Some((start, close)) if c == close || (close == '”' && c == '“') => {
                found.push(Span::new(start, at));
                open = None;
            }
            None => open = closing(c).map(|close| (at + c.len_utf8(), close)),
            Some(_) => {}
        }
    }
    if let Some((start, _)) = open.filter(|(_, close)| *close != '"') {
        found.push(Span::new(start, text.len()));
    }
    found.into_iter().map(|span| bare(span, text)).filter(|span| folded(span.of(text)).1 >= WORDS).collect()
}

/// Returns the mark that closes what `open` opens.
fn closing(open: char) -> Option<char> {
    Some(match open {
        '“' => '”',
        '"' => '"',
        '„' => '“',
        '«' => '»',
        _ => return None,
    })
}

/// Returns the quotation without white space and the comma or full stop at its end.
fn bare(span: Span, text: &str) -> Span {
    let inner = span.trimmed(text);
    let kept = inner.of(text).trim_end_matches([',', '.', '!', '?', '…', '”', '"']);
    Span::new(inner.start, inner.start + kept.len())
}

/// Returns the words of a quotation in lower case, single spaces between, and how many they are.
pub(super) fn folded(text: &str) -> (String, usize) {
    let mut words = String::with_capacity(text.len());
    let mut count = 0;
    let letter = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '‑');
    for word in text.split(|c: char| !letter(c)).filter(|word| word.chars().any(char::is_alphanumeric)) {
        if count > 0 {
            words.push(' ');
        }
        count += 1;
        words.extend(word.chars().flat_map(char::to_lowercase).map(|c| match c {
            '’' => '\'',
            '‑' => '-',
            c => c,
        }));
    }
    (words, count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_of_three_words_count() {
        let cases = [
            ("He said: “We will not stop.”", vec!["We will not stop"]),
            ("\"We will go,\" he said, \"and never come back.\"", vec!["We will go", "and never come back"]),
            ("the so-called “hot war” there", vec![]),
            ("“We will go on and", vec!["We will go on and"]),
            ("5\" pipes and no end of it", vec![]),
            ("„Wir gehen jetzt heim“, sagte er", vec!["Wir gehen jetzt heim"]),
        ];
        for (text, expected) in cases {
            let got: Vec<_> = quotes(text).into_iter().map(|span| span.of(text)).collect();
            assert_eq!(got, expected, "{text}");
        }
    }

    #[test]
    fn folding_leaves_the_words() {
        assert_eq!(folded("We’ll  STOP, now").0, "we'll stop now");
    }
}
