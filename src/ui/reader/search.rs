//! Searching the text on the screen: it begins, it moves as one types, it goes on from match to match.

use std::sync::Arc;

use crate::search::{Pattern, Query};
use crate::text::Span;
use crate::ui::app::{App, Reading, View};
use crate::ui::comparison::shown::Shown;
use crate::ui::message::Effect;
use crate::ui::prompt::state::{Place, Prompt};
use crate::ui::reader::announcing::{announce, lose};
use crate::ui::reader::finding::{Finding, Goal, Quest, Step, after, before, first_from};
use crate::ui::reader::long_search;
use crate::ui::reader::texts::{find as find_in, go_to, realign};

/// Opens the prompt of a search.
pub(crate) fn begin(app: &mut App) -> Vec<Effect> {
    show_texts(app);
    let from = match (app.pane(), &app.reading) {
        (Some(pane), _) => Some(Place::of(pane)),
        // What is typed ahead is meant for the document that is coming.
        (None, Reading::Awaited(entry)) => Some(Place::beginning(*entry)),
        (None, _) => None,
    };
    match from {
        Some(from) => app.prompt = Some(Prompt::search(from)),
        None => app.trouble("there is no text to search"),
    }
    Vec::new()
}

/// A search goes through texts: tables that show none make way for both texts.
fn show_texts(app: &mut App) {
    if let View::Comparison(comparing) = &mut app.view
        && comparing.shown.is_table()
        && !matches!(comparing.shown, Shown::Pairs(_))
    {
        comparing.show(Shown::Both);
        realign(app);
    }
}

/// Looks for a query in the texts on the screen; `goal` says what to do with its matches. An error
/// says what is wrong with the query.
pub(crate) fn find(app: &mut App, query: Query, goal: Goal) -> Result<Vec<Effect>, String> {
    let pattern = Arc::new(Pattern::compile(&query).map_err(|error| error.to_string())?);
    app.finding = Some(Finding { query, pattern: Arc::clone(&pattern), at: None, wrapped: None, goal });
    let texts = app.on_screen();
    Ok(find_in(app, texts, pattern))
}

/// Goes on by `by` matches, back when it is negative.
pub(crate) fn step(app: &mut App, by: isize) -> Vec<Effect> {
    show_texts(app);
    if app.finding.is_none() {
        return again(app, by);
    }
    if long_search::is_long(app) {
        return long_search::step(app, by);
    }
    for _ in 0..by.unsigned_abs() {
        let Some(step) = next(app, by) else { break };
        arrive(app, step);
    }
    announce(app);
    Vec::new()
}

/// The match after the one last gone to, or before it.
fn next(app: &App, by: isize) -> Option<Step> {
    let (finding, pane) = (app.finding.as_ref()?, app.pane()?);
    let (place, is_match) = finding.place(pane);
    let step = match (by > 0, is_match) {
        (true, true) => after(&pane.matches, place),
        (true, false) => first_from(&pane.matches, place),
        (false, _) => before(&pane.matches, place),
    };
    shown(app, step?, if by > 0 { after } else { before })
}

/// The match of `step`, or the first one beyond it in a sentence that is shown.
fn shown(app: &App, mut step: Step, go: fn(&[Span], usize) -> Option<Step>) -> Option<Step> {
    let matches = &app.pane()?.matches;
    for _ in 0..matches.len() {
        if app.shows(step.span.start) {
            return Some(step);
        }
        let further = go(matches, step.span.start)?;
        step = Step { wrapped: further.wrapped.or(step.wrapped), ..further };
    }
    None
}

/// Takes up the last search of the history.
fn again(app: &mut App, by: isize) -> Vec<Effect> {
    let Some(last) = app.histories.search.last() else {
        app.trouble("there is no search yet: / begins one");
        return Vec::new();
    };
    let query = Query::parse(last, app.settings.defaults);
    find(app, query, Goal::Step(by)).unwrap_or_else(|why| {
        app.trouble(why);
        Vec::new()
    })
}

/// Takes the matches of the text the keys go to.
pub(crate) fn matched(app: &mut App) -> Vec<Effect> {
    let Some(finding) = &mut app.finding else { return Vec::new() };
    match std::mem::replace(&mut finding.goal, Goal::Stay) {
        Goal::Stay => {}
        Goal::Step(by) => return step(app, by),
        Goal::Quest(quest) => return long_search::look(app, quest),
        Goal::FirstFrom(from) if long_search::is_long(app) => {
            let quest = Quest { place: from.0, back: false, wrapped: None, more: 0 };
            return long_search::look(app, quest);
        }
        Goal::FirstFrom(from) => {
            let first = app.pane().and_then(|pane| first_from(&pane.matches, from.0));
            match first.and_then(|step| shown(app, step, after)) {
                Some(step) => arrive(app, step),
                None => lose(app),
            }
            announce(app);
        }
    }
    Vec::new()
}

fn arrive(app: &mut App, step: Step) {
    if let Some(finding) = &mut app.finding {
        finding.at = Some(step.span.start);
        finding.wrapped = step.wrapped;
    }
    go_to(app, step.span);
}
