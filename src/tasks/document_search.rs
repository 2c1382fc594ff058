//! The search of one document after another.
//!
//! The prefilter rules most files out by their bytes. Only the others are decoded, and only those with hits
//! to show are parsed.

use std::sync::Arc;

use crate::document::{
    Attachment, Block, Document, Draft, Emphasis, LocatedText, Locator, LongText, Title, sentences_of,
};
use crate::formats;
use crate::formats::decode::decode;
use crate::formats::{
    FormatError, decode_in_place, has_styles, is_plain_text, is_rewritten, is_utf8, may_be_reordered,
    parse_draft, rewritten_in_place,
};
use crate::search::hit_index::with_context;
use crate::search::{Excerpt, Excerpts, KeywordHit, Patterns, Reach};
use crate::storage::{ConversionCache, FileContent, FileText, HELD, LoadError, Source};
use crate::tasks::sources::{DEEPEST, of_attached};
use crate::text::{Charset, ReadAs, Span};
use crate::threads::catch_panic;

/// Bytes of a long text that are searched at a time.
const PART: usize = 64 << 10;

/// Bytes around a hit of a long text in which its sentence is looked for.
const WINDOW: usize = 8 << 10;

/// Why a document could not be searched.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The document cannot be read.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// Its parser or the search failed; the words say how.
    #[error("{0}")]
    Broken(String),
}

/// The files attached one to another that a text is inside of, the outermost first; none for a text that is no
/// attached file.
pub type AttachedPath = Vec<Attachment>;

/// What a search found in a document and in the files attached to it.
#[derive(Debug, Default)]
pub struct SearchedDocument {
    /// The hits in its own text, then those in attached files; texts without hits are left out.
    pub found: Vec<(AttachedPath, SearchResult)>,
    /// The attached documents that could not be searched. Pictures and other files that are no documents are
    /// left out.
    pub not_searched: Vec<(AttachedPath, SearchError)>,
}

/// The hits in one document.
#[derive(Debug)]
pub struct SearchResult {
    /// How many hits each pattern has, in the order of their numbers.
    pub counts: Vec<usize>,
    /// The first hits, as many as were asked for, by start and number.
    hits: Vec<KeywordHit>,
    /// The text they are in, if any of them was asked for.
    text: Option<SearchedText>,
}

/// A text, in the form in which it was read.
#[derive(Debug)]
enum SearchedText {
    /// A document in memory.
    Whole(Arc<Document>),
    /// A parsed text without sentences.
    Draft(Box<Draft>),
    /// A text that is read in parts, and the line of each hit.
    Long(FileText, Vec<usize>),
}

impl SearchResult {
    /// Keeps the text if any hit was asked for.
    fn with(self, text: SearchedText) -> Self {
        Self { text: (!self.hits.is_empty()).then_some(text), ..self }
    }

    /// Returns the title of the document; `""` when it has none or no hits were asked for.
    pub fn title(&self) -> String {
        let title = match &self.text {
            Some(SearchedText::Whole(document)) => document.title.clone(),
            Some(SearchedText::Draft(draft)) => draft.choose_title(),
            Some(SearchedText::Long(text, _)) => {
                text.window(0, 0).map_or(Title::None, |document| document.title)
            }
            None => Title::None,
        };
        match title {
            Title::Own(title) | Title::Beginning(title) => title,
            Title::None => String::new(),
        }
    }

    /// Returns the hits that were asked for with the text around them.
    pub fn excerpts(&self, reach: Reach) -> Vec<Excerpt> {
        let source = match &self.text {
            Some(SearchedText::Whole(document)) => LocatedText::from(&**document),
            Some(SearchedText::Draft(draft)) => LocatedText::from(&**draft),
            Some(SearchedText::Long(text, lines)) => return excerpts_of_long(text, &self.hits, lines, reach),
            None => return Vec::new(),
        };
        let mut excerpts = Excerpts::new(source, reach);
        self.hits.iter().map(|hit| excerpts.of(*hit)).collect()
    }

