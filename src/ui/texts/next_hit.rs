//! Going from hit to hit: to the next match of the search, keyword hit or hidden character.
//!
//! In the part of a text that is held the hits themselves are known. Beyond it the hit index says in
//! which chunk the next one is, and a window there is requested. If the index does not know it yet, the
//! search waits.

use crate::search::Near;
use crate::tasks::{Counted, Spot};
use crate::text::Span;
use crate::ui::reader::pending::{HitKind, NextHit, Pending, Then, Wrapped};
use crate::ui::reader::text_pane::TextPane;
use crate::ui::texts::Texts;

impl TextPane {
    /// Returns the next hit if it is held and none that is not held can be nearer: of these keywords, and
    /// in a sentence that is shown.
    pub(crate) fn held_hit(
        &self,
        next: NextHit,
        keywords: &[usize],
        is_shown: impl Fn(usize) -> bool,
    ) -> Option<Span> {
        let extent = self.document.extent();
        let is_inside =
            if next.back { next.from <= extent.end } else { next.from >= extent.start || self.holds_start() };
        if !is_inside {
            return None;
        }
        let is_meant = |number: usize| keywords.contains(&number);
        let hit = |from: usize| match next.target {
            HitKind::Match => {
                let at = self.matches.partition_point(|span| span.start < from);
                let at = if next.back { at.checked_sub(1)? } else { at };
                self.matches.get(at).copied()
            }
            HitKind::Keyword if next.back => self.hits.previous(from, is_meant).map(|hit| hit.span),
            HitKind::Keyword => self.hits.from(from, is_meant).map(|hit| hit.span),
            HitKind::Hidden => self.document.next_hidden(from).map(|found| found.span),
        };
        let mut found = hit(next.from)?;
        while next.target != HitKind::Hidden && !is_shown(found.start) {
            found = hit(if next.back { found.start } else { found.start + 1 })?;
        }
        Some(found)
    }

    /// Returns the place of the next of these hits outside the window.
    pub(crate) fn hit_beyond(&self, next: NextHit, counted: &[Counted]) -> Near {
        let Some(long) = &self.long else { return Near::Nowhere };
        let held = self.document.extent();
        let is_inside = held.start <= next.from && next.from <= held.end;
        let from = match (is_inside, next.back) {
            (true, true) if self.holds_start() => 0,
            (true, true) => held.start,
            (true, false) => held.end,
            (false, _) => next.from,
        };
        if !next.back && from >= long.text.length() {
            return Near::Nowhere;
        }
        long.nearest(from, next.back, counted)
    }
}

