//! Reading titles, lengths and keyword counts for the list: of the visible rows at once, of all others
//! in the background.
//!
//! The visible rows are checked after each message, so no other code must say that they have changed.
//! All other documents are read a portion at a time from the first to the last; each portion requests
//! the next. So a request is small, and the visible rows never wait.

use std::sync::Arc;

use crate::storage::Source;
use crate::tasks::{Entry, EntryId, EntrySource, Task, TaskKind};
use crate::ui::list::library::{Requested, Walk};
use crate::ui::list::pane::{ListContext, ListPane};
use crate::ui::list::visible_rows::ListLine;
use crate::ui::reader::state::DocumentCache;

/// How many documents are requested at once.
const PORTION: usize = 4096;

impl ListPane {
    /// Returns what a task needs to read an entry: the document itself when it is cached.
    pub(crate) fn wanted(&self, entry: EntryId, cache: &DocumentCache) -> Option<EntrySource> {
        let cached = cache.whole(entry).map(Source::Memory);
        let wanted = self.library.wanted(entry)?;
        Some(EntrySource { source: cached.unwrap_or(wanted.source), ..wanted })
    }

    /// Reads the entries that are visible on `height` rows and whose summaries are not known, unless they
    /// are being read.
    pub(crate) fn read_visible_summaries(&mut self, height: u16, cx: &mut ListContext<'_>) {
        let placed = self.library.listing.placed(usize::from(height));
        let entries = placed.iter().filter_map(|placed| match placed.line {
            ListLine::Entry(_, id) => Some(id),
            ListLine::Heading(_) => None,
        });
        let pending: Vec<EntryId> = entries.filter(|id| self.is_summary_pending(*id)).collect();
        let is_busy = cx.background.is_busy(TaskKind::VisibleSummaries);
        if pending.iter().all(|id| is_busy && self.library.summaries.visible.contains(id)) {
            return;
        }
        let documents = self.wanted_documents(&pending, cx);
        self.library.summaries.visible = pending;
        cx.background.start(Task::SummarizeVisible(documents, Arc::clone(cx.keywords)));
    }

    /// Reads every document again, because there are other keywords.
    pub(crate) fn read_all_summaries(&mut self, cx: &mut ListContext<'_>) {
        self.library.summaries = Requested::default();
        cx.background.cancel(TaskKind::VisibleSummaries);
        cx.background.cancel(TaskKind::Summaries);
        self.continue_summaries(cx);
    }

    /// Reads a document again, because it was written.
    pub(crate) fn read_summary_again(&mut self, entry: EntryId, cx: &mut ListContext<'_>) {
        self.library.forgive(entry);
        self.library.outdate(entry);
        self.library.summaries.next = self.library.summaries.next.min(entry.0);
        self.continue_summaries(cx);
    }

    /// Requests the next portion in the background once the walk is done, unless one is being read; tells
    /// whether it did.
    pub(crate) fn continue_summaries(&mut self, cx: &mut ListContext<'_>) -> bool {
        if cx.background.is_busy(TaskKind::Summaries) || self.library.walk == Walk::Going {
            return false;
        }
        let left = (self.library.summaries.next..self.library.len())
            .map(EntryId)
            .filter(|id| self.is_summary_pending(*id));
        let portion: Vec<EntryId> = left.take(PORTION).collect();
        self.library.summaries.next = portion.last().map_or(self.library.len(), |last| last.0 + 1);
        if portion.is_empty() {
            return false;
        }
        let documents = self.wanted_documents(&portion, cx);
        cx.background.start(Task::Summarize(documents, Arc::clone(cx.keywords)));
        true
    }

    fn is_summary_pending(&self, id: EntryId) -> bool {
        self.library.entry(id).is_some_and(Entry::is_pending)
    }

