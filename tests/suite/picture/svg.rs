//! Cells of a terminal as an SVG picture.
//!
//! A viewer may have any monospaced font, so the picture depends on none: lines and bars are drawn as
//! rectangles, symbols that many fonts lack are centred in their cells, and every run of words states
//! its length.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

/// The width and the height of a cell, in pixels.
const CELL: (usize, usize) = (9, 20);
/// The height of the letters: a monospaced letter is about 0.6 of it wide.
const FONT_SIZE: usize = 15;
/// The height of a single symbol: numbers in circles are wider than letters.
const SYMBOL_SIZE: usize = 13;
/// The distance from the top of a cell down to the baseline.
const BASELINE: usize = 15;
/// The empty space around the screen.
const PADDING: usize = 16;
/// The height of a caption above the screen.
const CAPTION: usize = 32;
const CAPTION_COLOUR: &str = "#ffd75f";
/// How long each screen of an animated picture is seen.
const SECONDS: usize = 4;

const FONTS: &str = "'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace";
const BACKGROUND: &str = "#16181d";
const FOREGROUND: &str = "#d4d4d4";

/// The sixteen colours that a terminal defines itself; here those of xterm.
const TERMINAL: [&str; 16] = [
    "#000000", "#cd0000", "#00cd00", "#cdcd00", "#0000ee", "#cd00cd", "#00cdcd", "#e5e5e5", "#7f7f7f",
    "#ff0000", "#00ff00", "#ffff00", "#5c5cff", "#ff00ff", "#00ffff", "#ffffff",
];

/// Returns the picture of a screen; `title` describes it to those who cannot see it.
pub(crate) fn svg(buffer: &Buffer, title: &str) -> String {
    let mut out = String::new();
    begin(&mut out, buffer, 0, title);
    screen(&mut out, buffer, 0);
    out.push_str("</svg>\n");
    out
}

/// Returns screens of one size, shown in turn below their captions. Without animation only the screen at `still`
/// is seen.
pub(crate) fn animated(frames: &[(&str, Buffer)], still: usize, title: &str) -> String {
    let mut out = String::new();
    begin(&mut out, &frames[0].1, CAPTION, title);
    let whole = frames.len() * SECONDS;
    let shown = 100.0 / frames.len() as f64;
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "<style>.f{{visibility:hidden}}.f.still{{visibility:visible}}\n\
         @media(prefers-reduced-motion:no-preference){{.f,.f.still{{visibility:hidden;animation:turn {whole}s step-end \
         infinite}}}}\n@keyframes turn{{0%{{visibility:visible}}{shown:.3}%{{visibility:hidden}}}}</style>"
    );
    for (number, (caption, buffer)) in frames.iter().enumerate() {
        let still = if number == still { " still" } else { "" };
        let delay = number * SECONDS;
        let _ = writeln!(out, "<g class=\"f{still}\" style=\"animation-delay:{delay}s\">");
        let _ = writeln!(
            out,
            "<text x=\"{PADDING}\" y=\"{}\" fill=\"{CAPTION_COLOUR}\" font-weight=\"bold\">{}</text>",
            PADDING + BASELINE,
            escaped(caption)
        );
        screen(&mut out, buffer, CAPTION);
        out.push_str("</g>\n");
    }
    out.push_str("</svg>\n");
    out
}

/// Begins a picture of a screen with so many pixels above it.
fn begin(out: &mut String, buffer: &Buffer, above: usize, title: &str) {
    let (width, height) = (usize::from(buffer.area.width), usize::from(buffer.area.height));
    let (wide, high) = (width * CELL.0 + 2 * PADDING, height * CELL.1 + 2 * PADDING + above);
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide} {high}\" width=\"{wide}\" height=\"{high}\" \
         font-family=\"{FONTS}\" font-size=\"{FONT_SIZE}\" role=\"img\">\n<title>{}</title>\n\
         <rect width=\"{wide}\" height=\"{high}\" rx=\"8\" fill=\"{BACKGROUND}\"/>",
        escaped(title)
    );
}

/// Draws the cells of a screen.
fn screen(out: &mut String, buffer: &Buffer, above: usize) {
    let _ = writeln!(out, "<g transform=\"translate({PADDING} {})\">", PADDING + above);
    for y in 0..buffer.area.height {
        let pieces = pieces(buffer, y);
        backgrounds(out, &pieces, usize::from(y));
        for piece in &pieces {
            draw(out, piece, usize::from(y));
        }
    }
    out.push_str("</g>\n");
}

