//! A sentence that both versions of a text have: what became of it, in the words of a report.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::compare::{Change, Edition, Side, Wording, wording};
use crate::report::subject::Subject;
use crate::report::wording::one_line;
use crate::text::Span;
use crate::text::fold::{Case, Folded};
use crate::text::words::words;

/// A sentence that both versions have.
#[derive(Clone, Debug, Serialize)]
pub struct Revision {
    /// The index of the sentence in the first document.
    pub left: usize,
    /// The index of the sentence in the second document.
    pub right: usize,
    /// What became of it.
    pub change: Revised,
    /// Where either sentence differs from the other and its parts, as bytes of it; empty when they
    /// are equal or have too little in common.
    #[serde(skip)]
    pub differing: [Vec<Span>; 2],
    /// What an edit comes to when the words of the two do not tell.
    #[serde(skip)]
    pub(crate) remark: Option<&'static str>,
}

/// What became of a sentence that both versions have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Revised {
    /// It stands as it did.
    Unchanged,
    /// It was reworded in its place.
    Edited,
    /// It stands elsewhere.
    Moved,
    /// It stands elsewhere and was reworded.
    MovedEdited,
    /// The second is split off from the first, which has another counterpart.
    Split,
    /// The first is joined into the second, which has another counterpart.
    Joined,
}

impl Revised {
    /// Returns the word for it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Revised::Unchanged => "unchanged",
            Revised::Edited => "edited",
            Revised::Moved => "moved",
            Revised::MovedEdited => "moved and edited",
            Revised::Split => "split off",
            Revised::Joined => "joined",
        }
    }

    /// Tells whether the sentence kept its order among the others.
    pub(crate) fn is_in_place(self) -> bool {
        matches!(self, Revised::Unchanged | Revised::Edited)
    }

    fn of(change: Change) -> Option<Self> {
        Some(match change {
            Change::Unchanged(_) => Revised::Unchanged,
            Change::Edited(_) => Revised::Edited,
            Change::Moved(_) => Revised::Moved,
            Change::MovedEdited(_) => Revised::MovedEdited,
            Change::Part(_) | Change::Alone => return None,
        })
    }
}

impl Revision {
    /// Returns what became of it and, if it moved, from where to where.
    pub(crate) fn words(&self) -> String {
        let (word, left, right) = (self.change.word(), self.left + 1, self.right + 1);
        let remark = self.remark.map(|remark| format!(" ({remark})")).unwrap_or_default();
        match self.change {
            Revised::Unchanged => word.to_owned(),
            Revised::Edited => format!("{word}{remark}"),
            Revised::Moved => format!("{word} from A {left} to B {right}"),
            Revised::MovedEdited => format!("moved from A {left} to B {right} and edited{remark}"),
            Revised::Split => format!("{word} from A {left}"),
            Revised::Joined => format!("{word} into B {right}"),
        }
    }

    /// Returns the line above it: the numbers of its sentences and what became of them.
    pub(crate) fn heading(&self) -> String {
        let (left, right, words) = (self.left + 1, self.right + 1, self.words());
        match self.change {
            Revised::Split => format!("B {right}: {words}"),
            Revised::Joined => format!("A {left}: {words}"),
            Revised::Moved | Revised::MovedEdited => words.replacen('m', "M", 1),
            Revised::Unchanged | Revised::Edited => format!("A {left} and B {right}: {words}"),
        }
    }

    /// Returns its sentences that must be shown, as side and index: one that only moved once, of a
    /// whole sentence and its part the part.
    pub(crate) fn quoted(&self) -> Vec<(usize, usize)> {
        match self.change {
            Revised::Moved | Revised::Joined => vec![(0, self.left)],
            Revised::Split => vec![(1, self.right)],
            Revised::Unchanged | Revised::Edited | Revised::MovedEdited => {
                vec![(0, self.left), (1, self.right)]
            }
        }
    }