    fn wanted_documents(&self, entries: &[EntryId], cx: &ListContext<'_>) -> Vec<EntrySource> {
        entries.iter().filter_map(|entry| self.wanted(*entry, cx.cache)).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use ratatui::layout::Size;

    use super::*;
    use crate::search::{Defaults, Keywords, parse_argument};
    use crate::storage::FoundPath;
    use crate::tasks::{EntrySummary, Reply, Ticket};
    use crate::ui::app::App;
    use crate::ui::input::{Key, Keymap};
    use crate::ui::message::{Effect, Message};
    use crate::ui::settings::{OpenAt, Settings};
    use crate::ui::update::open;
    use crate::ui::update::update;

    const FILES: usize = 100_000;

    fn started(effects: &[Effect], kind: TaskKind) -> Option<(Ticket, Task)> {
        effects.iter().find_map(|effect| match effect {
            Effect::Start(ticket, task) if ticket.kind == kind => Some((*ticket, task.clone())),
            _ => None,
        })
    }

    /// Returns a library of many files after the walk.
    fn library() -> (App, Vec<Effect>) {
        let keymap = Arc::new(Keymap::with(None).unwrap());
        let mut keywords = Keywords::default();
        keywords.add(parse_argument("sea", Defaults::default()).unwrap());
        let size = Size { width: 120, height: 40 };
        let mut app = App::new(size, Settings::default(), keymap, Arc::new(keywords));
        let (walk, _) =
            started(&open(&mut app, vec!["x".into()], None, OpenAt::Beginning), TaskKind::Walk).unwrap();
        let files = (0..FILES).map(|at| FoundPath::File(PathBuf::from(format!("x/{at}.txt"))));
        update(&mut app, Message::Replied(walk, Reply::Found(files.collect())));
        let effects = update(&mut app, Message::Replied(walk, Reply::Ended(Ok(()))));
        (app, effects)
    }

    fn press(app: &mut App, keys: &str) -> Vec<Effect> {
        Key::sequence(keys).unwrap().into_iter().flat_map(|key| update(app, Message::Key(key))).collect()
    }

    fn known(wanted: &[EntrySource]) -> Reply {
        let summary = || EntrySummary { title: "A title".into(), words: Some(7), counts: Some([2].into()) };
        Reply::Summaries(wanted.iter().map(|wanted| (wanted.entry, Ok(summary()))).collect())
    }

    #[test]
    fn a_key_looks_at_no_more_entries_than_the_screen_shows() {
        let (mut app, _) = library();
        app.list.library.looks();
        for keys in [
            "j", "k", "<c-d>", "G", "gg", "50%", "77G", "<space>", "]", "[", "<tab>", "j", "p", "p", "?", "q",
        ] {
            press(&mut app, keys);
            let looks = app.list.library.looks();
            assert!(looks < 100, "{keys}: {looks} of {FILES} entries looked at");
        }
        update(&mut app, Message::Resize(Size { width: 80, height: 20 }));
        assert!(app.list.library.looks() < 100);
    }

    #[test]
    fn visible_rows_are_read_at_once() {
        let (mut app, _) = library();
        let effects = press(&mut app, "G");
        let (ticket, task) = started(&effects, TaskKind::VisibleSummaries).unwrap();
        let Task::SummarizeVisible(wanted, _) = task else { panic!("{task:?}") };
        assert!(wanted.len() < 40 && wanted.iter().any(|wanted| wanted.entry.0 == FILES - 1));
        assert!(
            started(&press(&mut app, "?q"), TaskKind::VisibleSummaries).is_none(),
            "they are not requested twice"
        );
        let effects = update(&mut app, Message::Replied(ticket, known(&wanted)));
        assert!(started(&effects, TaskKind::VisibleSummaries).is_none(), "all visible rows are known");
    }

    #[test]
    fn all_others_are_read_once_despite_key_presses() {
        let (mut app, mut effects) = library();
        let mut read = vec![0; FILES];
        while let Some((ticket, Task::Summarize(wanted, _))) = started(&effects, TaskKind::Summaries) {
            assert!(wanted.len() <= PORTION);
            for wanted in &*wanted {
                read[wanted.entry.0] += 1;
            }
            assert!(started(&press(&mut app, "jG"), TaskKind::Summaries).is_none());
            assert_eq!(app.list.library.hits_in_all(0), None);
            update(&mut app, Message::Replied(ticket, known(&wanted)));
            effects = update(&mut app, Message::Replied(ticket, Reply::Ended(Ok(()))));
        }
        assert!(read.iter().all(|times| *times == 1));
        assert_eq!(app.list.library.hits_in_all(0), Some(2 * FILES));
    }
}
