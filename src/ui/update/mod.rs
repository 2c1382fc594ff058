//! The one function that changes the state, and everything that knows all of it.

pub mod bookmarks;
pub mod comparing;
pub mod following;
pub mod keys;
pub mod keywords;
pub mod likeness;
pub mod loading;
pub mod motion;
pub mod mouse;
pub mod next_hit;
pub mod only_matches;
pub mod prompting;
pub mod replies;
pub mod searching;
pub mod text_search;
pub mod texts;
pub mod windows;
pub mod writing;

use std::path::PathBuf;

use crate::storage::{FoundPath, Skipped, Why};
use crate::tasks::sources::Piped;
use crate::tasks::task::Task;
use crate::ui::app::App;
use crate::ui::list::library::Walk;
use crate::ui::list::{changes, summaries};
use crate::ui::message::{Effect, Message};
use crate::ui::outcome::Outcome;
use crate::ui::settings::Opening;

/// Changes the state as a message asks and returns what is to be done outside.
pub fn update(app: &mut App, message: Message) -> Vec<Effect> {
    let mut effects = take(app, message);
    only_matches::refresh(app);
    effects.extend(windows::keep_up(app));
    changes::sweep(app);
    effects.extend(summaries::read_visible(app));
    effects
}

fn take(app: &mut App, message: Message) -> Vec<Effect> {
    match message {
        Message::Key(key) => keys::press(app, key),
        Message::Mouse(mouse) => mouse::use_mouse(app, mouse),
        Message::Paste(text) => prompting::paste(app, &text),
        Message::Resize(size) => {
            app.size = size;
            texts::realign(app);
            Vec::new()
        }
        Message::Replied(ticket, reply) if app.is_current(ticket) => replies::take(app, ticket.kind, reply),
        Message::Replied(..) => Vec::new(),
    }
}

/// Does what components ask for.
pub(crate) fn perform(app: &mut App, outcomes: impl IntoIterator<Item = Outcome>) -> Vec<Effect> {
    let mut effects = Vec::new();
    for outcome in outcomes {
        match outcome {
            Outcome::Say(words) => app.say(words),
            Outcome::Trouble(words) => app.trouble(words),
            Outcome::Close => effects.extend(keys::leave(app)),
            Outcome::Start(job) => effects.push(app.start(job)),
            Outcome::Show(entry, opening) => effects.extend(searching::show_document(app, entry, opening)),
            Outcome::Compare((one, two), sentence) => {
                app.arrival = sentence;
                effects.extend(texts::compare_in_order(app, one, two));
            }
            Outcome::GoToBookmark(letter) => effects.extend(bookmarks::go_to(app, letter)),
            Outcome::RemoveBookmark(letter) => {
                app.bookmarks.remove(letter);
                app.say(format!("bookmark {letter} removed"));
            }
            Outcome::AskForKeyword => keywords::ask_from_sentence(app),
            Outcome::ChangeKeywords(change) => {
                effects.extend(keywords::change(app, change).unwrap_or_default());
            }
        }
    }
    effects
}

/// Returns what is to be done first: the folders are walked, what is in memory is listed.
pub fn open(app: &mut App, roots: Vec<PathBuf>, input: Option<Piped>, opening: Opening) -> Vec<Effect> {
    app.opening = opening;
    if let Some(piped) = input {
        app.library.add_piped("standard input", piped);
    }
    app.library.walk = Walk::Going;
    app.library.sources.begin(app.settings.encoding, &roots);
    app.roots.clone_from(&roots);
    vec![app.start(Task::Walk(roots))]
}

/// Keeps what cannot be opened for the end of the list, so that nothing asked for is passed over in
/// silence.
pub fn list_missing(app: &mut App, missing: Vec<(PathBuf, String)>) {
    app.missing = missing
        .into_iter()
        .map(|(path, why)| FoundPath::Skipped(Skipped { path, why: Why::Other(why) }))
        .collect();
}
