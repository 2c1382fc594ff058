//! Searching the text on the screen: it begins, it moves as one types, it goes on from match to match.

use std::sync::Arc;

use super::finding::{Finding, Goal, Step, Wrapped, after, before, first_from};
use super::message::{Effect, Job};
use super::prompt::Prompt;
use super::state::{App, View};
use super::texts::go_to;
use crate::compare::Side;
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
    app.finding = Some(Finding {
        query,
        pattern: Arc::clone(&pattern),
        at: None,
        wrapped: None,
        goal: Goal::FirstFrom(from),
    });
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
    if let (None, Some((pane, _))) = (step, app.pane_and_area()) {
        pane.top = from;
    }
    arrive(app, step);
}

/// Goes to a match and says which one it is.
fn arrive(app: &mut App, step: Option<Step>) {
    if let (Some(finding), Some(step)) = (&mut app.finding, step) {
        finding.at = Some(step.span.start);
        finding.wrapped = step.wrapped;
        go_to(app, step.span);
    }
    announce(app);
}

/// Says which match of how many this is; while the query is typed it stands beside it already.
pub(super) fn announce(app: &mut App) {
    let (Some(finding), Some(pane)) = (&app.finding, app.pane()) else { return };
    if finding.goal != Goal::Stay {
        return;
    }
    let typing = app.prompt.is_some();
    let number = finding.at.and_then(|at| pane.matches.binary_search_by_key(&at, |span| span.start).ok());
    let Some(number) = number else {
        let words = if typing { "not found".into() } else { format!("not found: {}", finding.query) };
        return app.trouble(words);
    };
    let query = if typing { String::new() } else { format!("/{}  ", finding.query) };
    let place =
        format!("{query}{}/{}{}{}", number + 1, pane.matches.len(), side(app), wrapped(finding.wrapped));
    app.say(place);
}

fn wrapped(past: Option<Wrapped>) -> &'static str {
    match past {
        Some(Wrapped::End) => " · past the end, from the beginning",
        Some(Wrapped::Beginning) => " · past the beginning, from the end",
        None => "",
    }
}

/// In a comparison the search goes through one side.
fn side(app: &App) -> &'static str {
    match &app.view {
        View::Comparing(comparing) if comparing.side == Side::Left => " on the left",
        View::Comparing(_) => " on the right",
        View::Reading => "",
    }
}
