//! XML, read element by element: document types and entities of its own are ignored, and nesting is
//! bounded.

use std::io::{BufRead, Cursor};

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Error, Reader, Writer, XmlVersion};

use crate::formats::limits::{Budget, Exceeded};

/// The longest value that is repeated, in bytes.
const SHORT: usize = 64;

/// A document, read from the beginning.
///
/// A reader of an element takes all of its children, so that the next one is its sibling.
pub(super) struct Xml<'a> {
    reader: Reader<Box<dyn BufRead + 'a>>,
    /// The bytes of the last event.
    buffer: Vec<u8>,
    budget: Budget,
    depth: usize,
    /// The depth at its end, which is not 0 for what is inside an element.
    least: usize,
    is_over: bool,
    is_broken: bool,
}

/// The beginning of an element. Names are those without a prefix.
pub(super) struct Element(BytesStart<'static>);

/// What is inside an element.
pub(super) enum Node {
    /// An element begins.
    Element(Element),
    /// A piece of text.
    Text(String),
}

impl<'a> Xml<'a> {
    /// Returns the document in `text`.
    pub(super) fn new(text: &'a str, budget: Budget) -> Self {
        Self::of(Box::new(text.as_bytes()), budget)
    }

    /// Returns the document that is read from `input`. An error of `input` that is a limit is returned by
    /// the functions that meet it; others make the document broken.
    pub(super) fn of(input: Box<dyn BufRead + 'a>, budget: Budget) -> Self {
        let mut reader = Reader::from_reader(input);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Self { reader, buffer: Vec::new(), budget, depth: 0, least: 0, is_over: false, is_broken: false }
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

    /// Reads the next event; at the end, and where the document is broken, its end.
    fn advance(&mut self) -> Result<Event<'_>, Exceeded> {
        if self.is_over {
            return Ok(Event::Eof);
        }
        self.buffer.clear();
        match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => {
                match &event {
                    Event::Start(_) | Event::Empty(_) => {
                        self.depth += 1;
                        self.budget.take_element(self.depth)?;
                    }
                    Event::End(_) => self.depth = self.depth.saturating_sub(1),
                    Event::Eof => {
                        self.is_over = true;
                        self.is_broken = self.depth > self.least;
                    }
                    _ => {}
                }
                Ok(event)
            }
            Err(error) => {
                (self.is_over, self.is_broken) = (true, true);
                if let Error::Io(error) = &error
                    && let Some(limit) = error.get_ref().and_then(|error| error.downcast_ref::<Exceeded>())
                {
                    return Err(*limit);
                }
                Ok(Event::Eof)
            }
        }
    }

    /// Returns what comes next in the open element; `None` at its end, which is taken.
    pub(super) fn node(&mut self) -> Result<Option<Node>, Exceeded> {
        loop {
            let text = match self.advance()? {
                Event::Start(start) | Event::Empty(start) => {
                    return Ok(Some(Node::Element(Element(start.into_owned()))));
                }
                Event::End(_) | Event::Eof => return Ok(None),
                Event::Text(text) => Some(text.into_inner().into_owned()),
                Event::CData(text) => Some(text.into_inner().into_owned()),
                Event::GeneralRef(entity) => {
                    let character = entity.resolve_char_ref().ok().flatten().map(String::from);
                    character.or_else(|| resolve_xml_entity(&entity.into_inner()).map(str::to_owned))
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => None,
            };
            if let Some(text) = text {
                return Ok(Some(Node::Text(text)));
            }
        }
    }

    /// Takes the rest of the open element and returns it as a document, to be read later.
    pub(super) fn inside(&mut self) -> Result<Xml<'static>, Exceeded> {
        let depth = self.depth;
        let mut writer = Writer::new(Vec::new());
        loop {
            let event = self.advance()?;
            // The end of the element itself is left out, like its beginning.
            if matches!(event, Event::Eof) {
                break;
            }
            let is_end = matches!(event, Event::End(_));
            let event = event.into_owned();
            if is_end && self.depth < depth {
                break;
            }
            if writer.write_event(event).is_err() {
                break;
            }
            self.budget.check_text(writer.get_ref().len())?;
        }
        let xml = Xml::of(Box::new(Cursor::new(writer.into_inner())), self.budget.clone());
        Ok(Xml { depth, least: depth, ..xml })
    }

    /// Returns the next element in the open one; `None` at its end, which is taken.
    pub(super) fn child(&mut self) -> Result<Option<Element>, Exceeded> {
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
        while self.depth > outside && !self.is_over {
            self.advance()?;
        }
        Ok(())
    }

    /// Takes the rest of the open element and returns all text in it.
    pub(super) fn text(&mut self) -> Result<String, Exceeded> {
        let outside = self.depth.saturating_sub(1);
        let mut all = String::new();
        while self.depth > outside && !self.is_over {
            if let Some(Node::Text(text)) = self.node()? {
                all.push_str(&text);
                self.budget.check_text(all.len())?;
            }
        }
        Ok(all)
    }

    /// Returns the next element of the document, wherever it is; `None` at the end.
    pub(super) fn find_any(&mut self) -> Result<Option<Element>, Exceeded> {
        loop {
            match self.node()? {
                Some(Node::Element(element)) => return Ok(Some(element)),
                None if self.depth == 0 || self.is_over => return Ok(None),
                Some(Node::Text(_)) | None => {}
            }
        }
    }

    /// Returns the next element of this name, wherever it is; `None` when there is none.
    pub(super) fn find(&mut self, name: &str) -> Result<Option<Element>, Exceeded> {
        loop {
            match self.find_any()? {
                Some(element) if element.name() != name => {}
                found => return Ok(found),
            }
        }
    }
}

