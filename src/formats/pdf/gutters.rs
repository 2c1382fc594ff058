//! Gutters: the white space between columns.
//!
//! A gutter is a maximal white rectangle with lines on both sides (T. M. Breuel, "Two geometric algorithms for
//! layout analysis", 2002). The tallest one of a page divides its columns; those inside a column, such as the
//! gutters of a table, are shorter, and are found when that column is looked at by itself.

use crate::formats::pdf::lines::PdfLine;

/// The least width of a gutter, in sizes of the font.
const LEAST_WIDTH: f32 = 0.7;

/// The part of the height of the tallest gutter from which another one is as tall.
const TALL: f32 = 0.98;

/// The part of the width of a gutter that a longer part of it has at least.
const LEAST_SHARE: f32 = 0.5;

/// The most white rectangles that are followed at one height.
const MOST_WHITE: usize = 200;

/// A white gap between two places of a row.
pub(super) type RowGap = (f32, f32);

/// A gutter, in points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gutter {
    /// Its left and right side.
    pub gap: RowGap,
    /// Where there are lines on both sides.
    pub top: f32,
    pub bottom: f32,
    /// The whole white rectangle.
    white: (f32, f32),
}

impl Gutter {
    /// Returns the gutter in a white rectangle, or `None` unless there are enough lines on both sides.
    fn of(lines: &[PdfLine], gap: RowGap, white: (f32, f32)) -> Option<Self> {
        let beside = || lines.iter().filter(|line| line.middle() > white.0 && line.middle() < white.1);
        let left = SideHeights::of(beside().filter(|line| line.middle_x() < gap.0));
        let right = SideHeights::of(beside().filter(|line| line.middle_x() > gap.1));
        let top = left.top.max(right.top);
        let bottom = left.bottom.min(right.bottom);
        (top < bottom).then_some(Self { gap, top, bottom, white })
    }

    fn height(&self) -> f32 {
        self.bottom - self.top
    }

    fn width(&self) -> f32 {
        self.gap.1 - self.gap.0
    }

    /// Tells whether there are enough lines on both sides: three, two if there is another gutter beside it, or one
    /// beside several.
    fn is_firm(&self, lines: &[PdfLine], gutters: &[Self]) -> bool {
        let is_beside = |other: &Self| {
            other.top < self.bottom && other.bottom > self.top && !overlap(other.gap, self.gap)
        };
        match rows_beside(lines, self.gap, self.top, self.bottom) {
            (0, _) => false,
            (1, more) => more > 3,
            (2, more) => more > 3 || gutters.iter().any(is_beside),
            (_, _) => true,
        }
    }

    /// Returns the top and bottom of the columns beside this gutter, of which one may be longer than the other.
    ///
    /// A line that crosses the gutter ends both: the columns go on until the largest distance of lines before it,
    /// so a heading just above that line is no part of a column.
    pub(super) fn ends_of_columns(&self, lines: &[PdfLine]) -> (f32, f32) {
        let is_left = |line: &&PdfLine| line.middle_x() < self.gap.0;
        let (left, right): (Vec<&PdfLine>, Vec<&PdfLine>) = lines.iter().partition(is_left);
        let is_crossed_below = lines.iter().any(|line| line.middle() >= self.white.1);
        let is_crossed_above = lines.iter().any(|line| line.middle() <= self.white.0);
        let (mut top, mut bottom) = (self.top, self.bottom);
        for side in [left, right] {
            let within =
                || side.iter().filter(|line| line.middle() > self.white.0 && line.middle() < self.white.1);
            let below = within().filter(|line| line.bottom() > self.bottom);
            let below = below.map(|line| (line.top(), line.bottom())).collect();
            bottom = bottom.max(end_of_column(self.bottom, below, is_crossed_below.then_some(self.white.1)));
            // The same upside down.
            let above = within().filter(|line| line.top() < self.top);
            let above = above.map(|line| (-line.bottom(), -line.top())).collect();
            top = top.min(-end_of_column(-self.top, above, is_crossed_above.then_some(-self.white.0)));
        }
        (top, bottom)
    }
}

/// Returns where a column ends that goes on below `end` with lines of these heights, before one that crosses it.
fn end_of_column(mut end: f32, mut lines: Vec<(f32, f32)>, crossed: Option<f32>) -> f32 {
    lines.sort_by(|a, b| a.1.total_cmp(&b.1));
    let (mut cut, mut widest) = (end, 0.0);
    for (start, stop) in lines.into_iter().chain(crossed.map(|crossed| (crossed, crossed))) {
        if start - end > widest {
            (cut, widest) = (end, start - end);
        }
        end = stop;
    }
    if crossed.is_some() { cut } else { end }
}

/// The heights of the lines on one side of a gutter.
struct SideHeights {
    top: f32,
    bottom: f32,
}

impl SideHeights {
    fn of<'a>(lines: impl Iterator<Item = &'a PdfLine>) -> Self {
        let none = Self { top: f32::MAX, bottom: f32::MIN };
        lines.fold(none, |side, line| Self {
            top: side.top.min(line.top()),
            bottom: side.bottom.max(line.bottom()),
        })
    }
}

/// Returns the number of lines on each side of a gap, counting those at one height once, and the larger number
/// last.
fn rows_beside(lines: &[PdfLine], gap: RowGap, top: f32, bottom: f32) -> (usize, usize) {
    let rows = |is_side: &dyn Fn(&&PdfLine) -> bool| {
        let is_beside = |line: &&PdfLine| line.bottom() > top && line.top() < bottom;
        let mut heights: Vec<f32> =
            lines.iter().filter(is_beside).filter(is_side).map(|line| line.y).collect();
        heights.sort_by(f32::total_cmp);
        heights.dedup_by(|a, b| (*a - *b).abs() < 3.0);
        heights.len()
    };
    let left = rows(&|line| line.middle_x() < gap.0);
    let right = rows(&|line| line.middle_x() > gap.1);
    (left.min(right), left.max(right))
}

