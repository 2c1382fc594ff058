//! Running text in Markdown: escapes, emphasis, links and code.
//!
//! Emphasis is written with asterisks or underscores where they would be read as such, and as a tag of HTML
//! in a document elsewhere: `**(a)**b` is not emphasis in Markdown.

use std::ops::RangeInclusive;

use crate::report::model::{ForeignText, Inline, LinkTarget, PassagePart, Style};
use crate::report::wording::add_number;
use crate::text::safe;
use crate::text::unicode::is_punctuation;

/// Where running text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum InlinePlace {
    /// In a paragraph, whose lines are kept.
    Lines,
    /// In one line, such as a heading.
    OneLine,
    /// In a cell of a table.
    Cell,
}

/// Returns a line of a report in Markdown; the line ends of passages are kept in [`InlinePlace::Lines`].
pub(super) fn inlines(line: &[Inline<'_>], place: InlinePlace) -> String {
    let label = match line.first() {
        // The number of a sentence before the sentence.
        Some(number @ (Inline::Number { .. } | Inline::Link { .. })) => {
            format!("**{}**", inline(number, place))
        }
        first => first.map(|part| inline(part, place)).unwrap_or_default(),
    };
    let text: String =
        std::iter::once(label).chain(line.iter().skip(1).map(|part| inline(part, place))).collect();
    if place == InlinePlace::Lines { text } else { text.replace('\n', " ") }
}

fn inline(part: &Inline<'_>, place: InlinePlace) -> String {
    match part {
        Inline::Text(words) | Inline::Path(words) => escaped(safe::line(words).as_str()),
        Inline::Strong(words) => format!("**{}**", escaped(safe::line(words).as_str())),
        Inline::Aside(line) => format!("({})", inlines(line, place)),
        Inline::Quoted(passage, _) | Inline::Passage(passage) => self::passage(passage, place),
        Inline::Break if place == InlinePlace::Lines => "\\\n".to_owned(),
        Inline::Break => "<br>".to_owned(),
        Inline::Number { document, sentence, is_named } => {
            let mut words = String::new();
            add_number(&mut words, *document, *sentence, *is_named);
            words
        }
        Inline::Link { words, .. } => escaped(words),
    }
}

/// A styled part of a passage, from its first to its last part.
struct Segment<'a> {
    style: Style,
    parts: RangeInclusive<usize>,
    target: Option<&'a LinkTarget<'a>>,
}

/// The signs that end an open segment, and its last part.
struct OpenSegment {
    end: usize,
    closing: String,
}

/// Returns a passage with its emphasis, which begins and ends at visible characters.
pub(super) fn passage(passage: &ForeignText<'_>, place: InlinePlace) -> String {
    let parts = words_and_spaces(passage.parts());
    let mut coming = segments(passage, &parts).into_iter().peekable();
    let mut open: Vec<OpenSegment> = Vec::new();
    let mut text = String::new();
    for (index, part) in parts.iter().enumerate() {
        let mut raw = None;
        while let Some(mut segment) = coming.next_if(|segment| *segment.parts.start() == index) {
            if let Some(outer) = open.last().filter(|outer| outer.end < *segment.parts.end()) {
                segment.parts = index..=outer.end;
            }
            raw = raw.or_else(|| verbatim(&segment, part, place, &text));
            let signs = match &raw {
                Some(_) if is_verbatim(segment.style) => [String::new(), String::new()],
                _ => signs(&segment, &parts, &text, &open),
            };
            let [opening, closing] = signs;
            if opening == "[" && text.ends_with('!') {
                text.insert(text.len() - 1, '\\');
            }
            text.push_str(&opening);
            open.push(OpenSegment { end: *segment.parts.end(), closing });
        }
        text.push_str(&raw.unwrap_or_else(|| escaped(&part.text)));
        while let Some(closed) = open.pop_if(|open| open.end == index) {
            text.push_str(&closed.closing);
        }
    }
    text
}