    /// Returns the spans of all sentences of the document, none of a text that is read in parts.
    pub fn sentences(&self) -> Vec<Span> {
        match &self.text {
            Some(SearchedText::Whole(document)) => {
                document.sentences.iter().map(|found| found.span).collect()
            }
            Some(SearchedText::Draft(draft)) => {
                draft.blocks.iter().flat_map(|block| sentences_of(&draft.text, block)).collect()
            }
            Some(SearchedText::Long(..)) | None => Vec::new(),
        }
    }
}

/// Returns the excerpts of a long text, reading a window for each run of hits near each other.
fn excerpts_of_long(text: &FileText, hits: &[KeywordHit], lines: &[usize], reach: Reach) -> Vec<Excerpt> {
    let mut found = Vec::with_capacity(hits.len());
    let mut left = hits;
    while let Some(first) = left.first() {
        // A file that can no longer be read has no text to show.
        let Ok(window) = text.window(first.span.start, WINDOW) else { break };
        let end = window.extent().end.min(first.span.start + WINDOW / 2);
        let count = left.iter().take_while(|hit| hit.span.end <= end).count().max(1);
        let (here, rest) = left.split_at(count);
        left = rest;
        let in_window = |span: Span| {
            Some(Span::new(span.start.checked_sub(window.start)?, span.end.checked_sub(window.start)?))
        };
        let block =
            |block: &Block| Block { span: in_window(block.span).unwrap_or_default(), ..block.clone() };
        let blocks: Vec<Block> = window.blocks.iter().map(block).collect();
        let emphasis = window.emphasis.iter();
        let emphasis: Vec<Emphasis> =
            emphasis.filter_map(|found| Some(Emphasis { span: in_window(found.span)?, ..*found })).collect();
        let source = LocatedText { blocks: &blocks, emphasis: &emphasis, ..LocatedText::from(&window) };
        let mut excerpts = Excerpts::new(source, reach);
        for hit in here {
            let Some(span) = in_window(hit.span).filter(|span| span.end <= window.text.len()) else {
                continue;
            };
            let locator = Locator::of_line(lines.get(found.len()).copied().unwrap_or(1));
            let excerpt = excerpts.of(KeywordHit { span, ..*hit });
            found.push(Excerpt { hit: hit.span, locator, ..excerpt });
        }
    }
    found
}

/// The hits in one text, if there are any, and the files attached to it.
struct SearchedContent {
    hits: Option<SearchResult>,
    attachments: Vec<Attachment>,
}

impl From<Option<SearchResult>> for SearchedContent {
    fn from(hits: Option<SearchResult>) -> Self {
        Self { hits, attachments: Vec::new() }
    }
}

/// A document with attached files.
#[derive(Clone, Copy)]
struct Inside<'a> {
    /// The attached files it is inside of, itself last; none for a file.
    path: &'a [Attachment],
    /// How it was read.
    read_as: ReadAs,
    /// Returns how an attached document is read if that was chosen for it.
    chosen: &'a dyn Fn(&[Attachment]) -> Option<ReadAs>,
}

/// The outcome of the search of a long text.
enum LongSearch {
    Done(Option<SearchResult>),
    /// The text is in this encoding and must be decoded first.
    OtherCharset(Charset, FileText),
}

/// Searches one document after another.
pub struct DocumentSearcher<'a> {
    patterns: &'a Patterns,
    cache: Option<&'a ConversionCache>,
    wanted: &'a (dyn Fn() -> bool + Sync),
}

impl<'a> DocumentSearcher<'a> {
    /// Returns a search for these patterns that runs as long as hits are `wanted`. Without a cache, documents are
    /// converted only as far as the search needs it.
    pub fn new(
        patterns: &'a Patterns,
        cache: Option<&'a ConversionCache>,
        wanted: &'a (dyn Fn() -> bool + Sync),
    ) -> Self {
        Self { patterns, cache, wanted }
    }

    /// Returns the number of hits in a document and in each document attached to it, as deep as attached
    /// documents can be opened, and the first `most` of them in each. There are none when hits are no longer
    /// wanted. `chosen` returns how an attached document is read if that was chosen for it.
    pub fn search(
        &self,
        source: &Source,
        chosen: &dyn Fn(&[Attachment]) -> Option<ReadAs>,
        most: usize,
    ) -> Result<SearchedDocument, SearchError> {
        let SearchedContent { hits, attachments } = self.search_text(source, most)?;
        let mut searched = SearchedDocument::default();
        searched.found.extend(hits.map(|hits| (AttachedPath::new(), hits)));
        let read_as = match source {
            Source::File(_, read_as) | Source::Bytes(_, _, read_as) => *read_as,
            Source::Memory(_) => ReadAs::Guessed,
        };
        let inside = Inside { path: &[], read_as, chosen };
        self.search_attached(inside, attachments, most, &mut searched);
        Ok(searched)
    }

