//! A block or a sentence as far as it can differ from another.

use std::iter::Peekable;
use std::slice::Iter;
use std::str::Chars;
use std::vec::IntoIter;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::document::{Block, BlockKind, Document, Emphasis, Frame, Margin, Stress};
use crate::text::Span;
use crate::text::unicode::{is_unspaced, joins_without_space};

/// Hyphens that may belong to a line end.
pub(super) const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{ad}'];

/// A block, or one sentence of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::compare) struct Passage {
    /// The kind of its block, without the cells of a table row.
    pub(super) kind: BlockKind,
    /// The quotations around it, each by the number of list items that are around the quotation.
    pub(super) quotes: Vec<usize>,
    /// Whether it begins a quotation directly below another one.
    pub(super) begins_quotation: bool,
    /// Its indentation in cells, if it begins its block: the indentation of its first line where the text has one.
    pub(super) indent: usize,
    /// Whether its block begins with it.
    pub(super) begins: bool,
    /// The marker of a list before it.
    pub(super) marker: Option<String>,
    /// Its words, cut where their style changes.
    pub(super) runs: Vec<StyledWords>,
}

/// Words in one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct StyledWords {
    /// The words in canonical form. In running text a line end is left only where it matters: after a hyphen
    /// that may belong to the word or to the line end, and between characters of a script without spaces.
    pub(super) text: String,
    /// The styles, each once, in order.
    pub(super) styles: Vec<Stress>,
    /// Where the links and pictures lead that the words are.
    pub(super) references: Vec<Reference>,
}

/// Where a link leads or a picture is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    pub(super) kind: ReferenceKind,
    pub(super) address: String,
    /// What is shown when the pointer is on it.
    pub(super) title: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReferenceKind {
    Link,
    Picture,
}

impl Passage {
    /// Returns a paragraph of a text.
    pub(super) fn of_text(text: &str) -> Self {
        let mut words = WordBuilder::default();
        words.add(text, &[], &[]);
        let (kind, runs) = (BlockKind::Paragraph, words.finish());
        Self {
            kind,
            quotes: Vec::new(),
            begins_quotation: false,
            indent: 0,
            begins: true,
            marker: None,
            runs,
        }
    }

    /// Tells whether two passages differ only in what [`Content::is_same`] leaves out.
    ///
    /// [`Content::is_same`]: super::Content::is_same
    pub(in crate::compare) fn is_same(&self, other: &Self) -> bool {
        let form = |passage: &Self| (passage.indent, passage.begins, passage.begins_quotation);
        self.kind == other.kind
            && form(self) == form(other)
            && self.quotes == other.quotes
            && self.marker == other.marker
            && self.runs.len() == other.runs.len()
            && self.runs.iter().zip(&other.runs).all(|(left, right)| {
                (&left.styles, &left.references) == (&right.styles, &right.references)
                    && self.same_words(&left.text, &right.text)
            })
    }

    /// Tells whether two passages have the same words and marks, whatever their style.
    pub(in crate::compare) fn reads_the_same(&self, other: &Self) -> bool {
        let is_code = |passage: &Self| passage.kind.keeps_lines();
        is_code(self) == is_code(other) && self.same_words(&self.text(), &other.text())
    }

    /// Returns its words without their styles.
    pub(super) fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    fn same_words(&self, left: &str, right: &str) -> bool {
        left == right || (!self.kind.keeps_lines() && same_words(left, right))
    }
}

/// The passages of a document, in order.
pub(super) struct Passages<'a> {
    document: &'a Document,
    emphasis: Peekable<Iter<'a, Emphasis>>,
    references: Peekable<IntoIter<(Span, Reference)>>,
    /// The styles that began before the end of the last passage, and did not end.
    open: Vec<Emphasis>,
    open_references: Vec<(Span, Reference)>,
}

