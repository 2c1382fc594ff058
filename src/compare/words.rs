//! The words of two documents, cut once for everyone who compares them word by word.

use crate::compare::cancelled::Cancelled;
use crate::compare::wording::{Lexicon, Line};

/// After so many sentences the work asks whether it is still wanted.
const PATIENCE: usize = 256;

/// The words of two documents, numbered alike.
#[derive(Clone, Debug)]
pub struct Words<'a> {
    /// The sentences of the left and of the right document.
    pub(super) lines: [Vec<Line<'a>>; 2],
}

impl<'a> Words<'a> {
    /// Returns the words of two documents, one sentence a string; an error as soon as they are no
    /// longer `wanted`.
    pub fn of(left: &[&'a str], right: &[&'a str], wanted: &dyn Fn() -> bool) -> Result<Self, Cancelled> {
        let mut lexicon = Lexicon::new();
        let mut lines = |sentences: &[&'a str]| {
            let mut lines = Vec::with_capacity(sentences.len());
            for (at, text) in sentences.iter().enumerate() {
                if at % PATIENCE == 0 && !wanted() {
                    return Err(Cancelled);
                }
                lines.push(lexicon.line(text));
            }
            Ok(lines)
        };
        Ok(Self { lines: [lines(left)?, lines(right)?] })
    }

    /// Returns the lines of both sides, and whether they were exchanged: of two documents the same
    /// one always comes first, so that of several ways to pair them the same one is taken.
    pub(super) fn in_order(&self) -> ([&[Line<'a>]; 2], bool) {
        let [left, right] = [&self.lines[0][..], &self.lines[1][..]];
        if right.iter().map(|line| line.text).lt(left.iter().map(|line| line.text)) {
            ([right, left], true)
        } else {
            ([left, right], false)
        }
    }
}
