//! Looking for patterns in a text that is not folded, at the speed of memory.
//!
//! Folding a text costs far more than running through it. So it is folded only around the places
//! where a pattern may stand, and where the text is plain there, not even that.

use std::borrow::Cow;
use std::ops::ControlFlow;

use crate::search::net::{Net, Place};
use crate::search::pattern::Pattern;
use crate::search::trail::Trail;
use crate::text::Span;

/// Patterns that are looked for together.
#[derive(Clone, Debug)]
pub struct Sieve {
    patterns: Vec<Pattern>,
    net: Net,
}

impl Sieve {
    /// Returns the sieve of some patterns, which are known by their place among them.
    pub fn new<'a>(patterns: impl IntoIterator<Item = &'a Pattern>) -> Self {
        let patterns: Vec<Pattern> = patterns.into_iter().cloned().collect();
        let anchors: Vec<_> = patterns.iter().map(Pattern::anchors).collect();
        Self { net: Net::of(&anchors), patterns }
    }

    /// Returns the hits of each pattern in a text, as [`Pattern::hits`] has them, or `None` as soon
    /// as they are no longer `wanted`. It is asked every 16 KiB.
    pub fn hits_of(&self, text: &str, wanted: &dyn Fn() -> bool) -> Option<Vec<Vec<Span>>> {
        let patterns: Vec<&Pattern> = self.patterns.iter().collect();
        follow(&self.net, &patterns, text, wanted)
    }

    /// Tells whether any place in `bytes` of UTF-8 is worth a closer look; `false` only when there is
    /// certainly no hit. It costs less than `may_hit` and is less often sure.
    pub fn has_places(&self, bytes: &[u8]) -> bool {
        if self.patterns.iter().any(|pattern| pattern.anchors().is_none()) {
            return !bytes.is_empty();
        }
        let found = self.net.places(bytes, &mut |place| match place {
            None => ControlFlow::Continue(()),
            Some(_) => ControlFlow::Break(()),
        });
        found.is_break()
    }

    /// Tells whether a pattern may have a hit in `bytes` of UTF-8, which may begin and end inside
    /// a character; `false` only when that is certain.
    pub fn may_hit(&self, bytes: &[u8]) -> bool {
        self.has_places(bytes)
            && (self.patterns.iter().any(|pattern| pattern.anchors().is_none()) || self.hits(bytes))
    }

    fn hits(&self, bytes: &[u8]) -> bool {
        // At the ends of a piece an expression may see other neighbours than in the whole.
        if self.patterns.iter().any(|pattern| pattern.needle().is_none()) {
            return true;
        }
        let text: Cow<'_, str> = String::from_utf8_lossy(bytes);
        let mut trails: Vec<_> = self.patterns.iter().map(|pattern| Trail::new(pattern, &text)).collect();
        let found = self.net.places(text.as_bytes(), &mut |place| {
            if place.is_some_and(|place| {
                trails[place.pattern].note(place, &|| true).is_some_and(|()| trails[place.pattern].has_hits())
            }) {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        found.is_break()
            || trails.into_iter().any(|trail| trail.finish(&|| true).is_none_or(|hits| !hits.is_empty()))
    }
}

impl Pattern {
    /// Returns the hits in a text that need not be folded whole, as `hits_while` has them.
    pub fn hits_of(&self, text: &str, wanted: &dyn Fn() -> bool) -> Option<Vec<Span>> {
        follow(self.net(), &[self], text, wanted)?.pop()
    }
}

/// Returns the hits of each pattern in a text; `net` is that of the patterns.
pub(super) fn follow(
    net: &Net,
    patterns: &[&Pattern],
    text: &str,
    wanted: &dyn Fn() -> bool,
) -> Option<Vec<Vec<Span>>> {
    let mut trails: Vec<Trail<'_>> = patterns.iter().map(|pattern| Trail::new(pattern, text)).collect();
    let found = net.places(text.as_bytes(), &mut |place| {
        let goes_on = match place {
            None => wanted(),
            Some(place @ Place { pattern, .. }) => trails[pattern].note(place, wanted).is_some(),
        };
        if goes_on { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    if found.is_break() {
        return None;
    }
    trails.into_iter().map(|trail| trail.finish(wanted)).collect()
}