/// Returns the gutters of a part of a page: first the widest of those that are as tall as any, or nearly so.
///
/// `size` is the usual size of the font.
pub(super) fn gutters(lines: &[PdfLine], size: f32) -> Vec<Gutter> {
    let mut found: Vec<Gutter> = white_rectangles(lines, LEAST_WIDTH * size)
        .into_iter()
        .filter(|(_, (top, bottom))| bottom - top > size)
        .filter_map(|(gap, white)| Gutter::of(lines, gap, white))
        .collect();
    let firm: Vec<bool> = found.iter().map(|gutter| gutter.is_firm(lines, &found)).collect();
    let mut firm = firm.into_iter();
    found.retain(|_| firm.next() == Some(true));
    let tallest = found.iter().map(Gutter::height).fold(0.0, f32::max);
    let rank = |gutter: &Gutter| {
        let is_tall = gutter.height() >= TALL * tallest;
        (is_tall, if is_tall { gutter.width() } else { gutter.height() })
    };
    found.sort_by(|a, b| {
        let (a, b) = (rank(a), rank(b));
        b.0.cmp(&a.0).then(b.1.total_cmp(&a.1))
    });
    if let Some(longer) = longer_part(&found) {
        found.swap(0, longer);
    }
    found
}

/// Returns the index of the tallest gutter in the first one that is longer and not much narrower: a line that reaches
/// into a gutter is still a line of its column.
fn longer_part(gutters: &[Gutter]) -> Option<usize> {
    let first = gutters.first()?;
    let is_longer = |other: &Gutter| {
        other.height() > first.height()
            && overlap(other.gap, first.gap)
            && other.width() >= LEAST_SHARE * first.width()
    };
    let longer = gutters.iter().enumerate().filter(|(_, other)| is_longer(other));
    longer.max_by(|a, b| a.1.height().total_cmp(&b.1.height())).map(|(index, _)| index)
}

pub(super) fn overlap(a: RowGap, b: RowGap) -> bool {
    a.0 < b.1 && b.0 < a.1
}

/// Returns the maximal white rectangles between lines that have at least this width: their horizontal and
/// vertical extents.
fn white_rectangles(lines: &[PdfLine], least: f32) -> Vec<(RowGap, (f32, f32))> {
    let (from, to) = extent(lines);
    let mut heights: Vec<f32> = lines.iter().flat_map(|line| [line.top(), line.bottom()]).collect();
    heights.sort_by(f32::total_cmp);
    heights.dedup();
    let mut by_top: Vec<&PdfLine> = lines.iter().collect();
    by_top.sort_by(|a, b| a.top().total_cmp(&b.top()));
    let mut next = by_top.into_iter().peekable();
    // The lines of this height, and the white rectangles above it that end in it or go on: where they begin.
    let mut current: Vec<&PdfLine> = Vec::new();
    let mut open: Vec<(RowGap, f32)> = Vec::new();
    let mut closed = Vec::new();
    for &height in &heights {
        current.retain(|line| line.bottom() > height);
        while let Some(line) = next.next_if(|line| line.top() <= height) {
            current.push(line);
        }
        let gaps = white(&current, from, to);
        let mut going_on: Vec<(RowGap, f32)> = Vec::new();
        for &(gap, top) in &open {
            let mut goes_on = false;
            for other in &gaps {
                let both = (gap.0.max(other.0), gap.1.min(other.1));
                if both.1 - both.0 >= least {
                    goes_on |= both == gap;
                    add(&mut going_on, both, top);
                }
            }
            if !goes_on {
                closed.push((gap, (top, height)));
            }
        }
        for gap in gaps.into_iter().filter(|gap| gap.1 - gap.0 >= least) {
            add(&mut going_on, gap, height);
        }
        going_on.truncate(MOST_WHITE);
        open = going_on;
    }
    let end = heights.last().copied().unwrap_or_default();
    closed.extend(open.into_iter().map(|(gap, top)| (gap, (top, end))));
    closed.retain(|(gap, _)| gap.0 > from && gap.1 < to);
    closed
}

/// Adds an open rectangle, of several with one gap the one that begins first.
fn add(open: &mut Vec<(RowGap, f32)>, gap: RowGap, top: f32) {
    match open.iter_mut().find(|(own, _)| *own == gap) {
        Some((_, own)) => *own = own.min(top),
        None => open.push((gap, top)),
    }
}

/// Returns where the first line begins and the last one ends.
pub(super) fn extent(lines: &[PdfLine]) -> RowGap {
    let from = lines.iter().map(|line| line.x).fold(f32::MAX, f32::min);
    (from, lines.iter().map(|line| line.end).fold(f32::MIN, f32::max))
}

/// Returns the parts of `from..to` that no line covers.
fn white(lines: &[&PdfLine], from: f32, to: f32) -> Vec<RowGap> {
    let mut spans: Vec<RowGap> = lines.iter().map(|line| (line.x, line.end)).collect();
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut gaps = Vec::new();
    let mut at = from;
    for (start, end) in spans {
        if start > at {
            gaps.push((at, start));
        }
        at = at.max(end);
    }
    if at < to {
        gaps.push((at, to));
    }
    gaps
}
