//! HTML: web pages.
//!
//! The tokenizer of `html5ever` reads the tags; no tree is built, so that a page of any size takes
//! time in proportion. Where a page is most likely an article, `dom_smoothie` finds it, and only the article
//! is shown: its text without navigation, advertisements and notices. Nothing is ever fetched.

use std::time::Duration;

use dom_smoothie::{Article, Readability};

use crate::document::{Draft, Field, Part};
use crate::formats::binary::binary;
use crate::formats::builder::Builder;
use crate::formats::limits::{Budget, Exceeded, Limits};
use crate::formats::{Format, FormatError, SourceBytes};
use crate::text::ReadAs;

mod charset;
mod elements;
mod fields;
mod metadata;
mod reader;
#[cfg(test)]
mod tests;

use reader::PageFindings;

pub(super) use charset::decode_page;
pub(super) use reader::{Syntax, read};

const NAME: &str = "web page";

/// The longest page, in bytes.
const LONGEST: usize = 32 << 20;

/// The most that is read of a page.
const LIMITS: Limits =
    Limits { text: 64 << 20, elements: usize::MAX, depth: usize::MAX, time: Duration::from_secs(5) };

/// The most elements, depth and attributes of a page in which an article is looked for. Finding one takes a
/// tree, and for some pages time in proportion to the square of these.
const ELEMENTS: usize = 200_000;
const DEPTH: usize = 256;
const ATTRIBUTES: usize = 1000;

/// The extensions of programs, templates and data, which may begin like a page.
const OTHERS: [&str; 10] = ["php", "js", "ts", "py", "rb", "xml", "xsl", "xslt", "vue", "patch"];

/// Web pages.
pub(super) const FORMAT: Format = Format {
    name: NAME,
    extensions: &["html", "htm", "xhtml", "xht", "shtml"],
    recognises: |source| begins_as_page(source.bytes) && !source.has_extension(&OTHERS),
    needs_signature: false,
    is_verbatim: false,
    longest: LONGEST,
    parse,
};

fn parse(source: &SourceBytes) -> Result<Draft, FormatError> {
    if let Some(kind) = binary(source.bytes, source.read_as) {
        return Err(FormatError::Binary(kind));
    }
    let decoded = decode_page(source.bytes, source.read_as);
    let is_xhtml = source.has_extension(&["xhtml", "xht"]) || source.bytes.starts_with(b"<?xml");
    let syntax = if is_xhtml { Syntax::Xhtml } else { Syntax::Html };
    let is_whole = matches!(source.read_as, ReadAs::Whole(_));
    let draft =
        draft(&decoded.text, syntax, is_whole).map_err(|limit| FormatError::TooMuch { what: NAME, limit })?;
    Ok(Draft { charset: decoded.charset, ..draft })
}

/// Returns the article of a page; all of a page without one, and if it `is_whole`.
fn draft(text: &str, syntax: Syntax, is_whole: bool) -> Result<Draft, Exceeded> {
    let (builder, page) = read(text, syntax, None, Builder::default(), Budget::new(LIMITS))?;
    if let Some(article) = if is_whole { None } else { article(text, &page) } {
        return article_draft(article, page);
    }
    let title = Some(page.data.title).filter(|title| !title.trim().is_empty());
    let mut draft = builder.finish(title.or(page.data.short_title));
    draft.metadata = page.data.metadata;
    Ok(draft)
}

/// Returns the article of a page that is most likely one.
fn article(text: &str, page: &PageFindings) -> Option<Article> {
    if page.elements > ELEMENTS || page.depth > DEPTH || page.attributes > ATTRIBUTES {
        return None;
    }
    let mut readability = Readability::new(text, None, None).ok()?;
    if !readability.is_probably_readable() {
        return None;
    }
    readability.parse().ok()
}

/// Returns the draft of an article: its title and byline above its text.
fn article_draft(article: Article, page: PageFindings) -> Result<Draft, Exceeded> {
    let mut metadata = page.data.metadata;
    for (field, value) in [
        (Field::Author, article.byline),
        (Field::Date, article.published_time),
        (Field::Source, article.site_name),
        (Field::Language, article.lang),
    ] {
        if metadata.first(field).is_none() {
            metadata.add(field, value.as_deref().unwrap_or_default());
        }
    }
    let mut builder = Builder::default();
    builder.open_heading(1);
    builder.text(&article.title);
    builder.close_heading();
    let authors: Vec<&str> = metadata.all(Field::Author).collect();
    let byline = [authors.join(", "), metadata.first(Field::Date).unwrap_or_default().to_owned()];
    let byline: Vec<String> = byline.into_iter().filter(|words| !words.is_empty()).collect();
    builder.byline(&byline.join(" · "));
    builder.set_apart();
    let (builder, _) = read(&article.content, Syntax::Html, None, builder, Budget::new(LIMITS))?;
    Ok(Draft { metadata, part: Part::Article, ..builder.finish(Some(article.title)) })
}

/// Tells whether bytes begin as a page does: with its document type or its root, after comments.
fn begins_as_page(bytes: &[u8]) -> bool {
    let mut rest = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    loop {
        let begins = |with: &str| {
            rest.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with.as_bytes()))
        };
        let end: &[u8] = if begins("<!--") {
            b"-->"
        } else if begins("<?xml") {
            b"?>"
        } else {
            let tags = ["<!doctype html", "<html", "<head>", "<body", "<title>", "<meta "];
            return tags.into_iter().any(begins);
        };
        match memchr::memmem::find(rest, end) {
            Some(at) => rest = rest[at + end.len()..].trim_ascii_start(),
            None => return false,
        }
    }
}
