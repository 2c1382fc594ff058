//! A message: its headers as a block at the top, the texts in it, and the files attached to it.

use std::path::Path;

use mail_parser::{Address, ContentType, HeaderName, Message, MessageParser, MimeHeaders, PartType};

use crate::document::{Attachment, BlockKind, Draft, Field, Frame, Metadata, Position};
use crate::formats::blocks::BlockWriter;
use crate::formats::decode::{decode, with_line_feeds};
use crate::formats::inline::InlineText;
use crate::formats::limits::{Budget, Exceeded};
use crate::formats::mail::composition::Composition;
use crate::formats::mail::parts::{head_and_body, split};
use crate::formats::{SourceBytes, html, plain};
use crate::text::{Encoding, ReadAs};

/// How many messages may be inside each other, and parts of one message.
const DEEPEST_MESSAGE: u8 = 8;
const DEEPEST_PART: usize = 16;

/// What a list of messages shows of one.
#[derive(Default)]
pub(super) struct MessageSummary {
    pub subject: Option<String>,
    pub metadata: Metadata,
}

impl MessageSummary {
    /// Returns the subject and the sender.
    pub(super) fn label(&self) -> String {
        let sender = self.metadata.first(Field::From).unwrap_or_default();
        let sender = sender.split(" <").next().unwrap_or_default();
        let parts = [self.metadata.first(Field::Subject).unwrap_or_default(), sender];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }
}

/// Reads messages.
pub(super) struct Messages {
    parser: MessageParser,
    budget: Budget,
}

/// Where a part is.
#[derive(Clone, Copy)]
struct PartPlace {
    /// The number of messages around it.
    messages: u8,
    /// The number of parts of the same message around it.
    parts: usize,
    /// Whether a part without a content type is a message.
    is_digest: bool,
}

impl Messages {
    pub(super) fn new(budget: Budget) -> Self {
        Self { parser: MessageParser::default(), budget }
    }

    /// Adds the text of a message to `all`.
    pub(super) fn read(&mut self, bytes: &[u8], all: &mut Composition) -> Result<MessageSummary, Exceeded> {
        self.message(bytes, 0, all)
    }

    fn message(
        &mut self,
        bytes: &[u8],
        around: u8,
        all: &mut Composition,
    ) -> Result<MessageSummary, Exceeded> {
        let (head, _) = head_and_body(bytes);
        let summary = self.parser.parse_headers(head).map(|headers| summary(&headers)).unwrap_or_default();
        all.add(header_block(&summary, around + 1));
        self.part(bytes, PartPlace { messages: around, parts: 0, is_digest: false }, all)?;
        Ok(summary)
    }

    /// Adds a part of a message; returns whether it has any text.
    fn part(&mut self, bytes: &[u8], place: PartPlace, all: &mut Composition) -> Result<bool, Exceeded> {
        self.budget.take_element(place.parts)?;
        self.budget.check_time()?;
        self.budget.check_text(all.next_place())?;
        let (head, body) = head_and_body(bytes);
        let headers = self.parser.parse_headers(head);
        let kind = headers.as_ref().and_then(|headers| headers.content_type());
        let is = |main: &str| kind.is_some_and(|kind| kind.ctype().eq_ignore_ascii_case(main));
        let is_message = is("message") && is_subtype(kind, &["rfc822", "global", "news"]);
        if is("multipart") && place.parts < DEEPEST_PART {
            let boundary = kind.and_then(|kind| kind.attribute("boundary")).filter(|name| !name.is_empty());
            if let Some(parts) = boundary.and_then(|boundary| split(body, boundary)) {
                let is_digest = is_subtype(kind, &["digest"]);
                let inside = PartPlace { parts: place.parts + 1, is_digest, ..place };
                return self.multipart(&parts, is_subtype(kind, &["alternative"]), inside, all);
            }
        }
        let encoding = headers.as_ref().and_then(|headers| headers.content_transfer_encoding());
        let is_readable = encoding.is_none_or(|encoding| {
            !["base64", "quoted-printable"].iter().any(|name| encoding.eq_ignore_ascii_case(name))
        });
        let is_message = is_message || (place.is_digest && kind.is_none());
        if is_message && is_readable && place.messages < DEEPEST_MESSAGE {
            let start = body.len() - body.trim_ascii_start().len();
            self.message(&body[start..], place.messages + 1, all)?;
            return Ok(true);
        }
        // `mail-parser` reads messages inside each other to any depth, and must not be given any.
        if is_message || is("message") || is("multipart") {
            return Ok(self.nested_too_deep(is_message, encoding, body, all));
        }
        Ok(self.leaf(bytes, body, all))
    }

    /// Lists a message that is not read as a file, and shows parts that cannot be told apart.
    fn nested_too_deep(
        &self,
        is_message: bool,
        encoding: Option<&str>,
        body: &[u8],
        all: &mut Composition,
    ) -> bool {
        if !is_message {
            return add_plain(&decode(body, ReadAs::Guessed).text, all);
        }
        let encoding = encoding.unwrap_or("8bit");
        let head =
            format!("Content-Type: application/octet-stream\nContent-Transfer-Encoding: {encoding}\n\n");
        let file = [head.as_bytes(), body].concat();
        let file = self.parser.parse(&file);
        let bytes = file.as_ref().and_then(|file| file.parts.first()).map_or(body, |part| part.contents());
        attach(Some("message.eml"), None, bytes, all);
        false
    }

    /// Adds the parts of one, of alternatives the first with text: plain text before HTML.
    fn multipart(
        &mut self,
        parts: &[&[u8]],
        is_alternative: bool,
        place: PartPlace,
        all: &mut Composition,
    ) -> Result<bool, Exceeded> {
        let mut has_text = false;
        for part in parts {
            let part_has_text = self.part(part, place, all)?;
            has_text |= part_has_text;
            if is_alternative && part_has_text {
                break;
            }
        }
        Ok(has_text)
    }

