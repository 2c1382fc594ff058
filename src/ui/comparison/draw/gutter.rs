//! Drawing the gutter between both texts: lines between linked sentences, or a rule.

use std::collections::{BTreeMap, BTreeSet};

use ratatui::layout::Rect;

use crate::compare::{Level, Link, Side};
use crate::document::RowKind;
use crate::ui::comparison::connectors::{Connector, ConnectorGutter, ConnectorKind, LinkEnd};
use crate::ui::comparison::draw::texts::is_of;
use crate::ui::comparison::state::ComparisonView;
use crate::ui::drawing::{DrawContext, Role};
use crate::ui::layout::Layout;

/// The sentences in view, each with its first row that is.
type Visible = BTreeMap<usize, u16>;

/// Draws the lines into `gutter`, which is between both texts.
pub(crate) fn draw(cx: &mut DrawContext<'_>, view: &ComparisonView, layout: &Layout, gutter: Rect) {
    let visible = [Side::Left, Side::Right].map(|side| visible(view, side, layout));
    let lines = ConnectorGutter::of(&connectors(view, &visible), gutter.width, gutter.height);
    for (y, row) in (0..).zip(gutter.rows()) {
        for (x, cell) in (0..).zip(row.columns()) {
            if let Some((symbol, kind)) = lines.symbol(x, y) {
                cx.put(cx.words(symbol.to_string(), role(kind)), cell);
            }
        }
    }
}

fn role(kind: ConnectorKind) -> Role {
    match kind {
        ConnectorKind::Current => Role::Cursor,
        ConnectorKind::Strong => Role::StrongLink,
        ConnectorKind::Weak => Role::WeakLink,
    }
}

fn visible(view: &ComparisonView, side: Side, layout: &Layout) -> Visible {
    let Some(area) = layout.side(side) else { return Visible::new() };
    let pane = view.pane(side);
    let mut visible = Visible::new();
    for (y, row) in (0..).zip(pane.page(area)) {
        let sentence = pane.document.sentence_at(row.span.start).filter(|at| is_of(pane, *at, &row));
        if let Some(sentence) = sentence.filter(|_| row.kind != RowKind::Gap) {
            visible.entry(sentence).or_insert(y);
        }
    }
    visible
}

/// Returns the surest link of each sentence in view and all links of the current one, the surest first; of two
/// versions of one text only those of changed sentences.
fn connectors(view: &ComparisonView, visible: &[Visible; 2]) -> Vec<Connector> {
    let cursor = view.cursor(view.side);
    let here = cursor.map(|at| view.counterparts(view.side, at)).unwrap_or_default();
    let best = [Side::Left, Side::Right]
        .into_iter()
        .zip(visible)
        .flat_map(|(side, visible)| visible.keys().filter_map(move |sentence| view.best(side, *sentence)));
    let mut known = BTreeSet::new();
    let mut links: Vec<Link> = here.iter().copied().chain(best).collect();
    links.retain(|link| view.mark_of_link(link).is_some() && known.insert((link.left, link.right)));
    links.sort_by(|one, other| other.score.total_cmp(&one.score));
    let current = here.first().map(|link| (link.left, link.right));
    let connector = |link: Link| Connector {
        ends: [end(&visible[0], link.left), end(&visible[1], link.right)],
        numbers: [link.left + 1, link.right + 1],
        kind: match view.level_of(&link) {
            _ if current == Some((link.left, link.right)) => ConnectorKind::Current,
            Some(Level::Strong) => ConnectorKind::Strong,
            Some(Level::Weak) | None => ConnectorKind::Weak,
        },
    };
    links.into_iter().map(connector).collect()
}

fn end(visible: &Visible, sentence: usize) -> LinkEnd {
    match (visible.get(&sentence), visible.first_key_value()) {
        (Some(row), _) => LinkEnd::Row(*row),
        (None, Some((first, _))) if sentence < *first => LinkEnd::Above,
        (None, _) => LinkEnd::Below,
    }
}
