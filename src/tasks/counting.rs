//! The tasks that read the whole of a long text or a window of it: counting hits, lines and hidden
//! characters, finding a line, finding the matches in a window.
//!
//! They count from the current place to the end and then from the beginning, so that the next hit is
//! known first. The first parts are small: the first match is shown long before the last byte is read.

use std::sync::Arc;

use memchr::memchr_iter;

use crate::document::{Document, LongText, Position};
use crate::formats::{decode_bytes, decode_in_place, has_styles, rewritten_in_place};
use crate::search::hit_index::{CHUNK, ChunkHits, HitCounter, with_context};
use crate::search::{Hits, Keywords, Pattern};
use crate::tasks::entry::EntryId;
use crate::tasks::onscreen::{Counted, OnScreen, Spot, Window};
use crate::tasks::task::{Reply, TaskContext};
use crate::text::Span;
use crate::text::safe::{HiddenKind, hidden};

/// Bytes read at once: they stay in the processor's cache while they are scanned several times.
const READ: usize = 4 * CHUNK;

/// Bytes whose counts are sent in one reply: few at first, twice as many each time.
const FIRST_PART: usize = 4 * CHUNK;
const LARGEST_PART: usize = 256 * CHUNK;

/// Finds the keywords in the texts on the screen, and counts them in long ones.
pub(crate) fn mark_keywords(texts: &[OnScreen], keywords: &Keywords, cx: TaskContext<'_>) {
    let sought: Vec<(Counted, &Pattern)> =
        keywords.iter().map(|(number, keyword)| (Counted::Keyword(number), keyword.pattern())).collect();
    for text in texts {
        if let Some(hits) = hits(keywords, &text.document, cx.wanted) {
            cx.reply(Reply::Marked(text.entry, text.document.start, Arc::new(hits)));
        }
        count_hits(text, &sought, cx);
    }
}

/// Finds the matches of a search in the texts on the screen, and counts them in long ones.
pub(crate) fn find_matches(texts: &[OnScreen], pattern: &Pattern, cx: TaskContext<'_>) {
    for text in texts {
        if let Some(matches) = matches(pattern, &text.document, cx.wanted) {
            cx.reply(Reply::Matched(text.entry, text.document.start, matches.into()));
        }
        count_hits(text, &[(Counted::Matches, pattern)], cx);
    }
}

/// Counts the hits of each pattern in a long text, from its window on and then from the beginning.
fn count_hits(on_screen: &OnScreen, sought: &[(Counted, &Pattern)], cx: TaskContext<'_>) {
    let Some(text) = on_screen.long.as_deref() else { return };
    let counter = HitCounter::new(sought.iter().map(|(_, pattern)| *pattern));
    let from = on_screen.document.start.min(text.length()) / CHUNK * CHUNK;
    let mut bytes = Vec::new();
    for part in parts(from, text.length()) {
        let mut columns: Vec<Vec<ChunkHits>> = vec![Vec::new(); sought.len()];
        for piece in pieces(part, READ) {
            let Some(found) = count_piece(text, &counter, piece, &mut bytes, cx.wanted) else { return };
            columns.iter_mut().zip(found).for_each(|(column, counts)| column.extend(counts));
        }
        let counted = sought.iter().map(|(counted, _)| *counted);
        let counts = counted.zip(columns).map(|(counted, counts)| (counted, part.start / CHUNK, counts));
        cx.reply(Reply::Counted(on_screen.entry, counts.collect()));
    }
}

/// Returns the counts of a piece, `None` when they are no longer wanted or the text cannot be read.
fn count_piece(
    text: &dyn LongText,
    counter: &HitCounter,
    own: Span,
    bytes: &mut Vec<u8>,
    wanted: &dyn Fn() -> bool,
) -> Option<Vec<Vec<ChunkHits>>> {
    let read = with_context(own);
    text.read(Span::new(read.start, read.end.min(text.length())), bytes).ok()?;
    // Most of a text has no hits and need not be decoded.
    if !counter.may_count(bytes) && !has_styles(bytes) {
        return wanted().then(|| counter.none(own));
    }
    let decoded = decode_bytes(std::mem::take(bytes));
    let decoded = rewritten_in_place(decoded, read.start, text.length(), text.keeps_lines());
    let counts = counter.count(&decoded, read.start, own, wanted);
    *bytes = decoded.into_bytes();
    counts
}

/// Counts the lines and the hidden characters of a long text from the byte `from` on, where a chunk
/// begins.
pub(crate) fn count_lines((entry, text): (EntryId, &dyn LongText), from: usize, cx: TaskContext<'_>) {
    for part in parts(from, text.length()).take_while(|part| part.start >= from) {
        let room = part.len() / CHUNK + 1;
        let (mut lines, mut hidden) = (Vec::with_capacity(room), Vec::with_capacity(room));
        for own in pieces(part, READ) {
            let read = with_context(own);
            let Ok(bytes) = text.bytes(Span::new(read.start, read.end.min(text.length()))) else { return };
            if !cx.is_wanted() {
                return;
            }
            let before = own.start - read.start;
            let ours = bytes.get(before..bytes.len().min(before + own.len())).unwrap_or_default();
            lines.extend(ours.chunks(CHUNK).map(|chunk| ChunkHits::of(line_ends(chunk))));
            let decoded = decode_in_place(bytes);
            let decoded = rewritten_in_place(decoded, read.start, text.length(), text.keeps_lines());
            hidden.extend(hidden_counts(&decoded, read.start, own));
        }
        let first = part.start / CHUNK;
        cx.reply(Reply::Counted(
            entry,
            vec![(Counted::Lines, first, lines), (Counted::Hidden, first, hidden)],
        ));
    }
}

