//! Whether two texts are versions of one text, and what became of every sentence if they are.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::compare::Cancelled;
use crate::compare::comparison::{Comparison, Link};
use crate::compare::content::{Content, FormChange, form_changes};
use crate::compare::edition::pairing::{ContainedSentence, CounterpartMatch, Pairing, parts};
use crate::compare::edition::{Change, Edition};
use crate::compare::increasing::heaviest_increasing;
use crate::compare::wording::{TokenizedSentence, Words};

/// The least share of a text's words that the other version contains.
const VERSION: f64 = 0.5;
/// The least number of counterparts that tells an excerpt of a long text from a short text that makes a
/// claim of the long one by chance.
const EXCERPT: usize = 3;

/// Whether two texts are known to be versions of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::compare) enum Kinship {
    /// Their words have to tell.
    Unknown,
    /// They are.
    Versions,
}

/// Returns what became of every sentence when the texts are two versions of one; `None` when they
/// are two accounts. `comparison` is of the same sentences; `edition(right, left)` is the mirror
/// image.
///
/// They are versions when at least half of the words of the shorter one are in the other: those of
/// its unchanged sentences, and of sentences in mostly the same words the share that is the same.
/// Accounts that quote each other or share a boilerplate paragraph stay below; a draft with a third
/// unchanged and the rest rewritten with common words is above. Where fewer than three sentences
/// have a counterpart, half of the longer one must be in the shorter one too. A text without a
/// sentence is a version of nothing.
pub fn edition(left: &[&str], right: &[&str], comparison: &Comparison) -> Option<Edition> {
    let contents = || [left, right].map(Content::of_texts);
    match Words::of(left, right, &|| true) {
        Ok(words) => edition_of(&words, comparison, &contents, Kinship::Unknown),
        // The comparison is always wanted, so it is never cancelled.
        Err(Cancelled) => None,
    }
}

/// Returns the [`edition`] of two documents whose words are known. `contents` is called only for versions of one
/// text.
pub(in crate::compare) fn edition_of(
    words: &Words<'_>,
    comparison: &Comparison,
    contents: &dyn Fn() -> [Content; 2],
    kinship: Kinship,
) -> Option<Edition> {
    if words.sentences.iter().any(Vec::is_empty) {
        return None;
    }
    let (lines, exchanged) = words.in_order();
    if exchanged {
        let turned = |link: &Link| Link { left: link.right, right: link.left, ..*link };
        let links: Vec<Link> = comparison.links().iter().map(turned).collect();
        let contents = || {
            let [left, right] = contents();
            [right, left]
        };
        return found(lines, &links, &contents, kinship).map(|edition| edition.mirrored());
    }
    found(lines, comparison.links(), contents, kinship)
}

