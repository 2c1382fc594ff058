//! The help screen: the marks and the keys of a view, written from the key map, in two columns where there is
//! room; it can be searched.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Widget};

use crate::text::width::width;
use crate::text::wrap;
use crate::ui::component::{Component, Hint, KeyContext, LegendEntry};
use crate::ui::drawing::{DrawContext, Role, clear};
use crate::ui::input::action::HelpGroup;
use crate::ui::input::{Action, Context, Key, Keymap, Motion, ProgramAction, TextAction};
use crate::ui::layout::Layout;
use crate::ui::outcome::Outcome;
use crate::ui::selectable_list::{SelectableList, draw_scrollbar};

/// The column the words begin in, from the left edge of a column.
const WORDS: usize = 18;

/// Cells of a mark.
const MARK: usize = 8;

/// The least cells of the window for two columns.
const TWO_COLUMNS: usize = 110;

/// Cells between two columns.
const GAP: usize = 2;

/// The help screen.
#[derive(Clone, Debug)]
pub struct HelpPanel {
    /// The view whose keys it shows.
    pub context: Context,
    /// What its marks mean.
    legend: &'static [LegendEntry],
    /// What else a user has to know of it.
    remarks: &'static [&'static str],
    /// The first row in view.
    list: SelectableList,
    /// The words searched for; empty without a search.
    query: String,
    /// The index of the current match.
    current: usize,
}

/// The styles of the rows.
struct HelpStyles<F: Fn(Role) -> Style> {
    title: Style,
    words: Style,
    /// The style of the mark of a role.
    mark: F,
}

impl<F: Fn(Role) -> Style> HelpStyles<F> {
    fn title(&self, words: &'static str) -> Line<'static> {
        Line::styled(format!(" {words}"), self.title)
    }
}

/// A match of the search on a row.
struct HelpMatch {
    row: usize,
    /// Its first cell and the number of its cells.
    cells: (usize, usize),
}

impl HelpPanel {
    /// Returns the help on the keys and the marks of a view.
    pub(crate) fn new(
        context: Context,
        legend: &'static [LegendEntry],
        view: Option<&dyn Component>,
    ) -> Self {
        let remarks = view.map_or(&[][..], Component::remarks);
        Self { context, legend, remarks, list: SelectableList::default(), query: String::new(), current: 0 }
    }

    /// Searches for words from the first row on, in rows of `cells` of which `page` are in view; tells whether
    /// there is a match. No words end the search.
    pub(crate) fn search(&mut self, words: &str, keymap: &Keymap, cells: usize, page: usize) -> bool {
        (self.query, self.current) = (words.to_lowercase(), 0);
        self.go_to_match(&self.plain_lines(keymap, cells), 0, page)
    }

    /// Ends the search; tells whether there was one.
    pub(crate) fn end_search(&mut self) -> bool {
        !std::mem::take(&mut self.query).is_empty()
    }

    /// Goes `by` matches on, from the last one to the first; tells whether there is one.
    fn go_to_match(&mut self, lines: &[Line<'static>], by: isize, page: usize) -> bool {
        let matches = matches(lines, &self.query);
        let Some(count) = isize::try_from(matches.len()).ok().filter(|count| *count > 0) else {
            return false;
        };
        self.current = (self.current as isize + by).rem_euclid(count) as usize;
        let row = matches[self.current].row;
        if !(self.list.selected..self.list.selected + page).contains(&row) {
            self.list.select(row.saturating_sub(page / 3), (lines.len() + 1).saturating_sub(page));
        }
        true
    }

    /// Returns the rows without styles, in `cells` cells.
    fn plain_lines(&self, keymap: &Keymap, cells: usize) -> Vec<Line<'static>> {
        let plain = HelpStyles { title: Style::new(), words: Style::new(), mark: |_| Style::new() };
        self.lines(keymap, &plain, cells)
    }

