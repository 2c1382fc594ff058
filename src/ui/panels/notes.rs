//! The panel that lists the user's notes: those on the documents on the screen, on the documents in the list, or all.

use std::collections::HashMap;

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::storage::store::NoteId;
use crate::tasks::{EntryId, ListedNote, NotedPlace, PanelData, TaskKind};
use crate::text::fold::{CaseFold, Folded};
use crate::ui::component::{Component, Hint, KeyContext};
use crate::ui::drawing::{DrawContext, Role, fitted, inset};
use crate::ui::input::{
    Action, Context, ListAction, Motion, PaneAction, ProgramAction, RowAction, TextAction,
};
use crate::ui::layout::Layout;
use crate::ui::list::library::Library;
use crate::ui::outcome::Outcome;
use crate::ui::panels::{draw_box, draw_list};
use crate::ui::selectable_list::SelectableList;

/// The most cells of the title of a document, or of the message on a note.
const RIGHT: usize = 28;

/// The notes that are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteScope {
    /// The notes on the documents on the screen.
    OnScreen,
    /// The notes on documents of the list.
    Library,
    /// All notes.
    Everything,
}

impl NoteScope {
    const ALL: [NoteScope; 3] = [NoteScope::OnScreen, NoteScope::Library, NoteScope::Everything];

    fn words(self) -> &'static str {
        match self {
            NoteScope::OnScreen => "this document",
            NoteScope::Library => "the documents in the list",
            NoteScope::Everything => "everything",
        }
    }

    /// Returns the scope `by` places further; the first follows the last.
    fn step(self, by: usize) -> Self {
        let at = Self::ALL.iter().position(|scope| *scope == self).unwrap_or(0);
        Self::ALL[(at + by) % Self::ALL.len()]
    }
}

/// A note of the panel.
#[derive(Clone, Debug)]
struct NotePanelRow {
    note: ListedNote,
    /// Its document, if that is in the list.
    entry: Option<EntryId>,
}

/// The list of notes.
#[derive(Clone, Debug, Default)]
pub struct NotePanel {
    /// All notes, drafts first; `None` while they are read.
    notes: Option<Vec<NotePanelRow>>,
    /// Where each of them is in `notes`.
    by_id: HashMap<NoteId, usize>,
    /// The scope, once it is chosen or the notes have been read.
    scope: Option<NoteScope>,
    filter: String,
    /// The notes of the scope that the filter leaves, by index.
    rows: Vec<usize>,
    list: SelectableList,
}

impl NotePanel {
    /// Takes the notes. The first time, the narrowest scope with a note is shown.
    fn take_notes(&mut self, notes: Vec<ListedNote>, library: &Library) {
        let listed = |note: ListedNote| NotePanelRow { entry: library.find(&note.path), note };
        let notes: Vec<NotePanelRow> = notes.into_iter().map(listed).collect();
        let is_in = |scope: NoteScope| notes.iter().any(|listed| is_in(listed, scope));
        let narrowest = NoteScope::ALL.into_iter().find(|scope| is_in(*scope));
        self.scope = self.scope.or(narrowest).or(Some(NoteScope::Everything));
        self.by_id = notes.iter().enumerate().map(|(at, listed)| (listed.note.note.id, at)).collect();
        self.notes = Some(notes);
        self.choose_rows();
    }

    /// Takes where the passages of notes are now. The notes of each document are found one after the other, so
    /// each step looks at its own notes alone.
    fn take_places(&mut self, found: Vec<(NoteId, NotedPlace)>) {
        for (id, place) in found {
            let at = self.by_id.get(&id).copied();
            if let Some(listed) = at.and_then(|at| self.notes.as_mut()?.get_mut(at)) {
                listed.note.place = place;
            }
        }
    }

    /// Returns the filter as it was typed.
    pub(crate) fn filter(&self) -> &str {
        &self.filter
    }

    /// Lists only the notes that have all these words.
    pub(crate) fn set_filter(&mut self, typed: &str) {
        typed.clone_into(&mut self.filter);
        self.list = SelectableList::default();
        self.choose_rows();
    }

    /// Returns the keys of the notes listed.
    pub(crate) fn listed(&self) -> Vec<NoteId> {
        let notes = self.rows.iter().filter_map(|row| self.notes.as_ref()?.get(*row));
        notes.filter(|listed| !listed.note.is_draft()).map(|listed| listed.note.note.id).collect()
    }

    fn choose_rows(&mut self) {
        let words = Folded::of(&self.filter, CaseFold::Lower);
        let words: Vec<&str> = words.as_str().split_whitespace().collect();
        let scope = self.scope.unwrap_or(NoteScope::Everything);
        let is_wanted = |listed: &NotePanelRow| {
            is_in(listed, scope) && words.iter().all(|word| listed.note.folded.contains(word))
        };
        let notes = self.notes.iter().flatten().enumerate();
        self.rows = notes.filter(|(_, listed)| is_wanted(listed)).map(|(at, _)| at).collect();
        self.list.select(self.list.selected, self.rows.len());
    }

    fn selected(&self) -> Option<&NotePanelRow> {
        self.notes.as_ref()?.get(*self.rows.get(self.list.selected)?)
    }

    fn heading(&self, cells: usize) -> String {
        let scope = self.scope.map_or(String::new(), |scope| format!(" · {}", scope.words()));
        let all = self.notes.as_ref().map_or(0, Vec::len);
        let count =
            if self.rows.len() < all { format!(" · {} of {all}", self.rows.len()) } else { String::new() };
        let filter =
            if self.filter.is_empty() { String::new() } else { format!(" · filter: {}", self.filter) };
        crate::text::width::fit(&format!("Notes{scope}{count}{filter}"), cells).to_string()
    }

