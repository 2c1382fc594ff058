//! Converted documents, kept in memory.
//!
//! Reading a PDF or an office document takes up to a thousand times as long as reading a plain text of the
//! same words. What was read of such a file is kept until the file changes, or until newer documents need the
//! memory; the document that was not used for the longest time goes first. Plain texts are not kept: reading
//! them again is as fast.

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use lru::LruCache;

use crate::document::Document;
use crate::formats::{self, ReadProgress};
use crate::storage::conversion::{Conversion, Converted};
use crate::storage::error::LoadError;
use crate::storage::file_text::FileContent;
use crate::storage::files::Version;
use crate::storage::source::{Opened, Source, read_content};
use crate::storage::store::Digest;
use crate::text::ReadAs;

/// How many bytes of documents the program keeps.
const BUDGET: usize = 256 << 20;

type Slot = Arc<Conversion>;

/// Converted documents, shared between threads.
#[derive(Debug)]
pub struct ConversionCache {
    budget: usize,
    kept: Mutex<CachedDocument>,
    conversions: AtomicUsize,
}

#[derive(Debug)]
struct CachedDocument {
    entries: LruCache<CacheKey, CacheEntry>,
    /// The sum of the bytes of all entries.
    bytes: usize,
}

/// A file, or bytes under a name, and how they are read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct CacheKey {
    path: PathBuf,
    /// What identifies bytes that are no file, such as those of an attached document.
    digest: Option<Digest>,
    read_as: ReadAs,
}

#[derive(Debug)]
struct CacheEntry {
    version: Version,
    slot: Slot,
    /// The memory it takes; 0 until it is converted.
    bytes: usize,
}

impl CacheKey {
    fn of(source: &Source) -> Option<Self> {
        let (digest, read_as) = match source {
            Source::File(_, read_as) => (None, *read_as),
            Source::Bytes(_, bytes, read_as) => (Some(Digest::of(bytes)), *read_as),
            Source::Memory(_) => return None,
        };
        Some(Self { path: source.path().to_owned(), digest, read_as })
    }
}

impl Default for ConversionCache {
    /// Returns a cache of the size that the program uses.
    fn default() -> Self {
        Self::new(BUDGET)
    }
}

impl ConversionCache {
    /// Returns an empty cache for documents of `budget` bytes together.
    pub fn new(budget: usize) -> Self {
        let kept = Mutex::new(CachedDocument { entries: LruCache::unbounded(), bytes: 0 });
        Self { budget, kept, conversions: AtomicUsize::new(0) }
    }

    /// Returns how many conversions ended so far, cancelled ones too.
    pub fn conversions(&self) -> usize {
        self.conversions.load(Ordering::Relaxed)
    }

    /// Returns the document of a source, as [`Source::load`] does.
    pub fn load(&self, source: &Source) -> Result<Arc<Document>, LoadError> {
        match self.read(source, usize::MAX)? {
            FileContent::Document(document) => Ok(document),
            content @ (FileContent::Bytes(_) | FileContent::Windows(_)) => source.parse_whole(content, None),
        }
    }

    /// Returns what [`Source::open`] does, a converted document from the cache; `progress` is reported while a long
    /// file is read, also when another thread reads it. A file that could not be read is read again.
    pub fn open(
        &self,
        source: &Source,
        held: usize,
        progress: ReadProgress<'_>,
    ) -> Result<Opened, LoadError> {
        if let Some((key, slot)) = self.present(source) {
            if slot.outcome().is_none_or(|outcome| outcome.is_ok()) {
                return self.finish(&key, &slot, source, Some(progress)).map(Opened::Whole);
            }
            self.lock().remove(&key);
        }
        let (content, version) = match source {
            Source::File(path, read_as) => read_content(path, *read_as, held)?,
            Source::Bytes(_, bytes, _) => (source.read(held)?, Version::of(bytes)),
            Source::Memory(document) => return Ok(Opened::Whole(Arc::clone(document))),
        };
        match content {
            FileContent::Bytes(bytes) if !formats::is_verbatim(&source.with(&bytes)) => {
                self.convert(source, version, bytes, Some(progress)).map(Opened::Whole)
            }
            content @ (FileContent::Bytes(_) | FileContent::Document(_) | FileContent::Windows(_)) => {
                source.parse(content, Some(progress))
            }
        }
    }

