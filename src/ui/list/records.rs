//! What is known of each entry, as few bytes as it can be.
//!
//! A record is twelve bytes; the titles stand in one run of text, the keyword counts in one row of
//! numbers an entry, and the reasons why something cannot be read are kept once each, because they
//! are few. Sums over all entries are kept as they change, so that nothing ever has to look at all
//! of them.

use std::collections::BTreeMap;

use crate::tasks::entry::{EntryId, Known, State, Summary};
use crate::tasks::listing::names::Titles;
use crate::tasks::unread::{GONE, Unread};

/// What is known of the entries of a library, by number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Records {
    each: Vec<Record>,
    titles: String,
    reasons: Vec<Unread>,
    numbered: BTreeMap<Unread, u32>,
    /// How many keywords are counted.
    keywords: usize,
    /// The counts of each entry, `keywords` numbers each.
    counts: Vec<u32>,
    /// The sum of each keyword's counts.
    sums: Vec<usize>,
    /// How many entries are documents as far as is known.
    documents: usize,
    /// How many of them have their counts, or never will.
    counted: usize,
    /// How often a record was looked at.
    #[cfg(test)]
    looks: std::cell::Cell<usize>,
}

#[derive(Clone, Copy, Debug)]
struct Record {
    /// Where the title begins, or the number of the reason.
    at: u32,
    words: u32,
    length: u16,
    kind: Kind,
    figures: Figures,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Unread,
    Known,
    Failed,
    Gone,
}

/// Whether words and counts are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Figures {
    /// They are to be found out.
    Wanted,
    /// They are known.
    Counted,
    /// Finding them out would take too long.
    Unknown,
}

/// The words of a document nobody has counted.
const UNCOUNTED: u32 = u32::MAX;

impl Records {
    /// Adds entries of which nothing is known.
    pub(crate) fn add(&mut self, count: usize) {
        let unread =
            Record { at: 0, words: UNCOUNTED, length: 0, kind: Kind::Unread, figures: Figures::Wanted };
        self.each.resize(self.each.len() + count, unread);
        self.documents += count;
    }

    /// Returns all titles that are known.
    pub(crate) fn titles(&self) -> Titles {
        let mut titles = Titles::default();
        for id in (0..self.each.len()).map(EntryId) {
            if let State::Known(known) = self.state(id) {
                titles.set(id, known.title);
            }
        }
        titles
    }

    pub(crate) fn documents(&self) -> usize {
        self.documents
    }

    fn record(&self, id: EntryId) -> Option<&Record> {
        #[cfg(test)]
        self.looks.set(self.looks.get() + 1);
        self.each.get(id.0)
    }

