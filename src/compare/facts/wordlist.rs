//! Short lists of words that every word of a book is asked for.

/// Places of the table, a power of two more than twice as many as the longest list has words: most
/// words that are in no list meet an empty one at the first look.
const PLACES: usize = 512;

/// Words in order, with a table to find them by their letters at both ends and their length.
pub(super) struct WordList<const N: usize> {
    words: [&'static str; N],
    /// The number of a word from 1, where its letters lead or at the next free place; 0 for none.
    places: [u8; PLACES],
}

impl<const N: usize> WordList<N> {
    /// Returns the list of `words`, which are in lower case; no more than 255.
    pub(super) const fn new(words: [&'static str; N]) -> Self {
        assert!(N < 256, "words are numbered in a byte");
        let mut places = [0; PLACES];
        let mut at = 0;
        while at < N {
            let mut place = place(words[at]);
            while places[place] != 0 {
                place = (place + 1) % PLACES;
            }
            places[place] = at as u8 + 1;
            at += 1;
        }
        Self { words, places }
    }

    /// Tells whether `word` is one of them.
    pub(super) fn has(&self, word: &str) -> bool {
        let mut place = place(word);
        while let Some(at) = self.places[place].checked_sub(1) {
            if self.words[usize::from(at)] == word {
                return true;
            }
            place = (place + 1) % PLACES;
        }
        false
    }

    /// Tells whether the words are in order.
    #[cfg(test)]
    pub(super) fn is_sorted(&self) -> bool {
        self.words.is_sorted_by(|a, b| a < b)
    }
}

/// Returns where the first two letters, the last one and the length of a word lead.
const fn place(word: &str) -> usize {
    let bytes = word.as_bytes();
    let [first, second, last] = match bytes {
        [] => [0; 3],
        [one] => [*one, 0, 0],
        [first, second, ..] => [*first, *second, bytes[bytes.len() - 1]],
    };
    let mixed = (first as usize) * 5 + (second as usize) * 37 + (last as usize) * 151 + bytes.len() * 71;
    mixed % PLACES
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