    /// Returns the conversion of the present content of a source, done or not.
    fn present(&self, source: &Source) -> Option<(CacheKey, Slot)> {
        let key = CacheKey::of(source)?;
        let (slot, version) = self.lock().entry(&key)?;
        (current_version(source) == Some(version)).then_some((key, slot))
    }

    /// Returns the content of a source, as [`Source::read`] does, but converted unless it is plain text: bytes
    /// are those of a plain text.
    pub fn read<'a>(&self, source: &'a Source, held: usize) -> Result<FileContent<'a>, LoadError> {
        let (path, read_as) = match source {
            Source::File(path, read_as) => (path, read_as),
            Source::Bytes(_, bytes, _) if !formats::is_verbatim(&source.with(bytes)) => {
                return self
                    .convert(source, Version::of(bytes), Cow::Borrowed(bytes), None)
                    .map(FileContent::Document);
            }
            Source::Bytes(..) | Source::Memory(_) => return source.read(held),
        };
        if let Some(document) = self.known(path, *read_as) {
            return document.map(FileContent::Document);
        }
        let (content, version) = read_content(path, *read_as, held)?;
        match content {
            FileContent::Bytes(bytes) if !formats::is_verbatim(&source.with(&bytes)) => {
                self.convert(source, version, bytes, None).map(FileContent::Document)
            }
            content @ (FileContent::Bytes(_) | FileContent::Document(_) | FileContent::Windows(_)) => {
                Ok(content)
            }
        }
    }

    /// Returns the document of a file if its present content was converted before, or is just being converted.
    pub(super) fn known(&self, path: &Path, read_as: ReadAs) -> Option<Converted> {
        let source = Source::File(path.to_owned(), read_as);
        let (key, slot) = self.present(&source)?;
        Some(self.finish(&key, &slot, &source, None))
    }

    /// Returns the document in these bytes of a file, and keeps it. While another thread converts them they are not
    /// held a second time; if it breaks off, they are read again.
    pub(super) fn convert(
        &self,
        source: &Source,
        version: Version,
        bytes: Cow<'_, [u8]>,
        asker: Option<ReadProgress<'_>>,
    ) -> Converted {
        let parse = |progress: Option<ReadProgress<'_>>| {
            let source = formats::SourceBytes { progress, ..source.with(&bytes) };
            self.counted(formats::parse(&source).map(Arc::new).map_err(LoadError::from))
        };
        let Some(key) = CacheKey::of(source) else { return parse(asker) };
        let slot = self.lock().slot(&key, version);
        if slot.is_running() {
            drop(bytes);
            return self.finish(&key, &slot, source, asker);
        }
        let outcome = slot.get(asker, |progress| parse(Some(progress)));
        self.lock().charge(&key, &slot, self.budget);
        outcome
    }

    /// Returns the result of a conversion; the file is read if no thread has done so.
    fn finish(
        &self,
        key: &CacheKey,
        slot: &Slot,
        source: &Source,
        asker: Option<ReadProgress<'_>>,
    ) -> Converted {
        let outcome = slot.get(asker, |progress| {
            let whole = |content| source.parse_whole(content, Some(progress));
            self.counted(source.read(usize::MAX).and_then(whole))
        });
        self.lock().charge(key, slot, self.budget);
        outcome
    }

    fn counted(&self, outcome: Converted) -> Converted {
        self.conversions.fetch_add(1, Ordering::Relaxed);
        outcome
    }

    fn lock(&self) -> MutexGuard<'_, CachedDocument> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn current_version(source: &Source) -> Option<Version> {
    match source {
        Source::File(path, _) => fs::metadata(path).ok().map(|data| Version::from(&data)),
        Source::Bytes(_, bytes, _) => Some(Version::of(bytes)),
        Source::Memory(_) => None,
    }
}

