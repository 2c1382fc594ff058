//! Comparing: which documents, and what is done when they are read, compared or cannot be.

use std::sync::Arc;

use crate::compare::Side;
use crate::tasks::entry::EntryId;
use crate::tasks::findings::Finding;
use crate::tasks::onscreen::OnScreen;
use crate::tasks::task::{Task, Two};
use crate::ui::app::{App, Reading, View};
use crate::ui::claims::table::{ClaimsTable, MOST_DOCUMENTS};
use crate::ui::comparison::shown::Shown;
use crate::ui::comparison::state::{ComparisonView, Origin};
use crate::ui::message::Effect;
use crate::ui::reader::pending::Pending;
use crate::ui::reader::text_pane::TextPane;
use crate::ui::update::texts;
use crate::ui::update::texts::compare_in_order;
use crate::ui::update::{likeness, perform};

/// Compares the marked documents, else the shown one with the marked one, else with the most similar
/// one.
pub(crate) fn compare(app: &mut App) -> Vec<Effect> {
    match pair(app) {
        Ok(Pair::These(one, two)) => compare_in_order(app, one, two),
        Ok(Pair::MostSimilar(to)) => likeness::compare_with_nearest(app, to),
        Ok(Pair::Many(entries)) => gather(app, &entries),
        Err(why) => {
            app.trouble(why);
            Vec::new()
        }
    }
}

/// What there is to compare.
enum Pair {
    These(EntryId, EntryId),
    /// This one with the document of the library that is most like it.
    MostSimilar(EntryId),
    /// More than two, claim by claim.
    Many(Vec<EntryId>),
}

fn pair(app: &App) -> Result<Pair, String> {
    let here = app.library.selected().map(|(entry, _)| entry);
    let marked = app.library.listing.marked();
    match (marked.as_slice(), here) {
        ([one, two], _) => return Ok(Pair::These(*one, *two)),
        ([_, _, ..], _) => return Ok(Pair::Many(marked)),
        ([one], Some(here)) if *one != here => return Ok(Pair::These(*one, here)),
        _ => {}
    }
    let readable: Vec<EntryId> = app.library.readable().take(3).collect();
    match readable.as_slice() {
        [] | [_] => Err("there is nothing to compare with: open a second document beside this one".into()),
        [one, two] => Ok(Pair::These(*one, *two)),
        _ => here.map(Pair::MostSimilar).ok_or_else(|| "there is no document to compare".into()),
    }
}

/// Shows a view of the comparison on the screen.
pub(crate) fn show_view(app: &mut App, shown: Shown) -> Vec<Effect> {
    let dimensions = app.dimensions();
    let View::Comparison(comparing) = &mut app.view else {
        app.trouble(format!("'{}' shows a comparison: compare two documents first", shown.name()));
        return Vec::new();
    };
    let outcomes = comparing.change_view(shown, dimensions);
    perform(app, outcomes)
}

/// Sets the levels of the links; those that are not given stay.
pub(crate) fn set_levels(app: &mut App, strong: Option<f64>, weak: Option<f64>) -> Vec<Effect> {
    let dimensions = app.dimensions();
    let View::Comparison(comparing) = &mut app.view else {
        app.trouble("levels are those of a comparison: compare two documents first");
        return Vec::new();
    };
    let outcomes = comparing.change_levels(strong, weak, dimensions);
    perform(app, outcomes)
}

/// Opens the table of claims of these documents, as soon as they are read.
pub(crate) fn gather(app: &mut App, entries: &[EntryId]) -> Vec<Effect> {
    if entries.len() > MOST_DOCUMENTS {
        app.trouble(format!(
            "more than {MOST_DOCUMENTS} documents: mark in the list with Space which ones to compare"
        ));
        return Vec::new();
    }
    let wanted = entries.iter().filter_map(|entry| app.wanted(*entry)).collect();
    app.say("reading the documents … Esc cancels");
    let levels = app.settings.levels;
    vec![app.start(Task::Gather(wanted, levels))]
}

