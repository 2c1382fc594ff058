//! The parts of an Office document: which file of the archive is what.

use std::collections::HashMap;

use crate::formats::limits::Exceeded;
use crate::formats::xml::Xml;

/// What a part refers to: by identifier, and by type.
#[derive(Default)]
pub(super) struct Relations {
    /// The targets by their identifiers, as they are written.
    pub targets: HashMap<String, String>,
    /// The names of the parts by the last word of their types.
    pub parts: HashMap<String, String>,
}

/// Returns the name of the file with the relations of a part; the document itself is the part without a name.
pub(super) fn relations_name(part: &str) -> String {
    let (folder, file) = split(part);
    format!("{folder}_rels/{file}.rels")
}

/// Returns the folder of a part, with the slash at its end, and the rest of its name.
fn split(part: &str) -> (&str, &str) {
    part.split_at(part.rfind('/').map_or(0, |at| at + 1))
}

/// Reads the relations of a part.
pub(super) fn relations(xml: &mut Xml, part: &str) -> Result<Relations, Exceeded> {
    let (folder, _) = split(part);
    let mut found = Relations::default();
    while let Some(element) = xml.find_any()? {
        let (Some(target), Some(kind)) = (element.get("Target"), element.get("Type")) else { continue };
        let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
        let name = match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => format!("{folder}{target}"),
        };
        found.parts.entry(kind).or_insert(name);
        found.targets.extend(element.get("Id").map(|id| (id, target)));
    }
    Ok(found)
}
