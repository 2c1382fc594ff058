//! Books, office documents, mail and packed files that are damaged, encrypted, endless or far longer than their
//! files.

use std::io::Write;

use super::giants::long;
use super::{Case, Must, Scale};
use crate::packed::{STYLES, book, fb2, styled, word_with, writer, zip};

const BOMB: Must = Must::Refuse("more than 200 times as long unpacked as packed");
const DAMAGED: Must = Must::Refuse("it is damaged");
const DEEP: Must = Must::Refuse("nested more than 256 levels deep");
const ENCRYPTED: Must = Must::Refuse("it is encrypted; save it without a password");

/// Entities that name each other.
const ENTITIES: &str = "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>\
                        <!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&d;'><!ENTITY e SYSTEM 'file:///etc/passwd'>]>";

pub(super) fn cases() -> Vec<Case> {
    [books(), office(), mail(), texts(), packed()].into_iter().flatten().collect()
}

/// Returns the first half of a file.
fn half(bytes: &[u8]) -> &[u8] {
    &bytes[..bytes.len() / 2]
}

/// Returns an archive in which the last file is said to be encrypted.
fn locked(files: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip(files);
    for (signature, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        if let Some(at) = memchr::memmem::rfind(&archive, signature) {
            archive[at + flags] |= 1;
        }
    }
    archive
}

/// Returns the book with other content in a file of it.
fn book_with<'a>(name: &str, content: &'a str) -> Vec<(&'a str, &'a str)> {
    let replace = |(other, text)| if other == name { (other, content) } else { (other, text) };
    book().into_iter().map(replace).collect()
}

fn books() -> Vec<Case> {
    let page = |text: &str| format!("{ENTITIES}<html><body><p>The tide.</p>{text}</body></html>");
    let encryption = "<encryption><EncryptedData><CipherData><CipherReference URI='O S/text/one half.xhtml'/>\
                      </CipherData></EncryptedData><EncryptedData><CipherData><CipherReference URI='O S/text/two.xhtml'/>\
                      </CipherData></EncryptedData><EncryptedData><CipherData><CipherReference URI='O S/notes.xhtml'/>\
                      </CipherData></EncryptedData></encryption>";
    let drm: Vec<_> = book().into_iter().chain([("META-INF/encryption.xml", encryption)]).collect();
    let container =
        "<container><rootfiles><rootfile full-path='META-INF/container.xml'/></rootfiles></container>";
    let package = "<package><manifest><item id='a' href='a.jpg' media-type='image/jpeg' fallback='b'/>\
                   <item id='b' href='b.jpg' media-type='image/jpeg' fallback='a'/></manifest><spine><itemref idref='a'/></spine></package>";
    let one = "O S/text/one half.xhtml";
    let note = "<p>a<a l:href='#n'>1</a></p>";
    let notes = "<body name='notes'><section id='n'><p>b<a l:href='#n'>1</a></p></section></body>";
    vec![
        Case::file("half.epub", half(&zip(&book())), DAMAGED),
        Case::file("encrypted.epub", locked(&book()), Must::Survive),
        Case::file("drm.epub", zip(&drm), Must::Refuse("its text is encrypted (DRM)")),
        Case::file(
            "own-package.epub",
            zip(&book_with("META-INF/container.xml", container)),
            Must::Refuse("it has no pages"),
        ),
        Case::file(
            "fallbacks-of-each-other.epub",
            zip(&book_with("O S/a.opf", package)),
            Must::Refuse("it has no pages"),
        ),
        Case::file("entities.epub", zip(&book_with(one, &page("&d;&e;"))), Must::Show("The tide.")),
        Case::made("bomb.epub", BOMB, move |_| zip(&book_with(one, &" ".repeat(3 << 20)))),
        Case::made("deep-contents.epub", Must::Refuse("nested more than"), |scale| {
            let nav = format!("<nav>{}", "<ol><li>".repeat(scale.count(100_000)));
            zip(&book_with("O S/nav.xhtml", &nav))
        }),
        Case::made("same-page.epub", Must::Survive, |scale| {
            let spine =
                format!("<itemref idref='1'/>{}", "<itemref idref='2'/>".repeat(scale.count(100_000)));
            let package =
                book().into_iter().find(|(name, _)| name.ends_with("opf")).map_or("", |(_, text)| text);
            zip(&book_with("O S/a.opf", &package.replace("<itemref idref='1'/>", &spine)))
        }),
        Case::file("half.fb2", half(&fb2(&"<p>The tide.</p>".repeat(99), "")), Must::Show("The tide.")),
        Case::file("note-of-itself.fb2", fb2(note, notes), Must::Show("a[1]")),
        Case::file(
            "entities.fb2",
            [ENTITIES.as_bytes(), b"<FictionBook><body><p>The tide. &d;"].concat(),
            Must::Show("The tide."),
        ),
        Case::made("deep.fb2", DEEP, |scale| fb2(&"<section>".repeat(scale.count(100_000)), "")),
        Case::made("bomb.fb2.zip", BOMB, |_| zip(&[("a.txt", ""), ("a.fb2", &" ".repeat(3 << 20))])),
    ]
}

