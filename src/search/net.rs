//! Where patterns may stand in a text that is not folded.
//!
//! Each hit contains an anchor, and the anchor stands in the unfolded text as it is, capitals
//! apart, unless one of its letters hides in another character (`ﬁ`, a soft hyphen, an accent of
//! its own). So the bytes are searched for anchors and for such disguises. Where case does not
//! matter, one anchor is looked for by two of its bytes in any case (`Probe`); for several the bytes
//! are blurred first, a stretch at a time, which costs less than looking for every spelling.

use std::ops::ControlFlow;

use aho_corasick::packed::{self, Searcher};
use aho_corasick::{AhoCorasick, Input};
use memchr::arch::all::packedpair::HeuristicFrequencyRank;
use memchr::memmem::{Finder, FinderBuilder};

use crate::search::anchor::Anchors;
use crate::search::probe;
use crate::search::probe::Probe;
use crate::text::fold::{Case, Leads, Letters, OF_ANY, OF_ASCII, blurred, plain};

/// How many bytes are searched at a time: few enough to stay in the fastest memory.
const STRETCH: usize = 16 << 10;

/// What looks for the places of some patterns, which are known by their number.
#[derive(Clone, Debug)]
pub(super) struct Net {
    keys: Vec<Key>,
    finder: Option<Keys>,
    /// Of each pattern with anchors, their letters.
    letters: Vec<(usize, Letters)>,
    ascii: bool,
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
    /// One whose case does not matter, in bytes that are not blurred.
    Blurred(Probe),
    Packed(Searcher),
    Many(AhoCorasick),
}

/// A place where a pattern may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub at: usize,
    pub sign: Sign,
    pub pattern: usize,
}

/// What shows that a pattern may stand somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sign {
    /// Its anchor, as far as blurred bytes tell.
    Anchor,
    /// A character that may hide a letter of its anchor.
    Disguise,
}

impl Net {
    /// Returns the net for the anchors of some patterns; one without any has no places.
    pub(super) fn of(patterns: &[Option<&Anchors>]) -> Self {
        let known = || patterns.iter().enumerate().filter_map(|(at, anchors)| Some((at, (*anchors)?)));
        let blurs = known().any(|(_, anchors)| anchors.case == Case::Lower);
        let case = if blurs { Case::Lower } else { Case::Keep };
        let letters: Vec<_> = known()
            .map(|(at, anchors)| (at, Letters::of(anchors.texts.iter().map(String::as_str), case)))
            .collect();
        let bytes =
            |text: &String| text.bytes().map(|byte| if blurs { blurred(byte) } else { byte }).collect();
        let keys: Vec<Key> = known()
            .flat_map(|(pattern, anchors)| {
                anchors.texts.iter().map(move |text| Key { bytes: bytes(text), pattern })
            })
            .collect();
        let ascii = letters.iter().all(|(_, letters)| letters.are_ascii());
        Self { finder: Keys::of(&keys, blurs), keys, letters, ascii, blurs }
    }

    /// Calls `tell` with each place, in order, and with `None` before each stretch.
    pub(super) fn places(
        &self,
        bytes: &[u8],
        tell: &mut dyn FnMut(Option<Place>) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let Some(finder) = &self.finder else { return ControlFlow::Continue(()) };
        let longest = self.keys.iter().map(|key| key.bytes.len()).max().unwrap_or(1);
        let mut buffer = Vec::new();
        let mut places = Vec::new();
        let mut known = Known([('\0', 0); 64]);
        for start in (0..bytes.len()).step_by(STRETCH) {
            tell(None)?;
            let end = (start + STRETCH).min(bytes.len());
            let mut stretch = &bytes[start..(end + longest - 1).min(bytes.len())];
            if let Keys::Blurred(probe) = finder {
                self.probed(probe, stretch, end - start, &mut places);
            } else {
                if self.blurs {
                    self.blur(stretch, &mut buffer);
                    stretch = &buffer;
                }
                self.anchors(finder, stretch, end - start, &mut places);
            }
            if !bytes[start..end].is_ascii() {
                let told = places.len();
                self.disguises(&bytes[start..], end - start, &mut known, &mut places);
                if places.len() > told {
                    places.sort();
                }
            }
            for place in places.drain(..) {
                tell(Some(Place { at: start + place.at, ..place }))?;
            }
        }
        ControlFlow::Continue(())
    }

    /// Copies bytes, blurred as far as the keys need it.
    fn blur(&self, bytes: &[u8], into: &mut Vec<u8>) {
        into.clear();
        into.extend_from_slice(bytes);
        if self.ascii {
            into.make_ascii_lowercase();
        } else {
            for byte in into.iter_mut() {
                *byte = blurred(*byte);
            }
        }
    }

