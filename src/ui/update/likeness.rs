//! Documents by likeness: as a list to choose from, and to find what a document is compared with.

use crate::tasks::entry::EntryId;
use crate::tasks::task::Task;
use crate::ui::app::{App, RankedFor};
use crate::ui::list::arranging::rearrange;
use crate::ui::list::listing::Likeness;
use crate::ui::message::Effect;
use crate::ui::panels::Panel;
use crate::ui::panels::similar::SimilarPanel;
use crate::ui::update::texts::compare_in_order;

/// The most documents that are looked at, the nearest in the list; all of them have to be read.
const MOST: usize = 5_000;

/// Lists the documents by likeness to the one shown.
pub(crate) fn open(app: &mut App) -> Vec<Effect> {
    let Some(to) = app.shown_entry() else {
        app.trouble("there is no document to compare the others with");
        return Vec::new();
    };
    let effects = rank(app, to);
    if !effects.is_empty() {
        app.panel = Some(Panel::Similar(SimilarPanel::new(to)));
    }
    effects
}

/// Sorts the list by likeness to the document shown.
pub(crate) fn sort(app: &mut App) -> Vec<Effect> {
    let Some(to) = app.shown_entry() else {
        app.trouble("there is no document to compare the others with");
        return Vec::new();
    };
    if app.library.listing.likeness.as_ref().is_some_and(|likeness| likeness.to == to) {
        return Vec::new();
    }
    let effects = rank(app, to);
    if !effects.is_empty() {
        app.ranked_for = RankedFor::Sorting;
        let (all, title) = (app.library.documents(), title(app, to));
        let which = if all > MOST { format!("{MOST} of {all}") } else { all.to_string() };
        app.say(format!("reading {which} documents for their likeness to {title} … Ctrl-c cancels"));
    }
    effects
}

fn title(app: &App, entry: EntryId) -> String {
    app.library.entry(entry).map_or_else(String::new, |entry| entry.title().into_owned())
}

/// Compares a document with the one that is most like it, as soon as that is known.
pub(crate) fn compare_with_nearest(app: &mut App, to: EntryId) -> Vec<Effect> {
    app.panel = None;
    let effects = rank(app, to);
    if !effects.is_empty() {
        app.say("looking for the most similar document … Esc cancels");
    }
    effects
}

fn rank(app: &mut App, to: EntryId) -> Vec<Effect> {
    let wanted: Vec<_> = app.library.readable().filter(|entry| *entry != to).take(MOST).collect();
    let others: Vec<_> = wanted.into_iter().filter_map(|entry| app.wanted(entry)).collect();
    if others.is_empty() {
        app.trouble("there is nothing to compare with: open a second document beside this one");
        return Vec::new();
    }
    app.ranked_for = RankedFor::Choosing;
    app.wanted(to).map(|to| app.start(Task::Rank(to, others))).into_iter().collect()
}

/// Takes the documents by likeness: into the open list, else the first of them is compared.
pub(crate) fn ranked(app: &mut App, to: EntryId, found: Vec<(EntryId, f64)>) -> Vec<Effect> {
    if app.ranked_for == RankedFor::Sorting {
        app.library.listing.likeness = Some(Likeness::new(to, &found));
        let title = title(app, to);
        app.say(format!("sorted by likeness to {title}"));
        return rearrange(app);
    }
    if let Some(Panel::Similar(panel)) = &mut app.panel {
        if panel.to == to {
            panel.found = Some(found);
        }
        return Vec::new();
    }
    let Some((nearest, likeness)) = found.first().copied().filter(|(_, likeness)| *likeness > 0.0) else {
        app.trouble("no other document has anything in common with this one");
        return Vec::new();
    };
    let effects = compare_in_order(app, to, nearest);
    let name = title(app, nearest);
    let percent = (likeness * 100.0).round();
    app.say(format!("the most similar of {} others ({percent} %): {name}", found.len()));
    effects
}
