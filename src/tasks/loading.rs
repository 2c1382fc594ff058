//! Loading documents for all tasks.

use std::sync::Arc;

use crate::document::{Document, LongText};
use crate::formats::FormatError;
use crate::storage::input::parse_standard;
use crate::storage::{FileText, HELD, LoadError, Opened, load, open, open_decoded};
use crate::tasks::entry::{EntryId, Source, Unreadable, Wanted};
use crate::tasks::onscreen::Rest;
use crate::tasks::task::Reply;
use crate::tasks::threads::catch_panic;

/// Returns the document, or why it cannot be read. A document that makes its parser panic counts as one that
/// cannot be read.
pub(crate) fn read(source: &Source) -> Result<Arc<Document>, Unreadable> {
    match source {
        Source::Memory(document) => Ok(Arc::clone(document)),
        Source::Bytes(bytes, read_as) => {
            catch_panic(|| parse_standard(bytes, *read_as))?.map(Arc::new).map_err(unread)
        }
        Source::File(path, read_as) => catch_panic(|| load(path, *read_as))?.map(Arc::new).map_err(unread),
    }
}

/// Loads the document to be shown. Of a long text a window is replied first. The whole follows unless it
/// is too long to be held; then the text is only read through for its encoding, and opened again if that
/// is not the one of the first window.
pub(crate) fn load_for_screen(wanted: &Wanted, reply: &dyn Fn(Reply), is_wanted: &dyn Fn() -> bool) {
    let entry = wanted.entry;
    let Source::File(path, read_as) = &wanted.source else {
        return reply(Reply::Loaded(entry, read(&wanted.source)));
    };
    let opened = |open: &dyn Fn() -> Result<Opened, LoadError>| match catch_panic(open) {
        Ok(opened) => reply_opened(entry, opened.map_err(unread), reply),
        Err(why) => reply_opened(entry, Err(why.into()), reply),
    };
    let Some(text) = opened(&|| open(path, *read_as)) else { return };
    if text.length() <= HELD {
        return reply(Reply::Loaded(entry, read(&wanted.source)));
    }
    if let Ok(Some(charset)) = text.other_charset(0, is_wanted) {
        opened(&|| open_decoded(path, *read_as, charset));
    }
}

/// Replies what was opened, and returns it if it is read in windows.
fn reply_opened(
    entry: EntryId,
    opened: Result<Opened, Unreadable>,
    reply: &dyn Fn(Reply),
) -> Option<Arc<FileText>> {
    let loaded = match opened {
        Ok(Opened::Long(text, window)) => {
            let text = Arc::new(text);
            let rest = if text.length() <= HELD { Rest::Follows } else { Rest::Stays };
            let shared: Arc<dyn LongText> = Arc::<FileText>::clone(&text);
            reply(Reply::Opened(entry, shared, Arc::new(window), rest));
            return Some(text);
        }
        Ok(Opened::Whole(document)) => Ok(Arc::new(document)),
        Err(why) => Err(why),
    };
    reply(Reply::Loaded(entry, loaded));
    None
}

/// Returns why a document cannot be read, in the words of the screen.
pub(crate) fn unread(error: LoadError) -> Unreadable {
    match error {
        LoadError::Format(FormatError::Binary(kind)) => Unreadable::Binary(kind.to_string()),
        other => other.to_string().into(),
    }
}

/// Returns the sentences of a document.
pub(crate) fn sentences(document: &Document) -> Vec<&str> {
    document.sentences.iter().map(|sentence| sentence.span.of(&document.text)).collect()
}
