//! The ways in which a text may be folded.

/// Whether capitals stay apart from small letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Case {
    /// They stay as they are.
    Keep,
    /// They are lowered.
    #[default]
    Lower,
}

/// What becomes of white space that holds a line end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Breaks {
    /// A space, so that a phrase is found across lines.
    #[default]
    Space,
    /// One `\n`, so that a pattern may speak of lines.
    Line,
}

/// How a text is folded; two texts compare only when folded alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Folding {
    /// What becomes of capitals.
    pub case: Case,
    /// What becomes of line ends.
    pub breaks: Breaks,
}
