//! Formulas of Word as text on one line.

use crate::formats::limits::Exceeded;
use crate::formats::scripts::Script;
use crate::formats::xml::{Node, Xml};

/// Returns the formula whose element was just opened.
pub(super) fn formula(xml: &mut Xml) -> Result<String, Exceeded> {
    let mut all = String::new();
    while let Some(element) = xml.child()? {
        let part = match element.name() {
            "t" => plain(xml)?,
            "f" => {
                let [above, below] = parts(xml, ["num", "den"])?;
                format!("{}/{}", grouped(&above), grouped(&below))
            }
            "sSup" => {
                let [base, above] = parts(xml, ["e", "sup"])?;
                base + &Script::Super.set(&above)
            }
            "sSub" => {
                let [base, below] = parts(xml, ["e", "sub"])?;
                base + &Script::Sub.set(&below)
            }
            "sSubSup" | "sPre" => {
                let [base, below, above] = parts(xml, ["e", "sub", "sup"])?;
                base + &Script::Sub.set(&below) + &Script::Super.set(&above)
            }
            "rad" => {
                let [degree, of] = parts(xml, ["deg", "e"])?;
                format!("{}√{}", Script::Super.set(&degree), grouped(&of))
            }
            "nary" => {
                let [sign, below, above, of] = parts(xml, ["naryPr", "sub", "sup", "e"])?;
                let sign = if sign.is_empty() { "∫" } else { &sign };
                format!("{sign}{}{} {of}", Script::Sub.set(&below), Script::Super.set(&above))
            }
            "d" => delimited(xml)?,
            "chr" => {
                let sign = element.get("val").unwrap_or_default();
                xml.skip()?;
                sign
            }
            name if name.ends_with("Pr") => {
                xml.skip()?;
                continue;
            }
            "mr" => {
                let separator = if all.is_empty() { "" } else { "; " };
                format!("{separator}{}", row(xml)?)
            }
            _ => formula(xml)?,
        };
        all.push_str(&part);
        xml.check_text(all.len())?;
    }
    Ok(all)
}

/// Returns the text in the open element.
fn plain(xml: &mut Xml) -> Result<String, Exceeded> {
    let mut all = String::new();
    while let Some(node) = xml.node()? {
        match node {
            Node::Text(text) => all.push_str(&text),
            Node::Element(_) => xml.skip()?,
        }
    }
    Ok(all)
}

/// Returns the formulas in the children of these names.
fn parts<const COUNT: usize>(xml: &mut Xml, names: [&str; COUNT]) -> Result<[String; COUNT], Exceeded> {
    let mut parts = std::array::from_fn(|_| String::new());
    while let Some(element) = xml.child()? {
        match names.iter().position(|name| *name == element.name()) {
            Some(index) => parts[index] = formula(xml)?,
            None => xml.skip()?,
        }
    }
    Ok(parts)
}

fn row(xml: &mut Xml) -> Result<String, Exceeded> {
    let mut cells = Vec::new();
    while xml.child()?.is_some() {
        cells.push(formula(xml)?);
    }
    Ok(cells.join(", "))
}

/// Returns a formula in brackets, which are round unless it says otherwise.
fn delimited(xml: &mut Xml) -> Result<String, Exceeded> {
    let [mut before, mut after] = ["(".to_owned(), ")".to_owned()];
    let mut inside = Vec::new();
    while let Some(element) = xml.child()? {
        if element.name() != "dPr" {
            inside.push(formula(xml)?);
            continue;
        }
        while let Some(element) = xml.child()? {
            match element.name() {
                "begChr" => before = element.get("val").unwrap_or_default(),
                "endChr" => after = element.get("val").unwrap_or_default(),
                _ => {}
            }
            xml.skip()?;
        }
    }
    Ok(format!("{before}{}{after}", inside.join("|")))
}

/// Returns a part of a formula in brackets, unless it is one number, letter or name.
fn grouped(text: &str) -> String {
    if text.chars().all(char::is_alphanumeric) { text.to_owned() } else { format!("({text})") }
}
