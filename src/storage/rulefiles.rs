//! Whether the ignore files of a folder may be read at all.
//!
//! The crate that knows their rules opens them by name and reads them to the end. In a stranger's
//! folder such a name may be a pipe, which nobody ever writes to, or lead to a device without end.

use std::fs;
use std::path::{Path, PathBuf};

use crate::storage::why::Why;

/// The files that rules are read from.
pub(super) const RULE_FILES: [&str; 2] = [".ignore", ".gitignore"];

/// The longest that is read, in bytes.
const LONGEST: u64 = 1 << 20;

/// Returns the first ignore file of a folder that must not be opened, and why.
pub(super) fn untrusted(folder: &Path) -> Option<(PathBuf, Why)> {
    RULE_FILES.iter().find_map(|name| {
        let path = folder.join(name);
        // What cannot be asked about cannot be opened either.
        let data = fs::metadata(&path).ok()?;
        let why = match Why::not_regular(data.file_type()) {
            Some(Why::Folder) => None,
            None if data.len() > LONGEST => {
                Some(Why::Other("an ignore file longer than 1 MB, not obeyed".into()))
            }
            why => why,
        };
        why.map(|why| (path, why))
    })
}

/// Tells whether there is such a file in a folder or above it; no rules are asked for below.
pub(super) fn is_below_untrusted(folder: &Path) -> bool {
    fs::canonicalize(folder).is_ok_and(|real| real.ancestors().any(|above| untrusted(above).is_some()))
}
