//! Going from hit to hit: to the next match of the search, keyword hit or hidden character.
//!
//! In the part of a text that is held the hits themselves are known. Beyond it the hit index says in
//! which chunk the next one is, and a window there is requested. If the index does not know it yet, the
//! search waits.

use crate::search::Near;
use crate::tasks::onscreen::{Counted, Spot};
use crate::text::Span;
use crate::ui::app::App;
use crate::ui::panels::Panel;
use crate::ui::reader::pending::{NextHit, Pending, Target, Then, Wrapped};

impl App {
    /// Returns the counted things whose indexes tell where the hits are.
    fn counted_for(&self, target: Target) -> Vec<Counted> {
        match target {
            Target::Match => vec![Counted::Matches],
            Target::Keyword => self.keywords_to_step().into_iter().map(Counted::Keyword).collect(),
            Target::Hidden => vec![Counted::Hidden],
        }
    }

    /// Returns the numbers of the keywords whose hits are gone to.
    fn keywords_to_step(&self) -> Vec<usize> {
        let chosen = self.panel.as_ref().and_then(Panel::keywords);
        let chosen = chosen.and_then(|panel| panel.keyword(&self.keywords));
        let shown = || {
            self.keywords.iter().map(|(number, _)| number).filter(|number| self.keywords.is_shown(*number))
        };
        chosen.map_or_else(|| shown().collect(), |only| vec![only])
    }

    /// Goes on by `by` hits, back when it is negative: from the hit last gone to unless the reader has
    /// moved away from it, else from the current place.
    pub(crate) fn step_hit(&mut self, target: Target, by: isize) {
        if self.panel.is_none() {
            self.remember_place();
        }
        let Some(pane) = self.pane() else {
            return self.trouble("there is no text here");
        };
        let is_match = |at: &usize| pane.matches.binary_search_by_key(at, |span| span.start).is_ok();
        let last = match target {
            Target::Match => self.reader.search.as_ref().and_then(|search| search.at).filter(is_match),
            Target::Keyword => pane.last_hit,
            Target::Hidden => pane.last_hidden.map(|found| found.span.start),
        };
        let from = match last.filter(|at| pane.is_at(*at)) {
            Some(at) if by > 0 => at + 1,
            Some(at) => at,
            None => pane.here(),
        };
        self.look_for_hit(NextHit::of(target, from, by));
    }

    /// Continues a search that waits for hits of this kind, now that more hits are known.
    pub(crate) fn look_again(&mut self, target: Target) {
        if let Pending::Hits(next) = self.reader.pending
            && next.target == target
        {
            self.look_for_hit(next);
        }
    }

    /// Looks for the next hit: in what is held, else in the index, else past the end of the text.
    pub(crate) fn look_for_hit(&mut self, next: NextHit) {
        self.reader.pending = Pending::Nothing;
        let Some(pane) = self.pane() else { return };
        if let Some(span) = pane.held_hit(next, &self.keywords_to_step(), |place| self.shows(place)) {
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
        if let Some(search) = self.reader.search.as_mut().filter(|_| next.target == Target::Match) {
            (search.at, search.wrapped) = (Some(span.start), next.wrapped);
        }
        if let Some((pane, _)) = self.pane_and_area() {
            match next.target {
                Target::Match => {}
                Target::Keyword => pane.last_hit = Some(span.start),
                Target::Hidden => pane.last_hidden = pane.document.next_hidden(span.start),
            }
        }
        if !is_last {
            let from = if next.back { span.start } else { span.start + 1 };
            return self.look_for_hit(NextHit { from, wrapped: None, more: next.more - 1, ..next });
        }
        match next.target {
            Target::Match => self.announce_match(),
            Target::Keyword => {}
            Target::Hidden => self.announce_hidden(next.wrapped),
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
            Target::Match => return self.announce_match(),
            Target::Keyword => "hit",
            Target::Hidden => "hidden character",
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
            Target::Match => {
                self.restore_place();
                self.announce_match();
            }
            Target::Keyword => {
                self.say(if next.back { "no further hit above" } else { "no further hit below" });
            }
            Target::Hidden => self.say("no hidden characters in this text"),
        }
    }
}
