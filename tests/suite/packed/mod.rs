//! Documents made here: EPUB and FB2 books, documents of Word and of Writer.

use std::io::{Cursor, Write};
use std::path::Path;

use proptest::test_runner::{Config, TestRunner};
use reader::document::{BlockKind, Document, Margin};
use reader::formats::{SourceBytes, parse};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::formats::{check, check_as_markdown};

mod epub;
mod fb2;
mod word;
mod writer;

pub(crate) use epub::book;
use epub::book_with;
pub(crate) use fb2::fb2;
use word::{NUMBERING, word};
pub(crate) use word::{STYLES, styled, word_with};
use writer::LISTS;
pub(crate) use writer::writer;

/// Returns an archive of these files; the first one is stored as it is.
pub(crate) fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let files: Vec<_> = files.iter().map(|(name, content)| (*name, content.as_bytes())).collect();
    zip_bytes(&files)
}

/// Returns an archive of these files, the first of which is not compressed.
pub(crate) fn zip_bytes(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (index, (name, content)) in files.iter().enumerate() {
        let method = if index == 0 { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        writer.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Returns a document of Word with one paragraph.
pub(crate) fn docx_of(text: &str) -> Vec<u8> {
    word(&styled("", text))
}

/// Returns the book.
pub(crate) fn epub() -> Vec<u8> {
    zip(&book())
}

pub(super) fn read(bytes: &[u8]) -> Result<Document, String> {
    let document = parse(&SourceBytes::new(Path::new("a"), bytes)).map_err(|error| error.to_string())?;
    check(&document).unwrap();
    Ok(document)
}

/// Returns a line for each block: its markers, a sign for a heading or a table row, and its text.
pub(super) fn lines(bytes: &[u8]) -> Vec<String> {
    let document = read(bytes).unwrap();
    check_as_markdown(&document).unwrap();
    lines_of(&document)
}

fn lines_of(document: &Document) -> Vec<String> {
    let line = |block: &reader::document::Block| {
        let margin = |margin: &Margin| match margin {
            Margin::Quote { .. } => "▌".to_owned(),
            Margin::Indent { marker: Some(marker), .. } => format!("{marker} "),
            Margin::Indent { marker: None, .. } => "  ".to_owned(),
        };
        let margins: String = block.frame.margins.iter().map(margin).collect();
        let kind = match block.kind {
            BlockKind::Heading(level) => format!("h{level} "),
            BlockKind::TableRow { head: true, .. } => "th ".to_owned(),
            BlockKind::TableRow { .. } => "tr ".to_owned(),
            BlockKind::Code(_) => "| ".to_owned(),
            BlockKind::Remark | BlockKind::Reference => "ref ".to_owned(),
            BlockKind::Paragraph | BlockKind::Rule => String::new(),
        };
        format!("{margins}{kind}{}", block.span.of(&document.text))
    };
    document.blocks.iter().map(line).collect()
}

#[test]
fn archives_that_lie_are_refused() {
    let damaged = "EPUB book: it is damaged; zip -FF FILE --out NEW.zip may repair it";
    let book = zip(&book());
    assert_eq!(read(&book[..book.len() / 2]).unwrap_err(), damaged);
    // The entries of the table of contents: flags at 8, checksum at 16, sizes at 20 and 24, place at 42.
    let entries: Vec<usize> = memchr::memmem::find_iter(&book, b"PK\x01\x02").collect();
    let patched = |changes: &[(usize, u8)]| {
        let mut book = book.clone();
        for (at, byte) in changes {
            book[*at] = *byte;
        }
        read(&book).map(|_| ())
    };
    assert_eq!(patched(&[(entries[5] + 16, book[entries[5] + 16] ^ 1)]).unwrap_err(), damaged);
    assert_eq!(patched(&[(entries[5] + 20, 4)]).unwrap_err(), damaged);
    let place: Vec<(usize, u8)> = (42..46).map(|at| (entries[6] + at, book[entries[5] + at])).collect();
    assert_eq!(patched(&place).unwrap_err(), damaged, "two files overlap");
    let error = patched(&[(entries[5] + 8, book[entries[5] + 8] | 1)]).unwrap_err();
    assert_eq!(error, "EPUB book: it is encrypted; save it without a password");
}

#[test]
fn archives_that_explode_are_refused() {
    let error = |files: &[(&'static str, &'static str)]| read(&zip(files)).unwrap_err();
    let long: &str = " ".repeat(3 << 20).leak();
    let book = book_with("O S/text/two.xhtml", Some(long));
    assert_eq!(
        error(&book),
        "EPUB book: more than 200 times as long unpacked as packed; convert it to text first"
    );
    let names: Vec<String> = (0..10_000).map(|index| format!("{index}")).collect();
    let mut many = self::book();
    many.extend(names.leak().iter().map(|name| (name.as_str(), "")));
    assert_eq!(error(&many), "EPUB book: more than 10000 files in it; convert it to text first");
}

#[test]
fn changed_bytes_are_read_or_refused() {
    let lists = [("word/numbering.xml", NUMBERING), ("word/styles.xml", STYLES)];
    let seeds = [
        zip(&book()),
        fb2("<p>a <a href='#b'>c</a></p>", "<body name='notes'><section id='b'/></body>"),
        word_with(&styled("<w:pStyle w:val='Punkte'/>", "a"), &lists),
        writer(
            LISTS,
            "<text:list text:style-name='L1'><text:list-item><text:p>a</text:p></text:list-item></text:list>",
            &[],
        ),
    ];
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::with_cases(300) });
    let changes = proptest::collection::vec((proptest::num::usize::ANY, proptest::num::u8::ANY), 1..6);
    runner
        .run(&(0..seeds.len(), changes), |(seed, changes)| {
            let mut bytes = seeds[seed].clone();
            for (at, byte) in changes {
                let at = at % bytes.len();
                bytes[at] = byte;
            }
            let read = read(&bytes);
            assert!(!read.is_err_and(|error| error.contains("a bug in reader")));
            Ok(())
        })
        .unwrap();
}

#[test]
fn one_text_in_several_formats_is_one_text() {
    let text =
        ["The tide comes in twice a day.", "The fishermen know it, who live by it and by what it leaves."];
    let plain = text.join("\n\n");
    let docx = word(&text.map(|words| styled("", words)).concat());
    let odt = writer("", &text.map(|words| format!("<text:p>{words}</text:p>")).concat(), &[]);
    for document in [docx, odt].map(|bytes| read(&bytes).unwrap()) {
        let markdown = parse(&SourceBytes::new(Path::new("a.md"), plain.as_bytes())).unwrap();
        assert_eq!(document.sentence_texts(), markdown.sentence_texts());
        assert_eq!(document.text, markdown.text);
    }
}
