//! PDF: glyphs at places on pages, from which the text has to be found again.
//!
//! `hayro-interpret` runs the pages and says which glyph is drawn where. `layout` joins glyphs to lines and
//! finds columns and tables, `paragraphs` joins lines to paragraphs over line, column and page ends and
//! leaves running heads out. All of that happens in a process of its own (`process`).

mod accents;
mod annotations;
mod bands;
mod bidi;
mod encryption;
mod extract;
mod fonts;
mod glyphs;
mod gutters;
mod layout;
mod line_numbers;
mod lines;
mod linked_text;
mod page_fonts;
mod paragraphs;
pub mod process;
mod rows;
mod rules;
mod running_heads;
mod strings;
mod tables;
mod tex;

use std::borrow::Cow;

use crate::document::{
    BlockKind, Division, DivisionKind, Draft, Emphasis, Field, Frame, Hyperlink, Margin, Metadata,
    OutlineEntry, Position, Stress,
};
use crate::formats::blocks::{BlockWriter, TableBuilder};
use crate::formats::inline::InlineText;
use crate::formats::limits::Exceeded;
use crate::formats::pdf::extract::{Extracted, MOST_PAGES, MOST_TEXT, PageComment, PdfFailure};
use crate::formats::pdf::linked_text::LinkedText;
use crate::formats::pdf::paragraphs::{BlockContent, PageBlock};
use crate::formats::pdf::process::Lost;
use crate::formats::properties::counted;
use crate::formats::{Format, FormatError, SourceBytes};
use crate::text::Span;

const NAME: &str = "PDF";

/// The most bytes of a block that is compared with the labels of the outline.
const LONGEST_LABEL: usize = 400;

const EXTENSIONS: [&str; 1] = ["pdf"];

const SIGNATURE: &[u8] = b"%PDF-";

/// The first bytes in which the signature may be; some files have others before it.
const LOOKED_AT: usize = 1024;

/// PDF, known by its signature.
pub(super) const FORMAT: Format = Format {
    name: NAME,
    extensions: &EXTENSIONS,
    recognises: is_pdf,
    needs_signature: true,
    is_verbatim: false,
    longest: 256 << 20,
    parse,
};

/// Tells whether a file is a PDF. Text before the signature, such as commands for a printer, must not make a PDF of
/// a text about PDF files: the signature then begins a line, and bytes that no text has or the extension confirm it.
/// A file without a signature is one if its extension says so and it begins with an object.
fn is_pdf(source: &SourceBytes) -> bool {
    let head = &source.bytes[..source.bytes.len().min(LOOKED_AT)];
    let is_named = || source.has_extension(&EXTENSIONS);
    let Some(at) = memchr::memmem::find(head, SIGNATURE) else {
        return is_named() && begins_with_object(head);
    };
    let (before, after) = head.split_at(at);
    let begins_line = before.ends_with(b"\n") || before.ends_with(b"\r");
    before.trim_ascii().is_empty()
        || !before.is_ascii()
        || begins_line && (is_named() || has_binary_comment(&after[SIGNATURE.len()..]))
}

/// Tells whether the line after a signature is a comment whose bytes are not ASCII, by which a PDF says that it is
/// no text.
fn has_binary_comment(after: &[u8]) -> bool {
    let mut lines = after.split(|byte| b"\r\n".contains(byte)).skip(1).filter(|line| !line.is_empty());
    lines.next().is_some_and(|line| line.starts_with(b"%") && !line.is_ascii())
}

/// Tells whether the first line that is no comment begins an object, such as `1 0 obj`.
fn begins_with_object(head: &[u8]) -> bool {
    let lines = head.split(|byte| b"\r\n".contains(byte)).map(<[u8]>::trim_ascii);
    let first = lines.into_iter().find(|line| !line.is_empty() && !line.starts_with(b"%"));
    let mut words = first.unwrap_or_default().split(u8::is_ascii_whitespace);
    let mut is_number =
        || words.next().is_some_and(|word| !word.is_empty() && word.iter().all(u8::is_ascii_digit));
    is_number() && is_number() && words.next().is_some_and(|word| word.starts_with(b"obj"))
}

