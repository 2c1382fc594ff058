//! Measures the shipped comparison on labelled pairs of documents.
//!
//! `cargo run --release --example evaluate -- [--json] FILE.jsonl…`
//!
//! Each line of a file is one pair: `{"a": [sentences], "b": [sentences], "gold": [[i, j, grade]]}`.
//! A link of any grade is right. One row says how well the decision does at one level, weak
//! (probability .35 and above) or strong (.70 and above), micro-averaged over all pairs: a strong
//! link is right when the annotators linked the two sentences at all, so its precision is the
//! figure to look at. `best` needs no decision: the best F1 over all thresholds and the average
//! precision of the ranking; links that the comparison does not keep count as not found.
#![expect(clippy::disallowed_methods, reason = "an example reads its files and the clock")]
#![expect(clippy::print_stdout, reason = "the printed figures are its result")]

#[path = "../tests/suite/labelled.rs"]
mod labelled;

use anyhow::{Context, Result};
use labelled::{Evaluation, Quality};
use reader::compare::Levels;
use serde::Serialize;

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

fn main() -> Result<()> {
    let (options, files): (Vec<_>, Vec<_>) = std::env::args().skip(1).partition(|word| word == "--json");
    if options.is_empty() {
        println!(
            "{:<28}{:>6} {:<7}{:>6}{:>6}{:>6}{:>8}{:>6}{:>6}{:>9}",
            "file", "pairs", "level", "P", "R", "F1", "best F1", "at", "AP", "seconds"
        );
    }
    for file in &files {
        let text = std::fs::read_to_string(file).with_context(|| file.clone())?;
        let evaluation = Evaluation::of(&text, 1).with_context(|| file.clone())?;
        for row in rows(file, &evaluation) {
            if options.is_empty() {
                print(&row);
            } else {
                println!("{}", serde_json::to_string(&row)?);
            }
        }
    }
    Ok(())
}

fn rows<'a>(file: &'a str, evaluation: &Evaluation) -> [Row<'a>; 2] {
    let levels = Levels::default();
    let (best_threshold, best_f1) = evaluation.best_threshold();
    [("strong", levels.strong), ("weak", levels.weak)].map(|(level, threshold)| {
        let Quality { precision, recall, f1 } = evaluation.quality(threshold);
        Row {
            file: file.rsplit('/').next().unwrap_or(file),
            pairs: evaluation.pairs,
            level,
            precision,
            recall,
            f1,
            best_f1,
            best_threshold,
            average_precision: evaluation.average_precision(),
            seconds: evaluation.seconds,
        }
    })
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
