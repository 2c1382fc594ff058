//! From a key to what it does: the prompt takes it, or the key map names an action.

use crate::tasks::task::TaskKind;
use crate::ui::app::{App, Focus, ListShown, Notice, PendingKeys, View};
use crate::ui::bookmarks::Naming;
use crate::ui::input::key::Named;
use crate::ui::input::{
    Action, Code, Key, ListAction, OpenAction, PaneAction, ProgramAction, RowAction, TextAction,
};
use crate::ui::list::{arranging, filter};
use crate::ui::message::Effect;
use crate::ui::outcome::Outcome;
use crate::ui::panels::help::HelpPanel;
use crate::ui::panels::{Panel, PanelInput};
use crate::ui::prompt::{Prompt, Purpose};
use crate::ui::reader::pending::{Pending, Target};
use crate::ui::update::next_hit;
use crate::ui::update::prompting::Typed;
use crate::ui::update::{
    bookmarks, comparing, keywords, likeness, motion, perform, prompting, searching, writing,
};
use crate::ui::update::{following, loading, only_matches, text_search, texts};

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
        return match prompting::press(app, key) {
            Typed::Done(effects) => effects,
            Typed::Then(mut effects, key) => {
                effects.extend(press(app, key));
                effects
            }
            Typed::Act(action, count) => act(app, action, count),
        };
    }
    let pending = std::mem::take(&mut app.pending_keys);
    if let PendingKeys::Bookmark(naming) = pending {
        return bookmarks::name(app, naming, key);
    }
    let count = pending.count();
    if let Some(digit) = digit(key, count) {
        let number = count.unwrap_or(0).saturating_mul(10).saturating_add(digit).min(1_000_000_000);
        app.pending_keys = PendingKeys::Count(number);
        return Vec::new();
    }
    match app.keymap.action(app.context(), key) {
        Some(action) => act(app, action, count),
        None => unbound(app, key),
    }
}

/// Returns the digit a key adds to the number before an action; a number does not begin with 0.
fn digit(key: Key, count: Option<usize>) -> Option<usize> {
    match key.code {
        Code::Char(c) if !key.ctrl && !key.alt => {
            let digit = c.to_digit(10)? as usize;
            (digit > 0 || count.is_some()).then_some(digit)
        }
        _ => None,
    }
}

/// Terminals send a fast Esc x as Alt-x; without a meaning of its own it is taken apart again.
fn unbound(app: &mut App, key: Key) -> Vec<Effect> {
    if !key.alt {
        let help = app.keymap.key_of(app.context(), OpenAction::Help).unwrap_or_default();
        app.say(format!("{key} means nothing here · {help} shows the keys"));
        return Vec::new();
    }
    let mut effects = press(app, Key::named(Named::Esc));
    effects.extend(press(app, Key { alt: false, ..key }));
    effects
}

/// Gives an action to the panel or the view that is open, else to the program; `count` is the number
/// typed before its key.
fn act(app: &mut App, action: Action, count: Option<usize>) -> Vec<Effect> {
    bookmarks::before_jump(app, action);
    if let Some(outcomes) = component_act(app, action, count) {
        return perform(app, outcomes);
    }
    let times = count.unwrap_or(1).min(MOST_REPEATS) as isize;
    match action {
        Action::List(action) => list_act(app, action, times),
        Action::Text(action) => text_act(app, action, times),
        Action::Open(action) => open_act(app, action),
        Action::Program(action) => program_act(app, action),
        Action::Motion(motion) if matches!(app.view, View::Reading) => motion::act(app, motion, count),
        Action::Pane(PaneAction::Next | PaneAction::Previous) => {
            focus(app, if app.focus == Focus::List { Focus::Text } else { Focus::List })
        }
        Action::Pane(PaneAction::Left) => focus(app, Focus::List),
        Action::Pane(PaneAction::Right) | Action::Row(RowAction::Open) => focus(app, Focus::Text),
        Action::Motion(_) | Action::Row(_) | Action::Comparison(_) | Action::Level(_) => Vec::new(),
    }
}

/// Gives an action to the panel that is open, else to the view; `None` when it is not theirs.
fn component_act(app: &mut App, action: Action, count: Option<usize>) -> Option<Vec<Outcome>> {
    let (dimensions, page) = (app.dimensions(), app.layout().page_rows());
    if let Some(panel) = &mut app.panel {
        let input = PanelInput {
            keywords: &app.keywords,
            bookmarks: &app.bookmarks,
            keymap: &app.keymap,
            page: usize::from(app.size.height.saturating_sub(1)),
        };
        return panel.act(action, count, input);
    }
    match &mut app.view {
        View::Reading => None,
        View::Comparison(comparing) => comparing.act(action, count, dimensions, &mut app.anchors),
        View::Claims(claims) => claims.act(action, count, page),
        View::Search(results) => results.act(action, count, page),
    }
}

