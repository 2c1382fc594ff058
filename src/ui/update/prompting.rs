//! Handling the keys and lines typed in the prompt.

use std::str::FromStr;

use crate::search::Query;
use crate::tasks::Task;
use crate::ui::app::App;
use crate::ui::bookmarks::Bookmark;
use crate::ui::input::{Key, Motion};
use crate::ui::list::pane::ListPane;
use crate::ui::outcome::KeywordChange;
use crate::ui::panels::Panel;
use crate::ui::prompt::command::Command;
use crate::ui::prompt::{Histories, Prompt, PromptOutcome, Purpose};
use crate::ui::reader::pending::NextHit;

impl App {
    /// Gives a key to the prompt.
    pub(crate) fn press_in_prompt(&mut self, key: Key) {
        let Some(prompt) = &mut self.prompt else { return };
        let outcome = prompt.press(key, &self.keymap, &self.histories);
        match outcome {
            PromptOutcome::Nothing => {}
            PromptOutcome::Edited => self.prompt_edited(),
            PromptOutcome::Accepted => self.accept_prompt(),
            PromptOutcome::Dismissed => self.dismiss_prompt(),
            PromptOutcome::DismissedBefore(key) => {
                self.dismiss_prompt();
                self.press_key(key);
            }
            PromptOutcome::Complete(path) => {
                let typed = prompt.line.text().to_string();
                self.background.start(Task::Complete { typed, path });
            }
            PromptOutcome::Move(motion) if self.panel.is_some() => self.act(motion.into(), None),
            PromptOutcome::Move(motion) => self.move_in_list(motion, None),
            PromptOutcome::Act(action) => self.act(action.into(), None),
        }
    }

    /// Puts pasted text into the prompt; without a prompt it is ignored.
    pub(crate) fn paste(&mut self, text: &str) {
        let Some(prompt) = &mut self.prompt else { return };
        prompt.paste(text);
        self.prompt_edited();
    }

    /// Handles a changed line: a search goes to its first match, a filter shows the entries that match.
    fn prompt_edited(&mut self) {
        let Some(prompt) = &self.prompt else { return };
        self.notice = None;
        let text = prompt.line.text().to_string();
        let query = prompt.query(self.settings.defaults).unwrap_or_default();
        let (result, from) = match prompt.purpose {
            Purpose::Everywhere => (self.search_as_typed(query), None),
            Purpose::Search(from) if text.is_empty() => return self.texts().forget_search(from),
            Purpose::Search(from) => (self.texts().find(query, NextHit::first_match(from.top.0)), Some(from)),
            Purpose::Filter(_) => {
                return match &mut self.panel {
                    Some(Panel::Notes(panel)) => panel.set_filter(&text),
                    Some(_) | None => self.change_list(|list, cx| list.set_filter(&text, cx)),
                };
            }
            Purpose::HelpSearch => (self.search_help(&text), None),
            Purpose::Keyword | Purpose::Command | Purpose::Encoding(_) => return,
        };
        if let Err(why) = result {
            if let Some(prompt) = &mut self.prompt {
                prompt.error = Some(why);
            }
            match from {
                Some(from) => self.texts().forget_search(from),
                None if matches!(self.panel, Some(Panel::Help(_))) => {}
                None => self.close_typed_search(),
            }
        }
    }

    /// Searches the help screen; the error says that there is no match.
    fn search_help(&mut self, text: &str) -> Result<(), String> {
        let page = self.layout().panes().height.into();
        let Some(Panel::Help(help)) = &mut self.panel else { return Ok(()) };
        let is_found = help.search(text, &self.keymap, self.size.width.into(), page);
        if is_found || text.is_empty() { Ok(()) } else { Err("not found in this help".into()) }
    }

    /// Closes the prompt without doing anything; a search goes back to where it began.
    fn dismiss_prompt(&mut self) {
        self.notice = None;
        match self.prompt.take().map(|prompt| prompt.purpose) {
            Some(Purpose::Search(from)) => self.texts().forget_search(from),
            Some(Purpose::Filter(_)) => match &mut self.panel {
                Some(Panel::Notes(panel)) => panel.set_filter(""),
                Some(_) | None => self.change_list(ListPane::dismiss_filter),
            },
            Some(Purpose::Everywhere) => self.close_typed_search(),
            Some(Purpose::HelpSearch) => drop(self.search_help("")),
            Some(Purpose::Keyword | Purpose::Encoding(_) | Purpose::Command) | None => {}
        }
    }