    fn search_attached(
        &self,
        inside: Inside<'_>,
        attachments: Vec<Attachment>,
        most: usize,
        searched: &mut SearchedDocument,
    ) {
        if inside.path.len() == DEEPEST {
            return;
        }
        for file in attachments {
            if !(self.wanted)() {
                return;
            }
            let (name, bytes) = (file.name.clone().into(), Arc::clone(&file.bytes));
            let path = [inside.path, &[file]].concat();
            let read_as = (inside.chosen)(&path).unwrap_or_else(|| of_attached(inside.read_as));
            let source = Source::Bytes(name, bytes, read_as);
            match self.search_text(&source, most) {
                Ok(SearchedContent { hits, attachments }) => {
                    searched.found.extend(hits.map(|hits| (path.clone(), hits)));
                    let inside = Inside { path: &path, read_as, ..inside };
                    self.search_attached(inside, attachments, most, searched);
                }
                Err(SearchError::Load(LoadError::Format(FormatError::Binary(_)))) => {}
                Err(error) => searched.not_searched.push((path, error)),
            }
        }
    }

    fn search_text(&self, source: &Source, most: usize) -> Result<SearchedContent, SearchError> {
        catch_panic(|| self.search_content(source, most)).map_err(SearchError::Broken)?
    }

    fn search_content(&self, source: &Source, most: usize) -> Result<SearchedContent, SearchError> {
        let mut content = match self.cache {
            Some(cache) => cache.read(source, HELD)?,
            None => source.read(HELD)?,
        };
        loop {
            match content {
                FileContent::Document(document) => {
                    let attachments = document.attachments.clone();
                    let hits = self.hits(&document.text, most);
                    let hits = hits.map(|hits| hits.with(SearchedText::Whole(document)));
                    return Ok(SearchedContent { hits, attachments });
                }
                FileContent::Bytes(bytes) => return self.search_bytes(&source.with(&bytes), most),
                FileContent::Windows(text) => match self.search_long(text, most)? {
                    LongSearch::Done(hits) => return Ok(hits.into()),
                    LongSearch::OtherCharset(charset, text) => {
                        content = text.in_charset(source.path(), charset)?;
                    }
                },
            }
        }
    }

    fn search_bytes(
        &self,
        source: &formats::SourceBytes,
        most: usize,
    ) -> Result<SearchedContent, SearchError> {
        let (bytes, read_as) = (source.bytes, source.read_as);
        if !is_plain_text(source).map_err(LoadError::from)? {
            return self.search_parsed(source, most);
        }
        let may_differ = has_styles(bytes) || may_be_reordered(source);
        if !self.patterns.may_match(bytes) && !may_differ && is_utf8(bytes, read_as) {
            return Ok(None.into());
        }
        let decoded = decode(bytes, read_as);
        if is_rewritten(source, &decoded.text) {
            return self.search_parsed(source, most);
        }
        match self.hits(&decoded.text, most) {
            Some(hits) if !hits.hits.is_empty() => {
                let draft = parse_draft(source).map_err(LoadError::from)?;
                Ok(Some(hits.with(SearchedText::Draft(draft.into()))).into())
            }
            hits => Ok(hits.into()),
        }
    }

    /// Searches the text of a document instead of the decoded text of its file.
    fn search_parsed(
        &self,
        source: &formats::SourceBytes,
        most: usize,
    ) -> Result<SearchedContent, SearchError> {
        let mut draft = parse_draft(source).map_err(LoadError::from)?;
        let attachments = std::mem::take(&mut draft.attachments);
        let hits = self.hits(&draft.text, most).map(|hits| hits.with(SearchedText::Draft(draft.into())));
        Ok(SearchedContent { hits, attachments })
    }

