//! The panel that lists the bookmarks: their letters and the passages they lead to.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::text::width::fit;
use crate::ui::component::{Component, Hint, KeyContext};
use crate::ui::drawing::{DrawContext, fitted, title_of};
use crate::ui::input::{Action, Context, Motion, ProgramAction, RowAction};
use crate::ui::layout::Layout;
use crate::ui::outcome::Outcome;
use crate::ui::panels::draw_list;
use crate::ui::selectable_list::SelectableList;

/// Cells of a title before the words of its passage.
const TITLE: usize = 24;

/// The fewest cells of a passage that say anything.
const WORDS: usize = 8;

/// The list of bookmarks.
#[derive(Clone, Copy, Debug, Default)]
pub struct BookmarkPanel {
    list: SelectableList,
}

impl Component for BookmarkPanel {
    fn context(&self) -> Context {
        Context::Bookmarks
    }

    fn hints(&self) -> &'static [Hint] {
        &[
            (Action::Row(RowAction::Choose), "go to it"),
            (Action::Row(RowAction::Remove), "remove"),
            (Action::Program(ProgramAction::Close), "close"),
        ]
    }

    fn move_by(&mut self, motion: Motion, cx: &mut KeyContext<'_>) {
        self.list.move_by(motion, cx.count, cx.bookmarks.iter().len(), cx.page);
    }

    fn choose(&mut self, cx: &mut KeyContext<'_>) {
        if let Some((letter, _)) = cx.bookmarks.iter().nth(self.list.selected) {
            cx.ask([Outcome::Close, Outcome::GoToBookmark(letter)]);
        }
    }

    fn act_on_row(&mut self, action: RowAction, cx: &mut KeyContext<'_>) {
        let lines = cx.bookmarks.iter().len();
        let selected = cx.bookmarks.iter().nth(self.list.selected);
        let Some((letter, _)) = selected.filter(|_| action == RowAction::Remove) else { return };
        self.list.select(self.list.selected, lines - 1);
        cx.ask((lines == 1).then_some(Outcome::Close));
        cx.ask([Outcome::RemoveBookmark(letter)]);
    }

    fn draw(&self, cx: &mut DrawContext<'_>, layout: &Layout) {
        let all: Vec<_> = cx.bookmarks.iter().collect();
        draw_list(cx, layout, "Bookmarks", (self.list, all.len()), |cx, at, cells| {
            let (name, bookmark) = all[at];
            let label = Span::raw(format!("{name}  {:>3} %  ", bookmark.percent));
            let room = cells.saturating_sub(label.width());
            let words = if room < TITLE + WORDS {
                title_of(cx.library, bookmark.entry, "", room)
            } else {
                format!(
                    "{} · {}",
                    fit(&title_of(cx.library, bookmark.entry, "", TITLE), TITLE),
                    bookmark.words
                )
            };
            Line::from(vec![label, fitted(&words, room, Style::new())])
        });
    }
}
