//! Keys: the prompt takes a key, or the key map names its action.

use crate::tasks::TaskKind;
use crate::ui::app::{App, Clicks, PendingKeys};
use crate::ui::bookmarks::{BookmarkUse, Way};
use crate::ui::component::{Component, KeyContext, MOST_REPEATS};
use crate::ui::input::{
    Action, ComparisonAction, Context, Key, KeyCode, ListAction, Motion, OpenAction, PaneAction,
    ProgramAction, RowAction, TextAction,
};
use crate::ui::list::pane::ListPane;
use crate::ui::message::Effect;
use crate::ui::outcome::Notice;
use crate::ui::panels::Panel;
use crate::ui::prompt::{Prompt, Purpose};
use crate::ui::reader::pending::{HitKind, Pending};
use crate::ui::settings::OpenAt;
use crate::ui::update::copying::CopyForm;
use crate::ui::views::View;

/// The narrowest and the widest a row of text may be made, in cells.
const MEASURES: std::ops::RangeInclusive<u16> = 20..=400;

/// Cells one key press makes the text narrower or wider.
const MEASURE_STEP: u16 = 4;

impl App {
    /// Does what a key asks for.
    pub(crate) fn press_key(&mut self, key: Key) {
        self.list.first = None;
        if !matches!(self.notice, Some(Notice::Trouble(_))) || self.prompt.is_none() {
            self.notice = None;
        }
        self.clicks = Clicks::default();
        if self.prompt.is_some() {
            return self.press_in_prompt(key);
        }
        if self.note_editor.is_some() {
            return self.press_in_note(key);
        }
        let pending = std::mem::take(&mut self.pending_keys);
        if let PendingKeys::Bookmark(naming) = pending {
            return self.name_bookmark(naming, key);
        }
        let count = pending.count();
        if let Some(digit) = digit(key, count) {
            let number = count.unwrap_or(0).saturating_mul(10).saturating_add(digit).min(1_000_000_000);
            self.pending_keys = PendingKeys::Count(number);
            return;
        }
        match self.keymap.action(self.context(), key) {
            Some(action) => self.act(action, count),
            None => self.press_unbound(key),
        }
    }

    /// Handles a key without a binding. Terminals send a fast Esc x as Alt-x, which is split into two keys.
    fn press_unbound(&mut self, key: Key) {
        if !key.alt {
            return self.say(self.unbound_words(key));
        }
        self.press_key(Key { code: KeyCode::Esc, ctrl: false, alt: false, shift: false });
        self.press_key(Key { alt: false, ..key });
    }

    /// Returns the message on a key that is not bound here: where it works, with the key that leads there,
    /// the pane beside this one or the view below first.
    fn unbound_words(&self, key: Key) -> String {
        let here = self.context();
        let near = match (&self.panel, here) {
            (Some(_), _) => self.context_below(),
            (None, Context::List | Context::Selection) => Context::Reader,
            (None, Context::Reader) => Context::List,
            (None, Context::Comparison) => Context::Table,
            (None, Context::Table) => Context::Comparison,
            (None, other) => other,
        };
        let Some(there) = self.keymap.context_of(key, near) else {
            return format!("{key} is not bound here{}", self.hint(OpenAction::Help, "shows the keys"));
        };
        let way = match (&self.panel, here, there) {
            (Some(_), _, _) if there == near => Some(ProgramAction::Close.into()),
            (None, Context::List, Context::Reader) => Some(PaneAction::Next.into()),
            (None, Context::Reader, Context::List) if self.list.is_shown() => Some(PaneAction::Next.into()),
            (None, Context::Selection, Context::Reader | Context::Comparison) => {
                Some(TextAction::Select.into())
            }
            (None, Context::Comparison, Context::Table) => Some(ComparisonAction::NextView.into()),
            (None, Context::Table, Context::Comparison) => Some(ProgramAction::Close.into()),
            (_, _, there) => there.opened_by(),
        };
        let way = way.and_then(|way: Action| self.keymap.key_of(here, way));
        let way = way.map_or(String::new(), |way| format!(" ({way})"));
        format!("{key} is not bound here; it works {}{way}", there.title().replacen("In", "in", 1))
    }

