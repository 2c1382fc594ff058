//! Documents by similarity: the panel that lists them, and the choice of the document to compare with.

use crate::compare::percent;
use crate::tasks::entry::EntryId;
use crate::ui::app::App;
use crate::ui::input::ProgramAction;
use crate::ui::list::keys::NO_DOCUMENT;
use crate::ui::list::pane::RankedFor;
use crate::ui::panels::Panel;
use crate::ui::panels::similar::SimilarPanel;

impl App {
    /// Lists the documents by similarity to the one shown.
    pub(crate) fn open_similar(&mut self) {
        let Some(to) = self.reader.entry() else { return self.trouble(NO_DOCUMENT) };
        match self.change_list(|list, cx| list.rank(to, RankedFor::Choosing, cx)) {
            Ok(()) => self.panel = Some(Panel::Similar(SimilarPanel::new(to))),
            Err(why) => self.trouble(why),
        }
    }

    /// Compares a document with the most similar one, as soon as that one is known.
    pub(crate) fn compare_with_nearest(&mut self, to: EntryId) {
        self.panel = None;
        match self.change_list(|list, cx| list.rank(to, RankedFor::Choosing, cx)) {
            Ok(()) => {
                let hint = self.hint(ProgramAction::Escape, "cancels");
                self.say(format!("looking for the most similar document …{hint}"));
            }
            Err(why) => self.trouble(why),
        }
    }

    /// Takes the documents by similarity: puts them into the open panel, or else compares the first of them.
    pub(crate) fn take_ranked(&mut self, to: EntryId, found: Vec<(EntryId, f64)>) {
        if self.list.ranked_for == RankedFor::Sorting {
            let sorted = self.change_list(|list, cx| list.take_similarities(to, &found, cx));
            return self.perform([sorted]);
        }
        if let Some(Panel::Similar(panel)) = &mut self.panel {
            if panel.to == to {
                panel.found = Some(found);
            }
            return;
        }
        let Some((nearest, similarity)) = found.first().copied().filter(|(_, similarity)| *similarity > 0.0)
        else {
            return self.trouble("no other document has anything in common with this one");
        };
        self.compare_in_order(to, nearest);
        let name = self.list.library.title(nearest);
        let percent = percent(similarity);
        self.say(format!("the most similar of {} others ({percent} %): {name}", found.len()));
    }
}
