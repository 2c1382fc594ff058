//! Titles, lengths and keyword counts for the list: of the rows in view at once, of the rest quietly.
//!
//! What is in view is asked for after whatever may have changed it, so nothing needs to say that it
//! did; only the rows on the screen are looked at. The rest is read a portion at a time from the
//! beginning to the end, and each portion asks for the next: nothing is collected for all documents
//! at once, and what is in view never waits for it.

use std::sync::Arc;

use super::entry::{EntryId, Wanted};
use super::layout::Layout;
use super::library::Walk;
use super::listing::Line;
use super::message::{Effect, Job, Lane};
use super::state::App;

/// How many documents the quiet lane is given at once.
const PORTION: usize = 1024;

/// How far the documents have been read for the list.
#[derive(Clone, Debug, Default)]
pub(super) struct Survey {
    /// Every entry before this one has been read or is being read.
    next: usize,
    /// The entries in view that were asked for last.
    glanced: Vec<EntryId>,
}

/// Reads what is in view and not known yet, unless that is being done.
pub(super) fn glance(app: &mut App) -> Option<Effect> {
    let Layout::Reading { list: Some(list), .. } = app.layout() else { return None };
    let library = &app.library;
    let placed = library.listing.placed(usize::from(list.height));
    let entries = placed.iter().filter_map(|placed| match placed.line {
        Line::Entry(_, id) => Some(id),
        Line::Heading(_) => None,
    });
    let wanted: Vec<EntryId> = entries.filter(|id| library.is_wanted(*id)).collect();
    let is_asked = |id: &EntryId| app.is_busy(Lane::Glance) && app.survey.glanced.contains(id);
    if wanted.iter().all(is_asked) {
        return None;
    }
    let documents = documents(app, &wanted);
    app.survey.glanced = wanted;
    let keywords = Arc::clone(&app.keywords);
    Some(app.start(Job::Glance(documents, keywords)))
}

/// Reads every document again, because there are other keywords.
pub(super) fn anew(app: &mut App) -> Vec<Effect> {
    app.survey = Survey::default();
    let mut effects = vec![app.cancel(Lane::Glance), app.cancel(Lane::Survey)];
    effects.extend(go_on(app));
    effects
}

/// Reads a document again for the list.
pub(super) fn again(app: &mut App, entry: EntryId) -> Option<Effect> {
    app.library.forgive(entry);
    app.library.outdate(entry);
    app.survey.next = app.survey.next.min(entry.0);
    go_on(app)
}

/// Gives the quiet lane its next portion, once everything is found and unless it is at work.
pub(super) fn go_on(app: &mut App) -> Option<Effect> {
    if app.is_busy(Lane::Survey) || app.library.walk == Walk::Going {
        return None;
    }
    let library = &app.library;
    let left = (app.survey.next..library.len()).map(EntryId).filter(|id| library.is_wanted(*id));
    let portion: Vec<EntryId> = left.take(PORTION).collect();
    app.survey.next = portion.last().map_or(library.len(), |last| last.0 + 1);
    if portion.is_empty() {
        return None;
    }
    let documents = documents(app, &portion);
    let keywords = Arc::clone(&app.keywords);
    Some(app.start(Job::Survey(documents, keywords)))
}

fn documents(app: &App, entries: &[EntryId]) -> Vec<Wanted> {
    entries.iter().filter_map(|entry| app.wanted(*entry)).collect()
}
