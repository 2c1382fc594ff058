//! The panel that lists the dated statements of documents in order of time.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Widget, Wrap};

use crate::tasks::{DatedPassage, DatedPassages, PanelData, TaskKind};
use crate::text::width::width;
use crate::text::wrap::shown;
use crate::ui::component::{Component, Hint, KeyContext, LegendEntry};
use crate::ui::drawing::{DrawContext, Role, fitted, inset, span, styled, title_of};
use crate::ui::input::{Action, Context, Motion, ProgramAction, RowAction};
use crate::ui::layout::Layout;
use crate::ui::list::library::Library;
use crate::ui::outcome::Outcome;
use crate::ui::panels::draw_box;
use crate::ui::selectable_list::{ListAppearance, SelectableList};

/// The widest a date gets, in cells.
const DATE: usize = 20;

/// Rows below the list for the selected statement: a rule, its source, and three of its sentence.
const DETAIL: u16 = 5;

/// The fewest rows of the list beside which the selected statement is shown.
const LEAST: u16 = 3;

/// The timeline of some documents.
#[derive(Clone, Debug)]
pub struct TimelinePanel {
    /// How many documents were asked for.
    documents: usize,
    list: SelectableList,
    /// The statements; `None` while they are looked for.
    found: Option<DatedPassages>,
    /// The width of the column of dates, in cells.
    column: usize,
}

impl TimelinePanel {
    /// Returns a panel for this many documents, which waits for their statements.
    pub(crate) fn new(documents: usize) -> Self {
        Self { documents, list: SelectableList::default(), found: None, column: 0 }
    }

    /// Returns the statements, none while they are looked for.
    pub fn passages(&self) -> &[DatedPassage] {
        self.found.as_ref().map_or(&[], |found| &found.passages)
    }

    fn heading(&self, cx: &DrawContext<'_>) -> String {
        let Some(found) = &self.found else { return "Timeline".into() };
        let of = match (self.documents, found.passages.first()) {
            (1, Some(passage)) => cx.library.title(passage.entry),
            (1, None) => "1 document".into(),
            _ => format!("{} documents", self.documents),
        };
        let unread = match found.unread {
            0 => String::new(),
            unread => format!(" · {unread} could not be read"),
        };
        format!("Timeline of {of}{unread}")
    }

    /// Returns a statement: its date, its sentence and, where there are several documents, its title.
    fn row(&self, cx: &DrawContext<'_>, at: usize, cells: usize) -> Line<'static> {
        let Some(passage) = self.passages().get(at) else { return Line::default() };
        let column = self.column;
        let differs = if passage.differs.is_empty() { "  " } else { "≠ " };
        let date = fitted(&passage.date, column, Style::new());
        let pad = " ".repeat(column - date.width() + 2);
        let room = cells.saturating_sub(column + 4);
        let title = match self.documents {
            1 => Span::raw(""),
            _ => fitted(&title_of(cx.library, passage.entry, "", room / 4), room / 4, cx.style(Role::Dim)),
        };
        let room = room.saturating_sub(title.width() + 2);
        let text = fitted(&passage.text, room, Style::new());
        let gap = " ".repeat(room.saturating_sub(text.width()) + 2);
        Line::from(vec![cx.words(differs, Role::Differs), date, Span::raw(pad), text, Span::raw(gap), title])
    }

    /// Draws the selected statement: where it is, what its words leave out, what others say, and all of it.
    fn draw_detail(&self, cx: &mut DrawContext<'_>, area: Rect) {
        let Some(passage) = self.passages().get(self.list.selected) else { return };
        cx.put_rule(area);
        let mut source = format!("{} · {}", passage.date, cx.library.title(passage.entry));
        if passage.is_inferred {
            source = format!("{source} · the text says “{}”", passage.words.of(&passage.text));
        }
        for (date, entry) in &passage.differs {
            source = format!("{source} · ≠ {date} in {}", cx.library.title(*entry));
        }
        let rows = inset(Rect { y: area.y + 1, height: area.height - 1, ..area }, 1, 1);
        cx.put(fitted(&source, rows.width.into(), cx.style(Role::Dim)), rows);
        let style = |glyph: crate::text::Span| {
            if glyph.overlaps(passage.words) { cx.style(Role::Strong) } else { Style::new() }
        };
        let sentence = Paragraph::new(styled(shown(&passage.text), style)).wrap(Wrap { trim: true });
        sentence.render(Rect { y: rows.y + 1, height: rows.height - 1, ..rows }, cx.buffer);
    }
}

impl Component for TimelinePanel {
    fn context(&self) -> Context {
        Context::Timeline
    }

    fn hints(&self) -> &'static [Hint] {
        if self.passages().is_empty() {
            &[(Action::Program(ProgramAction::Close), "close")]
        } else {
            &[(Action::Row(RowAction::Choose), "go to it"), (Action::Program(ProgramAction::Close), "close")]
        }
    }

    fn tasks(&self) -> &'static [TaskKind] {
        &[TaskKind::Panel]
    }

    fn legend(&self) -> &'static [LegendEntry] {
        &[("≠", Role::Differs, "another document gives a different date")]
    }

    fn move_by(&mut self, motion: Motion, cx: &mut KeyContext<'_>) {
        let rows = self.passages().len();
        self.list.move_by(motion, cx.count, rows, cx.page.saturating_sub(DETAIL.into()));
    }

    fn choose(&mut self, cx: &mut KeyContext<'_>) {
        if let Some(passage) = self.passages().get(self.list.selected) {
            cx.ask([Outcome::Close, Outcome::GoToPassage(passage.entry, passage.span)]);
        }
    }

    fn take(&mut self, data: PanelData, _: &Library) -> Result<(), String> {
        if let PanelData::Timeline(found) = data {
            let widest = found.passages.iter().map(|passage| width(&passage.date)).max();
            self.column = widest.unwrap_or(0).min(DATE);
            self.found = Some(found);
        }
        Ok(())
    }

    fn draw(&self, cx: &mut DrawContext<'_>, layout: &Layout) {
        let heading = self.heading(cx);
        let message = match &self.found {
            None => {
                let hint = cx.keymap.hint(self.context(), ProgramAction::Escape, "cancels");
                format!("reading the documents …{hint}")
            }
            Some(found) if found.passages.is_empty() => "no dated statements were found".into(),
            Some(found) => {
                let area = draw_box(cx, layout, &heading, found.passages.len() + usize::from(DETAIL));
                let least = LEAST.min(u16::try_from(found.passages.len()).unwrap_or(LEAST));
                let detail = if area.height >= least + DETAIL { DETAIL } else { 0 };
                let list = Rect { height: area.height - detail, ..area };
                self.list.draw(cx, list, found.passages.len(), ListAppearance::Panel, |cx, at, cells| {
                    self.row(cx, at, cells)
                });
                if detail > 0 {
                    self.draw_detail(cx, Rect { y: list.bottom(), height: detail, ..area });
                }
                return;
            }
        };
        let area = draw_box(cx, layout, &heading, 1);
        cx.put(span(&message, cx.style(Role::Dim)), inset(area, 1, 1));
    }
}
