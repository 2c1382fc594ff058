//! The horizontal rules that a page draws, which part the rows of tables.

use hayro_interpret::DrawMode;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect};

/// The greatest height of a filled shape that is a rule, and the least length of a rule, in points.
const THICKEST: f64 = 2.5;
const SHORTEST: f64 = 8.0;

/// How much the ends of a rule may differ in height, in points.
const SLANT: f64 = 0.5;

/// The most rules of a page, and elements of one path, that are looked at.
const MOST_RULES: usize = 20_000;
const MOST_ELEMENTS: usize = 10_000;

/// A horizontal rule, in points from the upper left corner of the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rule {
    pub y: f32,
    /// Where it begins.
    pub x: f32,
    /// Where it ends.
    pub end: f32,
}

/// Adds the rules that a path draws: the level lines of one that is stroked, thin shapes of one that is filled.
pub(super) fn add_rules(path: &BezPath, place: Affine, mode: &DrawMode, rules: &mut Vec<Rule>) {
    let (is_filled, is_stroked) = match mode {
        DrawMode::Fill(_) => (true, false),
        DrawMode::Stroke(_) => (false, true),
        DrawMode::FillAndStroke(..) => (true, true),
        DrawMode::Invisible => return,
    };
    let mut add = |from: Point, to: Point| {
        let is_long = (to.x - from.x).abs() >= SHORTEST;
        if is_long && (to.y - from.y).abs() <= SLANT && rules.len() < MOST_RULES {
            let (x, end) = (from.x.min(to.x) as f32, from.x.max(to.x) as f32);
            rules.push(Rule { y: f64::midpoint(from.y, to.y) as f32, x, end });
        }
    };
    let mut shape: Option<RuleShape> = None;
    for element in path.elements().iter().take(MOST_ELEMENTS) {
        let to = match *element {
            PathEl::MoveTo(to) => {
                if let Some(ended) = shape.replace(RuleShape::at(place * to)).filter(|_| is_filled) {
                    ended.add(&mut add);
                }
                continue;
            }
            PathEl::LineTo(to) => Some(place * to),
            PathEl::ClosePath => shape.as_ref().map(|shape| shape.start),
            // A curve is no rule.
            PathEl::QuadTo(..) | PathEl::CurveTo(..) => None,
        };
        match (&mut shape, to) {
            (Some(shape), Some(to)) => {
                if is_stroked {
                    add(shape.last, to);
                }
                shape.line_to(to);
            }
            (shape, _) => *shape = None,
        }
    }
    if let Some(shape) = shape.filter(|_| is_filled) {
        shape.add(&mut add);
    }
}

/// The straight part of a path so far.
struct RuleShape {
    start: Point,
    last: Point,
    bounds: Rect,
}

impl RuleShape {
    fn at(start: Point) -> Self {
        Self { start, last: start, bounds: Rect::from_points(start, start) }
    }

    fn line_to(&mut self, to: Point) {
        self.last = to;
        self.bounds = self.bounds.union_pt(to);
    }

    /// Adds the shape if it is so thin that it is seen as a rule.
    fn add(&self, add: &mut impl FnMut(Point, Point)) {
        let middle = self.bounds.center().y;
        if self.bounds.height() <= THICKEST {
            add(Point::new(self.bounds.x0, middle), Point::new(self.bounds.x1, middle));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hayro_interpret::{FillRule, StrokeProps};

    #[test]
    fn level_lines_and_thin_shapes_are_rules() {
        let rules = |path: &str, mode: &DrawMode| {
            let mut rules = Vec::new();
            add_rules(&BezPath::from_svg(path).unwrap(), Affine::translate((5.0, 0.0)), mode, &mut rules);
            rules.iter().map(|rule| (rule.x, rule.end, rule.y)).collect::<Vec<_>>()
        };
        let fill = DrawMode::Fill(FillRule::NonZero);
        let stroke = DrawMode::Stroke(StrokeProps::default());
        let frame = "M10,10 L60,10 L60,30 L10,30 Z";
        assert_eq!(rules(frame, &stroke), [(15.0, 65.0, 10.0), (15.0, 65.0, 30.0)]);
        assert_eq!(rules(frame, &fill), []);
        let thin = "M10,10 L60,10 L60,11 L10,11 Z M70,10 L120,10 L120,11 L70,11 Z";
        assert_eq!(rules(thin, &fill), [(15.0, 65.0, 10.5), (75.0, 125.0, 10.5)]);
        assert_eq!(rules("M10,10 L60,40 M10,10 L12,10 M0,0 C20,0 40,0 60,0", &stroke), []);
    }
}
