//! How far a misspelt word is from the one that was meant.

/// Returns how many slips lie between two words (a letter wrong, missing, too many, or two
/// neighbours swapped: the optimal string alignment distance), `None` beyond `most`.
pub fn slips(left: &str, right: &str, most: usize) -> Option<usize> {
    Some(strsim::osa_distance(left, right)).filter(|apart| *apart <= most)
}

/// Returns how many slips still make a misspelling of a word of so many letters: one in three.
pub fn tolerance(letters: usize) -> usize {
    letters.div_ceil(3).min(3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_counts_one() {
        for (left, right, apart) in [
            ("seeds", "seeds", Some(0)),
            ("seedz", "seeds", Some(1)),
            ("sedes", "seeds", Some(1)),
            ("seed", "seeds", Some(1)),
            ("sseeds", "seeds", Some(1)),
            ("", "ab", Some(2)),
            ("essds", "seeds", Some(2)),
            ("tides", "seeds", None),
        ] {
            assert_eq!(slips(left, right, 2), apart, "{left} {right}");
        }
    }
}