fn found(
    lines: [&[TokenizedSentence<'_>]; 2],
    links: &[Link],
    contents: &dyn Fn() -> [Content; 2],
    kinship: Kinship,
) -> Option<Edition> {
    let mut pairing = Pairing::new(lines);
    pairing.pair_equals();
    // Most accounts have too few words in common, in whatever order.
    if kinship == Kinship::Unknown && !are_versions(lines, &pairing.limits(links)) {
        return None;
    }
    pairing.pair_linked(links);
    if kinship == Kinship::Unknown && !are_versions(lines, pairing.matches()) {
        return None;
    }
    let contents = contents();
    pairing.pair_between();
    let matches = pairing.matches();
    let parts = [0, 1].map(|side| parts(lines, matches, side));
    let (mut changes, forms) = changes(lines, matches, &contents);
    for (changes, parts) in changes.iter_mut().zip(&parts) {
        for (change, part) in changes.iter_mut().zip(parts) {
            if let Some(part) = part {
                *change = Change::Part(part.whole);
            }
        }
    }
    let is_unchanged = changes.iter().flatten().all(|change| matches!(change, Change::Unchanged(_)));
    let beside = contents[0].changes_beside(&contents[1], is_unchanged);
    let likeness = if is_unchanged && beside.is_empty() {
        100
    } else {
        (common(lines, matches, &parts) * 100.0).round().min(99.0) as u8
    };
    let [left, right] = changes;
    Some(Edition { left, right, likeness, forms, beside })
}

/// Returns the share of the words of both texts that the other text contains, from 0 to 1.
fn common(
    lines: [&[TokenizedSentence<'_>]; 2],
    matches: &[Vec<Option<CounterpartMatch>>; 2],
    parts: &[Vec<Option<ContainedSentence>>; 2],
) -> f64 {
    let [left, right] = [0, 1].map(|side| kept(lines[side], &matches[side]));
    let all = (left.0 + right.0).max(1) as f64;
    let pairs = left.0 as f64 * left.1 + right.0 as f64 * right.1;
    // The common words of a part count twice: they are in the whole sentence too.
    let of = |(line, part): (&TokenizedSentence, &Option<ContainedSentence>)| {
        part.map_or(0.0, |part| 2.0 * line.words() as f64 * part.share)
    };
    let parts = lines.into_iter().zip(parts).flat_map(|(lines, parts)| lines.iter().zip(parts)).map(of);
    (pairs + parts.sum::<f64>()) / all
}

/// Tells whether both texts contain enough of each other.
fn are_versions(lines: [&[TokenizedSentence<'_>]; 2], matches: &[Vec<Option<CounterpartMatch>>; 2]) -> bool {
    let [left, right] = [0, 1].map(|side| kept(lines[side], &matches[side]));
    let [shorter, longer] = match left.0.cmp(&right.0) {
        Ordering::Less => [left.1, right.1],
        Ordering::Equal => [left.1.max(right.1), left.1.min(right.1)],
        Ordering::Greater => [right.1, left.1],
    };
    let pairs = matches[0].iter().flatten().count();
    shorter >= VERSION && (pairs >= EXCERPT || longer >= VERSION)
}

/// Returns how many words a text has and the share of them that the other text contains; for a text
/// without words the share is 1 when all its sentences have counterparts, else 0.
fn kept(lines: &[TokenizedSentence], matches: &[Option<CounterpartMatch>]) -> (usize, f64) {
    let all: usize = lines.iter().map(TokenizedSentence::words).sum();
    if all == 0 {
        return (0, f64::from(u8::from(matches.iter().all(Option::is_some))));
    }
    let stand = |(line, found): (&TokenizedSentence, &Option<CounterpartMatch>)| {
        found.map_or(0.0, |found| line.words() as f64 * found.share)
    };
    (all, lines.iter().zip(matches).map(stand).sum::<f64>() / all as f64)
}

/// What differs beside the words of counterparts, by left and right sentence.
type FormChanges = BTreeMap<(usize, usize), Vec<FormChange>>;

/// Returns what became of every sentence, and what differs beside the words of counterparts; the heaviest
/// part that is in one order did not move.
fn changes(
    lines: [&[TokenizedSentence<'_>]; 2],
    matches: &[Vec<Option<CounterpartMatch>>; 2],
    contents: &[Content; 2],
) -> ([Vec<Change>; 2], FormChanges) {
    let mut pairs: Vec<(usize, u64)> = Vec::new();
    let mut changed: Vec<bool> = Vec::new();
    let mut forms = FormChanges::new();
    let counterpart = |left: usize| Some(matches[0].get(left)?.as_ref()?.other);
    for (left, found) in matches[0].iter().enumerate() {
        let Some(CounterpartMatch { other: right, .. }) = *found else { continue };
        pairs.push((right, (lines[0][left].words() + lines[1][right].words()) as u64 + 1));
        let [before, after] = [left.checked_sub(1), right.checked_sub(1)];
        let follow = before.is_some() && before.and_then(counterpart) == after;
        let [one, other] = [&contents[0].sentences[left], &contents[1].sentences[right]];
        let form = form_changes(one, other, follow);
        changed.push(!form.is_empty() || !one.reads_the_same(other));
        if !form.is_empty() {
            forms.insert((left, right), form);
        }
    }
    let mut in_place = vec![false; pairs.len()];
    for pair in heaviest_increasing(&pairs) {
        in_place[pair] = true;
    }
    let mut changes = matches.each_ref().map(|side| vec![Change::Alone; side.len()]);
    let lefts = matches[0].iter().enumerate().filter(|(_, found)| found.is_some()).map(|(left, _)| left);
    for (pair, left) in lefts.enumerate() {
        let right = pairs[pair].0;
        let change = match (changed[pair], in_place[pair]) {
            (false, true) => Change::Unchanged,
            (false, false) => Change::Moved,
            (true, true) => Change::Edited,
            (true, false) => Change::MovedEdited,
        };
        changes[0][left] = change(right);
        changes[1][right] = change(left);
    }
    (changes, forms)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use proptest::prelude::*;

    use super::*;
    use crate::compare::align::compare;
    use Change::{Alone, Edited, Moved, MovedEdited, Part, Unchanged};

    #[test]
    fn the_content_is_made_of_versions_alone() {
        let left = ["The ferry ran aground near Wexley.", "Nobody was hurt.", "Shops opened late."];
        let edited = ["The ferry ran aground near Wexley.", "Nobody was hurt.", "Shops opened early."];
        let account =
            ["Near Wexley a ferry ran aground.", "It carried twelve cars.", "The captain was asked."];
        for (right, expected) in [(edited, 1), (account, 0)] {
            let words = Words::of(&left, &right, &|| true).unwrap();
            let comparison = compare(&left, &right, &|| true).unwrap();
            let made = Cell::new(0);
            let contents = || {
                made.set(made.get() + 1);
                [&left, &right].map(|texts| Content::of_texts(&texts[..]))
            };
            let found = edition_of(&words, &comparison, &contents, Kinship::Unknown);
            assert_eq!((found.is_some(), made.get()), (expected > 0, expected), "{right:?}");
        }
    }

    fn recognised(left: &[&str], right: &[&str]) -> Option<Edition> {
        edition(left, right, &compare(left, right, &|| true).unwrap())
    }

    const DRAFT: [&str; 6] = [
        "The ferry Aurora ran aground near Wexley on Monday morning.",
        "All sixty passengers were brought ashore by the coast guard.",
        "Nobody was hurt.",
        "The harbour stayed closed until the evening because of the fog.",
        "An inquiry into the accident begins next week, the ministry said.",
        "Tickets will be refunded.",
    ];

    #[test]
    fn every_sentence_of_a_draft_has_a_change() {
        let edited = [
            DRAFT[0],
            "Nobody was hurt.",
            "All sixty-two passengers were brought ashore by the coast guard and fishermen.",
            "The company apologised.",
            "An inquiry into the accident begins next week, the ministry said.",
            "An inquiry is not a trial.",
            "The harbour stayed closed until Tuesday because of the fog.",
        ];
        let edition = recognised(&DRAFT, &edited).unwrap();
        let left = [Unchanged(0), Edited(2), Moved(1), MovedEdited(6), Unchanged(4), Alone];
        assert_eq!(edition.left, left);
        let right = [Unchanged(0), Moved(2), Edited(1), Alone, Unchanged(4), Alone, MovedEdited(3)];
        assert_eq!(edition.right, right);
    }

    #[test]
    fn a_rewriting_between_the_same_neighbours_is_edited() {
        let mut edited = DRAFT;
        edited[2] = "Not one was hurt badly.";
        assert_eq!(recognised(&DRAFT, &edited).unwrap().left[2], Edited(2));
        edited[2] = "Rain fell over Dublin.";
        assert_eq!(recognised(&DRAFT, &edited).unwrap().left[2], Alone);
        let [twelve, many] = ["12", "99"].map(|number| [DRAFT[0], number, DRAFT[1]]);
        assert_eq!(recognised(&twelve, &many).unwrap().left[1], Edited(1));
    }

    #[test]
    fn the_same_text_is_an_unchanged_edition() {
        let refrain = ["* * *", "Yes.", "* * *", "Yes.", "", "* * *"];
        for text in [&DRAFT[..], &refrain] {
            let unchanged: Vec<Change> = (0..text.len()).map(Unchanged).collect();
            assert_eq!(recognised(text, text).unwrap().left, unchanged);
        }
        assert_eq!(recognised(&[], &[]), None);
    }

    #[test]
    fn likeness_counts_the_common_words() {
        let likeness = |edited: &[&str]| recognised(&DRAFT, edited).unwrap().likeness();
        assert_eq!(likeness(&DRAFT), 100);
        assert_eq!(likeness(&[1, 2, 3, 4, 5, 0].map(|at: usize| DRAFT[at])), 99);
        let edited = [DRAFT[0], DRAFT[1], DRAFT[2], "The harbour was closed until Tuesday noon.", DRAFT[4]];
        assert!((80..90).contains(&likeness(&edited)), "{}", likeness(&edited));
        let every = DRAFT.map(|text| text.replace("the ", "a ").replace('y', "ies"));
        let every = every.each_ref().map(String::as_str);
        assert!((60..95).contains(&likeness(&every)), "{}", likeness(&every));
    }

    #[test]
    fn a_sentence_touched_in_its_case_or_quotes_is_edited() {
        let mut touched = DRAFT.to_vec();
        touched[2] = "nobody was hurt.";
        touched[5] = "Tickets\nwill be refunded.";
        touched.swap(0, 1);
        touched[0] = "All sixty  passengers were brought ashore by the coast guard.";
        let edition = recognised(&DRAFT, &touched).unwrap();
        let moved = edition.left[..2].iter().filter(|it| matches!(it, Moved(_) | MovedEdited(_))).count();
        assert_eq!((moved, edition.likeness()), (1, 99));
        assert_eq!(edition.left[2..], [Edited(2), Unchanged(3), Unchanged(4), Unchanged(5)]);
    }

    #[test]
    fn a_repeated_sentence_stays_with_its_neighbours() {
        let left = [DRAFT[0], "* * *", DRAFT[1], "* * *", DRAFT[3], "* * *", DRAFT[4]];
        let right = [DRAFT[0], DRAFT[3], "* * *", DRAFT[4]];
        let changes = [Unchanged(0), Alone, Alone, Alone, Unchanged(1), Unchanged(2), Unchanged(3)];
        assert_eq!(recognised(&left, &right).unwrap().left, changes);
    }

    #[test]
    fn the_larger_half_of_a_split_sentence_is_edited_and_the_other_a_part() {
        let mut split = DRAFT.to_vec();
        split.splice(3..4, ["The harbour stayed closed until the evening.", "There was fog."]);
        let edition = recognised(&DRAFT, &split).unwrap();
        assert_eq!(edition.left[3..], [Edited(3), Unchanged(5), Unchanged(6)]);
        assert_eq!(edition.right[3..5], [Edited(3), Part(3)]);
        assert_eq!((edition.figures().edited, edition.figures().added), (2, 0));
        let joined = recognised(&split, &DRAFT).unwrap();
        assert_eq!(joined.left[3..5], [Edited(3), Part(3)]);
        assert_eq!((joined.figures().edited, joined.figures().removed), (2, 0));
    }

    #[test]
    fn the_lighter_part_moved() {
        let order = [3, 4, 5, 0, 1, 2].map(|at: usize| DRAFT[at]);
        let edition = recognised(&DRAFT, &order).unwrap();
        let left = [Moved(3), Moved(4), Moved(5), Unchanged(0), Unchanged(1), Unchanged(2)];
        assert_eq!(edition.left, left);
    }

    #[test]
    fn two_accounts_are_no_editions() {
        let lines = |text: &'static str| -> Vec<&str> {
            text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
        };
        let left = lines(include_str!("../../../seeds/000_ac5e6907902fcfd7.txt"));
        let right = lines(include_str!("../../../seeds/004_cb8979b45471d89b.txt"));
        assert_eq!(recognised(&left, &right), None);
        let boilerplate = [
            "The Aurora Line has carried passengers between the islands since 1902.",
            "It employs 400 people and is listed on the stock exchange of Wexley.",
        ];
        let [left, right] = [left, right].map(|text| [&text[..], &boilerplate].concat());
        assert_eq!(recognised(&left, &right), None);
        assert_eq!(recognised(&[], &left), None);
        assert_eq!(recognised(&boilerplate[..1], &left), None);
    }

    /// Generates a draft of made-up sentences and an edited version of it.
    fn versions() -> impl Strategy<Value = [Vec<String>; 2]> {
        let sentence = "(ferry |harbour |the |closed |fog ){1,6}";
        let draft = proptest::collection::vec(sentence, 0..8);
        (draft, proptest::collection::vec((0..8_usize, "(ferry|fog| a|){0,3}"), 0..8)).prop_map(
            |(draft, picks)| {
                let pick = |(at, more): (usize, String)| draft.get(at).map(|text| format!("{text}{more}"));
                let edited = picks.into_iter().filter_map(pick).collect();
                [draft, edited]
            },
        )
    }

    proptest! {
        #[test]
        fn counterparts_are_mutual_and_editions_mirrored([left, right] in versions()) {
            let [left, right] = [&left, &right].map(|side| side.iter().map(String::as_str).collect::<Vec<_>>());
            let forth = recognised(&left, &right);
            prop_assert_eq!(recognised(&right, &left).map(|edition| edition.mirrored()), forth.clone());
            let Some(edition) = forth else { return Ok(()) };
            prop_assert_eq!([edition.left.len(), edition.right.len()], [left.len(), right.len()]);
            for (at, change) in edition.left.iter().enumerate() {
                if let Some(other) = change.counterpart().filter(|other| *change != Part(*other)) {
                    let back = edition.right[other];
                    prop_assert_eq!(back.counterpart(), Some(at));
                    prop_assert_eq!(std::mem::discriminant(&back), std::mem::discriminant(change));
                }
            }
            prop_assert_eq!(edition.likeness() == 100, left == right);
            let figures = edition.figures();
            let parts = [&edition.left, &edition.right].map(|side| side.iter().filter(|it| matches!(it, Part(_))).count());
            let pairs = figures.unchanged + figures.edited + figures.moved;
            prop_assert_eq!(pairs + figures.removed, left.len() + parts[1]);
            prop_assert_eq!(pairs + figures.added, right.len() + parts[0]);
        }
    }
}
