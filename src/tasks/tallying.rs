//! The jobs that go through the whole of a long text.
//!
//! Two threads take turns, from the place someone reads to the end and then from the beginning, so
//! that the next hit is known first. The first parts are small: who searches sees the first match
//! long before the last byte is read.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use memchr::memchr_iter;

use crate::document::{Document, LongText, Position};
use crate::formats::{decode_bytes, decode_in_place};
use crate::search::tally::{Count, Counter, STRETCH, with_context};
use crate::search::{Hits, Keywords, Pattern};
use crate::tasks::entry::EntryId;
use crate::tasks::onscreen::{Counted, Counts, Spot};
use crate::tasks::sight::{Glimpse, Sight};
use crate::tasks::task::Reply;
use crate::tasks::threads::join;
use crate::text::Span;
use crate::text::safe::{What, hidden};

/// Bytes one thread reads at once: they stay in the processor's own memory while they are looked
/// through several times.
const READ: usize = 4 * STRETCH;

/// Bytes that two threads look through together: few at first, more when it goes on.
const FIRST_PART: usize = 4 * STRETCH;
const LARGEST_PART: usize = 128 * READ;

/// How long what was counted is kept back, unless it is the first hit.
const PAUSE: Duration = Duration::from_millis(50);

/// Counts the hits of each pattern in a long text, from `place` on and then from the beginning.
pub(crate) fn tally(
    (entry, text): (EntryId, &dyn LongText),
    sought: &[(Counted, &Pattern)],
    place: usize,
    tell: &dyn Fn(Reply),
    wanted: &(dyn Fn() -> bool + Sync),
) {
    let counter = Counter::new(sought.iter().map(|(_, pattern)| *pattern));
    let look = |own: Span, bytes: &mut Vec<u8>| count_piece(text, &counter, own, bytes, wanted).ok()?;
    let tell_counts = |first: usize, columns: Vec<Vec<Count>>| {
        let counts: Vec<Counts> =
            sought.iter().zip(columns).map(|((counted, _), counts)| (*counted, first, counts)).collect();
        tell(Reply::Tallied(entry, counts));
    };
    let from = place.min(text.length()) / STRETCH * STRETCH;
    let mut untold = Untold { told: Instant::now(), hits: Met::None, counts: None };
    for part in parts(from, text.length()) {
        let Some(columns) = in_two(part, &look) else { return };
        untold.learn(part.start / STRETCH, columns, &tell_counts);
    }
    untold.tell(&tell_counts);
}

/// Takes the counts of the stretches from this one on.
type TellCounts<'a> = dyn Fn(usize, Vec<Vec<Count>>) + 'a;

/// Whether anything was met yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Met {
    None,
    Some,
}

/// What was counted and not told yet. The first hit is told at once; whatever else there is waits a
/// moment for more, because all that is told is also drawn.
struct Untold {
    told: Instant,
    hits: Met,
    /// The first stretch, and the counts of each pattern from there on.
    counts: Option<(usize, Vec<Vec<Count>>)>,
}

impl Untold {
    /// Takes the counts of a part that begins with this stretch.
    fn learn(&mut self, first: usize, columns: Vec<Vec<Count>>, tell: &TellCounts<'_>) {
        let has_hits = columns.iter().flatten().any(|count| count.hits > 0);
        let is_first_hit = has_hits && self.hits == Met::None;
        match &mut self.counts {
            Some((start, known)) if *start + known.first().map_or(0, Vec::len) == first => {
                known.iter_mut().zip(columns).for_each(|(known, counts)| known.extend(counts));
            }
            _ => {
                self.tell(tell);
                self.counts = Some((first, columns));
            }
        }
        if is_first_hit {
            self.hits = Met::Some;
        }
        if is_first_hit || self.told.elapsed() >= PAUSE {
            self.tell(tell);
        }
    }

    fn tell(&mut self, tell: &TellCounts<'_>) {
        if let Some((first, columns)) = self.counts.take() {
            tell(first, columns);
            self.told = Instant::now();
        }
    }
}

