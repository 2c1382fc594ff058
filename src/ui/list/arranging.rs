//! Bringing the list into the form that was asked for, now and whenever more becomes known.
//!
//! A short list is arranged at once, so that nothing flickers; a long one by a job, while the rows
//! stay as they were. What arrives meanwhile waits for that job, and figures that come a few at a
//! time change the order only when enough of them have come: sorting anew at each would take longer
//! the longer the list is, and no row would stand still.

use crate::search::Scorer;
use crate::tasks::entry::State;
use crate::tasks::entry::{EntryId, Wanted};
use crate::tasks::listing::arrange::{ArrangeRequest, Arranged, arrange};
use crate::tasks::listing::order::Order;
use crate::tasks::task::{Task, TaskKind};
use crate::ui::app::App;
use crate::ui::list::stale::Stale;
use crate::ui::message::Effect;
use crate::ui::prompt::{Follows, Prompt, Purpose};
use crate::ui::update::texts::show_selected;

/// Lists with more entries are arranged by a job.
const AT_ONCE: usize = 2_000;

/// So many entries have to be surveyed before the list is arranged anew; in a list that is known
/// already, an eighth of what is known.
const FEW: usize = 64;

/// Bytes that a word with the space behind it takes, on average: files whose words are not counted
/// yet are sorted among the others by it.
const BYTES_A_WORD: u64 = 6;

/// Shows what the list is asked to show.
pub(crate) fn rearrange(app: &mut App) -> Vec<Effect> {
    app.stale = Stale { news: 0, known: app.stale.known + app.stale.news };
    if app.library.listing.wish.is_plain() {
        let before = app.library.listing.selected();
        app.library.show_all();
        let mut effects = vec![app.cancel(TaskKind::Arrange)];
        effects.extend(settle(app, before));
        return effects;
    }
    let unmeasured = unmeasured(app);
    if !unmeasured.is_empty() {
        return vec![app.start(Task::Measure(unmeasured))];
    }
    let task = task(app);
    if app.library.len() > AT_ONCE {
        return vec![app.start(Task::Arrange(Box::new(task)))];
    }
    let mut effects = vec![app.cancel(TaskKind::Arrange)];
    if let Some(arranged) = arrange(&task, &|| true) {
        effects.extend(take(app, arranged));
    }
    effects
}

/// Takes the rows that were made.
pub(crate) fn take(app: &mut App, arranged: Arranged) -> Vec<Effect> {
    let before = app.library.listing.selected();
    app.library.listing.take(arranged);
    settle(app, before)
}

/// Selects an entry wherever it is asked for; a filter that hides it goes.
pub(crate) fn select(app: &mut App, id: EntryId) -> Vec<Effect> {
    app.library.listing.select(id);
    if app.library.listing.row().is_some() || app.library.listing.wish.filter.take().is_none() {
        return Vec::new();
    }
    rearrange(app)
}

/// While a filter is typed the selection goes to what fits best; a document that the change
/// selected is shown.
fn settle(app: &mut App, before: Option<EntryId>) -> Vec<Effect> {
    follow(app);
    if app.library.listing.selected() == before { Vec::new() } else { show_selected(app) }
}

