//! What an edit amounts to, as far as that can be said in a few words.

use crate::compare::content::{FormChange, same_text};
use crate::compare::wording::{TokenizedSentence, Wording, WordingToken, both, replacements, wording};
use crate::text::fold::plain_symbol;
use crate::text::unicode::{is_invisible, is_punctuation};

/// Returns the kind of the edit from `left` to `right`, given the differences beside the words; `None` when
/// the words in which the sentences differ tell it best. The sentences are not the same.
pub fn edit_reason(left: &str, right: &str, forms: &[FormChange]) -> Option<String> {
    let forms = forms.iter().map(|form| form.what);
    if same_text(left, right) {
        let forms: Vec<&str> = forms.collect();
        // White space counts in code alone.
        let forms = if forms.is_empty() { "spaces".to_owned() } else { forms.join(", ") };
        return Some(format!("{forms} only"));
    }
    let words = text_reason(left, right);
    let all: Vec<&str> = std::iter::once(words.map_or("words", TextReason::word)).chain(forms).collect();
    match (words, all.as_slice()) {
        (None, [_]) => None,
        (Some(reason), [word]) if reason.is_all() => Some(format!("{word} only")),
        _ => Some(all.join(", ")),
    }
}

/// What differs between the words of two sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TextReason {
    Case,
    Spaces,
    Symbols,
    Invisible,
    /// Several of these, or other forms of the same characters.
    Characters,
    Punctuation,
    Signs,
    Number,
    Numbers,
    Word,
    Order,
    Apart,
}

impl TextReason {
    fn word(self) -> &'static str {
        match self {
            TextReason::Case => "case",
            TextReason::Spaces => "spaces",
            TextReason::Symbols => "the shape of quotes or dashes",
            TextReason::Invisible => "invisible characters",
            TextReason::Characters => "case, spaces, quotes, dashes or variants of characters",
            TextReason::Punctuation => "punctuation",
            TextReason::Signs => "punctuation or symbols",
            TextReason::Number => "a number",
            TextReason::Numbers => "numbers",
            TextReason::Word => "one word replaced",
            TextReason::Order => "words moved",
            TextReason::Apart => "mostly reworded",
        }
    }

    /// Tells whether it can be said that nothing else differs.
    fn is_all(self) -> bool {
        !matches!(self, TextReason::Word | TextReason::Order | TextReason::Apart)
    }
}

fn text_reason(left: &str, right: &str) -> Option<TextReason> {
    let sentences = both([left, right]);
    if sentences[0].reads_like(&sentences[1]) {
        return Some(form_of_characters(left, right));
    }
    let mut ordered = sentences.each_ref().map(word_keys);
    let in_order = ordered[0] == ordered[1];
    for words in &mut ordered {
        words.sort_unstable();
    }
    if ordered[0] == ordered[1] && !in_order {
        return Some(TextReason::Order);
    }
    if wording(left, right) == Wording::Apart {
        return Some(match sentences.each_ref().map(|sentence| sentence.tokens.len()) {
            [1, 1] if is_number(left) && is_number(right) => TextReason::Number,
            [1, 1] => TextReason::Word,
            _ => TextReason::Apart,
        });
    }
    let replaced = replacements(&sentences[0], &sentences[1])?;
    let differing = |side: usize| -> Vec<&str> {
        let tokens = replaced.iter().flat_map(|ranges| &sentences[side].tokens[ranges[side].clone()]);
        tokens.map(|token| text_of(&sentences[side], token)).collect()
    };
    let sides = [differing(0), differing(1)];
    let all = |is: fn(char) -> bool| sides.iter().flatten().all(|token| token.chars().all(is));
    if all(is_punctuation) {
        return Some(TextReason::Punctuation);
    }
    if all(|c| !c.is_alphanumeric()) {
        return Some(TextReason::Signs);
    }
    let pairs = replaced.iter().all(|[left, right]| left.len() == right.len());
    match (pairs && sides.iter().flatten().all(|token| is_number(token)), sides[0].len()) {
        (false, _) => None,
        (true, 1) => Some(TextReason::Number),
        (true, _) => Some(TextReason::Numbers),
    }
}

