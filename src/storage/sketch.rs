//! As much of a document as the list shows, cheaper than the document.
//!
//! A list of 100 000 files needs titles and lengths, and no sentences. A file so long that it would
//! keep the list waiting is looked at in its first bytes only.

use std::io::Read;
use std::path::Path;

use crate::document::{Draft, Title};
use crate::formats::{Source, parse_draft};
use crate::storage::load::{LoadError, of_any_length, read};
use crate::text::ReadAs;

/// The longest file read whole for the list, in bytes: 16 MB.
const WHOLE: u64 = 16 << 20;

/// How much of a longer one is read, in bytes.
const HEAD: u64 = 64 << 10;

/// What the list shows of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch {
    /// What it is called.
    pub title: Title,
    /// How many words it has; nothing for a file that was not read whole.
    pub words: Option<usize>,
    /// Its text; nothing for a file that was not read whole.
    pub text: Option<String>,
}

/// Returns what the list shows of the regular file at `path`, links followed: the title, the words
/// and the text that its document has.
pub fn sketch(path: &Path, read_as: ReadAs) -> Result<Sketch, LoadError> {
    let (file, length) = of_any_length(path)?;
    let parsed = |bytes: &[u8]| Ok::<Draft, LoadError>(parse_draft(&Source { name: path, bytes, read_as })?);
    if length > WHOLE {
        let draft = parsed(whole_lines(&read(file.take(HEAD), HEAD as usize)?))?;
        return Ok(Sketch { title: draft.choose_title(), words: None, text: None });
    }
    let draft = parsed(&read(file, length as usize)?)?;
    Ok(Sketch { title: draft.choose_title(), words: Some(draft.count_words()), text: Some(draft.text) })
}

/// The beginning of a file up to the last line end, so that no character is cut.
fn whole_lines(head: &[u8]) -> &[u8] {
    let end = memchr::memrchr(b'\n', head).map_or(head.len(), |at| at + 1);
    &head[..end]
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::io::Write;

    use super::*;
    use crate::storage::load::load;

    #[test]
    fn a_sketch_says_what_the_document_says() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut seen = 0;
        for folder in ["seeds", "tests/data", "."] {
            for entry in fs::read_dir(root.join(folder)).unwrap() {
                let path = entry.unwrap().path();
                let Ok(document) = load(&path, ReadAs::Guessed) else { continue };
                let expected =
                    Sketch { title: document.title, words: Some(document.words), text: Some(document.text) };
                assert_eq!(sketch(&path, ReadAs::Guessed).unwrap(), expected, "{}", path.display());
                seen += 1;
            }
        }
        assert!(seen > 10, "{seen}");
    }

    #[test]
    fn of_a_long_file_only_the_title_is_found_out() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("long.txt");
        let mut file = File::create(&path).unwrap();
        file.write_all(b"The tides\n\nThey rise.\n").unwrap();
        file.write_all(&b"They fall again and again.\n".repeat(5000)).unwrap();
        file.set_len(WHOLE + 1).unwrap();
        let title = Title::Own("The tides".into());
        assert_eq!(sketch(&path, ReadAs::Guessed).unwrap(), Sketch { title, words: None, text: None });
    }
}
