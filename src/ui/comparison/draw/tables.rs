//! Drawing the tables of a comparison: the numbers, dates, names and sources of both texts, and the words
//! that are distinctive for one of them.

use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::compare::facts::{ComparedFact, FactOccurrence, Status};
use crate::compare::{DistinctiveTerm, Side};
use crate::search::Keyword;
use crate::text::width::width;
use crate::ui::comparison::shown::{ComparisonScreen, letter};
use crate::ui::comparison::state::ComparisonView;
use crate::ui::comparison::tables::fact_rows;
use crate::ui::drawing::{DrawContext, MARGIN, Role, aligned, fitted, inset};
use crate::ui::layout::TextArea;
use crate::ui::reader::draw::{RowMarks, TextView};
use crate::ui::selectable_list::{ListAppearance, SelectableList};

/// A pane narrower than this names the kind of a fact only by the sign of its status.
const NARROW: u16 = 34;

/// A pane narrower than this leaves out the kind of a fact, which the row below names.
const KIND_ROOMY: u16 = 48;

/// Cells of the columns before a fact.
const STATUS: usize = 8;
const KIND: usize = 11;

/// Cells of the column of facts; with less than twice that, there is room for nothing else.
const PHRASE: usize = 24;

/// Cells the counts of a word need: "123 | 456".
const COUNTS: usize = 10;

/// The most cells of a word.
const WORD: usize = 30;

/// Draws one side of the facts in view.
pub(crate) fn draw_facts(
    cx: &mut DrawContext<'_>,
    area: &TextArea,
    view: &ComparisonView,
    side: Side,
    selected: usize,
) {
    let words = match view.findings.facts.as_deref() {
        None => "looking for facts …",
        Some([]) => "(no numbers, dates, names or sources)",
        Some(_) => "",
    };
    cx.put(cx.words(words, Role::Dim), inset(area.area, MARGIN, 0));
    let rows = view.findings.facts.as_deref().unwrap_or_default();
    let height = fact_rows(area.rows());
    let [table, below] =
        Layout::vertical([Constraint::Length(height as u16), Constraint::Min(0)]).areas(area.area);
    let cursor = if view.side == side { "▐" } else { "│" };
    let list = SelectableList { selected };
    list.draw(cx, table, rows.len(), ListAppearance::Table(cursor), |cx, at, cells| {
        let row = &rows[at];
        let mut line = if side == Side::Left { labels(cx, area, row) } else { Line::default() };
        line.extend(items(cx, cells.saturating_sub(line.width() + 1), view, side, row, at == selected));
        line
    });
    if let Some(row) = rows.get(selected).filter(|_| below.height > 0) {
        draw_sentence(cx, area, below, view, side, row);
    }
}

/// Returns the headings of the columns of a table on one side; `None` where the view has none.
pub(crate) fn column_headings(view: &ComparisonView, area: &TextArea, side: Side) -> Option<String> {
    match (view.shown, side) {
        (ComparisonScreen::Facts(_), Side::Left) if area.area.width >= NARROW => {
            let kind = if area.area.width < KIND_ROOMY { String::new() } else { format!("{:KIND$}", "kind") };
            Some(format!("  {:STATUS$}{kind}in A", "status"))
        }
        (ComparisonScreen::Facts(_), side) => Some(format!("in {}", letter(side))),
        (ComparisonScreen::Terms(_), _) => {
            let room = usize::from(area.area.width).saturating_sub(4 + COUNTS).min(WORD);
            Some(format!("  {:room$}{:>3} | B", "word", "A"))
        }
        (
            ComparisonScreen::Both
            | ComparisonScreen::Pairs(_)
            | ComparisonScreen::Only(_)
            | ComparisonScreen::Overview(_)
            | ComparisonScreen::Summary(_),
            _,
        ) => None,
    }
}

/// Draws the sentence in which a side states a fact, below a line.
fn draw_sentence(
    cx: &mut DrawContext<'_>,
    area: &TextArea,
    below: Rect,
    view: &ComparisonView,
    side: Side,
    row: &ComparedFact,
) {
    cx.put(cx.words("┈".repeat(below.width.into()), Role::Rule), below);
    let Some(item) = row.items.iter().find(|item| item.side == side) else { return };
    let most = usize::from(below.height.saturating_sub(1));
    let Some((blocks, page)) = view.sentence_page(side, item.sentence, area.cells(), most) else { return };
    let fact = (item.phrase.shifted(blocks[0].span.start), Role::Shared);
    let rows = page.iter().zip(below.rows().skip(1));
    let marks = |_: &_| RowMarks { passages: vec![fact], ..RowMarks::default() };
    TextView { area, pane: view.pane(side), match_here: cx.match_here }.draw(cx, &blocks, rows, marks);
}

/// Returns the sign of a status and its word.
pub(crate) fn status_sign(status: Status) -> (&'static str, &'static str, Role) {
    match status {
        Status::Differs => ("≠", "differs", Role::Differs),
        Status::Near => ("≈", "near", Role::Differs),
        Status::Agree => ("=", "in both", Role::StrongLink),
        Status::OnlyLeft => ("◂", "only A", Role::SideA),
        Status::OnlyRight => ("▸", "only B", Role::SideB),
    }
}

