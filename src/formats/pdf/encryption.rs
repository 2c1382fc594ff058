//! PDF files that need a password for their attachments alone.

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::dict::keys::{IDENTITY, STM_F, STR_F, V};
use hayro_interpret::hayro_syntax::object::{Dict, Name, ObjectIdentifier};

/// The entry of a trailer that leads to the encryption dictionary, and a name as long that says nothing.
const ENTRY: &[u8] = b"/Encrypt";
const NOTHING: &[u8] = b"/Ignored";

/// The version of encryption from which strings and streams may be left as they are.
const WITH_FILTERS: u8 = 4;

/// Returns a PDF whose strings and streams are not encrypted though it says that it is; `None` for any other.
pub(super) fn read_unencrypted(bytes: &[u8]) -> Option<Pdf> {
    let mut bytes = bytes.to_vec();
    let places: Vec<usize> = memchr::memmem::find_iter(&bytes, ENTRY).collect();
    let mut dictionaries = Vec::new();
    for at in places {
        // `/EncryptMetadata` is another entry.
        let (entry, after) = bytes[at..].split_at_mut(ENTRY.len());
        if let Some(id) = reference(after) {
            entry.copy_from_slice(NOTHING);
            dictionaries.push(id);
        }
    }
    if dictionaries.is_empty() {
        return None;
    }
    let pdf = Pdf::new(bytes).ok()?;
    let is_plain = |id: &ObjectIdentifier| pdf.xref().get::<Dict>(*id).is_some_and(|dict| leaves_text(&dict));
    dictionaries.iter().all(is_plain).then_some(pdf)
}

/// Returns the object that a reference such as ` 12 0 R` is to.
fn reference(bytes: &[u8]) -> Option<ObjectIdentifier> {
    let text =
        std::str::from_utf8(bytes.get(..bytes.len().min(32))?.split(|byte| !byte.is_ascii()).next()?).ok()?;
    let mut words = text.strip_prefix(|c: char| c.is_ascii_whitespace())?.split_ascii_whitespace();
    let id = ObjectIdentifier::new(words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    words.next()?.starts_with('R').then_some(id)
}

/// Tells whether an encryption dictionary leaves strings and streams as they are; attachments may have a filter of
/// their own.
fn leaves_text(dict: &Dict<'_>) -> bool {
    let is_identity = |key: &[u8]| dict.get::<Name>(key).is_none_or(|filter| &*filter == IDENTITY);
    dict.get::<u8>(V).is_some_and(|version| version >= WITH_FILTERS)
        && is_identity(STM_F)
        && is_identity(STR_F)
}
