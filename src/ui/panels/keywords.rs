//! The keyword panel: the keywords with their counts, and suggestions for new ones.

use std::cmp::Ordering;

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::compare::Suggestion;
use crate::search::{KeywordFocus, Keywords};
use crate::tasks::{Counted, PanelData, TaskKind};
use crate::text::width::width;
use crate::ui::component::{Component, Hint, KeyContext};
use crate::ui::drawing::{DrawContext, Role, fitted, inset};
use crate::ui::input::{Action, Context, Motion, OpenAction, ProgramAction, RowAction, TextAction};
use crate::ui::layout::Layout;
use crate::ui::list::library::Library;
use crate::ui::outcome::{KeywordChange, Outcome};
use crate::ui::selectable_list::{ListAppearance, SelectableList};

/// The widest the panel gets, in cells.
const WIDEST: u16 = 64;

/// Cells of the longest heading beside the counts.
const HEADING: usize = 12;

/// Cells of the counts of a line, and those before the name.
const COUNTS: usize = 16;
const SIGN: usize = 3;

/// The keyword panel.
#[derive(Clone, Debug, Default)]
pub struct KeywordPanel {
    /// The selected line: first the keywords, then the suggestions.
    list: SelectableList,
    /// The suggested keywords, the most distinctive first; `None` while they are computed.
    suggestions: Option<Vec<Suggestion>>,
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
    /// Returns a panel where there is no text to suggest keywords for.
    pub(crate) fn without_suggestions() -> Self {
        Self { list: SelectableList::default(), suggestions: Some(Vec::new()) }
    }

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
        match self.lines(keywords).get(self.list.selected)? {
            KeywordLine::Keyword(number) => Some(*number),
            KeywordLine::Suggestion(_) => None,
        }
    }

    /// Selects a keyword.
    pub(crate) fn select(&mut self, keyword: usize, keywords: &Keywords) {
        let line = self.lines(keywords).iter().position(|line| *line == KeywordLine::Keyword(keyword));
        self.list.selected = line.unwrap_or(self.list.selected);
    }

    /// Keeps the selection among the lines there are.
    pub(crate) fn settle(&mut self, keywords: &Keywords) {
        self.list.select(self.list.selected, self.lines(keywords).len());
    }

    fn change(&self, action: RowAction, keywords: &Keywords) -> Option<KeywordChange> {
        match (action, *self.lines(keywords).get(self.list.selected)?) {
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

impl Component for KeywordPanel {
    fn context(&self) -> Context {
        Context::Keywords
    }

    fn hints(&self) -> &'static [Hint] {
        &[
            (Action::Row(RowAction::Toggle), "hide, take"),
            (Action::Row(RowAction::Add), "add"),
            (Action::Program(ProgramAction::Close), "close"),
            (Action::Row(RowAction::Remove), "remove"),
            (Action::Row(RowAction::Solo), "solo"),
            (Action::Row(RowAction::Recolour), "colour"),
            (Action::Text(TextAction::NextHit), "next hit"),
            (Action::Open(OpenAction::Help), "help"),
        ]
    }

    fn tasks(&self) -> &'static [TaskKind] {
        &[TaskKind::Suggest]
    }

    fn move_by(&mut self, motion: Motion, cx: &mut KeyContext<'_>) {
        let lines = self.lines(cx.keywords).len();
        self.list.move_by(motion, cx.count, lines, cx.page);
    }

    fn act_on_row(&mut self, action: RowAction, cx: &mut KeyContext<'_>) {
        if action == RowAction::Add {
            return cx.ask([Outcome::AskForKeyword]);
        }
        cx.ask(self.change(action, cx.keywords).map(Outcome::ChangeKeywords));
    }

    fn take(&mut self, data: PanelData, _: &Library) -> Result<(), String> {
        if let PanelData::Suggestions(suggestions) = data {
            self.suggestions = Some(suggestions);
        }
        Ok(())
    }

    fn draw(&self, cx: &mut DrawContext<'_>, layout: &Layout) {
        let lines = self.lines(cx.keywords);
        let names = lines.iter().map(|line| width(&name(cx, *line)));
        // The heading of the suggestions is the shortest row.
        let cells = names.max().unwrap_or(0).max(HEADING) + SIGN + COUNTS + 4;
        let widest = u16::try_from(cells).unwrap_or(WIDEST).min(WIDEST);
        let inside = cx.popup(layout.panes(), lines.len() + 3, widest);
        let dim = cx.style(Role::Panel).patch(cx.style(Role::Dim));
        let title = cx.words("Keywords", Role::PanelTitle);
        cx.put_ends(title, Span::styled("here  everywhere", dim), inset(inside, 1, 1));
        let first = lines.iter().position(|line| matches!(line, KeywordLine::Suggestion(_)));
        let heading = match (first, &self.suggestions) {
            (Some(_), _) => "Suggested for this document",
            (None, None) => "looking for suggestions …",
            (None, Some(_)) => "no suggestions",
        };
        // The heading is a row of its own before the suggestions.
        let first = first.unwrap_or(lines.len());
        let selected = self.list.selected + usize::from(self.list.selected >= first);
        let area = Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside };
        SelectableList { selected }.draw(
            cx,
            area,
            lines.len() + 1,
            ListAppearance::Panel,
            |cx, at, cells| match at.cmp(&first) {
                Ordering::Less => row(cx, lines[at], cells),
                Ordering::Equal => Line::styled(heading, dim),
                Ordering::Greater => row(cx, lines[at - 1], cells),
            },
        );
    }
}

/// Returns the name of a keyword with its state, or the text of a suggestion.
fn name(cx: &DrawContext<'_>, line: KeywordLine<'_>) -> String {
    match line {
        KeywordLine::Suggestion(suggestion) => suggestion.text.clone(),
        KeywordLine::Keyword(number) => {
            let Some(keyword) = cx.keywords.get(number) else { return String::new() };
            let state = match (cx.keywords.focus(), keyword.is_on()) {
                (KeywordFocus::Solo(only), _) if only == number => " solo",
                (KeywordFocus::Solo(_), _) => " not shown",
                (KeywordFocus::All, false) => " hidden",
                (KeywordFocus::All, true) => "",
            };
            format!("{}{state}", keyword.query())
        }
    }
}

/// Returns a row of `cells`: the sign and the name at the left, the counts at the right.
fn row(cx: &DrawContext<'_>, line: KeywordLine<'_>, cells: usize) -> Line<'static> {
    let (sign, here, everywhere) = match line {
        KeywordLine::Keyword(number) => {
            let here = cx.pane.map_or(0, |pane| pane.count_of(Counted::Keyword(number)));
            let place = cx.keywords.iter().position(|(known, _)| known == number);
            // Known once all documents have been read.
            let everywhere = place.and_then(|place| cx.library.hits_in_all(place));
            (cx.keyword_sign(number, cx.keywords), here, everywhere)
        }
        KeywordLine::Suggestion(suggestion) => {
            let all = suggestion.count + suggestion.elsewhere;
            (Span::default(), suggestion.count, Some(all))
        }
    };
    let everywhere = everywhere.map_or("…".into(), |count| count.to_string());
    let room = cells.saturating_sub(SIGN + COUNTS);
    let name = fitted(&name(cx, line), room, Style::new());
    let gaps = [SIGN.saturating_sub(sign.width()), room - name.width()].map(|gap| Span::raw(" ".repeat(gap)));
    let counts = Span::raw(format!("{here:>4}  {everywhere:>10}"));
    let [before, behind] = gaps;
    Line::from(vec![sign, before, name, behind, counts])
}