    /// Returns the words that only one of the sentences has; `None` when none are told apart.
    pub(crate) fn differing_words(&self, documents: &[Subject<'_>; 2]) -> Option<String> {
        // Moved words stand in both: the marks show them, and nobody lacks them.
        if self.remark.is_some() || self.differing.iter().all(Vec::is_empty) {
            return None;
        }
        let words = |side: usize| {
            let sentence = documents[side].sentence([self.left, self.right][side]);
            let quoted: Vec<String> = self.differing[side]
                .iter()
                .map(|span| format!("“{}”", one_line(span.of(sentence))))
                .collect();
            if quoted.is_empty() { "nothing".to_owned() } else { quoted.join(", ") }
        };
        Some(match self.change {
            Revised::Split => format!("Only B says {}.", words(1)),
            Revised::Joined => format!("Only A says {}.", words(0)),
            _ => format!("Only A says {}; only B says {}.", words(0), words(1)),
        })
    }
}

/// Returns what became of the sentence `left`, if it became `right`.
pub(crate) fn revision(edition: &Edition, left: usize, right: usize) -> Option<Revised> {
    let (change, back) = (edition.change(Side::Left, left), edition.change(Side::Right, right));
    match (change, back) {
        (Change::Part(whole), _) if whole == right => Some(Revised::Joined),
        (_, Change::Part(whole)) if whole == left => Some(Revised::Split),
        _ => Revised::of(change).filter(|_| change.counterpart() == Some(right)),
    }
}

/// Returns the indices of the sentences without a counterpart.
pub(crate) fn alone(changes: &[Change]) -> Vec<usize> {
    (0..changes.len()).filter(|index| changes[*index] == Change::Alone).collect()
}

/// Returns each sentence that both have, by the first document; a sentence with parts comes again
/// with each of them.
pub(crate) fn revisions(edition: &Edition, documents: &[Subject<'_>; 2]) -> Vec<Revision> {
    let (joined, split) = (parts(&edition.left), parts(&edition.right));
    let mut revisions = Vec::new();
    for (left, change) in edition.left.iter().enumerate() {
        let (Some(right), Some(change)) = (change.counterpart(), Revised::of(*change)) else { continue };
        let of = |parts: &Parts, whole| parts.get(&whole).cloned().unwrap_or_default();
        let (joined, split) = (of(&joined, right), of(&split, left));
        let pieces = [pieces(left, &joined), pieces(right, &split)];
        let (mut differing, remark) = match change {
            Revised::Unchanged | Revised::Moved => Default::default(),
            _ => differing(&pieces, documents),
        };
        let mut own = |side: usize, index| differing[side].remove(&index).unwrap_or_default();
        revisions.push(Revision { left, right, change, differing: [own(0, left), own(1, right)], remark });
        revisions.extend(joined.into_iter().map(|part| {
            let differing = [own(0, part), Vec::new()];
            Revision { left: part, right, change: Revised::Joined, differing, remark: None }
        }));
        revisions.extend(split.into_iter().map(|part| {
            let differing = [Vec::new(), own(1, part)];
            Revision { left, right: part, change: Revised::Split, differing, remark: None }
        }));
    }
    revisions.sort_by_key(|pair| (pair.left, pair.right));
    revisions
}

/// The parts of each whole sentence, in order.
type Parts = BTreeMap<usize, Vec<usize>>;

fn parts(changes: &[Change]) -> Parts {
    let mut parts = Parts::new();
    for (index, change) in changes.iter().enumerate() {
        if let Change::Part(whole) = change {
            parts.entry(*whole).or_default().push(index);
        }
    }
    parts
}

/// Returns a sentence and those that belong to it, in order.
fn pieces(own: usize, parts: &[usize]) -> Vec<usize> {
    let mut pieces = [&[own], parts].concat();
    pieces.sort_unstable();
    pieces
}

/// Where each piece differs from all of the other side.
type Differing = [BTreeMap<usize, Vec<Span>>; 2];

/// Returns where each of the pieces of either side differs from all of the other's together, as
/// bytes of the piece, and a remark when that does not tell what was edited.
fn differing(pieces: &[Vec<usize>; 2], documents: &[Subject<'_>; 2]) -> (Differing, Option<&'static str>) {
    let texts = [0, 1].map(|side| {
        let texts: Vec<&str> = pieces[side].iter().map(|index| documents[side].sentence(*index)).collect();
        texts.join(" ")
    });
    let wording = wording(&texts[0], &texts[1]);
    let whole = pieces.iter().all(|pieces| pieces.len() == 1);
    let differing = [Side::Left, Side::Right].map(|side| {
        let mut begin = 0;
        let own = |index: &usize| {
            let sentence = documents[side as usize].sentence(*index);
            let piece = Span::new(begin, begin + sentence.len());
            begin = piece.end + 1;
            let spans = wording.differing(side).iter().filter(|span| span.overlaps(piece));
            let within = spans.map(|span| {
                Span::new(span.start.max(piece.start) - piece.start, span.end.min(piece.end) - piece.start)
            });
            // Where a sentence is cut there are other marks: nothing to tell.
            let tells = |span: &Span| whole || span.of(sentence).contains(char::is_alphanumeric);
            (*index, within.filter(tells).collect())
        };
        pieces[side as usize].iter().map(own).collect()
    });
    (differing, if whole { remark(&texts, &wording) } else { None })
}

/// Returns what an edit comes to when no word stands on one side only, or when too many do.
fn remark(texts: &[String; 2], wording: &Wording) -> Option<&'static str> {
    if *wording == Wording::Same {
        return Some("case, quotes or spaces only");
    }
    let [mut left, mut right] = texts.each_ref().map(|text| folded_words(text));
    let in_order = left == right;
    left.sort_unstable();
    right.sort_unstable();
    if left == right && !in_order {
        return Some("words moved");
    }
    (*wording == Wording::Apart).then_some("mostly in other words")
}

fn folded_words(text: &str) -> Vec<String> {
    words(text).map(|word| Folded::of(word.of(text), Case::Lower).as_str().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::comparison::tests::{LEFT, with_report};

    /// Returns the headings and differing words of what changed.
    fn told(left: &[&str], right: &[&str]) -> Vec<(String, Option<String>)> {
        with_report([&[LEFT, left].concat(), &[LEFT, right].concat()], |report| {
            let pairs = report.edition.as_ref().map(|versions| &versions.pairs);
            let changed = pairs.into_iter().flatten().filter(|pair| pair.change != Revised::Unchanged);
            changed.map(|pair| (pair.heading(), pair.differing_words(&report.documents))).collect()
        })
    }

    #[test]
    fn an_edit_always_tells_something() {
        for (left, right, heading, words) in [
            ("“We are glad,” he said.", "\"we are glad,\" he  said.", " (case, quotes or spaces only)", None),
            (
                "The bridge and the road were both closed.",
                "The road and the bridge were both closed.",
                " (words moved)",
                None,
            ),
            (
                "The road, however, stayed open.",
                "The road however stayed open.",
                "",
                Some("Only A says “,”, “,”; only B says nothing."),
            ),
            (
                "Repairs of the old road begin soon.",
                "Workers may close another old road.",
                " (mostly in other words)",
                None,
            ),
        ] {
            let expected = vec![(format!("A 4 and B 4: edited{heading}"), words.map(str::to_owned))];
            assert_eq!(told(&[left], &[right]), expected);
        }
    }

    #[test]
    fn the_pieces_of_a_sentence_are_told_together() {
        let whole = "The old bridge was closed in May and repaired by a firm from Wexley.";
        let pieces = ["The old bridge was closed in May.", "It was repaired by a firm from Wexley."];
        let and = Some("Only A says “and”; only B says nothing.".to_owned());
        let part = |from: &str| (from.to_owned(), Some("Only B says “It was”.".to_owned()));
        let split = told(&[whole], &pieces);
        assert!(
            split.contains(&part("B 5: split off from A 4"))
                || split.contains(&part("B 4: split off from A 4")),
            "{split:?}"
        );
        assert!(split.iter().any(|told| told.1 == and), "{split:?}");
        let joined = told(&pieces, &[whole]);
        assert!(joined.iter().any(|(heading, _)| heading.ends_with("joined into B 4")), "{joined:?}");
    }
}
