//! The comparison of two lists of sentences, from their terms to their links.

use crate::compare::Cancelled;

use crate::compare::comparison::{Comparison, Link, with_hand_links};
use crate::compare::jagged_array::JaggedArray;
use crate::compare::languages::{cutters, languages};
use crate::compare::probability::{limited, odds, probabilities};
use crate::compare::scored_pairs::{PairReach, equals, scored_pairs};
use crate::compare::sentence_similarity::{SelfSimilarity, rarities, weighted};
use crate::compare::vocabulary::{DocumentTerms, Vocabulary};

/// The most sentences of one document that are compared. Two such documents take 18 seconds and
/// 760 MB, and both grow with the sentences.
pub const MOST_SENTENCES: usize = 200_000;

/// Links less probable than this are not kept.
const FLOOR: f64 = 0.01;

/// Returns the links between the `left` and the `right` sentences that say the same.
///
/// `compare(b, a)` is the mirror image of `compare(a, b)` to the last bit, and the same input
/// always gives the same result. `wanted` is called every few sentences; when it returns false, the
/// comparison is cancelled.
pub fn compare(left: &[&str], right: &[&str], wanted: &dyn Fn() -> bool) -> Result<Comparison, Cancelled> {
    compare_with_hand_links(left, right, &[], Monitor::of(wanted))
}

/// The caller's side of a long comparison: whether to go on, and how far it is.
#[derive(Clone, Copy)]
pub struct Monitor<'a> {
    /// Called every few sentences; when it returns false, the comparison is cancelled.
    pub wanted: &'a dyn Fn() -> bool,
    /// Called now and then with the progress, in percent of the expected time.
    pub reached: &'a dyn Fn(u8),
}

impl<'a> Monitor<'a> {
    /// Returns a monitor that ignores the progress.
    pub fn of(wanted: &'a dyn Fn() -> bool) -> Self {
        Self { wanted, reached: &|_| () }
    }
}

/// Returns the comparison that [`compare`] makes, with each of `hand_links` (the index of a left and
/// of a right sentence) linked for certain, and reports the progress to `monitor`.
///
/// A link made by hand has probability 1, even between sentences that share no word, and other links
/// of its two sentences are nearly ruled out; but a sentence may have several links made by hand. All other
/// links are unchanged. Links outside the documents are ignored.
pub fn compare_with_hand_links(
    left: &[&str],
    right: &[&str],
    hand_links: &[(usize, usize)],
    monitor: Monitor<'_>,
) -> Result<Comparison, Cancelled> {
    let reach = PairReach::of(left.len(), right.len());
    // Sums over both sides depend on their order, so the order is always the same.
    if (right.len(), right) < (left.len(), left) {
        let hand_links: Vec<_> = hand_links.iter().map(|(left, right)| (*right, *left)).collect();
        return Ok(aligned(right, left, &hand_links, reach, monitor)?.mirrored());
    }
    aligned(left, right, hand_links, reach, monitor)
}

