//! The bottom row: the prompt, else a message, else the keys of the pane and the state of the text.

use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use crate::document::{Markup, Part};
use crate::search::{CaseRule, Kind};
use crate::tasks::{Counted, GroupHeading, TaskKind};
use crate::text::width::width;
use crate::ui::app::App;
use crate::ui::component::Hint;
use crate::ui::drawing::context::{DrawContext, inset};
use crate::ui::drawing::text::{fitted, span, tail};
use crate::ui::drawing::theme::Role;
use crate::ui::input::{Action, ListAction, Motion, OpenAction, ProgramAction, RowAction, TextAction};
use crate::ui::note_editor;
use crate::ui::outcome::Notice;
use crate::ui::prompt::{Prompt, Purpose};
use crate::ui::views::View;

/// The most cells of a keyword or a filter.
const NAME: usize = 24;

/// The gap between two keys.
const GAP: &str = " · ";

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
    let label = cx.words(label(prompt), Role::Header);
    let room = usize::from(area.width).saturating_sub(label.width() + 1);
    let (before, behind) = prompt.line.text().split_at(prompt.line.cursor());
    let mut line = Line::from(vec![label, span(tail(before, room), Style::new())]);
    let cursor = area.x + (line.width() as u16).min(area.width.saturating_sub(1));
    line.push_span(span(behind, Style::new()));
    line.push_span(Span::raw("   "));
    let (dim, trouble) = (cx.style(Role::Dim), cx.style(Role::Trouble));
    let room = usize::from(area.width).saturating_sub(line.width());
    line.push_span(match (&prompt.error, notice) {
        (Some(words), _) | (None, Some(Notice::Trouble(words))) => fitted(words, room, trouble),
        (None, Some(Notice::Said(words))) => fitted(words, room, dim),
        (None, None) => fitted(&aside(prompt), room, dim),
    });
    cx.put(line, area);
    Position { x: cursor, y: area.y }
}

/// Draws the keys of the pane, and at the right the state of the text and the list.
fn draw_state(cx: &mut DrawContext<'_>, app: &App, area: Rect) {
    let mut first = area.x;
    for (number, hint) in shown_hints(app, area).iter().enumerate() {
        if number > 0 {
            cx.put(cx.words(GAP, Role::Dim), Rect { x: first, width: hint.cells.x - first, ..area });
        }
        let words = cx.words(format!(" {}", hint.words), Role::Dim);
        cx.put(Line::from(vec![Span::raw(hint.key.as_str()), words]), hint.cells);
        first = hint.cells.right();
    }
    let room = usize::from(area.right().saturating_sub(first + 1));
    let mut line = Line::default();
    let heading = selected_heading(app).map(|heading| vec![span(&heading_words(heading), Style::new())]);
    for part in [heading, hidden(cx, app), filter(cx, app)].into_iter().flatten() {
        push_part(&mut line, room, part);
    }
    push_keywords(cx, app, &mut line, room);
    if let Some(remark) = remarks_on_reading(app) {
        push_part(&mut line, room, vec![span(&remark, Style::new())]);
    }
    cx.put(line.right_aligned(), area);
}

/// A key on the bottom row.
pub(crate) struct ShownHint {
    /// The cells of the key and of its description.
    pub cells: Rect,
    /// What the key asks for.
    pub action: Action,
    key: String,
    words: &'static str,
}

/// Returns the keys that the bottom row begins with when nothing is said or typed on it. They leave room for
/// the state of the text, if there is any to be shown.
pub(crate) fn shown_hints(app: &App, area: Rect) -> Vec<ShownHint> {
    let heading = selected_heading(app).map(heading_words);
    let remarks = [heading, remarks_on_reading(app), hidden_words(app)];
    let cells: usize = remarks.iter().flatten().map(|words| width(words) + 3).sum();
    let room = area.width.saturating_sub(u16::try_from(cells).unwrap_or(u16::MAX));
    let has_words = !app.keywords.is_empty() && app.pane().is_some() || is_filtered(app);
    let end = area.x + if has_words { room / 5 * 3 } else { room };
    let context = app.context();
    let mut x = area.x + 1;
    let mut hints = Vec::new();
    for (action, words) in wanted_hints(app) {
        let Some(key) = app.keymap.key_of(context, action) else { continue };
        let cells = width(&key) + 1 + width(words);
        let width = u16::try_from(cells).unwrap_or(u16::MAX);
        if x.saturating_add(width) > end && !hints.is_empty() {
            break;
        }
        let cells = Rect { x, width, ..area }.intersection(area);
        x = cells.right() + GAP.chars().count() as u16;
        hints.push(ShownHint { cells, action, key, words });
    }
    hints
}

