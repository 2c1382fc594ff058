//! The keyword panel: the keywords with their counts, and what might become one.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::search::Focus;
use crate::tasks::onscreen::Counted;
use crate::text::width::{fit, width};
use crate::ui::app::App;
use crate::ui::drawing::numbers::circled;
use crate::ui::drawing::paint::Canvas;
use crate::ui::drawing::theme::Role;
use crate::ui::input::{Action, Context, RowAction, TextAction};
use crate::ui::panels::keywords::{KeywordLine, KeywordPanel};

/// The widest the panel gets, in cells.
const WIDEST: u16 = 64;

/// Draws the panel over the panes of `area`.
pub(crate) fn draw(canvas: &mut Canvas<'_>, area: Rect, app: &App, panel: &KeywordPanel) {
    let lines = panel.lines(&app.keywords);
    let wanted = u16::try_from(lines.len() + 6).unwrap_or(area.height);
    let width = area.width.min(WIDEST);
    let height = wanted.clamp(5.min(area.height), area.height);
    let x = area.x + (area.width - width) / 2;
    let y = area.y + (area.height - height) / 3;
    let frame = Rect { x, y, width, height };
    let style = canvas.style(Role::Panel);
    let inside = canvas.boxed(frame, style, style.patch(canvas.style(Role::Rule)));
    canvas.put(inside.x + 1, inside.y, inside.right(), "Keywords", canvas.style(Role::PanelTitle));
    let heading = "here  everywhere";
    let column = inside.right().saturating_sub(heading.len() as u16 + 1);
    canvas.put(column, inside.y, inside.right(), heading, style.patch(canvas.style(Role::Dim)));
    let keys = Rect { y: inside.bottom().saturating_sub(1), height: 1, ..inside };
    canvas.put(
        keys.x + 1,
        keys.y,
        keys.right(),
        fit(&own_keys(app), usize::from(keys.width.saturating_sub(2))).as_str(),
        style.patch(canvas.style(Role::Dim)),
    );
    draw_lines(canvas, Rect { height: inside.height.saturating_sub(1), ..inside }, app, panel, &lines);
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

/// The lines around the selected one, with a title above the suggestions.
fn draw_lines(
    canvas: &mut Canvas<'_>,
    frame: Rect,
    app: &App,
    panel: &KeywordPanel,
    lines: &[KeywordLine<'_>],
) {
    let room = usize::from(frame.height.saturating_sub(2)).max(1);
    let first = (panel.selected + 1).saturating_sub(room);
    let mut y = frame.y + 1;
    let first_suggestion = lines.iter().position(|line| matches!(line, KeywordLine::Suggestion(_)));
    for (at, line) in lines.iter().enumerate().skip(first) {
        if first_suggestion == Some(at)
            || (at == first && matches!(line, KeywordLine::Suggestion(_)) && y == frame.y + 1)
        {
            title(canvas, frame, y, "Suggested for this document");
            y += 1;
        }
        if y >= frame.bottom() {
            return;
        }
        let style = canvas.style(if at == panel.selected { Role::PanelSelected } else { Role::Panel });
        canvas.clear(Rect { y, height: 1, ..frame }, style);
        match line {
            KeywordLine::Keyword(number) => draw_keyword(canvas, frame, y, app, *number, style),
            KeywordLine::Suggestion(suggestion) => {
                let name = fit(&suggestion.text, usize::from(frame.width).saturating_sub(20));
                canvas.put(frame.x + 4, y, frame.right(), name.as_str(), style);
                counts(
                    canvas,
                    frame,
                    y,
                    suggestion.count,
                    Some(suggestion.count + suggestion.elsewhere),
                    style,
                );
            }
        }
        y += 1;
    }
    if first_suggestion.is_none() && y < frame.bottom() {
        let words = match panel.suggestions {
            None => "looking for suggestions …",
            Some(_) => "no suggestions",
        };
        title(canvas, frame, y, words);
    }
}

fn title(canvas: &mut Canvas<'_>, frame: Rect, y: u16, words: &str) {
    if y < frame.bottom() {
        let style = canvas.style(Role::Panel).patch(canvas.style(Role::Dim));
        canvas.put(frame.x + 1, y, frame.right(), words, style);
    }
}

fn draw_keyword(canvas: &mut Canvas<'_>, frame: Rect, y: u16, app: &App, number: usize, style: Style) {
    let Some(keyword) = app.keywords.get(number) else { return };
    let sign = style.patch(canvas.theme().keyword_number(number, keyword.colour()));
    canvas.put(frame.x + 1, y, frame.right(), &circled(number), sign);
    let state = match (app.keywords.focus(), keyword.is_on()) {
        (Focus::Solo(only), _) if only == number => " solo",
        (Focus::Solo(_), _) => " aside",
        (Focus::All, false) => " hidden",
        (Focus::All, true) => "",
    };
    let text = format!("{}{state}", keyword.query());
    let name = fit(&text, usize::from(frame.width).saturating_sub(20));
    canvas.put(frame.x + 4, y, frame.right(), name.as_str(), style);
    let here = app.pane().map_or(0, |pane| pane.count_of(Counted::Keyword(number)));
    counts(canvas, frame, y, here, everywhere(app, number), style);
}

/// The hits in all documents, once all have been read.
fn everywhere(app: &App, number: usize) -> Option<usize> {
    let place = app.keywords.iter().position(|(known, _)| known == number)?;
    app.library.everywhere(place)
}

fn counts(
    canvas: &mut Canvas<'_>,
    frame: Rect,
    y: u16,
    here: usize,
    everywhere: Option<usize>,
    style: Style,
) {
    let all = everywhere.map_or("…".into(), |count| count.to_string());
    let text = format!("{here:>4}  {all:>10}");
    let x = frame.right().saturating_sub(width(&text) as u16 + 1);
    canvas.put(x, y, frame.right(), &text, style);
}
