//! Loading documents: every task comes to a document and its sentences through here.

use std::sync::Arc;

use crate::document::{Document, LongText};
use crate::formats::FormatError;
use crate::storage::input::parse_standard;
use crate::storage::{HELD, LoadError, Opened, load, open};
use crate::tasks::entry::{Source, Wanted};
use crate::tasks::onscreen::Rest;
use crate::tasks::task::Reply;
use crate::tasks::threads::catch_panic;
use crate::tasks::unread::Unread;

/// Returns the document, or why it cannot be read. A document that makes its parser panic is one that
/// cannot be read.
pub(crate) fn read(source: &Source) -> Result<Arc<Document>, Unread> {
    match source {
        Source::Memory(document) => Ok(Arc::clone(document)),
        Source::Bytes(bytes, read_as) => {
            catch_panic(|| parse_standard(bytes, *read_as))?.map(Arc::new).map_err(unread)
        }
        Source::File(path, read_as) => catch_panic(|| load(path, *read_as))?.map(Arc::new).map_err(unread),
    }
}

/// Loads the document to be shown. Of a long text a window is replied first and then, unless it is too
/// long to be held, the whole.
pub(crate) fn load_for_screen(wanted: &Wanted, reply: &dyn Fn(Reply)) {
    let entry = wanted.entry;
    let Source::File(path, read_as) = &wanted.source else {
        return reply(Reply::Loaded(entry, read(&wanted.source)));
    };
    let opened = catch_panic(|| open(path, *read_as)).map_err(Unread::from);
    match opened.and_then(|opened| opened.map_err(unread)) {
        Ok(Opened::Whole(document)) => reply(Reply::Loaded(entry, Ok(Arc::new(document)))),
        Ok(Opened::Long(text, window)) => {
            let rest = if text.length() <= HELD { Rest::Follows } else { Rest::Stays };
            reply(Reply::Opened(entry, Arc::new(text), Arc::new(window), rest));
            if rest == Rest::Follows {
                reply(Reply::Loaded(entry, read(&wanted.source)));
            }
        }
        Err(why) => reply(Reply::Loaded(entry, Err(why))),
    }
}

/// Returns why a document cannot be read, in the words of the screen.
pub(crate) fn unread(error: LoadError) -> Unread {
    match error {
        LoadError::Format(FormatError::Binary(kind)) => Unread::Binary(kind.to_string()),
        other => other.to_string().into(),
    }
}

/// Returns the sentences of a document.
pub(crate) fn sentences(document: &Document) -> Vec<&str> {
    document.sentences.iter().map(|sentence| sentence.span.of(&document.text)).collect()
}
