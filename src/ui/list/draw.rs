//! Drawing the list: its title, and its part around the selected document.
//!
//! An entry is its title above its file name, its length, its folder and its keyword hits. While the list is
//! filtered, what was matched is emphasised; when that is in the path, the path takes the second row. A title is
//! cut at its end. A path is cut at its beginning, because its end matters most, unless a match would be lost.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Widget};

use crate::search::{Matched, Scorer};
use crate::tasks::{Entry, EntryId, Group, GroupHeading, Grouping};
use crate::text::Span as Bytes;
use crate::text::safe::{Glyph, glyphs};
use crate::text::width::width;
use crate::ui::drawing::{DrawContext, Role, fitted, inset};
use crate::ui::list::library::{GAP, Library, Walk, length};
use crate::ui::list::stories::{days_in_words, progress};
use crate::ui::list::visible_rows::{self, ROWS};

/// Cells left of the words of an entry: the cursor, the mark and a space.
const MARGINS: u16 = 3;

/// Cells that a longer folder has to have before it is shown behind the figures.
const LEAST_FOLDER: usize = 8;

/// Cells that a file name keeps before the words of the document.
const LEAST_NAME: usize = 8;

/// Cells of a file name below which it tells nothing.
const READABLE: usize = 5;

/// Cells that the name of a story keeps before its days.
const LEAST_STORY: usize = 24;

/// A path is cut at a `/` if one comes within this many glyphs.
const PART: usize = 8;

/// Draws the part of the list around the selected document.
pub(crate) fn draw(cx: &mut DrawContext<'_>, area: Rect, has_focus: bool) {
    let listing = &cx.library.listing;
    if listing.rows().is_empty() && listing.options.filter.is_some() {
        cx.put(cx.words("nothing matches", Role::Dim), inset(area, 2, 0));
    }
    let selected = cx.style(if has_focus { Role::Selected } else { Role::SelectedAway });
    let mut scorer = None;
    for placed in listing.placed(usize::from(area.height)) {
        let y = area.y + placed.y as u16;
        match placed.line {
            visible_rows::ListLine::Heading(group) => {
                let selected = (listing.heading() == Some(group)).then_some(selected);
                draw_heading(cx, Rect { y, height: 1, ..area }, group, selected);
            }
            visible_rows::ListLine::Entry(row, id) => {
                let rows = Rect { y, height: (ROWS as u16).min(area.bottom().saturating_sub(y)), ..area };
                let is_selected = listing.row() == Some(row) && listing.heading().is_none();
                let selected = is_selected.then_some(selected);
                draw_entry(cx, rows, id, selected, &mut scorer);
            }
        }
    }
}

/// Draws the heading of a group, with the style of the selected entry if it is selected: whether it is folded, its
/// folder or its story, how many of its documents are shown and, if there is room, the days they are of.
fn draw_heading(cx: &mut DrawContext<'_>, row: Rect, group: usize, selected: Option<Style>) {
    let library = cx.library;
    let Some(Group { heading, .. }) = library.listing.rows().groups().get(group) else { return };
    let style = selected.unwrap_or_default();
    Block::new().style(style).render(row, cx.buffer);
    let (text, days): (&str, _) = match heading {
        GroupHeading::Folder(folder) if folder.is_empty() => (&library.common_folder(), None),
        GroupHeading::Folder(folder) => (folder, None),
        GroupHeading::Story { name, days } => (name, days.map(days_in_words)),
        GroupHeading::Alone => ("alone", None),
    };
    let dim = selected.unwrap_or_else(|| cx.style(Role::Dim));
    let count = format!(" {}", library.documents_in(group));
    let sign = if library.listing.is_folded(group) { "▸ " } else { "" };
    let room = usize::from(row.width).saturating_sub(1 + width(sign) + width(&count));
    let days = days
        .map(|days| format!("{GAP}{days}"))
        .filter(|days| width(text).min(LEAST_STORY) + width(days) <= room);
    let days = days.unwrap_or_default();
    let room = room.saturating_sub(width(&days));
    let style = style.patch(cx.style(Role::Heading));
    let mut line = Line::from(Span::styled(sign, style));
    line.extend(match heading {
        GroupHeading::Folder(_) => end_line(&Marked { text, spans: &[], style, found: style }, room),
        GroupHeading::Story { .. } | GroupHeading::Alone => Line::from(fitted(text, room, style)),
    });
    line.extend([Span::styled(count, dim), Span::styled(days, dim)]);
    cx.put(line, inset(row, 1, 0));
}

