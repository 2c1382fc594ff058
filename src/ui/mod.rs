//! The terminal program: state, its update by keys and replies, drawing, event loop.
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
//!   variants of an enum. Views and panels are variants of [`views::View`] and [`panels::Panel`].
//! - **Keys**: a view or a panel is a `Component`: it has a method for each group of
//!   [`input::Action`] that it knows, changes itself and asks for [`outcome::Outcome`]s, which the rest of
//!   the program performs. The groups it does not know are done by the program.
//! - **Drawing**: `fn draw(&self, …)` reads the component and a read-only context (documents,
//!   keywords, theme, key map) and changes nothing.
//!
//! No component imports `app` or `update`. Only `update` knows `App` whole: it gives a key to the
//! component that has the focus and performs the outcomes. A list to select from is a
//! [`selectable_list::SelectableList`], in tables as in panels.

pub mod app;
pub mod background;
pub mod bookmarks;
pub mod claims;
pub mod comparison;
pub mod component;
pub mod drawing;
pub mod input;
pub mod layout;
pub mod list;
pub mod memory;
pub mod message;
pub mod note_editor;
pub mod outcome;
pub mod panels;
pub mod prompt;
pub(crate) mod quotation;
pub mod reader;
pub mod runtime;
pub mod search;
pub mod selectable_list;
pub mod settings;
pub(crate) mod texts;
pub mod update;
pub mod views;