    fn accept_prompt(&mut self) {
        let Some(prompt) = self.prompt.take() else { return };
        let text = prompt.line.text().to_string();
        let is_blank = text.trim().is_empty();
        match &prompt.purpose {
            Purpose::Search(_) => self.accept_search(prompt, text),
            Purpose::Filter(_) => self.list.before_filter = None,
            Purpose::HelpSearch if prompt.error.is_some() => self.prompt = Some(prompt),
            Purpose::HelpSearch => {}
            Purpose::Everywhere => {
                let query = prompt.query(self.settings.defaults).unwrap_or_default();
                self.accept_everywhere(prompt, &text, query);
            }
            Purpose::Encoding(_) => {
                let chosen = self.choose_encoding(&text);
                self.ask_again_after(chosen, prompt);
            }
            Purpose::Keyword | Purpose::Command if is_blank => {}
            Purpose::Keyword => {
                let changed = self.change_keywords(KeywordChange::Add(text));
                self.ask_again_after(changed, prompt);
            }
            Purpose::Command => match Command::from_str(&text) {
                Ok(command) => {
                    Histories::remember(&mut self.histories.command, text);
                    self.run_command(command);
                }
                Err(why) => self.trouble(why),
            },
        }
    }

    fn accept_search(&mut self, prompt: Prompt, text: String) {
        if text.is_empty() {
            self.prompt = Some(prompt);
            return self.dismiss_prompt();
        }
        if prompt.error.is_some() {
            self.prompt = Some(prompt);
            return;
        }
        let query = self.reader.search.as_ref().map_or(text, |search| search.query.to_string());
        Histories::remember(&mut self.histories.search, query);
        if let (Purpose::Search(from), Some(pane)) = (prompt.purpose, self.pane()) {
            let from = Bookmark::at(pane.entry, &pane.document, from.here());
            self.bookmarks.leave(from);
        }
        self.texts().announce_match();
    }

    fn accept_everywhere(&mut self, prompt: Prompt, text: &str, query: Query) {
        if text.is_empty() {
            return self.accept_no_query();
        }
        if prompt.error.is_none() {
            Histories::remember(&mut self.histories.search, query.to_string());
        }
        let accepted = self.accept_query(query);
        self.ask_again_after(accepted, prompt);
    }

    /// Does what a command says.
    fn run_command(&mut self, command: Command) {
        match command {
            Command::Quit => self.quit(0),
            Command::Write(path, overwrite) => self.write_report(path, overwrite),
            Command::WriteNotes(path, overwrite) => self.write_notes(path, overwrite),
            Command::Show(shown) => self.show_comparison_view(shown),
            Command::Strong(level) => self.set_levels(Some(level), None),
            Command::Weak(level) => self.set_levels(None, Some(level)),
            Command::Sort(by) => self.sort(by),
            Command::Filter(typed) => self.filter_by(&typed),
            Command::Encoding(name) => {
                let chosen = self.choose_encoding(&name);
                self.report(chosen);
            }
            Command::SaveKeywords(name) => self.save_keywords(name),
            Command::LoadKeywords(name) => self.load_keywords(name),
            Command::Act(action) => self.act(action, None),
            Command::Line(line) => self.act(Motion::Bottom.into(), Some(line)),
            Command::Percent(percent) => self.act(Motion::Percent.into(), Some(percent)),
        }
    }

    /// Takes the names a path may become.
    pub(crate) fn take_completions(&mut self, typed: &str, names: Vec<String>) {
        if let Some(prompt) = &mut self.prompt {
            prompt.completed(typed, names);
        }
    }

    /// Opens the prompt again with the error, if there was one.
    fn ask_again_after(&mut self, result: Result<(), String>, mut prompt: Prompt) {
        if let Err(why) = result {
            prompt.error = Some(why);
            self.prompt = Some(prompt);
        }
    }
}
