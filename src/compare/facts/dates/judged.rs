//! The sentences of `tests/data/dates.txt` and the dates that a person finds in them.

use crate::compare::facts::{When, dates};

/// Returns the dates of a sentence that need no day of publication, as data.
fn found(sentence: &str) -> Vec<String> {
    let date = |(when, _)| match when {
        When::Date(date) => Some(date.edtf()),
        When::Offset(_) => None,
    };
    dates(sentence).into_iter().filter_map(date).collect()
}

#[test]
fn dates_are_found_and_nothing_else() {
    let judged = include_str!("../../../../tests/data/dates.txt");
    let lines = judged.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let (mut sentences, mut right, mut given, mut wanted, mut wrong) = (0, 0, 0, 0, Vec::new());
    for line in lines {
        let (dates, sentence) = line.split_once(" | ").unwrap();
        let expected: Vec<&str> = dates.split(' ').filter(|date| *date != "-").collect();
        let found = found(sentence);
        let mut left = found.clone();
        for date in &expected {
            if let Some(at) = left.iter().position(|found| found == date) {
                left.swap_remove(at);
                right += 1;
            }
        }
        (sentences, given, wanted) = (sentences + 1, given + found.len(), wanted + expected.len());
        if found != expected {
            wrong.push(format!("{found:?} in {line}"));
        }
    }
    let (precision, recall) = (f64::from(right) / given as f64, f64::from(right) / wanted as f64);
    println!("{sentences} sentences: precision {precision:.3}, recall {recall:.3}\n{}", wrong.join("\n"));
    assert!(sentences >= 100);
    assert!(precision >= 0.95 && recall >= 0.8, "{precision} {recall}\n{}", wrong.join("\n"));
}
