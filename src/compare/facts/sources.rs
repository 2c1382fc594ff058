//! Attributions: who is said to have said it.

use crate::compare::facts::lexicon::is_rank;
use crate::compare::facts::names::{Name, key};
use crate::compare::facts::speakers::{Source, speaks, subject};
use crate::compare::facts::tokens::{Shape, Token};

/// How many tokens may stand between "according to" and the name.
const REACH: usize = 6;

/// Returns the sources of one sentence in order, given its names in order.
pub(super) fn sources(tokens: &[Token<'_>], names: &[Name]) -> Vec<Source> {
    let mut found: Vec<Source> = Vec::new();
    let mut ahead = names;
    for at in 0..tokens.len() {
        ahead = &ahead[ahead.iter().take_while(|name| name.start < at).count()..];
        let Some(source) = source(tokens, ahead, at) else { continue };
        match found.last_mut() {
            Some(last) if cites(tokens, at) && last.end <= at && at <= last.end + 2 => last.end = source.end,
            Some(last) if source.start < last.end => {}
            _ => found.push(source),
        }
    }
    found
}

/// Returns the source that token `at` introduces or is, given the names from there on.
fn source(tokens: &[Token<'_>], names: &[Name], at: usize) -> Option<Source> {
    if tokens[at].is("according") && tokens.get(at + 1).is_some_and(|t| t.is("to")) {
        return given(tokens, names, at + 2);
    }
    if cites(tokens, at) {
        return given(tokens, names, at + 1);
    }
    let subject = subject(tokens, names, at)?;
    (speaks(tokens, subject.end) || inverted(tokens, at)).then_some(subject)
}

fn cites(tokens: &[Token<'_>], at: usize) -> bool {
    tokens[at].is("citing") || tokens[at].is("quoting")
}

/// Returns the source that begins at `at` behind "according to" or "citing": a name near by, else
/// the words up to a comma.
fn given(tokens: &[Token<'_>], names: &[Name], at: usize) -> Option<Source> {
    let reach = tokens.len().min(at + REACH + 1);
    let stop = (at..reach).find(|&at| ends_phrase(tokens, at)).unwrap_or(reach);
    let mut near = names.iter().take_while(|name| name.start < stop);
    if let Some(name) = near.find(|name| name.start >= at) {
        return Some(Source { key: name.key.clone(), start: name.start, end: name.end });
    }
    let articles =
        |t: &Token<'_>| matches!(&*t.lower, "the" | "a" | "an" | "some" | "its" | "his" | "her" | "their");
    let bare = at + tokens.get(at..stop)?.iter().take_while(|t| articles(t)).count();
    let words = key(tokens.get(bare..stop)?);
    (!words.is_empty() && stop - bare <= REACH).then_some(Source { key: words, start: at, end: stop })
}

fn ends_phrase(tokens: &[Token<'_>], at: usize) -> bool {
    let token = &tokens[at];
    let mark = token.shape == Shape::Mark && !(token.is_dash() && token.glued && token.text != "—");
    mark || matches!(
        &*token.lower,
        "that" | "who" | "which" | "and" | "as" | "has" | "have" | "is" | "was" | "are"
    )
}

/// Tells whether the subject at `at` stands behind its verb: ", said spokesman Dmitry Peskov".
fn inverted(tokens: &[Token<'_>], at: usize) -> bool {
    for back in (at.saturating_sub(4)..at).rev() {
        let token = &tokens[back];
        if inverts(tokens, back) {
            let opens = back.checked_sub(1).map(|at| &tokens[at]);
            return opens.is_none_or(|t| t.shape == Shape::Mark);
        }
        let title = token.is_word() && (is_rank(&token.lower) || !token.grammar || token.is("the"));
        if !title {
            return false;
        }
    }
    false
}

fn inverts(tokens: &[Token<'_>], at: usize) -> bool {
    tokens
        .get(at)
        .is_some_and(|t| matches!(&*t.lower, "said" | "says" | "added" | "wrote" | "told" | "stated"))
}