/// Returns the hints of the pane with the focus, the most important first.
fn wanted_hints(app: &App) -> Vec<Hint> {
    if app.note_editor.is_some() {
        return note_editor::HINTS.to_vec();
    }
    if let Some(component) = app.component() {
        return component.hints().to_vec();
    }
    let several = app.list.library.documents() > 1;
    let mut hints = Vec::new();
    if app.in_list() {
        let is_marked = app.list.library.listing.marks() > 0;
        hints.extend(is_marked.then_some(COMPARE));
        let [open, mark] = match selected_heading(app) {
            Some(GroupHeading::Story { .. }) => ["compare its documents", "fold"],
            Some(GroupHeading::Folder(_) | GroupHeading::Alone) => ["fold", "fold"],
            None => ["read", "mark"],
        };
        hints.push((Action::Row(RowAction::Open), open));
        hints.extend((mark != open).then_some((Action::List(ListAction::Mark), mark)));
        hints.extend([HELP, SEARCH]);
        hints.extend((several && !is_marked).then_some(COMPARE));
    } else if app.reader.search.is_some() {
        hints.push((Action::Text(TextAction::SearchNext), "next match"));
        hints.push((Action::Text(TextAction::SearchPrevious), "previous"));
        hints.extend([HELP, (Action::Program(ProgramAction::Escape), "end the search")]);
    } else {
        hints.push((Action::Motion(Motion::PageDown), "page down"));
        hints.extend([SEARCH, HELP]);
        hints.extend(several.then_some(COMPARE));
    }
    hints.push((Action::Open(OpenAction::Keywords), "keywords"));
    hints.push((Action::Program(ProgramAction::Close), "quit"));
    hints
}

/// Returns the heading that is selected in the list, if the keys go there.
fn selected_heading(app: &App) -> Option<&GroupHeading> {
    let listing = &app.list.library.listing;
    let group = listing.heading().filter(|_| app.in_list())?;
    Some(&listing.rows().groups().get(group)?.heading)
}

/// Returns the whole words of a heading, which the list may cut.
fn heading_words(heading: &GroupHeading) -> String {
    match heading {
        GroupHeading::Folder(words) | GroupHeading::Story { name: words, .. } => words.clone(),
        GroupHeading::Alone => String::new(),
    }
}

const HELP: Hint = (Action::Open(OpenAction::Help), "help");
const COMPARE: Hint = (Action::Open(OpenAction::Compare), "compare");
const SEARCH: Hint = (Action::Text(TextAction::Search), "search");

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
    hidden_words(app).map(|words| vec![cx.words(words, Role::Mark)])
}

fn hidden_words(app: &App) -> Option<String> {
    let pane = app.pane().filter(|_| !app.in_list())?;
    match (pane.count_of(Counted::Hidden), pane.counted(Counted::Hidden)) {
        (0, _) => None,
        (1, 100) => Some("1 hidden character".into()),
        (count, 100) => Some(format!("{count} hidden characters")),
        (count, _) => Some(format!("{count} hidden so far")),
    }
}

/// Returns the filter of the list.
fn filter(cx: &DrawContext<'_>, app: &App) -> Option<Vec<Span<'static>>> {
    let typed = app.list.library.listing.options.typed().trim();
    let words = || vec![cx.words("filter: ", Role::Dim), fitted(typed, NAME, cx.style(Role::Found))];
    is_filtered(app).then(words)
}

/// Tells whether the list on the screen is filtered.
fn is_filtered(app: &App) -> bool {
    !app.list.library.listing.options.typed().trim().is_empty() && matches!(app.views.top, View::Reading)
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
        Markup::Shown => {
            let name = if charset.is_usual() { String::new() } else { format!("{charset} · ") };
            Some(format!("{name}shown as plain text: too much markup to read"))
        }
        Markup::Read => (!charset.is_usual()).then(|| charset.to_string()),
    };
    let part = (document.part == Part::Article).then(|| "the article of a web page".to_owned());
    let remarks: Vec<String> =
        encoding.into_iter().chain(part).chain(document.warnings.iter().cloned()).collect();
    (!remarks.is_empty()).then(|| remarks.join(" · "))
}

fn label(prompt: &Prompt) -> String {
    match prompt.purpose {
        Purpose::Search(_) | Purpose::Everywhere => {
            let sign = if prompt.purpose == Purpose::Everywhere { '\\' } else { '/' };
            let kind = match prompt.kind {
                Kind::Literal => "",
                Kind::Word => "word ",
                Kind::Regex => "regex ",
                Kind::Stem => "stem ",
            };
            let case = match prompt.case {
                CaseRule::Smart => "",
                CaseRule::Match => "case ",
                CaseRule::Ignore => "any case ",
            };
            format!("{kind}{case}{sign}")
        }
        Purpose::Keyword => "keyword: ".into(),
        Purpose::Filter(_) => "filter: ".into(),
        Purpose::HelpSearch => "/".into(),
        Purpose::Encoding(_) => "encoding: ".into(),
        Purpose::Command => ":".into(),
    }
}

fn aside(prompt: &Prompt) -> String {
    let offers = &prompt.offers;
    match prompt.purpose {
        Purpose::Everywhere => "in every document  Alt-w word  Alt-r regex  Alt-c case".into(),
        Purpose::Search(_) => "Alt-w word  Alt-r regex  Alt-c case".into(),
        Purpose::Keyword if offers.is_empty() => "word: re: stem:  =colour".into(),
        Purpose::Keyword => format!("Tab: {}", offers.join(" · ")),
        Purpose::HelpSearch => "in this help".into(),
        Purpose::Filter(_) => "'exact  ^start  end$  !not".into(),
        Purpose::Encoding(now) if offers.is_empty() => {
            let now = now.map_or(String::new(), |charset| format!("now {charset}  "));
            format!("{now}Tab completes  empty detects it again")
        }
        Purpose::Command if offers.is_empty() => {
            "12  50%  write FILE  facts  sort date  quit  Tab completes".into()
        }
        Purpose::Command | Purpose::Encoding(_) => names(offers),
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
