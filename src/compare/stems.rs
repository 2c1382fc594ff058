//! How common English stems are in writing of all kinds, so that a pair of short texts knows
//! which of its words are rare elsewhere.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// In how many of the counted sentences a stem occurs that is not on the list: the mean of the
/// rest, by which unknown words are rare but not unique.
const UNLISTED: u32 = 102;

#[derive(Deserialize)]
struct Counts {
    n: u32,
    df: HashMap<String, u32>,
}

#[expect(clippy::expect_used, reason = "the list is part of the program, not of a document")]
static COUNTS: LazyLock<Counts> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../assets/common_stems.json")).expect("a list of counts")
});

/// Returns how rare `stem` is: the natural logarithm of sentences counted ÷ sentences with it.
pub(super) fn rarity(stem: &str) -> f64 {
    let with = COUNTS.df.get(stem).copied().unwrap_or(UNLISTED);
    (f64::from(COUNTS.n + 1) / f64::from(with + 1)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rarer_stems_weigh_more() {
        assert!(rarity("first") < rarity("citi"));
        assert!(rarity("citi") < rarity("almaz-antey"));
        assert!(rarity("first") > 0.0);
    }
}
