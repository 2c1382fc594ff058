//! What the head of a page says about the page: title, author, date, the address links are relative to.

use html5ever::tokenizer::Tag;
use url::Url;

use crate::document::{Field, Metadata};

/// What a page says about itself.
#[derive(Debug, Default)]
pub(in crate::formats) struct PageData {
    /// The text of the element `title`.
    pub title: String,
    /// The title for social networks, which leaves out the name of the site.
    pub short_title: Option<String>,
    /// Author, date, language and others.
    pub metadata: Metadata,
    /// The address that links are relative to, if the page gives one.
    pub(super) base: Option<Url>,
    /// The address of the page, if it is one of several that make a document.
    pub(super) address: Option<Url>,
}

impl PageData {
    /// Takes what a tag of the head says.
    pub(super) fn take(&mut self, tag: &Tag) {
        match &*tag.name {
            "html" => self.add(Field::Language, attribute(tag, "lang").or(attribute(tag, "xml:lang"))),
            "base" if self.base.is_none() => {
                self.base = attribute(tag, "href").and_then(|base| Url::parse(base.trim()).ok());
            }
            "link" if attribute(tag, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                self.add(Field::Source, attribute(tag, "href"));
            }
            "meta" => self.meta(tag),
            _ => {}
        }
    }

    fn meta(&mut self, tag: &Tag) {
        let names = ["name", "property", "itemprop", "http-equiv"];
        let Some(name) = names.into_iter().find_map(|name| attribute(tag, name)) else { return };
        let Some(content) = attribute(tag, "content").map(str::trim).filter(|text| !text.is_empty()) else {
            return;
        };
        let field = match name.trim().to_ascii_lowercase().as_str() {
            "author" | "dc.creator" | "dcterms.creator" | "article:author" | "citation_author" | "byl" => {
                // Some name the author by an address.
                if content.contains("://") {
                    return;
                }
                Field::Author
            }
            "date"
            | "dc.date"
            | "dc.date.issued"
            | "dcterms.created"
            | "dcterms.issued"
            | "article:published_time"
            | "datepublished"
            | "pubdate"
            | "publishdate"
            | "citation_date"
            | "citation_publication_date" => Field::Date,
            "description" | "og:description" | "dc.description" => Field::Description,
            "og:site_name" | "dc.publisher" | "citation_journal_title" => Field::Source,
            "content-language" | "dc.language" => Field::Language,
            "og:title" | "dc.title" | "twitter:title" => {
                self.short_title.get_or_insert_with(|| content.to_owned());
                return;
            }
            _ => return,
        };
        let is_single = matches!(field, Field::Date | Field::Description | Field::Language);
        if !is_single || self.metadata.first(field).is_none() {
            self.metadata.add(field, content);
        }
    }

    fn add(&mut self, field: Field, value: Option<&str>) {
        self.metadata.add(field, value.unwrap_or_default());
    }

    /// Returns the target of a link, absolute if the page says what it is relative to; `None` for one that
    /// leads nowhere.
    pub(super) fn target(&self, href: &str) -> Option<String> {
        let href = href.trim();
        if href.is_empty() || href == "#" || has_scheme(href, "javascript:") || has_scheme(href, "data:") {
            return None;
        }
        let base = self.base.as_ref().filter(|_| !href.starts_with('#'));
        let absolute = self.address.as_ref().or(base).and_then(|base| base.join(href).ok());
        Some(absolute.map_or_else(|| href.to_owned(), String::from))
    }
}

/// Places inside the document.
impl PageData {
    /// Returns the address of the place of this name, if the page has an address.
    pub(super) fn place(&self, name: &str) -> Option<String> {
        let mut place = self.address.clone()?;
        place.set_fragment(Some(name));
        Some(place.into())
    }
}

fn has_scheme(href: &str, scheme: &str) -> bool {
    href.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
}

/// Returns the value of an attribute.
pub(super) fn attribute<'a>(tag: &'a Tag, name: &str) -> Option<&'a str> {
    tag.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
}