    /// Gives an action to the panel or the view that is open, else to the program; `count` is the number
    /// typed before its key.
    pub(crate) fn act(&mut self, action: Action, count: Option<usize>) {
        let times = count.unwrap_or(1).min(MOST_REPEATS) as isize;
        if self.context() == Context::Selection {
            if let Action::Motion(motion) = action {
                return self.texts().extend_selection(motion, count);
            }
            if let Action::Selection(action) = action {
                return self.texts().move_selection(action, times);
            }
        }
        let is_jump = matches!(action, Action::Motion(Motion::Top | Motion::Bottom | Motion::Percent));
        if is_jump && self.panel.is_none() && !self.in_list() {
            self.texts().remember_place();
        }
        if self.act_in_component(action, count) {
            return;
        }
        match action {
            Action::List(ListAction::Filter) if matches!(self.panel, Some(Panel::Notes(_))) => {
                self.ask_for_note_filter();
            }
            Action::List(action) => {
                let outcome = self.change_list(|list, cx| list.act(action, times, cx));
                self.perform(outcome);
            }
            Action::Text(action) => self.act_on_text(action, times),
            Action::Open(action) => self.open_view(action),
            Action::Program(action) => self.act_on_program(action),
            Action::Row(RowAction::Open) if self.in_list() && self.open_heading() => {}
            Action::Motion(motion) if self.in_list() => self.move_in_list(motion, count),
            Action::Motion(motion) if matches!(self.views.top, View::Reading) => {
                self.texts().move_by(motion, count);
            }
            Action::Pane(PaneAction::Next | PaneAction::Previous) => {
                self.list.set_focus(!self.list.has_focus);
            }
            Action::Pane(PaneAction::Left) => self.list.set_focus(true),
            Action::Pane(PaneAction::Right) | Action::Row(RowAction::Open) => self.list.set_focus(false),
            Action::Motion(_)
            | Action::Row(_)
            | Action::Comparison(_)
            | Action::Level(_)
            | Action::Selection(_) => {}
        }
    }

    /// Gives an action to the panel that is open, else to the view; tells whether it is theirs.
    fn act_in_component(&mut self, action: Action, count: Option<usize>) -> bool {
        let (dimensions, layout) = (self.dimensions(), self.layout());
        let page = if self.panel.is_some() { layout.panes().height.into() } else { layout.page_rows() };
        let mut cx = KeyContext {
            keywords: &self.keywords,
            bookmarks: &self.bookmarks,
            keymap: &self.keymap,
            hand_links: &mut self.comparisons.hand_links,
            dimensions,
            page,
            count,
            outcomes: Vec::new(),
        };
        let component = match &mut self.panel {
            Some(panel) => Some(panel.component_mut()),
            None => self.views.top.component_mut(),
        };
        let is_theirs = component.is_some_and(|component| component.act(action, &mut cx));
        let outcomes = cx.outcomes;
        self.perform(outcomes);
        is_theirs
    }

    /// Performs an action on the text that the keys go to, `times` times where that has a meaning.
    fn act_on_text(&mut self, action: TextAction, times: isize) {
        match action {
            TextAction::Search => match self.texts().search_start() {
                Some(from) => self.prompt = Some(Prompt::new(Purpose::Search(from))),
                None => self.trouble("there is no text to search"),
            },
            TextAction::SearchNext => self.texts().step_match(times),
            TextAction::SearchPrevious => self.texts().step_match(-times),
            TextAction::OnlyMatches => {
                if self.texts().toggle_only_matches() {
                    self.list_hits_of_document();
                }
            }
            TextAction::NextHit => self.texts().step_keyword_hit(times),
            TextAction::PreviousHit => self.texts().step_keyword_hit(-times),
            TextAction::AddKeyword => self.ask_for_keyword(),
            TextAction::NextHidden => self.texts().step_hit(HitKind::Hidden, 1),
            TextAction::SetBookmark => self.ask_for_bookmark(BookmarkUse::Set),
            TextAction::GoToBookmark => self.ask_for_bookmark(BookmarkUse::Go),
            TextAction::Reload => self.reload(),
            TextAction::Encoding => self.ask_encoding(),
            TextAction::AsText => self.show_next_part(),
            TextAction::Follow => self.texts().toggle_following(),
            TextAction::Select => self.texts().toggle_selection(),
            TextAction::AddNote => self.write_note(),
            TextAction::UndoNote => self.undo_note(),
            TextAction::RedoNote => self.redo_note(),
            TextAction::SaveNote | TextAction::SwitchTarget => self.trouble("no note is being written"),
            TextAction::Edit => self.edit(),
            TextAction::Pipe => self.ask_for_program(),
            TextAction::Copy => self.copy(CopyForm::Words),
            TextAction::Cite => self.copy(CopyForm::Citation),
            TextAction::Centre => {
                if let Some((pane, area)) = self.texts().pane_and_area() {
                    pane.centre_current(&area);
                }
            }
            TextAction::Describe => self.describe(),
        }
    }

