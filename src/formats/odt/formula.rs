//! Formulas of Writer documents, as text.

use crate::formats::limits::Exceeded;
use crate::formats::scripts::Script;
use crate::formats::xml::{Node, Xml};

/// Returns the text of a formula in `MathML`, without the source it was made of; nothing for other objects.
pub(super) fn formula(xml: &mut Xml) -> Result<String, Exceeded> {
    if xml.find_any()?.is_none_or(|root| root.name() != "math") {
        return Ok(String::new());
    }
    let parts = parts_of_formula(xml)?;
    Ok(parts.concat().split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Returns the text of each child of the open element.
fn parts_of_formula(xml: &mut Xml) -> Result<Vec<String>, Exceeded> {
    let mut parts = Vec::new();
    while let Some(node) = xml.node()? {
        let element = match node {
            Node::Text(text) => {
                parts.extend((!text.trim().is_empty()).then_some(text));
                continue;
            }
            Node::Element(element) if element.name() == "annotation" => {
                xml.skip()?;
                continue;
            }
            Node::Element(element) => element,
        };
        let inner = parts_of_formula(xml)?;
        parts.push(match (element.name(), inner.as_slice()) {
            ("msup", [base, above]) => format!("{base}{}", Script::Super.set(above)),
            ("msub", [base, below]) => format!("{base}{}", Script::Sub.set(below)),
            ("mfrac", [above, below]) => format!("({above})/({below})"),
            _ => inner.concat(),
        });
    }
    Ok(parts)
}