/// Selects what fits best while a filter is typed, unless another row was chosen since.
fn follow(app: &mut App) {
    if !matches!(app.prompt, Some(Prompt { purpose: Purpose::Filter(Follows::Best), .. })) {
        return;
    }
    let before = app.before_filter.as_ref().and_then(|before| before.selected);
    let rows = app.library.listing.rows();
    let (Some(best), Some(filter)) = (rows.get(0), &app.library.listing.wish.filter) else {
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

/// Takes more entries into the list.
pub(crate) fn found(app: &mut App) -> Vec<Effect> {
    if app.library.listing.wish.is_plain() {
        return Vec::new();
    }
    app.stale.news += 1;
    if is_arranging(app) { Vec::new() } else { rearrange(app) }
}

/// Takes entries that came after the walk to their places.
pub(crate) fn came(app: &mut App) -> Vec<Effect> {
    if app.library.listing.wish.is_plain() { rearrange(app) } else { found(app) }
}

/// Takes it into account that something became known of `count` entries.
pub(crate) fn learnt(app: &mut App, count: usize) -> Vec<Effect> {
    if !follows(app) {
        return Vec::new();
    }
    app.stale.news += count;
    let enough = FEW.max(app.stale.known / 8);
    if app.stale.news < enough || is_arranging(app) { Vec::new() } else { rearrange(app) }
}

/// Takes it into account that the hits of other keywords count.
pub(crate) fn recounted(app: &mut App) -> Vec<Effect> {
    if app.library.listing.wish.order == Order::Hits { rearrange(app) } else { Vec::new() }
}

/// Takes it into account that the job of a kind has ended: what came meanwhile is arranged now.
pub(crate) fn ended(app: &mut App, kind: TaskKind) -> Vec<Effect> {
    match kind {
        TaskKind::Measure => rearrange(app),
        TaskKind::Arrange | TaskKind::Glance | TaskKind::Survey if app.stale.news > 0 && is_calm(app) => {
            rearrange(app)
        }
        _ => Vec::new(),
    }
}

fn is_arranging(app: &App) -> bool {
    app.is_busy(TaskKind::Arrange) || app.is_busy(TaskKind::Measure)
}

/// Tells whether nothing more is on its way for the moment.
fn is_calm(app: &App) -> bool {
    !is_arranging(app) && !app.is_busy(TaskKind::Survey) && !app.is_busy(TaskKind::Glance)
}

/// Tells whether the list follows what becomes known of its entries.
fn follows(app: &App) -> bool {
    let wish = &app.library.listing.wish;
    wish.filter.is_some() || matches!(wish.order, Order::Length | Order::Hits)
}

fn task(app: &mut App) -> ArrangeRequest {
    let names = app.library.names();
    let keys = match app.library.listing.wish.order {
        Order::Name => app.library.by_name().map_or_else(Vec::new, |all| ranks(&all)),
        order => {
            let shown: Vec<bool> = app.keywords.iter().map(|(at, _)| app.keywords.is_shown(at)).collect();
            (0..app.library.len()).map(|at| key(app, EntryId(at), order, &shown)).collect()
        }
    };
    app.library.listing.task(names, keys)
}

/// The place of each entry, by its number, when they stand in this order: the first one's highest.
fn ranks(order: &[u32]) -> Vec<u64> {
    let mut ranks = vec![0; order.len()];
    for (id, rank) in order.iter().rev().zip(1..) {
        ranks[*id as usize] = rank;
    }
    ranks
}

/// The place of an entry in an order, the highest first; 0 without one. `shown` says of each keyword
/// whether its hits count.
fn key(app: &App, id: EntryId, order: Order, shown: &[bool]) -> u64 {
    let figures = &app.library.listing.figures;
    let known = match app.library.entry(id).map(|entry| entry.state()) {
        Some(State::Known(known)) => Some(known),
        _ => None,
    };
    let key = match order {
        Order::Name => None,
        Order::Date => figures.measure(id).and_then(|measure| measure.changed),
        Order::Length => known
            .and_then(|known| known.words)
            .map(|words| words as u64 * BYTES_A_WORD)
            .or_else(|| figures.measure(id).map(|measure| measure.bytes)),
        Order::Hits => known.filter(|known| !known.counts.is_empty()).map(|known| {
            let counted = known.counts.iter().zip(shown).filter(|(_, shown)| **shown);
            counted.map(|(count, _)| u64::from(*count)).sum()
        }),
        Order::Likeness => figures.likeness(id).map(|likeness| (likeness * 1e9) as u64),
    };
    key.map_or(0, |key| key.saturating_add(1))
}

/// The entries whose files have to be asked before the list can be sorted.
fn unmeasured(app: &App) -> Vec<Wanted> {
    let library = &app.library;
    let order = library.listing.wish.order;
    if !matches!(order, Order::Date | Order::Length) {
        return Vec::new();
    }
    let lacks = |id: &EntryId| {
        let state = library.entry(*id).map(|entry| entry.state());
        let is_known = matches!(state, Some(State::Known(known)) if known.words.is_some());
        library.listing.figures.measure(*id).is_none() && !(order == Order::Length && is_known)
    };
    (0..library.len()).map(EntryId).filter(lacks).filter_map(|id| library.wanted(id)).collect()
}
