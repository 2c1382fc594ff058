//! What must be true of every screen, whatever is shown on it.

use ratatui::buffer::Buffer;
use reader::text::safe::first_unprintable;
use unicode_width::UnicodeWidthStr;

/// The most code points that are drawn into one cell.
const CODE_POINTS: usize = 40;

/// Tells what is wrong with a screen: each cell holds one thing to be seen, nothing acts on the
/// terminal, hides or reorders, and nothing sticks out.
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
                    return Err(format!("{symbol:?} at {x},{y} lies under a wide one"));
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