/// The style of a cell, apart from its symbol.
#[derive(Clone, Debug, PartialEq, Eq)]
struct CellStyle {
    foreground: String,
    background: Option<String>,
    line: Option<String>,
    weight: Modifier,
}

impl CellStyle {
    fn of(cell: &Cell) -> Self {
        let (mut foreground, mut background) = (colour(cell.fg), colour(cell.bg));
        if cell.modifier.contains(Modifier::REVERSED) {
            (foreground, background) =
                (background.or(Some(BACKGROUND.into())), foreground.or(Some(FOREGROUND.into())));
        }
        let foreground = foreground.unwrap_or_else(|| FOREGROUND.into());
        let underlined = cell.modifier.contains(Modifier::UNDERLINED);
        let line = underlined.then(|| colour(cell.underline_color).unwrap_or_else(|| foreground.clone()));
        let weight = Modifier::BOLD | Modifier::DIM | Modifier::ITALIC | Modifier::CROSSED_OUT;
        Self { foreground, background, line, weight: cell.modifier & weight }
    }
}

/// How a piece is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Only its background.
    Space,
    /// Letters, one after the other.
    Words,
    /// One symbol, centred in its cells.
    Symbol,
    /// Part of a line or a bar.
    Line(char),
}

/// Neighbouring cells that are drawn at once.
#[derive(Debug)]
struct Piece {
    column: usize,
    cells: usize,
    text: String,
    style: CellStyle,
    kind: Kind,
}

/// Cuts a row into pieces; a single space between words of the same style stays with them.
fn pieces(buffer: &Buffer, y: u16) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut column = 0;
    while column < usize::from(buffer.area.width) {
        let cell = &buffer[(column as u16, y)];
        let cells = cell.symbol().width().max(1);
        let (style, kind) = (CellStyle::of(cell), kind(cell.symbol(), cells));
        let text = cell.symbol().to_string();
        match pieces.last_mut() {
            Some(last) if last.style == style && joins(last.kind, kind) => {
                last.text.push_str(&text);
                last.cells += cells;
            }
            _ => pieces.push(Piece { column, cells, text, style, kind }),
        }
        column += cells;
        join_over_space(&mut pieces);
    }
    pieces
}

fn joins(last: Kind, next: Kind) -> bool {
    last == next && last != Kind::Symbol
}

/// Tells whether words, one space and words make one piece.
fn join_over_space(pieces: &mut Vec<Piece>) {
    if let [.., before, space, after] = pieces.as_mut_slice()
        && (before.kind, space.kind, after.kind) == (Kind::Words, Kind::Space, Kind::Words)
        && space.cells == 1
        && before.style == after.style
        && before.style.background == space.style.background
        && before.style.line == space.style.line
    {
        before.text = format!("{} {}", before.text, after.text);
        before.cells += 1 + after.cells;
        let joined = pieces.len() - 2;
        pieces.truncate(joined);
    }
}

fn kind(symbol: &str, cells: usize) -> Kind {
    match symbol.chars().next() {
        None | Some(' ') => Kind::Space,
        Some(c @ ('┃' | '│' | '╎' | '─' | '▐' | '▌' | '▎')) => Kind::Line(c),
        Some('\u{2190}'..='\u{2bff}') => Kind::Symbol,
        Some(_) if cells > 1 => Kind::Symbol,
        Some(_) => Kind::Words,
    }
}

/// Draws the backgrounds of a row, equal neighbours as one rectangle.
fn backgrounds(out: &mut String, pieces: &[Piece], y: usize) {
    let mut open: Option<(usize, usize, &str)> = None;
    for piece in pieces {
        match (&mut open, piece.style.background.as_deref()) {
            (Some((_, cells, colour)), Some(background)) if *colour == background => *cells += piece.cells,
            (_, background) => {
                background_of(out, open, y);
                open = background.map(|background| (piece.column, piece.cells, background));
            }
        }
    }
    background_of(out, open, y);
}

fn background_of(out: &mut String, open: Option<(usize, usize, &str)>, y: usize) {
    if let Some((column, cells, colour)) = open {
        rect(out, (column * CELL.0, y * CELL.1), (cells * CELL.0, CELL.1), colour);
    }
}

