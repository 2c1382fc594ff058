//! The terminal program: state, what keys and replies change in it, drawing, event loop.
//!
//! All state is in [`app::App`]. [`update::update`] takes one [`message::Message`] (a key, the mouse, a
//! reply of background work) and returns the [`message::Effect`]s for the event loop. State code
//! touches no disk, no clock, no thread and no terminal.
//!
//! # Components
//!
//! A component is a view (comparison, claims, search), a pane (list, reader), a panel (help, keywords,
//! similar, bookmarks) or the prompt. It has a folder, or a file where that is enough, with its state,
//! its keys and its drawing:
//!
//! - **State**: a plain struct that holds all the component needs. States that exclude each other are
//!   variants of an enum.
//! - **Keys**: `fn act(&mut self, action: Action, count: Option<usize>, …) -> Option<Vec<Outcome>>`
//!   matches the groups of [`input::Action`] exhaustively, changes the component and returns what the
//!   rest of the program has to do. `None` means that the action is not the component's.
//! - **Drawing**: `fn draw(&self, …)` reads the component and a read-only context (documents,
//!   keywords, theme, key map) and changes nothing.
//!
//! No component imports `app` or `update`. Only `update` knows `App` whole: it gives a key to the
//! component that has the focus and performs the outcomes.
//!
//! A new panel needs its own file, a variant of the enum of panels, a table in `assets/keymap.toml`
//! with its `Context`, and the documentation.

pub mod app;
pub mod background;
pub mod bookmarks;
pub mod claims;
pub mod comparison;
pub mod drawing;
pub mod input;
pub mod layout;
pub mod list;
pub mod message;
pub mod outcome;
pub mod panels;
pub mod prompt;
pub mod reader;
pub mod runtime;
pub mod search;
pub mod settings;
pub mod update;
pub mod views;
