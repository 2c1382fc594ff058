//! The prompt: a line in which a search, a keyword, a filter, an encoding or a command is typed.

pub mod command;

use crate::search::{CaseRule, Defaults, Kind, Query};
use crate::text::terms::is_stop_word;
use crate::text::words::words;
use crate::text::{Charset, Encoding};
use crate::ui::input::edit::Edited;
use crate::ui::input::{Action, Context, Key, KeyCode, Keymap, LineEdit, Motion, ProgramAction};
use crate::ui::prompt::command::Command;
use crate::ui::reader::pending::Place;

/// What is being typed, with what only that needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A search that shows its first match while it is typed, and goes back to this place when it is given up.
    Search(Place),
    /// A search of the help screen that shows its first match while it is typed.
    HelpSearch,
    /// A search of every document that shows its hits while it is typed.
    Everywhere,
    /// A new keyword; Tab goes through the words of the current sentence.
    Keyword,
    /// What the list is filtered by.
    Filter(Follows),
    /// The name of an encoding; the document is read in this one now. Tab goes through those there are.
    Encoding(Option<Charset>),
    /// A command; Tab steps through its completions.
    Command,
}

impl Purpose {
    /// Tells whether the line is a query.
    pub(crate) fn is_search(self) -> bool {
        matches!(self, Purpose::Search(_) | Purpose::Everywhere)
    }
}

/// The most lines remembered.
const REMEMBERED: usize = 100;

/// The lines typed before, newest last.
#[derive(Clone, Debug, Default)]
pub struct Histories {
    /// Searches.
    pub search: Vec<String>,
    /// Commands.
    pub command: Vec<String>,
}

impl Histories {
    /// Remembers a line as the newest of its history.
    pub(crate) fn remember(history: &mut Vec<String>, line: String) {
        history.retain(|known| *known != line);
        history.push(line);
        if history.len() > REMEMBERED {
            history.remove(0);
        }
    }
}

/// The change that a key made to the prompt, and the action that follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PromptOutcome {
    /// No action follows.
    Nothing,
    /// The line or an option of the search changed.
    Edited,
    /// The line was accepted.
    Accepted,
    /// The prompt must be closed, and its changes undone.
    Dismissed,
    /// The same, and this key is for the view below the prompt.
    DismissedBefore(Key),
    /// The completions of the path in this line are requested.
    Complete(String),
    /// The selection of the list must be moved.
    Move(Motion),
    /// An action of the program is requested.
    Act(ProgramAction),
}

/// What the selection of the list follows while a filter is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follows {
    /// What fits best, since the line was edited.
    Best,
    /// What was chosen, since keys moved it.
    Choice,
}

/// A line being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    /// What it is for.
    pub purpose: Purpose,
    /// What was typed so far.
    pub line: LineEdit,
    /// Why it was not accepted.
    pub error: Option<String>,
    /// Word or regular expression or neither, changed by Alt-w and Alt-r in a search.
    pub(crate) kind: Kind,
    /// How case counts, changed by Alt-c in a search.
    pub(crate) case: CaseRule,
    /// The completions of the line, through which Tab goes. Those of a command or an encoding are found when Tab is
    /// first pressed.
    pub(crate) offers: Vec<String>,
    /// How far back in the history, or in the offers, the line is; 0 is what was typed.
    back: usize,
    /// What was typed before an earlier line took its place.
    typed: String,
}

impl Prompt {
    /// Returns an empty prompt.
    pub fn new(purpose: Purpose) -> Self {
        let (line, offers, typed) = (LineEdit::default(), Vec::new(), String::new());
        let (kind, case) = (Kind::Literal, CaseRule::Smart);
        Self { purpose, line, error: None, kind, case, offers, back: 0, typed }
    }

    /// Returns a filter that begins with this line.
    pub(crate) fn filter(typed: &str) -> Self {
        Self { line: LineEdit::new(typed), ..Self::new(Purpose::Filter(Follows::Choice)) }
    }

    /// Returns the query of a search with the kind and case set in the prompt, else with these.
    pub(crate) fn query(&self, otherwise: Defaults) -> Option<Query> {
        let (kind, case) = (over(self.kind, otherwise.kind), over(self.case, otherwise.case));
        self.purpose.is_search().then(|| Query::parse(self.line.text(), Defaults { kind, case }))
    }

