//! Lines whose heights overlap, and the whole lines that are put together from pieces.

use crate::formats::pdf::bidi::logical;
use crate::formats::pdf::gutters::extent;
use crate::formats::pdf::lines::{PdfLine, joined};
use crate::formats::pdf::linked_text::LinkedText;

/// Lines whose heights overlap.
pub(super) struct Band {
    /// The lines in no order.
    pub lines: Vec<PdfLine>,
    /// Where the lowest of them ends.
    pub bottom: f32,
}

/// Returns the bands of lines from top to bottom.
pub(super) fn bands(mut lines: Vec<PdfLine>) -> Vec<Band> {
    lines.sort_by(|a, b| a.top().total_cmp(&b.top()));
    let mut bands: Vec<Band> = Vec::new();
    for line in lines {
        match bands.last_mut() {
            Some(band) if line.top() < band.bottom - 0.25 * line.size => {
                band.bottom = band.bottom.max(line.bottom());
                band.lines.push(line);
            }
            _ => bands.push(Band { bottom: line.bottom(), lines: vec![line] }),
        }
    }
    bands
}

/// Returns the whole lines of a band without gutters: one, unless lines of several heights overlap.
pub(super) fn level_lines(band: Band) -> Vec<PdfLine> {
    let mut pieces = band.lines;
    pieces.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut lines: Vec<Vec<PdfLine>> = Vec::new();
    for piece in pieces {
        match lines.iter_mut().find(|line| line.iter().any(|other| are_level(other, &piece))) {
            Some(line) => line.push(piece),
            None => lines.push(vec![piece]),
        }
    }
    lines.into_iter().filter_map(whole_line).collect()
}

fn are_level(a: &PdfLine, b: &PdfLine) -> bool {
    a.bottom().min(b.bottom()) - a.top().max(b.top()) > 0.5 * a.size.min(b.size)
}

fn whole_line(mut pieces: Vec<PdfLine>) -> Option<PdfLine> {
    pieces.sort_by(|a, b| a.x.total_cmp(&b.x));
    let (x, end) = extent(&pieces);
    let widest = pieces.iter().max_by(|a, b| (a.end - a.x).total_cmp(&(b.end - b.x)))?;
    let (y, size, drawn) = (widest.y, widest.size, widest.drawn);
    let texts: Vec<LinkedText> = pieces.into_iter().map(|piece| piece.text).collect();
    Some(PdfLine { text: joined(" ", &texts).reordered(logical), x, end, y, size, drawn })
}