/// The sides may have been swapped while they were compared, or another pair may be shown by now.
pub(crate) fn compared(app: &mut App, two: &Two<EntryId>, finding: Finding) {
    let layout = app.layout();
    let View::Comparison(comparing) = &mut app.view else { return };
    let shown = (comparing.panes.left.entry, comparing.panes.right.entry);
    if shown == (two.left, two.right) {
        comparing.learn(finding, &layout);
    } else if shown == (two.right, two.left) {
        comparing.learn(finding.mirrored(), &layout);
    }
}

/// Notes how much of the work at a comparison or a table of claims is done, in percent.
pub(crate) fn reached(app: &mut App, percent: Option<u8>) {
    match &mut app.view {
        View::Comparison(comparing) => comparing.progress = percent,
        View::Claims(claims) => claims.progress = percent,
        View::Reading | View::Search(_) => {}
    }
}

/// Opens the table of documents that were read; their claims follow.
pub(crate) fn gathered(app: &mut App, documents: Vec<OnScreen>) {
    app.notice = None;
    app.view = View::Claims(Box::new(ClaimsTable::new(documents, app.settings.levels)));
}

/// Without an alignment there is nothing to look at; one that is there already stays.
pub(crate) fn not_compared(app: &mut App, why: String) -> Vec<Effect> {
    let nothing =
        matches!(&app.view, View::Comparison(comparing) if comparing.findings.comparison().is_none());
    let effects = if nothing { texts::leave_comparison(app) } else { Vec::new() };
    app.trouble(why);
    effects
}

/// Opens the comparison with both texts; the links follow. The cursor is on the reader's sentence,
/// or where it was when the same two are compared again.
pub(crate) fn paired(app: &mut App, two: Two<OnScreen>) -> Vec<Effect> {
    let is_same = |before: &ComparisonView| {
        (before.panes.left.entry, before.panes.right.entry) == (two.left.entry, two.right.entry)
    };
    let (same, origin) = match std::mem::replace(&mut app.view, View::Reading) {
        View::Comparison(before) if is_same(&before) => (Some(before), Origin::Reader),
        View::Comparison(before) => (None, before.origin),
        View::Claims(claims) => (None, Origin::Claims(claims)),
        View::Reading | View::Search(_) => (None, Origin::Reader),
    };
    for text in [&two.left, &two.right] {
        renew(app, text);
    }
    let comparing = if let Some(before) = same {
        before.again(&two.left.document, &two.right.document)
    } else {
        let (left, right) = (pane(app, two.left), pane(app, two.right));
        let mut comparing = at_the_reader(app, ComparisonView::new(left, right, app.settings.levels));
        comparing.origin = origin;
        comparing
    };
    app.arrival = None;
    app.view = View::Comparison(Box::new(comparing));
    app.pending = Pending::Nothing;
    texts::realign(app);
    texts::mark(app)
}

/// The reader shows the document as it was read last.
fn renew(app: &mut App, text: &OnScreen) {
    match &mut app.reading {
        Reading::Text(reader)
            if reader.entry == text.entry && !Arc::ptr_eq(&reader.document, &text.document) =>
        {
            *reader = reader.anew(&text.document);
        }
        _ => {}
    }
}

fn at_the_reader(app: &App, mut comparing: ComparisonView) -> ComparisonView {
    let reader = match (app.arrival, &app.reading) {
        (Some((entry, sentence)), _) => Some((entry, Some(sentence))),
        (None, Reading::Text(reader)) => Some((reader.entry, reader.current())),
        (None, _) => None,
    };
    for side in [Side::Right, Side::Left] {
        match reader {
            Some((entry, current)) if comparing.pane(side).entry == entry => {
                comparing.side = side;
                comparing.pane_mut(side).chosen = current;
            }
            _ => comparing.pane_mut(side).chosen = None,
        }
    }
    comparing
}

/// A side of a comparison, looking at the place where its document was left.
fn pane(app: &App, text: OnScreen) -> TextPane {
    let mut pane = TextPane::new(text.entry, text.document);
    if let Some(before) = app.cache.pane(pane.entry) {
        pane.top = before.top;
    }
    if let Reading::Text(reader) = &app.reading
        && reader.entry == pane.entry
    {
        pane.top = reader.top;
        pane.hits = Arc::clone(&reader.hits);
        pane.matches = Arc::clone(&reader.matches);
    }
    pane
}
