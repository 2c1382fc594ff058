//! What is done with what is typed in the prompt.

use std::str::FromStr;

use crate::search::{Case, Defaults, Kind, Query};
use crate::tasks::task::Task;
use crate::ui::app::App;
use crate::ui::bookmarks::Bookmark;
use crate::ui::input::{Action, Key, Motion};
use crate::ui::list::{arranging, filter};
use crate::ui::message::Effect;
use crate::ui::outcome::KeywordChange;
use crate::ui::prompt::command::Command;
use crate::ui::prompt::{Histories, Place, Prompt, PromptOutcome, Purpose};
use crate::ui::reader::pending::NextHit;
use crate::ui::update::{comparing, keywords, searching, writing};
use crate::ui::update::{loading, text_search, texts};

/// What is to be done after a key was pressed in the prompt.
pub(crate) enum Typed {
    /// These effects.
    Done(Vec<Effect>),
    /// These effects, and the key is meant for what is below the prompt.
    Then(Vec<Effect>, Key),
    /// An action that is not the prompt's.
    Act(Action, Option<usize>),
}

/// Gives a key to the prompt.
pub(crate) fn press(app: &mut App, key: Key) -> Typed {
    let Some(prompt) = &mut app.prompt else { return Typed::Done(Vec::new()) };
    let outcome = prompt.press(key, &app.keymap, &app.histories);
    Typed::Done(match outcome {
        PromptOutcome::Nothing => Vec::new(),
        PromptOutcome::Edited => edited(app),
        PromptOutcome::Accepted => return accept(app),
        PromptOutcome::Dismissed => dismiss(app),
        PromptOutcome::DismissedBefore(key) => return Typed::Then(dismiss(app), key),
        PromptOutcome::Complete(path) => {
            let typed = prompt.line.text().to_string();
            vec![app.start(Task::Complete { typed, path })]
        }
        PromptOutcome::Move(motion) => filter::move_selection(app, motion),
        PromptOutcome::Act(action) => return Typed::Act(action.into(), None),
    })
}

/// Puts pasted text into the prompt; without one it means nothing.
pub(crate) fn paste(app: &mut App, text: &str) -> Vec<Effect> {
    let Some(prompt) = &mut app.prompt else { return Vec::new() };
    prompt.paste(text);
    edited(app)
}

/// The line changed: a search shows where it leads now, a filter what fits.
fn edited(app: &mut App) -> Vec<Effect> {
    let Some(prompt) = &app.prompt else { return Vec::new() };
    app.notice = None;
    let text = prompt.line.text().to_string();
    let (result, from) = match prompt.purpose {
        Purpose::Everywhere { kind, case } => {
            let query = parsed(app, &text, kind, case);
            (searching::typed(app, query), None)
        }
        Purpose::Search { from, .. } if text.is_empty() => return forget_search(app, from),
        Purpose::Search { from, kind, case } => {
            let query = parsed(app, &text, kind, case);
            (text_search::find(app, query, NextHit::first_match(from.top.0)), Some(from))
        }
        Purpose::Filter(_) => return filter::typed(app),
        Purpose::Keyword { .. } | Purpose::Command { .. } | Purpose::Encoding { .. } => return Vec::new(),
    };
    result.unwrap_or_else(|why| {
        if let Some(prompt) = &mut app.prompt {
            prompt.error = Some(why);
        }
        match from {
            Some(from) => forget_search(app, from),
            None => searching::go_back(app),
        }
    })
}

/// What a typed line asks for, as the prompt and the command line say it is meant.
fn parsed(app: &App, text: &str, kind: Kind, case: Case) -> Query {
    let defaults = Defaults {
        kind: over(kind, app.settings.defaults.kind),
        case: over(case, app.settings.defaults.case),
    };
    Query::parse(text, defaults)
}

/// What was chosen in the prompt, else what was chosen on the command line.
fn over<T: Default + PartialEq>(here: T, chosen_before: T) -> T {
    if here == T::default() { chosen_before } else { here }
}

fn forget_search(app: &mut App, back_to: Place) -> Vec<Effect> {
    app.search = None;
    text_search::go_back(app, back_to);
    vec![texts::forget_matches(app)]
}

