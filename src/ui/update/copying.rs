//! Copying: the selection, the current sentence, row or hit, with its source or without.

use crate::tasks::{Task, TaskKind};
use crate::text::CopiedText;
use crate::ui::app::App;
use crate::ui::component::Component;
use crate::ui::message::Effect;
use crate::ui::quotation::Quotation;

/// The most bytes that the sequence OSC 52 carries to every terminal: xterm takes 100 000 bytes with the
/// beginning of the sequence, in Base64.
const MOST: usize = 74_994;

/// The form in which a passage is copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CopyForm {
    /// Its words.
    Words,
    /// Its words in quotation marks, and their source.
    Citation,
}

impl App {
    /// Copies and ends the selection, else the selected row, hit or sentence.
    pub(super) fn copy(&mut self, form: CopyForm) {
        if self.pane().is_some_and(|pane| pane.selected().is_some() && Quotation::here(pane).is_none()) {
            return self.trouble("only part of a text this long is in memory: select less of it");
        }
        let copied = self.copied(form).filter(|copied| !copied.as_str().trim().is_empty());
        let Some(copied) = copied else { return self.trouble("there is nothing to copy here") };
        match &self.settings.copy {
            Some(_) if self.background.is_busy(TaskKind::Copy) => {
                self.trouble("the previous copy is still under way: try again in a moment");
            }
            Some(command) => self.background.start(Task::Copy(command.clone(), copied)),
            None if copied.as_str().len() > MOST => {
                let bytes = copied.as_str().len();
                return self.trouble(format!(
                    "not copied: {bytes} bytes; a terminal takes {MOST}; a program named by `copy` in the settings takes more"
                ));
            }
            None => {
                self.say(sent(&copied));
                self.background.push(Effect::Copy(copied));
            }
        }
        self.texts().for_each_pane(|pane| pane.selection = None);
    }

    /// Takes the result of giving text to the program that copies.
    pub(crate) fn take_copied(&mut self, result: Result<CopiedText, String>) {
        self.background.written(TaskKind::Copy, result.is_ok());
        match result {
            Ok(copied) => self.say(sent(&copied)),
            Err(why) => self.trouble(format!("not copied: {why}")),
        }
    }

    /// Returns the text to copy; `None` where there is none.
    pub(super) fn copied(&self, form: CopyForm) -> Option<CopiedText> {
        let view = self.views.top.component();
        let words = || match view.and_then(Component::copied_row) {
            Some(row) => Some(row),
            None => Some(Quotation::here(self.pane()?)?.words),
        };
        let mut citations = self.quotations().into_iter().map(|found| found.citation(&self.list.library));
        match (form, citations.next()) {
            (CopyForm::Words, _) | (CopyForm::Citation, None) => words(),
            (CopyForm::Citation, Some(mut first)) => {
                for citation in citations {
                    first.push("\n");
                    first.append(&citation);
                }
                Some(first)
            }
        }
    }

    /// Returns the selected passages: those of a link or a row, else the selection or the current sentence.
    fn quotations(&self) -> Vec<Quotation> {
        match self.views.top.component() {
            Some(view) => view.quotations(),
            None => self.pane().and_then(Quotation::here).into_iter().collect(),
        }
    }
}

fn sent(copied: &CopiedText) -> String {
    format!("sent to the clipboard: {}", copied.size())
}
