//! What every hit of a pattern must contain, so that most of a text need not be looked at.

use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind, Look};

use crate::text::fold::{Case, Folded};

/// The most bytes of an anchor that are looked for.
const LONGEST: usize = 24;

/// The longest hit of an expression for which only the text near an anchor is folded, in bytes.
const FARTHEST: usize = 512;

/// The most texts of which one must stand in a hit.
const ALTERNATIVES: usize = 16;

/// How far a hit may reach from its anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// So many characters of the folded text to both sides.
    Characters(usize),
    /// To the ends of the line.
    Line,
    /// Anywhere.
    Everywhere,
}

/// Folded texts of which each hit contains one; they hold neither white space nor quotes or
/// hyphens, which have many forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Anchors {
    pub texts: Vec<String>,
    /// Where the only anchor stands in the text looked for, in bytes.
    pub offset: usize,
    /// Whether the anchors are lowered.
    pub case: Case,
    pub reach: Reach,
}

impl Anchors {
    /// Returns the anchor of a folded text that is looked for as it stands.
    pub(super) fn of_text(needle: &str, case: Case) -> Option<Self> {
        let text = best_run(needle)?;
        let offset = needle.find(&text)?;
        Some(Self { texts: vec![text], offset, case, reach: Reach::Characters(needle.chars().count()) })
    }

    /// Returns the anchors of a regular expression for folded lines.
    pub(super) fn of_expression(expression: &str, case_matters: bool) -> Option<Self> {
        let hir = ParserBuilder::new()
            .case_insensitive(!case_matters)
            .multi_line(true)
            .build()
            .parse(expression)
            .ok()?;
        let texts = required(&hir)?;
        Some(Self { texts, offset: 0, case: Case::Lower, reach: reach(&hir) })
    }
}

fn reach(hir: &Hir) -> Reach {
    let looks = hir.properties().look_set();
    if looks.contains(Look::Start) || looks.contains(Look::End) {
        Reach::Everywhere
    } else if !may_end_lines(hir) {
        Reach::Line
    } else {
        match hir.properties().maximum_len() {
            Some(length) if length <= FARTHEST => Reach::Characters(length),
            _ => Reach::Everywhere,
        }
    }
}

/// Tells whether an expression can match a line end.
fn may_end_lines(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => false,
        HirKind::Literal(literal) => literal.0.contains(&b'\n'),
        HirKind::Class(Class::Unicode(class)) => {
            class.iter().any(|range| range.start() <= '\n' && '\n' <= range.end())
        }
        HirKind::Class(Class::Bytes(class)) => {
            class.iter().any(|range| range.start() <= b'\n' && b'\n' <= range.end())
        }
        HirKind::Repetition(repetition) => may_end_lines(&repetition.sub),
        HirKind::Capture(capture) => may_end_lines(&capture.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().any(may_end_lines),
    }
}

/// Returns lowered texts of which each match contains one.
fn required(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Literal(_) | HirKind::Class(_) => alone(hir),
        HirKind::Repetition(repetition) if repetition.min > 0 => required(&repetition.sub),
        HirKind::Repetition(_) | HirKind::Empty | HirKind::Look(_) => None,
        HirKind::Capture(capture) => required(&capture.sub),
        HirKind::Concat(parts) => of_parts(parts),
        HirKind::Alternation(parts) => {
            let mut texts = Vec::new();
            for part in parts {
                texts.extend(required(part)?);
            }
            (texts.len() <= ALTERNATIVES).then_some(texts)
        }
    }
}

fn alone(hir: &Hir) -> Option<Vec<String>> {
    exact(hir).and_then(|text| best_run(&text)).map(|text| vec![text])
}

/// Returns the best of what is required by parts that follow one another.
fn of_parts(parts: &[Hir]) -> Option<Vec<String>> {
    let mut best: Option<Vec<String>> = None;
    let mut run = String::new();
    let mut take = |texts: Option<Vec<String>>| {
        let worth =
            |texts: &Vec<String>| texts.iter().map(String::len).min().unwrap_or(0) * 4 - texts.len().min(3);
        if let Some(texts) = texts.filter(|texts| best.as_ref().is_none_or(|best| worth(texts) > worth(best)))
        {
            best = Some(texts);
        }
    };
    for part in parts {
        if let Some(text) = exact(part) {
            run.push_str(&text);
            continue;
        }
        take(best_run(&run).map(|text| vec![text]));
        run.clear();
        take(required(part));
    }
    take(best_run(&run).map(|text| vec![text]));
    best
}

/// Returns what an expression matches, lowered, when that is one text, capitals apart.
fn exact(hir: &Hir) -> Option<String> {
    match hir.kind() {
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).ok()?;
            text.chars().map(small).collect()
        }
        HirKind::Class(Class::Unicode(class)) => {
            let mut members = class.iter().flat_map(|range| range.start()..=range.end());
            let first = small(members.next()?)?;
            members.all(|member| small(member) == Some(first)).then(|| first.to_string())
        }
        HirKind::Capture(capture) => exact(&capture.sub),
        _ => None,
    }
}

/// Returns the one character that a character folds to.
fn small(c: char) -> Option<char> {
    let mut buffer = [0; 4];
    let folded = Folded::of(c.encode_utf8(&mut buffer), Case::Lower);
    let mut chars = folded.as_str().chars();
    chars.next().filter(|_| chars.next().is_none())
}

/// Returns the longest run of a folded text without white space, quotes and hyphens, cut to what
/// is worth looking for.
fn best_run(folded: &str) -> Option<String> {
    let runs = folded.split(|c: char| c.is_whitespace() || matches!(c, '\'' | '"' | '-' | '\u{FFFD}'));
    // Of equal runs the first.
    let run = runs.rev().max_by_key(|run| run.len()).filter(|run| !run.is_empty())?;
    let end = (0..=LONGEST.min(run.len())).rev().find(|&at| run.is_char_boundary(at))?;
    Some(run[..end].to_owned())
}
