//! Going from hit to hit: to the next match of the search, keyword hit or hidden character.
//!
//! In the part of a text that is held the hits themselves are known. Beyond it the hit index says in
//! which chunk the next one is, and a window there is asked for; what the index does not know yet is
//! waited for.

use crate::search::Near;
use crate::tasks::onscreen::{Counted, Spot};
use crate::text::Span;
use crate::ui::app::App;
use crate::ui::message::Effect;
use crate::ui::panels::Panel;
use crate::ui::reader::pending::{NextHit, Pending, Target, Then, Wrapped};
use crate::ui::reader::text_pane::TextPane;
use crate::ui::update::text_search::{announce, restore_place};
use crate::ui::update::texts;
use crate::ui::update::windows::{request, reveal};

/// Returns what is counted to know where the hits are.
fn counted(app: &App, target: Target) -> Vec<Counted> {
    match target {
        Target::Match => vec![Counted::Matches],
        Target::Keyword => meant_keywords(app).into_iter().map(Counted::Keyword).collect(),
        Target::Hidden => vec![Counted::Hidden],
    }
}

/// Returns the numbers of the keywords whose hits are gone to.
fn meant_keywords(app: &App) -> Vec<usize> {
    let chosen = match &app.panel {
        Some(Panel::Keywords(panel)) => panel.keyword(&app.keywords),
        _ => None,
    };
    let shown =
        || app.keywords.iter().map(|(number, _)| number).filter(|number| app.keywords.is_shown(*number));
    chosen.map_or_else(|| shown().collect(), |only| vec![only])
}

/// Goes on by `by` hits, back when it is negative: from the hit last gone to unless the reader has
/// moved away from it, else from the current place.
pub(crate) fn step(app: &mut App, target: Target, by: isize) -> Vec<Effect> {
    let Some(pane) = app.pane() else {
        app.trouble("there is no text here");
        return Vec::new();
    };
    let is_match = |at: &usize| pane.matches.binary_search_by_key(at, |span| span.start).is_ok();
    let last = match target {
        Target::Match => app.search.as_ref().and_then(|search| search.at).filter(is_match),
        Target::Keyword => pane.last_hit,
        Target::Hidden => pane.last_hidden.map(|found| found.span.start),
    };
    let from = match last.filter(|at| pane.is_at(*at)) {
        Some(at) if by > 0 => at + 1,
        Some(at) => at,
        None => pane.here(),
    };
    look(app, NextHit::of(target, from, by))
}

/// Goes on with a search that waits for hits of this kind, some more of which are known now.
pub(crate) fn go_on(app: &mut App, target: Target) -> Vec<Effect> {
    match app.pending {
        Pending::Hits(next) if next.target == target => look(app, next),
        _ => Vec::new(),
    }
}

/// Looks for the next hit: in what is held, else in the index, else past the end of the text.
pub(crate) fn look(app: &mut App, next: NextHit) -> Vec<Effect> {
    app.pending = Pending::Nothing;
    let Some(pane) = app.pane() else { return Vec::new() };
    if let Some(span) = held(app, pane, next) {
        return arrive(app, span, next);
    }
    let whole = pane.document.whole;
    match beyond(app, pane, next) {
        Near::At(place) | Near::Around(place) => {
            let from = if next.back { place + 1 } else { place };
            request(app, Spot::Byte(place), Then::Look(NextHit { from, ..next }))
        }
        Near::Unknown => {
            wait(app, next);
            Vec::new()
        }
        Near::Nowhere => {
            if let Some(past) = next.past_the_end(whole) {
                return look(app, past);
            }
            tell_none(app, next);
            Vec::new()
        }
    }
}