fn list_act(app: &mut App, action: ListAction, times: isize) -> Vec<Effect> {
    match action {
        ListAction::Mark => mark(app),
        ListAction::NextDocument => motion::step_document(app, times),
        ListAction::PreviousDocument => motion::step_document(app, -times),
        ListAction::Filter => filter::begin(app),
        ListAction::NextOrder => arranging::next_order(app),
        ListAction::ReverseOrder => arranging::reverse(app),
        ListAction::Group => arranging::group(app),
        ListAction::ToggleList => toggle_list(app),
    }
}

fn text_act(app: &mut App, action: TextAction, times: isize) -> Vec<Effect> {
    match action {
        TextAction::Search => text_search::begin(app),
        TextAction::SearchNext => text_search::step(app, times),
        TextAction::SearchPrevious => text_search::step(app, -times),
        TextAction::OnlyMatches => only_matches::toggle(app),
        TextAction::NextHit => keywords::step_hit(app, times),
        TextAction::PreviousHit => keywords::step_hit(app, -times),
        TextAction::AddKeyword => {
            keywords::ask_from_sentence(app);
            Vec::new()
        }
        TextAction::NextHidden => next_hit::step(app, Target::Hidden, 1),
        TextAction::SetBookmark => bookmarks::ask(app, Naming::Set),
        TextAction::GoToBookmark => bookmarks::ask(app, Naming::Go),
        TextAction::Reload => texts::reload(app),
        TextAction::Encoding => loading::ask_encoding(app),
        TextAction::AsText => loading::toggle_text(app),
        TextAction::Follow => following::toggle(app),
    }
}

fn open_act(app: &mut App, action: OpenAction) -> Vec<Effect> {
    match action {
        OpenAction::Compare => comparing::compare(app),
        OpenAction::SearchEverywhere => searching::begin(app),
        OpenAction::Similar => likeness::open(app),
        OpenAction::Keywords => keywords::open_panel(app),
        OpenAction::Bookmarks => bookmarks::open_panel(app),
        OpenAction::Command => {
            app.prompt = Some(Prompt::new(Purpose::Command { offers: Vec::new() }));
            Vec::new()
        }
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

fn help(app: &mut App) -> Vec<Effect> {
    app.panel = match app.panel {
        Some(Panel::Help(_)) => None,
        _ => Some(Panel::Help(HelpPanel { context: app.context(), top: 0 })),
    };
    Vec::new()
}

fn focus(app: &mut App, to: Focus) -> Vec<Effect> {
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

/// Closes the panel, else the view, else the program.
fn close(app: &mut App) -> Vec<Effect> {
    if app.panel.is_none() && matches!(app.view, View::Reading) && app.results.is_none() {
        return writing::leave(app, 0);
    }
    close_view(app).unwrap_or_default()
}

/// Closes the panel, else what fills the screen: a comparison first goes back to both texts.
fn close_view(app: &mut App) -> Option<Vec<Effect>> {
    let dimensions = app.dimensions();
    match &mut app.view {
        View::Comparison(comparing) if app.panel.is_none() => {
            let outcomes = comparing.close(dimensions);
            Some(perform(app, outcomes))
        }
        View::Reading if app.panel.is_none() && app.results.is_none() => None,
        _ => Some(leave(app)),
    }
}

/// Leaves the panel, else the view, for what is below it. Work that only it waits for is cancelled.
pub(crate) fn leave(app: &mut App) -> Vec<Effect> {
    if let Some(panel) = app.panel.take() {
        return match panel {
            Panel::Similar(_) => vec![app.cancel(TaskKind::Rank)],
            Panel::Keywords(_) | Panel::Bookmarks(_) | Panel::Help(_) => Vec::new(),
        };
    }
    let kind = match &app.view {
        View::Comparison(_) => return texts::leave_comparison(app),
        View::Reading => return searching::reopen(app),
        View::Claims(_) => TaskKind::Compare,
        View::Search(_) => TaskKind::Everywhere,
    };
    app.view = View::Reading;
    vec![app.cancel(kind)]
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

/// Closes what is open: the panel, the filter of the list, the search, the view.
fn close_something(app: &mut App) -> Option<Vec<Effect>> {
    if app.panel.is_some() {
        return close_view(app);
    }
    if app.in_list()
        && let Some(effects) = filter::lift(app)
    {
        return Some(effects);
    }
    if matches!(app.view, View::Reading) && app.results.is_some() {
        return Some(searching::reopen(app));
    }
    if app.search.take().is_some() {
        return Some(vec![texts::forget_matches(app)]);
    }
    close_view(app)
}
