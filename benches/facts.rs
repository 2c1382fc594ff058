//! How long it takes to find the facts of a sentence and to pair those of two documents.

use divan::{Bencher, black_box};
use reader::compare::facts::{compare_facts, facts};

fn main() {
    divan::main();
}

/// Returns `count` sentences with numbers, money, dates, designators, names and a source each, the
/// same for the same `shift`; other shifts change what a third of them say.
fn sentences(count: usize, shift: usize) -> Vec<String> {
    const TOWNS: [&str; 6] = ["Wexley", "Bramley", "Upper Hallow", "Carrow", "Port Ellis", "Dunmore"];
    const MONTHS: [&str; 4] = ["January", "May", "August", "November"];
    (0..count)
        .map(|at| {
            let value = 10 + at * 7 % 90 + if at % 3 == 0 { shift } else { 0 };
            let (town, month) = (TOWNS[at % TOWNS.len()], MONTHS[at % MONTHS.len()]);
            format!(
                "According to the {town} Gazette, {value} boats of the K-{at} type worth ${value}.5 million \
                 left {town} on {month} {day}, 2021, and \u{201c}nobody saw all {value} of them\u{201d}.",
                day = at % 28 + 1,
            )
        })
        .collect()
}

#[divan::bench]
fn facts_of_sentences(bencher: Bencher) {
    let sentences = sentences(100, 0);
    let borrowed: Vec<&str> = sentences.iter().map(String::as_str).collect();
    bencher.bench(|| facts(black_box(&borrowed)));
}

#[divan::bench(args = [30, 1_000, 10_000], sample_count = 10)]
fn facts_of_documents(bencher: Bencher, count: usize) {
    let (left, right) = (sentences(count, 0), sentences(count, 1));
    let [left, right] = [&left, &right].map(|side| side.iter().map(String::as_str).collect::<Vec<_>>());
    let links: Vec<(usize, usize, f64)> = (0..count).map(|at| (at, at, 0.9)).collect();
    bencher.bench(|| compare_facts(black_box(&left), black_box(&right), black_box(&links), &|| true));
}
