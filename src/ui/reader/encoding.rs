//! Reading a document in another encoding, or a file of any kind as plain text.

use crate::tasks::entry::EntryId;
use crate::text::{Encoding, ReadAs};
use crate::ui::app::{App, View};
use crate::ui::message::Effect;
use crate::ui::prompt::state::{Prompt, Purpose};
use crate::ui::reader::texts;

/// What is said where no document is shown.
const NO_DOCUMENT: &str = "there is no document here to be read anew";

/// Asks in which encoding the document is to be read.
pub(crate) fn ask(app: &mut App) -> Vec<Effect> {
    if target(app).is_none() {
        app.trouble(NO_DOCUMENT);
        return Vec::new();
    }
    let now = app.pane().map(|pane| pane.document.charset);
    app.prompt = Some(Prompt::new(Purpose::Encoding { now, offers: Vec::new() }));
    Vec::new()
}

/// Reads the document in the encoding of this name, without one as it says itself; an unknown name is
/// an error with what may have been meant.
pub(crate) fn choose(app: &mut App, name: &str) -> Result<Vec<Effect>, String> {
    let read_as = if name.trim().is_empty() { ReadAs::Guessed } else { ReadAs::Exactly(name.parse()?) };
    let Some(entry) = target(app) else { return Err(NO_DOCUMENT.into()) };
    Ok(read(app, entry, Some(read_as)))
}

/// Shows the document as plain text, whatever it is, or as what it is again.
pub(crate) fn toggle_text(app: &mut App) -> Vec<Effect> {
    let Some(entry) = target(app) else {
        app.trouble(NO_DOCUMENT);
        return Vec::new();
    };
    let is_text = app.library.choices.single(entry) == Some(ReadAs::Text);
    read(app, entry, (!is_text).then_some(ReadAs::Text))
}

/// The document the keys go to.
fn target(app: &App) -> Option<EntryId> {
    match &app.view {
        View::Comparison(comparing) => Some(comparing.pane(comparing.side).entry),
        View::Reading => app.shown_entry(),
        View::Claims(_) | View::Search(_) => None,
    }
}

fn read(app: &mut App, entry: EntryId, read_as: Option<ReadAs>) -> Vec<Effect> {
    app.library.choose(entry, read_as);
    match app.view {
        View::Comparison(_) => texts::reload(app),
        _ => texts::read_again(app, entry),
    }
}

/// Returns what a typed name may become.
pub(crate) fn offers(typed: &str) -> Vec<String> {
    Encoding::names(typed.trim())
}