impl<'a> Passages<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        let reference = |kind, address: &str, title: &str| Reference {
            kind,
            address: address.to_owned(),
            title: title.to_owned(),
        };
        let links = document
            .hyperlinks
            .iter()
            .map(|link| (link.words, reference(ReferenceKind::Link, &link.target, &link.title)));
        let pictures = document.pictures.iter().map(|picture| {
            (picture.words, reference(ReferenceKind::Picture, &picture.source, &picture.title))
        });
        let mut references: Vec<(Span, Reference)> = links.chain(pictures).collect();
        references.sort_by_key(|(words, _)| words.start);
        Self {
            document,
            emphasis: document.emphasis.iter().peekable(),
            references: references.into_iter().peekable(),
            open: Vec::new(),
            open_references: Vec::new(),
        }
    }

    /// Returns the passage at `span` of a block; spans are asked for in order.
    pub(super) fn next(&mut self, span: Span, block: usize, begins: bool) -> Passage {
        while let Some(found) = self.emphasis.next_if(|found| found.span.start < span.end) {
            self.open.push(*found);
        }
        self.open.retain(|found| found.span.end > span.start);
        while let Some(found) = self.references.next_if(|(words, _)| words.start < span.end) {
            self.open_references.push(found);
        }
        self.open_references.retain(|(words, _)| words.end > span.start);
        let block = self.document.blocks.get(block);
        let kind = block.map_or(BlockKind::Paragraph, |block| kind(&block.kind));
        let runs = if kind.keeps_lines() {
            let run = |(piece, styles): (Span, _)| StyledWords {
                text: composed(piece.of(&self.document.text)),
                styles,
                references: Vec::new(),
            };
            self.pieces(span).into_iter().map(run).collect()
        } else {
            self.runs(span)
        };
        Passage {
            kind,
            quotes: block.map_or_else(Vec::new, |block| quotes(&block.frame)),
            begins_quotation: block.filter(|_| begins).is_some_and(|block| begins_quotation(&block.frame)),
            indent: block.filter(|_| begins).map_or(0, |block| indent(&self.document.text, block)),
            begins,
            marker: block.filter(|_| begins).and_then(|block| marker(&block.frame)),
            runs,
        }
    }

    /// Returns the parts of a passage in which no style and no link begins or ends, with their styles.
    fn pieces(&self, span: Span) -> Vec<(Span, Vec<Stress>)> {
        let references = self.open_references.iter().map(|(words, _)| *words);
        let spans = self.open.iter().map(|found| found.span).chain(references);
        let mut cuts: Vec<usize> = spans.flat_map(|span| [span.start, span.end]).collect();
        cuts.retain(|cut| span.start < *cut && *cut < span.end);
        cuts.extend([span.start, span.end]);
        cuts.sort_unstable();
        cuts.dedup();
        let styled = |piece: Span| {
            let styles = self.open.iter().filter(|found| found.span.overlaps(piece));
            let mut styles: Vec<Stress> = styles.map(|found| found.stress).collect();
            styles.sort_unstable();
            styles.dedup();
            (piece, styles)
        };
        cuts.windows(2).map(|cuts| styled(Span::new(cuts[0], cuts[1]))).collect()
    }

    fn runs(&self, span: Span) -> Vec<StyledWords> {
        let mut words = WordBuilder::default();
        for (piece, styles) in self.pieces(span) {
            let references = self.open_references.iter().filter(|(words, _)| words.overlaps(piece));
            let references: Vec<Reference> = references.map(|(_, reference)| reference.clone()).collect();
            words.add(piece.of(&self.document.text), &styles, &references);
        }
        words.finish()
    }
}

/// Returns a kind of block without the places of its cells and the name of its language, which not every
/// format has.
fn kind(kind: &BlockKind) -> BlockKind {
    match kind {
        BlockKind::TableRow { head, .. } => {
            BlockKind::TableRow { cells: Vec::new(), head: *head, columns: [].into() }
        }
        BlockKind::Code(_) => BlockKind::Code(None),
        BlockKind::Paragraph
        | BlockKind::Heading(_)
        | BlockKind::Rule
        | BlockKind::Remark
        | BlockKind::Reference => kind.clone(),
    }
}

/// Returns the indentation of a block. That of a wrapped paragraph is the indentation of its first line, which
/// wrapping leaves as it is.
fn indent(text: &str, block: &Block) -> usize {
    if block.kind.keeps_lines() {
        return 0;
    }
    let before = text.get(..block.span.start).unwrap_or_default();
    let blank = before.len() - before.trim_end_matches([' ', '\t']).len();
    if blank > 0 { blank } else { block.frame.margins.iter().filter_map(indentation).sum() }
}

fn indentation(margin: &Margin) -> Option<usize> {
    match margin {
        Margin::Quote { .. } => None,
        Margin::Indent { cells, .. } => Some((*cells).into()),
    }
}

fn quotes(frame: &Frame) -> Vec<usize> {
    let margins = frame.margins.iter().enumerate();
    let quotes = margins.filter(|(_, margin)| margin.is_quotation()).map(|(at, _)| at);
    quotes.enumerate().map(|(before, at)| at - before).collect()
}

fn begins_quotation(frame: &Frame) -> bool {
    frame.margins.contains(&Margin::Quote { is_next: true })
}