/// Closes the prompt without doing anything; a search goes back to where it began.
fn dismiss(app: &mut App) -> Vec<Effect> {
    app.notice = None;
    match app.prompt.take().map(|prompt| prompt.purpose) {
        Some(Purpose::Search { from, .. }) => forget_search(app, from),
        Some(Purpose::Filter(_)) => filter::dismiss(app),
        Some(Purpose::Everywhere { .. }) => searching::go_back(app),
        _ => Vec::new(),
    }
}

fn accept(app: &mut App) -> Typed {
    let Some(prompt) = app.prompt.take() else { return Typed::Done(Vec::new()) };
    let text = prompt.line.text().to_string();
    let is_blank = text.trim().is_empty();
    Typed::Done(match &prompt.purpose {
        Purpose::Search { .. } => accept_search(app, prompt, text),
        Purpose::Filter(_) => filter::accept(app),
        Purpose::Everywhere { kind, case } => {
            let query = parsed(app, &text, *kind, *case);
            accept_everywhere(app, prompt, &text, query)
        }
        Purpose::Encoding { .. } => {
            loading::choose_encoding(app, &text).unwrap_or_else(|why| again(app, prompt, why))
        }
        Purpose::Keyword { .. } | Purpose::Command { .. } if is_blank => Vec::new(),
        Purpose::Keyword { .. } => {
            keywords::change(app, KeywordChange::Add(text)).unwrap_or_else(|why| again(app, prompt, why))
        }
        Purpose::Command { .. } => match Command::from_str(&text) {
            Ok(command) => {
                Histories::remember(&mut app.histories.command, text);
                return obey(app, command);
            }
            Err(why) => {
                app.trouble(why);
                Vec::new()
            }
        },
    })
}

fn accept_search(app: &mut App, prompt: Prompt, text: String) -> Vec<Effect> {
    if text.is_empty() {
        app.prompt = Some(prompt);
        return dismiss(app);
    }
    if prompt.error.is_some() {
        app.prompt = Some(prompt);
        return Vec::new();
    }
    let query = app.search.as_ref().map_or(text, |search| search.query.to_string());
    Histories::remember(&mut app.histories.search, query);
    if let (Purpose::Search { from, .. }, Some(pane)) = (prompt.purpose, app.pane()) {
        let from = Bookmark::at(pane.entry, &pane.document, from.here());
        app.bookmarks.leave(from);
    }
    text_search::announce(app);
    Vec::new()
}

fn accept_everywhere(app: &mut App, prompt: Prompt, text: &str, query: Query) -> Vec<Effect> {
    if text.is_empty() {
        return searching::accept_empty(app);
    }
    if prompt.error.is_none() {
        Histories::remember(&mut app.histories.search, query.to_string());
    }
    searching::accept(app, query).unwrap_or_else(|why| again(app, prompt, why))
}

/// Does what a command says.
fn obey(app: &mut App, command: Command) -> Typed {
    Typed::Done(match command {
        Command::Quit => writing::leave(app, 0),
        Command::Write(path, overwrite) => writing::write(app, path, overwrite),
        Command::Show(shown) => comparing::show_view(app, shown),
        Command::Strong(level) => comparing::set_levels(app, Some(level), None),
        Command::Weak(level) => comparing::set_levels(app, None, Some(level)),
        Command::Sort(by) => arranging::sort(app, by),
        Command::Filter(typed) => filter::keep(app, &typed),
        Command::Encoding(name) => loading::choose_encoding(app, &name).unwrap_or_else(|why| {
            app.trouble(why);
            Vec::new()
        }),
        Command::Act(action) => return Typed::Act(action, None),
        Command::Line(line) => return Typed::Act(Motion::Bottom.into(), Some(line)),
        Command::Percent(percent) => return Typed::Act(Motion::Percent.into(), Some(percent)),
    })
}

/// Takes the names a path may become.
pub(crate) fn completed(app: &mut App, typed: &str, names: Vec<String>) {
    if let Some(prompt) = &mut app.prompt {
        prompt.completed(typed, names);
    }
}

fn again(app: &mut App, mut prompt: Prompt, why: String) -> Vec<Effect> {
    prompt.error = Some(why);
    app.prompt = Some(prompt);
    Vec::new()
}
