//! From a key to what it does: the prompt takes it, or the key map names an action.

use crate::compare::Side;
use crate::tasks::task::TaskKind;
use crate::ui::app::{App, Focus, ListShown, Notice, View};
use crate::ui::claims::keys as grid;
use crate::ui::comparison::keys as comparison;
use crate::ui::input::key::Named;
use crate::ui::input::{
    Action, Code, Key, LevelAction, ListAction, OpenAction, PaneAction, ProgramAction, RowAction, TextAction,
};
use crate::ui::keys::motion;
use crate::ui::list::{filter, order};
use crate::ui::message::Effect;
use crate::ui::panels::bookmarks::keys as bookmark;
use crate::ui::panels::bookmarks::state::Naming;
use crate::ui::panels::keywords::keys as keyword;
use crate::ui::panels::panel::Panel;
use crate::ui::panels::similar::keys as similar;
use crate::ui::prompt::keys as prompt;
use crate::ui::prompt::keys::Typed;
use crate::ui::prompt::state::{Prompt, Purpose};
use crate::ui::reader::next_hit::{self, Target};
use crate::ui::reader::windows::Pending;
use crate::ui::reader::{following, loading, only_matches, search, texts};
use crate::ui::search::keys as concordance;
use crate::ui::writing;

/// The narrowest and the widest a row of text may be made, in cells.
const MEASURES: std::ops::RangeInclusive<u16> = 20..=400;

/// Cells one key press makes the text narrower or wider.
const MEASURE_STEP: u16 = 4;

/// The most often a number before a key repeats what cannot be reckoned in one step.
const MOST_REPEATS: usize = 10_000;

/// Does what a key asks for.
pub(crate) fn press(app: &mut App, key: Key) -> Vec<Effect> {
    if !matches!(app.notice, Some(Notice::Trouble(_))) || app.prompt.is_none() {
        app.notice = None;
    }
    if app.prompt.is_some() {
        return match prompt::press(app, key) {
            Typed::Taken(effects) => effects,
            Typed::Then(mut effects, key) => {
                effects.extend(press(app, key));
                effects
            }
            Typed::Asked(action, count) => act(app, action, count),
        };
    }
    if let Some(naming) = app.naming.take() {
        return bookmark::name(app, naming, key);
    }
    if let Some(digit) = digit(app, key) {
        app.count = Some(app.count.unwrap_or(0).saturating_mul(10).saturating_add(digit).min(1_000_000_000));
        return Vec::new();
    }
    match app.keymap.action(app.context(), key) {
        Some(action) => {
            let count = app.count.take();
            act(app, action, count)
        }
        None => unbound(app, key),
    }
}

fn digit(app: &App, key: Key) -> Option<usize> {
    match key.code {
        Code::Char(c) if !key.ctrl && !key.alt => {
            let digit = c.to_digit(10)? as usize;
            (digit > 0 || app.count.is_some()).then_some(digit)
        }
        _ => None,
    }
}

/// Terminals send a fast Esc x as Alt-x; without a meaning of its own it is taken apart again.
fn unbound(app: &mut App, key: Key) -> Vec<Effect> {
    app.count = None;
    if !key.alt {
        let help = app.keymap.key_of(app.context(), OpenAction::Help).unwrap_or_default();
        app.say(format!("{key} means nothing here · {help} shows the keys"));
        return Vec::new();
    }
    let mut effects = press(app, Key::named(Named::Esc));
    effects.extend(press(app, Key { alt: false, ..key }));
    effects
}

