//! What keys do to a comparison, and how one is opened and left.

use super::entry::EntryId;
use super::message::Effect;
use super::state::{App, Focus, View};
use super::texts::compare_entries;
use crate::compare::Side;
use crate::input::Action;

/// Compares the two marked documents, else the shown one with the marked one, else the only two.
pub(super) fn compare(app: &mut App) -> Vec<Effect> {
    match pair(app) {
        Ok((left, right)) => compare_entries(app, left, right),
        Err(why) => {
            app.trouble(why);
            Vec::new()
        }
    }
}

fn pair(app: &App) -> Result<(EntryId, EntryId), String> {
    let here = app.library.selected().map(|(entry, _)| entry);
    let ordered = |one: EntryId, two: EntryId| if one < two { (one, two) } else { (two, one) };
    let marked = app.library.marked();
    match (marked.as_slice(), here) {
        ([one, two], _) => return Ok((*one, *two)),
        ([_, _, ..], _) => {
            return Err(format!(
                "{} documents are marked: a comparison takes two; Space takes a mark away",
                marked.len()
            ));
        }
        ([one], Some(here)) if *one != here => return Ok(ordered(*one, here)),
        _ => {}
    }
    let readable: Vec<EntryId> = app.library.readable().take(3).collect();
    match readable.as_slice() {
        [] | [_] => Err("there is nothing to compare with: open a second document beside this one".into()),
        [one, two] => Ok(ordered(*one, *two)),
        _ => Err("which two? mark one or two documents in the list with Space, then press c".into()),
    }
}

/// Moves the cursor to the other side: in a comparison the panes are its sides.
pub(super) fn change_side(app: &mut App, to: Focus) -> Vec<Effect> {
    let layout = app.layout();
    if let View::Comparing(comparing) = &mut app.view {
        comparing.change_side(match to {
            Focus::List => Side::Left,
            Focus::Text => Side::Right,
        });
        comparing.follow(&layout);
    }
    Vec::new()
}

/// Does what an action asks of an open comparison.
pub(super) fn act(app: &mut App, action: Action, count: Option<usize>) -> Vec<Effect> {
    let layout = app.layout();
    let View::Comparing(comparing) = &mut app.view else { return Vec::new() };
    let times = count.unwrap_or(1).min(10_000);
    let mut trouble = None;
    match action {
        Action::NextLink | Action::PreviousLink => {
            let by = if action == Action::NextLink { 1 } else { -1 };
            if !(0..times).all(|_| comparing.step_link(by, &layout)) {
                trouble = Some(if by > 0 { "no further link below" } else { "no further link above" });
            }
        }
        Action::Counterpart if !comparing.cross(&layout) => {
            trouble = Some("this sentence has no counterpart");
        }
        Action::NextView => comparing.next_view(),
        Action::ToggleLock => comparing.toggle_lock(&layout),
        Action::Swap => comparing.swap(&layout),
        Action::Stricter => comparing.tighten(1, &layout),
        Action::Looser => comparing.tighten(-1, &layout),
        _ => {}
    }
    if action == Action::NextView {
        reveal(app);
    }
    let said = said(app, action);
    match (trouble, said) {
        (Some(trouble), _) => app.say(trouble),
        (None, Some(said)) => app.say(said),
        _ => {}
    }
    Vec::new()
}

/// The view has another layout now.
fn reveal(app: &mut App) {
    let layout = app.layout();
    if let View::Comparing(comparing) = &mut app.view {
        comparing.reveal(&layout);
    }
}

fn said(app: &App, action: Action) -> Option<String> {
    let View::Comparing(comparing) = &app.view else { return None };
    match action {
        Action::NextView => Some(format!("shown: {}", comparing.shown.words())),
        Action::ToggleLock => Some(comparing.scroll.words().into()),
        Action::Stricter | Action::Looser => {
            let levels = comparing.levels;
            Some(format!("strong from {:.2}, weak from {:.2}", levels.strong, levels.weak))
        }
        _ => None,
    }
}
