//! Looking for patterns in one file after another, each read no further than it has to be.
//!
//! Most files hold nothing of what is looked for, and their bytes tell so. Only the others are
//! decoded, and only those of which words are to be shown are parsed.

use std::path::Path;
use std::sync::Arc;

use crate::document::{Block, Document, Draft, LongText, Title, sentences_of};
use crate::formats;
use crate::formats::{decode_in_place, decode_text, is_utf8, is_verbatim, parse_draft};
use crate::search::hit_index::with_context;
use crate::search::{Excerpt, Excerpts, KeywordHit, Patterns, Reach};
use crate::storage::input::STANDARD;
use crate::storage::{Fetched, FileText, LoadError, fetch, fetch_decoded};
use crate::tasks::entry::Source;
use crate::tasks::threads::catch_panic;
use crate::text::{Charset, Span};

/// Bytes of a long text that are searched at a time.
const PART: usize = 1 << 20;

/// Bytes around a hit of a long text in which its sentence is looked for.
const WINDOW: usize = 8 << 10;

/// Why a document could not be looked into.
#[derive(Debug, thiserror::Error)]
pub enum LookError {
    /// It cannot be read.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// It broke off while it was read or searched; the words say how.
    #[error("{0}")]
    Broken(String),
}

/// The hits in one document.
#[derive(Debug)]
pub struct Seen {
    /// How many hits each pattern has, in the order of their numbers.
    pub counts: Vec<usize>,
    /// The first of them, as many as were asked for, by start and number.
    pub(crate) hits: Vec<KeywordHit>,
    /// The text they stand in, if any of them was asked for.
    pub(crate) text: Option<Text>,
}

/// A text as far as it had to be read.
#[derive(Debug)]
pub(crate) enum Text {
    /// One that was in memory.
    Whole(Arc<Document>),
    /// One without sentences.
    Draft(Draft),
    /// One that is read in parts, and on which of its lines each hit stands.
    Long(FileText, Vec<usize>),
}

impl Seen {
    /// Returns what the document is called, `""` when nobody looked.
    pub fn title(&self) -> String {
        let title = match &self.text {
            Some(Text::Whole(document)) => document.title.clone(),
            Some(Text::Draft(draft)) => draft.choose_title(),
            Some(Text::Long(text, _)) => text.window(0, 0).map_or(Title::None, |document| document.title),
            None => Title::None,
        };
        match title {
            Title::Own(title) | Title::Beginning(title) => title,
            Title::None => String::new(),
        }
    }

    /// Returns what stands around the hits.
    pub fn excerpts(&self, reach: Reach) -> Vec<Excerpt> {
        let (text, blocks) = match &self.text {
            Some(Text::Whole(document)) => (&document.text, &document.blocks),
            Some(Text::Draft(draft)) => (&draft.text, &draft.blocks),
            Some(Text::Long(text, lines)) => return of_windows(text, &self.hits, lines, reach),
            None => return Vec::new(),
        };
        let mut excerpts = Excerpts::new(text, blocks, reach);
        self.hits.iter().map(|hit| excerpts.of(*hit)).collect()
    }

    /// Returns the spans of all sentences of the document, none of a text that is read in parts.
    pub fn sentences(&self) -> Vec<Span> {
        match &self.text {
            Some(Text::Whole(document)) => document.sentences.iter().map(|found| found.span).collect(),
            Some(Text::Draft(draft)) => {
                draft.blocks.iter().flat_map(|block| sentences_of(&draft.text, block)).collect()
            }
            Some(Text::Long(..)) | None => Vec::new(),
        }
    }
}

/// The excerpts of a long text, a window for each run of hits that are near each other.
fn of_windows(text: &FileText, hits: &[KeywordHit], lines: &[usize], reach: Reach) -> Vec<Excerpt> {
    let mut found = Vec::with_capacity(hits.len());
    let mut left = hits;
    while let Some(first) = left.first() {
        // A file that can be read no longer has no words to show.
        let Ok(window) = text.window(first.span.start, WINDOW) else { break };
        let end = window.extent().end.min(first.span.start + WINDOW / 2);
        let count = left.iter().take_while(|hit| hit.span.end <= end).count().max(1);
        let (here, rest) = left.split_at(count);
        left = rest;
        let blocks: Vec<Block> = window.blocks.iter().map(|block| from(window.start, block)).collect();
        let mut excerpts = Excerpts::new(&window.text, &blocks, reach);
        for hit in here {
            let Some(span) = back(hit.span, window.start).filter(|span| span.end <= window.text.len()) else {
                continue;
            };
            let line = lines.get(found.len()).copied().unwrap_or(1);
            let excerpt = excerpts.of(KeywordHit { span, ..*hit });
            found.push(Excerpt { hit: hit.span, line, ..excerpt });
        }
    }
    found
}

fn back(span: Span, by: usize) -> Option<Span> {
    Some(Span::new(span.start.checked_sub(by)?, span.end.checked_sub(by)?))
}