/// Returns the counts of a piece, `None` when they are no longer wanted.
fn count_piece(
    text: &dyn LongText,
    counter: &Counter,
    own: Span,
    bytes: &mut Vec<u8>,
    wanted: &dyn Fn() -> bool,
) -> Result<Option<Vec<Vec<Count>>>, String> {
    let read = with_context(own);
    text.read(Span::new(read.start, read.end.min(text.length())), bytes)?;
    // Most of a text holds nothing of what is looked for and need not even be decoded.
    if !counter.may_count(bytes) {
        return Ok(wanted().then(|| counter.none(own)));
    }
    let decoded = decode_bytes(std::mem::take(bytes));
    let counts = counter.count(&decoded, read.start, own, wanted);
    *bytes = decoded.into_bytes();
    Ok(counts)
}

/// Returns the counts of each pattern in the stretches of `own`, which begins with one, `None` when
/// they are no longer wanted; or why the text cannot be read.
pub(crate) fn count_in(
    text: &dyn LongText,
    counter: &Counter,
    own: Span,
    wanted: &dyn Fn() -> bool,
) -> Result<Option<Vec<Vec<Count>>>, String> {
    let mut columns: Vec<Vec<Count>> = Vec::new();
    let mut bytes = Vec::new();
    for piece in pieces(own, READ) {
        let Some(found) = count_piece(text, counter, piece, &mut bytes, wanted)? else { return Ok(None) };
        columns.resize(found.len(), Vec::new());
        columns.iter_mut().zip(found).for_each(|(column, counts)| column.extend(counts));
    }
    Ok(Some(columns))
}

/// Counts the lines of a long text, and the characters it hides, from the byte `from` on, with which
/// a stretch begins.
pub(crate) fn count_lines(
    (entry, text): (EntryId, &dyn LongText),
    from: usize,
    tell: &dyn Fn(Reply),
    wanted: &dyn Fn() -> bool,
) {
    for part in parts(from, text.length()).take_while(|part| part.start >= from) {
        let room = part.len() / STRETCH + 1;
        let (mut lines, mut hidden) = (Vec::with_capacity(room), Vec::with_capacity(room));
        for own in pieces(part, READ) {
            let read = with_context(own);
            let Ok(bytes) = text.bytes(Span::new(read.start, read.end.min(text.length()))) else { return };
            if !wanted() {
                return;
            }
            let before = own.start - read.start;
            let ours = bytes.get(before..bytes.len().min(before + own.len())).unwrap_or_default();
            lines.extend(ours.chunks(STRETCH).map(|stretch| Count::of(line_ends(stretch))));
            hidden.extend(hiding(&decode_in_place(bytes), read.start, own));
        }
        let first = part.start / STRETCH;
        tell(Reply::Tallied(entry, vec![(Counted::Lines, first, lines), (Counted::Hidden, first, hidden)]));
    }
}

/// Returns how much is hidden in each stretch of `own`; `text` begins at the byte `at`. The mark of
/// the encoding at the beginning hides nothing.
fn hiding(text: &str, at: usize, own: Span) -> Vec<Count> {
    let mut found = hidden(text)
        .filter(|found| at + found.span.start > 0 || found.what != What::Character('\u{feff}'))
        .map(|found| (at + found.span.start, found.count()))
        .skip_while(|(place, _)| *place < own.start)
        .peekable();
    let stretches = own.len().div_ceil(STRETCH);
    let count = |number: usize| {
        let start = own.start + number * STRETCH;
        let end = (start + STRETCH).min(own.end);
        let here = std::iter::from_fn(|| found.next_if(|(place, _)| *place < end));
        Count::at(here.map(|(place, count)| ((place - start) as u32, count)))
    };
    (0..stretches).map(count).collect()
}

/// A carriage return without a line feed ends a line, too.
fn line_ends(bytes: &[u8]) -> usize {
    let feeds = memchr_iter(b'\n', bytes).count();
    let lone = memchr_iter(b'\r', bytes).filter(|at| bytes.get(at + 1).is_some_and(|next| *next != b'\n'));
    feeds + lone.count()
}

/// Returns the parts of a text in the order they are gone through, each beginning with a stretch.
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

/// Counts in a piece; what it reads goes into room that is used again.
type Look<'a> = dyn Fn(Span, &mut Vec<u8>) -> Option<Vec<Vec<Count>>> + Sync + 'a;

