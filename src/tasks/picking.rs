//! A window of a long text that holds only the sentences in which something stands.
//!
//! It is gathered from the place someone reads, stretch by stretch in both directions, until there are
//! enough sentences. Stretches of which is known that nothing stands in them are not read. Where nobody
//! has looked yet this job looks itself, but not far: the search comes there on its own, and then the
//! window is asked for again. So what was found is shown long before the end is reached.

use std::sync::Arc;

use memchr::memchr_iter;

use crate::document::{Block, Digest, Document, LongText, Position};
use crate::formats::decode_in_place;
use crate::search::tally::{Counter, STRETCH, Stretch};
use crate::search::{Hits, Tally};
use crate::tasks::onscreen::{Counted, Counts};
use crate::tasks::sight::{Glimpse, Picking, Sight};
use crate::tasks::tallying::{count_in, hits, matches, place_of};
use crate::tasks::task::Reply;
use crate::text::Span;

/// Bytes around a hit that are set, so that its sentence is cut as in any other window.
const MARGIN: usize = 16 << 10;

/// Stretches that nobody has looked at yet and that are looked at for one side of a window.
const UNASKED: usize = 256;

/// Stretches looked at together at most.
const TOGETHER: usize = 64;

/// The longest run of white space that may stand between two sentences that follow each other.
const BLANK: usize = 1 << 10;

/// The most bytes of sentences on one side of a window.
const MOST_BYTES: usize = 2 << 20;

/// Stretches with hits but without a sentence after which a side is left off: an expression may match
/// nothing but what stands between sentences.
const FRUITLESS: usize = 64;

/// Gathers a window and tells it; what was counted on the way is told as well.
pub(crate) fn pick(picking: &Picking, tell: &dyn Fn(Reply), wanted: &dyn Fn() -> bool) {
    let found = place_of(&*picking.text, picking.spot, wanted).and_then(|place| {
        let mut picker = Picker::new(picking, tell, wanted);
        picker.around(place)
    });
    match found {
        Ok(Some(glimpse)) => tell(Reply::Window(picking.entry, Ok(glimpse))),
        Ok(None) => {}
        Err(why) => tell(Reply::Window(picking.entry, Err(why))),
    }
}

/// A direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Down,
    Up,
}

/// What was gathered on one side of a place.
struct Side {
    way: Way,
    /// The stretch to look at next; going up the one before it.
    edge: usize,
    parts: Vec<Part>,
    sentences: usize,
    bytes: usize,
    /// How many stretches that nobody has looked at may still be looked at.
    budget: usize,
    together: usize,
    fruitless: usize,
}

/// The sentences of one stretch, and what is marked in them.
struct Part {
    document: Document,
    matches: Vec<Span>,
    hits: Hits,
}

struct Picker<'a> {
    asked: &'a Picking,
    text: &'a dyn LongText,
    counter: Counter,
    known: Vec<(Counted, Tally)>,
    stretches: usize,
    place: usize,
    tell: &'a dyn Fn(Reply),
    wanted: &'a dyn Fn() -> bool,
}

impl Side {
    fn new(way: Way, edge: usize) -> Self {
        let (parts, budget) = (Vec::new(), UNASKED);
        Self { way, edge, parts, sentences: 0, bytes: 0, budget, together: 4, fruitless: 0 }
    }

    /// The stretch to look at next, unless the text ends here.
    fn next(&self, stretches: usize) -> Option<usize> {
        match self.way {
            Way::Down => (self.edge < stretches).then_some(self.edge),
            Way::Up => self.edge.checked_sub(1),
        }
    }

    fn go_on(&mut self) {
        match self.way {
            Way::Down => self.edge += 1,
            Way::Up => self.edge -= 1,
        }
    }

    /// Takes the sentences of the next stretch; those beyond `place` count.
    fn take(&mut self, part: Part, place: usize) {
        let (before, all) = (part.before(place), part.document.sentences.len());
        self.sentences += if self.way == Way::Down { all - before } else { before };
        self.bytes += part.document.text.len();
        self.fruitless = if all == 0 { self.fruitless + 1 } else { 0 };
        self.parts.push(part);
        self.go_on();
    }

    fn is_empty(&self) -> bool {
        self.parts.iter().all(|part| part.document.sentences.is_empty())
    }
}

impl Part {
    /// How many of its sentences begin before a place.
    fn before(&self, place: usize) -> usize {
        self.document.sentences.partition_point(|sentence| sentence.span.start < place)
    }
}

