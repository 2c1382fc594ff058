//! `reader`: a terminal document reader that compares two texts by meaning.
//!
//! The modules are layers, listed top to bottom. Every import points down.

pub mod cli;
pub mod ui;

pub mod tasks;

pub mod report;
pub mod storage;

pub mod compare;
pub mod formats;
pub mod search;

pub mod document;

pub mod text;

pub mod threads;
