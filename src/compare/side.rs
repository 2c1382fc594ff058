//! Which of the two compared documents something belongs to.

/// One of the two compared documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The first of the two.
    Left,
    /// The second of the two.
    Right,
}

impl Side {
    /// Returns the side across.
    pub fn other(self) -> Self {
        match self {
            Side::Left => Side::Right,
            Side::Right => Side::Left,
        }
    }
}