/// Looks through a part with two threads, each of which takes the next piece when it is done with one:
/// halves would take as long as the slower thread. The columns are joined in the order of the text.
fn in_two(part: Span, look: &Look<'_>) -> Option<Vec<Vec<Count>>> {
    let pieces: Vec<Span> = pieces(part, READ).collect();
    let next = AtomicUsize::new(0);
    let share = || {
        let (mut found, mut bytes) = (Vec::new(), Vec::new());
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(piece) = pieces.get(number) else { return Some(found) };
            found.push((number, look(*piece, &mut bytes)?));
        }
    };
    let mut found = if pieces.len() < 2 {
        share()?
    } else {
        let (one, two) = join(share, share);
        let mut found = one?;
        found.extend(two?);
        found
    };
    found.sort_unstable_by_key(|(number, _)| *number);
    let mut columns: Vec<Vec<Count>> = Vec::new();
    for (_, counts) in found {
        columns.resize(counts.len(), Vec::new());
        columns.iter_mut().zip(counts).for_each(|(column, counts)| column.extend(counts));
    }
    Some(columns)
}

/// Reads another window of a long text and marks in it what is sought.
pub(crate) fn window(
    (entry, text): (EntryId, &dyn LongText),
    (spot, reach): (Spot, usize),
    (pattern, keywords): (Option<&Pattern>, &Keywords),
    tell: &dyn Fn(Reply),
    wanted: &dyn Fn() -> bool,
) {
    let found = place_of(text, spot, wanted).and_then(|place| {
        let document = Arc::new(text.window(place, reach)?);
        let hits = Arc::new(hits(keywords, &document, wanted).unwrap_or_default());
        let matches =
            pattern.map_or(Vec::new(), |pattern| matches(pattern, &document, wanted).unwrap_or_default());
        Ok(Glimpse { document, sight: Sight::All, place: Position(place), hits, matches: matches.into() })
    });
    tell(Reply::Window(entry, found));
}

/// Returns the matches in a document, by their places in the whole.
pub(crate) fn matches(
    pattern: &Pattern,
    document: &Document,
    wanted: &dyn Fn() -> bool,
) -> Option<Vec<Span>> {
    let mut found = Vec::new();
    for (place, text) in document.runs() {
        found.extend(pattern.hits_of(text, wanted)?.into_iter().map(|span| span.shifted(place)));
    }
    Some(found)
}

/// Returns the keyword hits in a document, by their places in the whole.
pub(crate) fn hits(keywords: &Keywords, document: &Document, wanted: &dyn Fn() -> bool) -> Option<Hits> {
    let mut found = Hits::default();
    for (place, text) in document.runs() {
        found.append(Hits::find(keywords, text, wanted)?.shifted(place));
    }
    Some(found)
}

/// Returns the byte of a spot.
pub(crate) fn place_of(text: &dyn LongText, spot: Spot, wanted: &dyn Fn() -> bool) -> Result<usize, String> {
    match spot {
        Spot::Byte(place) => Ok(place.min(text.length())),
        Spot::Line(line) => line_start(text, line, wanted),
    }
}

/// Returns where a line begins, counted from 1, the last one when there are fewer.
fn line_start(text: &dyn LongText, line: usize, wanted: &dyn Fn() -> bool) -> Result<usize, String> {
    let mut left = line.saturating_sub(1);
    let mut last = 0;
    for read in pieces(Span::new(0, text.length()), READ) {
        let bytes = text.bytes(read)?;
        if left == 0 || !wanted() {
            break;
        }
        let ends = line_ends(&bytes);
        if ends >= left {
            let end = line_end_places(&bytes).nth(left - 1).unwrap_or_default();
            return Ok(read.start + end + 1);
        }
        left -= ends;
        last = line_end_places(&bytes)
            .filter(|end| read.start + end + 1 < text.length())
            .last()
            .map_or(last, |end| read.start + end + 1);
    }
    Ok(last)
}

fn line_end_places(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let is_end = |at: &usize| bytes[*at] == b'\n' || bytes.get(at + 1).is_some_and(|next| *next != b'\n');
    memchr::memchr2_iter(b'\n', b'\r', bytes).filter(is_end)
}
