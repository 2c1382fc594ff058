//! The running text of one block while it is read.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::document::{Emphasis, Hyperlink, Picture, Stress};
use crate::formats::decode::with_line_feeds;
use crate::formats::scripts::Script;
use crate::text::Span;
use crate::text::unicode::joins_without_space;

/// The root of the addresses of all files in a book.
pub(super) const ROOT: &str = "epub:/";

/// The deepest nesting of emphasis; deeper emphasis is not shown. Each row of the screen looks at all
/// emphasis over it.
const DEEPEST: usize = 64;

/// The longest source of a picture that is kept, in bytes.
const LONGEST_SOURCE: usize = 2048;

/// Running text while it is read.
#[derive(Default)]
pub(super) struct OpenText {
    content: InlineText,
    open: Vec<OpenInline>,
    /// The line of the file that is read, counted from 1; 0 in formats without lines.
    line: usize,
    /// Whether a line end is due that is shown as a space, if at all.
    soft_break: bool,
    /// Whether a script or style sheet is open, which is not shown.
    muted: bool,
}

/// Running text, finished, without white space at its ends. All spans and offsets are relative to `text`.
#[derive(Clone, Default)]
pub(super) struct InlineText {
    pub text: String,
    pub emphasis: Vec<Emphasis>,
    pub hyperlinks: Vec<Hyperlink>,
    pub pictures: Vec<Picture>,
    /// The references to notes, with the numbers of the notes.
    pub notes: Vec<(Span, usize)>,
    /// The line ends that are line ends on the screen, in order.
    pub breaks: Vec<usize>,
    /// The first byte of each part with the line of the file it comes from, in order.
    pub lines: Vec<(usize, usize)>,
    /// The names of places, with the places.
    pub anchors: Vec<(String, usize)>,
}

/// A passage that has begun and not ended.
struct OpenInline {
    kind: InlineKind,
    start: usize,
    /// The name of the HTML element that it is; `None` for Markdown.
    element: Option<String>,
    /// Whether it continues in the next block if it is not ended in this one.
    spans_blocks: bool,
}

/// A kind of passage.
#[derive(Clone)]
pub(super) enum InlineKind {
    Stressed(Stress),
    /// The words of a link.
    Link {
        target: String,
        title: String,
    },
    /// The description of an image.
    Image {
        source: String,
        title: String,
    },
    Script(Script),
}

impl InlineKind {
    /// Returns the words of a link to this address.
    pub(super) fn link(target: impl Into<String>) -> Self {
        InlineKind::Link { target: target.into(), title: String::new() }
    }
}

impl OpenText {
    /// Sets the line of the file from which the following text comes.
    pub(super) fn set_line(&mut self, line: usize) {
        self.line = line;
    }

    /// Appends text as it is; each line of it comes from the next line of the file.
    pub(super) fn push(&mut self, text: &str) {
        if self.muted || text.is_empty() {
            return;
        }
        let text = with_line_feeds(text);
        let content = &mut self.content;
        if std::mem::take(&mut self.soft_break) {
            let ends = content.text.chars().next_back().zip(text.chars().next());
            let is_joined =
                ends.is_some_and(|(last, first)| last.is_whitespace() || joins_without_space(last, first));
            content.text.push_str(if is_joined { "" } else { "\n" });
        }
        let start = content.text.len();
        content.text.push_str(&text);
        self.add_lines(Span::new(start, start + text.len()));
    }

    /// Notes the line of the file for a part of the text and for what follows each of its line ends.
    fn add_lines(&mut self, part: Span) {
        if self.line > 0 {
            let ends = part.of(&self.content.text).match_indices('\n').map(|(at, _)| part.start + at + 1);
            let starts = std::iter::once(part.start).chain(ends.filter(|start| *start < part.end));
            self.content.lines.extend(starts.zip(self.line..));
        }
    }

