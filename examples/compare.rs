//! Compares two files and prints the sentences that say the same, the surest first.
//!
//! `cargo run --example compare -- FILE FILE`
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "an example reads its files and prints")]

use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use reader::compare::percent;
use reader::text::safe::printable;
use reader::{AlignedDocuments, Document, Level, Levels, SourceBytes, parse};

fn main() -> Result<()> {
    let files: Vec<String> = std::env::args().skip(1).collect();
    let [left, right] = files.as_slice() else { bail!("usage: compare FILE FILE") };
    print!("{}", links(left.as_ref(), right.as_ref())?);
    Ok(())
}

/// Returns the links of two files, each with its probability and both sentences.
pub fn links(left: &Path, right: &Path) -> Result<String> {
    let [left, right] = [read(left)?, read(right)?];
    let alignment = AlignedDocuments::of([&left, &right]);
    // Two versions of one text are compared with their lines outside sentences, so these are other documents.
    let [left, right] = &alignment.documents;
    let mut links = alignment.comparison.links().to_vec();
    links.sort_by(|a, b| b.score.total_cmp(&a.score));
    let mut printed = String::new();
    for link in links {
        let words = match Levels::default().of(link.score) {
            Some(Level::Strong) => "very likely",
            Some(Level::Weak) => "possibly",
            None => break,
        };
        let [a, b] = [left.sentence_text(link.left), right.sentence_text(link.right)].map(printable);
        writeln!(printed, "{words} ({} %)\n  {a}\n  {b}", percent(link.score))?;
    }
    Ok(printed)
}

fn read(path: &Path) -> Result<Arc<Document>> {
    let name = || path.display().to_string();
    let bytes = std::fs::read(path).with_context(name)?;
    Ok(Arc::new(parse(&SourceBytes::new(path, &bytes)).with_context(name)?))
}