    fn row(&self, cx: &DrawContext<'_>, at: usize, cells: usize) -> Line<'static> {
        let Some(listed) = self.rows.get(at).and_then(|row| self.notes.as_ref()?.get(*row)) else {
            return Line::default();
        };
        let ListedNote { note, place, .. } = &listed.note;
        let (right, role) = match place {
            NotedPlace::NotFound => ("passage not found".to_owned(), Role::Trouble),
            NotedPlace::Unreadable(why) => (why.clone(), Role::Trouble),
            NotedPlace::Unknown | NotedPlace::Found(..) => (note.title.clone(), Role::Dim),
        };
        let right = fitted(&right, RIGHT.min(cells / 3), cx.style(role));
        let room = cells.saturating_sub(right.width() + 2);
        let sign = if listed.note.is_draft() { "draft: " } else { "" };
        let words: Vec<&str> = note.text.split_whitespace().collect();
        let words = format!("{sign}{}", words.join(" "));
        let gap = if words.is_empty() { "" } else { "  " };
        let quotation: Vec<&str> = listed.note.quotation().split_whitespace().collect();
        let quotation = match quotation.as_slice() {
            [] => "the whole document".to_owned(),
            words => format!("“{}”", words.join(" ")),
        };
        // At least a third of the row is the passage.
        let words = fitted(&words, room * 2 / 3, Style::new());
        let left = room.saturating_sub(words.width() + gap.len());
        let quotation = fitted(&quotation, left, cx.style(Role::Dim));
        let pad = " ".repeat(left.saturating_sub(quotation.width()) + 2);
        Line::from(vec![words, Span::raw(gap), quotation, Span::raw(pad), right])
    }
}

/// Tells whether a note belongs to a scope; a draft belongs to each.
fn is_in(listed: &NotePanelRow, scope: NoteScope) -> bool {
    listed.note.is_draft()
        || match scope {
            NoteScope::OnScreen => listed.note.is_on_screen,
            NoteScope::Library => listed.entry.is_some() || listed.note.is_on_screen,
            NoteScope::Everything => true,
        }
}

impl Component for NotePanel {
    fn context(&self) -> Context {
        Context::Notes
    }

    fn hints(&self) -> &'static [Hint] {
        &[
            (Action::Row(RowAction::Choose), "go to it"),
            (Action::Pane(PaneAction::Next), "other documents"),
            (Action::List(ListAction::Filter), "filter"),
            (Action::Text(TextAction::AddNote), "change"),
            (Action::Row(RowAction::Remove), "remove"),
            (Action::Text(TextAction::UndoNote), "undo"),
            (Action::Program(ProgramAction::Close), "close"),
        ]
    }

    fn tasks(&self) -> &'static [TaskKind] {
        &[TaskKind::Panel]
    }

    fn move_by(&mut self, motion: Motion, cx: &mut KeyContext<'_>) {
        self.list.move_by(motion, cx.count, self.rows.len(), cx.page);
    }

    fn change_pane(&mut self, action: PaneAction, _: &mut KeyContext<'_>) {
        let by = match action {
            PaneAction::Next | PaneAction::Right => 1,
            PaneAction::Previous | PaneAction::Left => NoteScope::ALL.len() - 1,
        };
        self.scope = self.scope.map(|scope| scope.step(by));
        self.choose_rows();
    }

    fn choose(&mut self, cx: &mut KeyContext<'_>) {
        if let Some(listed) = self.selected() {
            cx.ask([Outcome::Close, Outcome::GoToNote(Box::new(listed.note.clone()))]);
        }
    }

    fn act_on_row(&mut self, action: RowAction, cx: &mut KeyContext<'_>) {
        if let Some(listed) = self.selected().filter(|_| action == RowAction::Remove) {
            cx.ask([Outcome::RemoveNote(Box::new(listed.note.note.clone()))]);
        }
    }

    fn act_on_text(&mut self, action: TextAction, cx: &mut KeyContext<'_>) -> bool {
        let is_mine = action == TextAction::AddNote;
        if let Some(listed) = self.selected().filter(|_| is_mine) {
            cx.ask([Outcome::EditNote(Box::new(listed.note.clone()))]);
        }
        is_mine
    }

    fn take(&mut self, data: PanelData, library: &Library) -> Result<(), String> {
        match data {
            PanelData::Notes(notes) => self.take_notes(notes?, library),
            PanelData::NotePlaces(places) => self.take_places(places),
            PanelData::Suggestions(_) | PanelData::Timeline(_) | PanelData::Printed(_) => {}
        }
        Ok(())
    }

    fn draw(&self, cx: &mut DrawContext<'_>, layout: &Layout) {
        let heading = self.heading(layout.panes().width.into());
        if self.rows.is_empty() {
            let area = inset(draw_box(cx, layout, &heading, 1), 1, 1);
            let words = match &self.notes {
                None => "reading the notes …",
                Some(notes) if notes.is_empty() => "there are no notes yet",
                Some(_) if self.filter.is_empty() => "no notes here",
                Some(_) => "no notes contain these words",
            };
            return cx.put(cx.words(words, Role::Dim), area);
        }
        draw_list(cx, layout, &heading, (self.list, self.rows.len()), |cx, at, cells| {
            self.row(cx, at, cells)
        });
    }
}