    /// Appends text in which white space has no meaning, as in HTML.
    pub(super) fn push_collapsed(&mut self, text: &str) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.line += usize::from(self.line > 0);
                self.soft_break();
            }
            let mut words = line.split_whitespace();
            if line.starts_with(char::is_whitespace) {
                self.push_space();
            }
            words.next().into_iter().for_each(|word| self.push(word));
            words.for_each(|word| self.push(&format!(" {word}")));
            if line.ends_with(char::is_whitespace) {
                self.push_space();
            }
        }
    }

    /// Appends a space unless there is white space already.
    pub(super) fn push_space(&mut self) {
        let text = &self.content.text;
        if !self.soft_break && !text.is_empty() && !text.ends_with(char::is_whitespace) {
            self.push(" ");
        }
    }

    /// Appends text that has a style as a whole.
    pub(super) fn push_stressed(&mut self, text: &str, stress: Stress) {
        self.open(stress);
        self.push(text);
        self.close();
    }

    /// Notes where the lines of `source` begin in the text appended last, in which their ends are spaces.
    pub(super) fn add_source_lines(&mut self, text: &str, source: &str) {
        let mut at = self.content.text.len().saturating_sub(text.len());
        for (index, line) in source.split('\n').enumerate().skip(1) {
            let mut words = line.split([' ', '\t', '>', '`']).filter(|word| !word.is_empty());
            let found = words.next().and_then(|word| self.content.text.get(at..)?.find(word));
            if let Some(found) = found {
                at += found;
                self.content.lines.push((at, self.line + index));
            }
        }
    }

    /// Ends a line where the source does; it is shown as a space, or as nothing between characters of East
    /// Asian writing.
    pub(super) fn soft_break(&mut self) {
        self.soft_break = true;
    }

    /// Ends a line where the author wants it.
    pub(super) fn break_line(&mut self) {
        // An empty line is not shown.
        if !self.muted && !self.content.text.ends_with('\n') {
            self.soft_break = false;
            let text = &mut self.content.text;
            text.truncate(text.trim_end_matches(' ').len());
            self.content.breaks.push(self.content.text.len());
            self.content.text.push('\n');
        }
    }

    /// Appends a reference to the note of this number.
    pub(super) fn push_note(&mut self, number: usize) {
        let start = self.content.text.len();
        self.push(&format!("[{number}]"));
        let span = Span::new(start, self.content.text.len()).trimmed(&self.content.text);
        self.content.notes.push((span, number));
    }

    /// Begins a passage with a style.
    pub(super) fn open(&mut self, stress: Stress) {
        self.begin(InlineKind::Stressed(stress));
    }

    /// Begins the words of a link.
    pub(super) fn open_link(&mut self, target: &str, title: &str) {
        self.begin(InlineKind::Link { target: target.to_owned(), title: title.to_owned() });
    }

    /// Begins the description of an image.
    pub(super) fn open_image(&mut self, source: &str, title: &str) {
        self.push("[picture: ");
        self.begin(InlineKind::Image { source: short_source(source), title: title.to_owned() });
    }

    /// Ends the description of an image.
    pub(super) fn close_image(&mut self) {
        self.close();
    }

    /// Begins a passage of any kind.
    pub(super) fn begin(&mut self, kind: InlineKind) {
        let start = self.content.text.len();
        self.open.push(OpenInline { kind, start, element: None, spans_blocks: false });
    }

    /// Begins a passage that continues in the next block if it is not ended in this one.
    pub(super) fn begin_spanning(&mut self, kind: InlineKind) {
        self.begin(kind);
        self.open.last_mut().into_iter().for_each(|open| open.spans_blocks = true);
    }

    /// Names the place at the end of the text.
    pub(super) fn anchor(&mut self, name: &str) {
        self.content.anchors.push((name.to_owned(), self.content.text.len()));
    }

    /// Ends the passage begun last, elements of HTML aside, and returns its words.
    pub(super) fn close(&mut self) -> &str {
        let Some(index) = self.open.iter().rposition(|open| open.element.is_none()) else { return "" };
        let start = self.finish(index);
        self.content.text.get(start..).unwrap_or_default().trim()
    }

    /// Begins a passage that is the element `name` of HTML; it continues in the next block if `spans_blocks` and
    /// if it is not ended in this one.
    pub(super) fn open_element(&mut self, kind: InlineKind, name: String, spans_blocks: bool) {
        if self.open.iter().filter(|open| open.element.is_some()).count() < DEEPEST {
            let start = self.content.text.len();
            self.open.push(OpenInline { kind, start, element: Some(name), spans_blocks });
        }
    }

    /// Begins or ends a part that is not shown.
    pub(super) fn mute(&mut self, muted: bool) {
        self.muted = muted;
    }

    /// Ends the innermost element of this name.
    pub(super) fn end_element(&mut self, name: &str) {
        let mut open = self.open.iter().enumerate().rev().take(2 * DEEPEST);
        if let Some((index, _)) = open.find(|(_, open)| open.element.as_deref() == Some(name)) {
            self.finish(index);
        }
    }

    /// Ends the open passage of this index and returns its first byte.
    fn finish(&mut self, index: usize) -> usize {
        let OpenInline { kind, start, spans_blocks, .. } = self.open.remove(index);
        let mut span = Span::new(start, self.content.text.len()).trimmed(&self.content.text);
        match kind {
            InlineKind::Stressed(stress) => self.stress(span, stress),
            InlineKind::Link { target, .. } if is_only_a_sign(&target, span.of(&self.content.text)) => {
                self.remove_from(start);
            }
            InlineKind::Link { target, title } => {
                if is_within(&target) && self.is_note_number(start, span) {
                    self.content.text.insert(span.start, '[');
                    self.content.text.insert(span.end + 1, ']');
                    span = Span::new(span.start, span.end + 2);
                }
                if span.is_empty() && !target.starts_with('#') && !spans_blocks {
                    // A link without words shows its address.
                    self.push(&target);
                    span = Span::new(start, self.content.text.len()).trimmed(&self.content.text);
                }
                if !target.is_empty() && !span.is_empty() && !self.is_in_image() {
                    self.stress(span, Stress::Link);
                    self.content.hyperlinks.push(Hyperlink { words: span, target, title });
                }
            }
            InlineKind::Image { source, title } => self.finish_image(start, source, title),
            InlineKind::Script(script) => self.set_script(span, script),
        }
        start
    }

    /// Removes the end of the text.
    fn remove_from(&mut self, start: usize) {
        let kept = self.content.text.get(..start).unwrap_or_default().trim_end().len();
        self.content.text.truncate(kept);
        self.content.emphasis.retain(|emphasis| emphasis.span.end <= kept);
        self.content.anchors.iter_mut().for_each(|(_, at)| *at = (*at).min(kept));
        self.content.breaks.retain(|at| *at < kept);
    }

    /// Tells whether words are the number of a note without any sign of it: only a style sheet raises it.
    fn is_note_number(&self, start: usize, words: Span) -> bool {
        let text = &self.content.text;
        let number = words.of(text);
        let before = text.get(..words.start).and_then(|before| before.chars().next_back());
        (1..=3).contains(&number.len())
            && number.bytes().all(|byte| byte.is_ascii_digit())
            && before.is_some_and(|before| before.is_alphabetic() || ".,;:!?”’»)".contains(before))
            && !self.content.emphasis.iter().any(|emphasis| emphasis.span.start >= start)
            && !self.open.iter().any(|open| matches!(open.kind, InlineKind::Script(_)))
    }

    /// Tells whether the description of an image is open, which has no styles and no links.
    fn is_in_image(&self) -> bool {
        self.open.iter().any(|open| matches!(open.kind, InlineKind::Image { .. }))
    }

    fn stress(&mut self, span: Span, stress: Stress) {
        if !span.is_empty() && self.open.len() < DEEPEST && !self.is_in_image() {
            self.content.emphasis.push(Emphasis { span, stress });
        }
    }

    /// Ends the description of an image; one that has brackets itself is put into parentheses.
    fn finish_image(&mut self, start: usize, source: String, title: String) {
        let text = &mut self.content.text;
        let opening = "[picture: ".len();
        let inside = text.get(start..).unwrap_or_default();
        if inside.trim().is_empty() {
            text.truncate(text.trim_end().trim_end_matches(':').len());
        }
        let has_brackets = text.get(start..).unwrap_or_default().contains(['[', ']']);
        if has_brackets && let Some(at) = start.checked_sub(opening) {
            text.replace_range(at..=at, "(");
        }
        self.push(if has_brackets { ")" } else { "]" });
        // Nothing was written where text is not shown.
        if let Some(first) = start.checked_sub(opening) {
            let words = Span::new(first, self.content.text.len());
            self.content.pictures.push(Picture { words, source, title });
        }
    }

    /// Makes the passage at the end of the text a superscript or a subscript.
    fn set_script(&mut self, span: Span, script: Script) {
        let text = span.of(&self.content.text).to_owned();
        if span.is_empty() {
            return;
        }
        match script.letters(&text) {
            Some(letters) => self.replace_end(span.start, &letters),
            None => self.enclose(span, script.signs(&text)),
        }
    }

    /// Replaces the text from `start` on.
    fn replace_end(&mut self, start: usize, by: &str) {
        let content = &mut self.content;
        content.text.truncate(start);
        content.text.push_str(by);
        let end = content.text.len();
        let fit = |span: &mut Span| {
            if span.end > start {
                *span = Span::new(span.start.min(start), end);
            }
        };
        content.spans_after(start).for_each(fit);
        content.lines.truncate(content.lines.partition_point(|(at, _)| *at <= start));
        let anchors = content.anchors.iter_mut().rev();
        anchors.take_while(|(_, at)| *at > end).for_each(|(_, at)| *at = end);
        content.breaks.truncate(content.breaks.partition_point(|at| *at < start));
    }

    /// Puts signs around the passage at the end of the text.
    fn enclose(&mut self, span: Span, [before, after]: [&str; 2]) {
        let content = &mut self.content;
        content.text.truncate(span.end);
        content.text.insert_str(span.start, before);
        content.text.push_str(after);
        let by = before.len();
        let within = content.spans_after(span.start).filter(|inner| inner.start >= span.start);
        within.for_each(|inner| *inner = inner.shifted(by));
        let lines = content.lines.iter_mut().rev();
        lines.take_while(|(at, _)| *at > span.start).for_each(|(at, _)| *at += by);
        let breaks = content.breaks.iter_mut().rev();
        breaks.take_while(|at| **at >= span.start).for_each(|at| *at += by);
    }

    /// Gives all of the text a style.
    pub(super) fn stress_all(&mut self, stress: Stress) {
        self.stress(Span::new(0, self.content.text.len()).trimmed(&self.content.text), stress);
    }

    /// Returns the text so far.
    pub(super) fn text(&self) -> &str {
        &self.content.text
    }

    /// Returns the finished text and starts a new one, in which passages go on that span blocks.
    pub(super) fn take(&mut self) -> InlineText {
        let carried: Vec<OpenInline> = self
            .open
            .iter()
            .filter(|open| open.spans_blocks)
            .map(|open| OpenInline {
                kind: open.kind.clone(),
                start: 0,
                element: open.element.clone(),
                ..*open
            })
            .collect();
        while let Some(last) = self.open.len().checked_sub(1) {
            self.finish(last);
        }
        let content = std::mem::take(&mut self.content);
        *self = OpenText { open: carried, line: self.line, muted: self.muted, ..OpenText::default() };
        content.trimmed()
    }
}

