//! The panel that lists the links of a text and the files attached to it. An address is shown whole before a
//! program opens it.

use std::sync::Arc;

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Widget, Wrap};

use crate::document::{Document, Target};
use crate::text::wrap::unwrapped;
use crate::ui::component::{Component, Hint, KeyContext};
use crate::ui::drawing::{DrawContext, Role, fitted, inset, span};
use crate::ui::input::{Action, Context, Motion, ProgramAction, RowAction};
use crate::ui::layout::Layout;
use crate::ui::outcome::Outcome;
use crate::ui::panels::{draw_box, draw_list};
use crate::ui::selectable_list::SelectableList;

/// A row of the list, by its index in the document.
#[derive(Clone, Copy, Debug)]
enum LinkListRow {
    Link(usize),
    Attached(usize),
}

/// The list of links.
#[derive(Clone, Debug)]
pub struct LinkPanel {
    document: Arc<Document>,
    /// The links and the attached files in the order of the text.
    rows: Vec<LinkListRow>,
    list: SelectableList,
    /// The address that is opened if the user agrees.
    asked: Option<String>,
}

impl LinkPanel {
    /// Returns the panel of a document with the link selected that holds the byte `here`, or the next one.
    pub(crate) fn new(document: Arc<Document>, here: usize) -> Self {
        let links =
            document.hyperlinks.iter().enumerate().map(|(at, link)| (link.words.end, LinkListRow::Link(at)));
        let files = document.attachments.iter().enumerate();
        // The mention of a file is at least one byte long.
        let files = files.map(|(at, file)| (file.place.0 + 1, LinkListRow::Attached(at)));
        let mut rows: Vec<(usize, LinkListRow)> = links.chain(files).collect();
        rows.sort_by_key(|(end, _)| *end);
        let next = rows.partition_point(|(end, _)| *end <= here);
        let list = SelectableList { selected: next.min(rows.len().saturating_sub(1)) };
        let rows = rows.into_iter().map(|(_, row)| row).collect();
        Self { document, rows, list, asked: None }
    }

    /// Tells whether there is anything to list of a document.
    pub(crate) fn is_empty_for(document: &Document) -> bool {
        document.hyperlinks.is_empty() && document.attachments.is_empty()
    }
}

impl Component for LinkPanel {
    fn context(&self) -> Context {
        Context::Links
    }

    fn hints(&self) -> &'static [Hint] {
        &[(Action::Row(RowAction::Choose), "open it"), (Action::Program(ProgramAction::Close), "close")]
    }

    fn move_by(&mut self, motion: Motion, cx: &mut KeyContext<'_>) {
        self.asked = None;
        self.list.move_by(motion, cx.count, self.rows.len(), cx.page);
    }

    /// Opens the selected file, or goes to the target of the selected link; an address of the web is asked about
    /// first.
    fn choose(&mut self, cx: &mut KeyContext<'_>) {
        if let Some(address) = self.asked.take() {
            return cx.ask([Outcome::Close, Outcome::OpenAddress(address)]);
        }
        let link = match self.rows.get(self.list.selected) {
            Some(LinkListRow::Link(at)) => &self.document.hyperlinks[*at],
            Some(LinkListRow::Attached(at)) => return cx.ask([Outcome::Close, Outcome::OpenAttachment(*at)]),
            None => return,
        };
        match Target::of(&link.target) {
            Ok(Target::Address(address)) => self.asked = Some(address),
            Ok(Target::Place(name)) => cx.ask([Outcome::Close, Outcome::FollowLink(None, Some(name))]),
            Ok(Target::File(path, name)) => cx.ask([Outcome::Close, Outcome::FollowLink(Some(path), name)]),
            Err(why) => cx.ask([Outcome::Trouble(why)]),
        }
    }

    fn draw(&self, cx: &mut DrawContext<'_>, layout: &Layout) {
        if let Some(address) = &self.asked {
            let rows = layout.panes().height.saturating_sub(4);
            let area = inset(draw_box(cx, layout, "Open this address?", rows.into()), 1, 1);
            let key = cx.keymap.key_of(Context::Links, RowAction::Choose).unwrap_or_default();
            let words =
                vec![span(address, Style::new()).into(), Line::default(), format!("{key} opens it").into()];
            return Paragraph::new(words).wrap(Wrap { trim: false }).render(area, cx.buffer);
        }
        draw_list(cx, layout, "Links", (self.list, self.rows.len()), |cx, at, cells| {
            let (words, target) = match self.rows[at] {
                LinkListRow::Link(at) => {
                    let link = &self.document.hyperlinks[at];
                    (unwrapped(self.document.passage(link.words)), link.target.as_str())
                }
                LinkListRow::Attached(at) => {
                    (self.document.attachments[at].name.as_str().into(), "attached file")
                }
            };
            let words = fitted(words.trim(), cells / 2, Style::new());
            let pad = Span::raw(" ".repeat((cells / 2).saturating_sub(words.width()) + 2));
            let target = fitted(target, cells.saturating_sub(cells / 2 + 2), cx.style(Role::Dim));
            Line::from(vec![words, pad, target])
        });
    }
}
