//! Keys and what they mean, as data.
//!
//! The built-in key map is `assets/keymap.toml`; a user's is laid over it. The help screen and
//! `docs/keys.md` are made from the same map, so they always agree with it.

pub mod action;
pub mod edit;
pub mod key;
pub mod keymap;
pub mod motion;

pub use action::{
    Action, ComparisonAction, Context, LevelAction, ListAction, Motion, OpenAction, PaneAction,
    ProgramAction, RowAction, SelectionAction, TextAction,
};
pub use edit::LineEdit;
pub use key::{Key, KeyCode};
pub use keymap::Keymap;
