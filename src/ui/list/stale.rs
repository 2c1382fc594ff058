//! How much of the list has changed since it was last arranged.

/// What has changed since the list was last arranged.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Stale {
    /// Entries of which something became known.
    pub news: usize,
    /// Those known before.
    pub known: usize,
}
