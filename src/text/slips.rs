//! How far a misspelt word is from the one that was meant.

/// Returns how many slips lie between two words (a letter wrong, missing, too many, or two
/// neighbours swapped), or `None` beyond `most`.
///
/// The optimal string alignment distance, three rows at a time.
pub fn slips(left: &[char], right: &[char], most: usize) -> Option<usize> {
    if left.len().abs_diff(right.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for (i, x) in left.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in right.iter().enumerate() {
            let mut best = (above[j] + usize::from(x != y)).min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == right[j - 1] && left[i - 1] == *y {
                best = best.min(before[j - 1] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut above, row);
    }
    above.last().copied().filter(|&apart| apart <= most)
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
            let chars = |name: &str| name.chars().collect::<Vec<_>>();
            assert_eq!(slips(&chars(left), &chars(right), 2), apart, "{left} {right}");
        }
    }
}