fn is_number(token: &str) -> bool {
    token.contains(char::is_numeric) && !token.contains(char::is_alphabetic)
}

fn text_of<'a>(sentence: &TokenizedSentence<'a>, token: &WordingToken) -> &'a str {
    token.span.of(sentence.text)
}

/// Returns in what two sentences differ that have the same words and marks.
fn form_of_characters(left: &str, right: &str) -> TextReason {
    let same = |of: &dyn Fn(&str) -> String| same_text(&of(left), &of(right));
    let without = |is: fn(char) -> bool| same(&|text| text.chars().filter(|c| !is(*c)).collect());
    if same(&str::to_lowercase) {
        TextReason::Case
    } else if without(char::is_whitespace) {
        TextReason::Spaces
    } else if without(is_invisible) {
        TextReason::Invisible
    } else if same(&|text| text.chars().map(|c| plain_symbol(c).unwrap_or(c)).collect()) {
        TextReason::Symbols
    } else {
        TextReason::Characters
    }
}

fn word_keys(sentence: &TokenizedSentence<'_>) -> Vec<u32> {
    sentence.tokens.iter().filter(|token| token.is_word()).map(|token| token.key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_is_the_right_one() {
        for (left, right, reason) in [
            ("Nobody was hurt.", "nobody was hurt.", Some("case only")),
            ("Nobody was hurt.", "Nobody was\u{a0}hurt.", Some("spaces only")),
            ("“So,” he said.", "\"So,\" he said.", Some("the shape of quotes or dashes only")),
            ("A co-worker came.", "A co\u{ad}-worker came.", Some("invisible characters only")),
            (
                "“We are glad,” he said.",
                "\"we are glad,\" he said.",
                Some("case, spaces, quotes, dashes or variants of characters only"),
            ),
            ("The road, however, is open.", "The road however is open.", Some("punctuation only")),
            ("The end is near.", "The end is near!", Some("punctuation only")),
            ("It costs 5 € today.", "It costs 5 $ today.", Some("punctuation or symbols only")),
            ("In May 12 ferries sailed.", "In May 14 ferries sailed.", Some("a number only")),
            ("12", "99", Some("a number only")),
            ("Rome", "Bari", Some("one word replaced")),
            ("In 1902 12 ferries sailed.", "In 1903 14 ferries sailed.", Some("numbers only")),
            ("In May 12 ferries sailed.", "In May 12 boats sailed.", None),
            ("In May 12 ferries sailed.", "In May twelve ferries sailed.", None),
            ("In May ferries sailed often.", "In May 12 ferries sailed often.", None),
            ("The bridge and the road closed.", "The road and the bridge closed.", Some("words moved")),
            ("The light-\nhouse, the quay.", "The quay, the lighthouse.", Some("words moved")),
            ("A light-\nhouse is lit.", "A Light-house is lit.", Some("case only")),
            (
                "Repairs of the old road begin soon.",
                "Workers may close another old road.",
                Some("mostly reworded"),
            ),
            ("    sail()", "  sail()", Some("spaces only")),
        ] {
            assert_eq!(edit_reason(left, right, &[]).as_deref(), reason, "{left} | {right}");
            assert_eq!(edit_reason(right, left, &[]).as_deref(), reason, "{right} | {left}");
        }
    }

    #[test]
    fn what_differs_beside_the_words_is_told_too() {
        let form = |what| FormChange { what, was: String::new(), is: "“x”".into() };
        let struck = [form("struck words")];
        let both = [form("box"), form("link target")];
        for (right, forms, reason) in [
            ("Anna pays 5 euros.", &struck[..], "struck words only"),
            ("Anna pays 5 euros.", &both, "box, link target only"),
            ("Anna pays 6 euros.", &struck, "a number, struck words"),
            ("Anna pays 5 dollars.", &both, "words, box, link target"),
        ] {
            assert_eq!(edit_reason("Anna pays 5 euros.", right, forms).as_deref(), Some(reason));
        }
    }
}
