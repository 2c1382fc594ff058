//! Two versions of one text: what became of each sentence.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::compare::{self, Edition, EditionFigures, FormChange, Side, edit_reason, same_text, wording};
use crate::report::comparison::ComparisonReport;
use crate::report::model::{
    Inline, ReportBlock, ReportEntries, ReportEntry, Style, StyledLine, concat, joined, line,
};
use crate::report::subject::Subject;
use crate::report::wording::{cited, in_quotation_marks, name, number, numbered, quoted};
use crate::text::Span;

/// The heading above the changes.
pub(super) const HEADING: &str = "Two versions of one text";

/// What became of the sentences of a text in another version of it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Versions {
    unchanged: usize,
    /// How many were edited in their place, in their words or their form.
    edited: usize,
    /// How many are elsewhere, reworded or not.
    moved: usize,
    /// How many only the second document has.
    added: usize,
    /// How many only the first document has.
    removed: usize,
    /// The sentences that both have, each once, and the parts that were split off or joined.
    pairs: Vec<Revision>,
    /// The differences beside the sentences: in metadata, and in what is between sentences.
    beside: Vec<FormChange>,
    /// Where each sentence of either document differs from its counterparts, as bytes of it; empty when they
    /// are equal or have too little in common.
    #[serde(skip)]
    differing: [Vec<Vec<Span>>; 2],
}

/// A sentence that both versions have.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Revision {
    left: usize,
    right: usize,
    change: VersionChange,
    /// What the edit amounts to, for example `punctuation only`; left out when the words tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String", length(min = 1))]
    reason: Option<String>,
    /// What differs beside the words: styles, boxes, link targets, the kind of block.
    form: Vec<FormChange>,
}

/// What became of a sentence in the other version of its text. Split: the right one is a part of the left
/// one, which has another counterpart; joined: the left one is a part of the right one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum VersionChange {
    Unchanged,
    Edited,
    Moved,
    MovedEdited,
    Split,
    Joined,
}

/// A difference between the first version and the second.
enum Difference<'r> {
    /// Both have the sentence, reworded or elsewhere.
    Revised(&'r Revision),
    /// Only the first has the sentence of this index.
    Removed(usize),
    /// Only the second has it.
    Added(usize),
}

impl VersionChange {
    /// Returns its words.
    pub(super) fn word(self) -> &'static str {
        match self {
            VersionChange::Unchanged => "unchanged",
            VersionChange::Edited => "edited",
            VersionChange::Moved => "moved",
            VersionChange::MovedEdited => "moved and edited",
            VersionChange::Split => "split off",
            VersionChange::Joined => "joined",
        }
    }

    /// Tells whether the sentence kept its order among the others.
    fn is_in_place(self) -> bool {
        matches!(self, VersionChange::Unchanged | VersionChange::Edited)
    }

    fn of(change: compare::Change) -> Option<Self> {
        Some(match change {
            compare::Change::Unchanged(_) => VersionChange::Unchanged,
            compare::Change::Edited(_) => VersionChange::Edited,
            compare::Change::Moved(_) => VersionChange::Moved,
            compare::Change::MovedEdited(_) => VersionChange::MovedEdited,
            compare::Change::Part(_) | compare::Change::Alone => return None,
        })
    }
}

/// Returns what became of the sentence `left`, if it became `right`.
pub(super) fn change(edition: &Edition, left: usize, right: usize) -> Option<VersionChange> {
    let (change, back) = (edition.change(Side::Left, left), edition.change(Side::Right, right));
    match (change, back) {
        (compare::Change::Part(whole), _) if whole == right => Some(VersionChange::Joined),
        (_, compare::Change::Part(whole)) if whole == left => Some(VersionChange::Split),
        _ => VersionChange::of(change).filter(|_| change.counterpart() == Some(right)),
    }
}

/// Returns the indices of the sentences without a counterpart.
pub(super) fn alone(changes: &[compare::Change]) -> Vec<usize> {
    (0..changes.len()).filter(|index| changes[*index] == compare::Change::Alone).collect()
}

