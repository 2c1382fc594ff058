//! Filtering, sorting and grouping the list, at once or by a task.
//!
//! A short list is arranged at once, so that nothing flickers. A long one is arranged by a task, while
//! the rows stay as they are. Summaries that are read meanwhile change the order only when many have
//! come: otherwise no row would stay in its place.

use crate::search::Scorer;
use crate::tasks::arrange::{Arranged, arrange};
use crate::tasks::entry::EntryId;
use crate::tasks::list_options::{Direction, Folders, Order, Ranking};
use crate::tasks::task::{Task, TaskKind};
use crate::ui::app::App;
use crate::ui::input::OpenAction;
use crate::ui::message::Effect;
use crate::ui::prompt::{Follows, Prompt, Purpose};
use crate::ui::update::likeness;
use crate::ui::update::texts::show_selected;

/// Lists with more entries are arranged by a task.
const AT_ONCE: usize = 2_000;

/// How many entries must have changed before the list is arranged anew; of a long list an eighth.
const FEW: usize = 64;

/// Makes the rows that the options ask for.
pub(crate) fn rearrange(app: &mut App) -> Vec<Effect> {
    app.library.changed = 0;
    let before = app.library.listing.selected();
    if app.library.listing.options.is_plain() {
        app.library.show_all();
        let mut effects = vec![app.cancel(TaskKind::Arrange)];
        effects.extend(settle(app, before));
        return effects;
    }
    let counted = app.keywords.iter().map(|(at, _)| app.keywords.is_shown(at)).collect();
    let task = app.library.arrange_request(counted);
    if app.library.len() > AT_ONCE || !task.without_stat().is_empty() {
        return vec![app.start(Task::Arrange(Box::new(task)))];
    }
    let mut effects = vec![app.cancel(TaskKind::Arrange)];
    if let Some(rows) = arrange(&task, &|| true) {
        app.library.listing.show(rows);
        effects.extend(settle(app, before));
    }
    effects
}

/// Takes the rows that a task made.
pub(crate) fn take(app: &mut App, arranged: Arranged) -> Vec<Effect> {
    let before = app.library.listing.selected();
    app.library.take(arranged);
    settle(app, before)
}

/// Selects an entry, shown or not; a filter that hides it is lifted.
pub(crate) fn select(app: &mut App, id: EntryId) -> Vec<Effect> {
    app.library.listing.select(id);
    if app.library.listing.row().is_some() || app.library.listing.options.filter.take().is_none() {
        return Vec::new();
    }
    rearrange(app)
}

/// Lets the selection follow a filter that is being typed, and shows a document that became selected.
fn settle(app: &mut App, before: Option<EntryId>) -> Vec<Effect> {
    follow(app);
    if app.library.listing.selected() == before { Vec::new() } else { show_selected(app) }
}

/// Selects the best match while a filter is typed, unless another row was chosen since.
fn follow(app: &mut App) {
    if !matches!(app.prompt, Some(Prompt { purpose: Purpose::Filter(Follows::Best), .. })) {
        return;
    }
    let before = app.before_filter.as_ref().and_then(|before| before.selected);
    let rows = app.library.listing.rows();
    let (Some(best), Some(filter)) = (rows.get(0), &app.library.listing.options.filter) else {
        if let Some(before) = before {
            app.library.listing.select(before);
        }
        return;
    };
    let mut scorer = Scorer::default();
    let mut fit = |id| {
        let title = app.library.entry(id)?.own_title();
        scorer.score(&filter.fuzzy, &app.library.shown_path(id), title)
    };
    let as_good = before.filter(|id| fit(*id).is_some_and(|score| Some(score) >= fit(best)));
    app.library.listing.select(as_good.unwrap_or(best));
}

/// Arranges a filtered, sorted or grouped list anew after entries were added, unless a task does; then
/// `ended` does it later.
pub(crate) fn added(app: &mut App) -> Vec<Effect> {
    if app.library.listing.options.is_plain() {
        return Vec::new();
    }
    app.library.changed += 1;
    if app.is_busy(TaskKind::Arrange) { Vec::new() } else { rearrange(app) }
}

/// Arranges the list after entries came that are not last by name.
pub(crate) fn inserted(app: &mut App) -> Vec<Effect> {
    if app.library.listing.options.is_plain() { rearrange(app) } else { added(app) }
}

/// Arranges a list that depends on summaries once enough of them were read.
pub(crate) fn summarized(app: &mut App, count: usize) -> Vec<Effect> {
    let options = &app.library.listing.options;
    if options.filter.is_none() && !matches!(options.order, Order::Length | Order::Hits) {
        return Vec::new();
    }
    app.library.changed += count;
    let enough = FEW.max(app.library.len() / 8);
    if app.library.changed < enough || app.is_busy(TaskKind::Arrange) { Vec::new() } else { rearrange(app) }
}

/// Arranges a list by hits after the hits of other keywords count.
pub(crate) fn recounted(app: &mut App) -> Vec<Effect> {
    if app.library.listing.options.order == Order::Hits { rearrange(app) } else { Vec::new() }
}

/// Arranges the list after a task has ended, if entries have changed and no other task may change more.
pub(crate) fn ended(app: &mut App, kind: TaskKind) -> Vec<Effect> {
    let kinds = [TaskKind::Arrange, TaskKind::VisibleSummaries, TaskKind::Summaries];
    let is_last = kinds.contains(&kind) && !kinds.iter().any(|kind| app.is_busy(*kind));
    if is_last && app.library.changed > 0 { rearrange(app) } else { Vec::new() }
}

/// Sorts the list by the next order; after a filter that sorted it, by the order from before.
pub(crate) fn next_order(app: &mut App) -> Vec<Effect> {
    let options = &app.library.listing.options;
    let by_fit = options.filter.as_ref().is_some_and(|filter| filter.ranking == Ranking::BestFirst);
    let order = if by_fit { options.order } else { options.order.next() };
    sort(app, order)
}

/// Sorts the list.
pub(crate) fn sort(app: &mut App, order: Order) -> Vec<Effect> {
    let options = &mut app.library.listing.options;
    (options.order, options.direction) = (order, Direction::Usual);
    sorted(app)
}

/// Sorts the list from the other end.
pub(crate) fn reverse(app: &mut App) -> Vec<Effect> {
    let options = &mut app.library.listing.options;
    options.direction = options.direction.other();
    sorted(app)
}

fn sorted(app: &mut App) -> Vec<Effect> {
    let options = &mut app.library.listing.options;
    if let Some(filter) = &mut options.filter {
        filter.ranking = Ranking::AsSorted;
    }
    let order = options.order;
    let words = match options.to_string() {
        words if words.is_empty() => format!("sorted by {}", order.name()),
        words => format!("sorted {words}"),
    };
    app.say(words);
    if order == Order::Hits && app.keywords.is_empty() {
        let key = app.keymap.key_of(app.context(), OpenAction::Keywords).unwrap_or_default();
        app.say(format!("sorted by hits, but there is no keyword yet: {key} adds one"));
    }
    let mut effects = if order == Order::Likeness { likeness::sort(app) } else { Vec::new() };
    effects.extend(rearrange(app));
    effects
}

/// Shows folders as headings, or beside each document again.
pub(crate) fn group(app: &mut App) -> Vec<Effect> {
    let options = &mut app.library.listing.options;
    let (folders, words) = match options.folders {
        Folders::InRows => (Folders::AsGroups, "documents under their folders"),
        Folders::AsGroups => (Folders::InRows, "documents beside their folders"),
    };
    options.folders = folders;
    app.say(words);
    rearrange(app)
}
