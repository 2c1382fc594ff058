//! A few hundred words that are looked up.
//!
//! The first paint waits until the lists are there. Putting words in the order of their first bytes
//! takes a sixth of the time that hashing them does, and a dozen words that begin with the same letter
//! are looked through about as quickly as one is hashed.

/// Words, and what is known of each.
pub(super) struct WordList<T> {
    /// In the order of their first bytes.
    words: Vec<(&'static str, T)>,
    /// For each byte, where the words that begin with it or a later one begin.
    starts: [u16; 257],
}

impl<T: Copy> WordList<T> {
    /// Returns what is known of a word; `None` when it is not in the list.
    pub(super) fn get(&self, word: &str) -> Option<T> {
        let first = usize::from(*word.as_bytes().first()?);
        let begun = &self.words[usize::from(self.starts[first])..usize::from(self.starts[first + 1])];
        begun.iter().find(|(known, _)| *known == word).map(|(_, what)| *what)
    }
}

impl<T> FromIterator<(&'static str, T)> for WordList<T> {
    fn from_iter<I: IntoIterator<Item = (&'static str, T)>>(words: I) -> Self {
        let first = |word: &str| word.bytes().next().unwrap_or_default();
        let mut words: Vec<_> = words.into_iter().collect();
        words.sort_unstable_by_key(|(word, _)| first(word));
        let mut starts = [0; 257];
        for (word, _) in &words {
            starts[usize::from(first(word)) + 1] += 1;
        }
        for byte in 1..starts.len() {
            starts[byte] += starts[byte - 1];
        }
        Self { words, starts }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_with_what_is_known_of_them() {
        let words = ["b", "é", "abc", "ab", "\u{10ffff}", "ba"];
        let list: WordList<usize> = words.into_iter().zip(0..).collect();
        for (number, word) in words.iter().enumerate() {
            assert_eq!(list.get(word), Some(number), "{word}");
        }
        for word in ["", "a", "abcd", "c", "\u{ff}"] {
            assert_eq!(list.get(word), None, "{word}");
        }
    }
}
