//! The results of a search: the query and its figures, a table of hits, the sentence of the selected hit.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use crate::report::search_figures;
use crate::search::{Keyword, Keywords};
use crate::tasks::{DocumentHits, HitLine};
use crate::text::Span as Bytes;
use crate::text::safe;
use crate::text::width::{fit, width};
use crate::text::wrap::{rows as wrapped, shown};
use crate::ui::drawing::{
    DrawContext, MARGIN, Role, aligned, fitted, inset, styled, title_of, title_with_path,
};
use crate::ui::layout::Layout;
use crate::ui::list::library::Walk;
use crate::ui::search::rows::SearchRow;
use crate::ui::search::state::{SearchSubject, SearchView};
use crate::ui::selectable_list::ListAppearance;

/// The most cells of a title beside a hit that is shown without its heading.
const TITLE: usize = 20;

/// A table narrower than this has no room for titles beside hits.
const NARROW: usize = 60;

/// Draws the hits in all documents.
pub(crate) fn draw(cx: &mut DrawContext<'_>, view: &SearchView, layout: &Layout) {
    let Layout::Table { header, table, below, .. } = layout else { return };
    draw_header(cx, *header, view);
    if view.rows.is_empty() {
        let words = if view.is_done() { "(nothing)" } else { "searching …" };
        cx.put(cx.words(words, Role::Dim), inset(*table, MARGIN, 0));
    } else {
        view.list.draw(cx, *table, view.rows.len(), ListAppearance::Table("▐"), |cx, at, cells| {
            let is_selected = at == view.list.selected;
            match view.rows.get(at, &view.groups) {
                Some(SearchRow::Heading(group)) => heading(cx, view, group, is_selected, cells),
                Some(row @ SearchRow::Hit(group, _)) => match view.line(row) {
                    Some(line) => hit(cx, view, (group, line), is_selected, cells),
                    None => Line::default(),
                },
                Some(SearchRow::More(_, more)) => cx.words(format!("  … {more} more"), Role::Dim).into(),
                None => Line::default(),
            }
        });
    }
    draw_below(cx, *below, view);
}

/// Draws the two rows above the hits: the query, the figures, the order, the keywords.
fn draw_header(cx: &mut DrawContext<'_>, area: Rect, view: &SearchView) {
    cx.put_rule(area);
    let name = match &view.subject {
        SearchSubject::Query(query) => query.to_string(),
        SearchSubject::Keywords(_) => "all keywords".into(),
    };
    let figures = figures(cx, view);
    let room = usize::from(area.width.saturating_sub(4)).saturating_sub(width(&figures));
    let words = format!(" {}{figures} ", fit(&name, room.max(4)));
    let row = inset(area, 1, 1);
    cx.put(fitted(&words, row.width.into(), cx.style(Role::Header)), row);
    let row = inset(Rect { y: area.y + 1, height: 1, ..area }, MARGIN, 0);
    let mut line = Line::from(cx.words(view.rows.order().words(), Role::Dim));
    if let SearchSubject::Keywords(keywords) = &view.subject {
        line.push_span(Span::raw("   "));
        push_names(cx, &mut line, row.width.into(), view, keywords);
    }
    cx.put(line, row);
}

fn figures(cx: &DrawContext<'_>, view: &SearchView) -> String {
    let going = if view.is_done() && cx.library.walk == Walk::Done {
        String::new()
    } else {
        format!(" · searched {} of {}", view.searched, view.documents.len())
    };
    if view.hits == 0 && !going.is_empty() {
        return going;
    }
    format!(" · {}{going}", search_figures(view.hits, view.groups.len(), view.unread))
}

/// Adds the keywords and their numbers, as far as they fit.
fn push_names(
    cx: &DrawContext<'_>,
    line: &mut Line<'_>,
    room: usize,
    view: &SearchView,
    keywords: &Keywords,
) {
    for number in &view.numbers {
        let Some(keyword) = keywords.get(*number) else { continue };
        let name = fitted(&format!(" {}", fit(&keyword.query().to_string(), 20)), 21, Style::new());
        if room.saturating_sub(line.width()) < name.width() + 4 {
            break;
        }
        line.extend([cx.keyword_sign(*number, keywords), name, Span::raw("  ")]);
    }
}

