//! The bottom row: what is being typed, else what there is to say, else the keywords and a few keys.

use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use crate::search::{Case, Kind};
use crate::tasks::onscreen::Counted;
use crate::tasks::task::TaskKind;
use crate::text::safe::glyphs;
use crate::text::width::{fit, width};
use crate::ui::app::Notice;
use crate::ui::app::{App, View};
use crate::ui::drawing::numbers::circled;
use crate::ui::drawing::paint::Canvas;
use crate::ui::drawing::theme::Role;
use crate::ui::input::{
    Action, ComparisonAction, Context, Motion, OpenAction, PaneAction, ProgramAction, RowAction, TextAction,
};
use crate::ui::prompt::{Prompt, Purpose};
use crate::ui::reader::charset;

/// Draws the bottom row; returns where the cursor stands when something is being typed.
pub(crate) fn draw(canvas: &mut Canvas<'_>, area: Rect, app: &App) -> Option<Position> {
    if let Some(prompt) = &app.prompt {
        return Some(draw_prompt(canvas, area, app, prompt));
    }
    match &app.notice {
        Some(Notice::Said(words)) => say(canvas, area, words, Style::new()),
        Some(Notice::Trouble(words)) => say(canvas, area, words, canvas.style(Role::Trouble)),
        None => {
            let hints = hints(app);
            let kept = hints.first().map_or(0, |hint| width(hint) as u16 + 2);
            let kept = kept + charset::unusual(app).map_or(0, |name| width(&name) as u16 + 2);
            let room = Rect { width: area.width.saturating_sub(kept), ..area };
            let from = draw_hidden(canvas, room, app);
            let room = Rect { x: from, width: room.right().saturating_sub(from), ..room };
            let from = draw_filter(canvas, room, app);
            let from = draw_keywords(
                canvas,
                Rect { x: from, width: room.right().saturating_sub(from), ..room },
                app,
            );
            let left = Rect { x: from, width: area.right().saturating_sub(from), ..area };
            let from = charset::draw(canvas, left, app, &hints);
            draw_hints(canvas, Rect { x: from, width: area.right().saturating_sub(from), ..area }, &hints);
        }
    }
    None
}

fn say(canvas: &mut Canvas<'_>, area: Rect, words: &str, style: Style) {
    let room = usize::from(area.width).saturating_sub(2);
    canvas.put(area.x + 1, area.y, area.right(), fit(words, room).as_str(), style);
}

fn draw_prompt(canvas: &mut Canvas<'_>, area: Rect, app: &App, prompt: &Prompt) -> Position {
    let label = label(&prompt.purpose);
    let dim = canvas.style(Role::Dim);
    let x = canvas.put(area.x, area.y, area.right(), &label, canvas.style(Role::Header));
    let room = usize::from(area.right().saturating_sub(x + 1));
    let (before, behind) = prompt.line.text().split_at(prompt.line.cursor());
    let start = visible_from(before, room);
    let at = canvas.put(x, area.y, area.right(), &before[start..], Style::new());
    let at_end = canvas.put(at, area.y, area.right(), behind, Style::new());
    let (words, style) = match (&prompt.error, &app.notice) {
        (Some(error), _) => (error.clone(), canvas.style(Role::Trouble)),
        (None, Some(Notice::Trouble(words))) => (words.clone(), canvas.style(Role::Trouble)),
        (None, Some(Notice::Said(words))) => (words.clone(), dim),
        (None, None) => (aside(&prompt.purpose), dim),
    };
    let room = usize::from(area.right().saturating_sub(at_end + 3));
    canvas.put(at_end + 3, area.y, area.right(), fit(&words, room).as_str(), style);
    Position { x: at.min(area.right().saturating_sub(1)), y: area.y }
}

fn label(purpose: &Purpose) -> String {
    match purpose {
        Purpose::Search { kind, case, .. } | Purpose::Everywhere { kind, case } => {
            let sign = if matches!(purpose, Purpose::Search { .. }) { '/' } else { '\\' };
            let kind = match kind {
                Kind::Literal => "",
                Kind::Word => "word ",
                Kind::Regex => "regex ",
                Kind::Stem => "stem ",
            };
            let case = match case {
                Case::Smart => "",
                Case::Match => "case ",
                Case::Ignore => "any case ",
            };
            format!("{kind}{case}{sign}")
        }
        Purpose::Keyword { .. } => "keyword: ".into(),
        Purpose::Filter(_) => "filter: ".into(),
        Purpose::Encoding { .. } => "encoding: ".into(),
        Purpose::Command { .. } => ":".into(),
    }
}