    /// Notes where the only anchor begins in the first `length` bytes.
    fn probed(&self, probe: &Probe, bytes: &[u8], length: usize, places: &mut Vec<Place>) {
        let pattern = self.keys.first().map_or(0, |key| key.pattern);
        let found = probe.places(bytes).take_while(|&at| at < length);
        places.extend(found.map(|at| Place { at, sign: Sign::Anchor, pattern }));
    }

    /// Notes the anchors that begin in the first `length` bytes.
    fn anchors(&self, finder: &Keys, bytes: &[u8], length: usize, places: &mut Vec<Place>) {
        let mut at = 0;
        while let Some(found) = finder.find(bytes, at).filter(|&found| found < length) {
            let here = self.keys.iter().filter(|key| bytes[found..].starts_with(&key.bytes));
            places.extend(here.map(|key| Place { at: found, sign: Sign::Anchor, pattern: key.pattern }));
            at = found + 1;
        }
    }

    /// Notes the characters that begin in the first `length` bytes and may hide a letter.
    fn disguises(&self, bytes: &[u8], length: usize, known: &mut Known, places: &mut Vec<Place>) {
        let leads: &Leads = if self.ascii { &OF_ASCII } else { &OF_ANY };
        for (start, word) in (0..length).step_by(8).zip(bytes[..length].chunks(8)) {
            let mut eight = [0; 8];
            eight[..word.len()].copy_from_slice(word);
            let eight = u64::from_le_bytes(eight);
            // The highest bit of each byte that begins a character of several.
            let mut begins = eight & eight << 1 & 0x8080_8080_8080_8080;
            while begins != 0 {
                let at = start + begins.trailing_zeros() as usize / 8;
                begins &= begins - 1;
                if leads.has(bytes[at]) {
                    self.disguise(bytes, at, known, places);
                }
            }
        }
    }

    /// Notes the character that begins at a byte if it may hide a letter.
    fn disguise(&self, bytes: &[u8], at: usize, known: &mut Known, places: &mut Vec<Place>) {
        let c = decode(&bytes[at..]);
        if plain(c, Case::Lower) == Some(c) {
            return;
        }
        let hidden = known.hidden(c, &self.letters);
        if hidden == 0 {
            return;
        }
        for (pattern, _) in self.letters.iter().filter(|(pattern, _)| hidden >> pattern.min(&63) & 1 == 1) {
            places.push(Place { at, sign: Sign::Disguise, pattern: *pattern });
        }
    }
}

/// Which patterns' letters may hide in the characters asked about last: a bit each, and the last
/// bit for all beyond.
struct Known([(char, u64); 64]);

impl Known {
    fn hidden(&mut self, c: char, letters: &[(usize, Letters)]) -> u64 {
        let slot = &mut self.0[c as usize % 64];
        if slot.0 != c {
            let hiding = letters.iter().filter(|(_, letters)| letters.may_hide_in(c));
            *slot = (c, hiding.fold(0, |bits, (pattern, _)| bits | 1 << pattern.min(&63)));
        }
        slot.1
    }
}

/// Returns the character at the front of UTF-8, of which the first byte is no ASCII; anything where
/// there is none.
fn decode(bytes: &[u8]) -> char {
    let tail = |index: usize| bytes.get(index).map_or(0, |byte| u32::from(byte & 0x3f));
    let code = match bytes.first().copied().unwrap_or_default() {
        lead @ 0xc0..=0xdf => u32::from(lead & 0x1f) << 6 | tail(1),
        lead @ 0xe0..=0xef => u32::from(lead & 0x0f) << 12 | tail(1) << 6 | tail(2),
        lead => u32::from(lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3),
    };
    char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
}

impl Keys {
    fn of(keys: &[Key], blurs: bool) -> Option<Self> {
        let bytes = || keys.iter().map(|key| &key.bytes);
        match keys {
            [] => None,
            [key] if blurs => Some(Self::Blurred(Probe::new(&key.bytes))),
            [key] => Some(Self::One(
                FinderBuilder::new().build_forward_with_ranker(Prose, &key.bytes).into_owned(),
            )),
            _ => (packed::Config::new().builder().extend(bytes()).build().map(Self::Packed))
                .or_else(|| AhoCorasick::new(bytes()).ok().map(Self::Many)),
        }
    }

    fn find(&self, bytes: &[u8], at: usize) -> Option<usize> {
        match self {
            Self::One(finder) => finder.find(&bytes[at..]).map(|found| at + found),
            Self::Blurred(probe) => probe.places(bytes.get(at..)?).next().map(|found| at + found),
            Self::Packed(searcher) => searcher
                .find_in(bytes, aho_corasick::Span { start: at, end: bytes.len() })
                .map(|hit| hit.start()),
            Self::Many(automaton) => automaton.find(Input::new(bytes).range(at..)).map(|hit| hit.start()),
        }
    }
}

/// The search goes by the rarest bytes.
struct Prose;

impl HeuristicFrequencyRank for Prose {
    fn rank(&self, byte: u8) -> u8 {
        probe::rank(byte)
    }
}
