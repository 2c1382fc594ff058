//! What keys do to the line being typed.

use std::str::FromStr;

use crate::search::{Case, Defaults, Kind, Query};
use crate::tasks::task::Task;
use crate::text::Encoding;
use crate::ui::app::App;
use crate::ui::comparison::keys as comparison;
use crate::ui::input::edit::Edited;
use crate::ui::input::key::Named;
use crate::ui::input::{Action, Code, Context, Key, Motion, ProgramAction};
use crate::ui::list::{filter, order};
use crate::ui::message::Effect;
use crate::ui::panels::bookmarks::state::Bookmark;
use crate::ui::panels::keywords::keys as keyword;
use crate::ui::prompt::command::Command;
use crate::ui::prompt::state::{Place, Prompt, Purpose, history_step};
use crate::ui::reader::next_hit::NextHit;
use crate::ui::reader::texts;
use crate::ui::reader::{loading, search};
use crate::ui::search::keys as concordance;
use crate::ui::writing;

/// The most lines remembered.
const REMEMBERED: usize = 100;

/// What a key did to the prompt.
pub(crate) enum Typed {
    /// The prompt took it.
    Taken(Vec<Effect>),
    /// The prompt closed, and this key is for what lies under it.
    Then(Vec<Effect>, Key),
    /// It asks for something that is not the prompt's to do.
    Asked(Action, Option<usize>),
}

/// Gives a key to the prompt.
pub(crate) fn press(app: &mut App, key: Key) -> Typed {
    if let Some(effects) = in_filter(app, key) {
        return Typed::Taken(effects);
    }
    let Some(prompt) = &mut app.prompt else { return Typed::Taken(Vec::new()) };
    if let Some(by) = history_step(key) {
        let history: &[String] = match prompt.purpose {
            Purpose::Search { .. } | Purpose::Everywhere { .. } => &app.histories.search,
            Purpose::Command { .. } => &app.histories.command,
            Purpose::Keyword { .. } | Purpose::Filter(_) | Purpose::Encoding { .. } => &[],
        };
        prompt.recall(history, by);
        return Typed::Taken(typed(app));
    }
    match (key.code, key.ctrl) {
        (Code::Named(Named::Enter), _) | (Code::Char('m' | 'j'), true) => return accept(app),
        (Code::Named(Named::Esc), _) | (Code::Char('c' | 'g'), true) => return Typed::Taken(dismiss(app)),
        (Code::Named(Named::Tab), _) => {
            return Typed::Taken(offer(app));
        }
        (Code::Named(Named::Backspace), _) | (Code::Char('h'), true) if prompt.line.text().is_empty() => {
            return Typed::Taken(dismiss(app));
        }
        _ => {}
    }
    if prompt.toggle(key) {
        return Typed::Taken(typed(app));
    }
    match prompt.line.press(key) {
        Edited::Text => Typed::Taken(typed(app)),
        Edited::Cursor => Typed::Taken(Vec::new()),
        Edited::Nothing => not_typed(app, key),
    }
}

/// While a filter is typed, the keys that would go through a history go through the list.
fn in_filter(app: &mut App, key: Key) -> Option<Vec<Effect>> {
    let is_filter = app.prompt.as_ref().is_some_and(|prompt| matches!(prompt.purpose, Purpose::Filter(_)));
    let motion = match (history_step(key), key.code) {
        (Some(1), _) => Motion::Up,
        (Some(_), _) => Motion::Down,
        (None, Code::Named(Named::PageUp)) => Motion::PageUp,
        (None, Code::Named(Named::PageDown)) => Motion::PageDown,
        _ => return None,
    };
    if is_filter { filter::act(app, motion) } else { None }
}

/// Puts pasted text into the prompt; without one it means nothing.
pub(crate) fn paste(app: &mut App, text: &str) -> Vec<Effect> {
    match &mut app.prompt {
        Some(prompt) => {
            prompt.line.insert(text);
            typed(app)
        }
        None => Vec::new(),
    }
}

/// A key that edits nothing: redrawing and suspending work here too, and a merged Esc x is taken apart.
fn not_typed(app: &mut App, key: Key) -> Typed {
    if key.alt {
        return Typed::Then(dismiss(app), Key { alt: false, ..key });
    }
    match app.keymap.action(Context::Everywhere, key) {
        Some(action @ Action::Program(ProgramAction::Suspend | ProgramAction::Redraw)) => {
            Typed::Asked(action, None)
        }
        _ => Typed::Taken(Vec::new()),
    }
}

