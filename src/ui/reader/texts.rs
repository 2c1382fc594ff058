//! The texts on the screen: which are shown, what is looked for in them, how one is brought into view.
//!
//! What several keys and replies have in common stands here, below all of them.

use std::sync::Arc;

use crate::search::{Pattern, Tally};
use crate::tasks::entry::EntryId;
use crate::tasks::entry::State;
use crate::tasks::onscreen::Counted;
use crate::tasks::onscreen::OnScreen;
use crate::tasks::sight::Sight;
use crate::tasks::task::{Task, TaskKind, Two};
use crate::text::Span;
use crate::ui::app::{App, Focus, ListShown, Reading, View};
use crate::ui::comparison::state::Origin;
use crate::ui::message::Effect;
use crate::ui::reader::finding::Goal;
use crate::ui::reader::text_pane::TextPane;

/// Shows the selected document: at once when it is on the shelf, else as soon as it is read.
/// One that is still being read is waited for no longer.
pub(crate) fn show_selected(app: &mut App) -> Vec<Effect> {
    let Some((entry, found)) = app.library.selected() else { return Vec::new() };
    let is_there = matches!(app.reading, Reading::Text(_) | Reading::Awaited(_));
    if is_there && app.shown_entry() == Some(entry) {
        return Vec::new();
    }
    if let State::Failed(why) = found.state() {
        let why = why.clone();
        put_away(app);
        app.reading = Reading::Failed(entry, why);
        return vec![app.cancel(TaskKind::Load)];
    }
    if let Some(pane) = app.shelf.pane(entry) {
        let mut effects = vec![app.cancel(TaskKind::Load)];
        effects.extend(show(app, pane));
        return effects;
    }
    put_away(app);
    app.reading = Reading::Awaited(entry);
    load(app, entry)
}

fn load(app: &mut App, entry: EntryId) -> Vec<Effect> {
    app.followed = None;
    app.library.wanted(entry).map(|wanted| app.start(Task::Load(wanted))).into_iter().collect()
}

/// Puts a document into the text pane and looks for the keywords and the search in it.
pub(crate) fn show(app: &mut App, pane: TextPane) -> Vec<Effect> {
    put_away(app);
    stay(app);
    app.shelf.put(&pane);
    app.reading = Reading::Text(pane);
    app.onward = None;
    if app.library.len() == 1 && app.list_shown == ListShown::WhenUseful {
        app.focus = Focus::Text;
    }
    // A window of what stood there before must not come into it.
    let mut effects = vec![app.cancel(TaskKind::Window)];
    effects.extend(mark(app));
    effects.extend(count_lines(app));
    effects
}

/// Remembers where the text on the screen stands.
pub(crate) fn put_away(app: &mut App) {
    if let Reading::Text(pane) = &app.reading {
        app.shelf.put(pane);
    }
}

/// Looks for the keywords and the search in every text on the screen.
pub(crate) fn mark(app: &mut App) -> Vec<Effect> {
    let texts = app.on_screen();
    if texts.is_empty() {
        return Vec::new();
    }
    let mut effects = Vec::new();
    if app.keywords.is_empty() {
        for pane in app.panes_mut() {
            pane.hits = Arc::default();
            if let Some(long) = &mut pane.long {
                long.count_keywords([].into_iter());
            }
        }
        effects.push(app.cancel(TaskKind::Mark));
    } else {
        let keywords = Arc::clone(&app.keywords);
        for pane in app.panes_mut() {
            if let Some(long) = &mut pane.long {
                long.count_keywords(keywords.iter().map(|(number, _)| number));
            }
        }
        effects.push(app.start(Task::Mark(texts.clone(), keywords)));
    }
    match app.finding.as_ref().map(|finding| Arc::clone(&finding.pattern)) {
        Some(pattern) => effects.extend(find(app, texts, pattern)),
        None => effects.push(forget_matches(app)),
    }
    effects
}

/// Looks for a pattern in these texts, which are on the screen.
pub(crate) fn find(app: &mut App, texts: Vec<OnScreen>, pattern: Arc<Pattern>) -> Vec<Effect> {
    let mut effects = Vec::new();
    for pane in app.panes_mut() {
        let is_same = |sight: &Sight| sight.is(&Sight::Matching(Arc::clone(&pattern)));
        if pane.long.as_ref().is_some_and(|long| !is_same(&long.sight)) {
            pane.outdate();
        }
        if let Some(long) = &mut pane.long {
            long.count_matches(true);
        }
    }
    // Lines can be counted afterwards; two readers of one file would wait for each other.
    if app.is_busy(TaskKind::Lines) {
        effects.push(app.cancel(TaskKind::Lines));
    }
    effects.push(app.start(Task::Find(texts, pattern)));
    effects
}

