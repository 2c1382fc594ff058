//! Measures the shipped comparison on labelled pairs of documents.
//!
//! `cargo run --release --example evaluate -- [--json] FILE.jsonl…`
//!
//! Each line of a file is one pair: `{"a": [sentences], "b": [sentences], "gold": [[i, j, grade]]}`.
//! A link of any grade is right. One row says how well the decision does at one level, weak
//! (probability .35 and above) or strong (.70 and above), micro-averaged over all pairs: a strong
//! link is right when the annotators linked the two sentences at all, so its precision is the
//! figure to look at. `best` needs no decision: the best F1 over all thresholds and the average
//! precision of the ranking; links below the floor of the comparison count as not found.
#![expect(clippy::disallowed_methods, reason = "an example reads its files and the clock")]
#![expect(clippy::print_stdout, reason = "it prints figures to whoever runs it")]

use std::collections::HashSet;
use std::time::Instant;

use anyhow::{Context, Result};
use reader::compare::{Levels, compare};
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct Labelled {
    a: Vec<String>,
    b: Vec<String>,
    gold: Vec<(usize, usize, u8)>,
}

#[derive(Serialize)]
struct Row<'a> {
    file: &'a str,
    pairs: usize,
    level: &'a str,
    precision: f64,
    recall: f64,
    f1: f64,
    best_f1: f64,
    best_threshold: f64,
    average_precision: f64,
    seconds: f64,
}

/// What was found in all pairs of a file.
struct Found {
    pairs: usize,
    /// How many links the annotators made.
    gold: usize,
    /// The probability of each link found and whether it is right, most probable first.
    links: Vec<(f64, bool)>,
    seconds: f64,
}

fn main() -> Result<()> {
    let (options, files): (Vec<_>, Vec<_>) = std::env::args().skip(1).partition(|word| word == "--json");
    if options.is_empty() {
        println!(
            "{:<28}{:>6} {:<7}{:>6}{:>6}{:>6}{:>8}{:>6}{:>6}{:>9}",
            "file", "pairs", "level", "P", "R", "F1", "best F1", "at", "AP", "seconds"
        );
    }
    for file in &files {
        let found = find(file).with_context(|| file.clone())?;
        for row in rows(file, &found) {
            if options.is_empty() {
                print(&row);
            } else {
                println!("{}", serde_json::to_string(&row)?);
            }
        }
    }
    Ok(())
}

/// Compares every pair of a file.
fn find(file: &str) -> Result<Found> {
    let mut found = Found { pairs: 0, gold: 0, links: Vec::new(), seconds: 0.0 };
    for line in std::fs::read_to_string(file)?.lines() {
        let pair: Labelled = serde_json::from_str(line)?;
        let left: Vec<&str> = pair.a.iter().map(String::as_str).collect();
        let right: Vec<&str> = pair.b.iter().map(String::as_str).collect();
        let gold: HashSet<(usize, usize)> = pair
            .gold
            .iter()
            .filter(|(.., grade)| *grade > 0)
            .map(|(left, right, _)| (*left, *right))
            .collect();
        let start = Instant::now();
        let comparison = compare(&left, &right, &|| true)?;
        found.seconds += start.elapsed().as_secs_f64();
        found.pairs += 1;
        found.gold += gold.len();
        let links = comparison.links().iter();
        found.links.extend(links.map(|link| (link.score, gold.contains(&(link.left, link.right)))));
    }
    found.links.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    Ok(found)
}

fn rows<'a>(file: &'a str, found: &Found) -> [Row<'a>; 2] {
    let levels = Levels::default();
    let (best_threshold, best_f1) = best(found);
    [("strong", levels.strong), ("weak", levels.weak)].map(|(level, threshold)| {
        let taken = found.links.partition_point(|(score, _)| *score >= threshold);
        let right = found.links[..taken].iter().filter(|(_, right)| *right).count();
        let (precision, recall) = (share(right, taken), share(right, found.gold));
        let name = file.rsplit('/').next().unwrap_or(file);
        Row {
            file: name,
            pairs: found.pairs,
            level,
            precision,
            recall,
            f1: 2.0 * share(right, taken + found.gold),
            best_f1,
            best_threshold,
            average_precision: average_precision(found),
            seconds: found.seconds,
        }
    })
}

/// Returns the threshold with the best F1, and that F1.
fn best(found: &Found) -> (f64, f64) {
    let (mut best, mut right) = ((1.0, 0.0), 0);
    for (index, (score, is_right)) in found.links.iter().enumerate() {
        right += usize::from(*is_right);
        let f1 = 2.0 * share(right, index + 1 + found.gold);
        let tied = found.links.get(index + 1).is_some_and(|(next, _)| next >= score);
        if !tied && f1 > best.1 {
            best = (*score, f1);
        }
    }
    best
}

/// Returns the mean precision at each right link, those not found counting as 0.
fn average_precision(found: &Found) -> f64 {
    let (mut sum, mut right) = (0.0, 0);
    for (index, (_, is_right)) in found.links.iter().enumerate() {
        if *is_right {
            right += 1;
            sum += share(right, index + 1);
        }
    }
    sum / found.gold.max(1) as f64
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

fn print(row: &Row) {
    println!(
        "{:<28}{:>6} {:<7}{:>6.3}{:>6.3}{:>6.3}{:>8.3}{:>6.2}{:>6.3}{:>9.3}",
        row.file,
        row.pairs,
        row.level,
        row.precision,
        row.recall,
        row.f1,
        row.best_f1,
        row.best_threshold,
        row.average_precision,
        row.seconds
    );
}
