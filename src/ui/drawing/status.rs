//! The bottom row: the prompt, else a message, else the keywords, the encoding and a few keys.

use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use crate::document::{Markup, Part};
use crate::search::{Case, Kind};
use crate::tasks::onscreen::Counted;
use crate::tasks::task::TaskKind;
use crate::text::width::width;
use crate::ui::app::App;
use crate::ui::component::{Component, Hint};
use crate::ui::drawing::context::{DrawContext, inset};
use crate::ui::drawing::text::{fitted, span, tail};
use crate::ui::drawing::theme::Role;
use crate::ui::input::{Action, Context, OpenAction, ProgramAction, TextAction};
use crate::ui::outcome::Notice;
use crate::ui::prompt::{Prompt, Purpose};
use crate::ui::views::View;

/// The most cells of a keyword or a filter.
const NAME: usize = 24;

/// The gap between two keys.
const GAP: &str = "   ";

/// Draws the bottom row; returns the place of the cursor when something is being typed.
pub(crate) fn draw(cx: &mut DrawContext<'_>, app: &App, area: Rect) -> Option<Position> {
    let (words, style) = match (&app.prompt, &app.notice) {
        (Some(prompt), notice) => return Some(draw_prompt(cx, area, prompt, notice.as_ref())),
        (None, Some(Notice::Said(words))) => (words, Style::new()),
        (None, Some(Notice::Trouble(words))) => (words, cx.style(Role::Trouble)),
        (None, None) => {
            draw_state(cx, app, area);
            return None;
        }
    };
    let area = inset(area, 1, 1);
    cx.put(fitted(words, area.width.into(), style), area);
    None
}

fn draw_prompt(cx: &mut DrawContext<'_>, area: Rect, prompt: &Prompt, notice: Option<&Notice>) -> Position {
    let label = cx.words(label(&prompt.purpose), Role::Header);
    let room = usize::from(area.width).saturating_sub(label.width() + 1);
    let (before, behind) = prompt.line.text().split_at(prompt.line.cursor());
    let mut line = Line::from(vec![label, span(tail(before, room), Style::new())]);
    let cursor = area.x + (line.width() as u16).min(area.width.saturating_sub(1));
    line.push_span(span(behind, Style::new()));
    line.push_span(Span::raw(GAP));
    let (dim, trouble) = (cx.style(Role::Dim), cx.style(Role::Trouble));
    let room = usize::from(area.width).saturating_sub(line.width());
    line.push_span(match (&prompt.error, notice) {
        (Some(words), _) | (None, Some(Notice::Trouble(words))) => fitted(words, room, trouble),
        (None, Some(Notice::Said(words))) => fitted(words, room, dim),
        (None, None) => fitted(&aside(&prompt.purpose), room, dim),
    });
    cx.put(line, area);
    Position { x: cursor, y: area.y }
}

/// Draws the state of the text and the list, and at the right as many keys as fit.
fn draw_state(cx: &mut DrawContext<'_>, app: &App, area: Rect) {
    let hints = hints(app);
    let encoding = remarks_on_reading(app);
    let kept =
        hints.first().map_or(0, |hint| width(hint) + 2) + encoding.as_ref().map_or(0, |name| width(name) + 2);
    let room = usize::from(area.width).saturating_sub(kept);
    let mut line = Line::default();
    for part in [hidden(cx, app), filter(cx, app)].into_iter().flatten() {
        push_part(&mut line, room, part);
    }
    push_keywords(cx, app, &mut line, room);
    let usual = || usual_encoding(cx, app, &line, area, &hints);
    if let Some(name) = encoding.map(|name| span(&name, Style::new())).or_else(usual) {
        push_part(&mut line, area.width.into(), vec![name]);
    }
    let room = usize::from(area.width).saturating_sub(line.width() + 2);
    let fits = |count: &usize| width(&hints[..*count].join(GAP)) <= room;
    let count = (0..=hints.len()).rev().find(fits).unwrap_or(0);
    cx.put_ends(line, cx.words(hints[..count].join(GAP), Role::Dim), inset(area, 0, 1));
}

/// Adds spans with a space before and after them, cut to the cells that are left.
fn push_part(line: &mut Line<'static>, room: usize, part: Vec<Span<'static>>) {
    line.push_span(Span::raw(" "));
    for span in part {
        let left = room.saturating_sub(line.width() + 1);
        line.push_span(fitted(&span.content, left, span.style));
    }
    line.push_span(Span::raw(" "));
}

