//! The summary of a file for the list: its title and words, its age and length.
//!
//! A list of 100 000 files needs no sentences, so no document is made. Of a long file only the first
//! bytes are read.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::time::UNIX_EPOCH;

use crate::document::{TextSummary, Title};
use crate::formats::{is_verbatim, needs_whole, parse_draft};
use crate::storage::cache::ConversionCache;
use crate::storage::error::LoadError;
use crate::storage::file_text::FileContent;
use crate::storage::files::{Version, open_regular, read_all, read_file};
use crate::storage::source::Source;

/// The longest file that is read whole, in bytes.
const WHOLE: u64 = 16 << 20;

/// How much of a longer one is read, in bytes.
const HEAD: u64 = 64 << 10;

/// What a list shows of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileSummary {
    /// All of it was read.
    Whole(TextSummary),
    /// It is too long to be read for a list; only its title is known.
    Beginning(Title),
}

/// Returns the summary of a source, however long it is.
pub fn summarize_whole(source: &Source) -> Result<TextSummary, LoadError> {
    match source.read(usize::MAX)? {
        FileContent::Bytes(bytes) => Ok(parse_draft(&source.with(&bytes))?.into()),
        FileContent::Document(document) => Ok((&*document).into()),
        FileContent::Windows(_) => Err(LoadError::TooLong),
    }
}

/// Returns the summary of a source; of a long plain text only the title.
pub fn summarize(source: &Source, cache: &ConversionCache) -> Result<FileSummary, LoadError> {
    let Source::File(path, read_as) = source else { return summarize_whole(source).map(FileSummary::Whole) };
    if let Some(document) = cache.known(path, *read_as) {
        return Ok(FileSummary::Whole((&*document?).into()));
    }
    let (file, data) = open_regular(path)?;
    let mut bytes = Vec::new();
    if data.len() > WHOLE {
        bytes = read_all((&file).take(HEAD), HEAD as usize)?;
        if !needs_whole(&source.with(&bytes)) {
            let draft = parse_draft(&source.with(whole_lines(&bytes)))?;
            return Ok(FileSummary::Beginning(draft.choose_title()));
        }
    }
    bytes.append(&mut read_file(file, data.len() - bytes.len() as u64)?);
    let whole = source.with(&bytes);
    Ok(FileSummary::Whole(if is_verbatim(&whole) {
        parse_draft(&whole)?.into()
    } else {
        (&*cache.convert(source, Version::from(&data), bytes.into(), None)?).into()
    }))
}

/// The age and length of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileStat {
    /// When the file was last changed, in seconds since 1970, where the system knows; 0 for earlier times.
    pub changed: Option<u64>,
    /// The length in bytes.
    pub bytes: u64,
}

/// Returns the age and length of the file that `path` leads to; `None` when it leads to none.
pub fn stat(path: &Path) -> Option<FileStat> {
    let data = fs::metadata(path).ok()?;
    let changed =
        data.modified().ok().map(|time| time.duration_since(UNIX_EPOCH).map_or(0, |age| age.as_secs()));
    Some(FileStat { changed, bytes: data.len() })
}

/// Returns the beginning of a file up to the last line end, so that no character is cut.
fn whole_lines(head: &[u8]) -> &[u8] {
    let end = memchr::memrchr(b'\n', head).map_or(head.len(), |at| at + 1);
    &head[..end]
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::io::Write;
    use std::time::Duration;

    use super::*;
    use crate::text::ReadAs;

    #[test]
    fn a_summary_agrees_with_the_document() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let (mut seen, cache) = (0, ConversionCache::default());
        for folder in ["seeds", "tests/data", "."] {
            for entry in fs::read_dir(root.join(folder)).unwrap() {
                let path = entry.unwrap().path();
                let source = Source::File(path.clone(), ReadAs::Guessed);
                let Ok(document) = source.load() else { continue };
                let expected = TextSummary::from(&*document);
                assert_eq!(summarize_whole(&source).unwrap(), expected, "{}", path.display());
                let expected = FileSummary::Whole(expected);
                for _ in 0..2 {
                    assert_eq!(summarize(&source, &cache).unwrap(), expected, "{}", path.display());
                }
                seen += 1;
            }
        }
        assert!(seen > 10, "{seen}");
    }

    #[test]
    fn a_long_file_has_only_a_title() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("long.txt");
        let mut file = File::create(&path).unwrap();
        file.write_all(b"The tides\n\nThey rise.\n").unwrap();
        file.write_all(&b"They fall again and again.\n".repeat(5000)).unwrap();
        file.set_len(WHOLE + 1).unwrap();
        let source = Source::File(path, ReadAs::Guessed);
        let expected = FileSummary::Beginning(Title::Own("The tides".into()));
        assert_eq!(summarize(&source, &ConversionCache::default()).unwrap(), expected);
    }

    #[test]
    fn a_file_has_an_age_and_a_length() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "tide").unwrap();
        let file = File::options().write(true).open(&path).unwrap();
        for (time, seconds) in
            [(UNIX_EPOCH + Duration::from_hours(24), 86_400), (UNIX_EPOCH - Duration::from_secs(5), 0)]
        {
            file.set_modified(time).unwrap();
            assert_eq!(stat(&path), Some(FileStat { changed: Some(seconds), bytes: 4 }));
        }
        assert_eq!(stat(&folder.path().join("b")), None);
    }
}
