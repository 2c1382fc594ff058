//! Why a document cannot be shown.

use std::borrow::Cow;
use std::fmt;

/// Why a document cannot be shown, in a user's words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unread {
    /// It is no text; its bytes can be shown as text all the same.
    Binary(String),
    /// There is another reason.
    Otherwise(Cow<'static, str>),
}

/// The file is no more.
pub(crate) static GONE: Unread = Unread::Otherwise(Cow::Borrowed("no such file any more"));

impl Unread {
    /// Returns the words.
    pub fn words(&self) -> &str {
        match self {
            Unread::Binary(words) => words,
            Unread::Otherwise(words) => words,
        }
    }
}

impl From<String> for Unread {
    fn from(words: String) -> Self {
        Unread::Otherwise(words.into())
    }
}

impl From<&'static str> for Unread {
    fn from(words: &'static str) -> Self {
        Unread::Otherwise(words.into())
    }
}

impl fmt::Display for Unread {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.words())
    }
}