fn draw(out: &mut String, piece: &Piece, y: usize) {
    let (x, top) = (piece.column * CELL.0, y * CELL.1);
    let foreground = piece.style.foreground.as_str();
    match piece.kind {
        Kind::Space => {}
        Kind::Line('─') => rect(out, (x, top + CELL.1 / 2), (piece.cells * CELL.0, 1), foreground),
        Kind::Line(symbol) => {
            for cell in 0..piece.cells {
                bar(out, symbol, (x + cell * CELL.0, top), foreground);
            }
        }
        Kind::Words => {
            let wide = piece.cells * CELL.0;
            let place = format!("x=\"{x}\" textLength=\"{wide}\" lengthAdjust=\"spacingAndGlyphs\"");
            text(out, &place, top, piece);
        }
        Kind::Symbol => {
            let middle = x as f64 + (piece.cells * CELL.0) as f64 / 2.0;
            let size = if piece.cells == 1 { SYMBOL_SIZE } else { FONT_SIZE };
            text(out, &format!("x=\"{middle}\" text-anchor=\"middle\" font-size=\"{size}\""), top, piece);
        }
    }
    if let Some(colour) = &piece.style.line {
        rect(out, (x, top + BASELINE + 2), (piece.cells * CELL.0, 1), colour);
    }
}

/// Draws a line or a bar from the top of a cell to its bottom.
fn bar(out: &mut String, symbol: char, (x, y): (usize, usize), foreground: &str) {
    let middle = x + CELL.0 / 2;
    match symbol {
        '┃' => rect(out, (middle - 1, y), (3, CELL.1), foreground),
        '╎' => {
            for dash in 0..2 {
                rect(out, (middle, y + 2 + dash * CELL.1 / 2), (1, CELL.1 / 2 - 4), foreground);
            }
        }
        '▐' => rect(out, (middle, y), (CELL.0 - CELL.0 / 2, CELL.1), foreground),
        '▌' => rect(out, (x, y), (CELL.0 / 2, CELL.1), foreground),
        '▎' => rect(out, (x, y), (CELL.0 / 4, CELL.1), foreground),
        _ => rect(out, (middle, y), (1, CELL.1), foreground),
    }
}

fn rect(out: &mut String, (x, y): (usize, usize), (width, height): (usize, usize), fill: &str) {
    // Writing to a string cannot fail.
    let _ =
        writeln!(out, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{fill}\"/>");
}

fn text(out: &mut String, place: &str, top: usize, piece: &Piece) {
    let styles = [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::DIM, " opacity=\".6\""),
        (Modifier::ITALIC, " font-style=\"italic\""),
        (Modifier::CROSSED_OUT, " text-decoration=\"line-through\""),
    ];
    let weight: String = styles
        .iter()
        .filter(|(style, _)| piece.style.weight.contains(*style))
        .map(|(_, word)| *word)
        .collect();
    let (y, foreground, words) = (top + BASELINE, &piece.style.foreground, escaped(&piece.text));
    // Writing to a string cannot fail.
    let _ = writeln!(out, "<text {place} y=\"{y}\" fill=\"{foreground}\"{weight}>{words}</text>");
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Returns a colour as `#rrggbb`; `None` is the terminal's own.
fn colour(colour: Color) -> Option<String> {
    let number = match colour {
        Color::Reset => return None,
        Color::Rgb(red, green, blue) => return Some(format!("#{red:02x}{green:02x}{blue:02x}")),
        Color::Indexed(number) => number,
        named => named_number(named),
    };
    Some(match number {
        0..=15 => TERMINAL[usize::from(number)].to_string(),
        16..=231 => {
            let step = |part: u8| if part == 0 { 0 } else { 55 + 40 * part };
            let cube = number - 16;
            format!("#{:02x}{:02x}{:02x}", step(cube / 36), step(cube / 6 % 6), step(cube % 6))
        }
        232..=255 => format!("#{0:02x}{0:02x}{0:02x}", 8 + 10 * (number - 232)),
    })
}

fn named_number(colour: Color) -> u8 {
    const NAMES: [Color; 16] = [
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
        Color::DarkGray,
        Color::LightRed,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightBlue,
        Color::LightMagenta,
        Color::LightCyan,
        Color::White,
    ];
    NAMES.iter().position(|known| *known == colour).unwrap_or(7) as u8
}
