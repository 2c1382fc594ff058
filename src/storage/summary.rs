//! The summary of a file for the list: its title and words, its age and length.
//!
//! A list of 100 000 files needs no sentences, so no document is made. Of a long file only the first
//! bytes are read.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::time::UNIX_EPOCH;

use crate::document::{Draft, Title};
use crate::formats::{Source, needs_whole, parse_draft};
use crate::storage::error::LoadError;
use crate::storage::files::{open_regular, read_all, read_file};
use crate::text::ReadAs;

/// The longest file that is read whole, in bytes.
const WHOLE: u64 = 16 << 20;

/// How much of a longer one is read, in bytes.
const HEAD: u64 = 64 << 10;

/// The title, words and text of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextSummary {
    /// The title.
    pub title: Title,
    /// The number of words; `None` for a file that was not read whole.
    pub words: Option<usize>,
    /// The text; `None` for a file that was not read whole.
    pub text: Option<String>,
}

/// Returns the title, words and text that the document of the regular file at `path` has, links
/// followed.
pub fn summarize(path: &Path, read_as: ReadAs) -> Result<TextSummary, LoadError> {
    let (file, length) = open_regular(path)?;
    let parsed =
        |bytes: &[u8]| Ok::<Draft, LoadError>(parse_draft(&Source { read_as, ..Source::new(path, bytes) })?);
    let mut bytes = Vec::new();
    if length > WHOLE {
        bytes = read_all((&file).take(HEAD), HEAD as usize)?;
        if !needs_whole(&Source { read_as, ..Source::new(path, &bytes) }) {
            let title = parsed(whole_lines(&bytes))?.choose_title();
            return Ok(TextSummary { title, words: None, text: None });
        }
    }
    bytes.append(&mut read_file(file, length - bytes.len() as u64)?);
    let draft = parsed(&bytes)?;
    let (title, words) = (draft.choose_title(), Some(draft.count_words()));
    Ok(TextSummary { title, words, text: Some(draft.text) })
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
    use crate::storage::source;

    #[test]
    fn a_summary_agrees_with_the_document() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut seen = 0;
        for folder in ["seeds", "tests/data", "."] {
            for entry in fs::read_dir(root.join(folder)).unwrap() {
                let path = entry.unwrap().path();
                let source = source::Source::File(path.clone(), ReadAs::Guessed);
                let Ok(document) = source.load() else { continue };
                let (title, words) = (document.title.clone(), Some(document.words));
                let expected = TextSummary { title, words, text: Some(document.text.clone()) };
                assert_eq!(summarize(&path, ReadAs::Guessed).unwrap(), expected, "{}", path.display());
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
        let title = Title::Own("The tides".into());
        let expected = TextSummary { title, words: None, text: None };
        assert_eq!(summarize(&path, ReadAs::Guessed).unwrap(), expected);
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
