//! The panels: lists that cover the panes until they are closed.

pub mod bookmarks;
pub mod help;
pub mod keywords;
pub mod links;
pub mod notes;
pub mod outline;
pub mod programs;
pub mod similar;
pub mod timeline;

use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::ui::component::Component;
use crate::ui::drawing::{DrawContext, Role, fitted, inset};
use crate::ui::layout::Layout;
use crate::ui::panels::bookmarks::BookmarkPanel;
use crate::ui::panels::help::HelpPanel;
use crate::ui::panels::keywords::KeywordPanel;
use crate::ui::panels::links::LinkPanel;
use crate::ui::panels::notes::NotePanel;
use crate::ui::panels::outline::OutlinePanel;
use crate::ui::panels::programs::ProgramPanel;
use crate::ui::panels::similar::SimilarPanel;
use crate::ui::panels::timeline::TimelinePanel;
use crate::ui::selectable_list::{ListAppearance, SelectableList};

/// The widest the box of a panel gets, in cells.
const WIDEST: u16 = 84;

/// A panel over the panes.
#[derive(Clone, Debug)]
pub enum Panel {
    /// The keywords and what might become one.
    Keywords(KeywordPanel),
    /// The documents by similarity.
    Similar(SimilarPanel),
    /// The dated statements in order of time.
    Timeline(TimelinePanel),
    /// The bookmarks.
    Bookmarks(BookmarkPanel),
    /// The headings or the pages of the text.
    Outline(OutlinePanel),
    /// The links of the text.
    Links(LinkPanel),
    /// The notes of the user.
    Notes(NotePanel),
    /// The programs a passage can be given to.
    Programs(ProgramPanel),
    /// The keys of the view it was called from.
    Help(HelpPanel),
}

/// Returns what each variant of a panel holds.
macro_rules! component {
    ($panel:expr) => {
        match $panel {
            Panel::Keywords(panel) => panel,
            Panel::Similar(panel) => panel,
            Panel::Timeline(panel) => panel,
            Panel::Bookmarks(panel) => panel,
            Panel::Outline(panel) => panel,
            Panel::Links(panel) => panel,
            Panel::Notes(panel) => panel,
            Panel::Programs(panel) => panel,
            Panel::Help(panel) => panel,
        }
    };
}

impl Panel {
    /// Returns the keyword panel, if it is that.
    pub(crate) fn keywords(&self) -> Option<&KeywordPanel> {
        if let Panel::Keywords(panel) = self { Some(panel) } else { None }
    }

    /// Returns its keys and its drawing.
    pub(crate) fn component(&self) -> &dyn Component {
        component!(self)
    }

    /// Returns its keys, which change it.
    pub(crate) fn component_mut(&mut self) -> &mut dyn Component {
        component!(self)
    }
}

/// Draws an empty box with a heading over the panes; returns the area of its `rows` rows.
fn draw_box(cx: &mut DrawContext<'_>, layout: &Layout, heading: &str, rows: usize) -> Rect {
    let inside = cx.popup(layout.panes(), rows + 1, WIDEST);
    let title = inset(inside, 1, 1);
    cx.put(fitted(heading, title.width.into(), cx.style(Role::PanelTitle)), title);
    Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside }
}

/// Draws a box with a heading and the rows of a list; `row` returns a row for a number of cells.
fn draw_list<'l>(
    cx: &mut DrawContext<'_>,
    layout: &Layout,
    heading: &str,
    (list, len): (SelectableList, usize),
    row: impl FnMut(&DrawContext<'_>, usize, usize) -> Line<'l>,
) {
    let area = draw_box(cx, layout, heading, len.max(1));
    list.draw(cx, area, len, ListAppearance::Panel, row);
}
