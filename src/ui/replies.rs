//! What jobs found out.

use std::sync::Arc;

use crate::compare::Side;
use crate::tasks::entry::{EntryId, Listed};
use crate::tasks::findings::Finding;
use crate::tasks::onscreen::OnScreen;
use crate::tasks::task::{Reply, Task, TaskKind, Two};
use crate::ui::app::{App, Notice, Reading, View};
use crate::ui::claims::keys as grid_keys;
use crate::ui::claims::state::{ClaimsTable, MOST_DOCUMENTS};
use crate::ui::comparison::state::{ComparisonView, Origin};
use crate::ui::list::library::Walk;
use crate::ui::list::{arranging, changes, survey};
use crate::ui::message::Effect;
use crate::ui::panels::keywords::keys as keyword;
use crate::ui::panels::similar::keys as similar;
use crate::ui::prompt::keys as prompt;
use crate::ui::reader::next_hit::{self, Target};
use crate::ui::reader::text_pane::TextPane;
use crate::ui::reader::windowed::WindowedText;
use crate::ui::reader::windows::{self, Pending};
use crate::ui::reader::{loading, texts};
use crate::ui::search::keys as concordance;
use crate::ui::settings::Opening;
use crate::ui::writing;

/// Takes a reply whose ticket is the newest of its kind.
pub(crate) fn take(app: &mut App, kind: TaskKind, reply: Reply) -> Vec<Effect> {
    match reply {
        Reply::Done => done(app, kind),
        Reply::Broken(why) => broken(app, kind, why),
        Reply::Completed(typed, names) => prompt::completed(app, &typed, names),
        Reply::Written(result) => writing::written(app, result),
        Reply::Suggested(suggestions) => {
            keyword::suggested(app, suggestions);
            Vec::new()
        }
        Reply::Everywhere(found, searched) => {
            concordance::learn(app, found, searched);
            Vec::new()
        }
        Reply::Counted(entry, counts) => windows::counted(app, kind, entry, &counts),
        other => of_texts(app, other),
    }
}

/// Takes what was read, and what was found in the texts on the screen.
fn of_texts(app: &mut App, reply: Reply) -> Vec<Effect> {
    match reply {
        Reply::Loaded(entry, loaded) => loading::loaded(app, entry, loaded),
        Reply::Opened(entry, text, window, rest) => {
            loading::opened(app, entry, WindowedText::new(text, rest), window)
        }
        Reply::Window(entry, found) => windows::arrived(app, entry, found),
        Reply::Marked(entry, start, hits) => {
            for pane in app.panes_mut().into_iter().filter(|pane| pane.is_at_window(entry, start)) {
                pane.hits = Arc::clone(&hits);
            }
            hits_came(app, entry, Target::Keyword)
        }
        Reply::Matched(entry, start, matches) => {
            for pane in app.panes_mut().into_iter().filter(|pane| pane.is_at_window(entry, start)) {
                pane.matches = Arc::clone(&matches);
            }
            hits_came(app, entry, Target::Match)
        }
        other => of_the_list(app, other),
    }
}

fn hits_came(app: &mut App, entry: EntryId, target: Target) -> Vec<Effect> {
    if app.pane().is_some_and(|pane| pane.entry == entry) { next_hit::go_on(app, target) } else { Vec::new() }
}

/// Takes what was found out about the documents of the list.
fn of_the_list(app: &mut App, reply: Reply) -> Vec<Effect> {
    match reply {
        Reply::Found(page) => {
            app.library.add_page(*page);
            let mut effects = arranging::found(app);
            effects.extend(first(app));
            effects
        }
        Reply::Surveyed(found) => {
            let count = found.len();
            for (entry, found) in found {
                app.library.learn(entry, found);
            }
            arranging::learnt(app, count)
        }
        Reply::Arranged(arranged) => arranging::take(app, arranged),
        Reply::Measured(found) => {
            for (entry, measure) in found {
                app.library.listing.figures.set_measure(entry, measure);
            }
            Vec::new()
        }
        Reply::Ranked(to, found) => similar::ranked(app, to, found),
        Reply::Changed(changes) => changes::take(app, changes),
        Reply::Unwatched(why) => {
            app.notice.get_or_insert(Notice::Said(format!("changes of files are not all seen: {why}")));
            Vec::new()
        }
        other => of_a_comparison(app, other),
    }
}

/// Takes what documents have in common.
fn of_a_comparison(app: &mut App, reply: Reply) -> Vec<Effect> {
    match reply {
        Reply::Paired(two) => return paired(app, two),
        Reply::Gathered(documents) => return gathered(app, documents),
        Reply::NotCompared(why) => return not_compared(app, why),
        Reply::Compared(two, finding) => compared(app, &two, finding),
        Reply::Reached(percent) => app.reached = Some(percent),
        Reply::Claimed(claims) => {
            if let View::Claims(grid) = &mut app.view {
                grid.learn(claims);
            }
        }
        _ => {}
    }
    Vec::new()
}