/// Returns the source of a picture; of one that holds the picture itself the beginning, its length and a digest.
fn short_source(source: &str) -> String {
    if source.len() <= LONGEST_SOURCE {
        return source.to_owned();
    }
    let mut digest = DefaultHasher::new();
    source.hash(&mut digest);
    let beginning = &source[..source.floor_char_boundary(40)];
    format!("{beginning}… ({} bytes, {:016x})", source.len(), digest.finish())
}

impl InlineText {
    /// Appends running text; returns its span in the whole.
    pub(super) fn append(&mut self, other: &InlineText) -> Span {
        let start = self.text.len();
        let mut other = other.clone();
        other.spans().for_each(|span| *span = span.shifted(start));
        self.text.push_str(&other.text);
        self.emphasis.append(&mut other.emphasis);
        self.hyperlinks.append(&mut other.hyperlinks);
        self.pictures.append(&mut other.pictures);
        self.notes.append(&mut other.notes);
        self.breaks.extend(other.breaks.iter().map(|at| start + at));
        self.lines.extend(other.lines.iter().map(|(at, line)| (start + at, *line)));
        self.anchors.extend(other.anchors.into_iter().map(|(name, at)| (name, start + at)));
        Span::new(start, self.text.len())
    }

    /// Returns the lines, which end where the author wants it.
    pub(super) fn lines(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.breaks.iter().map(|at| at + 1));
        let ends = self.breaks.iter().copied().chain([self.text.len()]);
        starts.zip(ends).map(|(start, end)| self.text.get(start..end).unwrap_or_default())
    }

    /// Gives all of it a style.
    pub(super) fn stress_all(&mut self, stress: Stress) {
        let all = Emphasis { span: Span::new(0, self.text.len()), stress };
        if !self.text.is_empty() && !self.emphasis.contains(&all) {
            self.emphasis.insert(0, all);
        }
    }

    /// Returns all spans of emphasis, links and references.
    fn spans(&mut self) -> impl Iterator<Item = &mut Span> {
        let emphasis = self.emphasis.iter_mut().map(|emphasis| &mut emphasis.span);
        let links = self.hyperlinks.iter_mut().map(|link| &mut link.words);
        let pictures = self.pictures.iter_mut().map(|picture| &mut picture.words);
        emphasis.chain(links).chain(pictures).chain(self.notes.iter_mut().map(|(span, _)| span))
    }

    /// Returns the spans that end after `place`. Each list is in the order of the ends while a text is read, so
    /// only these are looked at.
    fn spans_after(&mut self, place: usize) -> impl Iterator<Item = &mut Span> {
        let emphasis = self.emphasis.iter_mut().rev().map(|emphasis| &mut emphasis.span);
        let links = self.hyperlinks.iter_mut().rev().map(|link| &mut link.words);
        let pictures = self.pictures.iter_mut().rev().map(|picture| &mut picture.words);
        let notes = self.notes.iter_mut().rev().map(|(span, _)| span);
        let is_after = move |span: &&mut Span| span.end > place;
        let marked = emphasis.take_while(is_after).chain(links.take_while(is_after));
        marked.chain(pictures.take_while(is_after)).chain(notes.take_while(is_after))
    }

    /// Returns it without white space at its ends, with all lists in order.
    fn trimmed(self) -> Self {
        self.starting_at(0)
    }

    /// Returns what begins at a place, without white space at its ends, with all lists in order.
    pub(super) fn starting_at(mut self, start: usize) -> Self {
        let whole = Span::new(start, self.text.len()).trimmed(&self.text);
        let within = |at: usize| at.clamp(whole.start, whole.end) - whole.start;
        self.spans().for_each(|span| *span = Span::new(within(span.start), within(span.end)));
        self.emphasis.retain(|emphasis| !emphasis.span.is_empty());
        self.emphasis
            .sort_by_key(|found| (found.span.start, std::cmp::Reverse(found.span.end), found.stress));
        self.emphasis.dedup();
        self.hyperlinks.sort_by_key(|link| link.words);
        self.pictures.retain(|picture| !picture.words.is_empty());
        self.pictures.sort_by_key(|picture| picture.words);
        self.breaks.retain(|at| whole.contains(*at));
        self.breaks.iter_mut().for_each(|at| *at -= whole.start);
        self.lines.iter_mut().for_each(|(at, _)| *at = within(*at));
        self.anchors.iter_mut().for_each(|(_, at)| *at = within(*at));
        self.lines.sort_unstable();
        self.text = whole.of(&self.text).to_owned();
        self
    }
}