/// Returns the number of hidden characters in each chunk of `own`; `text` begins at the byte `at`. A byte
/// order mark at the beginning does not count.
fn hidden_counts(text: &str, at: usize, own: Span) -> Vec<ChunkHits> {
    let mut found = hidden(text)
        .filter(|found| at + found.span.start > 0 || found.kind != HiddenKind::Character('\u{feff}'))
        .map(|found| (at + found.span.start, found.count()))
        .skip_while(|(place, _)| *place < own.start)
        .peekable();
    let chunks = own.len().div_ceil(CHUNK);
    let count = |number: usize| {
        let start = own.start + number * CHUNK;
        let end = (start + CHUNK).min(own.end);
        let here = std::iter::from_fn(|| found.next_if(|(place, _)| *place < end));
        ChunkHits::at(here.map(|(place, count)| ((place - start) as u32, count)))
    };
    (0..chunks).map(count).collect()
}

/// A carriage return without a line feed ends a line, too.
fn line_ends(bytes: &[u8]) -> usize {
    let feeds = memchr_iter(b'\n', bytes).count();
    let lone = memchr_iter(b'\r', bytes).filter(|at| bytes.get(at + 1).is_some_and(|next| *next != b'\n'));
    feeds + lone.count()
}

/// Returns the parts of a text in the order in which they are counted; each begins with a chunk.
fn parts(from: usize, length: usize) -> impl Iterator<Item = Span> {
    let mut size = FIRST_PART;
    let mut next = move |at: &mut usize, end: usize| {
        let part = Span::new(*at, at.saturating_add(size).min(end));
        *at = part.end;
        size = (size * 2).min(LARGEST_PART);
        (!part.is_empty()).then_some(part)
    };
    let (mut behind, mut before) = (from, 0);
    std::iter::from_fn(move || next(&mut behind, length).or_else(|| next(&mut before, from)))
}

/// Returns a span in pieces of at most `size` bytes.
fn pieces(span: Span, size: usize) -> impl Iterator<Item = Span> {
    (span.start..span.end).step_by(size).map(move |at| Span::new(at, (at + size).min(span.end)))
}

/// Reads a window of a long text and finds the matches and the keyword hits in it.
pub(crate) fn window(
    (entry, text): (EntryId, &dyn LongText),
    (spot, reach): (Spot, usize),
    (pattern, keywords): (Option<&Pattern>, &Keywords),
    cx: TaskContext<'_>,
) {
    let found = place_of(text, spot, cx.wanted).and_then(|place| {
        let document = Arc::new(text.window(place, reach)?);
        let hits = Arc::new(hits(keywords, &document, cx.wanted).unwrap_or_default());
        let matches =
            pattern.map_or(Vec::new(), |pattern| matches(pattern, &document, cx.wanted).unwrap_or_default());
        Ok(Window { document, place: Position(place), hits, matches: matches.into() })
    });
    cx.reply(Reply::Window(entry, found));
}

/// Returns the matches in a document, by their places in the whole.
fn matches(pattern: &Pattern, document: &Document, wanted: &dyn Fn() -> bool) -> Option<Vec<Span>> {
    let found = pattern.hits_while(&document.text, wanted)?;
    Some(found.into_iter().map(|span| span.shifted(document.start)).collect())
}

/// Returns the keyword hits in a document, by their places in the whole.
fn hits(keywords: &Keywords, document: &Document, wanted: &dyn Fn() -> bool) -> Option<Hits> {
    Some(keywords.patterns().hits(&document.text, wanted)?.shifted(document.start))
}

/// Returns the byte of a spot.
fn place_of(text: &dyn LongText, spot: Spot, wanted: &dyn Fn() -> bool) -> Result<usize, String> {
    match spot {
        Spot::Byte(place) => Ok(place.min(text.length())),
        Spot::Line(line) => line_start(text, line, wanted),
    }
}

/// Returns where a line begins, counted from 1, the last one when there are fewer.
fn line_start(text: &dyn LongText, line: usize, wanted: &dyn Fn() -> bool) -> Result<usize, String> {
    let (mut left, mut start) = (line.saturating_sub(1), 0);
    for read in pieces(Span::new(0, text.length()), READ) {
        if left == 0 || !wanted() {
            break;
        }
        let bytes = text.bytes(read)?;
        let starts = line_end_places(&bytes).map(|end| read.start + end + 1);
        for next in starts.filter(|next| *next < text.length()).take(left) {
            start = next;
            left -= 1;
        }
    }
    Ok(start)
}

fn line_end_places(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let is_end = |at: &usize| bytes[*at] == b'\n' || bytes.get(at + 1).is_some_and(|next| *next != b'\n');
    memchr::memchr2_iter(b'\n', b'\r', bytes).filter(is_end)
}
