//! Bookmarks: set one, go to one, go back to where a jump began, look through them all.

use crate::compare::Side;
use crate::ui::app::{App, Focus, PendingKeys, Reading, View};
use crate::ui::bookmarks::{Bookmark, Naming};
use crate::ui::input::key::Named;
use crate::ui::input::{Action, Code, Key, Motion, TextAction};
use crate::ui::message::Effect;
use crate::ui::panels::Panel;
use crate::ui::panels::bookmarks::BookmarkPanel;
use crate::ui::reader::text_pane::TextPane;
use crate::ui::settings::Opening;
use crate::ui::update::loading;

/// Lets the next key name a bookmark, with or without a text: a letter typed ahead must do nothing else.
pub(crate) fn ask(app: &mut App, naming: Naming) -> Vec<Effect> {
    let back = app.keymap.key_of(app.context(), Action::Text(TextAction::GoToBookmark)).unwrap_or_default();
    app.say(match naming {
        Naming::Set => "a letter names the bookmark".into(),
        Naming::Go => format!("the letter of a bookmark, or {back} for where the last jump began"),
    });
    app.pending_keys = PendingKeys::Bookmark(naming);
    Vec::new()
}

/// Takes the key that names a bookmark; one that is no letter names none.
pub(crate) fn name(app: &mut App, naming: Naming, key: Key) -> Vec<Effect> {
    let back = app.keymap.action(app.context(), key) == Some(Action::Text(TextAction::GoToBookmark));
    match (naming, key.code) {
        (Naming::Go, _) if back => go_back(app),
        (_, Code::Char(letter)) if letter.is_alphabetic() && !key.ctrl && !key.alt => match naming {
            Naming::Set => set(app, letter),
            Naming::Go => go_to(app, letter),
        },
        (_, Code::Named(Named::Esc)) => Vec::new(),
        _ => {
            app.trouble(format!("{key} is no letter, so it names no bookmark"));
            Vec::new()
        }
    }
}

fn set(app: &mut App, letter: char) -> Vec<Effect> {
    let Some(bookmark) = app.pane().map(TextPane::bookmark) else {
        app.trouble("there is no text here");
        return Vec::new();
    };
    app.bookmarks.set(letter, bookmark);
    let back = app.keymap.key_of(app.context(), Action::Text(TextAction::GoToBookmark)).unwrap_or_default();
    app.say(format!("bookmark {letter} set: {back}{letter} comes back here"));
    Vec::new()
}

pub(crate) fn go_to(app: &mut App, letter: char) -> Vec<Effect> {
    if let Some(bookmark) = app.bookmarks.get(letter).cloned() {
        return go(app, bookmark);
    }
    let set = app.keymap.key_of(app.context(), TextAction::SetBookmark).unwrap_or_default();
    app.trouble(format!("there is no bookmark {letter}: {set}{letter} sets it"));
    Vec::new()
}

fn go_back(app: &mut App) -> Vec<Effect> {
    if let Some(bookmark) = app.bookmarks.left().cloned() {
        return go(app, bookmark);
    }
    app.trouble("there was no jump yet");
    Vec::new()
}

/// Remembers the current sentence if the action jumps away from it.
pub(crate) fn before_jump(app: &mut App, action: Action) {
    let is_jump = match action {
        Action::Motion(Motion::Top | Motion::Bottom | Motion::Percent) => !app.in_list(),
        Action::Text(action) => match action {
            TextAction::SearchNext
            | TextAction::SearchPrevious
            | TextAction::NextHit
            | TextAction::PreviousHit
            | TextAction::NextHidden => true,
            TextAction::Search
            | TextAction::OnlyMatches
            | TextAction::AddKeyword
            | TextAction::SetBookmark
            | TextAction::GoToBookmark
            | TextAction::Reload
            | TextAction::Encoding
            | TextAction::AsText
            | TextAction::Follow => false,
        },
        Action::Motion(_)
        | Action::Comparison(_)
        | Action::Level(_)
        | Action::Row(_)
        | Action::List(_)
        | Action::Open(_)
        | Action::Pane(_)
        | Action::Program(_) => false,
    };
    if is_jump && app.panel.is_none() {
        leave(app);
    }
}

/// Remembers the current sentence as the one to go back to.
pub(crate) fn leave(app: &mut App) {
    if let Some(from) = app.pane().map(TextPane::bookmark) {
        app.bookmarks.leave(from);
    }
}

fn go(app: &mut App, bookmark: Bookmark) -> Vec<Effect> {
    let Some(entry) = app.library.entry(bookmark.entry) else {
        app.trouble("its document is no longer in the list");
        return Vec::new();
    };
    if let View::Comparison(comparing) = &app.view {
        let is_on = |side: &Side| comparing.pane(*side).entry == bookmark.entry;
        let Some(side) = [comparing.side, comparing.side.other()].into_iter().find(is_on) else {
            let title = entry.title().into_owned();
            app.trouble(format!("it is in another document: {title}"));
            return Vec::new();
        };
        leave(app);
        let dimensions = app.dimensions();
        if let View::Comparison(comparing) = &mut app.view {
            comparing.go_to_side(side, dimensions);
        }
        return loading::at_bookmark(app, &bookmark);
    }
    leave(app);
    app.focus = Focus::Text;
    match &app.reading {
        Reading::Text(pane) if pane.entry == bookmark.entry => loading::at_bookmark(app, &bookmark),
        _ => loading::open(app, bookmark.entry, Opening::Bookmark(bookmark)),
    }
}

/// Opens the list of bookmarks.
pub(crate) fn open_panel(app: &mut App) -> Vec<Effect> {
    if app.bookmarks.iter().len() == 0 {
        let set = app.keymap.key_of(app.context(), TextAction::SetBookmark).unwrap_or_default();
        app.trouble(format!("there is no bookmark yet: {set} and a letter sets one"));
        return Vec::new();
    }
    app.panel = Some(Panel::Bookmarks(BookmarkPanel::default()));
    Vec::new()
}
