//! How a run ends.

use std::process::ExitCode;

/// What the exit code says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// 0: done as asked. A reader that stopped listening (a broken pipe) is no trouble.
    Fine,
    /// 1: done, and the answer is no.
    No,
    /// 2: asked wrongly, or something could not be read or written.
    Trouble,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(match exit {
            Exit::Fine => 0,
            Exit::No => 1,
            Exit::Trouble => 2,
        })
    }
}
