//! How many links a pair of documents has, found together with the links.
//!
//! Two reports of one event share half of their sentences, two articles on one subject hardly
//! any. The same evidence means more in the first; expectation–maximisation finds the share
//! under which the probabilities it gives add up to itself.

const ROUNDS: usize = 40;

/// Returns the probability of each cell of a pair with `rows` × `columns` sentences, given its
/// odds at even density.
pub(super) fn probabilities(odds: Vec<f64>, rows: usize, columns: usize) -> Vec<f64> {
    let expected = (0.7 / rows.max(columns).max(1) as f64).min(0.15);
    let cells = rows as f64 * columns as f64;
    let mut density = expected;
    let mut odds = odds;
    for _ in 0..ROUNDS {
        let prior = density / (1.0 - density);
        let links: f64 = odds.iter().map(|odds| probability(odds * prior)).sum();
        density = ((links + 20.0 * expected) / (cells + 20.0)).clamp(0.002, 0.8);
    }
    let prior = density / (1.0 - density);
    for odds in &mut odds {
        *odds = probability(*odds * prior);
    }
    odds
}

fn probability(odds: f64) -> f64 {
    odds / (1.0 + odds)
}