impl Versions {
    /// Returns what became of the sentences of `documents`.
    pub(super) fn new(edition: &Edition, documents: &[Subject<'_>; 2]) -> Self {
        let EditionFigures { unchanged, edited, moved, added, removed } = edition.figures();
        let mut pairs = revisions(edition);
        let mut differing = documents.each_ref().map(|subject| vec![Vec::new(); subject.sentences.len()]);
        let pieces = pieces(&pairs);
        for pair in &mut pairs {
            if let Some(pieces) = pieces.get(&(pair.left, pair.right)) {
                compare_pieces(pieces, documents, &mut differing);
                if pieces.iter().all(|pieces| pieces.len() == 1) {
                    let [left, right] = [documents[0].sentence(pair.left), documents[1].sentence(pair.right)];
                    pair.form = edition.form_changes(pair.left, pair.right).to_vec();
                    pair.reason = edit_reason(left, right, &pair.form);
                }
            }
        }
        let beside = edition.changes_beside().to_vec();
        Self { unchanged, edited, moved, added, removed, pairs, beside, differing }
    }

    /// Returns how many sentences became what, for the summary.
    pub(super) fn figures(&self) -> String {
        let Self { unchanged, edited, moved, added, removed, .. } = self;
        format!(
            "{HEADING}: {unchanged} unchanged, {edited} edited, {moved} moved, {added} added, {removed} removed."
        )
    }

    /// Returns what differs beside the sentences, a difference a line.
    pub(super) fn changes_beside(&self) -> impl Iterator<Item = StyledLine<'_>> {
        self.beside.iter().map(form_line)
    }

    /// Returns the differences in the order of the second document, given the sentences that were removed
    /// and added. A removed sentence comes directly after the last unmoved sentence before it.
    fn differences(&self, [removed, added]: &[Vec<usize>; 2]) -> Vec<Difference<'_>> {
        let mut placed: Vec<&Revision> = self.pairs.iter().filter(|pair| pair.change.is_in_place()).collect();
        placed.sort_by_key(|pair| pair.left);
        // Removed sentences come first of all that follows the same sentence.
        let removed_at = |left: usize| {
            let before = placed.partition_point(|pair| pair.left < left);
            (before.checked_sub(1).map_or(0, |last| placed[last].right + 1), 0, left)
        };
        let removed = removed.iter().map(|left| (removed_at(*left), Difference::Removed(*left)));
        let added = added.iter().map(|right| ((*right, 1, *right), Difference::Added(*right)));
        let revised = self.pairs.iter().filter(|pair| pair.change != VersionChange::Unchanged);
        let revised = revised.map(|pair| match pair.change {
            VersionChange::Joined => (removed_at(pair.left), Difference::Revised(pair)),
            _ => ((pair.right, 1, pair.left), Difference::Revised(pair)),
        });
        let mut all: Vec<_> = revised.chain(removed).chain(added).collect();
        all.sort_by_key(|(place, _)| *place);
        all.into_iter().map(|(_, difference)| difference).collect()
    }

    /// Returns for each sentence of a document what became of it, as a note in its text.
    pub(super) fn notes(&self, document: usize, sentences: usize) -> Vec<StyledLine<'static>> {
        let mut notes = vec![line(["removed", "added"][document]); sentences];
        for pair in &self.pairs {
            let has_counterpart = match pair.change {
                VersionChange::Split => document == 1,
                VersionChange::Joined => document == 0,
                VersionChange::Unchanged
                | VersionChange::Edited
                | VersionChange::Moved
                | VersionChange::MovedEdited => true,
            };
            let (own, other) = if document == 0 { (pair.left, pair.right) } else { (pair.right, pair.left) };
            if let Some(note) = notes.get_mut(own).filter(|_| has_counterpart) {
                *note = vec![format!("{}: ", pair.change.word()).into(), number(1 - document, other)];
            }
        }
        notes
    }
}

