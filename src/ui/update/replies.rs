//! What is done with the replies of background work.

use std::sync::Arc;

use crate::storage::FoundPath;
use crate::tasks::entry::EntryId;
use crate::tasks::task::{Reply, Task, TaskKind};
use crate::ui::app::{App, Notice, Reading, View};
use crate::ui::claims::table::MOST_DOCUMENTS;
use crate::ui::list::library::Walk;
use crate::ui::list::{arranging, changes, summaries};
use crate::ui::message::Effect;
use crate::ui::reader::pending::{Pending, Target};
use crate::ui::reader::windowed::WindowedText;
use crate::ui::settings::Opening;
use crate::ui::update::next_hit;
use crate::ui::update::windows;
use crate::ui::update::{comparing, keywords, likeness, prompting, searching, writing};
use crate::ui::update::{loading, texts};

/// Takes a reply whose ticket is the newest of its kind.
pub(crate) fn take(app: &mut App, kind: TaskKind, reply: Reply) -> Vec<Effect> {
    match reply {
        Reply::Done => return done(app, kind),
        Reply::Broken(why) => return broken(app, kind, why),
        // Documents and what was found in them.
        Reply::Loaded(entry, loaded) => return loading::loaded(app, entry, loaded),
        Reply::Opened(entry, text, window, rest) => {
            return loading::opened(app, entry, WindowedText::new(text, rest), window);
        }
        Reply::Window(entry, found) => return windows::arrived(app, entry, found),
        Reply::Counted(entry, counts) => return windows::counted(app, kind, entry, &counts),
        Reply::Marked(entry, start, hits) => {
            for pane in app.panes_mut().into_iter().filter(|pane| pane.is_at_window(entry, start)) {
                pane.hits = Arc::clone(&hits);
            }
            return hits_came(app, entry, Target::Keyword);
        }
        Reply::Matched(entry, start, matches) => {
            for pane in app.panes_mut().into_iter().filter(|pane| pane.is_at_window(entry, start)) {
                pane.matches = Arc::clone(&matches);
            }
            return hits_came(app, entry, Target::Match);
        }
        // The list.
        Reply::Found(found) => {
            app.library.add(found);
            let mut effects = arranging::added(app);
            effects.extend(first(app));
            return effects;
        }
        Reply::Summaries(found) => {
            let count = found.len();
            for (entry, found) in found {
                app.library.learn(entry, found);
            }
            return arranging::summarized(app, count);
        }
        Reply::Arranged(arranged) => return arranging::take(app, arranged),
        Reply::Ranked(to, found) => return likeness::ranked(app, to, found),
        Reply::Changed(changes) => return changes::take(app, changes),
        Reply::Unwatched(why) => {
            app.notice.get_or_insert(Notice::Said(format!("changes of files are not all seen: {why}")));
        }
        // What documents have in common.
        Reply::Paired(two) => return comparing::paired(app, two),
        Reply::Gathered(documents) => comparing::gathered(app, documents),
        Reply::NotCompared(why) => return comparing::not_compared(app, why),
        Reply::Compared(two, finding) => comparing::compared(app, &two, finding),
        Reply::Reached(percent) => comparing::reached(app, Some(percent)),
        Reply::Claimed(claims) => {
            if let View::Claims(table) = &mut app.view {
                table.learn(claims);
            }
        }
        // The rest.
        Reply::Everywhere(found, searched) => searching::learn(app, found, searched),
        Reply::Suggested(suggestions) => keywords::suggested(app, suggestions),
        Reply::Completed(typed, names) => prompting::completed(app, &typed, names),
        Reply::Written(result) => return writing::written(app, result),
    }
    Vec::new()
}

fn hits_came(app: &mut App, entry: EntryId, target: Target) -> Vec<Effect> {
    if app.pane().is_some_and(|pane| pane.entry == entry) { next_hit::go_on(app, target) } else { Vec::new() }
}

fn done(app: &mut App, kind: TaskKind) -> Vec<Effect> {
    app.ended(kind);
    match kind {
        TaskKind::Walk => walked(app),
        TaskKind::Summaries => {
            let more = summaries::continue_reading(app);
            let mut effects = if more.is_none() { arranging::ended(app, kind) } else { Vec::new() };
            effects.extend(more);
            effects
        }
        TaskKind::Find => texts::count_lines(app),
        TaskKind::Everywhere => searching::done(app),
        TaskKind::Compare => {
            comparing::reached(app, None);
            Vec::new()
        }
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
    let missing = std::mem::take(&mut app.missing);
    if let Some(FoundPath::Skipped(skipped)) = missing.first() {
        let more =
            if missing.len() > 1 { format!(" · and {} more", missing.len() - 1) } else { String::new() };
        app.trouble(format!("{}: {}{more}", skipped.path.display(), skipped.why));
    }
    app.library.add(missing);
    app.library.walk = Walk::Done;
    let mut effects = arranging::added(app);
    effects.extend(first(app));
    effects.extend(summaries::continue_reading(app));
    if !app.roots.is_empty() {
        let watch = Task::Watch(app.roots.clone(), Arc::clone(app.library.entries()));
        effects.push(app.start(watch));
    }
    effects.extend(searching::go_on(app));
    if app.opening == Opening::Comparison {
        app.opening = Opening::Beginning;
        let mut documents: Vec<EntryId> = app.library.readable().take(MOST_DOCUMENTS + 1).collect();
        documents.sort_unstable();
        match documents[..] {
            [] | [_] => {}
            [left, right] => effects.extend(texts::compare_entries(app, left, right)),
            _ => effects.extend(comparing::gather(app, &documents)),
        }
    }
    effects
}

/// A job broke off: nobody waits any longer for what it was to bring.
fn broken(app: &mut App, kind: TaskKind, why: String) -> Vec<Effect> {
    app.trouble(why.clone());
    match (kind, &app.reading) {
        (TaskKind::Compare, _) => return comparing::not_compared(app, why),
        (TaskKind::Suggest, _) => keywords::suggested(app, Vec::new()),
        (TaskKind::Rank, _) => app.panel = None,
        (TaskKind::Window, _) => app.pending = Pending::Nothing,
        (TaskKind::Write, _) => return writing::written(app, Err(why)),
        (TaskKind::Load, Reading::Awaited(entry)) => return loading::loaded(app, *entry, Err(why.into())),
        _ => {}
    }
    Vec::new()
}
