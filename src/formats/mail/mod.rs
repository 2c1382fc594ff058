//! E-mail: single messages, and mailboxes in the format mbox.
//!
//! `mail-parser` reads headers and decodes texts. The parts of a message are split here, so that no message can
//! nest deeper than is read.

use std::borrow::Cow;

use memchr::memmem;

use crate::document::{Division, DivisionKind, Draft, OutlineEntry, Position};
use crate::formats::limits::{Budget, Exceeded, Limits};
use crate::formats::mail::composition::Composition;
use crate::formats::mail::message::{MessageSummary, Messages};
use crate::formats::{Format, FormatError, SourceBytes, plain};

mod composition;
mod message;
mod parts;

const NAME: &str = "e-mail";

/// E-mail and mailboxes, known by the lines at their head.
pub(super) const FORMAT: Format = Format {
    name: NAME,
    extensions: &["eml", "mbox", "mbx", "mht", "mhtml"],
    recognises: |source| begins_as_mail(source.bytes) && !source.has_extension(&["patch", "diff", "md"]),
    needs_signature: false,
    is_verbatim: false,
    longest: 256 << 20,
    parse,
};

/// How much of a mailbox is read, in bytes.
const READ: usize = 64 << 20;

const LIMITS: Limits = Limits {
    text: 128 << 20,
    elements: 200_000,
    depth: usize::MAX,
    time: std::time::Duration::from_secs(20),
};

/// The number of bytes in which the headers that tell a message are.
const LOOKED_AT: usize = 8192;

/// The most lines of headers looked at.
const LINES: usize = 200;

/// Headers that no other text begins with; a message has at least one of them and one of the common ones.
const SURE: [&str; 8] = [
    "received",
    "message-id",
    "mime-version",
    "return-path",
    "delivered-to",
    "x-mailer",
    "newsgroups",
    "content-transfer-encoding",
];
const COMMON: [&str; 5] = ["from", "to", "subject", "date", "sender"];

/// Tells whether bytes begin with the headers of a message.
fn begins_as_mail(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let mut lines = head.split(|byte| *byte == b'\n').take(LINES).peekable();
    lines.next_if(|line| line.starts_with(b"From "));
    let (mut has_sure, mut has_common) = (false, false);
    for line in lines.map(<[u8]>::trim_ascii_end) {
        if line.is_empty() {
            break;
        }
        if line.first().is_some_and(u8::is_ascii_whitespace) {
            continue;
        }
        let Some(name) = header_name(line) else { return false };
        let is_one_of =
            |names: &[&str]| names.iter().any(|known| name.eq_ignore_ascii_case(known.as_bytes()));
        has_sure |= is_one_of(&SURE);
        has_common |= is_one_of(&COMMON);
        if has_sure && has_common {
            return true;
        }
    }
    false
}

/// Returns the name of the header in a line.
fn header_name(line: &[u8]) -> Option<&[u8]> {
    let name = &line[..memchr::memchr(b':', line)?];
    let name = name.trim_ascii_end();
    (!name.is_empty() && name.iter().all(u8::is_ascii_graphic)).then_some(name)
}

fn parse(source: &SourceBytes) -> Result<Draft, FormatError> {
    let bytes = source.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(source.bytes);
    let start = bytes.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(bytes.len());
    let bytes = &bytes[start..];
    let is_message = bytes.split(|byte| *byte == b'\n').next().is_some_and(|line| {
        line.starts_with(b"From ") || line.starts_with(b">From ") || header_name(line).is_some()
    });
    if !is_message || bytes.contains(&0) && memmem::find(bytes, b":").is_none() {
        return plain::parse(source);
    }
    let too_much = |limit| FormatError::TooMuch { what: NAME, limit };
    let (bytes, warning) = beginning(bytes, READ);
    let mut draft = mailbox(bytes).map_err(too_much)?;
    draft.warnings.extend(warning);
    Ok(draft)
}

/// Returns the whole messages in the first `length` bytes of a mailbox, and a warning if there are more; of a
/// single message that is longer, its beginning.
fn beginning(bytes: &[u8], length: usize) -> (&[u8], Option<String>) {
    if bytes.len() <= length {
        return (bytes, None);
    }
    let head = &bytes[..length];
    let last = memmem::rfind_iter(head, b"\nFrom ").map(|at| at + 1).find(|at| is_separator(bytes, *at));
    let head = last.map_or(head, |end| &head[..end]);
    let [read, all] = [head.len(), bytes.len()].map(|length| length >> 20);
    (head, Some(format!("only the first {read} of {all} MB are read: split the mailbox to read the rest")))
}

