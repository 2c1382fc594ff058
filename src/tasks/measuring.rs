//! The task that asks the disk about files without opening them.

use crate::storage::measure;
use crate::tasks::entry::{Measure, Source, Wanted};
use crate::tasks::task::Reply;

/// Files in one reply.
const PORTION: usize = 1024;

/// Asks how old and how long files are; one that is gone or in memory is of length 0 and no age.
pub(crate) fn measure_all(documents: &[Wanted], tell: &dyn Fn(Reply), wanted: &dyn Fn() -> bool) {
    for portion in documents.chunks(PORTION) {
        if !wanted() {
            return;
        }
        tell(Reply::Measured(
            portion.iter().map(|document| (document.entry, of(&document.source))).collect(),
        ));
    }
}

fn of(source: &Source) -> Measure {
    match source {
        Source::File(path, _) => measure(path).map_or(Measure { changed: None, bytes: 0 }, |found| Measure {
            changed: found.changed,
            bytes: found.bytes,
        }),
        Source::Bytes(bytes, _) => Measure { changed: None, bytes: bytes.len() as u64 },
        Source::Memory(document) => Measure { changed: None, bytes: document.text.len() as u64 },
    }
}