fn marker(frame: &Frame) -> Option<String> {
    let markers = frame.margins.iter().filter_map(|margin| match margin {
        Margin::Quote { .. } => None,
        Margin::Indent { marker, .. } => marker.as_deref(),
    });
    let markers: Vec<&str> = markers.collect();
    (!markers.is_empty()).then(|| markers.join(" "))
}

/// Words while their white space is made plain.
#[derive(Default)]
struct WordBuilder {
    runs: Vec<StyledWords>,
    last: Option<char>,
    /// Whether there is white space after the last character, and whether it holds a line end.
    gap: Option<bool>,
}

impl WordBuilder {
    fn add(&mut self, text: &str, styles: &[Stress], references: &[Reference]) {
        let mut rest = text;
        while !rest.is_empty() {
            let (gap, words) = rest.split_at(rest.bytes().take_while(|byte| is_gap(*byte)).count());
            if !gap.is_empty() {
                self.gap = Some(self.gap.unwrap_or_default() || gap.contains('\n'));
            }
            let end = words.bytes().position(is_gap).unwrap_or(words.len());
            let (word, after) = words.split_at(end);
            self.add_word(word, styles, references, rest.len());
            rest = after;
        }
    }

    /// Adds a word, or the part of one that is in this style; `room` is the most that a run of it can hold.
    fn add_word(&mut self, word: &str, styles: &[Stress], references: &[Reference], room: usize) {
        let (Some(first), Some(end)) = (word.chars().next(), word.chars().next_back()) else { return };
        let is_new = |run: &StyledWords| run.styles != styles || run.references != references;
        if self.runs.last().is_none_or(is_new) {
            let (styles, references) = (styles.to_vec(), references.to_vec());
            self.runs.push(StyledWords { text: String::with_capacity(room), styles, references });
        }
        let (gap, last) = (self.gap.take(), self.last.replace(end));
        let Some(run) = self.runs.last_mut() else { return };
        if let (Some(last), Some(has_line_end)) = (last, gap) {
            let may_join = || {
                (HYPHENS.contains(&last) && first.is_alphanumeric())
                    || (is_unspaced(last) && is_unspaced(first))
                    || joins_without_space(last, first)
            };
            run.text.push(if has_line_end && may_join() { '\n' } else { ' ' });
        }
        run.text.push_str(word);
    }

    fn finish(mut self) -> Vec<StyledWords> {
        for run in &mut self.runs {
            run.text = composed(&run.text);
        }
        self.runs
    }
}

/// Tells whether a byte is a white space at which a line may be broken.
fn is_gap(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

/// Returns a text in canonical form (NFC).
fn composed(text: &str) -> String {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        text.to_owned()
    } else {
        text.nfc().collect()
    }
}

/// Returns running text in canonical form, with single spaces.
pub(super) fn plain(text: &str) -> String {
    let mut words = WordBuilder::default();
    words.add(text, &[], &[]);
    words.finish().into_iter().map(|run| run.text).collect()
}

/// Tells whether two pieces of running text have the same characters but for how lines are wrapped and the
/// canonical form.
pub fn same_text(left: &str, right: &str) -> bool {
    left == right || same_words(&plain(left), &plain(right))
}

/// Tells whether two texts of runs are the same, whichever way the line ends in them are read.
fn same_words(left: &str, right: &str) -> bool {
    if left == right || !(left.contains('\n') || right.contains('\n')) {
        return left == right;
    }
    let (mut left, mut right) = (left.chars(), right.chars());
    loop {
        if skip_line_end(&mut left, &mut right) || skip_line_end(&mut right, &mut left) {
            continue;
        }
        match (left.next(), right.next()) {
            (None, None) => return true,
            (one, other) if one == other => {}
            _ => return false,
        }
    }
}

/// Skips a line end of `one` with the hyphen before it, and in `other` the hyphen, the space or the line end
/// that may be in its place.
fn skip_line_end(one: &mut Chars<'_>, other: &mut Chars<'_>) -> bool {
    let rest = one.as_str();
    if let Some(after) = rest.strip_prefix('\n') {
        *one = after.chars();
        *other = other.as_str().strip_prefix(['\n', ' ']).unwrap_or(other.as_str()).chars();
        return true;
    }
    let Some(after) = rest.strip_prefix(HYPHENS).and_then(|rest| rest.strip_prefix('\n')) else {
        return false;
    };
    *one = after.chars();
    if let Some(after) = other.as_str().strip_prefix(HYPHENS) {
        *other = after.strip_prefix('\n').unwrap_or(after).chars();
    }
    true
}
