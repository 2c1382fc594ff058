//! Text on lines of its own, indented and perhaps wrapped.

use std::io::{self, Write};

use crate::text::safe;
use crate::text::width::width;
use crate::text::wrap::rows;

/// Writes `text` at most `room` columns wide, one indent before its first line and another before
/// the others. Unwrapped, it must be safe already.
pub(crate) fn hanging(
    room: Option<usize>,
    [first, rest]: [&str; 2],
    text: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Some(room) = room else { return writeln!(out, "{first}{text}") };
    let margin = width(first).max(width(rest));
    // A margin that leaves no room for words is worth less than the words.
    let (first, rest, margin) = if margin * 2 > room { ("", "", 0) } else { (first, rest, margin) };
    for (number, row) in rows(text, room - margin).into_iter().enumerate() {
        let margin = if number == 0 { first } else { rest };
        writeln!(out, "{margin}{}", safe::line(row.of(text)))?;
    }
    Ok(())
}