/// A block with its place counted from the beginning of the window.
fn from(start: usize, block: &Block) -> Block {
    Block { span: back(block.span, start).unwrap_or_default(), ..block.clone() }
}

/// What came of looking through a file.
enum Looked {
    /// Its hits, if there are any.
    Through(Option<Seen>),
    /// It is in this encoding and must be decoded first.
    InCharset(Charset),
}

/// Looks into one document after another.
pub(crate) struct Looker<'a> {
    patterns: &'a Patterns,
    wanted: &'a (dyn Fn() -> bool + Sync),
    /// The bytes of the file at hand; the room is used again.
    bytes: Vec<u8>,
}

impl<'a> Looker<'a> {
    pub(crate) fn new(patterns: &'a Patterns, wanted: &'a (dyn Fn() -> bool + Sync)) -> Self {
        Self { patterns, wanted, bytes: Vec::new() }
    }

    /// Returns what stands in a document, with its first `most` hits; `None` when nothing does or
    /// nobody wants it any longer, or why it cannot be read.
    pub(crate) fn look(&mut self, source: &Source, most: usize) -> Result<Option<Seen>, LookError> {
        match source {
            Source::Memory(document) => Ok(self
                .seen(&document.text, most)
                .map(|seen| seen.with(|| Text::Whole(Arc::clone(document))))),
            Source::Bytes(bytes, read_as) => {
                let name = Path::new(STANDARD);
                let source = formats::Source { name, bytes, read_as: *read_as };
                catch_panic(|| self.look_into(&source, most)).map_err(LookError::Broken)?
            }
            Source::File(path, read_as) => {
                let mut fetched = fetch(path, *read_as, &mut self.bytes)?;
                loop {
                    let looked = match fetched {
                        Fetched::Whole(length) => {
                            let bytes = &self.bytes[..length];
                            let source = formats::Source { name: path, bytes, read_as: *read_as };
                            catch_panic(|| self.look_into(&source, most).map(Looked::Through))
                        }
                        Fetched::Long(text) => catch_panic(|| self.look_through(text, most)),
                    };
                    match looked.map_err(LookError::Broken)?? {
                        Looked::Through(seen) => return Ok(seen),
                        Looked::InCharset(charset) => {
                            fetched = fetch_decoded(path, charset, &mut self.bytes)?;
                        }
                    }
                }
            }
        }
    }

    fn look_into(&self, source: &formats::Source, most: usize) -> Result<Option<Seen>, LookError> {
        let (bytes, read_as) = (source.bytes, source.read_as);
        if !is_verbatim(source.name, read_as) {
            let draft = parse_draft(source).map_err(LoadError::from)?;
            return Ok(self.seen(&draft.text, most).map(|seen| seen.with(|| Text::Draft(draft))));
        }
        if !self.patterns.may_hit_bytes(bytes) && is_utf8(bytes, read_as) {
            return Ok(None);
        }
        let decoded = decode_text(bytes, read_as).map_err(LoadError::from)?;
        let Some(seen) = self.seen(&decoded.text, most) else { return Ok(None) };
        if seen.hits.is_empty() {
            return Ok(Some(seen));
        }
        let draft = parse_draft(source).map_err(LoadError::from)?;
        Ok(Some(seen.with(|| Text::Draft(draft))))
    }

    fn look_through(&self, text: FileText, most: usize) -> Result<Looked, LookError> {
        let mut seen = Seen { counts: vec![0; self.patterns.numbers().len()], hits: Vec::new(), text: None };
        let (mut lines, mut line_ends) = (Vec::new(), 0);
        let (mut start, mut is_ascii) = (0, true);
        while start < text.length() {
            let own = Span::new(start, (start + PART).min(text.length()));
            let around = with_context(own);
            let bytes = text.bytes(around).map_err(LookError::Broken)?;
            if bytes.is_empty() || !(self.wanted)() {
                break;
            }
            if is_ascii && !bytes.is_ascii() {
                is_ascii = false;
                let charset = text.other_charset(around.start, self.wanted).map_err(LookError::Broken)?;
                if let Some(charset) = charset {
                    return Ok(Looked::InCharset(charset));
                }
            }
            let at = own.start - around.start;
            // Lines are counted as long as hits are taken: they are told by their numbers.
            let counts_lines = seen.hits.len() < most;
            let own_bytes = bytes.get(at..bytes.len().min(at + own.len())).unwrap_or_default().to_vec();
            if self.patterns.may_hit(&bytes) {
                self.add(&decode_in_place(bytes), around.start, own, most, &mut seen);
            }
            if counts_lines {
                let mut from = 0;
                for hit in &seen.hits[lines.len()..] {
                    let until = hit.span.start - own.start;
                    line_ends += line_ends_in(&own_bytes[from..until]);
                    from = until;
                    lines.push(line_ends + 1);
                }
                line_ends += line_ends_in(&own_bytes[from..]);
            }
            start = own.end;
        }
        let any = seen.counts.iter().any(|count| *count > 0);
        Ok(Looked::Through(any.then(|| seen.with(|| Text::Long(text, lines)))))
    }

