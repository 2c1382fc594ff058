//! The real binary in a real terminal.
#![expect(clippy::unwrap_used, reason = "a failure here fails the test")]
#![expect(clippy::disallowed_methods, reason = "the tests make the files that the program reads")]

mod changing;
mod leaving;
mod reading;
mod refusing;
mod sending;
mod stopping;
mod typing;
mod walking;

use std::fs;

use crate::pty::Terminal;
use tempfile::TempDir;

const SEEDS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");

/// Words of the first seed on the first screen.
const FIRST_WORDS: &str = "The recent agreement between Russia";

/// The colour of the header in the dark theme and in the light one.
const DARK: u8 = 153;
const LIGHT: u8 = 25;

fn seeds() -> Terminal {
    let terminal = Terminal::open(&[SEEDS], (120, 30));
    terminal.wait_for(FIRST_WORDS).wait_for("696 words").wait_for("589 words");
    terminal.wait_until("all of it", |screen| !screen.contents().contains("documents …"));
    terminal
}

/// Tells whether any cell has this colour of the palette.
fn has_colour(screen: &vt100::Screen, index: u8) -> bool {
    cells(screen).any(|cell| cell.fgcolor() == vt100::Color::Idx(index))
}

fn cells(screen: &vt100::Screen) -> impl Iterator<Item = &vt100::Cell> {
    let (rows, columns) = screen.size();
    (0..rows).flat_map(move |row| (0..columns).filter_map(move |column| screen.cell(row, column)))
}

/// A folder with one document of many numbered lines.
fn numbered() -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("numbered.txt");
    let lines: Vec<String> = (1..=400).map(|n| format!("This is line number {n}.")).collect();
    fs::write(&path, lines.join("\n\n")).unwrap();
    let path = path.to_str().unwrap().to_string();
    (folder, path)
}
