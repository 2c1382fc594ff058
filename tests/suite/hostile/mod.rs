//! Hostile documents and files, and the expected result for each.
//!
//! A case is a name, the node at that name, and the expected result of opening it. Large files are made
//! on demand in the size that a test needs: [`Scale::Quick`] is enough to distinguish work that grows with
//! the square of a length from work that does not, [`Scale::Full`] is the size of the worst real files.
//! `write()` writes all of them into a folder.
#![allow(dead_code, unreachable_pub, reason = "each test binary uses its own part of the corpus")]

mod clusters;
mod controls;
mod disguises;
mod encodings;
mod formats;
mod giants;
mod hidden;
mod markup;
mod names;
mod nodes;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

pub use nodes::write;

/// The size of the large files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Tens of kilobytes, for every run of the tests.
    Quick,
    /// Tens of megabytes.
    Full,
}

impl Scale {
    /// Returns the number of bytes at this scale for `full` bytes at full scale.
    fn bytes(self, full: usize) -> usize {
        match self {
            Scale::Quick => full / 1024,
            Scale::Full => full,
        }
    }

    /// Returns the number of pieces at this scale for `full` pieces at full scale.
    fn count(self, full: usize) -> usize {
        match self {
            Scale::Quick => full / 40,
            Scale::Full => full,
        }
    }
}

/// The node at a name.
pub enum Node {
    /// A regular file; its bytes are made on demand.
    File(Box<dyn Fn(Scale) -> Vec<u8>>),
    /// A pipe without a writer.
    Fifo,
    /// A socket without a listener.
    Socket,
    /// A link to this path.
    Link(PathBuf),
    /// This many nested folders, with a text in the last.
    Deep(usize),
    /// A file of this length without any data.
    Sparse(u64),
    /// A file without read permission.
    Locked,
}

/// The expected result of opening a case. In every case the program must keep running, answer, and send
/// only its own sequences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Must {
    /// The screen shows these words.
    Show(&'static str),
    /// It is no document, and the screen shows these words of the reason.
    Refuse(&'static str),
    /// It may be read or not.
    Survive,
}

/// A hostile document or file.
pub struct Case {
    pub name: OsString,
    pub node: Node,
    pub must: Must,
}

impl Case {
    fn new(name: impl Into<OsString>, node: Node, must: Must) -> Self {
        Self { name: name.into(), node, must }
    }

    /// Returns a file of these bytes.
    fn file(name: impl Into<OsString>, bytes: impl AsRef<[u8]>, must: Must) -> Self {
        let bytes = bytes.as_ref().to_vec();
        Self::new(name, Node::File(Box::new(move |_| bytes.clone())), must)
    }

    /// Returns a file that `make` makes at the scale of the test.
    fn made(name: impl Into<OsString>, must: Must, make: impl Fn(Scale) -> Vec<u8> + 'static) -> Self {
        Self::new(name, Node::File(Box::new(make)), must)
    }

    /// Returns the bytes of a regular file.
    pub fn bytes(&self, scale: Scale) -> Option<Vec<u8>> {
        match &self.node {
            Node::File(make) => Some(make(scale)),
            _ => None,
        }
    }

    /// Returns its name for a message.
    pub fn label(&self) -> String {
        self.name.to_string_lossy().escape_debug().to_string()
    }

    /// Returns its path in a folder.
    pub fn path(&self, folder: &Path) -> PathBuf {
        folder.join(&self.name)
    }
}

/// Returns every case.
pub fn cases() -> Vec<Case> {
    let groups = [
        controls::cases,
        hidden::cases,
        clusters::cases,
        encodings::cases,
        formats::cases,
        giants::cases,
        markup::cases,
        disguises::cases,
        names::cases,
        nodes::cases,
    ];
    groups.into_iter().flat_map(|cases| cases()).collect()
}
