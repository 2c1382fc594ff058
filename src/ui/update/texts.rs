//! The texts on the screen: which are shown, what is looked for in them, how one is brought into view.

use std::sync::Arc;

use crate::search::{HitIndex, Pattern};
use crate::tasks::entry::EntryId;
use crate::tasks::onscreen::Counted;
use crate::tasks::onscreen::OnScreen;
use crate::tasks::task::{Task, TaskKind, Two};
use crate::text::Span;
use crate::ui::app::{App, Focus, ListShown, Reading, View};
use crate::ui::comparison::state::Origin;
use crate::ui::message::Effect;
use crate::ui::reader::pending::Pending;
use crate::ui::reader::text_pane::TextPane;
use crate::ui::update::loading::load;

/// Shows the selected document: at once when it is cached, else as soon as it is read. One that is
/// still being read is no longer waited for.
pub(crate) fn show_selected(app: &mut App) -> Vec<Effect> {
    let Some((entry, found)) = app.library.selected() else { return Vec::new() };
    let is_there = matches!(app.reading, Reading::Text(_) | Reading::Awaited(_));
    if is_there && app.shown_entry() == Some(entry) {
        return Vec::new();
    }
    if let Some(why) = found.failure() {
        let why = why.clone();
        put_away(app);
        app.reading = Reading::Failed(entry, why);
        return vec![app.cancel(TaskKind::Load)];
    }
    if let Some(pane) = app.cache.pane(entry) {
        let mut effects = vec![app.cancel(TaskKind::Load)];
        effects.extend(show(app, pane));
        return effects;
    }
    put_away(app);
    app.reading = Reading::Awaited(entry);
    load(app, entry)
}

/// Puts a document into the text pane and looks for the keywords and the search in it.
pub(crate) fn show(app: &mut App, pane: TextPane) -> Vec<Effect> {
    put_away(app);
    app.cache.put(&pane);
    app.reading = Reading::Text(pane);
    app.pending = Pending::Nothing;
    if app.library.len() == 1 && app.list_shown == ListShown::WhenUseful {
        app.focus = Focus::Text;
    }
    // A window of the text that was shown before must not come into this one.
    let mut effects = vec![app.cancel(TaskKind::Window)];
    effects.extend(mark(app));
    effects.extend(count_lines(app));
    effects
}

/// Caches the text on the screen and its place.
pub(crate) fn put_away(app: &mut App) {
    if let Reading::Text(pane) = &app.reading {
        app.cache.put(pane);
    }
}

/// Looks for the keywords and the search in every text on the screen.
pub(crate) fn mark(app: &mut App) -> Vec<Effect> {
    let texts = app.on_screen();
    if texts.is_empty() {
        return Vec::new();
    }
    let keywords = Arc::clone(&app.keywords);
    for pane in app.panes_mut() {
        if keywords.is_empty() {
            pane.hits = Arc::default();
        }
        if let Some(long) = &mut pane.long {
            long.count_keywords(&keywords);
        }
    }
    let marking = if keywords.is_empty() {
        app.cancel(TaskKind::Mark)
    } else {
        app.start(Task::Mark(texts.clone(), keywords))
    };
    let mut effects = vec![marking];
    match app.search.as_ref().map(|search| Arc::clone(&search.pattern)) {
        Some(pattern) => effects.extend(find(app, texts, pattern)),
        None => effects.push(forget_matches(app)),
    }
    effects
}

/// Looks for a pattern in these texts, which are on the screen.
pub(crate) fn find(app: &mut App, texts: Vec<OnScreen>, pattern: Arc<Pattern>) -> Vec<Effect> {
    let mut effects = Vec::new();
    for pane in app.panes_mut() {
        if let Some(long) = &mut pane.long {
            long.count_matches();
        }
    }
    // Lines are counted afterwards: two tasks that read one file slow each other down.
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
            let Some(from) = long.index(Counted::Lines).and_then(HitIndex::next_unknown) else {
                return Vec::new();
            };
            let (entry, text) = (pane.entry, Arc::clone(&long.text));
            vec![app.start(Task::Lines(entry, text, from))]
        }
        None => Vec::new(),
    }
}

/// Takes the matches of a search that is over off the screen.
pub(crate) fn forget_matches(app: &mut App) -> Effect {
    for pane in app.panes_mut() {
        pane.matches = [].into();
        if let Some(long) = &mut pane.long {
            long.forget_matches();
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
            app.cache.forget(entry);
        }
        return compare_entries(app, left, right);
    }
    app.library.selected().map(|(entry, _)| entry).map_or_else(Vec::new, |entry| load(app, entry))
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
    app.pending = Pending::Nothing;
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