impl Element {
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

#[cfg(test)]
mod tests {
    use std::io::{self, BufReader, Read};
    use std::time::Duration;

    use super::*;
    use crate::formats::limits::Limits;

    fn budget() -> Budget {
        Budget::new(Limits { text: 1000, elements: 100, depth: 9, time: Duration::from_mins(1) })
    }

    #[test]
    fn what_is_inside_an_element_is_read_later() {
        let mut xml = Xml::new("<a><b>one<c x='1'/>&amp;<b>two</b></b><d>three</d></a>", budget());
        xml.find("b").unwrap().unwrap();
        let mut inside = xml.inside().unwrap();
        assert_eq!(xml.child().unwrap().unwrap().name(), "d", "the element was taken");
        let Some(Node::Text(text)) = inside.node().unwrap() else { panic!("no text") };
        let child = inside.child().unwrap().unwrap();
        assert_eq!((text.as_str(), child.name(), child.get("x").as_deref()), ("one", "c", Some("1")));
        inside.skip().unwrap();
        assert_eq!(inside.text().unwrap(), "&two");
        assert!(inside.node().unwrap().is_none() && !inside.is_broken());
    }

    #[test]
    fn nesting_counts_within_what_is_read_later_too() {
        let deep = format!("<a>{}{}</a>", "<b>".repeat(6), "</b>".repeat(6));
        let mut xml = Xml::new(&deep, budget());
        xml.find("a").unwrap();
        let mut inside = xml.inside().unwrap();
        assert_eq!(inside.depth, 1);
        (0..6).for_each(|_| assert!(inside.child().unwrap().is_some()));
        assert_eq!(inside.depth, 7);
        let long = format!("<a>{}</a>", "long ".repeat(1000));
        let mut xml = Xml::new(&long, budget());
        xml.find("a").unwrap();
        assert_eq!(xml.inside().err(), Some(Exceeded::Text(1000)));
    }

    /// Bytes, and then an error.
    struct Failing(&'static [u8], fn() -> io::Error);

    impl Read for Failing {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            if self.0.is_empty() { Err(self.1()) } else { self.0.read(into) }
        }
    }

    #[test]
    fn a_limit_of_the_input_is_an_error_and_other_errors_break_the_document() {
        let read = |error: fn() -> io::Error| {
            let mut xml = Xml::of(Box::new(BufReader::new(Failing(b"<a>one<b/>", error))), budget());
            xml.find("b").unwrap().unwrap();
            (xml.find("c").map(|found| found.is_some()), xml.is_broken())
        };
        let limit = || io::Error::other(Exceeded::Ratio(200));
        assert_eq!(read(limit), (Err(Exceeded::Ratio(200)), true));
        assert_eq!(read(|| io::Error::other("checksum")), (Ok(false), true));
    }
}