/// Counts the lines of a long text on the screen, unless that is done.
pub(crate) fn count_lines(app: &mut App) -> Vec<Effect> {
    let Reading::Text(pane) = &app.reading else { return Vec::new() };
    match &pane.long {
        Some(long) => {
            let Some(from) = long.tally(Counted::Lines).and_then(Tally::next_unknown) else {
                return Vec::new();
            };
            let (entry, text) = (pane.entry, Arc::clone(&long.text));
            vec![app.start(Task::Lines(entry, text, from))]
        }
        None => Vec::new(),
    }
}

/// Lets the search go on without moving the text: what it was to go to stood in another one.
pub(crate) fn stay(app: &mut App) {
    if let Some(finding) = &mut app.finding {
        finding.goal = Goal::Stay;
    }
}

/// Takes the matches of a search that is over off the screen.
pub(crate) fn forget_matches(app: &mut App) -> Effect {
    for pane in app.panes_mut() {
        pane.matches = [].into();
        pane.outdate();
        if let Some(long) = &mut pane.long {
            long.count_matches(false);
        }
    }
    app.cancel(TaskKind::Find)
}

/// Reads the shown document again.
pub(crate) fn reload(app: &mut App) -> Vec<Effect> {
    let entries: Vec<EntryId> = app.on_screen().iter().map(|text| text.entry).collect();
    put_away(app);
    if let View::Comparison(comparing) = &app.view {
        let (left, right) = (comparing.panes.left.entry, comparing.panes.right.entry);
        for entry in entries {
            app.shelf.forget(entry);
        }
        return compare_entries(app, left, right);
    }
    app.library.selected().map(|(entry, _)| entry).map_or_else(Vec::new, |entry| load(app, entry))
}

/// Reads the document of the reader again; until it is there the text stays.
pub(crate) fn read_again(app: &mut App, entry: EntryId) -> Vec<Effect> {
    put_away(app);
    load(app, entry)
}

/// Brings the cursor of a comparison into view and both sides into line again.
pub(crate) fn realign(app: &mut App) {
    let layout = app.layout();
    if let View::Comparison(comparing) = &mut app.view {
        comparing.reveal(&layout);
    }
}

/// Leaves the comparison for what it was opened from; that stands where it stood.
pub(crate) fn leave_comparison(app: &mut App) -> Vec<Effect> {
    app.view = match std::mem::replace(&mut app.view, View::Reading) {
        View::Comparison(comparing) => match comparing.origin {
            Origin::Claims(grid) => View::Claims(grid),
            Origin::Reader => View::Reading,
        },
        other => other,
    };
    stay(app);
    let mut effects = vec![app.cancel(TaskKind::Compare), app.cancel(TaskKind::Facts)];
    effects.extend(mark(app));
    effects
}

/// Compares two entries, the earlier in the list on the left.
pub(crate) fn compare_in_order(app: &mut App, one: EntryId, two: EntryId) -> Vec<Effect> {
    match app.library.listing.in_order(vec![one, two])[..] {
        [left, right] => compare_entries(app, left, right),
        _ => Vec::new(),
    }
}

/// Compares two entries, the first on the left.
pub(crate) fn compare_entries(app: &mut App, one: EntryId, two: EntryId) -> Vec<Effect> {
    let (Some(left), Some(right)) = (app.wanted(one), app.wanted(two)) else { return Vec::new() };
    let anchors = app.anchors.of(one, two);
    let levels = match &app.view {
        View::Comparison(comparing) => comparing.levels,
        View::Reading | View::Claims(_) | View::Search(_) => app.settings.levels,
    };
    vec![app.start(Task::Compare(Two { left, right }, anchors, levels))]
}

/// Brings a passage into view; in a comparison the cursor goes to its sentence.
pub(crate) fn go_to(app: &mut App, passage: Span) {
    let layout = app.layout();
    if let View::Comparison(comparing) = &mut app.view {
        let side = comparing.side;
        if let Some(sentence) = comparing.pane(side).document.sentence_at(passage.start) {
            comparing.go_near(sentence, &layout);
        }
    } else if let Some((pane, area)) = app.pane_and_area() {
        pane.reveal(passage, &area);
        pane.reveal_sideways(passage, &area);
        pane.chosen = pane.document.sentence_at(passage.start);
    }
}
