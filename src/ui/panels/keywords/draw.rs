//! The keyword panel: the keywords with their counts, and what might become one.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;
use ratatui::widgets::{Block, Widget};

use crate::search::Focus;
use crate::tasks::onscreen::Counted;
use crate::ui::app::App;
use crate::ui::drawing::context::DrawContext;
use crate::ui::drawing::text::{circled, fitted, inset, popup, put_ends};
use crate::ui::drawing::theme::Role;
use crate::ui::input::{Action, Context, RowAction, TextAction};
use crate::ui::panels::keywords::{KeywordLine, KeywordPanel};

/// The widest the panel gets, in cells.
const WIDEST: u16 = 64;

/// Cells of the counts of a line.
const COUNTS: u16 = 20;

/// Draws the panel over the panes of `area`.
pub(crate) fn draw(cx: DrawContext<'_>, area: Rect, panel: &KeywordPanel, buffer: &mut Buffer) {
    let lines = panel.lines(&cx.app.keywords);
    let inside = popup(cx, area, lines.len() + 4, WIDEST, buffer);
    let dim = cx.style(Role::Panel).patch(cx.style(Role::Dim));
    let title = Span::styled("Keywords", cx.style(Role::PanelTitle));
    put_ends(title, Span::styled("here  everywhere", dim), inset(Rect { height: 1, ..inside }, 1, 1), buffer);
    let keys = Rect { y: inside.bottom().saturating_sub(1), height: 1, ..inset(inside, 1, 1) };
    fitted(&own_keys(cx.app), keys.width.into(), dim).render(keys, buffer);
    let lines_area = Rect { y: inside.y + 1, height: inside.height.saturating_sub(2), ..inside };
    draw_lines(cx, lines_area, panel, &lines, buffer);
}

/// What the keys of the panel do, in a row.
fn own_keys(app: &App) -> String {
    let actions = [
        (Action::Row(RowAction::Add), "add"),
        (Action::Row(RowAction::Remove), "remove"),
        (Action::Row(RowAction::Toggle), "hide, take"),
        (Action::Row(RowAction::Solo), "solo"),
        (Action::Row(RowAction::Recolour), "colour"),
        (Action::Text(TextAction::NextHit), "next hit"),
    ];
    let key = |(action, words): (Action, &str)| {
        Some(format!("{} {words}", app.keymap.key_of(Context::Keywords, action)?))
    };
    actions.into_iter().filter_map(key).collect::<Vec<_>>().join("  ")
}

/// Draws the lines around the selected one, with a title above the suggestions.
fn draw_lines(
    cx: DrawContext<'_>,
    area: Rect,
    panel: &KeywordPanel,
    lines: &[KeywordLine<'_>],
    buffer: &mut Buffer,
) {
    let room = usize::from(area.height.saturating_sub(1)).max(1);
    let first = (panel.selected + 1).saturating_sub(room);
    let dim = cx.style(Role::Panel).patch(cx.style(Role::Dim));
    let title = |words: &'static str| Span::styled(words, dim);
    let first_suggestion = lines.iter().position(|line| matches!(line, KeywordLine::Suggestion(_)));
    let titled = first_suggestion.map(|at| at.max(first));
    let mut rows = area.rows();
    for (at, line) in lines.iter().enumerate().skip(first) {
        if titled == Some(at)
            && let Some(row) = rows.next()
        {
            title("Suggested for this document").render(inset(row, 1, 0), buffer);
        }
        let Some(row) = rows.next() else { return };
        let style = cx.style(if at == panel.selected { Role::PanelSelected } else { Role::Panel });
        Block::new().style(style).render(row, buffer);
        draw_line(cx, row, *line, style, buffer);
    }
    if let (None, Some(row)) = (first_suggestion, rows.next()) {
        let words = match panel.suggestions {
            None => "looking for suggestions …",
            Some(_) => "no suggestions",
        };
        title(words).render(inset(row, 1, 0), buffer);
    }
}

fn draw_line(cx: DrawContext<'_>, row: Rect, line: KeywordLine<'_>, style: Style, buffer: &mut Buffer) {
    let (sign, name, here, everywhere) = match line {
        KeywordLine::Keyword(number) => {
            let Some(keyword) = cx.app.keywords.get(number) else { return };
            let state = match (cx.app.keywords.focus(), keyword.is_on()) {
                (Focus::Solo(only), _) if only == number => " solo",
                (Focus::Solo(_), _) => " aside",
                (Focus::All, false) => " hidden",
                (Focus::All, true) => "",
            };
            let sign = style.patch(cx.theme.keyword_number(number, keyword.colour()));
            let here = cx.app.pane().map_or(0, |pane| pane.count_of(Counted::Keyword(number)));
            let name = format!("{}{state}", keyword.query());
            (Span::styled(circled(number), sign), name, here, everywhere(cx.app, number))
        }
        KeywordLine::Suggestion(suggestion) => {
            let all = suggestion.count + suggestion.elsewhere;
            (Span::default(), suggestion.text.clone(), suggestion.count, Some(all))
        }
    };
    let all = everywhere.map_or("…".into(), |count| count.to_string());
    let counts = Span::styled(format!("{here:>4}  {all:>10}"), style);
    sign.render(inset(row, 1, 0), buffer);
    let name = fitted(&name, row.width.saturating_sub(COUNTS).into(), style);
    put_ends(name, counts, inset(row, 4, 1), buffer);
}

/// The hits in all documents, once all have been read.
fn everywhere(app: &App, number: usize) -> Option<usize> {
    let place = app.keywords.iter().position(|(known, _)| known == number)?;
    app.library.hits_in_all(place)
}