    /// Adds the hits that begin in `own`; the text begins at the byte `at`.
    fn add(&self, text: &str, at: usize, own: Span, most: usize, seen: &mut Seen) {
        for hit in self.patterns.hits(text, self.wanted).unwrap_or_default() {
            let span = hit.span.shifted(at);
            if !own.contains(span.start) {
                continue;
            }
            self.count(hit, &mut seen.counts);
            if seen.hits.len() < most {
                seen.hits.push(KeywordHit { span, ..hit });
            }
        }
    }

    fn count(&self, hit: KeywordHit, counts: &mut [usize]) {
        if let Ok(at) = self.patterns.numbers().binary_search(&hit.keyword) {
            counts[at] += 1;
        }
    }

    fn seen(&self, text: &str, most: usize) -> Option<Seen> {
        let mut hits = self.patterns.hits(text, self.wanted).filter(|hits| !hits.is_empty())?;
        let mut counts = vec![0; self.patterns.numbers().len()];
        for hit in &hits {
            self.count(*hit, &mut counts);
        }
        hits.truncate(most);
        Some(Seen { counts, hits, text: None })
    }
}

impl Seen {
    /// Keeps the text when any hit in it is wanted.
    fn with(self, text: impl FnOnce() -> Text) -> Self {
        Self { text: (!self.hits.is_empty()).then(text), ..self }
    }
}

fn line_ends_in(bytes: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', bytes).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::{Defaults, Query};
    use crate::text::ReadAs;

    /// The counts, and of each hit its line and its words.
    type Looked = (Vec<usize>, Vec<(usize, String)>);

    fn look(name: &str, bytes: &[u8], line: &str, most: usize) -> Option<Looked> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        #[expect(clippy::disallowed_methods, reason = "a test writes what it reads")]
        std::fs::write(&path, bytes).unwrap();
        let patterns = Patterns::of_query(&Query::parse(line, Defaults::default())).unwrap();
        let seen =
            Looker::new(&patterns, &|| true).look(&Source::File(path, ReadAs::Guessed), most).unwrap()?;
        let excerpts = seen.excerpts(Reach::Sentence);
        let words = excerpts.into_iter().map(|found| (found.line, found.text.into()));
        Some((seen.counts, words.collect()))
    }

    #[test]
    fn what_markup_parts_is_found_in_the_text() {
        let found = look("a.md", b"# Tides\n\nThe s*e*a. It rises.\n", "sea", 9).unwrap();
        assert_eq!(found, (vec![1], vec![(3, "The sea.".into())]));
        assert_eq!(look("a.txt", b"The s*e*a.", "sea", 9), None);
    }

    #[test]
    fn every_encoding_is_looked_into() {
        let utf16: Vec<u8> = "The sea. It rises.\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(look("a.txt", &utf16, "sea", 9).unwrap().1, [(1, "The sea.".into())]);
        let koi8 = b"\xf3\xc9\xce\xc5\xc5 \xcd\xcf\xd2\xc5.\n";
        assert_eq!(look("a.txt", koi8, "море", 9).unwrap().1, [(1, "Синее море.".into())]);
        assert_eq!(look("a.txt", b"one\r\ntwo sea\r\n", "re:one\\ntwo", 9).unwrap().0, [1]);
    }

    #[test]
    fn all_hits_are_counted_and_the_first_shown() {
        let (counts, words) = look("a.txt", "A sea. ".repeat(50).as_bytes(), "sea", 3).unwrap();
        assert_eq!((counts, words.len()), (vec![50], 3));
        assert_eq!(look("a.txt", b"A sea.", "sea", 0), Some((vec![1], vec![])));
    }

    #[test]
    fn a_long_text_that_begins_in_ascii_is_decoded_as_what_it_is() {
        let line = b"Nothing is said of it in this line here.\n";
        let mut text = line.repeat((9 << 20) / line.len());
        text.splice(20 << 10..20 << 10, b"\n\nUn caf\xe9.\n\n".iter().copied());
        let found = look("a.txt", &text, "café", 9).unwrap();
        assert_eq!((found.0, &*found.1[0].1), (vec![1], "Un café."));
    }

    #[test]
    fn a_long_text_is_looked_through_in_parts() {
        let line = "Nothing is said of it in this line here.\n";
        let mut text = line.repeat((9 << 20) / line.len());
        let cut = PART - 2;
        // Across the border of two parts, and near the end.
        text.replace_range(cut..cut + 5, "whale");
        text.push_str("\nA whale. At the end.\n");
        let (counts, words) = look("a.txt", text.as_bytes(), "whale", 9).unwrap();
        assert_eq!(counts, [2]);
        let lines: Vec<usize> = words.iter().map(|(line, _)| *line).collect();
        let number = |at: usize| text[..at].lines().count();
        assert_eq!(lines, [number(cut + 1), number(text.len() - 5)]);
        assert!(words[0].1.contains("whale") && words[1].1 == "A whale.", "{words:?}");
    }
}