/// Returns what a document is called in `room` cells, with its path when others are called the same.
fn title(cx: &DrawContext<'_>, view: &SearchView, group: usize, room: usize) -> String {
    let Some(DocumentHits { entry, attached, title, .. }) = view.groups.get(group).map(|group| &group.found)
    else {
        return String::new();
    };
    if !attached.is_empty() {
        let names = attached.iter().map(|file| file.name.as_str()).collect::<Vec<_>>().join(" › ");
        let holder = title_of(cx.library, *entry, "", room.saturating_sub(width(&names) + 3));
        return format!("{}", fit(&format!("{holder} › {names}"), room));
    }
    // The list may not have read the titles yet.
    if view.is_shared(title) {
        title_with_path(cx.library, *entry, title, room)
    } else {
        title_of(cx.library, *entry, title, room)
    }
}

/// Returns the title of a document with its counts at the right.
fn heading(
    cx: &DrawContext<'_>,
    view: &SearchView,
    group: usize,
    is_selected: bool,
    cells: usize,
) -> Line<'static> {
    let Some(group_found) = view.groups.get(group) else { return Line::default() };
    let cells = cells.saturating_sub(1);
    let counts = match &view.subject {
        SearchSubject::Query(_) => Line::from(cx.words(group_found.total().to_string(), Role::Dim)),
        SearchSubject::Keywords(keywords) => counts(cx, view, &group_found.found.counts, keywords, cells),
    };
    let sign = cx.words(if group_found.unfolded { "▾ " } else { "▸ " }, Role::Dim);
    let room = cells.saturating_sub(counts.width() + sign.width() + 1);
    let style = cx.style(if is_selected { Role::CursorText } else { Role::Heading });
    let title = fitted(&title(cx, view, group, room), room, style);
    let gap = Span::raw(" ".repeat(room + 1 - title.width()));
    [sign, title, gap].into_iter().chain(counts).collect()
}

/// Returns the counts of the keywords, each in its column.
fn counts(
    cx: &DrawContext<'_>,
    view: &SearchView,
    counts: &[usize],
    keywords: &Keywords,
    cells: usize,
) -> Line<'static> {
    let mut line = Line::default();
    let mut end = 0;
    for ((number, count), most) in view.numbers.iter().zip(counts).zip(&view.most) {
        end += width(&most.to_string()) + 4;
        // The title keeps half of the row.
        if end > cells / 2 {
            break;
        }
        if *count > 0 {
            line.extend([cx.keyword_sign(*number, keywords), Span::raw(format!(" {count}"))]);
        }
        line.push_span(Span::raw(" ".repeat(end.saturating_sub(line.width()))));
    }
    line
}

/// Returns a hit with the words around it; hits begin in one column.
fn hit(
    cx: &DrawContext<'_>,
    view: &SearchView,
    (group, line): (usize, &HitLine),
    is_selected: bool,
    cells: usize,
) -> Line<'static> {
    let shows_title = !view.rows.is_by_document() && cells >= NARROW;
    let end = cells.saturating_sub(if shows_title { TITLE + 2 } else { 0 });
    let excerpt = &line.excerpt;
    let mut spans = Vec::new();
    if let SearchSubject::Keywords(keywords) = &view.subject {
        let sign = cx.keyword_sign(excerpt.number, keywords);
        let gap = Span::raw(" ".repeat(2_usize.saturating_sub(sign.width())));
        spans.extend([sign, gap]);
    }
    let room = end.saturating_sub(spans.iter().map(Span::width).sum());
    let before = room * 2 / 5;
    let base = if is_selected { cx.style(Role::CursorText) } else { Style::new() };
    let layers = layers(cx, view, line);
    spans.extend(aligned(
        &excerpt.text,
        excerpt.within.start,
        (before, room - before),
        cx.style(Role::Dim),
        |glyph| style_under(glyph, base, &layers),
    ));
    if shows_title {
        let used: usize = spans.iter().map(Span::width).sum();
        spans.push(Span::raw(" ".repeat(end + 2 - used)));
        spans.push(fitted(&title(cx, view, group, TITLE), TITLE, cx.style(Role::Dim)));
    }
    spans.into()
}

