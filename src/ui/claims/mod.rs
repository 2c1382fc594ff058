//! The table of claims: what three documents or more say, and what keys do in it.

pub mod draw;
pub mod table;

use std::sync::Arc;

use crate::tasks::TaskKind;
use crate::text::CopiedText;
use crate::ui::claims::table::ClaimsTable;
use crate::ui::component::{Component, Hint, KeyContext, LegendEntry};
use crate::ui::drawing::{DrawContext, Role};
use crate::ui::input::{
    Action, Context, LevelAction, Motion, OpenAction, PaneAction, ProgramAction, RowAction,
};
use crate::ui::layout::Layout;
use crate::ui::quotation::Quotation;
use crate::ui::reader::text_pane::TextPane;
use crate::ui::selectable_list::SelectableList;

impl Component for ClaimsTable {
    fn context(&self) -> Context {
        Context::Claims
    }

    fn hints(&self) -> &'static [Hint] {
        &[
            (Action::Open(OpenAction::Help), "help"),
            (Action::Row(RowAction::Choose), "compare"),
            (Action::Pane(PaneAction::Right), "next document"),
            (Action::Program(ProgramAction::Close), "close"),
        ]
    }

    fn tasks(&self) -> &'static [TaskKind] {
        &[TaskKind::Compare]
    }

    fn legend(&self) -> &'static [LegendEntry] {
        &[
            ("●", Role::StrongLink, "says so"),
            ("○", Role::WeakLink, "perhaps, in other words"),
            ("·", Role::Only, "does not, as far as found"),
            ("≠", Role::Differs, "a figure differs"),
        ]
    }

    fn move_by(&mut self, motion: Motion, cx: &mut KeyContext<'_>) {
        let rows = self.rows().len();
        self.list.move_by(motion, cx.count, rows, cx.page);
    }

    fn choose(&mut self, cx: &mut KeyContext<'_>) {
        cx.ask([self.compare_cell()]);
    }

    fn change_pane(&mut self, action: PaneAction, cx: &mut KeyContext<'_>) {
        match action {
            PaneAction::Left | PaneAction::Previous => self.step_column(-cx.times()),
            PaneAction::Right | PaneAction::Next => self.step_column(cx.times()),
        }
    }

    fn change_level(&mut self, action: LevelAction, cx: &mut KeyContext<'_>) {
        cx.ask(self.tighten(action.sign() * cx.times()));
    }

    fn table(&mut self) -> Option<(&mut SelectableList, usize)> {
        let rows = self.rows().len();
        Some((&mut self.list, rows))
    }

    fn copied_row(&self) -> Option<CopiedText> {
        self.quotations().into_iter().next().map(|quotation| quotation.words)
    }

    fn quotations(&self) -> Vec<Quotation> {
        let claim = self.claim();
        let shown = claim.and_then(|claim| Some((claim.sentence, self.documents.get(claim.document)?)));
        let cited = shown.and_then(|(sentence, shown)| {
            Quotation::sentence(&TextPane::new(shown.entry, Arc::clone(&shown.document)), sentence)
        });
        cited.into_iter().collect()
    }

    fn draw(&self, cx: &mut DrawContext<'_>, layout: &Layout) {
        draw::draw(cx, self, layout);
    }
}
