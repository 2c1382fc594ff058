//! One entry of the list: its title above its length, its keyword hits and its folder.
//!
//! While the list is filtered, what was matched is emphasised. When that stands in the path, the path
//! takes the second row.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::document::Document;
use crate::search::{Keyword, Matched, Scorer};
use crate::tasks::entry::{Entry, EntryId};
use crate::tasks::list_options::Folders;
use crate::text::Span as Bytes;
use crate::text::width::width;
use crate::ui::app::App;
use crate::ui::drawing::context::DrawContext;
use crate::ui::drawing::text::{circled, duration, fitted, inset};
use crate::ui::drawing::theme::Role;
use crate::ui::list::names::{Marked, end_line, start_line};

/// Cells that a longer folder has to have before it is shown behind the figures.
const LEAST_FOLDER: usize = 8;

/// An entry to draw.
#[derive(Clone, Copy)]
pub(crate) struct Row {
    pub id: EntryId,
    pub is_selected: bool,
    /// The style of its cells.
    pub style: Style,
}

/// Draws an entry into `rows`; `scorer` finds out what the filter matched.
pub(crate) fn draw(
    cx: DrawContext<'_>,
    rows: Rect,
    row: Row,
    scorer: &mut Option<Scorer>,
    buffer: &mut Buffer,
) {
    let Row { id, is_selected, style } = row;
    let Some(entry) = cx.app.library.entry(id) else { return };
    if is_selected {
        for row in rows.rows() {
            Span::styled("▌", style.patch(cx.style(Role::Cursor))).render(row, buffer);
        }
    }
    if cx.app.library.listing.is_marked(id) {
        Span::styled("●", style.patch(cx.style(Role::Marked))).render(inset(rows, 1, 0), buffer);
    }
    let words = inset(rows, 2, 0);
    let room = usize::from(words.width);
    let path = cx.app.library.shown_path(id);
    let matched = matched(cx.app, id, &path, scorer);
    let found = style.patch(cx.style(Role::Found));
    start_line(&Marked { text: &entry.title(), spans: &matched.title, style, found }, room)
        .render(words, buffer);
    let dim = if is_selected { style } else { style.patch(cx.style(Role::Dim)) };
    let path = Marked { text: &path, spans: &matched.path, style: dim, found: dim.patch(found) };
    let mut line = Line::default();
    if !matched.path.is_empty() {
        line = end_line(&path, room);
        line.push_span(Span::styled(" ", dim));
    }
    let left = room.saturating_sub(line.width());
    if let Some(why) = entry.failure() {
        line.push_span(fitted(why.words(), left, style.patch(cx.style(Role::Trouble))));
        line.push_span(Span::styled(" ", dim));
    } else if entry.summary().is_some() {
        line.extend(figures(cx, entry, left, dim));
        line.push_span(Span::styled(" ", dim));
    }
    if matched.path.is_empty() && cx.app.library.listing.options.folders == Folders::InRows {
        line.extend(folder(&path, room.saturating_sub(line.width())));
    }
    if let Some(row) = words.rows().nth(1) {
        line.render(row, buffer);
    }
}

/// Returns the folder of a path, if there is room for it.
fn folder(path: &Marked<'_>, room: usize) -> Line<'static> {
    match path.text.rsplit_once('/') {
        Some((text, _)) if room >= LEAST_FOLDER.min(width(text)) => {
            end_line(&Marked { text, spans: &[], ..*path }, room)
        }
        _ => Line::default(),
    }
}

/// What the filter matched; what it matched in the name of a file that has no title yet stands in
/// the place of the title.
fn matched(app: &App, id: EntryId, path: &str, scorer: &mut Option<Scorer>) -> Matched {
    let (Some(filter), Some(entry)) = (&app.library.listing.options.filter, app.library.entry(id)) else {
        return Matched::default();
    };
    let scorer = scorer.get_or_insert_default();
    let mut matched = scorer.matched(&filter.fuzzy, path, entry.own_title());
    if entry.own_title().is_none() && path.ends_with(&*entry.name()) {
        let name = path.len() - entry.name().len();
        if matched.path.iter().all(|span| span.start >= name) {
            let in_name = |span: &Bytes| Bytes::new(span.start - name, span.end - name);
            matched.title = matched.path.drain(..).map(|span| in_name(&span)).collect();
        }
    }
    matched
}

/// Returns the hits of each keyword, and before them as much of words and minutes as leaves room for them.
fn figures(cx: DrawContext<'_>, entry: &Entry, room: usize, style: Style) -> Vec<Span<'static>> {
    let keywords = cx.app.keywords.iter().zip(entry.counts());
    let shown = keywords.filter(|((number, _), _)| cx.app.keywords.is_shown(*number));
    let counts: Vec<Span<'static>> = shown
        .flat_map(|((number, keyword), count)| {
            let [sign, count] = keyword_count(cx, (number, keyword, *count as usize), style);
            [Span::styled(" ", style), sign, count]
        })
        .collect();
    let needed: usize = counts.iter().map(Span::width).sum();
    let words = entry.summary().and_then(|known| known.words);
    let all = words.map_or_else(Vec::new, length);
    let text = all.iter().find(|text| width(text) + needed <= room);
    let text = text.or(all.last().filter(|text| width(text) <= room + 1));
    let length = text.map(|text| Span::styled(text.clone(), style));
    length.into_iter().chain(counts).collect()
}

/// The length of a document, from the longest words for it to the shortest.
fn length(words: usize) -> Vec<String> {
    let time = duration(Document::minutes(words));
    let noun = if words == 1 { "word" } else { "words" };
    vec![format!("{words} {noun} · {time} "), format!("{words} {noun} "), format!("{time} ")]
}

/// Returns a keyword's number in its colour and its count beside it.
pub(crate) fn keyword_count(
    cx: DrawContext<'_>,
    (number, keyword, count): (usize, &Keyword, usize),
    style: Style,
) -> [Span<'static>; 2] {
    let sign = style.patch(cx.theme.keyword_number(number, keyword.colour()));
    [Span::styled(circled(number), sign), Span::styled(count.to_string(), style)]
}