/// Returns how many hidden characters there are in the text that has the focus.
fn hidden(cx: &DrawContext<'_>, app: &App) -> Option<Vec<Span<'static>>> {
    let pane = app.pane().filter(|_| !app.in_list())?;
    let words = match (pane.count_of(Counted::Hidden), pane.counted(Counted::Hidden)) {
        (0, _) => return None,
        (1, 100) => "1 hidden character".into(),
        (count, 100) => format!("{count} hidden characters"),
        (count, _) => format!("{count} hidden so far"),
    };
    Some(vec![cx.words(words, Role::Mark)])
}

/// Returns the filter of the list.
fn filter(cx: &DrawContext<'_>, app: &App) -> Option<Vec<Span<'static>>> {
    let typed = app.list.library.listing.options.typed().trim();
    if typed.is_empty() || !matches!(app.views.top, View::Reading) {
        return None;
    }
    Some(vec![cx.words("filter: ", Role::Dim), fitted(typed, NAME, cx.style(Role::Found))])
}

/// Adds the keywords with their counts in the text, as long as there is room.
fn push_keywords(cx: &DrawContext<'_>, app: &App, line: &mut Line<'static>, room: usize) {
    let Some(pane) = app.pane() else { return };
    for (number, keyword) in cx.keywords.iter() {
        if line.width() + 4 >= room {
            break;
        }
        let style = if cx.keywords.is_shown(number) {
            Style::new()
        } else {
            cx.style(Role::Dim).add_modifier(Modifier::CROSSED_OUT)
        };
        let count = if app.background.is_busy(TaskKind::Mark) && pane.long.is_none() {
            "…".into()
        } else {
            pane.count_of(Counted::Keyword(number)).to_string()
        };
        let left = room.saturating_sub(line.width());
        let name = fitted(&format!(" {} ", keyword.query()), NAME.min(left.saturating_sub(2)), style);
        let count = Span::styled(format!("{count} "), style);
        line.extend([Span::raw(" "), cx.keyword_sign(number, cx.keywords), name, count]);
    }
}

/// Returns a remark on how the text that has the focus was read, if that is unusual.
fn remarks_on_reading(app: &App) -> Option<String> {
    let document = &app.pane()?.document;
    let charset = document.charset;
    let encoding = match document.markup {
        Markup::Shown => Some(format!("{charset} · shown as plain text: more markup than is read")),
        Markup::Read => (!charset.is_usual()).then(|| charset.to_string()),
    };
    let part = (document.part == Part::Article).then(|| "the article of a web page".to_owned());
    let remarks: Vec<String> =
        encoding.into_iter().chain(part).chain(document.warnings.iter().cloned()).collect();
    (!remarks.is_empty()).then(|| remarks.join(" · "))
}

/// Returns the encoding of the text that has the focus where it leaves room for all keys.
fn usual_encoding(
    cx: &DrawContext<'_>,
    app: &App,
    line: &Line<'_>,
    area: Rect,
    hints: &[String],
) -> Option<Span<'static>> {
    let (Some(pane), Context::Reader | Context::Comparison) = (app.pane(), app.context()) else {
        return None;
    };
    let name = span(&pane.document.charset.to_string(), cx.style(Role::Dim));
    let needed = line.width() + name.width() + width(&hints.join(GAP)) + 5;
    (needed <= area.width.into()).then_some(name)
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
        Purpose::Note(_) => "note: ".into(),
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
        Purpose::Note(_) => "Enter keeps it; without words the passage is kept alone".into(),
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

/// Returns the possible completions of a command, by the last part of each name.
fn names(offers: &[String]) -> String {
    let last = |offer: &String| {
        let name = offer.trim_end_matches('/');
        offer[name.rfind(['/', ' ']).map_or(0, |at| at + 1)..].to_string()
    };
    offers.iter().map(last).collect::<Vec<_>>().join("  ")
}

/// A few keys of the list and the text.
const READING_HINTS: &[Hint] = &[
    (Action::Open(OpenAction::Help), "help"),
    (Action::Open(OpenAction::Compare), "compare"),
    (Action::Text(TextAction::Search), "search"),
    (Action::Open(OpenAction::Keywords), "keywords"),
    (Action::Program(ProgramAction::Close), "quit"),
];

/// Returns a few keys of the view, the most important first.
fn hints(app: &App) -> Vec<String> {
    let context = app.context();
    let wanted = app.component().map_or(READING_HINTS, Component::hints);
    let hint = |(action, words): &Hint| Some(format!("{} {words}", app.keymap.key_of(context, *action)?));
    wanted.iter().filter_map(hint).collect()
}
