//! What became of the markup of a text.

/// Whether a text is set as its markup says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Markup {
    /// It is, if there was any.
    #[default]
    Read,
    /// There was more than is read, so it stands in the text as it is written.
    Shown,
}