/// The line changed: a search shows where it stands now, a filter what fits.
fn typed(app: &mut App) -> Vec<Effect> {
    let Some(prompt) = &mut app.prompt else { return Vec::new() };
    prompt.error = None;
    prompt.forget_offers();
    app.notice = None;
    let text = prompt.line.text().to_string();
    let (result, from) = match prompt.purpose {
        Purpose::Everywhere { kind, case } => {
            let query = parsed(app, &text, kind, case);
            (concordance::typed(app, query), None)
        }
        Purpose::Search { from, .. } if text.is_empty() => return forget_search(app, from),
        Purpose::Search { from, kind, case } => {
            let query = parsed(app, &text, kind, case);
            (search::find(app, query, NextHit::first_match(from.top.0)), Some(from))
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
            None => concordance::go_back(app),
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
    search::go_back(app, back_to);
    vec![texts::forget_matches(app)]
}

/// Closes the prompt without doing anything; a search goes back to where it began.
fn dismiss(app: &mut App) -> Vec<Effect> {
    app.notice = None;
    match app.prompt.take().map(|prompt| prompt.purpose) {
        Some(Purpose::Search { from, .. }) => forget_search(app, from),
        Some(Purpose::Filter(_)) => filter::dismiss(app),
        Some(Purpose::Everywhere { .. }) => concordance::go_back(app),
        _ => Vec::new(),
    }
}

fn accept(app: &mut App) -> Typed {
    let Some(prompt) = app.prompt.take() else { return Typed::Taken(Vec::new()) };
    let text = prompt.line.text().to_string();
    match &prompt.purpose {
        Purpose::Search { .. } => Typed::Taken(accept_search(app, prompt, text)),
        Purpose::Filter(_) => Typed::Taken(filter::accept(app)),
        Purpose::Everywhere { kind, case } => {
            let query = parsed(app, &text, *kind, *case);
            Typed::Taken(accept_everywhere(app, prompt, &text, query))
        }
        Purpose::Encoding { .. } => {
            Typed::Taken(loading::choose_encoding(app, &text).unwrap_or_else(|why| again(app, prompt, why)))
        }
        _ if text.trim().is_empty() => Typed::Taken(Vec::new()),
        Purpose::Keyword { .. } => Typed::Taken(match keyword::add(app, &text) {
            Ok(effects) => effects,
            Err(why) => again(app, prompt, why),
        }),
        Purpose::Command { .. } => match Command::from_str(&text) {
            Ok(command) => {
                remember(&mut app.histories.command, text);
                asked(app, command)
            }
            Err(why) => {
                app.trouble(why);
                Typed::Taken(Vec::new())
            }
        },
    }
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
    remember(&mut app.histories.search, query);
    if let (Purpose::Search { from, .. }, Some(pane)) = (prompt.purpose, app.pane()) {
        let from = Bookmark::at(pane.entry, &pane.document, from.here());
        app.bookmarks.leave(from);
    }
    search::announce(app);
    Vec::new()
}

fn accept_everywhere(app: &mut App, prompt: Prompt, text: &str, query: Query) -> Vec<Effect> {
    if text.is_empty() {
        return concordance::accept_empty(app);
    }
    if prompt.error.is_none() {
        remember(&mut app.histories.search, query.to_string());
    }
    concordance::accept(app, query).unwrap_or_else(|why| again(app, prompt, why))
}

fn asked(app: &mut App, command: Command) -> Typed {
    match command {
        Command::Quit => Typed::Taken(writing::leave(app, 0)),
        Command::Write(path, overwrite) => Typed::Taken(writing::write(app, path, overwrite)),
        Command::Show(shown) => Typed::Taken(comparison::show_view(app, shown)),
        Command::Strong(level) => Typed::Taken(comparison::set_levels(app, Some(level), None)),
        Command::Weak(level) => Typed::Taken(comparison::set_levels(app, None, Some(level))),
        Command::Sort(by) => Typed::Taken(order::sort(app, by)),
        Command::Filter(typed) => Typed::Taken(filter::keep(app, &typed)),
        Command::Encoding(name) => Typed::Taken(loading::choose_encoding(app, &name).unwrap_or_else(|why| {
            app.trouble(why);
            Vec::new()
        })),
        Command::Act(action) => Typed::Asked(action, None),
        Command::Line(line) => Typed::Asked(Action::Motion(Motion::Bottom), Some(line)),
        Command::Percent(percent) => Typed::Asked(Action::Motion(Motion::Percent), Some(percent)),
    }
}

/// Offers what a command may become: its name, or the name of a file, for which the disk is asked.
fn offer(app: &mut App) -> Vec<Effect> {
    let Some(prompt) = &mut app.prompt else { return Vec::new() };
    let typed = prompt.line.text().to_string();
    if let Purpose::Command { offers } = &mut prompt.purpose
        && offers.is_empty()
    {
        if let Some((_, path)) = Command::file_name(&typed) {
            let path = path.to_owned();
            return vec![app.start(Task::Complete { typed, path })];
        }
        *offers = match Command::encoding_name(&typed) {
            Some((before, name)) => {
                Encoding::names(name.trim()).into_iter().map(|name| format!("{before}{name}")).collect()
            }
            None => Command::names(typed.trim_start()).into_iter().map(String::from).collect(),
        };
    }
    if let Purpose::Encoding { offers, .. } = &mut prompt.purpose
        && offers.is_empty()
    {
        *offers = Encoding::names(typed.trim());
    }
    prompt.offer();
    Vec::new()
}

/// Takes the names a path may go on with, unless something else is typed by now.
pub(crate) fn completed(app: &mut App, typed: &str, names: Vec<String>) -> Vec<Effect> {
    let Some(prompt) = &mut app.prompt else { return Vec::new() };
    if prompt.line.text() != typed {
        return Vec::new();
    }
    if let (Purpose::Command { offers }, Some((before, _))) = (&mut prompt.purpose, Command::file_name(typed))
    {
        *offers = names.into_iter().map(|name| format!("{before}{name}")).collect();
        if offers.is_empty() {
            prompt.error = Some("no such file or folder yet".into());
        }
    }
    prompt.offer();
    Vec::new()
}

fn again(app: &mut App, mut prompt: Prompt, why: String) -> Vec<Effect> {
    prompt.error = Some(why);
    app.prompt = Some(prompt);
    Vec::new()
}

fn remember(history: &mut Vec<String>, line: String) {
    history.retain(|known| *known != line);
    history.push(line);
    if history.len() > REMEMBERED {
        history.remove(0);
    }
}
