//! One entry of the list: its title above its length, its keyword hits and its folder.
//!
//! While the list is filtered, what was matched is emphasised. When that stands in the path, the path
//! takes the second row.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::document::Document;
use crate::search::{Keyword, Matched, Scorer};
use crate::tasks::entry::{EntryId, Known, State};
use crate::tasks::listing::order::Folders;
use crate::text::Span;
use crate::text::width::{fit, width};
use crate::ui::app::App;
use crate::ui::drawing::numbers::{circled, duration};
use crate::ui::drawing::paint::Canvas;
use crate::ui::drawing::theme::Role;
use crate::ui::list::names::{Marked, put_end, put_start};

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
pub(crate) fn draw(canvas: &mut Canvas<'_>, rows: Rect, app: &App, row: Row, scorer: &mut Option<Scorer>) {
    let Row { id, is_selected: selected, style } = row;
    let Some(entry) = app.library.entry(id) else { return };
    let (end, words) = (rows.right(), rows.x + 2);
    for y in rows.y..rows.bottom() {
        if selected {
            canvas.put(rows.x, y, end, "▌", style.patch(canvas.style(Role::Cursor)));
        }
    }
    if app.library.listing.is_marked(id) {
        canvas.put(rows.x + 1, rows.y, end, "●", style.patch(canvas.style(Role::Marked)));
    }
    let path = app.library.shown_path(id);
    let matched = matched(app, id, &path, scorer);
    let found = style.patch(canvas.style(Role::Found));
    let title = Marked { text: &entry.title(), spans: &matched.title, style, found };
    put_start(canvas, (words, rows.y, end), &title);
    if rows.height < 2 {
        return;
    }
    let dim = if selected { style } else { style.patch(canvas.style(Role::Dim)) };
    let y = rows.y + 1;
    let path = Marked { text: &path, spans: &matched.path, style: dim, found: dim.patch(found) };
    let mut at = words;
    if !matched.path.is_empty() {
        at = put_end(canvas, (at, y, end), &path) + 1;
    }
    match entry.state() {
        State::Unread => {}
        State::Failed(why) => {
            let why = fit(why.words(), usize::from(end.saturating_sub(at)));
            at = canvas.put(at, y, end, why.as_str(), style.patch(canvas.style(Role::Trouble))) + 1;
        }
        State::Known(known) => at = draw_figures(canvas, (at, y, end), app, &known, dim) + 1,
    }
    if matched.path.is_empty() && app.library.listing.wish.folders == Folders::InRows {
        draw_folder(canvas, (at, y, end), &path);
    }
}

/// The folder of a path, if there is room for it.
fn draw_folder(canvas: &mut Canvas<'_>, (x, y, end): (u16, u16, u16), path: &Marked<'_>) {
    let Some((folder, _)) = path.text.rsplit_once('/') else { return };
    let room = usize::from(end.saturating_sub(x));
    if room >= LEAST_FOLDER.min(width(folder)) {
        put_end(canvas, (x, y, end), &Marked { text: folder, spans: &[], ..*path });
    }
}

/// What the filter matched; what it matched in the name of a file that has no title yet stands in
/// the place of the title.
fn matched(app: &App, id: EntryId, path: &str, scorer: &mut Option<Scorer>) -> Matched {
    let (Some(filter), Some(entry)) = (&app.library.listing.wish.filter, app.library.entry(id)) else {
        return Matched::default();
    };
    let scorer = scorer.get_or_insert_default();
    let mut matched = scorer.matched(&filter.fuzzy, path, entry.own_title());
    if entry.own_title().is_none() && path.ends_with(&*entry.name()) {
        let name = path.len() - entry.name().len();
        if matched.path.iter().all(|span| span.start >= name) {
            let in_name = |span: &Span| Span::new(span.start - name, span.end - name);
            matched.title = matched.path.drain(..).map(|span| in_name(&span)).collect();
        }
    }
    matched
}

/// The hits of each keyword, and before them as much of words and minutes as leaves room for them;
/// returns the column after them.
fn draw_figures(
    canvas: &mut Canvas<'_>,
    (x, y, end): (u16, u16, u16),
    app: &App,
    known: &Known<'_>,
    style: Style,
) -> u16 {
    let counts: Vec<_> = app
        .keywords
        .iter()
        .zip(known.counts)
        .filter(|((number, _), _)| app.keywords.is_shown(*number))
        .map(|((number, keyword), count)| (number, keyword, *count as usize))
        .collect();
    let needed: usize =
        counts.iter().map(|(number, _, count)| width(&format!(" {}{count}", circled(*number)))).sum();
    let room = usize::from(end.saturating_sub(x));
    let all = known.words.map_or_else(Vec::new, length);
    let text = all.iter().find(|text| width(text) + needed <= room);
    let text = text.or(all.last().filter(|text| width(text) <= room + 1));
    let mut at = canvas.put(x, y, end, text.map_or("", String::as_str), style);
    for count in counts {
        at = canvas.put(at, y, end, " ", style);
        at = put_count(canvas, (at, y, end), count, style);
    }
    at
}

/// The length of a document, from the longest words for it to the shortest.
fn length(words: usize) -> Vec<String> {
    let time = duration(Document::minutes(words));
    let noun = if words == 1 { "word" } else { "words" };
    vec![format!("{words} {noun} · {time} "), format!("{words} {noun} "), format!("{time} ")]
}

/// Draws a keyword's number in its colour and its count beside it; returns the column after it.
pub(crate) fn put_count(
    canvas: &mut Canvas<'_>,
    (x, y, end): (u16, u16, u16),
    (number, keyword, count): (usize, &Keyword, usize),
    style: Style,
) -> u16 {
    let sign = style.patch(canvas.theme().keyword_number(number, keyword.colour()));
    let at = canvas.put(x, y, end, &circled(number), sign);
    canvas.put(at, y, end, &count.to_string(), style)
}