impl ComparisonReport<'_> {
    /// Returns the differences between two versions of one text.
    pub(super) fn changes<'a>(&'a self, versions: &'a Versions) -> Vec<ReportBlock<'a>> {
        let differences = versions.differences(&self.only);
        if differences.is_empty() && versions.beside.is_empty() {
            return vec![ReportBlock::paragraph("Nothing changed.")];
        }
        let beside = (!versions.beside.is_empty()).then(|| ReportBlock::lines(versions.changes_beside()));
        if differences.is_empty() {
            return beside.into_iter().collect();
        }
        let single = |title: &'static str, document: usize, sentence: usize| {
            let mut sides = vec![Vec::new(), Vec::new()];
            sides[document].push(numbered(&self.documents[document], document, sentence));
            ReportEntry { title: line(title), sides, ..ReportEntry::default() }
        };
        let entry = |difference: Difference<'a>| match difference {
            Difference::Revised(pair) => ReportEntry {
                title: line(pair.heading()),
                sides: [0, 1].map(|side| vec![self.revised(versions, pair, side)]).into(),
                notes: versions.notes_on(pair, &self.documents),
                ..ReportEntry::default()
            },
            Difference::Removed(sentence) => single("Removed", 0, sentence),
            Difference::Added(sentence) => single("Added", 1, sentence),
        };
        let entries = ReportBlock::Entries(ReportEntries {
            caption: "What changed from A to B: words struck out are only in A, underlined ones only in B",
            subject: "Change",
            documents: 2,
            rows: differences.into_iter().map(entry).collect(),
        });
        std::iter::once(entries).chain(beside).collect()
    }

    /// Returns one side of a sentence that both versions have. A sentence that only moved is quoted once, and
    /// of a whole sentence and its part only the part.
    fn revised(&self, versions: &Versions, pair: &Revision, document: usize) -> StyledLine<'_> {
        let sentence = [pair.left, pair.right][document];
        let style = [Style::Removed, Style::Added][document];
        let texts = || (self.documents[0].sentence(pair.left), self.documents[1].sentence(pair.right));
        let has_same_words = || !pair.form.is_empty() && same_text(texts().0, texts().1);
        let words = match (pair.change, document) {
            (VersionChange::Moved, 1) => Inline::Aside(line("the same words")),
            (VersionChange::Edited | VersionChange::MovedEdited, 1) if has_same_words() => {
                Inline::Aside(line("the same words"))
            }
            (VersionChange::Split, 0) | (VersionChange::Joined, 1) => Inline::Aside(line("the whole")),
            _ => {
                let differing = &versions.differing[document][sentence];
                quoted(&self.documents[document], sentence, differing, style)
            }
        };
        concat([cited(&self.documents[document], document, sentence), vec![": ".into(), words]])
    }
}

impl Versions {
    /// Returns the differing words of a pair, and what differs beside them.
    fn notes_on<'a>(&'a self, pair: &'a Revision, documents: &[Subject<'a>; 2]) -> Vec<StyledLine<'a>> {
        self.differing_words(pair, documents).into_iter().chain(pair.form.iter().map(form_line)).collect()
    }

    /// Returns the words that only one of the sentences has, if they can be told apart.
    fn differing_words<'a>(&self, pair: &Revision, documents: &[Subject<'a>; 2]) -> Option<StyledLine<'a>> {
        let sides: &[usize] = match pair.change {
            VersionChange::Unchanged | VersionChange::Moved => return None,
            VersionChange::Split => &[1],
            VersionChange::Joined => &[0],
            VersionChange::Edited | VersionChange::MovedEdited => &[0, 1],
        };
        let spans = |side: usize| &self.differing[side][[pair.left, pair.right][side]];
        // Moved words are in both sentences, although they are marked.
        let is_told =
            matches!(pair.reason.as_deref(), Some("words moved" | "mostly reworded" | "one word replaced"));
        if is_told || sides.iter().all(|side| spans(*side).is_empty()) {
            return None;
        }
        let words = |(index, side): (usize, &usize)| -> StyledLine<'a> {
            let sentence = documents[*side].sentence([pair.left, pair.right][*side]);
            let quoted = spans(*side).iter().map(|span| Inline::foreign(span.of(sentence)));
            let words = joined(quoted.map(in_quotation_marks), ", ");
            let only = format!("{} {} says ", if index == 0 { "Only" } else { "only" }, name(*side));
            concat([line(only), words])
        };
        let sides = sides.iter().filter(|side| !spans(**side).is_empty());
        Some(concat([joined(sides.enumerate().map(words), "; "), line(".")]))
    }
}

impl Revision {
    /// Returns the numbers of its sentences and what became of them.
    fn heading(&self) -> String {
        let (left, right) = (self.left + 1, self.right + 1);
        let remark = self.reason.as_ref().map(|reason| format!(" ({reason})")).unwrap_or_default();
        match self.change {
            VersionChange::Unchanged => format!("A {left} and B {right}: unchanged"),
            VersionChange::Edited => format!("A {left} and B {right}: edited{remark}"),
            VersionChange::Moved => format!("Moved from A {left} to B {right}"),
            VersionChange::MovedEdited => format!("Moved from A {left} to B {right} and edited{remark}"),
            VersionChange::Split => format!("B {right}: split off from A {left}"),
            VersionChange::Joined => format!("A {left}: joined into B {right}"),
        }
    }
}