    /// Returns the rows on a view in `cells` cells, in two columns where there is room.
    fn lines<F: Fn(Role) -> Style>(
        &self,
        keymap: &Keymap,
        styles: &HelpStyles<F>,
        cells: usize,
    ) -> Vec<Line<'static>> {
        // The last column holds the scrollbar.
        let cells = cells.saturating_sub(1);
        if cells + 1 < TWO_COLUMNS {
            return joined(&self.sections(keymap, styles, cells));
        }
        let column = (cells - GAP) / 2;
        let sections = self.sections(keymap, styles, column);
        let height = |sections: &[Vec<Line<'static>>]| joined(sections).len();
        let tallest = |at: &usize| height(&sections[..*at]).max(height(&sections[*at..]));
        let (left, right) = sections.split_at((0..=sections.len()).min_by_key(tallest).unwrap_or_default());
        beside(joined(left), joined(right), column + GAP)
    }

    /// Returns its parts: the marks, remarks, and the keys by their purpose, those of the view
    /// with those that hold everywhere.
    fn sections<F: Fn(Role) -> Style>(
        &self,
        keymap: &Keymap,
        styles: &HelpStyles<F>,
        cells: usize,
    ) -> Vec<Vec<Line<'static>>> {
        let marks = self.legend.iter().flat_map(|(mark, role, words)| {
            let mark = Span::styled(*mark, (styles.mark)(*role));
            entry(mark, MARK, words, Style::new(), cells)
        });
        let marks = std::iter::once(styles.title("Marks")).chain(marks).collect();
        let remarks =
            self.remarks.iter().flat_map(|words| entry(Span::default(), 0, words, Style::new(), cells));
        let own: Vec<_> = keymap.bindings(self.context).collect();
        let others = keymap.bindings(Context::Everywhere);
        let others = others.filter(|(action, _)| own.iter().all(|(known, _)| known != action));
        let mut bindings: Vec<_> = own.iter().copied().chain(others).collect();
        bindings.sort_by_key(|(action, _)| *action);
        let mut groups = HelpGroup::ALL;
        groups.sort_by_key(|(group, _)| *group != self.context.first_group());
        let keys = groups.map(|(group, title)| {
            let here = bindings.iter().filter(|(action, _)| action.help_group() == group);
            let rows = here.flat_map(|(action, keys)| {
                entry(Span::raw(key_names(keys)), WORDS - 3, action.words(), styles.words, cells)
            });
            std::iter::once(styles.title(title)).chain(rows).collect()
        });
        let number =
            entry(Span::default(), 0, "A number before a key repeats it: 3] 12G 50%", Style::new(), cells);
        // A title alone says nothing.
        let titled = std::iter::once(marks).chain(keys).filter(|section: &Vec<_>| section.len() > 1);
        let mut sections: Vec<Vec<Line<'static>>> = titled.collect();
        let place = usize::from(!self.legend.is_empty());
        sections.insert(place, remarks.collect());
        sections.push(number);
        sections.retain(|section| !section.is_empty());
        sections
    }
}

impl Component for HelpPanel {
    fn context(&self) -> Context {
        Context::Help
    }

    fn hints(&self) -> &'static [Hint] {
        if self.query.is_empty() {
            &[
                (Action::Program(ProgramAction::Close), "close"),
                (Action::Text(TextAction::Search), "search"),
                (Action::Motion(Motion::Down), "down"),
                (Action::Motion(Motion::Up), "up"),
            ]
        } else {
            &[
                (Action::Text(TextAction::SearchNext), "next match"),
                (Action::Text(TextAction::SearchPrevious), "previous"),
                (Action::Program(ProgramAction::Escape), "end the search"),
                (Action::Program(ProgramAction::Close), "close"),
            ]
        }
    }

    /// Scrolls: the first row in view is selected from those that leave no row empty.
    fn move_by(&mut self, motion: Motion, cx: &mut KeyContext<'_>) {
        let rows = self.plain_lines(cx.keymap, cx.dimensions.size.width.into()).len();
        let tops = (rows + 1).saturating_sub(cx.page);
        self.list.select(self.list.selected, tops);
        self.list.move_by(motion, cx.count, tops, cx.page);
    }

    fn act_on_text(&mut self, action: TextAction, cx: &mut KeyContext<'_>) -> bool {
        let by = if action == TextAction::Search {
            cx.ask([Outcome::AskForHelpSearch]);
            return true;
        } else if action == TextAction::SearchNext {
            cx.times()
        } else if action == TextAction::SearchPrevious {
            -cx.times()
        } else {
            return false;
        };
        let lines = self.plain_lines(cx.keymap, cx.dimensions.size.width.into());
        if !self.go_to_match(&lines, by, cx.page) {
            let search = cx.keymap.hint(Context::Help, TextAction::Search, "begins one");
            cx.ask([Outcome::Trouble(format!("there is no search yet{search}"))]);
        }
        true
    }

    fn draw(&self, cx: &mut DrawContext<'_>, layout: &Layout) {
        let area = layout.panes();
        clear(area, cx.buffer);
        let panel = cx.style(Role::Panel);
        let styles = HelpStyles {
            title: cx.style(Role::PanelTitle),
            words: panel.patch(cx.style(Role::Dim)),
            mark: |role| panel.patch(cx.style(role)),
        };
        let lines = self.lines(cx.keymap, &styles, area.width.into());
        let (rows, height) = (lines.len(), usize::from(area.height));
        let top = self.list.selected.min(rows.saturating_sub(height));
        let matches = matches(&lines, &self.query);
        Paragraph::new(lines).style(panel).scroll((top as u16, 0)).render(area, cx.buffer);
        for (number, found) in matches.iter().enumerate() {
            let Some(y) = found.row.checked_sub(top).filter(|y| *y < height) else { continue };
            let (x, width) = (area.x + found.cells.0 as u16, found.cells.1 as u16);
            let place = Rect { x, y: area.y + y as u16, width, height: 1 }.intersection(area);
            let role = if number == self.current { Role::MatchHere } else { Role::Match };
            cx.buffer.set_style(place, cx.style(role));
        }
        if rows > height {
            draw_scrollbar(cx, area, top..top + height, rows);
        }
    }
}