fn aside(purpose: &Purpose) -> String {
    match purpose {
        Purpose::Everywhere { .. } => "in every document  Alt-w word  Alt-r regex  Alt-c case".into(),
        Purpose::Search { .. } => "Alt-w word  Alt-r regex  Alt-c case".into(),
        Purpose::Keyword { offers } if offers.is_empty() => "word: re: stem:  =colour".into(),
        Purpose::Keyword { offers } => format!("Tab: {}", offers.join(" · ")),
        Purpose::Filter(_) => "'exact  ^start  end$  !not".into(),
        Purpose::Encoding { now, offers } if offers.is_empty() => {
            let now = now.map_or(String::new(), |charset| format!("now {charset}  "));
            format!("{now}Tab offers  empty guesses again")
        }
        Purpose::Command { offers } if offers.is_empty() => {
            "12  50%  write FILE  facts  sort date  quit  Tab offers".into()
        }
        Purpose::Command { offers } | Purpose::Encoding { offers, .. } => names(offers),
    }
}

/// What a command may become, by the last part of each name.
fn names(offers: &[String]) -> String {
    let last = |offer: &String| {
        let name = offer.trim_end_matches('/');
        offer[name.rfind(['/', ' ']).map_or(0, |at| at + 1)..].to_string()
    };
    offers.iter().map(last).collect::<Vec<_>>().join("  ")
}

/// The byte from which on the text before the cursor fits into `room` cells.
fn visible_from(before: &str, room: usize) -> usize {
    let mut over = width(before).saturating_sub(room);
    for glyph in glyphs(before) {
        if over == 0 {
            return glyph.span.start;
        }
        over = over.saturating_sub(glyph.width);
    }
    before.len()
}

/// How many characters the text hides in which the keys go; returns the column after it.
fn draw_hidden(canvas: &mut Canvas<'_>, area: Rect, app: &App) -> u16 {
    let Some(pane) = app.pane().filter(|_| !app.in_list()) else { return area.x };
    let words = match (pane.count_of(Counted::Hidden), pane.counted(Counted::Hidden)) {
        (0, _) => return area.x,
        (1, 100) => "1 hidden character".into(),
        (count, 100) => format!("{count} hidden characters"),
        (count, _) => format!("{count} hidden so far"),
    };
    let shown = fit(&words, usize::from(area.width).saturating_sub(2));
    canvas.put(area.x + 1, area.y, area.right(), shown.as_str(), canvas.style(Role::Mark)) + 1
}

/// What the list is filtered by; returns the column after it.
fn draw_filter(canvas: &mut Canvas<'_>, area: Rect, app: &App) -> u16 {
    let typed = app.library.listing.wish.typed().trim();
    if typed.is_empty() || !matches!(app.view, View::Reading) {
        return area.x;
    }
    let at = canvas.put(area.x + 1, area.y, area.right(), "filter: ", canvas.style(Role::Dim));
    canvas.put(at, area.y, area.right(), fit(typed, 24).as_str(), canvas.style(Role::Found)) + 1
}

/// The keywords with their counts in the text; returns the column after them.
fn draw_keywords(canvas: &mut Canvas<'_>, area: Rect, app: &App) -> u16 {
    let mut x = area.x;
    let Some(pane) = app.pane() else { return x };
    for (number, keyword) in app.keywords.iter() {
        if x + 4 >= area.right() {
            break;
        }
        let shown = app.keywords.is_shown(number);
        let style =
            if shown { Style::new() } else { canvas.style(Role::Dim).add_modifier(Modifier::CROSSED_OUT) };
        let sign = canvas.theme().keyword_number(number, keyword.colour());
        let name = format!(" {} ", keyword.query());
        let count = if app.is_busy(TaskKind::Mark) && pane.long.is_none() {
            "…".into()
        } else {
            pane.count_of(Counted::Keyword(number)).to_string()
        };
        x = canvas.put(x + 1, area.y, area.right(), &circled(number), sign);
        x = canvas.put(x, area.y, area.right(), fit(&name, 24).as_str(), style);
        x = canvas.put(x, area.y, area.right(), &count, style);
        x = canvas.put(x, area.y, area.right(), " ", style);
    }
    x
}