impl<'a> Picker<'a> {
    fn new(asked: &'a Picking, tell: &'a dyn Fn(Reply), wanted: &'a dyn Fn() -> bool) -> Self {
        let text = &*asked.text;
        let counter = Counter::new(asked.sight.sought().into_iter().map(|(_, pattern)| pattern));
        let (known, stretches) = (asked.known.clone(), text.length().div_ceil(STRETCH));
        Self { asked, text, counter, known, stretches, place: 0, tell, wanted }
    }

    /// Returns the window around a place, `None` when nobody wants it any longer.
    fn around(&mut self, place: usize) -> Result<Option<Glimpse>, String> {
        self.place = place;
        let home = (place / STRETCH).min(self.stretches.saturating_sub(1));
        let (mut below, mut above) = (Side::new(Way::Down, home), Side::new(Way::Up, home));
        let enough = self.asked.sentences;
        let mut goes_on = self.gather(&mut below, enough)?;
        // What stands in the stretch of the place itself may be above it as well.
        above.sentences = below.parts.first().map_or(0, |part| part.before(place));
        goes_on = goes_on && self.gather(&mut above, enough)?;
        // One sentence is found, however far away it is.
        for way in [Way::Down, Way::Up] {
            if goes_on && [&below, &above].iter().all(|side| side.is_empty()) {
                let side = if way == Way::Down { &mut below } else { &mut above };
                side.budget = usize::MAX;
                goes_on = self.gather(side, 1)?;
            }
        }
        if goes_on { self.join(above, below).map(Some) } else { Ok(None) }
    }

    /// Gathers sentences on one side until there are enough or nothing more is known; `false` when
    /// nobody wants them any longer.
    fn gather(&mut self, side: &mut Side, enough: usize) -> Result<bool, String> {
        while side.sentences < enough && side.bytes < MOST_BYTES && side.fruitless < FRUITLESS {
            let Some(number) = side.next(self.stretches) else { break };
            if !(self.wanted)() {
                return Ok(false);
            }
            match self.stretch(number) {
                Stretch::Unknown if side.budget == 0 => break,
                Stretch::Unknown => self.look(side, number)?,
                Stretch::Empty => side.go_on(),
                Stretch::Hits(first, last) => {
                    let part = self.part(number, first, last)?;
                    side.take(part, self.place);
                }
            }
        }
        Ok(true)
    }

    /// What is known of a stretch, whichever of those sought stands in it.
    fn stretch(&self, number: usize) -> Stretch {
        let each = self.known.iter().map(|(_, tally)| tally.stretch(number));
        each.fold(Stretch::Empty, |all, next| match (all, next) {
            (Stretch::Unknown, _) | (_, Stretch::Unknown) => Stretch::Unknown,
            (Stretch::Empty, other) | (other, Stretch::Empty) => other,
            (Stretch::Hits(first, last), Stretch::Hits(other_first, other_last)) => {
                Stretch::Hits(first.min(other_first), last.max(other_last))
            }
        })
    }

    /// Looks through the next stretches that nobody has looked at.
    fn look(&mut self, side: &mut Side, number: usize) -> Result<(), String> {
        let most = side.together.min(side.budget);
        let is_unknown = |number: &usize| self.stretch(*number) == Stretch::Unknown;
        let run = match side.way {
            Way::Down => (number..self.stretches).take(most).take_while(is_unknown).count(),
            Way::Up => (0..=number).rev().take(most).take_while(is_unknown).count(),
        };
        let first = if side.way == Way::Down { number } else { number + 1 - run };
        let own = Span::new(first * STRETCH, ((first + run) * STRETCH).min(self.text.length()));
        let Some(columns) = count_in(self.text, &self.counter, own, self.wanted)? else { return Ok(()) };
        let counted = self.known.iter_mut().zip(columns).map(|((counted, tally), counts)| {
            tally.learn(first, &counts);
            (*counted, first, counts)
        });
        let counted: Vec<Counts> = counted.collect();
        (self.tell)(Reply::Searched(self.asked.entry, self.asked.sight.clone(), counted));
        side.budget -= run;
        side.together = (side.together * 2).min(TOGETHER);
        Ok(())
    }

