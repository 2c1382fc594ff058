//! The one function that changes the state.

use std::path::PathBuf;
use std::sync::Arc;

use super::library::{EntryId, Listed, Walk};
use super::message::{Effect, Job, Message};
use super::settings::Opening;
use super::state::{App, Focus, ListShown, Reading, View};
use super::text_pane::TextPane;
use super::{keys, mouse, prompt_keys, replies};
use crate::document::Document;

/// Changes the state as a message asks and returns what is to be done outside.
pub fn update(app: &mut App, message: Message) -> Vec<Effect> {
    match message {
        Message::Key(key) => keys::press(app, key),
        Message::Mouse(mouse) => mouse::use_mouse(app, mouse),
        Message::Paste(text) => prompt_keys::paste(app, &text),
        Message::Resize(size) => {
            app.size = size;
            realign(app);
            Vec::new()
        }
        Message::Replied(ticket, reply) if app.is_current(ticket) => replies::take(app, ticket.lane, reply),
        Message::Replied(..) => Vec::new(),
    }
}

/// Returns what is to be done first: the folders are walked, what is in memory is listed.
pub fn open(app: &mut App, roots: Vec<PathBuf>, input: Option<Arc<Document>>, opening: Opening) -> Vec<Effect> {
    app.opening = opening;
    if let Some(document) = input {
        app.library.add_document("standard input", document);
    }
    app.roots.clone_from(&roots);
    app.library.walk = Walk::Going;
    vec![app.start(Job::Walk(roots))]
}

/// Adds what cannot be opened to the list, so that nothing asked for is passed over in silence.
pub fn list_missing(app: &mut App, missing: Vec<(PathBuf, String)>) {
    app.library.add(missing.into_iter().map(|(path, why)| Listed::Skipped(path, why)).collect());
}

/// Shows the selected document: at once when it is on the shelf, else as soon as it is read.
pub(super) fn show_selected(app: &mut App) -> Vec<Effect> {
    let Some((entry, found)) = app.library.selected() else { return Vec::new() };
    if app.shown_entry() == Some(entry) && matches!(app.reading, Reading::Text(_)) {
        return Vec::new();
    }
    if let super::library::State::Failed(why) = &found.state {
        let why = why.clone();
        put_away(app);
        app.reading = Reading::Failed(entry, why);
        return Vec::new();
    }
    match app.shelf.pane(entry) {
        Some(pane) => show(app, pane),
        None => app.wanted(entry).map(|wanted| app.start(Job::Load(wanted))).into_iter().collect(),
    }
}

/// Puts a document into the text pane and looks for the keywords and the search in it.
pub(super) fn show(app: &mut App, pane: TextPane) -> Vec<Effect> {
    put_away(app);
    app.shelf.put(&pane);
    app.reading = Reading::Text(pane);
    if app.library.entries.len() == 1 && app.list_shown == ListShown::WhenUseful {
        app.focus = Focus::Text;
    }
    mark(app)
}

/// Remembers where the text on the screen stands.
fn put_away(app: &mut App) {
    if let Reading::Text(pane) = &app.reading {
        app.shelf.put(pane);
    }
}

/// Looks for the keywords and the search in every text on the screen.
pub(super) fn mark(app: &mut App) -> Vec<Effect> {
    let texts = app.on_screen();
    if texts.is_empty() {
        return Vec::new();
    }
    let mut effects = Vec::new();
    if app.keywords.is_empty() {
        for pane in app.panes_mut() {
            pane.hits = Arc::default();
        }
    } else {
        let keywords = Arc::clone(&app.keywords);
        effects.push(app.start(Job::Mark(texts.clone(), keywords)));
    }
    if let Some(pattern) = app.finding.as_ref().map(|finding| Arc::clone(&finding.pattern)) {
        effects.push(app.start(Job::Find(texts, pattern)));
    }
    effects
}

/// Reads every document for the list, the nearest first.
pub(super) fn survey(app: &mut App) -> Effect {
    let (wanted, keywords) = (app.library.readable(), Arc::clone(&app.keywords));
    app.start(Job::Survey(wanted, keywords))
}

/// Reads the shown document again.
pub(super) fn reload(app: &mut App) -> Vec<Effect> {
    let entries: Vec<EntryId> = app.on_screen().iter().map(|text| text.entry).collect();
    if let Reading::Text(pane) = &app.reading {
        app.shelf.put(pane);
    }
    if let View::Comparing(comparing) = &app.view {
        let (left, right) = (comparing.panes.left.entry, comparing.panes.right.entry);
        for entry in entries {
            app.shelf.forget(entry);
        }
        return super::comparison_keys::compare_entries(app, left, right);
    }
    let Some((entry, _)) = app.library.selected() else { return Vec::new() };
    app.library.wanted(entry).map(|wanted| app.start(Job::Load(wanted))).into_iter().collect()
}

/// Brings both sides of a comparison into line again.
pub(super) fn realign(app: &mut App) {
    let layout = app.layout();
    if let View::Comparing(comparing) = &mut app.view {
        comparing.follow(&layout);
    }
}
