//! The actions of keys in a text: searches, hits, bookmarks, and how it is read.

use crate::ui::bookmarks::Naming;
use crate::ui::input::TextAction;
use crate::ui::outcome::Outcome;
use crate::ui::reader::pending::Target;
use crate::ui::reader::texts::Texts;

impl Texts<'_> {
    /// Does what a key asks for, `times` times; returns what the rest of the program has to do.
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
            TextAction::NextHidden => self.step_hit(Target::Hidden, 1),
            TextAction::SetBookmark => return Some(Outcome::AskForBookmark(Naming::Set)),
            TextAction::GoToBookmark => return Some(Outcome::AskForBookmark(Naming::Go)),
            TextAction::Reload => return Some(Outcome::Reload),
            TextAction::Encoding => return Some(Outcome::AskForEncoding),
            TextAction::AsText => return Some(Outcome::ShowNextPart),
            TextAction::Follow => self.toggle_following(),
        }
        None
    }
}
