//! Words that, capitalised, tell that a sentence begins: articles, pronouns, conjunctions.
//!
//! They part `in the U.S. The talks` from `the U.S. President`. Words that are as often names
//! (`Will`, `May`, `Mark`) are left out.

use std::sync::LazyLock;

use crate::text::sentences::list::WordList;

static OPENERS: LazyLock<WordList<()>> = LazyLock::new(|| {
    let lines = include_str!("openers.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_ascii_whitespace).map(|word| (word, ())).collect()
});

/// Tells whether a word with a capital begins sentences rather than names; `after` is the text behind it.
pub(super) fn is_opener(word: &str, after: &str) -> bool {
    let mut chars = word.chars();
    if !chars.next().is_some_and(char::is_uppercase) {
        return false;
    }
    // `IT` and `US` are names; `A` and `I` are words unless a full stop makes them initials, and
    // the French `C`, `J` and `L` only with an apostrophe.
    let fits = match word {
        "C" | "J" | "L" => after.starts_with(['\'', '’']),
        _ if chars.as_str().is_empty() => after.starts_with(char::is_whitespace),
        _ => !chars.any(char::is_uppercase),
    };
    fits && OPENERS.get(&word.to_lowercase()).is_some()
}

/// Tells whether a word is what English puts after a name to say that it spoke.
pub(super) fn is_speech_verb(word: &str) -> bool {
    matches!(
        word,
        "added"
            | "admitted"
            | "agreed"
            | "announced"
            | "answered"
            | "asked"
            | "asks"
            | "began"
            | "called"
            | "cried"
            | "declared"
            | "demanded"
            | "exclaimed"
            | "explained"
            | "gasped"
            | "groaned"
            | "growled"
            | "insisted"
            | "joked"
            | "laughed"
            | "murmured"
            | "muttered"
            | "noted"
            | "observed"
            | "recalled"
            | "remarked"
            | "repeated"
            | "replied"
            | "replies"
            | "retorted"
            | "said"
            | "says"
            | "screamed"
            | "shouted"
            | "shouts"
            | "sighed"
            | "snapped"
            | "sobbed"
            | "stammered"
            | "told"
            | "tweeted"
            | "urged"
            | "wailed"
            | "warned"
            | "whispered"
            | "wondered"
            | "wrote"
            | "yelled"
    )
}

/// Tells whether `before` ends with a German word that an ordinal number follows, as in `im 19. Jahrhundert`.
pub(super) fn ends_ordinal_phrase(before: &str) -> bool {
    let word = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
    matches!(
        word.to_lowercase().as_str(),
        "der"
            | "den"
            | "dem"
            | "des"
            | "im"
            | "ins"
            | "vom"
            | "zum"
            | "zur"
            | "beim"
            | "bis"
            | "seit"
            | "jeden"
            | "ihren"
            | "seinen"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_open_no_sentence() {
        for (word, after, wanted) in [
            ("The", " end", true),
            ("Однако", ",", true),
            ("A", " man", true),
            ("A", ". Smith", false),
            ("C", "’est", true),
            ("C", " sharp", false),
            ("Army", "", false),
            ("IT", "", false),
            ("the", "", false),
            ("", "", false),
        ] {
            assert_eq!(is_opener(word, after), wanted, "{word}{after}");
        }
    }
}