/// Returns parts cut so that each is either white space or begins and ends with a visible character.
fn words_and_spaces(parts: Vec<PassagePart>) -> Vec<PassagePart> {
    let cut = |part: PassagePart| {
        let words = part.text.trim_matches([' ', '\n']);
        let start = part.text.len() - part.text.trim_start_matches([' ', '\n']).len();
        let pieces = [&part.text[..start], words, &part.text[start + words.len()..]];
        let piece = |text: &str| PassagePart { text: text.to_owned(), styles: part.styles.clone() };
        pieces.iter().filter(|text| !text.is_empty()).map(|text| piece(text)).collect::<Vec<_>>()
    };
    parts.into_iter().flat_map(cut).collect()
}

/// Returns the segments of a passage in the order in which they begin, the outer ones first.
fn segments<'a>(passage: &'a ForeignText<'_>, parts: &[PassagePart]) -> Vec<Segment<'a>> {
    let mut found: Vec<Option<(usize, usize)>> = vec![None; passage.styles.len()];
    for (index, part) in parts.iter().enumerate().filter(|(_, part)| !part.text.trim().is_empty()) {
        for style in &part.styles {
            let first = found[*style].map_or(index, |(first, _)| first);
            found[*style] = Some((first, index));
        }
    }
    let mut targets = passage.targets.iter();
    let mut segments = Vec::new();
    for ((_, style), place) in passage.styles.iter().zip(found) {
        let has_target = matches!(style, Style::LinkWords | Style::Picture);
        let target = if has_target { targets.next() } else { None };
        segments.extend(place.map(|(first, last)| Segment { style: *style, parts: first..=last, target }));
    }
    let rank = |style| (is_verbatim(style), style != Style::LinkWords, style);
    segments.sort_by_key(|segment| {
        (*segment.parts.start(), std::cmp::Reverse(*segment.parts.end()), rank(segment.style))
    });
    segments
}

fn is_verbatim(style: Style) -> bool {
    matches!(style, Style::Code | Style::Math | Style::Note | Style::Picture)
}

/// Returns the Markdown of a segment in which nothing is escaped, if it can be written so behind `text`.
fn verbatim(segment: &Segment<'_>, part: &PassagePart, place: InlinePlace, text: &str) -> Option<String> {
    let is_one = segment.parts.start() == segment.parts.end();
    let has_bar = place == InlinePlace::Cell && part.text.contains('|');
    match segment.style {
        Style::Code if is_one && !part.text.contains('\n') && !text.ends_with('`') => {
            Some(code_span(&part.text, place))
        }
        Style::Math if is_one && !has_bar => Some(part.text.clone()),
        Style::Picture if is_one => Some(picture(&part.text, segment.target?)),
        Style::Note if is_one => Some(format!("[^{}]", part.text.trim_matches(['[', ']']))),
        _ => None,
    }
}

