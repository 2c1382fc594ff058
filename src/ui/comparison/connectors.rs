//! The lines between linked sentences, in the gutter between both texts.
//!
//! A line leaves its left sentence, follows one column of the gutter (its lane) and ends at its right
//! sentence:
//!
//! ```text
//! ───╮ ╭──
//! ┄╮ │ │
//!  ┆ ╰─│──
//!  ╰┄┄┄│┄┄
//! ─────╯
//! ```
//!
//! Important lines are laid first. Each further one takes the lane in which it meets the fewest others; where
//! two cross, the later one is interrupted. Lines of one sentence share their beginning. A link whose other
//! end is out of view, or whose line would run along another one, has the number of its other end instead.

/// The place of one end of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkEnd {
    /// On this row of the gutter.
    Row(u16),
    /// Above the rows in view.
    Above,
    /// Below the rows in view.
    Below,
}

/// How important a line is, the most important kind first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConnectorKind {
    /// A line of the current sentence.
    Current,
    /// Its sentences very likely say the same; of two versions of one text, it was edited or moved.
    Strong,
    /// Its sentences possibly say the same.
    Weak,
}

/// A link to be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Connector {
    /// The places of its left and its right end.
    pub ends: [LinkEnd; 2],
    /// The numbers of its left and its right sentence, counted from 1.
    pub numbers: [usize; 2],
    /// How it is drawn.
    pub kind: ConnectorKind,
}

/// The cells of a gutter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConnectorGutter {
    width: u16,
    cells: Vec<Option<ConnectorCell>>,
}

/// A cell with a part of a line or of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct ConnectorCell {
    part: CellPart,
    kind: ConnectorKind,
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CellPart {
    /// The horizontal beginning of a line, with the directions it leaves the cell in.
    LeftArm(u8),
    /// Its horizontal end.
    RightArm(u8),
    /// The vertical part between them.
    Lane,
    /// A character of a number.
    Number(char),
}

/// The directions in which a line leaves a cell.
const UP: u8 = 1;
const RIGHT: u8 = 2;
const DOWN: u8 = 4;
const LEFT: u8 = 8;

/// The cost of a cell in which two lines cross, and of one in which they would run along each other.
const CROSSING: usize = 1;
const OVERLAP: usize = 100;

impl ConnectorGutter {
    /// Returns the lines of `connectors`, those of a kind in the order of their importance.
    pub fn of(connectors: &[Connector], width: u16, height: u16) -> Self {
        let mut gutter = Self { width, cells: vec![None; usize::from(width) * usize::from(height)] };
        let mut sorted: Vec<&Connector> = connectors.iter().collect();
        sorted.sort_by_key(|connector| connector.kind);
        let mut numbered = Vec::new();
        for connector in sorted {
            if !gutter.lay(connector) {
                numbered.push(connector);
            }
        }
        for connector in numbered {
            gutter.number(connector);
        }
        gutter
    }

    /// Returns the symbol at a place and how it is drawn; `None` where nothing is.
    pub fn symbol(&self, x: u16, y: u16) -> Option<(char, ConnectorKind)> {
        let ConnectorCell { part, kind } = self.cell(x, y)?;
        let symbol = match part {
            CellPart::Number(symbol) => symbol,
            CellPart::LeftArm(directions) | CellPart::RightArm(directions) => line_symbol(directions, kind),
            CellPart::Lane => line_symbol(UP | DOWN, kind),
        };
        Some((symbol, kind))
    }

    fn index(&self, x: u16, y: u16) -> usize {
        usize::from(y) * usize::from(self.width) + usize::from(x)
    }

    fn cell(&self, x: u16, y: u16) -> Option<ConnectorCell> {
        self.cells.get(self.index(x, y)).copied().flatten()
    }

    /// Lays a line if both ends are in view and a lane is free for it; tells whether it did.
    fn lay(&mut self, connector: &Connector) -> bool {
        let [LinkEnd::Row(from), LinkEnd::Row(to)] = connector.ends else { return false };
        // Lines that go down take the right lanes first and lines that go up the left ones, so that lines
        // side by side do not cross.
        let lanes: Vec<u16> = match from.cmp(&to) {
            std::cmp::Ordering::Equal => vec![self.width / 2],
            std::cmp::Ordering::Less => (1..self.width.saturating_sub(1)).rev().collect(),
            std::cmp::Ordering::Greater => (1..self.width.saturating_sub(1)).collect(),
        };
        let paths = lanes.into_iter().map(|lane| path(from, to, lane, self.width));
        let priced = paths.map(|path| (self.cost(&path), path));
        let Some((cost, path)) = priced.min_by_key(|(cost, _)| *cost) else { return false };
        if cost >= OVERLAP {
            return false;
        }
        for (x, y, part) in path {
            let kind = connector.kind;
            let joined = match self.cell(x, y) {
                None => Some(ConnectorCell { part, kind }),
                Some(cell) => joined(cell.part, part).map(|part| ConnectorCell { part, kind: cell.kind }),
            };
            let index = self.index(x, y);
            if let (Some(joined), Some(cell)) = (joined, self.cells.get_mut(index)) {
                *cell = Some(joined);
            }
        }
        true
    }