fn office() -> Vec<Case> {
    let text = styled("", "The tide.");
    let loops = "<w:footnotes><w:footnote w:id='1'><w:p><w:r><w:t>One.</w:t><w:footnoteReference w:id='2'/></w:r></w:p></w:footnote>\
                 <w:footnote w:id='2'><w:p><w:r><w:t>Two.</w:t><w:footnoteReference w:id='1'/></w:r></w:p></w:footnote></w:footnotes>";
    let note = "<w:p><w:r><w:t>The tide.</w:t><w:footnoteReference w:id='1'/></w:r></w:p>";
    let parents = "<style:style style:name='A' style:parent-style-name='B'/><style:style style:name='B' style:parent-style-name='A'/>";
    let locked_text = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>";
    let streams: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let password = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", &vec![0; 9000][..], &streams].concat();
    let flat =
        "<?xml version='1.0'?><office:document office:mimetype='application/vnd.oasis.opendocument.text'>";
    let files = [("[Content_Types].xml", "<Types/>"), ("word/document.xml", "")];
    let word_bomb = |_| word_with(&format!("{}{}", styled("", "a"), " ".repeat(3 << 20)), &[]);
    vec![
        Case::file("half.docx", half(&word_with(&text.repeat(99), &[])), DAMAGED),
        Case::file("encrypted.docx", locked(&files), ENCRYPTED),
        Case::file("password.docx", password, Must::Refuse("password-protected Office document")),
        Case::file(
            "notes-of-each-other.docx",
            word_with(note, &[("word/footnotes.xml", loops)]),
            Must::Show("The tide.[1]"),
        ),
        Case::file(
            "style-of-itself.docx",
            word_with(&styled("<w:pStyle w:val='Loop'/>", "The tide."), &[("word/styles.xml", STYLES)]),
            Must::Show("The tide."),
        ),
        Case::file(
            "entities.docx",
            zip(&[
                files[0],
                ("word/document.xml", &format!("{ENTITIES}<w:document><w:body>{text}<w:p><w:r><w:t>&d;&e;")),
            ]),
            Must::Show("The tide."),
        ),
        Case::made("bomb.docx", BOMB, word_bomb),
        Case::made("deep.docx", DEEP, |scale| word_with(&"<w:sdt>".repeat(scale.count(1_000_000)), &[])),
        Case::made("deep-formula.docx", DEEP, |scale| {
            word_with(&format!("<w:p><m:oMath>{}", "<m:e>".repeat(scale.count(1_000_000))), &[])
        }),
        Case::made("superscripts.docx", Must::Show("2²2²"), |scale| {
            let run = "<w:r><w:t>2</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>2</w:t></w:r>";
            word_with(&format!("<w:p>{}</w:p>", run.repeat(scale.count(400_000))), &[])
        }),
        Case::file("half.odt", half(&writer("", "<text:p>a</text:p>", &[])), DAMAGED),
        Case::file("encrypted.odt", writer("", "", &[("META-INF/manifest.xml", locked_text)]), ENCRYPTED),
        Case::file(
            "styles-of-each-other.odt",
            writer(parents, "<text:p text:style-name='A'>The tide.</text:p>", &[]),
            Must::Show("The tide."),
        ),
        Case::file(
            "cells.odt",
            writer(
                "",
                &format!(
                    "<table:table><table:table-row>{}",
                    "<table:table-cell table:number-columns-repeated='999999999'/>".repeat(999)
                ),
                &[],
            ),
            Must::Survive,
        ),
        Case::file(
            "spaces.odt",
            writer("", "<text:p>The<text:s text:c='4000000000'/> tide.</text:p>", &[]),
            Must::Show("The tide."),
        ),
        Case::made("bomb.odt", BOMB, |_| writer("", &" ".repeat(3 << 20), &[])),
        Case::made("deep.odt", DEEP, |scale| {
            writer("", &"<text:section>".repeat(scale.count(1_000_000)), &[])
        }),
        Case::file(
            "half.fodt",
            format!("{flat}<office:body><office:text><text:p>The tide."),
            Must::Show("The tide."),
        ),
        Case::made("deep.fodt", DEEP, move |scale| {
            format!("{flat}{}", "<office:body>".repeat(scale.count(1_000_000))).into()
        }),
    ]
}