/// Returns the signs around a segment that begins behind `text`.
fn signs(segment: &Segment<'_>, parts: &[PassagePart], text: &str, open: &[OpenSegment]) -> [String; 2] {
    let [sign, other, tag] = match segment.style {
        Style::Emphasis => ["*", "_", "em"],
        Style::Strong => ["**", "__", "strong"],
        Style::Struck => ["~~", "~~", "del"],
        Style::Code => ["", "", "code"],
        // A report has no HTML.
        Style::Hit => ["**", "**", ""],
        Style::LinkWords => match segment.target.filter(|target| !target.address.is_empty()) {
            Some(target) => return ["[".to_owned(), format!("]{}", destination(target))],
            None => return [String::new(), String::new()],
        },
        Style::Picture | Style::Math | Style::Note | Style::Shared | Style::Removed | Style::Added => {
            return [String::new(), String::new()];
        }
    };
    let before = text.chars().next_back();
    let is_escaped = text.ends_with("\\*") || text.ends_with("\\_");
    let after = parts.get(segment.parts.end() + 1);
    let touches = after.is_some_and(|part| !part.styles.is_empty() && !part.text.starts_with([' ', '\n']));
    let [first, last] = [
        parts.get(*segment.parts.start()).and_then(|part| part.text.chars().next()),
        parts.get(*segment.parts.end()).and_then(|part| part.text.chars().next_back()),
    ];
    let after = after.and_then(|part| part.text.chars().next());
    let is_clear = !sign.is_empty()
        && !touches
        && is_apart(before, first)
        && is_apart(after, last)
        && before != Some('`');
    let is_within = |sign: &str| open.iter().any(|open| open.closing.starts_with(&sign[..1]));
    let is_free = |sign: &str| is_clear && !is_within(sign) && (is_escaped || !text.ends_with(&sign[..1]));
    if is_free(sign) {
        [sign.to_owned(), sign.to_owned()]
    } else if is_free(other) {
        [other.to_owned(), other.to_owned()]
    } else if tag.is_empty() {
        [String::new(), String::new()]
    } else {
        [format!("<{tag}>"), format!("</{tag}>")]
    }
}

/// Tells whether signs between a character outside of emphasis and one inside are read as such.
fn is_apart(outside: Option<char>, inside: Option<char>) -> bool {
    outside.is_none_or(|c| {
        let is_punctuation = is_punctuation(c) || c.is_ascii_punctuation();
        let is_inside_word = || inside.is_some_and(char::is_alphanumeric);
        c.is_whitespace() || is_punctuation || (!c.is_alphanumeric() && is_inside_word())
    })
}

/// Returns code between backticks, more of them than any run within. Nothing is escaped in code but a bar
/// that would end the cell of a table.
fn code_span(code: &str, place: InlinePlace) -> String {
    let fence = "`".repeat(longest_run_of_backticks(code) + 1);
    let space = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
    let code = if place == InlinePlace::Cell { code.replace('|', "\\|") } else { code.to_owned() };
    format!("{fence}{space}{code}{space}{fence}")
}

pub(super) fn longest_run_of_backticks(code: &str) -> usize {
    code.split(|character| character != '`').map(str::len).max().unwrap_or_default()
}

/// Returns safe text with every character escaped that Markdown would take for its own anywhere.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if matches!(
            character,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '#' | '^' | '$'
        ) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// Returns a picture; `words` are those for it, in brackets.
fn picture(words: &str, target: &LinkTarget<'_>) -> String {
    let inside = words.get(1..words.len() - 1).unwrap_or_default();
    let description = inside.strip_prefix("picture").unwrap_or_default().trim_start_matches([':', ' ']);
    format!("![{}]{}", escaped(description), destination(target))
}

/// Returns what comes behind the words of a link or a picture.
fn destination(target: &LinkTarget<'_>) -> String {
    let address = escaped_target(&target.address);
    match target.title {
        "" => format!("(<{address}>)"),
        title => format!("(<{address}> \"{}\")", escaped(safe::line(title).as_str()).replace('"', "\\\"")),
    }
}

fn escaped_target(target: &str) -> String {
    let target = safe::line(target);
    let mut escaped = String::with_capacity(target.as_str().len());
    for character in target.as_str().chars() {
        if matches!(character, '\\' | '<' | '>' | '&' | '|' | '^' | '~') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// Escapes what means something only at the start of a line: `-`, `+`, `:`, `1.`, `1)`, a line of `=`, and
/// `\[`, which begins mathematics there.
pub(super) fn at_line_start(line: &str) -> String {
    if let Some(rest) = line.strip_prefix("\\[") {
        return format!("&#91;{rest}");
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let at = match line.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => digits,
        Some(b'-' | b'+' | b':') if digits == 0 => 0,
        Some(b'=') if line.trim_end().bytes().all(|byte| byte == b'=') => 0,
        _ => return line.to_owned(),
    };
    format!("{}\\{}", &line[..at], &line[at..])
}
