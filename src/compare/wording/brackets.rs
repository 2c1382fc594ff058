//! A bracket is closed where it was opened: in "thirty (30) days" the second one belongs to the
//! words that differ, though the other text has it too.

use std::ops::Range;

use crate::compare::wording::islands::Run;
use crate::compare::wording::tokens::Line;

/// Marks that close, each with those that it may close.
const PAIRS: [(char, &[char]); 12] = [
    (')', &['(']),
    (']', &['[']),
    ('}', &['{']),
    ('"', &['"']),
    ('”', &['“', '„', '”']),
    ('“', &['„']),
    ('’', &['‘', '‚']),
    ('»', &['«']),
    ('）', &['（']),
    ('」', &['「']),
    ('』', &['『']),
    ('】', &['【']),
];

/// Returns the runs without closing marks at their beginning whose opening ones stand in the
/// difference before, on both sides.
pub(super) fn closed(runs: Vec<Run>, left: &Line, right: &Line) -> Vec<Run> {
    let mut before = (0, 0);
    let mut closed = Vec::with_capacity(runs.len());
    for mut run in runs {
        while run.length > 0
            && closes(left, before.0..run.left, run.left)
            && closes(right, before.1..run.right, run.right)
        {
            run = Run { left: run.left + 1, right: run.right + 1, length: run.length - 1 };
        }
        before = (run.left + run.length, run.right + run.length);
        closed.extend((run.length > 0).then_some(run));
    }
    closed
}

/// Tells whether the token `at` closes what the tokens of `range` leave open.
fn closes(line: &Line, range: Range<usize>, at: usize) -> bool {
    let Some((closing, opening)) = PAIRS.into_iter().find(|(closing, _)| mark(line, at) == Some(*closing))
    else {
        return false;
    };
    let mut open = 0_usize;
    for mark in range.filter_map(|at| mark(line, at)) {
        if mark == closing && open > 0 {
            open -= 1;
        } else if opening.contains(&mark) {
            open += 1;
        }
    }
    open > 0
}

/// Returns a token that is a single mark.
fn mark(line: &Line, at: usize) -> Option<char> {
    let token = line.tokens.get(at).filter(|token| !token.is_word())?;
    let mut chars = token.span.of(line.text).chars();
    chars.next().filter(|_| chars.next().is_none())
}