fn mail() -> Vec<Case> {
    let head = "Message-ID: <1@a>\nFrom: a@a.org\nSubject: The tide\n";
    let nested = "Subject: s\nContent-Type: message/rfc822\n\n";
    let mixed = "Content-Type: multipart/mixed; boundary=x\n\n";
    let made = |name: &str, make: fn(Scale) -> String| {
        Case::made(name.to_owned(), Must::Show("The tide"), move |scale| {
            format!("{}{}", "Message-ID: <1@a>\nFrom: a@a.org\nSubject: The tide\n", make(scale)).into()
        })
    };
    vec![
        Case::file(
            "half.eml",
            format!("{head}{mixed}--x\nContent-Type: text/plain; charset=\"\n"),
            Must::Show("The tide"),
        ),
        Case::file(
            "no-base64.eml",
            format!("{head}Content-Transfer-Encoding: base64\n\n\u{1}%%%\n"),
            Must::Show("The tide"),
        ),
        Case::file(
            "boundary-of-itself.eml",
            format!("{head}{mixed}--x\n{mixed}--x\n{mixed}--x\n"),
            Must::Show("The tide"),
        ),
        made("messages-in-messages.eml", |scale| {
            format!(
                "Content-Type: message/rfc822\n\n{}",
                "Subject: s\nContent-Type: message/rfc822\n\n".repeat(scale.count(100_000))
            )
        }),
        made("parts-in-parts.eml", |scale| {
            (0..scale.count(20_000))
                .map(|level| format!("Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n"))
                .collect::<Vec<_>>()
                .concat()
        }),
        made("parts.eml", |scale| {
            format!("Content-Type: multipart/mixed; boundary=x\n\n{}", "--x\n".repeat(scale.count(1_000_000)))
        }),
        made("header.eml", |scale| format!("To: {}\n\nHi.\n", "a@b.org, ".repeat(scale.count(1_000_000)))),
        made("encoded-words.eml", |scale| {
            format!("To: {}\n\nHi.\n", "=?utf-8?q?=C3=89?= ".repeat(scale.count(1_000_000)))
        }),
        Case::made("empty-messages.mbox", Must::Survive, |scale| {
            format!("From a\nMessage-ID: 1\nFrom: a\n{}", "\nFrom a\nA: b\n".repeat(scale.count(4_000_000)))
                .into()
        }),
        Case::file(
            "nested.mbox",
            format!("From a\n{head}{}", nested.repeat(99)),
            Must::Show("From: a@a.org"),
        ),
    ]
}

