//! The replies of background tasks.

use std::sync::Arc;

use crate::storage::FoundPath;
use crate::tasks::{EntryId, PanelData, Reply, Task, TaskKind};
use crate::ui::app::App;
use crate::ui::claims::table::MOST_DOCUMENTS;
use crate::ui::list::library::Walk;
use crate::ui::list::pane::ListPane;
use crate::ui::outcome::Notice;
use crate::ui::reader::pending::Pending;
use crate::ui::reader::state::Reading;
use crate::ui::reader::windowed::WindowedText;
use crate::ui::settings::OpenAt;
use crate::ui::views::View;

impl App {
    /// Takes a reply whose ticket is the newest of its kind.
    pub(crate) fn take_reply(&mut self, kind: TaskKind, reply: Reply) {
        match reply {
            Reply::Ended(result) => self.task_ended(kind, result.err()),
            // Documents and what was found in them.
            Reply::Loaded(entry, document) => {
                let loaded = self.texts().take_document(entry, document);
                self.document_loaded(entry, loaded);
            }
            Reply::Part(entry, document) => {
                if self.texts().take_part(entry, &document) {
                    self.list.text_shown();
                }
            }
            Reply::Opened(entry, text, window, rest) => {
                let loaded = self.texts().take_beginning(entry, WindowedText::new(text, rest), window);
                self.document_loaded(entry, loaded);
            }
            Reply::Window(entry, found) => self.texts().take_window(entry, found),
            Reply::Counted(entry, counts) => self.texts().take_counts(entry, &counts),
            Reply::Marked(entry, start, hits) => self.texts().take_hits(entry, start, &hits),
            Reply::Matched(entry, start, matches) => self.texts().take_matches(entry, start, &matches),
            Reply::CodeTokens(entry, start, tokens) => self.texts().take_code_tokens(entry, start, &tokens),
            // The list.
            Reply::Found(found) => {
                self.list.library.add(found);
                self.change_list(ListPane::entries_added);
                self.show_first_document();
            }
            Reply::Summaries(found) => {
                let count = found.len();
                for (entry, found) in found {
                    self.list.library.learn(entry, found);
                }
                self.change_list(|list, cx| list.entries_summarized(count, cx));
            }
            Reply::Arranged(arranged) => self.change_list(|list, cx| list.take_arranged(arranged, cx)),
            Reply::StoriesRead(count) => self.list.library.stories.read = count,
            Reply::StoriesFound(found) => {
                let outcome = self.change_list(|list, cx| list.take_stories(found, cx));
                self.perform([outcome]);
            }
            Reply::Ranked(to, found) => self.take_ranked(to, found),
            Reply::Changed(changes) => self.take_changes(changes),
            Reply::Unwatched(why) => {
                self.notice
                    .get_or_insert(Notice::Said(format!("not all changes to files are noticed: {why}")));
            }
            // What documents have in common.
            Reply::Paired(two) => self.open_comparison(two),
            Reply::Gathered(documents, left_out) => self.open_claims(documents, left_out),
            Reply::NotCompared(why) => self.comparison_failed(why),
            Reply::Compared(two, finding) => self.take_finding(&two, finding),
            Reply::Reached(percent) => self.set_progress(Some(percent)),
            Reply::Claimed(claims) => {
                if let View::Claims(table) = &mut self.views.top {
                    table.learn(claims);
                }
            }
            // The rest.
            Reply::Everywhere(found, searched, unread) => self.take_found(found, searched, unread),
            Reply::ForPanel(data) => self.take_panel_data(data),
            Reply::Completed(typed, names) => self.take_completions(&typed, names),
            Reply::Written(result) => self.take_written(result),
            Reply::Recalled(recalled) => self.take_recalled(recalled),
            Reply::NotesFound(entry, start, notes) => self.texts().take_notes(entry, start, &notes),
            Reply::NoteChanged(result) => self.take_note_change(result),
            Reply::DraftKept(draft) => self.take_draft(draft),
            Reply::NotRemembered(why) => self.stop_remembering(why),
            Reply::AddressOpened(result) => self.take_opened(result),
            Reply::Copied(result) => self.take_copied(result),
        }
    }

