//! `reader`: a terminal document reader that compares two texts by meaning.
//!
//! The modules below are the floors of the house, top to bottom. Every import points down;
//! `view` and `jobs` do not know each other, and `app` knows neither the disk nor threads.

pub mod cli;

pub mod batch;
pub mod runtime;

pub mod jobs;
pub mod view;

pub mod app;

pub mod export;
pub mod storage;

pub mod compare;
pub mod formats;
pub mod search;

pub mod document;
pub mod input;

pub mod text;