    /// Returns the cost of a path where it meets other paths.
    fn cost(&self, path: &[(u16, u16, CellPart)]) -> usize {
        let of = |(x, y, part): &(u16, u16, CellPart)| match self.cell(*x, *y) {
            None => 0,
            Some(cell) if joined(cell.part, *part).is_some() => 0,
            Some(cell) if crosses(cell.part, *part) => CROSSING,
            Some(_) => OVERLAP,
        };
        path.iter().map(of).sum()
    }

    /// Writes the number of the other end beside each end in view, where there is room.
    fn number(&mut self, connector: &Connector) {
        for side in [0, 1] {
            let LinkEnd::Row(y) = connector.ends[side] else { continue };
            let goes_up = match connector.ends[1 - side] {
                LinkEnd::Above => true,
                LinkEnd::Below => false,
                LinkEnd::Row(other) => other < y,
            };
            let arrow = if goes_up { '▲' } else { '▼' };
            let symbols: Vec<char> =
                [arrow].into_iter().chain(connector.numbers[1 - side].to_string().chars()).collect();
            let count = u16::try_from(symbols.len()).unwrap_or(u16::MAX);
            let Some(free) = self.width.checked_sub(count) else { continue };
            let start = if side == 0 { 0 } else { free };
            if (start..start + count).any(|x| self.cell(x, y).is_some()) {
                continue;
            }
            for (x, symbol) in (start..).zip(symbols) {
                let index = self.index(x, y);
                if let Some(cell) = self.cells.get_mut(index) {
                    *cell = Some(ConnectorCell { part: CellPart::Number(symbol), kind: connector.kind });
                }
            }
        }
    }
}

/// Returns the cells of a line from a row on the left to a row on the right along a lane.
fn path(from: u16, to: u16, lane: u16, width: u16) -> Vec<(u16, u16, CellPart)> {
    let (leaves, arrives) = match from.cmp(&to) {
        std::cmp::Ordering::Less => (LEFT | DOWN, UP | RIGHT),
        std::cmp::Ordering::Greater => (LEFT | UP, DOWN | RIGHT),
        std::cmp::Ordering::Equal => {
            let part =
                |x| if x < lane { CellPart::LeftArm(LEFT | RIGHT) } else { CellPart::RightArm(LEFT | RIGHT) };
            return (0..width).map(|x| (x, from, part(x))).collect();
        }
    };
    let left = (0..lane).map(|x| (x, from, CellPart::LeftArm(LEFT | RIGHT)));
    let between = (from.min(to) + 1..from.max(to)).map(|y| (lane, y, CellPart::Lane));
    let right = (lane + 1..width).map(|x| (x, to, CellPart::RightArm(LEFT | RIGHT)));
    let corners = [(lane, from, CellPart::LeftArm(leaves)), (lane, to, CellPart::RightArm(arrives))];
    left.chain(corners).chain(between).chain(right).collect()
}

/// Returns the part in which a cell holds two lines of one sentence; `None` when they are of two.
fn joined(known: CellPart, new: CellPart) -> Option<CellPart> {
    match (known, new) {
        (CellPart::LeftArm(one), CellPart::LeftArm(other)) => Some(CellPart::LeftArm(one | other)),
        (CellPart::RightArm(one), CellPart::RightArm(other)) => Some(CellPart::RightArm(one | other)),
        (CellPart::LeftArm(_) | CellPart::RightArm(_) | CellPart::Lane | CellPart::Number(_), _) => None,
    }
}

/// Tells whether two lines meet at a right angle.
fn crosses(known: CellPart, new: CellPart) -> bool {
    match (known, new) {
        (CellPart::Lane, CellPart::LeftArm(directions) | CellPart::RightArm(directions))
        | (CellPart::LeftArm(directions) | CellPart::RightArm(directions), CellPart::Lane) => {
            directions == LEFT | RIGHT
        }
        (CellPart::LeftArm(_) | CellPart::RightArm(_) | CellPart::Lane | CellPart::Number(_), _) => false,
    }
}

/// Returns the box-drawing character for a line that leaves its cell in these directions: heavy for the
/// current sentence, dotted for a weak link.
fn line_symbol(directions: u8, kind: ConnectorKind) -> char {
    let [light, heavy, dotted] = match directions {
        LINE_ACROSS => ['─', '━', '┄'],
        LINE_DOWN => ['│', '┃', '┆'],
        RIGHT_DOWN => ['╭', '┏', '╭'],
        LEFT_DOWN => ['╮', '┓', '╮'],
        UP_RIGHT => ['╰', '┗', '╰'],
        UP_LEFT => ['╯', '┛', '╯'],
        _ if directions & LEFT == 0 => ['├', '┣', '├'],
        _ if directions & RIGHT == 0 => ['┤', '┫', '┤'],
        _ if directions & UP == 0 => ['┬', '┳', '┬'],
        _ if directions & DOWN == 0 => ['┴', '┻', '┴'],
        _ => ['┼', '╋', '┼'],
    };
    match kind {
        ConnectorKind::Current => heavy,
        ConnectorKind::Strong => light,
        ConnectorKind::Weak => dotted,
    }
}

