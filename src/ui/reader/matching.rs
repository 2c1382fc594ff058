//! Only the sentences that match: the reader leaves out all others.
//!
//! The text and its places stay as they are; the pane is set in other blocks, one for each sentence
//! that is kept, as a comparison does it. Of a long text a window is asked for that holds no other
//! sentences; the places in it are those of the whole text, too.

use std::sync::Arc;

use crate::document::Position;
use crate::search::Keywords;
use crate::tasks::onscreen::{Extent, Rest};
use crate::tasks::sight::Sight;
use crate::text::Span;
use crate::ui::app::{App, Reading, View};
use crate::ui::layout::TextArea;
use crate::ui::message::Effect;
use crate::ui::reader::text_pane::TextPane;

/// Shows the matching sentences alone, or everything again; the current sentence stays in view.
pub(crate) fn toggle(app: &mut App) -> Vec<Effect> {
    let was_on = is_on(app);
    app.extent = Extent::Whole;
    if was_on {
        set(app);
        return Vec::new();
    }
    let Some(pane) = app.pane() else {
        app.trouble("there is no text");
        return Vec::new();
    };
    if app.finding.is_none() && app.keywords.is_empty() {
        app.trouble("nothing to match: / searches, . adds a keyword");
    } else if is_without(app, pane) {
        app.trouble("not found in this text");
    } else {
        app.extent = Extent::Matching;
        set(app);
    }
    Vec::new()
}

/// Shows everything again, because something that is left out is gone to.
pub(crate) fn show_all(app: &mut App) {
    app.extent = Extent::Whole;
    if let Reading::Text(pane) = &mut app.reading {
        pane.outdate();
    }
    set(app);
}

/// Tells whether the matching sentences alone are shown, or will be as soon as they are found.
fn is_on(app: &App) -> bool {
    match &app.reading {
        Reading::Text(pane) if pane.long.is_some() => !matches!(sight(app), Sight::All),
        _ => is_partial(app),
    }
}

/// Tells whether nothing that is sought stands in a text, as far as that is known.
fn is_without(app: &App, pane: &TextPane) -> bool {
    match &pane.long {
        Some(long) => long.rest() == Rest::Stays && long.is_without(&sought_for(app)),
        None => sought(app, pane).is_empty(),
    }
}

/// Returns what a window of the long text on the screen is to show: as a short text, it is shown whole
/// when nothing in it matches.
pub(crate) fn sight(app: &App) -> Sight {
    let Reading::Text(TextPane { long: Some(long), .. }) = &app.reading else { return Sight::All };
    let sight = sought_for(app);
    let is_whole = app.extent == Extent::Whole || long.rest() == Rest::Follows;
    if is_whole || long.is_without(&sight) { Sight::All } else { sight }
}

fn sought_for(app: &App) -> Sight {
    match &app.finding {
        Some(finding) => Sight::Matching(Arc::clone(&finding.pattern)),
        None if app.keywords.is_empty() => Sight::All,
        None => Sight::Marked(Arc::clone(&app.keywords)),
    }
}

/// Returns how much of a long text was looked through, in percent, while more of what is to be shown
/// alone may come into view.
pub fn looking(app: &App) -> Option<usize> {
    let Reading::Text(pane) = &app.reading else { return None };
    let (long, sight) = (pane.long.as_ref()?, sight(app));
    let each = sight.sought().into_iter().map(|(counted, _)| pane.counted(counted));
    let reached = each.min().filter(|_| matches!(app.view, View::Reading))?;
    let below = pane.document.sentences.partition_point(|sentence| sentence.span.start < pane.top.0);
    let is_short = pane.document.sentences.len() - below < usize::from(app.size.height);
    let is_open = is_short && reached < 100 && pane.document.extent().end < pane.document.whole;
    (is_open || !long.sight.is(&sight)).then_some(reached)
}

/// Has a place of a long text on a row of the page, as far as the text goes.
pub(crate) fn place(app: &mut App, place: Position, row: usize) {
    let Some((pane, area)) = app.pane_and_area() else { return };
    pane.place_at_row(place, row, &area);
    pane.top = pane.top.min(pane.flow(&area).last_top(area.rows()));
}

/// Has the top of a digest of a long text on a row that is shown: what stood there before may be left
/// out, and there may be no full page behind it.
pub(crate) fn settle_top(app: &mut App) {
    let Some((pane, area)) = app.pane_and_area() else { return };
    if !pane.document.is_digest() {
        return;
    }
    let flow = pane.flow(&area);
    let is_end = pane.document.extent().end >= pane.document.whole;
    let last = if is_end { flow.last_top(area.rows()) } else { Position(usize::MAX) };
    pane.top = flow.row_of(pane.top).min(last);
}

/// Sets the text anew after its matches or its keyword hits may have changed. Without any it is shown
/// whole.
pub(crate) fn refresh(app: &mut App) {
    if app.extent == Extent::Matching {
        set(app);
    }
}

fn set(app: &mut App) {
    if !matches!(app.view, View::Reading) {
        return;
    }
    let Some(pane) = app.pane().filter(|pane| pane.long.is_none()) else { return };
    let spans = if app.extent == Extent::Matching { sought(app, pane) } else { Vec::new() };
    let kept = if spans.is_empty() { None } else { Some(pane.document.blocks_with(&spans)) };
    let blocks = match kept {
        None if is_whole(pane) => return,
        None => pane.document.blocks.clone(),
        Some(kept) if kept[..] == pane.blocks[..] => return,
        Some(kept) => kept,
    };
    let sentence =
        pane.current().and_then(|at| pane.document.sentences.get(at)).map(|found| found.span.start);
    let Some((pane, area)) = app.pane_and_area() else { return };
    let at = Position(sentence.unwrap_or(pane.top.0));
    let row = pane.row_of(at, &area).unwrap_or(0);
    pane.blocks = Arc::from(blocks);
    place(app, at, row);
}

/// Tells whether the text on the screen is shown only in part.
pub fn is_partial(app: &App) -> bool {
    match &app.reading {
        Reading::Text(pane) if pane.long.is_some() => pane.document.is_digest(),
        Reading::Text(pane) => app.extent == Extent::Matching && !sought(app, pane).is_empty(),
        _ => false,
    }
}

/// Chooses the sentence `by` sentences on among those shown.
pub(crate) fn step_sentence(pane: &mut TextPane, by: isize, area: &TextArea) {
    if pane.long.is_some() || is_whole(pane) {
        return pane.step_sentence(by, area);
    }
    let current = pane.current().and_then(|at| pane.document.sentences.get(at)).map(|found| found.span.start);
    let Some(last) = pane.blocks.len().checked_sub(1) else { return };
    let at = pane.blocks.partition_point(|block| block.span.start <= current.unwrap_or(0)).saturating_sub(1);
    let start = pane.blocks[at.saturating_add_signed(by).min(last)].span.start;
    if let Some(sentence) = pane.document.sentence_at(start) {
        pane.choose(sentence, area);
    }
}

fn is_whole(pane: &TextPane) -> bool {
    pane.blocks[..] == pane.document.blocks[..]
}

/// The passages whose sentences are kept, in order.
fn sought(app: &App, pane: &TextPane) -> Vec<Span> {
    if app.finding.is_some() {
        return pane.matches.to_vec();
    }
    hits(&app.keywords, pane)
}

fn hits(keywords: &Keywords, pane: &TextPane) -> Vec<Span> {
    let hits = pane.hits.all().into_iter();
    hits.filter(|hit| keywords.is_shown(hit.keyword)).map(|hit| hit.span).collect()
}
