//! What goes wrong is said on standard error.

use std::io::{self, Write};

use crate::text::safe;

/// Tells the user on standard error, on one line and made safe.
pub fn complain(message: &str) {
    // When standard error is gone too, there is no one left to tell.
    let _ = writeln!(io::stderr(), "reader: {}", safe::line(message).as_str());
}
