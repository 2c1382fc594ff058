//! Where the next match, keyword hit or hidden character of a text is.

use crate::search::Near;
use crate::tasks::onscreen::Counted;
use crate::text::Span;
use crate::ui::reader::pending::{NextHit, Target};
use crate::ui::reader::text_pane::TextPane;

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
            Target::Match => {
                let at = self.matches.partition_point(|span| span.start < from);
                let at = if next.back { at.checked_sub(1)? } else { at };
                self.matches.get(at).copied()
            }
            Target::Keyword if next.back => self.hits.previous(from, is_meant).map(|hit| hit.span),
            Target::Keyword => self.hits.from(from, is_meant).map(|hit| hit.span),
            Target::Hidden => self.document.next_hidden(from).map(|found| found.span),
        };
        let mut found = hit(next.from)?;
        while next.target != Target::Hidden && !is_shown(found.start) {
            found = hit(if next.back { found.start } else { found.start + 1 })?;
        }
        Some(found)
    }

    /// Returns where the next of these is beyond what is held.
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
