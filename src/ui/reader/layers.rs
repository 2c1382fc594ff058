//! What lies over the words of a row: emphasis, passages of a comparison, keywords, matches.

use ratatui::style::Style;

use crate::document::Stress;
use crate::search::{Keyword, KeywordHit, Keywords};
use crate::text::Span;
use crate::ui::drawing::theme::{Role, Theme};
use crate::ui::reader::text_pane::TextPane;

/// A passage and the style laid over it.
pub(crate) type Layer = (Span, Style);

/// What is looked for in every text.
pub(crate) struct Sought<'a> {
    /// The keywords.
    pub keywords: &'a Keywords,
    /// The match last gone to, by its start.
    pub match_here: Option<usize>,
}

/// Returns everything that lies over the row of these bytes, the weakest first.
pub(crate) fn layers(
    pane: &TextPane,
    row: Span,
    sought: &Sought<'_>,
    passages: &[(Span, Role)],
    theme: &Theme,
) -> Vec<Layer> {
    let mut layers = emphasis(pane, row, theme);
    let here = passages.iter().filter(|(span, _)| span.overlaps(row));
    layers.extend(here.map(|(span, role)| (*span, theme.style(*role))));
    layers.extend(keyword_layers(&shown_hits(pane, row, sought.keywords), sought.keywords, theme));
    let from = pane.matches.partition_point(|span| span.end <= row.start);
    for span in pane.matches[from..].iter().take_while(|span| span.start < row.end) {
        let here = sought.match_here == Some(span.start);
        layers.push((*span, theme.style(if here { Role::MatchHere } else { Role::Match })));
    }
    if let Some(found) = pane.last_hidden.filter(|found| found.span.overlaps(row)) {
        layers.push((found.span, theme.style(Role::MatchHere)));
    }
    layers
}

/// Returns the hits on a row of the keywords that are shown.
pub(crate) fn shown_hits(pane: &TextPane, row: Span, keywords: &Keywords) -> Vec<KeywordHit> {
    let hits = pane.hits.in_window(row).into_iter();
    hits.filter(|hit| keywords.is_shown(hit.keyword)).collect()
}

fn emphasis(pane: &TextPane, row: Span, theme: &Theme) -> Vec<Layer> {
    let all = &pane.document.emphasis;
    let until = all.partition_point(|found| found.span.start < row.end);
    // Emphasis may nest and its ends are in no order; a stretch longer than this is no emphasis.
    let from = all.partition_point(|found| found.span.start + 65_536 < row.start);
    let over = all[from..until].iter().filter(|found| found.span.overlaps(row));
    over.map(|found| (found.span, theme.style(role(found.stress)))).collect()
}

fn role(stress: Stress) -> Role {
    match stress {
        Stress::Light => Role::Emphasis,
        Stress::Strong => Role::Strong,
        Stress::Struck => Role::Struck,
        Stress::Code => Role::Code,
        Stress::Link => Role::Link,
    }
}

/// Overlapping hits are all shown: the first gives its ground, the others a line in their colour.
fn keyword_layers(hits: &[KeywordHit], keywords: &Keywords, theme: &Theme) -> Vec<Layer> {
    let (mut grounds, mut lines) = (Vec::new(), Vec::new());
    for (number, hit) in hits.iter().enumerate() {
        let colour = keywords.get(hit.keyword).and_then(Keyword::colour);
        if hits[..number].iter().any(|other| other.span.overlaps(hit.span)) {
            lines.push((hit.span, theme.keyword_below(hit.keyword, colour)));
        } else {
            grounds.push((hit.span, theme.keyword(hit.keyword, colour)));
        }
    }
    grounds.extend(lines);
    grounds
}
