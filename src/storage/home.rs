//! Whose settings and reports these are.

use std::path::PathBuf;

use etcetera::BaseStrategy;

/// Returns the user's home, `$HOME`; `None` when nothing is said there.
///
/// The system's list of users is not asked then: what it is kept in is a matter of further libraries
/// that the system names, and a program that has its own inside would load foreign ones for it.
pub(super) fn home() -> Option<PathBuf> {
    std::env::var_os("HOME").filter(|home| !home.is_empty()).map(PathBuf::from)
}

/// Returns where the user's files of each kind are kept; `None` without a home.
pub(super) fn folders() -> Option<impl BaseStrategy> {
    home().and_then(|_| etcetera::choose_base_strategy().ok())
}