    pub(crate) fn state(&self, id: EntryId) -> State<'_> {
        let Some(record) = self.record(id) else { return State::Unread };
        match record.kind {
            Kind::Unread => State::Unread,
            Kind::Known => State::Known(self.known(id, record)),
            Kind::Failed => self.reasons.get(record.at as usize).map_or(State::Unread, State::Failed),
            Kind::Gone => State::Failed(&GONE),
        }
    }

    fn known(&self, id: EntryId, record: &Record) -> Known<'_> {
        let start = record.at as usize;
        let title = self.titles.get(start..start + usize::from(record.length)).unwrap_or_default();
        let counts = match record.figures {
            Figures::Counted => self.counts.get(id.0 * self.keywords..(id.0 + 1) * self.keywords),
            Figures::Wanted | Figures::Unknown => None,
        };
        let words = (record.words != UNCOUNTED).then_some(record.words as usize);
        Known { title, words, counts: counts.unwrap_or_default() }
    }

    /// Tells whether an entry is a document as far as is known.
    pub(crate) fn is_document(&self, id: EntryId) -> bool {
        self.record(id).is_some_and(Record::is_document)
    }

    /// Tells whether there is something about an entry that is to be found out.
    pub(crate) fn is_wanted(&self, id: EntryId) -> bool {
        self.record(id).is_some_and(|record| record.is_document() && record.figures == Figures::Wanted)
    }

    /// Tells whether anything was found out about an entry.
    pub(crate) fn was_read(&self, id: EntryId) -> bool {
        self.record(id).is_some_and(|record| record.kind != Kind::Unread)
    }

    /// Tells whether an entry is no more.
    pub(crate) fn is_gone(&self, id: EntryId) -> bool {
        self.record(id).is_some_and(|record| record.kind == Kind::Gone)
    }

    /// Returns how often a keyword occurs in all documents, by its place in the set; nothing before
    /// all have been read.
    pub(crate) fn sum(&self, place: usize) -> Option<usize> {
        (self.counted == self.documents).then(|| self.sums.get(place).copied()).flatten()
    }

    /// Keeps what was found out.
    pub(crate) fn learn(&mut self, id: EntryId, found: Result<Summary, Unread>) {
        match found {
            Ok(summary) => self.know(id, &summary),
            Err(why) => self.fail(id, why),
        }
    }

    fn know(&mut self, id: EntryId, summary: &Summary) {
        let Some(before) = self.each.get(id.0).copied().filter(|record| record.kind != Kind::Gone) else {
            return;
        };
        self.uncount(id);
        let (at, length) = self.title(&before, &summary.title);
        let figures = match &summary.counts {
            None => Figures::Unknown,
            Some(counts) if counts.len() == self.keywords => self.count(id, counts),
            Some(_) => Figures::Wanted,
        };
        let words = summary.words.and_then(|words| u32::try_from(words).ok()).unwrap_or(UNCOUNTED);
        self.documents += usize::from(!before.is_document());
        self.counted += usize::from(figures != Figures::Wanted);
        self.each[id.0] = Record { at, words, length, kind: Kind::Known, figures };
    }

    /// Where a title stands: where it stood if it is the same, else at the end.
    fn title(&mut self, before: &Record, title: &str) -> (u32, u16) {
        let title = &title[..title.floor_char_boundary(usize::from(u16::MAX))];
        let at = before.at as usize;
        if before.kind == Kind::Known && self.titles.get(at..at + usize::from(before.length)) == Some(title) {
            return (before.at, before.length);
        }
        match u32::try_from(self.titles.len()) {
            Ok(at) => {
                self.titles.push_str(title);
                (at, title.len() as u16)
            }
            // After four gigabytes of titles the names must do.
            Err(_) => (0, 0),
        }
    }

    fn count(&mut self, id: EntryId, counts: &[usize]) -> Figures {
        let from = id.0 * self.keywords;
        if self.counts.len() < from + self.keywords {
            self.counts.resize(self.each.len() * self.keywords, 0);
        }
        for (place, count) in counts.iter().enumerate() {
            let count = u32::try_from(*count).unwrap_or(u32::MAX);
            self.counts[from + place] = count;
            self.sums[place] += count as usize;
        }
        Figures::Counted
    }

    /// Takes the figures of an entry out of the sums.
    fn uncount(&mut self, id: EntryId) {
        let Some(record) = self.each.get_mut(id.0) else { return };
        if !record.is_document() {
            return;
        }
        self.counted -= usize::from(record.figures != Figures::Wanted);
        if record.figures == Figures::Counted {
            let from = id.0 * self.keywords;
            let counts = self.counts.get(from..from + self.keywords).unwrap_or_default();
            for (sum, count) in self.sums.iter_mut().zip(counts) {
                *sum -= *count as usize;
            }
        }
        record.figures = Figures::Wanted;
    }

    fn fail(&mut self, id: EntryId, why: Unread) {
        if self.is_gone(id) {
            return;
        }
        let next = self.reasons.len() as u32;
        let at = *self.numbered.entry(why.clone()).or_insert(next);
        if at == next {
            self.reasons.push(why);
        }
        self.lose(id, Kind::Failed, at);
    }

    fn lose(&mut self, id: EntryId, kind: Kind, at: u32) {
        self.uncount(id);
        if let Some(record) = self.each.get_mut(id.0) {
            self.documents -= usize::from(record.is_document());
            *record = Record { at, kind, ..*record };
        }
    }

    /// Keeps that an entry is no more.
    pub(crate) fn bury(&mut self, id: EntryId) {
        self.lose(id, Kind::Gone, 0);
    }

    /// Forgets why an entry could not be read or that it was gone; tells whether it was lost.
    pub(crate) fn forgive(&mut self, id: EntryId) -> bool {
        match self.each.get_mut(id.0) {
            Some(record) if !record.is_document() => {
                *record = Record { kind: Kind::Unread, length: 0, words: UNCOUNTED, ..*record };
                self.documents += 1;
                true
            }
            _ => false,
        }
    }

    /// Lets an entry be read again for the list; until then it keeps its title.
    pub(crate) fn outdate(&mut self, id: EntryId) {
        if self.is_document(id) {
            self.uncount(id);
        }
    }

    /// Forgets all keyword counts, because there are other keywords, so many.
    pub(crate) fn forget_counts(&mut self, keywords: usize) {
        self.keywords = keywords;
        self.counts = Vec::new();
        self.sums = vec![0; keywords];
        self.counted = 0;
        for record in self.each.iter_mut().filter(|record| record.is_document()) {
            match record.figures {
                Figures::Unknown => self.counted += 1,
                Figures::Wanted | Figures::Counted => record.figures = Figures::Wanted,
            }
        }
    }
}

