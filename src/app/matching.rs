//! Only the sentences that match: the reader leaves out all others.
//!
//! The text and its places stay as they are; the pane is set in other blocks, one for each sentence
//! that is kept, as a comparison does it.

use std::sync::Arc;

use super::layout::TextArea;
use super::message::Effect;
use super::onscreen::Extent;
use super::state::{App, Reading, View};
use super::text_pane::TextPane;
use crate::document::{Block, BlockKind, Document, Frame, Position};
use crate::search::Keywords;
use crate::text::Span;

/// Shows the matching sentences alone, or everything again; the current sentence stays in view.
pub(super) fn toggle(app: &mut App) -> Vec<Effect> {
    let was_partial = is_partial(app);
    app.extent = Extent::Whole;
    if was_partial {
        set(app);
        return Vec::new();
    }
    let Some(pane) = app.pane() else {
        app.trouble("there is no text");
        return Vec::new();
    };
    if pane.long.is_some() {
        app.trouble("a text this long is shown whole; \\ lists the sentences that match");
    } else if app.finding.is_none() && app.keywords.is_empty() {
        app.trouble("nothing to match: / searches, . adds a keyword");
    } else if sought(app, pane).is_empty() {
        app.trouble("not found in this text");
    } else {
        app.extent = Extent::Matching;
        set(app);
    }
    Vec::new()
}

/// Sets the text anew after its matches or its keyword hits may have changed. Without any it is shown
/// whole.
pub(super) fn refresh(app: &mut App) {
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
    let kept = if spans.is_empty() { None } else { Some(blocks_of(&pane.document, &spans)) };
    let blocks = match kept {
        None if is_whole(pane) => return,
        None => pane.document.blocks.clone(),
        Some(kept) if kept[..] == pane.blocks[..] => return,
        Some(kept) => kept,
    };
    let sentence =
        pane.current().and_then(|at| pane.document.sentences.get(at)).map(|found| found.span.start);
    let Some((pane, area)) = app.pane_and_area() else { return };
    let place = Position(sentence.unwrap_or(pane.top.0));
    let row = pane.row_of(place, &area).unwrap_or(0);
    pane.blocks = Arc::from(blocks);
    pane.place_at_row(place, row, &area);
    pane.top = pane.top.min(pane.flow(&area).last_top(area.rows()));
}

/// Tells whether the text on the screen is shown only in part.
pub fn is_partial(app: &App) -> bool {
    matches!(&app.reading, Reading::Text(pane) if app.extent == Extent::Matching
        && pane.long.is_none() && !sought(app, pane).is_empty())
}

/// Chooses the sentence `by` sentences on among those shown.
pub(super) fn step_sentence(pane: &mut TextPane, by: isize, area: &TextArea) {
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

/// Returns one block for each sentence that holds a part of one of these spans, which are in order,
/// and for each such line where there are no sentences; a gap stands above each that does not
/// follow the one before.
fn blocks_of(document: &Document, spans: &[Span]) -> Vec<Block> {
    let mut kept: Vec<Block> = Vec::new();
    let mut last_end = 0;
    let mut sentences = document.sentences.iter().peekable();
    for (index, block) in document.blocks.iter().enumerate() {
        let mut passages = Vec::new();
        while let Some(sentence) = sentences.next_if(|sentence| sentence.block == index) {
            passages.push(sentence.span);
        }
        let kind = if passages.is_empty() {
            passages = lines(document.passage(block.span), block.span.start);
            block.kind.clone()
        } else {
            prose(&block.kind)
        };
        for passage in passages.into_iter().filter(|passage| !passage.is_empty()) {
            if !is_hit(spans, passage) {
                continue;
            }
            let between = document.passage(Span::new(last_end, passage.start));
            let follows = !kept.is_empty() && between.trim().is_empty();
            let frame = Frame { marker: None, ..block.frame.clone() };
            kept.push(Block { span: passage, kind: kind.clone(), frame, gap: !follows });
            last_end = passage.end;
        }
    }
    kept
}

fn is_hit(spans: &[Span], passage: Span) -> bool {
    let at = spans.partition_point(|span| span.start < passage.end);
    // Spans in order of their starts: a long one before may reach in as well.
    spans[..at].iter().rev().take(32).any(|span| span.overlaps(passage))
}

fn lines(text: &str, start: usize) -> Vec<Span> {
    let mut from = start;
    let lines = text.split_inclusive('\n').map(|line| {
        let span = Span::new(from, from + line.trim_end_matches('\n').len());
        from += line.len();
        span
    });
    lines.collect()
}

/// A sentence of a table or a list is set as running text.
fn prose(kind: &BlockKind) -> BlockKind {
    match kind {
        BlockKind::Heading(level) => BlockKind::Heading(*level),
        _ => BlockKind::Paragraph,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Draft;

    fn kept(text: &str, kind: &BlockKind, words: &[&str]) -> Vec<(String, bool)> {
        let mut at = 0;
        let blocks = text.split_inclusive("\n\n").map(|piece| {
            let span = Span::new(at, at + piece.trim_end().len());
            at += piece.len();
            Block { span, kind: kind.clone(), frame: Frame::default(), gap: true }
        });
        let draft = Draft { text: text.into(), blocks: blocks.collect(), ..Draft::default() };
        let document = Document::from(draft);
        let mut spans: Vec<Span> = words
            .iter()
            .flat_map(|word| text.match_indices(word).map(|(at, hit)| Span::new(at, at + hit.len())))
            .collect();
        spans.sort_unstable();
        let shown = blocks_of(&document, &spans);
        shown.iter().map(|block| (document.passage(block.span).to_string(), block.gap)).collect()
    }

    #[test]
    fn sentences_that_match_stand_alone_and_gaps_tell_of_the_others() {
        let text = "The sea rises. It falls. A sea is wide. The sea again.\n\nNo more.\n\nOne sea.";
        let found = kept(text, &BlockKind::Paragraph, &["sea"]);
        let wanted = [
            ("The sea rises.", true),
            ("A sea is wide.", true),
            ("The sea again.", false),
            ("One sea.", true),
        ];
        assert_eq!(found, wanted.map(|(text, gap)| (text.to_string(), gap)));
    }

    #[test]
    fn code_keeps_its_lines() {
        let found = kept("let sea = 1;\nlet land = 2;\nlet sea = 3;", &BlockKind::Code, &["sea"]);
        assert_eq!(found, [("let sea = 1;".to_string(), true), ("let sea = 3;".to_string(), true)]);
    }
}
