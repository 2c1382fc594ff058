//! Looking for patterns in a text that is not folded, at the speed of memory.
//!
//! Folding a text costs far more than running through it. Each hit contains an anchor, and the
//! anchor stands in the unfolded text as it is, capitals apart, unless one of its letters hides in
//! another character (`ﬁ`, a soft hyphen, an accent of its own). So the bytes are searched for
//! anchors and for such disguises, and only around those the text is folded and searched.

use std::borrow::Cow;
use std::ops::ControlFlow;

use aho_corasick::packed::{self, Searcher};
use aho_corasick::{AhoCorasick, Input};
use memchr::memmem::Finder;

use super::anchor::{Anchors, Reach};
use super::pattern::Pattern;
use super::trail::Trail;
use crate::text::Span;
use crate::text::fold::{Case, Letters, blurred};

/// How many bytes are searched at a time: few enough to stay in the fastest memory.
const STRETCH: usize = 16 << 10;

/// Patterns that are looked for together.
#[derive(Clone, Debug)]
pub struct Sieve {
    patterns: Vec<Pattern>,
    keys: Vec<Key>,
    /// The patterns that have no anchor, by number.
    whole: Vec<usize>,
    finder: Option<Keys>,
    letters: Letters,
    blurs: bool,
}

/// The bytes of an anchor as they are looked for.
#[derive(Clone, Debug)]
struct Key {
    bytes: Vec<u8>,
    pattern: usize,
}

/// What looks for all keys at once.
#[derive(Clone, Debug)]
enum Keys {
    One(Finder<'static>),
    Packed(Searcher),
    Many(AhoCorasick),
}

/// A place where a pattern may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    at: usize,
    /// The pattern of the anchor; none for a disguise, in which any may stand.
    pattern: Option<usize>,
}