    /// Cuts out the sentences of those hits that begin in a stretch, between these two at its ends.
    fn part(&self, number: usize, first: usize, last: usize) -> Result<Part, String> {
        let window = self.text.window(first.midpoint(last), (last - first) / 2 + MARGIN)?;
        let pattern = self.asked.pattern.as_deref();
        let mut matches =
            pattern.map_or(Vec::new(), |pattern| matches(pattern, &window, self.wanted).unwrap_or_default());
        let mut hits = hits(&self.asked.keywords, &window, self.wanted).unwrap_or_default();
        let own = Span::new(number * STRETCH, (number + 1) * STRETCH);
        let blocks = window.blocks_with(&self.sought(own, &matches, &hits));
        let mut digest = Digest::of(&window);
        let lines = self.lines_before(&blocks)?;
        for (block, lines) in blocks.into_iter().zip(lines) {
            digest.add(&window, block, lines);
        }
        let document = digest.finish(own);
        let extent = document.extent();
        matches.retain(|span| extent.contains(span.start));
        hits.retain(|span| is_held(&document, span));
        Ok(Part { document, matches, hits })
    }

    /// The passages of which each sentence shown holds one, of those that begin in a stretch.
    fn sought(&self, own: Span, matches: &[Span], hits: &Hits) -> Vec<Span> {
        let spans: Vec<Span> = match &self.asked.sight {
            Sight::Marked(keywords) => {
                let shown = hits.in_window(own).into_iter().filter(|hit| keywords.is_shown(hit.keyword));
                shown.map(|hit| hit.span).collect()
            }
            Sight::Matching(_) => matches.to_vec(),
            Sight::All | Sight::Past => Vec::new(),
        };
        spans.into_iter().filter(|span| own.contains(span.start)).collect()
    }

    /// How many lines end before each block in the stretch in which it begins.
    fn lines_before(&self, blocks: &[Block]) -> Result<Vec<usize>, String> {
        let ([first, ..], [.., last]) = (blocks, blocks) else { return Ok(Vec::new()) };
        let start = first.span.start / STRETCH * STRETCH;
        let text = decode_in_place(self.text.bytes(Span::new(start, last.span.start))?);
        let (mut from, mut lines) = (start, 0);
        let counts = blocks.iter().map(|block| {
            let stretch = block.span.start / STRETCH * STRETCH;
            if stretch > from {
                (from, lines) = (stretch, 0);
            }
            let between = text.as_bytes().get(from - start..block.span.start - start).unwrap_or_default();
            lines += memchr_iter(b'\n', between).count();
            from = block.span.start;
            lines
        });
        Ok(counts.collect())
    }

    /// Makes one window of what was gathered on both sides.
    fn join(&self, above: Side, below: Side) -> Result<Glimpse, String> {
        let start = above.next(self.stretches).map_or(0, |_| above.edge * STRETCH);
        let end = below.next(self.stretches).map_or(self.text.length(), |edge| edge * STRETCH);
        let parts: Vec<Part> = above.parts.into_iter().rev().chain(below.parts).collect();
        let mut digest = match parts.first() {
            Some(part) => Digest::of(&part.document),
            None => Digest::of(&self.text.window(self.place, 0)?),
        };
        let (mut matches, mut hits) = (Vec::<Span>::new(), Hits::default());
        for part in parts {
            self.add(&mut digest, &part.document)?;
            let known = matches.last().map(|span| span.start);
            matches
                .extend(part.matches.into_iter().filter(|span| known.is_none_or(|known| span.start > known)));
            hits.append(part.hits);
        }
        let document = Arc::new(digest.finish(Span::new(start, end)));
        let (place, sight) = (Position(self.place), self.asked.sight.clone());
        Ok(Glimpse { document, sight, place, hits: Arc::new(hits), matches: matches.into() })
    }

    /// Adds the sentences of another stretch.
    fn add(&self, digest: &mut Digest, part: &Document) -> Result<(), String> {
        for (index, (block, piece)) in part.blocks.iter().zip(part.pieces()).enumerate() {
            let above = digest.last().filter(|_| index == 0);
            let follows = match above {
                Some(above) => self.is_blank(Span::new(above.end, block.span.start))?,
                None => !block.gap,
            };
            digest.add(part, Block { gap: !follows, ..block.clone() }, piece.lines);
        }
        Ok(())
    }

    fn is_blank(&self, between: Span) -> Result<bool, String> {
        if between.len() > BLANK {
            return Ok(false);
        }
        Ok(decode_in_place(self.text.bytes(between)?).trim().is_empty())
    }
}