    fn act_on_program(&mut self, action: ProgramAction) {
        match action {
            ProgramAction::Narrower => self.change_measure(-i32::from(MEASURE_STEP)),
            ProgramAction::Wider => self.change_measure(i32::from(MEASURE_STEP)),
            ProgramAction::Back => self.step_jump(Way::Back),
            ProgramAction::Forward => self.step_jump(Way::Forward),
            ProgramAction::Close => self.close(),
            ProgramAction::Quit => self.quit(0),
            ProgramAction::Escape => self.escape(),
            ProgramAction::Interrupt => self.interrupt(),
            ProgramAction::Suspend => self.background.push(Effect::Suspend),
            ProgramAction::Legend => self.settings.legend = Some(!self.dimensions().legend),
            ProgramAction::Redraw => self.background.push(Effect::Redraw),
        }
    }

    fn change_measure(&mut self, by: i32) {
        let widest = self.size.width.max(*MEASURES.start());
        let now = i32::from(self.settings.measure.min(widest));
        let to = (now + by).clamp(i32::from(*MEASURES.start()), i32::from(*MEASURES.end()));
        self.settings.measure = u16::try_from(to).unwrap_or(*MEASURES.end());
        self.say(format!("text {to} columns wide"));
        self.realign();
    }

    /// Closes the panel, else the view, else the program.
    fn close(&mut self) {
        if !self.close_view() {
            self.quit(0);
        }
    }

    /// Closes the panel, else what fills the screen: a comparison first goes back to both texts. Tells
    /// whether there was anything to close.
    fn close_view(&mut self) -> bool {
        if self.panel.is_some() {
            self.leave_panel();
            return true;
        }
        let dimensions = self.dimensions();
        match &mut self.views.top {
            View::Comparison(comparing) => {
                let outcomes = comparing.close(dimensions);
                self.perform(outcomes);
                true
            }
            View::Reading | View::Claims(_) | View::Search(_) => self.leave_view(),
        }
    }

    /// Leaves the view for the one below it, if there is one, and tells whether there is. Work that only
    /// the closed one waits for is cancelled.
    pub(crate) fn leave_view(&mut self) -> bool {
        if matches!(self.views.top, View::Reading) && !self.views.is_lowest() {
            // The search began at the place that the document was opened at.
            self.reader.search = None;
            self.texts().forget_matches();
            self.reader.opening = OpenAt::Beginning;
        }
        let Some(closed) = self.views.close() else { return false };
        let tasks = closed.component().map_or(&[][..], Component::tasks);
        self.background.cancel_all(tasks);
        match closed {
            View::Comparison(_) | View::Reading => {
                self.reader.pending = Pending::Nothing;
                self.texts().mark_texts();
            }
            View::Claims(_) | View::Search(_) => self.texts().mark_if_outdated(),
        }
        true
    }

    fn escape(&mut self) {
        self.texts().for_each_pane(|pane| pane.last_hidden = None);
        self.reader.pending = Pending::Nothing;
        if self.end_selection() {
            return;
        }
        if !self.close_innermost() {
            self.cancel_awaited();
        }
    }

    /// Ends the selection in the text that has the focus; tells whether there was one.
    fn end_selection(&mut self) -> bool {
        if self.panel.is_some() || self.in_list() {
            return false;
        }
        self.texts().pane_and_area().is_some_and(|(pane, _)| pane.selection.take().is_some())
    }

    /// Cancels what is open or running; with nothing to cancel it leaves as an interrupt does.
    fn interrupt(&mut self) {
        if !self.end_selection() && !self.close_innermost() && !self.cancel_awaited() {
            self.quit(130);
        }
    }

    /// Cancels the task that the user waits for, and tells whether there was one.
    fn cancel_awaited(&mut self) -> bool {
        if matches!(self.views.top, View::Reading) && self.texts().stop_reading() {
            return true;
        }
        let kinds = [TaskKind::Compare, TaskKind::Rank, TaskKind::Stories];
        let Some(kind) = kinds.into_iter().find(|kind| self.background.is_busy(*kind)) else { return false };
        self.background.cancel(kind);
        self.say("cancelled");
        true
    }

    /// Closes the panel, else the filter of the list, the search or the view. Tells whether there
    /// was anything.
    fn close_innermost(&mut self) -> bool {
        if let Some(Panel::Help(help)) = &mut self.panel
            && help.end_search()
        {
            return true;
        }
        if self.panel.is_some() {
            return self.close_view();
        }
        if self.in_list() && self.change_list(ListPane::lift_filter) {
            return true;
        }
        if matches!(self.views.top, View::Reading) && self.leave_view() {
            return true;
        }
        if self.reader.search.take().is_some() {
            self.texts().forget_matches();
            return true;
        }
        self.close_view()
    }
}

/// Returns the digit a key adds to the number before an action; a number does not begin with 0.
fn digit(key: Key, count: Option<usize>) -> Option<usize> {
    match key.code {
        KeyCode::Char(c) if !key.ctrl && !key.alt => {
            let digit = c.to_digit(10)? as usize;
            (digit > 0 || count.is_some()).then_some(digit)
        }
        _ => None,
    }
}
