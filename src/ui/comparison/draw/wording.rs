//! Which words of a linked sentence are emphasised: in a strong link those that differ, as long as
//! most do not; else those that are shared.

use crate::compare::{Level, Link, SharedTerm, Side, Wording, wording};
use crate::text::Span;
use crate::ui::comparison::state::ComparisonView;
use crate::ui::drawing::theme::Role;

/// Returns the emphasised passages of one sentence of a link, in bytes of its document.
pub(crate) fn passages(comparing: &ComparisonView, link: &Link, side: Side) -> Vec<(Span, Role)> {
    let sentence = comparing.pane(side).document.sentences.get(link.on(side));
    let start = sentence.map_or(0, |sentence| sentence.span.start);
    let inside = |spans: &[Span], role: Role| spans.iter().map(|span| (span.shifted(start), role)).collect();
    if comparing.level_of(link) == Some(Level::Strong) {
        let (left, right) = texts(comparing, link);
        let wording = wording(left, right);
        if wording != Wording::Apart {
            return inside(wording.differing(side), Role::Differing);
        }
    }
    let spans = shared(comparing, link).into_iter().flat_map(|term| match side {
        Side::Left => term.left,
        Side::Right => term.right,
    });
    inside(&spans.collect::<Vec<_>>(), Role::Shared)
}

/// Returns the words both sentences of a link say.
pub(crate) fn shared(comparing: &ComparisonView, link: &Link) -> Vec<SharedTerm> {
    let (left, right) = texts(comparing, link);
    let comparison = comparing.findings.comparison();
    comparison.map(|comparison| comparison.shared(left, right)).unwrap_or_default()
}

/// Returns both sentences of a link.
pub(crate) fn texts<'a>(comparing: &'a ComparisonView, link: &Link) -> (&'a str, &'a str) {
    let panes = &comparing.panes;
    (panes.left.document.sentence_text(link.left), panes.right.document.sentence_text(link.right))
}