impl CachedDocument {
    fn entry(&mut self, key: &CacheKey) -> Option<(Slot, Version)> {
        self.entries.get(key).map(|entry| (Arc::clone(&entry.slot), entry.version))
    }

    /// Returns the slot for a version of a file; a new one if another version was known.
    fn slot(&mut self, key: &CacheKey, version: Version) -> Slot {
        if let Some(entry) = self.entries.get(key).filter(|entry| entry.version == version) {
            return Arc::clone(&entry.slot);
        }
        let slot = Slot::default();
        self.put(key.clone(), version, &slot);
        slot
    }

    /// Puts a slot in the place of that of any other version of a file.
    fn put(&mut self, key: CacheKey, version: Version, slot: &Slot) {
        self.remove(&key);
        self.entries.put(key, CacheEntry { version, slot: Arc::clone(slot), bytes: 0 });
    }

    /// Counts the memory of a conversion, if that was not done yet, and removes entries until all of them fit
    /// into the budget.
    fn charge(&mut self, key: &CacheKey, slot: &Slot, budget: usize) {
        let Some(entry) = self.entries.get_mut(key) else { return };
        if !Arc::ptr_eq(&entry.slot, slot) || entry.bytes > 0 {
            return;
        }
        // What was cancelled is not done.
        let Some(outcome) = slot.outcome() else { return };
        let bytes = size_of::<CacheEntry>() + outcome.map_or(0, |document| document.memory());
        if bytes > budget {
            return self.remove(key);
        }
        entry.bytes = bytes;
        self.bytes += bytes;
        while self.bytes > budget {
            let Some((_, oldest)) = self.entries.pop_lru() else { break };
            self.bytes -= oldest.bytes;
        }
    }

    fn remove(&mut self, key: &CacheKey) {
        self.bytes -= self.entries.pop(key).map_or(0, |entry| entry.bytes);
    }
}

#[cfg(test)]
mod tests {
    use std::thread;
    use std::time::{Duration, SystemTime};

    use super::*;

    /// A folder of Markdown files; each has a thousand words of its own.
    fn files(count: usize) -> (tempfile::TempDir, Vec<Source>) {
        let folder = tempfile::tempdir().unwrap();
        let file = |number: usize| {
            let path = folder.path().join(format!("{number}.md"));
            fs::write(&path, format!("word{number} ").repeat(1000)).unwrap();
            Source::File(path, ReadAs::Guessed)
        };
        let files = (0..count).map(file).collect();
        (folder, files)
    }

    /// Returns the number of entries and the sum of their bytes.
    fn held(cache: &ConversionCache) -> (usize, usize) {
        let kept = cache.lock();
        (kept.entries.len(), kept.bytes)
    }