impl Record {
    fn is_document(&self) -> bool {
        matches!(self.kind, Kind::Unread | Kind::Known)
    }
}

#[cfg(test)]
impl Records {
    /// Returns how often a record was looked at since the last time.
    pub(crate) fn looks(&self) -> usize {
        self.looks.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(Clone, Debug)]
    enum Act {
        Know(usize, usize, Option<Vec<usize>>),
        Fail(usize),
        Bury(usize),
        Forgive(usize),
        Outdate(usize),
        Forget(usize),
    }

    fn acts() -> impl Strategy<Value = Vec<Act>> {
        let id = || 0usize..6;
        let counts = proptest::option::of(proptest::collection::vec(0usize..9, 0..3));
        let act = prop_oneof![
            (id(), 0usize..9, counts).prop_map(|(id, words, counts)| Act::Know(id, words, counts)),
            id().prop_map(Act::Fail),
            id().prop_map(Act::Bury),
            id().prop_map(Act::Forgive),
            id().prop_map(Act::Outdate),
            (0usize..3).prop_map(Act::Forget),
        ];
        proptest::collection::vec(act, 0..60)
    }

    proptest! {
        #[test]
        fn the_sums_are_those_of_the_entries(acts in acts()) {
            let mut records = Records::default();
            records.add(6);
            records.forget_counts(1);
            let mut keywords = 1;
            for act in acts {
                match act {
                    Act::Know(id, words, counts) => {
                        let title = format!("Title {words}");
                        let summary = Summary { title: title.clone(), words: Some(words), counts };
                        let gone = records.is_gone(EntryId(id));
                        records.learn(EntryId(id), Ok(summary));
                        let State::Known(known) = records.state(EntryId(id)) else {
                            prop_assert!(gone);
                            continue;
                        };
                        prop_assert_eq!((known.title, known.words), (title.as_str(), Some(words)));
                    }
                    Act::Fail(id) => records.learn(EntryId(id), Err(format!("broken {}", id % 2).into())),
                    Act::Bury(id) => records.bury(EntryId(id)),
                    Act::Forgive(id) => drop(records.forgive(EntryId(id))),
                    Act::Outdate(id) => records.outdate(EntryId(id)),
                    Act::Forget(count) => {
                        keywords = count;
                        records.forget_counts(count);
                    }
                }
                let ids = || (0..6).map(EntryId);
                prop_assert_eq!(records.documents(), ids().filter(|id| records.is_document(*id)).count());
                let all_known = ids().all(|id| !records.is_wanted(id));
                for place in 0..keywords {
                    let counts = ids().filter_map(|id| match records.state(id) {
                        State::Known(known) => known.counts.get(place).map(|count| *count as usize),
                        _ => None,
                    });
                    prop_assert_eq!(records.sum(place), all_known.then(|| counts.sum::<usize>()));
                }
            }
        }
    }

    #[test]
    fn a_reason_is_kept_once() {
        let mut records = Records::default();
        records.add(3);
        (0..3).for_each(|id| records.learn(EntryId(id), Err("not text".into())));
        assert_eq!((records.reasons.len(), records.documents()), (1, 0));
        assert_eq!(records.state(EntryId(2)), State::Failed(&"not text".into()));
    }
}