impl Texts<'_> {
    /// Returns the counted things whose indexes tell where the hits are.
    fn counted_for(&self, target: HitKind) -> Vec<Counted> {
        match target {
            HitKind::Match => vec![Counted::Matches],
            HitKind::Keyword => self.keywords_to_step().into_iter().map(Counted::Keyword).collect(),
            HitKind::Hidden => vec![Counted::Hidden],
        }
    }

    /// Returns the numbers of the keywords whose hits are gone to.
    fn keywords_to_step(&self) -> Vec<usize> {
        let shown = || {
            self.keywords.iter().map(|(number, _)| number).filter(|number| self.keywords.is_shown(*number))
        };
        self.selected_keyword.map_or_else(|| shown().collect(), |only| vec![only])
    }

    /// Goes on by `by` hits, back when it is negative: from the hit last gone to unless the reader has
    /// moved away from it, else from the current place.
    pub(crate) fn step_hit(&mut self, target: HitKind, by: isize) {
        if !self.has_panel {
            self.remember_place();
        }
        let Some(pane) = self.pane() else {
            return self.trouble("there is no text here");
        };
        let is_match = |at: &usize| pane.matches.binary_search_by_key(at, |span| span.start).is_ok();
        let last = match target {
            HitKind::Match => self.reader.search.as_ref().and_then(|search| search.at).filter(is_match),
            HitKind::Keyword => pane.last_hit,
            HitKind::Hidden => pane.last_hidden.map(|found| found.span.start),
        };
        let from = match last.filter(|at| pane.is_at(*at)) {
            Some(at) if by > 0 => at + 1,
            Some(at) => at,
            None => pane.here(),
        };
        self.look_for_hit(NextHit::of(target, from, by));
    }

    /// Continues a search that waits for hits of this kind, now that more hits are known.
    pub(super) fn look_again(&mut self, target: HitKind) {
        if let Pending::Hits(next) = self.reader.pending
            && next.target == target
        {
            self.look_for_hit(next);
        }
    }

    /// Looks for the next hit: in the window, else in the index, else past the end of the text.
    pub(super) fn look_for_hit(&mut self, next: NextHit) {
        self.reader.pending = Pending::Nothing;
        let Some(pane) = self.pane() else { return };
        if let Some(span) = pane.held_hit(next, &self.keywords_to_step(), |place| self.is_shown(place)) {
            return self.arrive_at_hit(span, next);
        }
        let whole = pane.document.whole;
        match pane.hit_beyond(next, &self.counted_for(next.target)) {
            Near::At(place) | Near::Around(place) => {
                let from = if next.back { place + 1 } else { place };
                self.request_window(Spot::Byte(place), Then::Look(NextHit { from, ..next }));
            }
            Near::Unknown => {
                self.wait_for_hits(next);
            }
            Near::Nowhere => {
                if let Some(past) = next.past_the_end(whole) {
                    return self.look_for_hit(past);
                }
                self.tell_no_hit(next);
            }
        }
    }

    fn arrive_at_hit(&mut self, span: Span, next: NextHit) {
        let is_last = next.more == 0;
        if is_last {
            self.reveal_passage(span);
        } else {
            self.go_to_passage(span);
        }
        if let Some(search) = self.reader.search.as_mut().filter(|_| next.target == HitKind::Match) {
            (search.at, search.wrapped) = (Some(span.start), next.wrapped);
        }
        if let Some((pane, _)) = self.pane_and_area() {
            match next.target {
                HitKind::Match => {}
                HitKind::Keyword => pane.last_hit = Some(span.start),
                HitKind::Hidden => pane.last_hidden = pane.document.next_hidden(span.start),
            }
        }
        if !is_last {
            let from = if next.back { span.start } else { span.start + 1 };
            return self.look_for_hit(NextHit { from, wrapped: None, more: next.more - 1, ..next });
        }
        match next.target {
            HitKind::Match => self.announce_match(),
            HitKind::Keyword => {}
            HitKind::Hidden => self.announce_hidden(next.wrapped),
        }
    }

    fn announce_hidden(&mut self, wrapped: Option<Wrapped>) {
        let Some(pane) = self.pane() else { return };
        let Some(found) = pane.last_hidden else { return };
        let all = pane.count_of(Counted::Hidden);
        let number =
            pane.hidden_number(found.span.start).map_or(String::new(), |number| format!(", {number}/{all}"));
        let more = if pane.counted(Counted::Hidden) < 100 { " …" } else { "" };
        let past = wrapped.map_or("", Wrapped::words);
        self.say(format!("{}{number}{more}{past}", found.name()));
    }

    /// Waits until more of the text is counted.
    fn wait_for_hits(&mut self, next: NextHit) {
        self.reader.pending = Pending::Hits(next);
        let what = match next.target {
            HitKind::Match => return self.announce_match(),
            HitKind::Keyword => "hit",
            HitKind::Hidden => "hidden character",
        };
        let Some(pane) = self.pane() else { return };
        let reached = self
            .counted_for(next.target)
            .into_iter()
            .map(|counted| pane.counted(counted))
            .min()
            .unwrap_or(100);
        self.say(format!("looking for the next {what} … {reached} %"));
    }

    fn tell_no_hit(&mut self, next: NextHit) {
        match next.target {
            HitKind::Match => {
                self.restore_place();
                self.announce_match();
            }
            HitKind::Keyword => {
                self.say(if next.back { "no further hit above" } else { "no further hit below" });
            }
            HitKind::Hidden => self.say("no hidden characters in this text"),
        }
    }
}