impl Sieve {
    /// Returns the sieve of some patterns, which are known by their place among them.
    pub fn new<'a>(patterns: impl IntoIterator<Item = &'a Pattern>) -> Self {
        let patterns: Vec<Pattern> = patterns.into_iter().cloned().collect();
        let anchors: Vec<(usize, &Anchors)> =
            patterns.iter().enumerate().filter_map(|(at, pattern)| Some((at, pattern.anchors()?))).collect();
        let whole = (0..patterns.len()).filter(|&at| patterns[at].anchors().is_none()).collect();
        let blurs = anchors.iter().any(|(_, anchors)| anchors.case == Case::Lower);
        let texts = anchors.iter().flat_map(|(_, anchors)| anchors.texts.iter().map(String::as_str));
        let letters = Letters::of(texts, if blurs { Case::Lower } else { Case::Keep });
        let mut keys = Vec::new();
        for (pattern, anchors) in &anchors {
            for text in &anchors.texts {
                let bytes = text.bytes().map(|byte| if blurs { blurred(byte) } else { byte }).collect();
                keys.push(Key { bytes, pattern: *pattern });
            }
        }
        let finder = Keys::of(&keys);
        Self { patterns, keys, whole, finder, letters, blurs }
    }

    /// Returns the hits of each pattern in a text, as [`Pattern::hits`] has them, or `None` as soon
    /// as they are no longer `wanted`. It is asked every 16 KiB.
    pub fn hits_of(&self, text: &str, wanted: &dyn Fn() -> bool) -> Option<Vec<Vec<Span>>> {
        let mut trails: Vec<Trail<'_>> =
            self.patterns.iter().map(|pattern| Trail::new(pattern, text)).collect();
        let mut wants = true;
        let found = self.places(text.as_bytes(), &mut |place| {
            let result = match place {
                None => wanted().then_some(()),
                Some(Place { at, pattern: Some(pattern) }) => trails[pattern].note(at, wanted),
                Some(Place { at, pattern: None }) => {
                    trails.iter_mut().try_for_each(|trail| trail.note(at, wanted))
                }
            };
            wants = result.is_some();
            if wants { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        if found.is_break() {
            return None;
        }
        trails.into_iter().map(|trail| trail.finish(wanted)).collect()
    }

    /// Tells whether a pattern may have a hit in `bytes` of UTF-8, which may begin and end inside
    /// a character; `false` only when that is certain.
    pub fn may_hit(&self, bytes: &[u8]) -> bool {
        if !self.whole.is_empty() {
            return true;
        }
        let found = self.places(bytes, &mut |place| {
            if place.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        found.is_break() && self.hits(bytes)
    }

    fn hits(&self, bytes: &[u8]) -> bool {
        // At the ends of a piece an expression may see other neighbours than in the whole.
        if self.patterns.iter().any(|pattern| {
            pattern
                .anchors()
                .is_none_or(|anchors| anchors.case == Case::Lower && anchors.reach == Reach::Everywhere)
        }) {
            return true;
        }
        let text: Cow<'_, str> = String::from_utf8_lossy(bytes);
        self.hits_of(&text, &|| true).is_none_or(|hits| hits.iter().any(|hits| !hits.is_empty()))
    }

    /// Calls `tell` with each place, in order, and with `None` before each stretch.
    fn places(
        &self,
        bytes: &[u8],
        tell: &mut dyn FnMut(Option<Place>) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        if self.finder.is_none() {
            return ControlFlow::Continue(());
        }
        let longest = self.keys.iter().map(|key| key.bytes.len()).max().unwrap_or(1);
        let mut buffer = Vec::new();
        let mut places = Vec::new();
        for start in (0..bytes.len()).step_by(STRETCH) {
            tell(None)?;
            let end = (start + STRETCH).min(bytes.len());
            let stretch = &bytes[start..(end + longest - 1).min(bytes.len())];
            let coarse = if self.blurs {
                buffer.clear();
                buffer.extend(stretch.iter().map(|&byte| blurred(byte)));
                &buffer[..]
            } else {
                stretch
            };
            self.anchors(coarse, &mut places);
            self.disguises(&bytes[start..], end - start, &mut places);
            places.sort_unstable();
            for place in places.drain(..).filter(|place| place.at < end - start) {
                tell(Some(Place { at: start + place.at, ..place }))?;
            }
        }
        ControlFlow::Continue(())
    }

    fn anchors(&self, bytes: &[u8], places: &mut Vec<Place>) {
        let Some(finder) = &self.finder else { return };
        let mut at = 0;
        while let Some(found) = finder.find(bytes, at) {
            let here = self.keys.iter().filter(|key| bytes[found..].starts_with(&key.bytes));
            places.extend(here.map(|key| Place { at: found, pattern: Some(key.pattern) }));
            at = found + 1;
        }
    }

    /// Notes the characters that begin in the first `length` bytes and may hide a letter.
    fn disguises(&self, bytes: &[u8], length: usize, places: &mut Vec<Place>) {
        let mut at = 0;
        while at < length {
            let ascii = bytes[at..length].chunks(32).take_while(|chunk| chunk.is_ascii()).count();
            at = (at + ascii * 32).min(length);
            let end = (at + 32).min(length);
            while at < end {
                let (c, size) = decode(&bytes[at..]);
                if self.letters.may_hide_in(c) {
                    places.push(Place { at, pattern: None });
                }
                at += size;
            }
        }
    }
}

/// Returns the character at the front and its length; U+FFFD, one byte long, where there is none.
fn decode(bytes: &[u8]) -> (char, usize) {
    let length = match bytes {
        [0..0x80, ..] => 1,
        [0xc0..0xe0, ..] => 2,
        [0xe0..0xf0, ..] => 3,
        [0xf0..=0xff, ..] => 4,
        _ => return (char::REPLACEMENT_CHARACTER, 1),
    };
    let valid = bytes.get(..length).and_then(|bytes| std::str::from_utf8(bytes).ok());
    valid.and_then(|text| text.chars().next()).map_or((char::REPLACEMENT_CHARACTER, 1), |c| (c, length))
}

impl Keys {
    fn of(keys: &[Key]) -> Option<Self> {
        let bytes = || keys.iter().map(|key| &key.bytes);
        match keys {
            [] => None,
            [key] => Some(Self::One(Finder::new(&key.bytes).into_owned())),
            _ => packed::Config::new()
                .builder()
                .extend(bytes())
                .build()
                .map(Self::Packed)
                .or_else(|| AhoCorasick::new(bytes()).ok().map(Self::Many)),
        }
    }

    fn find(&self, bytes: &[u8], at: usize) -> Option<usize> {
        match self {
            Self::One(finder) => finder.find(&bytes[at..]).map(|found| at + found),
            Self::Packed(searcher) => searcher
                .find_in(bytes, aho_corasick::Span { start: at, end: bytes.len() })
                .map(|hit| hit.start()),
            Self::Many(automaton) => automaton.find(Input::new(bytes).range(at..)).map(|hit| hit.start()),
        }
    }
}
