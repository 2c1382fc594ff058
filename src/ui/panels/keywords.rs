//! The keyword panel: the keywords with their counts, and what might become one.

pub mod draw;

use crate::compare::Suggestion;
use crate::search::Keywords;
use crate::ui::input::motion::Rows;
use crate::ui::input::{Action, RowAction};
use crate::ui::outcome::{KeywordChange, Outcome};
use crate::ui::panels::PanelInput;

/// The keyword panel.
#[derive(Clone, Debug, Default)]
pub struct KeywordPanel {
    /// The selected line: first the keywords, then the suggestions.
    pub selected: usize,
    /// What might become a keyword, the most telling first; none while it is worked out.
    pub suggestions: Option<Vec<Suggestion>>,
}

/// A line of the keyword panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeywordLine<'a> {
    /// The keyword of this number.
    Keyword(usize),
    /// A suggestion.
    Suggestion(&'a Suggestion),
}

impl KeywordPanel {
    /// Returns its lines: the keywords, then the suggestions that are none yet.
    pub fn lines<'a>(&'a self, keywords: &'a Keywords) -> Vec<KeywordLine<'a>> {
        let is_new = |suggestion: &&Suggestion| {
            keywords.iter().all(|(_, known)| known.query().text != suggestion.text)
        };
        let offered = self.suggestions.as_deref().unwrap_or_default().iter().filter(is_new);
        let known = keywords.iter().map(|(number, _)| KeywordLine::Keyword(number));
        known.chain(offered.map(KeywordLine::Suggestion)).collect()
    }

    /// Returns the number of the selected keyword.
    pub fn keyword(&self, keywords: &Keywords) -> Option<usize> {
        match self.lines(keywords).get(self.selected)? {
            KeywordLine::Keyword(number) => Some(*number),
            KeywordLine::Suggestion(_) => None,
        }
    }

    /// Selects a keyword.
    pub(crate) fn select(&mut self, keyword: usize, keywords: &Keywords) {
        let line = self.lines(keywords).iter().position(|line| *line == KeywordLine::Keyword(keyword));
        self.selected = line.unwrap_or(self.selected);
    }

    /// Keeps the selection among the lines there are.
    pub(crate) fn settle(&mut self, keywords: &Keywords) {
        self.selected = self.selected.min(self.lines(keywords).len().saturating_sub(1));
    }

    pub(crate) fn act(
        &mut self,
        action: Action,
        count: Option<usize>,
        input: PanelInput<'_>,
    ) -> Option<Vec<Outcome>> {
        match action {
            Action::Motion(motion) => {
                let lines = self.lines(input.keywords).len();
                self.selected =
                    motion.row(count, Rows { count: lines, selected: self.selected, page: input.page })?;
                Some(Vec::new())
            }
            Action::Row(RowAction::Add) => Some(vec![Outcome::AskForKeyword]),
            Action::Row(action) => {
                let change = self.change(action, input.keywords);
                Some(change.map(Outcome::ChangeKeywords).into_iter().collect())
            }
            Action::Pane(_)
            | Action::Level(_)
            | Action::Comparison(_)
            | Action::List(_)
            | Action::Text(_)
            | Action::Open(_)
            | Action::Program(_) => None,
        }
    }

    fn change(&self, action: RowAction, keywords: &Keywords) -> Option<KeywordChange> {
        match (action, *self.lines(keywords).get(self.selected)?) {
            (RowAction::Remove, KeywordLine::Keyword(number)) => Some(KeywordChange::Remove(number)),
            (RowAction::Solo, KeywordLine::Keyword(number)) => Some(KeywordChange::Solo(number)),
            (RowAction::Recolour, KeywordLine::Keyword(number)) => Some(KeywordChange::Recolour(number)),
            (RowAction::Toggle, KeywordLine::Keyword(number)) => Some(KeywordChange::Toggle(number)),
            (RowAction::Toggle, KeywordLine::Suggestion(suggestion)) => {
                Some(KeywordChange::Add(format!("literal:{}", suggestion.text)))
            }
            (RowAction::Remove | RowAction::Solo | RowAction::Recolour, KeywordLine::Suggestion(_))
            | (RowAction::Choose | RowAction::Open | RowAction::Sort | RowAction::Fold | RowAction::Add, _) => {
                None
            }
        }
    }
}
