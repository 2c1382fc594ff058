//! Keywords: asking for one, changing them, and keeping them under a name.

use std::sync::Arc;

use crate::tasks::{Memory, Recall};
use crate::ui::app::App;
use crate::ui::list::pane::ListPane;
use crate::ui::outcome::KeywordChange;
use crate::ui::panels::Panel;
use crate::ui::prompt::{Prompt, Purpose, telling_words};

impl App {
    /// Asks for a keyword, offering the words of the current sentence.
    pub(crate) fn ask_for_keyword(&mut self) {
        let mut prompt = Prompt::new(Purpose::Keyword);
        if let Some((pane, current)) = self.pane().and_then(|pane| Some((pane, pane.current()?))) {
            prompt.offers = telling_words(pane.document.sentence_text(current));
        }
        self.prompt = Some(prompt);
    }

    /// Changes the keywords, or says what is wrong with a new one.
    pub(crate) fn change_keywords(&mut self, change: KeywordChange) -> Result<(), String> {
        let before = self.keywords.len();
        let keywords = Arc::make_mut(&mut self.keywords);
        let added = change.apply(keywords, self.settings.defaults)?;
        if let Some(Panel::Keywords(panel)) = &mut self.panel {
            match added {
                Some(number) => panel.select(number, keywords),
                None => panel.settle(keywords),
            }
        }
        if added.is_none() && keywords.len() == before {
            self.change_list(ListPane::hits_recounted);
            return Ok(());
        }
        // The counts of all documents belong to the keywords as they were.
        self.list.library.forget_counts(self.keywords.len());
        self.texts().mark_texts();
        self.change_list(ListPane::read_all_summaries);
        Ok(())
    }

    /// Keeps the keywords under a name.
    pub(crate) fn save_keywords(&mut self, name: String) {
        if self.memory.store.is_none() {
            return self.trouble(self.why_nothing_is_kept());
        }
        if self.keywords.is_empty() {
            return self.trouble("there are no keywords to save");
        }
        self.say(format!("saving the keywords as '{name}'"));
        self.memory.waiting.push(Memory::Keywords(name, self.written_keywords()));
    }

    /// Replaces the keywords by those kept under a name.
    pub(crate) fn load_keywords(&mut self, name: String) {
        if self.memory.store.is_none() {
            return self.trouble(self.why_nothing_is_kept());
        }
        self.recall(Recall::Keywords(name));
    }

    fn why_nothing_is_kept(&self) -> String {
        let failure = self.memory.failure.clone();
        failure.unwrap_or_else(|| "nothing is kept: --no-state, or no home folder".to_owned())
    }

    /// Returns the keywords as they are written on the command line.
    pub(super) fn written_keywords(&self) -> Vec<String> {
        self.keywords.iter().map(|(_, keyword)| keyword.to_string()).collect()
    }

    /// Replaces the keywords by these, written as on the command line.
    pub(super) fn replace_keywords(&mut self, keywords: Vec<String>) {
        let numbers: Vec<usize> = self.keywords.iter().map(|(number, _)| number).collect();
        let removed = numbers.into_iter().rev().map(KeywordChange::Remove);
        for change in removed.chain(keywords.into_iter().map(KeywordChange::Add)) {
            let changed = self.change_keywords(change);
            self.report(changed);
        }
    }
}