/// Returns sections below each other, with an empty row between them.
fn joined(sections: &[Vec<Line<'static>>]) -> Vec<Line<'static>> {
    sections.join(&Line::default())
}

/// Returns two columns beside each other, the second one from the cell `from` on.
fn beside(left: Vec<Line<'static>>, right: Vec<Line<'static>>, from: usize) -> Vec<Line<'static>> {
    let rows = left.len().max(right.len());
    let filled = |lines: Vec<Line<'static>>| lines.into_iter().chain(std::iter::repeat(Line::default()));
    let pairs = filled(left).zip(filled(right)).take(rows);
    // The style of a line would reach into the other column.
    let spans = |line: Line<'static>| {
        line.spans.into_iter().map(move |span| Span { style: line.style.patch(span.style), ..span })
    };
    let row = |(left, right): (Line<'static>, Line<'static>)| {
        let pad = " ".repeat(from.saturating_sub(left.width()));
        spans(left).chain([Span::raw(pad)]).chain(spans(right)).collect()
    };
    pairs.map(row).collect()
}

/// Returns words beside a sign, which has `indent` cells, in rows of `cells` cells.
fn entry(
    sign: Span<'static>,
    indent: usize,
    words: &'static str,
    style: Style,
    cells: usize,
) -> Vec<Line<'static>> {
    let indent = indent + 3;
    let rows = wrap::rows(words, cells.saturating_sub(indent));
    let pad = " ".repeat(indent.saturating_sub(sign.width() + 3));
    let mut first = Some(vec![Span::raw("   "), sign, Span::raw(pad)]);
    let row = |row: crate::text::Span| {
        let mut spans = first.take().unwrap_or_else(|| vec![Span::raw(" ".repeat(indent))]);
        spans.push(Span::styled(row.of(words), style));
        Line::from(spans)
    };
    rows.into_iter().map(row).collect()
}

/// Returns the names of keys, as many as there is room for.
fn key_names(keys: &[Key]) -> String {
    let mut text = String::new();
    for key in keys.iter().map(Key::to_string) {
        if width(&text) + width(&key) + 1 > WORDS - 4 {
            break;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&key);
    }
    text
}

/// Returns the matches of lower-case words in rows, none for no words.
fn matches(lines: &[Line<'static>], words: &str) -> Vec<HelpMatch> {
    if words.is_empty() {
        return Vec::new();
    }
    let in_row = |(row, line): (usize, &Line<'static>)| {
        let text = line.to_string().to_lowercase();
        let found = text.match_indices(words).map(|(at, _)| (width(&text[..at]), width(words)));
        found.map(|cells| HelpMatch { row, cells }).collect::<Vec<_>>()
    };
    lines.iter().enumerate().flat_map(in_row).collect()
}