    /// Does what a key asks for.
    pub(crate) fn press(&mut self, key: Key, keymap: &Keymap, histories: &Histories) -> PromptOutcome {
        if let Some(outcome) = self.press_in_filter(key) {
            return outcome;
        }
        if let Some(by) = history_step(key) {
            self.recall(self.history(histories), by);
            return self.edited();
        }
        let is_empty = self.line.text().is_empty();
        match (key.code, key.ctrl) {
            (KeyCode::Enter, _) | (KeyCode::Char('m' | 'j'), true) => return PromptOutcome::Accepted,
            (KeyCode::Esc, _) | (KeyCode::Char('c' | 'g'), true) => return PromptOutcome::Dismissed,
            (KeyCode::Tab, _) => return self.complete(),
            (KeyCode::Backspace, _) | (KeyCode::Char('h'), true) if is_empty => {
                return PromptOutcome::Dismissed;
            }
            _ => {}
        }
        if self.toggle(key) {
            return self.edited();
        }
        match (self.line.press(key), keymap.action(Context::Everywhere, key)) {
            (Edited::Text, _) => self.edited(),
            // Terminals send a fast Esc x as Alt-x.
            (Edited::Nothing, _) if key.alt => PromptOutcome::DismissedBefore(Key { alt: false, ..key }),
            (
                Edited::Nothing,
                Some(Action::Program(action @ (ProgramAction::Suspend | ProgramAction::Redraw))),
            ) => PromptOutcome::Act(action),
            (Edited::Cursor | Edited::Nothing, _) => PromptOutcome::Nothing,
        }
    }

    /// Puts pasted text into the line.
    pub(crate) fn paste(&mut self, text: &str) -> PromptOutcome {
        self.line.insert(text);
        self.edited()
    }

    /// While a filter is typed, the keys that would go through a history go through the list.
    fn press_in_filter(&mut self, key: Key) -> Option<PromptOutcome> {
        let Purpose::Filter(follows) = &mut self.purpose else { return None };
        let motion = match (history_step(key), key.code) {
            (Some(by), _) => {
                if by > 0 {
                    Motion::Up
                } else {
                    Motion::Down
                }
            }
            (None, KeyCode::PageUp) => Motion::PageUp,
            (None, KeyCode::PageDown) => Motion::PageDown,
            _ => return None,
        };
        *follows = Follows::Choice;
        Some(PromptOutcome::Move(motion))
    }