/// Returns the next hit if it is held and none that is not held can be nearer. In a comparison it is
/// one in a sentence that is shown.
fn held(app: &App, pane: &TextPane, next: NextHit) -> Option<Span> {
    let extent = pane.document.extent();
    let is_inside =
        if next.back { next.from <= extent.end } else { next.from >= extent.start || pane.holds_start() };
    if !is_inside {
        return None;
    }
    let keywords = if next.target == Target::Keyword { meant_keywords(app) } else { Vec::new() };
    let is_meant = |number: usize| keywords.contains(&number);
    let hit = |from: usize| match next.target {
        Target::Match => {
            let at = pane.matches.partition_point(|span| span.start < from);
            let at = if next.back { at.checked_sub(1)? } else { at };
            pane.matches.get(at).copied()
        }
        Target::Keyword if next.back => pane.hits.previous(from, is_meant).map(|hit| hit.span),
        Target::Keyword => pane.hits.from(from, is_meant).map(|hit| hit.span),
        Target::Hidden => pane.document.next_hidden(from).map(|found| found.span),
    };
    let mut found = hit(next.from)?;
    while next.target != Target::Hidden && !app.shows(found.start) {
        found = hit(if next.back { found.start } else { found.start + 1 })?;
    }
    Some(found)
}

/// Returns where the next hit is beyond what is held.
fn beyond(app: &App, pane: &TextPane, next: NextHit) -> Near {
    let Some(long) = &pane.long else { return Near::Nowhere };
    let held = pane.document.extent();
    let is_inside = held.start <= next.from && next.from <= held.end;
    let from = match (is_inside, next.back) {
        (true, true) if pane.holds_start() => 0,
        (true, true) => held.start,
        (true, false) => held.end,
        (false, _) => next.from,
    };
    if !next.back && from >= long.text.length() {
        return Near::Nowhere;
    }
    long.nearest(from, next.back, &counted(app, next.target))
}

fn arrive(app: &mut App, span: Span, next: NextHit) -> Vec<Effect> {
    let is_last = next.more == 0;
    let effects = if is_last {
        reveal(app, span)
    } else {
        texts::go_to(app, span);
        Vec::new()
    };
    if let Some(search) = app.search.as_mut().filter(|_| next.target == Target::Match) {
        (search.at, search.wrapped) = (Some(span.start), next.wrapped);
    }
    if let Some((pane, _)) = app.pane_and_area() {
        match next.target {
            Target::Match => {}
            Target::Keyword => pane.last_hit = Some(span.start),
            Target::Hidden => pane.last_hidden = pane.document.next_hidden(span.start),
        }
    }
    if !is_last {
        let from = if next.back { span.start } else { span.start + 1 };
        return look(app, NextHit { from, wrapped: None, more: next.more - 1, ..next });
    }
    match next.target {
        Target::Match => announce(app),
        Target::Keyword => {}
        Target::Hidden => announce_hidden(app, next.wrapped),
    }
    effects
}

fn announce_hidden(app: &mut App, wrapped: Option<Wrapped>) {
    let Some(pane) = app.pane() else { return };
    let Some(found) = pane.last_hidden else { return };
    let all = pane.count_of(Counted::Hidden);
    let number =
        pane.hidden_number(found.span.start).map_or(String::new(), |number| format!(", {number}/{all}"));
    let more = if pane.counted(Counted::Hidden) < 100 { " …" } else { "" };
    let past = wrapped.map_or("", Wrapped::words);
    app.say(format!("{}{number}{more}{past}", found.name()));
}

/// Waits until more of the text is counted.
fn wait(app: &mut App, next: NextHit) {
    app.pending = Pending::Hits(next);
    let what = match next.target {
        Target::Match => return announce(app),
        Target::Keyword => "hit",
        Target::Hidden => "hidden character",
    };
    let Some(pane) = app.pane() else { return };
    let reached =
        counted(app, next.target).into_iter().map(|counted| pane.counted(counted)).min().unwrap_or(100);
    app.say(format!("looking for the next {what} … {reached} %"));
}

fn tell_none(app: &mut App, next: NextHit) {
    match next.target {
        Target::Match => {
            restore_place(app);
            announce(app);
        }
        Target::Keyword => app.say(if next.back { "no further hit above" } else { "no further hit below" }),
        Target::Hidden => app.say("no hidden characters in this text"),
    }
}