/// Returns each sentence that both have, by the first document, and each part with its whole.
fn revisions(edition: &Edition) -> Vec<Revision> {
    let new = |left, right, change| Revision { left, right, change, reason: None, form: Vec::new() };
    let left = edition.left.iter().enumerate().filter_map(|(left, change)| match *change {
        compare::Change::Part(whole) => Some(new(left, whole, VersionChange::Joined)),
        change => Some(new(left, change.counterpart()?, VersionChange::of(change)?)),
    });
    let right = edition.right.iter().enumerate().filter_map(|(right, change)| match *change {
        compare::Change::Part(whole) => Some(new(whole, right, VersionChange::Split)),
        _ => None,
    });
    let mut revisions: Vec<Revision> = left.chain(right).collect();
    revisions.sort_by_key(|pair| (pair.left, pair.right));
    revisions
}

/// The sentences of either document that belong together, in order: an edited one and its parts.
type SplitSentences = [Vec<usize>; 2];

/// Returns the pieces of each edited pair, by its two sentences.
fn pieces(pairs: &[Revision]) -> HashMap<(usize, usize), SplitSentences> {
    let (mut joined, mut split) = (HashMap::<usize, Vec<usize>>::new(), HashMap::<usize, Vec<usize>>::new());
    for pair in pairs {
        match pair.change {
            VersionChange::Joined => joined.entry(pair.right).or_default().push(pair.left),
            VersionChange::Split => split.entry(pair.left).or_default().push(pair.right),
            VersionChange::Unchanged
            | VersionChange::Edited
            | VersionChange::Moved
            | VersionChange::MovedEdited => {}
        }
    }
    let with = |own, parts: Option<&Vec<usize>>| {
        let mut pieces = parts.cloned().unwrap_or_default();
        pieces.push(own);
        pieces.sort_unstable();
        pieces
    };
    let edited =
        pairs.iter().filter(|pair| matches!(pair.change, VersionChange::Edited | VersionChange::MovedEdited));
    let pieces = |pair: &Revision| {
        let pieces = [with(pair.left, joined.get(&pair.right)), with(pair.right, split.get(&pair.left))];
        ((pair.left, pair.right), pieces)
    };
    edited.map(pieces).collect()
}