    /// Adds the text of a part that has no parts itself, or lists it as a file.
    fn leaf(&self, bytes: &[u8], body: &[u8], all: &mut Composition) -> bool {
        let Some(message) = self.parser.parse(bytes) else {
            return add_plain(&decode(body, ReadAs::Guessed).text, all);
        };
        let Some(part) = message.parts.first() else { return false };
        let is_file = part.content_disposition().is_some_and(ContentType::is_attachment);
        match &part.body {
            PartType::Text(text) if !is_file => add_plain(text, all),
            PartType::Html(text) if !is_file => add_html(text, all),
            PartType::Text(_) | PartType::Html(_) | PartType::Binary(_) | PartType::InlineBinary(_) => {
                attach(part.attachment_name(), part.content_type(), part.contents(), all);
                false
            }
            PartType::Message(_) | PartType::Multipart(_) => false,
        }
    }
}

fn is_subtype(kind: Option<&ContentType>, names: &[&str]) -> bool {
    let subtype = kind.and_then(|kind| kind.subtype()).unwrap_or_default();
    names.iter().any(|name| subtype.eq_ignore_ascii_case(name))
}

/// Returns the metadata in the headers of a message.
fn summary(headers: &Message) -> MessageSummary {
    let raw = |name: HeaderName<'static>| headers.header_raw(name).unwrap_or_default().trim().to_owned();
    let addresses = |address: Option<&Address>, name| {
        address.map(people).filter(|people| !people.is_empty()).unwrap_or_else(|| raw(name))
    };
    let mut metadata = Metadata::default();
    let subject = headers.subject().map_or_else(|| raw(HeaderName::Subject), str::to_owned);
    for (field, value) in [
        (Field::From, addresses(headers.from(), HeaderName::From)),
        (Field::To, addresses(headers.to(), HeaderName::To)),
        (Field::Cc, addresses(headers.cc(), HeaderName::Cc)),
        (Field::Subject, subject),
        (Field::Date, raw(HeaderName::Date)),
    ] {
        metadata.add(field, &value);
    }
    MessageSummary { subject: metadata.first(Field::Subject).map(str::to_owned), metadata }
}

/// Returns the names and addresses of a header.
fn people(address: &Address) -> String {
    let person = |person: &mail_parser::Addr| match (&person.name, &person.address) {
        (Some(name), Some(address)) if name != address => format!("{name} <{address}>"),
        (Some(one), _) | (None, Some(one)) => one.to_string(),
        (None, None) => String::new(),
    };
    let people: Vec<String> = address.iter().map(person).filter(|person| !person.is_empty()).collect();
    people.join(", ")
}

/// Returns the headers as a heading of this level and a line for each.
fn header_block(summary: &MessageSummary, level: u8) -> Draft {
    let mut writer = BlockWriter::default();
    let inline = |text: String| InlineText { text, ..InlineText::default() };
    if let Some(subject) = &summary.subject {
        let kind = BlockKind::Heading(level.min(6));
        writer.prose(&inline(subject.clone()), &kind, Frame::default(), true);
    }
    let mut gap = true;
    for (field, value) in summary.metadata.iter().filter(|(field, _)| *field != Field::Subject) {
        let name = match field {
            Field::From => "From",
            Field::To => "To",
            Field::Cc => "Cc",
            _ => "Date",
        };
        let line = inline(format!("{name}: {value}"));
        writer.prose(&line, &BlockKind::Remark, Frame::default(), std::mem::take(&mut gap));
    }
    writer.finish(&[], None)
}

/// Adds a text; returns whether there is any.
fn add_plain(text: &str, all: &mut Composition) -> bool {
    let has_text = !text.trim().is_empty();
    if has_text {
        all.add(plain::draft(with_line_feeds(text).into_owned(), false));
    }
    has_text
}

/// Adds a text in HTML; returns whether there is any.
fn add_html(text: &str, all: &mut Composition) -> bool {
    let read_as = ReadAs::Whole(Some(Encoding::UTF_8));
    let source = SourceBytes { read_as, ..SourceBytes::new(Path::new("message.html"), text.as_bytes()) };
    match (html::FORMAT.parse)(&source) {
        Ok(draft) => {
            let has_text = !draft.blocks.is_empty();
            all.add(draft);
            has_text
        }
        Err(_) => add_plain(text, all),
    }
}

/// Lists a file and keeps it.
fn attach(name: Option<&str>, kind: Option<&ContentType>, bytes: &[u8], all: &mut Composition) {
    let kind = kind.map_or_else(String::new, |kind| {
        kind.subtype()
            .map_or_else(|| kind.ctype().to_owned(), |subtype| format!("{}/{subtype}", kind.ctype()))
    });
    let name = name.map(str::trim).filter(|name| !name.is_empty()).unwrap_or(&kind);
    let name = if name.is_empty() { "file" } else { name };
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let place = Position(all.next_place());
    let mut writer = BlockWriter::default();
    let text = format!("[attachment: {name}, {}]", size(bytes.len()));
    writer.prose(&InlineText { text, ..InlineText::default() }, &BlockKind::Remark, Frame::default(), true);
    all.add(writer.finish(&[], None));
    all.draft().attachments.push(Attachment { name, bytes: bytes.into(), place });
}

/// Returns a number of bytes in words.
fn size(bytes: usize) -> String {
    match bytes {
        0..1000 => format!("{bytes} bytes"),
        1000..1_000_000 => format!("{} kB", bytes / 1000),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}