    /// Handles the end of a task. A fault is reported, and nothing waits any longer for the reply.
    fn task_ended(&mut self, kind: TaskKind, fault: Option<String>) {
        self.background.ended(kind);
        if let Some(why) = &fault {
            self.trouble(why.clone());
        }
        match (kind, fault) {
            (TaskKind::Walk, _) => self.walk_done(),
            (TaskKind::Summaries, _) => {
                if !self.change_list(ListPane::continue_summaries) {
                    self.change_list(ListPane::arrange_changed);
                }
            }
            (TaskKind::Arrange | TaskKind::VisibleSummaries, _) => {
                self.change_list(ListPane::arrange_changed);
            }
            (TaskKind::Find, _) => self.texts().count_lines(),
            (TaskKind::Everywhere, _) => self.search_done(),
            (TaskKind::Compare, fault) => {
                if let Some(why) = fault {
                    self.comparison_failed(why);
                }
                self.set_progress(None);
            }
            (TaskKind::Load, Some(why)) => {
                if let Reading::Awaited(entry) = self.reader.reading {
                    let loaded = self.texts().take_document(entry, Err(why.into()));
                    self.document_loaded(entry, loaded);
                }
            }
            (TaskKind::Window, Some(_)) => self.reader.pending = Pending::Nothing,
            (TaskKind::Suggest, Some(_)) => self.take_panel_data(PanelData::Suggestions(Vec::new())),
            (TaskKind::Panel | TaskKind::Rank, Some(_)) => self.leave_panel(),
            (TaskKind::Write, Some(why)) => self.take_written(Err(why)),
            (TaskKind::Copy, Some(why)) => self.take_copied(Err(why)),
            (TaskKind::ChangeNote, Some(why)) => self.take_note_change(Err(why)),
            (TaskKind::Remember, Some(why)) => self.stop_remembering(why),
            (_, None)
            | (
                TaskKind::Mark
                | TaskKind::CodeTokens
                | TaskKind::Facts
                | TaskKind::Stories
                | TaskKind::Complete
                | TaskKind::Open
                | TaskKind::Lines
                | TaskKind::Watch
                | TaskKind::RecallSession
                | TaskKind::RecallDocument
                | TaskKind::FindNotes,
                Some(_),
            ) => {}
        }
    }

    /// Shows the first document as soon as there is one; an unreadable file is shown only when there is
    /// nothing else.
    pub(crate) fn show_first_document(&mut self) {
        if !matches!(self.reader.reading, Reading::Nothing) {
            return;
        }
        match self.list.library.first_readable() {
            Some(entry) => {
                self.list.library.listing.select(entry);
                self.list.first = Some(entry);
                self.show_selected();
            }
            None if self.list.library.walk == Walk::Done => self.show_selected(),
            None => {}
        }
    }

    fn walk_done(&mut self) {
        let missing = std::mem::take(&mut self.list.library.missing);
        if let Some(FoundPath::Skipped(skipped)) = missing.first() {
            let more =
                if missing.len() > 1 { format!(" · and {} more", missing.len() - 1) } else { String::new() };
            self.trouble(format!("{}: {}{more}", skipped.path.display(), skipped.why));
        }
        self.list.library.add(missing);
        self.list.library.walk = Walk::Done;
        self.change_list(ListPane::entries_added);
        self.show_first_document();
        self.entries_known();
        self.change_list(ListPane::continue_summaries);
        if !self.list.library.roots.is_empty() {
            let watch = Task::Watch(self.list.library.roots.clone(), Arc::clone(self.list.library.entries()));
            self.background.start(watch);
        }
        self.continue_search();
        if self.reader.opening == OpenAt::Comparison {
            self.reader.opening = OpenAt::Beginning;
            let mut documents: Vec<EntryId> = self.list.library.readable().take(MOST_DOCUMENTS + 1).collect();
            documents.sort_unstable();
            match documents[..] {
                [] | [_] => {}
                [left, right] => self.compare_entries(left, right),
                _ => self.gather_claims(&documents, 0),
            }
        }
    }
}