/// Finds where each of the pieces of either side differs from all of the other side together, as bytes of
/// the piece.
fn compare_pieces(
    pieces: &SplitSentences,
    documents: &[Subject<'_>; 2],
    differing: &mut [Vec<Vec<Span>>; 2],
) {
    let texts = [0, 1].map(|side| {
        let texts: Vec<&str> = pieces[side].iter().map(|index| documents[side].sentence(*index)).collect();
        texts.join(" ")
    });
    let wording = wording(&texts[0], &texts[1]);
    let whole = pieces.iter().all(|pieces| pieces.len() == 1);
    for side in [Side::Left, Side::Right] {
        let mut begin = 0;
        for index in &pieces[side as usize] {
            let sentence = documents[side as usize].sentence(*index);
            let end = begin + sentence.len();
            let spans = wording.differing(side).iter().filter(|span| span.overlaps(Span::new(begin, end)));
            let within =
                spans.map(|span| Span::new(span.start.max(begin) - begin, span.end.min(end) - begin));
            // Where a sentence is cut, punctuation differs in any case.
            let tells = |span: &Span| whole || span.of(sentence).contains(char::is_alphanumeric);
            differing[side as usize][*index] = within.filter(tells).collect();
            begin = end + 1;
        }
    }
}

/// Returns a sentence with the old and the new form.
fn form_line(form: &FormChange) -> StyledLine<'_> {
    let mut what = form.what.to_owned();
    what[..1].make_ascii_uppercase();
    let value = |value: &'_ str| -> StyledLine<'_> {
        if value.is_empty() { line("none") } else { vec![Inline::foreign(value.to_owned())] }
    };
    if form.was.is_empty() && form.is.is_empty() {
        return line(format!("{what}: different."));
    }
    let stop = if form.is.ends_with('.') { "" } else { "." };
    concat([line(format!("{what}: was ")), value(&form.was), line(", now "), value(&form.is), line(stop)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::comparison::tests::{LEFT, with_report, written};
    use crate::report::{ReportFormat, text};

    /// Returns the headings and differing words of what changed.
    fn told(left: &[&str], right: &[&str]) -> Vec<(String, Option<String>)> {
        with_report([&[LEFT, left].concat(), &[LEFT, right].concat()], |report| {
            let Some(versions) = &report.edition else { return Vec::new() };
            let changed = versions.pairs.iter().filter(|pair| pair.change != VersionChange::Unchanged);
            changed
                .map(|pair| {
                    let words = versions.differing_words(pair, &report.documents);
                    (pair.heading(), words.map(|words| text::words(&words)))
                })
                .collect()
        })
    }

    #[test]
    fn an_edit_always_tells_something() {
        for (left, right, heading, words) in [
            (
                "“We are glad,” he said.",
                "\"we are glad,\" he  said.",
                " (case, spaces, quotes, dashes or variants of characters only)",
                None,
            ),
            (
                "The bridge and the road were both closed.",
                "The road and the bridge were both closed.",
                " (words moved)",
                None,
            ),
            (
                "The road, however, stayed open.",
                "The road however stayed open.",
                " (punctuation only)",
                Some("Only A says “,”, “,”."),
            ),
            (
                "Repairs of the old road begin soon.",
                "Workers may close another old road.",
                " (mostly reworded)",
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
        let and = Some("Only A says “and”.".to_owned());
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

    const EDITED: &[&str] = &[
        "The mayor *thanked* both crews.",
        "Five ferries crossed the frozen harbour on Tuesday.",
        "Nobody had expected the heavy ice\u{9b}31m this early.",
        "Tickets remain cheap.",
    ];

    #[test]
    fn a_version_accounts_for_every_sentence() {
        with_report([LEFT, EDITED], |report| {
            let versions = report.edition.as_ref().unwrap();
            let changes: Vec<_> =
                versions.pairs.iter().map(|pair| (pair.left, pair.right, pair.change)).collect();
            assert_eq!(
                changes,
                [
                    (0, 1, VersionChange::Edited),
                    (1, 2, VersionChange::Unchanged),
                    (2, 0, VersionChange::Moved)
                ]
            );
            let changed: Vec<_> = versions
                .differences(&report.only)
                .iter()
                .map(|changed| match changed {
                    Difference::Revised(pair) => (Some(pair.left), Some(pair.right)),
                    Difference::Removed(left) => (Some(*left), None),
                    Difference::Added(right) => (None, Some(*right)),
                })
                .collect();
            assert_eq!(changed, [(Some(2), Some(0)), (Some(0), Some(1)), (None, Some(3))]);
            let words = "Two versions of one text: 1 unchanged, 1 edited, 1 moved, 1 added, 0 removed.";
            assert_eq!(versions.figures(), words);
            let words = versions.differing_words(&versions.pairs[0], &report.documents);
            assert_eq!(
                words.map(|words| text::words(&words)).as_deref(),
                Some("Only A says “Monday”; only B says “Tuesday”.")
            );
            let link = report.links.iter().find(|link| (link.left, link.right) == (0, 1)).unwrap();
            assert_eq!(link.change, Some(VersionChange::Edited));
        });
    }

    #[test]
    fn removed_sentences_are_listed_at_their_place() {
        let draft = [LEFT[2], "Tickets remain cheap.", LEFT[0], "The pier needs paint.", LEFT[1]];
        let edited = [LEFT[2], "A band played.", LEFT[0], LEFT[1]];
        with_report([&draft, &edited], |report| {
            let versions = report.edition.as_ref().unwrap();
            let places: Vec<_> = versions
                .differences(&report.only)
                .iter()
                .map(|changed| match changed {
                    Difference::Revised(pair) => ("both", pair.right),
                    Difference::Removed(left) => ("removed", *left),
                    Difference::Added(right) => ("added", *right),
                })
                .collect();
            assert_eq!(places, [("removed", 1), ("added", 1), ("removed", 3)]);
            assert_eq!((&report.only, report.summary.only), (&[vec![1, 3], vec![1]], [2, 1]));
            assert!(report.links.iter().all(|link| link.change.is_some()), "{:?}", report.links);
            assert_eq!(report.listed_links().len(), 0);
        });
    }

    #[test]
    fn two_accounts_are_no_versions() {
        with_report([LEFT, &["Tickets remain cheap.", "Ice closed the harbour."]], |report| {
            assert!(report.edition.is_none() && report.links.iter().all(|link| link.change.is_none()));
        });
    }

    #[test]
    fn both_wordings_are_side_by_side() {
        let edited = ["Five ferries crossed the frozen harbour on Tuesday.", LEFT[1]];
        let html = with_report([LEFT, &edited], |report| written(ReportFormat::Html, report));
        for part in [
            "<th scope=\"row\">A 1 and B 1: edited",
            "harbour on <del>Monday",
            "harbour on <ins>Tuesday",
            "<th scope=\"row\">Removed</th><td><p><a href=\"#a3\">A 3</a>: <bdi lang=\"en\">The mayor",
        ] {
            assert!(html.contains(part), "{part} in\n{html}");
        }
    }
}