/// Returns the title of the list in at most `room` cells: how many documents, and by what they
/// are sorted.
pub(crate) fn header(library: &Library, is_finding_stories: bool, room: usize) -> String {
    let (all, options) = (library.documents(), &library.listing.options);
    let read = library.documents_read().filter(|_| library.walk == Walk::Done && options.filter.is_none());
    let noun = match read {
        Some(_) => "read",
        None if all == 1 => "document",
        None => "documents",
    };
    let count = match (&options.filter, read) {
        (Some(_), _) => format!("{} of {all}", library.documents_shown()),
        (None, Some(read)) => format!("{read} of {all}"),
        (None, None) => all.to_string(),
    };
    let going = if library.walk == Walk::Going { " …" } else { "" };
    let sorted = match options.to_string() {
        words if words.is_empty() => String::new(),
        words => format!(" · {words}"),
    };
    let stories = progress(library, is_finding_stories).map_or(String::new(), |words| format!(" · {words}"));
    let rest = format!("{going}{sorted}{stories} ");
    let mut words = vec![format!(" Library · {count} {noun}{rest}")];
    words.extend([format!(" {count} {noun}{rest}"), format!(" {count}{rest}")]);
    let fitting = words.iter().find(|words| width(words) <= room);
    fitting.or(words.last()).cloned().unwrap_or_default()
}

/// Draws an entry into its rows, with the style of the selected entry if it is; `scorer` finds out what the
/// filter matched.
fn draw_entry(
    cx: &mut DrawContext<'_>,
    rows: Rect,
    id: EntryId,
    selected: Option<Style>,
    scorer: &mut Option<Scorer>,
) {
    let library = cx.library;
    let Some(entry) = library.entry(id) else { return };
    let style = selected.unwrap_or_default();
    Block::new().style(style).render(rows, cx.buffer);
    if selected.is_some() {
        let cursor = Span::styled("▌", style.patch(cx.style(Role::Cursor)));
        rows.rows().for_each(|row| cx.put(cursor.clone(), row));
    }
    if library.listing.is_marked(id) {
        cx.put(Span::styled("●", style.patch(cx.style(Role::Marked))), inset(rows, 1, 0));
    } else if library.is_unopened(entry) {
        // In the colour of the title, so that moving the selection writes few bytes.
        cx.put(Span::styled("•", style), inset(rows, 1, 0));
    }
    let words = inset(rows, MARGINS, 1);
    let path = library.shown_path(id);
    let matched = matched(library, id, &path, scorer);
    let found = style.patch(cx.style(Role::Found));
    let dim = selected.unwrap_or_else(|| cx.style(Role::Dim));
    let style = if entry.is_document() { style } else { dim };
    let title = Marked { text: &entry.title(), spans: &matched.title, style, found };
    cx.put(start_line(&title, words.width.into()), words);
    let Some(row) = words.rows().nth(1) else { return };
    let counts = counts(cx, entry, dim, row.width.into());
    let room = usize::from(row.width).saturating_sub(counts.width() + usize::from(counts.width() > 0));
    let path = Marked { text: &path, spans: &matched.path, style: dim, found: dim.patch(found) };
    cx.put(details(library, entry, &path, room), row);
    cx.put(counts.right_aligned(), row);
}

