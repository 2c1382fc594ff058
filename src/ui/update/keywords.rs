//! Keywords: asking for one, and changing them.

use std::sync::Arc;

use crate::ui::app::App;
use crate::ui::list::pane::ListPane;
use crate::ui::outcome::KeywordChange;
use crate::ui::panels::Panel;
use crate::ui::prompt::{Prompt, Purpose, telling_words};

impl App {
    /// Asks for a keyword, offering the words of the current sentence.
    pub(crate) fn ask_for_keyword(&mut self) {
        let offers =
            self.pane().and_then(|pane| Some(telling_words(pane.document.sentence_text(pane.current()?))));
        self.prompt = Some(Prompt::new(Purpose::Keyword { offers: offers.unwrap_or_default() }));
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
}
