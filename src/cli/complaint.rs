//! What goes wrong is said on standard error.
#![expect(clippy::disallowed_methods, reason = "the one place of this floor that writes there")]

use std::io::{self, Write};

use crate::text::safe;
use crate::text::safe::{Allowed, Checked};

/// Tells the user on standard error, on one line and made safe.
pub fn complain(message: &str) {
    write(&format!("reader: {}\n", safe::line(message)));
}

/// Tells the user something of several lines on standard error, made safe.
pub fn explain(words: &str) {
    write(&safe::printable(words));
}

fn write(words: &str) {
    // When standard error is gone too, there is no one left to tell.
    let _ = Checked::new(io::stderr().lock(), Allowed::Lines).write_all(words.as_bytes());
}
