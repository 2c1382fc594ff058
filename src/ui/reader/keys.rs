//! The actions of keys in a text: searches, hits, bookmarks, and how it is read.

use crate::text::Span;
use crate::ui::bookmarks::Naming;
use crate::ui::input::{Motion, SelectionAction, TextAction};
use crate::ui::outcome::{CopyForm, Outcome};
use crate::ui::reader::pending::HitKind;
use crate::ui::reader::selection::HeadMotion;
use crate::ui::reader::texts::Texts;

impl Texts<'_> {
    /// Begins a selection in the text that has the focus, or ends the one that keys move. One made with the mouse
    /// is moved by keys from now on.
    fn toggle_selection(&mut self) {
        let Some((pane, _)) = self.pane_and_area() else { return self.trouble("there is no text here") };
        match &mut pane.selection {
            Some(selection) if selection.is_by_keys => pane.selection = None,
            Some(selection) => selection.is_by_keys = true,
            None => pane.begin_selection(),
        }
    }

    /// Moves the end of the selection, or swaps its ends, and brings the end that moves into view.
    pub(crate) fn move_selection(&mut self, action: SelectionAction, times: isize) {
        match action {
            SelectionAction::NextCharacter => self.move_head(HeadMotion::Characters(times)),
            SelectionAction::PreviousCharacter => self.move_head(HeadMotion::Characters(-times)),
            SelectionAction::NextWord => self.move_head(HeadMotion::Words(times)),
            SelectionAction::PreviousWord => self.move_head(HeadMotion::Words(-times)),
            SelectionAction::OtherEnd => {
                let pane = self.pane_and_area().map(|(pane, _)| pane);
                if let Some(selection) = pane.and_then(|pane| pane.selection.as_mut()) {
                    std::mem::swap(&mut selection.anchor, &mut selection.head);
                    let head = selection.head;
                    self.go_to_passage(Span::new(head, head + 1));
                }
            }
        }
    }

    /// Moves the end of the selection as a motion goes through the text.
    pub(crate) fn extend_selection(&mut self, motion: Motion, count: Option<usize>) {
        if let Some((_, area)) = self.pane_and_area() {
            self.move_head(HeadMotion::Course(motion.course(count, area.rows())));
        }
    }

    fn move_head(&mut self, motion: HeadMotion) {
        let Some((pane, area)) = self.pane_and_area() else { return };
        let Some(to) = pane.moved_head(motion, &area) else { return };
        if let Some(selection) = &mut pane.selection {
            selection.head = to;
        }
        self.go_to_passage(Span::new(to, to + 1));
    }

    /// Performs an action `times` times; returns what the rest of the program has to do.
    pub(crate) fn act(&mut self, action: TextAction, times: isize) -> Option<Outcome> {
        match action {
            TextAction::Search => {
                let no_text = || Outcome::Trouble("there is no text to search".into());
                return Some(self.search_start().map_or_else(no_text, Outcome::AskForSearch));
            }
            TextAction::SearchNext => self.step_match(times),
            TextAction::SearchPrevious => self.step_match(-times),
            TextAction::OnlyMatches => return self.toggle_only_matches(),
            TextAction::NextHit => self.step_keyword_hit(times),
            TextAction::PreviousHit => self.step_keyword_hit(-times),
            TextAction::AddKeyword => return Some(Outcome::AskForKeyword),
            TextAction::NextHidden => self.step_hit(HitKind::Hidden, 1),
            TextAction::SetBookmark => return Some(Outcome::AskForBookmark(Naming::Set)),
            TextAction::GoToBookmark => return Some(Outcome::AskForBookmark(Naming::Go)),
            TextAction::Reload => return Some(Outcome::Reload),
            TextAction::Encoding => return Some(Outcome::AskForEncoding),
            TextAction::AsText => return Some(Outcome::ShowNextPart),
            TextAction::Follow => self.toggle_following(),
            TextAction::Select => self.toggle_selection(),
            TextAction::AddNote => return Some(Outcome::WriteNote),
            TextAction::UndoNote => return Some(Outcome::UndoNote),
            TextAction::RedoNote => return Some(Outcome::RedoNote),
            TextAction::SaveNote | TextAction::SwitchTarget => {
                return Some(Outcome::Trouble("no note is being written".into()));
            }
            TextAction::Edit => return Some(Outcome::Edit),
            TextAction::Pipe => return Some(Outcome::AskForProgram),
            TextAction::Copy => return Some(Outcome::Copy(CopyForm::Words)),
            TextAction::Cite => return Some(Outcome::Copy(CopyForm::Citation)),
            TextAction::Centre => {
                if let Some((pane, area)) = self.pane_and_area() {
                    pane.centre_current(&area);
                }
            }
            TextAction::Describe => return Some(Outcome::Describe),
        }
        None
    }
}
