//! Searching the text on the screen: it begins, it moves as one types, it goes on from match to match.

use std::sync::Arc;

use super::finding::{Finding, Goal, Step, Wrapped, after, before, first_from};
use super::message::{Effect, Job};
use super::prompt::Prompt;
use super::state::App;
use super::texts::go_to;
use crate::document::Position;
use crate::search::{Pattern, Query};

/// Opens the prompt of a search.
pub(super) fn begin(app: &mut App) -> Vec<Effect> {
    match app.pane() {
        Some(pane) => app.prompt = Some(Prompt::search(pane)),
        None => app.trouble("there is no text to search"),
    }
    Vec::new()
}

/// Looks for a query in the texts on the screen and goes to its first match from `from` on.
pub(super) fn find(app: &mut App, query: Query, from: Position) -> Result<Vec<Effect>, String> {
    let pattern = Arc::new(Pattern::compile(&query).map_err(|error| error.to_string())?);
    app.finding =
        Some(Finding { query, pattern: Arc::clone(&pattern), at: None, goal: Goal::FirstFrom(from) });
    let texts = app.on_screen();
    Ok(vec![app.start(Job::Find(texts, pattern))])
}

/// Goes to the next match, or the previous one when `by` is negative.
pub(super) fn step(app: &mut App, by: isize) -> Vec<Effect> {
    let Some(finding) = &app.finding else { return again(app, by) };
    let Some(pane) = app.pane() else { return Vec::new() };
    let (place, is_match) = finding.place(pane);
    let step = match (by > 0, is_match) {
        (true, true) => after(&pane.matches, place),
        (true, false) => first_from(&pane.matches, place),
        (false, _) => before(&pane.matches, place),
    };
    arrive(app, step);
    Vec::new()
}

/// Takes up the last search of the history.
fn again(app: &mut App, by: isize) -> Vec<Effect> {
    let Some(last) = app.histories.search.last().cloned() else {
        app.trouble("there is no search yet: / begins one");
        return Vec::new();
    };
    let from = app.pane().map_or(0, |pane| if by > 0 { pane.top.0 + 1 } else { pane.top.0 });
    let query = Query::parse(&last, app.settings.defaults);
    find(app, query, Position(from)).unwrap_or_default()
}

/// Takes the matches of the text the keys go to.
pub(super) fn matched(app: &mut App) {
    let Some(Finding { goal: Goal::FirstFrom(from), .. }) = app.finding else { return };
    let step = app.pane().and_then(|pane| first_from(&pane.matches, from.0));
    if let Some(finding) = &mut app.finding {
        finding.goal = Goal::Stay;
    }
    if step.is_some() || app.prompt.is_none() {
        arrive(app, step);
    }
}

/// Goes to a match and says which one it is.
fn arrive(app: &mut App, step: Option<Step>) {
    let Some(finding) = &mut app.finding else { return };
    let Some(step) = step else {
        let query = finding.query.to_string();
        return app.trouble(format!("not found: {query}"));
    };
    finding.at = Some(step.span.start);
    let wrapped = match step.wrapped {
        Some(Wrapped::End) => " · past the end, from the beginning",
        Some(Wrapped::Beginning) => " · past the beginning, from the end",
        None => "",
    };
    go_to(app, step.span);
    let all = app.pane().map_or(0, |pane| pane.matches.len());
    let query = app.finding.as_ref().map(|finding| finding.query.to_string()).unwrap_or_default();
    app.say(format!("/{query}  {}/{all}{wrapped}", step.number));
}
