//! XML, read element by element: document types and entities of its own are ignored, and nesting is
//! bounded.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};

use crate::formats::limits::{Budget, Exceeded};

/// The longest value that is repeated, in bytes.
const SHORT: usize = 64;

/// A document, read from the beginning; a copy continues from the same place.
///
/// A reader of an element takes all of its children, so that the next one is its sibling.
#[derive(Clone)]
pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    budget: Budget,
    depth: usize,
    is_broken: bool,
}

/// The beginning of an element. Names are those without a prefix.
pub(super) struct Element<'a>(BytesStart<'a>);

/// What is inside an element.
pub(super) enum Node<'a> {
    /// An element begins.
    Element(Element<'a>),
    /// A piece of text.
    Text(Cow<'a, str>),
}

impl<'a> Xml<'a> {
    /// Returns the document in `text`.
    pub(super) fn new(text: &'a str, budget: Budget) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Self { reader, budget, depth: 0, is_broken: false }
    }

    /// Tells whether the document ended before its elements did, or what was read is not XML.
    pub(super) fn is_broken(&self) -> bool {
        self.is_broken
    }

    /// Returns an error if a document with `bytes` of text has too many.
    pub(super) fn check_text(&self, bytes: usize) -> Result<(), Exceeded> {
        self.budget.check_text(bytes)
    }

    /// Returns the budget with what was used of it.
    pub(super) fn into_budget(self) -> Budget {
        self.budget
    }

    /// Returns what comes next in the open element; `None` at its end, which is taken.
    pub(super) fn node(&mut self) -> Result<Option<Node<'a>>, Exceeded> {
        loop {
            if self.is_broken {
                return Ok(None);
            }
            match self.reader.read_event() {
                Ok(Event::Start(start) | Event::Empty(start)) => {
                    self.depth += 1;
                    self.budget.take_element(self.depth)?;
                    return Ok(Some(Node::Element(Element(start))));
                }
                Ok(Event::End(_)) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(None);
                }
                Ok(Event::Text(text)) => return Ok(Some(Node::Text(text.into_inner()))),
                Ok(Event::CData(text)) => return Ok(Some(Node::Text(text.into_inner()))),
                Ok(Event::GeneralRef(entity)) => {
                    let found = entity.resolve_char_ref().ok().flatten().map(|c| Cow::from(c.to_string()));
                    let found = found.or_else(|| resolve_xml_entity(&entity.into_inner()).map(Cow::from));
                    if let Some(text) = found {
                        return Ok(Some(Node::Text(text)));
                    }
                }
                Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
                Ok(Event::Eof) => {
                    self.is_broken = self.depth > 0;
                    return Ok(None);
                }
                Err(_) => self.is_broken = true,
            }
        }
    }

    /// Returns the next element in the open one; `None` at its end, which is taken.
    pub(super) fn child(&mut self) -> Result<Option<Element<'a>>, Exceeded> {
        loop {
            match self.node()? {
                Some(Node::Element(element)) => return Ok(Some(element)),
                Some(Node::Text(_)) => {}
                None => return Ok(None),
            }
        }
    }

    /// Takes the rest of the open element.
    pub(super) fn skip(&mut self) -> Result<(), Exceeded> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside && !self.is_broken {
            self.node()?;
        }
        Ok(())
    }

    /// Takes the rest of the open element and returns all text in it.
    pub(super) fn text(&mut self) -> Result<String, Exceeded> {
        let outside = self.depth.saturating_sub(1);
        let mut all = String::new();
        while self.depth > outside && !self.is_broken {
            if let Some(Node::Text(text)) = self.node()? {
                all.push_str(&text);
                self.budget.check_text(all.len())?;
            }
        }
        Ok(all)
    }

    /// Returns the next element of the document, wherever it is; `None` at the end.
    pub(super) fn find_any(&mut self) -> Result<Option<Element<'a>>, Exceeded> {
        loop {
            match self.node()? {
                Some(Node::Element(element)) => return Ok(Some(element)),
                None if self.depth == 0 || self.is_broken => return Ok(None),
                Some(Node::Text(_)) | None => {}
            }
        }
    }

    /// Returns the next element of this name, wherever it is; `None` when there is none.
    pub(super) fn find(&mut self, name: &str) -> Result<Option<Element<'a>>, Exceeded> {
        loop {
            match self.find_any()? {
                Some(element) if element.name() != name => {}
                found => return Ok(found),
            }
        }
    }
}

impl Element<'_> {
    /// Returns its name.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// Returns the value of an attribute.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let attributes = attributes.with_checks(false).filter_map(Result::ok);
        let mut values = attributes.filter(|found| found.key.local_name().into_inner() == name);
        let value = values.next()?.normalized_value(XmlVersion::Implicit1_0).ok()?;
        Some(value.into_owned())
    }

    /// Returns the value of an attribute that is repeated in the text; a value too long for that is cut off.
    pub(super) fn short(&self, name: &str) -> String {
        let mut value = self.get(name).unwrap_or_default();
        value.truncate(value.floor_char_boundary(SHORT));
        value
    }

    /// Returns the number that is the value of an attribute.
    pub(super) fn number(&self, name: &str) -> Option<usize> {
        self.get(name)?.trim().parse().ok()
    }

    /// Tells whether the property that this element is holds; it does unless its value says no.
    pub(super) fn is_on(&self) -> bool {
        !self.get("val").is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off" | "none"))
    }
}