/// A few keys of the view, the most needed first.
fn hints(app: &App) -> Vec<String> {
    let context = app.context();
    let wanted: &[(Action, &str)] = match context {
        Context::Comparison => &[
            (Action::Open(OpenAction::Help), "help"),
            (
                Action::Comparison(ComparisonAction::NextLink),
                if is_edition(app) { "next change" } else { "next link" },
            ),
            (Action::Comparison(ComparisonAction::Counterpart), "counterpart"),
            (Action::Comparison(ComparisonAction::NextView), "view"),
            (Action::Program(ProgramAction::Close), "close"),
        ],
        Context::Table => &[
            (Action::Open(OpenAction::Help), "help"),
            (Action::Row(RowAction::Choose), "go to it"),
            (Action::Comparison(ComparisonAction::NextView), "view"),
            (Action::Pane(PaneAction::Right), "other side"),
            (Action::Program(ProgramAction::Close), "close"),
        ],
        Context::Claims => &[
            (Action::Open(OpenAction::Help), "help"),
            (Action::Row(RowAction::Choose), "compare"),
            (Action::Pane(PaneAction::Right), "next document"),
            (Action::Program(ProgramAction::Close), "close"),
        ],
        Context::Search => &[
            (Action::Open(OpenAction::Help), "help"),
            (Action::Row(RowAction::Choose), "open"),
            (Action::Row(RowAction::Sort), "order"),
            (Action::Row(RowAction::Fold), "fold"),
            (Action::Open(OpenAction::SearchEverywhere), "search"),
            (Action::Program(ProgramAction::Close), "close"),
        ],
        Context::Keywords => {
            &[(Action::Program(ProgramAction::Close), "close"), (Action::Open(OpenAction::Help), "help")]
        }
        Context::Similar => &[
            (Action::Row(RowAction::Choose), "compare"),
            (Action::Row(RowAction::Open), "open"),
            (Action::Program(ProgramAction::Close), "close"),
        ],
        Context::Bookmarks => &[
            (Action::Row(RowAction::Choose), "go to it"),
            (Action::Row(RowAction::Remove), "remove"),
            (Action::Program(ProgramAction::Close), "close"),
        ],
        Context::Help => &[
            (Action::Program(ProgramAction::Close), "close"),
            (Action::Motion(Motion::Down), "down"),
            (Action::Motion(Motion::Up), "up"),
        ],
        _ => &[
            (Action::Open(OpenAction::Help), "help"),
            (Action::Open(OpenAction::Compare), "compare"),
            (Action::Text(TextAction::Search), "search"),
            (Action::Open(OpenAction::Keywords), "keywords"),
            (Action::Program(ProgramAction::Close), "quit"),
        ],
    };
    let hint =
        |(action, words): &(Action, &str)| Some(format!("{} {words}", app.keymap.key_of(context, *action)?));
    wanted.iter().filter_map(hint).collect()
}

fn is_edition(app: &App) -> bool {
    matches!(&app.view, View::Comparison(comparing) if comparing.findings.edition().is_some())
}

/// Draws as many of the hints as fit, at the right.
fn draw_hints(canvas: &mut Canvas<'_>, area: Rect, hints: &[String]) {
    let room = usize::from(area.width).saturating_sub(2);
    let fits = |count: usize| width(&hints[..count].join("   ")) <= room;
    let count = (0..=hints.len()).rev().find(|count| fits(*count)).unwrap_or(0);
    let text = hints[..count].join("   ");
    let x = area.right().saturating_sub(width(&text) as u16 + 1);
    canvas.put(x, area.y, area.right(), &text, canvas.style(Role::Dim));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_long_line_is_in_view() {
        for (before, room, shown) in [
            ("", 0, ""),
            ("tide", 4, "tide"),
            ("tide", 3, "ide"),
            ("tide", 0, ""),
            ("潮汐表", 4, "汐表"),
            ("潮汐表", 3, "表"),
            ("ae\u{301}", 1, "e\u{301}"),
        ] {
            assert_eq!(&before[visible_from(before, room)..], shown, "{before} {room}");
        }
    }
}