    #[test]
    fn a_file_is_converted_once_for_all_threads() {
        let (_folder, files) = files(1);
        let cache = ConversionCache::default();
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| assert!(cache.load(&files[0]).unwrap().text.starts_with("word0 ")));
            }
        });
        assert_eq!(cache.conversions(), 1);
        let (document, parts) = (cache.load(&files[0]).unwrap(), |_| ());
        let progress = ReadProgress { part: &parts, is_wanted: &|| true };
        let Ok(Opened::Whole(opened)) = cache.open(&files[0], 0, progress) else { panic!("in windows") };
        assert!(Arc::ptr_eq(&opened, &document) && cache.conversions() == 1);
    }

    #[test]
    fn what_is_opened_on_the_screen_is_not_converted_again() {
        let (_folder, files) = files(2);
        let cache = ConversionCache::default();
        let open = |file: &Source, is_wanted: bool| {
            let progress = ReadProgress { part: &|_| (), is_wanted: &|| is_wanted };
            let Ok(Opened::Whole(document)) = cache.open(file, 0, progress) else { panic!("in windows") };
            (document, cache.load(file).unwrap(), cache.conversions())
        };
        let (opened, loaded, conversions) = open(&files[0], true);
        assert!(Arc::ptr_eq(&opened, &loaded) && conversions == 1);
        assert_eq!(held(&cache), (1, size_of::<CacheEntry>() + opened.memory()));
        let (opened, loaded, conversions) = open(&files[1], false);
        assert!(!Arc::ptr_eq(&opened, &loaded), "what was cancelled may be incomplete");
        assert_eq!(conversions, 3);
    }

    #[test]
    fn bytes_without_a_file_are_known_by_their_content() {
        let cache = ConversionCache::default();
        let load = |text: &str| {
            let source = Source::Bytes("a.md".into(), text.as_bytes().into(), ReadAs::Guessed);
            (cache.load(&source).unwrap().text.clone(), cache.conversions())
        };
        assert_eq!([load("*one*"), load("*one*")], ["one\n", "one\n"].map(|text| (text.to_owned(), 1)));
        assert_eq!(load("*two*"), ("two\n".to_owned(), 2));
    }

    #[test]
    fn a_changed_file_and_another_way_of_reading_are_converted_again() {
        let (_folder, files) = files(1);
        let cache = ConversionCache::default();
        let first = cache.load(&files[0]).unwrap();
        let path = files[0].path();
        fs::write(path, first.text.replace("word0", "other")).unwrap();
        let later = SystemTime::now() + Duration::from_mins(1);
        fs::File::options().write(true).open(path).unwrap().set_modified(later).unwrap();
        assert!(cache.load(&files[0]).unwrap().text.starts_with("other"));
        assert_eq!((cache.conversions(), held(&cache).0), (2, 1));
        let latin = ReadAs::Usually("latin1".parse().unwrap());
        cache.load(&Source::File(path.to_owned(), latin)).unwrap();
        assert_eq!(cache.conversions(), 3);
        fs::remove_file(path).unwrap();
        assert!(matches!(cache.load(&files[0]), Err(LoadError::Unreadable(_))));
    }

    #[test]
    fn the_document_unused_for_the_longest_time_goes_first() {
        let (_folder, files) = files(4);
        let size = size_of::<CacheEntry>() + files[0].load().unwrap().memory();
        let cache = ConversionCache::new(3 * size);
        let conversions = |at: usize| {
            let before = cache.conversions();
            cache.load(&files[at]).unwrap();
            let (count, bytes) = held(&cache);
            assert_eq!(bytes, count * size);
            cache.conversions() - before
        };
        assert_eq!([0, 1, 2, 0].map(conversions), [1, 1, 1, 0]);
        assert_eq!([3, 0, 2, 1].map(conversions), [1, 0, 0, 1], "1 made room for 3");
        let none = ConversionCache::new(size - 1);
        none.load(&files[0]).unwrap();
        assert_eq!(held(&none), (0, 0), "it is larger than the budget");
    }

    #[test]
    fn a_failure_is_kept_too() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.pdf");
        fs::write(&path, "%PDF-1.7\nnothing").unwrap();
        let source = Source::File(path, ReadAs::Guessed);
        let cache = ConversionCache::default();
        assert!(cache.load(&source).is_err() && cache.load(&source).is_err());
        assert_eq!(cache.conversions(), 1);
    }

    #[test]
    fn plain_texts_are_not_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "A plain text.\n").unwrap();
        let source = Source::File(path, ReadAs::Guessed);
        let cache = ConversionCache::default();
        assert!(matches!(cache.read(&source, usize::MAX), Ok(FileContent::Bytes(_))));
        assert_eq!(cache.load(&source).unwrap().text, "A plain text.\n");
        assert_eq!((cache.conversions(), held(&cache)), (0, (0, 0)));
    }
}
