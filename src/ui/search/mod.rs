//! The results of a search of every document, and what keys do in them.

pub mod draw;
pub mod rows;
pub mod state;

use crate::tasks::TaskKind;
use crate::text::CopiedText;
use crate::ui::component::{Component, Hint, KeyContext};
use crate::ui::drawing::DrawContext;
use crate::ui::input::motion::Course;
use crate::ui::input::{Action, Context, Motion, OpenAction, ProgramAction, RowAction, TextAction};
use crate::ui::layout::Layout;
use crate::ui::outcome::Outcome;
use crate::ui::quotation::Quotation;
use crate::ui::search::state::SearchView;
use crate::ui::selectable_list::SelectableList;

impl Component for SearchView {
    fn context(&self) -> Context {
        Context::Search
    }

    fn hints(&self) -> &'static [Hint] {
        &[
            (Action::Open(OpenAction::Help), "help"),
            (Action::Row(RowAction::Choose), "open"),
            (Action::Row(RowAction::Sort), "order"),
            (Action::Row(RowAction::Fold), "fold"),
            (Action::Open(OpenAction::SearchEverywhere), "search"),
            (Action::Program(ProgramAction::Close), "close"),
        ]
    }

    fn tasks(&self) -> &'static [TaskKind] {
        &[TaskKind::Everywhere]
    }

    fn move_by(&mut self, motion: Motion, cx: &mut KeyContext<'_>) {
        if let Course::Paragraphs(by) = motion.course(cx.count, cx.page) {
            self.step_document(by);
        } else {
            self.list.move_by(motion, cx.count, self.rows.len(), cx.page);
        }
    }

    fn choose(&mut self, cx: &mut KeyContext<'_>) {
        cx.ask(self.open_row());
    }

    fn act_on_row(&mut self, action: RowAction, _: &mut KeyContext<'_>) {
        if action == RowAction::Sort {
            self.next_order();
        } else if action == RowAction::Fold {
            self.toggle_fold();
        }
    }

    /// The key that lists the hits of one document closes their list.
    fn act_on_text(&mut self, action: TextAction, cx: &mut KeyContext<'_>) -> bool {
        let closes = action == TextAction::OnlyMatches && self.documents.is_single();
        cx.ask(closes.then_some(Outcome::Close));
        closes
    }

    fn copied_row(&self) -> Option<CopiedText> {
        self.quotations().into_iter().next().map(|quotation| quotation.words)
    }

    fn quotations(&self) -> Vec<Quotation> {
        self.hit_to_cite().into_iter().collect()
    }

    fn table(&mut self) -> Option<(&mut SelectableList, usize)> {
        Some((&mut self.list, self.rows.len()))
    }

    fn draw(&self, cx: &mut DrawContext<'_>, layout: &Layout) {
        draw::draw(cx, self, layout);
    }
}