    /// Returns the hits in a text, without the text.
    fn hits(&self, text: &str, most: usize) -> Option<SearchResult> {
        let hits = self.patterns.hits(text, self.wanted)?;
        let counts: Vec<usize> = hits.counts().map(|(_, count)| count).collect();
        let mut hits = hits.all();
        if hits.is_empty() {
            return None;
        }
        hits.truncate(most);
        Some(SearchResult { counts, hits, text: None })
    }

    fn search_long(&self, text: FileText, most: usize) -> Result<LongSearch, SearchError> {
        let mut counts = vec![0; self.patterns.numbers().len()];
        let (mut hits, mut lines, mut line_ends) = (Vec::new(), Vec::new(), 0);
        let mut bytes = Vec::new();
        let (mut start, mut is_ascii) = (0, true);
        while start < text.length() && (self.wanted)() {
            let own = Span::new(start, (start + PART).min(text.length()));
            let around = with_context(own);
            text.read(around, &mut bytes).map_err(SearchError::Broken)?;
            if is_ascii && !bytes.is_ascii() {
                is_ascii = false;
                let charset = text.other_charset(around.start, self.wanted).map_err(LoadError::from)?;
                if let Some(charset) = charset {
                    return Ok(LongSearch::OtherCharset(charset, text));
                }
            }
            let own_bytes = bytes.get(own.start - around.start..).unwrap_or_default();
            let own_bytes = &own_bytes[..own_bytes.len().min(own.len())];
            if self.patterns.may_match(&bytes) || has_styles(&bytes) {
                let decoded = decode_in_place(bytes.clone());
                let (whole, keeps_lines) = (text.length(), text.keeps_lines());
                let text = rewritten_in_place(decoded, around.start, whole, keeps_lines);
                let found = self.patterns.hits(&text, self.wanted).unwrap_or_default();
                let found = found.shifted(around.start);
                for (count, spans) in counts.iter_mut().zip(found.spans()) {
                    *count += spans.iter().filter(|span| own.contains(span.start)).count();
                }
                let shown = found.all().into_iter().filter(|hit| own.contains(hit.span.start));
                for hit in shown.take(most - hits.len()) {
                    let before = &own_bytes[..(hit.span.start - own.start).min(own_bytes.len())];
                    lines.push(line_ends + line_ends_in(before) + 1);
                    hits.push(hit);
                }
            }
            line_ends += line_ends_in(own_bytes);
            start = own.end;
        }
        let any = counts.iter().any(|count| *count > 0);
        let hits = SearchResult { counts, hits, text: None };
        Ok(LongSearch::Done(any.then(|| hits.with(SearchedText::Long(text, lines)))))
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

    /// The counts, and the line and the words of each hit.
    type Found = (Vec<usize>, Vec<(usize, String)>);

    fn search(name: &str, bytes: &[u8], line: &str, most: usize) -> Option<Found> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        #[expect(clippy::disallowed_methods, reason = "the test writes the file it reads")]
        std::fs::write(&path, bytes).unwrap();
        let patterns = Patterns::of_query(&Query::parse(line, Defaults::default())).unwrap();
        let searched = DocumentSearcher::new(&patterns, None, &|| true)
            .search(&Source::File(path, ReadAs::Guessed), &|_| None, most)
            .unwrap();
        let (_, hits) = searched.found.into_iter().next()?;
        let excerpts = hits.excerpts(Reach::Sentence);
        let words = excerpts.into_iter().map(|found| (found.locator.line.unwrap_or(0), found.text.into()));
        Some((hits.counts, words.collect()))
    }

    #[test]
    fn words_split_by_markup_are_found() {
        let found = search("a.md", b"# Tides\n\nThe s*e*a. It rises.\n", "sea", 9).unwrap();
        assert_eq!(found, (vec![1], vec![(3, "The sea.".into())]));
        assert_eq!(search("a.txt", b"The s*e*a.", "sea", 9), None);
        let styled = b"T\x08Th\x08he\x08e s\x08se\x08ea\x08a\x1b[1;31m rises\x1b[0m.\n";
        assert_eq!(search("a.txt", styled, "sea rises", 9).unwrap().1, [(1, "The sea rises.".into())]);
        let quoted = b"Ann wrote:\n> It rose by the evening and the sea\n> was calm until the moon.\n";
        let found = search("a.txt", quoted, "sea was", 9).unwrap();
        assert_eq!((found.0, found.1[0].0), (vec![1], 2));
    }