fn parse(source: &SourceBytes) -> Result<Draft, FormatError> {
    let mut first = None;
    let mut take_part = |found: &Extracted| {
        if !found.blocks.is_empty() && is_within_limits(found) {
            first = Some(found.clone());
            if let Some(progress) = source.progress {
                (progress.part)(part(found.clone()));
            }
        }
    };
    let is_wanted = || source.progress.is_none_or(|progress| (progress.is_wanted)());
    let found = match (process::read(source.bytes, &mut take_part, &is_wanted), first) {
        (Ok(found), _) => found.map_err(failed)?,
        (Err(why @ (Lost::Time | Lost::Ended)), Some(first)) => return Ok(cut_off(first, why)),
        (Err(why), _) => return Err(lost(why)),
    };
    if !is_within_limits(&found) {
        return Err(FormatError::TooMuch { what: NAME, limit: Exceeded::Text(MOST_TEXT) });
    }
    if found.blocks.is_empty() {
        return Err(without_text(&found));
    }
    let warnings = warnings(&found);
    Ok(Draft { warnings, ..draft(found) })
}

/// Tells whether the process kept its limits, and whether all places are in the texts that they are places of.
fn is_within_limits(found: &Extracted) -> bool {
    let Some(read) = found.pages.checked_sub(found.unread) else { return false };
    let is_place = |block: &PageBlock, at: usize| match &block.content {
        BlockContent::Heading(_, text) | BlockContent::Paragraph(text) => text.is_char_boundary(at),
        BlockContent::Table(_) => at == 0,
    };
    let pages: Vec<usize> =
        found.blocks.iter().flat_map(|block| &block.pages).map(|(page, _)| *page).collect();
    let are_places = |block: &PageBlock| {
        block.pages.is_sorted_by_key(|(_, at)| *at) && block.pages.iter().all(|(_, at)| is_place(block, *at))
    };
    read <= MOST_PAGES
        && text_of(found) <= 2 * MOST_TEXT
        && pages.into_iter().eq(0..pages_begun(found))
        && pages_begun(found) <= read
        && found.blocks.iter().all(are_places)
}

/// Returns the number of pages that begin in a block.
fn pages_begun(found: &Extracted) -> usize {
    found.blocks.iter().map(|block| block.pages.len()).sum()
}

/// Returns the document of the first pages when the others cannot be read.
fn cut_off(found: Extracted, why: Lost) -> Draft {
    let (read, pages) = (found.pages - found.unread, found.pages);
    let warning = format!("only the first {read} of {pages} pages were read: {}", lost(why));
    let warnings = [warnings(&Extracted { unread: 0, ..found.clone() }), vec![warning]].concat();
    Draft { warnings, ..draft(found) }
}

/// Returns the document of the first pages.
fn part(found: Extracted) -> Draft {
    let warning = format!("reading page {} of {} …", found.pages - found.unread + 1, found.pages);
    Draft { warnings: vec![warning], ..draft(found) }
}

/// Returns the number of bytes of all texts.
fn text_of(found: &Extracted) -> usize {
    let length = |block: &PageBlock| match &block.content {
        BlockContent::Heading(_, text) | BlockContent::Paragraph(text) => text.len(),
        BlockContent::Table(rows) => rows.iter().flatten().map(|cell| cell.len()).sum(),
    };
    found.blocks.iter().map(length).sum()
}

fn unreadable(why: impl Into<Cow<'static, str>>, advice: &'static str) -> FormatError {
    FormatError::Unreadable { what: NAME, why: why.into(), advice: advice.into() }
}

fn lost(lost: Lost) -> FormatError {
    match lost {
        Lost::Unwanted => unreadable("reading was cancelled", "open it again"),
        Lost::NotStarted => unreadable("no process could be started to read it", "try again"),
        Lost::Time => unreadable("it takes more than 10 s to read", "pdftotext FILE - | reader"),
        Lost::Ended => {
            unreadable("it is damaged, or takes more than 1 GiB to read", "qpdf FILE NEW.pdf may repair it")
        }
    }
}