/// Does what an action says; `count` is the number typed before its key.
fn act(app: &mut App, action: Action, count: Option<usize>) -> Vec<Effect> {
    bookmark::before_jump(app, action);
    if let Some(effects) = view_act(app, action, count) {
        return effects;
    }
    let times = count.unwrap_or(1).min(MOST_REPEATS) as isize;
    match action {
        Action::Comparison(action) => comparison::act(app, action, times),
        Action::Level(LevelAction::Stricter) => comparison::tighten(app, times),
        Action::Level(LevelAction::Looser) => comparison::tighten(app, -times),
        Action::Row(RowAction::Choose) => comparison::choose(app),
        Action::Row(
            RowAction::Sort
            | RowAction::Fold
            | RowAction::Add
            | RowAction::Remove
            | RowAction::Toggle
            | RowAction::Solo
            | RowAction::Recolour,
        ) => Vec::new(),
        Action::List(action) => list_act(app, action, times),
        Action::Text(action) => text_act(app, action, times),
        Action::Open(action) => open_act(app, action),
        Action::Motion(motion) => motion::act(app, motion, count).unwrap_or_default(),
        Action::Pane(PaneAction::Next | PaneAction::Previous) => change_pane(app),
        Action::Pane(PaneAction::Left) => focus(app, Focus::List),
        Action::Pane(PaneAction::Right) | Action::Row(RowAction::Open) => focus(app, Focus::Text),
        Action::Program(action) => program_act(app, action),
    }
}

fn list_act(app: &mut App, action: ListAction, times: isize) -> Vec<Effect> {
    match action {
        ListAction::Mark => mark(app),
        ListAction::NextDocument => motion::step_document(app, times),
        ListAction::PreviousDocument => motion::step_document(app, -times),
        ListAction::Filter => filter::begin(app),
        ListAction::NextOrder => order::next(app),
        ListAction::ReverseOrder => order::reverse(app),
        ListAction::Group => order::group(app),
        ListAction::ToggleList => toggle_list(app),
    }
}

fn text_act(app: &mut App, action: TextAction, times: isize) -> Vec<Effect> {
    match action {
        TextAction::Search => search::begin(app),
        TextAction::SearchNext => search::step(app, times),
        TextAction::SearchPrevious => search::step(app, -times),
        TextAction::OnlyMatches => only_matches::toggle(app),
        TextAction::NextHit => keyword::step_hit(app, times),
        TextAction::PreviousHit => keyword::step_hit(app, -times),
        TextAction::AddKeyword => keyword::ask_from_sentence(app),
        TextAction::NextHidden => next_hit::step(app, Target::Hidden, 1),
        TextAction::SetBookmark => bookmark::ask(app, Naming::Set),
        TextAction::GoToBookmark => bookmark::ask(app, Naming::Go),
        TextAction::Reload => texts::reload(app),
        TextAction::Encoding => loading::ask_encoding(app),
        TextAction::AsText => loading::toggle_text(app),
        TextAction::Follow => following::toggle(app),
    }
}

fn open_act(app: &mut App, action: OpenAction) -> Vec<Effect> {
    match action {
        OpenAction::Compare => comparison::compare(app),
        OpenAction::SearchEverywhere => concordance::begin(app),
        OpenAction::Similar => similar::open(app),
        OpenAction::Keywords => keyword::open_panel(app),
        OpenAction::Bookmarks => bookmark::open_panel(app),
        OpenAction::Command => ask(app, Prompt::new(Purpose::Command { offers: Vec::new() })),
        OpenAction::Help => help(app),
    }
}

fn program_act(app: &mut App, action: ProgramAction) -> Vec<Effect> {
    match action {
        ProgramAction::Narrower => measure(app, -i32::from(MEASURE_STEP)),
        ProgramAction::Wider => measure(app, i32::from(MEASURE_STEP)),
        ProgramAction::Close => close(app),
        ProgramAction::Escape => escape(app),
        ProgramAction::Interrupt => interrupt(app),
        ProgramAction::Suspend => vec![Effect::Suspend],
        ProgramAction::Redraw => vec![Effect::Redraw],
    }
}

/// What an action means to an open panel, if it means anything there.
fn panel_act(app: &mut App, action: Action, count: Option<usize>) -> Option<Vec<Effect>> {
    match (app.panel.as_ref()?, action) {
        (Panel::Keywords(_), _) => keyword::act(app, action, count),
        (Panel::Similar(_), _) => similar::act(app, action, count),
        (Panel::Bookmarks(_), _) => bookmark::act(app, action, count),
        (Panel::Help { .. }, Action::Motion(motion)) => motion::scroll_help(app, motion, count),
        (Panel::Help { .. }, _) => None,
    }
}