/// Returns the document of all messages of a mailbox, or of one.
fn mailbox(bytes: &[u8]) -> Result<Draft, Exceeded> {
    let mut messages = Messages::new(Budget::new(LIMITS));
    let mut outline = Vec::new();
    let mut divisions = Vec::new();
    let mut all = Composition::default();
    let mut only = None;
    for (number, message) in (1..).zip(split(bytes)) {
        let message = unquoted(message);
        let place = Position(all.next_place());
        let summary = messages.read(&message, &mut all)?;
        let label = summary.label();
        if !label.is_empty() || all.next_place() > place.0 {
            divisions.push(Division { kind: DivisionKind::Message, label: number.to_string(), place });
            outline.push(OutlineEntry { level: 1, label, place });
            only = Some(summary).filter(|_| number == 1);
        }
    }
    let mut draft = all.finish();
    match only {
        Some(MessageSummary { subject, metadata, .. }) if outline.len() == 1 => {
            (draft.title, draft.metadata) = (subject, metadata);
        }
        _ => (draft.outline, draft.divisions) = (outline, divisions),
    }
    // What has no text, such as an empty message, has no place either.
    let end = draft.text.len();
    draft.divisions.iter_mut().for_each(|division| division.place.0 = division.place.0.min(end));
    draft.outline.iter_mut().for_each(|entry| entry.place.0 = entry.place.0.min(end));
    Ok(draft)
}

/// Returns the messages of a mailbox in order, without the lines that separate them.
fn split(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut starts: Vec<usize> = memmem::find_iter(bytes, b"\nFrom ").map(|at| at + 1).collect();
    starts.retain(|start| is_separator(bytes, *start));
    if !bytes.starts_with(b"From ") {
        // A message whose text has such a line is not a mailbox.
        starts.clear();
    }
    starts.insert(0, 0);
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([bytes.len()]).collect();
    starts.into_iter().zip(ends).map(move |(start, end)| {
        let message = &bytes[start..end];
        let is_separated = message.starts_with(b"From ");
        let line = memchr::memchr(b'\n', message).map_or(message.len(), |at| at + 1);
        if is_separated { &message[line..] } else { message }
    })
}

/// Tells whether the line at `start` separates messages: it follows an empty line, and a header follows it.
fn is_separator(bytes: &[u8], start: usize) -> bool {
    let above = &bytes[..start];
    let is_apart = above.ends_with(b"\n\n") || above.ends_with(b"\n\r\n");
    let below = bytes[start..].splitn(2, |byte| *byte == b'\n').nth(1).unwrap_or_default();
    let below = &below[..below.len().min(1000)];
    let line = below.split(|byte| *byte == b'\n').next().unwrap_or_default();
    is_apart && (header_name(line).is_some() || line.starts_with(b">From "))
}