fn failed(failure: PdfFailure) -> FormatError {
    match failure {
        PdfFailure::Encrypted => {
            unreadable("it is encrypted", "qpdf --decrypt --password=WORD FILE NEW.pdf opens it")
        }
        PdfFailure::Damaged => unreadable("it is damaged", "qpdf FILE NEW.pdf may repair it"),
    }
}

fn without_text(found: &Extracted) -> FormatError {
    if found.unknown_glyphs > 0 {
        return unreadable(
            "its fonts do not say which characters their glyphs are",
            "ocrmypdf --force-ocr FILE NEW.pdf reads them from the pages",
        );
    }
    unreadable("it has no text, only pictures (scanned pages)", "ocrmypdf FILE NEW.pdf adds the text")
}

/// Returns the document of what was found.
fn draft(found: Extracted) -> Draft {
    let mut writer = BlockWriter::default();
    let mut divisions = Vec::new();
    for block in &found.blocks {
        let start = write(&mut writer, &block.content, &found.addresses);
        divisions.extend(block.pages.iter().map(|(page, at)| division(*page, start + at)));
    }
    let text_end = writer.draft().text.len();
    found.comments.iter().for_each(|comment| write_comment(&mut writer, comment));
    let mut draft = writer.finish(&[], found.title);
    // The last pages may have no text.
    let rest = divisions.len()..found.pages - found.unread;
    divisions.extend(rest.map(|page| division(page, text_end)));
    let mut metadata = Metadata::default();
    for (field, value) in
        [(Field::Author, &found.author), (Field::Description, &found.subject), (Field::Created, &found.date)]
    {
        metadata.add(field, value.as_deref().unwrap_or_default());
    }
    draft.outline = outline(&found.outline, &draft);
    draft.divisions = divisions;
    draft.metadata = metadata;
    draft
}

/// Returns what is missing in a document.
fn warnings(found: &Extracted) -> Vec<String> {
    let pages = found.pages;
    let mut warnings = Vec::new();
    if found.without_text > 0 {
        warnings.push(format!("pages without text: {} of {pages}", found.without_text));
    }
    if found.unread > 0 {
        warnings.push(format!("pages not read, because there are too many: {} of {pages}", found.unread));
    }
    warnings.extend(counted(&[(
        found.unknown_glyphs,
        "character is missing: its font does not name it",
        "characters are missing: their fonts do not name them",
    )]));
    warnings
}

/// Returns the outline of a PDF with the places of its entries: the blocks that say what their labels say, in
/// order. A line of a table of contents says more: the page. An outline of which less than half is found in
/// the text is left to the headings.
fn outline(entries: &[(u8, String)], draft: &Draft) -> Vec<OutlineEntry> {
    let short = draft.blocks.iter().filter(|block| block.span.len() <= LONGEST_LABEL);
    let blocks: Vec<(usize, String)> =
        short.map(|block| (block.span.start, unnumbered(block.span.of(&draft.text)))).collect();
    let mut from = 0;
    let mut found = Vec::new();
    for (level, label) in entries {
        let wanted = unnumbered(label);
        let is_same = |(_, said): &(usize, String)| !wanted.is_empty() && *said == wanted;
        if let Some(at) = blocks[from..].iter().position(is_same) {
            from += at;
            found.push(OutlineEntry { level: *level, label: label.clone(), place: Position(blocks[from].0) });
        }
    }
    if found.len() * 2 < entries.len() { Vec::new() } else { found }
}