    fn history<'a>(&self, histories: &'a Histories) -> &'a [String] {
        match self.purpose {
            Purpose::Search(_) | Purpose::Everywhere => &histories.search,
            Purpose::Command => &histories.command,
            Purpose::Keyword | Purpose::Filter(_) | Purpose::HelpSearch | Purpose::Encoding(_) => &[],
        }
    }

    fn edited(&mut self) -> PromptOutcome {
        self.error = None;
        match &mut self.purpose {
            Purpose::Command | Purpose::Encoding(_) => {
                self.offers.clear();
                self.back = 0;
            }
            Purpose::Filter(follows) => *follows = Follows::Best,
            Purpose::Search(_) | Purpose::Everywhere | Purpose::Keyword | Purpose::HelpSearch => {}
        }
        PromptOutcome::Edited
    }

    /// Puts the next of the names that the line may become in its place.
    fn complete(&mut self) -> PromptOutcome {
        let typed = self.line.text();
        if self.offers.is_empty() && self.purpose == Purpose::Command {
            if let Some((_, path)) = Command::file_name(typed) {
                return PromptOutcome::Complete(path.to_owned());
            }
            self.offers = Command::offers(typed);
        } else if self.offers.is_empty() && matches!(self.purpose, Purpose::Encoding(_)) {
            self.offers = Encoding::names(typed.trim());
        }
        self.offer();
        PromptOutcome::Nothing
    }

    /// Takes the completions of the path of a command, unless the line has changed since.
    pub(crate) fn completed(&mut self, typed: &str, names: Vec<String>) {
        if self.line.text() != typed {
            return;
        }
        if let (Purpose::Command, Some((before, _))) = (self.purpose, Command::file_name(typed)) {
            self.offers = names.into_iter().map(|name| format!("{before}{name}")).collect();
            if self.offers.is_empty() {
                self.error = Some("no such file or folder yet".into());
            }
        }
        self.offer();
    }

    /// Puts an earlier line in its place (a later one when `by` is negative, at last what was
    /// typed).
    fn recall(&mut self, history: &[String], by: isize) {
        let back = self.back.saturating_add_signed(by).min(history.len());
        if back == self.back {
            return;
        }
        if self.back == 0 {
            self.typed = self.line.text().to_string();
        }
        self.back = back;
        let earlier = history.len().checked_sub(back).and_then(|at| history.get(at));
        self.line = LineEdit::new(earlier.unwrap_or(&self.typed));
    }

    fn offer(&mut self) {
        if !self.offers.is_empty() {
            self.line = LineEdit::new(&self.offers[self.back % self.offers.len()]);
            self.back += 1;
        }
    }

    /// Changes an option of the search, if `key` asks for that.
    fn toggle(&mut self, key: Key) -> bool {
        if !key.alt || !self.purpose.is_search() {
            return false;
        }
        let flip = |now: Kind, to: Kind| if now == to { Kind::Literal } else { to };
        match key.code {
            KeyCode::Char('r') => self.kind = flip(self.kind, Kind::Regex),
            KeyCode::Char('w') => self.kind = flip(self.kind, Kind::Word),
            KeyCode::Char('c') => {
                self.case = match self.case {
                    CaseRule::Smart => CaseRule::Match,
                    CaseRule::Match => CaseRule::Ignore,
                    CaseRule::Ignore => CaseRule::Smart,
                }
            }
            _ => return false,
        }
        true
    }
}

/// Returns the words of a sentence that could be keywords, each once.
pub(crate) fn telling_words(sentence: &str) -> Vec<String> {
    let mut telling: Vec<String> = Vec::new();
    for word in words(sentence).map(|span| span.of(sentence)) {
        if !is_stop_word(word) && !telling.iter().any(|known| known == word) {
            telling.push(word.to_string());
        }
    }
    telling
}

/// Returns the choice made in the prompt, else the choice made on the command line.
fn over<T: Default + PartialEq>(here: T, chosen_before: T) -> T {
    if here == T::default() { chosen_before } else { here }
}

/// Returns which way through the history a key goes: 1 to older lines, -1 to newer ones.
fn history_step(key: Key) -> Option<isize> {
    match key.code {
        KeyCode::Up => Some(1),
        KeyCode::Down => Some(-1),
        KeyCode::Char('p') if key.ctrl => Some(1),
        KeyCode::Char('n') if key.ctrl => Some(-1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_history_goes_both_ways() {
        let history = ["one".to_string(), "two".to_string()];
        let mut prompt = Prompt::new(Purpose::Command);
        prompt.recall(&history, 1);
        assert_eq!(prompt.line.text(), "two");
        prompt.recall(&history, 5);
        assert_eq!(prompt.line.text(), "one");
        prompt.recall(&history, -1);
        prompt.recall(&history, -1);
        assert_eq!(prompt.line.text(), "");
    }

    #[test]
    fn going_through_the_history_keeps_the_typed_line() {
        for (history, steps) in [(&["one".to_string()][..], &[1, -1][..]), (&[], &[1]), (&[], &[-1])] {
            let mut prompt = Prompt::new(Purpose::Command);
            prompt.line = LineEdit::new("tide");
            for by in steps {
                prompt.recall(history, *by);
            }
            assert_eq!(prompt.line.text(), "tide", "{history:?} {steps:?}");
        }
    }

    #[test]
    fn offers_start_over_after_the_last_one() {
        let mut prompt = Prompt::new(Purpose::Keyword);
        prompt.offers = vec!["tide".into(), "moon".into()];
        let mut seen = Vec::new();
        for _ in 0..3 {
            prompt.offer();
            seen.push(prompt.line.text().to_string());
        }
        assert_eq!(seen, ["tide", "moon", "tide"]);
    }
}
