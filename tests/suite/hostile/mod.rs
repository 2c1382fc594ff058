//! Documents and files that mean harm, and what must become of each.
//!
//! A case is a name, what stands there, and what must be true once it is opened. Files that would be
//! large are made when they are wanted and at the size that is wanted: [`Scale::Quick`] is enough to
//! tell work that grows with the square of a length from work that does not, [`Scale::Full`] is what
//! a reader of leaks may meet. `write()` puts all of them into a folder.
#![allow(dead_code, unreachable_pub, reason = "each test binary uses its own part of the corpus")]

mod clusters;
mod controls;
mod disguises;
mod encodings;
mod giants;
mod hidden;
mod markup;
mod names;
mod nodes;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

pub use nodes::write;

/// How large the large ones are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Tens of kilobytes, for every run of the tests.
    Quick,
    /// Tens of megabytes.
    Full,
}

impl Scale {
    /// Returns how many bytes stand for `full` of them.
    fn bytes(self, full: usize) -> usize {
        match self {
            Scale::Quick => full / 1024,
            Scale::Full => full,
        }
    }

    /// Returns how many pieces stand for `full` of them.
    fn count(self, full: usize) -> usize {
        match self {
            Scale::Quick => full / 40,
            Scale::Full => full,
        }
    }
}

/// What stands at a name.
pub enum Node {
    /// A regular file, its bytes made when they are wanted.
    File(Box<dyn Fn(Scale) -> Vec<u8>>),
    /// A pipe that nobody writes into.
    Fifo,
    /// A socket that nobody listens at.
    Socket,
    /// A link to this.
    Link(PathBuf),
    /// So many folders inside each other, a text in the last.
    Deep(usize),
    /// A file of this length in which nothing was ever written.
    Sparse(u64),
    /// A file that may not be read.
    Locked,
}

/// What must be true of a case besides that the program lives, answers and sends the terminal
/// nothing but its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Must {
    /// The screen shows this.
    Show(&'static str),
    /// It is no document, and the screen says why in words that hold these.
    Refuse(&'static str),
    /// It may be read or not.
    Stand,
}

/// A document or file that means harm.
pub struct Case {
    pub name: OsString,
    pub node: Node,
    pub must: Must,
}

impl Case {
    fn new(name: impl Into<OsString>, node: Node, must: Must) -> Self {
        Self { name: name.into(), node, must }
    }

    /// A file of these bytes.
    fn file(name: impl Into<OsString>, bytes: impl AsRef<[u8]>, must: Must) -> Self {
        let bytes = bytes.as_ref().to_vec();
        Self::new(name, Node::File(Box::new(move |_| bytes.clone())), must)
    }

    /// A file made at the size that is wanted.
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

    /// Returns where it stands in a folder.
    pub fn path(&self, folder: &Path) -> PathBuf {
        folder.join(&self.name)
    }
}

/// Returns every case.
pub fn cases() -> Vec<Case> {
    let floors = [
        controls::cases,
        hidden::cases,
        clusters::cases,
        encodings::cases,
        giants::cases,
        markup::cases,
        disguises::cases,
        names::cases,
        nodes::cases,
    ];
    floors.into_iter().flat_map(|cases| cases()).collect()
}