/// Returns the status and the kind of a fact, padded to their columns.
fn labels(cx: &DrawContext<'_>, area: &TextArea, row: &ComparedFact) -> Line<'static> {
    let (sign, word, role) = status_sign(row.status);
    let sign = cx.words(format!("{sign} "), role);
    if area.area.width < NARROW {
        return sign.into();
    }
    let status = cx.words(format!("{word:STATUS$}"), role);
    let kind = cx.words(format!("{:KIND$}", row.kind.word()), Role::Dim);
    let kind = (area.area.width >= KIND_ROOMY).then_some(kind);
    [sign, status].into_iter().chain(kind).collect()
}

/// Returns what a side says in a column of its own, then the first place where it does, in its sentence, and
/// how many more there are.
fn items(
    cx: &DrawContext<'_>,
    cells: usize,
    view: &ComparisonView,
    side: Side,
    row: &ComparedFact,
    is_selected: bool,
) -> Line<'static> {
    let mut items = row.items.iter().filter(|item| item.side == side);
    let Some(first) = items.next() else { return Line::default() };
    let more = items.count();
    let more = if more > 0 { format!(" +{more}") } else { String::new() };
    let room = cells.saturating_sub(width(&more));
    let column = if room < 2 * PHRASE { room } else { PHRASE };
    let selected = if is_selected { cx.style(Role::CursorText) } else { Style::new() };
    let style = cx.style(Role::Strong).patch(selected);
    let phrase = fitted(&phrases(view, side, row), column.saturating_sub(1), style);
    let gap = Span::raw(" ".repeat(column - phrase.width()));
    let mut line = Line::from(vec![phrase, gap]);
    line.extend(quotation(cx, room - column, view, first));
    line.push_span(cx.words(more, Role::Dim));
    line
}

/// Returns every wording a side has for a fact.
pub(crate) fn phrases(view: &ComparisonView, side: Side, row: &ComparedFact) -> String {
    let mut phrases: Vec<&str> = Vec::new();
    for item in row.items.iter().filter(|item| item.side == side) {
        let phrase = item.phrase.of(view.pane(side).document.sentence_text(item.sentence));
        if !phrases.contains(&phrase) {
            phrases.push(phrase);
        }
    }
    phrases.join(", ")
}

/// Returns a fact amid its sentence in at most `room` cells.
fn quotation(
    cx: &DrawContext<'_>,
    room: usize,
    view: &ComparisonView,
    item: &FactOccurrence,
) -> Line<'static> {
    let sentence = view.pane(item.side).document.sentence_text(item.sentence);
    let before = width(sentence.get(..item.phrase.start).unwrap_or_default());
    let after = width(sentence.get(item.phrase.end..).unwrap_or_default());
    let free = room.saturating_sub(width(item.phrase.of(sentence)));
    let lead = (free / 2).max(free.saturating_sub(after)).min(before).min(room);
    let dim = cx.style(Role::Dim);
    let document = &view.pane(item.side).document;
    let span = document.sentences.get(item.sentence).map(|found| found.span).unwrap_or_default();
    let struck = document.struck_in(span);
    aligned(sentence, item.phrase.start, (lead, room - lead), dim, |glyph| {
        let style = if item.phrase.overlaps(glyph) { Style::new() } else { dim };
        let is_struck = struck.iter().any(|span| span.overlaps(glyph));
        if is_struck { style.patch(cx.style(Role::Struck)) } else { style }
    })
}

/// Draws the distinctive words of one side, each with its counts in both texts.
pub(crate) fn draw_terms(
    cx: &mut DrawContext<'_>,
    area: &TextArea,
    view: &ComparisonView,
    side: Side,
    selected: [usize; 2],
) {
    let terms: Vec<&DistinctiveTerm> = view.terms(side).collect();
    if terms.is_empty() {
        let words = if view.findings.terms.is_some() { "(none)" } else { "counting words …" };
        cx.put(cx.words(words, Role::Dim), inset(area.area, MARGIN, 0));
    }
    let selected = selected[side as usize];
    let cursor = if view.side == side { "▐" } else { " " };
    let list = SelectableList { selected };
    list.draw(cx, area.area, terms.len(), ListAppearance::Table(cursor), |cx, at, cells| {
        term(cx, cells.saturating_sub(2), terms[at], at == selected && view.side == side)
    });
}

/// Returns a word with the sign of its keyword, if it is one, and its counts.
fn term(cx: &DrawContext<'_>, cells: usize, term: &DistinctiveTerm, is_selected: bool) -> Line<'static> {
    let known = cx.keywords.iter().find(|(_, keyword)| keyword.query().text == term.text);
    let (sign, style) = match known {
        Some((number, keyword)) => {
            (cx.keyword_sign(number, cx.keywords), cx.theme.keyword(number, Keyword::colour(keyword)))
        }
        None if is_selected => (Span::default(), cx.style(Role::CursorText)),
        None => (Span::default(), Style::new()),
    };
    let room = cells.saturating_sub(COUNTS).min(WORD);
    let word = fitted(&term.text, room, style);
    let gaps = [2_usize.saturating_sub(sign.width()), room - word.width()];
    let [before, behind] = gaps.map(|gap| Span::raw(" ".repeat(gap)));
    let [left, right] = term.counts;
    vec![sign, before, word, behind, cx.words(format!("{left:>3} | {right}"), Role::Dim)].into()
}
