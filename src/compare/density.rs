//! How many links a pair of documents has, found together with the links.
//!
//! Two reports of one event share half of their sentences, two articles on one subject hardly
//! any. The same evidence means more in the first; expectation–maximisation finds the share
//! under which the probabilities it gives add up to itself. Hundreds of sentences on one subject
//! are a little alike, and their small probabilities would add up to many links: each is taken
//! to the power of 1¼, so that the sure ones count for more.

const ROUNDS: usize = 40;
/// Links expected for each sentence of the longer document.
const EXPECTED: f64 = 1.08;
/// How many cells that expectation weighs as much as.
const WEIGHT: f64 = 24.9;
/// The least density to believe in between documents of up to [`SHORT`] sentences.
const LEAST: f64 = 0.002;
const SHORT: usize = 300;
/// Odds up to this are small. Most cells have small odds, and their probabilities can be summed
/// by a power series.
const SMALL: f64 = 0.5;
/// The series is good to nine digits while small odds times the prior ones stay below this.
const PRECISE: f64 = 0.005;

/// Returns the probability of each cell of a pair with `rows` × `columns` sentences, given its
/// odds at even density.
pub(super) fn probabilities(mut odds: Vec<f64>, rows: usize, columns: usize) -> Vec<f64> {
    let expected = (EXPECTED / rows.max(columns).max(1) as f64).min(0.15);
    let cells = rows as f64 * columns as f64;
    let sum = Sum::of(&odds);
    let mut density = expected;
    for _ in 0..ROUNDS {
        let links = sum.at(density / (1.0 - density));
        density = ((links + WEIGHT * expected) / (cells + WEIGHT)).clamp(least(rows, columns), 0.8);
    }
    let prior = density / (1.0 - density);
    for odds in &mut odds {
        *odds = probability(*odds * prior);
    }
    odds
}

/// Returns the least density to believe in, which falls with the root of the length: the longer
/// the documents, the more sentences are a little alike by chance for each one that is linked.
fn least(rows: usize, columns: usize) -> f64 {
    LEAST * (SHORT as f64 / rows.max(columns).max(SHORT) as f64).sqrt()
}

/// Returns the probability of odds from 0 to infinity.
fn probability(odds: f64) -> f64 {
    1.0 / (1.0 + 1.0 / odds)
}

/// Returns `value` to the power of 1¼. Two roots are the same on every machine.
fn sharpened(value: f64) -> f64 {
    value * value.sqrt().sqrt()
}

/// Sums the sharpened probabilities of all cells.
struct Sum<'a> {
    all: &'a [f64],
    large: Vec<f64>,
    /// The sums of the small odds to the powers of 1¼, 2¼, 3¼ and 4¼.
    powers: [f64; 4],
}

impl<'a> Sum<'a> {
    fn of(all: &'a [f64]) -> Self {
        let (mut large, mut powers) = (Vec::new(), [0.0; 4]);
        for &odds in all {
            if odds > SMALL {
                large.push(odds);
            } else {
                let mut power = sharpened(odds);
                for sum in &mut powers {
                    *sum += power;
                    power *= odds;
                }
            }
        }
        Self { all, large, powers }
    }

    /// Returns the sum at these prior odds. For small x, `(x/(1+x))^a` is
    /// `x^a·(1 − ax + a(a+1)/2·x² − a(a+1)(a+2)/6·x³ + …)`.
    fn at(&self, prior: f64) -> f64 {
        let direct = |odds: &[f64]| odds.iter().map(|odds| sharpened(probability(odds * prior))).sum::<f64>();
        if SMALL * prior > PRECISE {
            return direct(self.all);
        }
        let [first, second, third, fourth] = self.powers;
        let rest = second * 1.25 - prior * (third * 1.406_25 - prior * fourth * 1.523_437_5);
        direct(&self.large) + sharpened(prior) * (first - prior * rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dense_evidence_raises_every_probability() {
        let even = |count: usize| [vec![20.0; count], vec![0.05; 400 - count]].concat();
        let sparse = probabilities(even(2), 20, 20);
        let dense = probabilities(even(80), 20, 20);
        assert!(dense[0] > 2.0 * sparse[0]);
        assert!(dense[399] > sparse[399]);
    }

    #[test]
    fn many_faint_likenesses_add_up_to_fewer_links_than_a_few_sure_ones() {
        // At even density both have forty links to expect.
        let faint = probabilities([vec![20.0], vec![0.1; 440]].concat(), 21, 21);
        let sure = probabilities([vec![20.0; 42], vec![0.0; 399]].concat(), 21, 21);
        assert!(sure[0] > 1.5 * faint[0], "{} {}", sure[0], faint[0]);
    }

    #[test]
    fn no_cells_have_no_probabilities() {
        assert!(probabilities(Vec::new(), 0, 3).is_empty());
    }

    proptest! {
        #[test]
        fn the_series_is_the_sum(odds in proptest::collection::vec(0.0..1.5_f64, 0..50), prior in 0.0..0.02_f64) {
            let direct: f64 = odds.iter().map(|odds| sharpened(probability(odds * prior))).sum();
            prop_assert!((Sum::of(&odds).at(prior) - direct).abs() <= 1e-9 * direct);
        }
    }
}