/// RTF, notebooks and subtitles.
fn texts() -> Vec<Case> {
    vec![
        Case::file("half.rtf", "{\\rtf1 The tide.{\\b", Must::Show("The tide.")),
        Case::file(
            "lying-length.rtf",
            "{\\rtf1 The tide.{\\pict\\bin2000000000 a}b",
            Must::Show("The tide."),
        ),
        Case::file(
            "negative-length.rtf",
            "{\\rtf1 The tide.\\bin-5 a\\uc-9\\u-1 b\\u99999999999 c}",
            Must::Show("The tide."),
        ),
        Case::made("deep.rtf", Must::Refuse("nested more than"), |scale| {
            format!("{{\\rtf1 {}", "{\\b ".repeat(scale.count(4_000_000))).into()
        }),
        Case::made("groups.rtf", Must::Survive, |scale| {
            format!("{{\\rtf1 The tide.{}", "{\\i a}".repeat(scale.count(8_000_000))).into()
        }),
        Case::made("cells.rtf", Must::Survive, |scale| {
            format!("{{\\rtf1 {}", "\\trowd\\cellx1\\intbl a\\cell\\row".repeat(scale.count(1_000_000)))
                .into()
        }),
        Case::made("styles.rtf", Must::Survive, |scale| {
            format!("{{\\rtf1{{\\stylesheet{}}}a}}", "{\\s1\\sbasedon1 a;}".repeat(scale.count(400_000)))
                .into()
        }),
        Case::file(
            "half.ipynb",
            r#"{"cells": [{"cell_type": "markdown", "source": ["The tide."#,
            Must::Show("The tide."),
        ),
        Case::file(
            "odd.ipynb",
            r#"{"cells": [{"cell_type": "markdown", "source": 7}, null, []], "nbformat": "x", "metadata": 3}"#,
            Must::Survive,
        ),
        Case::made("deep.ipynb", Must::Survive, |scale| {
            format!("{{\"nbformat\": 4, \"cells\": {}", "[".repeat(scale.count(1_000_000))).into()
        }),
        Case::made("cells.ipynb", Must::Survive, |scale| {
            format!(
                "{{\"nbformat\": 4, \"cells\": [{}null]}}",
                "{\"cell_type\": \"code\", \"source\": \"a\"},".repeat(scale.count(400_000))
            )
            .into()
        }),
        Case::file(
            "times.srt",
            "1\n99999999999:00:00,000 --> 00:00:00,000\nThe tide.\n",
            Must::Show("The tide."),
        ),
        Case::made("tags.srt", Must::Survive, |scale| {
            format!("1\n00:00:01,000 --> 00:00:02,000\n{}", "<i><b>".repeat(scale.count(1_000_000))).into()
        }),
        Case::made("cues.vtt", Must::Survive, |scale| {
            format!("WEBVTT\n\n{}", "00:00.000 --> 00:00.000\n\n".repeat(scale.count(600_000))).into()
        }),
        Case::made("rolling.vtt", Must::Show("tide"), |scale| {
            let cues: Vec<String> = (0..scale.count(100_000))
                .map(|second| {
                    format!(
                        "{:02}:{:02}:{:02}.000 --> 99:00:00.000\nthe tide\nthe tide\n\n",
                        second / 3600,
                        second / 60 % 60,
                        second % 60
                    )
                })
                .collect();
            format!("WEBVTT\n\n{}", cues.concat()).into()
        }),
    ]
}

fn packed() -> Vec<Case> {
    let gzip = |bytes: &[u8]| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(bytes).and_then(|()| encoder.finish()).unwrap_or_default()
    };
    let noise: String =
        (0..9000_u32).map(|n| format!("{} ", n.wrapping_mul(2_654_435_761))).collect::<Vec<_>>().concat();
    vec![
        Case::made("bomb.txt.gz", BOMB, move |scale| {
            gzip(&long("a", scale.bytes(4 << 30).clamp(4 << 20, 64 << 20)))
        }),
        Case::file(
            "layers.gz",
            gzip(&gzip(&gzip(b"The tide."))),
            Must::Refuse("it is compressed more than twice"),
        ),
        Case::file("half.txt.gz", half(&gzip(noise.as_bytes())), Must::Show("2654435761")),
        Case::file("more.txt.gz", [&gzip(b"The tide."), &b"garbage"[..]].concat(), Must::Show("The tide.")),
        Case::file("head.gz", b"\x1f\x8b\x08\x1c\0\0\0\0\0\0\xff\xff", DAMAGED),
        Case::file("skipped.zst", b"\x50\x2a\x4d\x18\xff\xff\xff\xffThe tide.", Must::Survive),
        Case::file("window.zst", b"\x28\xb5\x2f\xfd\x00\xff\x01\x00\x00", DAMAGED),
    ]
}
