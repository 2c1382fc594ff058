//! What is found in every document: hits in one column, under the titles of their documents.

mod align;
mod below;
mod header;
mod rows;
mod screen;

pub(super) use screen::draw;