/// Returns a message in which no line is marked for looking like a separator.
fn unquoted(message: &[u8]) -> Cow<'_, [u8]> {
    if memmem::find(message, b">From ").is_none() {
        return Cow::Borrowed(message);
    }
    let lines = message.split_inclusive(|byte| *byte == b'\n').map(|line| {
        let marks = line.iter().take_while(|byte| **byte == b'>').count();
        if marks > 0 && line[marks..].starts_with(b"From ") { &line[1..] } else { line }
    });
    Cow::Owned(lines.flatten().copied().collect())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::document::{BlockKind, Document, Field, Title};
    use crate::formats::block_lines::block_lines;
    use crate::formats::parse;

    fn read(name: &str, text: &str) -> Document {
        parse(&SourceBytes::new(Path::new(name), text.as_bytes())).unwrap()
    }

    const HEAD: &str = "Received: by b\r\nFrom: =?utf-8?q?Ann_=C3=89?= <ann@a.org>\r\nTo: bo@b.org, C <c@c.org>\r\n\
                        Subject: The\r\n tides\r\nDate: Mon, 2 Mar 2020 10:00:00 +0100\r\nMIME-Version: 1.0\r\n";

    fn message(rest: &str) -> Document {
        read("a.eml", &format!("{HEAD}{rest}"))
    }

    #[test]
    fn headers_are_metadata_and_lines_at_the_top() {
        let document = message("\r\nThey rise twice a day.\r\n");
        assert_eq!(
            block_lines(&document),
            [
                "# The tides",
                "- From: Ann É <ann@a.org>",
                "- To: bo@b.org, C <c@c.org>",
                "- Date: Mon, 2 Mar 2020 10:00:00 +0100",
                "They rise twice a day."
            ]
        );
        assert_eq!(document.title, Title::Own("The tides".into()));
        assert_eq!(document.metadata.first(Field::From), Some("Ann É <ann@a.org>"));
        assert_eq!(document.metadata.iter().count(), 4);
        assert!(document.divisions.is_empty());
        let sentences = document.sentences.iter().map(|found| found.span.of(&document.text));
        assert_eq!(sentences.collect::<Vec<_>>(), ["They rise twice a day."]);
    }

    #[test]
    fn the_best_alternative_and_every_inline_text_are_shown() {
        let html = "--y\nContent-Type: text/html; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n<p>caf=E9 <b>two</b><script>no</script>\n";
        let plain = |text: &str| format!("--y\nContent-Type: text/plain\n\n{text}\n");
        for (parts, text) in [
            (plain("one") + html, "one"),
            (html.to_owned() + &plain("one"), "café two"),
            (plain(" \n") + html, "café two"),
            (html.to_owned(), "café two"),
        ] {
            let document = message(&format!(
                "Content-Type: multipart/mixed; boundary=\"x\"\n\nno\n--x\nContent-Type: multipart/alternative; boundary=y\n\n\
                 {parts}--y--\n--x\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\nContent-Disposition: inline\n\n\
                 w6lwaWxvZ3Vl\n--x--\nno\n"
            ));
            assert_eq!(block_lines(&document)[4..], [text, "épilogue"], "{parts}");
        }
    }

    #[test]
    fn quoted_text_is_a_quotation() {
        let document = message(
            "\nYes.\n\n> When the tide is out the whole bay lies bare, and one\n> can walk across it.\n>> Can one?\n",
        );
        assert_eq!(
            block_lines(&document)[4..],
            [
                "Yes.",
                "> When the tide is out the whole bay lies bare, and one⏎  can walk across it.",
                "> > Can one?"
            ]
        );
    }

    #[test]
    fn attached_files_are_listed_and_kept() {
        let document = message(
            "Content-Type: multipart/mixed; boundary=x\n\n--x\n\nText.\n\n--x\nContent-Type: application/pdf; name=\"a b.pdf\"\n\
             Content-Transfer-Encoding: base64\n\nJVBERg==\n--x\nContent-Type: text/plain\n\
             Content-Disposition: attachment; filename=notes.txt\n\nSecret.\n--x\nContent-Type: image/png\n\nP\n--x--\n",
        );
        assert_eq!(
            block_lines(&document)[4..],
            [
                "Text.",
                "- [attachment: a b.pdf, 4 bytes]",
                "- [attachment: notes.txt, 7 bytes]",
                "- [attachment: image/png, 1 bytes]"
            ]
        );
        let kept: Vec<_> =
            document.attachments.iter().map(|file| (file.name.as_str(), &*file.bytes)).collect();
        assert_eq!(kept[..2], [("a b.pdf", &b"%PDF"[..]), ("notes.txt", b"Secret.")]);
        assert!(document.text[document.attachments[1].place.0..].starts_with("[attachment: notes"));
    }

    #[test]
    fn messages_inside_are_read_to_a_depth() {
        let inside = |text: &str| format!("Content-Type: message/rfc822\n\n{text}");
        let document = message(&inside("Subject: Fwd\nFrom: d@d.org\n\nInside."));
        assert_eq!(block_lines(&document)[4..], ["## Fwd", "- From: d@d.org", "Inside."]);
        let deep =
            (0..100_000).fold(String::new(), |text, _| text + "Subject: s\nContent-Type: message/rfc822\n\n");
        let document = message(&inside(&deep));
        assert_eq!(
            document.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading(_))).count(),
            9
        );
        let digest = "Content-Type: multipart/digest; boundary=x\n\n--x\n\nSubject: one\n\nOne.\n--x\n\nSubject: two\n\nTwo.\n--x--\n";
        assert_eq!(block_lines(&message(digest))[4..], ["## one", "One.", "## two", "Two."]);
        let parts = (0..10_000).fold(String::new(), |text, level| {
            text + &format!("Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n")
        });
        assert!(message(&parts).text.contains("--b9999"));
    }

    #[test]
    fn a_mailbox_is_a_list_of_messages() {
        let mailbox = "From ann@a.org Mon Mar  2 10:00:00 2020\nFrom: Ann <ann@a.org>\nSubject: One\nMessage-ID: <1@a>\n\n\
                       First.\n\n>From there it fell.\n\nFrom now on it rises.\n\n\
                       From bo@b.org Mon Mar  2 11:00:00 2020\nFrom: bo@b.org\nMessage-ID: <2@a>\n\nSecond.\n";
        for name in ["a.mbox", "a"] {
            let document = read(name, mailbox);
            let outline = document
                .outline
                .iter()
                .map(|entry| (entry.label.as_str(), &document.text[entry.place.0..][..3]));
            assert_eq!(outline.collect::<Vec<_>>(), [("One · Ann", "One"), ("bo@b.org", "Fro")]);
            let places =
                document.divisions.iter().map(|one| (one.kind.name(), one.label.as_str(), one.place.0));
            let second = document.text.find("From: bo").unwrap();
            assert_eq!(places.collect::<Vec<_>>(), [("message", "1", 0), ("message", "2", second)]);
            assert!(document.text.contains("\nFrom there") && document.text.contains("From now on"));
        }
    }

    #[test]
    fn of_a_mailbox_that_is_too_long_the_first_messages_are_read() {
        let message =
            |number: usize| format!("From a Mon\nFrom: a\nSubject: {number}\n\n{}\n\n", "Text. ".repeat(100));
        let mailbox: String = (0..9).map(message).collect::<Vec<_>>().concat();
        let length = mailbox.len() / 2;
        let (read, warning) = beginning(mailbox.as_bytes(), length);
        assert_eq!(read, (0..4).map(message).collect::<Vec<_>>().concat().as_bytes());
        assert!(warning.is_some_and(|words| words.starts_with("only the first ")));
        assert_eq!(beginning(mailbox.as_bytes(), mailbox.len()), (mailbox.as_bytes(), None));
        let alone = message(0).replace("From a Mon\n", "");
        assert_eq!(beginning(alone.as_bytes(), 100).0.len(), 100);
    }

    #[test]
    fn other_texts_with_colons_stay_texts() {
        for (name, text) in [
            ("a.txt", "Subject: tides\nDate: Monday\n\nThey rise.\n"),
            ("a", "From the harbour\nSubject: x\n\nThey rise.\n"),
            ("a.txt", "Message-ID is a header.\nFrom: x\n"),
            ("a.txt", "From here on: Received\n"),
            ("0001.patch", "From 0 Mon Sep 17 00:00:00 2001\nFrom: a\nMIME-Version: 1.0\n\n+ a\n"),
            ("a.eml", "No headers here.\n"),
            ("a.eml", ""),
        ] {
            assert_eq!(read(name, text).text, text, "{name}");
        }
        assert_eq!(read("a.txt", "Received: by x\nFrom: a\n\nHi.\n").metadata.first(Field::From), Some("a"));
        assert_eq!(read("a.eml", "Subject: x\n\nHi.\n").title, Title::Own("x".into()));
    }

    #[test]
    fn damaged_messages_are_read_as_far_as_they_go() {
        for (rest, text) in [
            ("Content-Type: multipart/mixed\n\nNo boundary.\n", "No boundary."),
            ("Content-Type: multipart/mixed; boundary=x\n\nNo parts.\n", "No parts."),
            ("Content-Type: multipart/mixed; boundary=x\n\n--x\n\nCut off", "Cut off"),
            ("Content-Type: text/plain; charset=unknown-9\n\nOdd.\n", "Odd."),
            ("Content-Type: ;;\n\nWrong.\n", "Wrong."),
        ] {
            assert_eq!(block_lines(&message(rest)).last().map(String::as_str), Some(text), "{rest}");
        }
        let many = "From a\nA: b\n\n".repeat(LIMITS.elements + 1);
        let error = parse(&SourceBytes::new(Path::new("a.mbox"), many.as_bytes())).unwrap_err();
        assert!(error.to_string().starts_with("e-mail: more than 200000 elements"), "{error}");
    }
}