const LINE_ACROSS: u8 = LEFT | RIGHT;
const LINE_DOWN: u8 = UP | DOWN;
const RIGHT_DOWN: u8 = RIGHT | DOWN;
const LEFT_DOWN: u8 = LEFT | DOWN;
const UP_RIGHT: u8 = UP | RIGHT;
const UP_LEFT: u8 = UP | LEFT;

#[cfg(test)]
mod tests {
    use super::*;
    use ConnectorKind::{Current, Strong, Weak};
    use proptest::prelude::*;

    fn drawn(gutter: &ConnectorGutter, height: u16) -> String {
        let row = |y| {
            let row: String =
                (0..gutter.width).map(|x| gutter.symbol(x, y).map_or(' ', |(symbol, _)| symbol)).collect();
            row.trim_end().to_owned()
        };
        (0..height).map(row).collect::<Vec<_>>().join("\n")
    }

    fn connector(ends: [LinkEnd; 2], kind: ConnectorKind) -> Connector {
        Connector { ends, numbers: [8, 12], kind }
    }

    fn rows(from: u16, to: u16, kind: ConnectorKind) -> Connector {
        connector([LinkEnd::Row(from), LinkEnd::Row(to)], kind)
    }

    #[test]
    fn lines_join_the_ends_of_links() {
        let (above, below) = (LinkEnd::Above, LinkEnd::Below);
        for (name, connectors, expected) in [
            ("straight", vec![rows(1, 1, Strong)], "\n────────"),
            ("down", vec![rows(0, 2, Strong)], "──────╮\n      │\n      ╰─"),
            ("up", vec![rows(2, 0, Strong)], " ╭──────\n │\n─╯"),
            ("the current one is heavy", vec![rows(0, 1, Current)], "━━━━━━┓\n      ┗━"),
            ("a weak one is dotted", vec![rows(2, 0, Weak)], " ╭┄┄┄┄┄┄\n ┆\n┄╯"),
            (
                "side by side without a crossing",
                vec![rows(0, 2, Strong), rows(1, 3, Strong)],
                "──────╮\n─────╮│\n     │╰─\n     ╰──",
            ),
            (
                "a line that would run along another one is given by its number",
                vec![rows(0, 2, Weak), rows(2, 0, Strong)],
                " ╭──────\n │\n─╯    ▲8\n",
            ),
            (
                "two counterparts of one sentence",
                vec![rows(1, 1, Strong), rows(1, 3, Weak)],
                "\n───┬────\n   ┆\n   ╰┄┄┄┄",
            ),
            ("off-screen", vec![connector([LinkEnd::Row(1), below], Strong)], "\n▼12"),
            ("off-screen on the left", vec![connector([above, LinkEnd::Row(1)], Strong)], "\n      ▲8"),
            ("neither end in view", vec![connector([above, below], Strong)], ""),
        ] {
            let gutter = ConnectorGutter::of(&connectors, 8, 4);
            assert_eq!(drawn(&gutter, 4).trim_end(), expected.trim_end(), "{name}");
        }
    }

    #[test]
    fn crossing_lines_stay_apart() {
        let gutter = ConnectorGutter::of(&[rows(0, 3, Strong), rows(2, 1, Weak)], 8, 4);
        assert_eq!(drawn(&gutter, 4), "──────╮\n ╭┄┄┄┄│┄\n┄╯    │\n      ╰─");
    }

    #[test]
    fn the_kind_of_each_symbol_is_told() {
        let gutter = ConnectorGutter::of(&[rows(0, 0, Weak), rows(1, 1, Current)], 4, 2);
        assert_eq!(gutter.symbol(3, 0), Some(('┄', Weak)));
        assert_eq!(gutter.symbol(0, 1), Some(('━', Current)));
        assert_eq!(gutter.symbol(0, 2), None);
    }

    proptest! {
        #[test]
        fn any_links_fit_any_gutter(
            ends in prop::collection::vec((0u16..12, 0u16..12, 0..3), 0..20), width in 0u16..12, height in 0u16..12,
        ) {
            let end = |row: u16| if row < height { LinkEnd::Row(row) } else { LinkEnd::Below };
            let kind = |kind| [Current, Strong, Weak][kind as usize];
            let all: Vec<_> = ends.iter().map(|(a, b, of)| connector([end(*a), end(*b)], kind(*of))).collect();
            let gutter = ConnectorGutter::of(&all, width, height);
            for connector in all.iter().filter(|connector| connector.kind == Current) {
                // The first line of a row always finds its way.
                let first = all.iter().find(|other| other.kind == Current);
                if let ([LinkEnd::Row(from), LinkEnd::Row(_)], Some(first)) = (connector.ends, first)
                    && first == connector && width > 2
                {
                    prop_assert!(gutter.symbol(0, from).is_some());
                }
            }
        }
    }
}