/// Returns the letters and digits of a label without the number before it, which the outline may have and the
/// text not, or the other way round.
fn unnumbered(label: &str) -> String {
    let label = label.trim_start_matches(|c: char| !c.is_alphabetic());
    label.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn division(page: usize, place: usize) -> Division {
    Division { kind: DivisionKind::Page, label: (page + 1).to_string(), place: Position(place) }
}

/// Writes a block; returns where its text begins.
fn write(writer: &mut BlockWriter, content: &BlockContent, addresses: &[String]) -> usize {
    match content {
        BlockContent::Heading(level, text) => {
            writer.prose(&inline(text, addresses), &BlockKind::Heading(*level), Frame::default(), true)
        }
        BlockContent::Paragraph(text) => {
            let (content, frame) = note(inline(text, addresses));
            writer.prose_or_item(&content, &BlockKind::Paragraph, frame, true)
        }
        BlockContent::Table(rows) => {
            let mut table = TableBuilder::without_head();
            for row in rows {
                for cell in row {
                    table.cell(inline(cell, addresses));
                }
                table.end_row();
            }
            writer.table(table, Frame::default(), true)
        }
    }
}

/// Writes what a reader of the PDF wrote on a page.
fn write_comment(writer: &mut BlockWriter, comment: &PageComment) {
    let author = comment.author.as_deref().unwrap_or("comment");
    let text = format!("{author}, page {}: {}", comment.page + 1, comment.text);
    let text = InlineText { text, ..InlineText::default() };
    writer.prose(&text, &BlockKind::Remark, Frame::default(), true);
}

/// Returns a paragraph and its frame. A note begins with its number, a link back to its reference; the number becomes
/// the marker.
fn note(content: InlineText) -> (InlineText, Frame) {
    let back =
        content.hyperlinks.first().filter(|link| link.words.start == 0 && link.target.starts_with('#'));
    let number = back.map(|link| link.words.of(&content.text)).filter(|words| is_number(words));
    let Some(number) = number.filter(|number| content.text[number.len()..].starts_with(' ')) else {
        return (content, Frame::default());
    };
    let marker = format!("[{number}]");
    let margin = Margin::Indent { cells: marker.len() as u8 + 1, marker: Some(marker) };
    let mut words = content.clone().starting_at(number.len());
    words.emphasis.retain(|emphasis| !emphasis.span.is_empty());
    words.hyperlinks.retain(|link| !link.words.is_empty());
    (words, Frame { margins: vec![margin] })
}

/// Tells whether words are a number of at most three digits.
fn is_number(words: &str) -> bool {
    words.len() <= 3 && words.bytes().all(|byte| byte.is_ascii_digit())
}

/// Abbreviations that a number follows.
const COUNTED: [&str; 12] = ["fig", "figs", "eq", "eqs", "sec", "tab", "no", "nr", "p", "pp", "ch", "app"];

/// Returns a text with its links. The numbers that refer to notes are in brackets, as in other formats.
fn inline(text: &LinkedText, addresses: &[String]) -> InlineText {
    let (mut inline, mut done) = (InlineText::default(), 0);
    for link in text.links() {
        let address = addresses.get(link.target);
        let words = text.get(link.start..link.end).filter(|words| !words.is_empty());
        let (Some(target), Some(words), Some(above)) = (address, words, text.get(done..link.start)) else {
            continue;
        };
        inline.text.push_str(above);
        let start = inline.text.len();
        let is_note = target.starts_with('#') && is_raised(&text[..link.start], words, &text[link.end..]);
        inline.text.extend(if is_note { ["[", words, "]"] } else { ["", words, ""] });
        let words = Span::new(start, inline.text.len());
        inline.emphasis.push(Emphasis { span: words, stress: Stress::Link });
        inline.hyperlinks.push(Hyperlink { words, target: target.clone(), title: String::new() });
        done = link.end;
    }
    inline.text.push_str(text.get(done..).unwrap_or_default());
    inline
}

/// Tells whether linked words are the number of a note, which is raised: it follows a word or its punctuation
/// without a space, and nothing follows that a number could belong to.
fn is_raised(before: &str, words: &str, after: &str) -> bool {
    let last = before.chars().next_back();
    let follows_words = last.is_some_and(|last| last.is_alphabetic() || ".,;:!?”’»)".contains(last))
        && !before.ends_with("..");
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_counted = COUNTED.iter().any(|short| word.trim_matches(['(', '.']).eq_ignore_ascii_case(short));
    // A number of a section, such as that of 2.1, comes after another one.
    let is_decimal = before.trim_end_matches(['.', ',']).ends_with(|last: char| last.is_numeric());
    let is_free =
        after.chars().next().is_none_or(|next| next.is_whitespace() || ".,;:!?”’»)—".contains(next));
    is_number(words) && follows_words && !is_counted && !is_decimal && is_free
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn a_pdf_is_known_by_its_signature_though_other_bytes_are_before_it() {
        let body = "%PDF-1.7\r\n%\u{fc}\r\n1 0 obj";
        let job = format!("\x1b%-12345X@PJL\n{body}");
        let about = "A PDF begins with\n%PDF-1.7\n1 0 obj\n";
        let (late, far) = (format!("{}\n{body}", "%% job".repeat(100)), "a ".repeat(600) + body);
        for (name, bytes, expected) in [
            ("a", body, true),
            ("a", "\n\n%PDF-1.7", true),
            ("a", "\u{feff}%PDF-1.7", true),
            ("a", &job, true),
            ("a", &late, true),
            ("a", &far, false),
            ("a", about, false),
            ("a", "the signature is %PDF-1.7\n%\u{fc}", false),
            ("a.pdf", about, true),
            ("a.pdf", "%\u{fc}\n1 0 obj\n<< >>", true),
            ("a", "%\u{fc}\n1 0 obj\n<< >>", false),
            ("a.pdf", "Two words.", false),
        ] {
            assert_eq!(
                is_pdf(&SourceBytes::new(Path::new(name), bytes.as_bytes())),
                expected,
                "{name} {bytes}"
            );
        }
    }

    #[test]
    fn a_paragraph_that_begins_with_a_linked_number_is_a_note() {
        let addresses = ["#page=3".to_owned()];
        for (number, rest, marker) in
            [("1", " By the clock.", Some("[1]")), ("1", ". Tides", None), ("a", " b", None)]
        {
            let mut text = LinkedText::default();
            text.push(false, number, Some(0));
            text.push(false, rest, None);
            let (content, frame) = note(inline(&text, &addresses));
            let mut markers = frame.margins.iter().filter_map(|margin| match margin {
                Margin::Indent { marker, .. } => marker.as_deref(),
                Margin::Quote { .. } => None,
            });
            assert_eq!(markers.next_back(), marker);
            let expected = if marker.is_some() { rest.trim().to_owned() } else { format!("{number}{rest}") };
            assert_eq!((content.text, content.hyperlinks.is_empty()), (expected, marker.is_some()));
        }
    }

    #[test]
    fn a_linked_number_after_a_word_is_the_reference_to_a_note() {
        let addresses = ["#page=3", "https://a.org"].map(str::to_owned);
        for (before, number, after, target, expected) in [
            ("It rose.", "1", " It fell.", 0, "It rose.[1] It fell."),
            ("It rose", "12", "", 0, "It rose[12]"),
            ("It rose", "1", " again", 1, "It rose1 again"),
            ("see [", "1", "]", 0, "see [1]"),
            ("see page ", "1", ".", 0, "see page 1."),
            ("see Fig.", "1", ".", 0, "see Fig.1."),
            ("see 2.", "1", ".", 0, "see 2.1."),
            ("H", "2", "O", 0, "H2O"),
            ("Tides .....", "4", "", 0, "Tides .....4"),
            ("It rose ", "more", "", 0, "It rose more"),
        ] {
            let mut text = LinkedText::from(before);
            text.push(false, number, Some(target));
            text.push(false, after, None);
            let inline = inline(&text, &addresses);
            let words = inline.hyperlinks[0].words.of(&inline.text);
            assert_eq!((inline.text.as_str(), words.trim_matches(['[', ']'])), (expected, number));
        }
    }
}