    #[test]
    fn words_cut_at_any_line_end_are_found() {
        for end in ["\n", "\r\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"] {
            let text = format!("They saw the light-{end}house at dusk.{end}");
            assert_eq!(
                search("a.txt", text.as_bytes(), "lighthouse", 9).map(|found| found.0),
                Some(vec![1]),
                "{end:?}"
            );
            let text = format!("潮の{end}満ちる夜");
            assert_eq!(
                search("a.txt", text.as_bytes(), "潮の満ち", 9).map(|found| found.0),
                Some(vec![1]),
                "{end:?}"
            );
        }
    }

    #[test]
    fn columns_are_searched_in_the_order_of_reading() {
        let [left, right] = ["the pilots went to the har-", "nobody asked for the bread of"];
        let page = format!("{left}      {right}\nbour in May, as they did in     the miller, who sold it.\n");
        let page = page.replace("har-      ", "har-     ").repeat(6);
        let (counts, words) = search("a.txt", page.as_bytes(), "the harbour in may", 20).unwrap();
        assert_eq!((counts, words[1].0), (vec![6], 3));
        assert_eq!(search("a.log", page.as_bytes(), "the harbour in may", 9), None);
    }

    #[test]
    fn marks_of_mails_are_text_where_all_line_ends_are_meant() {
        let line = b"> one line of a log\n";
        let mut text = line.repeat((9 << 20) / line.len());
        text.extend_from_slice(b"> whale\n");
        for (name, counts) in [("a.log", Some(vec![1])), ("a.txt", None)] {
            assert_eq!(search(name, &text, "> whale", 1).map(|found| found.0), counts, "{name}");
        }
    }

    #[test]
    fn every_encoding_is_searched() {
        let utf16: Vec<u8> = "The sea. It rises.\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(search("a.txt", &utf16, "sea", 9).unwrap().1, [(1, "The sea.".into())]);
        let koi8 = b"\xf3\xc9\xce\xc5\xc5 \xcd\xcf\xd2\xc5.\n";
        assert_eq!(search("a.txt", koi8, "море", 9).unwrap().1, [(1, "Синее море.".into())]);
        assert_eq!(search("a.txt", b"one\r\ntwo sea\r\n", "re:one\\ntwo", 9).unwrap().0, [1]);
    }

    #[test]
    fn all_hits_are_counted_and_the_first_are_shown() {
        let (counts, words) = search("a.txt", "A sea. ".repeat(50).as_bytes(), "sea", 3).unwrap();
        assert_eq!((counts, words.len()), (vec![50], 3));
        assert_eq!(search("a.txt", b"A sea.", "sea", 0), Some((vec![1], vec![])));
    }

    #[test]
    fn a_long_text_is_searched_in_parts() {
        let line = "Nothing is said of it in this line here.\n";
        let mut text = line.repeat((9 << 20) / line.len());
        let cut = PART - 2;
        // Across the border of two parts, and near the end.
        text.replace_range(cut..cut + 5, "whale");
        text.push_str("\nA whale. At the end.\n");
        let (counts, words) = search("a.txt", text.as_bytes(), "whale", 9).unwrap();
        assert_eq!(counts, [2]);
        let lines: Vec<usize> = words.iter().map(|(line, _)| *line).collect();
        let number = |at: usize| text[..at].lines().count();
        assert_eq!(lines, [number(cut + 1), number(text.len() - 5)]);
        assert!(words[0].1.contains("whale") && words[1].1 == "A whale.", "{words:?}");
    }

    #[test]
    fn a_long_text_that_begins_in_ascii_is_decoded_in_its_encoding() {
        let line = b"Nothing is said of it in this line here.\n";
        let mut text = line.repeat((9 << 20) / line.len());
        text.splice(20 << 10..20 << 10, b"\n\nUn caf\xe9.\n\n".iter().copied());
        let found = search("a.txt", &text, "café", 9).unwrap();
        assert_eq!((found.0, &*found.1[0].1), (vec![1], "Un café."));
    }
}