/// Returns the file name of an entry, its length, how far it was read and its folder, as far as they fit into `room`
/// cells; its path in place of name and folder where the filter matched that, and of a file that cannot be read why
/// not.
fn details(library: &Library, entry: &Entry, path: &Marked<'_>, room: usize) -> Line<'static> {
    if let Some(why) = entry.failure() {
        return fitted(why.words(), room, path.style).into();
    }
    let is_path_matched = !path.spans.is_empty();
    let words = entry.summary().and_then(|known| known.words).map(length);
    let words = words.map_or(String::new(), |words| format!("{GAP}{words}"));
    let name = if entry.own_title().is_some() { entry.name() } else { "".into() };
    // A long name is cut for the words.
    let left = room.saturating_sub(width(&words));
    let left = if left >= LEAST_NAME.min(width(&name)) { left } else { room };
    let is_legible = left >= READABLE.min(width(&name));
    let mut line = match (is_path_matched, is_legible) {
        (true, _) => end_line(path, left),
        (false, true) => fitted(&name, left, path.style).into(),
        (false, false) => Line::default(),
    };
    let words = if line.width() > 0 { &words } else { words.trim_start_matches(GAP) };
    if line.width() + width(words) <= room {
        line.push_span(Span::styled(words.to_owned(), path.style));
    }
    let gap = if line.width() > 0 { GAP } else { "" };
    let read = library.percent_read(entry).map(|percent| format!("{gap}{percent} %"));
    if let Some(read) = read.filter(|read| line.width() + width(read) <= room) {
        line.push_span(Span::styled(read, path.style));
    }
    if !is_path_matched && library.listing.options.grouping != Grouping::ByFolder {
        let gap = if line.width() > 0 { GAP } else { "" };
        let folder = folder(path, room.saturating_sub(line.width() + width(gap)));
        if folder.width() > 0 {
            line.push_span(Span::styled(gap, path.style));
            line.extend(folder);
        }
    }
    line
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

/// Returns the characters that the filter matched; in a file without a title yet, those matched in its name
/// count as matched in the title.
fn matched(library: &Library, id: EntryId, path: &str, scorer: &mut Option<Scorer>) -> Matched {
    let (Some(filter), Some(entry)) = (&library.listing.options.filter, library.entry(id)) else {
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

/// Returns the hits of each keyword that is shown, of the first ones where `room` cells are too few for all.
fn counts(cx: &DrawContext<'_>, entry: &Entry, style: Style, room: usize) -> Line<'static> {
    let keywords = cx.keywords.iter().zip(entry.counts());
    let shown = keywords.filter(|((number, _), _)| cx.keywords.is_shown(*number));
    let mut line = Line::default();
    for ((number, _), count) in shown {
        let gap = Span::styled(if line.width() > 0 { "  " } else { "" }, style);
        let [sign, count] = cx.keyword_count(number, *count as usize, style);
        if line.width() + gap.width() + sign.width() + count.width() > room {
            break;
        }
        line.extend([gap, sign, count]);
    }
    line
}

/// A text with emphasised parts.
#[derive(Clone, Copy)]
struct Marked<'a> {
    text: &'a str,
    /// The emphasised parts, in order.
    spans: &'a [Bytes],
    style: Style,
    /// The style of emphasised text.
    found: Style,
}

impl Marked<'_> {
    fn style_of(&self, glyph: &Glyph<'_>) -> Style {
        let is_found = self.spans.iter().any(|span| span.overlaps(glyph.span));
        if is_found { self.found } else { self.style }
    }
}

/// Returns the beginning of a text in at most `room` cells, with `…` in the last one when it had to be cut.
fn start_line(marked: &Marked<'_>, room: usize) -> Line<'static> {
    let glyphs: Vec<Glyph<'_>> = glyphs(marked.text).collect();
    line(marked, &glyphs, room)
}

/// Returns the end of a text in at most `room` cells, with `…` in the first one when it had to be cut there.
/// It begins early enough to show the first emphasised character.
fn end_line(marked: &Marked<'_>, room: usize) -> Line<'static> {
    let glyphs: Vec<Glyph<'_>> = glyphs(marked.text).collect();
    let from = from(&glyphs, room, marked.spans.first());
    if from == 0 {
        return line(marked, &glyphs, room);
    }
    let mut line = line(marked, &glyphs[from..], room.saturating_sub(1));
    line.spans.insert(0, Span::styled("…", marked.style));
    line
}

/// The first glyph drawn when a text is cut at its beginning to fit into `room` cells.
fn from(glyphs: &[Glyph<'_>], room: usize, keep: Option<&Bytes>) -> usize {
    let mut left = room;
    let whole = glyphs.iter().rev().take_while(|glyph| {
        let fits = glyph.width <= left;
        left = left.saturating_sub(glyph.width);
        fits
    });
    let mut from = glyphs.len() - whole.count();
    if from == 0 {
        return 0;
    }
    // The cell of the dots is taken from the text.
    let mut freed = left;
    while freed < 1 && from < glyphs.len() {
        freed += glyphs[from].width;
        from += 1;
    }
    match keep {
        Some(span) => from.min(glyphs.partition_point(|glyph| glyph.span.end <= span.start)),
        None => from + glyphs[from..].iter().take(PART).position(|glyph| glyph.text() == "/").unwrap_or(0),
    }
}

fn line(marked: &Marked<'_>, glyphs: &[Glyph<'_>], room: usize) -> Line<'static> {
    let all: usize = glyphs.iter().map(|glyph| glyph.width).sum();
    let mut left = if all <= room { room } else { room.saturating_sub(1) };
    let fitting = glyphs.iter().take_while(|glyph| {
        let fits = glyph.width <= left;
        left = left.saturating_sub(glyph.width);
        fits
    });
    let mut fitting: Vec<_> = fitting.collect();
    while all > room && fitting.pop_if(|glyph| glyph.text().trim().is_empty()).is_some() {}
    let span = |glyph: &&Glyph<'_>| Span::styled(glyph.text().to_string(), marked.style_of(glyph));
    let mut line: Line<'_> = fitting.iter().map(span).collect();
    if all > room && room > 0 {
        line.push_span(Span::styled("…", marked.style));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str, room: usize, keep: Option<Bytes>) -> String {
        let glyphs: Vec<Glyph<'_>> = glyphs(text).collect();
        let from = from(&glyphs, room, keep.as_ref());
        let dots = if from > 0 { "…" } else { "" };
        format!("{dots}{}", &text[glyphs.get(from).map_or(text.len(), |glyph| glyph.span.start)..])
    }

    #[test]
    fn a_path_is_cut_at_its_beginning_but_never_after_an_emphasised_character() {
        for (room, keep, expected) in [
            (9, None, "sea/1995/"),
            (8, None, "…/1995/"),
            (1, None, "…"),
            (6, Some(Bytes::new(1, 2)), "…ea/1995/"),
            (6, Some(Bytes::new(0, 2)), "sea/1995/"),
            (6, Some(Bytes::new(7, 8)), "…1995/"),
        ] {
            assert_eq!(shown("sea/1995/", room, keep), expected, "{room} {keep:?}");
        }
        assert_eq!(shown("潮汐/表", 5, None), "…汐/表"[..].to_string().replace("汐", ""));
    }

    proptest! {
        #[test]
        fn a_cut_path_fits(text in "[a/潮]{0,20}", room in 1usize..12) {
            let width = crate::text::width::width(&shown(&text, room, None));
            prop_assert!(width <= room, "{} {}", width, room);
        }
    }
}