/// Draws the sentence of the selected hit under the name of its document.
fn draw_below(cx: &mut DrawContext<'_>, area: Rect, view: &SearchView) {
    cx.put_rule(area);
    let Some(row) = view.row().filter(|_| area.height > 0) else { return };
    let line = view.line(row);
    let place = line.map_or(String::new(), |line| {
        format!(" {} ", safe::line(&line.excerpt.locator.to_string()).as_str())
    });
    let room = usize::from(area.width.saturating_sub(4)).saturating_sub(width(&place));
    let name = fitted(
        &format!(" {} ", title(cx, view, row.group(), room.saturating_sub(2))),
        room,
        cx.style(Role::Header),
    );
    cx.put(vec![name, cx.words(place, Role::Dim)], inset(area, 1, 0));
    let words = inset(Rect { y: area.y + 1, height: area.height - 1, ..area }, MARGIN, 1);
    match (line, cx.library.entry(view.groups[row.group()].found.entry)) {
        (Some(line), _) => draw_sentence(cx, words, view, line),
        (None, Some(entry)) => {
            cx.put(fitted(&entry.name(), words.width.into(), cx.style(Role::Dim)), words);
        }
        (None, None) => {}
    }
}

fn draw_sentence(cx: &mut DrawContext<'_>, area: Rect, view: &SearchView, line: &HitLine) {
    let text = &*line.excerpt.text;
    let layers = layers(cx, view, line);
    let all = wrapped(text, area.width.into());
    // A hit far down a long sentence is in view.
    let at = all.partition_point(|row| row.end <= line.excerpt.within.start);
    let skipped = (at + 1).saturating_sub(area.height.into());
    for (row, place) in all.iter().skip(skipped).zip(area.rows()) {
        let style = |glyph: Bytes| style_under(glyph.shifted(row.start), Style::new(), &layers);
        cx.put(styled(shown(row.of(text)), style), place);
    }
}

/// Returns the layers over the words of a hit, the weakest first: strikes, keywords, the hit itself.
fn layers(cx: &DrawContext<'_>, view: &SearchView, line: &HitLine) -> Vec<(Bytes, Style)> {
    let excerpt = &line.excerpt;
    let keywords = match &view.subject {
        SearchSubject::Query(_) => cx.keywords,
        SearchSubject::Keywords(keywords) => keywords,
    };
    let colour = |number: usize| cx.theme.keyword(number, keywords.get(number).and_then(Keyword::colour));
    let hits = keywords.patterns().hits(&excerpt.text, &|| true).unwrap_or_default().all();
    let shown = hits.iter().filter(|hit| keywords.is_shown(hit.keyword));
    let struck = excerpt.struck.iter().map(|span| (*span, cx.style(Role::Struck)));
    let mut layers: Vec<(Bytes, Style)> =
        struck.chain(shown.map(|hit| (hit.span, colour(hit.keyword)))).collect();
    layers.push(match view.subject {
        SearchSubject::Query(_) => (excerpt.within, cx.style(Role::Match)),
        SearchSubject::Keywords(_) => (excerpt.within, colour(excerpt.number).add_modifier(Modifier::BOLD)),
    });
    layers
}

/// Returns the style of a glyph by its bytes under all layers.
fn style_under(glyph: Bytes, base: Style, layers: &[(Bytes, Style)]) -> Style {
    let here = layers.iter().filter(|(span, _)| span.overlaps(glyph));
    here.fold(base, |style, (_, layer)| style.patch(*layer))
}
