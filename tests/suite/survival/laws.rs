//! Properties of every screen, whatever it shows.

use ratatui::buffer::Buffer;
use reader::text::safe::first_unprintable;
use unicode_width::UnicodeWidthStr;

/// The most code points that are drawn into one cell.
const CODE_POINTS: usize = 40;

/// Returns an error unless each cell of a screen holds one visible sign, no character controls the
/// terminal, hides or reorders, and no sign is cut at the edge.
pub(crate) fn check(buffer: &Buffer) -> Result<(), String> {
    for y in 0..buffer.area.height {
        let mut covered = 0;
        for x in 0..buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            check_symbol(symbol).map_err(|what| format!("{what} at {x},{y}: {}", symbol.escape_unicode()))?;
            let width = symbol.width();
            if covered > 0 {
                covered -= 1;
                if symbol != " " {
                    return Err(format!("{symbol:?} at {x},{y} is covered by a wide one"));
                }
            } else if width > usize::from(buffer.area.width - x) {
                return Err(format!("{symbol:?} at {x},{y} sticks out"));
            } else {
                covered = width.saturating_sub(1);
            }
        }
    }
    Ok(())
}

fn check_symbol(symbol: &str) -> Result<(), String> {
    if symbol.chars().count() > CODE_POINTS {
        return Err("a tower".into());
    }
    if symbol.width() == 0 {
        return Err("nothing to be seen".into());
    }
    match first_unprintable(symbol) {
        Some(c) => Err(format!("{c:?} is sent to the terminal")),
        None => Ok(()),
    }
}