/// Tells whether a passage shares a byte with one that is held.
fn is_held(document: &Document, span: Span) -> bool {
    let pieces = document.pieces();
    let at = pieces.partition_point(|piece| piece.span.end <= span.start);
    pieces.get(at).is_some_and(|piece| piece.span.overlaps(span))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::{Defaults, Keywords, Pattern, Query};
    use crate::storage::{Opened, open};
    use crate::tasks::entry::EntryId;
    use crate::tasks::onscreen::Spot;
    use crate::text::ReadAs;
    use std::cell::RefCell;

    /// Asks for a window of a text of so many lines, in which `needle` stands in those named.
    fn picking(
        lines: usize,
        needles: &[usize],
        place: usize,
        sentences: usize,
    ) -> (tempfile::TempDir, Picking) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        let line = |number: usize| {
            if needles.contains(&number) { "Its needle here.\n\n" } else { "A line, no more.\n\n" }
        };
        let text: String = (0..lines).map(line).collect();
        #[expect(clippy::disallowed_methods, reason = "a test writes what it reads")]
        std::fs::write(&path, text).unwrap();
        let Opened::Long(text, _) = open(&path, ReadAs::Guessed).unwrap() else { panic!("read whole") };
        let pattern = Arc::new(Pattern::compile(&Query::parse("needle", Defaults::default())).unwrap());
        let picking = Picking {
            entry: EntryId(0),
            known: vec![(Counted::Matches, Tally::new(text.length()))],
            text: Arc::new(text),
            spot: Spot::Byte(place),
            sentences,
            sight: Sight::Matching(Arc::clone(&pattern)),
            pattern: Some(pattern),
            keywords: Arc::new(Keywords::default()),
        };
        (folder, picking)
    }

    /// The window, and how many stretches were looked through for it.
    fn picked(picking: &Picking) -> (Option<Glimpse>, usize) {
        let told = RefCell::new((None, 0));
        let tell = |reply| match reply {
            Reply::Window(_, found) => told.borrow_mut().0 = Some(found.unwrap()),
            Reply::Searched(_, _, counts) => told.borrow_mut().1 += counts[0].2.len(),
            _ => {}
        };
        pick(picking, &tell, &|| true);
        told.into_inner()
    }

    fn places(glimpse: &Glimpse) -> Vec<usize> {
        glimpse.document.sentences.iter().map(|sentence| sentence.span.start / LINE).collect()
    }

    const LINE: usize = 18;
    /// Lines of more than a side may look at.
    const FAR: usize = 2 * UNASKED * STRETCH / LINE;

    #[test]
    fn what_is_near_is_gathered_without_looking_far() {
        let (_folder, picking) = picking(FAR, &[3, 900, 901, 5000, FAR - 1], 901 * LINE, 2);
        let (glimpse, looked) = picked(&picking);
        let glimpse = glimpse.unwrap();
        assert_eq!(places(&glimpse), [3, 900, 901, 5000]);
        assert_eq!(glimpse.matches.len(), 4);
        assert!(looked < 16, "{looked}");
        let gaps: Vec<bool> = glimpse.document.blocks.iter().map(|block| block.gap).collect();
        assert_eq!(gaps[1..], [true, false, true]);
        assert_eq!(glimpse.document.extent().start, 0);
        assert_eq!(glimpse.document.pieces()[1].lines, 1800);
    }

    #[test]
    fn a_side_is_looked_through_a_part_at_a_time_but_one_sentence_is_found() {
        let (_folder, near) = picking(FAR, &[3, FAR - 1], 0, 2);
        let (glimpse, looked) = picked(&near);
        let glimpse = glimpse.unwrap();
        assert_eq!((places(&glimpse), looked), (vec![3], UNASKED));
        assert_eq!(glimpse.document.extent(), Span::new(0, UNASKED * STRETCH));
        let (_folder, far) = picking(FAR, &[FAR - 1], 0, 2);
        assert_eq!(places(&picked(&far).0.unwrap()), [FAR - 1]);
        let (_folder, back) = picking(FAR, &[0], FAR * LINE, 2);
        assert_eq!(places(&picked(&back).0.unwrap()), [0]);
        let (_folder, nowhere) = picking(FAR, &[], FAR * LINE / 2, 2);
        let nothing = picked(&nowhere).0.unwrap().document;
        assert_eq!((nothing.blocks.len(), nothing.extent()), (0, Span::new(0, FAR * LINE)));
    }

    #[test]
    fn nobody_waits_for_what_is_no_longer_wanted() {
        let (_folder, picking) = picking(10_000, &[3], 0, 2);
        let tell = |reply| assert!(!matches!(reply, Reply::Window(..)), "{reply:?}");
        pick(&picking, &tell, &|| false);
    }
}