/// Tells whether a link leads to a place in the same document.
fn is_within(target: &str) -> bool {
    target.starts_with('#') || target.starts_with(ROOT) && target.contains('#')
}

/// Tells whether a link is an arrow at the end of a note, which leads back to its reference, or the sign beside a
/// heading that has its address.
fn is_only_a_sign(target: &str, words: &str) -> bool {
    let sign = words.trim_end_matches(['\u{fe0e}', '\u{fe0f}']);
    is_within(target) && matches!(sign, "↩" | "↵" | "⏎" | "⤴" | "⮌" | "↲" | "¶" | "§" | "🔗")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stressed(content: &InlineText) -> Vec<(&str, Stress)> {
        content.emphasis.iter().map(|found| (found.span.of(&content.text), found.stress)).collect()
    }

    #[test]
    fn stress_is_kept_beside_the_trimmed_text() {
        let mut inline = OpenText::default();
        inline.push("  a ");
        inline.open(Stress::Strong);
        inline.push_stressed("b", Stress::Code);
        inline.push(" c ");
        inline.close();
        let content = inline.take();
        assert_eq!(content.text, "a b c");
        assert_eq!(stressed(&content), [("b c", Stress::Strong), ("b", Stress::Code)]);
    }

    #[test]
    fn deep_stress_is_flattened() {
        let mut inline = OpenText::default();
        (0..1000).for_each(|_| inline.open(Stress::Light));
        inline.push("a");
        for _ in 0..1000 {
            assert_eq!(inline.close(), "a");
        }
        // All of them have the same place.
        assert_eq!(stressed(&inline.take()), [("a", Stress::Light)]);
    }

    #[test]
    fn elements_may_cross_and_span_blocks() {
        let mut inline = OpenText::default();
        inline.push("a ");
        inline.open_element(InlineKind::Stressed(Stress::Struck), "del".into(), true);
        inline.push("b ");
        inline.open_element(InlineKind::Stressed(Stress::Light), "i".into(), false);
        inline.push("c");
        inline.end_element("b");
        let content = inline.take();
        assert_eq!(stressed(&content), [("b c", Stress::Struck), ("c", Stress::Light)]);
        inline.push("d");
        inline.end_element("del");
        inline.push("e");
        assert_eq!(stressed(&inline.take()), [("d", Stress::Struck)]);
    }

    #[test]
    fn a_link_without_words_shows_its_address() {
        let mut inline = OpenText::default();
        for target in ["#top", "a.md"] {
            inline.open_link(target, "");
            inline.close();
        }
        let content = inline.take();
        assert_eq!((&*content.text, content.hyperlinks.len()), ("a.md", 1));
    }

    #[test]
    fn raised_passages_move_nothing_before_them() {
        let mut inline = OpenText::default();
        for number in 0..3 {
            inline.anchor(&number.to_string());
            inline.push_stressed("10", Stress::Strong);
            inline.begin(InlineKind::Script(Script::Super));
            inline.push_stressed("6", Stress::Light);
            inline.close();
            inline.push(" ");
        }
        let content = inline.take();
        assert_eq!(content.text, "10⁶ 10⁶ 10⁶");
        let found = [("10", Stress::Strong), ("⁶", Stress::Light)];
        assert_eq!(stressed(&content), [found, found, found].concat());
        assert_eq!(content.anchors.iter().map(|(_, at)| *at).collect::<Vec<_>>(), [0, 6, 12]);
    }

    #[test]
    fn many_raised_passages_take_time_in_proportion() {
        let mut inline = OpenText::default();
        // At the square of this number the test would take minutes.
        for _ in 0..200_000 {
            inline.push_stressed("x", Stress::Strong);
            inline.begin(InlineKind::Script(Script::Super));
            inline.push("2");
            inline.close();
        }
        assert_eq!(inline.take().emphasis.len(), 200_000);
    }

    #[test]
    fn signs_around_a_passage_move_the_spans_within() {
        let mut inline = OpenText::default();
        inline.push("x");
        inline.begin(InlineKind::Script(Script::Super));
        inline.push("a,");
        inline.open(Stress::Strong);
        inline.push("b");
        inline.close();
        inline.close();
        let content = inline.take();
        assert_eq!((&*content.text, &*stressed(&content)), ("x^(a,b)", &[("b", Stress::Strong)][..]));
    }

    #[test]
    fn a_soft_break_is_no_space_between_characters_of_east_asian_writing() {
        for (before, after, text) in [
            ("潮の", "満ち", "潮の満ち"),
            ("潮", "tide", "潮\ntide"),
            ("조수", "밀물", "조수\n밀물"),
            ("a", "b", "a\nb"),
        ] {
            let mut inline = OpenText::default();
            inline.push(before);
            inline.soft_break();
            inline.open(Stress::Light);
            inline.push(after);
            inline.close();
            let content = inline.take();
            assert_eq!(content.text, text);
            assert_eq!(stressed(&content), [(after, Stress::Light)]);
        }
    }
}
