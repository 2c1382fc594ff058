//! Loading the document to be shown, in parts where it takes long.

use std::sync::Arc;

use crate::document::{Document, LongText};
use crate::formats::ReadProgress;
use crate::storage::{FileText, HELD, Opened, SHORT};
use crate::tasks::entry::{EntrySource, Unreadable};
use crate::tasks::onscreen::Rest;
use crate::tasks::reading::{catching, read};
use crate::tasks::task::{Reply, TaskContext};

/// Loads the document to be shown. Of a document that takes long, the first pages are replied first, of a long
/// text a window. The whole follows unless it is too long to be held; then the text is only read through for its
/// encoding, and opened again if that is not the one of the first window. The first `ascii` bytes are known to be
/// ASCII.
pub(crate) fn load_for_screen(wanted: &EntrySource, ascii: usize, cx: TaskContext<'_>) {
    let EntrySource { entry, source } = wanted;
    let opened = |opened: Result<Opened, Unreadable>| {
        let loaded = match opened {
            Ok(Opened::Windows(text, window)) => {
                let text = Arc::new(text);
                let rest = if text.length() <= HELD { Rest::Follows } else { Rest::Stays };
                let shared: Arc<dyn LongText> = Arc::<FileText>::clone(&text);
                cx.reply(Reply::Opened(*entry, shared, window, rest));
                return Some(text);
            }
            Ok(Opened::Whole(document)) => Ok(document),
            Err(why) => Err(why),
        };
        cx.reply(Reply::Loaded(*entry, loaded));
        None
    };
    let part = |draft| cx.reply(Reply::Part(*entry, Arc::new(Document::from(draft))));
    let progress = ReadProgress { part: &part, is_wanted: cx.wanted };
    let Some(text) = opened(catching(|| cx.cache.open(source, SHORT, progress))) else { return };
    if text.length() <= HELD {
        return cx.reply(Reply::Loaded(*entry, read(source, cx.cache)));
    }
    let from = if ascii <= text.length() { ascii } else { 0 };
    if let Ok(Some(charset)) = text.other_charset(from, cx.wanted) {
        opened(catching(|| source.open_in(charset, &text)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::{ConversionCache, Source};
    use crate::tasks::entry::EntryId;
    use crate::text::ReadAs;
    use std::cell::RefCell;

    /// Loads a file for the screen; returns the text that is read in windows, with the name of its
    /// encoding or of the encoding in which all of it was loaded.
    fn load(source: &Source, ascii: usize) -> (Arc<dyn LongText>, String) {
        let replies = RefCell::new(Vec::new());
        let wanted = EntrySource { entry: EntryId(0), source: source.clone() };
        let (cache, tell) = (ConversionCache::default(), |reply| replies.borrow_mut().push(reply));
        load_for_screen(&wanted, ascii, TaskContext { cache: &cache, tell: &tell, wanted: &|| true });
        let mut replies = replies.into_inner().into_iter();
        let Some(Reply::Opened(_, text, window, Rest::Stays)) = replies.next() else { panic!("no window") };
        let charset = match replies.next() {
            None => window.charset,
            Some(Reply::Loaded(_, Ok(document))) => document.charset,
            Some(other) => panic!("{other:?}"),
        };
        (text, charset.encoding.name().to_string())
    }

    #[test]
    fn only_what_is_appended_to_ascii_is_read_for_the_encoding() {
        #![expect(clippy::disallowed_methods, reason = "the test writes the file it reads")]
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log.txt");
        let source = Source::File(path.clone(), ReadAs::Guessed);
        let line = b"Nothing happened in this minute.\n";
        let mut bytes = line.repeat(HELD / line.len() + 1);
        std::fs::write(&path, &bytes).unwrap();
        let (text, charset) = load(&source, 0);
        assert_eq!((text.ascii(), charset.as_str()), (bytes.len(), "UTF-8"));
        bytes.extend(b"Un caf\xe9.\n");
        std::fs::write(&path, &bytes).unwrap();
        assert_eq!(load(&source, text.ascii()).1, "windows-1252");
        // Bytes that are known to be ASCII are not read again: this change is not seen.
        bytes[20 << 10] = 0xe9;
        bytes.truncate(text.length());
        bytes.extend(line);
        std::fs::write(&path, &bytes).unwrap();
        assert_eq!(load(&source, text.ascii()).1, "UTF-8");
        assert_eq!(load(&source, bytes.len() + 1).1, "windows-1252", "a shorter text is another one");
    }
}
