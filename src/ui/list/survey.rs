//! Titles, lengths and keyword counts for the list: of the rows in view at once, of the rest quietly.
//!
//! What is in view is asked for after whatever may have changed it, so nothing needs to say that it
//! did; only the rows on the screen are looked at. The rest is read a portion at a time from the
//! beginning to the end, and each portion asks for the next: nothing is collected for all documents
//! at once, and what is in view never waits for it.

use std::sync::Arc;

use crate::tasks::entry::{EntryId, Wanted};
use crate::tasks::task::{Task, TaskKind};
use crate::ui::app::App;
use crate::ui::layout::Layout;
use crate::ui::list::library::Walk;
use crate::ui::list::lines::Line;
use crate::ui::list::surveyed::Surveyed;
use crate::ui::message::Effect;

/// How many documents the quiet kind is given at once.
const PORTION: usize = 4096;

/// Reads what is in view and not known yet, unless that is being done.
pub(crate) fn glance(app: &mut App) -> Option<Effect> {
    let Layout::Reading { list: Some(list), .. } = app.layout() else { return None };
    let library = &app.library;
    let placed = library.listing.placed(usize::from(list.height));
    let entries = placed.iter().filter_map(|placed| match placed.line {
        Line::Entry(_, id) => Some(id),
        Line::Heading(_) => None,
    });
    let wanted: Vec<EntryId> = entries.filter(|id| library.is_wanted(*id)).collect();
    let is_asked = |id: &EntryId| app.is_busy(TaskKind::Glance) && app.survey.glanced.contains(id);
    if wanted.iter().all(is_asked) {
        return None;
    }
    let documents = documents(app, &wanted);
    app.survey.glanced = wanted;
    let keywords = Arc::clone(&app.keywords);
    Some(app.start(Task::Glance(documents, keywords)))
}

/// Reads every document again, because there are other keywords.
pub(crate) fn anew(app: &mut App) -> Vec<Effect> {
    app.survey = Surveyed::default();
    let mut effects = vec![app.cancel(TaskKind::Glance), app.cancel(TaskKind::Survey)];
    effects.extend(go_on(app));
    effects
}

/// Reads a document again for the list.
pub(crate) fn again(app: &mut App, entry: EntryId) -> Option<Effect> {
    app.library.forgive(entry);
    app.library.outdate(entry);
    app.survey.next = app.survey.next.min(entry.0);
    go_on(app)
}

/// Gives the quiet kind its next portion, once everything is found and unless it is at work.
pub(crate) fn go_on(app: &mut App) -> Option<Effect> {
    if app.is_busy(TaskKind::Survey) || app.library.walk == Walk::Going {
        return None;
    }
    let library = &app.library;
    let left = (app.survey.next..library.len()).map(EntryId).filter(|id| library.is_wanted(*id));
    let portion: Vec<EntryId> = left.take(PORTION).collect();
    app.survey.next = portion.last().map_or(library.len(), |last| last.0 + 1);
    if portion.is_empty() {
        return None;
    }
    let documents = documents(app, &portion);
    let keywords = Arc::clone(&app.keywords);
    Some(app.start(Task::Survey(documents, keywords)))
}

fn documents(app: &App, entries: &[EntryId]) -> Vec<Wanted> {
    entries.iter().filter_map(|entry| app.wanted(*entry)).collect()
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use ratatui::layout::Size;

    use super::*;
    use crate::search::{Defaults, Keywords, parse_argument};
    use crate::tasks::entry::{Listed, Summary};
    use crate::tasks::task::{Reply, Ticket};
    use crate::ui::input::{Key, Keymap};
    use crate::ui::message::Message;
    use crate::ui::settings::{Opening, Settings};
    use crate::ui::update::{open, update};

    const FILES: usize = 100_000;

    fn started(effects: &[Effect], kind: TaskKind) -> Option<(Ticket, Task)> {
        effects.iter().find_map(|effect| match effect {
            Effect::Start(ticket, job) if ticket.kind == kind => Some((*ticket, job.clone())),
            _ => None,
        })
    }

    /// A library of many files, all found.
    fn library() -> (App, Vec<Effect>) {
        let keymap = Arc::new(Keymap::with(None).unwrap());
        let mut keywords = Keywords::default();
        keywords.add(parse_argument("sea", Defaults::default()).unwrap());
        let size = Size { width: 120, height: 40 };
        let mut app = App::new(size, Settings::default(), keymap, Arc::new(keywords));
        let (walk, _) =
            started(&open(&mut app, vec!["x".into()], None, Opening::Beginning), TaskKind::Walk).unwrap();
        let files = (0..FILES).map(|at| Listed::File(PathBuf::from(format!("x/{at}.txt"))));
        update(&mut app, Message::Replied(walk, Reply::Found(Box::new(files.collect()))));
        let effects = update(&mut app, Message::Replied(walk, Reply::Done));
        (app, effects)
    }

    fn press(app: &mut App, keys: &str) -> Vec<Effect> {
        Key::sequence(keys).unwrap().into_iter().flat_map(|key| update(app, Message::Key(key))).collect()
    }

    fn known(wanted: &[Wanted]) -> Reply {
        let summary = || Summary { title: "A title".into(), words: Some(7), counts: Some(vec![2]) };
        Reply::Surveyed(wanted.iter().map(|wanted| (wanted.entry, Ok(summary()))).collect())
    }

    #[test]
    fn a_key_looks_at_no_more_entries_than_the_screen_shows() {
        let (mut app, _) = library();
        app.library.looks();
        for keys in [
            "j", "k", "<c-d>", "G", "gg", "50%", "77G", "<space>", "]", "[", "<tab>", "j", "z", "z", "?", "q",
        ] {
            press(&mut app, keys);
            let looks = app.library.looks();
            assert!(looks < 100, "{keys}: {looks} of {FILES} entries looked at");
        }
        update(&mut app, Message::Resize(Size { width: 80, height: 20 }));
        assert!(app.library.looks() < 100);
    }

    #[test]
    fn what_is_in_view_is_read_at_once_wherever_that_is() {
        let (mut app, _) = library();
        let effects = press(&mut app, "G");
        let (ticket, job) = started(&effects, TaskKind::Glance).unwrap();
        let Task::Glance(wanted, _) = job else { panic!("{job:?}") };
        assert!(wanted.len() < 40 && wanted.iter().any(|wanted| wanted.entry.0 == FILES - 1));
        assert!(started(&press(&mut app, "?q"), TaskKind::Glance).is_none(), "it is not asked for twice");
        let effects = update(&mut app, Message::Replied(ticket, known(&wanted)));
        assert!(started(&effects, TaskKind::Glance).is_none(), "nothing is left to be found out");
    }

    #[test]
    fn the_rest_is_read_once_a_portion_at_a_time_whatever_is_pressed_meanwhile() {
        let (mut app, mut effects) = library();
        let mut read = vec![0; FILES];
        while let Some((ticket, Task::Survey(wanted, _))) = started(&effects, TaskKind::Survey) {
            assert!(wanted.len() <= PORTION);
            for wanted in &*wanted {
                read[wanted.entry.0] += 1;
            }
            assert!(started(&press(&mut app, "jG"), TaskKind::Survey).is_none());
            assert_eq!(app.library.everywhere(0), None);
            update(&mut app, Message::Replied(ticket, known(&wanted)));
            effects = update(&mut app, Message::Replied(ticket, Reply::Done));
        }
        assert!(read.iter().all(|times| *times == 1));
        assert_eq!(app.library.everywhere(0), Some(2 * FILES));
    }
}
