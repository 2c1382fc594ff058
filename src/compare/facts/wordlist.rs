//! Short sorted lists of words that every word of a book is asked for.

/// The longest word that is told apart by its length.
const LONGEST: usize = 16;

/// Words in order, with a table that turns most other words away at one look.
pub(super) struct WordList<const N: usize> {
    words: [&'static str; N],
    /// For each length, one bit for each first letter that a word of that length has.
    firsts: [u32; LONGEST],
}

impl<const N: usize> WordList<N> {
    /// Returns the list of `words`, which are sorted and in lower case.
    pub(super) const fn new(words: [&'static str; N]) -> Self {
        let mut firsts = [0; LONGEST];
        let mut at = 0;
        while at < N {
            firsts[length(words[at])] |= bit(words[at]);
            at += 1;
        }
        Self { words, firsts }
    }

    /// Tells whether `word` is one of them.
    pub(super) fn has(&self, word: &str) -> bool {
        self.firsts[length(word)] & bit(word) != 0 && self.words.binary_search(&word).is_ok()
    }

    /// Tells whether the words are in order.
    #[cfg(test)]
    pub(super) fn is_sorted(&self) -> bool {
        self.words.is_sorted_by(|a, b| a < b)
    }
}

const fn length(word: &str) -> usize {
    if word.len() < LONGEST { word.len() } else { LONGEST - 1 }
}

const fn bit(word: &str) -> u32 {
    if word.is_empty() { 1 } else { 1 << (word.as_bytes()[0] % 32) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_its_words_and_no_others() {
        let list = WordList::new(["a", "of", "throughout the whole", "über"]);
        assert!(["a", "of", "throughout the whole", "über"].iter().all(|word| list.has(word)));
        assert!(!["", "b", "off", "throughout the whale", "uber", "on"].iter().any(|word| list.has(word)));
    }
}
