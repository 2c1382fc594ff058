//! The quality of links must not fall: thresholds just below the present figures.
//!
//! The seeds are judged by the unit tests of `compare::align`. The labelled texts belong to their
//! publishers and are kept outside the project, in `../shared/data`; where they are absent the test
//! says so and passes.

#![expect(clippy::disallowed_methods, reason = "the labelled texts are read from the disk")]

use crate::labelled::Evaluation;
use reader::compare::{Levels, compare};

/// The links of the two seed articles, as indices of their lines that are not empty, left and
/// right: the five divisions, the approval, the transfer of technology, the long relationship and
/// the partnership by sales.
const SEED_LINKS: [(usize, usize); 5] = [(7, 10), (6, 10), (12, 9), (1, 4), (23, 21)];

/// A labelled file, every how many pairs of it are compared, and the least figures: the precision of
/// strong links, the recall and the F1 of all, the best F1 of any threshold, the average precision.
const LABELLED: [(&str, usize, [f64; 5]); 4] = [
    ("ecbmix_dev.jsonl", 1, [0.74, 0.61, 0.61, 0.62, 0.65]),
    ("superpal_dev.jsonl", 1, [0.93, 0.56, 0.66, 0.72, 0.76]),
    ("cochrane_silver_dev.jsonl", 1, [0.68, 0.73, 0.58, 0.62, 0.66]),
    ("wice_dev.jsonl", 4, [0.54, 0.51, 0.45, 0.45, 0.43]),
];

fn lines(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

#[test]
fn the_seeds_keep_their_links() {
    let left = lines(include_str!("../../seeds/000_ac5e6907902fcfd7.txt"));
    let right = lines(include_str!("../../seeds/004_cb8979b45471d89b.txt"));
    let comparison = compare(&left, &right, &|| true).unwrap();
    let Levels { strong, weak } = Levels::default();
    let of = |least: f64| comparison.links().iter().filter(move |link| link.score >= least);
    let correct = |least| of(least).filter(|link| SEED_LINKS.contains(&(link.left, link.right))).count();
    assert_eq!((correct(weak), correct(strong), of(strong).count()), (5, 4, 4));
    assert!(of(weak).count() <= 28, "{} weak links", of(weak).count());
}

#[test]
fn labelled_pairs_keep_their_quality() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data");
    let Levels { strong, weak } = Levels::default();
    for (name, step, least) in LABELLED {
        let Ok(text) = std::fs::read_to_string(format!("{folder}/{name}")) else {
            println!("skipped: {folder}/{name} is absent");
            continue;
        };
        let evaluation = Evaluation::of(&text, step).unwrap();
        let all = evaluation.quality(weak);
        let found = [
            evaluation.quality(strong).precision,
            all.recall,
            all.f1,
            evaluation.best_threshold().1,
            evaluation.average_precision(),
        ];
        println!("{name}: {found:.3?} of {} pairs, {:.1} s", evaluation.pairs, evaluation.seconds);
        assert!(
            found.iter().zip(least).all(|(found, least)| *found >= least),
            "{name}: {found:.3?} < {least:?}"
        );
    }
}