fn aligned(
    left: &[&str],
    right: &[&str],
    hand_links: &[(usize, usize)],
    reach: PairReach,
    Monitor { wanted, reached }: Monitor<'_>,
) -> Result<Comparison, Cancelled> {
    let languages = languages(left, right);
    let mut vocabulary = Vocabulary::default();
    let [mut cutter, mut other] = cutters(languages);
    let mut first = DocumentTerms::of(left, &mut cutter, &mut vocabulary, wanted)?;
    reached(20);
    if languages[0] != languages[1] {
        vocabulary.forget_forms();
    }
    let mut second = DocumentTerms::of(right, &mut other, &mut vocabulary, wanted)?;
    reached(40);
    let rarities = rarities(&first, &second, &vocabulary);
    let sides = weighted(&first, &second, &rarities, &vocabulary);
    // Only the weighted n-grams are needed from here on, and the n-grams take most of the memory.
    (first.grams, second.grams) = (JaggedArray::new(), JaggedArray::new());
    reached(50);
    let pairs = scored_pairs(&sides, reach, equals(left, right), &vocabulary, wanted)?;
    reached(80);
    let background = SelfSimilarity::of(&sides, &vocabulary, wanted)?;
    reached(85);
    let odds = odds(&pairs, [&first, &second], &rarities, &background, wanted)?;
    let mut probabilities = probabilities(odds, left.len(), right.len()).into_iter();
    let mut links = Vec::new();
    for (left, row) in pairs.rows().enumerate() {
        for (pair, score) in row.iter().zip(&mut probabilities).filter(|(_, score)| *score >= FLOOR) {
            let right = pair.right as usize;
            let score = limited(score, pair, first.stems.row(left), second.stems.row(right));
            links.push(Link { left, right, score });
        }
    }
    let links = with_hand_links(links, hand_links, [left.len(), right.len()]);
    Ok(Comparison::new(links, [first.words, second.words], languages))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::comparison::{Level, Levels, Side};
    use proptest::prelude::*;

    fn always() -> bool {
        true
    }

    fn links(left: &[&str], right: &[&str]) -> Vec<(usize, usize)> {
        let comparison = compare(left, right, &always).unwrap();
        let weak = Levels::default().weak;
        comparison
            .links()
            .iter()
            .filter(|link| link.score >= weak)
            .map(|link| (link.left, link.right))
            .collect()
    }

    #[test]
    fn the_same_fact_in_other_words_is_linked() {
        let left = [
            "The harbour of Wexley was closed on Monday after a ferry ran aground.",
            "Nobody on board the ferry was hurt, the coast guard said.",
            "Shops in the old town opened late because of the storm.",
        ];
        let right = [
            "Teachers want smaller classes for the youngest.",
            "A ferry that ran aground led to the closing of Wexley harbor.",
            "According to the coast guard, no passenger of the ferry was hurt.",
            "Insurers expect the damage to reach four million.",
        ];
        assert_eq!(links(&left, &right), [(0, 1), (1, 2)]);
    }

    #[test]
    fn identical_documents_are_linked_sentence_by_sentence() {
        let text =
            ["One storm.", "* * *", "A second, longer sentence about the storm.", "* * *", "One storm."];
        assert_eq!(links(&text, &text), [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4)]);
        assert_eq!(compare(&text, &text, &always).unwrap().likeness(Levels::default()), 100);
    }

    #[test]
    fn empty_sides_have_no_links() {
        let some = ["A sentence.", ""];
        for (left, right) in [(&[][..], &some[..]), (&some, &[]), (&[], &[])] {
            let comparison = compare(left, right, &always).unwrap();
            assert!(comparison.links().is_empty());
            assert_eq!(comparison.likeness(Levels::default()), 0);
            assert_eq!(comparison.only(Side::Left, Levels::default()).len(), left.len());
        }
    }

    #[test]
    fn one_sentence_is_linked_to_one() {
        let claim = ["The bridge over the Tarn opened in 1932 and cost two million francs."];
        assert_eq!(links(&claim, &["It took until 1932 to open the bridge over the Tarn."]), [(0, 0)]);
        assert_eq!(links(&claim, &["Cheese is made in the caves of the valley."]), []);
    }

    fn strong_links(left: &[&str], right: &[&str]) -> Vec<(usize, usize)> {
        let comparison = compare(left, right, &always).unwrap();
        let strong = comparison.links().iter().filter(|link| link.score >= Levels::default().strong);
        strong.map(|link| (link.left, link.right)).collect()
    }

    /// Heine's Lorelei in two translations, line by line.
    const LORELEI: [&[&str]; 2] = [
        &[
            "I do not know what it means that I feel so sad;",
            "there is a tale from olden times I cannot forget.",
            "The air is cool, and twilight falls, and the Rhine flows quietly by;",
            "the top of the mountain glitters in the evening sun.",
            "The fairest maiden sits up there in wondrous beauty,",
            "her golden jewels are shining, she combs her golden hair.",
            "The boatman in his little boat is seized with savage woe;",
            "I think that at last the waves devour the boatman and the boat.",
        ],
        &[
            "I cannot tell why this sadness lies so heavy on my heart;",
            "a legend of bygone ages will not from my mind depart.",
            "The day grows cool and darkens, the Rhine flows softly on;",
            "the mountain peak is gleaming in the light of the setting sun.",
            "A maiden of wondrous beauty is sitting high up there;",
            "her golden trinkets glitter, she combs her golden hair.",
            "The boatman in his small boat is gripped by wild despair;",
            "the waves, I think, will swallow both boatman and boat ere long.",
        ],
    ];

    #[test]
    fn verse_is_linked_to_its_translation_and_not_to_other_verse() {
        let [left, right] = LORELEI;
        let strong = strong_links(left, right);
        assert!([(2, 2), (4, 4), (5, 5), (7, 7)].iter().all(|link| strong.contains(link)), "{strong:?}");
        // Blake, Keats and Rossetti; each pair of poems shares some words, and none says what another does.
        let poems: [&[&str]; 3] = [
            &[
                "Tyger Tyger, burning bright,",
                "In the forests of the night;",
                "And what shoulder, and what art,",
                "Could twist the sinews of thy heart?",
                "What the hand, dare seize the fire?",
                "When the stars threw down their spears",
                "And water'd heaven with their tears:",
                "Did he smile his work to see?",
            ],
            &[
                "Bright star, would I were stedfast as thou art,",
                "Not in lone splendour hung aloft the night",
                "And watching, with eternal lids apart,",
                "The moving waters at their priestlike task",
                "Of pure ablution round earth's human shores,",
                "Pillow'd upon my fair love's ripening breast,",
            ],
            &[
                "My heart is like a singing bird",
                "Whose nest is in a water'd shoot;",
                "My heart is like an apple-tree",
                "Whose boughs are bent with thickset fruit;",
                "My heart is gladder than all these",
                "Because my love is come to me.",
            ],
        ];
        let strong = [(0, 1), (0, 2), (1, 2)].map(|(one, other)| strong_links(poems[one], poems[other]));
        assert!(strong.iter().all(Vec::is_empty), "{strong:?}");
    }

    #[test]
    fn scripts_without_spaces_are_compared() {
        let left = ["東京で大きな地震が発生した。", "首相は記者会見を開いた。"];
        let right = ["株価は上昇した。", "大きな地震が東京で発生。", "明日は雨の見込み。"];
        assert_eq!(links(&left, &right), [(0, 1)]);
    }

    #[test]
    fn a_link_made_by_hand_is_certain_and_rules_out_other_links() {
        let left = ["A ferry ran aground near Wexley.", "Nobody was hurt.", "* * *"];
        let right = ["* * *", "Teachers want smaller classes.", "Near Wexley a ferry ran aground."];
        let plain = compare(&left, &right, &always).unwrap();
        assert_eq!(plain.best(Side::Left, 0, Levels::default()).map(|link| link.right), Some(2));
        // No word in common, no sentence of words, no such sentence.
        let hand_links = [(0, 1), (1, 0), (0, 1), (7, 0), (0, usize::MAX)];
        let linked = compare_with_hand_links(&left, &right, &hand_links, Monitor::of(&always)).unwrap();
        let certain = |link: &&Link| (1.0 - link.score).abs() < f64::EPSILON;
        let found: Vec<_> =
            linked.links().iter().filter(certain).map(|link| (link.left, link.right)).collect();
        assert_eq!(found, [(0, 1), (1, 0)]);
        let rest = linked.links().iter().filter(|link| !certain(link));
        assert!(rest.clone().all(|link| link.score < Levels::default().weak), "{:?}", linked.links());
        let twice = compare_with_hand_links(&left, &right, &[(0, 1), (0, 2)], Monitor::of(&always)).unwrap();
        assert_eq!(twice.counterparts(Side::Left, 0, Levels::default()).count(), 2);
    }

    #[test]
    fn an_unwanted_comparison_stops() {
        assert_eq!(compare(&["a"], &["b"], &|| false), Err(Cancelled));
    }

    /// Returns the lines of a text that say something; in the two articles each is a sentence.
    fn lines(text: &str) -> Vec<&str> {
        text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
    }

    #[test]
    fn two_articles_are_linked_by_facts_and_not_by_subject() {
        let left = lines(include_str!("../../seeds/000_ac5e6907902fcfd7.txt"));
        let right = lines(include_str!("../../seeds/004_cb8979b45471d89b.txt"));
        let comparison = compare(&left, &right, &always).unwrap();
        let levels = Levels::default();
        let score = |left, right| {
            let link = comparison.links().iter().find(|link| (link.left, link.right) == (left, right));
            link.map_or(0.0, |link| link.score)
        };
        // The divisions, the approval, the transfer of technology.
        for (left, right) in [(7, 10), (6, 10), (12, 9)] {
            assert!(score(left, right) >= levels.strong, "{left} {right}: {}", score(left, right));
        }
        // The long relationship, the partnership by sales.
        for (left, right) in [(1, 4), (23, 21)] {
            assert!(score(left, right) >= levels.weak, "{left} {right}: {}", score(left, right));
        }
        let ukraine = [17, 18, 19, 20, 21, 22, 24, 26].map(|left| (Side::Left, left));
        let fighters = [14, 15, 17].map(|right| (Side::Right, right));
        for (group, most) in [(&ukraine[..], 2), (&fighters, 1)] {
            let best = group.iter().filter_map(|(side, at)| comparison.best(*side, *at, levels));
            let scores: Vec<f64> = best.map(|link| link.score).collect();
            assert!(scores.len() <= most && scores.iter().all(|score| *score < levels.strong), "{scores:?}");
        }
    }

    /// Returns sentences of a small vocabulary, so that many are alike or equal.
    fn sentences(count: usize, seed: u64) -> Vec<String> {
        let words = [
            "storm", "Wexley", "the", "harbour", "12", "ferries", "S-400", "closed", "late", "coast", "guard",
        ];
        let mut state = seed;
        let mut next = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) as usize % below
        };
        (0..count)
            .map(|index| {
                let mut sentence: Vec<&str> = (0..3 + next(6)).map(|_| words[next(words.len())]).collect();
                let rare = format!("w{}", index / 3);
                sentence.push(&rare);
                sentence.join(" ")
            })
            .collect()
    }

    /// All strong links are kept, and nine in ten weak ones.
    #[test]
    fn likely_partners_alone_keep_nearly_all_links() {
        let left = lines(include_str!("../../seeds/000_ac5e6907902fcfd7.txt"));
        let right = lines(include_str!("../../seeds/004_cb8979b45471d89b.txt"));
        let [every, likely] = [PairReach::Every, PairReach::Likely]
            .map(|reach| aligned(&left, &right, &[], reach, Monitor::of(&always)).unwrap());
        let levels = Levels::default();
        let again = |link: &Link| {
            let mut others = likely.links().iter();
            let other = others.find(|other| (other.left, other.right) == (link.left, link.right));
            other.and_then(|other| levels.of(other.score))
        };
        let of = |level| every.links().iter().filter(move |link| levels.of(link.score) == Some(level));
        assert!(of(Level::Strong).count() >= 4 && of(Level::Weak).count() >= 20);
        assert!(of(Level::Strong).all(|link| again(link) == Some(Level::Strong)));
        let kept = of(Level::Weak).filter(|link| again(link).is_some()).count();
        assert!(kept * 10 >= of(Level::Weak).count() * 9, "{kept}");
        let found = likely.links().iter().filter(|link| levels.of(link.score).is_some()).count();
        assert!(found * 10 <= (of(Level::Strong).count() + kept) * 11, "{found}");
    }

    #[test]
    fn books_are_mirrored_too() {
        let [left, right] = [sentences(2100, 1), sentences(2000, 2)];
        let [left, right] = [&left, &right].map(|side| side.iter().map(String::as_str).collect::<Vec<_>>());
        let comparison = compare(&left, &right, &always).unwrap();
        assert!(comparison.links().len() > 1000);
        assert_eq!(compare(&right, &left, &always).unwrap(), comparison.mirrored());
    }

    proptest! {
        #[test]
        fn comparing_backwards_is_the_mirror_image(seed: u64, lengths in (0_usize..12, 0_usize..12)) {
            let [left, right] = [sentences(lengths.0, seed), sentences(lengths.1, seed ^ 1)];
            let [left, right] = [&left, &right].map(|side| side.iter().map(String::as_str).collect::<Vec<_>>());
            let comparison = compare(&left, &right, &always).unwrap();
            prop_assert_eq!(&compare(&right, &left, &always).unwrap(), &comparison.mirrored());
            prop_assert_eq!(&comparison.mirrored().mirrored(), &comparison);
            prop_assert!(comparison.links().iter().all(|link| (0.0..=1.0).contains(&link.score)));
            let itself = compare(&left, &left, &always).unwrap();
            prop_assert_eq!(&itself.mirrored(), &itself);
        }

        #[test]
        fn links_made_by_hand_are_mirrored_too(seed: u64, hand_links in proptest::collection::vec((0_usize..6, 0_usize..6), 0..6)) {
            let [left, right] = [sentences(5, seed), sentences(4, seed ^ 1)];
            let [left, right] = [&left, &right].map(|side| side.iter().map(String::as_str).collect::<Vec<_>>());
            let comparison = compare_with_hand_links(&left, &right, &hand_links, Monitor::of(&always)).unwrap();
            let back: Vec<_> = hand_links.iter().map(|(left, right)| (*right, *left)).collect();
            prop_assert_eq!(compare_with_hand_links(&right, &left, &back, Monitor::of(&always)).unwrap(), comparison.mirrored());
            for (left, right) in hand_links.into_iter().filter(|(left, right)| *left < 5 && *right < 4) {
                let link = comparison.links().iter().find(|link| (link.left, link.right) == (left, right));
                prop_assert_eq!(link.map(|link| link.score.to_bits()), Some(1_f64.to_bits()));
            }
        }

        #[test]
        fn any_text_is_compared(left in proptest::collection::vec("\\PC{0,30}", 0..4), right in proptest::collection::vec("\\PC{0,30}", 0..4)) {
            let [left, right] = [&left, &right].map(|side| side.iter().map(String::as_str).collect::<Vec<_>>());
            prop_assert!(compare(&left, &right, &always).is_ok());
        }
    }
}