/// Lets what lies on top have the action, then what fills the screen.
fn view_act(app: &mut App, action: Action, count: Option<usize>) -> Option<Vec<Effect>> {
    if app.panel.is_some() {
        return panel_act(app, action, count);
    }
    grid::act(app, action, count).or_else(|| concordance::act(app, action, count))
}

fn ask(app: &mut App, prompt: Prompt) -> Vec<Effect> {
    app.prompt = Some(prompt);
    Vec::new()
}

fn help(app: &mut App) -> Vec<Effect> {
    app.panel = match app.panel {
        Some(Panel::Help { .. }) => None,
        _ => Some(Panel::Help { context: app.context(), top: 0 }),
    };
    Vec::new()
}

fn change_pane(app: &mut App) -> Vec<Effect> {
    let on_the_left = match &app.view {
        View::Comparison(comparing) => comparing.side == Side::Left,
        View::Reading | View::Claims(_) | View::Search(_) => app.focus == Focus::List,
    };
    focus(app, if on_the_left { Focus::Text } else { Focus::List })
}

fn focus(app: &mut App, to: Focus) -> Vec<Effect> {
    if let View::Comparison(_) = app.view {
        return comparison::change_side(app, to);
    }
    if to == Focus::Text || app.shows_list() {
        app.focus = to;
    }
    Vec::new()
}

fn mark(app: &mut App) -> Vec<Effect> {
    app.library.toggle_mark();
    match app.library.listing.marks() {
        0 => {}
        1 => app.say("1 marked · c compares it with the selected one"),
        2 => app.say("2 marked · c compares them"),
        marked => app.say(format!("{marked} marked · c shows what each of them says")),
    }
    app.library.listing.step(1);
    texts::show_selected(app)
}

fn measure(app: &mut App, by: i32) -> Vec<Effect> {
    let widest = app.size.width.max(*MEASURES.start());
    let now = i32::from(app.settings.measure.min(widest));
    let to = (now + by).clamp(i32::from(*MEASURES.start()), i32::from(*MEASURES.end()));
    app.settings.measure = u16::try_from(to).unwrap_or(*MEASURES.end());
    app.say(format!("text {to} cells wide"));
    texts::realign(app);
    Vec::new()
}

fn toggle_list(app: &mut App) -> Vec<Effect> {
    let shown = !app.shows_list();
    app.list_shown = ListShown::Chosen(shown);
    if !shown {
        app.focus = Focus::Text;
    }
    Vec::new()
}

fn close(app: &mut App) -> Vec<Effect> {
    if app.panel.take().is_some() {
        return Vec::new();
    }
    match app.view {
        View::Comparison(_) => comparison::close(app),
        View::Claims(_) => grid::close(app),
        View::Search(_) => concordance::close(app),
        View::Reading if app.results.is_some() => concordance::reopen(app),
        View::Reading => writing::leave(app, 0),
    }
}

fn escape(app: &mut App) -> Vec<Effect> {
    app.panes_mut().into_iter().for_each(|pane| pane.last_hidden = None);
    app.pending = Pending::Nothing;
    close_something(app).unwrap_or_default()
}

/// Cancels what is open or at work; with nothing to cancel it leaves as an interrupt does.
fn interrupt(app: &mut App) -> Vec<Effect> {
    if let Some(effects) = close_something(app) {
        return effects;
    }
    match [TaskKind::Compare, TaskKind::Suggest, TaskKind::Rank].into_iter().find(|kind| app.is_busy(*kind)) {
        Some(kind) => {
            app.say("cancelled");
            vec![app.cancel(kind)]
        }
        None => writing::leave(app, 130),
    }
}

fn close_something(app: &mut App) -> Option<Vec<Effect>> {
    if app.panel.take().is_some() {
        return Some(Vec::new());
    }
    if app.in_list()
        && let Some(effects) = filter::lift(app)
    {
        return Some(effects);
    }
    if matches!(app.view, View::Reading) && app.results.is_some() {
        return Some(concordance::reopen(app));
    }
    if app.search.take().is_some() {
        return Some(vec![texts::forget_matches(app)]);
    }
    match app.view {
        View::Comparison(_) => Some(comparison::close(app)),
        View::Claims(_) => Some(grid::close(app)),
        View::Search(_) => Some(concordance::close(app)),
        View::Reading => None,
    }
}
