//! How well the comparison finds the links of labelled pairs of documents.
//!
//! `examples/evaluate.rs` prints these figures; `link_quality` holds them above thresholds.

#![allow(clippy::disallowed_methods, reason = "comparing is timed")]

use std::collections::HashSet;
use std::time::Instant;

use reader::compare::compare;
use serde::Deserialize;

/// One labelled pair of documents, a line of a labelled file.
#[derive(Deserialize)]
struct Pair {
    a: Vec<String>,
    b: Vec<String>,
    /// Left sentence, right sentence and grade of each link; a link of any grade is correct.
    gold: Vec<(usize, usize, u8)>,
}

/// The links found in the pairs of one file.
#[derive(Default)]
pub(crate) struct Evaluation {
    /// How many pairs were compared.
    pub(crate) pairs: usize,
    /// How many links the annotators made.
    gold: usize,
    /// The probability of each link found and whether it is correct, most probable first.
    links: Vec<(f64, bool)>,
    /// How long comparing took, in seconds.
    pub(crate) seconds: f64,
}

/// The quality of the links from one probability on.
pub(crate) struct Quality {
    pub(crate) precision: f64,
    pub(crate) recall: f64,
    pub(crate) f1: f64,
}

impl Evaluation {
    /// Compares every `step`th pair of a labelled file, one JSON object per line.
    pub(crate) fn of(file: &str, step: usize) -> serde_json::Result<Self> {
        let mut evaluation = Self::default();
        for line in file.lines().step_by(step) {
            let Pair { a, b, gold } = serde_json::from_str(line)?;
            let gold: Vec<_> =
                gold.into_iter().filter(|link| link.2 > 0).map(|link| (link.0, link.1)).collect();
            let [a, b] = [&a, &b].map(|side| side.iter().map(String::as_str).collect::<Vec<_>>());
            evaluation.add(&a, &b, &gold);
        }
        evaluation.links.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        Ok(evaluation)
    }

    /// Compares one pair whose links are `gold`.
    fn add(&mut self, left: &[&str], right: &[&str], gold: &[(usize, usize)]) {
        let gold: HashSet<(usize, usize)> = gold.iter().copied().collect();
        let start = Instant::now();
        let Ok(comparison) = compare(left, right, &|| true) else { return };
        self.seconds += start.elapsed().as_secs_f64();
        self.pairs += 1;
        self.gold += gold.len();
        let links = comparison.links().iter();
        self.links.extend(links.map(|link| (link.score, gold.contains(&(link.left, link.right)))));
    }

    /// Returns the quality of the links whose probability is at least `threshold`.
    pub(crate) fn quality(&self, threshold: f64) -> Quality {
        let found = self.links.partition_point(|(score, _)| *score >= threshold);
        let correct = self.links[..found].iter().filter(|(_, correct)| *correct).count();
        Quality {
            precision: share(correct, found),
            recall: share(correct, self.gold),
            f1: 2.0 * share(correct, found + self.gold),
        }
    }

    /// Returns the threshold with the best F1, and that F1.
    pub(crate) fn best_threshold(&self) -> (f64, f64) {
        let (mut best, mut correct) = ((1.0, 0.0), 0);
        for (index, (score, is_correct)) in self.links.iter().enumerate() {
            correct += usize::from(*is_correct);
            let f1 = 2.0 * share(correct, index + 1 + self.gold);
            let tied = self.links.get(index + 1).is_some_and(|(next, _)| next >= score);
            if !tied && f1 > best.1 {
                best = (*score, f1);
            }
        }
        best
    }

    /// Returns the mean precision at each correct link; links not found count as 0.
    pub(crate) fn average_precision(&self) -> f64 {
        let (mut sum, mut correct) = (0.0, 0);
        for (index, (_, is_correct)) in self.links.iter().enumerate() {
            if *is_correct {
                correct += 1;
                sum += share(correct, index + 1);
            }
        }
        sum / self.gold.max(1) as f64
    }
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}
