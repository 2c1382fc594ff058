//! The panels: lists that cover the panes until they are closed.

pub mod bookmarks;
pub mod help;
pub mod keywords;
pub mod similar;

use ratatui::layout::Rect;

use crate::search::Keywords;
use crate::ui::bookmarks::Bookmarks;
use crate::ui::drawing::context::DrawContext;
use crate::ui::input::{Action, Context, Keymap};
use crate::ui::outcome::Outcome;
use crate::ui::panels::bookmarks::BookmarkPanel;
use crate::ui::panels::help::HelpPanel;
use crate::ui::panels::keywords::KeywordPanel;
use crate::ui::panels::similar::SimilarPanel;
use crate::ui::reader::text_pane::TextPane;

/// A panel over the panes.
#[derive(Clone, Debug)]
pub enum Panel {
    /// The keywords and what might become one.
    Keywords(KeywordPanel),
    /// The documents by likeness.
    Similar(SimilarPanel),
    /// The bookmarks.
    Bookmarks(BookmarkPanel),
    /// The keys of the view it was called from.
    Help(HelpPanel),
}

/// The data that panels read besides their own state.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PanelInput<'a> {
    /// The keywords.
    pub keywords: &'a Keywords,
    /// The bookmarks.
    pub bookmarks: &'a Bookmarks,
    /// The key map.
    pub keymap: &'a Keymap,
    /// How many lines are on a page.
    pub page: usize,
}

impl Panel {
    /// Returns the context of its keys.
    pub fn context(&self) -> Context {
        match self {
            Panel::Keywords(_) => Context::Keywords,
            Panel::Similar(_) => Context::Similar,
            Panel::Bookmarks(_) => Context::Bookmarks,
            Panel::Help(_) => Context::Help,
        }
    }

    /// Does what a key asks for; `None` when the action is not a panel's.
    pub(crate) fn act(
        &mut self,
        action: Action,
        count: Option<usize>,
        input: PanelInput<'_>,
    ) -> Option<Vec<Outcome>> {
        match self {
            Panel::Keywords(panel) => panel.act(action, count, input),
            Panel::Similar(panel) => panel.act(action, count, input.page),
            Panel::Bookmarks(panel) => panel.act(action, count, input),
            Panel::Help(panel) => panel.act(action, count, input),
        }
    }
    /// Draws it over the panes of `area`; `pane` is the text that has the focus.
    pub(crate) fn draw(
        &self,
        cx: &mut DrawContext<'_>,
        area: Rect,
        bookmarks: &Bookmarks,
        pane: Option<&TextPane>,
    ) {
        match self {
            Panel::Keywords(panel) => panel.draw(cx, area, pane),
            Panel::Similar(panel) => panel.draw(cx, area),
            Panel::Bookmarks(panel) => panel.draw(cx, area, bookmarks),
            Panel::Help(panel) => panel.draw(cx, area),
        }
    }
}