fn done(app: &mut App, kind: TaskKind) -> Vec<Effect> {
    app.ended(kind);
    match kind {
        TaskKind::Walk => walked(app),
        TaskKind::Survey => {
            let more = survey::go_on(app);
            let mut effects = if more.is_none() { arranging::ended(app, kind) } else { Vec::new() };
            effects.extend(more);
            effects
        }
        TaskKind::Find => texts::count_lines(app),
        TaskKind::Everywhere => concordance::done(app),
        _ => arranging::ended(app, kind),
    }
}

/// Shows the first document as soon as there is one; what cannot be read comes first only when
/// there is nothing else.
fn first(app: &mut App) -> Vec<Effect> {
    if !matches!(app.reading, Reading::Nothing) {
        return Vec::new();
    }
    match app.library.first_readable() {
        Some(entry) => {
            app.library.listing.select(entry);
            texts::show_selected(app)
        }
        None if app.library.walk == Walk::Done => texts::show_selected(app),
        None => Vec::new(),
    }
}

fn walked(app: &mut App) -> Vec<Effect> {
    app.library.walk = Walk::Done;
    let missing = std::mem::take(&mut app.missing);
    if let Some(Listed::Skipped(path, why)) = missing.first() {
        let more =
            if missing.len() > 1 { format!(" · and {} more", missing.len() - 1) } else { String::new() };
        app.trouble(format!("{}: {why}{more}", path.display()));
    }
    app.library.add(missing);
    app.library.settle();
    let mut effects = arranging::found(app);
    effects.extend(first(app));
    effects.extend(survey::go_on(app));
    if !app.roots.is_empty() {
        let watch = Task::Watch(app.roots.clone(), app.library.paths().clone());
        effects.push(app.start(watch));
    }
    effects.extend(concordance::go_on(app));
    if app.opening == Opening::Comparison {
        app.opening = Opening::Beginning;
        let mut documents: Vec<EntryId> = app.library.readable().take(MOST_DOCUMENTS + 1).collect();
        documents.sort_unstable();
        match documents[..] {
            [] | [_] => {}
            [left, right] => effects.extend(texts::compare_entries(app, left, right)),
            _ => effects.extend(grid_keys::open(app, &documents)),
        }
    }
    effects
}

/// A job broke off: nobody waits any longer for what it was to bring.
fn broken(app: &mut App, kind: TaskKind, why: String) -> Vec<Effect> {
    app.trouble(why.clone());
    match (kind, &app.reading) {
        (TaskKind::Compare, _) => return not_compared(app, why),
        (TaskKind::Suggest, _) => keyword::suggested(app, Vec::new()),
        (TaskKind::Rank, _) => app.panel = None,
        (TaskKind::Window, _) => app.pending = Pending::Nothing,
        (TaskKind::Write, _) => return writing::written(app, Err(why)),
        (TaskKind::Load, Reading::Awaited(entry)) => return loading::loaded(app, *entry, Err(why.into())),
        _ => {}
    }
    Vec::new()
}

/// The sides may have been swapped while they were compared, or another pair may be shown by now.
fn compared(app: &mut App, two: &Two<EntryId>, finding: Finding) {
    let layout = app.layout();
    app.reached = None;
    let View::Comparison(comparing) = &mut app.view else { return };
    let shown = (comparing.panes.left.entry, comparing.panes.right.entry);
    if shown == (two.left, two.right) {
        comparing.learn(finding, &layout);
    } else if shown == (two.right, two.left) {
        comparing.learn(finding.mirrored(), &layout);
    }
}

/// Opens the grid of documents that were read; their claims follow.
fn gathered(app: &mut App, documents: Vec<OnScreen>) -> Vec<Effect> {
    app.notice = None;
    app.view = View::Claims(Box::new(ClaimsTable::new(documents, app.settings.levels)));
    Vec::new()
}

/// Without an alignment there is nothing to look at; one that is there already stays.
fn not_compared(app: &mut App, why: String) -> Vec<Effect> {
    let nothing =
        matches!(&app.view, View::Comparison(comparing) if comparing.findings.comparison().is_none());
    let effects = if nothing { texts::leave_comparison(app) } else { Vec::new() };
    app.trouble(why);
    effects
}

/// Opens the comparison with both texts; the links follow. The cursor is on the reader's sentence,
/// or where it was when the same two are compared again.
fn paired(app: &mut App, two: Two<OnScreen>) -> Vec<Effect> {
    let is_same = |before: &ComparisonView| {
        (before.panes.left.entry, before.panes.right.entry) == (two.left.entry, two.right.entry)
    };
    let (same, origin) = match std::mem::replace(&mut app.view, View::Reading) {
        View::Comparison(before) if is_same(&before) => (Some(before), Origin::Reader),
        View::Comparison(before) => (None, before.origin),
        View::Claims(grid) => (None, Origin::Claims(grid)),
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
